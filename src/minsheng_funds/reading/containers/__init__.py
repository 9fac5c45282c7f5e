"""Bytes → sheets of cells: spreadsheets through python-calamine, csv through the standard library."""

import csv
import io
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cached_property
from pathlib import PurePath
from typing import cast

from minsheng_funds.model import Source
from minsheng_funds.reading.sheets import Look, Row, Sheet, Unusable

_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_BIFF_STARTS = (b"\x09\x08", b"\x09\x04", b"\x09\x02", b"\x09\x00")
_OTHER_TABLES = {b"<?xml": "xml", b"<html": "html", b"<!DOC": "html", b"<tabl": "html", b"ID;P": "sylk"}
_NOT_TABLES = (
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"%PDF",
    b"BM",
    b"Rar!",
    b"7z\xbc\xaf",
    b"\x1f\x8b",
    b"{\\rtf",
)


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
    from python_calamine import (
        CalamineError,
        CalamineWorkbook,
        PasswordError,
        SheetTypeEnum,
        SheetVisibleEnum,
    )

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
            merged = tuple(sheet.merged_cell_ranges or ())
            yield Sheet(
                meta.name,
                cast("Iterable[Row]", sheet.iter_rows()),
                first_column,
                merged,
                look=_FormulaLook(content, meta.name),
            )

    return sheets()


class _FormulaLook(Look):
    """Looks for formula errors only once a cell of money turns out blank."""

    def __init__(self, content: bytes, sheet: str) -> None:
        self._content, self._sheet = content, sheet

    @cached_property
    def _broken(self) -> frozenset[tuple[int, int]] | None:
        from minsheng_funds.reading.containers.formulas import broken_cells

        return broken_cells(self._content, self._sheet)

    @property
    def blind(self) -> bool:  # type: ignore[override]
        """Whether this format shows no errors."""
        return self._broken is None

    def is_broken(self, row: int, column: int) -> bool:
        """Whether a cell holds an error or a formula without a value."""
        return self._broken is not None and (row, column) in self._broken


def _csv_sheet(name: str, content: bytes) -> Sheet:
    text = _decode(content)
    delimiter = max(",\t;", key=lambda mark: _evenness(text[:20_000], mark))
    return Sheet(name, _csv_rows(text, delimiter), ragged=True)


def _csv_rows(text: str, delimiter: str) -> Iterator[Row]:
    try:
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter):
            yield list(row)
    except csv.Error as error:
        raise Unusable("not-csv", str(error)) from None


def _evenness(sample: str, delimiter: str) -> tuple[int, int]:
    """How many rows of a sample have as many fields as most have, and how many that is: marks split evenly."""
    try:
        sizes = [len(row) for row in csv.reader(io.StringIO(sample, newline=""), delimiter=delimiter)]
    except csv.Error:
        return (0, 0)
    common, count = (
        Counter(size for size in sizes if size > 1).most_common(1)[0] if max(sizes, default=0) > 1 else (0, 0)
    )
    return (count, common)


def _decode(content: bytes) -> str:
    utf16 = content.startswith((b"\xff\xfe", b"\xfe\xff"))
    for encoding in ("utf-16",) if utf16 else ("utf-8-sig", "gb18030"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise Unusable("encoding", "")
