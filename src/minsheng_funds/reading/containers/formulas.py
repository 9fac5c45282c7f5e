"""Which cells of an xlsx sheet hold an error or a formula without a value: the fast reader shows both as blank.

Only asked where a cell of money is blank, and then only where the sheet's text has a mark of such a cell at all,
so that an ordinary workbook never pays for it.
"""

import io
import re
import zipfile

_SHEET = re.compile(rb"<(?:\w+:)?sheet\s[^>]*?>")
_RELATIONSHIP = re.compile(rb"<(?:\w+:)?Relationship\s[^>]*?>")
_CELL = re.compile(rb"<(?:\w+:)?c\s([^>]*?)(?:/>|>(.*?)</(?:\w+:)?c>)", re.DOTALL)
_ATTRIBUTE = re.compile(rb"""([\w:]+)\s*=\s*(?:"([^"]*)"|'([^']*)')""")
_VALUE = re.compile(rb"<(?:\w+:)?v[^>/]*>[^<]")
_FORMULA = re.compile(rb"<(?:\w+:)?f[\s>/]")
_ADDRESS = re.compile(rb"([A-Z]+)(\d+)")

Place = tuple[int, int]


def broken_cells(content: bytes, sheet: str) -> frozenset[Place] | None:
    """The (row from 1, column from 0) of such cells, or None where the format does not show them (xls, xlsb)."""
    if not content.startswith(b"PK"):
        return None
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        names = set(archive.namelist())
        if "xl/workbook.bin" in names:
            return None
        if "xl/workbook.xml" not in names:
            return frozenset()  # ods keeps the words of an error, which are read as text
        path = _path(archive, sheet)
        text = archive.read(path) if path in names else b""
    if b't="e"' not in text and b"<f" not in text and b":f" not in text:
        return frozenset()
    found = set()
    for match in _CELL.finditer(text):
        head, inner = match.group(1), match.group(2) or b""
        kind = _attributes(head).get(b"t", b"n") if b"t=" in head else b"n"
        if kind == b"e" or (kind == b"n" and _FORMULA.search(inner) and not _VALUE.search(inner)):
            found.add(_place(_attributes(head).get(b"r", b"")))
    return frozenset(found)


def _path(archive: zipfile.ZipFile, sheet: str) -> str:
    """Where the sheet of that name is kept in the workbook."""
    from html import unescape

    identity = ""
    for match in _SHEET.finditer(archive.read("xl/workbook.xml")):
        attributes = _attributes(match.group())
        if unescape(attributes.get(b"name", b"").decode()) == sheet:
            identity = next((value.decode() for key, value in attributes.items() if key.endswith(b":id")), "")
    for match in _RELATIONSHIP.finditer(archive.read("xl/_rels/workbook.xml.rels")):
        attributes = _attributes(match.group())
        if attributes.get(b"Id", b"").decode() == identity:
            target = attributes.get(b"Target", b"").decode()
            return target.removeprefix("/") if target.startswith("/") else f"xl/{target}"
    return ""


def _attributes(tag: bytes) -> dict[bytes, bytes]:
    return {key: double or single for key, double, single in _ATTRIBUTE.findall(tag)}


def _place(address: bytes) -> Place:
    match = _ADDRESS.fullmatch(address)
    if match is None:
        return (0, 0)
    column = 0
    for letter in match.group(1):
        column = column * 26 + letter - 64
    return (int(match.group(2)), column - 1)
