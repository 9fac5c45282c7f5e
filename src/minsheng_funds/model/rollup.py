"""Many bureaus in one run: what is kept of each one's statement, and what all of them come to. Money is fen."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from minsheng_funds.errors import Failure, Words
from minsheng_funds.model.findings import Finding
from minsheng_funds.model.statement import Line, Reconciliation, Statement, TimeProgress, Total
from minsheng_funds.model.views import View
from minsheng_funds.money import Rate
from minsheng_funds.vocabulary import NOTHING, Text


def both(words: Words) -> Text:
    """A sentence in both languages, as plain data."""
    return Text(words.in_language("zh"), words.in_language("en"))


class SourceMark(NamedTuple):
    """An input of a case: its name, and the SHA-256 of its bytes."""

    name: str
    sha256: str


class Assumed(NamedTuple):
    """Something taken for granted in a case, in words: with the place, and with none, to be told once for many."""

    here: Text
    anywhere: Text


@dataclass(frozen=True, slots=True)
class CaseRecord:
    """What is kept of one case's statement: enough for the roll-up, small enough for a thousand of them.

    `name` is the case's own (a bureau). Lines and totals are as the statement has them, without single cells;
    `payments` is how many the ledgers have; of findings the errors and warnings are kept. `slipped` are the funds whose
    plan and payments are in different units.
    """

    name: str
    sources: tuple[SourceMark, ...]
    as_of: date | None
    year: int | None
    own_level: str
    time_progress: TimeProgress | None
    totals: Mapping[str, Total]
    lines: tuple[Line, ...]
    excluded: tuple[Line, ...]
    reconciliation: Reconciliation | None
    payments: int
    complete: bool
    findings: tuple[Finding, ...]
    slipped: frozenset[str] = frozenset()
    assumptions: tuple[Assumed, ...] = ()
    exclusions: tuple[str, ...] = ()
    reported_by: tuple[str, ...] = ()
    """The units that its tables name as those that filled them in (填报单位), as names are compared."""


class CaseFailure(NamedTuple):
    """Why a case has no statement: one line for people. `kind` is unusable, time, memory, died, cluster or internal.

    `where` is a file or an address `file!sheet!A1`, `hint` what to do; both may be blank.
    """

    kind: str
    message: Text
    where: str = ""
    hint: Text = NOTHING

    @classmethod
    def of(cls, error: Failure, kind: str = "unusable") -> "CaseFailure":
        """The same as data: a failure that costs this case only."""
        hint = NOTHING if error.hint is None else both(error.hint)
        return cls(kind, both(error.message), error.where, hint)


@dataclass(frozen=True, slots=True)
class CaseOutcome:
    """One case after a run: its record, or why there is none; the files written for it, and whether all was kept.

    `place` says where it was found, relative to its folder; `reused`: nothing had changed since an earlier run.
    """

    name: str
    place: str
    record: CaseRecord | None = None
    failure: CaseFailure | None = None
    outputs: tuple[str, ...] = ()
    reused: bool = False


class Standing(NamedTuple):
    """One bureau in the ranking of one project: its line, its rank (ties share one), and against the average.

    `average` is "above", "below" or "equal"; None where a rate cannot be computed.
    """

    bureau: str
    line: Line
    rank: int | None
    average: str | None

    @property
    def lags(self) -> bool:
        """Whether it is behind its schedule or overdue, or below the average of the bureaus with money unpaid.

        Nobody is said to lag for an amount that is in doubt.
        """
        if not self.line.complete:
            return False
        schedule = self.line.schedule
        if schedule is not None and (schedule.behind or schedule.overdue):
            return True
        return self.average == "below" and (self.line.figures.undisbursed or 0) > 0


@dataclass(frozen=True, slots=True)
class ProjectRanking:
    """One project of one fund over all bureaus that have it: the total, and each bureau's standing, the first first."""

    project: str
    nature: str
    total: Total
    standings: tuple[Standing, ...]

    @property
    def average(self) -> Rate | None:
        """Its rate over all bureaus: that of the sums, not the mean of the rates."""
        return self.total.rate

    @property
    def laggards(self) -> tuple[Standing, ...]:
        """The bureaus that lag, the last in the ranking first."""
        return tuple(standing for standing in reversed(self.standings) if standing.lags)


@dataclass(frozen=True, slots=True)
class RollUp:
    """All cases together: the cases in their order, one statement over those that count, and its views.

    `statement.lines` are the lines of every case that counts, each with its `bureau`; projects bear one spelling.
    `views` has one view a fund by "bureau", "project", "class", "level" and "unit"; `left_out` are the names of cases
    that have a statement and are in no sum, for the reason that a finding gives. A total is complete only where every
    case has a statement, is in the sum, and is complete itself.
    """

    cases: tuple[CaseOutcome, ...]
    statement: Statement
    views: Mapping[str, tuple[View, ...]]
    rankings: tuple[ProjectRanking, ...]
    findings: tuple[Finding, ...]
    left_out: tuple[str, ...] = ()
    days: Mapping[str, int] = field(default_factory=dict)
    """How many cases there are of each as-of date (ISO; "" for none)."""
    shortened: Mapping[str, tuple[View, ...]] = field(default_factory=dict)
    """The views as a terminal has room for them: long ones with the first and the last rows of their ranking."""
    doubtful: bool = False
    """Whether one case may be another one once more: then no sum is sure."""

    @property
    def done(self) -> tuple[CaseRecord, ...]:
        """The cases that have a statement."""
        return tuple(case.record for case in self.cases if case.record is not None)

    @property
    def failed(self) -> tuple[CaseOutcome, ...]:
        """The cases that have none."""
        return tuple(case for case in self.cases if case.record is None)

    @property
    def complete(self) -> bool:
        """Whether every case has a statement, and every figure is complete."""
        whole = not self.failed and not self.left_out and not self.doubtful
        return whole and all(record.complete for record in self.done)
