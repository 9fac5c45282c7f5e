"""Where the rules over single payments begin and end: a day, a fen, a row more or less; what they pass on purpose."""

import sys
from dataclasses import replace
from datetime import date, timedelta

import pytest

from minsheng_funds import pipeline
from minsheng_funds.model import Source
from tests.support import Sheet, day, plan, settings_of, xlsx

HEADER = ("拨付日期", "项目名称", "收款单位", "拨付金额", "凭证号", "指标文号", "备注")
TODAY = date(2021, 3, 1)


def sheet(*rows, header=HEADER, title="2020年资金拨付台账", unit="元", name="台账", **given):
    return Sheet(name, [[title], [f"单位:{unit}"], header, *rows], **given)


def check(*sheets, toml="", today=TODAY):
    settings = replace(settings_of(toml), today=today)
    return pipeline.check([Source("book.xlsx", xlsx(*sheets))], settings)[1]


def cells(code, *sheets, **given):
    """The cells of each finding of that code, without file and sheet."""
    return [
        " ".join(str(origin).split("!")[-1] for origin in found.origins)
        for found in check(*sheets, **given).findings
        if found.code == code
    ]


def why(code, *sheets, **given):
    """What a rule could not look at, and where."""
    found = [item for item in check(*sheets, **given).unable if item.code == code]
    return [(item.why.en, [str(origin) for origin in item.origins]) for item in found]


def paid(number, payee="路桥公司", amount=5000.0, voucher="", *, remark="", project="道路", month=3):
    return [day(month, number), project, payee, amount, voucher, "财1号", remark]


# --- L060 -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("later", "said"), [(2, ["D4 D5"]), (9, ["D4 D5"]), (10, [])])
def test_two_equal_payments_are_suspected_up_to_seven_days_apart(later, said):
    assert cells("L060", sheet(paid(2, voucher="记1"), paid(later, voucher="记2"))) == said


@pytest.mark.parametrize(
    "other",
    [
        {"amount": 5000.01}, {"payee": "建材公司"}, {"project": "桥梁"}, {"payee": ""},
    ],
)  # fmt: skip
def test_another_amount_payee_or_project_is_no_second_payment(other):
    assert cells("L060", sheet(paid(2, voucher="记1"), paid(3, voucher="记2", **other))) == []


def test_a_fixed_payment_every_month_is_no_second_payment():
    rows = [paid(10, voucher=f"记{month}", month=month) for month in range(1, 13)]
    assert cells("L060", sheet(*rows)) == []


@pytest.mark.parametrize(
    ("first", "second", "said"),
    [
        ("第一批", "第二批", []), ("1月", "2月", []), ("第一批", "第一批", ["D4 D5"]),
        ("工程款", "进度款", []), ("第一批", "", ["D4 D5"]), ("城关镇", "河东镇", []), ("城关 镇", "城关镇", ["D4 D5"]),
        ("第一批", "第1批", ["D4 D5"]), ("十二月", "12月", ["D4 D5"]), ("二十一期", "第21期", []), ("03月", "3月", ["D4 D5"]),
        ("三月", "十三月", []), ("百日行动", "一百日行动", []),
    ],
)  # fmt: skip
def test_remarks_that_speak_of_different_payments_are_passed(first, second, said):
    assert cells("L060", sheet(paid(2, voucher="记1", remark=first), paid(3, voucher="记2", remark=second))) == said


def test_one_voucher_is_one_payment_whatever_the_remarks_say():
    first, second = paid(2, voucher="记1", remark="城关镇"), paid(3, voucher="记1", remark="河东镇")
    assert cells("L060", sheet(first, second)) == ["D4 D5"]
    assert cells("L060", sheet(first, second, paid(4, voucher="记2", remark="河东镇"))) == ["D4 D5 D6"]
    assert cells("L060", sheet(first, paid(4, voucher="记2", remark="河东镇"))) == []


def test_what_came_back_and_was_paid_again_is_no_second_payment():
    back = paid(3, voucher="记2", amount=-5000.0, remark="退票")
    again = paid(4, voucher="记3", remark="重新支付")
    assert cells("L060", sheet(paid(2, voucher="记1"), back, again)) == []
    assert cells("L060", sheet(paid(2, voucher="记1"), back, again, paid(5, voucher="记4"))) == ["D6 D7"]


