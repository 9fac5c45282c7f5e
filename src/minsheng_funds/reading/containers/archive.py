"""The guard before every zip container: what it holds is counted while it is inflated, never taken on trust.

The directory is read here and not by a library, so that there is one reading of it only: a file whose directory
two programs could understand in two ways is refused. Parts are inflated in pieces; nothing is held as a whole.
"""

import zlib
from collections.abc import Iterator
from typing import NamedTuple

from minsheng_funds.reading.sheets import Unusable
from minsheng_funds.settings import Limits
from minsheng_funds.vocabulary import LIMITS

PIECE = 1 << 18
"""Bytes of a part inflated at a time, about: what a processor's cache holds."""

_AT_ONCE = 1 << 16
_HARMLESS = 8 << 20
"""So many bytes are inflated whatever their ratio."""
_END, _END_64, _LOCATOR_64 = b"PK\x05\x06", b"PK\x06\x06", b"PK\x06\x07"
_ENTRY, _PART = b"PK\x01\x02", b"PK\x03\x04"
_STORED, _DEFLATED = 0, 8
_FULL_16, _FULL_32 = 0xFFFF, 0xFFFFFFFF


class Entry(NamedTuple):
    """One part of the archive as its directory declares it; sizes in bytes, `start` is that of its local header."""

    name: str
    method: int
    packed: int
    size: int
    start: int


def unsafe(detail: str) -> Unusable:
    """The refusal of a file whose build no spreadsheet program writes."""
    return Unusable("unsafe", detail)


def over(limit: str, value: int, met: object, where: str) -> Unusable:
    """The refusal of a file that is larger than a limit of the settings."""
    return Unusable("limit", {"limit": limit, "what": LIMITS[limit], "value": value, "met": met, "where": where})


class Archive:
    """A zip file whose parts are inflated in pieces and counted against the limits."""

    def __init__(self, content: bytes, limits: Limits) -> None:
        self._content, self._limits = content, limits
        self.inflated = 0
        self.entries: dict[str, Entry] = {}
        folded: set[str] = set()
        for entry in _directory(content, limits):
            plain = entry.name.replace("\\", "/").lower()
            if plain in folded or "\0" in plain or ".." in plain.split("/"):
                raise unsafe(f"two parts named {plain!r}" if plain in folded else f"a part named {plain!r}")
            folded.add(plain)
            self.entries[entry.name] = entry

    def read(self, name: str, most: int = 64 << 20) -> bytes:
        """A small part as a whole; blank where there is none."""
        entry = self.entries.get(name)
        if entry is None:
            return b""
        if entry.size > most:
            raise over("inflated_mb", most >> 20, entry.size >> 20, name)
        return b"".join(self.again(entry))

    def again(self, entry: Entry) -> Iterator[bytes]:
        """A part in pieces that is or will be looked through once more: in the sum each part counts once."""
        counted, self.inflated = self.inflated, 0
        yield from self.pieces(entry)
        self.inflated = counted

    def pieces(self, entry: Entry) -> Iterator[bytes]:
        """A part in pieces of a few hundred KB. Raises `Unusable` where there is more than declared or allowed."""
        content, start = memoryview(self._content), entry.start
        if content[start : start + 4] != _PART:
            raise Unusable("broken", entry.name)
        begin = start + 30 + _number(self._content, start + 26, 2) + _number(self._content, start + 28, 2)
        packed = content[begin : begin + entry.packed]
        met = 0
        for piece in _stored(packed) if entry.method == _STORED else _inflated(packed, entry.name):
            met += len(piece)
            self._count(len(piece), entry.name)
            if met > entry.size:
                break
            yield piece
        if met != entry.size or len(packed) != entry.packed:
            raise Unusable("broken", f"{entry.name}: {met} ≠ {entry.size} bytes")

    def _count(self, size: int, name: str) -> None:
        self.inflated += size
        if self.inflated > self._limits.inflated_mb << 20:
            raise over("inflated_mb", self._limits.inflated_mb, f"> {self._limits.inflated_mb}", name)
        if self.inflated > max(_HARMLESS, self._limits.ratio * len(self._content)):
            raise over("ratio", self._limits.ratio, f"> {self._limits.ratio}", name)


