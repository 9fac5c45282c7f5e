"""A worksheet's XML: cells get another style, cells that are not there are added, the drawing of comments is named.

Only what has to change is written anew. Rows are found by their tags alone; the cells of other rows are never read.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property
from typing import NamedTuple

from minsheng_funds.model import column_letter
from minsheng_funds.rendering.annotated.markup import (
    RELATIONS,
    Odd,
    Tag,
    children,
    edited,
    opened,
    pattern_of,
    root_of,
    tag_of,
    tags,
    with_attribute,
)

Place = tuple[int, int]
"""Row from 1, column from 0."""
Edit = tuple[int, int, bytes]

_BEFORE_LEGACY = frozenset(
    (
        *("sheetData", "sheetCalcPr", "sheetProtection", "protectedRanges", "scenarios", "autoFilter", "sortState"),
        *("dataConsolidate", "customSheetViews", "mergeCells", "phoneticPr", "conditionalFormatting"),
        *("dataValidations", "hyperlinks", "printOptions", "pageMargins", "pageSetup", "headerFooter", "rowBreaks"),
        *("colBreaks", "customProperties", "cellWatches", "ignoredErrors", "smartTags", "drawing"),
    )
)
"""What stands before the drawing of comments, as the schema has it."""
_ADDRESS = re.compile(r"\$?([A-Z]{1,3})\$?([0-9]{1,7})")
_SPAN = re.compile(r"(\d+):(\d+)")
_MARGIN, _DIGIT = 5, 7
"""Pixels of a column beside its characters, and of one character."""


class Row(NamedTuple):
    """A row's tag, and where the row ends; `close` is where its last tag begins."""

    tag: Tag
    close: int
    end: int


class Frame(NamedTuple):
    """How wide columns and how tall rows are, in pixels, where they are not as usual."""

    widths: Mapping[int, int]
    width: int
    heights: Mapping[int, int]
    height: int

    def width_of(self, column: int) -> int:
        """The width of a column, counted from 0."""
        return self.widths.get(column, self.width)

    def height_of(self, row: int) -> int:
        """The height of a row, counted from 1."""
        return self.heights.get(row, self.height)


