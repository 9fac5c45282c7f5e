"""Statement → views: the same figures by unit, class, level, month or payee, or several of them together.

Every view is of one fund; its rows in scope add up to that fund's total, to the fen. Levels other than the one in scope
stand beside the total and are never added to it, nor to each other: bonds and contributions are not the bureau's money,
and merged upper levels may hold what stands at another level too. A plan is not made by month or payee: such rows
have what was disbursed, and months the running sum against the plan of their group.
"""

import calendar
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from minsheng_funds.model import Figures, Line, Origin, Placed, Statement, Total, View, ViewRow
from minsheng_funds.money import Rate, rate
from minsheng_funds.names import normal
from minsheng_funds.settings import Settings
from minsheng_funds.statements.figures import sum_of_figures, total_of
from minsheng_funds.statements.payees import Paid, PaidKey, PayeeSums
from minsheng_funds.statements.ranking import SPLITTING, Key, against, ends_of, in_order_of_rank, ranked
from minsheng_funds.statements.time import time_progress
from minsheng_funds.vocabulary import LEVELS, NATURES, SORTS


@dataclass(slots=True)
class _Group:
    """The lines (or levels of lines) that share the plan's dimensions of a view."""

    in_scope: bool
    figures: list[Figures] = field(default_factory=list)
    members: list[PaidKey] = field(default_factory=list)
    """Of views by month and payee only."""
    projects: set[str] = field(default_factory=set)
    complete: bool = True


class Scope:
    """What the views are of: the statement's lines; for ledgers without any plan, their payments by name."""

    def __init__(self, statement: Statement, settings: Settings) -> None:
        self.statement = statement
        self.planned = bool(statement.lines)
        self.slipped = any(fact.kind == "unit-slip" for fact in statement.facts)
        self._names: dict[str, str] = {}
        self.lines = list(statement.lines) if self.planned else self._unplanned()
        self.totals: dict[str, Total] = dict(statement.totals) if self.planned else {}
        for nature in () if self.planned else dict.fromkeys(line.nature for line in self.lines):
            lines = [line for line in self.lines if line.nature == nature]
            total = total_of(nature, lines, statement.rate_base, settings.evaluation, complete=not statement.doubtful)
            self.totals[nature] = total

    def _unplanned(self) -> list[Line]:
        """Payments without any plan, as lines that nothing was planned for."""
        sums: dict[tuple[str, str], dict[str, int]] = {}
        origins: dict[tuple[str, str], Origin] = {}
        for placed in self.statement.placed:
            if placed.bucket == "unmatched":
                self._names.setdefault(normal(placed.group.project), placed.group.project)
            key = self.line_of(placed)
            if key is not None:
                levels = sums.setdefault(key, {})
                levels[placed.level] = levels.get(placed.level, 0) + placed.fen
                origins.setdefault(key, placed.group.origin_of(placed.days[0][1]))
        return [
            Line(
                project=project,
                nature=nature,
                class_name="",
                unit="",
                figures=Figures(disbursed=sum(levels.values())),
                levels={level: Figures(disbursed=fen) for level, fen in levels.items()},
                rate=None,
                origins=(origins[project, nature],),
                complete=not self.statement.doubtful,
            )
            for (project, nature), levels in sums.items()
        ]

    def line_of(self, placed: Placed) -> tuple[str, str] | None:
        """The line that payments belong to, at whatever level; None where they are in no view."""
        if not self.planned and placed.bucket == "unmatched":
            return self._names[normal(placed.group.project)], placed.group.nature or ""
        if placed.bucket in ("matched", "level"):
            assert placed.project is not None
            assert placed.nature is not None
            return placed.project, placed.nature
        return None

    def levels_of(self, line: Line, *, by_level: bool) -> list[tuple[str, Figures, bool]]:
        """The figures of a line that a view takes: level, figures, and whether they are in the total."""
        if not self.planned:
            return [(level, figures, True) for level, figures in line.levels.items()]
        own = self.statement.own_level
        found = [(own, line.figures, True)]
        if by_level:
            found += [(level, figures, False) for level, figures in line.levels.items() if level != own]
        return found

    def paid_by_month(self) -> Paid:
        """Every payment that feeds a line, by month: made from the sums by day that the statement keeps."""
        paid: Paid = {}
        for placed in self.statement.placed:
            line = self.line_of(placed)
            for day, sums in placed.days if line is not None else ():
                assert line is not None
                month = "" if day is None else f"{day.year:04}-{day.month:02}"
                key = PaidKey(*line, placed.level, month)
                fen, count = paid.get(key, (0, 0))
                paid[key] = (fen + sums.fen, count + sums.count)
        return paid


