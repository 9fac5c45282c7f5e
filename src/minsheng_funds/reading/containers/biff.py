"""The guard of .xls and .et: how far the values of its sheets reach, record by record, before any library reads it."""

import struct

from minsheng_funds.reading.containers.archive import unsafe
from minsheng_funds.reading.containers.sheet_scan import Extent, check_extent
from minsheng_funds.settings import Limits

_BEGIN, _DIMENSIONS, _SEVERAL = 0x0809, 0x0200, 0x00BD
_CELLS = frozenset({0x0003, 0x0004, 0x0005, 0x0006, 0x00D6, 0x00FD, 0x0203, 0x0204, 0x0205, 0x027E, _SEVERAL})
"""Records of values: numbers, texts, errors, formulas; several numbers in one."""
_MOST_ROWS, _MOST_COLUMNS = 65_536, 256
"""What the format can hold at all; its records have room for more."""


def guard(stream: bytes, limits: Limits) -> None:
    """Looks through the records of a workbook; refuses a sheet that reaches too far for one grid to hold."""
    place = rows = columns = values = 0
    sheet = -1  # the first stream of records is about the workbook as a whole
    head, end = struct.Struct("<HHHH").unpack_from, len(stream) - 8
    while place <= end:
        kind, size, row, column = head(stream, place)
        if kind in _CELLS:
            values += 1
            rows = row if row > rows else rows
            column += (size - 12) // 6 if kind == _SEVERAL else 0
            columns = column if column > columns else columns
        elif kind == _BEGIN:
            _check(Extent(rows + 1, columns + 1, values), limits, sheet)
            sheet, rows, columns, values = sheet + 1, 0, 0, 0
        elif kind == _DIMENSIONS:
            _check_dimensions(stream[place + 4 : place + 4 + size], sheet)
        place += 4 + size
    _check(Extent(rows + 1, columns + 1, values), limits, sheet)


def _check(extent: Extent, limits: Limits, sheet: int) -> None:
    if extent.values:
        where = f"sheet {sheet}"
        if extent.rows > _MOST_ROWS or extent.columns > _MOST_COLUMNS:
            raise unsafe(f"a value in column {extent.columns} of {where}")
        check_extent(extent, limits, where)


def _check_dimensions(body: bytes, sheet: int) -> None:
    """What a sheet says of its own size: the fast reader takes as much memory before it reads."""
    if len(body) not in (8, 10, 14):
        return
    _, rows, _, columns = struct.unpack_from("<IIHH" if len(body) == 14 else "<HHHH", body)
    if rows > _MOST_ROWS or columns > _MOST_COLUMNS:
        raise unsafe(f"{rows} rows and {columns} columns declared in sheet {sheet}")
