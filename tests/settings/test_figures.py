"""[figures]: the unit of tables, 亿元 in running text, and what is refused; what a report says was set."""

import pytest

from minsheng_funds.errors import Failure
from minsheng_funds.money import YI_YUAN, YUAN
from minsheng_funds.rendering.words import Words
from minsheng_funds.settings import Given, Settings, load
from minsheng_funds.settings.figures import FigureSettings


def settings(folder, text, **flags):
    file = folder / "minsheng-funds.toml"
    file.write_text(text, encoding="utf-8")
    return load(file, {}, **flags)


def test_amounts_are_in_10k_yuan_and_running_text_says_100m_yuan_from_there_on():
    words = Words(Settings())
    assert words.amount(37946000_00) == "3794.6万元"
    assert words.amount(99999999_99) == "10000.0万元"
    assert words.amount(123456789_00) == "1.23亿元"
    assert words.amount(-123456789_00) == "-1.23亿元"
    assert words.amount(None) == "—"


def test_the_text_of_a_table_is_what_running_text_says_and_an_incomplete_one_is_marked():
    words = Words(Settings(lang="en"))
    assert words.amount(37946000_00, text="3794.5", complete=False) == "3794.5 10k yuan*"
    assert words.amount(123456789_00) == "12345.7 10k yuan"  # 亿 is a Chinese custom


def test_unit_threshold_and_digits_can_be_set(tmp_path):
    found = settings(tmp_path, '[figures]\nunit = "元"\nlarge_from = "50万元"\nlarge_decimals = 4\n')
    assert found.figures == FigureSettings(YUAN, 50_000_000, 4)
    assert found.unit_of() == found.unit_of("matching") == YUAN
    assert Words(found).amount(50_0000_00) == "500000.0元"  # as the tables


def test_no_threshold_means_never(tmp_path):
    words = Words(settings(tmp_path, "[figures]\nlarge_from = 0\n"))
    assert words.amount(12 * YI_YUAN) == "120000.0万元"


def test_a_fund_s_own_unit_wins(tmp_path):
    found = settings(tmp_path, '[figures]\nunit = "亿元"\n[funds.maintenance]\nunit = "元"\n')
    assert (found.unit_of("matching"), found.unit_of("maintenance")) == (YI_YUAN, YUAN)


@pytest.mark.parametrize(
    "line", ['unit = "两"', "unit = 1", 'large_from = "多"', "large_decimals = 7", "large_decimals = true", "big = 1"]
)
def test_what_is_not_known_is_refused_with_the_section_s_name(tmp_path, line):
    with pytest.raises(Failure) as failure:
        settings(tmp_path, f"[figures]\n{line}\n")
    assert "[figures]" in failure.value.line("en")


def test_what_was_set_is_told_with_who_said_so_and_defaults_are_not(tmp_path):
    text = 'decimals = 1\nprogramme = "民生实事"\nlang = "en"\n[funds.matching]\nunit = "元"\n[projects.aliases]\n"改厕" = "农村改厕"\n'
    file = tmp_path / "minsheng-funds.toml"
    file.write_text(text, encoding="utf-8")
    environment = {"MINSHENG_FUNDS_PROGRAMME": "民生工程实事", "MINSHENG_FUNDS_PASSWORD": "geheim"}
    found = load(file, environment, exclude=("甲", "乙"), password="geheim")
    assert set(found.given) == {
        Given("programme", '"民生工程实事"', "environment"),
        Given("funds.matching.unit", '"元"', "file"),
        Given('projects.aliases."改厕"', '"农村改厕"', "file"),
        Given("exclude", '["甲", "乙"]', "option"),
    }
    assert "geheim" not in repr(found)


def test_a_section_that_says_the_default_is_no_difference(tmp_path):
    text = """
[schedule]
time_progress = "auto"
target = 100
[behind]
points = 10
amount = "10万元"
[figures]
unit = "万元"
large_decimals = 3
[evaluation]
points = 10
"""
    assert settings(tmp_path, text).given == (
        Given("behind.amount", '"10万元"', "file"),
        Given("figures.large_decimals", "3", "file"),
    )


def test_another_rule_of_time_progress_is_told(tmp_path):
    assert settings(tmp_path, '[schedule]\ntime_progress = "days"\n').given == (
        Given("schedule.time_progress", '"days"', "file"),
    )


def test_a_setting_without_which_another_one_is_refused_is_a_difference(tmp_path):
    text = "[evaluation]\npoints = 20\ntiers = [{ from = 90, points = 20 }]\n"
    assert [line.name for line in settings(tmp_path, text).given] == ["evaluation.points", "evaluation.tiers"]
