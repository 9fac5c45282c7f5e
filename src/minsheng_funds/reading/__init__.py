"""Bytes → Book: open the container, find the tables, read the values, type the rows. Nothing is guessed."""

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import chain, islice

from minsheng_funds.model import (
    Assumption,
    Book,
    Fact,
    LeftOut,
    Origin,
    Payment,
    PaymentGroup,
    PlanRow,
    Reject,
    Source,
    StatedSum,
    Table,
)
from minsheng_funds.reading.captions import Caption, UnitWord, read_caption
from minsheng_funds.reading.containers import open_sheets
from minsheng_funds.reading.headers import Grid, Header, build_header, find_header, header_at
from minsheng_funds.reading.ledger import LedgerReader
from minsheng_funds.reading.plan import PlanReader
from minsheng_funds.reading.rows import Cells
from minsheng_funds.reading.sheets import Row, Sheet, Unusable
from minsheng_funds.reading.tables import Draft, kind_of
from minsheng_funds.reading.values import squeeze, text_of
from minsheng_funds.settings import ColumnRule, Settings, TableRule
from minsheng_funds.vocabulary import OWN

SEARCHED_ROWS = 60
"""How far down a sheet, or below a table, a header is looked for."""

Numbered = Iterator[tuple[int, Row]]


def read_book(sources: Sequence[Source], settings: Settings) -> Book:
    """Reads every source. One that cannot be opened is a fact; the others still count."""
    return _Reader(settings).read(sources)


def read_payments(sources: Sequence[Source], settings: Settings) -> Iterator[Payment]:
    """The second pass: every single payment of every ledger, in sheet order."""
    listed: list[Payment] = []
    reader = _Reader(settings, listed)
    for source in sources:
        reader.read([source])
        yield from listed
        listed.clear()


class _Listing(LedgerReader):
    """A ledger reader that lists its payments one by one instead of summing them."""

    listed: list[Payment]

    def read(self, rows: Numbered, is_header: Callable[[int, Row], bool]) -> tuple[int, Row] | None:
        """Reads every row in turn: there is no quick way, for each is listed."""
        return self._read_slowly(rows, is_header) if self.amounts else None

    def payments_of(self, number: int, row: Row) -> Iterator[Payment]:
        """The payments of one row, listed on the way."""
        for payment in super().payments_of(number, row):
            self.listed.append(payment)
            yield payment


class HeaderTest:
    """Tells whether a row inside a table is the header of another one; the same header repeated is left out."""

    def __init__(self, draft: Draft, sheet: Sheet, grid: Grid) -> None:
        self._draft = draft
        self._sheet = sheet
        self._own = [grid.texts(place) for place in range(draft.header.start, draft.header.end)]
        self._starts = [next(iter(texts.items())) for texts in self._own if len(texts) > 1]

    def __call__(self, number: int, row: Row) -> bool:
        """Whether a header starts, or this table's own is repeated, in this row."""
        if self.repeats(row):
            return True
        words = [cell for cell in row if isinstance(cell, str) and cell]
        if len(words) < 2 or len(words) < len([cell for cell in row if cell not in ("", None)]):
            return False
        grid = Grid([(number, row)], (), self._sheet.first_column)
        return header_at(grid, 0, (*self._draft.rule.columns, *self._draft.settings.columns)) is not None

    def repeats(self, row: Row) -> bool:
        """Whether a row is one of this table's own header rows again (of its units and column numbers, too)."""
        cells = self._draft.cells
        if not any(cells.text(row, column) == text for column, text in self._starts):
            return False
        return {i + cells.first_column: text for i, cell in enumerate(row) if (text := squeeze(cell))} in self._own


