"""Dates that stand in two columns, 月 and 日, as the books of hand-kept ledgers are ruled."""

from typing import Any

from tests.corpus.case import Case, Read, Refused, plan
from tests.support import Sheet, csv_bytes

PLAN = plan([1, "甲", 100], [2, "乙", 200])
LEAVES = ("月", "日", "凭证号", "摘要", "项目名称", "拨付金额")
ROWS = ([3, 5, "记1", "拨款", "甲", 10], [4, 20, "记2", "拨款", "乙", 30], [5, 6, "记3", "拨款", "甲", 5])
_BOOKS = (
    "issue 3, left over: hand-kept ledgers rule 月 | 日; read where the year is certain, else refused with the cell"
)
APRIL = ("--as-of", "2020-04-30")


def book(
    *rows: Any, top: tuple[Any, ...] = ("", "", "", "", "", ""), title: str = "2020年资金拨付台账", **more: Any
) -> Sheet:
    """A ledger whose header has two rows: `top`, then the months and days."""
    header = [list(top), [*LEAVES[:2], "", "", "", ""]] if any(top) else [list(LEAVES)]
    return Sheet("台账", [[title], ["单位:元"], *header, *rows], **more)


def read(**more: Any) -> Read:
    return Read({"甲": (100, 10), "乙": (200, 30)}, out_of_scope={"after-as-of": 5}, **more)


CASES = [
    Case("date_in_two_columns_with_the_year_of_the_title", (PLAN, book(*ROWS)), read(), _BOOKS, options=APRIL),
    Case("date_in_two_columns_under_the_year", (PLAN, book(*ROWS, top=("2020年", "", "凭证号", "摘要", "项目名称", "拨付金额"), title="资金拨付台账", merged=((2, 0, 2, 1),))),
         read(), _BOOKS, options=APRIL),
    Case("date_in_two_columns_under_one_word", (PLAN, book(*ROWS, top=("日期", "", "凭证号", "摘要", "项目名称", "拨付金额"), merged=((2, 0, 2, 1),))), read(), _BOOKS, options=APRIL),
    Case("date_in_two_columns_with_the_year_of_the_settings", (PLAN, book(*ROWS, title="资金拨付台账")), read(), _BOOKS, options=(*APRIL, "--year", "2020")),
    Case("date_in_two_columns_as_text", (PLAN, book(["03月", "05日", "记1", "拨款", "甲", 10], ["4", "20", "记2", "拨款", "乙", 30], ["5月", "6号", "记3", "拨款", "甲", 5])), read(), _BOOKS, options=APRIL),
    Case("date_in_two_columns_beside_totals_of_the_month",
         (PLAN, book(ROWS[0], ["3", "31", "", "本月合计", "", 10], ROWS[1], [4, 30, "", "本月合计", "", 30], ["", "", "", "本年累计", "", 40], ROWS[2])), read(), _BOOKS, options=APRIL),
    Case("date_in_two_columns_of_a_csv",
         {"book.xlsx": PLAN, "台账.csv": csv_bytes([["2020年资金拨付台账"], ["单位:元"], LEAVES, *ROWS])}, read(), _BOOKS, options=APRIL),
    Case("date_in_two_columns_with_the_month_merged_down",
         (PLAN, book([3, 5, "记1", "拨款", "甲", 10], ["", 20, "记2", "拨款", "乙", 30], [5, 6, "记3", "拨款", "甲", 5], merged=((3, 0, 4, 0),))), read(), _BOOKS, options=APRIL),
    Case("date_in_three_columns",
         (PLAN, Sheet("台账", [["资金拨付台账"], ["单位:元"], ["年", *LEAVES], *([2020, *row] for row in ROWS)])), read(), _BOOKS, options=APRIL),
    Case("date_in_two_columns_without_a_year", (plan([1, "甲", 100], title="民生工程资金筹集方案"), book(*ROWS, title="资金拨付台账")), Refused(("L023 台账!A3",)), _BOOKS),
    Case("date_in_two_columns_that_are_no_months", (PLAN, book([13, 5, "记1", "拨款", "甲", 10], ROWS[1])), Refused(("L023 台账!A3",)), _BOOKS),
    Case("date_in_two_columns_one_month_blank", (PLAN, book(ROWS[0], ["", 20, "记2", "拨款", "乙", 30])), Refused(("error 台账!A5",)), _BOOKS),
    Case("date_in_two_columns_one_day_blank", (PLAN, book(ROWS[0], [4, "", "记2", "拨款", "乙", 30])), Refused(("error 台账!A5",)), _BOOKS),
    Case("date_in_two_columns_on_a_day_that_is_none", (PLAN, book(ROWS[0], [2, 30, "记2", "拨款", "乙", 30])), Refused(("error 台账!A5",)), _BOOKS),
    Case("date_in_two_columns_far_down_no_month", (PLAN, book(*([3, 5, f"记{n}", "拨款", "甲", 1] for n in range(80)), [13, 5, "记99", "拨款", "甲", 10])),
         Refused(("error 台账!A84",)), _BOOKS),
]  # fmt: skip
