"""Long tables: their rows are made as the sheet's XML, which takes a third of the time and of the memory.

Every cell has the value and the look that it has in a short table; amounts are values there, and nothing is a link.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from minsheng_funds.model import column_letter
from minsheng_funds.money import YUAN
from minsheng_funds.rendering.as_xlsx.cells import Cells
from minsheng_funds.rendering.as_xlsx.formulas import Layout
from minsheng_funds.rendering.as_xlsx.streams import value_xml
from minsheng_funds.rendering.as_xlsx.values import MOST_FEN, exact_value, printed_value, value_of
from minsheng_funds.rendering.as_xlsx.widths import line_count, row_height
from minsheng_funds.rendering.document import Cell, Column

MOST_LIVE = 2_000
"""With more rows than that a table is long."""
_AT_ONCE = 1_000
"""Rows that are kept as one piece."""


def rows_of_table(layout: Layout, rows: Sequence[int], cells: Cells, rooms: Sequence[int]) -> list[bytes]:
    """The XML of these rows, which follow each other; `rooms` are the characters that a line of each column holds."""
    return [
        "".join(_rows(layout, rows[start : start + _AT_ONCE], cells, rooms)).encode("utf-8")
        for start in range(0, len(rows), _AT_ONCE)
    ]


def _rows(layout: Layout, rows: Sequence[int], cells: Cells, rooms: Sequence[int]) -> Iterator[str]:
    table = layout.table
    columns = [
        (place, f'<c r="{column_letter(at)}', _Printed(table.columns[place], cells, rooms[at]))
        for place, at in layout.columns.items()
    ]
    exact = [(place, f'<c r="{column_letter(at)}', _Exact(cells)) for place, at in layout.exact.items()]
    for row in rows:
        found, line, lines, texts = table.rows[row], layout.line(row), 1, []
        for place, begin, column in columns:
            content, needed = column.content(found[place])
            texts.append(f'{begin}{line}"{content}')
            lines = max(lines, needed)
        for place, begin, amounts in exact:
            texts.append(f'{begin}{line}"{amounts.content(found[place])}')
        yield f'<row r="{line}" ht="{row_height(lines):g}" customHeight="1">{"".join(texts)}</row>'


class _Printed:
    """The cells of one column; texts that are the same, and looks of numbers that are written alike, are made once."""

    def __init__(self, column: Column, cells: Cells, room: int) -> None:
        self._column, self._cells, self._room = column, cells, room
        self._made: dict[tuple[str, str, date | None], tuple[str, int]] = {}
        self._looks: dict[tuple[object, ...], int] = {}

    def content(self, cell: Cell) -> tuple[str, int]:
        """What follows the address of a cell, and how many lines it needs."""
        text, fen, share = cell.text, cell.fen, cell.rate
        if fen is None and share is None:
            key = (text, cell.tone, cell.day)
            made = self._made.get(key)
            if made is None:
                made = self._made[key] = self._content(cell)
            return made
        value = value_of(self._column, cell)
        if not isinstance(value, float):
            return self._content(cell)
        digits = len(text.partition(".")[2])
        written = (digits, text[:1], text[-2:], cell.tone, cell.unit, fen is None, share is None)
        look = self._looks.get(written)
        if look is None:
            look = self._looks[written] = self._look(cell)._get_xf_index()
        return f' s="{look}"><v>{value!r}</v></c>', line_count(text, self._room)

    def _content(self, cell: Cell) -> tuple[str, int]:
        return value_xml(value_of(self._column, cell), self._look(cell)), line_count(cell.text, self._room)

    def _look(self, cell: Cell) -> Any:
        value, number = printed_value(self._column, cell)
        return self._cells.look(value, self._column.kind, number=number, tone=cell.tone)


class _Exact:
    """The exact amounts behind a column, which have two looks: of complete ones and of others."""

    def __init__(self, cells: Cells) -> None:
        self._cells = cells
        self._looks: dict[bool, int] = {}

    def content(self, cell: Cell) -> str:
        """What follows the address of a cell."""
        fen = cell.fen
        if fen is None or not -MOST_FEN < fen < MOST_FEN:
            value, number = exact_value(cell)
            return value_xml(value, self._cells.look(value, "exact", number=number))
        complete = cell.complete
        if complete not in self._looks:
            value, number = exact_value(cell)
            self._looks[complete] = self._cells.look(value, "exact", number=number)._get_xf_index()
        return f' s="{self._looks[complete]}"><v>{fen / YUAN!r}</v></c>'
