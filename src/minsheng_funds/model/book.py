"""What was read: tables as understood, plan rows, payments. Money is fen."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from minsheng_funds.model.facts import Assumption, Fact, Origin, Source
from minsheng_funds.model.listings import Listing
from minsheng_funds.model.need import Need
from minsheng_funds.money import Rate


class LeftOut(NamedTuple):
    """A row that is no project and no payment, and why; `why` is a key of `vocabulary.LEFT_OUT`."""

    origin: Origin
    why: str


class StatedSum(NamedTuple):
    """A total or subtotal that a sheet states, beside the sum of the rows that it stands for (fen).

    `counted` tells a grand total in a column whose rows count from a subtotal, or a total over other columns.
    `blank` are the rows with no amount there whose need may be computed: then the sum is known once it is. `level`
    is whose amounts these are ("*": of all levels), `rows` the first and the last cell that were added.
    """

    origin: Origin
    measure: str
    stated_fen: int
    summed_fen: int
    counted: bool = True
    blank: tuple[Origin, ...] = ()
    level: str | None = None
    rows: tuple[Origin, ...] = ()


class SampleRow(NamedTuple):
    """A row as it stands in its sheet: its number from 1, and the texts of its cells from column A on."""

    number: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sample:
    """The first and the last rows of a table (or of a sheet without one), for people to look at."""

    top: tuple[SampleRow, ...] = ()
    last: tuple[SampleRow, ...] = ()


class Candidate(NamedTuple):
    """A column that may be what a field means: as the settings name it, its letter, and a value that stands in it.

    Where several columns together may be it, `added` names them all.
    """

    selector: str
    letter: str
    example: str = ""
    added: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Proposal:
    """Lines of the settings that may make a sheet readable: the likeliest first, the others to choose from.

    `section` is the key under [tables]; `extends` tells that the settings have it already. Fields that need no help
    are empty; of `columns`, those in `sure` are proposed, the others shown.
    """

    file: str
    sheet: str
    section: str
    extends: bool = False
    kinds: tuple[str, ...] = ()
    header_rows: tuple[int, ...] = ()
    other_headers: tuple[int, ...] = ()
    units: tuple[int, ...] = ()
    columns: tuple[tuple[str, tuple[Candidate, ...]], ...] = ()
    sure: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Unread:
    """A sheet with something in it of which no table was read; `before` counts the tables read before it."""

    file: str
    sheet: str
    kind: str
    before: int
    sample: Sample
    proposal: Proposal | None = None


@dataclass(frozen=True, slots=True)
class Column:
    """One column as understood: `field` is a text field, a measure, "rate", or "" where it is not used."""

    index: int
    path: tuple[str, ...]
    field: str = ""
    level: str | None = None
    nature: str | None = None
    unit: int | None = None
    is_total: bool = False
    of_which: bool = False
    below: str = ""
    """What a row of units under the header says of a quantity or a standard: 人, 元/人."""

    @property
    def header(self) -> str:
        """The full header path, as the settings write it."""
        return " > ".join(self.path)


@dataclass(frozen=True, slots=True)
class Table:
    """One table of a sheet, as understood. `rows` counts the rows taken; `unit` is fen a unit."""

    file: str
    sheet: str
    kind: str
    header_rows: tuple[int, ...]
    columns: tuple[Column, ...]
    unit: int
    rows: int
    first_row: int
    last_row: int
    left_out: tuple[LeftOut, ...]
    sums: Mapping[str, int]
    stated: tuple[StatedSum, ...]
    title: str
    as_of: date | None
    year: int | None
    as_of_origin: Origin | None = None
    sample: Sample | None = None
    proposal: Proposal | None = None
    captions: tuple[str, ...] = ()
    """Every cell above the table, without white space."""

    @property
    def where(self) -> str:
        """The table's address for messages: file!sheet."""
        return f"{self.file}!{self.sheet}"

    @property
    def header_origin(self) -> Origin:
        """The first header row."""
        return Origin(self.file, self.sheet, self.header_rows[0] if self.header_rows else 0)


class Part(NamedTuple):
    """What one cell adds to an amount (fen)."""

    fen: int
    origin: Origin


class PlanRow(NamedTuple):
    """A row of a plan or a progress table: amounts in fen by (measure, level), and the cells that make them up.

    `blanks` are those of its amounts whose cells are all blank; `unstated` tells that all are. A blank amount counts
    as 0 unless its need can be computed.
    """

    project: str
    amounts: Mapping[tuple[str, str | None], int]
    origin: Origin
    table: int
    code: str = ""
    nature: str | None = None
    class_name: str = ""
    unit: str = ""
    year: int | None = None
    need: Need | None = None
    unstated: bool = False
    cells: Mapping[tuple[str, str | None], tuple[Part, ...]] = {}
    blanks: frozenset[tuple[str, str | None]] = frozenset()
    empty: frozenset[tuple[str, str | None]] = frozenset()
    """Those blank amounts in whose cells nothing stands at all, not even a dash."""
    points: Rate | None = None
    """Full points (分值) of a self-evaluation, where the row states its own."""
    place: str = ""
    """The town, village or carrying-out unit that its row names beside the project."""

    def cell_of(self, measure: str, *levels: str | None) -> Origin:
        """The first cell of an amount at the first of these levels that the row has; else that of its name."""
        found = (parts[0].origin for level in levels if (parts := self.cells.get((measure, level))))
        return next(found, self.origin)


