"""A few rows of a source that was read before, once more and quickly: what nobody asks for is left out unparsed."""

import io
import re
import zipfile
from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import PurePath

from minsheng_funds.model import Source
from minsheng_funds.reading.containers.archive import Archive
from minsheng_funds.reading.containers.kinds import kind_of, zip_kind
from minsheng_funds.reading.large import is_large, rows_of_large
from minsheng_funds.reading.sheets import Row
from minsheng_funds.settings import Limits, Settings

LARGE = 1 << 20
"""Bytes from which on the XML of a sheet is worth being cut down before it is parsed."""
_HEAD = 1 << 20
"""How far into the XML of a sheet its data has begun, whatever widths of columns stand before it."""
_ROW = re.compile(rb'<(?:\w+:)?row(?: r="(\d{1,7})"|[\s>/])')
_END = re.compile(rb"</(?:\w+:)?sheetData\s*>")
_UNREAD = ("/media/", "/embeddings/", "/drawings/", "vbaProject")


def rows_again(
    source: Source, settings: Settings, wanted: Mapping[str, Collection[int]]
) -> Iterator[tuple[str, int, Row, int]]:
    """(sheet, number, row, first column) of the rows wanted, by sheet. Raises `Unusable` as reading it did.

    The guards have let the source pass when it was read; they do not look at it again.
    """
    if is_large(source):
        yield from rows_of_large(source, settings, wanted)
        return
    content = source.content
    kind = kind_of(content)
    if kind == "encrypted":
        from minsheng_funds.reading.containers.password import decrypted

        content = decrypted(content, settings.password)
        kind = kind_of(content)
    if kind == "text":
        from minsheng_funds.reading.containers.text import csv_sheet

        sheet = csv_sheet(PurePath(source.name).stem, content, settings.limits)
        yield from _picked(sheet.name, sheet.rows, 0, wanted.get(sheet.name, ()))
        return
    if kind == "biff":
        from minsheng_funds.reading.containers.xls import Xls

        binary = Xls(content)
        if binary.is_old:
            for sheet in binary.sheets():
                yield from _picked(sheet.name, sheet.rows, sheet.first_column, wanted.get(sheet.name, ()))
            return
    elif zip_kind(Archive(content, settings.limits)) == "xlsx":
        content = thinned(content, {number for numbers in wanted.values() for number in numbers}, settings.limits)
    from minsheng_funds.reading.containers.fast import open_workbook, page_rows

    workbook = open_workbook(content)
    for name in workbook.sheet_names:
        if name in wanted:
            rows, first_column = page_rows(workbook, name)
            yield from _picked(name, rows, first_column, wanted[name])


def _picked(
    name: str, rows: Iterable[Row], first_column: int, numbers: Collection[int]
) -> Iterator[tuple[str, int, Row, int]]:
    last = max(numbers, default=0)
    if not last:
        return
    for number, row in enumerate(rows, 1):
        if number in numbers:
            yield name, number, row, first_column
        if number >= last:
            return


def thinned(content: bytes, numbers: Collection[int], limits: Limits) -> bytes:
    """An xlsx whose large sheets have these rows only: parsing the others would take most of the time.

    A sheet that is not written as spreadsheet programs do is left as it is.
    """
    archive = Archive(content, limits)
    large = [entry for entry in archive.entries.values() if entry.size >= LARGE and entry.name.endswith(".xml")]
    cut: dict[str, bytes] = {}
    for entry in large:
        text = b"".join(archive.again(entry))
        if b"sheetData" in text[:_HEAD]:
            cut[entry.name] = _cut(text, numbers)
    if not cut:
        return content
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_STORED) as written:
        for entry in archive.entries.values():
            if not any(part in entry.name for part in _UNREAD):
                written.writestr(entry.name, cut.get(entry.name) or b"".join(archive.again(entry)))
    return stream.getvalue()


def _cut(text: bytes, numbers: Collection[int]) -> bytes:
    """The XML of a sheet without the rows that nobody asked for; as it is where rows do not say their numbers."""
    pieces: list[bytes] = []
    first = begin = -1
    last = max(numbers, default=0)
    for found in _ROW.finditer(text):
        if found.group(1) is None:
            return text
        if first < 0:
            first = found.start()
        if begin >= 0:
            pieces.append(text[begin : found.start()])
        number = int(found.group(1))
        begin = found.start() if number in numbers else -1
        if number > last:
            break
    end = _END.search(text, max(text.rfind(b"sheetData") - 16, 0))
    if first < 0 or end is None:
        return text
    if begin >= 0:
        pieces.append(text[begin : end.start()])
    return text[:first] + b"".join(pieces) + text[end.start() :]
