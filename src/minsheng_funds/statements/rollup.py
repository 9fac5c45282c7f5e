"""Records of many cases → one statement over all, its views, and the ranking of the bureaus in every project.

A case that cannot be set against the others is in no sum: a fact says which and why. Rates of sums are disbursed ÷ base
of the sums, never a mean of rates; they are on one base, or on what every plan has (required).
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction

from minsheng_funds.messages import ASSUMPTIONS, LABELS
from minsheng_funds.model import Assumption, Fact, Figures, Line, Outcome, Statement, View, ViewRow
from minsheng_funds.model.rollup import Assumed, CaseOutcome, CaseRecord, ProjectRanking, RollUp, SourceMark, Standing
from minsheng_funds.names import key_of, normal, normalised
from minsheng_funds.patterns import REPORTING_UNIT
from minsheng_funds.settings import Settings
from minsheng_funds.statements.comparable import (
    Comparable,
    compare_cases,
    same,
    without_findings_of_shared_settings,
    without_partly_known,
)
from minsheng_funds.statements.figures import total_of
from minsheng_funds.statements.ranking import against, ranks_of
from minsheng_funds.statements.views import Scope, make_views
from minsheng_funds.vocabulary import LEVELS, NATURES, NOTHING

VIEWS = ("bureau", "project", "class", "level", "unit")
"""What a roll-up is seen by."""
MOST_ROWS, USUAL_TOP = 30, 10
"""A view with more rows is shortened for a terminal: to so many of the first and of the last ranks."""


def record_of(name: str, outcome: Outcome, settings: Settings) -> CaseRecord:
    """What is kept of a case: the lines of the plan; without any plan the payments by name, as lines without one."""
    statement = outcome.statement
    scope = Scope(statement, settings)
    slipped = frozenset(scope.totals) if scope.slipped else frozenset()
    return CaseRecord(
        name=name,
        sources=tuple(SourceMark(source.name, source.sha256) for source in outcome.book.sources),
        as_of=statement.as_of,
        year=statement.year,
        own_level=statement.own_level,
        time_progress=statement.time_progress,
        totals=dict(scope.totals),
        lines=tuple(_kept(line) for line in scope.lines),
        excluded=tuple(_kept(line) for line in statement.excluded),
        reconciliation=statement.reconciliation,
        payments=statement.payments,
        complete=outcome.complete,
        findings=tuple(replace(found, why=NOTHING) for found in outcome.findings if found.severity != "info"),
        slipped=slipped,
        exclusions=statement.exclusions,
        reported_by=_reported_by(outcome),
        assumptions=tuple(map(_assumed, statement.assumptions)),
    )


def _assumed(assumption: Assumption) -> Assumed:
    """What was taken for granted, in words: a record is plain data."""
    values = {key: LEVELS.get(str(value), value) if key == "level" else value for key, value in assumption.values}
    text = ASSUMPTIONS[assumption.kind]
    anywhere = {"where": LABELS["rollup_anywhere"]} if "where" in values else {}
    return Assumed(text.fill(**values), text.fill(**{**values, **anywhere}))


def _reported_by(outcome: Outcome) -> tuple[str, ...]:
    """The units that the captions say have filled in the tables (填报单位), as names are compared."""
    texts = (text for table in outcome.book.tables for text in table.captions)
    found = (match[1] for text in texts for match in REPORTING_UNIT.finditer(normal(text)))
    return tuple(dict.fromkeys(name for name in found if len(name) > 1))


def _kept(line: Line) -> Line:
    return replace(line, cells=(), need=None)


def roll_up(
    cases: Sequence[CaseOutcome], settings: Settings, top: int | None = None
) -> tuple[RollUp, tuple[Fact, ...]]:
    """All cases together, without findings; and the facts that make them.

    `top`: so many of the first and the last rows are in `shortened` views; None shortens long views alone.
    """
    cases = without_findings_of_shared_settings(cases)
    found_cases = compare_cases(cases, settings)
    counting = found_cases.counting
    whole = len(counting) == len(cases) and all(record.complete for record in counting) and not found_cases.doubtful
    combined = _Combined.of(found_cases, settings, whole=whole)
    statement = combined.statement
    views = {name: _views(combined, settings, name) for name in VIEWS}
    short = {
        name: found if (size := _top(found, top)) is None else _views(combined, settings, name, size)
        for name, found in views.items()
    }
    days = Counter(record.as_of.isoformat() if record.as_of else "" for record in counting)
    rankings, left_out = _rankings(combined, settings), tuple(found_cases.left_out)
    found = RollUp(cases, statement, views, rankings, (), left_out, dict(days), short, doubtful=found_cases.doubtful)
    return found, found_cases.facts


@dataclass
class _Combined:
    """The statement over all cases that count, and each bureau's own level."""

    statement: Statement
    own_levels: dict[str, str] = field(default_factory=dict)
    complete: dict[tuple[str, str], bool] = field(default_factory=dict)
    """Of each bureau and fund, whether its own total is: those of others do not put it in doubt."""

    @classmethod
    def of(cls, found: Comparable, settings: Settings, *, whole: bool) -> "_Combined":
        """Lines in the order of the cases; a project that is written in several ways bears the first one met."""
        records, bases, partly = found.counting, found.bases, found.partly
        aliases = normalised(settings.aliases)
        names = {normal(plan): plan for plan in settings.aliases.values()}
        lines: list[Line] = []
        excluded: list[Line] = []
        for record in records:
            for kept, given in ((lines, record.lines), (excluded, record.excluded)):
                for line in given:
                    name = names.setdefault(key_of(line.project, aliases), line.project)
                    base = bases.get(line.nature, line.base)
                    share = line.rate if base == line.base else line.figures.share("disbursed", base)
                    placed = replace(line, project=name, bureau=record.name, base=base, rate=share)
                    kept.append(without_partly_known(placed, partly) if partly else placed)
        totals = {}
        for nature in dict.fromkeys((*NATURES, *(line.nature for line in lines))):
            of_nature = [line for line in lines if line.nature == nature]
            if of_nature:
                totals[nature] = total_of(nature, of_nature, bases[nature], settings.evaluation, complete=whole)
        levels = {record.name: record.own_level for record in records}
        exclusions = same(record.exclusions for record in records)
        complete = {
            (record.name, nature): record.totals[nature].complete for record in records for nature in record.totals
        }
        statement = Statement(
            as_of=same(record.as_of for record in records),
            as_of_source=None,
            as_of_origin=None,
            year=same(record.year for record in records),
            own_level=same(levels.values()) or settings.own_level,
            exclusions=exclusions if exclusions is not None else settings.exclude,
            rate_base=same(bases.values()) or settings.rate_base,
            time_progress=same(record.time_progress for record in records),
            totals=totals,
            lines=tuple(lines),
            excluded=tuple(excluded),
            unmatched=(),
            reconciliation=None,
            facts=(),
            assumptions=(),
            doubtful=not whole,
        )
        return cls(statement, levels, complete)

    def scope(self, settings: Settings) -> Scope:
        """What the views are of."""
        return _Scope(self.statement, settings, self.own_levels)


