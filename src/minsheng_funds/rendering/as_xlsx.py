"""The xlsx pen: pages of typed cells, ready to be filtered, printed and filed. Text is never a formula."""

import io
import re
from collections.abc import Iterator, Sequence
from copy import copy
from typing import TYPE_CHECKING, Any
from unicodedata import east_asian_width

from minsheng_funds.money import YUAN
from minsheng_funds.rendering.document import Block, Cell, Column, Facts, Heading, Page, Table, harmless

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

FONT, TITLE_FONT, POINTS, TITLE_POINTS = "SimSun", "SimHei", 10.5, 16
LINE, LEEWAY = 15.0, 6.0
"""Points of one line of text, and what a row has beyond its lines."""
TALLEST, LONGEST = 409.0, 32_767
"""No row of a workbook is taller (points), no text in a cell longer (characters)."""
MOST_LINKS = 65_000
"""A sheet with more than 65,530 links is taken for broken."""
MOST_FEN = 10**15
"""From here on a spreadsheet's numbers are not exact to the fen: such an amount is written as text."""
FILLS = {"error": "F8CBCB", "warning": "FFF2CC", "info": "DDEBF7", "header": "E7E6E6"}
"""Light colours by tone."""
DEFAULT_WIDTH, WIDEST = 10, 50
_FORMATS = {"money": "#,##0.00", "day": "yyyy-mm-dd", "rate": "0.0%", "count": "0"}
_UNESCAPED = re.compile(r"_x[0-9A-Fa-f]{4}_")
_LIKE_FORMULAS = ("=", "+", "-", "@")
_MARGIN_INCHES, _A4 = 0.4, 9
_WORDS = re.compile(r"[!-~]+|.", re.DOTALL)


def write_xlsx(pages: Sequence[Page]) -> bytes:
    """A workbook with one sheet a page."""
    from openpyxl import Workbook

    book = Workbook()
    for empty in book.worksheets:
        book.remove(empty)
    book.properties.creator = "minsheng-funds"
    styles = Styles()
    for page in pages:
        sheet = book.create_sheet(page.name)
        _Sheet(sheet, styles).write(page)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


class Styles:
    """Looks by name, made once: to give every cell its own would take most of the time."""

    def __init__(self) -> None:
        self._made: dict[tuple[object, ...], Any] = {}

    def give(self, cell: Any, kind: str, *, tone: str = "", bold: bool = False, link: bool = False) -> None:
        """Gives a cell the look of a column's kind, or of "title", "line" or "caption"."""
        key = (id(cell.parent.parent), kind, tone, bold, link)
        if key not in self._made:
            self._make(cell, kind, tone, bold, link)
            self._made[key] = copy(cell._style)
        cell._style = copy(self._made[key])

    @staticmethod
    def _make(cell: Any, kind: str, tone: str, bold: bool, link: bool) -> None:
        from openpyxl.styles import Alignment, Border, Font, PatternFill, Side

        title = kind == "title"
        cell.font = Font(
            name=TITLE_FONT if title else FONT,
            sz=TITLE_POINTS if title else POINTS,
            bold=bold,
            color="0563C1" if link else None,
            underline="single" if link else None,
        )
        sides = {"title": "center", "header": "center", "count": "center", "day": "center", "caption": "right"}
        across = sides.get(kind, "right" if kind in _FORMATS else "left")
        cell.alignment = Alignment(horizontal=across, vertical="center", wrap_text=True)
        if kind in _FORMATS:
            cell.number_format = _FORMATS[kind]
        if kind not in ("title", "line", "caption"):
            side = Side(style="thin", color="A6A6A6")
            cell.border = Border(left=side, right=side, top=side, bottom=side)
        colour = FILLS.get(tone or kind)
        if colour is not None:
            cell.fill = PatternFill("solid", fgColor=colour)


