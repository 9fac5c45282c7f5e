"""The second look at xlsx and xlsm: how far a sheet reaches, and what the fast reader does not show."""

import posixpath
import re
from collections.abc import Iterator
from functools import cached_property

from minsheng_funds.reading.containers.archive import Archive, Entry, unsafe
from minsheng_funds.reading.containers.cells import column_of
from minsheng_funds.reading.containers.marks import Marks
from minsheng_funds.reading.containers.number_formats import telling
from minsheng_funds.reading.containers.sheet_scan import Extent, Irregular, Scan, Seen, check_extent, measure
from minsheng_funds.reading.containers.xml import elements
from minsheng_funds.reading.sheets import Blind, Look, Merged, NumberFormat, Unusable
from minsheng_funds.settings import Limits

_WORKBOOK, _PACKAGE, _STYLES = "xl/workbook.xml", "_rels/.rels", "styles.xml"
_DECLARED = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_ENCODING = re.compile(rb"""^\s*<\?xml[^>]*encoding\s*=\s*["']([\w.-]+)["']""")
_BYTE_ORDER_MARK = b"\xef\xbb\xbf"
_MARK_OF_A_SHEET = b"sheetData"
_ROWS_OF_EXCEL = 1_048_576
_BUILT_IN_PERCENTS = {"9": "0%", "10": "0.00%"}
"""The formats that every workbook has without naming them, of those that tell something."""


class Xlsx:
    """A workbook whose parts have all been looked through. Raises `Unusable` where a limit or a rule is broken."""

    def __init__(self, archive: Archive, limits: Limits) -> None:
        self._archive, self._limits = archive, limits
        by_path = {_plain(name): entry for name, entry in archive.entries.items()}
        place = _workbook_place(self._part(by_path, _PACKAGE))
        self._folder, name = posixpath.split(place)
        workbook = list(elements(self._part(by_path, place), place))
        relations = list(elements(self._part(by_path, f"{self._folder}/_rels/{name}.rels"), f"{name}.rels"))
        self._recalculated = any(
            found.name == "calcPr" and found.attributes.get("fullCalcOnLoad") in ("1", "true") for found in workbook
        )
        self.days_from_1904 = any(
            found.name == "workbookPr" and found.attributes.get("date1904") in ("1", "true") for found in workbook
        )
        targets: dict[str, list[str]] = {}
        for found in relations:
            if found.name == "Relationship":
                part = _target(found.attributes.get("Target", ""), self._folder)
                targets.setdefault(found.attributes.get("Id", ""), []).append(part)
        self._paths = {
            found.attributes.get("name", ""): targets.get(found.attributes.get("id", ""), [""])[-1]
            for found in workbook
            if found.name == "sheet" and found.parent == "sheets"
        }
        self.seen: dict[str, Seen] = {}
        listed = {path for paths in targets.values() for path in paths if "sheet" in path}
        for path, entry in by_path.items():
            if path in listed or self._holds_sheet(entry):
                self.seen[path] = self._look_through(entry)

    def _part(self, by_path: dict[str, Entry], path: str) -> bytes:
        entry = by_path.get(path)
        return self._archive.read(entry.name) if entry is not None else b""

    def _holds_sheet(self, entry: Entry) -> bool:
        """Whether a part that the workbook does not list among its sheets may be read as one all the same."""
        end = b""
        found = False
        for piece in checked(self._archive, entry):
            found = found or _MARK_OF_A_SHEET in end + piece[:20] or _MARK_OF_A_SHEET in piece
            end = piece[-20:]
        return found

    def _look_through(self, entry: Entry) -> Seen:
        scan, before = Scan(recalculated=self._recalculated), self._archive.inflated
        try:
            for piece in checked(self._archive, entry):
                scan.feed(piece)
            seen = scan.finish()
            extent = Extent(seen.rows, seen.columns, 0)
            limits = self._limits
            fits = extent.rows <= limits.rows and extent.columns <= limits.columns
            if not fits or extent.rows * extent.columns > limits.blank_cells:
                extent = measure(self._archive.again(entry))
        except Irregular:
            from minsheng_funds.reading.containers.sheet_parse import Parse

            parse = Parse(entry.name, recalculated=self._recalculated)
            self._archive.inflated = before
            for piece in self._archive.pieces(entry):
                parse.feed(piece)
            seen, extent = parse.finish()
        check_extent(extent, self._limits, entry.name)
        check_merged(seen.merged, entry.name)
        if seen.interrupted:
            raise unsafe(f"a comment inside a value in {entry.name}")
        if seen.fault:
            raise Unusable("broken", f"{entry.name}: {seen.fault}")
        return seen

    def look(self, sheet: str) -> Look:
        """What was seen of a sheet."""
        path = self._paths.get(sheet, "")
        seen = self.seen.get(path)
        return XlsxLook(self, path, seen) if seen is not None else Blind()

    def merged(self, sheet: str) -> tuple[Merged, ...]:
        """The merged ranges of a sheet."""
        seen = self.seen.get(self._paths.get(sheet, ""))
        return tuple(seen.merged) if seen is not None else ()

    @cached_property
    def formats(self) -> dict[int, NumberFormat]:
        """The styles (by their number) whose number format scales or names a unit."""
        codes = {number: NumberFormat(code, percent=True) for number, code in _BUILT_IN_PERCENTS.items()}
        styles: dict[int, NumberFormat] = {}
        number = 0
        wanted = f"{self._folder}/{_STYLES}"
        path = next((name for name in self._archive.entries if _plain(name) == wanted), "")
        for found in elements(self._archive.read(path), wanted):
            if found.name == "numFmt" and found.parent == "numFmts":
                told = telling(found.attributes.get("formatCode", ""))
                if told is not None:
                    codes[found.attributes.get("numFmtId", "")] = told
            elif found.name == "xf" and found.parent == "cellXfs":
                told = codes.get(found.attributes.get("numFmtId", ""))
                if told is not None:
                    styles[number] = told
                number += 1
        return styles

    def styled(self, path: str) -> tuple[Marks, list[NumberFormat]]:
        """The cells of a sheet in telling styles, as places in the list of formats, from 1."""
        marks = Marks()
        formats = list(dict.fromkeys(self.formats.values()))[:255]
        numbers = {style: formats.index(found) + 1 for style, found in self.formats.items() if found in formats}
        entry = next(entry for name, entry in self._archive.entries.items() if _plain(name) == path)
        rest = b""
        for piece in self._archive.again(entry):
            text = rest + piece
            cut = text.rfind(b"<")
            for tag in _STYLED.finditer(text, 0, cut):
                place = _ADDRESS.search(tag.group())
                mark = numbers.get(int(tag.group(1)))
                if place is not None and mark:
                    marks.put(int(place.group(2)), column_of(place.group(1)), mark)
            rest = text[cut:]
        return marks, formats


