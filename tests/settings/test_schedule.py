"""`[schedule]` and `[behind]`: days, percentages and amounts exactly as written; what contradicts itself is refused."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from minsheng_funds.errors import Failure
from minsheng_funds.settings import Settings, load
from minsheng_funds.settings.schedule import Behind, Curve, Milestone, MonthDay, ScheduleSettings
from tests.support import settings_of

WAN = 1_000_000  # fen


def curve_of(body: str) -> Curve:
    """The curve of one class with this body."""
    (curve,) = settings_of(f'[schedule.class."工程类"]\n{body}').schedule.classes
    return curve


def refusal(toml: str) -> str:
    with pytest.raises(Failure) as caught:
        settings_of(toml)
    return caught.value.line("en")


def test_without_a_section_everything_is_linear_and_behind_is_10_points_and_50_wan():
    assert Settings().schedule == ScheduleSettings(Decimal(100), (), ())
    assert Settings().behind == Behind(Decimal(10), 50 * WAN)
    assert settings_of("").behind == Behind()


def test_a_file_gives_curves_thresholds_and_the_year_end_target(tmp_path: Any):
    file = tmp_path / "minsheng-funds.toml"
    file.write_text(
        '[schedule]\ntarget = 95\n[schedule.class."工程类"]\n"10-31" = 100\n"06-30" = 33.3\n'
        '[schedule.class."补助类"]\ndue = "05-31"\n[schedule.project."低保"]\nmonthly = true\n'
        '[behind]\npoints = 7.5\namount = "1,000元"\n',
        encoding="utf-8",
    )
    settings = load(file, {})
    milestones = (Milestone(MonthDay(6, 30), Decimal("33.3")), Milestone(MonthDay(10, 31), Decimal(100)))
    assert settings.schedule == ScheduleSettings(
        Decimal(95),
        (
            Curve("工程类", '[schedule.class."工程类"]', milestones),
            Curve("补助类", '[schedule.class."补助类"]', due=MonthDay(5, 31)),
        ),
        (Curve("低保", '[schedule.project."低保"]', monthly=True),),
    )
    assert settings.behind == Behind(Decimal("7.5"), 100_000)


@pytest.mark.parametrize("text", ["06-30", "6-30", "6月30日", "06月30日", " 6 月 30 日 ", "６－３０", "６月３０日"])
def test_days_are_written_as_in_tables(text: str):
    assert curve_of(f'"{text}" = 50').milestones == (Milestone(MonthDay(6, 30), Decimal(50)),)
    assert curve_of(f'due = "{text}"').due == MonthDay(6, 30)


def test_29_february_is_the_28th_where_the_year_has_none():
    day = curve_of('due = "2-29"').due
    assert day is not None
    assert (day.in_year(2020), day.in_year(2019)) == (date(2020, 2, 29), date(2019, 2, 28))


@given(st.decimals(0, 100, places=4))
def test_a_percentage_is_exactly_what_is_written(percent: Decimal):
    """33.3 is 333/1000, whatever a binary number makes of it."""
    assert curve_of(f'"06-30" = {percent}').milestones[0].percent == percent


@pytest.mark.parametrize(
    ("amount", "fen"),
    [
        ("50万元", 50 * WAN),
        ("50万", 50 * WAN),
        ("０.5 亿元", 5_000 * WAN),
        ("1,234.56元", 123_456),
        ("0元", 0),
        ("3千元", 300_000),
    ],
)
def test_an_amount_is_read_with_its_unit(amount: str, fen: int):
    assert settings_of(f'[behind]\namount = "{amount}"').behind.amount == fen


@pytest.mark.parametrize(
    "amount", ['"50"', "50", "500000", '"五十万元"', '"-1万元"', '"0.001元"', '""', "true", '["50万元"]']
)
def test_an_amount_without_a_unit_or_below_the_fen_is_refused(amount: str):
    line = refusal(f"[behind]\namount = {amount}")
    assert "settings [behind]: " in line
    assert "50万元" in line


@pytest.mark.parametrize(
    "body",
    [
        '"06-30" = "50"', '"06-30" = true', '"06-30" = [50]', '"06-30" = 101', '"06-30" = -1', '"06-30" = nan',
        '"06-30" = inf', '"6-31" = 50', '"13-01" = 50', '"2020-06-30" = 50', '"0630" = 50', '"6月底" = 50', '"6/30" = 50',
        'due = "05-32"', "due = 2020-05-31", "due = 531", 'due = ""', "due = true", "steps = 1", 'monthly = "yes"',
        '"06-30" = 50\n"6月30日" = 60', '"06-30" = 50\n"09-30" = 40', 'due = "05-31"\n"06-30" = 50',
        'due = "05-31"\n"05-31" = 80', "steps = true", 'steps = true\ndue = "05-31"', "monthly = true\nsteps = true",
        'monthly = true\ndue = "05-31"', 'monthly = true\n"06-30" = 50', "", "monthly = false", "monthli = true",
        'dues = "05-31"', "linear = true",
    ],
)  # fmt: skip
def test_what_a_schedule_cannot_hold_fails_with_its_section(body: str):
    assert '[schedule.class."工程类"]' in refusal(f'[schedule.class."工程类"]\n{body}')


@pytest.mark.parametrize(
    ("toml", "where"),
    [
        ('[schedule.class]\n"工程类" = 50', '[schedule.class."工程类"]'),
        ('[schedule]\nclass = ["工程类"]', "[schedule.class]"),
        ('[schedule]\nproject = "低保"', "[schedule.project]"),
        ("[schedule]\ntarget = 101", "[schedule]"),
        ('[schedule]\ntarget = "100"', "[schedule]"),
        ('[schedule]\ntarget = "month"', "[schedule]"),
        ("[behind]\npoints = -1", "[behind]"),
        ('[behind]\npoints = "10"', "[behind]"),
        ("[behind]\npoint = 10", "[behind]"),
        ("behind = 10", "[behind]"),
    ],
)
def test_other_values_fail_with_their_section(toml: str, where: str):
    assert where in refusal(toml)


def test_a_misspelt_option_names_the_nearest():
    assert refusal('[schedule.class."补助类"]\ndew = "05-31"').endswith("did you mean: due")


def test_a_milestone_on_the_deadline_may_say_100():
    curve = curve_of('due = "10-31"\n"06-30" = 50\n"10-31" = 100\n"12-31" = 100')
    assert [percent for _, percent in curve.milestones] == [50, 100, 100]
