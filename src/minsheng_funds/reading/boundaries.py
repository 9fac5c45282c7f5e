"""Where one table of a sheet ends and another begins: headers among the rows, next pages, tables side by side."""

from collections.abc import Iterable, Iterator

from minsheng_funds.patterns import PAGE_MARK
from minsheng_funds.reading.captions import caption_units
from minsheng_funds.reading.headers import Grid, header_at, may_name_projects
from minsheng_funds.reading.rows import label_of
from minsheng_funds.reading.sheets import Row, Sheet
from minsheng_funds.reading.tables import Draft
from minsheng_funds.reading.values import squeeze, text_of

Numbered = Iterator[tuple[int, Row]]


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
        words = [cell for cell in row if isinstance(cell, str) and cell]
        if len(words) < 2 or len(words) < len([cell for cell in row if cell not in ("", None)]):
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


def is_titled_anew(draft: Draft, header: int, above: Iterable[tuple[int, Row]]) -> bool:
    """Whether a repeated header has a title, or a unit, of its own: another table, not the next page of this one."""
    known = {squeeze(cell) for _, row in above for cell in row}
    texts = {text for _, row in caption_rows(draft.passed, header) for cell in row if (text := squeeze(cell))}
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


def caption_rows(passed: Iterable[tuple[int, Row]], header: int) -> list[tuple[int, Row]]:
    """The rows of words (or blank ones) right above the header of a second table: its title and caption."""
    found: list[tuple[int, Row]] = []
    for number, row in reversed(list(passed)):
        texts = [text for cell in row if (text := text_of(cell))]
        if number != header - len(found) - 1 or len(texts) > 4 or not all(isinstance(cell, str | None) for cell in row):
            break
        found.insert(0, (number, row))
    return found


def no_wider(draft: Draft, rows: Numbered) -> Numbered:
    """The rows of a csv; one with more fields than the header was split at a comma inside a field (40,000)."""
    width = max(column.index for column in draft.columns) + 1
    for number, row in rows:
        if len(row) > width and any(row[width:]):
            draft.note("row-too-wide", draft.origin(number, width))
            draft.reject(None, draft.origin(number, width))
        yield number, row
