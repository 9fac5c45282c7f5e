"""Long tables: their rows are made as the sheet's XML, which takes a third of the time and of the memory.

Every cell has the value and the look that it has in a short table; amounts are values there, and nothing is a link.
"""

from collections.abc import Iterator, Sequence

from minsheng_funds.model import column_letter
from minsheng_funds.rendering.as_xlsx.cells import Cells
from minsheng_funds.rendering.as_xlsx.formulas import Layout
from minsheng_funds.rendering.as_xlsx.streams import value_xml
from minsheng_funds.rendering.as_xlsx.values import exact_value, printed_value
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
    exact = [(place, f'<c r="{column_letter(at)}') for place, at in layout.exact.items()]
    for row in rows:
        line, lines, texts = layout.line(row), 1, []
        for place, begin, column in columns:
            content, needed = column.content(table.rows[row][place])
            texts.append(f'{begin}{line}"{content}')
            lines = max(lines, needed)
        for place, begin in exact:
            value, number = exact_value(table.rows[row][place])
            texts.append(f'{begin}{line}"{value_xml(value, cells.look(value, "exact", number=number))}')
        yield f'<row r="{line}" ht="{row_height(lines):g}" customHeight="1">{"".join(texts)}</row>'


class _Printed:
    """The cells of one column; what has nothing behind its text is made once."""

    def __init__(self, column: Column, cells: Cells, room: int) -> None:
        self._column, self._cells, self._room = column, cells, room
        self._made: dict[tuple[str, str], tuple[str, int]] = {}

    def content(self, cell: Cell) -> tuple[str, int]:
        """What follows the address of a cell, and how many lines it needs."""
        if cell.fen is not None or cell.rate is not None or cell.day is not None:
            return self._content(cell)
        key = (cell.text, cell.tone)
        if key not in self._made:
            self._made[key] = self._content(cell)
        return self._made[key]

    def _content(self, cell: Cell) -> tuple[str, int]:
        value, number = printed_value(self._column, cell)
        look = self._cells.look(value, self._column.kind, number=number, tone=cell.tone)
        return value_xml(value, look), line_count(cell.text, self._room)
