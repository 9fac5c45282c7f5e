"""Stated scores of a self-evaluation are recomputed from its own amounts and points."""

import pytest

from minsheng_funds.rendering.as_json.versions import points_text
from tests.support import Sheet, codes, finding, line, origins, run

HEADER = ["项目名称", "年初预算数", "全年预算数", "全年执行数", "分值", "执行率", "得分"]


def form(*rows):
    return Sheet("自评", [["2020年项目支出绩效自评表", "单位:万元"], HEADER, *rows])


@pytest.mark.parametrize("score", [8.04, 8.0, 8, "8.04", "8.0", "—", "", "/"])
def test_a_score_is_right_rounded_or_cut_to_two_decimals_or_fewer(score):
    """65.97 of 82.05 is 80.402 %: 8.0402 points."""
    assert codes(run(form(["甲", 80.0, 82.05, 65.97, 10, "80.4%", score]))) == []


@pytest.mark.parametrize("score", [8.05, 10, 0, 8.1, 80.4])
def test_another_score_is_a_finding_with_its_cell(score):
    outcome = run(form(["甲", 80.0, 82.05, 65.97, 10, "80.4%", score]))
    said = finding(outcome, "S040")
    assert [str(origin) for origin in said.origins] == ["book.xlsx!自评!G3"]
    assert (said.expected, said.severity) == ("8.04", "warning")


def test_the_row_s_own_points_count():
    outcome = run(form(["甲", 80.0, 100.0, 50.0, 20, "50%", 10], ["乙", 80.0, 100.0, 50.0, 20, "50%", 5]))
    assert origins(outcome, "S040") == ["book.xlsx!自评!G4"]


def test_nothing_is_scored_above_full_points():
    assert codes(run(form(["甲", 80.0, 100.0, 100.0, 10, "100%", 10]))) == []
    over = run(form(["甲", 80.0, 100.0, 120.0, 10, "120%", 12]))
    assert "S040" in codes(over)


def test_the_total_is_scored_on_its_own_amounts():
    rows = [["甲", 80.0, 82.05, 65.97, 10, "", 8.04], ["合计", 80.0, 82.05, 65.97, 10, "", 9.0]]
    assert origins(run(form(*rows)), "S040") == ["book.xlsx!自评!G4"]


def test_a_total_of_zero_over_filled_parts_is_an_error_in_every_amount():
    """A published form: the total says 0.00 while its parts are filled."""
    rows = [
        ["年度资金总额", "", 0.0, 0.0, 10, "", 0],
        ["甲", "", 80.0, 40.0, 10, "50%", 5],
        ["乙", "", 20.0, 20.0, 10, "100%", 10],
    ]
    outcome = run(form(*rows))
    assert set(origins(outcome, "S001")) >= {"book.xlsx!自评!C3", "book.xlsx!自评!D3"}


def test_of_which_rows_are_subsets_and_have_no_score_of_their_own():
    rows = [["甲", 80.0, 90.0, 45.0, 10, "50%", 5], ["其中:当年财政拨款", 80.0, 80.0, 45.0, "", "", 3]]
    outcome = run(form(*rows))
    assert codes(outcome) == []
    assert outcome.statement.totals["matching"].figures.required == 90_000_000


def test_the_settings_tiers_say_which_score_is_right():
    toml = "[evaluation]\ntiers = [{ from = 95, points = 10 }, { from = 80, points = 8 }]"
    assert codes(run(form(["甲", 80.0, 100.0, 85.0, 10, "85%", 8]), toml=toml)) == []
    assert "S040" in codes(run(form(["甲", 80.0, 100.0, 85.0, 10, "85%", 8.5]), toml=toml))


def test_a_score_away_from_an_execution_table_is_not_looked_at():
    sheet = Sheet("指标", [["单位:元"], ["项目名称", "计划资金", "分值", "得分"], ["甲", 100.0, 20, 3]])
    assert codes(run(sheet)) == []


def test_a_self_score_without_points_is_that_of_the_whole_evaluation():
    header = ["项目名称", "全年预算数", "全年执行数", "执行率", "自评得分"]
    rows = [["2020年自评", "单位:万元"], header, ["甲", 100.0, 90.0, "90%", 92]]
    assert codes(run(Sheet("自评", rows))) == []


def test_a_score_out_of_a_hundred_points_is_not_that_of_the_execution():
    assert codes(run(form(["甲", 80.0, 100.0, 50.0, 100, "50%", 92]))) == []


FORM = ["项目资金(万元)", "", "年初预算数", "全年预算数", "全年执行数", "分值", "执行率", "得分"]


def one(total, *parts):
    """A form of one project: the row of all its money, and its parts."""
    rows = [["2020年项目支出绩效自评表"], ["项目名称", "美丽乡村建设"], FORM, ["", "年度资金总额", *total]]
    return run(Sheet("自评", [*rows, *(["", *part] for part in parts)]))


def test_a_zero_total_of_a_form_over_filled_parts_is_an_error():
    """A published form: all its money 0, of which 100, 120, 90 and what was carried over."""
    outcome = one([0, 0, 0, 10, "", 0], ["其中:当年财政拨款", 100, 120, 90], ["上年结转资金", 10, 10, 10])
    assert codes(outcome).count("P030") == 3
    assert origins(outcome, "P030")[0] == "book.xlsx!自评!C4"
    assert not line(outcome, "美丽乡村建设").complete


@pytest.mark.parametrize(
    ("total", "found"), [((110, 130, 100), 1), ((110, 120, 100), 0), (("", "", ""), 3), ((110, 120, ""), 1)]
)
def test_the_parts_of_a_form_must_make_up_its_total(total, found):
    parts = [["其中:当年财政拨款", 100, 110, 90], ["上年结转资金", 10, 10, 10], ["其他资金", 0, 0, "—"]]
    outcome = one([*total, 10], *parts)
    assert codes(outcome).count("P030") == found
    assert line(outcome, "美丽乡村建设").complete == (not found)


def test_parts_of_a_part_and_a_single_of_which_are_no_error():
    nested = [["当年财政拨款", 100, 110, 90], ["其中:中央", 60, 60, 50], ["区级", 40, 50, 40], ["其他资金", 10, 10, 10]]
    assert "P030" not in codes(one([110, 120, 100, 10], *nested))
    assert "P030" not in codes(one([110, 120, 100, 10], ["其中:财政拨款", 100, 100, 90]))
    assert "P030" in codes(one([110, 120, 100, 10], ["其中:财政拨款", 120, 100, 90]))


def test_a_level_below_an_of_which_row_is_a_part_and_no_project():
    rows = [["甲", "", 100, 60, 5], ["其中:中央", "", 60, 25, ""], ["区级", "", 40, 35, ""], ["乙", "", 100, 60, 20]]
    outcome = run(form(*rows))
    assert [line.project for line in outcome.statement.lines] == ["甲", "乙"]


def test_a_project_is_scored_by_its_own_full_points():
    """60% of 5 and of 20 points; the total of both has the points that are set."""
    outcome = run(form(["甲", 100, 100, 60, 5, "60%", 3], ["乙", 100, 100, 60, 20, "60%", 12]))
    assert [points(found) for found in outcome.statement.lines] == ["3.00", "12.00"]
    assert points(outcome.statement.totals["matching"]) == "6.00"
    same = run(form(["甲", 100, 100, 60, 20, "60%", 12])).statement.totals["matching"]
    assert points(same) == "12.00"


def points(found):
    return points_text(found.score)
