"""Ledgers of millions of rows, in bounded memory: ordinary rows are added up by pyarrow, all others read as ever.

A file is cut into parts of a few megabytes (`text`, `parquet`). When a ledger's reader has said which rows are ordinary
(`OrdinaryRows`), threads condense the parts (`condensing`). `rows` hands on, in the order of the file, each row that is
not ordinary as it stands, and a `Condensed` row in place of those between. Without pyarrow, or where a table cannot be
condensed, every row is handed on as it stands: slower, and the same figures.
"""

from collections.abc import Callable, Iterator, Sequence
from importlib.util import find_spec
from pathlib import PurePath
from typing import Any

from minsheng_funds.model import Source
from minsheng_funds.reading.sheets import NotCondensable, Sheet, Unusable
from minsheng_funds.settings import Settings

PARQUET = b"PAR1"
_ROW_BY_ROW: set[str] = set()
"""Fingerprints of the files of this process in which a table was met that cannot be condensed."""


def has_engine() -> bool:
    """Whether pyarrow is there: the extra [large]."""
    return find_spec("pyarrow") is not None


def large_sheet(source: Source, settings: Settings) -> Sheet:
    """The only sheet of a large text or a Parquet file. Raises `Unusable`."""
    from minsheng_funds.reading.large.rows import LargeRows, Parts

    name = PurePath(source.name).stem
    parts: Parts
    if is_parquet(source):
        if not has_engine():
            raise Unusable("parquet-library", "")
        from minsheng_funds.reading.large.parquet import ParquetParts

        parts = ParquetParts(source)
    else:
        from minsheng_funds.reading.large.text import TextParts

        parts = TextParts(source, settings.limits)
    rows = LargeRows(parts, condense=has_engine() and _key(source) not in _ROW_BY_ROW)
    return Sheet(name, rows, ragged=True, large=rows)


def is_large(source: Source) -> bool:
    """Whether a source is read part by part: a file that is not held, or Parquet."""
    return bool(source.path) or source.content.startswith(PARQUET)


def is_parquet(source: Source) -> bool:
    """Whether the bytes say that a source is a Parquet file."""
    if not source.path:
        return source.content.startswith(PARQUET)
    from minsheng_funds.reading.large.files import beginning

    return beginning(source, len(PARQUET)) == PARQUET


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
