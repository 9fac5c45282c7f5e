"""A payment ledger → running sums. Rows stream by; what is kept is one sum per project × nature × level × day.

The loop over ordinary rows does as little as can be: a row whose project, nature and level were met before, with a
date and an exact number for an amount, goes straight to its sum. Every other row takes `_first_look`, which
understands it or records why not.
"""

import re
from collections.abc import Callable, Iterator
from datetime import date
from operator import itemgetter
from typing import Any

from minsheng_funds.model import Column, DaySum, Origin, Payment, PaymentGroup, StatedSum
from minsheng_funds.reading.columns import level_of, nature_of
from minsheng_funds.reading.ledger_columns import (
    StatedTotal,
    check_parts,
    choose_amounts,
    compare_totals,
    is_amount,
    padded,
)
from minsheng_funds.reading.rows import Label, kept_by, label_of, merged_down
from minsheng_funds.reading.sheets import Row
from minsheng_funds.reading.tables import Draft
from minsheng_funds.reading.values import Cell, Unreadable, read_amount, read_date, squeeze, text_of
from minsheng_funds.vocabulary import OWN, REFUND_MARKS, TOTAL_HINT, UNIT_CELL

_REFUND = re.compile(REFUND_MARKS)
_TELLING = re.compile(rf"{REFUND_MARKS}|{TOTAL_HINT}|{UNIT_CELL}", re.IGNORECASE)
Meaning = tuple[str, str, str | None, str | None]
"""What a group of sums, one a day, is of: project, code, nature, level."""

_WATCHED_ROWS = 10_000
"""How many rows of a ledger are compared with each other; a long ledger is never held."""

_REMEMBERED = 20_000
"""How many harmless payees and remarks are remembered, so that each is searched once."""

_SAFE = 10**15
"""Amounts of more digits than Excel keeps are looked at one by one: they are account numbers, not money."""