def test_a_row_that_stands_twice_is_said_once():
    rows = [paid(2, voucher="记1"), paid(2, voucher="记1")]
    assert (cells("L002", sheet(*rows)), cells("L060", sheet(*rows))) == (["D4 D5"], [])
    assert cells("L060", sheet(*rows, paid(3, voucher="记2"))) == ["D4 D6"]


def test_many_equal_payments_in_a_row_are_one_finding():
    assert cells("L060", sheet(*(paid(n, voucher=f"记{n}") for n in range(1, 6)))) == ["D4 D5 D6 D7 D8"]


def test_shares_of_two_levels_in_one_row_are_no_second_payment():
    header = ("拨付日期", "项目名称", "收款单位", "省级拨付金额", "区级拨付金额")
    assert cells("L060", sheet([day(1, 2), "道路", "路桥公司", 50.0, 50.0], header=header)) == []


def test_a_setting_changes_the_days():
    rows = [paid(2, voucher="记1"), paid(9, voucher="记2")]
    assert cells("L060", sheet(*rows), toml="[check.L060]\ndays = 6") == []


# --- L061, L062, L063 -------------------------------------------------------------------------------------


def test_payments_of_one_day_to_come_are_one_finding_and_today_is_none():
    rows = [[TODAY, *paid(1)[1:]], *([TODAY + timedelta(1), *paid(1, amount=n)[1:]] for n in (1.0, 2.0))]
    assert cells("L061", sheet(*rows)) == ["A5 A6"]


def test_without_knowing_the_day_the_rule_is_named_and_no_pass():
    rows = [[date(2099, 1, 1), *paid(1)[1:]]]
    assert cells("L061", sheet(*rows), today=None) == []
    assert why("L061", sheet(*rows), today=None) == [("today's date is not known", [])]


def test_payments_after_the_day_that_their_sheet_states_are_one_finding():
    rows = [paid(31, month=1), paid(1, month=2), paid(1, month=3)]
    assert cells("L062", sheet(*rows, title="2020年台账 截止日期:2020年1月31日")) == ["A5 A6"]
    assert cells("L062", sheet(*rows, title="2020年台账 截止日期:2020年3月1日")) == []


@pytest.mark.parametrize(
    ("words", "said"),
    [("填报日期:2020年3月10日", ["A4"]), ("截止日期:2020年3月10日", []), ("填报日期:2021年3月10日", []), ("", [])],
)
def test_only_a_plan_filled_in_that_year_says_that_a_payment_came_before_it(words, said):
    planned = Sheet("计划", [["2020年资金计划"], [words], ["单位:元"], ["项目名称", "计划资金"], ["道路", 90000.0]])
    assert cells("L063", planned, sheet(paid(9), paid(10), paid(9, project="桥梁"))) == said


# --- L064 to L067 -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("amount", "remark", "said"),
    [
        (-0.01, "工程款", ["D5"]),
        (0.0, "工程款", []),
        (-5.0, "退回", []),
        (-5.0, "红字冲销", []),
        (-5.0, "", ["D5"]),
        (-5.0, "更正", []),
        (-5.0, "更正前期错误", []),
        (-5.0, "抵扣", []),
        (-5.0, "抵扣质保金", []),
        (-5.0, "不抵扣", ["D5"]),
    ],
)
def test_a_negative_amount_needs_a_word_of_refund_in_its_row(amount, remark, said):
    assert cells("L064", sheet(paid(2), paid(3, amount=amount, remark=remark))) == said


@pytest.mark.parametrize("remark", ["更正", "更正前期错误", "抵扣"])
def test_a_word_of_correction_makes_no_refund_of_a_positive_amount(remark):
    found = check(plan(("道路", 90000)), sheet(paid(2), paid(3, amount=5.0, remark=remark))).findings
    assert [item.code for item in found if item.code in ("L001", "L003", "L004", "L064")] == []


