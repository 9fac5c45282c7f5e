"""Every line and total against its schedule: the settings' curves, one date, the figures in scope."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from minsheng_funds.model import Line, Month, Schedule, ScheduledClass, Statement, Total
from minsheng_funds.money import Rate, divide_half_up
from minsheng_funds.names import normal, normalised
from minsheng_funds.settings import Settings
from minsheng_funds.settings.schedule import Curve
from minsheng_funds.statements.figures import total_of
from minsheng_funds.statements.schedule import (
    NOTHING,
    MonthSums,
    expected,
    is_behind,
    missing_months,
    missing_to,
    months_of,
    needed,
    share_of,
    weighted,
)
from minsheng_funds.statements.time import time_progress

FORECAST_FROM_DAY = 31
"""Before the first month is over, a run rate says nothing: a single payment would be the whole year's measure."""


def with_schedules(statement: Statement, settings: Settings) -> Statement:
    """The statement with every line, total and scheduled class against its schedule.

    Without an as-of date or a plan's year nothing can be expected: the statement stays as it is.
    """
    if statement.as_of is None or statement.year is None or statement.time_progress is None:
        return statement
    planner = _Planner(statement, settings)
    lines = tuple(replace(line, schedule=planner.of_line(line)) for line in statement.lines)
    excluded = tuple(replace(line, schedule=planner.of_line(line)) for line in statement.excluded)
    totals = {
        nature: replace(total, schedule=planner.of_total(total, [line for line in lines if line.nature == nature]))
        for nature, total in statement.totals.items()
    }
    classes = planner.classes(lines) if settings.schedule.curves else ()
    return replace(statement, lines=lines, excluded=excluded, totals=totals, scheduled_classes=classes)


@dataclass(frozen=True, slots=True)
class _Dates:
    """The as-of date against the plan's year."""

    as_of: date
    year: int

    @property
    def days(self) -> int:
        return (date(self.year, 12, 31) - date(self.year - 1, 12, 31)).days

    @property
    def elapsed(self) -> int:
        """Days of the year that have passed, the as-of date among them."""
        return max(0, min(self.days, (self.as_of - date(self.year - 1, 12, 31)).days))

    @property
    def completed_months(self) -> int:
        share = time_progress(self.as_of, self.year, "completed-months").rate
        return share.numerator * 12 // share.denominator


