"""minsheng-funds: livelihood-programme money from workbooks, exact to the fen and traceable to the cell.

`statement`, `check` and `batch` do what the commands of these names do (`statement`: report); `load` gives a statement
as DataFrames.

>>> import minsheng_funds
>>> frames = minsheng_funds.load("examples/tongguan-2020.xlsx")
>>> int(frames.statement.query("nature == 'maintenance'")["required_fen"].sum())
691000000
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from minsheng_funds.errors import Failure
    from minsheng_funds.frames import Frames, load
    from minsheng_funds.library import batch, check, statement
    from minsheng_funds.settings import Settings

__all__ = ["Failure", "Frames", "Settings", "__version__", "batch", "check", "load", "statement"]
__version__ = "0.1.0"

_HOMES = {
    "Failure": "errors",
    "Frames": "frames",
    "Settings": "settings",
    "batch": "library",
    "check": "library",
    "load": "frames",
    "statement": "library",
}
"""Where each name of the library lives. What it needs, pandas or the reader, is imported when it is asked for."""


def __getattr__(name: str) -> Any:
    """A name of the library, from its home."""
    if name in _HOMES:
        from importlib import import_module

        return getattr(import_module(f"minsheng_funds.{_HOMES[name]}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