def test_any_cell_of_the_row_may_speak_of_the_refund():
    header = (*HEADER[:-1], "业务类型")
    assert cells("L064", sheet(paid(2), paid(3, amount=-1.0, remark="退款"), header=header)) == []


@pytest.mark.parametrize(
    ("blank", "said"),
    [(1, ["C4"]), (2, ["C4", "C5"]), (3, ["C3 C4 C5 C6"])],
)
def test_one_finding_for_the_column_where_more_than_half_of_it_is_blank(blank, said):
    rows = [paid(n, payee="" if n <= blank else f"第{n}公司", amount=100.0 + n) for n in range(1, 5)]
    assert cells("L065", sheet(*rows)) == said


PLACED = ["待定", "待补", "0", "?", "?", "×××", "XXX", "见附件", "(见附件)", "未知", "不详", "N/A", 0, "无", "——"]


@pytest.mark.parametrize("text", PLACED)
def test_a_word_that_holds_a_place_is_as_good_as_blank(text):
    rows = [paid(n, f"第{n}公司", 100.0 + n, f"记{n}") for n in range(1, 4)]
    row = [day(3, 9), "道路", text, 7.0, text, text, ""]
    assert [cells(code, sheet(*rows, row)) for code in ("L065", "L066", "L067")] == [["C7"], ["E7"], ["F7"]]


@pytest.mark.parametrize("text", ["待定公司", "0号工程队", "X", "见附件厂", "张××", "10", "记0"])
def test_a_name_or_number_that_holds_such_a_word_is_none(text):
    rows = [paid(n, f"第{n}公司", 100.0 + n, f"记{n}") for n in range(1, 4)]
    said = [["C7"], ["E7"]] if text == "X" else [[], []]
    assert [cells(code, sheet(*rows, paid(9, text, 7.0, text))) for code in ("L065", "L066")] == said


def test_what_holds_a_place_is_no_payee_and_no_voucher_of_several_payments():
    rows = [paid(n, "待定", 480000.0, "待补", month=3) for n in (1, 2, 3)]
    numbered_rows = [paid(n, f"第{n}公司", 5.0 + n, f"记{n}") for n in range(4, 24)]
    assert [cells(code, sheet(*rows, *numbered_rows)) for code in ("L060", "L068", "L072")] == [[], [], []]


def test_a_refund_needs_no_payee_but_a_voucher():
    rows = [paid(1, voucher="记1"), paid(2, payee="", amount=-1.0, remark="退回")]
    assert (cells("L065", sheet(*rows)), cells("L066", sheet(*rows))) == ([], ["E5"])


def test_a_voucher_merged_over_its_rows_is_not_missing():
    rows = [
        paid(1, "甲公司", 1.0, voucher="记1"),
        paid(1, "乙公司", 2.0),
        paid(1, "丙公司", 3.0),
        paid(2, "丁公司", 4.0),
    ]
    assert cells("L066", sheet(*rows, merged=((3, 4, 5, 4),))) == ["E7"]


def test_a_ledger_without_the_column_is_named_and_no_pass():
    lacking = sheet([day(1, 2), "道路", 5.0], header=("拨付日期", "项目名称", "拨付金额"), name="二月")
    assert why("L065", sheet(paid(2)), lacking) == [("the ledger has no column of payees", ["book.xlsx!二月"])]
    assert why("L065", lacking) == [("the ledger has no column of payees", [])]


def test_every_finding_is_listed_however_many():
    rows = [
        paid(1 + n % 28, payee="" if n % 2 else f"第{n}公司", amount=100.0 + n, voucher=str(n)) for n in range(2_006)
    ]
    found = check(sheet(*rows)).findings
    assert sum(item.code == "L065" for item in found) == 1_003
    assert not [item for item in found if item.code == "F039"]


# --- L068, L069 -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("amounts", "days", "said"),
    [
        ((450000.0, 460000.0, 470000.0), (1, 2, 8), ["D4 D5 D6"]),
        ((450000.0, 460000.0, 470000.0), (1, 2, 9), []),
        ((449999.99, 460000.0, 470000.0), (1, 2, 3), []),
        ((499999.99, 460000.0, 470000.0), (1, 2, 3), ["D4 D5 D6"]),
        ((500000.0, 460000.0, 470000.0), (1, 2, 3), []),
    ],
)
def test_three_payments_just_under_the_limit_within_seven_days_are_a_split(amounts, days, said):
    rows = [paid(number, amount=amount, voucher=str(number)) for amount, number in zip(amounts, days, strict=True)]
    assert cells("L068", sheet(*rows)) == said


