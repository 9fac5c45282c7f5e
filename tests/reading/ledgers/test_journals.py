"""Journals: debit and credit, receipts and payments, balances, directions."""

import pytest

from tests.support import Sheet, codes, day, disbursed, finding, line, origins, plan, run, table

PLAN = plan(("甲", 9000.0), unit="元")


def sheet(header: list[str], *rows: list[object]) -> Sheet:
    return Sheet("日记账", [["2020年日记账"], ["单位:元"], header, *rows])


SIDES = ["日期", "凭证号", "摘要", "项目名称", "借方金额", "贷方金额", "余额"]


def sided() -> Sheet:
    return sheet(
        SIDES,
        [day(1, 1), "1", "收到拨款", "甲", 1000.0, "", 1000.0],
        [day(1, 2), "2", "付工程款", "甲", "", 300.0, 700.0],
        [day(1, 3), "3", "付工程款", "甲", "", 200.0, 500.0],
        ["", "", "合计", "", 1000.0, 500.0, ""],
    )


def test_debit_and_credit_are_refused_with_both_columns_and_the_line_that_decides():
    outcome = run(PLAN, sided())
    wrong = finding(outcome, "L012")
    assert [str(o) for o in wrong.origins] == ["book.xlsx!日记账!E3", "book.xlsx!日记账!F3"]
    assert "借方金额、贷方金额" in wrong.message.zh
    assert 'disbursed = ["贷方金额"]' in wrong.message.en
    assert not outcome.statement.complete
    assert disbursed(outcome)["甲"] == 0


def test_the_settings_choose_the_side_and_the_other_side_is_no_payment():
    outcome = run(PLAN, sided(), toml='[columns]\ndisbursed = ["贷方金额"]')
    assert disbursed(outcome)["甲"] == 50000
    assert codes(outcome) == ["L019"]
    assert finding(outcome, "L019").actual == 100000
    assert outcome.statement.complete
    assert [(s.stated_fen, s.summed_fen) for s in table(outcome, "日记账").stated] == [(50000, 50000)]


JOURNAL = ["日期", "摘要", "项目名称", "收入", "支出", "余额"]


def test_receipts_and_balances_are_no_payments():
    outcome = run(
        PLAN,
        sheet(
            JOURNAL,
            ["", "上年结转", "", "", "", 50.0],
            [day(1, 1), "收到指标", "甲", 1000.0, "", 1050.0],
            [day(1, 2), "工程款", "甲", "", 300.0, 750.0],
            ["", "本月合计", "", 1000.0, 300.0, ""],
            ["", "本年累计", "", 1000.0, 300.0, ""],
        ),
    )
    assert disbursed(outcome)["甲"] == 30000
    assert codes(outcome) == ["L019"]


def test_a_refund_among_the_receipts_is_an_error_and_its_project_incomplete():
    outcome = run(
        PLAN,
        sheet(
            JOURNAL,
            [day(1, 2), "工程款", "甲", "", 300.0, 750.0],
            [day(1, 3), "退回多拨", "甲", 40.0, "", 790.0],
        ),
    )
    assert disbursed(outcome)["甲"] == 30000
    assert origins(outcome, "L011") == ["book.xlsx!日记账!D5"]
    assert not line(outcome, "甲").complete


def test_a_balance_alone_is_no_table_of_payments():
    outcome = run(PLAN, sheet(["日期", "项目名称", "余额"], [day(1, 1), "甲", 5.0]))
    assert codes(outcome) == ["F010"]


def directed(*values: str) -> Sheet:
    rows = [[day(1, n), "甲", 10.0, value] for n, value in enumerate(values, 1)]
    return sheet(["日期", "项目名称", "金额", "收支方向"], *rows)


def test_a_column_of_directions_tells_payments_from_receipts():
    outcome = run(PLAN, directed("支出", "收入", "支出", "收入", "支出"))
    assert disbursed(outcome)["甲"] == 3000
    assert codes(outcome) == ["L019"]


def test_directions_that_say_neither_are_refused_with_the_line_that_decides():
    outcome = run(PLAN, directed("借", "贷", "贷", "借"))
    assert disbursed(outcome)["甲"] == 0
    assert codes(outcome) == ["L013", "L013"]
    assert 'keep = { "收支方向" = ["借"] }' in outcome.findings[0].message.en
    assert not outcome.statement.complete


def test_the_settings_keep_one_direction():
    toml = '[tables."日记账"]\nkeep = { "收支方向" = ["贷"] }'
    outcome = run(PLAN, directed("借", "贷", "贷", "借"), toml=toml)
    assert disbursed(outcome)["甲"] == 2000
    assert codes(outcome) == []


@pytest.mark.parametrize("header", ["收款账号", "身份证号", "联系电话", "收款人账号", "银行卡号"])
@pytest.mark.parametrize("value", [6222021308001234567.0, "6222021308001234567", 13800138000.0, "34012319900101123X"])
def test_long_digit_strings_beside_the_amount_are_never_money(header, value):
    outcome = run(PLAN, sheet(["日期", "项目名称", header, "拨付金额"], [day(1, 1), "甲", value, 5.0]))
    assert disbursed(outcome)["甲"] == 500
    assert codes(outcome) == []


@pytest.mark.parametrize("header", ["借方金额", "贷方发生额"])
def test_a_single_side_is_refused_too(header):
    outcome = run(PLAN, sheet(["日期", "项目名称", header, "余额"], [day(1, 1), "甲", 5.0, 5.0]))
    assert codes(outcome) == ["L012"]
    assert not outcome.statement.complete
