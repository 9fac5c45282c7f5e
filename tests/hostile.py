r"""A workbook whose every text is written to do harm, and for each suffix what an output of it must never hold.

A new format needs one function in `CHECKS`: it takes the file's bytes and what the bytes are to show, and asserts that
nothing in them is a formula, markup, a link to elsewhere or a template. `shown` are texts that must stand in it as
they stand in the workbook, so that no format passes by leaving them out or by working them out ("{{ 7*7 }}").
"""

import csv
import io
import json
import os
import re
import unicodedata
import warnings
import zipfile
from collections.abc import Callable, Iterator, Sequence
from html.parser import HTMLParser
from itertools import pairwise
from typing import Any
from xml.etree import ElementTree

from markdown_it import MarkdownIt

from minsheng_funds.rendering.document import harmless
from tests.support import Sheet, day, xlsx

TEXTS = (
    '=HYPERLINK("http://evil.example","甲")',
    "+1",
    "-1",
    "+SUM(1,2)",
    "-2+3+cmd|' /C calc'!A0",
    "@SUM(1+1)",
    "\uff1d1+1",
    " =1+1",
    "\t=1+1",
    "\r=1+1",
    "\n=1+1",
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "' onmouseover='alert(1)",
    "</style></title><svg onload=alert(1)>",
    "<!--",
    "]]>",
    "&amp;&lt;b&gt;",
    "_x000D_=1+1",
    "_x0000_甲",
    "甲\u202e乙\u2066丙",
    "甲\u200f\u200b乙",
    "甲\x01\x1b[31m乙\x7f\x9b",
    "{{ 7*7 }}",
    "{% raw %}",
    "{#",
    "${7*7}",
    "%(project)s",
    "{project}",
    "甲|乙",
    "`code`",
    "```",
    "[a](javascript:alert(1))",
    "![a](http://evil.example/x.png)",
    "<http://evil.example>",
    "**粗**__粗__~~删~~",
    "- 甲",
    "1. 甲",
    "# 甲",
    "> 甲",
    "---",
    "$x^2$",
    "javascript:alert(1)",
    "甲\\",
    "甲\ud83d\ude00乙".encode("utf-16", "surrogatepass").decode("utf-16"),
)
SHEETS = ('=A1&"<b>', "{{ 7 }} | `x` &amp;")
FILE = (
    "book.xlsx" if os.name == "nt" else '=cmd|\' <img src=x onerror=alert(1)>{{ 7*7 }} [a](javascript:x) "&amp;".xlsx'
)
"""The file's own name; Windows has no such names."""


def hostile_book() -> bytes:
    """A plan and a ledger: every text is a project, a class, a unit, a payee and a remark; some have no plan."""
    turned = [*TEXTS[7:], *TEXTS[:7]]
    projects = [
        [text, other, third, 10 + n]
        for n, (text, other, third) in enumerate(zip(TEXTS, turned, reversed(TEXTS), strict=True))
    ]
    head = ["项目名称", "类别", "责任单位", "计划资金"]
    payments = [
        [day(1 + n % 6, 1 + n % 28), text, other, -100.5 if n % 5 == 0 else 1000.25 * n, third, f"={n}+1"]
        for n, (text, other, third) in enumerate(zip(TEXTS, turned, reversed(TEXTS), strict=True))
    ]
    payments += [[day(3, 1), f"{text} 没有计划", text, 5.0, text, text] for text in TEXTS]
    columns = ["拨付日期", "项目名称", "收款单位", "拨付金额", "备注", "凭证号"]
    return xlsx(
        Sheet(SHEETS[0], [["2020年资金筹集方案"], ["单位:万元"], head, *projects]),
        Sheet(SHEETS[1], [["2020年资金拨付台账"], ["单位:元"], columns, *payments]),
    )


def squeezed(text: str) -> str:
    """Text as it can be compared across formats: one line, blanks alike, without what does not print."""
    return " ".join(harmless(unicodedata.normalize("NFKC", text)).replace("\ufffd", "").split())


def assert_shown(texts: Sequence[str], shown: Sequence[str]) -> None:
    """Every one of `shown` stands somewhere in the texts as it was written."""
    whole = "\n".join(map(squeezed, texts))
    missing = [text for text in shown if squeezed(text) not in whole]
    assert missing == [], missing


