"""Examples of rules about ledgers that cells alone cannot show: amounts in merged cells."""

from collections.abc import Callable
from typing import Any

from minsheng_funds.model import Source
from minsheng_funds.settings import Settings
from tests.support import Sheet, day, xlsx

HEADER = ["拨付日期", "项目名称", "拨付金额"]


def merged(*rows: list[Any]) -> tuple[list[Source], Settings]:
    """A ledger whose first two amounts, C3 and C4, are one cell."""
    sheet = Sheet("台账", [["单位:元"], HEADER, *rows], merged=((2, 2, 3, 2),))
    return [Source("book.xlsx", xlsx(sheet))], Settings()


FIRST = [day(1, 6), "农村道路", 100.0]
MAKERS: dict[tuple[str, str], Callable[[], tuple[list[Source], Settings]]] = {
    ("L016", "fires"): lambda: merged(FIRST, [day(1, 6), "村卫生室", ""]),
    ("L016", "passes"): lambda: merged(FIRST, [day(1, 6), "农村道路", ""]),
    ("L022", "fires"): lambda: merged(FIRST, [day(1, 6), "农村道路", 20.0]),
    ("L022", "passes"): lambda: merged(FIRST, [day(1, 6), "农村道路", ""]),
}
