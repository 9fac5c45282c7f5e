"""One quick look through a sheet's own XML, before any library parses it, and what is seen on the way.

The library keeps a sheet as one dense grid, so a file of 5 KB with a value in XFD1048576 would end the process: how
far the values reach is found out first. The same look gathers what the library never shows: error cells, formulas
without a value, hidden rows and columns, merged ranges.

Ordinary rows (what Excel, WPS, LibreOffice, openpyxl, POI write) are passed over by one regular expression that
matches nothing else, each cell once and from left to right. A row with something of interest is understood one cell
at a time. A part that is written otherwise goes through a real parser (`sheet_parse`), which sees the same.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from minsheng_funds.reading.containers.archive import over, unsafe
from minsheng_funds.reading.containers.cells import Order, column_of, is_broken
from minsheng_funds.reading.containers.marks import Marks
from minsheng_funds.reading.sheets import Merged
from minsheng_funds.settings import Limits

_NARROW, _WIDE = 11, 26
"""Rows up to column K, or Z, are passed over as a whole; the cells of wider ones are counted out in runs."""
_ATTRIBUTE = re.compile(rb'([\w:]+)\s*=\s*"([^"]*)"')
_BEGIN = re.compile(rb"<((?:[\w.-]+:)?)sheetData\s*(/?)>")
_REFERENCE = rb"\$?([A-Z]{1,3})\$?(\d{1,7}):\$?([A-Z]{1,3})\$?(\d{1,7})"
_MERGED = re.compile(rb"<(?:[\w.-]+:)?mergeCell\s+ref\s*=\s*[\"']" + _REFERENCE + rb"[\"']")
_LONGEST_TAG = 256
"""Bytes of a merged range's tag that may wait for the next piece."""
_RANGE = re.compile(_REFERENCE)
_ADDRESSES = re.compile(rb'c r="([A-Z]{1,3})(\d{1,7})"')
_GAP = re.compile(rb"\s*")
_HIDDEN_COLUMN = re.compile(rb"<(?:[\w.-]+:)?col\s[^<>]*hidden[^<>]*>")
_MOST_COLUMNS = 16_384
_LONGEST = 4 << 20
"""The longest head of a sheet, or single cell, that is looked at in this way."""


class Irregular(Exception):
    """The part is not written as spreadsheet programs do: a real parser must look."""


class Seen:
    """What a look through a sheet has seen. Rows count from 1, columns from 0."""

    def __init__(self) -> None:
        self.broken = Marks()
        self.hidden_rows: list[int] = []
        self.hidden_columns: list[int] = []
        self.merged: list[Merged] = []
        self.interrupted = False
        """Whether a comment, an instruction or CDATA stands inside a value."""
        self.fault = ""
        """What no spreadsheet program writes: cells out of order, two values in one."""
        self.columns = self.rows = self.values = 0
        """How far values reach at most, and how many there are at least."""

    def hide(self, columns: range) -> None:
        """Notes hidden columns. Raises `Unusable` where more are named than a sheet can have."""
        if len(self.hidden_columns) + len(columns) > _MOST_COLUMNS:
            raise unsafe("columns are hidden twice")
        self.hidden_columns += columns


class Extent(NamedTuple):
    """How far the values of a sheet reach, and how many they are."""

    rows: int
    columns: int
    values: int


def is_true(value: bytes | str) -> bool:
    """Whether an attribute says yes."""
    return value in (b"1", b"true", "1", "true")


class Style(NamedTuple):
    """How a sheet's elements are written: the prefix of their names (`x:`), and whether white space parts them."""

    prefix: bytes = b""
    spaced: bool = False


class Patterns(NamedTuple):
    """Pieces of a row in a style: its beginning (number, attributes, slash), runs of cells, one cell of any kind."""

    row: re.Pattern[bytes]
    blanks: re.Pattern[bytes]
    run: re.Pattern[bytes]
    cell: re.Pattern[bytes]
    end_of_row: re.Pattern[bytes]
    end_of_data: re.Pattern[bytes]
    end_of_cell: bytes


