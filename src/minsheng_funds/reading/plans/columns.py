"""Which columns of a plan or a progress table feed which figure, and which totals their parts must add up to."""

from minsheng_funds.model import Column
from minsheng_funds.patterns import PERIOD, YEAR_IN_HEADER
from minsheng_funds.reading.carryover import CARRYOVER
from minsheng_funds.reading.tables import Draft
from minsheng_funds.vocabulary import INVESTMENT, MAINTENANCE, MATCHING

Key = tuple[str, str | None, str | None]
"""What a money column holds: (measure, level, nature)."""
Check = tuple[Column, list[Column]]
"""A total column and the columns that must add up to it."""


PAID_MEASURES = ("disbursed", "cumulative", "before", "this_month")


class ColumnChoice:
    """The columns taken (`parts`) and compared (`checks`) of one table; what is not sure is noted and not taken."""

    def __init__(self, draft: Draft, money: list[Column]) -> None:
        self.draft = draft
        self.money = money
        self.parts, self.checks = self._choose()

    def _choose(self) -> tuple[dict[Key, list[Column]], list[Check]]:
        """The columns to take for each (measure, level, nature), and the totals that their parts must add up to."""
        draft = self.draft
        grouped: dict[tuple[str, str | None], list[Column]] = {}
        has_maintenance = any(column.nature == MAINTENANCE for column in self.money)
        grand = [column for column in self.money if has_maintenance and column.nature is None and column.is_total]
        for column in self.money:
            if column in grand:
                continue
            nature = (column.nature or MATCHING) if has_maintenance else None
            grouped.setdefault((self._measure(column), nature), []).append(column)
        parts: dict[Key, list[Column]] = {}
        checks: list[Check] = []
        for (measure, nature), columns in self._with_bare_levels(grouped).items():
            by_level = [column for column in columns if column.level is not None]
            whole = [column for column in columns if column.level is None]
            added = self._added_by_settings(measure)
            if by_level:
                checks += [(column, by_level) for column in whole]
            elif len(whole) > 1 and not added:
                totals = [column for column in whole if column.is_total]
                others = [column for column in whole if not column.is_total]
                if len(totals) == 1 and all(PERIOD.fullmatch(column.path[-1]) for column in others):
                    checks += [(totals[0], others)] if others else []  # months beside their total
                    whole = totals
            for column in by_level or whole:
                parts.setdefault((measure, column.level, nature), []).append(column)
            self._choose_year(parts)
            for key in [key for key in parts if key[0] == measure and key[2] == nature]:
                if len(parts[key]) > 1 and not added and not _are_carried_over(parts[key]):
                    origins = [draft.origin(draft.header.row_numbers[-1], column.index) for column in parts[key]]
                    draft.note(
                        "columns-ambiguous",
                        *origins,
                        headers="、".join(column.header for column in parts[key]),
                    )
                    draft.reject(None, origins[0])
                    del parts[key]
        self._take_initial(parts)
        self._refuse_fiscal_subsets(parts)
        for column in grand:  # a total of both funds: compared with all their parts, never one of them
            of_measure = [
                found for key, columns in parts.items() if key[0] == self._measure(column) for found in columns
            ]
            of_level = [found for found in of_measure if column.level in (None, found.level)]
            checks += [(column, of_level)] if of_level else []
        return self._with_disbursed(parts), checks

    def _choose_year(self, parts: dict[Key, list[Column]]) -> None:
        """Of columns that differ by the year in their header (2019年预算 | 2020年预算), those of the table's year."""
        year = self.draft.settings.year or self.draft.caption.year
        for key, columns in parts.items():
            years = {column.index: set(YEAR_IN_HEADER.findall(column.header)) for column in columns}
            of_year = [column for column in columns if years[column.index] == {str(year)}]
            if len(of_year) == 1 and len(columns) > 1 and all(years.values()):
                parts[key] = of_year
                self.draft.assume("year-columns", year=year)

    def _take_initial(self, parts: dict[Key, list[Column]]) -> None:
        """Where a table has the initial budget (年初预算) and no other plan, it is the plan too, and said so."""
        for nature in {nature for _, _, nature in parts}:
            initial = {key: columns for key, columns in parts.items() if key[0] == "initial" and key[2] == nature}
            if initial and not any(key[0] == "required" and key[2] == nature for key in parts):
                self.draft.assume("initial-as-required")
                parts.update({("required", level, of): columns for (_, level, of), columns in initial.items()})

    def _refuse_fiscal_subsets(self, parts: dict[Key, list[Column]]) -> None:
        """总投资 beside 其中:财政资金, without levels: which of them the own level must put up, nobody can tell."""
        subsets = [column for column in self.draft.columns if column.field == "amount" and self.draft.is_subset(column)]
        whole = next((key for key in parts if key[0] == "required" and key[1] is None), None)
        if whole is None or not subsets or not any(INVESTMENT in column.header for column in parts[whole]):
            return
        columns = [*parts.pop(whole), *subsets]
        origins = [self.draft.origin(self.draft.header.row_numbers[-1], column.index) for column in columns]
        self.draft.note("columns-ambiguous", *origins, headers="、".join(column.header for column in columns))
        self.draft.reject(None, origins[0])

    def _measure(self, column: Column) -> str:
        if column.field != "amount":
            return column.field
        return "required" if self.draft.kind == "plan" or column.level or column.nature else "amount"

    def _with_bare_levels(
        self, grouped: dict[tuple[str, str | None], list[Column]]
    ) -> dict[tuple[str, str | None], list[Column]]:
        if self.draft.kind == "progress" and any(column.field == "amount" and column.level for column in self.money):
            self.draft.assume("level-parts")
        grouped.pop(("amount", None), None)
        return grouped

    def _added_by_settings(self, measure: str) -> bool:
        rules = self.draft.settings.columns_for(self.draft.rule)
        return any(rule.field == measure and rule.added for rule in rules)

    def _with_disbursed(self, parts: dict[Key, list[Column]]) -> dict[Key, list[Column]]:
        """Paid so far: a running total, or before this month + this month, or 已拨付, or (said) what was spent."""
        for nature in {key[2] for key in parts}:
            of_nature = {(measure, level): columns for (measure, level, n), columns in parts.items() if n == nature}
            chosen = self._paid_measures(of_nature)
            if chosen is None:
                continue
            paid: dict[str | None, list[Column]] = {}
            for (measure, level), columns in of_nature.items():
                if measure in chosen:
                    paid.setdefault(level, []).extend(columns)
                if measure in PAID_MEASURES:
                    del parts[measure, level, nature]
            for level, columns in paid.items():
                parts["disbursed", level, nature] = columns
        return parts

    def _paid_measures(self, of_nature: dict[tuple[str, str | None], list[Column]]) -> tuple[str, ...] | None:
        """The measures that together are what was paid so far; none where half is missing, None without payments."""
        measures = {measure for measure, _ in of_nature}
        if "cumulative" in measures:
            if measures & {"disbursed", "this_month", "before"}:
                self.draft.assume("cumulative")
            return ("cumulative",)
        if {"before", "this_month"} <= measures:
            self.draft.assume("before-and-month")
            return ("before", "this_month")
        if "disbursed" in measures:
            return ("disbursed",)
        if "spent" in measures:
            self.draft.assume("spent-as-disbursed")
            return ("spent",)
        halves = [c for (measure, _), cs in of_nature.items() if measure in PAID_MEASURES for c in cs]
        if not halves:
            return None
        origin = self.draft.origin(self.draft.header.row_numbers[-1], halves[0].index)
        self.draft.note("half-of-paid", origin)
        self.draft.reject(None, origin)
        return ()


def _are_carried_over(columns: list[Column]) -> bool:
    """Whether columns are money carried over that different levels hold (省级结转, 区级结转): it is added up."""
    return columns[0].level == CARRYOVER and len({column.path for column in columns}) == len(columns)
