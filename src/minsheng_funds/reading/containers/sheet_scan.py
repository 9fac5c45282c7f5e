"""One quick look through a sheet's own XML, before any library parses it, and what is seen on the way.

The library keeps a sheet as one dense grid, so a file of 5 KB with a value in XFD1048576 would end the process: how
far the values reach is found out first. The same look gathers what the library never shows: error cells, formulas
without a value, hidden rows and columns, merged ranges.

Ordinary text (what Excel, WPS, LibreOffice, openpyxl, POI write) is passed over by one regular expression that
matches nothing else, hundreds of KB at a time. Where it stops stands something of interest, understood one cell at a
time. A part that is written otherwise goes through a real parser (`sheet_parse`), which sees the same.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from minsheng_funds.reading.containers.archive import over, unsafe
from minsheng_funds.reading.containers.marks import Marks
from minsheng_funds.reading.sheets import Merged
from minsheng_funds.settings import Limits

_COLUMNS = (
    (11, rb"[A-K]"),
    (26, rb"[A-Z]"),
    (52, rb"A?[A-Z]"),
    (130, rb"[A-D]?[A-Z]"),
    (702, rb"[A-Z]{1,2}"),
    (18278, rb"[A-Z]{1,3}"),
)
"""Ever wider bounds: so many columns, and what their letters look like."""
_ROWS = (
    (999, rb"\d{1,3}"),
    (3_999, rb"[1-3]?\d{1,3}"),
    (9_999, rb"\d{1,4}"),
    (39_999, rb"[1-3]?\d{1,4}"),
    (99_999, rb"\d{1,5}"),
    (199_999, rb"1?\d{1,5}"),
    (399_999, rb"[1-3]?\d{1,5}"),
    (699_999, rb"[1-6]?\d{1,5}"),
    (999_999, rb"\d{1,6}"),
    (1_048_576, rb"(?:\d{1,6}|10[0-3]\d{4}|104[0-7]\d{3}|1048[0-4]\d\d|10485[0-6]\d|104857[0-6])"),
    (9_999_999, rb"\d{1,7}"),
)
_ATTRIBUTE = re.compile(rb'([\w:]+)\s*=\s*"([^"]*)"')
_BEGIN = re.compile(rb"<((?:[\w.-]+:)?)sheetData\s*(/?)>")
_REFERENCE = rb"\$?([A-Z]{1,3})\$?(\d{1,7}):\$?([A-Z]{1,3})\$?(\d{1,7})"
_MERGED = re.compile(rb"<(?:[\w.-]+:)?mergeCell\s+ref\s*=\s*[\"']" + _REFERENCE + rb"[\"']")
_RANGE = re.compile(_REFERENCE)
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


def column_of(letters: bytes | str) -> int:
    """The number of a column from 0, by its letters."""
    number = 0
    for letter in letters.upper().encode() if isinstance(letters, str) else letters:
        number = number * 26 + letter - 64
    return number - 1


class Style(NamedTuple):
    """How a sheet's elements are written: the prefix of their names (`x:`), and whether white space parts them."""

    prefix: bytes = b""
    spaced: bool = False


class Patterns(NamedTuple):
    """One cell (letters, digits, attributes, inside) and one row (number, attributes) in a style."""

    cell: re.Pattern[bytes]
    row: re.Pattern[bytes]
    end_of_cell: bytes
    end_of_data: re.Pattern[bytes]


@lru_cache(maxsize=16)
def _patterns(style: Style) -> Patterns:
    p = re.escape(style.prefix)
    inside = rb"(?:[^<]+|<(?!/?(?:[^\s/>:]*:)?(?:c|row|sheetData)[\s/>]|[!?])[^<>]*>)*+"
    return Patterns(
        re.compile(
            rb"\s*<" + p + rb'c r="([A-Z]{1,3})(\d{1,7})"((?: (?!r=)[a-z]+="[^"<>]*")*) ?'
            rb"(?:/>|>(" + inside + rb")</" + p + rb"c>)"
        ),
        re.compile(rb"\s*<" + p + rb'row r="(\d{1,7})"((?: (?!r=)[\w:]+="[^"<>]*")*) ?/?>'),
        b"</" + style.prefix + b"c>",
        re.compile(rb"\s*</" + p + rb"sheetData\s*>"),
    )


