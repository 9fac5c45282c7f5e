"""Payment ledgers, laid out as bureaus keep them and as the budget system exports them."""

from datetime import date
from typing import Any

import pytest

from minsheng_funds.model import Source
from minsheng_funds.reading import read_payments
from minsheng_funds.settings import Settings
from tests.support import (
    LEDGER_HEADER,
    WAN,
    Formula,
    Sheet,
    assumed,
    codes,
    day,
    disbursed,
    finding,
    ledger,
    left_out,
    line,
    origins,
    payments,
    plan,
    run,
    settings_of,
    table,
    xlsx,
)  # fmt: skip

PLAN = plan(("甲", 9000.0), ("乙", 9000.0), unit="元")


def total(outcome):
    return outcome.statement.reconciliation.ledger_total


def test_a_system_export_without_nature_and_level_is_read_and_its_account_numbers_are_never_money():
    header = [
        "单位名称",
        "项目名称",
        "用途",
        "付款方账户名称",
        "付款方账号",
        "支出功能科目",
        "支付方式",
        "收款人银行",
        "收款方账户名称",
        "收款方账号",
        "支付金额",
        "付款日期",
    ]
    row = [
        "民政局",
        "甲",
        "补助款",
        "国库",
        "34050167880800000123",
        2080901.0,
        "直接支付",
        "工行",
        "某单位",
        6222021308001234567.0,
    ]
    export = Sheet("导出", [["单位:元"], header, [*row, 1000.5, day(3, 1)], [*row, 200.0, day(4, 1)]])
    outcome = run(PLAN, export)
    assert disbursed(outcome) == {"甲": 120050, "乙": 0}
    assert codes(outcome) == []


def test_an_application_form_never_sums_its_running_total():
    header = ["所属项目分类", "项目名称", "合同金额", "支付时间", "累计支付金额", "支付金额", "收款方"]
    form = Sheet(
        "申请",
        [
            ["单位:元"],
            header,
            ["工程类", "甲", 9e5, day(3, 1), 100.0, 100.0, "某"],
            ["工程类", "甲", 9e5, day(4, 1), 300.0, 200.0, "某"],
        ],
    )
    outcome = run(PLAN, form)
    assert total(outcome) == 30000
    assert codes(outcome) == []


def test_a_ledger_with_nothing_but_a_running_total_is_refused():
    header = ["支付时间", "项目名称", "累计支付金额", "收款方"]
    outcome = run(PLAN, Sheet("申请", [["单位:元"], header, [day(3, 1), "甲", 100.0, "某"]]))
    assert codes(outcome) == ["H003"]
    assert origins(outcome, "H003") == ["book.xlsx!申请!C2"]
    assert not outcome.statement.complete


def test_a_ledger_without_any_amount_is_refused():
    outcome = run(
        PLAN,
        Sheet("台账", [["拨付台账"], ["拨付日期", "项目名称", "收款单位", "合同额"], [day(3, 1), "甲", "某", 1.0]]),
    )
    assert "H002" in codes(outcome) or "F010" in codes(outcome) or "F011" in codes(outcome)


def test_a_hand_kept_ledger_gives_nature_and_level_of_every_payment():
    header = [
        "序号",
        "拨付日期",
        "项目名称",
        "收款单位",
        "资金类别",
        "资金来源/级次",
        "指标文号",
        "拨付金额",
        "凭证号",
        "经办人",
        "备注",
    ]
    rows = [
        [1, day(1, 5), "甲", "某", "配套", "区级", "〔2020〕1号", 100.0, "001", "张", ""],
        [2, day(1, 6), "甲", "某", "管护", "区级", "〔2020〕1号", 30.0, "002", "张", ""],
        [3, day(1, 7), "甲", "某", "配套", "省级", "〔2020〕1号", 7.0, "003", "张", ""],
        ["", "", "", "", "", "", "合计", 137.0, "", "", ""],
    ]
    both = Sheet(
        "计划", [["单位:万元"], ["项目名称", "资金类别", "计划资金"], ["甲", "配套", 5.0], ["甲", "管护", 1.0]]
    )
    outcome = run(both, Sheet("台账", [["单位:元"], header, *rows]))
    assert line(outcome, "甲").figures.disbursed == 10000
    assert line(outcome, "甲", "maintenance").figures.disbursed == 3000
    assert line(outcome, "甲").levels["provincial"].disbursed == 700
    assert outcome.statement.reconciliation is not None
    assert outcome.statement.reconciliation.out_of_scope == (("level", 700),)
    assert left_out(table(outcome, "台账")) == [(6, "total")]
    assert codes(outcome) == []


