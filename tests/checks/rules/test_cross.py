"""Where the rules that hold plans against payments begin and end, and which cells they name."""

from datetime import date, timedelta

import pytest

from tests import support
from tests.support import Sheet, codes, day, finding, ledger, origins, plan, run

PLAN = plan(("甲", 10.0), ("乙", 90000.0), unit="元")


def paid(amount, project="甲"):
    return ledger([day(1, 2), project, "某", amount, ""], [day(1, 3), "乙", "某", 45000.0, ""])


@pytest.mark.parametrize(
    ("amount", "code"),
    [(10.0, None), (10.01, "X004"), (1000.0, "X004"), (1000.01, "U004")],
)
def test_paid_above_the_plan_is_a_warning_up_to_a_hundred_times_and_beyond_it_another_unit(amount, code):
    found = [code for code in codes(run(PLAN, paid(amount))) if code in ("X004", "U004")]
    assert found == ([code] if code else [])


def test_above_the_plan_is_said_at_the_amounts_of_every_row_that_makes_it_up():
    rows = [["甲", "A", 6.0], ["甲", "B", 4.0]]
    sheet = Sheet("计划", [["单位:元"], ["项目名称", "实施单位", "计划资金"], *rows])
    outcome = run(sheet, ledger([day(1, 2), "甲", "某", 10.01, ""]))
    assert origins(outcome, "X004") == ["book.xlsx!计划!C3", "book.xlsx!计划!C4"]


def test_above_another_base_names_that_base_and_its_cell():
    rows = [["单位:元"], ["项目名称", "计划数", "下达数"], ["甲", 100.0, 50.0]]
    outcome = run(Sheet("计划", rows), ledger([day(1, 2), "甲", "某", 60.0, ""]), rate_base="issued")
    found = finding(outcome, "X004")
    assert (found.expected, [str(origin) for origin in found.origins]) == (5000, ["book.xlsx!计划!C3"])
    assert "超过已下达 50.00元" in found.message.zh
    assert "'Issued'" in found.message.en


@pytest.mark.parametrize(("planned", "codes_found"), [(0.0, ["X006"]), (0.01, ["X004"]), ("", ["X006"])])
def test_a_plan_of_nothing_has_no_rate_and_one_of_a_fen_is_overpaid(planned, codes_found):
    outcome = run(plan(("甲", planned), ("乙", 90000.0), unit="元"), paid(0.02))
    assert [code for code in codes(outcome) if code[0] == "X"] == codes_found


def unplanned(count):
    return [[day(1, 2), f"无计划{n}", "某", 1.0, ""] for n in range(count)]


@pytest.mark.parametrize(("count", "more"), [(1000, 0), (1001, 1)])
def test_a_thousand_names_without_a_plan_are_findings_and_the_others_a_number(count, more):
    found = codes(run(PLAN, ledger(*unplanned(count))))
    assert (found.count("X001"), found.count("F039")) == (1000, more)


@pytest.mark.parametrize(("when", "found"), [(date(2019, 12, 31), True), (day(1, 1), False),
                                             (day(12, 31), False), (date(2021, 1, 1), True)])  # fmt: skip
def test_the_year_begins_on_its_first_day_and_ends_on_its_last(when, found):
    outcome = run(PLAN, ledger([when, "乙", "某", 5.0, ""], [day(6, 1), "乙", "某", 6.0, ""]), year=2020)
    assert origins(outcome, "X015") == (["book.xlsx!台账!D4"] if found else [])


def test_of_other_years_all_payments_are_counted_and_a_hundred_cells_named():
    rows = [[date(2019, 1, 1) + timedelta(n), "乙", "某", 1.0, ""] for n in range(101)]
    found = finding(run(PLAN, ledger(*rows, [day(1, 2), "乙", "某", 1.0, ""]), year=2020), "X015")
    assert (found.actual, len(found.origins)) == (10100, 100)
    assert "101" in found.message.en


def stated(name, text):
    return Sheet(name, [["单位:元", f"截止日期:{text}"], ["项目名称", "计划数", "已拨付"], [name, 90.0, 1.0]])


@pytest.mark.parametrize(("as_of", "found"), [(day(4, 17), []), (day(4, 18), ["book.xlsx!乙!B1"])])
def test_a_day_later_than_the_latest_is_said_at_the_cell_of_the_latest(as_of, found):
    outcome = run(stated("甲", "2020年3月31日"), stated("乙", "2020年4月17日"), as_of=as_of)
    assert origins(outcome, "X011") == found


@pytest.mark.parametrize(("amount", "found"), [(5.0, []), (5.01, ["book.xlsx!进度!C3"])])
def test_a_progress_table_a_fen_beside_the_ledger_is_said_at_its_amount(amount, found):
    rows = [["单位:元"], ["项目名称", "计划数", "已拨付"], ["甲", 9000.0, amount]]
    assert origins(run(Sheet("进度", rows), ledger([day(1, 2), "甲", "某", 5.0, ""])), "X013") == found


def test_spending_beside_a_ledger_of_spending_is_called_so():
    rows = [["单位:元"], ["项目名称", "计划数", "拨付数", "支出数"], ["甲", 100.0, 80.0, 40.0]]
    toml = '[tables."支出台账"]\nstage = "spent"'
    spent = ledger([day(1, 9), "甲", "某", 45.0, ""], name="支出台账")
    found = finding(run(Sheet("进度", rows), spent, toml=toml), "X013")
    assert [str(origin) for origin in found.origins] == ["book.xlsx!进度!D3"]
    assert "已支出" in found.message.zh