def _row_pattern(prefix: bytes) -> bytes:
    """The beginning of a row: its number and its attributes."""
    return rb"<" + prefix + rb'row r="(\d{1,7}+)"((?: (?!r=)[\w:]++="[^"<>]*+")*+) ?+'


def _cell_pattern(style: Style, address: bytes, *, recalculated: bool) -> bytes:
    """One ordinary cell: blank, a value, a text, a formula with its value.

    Everything is possessive: ordinary text has one reading only, and remembering others takes half the time.
    """
    p, gap = re.escape(style.prefix), rb"\s*+" if style.spaced else b""
    uncomputed = rb"(?!<" + p + rb"v>-?0[.0]*</)" if recalculated else b""
    value = p + rb"v>[^<&]++</" + p + rb"v>" + gap
    style_number = rb'(?: s="\d++")?+'
    return (
        rb"<" + p + rb'c r="' + address + rb'"' + style_number + rb"(?:"
        + rb' t="inlineStr"' + style_number + rb">" + gap
        + rb"<" + p + rb"is>" + gap + rb"<" + p + rb"t[^<]*+</" + p + rb"t>" + gap + rb"</" + p + rb"is>" + gap
        + rb"</" + p + rb"c>"
        + rb'|(?: t="(?:s|n|str|b)"' + style_number + rb")?+>" + gap + rb"<(?:" + value
        + rb"|" + p + rb"f(?: [^<>]*+)?+>(?:[^<]*+</" + p + rb"f>)?+" + gap + uncomputed + rb"<" + value
        + rb")</" + p + rb"c>| ?+/>)" + gap
    )  # fmt: skip


@lru_cache(maxsize=16)
def _patterns(style: Style, recalculated: bool) -> Patterns:
    p = re.escape(style.prefix)
    inside = rb"(?:[^<]+|<(?!/?(?:[^\s/>:]*:)?(?:c|row|sheetData)[\s/>]|[!?])[^<>]*>)*+"
    address = rb'c r="([A-Z]{1,3})(\d{1,7})"((?: (?!r=)[a-z]+="[^"<>]*")*) ?'
    return Patterns(
        re.compile(_row_pattern(p) + rb"(/?)>\s*"),
        re.compile(rb"(?:<" + p + rb'c r="[A-Z]{1,3}+\d{1,7}+"(?: s="\d++")?+ ?+/>' + rb"\s*+)++"),
        re.compile(rb"(?:" + _cell_pattern(style, rb"[A-Z]{1,3}+\d{1,7}+", recalculated=recalculated) + rb")++"),
        re.compile(rb"<" + p + address + rb"(?:/>|>(" + inside + rb")</" + p + rb"c>)\s*"),
        re.compile(rb"</" + p + rb"row>\s*"),
        re.compile(rb"</" + p + rb"sheetData\s*>"),
        b"</" + style.prefix + b"c>",
    )


@lru_cache(maxsize=16)
def _whole_row(style: Style, columns: int, recalculated: bool) -> re.Pattern[bytes]:
    """A row of ordinary cells in so many columns, each at most once, from left to right, with the row's own number."""
    p, gap = re.escape(style.prefix), rb"\s*+" if style.spaced else b""
    cells = (
        _cell_pattern(style, bytes([65 + column]) + rb"\1", recalculated=recalculated) for column in range(columns)
    )
    inside = b"".join(rb"(?:" + cell + rb")?+" for cell in cells)
    return re.compile(_row_pattern(p) + rb"(?:>" + gap + inside + rb"</" + p + rb"row>|/>)" + gap)


