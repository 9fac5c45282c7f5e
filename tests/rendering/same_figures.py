"""The printed figures of a report as each format holds them, so that formats can be compared with each other.

One reader a format: the file's bytes → key of a table ("projects", "by-unit" …) → its rows, each as the printed texts
of the row. Columns without a label (bars) and those that a format has besides are left out by their keys or labels.
"""

import html
import io
import re
from collections.abc import Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal
from html.parser import HTMLParser
from typing import Any

from minsheng_funds.messages import LABELS

Figures = Mapping[str, Sequence[tuple[str, ...]]]


class _Tables(HTMLParser):
    """Every table with a key: its headers, and its rows without what stands beneath them."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tables: dict[str, list[list[str]]] = {}
        self._rows: list[list[str]] | None = None
        self._inside = 0
        self._cell: list[str] | None = None
        self._beneath = False
        self._skipped = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "table":
            self._inside += 1
            if given.get("data-key") and self._inside == 1:
                self._rows = self.tables.setdefault(str(given["data-key"]), [])
        elif tag == "tr" and self._inside == 1 and self._rows is not None:
            self._beneath = given.get("class") == "beneath"
            if not self._beneath:
                self._rows.append([])
        elif tag in ("td", "th") and self._inside == 1 and not self._beneath:
            self._cell = []
        elif tag == "span" and (self._skipped or given.get("class") in ("unseen", "whole")):
            self._skipped += 1

    def handle_endtag(self, tag: str) -> None:
        if tag == "table":
            self._inside -= 1
            self._rows = self._rows if self._inside else None
        elif tag in ("td", "th") and self._cell is not None and self._rows is not None and self._inside == 1:
            self._rows[-1].append("".join(self._cell).strip())
            self._cell = None
        elif tag == "span" and self._skipped:
            self._skipped -= 1

    def handle_data(self, data: str) -> None:
        if self._cell is not None and not self._skipped:
            self._cell.append(data)


def figures_of_html(content: bytes) -> Figures:
    """The figures of a page, read as a browser without scripts shows them; the first row of each table its headers."""
    reader = _Tables()
    reader.feed(content.decode("utf-8"))
    return {key: [tuple(row) for row in rows] for key, rows in reader.tables.items()}


SHEET_TITLES = {
    "projects_table": "projects",
    "levels_table": "levels",
    "reconciliation": "reconciliation",
    "unmatched_table": "unmatched",
    "excluded_table": "excluded",
    "behind_table": "behind",
    "overdue_table": "overdue",
    "rollup_pairs": "pairs",
    "rollup_laggards": "laggards",
}
"""The labels of titles in a workbook, and the keys of their tables; views are told by their dimensions."""
_HEADER = "FFE7E6E6"


def figures_of_xlsx(content: bytes) -> Figures:
    """The figures of a workbook's tables as their number formats show the kept results of its formulas.

    Only what is printed: the exact amounts stand behind a blank column. Totals stand beneath all rows.
    """
    import warnings

    import openpyxl

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        book = openpyxl.load_workbook(io.BytesIO(content), data_only=True)
    titles = _titles()
    found: dict[str, list[tuple[str, ...]]] = {}
    for sheet in book.worksheets:
        rows = list(sheet.iter_rows())
        for number, row in enumerate(rows):
            key = titles.get(str(row[0].value))
            if key and number + 1 < len(rows) and rows[number + 1][0].fill.fgColor.rgb == _HEADER:
                found.setdefault(key, _rows_from(rows[number + 1 :]))
    return found


_VIEWS = {
    **{"unit": "responsible", "class": "class", "level": "level", "month": "month"},
    **{"bureau": "bureau", "project": "project"},
}


def _rows_from(rows: "Sequence[Sequence[Any]]") -> list[tuple[str, ...]]:
    """The header and the rows of a table, as far as its cells have borders."""
    width = next((place for place, cell in enumerate(rows[0]) if cell.value is None), len(rows[0]))
    found = []
    for row in rows:
        if row[0].border.left is None or row[0].border.left.style is None:
            break
        found.append(tuple(shown(cell) for cell in row[:width]))
    return found


def shown(cell: Any) -> str:
    """A cell's value as its number format prints it."""
    value, format_ = cell.value, cell.number_format
    if value is None or isinstance(value, str) or format_ == "General":
        return "" if value is None else str(value)
    plain = format_.partition(";")[0]
    mark = "*" if plain.endswith('"*"') else ""
    plain = plain.removesuffix('"*"')
    digits = len(plain.rstrip("%").partition(".")[2])
    number = Decimal(repr(float(value))) * (100 if plain.endswith("%") else 1)
    text = f"{number.quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP):f}"
    sign = "+" if plain.startswith("+") and number >= 0 else ""
    return f"{sign}{text}{'%' if plain.endswith('%') else ''}{mark}"


def figures_of_markdown(content: bytes) -> Figures:
    """The figures of a Markdown file, the marks that keep its text from being markup taken out."""
    titles = _titles()
    found: dict[str, list[tuple[str, ...]]] = {}
    key = ""
    for line in content.decode("utf-8").splitlines():
        if line.startswith("## "):
            key = titles.get(_plain(line.removeprefix("## ")), "")
        elif line.startswith("| ") and key and not line.startswith("| ---"):
            found.setdefault(key, []).append(tuple(_plain(text) for text in line[2:-2].split(" | ")))
    return found


def _plain(text: str) -> str:
    return html.unescape(re.sub(r"\\(.)", r"\1", text.strip()))


def figures_of_docx(content: bytes) -> Figures:
    """The figures of a letter's tables and annexes, each by the title above it."""
    from docx import Document
    from docx.oxml.ns import qn

    titles = _titles()
    found: dict[str, list[tuple[str, ...]]] = {}
    key = ""
    for block in Document(io.BytesIO(content)).element.body.iterchildren():
        text = "".join(piece.text or "" for piece in block.iter(qn("w:t")))
        if block.tag == qn("w:p"):
            key = titles.get(text.strip(), key if text.strip().startswith(("单位", "金额")) else "")
        elif block.tag == qn("w:tbl") and key:
            rows = [
                tuple("".join(piece.text or "" for piece in cell.iter(qn("w:t"))) for cell in row.findall(qn("w:tc")))
                for row in block.findall(qn("w:tr"))
            ]
            found.setdefault(key, rows)
    return found


def _titles() -> dict[str, str]:
    """The Chinese titles of tables, and their keys."""
    titles = {LABELS[label].zh: key for label, key in SHEET_TITLES.items()}
    return titles | {LABELS["by"].fill(dimensions=LABELS[label].zh).zh: f"by-{name}" for name, label in _VIEWS.items()}
