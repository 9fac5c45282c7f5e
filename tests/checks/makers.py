"""Examples of rules that cells cannot show: (code, "fires" or "passes") → the sources and settings of one."""

from collections.abc import Callable

from minsheng_funds.model import Source
from minsheng_funds.settings import Settings

Made = tuple[list[Source], Settings]

MAKERS: dict[tuple[str, str], Callable[[], Made]] = {}

from tests.checks import makers_docp  # noqa: E402

MAKERS |= makers_docp.MAKERS