def test_one_sheet_a_month_takes_the_year_of_its_title():
    sheets = [
        Sheet("1月", [["2020年1月资金拨付明细"], ["单位:元"], LEDGER_HEADER, ["1月5日", "甲", "某", 10.0, ""]]),
        Sheet("2月", [["2020年2月资金拨付明细"], ["单位:元"], LEDGER_HEADER, ["2月5日", "甲", "某", 20.0, ""]]),
    ]
    outcome = run(PLAN, *sheets)
    assert disbursed(outcome)["甲"] == 3000
    assert outcome.statement.as_of == date(2020, 2, 5)
    assert codes(outcome) == []


TOTALS = {
    "above": [["合计", "", "", 60.0, ""], *payments(2)[:0], *[[day(1, n), "甲", "某", 10.0 * n, ""] for n in (1, 2, 3)]],
    "below": [*[[day(1, n), "甲", "某", 10.0 * n, ""] for n in (1, 2, 3)], ["", "合计", "", 60.0, ""]],
    "unlabelled": [*[[day(1, n), "甲", "某", 10.0 * n, ""] for n in (1, 2, 3)], ["", "", "", 60.0, ""]],
    "twice": [*[[day(1, n), "甲", "某", 10.0 * n, ""] for n in (1, 2, 3)], ["", "合计", "", 60.0, ""], ["", "总计", "", 60.0, ""]],
    "monthly": [
        *[[day(1, n), "甲", "某", 10.0 * n, ""] for n in (1, 2)], ["1月小计", "", "", 30.0, ""],
        [day(2, 1), "甲", "某", 30.0, ""], ["2月小计", "", "", 30.0, ""], ["累计", "", "", 60.0, ""],
    ],
}  # fmt: skip


@pytest.mark.parametrize("rows", TOTALS.values(), ids=TOTALS.keys())
def test_a_total_is_left_out_and_agrees_wherever_it_stands(rows):
    outcome = run(PLAN, ledger(*rows))
    assert total(outcome) == 6000
    found = table(outcome, "台账")
    assert len(found.stated) == len(left_out(found)) > 0
    assert all(stated.stated_fen == stated.summed_fen for stated in found.stated)
    assert codes(outcome) == []


def test_a_total_as_text_is_compared():
    rows = [[day(1, n), "甲", "某", 10.0 * n, ""] for n in (1, 2, 3)]
    assert codes(run(PLAN, ledger(*rows, ["总金额60.00元"]))) == []
    outcome = run(PLAN, ledger(*rows, ["总金额314540755.69"]))
    assert finding(outcome, "S001").actual == 31454075569
    assert total(outcome) == 6000


def test_a_total_wrong_by_one_fen_is_an_error():
    outcome = run(PLAN, ledger(*payments(3), ["", "合计", "", 600.01, ""]))
    wrong = finding(outcome, "S001")
    assert (wrong.expected, wrong.actual, [str(o) for o in wrong.origins]) == (60000, 60001, ["book.xlsx!台账!D7"])


def test_a_total_that_cannot_be_read_is_said():
    outcome = run(PLAN, ledger(*payments(3), ["", "合计", "", "见附表", ""]))
    assert codes(outcome) == ["S003"]


