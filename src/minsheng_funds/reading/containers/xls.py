"""The second look at .xls and .et, which is xlrd's: error cells, formats, hidden rows and columns, on demand."""

import re
import struct
from datetime import datetime, time
from functools import cached_property
from typing import TYPE_CHECKING, Any, cast

from minsheng_funds.reading.containers.number_formats import telling
from minsheng_funds.reading.sheets import Look, NumberFormat, Row, Sheet, Unusable
from minsheng_funds.reading.values import Cell

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_TEXT, _DATE, _BOOLEAN, _ERROR = 1, 3, 4, 5
"""XL_CELL_… of xlrd, without importing it."""
_FORMULA, _NO_RESULT = 0x0006, b"\x03\0\0\0\0\0\xff\xff"
"""The record of a formula, and the result of one that gives no text or was never computed."""
_LONGEST = 64 << 20
"""xlrd holds every cell as objects; a larger file is read without it."""
_ERRORS = re.compile(rb"\x05\x02\x08\x00|\x02.[\x00\x07\x0f\x17\x1d\x24\x2a]...\xff\xff", re.DOTALL)
"""The head of a cell with an error (BOOLERR), or a formula's result that is one."""
_ROWS = re.compile(rb"\x08\x02\x10\x00.{12}[\x20-\x3f\x60-\x7f\xa0-\xbf\xe0-\xff]", re.DOTALL)
_COLUMNS = re.compile(rb"\x7d\x00[\x0b\x0c]\x00.{8}", re.DOTALL)
"""Rows that are hidden (ROW), and columns with a layout of their own (COLINFO)."""


class Xls:
    """A workbook as xlrd sees it, opened when the first question comes."""

    def __init__(self, content: bytes) -> None:
        self._content = content

    @cached_property
    def _stream(self) -> bytes | None:
        """The records of the workbook, or None where they are not found."""
        if not self._content.startswith(b"\xd0\xcf"):
            return self._content
        import io

        from xlrd.compdoc import CompDoc

        try:
            document = CompDoc(self._content, logfile=io.StringIO())
            stream: bytes = document.get_named_stream("Workbook") or document.get_named_stream("Book")
        except Exception:  # as below
            return None
        return stream

    def has(self, evidence: re.Pattern[bytes]) -> bool:
        """Whether the records may hold such a thing at all: cheap to ask, so that xlrd is seldom needed."""
        return self._stream is None or evidence.search(self._stream) is not None

    @property
    def is_strange(self) -> bool:
        """Whether the records cannot be looked at."""
        return self._stream is None

    @cached_property
    def may_be_broken(self) -> bool:
        """Whether there may be errors."""
        return self.has(_ERRORS)

    @cached_property
    def never_computed(self) -> bool:
        """Whether the workbook has formulas, and every one of them holds nothing: a library wrote them."""
        stream, place, found = self._stream or b"", 0, False
        if _NO_RESULT not in stream:
            return False
        while place + 4 <= len(stream):
            kind, length = struct.unpack_from("<HH", stream, place)
            if kind == _FORMULA:
                found = stream[place + 10 : place + 18] == _NO_RESULT
                if not found:
                    return False
            place += 4 + length
        return found

    @cached_property
    def may_be_hidden(self) -> bool:
        """Whether there may be hidden rows or columns."""
        return self.has(_ROWS) or self.has(_COLUMNS)

    @cached_property
    def book(self) -> Any | None:
        """The workbook, or None where xlrd cannot open what the fast reader could."""
        if len(self._content) > _LONGEST:
            return None
        import io

        import xlrd

        try:
            return xlrd.open_workbook(
                file_contents=self._content, formatting_info=True, on_demand=True, logfile=io.StringIO()
            )
        except Exception:  # it meets bytes of every make, and asserts a good deal
            return None

    @cached_property
    def formats(self) -> dict[int, NumberFormat]:
        """The styles (by xlrd's number) whose number format scales or names a unit."""
        if self.book is None:
            return {}
        told = {key: telling(found.format_str or "") for key, found in self.book.format_map.items()}
        return {
            number: found
            for number, style in enumerate(self.book.xf_list)
            if (found := told.get(style.format_key)) is not None
        }

    def look(self, sheet: str) -> Look:
        """The look at a sheet."""
        return XlsLook(self, sheet)

    @property
    def is_old(self) -> bool:
        """Whether the file is of Excel 95 or before: the fast reader garbles its Chinese, xlrd does not."""
        stream = self._stream
        return stream is not None and (stream[:2] != b"\x09\x08" or stream[4:6] in (b"\x00\x05", b"\x07\x05"))

    def sheets(self) -> "Iterator[Sheet]":
        """The sheets as xlrd reads them."""
        if self.book is None:
            raise Unusable("broken", "BIFF")
        for place in range(self.book.nsheets):
            try:
                sheet = self.book.sheet_by_index(place)
            except Exception as error:  # as above
                raise Unusable("broken", f"{type(error).__name__}: {error}"[:200]) from None
            merged = tuple(((top, left), (bottom - 1, right - 1)) for top, bottom, left, right in sheet.merged_cells)
            if sheet.visibility:
                yield Sheet(sheet.name, (), hidden=True)
            else:
                yield Sheet(sheet.name, self._rows(sheet), merged=merged, ragged=True, look=self.look(sheet.name))

    def _rows(self, sheet: Any) -> "Iterator[Row]":
        for number in range(sheet.nrows):
            yield [self._value(cell) for cell in sheet.row(number)]

    def _value(self, cell: Any) -> Cell:
        if cell.ctype == _ERROR:
            return ""
        if cell.ctype == _BOOLEAN:
            return bool(cell.value)
        if cell.ctype == _DATE and self.book is not None:
            from xlrd.xldate import xldate_as_datetime

            try:
                moment: datetime = xldate_as_datetime(cell.value, self.book.datemode)
            except (ValueError, OverflowError):
                return cast("Cell", cell.value)
            return moment if moment.time() != time() else moment.date()
        return cast("Cell", cell.value)


