"""The second look at .ods: how far its repeated rows and columns reach, merged and hidden ones, errors and formulas."""

from typing import Any

from minsheng_funds.reading.containers.archive import Archive
from minsheng_funds.reading.containers.marks import Marks
from minsheng_funds.reading.containers.sheet_scan import Extent, check_extent
from minsheng_funds.reading.containers.xlsx import check_merged, checked
from minsheng_funds.reading.containers.xml import Parser, local
from minsheng_funds.reading.sheets import Blind, Look, Merged, Unusable
from minsheng_funds.settings import Limits

_CONTENT = "content.xml"
_CELLS = frozenset({"table-cell", "covered-table-cell"})
_HIDDEN = frozenset({"collapse", "filter"})
_MOST = 1 << 31
_MOST_SPACES = 10_000
"""A run of spaces in one cell: the fast reader writes them all out."""


class OdsLook(Look):
    """What was seen of one sheet. Rows count from 1, columns from 0."""

    formats_hidden = True

    def __init__(self) -> None:
        self.hidden_rows: list[int] = []
        self.hidden_columns: list[int] = []
        self.broken = Marks()
        self.merged: list[Merged] = []
        self.rows = self.columns = self.values = 0

    @property
    def has_broken(self) -> bool:
        """Whether any cell of the sheet is broken."""
        return bool(self.broken)

    def is_broken(self, row: int, column: int) -> bool:
        """Whether a cell holds an error or a formula without a value."""
        return self.broken.at(row, column) > 0


class Ods:
    """A document looked through once. Raises `Unusable` where a limit or a rule is broken."""

    def __init__(self, archive: Archive, limits: Limits) -> None:
        self._sheets: dict[str, OdsLook] = {}
        self._limits = limits
        self._sheet: OdsLook | None = None
        self._row = self._repeated = self._column = 0
        self._cell: dict[str, str] | None = None
        self._has_text = False
        self._depth = 0
        self._first_text = ""
        for entry in archive.entries.values():
            parser = None
            if entry.name == _CONTENT:
                parser = Parser(
                    _CONTENT,
                    StartElementHandler=self._start,
                    EndElementHandler=self._end,
                    CharacterDataHandler=self._text,
                )
            for piece in checked(archive, entry):
                if parser is not None:
                    parser.feed(piece)
            if parser is not None:
                parser.feed(b"", last=True)

    def look(self, sheet: str) -> Look:
        """What was seen of a sheet."""
        return self._sheets.get(sheet) or Blind()

    def merged(self, sheet: str) -> tuple[Merged, ...]:
        """The merged ranges of a sheet."""
        found = self._sheets.get(sheet)
        return tuple(found.merged) if found is not None else ()

    def _start(self, name: str, attributes: dict[str, Any]) -> None:
        name = local(name)
        if name == "table":
            self._depth += 1
            if self._depth == 1:
                self._sheet = self._sheets[attributes.get("table:name", "")] = OdsLook()
                self._row = self._next_column = 0
        if self._sheet is None or self._depth != 1:
            return
        if name == "table-column":
            self._columns(attributes)
        elif name == "table-row":
            self._repeated = _count(attributes, "table:number-rows-repeated")
            self._hidden = attributes.get("table:visibility") in _HIDDEN
            self._column, self._filled = 0, False
        elif name in _CELLS:
            self._cell, self._has_text, self._first_text = attributes, False, ""
        elif name == "s" and _count(attributes, "text:c") > _MOST_SPACES:
            raise Unusable("unsafe", f"{_CONTENT}: text:c = {attributes['text:c']}")
        elif name == "p" and self._cell is not None:
            self._has_text = True

    def _columns(self, attributes: dict[str, str]) -> None:
        repeated = _count(attributes, "table:number-columns-repeated")
        if self._sheet is not None and attributes.get("table:visibility") in _HIDDEN:
            last = min(self._next_column + repeated, self._limits.columns)
            self._sheet.hidden_columns += range(self._next_column, last)
        self._next_column += repeated

    def _text(self, text: str) -> None:
        if self._cell is not None and len(self._first_text) < 20:
            self._first_text += text

    def _end(self, name: str) -> None:
        name = local(name)
        if name == "table":
            self._depth -= 1
            if self._depth == 0 and self._sheet is not None:
                sheet, self._sheet = self._sheet, None
                check_extent(Extent(sheet.rows, sheet.columns, sheet.values), self._limits, _CONTENT)
                check_merged(sheet.merged, _CONTENT)
        if self._sheet is None or self._depth != 1:
            return
        if name in _CELLS and self._cell is not None:
            self._close_cell(self._sheet, self._cell)
            self._cell = None
        elif name == "table-row":
            if self._filled:
                self._sheet.rows = self._row + self._repeated
                if self._hidden:
                    check_extent(Extent(self._sheet.rows, 1, 0), self._limits, _CONTENT)
                    self._sheet.hidden_rows += range(self._row + 1, self._row + self._repeated + 1)
            self._row += self._repeated

    def _close_cell(self, sheet: OdsLook, cell: dict[str, str]) -> None:
        repeated = _count(cell, "table:number-columns-repeated")
        if "office:value-type" in cell or "calcext:value-type" in cell or self._has_text or "table:formula" in cell:
            self._filled = True
            sheet.columns = max(sheet.columns, self._column + repeated)
            sheet.values += 1
        rows, columns = _count(cell, "table:number-rows-spanned"), _count(cell, "table:number-columns-spanned")
        if rows > 1 or columns > 1:
            first, last = (self._row, self._column), (self._row + rows - 1, self._column + columns - 1)
            sheet.merged.append((first, last))
        if self._is_broken(cell) and self._row < self._limits.rows and self._column < self._limits.columns:
            for row in range(self._row + 1, self._row + min(self._repeated, self._limits.rows) + 1):
                sheet.broken.put(row, self._column)
        self._column += repeated

    def _is_broken(self, cell: dict[str, str]) -> bool:
        if cell.get("calcext:value-type") == "error":
            return True
        if "table:formula" not in cell:
            return False
        kind = cell.get("office:value-type")
        if kind is None or (not cell.get("office:string-value") and self._first_text.startswith(("#", "Err:"))):
            return True
        if kind == "string":
            return False
        return not any(f"office:{name}" in cell for name in ("value", "date-value", "time-value", "boolean-value"))


def _count(attributes: dict[str, str], name: str) -> int:
    """How often a row or column stands, or how far a merged cell reaches."""
    text = attributes.get(name, "1")
    if not text.isascii() or not text.isdigit() or len(text) > 9 or int(text) > _MOST:
        raise Unusable("broken", f"{_CONTENT}: {name} = {text[:40]}")
    return int(text) or 1
