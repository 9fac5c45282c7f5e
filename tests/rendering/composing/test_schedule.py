"""The tables about time: only where they say something, from the statement's own figures, each fund for itself."""

from dataclasses import replace
from decimal import Decimal

from minsheng_funds.model import Outcome
from minsheng_funds.rendering.composing.report import compose_report
from minsheng_funds.rendering.document import Headline, Table
from minsheng_funds.settings import Settings
from tests.statements.test_scheduled import CURVES, PLAN, paid
from tests.support import Sheet, day, ledger, plan, run

TITLES = ("Classes against their schedules", "Behind schedule", "Past their deadline",
          "Paid monthly: months without a payment", "Outlook to the year's end")  # fmt: skip


def blocks(outcome: Outcome, lang: str = "en") -> tuple[object, ...]:
    return compose_report(outcome, replace(Settings(), lang=lang)).blocks


def tables(outcome: Outcome) -> dict[str, Table]:
    return {block.title: block for block in blocks(outcome) if isinstance(block, Table) and block.title in TITLES}


def texts(table: Table) -> list[list[str]]:
    return [[cell.text for cell in row] for row in table.rows]


LATE = run(PLAN, paid((day(1, 2), "道路", 100.0), (day(2, 2), "低保", 10.0), (day(3, 3), "救助", 40.0)),
           toml=CURVES, as_of=day(6, 30))  # fmt: skip


def test_a_report_without_laggards_and_schedules_says_nothing_about_them():
    outcome = run(plan(("甲", 100.0)), paid((day(1, 2), "甲", 60.0)), as_of=day(6, 30))
    assert tables(outcome) == {}


def test_laggards_are_listed_by_the_money_that_they_miss():
    """30 June: 道路 500 − 100 = 400万元; 救助 100 − 40 = 60, overdue; 低保 60 − 10 = 50, 41.7 points; six months left."""
    assert texts(tables(LATE)["Behind schedule"]) == [
        ["道路", "工程类", "—", "Matching funds", "10.0%", "50.0%", "-40.0", "400.0", "150.0"],
        ["救助", "补助类", "—", "Matching funds", "40.0%", "100.0%", "-60.0", "60.0", "10.0"],
        ["低保", "补助类", "—", "Matching funds", "8.3%", "50.0%", "-41.7", "50.0", "18.3"],
    ]


def test_deadlines_and_months_have_their_tables():
    found = tables(LATE)
    assert texts(found["Past their deadline"]) == [
        ["救助", "补助类", "—", "Matching funds", "2020-05-31 (30 days ago)", "40.0%", "60.0"]
    ]
    ((*_, months),) = texts(found["Paid monthly: months without a payment"])
    assert months == "2020-01, 2020-03, 2020-04, 2020-05, 2020-06"


def test_classes_stand_beside_their_targets_and_add_up_to_the_fund():
    found = tables(LATE)["Classes against their schedules"]
    rows = texts(found)
    assert [row[:3] for row in rows] == [
        ["工程类", "Matching funds", "1"], ["补助类", "Matching funds", "2"], ["参保类", "Matching funds", "1"],
    ]  # fmt: skip
    assert sum(Decimal(row[3]) for row in rows) == 150
    assert [row[4:7] for row in rows] == [
        ["10.0%", "50.0%", "-40.0"],
        ["22.7%", "72.7%", "-50.0"],
        ["0.0%", "50.0%", "-50.0"],
    ]


def test_a_forecast_is_called_one_and_stands_beside_what_was_paid():
    """150万元 in 182 of 366 days: 301.6 of 1280 = 23.6%; (900 + 60 + 110 + 60) ÷ 6 = 188.3 a month."""
    found = tables(LATE)["Outlook to the year's end"]
    assert [column.label for column in found.columns][1:4] == ["Disbursed", "Forecast", "Forecast rate"]
    assert texts(found) == [["Matching funds", "150.0", "301.6", "23.6%", "188.3"]]
    assert "an estimate" in found.notes[0]


def test_the_headline_still_compares_with_time():
    (headline,) = [block for block in blocks(LATE) if isinstance(block, Headline)]
    assert dict(headline.pairs)["against time progress"].text.startswith("-38.3")  # 150 of 1280 = 11.7%


def test_incomplete_laggards_are_marked():
    outcome = run(plan(("甲", 1000.0)), ledger([day(1, 2), "甲", "某", "不详", ""], unit="万元"), as_of=day(6, 30))
    (row,) = texts(tables(outcome)["Behind schedule"])
    assert [cell for cell in row if cell.endswith("*")] == ["0.0%*", "500.0*", "166.7*"]


def test_refunds_of_a_month_without_payment_stand_beside_it():
    rows = [[day(1, 5), "低保", "某", 10.0, ""], [day(2, 5), "低保", "某", -1.5, "退回"]]
    outcome = run(PLAN, ledger(*rows, unit="万元"), toml=CURVES, as_of=day(2, 29))
    ((*_, months),) = texts(tables(outcome)["Paid monthly: months without a payment"])
    assert months == "2020-02 (-1.5)"


def test_the_two_funds_are_never_added():
    rows = [["甲", "配套", 1000.0], ["乙", "管护", 1000.0]]
    book = Sheet("计划", [["2020年"], ["单位:万元"], ["项目名称", "资金类别", "计划资金"], *rows])
    outcome = run(book, paid((day(1, 2), "甲", 9.0), (day(1, 2), "乙", 8.0)), as_of=day(6, 30))
    found = tables(outcome)
    assert [row[3] for row in texts(found["Behind schedule"])] == ["Matching funds", "Maintenance funds"]
    assert [row[1] for row in texts(found["Outlook to the year's end"])] == ["9.0", "8.0"]


def test_chinese_reports_name_the_tables_in_chinese():
    titles = [block.title for block in blocks(LATE, "zh") if isinstance(block, Table)]
    assert {"进度滞后项目", "逾期未拨付完毕的项目", "年末预测"} <= set(titles)