def test_a_payment_without_a_name_but_with_a_payee_is_never_taken_for_a_total():
    rows = [[day(1, 1), "甲", "某", 50.0, ""], [day(1, 2), "甲", "某", 50.0, ""], [day(1, 3), "", "某公司", 100.0, ""]]
    outcome = run(PLAN, ledger(*rows))
    assert total(outcome) == 10000
    wrong = finding(outcome, "A007")
    assert (wrong.actual, [str(o) for o in wrong.origins]) == (10000, ["book.xlsx!台账!D6"])
    assert not outcome.statement.complete


def test_words_of_other_columns_never_make_a_payment_a_total():
    header = ["拨付日期", "项目名称", "收款单位", "拨付金额", "经办科室"]
    rows = [
        [day(1, 1), "甲", "Total Energies China", 50.0, "其中第二科"],
        [day(1, 2), "甲", "甲方审计合计", 50.0, "截止科"],
    ]
    outcome = run(PLAN, Sheet("台账", [["单位:元"], header, *rows]))
    assert total(outcome) == 10000


REFUNDS = [-12.5, "-12.5", "(12.5)", "△12.5", "（12.50）", "▲12.5", "－12.5"]


@pytest.mark.parametrize("value", REFUNDS)
def test_a_refund_in_any_notation_reduces_what_was_paid(value):
    outcome = run(PLAN, ledger([day(1, 1), "甲", "某", 100.0, ""], [day(1, 2), "甲", "某", value, "退回"]))
    assert disbursed(outcome)["甲"] == 8750
    assert codes(outcome) == []


@pytest.mark.parametrize("remark", ["退回多拨资金", "红字更正", "冲销", "退款"])
def test_a_positive_refund_counts_as_it_stands_with_an_error_and_is_incomplete(remark):
    outcome = run(
        PLAN,
        ledger(
            [day(1, 1), "甲", "某", 100.0, ""], [day(1, 1), "甲", "某", 10.0, ""], [day(1, 1), "甲", "某", 12.5, remark]
        ),
    )
    assert disbursed(outcome)["甲"] == 12250
    assert origins(outcome, "L001") == ["book.xlsx!台账!D6"]
    assert not line(outcome, "甲").complete
    assert line(outcome, "乙").complete
    assert not outcome.statement.totals["matching"].complete


AMOUNT_TEXTS = {
    "１２３．４５": 12345,
    "1,234.50": 123450,
    "12.5万": 12500000,
    "3794.6万元": 3794600000,
    " 12 ": 1200,
    "12.00\t": 1200,
    "¥5": 500,
    "5元": 500,
}


@pytest.mark.parametrize(("text", "fen"), AMOUNT_TEXTS.items())
def test_amounts_kept_as_text_are_read(text, fen):
    outcome = run(PLAN, ledger([day(1, 1), "乙", "某", text, ""]))
    assert total(outcome) == fen


@pytest.mark.parametrize(
    ("value", "code"),
    [
        ("约五万", "A001"),
        ("12.5.3", "A001"),
        (day(1, 1), "A002"),
        ("34050167880800000123", "A003"),
        (6.2e18, "A003"),
        (0.125, "A004"),
        ("0.001", "A004"),
    ],
)
def test_what_is_no_amount_is_an_error_and_only_its_project_is_incomplete(value, code):
    outcome = run(PLAN, ledger([day(1, 1), "甲", "某", value, ""], [day(1, 1), "乙", "某", 5.0, ""]))
    assert origins(outcome, code) == ["book.xlsx!台账!D4"]
    assert total(outcome) == 500
    assert (line(outcome, "甲").complete, line(outcome, "乙").complete) == (False, True)
    assert not outcome.statement.totals["matching"].complete


@pytest.mark.parametrize("value", [Formula("=1/0", "#DIV/0!"), Formula("=D4*2", "")])
def test_a_formula_without_a_value_is_an_error_and_the_project_incomplete(value):
    outcome = run(PLAN, ledger([day(1, 1), "甲", "某", value, ""], [day(1, 1), "乙", "某", 5.0, ""]))
    assert origins(outcome, "A008") == ["book.xlsx!台账!D4"]
    assert (line(outcome, "甲").complete, line(outcome, "乙").complete) == (False, True)


