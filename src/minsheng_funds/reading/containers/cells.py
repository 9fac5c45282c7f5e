"""The cells of a sheet's XML: their order, what may stand in one, and which hold an error or no value.

Spreadsheet programs write every cell once, from left to right and from top to bottom, with one value in it; so they
call a file damaged that does not. The fast reader takes the last of two, or half of one: such a file is refused.
"""

import re
from collections.abc import Sequence
from functools import lru_cache
from operator import lt

_N = rb"(?:[\w.-]+:)?"
_FORMULA = re.compile(rb"<" + _N + rb"f[\s/>]")
_VALUE = re.compile(rb"<" + _N + rb"v(?: [^<>]*)?>([^<]+)</")
_ZERO = re.compile(rb"-?0*\.?0*(?:[eE][+-]?\d+)?")
_INSIDE = re.compile(
    rb"\s*(?:<" + _N + rb"f(?:\s[^<>]*)?(?:/>|>[^<]*</" + _N + rb"f\s*>))?"
    rb"\s*(?:<" + _N + rb"v(?:\s[^<>]*)?(?:/>|>([^<]*)</" + _N + rb"v\s*>)"
    rb"|<" + _N + rb"is[\s/>](?:(?!<" + _N + rb"(?:is|v|f)[\s/>]).)*)?"
    rb"\s*(?:<" + _N + rb"extLst[\s>].*)?",
    re.DOTALL,
)
"""A formula, then a value or a text in the cell, then what only newer programs understand."""
TEXTS = (b"str", b"inlineStr", b"d")
"""The kinds of cells whose value is a text."""


@lru_cache(maxsize=20_000)
def column_of(letters: bytes | str) -> int:
    """The number of a column from 0, by its letters."""
    number = 0
    for letter in letters.upper().encode() if isinstance(letters, str) else letters:
        number = number * 26 + letter - 64
    return number - 1


def letters_of(column: int) -> str:
    """The letters of a column, by its number from 0."""
    letters = ""
    while column >= 0:
        letters = chr(65 + column % 26) + letters
        column = column // 26 - 1
    return letters


class Order:
    """Where a look through a sheet stands. `fault` is the first step that does not lead on, in words."""

    def __init__(self) -> None:
        self.row, self._column = 0, -1
        self.last_row = 0
        self.fault = ""

    def begin_row(self, number: int) -> None:
        """The next row; rows count from 1."""
        if number <= self.row:
            self._doubt(f"row {number} after row {self.row}")
        self.row, self._column = number, -1
        self.last_row = max(self.last_row, number)

    def run(self, addresses: Sequence[tuple[bytes, bytes]]) -> int:
        """The next cells of this row by their letters and digits; the last of their columns."""
        columns = [column_of(letters) for letters, _ in addresses]
        rows = {digits for _, digits in addresses}
        in_order = all(map(lt, columns, columns[1:])) and columns[0] > self._column
        if in_order and len(rows) == 1 and int(rows.pop()) == self.row:
            self._column = columns[-1]
        elif not self.fault:
            for column, (_, digits) in zip(columns, addresses, strict=True):
                self.cell(column, int(digits))
        self.last_row = max(self.last_row, *map(int, rows), self.row)
        return max(columns)

    def cell(self, column: int, row: int) -> None:
        """The next cell; columns count from 0."""
        if row != self.row or column <= self._column:
            before = f"cell {letters_of(self._column)}{self.row}" if self._column >= 0 else f"row {self.row} began"
            self._doubt(f"cell {letters_of(column)}{row} after {before}")
            self.last_row = max(self.last_row, row)
        self._column = column

    def check_inside(self, kind: bytes, inner: bytes) -> None:
        """What stands in the cell: one value at most, and a number without references to characters."""
        found = _INSIDE.fullmatch(inner)
        if found is None:
            self.note_twofold()
        elif kind not in TEXTS and b"&" in (found.group(1) or b""):
            self.note_coded(f"cell {letters_of(self._column)}{self.row}")

    def note_twofold(self) -> None:
        """The cell holds more than one value, or a formula behind its value."""
        self._doubt(f"more than one value, or none of Excel's, in cell {letters_of(self._column)}{self.row}")

    def note_coded(self, cell: str) -> None:
        """A cell holds a number that is written in references to characters (&#49;)."""
        self._doubt(f"a number in character codes in {cell}")

    def _doubt(self, words: str) -> None:
        self.fault = self.fault or words


def is_broken(kind: bytes, inner: bytes, *, recalculated: bool) -> bool:
    """Whether a cell is an error, a formula without its value, or one whose 0 is still to be computed."""
    if kind == b"e":
        return True
    if kind not in (b"n", b"b", b"d") or _FORMULA.search(inner) is None:
        return False
    value = _VALUE.search(inner)
    return value is None or (recalculated and _ZERO.fullmatch(value.group(1)) is not None)
