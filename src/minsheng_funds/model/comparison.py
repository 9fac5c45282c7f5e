"""What differs between two runs: the figures of one plan at two dates, two years' plans, two exports. Money is fen."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from minsheng_funds.model.book import Payment
from minsheng_funds.model.facts import Assumption, Origin
from minsheng_funds.model.findings import Finding
from minsheng_funds.model.statement import Outcome
from minsheng_funds.money import Rate

SIDES = ("old", "new")


class Delta(NamedTuple):
    """An amount on both sides, None where that side has none; the change is None where it cannot be computed."""

    old: int | None = None
    new: int | None = None
    change: int | None = None


class Bridge(NamedTuple):
    """old + both - only_old + only_new = new, in fen: how the total of one side becomes that of the other."""

    old: int
    both: int
    only_old: int
    only_new: int
    new: int


@dataclass(frozen=True, slots=True, kw_only=True)
class TwoSided:
    """Whether each side's figures are complete; what a side has not is not incomplete."""

    old_complete: bool = True
    new_complete: bool = True

    @property
    def complete(self) -> bool:
        """Whether both sides' figures are."""
        return self.old_complete and self.new_complete


@dataclass(frozen=True, slots=True)
class LineChange(TwoSided):
    """One project × nature on both sides, or on one. `rank` is that of its change of payments, by amount."""

    project: str
    old_name: str
    nature: str
    class_name: str
    unit: str
    side: str
    amounts: Mapping[str, Delta]
    old_rate: Rate | None
    new_rate: Rate | None
    rank: int | None
    old_origins: tuple[Origin, ...]
    new_origins: tuple[Origin, ...]

    @property
    def is_unmoved(self) -> bool:
        """Whether nothing was paid in between although money is still unpaid."""
        return self.amounts["disbursed"].change == 0 and (self.amounts["undisbursed"].new or 0) > 0


@dataclass(frozen=True, slots=True)
class TotalChange(TwoSided):
    """All lines in scope of one nature; a bridge for each amount that both sides know."""

    nature: str
    old_projects: int
    new_projects: int
    amounts: Mapping[str, Delta]
    old_rate: Rate | None
    new_rate: Rate | None
    bridges: Mapping[str, Bridge]


class UnmatchedChange(NamedTuple):
    """Payments of a name that no plan row has, on both sides."""

    project: str
    nature: str | None
    disbursed: Delta
    old_payments: int
    new_payments: int
    old_origins: tuple[Origin, ...]
    new_origins: tuple[Origin, ...]


@dataclass(frozen=True, slots=True)
class DatesComparison:
    """One plan at two dates. Lines keep the new plan's order, those of the old one alone come last."""

    totals: Mapping[str, TotalChange]
    lines: tuple[LineChange, ...]
    excluded: tuple[LineChange, ...]
    unmatched: tuple[UnmatchedChange, ...]


def knows(lines: Iterable[LineChange | TotalChange], measure: str) -> bool:
    """Whether a side states this measure at all, for any of the lines."""
    return any(line.amounts[measure].old is not None or line.amounts[measure].new is not None for line in lines)


def moved_by(lines: Collection[LineChange]) -> str:
    """By what the lines of one fund are said to have moved: disbursed, or spent where the ledgers show that alone."""
    return "spent" if knows(lines, "spent") and not knows(lines, "disbursed") else "disbursed"


@dataclass(frozen=True, slots=True)
class PlanEntry(TwoSided):
    """One project of two years' plans: `category` is new, merged, continued or retired.

    `old_names` are those of the old plan, several where merged; `matched_by` says what tied them to the new one: name
    (or alias), code, settings. Amounts required are by nature: in scope, and those left out of every total.
    """

    category: str
    project: str
    old_names: tuple[str, ...]
    matched_by: str
    class_name: str
    unit: str
    amounts: Mapping[str, Delta]
    excluded: Mapping[str, Delta]
    old_origins: tuple[Origin, ...]
    new_origins: tuple[Origin, ...]


class CategoryTotal(NamedTuple):
    """The projects of one category, counted on both sides, and what they require by nature."""

    category: str
    old_projects: int
    new_projects: int
    amounts: Mapping[str, Delta]
    old_incomplete: frozenset[str] = frozenset()
    new_incomplete: frozenset[str] = frozenset()
    """The natures whose amounts are incomplete on a side."""


class Likeness(NamedTuple):
    """An older project that may have become a new one, and why: `alike` (with percent of the names) or `code`."""

    old_name: str
    why: str
    percent: int


class Suggestion(NamedTuple):
    """A new project and the retired ones that may be its predecessors: shown, never taken for granted."""

    project: str
    candidates: tuple[Likeness, ...]


@dataclass(frozen=True, slots=True)
class PlansComparison:
    """Two years' plans: every project of either side in exactly one entry, every category in order."""

    entries: tuple[PlanEntry, ...]
    categories: tuple[CategoryTotal, ...]
    total: CategoryTotal
    suggestions: tuple[Suggestion, ...]


class PaymentDifference(NamedTuple):
    """Two payments under one key that differ, or one that the other side has not; `differs` names the fields."""

    category: str
    differs: tuple[str, ...]
    old: Payment | None
    new: Payment | None

    @property
    def change(self) -> int:
        """New less old, in fen; what a side has not counts as nothing."""
        return (self.new.fen if self.new else 0) - (self.old.fen if self.old else 0)


class PaymentsTotal(NamedTuple):
    """The payments of one category: how many on each side, and their sums in fen."""

    category: str
    old_payments: int
    new_payments: int
    old_fen: int
    new_fen: int


class LeftOutPayments(NamedTuple):
    """Payments of a side that are not compared, and why: a key of `messages.OUT_OF_SCOPE`."""

    why: str
    payments: int
    fen: int


@dataclass(frozen=True, slots=True)
class PaymentsComparison:
    """Two ledgers payment by payment: each payment in exactly one category. `key` is voucher or project-date-payee.

    All are of one stage, disbursed or spent: the same money stands at both, and is no payment of either twice.
    """

    key: str
    categories: tuple[PaymentsTotal, ...]
    differences: tuple[PaymentDifference, ...]
    old_left_out: tuple[LeftOutPayments, ...]
    new_left_out: tuple[LeftOutPayments, ...]
    stage: str = "disbursed"

    def total(self, category: str) -> PaymentsTotal:
        """The payments of one category."""
        return next(total for total in self.categories if total.category == category)

    @property
    def bridge(self) -> Bridge:
        """Old total, amount differences, only in old, only in new, new total."""
        both = sum(total.new_fen - total.old_fen for total in self.categories if total.category not in ONE_SIDED)
        return Bridge(
            old=sum(total.old_fen for total in self.categories),
            both=both,
            only_old=self.total("only-old").old_fen,
            only_new=self.total("only-new").new_fen,
            new=sum(total.new_fen for total in self.categories),
        )


ONE_SIDED = ("only-old", "only-new")


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two runs and what differs: `kind` is dates, plans or exports, and one of the parts is filled accordingly.

    With two dates of one plan `payments` tells, where both sides have a ledger, which payments were added since.
    """

    kind: str
    chosen: bool
    """Whether the kind was chosen by the program and not given."""
    old: Outcome
    new: Outcome
    dates: DatesComparison | None
    plans: PlansComparison | None
    payments: PaymentsComparison | None
    assumptions: tuple[Assumption, ...]
    findings: tuple[Finding, ...]

    @property
    def complete(self) -> bool:
        """Whether every figure of both sides is complete."""
        return self.old.complete and self.new.complete