class _Sheet:
    """A sheet while it is written, row by row; `row` is the last one that was."""

    def __init__(self, sheet: "Worksheet", styles: Styles) -> None:
        self._sheet, self._styles = sheet, styles
        self.row = 0
        self._links = 0
        self._widths: list[int] = []

    def write(self, page: Page) -> None:
        """The blocks one beneath the other. The first table gives the columns, the frozen header and the filter."""
        tables = [block for block in page.document.blocks if isinstance(block, Table)]
        self._widths = [_width(tables[0], place) for place in range(len(tables[0].columns))] if tables else [WIDEST]
        self._set_up(page)
        for block in page.document.blocks:
            self._block(block, tables[0] if tables else None)

    def _set_up(self, page: Page) -> None:
        from openpyxl.utils import get_column_letter
        from openpyxl.worksheet.header_footer import HeaderFooterItem, _HeaderFooterPart
        from openpyxl.worksheet.properties import PageSetupProperties

        sheet = self._sheet
        for place, width in enumerate(self._widths, 1):
            sheet.column_dimensions[get_column_letter(place)].width = width
        sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", _A4
        sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
        sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
        sheet.print_options.horizontalCentered = True
        for side in ("left", "right", "top"):
            setattr(sheet.page_margins, side, _MARGIN_INCHES)
        sheet.page_margins.bottom = 2 * _MARGIN_INCHES
        sheet.oddFooter = HeaderFooterItem(center=_HeaderFooterPart(text=page.footer or None))

    def _block(self, block: Block, first: Table | None) -> None:
        if isinstance(block, Heading):
            self._line(block.text, "title" if block.level == 1 else "line", bold=True)
        elif isinstance(block, Facts):
            caption = first.caption if first is not None else ""
            self._line("    ".join(f"{label}: {value}" for label, value in block.pairs), "line", caption=caption)
        elif isinstance(block, Table):
            self._table(block, block is first)
        else:
            raise TypeError(f"this pen has no words for {type(block).__name__}")

    def _line(self, text: str, kind: str, *, bold: bool = False, caption: str = "") -> None:
        """A line over the whole width; a caption stands at its end."""
        self.row += 1
        last = len(self._widths)
        beside = min(3, last - 1) if caption else 0
        self._put(self.row, 1, text, kind, bold=bold)
        if beside:
            self._put(self.row, last - beside + 1, caption, "caption")
            self._sheet.merge_cells(None, self.row, last - beside + 1, self.row, last)
        if last - beside > 1:
            self._sheet.merge_cells(None, self.row, 1, self.row, last - beside)
        points = TITLE_POINTS if kind == "title" else POINTS
        lines = line_count(text, int(sum(self._widths[: last - beside]) * POINTS / points))
        self._height(self.row, lines * points / POINTS)

    def _table(self, table: Table, is_first: bool) -> None:
        from openpyxl.utils import get_column_letter

        if table.title:
            self._line(table.title, "line", bold=True)
        self.row += 1
        header, last = self.row, get_column_letter(len(table.columns))
        for place, column in enumerate(table.columns, 1):
            self._put(header, place, column.label, "header", bold=True)
        self._height(header, max(line_count(column.label, self._room(n)) for n, column in enumerate(table.columns)))
        for number, cells in enumerate(table.rows):
            self.row += 1
            self._row(table.columns, cells, total=number in table.totals)
        if is_first:
            self._sheet.freeze_panes = f"A{header + 1}"
            self._sheet.print_title_rows = f"{header}:{header}"
            if table.rows:
                self._sheet.auto_filter.ref = f"A{header}:{last}{self.row}"
        for note in table.notes:
            self._line(note, "line")

    def _row(self, columns: Sequence[Column], cells: Sequence[Cell], *, total: bool) -> None:
        lines = 1
        for place, (column, cell) in enumerate(zip(columns, cells, strict=True), 1):
            linked = bool(cell.link) and self._links < MOST_LINKS
            self._put(self.row, place, _value(column, cell), column.kind, tone=cell.tone, bold=total, link=linked)
            if linked:
                self._link(self.row, place, cell.link)
            lines = max(lines, line_count(cell.text, self._room(place - 1)))
        self._height(self.row, lines)

    def _put(
        self, row: int, place: int, value: Any, kind: str, *, tone: str = "", bold: bool = False, link: bool = False
    ) -> None:
        cell = self._sheet.cell(row, place)
        self._styles.give(cell, kind, tone=tone, bold=bold, link=link)
        if isinstance(value, str):
            text = harmless(value)
            text = text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"
            text = _UNESCAPED.sub(r"_x005F\g<0>", text)  # else Excel shows the control character that it names
            cell.value, cell.data_type = text, "s"  # neither a formula nor an error, whatever it looks like
            cell.quotePrefix = text.startswith(_LIKE_FORMULAS)
        elif value is not None:
            cell.value = value

    def _link(self, row: int, place: int, address: str) -> None:
        from openpyxl.worksheet.hyperlink import Hyperlink

        cell = self._sheet.cell(row, place)
        target, _, location = address.partition("#")
        cell.hyperlink = Hyperlink(cell.coordinate, target=target, location=location or None)
        self._links += 1

    def _room(self, place: int) -> int:
        """How many characters a line of a column holds, less what its margins take."""
        return max(2, self._widths[place] - 1) if place < len(self._widths) else DEFAULT_WIDTH

    def _height(self, row: int, lines: float) -> None:
        self._sheet.row_dimensions[row].height = min(TALLEST, lines * LINE + LEEWAY)


def _width(table: Table, place: int) -> int:
    """The width of a column: as it says, else that of its longest text, within bounds."""
    column = table.columns[place]
    if column.width:
        return column.width
    longest = max((text_width(row[place].text) for row in table.rows), default=0)
    return min(WIDEST, max(DEFAULT_WIDTH, text_width(column.label) + 2, longest + 2))


def _value(column: Column, cell: Cell) -> Any:
    """What stands in a cell: a number or a day where the column is of that kind, else its text."""
    if column.kind == "money" and cell.fen is not None and abs(cell.fen) < MOST_FEN:
        return cell.fen / YUAN  # up to 15 digits: the number next to it reads back as the same fen
    if column.kind == "rate" and cell.rate is not None:
        return cell.rate.numerator / cell.rate.denominator
    if column.kind == "day" and cell.day is not None:
        return cell.day
    if column.kind == "count" and cell.text.isdecimal():
        return int(cell.text)
    return cell.text or None


def text_width(text: str) -> int:
    """The width in characters; Chinese ones, and marks that Chinese fonts draw as wide, count two."""
    return len(text) if text.isascii() else sum(2 if east_asian_width(mark) in "WFA" else 1 for mark in text)


def line_count(text: str, room: int) -> int:
    """How many lines a text takes where each holds `room` characters: words stay whole, Chinese breaks anywhere."""
    lines, filled = 1, 0
    for width in _pieces(text):
        if filled and filled + width > room:
            lines, filled = lines + 1, 0
        filled += width
        if filled > room:  # a word longer than a line
            more = (filled - 1) // room
            lines, filled = lines + more, filled - more * room
    return lines


def _pieces(text: str) -> Iterator[int]:
    """The widths of the pieces between which a line may break."""
    for found in _WORDS.finditer(text):
        piece = found.group()
        if piece.isascii():
            yield len(piece)
        else:
            yield from (text_width(mark) for mark in piece)