@lru_cache(maxsize=64)
def _ordinary(style: Style, columns: int, rows: int, recalculated: bool) -> re.Pattern[bytes]:
    """Any run of ordinary rows and cells whose values lie within these bounds (places in the tables above).

    Everything is possessive: ordinary text has one reading only, and remembering others takes half the time.
    """
    p, gap = re.escape(style.prefix), rb"\s*+" if style.spaced else b""
    place = _COLUMNS[columns][1] + _ROWS[rows][1]
    uncomputed = rb"(?!<" + p + rb"v>-?0[.0]*</)" if recalculated else b""
    value = p + rb"v>[^<]++</" + p + rb"v>" + gap
    return re.compile(
        rb"(?:<" + p + rb'c r="' + place + rb'"(?: s="\d++")?+(?: t="(?:s|n|str|b|inlineStr)")?+(?: s="\d++")?+>'
        + gap + rb"<(?:" + value
        + rb"|" + p + rb"is>" + gap + rb"<" + p + rb"t[^<>]*+>[^<]*+</" + p + rb"t>" + gap + rb"</" + p + rb"is>" + gap
        + rb"|" + p + rb"f(?: [^<>]*+)?+>(?:[^<]*+</" + p + rb"f>)?+" + gap + uncomputed + rb"<" + value
        + rb")</" + p + rb"c>" + gap
        + rb"|<" + p + rb'c r="[A-Z]{1,3}+\d{1,7}+"(?: s="\d++")?+ ?+/>' + gap
        + rb"|</" + p + rb"row>" + gap
        + rb"|<" + p + rb'row r="\d{1,7}+"(?: (?!hidden="[1t]|r=)[\w:]++="[^"<>]*+")*+ ?+/?+>' + gap + rb")*+"
    )  # fmt: skip


class Scan:
    """The quick look through one part: fed piece by piece, it says at the end what it has seen."""

    def __init__(self, *, recalculated: bool) -> None:
        self.seen = Seen()
        self._recalculated = recalculated
        self._rest = b""
        self._state = "head"
        self._style = Style()
        self._column_step = self._row_step = 0
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
        patterns = _patterns(self._style)
        while True:
            place = _GAP.match(text, place).end() if self._style.spaced else place  # type: ignore[union-attr]
            matched = _ordinary(self._style, self._column_step, self._row_step, self._recalculated).match(text, place)
            place = matched.end() if matched is not None else place
            if place == len(text):
                self._rest = b""
                return
            if end := patterns.end_of_data.match(text, place):
                self._end(text[end.end() :])
                return
            understood = self._cell(patterns, text, place) or self._row(patterns, text, place)
            if not understood:
                if len(text) - place > _LONGEST:
                    raise Irregular
                self._wait(text, place)
                return
            place = understood

    def _wait(self, text: bytes, place: int) -> None:
        """What is left may be the first half of a cell: it waits for the next piece, unless it is whole."""
        if text[place : place + 1] != b"<" or text.find(_patterns(self._style).end_of_cell, place) >= 0:
            raise Irregular
        self._rest = text[place:]

    def _cell(self, patterns: Patterns, text: bytes, place: int) -> int:
        """A cell beyond the bounds so far, or one with an error, a formula or rich text; where it ends, or 0."""
        found = patterns.cell.match(text, place)
        if found is None:
            return 0
        letters, digits, attributes, inner = found.groups()
        if not inner:
            return found.end()
        column, row = column_of(letters), int(digits)
        self._widen(column + 1, row)
        kind = dict(_ATTRIBUTE.findall(attributes)).get(b"t", b"n")
        if is_broken(kind, inner, recalculated=self._recalculated):
            self.seen.broken.put(row, column)
        return found.end()

    def _widen(self, columns: int, rows: int) -> None:
        while _COLUMNS[self._column_step][0] < columns:
            self._column_step += 1
        while _ROWS[self._row_step][0] < rows:
            self._row_step += 1

    def _row(self, patterns: Patterns, text: bytes, place: int) -> int:
        found = patterns.row.match(text, place)
        if found is None:
            return 0
        if is_true(dict(_ATTRIBUTE.findall(found.group(2))).get(b"hidden", b"")):
            self.seen.hidden_rows.append(int(found.group(1)))
        return found.end()

    def _end(self, text: bytes) -> None:
        self._state, self._rest = "tail", b""
        self._gather(text)

    def _gather(self, piece: bytes) -> None:
        """Merged ranges stand behind the rows."""
        text = self._rest + piece
        self._rest = text[text.rfind(b"<") :] if b"<" in text[-100:] else b""
        self._ranges += _MERGED.findall(text)

    def finish(self) -> Seen:
        """What was seen of the whole part. Raises `Irregular` where its rows did not end."""
        if self._state == "data":
            raise Irregular
        self.seen.merged = merged_ranges(self._ranges)
        for tag in _HIDDEN_COLUMN.findall(self.head):
            found = {key.decode(): value.decode() for key, value in _ATTRIBUTE.findall(tag)}
            self.seen.hide(hidden_columns(found))
        self.seen.columns, self.seen.rows = _COLUMNS[self._column_step][0], _ROWS[self._row_step][0]
        return self.seen


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


_FORMULA = re.compile(rb"<(?:[\w.-]+:)?f[\s/>]")
_VALUE = re.compile(rb"<(?:[\w.-]+:)?v(?: [^<>]*)?>([^<]+)</")
_ZERO = re.compile(rb"-?0*\.?0*(?:[eE][+-]?\d+)?")


def is_broken(kind: bytes, inner: bytes, *, recalculated: bool) -> bool:
    """Whether a cell is an error, a formula without its value, or one whose 0 is still to be computed."""
    if kind == b"e":
        return True
    if kind not in (b"n", b"b", b"d") or _FORMULA.search(inner) is None:
        return False
    value = _VALUE.search(inner)
    return value is None or (recalculated and _ZERO.fullmatch(value.group(1)) is not None)


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
