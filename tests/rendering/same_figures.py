"""The printed figures of a report as each format holds them, so that formats can be compared with each other.

One reader a format: the file's bytes → key of a table ("projects", "by-unit" …) → its rows, each as the printed texts
of the row. Columns without a label (bars) and those that a format has besides are left out by their keys or labels.
"""

from collections.abc import Mapping, Sequence
from html.parser import HTMLParser

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
