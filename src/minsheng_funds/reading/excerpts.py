"""What stands around cells: the book keeps no rows, so the sheets with a cell that somebody asks for are read again."""

from collections.abc import Collection, Iterable

from minsheng_funds.model import Book, Excerpt, Origin, SampleRow, Table
from minsheng_funds.reading.containers.again import rows_again
from minsheng_funds.reading.samples import sample_row
from minsheng_funds.reading.sheets import Unusable
from minsheng_funds.settings import Settings

AROUND = 2
"""So many rows above a cell, and below it."""


def read_excerpts(book: Book, places: Iterable[Origin], settings: Settings) -> dict[Origin, Excerpt]:
    """The excerpt of each place that is a row or a cell; those whose source cannot be read again have none."""
    by_file: dict[str, list[Origin]] = {}
    for place in dict.fromkeys(places):
        if place.row:
            by_file.setdefault(place.file, []).append(place)
    found: dict[Origin, Excerpt] = {}
    for source in book.sources:
        asked = by_file.get(source.name, [])
        wanted: dict[str, set[int]] = {}
        for place in asked:
            wanted.setdefault(place.sheet, set()).update(_around(place, _table_of(book, place)))
        if not asked:
            continue
        rows: dict[tuple[str, int], SampleRow] = {}
        try:
            for sheet, number, row, first_column in rows_again(source, settings, wanted):
                rows[sheet, number] = sample_row(number, row, first_column)
        except Unusable:
            continue
        for place in asked:
            table = _table_of(book, place)
            near = [rows.get((place.sheet, number)) for number in _around(place, table)]
            found[place] = Excerpt(_header(table, place), tuple(row for row in near if row is not None))
    return found


def _around(place: Origin, table: Table | None) -> Collection[int]:
    """The numbers of the rows to show; below a header none of it, for it is shown anyway."""
    first = max(1, place.row - AROUND)
    if table is not None and table.header_rows and place.row > table.header_rows[-1]:
        first = max(first, table.header_rows[-1] + 1)
    return range(first, place.row + AROUND + 1)


def _table_of(book: Book, place: Origin) -> Table | None:
    """The table that a cell belongs to: the last one of its sheet that begins above it, and has its column."""
    tables = [
        table
        for table in book.tables
        if (table.file, table.sheet) == (place.file, place.sheet)
        and table.header_rows
        and table.header_rows[0] <= place.row
    ]
    own = [table for table in tables if any(column.index == place.column for column in table.columns)]
    return max(own or tables, key=lambda table: table.header_rows[0], default=None)


def _header(table: Table | None, place: Origin) -> tuple[SampleRow, ...]:
    """The whole header of each column in one row; none for a place in the header itself."""
    if table is None or place.row <= table.header_rows[-1]:
        return ()
    cells = [""] * (1 + max((column.index for column in table.columns), default=-1))
    for column in table.columns:
        cells[column.index] = column.header
    return (SampleRow(table.header_rows[-1], tuple(cells)),)
