"""The Markdown pen: GitHub tables, text from workbooks escaped."""

import re

from minsheng_funds.rendering.document import (
    Code,
    Document,
    Facts,
    Heading,
    Headline,
    Items,
    SheetGrid,
    Table,
    harmless,
)

_ESCAPES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", **{mark: f"\\{mark}" for mark in "\\|`*_[]#~$"}})
_STARTS = re.compile(r"(?=[-+](?:\s|-|$))|\d{1,9}(?=[.)](?:\s|$))")
"""Where a text would begin a list or draw a line: before a sign, or after a number."""


def write_markdown(document: Document) -> str:
    """The document as Markdown."""
    parts = []
    for block in document.blocks:
        if isinstance(block, Heading):
            parts.append(f"{'#' * block.level} {escape(block.text)}")
        elif isinstance(block, Facts):
            parts.append("\n".join(f"- {escape(label)}: {escape(value)}" for label, value in block.pairs))
        elif isinstance(block, Headline):
            parts.append(f"## {escape(block.title)}")
            parts.append(
                _grid(
                    [label for label, _ in block.pairs],
                    [[cell.text for _, cell in block.pairs]],
                    ["r"] * len(block.pairs),
                )
            )
        elif isinstance(block, Table):
            parts.append(_table(block))
        elif isinstance(block, SheetGrid):
            parts.append(_sheet(block))
        elif isinstance(block, Code):
            lines = [harmless(line).replace("```", "'''") for line in block.lines]
            parts.append("\n".join([f"## {escape(block.title)}", "", "```toml", *lines, "```"]))
        elif isinstance(block, Items):
            parts.append(
                f"## {escape(block.title)}\n\n" + "\n".join(_item(item.text, item.details) for item in block.items)
            )
    return "\n\n".join(parts) + "\n"


def _sheet(grid: SheetGrid) -> str:
    labels = ["", "", *(" ".join(filter(None, (column.letter, *column.lines))) for column in grid.columns)]
    rows = [[row.number, row.mark, *row.cells] for row in grid.rows]
    return _grid(labels, [[*row, *[""] * (len(labels) - len(row))] for row in rows], ["l"] * len(labels))


def _item(text: str, details: tuple[str, ...]) -> str:
    return "\n".join([f"- {escape(text)}", *(f"  - {escape(detail)}" for detail in details)])


def _table(table: Table) -> str:
    places = [place for place, column in enumerate(table.columns) if column.kind != "bar"]
    labels = [table.columns[place].label for place in places]
    rows = [[row[place].text for place in places] for row in table.rows]
    aligns = ["l" if table.columns[place].kind == "text" else "r" for place in places]
    parts = [f"## {escape(table.title)}"] if table.title else []
    parts.append(_grid(labels, rows, aligns))
    parts += [escape(note) for note in table.notes]
    return "\n\n".join(parts)


def _grid(labels: list[str], rows: list[list[str]], aligns: list[str]) -> str:
    marks = [" --- " if align == "l" else " ---: " for align in aligns]
    lines = [labels, *rows]
    texts = ["| " + " | ".join(escape(text) for text in line) + " |" for line in lines]
    return "\n".join([texts[0], "|" + "|".join(marks) + "|", *texts[1:]])


def escape(text: str) -> str:
    """Text from a workbook is never Markdown, HTML or a table's border."""
    escaped = harmless(" ".join(text.split())).translate(_ESCAPES)
    begins = _STARTS.match(escaped)
    return f"{begins.group()}\\{escaped[begins.end() :]}" if begins else escaped
