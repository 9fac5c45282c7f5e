"""The zip file of a workbook: parts that are not changed are copied as they are packed, byte for byte.

The workbook has passed the guards of `reading` in the same run (its directory, sizes and ratios): the same bytes
are taken apart here, so that nothing is guarded twice.
"""

import posixpath
import struct
import zlib
from io import BytesIO
from pyexpat import ExpatError, ParserCreate
from typing import NamedTuple
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from minsheng_funds.rendering.annotated.markup import Odd, children, edited, opened, root_of, tags

CONTENT_TYPES = "[Content_Types].xml"
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_LINKS = "http://schemas.openxmlformats.org/package/2006/relationships"
_EMPTY_LINKS = f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<Relationships xmlns="{_LINKS}"/>'.encode()
_LOCAL = struct.Struct("<4s5H3L2H")
_CENTRAL = struct.Struct("<4s6H3L5H2L")
_END = struct.Struct("<4s4H2LH")
_NOT_QUITE_XML = ".vml"
_UTF_8, _MOST_ENTRIES = 0x800, 0xFFFF
_SINCE = 0x21
"""1 January 1980: new parts are dated so, that the same input gives the same copy."""


class Link(NamedTuple):
    """A relationship of a part: its id, what it is, and the part that it leads to (blank where it leads outside)."""

    id: str
    kind: str
    part: str


