"""One page → one sheet: blocks one beneath the other, printed on one page's width; exact amounts beside the tables."""

from collections.abc import Sequence
from functools import partial
from typing import Any

from minsheng_funds.model import column_letter
from minsheng_funds.money import YUAN, money_text
from minsheng_funds.rendering.as_xlsx.cells import Cells
from minsheng_funds.rendering.as_xlsx.formats import POINTS, TITLE_POINTS, Formats
from minsheng_funds.rendering.as_xlsx.formulas import Layout, exact_columns, has_running_sums
from minsheng_funds.rendering.as_xlsx.long import MOST_LIVE, rows_of_table
from minsheng_funds.rendering.as_xlsx.streams import Stream, rows_of
from minsheng_funds.rendering.as_xlsx.values import (
    EXACT_FORMAT,
    MOST_FEN,
    exact_value,
    printed_value,
    value_of,
)
from minsheng_funds.rendering.as_xlsx.widths import DEFAULT_WIDTH, WIDEST, line_count, row_height, text_width
from minsheng_funds.rendering.document import (
    Block,
    Cell,
    Column,
    Facts,
    Heading,
    Items,
    Listing,
    Page,
    Paragraph,
    Table,
)

MARGIN_INCHES, A4 = 0.4, 9
_SHARED_WIDEST = (30, 18)
"""The most characters of a column that several tables share: the first one, which has names, and all others."""
_EXACT_WIDTH, _GAP_WIDTH = 17, 2
_BAR = "#9DC3E6"