def test_a_payment_without_an_amount_is_zero_with_a_warning():
    outcome = run(PLAN, ledger([day(1, 1), "甲", "某", "", ""], [day(1, 1), "乙", "某", 5.0, ""]))
    assert origins(outcome, "A006") == ["book.xlsx!台账!D4"]
    assert total(outcome) == 500


def test_unfilled_form_rows_and_notes_are_left_out():
    header = ["序号", *LEDGER_HEADER]
    rows = [
        [1, day(1, 1), "甲", "某", 5.0, ""],
        [2, "", "", "", "", ""],
        [3, "", "", "", 0.0, ""],
        [],
        ["注:红字为退回。", "", "", "", "", ""],
        ["制表人:张", "", "", "审核人:李", "", ""],
    ]
    outcome = run(PLAN, Sheet("台账", [["单位:元"], header, *rows]))
    assert total(outcome) == 500
    assert [why for _, why in left_out(table(outcome, "台账"))] == ["note", "no-money", "blank", "note", "note"]
    assert codes(outcome) == []


DATES = [
    "2020.4.17",
    "2020-4-17",
    "2020年4月17日",
    "4月17日",
    "20200417",
    43938.0,
    20200417.0,
    "2020/4/17",
    day(4, 17),
    "2020-04-17 10:30:00",
    43938.5,
]


@pytest.mark.parametrize("value", DATES, ids=str)
def test_every_way_to_write_a_date_is_the_same_day(value):
    outcome = run(PLAN, ledger([value, "甲", "某", 5.0, ""]))
    assert outcome.statement.as_of == date(2020, 4, 17)
    assert codes(outcome) == []


@pytest.mark.parametrize("value", [2020.1, "四月中旬", "2020-13-01", "2020.4.31"])
def test_what_is_no_date_is_an_error_and_the_payment_counts_undated(value):
    outcome = run(PLAN, ledger([value, "甲", "某", 5.0, ""], [day(1, 1), "乙", "某", 5.0, ""]))
    assert origins(outcome, "A010") == ["book.xlsx!台账!A4"]
    assert disbursed(outcome)["甲"] == 500
    assert not line(outcome, "甲").complete


def test_a_date_without_a_year_anywhere_is_an_error():
    outcome = run(PLAN, ledger(["4月17日", "甲", "某", 5.0, ""], title="资金拨付台账"))
    assert origins(outcome, "A011") == ["book.xlsx!台账!A4"]


def test_undated_payments_are_an_error_where_dated_ones_are_cut_off():
    rows = [["", "甲", "某", 5.0, ""], [day(6, 1), "乙", "某", 7.0, ""]]
    assert codes(run(PLAN, ledger(*rows))) == []
    outcome = run(PLAN, ledger(*rows), as_of=day(4, 17))
    wrong = finding(outcome, "A012")
    assert (wrong.actual, [str(o) for o in wrong.origins]) == (500, ["book.xlsx!台账!D4"])
    assert disbursed(outcome)["甲"] == 500
    assert not line(outcome, "甲").complete


def test_a_merged_name_and_date_fill_down_but_amounts_never_do():
    rows: list[Any] = [[day(1, 1), "甲", "某", 5.0, ""], ["", "", "某", 6.0, ""], ["", "", "某", "", ""]]
    sheet = ledger(*rows)
    merged = Sheet(sheet.name, sheet.rows, merged=((3, 0, 5, 0), (3, 1, 5, 1), (4, 3, 5, 3)))
    outcome = run(PLAN, merged)
    assert disbursed(outcome)["甲"] == 1100
    assert left_out(table(outcome, "台账")) == [(6, "no-money")]