class LedgerReader:
    """Reads the rows of one ledger. After `read`, `sums()` and `stated` tell what was in it."""

    def __init__(self, draft: Draft) -> None:
        self.draft = draft
        self.amounts, self.whole = choose_amounts(draft, draft.money_columns())
        self.projects = draft.project_columns()
        columns = [draft.text_column(name) for name in ("code", "date", "nature", "level")]
        self.code, self.date, self.nature, self.level = columns
        self.sequence = draft.text_column("sequence")
        self.remarks = [column.index for column in draft.columns if column.field == "remark"]
        self.details = {name: draft.text_column(name) for name in ("payee", "voucher", "document", "remark")}
        self._places = [*self.projects, *(column.index for column in columns if column is not None)]
        payee = self.details["payee"]
        self._units = next((column.index for column in draft.columns if draft.holds_units(column)), None)
        spoken = [payee.index if payee is not None else None, self._units]
        self._worded = [*self.remarks, *(index for index in spoken if index is not None)]
        self._harmless: set[Any] = set()
        self._filled = merged_down(draft.merged, self._places, draft.header.row_numbers[-1])
        self._groups: dict[Meaning, dict[Any, DaySum]] = {}
        self._met: dict[Any, dict[Any, DaySum]] = {}
        self._seen: dict[tuple[Cell, ...], int] = {}
        self._merged_values: dict[tuple[int, int], Any] = {}
        self._stated: list[StatedTotal] = []
        self._watched = draft.header.row_numbers[-1] + _WATCHED_ROWS
        self.total = self.rows = self.first_row = self.last_row = self._since_last = 0
        self.unknown_natures: dict[str, Origin] = {}
        self.stated: tuple[StatedSum, ...] = ()

    def read(self, rows: Iterator[tuple[int, Row]], is_header: Callable[[int, Row], bool]) -> tuple[int, Row] | None:
        """Reads rows until they end or another table's header comes, which is returned."""
        if not self.amounts:
            return None
        plain = len(self.amounts) == 1 and self.whole is None and self.date is not None and not self._filled
        if not plain or self.draft.rule.keep or self.draft.rule.drop:
            return self._read_slowly(rows, is_header)
        return self._read_fast(rows, is_header)

    def _read_fast(
        self, rows: Iterator[tuple[int, Row]], is_header: Callable[[int, Row], bool]
    ) -> tuple[int, Row] | None:
        offset = self.draft.cells.first_column
        places = [index - offset for index in self._group_places()]
        group_of, day_place = itemgetter(*places), self.date.index - offset if self.date else 0
        amount_place = self.amounts[0].index - offset
        spoken = [index - offset for index in self._worded] or places[:1]
        words_of = itemgetter(*(spoken if len(spoken) > 1 else spoken * 2))
        sequence = self.sequence.index - offset if self.sequence else amount_place
        unit = self.amounts[0].unit or 1
        watched = self._watched
        groups, knows = self._met, self._harmless.issuperset
        safe, total, number, first = _SAFE / unit, 0, 0, 0
        slot: DaySum | None
        if self.draft.cells.ragged:
            rows = padded(rows, max([*places, day_place, amount_place, *spoken, sequence]) + 1)
        for number, row in rows:
            first = first or number
            amount = row[amount_place]
            if type(amount) is float and amount and -safe < amount < safe and type(row[sequence]) is not str:
                try:
                    slot = groups[group_of(row)][row[day_place]]
                except KeyError:
                    slot = self._new_day(number, group_of(row), row[day_place])
                fen = round(amount * unit)
                if (
                    slot is not None
                    and fen / unit == amount
                    and (knows(words_of(row)) or self._is_harmless(words_of(row)))
                ):
                    slot.fen += fen
                    slot.count += 1
                    total += fen
                    if number <= watched:
                        self._watch(number, row)
                    continue
            self._advance(total, number - first, number - 1)
            total, first = 0, number + 1
            if self._first_look(number, row, is_header):
                return number, row
        self._advance(total, number + 1 - first if first else 0, number)
        if number > watched:
            self._watch(number, [])
        return None

    def _is_harmless(self, words: tuple[Any, ...]) -> bool:
        """Whether remark and payee say nothing of a refund or a total; what was searched once is remembered."""
        if any(isinstance(text, str) and _TELLING.search(text) for text in words):
            return False
        if len(self._harmless) < _REMEMBERED:
            self._harmless.update(words)
        return True

    def _new_day(self, number: int, group: Any, cell: Cell) -> DaySum | None:
        """The sum of a known project, nature and level on a day that they meet for the first time; else None."""
        days = self._met.get(group)
        if days is None:
            return None
        if type(cell) is not date:
            try:
                day = read_date(cell, self.draft.caption.year)
            except Unreadable:
                return None
            if day is None:
                return None
            if day in days:
                days[cell] = days[day]  # another way to write a day that is there
                return days[cell]
            days[cell] = days[day] = DaySum(number, self.amounts[0].index)
            return days[cell]
        slot = days[cell] = DaySum(number, self.amounts[0].index)
        return slot

    def _watch(self, number: int, row: Row) -> None:
        """Notes a row that stands twice: both count, and nobody knows whether both should."""
        if number > self._watched:
            self.draft.assume("duplicates-unwatched", row=self._watched)
            return
        place = self.sequence.index - self.draft.cells.first_column if self.sequence else len(row)
        identity = (*row[:place], *row[place + 1 :])
        first = self._seen.setdefault(identity, number)
        if first != number:
            column = self.amounts[0].index
            origins = (self.draft.origin(first, column), self.draft.origin(number, column))
            self.draft.note("row-twice", *origins, first=first)

    def _group_places(self) -> list[int]:
        """The columns that name project, code, nature and level; at least two, so that a group is always a tuple."""
        places = [*self.projects, *(c.index for c in (self.code, self.nature, self.level) if c is not None)]
        return places if len(places) > 1 else places * 2

    def _advance(self, fen: int, rows: int, last_row: int) -> None:
        self.total += fen
        self._since_last += fen
        self.rows += rows
        if rows:
            self.last_row = last_row

    def _read_slowly(
        self, rows: Iterator[tuple[int, Row]], is_header: Callable[[int, Row], bool]
    ) -> tuple[int, Row] | None:
        for number, row in rows:
            if not kept_by(self.draft.rule, self.draft.columns, self.draft.cells, row):
                self.draft.leave_out(number, "settings")
            elif self._first_look(number, row, is_header):
                return number, row
        return None

    def _first_look(self, number: int, row: Row, is_header: Callable[[int, Row], bool]) -> bool:
        """Understands one row; True where another table's header starts here."""
        if row.count("") == len(row):
            self._blank(number)
            self.draft.passed.append((number, row))
            return False
        if is_header(number, row):
            return True
        facts, rows = len(self.draft.facts), self.rows
        for payment in self.payments_of(number, row):
            days = self._groups.setdefault((payment.project, payment.code, payment.nature, payment.level), {})
            slot = days.get(payment.date)
            if slot is None:
                slot = days[payment.date] = DaySum(number, payment.origin.column)
            slot.fen += payment.fen
            slot.count += 1
            self._advance(payment.fen, 1, number)
            if payment.date is not None and len(self.draft.facts) == facts:
                group = tuple(self.draft.cells(row, column) for column in self._group_places())
                if not ("" in group and self.draft.look.has_broken):  # the next blank cell may be a broken one
                    self._met[group] = days
        if self.rows > rows:
            self._watch(number, row)
        else:
            self.draft.passed.append((number, row))
        return False

    def payments_of(self, number: int, row: Row) -> Iterator[Payment]:
        """The payments of one row (one an amount column); what is no payment is recorded with its reason."""
        draft = self.draft
        cells = draft.cells
        project = "".join(self._text(number, row, column) for column in self.projects)
        label = self._label(row, project)
        amounts = [(column, cells(row, column.index)) for column in self.amounts]
        given = [*amounts, *([(self.whole, cells(row, self.whole.index))] if self.whole else [])]
        blank = all(text_of(cell) == "" for _, cell in given)
        blank = blank or (label is not None and label.why == "note" and not any(is_amount(cell) for _, cell in given))
        if label is not None and label.why in ("total", "subtotal"):
            self._state(number, row, label)
            return
        if label is not None and (label.why == "of-which" or blank):
            draft.leave_out(number, label.why)
            draft.doubt_unit(number, [squeeze(cell) for cell in row if isinstance(cell, str)])
            return
        texts = [text for cell in row if (text := text_of(cell))]
        if not texts:
            self._blank(number)
            return
        if blank and any(draft.is_broken(number, column.index) for column, _ in given):
            origin = draft.origin(number, given[0][0].index)
            draft.note("formula", origin, project=project)
            self._refuse(number, project, origin)
            return
        if blank and (not project or len(texts) == 1 or self._is_form_row(row)):
            draft.leave_out(number, "no-money" if project or len(texts) > 1 else "note")
            return
        if not project and self._is_nameless_total(number, row):
            return
        draft.refuse_words(number, row, [self.date, self.code, self.nature, self.level], project)
        if draft.refuse_words(number, row, [c for c in draft.columns if c.index in self.projects], project):
            draft.leave_out(number, "rejected", self.projects[0])
            return
        if self.whole is not None:
            check_parts(draft, number, project, given, self.whole)
        for column, cell in amounts:
            payment = self._payment(number, row, project, column, cell)
            if payment is not None:
                self.first_row = self.first_row or number
                self.last_row = number
                yield payment

    def _is_form_row(self, row: Row) -> bool:
        """A numbered line of a form that nobody filled in: nothing beside its project name and number."""
        dated = self.date is not None and self.draft.cells.text(row, self.date.index)
        payee, voucher = self.details["payee"], self.details["voucher"]
        return not dated and not any(column and self.draft.cells.text(row, column.index) for column in (payee, voucher))

    def _blank(self, number: int) -> None:
        left_out = self.draft.left_out
        if not left_out or left_out[-1].why != "blank":
            self.draft.leave_out(number, "blank")

    def _label(self, row: Row, project: str) -> Label | None:
        skip = {*(column.index for column in self.amounts), *self.remarks}
        offset = self.draft.cells.first_column
        texts = (
            (place + offset, text)
            for place, cell in enumerate(row)
            if isinstance(cell, str) and place + offset not in skip and (text := squeeze(cell))
        )
        return label_of(texts, squeeze(project), self.projects[-1])

    def _text(self, number: int, row: Row, column: int) -> str:
        """A name cell; one merged downwards speaks for all its rows."""
        text = self.draft.cells.name(row, column)
        first = self._filled.get((number, column))
        if first is None:
            return text
        if text:
            self._merged_values[first, column] = text
        return str(self._merged_values.get((first, column), ""))

    def _payment(self, number: int, row: Row, project: str, column: Column, cell: Any) -> Payment | None:
        draft = self.draft
        origin = draft.origin(number, column.index)
        try:
            amount = read_amount(cell, column.unit or 1)
        except Unreadable as error:
            draft.note(f"{error.args[0]}-unreadable", origin, text=text_of(cell), project=project)
            self._refuse(number, project, origin)
            return None
        if (amount is None or not amount.fen) and draft.is_broken(number, column.index):
            draft.note("formula", origin, project=project)
            self._refuse(number, project, origin)
            return None
        if amount is None:
            if len(self.amounts) == 1:
                draft.note("payment-blank", origin, project=project)
            return None
        if not project and not amount.fen:
            draft.leave_out(number, "no-money")
            return None
        if not project:
            draft.note("nameless-money", origin, amount_fen=amount.fen)
            draft.leave_out(number, "nameless")
            draft.reject(None, origin)
            return None
        if not amount.exact:
            draft.note("payment-fraction", origin, text=text_of(cell), project=project)
            self._refuse(number, project, origin)
            return None
        if draft.other_unit(row, self._units, column):
            draft.note("unit-conflict", origin, draft.origin(number, self._units), header=column.header)
            self._refuse(number, project, origin)
            return None
        remark = " ".join(draft.cells.text(row, index) for index in self.remarks)
        if amount.fen > 0 and _REFUND.search(remark):
            draft.note("refund-positive", origin, project=project, amount_fen=amount.fen, remark=remark)
            draft.reject(project, origin)
        return Payment(
            project=project,
            code=self._text(number, row, self.code.index) if self.code else "",
            nature=self._nature(number, row),
            level=column.level or self._level(number, row, project),
            date=self._date(number, row, project),
            fen=amount.fen,
            origin=origin,
            remark=remark,
            **{
                name: draft.cells.text(row, found.index) if found else ""
                for name, found in self.details.items()
                if name != "remark"
            },
        )

    def _refuse(self, number: int, project: str, origin: Origin) -> None:
        self.draft.leave_out(number, "rejected", origin.column)
        self.draft.reject(project or None, origin)

    def _date(self, number: int, row: Row, project: str) -> date | None:
        if self.date is None:
            return None
        cell = self.draft.cells(row, self.date.index)
        first = self._filled.get((number, self.date.index))
        if first is not None:
            if text_of(cell):
                self._merged_values[first, self.date.index] = cell
            cell = self._merged_values.get((first, self.date.index), "")
        try:
            return read_date(cell, self.draft.caption.year)
        except Unreadable as error:
            origin = self.draft.origin(number, self.date.index)
            self.draft.note(f"{error.args[0]}-unreadable", origin, text=text_of(cell), project=project)
            self.draft.reject(project, origin)
            return None

    def _nature(self, number: int, row: Row) -> str | None:
        """The nature; other words are kept as "?word" until the whole column is known (资金性质 may say anything)."""
        if self.nature is None:
            return None
        text = self._text(number, row, self.nature.index)
        if not text:
            return None
        nature = nature_of(text)
        if nature is None:
            self.unknown_natures.setdefault(text, self.draft.origin(number, self.nature.index))
            return "?" + text
        return nature

    def _level(self, number: int, row: Row, project: str) -> str | None:
        if self.level is None:
            return None
        text = self._text(number, row, self.level.index)
        level = level_of(text) if text else None
        if text and level is None:
            origin = self.draft.origin(number, self.level.index)
            self.draft.note("level-unknown", origin, text=text, project=project)
            self.draft.reject(project, origin)
        return self.draft.settings.own_level if level == OWN else level

    def _is_nameless_total(self, number: int, row: Row) -> bool:
        """Money without a name that equals the sum so far, or since the last total, is an unlabelled total."""
        try:
            amounts = [read_amount(self.draft.cells(row, c.index), c.unit or 1) for c in self.amounts]
        except Unreadable:
            return False
        fen = sum(amount.fen for amount in amounts if amount is not None)
        if self.rows < 2 or not self._is_form_row(row) or fen not in (self.total, self._since_last):
            return False
        self._state(number, row, Label("total"))
        return True

    def _state(self, number: int, row: Row, label: Label) -> None:
        """Keeps a total that the sheet states; it is compared when the whole ledger is known."""
        self.draft.leave_out(number, label.why)
        known, fen, column, unit = False, 0, self.amounts[0].index, self.amounts[0].unit or 1
        stated: list[tuple[Cell, int]] = [(label.amount, unit)] if label.amount else []
        stated += [(self.draft.cells(row, found.index), found.unit or 1) for found in self.amounts]
        for cell, cell_unit in stated:
            try:
                amount = read_amount(cell, cell_unit)
            except Unreadable:
                self.draft.note("total-unreadable", self.draft.origin(number, column), text=text_of(cell))
                continue
            if amount is not None:
                known, fen = True, fen + amount.fen
        broken = next((found for found in self.amounts if self.draft.is_broken(number, found.index)), None)
        if broken is not None and not fen and self.total:
            self.draft.note("total-unreadable", self.draft.origin(number, broken.index), text="0" if known else "#")
            known = False
        if known:
            origin = self.draft.origin(number, column)
            self._stated.append(StatedTotal(origin, fen, label.why, self.total, self._since_last))
        self._since_last = 0

    def finish(self) -> tuple[PaymentGroup, ...]:
        """The sums of the whole ledger, after comparing the totals that it states."""
        self.stated = compare_totals(self._stated, self.total)
        for stated in self.stated:
            if stated.stated_fen != stated.summed_fen:
                self.draft.note(
                    "stated-total",
                    stated.origin,
                    expected_fen=stated.summed_fen,
                    actual_fen=stated.stated_fen,
                )
        known = any(nature and not nature.startswith("?") for _, _, nature, _ in self._groups)
        if known:
            for text, origin in self.unknown_natures.items():
                self.draft.note("nature-unknown", origin, text=text)
        return tuple(self._payment_groups(known))

    def _payment_groups(self, known: bool) -> Iterator[PaymentGroup]:
        """The sums as the book keeps them; `known` tells that the nature column speaks of natures at all."""
        for (project, code, nature, level), days in self._groups.items():
            unknown = nature is not None and nature.startswith("?")
            dated = {day: found for day, found in days.items() if day is None or type(day) is date}
            names = (project, code, None if unknown else nature, level)  # other keys are other ways to write a day
            yield PaymentGroup(*names, dated, self.draft.origin(0), self.draft.index, unknown and known)
