"""Boundaries of the rules about amounts and dates, exactly at them; the cells that they name."""

import pytest

from tests.support import Sheet, codes, day, finding, ledger, origins, plan, run

HEAD = [["2020年资金拨付台账", "单位:元"], ["拨付日期", "项目名称", "拨付金额"]]


def amounts(*cells: object) -> Sheet:
    return Sheet("台账", [*HEAD, *([day(1, 2), "甲", cell] for cell in cells)])


@pytest.mark.parametrize(("cell", "said"), [("9999999999999999.99", False), ("10000000000000000", True)])
def test_a_number_of_seventeen_digits_before_the_point_is_no_amount(cell: str, said: bool):
    assert origins(run(amounts(cell, 800.0)), "A003") == (["book.xlsx!台账!C3"] if said else [])


@pytest.mark.parametrize(("amount", "code"), [(0.01, []), (0.011, ["A004"]), (0.009, ["A004"])])
def test_a_payment_is_whole_fen_or_refused(amount: float, code: list[str]):
    assert [found for found in codes(run(amounts(amount, 800.0))) if found.startswith("A")] == code


def test_a_plan_rounds_half_a_fen_up_and_says_so_at_its_cell():
    outcome = run(plan(("甲", 10.005), ("乙", 20.0), unit="元"))
    assert origins(outcome, "A005") == ["book.xlsx!计划!C4"]
    assert "10.01元" in finding(outcome, "A005").message.zh


@pytest.mark.parametrize(("stray", "said"), [(3.33, []), (3.34, ["A021"]), (30.0, ["A021"]), (30.01, [])])
def test_a_slip_is_an_ordinary_amount_once_multiplied_by_ten_thousand(stray: float, said: list[str]):
    """Beside amounts of 100,000 yuan: ten thousand times as much must lie within a third and three times of them."""
    found = codes(run(amounts(*[100_000.0] * 5, stray)))
    assert [code for code in found if code == "A021"] == said


@pytest.mark.parametrize(("ordinary", "said"), [(5, ["A021"]), (4, [])])
def test_among_fewer_than_six_amounts_none_is_called_a_slip(ordinary: int, said: list[str]):
    found = codes(run(amounts(*[100_000.0] * ordinary, 12.5)))
    assert [code for code in found if code == "A021"] == said


def test_an_unreadable_total_of_a_plan_is_no_project_s_amount():
    """S003 at the total's cell: no project lacks money, and no A001 calls 合计 a project."""
    sheet = plan(("甲", 30.0), ("乙", 20.0))
    outcome = run(Sheet(sheet.name, [*sheet.rows, ["", "合计", "约50"]]))
    assert codes(outcome) == ["S003"]
    assert origins(outcome, "S003") == ["book.xlsx!计划!C6"]
    assert outcome.complete


def test_an_unreadable_part_is_still_an_unreadable_amount():
    outcome = run(plan(("甲", 30.0), ("其中:丙", "约5"), ("乙", 20.0)))
    assert origins(outcome, "A001") == ["book.xlsx!计划!C5"]


@pytest.mark.parametrize(("last", "said"), [(day(4, 17), []), (day(4, 18), ["book.xlsx!台账!D4"])])
def test_undated_payments_are_doubted_only_where_others_lie_after_the_as_of_date(last, said: list[str]):
    rows = [["", "甲", "某", 50.0, ""], [last, "甲", "某", 8.0, ""]]
    outcome = run(plan(("甲", 900.0), unit="元"), ledger(*rows), as_of=day(4, 17))
    assert origins(outcome, "A012") == said
