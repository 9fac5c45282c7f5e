"""What a file is, by its bytes: which container, or why it is none."""

import re

from minsheng_funds.reading.containers.archive import Archive, unsafe
from minsheng_funds.reading.sheets import Unusable

_ZIP, OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_BIFF_STARTS = (b"\x09\x08", b"\x09\x04", b"\x09\x02", b"\x09\x00")
_BIFF_SIZES = (4, 6, 8, 16)
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_WORKBOOKS = ("Workbook".encode("utf-16-le"), "Book".encode("utf-16-le"))
_NOT_TABLES = (
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"%PDF",
    b"Rar!",
    b"7z\xbc\xaf",
    b"\x1f\x8b",
    b"{\\rtf",
    b"II*\x00",
    b"MM\x00*",
    b"BZh",
    b"\xfd7zXZ",
    b"SQLite format 3",
)
_XML = re.compile(r"<\?xml|<(?:[\w.-]+:)?Workbook[\s>]", re.IGNORECASE)
_HTML = re.compile(r"<!doctype\s+html|<(?:html|head|body|table|meta|style|script|div|font)[\s>/]", re.IGNORECASE)
_MIME = re.compile(r"(?:mime-version|content-type|from|message-id|x-[\w-]+):", re.IGNORECASE)
_COMMENTS = re.compile(r"\s*(?:<!--.*?-->\s*)*", re.DOTALL)
_SYLK, _DIF = "ID;", "TABLE\r\n0,1"
_OTHER_DOCUMENTS = ("word/", "ppt/", "meta-inf/", "visio/")
_HEAD = 4096


def kind_of(content: bytes) -> str:
    """zip, biff, encrypted or text. Raises `Unusable` for what is none of them."""
    if not content.strip(b"\x00 \r\n\t\xef\xbb\xbf\xff\xfe"):
        raise Unusable("empty", "")
    if content.startswith(_ZIP):
        return "zip"
    if content.startswith(OLE):
        return _ole_kind(content)
    if content[:2] in _BIFF_STARTS and int.from_bytes(content[2:4], "little") in _BIFF_SIZES:
        return "encrypted" if _has_file_pass(content) else "biff"
    if content.startswith(_NOT_TABLES):
        raise Unusable("not-a-workbook", "")
    if b"\x00" in content and not content.startswith((b"\xff\xfe", b"\xfe\xff")) and not bare_utf16(content):
        raise Unusable("not-a-workbook", "")
    return "text"


def _ole_kind(content: bytes) -> str:
    if _ENCRYPTED in content:
        return "encrypted"
    if not any(name in content for name in _WORKBOOKS):
        raise Unusable("not-a-workbook" if len(content) > 1536 else "broken", "")
    place = content.find(b"\x09\x08\x10\x00\x00\x06")
    if place < 0:
        place = content.find(b"\x09\x08\x08\x00\x00\x05")
    return "encrypted" if place >= 0 and _has_file_pass(content[place : place + _HEAD]) else "biff"


def _has_file_pass(stream: bytes) -> bool:
    """Whether the first records of a BIFF stream say that the rest is encrypted (FILEPASS, 0x2F)."""
    place = 0
    for _ in range(12):
        kind, size = (int.from_bytes(stream[place + at : place + at + 2], "little") for at in (0, 2))
        if kind == 0x2F:
            return True
        if kind == 0x0A or place >= len(stream):
            return False
        place += 4 + size
    return False


def zip_kind(archive: Archive) -> str:
    """xlsx, xlsb or ods. Raises `Unusable` for a zip that is no workbook, or two at once."""
    names = {name.replace("\\", "/").lower().lstrip("/") for name in archive.entries}
    ends = {"xlsx": ".xml", "xlsb": ".bin"}
    found = [
        kind
        for kind, end in ends.items()
        if any(name.startswith("xl/workbook") and name.endswith(end) for name in names)
    ]
    found += ["ods"] if "content.xml" in names else []
    if len(found) > 1:
        raise unsafe(" + ".join(found))
    if not found or (found == ["ods"] and b"spreadsheet" not in archive.read("mimetype", 1 << 16)):
        if any(name.startswith("index/") and name.endswith(".iwa") for name in names):
            raise Unusable("save-as-xlsx", "Numbers")
        if found or any(name.startswith(_OTHER_DOCUMENTS) for name in names):
            raise Unusable("not-a-workbook", "")
        raise Unusable("broken", "zip without a workbook")
    return found[0]


def refuse_text(content: bytes) -> None:
    """Tables in other words that are saved under .xls or .csv: web pages, XML, SYLK, mail."""
    head = _beginning(content)
    start = _COMMENTS.match(head)
    text = head[start.end() if start else 0 :]
    if _HTML.match(text) or (text.startswith("<") and _HTML.search(text)):
        raise Unusable("save-as-xlsx", "html")
    if _XML.match(text):
        raise Unusable("save-as-xlsx", "xml")
    if text.startswith(_SYLK) or text.startswith(_DIF):
        raise Unusable("save-as-xlsx", "sylk" if text.startswith(_SYLK) else "dif")
    if _MIME.match(text) and "multipart/" in text.lower():
        raise Unusable("save-as-xlsx", "mht")


def bare_utf16(content: bytes) -> str:
    """The encoding of text in UTF-16 without its mark: zeros at every other place, line ends or tags among them."""
    head = content[: min(_HEAD, len(content) & ~1)]
    for encoding, zeros, others, marks in (
        ("utf-16-le", head[1::2], head[0::2], (b"\n\x00", b"<\x00")),
        ("utf-16-be", head[0::2], head[1::2], (b"\x00\n", b"\x00<")),
    ):
        if 0 not in others and zeros.count(0) * 10 > len(zeros) and any(mark in head for mark in marks):
            return encoding
    return ""


def _beginning(content: bytes) -> str:
    marks = {b"\xff\xfe": "utf-16-le", b"\xfe\xff": "utf-16-be"}
    encoding = marks.get(content[:2], "") or bare_utf16(content) or "utf-8"
    return content[:_HEAD].decode(encoding, "ignore").lstrip("\ufeff \r\n\t")
