"""Which column of a ledger is the day of payment, and what is said where none is."""

from datetime import date

import pytest

from tests.support import WAN, Sheet, codes, disbursed, finding, run

PLAN = Sheet("计划", [["2020年资金计划"], ["单位:万元"], ["项目名称", "计划资金"], ["甲", 100.0], ["乙", 100.0]])
JUNE = date(2020, 6, 30)


def ledger(*header: str, days: int = 1) -> Sheet:
    early, late = ["2020-02-05"] * days, ["2020-09-05"] * days
    return Sheet("台账", [["单位:万元"], [*header, "项目名称", "拨付金额"], [*early, "甲", 30.0], [*late, "乙", 50.0]])


@pytest.mark.parametrize(
    "header",
    [
        *("支出日期", "资金拨付日期", "实际拨付日期", "资金支付日期", "经费拨付日期", "支出时间", "记账日期"),
        *("凭证日期", "到账日期", "时间", "付款日期（必填）", "拨付日期(年月日)", "*支付日期", "记账凭证日期"),
    ],
)
def test_payments_after_the_as_of_date_are_cut_off_by_every_word_for_the_day(header: str) -> None:
    outcome = run(PLAN, ledger(header), as_of=JUNE)
    assert disbursed(outcome) == {"甲": 30 * WAN, "乙": 0}
    assert outcome.statement.complete


@pytest.mark.parametrize("header", ["预计拨付日期", "计划付款时间", "开工日期", "首次拨付日期", "合同付款日期"])
def test_a_column_of_other_days_is_an_error_where_no_column_is_the_day_of_payment(header: str) -> None:
    outcome = run(PLAN, ledger(header))
    assert finding(outcome, "L024").severity == "error"
    assert not outcome.statement.complete
    settled = run(PLAN, ledger(header), toml=f'[columns]\ndate = ["{header}"]', as_of=JUNE)
    assert disbursed(settled) == {"甲": 30 * WAN, "乙": 0}
    assert run(PLAN, ledger(header), toml="[columns]\ndate = []").statement.complete


def test_the_day_of_issue_is_no_day_of_payment_under_longer_words_either() -> None:
    rows = [
        ["单位:万元"],
        ["资金下达日期", "拨付日期", "项目名称", "拨付金额"],
        ["2020-02-05", "2020-09-05", "甲", 30.0],
    ]
    assert disbursed(run(PLAN, Sheet("台账", rows), as_of=JUNE)) == {"甲": 0, "乙": 0}


def test_of_several_days_that_of_payment_is_taken() -> None:
    rows = [
        ["单位:万元"],
        ["记账日期", "资金支付日期", "项目名称", "拨付金额"],
        ["2020-02-05", "2020-09-05", "甲", 30.0],
    ]
    assert disbursed(run(PLAN, Sheet("台账", rows), as_of=JUNE)) == {"甲": 0, "乙": 0}


@pytest.mark.parametrize("header", [("记账日期", "到账日期"), ("资金拨付日期", "实际拨付日期")])
def test_of_several_days_none_of_which_is_surely_that_of_payment_none_is_taken(header: tuple[str, str]) -> None:
    outcome = run(PLAN, ledger(*header, days=2))
    assert "H001" in codes(outcome)
    assert not outcome.statement.complete


def test_a_ledger_without_dates_is_said_where_an_as_of_date_was_asked_for() -> None:
    rows = [["单位:万元"], ["项目名称", "拨付金额"], ["甲", 30.0]]
    assert "L025" in codes(run(PLAN, Sheet("台账", rows), as_of=JUNE))
    assert codes(run(PLAN, Sheet("台账", rows))) == []


def test_a_progress_table_stays_one_though_it_says_when_money_arrived() -> None:
    rows = [
        ["2020年进度表"],
        ["单位:万元"],
        ["项目名称", "计划资金", "到账日期", "已拨付"],
        ["甲", 100.0, "2020-02-05", 30.0],
    ]
    outcome = run(Sheet("进度", rows))
    assert [table.kind for table in outcome.book.tables] == ["progress"]
