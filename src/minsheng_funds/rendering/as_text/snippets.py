"""A few rows of a sheet around a cell, as lines that fit a width: both text pens draw the same ones.

    A       B      C        D          E
  3 │ 拨付日期  项目名称  收款单位  拨付金额  备注
  4 │ 2020-01-02  道路  甲  5000.00
> 5 │ 2020-01-03  道路  甲 >待定<
"""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from rich.cells import cell_len, set_cell_size

from minsheng_funds.model import column_letter
from minsheng_funds.rendering.document import Snippet, harmless

WIDEST, LEAST_HEADER, LEAST_NOTE = 24, 12, 6
"""How wide a cell may be; how wide a header or a note at most makes its column, where the rows ask for less."""
MOST_WIDE = 110
"""An excerpt is never wider, however wide the terminal: it is a help to find the cell."""
_NUMBER = re.compile(r"[-+]?[\d,]+(?:\.\d+)?%?")
_CUT = "…"


class Piece(NamedTuple):
    """A piece of a line. `role`: gutter, letter, header, data or marked."""

    text: str
    role: str


def snippet_lines(snippet: Snippet, width: int) -> Iterator[list[Piece]]:
    """The lines of an excerpt: letters of columns, header, rows; marks are readable without colour."""
    rows = [[harmless(text) for text in row.cells] for row in snippet.rows]
    gutter = max((len(row.number) for row in snippet.rows), default=1)
    heads = [place for place, row in enumerate(snippet.rows) if row.role == "header"]
    room = min(width, MOST_WIDE) - gutter - 5
    widths = _widths(rows, heads, snippet, min(WIDEST, room - 2))
    chosen = _window(widths, snippet, room)
    yield [Piece(" " * (gutter + 4), "gutter"), *_letters(chosen, widths)]
    before: int | None = None
    for place, (row, texts) in enumerate(zip(snippet.rows, rows, strict=True)):
        number = int(row.number)
        if before is not None and number > before + 1 and place - 1 in heads:
            yield [Piece(f"  {_CUT:>{gutter}} │", "gutter")]
        before = number
        at = {column for marked, column in snippet.marks if marked == place}
        sign = "> " if at or (place == snippet.row and snippet.focus is None) else "  "
        yield [
            Piece(f"{sign}{row.number:>{gutter}} │", "marked" if sign.strip() else "gutter"),
            *_cells(texts, row.role, chosen, widths, at),
        ]


def _widths(rows: Sequence[Sequence[str]], heads: Sequence[int], snippet: Snippet, widest: int) -> list[int]:
    """How wide each column is; 0 where it has nothing to show and is not the one in question.

    A row of one text only, a title or a note, makes no column wider unless it is the one in question.
    """
    focus = snippet.focus
    notes = [place for place, texts in enumerate(rows) if sum(map(bool, texts)) == 1 and place != snippet.row]
    widths = []
    for column in range(max([(focus or 0) + 1, *map(len, rows)])):
        lengths = [cell_len(texts[column]) if column < len(texts) else 0 for texts in rows]
        data = max((length for place, length in enumerate(lengths) if place not in (*heads, *notes)), default=0)
        head = max((lengths[place] for place in heads), default=0)
        note = max((min(lengths[place], LEAST_NOTE) for place in notes), default=0)
        wide = min(widest, max(data, note, min(head, max(data, LEAST_HEADER))))
        widths.append(max(wide, 3) if wide or column == focus else 0)
    return widths


def _window(widths: Sequence[int], snippet: Snippet, room: int) -> list[int]:
    """The columns shown: the one in question, those that tell whose row it is, then its neighbours while they fit."""
    filled = [column for column, wide in enumerate(widths) if wide]
    middle = snippet.focus if snippet.focus is not None else next(iter(filled), 0)
    chosen = {middle}
    room -= widths[middle] + 2
    for column in snippet.keep:
        if column in filled and column not in chosen and widths[column] + 4 <= room:
            room -= widths[column] + 4  # with a mark of those left out between
            chosen.add(column)
    left = [column for column in reversed(filled) if column < middle]
    right = [column for column in filled if column > middle]
    while left or right:
        for side in (left, right):
            if not side:
                continue
            column = side.pop(0)
            if column in chosen:
                continue
            if widths[column] + 2 > room:
                side.clear()
                continue
            room -= widths[column] + 2
            chosen.add(column)
    return sorted(chosen)


def _gap(chosen: Sequence[int], place: int, widths: Sequence[int]) -> bool:
    """Whether columns that hold something were left out before this one."""
    return place > 0 and any(widths[column] for column in range(chosen[place - 1] + 1, chosen[place]))


def _letters(chosen: Sequence[int], widths: Sequence[int]) -> Iterator[Piece]:
    for place, column in enumerate(chosen):
        gap = f" {_CUT}" if _gap(chosen, place, widths) else ""
        yield Piece(f"{gap} {column_letter(column):<{widths[column]}} ", "letter")


def _cells(
    texts: Sequence[str], role: str, chosen: Sequence[int], widths: Sequence[int], marked: set[int]
) -> Iterator[Piece]:
    for place, column in enumerate(chosen):
        text = texts[column] if column < len(texts) else ""
        if _gap(chosen, place, widths):
            yield Piece("  ", role)
        wide = widths[column]
        if column in marked:
            shown = _fitted(text, wide).strip() or " "
            blank = " " * (wide - cell_len(shown))
            right = _NUMBER.fullmatch(text) is not None
            yield Piece(f"{blank if right else ''}>{shown}<{'' if right else blank}", "marked")
        elif role == "header":
            yield Piece(f" {_fitted(text, wide, last=True)} ", "header")
        else:
            yield Piece(f" {_fitted(text, wide, right=_NUMBER.fullmatch(text) is not None)} ", "data")


def _fitted(text: str, width: int, *, right: bool = False, last: bool = False) -> str:
    """The text in exactly `width` cells; a header that is too long keeps its last words, which tell most."""
    if cell_len(text) > width:
        if last:
            while cell_len(text) > width - 1:
                text = text[1:]
            text = _CUT + text
        else:
            text = set_cell_size(text, width - 1).rstrip() + _CUT
    blank = " " * (width - cell_len(text))
    return blank + text if right else text + blank
