"""minsheng-funds: livelihood-programme money from workbooks, exact to the fen and traceable to the cell.

>>> import minsheng_funds
>>> frames = minsheng_funds.load("examples/tongguan-2020.xlsx")
>>> int(frames.statement.query("nature == 'maintenance'")["required_fen"].sum())
691000000
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from minsheng_funds.frames import Frames, load

__all__ = ["Frames", "__version__", "load"]
__version__ = "0.1.0"


def __getattr__(name: str) -> Any:
    """`load` and `Frames` come from `frames`, which imports pandas: only when they are asked for."""
    if name in ("load", "Frames"):
        from minsheng_funds import frames

        return getattr(frames, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