class _Scope(Scope):
    """Lines of many bureaus, each with its own level; where none has a plan, what was paid by name."""

    def __init__(self, statement: Statement, settings: Settings, own_levels: dict[str, str]) -> None:
        super().__init__(statement, settings)
        self._own_levels = own_levels
        self._alike = len(set(own_levels.values())) == 1

    def levels_of(self, line: Line, *, by_level: bool) -> list[tuple[str, Figures, bool]]:
        """The bureau's own level is in the total; the others stand beside it."""
        own = self._own_levels[line.bureau]
        found = [(own, line.figures, True)]
        if by_level and self._alike:  # else one level's money is own here and not there
            found += [(level, figures, False) for level, figures in line.levels.items() if level != own]
        return found


def _views(combined: _Combined, settings: Settings, name: str, top: int | None = None) -> tuple[View, ...]:
    """One view a fund: bureaus and projects the first in the ranking first, classes and levels in their own order."""
    ordered = "rate" if name in ("bureau", "project") else None
    views = make_views(combined.scope(settings), settings, [(name,)], top=top, sort=ordered)
    return tuple(_marked(view, combined) for view in views)


def _marked(view: View, combined: _Combined) -> View:
    """A bureau's row is complete where its own figures are; what is of several bureaus, where every case counts."""
    whole = not combined.statement.doubtful
    rows = tuple(
        replace(row, complete=_own(row, view, combined) if view.by == ("bureau",) else row.complete and whole)
        for row in view.rows
    )
    if view.others is None:
        return replace(view, rows=rows)
    others = replace(view.others, complete=view.others.complete and whole, projects=None)
    return replace(view, rows=rows, others=others)  # the same projects in many bureaus are no more projects


def _own(row: ViewRow, view: View, combined: _Combined) -> bool:
    """Whether a bureau's own figures of a fund are complete."""
    return combined.complete[row.key[0], view.nature or ""]


def _top(views: Sequence[View], top: int | None) -> int | None:
    """How many rows are kept at either end of a ranking; None where the view is short enough as it is."""
    longest = max((len(view.rows) for view in views), default=0)
    return USUAL_TOP if top is None and longest > MOST_ROWS else top


def _rankings(combined: _Combined, settings: Settings) -> tuple[ProjectRanking, ...]:
    """Every project and fund with the bureaus that have it, in the order in which they were first met."""
    by_project: dict[tuple[str, str], list[Line]] = {}
    for line in combined.statement.lines:
        by_project.setdefault((line.nature, line.project), []).append(line)
    found = []
    for nature in combined.statement.totals:
        for (fund, project), lines in by_project.items():
            if fund == nature:
                found.append(_ranking(project, lines, combined, settings))
    return tuple(found)


def _ranking(project: str, lines: Sequence[Line], combined: _Combined, settings: Settings) -> ProjectRanking:
    """Lines without a rate stand last, in the order of the cases."""
    base = combined.statement.totals[lines[0].nature].base
    whole = not combined.statement.doubtful
    total = total_of(lines[0].nature, lines, base, settings.evaluation, complete=whole)
    ranks = ranks_of([None if line.rate is None else Fraction(*line.rate) for line in lines])
    standings = [
        Standing(line.bureau, line, rank, against(line.rate, total.rate))
        for line, rank in zip(lines, ranks, strict=True)
    ]
    standings.sort(key=lambda standing: standing.rank or len(lines) + 1)
    return ProjectRanking(project, lines[0].nature, total, tuple(standings))
