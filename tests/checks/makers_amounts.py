"""Examples that cells cannot show: formulas in error, a table of ten thousand rows."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from minsheng_funds.model import Source
from minsheng_funds.settings import Settings
from tests.support import Formula, csv_bytes, day, plan, xlsx


def formula_plan(value: Any) -> tuple[list[Source], Settings]:
    """A plan whose second amount is a formula with that value."""
    book = xlsx(plan(("农村改厕", 30), ("道路硬化", Formula("=C4-10", value))))
    return [Source("book.xlsx", book)], Settings()


def formula_total(value: Any) -> tuple[list[Source], Settings]:
    """A plan whose total is a formula with that value; "" for one saved without any."""
    sheet = plan(("农村改厕", 30), ("道路硬化", 20))
    rows = [*sheet.rows, ["", "合计", Formula("=SUM(C4:C5)", value)]]
    return [Source("book.xlsx", xlsx(replace(sheet, rows=rows)))], Settings()


def worded_amounts(count: int) -> tuple[list[Source], Settings]:
    """A ledger with one payment, followed by so many rows whose amounts are words."""
    header = [["2020年资金拨付台账", "单位:元"], ["拨付日期", "项目名称", "拨付金额"]]
    rows = [[day(1, 2), "农村改厕", 5], *([day(1, 3), "农村改厕", "约10"] for _ in range(count))]
    return [Source("台账.csv", csv_bytes([*header, *rows]))], Settings()


MAKERS: dict[tuple[str, str], Callable[[], tuple[list[Source], Settings]]] = {
    ("A008", "fires"): lambda: formula_plan("#REF!"),
    ("A008", "passes"): lambda: formula_plan(20),
    ("S003", "fires"): lambda: formula_total(""),
    ("S003", "passes"): lambda: formula_total(50),
    ("A022", "fires"): lambda: worded_amounts(10_000),
    ("A022", "passes"): lambda: worded_amounts(9_999),
}