def _stored(packed: memoryview) -> Iterator[bytes]:
    for place in range(0, len(packed), PIECE):
        yield bytes(packed[place : place + PIECE])


def _inflated(packed: memoryview, name: str) -> Iterator[bytes]:
    machine = zlib.decompressobj(-zlib.MAX_WBITS)
    place, rest = 0, b""
    try:
        while not machine.eof and (rest or place < len(packed)):
            if rest:
                piece = machine.decompress(rest, PIECE)
            else:
                piece = machine.decompress(packed[place : place + _AT_ONCE], PIECE)
                place += _AT_ONCE
            rest = machine.unconsumed_tail
            if piece:
                yield piece
        while not machine.eof and (piece := machine.decompress(b"", PIECE)):
            yield piece
    except zlib.error as error:
        raise Unusable("broken", f"{name}: {error}") from None
    if not machine.eof:
        raise Unusable("broken", f"{name}: cut short")


def _number(content: bytes, place: int, size: int) -> int:
    return int.from_bytes(content[place : place + size], "little")


def _directory(content: bytes, limits: Limits) -> Iterator[Entry]:
    """The entries of the only directory that the file has."""
    place, end = _bounds(content)
    if content.count(_ENTRY, place, end) > limits.entries:
        raise over("entries", limits.entries, content.count(_ENTRY, place, end), "zip")
    while place < end:
        if content[place : place + 4] != _ENTRY or place + 46 > end:
            raise Unusable("broken", "zip directory")
        flags, method = _number(content, place + 8, 2), _number(content, place + 10, 2)
        packed, size, start = (_number(content, place + at, 4) for at in (20, 24, 42))
        name_size, extra_size, comment_size = (_number(content, place + at, 2) for at in (28, 30, 32))
        raw = content[place + 46 : place + 46 + name_size]
        extra = content[place + 46 + name_size : place + 46 + name_size + extra_size]
        name = raw.decode("utf-8" if flags & 0x800 else "cp437", "replace")
        if flags & 1:
            raise Unusable("password", "")
        if method not in (_STORED, _DEFLATED):
            raise unsafe(f"compression method {method} in {name}")
        if _FULL_32 in (packed, size, start):
            size, packed, start = _wide(extra, size, packed, start)
        yield Entry(name, method, packed, size, start)
        place += 46 + name_size + extra_size + comment_size


def _wide(extra: bytes, size: int, packed: int, start: int) -> tuple[int, int, int]:
    """The 64-bit numbers of an entry, for those that its directory leaves to the extra field (id 1)."""
    while len(extra) >= 4:
        kind, length = _number(extra, 0, 2), _number(extra, 2, 2)
        if kind == 1:
            numbers = iter(_number(extra, 4 + at, 8) for at in range(0, length - 7, 8))
            return (
                next(numbers, size) if size == _FULL_32 else size,
                next(numbers, packed) if packed == _FULL_32 else packed,
                next(numbers, start) if start == _FULL_32 else start,
            )
        extra = extra[4 + length :]
    return size, packed, start


def _bounds(content: bytes) -> tuple[int, int]:
    """Where the directory begins and ends. Raises where there is none, or where there may be two."""
    found = list(_candidates(content))
    if not found or found[0] is None:
        raise Unusable("broken", "zip directory")  # the last mark must be the one that counts
    if len({bounds for bounds in found if bounds is not None}) > 1:
        raise unsafe("two zip directories")
    return found[0]


def _candidates(content: bytes) -> Iterator[tuple[int, int] | None]:
    """For every mark of an end, the directory that it speaks of, if there is one right before it."""
    mark = content.rfind(_END)
    while mark >= 0:
        size, begin, end = _number(content, mark + 12, 4), _number(content, mark + 16, 4), mark
        locator = mark - 20
        if locator >= 0 and content[locator : locator + 4] == _LOCATOR_64:
            end = _number(content, locator + 8, 8)
            wide_size, wide_begin = _number(content, end + 40, 8), _number(content, end + 48, 8)
            if content[end : end + 4] != _END_64 or begin not in (_FULL_32, wide_begin):
                raise unsafe("two zip directories")
            size, begin = wide_size, wide_begin
        if begin + size == end and content[begin : begin + 4] == _ENTRY:
            yield begin, end
        else:
            yield None
        mark = content.rfind(_END, 0, mark)
