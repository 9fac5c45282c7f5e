"""Boundaries of the rules about stated figures, exactly at them; the cells that they name."""

import pytest

from tests.support import Sheet, codes, finding, origins, plan, run


def progress(stated: object, paid: float = 2.0, planned: float = 3.0) -> Sheet:
    rows = [["甲", planned, paid, stated], ["乙", 20.0, 5.0, "25%"]]
    return Sheet("进度", [["2020年", "单位:元"], ["项目名称", "计划数", "已拨付", "拨付率"], *rows])


@pytest.mark.parametrize(
    "stated", ["67%", "66%", "66.7%", "66.6%", "66.67%", "66.66%", 0.6667, 0.666, 2 / 3, 66.67, 0.6666666]
)
def test_a_rate_rounded_or_cut_to_as_many_decimals_as_it_states_is_right(stated: object):
    assert "S002" not in codes(run(progress(stated)))


@pytest.mark.parametrize(
    "stated", ["68%", "65%", "67.0%", "66.0%", "67.4%", "66.8%", "66.5%", "66.68%", "66.65%", 0.674, 0.66649, 0.66678]
)
def test_a_rate_that_differs_in_a_decimal_that_it_states_is_wrong(stated: object):
    """66.67% rounds to 67, and so does 67.4%: but that one states a decimal, and the decimal is wrong."""
    outcome = run(progress(stated))
    assert origins(outcome, "S002") == ["book.xlsx!进度!D3"]
    assert finding(outcome, "S002").expected == "66.67"


@pytest.mark.parametrize(("total", "said"), [(49.999999, True), (50.0, False), (50.000001, True)])
def test_a_total_is_compared_to_the_fen(total: float, said: bool):
    sheet = plan(("甲", 30.0), ("乙", 20.0))
    outcome = run(Sheet(sheet.name, [*sheet.rows, ["", "合计", total]]))
    cells = ["book.xlsx!计划!C6", "book.xlsx!计划!C4", "book.xlsx!计划!C5"]
    assert origins(outcome, "S001") == (cells if said else [])


@pytest.mark.parametrize(
    ("amounts", "said"), [((30.0, 20.0, 15.0), []), ((30.0, 20.0, 15.0, 12.0), ["book.xlsx!计划!B8"])]
)
def test_of_fewer_than_five_rows_one_that_equals_the_others_is_a_project(amounts: tuple[float, ...], said: list[str]):
    rows = [(f"项目{n}", amount) for n, amount in enumerate(amounts)]
    assert origins(run(plan(*rows, ("全口径", sum(amounts)))), "S004") == said


def test_two_columns_of_money_tell_a_total_among_three_rows():
    rows = [[1, "甲", 10.0, 4.0], [2, "乙", 20.0, 5.0], [3, "全口径", 30.0, 9.0]]
    sheet = Sheet("进度", [["2020年"], ["单位:元"], ["序号", "项目名称", "计划数", "已拨付"], *rows])
    assert origins(run(sheet), "S004") == ["book.xlsx!进度!B6"]


@pytest.mark.parametrize(("part", "said"), [(19.99, "S007"), (20.0, "S005"), (20.01, "")])
def test_unnumbered_rows_below_a_numbered_one_are_less_than_it_make_it_up_or_are_projects(part: float, said: str):
    sheet = plan(("甲", 50.0), ("乙", 40.0))
    rows = [*sheet.rows[:4], ["", "县道", 30.0], ["", "乡道", part], sheet.rows[4]]
    assert [code for code in codes(run(Sheet("计划", rows))) if code.startswith("S")] == ([said] if said else [])


def test_dropping_the_suspected_total_by_the_remedy_s_own_words_settles_it():
    rows = [(f"项目{n}", amount) for n, amount in enumerate((30.0, 20.0, 15.0, 12.0))]
    sheet = plan(*rows, ("全口径", 77.0))
    remedy = finding(run(sheet), "S004").remedy.en
    drop = remedy.partition("as in ")[2].partition(";")[0]
    outcome = run(sheet, toml=f'[tables."计划"]\n{drop}')
    assert codes(outcome) == []
    assert outcome.statement.totals["matching"].figures.required == 77_000_000