_STYLED = re.compile(rb"<(?:\w+:)?c\s[^<>]*?\bs\s*=\s*[\"'](\d+)[\"'][^<>]*>")
_ADDRESS = re.compile(rb"\sr\s*=\s*[\"']([A-Z]+)(\d+)[\"']")


class XlsxLook(Look):
    """What was seen of one sheet."""

    def __init__(self, workbook: Xlsx, path: str, seen: Seen) -> None:
        self._workbook, self._path, self._seen = workbook, path, seen
        self.days_from_1904 = workbook.days_from_1904
        self.hidden_rows = seen.hidden_rows
        self.hidden_columns = seen.hidden_columns

    @property
    def has_broken(self) -> bool:
        """Whether any cell of the sheet is broken."""
        return bool(self._seen.broken)

    def is_broken(self, row: int, column: int) -> bool:
        """Whether a cell holds an error, a formula never computed, or a 0 that is still to be computed."""
        return self._seen.broken.at(row, column) > 0

    @property
    def has_formats(self) -> bool:
        """Whether any cell of the workbook may have a telling format."""
        return bool(self._workbook.formats)

    @cached_property
    def _styled(self) -> tuple[Marks, list[NumberFormat]]:
        return self._workbook.styled(self._path)

    def formats_in(self, column: int) -> bool:
        """Whether any cell of a column has a telling number format."""
        return self.has_formats and self._styled[0].any_in(column)

    def format_of(self, row: int, column: int) -> NumberFormat | None:
        """The telling number format of a cell."""
        if not self.has_formats:
            return None
        marks, formats = self._styled
        mark = marks.at(row, column)
        return formats[mark - 1] if mark else None


_STATED_COUNT = re.compile(rb"""\s(unique)?[cC]ount\s*=\s*["'](\d{1,20})["']""")
_MOST_REFERENCES = 200_000_000
"""A part that claims to hold more texts than bytes, or to be referred to more often than any sheet could."""


def checked(archive: Archive, entry: Entry) -> Iterator[bytes]:
    """The pieces of a part; one of XML must be UTF-8 and declare no entities."""
    first = True
    for piece in archive.pieces(entry):
        if first:
            _check_head(piece[:4096], entry.name, entry.size)
            first = False
        yield piece


def _check_head(head: bytes, name: str, size: int) -> None:
    is_xml = name.lower().endswith((".xml", ".rels", ".vml"))
    text = head.removeprefix(_BYTE_ORDER_MARK)
    if is_xml and b"\x00" in head:
        raise unsafe(f"{name} is not in UTF-8")
    if not text.lstrip().startswith(b"<"):
        return
    encoding = _ENCODING.match(text)
    if encoding is not None and encoding.group(1).lower() not in (b"utf-8", b"utf8", b"us-ascii", b"ascii"):
        raise unsafe(f"{name} is in {encoding.group(1).decode()}")
    stated = _STATED_COUNT.findall(head[:2048]) if b"<sst" in head or b":sst" in head else ()
    if any(int(number) > (max(size, 1_000) if unique else _MOST_REFERENCES) for unique, number in stated):
        raise unsafe(f"{name} states more texts than it can hold")
    if _DECLARED.search(head):
        raise unsafe(f"DOCTYPE in {name}")


def check_merged(merged: list[Merged], where: str) -> None:
    """Merged ranges that overlap: no program writes them, and reading them would never end."""
    heights: dict[int, int] = {}
    for (top, left), (bottom, _) in merged:
        heights[left] = heights.get(left, 0) + bottom - top + 1
        if heights[left] > _ROWS_OF_EXCEL:
            raise unsafe(f"merged ranges overlap in {where}")


def _plain(name: str) -> str:
    return name.replace("\\", "/").lstrip("/").lower()


def _workbook_place(relations: bytes) -> str:
    """Where the package says that its workbook is."""
    for found in elements(relations, _PACKAGE):
        if found.attributes.get("Type", "").endswith("/officeDocument"):
            return _plain(found.attributes.get("Target", ""))
    return _WORKBOOK


def _target(target: str, folder: str) -> str:
    """Where a relationship of the workbook leads."""
    path = _plain(target)
    if not target.startswith(("/", "\\")) and not path.startswith(f"{folder}/"):
        path = posixpath.normpath(f"{folder}/{path}")
    return path
