"""What it adds up to, and what is wrong with it: figures, lines, totals, the statement, findings. Money is fen."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from minsheng_funds.model.book import Book, DaySum, GroupKey, PaymentGroup
from minsheng_funds.model.facts import Assumption, Fact, Origin
from minsheng_funds.model.findings import Finding
from minsheng_funds.model.need import NeedFigures
from minsheng_funds.model.schedule import Schedule
from minsheng_funds.model.versions import PlanChange, PlanVersion
from minsheng_funds.money import Rate, rate


@dataclass(frozen=True, slots=True)
class Figures:
    """The money of one level, line or total, in fen; None where the books have no such field.

    `funding_gap` and `advanced` (paid above what was received) are never netted between levels or projects.
    `refunded` is what came back of this year's payments (above zero, already taken off `disbursed`), `refunded_earlier`
    what came back of an earlier year's (in no other figure); both None without a ledger. Where ledgers record spending
    alone, both are of what was spent.
    """

    initial: int | None = None
    required: int | None = None
    allocated: int | None = None
    issued: int | None = None
    received: int | None = None
    disbursed: int | None = None
    spent: int | None = None
    funding_gap: int | None = None
    advanced: int | None = None
    refunded: int | None = None
    refunded_earlier: int | None = None
    mixed: frozenset[tuple[str, str]] = frozenset()
    """Pairs of measures that not all lines of a sum know: the sums of the two are of different projects."""

    def share(self, measure: str, base: str) -> Rate | None:
        """One measure ÷ another; None where either is unknown, or is known of some lines of a sum only."""
        return None if (measure, base) in self.mixed else rate(getattr(self, measure), getattr(self, base))

    @property
    def idle(self) -> int | None:
        """Received less disbursed (滞留/结存); below zero means that more was paid than has arrived."""
        if self.received is None or self.disbursed is None or ("disbursed", "received") in self.mixed:
            return None
        return self.received - self.disbursed

    @property
    def disbursement_rate(self) -> Rate | None:
        """Disbursed ÷ required (拨付率)."""
        return self.share("disbursed", "required")

    @property
    def disbursement_rate_of_received(self) -> Rate | None:
        """Disbursed ÷ received (拨付率, 占到位)."""
        return self.share("disbursed", "received")

    @property
    def receipt_rate(self) -> Rate | None:
        """Received ÷ required (到位率)."""
        return self.share("received", "required")

    @property
    def undisbursed(self) -> int | None:
        """Required less disbursed; below zero means over-disbursed."""
        if self.required is None or self.disbursed is None or ("disbursed", "required") in self.mixed:
            return None
        return self.required - self.disbursed


class PlanCell(NamedTuple):
    """An amount of a plan or progress table, its cell, and why it does not count; "" where it does.

    A computed need has the cells (or the settings) of which it is the product, and the cell of its row's name.
    """

    measure: str
    level: str
    fen: int
    origin: Origin
    why: str = ""
    computed_from: tuple[Origin, ...] = ()


class Cause(NamedTuple):
    """Why a level's money is unpaid, or that it is paid (fen); `kind` is a key of `messages.CAUSES`."""

    kind: str
    level: str
    fen: int


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
    cells: tuple[PlanCell, ...] = ()
    causes: tuple[Cause, ...] = ()
    base: str = "required"
    """What the rate is divided by."""
    execution: Rate | None = None
    score: Rate | None = None
    points: Rate | None = None
    """The rate of execution of the self-evaluation (绩效自评), its points, and the full ones that a table states."""
    schedule: Schedule | None = None
    need: NeedFigures | None = None
    """What quantity × standard × shares make (测算); None where it cannot be computed."""
    required_source: str | None = None
    """Whether `figures.required` is "stated" by a plan or "computed"; None where it is not known."""
    unsplit: frozenset[tuple[str, str]] = frozenset()
    """Units and classes of its later plan rows (dimension, name): all of it stands under those of the first."""
    bureau: str = ""
    """Whose line it is, where those of several bureaus stand together."""


@dataclass(frozen=True, slots=True)
class Total:
    """All lines in scope of one nature."""

    nature: str
    projects: int
    figures: Figures
    rate: Rate | None
    complete: bool
    base: str = "required"
    """What this fund's rates are divided by."""
    execution: Rate | None = None
    score: Rate | None = None
    points: Rate | None = None
    """Full points, where the tables state the same for all projects."""
    levels: Mapping[str, Figures] = field(default_factory=dict)
    """Every level's own figures over the lines in scope, outside the total: bonds and contributions too."""
    schedule: Schedule | None = None


class ScheduledClass(NamedTuple):
    """The lines in scope of one class and one nature ("" where the plan names none), and their total."""

    name: str
    total: Total


class Placed(NamedTuple):
    """Payments of one group and the bucket that they fall into: matched, unmatched, or why they are out of scope.

    `project` and `nature` are those of the line that they belong to; None where no plan row has the project.
    """

    group: PaymentGroup
    days: tuple[tuple[date | None, DaySum], ...]
    bucket: str
    level: str
    project: str | None = None
    nature: str | None = None

    @property
    def fen(self) -> int:
        """The sum of these days."""
        return sum(found.fen for _, found in self.days)


class Double(NamedTuple):
    """A payment that stands in another table too, and counts there: the table that it is left out of, and its marks.

    Voucher and payee are as they are compared.
    """

    table: int
    group: GroupKey
    day: date | None
    fen: int
    voucher: str
    payee: str


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
    placed: tuple[Placed, ...] = ()
    """Every payment of the ledgers, once, with the bucket that it fell into."""
    doubles: Mapping[Double, int] = field(default_factory=dict)
    """How many payments of each kind are left out of their table, for they count in another one."""
    versions: tuple[PlanVersion, ...] = ()
    plan_changes: tuple[PlanChange, ...] = ()
    """The versions of the plans, and what the one in force changed of the first; empty where a plan has one only."""
    doubtful: bool = False
    """Whether money may be counted twice or be missing; a ledger without a plan has no totals to say so."""
    scheduled_classes: tuple[ScheduledClass, ...] = ()
    """Each class against its schedule, where the settings give any."""

    @property
    def payments(self) -> int:
        """How many payments the ledgers have, wherever they count."""
        return sum(days.count for placed in self.placed for _, days in placed.days)

    @property
    def complete(self) -> bool:
        """Whether every total is complete."""
        return not self.doubtful and all(total.complete for total in self.totals.values())


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