def test_the_limit_is_a_setting_and_payees_are_not_mixed():
    rows = [paid(number, payee=f"第{number}公司", amount=29.0) for number in (1, 2, 3)]
    toml = '[check.L068]\namount = "30元"'
    assert cells("L068", sheet(*rows), toml=toml) == []
    assert cells("L068", sheet(*(paid(n, amount=29.0) for n in (1, 2, 3))), toml=toml) == ["D4 D5 D6"]


def test_windows_that_overlap_are_one_split_and_others_two():
    amounts = {9: 490000.0, 12: 480000.0, 14: 470000.0, 19: 460000.0}
    assert cells("L068", sheet(*(paid(n, amount=fen, voucher=str(n)) for n, fen in amounts.items()))) == ["D4 D5 D6 D7"]
    days = (1, 2, 3, 10, 11, 12)
    rows = [paid(n, amount=480000.0 + n, voucher=str(n)) for n in days]
    assert cells("L068", sheet(*rows)) == ["D4 D5 D6", "D7 D8 D9"]
    (found,) = [item for item in check(sheet(*rows[:3])).findings if item.code == "L068"]
    assert "1,440,006.00" in found.message.zh


def test_what_came_back_is_no_part_of_a_split():
    rows = [paid(1, amount=480000.0), paid(2, amount=-480000.0, remark="退汇"), paid(3, amount=480200.0)]
    rows.append(paid(4, amount=481000.0))
    assert cells("L068", sheet(*rows)) == []
    assert cells("L068", sheet(*rows, paid(5, amount=482000.0))) == ["D6 D7 D8"]


# --- Several ledgers --------------------------------------------------------------------------------------


def where(code, *sheets, **given):
    """The cells of each finding of that code, with their sheets."""
    found = check(*sheets, **given).findings
    return [
        " ".join(str(origin).removeprefix("book.xlsx!") for origin in item.origins)
        for item in found
        if item.code == code
    ]


def months(april, may):
    return sheet(*april, name="4月"), sheet(*may, name="5月")


def test_a_split_over_monthly_sheets_names_the_cells_of_both():
    april = [paid(29, amount=480000.0, voucher="记1", month=4), paid(30, amount=481000.0, voucher="记2", month=4)]
    both = months(april, [paid(4, amount=482000.0, voucher="记3", month=5)])
    assert where("L068", *both) == ["4月!D4 4月!D5 5月!D4"]
    assert where("L068", *reversed(both)) == ["4月!D4 4月!D5 5月!D4"]


def test_a_second_payment_may_stand_in_the_next_sheet():
    both = months([paid(29, voucher="记1", month=4)], [paid(4, voucher="记2", month=5)])
    assert where("L060", *both) == ["4月!D4 5月!D4"]
    back = [paid(4, amount=-5000.0, remark="退汇", month=5), paid(5, voucher="记3", month=5)]
    assert where("L060", *months([paid(29, voucher="记1", month=4)], back)) == []


def test_one_payment_in_two_sheets_is_left_to_the_overlaps_but_not_with_two_vouchers():
    both = months([paid(30, voucher="记1", month=4)], [paid(30, voucher="记1", month=4)])
    assert (len(where("F023", *both)), where("L060", *both)) == (1, [])
    both = months([paid(30, voucher="记1", month=4)], [paid(30, voucher="记2", month=4)])
    assert (where("F023", *both), where("L060", *both)) == ([], ["4月!D4 5月!D4"])


def test_a_copied_ledger_gives_no_findings_row_by_row():
    rows = [paid(n, f"第{n}公司", 480000.0 + n, f"记{n}") for n in range(1, 21)]
    both = months(rows, rows)
    assert len(where("F020", *both)) == 1
    assert [where(code, *both) for code in ("L060", "L068", "L071", "L072")] == [[], [], [], []]


