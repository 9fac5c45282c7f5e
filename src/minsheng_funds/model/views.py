"""The statement seen by unit, class, level, month or payee, and what stands behind one figure. Money is fen."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from minsheng_funds.model.book import Payment
from minsheng_funds.model.facts import Origin
from minsheng_funds.model.statement import Figures, Line, Outcome, PlanCell, Total
from minsheng_funds.money import Rate


@dataclass(frozen=True, slots=True)
class ViewRow:
    """One row of a view. `key` has one value a dimension, "" for blank: no unit written, no day, no payee.

    Rows by month or payee have what was disbursed alone: a plan is not made by month or payee. A row that is not
    `in_scope` (another level) stands beside the total, not in it; it has neither share nor rank.
    """

    key: tuple[str, ...]
    figures: Figures
    rate: Rate | None = None
    share: Rate | None = None
    rank: int | None = None
    average: str | None = None
    complete: bool = True
    projects: int | None = None
    payments: int | None = None
    in_scope: bool = True
    cumulative: int | None = None
    cumulative_rate: Rate | None = None
    time: Rate | None = None


@dataclass(frozen=True, slots=True)
class View:
    """One fund by some dimensions: the rows in scope add up to the total, to the fen.

    `nature` is None for payments whose fund nobody states (a ledger without a plan). `others` is what `top` left out,
    as one row. `ranked_by` names the measure of the ranks, None by month: months follow each other and have none;
    `average` is the total's own rate, None by month or payee.
    """

    by: tuple[str, ...]
    nature: str | None
    rows: tuple[ViewRow, ...]
    total: Total
    ranked_by: str | None
    average: Rate | None
    own_level: str
    top: int | None = None
    others: ViewRow | None = None
    left_out: int = 0

    @property
    def of_payments(self) -> bool:
        """Whether the rows are of payments alone, without a plan: by month or by payee."""
        return "month" in self.by or "payee" in self.by


class TracedPayment(NamedTuple):
    """A payment, the level that it counts at, and its bucket: "matched" counts, every other one says why not."""

    payment: Payment
    level: str
    why: str

    @property
    def counted(self) -> bool:
        """Whether it is in the totals."""
        return self.why == "matched"


@dataclass(frozen=True, slots=True)
class Trace:
    """Every plan cell and every payment behind one line (project × nature), or behind a name without a plan.

    `levels` is what the listed cells and payments add up to, by level; `figures` the same at the own level.
    `complete` is False where they do not make up the line's figures, or where the line itself is incomplete.
    """

    project: str
    nature: str | None
    line: Line | None
    plan: tuple[PlanCell, ...]
    payments: tuple[TracedPayment, ...]
    figures: Figures
    levels: Mapping[str, Figures]
    unread: tuple[Origin, ...]
    complete: bool
    agrees: bool = True
    """Whether what is listed makes up the line's figures, complete or not."""
    doubted: tuple[Origin, ...] = ()
    """Cells that are in the sum although they may mean something else; those in `unread` are in none."""


@dataclass(frozen=True, slots=True)
class Additions:
    """What a report shows besides the statement, because it was asked for."""

    views: tuple[View, ...] = ()
    traces: tuple[Trace, ...] = field(default=())
    details: tuple[Trace, ...] | None = None


@dataclass(frozen=True, slots=True)
class Dossier:
    """All that a report which people sign shows: the run, what was asked for, and the views that every such report has.

    `views` has one view a fund by "unit", "class", "level" and "month". `payments` are those behind every project,
    to look into; None where there is no ledger, or where there are too many for a page and nobody asked for them.
    """

    outcome: Outcome
    asked: Additions
    views: Mapping[str, tuple[View, ...]]
    payments: tuple[Trace, ...] | None = None