class Sheet:
    """A sheet while it is written, row by row; `row` is the next one (from 0).

    `streams` are the rows of its long tables and lists, yet to be put in.
    """

    def __init__(self, sheet: Any, formats: Formats, page: Page) -> None:
        self._sheet, self._formats, self._page = sheet, formats, page
        self._cells = Cells(sheet, formats)
        self.row = 0
        self.streams: list[Stream] = []
        self._is_long = False
        self._lists = [block for block in page.document.blocks if isinstance(block, (Table, Listing))]
        self._widths = _widths(self._lists, headed=page.headed) or [2 * WIDEST]
        most_exact = max((len(exact_columns(table)) for table in self._lists if isinstance(table, Table)), default=0)
        self._exact_from = len(self._widths) + 1
        self._last = self._exact_from + most_exact
        for place, width in enumerate(self._widths):
            sheet.set_column(place, place, width)
        if most_exact:
            sheet.set_column(self._exact_from - 1, self._exact_from - 1, _GAP_WIDTH)
            sheet.set_column(self._exact_from, self._exact_from + most_exact - 1, _EXACT_WIDTH)

    def write(self) -> None:
        """The blocks one beneath the other. The first table gives the frozen header and the filter."""
        set_up(self._sheet, self._page)
        for block in self._page.document.blocks:
            self._block(block)
        if self._last > self._exact_from and self._page.exact_note and not self._is_long:
            self._line(self._page.exact_note, "line")
        self._sheet.print_area(0, 0, max(0, self.row - 1), len(self._widths) - 1)
        area = f"A1:{column_letter(self._last)}{max(1, self.row)}"  # a last digit more or less is no slip
        self._sheet.ignore_errors(dict.fromkeys(("formula_differs", "formula_range", "number_stored_as_text"), area))

    def _block(self, block: Block) -> None:
        first = self._lists[0] if self._lists else None
        if isinstance(block, Heading):
            self._line(block.text, "title" if block.level == 1 else "line", bold=True)
            if block.level == 1 and not self._page.headed:
                self._sheet.freeze_panes(self.row, 0)
                self._sheet.repeat_rows(0, self.row - 1)
        elif isinstance(block, Facts):
            caption = first.caption if first is not None else ""
            self._line("    ".join(f"{label}: {value}" for label, value in block.pairs), "line", caption=caption)
        elif isinstance(block, Paragraph):
            self._line(block.text, "line")
        elif isinstance(block, Items):
            self._items(block)
        elif isinstance(block, Table):
            self._table(block, is_first=block is first and self._page.headed)
        elif isinstance(block, Listing):
            self._listing(block)
        else:
            raise TypeError(f"this pen has no words for {type(block).__name__}")

    # --- Lines --------------------------------------------------------------------------------------------

    def _line(self, text: str, kind: str, *, bold: bool = False, caption: str = "") -> None:
        """A line over the whole width; a caption stands at its end."""
        last = len(self._widths)
        beside = self._columns_for(caption) if caption else 0
        look = self._formats.give(kind, bold=bold)
        if last - beside > 1:
            self._sheet.merge_range(self.row, 0, self.row, last - beside - 1, "", look)
        self._cells.put(self.row, 0, text, kind, bold=bold)
        if beside > 1:
            self._sheet.merge_range(self.row, last - beside, self.row, last - 1, "", self._formats.give("caption"))
        if beside:
            self._cells.put(self.row, last - beside, caption, "caption")
        points = TITLE_POINTS if kind == "title" else POINTS
        lines = line_count(text, int(sum(self._widths[: last - beside]) * POINTS / points))
        self._sheet.set_row(self.row, row_height(lines * points / POINTS))
        self.row += 1

    def _columns_for(self, caption: str) -> int:
        """How many columns, from the last one on, hold a caption; the first one is never among them."""
        number, last = 1, len(self._widths)
        while number < last - 1 and sum(self._widths[last - number :]) < text_width(caption) + 2:
            number += 1
        return min(number, last - 1)

    def _items(self, block: Items) -> None:
        self._between()
        self._line(block.title, "line", bold=True)
        for item in block.items:
            self._line(item.text, "line")
            for detail in item.details:
                self._line(f"    {detail}", "line")

    def _between(self) -> None:
        """A blank row between what stands above and the next table, unless that is the first one."""
        if not (self._page.headed and self.row <= 2):
            self.row += 1

    # --- Tables -------------------------------------------------------------------------------------------

    def _table(self, table: Table, *, is_first: bool) -> None:
        exact = exact_columns(table)
        if not is_first:
            self._between()
        if table.title or exact:
            self._line(table.title, "line", bold=True)
        if exact:
            self._exact_heading(len(exact))
        shown = [place for place, column in enumerate(table.columns) if column.kind != "bar"]
        running = has_running_sums(table)
        sortable = is_first and len(table.totals) > 1 and not running
        data = [row for row in range(len(table.rows)) if row not in table.totals]
        order = (*data, *sorted(table.totals)) if sortable else tuple(range(len(table.rows)))
        columns = {place: at for at, place in enumerate(shown)}
        beside = {place: self._exact_from + at for at, place in enumerate(exact)}
        long = len(data) > MOST_LIVE and list(order[: len(data)]) == data
        layout = Layout(table, order, self.row + 1, columns, beside, sortable, long)
        self._header(table, layout)
        streamed = data[:-1] if long else []
        if streamed:
            self._stream(layout, streamed)
        for row in order[len(streamed) :]:
            self._row(layout, row)
        self._bars(layout)
        if is_first:
            last = max(beside.values(), default=len(shown) - 1)
            filtered = 0 if running else len(data) if sortable or not table.totals else min(table.totals)
            self._head(layout.first - 1, filtered, last)
        for note in table.notes:
            self._line(note, "line")
        if long and self._page.long_note:
            self._line(self._page.long_note, "line")
            self._is_long = True

    def _stream(self, layout: Layout, rows: Sequence[int]) -> None:
        """Rows of a long table, to be put in before the next one."""
        rooms = [self._room(at) for at in range(len(layout.columns))]
        chunks = rows_of_table(layout, rows, self._cells, rooms)
        self.row += len(rows)
        self.streams.append((self.row + 1, partial(iter, chunks)))

    def _exact_heading(self, number: int) -> None:
        """Over the exact amounts, in the row of the table's title."""
        row, first = self.row - 1, self._exact_from
        if number > 1:
            self._sheet.merge_range(row, first, row, first + number - 1, "", self._formats.give("part", bold=True))
        self._cells.put(row, first, self._page.exact, "part", bold=True)

    def _header(self, table: Table, layout: Layout) -> None:
        labels = {at: table.columns[place].label for place, at in layout.columns.items()}
        for at, label in labels.items():
            self._cells.put(self.row, at, label, "header", bold=True)
        for place, at in layout.exact.items():
            self._cells.put(self.row, at, table.columns[place].label, "header", bold=True)
        lines = max(line_count(label, self._room(at)) for at, label in labels.items())
        self._sheet.set_row(self.row, row_height(lines))
        self.row += 1

    def _row(self, layout: Layout, row: int) -> None:
        table, lines, total = layout.table, 1, row in layout.table.totals
        for place, at in layout.columns.items():
            column, cell = table.columns[place], table.rows[row][place]
            value, number = printed_value(column, cell)
            self._cells.put(
                self.row,
                at,
                value,
                column.kind,
                number=number,
                tone=cell.tone,
                bold=total,
                link=cell.link if layout.is_live(row) else "",
                formula=layout.printed_formula(row, place),
            )
            lines = max(lines, line_count(cell.text, self._room(at)))
        for place, at in layout.exact.items():
            cell = table.rows[row][place]
            known, number = exact_value(cell)
            formula = layout.exact_formula(row, place) if isinstance(known, float) else ""
            self._cells.put(self.row, at, known, "exact", number=number, bold=total, formula=formula)
        self._sheet.set_row(self.row, row_height(lines))
        self.row += 1

    def _bars(self, layout: Layout) -> None:
        """Bars behind the rates, from nothing to 100%."""
        look = {"type": "data_bar", "bar_solid": True, "bar_color": _BAR, "data_bar_2010": True}
        ends = {"min_type": "num", "min_value": 0, "max_type": "num", "max_value": 1, "bar_border_color": _BAR}
        for place, at in layout.columns.items():
            if layout.table.columns[place].key == "rate" and layout.table.rows:
                self._sheet.conditional_format(layout.first, at, self.row - 1, at, {**look, **ends})

    def _head(self, header: int, rows: int, last: int) -> None:
        """The header stays in sight and on every page; the rows (without totals) can be filtered and sorted."""
        self._sheet.freeze_panes(header + 1, 0)
        self._sheet.repeat_rows(header)
        if rows:
            self._sheet.autofilter(header, 0, header + rows, last)

    # --- Long lists ---------------------------------------------------------------------------------------

    def _listing(self, listing: Listing) -> None:
        """The header, and the total under the rows; the rows themselves are put between them (`streams`)."""
        for place, column in enumerate(listing.columns):
            self._cells.put(self.row, place, column.label, "header", bold=True)
        header, last = self.row, self.row + listing.count
        self._sheet.set_row(header, row_height(1))
        self._head(header, listing.count, len(listing.columns) - 1)
        amount = Column("", "money")
        total = Cell(money_text(listing.total, YUAN, 2), fen=listing.total)
        live = listing.count and max(listing.largest, abs(listing.total)) < MOST_FEN
        for place, column in enumerate(listing.columns):
            letter, label = column_letter(place), listing.total_label if place == 0 else ""
            if column.kind == "money":
                formula = f"=ROUND(SUM({letter}{header + 2}:{letter}{last + 1}),2)" if live else ""
                value = value_of(amount, total)
                self._cells.put(last + 1, place, value, "money", number=EXACT_FORMAT, bold=True, formula=formula)
            else:
                self._cells.put(last + 1, place, label, column.kind, bold=True)
        numbers = self._formats.numbers(listing.columns)
        self.streams.append((last + 2, partial(rows_of, listing, header + 2, *numbers)))
        self.row = last + 2

    def _room(self, at: int) -> int:
        """How many characters a line of a column holds, less what its margins take."""
        return max(2, self._widths[at] - 1) if at < len(self._widths) else DEFAULT_WIDTH


