"""A long table off the terminal: the same lines as rich writes, a hundred times faster, for nothing is to be folded."""

from collections.abc import Sequence

from rich.cells import cell_len

from minsheng_funds.rendering.document import Column, Table, harmless

LONG_TABLE = 200
"""From so many rows on a table without colours is written here."""
GAP = "   "


def plain_table(block: Table, places: Sequence[int], bar_width: int) -> str:
    """The lines of a table: title, heads, a rule, rows (a blank line after each total but the last), notes."""
    columns = [block.columns[place] for place in places]
    heads = [column.label for column in columns]
    rows = [[_text(block, number, place, bar_width) for place in places] for number in range(len(block.rows))]
    widths = [max(1, cell_len(head), *(cell_len(row[at]) for row in rows)) for at, head in enumerate(heads)]
    lines = ["", *([harmless(block.title)] if block.title else []), _line(heads, columns, widths)]
    lines.append("─" * (sum(widths) + len(GAP) * (len(widths) - 1)))
    for number, row in enumerate(rows):
        lines.append(_line(row, columns, widths))
        if number in block.totals and number + 1 < len(rows):
            lines.append("")
    return "\n".join([*lines, *(harmless(note) for note in block.notes)]) + "\n"


def _text(block: Table, number: int, place: int, bar_width: int) -> str:
    cell = block.rows[number][place]
    if block.columns[place].kind != "bar":
        return harmless(cell.text)
    if cell.rate is None:
        return ""
    from minsheng_funds.rendering.compose import rate_share

    filled = rate_share(cell.rate, bar_width)
    return "█" * filled + "░" * (bar_width - filled)


def _line(texts: Sequence[str], columns: Sequence[Column], widths: Sequence[int]) -> str:
    cells = []
    for text, column, width in zip(texts, columns, widths, strict=True):
        blank = " " * (width - cell_len(text))
        cells.append(text + blank if column.kind in ("text", "bar") else blank + text)
    return GAP.join(cells).rstrip()