class _Planner:
    """Puts lines and totals against their schedules at one date."""

    def __init__(self, statement: Statement, settings: Settings) -> None:
        assert statement.as_of is not None
        assert statement.year is not None
        assert statement.time_progress is not None
        self._settings, self._doubtful = settings, statement.doubtful
        self._dates = _Dates(statement.as_of, statement.year)
        self._elapsed, self._days = self._dates.elapsed, self._dates.days
        self._completed = self._dates.completed_months
        self._year_end = share_of(settings.schedule.target)
        self._linear = statement.time_progress
        self._aliases = normalised(settings.aliases)
        self._projects = by_name(settings.schedule.projects, self._aliases)
        self._classes = by_name(settings.schedule.classes, {})
        self._expected: dict[str, tuple[Rate, str]] = {}
        self._months: MonthSums | None = None
        if statement.reconciliation is not None and any(curve.monthly for curve in settings.schedule.curves):
            self._months = months_of(statement.placed, statement.own_level)

    def curve_of(self, line: Line) -> Curve | None:
        """The project's own schedule, else that of its class."""
        if not self._projects and not self._classes:
            return None
        name = normal(line.project)
        return self._projects.get(self._aliases.get(name, name)) or self._classes.get(normal(line.class_name))

    def of_line(self, line: Line) -> Schedule:
        """A line against its schedule. Where it has no rate, nothing can be missing."""
        curve = self.curve_of(line)
        target, rule = self._target(curve)
        base, paid = self._base_of(line), line.figures.disbursed
        due = curve.due.in_year(self._dates.year) if curve is not None and curve.due is not None else None
        shortfall = overdue = remaining = None
        if line.rate is not None and base is not None and paid is not None:
            shortfall = missing_to(target, base, paid)
            remaining = needed([(base, paid)], self._year_end, 12 - self._completed)
            if due is not None:
                overdue = max(0, base - paid) if due < self._dates.as_of else 0
        return Schedule(
            target,
            rule,
            behind=is_behind(line.rate, target, shortfall, self._settings.behind),
            shortfall=shortfall,
            due=due,
            days_left=(due - self._dates.as_of).days if due is not None else None,
            overdue=overdue,
            missing_months=self._missing_months(line, curve),
            forecast=self._forecast(paid),
            forecast_rate=self._forecast_rate(line.rate),
            needed_per_month=remaining,
        )

    def of_total(self, total: Total, lines: Sequence[Line]) -> Schedule:
        """A total against its lines' schedules: their targets weighted by money, their shortfalls added, never netted.

        The forecast is that of the sum. A deadline is the total's where all lines have it.
        """
        schedules = [(line, line.schedule) for line in lines if line.schedule is not None]
        judged = [(line, schedule) for line, schedule in schedules if schedule.shortfall is not None]
        targets, rules = {schedule.target for _, schedule in schedules}, {schedule.rule for _, schedule in schedules}
        if len(targets) == 1:
            target = next(iter(targets))
        else:
            target = weighted([(schedule.target or NOTHING, self._base_of(line) or 0) for line, schedule in judged])
        dues = {schedule.due for _, schedule in schedules}
        due = next(iter(dues)) if len(dues) == 1 else None
        shortfall = _sum(schedule.shortfall for _, schedule in judged)
        pairs = [(self._base_of(line) or 0, line.figures.disbursed or 0) for line, _ in judged]
        return Schedule(
            target,
            next(iter(rules)) if len(targets) == len(rules) == 1 else "weighted",
            behind=is_behind(total.rate, target, shortfall, self._settings.behind),
            shortfall=shortfall,
            due=due,
            days_left=(due - self._dates.as_of).days if due is not None else None,
            overdue=_sum(schedule.overdue for _, schedule in judged),
            missing_months=_union(schedule.missing_months for _, schedule in schedules),
            forecast=self._forecast(total.figures.disbursed),
            forecast_rate=self._forecast_rate(total.rate),
            needed_per_month=needed(pairs, self._year_end, 12 - self._completed) if pairs else None,
        )

    def classes(self, lines: Sequence[Line]) -> tuple[ScheduledClass, ...]:
        """The lines of each nature and class, in the plan's order, with their total."""
        groups: dict[tuple[str, str], list[Line]] = {}
        for line in lines:
            groups.setdefault((line.nature, normal(line.class_name)), []).append(line)
        found = []
        for (nature, _), group in groups.items():
            total = total_of(nature, group, group[0].base, self._settings.evaluation, complete=not self._doubtful)
            if all(line.rate is None for line in group):  # no plan, or units that slipped
                total = replace(total, rate=None, execution=None, score=None)
            found.append(ScheduledClass(group[0].class_name, replace(total, schedule=self.of_total(total, group))))
        return tuple(found)

    def _target(self, curve: Curve | None) -> tuple[Rate, str]:
        section = curve.section if curve is not None else ""
        known = self._expected.get(section)
        if known is None:
            known = expected(curve, self._dates.as_of, self._dates.year, self._linear)
            self._expected[section] = known
        return known

    def _missing_months(self, line: Line, curve: Curve | None) -> tuple[Month, ...] | None:
        if curve is None or not curve.monthly or self._base_of(line) == 0:
            return ()
        if self._months is None:
            return None
        months = self._months.get((line.project, line.nature), {})
        return missing_months(months, self._dates.year, self._completed)

    def _base_of(self, line: Line) -> int | None:
        base: int | None = getattr(line.figures, line.base)
        return base

    def _forecast(self, paid: int | None) -> int | None:
        """What was paid, extended to the year's end by days (fen)."""
        if paid is None or self._elapsed < FORECAST_FROM_DAY:
            return None
        return divide_half_up(paid * self._days, self._elapsed)

    def _forecast_rate(self, rate: Rate | None) -> Rate | None:
        if rate is None or self._elapsed < FORECAST_FROM_DAY:
            return None
        return Rate(rate.numerator * self._days, rate.denominator * self._elapsed)


def by_name(curves: Iterable[Curve], aliases: Mapping[str, str]) -> dict[str, Curve]:
    """Curves by the normalised name; of two that name the same, the first holds, and a finding says so."""
    found: dict[str, Curve] = {}
    for curve in curves:
        name = normal(curve.name)
        found.setdefault(aliases.get(name, name), curve)
    return found


def _sum(amounts: Iterable[int | None]) -> int | None:
    known = [amount for amount in amounts if amount is not None]
    return sum(known) if known else None


def _union(all_months: Iterable[tuple[Month, ...] | None]) -> tuple[Month, ...] | None:
    """The months that some line misses; None where any line does not know its own."""
    found: dict[tuple[int, int], int] = {}
    for months in all_months:
        if months is None:
            return None
        for year, number, fen in months:
            found[year, number] = found.get((year, number), 0) + fen
    return tuple(Month(*month, fen) for month, fen in sorted(found.items()))
