"""Where one table of a sheet ends and another begins: headers among the rows, next pages, tables side by side."""

from collections.abc import Iterable, Iterator

from minsheng_funds.model import Column, Origin
from minsheng_funds.patterns import PAGE_MARK, TYPED_AMOUNT
from minsheng_funds.reading.captions import Caption, caption_units, read_caption
from minsheng_funds.reading.columns import MONEY_FIELDS, SIDE_FIELDS
from minsheng_funds.reading.headers import Grid, Header, header_at, may_name_projects
from minsheng_funds.reading.rows import depth_of, label_of
from minsheng_funds.reading.sheets import Row, Sheet
from minsheng_funds.reading.tables import Draft
from minsheng_funds.reading.values import Cell, Unreadable, is_amount, read_date, squeeze, text_of
from minsheng_funds.vocabulary import BLANK_AMOUNTS

Numbered = Iterator[tuple[int, Row]]
LEAP_YEAR = 2000
"""Any year will do to tell whether 2月29日 is a day."""


class HeaderTest:
    """Tells whether a row inside a table is the header of another one; the same header repeated is left out."""

    def __init__(self, draft: Draft, sheet: Sheet, grid: Grid) -> None:
        self._draft = draft
        self._sheet = sheet
        self._own = [grid.texts(place) for place in range(draft.header.start, draft.header.end)]
        self._starts = [next(iter(texts.items())) for texts in self._own if len(texts) > 1]

    def __call__(self, number: int, row: Row) -> bool:
        """Whether a header starts, or this table's own is repeated, in this row."""
        if number in self._draft.rule.header_rows or self.repeats(row):
            return True
        words = [cell for cell in row if cell not in ("", None)]
        if len(words) < 2 or not all(isinstance(cell, str) for cell in words):
            return False
        rules = self._draft.settings.columns_for(self._draft.rule)
        if not rules and not any(may_name_projects(squeeze(word)) for word in words):
            return False
        return header_at(Grid([(number, row)], (), self._sheet.first_column), 0, rules) is not None

    def repeats(self, row: Row) -> bool:
        """Whether a row is one of this table's own header rows again (of its units and column numbers, too)."""
        cells = self._draft.cells
        if not any(cells.text(row, column) == text for column, text in self._starts):
            return False
        return {i + cells.first_column: text for i, cell in enumerate(row) if (text := squeeze(cell))} in self._own


def caption_above(sheet: Origin, grid: Grid, header: int) -> Caption:
    """What stands above a table whose header begins at this place; its sheet's name says the rest."""
    cells = [
        (sheet._replace(row=grid.rows[place][0], column=column), text)
        for place in range(header)
        for column, text in sorted(grid.texts(place).items())
    ]
    caption, named = read_caption(cells), read_caption([(sheet, sheet.sheet)])
    return caption._replace(year=caption.year or named.year, units=caption.units or named.units)


def has_second_header(draft: Draft, grid: Grid, header: Header) -> bool:
    """Whether the row below a header could be the header as well, and nobody can tell which one is."""
    if header.end >= len(grid.rows) or draft.rule.header_rows:
        return False
    below = header_at(grid, header.end, draft.settings.columns_for(draft.rule))
    own = [grid.texts(place) for place in range(header.start, header.end)]
    return below is not None and grid.texts(header.end) not in own


def is_titled_anew(draft: Draft, header: int, above: Iterable[tuple[int, Row]]) -> bool:
    """Whether a repeated header has a title, or a unit, of its own: another table, not the next page of this one."""
    known = {squeeze(cell) for _, row in above for cell in row}
    texts = {text for _, row in caption_rows(draft, draft.passed, header) for cell in row if (text := squeeze(cell))}
    if any(unit not in {word.unit for word in draft.caption.units} for text in texts for unit in caption_units(text)):
        return True
    titles = {text for text in texts - known if not PAGE_MARK.search(text) and label_of([(0, text)], "", 0) is None}
    return bool(titles)


def columns_only(rows: Iterable[tuple[int, Row]], block: range, first_column: int, header: int) -> Numbered:
    """One of several tables side by side: from the header on, the cells of other columns are blanked."""
    first, stop = max(0, block.start - first_column), block.stop - first_column
    for number, row in rows:
        kept = row[first:stop]
        yield number, row if number < header else [""] * first + kept + [""] * (len(row) - first - len(kept))


def caption_rows(draft: Draft, passed: Iterable[tuple[int, Row]], header: int) -> list[tuple[int, Row]]:
    """The rows of words (or blank ones) right above the header of a second table: its title and caption.

    A row of the table above is none of them, though all its cells be text (csv): one that is read there stays there.
    """
    found: list[tuple[int, Row]] = []
    test = _RowTest(draft)
    for number, row in reversed(list(passed)):
        texts = [text for cell in row if (text := text_of(cell))]
        if number != header - len(found) - 1 or len(texts) > 4 or not all(isinstance(cell, str | None) for cell in row):
            break
        if test.is_row(row):
            break
        found.insert(0, (number, row))
    return found


class _RowTest:
    """Tells a row of a table, all of whose cells may be text, from the title and the caption of the next one."""

    def __init__(self, draft: Draft) -> None:
        self._cells, self._names = draft.cells, draft.project_columns()
        fields = MONEY_FIELDS | SIDE_FIELDS
        self._money = [column.index for column in draft.columns if column.field in fields]
        self._marks = [column for name in ("sequence", "date") if (column := draft.text_column(name)) is not None]

    def is_row(self, row: Row) -> bool:
        """Whether a row has an amount, or a name with something in the place of one that is no word of a caption."""
        name = "".join(self._cells.text(row, column) for column in self._names)
        texts = [(column, text) for column, cell in self._numbered(row) if (text := squeeze(cell))]
        label = label_of(texts, name, self._names[-1] if self._names else -1)
        if label is not None and label.why == "note":
            return False
        given = [text for column in self._money if (text := self._cells.text(row, column))]
        if any(is_amount(text) for text in given) and (len(texts) > 1 or label is not None):
            return True
        if not name or not given:
            return False
        marked = any(self._is_mark(row, column) for column in self._marks)
        return marked or any(text in BLANK_AMOUNTS or TYPED_AMOUNT.match(text) for text in given)

    def _numbered(self, row: Row) -> Iterator[tuple[int, Cell]]:
        return enumerate(row, self._cells.first_column)

    def _is_mark(self, row: Row, column: Column) -> bool:
        cell = self._cells(row, column.index)
        if column.field == "sequence":
            return depth_of(cell) is not None
        try:
            return read_date(cell, LEAP_YEAR) is not None
        except Unreadable:
            return False


def no_wider(draft: Draft, rows: Numbered) -> Numbered:
    """The rows of a csv; one with more fields than the header was split at a comma inside a field (40,000)."""
    width = max(column.index for column in draft.columns) + 1
    for number, row in rows:
        if len(row) > width and any(row[width:]):
            draft.note("row-too-wide", draft.origin(number, width))
            draft.reject(None, draft.origin(number, width))
        yield number, row
