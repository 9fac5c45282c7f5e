"""Containers made byte by byte: what no spreadsheet library writes, and what only hostile or ancient programs do."""

import io
import struct
import zipfile
from collections.abc import Sequence
from typing import Any

MAIN = b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"
STRICT = b"http://purl.oclc.org/ooxml/spreadsheetml/main"
RELATIONS = b"http://schemas.openxmlformats.org/officeDocument/2006/relationships"
DECLARATION = b'<?xml version="1.0" encoding="UTF-8"?>'

TYPES = (
    DECLARATION + b'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    b'<Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.'
    b'spreadsheetml.sheet.main+xml"/></Types>'
)  # fmt: skip


def zipped(parts: Sequence[tuple[str, bytes]], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A zip of these parts."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", method) as archive:
        for name, content in parts:
            archive.writestr(name, content)
    return stream.getvalue()


def worksheet(rows: bytes, head: bytes = b"", tail: bytes = b"", prefix: bytes = b"", space: bytes = MAIN) -> bytes:
    """A sheet part; the elements of `rows` bear the prefix themselves."""
    name = b" xmlns" + (b":" + prefix.rstrip(b":") if prefix else b"") + b'="' + space + b'"'
    return (
        DECLARATION + b"<" + prefix + b"worksheet" + name + b">" + head + b"<" + prefix + b"sheetData>"
        + rows + b"</" + prefix + b"sheetData>" + tail + b"</" + prefix + b"worksheet>"
    )  # fmt: skip


def book_of(
    sheet: bytes,
    *,
    settings: bytes = b"",
    styles: bytes = b"",
    target: str = "worksheets/sheet1.xml",
    part: str = "xl/worksheets/sheet1.xml",
    extra: Sequence[tuple[str, bytes]] = (),
) -> bytes:
    """A workbook of one sheet, S, with these bytes for its part; `settings` stand in workbook.xml before the sheets."""
    workbook = (
        DECLARATION + b'<workbook xmlns="' + MAIN + b'" xmlns:r="' + RELATIONS + b'">' + settings
        + b'<sheets><sheet name="S" sheetId="1" r:id="rId1"/></sheets></workbook>'
    )  # fmt: skip
    relation = '<Relationship Id="{}" Type="{}/{}" Target="{}"/>'
    package = "http://schemas.openxmlformats.org/package/2006/relationships"
    relations = f'<Relationships xmlns="{package}">' + relation.format("rId1", RELATIONS.decode(), "worksheet", target)
    relations += relation.format("rId2", RELATIONS.decode(), "styles", "styles.xml") if styles else ""
    parts = [
        ("[Content_Types].xml", TYPES),
        (
            "_rels/.rels",
            (
                f'<Relationships xmlns="{package}">'
                + relation.format("rId1", RELATIONS.decode(), "officeDocument", "xl/workbook.xml")
                + "</Relationships>"
            ).encode(),
        ),
        ("xl/workbook.xml", workbook),
        ("xl/_rels/workbook.xml.rels", (relations + "</Relationships>").encode()),
        *([("xl/styles.xml", styles)] if styles else []),
        (part, sheet),
        *extra,
    ]
    return zipped(parts)


def cell(place: str, value: Any = "", attributes: str = "", prefix: str = "") -> bytes:
    """One cell: a text inline, or a number."""
    p = prefix
    if isinstance(value, str):
        return f'<{p}c r="{place}"{attributes} t="inlineStr"><{p}is><{p}t>{value}</{p}t></{p}is></{p}c>'.encode()
    return f'<{p}c r="{place}"{attributes}><{p}v>{value}</{p}v></{p}c>'.encode()


def row(number: int, *values: Any, attributes: str = "", prefix: str = "") -> bytes:
    """One row of plain cells from column A on; bytes stand as they are."""
    cells = (
        value if isinstance(value, bytes) else cell(f"{chr(65 + place)}{number}", value, prefix=prefix)
        for place, value in enumerate(values)
    )
    return f'<{prefix}row r="{number}"{attributes}>'.encode() + b"".join(cells) + f"</{prefix}row>".encode()


def formats_sheet(codes: Sequence[str]) -> bytes:
    """A styles part: style 0 is ordinary, style n has the nth number format."""
    from html import escape

    formats = "".join(f'<numFmt numFmtId="{164 + n}" formatCode="{escape(code)}"/>' for n, code in enumerate(codes))
    styles = "".join(f'<xf numFmtId="{164 + n}"/>' for n in range(len(codes)))
    text = (
        f'<styleSheet xmlns="{MAIN.decode()}"><numFmts>{formats}</numFmts><cellStyleXfs><xf numFmtId="164"/>'
        f'</cellStyleXfs><cellXfs><xf numFmtId="0"/>{styles}</cellXfs></styleSheet>'
    )
    return DECLARATION + text.encode()


