"""What a container gives: sheets of cells to be streamed once, and a look at what the fast reader does not show."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from minsheng_funds.reading.values import Cell

Row = list[Cell]
"""One row of cells; shorter than others where the sheet is ragged (csv)."""

Merged = tuple[tuple[int, int], tuple[int, int]]
"""First and last cell of a merged range, each (row, column) from 0."""


class Unusable(Exception):
    """A source that cannot be opened; the first argument is a reason, the second the library's own word."""


class NumberFormat(NamedTuple):
    """A number format that shows an amount in another unit than it is kept in, or names its unit.

    The cell shows its value divided by `scale` (10,000 for 0!.0,); `unit` (fen) is the one that the format writes
    behind it (万元), None where it writes none. The value itself is kept in `unit` ÷ `scale`.
    """

    code: str
    scale: int = 1
    unit: int | None = None

    def kept_in(self, stated: int | None) -> int | None:
        """The unit (fen) that the value itself is kept in: of the format's own word, or of the one stated elsewhere."""
        shown = self.unit or stated
        return None if shown is None else shown // self.scale


class Look:
    """What the fast reader does not show of a sheet; this one has nothing to show (csv).

    Rows count from 1, columns from 0. `blind` tells that the format hides these things from every library.
    """

    blind = False
    hidden_rows: Sequence[int] = ()
    hidden_columns: Sequence[int] = ()
    has_formats = False
    """Whether any cell of the workbook may have a `NumberFormat`; where not, nobody need ask for one."""

    def is_broken(self, row: int, column: int) -> bool:  # noqa: ARG002 - nothing is broken
        """Whether a cell that reads as blank (or as a computed zero) holds an error or a formula never computed."""
        return False

    def format_of(self, row: int, column: int) -> NumberFormat | None:  # noqa: ARG002 - all are ordinary
        """The telling number format of a cell, or None for an ordinary one."""
        return None


class Blind(Look):
    """The look at a format that no library shows: xlsb, ods."""

    blind = True


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet to be streamed once. Row 1 of the sheet is the first of `rows`; `first_column` is that of cell 0."""

    name: str
    rows: Iterable[Row]
    first_column: int = 0
    merged: tuple[Merged, ...] = ()
    hidden: bool = False
    ragged: bool = False
    look: Look = field(default_factory=Look)
