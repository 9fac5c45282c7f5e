"""Tables of a letter: columns as wide as their texts need, numbers never broken, header rows on every page.

A table is one XML text: built cell by cell through the library, one of thousands of payments would take minutes.
Widths are in half characters (a Chinese character is two), as a font's size says how wide one is.
"""

from collections.abc import Sequence
from typing import NamedTuple
from unicodedata import east_asian_width
from xml.sax.saxutils import quoteattr

from minsheng_funds.money import Rate
from minsheng_funds.rendering.as_docx.charts import DRAWN
from minsheng_funds.rendering.as_docx.styles import TWIPS, WORD, paragraph, text_width
from minsheng_funds.rendering.document import Cell, Table, harmless

SIZES = (10.5, 9, 8)
"""Of the text in tables, in points: the first that fits."""
MARGIN, ABOVE = 57, 15
"""Twips that a cell keeps free at either side, and above and below its text."""
PADDING = 3
"""Half characters a cell keeps free at its sides."""
BAR = 16
"""The least that a bar may measure."""
TALL, TALL_STANDING = 6, 4
"""A row of more lines asks for smaller letters, or for a page that lies."""
SHORT, SHORT_LYING = 26, 14
"""A table of so many lines, at most, is not broken between pages, on one that stands or lies."""
NARROWEST, WIDEST = 8, 80
"""A column of texts may be broken to the one; bars ask for the other."""
LEADING = 1.3
"""Of a line in a table, by the size of its text: as single spacing is with the fonts of the standard."""
ALWAYS_LYING = frozenset({"problems"})
"""Tables of sentences, by their key: on a page that stands, their columns are too narrow to read."""


class Fit(NamedTuple):
    """How a table stands: on a page that lies or not, the size of its text, the width of its columns in twips."""

    lying: bool
    size: float
    widths: tuple[int, ...]


def width_of(text: str) -> int:
    """How wide a text is, in half characters."""
    return len(text) if text.isascii() else sum(2 if east_asian_width(mark) in "WFA" else 1 for mark in text)


def shown_columns(table: Table) -> list[int]:
    """The places of the columns that paper has: bars stand in charts of their own."""
    return [place for place, column in enumerate(table.columns) if column.kind != "bar"]


