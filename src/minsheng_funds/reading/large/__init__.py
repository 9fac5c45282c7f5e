"""Ledgers of millions of rows, in bounded memory: ordinary rows are added up by pyarrow, all others read as ever.

A file is cut into parts of a few megabytes (`text`, `parquet`). When a ledger's reader has said which rows are ordinary
(`OrdinaryRows`), threads condense the parts (`condensing`). `rows` hands on, in the order of the file, each row that is
not ordinary as it stands, and a `Condensed` row in place of those between. Without pyarrow, or where a table cannot be
condensed, every row is handed on as it stands: slower, and the same figures.
"""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from importlib.util import find_spec
from itertools import count
from pathlib import PurePath
from typing import TYPE_CHECKING, Any

from minsheng_funds.messages import failure
from minsheng_funds.model import Payment, Source
from minsheng_funds.reading.sheets import NotCondensable, Row, Sheet, Unusable
from minsheng_funds.settings import Settings

if TYPE_CHECKING:
    from minsheng_funds.reading.large.rows import Parts

PARQUET = b"PAR1"
MOST_HELD = 2_000_000
"""So many single payments of large files are kept at a time, by whoever asks for them: about a gigabyte."""
_ROW_BY_ROW: set[str] = set()
"""Fingerprints of the files of this process in which a table was met that cannot be condensed."""


def has_engine() -> bool:
    """Whether pyarrow is there: the extra [large]."""
    return find_spec("pyarrow") is not None


def large_sheet(source: Source, settings: Settings) -> Sheet:
    """The only sheet of a large text or a Parquet file. Raises `Unusable`."""
    from minsheng_funds.reading.large.rows import LargeRows

    rows = LargeRows(_parts(source, settings), condense=has_engine() and _key(source) not in _ROW_BY_ROW)
    return Sheet(PurePath(source.name).stem, rows, ragged=True, large=rows)


def rows_of_large(
    source: Source, settings: Settings, wanted: Mapping[str, Collection[int]]
) -> Iterator[tuple[str, int, Row, int]]:
    """(sheet, number, row, 0) of the rows wanted, once more; parts with none of them are passed over unread."""
    name = PurePath(source.name).stem
    numbers = sorted(wanted.get(name, ()))
    parts = _parts(source, settings)
    number = 0
    for row in parts.start:
        number += 1
        if number in numbers:
            yield name, number, row, 0
    more = iter(parts)
    while number < max(numbers, default=0) and (part := next(more, None)) is not None:
        size = parts.skip(part)
        if size is not None and not any(number < each <= number + size for each in numbers):
            number += size
            continue
        for row in parts.rows(part, more, number):
            number += 1
            if number in numbers:
                yield name, number, row, 0


def _parts(source: Source, settings: Settings) -> "Parts":
    if not is_parquet(source):
        from minsheng_funds.reading.large.text import TextParts

        return TextParts(source, settings.limits)
    if not has_engine():
        raise Unusable("parquet-library", "")
    from minsheng_funds.reading.large.parquet import ParquetParts

    return ParquetParts(source)


def is_large(source: Source) -> bool:
    """Whether a source is read part by part: a file that is not held, or Parquet."""
    return bool(source.path) or source.content.startswith(PARQUET)


def is_parquet(source: Source) -> bool:
    """Whether the bytes say that a source is a Parquet file."""
    if not source.path:
        return source.content.startswith(PARQUET)
    from minsheng_funds.reading.large.files import beginning

    return beginning(source, len(PARQUET)) == PARQUET


def held(take: Callable[[Payment], None], sources: Sequence[Source]) -> Callable[[Payment], None]:
    """The same `take` for who keeps every payment that it gets; of large files it raises `Failure` for too many."""
    if not any(source.path for source in sources):
        return take
    numbers = count(1)

    def counted(payment: Payment) -> None:
        if next(numbers) > MOST_HELD:
            raise failure("too-many-payments", where=payment.origin.file, count=f"{MOST_HELD:,}")
        take(payment)

    return counted


def _key(source: Source) -> str:
    return f"{source.path} {source.stamp}" if source.path else source.sha256


def read_sheets(
    source: Source, sheets: Callable[[], Iterator[Sheet]], read: Callable[[Sheet], None], kept: Sequence[list[Any]]
) -> None:
    """Reads every sheet; where a table of a large file cannot be condensed, from the start and row by row.

    What was put into the lists `kept` until then is taken out again.
    """
    before = [len(each) for each in kept]
    try:
        for sheet in sheets():
            read(sheet)
    except NotCondensable:
        _ROW_BY_ROW.add(_key(source))
        for each, length in zip(kept, before, strict=True):
            del each[length:]
        for sheet in sheets():
            read(sheet)
