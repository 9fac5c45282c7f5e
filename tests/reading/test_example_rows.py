"""Rows that show how to fill in a form, and sheets that say it: never counted, never a finding, always told."""

from datetime import date

import pytest

from minsheng_funds.messages import ASSUMPTIONS
from minsheng_funds.model import Source
from tests.support import (
    LEDGER_HEADER,
    PLAN_HEADER,
    Sheet,
    assumed,
    codes,
    csv_bytes,
    day,
    disbursed,
    finding,
    ledger,
    left_out,
    payments,
    plan,
    required,
    run,
    table,
)

EXAMPLE = "【示例】道路"


@pytest.mark.parametrize("amount", [5, "填数字", "如:100万元", None])
def test_an_example_in_a_plan_counts_for_nothing_whatever_stands_in_it(amount):
    outcome = run(plan((EXAMPLE, amount), ("道路", 10)), ledger((day(12, 31), "道路", "甲", 100_000.0, "")))
    assert codes(outcome) == (["P032"] if amount == 5 else [])
    assert required(outcome) == {"道路": 10_000_000}
    assert left_out(table(outcome, "计划")) == [(4, "example")]


@pytest.mark.parametrize("place", [0, 3, 40])
def test_an_example_in_a_ledger_counts_for_nothing_wherever_it_stands(place):
    rows = payments(40, "道路")
    rows.insert(place, (day(1, 2), EXAMPLE, "单位", 9_999.0, ""))
    outcome = run(plan(("道路", 8.2)), ledger(*rows))
    assert disbursed(outcome) == {"道路": 8_200_000}
    assert left_out(table(outcome, "台账")) == [(4 + place, "example")]
    assert outcome.statement.reconciliation.ledger_total == 8_200_000  # type: ignore[union-attr]


OWN = "【示例】农村改厕"
PAID = (day(1, 2), "道路", "甲", 100_000.0, "")


@pytest.mark.parametrize(
    ("rows", "cells"),
    [
        ([(OWN, 350_000.0)], []),
        ([(OWN, 350_000.01)], ["D4"]),
        ([(OWN, -350_000.0)], ["D4"]),
        ([(EXAMPLE, 350_000.0)], ["D4"]),
        ([(OWN, 350_000.0), (OWN, 350_000.0)], ["D5"]),
        ([(OWN, 5.0), (OWN, 6.0)], ["D4", "D5"]),
        ([(OWN, None), (EXAMPLE, 0.0)], []),
        ([("[Example] Rural toilets", 350_000.0)], []),
    ],
)
def test_a_payment_that_is_left_out_under_an_examples_name_is_a_warning_unless_it_is_the_blank_workbooks(rows, cells):
    paid = ledger(*((day(1, 2), name, "甲", amount, "") for name, amount in rows), PAID)
    outcome = run(plan(("道路", 10)), paid)
    found = [item for item in outcome.findings if item.code == "L026"]
    assert [str(item.origins[0]).rpartition("!")[2] for item in found] == cells
    assert {item.severity for item in found} <= {"warning"}
    assert disbursed(outcome) == {"道路": 10_000_000}


def test_the_ledgers_own_example_is_a_warning_once_the_plan_has_its_name_without_the_mark():
    paid = ledger((day(1, 2), OWN, "甲", 350_000.0, ""), PAID)
    assert codes(run(plan(("道路", 10), ("农村改厕", 120)), paid)).count("L026") == 1
    message = finding(run(plan(("道路", 10), ("农村改厕", 120)), paid), "L026").message.zh
    assert "350,000" in message or "35" in message
    assert "L026" not in codes(run(plan(("道路", 10), (OWN, 120)), paid))


def test_a_plan_under_an_examples_name_is_a_warning_unless_it_is_the_blank_workbooks():
    for rows, said in (([(OWN, 120)], 0), ([(OWN, 180.5)], 0), ([(OWN, 121)], 1), ([(OWN, 120), (OWN, 120)], 1)):
        assert codes(run(plan(*rows, ("道路", 10)), ledger(PAID))).count("P032") == said, rows


def test_other_brackets_are_a_project():
    assert required(run(plan(("(示例)道路", 10)), ledger())) == {"(示例)道路": 10_000_000}


def test_an_example_in_a_csv_counts_for_nothing():
    plans = csv_bytes([["2020年计划"], ["单位:元"], PLAN_HEADER, [1, EXAMPLE, "500"], [2, "道路", "100"]])
    paid = csv_bytes(
        [["2020年台账"], LEDGER_HEADER, ["2020-12-31", EXAMPLE, "", "7"], ["2020-12-31", "道路", "", "100"]]
    )
    outcome = run(Source("计划.csv", plans), Source("台账.csv", paid))
    assert (required(outcome), disbursed(outcome)) == ({"道路": 10_000}, {"道路": 10_000})


def test_the_report_says_which_rows_are_examples():
    outcome = run(plan((EXAMPLE, 5), ("道路", 10)), ledger((day(1, 2), EXAMPLE, "甲", 1.0, "")))
    said = [item for item in outcome.statement.assumptions if item.kind == "example-left-out"]
    assert [ASSUMPTIONS[item.kind].fill(**dict(item.values)).zh for item in said] == [
        "book.xlsx!计划:第 4 行是填写示例,不计入",
        "book.xlsx!台账:第 4 行是填写示例,不计入",
    ]
    assert "example-left-out" not in assumed(run(plan(("道路", 10)), ledger()))


def test_a_total_beside_an_example_is_that_of_the_projects():
    outcome = run(plan((EXAMPLE, 5), ("道路", 10), ("桥梁", 2), ("合计", 12)))
    assert "S001" not in codes(outcome)
    assert sum(fen or 0 for fen in required(outcome).values()) == 12_000_000


@pytest.mark.parametrize("name", ["填写说明", "填表说明", "How to fill in"])
def test_a_sheet_that_is_named_instructions_and_is_one_needs_no_word(name):
    words = Sheet(name, [["怎样填写"], ["1. 项目名称:写全称。"], ["2. 单位为万元。"]])
    paid = ledger((day(12, 31), "道路", "甲", 100_000.0, ""))
    assert codes(run(words, plan(("道路", 10)), paid)) == []


def test_a_sheet_named_instructions_that_holds_numbers_is_still_a_finding():
    numbers = Sheet("填写说明", [["东镇", 1203], ["西镇", 88], ["北镇", 99]])
    outcome = run(numbers, plan(("道路", 10)), ledger((day(12, 31), "道路", "甲", 100_000.0, "")))
    assert finding(outcome, "F010").origins[0].sheet == "填写说明"


@pytest.mark.parametrize(
    "cells", [["As of:", date(2020, 11, 30)], ["As of: 2020-11-30"], ["As-of date:", "2020-11-30"]]
)
def test_an_as_of_date_is_stated_in_english_too(cells):
    paid = ledger(*payments(3, "道路"))
    outcome = run(plan(("道路", 10)), Sheet("台账", [["Payments 2020"], cells, *paid.rows[1:]]))
    assert outcome.statement.as_of == date(2020, 11, 30)


def test_who_reports_is_no_title_in_english_either():
    rows = [["Funding plan 2020"], ["Reported by: the office of a very long name in a city far away"], *plan().rows[1:]]
    assert table(run(Sheet("计划", [*rows, [1, "道路", 10]])), "计划").title == "Fundingplan2020"