def test_ledgers_that_the_settings_call_distinct_hold_no_second_payments_of_each_other():
    both = months([paid(29, voucher="记1", month=4)], [paid(4, voucher="记2", month=5)])
    assert where("L060", *both, toml='[tables."book.xlsx!5月"]\ndistinct = true') == []


def test_what_was_spent_is_not_compared_with_what_was_disbursed():
    both = months([paid(29, voucher="记1", month=4)], [paid(4, voucher="记2", month=5)])
    assert where("L060", *both, toml='[tables."book.xlsx!5月"]\nstage = "spent"') == []


def of_numbers(*numbers, month, form="记{:03d}"):
    return [
        paid(1 + place, f"{month}月{n}村", 5000.0 + n + month / 10, form.format(n), month=month)
        for place, n in enumerate(numbers)
    ]


@pytest.mark.parametrize(
    ("april", "may", "form", "said"),
    [
        (range(1, 21), range(23, 43), "记{:03d}", ["5月!E4"]),
        (range(1, 7), range(8, 14), "记{:03d}", ["5月!E4"]),  # neither has ten numbers by itself
        (range(90, 100), range(102, 112), "记{:03d}", ["5月!E4"]),  # padded, and long enough without
        (range(1, 21), range(5023, 5043), "记{:03d}", []),  # two series
        (range(1, 21), range(1, 19), "记{:03d}", []),  # each begins anew
        (range(1, 21), range(23, 43), "记{}", ["5月!E4"]),
    ],
)
def test_numbers_that_run_on_from_sheet_to_sheet_are_one_range(april, may, form, said):
    both = months(of_numbers(*april, month=4, form=form), of_numbers(*may, month=5, form=form))
    assert where("L071", *both) == said


def test_a_number_stands_twice_where_the_next_sheet_runs_on_but_not_where_it_begins_anew():
    april = of_numbers(*range(1, 21), month=4)
    may = of_numbers(*range(21, 26), 7, *range(27, 41), month=5)
    assert where("L072", *months(april, may)) == ["4月!E10 5月!E9"]
    anew = of_numbers(*range(1, 40, 9), month=5)
    assert where("L072", *months(april, anew)) == []
    assert where("L072", *months(of_numbers(3, 17, 40, 60, month=4), of_numbers(5, 17, 33, 58, month=5))) == []


def test_a_number_twice_in_one_sheet_is_said_although_another_begins_anew():
    april = of_numbers(*range(1, 21), 9, month=4)
    assert where("L072", *months(april, of_numbers(*range(1, 21), month=5))) == ["4月!E12 4月!E24"]


def others(count):
    return [paid(n, payee=f"第{n}公司", amount=100.5 + n) for n in range(1, count + 1)]


@pytest.mark.parametrize(("whole", "broken", "said"), [(10, 2, 1), (9, 0, 0), (11, 3, 0), (12, 3, 1)])
def test_ten_round_amounts_that_are_four_fifths_of_a_payees_are_told(whole, broken, said):
    rows = [paid(1 + n, amount=10000.0 * (1 + n)) for n in range(whole)]
    rows += [paid(20 + n, amount=10000.01 + n) for n in range(broken)]
    assert len(cells("L069", sheet(*rows, *others(25)))) == said


def test_a_ledger_round_throughout_is_one_finding_and_one_in_ten_thousands_is_not_looked_at():
    rows = [paid(1 + n, payee=f"第{n}公司", amount=10000.0 * (1 + n)) for n in range(10)]
    assert len(cells("L069", sheet(*rows))) == 1
    ten_thousands = sheet(*rows, unit="万元")
    assert cells("L069", ten_thousands) == []
    assert why("L069", ten_thousands) == [("amounts in units of 10,000 yuan are round by habit", ["book.xlsx!台账"])]


# --- L070 -------------------------------------------------------------------------------------------------


def on(*days):
    return sheet(*([found, "道路", f"第{n}公司", 5.0 + n, f"记{n}", "财1号", ""] for n, found in enumerate(days)))


