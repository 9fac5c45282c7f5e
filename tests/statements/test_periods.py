"""Refunds of this year and of earlier ones: each reduces the year in which its money was paid."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support import codes, day, disbursed, finding, ledger, line, origins, plan, run

PLAN = plan(("甲", 9000.0), ("乙", 9000.0), unit="元")


def buckets(outcome):
    found = outcome.statement.reconciliation
    assert found.matched + found.unmatched + sum(fen for _, fen in found.out_of_scope) == found.ledger_total
    return found.matched, dict(found.out_of_scope)


def test_refunds_of_this_year_and_of_an_earlier_one_are_told_apart():
    """Paid 100 + 50; back came 20 (no year named) and 5 (2020年); 30 of 2019 reduce 2019: 125 disbursed, 25 refunded."""
    rows = [
        [day(1, 1), "甲", "某", 100.0, ""],
        [day(2, 1), "甲", "某", 50.0, ""],
        [day(3, 1), "甲", "某", -20.0, "退回多拨"],
        [day(3, 2), "甲", "某", -30.0, "退回2019年度结余资金"],
        [day(3, 3), "甲", "某", -5.0, "退回2020年1月多拨"],
    ]
    outcome = run(PLAN, ledger(*rows))
    figures = outcome.statement.totals["matching"].figures
    assert (figures.disbursed, figures.refunded, figures.refunded_earlier) == (12500, 2500, 3000)
    assert buckets(outcome) == (12500, {"other-year": -3000})
    said = finding(outcome, "L041")
    assert (said.severity, said.actual, [str(origin) for origin in said.origins]) == (
        "warning",
        3000,
        ["book.xlsx!台账!D7"],
    )
    assert codes(outcome) == ["L041"]
    assert outcome.complete


@pytest.mark.parametrize(
    "remark",
    [
        "收回上年结余",
        "退回以前年度资金",
        "2019年项目结余资金收回",
        "红字冲回2019年12月误付",
        "上年度危房改造资金退回",
        "收回2018-2019年度资金",
        "收回前年资金",
        "收回二〇一九年度结余",
        "收回二零一九年结余",
        "收回一九年资金",
        "冲红19年度",
        "19年资金",
        "退2019",
        "2019结余退回",
        "跨年度退回",
        "收回2年以上存量资金",
        "收回两年以上资金",
        "以前年度",
        "上年",
        "(上年度)",
        "2019年",
    ],
)
def test_these_remarks_name_an_earlier_year_s_money(remark):
    outcome = run(PLAN, ledger([day(1, 1), "甲", "某", 10.0, ""], [day(3, 1), "甲", "某", -4.0, remark]))
    assert disbursed(outcome)["甲"] == 1000
    assert origins(outcome, "L041") == ["book.xlsx!台账!D5"]


@pytest.mark.parametrize(
    "remark",
    [
        "退回",
        "2020年3月退回多拨",
        "退回2020年资金",
        "收回存量资金",
        "",
        "退2000元",
        "10年期贷款贴息退回",
        "收回20年资金",
        "退回12年义务教育补助",
        "2020年",
    ],
)
def test_these_remarks_name_this_year_or_none(remark):
    outcome = run(PLAN, ledger([day(1, 1), "甲", "某", 10.0, ""], [day(3, 1), "甲", "某", -4.0, remark]))
    assert disbursed(outcome)["甲"] == 600
    assert codes(outcome) == []


UNSURE = [
    "根据2019年审计意见收回",
    "2019年审计发现,退回",
    "退回2019年、2020年资金",
    "2020年退款(2019年计划)",
    "2021年退回",
    "收回2021年资金",
    "跨年度项目资金退回",
]


@pytest.mark.parametrize("remark", UNSURE)
def test_an_earlier_year_that_may_not_be_the_money_s_is_this_year_and_said(remark):
    outcome = run(PLAN, ledger([day(1, 1), "甲", "某", 10.0, ""], [day(3, 1), "甲", "某", -4.0, remark]))
    assert disbursed(outcome)["甲"] == 600
    assert origins(outcome, "L042") == ["book.xlsx!台账!D5"]


@pytest.mark.parametrize(
    ("year", "remark", "paid", "found"),
    [
        (2019, "退回", 1000, ["L041"]),
        ("2019年度", "", 1000, ["L041"]),
        ("上年", "退回", 1000, ["L041"]),
        ("2019", "收回以前年度资金", 1000, ["L041"]),
        ("2019", "根据2020年审计意见退回", 1000, ["L041"]),
        (2020, "退回", 600, []),
        ("", "退回", 600, []),
        (2021, "退回", 600, ["L042"]),
        (2019, "退回2020年资金", 600, ["L042"]),
        (2020, "收回上年结余", 600, ["L042"]),
    ],
)
def test_a_column_may_say_the_year_of_the_money(year, remark, paid, found):
    header = ["拨付日期", "项目名称", "资金年度", "拨付金额", "备注"]
    rows = [[day(1, 1), "甲", 2020, 10.0, ""], [day(3, 1), "甲", year, -4.0, remark]]
    made = ledger()
    outcome = run(PLAN, type(made)("台账", [*made.rows[:2], header, *rows]))
    assert disbursed(outcome)["甲"] == paid
    assert codes(outcome) == found


def test_the_year_of_a_cited_document_is_not_the_money_s():
    """财社〔2019〕157号 is as often next year's money, issued in advance."""
    rows = [[day(3, 1), "甲", -4.0, "财社〔2019〕157号"], [day(1, 1), "甲", 10.0, "财社〔2019〕157号"]]
    made = ledger()
    sheet = type(made)("台账", [*made.rows[:2], ["拨付日期", "项目名称", "拨付金额", "指标文号"], *rows])
    outcome = run(PLAN, sheet)
    assert disbursed(outcome)["甲"] == 600
    assert codes(outcome) == []


