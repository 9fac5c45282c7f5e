"""The same look as `sheet_scan`, through a real parser: for sheets written with prefixes or without addresses."""

import re

from minsheng_funds.reading.containers.cells import TEXTS, Order, column_of, is_broken
from minsheng_funds.reading.containers.sheet_scan import (
    Extent,
    Reference,
    Seen,
    hidden_columns,
    is_true,
    merged_ranges,
    references_in,
)
from minsheng_funds.reading.containers.xml import Parser, local
from minsheng_funds.reading.sheets import Unusable

_CODED = re.compile(rb"<(?:[\w.-]+:)?v(?:\s[^<>]*)?>[^<&]*&")
_KIND = re.compile(rb"""<(?:[\w.-]+:)?c(?=\s)(?:[^<>]*?\st\s*=\s*["'](\w+))?[^<>]*>""")
_KEPT = 4_096
"""Bytes of a piece that are looked at again with the next one: a value's cell begins there."""


class Parse:
    """Fed piece by piece, it says at the end what the sheet holds and how far its values reach."""

    def __init__(self, where: str, *, recalculated: bool) -> None:
        self.seen = Seen()
        self._where = where
        self._recalculated = recalculated
        self._parser = Parser(
            where,
            StartElementHandler=self._start,
            CommentHandler=self._doubt,
            ProcessingInstructionHandler=self._doubt,
            StartCdataSectionHandler=self._doubt,
        )
        self._row = self._column = 0
        self._kind = "n"
        self._cell_row = 0
        self._has_value = self._has_formula = self._has_result = self._is_filled = False
        self._value = ""
        self._merged: list[Reference] = []
        self._order = Order()
        self._numbered = self._in_value = False
        self._before = b""

    def _doubt(self, *_: object) -> None:
        """Comments and the like inside a value: the fast reader takes half of it for the whole."""
        self.seen.interrupted = self.seen.interrupted or self._has_value

    def feed(self, piece: bytes, last: bool = False) -> None:
        """The next piece of the part."""
        self._parser.feed(piece, last)
        if b"&" in piece:
            text = self._before + piece
            for found in _CODED.finditer(text):  # what the parser hides: numbers as references to characters
                cells = [*_KIND.finditer(text, 0, found.start())][-1:]
                if any((cell.group(1) or b"n") not in TEXTS for cell in cells):
                    self._order.note_coded(cells[0].group().decode(errors="replace"))
        self._before = piece[-_KEPT:]

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        """Only beginnings are looked at, and texts where there is a formula: every other call takes its time."""
        name = local(name) if ":" in name else name
        if self._in_value or (self._is_filled and name in ("v", "is", "f")):
            self._order.note_twofold()
        if name in ("v", "is"):
            self._has_value = self._is_filled = True
            self._has_result, self._value = name == "v", ""
            self._in_value = self._has_result
            if self._in_value:
                self._parser.listen_for_end(self._end_value)
        elif name == "c":
            if self._has_value or self._kind == "e":
                self._close()
            self._place(attributes)
        elif name == "f":
            self._has_value = self._has_formula = True
            self._parser.listen(self._text)
        elif name == "row":
            self._close()
            self._begin_row(attributes)
        elif name == "mergeCell":
            self._merged += references_in(attributes.get("ref", ""))
        elif name == "col":
            self.seen.hide(hidden_columns(attributes))

    def _begin_row(self, attributes: dict[str, str]) -> None:
        self._numbered = "r" in attributes
        self._row = self._number(attributes["r"]) if self._numbered else self._row + 1
        self._column = 0
        if self._numbered:
            self._order.begin_row(self._row)
        if is_true(attributes.get("hidden", "")):
            self.seen.hidden_rows.append(self._row)

    def _end_value(self, _: str) -> None:
        self._in_value = False
        self._parser.listen_for_end(None)

    def _place(self, attributes: dict[str, str]) -> None:
        reference = attributes.get("r", "").strip()
        letters = reference.rstrip("0123456789")
        if reference:
            if not (letters.isascii() and letters.isalpha() and len(letters) <= 3) or letters == reference:
                raise Unusable("broken", f"{self._where}: cell {reference!r}")
            self._column, self._cell_row = column_of(letters), self._number(reference[len(letters) :])
        else:
            self._cell_row = self._row
        if not self._numbered:
            self._numbered, self._row = True, self._cell_row
            self._order.begin_row(self._row)
        self._order.cell(self._column, self._cell_row)
        self._column += 1
        self._kind = attributes.get("t", "n")

    def _number(self, digits: str) -> int:
        if not digits.isascii() or not digits.isdigit() or len(digits) > 9:
            raise Unusable("broken", f"{self._where}: row {digits!r}")
        return int(digits)

    def _text(self, text: str) -> None:
        self._value += text

    def _close(self) -> None:
        """The cell that ends here: how far values reach, and whether it is broken."""
        if not self._has_value and self._kind != "e":
            return
        seen = self.seen
        seen.values += 1
        seen.rows = max(seen.rows, self._cell_row)
        seen.columns = max(seen.columns, self._column)
        if self._has_formula or self._kind == "e":
            value = self._value.strip() if self._has_result else ""
            text = "<f>" + (f"<v>{value}</v>" if value else "")
            if is_broken(self._kind.encode(), text.encode(), recalculated=self._recalculated):
                seen.broken.put(self._cell_row, self._column - 1)
            self._parser.listen(None)
        self._has_value = self._has_formula = self._has_result = self._is_filled = False
        self._value, self._kind = "", "n"

    def finish(self) -> tuple[Seen, Extent]:
        """What was seen of the whole part, and how far its values reach."""
        self.feed(b"", last=True)
        self._close()
        self.seen.merged, self.seen.fault = merged_ranges(self._merged), self._order.fault
        return self.seen, Extent(self.seen.rows, self.seen.columns, self.seen.values)