class Scan:
    """The quick look through one part: fed piece by piece, it says at the end what it has seen."""

    def __init__(self, *, recalculated: bool) -> None:
        self.seen = Seen()
        self._order = Order()
        self._recalculated = recalculated
        self._rest = b""
        self._state = "head"
        self._style = Style()
        self._columns = _NARROW
        self._in_row = False
        self.head = b""
        self._ranges: list[Reference] = []

    def feed(self, piece: bytes) -> None:
        """The next piece of the part. Raises `Irregular`."""
        if self._state == "tail":
            self._gather(piece)
            return
        text = self._rest + piece if self._rest else piece
        start = 0
        if self._state == "head":
            start = self._begin(text)
            if start < 0:
                return
        self._pass_over(text, start)

    def _begin(self, text: bytes) -> int:
        """Where the rows begin; -1 where they do not yet."""
        place = text.find(b"sheetData")
        if place < 0 or place + 20 > len(text):
            if len(text) > _LONGEST:
                raise Irregular
            self._rest = text
            return -1
        self.head = text[:place]
        self._rest = b""
        found = _BEGIN.match(text, text.rfind(b"<", 0, place))
        if found is None or b"<!--" in self.head or b"<![" in self.head:
            raise Irregular
        if found.group(2):
            self._end(text[found.end() :])
            return -1
        self._style = Style(found.group(1), found.end() < len(text) and text[found.end()] in b" \t\r\n")
        self._state = "data"
        return found.end()

    def _pass_over(self, text: bytes, place: int) -> None:
        patterns = _patterns(self._style, self._recalculated)
        while (place := _after_gap(text, place)) < len(text):
            if not self._in_row:
                place = _after_gap(text, self._whole_rows(text, place))
                if end := patterns.end_of_data.match(text, place):
                    self._end(text[end.end() :])
                    return
            understood = self._step_in(patterns, text, place) if self._in_row else self._row(patterns, text, place)
            if not understood:
                break
            place = understood
        self._wait(patterns, text, place)

    def _whole_rows(self, text: bytes, place: int) -> int:
        """Passes over ordinary rows; where the first other one begins."""
        match, order = _whole_row(self._style, self._columns, self._recalculated).match, self._order
        start, last = place, order.row
        while found := match(text, place):
            digits, attributes = found.groups()
            number = int(digits)
            if number <= last:
                order.row = last
                order.begin_row(number)
            if attributes and b"hidden" in attributes:
                self._hide(number, attributes)
            last, place = number, found.end()
        order.row, order.last_row = last, max(last, order.last_row)
        if place > start:
            self.seen.columns = max(self.seen.columns, self._columns)
        return place

    def _wait(self, patterns: Patterns, text: bytes, place: int) -> None:
        """What is left may be the first half of a cell or a tag: it waits for the next piece, unless it is whole."""
        rest = text[place:]
        end = patterns.end_of_cell if self._in_row else b">"
        if (rest and not rest.startswith(b"<")) or len(rest) > _LONGEST or end in rest:
            raise Irregular
        self._rest = rest

    def _row(self, patterns: Patterns, text: bytes, place: int) -> int:
        """The beginning of a row that is not ordinary as a whole; where its cells begin, or 0."""
        found = patterns.row.match(text, place)
        if found is None:
            return 0
        digits, attributes, closed = found.groups()
        self._order.begin_row(int(digits))
        self._hide(int(digits), attributes)
        self._in_row = not closed
        return found.end()

    def _hide(self, number: int, attributes: bytes) -> None:
        if is_true(dict(_ATTRIBUTE.findall(attributes)).get(b"hidden", b"")):
            self.seen.hidden_rows.append(number)

    def _step_in(self, patterns: Patterns, text: bytes, place: int) -> int:
        """A run of ordinary cells, one other cell or the end of the row; where that ends, or 0."""
        if found := patterns.end_of_row.match(text, place):
            self._in_row = False
        elif found := patterns.blanks.match(text, place):
            pass  # cells without a value reach nowhere
        elif found := patterns.run.match(text, place):
            self._widen(self._order.run(_ADDRESSES.findall(text, place, found.end())))
        elif found := patterns.cell.match(text, place):
            letters, digits, attributes, inner = found.groups()
            self._cell(self._order.run([(letters, digits)]), attributes, inner or b"")
        return found.end() if found else 0

    def _cell(self, column: int, attributes: bytes, inner: bytes) -> None:
        """A cell with an error, a formula without a value, rich text, or nothing."""
        kind = dict(_ATTRIBUTE.findall(attributes)).get(b"t", b"n")
        if inner or kind == b"e":
            self._widen(column)
            self._order.check_inside(kind, inner)
            if is_broken(kind, inner, recalculated=self._recalculated):
                self.seen.broken.put(self._order.row, column)

    def _widen(self, column: int) -> None:
        self.seen.columns = max(self.seen.columns, column + 1)
        if _NARROW <= column < _WIDE:
            self._columns = _WIDE

    def _end(self, text: bytes) -> None:
        self._state, self._rest = "tail", b""
        self._gather(text)

    def _gather(self, piece: bytes) -> None:
        """Merged ranges stand behind the rows."""
        text = self._rest + piece
        whole = text.rfind(b">") + 1  # a tag counts once, with the piece that ends it
        self._ranges += _MERGED.findall(text, 0, whole)
        self._rest = text[max(whole, len(text) - _LONGEST_TAG) :]

    def finish(self) -> Seen:
        """What was seen of the whole part. Raises `Irregular` where its rows did not end."""
        if self._state == "data":
            raise Irregular
        self.seen.merged = merged_ranges(self._ranges)
        for tag in _HIDDEN_COLUMN.findall(self.head):
            found = {key.decode(): value.decode() for key, value in _ATTRIBUTE.findall(tag)}
            self.seen.hide(hidden_columns(found))
        self.seen.rows, self.seen.fault = self._order.last_row, self._order.fault
        return self.seen


