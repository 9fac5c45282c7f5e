"""Examples of the rules about plans that cells cannot show: merged cells."""

from minsheng_funds.model import Source
from minsheng_funds.settings import Settings
from tests.support import Sheet, xlsx

_ROWS = [["2020年资金筹集方案"], ["单位:万元"], ["项目名称", "计划资金"]]


def _merged() -> tuple[list[Source], Settings]:
    rows = [*_ROWS, ["农村改厕", 50], ["学前教育", ""]]
    return [Source("book.xlsx", xlsx(Sheet("计划", rows, merged=((3, 1, 4, 1),))))], Settings()


def _apart() -> tuple[list[Source], Settings]:
    rows = [*_ROWS, ["农村改厕", 50], ["学前教育", 20]]
    return [Source("book.xlsx", xlsx(Sheet("计划", rows)))], Settings()


MAKERS = {("P007", "fires"): _merged, ("P007", "passes"): _apart}