def test_weekends_and_holidays_are_a_finding_each_and_weekends_made_workdays_none():
    days = (
        date(2020, 1, 3),
        date(2020, 1, 4),
        date(2020, 1, 5),
        date(2020, 1, 19),
        date(2020, 10, 1),
        date(2020, 10, 9),
    )
    assert cells("L070", on(*days)) == ["A5 A6", "A8"]
    assert why("L070", on(*days)) == []


def test_without_the_calendar_only_weekends_are_known_and_that_is_said(monkeypatch):
    monkeypatch.setitem(sys.modules, "chinese_calendar", None)
    days = (date(2020, 1, 4), date(2020, 1, 19), date(2020, 10, 1))
    assert cells("L070", on(*days)) == ["A4 A5"]
    ((said, _),) = why("L070", on(*days))
    assert said.endswith("weekends only")


def test_years_that_the_calendar_does_not_know_are_named():
    days = (date(2003, 1, 1), date(2003, 1, 4), date(2020, 1, 3))
    assert cells("L070", on(*days)) == ["A5"]
    assert why("L070", on(*days)) == [("the calendar of public holidays does not reach 2003: weekends only", [])]


# --- L071, L072 -------------------------------------------------------------------------------------------


def vouchers(*texts, **given):
    rows = [paid(1 + n % 28, f"第{n}公司", 5.0 + n, text) for n, text in enumerate(texts)]
    return sheet(*rows, **given)


def numbered(*left_out, count=12, form="记-{}"):
    return [form.format(n) for n in range(1, count + 1) if n not in left_out]


@pytest.mark.parametrize(
    ("texts", "said"),
    [
        (numbered(5), ["E8"]),
        (numbered(5, 6), ["E8"]),
        (numbered(5, 8), ["E8 E10"]),
        (numbered(), []),
        (numbered(5, 6, 7), []),  # nine of twelve numbers: three quarters
        (numbered(5, count=10), []),  # nine numbers are too few
        (numbered(5, form="PZ2020{:07d}"), ["E8"]),
        (numbered(5, form="{}"), ["E8"]),
    ],
)
def test_gaps_are_told_where_ten_numbers_fill_four_fifths_of_their_range(texts, said):
    assert cells("L071", vouchers(*texts)) == said


def test_gaps_are_written_as_the_numbers_are():
    (found,) = [
        item for item in check(vouchers(*numbered(3, 5, 6, count=20, form="A{:03d}"))).findings if item.code == "L071"
    ]
    assert "A003, A005–A006" in found.message.zh
    assert (found.expected, found.actual) == ("0", "3")


def test_a_number_in_another_ledger_or_in_a_row_that_is_no_payment_is_not_missing():
    other = vouchers("记-5", name="二月")
    assert cells("L071", vouchers(*numbered(5)), other) == []
    unread = [day(1, 2), "道路", "某公司", "约五百", "记-5", "财1号", ""]
    rows = [paid(1 + n, f"第{n}公司", 5.0 + n, text) for n, text in enumerate(numbered(5))]
    assert cells("L071", sheet(*rows, unread)) == []


def twice(**other):
    rows = [paid(1 + n, f"第{n}公司", 5.0 + n, f"记{n}") for n in range(9)]
    return sheet(
        *rows,
        [*paid(20, "末公司", 99.0, "记9")],
        [*paid(other.get("number", 20), other.get("payee", "末公司"), 98.0, "记9")],
    )


@pytest.mark.parametrize(
    ("other", "said"), [({"number": 21}, ["E13 E14"]), ({"payee": "新公司"}, ["E13 E14"]), ({}, [])]
)
def test_a_voucher_twice_among_nine_of_ten_that_are_not_must_be_of_one_day_and_payee(other, said):
    assert cells("L072", twice(**other)) == said


def test_where_several_rows_share_a_voucher_as_a_rule_nothing_is_said():
    rows = [paid(1 + n, f"第{n}公司", 5.0 + n, f"记{n // 2}") for n in range(12)]
    assert cells("L072", sheet(*rows)) == []


# --- L073 -------------------------------------------------------------------------------------------------


