"""The terminal pen: rich tables that fit the width, and whole names where the output is piped."""

import re
from typing import TextIO

from rich.box import SIMPLE_HEAD
from rich.console import Console, Group, RenderableType
from rich.panel import Panel
from rich.table import Table as Grid
from rich.text import Text

from minsheng_funds.rendering.as_text.fitting import (
    BAR_WIDTH,
    EMPTY,
    FULL,
    GAP,
    LONGEST_BAR,
    MARK,
    PIPED_WIDTH,
    SNIPPET_INDENT,
    bar_marks,
    fitting,
    left_out,
    pairs_by_line,
    rate_share,
    wrapped,
)
from minsheng_funds.rendering.as_text.grid import grid_lines
from minsheng_funds.rendering.as_text.snippets import snippet_lines
from minsheng_funds.rendering.document import (
    Cell,
    Code,
    Column,
    Document,
    Facts,
    Heading,
    Headline,
    Items,
    SheetGrid,
    Table,
    harmless,
)

_LINE_ENDS = re.compile(r"(?: |\x1b\[[\d;]*m)+$", re.MULTILINE)
"""Spaces and colour codes at the end of a line: the spaces go."""
PLAIN_MARKS = {FULL: "#", EMPTY: "-", MARK: "|"}
SNIPPET_STYLES = {"gutter": "dim", "letter": "dim", "header": "bold", "data": ""}
TONES = {"error": "bold red", "warning": "yellow", "info": "cyan"}


def write_terminal(document: Document, stream: TextIO, width: int | None = None) -> None:
    """Prints the document on `stream`. Off a terminal a table takes the width that it needs."""
    console = Console(file=stream, width=width, highlight=False, emoji=False, markup=False, soft_wrap=False)
    if width is None and not stream.isatty():  # FORCE_COLOR makes no terminal of a pipe
        console = Console(file=stream, width=PIPED_WIDTH, highlight=False, emoji=False, markup=False)
    for block in document.blocks:
        with console.capture() as printed:
            for rendered in _render(block, console.width, document.narrow):
                console.print(rendered, soft_wrap=isinstance(rendered, Text) and bool(rendered.no_wrap))
        stream.write(_encodable(_LINE_ENDS.sub(lambda end: end.group().replace(" ", ""), printed.get()), stream))


def _encodable(text: str, stream: TextIO) -> str:
    """The marks of bars in ASCII, where the stream's encoding (GBK) has none for them."""
    for mark, plain in PLAIN_MARKS.items():
        try:
            mark.encode(getattr(stream, "encoding", None) or "utf-8")
        except (UnicodeEncodeError, LookupError):
            text = text.replace(mark, plain)
    return text


def _render(block: object, width: int, narrow: str) -> list[RenderableType]:
    if isinstance(block, Heading):
        return (
            [Text(harmless(block.text), style="bold"), ""]
            if block.level == 1
            else ["", Text(harmless(block.text), style="bold")]
        )
    if isinstance(block, Facts):
        return [_facts(block)]
    if isinstance(block, Headline):
        return [_headline(block, width)]
    if isinstance(block, Table):
        return _table(block, width, narrow)
    if isinstance(block, Items):
        return ["", Text(harmless(block.title), style="bold"), *_items(block, width)]
    if isinstance(block, SheetGrid):
        return ["", *grid_lines(block, width)]
    if isinstance(block, Code):
        return ["", Text(harmless(block.title), style="bold"), *_code(block)]
    raise TypeError(type(block).__name__)


def _code(block: Code) -> list[RenderableType]:
    """Lines to copy: never folded, never indented."""
    lines: list[RenderableType] = [Text(harmless(block.note), style="dim")] if block.note else []
    lines += [
        Text(harmless(line), style="dim" if line.startswith("#") else "green", no_wrap=True, overflow="ignore")
        for line in block.lines
    ]
    return lines


