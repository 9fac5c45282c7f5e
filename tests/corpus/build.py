"""Workbooks of the corpus: pages with number formats and hidden rows, parts of a zip edited, hand-written XML."""

import io
import zipfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from tests.support import Formula, Sheet

__all__ = ["Formula", "Page", "Styled", "by_openpyxl", "raw_xlsx", "rezip", "xlsx"]


@dataclass(frozen=True)
class Styled:
    """A value under a number format."""

    value: Any
    number_format: str


@dataclass(frozen=True)
class Page(Sheet):
    """A sheet with hidden rows and columns (counted from 0 in the sheet); `very_hidden` hides the sheet itself."""

    hidden_rows: tuple[int, ...] = ()
    hidden_columns: tuple[int, ...] = ()
    very_hidden: bool = False


def xlsx(*sheets: Sheet, date_1904: bool = False) -> bytes:
    """As XlsxWriter writes it; a `Formula` without a given value keeps 0, as XlsxWriter does."""
    import xlsxwriter

    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True, "date_1904": date_1904})
    formats: dict[str, Any] = {}
    for sheet in sheets:
        page = book.add_worksheet(sheet.name)
        if sheet.hidden:
            page.hide()
        if isinstance(sheet, Page):
            if sheet.very_hidden:
                page.very_hidden()
            for row in sheet.hidden_rows:
                page.set_row(row, None, None, {"hidden": True})
            for column in sheet.hidden_columns:
                page.set_column(column, column, None, None, {"hidden": True})
        for top, left, bottom, right in sheet.merged:
            page.merge_range(top, left, bottom, right, "")
        for r, cells in enumerate(sheet.rows, sheet.top):
            for c, given in enumerate(cells, sheet.left):
                value, wanted = (given.value, given.number_format) if isinstance(given, Styled) else (given, "")
                if isinstance(value, (date, datetime)):
                    wanted = wanted or "yyyy-mm-dd"
                style = formats.setdefault(wanted, book.add_format({"num_format": wanted})) if wanted else None
                _write(page, r, c, value, style)
    book.close()
    return stream.getvalue()


def _write(page: Any, row: int, column: int, value: Any, style: Any) -> None:
    if isinstance(value, Formula):
        page.write_formula(row, column, value.text, style, value.cached)
    elif isinstance(value, (date, datetime)):
        page.write_datetime(row, column, value, style)
    elif isinstance(value, str) and value:
        page.write_string(row, column, value, style)
    elif value not in (None, ""):
        page.write(row, column, value, style)


def by_openpyxl(*sheets: Sheet) -> bytes:
    """As openpyxl writes it: a formula keeps no value."""
    from openpyxl import Workbook

    book = Workbook()
    book.remove(book.worksheets[0])
    for sheet in sheets:
        page = book.create_sheet(sheet.name)
        for r, row in enumerate(sheet.rows, sheet.top + 1):
            for c, given in enumerate(row, sheet.left + 1):
                value = given.value if isinstance(given, Styled) else given
                if value in (None, ""):
                    continue
                cell = page.cell(r, c, value.text if isinstance(value, Formula) else value)
                if isinstance(given, Styled):
                    cell.number_format = given.number_format
        for top, left, bottom, right in sheet.merged:
            page.merge_cells(start_row=top + 1, start_column=left + 1, end_row=bottom + 1, end_column=right + 1)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def rezip(
    content: bytes, edits: Mapping[str, Callable[[bytes], bytes]], added: Mapping[str, bytes] | None = None
) -> bytes:
    """The same zip with some of its parts edited, and parts added."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        for item in old.namelist():
            data = old.read(item)
            new.writestr(item, edits[item](data) if item in edits else data)
        for name, data in (added or {}).items():
            new.writestr(name, data)
    return stream.getvalue()


_TYPES = b"""<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>"""
_RELS = b"""<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"""
_BOOK = """<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="计划" sheetId="1" r:id="rId1"/></sheets></workbook>"""
_BOOK_RELS = b"""<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>"""


def raw_xlsx(sheet_xml: str | bytes, parts: Mapping[str, bytes] | None = None) -> bytes:
    """A workbook of one sheet 计划 whose XML is given whole."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", _TYPES)
        archive.writestr("_rels/.rels", _RELS)
        archive.writestr("xl/workbook.xml", _BOOK)
        archive.writestr("xl/_rels/workbook.xml.rels", _BOOK_RELS)
        archive.writestr("xl/worksheets/sheet1.xml", sheet_xml)
        for name, data in (parts or {}).items():
            archive.writestr(name, data)
    return stream.getvalue()


def sheet_xml(rows: Sequence[Sequence[Any]], *, extra: str = "", before: str = "", prolog: str = "") -> str:
    """The XML of a sheet with inline strings, `extra` put after the last row, `before` before the data."""
    lines = []
    for r, row in enumerate(rows, 1):
        cells = "".join(
            f'<c r="{chr(65 + c)}{r}" t="inlineStr"><is><t>{value}</t></is></c>' if isinstance(value, str)
            else f'<c r="{chr(65 + c)}{r}"><v>{value}</v></c>'
            for c, value in enumerate(row) if value not in (None, "")
        )  # fmt: skip
        lines.append(f'<row r="{r}">{cells}</row>')
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>{prolog}'
        '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
        f"{before}<sheetData>{''.join(lines)}{extra}</sheetData></worksheet>"
    )