class _Reader:
    """Goes through sources, sheets and tables, and gathers what they hold."""

    def __init__(self, settings: Settings, listed: list[Payment] | None = None) -> None:
        self.settings = settings
        self.listed = listed
        self.tables: list[Table] = []
        self.plan_rows: list[PlanRow] = []
        self.payments: list[PaymentGroup] = []
        self.rejects: list[Reject] = []
        self.facts: list[Fact] = []
        self.assumptions: list[Assumption] = []
        self._matched_rules: set[ColumnRule] = set()

    def read(self, sources: Sequence[Source]) -> Book:
        for source in sources:
            try:
                if source.error:
                    raise Unusable(source.error, "")
                for sheet in open_sheets(source):
                    self._read_sheet(source.name, sheet)
            except Unusable as error:
                origin = Origin(source.name)
                self.facts.append(Fact(f"source-{error.args[0]}", (origin,), {"detail": str(error.args[1])}))
                self.rejects.append(Reject(None, None, origin))
        self.facts += self._unmatched_rules()
        return Book(
            *(tuple(sources), tuple(self.tables), tuple(self.plan_rows), tuple(self.payments)),
            *(tuple(self.rejects), tuple(self.facts), tuple(self.assumptions)),
        )

    def _read_sheet(self, file: str, sheet: Sheet) -> None:
        rule = self.settings.table_rule(file, sheet.name)
        origin = Origin(file, sheet.name)
        if rule.kind == "ignore":
            return
        if sheet.hidden:
            self.facts.append(Fact("sheet-hidden", (origin,)))
            return
        rows: Numbered = enumerate(sheet.rows, 1)
        found = seen = False
        while True:
            buffer = list(islice(rows, SEARCHED_ROWS))
            if not any(text_of(cell) for _, row in buffer for cell in row):
                if len(buffer) < SEARCHED_ROWS:
                    break
                continue
            seen = True
            header, grid = self._header(sheet, rule, buffer)
            if header is None:
                if not found:
                    self._explain_nothing(file, sheet, grid, rule)
                break
            following = self._read_table(file, sheet, rule, grid=grid, header=header, rows=rows)
            found = True
            if following is None:
                break
            rows = following
        if not seen and not found:
            self.facts.append(Fact("sheet-empty", (origin,)))

    def _header(self, sheet: Sheet, rule: TableRule, buffer: list[tuple[int, Row]]) -> tuple[Header | None, Grid]:
        grid = Grid(buffer, sheet.merged, sheet.first_column)
        rules = (*rule.columns, *self.settings.columns)
        if rule.header_rows:
            places = [place for place, (number, _) in enumerate(buffer) if number in rule.header_rows]
            if places:
                return build_header(grid, places[0], places[-1] + 1, rules), grid
        return find_header(grid, rules), grid

    def _explain_nothing(self, file: str, sheet: Sheet, grid: Grid, rule: TableRule) -> None:
        """No table here: say whether the project column is missing, or nothing looks like a table at all."""
        rules = (*rule.columns, *self.settings.columns)
        for place in range(len(grid.rows)):
            if len(grid.texts(place)) < 2 or not grid.is_words(place) or grid.is_caption(place):
                continue
            header = build_header(grid, place, place + 1, rules)
            fields = {column.field for column in header.columns}
            number = grid.rows[place][0]
            if fields & {"required", "disbursed", "amount", "received", "allocated"} and len(fields) > 1:
                self.facts.append(Fact("no-project-column", (Origin(file, sheet.name, number),)))
                self.rejects.append(Reject(None, None, Origin(file, sheet.name, number)))
                return
        self.facts.append(Fact("no-table", (Origin(file, sheet.name),)))

    def _read_table(
        self, file: str, sheet: Sheet, rule: TableRule, *, grid: Grid, header: Header, rows: Numbered
    ) -> Numbered | None:
        """Reads one table; returns the rows from another one's caption and header on, if there is one."""
        cells = Cells(sheet.first_column, ragged=sheet.ragged)
        caption = self._caption(file, sheet, grid, header)
        kind = rule.kind or kind_of(header.columns, caption.title + sheet.name)
        draft = Draft(
            *(
                len(self.tables),
                file,
                sheet.name,
                kind or "plan",
                header,
                caption,
                self.settings,
                rule,
                cells,
            ),
            merged=sheet.merged,
            columns=header.columns,
            look=sheet.look,
        )
        for number in header.numbering_rows:
            draft.leave_out(number, "numbering")
        rest = chain(grid.rows[header.end :], rows)
        refused = self._refuse(draft, kind, grid, header)
        is_header = HeaderTest(draft, sheet, grid)
        if refused:
            self._gather(draft, None)
            passed: deque[tuple[int, Row]] = deque(maxlen=12)
            for numbered in rest:
                if is_header(*numbered) and not is_header.repeats(numbered[1]):
                    return chain(_caption_rows(passed, numbered[0]), [numbered], rest)
                passed.append(numbered)
            return None
        reader = self._reader_for(draft)
        following = None
        while (following := reader.read(rest, is_header)) is not None and is_header.repeats(following[1]):
            draft.leave_out(following[0], "header")
        self._gather(draft, reader)
        return None if following is None else chain(_caption_rows(draft.passed, following[0]), [following], rest)

    def _reader_for(self, draft: Draft) -> PlanReader | LedgerReader:
        if draft.kind != "ledger":
            return PlanReader(draft)
        if self.listed is None:
            return LedgerReader(draft)
        listing = _Listing(draft)
        listing.listed = self.listed
        return listing

    def _refuse(self, draft: Draft, kind: str | None, grid: Grid, header: Header) -> bool:
        """A table that nobody could read for sure: no kind, two columns alike, two header rows that both fit."""
        here = draft.origin(header.row_numbers[0])
        self._check_settings(draft, header, here)
        if kind is None:
            draft.note("kind-unknown", here)
        elif not draft.project_columns():  # the settings named header rows that hold none
            draft.note("no-project-column", here)
        elif twins := next((found for name in ("project", "date", "code") if (found := draft.twins(name))), ()):
            origins = [draft.origin(header.row_numbers[-1], column.index) for column in twins]
            draft.note("columns-ambiguous", *origins, headers="、".join(column.header for column in twins))
        elif self._second_header(draft, grid, header):
            draft.note("header-ambiguous", here, draft.origin(grid.rows[header.end][0]))
        else:
            return False
        draft.reject(None, here)
        return True

    def _check_settings(self, draft: Draft, header: Header, here: Origin) -> None:
        """Columns that the settings name for this table, or half of a sum, and that are not in it: an error."""
        given = (*draft.rule.columns, *self.settings.columns)
        matched = [rule for rule in given if rule not in header.missed_rules]
        self._matched_rules.update(matched)
        halves = {rule.field for rule in matched if rule.added or rule.level}
        for missed in header.missed_rules:
            if missed in draft.rule.columns or (missed.field in halves and (missed.added or missed.level)):
                words = "; ".join(missed.alternatives)
                draft.note("setting-unmatched", here, setting=missed.field, words=words)
                draft.reject(None, here)
        for name, filters in (("keep", draft.rule.keep), ("drop", draft.rule.drop)):
            for wanted, _ in filters:
                if sum(squeeze(column.path[-1]) == squeeze(wanted) for column in header.columns if column.path) != 1:
                    draft.note("setting-unmatched", here, setting=name, words=wanted)
                    draft.reject(None, here)

    def _unmatched_rules(self) -> Iterator[Fact]:
        """Columns of [columns] that no table has at all: a slip of the pen in the settings."""
        for rule in self.settings.columns:
            if self.tables and rule not in self._matched_rules:
                values = {"setting": rule.field, "words": "; ".join(rule.alternatives)}
                yield Fact("setting-unmatched", (Origin(self.settings.origin or self.tables[0].file),), values)

    def _second_header(self, draft: Draft, grid: Grid, header: Header) -> bool:
        if header.end >= len(grid.rows) or draft.rule.header_rows:
            return False
        below = header_at(grid, header.end, (*draft.rule.columns, *self.settings.columns))
        return below is not None and grid.texts(header.end) not in (
            grid.texts(p) for p in range(header.start, header.end)
        )

    def _caption(self, file: str, sheet: Sheet, grid: Grid, header: Header) -> Caption:
        cells = [
            (Origin(file, sheet.name, grid.rows[place][0], column), text)
            for place in range(header.start)
            for column, text in sorted(grid.texts(place).items())
        ]
        caption = read_caption(cells)
        if caption.year is None:
            named = read_caption([(Origin(file, sheet.name), sheet.name)])
            caption = caption._replace(year=named.year)
        units = tuple(UnitWord(word.unit, word.origin) for word in caption.units)
        return caption._replace(units=units)

    def _gather(self, draft: Draft, reader: PlanReader | LedgerReader | None) -> None:
        stated: tuple[StatedSum, ...] = ()
        sums: dict[str, int] = {}
        taken = first = last = 0
        if isinstance(reader, LedgerReader):
            found = reader.finish()
            self.payments += found
            stated, taken, first, last = reader.stated, reader.rows, reader.first_row, reader.last_row
            sums = {"disbursed": reader.total}
        elif isinstance(reader, PlanReader):
            rows = reader.finish()
            self.plan_rows += rows
            stated = tuple(reader.stated)
            numbers = sorted({row.origin.row for row in rows})
            taken, first, last = len(numbers), *((numbers[0], numbers[-1]) if numbers else (0, 0))
            for row in rows:
                for (measure, _), fen in row.amounts.items():
                    sums[measure] = sums.get(measure, 0) + fen
        if reader is not None and not taken and not draft.rejects:
            draft.note("table-empty")
        read = reader.money if isinstance(reader, PlanReader) else reader.amounts if reader is not None else []
        units = {column.index: column.unit for column in read}
        own = {OWN: self.settings.own_level}
        columns = tuple(
            replace(column, unit=units.get(column.index, column.unit), level=own.get(column.level or "", column.level))
            for column in draft.columns
        )
        left_out = tuple(sorted(draft.left_out, key=lambda item: item.origin.row))
        self.tables.append(
            Table(
                *(draft.file, draft.sheet, draft.kind, draft.header.row_numbers, columns, draft.unit),
                *(taken, first, last, _without_trailing_blank(left_out), sums, stated),
                *(draft.caption.title, draft.caption.as_of, draft.caption.year, draft.caption.as_of_origin),
            )
        )
        self.rejects += draft.rejects
        self.facts += draft.facts
        self.assumptions += draft.assumptions


def _caption_rows(passed: Iterable[tuple[int, Row]], header: int) -> list[tuple[int, Row]]:
    """The rows of words (or blank ones) right above the header of a second table: its title and caption."""
    found: list[tuple[int, Row]] = []
    for number, row in reversed(list(passed)):
        texts = [text for cell in row if (text := text_of(cell))]
        if number != header - len(found) - 1 or len(texts) > 4 or not all(isinstance(cell, str | None) for cell in row):
            break
        found.insert(0, (number, row))
    return found


def _without_trailing_blank(left_out: tuple[LeftOut, ...]) -> tuple[LeftOut, ...]:
    return left_out[:-1] if left_out and left_out[-1].why == "blank" else left_out