class Package:
    """A workbook's parts by name. What is written is kept apart until `content` puts the copy together."""

    def __init__(self, content: bytes) -> None:
        self._content = content
        try:
            self._zip = ZipFile(BytesIO(content))
        except (BadZipFile, ValueError, NotImplementedError) as error:
            raise Odd(f"zip: {error}") from None
        self._entries = self._zip.infolist()
        self._names: dict[str, str] = {}
        self._changed: dict[str, bytes] = {}
        for entry in self._entries:
            folded = entry.filename.lower()
            if folded in self._names or "\\" in entry.filename or entry.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
                raise Odd(f"zip: {entry.filename}")
            self._names[folded] = entry.filename

    def name(self, part: str) -> str | None:
        """A part's name as the directory writes it; names are told apart without regard to case."""
        return self._names.get(part.lower())

    def names(self) -> list[str]:
        """The names of all parts."""
        return list(self._names.values())

    def read(self, part: str) -> bytes:
        """A part as it stands now. Raises `Odd` where there is none."""
        name = self.name(part)
        if name is None:
            raise Odd(f"{part}: –")
        if name in self._changed:
            return self._changed[name]
        try:
            return self._zip.read(name)
        except (BadZipFile, zlib.error, EOFError, NotImplementedError) as error:
            raise Odd(f"{part}: {error}") from None

    def write(self, part: str, content: bytes) -> None:
        """Replaces a part, or adds one. Raises `Odd` where it is no XML: the original was none, or not as it looked."""
        if not part.lower().endswith(_NOT_QUITE_XML):
            parser = ParserCreate()
            try:
                parser.Parse(content, True)
            except ExpatError as error:
                raise Odd(f"{part}: {error}") from None
        name = self._names.setdefault(part.lower(), part)
        self._changed[name] = content

    def unused(self, pattern: str) -> str:
        """The first name of this pattern ("xl/comments{}.xml") that no part has."""
        number = 1
        while self.name(pattern.format(number)) is not None:
            number += 1
        return pattern.format(number)

    # --- Relationships and content types ------------------------------------------------------------------

    def links(self, part: str) -> list[Link]:
        """The relationships of a part; "" is the package itself."""
        place = _links_of(part)
        if self.name(place) is None:
            return []
        content = self.read(place)
        root_of(content, place, "Relationships", _LINKS)
        found = []
        for tag in tags(content, place):
            if tag.name == "Relationship" and not tag.closing:
                given = tag.attributes
                target = given.get("Target", "")
                outside = given.get("TargetMode", "").lower() == "external"
                where = "" if outside else _resolved(target, posixpath.dirname(part))
                found.append(Link(given.get("Id", ""), given.get("Type", ""), where))
        return found

    def add_link(self, part: str, kind: str, target: str) -> str:
        """Adds a relationship; gives its id."""
        place, known = _links_of(part), {link.id for link in self.links(part)}
        number = next(n for n in range(1, len(known) + 2) if f"rId{n}" not in known)
        relative = posixpath.relpath(target, posixpath.dirname(part) or ".")
        line = f'Relationship Id="rId{number}" Type="{kind}" Target="{relative}"'
        self.write(place, _appended(self.read(place) if self.name(place) else _EMPTY_LINKS, place, line))
        return f"rId{number}"

    def add_type(self, part: str, kind: str) -> None:
        """Says of what type a part is."""
        line = f'Override PartName="/{part}" ContentType="{kind}"'
        self.write(CONTENT_TYPES, _appended(self.read(CONTENT_TYPES), CONTENT_TYPES, line))

    # --- The copy -----------------------------------------------------------------------------------------

    def content(self) -> bytes:
        """The whole file: parts in their order, new ones at the end."""
        pieces, directory, place = [], [], 0
        new = [ZipInfo(name) for name in self._changed if all(entry.filename != name for entry in self._entries)]
        entries = [*self._entries, *new]
        if len(entries) >= _MOST_ENTRIES:
            raise Odd(f"zip: {len(entries)}")
        for entry in entries:
            head, name, packed, rest = self._packed(entry)
            pieces += [_LOCAL.pack(b"PK\3\4", 20, *head, len(name), 0), name, packed]
            directory.append(_CENTRAL.pack(b"PK\1\2", 20, 20, *head, len(name), 0, 0, 0, 0, rest, place) + name)
            place += _LOCAL.size + len(name) + len(packed)
        listed = b"".join(directory)
        end = _END.pack(b"PK\5\6", 0, 0, len(entries), len(entries), len(listed), place, 0)
        return b"".join((*pieces, listed, end))

    def _packed(self, entry: ZipInfo) -> tuple[tuple[int, ...], bytes, bytes, int]:
        """Of a part: flags, method, time, day, sum and sizes; its name; its bytes as packed; its attributes."""
        changed = self._changed.get(entry.filename)
        utf_8 = entry.flag_bits & _UTF_8 or not entry.filename.isascii()
        name = entry.filename.encode("utf-8" if utf_8 else "ascii")
        flags = _UTF_8 if utf_8 else 0
        if changed is not None:
            packing = zlib.compressobj(6, zlib.DEFLATED, -zlib.MAX_WBITS)
            packed = packing.compress(changed) + packing.flush()
            sizes = (zlib.crc32(changed), len(packed), len(changed))
            return (flags, ZIP_DEFLATED, 0, _SINCE, *sizes), name, packed, 0
        at = entry.header_offset
        if self._content[at : at + 4] != b"PK\3\4":
            raise Odd(f"zip: {entry.filename}")
        name_size, extra_size = struct.unpack_from("<2H", self._content, at + 26)
        begin = at + 30 + name_size + extra_size
        packed = self._content[begin : begin + entry.compress_size]
        year, month, day, hour, minute, second = entry.date_time
        when = (hour << 11 | minute << 5 | second // 2, (year - 1980) << 9 | month << 5 | day)
        head = (flags, entry.compress_type, *when, entry.CRC, entry.compress_size, entry.file_size)
        return head, name, packed, entry.external_attr


def _links_of(part: str) -> str:
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{name}.rels")


def _resolved(target: str, folder: str) -> str:
    """Where a relationship leads, as a part's name."""
    return target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))


def _appended(content: bytes, part: str, line: str) -> bytes:
    """A list with one element more at its end."""
    root = next(tags(content, part))
    prefix = root.prefix.decode() + ":" if root.prefix else ""
    new = f"<{prefix}{line}/>".encode()
    if root.empty:
        close = f"</{prefix}{root.name}>".encode()
        return edited(content, [(root.start, root.end, opened(content[root.start : root.end]) + new + close)])
    end = max((child.end for child in children(content, part, root.end)), default=root.end)
    return edited(content, [(end, end, new)])