def ods_of(table: str, head: str = "") -> bytes:
    """An ods of one sheet, S, with this inside of its <table:table>."""
    spaces = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "table", "text")
    )
    content = (
        f'{DECLARATION.decode()}{head}<office:document-content {spaces} xmlns:calcext="urn:calcext"><office:body>'
        f'<office:spreadsheet><table:table table:name="S">{table}</table:table></office:spreadsheet></office:body>'
        "</office:document-content>"
    )
    return zipped(
        [
            ("mimetype", b"application/vnd.oasis.opendocument.spreadsheet"),
            ("content.xml", content.encode()),
            ("META-INF/manifest.xml", DECLARATION + b"<manifest/>"),
        ]
    )


def ods_cell(value: Any = "", attributes: str = "") -> str:
    """One cell of an ods: a number, a text, or blank."""
    if value == "":
        return f"<table:table-cell{attributes}/>"
    if isinstance(value, str):
        return f'<table:table-cell{attributes} office:value-type="string"><text:p>{value}</text:p></table:table-cell>'
    return f'<table:table-cell{attributes} office:value-type="float" office:value="{value}"/>'


def ods_row(*values: Any, attributes: str = "") -> str:
    """One row of an ods; strings that begin with < stand as they are."""
    cells = (value if str(value).startswith("<") else ods_cell(value) for value in values)
    return f"<table:table-row{attributes}>{''.join(cells)}</table:table-row>"


# --- xlsb: BIFF12 records ----------------------------------------------------------------------------------


def _record(kind: int, body: bytes = b"") -> bytes:
    head = bytes([kind]) if kind < 0x80 else bytes([kind & 0x7F | 0x80, kind >> 7])
    size, length = len(body), b""
    while True:
        length += bytes([size & 0x7F | (0x80 if size > 0x7F else 0)])
        size >>= 7
        if not size:
            return head + length + body


def _wide(text: str) -> bytes:
    return struct.pack("<I", len(text)) + text.encode("utf-16-le")


def xlsb_cells(rows: Sequence[tuple[int, Sequence[tuple[int, Any]]]]) -> bytes:
    """A workbook of one sheet, S, with (row, [(column, value)]) cells, both from 0."""
    sheet = _record(129) + _record(148, struct.pack("<4I", 0, 0, 0, 0)) + _record(145)
    for number, cells in rows:
        sheet += _record(0, struct.pack("<I", number) + bytes(21))
        for column, value in cells:
            place = struct.pack("<II", column, 0)
            if isinstance(value, str):
                sheet += _record(6, place + _wide(value))
            else:
                sheet += _record(5, place + struct.pack("<d", value))
    sheet += _record(146) + _record(130)
    bundle = struct.pack("<II", 0, 1) + _wide("rId1") + _wide("S")
    workbook = (
        _record(131) + _record(143) + _record(156, bundle) + _record(144) + _record(157, bytes(26)) + _record(132)
    )
    relations = (
        '<Relationships><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
        'relationships/worksheet" Target="worksheets/sheet1.bin"/></Relationships>'
    )
    return zipped(
        [
            ("[Content_Types].xml", b"<Types/>"),
            ("xl/workbook.bin", workbook),
            ("xl/_rels/workbook.bin.rels", relations.encode()),
            ("xl/worksheets/sheet1.bin", sheet),
        ]
    )


def xlsb(rows: Sequence[Sequence[Any]]) -> bytes:
    """A workbook of one sheet of texts and numbers."""
    return xlsb_cells([(r, [(c, value) for c, value in enumerate(line) if value != ""]) for r, line in enumerate(rows)])


# --- BIFF5, as Excel 5 and 95 wrote it ---------------------------------------------------------------------


def _biff(kind: int, body: bytes = b"") -> bytes:
    return struct.pack("<HH", kind, len(body)) + body


def biff5(rows: Sequence[Sequence[Any]], encoding: str = "gb18030") -> bytes:
    """A workbook of one sheet, S, in OLE with its stream named Book."""
    from xlwt.CompoundDoc import XlsDoc

    name = b"S"
    globals_size = 4 + 8 + 4 + 2 + 4 + 7 + len(name) + 4
    stream = _biff(0x809, struct.pack("<4H", 0x500, 5, 0, 0)) + _biff(0x42, struct.pack("<H", 936))
    stream += _biff(0x85, struct.pack("<IBBB", globals_size, 0, 0, len(name)) + name) + _biff(0x0A)
    assert len(stream) == globals_size
    stream += _biff(0x809, struct.pack("<4H", 0x500, 0x10, 0, 0))
    for r, line in enumerate(rows):
        for c, value in enumerate(line):
            if isinstance(value, str):
                text = value.encode(encoding)
                if text:
                    stream += _biff(0x204, struct.pack("<4H", r, c, 0, len(text)) + text)
            else:
                stream += _biff(0x203, struct.pack("<3Hd", r, c, 0, value))
    stream += _biff(0x0A)
    file = io.BytesIO()
    XlsDoc().save(file, stream)
    content = file.getvalue()
    old, new = "Workbook\0".encode("utf-16-le"), "Book\0".encode("utf-16-le")
    place = content.index(old)
    return (
        content[:place] + new.ljust(64, b"\0") + struct.pack("<H", len(new)) + content[place + 66 :]
    )  # fmt: skip
