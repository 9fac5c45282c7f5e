"""The blocks that every page may have: pairs, lists, lines to copy, plain tables."""

from collections.abc import Sequence

from minsheng_funds.money import Rate
from minsheng_funds.rendering.as_html.shell import text
from minsheng_funds.rendering.document import Cell, Code, Column, Facts, Items, Table

WHOLE_BAR = 1000
"""The width of a whole bar, in its own units."""


def facts(block: Facts) -> str:
    """Label and value pairs."""
    pairs = "".join(f"<div><dt>{text(label)}</dt><dd>{text(value)}</dd></div>" for label, value in block.pairs)
    return f"<dl>{pairs}</dl>"


def items(block: Items, level: str) -> str:
    """A list of sentences under a heading of this level (h2, h3)."""
    written = []
    for item in block.items:
        details = "".join(f"<p>{text(detail)}</p>" for detail in item.details)
        tone = f' class="{item.tone}"' if item.tone in ("error", "warning", "info") else ""
        written.append(f"<li{tone}>{text(item.text)}{details}</li>")
    return f"<{level}>{text(block.title)}</{level}><ul>{''.join(written)}</ul>"


def code(block: Code) -> str:
    """Lines to copy as they are."""
    lines = "\n".join(text(line) for line in block.lines)
    return f'<h3>{text(block.title)}</h3><p class="note">{text(block.note)}</p><pre>{lines}</pre>'


def notes(lines: Sequence[str]) -> str:
    """What stands under a table."""
    return "".join(f'<p class="note">{text(note)}</p>' for note in lines)


def plain_table(table: Table) -> str:
    """A table that only shows."""
    heads = "".join(f'<th scope="col">{text(column.label)}</th>' for column in table.columns)
    rows = "\n".join(
        f"<tr{' class=total' if place in table.totals else ''}>{_cells(row, table.columns)}</tr>"
        for place, row in enumerate(table.rows)
    )
    title = f"<h3>{text(table.title)}</h3>" if table.title else ""
    body = f"<thead><tr>{heads}</tr></thead>\n<tbody>{rows}</tbody>"
    return f'{title}<div class="wide"><table class="list">{body}</table></div>{notes(table.notes)}'


def _cells(row: Sequence[Cell], columns: Sequence[Column]) -> str:
    cells = []
    for cell, column in zip(row, columns, strict=True):
        if column.kind == "bar":
            cells.append(f"<td>{bar(cell.rate)}</td>")
        else:
            names = " ".join(filter(None, ("number" if column.kind != "text" else "", cell.tone)))
            cells.append(f'<td class="{names}">{text(cell.text)}</td>' if names else f"<td>{text(cell.text)}</td>")
    return "".join(cells)


def bar(rate: Rate | None, target: Rate | None = None) -> str:
    """A rate as a filled bar, with a mark where the target stands; the figure itself stands beside it as text."""
    if rate is None:
        return ""
    mark = f'<rect class="mark" x="{_share(target)}" width="6" height="10"></rect>' if target is not None else ""
    return (
        f'<svg class="bar" viewBox="0 0 {WHOLE_BAR} 10" preserveAspectRatio="none" aria-hidden="true">'
        f'<rect class="all" width="{WHOLE_BAR}" height="10"></rect>'
        f'<rect class="part" width="{_share(rate)}" height="10"></rect>{mark}</svg>'
    )


def _share(rate: Rate) -> int:
    """How much of the whole bar a rate fills, between nothing and all of it."""
    return max(0, min(WHOLE_BAR, rate.numerator * WHOLE_BAR // rate.denominator))
