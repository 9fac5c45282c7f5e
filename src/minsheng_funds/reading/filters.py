"""The settings' `keep` and `drop`: which rows of a table count, by the value of a column."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from fnmatch import fnmatchcase
from typing import NamedTuple

from minsheng_funds.model import Column
from minsheng_funds.patterns import BRACKETS
from minsheng_funds.reading.columns import find_column
from minsheng_funds.reading.rows import Cells, label_of, merged_down
from minsheng_funds.reading.sheets import Merged, Row
from minsheng_funds.reading.values import Cell, squeeze, text_of
from minsheng_funds.settings.tables import TableRule
from minsheng_funds.vocabulary import DITTO

_REMEMBERED = 200
"""How many different values of a column are remembered, to name the nearest one to a pattern that fits none."""


class Wanted(NamedTuple):
    """One pattern of `keep` or `drop`: the setting's name, the column's words and the pattern itself."""

    setting: str
    header: str
    pattern: str


class RowFilter:
    """Lets rows in or not; counts the patterns that fitted, so that a slip of the pen is seen."""

    def __init__(
        self, rule: TableRule, columns: Sequence[Column], cells: Cells, merged: Iterable[Merged], below: int
    ) -> None:
        self._cells = cells
        self.unknown: list[tuple[str, str, tuple[int, ...]]] = []
        self._filters: list[tuple[bool, int, list[Wanted]]] = []
        self.fitted: set[Wanted] = set()
        self.values: dict[Wanted, set[str]] = {}
        for setting, given in (("keep", rule.keep), ("drop", rule.drop)):
            for header, patterns in given:
                found = find_column(columns, header)
                if len(found) != 1:
                    self.unknown.append((setting, header, tuple(found)))
                    continue
                wanted = [Wanted(setting, header, pattern) for pattern in patterns]
                self._filters.append((setting == "keep", found[0], wanted))
                self.values.update({item: set() for item in wanted})
        self._filled: Mapping[tuple[int, int], int] = (
            merged_down(merged, [column for _, column, _ in self._filters], below) if self._filters else {}
        )
        self._heads: dict[tuple[int, int], Cell] = {}

    def __call__(self, number: int, row: Row) -> bool:
        """Whether a row counts; a row of blanks only always does."""
        let_in = True
        for keep, column, patterns in self._filters:
            cell = self._value(number, row, column)
            fitting = [wanted for wanted in patterns if fits(cell, wanted.pattern)]
            self.fitted.update(fitting)
            seen = self.values[patterns[0]] if patterns else set()
            if len(seen) < _REMEMBERED and (text := text_of(cell)):
                seen.add(text)
            let_in = let_in and bool(fitting) == keep
        return let_in

    def stale(self) -> Iterable[tuple[Wanted, int, set[str]]]:
        """The patterns that no row fitted, with their column and the values that it has."""
        for _, column, patterns in self._filters:
            for wanted in patterns:
                if wanted not in self.fitted:
                    yield wanted, column, self.values[patterns[0]]

    def _value(self, number: int, row: Row, column: int) -> Cell:
        """The cell of a column; one merged downwards speaks for all its rows."""
        cell = self._cells(row, column)
        first = self._filled.get((number, column))
        if first is None:
            return cell
        if text_of(cell):
            self._heads[first, column] = cell
        return self._heads.get((first, column), "")


def without_words(rows: Iterable[Row], words: Sequence[str]) -> Iterable[Row]:
    """The rows with every cell blank that holds nothing but one of these words ("N/R", "n.d.")."""
    if not words:
        return rows
    empty = {squeeze(word).casefold() for word in words}
    return (
        ["" if isinstance(cell, str) and squeeze(cell).casefold() in empty else cell for cell in row] for row in rows
    )


def fits(cell: Cell, pattern: str) -> bool:
    """Whether a cell fits a pattern. A space in the pattern is meant: "Total *" is not the project Totalmente."""
    text, wanted = text_of(cell).translate(BRACKETS), text_of(pattern).translate(BRACKETS)
    if squeeze(cell) == squeeze(pattern):
        return True
    return fnmatchcase(text, wanted) if " " in wanted else fnmatchcase(squeeze(cell), wanted)


def without_dittos(rows: Iterable[tuple[int, Row]], places: Sequence[int]) -> Iterator[tuple[int, Row]]:
    """The rows; 同上 in one of these places is replaced by what stands there in the row above."""
    above: dict[int, Cell] = {}
    for number, row in rows:
        for place in places:
            cell = row[place] if place < len(row) else ""
            if cell in DITTO:
                last = above.get(place, "")
                if last and label_of([(0, squeeze(last))], "", 0) is None:
                    row[place] = last
            elif cell:
                above[place] = cell
        yield number, row
