"""The guard of xlsb: how far the values of its sheets reach, record by record. What it hides stays hidden."""

import re
from collections.abc import Iterator

from minsheng_funds.reading.containers.archive import Archive, Entry
from minsheng_funds.reading.containers.sheet_scan import Extent, check_extent
from minsheng_funds.reading.containers.xlsx import checked
from minsheng_funds.settings import Limits

_ROW, _BLANK, _LAST_CELL = 0, 1, 11
_BEGIN, _END = 145, 146
_CELLS = frozenset(range(_BLANK + 1, _LAST_CELL + 1)) | {62}
_XML_NAME = re.compile(r"\.(?:xml|rels|vml)$", re.IGNORECASE)


def guard(archive: Archive, limits: Limits) -> None:
    """Looks through every part; refuses a sheet whose values reach too far for one grid to hold."""
    for entry in archive.entries.values():
        if _XML_NAME.search(entry.name):
            for _ in checked(archive, entry):
                pass
        else:
            extent = _extent(archive, entry)
            if extent is not None:
                check_extent(extent, limits, entry.name)


def _extent(archive: Archive, entry: Entry) -> Extent | None:
    """How far values reach in a part that begins as sheets do; None for other parts."""
    rows = columns = values = row = 0
    inside = False
    for kind, begin in _records(archive.pieces(entry)):
        if kind == _BEGIN:
            inside = True
        elif kind == _END:
            inside = False
        elif inside and kind == _ROW:
            row = int.from_bytes(begin[:4], "little")
        elif inside and kind in _CELLS:
            values += 1
            rows, columns = max(rows, row + 1), max(columns, int.from_bytes(begin[:4], "little") + 1)
    return Extent(rows, columns, values) if values else None


def _records(pieces: Iterator[bytes]) -> Iterator[tuple[int, bytes]]:
    """(kind, first bytes) of every record; stops where the bytes are no records."""
    rest = b""
    skipped = 0
    for piece in pieces:
        if skipped >= len(piece):
            skipped -= len(piece)
            continue
        text, place = rest + piece[skipped:], 0
        skipped = 0
        while place + 16 <= len(text):
            kind, size, body = _head(text, place)
            yield kind, text[body : body + 4]
            place = body + size
        skipped, rest = (place - len(text), b"") if place > len(text) else (0, text[place:])
    place = 0
    while place < len(rest):
        kind, size, body = _head(rest, place)
        yield kind, rest[body : body + 4]
        place = body + size


def _head(text: bytes, place: int) -> tuple[int, int, int]:
    kind = text[place]
    place += 1
    if kind & 0x80 and place < len(text):
        kind = (kind & 0x7F) | (text[place] & 0x7F) << 7
        place += 1
    size = shift = 0
    while place < len(text) and shift < 28:
        byte = text[place]
        place += 1
        size |= (byte & 0x7F) << shift
        shift += 7
        if not byte & 0x80:
            break
    return kind, size, place
