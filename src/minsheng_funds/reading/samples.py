"""The top and the last rows of a table as they stand, kept while it is read: only where somebody wants to look."""

from collections import deque
from collections.abc import Iterator
from datetime import datetime, time

from minsheng_funds.model import Sample, SampleRow
from minsheng_funds.reading.headers import Grid, Header
from minsheng_funds.reading.sheets import Row
from minsheng_funds.reading.values import Cell, text_of

TOP_ROWS, LEAST_DATA_ROWS, LAST_ROWS, CAPTION_ROWS = 12, 4, 3, 5
_MOST_COLUMNS, _LONGEST_TEXT = 256, 400
_KEPT = 16
"""How many of the last rows are kept, so that the last one taken is among them although notes follow."""


class Tap:
    """Lets the rows of a table through and keeps the first and the last that hold something."""

    def __init__(self, grid: Grid, header: Header) -> None:
        above = grid.rows[max(0, header.start - CAPTION_ROWS) : header.end]
        self._offset = grid.first_column
        self._above = [numbered for numbered in above if any(text_of(cell) for cell in numbered[1])]
        self._first: list[tuple[int, Row]] = []
        self._last: deque[tuple[int, Row]] = deque(maxlen=_KEPT)
        self._wanted = max(LEAST_DATA_ROWS, TOP_ROWS - len(self._above))

    def watch(self, rows: Iterator[tuple[int, Row]]) -> Iterator[tuple[int, Row]]:
        """The same rows."""
        for numbered in rows:
            if any(numbered[1]):
                if len(self._first) < self._wanted:
                    self._first.append(numbered)
                self._last.append(numbered)
            yield numbered

    def sample(self, last_row: int, end: int | None) -> Sample:
        """What was seen: `last_row` is the last row taken, `end` the row where another table begins."""
        first = [row for row in self._first if end is None or row[0] < end]
        shown = first[-1][0] if first else 0
        left = [row for row in self._last if row[0] > shown and (end is None or row[0] < end)]
        taken = [row for row in left if row[0] == last_row]
        last = sorted([*taken, *[row for row in left if row not in taken][-(LAST_ROWS - len(taken)) :]])
        return Sample(self._rows([*self._above, *first]), self._rows(last))

    def _rows(self, rows: list[tuple[int, Row]]) -> tuple[SampleRow, ...]:
        return tuple(sample_row(number, row, self._offset) for number, row in rows)


def sample_of(grid: Grid) -> Sample:
    """The first rows of a sheet without a table."""
    filled = [numbered for numbered in grid.rows if any(text_of(cell) for cell in numbered[1])]
    top, last = filled[:TOP_ROWS], filled[TOP_ROWS:][-LAST_ROWS:]
    return Sample(*(tuple(sample_row(number, row, grid.first_column) for number, row in part) for part in (top, last)))


def sample_row(number: int, row: Row, first_column: int) -> SampleRow:
    """A row as texts from column A on, without the blank cells at its end."""
    texts = ["" for _ in range(first_column)] + [_shown(cell) for cell in row[:_MOST_COLUMNS]]
    while texts and not texts[-1]:
        texts.pop()
    return SampleRow(number, tuple(texts))


def _shown(cell: Cell) -> str:
    if isinstance(cell, str):
        return " ".join(cell.split())[:_LONGEST_TEXT]
    if isinstance(cell, datetime) and cell.time() == time():
        return cell.date().isoformat()
    return text_of(cell)
