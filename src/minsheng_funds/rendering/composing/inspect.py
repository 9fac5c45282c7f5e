"""Book → Document: how each sheet was understood, so that an accountant can trust it or correct it."""

from collections.abc import Callable, Iterator, Sequence
from itertools import groupby

from minsheng_funds.messages import LABELS
from minsheng_funds.model import Book, Finding, LeftOut, Sample, SampleRow, Table, Unread, column_letter
from minsheng_funds.money import YUAN, money_text
from minsheng_funds.rendering.composing.proposal_lines import proposal_lines, shared_names
from minsheng_funds.rendering.composing.report import findings_block
from minsheng_funds.rendering.document import (
    Block,
    Cell,
    Code,
    Column,
    Document,
    Facts,
    GridColumn,
    GridRow,
    Heading,
    Item,
    Items,
    SheetGrid,
)
from minsheng_funds.rendering.document import Table as Grid
from minsheng_funds.rendering.words import DASH, Words
from minsheng_funds.settings import Settings
from minsheng_funds.vocabulary import FIELD_LABELS, KINDS, MEASURES, UNIT_NAMES

MOST_PLACES = 12
"""How many runs of rows are named for one reason; the rest are counted."""
MOST_AGREEING = 24
"""How many stated totals that agree are listed; those that differ all are, and stand first."""
UNUSED = "–"
MONEY = frozenset({*MEASURES, "cumulative", "before", "this_month", "amount"})


def compose_inspect(book: Book, findings: Sequence[Finding], settings: Settings) -> Document:
    """Each sheet's grid, kind, header, columns, unit, rows, sums against stated sums, what was left out and why."""
    words = Words(settings)
    blocks: list[Block] = [Heading(words.label("look_title"), 1)]
    shared = shared_names(book)
    proposed: set[str] = set()
    for item in _in_order(book):
        if isinstance(item, Table):
            blocks += [Heading(item.where, 2), _facts(item, words)]
            blocks += [_table_grid(item, item.sample, words)] if item.sample else []
            blocks += [_columns(item, words)]
            blocks += [_sums_table(item, words)] if item.stated else []
            blocks += [_left_out(item.left_out, words)] if item.left_out else []
        else:
            pairs = ((words.label("kind"), words.label("not_read")),)
            blocks += [Heading(f"{item.file}!{item.sheet}", 2), Facts(pairs), _plain_grid(item, words)]
        if item.proposal is not None:
            in_file = item.sheet in shared
            lines = proposal_lines(item.proposal, words, in_file=in_file)
            if lines[0] not in proposed:  # two tables of one sheet would need one section twice
                proposed.add(lines[0])
                blocks.append(Code(words.label("proposal"), lines, words.label("proposal_note")))
    if book.assumptions:
        items = tuple(Item(words.assumption(assumption)) for assumption in book.assumptions)
        blocks.append(Items(words.label("assumptions"), items))
    blocks.append(findings_block(findings, words))
    return Document(tuple(blocks))


def _in_order(book: Book) -> Iterator[Table | Unread]:
    """Tables and sheets without one, as they follow each other in the workbooks."""
    for place in range(len(book.tables) + 1):
        yield from (unread for unread in book.unread if unread.before == place)
        yield from book.tables[place : place + 1]


def _facts(table: Table, words: Words) -> Facts:
    taken = words.label("rows_none")
    if table.rows:
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
    return "; ".join(f"{_measure(name, words)} {_yuan(fen, words)}" for name, fen in table.sums.items()) or DASH


def _measure(name: str, words: Words) -> str:
    return words.say(LABELS[name] if name in LABELS else FIELD_LABELS[name])


def _stated(table: Table, words: Words) -> str:
    """How many stated totals agree with their rows, and how many do not."""
    if not table.stated:
        return DASH
    differing = sum(stated.stated_fen != stated.summed_fen for stated in table.stated)
    agreeing = f"{len(table.stated) - differing} {words.label('agrees')}"
    return f"{agreeing}; {differing} {words.label('differ')}" if differing else agreeing


def _yuan(fen: int, words: Words) -> str:
    return f"{money_text(fen, YUAN, 2)} {words.say(UNIT_NAMES[YUAN])}"


# --- The sheet as people see it ---------------------------------------------------------------------------


def _table_grid(table: Table, sample: Sample, words: Words) -> SheetGrid:
    columns = {column.index: column for column in table.columns}
    wide = max([*columns, *(len(row.cells) - 1 for row in (*sample.top, *sample.last))], default=0) + 1
    shown = []
    for index in range(wide):
        column = columns.get(index)
        field = column.field if column is not None else ""
        label = words.say(FIELD_LABELS[field]) if field else UNUSED
        level = words.level(column.level) if column is not None else ""
        unit = column.unit if column is not None and field in MONEY else None
        tone = "money" if field in MONEY else field if field == "rate" else "text" if field else ""
        said = words.say(UNIT_NAMES[unit]) if unit in UNIT_NAMES else ""
        shown.append(GridColumn(column_letter(index), label, level, said, tone))
    why = {item.origin.row: words.why(item.why) for item in table.left_out}
    rows = list(_rows(sample, words, lambda row: _marked(row, table, why, words)))
    legend = [(tone, words.label(f"legend_{tone or 'unused'}")) for tone in ("text", "money", "rate", "")]
    used = {column.tone for column in shown}
    return SheetGrid(tuple(shown), tuple(rows), tuple(pair for pair in legend if pair[0] in used))


