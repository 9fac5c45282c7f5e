"""Looks by name, each made once. Fonts have the names by which Chinese Windows, WPS and LibreOffice know them."""

from collections.abc import Sequence
from typing import Any

from minsheng_funds.rendering.as_xlsx.values import DAY_FORMAT, EXACT_FORMAT
from minsheng_funds.rendering.document import Column

FONT, TITLE_FONT, POINTS, TITLE_POINTS = "SimSun", "SimHei", 10.5, 16
FILLS = {"error": "F8CBCB", "warning": "FFF2CC", "info": "DDEBF7", "good": "E2F0D9", "header": "E7E6E6"}
"""Light colours by tone."""
EXACT_FILL, TOTAL_FILL, EDGE, LINK = "F7F7F7", "F2F2F2", "A6A6A6", "0563C1"
_ACROSS = {"caption": "right", **dict.fromkeys(("title", "header", "count", "day", "part", "state"), "center")}
_NUMBERS = ("money", "rate", "exact")
_OPEN = ("title", "line", "caption", "plain")
"""What stands outside of tables, without borders."""


class Formats:
    """The formats of one workbook, by what they look like."""

    def __init__(self, book: Any) -> None:
        self._book = book
        self._made: dict[tuple[object, ...], Any] = {}

    def give(self, kind: str, **given: Any) -> Any:
        """The look of a column's kind, or of "title", "line", "caption", "header", "part", "exact" or "plain".

        `given`: number (its format), tone, and whether it is bold, link, quoted.
        """
        key = (kind, *given.items())
        if key not in self._made:
            self._made[key] = self._book.add_format(_properties(kind, **given))
        return self._made[key]

    def numbers(self, columns: Sequence[Column]) -> tuple[list[int], list[int]]:
        """The numbers under which the workbook keeps the looks of a list's columns: plain, and of quoted texts."""
        numbers = {"money": EXACT_FORMAT, "day": DAY_FORMAT}
        plain = [self.give("plain", number=numbers.get(column.kind, "")) for column in columns]
        quoted = self.give("plain", quoted=True)._get_xf_index()
        return [look._get_xf_index() for look in plain], [quoted] * len(columns)


def _properties(
    kind: str, *, number: str = "", tone: str = "", bold: bool = False, link: bool = False, quoted: bool = False
) -> dict[str, Any]:
    title = kind == "title"
    found: dict[str, Any] = {
        "font_name": TITLE_FONT if title else FONT,
        "font_size": TITLE_POINTS if title else POINTS,
        "bold": bold,
        "align": "" if kind == "plain" else _ACROSS.get(kind, "right" if kind in _NUMBERS else "left"),
        "valign": "vcenter",
        "text_wrap": kind not in (*_NUMBERS, "plain"),
    }
    if number:
        found["num_format"] = number
    if kind not in _OPEN:
        found.update(border=1, border_color=f"#{EDGE}")
    usual = EXACT_FILL if kind == "exact" else TOTAL_FILL if bold and kind not in _OPEN else ""
    if fill := FILLS.get(tone or kind) or usual:
        found["bg_color"] = f"#{fill}"
    if link:
        found.update(font_color=f"#{LINK}", underline=1)
    if quoted:
        found["quote_prefix"] = True
    return found
