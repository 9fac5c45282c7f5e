"""Every total and subtotal that a plan states, beside the sum of the rows that it stands for, to the fen."""

from collections.abc import Callable, Mapping, Sequence

from minsheng_funds.model import Column, Origin, StatedSum
from minsheng_funds.patterns import PROJECT_COUNT
from minsheng_funds.reading.plans.rows import PlanLine, agrees, sums_of
from minsheng_funds.reading.tables import Draft
from minsheng_funds.reading.values import read_amount
from minsheng_funds.vocabulary import NO_VALUE

Group = Sequence[PlanLine]


class TotalsCheck:
    """Compares the stated totals of one plan. `taken` says which measure and level each column that is read feeds."""

    def __init__(
        self,
        draft: Draft,
        lines: Sequence[PlanLine],
        money: Sequence[Column],
        taken: Mapping[int, tuple[str, str | None]],
        names: int,
    ) -> None:
        self.draft, self.lines, self.money, self.taken, self.names = draft, lines, money, taken, names
        self.can_compute: Callable[[PlanLine], bool] = lambda _: False
        """Whether a row's need may be computed, so that a blank amount of it is not 0."""
        self.stated: list[StatedSum] = []

    def compare(self) -> tuple[StatedSum, ...]:
        """All comparisons; a difference is noted with the cells of the total and of the first and last row summed."""
        for place, line in enumerate(self.lines):
            if line.why not in ("total", "subtotal"):
                continue
            groups = self._groups(place)
            groups = groups if line.why == "subtotal" else [self.lines, *groups]
            groups = groups or [()]
            group = next((found for found in groups if agrees(line, sums_of(found))), groups[0])
            if line.money:
                self._compare_amounts(line, group)
            elif line.label and line.label.amount:
                self._compare_text(line, groups)
            self._compare_count(line, groups)
            if line.why == "subtotal" and line.label is None and not agrees(line, sums_of(group)):
                self.draft.reject(None, self.draft.origin(line.number, self.names))
        return tuple(self.stated)

    def _compare_amounts(self, line: PlanLine, group: Group) -> None:
        sums = sums_of(group)
        for column in self.money:
            if column.index not in line.money:
                continue
            stated, summed = line.money[column.index], sums.get(column.index, 0)
            origin = self.draft.origin(line.number, column.index)
            if not stated and summed and self.draft.is_broken(line.number, column.index):
                self.draft.note("total-unreadable", origin, text=NO_VALUE)  # a formula that was never computed
                continue
            counted = line.why == "total" and column.index in self.taken
            measure, level = self.taken.get(column.index, (column.field, "*"))
            rounded = sum(column.index in other.rounded for other in (line, *group))
            if abs(stated - summed) <= (rounded + 1) // 2:
                summed = stated  # each fraction of a fen was rounded by half a fen at most
            blank = self._computable(group, column.index) if measure in ("required", "amount") else ()
            found = StatedSum(origin, measure, stated, summed, counted, blank, level)
            self._state(found, self._range(group, column.index))

    def _computable(self, group: Group, column: int) -> tuple[Origin, ...]:
        """The rows with nothing in a column whose need may be computed."""
        blank = [line for line in group if not line.why and not line.unreadable and column not in line.money]
        return tuple(self.draft.origin(line.number, self.names) for line in blank if self.can_compute(line))

    def _compare_text(self, line: PlanLine, groups: Sequence[Group]) -> None:
        """A total given as text (总金额314540755.69) names no column: it may be that of any of them."""
        if not self.money or line.label is None:
            return
        column = self.money[0]
        amount = read_amount(line.label.amount, column.unit or 1)
        if amount is None:
            return
        candidates = [sums_of(group) for group in groups]
        sums = [fen for summed in candidates for fen in (*summed.values(), sum(summed.values()))]
        summed = amount.fen if amount.fen in sums else candidates[0].get(column.index, 0)
        stated = StatedSum(self.draft.origin(line.number), column.field, amount.fen, summed)
        self._state(stated, self._range(groups[0], column.index))

    def _state(self, stated: StatedSum, rows: tuple[Origin, ...]) -> None:
        self.stated.append(stated._replace(rows=rows))
        if stated.stated_fen != stated.summed_fen and not stated.blank:  # else compared once the need is computed
            values = {"expected_fen": stated.summed_fen, "actual_fen": stated.stated_fen}
            self.draft.note("stated-total", stated.origin, *rows, **values)

    def _compare_count(self, line: PlanLine, groups: Sequence[Group]) -> None:
        """A total that says how many projects it counts (合计(23个项目)) must count them right."""
        said = next((match for text in line.texts if (match := PROJECT_COUNT.search(text))), None)
        if said is None:
            return
        counts = [len({other.project for other in group if not other.why}) for group in groups]
        if int(said.group(1)) not in counts:
            origin = self.draft.origin(line.number, self.names)
            self.draft.note("stated-project-count", origin, expected=str(counts[0]), actual=said.group(1))

    def _range(self, group: Group, column: int) -> tuple[Origin, ...]:
        numbers = [line.number for line in group if not line.why]
        ends = dict.fromkeys((numbers[0], numbers[-1])) if numbers else ()
        return tuple(self.draft.origin(number, column) for number in ends)

    def _groups(self, place: int) -> list[Group]:
        """The rows that a total may stand for: those below it down to its equal, or those above it."""
        lines, line = self.lines, self.lines[place]
        below: list[PlanLine] = []
        for other in lines[place + 1 :]:
            if other.why == "total" or _is_equal(line, other):
                break
            below.append(other)
        above: list[PlanLine] = []
        for other in reversed(lines[:place]):
            if other.why in ("total", "subtotal"):
                break
            above.insert(0, other)
        groups: tuple[Group, ...] = (below, above, lines[:place])
        return [group for group in groups if any(not other.why for other in group)]


def _is_equal(line: PlanLine, other: PlanLine) -> bool:
    if line.depth is not None and other.depth is not None:
        return other.depth <= line.depth
    return other.why == "subtotal" and line.depth is None