def set_up(sheet: Any, page: Page) -> None:
    """Landscape A4, one page wide, the footer."""
    sheet.set_landscape()
    sheet.set_paper(A4)
    sheet.fit_to_pages(1, 0)
    sheet.center_horizontally()
    sheet.set_margins(MARGIN_INCHES, MARGIN_INCHES, MARGIN_INCHES, 2 * MARGIN_INCHES)
    sheet.set_footer(f"&C{page.footer}" if page.footer else "")


def _widths(lists: Sequence[Table | Listing], *, headed: bool) -> list[int]:
    """The widths of a sheet's columns: what its tables say, or need; those that share columns stay narrower."""
    alone = headed or len(lists) < 2
    found: list[int] = []
    for table in lists:
        shown = [place for place, column in enumerate(table.columns) if column.kind != "bar"]
        for at, place in enumerate(shown):
            widest = WIDEST if alone else _SHARED_WIDEST[min(at, 1)]
            width = table.columns[place].width or min(_width(table, place), widest)
            if at < len(found):
                found[at] = max(found[at], width)
            else:
                found.append(width)
    return found


def _width(table: Table | Listing, place: int) -> int:
    """The width of a column: as it says, else that of its longest text, within bounds."""
    column = table.columns[place]
    if column.width:
        return column.width
    rows = table.rows if isinstance(table, Table) else ()
    longest = max((text_width(row[place].text) for row in rows), default=0)
    return min(WIDEST, max(DEFAULT_WIDTH, text_width(column.label) + 2, longest + 2))
