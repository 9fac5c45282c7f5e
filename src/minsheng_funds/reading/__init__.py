"""Bytes → Book: open the container, find the tables, read the values, type the rows. Nothing is guessed."""

from collections import deque
from collections.abc import Callable, Container, Iterator, Sequence
from dataclasses import replace
from functools import partial
from itertools import chain, islice
from pathlib import PurePath

from minsheng_funds.model import (
    Assumption,
    Book,
    Fact,
    Listing,
    Origin,
    Payment,
    PaymentGroup,
    PlanRow,
    Proposal,
    Reject,
    Source,
    StatedSum,
    Table,
    Unread,
)
from minsheng_funds.reading.boundaries import (
    HeaderTest,
    Numbered,
    caption_above,
    caption_rows,
    columns_only,
    has_second_header,
    is_titled_anew,
    no_wider,
)
from minsheng_funds.reading.captions import Caption
from minsheng_funds.reading.columns import MONEY_FIELDS
from minsheng_funds.reading.containers import open_sheets
from minsheng_funds.reading.forms import settle_form
from minsheng_funds.reading.headers import Grid, Header, build_header, find_header, given_header, side_by_side
from minsheng_funds.reading.large import held, read_sheets
from minsheng_funds.reading.ledgers import TEXTS, LedgerReader, Wish
from minsheng_funds.reading.ledgers.dates import doubt_undated, join_split_date
from minsheng_funds.reading.ledgers.names import name_project
from minsheng_funds.reading.ledgers.refunds import without_planned_names
from minsheng_funds.reading.levels import settle_level_column
from minsheng_funds.reading.plans import PlanReader
from minsheng_funds.reading.progress import Tell, numbered
from minsheng_funds.reading.rows import Cells
from minsheng_funds.reading.samples import Tap, sample_of
from minsheng_funds.reading.setting_checks import SettingsWatch
from minsheng_funds.reading.sheets import Row, Sheet, Unusable
from minsheng_funds.reading.tables import ALL_NOTES, MOST_NOTES, Draft, kind_of, without_trailing_blank, without_wordy
from minsheng_funds.reading.values import text_of
from minsheng_funds.settings import Settings
from minsheng_funds.settings.tables import TableRule
from minsheng_funds.vocabulary import OWN, UNIT_NAMES

SEARCHED_ROWS, MOST_SEARCHED = 60, 3_000
"""How many rows are looked at together for a header, and how far down a sheet."""
CAPTION_ROWS = 12
"""How many of the rows above are looked at again: a header's caption stands there."""

DATA_BELOW = 20
"""How many rows below a header that the settings name are looked at together with it."""


def read_book(
    sources: Sequence[Source], settings: Settings, *, look: bool = False, keep: bool = False, tell: Tell | None = None
) -> Book:
    """Reads every source. One that cannot be opened is a fact; the others still count.

    With `look`, the book also shows people the top of each sheet, and settings for what was not recognised; with
    `keep`, it lists every single payment. `tell` hears the name of each source and sheet, and the rows read since.
    """
    return without_planned_names(_Reader(settings, look=look, keep=keep, tell=tell).read(sources), settings)


def read_payments(sources: Sequence[Source], settings: Settings) -> Iterator[Payment]:
    """The second pass: every single payment of every ledger, in sheet order."""
    listed: list[Payment] = []
    reader = _Reader(settings, Wish(held(listed.append, sources)))
    for source in sources:
        reader.read([source])
        yield from listed
        listed.clear()


def list_payments(
    sources: Sequence[Source],
    settings: Settings,
    take: Callable[[Payment], None],
    tables: Container[int],
    *,
    wants: Callable[[str, str], bool] | None = None,
    texts: tuple[str, ...] = TEXTS,
) -> None:
    """The second pass over some tables only: `take` is given each of their payments.

    With `wants`, a test of project and code, it may pass over the others; of payee, voucher, document and remark only
    those in `texts` are sure to be there.
    """
    _Reader(settings, Wish(take, wants, texts), tables).read(sources)


