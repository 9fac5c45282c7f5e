"""What the settings refuse, and how they say it: values as a file writes them, no Python, no English in Chinese."""

import pytest

from minsheng_funds.errors import Failure
from minsheng_funds.settings import Settings, load
from tests.support import Sheet, codes, run, settings_of, xlsx


def refusal(toml: str, lang: str = "zh") -> str:
    with pytest.raises(Failure) as refused:
        settings_of(toml)
    return refused.value.line(lang)


FALLING = "tiers = [{ from = 80, points = 10 }, { from = 95, points = 8 }]"


@pytest.mark.parametrize(
    ("toml", "words"),
    [
        (f"[evaluation]\n{FALLING}", "from = 95 gives fewer points than a tier of a lower rate"),
        (
            "[evaluation]\ntiers = [{ from = 95, points = 1 }, { from = 95.0, points = 1 }]",
            "from = 95 stands there twice",
        ),
        ('[need."甲"]\ntimes = 0', "times = 0 cannot be used → it must be a number above zero"),
        ('[projects.merged]\n"a" = []', "a = [] cannot be used"),
        ('[projects.merged]\n"a" = ["b", " b"]', " b stands there twice"),
        ("[columns]\nrequired = { sum = [] }", "required.sum = [] cannot be used"),
        ("[columns]\nrequired = { central = [] }", "required.central = [] cannot be used"),
        ('[schedule.class."甲"]\n"02-28" = 30\n"2月29日" = 50', "02-28 and 02-29 are one day in most years"),
        ('[schedule.class."甲"]\n"02-28" = 30\ndue = "02-29"', "02-28 is not before due"),
        ('[schedule.class."甲"]\ndue = 2020-05-31', 'due = 2020-05-31 cannot be read → it is written like "06-30"'),
        ("[schedule]\ntarget = true", "target = true has the wrong type"),
        ("[schedule]\ntarget = inf", "target = inf cannot be used → it must be 0 … 100"),
        ("[behind]\namount = '50'", 'amount = "50" cannot be read → it is written like "50万元"'),
        ("[limits]\nrows = -1", "rows = -1 cannot be used → it must be a whole number above 0"),
        ("own_level = { a = [1] }", "own_level = { a = [1] } has the wrong type"),
    ],
)
def test_a_setting_that_would_do_nothing_or_contradicts_itself_is_refused(toml: str, words: str):
    assert words in refusal(toml, "en")


def test_no_english_stands_in_the_chinese_message_of_a_section():
    assert refusal("columns = 3").endswith("应为 一节设置([…] 及其下各项)")


def test_no_amount_at_all_may_be_the_threshold_of_being_behind():
    assert settings_of("[behind]\namount = 0").behind.amount == 0


def test_a_29_february_alone_is_a_day():
    assert settings_of('[schedule.class."甲"]\n"02-29" = 30\n"03-31" = 50').schedule.curves


def test_an_environment_variable_that_is_no_setting_is_refused():
    with pytest.raises(Failure) as refused:
        load(None, {"MINSHENG_FUNDS_RATEBASE": "issued"})
    assert "MINSHENG_FUNDS_RATEBASE → did you mean: MINSHENG_FUNDS_RATE_BASE" in refused.value.line("en")


def test_exclusions_come_from_the_environment_too_separated_by_commas():
    given = load(None, {"MINSHENG_FUNDS_EXCLUDE": "棚户区改造, 老旧小区，危房,"})
    assert given == Settings(exclude=("棚户区改造", "老旧小区", "危房"))


def test_a_header_row_below_the_last_row_of_the_sheet_is_a_finding():
    rows = [["2020年计划,单位:万元"], ["项目名称", "计划数"], ["甲", 1]]
    book = xlsx(Sheet("计划", rows))
    assert "H023" not in codes(run(book, toml='[tables."计划"]\nheader_rows = [2]'))
    assert "H023" in codes(run(book, toml='[tables."计划"]\nheader_rows = [2, 9999999]'))