def without_days(*blank, count=6, text=""):
    rows = [paid(n, f"第{n}公司", 100.0 + n, f"记{n}") for n in range(1, count + 1)]
    return [[text, *row[1:]] if n in blank else row for n, row in enumerate(rows, 1)]


@pytest.mark.parametrize(
    ("blank", "count", "said"),
    [((), 6, []), ((2,), 6, ["A5"]), ((2, 5), 6, ["A5", "A8"]), ((1, 2), 4, ["A4", "A5"]), ((1, 2), 3, ["A3 A4 A5"])],
)
def test_a_payment_without_a_date_is_named_and_a_column_mostly_blank_is_one_finding(blank, count, said):
    assert cells("L073", sheet(*without_days(*blank, count=count))) == said


def test_a_column_of_dates_without_any_is_one_finding():
    assert cells("L073", sheet(*without_days(1, 2, 3, count=3))) == ["A3 A4 A5 A6"]


def test_blank_dates_that_another_rule_has_told_of_are_not_said_again():
    many = [sheet(*without_days(*range(2, 12), count=20))]
    assert (len(cells("L015", *many)), cells("L073", *many)) == (1, [])
    unread = sheet(*without_days(2, text="某日"))
    assert (cells("A010", unread), cells("L073", unread)) == (["A5"], [])


def test_undated_payments_that_may_lie_after_the_as_of_date_are_not_said_again():
    settings = replace(settings_of(""), today=TODAY, as_of=date(2020, 3, 4))
    source = Source("book.xlsx", xlsx(plan(("道路", 90000)), sheet(*without_days(2))))
    found = {item.code for item in pipeline.check([source], settings)[1].findings}
    assert "A012" in found
    assert "L073" not in found


def test_a_date_merged_over_its_rows_is_not_missing():
    assert cells("L073", sheet(*without_days(2), merged=((3, 0, 4, 0),))) == []


# --- X061 -------------------------------------------------------------------------------------------------

RUNNING = ("拨付日期", "项目名称", "收款单位", "拨付金额", "累计拨付")


def running(*rows, **given):
    return sheet(
        *([day(1, 1 + n), project, "某公司", amount, total] for n, (project, amount, total) in enumerate(rows)),
        header=RUNNING,
        **given,
    )


@pytest.mark.parametrize(
    "rows",
    [
        (("甲", 1, 1), ("乙", 2, 3), ("甲", 3, 6), ("乙", 4, 10)),
        (("甲", 1, 1), ("乙", 2, 2), ("甲", 3, 4), ("乙", 4, 6)),
        (("甲", 1, 10), ("乙", 2, 9), ("甲", 3, 7), ("乙", 4, 4)),
        (("甲", 1, 101), ("甲", 2, 103), ("甲", 3, 106), ("甲", 4, 110)),
        (("甲", 1, ""), ("甲", 2, 3), ("甲", 3, ""), ("甲", 4, 10)),
        (("甲", 5, 5), ("甲", -2, 3), ("甲", 3, 6), ("甲", 4, 10)),
    ],
    ids=["over the sheet", "by project", "latest on top", "with what was paid before", "stated now and then", "refund"],
)
def test_a_running_total_that_follows_is_passed_however_it_runs(rows):
    assert cells("X061", running(*rows)) == []
    assert why("X061", running(*rows)) == []


@pytest.mark.parametrize(
    ("totals", "said"),
    [
        ((1, 3, 7, 10, 15), ["E6"]),
        ((1, 3, 7, 11, 16), ["E6"]),
        ((1, 3, 6, 10, 15.01), ["E8"]),
        ((2, 3, 6, 10, 15), ["E4"]),
    ],
    ids=["one row", "from one row on", "the last by a fen", "the first"],
)
def test_the_row_where_a_running_total_breaks_is_named(totals, said):
    assert cells("X061", running(*(("甲", n, total) for n, total in enumerate(totals, 1)))) == said


def test_a_running_total_goes_on_behind_money_that_could_not_be_read():
    rows = [("甲", 1, 1), ("甲", 2, 3), ("甲", "约三", 6), ("甲", 4, 10), ("甲", 5, 15)]
    assert cells("X061", running(*rows)) == []
    down = [("甲", 5, 15), ("甲", 4, 10), ("甲", "约三", 6), ("甲", 2, 3), ("甲", 1, 1)]
    assert cells("X061", running(*down)) == []


