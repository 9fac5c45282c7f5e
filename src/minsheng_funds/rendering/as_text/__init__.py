"""The text pen: on a terminal rich's, which fits the width; into a pipe or a file plain lines as wide as they need.

The plain lines are those that rich would write without colours, a hundred times faster and without loading it: a test
holds them equal for documents of any kind.
"""

import os
from collections.abc import Iterator, Sequence
from typing import TextIO

from rich.cells import cell_len

from minsheng_funds.rendering.as_text.fitting import (
    BAR_WIDTH,
    COLUMN_GAP,
    EMPTY,
    FULL,
    GAP,
    LONGEST_BAR,
    PIPED_WIDTH,
    SNIPPET_INDENT,
    bar_marks,
    fitting,
    pairs_by_line,
    rate_share,
)
from minsheng_funds.rendering.as_text.snippets import snippet_lines
from minsheng_funds.rendering.document import (
    Block,
    Code,
    Column,
    Document,
    Facts,
    Heading,
    Headline,
    Items,
    Table,
    harmless,
)

WISHES = ("FORCE_COLOR", "TTY_COMPATIBLE", "TTY_INTERACTIVE")
"""Environment variables by which a user asks for colours although nothing is a terminal: rich heeds them."""


def write_text(document: Document, stream: TextIO) -> None:
    """Prints the document; with rich on a terminal, where colours are wished, and in old encodings."""
    plain = not stream.isatty() and not any(os.environ.get(wish) for wish in WISHES)
    if plain and (getattr(stream, "encoding", None) or "utf-8").lower().startswith("utf"):
        for block in document.blocks:
            lines = plain_lines(block)
            if lines is not None:
                stream.writelines(f"{line.rstrip(' ')}\n" for line in lines)
            else:
                _write_with_rich(Document((block,)), stream)
    else:
        _write_with_rich(document, stream)


def plain_text(document: Document) -> str:
    """The document as a text file has it: without colours, whatever the environment asks for.

    Only for documents of blocks that need no drawing.
    """
    lines = (line for block in document.blocks for line in plain_lines(block) or ())
    return "".join(f"{line.rstrip(' ')}\n" for line in lines)


def _write_with_rich(document: Document, stream: TextIO) -> None:
    from minsheng_funds.rendering.as_text.terminal import write_terminal

    write_terminal(document, stream)


def plain_lines(block: Block) -> Iterator[str] | None:
    """The lines of a block without colours; None for a kind that only rich draws (the grid of a sheet)."""
    if isinstance(block, Heading):
        text = harmless(block.text)
        return iter((text, "") if block.level == 1 else ("", text))
    if isinstance(block, Facts):
        return _facts(block)
    if isinstance(block, Headline):
        return _headline(block)
    if isinstance(block, Table):
        return _table(block, fitting(block, PIPED_WIDTH))
    if isinstance(block, Items):
        return _items(block)
    return _code(block) if isinstance(block, Code) else None


def _padded(text: str, width: int) -> str:
    return text + " " * (width - cell_len(text))


def _facts(block: Facts) -> Iterator[str]:
    labels = [harmless(label) for label, _ in block.pairs]
    width = max(map(cell_len, labels), default=0) + GAP
    for label, (_, value) in zip(labels, block.pairs, strict=True):
        yield _padded(label, width) + harmless(value)


def _headline(block: Headline) -> Iterator[str]:
    """One fund's figures in a frame."""
    lines = ["   ".join(f"{label} {text}" for label, text in pairs) for pairs in pairs_by_line(block, PIPED_WIDTH)]
    if block.rate is not None:
        lines.append(bar_marks(block, LONGEST_BAR))
    title = f" {harmless(block.title)} "
    width = max(*map(cell_len, lines), cell_len(title))
    yield f"╭─{title}{'─' * (width - cell_len(title))}─╮"
    for line in lines:
        yield f"│ {_padded(line, width)} │"
    yield f"╰{'─' * (width + 2)}╯"


def _table(block: Table, places: Sequence[int]) -> Iterator[str]:
    """Title, heads, a rule, rows (a blank line after each total but the last), notes."""
    columns = [block.columns[place] for place in places]
    heads = [column.label for column in columns]
    rows = [[_cell(block, number, place) for place in places] for number in range(len(block.rows))]
    widths = [max(1, cell_len(head), *(cell_len(row[at]) for row in rows)) for at, head in enumerate(heads)]
    yield ""
    if block.title:
        yield harmless(block.title)
    yield _row(heads, columns, widths)
    yield "─" * (sum(widths) + COLUMN_GAP * (len(widths) - 1))
    for number, row in enumerate(rows):
        yield _row(row, columns, widths)
        if number in block.totals and number + 1 < len(rows):
            yield ""
    yield from map(harmless, block.notes)


def _cell(block: Table, number: int, place: int) -> str:
    cell = block.rows[number][place]
    if block.columns[place].kind != "bar":
        return harmless(cell.text)
    if cell.rate is None:
        return ""
    filled = rate_share(cell.rate, BAR_WIDTH)
    return FULL * filled + EMPTY * (BAR_WIDTH - filled)


def _row(texts: Sequence[str], columns: Sequence[Column], widths: Sequence[int]) -> str:
    cells = []
    for text, column, width in zip(texts, columns, widths, strict=True):
        blank = " " * (width - cell_len(text))
        cells.append(text + blank if column.kind in ("text", "bar") else blank + text)
    return (" " * COLUMN_GAP).join(cells)


def _items(block: Items) -> Iterator[str]:
    yield ""
    yield harmless(block.title)
    for place, item in enumerate(block.items):
        if place and block.items[place - 1].snippet is not None:
            yield ""
        yield f"  {harmless(item.text)}"
        yield from (f"      {harmless(detail)}" for detail in item.details[:1])
        if item.snippet is not None:
            for line in snippet_lines(item.snippet, PIPED_WIDTH - SNIPPET_INDENT):
                yield " " * SNIPPET_INDENT + "".join(piece.text for piece in line)
        yield from (f"      {harmless(detail)}" for detail in item.details[1:])


def _code(block: Code) -> Iterator[str]:
    yield ""
    yield harmless(block.title)
    if block.note:
        yield harmless(block.note)
    yield from block.lines