def assert_calm(texts: Sequence[str]) -> None:
    """No character that moves a cursor or turns text around."""
    bad = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")
    moving = [text for text in texts if bad.search(text)]
    assert moving == [], moving


# --- One check a suffix -----------------------------------------------------------------------------------

_NUMBER = re.compile(r"-?\d+(\.\d+)?")
_SIGNS = "=+-@\uff1d\uff0b\uff0d\uff20"


def check_csv(content: bytes, shown: Sequence[str]) -> None:
    """No field begins like a formula, blanks or not, unless it is a number; Excel is told the encoding."""
    assert content.startswith(b"\xef\xbb\xbf")
    table = list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), strict=True))
    assert len({len(row) for row in table}) == 1
    fields = [field for row in table for field in row]
    risky = [field for field in fields if (field.lstrip()[:1] and field.lstrip()[0] in _SIGNS) or field[:1] in "\t\r\n"]
    assert [field for field in risky if field and not _NUMBER.fullmatch(field)] == []
    assert_calm(fields)
    assert_shown(fields, shown)


def check_json(content: bytes, shown: Sequence[str]) -> None:
    """It is JSON; what texts hold is what the workbook holds."""
    text = content.decode("utf-8")
    assert not re.search("[\x00-\x09\x0b-\x1f]", text)
    assert_shown(list(_texts(json.loads(text))), shown)


def _texts(node: Any) -> Iterator[str]:
    if isinstance(node, str):
        yield node
    elif isinstance(node, dict):
        for key, value in node.items():
            yield from (key, *_texts(value))
    elif isinstance(node, list):
        for value in node:
            yield from _texts(value)


class _Reader(MarkdownIt):
    """Makes a link of any address, as the laxest reader might."""

    def validateLink(self, url: str) -> bool:  # noqa: N802 - as it is called there
        return url is not None


def check_markdown(content: bytes, shown: Sequence[str]) -> None:
    """Read as GitHub reads it, there are only headings, lists, tables and texts."""
    text = content.decode("utf-8")
    reader = _Reader("commonmark", {"html": True}).enable(["table", "strikethrough"])
    tokens = reader.parse(text)
    assert_calm([text])
    pieces = [piece for token in tokens for piece in token.children or ()]
    assert {piece.type for piece in pieces} <= {"text", "text_special", "softbreak"}
    kinds = {token.type.removesuffix("_open").removesuffix("_close") for token in tokens}
    assert kinds <= {
        "heading",
        "inline",
        "paragraph",
        "bullet_list",
        "list_item",
        "table",
        "thead",
        "tbody",
        "tr",
        "th",
        "td",
    }
    inside = [after.type for token, after in pairwise(tokens) if token.type == "list_item_open"]
    assert set(inside) <= {"paragraph_open"}
    rows = [token.map for token in tokens if token.type == "tr_open"]
    assert len(rows) == sum(line.startswith("|") and not re.fullmatch(r"[|\-: ]+", line) for line in text.splitlines())
    assert not re.search(r"(?<!\\)\$", text)  # GitHub sets formulas between dollars
    assert_shown(
        [token.content and "".join(piece.content for piece in token.children or ()) for token in tokens], shown
    )


class _Page(HTMLParser):
    """What a browser would make of a page: its elements, their attributes, its texts."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[str] = []
        self.comments: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.texts.append(data)

    def handle_comment(self, data: str) -> None:
        self.comments.append(data)


FORBIDDEN_TAGS = {"img", "iframe", "object", "embed", "base", "link", "form", "frame", "audio", "video"}


def check_html(content: bytes, shown: Sequence[str]) -> None:
    """No element, attribute or address of the workbook's own; a policy lets nothing in from elsewhere."""
    text = content.decode("utf-8")
    page = _Page()
    page.feed(text)
    names = [tag for tag, _ in page.elements]
    assert not FORBIDDEN_TAGS & set(names)
    assert page.comments == []
    assert [given for _, given in page.elements if any(name.startswith("on") for name in given)] == []
    addresses = [given[name] or "" for _, given in page.elements for name in ("href", "src", "action") if name in given]
    assert [address for address in addresses if not address.startswith("#")] == []
    policies = [given.get("content") or "" for tag, given in page.elements if tag == "meta" and "http-equiv" in given]
    assert len(policies) == 1
    assert "default-src 'none'" in policies[0]
    assert "unsafe" not in policies[0]
    for tag in ("title", "script", "style"):
        assert text.count(f"</{tag}") == names.count(tag), tag
    assert_calm([text])
    assert_shown(page.texts, shown)


