"""Native charts, on a sheet of their own: the numbers that they draw stand beside them, outside of the print area.

A sheet fitted to one page's width ignores page breaks, so that charts would be cut: here the columns make up a page of
A4 as they are, and every chart stands on one page.
"""

from collections.abc import Sequence
from typing import Any

from minsheng_funds.rendering.as_xlsx.formats import FONT, TITLE_FONT, Formats
from minsheng_funds.rendering.as_xlsx.sheets import A4, MARGIN_INCHES
from minsheng_funds.rendering.as_xlsx.values import LIKE_FORMULAS, number_format, safe_text, value_of
from minsheng_funds.rendering.as_xlsx.widths import line_count, text_width
from minsheng_funds.rendering.document import Chart, Column, Facts, Heading, Page

_COLUMNS, _COLUMN_WIDTH, _COLUMN_PIXELS = 15, 8.43, 64
_ROWS, _ROW_POINTS, _ROW_PIXELS = 40, 15, 20
"""Rows of one page, of these heights."""
_SCALE = 80
"""Percent: leaves room for programs whose columns are wider, for want of the font."""
_HEAD = 2
"""Rows over the charts of each page."""
_DATA_ROW = 2
"""Where the headers of the data stand."""
_MANY = 12
"""With more bars than that a chart takes a whole page, its names written downwards."""
_ACROSS = 200
"""Names with more characters in all stand askew, so that their chart takes a whole page, too."""
_CROWDED = 26
"""With more bars than that their rates stand upright, too."""
_LONGEST = 32
"""Characters of a name under a bar (a Chinese one counts two); the data beside the chart have it whole."""
_COLOURS = ("#2E75B6", "#F4B183", "#A5A5A5")
_TARGET_COLOUR = "#C00000"
_VERTICAL = 271


def write_charts(book: Any, sheet: Any, formats: Formats, page: Page) -> None:
    """The title and the charts of a page, each with its data."""
    charts = [block for block in page.document.blocks if isinstance(block, Chart)]
    _set_up(sheet, page)
    for block in page.document.blocks:
        if isinstance(block, Heading):
            sheet.merge_range(0, 0, 0, _COLUMNS - 1, "", formats.give("title"))
            sheet.write_string(0, 0, safe_text(block.text), formats.give("title", bold=True))
            sheet.set_row(0, 1.5 * _ROW_POINTS)
        elif isinstance(block, Facts):
            _write_facts(sheet, formats, block)
    at, column, pages = 0, _COLUMNS + 1, 1
    for chart in charts:
        names = sum(min(text_width(label), _LONGEST) for label in chart.labels)
        half = len(chart.labels) <= _MANY and names <= _ACROSS
        rows = (_ROWS - _HEAD) // 2 if half else _ROWS - _HEAD
        if at + rows > _ROWS - _HEAD:
            at, pages = 0, pages + 1
        row = (pages - 1) * _ROWS + _HEAD + at
        data = _Data(sheet, formats, chart, _DATA_ROW, column)
        size = {"width": _COLUMNS * _COLUMN_PIXELS - 8, "height": rows * _ROW_PIXELS - 8}
        sheet.insert_chart(row, 0, _drawn(book, chart, data, size), {"x_offset": 4, "y_offset": 4})
        at, column = at + rows, data.beyond + 1
    sheet.print_area(0, 0, pages * _ROWS - 1, _COLUMNS - 1)
    sheet.set_h_pagebreaks([number * _ROWS for number in range(1, pages)])


def _write_facts(sheet: Any, formats: Formats, facts: Facts) -> None:
    """What the charts cover, in the second row: two lines at most, for the charts fill the rest of the page."""
    said = safe_text("    ".join(f"{label}: {value}" for label, value in facts.pairs))
    room = int(_COLUMNS * _COLUMN_WIDTH)
    said = _cut(said, 2 * room - 4)
    look = formats.give("line")
    sheet.merge_range(1, 0, 1, _COLUMNS - 1, "", look)
    sheet.write_string(1, 0, said, look)
    sheet.set_row(1, min(2, line_count(said, room)) * _ROW_POINTS)


def _set_up(sheet: Any, page: Page) -> None:
    sheet.set_landscape()
    sheet.set_paper(A4)
    sheet.set_print_scale(_SCALE)
    sheet.center_horizontally()
    sheet.set_margins(MARGIN_INCHES, MARGIN_INCHES, MARGIN_INCHES, 2 * MARGIN_INCHES)
    sheet.set_footer(f"&C{page.footer}" if page.footer else "")
    sheet.set_default_row(_ROW_POINTS)
    sheet.set_column(0, _COLUMNS - 1, _COLUMN_WIDTH)
    sheet.hide_gridlines(2)