def _plain_grid(unread: Unread, words: Words) -> SheetGrid:
    sample = unread.sample
    wide = max((len(row.cells) for row in (*sample.top, *sample.last)), default=0)
    guessed = unread.proposal.header_rows if unread.proposal is not None else ()

    def marked(row: SampleRow) -> GridRow:
        mark = words.label("mark_guessed") if row.number in guessed else ""
        return GridRow(str(row.number), mark, row.cells, "header" if mark else "caption")

    rows = _rows(sample, words, marked)
    return SheetGrid(tuple(GridColumn(column_letter(index)) for index in range(wide)), tuple(rows))


def _rows(sample: Sample, words: Words, marked: Callable[[SampleRow], GridRow]) -> Iterator[GridRow]:
    yield from map(marked, sample.top)
    before = sample.top[-1].number if sample.top else 0
    for row in sample.last:
        if row.number > before + 1:
            yield GridRow("", "", (words.label("gap", rows=row.number - before - 1),), "gap")
        yield marked(row)
        before = row.number


def _marked(row: SampleRow, table: Table, why: dict[int, str], words: Words) -> GridRow:
    number = str(row.number)
    if row.number in table.header_rows:
        return GridRow(number, words.label("mark_header"), row.cells, "header")
    if row.number in why:
        return GridRow(number, why[row.number], row.cells, "out")
    if table.header_rows and row.number < table.header_rows[0]:
        return GridRow(number, "", row.cells, "caption")
    ends = {table.first_row: "mark_first", table.last_row: "mark_last"}
    mark = "mark_only" if table.rows and table.first_row == table.last_row else ends.get(row.number, "")
    outside = not table.rows or not table.first_row <= row.number <= table.last_row
    if outside:
        return GridRow(number, "", row.cells, "out")
    return GridRow(number, words.label(mark) if mark and row.number in ends else "", row.cells, "data")


# --- Columns, sums, rows left out -------------------------------------------------------------------------


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
    return Grid(words.label("columns_table"), columns, tuple(rows))


def _sums_table(table: Table, words: Words) -> Grid:
    """Each stated total with its cell, the sum of its rows, the difference, and whether they agree."""
    columns = (
        Column(words.label("cell")),
        Column(words.label("figure")),
        Column(words.label("stated"), "money"),
        Column(words.label("summed"), "money"),
        Column(words.label("difference"), "money"),
        Column(""),
    )
    rows = []
    differing = [item for item in table.stated if item.stated_fen != item.summed_fen]
    agreeing = [item for item in table.stated if item.stated_fen == item.summed_fen]
    for item in [*differing, *agreeing[:MOST_AGREEING]]:
        agrees = item.stated_fen == item.summed_fen
        amounts = (item.stated_fen, item.summed_fen, item.stated_fen - item.summed_fen)
        cells = [Cell(money_text(fen, YUAN, 2), fen=fen) for fen in amounts]
        place = f"{column_letter(item.origin.column or 0)}{item.origin.row}"
        field = words.say(FIELD_LABELS[item.measure]) if item.measure in FIELD_LABELS else item.measure
        mark = Cell(words.label("holds" if agrees else "differs"), tone="" if agrees else "error")
        rows.append((Cell(place), Cell(field), *cells, mark))
    more = len(agreeing) - MOST_AGREEING
    notes = (words.label("more_agree", count=more),) if more > 0 else ()
    title = f"{words.label('sums_table')} ({words.label('in_yuan')})"
    return Grid(title, columns, tuple(rows), notes=notes)


def _left_out(left_out: Sequence[LeftOut], words: Words) -> Items:
    """One line a reason: the runs of rows, or how many there are."""
    items = []
    for why in dict.fromkeys(item.why for item in left_out):
        numbers = sorted({item.origin.row for item in left_out if item.why == why})
        runs = list(_runs(numbers))
        shown = ", ".join(f"{first}–{last}" if last > first else str(first) for first, last in runs[:MOST_PLACES])
        if len(runs) > MOST_PLACES:
            shown += f" ({words.label('and_more', count=len(runs) - MOST_PLACES)})"
        label = "row_one" if len(numbers) == 1 else "rows_from_to"
        items.append(Item(f"{words.why(why)}: {words.label(label, rows=shown, count=len(numbers))}"))
    return Items(words.label("left_out"), tuple(items), whole=False)


def _runs(numbers: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Rows that follow each other as first and last."""
    for _, group in groupby(enumerate(numbers), key=lambda pair: pair[1] - pair[0]):
        run = [number for _, number in group]
        yield run[0], run[-1]
