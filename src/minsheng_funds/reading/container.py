"""Bytes → sheets of cells: spreadsheets through python-calamine, csv through the standard library."""

import csv
import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import PurePath

from minsheng_funds.model import Source
from minsheng_funds.reading.values import Cell

Row = list[Cell]
"""One row of cells; shorter than others where the sheet is ragged (csv)."""

Merged = tuple[tuple[int, int], tuple[int, int]]
"""First and last cell of a merged range, each (row, column) from 0."""


class Unusable(Exception):
    """A source that cannot be opened; the first argument is a reason, the second the library's own word."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet to be streamed once. Row 1 of the sheet is the first of `rows`; `first_column` is that of cell 0."""

    name: str
    rows: Iterable[Row]
    first_column: int = 0
    merged: tuple[Merged, ...] = ()
    hidden: bool = False
    ragged: bool = False


_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_BIFF_STARTS = (b"\x09\x08", b"\x09\x04", b"\x09\x02", b"\x09\x00")
_OTHER_TABLES = {b"<?xml": "xml", b"<html": "html", b"<!DOC": "html", b"<tabl": "html", b"ID;P": "sylk"}
_NOT_TABLES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"%PDF", b"BM", b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b", b"{\\rtf")


def open_sheets(source: Source) -> Iterator[Sheet]:
    """The sheets of a source in order. Raises `Unusable` with a reason. What the bytes say counts, not the suffix."""
    content = source.content
    if not content.strip(b"\x00 \r\n\t"):
        raise Unusable("empty", "")
    if content.startswith(_ZIP) or content.startswith(_OLE) or content[:2] in _BIFF_STARTS:
        return _spreadsheet_sheets(content)
    if content.startswith(_NOT_TABLES):
        raise Unusable("not-a-workbook", "")
    head = content.removeprefix(b"\xef\xbb\xbf").lstrip()[:5]
    for start, kind in _OTHER_TABLES.items():
        if head.lower().startswith(start.lower()):
            raise Unusable("save-as-xlsx", kind)
    if b"\x00" in content[:4096] and not content.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise Unusable("not-a-workbook", "")
    return iter([_csv_sheet(PurePath(source.name).stem, content)])


def _spreadsheet_sheets(content: bytes) -> Iterator[Sheet]:
    from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetTypeEnum, SheetVisibleEnum

    if content.startswith(_OLE) and "EncryptedPackage".encode("utf-16-le") in content:
        raise Unusable("password", "")
    try:
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(content))
    except PasswordError:
        raise Unusable("password", "") from None
    except (CalamineError, OSError) as error:
        raise Unusable("broken" if content.startswith((_ZIP, _OLE)) else "not-a-workbook", str(error)) from None

    def sheets() -> Iterator[Sheet]:
        for meta in workbook.sheets_metadata:
            if meta.typ != SheetTypeEnum.WorkSheet:
                continue
            if meta.visible != SheetVisibleEnum.Visible:
                yield Sheet(meta.name, (), hidden=True)
                continue
            try:
                sheet = workbook.get_sheet_by_name(meta.name)
            except (CalamineError, OSError) as error:
                raise Unusable("broken", f"{meta.name}: {error}") from None
            first_column = sheet.start[1] if sheet.start else 0
            yield Sheet(meta.name, sheet.iter_rows(), first_column, tuple(sheet.merged_cell_ranges or ()))

    return sheets()


def _csv_sheet(name: str, content: bytes) -> Sheet:
    text = _decode(content)
    sample = text[:20_000]
    delimiter = max(",\t;", key=sample.count)
    rows: Iterator[Row] = (list(row) for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
    return Sheet(name, rows, ragged=True)


def _decode(content: bytes) -> str:
    utf16 = content.startswith((b"\xff\xfe", b"\xfe\xff"))
    for encoding in ("utf-16",) if utf16 else ("utf-8-sig", "gb18030"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise Unusable("encoding", "")
