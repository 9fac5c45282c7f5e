"""The single payments of a ledger, kept as its rows stream by: for the rules, which look at each of them.

The fast loop hands on its rows as they are; every few hundred they are turned into columns, with each text once.
"""

from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from operator import itemgetter
from typing import Any, NamedTuple

from minsheng_funds.model import Column, Listing, Meaning, Payment
from minsheng_funds.patterns import CORRECTION
from minsheng_funds.reading.ledgers.payments import PaymentRows
from minsheng_funds.reading.ledgers.refunds import refund_in_remark
from minsheng_funds.reading.sheets import Row
from minsheng_funds.reading.tables import Draft
from minsheng_funds.reading.values import Cell, Unreadable, read_amount, squeeze

CHUNK = 256
"""So many rows are held at once: few enough to stay in the cache of the processor."""

Ordinary = tuple[int, Row, int]
"""A row of the fast loop: its number, its cells, its amount (fen)."""


class _One(NamedTuple):
    """One payment; the fields are called as the columns of a `Listing` that they are in."""

    rows: int
    columns: int
    fens: int
    days: date | None
    meanings: Meaning
    payees: str
    vouchers: str
    documents: str
    remarks: str
    running: int | None


class Twin(NamedTuple):
    """A row that says the same as an earlier one, but for its number: both, and the project and sum (fen) of each."""

    first: int
    row: int
    project: str
    fen: int


class _Known(dict[Any, Any]):
    """Values by what they were made from; each is made once."""

    def __init__(self, make: Callable[[Any], Any]) -> None:
        super().__init__()
        self._make = make

    def __missing__(self, key: Any) -> Any:
        value = self[key] = self._make(key)
        return value


