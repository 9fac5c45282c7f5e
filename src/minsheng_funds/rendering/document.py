"""The neutral Document: headings, text, tables of typed cells, charts. A pen writes it; no pen computes a figure."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from minsheng_funds.money import Rate


def harmless(text: str) -> str:
    """Text from a workbook as one line without control characters: none moves the cursor or turns the text around."""
    if text.isprintable():
        return text
    marks = (" " if mark.isspace() else mark if mark.isprintable() else "\ufffd" for mark in text)
    return "".join(marks)


class Cell(NamedTuple):
    """One cell as it is printed, with the exact value behind it (fen, a rate or a day) for pens that want it.

    `unit` is the fen that one unit of a printed amount stands for; an incomplete figure ends with "*".
    `link` is an address that the text leads to, for pens that can.
    """

    text: str
    fen: int | None = None
    rate: Rate | None = None
    tone: str = ""
    day: date | None = None
    link: str = ""
    unit: int = 0

    @property
    def complete(self) -> bool:
        """Whether nothing is missing in the figure."""
        return not self.text.endswith("*")


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of level 1 (the document's), 2 or 3."""

    text: str
    level: int = 2


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text. `role`: body, to (whom it is for), sign (who signs), day (the date under it) or note."""

    text: str
    role: str = "body"


@dataclass(frozen=True, slots=True)
class Facts:
    """Label and value pairs: as-of date, scope, base."""

    pairs: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Headline:
    """The figures of one fund, side by side."""

    title: str
    pairs: tuple[tuple[str, Cell], ...]
    rate: Rate | None
    target: Rate | None


@dataclass(frozen=True, slots=True)
class Column:
    """A table's column. `kind`: text, money, rate, count, day, state or bar.

    The more `spare`, the sooner it makes room. `width` is in characters (a Chinese one counts two), for pens whose
    columns are as wide as they are told. `key` is the measure or dimension that stands in it; `made_of` the keys of
    the two columns that it is made of in every row: a rate is the first ÷ the second, an amount the first − the second,
    points one rate − the other; a base that stands in a total alone is that of all rows above it. One key: the running
    sum of that column.
    """

    label: str
    kind: str = "text"
    spare: int = 0
    width: int = 0
    key: str = ""
    made_of: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """A table of typed cells; the rows whose places stand in `totals` are totals of those above them.

    `caption` says above the table in what its amounts are. `key` says what the table is (projects, by-unit,
    reconciliation …), in any language. `beneath` has, by the place of a row, the tables of what it is made of.
    """

    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    totals: frozenset[int] = frozenset()
    notes: tuple[str, ...] = ()
    caption: str = ""
    key: str = ""
    beneath: Mapping[int, tuple["Table", ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Listing:
    """A long list of plain values, row by row, never held whole: money as fen, days as dates, all else as text.

    `rows` gives the rows, `count` of them, as often as it is called; `total` (fen) is the sum of its amounts,
    none of which is larger than `largest`.
    """

    columns: tuple[Column, ...]
    rows: Callable[[], Iterable[tuple[str | int | date | None, ...]]]
    count: int
    total: int
    largest: int
    total_label: str
    caption: str = ""


@dataclass(frozen=True, slots=True)
class Series:
    """One row of marks of a chart: a cell for each of its labels, or None where there is nothing to draw."""

    name: str
    cells: tuple[Cell | None, ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart as data. `form`: bars (one bar a label), lines (over months) or parts (of each label's bar, stacked).

    `kind` is that of its values, rate or money (then `unit` says in words of what); `target` a rate to draw as a line
    over bars; `late` the places of bars that are behind or overdue, which is not to be seen from the target: each
    project has its own schedule. Whatever it shows stands as figures in a table of the same document.
    """

    title: str
    form: str
    kind: str
    labels: tuple[str, ...]
    series: tuple[Series, ...]
    unit: str = ""
    target: Rate | None = None
    target_name: str = ""
    key: str = ""
    late: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class GridColumn:
    """A column of a sheet: its letter, what it was taken for. `tone`: text, money, rate or "" (not used)."""

    letter: str
    label: str = ""
    level: str = ""
    unit: str = ""
    tone: str = ""

    @property
    def lines(self) -> tuple[str, str, str]:
        """What stands under the letter: the field, its level, its unit."""
        return (self.label, self.level, self.unit)


@dataclass(frozen=True, slots=True)
class GridRow:
    """A row of a sheet as it stands, with a mark in words. `role`: caption, header, data, out or gap."""

    number: str
    mark: str
    cells: tuple[str, ...]
    role: str = "data"


@dataclass(frozen=True, slots=True)
class Snippet:
    """A few rows of a sheet around a cell. `marks`: (place in rows, column) of the cells in question.

    `row` is the place of the first one's row, `focus` its column (None: the whole row), `keep` the columns that
    tell whose row it is.
    """

    rows: tuple[GridRow, ...]
    marks: frozenset[tuple[int, int]] = frozenset()
    row: int = 0
    focus: int | None = None
    keep: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Item:
    """One item of a list, with its tone (error, warning, info or nothing) and lines of detail.

    `snippet` shows the place that the first detail names; only the text pens draw it.
    """

    text: str
    tone: str = ""
    details: tuple[str, ...] = ()
    snippet: Snippet | None = None


@dataclass(frozen=True, slots=True)
class Items:
    """A list of sentences. `whole`: of the whole document (assumptions, findings), not of the table above."""

    title: str
    items: tuple[Item, ...]
    whole: bool = True


@dataclass(frozen=True, slots=True)
class SheetGrid:
    """A sheet as people see it: letters, row numbers and cells, with what was understood written over it."""

    columns: tuple[GridColumn, ...]
    rows: tuple[GridRow, ...]
    legend: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Code:
    """Lines to copy as they are."""

    title: str
    lines: tuple[str, ...]
    note: str = ""


Block = Heading | Paragraph | Facts | Headline | Table | Listing | Chart | Items | SheetGrid | Code


@dataclass(frozen=True, slots=True)
class Document:
    """What a report says, in order, in one language."""

    blocks: tuple[Block, ...]
    narrow: str = "… {columns}"
    """What a table says where columns find no room on a terminal."""


@dataclass(frozen=True, slots=True)
class Page:
    """A document as one sheet of a workbook. `footer` is printed under every page (&P: its number, &N: of how many).

    `headed`: the first table is what the sheet is about; its header stays in sight and its rows can be filtered.
    `exact` is the heading of the exact amounts beside rounded ones, `exact_note` what is said of them where there are
    any; `long_note` what is said instead beneath a table so long that its rows are values without formulas and links.
    """

    name: str
    document: Document
    footer: str = ""
    headed: bool = True
    exact: str = ""
    exact_note: str = ""
    long_note: str = ""
