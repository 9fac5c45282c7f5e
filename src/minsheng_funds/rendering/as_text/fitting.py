"""What both text pens share: which columns of a table fit, how bars fill, how a fund's figures break into lines."""

import re
from collections.abc import Iterator, Sequence

from rich.cells import cell_len

from minsheng_funds.money import Rate
from minsheng_funds.rendering.document import Headline, Table, harmless

PIPED_WIDTH = 4_000
BAR_WIDTH = 10
GAP = 2
COLUMN_GAP = 3  # a cell's padding on both sides and the space between columns
SNIPPET_INDENT = 6
FULL, EMPTY, MARK = "█", "░", "│"
LONGEST_LINE, LONGEST_BAR = 110, 50


def fitting(block: Table, width: int) -> Sequence[int]:
    """The columns that fit: empty spare ones leave first, then, while names would be squeezed, the most spare."""
    places = [place for place, column in enumerate(block.columns) if not (column.spare and _is_empty(block, place))]
    for place in sorted(places, key=lambda place: -block.columns[place].spare):
        if not block.columns[place].spare or sum(_needed(block, other) for other in places) - COLUMN_GAP <= width:
            break
        places.remove(place)
    return places


def left_out(block: Table, width: int) -> list[str]:
    """The labels of the columns that are not shown although they have something to say."""
    shown = fitting(block, width)
    return [
        harmless(column.label)
        for place, column in enumerate(block.columns)
        if place not in shown and column.kind != "bar" and not _is_empty(block, place)
    ]


def _is_empty(block: Table, place: int) -> bool:
    return all(row[place].text in ("", "—") and row[place].rate is None for row in block.rows)


def _needed(block: Table, place: int) -> int:
    column = block.columns[place]
    widest = (
        BAR_WIDTH
        if column.kind == "bar"
        else max([cell_len(harmless(row[place].text)) for row in block.rows], default=0)
    )
    return max(widest, cell_len(column.label)) + COLUMN_GAP


def rate_share(rate: Rate | None, width: int) -> int:
    """How many of `width` marks a rate fills; never above `width`, never below 0."""
    if rate is None:
        return 0
    return max(0, min(width, rate.numerator * width // rate.denominator))


def pairs_by_line(block: Headline, width: int) -> list[list[tuple[str, str]]]:
    """The figures of a fund (label, text) in as many lines as they need."""
    lines: list[list[tuple[str, str]]] = []
    room = 0
    for name, cell in block.pairs:
        label, text = harmless(name), harmless(cell.text)
        needed = cell_len(f"{label} {text}")
        if lines and 3 + needed <= room:
            lines[-1].append((label, text))
            room -= 3 + needed
        else:
            lines.append([(label, text)])
            room = min(width, LONGEST_LINE) - 6 - needed
    return lines


def bar_marks(block: Headline, width: int) -> str:
    """The long bar of a fund: filled by its rate, with a mark where time stands."""
    filled = rate_share(block.rate, width)
    target = min(width - 1, rate_share(block.target, width)) if block.target is not None else None
    marks = [FULL if place < filled else EMPTY for place in range(width)]
    if target is not None:
        marks[target] = MARK
    return "".join(marks)


_PIECE = re.compile(r"""\s+|[!-~]+|[^\s!-~][,.;:!?)\]%，。；：、！？）》】”’]*""")
"""What a line is never broken within: a word or number, or a wide character with the marks that close it."""


def wrapped(text: str, width: int) -> Iterator[str]:
    """The lines of a sentence: Chinese breaks between any two characters, not only where a space happens to stand."""
    line, room = "", width
    for piece in _PIECE.findall(text):
        wide = cell_len(piece)
        if wide > room and not piece.isspace() and line.strip():
            yield line.rstrip()
            line, room = "", width
        while wide > room and not piece.isspace():  # a word longer than a line
            yield piece[:room]
            piece = piece[room:]  # noqa: PLW2901 - what is left of it
            wide = cell_len(piece)
        if line or not piece.isspace():
            line += piece
            room -= wide
    if line.strip():
        yield line.rstrip()