def test_names_left_blank_without_a_merge_are_never_filled_down():
    outcome = run(PLAN, ledger([day(1, 1), "甲", "某", 5.0, ""], [day(1, 2), "", "某", 6.0, ""]))
    assert disbursed(outcome)["甲"] == 500
    assert codes(outcome) == ["A007"]


def test_level_columns_of_a_payment_count_each_and_are_compared_with_its_whole_amount():
    header = ["拨付日期", "项目名称", "收款单位", "拨付金额", "其中:中央", "省级", "区级"]
    rows = [[day(1, 1), "甲", "某", 100.0, 40.0, 20.0, 40.0], [day(1, 2), "甲", "某", 50.0, "", "", 50.0]]
    outcome = run(PLAN, Sheet("台账", [["单位:元"], header, *rows]))
    assert line(outcome, "甲").figures.disbursed == 9000
    assert line(outcome, "甲").levels["central"].disbursed == 4000
    assert codes(outcome) == []
    rows[1][6] = 30.0
    outcome = run(PLAN, Sheet("台账", [["单位:元"], header, *rows]))
    wrong = finding(outcome, "P004")
    assert ([str(o) for o in wrong.origins], wrong.difference) == (["book.xlsx!台账!D4"], 2000)
    assert not line(outcome, "甲").complete


def test_an_unknown_level_is_an_error_and_its_project_is_incomplete():
    header = ["拨付日期", "项目名称", "级次", "拨付金额"]
    outcome = run(PLAN, Sheet("台账", [["单位:元"], header, [day(1, 1), "甲", "火星", 5.0]]))
    assert origins(outcome, "P006") == ["book.xlsx!台账!C3"]
    assert not line(outcome, "甲").complete


def test_an_unknown_nature_beside_known_ones_is_an_error():
    header = ["拨付日期", "项目名称", "资金类别", "拨付金额"]
    rows = [[day(1, 1), "甲", "配套", 5.0], [day(1, 1), "甲", "救灾", 6.0]]
    outcome = run(PLAN, Sheet("台账", [["单位:元"], header, *rows]))
    assert origins(outcome, "P005") == ["book.xlsx!台账!C4"]
    assert not outcome.statement.totals["matching"].complete
    assert total(outcome) == 1100


def test_a_broken_date_column_two_amount_columns_alike_are_refused():
    header = ["拨付日期", "项目名称", "拨付金额", "拨付金额"]
    outcome = run(PLAN, Sheet("台账", [["单位:元"], header, [day(1, 1), "甲", 5.0, 6.0]]))
    assert codes(outcome) == ["H001"]
    assert origins(outcome, "H001") == ["book.xlsx!台账!C2", "book.xlsx!台账!D2"]
    assert not outcome.statement.complete


def test_what_was_spent_stands_for_what_was_paid_and_is_said():
    outcome = run(PLAN, Sheet("台账", [["单位:元"], ["支付日期", "项目名称", "支出金额"], [day(1, 1), "甲", 5.0]]))
    assert total(outcome) == 500
    assert "spent-as-disbursed" in assumed(outcome)


def test_a_plan_column_in_a_ledger_is_not_used_and_this_is_said():
    header = ["支付日期", "项目名称", "收款单位", "计划资金", "支付金额"]
    outcome = run(PLAN, Sheet("台账", [["单位:元"], header, [day(1, 1), "甲", "某", 99.0, 5.0]]))
    assert total(outcome) == 500
    assert "plan-in-ledger" in assumed(outcome)


def test_a_header_repeated_on_every_page_is_left_out():
    pages = [[day(1, 1), "甲", "某", 5.0, ""], LEDGER_HEADER, [day(1, 2), "甲", "某", 6.0, ""], LEDGER_HEADER]
    outcome = run(PLAN, ledger(*pages))
    assert total(outcome) == 1100
    assert left_out(table(outcome, "台账")) == [(5, "header"), (7, "header")]