GROUPED = ("拨付日期", "项目名称", "级次", "拨付金额", "累计拨付")


def grouped(key, *, wrong=None, header=GROUPED):
    """Eighteen payments over three months, two projects and levels, with a running total for each `key` of them."""
    sums: dict[object, int] = {}
    rows = []
    for n in range(18):
        month, project, level = 1 + n // 6, "甲乙"[n // 2 % 2], ("省级", "县级")[n % 2]
        group = key(month, project, level)
        sums[group] = sums.get(group, 0) + 10 + n
        rows.append([day(month, 1 + n), project, level, 10 + n, sums[group] + (5 if n == wrong else 0)])
    return sheet(*rows, header=header)


WAYS = {
    "month": lambda month, project, level: month,
    "level": lambda month, project, level: level,
    "project and level": lambda month, project, level: (project, level),
    "month and project": lambda month, project, level: (month, project),
    "month and level": lambda month, project, level: (month, level),
    "month, project and level": lambda *key: key,
}


@pytest.mark.parametrize("way", WAYS.values(), ids=WAYS)
def test_a_running_total_may_begin_anew_each_month_and_run_by_level(way):
    assert (cells("X061", grouped(way)), why("X061", grouped(way))) == ([], [])


@pytest.mark.parametrize("way", [WAYS["month"], WAYS["level"], WAYS["month and project"]])
def test_a_wrong_total_among_those_of_months_or_levels_is_named(way):
    assert cells("X061", grouped(way, wrong=8)) == ["E12"]


@pytest.mark.parametrize(("wrong", "said"), [(3, ["E6", "E9", "E12"]), (4, [])])
def test_where_over_a_third_of_the_totals_do_not_go_on_none_is_listed(wrong, said):
    """Nine rows; each wrong one is wrong in itself only."""
    totals = [sum(range(1, n + 1)) for n in range(1, 10)]
    for place in (2, 5, 8, 0)[:wrong]:
        totals[place] += 1000 * (place + 1)
    found = running(*(("甲", n, total) for n, total in enumerate(totals, 1)))
    assert cells("X061", found) == said
    assert bool(why("X061", found)) == (not said)


@pytest.mark.parametrize("word", ["本年累计", "累计金额", "累计支出", "项目累计", "累计数", "本年累计(元)", "累计"])
def test_beside_an_amount_these_columns_are_running_totals_and_never_summed(word):
    header = ("拨付日期", "项目名称", "收款单位", "拨付金额", word)
    rows = [[day(1, n), "甲", "某公司", 10, 10 * n + (5 if n == 3 else 0)] for n in range(1, 6)]
    table = sheet(*rows, header=header)
    assert cells("X061", table) == ["E6"]
    outcome = pipeline.run([Source("book.xlsx", xlsx(table))], settings_of())
    assert [table.sums for table in outcome.book.tables] == [{"disbursed": 5000}]


def test_totals_that_follow_nothing_are_named_and_no_pass():
    rows = [("甲", n, 1000 - n * n) for n in range(2, 9)]
    assert cells("X061", running(*rows)) == []
    ((said, places),) = why("X061", running(*rows))
    assert (said.split()[0], places) == ("over", ["book.xlsx!台账!E3"])


def test_several_amounts_of_a_row_are_one_step_of_its_running_total():
    header = ("拨付日期", "项目名称", "省级拨付金额", "区级拨付金额", "累计拨付")
    rows = [[day(1, n), "甲", 10.0, 5.0, 15.0 * n] for n in range(1, 5)]
    assert cells("X061", sheet(*rows, header=header)) == []


def test_report_lists_nothing_and_runs_none_of_these_rules():
    outcome = pipeline.run(
        [Source("a.xlsx", xlsx(plan(("道路", 9)), sheet(paid(2), paid(3, voucher="记2"))))], settings_of()
    )
    assert outcome.book.listings == ()
    assert [item.code for item in outcome.findings if item.code[0] == "L"] == []
