"""The nouns: what was read (facts), what is wrong with it (findings), and what it adds up to (the statement).

Money is always an integer of fen. Levels and natures are the identifiers of `vocabulary`; a level of None
means that the table names none.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from minsheng_funds.money import Rate
from minsheng_funds.vocabulary import Text


def column_letter(index: int) -> str:
    """The letter of a column, counted from 0: 0 is A, 26 is AA."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


class Origin(NamedTuple):
    """Where a value stands. `row` counts from 1 (0: the whole sheet), `column` from 0 (None: the whole row)."""

    file: str
    sheet: str = ""
    row: int = 0
    column: int | None = None

    def __str__(self) -> str:
        parts = [self.file]
        if self.sheet:
            parts.append(self.sheet)
        if self.row:
            parts.append(f"{column_letter(self.column or 0)}{self.row}")
        return "!".join(parts)


class Source(NamedTuple):
    """An input as plain data, so that work travels without a shared disk. `error` says why it could not be read."""

    name: str
    content: bytes
    error: str = ""


@dataclass(frozen=True, slots=True)
class Fact:
    """Something noticed while reading or adding up. `kind` names the rule that turns it into a finding."""

    kind: str
    origins: tuple[Origin, ...] = ()
    values: Mapping[str, object] = field(default_factory=dict)


class Assumption(NamedTuple):
    """Something taken for granted; `kind` is a key of `vocabulary.ASSUMPTIONS`."""

    kind: str
    values: tuple[tuple[str, object], ...] = ()


class LeftOut(NamedTuple):
    """A row that is no project and no payment, and why; `why` is a key of `vocabulary.LEFT_OUT`."""

    origin: Origin
    why: str


class StatedSum(NamedTuple):
    """A total or subtotal that a sheet states, beside the sum of the rows that it stands for (fen).

    `counted` tells a grand total in a column whose rows count from a subtotal, or a total over other columns.
    """

    origin: Origin
    measure: str
    stated_fen: int
    summed_fen: int
    counted: bool = True


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

    @property
    def where(self) -> str:
        """The table's address for messages: file!sheet."""
        return f"{self.file}!{self.sheet}"


class PlanRow(NamedTuple):
    """A row of a plan or a progress table: amounts in fen by (measure, level)."""

    project: str
    amounts: Mapping[tuple[str, str | None], int]
    origin: Origin
    table: int
    code: str = ""
    nature: str | None = None
    class_name: str = ""
    unit: str = ""
    year: int | None = None


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
    """The running sum of a group's payments on one day: the cell of the first, fen, and their number."""

    row: int
    column: int | None
    fen: int = 0
    count: int = 0


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


@dataclass(frozen=True, slots=True)
class Figures:
    """The money of one level, line or total, in fen; None where the books have no such field."""

    required: int | None = None
    allocated: int | None = None
    issued: int | None = None
    received: int | None = None
    disbursed: int | None = None
    spent: int | None = None
    funding_gap: int | None = None

    @property
    def undisbursed(self) -> int | None:
        """Required less disbursed; below zero means over-disbursed."""
        if self.required is None or self.disbursed is None:
            return None
        return self.required - self.disbursed


@dataclass(frozen=True, slots=True)
class Line:
    """One project × nature. `figures` are those in scope (own level); `levels` has every level's own."""

    project: str
    nature: str
    class_name: str
    unit: str
    figures: Figures
    levels: Mapping[str, Figures]
    rate: Rate | None
    origins: tuple[Origin, ...]
    complete: bool


@dataclass(frozen=True, slots=True)
class Total:
    """All lines in scope of one nature."""

    nature: str
    projects: int
    figures: Figures
    rate: Rate | None
    complete: bool


@dataclass(frozen=True, slots=True)
class Unmatched:
    """Payments of a name that no plan row has."""

    project: str
    nature: str | None
    disbursed: int
    payments: int
    origins: tuple[Origin, ...]


@dataclass(frozen=True, slots=True)
class Reconciliation:
    """matched + unmatched + out of scope = ledger total, in fen, always."""

    ledger_total: int
    matched: int
    unmatched: int
    out_of_scope: tuple[tuple[str, int], ...]


class TimeProgress(NamedTuple):
    """The share of the plan's year that has elapsed, and the rule that says so."""

    rate: Rate
    rule: str


@dataclass(frozen=True, slots=True)
class Statement:
    """The figures of one run. Lines keep the plan's order; `excluded` are lines that the settings leave out."""

    as_of: date | None
    as_of_source: str | None
    as_of_origin: Origin | None
    year: int | None
    own_level: str
    exclusions: tuple[str, ...]
    rate_base: str
    time_progress: TimeProgress | None
    totals: Mapping[str, Total]
    lines: tuple[Line, ...]
    excluded: tuple[Line, ...]
    unmatched: tuple[Unmatched, ...]
    reconciliation: Reconciliation | None
    facts: tuple[Fact, ...]
    assumptions: tuple[Assumption, ...]
    doubtful: bool = False
    """Whether money may be counted twice or be missing; a ledger without a plan has no totals to say so."""

    @property
    def complete(self) -> bool:
        """Whether every total is complete."""
        return not self.doubtful and all(total.complete for total in self.totals.values())


@dataclass(frozen=True, slots=True)
class Finding:
    """What a rule says is wrong with the data: where, how much, and what to do."""

    code: str
    severity: str
    message: Text
    remedy: Text
    origins: tuple[Origin, ...]
    measure: str
    expected: int | str | None
    actual: int | str | None
    difference: int | None


@dataclass(frozen=True, slots=True)
class Outcome:
    """One run: what was read, what it adds up to, what is wrong with it."""

    book: Book
    statement: Statement
    findings: tuple[Finding, ...]

    @property
    def complete(self) -> bool:
        """Whether every figure is complete: no money was left unread or unplaced."""
        return self.statement.complete and not self.book.rejects and all(line.complete for line in self.statement.lines)