class XlsLook(Look):
    """One sheet as xlrd sees it. Rows count from 1, columns from 0."""

    def __init__(self, workbook: Xls, sheet: str) -> None:
        self._workbook, self._name = workbook, sheet

    @cached_property
    def _sheet(self) -> Any | None:
        book = self._workbook.book
        if book is None:
            return None
        try:
            return book.sheet_by_name(self._name)
        except Exception:  # as above: what xlrd cannot read, it does not show
            return None

    @property
    def blind(self) -> bool:  # type: ignore[override]
        """Whether xlrd shows nothing of this sheet."""
        return self._workbook.is_strange or ((self.has_broken or self._workbook.may_be_hidden) and self._sheet is None)

    @property
    def hidden_rows(self) -> "Sequence[int]":  # type: ignore[override]
        """The rows that are hidden."""
        sheet = self._sheet if self._workbook.may_be_hidden else None
        return [row + 1 for row, found in sorted(sheet.rowinfo_map.items()) if found.hidden] if sheet else []

    @property
    def hidden_columns(self) -> "Sequence[int]":  # type: ignore[override]
        """The columns that are hidden."""
        sheet = self._sheet if self._workbook.may_be_hidden else None
        return [column for column, found in sorted(sheet.colinfo_map.items()) if found.hidden] if sheet else []

    @property
    def has_broken(self) -> bool:
        """Whether any cell of the workbook may be broken."""
        return self._workbook.may_be_broken or self._workbook.never_computed

    def is_broken(self, row: int, column: int) -> bool:
        """Whether a cell holds an error, or a formula in a workbook that was never computed."""
        cell = self._cell(row, column) if self.has_broken else None
        if cell is None:
            return False
        return cell.ctype == _ERROR or (self._workbook.never_computed and cell.ctype == _TEXT and cell.value == "")

    def _cell(self, row: int, column: int) -> Any | None:
        sheet = self._sheet
        if sheet is None or not 0 < row <= sheet.nrows or not 0 <= column < sheet.row_len(row - 1):
            return None
        return sheet.cell(row - 1, column)

    @property
    def has_formats(self) -> bool:
        """Whether any cell of the workbook may have a telling format."""
        return bool(self._workbook.formats)

    def format_of(self, row: int, column: int) -> NumberFormat | None:
        """The telling number format of a cell."""
        cell = self._cell(row, column) if self.has_formats else None
        return self._workbook.formats.get(cell.xf_index) if cell is not None else None
