"""The chains of sectors in an OLE file (.xls, .et): one that runs in a ring makes a reader read it without end."""

import struct
from collections.abc import Iterator, Sequence

from minsheng_funds.reading.sheets import Unusable

_LAST_SECTOR = 0xFFFFFFF9
"""Larger numbers are no sectors but marks: free, end of chain, part of the tables themselves."""
_IN_HEADER = 109
"""How many sectors of the allocation table the header itself names."""
_ENTRY, _STREAM, _ROOT, _SMALL = 128, 2, 5, 64
"""The length of a directory entry, the kinds of a stream and of the root, the length of a small sector."""
_WORKBOOK = (b"\x09\x08", b"\x09\x04", b"\x09\x02", b"\x09\x00")


def workbook_streams(content: bytes) -> Iterator[bytes]:
    """Every stream that begins as a workbook does.

    Raises `Unusable` where a chain that a reader follows comes back to a sector that it has passed.
    """
    try:
        size = 1 << struct.unpack_from("<H", content, 30)[0]
        if size not in (512, 4096):
            raise Unusable("broken", "OLE: sector size")
        first_entry, smallest, first_small = struct.unpack_from("<I4xII", content, 48)
        table = _numbers(content, size, _table_sectors(content, size))
        small_table = _numbers(content, size, _chain(first_small, table))
        small = b""
        for sector in _chain(first_entry, table):
            for place in range((sector + 1) * size, (sector + 2) * size, _ENTRY):
                kind, start, length = struct.unpack_from("<66xB49xII", content, place)
                is_small = kind == _STREAM and length < smallest
                chain = _chain(start, small_table if is_small else table) if kind else []
                if kind == _ROOT:
                    small = _joined(content, size, chain, 1)
                found = _joined(small, _SMALL, chain, 0) if is_small else _joined(content, size, chain, 1)
                if kind == _STREAM and found.startswith(_WORKBOOK):
                    yield found
    except struct.error:
        raise Unusable("broken", "OLE: cut short") from None


def _joined(content: bytes, size: int, chain: Sequence[int], header: int) -> bytes:
    """The bytes of a chain of sectors, the first of which stands behind `header` others."""
    return b"".join(content[(sector + header) * size : (sector + header + 1) * size] for sector in chain)


def _table_sectors(content: bytes, size: int) -> list[int]:
    """The sectors of the allocation table: 109 in the header, the others in a chain of their own."""
    sectors = [number for number in struct.unpack_from(f"<{_IN_HEADER}I", content, 76) if number <= _LAST_SECTOR]
    following, seen = struct.unpack_from("<I", content, 68)[0], set()
    while following <= _LAST_SECTOR and (following + 1) * size < len(content):
        if following in seen:
            raise Unusable("broken", "OLE: a chain of sectors runs in a ring")
        seen.add(following)
        *more, following = _numbers(content, size, [following])
        sectors += [number for number in more if number <= _LAST_SECTOR]
    return sectors


def _numbers(content: bytes, size: int, sectors: Sequence[int]) -> list[int]:
    numbers: list[int] = []
    for sector in sectors:
        piece = content[(sector + 1) * size : (sector + 2) * size]
        numbers += struct.unpack(f"<{len(piece) // 4}I", piece[: len(piece) // 4 * 4])
    return numbers


def _chain(first: int, table: Sequence[int]) -> list[int]:
    """The sectors of one chain; it has no more of them than the table has."""
    found = []
    while first < len(table):
        found.append(first)
        if len(found) > len(table):
            raise Unusable("broken", "OLE: a chain of sectors runs in a ring")
        first = table[first]
    return found
