"""Parts of a workbook as bytes: tags found and changed in place, so that what stands beside them stays as it is."""

import re
from collections.abc import Iterable, Iterator
from html import unescape
from typing import NamedTuple
from xml.sax.saxutils import escape

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
STRICT = "http://purl.oclc.org/ooxml/"

_TAG = re.compile(
    rb"<(/?)(?:([A-Za-z_][\w.-]*):)?([A-Za-z_][\w.-]*)"
    rb"((?:\s+[\w:.-]+\s*=\s*(?:\"[^\"<]*\"|'[^'<]*'))*)\s*(/?)>"
)
_ATTRIBUTE = re.compile(rb"([\w:.-]+)\s*=\s*(?:\"([^\"<]*)\"|'([^'<]*)')")
_DECLARATION = re.compile(rb"^(?:\xef\xbb\xbf)?\s*<\?xml[^>]*\?>")
_ENCODING = re.compile(rb"encoding\s*=\s*[\"']([\w.-]+)[\"']")
_LIKE_ESCAPES = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")


class Odd(Exception):
    """A part that is not written as spreadsheet programs write it; says which, and what is odd."""


class Tag(NamedTuple):
    """One tag where it stands. `prefix` and `name` are those of the element; `raw` its attributes as written."""

    start: int
    end: int
    closing: bool
    prefix: bytes
    name: str
    raw: bytes
    empty: bool

    @property
    def attributes(self) -> dict[str, str]:
        """Its attributes by their names as written."""
        found = _ATTRIBUTE.findall(self.raw)
        return {key.decode(): unescape((double or single).decode("utf-8")) for key, double, single in found}

    def get(self, name: str) -> str | None:
        """An attribute by its name without prefix."""
        return next((value for key, value in self.attributes.items() if key.rpartition(":")[2] == name), None)


class Child(NamedTuple):
    """An element on one level: its first tag, and where it ends."""

    tag: Tag
    end: int


def refuse_odd(content: bytes, part: str) -> None:
    """XML in UTF-8 without comments, CDATA, DOCTYPE or instructions: then "<" always begins a tag."""
    declaration = _DECLARATION.match(content)
    encoding = _ENCODING.search(declaration.group()) if declaration is not None else None
    if encoding is not None and encoding.group(1).lower() not in (b"utf-8", b"utf8", b"us-ascii", b"ascii"):
        raise Odd(f"{part}: {encoding.group(1).decode()}")
    begin = declaration.end() if declaration is not None else 0
    for mark in (b"<!", b"<?", b"\x00"):
        if content.find(mark, begin) >= 0:
            raise Odd(f"{part}: {mark.decode()!r}")


def tags(content: bytes, part: str, start: int = 0, end: int | None = None) -> Iterator[Tag]:
    """Every tag in order; raises `Odd` where a "<" begins none."""
    last = len(content) if end is None else end
    declaration = _DECLARATION.match(content) if start == 0 else None
    place = declaration.end() if declaration is not None else start
    while (place := content.find(b"<", place, last)) >= 0:
        found = _TAG.match(content, place, last)
        if found is None:
            raise Odd(f"{part}: {content[place : place + 40]!r}")
        yield tag_of(found)
        place = found.end()


def tag_of(found: re.Match[bytes]) -> Tag:
    """A match as a tag."""
    closing, prefix, name, raw, empty = found.groups()
    return Tag(found.start(), found.end(), bool(closing), prefix or b"", name.decode(), raw, bool(empty))


def pattern_of(prefix: bytes, name: str) -> re.Pattern[bytes]:
    """What finds the opening tags of one element, in a part that `refuse_odd` has let pass."""
    start = rb"<()(" + re.escape(prefix) + rb"):" if prefix else rb"<()()"
    rest = rb"((?:\s+[\w:.-]+\s*=\s*(?:\"[^\"<]*\"|'[^'<]*'))*)\s*(/?)>"
    return re.compile(start + rb"(" + name.encode() + rb")(?![\w.:-])" + rest)


def root_of(content: bytes, part: str, name: str, namespace: str = MAIN) -> Tag:
    """The first tag; raises `Odd` where it is another element, or of another namespace."""
    refuse_odd(content, part)
    root = next(tags(content, part), None)
    if root is None or root.name != name or root.closing:
        raise Odd(f"{part}: {root.name if root is not None else ''}")
    declared = root.attributes.get(f"xmlns:{root.prefix.decode()}" if root.prefix else "xmlns")
    if declared != namespace:
        raise Odd(f"{part}: xmlns = {declared}")
    return root


def children(content: bytes, part: str, start: int, end: int | None = None) -> Iterator[Child]:
    """The elements of one level from a place on, up to the tag that closes their parent."""
    depth, first = 0, None
    for tag in tags(content, part, start, end):
        if tag.closing:
            depth -= 1
            if depth < 0:
                return
        elif depth == 0:
            first = tag
        if not tag.closing and not tag.empty:
            depth += 1
        elif depth == 0 and first is not None:
            yield Child(first, tag.end)


def with_attribute(tag: bytes, name: str, value: object) -> bytes:
    """A tag's bytes with an attribute set; it replaces one of that name."""
    new = f'{name}="{value}"'.encode()
    for found in _ATTRIBUTE.finditer(tag):
        if found.group(1) == name.encode():
            return tag[: found.start()] + new + tag[found.end() :]
    end = len(tag) - (2 if tag.endswith(b"/>") else 1)
    return tag[:end].rstrip() + b" " + new + tag[end:]


def opened(tag: bytes) -> bytes:
    """An empty element's tag as one that opens it."""
    return tag[:-2].rstrip() + b">" if tag.endswith(b"/>") else tag


def edited(content: bytes, edits: Iterable[tuple[int, int, bytes]]) -> bytes:
    """The content with pieces (from, to) replaced; several at one place stand in the order given."""
    pieces, place = [], 0
    for start, end, new in sorted(edits, key=lambda edit: edit[:2]):
        if start < place:
            raise AssertionError("two edits of one place")
        pieces += [content[place:start], new]
        place = end
    return b"".join((*pieces, content[place:]))


def text_of(text: str) -> str:
    """Text for an element of a workbook: what looks like an escape of its own (_x0041_) stays what it is."""
    return escape(_LIKE_ESCAPES.sub("_x005F_", text))
