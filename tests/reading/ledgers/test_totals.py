"""Totals of a ledger: where they stand, what they are called, what they count, and what is only money without a name."""

import pytest

from tests.support import Sheet, codes, day, disbursed, finding, ledger, left_out, origins, plan, run, table

PLAN = plan(("甲", 900.0), ("乙", 900.0), unit="元")
PAID = [[day(1, n), "甲", "某", 10.0 * n, ""] for n in (1, 2, 3)]


def paid(outcome):
    return outcome.statement.reconciliation.ledger_total


AGREEING = {
    "unlabelled at the top": [["", "", "", 60.0, ""], *PAID],
    "labelled at the top": [["", "合计", "", 60.0, ""], *PAID],
    "in the date column": [*PAID, ["合计", "", "", 60.0, ""]],
    "in the payee column": [*PAID, ["", "", "合计", 60.0, ""]],
    "in the remark": [*PAID, ["", "", "", 60.0, "合计"]],
    "of a month in the payee column beside the project": [*PAID, ["", "甲", "本月合计", 60.0, ""]],
    "with a date": [*PAID, [day(1, 31), "合计", "", 60.0, ""]],
    "with a payee": [*PAID, ["", "合计", "某", 60.0, ""]],
    "with spaces": [*PAID, ["合    计", "", "", 60.0, ""]],
    "spread over two cells": [*PAID, ["合", "计", "", 60.0, ""]],
    "with a colon": [*PAID, ["合计:", "", "", 60.0, ""]],
    "as text": [*PAID, ["合计", "", "", "60.00元", ""]],
    "with float noise": [*PAID, ["合计", "", "", 60.00000000000001, ""]],
    "with more noise than Excel keeps": [*PAID, ["合计", "", "", 60.000000018848, ""]],
    "in English": [*PAID, ["Grand Total", "", "", 60.0, ""]],
    "of January in English": [*PAID, ["Total January", "", "", 60.0, ""]],
    "twice": [*PAID, ["合计", "", "", 60.0, ""], ["总计", "", "", 60.0, ""]],
    "with its number of payments": [*PAID, ["合计3笔", "", "", 60.0, ""]],
    "with its number in brackets": [*PAID, ["合计(3笔)", "", "", 60.0, ""]],
    "with its number in another cell": [*PAID, ["合计", "", "3笔", 60.0, ""]],
    "as a number of payments only": [*PAID, ["共3笔", "", "", 60.0, ""]],
}


@pytest.mark.parametrize("rows", AGREEING.values(), ids=AGREEING.keys())
def test_a_total_is_no_payment_and_agrees(rows):
    outcome = run(PLAN, ledger(*rows))
    assert paid(outcome) == 6000
    assert [why for _, why in left_out(table(outcome, "台账"))] == ["total"] * (len(rows) - 3) or "January" in str(rows)
    assert codes(outcome) == []
    assert outcome.statement.complete


def test_a_total_merged_over_several_columns_is_a_total():
    sheet = ledger(*PAID, ["合计", "", "", 60.0, ""])
    outcome = run(PLAN, Sheet(sheet.name, sheet.rows, merged=((6, 0, 6, 2),)))
    assert paid(outcome) == 6000
    assert codes(outcome) == []


MONTHS = [
    *[[day(1, n), "甲", "某", 10.0 * n, ""] for n in (1, 2)], ["本月合计", "", "", 30.0, ""],
    *[[day(2, n), "甲", "某", 10.0 * n, ""] for n in (3, 4)], ["本月合计", "", "", 70.0, ""], ["累计", "", "", 100.0, ""],
    [day(3, 1), "乙", "某", 5.0, ""], ["本月合计", "", "", 5.0, ""], ["本季合计", "", "", 105.0, ""],
    [day(4, 1), "乙", "某", 7.0, ""], ["本月合计", "", "", 7.0, ""],
    [day(5, 1), "乙", "某", 8.0, ""], ["本月合计", "", "", 8.0, ""], ["本季合计", "", "", 15.0, ""],
    ["本年累计", "", "", 120.0, ""],
]  # fmt: skip


def test_months_quarters_and_running_totals_each_agree_with_their_rows():
    outcome = run(PLAN, ledger(*MONTHS))
    assert paid(outcome) == 12000
    assert len(table(outcome, "台账").stated) == 9
    assert codes(outcome) == []


def test_a_quarter_that_is_wrong_by_a_fen_is_an_error_at_its_cell():
    rows = [list(row) for row in MONTHS]
    rows[-2][3] = 15.01
    outcome = run(PLAN, ledger(*rows))
    assert origins(outcome, "S001") == ["book.xlsx!台账!D18"]
    assert paid(outcome) == 12000


def test_a_sum_over_the_whole_column_counts_the_subtotals_twice_and_this_is_said():
    rows = [*MONTHS[:6], ["合计", "", "", 200.0, ""]]
    outcome = run(PLAN, ledger(*rows))
    wrong = finding(outcome, "L018")
    assert (wrong.expected, wrong.actual, [str(o) for o in wrong.origins]) == (10000, 20000, ["book.xlsx!台账!D10"])
    assert paid(outcome) == 10000


def test_a_total_that_states_another_number_of_payments_is_an_error():
    outcome = run(PLAN, ledger(*PAID, ["合计4笔", "", "", 60.0, ""]))
    wrong = finding(outcome, "L017")
    assert (wrong.expected, wrong.actual) == ("3", "4")
    assert paid(outcome) == 6000


def test_a_number_of_payments_of_a_month_is_compared_with_that_month():
    rows = [
        *PAID, ["1月小计", "", "3笔", 60.0, ""],
        [day(2, 1), "甲", "某", 1.0, ""], ["2月小计", "", "1笔", 1.0, ""], ["合计", "", "4笔", 61.0, ""],
    ]  # fmt: skip
    assert codes(run(PLAN, ledger(*rows))) == []
    rows[3][2] = "2笔"
    assert codes(run(PLAN, ledger(*rows))) == ["L017"]


