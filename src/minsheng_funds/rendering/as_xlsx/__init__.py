"""The xlsx pen: pages of typed cells, ready to be filtered, printed and filed. Text is never a formula.

Printed amounts are formulas on the exact ones, which stand to the right of each table, outside of the print area.
"""

import io
from collections.abc import Sequence
from datetime import date, datetime

from minsheng_funds.rendering.as_xlsx.charts import only_charts, write_charts
from minsheng_funds.rendering.as_xlsx.formats import FILLS, Formats
from minsheng_funds.rendering.as_xlsx.sheets import Sheet
from minsheng_funds.rendering.as_xlsx.streams import with_rows
from minsheng_funds.rendering.as_xlsx.values import LONGEST, MOST_FEN
from minsheng_funds.rendering.as_xlsx.widths import TALLEST, line_count, text_width
from minsheng_funds.rendering.document import Page

__all__ = ["FILLS", "LONGEST", "MOST_FEN", "TALLEST", "line_count", "text_width", "write_xlsx"]

CREATED = date(1980, 1, 1)
_PART = "xl/worksheets/sheet{}.xml"


def write_xlsx(pages: Sequence[Page], created: date = CREATED) -> bytes:
    """A workbook with one sheet a page; `created` is the day in its properties, whenever it is written."""
    from xlsxwriter import Workbook

    stream = io.BytesIO()
    book = Workbook(stream, {"in_memory": True})
    book.set_properties({"author": "minsheng-funds", "created": datetime(created.year, created.month, created.day)})
    formats = Formats(book)
    streams = {}
    for number, page in enumerate(pages, 1):
        sheet = book.add_worksheet(page.name)
        if only_charts(page.document.blocks):
            write_charts(book, sheet, formats, page)
            continue
        written = Sheet(sheet, formats, page)
        written.write()
        if written.streams:
            streams[_PART.format(number)] = written.streams
    book.close()
    return with_rows(stream.getvalue(), streams) if streams else stream.getvalue()
