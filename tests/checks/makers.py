"""Examples of rules that cells cannot show: (code, "fires" or "passes") → the sources and settings of one."""

from collections.abc import Callable

from minsheng_funds.model import Source
from minsheng_funds.settings import Settings
from tests.checks import makers_amounts, makers_batches, makers_files, makers_headers, makers_ledgers, makers_plans

Made = tuple[list[Source], Settings]

MAKERS: dict[tuple[str, str], Callable[[], Made]] = {}
MAKERS |= makers_files.MAKERS
MAKERS |= makers_ledgers.MAKERS
MAKERS |= makers_amounts.MAKERS
MAKERS |= makers_headers.MAKERS
MAKERS |= makers_plans.MAKERS
MAKERS |= makers_batches.MAKERS