def test_an_unlabelled_sum_at_the_top_that_is_no_total_is_money_without_a_name():
    outcome = run(PLAN, ledger(["", "", "", 61.0, ""], *PAID))
    assert origins(outcome, "A007") == ["book.xlsx!台账!D4"]
    assert paid(outcome) == 6000
    assert not outcome.statement.complete


def test_an_unlabelled_sum_of_a_block_above_its_rows_is_a_total():
    rows = [["", "", "", 30.0, ""], *MONTHS[:2], ["", "", "", 70.0, ""], *MONTHS[3:5]]
    outcome = run(PLAN, ledger(*rows))
    assert paid(outcome) == 10000
    assert codes(outcome) == []


def test_an_unlabelled_total_of_several_level_columns_is_found():
    header = ["拨付日期", "项目名称", "收款单位", "中央", "区级"]
    rows = [[day(1, n), "甲", "某", 1.0 * n, 2.0 * n] for n in (1, 2, 3)]
    outcome = run(PLAN, Sheet("拨付台账", [["单位:元"], header, *rows, ["", "", "", 6.0, 12.0]]))
    assert paid(outcome) == 1800
    assert codes(outcome) == []


def block(days: int, size: int) -> list[list[object]]:
    return [
        ["" if n else day(1, d), "" if n else "甲", f"单位{n}", 1.0, ""]
        for d in range(1, days + 1)
        for n in range(size)
    ]


def test_a_list_that_names_each_project_once_is_refused_in_one_finding():
    outcome = run(PLAN, ledger(*block(10, 51)))
    wrong = finding(outcome, "L014")
    assert wrong.actual == 50000
    assert "500" in wrong.message.zh
    assert len(wrong.origins) == 100
    assert str(wrong.origins[0]) == "book.xlsx!台账!D5"
    assert disbursed(outcome)["甲"] == 1000
    assert "A007" not in codes(outcome)
    assert not outcome.statement.complete


def test_two_rows_without_a_name_are_an_error_each():
    outcome = run(PLAN, ledger(*block(1, 3)))
    assert origins(outcome, "A007") == ["book.xlsx!台账!D5", "book.xlsx!台账!D6"]


def test_dates_that_stand_only_in_the_first_row_of_their_day_are_said():
    rows = [["" if n else day(1, d), "甲", f"单位{d}-{n}", 1.0, ""] for d in (1, 2) for n in range(4)]
    outcome = run(PLAN, ledger(*rows))
    wrong = finding(outcome, "L015")
    assert (wrong.severity, wrong.actual, len(wrong.origins)) == ("warning", 600, 6)
    assert disbursed(outcome)["甲"] == 800


def test_undated_payments_are_an_error_as_soon_as_dated_ones_are_cut_off():
    rows = [["" if n else day(1 + 5 * d, d + 1), "甲", f"单位{d}-{n}", 1.0, ""] for d in (0, 1) for n in range(4)]
    outcome = run(PLAN, ledger(*rows), as_of=day(4, 17))
    assert finding(outcome, "A012").actual == 600
    assert not outcome.statement.complete


def test_a_row_of_a_name_and_the_sum_of_its_payments_alone_is_an_error():
    outcome = run(PLAN, ledger(*PAID, ["", "甲", "", 60.0, ""], [day(2, 1), "乙", "某", 5.0, ""]))
    assert origins(outcome, "L020") == ["book.xlsx!台账!D7"]
    assert not outcome.statement.complete


def test_a_dated_row_without_a_payee_that_is_the_sum_of_its_project_is_an_error():
    others = [[day(2, n), "乙", "某", 7.0 + n, ""] for n in (1, 2)]
    outcome = run(PLAN, ledger(*PAID, *others, [day(1, 31), "甲", "", 60.0, ""]))
    assert origins(outcome, "L020") == ["book.xlsx!台账!D9"]
    assert not outcome.statement.complete


def test_a_payee_that_ends_in_subtotal_is_one():
    outcome = run(PLAN, ledger(*PAID, ["", "甲", "某小计", 60.0, ""]))
    assert paid(outcome) == 6000
    assert codes(outcome) == []


def test_an_undated_payment_with_a_payee_is_no_total_though_it_equals_the_sum():
    outcome = run(PLAN, ledger(*PAID, ["", "甲", "某", 60.0, ""]))
    assert codes(outcome) == []
    assert paid(outcome) == 12000


@pytest.mark.parametrize("words", ["上年结转", "期初余额", "上月结余"])
@pytest.mark.parametrize("column", [1, 2, 4])
def test_what_is_carried_over_is_no_payment_and_no_total(words, column):
    row: list[object] = ["", "", "", 500.0, ""]
    row[column] = words
    outcome = run(PLAN, ledger(row, *PAID))
    assert paid(outcome) == 6000
    assert codes(outcome) == []
    assert left_out(table(outcome, "台账"))[0] == (4, "carried-over")


def test_a_running_total_may_count_what_was_paid_before_the_ledger_begins():
    head = [["2020年拨付台账"], ["单位:万元"], ["日期", "项目名称", "金额"], ["", "上月累计", 500.0]]
    rows = [["2020-02-02", "甲", 100.0], ["2020-02-03", "甲", 50.0], ["", "本月小计", 150.0]]
    assert "S001" not in codes(run(Sheet("台账", [*head, *rows, ["", "累计", 650.0]])))
    assert "S001" in codes(run(Sheet("台账", [*head, *rows, ["", "累计", 640.0]])))