def _facts(block: Facts) -> RenderableType:
    grid = Grid.grid(padding=(0, GAP, 0, 0))
    grid.add_column(style="dim", no_wrap=True)
    grid.add_column(overflow="fold")
    for label, value in block.pairs:
        grid.add_row(harmless(label), Text(harmless(value)))
    return grid


def _headline(block: Headline, width: int) -> RenderableType:
    """One fund's figures in a panel, with a bar of its rate and a mark where time stands."""
    lines = []
    for pairs in pairs_by_line(block, width):
        texts = [Text.assemble((f"{label} ", "dim"), (text, "bold")) for label, text in pairs]
        lines.append(Text("   ").join(texts))
    if block.rate is not None:
        tones = {FULL: "green", EMPTY: "dim", MARK: "bold magenta"}
        marks = bar_marks(block, min(LONGEST_BAR, width - 12))
        lines.append(Text.assemble(*((mark, tones[mark]) for mark in marks)))
    return Panel(
        Group(*lines), title=Text(harmless(block.title), style="bold"), title_align="left", expand=False, padding=(0, 1)
    )


def _table(block: Table, width: int, narrow: str) -> list[RenderableType]:
    columns = fitting(block, width)
    grid = Grid(box=SIMPLE_HEAD, pad_edge=False, padding=(0, 1), show_edge=False)
    for place in columns:
        _add_column(grid, block.columns[place], narrow=width < PIPED_WIDTH)
    for number, row in enumerate(block.rows):
        total = number in block.totals
        cells = [_cell(row[place], block.columns[place]) for place in columns]
        grid.add_row(*cells, style="bold" if total else "", end_section=total and number + 1 < len(block.rows))
    parts: list[RenderableType] = ["", Text(harmless(block.title), style="bold")] if block.title else [""]
    gone = left_out(block, width)
    notes = [*block.notes, *([narrow.format(columns=", ".join(gone))] if gone else [])]
    return [*parts, grid, *(Text(harmless(note), style="dim") for note in notes)]


def _add_column(grid: Grid, column: Column, *, narrow: bool) -> None:
    if column.kind == "text":
        grid.add_column(column.label, overflow="fold", min_width=4 if narrow else None, no_wrap=not narrow)
    else:
        grid.add_column(column.label, justify="left" if column.kind == "bar" else "right", no_wrap=True)


def _cell(cell: Cell, column: Column) -> Text:
    if column.kind != "bar":
        return Text(harmless(cell.text))
    filled = rate_share(cell.rate, BAR_WIDTH)
    if cell.rate is None:
        return Text("")
    return Text.assemble((FULL * filled, "green"), (EMPTY * (BAR_WIDTH - filled), "dim"))


def _wrapped(text: str, indent: int, width: int, style: str) -> RenderableType:
    """A sentence as lines that fit, each indented."""
    lines = wrapped(harmless(text), max(width - indent, 1))
    return Text("\n".join(" " * indent + line for line in lines), style=style, no_wrap=True, overflow="ignore")


def _items(block: Items, width: int) -> list[RenderableType]:
    lines: list[RenderableType] = []
    for place, item in enumerate(block.items):
        if place and block.items[place - 1].snippet is not None:
            lines.append("")
        lines.append(_wrapped(item.text, 2, width, TONES.get(item.tone, "")))
        details = [_wrapped(detail, SNIPPET_INDENT, width, "dim") for detail in item.details]
        lines += details[:1]
        if item.snippet is not None:
            styles = {**SNIPPET_STYLES, "marked": TONES.get(item.tone, "bold")}
            for pieces in snippet_lines(item.snippet, width - SNIPPET_INDENT):
                texts = ((piece.text, styles[piece.role]) for piece in pieces)
                lines.append(Text.assemble(" " * SNIPPET_INDENT, *texts, no_wrap=True, overflow="ignore"))
        lines += details[1:]
    return lines