class SheetXml:
    """One worksheet as it stands. Raises `Odd` for one that is not as spreadsheet programs write it."""

    def __init__(self, content: bytes, part: str) -> None:
        self._content, self._part = content, part
        self._root = root_of(content, part, "worksheet")
        self._prefix = self._root.prefix + b":" if self._root.prefix else b""
        self._data = self._open("sheetData", self._root.end)
        self._data_end = self._data.end
        if not self._data.empty:
            self._data_end = content.find(b"</" + self._prefix + b"sheetData", self._data.end)
            if self._data_end < 0:
                raise Odd(f"{part}: sheetData")
        self._rows = dict(self._each_row())  # in rising order
        self._numbers = list(self._rows)
        self._head = list(tags(content, part, self._root.end, self._data.start))
        after = self._data.start if self._data.empty else self._data_end
        close = content.find(b">", after) + 1
        self._tail = list(children(content, part, close))
        self.merged = tuple(self._each_merged())

    def _open(self, name: str, start: int) -> Tag:
        found = pattern_of(self._root.prefix, name).search(self._content, start)
        if found is None:
            raise Odd(f"{self._part}: {name}")
        return tag_of(found)

    def _each_row(self) -> Iterator[tuple[int, Row]]:
        content, number, reached = self._content, 0, 0
        close = b"</" + self._prefix + b"row>"
        for found in pattern_of(self._root.prefix, "row").finditer(content, self._data.end, self._data_end):
            tag = tag_of(found)
            stated = _NUMBER.search(tag.raw)
            before, number = number, int(stated.group(1)) if stated is not None else number + 1
            end = tag.end if tag.empty else content.find(close, tag.end, self._data_end)
            if number <= before or end < 0 or tag.start < reached:
                raise Odd(f"{self._part}: row {number}")
            reached = end if tag.empty else end + len(close)
            yield number, Row(tag, end, reached)

    def _each_merged(self) -> Iterator[tuple[int, int, int, int]]:
        for child in self._tail:
            if child.tag.name == "mergeCells":
                for tag in tags(self._content, self._part, child.tag.end, child.end):
                    first, _, last = (tag.get("ref") or "").partition(":") if tag.name == "mergeCell" else ("", "", "")
                    if last:
                        yield (*place_of(first, self._part), *place_of(last, self._part))

    # --- What was there before ----------------------------------------------------------------------------

    @property
    def legacy(self) -> str | None:
        """The relationship of the drawing that holds the shapes of comments, where there is one."""
        return next((child.tag.get("id") for child in self._tail if child.tag.name == "legacyDrawing"), None)

    @cached_property
    def frame(self) -> Frame:
        """Widths and heights, so that a comment's box can be drawn as large as its text."""
        widths: dict[int, int] = {}
        width, height = 64, 20
        for tag in self._head:
            if tag.name == "sheetFormatPr":
                width = _pixels(tag.get("defaultColWidth"), width)
                height = _points(tag.get("defaultRowHeight"), height)
        for first, last, tag in self._columns():
            shown = 0 if tag.get("hidden") in ("1", "true") else _pixels(tag.get("width"), width)
            widths.update(dict.fromkeys(range(first, min(last, first + 1_000) + 1), shown))
        heights = {
            number: 0 if _HIDDEN.search(row.tag.raw) else _points(row.tag.get("ht"), height)
            for number, row in self._rows.items()
            if b"ht=" in row.tag.raw or b"hidden" in row.tag.raw
        }
        return Frame(widths, width, heights, height)

    def _columns(self) -> Iterator[tuple[int, int, Tag]]:
        for tag in self._head:
            if tag.name == "col":
                yield int(tag.get("min") or 1) - 1, int(tag.get("max") or 1) - 1, tag

    # --- The edits ----------------------------------------------------------------------------------------

    def marked(self, tones: Mapping[Place, str], style_of: Callable[[int, str], int], legacy: str) -> bytes:
        """The sheet with these cells in other styles and, where it had none, the drawing of comments named."""
        by_row: dict[int, dict[int, str]] = {}
        for (row, column), tone in sorted(tones.items()):
            by_row.setdefault(row, {})[column] = tone
        edits = [edit for row, marks in by_row.items() for edit in self._row(row, marks, style_of)]
        if self._data.empty and edits:  # there was no row at all: all of them are new
            new = b"".join(edit[2] for edit in edits)
            first = opened(self._content[self._data.start : self._data.end])
            edits = [(self._data.start, self._data.end, first + new + b"</" + self._prefix + b"sheetData>")]
        edits += self._dimension(tones)
        if self.legacy is None:
            edits.append(self._named(legacy))
        return edited(self._content, edits)

    def _row(self, number: int, marks: Mapping[int, str], style_of: Callable[[int, str], int]) -> Iterator[Edit]:
        row = self._rows.get(number)
        if row is None:
            cells = b"".join(
                self._cell(number, at, style_of(self._column_style(at), tone)) for at, tone in marks.items()
            )
            place = self._place_of_row(number)
            name = self._prefix + b"row"
            yield place, place, b"<" + name + f' r="{number}">'.encode() + cells + b"</" + name + b">"
            return
        known = dict(self._cells(number, row))
        order, added = list(known), b""
        for column, tone in marks.items():
            tag = known.get(column)
            if tag is not None:
                style = style_of(int(tag.get("s") or 0), tone)
                yield tag.start, tag.end, with_attribute(self._content[tag.start : tag.end], "s", style)
                continue
            cell = self._cell(number, column, style_of(self._blank_style(row, column), tone))
            after = bisect_left(order, column)
            if after < len(order):
                yield known[order[after]].start, known[order[after]].start, cell
            else:
                added += cell
        yield from self._row_ends(row, marks, added)

    def _row_ends(self, row: Row, marks: Mapping[int, str], added: bytes) -> Iterator[Edit]:
        """What changes of the row's own tags: cells behind its last one, and how far it says that it reaches."""
        tag = row.tag
        first = self._content[tag.start : tag.end]
        span = _SPAN.fullmatch(tag.get("spans") or "")
        if span is not None:
            low, high = min(int(span[1]), *(c + 1 for c in marks)), max(int(span[2]), *(c + 1 for c in marks))
            first = with_attribute(first, "spans", f"{low}:{high}") if f"{low}:{high}" != span[0] else first
        if added and tag.empty:
            yield tag.start, tag.end, opened(first) + added + b"</" + self._prefix + b"row>"
            return
        if first != self._content[tag.start : tag.end]:
            yield tag.start, tag.end, first
        if added:
            yield row.close, row.close, added

    def _cells(self, number: int, row: Row) -> Iterator[tuple[int, Tag]]:
        column = -1
        for found in pattern_of(self._root.prefix, "c").finditer(self._content, row.tag.end, row.close):
            tag = tag_of(found)
            stated, before = tag.get("r"), column
            if stated is None:
                column += 1
            else:
                at, column = place_of(stated, self._part)
                if at != number:
                    raise Odd(f"{self._part}: {stated}")
            if column <= before:
                raise Odd(f"{self._part}: {stated}")
            yield column, tag

    def _cell(self, row: int, column: int, style: int) -> bytes:
        return b"<" + self._prefix + f'c r="{column_letter(column)}{row}" s="{style}"/>'.encode()

    def _blank_style(self, row: Row, column: int) -> int:
        """How a cell looks that is not there: as its row, else as its column."""
        if row.tag.get("customFormat") in ("1", "true"):
            return int(row.tag.get("s") or 0)
        return self._column_style(column)

    def _column_style(self, column: int) -> int:
        return next((int(tag.get("style") or 0) for first, last, tag in self._columns() if first <= column <= last), 0)

    def _place_of_row(self, number: int) -> int:
        at = bisect_right(self._numbers, number)
        return self._rows[self._numbers[at]].tag.start if at < len(self._numbers) else self._data_end

    def _dimension(self, places: Iterable[Place]) -> Iterator[Edit]:
        """The range that the sheet says it fills, where new cells lie outside of it."""
        tag = next((tag for tag in self._head if tag.name == "dimension" and not tag.closing), None)
        if tag is None:
            return
        first, _, last = (tag.get("ref") or "").partition(":")
        top, left = place_of(first, self._part)
        bottom, right = place_of(last or first, self._part)
        rows, columns = zip(*places, strict=True)
        low = f"{column_letter(min(left, *columns))}{min(top, *rows)}"
        high = f"{column_letter(max(right, *columns))}{max(bottom, *rows)}"
        new = low if low == high else f"{low}:{high}"
        if new != (tag.get("ref") or "") and (low, high) != (first, last or first):
            yield tag.start, tag.end, with_attribute(self._content[tag.start : tag.end], "ref", new)

    def _named(self, relation: str) -> Edit:
        """The element that names the drawing, behind all that the schema puts before it."""
        before = [child.end for child in self._tail if child.tag.name in _BEFORE_LEGACY]
        after = self._data.end if self._data.empty else self._content.find(b">", self._data_end) + 1
        place = before[-1] if before else after
        declared = (key.partition(":")[2] for key, value in self._root.attributes.items() if value == RELATIONS)
        prefix = next((found for found in declared if found), "")
        spaces = "" if prefix else f' xmlns:r="{RELATIONS}"'
        element = f'legacyDrawing{spaces} {prefix or "r"}:id="{relation}"/>'
        return place, place, b"<" + self._prefix + element.encode()


_NUMBER = re.compile(rb"\sr\s*=\s*[\"'](\d+)[\"']")
_HIDDEN = re.compile(rb"\shidden\s*=\s*[\"'](?:1|true)[\"']")


def place_of(address: str, part: str) -> Place:
    """Row and column of an address (F12)."""
    found = _ADDRESS.fullmatch(address)
    if found is None:
        raise Odd(f"{part}: {address}")
    column = 0
    for letter in found.group(1):
        column = column * 26 + ord(letter) - 64
    return int(found.group(2)), column - 1


def _pixels(width: str | None, usual: int) -> int:
    try:
        return int(float(width) * _DIGIT) + _MARGIN if width else usual
    except ValueError:
        return usual


def _points(height: str | None, usual: int) -> int:
    try:
        return int(float(height) * 4 / 3) if height else usual
    except ValueError:
        return usual
