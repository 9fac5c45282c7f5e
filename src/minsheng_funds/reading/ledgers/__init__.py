"""A payment ledger → running sums. Rows stream by; what is kept is one sum per project × nature × level × day.

The loop over ordinary rows does as little as can be: a row whose project, nature and level were met before, with a
date and an exact amount above zero, goes straight to its sum. Every other row (refunds, too) takes `_first_look`, which
understands it (`payment_rows`) or records why not.
"""

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

from minsheng_funds.model import Column, DaySum, Listing, Meaning, Origin, Payment, PaymentGroup, StatedSum
from minsheng_funds.reading.blank_form import compare_sums_above
from minsheng_funds.reading.captions import unit_alone
from minsheng_funds.reading.filters import without_dittos
from minsheng_funds.reading.ledgers.columns import padded
from minsheng_funds.reading.ledgers.groups import doubled, getter, sum_of
from minsheng_funds.reading.ledgers.listing import Lister, Ordinary
from minsheng_funds.reading.ledgers.merged import FillDown
from minsheng_funds.reading.ledgers.ordinary import Known, ordinary_rows
from minsheng_funds.reading.ledgers.payments import PaymentRows
from minsheng_funds.reading.ledgers.refunds import is_telling, refund_in
from minsheng_funds.reading.ledgers.slips import Sample
from minsheng_funds.reading.ledgers.wish import TEXTS, Wish
from minsheng_funds.reading.sheets import Condensed, OrdinaryRows, Row
from minsheng_funds.reading.tables import Draft
from minsheng_funds.reading.values import Cell, Unreadable, squeeze

OfYear = tuple[Meaning, int]
"""Refunds of another year's money: what they are of, and that year (0: an earlier one)."""
Numbered = Iterator[tuple[int, Row]]
IsHeader = Callable[[int, Row], bool]

__all__ = ["TEXTS", "LedgerReader", "Wish"]

_WATCHED_ROWS = 10_000
"""So many rows of a ledger are compared with each other; those beyond only where every payment is kept."""

_SAMPLED_FIRST, _SAMPLED_ROWS = 512, 2_500
"""After so many rows it is known which amounts are ordinary; after so many more only others get a closer look."""

_HOPELESS = 10_000
"""So many amounts that cannot be read, more than can, and the rest of the table is not tried."""

_REMEMBERED = 20_000
"""How many harmless payees and remarks, and dates as text, are remembered, so that each is searched once."""

_SAFE = 10**15
"""Amounts of more digits than Excel keeps are looked at one by one: they are account numbers, not money."""


class Hopeless(Exception):
    """Hardly an amount of a long table can be read."""


