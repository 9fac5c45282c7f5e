"""Book → Document: how each sheet was understood, so that an accountant can trust it or correct it."""

from collections.abc import Sequence

from minsheng_funds.messages import LABELS
from minsheng_funds.model import Book, Finding, Table, column_letter
from minsheng_funds.money import YUAN, money_text
from minsheng_funds.rendering.compose import findings_block
from minsheng_funds.rendering.document import Block, Cell, Column, Document, Facts, Heading, Item, Items
from minsheng_funds.rendering.document import Table as Grid
from minsheng_funds.rendering.words import DASH, Words
from minsheng_funds.settings import Settings
from minsheng_funds.vocabulary import FIELD_LABELS, KINDS, UNIT_NAMES


def compose_inspect(book: Book, findings: Sequence[Finding], settings: Settings) -> Document:
    """Each table's kind, header, columns, unit, rows, sums against stated sums, and what was left out and why."""
    words = Words(settings)
    blocks: list[Block] = []
    for table in book.tables:
        blocks += [Heading(table.where, 2), _facts(table, words), _columns(table, words)]
        if table.left_out:
            items = tuple(Item(f"{item.origin}: {words.why(item.why)}") for item in table.left_out)
            blocks.append(Items(words.label("left_out"), items))
    if book.assumptions:
        items = tuple(Item(words.assumption(assumption)) for assumption in book.assumptions)
        blocks.append(Items(words.label("assumptions"), items))
    blocks.append(findings_block(findings, words))
    return Document(tuple(blocks))


def _facts(table: Table, words: Words) -> Facts:
    taken = words.label("rows_taken", rows=table.rows, first=table.first_row, last=table.last_row)
    pairs = [
        (words.label("kind"), words.say(KINDS[table.kind])),
        (words.label("title_line"), table.title or DASH),
        (words.label("header_rows"), ", ".join(map(str, table.header_rows))),
        (words.label("unit"), words.say(UNIT_NAMES[table.unit])),
        (words.label("rows"), taken),
        (words.label("sums"), _sums(table, words)),
        (words.label("stated_sums"), _stated(table, words)),
    ]
    if table.as_of is not None:
        pairs.insert(2, (words.label("as_of"), words.day(table.as_of)))
    return Facts(tuple(pairs))


def _sums(table: Table, words: Words) -> str:
    return "; ".join(f"{words.say(LABELS[name])} {_yuan(fen, words)}" for name, fen in table.sums.items()) or DASH


def _stated(table: Table, words: Words) -> str:
    """Each stated total with its cell and whether it agrees with its rows; differing ones in full."""
    if not table.stated:
        return DASH
    differing = [stated for stated in table.stated if stated.stated_fen != stated.summed_fen]
    texts = [f"{len(table.stated) - len(differing)} {words.label('agrees')}"]
    texts += [
        f"{stated.origin}: {_yuan(stated.stated_fen, words)} ≠ {_yuan(stated.summed_fen, words)}"
        for stated in differing
    ]
    return "; ".join(texts)


def _yuan(fen: int, words: Words) -> str:
    return f"{money_text(fen, YUAN, 2)} {words.say(UNIT_NAMES[YUAN])}"


def _columns(table: Table, words: Words) -> Grid:
    columns = (
        Column(words.label("column")),
        Column(words.label("header")),
        Column(words.label("field")),
        Column(words.label("level")),
        Column(words.label("unit")),
    )
    rows = [
        (
            Cell(column_letter(column.index)),
            Cell(column.header or DASH),
            Cell(words.say(FIELD_LABELS[column.field]) if column.field else words.label("not_used")),
            Cell(words.level(column.level)),
            Cell(words.say(UNIT_NAMES[column.unit]) if column.unit in UNIT_NAMES else ""),
        )
        for column in table.columns
    ]
    return Grid("", columns, tuple(rows))