def test_a_refund_reduces_the_year_that_it_names_where_that_year_is_reported():
    """Of 2019: 100 paid in December, 30 of it came back in March 2020: 70."""
    last = plan(("甲", 9000.0), unit="元", title="2019年资金筹集方案")
    rows = [[date(2019, 12, 1), "甲", "某", 100.0, ""], [day(3, 2), "甲", "某", -30.0, "退回2019年度资金"]]
    outcome = run(last, ledger(*rows, title="拨付台账"), year=2019, as_of=day(6, 30))
    assert line(outcome, "甲").figures.disbursed == 7000
    before = run(last, ledger(*rows, title="拨付台账"), year=2019, as_of=date(2019, 12, 31))
    assert line(before, "甲").figures.disbursed == 10000


def test_a_refund_of_an_earlier_year_after_the_as_of_date_is_not_yet_shown():
    rows = [[day(1, 1), "甲", "某", 10.0, ""], [day(5, 1), "甲", "某", -4.0, "收回上年结余"]]
    outcome = run(PLAN, ledger(*rows), as_of=day(4, 17))
    assert outcome.statement.totals["matching"].figures.refunded_earlier == 0
    assert "L041" not in codes(outcome)
    assert buckets(outcome) == (1000, {"other-year": -400})


def test_more_came_back_than_was_paid_is_said_and_is_not_nothing_paid():
    """-70 of 乙 without any payment; 甲 paid 50, all of it came back: neither is "nothing is paid yet"."""
    rows = [[day(5, 9), "乙", "某", -70.0, "退回"], [day(1, 1), "甲", "某", 50.0, ""]]
    rows.append([day(2, 1), "甲", "某", -50.0, "退回"])
    outcome = run(plan(("甲", 90.0), ("乙", 90.0), ("丙", 90.0), unit="元"), ledger(*rows), as_of=day(11, 30))
    said = finding(outcome, "L043")
    assert (said.severity, said.actual) == ("warning", -7000)
    assert "乙" in said.message.zh
    assert [item.message.zh[0] for item in outcome.findings if item.code == "T004"] == ["丙"]


def test_a_project_without_planned_money_need_not_be_paid_every_month():
    toml = '[schedule.project."甲"]\nmonthly = true\n[schedule.project."乙"]\nmonthly = true'
    paid = ledger([day(1, 5), "乙", "某", 5.0, ""])
    outcome = run(plan(("甲", 0.0), ("乙", 90.0), unit="元"), paid, toml=toml, as_of=day(3, 31))
    assert "乙" in finding(outcome, "T002").message.zh


def test_a_ledger_of_spending_alone_shows_what_came_back_too():
    """70 of 2019 came back: L041 and the figures say the same; of two ledgers, the disbursing one has the refunds."""
    rows = [[day(1, 1), "甲", "某", 100.0, ""], [day(3, 2), "甲", "某", -70.0, "退回2019年度资金"]]
    toml = '[tables."支出"]\nstage = "spent"'
    outcome = run(PLAN, ledger(*rows, name="支出"), toml=toml)
    figures = outcome.statement.totals["matching"].figures
    assert (figures.spent, figures.refunded, figures.refunded_earlier) == (10000, 0, 7000)
    assert finding(outcome, "L041").actual == 7000
    both = run(PLAN, ledger(*rows, name="支出"), ledger([day(1, 1), "甲", "某", 90.0, ""]), toml=toml)
    assert both.statement.totals["matching"].figures.refunded_earlier == 0


def test_without_a_ledger_refunds_are_unknown():
    assert run(PLAN).statement.totals["matching"].figures.refunded is None


def test_refunds_that_stand_in_two_tables_count_once():
    rows = [[day(1, n), "甲", "某", 10.0 * n, ""] for n in range(1, 7)]
    rows += [[day(2, 1), "甲", "某", -4.0, "退回"], [day(2, 1), "甲", "某", -3.0, "收回上年结余"]]
    outcome = run(PLAN, ledger(*rows, name="一"), ledger(*rows, name="二"))
    assert "F020" in codes(outcome)
    figures = outcome.statement.totals["matching"].figures
    assert (figures.disbursed, figures.refunded, figures.refunded_earlier) == (20600, 400, 300)


@settings(max_examples=30, deadline=None)
@given(st.lists(st.tuples(st.integers(-500, 500).filter(bool), st.booleans()), min_size=1, max_size=8), st.randoms())
def test_payments_less_refunds_are_what_was_disbursed_in_any_order(amounts, chance):
    rows = [
        [
            day(1 + n % 12, 1 + n),
            "甲",
            f"单位{n}",
            float(yuan),
            ("收回上年结余" if earlier else "退回") if yuan < 0 else "",
        ]
        for n, (yuan, earlier) in enumerate(amounts)
    ]
    chance.shuffle(rows)
    figures = run(PLAN, ledger(*rows), as_of=day(12, 31)).statement.totals["matching"].figures
    paid = 100 * sum(yuan for yuan, _ in amounts if yuan > 0)
    back = -100 * sum(yuan for yuan, earlier in amounts if yuan < 0 and not earlier)
    before = -100 * sum(yuan for yuan, earlier in amounts if yuan < 0 and earlier)
    assert (figures.disbursed, figures.refunded, figures.refunded_earlier) == (paid - back, back, before)