def check_xlsx(content: bytes, shown: Sequence[str]) -> None:
    """No formula but those that the program wrote, no link that runs anything, no data from elsewhere."""
    import openpyxl

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it has no word for bars
        book = openpyxl.load_workbook(io.BytesIO(content))
    cells = [cell for sheet in book.worksheets for row in sheet.iter_rows() for cell in row]
    formulas = [str(cell.value) for cell in cells if cell.data_type == "f"]
    assert [text for text in formulas if re.search(r"(?i)hyperlink|cmd|webservice|evil|\[\d", text)] == []
    assert {text.lstrip() for text in formulas} & {text.lstrip() for text in TEXTS} == set()
    targets = [cell.hyperlink.target or "" for cell in cells if cell.hyperlink]
    assert [target for target in targets if re.match(r"(?i)[a-z]+:", target) and not target.startswith("file:")] == []
    texts = [cell.value for cell in cells if isinstance(cell.value, str)]
    texts += [cell.comment.text for cell in cells if cell.comment]
    assert_shown(texts, shown)
    _check_parts(content)


def _check_parts(content: bytes) -> None:
    """Every part of an office file is XML; none leads out, none holds a macro."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        names = archive.namelist()
        assert not [name for name in names if "external" in name.lower() or "vba" in name.lower() or ".." in name]
        for name in names:
            if name.endswith((".xml", ".rels")):
                ElementTree.fromstring(archive.read(name))


_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FIELDS = re.compile(r"(PAGE|NUMPAGES|SECTIONPAGES|TOC|SEQ|PAGEREF|STYLEREF)\b.*")


def check_docx(content: bytes, shown: Sequence[str]) -> None:
    """No field but those that count pages, no link out, nothing taken in from elsewhere."""
    _check_parts(content)
    texts, fields = [], []
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        names = archive.namelist()
        for name in names:
            if name.endswith(".rels"):
                assert b'TargetMode="External"' not in archive.read(name), name
        for name in (name for name in names if re.fullmatch(r"word/[a-z]+\d*\.xml", name)):
            root = ElementTree.fromstring(archive.read(name))
            assert not root.findall(f".//{_WORD}altChunk")
            for paragraph in root.iter(f"{_WORD}p"):
                texts.append("".join(node.text or "" for node in paragraph.iter(f"{_WORD}t")))
            fields += [node.text or "" for node in root.iter(f"{_WORD}instrText")]
            fields += [node.attrib.get(f"{_WORD}instr", "") for node in root.iter(f"{_WORD}fldSimple")]
    assert [field for field in fields if not _FIELDS.fullmatch(field.strip())] == []
    assert_calm(texts)
    assert_shown(texts, shown)


def check_xml(content: bytes, shown: Sequence[str]) -> None:
    """It is XML, and the texts are texts."""
    root = ElementTree.fromstring(content)
    texts = [text for node in root.iter() for text in (*node.attrib.values(), node.text or "", node.tail or "")]
    assert {node.tag for node in root.iter()} <= {
        "testsuites",
        "testsuite",
        "testcase",
        "failure",
        "skipped",
        "properties",
        "property",
        "system-out",
        "error",
    }
    assert_calm(texts)
    assert_shown(texts, shown)


def check_text(content: bytes, shown: Sequence[str]) -> None:
    """Nothing moves the cursor; long texts may be cut by the width, so what is shown is not asked."""
    assert_calm([content.decode("utf-8")])
    assert shown is not None


CHECKS: dict[str, Callable[[bytes, Sequence[str]], None]] = {
    ".csv": check_csv,
    ".json": check_json,
    ".sarif": check_json,
    ".md": check_markdown,
    ".html": check_html,
    ".xlsx": check_xlsx,
    ".docx": check_docx,
    ".xml": check_xml,
    ".txt": check_text,
}
"""Suffix → what an output of that format must never hold."""