def make_views(
    scope: Scope,
    settings: Settings,
    wanted: Sequence[Key],
    payees: PayeeSums | None = None,
    *,
    top: int | None = None,
    sort: str | None = None,
) -> tuple[View, ...]:
    """Every view asked for, each fund apart. `payees` is needed for views by payee.

    `sort` is one of `SORTS`, the largest first; `top` keeps so many of the first and of the last rows of the ranking.
    """
    paid = scope.paid_by_month() if any("month" in by and "payee" not in by for by in wanted) else {}
    views = []
    for by in wanted:
        for nature in scope.totals:
            maker = _Maker(scope, settings, by, nature)
            sums = payees.paid if payees is not None and "payee" in by else paid
            view = maker.make(sums, payees.names if payees is not None else {}, sort)
            views.append(view if top is None or view.ranked_by is None else maker.cut(view, top))
    return tuple(views)


class _Maker:
    """Makes one view of one fund."""

    def __init__(self, scope: Scope, settings: Settings, by: Key, nature: str) -> None:
        self._scope, self._settings, self._by, self._nature = scope, settings, by, nature
        self._total = scope.totals[nature]
        self._plan_by = tuple(dimension for dimension in by if dimension not in SPLITTING)
        self._split = len(self._plan_by) < len(by)
        self._order: dict[str, dict[str, int]] = {dimension: {} for dimension in by}
        self._order["level"] = {level: place for place, level in enumerate(LEVELS)}
        self._order["nature"] = {nature: place for place, nature in enumerate(NATURES)}

    def make(self, paid: Paid, names: dict[str, str], sort: str | None) -> View:
        groups = self._groups()
        if self._split:
            rows = self._split_rows(groups, paid, names)
        else:
            rows = [self._plan_row(key, group) for key, group in groups.items()]
            rows.sort(key=lambda row: self._place(row.key))
        if "month" in self._by:
            ranked_by = None  # months follow each other: they are no ranking
        else:
            ranked_by = "disbursed" if self._split else sort if sort in SORTS[1:4] else "rate"
            rows = ranked(rows, self._by, ranked_by)
        if sort == "name":
            rows.sort(key=lambda row: self._name(row.key))
        elif sort is not None and ranked_by is not None:
            rows = in_order_of_rank(rows, self._by)
        average = None if self._split else self._total.rate
        statement = self._scope.statement
        return View(self._by, self._nature or None, tuple(rows), self._total, ranked_by, average, statement.own_level)

    def _groups(self) -> dict[Key, _Group]:
        """The lines by the plan's dimensions; what a view says of several projects is in doubt with the totals."""
        groups: dict[Key, _Group] = {}
        doubtful = self._scope.statement.doubtful and (self._split or "project" not in self._by)
        by_level = "level" in self._by
        orders = [self._order[dimension] for dimension in self._plan_by]
        value_of = self._values()
        for line in self._scope.lines:
            if line.nature != self._nature:
                continue
            complete = line.complete and not doubtful
            for level, figures, in_scope in self._scope.levels_of(line, by_level=by_level):
                key = tuple([value(line, level) for value in value_of])
                group = groups.get(key)
                if group is None:
                    group = groups[key] = _Group(in_scope)
                    for order, name in zip(orders, key, strict=True):
                        order.setdefault(name, len(order))
                group.figures.append(figures)
                group.projects.add(line.project)
                if self._split:
                    group.members.append(PaidKey(line.project, line.nature, level))
                group.complete = group.complete and complete
        for name, place in ((name, place) for place, name in enumerate(self._plan_by) if name in ("unit", "class")):
            doubted = self._unsplit(name)
            for key, group in groups.items():
                group.complete = group.complete and normal(key[place]) not in doubted
        return groups

    def _values(self) -> list[Callable[[Line, str], str]]:
        """What a line stands under in each of the plan's dimensions: of names that are the same, the first one met."""
        written: dict[tuple[str, str], str] = {}

        def first_written(dimension: str, name: str) -> str:
            return written.setdefault((dimension, normal(name)), name)

        known: dict[str, Callable[[Line, str], str]] = {
            "project": lambda line, _: line.project,
            "nature": lambda line, _: line.nature,
            "bureau": lambda line, _: line.bureau,
            "level": lambda _, level: level,
            "unit": lambda line, _: first_written("unit", line.unit),
            "class": lambda line, _: first_written("class", line.class_name),
        }
        return [known[dimension] for dimension in self._plan_by]

    def _unsplit(self, dimension: str) -> set[str]:
        """The units or classes that a project of several stands under, or would: nobody can tell its money apart."""
        found: set[str] = set()
        for line in self._scope.lines:
            others = {normal(value) for name, value in line.unsplit if name == dimension}
            if others and line.nature == self._nature:
                found |= {*others, normal(line.unit if dimension == "unit" else line.class_name)}
        return found

    def _rate(self, disbursed: int | None, planned: Figures) -> Rate | None:
        """Disbursed ÷ base, or None: also where plan and payments are in different units."""
        if self._scope.slipped or ("disbursed", self._total.base) in planned.mixed:
            return None
        return rate(disbursed, getattr(planned, self._total.base))

    def _share(self, disbursed: int | None, *, in_scope: bool) -> Rate | None:
        return rate(disbursed, self._total.figures.disbursed) if in_scope else None

    def _plan_row(self, key: Key, group: _Group) -> ViewRow:
        figures = sum_of_figures(group.figures)
        share = self._rate(figures.disbursed, figures)
        return ViewRow(
            key=key,
            figures=figures,
            rate=share,
            share=self._share(figures.disbursed, in_scope=group.in_scope),
            average=against(share, self._total.rate) if group.in_scope else None,
            complete=group.complete,
            projects=len(group.projects),
            in_scope=group.in_scope,
        )

    def _split_rows(self, groups: dict[Key, _Group], paid: Paid, names: dict[str, str]) -> list[ViewRow]:
        """Rows by month or payee: each group's payments, told apart; nothing is lost where some are not."""
        index: dict[PaidKey, list[tuple[str, str, int, int]]] = {}
        for paid_key, (fen, count) in paid.items():
            payee = names.get(paid_key.payee, paid_key.payee) if "payee" in self._by else ""
            entry = (paid_key.month if "month" in self._by else "", payee, fen, count)
            index.setdefault(paid_key._replace(month="", payee=""), []).append(entry)
        split: list[tuple[Key, _Group, dict[tuple[str, str], tuple[int, int]], bool]] = []
        for key, group in groups.items():
            sums: dict[tuple[str, str], tuple[int, int]] = {}
            members = dict.fromkeys([*group.members, *(member._replace(project="") for member in group.members)])
            for month, payee, fen, count in (entry for member in members for entry in index.get(member, ())):
                known = sums.get((month, payee), (0, 0))
                sums[month, payee] = (known[0] + fen, known[1] + count)
            rest = (sum_of_figures(group.figures).disbursed or 0) - sum(fen for fen, _ in sums.values())
            if rest:  # a progress table does not say when, nor to whom
                known = sums.get(("", ""), (0, 0))
                sums["", ""] = (known[0] + rest, known[1])
            split.append((key, group, sums, bool(rest) and self._scope.statement.reconciliation is not None))
        months = self._months(month for _, _, sums, _ in split for month, _ in sums)
        rows = [
            row
            for key, group, sums, lost in split
            for row in self._rows_of_group(key, group, sums, months, complete=group.complete and not lost)
        ]
        if "payee" in self._by:
            self._order_payees(rows)
        rows.sort(key=lambda row: self._place(row.key))
        return rows

    def _rows_of_group(
        self,
        key: Key,
        group: _Group,
        sums: dict[tuple[str, str], tuple[int, int]],
        months: Sequence[str],
        *,
        complete: bool,
    ) -> Iterator[ViewRow]:
        planned = sum_of_figures(group.figures)
        values = dict(zip(self._plan_by, key, strict=True))
        payees = dict.fromkeys(payee for _, payee in sums)
        if not payees and "payee" not in self._by:
            payees[""] = None
        for payee in payees:
            cumulative = 0
            undated = ("", payee) in sums
            for month in [*months, *([""] if undated else [])] if "month" in self._by else [""]:
                fen, count = sums.get((month, payee), (0, 0))
                cumulative += fen
                values.update(month=month, payee=payee)
                row = ViewRow(
                    key=tuple(values[dimension] for dimension in self._by),
                    figures=Figures(disbursed=fen),
                    share=self._share(fen, in_scope=group.in_scope),
                    complete=complete,
                    payments=count if self._scope.statement.reconciliation is not None else None,
                    in_scope=group.in_scope,
                )
                if "month" in self._by:
                    share = None if "payee" in self._by else self._rate(cumulative, planned)
                    time = self._time(month)
                    row = replace(row, cumulative=cumulative, cumulative_rate=share, time=time)
                yield row

    def _months(self, met: Iterable[str]) -> list[str]:
        """Every month from January of the plan's year to the as-of date, or to the last with a payment."""
        statement = self._scope.statement
        dated = sorted({month for month in met if month})
        last = statement.as_of
        if last is not None and statement.year is not None:
            last = min(last, date(statement.year, 12, 31))
        if not dated and statement.reconciliation is not None and last is not None and last.year == statement.year:
            dated = [f"{last.year:04}-{last.month:02}"]  # nothing was paid: said of the last month
        if not dated:
            return []
        end = max(dated[-1], f"{last.year:04}-{last.month:02}" if last is not None else "")
        first = dated[0] if statement.year is None else min(dated[0], f"{statement.year:04}-01")
        year, month = int(first[:4]), int(first[5:])
        months = []
        while (name := f"{year:04}-{month:02}") <= end:
            months.append(name)
            year, month = (year, month + 1) if month < 12 else (year + 1, 1)
        return months

    def _time(self, month: str) -> Rate | None:
        """Time progress at a month's end, or at the as-of date where that comes first."""
        statement = self._scope.statement
        if not month or statement.year is None:
            return None
        year, number = int(month[:4]), int(month[5:])
        end = date(year, number, calendar.monthrange(year, number)[1])
        end = end if statement.as_of is None else min(end, statement.as_of)
        return time_progress(end, statement.year, self._settings.time_progress).rate

    def _order_payees(self, rows: Iterable[ViewRow]) -> None:
        """Payees by what they were paid in all, the most first; the blank one last."""
        place = self._by.index("payee")
        sums: dict[str, int] = {}
        for row in rows:
            sums[row.key[place]] = sums.get(row.key[place], 0) + (row.figures.disbursed or 0)
        ordered = sorted(sums, key=lambda payee: (not payee, -sums[payee], payee))
        self._order["payee"] = {payee: number for number, payee in enumerate(ordered)}

    def _place(self, key: Key) -> tuple[tuple[int, str], ...]:
        """Where a row stands: dimension by dimension, as the plan has it; months in time, the undated one last."""
        return tuple(
            (int(not value), value) if dimension == "month" else (self._order[dimension][value], "")
            for dimension, value in zip(self._by, key, strict=True)
        )

    def _name(self, key: Key) -> tuple[tuple[bool, int, str], ...]:
        """Where a row stands by name: levels and funds in their own order, a blank name last."""
        fixed = ("level", "nature")
        return tuple(
            (not value, self._order[dimension][value] if dimension in fixed else 0, value)
            for dimension, value in zip(self._by, key, strict=True)
        )

    def cut(self, view: View, top: int) -> View:
        """The first and the last `top` rows of the ranking; what is left out is one row. Without a rank nothing is."""
        shown, hidden = ends_of(view.rows, view.by, top)
        if not shown:
            return view
        return replace(view, rows=tuple(shown), top=top, others=self._others(hidden), left_out=len(hidden))

    def _others(self, hidden: Sequence[ViewRow]) -> ViewRow | None:
        """What a cut view leaves out of its total, as one row."""
        rows = [row for row in hidden if row.in_scope]
        if not rows:
            return None
        figures = sum_of_figures(row.figures for row in rows)
        return ViewRow(
            key=(),
            figures=figures,
            rate=None if self._split else self._rate(figures.disbursed, figures),
            share=self._share(figures.disbursed, in_scope=True),
            complete=all(row.complete for row in rows),
            projects=_sum(row.projects for row in rows),
            payments=_sum(row.payments for row in rows),
        )


def _sum(numbers: Iterable[int | None]) -> int | None:
    known = [number for number in numbers if number is not None]
    return sum(known) if known else None