class Payment(NamedTuple):
    """One payment of a ledger, as listed by the second pass."""

    project: str
    code: str
    nature: str | None
    level: str | None
    date: date | None
    fen: int
    origin: Origin
    payee: str = ""
    voucher: str = ""
    document: str = ""
    remark: str = ""
    table: int = 0
    refund_of: int | None = None
    """The year of the money that a negative row gives back, where it names another than its own; 0: an earlier one."""


class PaymentSum(NamedTuple):
    """Payments of one table with the same project, nature and level: their sum, number and first cell."""

    project: str
    code: str
    nature: str | None
    level: str | None
    date: date | None
    fen: int
    payments: int
    origin: Origin
    table: int
    nature_unknown: bool = False


@dataclass(slots=True)
class DaySum:
    """The running sum of a group's payments on one day: the cell of the first, fen, and their number.

    `refunded` (fen, above zero) and `refunds` tell what of it came back: the sum and the number of negative amounts.
    """

    row: int
    column: int | None
    fen: int = 0
    count: int = 0
    refunded: int = 0
    refunds: int = 0

    def add(self, fen: int) -> None:
        """Adds one payment, or a refund below zero."""
        self.fen += fen
        self.count += 1
        if fen < 0:
            self.refunded -= fen
            self.refunds += 1

    def plus(self, other: "DaySum") -> "DaySum":
        """Both sums as one, with this one's cell."""
        sums = (self.fen + other.fen, self.count + other.count)
        back = (self.refunded + other.refunded, self.refunds + other.refunds)
        return DaySum(self.row, self.column, *sums, *back)


class GroupKey(NamedTuple):
    """The group of sums that a payment belongs to, as its table writes it.

    A nature of None may be a word that names none (`nature_unknown`); `refund_of` is the year a refund's money is of.
    """

    project: str
    code: str
    nature: str | None
    level: str | None
    nature_unknown: bool
    refund_of: int | None


class PaymentGroup(NamedTuple):
    """The payments of one table with the same project, nature and level, by day (None: undated)."""

    project: str
    code: str
    nature: str | None
    level: str | None
    days: Mapping[date | None, DaySum]
    sheet: Origin
    table: int
    nature_unknown: bool = False
    refund_of: int | None = None
    """The year whose money came back, as the rows name it (0: an earlier one); None for payments, and other refunds."""

    @property
    def key(self) -> GroupKey:
        """What its payments have in common, as their table writes it."""
        names = (self.project, self.code, self.nature, self.level)
        return GroupKey(*names, self.nature_unknown, self.refund_of)

    @property
    def fen(self) -> int:
        """The sum of all days."""
        return sum(day.fen for day in self.days.values())

    def sum_of(self, days: Sequence[DaySum], day: date | None = None) -> PaymentSum:
        """Some of the days as one sum, with the first one's cell."""
        names = (self.project, self.code, self.nature, self.level, day)
        fen, count = sum(found.fen for found in days), sum(found.count for found in days)
        return PaymentSum(*names, fen, count, self.origin_of(days[0]), self.table, self.nature_unknown)

    def origin_of(self, day: DaySum) -> Origin:
        """The cell of a day's first payment."""
        return self.sheet._replace(row=day.row, column=day.column)

    def origins_of(self, days: Sequence[DaySum]) -> tuple[Origin, ...]:
        """The cells of these days' first payments."""
        return tuple(self.origin_of(day) for day in days)

    def sums(self) -> Iterator[PaymentSum]:
        """One sum a day."""
        return (self.sum_of([found], day) for day, found in self.days.items())


class Reject(NamedTuple):
    """Money that could not be read or placed: the figures that it would feed are incomplete. No name: all of them."""

    project: str | None
    nature: str | None
    origin: Origin


@dataclass(frozen=True, slots=True)
class Book:
    """Everything that was read from the sources."""

    sources: tuple[Source, ...]
    tables: tuple[Table, ...]
    plan_rows: tuple[PlanRow, ...]
    payments: tuple[PaymentGroup, ...]
    rejects: tuple[Reject, ...]
    facts: tuple[Fact, ...]
    assumptions: tuple[Assumption, ...]
    unread: tuple[Unread, ...] = ()
    listings: tuple[Listing, ...] = ()
    """The single payments of each ledger, where they were to be kept: `check` looks at them."""