def fit(table: Table, pages: Sequence[bool]) -> Fit:
    """The first page and size that the columns find room on; the last of them where none has enough."""
    natural, least = _needs(table)
    if table.key in ALWAYS_LYING:
        pages = pages[-1:]
    for lying in pages:
        for size in SIZES if lying is pages[-1] else SIZES[:1]:
            room = int(text_width(lying=lying) / (size / 2)) - PADDING * len(natural)
            if sum(least) > room:
                continue
            found = Fit(lying, size, _twips(_shared(natural, least, room), lying=lying))
            if (lying is pages[-1] and size == SIZES[-1]) or max(_lines(table, found), default=1) <= (
                TALL if lying is pages[-1] else TALL_STANDING
            ):
                return found
    scale = [max(1, width * room // sum(least)) for width in least]
    return Fit(lying, size, _twips(scale, lying=lying))


def _needs(table: Table) -> tuple[list[int], list[int]]:
    """What every column would like, and what it cannot do without."""
    natural, least = [], []
    for place in shown_columns(table):
        column = table.columns[place]
        if column.kind == DRAWN:
            natural.append(WIDEST)
            least.append(BAR)
            continue
        texts = [width_of(row[place].text) for row in table.rows]
        header = width_of(column.label)
        longest = max([*texts, 2])
        natural.append(max(longest, header))
        if column.kind == "text":
            least.append(max(min(header, NARROWEST), min(longest, 24 if place == 0 else NARROWEST)))
        else:
            least.append(max(longest, min(header, 8)))
    return natural, least


def _shared(natural: Sequence[int], least: Sequence[int], room: int) -> list[int]:
    """Widths with which the longest texts of all columns take equally many lines, as few as can be; the rest to all."""

    def widths(lines: int) -> list[int]:
        return [max(less, -(-more // lines)) for more, less in zip(natural, least, strict=True)]

    lines = 1
    while sum(widths(lines)) > room:
        lines += 1
    given = widths(lines)
    spare, total = room - sum(given), sum(given)
    return [width + spare * width // total for width in given]


def _twips(widths: Sequence[int], *, lying: bool) -> tuple[int, ...]:
    """Shares of the text's width; together exactly as wide as it is."""
    whole = int(text_width(lying=lying) * TWIPS)
    padded = [width + PADDING for width in widths]
    found = [whole * width // sum(padded) for width in padded]
    return (*found[:-1], whole - sum(found[:-1]))


_BORDERS = "".join(
    f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>'
    for side in ("top", "left", "bottom", "right", "insideH", "insideV")
)


def table_xml(table: Table, fitted: Fit) -> str:
    """The table as an element."""
    places = shown_columns(table)
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in fitted.widths)
    last, whole = len(table.rows) - 1, is_short(table, fitted)
    titled = any(table.columns[place].label for place in places)
    head = (
        ""
        if not titled
        else _row(
            [(Cell(table.columns[place].label), "center") for place in places],
            fitted,
            heading=True,
            keep=whole,
            style="<w:tblHeader/>",
        )
    )
    rows = [
        _row(
            [(row[place], _side(table, place, row[place])) for place in places],
            fitted,
            heading=number in table.totals,
            keep=number < last if whole else number + 1 == last and last in table.totals,
        )
        for number, row in enumerate(table.rows)
    ]
    return (
        f'<w:tbl {WORD}><w:tblPr><w:tblW w:w="{sum(fitted.widths)}" w:type="dxa"/><w:jc w:val="center"/>'
        f"<w:tblBorders>{_BORDERS if titled else ''}</w:tblBorders>"
        f'<w:tblLayout w:type="fixed"/><w:tblCellMar><w:top w:w="{ABOVE}" w:type="dxa"/>'
        f'<w:left w:w="{MARGIN}" w:type="dxa"/><w:bottom w:w="{ABOVE}" w:type="dxa"/>'
        f'<w:right w:w="{MARGIN}" w:type="dxa"/>'
        f"</w:tblCellMar><w:tblCaption w:val={quoteattr(harmless(table.title))}/></w:tblPr>"
        f"<w:tblGrid>{grid}</w:tblGrid>{head}{''.join(rows)}</w:tbl>"
    )


def is_short(table: Table, fitted: Fit) -> bool:
    """Whether a table is so low that it may stand on one page as a whole."""
    most = SHORT_LYING if fitted.lying else SHORT
    if len(table.rows) > most:
        return False
    return sum(_lines(table, fitted)) <= most


def _lines(table: Table, fitted: Fit) -> list[int]:
    """How many lines every row takes, about."""
    wide = [max(1, int(width / TWIPS / (fitted.size / 2)) - PADDING + 1) for width in fitted.widths]
    places = shown_columns(table)
    return [
        max(1, *(-(-width_of(row[place].text) // room) for place, room in zip(places, wide, strict=True)))
        for row in table.rows
    ]


def _bar(cell: Cell, width: int) -> str:
    """A shaded paragraph, as long as its share of the cell: a space in it gives it its height."""
    share = cell.rate or Rate(0, 1)
    room = width - 2 * MARGIN
    colour = "A6A6A6" if cell.tone else "5B7DB1"
    shading = f'<w:shd w:val="clear" w:color="auto" w:fill="{colour}"/>' if share.numerator else ""
    spacing = '<w:spacing w:before="30" w:after="30"/>'
    return f'{shading}{spacing}<w:ind w:right="{room - room * share.numerator // share.denominator}"/>'


def _side(table: Table, place: int, cell: Cell) -> str:
    """Numbers to the right, texts to the left; a lone dash in the middle."""
    kind = table.columns[place].kind
    if kind == DRAWN:
        return DRAWN
    if kind in ("money", "rate") or (kind == "count" and cell.text):
        return "right"
    return "center" if kind in ("count", "day") or cell.text == "\u2014" else "left"


def _row(cells: Sequence[tuple[Cell, str]], fitted: Fit, *, heading: bool, keep: bool, style: str = "") -> str:
    looks = "TableTitle" if heading else "Cell"
    leading = (
        f'<w:spacing w:before="0" w:after="0" w:line="{round(fitted.size * LEADING * TWIPS)}" w:lineRule="exact"/>'
    )
    size = f'<w:sz w:val="{round(fitted.size * 2)}"/><w:szCs w:val="{round(fitted.size * 2)}"/>'
    together = "<w:keepNext/>" if keep else '<w:keepNext w:val="0"/>'
    found = []
    for (cell, side), width in zip(cells, fitted.widths, strict=True):
        drawn = _bar(cell, width) if side == DRAWN else ""
        text = paragraph(cell.text, looks, f'{together}{drawn or f"""{leading}<w:jc w:val="{side}"/>"""}', size)
        found.append(
            f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/><w:vAlign w:val="center"/></w:tcPr>{text}</w:tc>'
        )
    return f"<w:tr><w:trPr><w:cantSplit/>{style}</w:trPr>{''.join(found)}</w:tr>"
