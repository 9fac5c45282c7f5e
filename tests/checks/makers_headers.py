"""Examples of headers, units and comparisons that cells cannot show: number formats."""

from collections.abc import Callable

from minsheng_funds.model import Source
from minsheng_funds.settings import Settings
from tests.corpus.build import Styled, xlsx
from tests.support import Sheet


def _plan(unit: str, amount: float, number_format: str) -> tuple[list[Source], Settings]:
    """A plan of two projects; the first amount stands under a number format."""
    rows = [[f"单位:{unit}"], ["项目名称", "计划资金"], ["农村公路", Styled(amount, number_format)], ["低保", 20]]
    return [Source("book.xlsx", xlsx(Sheet("计划", rows)))], Settings()


MAKERS: dict[tuple[str, str], Callable[[], tuple[list[Source], Settings]]] = {
    ("U005", "fires"): lambda: _plan("元", 12.5, '0.00"万元"'),
    ("U005", "passes"): lambda: _plan("万元", 12.5, '0.00"万元"'),
    ("U008", "fires"): lambda: _plan("元", 0.5, "0%"),
    ("U008", "passes"): lambda: _plan("元", 0.5, "0.00"),
}
