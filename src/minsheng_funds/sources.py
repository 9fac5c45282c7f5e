"""Paths → sources as plain data: the one place where input files are opened, for the command line and the library."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from minsheng_funds.messages import failure, os_reason

if TYPE_CHECKING:
    from minsheng_funds.model import Source

MOST_BYTES = 1 << 30
"""A larger file is no bureau's workbook; it would be read into memory before anyone could look at it."""

LARGE_BYTES = 64 << 20
"""A text of more bytes is not held but read part by part, as every Parquet file is."""
_HELD = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"\x09\x08", b"\x09\x04", b"\x09\x02", b"\x09\x00")
"""How workbooks begin that are read as a whole, however large: zip, OLE, BIFF."""
_PARQUET = b"PAR1"

WORKBOOKS = (".xlsx", ".xlsm", ".xls", ".et", ".ods", ".xlsb", ".csv", ".parquet")
LOCK = "~$"
"""How the file begins that Excel or WPS keeps beside an open workbook."""


def workbooks_of(path: Path) -> list[Path]:
    """The file itself, or the workbooks that lie in a folder, by name. Raises `Failure` for a folder without any."""
    if not path.is_dir():
        return [path]
    try:
        found = sorted(item for item in path.iterdir() if item.suffix.lower() in WORKBOOKS and item.is_file())
    except OSError as error:
        raise failure("cannot-open", where=str(path), detail=os_reason(error)) from None
    found = [item for item in found if not item.name.startswith(LOCK)]
    if not found:
        raise failure("folder-empty", where=str(path), detail=" ".join(WORKBOOKS))
    return found


def read_sources(paths: Sequence[Path]) -> list[Source]:
    """The inputs named by their file names, or by their paths where two names are alike. Raises `Failure`."""
    from minsheng_funds.model import Source  # with the file: whoever only asks for help waits for no nouns
    from minsheng_funds.model.fingerprints import stamp_of

    names = [path.name for path in paths]
    sources = []
    for path in dict.fromkeys(paths):
        if path.is_dir():
            raise failure("is-folder", where=str(path))
        try:
            if not (path.is_file() or path.is_fifo()):
                path.stat()  # says what is wrong with it
                raise failure("not-a-file", where=str(path))
            name = path.name if names.count(path.name) == 1 else str(path)
            if path.is_file() and _is_large(path):
                located = str(path.resolve())
                sources.append(Source(name, b"", path=located, stamp=stamp_of(located)))
                continue
            with path.open("rb") as stream:
                content = stream.read(MOST_BYTES + 1)
            if len(content) > MOST_BYTES:
                raise failure("too-large", where=str(path), detail=MOST_BYTES >> 20)
        except FileNotFoundError:
            raise failure("no-such-file", where=str(path)) from None
        except OSError as error:
            raise failure("cannot-open", where=str(path), detail=os_reason(error)) from None
        sources.append(Source(name, content))
    return sources


def _is_large(path: Path) -> bool:
    """Whether a file is named only, and read part by part."""
    with path.open("rb") as stream:
        head = stream.read(len(_PARQUET))
    return head == _PARQUET or (path.stat().st_size > LARGE_BYTES and not head.startswith(_HELD))
