"""A Parquet file as a sheet: its column names are row 1, its first row of data is row 2."""

from collections.abc import Callable, Iterator
from datetime import datetime
from decimal import Decimal
from io import BytesIO
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from minsheng_funds.model import Source
from minsheng_funds.reading.containers.archive import over
from minsheng_funds.reading.large.condensing import (
    Array,
    Batch,
    Columns,
    hundredths_of,
    is_number,
    speaks,
    texts_of,
    truths_of,
    whole_numbers,
    within,
)
from minsheng_funds.reading.large.files import check_unchanged, opened
from minsheng_funds.reading.sheets import OrdinaryRows, Row, Unusable
from minsheng_funds.reading.values import Cell

_ROWS = 1 << 16
"""Rows of a part."""
_MOST_ROWS = 2_000_000_000
_MOST_OF_A_COLUMN = 1 << 30
"""A row group may hold so many bytes of a column, unpacked: it is unpacked as a whole."""
_EXACT = 10**15
"""Whole numbers of fewer digits are what a spreadsheet keeps; longer ones are account numbers, and stay text."""
_BROKEN = (pa.ArrowException, OSError, ValueError, MemoryError, OverflowError)


class ParquetParts:
    """The parts of a Parquet file: batches of rows. Raises `Unusable` for one that is broken or unpacks to too much."""

    def __init__(self, source: Source) -> None:
        self._source = source
        try:
            with opened(source) as stream:
                found = pq.read_metadata(stream if source.path else BytesIO(source.content))
                schema = pq.read_schema(source.path or BytesIO(source.content))
        except _BROKEN as error:
            raise _broken(error) from None
        for group in range(found.num_row_groups):
            for column in range(found.num_columns):
                if found.row_group(group).column(column).total_uncompressed_size > _MOST_OF_A_COLUMN:
                    raise over("inflated_mb", _MOST_OF_A_COLUMN >> 20, f"> {_MOST_OF_A_COLUMN >> 20}", "parquet")
        self.start: tuple[Row, ...] = ([*schema.names],)
        self.width = len(schema.names)

    def __iter__(self) -> Iterator[Any]:
        source = self._source
        try:
            with pq.ParquetFile(source.path or BytesIO(source.content), buffer_size=1 << 20) as file:
                yield from file.iter_batches(_ROWS, use_threads=False)
        except _BROKEN as error:
            raise _broken(error) from None
        check_unchanged(source)

    def rows(self, part: Any, more: Iterator[Any], number: int) -> Iterator[Row]:  # noqa: ARG002 - rows stand in one part
        """The rows of a part."""
        return map(list, zip(*(_cells(column) for column in part.columns), strict=True))

    def is_simple(self, part: Any) -> bool:  # noqa: ARG002 - all are
        """Every part is."""
        return True

    def skip(self, part: Any) -> int:
        """How many rows a part has."""
        return int(part.num_rows)

    def batch(self, part: Any, ordinary: OrdinaryRows) -> Batch | None:
        """A part condensed; None where its amounts are of a kind that has to be read one by one."""
        columns = [_plain(column) for column in part.columns]
        found = _hundredths(columns[ordinary.amount])
        if found is None:
            return None
        hundredths, odd = found[0], ~found[1] | ~within(found[0], ordinary)
        for place in ordinary.words:
            if _is_text(columns[place]) and (said := speaks(columns[place].fill_null(""), ordinary)) is not None:
                odd |= said
        for place in range(ordinary.width, len(columns)):
            odd |= truths_of(columns[place].is_valid())
        if ordinary.sequence is not None:
            column = columns[ordinary.sequence]
            odd |= ~is_number(column.fill_null("")) if _is_text(column) else ~truths_of(column.is_valid())
        groups = {place: texts_of(columns[place], cell_of) for place in {*ordinary.groups, ordinary.day}}
        kept = Columns(
            [groups[place] for place in ordinary.groups],
            groups[ordinary.day],
            hundredths * (ordinary.unit // 100),
            odd,
        )
        return Batch(kept, ordinary, _row_of(columns))


def _row_of(columns: list[Array]) -> Callable[[int], Row]:
    return lambda place: [next(iter(_cells(column.slice(place, 1)))) for column in columns]


def _is_text(column: Array) -> bool:
    return bool(pa.types.is_string(column.type))


def _plain(column: Array) -> Array:
    """A column as one of the kinds that cells are made of: dictionaries unpacked, texts as text, moments in µs."""
    kind = column.type
    if pa.types.is_dictionary(kind):
        return _plain(column.cast(kind.value_type))
    if pa.types.is_large_string(kind) or pa.types.is_string_view(kind):
        return column.cast(pa.string())
    if pa.types.is_timestamp(kind):
        return column.cast(pa.timestamp("us", kind.tz), safe=False)
    if pa.types.is_time64(kind):
        return column.cast(pa.time64("us"), safe=False)
    if pa.types.is_duration(kind):
        return column.cast(pa.duration("us"), safe=False)
    return column.cast(pa.float64()) if pa.types.is_float16(kind) or pa.types.is_float32(kind) else column


def _cells(column: Array) -> list[Cell]:
    return [cell_of(value) for value in _plain(column).to_pylist()]


def cell_of(value: Any) -> Cell:
    """A value as the cell that a spreadsheet would have kept; a number that it cannot keep exactly, as text."""
    if value is None:
        return ""
    if isinstance(value, bool | str | float):
        return value
    if isinstance(value, int):
        return float(value) if abs(value) < _EXACT else str(value)
    if isinstance(value, Decimal):
        number = float(value)
        return number if abs(value) < _EXACT and Decimal(repr(number)) == value else f"{value:f}"
    if isinstance(value, datetime):
        return value.replace(tzinfo=None)
    if isinstance(value, bytes | list | dict):
        return str(value)
    return value  # type: ignore[no-any-return]


def _hundredths(column: Array) -> tuple[Array, Array] | None:
    """Amounts as whole numbers of hundredths, and which ones are plain: exact, and above zero."""
    kind, valid = column.type, truths_of(column.is_valid())
    if pa.types.is_string(kind):
        found, plain = hundredths_of(column.fill_null(""))
        return found, plain
    try:
        if pa.types.is_integer(kind):
            whole = np.from_dlpack(column.fill_null(0).cast(pa.int64()))
            return whole * 100, valid & (whole > 0) & (whole < _EXACT)
        if pa.types.is_decimal(kind):
            zero = pa.scalar(Decimal(0), kind)
            return whole_numbers(column.fill_null(zero).cast(pa.decimal128(17, 2))), valid
    except pa.ArrowInvalid:
        return None
    if pa.types.is_float64(kind):
        numbers = np.from_dlpack(column.fill_null(0.0))
        small = np.isfinite(numbers) & (numbers > 0) & (numbers < _EXACT / 100)
        rounded = np.rint(np.where(small, numbers, 0.0) * 100)
        return rounded.astype(np.int64), valid & small & (rounded / 100 == numbers)
    return None


def _broken(error: BaseException) -> Unusable:
    return Unusable("broken", f"{type(error).__name__}: {error}"[:200])
