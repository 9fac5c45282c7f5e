"""Bytes → sheets of cells. What the bytes say counts, not the suffix; what is dangerous is refused before parsing."""

from collections.abc import Iterator
from pathlib import PurePath

from minsheng_funds.model import Source
from minsheng_funds.reading.large import is_large, large_sheet
from minsheng_funds.reading.sheets import Sheet
from minsheng_funds.settings import Settings


def open_sheets(source: Source, settings: Settings | None = None) -> Iterator[Sheet]:
    """The sheets of a source in order. Raises `Unusable` with a reason."""
    from minsheng_funds.reading.containers.kinds import OLE, kind_of, refuse_text

    settings = settings if settings is not None else Settings()
    if is_large(source):
        return iter([large_sheet(source, settings)])
    content = source.content
    kind = kind_of(content)
    if kind == "encrypted":
        from minsheng_funds.reading.containers.password import decrypted

        content = decrypted(content, settings.password)
        kind = kind_of(content)
    if kind == "zip":
        return _zip_sheets(content, settings)
    if kind == "biff":
        from minsheng_funds.reading.containers.biff import guard
        from minsheng_funds.reading.containers.fast import open_workbook, sheets_of
        from minsheng_funds.reading.containers.ole import workbook_streams
        from minsheng_funds.reading.containers.xls import Xls

        for stream in workbook_streams(content) if content.startswith(OLE) else (content,):
            guard(stream, settings.limits)
        binary = Xls(content)
        return binary.sheets() if binary.is_old else sheets_of(open_workbook(content), binary.look)
    from minsheng_funds.reading.containers.text import csv_sheet

    refuse_text(content)
    return iter([csv_sheet(PurePath(source.name).stem, content, settings.limits)])


def _zip_sheets(content: bytes, settings: Settings) -> Iterator[Sheet]:
    """xlsx, xlsm, xlsb, ods and .et as zip: guarded first, then read."""
    from minsheng_funds.reading.containers.archive import Archive
    from minsheng_funds.reading.containers.fast import open_workbook, sheets_of
    from minsheng_funds.reading.containers.kinds import zip_kind

    limits = settings.limits
    archive = Archive(content, limits)
    kind = zip_kind(archive)
    if kind == "ods":
        from minsheng_funds.reading.containers.ods import Ods

        document = Ods(archive, limits)
        return sheets_of(open_workbook(content), document.look, document.merged)
    if kind == "xlsb":
        from minsheng_funds.reading.containers.xlsb import guard
        from minsheng_funds.reading.sheets import Blind

        guard(archive, limits)
        return sheets_of(open_workbook(content), lambda _: Blind())
    from minsheng_funds.reading.containers.xlsx import Xlsx

    workbook = Xlsx(archive, limits)
    return sheets_of(open_workbook(content), workbook.look, workbook.merged)
