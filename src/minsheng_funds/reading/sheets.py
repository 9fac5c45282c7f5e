"""What a container gives: sheets of cells to be streamed once, and a look at what the fast reader does not show."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple, Protocol

from minsheng_funds.reading.values import Cell

Row = list[Cell]
"""One row of cells; shorter than others where the sheet is ragged (csv)."""

Merged = tuple[tuple[int, int], tuple[int, int]]
"""First and last cell of a merged range, each (row, column) from 0."""


class Condensed(list[Cell]):
    """Stands in place of ordinary payments in a row that an engine has added up: how many, their sum (fen).

    It is a row without cells. What the payments are of, `Condense.settle` tells.
    """

    payments = fen = last_row = 0

    @classmethod
    def of(cls, payments: int, fen: int, last_row: int) -> "Condensed":
        """So many payments, the last of them in this row."""
        made = cls()
        made.payments, made.fen, made.last_row = payments, fen, last_row
        return made


class OrdinaryRows(NamedTuple):
    """What a ledger's reader tells an engine: which rows are ordinary payments. Places count from 0 in a row.

    OrdinaryRows is a row below `after` whose `groups` (the cells that name project, nature …) the reader `knows`, whose
    `day` it can read, whose `amount` is a plain number of `unit` fen within `bounds`, whose `words` are `harmless`,
    whose `sequence` is a number, with nothing at or beyond `width`. All other rows are given as they are; those of
    groups that it `wants`, too.
    """

    after: int
    groups: tuple[int, ...]
    day: int
    amount: int
    unit: int
    words: tuple[int, ...]
    sequence: int | None
    width: int
    bounds: Callable[[], tuple[float, float]]
    knows: Callable[[tuple[Cell, ...]], bool]
    wants: Callable[[tuple[Cell, ...]], bool]
    read_day: Callable[[Cell], date | None]
    harmless: Callable[[str], bool]
    telling: str
    """An expression that finds at least the words that are not harmless."""


class Settled(NamedTuple):
    """The sum (fen) of a group's ordinary payments on one day: how many, and the row of the first."""

    group: tuple[Cell, ...]
    day: date
    row: int
    fen: int
    payments: int


class Condense(Protocol):
    """Rows of a large ledger, which an engine can add up."""

    def ask(self, ordinary: OrdinaryRows | None, burden: Callable[[], int]) -> None:
        """Asks for ordinary rows to be condensed (None: they must not be); `burden` counts what rows left behind."""

    def settle(self) -> list[Settled]:
        """The sums of what was condensed since the last time, and before the row at hand, as their first rows stand."""

    def stop(self) -> None:
        """Another table begins. Raises `NotCondensable` where rows were condensed as those of the table above."""


class NotCondensable(Exception):
    """A table that must be read row by row after all."""


class Unusable(Exception):
    """A source that cannot be opened; the first argument is a reason, the second a detail or a mapping of them."""


_MOST_RANGES = 8


def ranges(numbers: Sequence[int], name: Callable[[int], str]) -> str:
    """Ascending numbers as they are said: 3-7, 9; of many ranges the first ones, and how many numbers in all."""
    found: list[list[int]] = []
    for number in numbers:
        if found and number <= found[-1][1] + 1:
            found[-1][1] = number
        else:
            found.append([number, number])
    words = [name(first) if first == last else f"{name(first)}-{name(last)}" for first, last in found[:_MOST_RANGES]]
    return ", ".join(words) + (f" … ({len(numbers)})" if len(found) > _MOST_RANGES else "")


class NumberFormat(NamedTuple):
    """A number format that shows an amount in another unit than it is kept in, or names its unit.

    The cell shows its value divided by `scale` (10,000 for 0!.0,); `unit` (fen) is the one that the format writes
    behind it (万元), None where it writes none. The value itself is kept in `unit` ÷ `scale`. One of percents shows
    no money at all.
    """

    code: str
    scale: int = 1
    unit: int | None = None
    percent: bool = False

    def kept_in(self, stated: int | None) -> int | None:
        """The unit (fen) that the value itself is kept in: of the format's own word, or of the one stated elsewhere.

        0 is the unit of what is no money.
        """
        shown = self.unit or stated
        if self.percent:
            return 0
        return None if shown is None else shown // self.scale


class Look:
    """What the fast reader does not show of a sheet; this one has nothing to show (csv).

    Rows count from 1, columns from 0. `blind` tells that the format hides these things from every library.
    """

    blind = False
    days_from_1904 = False
    """Whether the workbook counts its days from 1904: a bare number says nothing sure of a day then."""
    formats_hidden = False
    """Whether the format of the file keeps number formats from every library."""
    hidden_rows: Sequence[int] = ()
    hidden_columns: Sequence[int] = ()

    @property
    def has_formats(self) -> bool:
        """Whether any cell of the workbook may have a `NumberFormat`; where not, nobody need ask for one."""
        return False

    @property
    def has_broken(self) -> bool:
        """Whether any cell of the sheet may be broken; where not, nobody need ask."""
        return False

    def is_broken(self, row: int, column: int) -> bool:  # noqa: ARG002 - nothing is broken
        """Whether a cell that reads as blank (or as a computed zero) holds an error or a formula never computed."""
        return False

    def formats_in(self, column: int) -> bool:  # noqa: ARG002 - where formats are not known by column, any may be
        """Whether any cell of a column may have a `NumberFormat`."""
        return self.has_formats

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
    large: Condense | None = None
    """Whether the rows are those of a large ledger, which an engine adds up."""
