"""Single cells: a value or a formula with the look that fits it. Text is never a formula, a link leads to a file."""

from typing import Any

from minsheng_funds.rendering.as_xlsx.formats import Formats
from minsheng_funds.rendering.as_xlsx.values import LIKE_FORMULAS, Value, safe_text

MOST_LINKS = 65_000
"""A sheet with more than 65,530 links is taken for broken."""


class Cells:
    """Writes the cells of one sheet (rows and columns from 0)."""

    def __init__(self, sheet: Any, formats: Formats) -> None:
        self._sheet, self._formats = sheet, formats
        self._links = 0

    def put(
        self,
        row: int,
        at: int,
        value: Value,
        kind: str,
        *,
        number: str = "",
        tone: str = "",
        bold: bool = False,
        link: str = "",
        formula: str = "",
    ) -> None:
        """A text, number, day or blank, or a formula that keeps the value; `link` is where a text leads to."""
        link = link if self._links < MOST_LINKS else ""
        look = self.look(value, kind, number=number, tone=tone, bold=bold, link=bool(link))
        text = safe_text(value) if isinstance(value, str) else None
        if formula:
            self._sheet.write_formula(row, at, formula, look, value)
        elif text:
            if not (link and self._write_link(row, at, link, look, text)):
                self._sheet.write_string(row, at, text, look)
        elif isinstance(value, (int, float)):
            self._sheet.write_number(row, at, value, look)
        elif value is not None and text is None:
            self._sheet.write_datetime(row, at, value, look)
        else:
            self._sheet.write_blank(row, at, None, look)

    def look(
        self, value: Value, kind: str, *, number: str = "", tone: str = "", bold: bool = False, link: bool = False
    ) -> Any:
        """The look of a cell with this value: a text that looks like a formula is quoted."""
        quoted = isinstance(value, str) and safe_text(value).startswith(LIKE_FORMULAS)
        return self._formats.give(kind, number="" if quoted else number, tone=tone, bold=bold, link=link, quoted=quoted)

    def _write_link(self, row: int, at: int, address: str, look: Any, text: str) -> bool:
        """Writes a link to a cell of another file; False where there can be none.

        XlsxWriter would turn the slashes of its path around, which only Windows reads.
        """
        from xlsxwriter.url import Url

        target, _, location = address.partition("#")
        try:
            url = Url(f"external:{target}" + (f"#{location}" if location else ""))
        except ValueError:  # longer than a link may be
            return False
        url.text, url._relationship_link = text, target
        self._sheet.write_url(row, at, url, look)
        self._links += 1
        return True
