"""Amounts and dates as people type them, refunds in every notation."""

from datetime import datetime

from tests.corpus.build import Styled
from tests.corpus.case import Case, Read, Refused, Yuan, ledger, plan
from tests.support import day

PLAN, LARGE = plan([1, "甲", 5000], [2, "乙", 200]), plan([1, "甲", 2000000], [2, "乙", 2000])
KNOWN = (day(1, 3), "乙", "某", 20, "")
_TEXT = "§5: Amounts as text: full-width digits, thousand separators, 12.5万, 3794.6万元, —, /, 无, trailing spaces and tabs"
_ERROR = (
    "interface: A row whose money cannot be read is an error finding; the figures it would feed are marked incomplete"
)
_DATES = "§5: Dates: 2020.4.17, 2020-4-17, 2020年4月17日, 4月17日 (year from the title), 20200417, serial 43938, dates with a time part"
_REFUNDS = "§2: a negative amount, (12.5), △12.5, or a row marked 退回 / 红字 / 冲销 reduces what was paid"

GOOD: dict[str, tuple[object, Yuan]] = {
    "full_width_digits": ("1,234.5", "1234.50"), "thousand_separators": ("1,234,567.89", "1234567.89"),
    "ten_thousands_in_the_cell": ("12.5万", 125000), "ten_thousand_yuan_in_the_cell": ("3.79万元", 37900), "yuan_in_the_cell": ("1234.5元", "1234.50"),
    "currency_sign": ("¥1,234.50", "1234.50"), "full_width_currency_sign": ("¥1234.5", "1234.50"), "spaces_and_tabs_around": (" \t1234.5 \t", "1234.50"),
    "no_break_space": ("1234.5\u00a0", "1234.50"), "number_stored_as_text": ("1234.50", "1234.50"), "leading_plus": ("+1234.5", "1234.50"),
    "float_noise": (0.1 + 0.2, "0.30"), "trailing_zeros": ("1234.5000", "1234.50"), "whole_yuan_said": ("1234元整", 1234),
    "leading_apostrophe_kept_as_text": ("1234.5", "1234.50"), "renminbi_before": ("人民币1234.5元", "1234.50"),
}  # fmt: skip
BLANK = {"dash": "—", "slash": "/", "none": "无", "hyphen": "-", "two_dashes": "——", "spaces": "   "}
BAD = {
    "words": "待定", "about": "约1234", "range": "100-200", "two_numbers": "100 200", "wrong_grouping": "1,23,456", "two_points": "1.2.3",
    "chinese_capitals": "壹仟元整", "percent": "50%", "foreign_currency": "$100", "question_mark": "100?", "formula_as_text": "=10+20",
    "error_as_text": "#REF!", "comma_for_a_point": "12,5", "several_with_line_break": "100\n200", "letters_for_digits": "1O0", "exponent_text": "1e3万元左右",
}  # fmt: skip
DATES = {
    "points": "2020.4.17", "hyphens": "2020-4-17", "padded_hyphens": "2020-04-17", "slashes": "2020/4/17", "chinese": "2020年4月17日", "chinese_padded": "2020年04月17日",
    "without_year": "4月17日", "eight_digits": "20200417", "eight_digits_as_number": 20200417, "serial_number": 43938, "serial_as_text": "43938",
    "with_a_time": "2020-04-17 16:30:05", "date_cell": day(4, 17), "date_cell_with_a_time": datetime(2020, 4, 17, 23, 59, 59), "full_width": "2020.4.17", "spaces_inside": "2020 年 4 月 17 日",
    "date_cell_under_a_format_without_year": Styled(datetime(2020, 4, 17), 'm"月"d"日"'),
}  # fmt: skip
BAD_DATES = {
    "month_ten_as_a_float": 2020.1, "thirteenth_month": "2020.13.1", "thirty_first_of_april": "2020-4-31", "day_first": "17/4/2020", "month_only": "2020.04",
    "words": "四月中旬", "two_days": "2020.4.17、2020.4.18", "year_only_as_a_number": 2020, "two_digit_year": "20.4.17",
}  # fmt: skip
REFUNDS = {
    "negative_number": -12.5, "in_brackets": "(12.5)", "in_full_width_brackets": "(12.5)", "triangle": "△12.5", "black_triangle": "▲12.5", "minus_text": "-12.5",
    "full_width_minus": "-12.5", "mathematical_minus": "−12.5", "minus_with_separators": "-12.50元", "accounting_format": Styled(-12.5, '_(* #,##0.00_);_(* (#,##0.00)'),
}  # fmt: skip