def _after_gap(text: bytes, place: int) -> int:
    return _GAP.match(text, place).end()  # type: ignore[union-attr]


Reference = tuple[bytes, bytes, bytes, bytes]
"""The four parts of A1:B2."""


def references_in(text: str) -> list[Reference]:
    """The range that a text names, if it is one."""
    return _RANGE.findall(text.encode())


def merged_ranges(references: Sequence[Reference]) -> list[Merged]:
    """Merged ranges by their references; they may be as many as the rows."""
    names = {name for left, _, right, _ in references for name in (left, right)}
    place = {name: column_of(name) for name in names}
    return [((int(top) - 1, place[left]), (int(bottom) - 1, place[right])) for left, top, right, bottom in references]


def hidden_columns(attributes: Mapping[str, str]) -> range:
    """The columns that a <col> hides, from 0."""
    if not is_true(attributes.get("hidden", "")):
        return range(0)
    try:
        return range(int(attributes["min"]) - 1, min(int(attributes["max"]), _MOST_COLUMNS))
    except (KeyError, ValueError):
        return range(0)


_PLACE = re.compile(rb'<(?:[\w.-]+:)?c r="([A-Z]{1,3})(\d{1,7})"[^<>]*(?<!/)>(?!</)')


def measure(pieces: Iterator[bytes]) -> Extent:
    """How far the values of an ordinary part reach exactly: asked only where the bounds are too wide."""
    columns: set[bytes] = set()
    rows = values = 0
    rest = b""
    for piece in pieces:
        text = rest + piece
        cut = max(text.rfind(b"<", 0, max(text.rfind(b'c r="'), 0)), 0)
        found = _PLACE.findall(text, 0, cut)
        rest = text[cut:]
        values += len(found)
        columns.update(letters for letters, _ in found)
        rows = max(rows, max((int(digits) for _, digits in found), default=0))
    for letters, digits in _PLACE.findall(rest):
        values, rows = values + 1, max(rows, int(digits))
        columns.add(letters)
    return Extent(rows, max((column_of(letters) + 1 for letters in columns), default=0), values)


def check_extent(extent: Extent, limits: Limits, where: str) -> None:
    """Refuses a sheet whose values reach too far for one grid to hold."""
    if extent.rows > limits.rows:
        raise over("rows", limits.rows, extent.rows, where)
    if extent.columns > limits.columns:
        raise over("columns", limits.columns, extent.columns, where)
    blank = extent.rows * extent.columns - extent.values
    if blank > limits.blank_cells:
        raise over("blank_cells", limits.blank_cells, blank, where)