def test_a_long_ledger_gives_every_row_to_its_sum():
    rows = [
        [
            day(1 + n % 3, 1 + n % 28),
            "甲" if n % 2 else "乙",
            f"单位{n % 7}",
            n + 0.01 * (n % 100),
            "退回" if n % 50 == 0 else "",
        ]
        for n in range(1, 400)
    ]
    outcome = run(PLAN, ledger(*rows))
    expected = {"甲": 0, "乙": 0}
    for n in range(1, 400):
        expected["甲" if n % 2 else "乙"] += n * 100 + n % 100
    assert disbursed(outcome) == expected
    assert len(origins(outcome, "L001")) == 7
    assert table(outcome, "台账").rows == 399


def test_the_second_pass_lists_every_payment_with_its_cells():
    content = xlsx(
        ledger([day(1, 1), "甲", "某", 5.0, "首付"], [day(1, 2), "乙", "另", -1.0, "退回"], ["合计", "", "", 4.0, ""])
    )
    listed = list(read_payments([Source("a.xlsx", content)], Settings()))
    assert [(p.project, p.date, p.fen, p.payee, p.remark, str(p.origin)) for p in listed] == [
        ("甲", day(1, 1), 500, "某", "首付", "a.xlsx!台账!D4"),
        ("乙", day(1, 2), -100, "另", "退回", "a.xlsx!台账!D5"),
    ]


def test_the_second_pass_leaves_out_what_the_settings_leave_out():
    content = xlsx(ledger([day(1, 1), "甲", "某", 5.0, ""], [day(1, 2), "乙", "另", 1.0, ""]))
    settings = settings_of('[tables."台账"]\ndrop = { "项目名称" = ["乙*"] }')
    assert [p.project for p in read_payments([Source("a.xlsx", content)], settings)] == ["甲"]


@pytest.mark.parametrize(("unit", "factor"), [("元", 1.0), ("千元", 1000.0), ("万元", 10000.0)])
def test_the_unit_of_the_ledger_does_not_change_the_figures(unit, factor):
    outcome = run(
        PLAN, ledger(*[(d, p, payee, amount / factor, r) for d, p, payee, amount, r in payments(9)], unit=unit)
    )
    assert disbursed(outcome) == {"甲": 450000, "乙": 0}
    assert table(outcome, "台账").unit == int(factor) * 100
    assert WAN == 1_000_000


def test_a_column_of_units_that_differs_from_the_stated_unit_refuses_its_rows():
    rows = [
        ["单位:元"],
        ["拨付日期", "项目名称", "拨付金额", "单位"],
        *[[day(1, 1), "甲", 5.0, unit] for unit in ("元", "元", "万元")],
    ]
    outcome = run(PLAN, Sheet("台账", rows))
    assert total(outcome) == 1000
    assert origins(outcome, "U002") == ["book.xlsx!台账!C5", "book.xlsx!台账!D5"]
    assert not line(outcome, "甲").complete


@pytest.mark.parametrize(
    ("header", "mark"), [("业务类型", "退回"), ("状态", "已作废"), ("摘要", "红冲"), ("用途", "冲回")]
)
def test_a_mark_of_a_refund_is_seen_in_every_column_of_remarks(header, mark):
    rows = [
        ["单位:元"],
        ["拨付日期", "项目名称", "拨付金额", header],
        [day(1, 1), "甲", 5.0, "支付"],
        [day(1, 1), "甲", 5.0, mark],
    ]
    assert origins(run(PLAN, Sheet("台账", rows)), "L001") == ["book.xlsx!台账!C4"]


def test_page_carries_are_no_payments():
    rows = [
        [day(1, 1), "甲", "某", 5.0, ""],
        [day(1, 2), "甲", "某", 6.0, ""],
        ["", "过次页", "", 11.0, ""],
        ["", "承前页", "", 11.0, ""],
        [day(1, 3), "甲", "某", 7.0, ""],
        ["", "汇总", "", 18.0, ""],
    ]
    outcome = run(PLAN, ledger(*rows))
    assert total(outcome) == 1800
    assert codes(outcome) == []