CASES = [
    *(Case(f"amount_as_{name}", (LARGE, ledger([day(1, 2), "甲", "某", cell, ""], KNOWN)), Read({"甲": (2000000, yuan), "乙": (2000, 20)}, maybe=("U009 计划!A3",)), _TEXT)
      for name, (cell, yuan) in GOOD.items()),
    *(Case(f"plan_amount_blank_as_{name}", plan([1, "甲", cell], [2, "乙", 200]), Read({"甲": (0, None), "乙": (200, None)}, ("P001 计划!?4",)),
           "interface: A blank money cell in a column that exists is zero in sums, with a finding where it is a plan") for name, cell in BLANK.items()),
    *(Case(f"payment_blank_as_{name}", (PLAN, ledger([day(1, 2), "甲", "某", cell, ""], KNOWN)),
           Read({"甲": (5000, 0), "乙": (200, 20)}, maybe=("warning 台账!D4",)), "interface: A blank money cell is zero in sums") for name, cell in BLANK.items()),
    *(Case(f"amount_unreadable_{name}", (PLAN, ledger([day(1, 2), "甲", "某", cell, ""], KNOWN)), Refused(("A001 台账!D4",), {"乙": (200, 20)}), _ERROR)
      for name, cell in BAD.items()),
    Case("amount_unreadable_yes_or_no", (PLAN, ledger([day(1, 2), "甲", "某", True, ""], KNOWN)), Refused(("error 台账!D4",), {"乙": (200, 20)}), _ERROR),
    Case("amount_that_is_a_date", (PLAN, ledger([day(1, 2), "甲", "某", day(4, 17), ""], KNOWN)), Refused(("A002 台账!D4",), {"乙": (200, 20)}), _ERROR),
    Case("plan_amount_unreadable", plan([1, "甲", "待定"], [2, "乙", 200]), Refused(("A001 计划!C4",)), _ERROR),
    Case("payment_with_a_fraction_of_a_fen", (PLAN, ledger([day(1, 2), "甲", "某", 12.345, ""], KNOWN)), Refused(("A004 台账!D4",), {"乙": (200, 20)}),
         "interface: a payment with a fraction of a fen is an error finding"),
    Case("payment_in_ten_thousands_with_a_fraction_of_a_fen", (PLAN, ledger([day(1, 2), "甲", "某", 1.2345678, ""], [day(1, 3), "乙", "某", 0.002, ""], caption="单位:万元")),
         Refused(("A004 台账!D4",), {"乙": (200, 20)}), "interface: a payment with a fraction of a fen is an error finding"),
    Case("plan_amount_of_a_third_is_rounded_with_a_warning", plan([1, "甲", 1000 / 3], [2, "乙", 200], caption="单位:万元"),
         Read({"甲": ("3333333.33", None), "乙": (2000000, None)}, ("A005 计划!?4",)), "interface: rounded to the fen, half away from zero, with a warning"),
    Case("large_amounts_are_exact_to_the_fen", (plan([1, "甲", 98765432.12], caption="单位:万元"), ledger([day(1, 2), "甲", "某", 123456789012.34, ""])),
         Read({"甲": ("987654321200", "123456789012.34")}, ("U009 计划!A3",)), "§2: money is an integer number of fen; never a binary float"),
    Case("ten_payments_of_ten_fen_are_one_yuan", (PLAN, ledger(*([day(1, n), "乙", f"某{n}", 0.1, ""] for n in range(1, 11)))),
         Read({"甲": (5000, 0), "乙": (200, 1)}), "§2: Exactness"),
    *(Case(f"date_as_{name}", (PLAN, ledger([cell, "甲", "某", 10, ""], [day(4, 18), "甲", "某", 7, ""], KNOWN)),
           Read({"甲": (5000, 10), "乙": (200, 20)}, out_of_scope={"after-as-of": 7}), _DATES, options=("--as-of", "2020-04-17"))
      for name, cell in DATES.items()),
    *(Case(f"date_unreadable_{name}", (PLAN, ledger([cell, "甲", "某", 10, ""], KNOWN)),
           (Read({"甲": (5000, 10), "乙": (200, 20)}, ("A010 台账!A4",)), Refused(("A010 台账!A4",), {"乙": (200, 20)})),
           "§5: a float 2020.1 is refused; nothing that is not sure is taken", options=("--as-of", "2020-12-31")) for name, cell in BAD_DATES.items()),
    Case("date_without_a_year_anywhere", (plan([1, "甲", 1000], title="民生工程资金筹集方案"), ledger(["4月17日", "甲", "某", 10, ""], title="资金拨付台账")),
         (Read({"甲": (1000, 10)}, ("A011 台账!A4",)), Refused(("A011 台账!A4",))), "§5: 4月17日 (year from the title)", options=("--as-of", "2020-12-31", "--year", "2020")),
    Case("date_of_another_year_is_out_of_scope", (PLAN, ledger([day(1, 2).replace(year=2019), "甲", "某", 10, ""], KNOWN)),
         Read({"甲": (5000, 0), "乙": (200, 20)}, ("X015",), out_of_scope={"other-year": 10}), "interface: A payment falls into the first bucket that applies: other year …"),
    Case("undated_payments_count", (PLAN, ledger(["", "甲", "某", 10, ""], KNOWN)), Read({"甲": (5000, 10), "乙": (200, 20)}), "interface: Undated payments count"),
    Case("undated_payments_beside_ones_that_are_cut_off", (PLAN, ledger(["", "甲", "某", 10, ""], [day(6, 1), "乙", "某", 5, ""], KNOWN)),
         (Read({"甲": (5000, 10), "乙": (200, 20)}, ("A012 台账!?4",), out_of_scope={"after-as-of": 5}), Refused(("A012 台账!?4",))),
         "interface: where any dated payment is cut off by the as-of date they are an error finding", options=("--as-of", "2020-04-17")),
    *(Case(f"refund_as_{name}", (PLAN, ledger([day(1, 2), "甲", "某", 100, ""], [day(2, 2), "甲", "某", cell, ""], KNOWN)),
           Read({"甲": (5000, "87.50"), "乙": (200, 20)}), _REFUNDS) for name, cell in REFUNDS.items()),
    *(Case(f"refund_negative_and_marked_{number}", (PLAN, ledger([day(1, 2), "甲", "某", 100, ""], [day(2, 2), "甲", "某", -12.5, mark], KNOWN)),
           Read({"甲": (5000, "87.50"), "乙": (200, 20)}), _REFUNDS) for number, mark in enumerate(("退回", "红字冲回", "冲销1月多拨"), 1)),
    *(Case(f"refund_positive_and_marked_{number}", (PLAN, ledger([day(1, 2), "甲", "某", 100, ""], [day(2, 2), "甲", "某", 12.5, mark], KNOWN)),
           Refused(("L001 台账!D5",), {"甲": (5000, "112.50"), "乙": (200, 20)}), "§2: A *positive* row marked 退回 is a finding, not a guess")
      for number, mark in enumerate(("退回", "红字", "冲销", "资金退回财政"), 1)),
    Case("refund_positive_marked_in_another_column_of_words",
         (PLAN, ledger([day(1, 2), "甲", "拨付", 100], [day(2, 2), "甲", "退款", 12.5], header=("拨付日期", "项目名称", "业务类型", "拨付金额"))),
         Refused(("L001 台账!D5",)), "§2: A *positive* row marked 退回 is a finding, not a guess"),
    Case("refund_in_two_notations_at_once", (PLAN, ledger([day(1, 2), "甲", "某", "-(12.5)", ""], KNOWN)), (Refused(("A001 台账!D4",)), Read({"甲": (5000, "-12.50"), "乙": (200, 20)})), _REFUNDS),
    Case("refund_greater_than_what_was_paid", (PLAN, ledger([day(1, 2), "乙", "某", -12.5, "退回上年"])), Read({"甲": (5000, 0), "乙": (200, 0)}, ("L041 台账!D4",), out_of_scope={"other-year": "-12.50"}), _REFUNDS + ": in its own year"),
    Case("refund_greater_than_what_was_paid_this_year", (PLAN, ledger([day(1, 2), "乙", "某", -12.5, "退回多拨"])), Read({"甲": (5000, 0), "乙": (200, "-12.50")}, ("L043 计划!B5",), also={"projects/乙/refunded_fen": 1250}), _REFUNDS),
    Case("plan_cut_by_a_negative_row", plan([1, "甲", 100], [2, "甲", "△20"], [3, "乙", 200]), Read({"甲": (80, None), "乙": (200, None)}, ("P002",)), _REFUNDS),
]  # fmt: skip
