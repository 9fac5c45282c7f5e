"""Examples of batches that cells cannot show: settings beside a workbook."""

from collections.abc import Callable

from minsheng_funds.model import Source
from minsheng_funds.settings import Settings
from tests.support import Sheet, xlsx


def _cases(*names: str) -> tuple[list[Source], Settings]:
    """Progress tables that differ in their amounts, one a name."""
    found = []
    for place, name in enumerate(names, 1):
        rows = [["2020年资金拨付进度表(万元)"], ["项目名称", "计划数", "拨付金额"], ["农村公路", 10, place]]
        found.append(Source(f"{name}.xlsx", xlsx(Sheet("进度", rows))))
    return found, Settings()


MAKERS: dict[tuple[str, str], Callable[[], tuple[list[Source], Settings]]] = {
    ("B008", "fires"): lambda: _cases("case1", "case2-municipal"),
    ("B008", "passes"): lambda: _cases("case1", "case2"),
    ("B013", "fires"): lambda: _cases("case1", "case2-excluding"),
    ("B013", "passes"): lambda: _cases("case1", "case2"),
}