class _Reader:
    """Goes through sources, sheets and tables, and gathers what they hold."""

    def __init__(
        self,
        settings: Settings,
        wish: Wish | None = None,
        wanted: Container[int] | None = None,
        *,
        look: bool = False,
        keep: bool = False,
        tell: Tell | None = None,
    ) -> None:
        self.settings = settings
        self.keep = keep
        self.listings: list[Listing] = []
        self.wish, self.wanted = wish, wanted
        self.tell = tell
        self.look = look
        self.unread: list[Unread] = []
        self.tables: list[Table] = []
        self.plan_rows: list[PlanRow] = []
        self.payments: list[PaymentGroup] = []
        self.rejects: list[Reject] = []
        self.facts: list[Fact] = []
        self.assumptions: list[Assumption] = []
        self._last_caption: Caption | None = None
        self._watch = SettingsWatch(settings)

    def read(self, sources: Sequence[Source]) -> Book:
        for source in sources:
            try:
                if source.error:
                    raise Unusable(source.error, "")
                if self.tell is not None:
                    self.tell(source.name, 0)
                self._read_source(source)
            except Unusable as error:
                values = error.args[1] if isinstance(error.args[1], dict) else {"detail": str(error.args[1])}
                row = values.get("row")  # of a csv, whose sheet bears the file's name
                origin = Origin(source.name, PurePath(source.name).stem, int(row)) if row else Origin(source.name)
                self.facts.append(Fact(f"source-{error.args[0]}", (origin,), values))
                self.rejects.append(Reject(None, None, origin))
        stale = list(self._watch.finish(whole=not any(fact.kind.startswith("source-") for fact in self.facts)))
        self.facts += stale
        self.rejects += [Reject(None, None, fact.origins[0]) for fact in stale if fact.kind == "setting-unmatched"]
        return Book(
            *(tuple(sources), tuple(self.tables), tuple(self.plan_rows), tuple(self.payments)),
            *(tuple(self.rejects), tuple(self.facts), tuple(self.assumptions), tuple(self.unread)),
            tuple(self.listings),
        )

    def _read_source(self, source: Source) -> None:
        kept = (self.tables, self.plan_rows, self.payments, self.rejects, self.facts, self.assumptions, self.unread)
        sheets = partial(open_sheets, source, self.settings)
        read_sheets(source, sheets, partial(self._read_sheet, source.name), (*kept, self.listings))

    def _read_sheet(self, file: str, sheet: Sheet) -> None:
        rule = self.settings.table_rule(file, sheet.name)
        origin = Origin(file, sheet.name)
        self.facts += self._watch.sheet(origin)
        if rule.kind == "ignore":
            return
        if sheet.hidden:
            self.facts.append(Fact("sheet-hidden", (origin,)))
            return
        tell = None if self.tell is None else partial(self.tell, f"{file}!{sheet.name}")
        self._read_rows(file, sheet, rule, numbered(sheet, rule.blank, tell))

    def _read_rows(self, file: str, sheet: Sheet, rule: TableRule, rows: Numbered) -> None:
        """Every table of a sheet, one below the other; those side by side are read one after the other."""
        found = seen = False
        above: Caption | None = None
        deepest, read = max(rule.header_rows, default=0), 0
        while True:
            buffer = list(islice(rows, max(SEARCHED_ROWS, deepest - read + DATA_BELOW)))
            read = buffer[-1][0] if buffer else read
            if not any(text_of(cell) for _, row in buffer for cell in row):
                if not buffer:
                    break
                continue
            seen = True
            header, grid = self._header(sheet, rule, buffer)
            if header is None and not found and not rule.header_rows and len(buffer) >= SEARCHED_ROWS:
                more = list(islice(rows, SEARCHED_ROWS))
                if more and more[0][0] < MOST_SEARCHED:  # a long cover, or other lists above: look on
                    rows = chain(buffer[-CAPTION_ROWS:], more, rows)
                    continue
                rows = chain(more, rows)
            if header is None:
                wanted = not found or given_header(rule.header_rows, buffer[0][0])
                if wanted and (why := self._explain_nothing(file, sheet, grid, rule)):
                    self._show_unread(Origin(file, sheet.name), why, grid, rule)
                break
            blocks = side_by_side(grid, header)
            if blocks:
                every = list(chain(buffer, rows))
                for block in blocks:
                    alone = columns_only(every, block, sheet.first_column, header.row_numbers[0])
                    self._read_rows(file, sheet, rule, alone)
                return
            following = self._read_table(file, sheet, rule, grid=grid, header=header, rows=rows, above=above)
            above, found = self._last_caption, True
            if following is None:
                break
            rows = following
        self.facts += self._watch.rows_beyond(Origin(file, sheet.name), rule, read) if found else ()
        if not seen and not found:
            self.facts.append(Fact("sheet-empty", (Origin(file, sheet.name),)))

    def _proposal(self, draft: Draft, grid: Grid) -> Proposal | None:
        if not self.look:
            return None
        from minsheng_funds.reading.proposals import propose_for

        return propose_for(draft, grid)

    def _show_unread(self, origin: Origin, why: str, grid: Grid, rule: TableRule) -> None:
        """Keeps the top of a sheet that was not recognised, with settings that may make it readable."""
        if self.look:
            from minsheng_funds.reading.proposals import propose

            found = propose(origin, grid, rule, self.settings)
            self.unread.append(Unread(*origin[:2], why, len(self.tables), sample_of(grid), found))

    def _header(self, sheet: Sheet, rule: TableRule, buffer: list[tuple[int, Row]]) -> tuple[Header | None, Grid]:
        grid = Grid(buffer, sheet.merged, sheet.first_column)
        rules = self.settings.columns_for(rule)
        if rule.header_rows:
            first = given_header(rule.header_rows, buffer[0][0])
            places = [place for place, (number, _) in enumerate(buffer) if number in first and grid.texts(place)]
            if first and len(places) == len(first):
                return build_header(grid, places[0], places[-1] + 1, rules), grid
            if first:
                return None, grid
        return find_header(grid, rules), grid

    def _explain_nothing(self, file: str, sheet: Sheet, grid: Grid, rule: TableRule) -> str:
        """No table here: say whether the project column is missing, or nothing looks like a table; the fact's kind."""
        fact = self._watch.no_table(Origin(file, sheet.name), rule)
        if fact is not None:
            self.facts.append(fact)
            self.rejects.append(Reject(None, None, fact.origins[0]))
            return fact.kind
        rules = self.settings.columns_for(rule)
        for place in range(len(grid.rows)):
            if len(grid.texts(place)) < 2 or not grid.is_words(place) or grid.is_caption(place):
                continue
            header = build_header(grid, place, place + 1, rules)
            fields = {column.field for column in header.columns}
            number = grid.rows[place][0]
            filled = {index for below in range(place + 1, len(grid.rows)) for index in grid.numbers(below)}
            if len(fields) > 1 and any(c.field in MONEY_FIELDS and c.index in filled for c in header.columns):
                self.facts.append(Fact("no-project-column", (Origin(file, sheet.name, number),)))
                self.rejects.append(Reject(None, None, Origin(file, sheet.name, number)))
                return "no-project-column"
        if likely := grid.likely_payments():
            first = Origin(file, sheet.name, grid.rows[likely[0]][0])
            self.facts.append(Fact("no-table-dated", (first,)))
            self.rejects.append(Reject(None, None, first))
            return "no-table-dated"
        why = grid.why_no_table(sheet.name)
        self.facts += [Fact(why, (Origin(file, sheet.name),))] if why else []
        return why

    def _draft(
        self, file: str, sheet: Sheet, rule: TableRule, *, grid: Grid, header: Header, above: Caption | None
    ) -> tuple[Draft, str | None]:
        """A table about to be read, and its kind (None: nobody can tell).

        `above` is the caption of the table above it in the same sheet: its unit holds on where nothing says another.
        """
        caption = caption_above(Origin(file, sheet.name), grid, header.start)
        inherited = above is not None and not caption.units and bool(above.units)
        if above is not None and inherited:
            caption = caption._replace(units=above.units)
        cells = Cells(sheet.first_column, ragged=sheet.ragged)
        columns = without_wordy(header.columns, cells, grid.rows[header.end :])
        kind = rule.kind or kind_of(columns, caption.title + sheet.name)
        draft = Draft(
            *(len(self.tables), file, sheet.name, kind or "plan", header, caption, self.settings, rule),
            cells,
            merged=sheet.merged,
            columns=columns,
            look=sheet.look,
            large=sheet.large,
            sample=grid.rows[header.end :],
            above=grid.rows[: header.start],
            most_notes=ALL_NOTES if self.keep else MOST_NOTES,
        )
        if inherited and not rule.unit:
            draft.assume("unit-inherited", unit=UNIT_NAMES[caption.units[0].unit])
        return draft, kind

    def _read_table(
        self,
        file: str,
        sheet: Sheet,
        rule: TableRule,
        *,
        grid: Grid,
        header: Header,
        rows: Numbered,
        above: Caption | None = None,
    ) -> Numbered | None:
        """Reads one table; returns the rows from another one's caption and header on, if there is one."""
        draft, kind = self._draft(file, sheet, rule, grid=grid, header=header, above=above)
        self._last_caption = draft.caption
        if sheet.look.blind:
            draft.assume("no-errors-seen")
        if sheet.look.formats_hidden:
            draft.assume("no-formats-seen")
        for number in header.numbering_rows:
            draft.leave_out(number, "numbering")
        rest: Numbered = chain(grid.rows[header.end :], rows)
        if sheet.ragged:
            rest = no_wider(draft, rest)
        if self.look:
            draft.tap = Tap(grid, header)
            rest = draft.tap.watch(rest)
        form = settle_form(draft, grid, header)
        if form is not None:
            return self._read_form(draft, grid, form, rest, grid.rows[header.end + 1 :])
        name_project(draft, grid, header)
        join_split_date(draft)
        settle_level_column(draft)
        refused = self._refuse(draft, kind, grid, header)
        is_header = HeaderTest(draft, sheet, grid)
        if refused:
            passed: deque[tuple[int, Row]] = deque(maxlen=12)
            for numbered in rest:
                if is_header(*numbered) and not is_header.repeats(numbered[1]):
                    self._gather_refused(draft, grid, numbered[0])
                    return chain(caption_rows(draft, passed, numbered[0]), [numbered], rest)
                passed.append(numbered)
            self._gather_refused(draft, grid)
            return None
        doubt_undated(draft)
        reader = self._reader_for(draft)
        following = None
        while (following := reader.read(rest, is_header)) is not None and is_header.repeats(following[1]):
            if is_titled_anew(draft, following[0], grid.rows[: header.start]):
                break
            draft.leave_out(following[0], "header")
        if following is not None and sheet.large is not None:
            sheet.large.stop()
        captions = caption_rows(draft, draft.passed, following[0]) if following is not None else []
        draft.hand_on([number for number, _ in captions])
        self._gather(draft, reader, grid, None if following is None else following[0])
        return None if following is None else chain(captions, [following], rest)

    def _read_form(
        self, draft: Draft, grid: Grid, form: tuple[int, Row], rest: Numbered, below: Sequence[tuple[int, Row]]
    ) -> Numbered:
        """Reads the only row of money of a form; returns the rows behind it."""
        next(rest)
        draft.assume("project-caption", project=form[1][draft.project_columns()[0] - draft.cells.first_column])
        reader = PlanReader(draft)
        reader.read(iter([form]), lambda *_: False)
        reader.form_rows = below
        self._gather(draft, reader, grid, form[0] + 1)
        return rest

    def _gather_refused(self, draft: Draft, grid: Grid, end: int | None = None) -> None:
        """Keeps a table that was not read; of a ledger without projects only what is wrong with it."""
        if draft.is_nameless:
            self.facts += draft.facts
            self.rejects += draft.rejects
        else:
            self._gather(draft, None, grid, end)

    def _reader_for(self, draft: Draft) -> PlanReader | LedgerReader:
        if draft.kind != "ledger":
            return PlanReader(draft)
        listed = self.wanted is None or draft.index in self.wanted
        return LedgerReader(draft, self.wish if listed else None, keep=self.keep and draft.large is None)

    def _refuse(self, draft: Draft, kind: str | None, grid: Grid, header: Header) -> bool:
        """A table that nobody could read for sure: no kind, two columns alike, two header rows that both fit."""
        here = draft.origin(header.row_numbers[0])
        if self._watch.header(draft, header):
            draft.reject(None, here)
            return True
        if not draft.project_columns() and not draft.project:
            draft.note("no-project-column", here)
        elif kind is None:
            draft.note("kind-unknown", here)
        elif twins := next((found for name in ("project", "date", "code") if (found := draft.twins(name))), ()):
            origins = [draft.origin(header.row_numbers[-1], column.index) for column in twins]
            draft.note("columns-ambiguous", *origins, headers="、".join(column.header for column in twins))
        elif has_second_header(draft, grid, header):
            draft.note("header-ambiguous", here, draft.origin(grid.rows[header.end][0]))
        else:
            return False
        draft.reject(None, here)
        return True

    def _gather(
        self, draft: Draft, reader: PlanReader | LedgerReader | None, grid: Grid, end: int | None = None
    ) -> None:
        stated: tuple[StatedSum, ...] = ()
        sums: dict[str, int] = {}
        taken = first = last = 0
        if isinstance(reader, LedgerReader):
            found = reader.finish()
            self.payments += found
            self.listings += filter(None, [reader.listing])
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
        if reader is not None:
            self._watch.table(draft.rule, draft.filters, draft.origin(draft.header.row_numbers[-1]))
        draft.note_around(first, last)
        if reader is not None and not taken and not draft.rejects:
            draft.note("table-empty")
            if draft.rule.keep or draft.rule.drop:
                draft.reject(None, draft.origin(draft.header.row_numbers[0]))
        read = reader.money if isinstance(reader, PlanReader) else reader.amounts if reader is not None else []
        units, own = {column.index: column.unit for column in read}, {OWN: self.settings.own_level}
        columns = tuple(
            replace(column, unit=units.get(column.index, column.unit), level=own.get(column.level or "", column.level))
            for column in draft.columns
        )
        self.tables.append(
            Table(
                *(draft.file, draft.sheet, draft.kind, draft.header.row_numbers, columns, draft.unit),
                *(taken, first, last, without_trailing_blank(draft.left_out), sums, stated),
                *(draft.caption.title, draft.caption.as_of, draft.caption.year, draft.caption.as_of_origin),
                draft.tap.sample(last, end) if draft.tap else None,
                self._proposal(draft, grid),
                draft.caption.texts,
            )
        )
        draft.note_more()
        self.rejects += draft.rejects
        self.facts += draft.facts
        self.assumptions += draft.assumptions