def test_a_progress_table_that_differs_from_the_plan_at_a_level_names_both_cells():
    planned = Sheet("计划", [["单位:元"], ["项目名称", "省级", "区级"], ["甲", 50.0, 30.0]])
    head = [["单位:元"], ["项目名称", "省级", "", "区级", ""], ["", "计划数", "已拨付", "计划数", "已拨付"]]
    outcome = run(planned, Sheet("进度", [*head, ["甲", 50.01, 1.0, 30.0, 2.0]]))
    assert origins(outcome, "X014") == ["book.xlsx!进度!B4", "book.xlsx!计划!B3"]
    assert finding(outcome, "X014").difference == 1


@pytest.mark.parametrize(("amount", "found"), [(50.0, []), (50.01, ["book.xlsx!进度!C3", "book.xlsx!进度!D3"])])
def test_paid_a_fen_above_what_was_received_names_both_cells(amount, found):
    rows = [["单位:元"], ["项目名称", "计划数", "到位资金", "已拨付"], ["甲", 100.0, 50.0, amount]]
    assert origins(run(Sheet("进度", rows)), "X005") == found


def test_where_the_rate_is_of_what_was_received_it_is_not_said_twice():
    rows = [["单位:元"], ["项目名称", "计划数", "到位资金", "已拨付"], ["甲", 100.0, 50.0, 50.01]]
    assert codes(run(Sheet("进度", rows), rate_base="received")) == ["X004"]


@pytest.mark.parametrize(
    ("stages", "found"),
    [((90.0, 90.0, 90.0), []), ((90.0, 90.0, 90.01), ["C3", "E3"]), ((90.0, 80.0, 85.0), ["D3", "E3"])],
)
def test_a_stage_a_fen_above_an_earlier_one_names_both_cells(stages, found):
    rows = [["单位:元"], ["项目名称", "计划数", "已安排", "下达数", "到位资金"], ["甲", 100.0, *stages]]
    assert origins(run(Sheet("进度", rows)), "X046") == [f"book.xlsx!进度!{cell}" for cell in found]


@pytest.mark.parametrize(
    ("said", "found"), [("填报日期", []), ("制表日期", []), ("印发日期", []), ("截止日期", ["book.xlsx!方案!B1"])]
)
def test_the_day_on_which_a_plan_was_filled_in_is_not_that_of_its_figures(said, found):
    filled = Sheet("方案", [["单位:元", f"{said}:2020年1月10日"], ["项目名称", "计划资金"], ["甲", 9000.0]])
    book = ledger([day(1, 2), "甲", "某", 5.0, ""], [day(3, 1), "甲", "某", 5.0, ""])
    assert origins(run(filled, book, as_of=day(3, 31)), "X011") == found
    dated = Sheet("台账", [["单位:元", "填报日期:2020年3月31日"], *book.rows[1:]])
    assert origins(run(filled, dated, as_of=day(3, 31)), "X011") == []
    assert origins(run(filled, dated, as_of=day(4, 1)), "X011") == ["book.xlsx!台账!B1"]
    assert ("X010" in codes(run(filled, dated))) == bool(found)


@pytest.mark.parametrize(("planned", "found"), [(0.0, True), ("", True), ("五十万", False), ("=#REF!", False)])
def test_a_plan_that_cannot_be_read_is_not_called_zero_or_blank(planned, found):
    outcome = run(plan(("甲", planned), ("乙", 90000.0), unit="元"), paid(5.0))
    assert ("X006" in codes(outcome)) == found
    levels = [
        ["2020年资金筹集方案", "单位:元"],
        ["项目名称", "省级", "区级"],
        ["甲", 30.0, planned],
        ["乙", 1.0, 90000.0],
    ]
    assert ("X006" in codes(run(Sheet("计划", levels), paid(5.0)))) == found


def test_an_unreadable_payment_leaves_a_zero_plan_a_zero_plan():
    rows = [day(1, 2), "甲", "某", 5.0, ""], [day(1, 3), "甲", "某", "五元", ""]
    assert "X006" in codes(run(plan(("甲", 0.0), ("乙", 90000.0), unit="元"), ledger(*rows)))


def test_a_payment_of_neither_fund_is_told_which_funds_its_project_has():
    rows = [
        ["拨付日期", "项目名称", "资金类别", "拨付金额"],
        ["2020-01-06", "甲", "其他", 500],
        ["2020-01-07", "甲", "配套", 60],
    ]
    plans = [["2020年资金计划"], ["单位:元"], ["项目名称", "资金类别", "计划资金"], ["甲", "配套", 9000]]
    one = support.run(Sheet("计划", plans), Sheet("台账", [["单位:元"], *rows]))
    assert (
        "只有配套资金计划,有 500.00元 的拨付注明的类别既不是配套也不是管护" in support.finding(one, "X002").message.zh
    )
    both = support.run(Sheet("计划", [*plans, ["甲", "管护", 10]]), Sheet("台账", [["单位:元"], *rows]))
    assert "既有配套又有管护计划,有 500.00元 的拨付注明的类别既不是" in support.finding(both, "X002").message.zh