class LedgerReader:
    """Reads the rows of one ledger. After `read` and `finish`, `stated` and `tally` tell what was in it.

    `wish`, if given, gets every single payment that it asks for: the second pass. With `keep`, `listing` has them all.
    """

    def __init__(self, draft: Draft, wish: Wish | None = None, *, keep: bool = False) -> None:
        self.draft = draft
        self._take = None if wish is None else wish.take
        self._wants: Callable[[str, str], bool] | None = None if wish is None else wish.wants
        self._texts = () if wish is None else wish.texts
        self._unwanted: set[Any] = set()
        self.understood = PaymentRows(draft)
        self.tally = self.understood.tally
        self.stated: tuple[StatedSum, ...] = ()
        self._places = self.understood.group_places()
        self._group_of = getter([index - draft.cells.first_column for index in self._places])
        self._day = self.understood.date
        self._groups: dict[Meaning, dict[Any, DaySum]] = {}
        self._returned: dict[OfYear, dict[date | None, DaySum]] = {}
        self._met: dict[Any, dict[Any, DaySum]] = {}
        self._meant: dict[Any, Meaning] = {}
        self._harmless: set[Any] = set()
        self._days: dict[Cell, date] = {}
        self._lister = Lister(draft, self.understood, self._group_of) if keep else None
        if self._lister is not None:
            self._lister.meant, self._lister.read_day = self._meant, self._read_day
        self._seen: dict[tuple[Cell, ...], int] = {}
        header, offset = draft.header.row_numbers[-1], draft.cells.first_column
        self._watched = header + _WATCHED_ROWS
        self._split = draft.split_date
        places = [*self._places, *([self._day.index] if self._day else [])]
        places += [place + offset for place in self._split.parts] if self._split else []
        self._fill = FillDown(draft.merged, places, header, offset)
        unit = self.amounts[0].unit or 1 if self.amounts else 1
        self._sample = Sample(unit)
        self._bounds = (0.0, _SAFE / unit)
        self._sampled, self._sampled_last = header + _SAMPLED_FIRST, header + _SAMPLED_ROWS

    @property
    def amounts(self) -> list[Column]:
        """The columns that are summed."""
        return self.understood.amounts

    @property
    def total(self) -> int:
        """All payments (fen)."""
        return self.tally.fen

    @property
    def rows(self) -> int:
        """How many payments."""
        return self.tally.rows

    @property
    def first_row(self) -> int:
        """The row of the first payment."""
        return self.tally.first_row

    @property
    def last_row(self) -> int:
        """The row of the last payment."""
        return self.tally.last_row

    def read(self, rows: Numbered, is_header: IsHeader) -> tuple[int, Row] | None:
        """Reads rows until they end or another table's header comes, which is returned."""
        if not self.amounts:
            return None
        rows = self._prepared(rows)
        rule = self.draft.rule
        understood = self.understood
        several = len(self.amounts) > 1 or understood.whole or understood.returned
        careful = several or self._day is None or self.draft.look.formats_in(self.amounts[0].index)
        fast = not (careful or rule.keep or rule.drop)
        read = self._read_fast if fast else self._read_slowly
        if self.draft.large is not None:
            self.draft.large.ask(self._ordinary_rows() if fast else None, lambda: len(self.draft.left_out))
        try:
            return read(rows, is_header)
        except Hopeless:
            origin = self.draft.origin(self.draft.header.row_numbers[-1], self.amounts[0].index)
            self.draft.note("amounts-hopeless", origin, count=understood.unreadable)
            self.draft.reject(None, origin)
            return None

    def _prepared(self, rows: Numbered) -> Numbered:
        """The rows as the loop wants them: filled to their width (csv), and down from merged cells."""
        offset = self.draft.cells.first_column
        if self.draft.cells.ragged:
            amount, sequence = self.amounts[0].index, self.understood.sequence
            listed = self.understood.details.values() if self._take or self._lister else ()
            used = [*self._places, *self._worded(), amount, *(c.index for c in (sequence, self._day, *listed) if c)]
            used += [column.index for column in self.understood.running] if self._lister else []
            used += [place + offset for place in self._split.parts] if self._split else []
            number = sequence.index if sequence else amount
            rows = padded(rows, max(used) - offset + 1, amount - offset, number - offset)
        rows = without_dittos(rows, [place - offset for place in self.understood.projects])
        if self._fill:
            rows = self._fill(rows)
        if self._split is not None:
            rows = self._split.joined(rows, self.draft)
        return self.understood.merged(rows) if self.understood.merged else rows

    def _worded(self) -> list[int]:
        """The columns whose words may say that a row is no ordinary payment."""
        payee, units = self.understood.details["payee"], self.understood.units
        return [*self.understood.remarks, *([payee.index] if payee else []), *([] if units is None else [units])]

    def _read_fast(self, rows: Numbered, is_header: IsHeader) -> tuple[int, Row] | None:
        offset = self.draft.cells.first_column
        group_of = self._group_of
        words_of = getter([index - offset for index in self._worded()])
        day_place = self._day.index - offset if self._day else 0
        amount_place = self.amounts[0].index - offset
        sequence = self.understood.sequence.index - offset if self.understood.sequence else amount_place
        unit = self.amounts[0].unit or 1
        payee = self.understood.details["payee"].index - offset if self.understood.details["payee"] else amount_place
        watched, sampled = self._watched, self._sampled_last
        groups, knows = self._met, self._harmless.issuperset
        low, high = self._bounds
        hand_on: Callable[[Ordinary], None] | None = (
            self._lister.add if self._lister else self._list if self._take else None
        )
        total, number, first = 0, 0, 0
        slot: DaySum | None
        for number, row in rows:
            first = first or number
            amount = row[amount_place]
            if (
                type(amount) is float
                and low < amount < high
                and (
                    type(row[sequence]) is not str or str.isdecimal(row[sequence])  # type: ignore[arg-type]
                )
            ):
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
                    if hand_on is not None:
                        hand_on((number, row, fen))
                    if number <= watched:
                        self._watch(number, row)
                        if number <= sampled:
                            self._sample.add(fen, group_of(row), number)
                            low, high = self._bounds
                        if row[payee] in ("", None):
                            self._suspect_row(number, row, fen, group_of(row))
                    continue
            self.tally.add(total, number - first, number - 1)
            total, first = 0, 0
            if self._first_look(number, row, is_header):
                return number, row
        self.tally.add(total, number + 1 - first if first else 0, number)
        if number > watched and self._lister is None:
            self.draft.assume("duplicates-unwatched", row=watched)
        return None

    def _is_harmless(self, words: tuple[Any, ...]) -> bool:
        """Whether remark and payee say nothing of a refund, a total, another unit; each text is searched once."""
        known, unit = self._harmless, self.amounts[0].unit
        for text in words:
            if isinstance(text, str) and text not in known and is_telling(text) and unit_alone(squeeze(text)) != unit:
                return False
        if len(self._harmless) < _REMEMBERED:
            self._harmless.update(words)
        return True

    def _new_day(self, number: int, group: Any, cell: Cell) -> DaySum | None:
        """The sum of a known project, nature and level on a day that they meet for the first time; else None."""
        days = self._met.get(group)
        if days is None:
            return None
        day = cell if type(cell) is date else self._read_day(cell)
        if day is None:
            return None
        if day not in days:
            self._settle()
        slot = days.setdefault(day, DaySum(number, self.amounts[0].index))
        if len(days) < _REMEMBERED:
            days[cell] = slot  # another way to write a day
        return slot

    def _ordinary_rows(self) -> OrdinaryRows | None:
        """What an engine may add up; None where every row has to be given as it stands."""
        if self._split or self._fill or self._lister or self.understood.merged or (self._take and self._wants is None):
            return None
        known = Known(self._met.__contains__, self._is_wanted, self._read_day, lambda: self._bounds)
        return ordinary_rows(self.understood, self._worded(), self._watched, known)

    def _is_wanted(self, group: Any) -> bool:
        """Whether the second pass asks for the single payments of a known group."""
        return self._wants is not None and group in self._meant and self._wants(*self._meant[group][:2])

    def _settle(self) -> None:
        """Puts what an engine has added up so far into the sums by day, as it stands above the row at hand."""
        for group, day, number, fen, count in self.draft.large.settle() if self.draft.large is not None else ():
            slot = self._met[group].setdefault(day, DaySum(number, self.amounts[0].index))
            slot.fen += fen
            slot.count += count

    def _read_day(self, cell: Cell) -> date | None:
        day = self._days.get(cell)
        if day is None:
            try:
                day = self.draft.day_of(cell)
            except Unreadable:
                return None
            if day is not None and len(self._days) < _REMEMBERED:
                self._days[cell] = day
        return day

    def _watch(self, number: int, row: Row) -> None:
        """Notes a row that stands twice: both count, and nobody knows whether both should."""
        if number > self._watched:
            if self._lister is None:
                self.draft.assume("duplicates-unwatched", row=self._watched)
            return
        if number >= self._sampled:
            self._sampled = self._watched + 1  # once
            self._narrow_bounds()
        sequence = self.understood.sequence
        place = sequence.index - self.draft.cells.first_column if sequence else len(row)
        identity = (*row[:place], *row[place + 1 :])
        first = self._seen.setdefault(identity, number)
        if first != number:
            column = self.amounts[0].index
            origins = (self.draft.origin(first, column), self.draft.origin(number, column))
            project, fen = self.understood.said_by(row)
            self.draft.note("row-twice", *origins, first=first, project=project, amount_fen=fen)

    def _note_twins(self) -> None:
        """Notes what stands twice beyond the rows that are watched, where every payment is kept."""
        column = self.amounts[0].index
        for first, number, project, fen in self._lister.twins(self._watched) if self._lister is not None else ():
            origins = (self.draft.origin(first, column), self.draft.origin(number, column))
            self.draft.note("row-twice", *origins, first=first, project=project, amount_fen=fen)

    def _narrow_bounds(self) -> None:
        """From here on, amounts far from the ordinary are looked at one by one: they may be in another unit."""
        unit = self.amounts[0].unit or 1
        low, high = self._sample.bounds()
        self._bounds = (low / unit if low else 0.0, high / unit if high else _SAFE / unit)

    def _read_slowly(self, rows: Numbered, is_header: IsHeader) -> tuple[int, Row] | None:
        for number, row in rows:
            if not self.draft.filters(number, row):
                self.draft.leave_out(number, "settings")
            elif self._first_look(number, row, is_header):
                return number, row
        return None

    def _first_look(self, number: int, row: Row, is_header: IsHeader) -> bool:
        """Understands one row; True where another table's header starts here."""
        if type(row) is Condensed:
            self.tally.add(row.fen, row.payments, row.last_row)
            return False
        if row.count("") == len(row):
            self.draft.leave_out_blank(number)
            self.draft.passed.append((number, row))
            return False
        if is_header(number, row):
            return True
        facts, rows, project = len(self.draft.facts), self.rows, self.understood.project
        for payment in self.understood.payments_of(number, row):
            self._hand_on(payment, row)
            meaning = Meaning(*payment[:4])
            days = self._days_of(meaning, payment.refund_of)
            if payment.date is None and self._day and self.understood.is_form_row(row):
                self._suspect_total(payment, days)
            if payment.date not in days:
                self._settle()
            slot = days.setdefault(payment.date, DaySum(number, payment.origin.column))
            slot.add(payment.fen)
            self.tally.add(payment.fen, 1, number)
            group = tuple(self.draft.cells(row, column) for column in doubled(self._places))
            self._sample.add(payment.fen, group, number)
            plain = payment.date is not None and len(self.draft.facts) == facts and refund_in(payment.project) is None
            plain = plain and payment.refund_of is None
            if plain and not ("" in group and self.draft.look.has_broken):  # the next blank cell may be a broken one
                self._met[group], self._meant[group] = days, meaning
        if self.rows > rows:
            self._watch(number, row)
        elif self.understood.unreadable >= _HOPELESS and self.understood.unreadable > self.rows:
            raise Hopeless
        else:
            self.draft.passed.append((number, row))
        if self._lister is not None:
            self._lister.look_on(row, paid=self.rows > rows, same=self.understood.project == project)
        if self.understood.project != project:
            self._met.clear()  # the rows from here on are another project's
            self._unwanted.clear()
        return False

    def _hand_on(self, payment: Payment, row: Row) -> None:
        if self._take is not None:
            self._take(payment)
        if self._lister is not None:
            self._lister.take(payment, row)

    def _days_of(self, meaning: Meaning, refund_of: int | None) -> dict[Any, DaySum]:
        """The sums by day of one meaning; refunds that name another year's money have their own."""
        if refund_of is None:
            return self._groups.setdefault(meaning, {})
        return self._returned.setdefault((meaning, refund_of), {})

    def _suspect_total(self, payment: Payment, days: dict[Any, DaySum]) -> None:
        """A name and an amount without a date or a payee: the sum of the payments above is probably their total."""
        self._settle()
        fen, count = sum_of(days)
        counts, fens = (count, self.rows, self.tally.rows_since), (fen, self.total, self.tally.fen_since)
        if any(many > 1 and known == payment.fen for many, known in zip(counts, fens, strict=True)):
            self._note_total(payment.project, payment.origin, payment.fen)

    def _suspect_row(self, number: int, row: Row, fen: int, group: Any) -> None:
        """A dated row (counted already) without a payee or a voucher, where others have one, may be a subtotal."""
        voucher = self.understood.details["voucher"]
        if voucher is None or not self.draft.cells.text(row, voucher.index):
            known, count = sum_of(self._met[group])
            if count > 2 and known == 2 * fen:
                self._note_total(self._meant[group][0], self.draft.origin(number, self.amounts[0].index), fen)

    def _note_total(self, project: str, origin: Origin, fen: int) -> None:
        self.draft.note("total-in-ledger", origin, project=project, amount_fen=fen)
        self.draft.reject(project, origin)

    def _list(self, ordinary: Ordinary) -> None:
        """Hands on an ordinary row as a single payment, if the second pass asks for its project."""
        assert self._take is not None
        number, row, fen = ordinary
        group = self._group_of(row)
        if group in self._unwanted:
            return
        meaning = self._meant[group]
        if self._wants is not None and not self._wants(*meaning[:2]):
            self._unwanted.add(group)
            return
        understood, offset = self.understood, self.draft.cells.first_column
        day = row[self._day.index - offset] if self._day else None
        details = ((name, understood.details[name]) for name in self._texts if name in understood.details)
        texts: dict[str, Any] = {name: squeeze(row[column.index - offset]) for name, column in details if column}
        if "remark" in self._texts and understood.remarks:
            texts["remark"] = " ".join(filter(None, (squeeze(row[at - offset]) for at in understood.remarks)))
        origin = self.draft.origin(number, self.amounts[0].index)
        date_of_payment = day if type(day) is date else self._read_day(day)
        self._take(Payment(*meaning, date_of_payment, fen, origin, table=self.draft.index, **texts))

    @property
    def listing(self) -> Listing | None:
        """Every single payment, where they are kept and the amounts are known."""
        return self._lister.finish() if self._lister is not None and self.amounts else None

    def finish(self) -> tuple[PaymentGroup, ...]:
        """The sums of the whole ledger, after comparing the totals that it states."""
        self._settle()
        self.stated = self.understood.totals.compare()
        if len(self.amounts) == 1:
            compare_sums_above(self.draft, self.amounts, {self.amounts[0].index: self.total})
        self.understood.finish()
        if self.amounts:
            column = self.amounts[0].index
            self._note_twins()
            for found, origin, median in self._sample.suspects(self.draft.origin(0), column):
                self.draft.note("amount-slip", origin, amount_fen=found.fen, median_fen=median)
        meanings = [*self._groups, *(meaning for meaning, _ in self._returned)]
        natures = {nature for _, _, nature, _ in meanings}
        known = any(nature and not nature.startswith("?") for nature in natures)
        if known:
            for text, origin in self.understood.unknown_natures.items():
                self.draft.note("nature-unknown", origin, text=text)
        return tuple(self._payment_groups(known))

    def _payment_groups(self, known: bool) -> Iterator[PaymentGroup]:
        """The sums as the book keeps them; `known` tells that the nature column speaks of natures at all."""
        groups: list[tuple[Meaning, int | None, dict[Any, DaySum]]]
        groups = [(meaning, None, days) for meaning, days in self._groups.items() if days]
        groups += [(meaning, year, days) for (meaning, year), days in self._returned.items()]
        for (project, code, nature, level), year, days in groups:
            unknown = nature is not None and nature.startswith("?")
            dated = {day: found for day, found in days.items() if day is None or type(day) is date}
            names = (project, code, None if unknown else nature, level)  # other keys are other ways to write a day
            yield PaymentGroup(*names, dated, self.draft.origin(0), self.draft.index, unknown and known, year)