class _Data:
    """The numbers of a chart in the sheet: labels, one column a series, the target; `beyond` is the next column."""

    def __init__(self, sheet: Any, formats: Formats, chart: Chart, row: int, column: int) -> None:
        self._name, self._first, self._last, self._column = sheet.get_name(), row + 1, row + len(chart.labels), column
        kind = Column("", chart.kind)
        header, text, quoted = (
            formats.give("header", bold=True),
            formats.give("text"),
            formats.give("text", quoted=True),
        )
        sheet.write_string(row, column, chart.title, header)
        sheet.set_column(column, column, min(34, max(text_width(label) + 2 for label in (chart.title, *chart.labels))))
        for place, label in enumerate(chart.labels):
            said = safe_text(label)
            sheet.write_string(row + 1 + place, column, said, quoted if said.startswith(LIKE_FORMULAS) else text)
        self._shown = column
        self.beyond = column + len(chart.series) + 1
        for number, series in enumerate(chart.series, 1):
            sheet.write_string(row, column + number, series.name, header)
            for place, cell in enumerate(series.cells):
                if cell is not None:
                    look = formats.give(chart.kind, number=number_format(kind, cell))
                    value = value_of(kind, cell)
                    write = sheet.write_number if isinstance(value, (int, float)) else sheet.write_string
                    write(row + 1 + place, column + number, value, look)
        sheet.set_column(column + 1, self.beyond, 12)
        if chart.target is not None:
            sheet.write_string(row, self.beyond, chart.target_name, header)
            for place in range(len(chart.labels)):
                share = chart.target.numerator / chart.target.denominator
                sheet.write_number(row + 1 + place, self.beyond, share, formats.give("rate", number="0.0%"))
            self.beyond += 1
        short = [_cut(safe_text(label), _LONGEST) for label in chart.labels]
        if short != [safe_text(label) for label in chart.labels]:
            self._shown = self.beyond
            for place, said in enumerate(short):
                sheet.write_string(
                    row + 1 + place, self.beyond, said, quoted if said.startswith(LIKE_FORMULAS) else text
                )
            sheet.set_column(self.beyond, self.beyond, _LONGEST + 2)
            self.beyond += 1

    def categories(self) -> list[object]:
        """Where the labels stand as they are drawn."""
        return [self._name, self._first, self._shown, self._last, self._shown]

    def values(self, number: int) -> list[object]:
        """Where the numbers of a series stand, from 1."""
        return [self._name, self._first, self._column + number, self._last, self._column + number]

    def heading(self, number: int) -> list[object]:
        """Where the name of a series stands."""
        return [self._name, self._first - 1, self._column + number]


def _drawn(book: Any, chart: Chart, data: _Data, size: dict[str, int]) -> Any:
    kinds = {"bars": {"type": "column"}, "lines": {"type": "line"}, "parts": {"type": "column", "subtype": "stacked"}}
    drawn = book.add_chart(kinds[chart.form])
    percent, many = chart.kind == "rate", len(chart.labels) > _MANY
    for number, _ in enumerate(chart.series, 1):
        drawn.add_series(_series(chart, data, number))
    if chart.target is not None:
        target = book.add_chart({"type": "line"})
        line = {"color": _TARGET_COLOUR, "width": 2, "dash_type": "dash"}
        number = len(chart.series) + 1
        target.add_series(
            {"name": data.heading(number), "categories": data.categories(), "values": data.values(number), "line": line}
        )
        drawn.combine(target)
    drawn.set_title({"name": chart.title, "name_font": _font(14, name=TITLE_FONT), "overlay": False})
    several = len(chart.series) > 1 or chart.target is not None
    drawn.set_legend({"position": "bottom", "font": _font(10)} if several else {"none": True})
    drawn.set_x_axis({"num_font": _font(9, rotation=_VERTICAL) if many else _font(10)})
    axis: dict[str, Any] = {"num_format": "0%" if percent else "#,##0", "num_font": _font(9)}
    axis["major_gridlines"] = {"visible": True, "line": {"color": "#D9D9D9", "width": 0.5}}
    if not percent:
        axis.update(name=chart.unit, name_font=_font(9))
    drawn.set_y_axis(axis)
    drawn.set_size(size)
    drawn.show_blanks_as("gap")
    return drawn


def _series(chart: Chart, data: _Data, number: int) -> dict[str, Any]:
    colour = _COLOURS[(number - 1) % len(_COLOURS)]
    found: dict[str, Any] = {
        "name": data.heading(number),
        "categories": data.categories(),
        "values": data.values(number),
    }
    if chart.form == "lines" and number > 1:  # the plan, that the first line rises to
        return found | {"line": {"color": _TARGET_COLOUR, "width": 2, "dash_type": "dash"}}
    if chart.form == "lines":
        marker = {"type": "circle", "size": 5, "fill": {"color": colour}, "border": {"color": colour}}
        return found | {"line": {"color": colour, "width": 2.25}, "marker": marker}
    if chart.kind == "rate":
        upright = {"rotation": -90} if len(chart.labels) > _CROWDED else {}
        found["data_labels"] = {"value": True, "num_format": "0%", "font": _font(8) | upright}
    return found | {"fill": {"color": colour}, "gap": 45}


def _cut(text: str, room: int) -> str:
    """A text as long as there is room for (in characters), with dots where it goes on."""
    if text_width(text) <= room:
        return text
    taken = 0
    for place, mark in enumerate(text):
        taken += text_width(mark)
        if taken > room - 2:
            return f"{text[:place]}…"
    return text


def _font(size: int, name: str = FONT, **given: Any) -> dict[str, Any]:
    return {"name": name, "size": size, "bold": False, **given}


def only_charts(blocks: Sequence[object]) -> bool:
    """Whether a page is of charts, under a heading."""
    return any(isinstance(block, Chart) for block in blocks) and all(
        isinstance(block, (Chart, Heading, Facts)) for block in blocks
    )