class Lister:
    """Keeps every payment of one ledger. `add` takes a row of the fast loop, `take` one that was looked at closely."""

    def __init__(self, draft: Draft, understood: PaymentRows, group_of: Callable[[Row], Any]) -> None:
        self._draft, self._understood, self._group_of = draft, understood, group_of
        self.meant: Mapping[Any, Meaning] = {}
        self.read_day: Callable[[Cell], date | None] = draft.day_of
        totals = understood.running
        self._running: Column | None = totals[0] if len(totals) == 1 else None
        named = {**understood.details, "date": understood.date, "level": understood.level, "cumulative": self._running}
        self.places = {name: column.index for name, column in named.items() if column is not None}
        if understood.remarks:
            self.places["remark"] = understood.remarks[0]
        self._texts = _Known(_plain)
        self._ordinary: list[Ordinary] = []
        self._closer: list[_One] = []
        self._columns: dict[str, list[Any]] = {name: [] for name in _One._fields}
        self._unmarked: set[int] = set()
        self._blank_levels: set[int] = set()
        self._undated: set[int] = set()
        self._passed: set[str] = set()
        self._closer_rows: list[tuple[int, Row]] = []
        self._alike: dict[int, int] = {}
        self._twice: list[tuple[int, int]] = []
        self._titled = refund_in_remark(f"{draft.caption.title};{draft.sheet}") is not None

    def add(self, ordinary: Ordinary) -> None:
        """Takes in a row of the fast loop."""
        self._ordinary.append(ordinary)
        if len(self._ordinary) == CHUNK:
            self._compact()

    def take(self, payment: Payment, row: Row) -> None:
        """Takes in a payment that needed a closer look, with the row that it stands in."""
        number = payment.origin.row
        if not self._closer or self._closer[-1].rows != number:
            self._closer_rows.append((number, row))
        self._closer.append(
            _One(
                *(number, payment.origin.column or 0, payment.fen, payment.date, Meaning(*payment[:4])),
                *(payment.payee, payment.voucher, payment.document, payment.remark),
                self._fen_of(self._draft.cells(row, self._running.index)) if self._running else None,
            )
        )
        if payment.fen < 0 and not self._titled and not any(_speaks_of_refund(cell) for cell in row):
            self._unmarked.add(number)
        if payment.level is None:
            self._look_at_level(number, row)
        if payment.date is None and self._understood.date is not None and self._is_undated(row, self._understood.date):
            self._undated.add(number)

    def _look_at_level(self, number: int, row: Row) -> None:
        """Keeps the row where the column of levels says nothing; what it says and nobody knows is said elsewhere."""
        column, draft = self._understood.level, self._draft
        if column and not draft.cells.text(row, column.index) and not draft.is_broken(number, column.index):
            self._blank_levels.add(number)

    def _is_undated(self, row: Row, column: Column) -> bool:
        try:
            return self._draft.day_of(self._draft.cells(row, column.index)) is None
        except Unreadable:
            return False

    def look_on(self, row: Row, *, paid: bool, same: bool) -> None:
        """Hears of a row that was looked at closely: whether it paid something, and whether the project is the `same`.

        Of one that did not, the voucher is kept.
        """
        column = self._understood.details["voucher"]
        if not paid and column is not None and (text := self._draft.cells.text(row, column.index)):
            self._passed.add(text)
        if not same:  # what the rows held so far mean is known only now
            self._compact()

    def _compact(self) -> None:
        """Turns the rows held so far into columns."""
        columns: list[list[Any]] = [[] for _ in _One._fields]
        self._compare()
        if self._ordinary:
            numbers, rows, fens = map(list, zip(*self._ordinary, strict=True))
            columns = self._columns_of(numbers, rows, fens)
        if self._closer:
            closer = zip(*self._closer, strict=True)
            columns = [[*column, *more] for column, more in zip(columns, closer, strict=True)]
            order = sorted(range(len(columns[0])), key=columns[0].__getitem__)
            columns = [[column[place] for place in order] for column in columns]
        for name, column in zip(_One._fields, columns, strict=True):
            self._columns[name] += column
        self._ordinary.clear()
        self._closer.clear()
        self._closer_rows.clear()

    def _compare(self) -> None:
        """Finds the rows that say the same as an earlier one, but for their number: by a number made from each."""
        rows = [(number, row) for number, row, _ in self._ordinary]
        if self._closer_rows:
            rows = sorted([*rows, *self._closer_rows], key=itemgetter(0))
        sequence, alike = self._understood.sequence, self._alike
        place = sequence.index - self._draft.cells.first_column if sequence else None
        for number, row in rows:
            said = hash(tuple(row) if place is None else (*row[:place], *row[place + 1 :]))
            first = alike.setdefault(said, number)
            if first != number:
                self._twice.append((first, number))

    def twins(self, after: int) -> Iterator[Twin]:
        """The rows below row `after` that stand in the ledger twice; to be asked when all were taken in."""
        self._compact()
        for first, number in self._twice:
            if number > after and (said := self._said_by(number)) == self._said_by(first):
                yield Twin(first, number, said[0][0].project, sum(fen for _, fen, _ in said))

    def _said_by(self, number: int) -> list[tuple[Meaning, int, date | None]]:
        """What the payments of one row are of, their sums (fen) and days."""
        kept, found = self._columns, []
        place = bisect_left(kept["rows"], number)
        while place < len(kept["rows"]) and kept["rows"][place] == number:
            found.append((kept["meanings"][place], kept["fens"][place], kept["days"][place]))
            place += 1
        return found

    def _columns_of(self, numbers: list[int], rows: list[Row], fens: list[int]) -> list[list[Any]]:
        """Rows of the fast loop, column by column."""
        count, details = len(rows), self._understood.details
        days: list[date | None] = [None] * count
        if self._understood.date is not None:
            read = self.read_day
            days = [
                cell if type(cell) is date else read(cell) for cell in self._cells(rows, self._understood.date.index)
            ]
        texts = [
            self._text_column(rows, column.index) if (column := details[name]) is not None else [""] * count
            for name in ("payee", "voucher", "document")
        ]
        remarks = [self._text_column(rows, index) for index in self._understood.remarks]
        if len(remarks) > 1:
            remarks = [[" ".join(filter(None, said)) for said in zip(*remarks, strict=True)]]
        running: list[int | None] = [None] * count
        if self._running is not None:
            unit = self._running.unit or 1
            fen_of = self._fen_of
            running = [
                round(cell * unit) if type(cell) is float else fen_of(cell)
                for cell in self._cells(rows, self._running.index)
            ]
        meanings = list(map(self.meant.__getitem__, map(self._group_of, rows)))
        if self._understood.level is not None:
            for number, row, meaning in zip(numbers, rows, meanings, strict=True):
                if meaning.level is None:
                    self._look_at_level(number, row)
        amounts = [self._understood.amounts[0].index] * count
        return [numbers, amounts, fens, days, meanings, *texts, remarks[0] if remarks else [""] * count, running]

    def _cells(self, rows: list[Row], column: int) -> "map[Cell]":
        return map(itemgetter(column - self._draft.cells.first_column), rows)

    def _text_column(self, rows: list[Row], column: int) -> list[str]:
        return list(map(self._texts.__getitem__, self._cells(rows, column)))

    def _fen_of(self, cell: Cell) -> int | None:
        """A running total; None where it is blank, or cannot be read."""
        try:
            amount = read_amount(cell, (self._running.unit if self._running else None) or 1)
        except Unreadable:
            return None
        return None if amount is None else amount.fen

    def finish(self) -> Listing:
        """Everything that was kept. A text merged down over several rows holds for each of them."""
        self._compact()
        self._fill_down()
        draft = self._draft
        return Listing(
            table=draft.index,
            sheet=draft.origin(0),
            header=draft.header.row_numbers[-1],
            places=self.places,
            unmarked=frozenset(self._unmarked),
            blank_levels=frozenset(self._blank_levels),
            undated=frozenset(self._undated),
            passed_vouchers=frozenset(self._passed),
            **self._columns,
        )

    def _fill_down(self) -> None:
        texts = {self.places[name]: name for name in ("payee", "voucher", "document", "remark") if name in self.places}
        spans = [span for span in self._draft.merged if span[0][1] in texts and span[1][0] > span[0][0]]
        if not spans:
            return
        places: dict[int, list[int]] = {}
        for place, number in enumerate(self._columns["rows"]):
            places.setdefault(number, []).append(place)
        for (top, left), (bottom, _) in spans:
            column = self._columns[f"{texts[left]}s"]
            said = next((column[place] for place in places.get(top + 1, ())), "")
            for place in (place for number in range(top + 2, bottom + 2) for place in places.get(number, ())):
                column[place] = column[place] or said


def _speaks_of_refund(cell: Cell) -> bool:
    return isinstance(cell, str) and (refund_in_remark(cell) is not None or CORRECTION.search(cell) is not None)


def _plain(cell: Cell) -> str:
    """The text of a cell without white space, quickly for what has none: most vouchers stand in one row only."""
    return cell if isinstance(cell, str) and cell.isascii() and cell.isalnum() else squeeze(cell)
