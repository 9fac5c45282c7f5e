"""How wide and how tall texts are: a Chinese character counts two, lines break between words and characters."""

import re
from functools import cache, lru_cache
from unicodedata import east_asian_width

DEFAULT_WIDTH, WIDEST = 10, 50
"""A column's width in characters: the least, and the most where nothing says how wide it is."""
LINE, LEEWAY, TALLEST = 15.0, 6.0, 409.0
"""Points of one line of text, what a row has beyond its lines, and what no row of a workbook is above."""
_WORDS = re.compile(r"[!-~]+|.", re.DOTALL)
"""The pieces between which a line may break: words, and single marks."""


def text_width(text: str) -> int:
    """The width in characters; Chinese ones, and marks that Chinese fonts draw as wide, count two."""
    return len(text) if text.isascii() else sum(map(_mark_width, text))


@cache
def _mark_width(mark: str) -> int:
    return 2 if east_asian_width(mark) in "WFA" else 1


@lru_cache(maxsize=65_536)
def line_count(text: str, room: int) -> int:
    """How many lines a text takes where each holds `room` characters: words stay whole, Chinese breaks anywhere."""
    if len(text) * 2 <= room:
        return 1
    lines, filled = 1, 0
    for piece in _WORDS.findall(text):
        width = len(piece) if piece.isascii() else _mark_width(piece)
        if filled and filled + width > room:
            lines, filled = lines + 1, 0
        filled += width
        if filled > room:  # a word longer than a line
            more = (filled - 1) // room
            lines, filled = lines + more, filled - more * room
    return lines


def row_height(lines: float) -> float:
    """Points of a row with so many lines."""
    return min(TALLEST, lines * LINE + LEEWAY)
