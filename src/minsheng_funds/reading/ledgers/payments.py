"""One row of a ledger → its payments, or the reason why it has none. The fast loop knows nothing of this."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from minsheng_funds.model import Column, Origin, Payment
from minsheng_funds.patterns import CARRIED_OVER, COUNT_ALONE, PROJECT_CAPTION, TOTAL_BESIDE_NAME, TOTAL_WITH_COUNT
from minsheng_funds.reading.blank_form import note_example, readable
from minsheng_funds.reading.columns import level_of, nature_of
from minsheng_funds.reading.ledgers.columns import (
    choose_amounts,
    money_year_column,
    other_sides,
    remark_columns,
    returned_columns,
    running_columns,
)
from minsheng_funds.reading.ledgers.merged import MergedAmounts, spans_of
from minsheng_funds.reading.ledgers.names import titled_nature
from minsheng_funds.reading.ledgers.refunds import SURE, UNCLEAR, refund_in, refund_in_remark, returned_year
from minsheng_funds.reading.ledgers.totals import FEW, MOST_NAMED, Counted, Tally, Totals
from minsheng_funds.reading.rows import Label, label_of
from minsheng_funds.reading.sheets import Row
from minsheng_funds.reading.tables import Draft
from minsheng_funds.reading.values import (
    Cell,
    Unreadable,
    is_amount,
    join_names,
    read_amount,
    read_date,
    squeeze,
    text_of,
)
from minsheng_funds.vocabulary import BLANK_AMOUNTS, CUMULATIVE, NO_VALUE, NOT_RETURNED, OWN, PAID_IN, PAID_OUT, QUOTED

_NEVER_PAYMENTS = ("of-which", "signature", "example", "carried-over", "comparison")
_DETAILS = ("payee", "voucher", "document")


class PaymentRows:
    """Understands the rows of one ledger, one by one."""

    def __init__(self, draft: Draft) -> None:
        self.draft = draft
        money = draft.money_columns()
        self.amounts, self.whole = choose_amounts(draft, money)
        self.running = running_columns(draft, money, self.amounts)
        self.sides = other_sides(draft)
        self.projects = draft.project_columns()
        self.project = draft.project
        named = [draft.text_column(name) for name in ("code", "date", "nature", "level", "direction", "sequence")]
        self.code, self.date, self.nature, self.level, self.direction, self.sequence = named
        self.remarks = remark_columns(draft)
        self.money_year = money_year_column(draft)
        self.returned = returned_columns(draft)
        self.details = {name: draft.text_column(name) for name in _DETAILS}
        self.units = next((column.index for column in draft.columns if draft.holds_units(column)), None)
        below = draft.header.row_numbers[-1]
        self.nature = draft.nature_column()
        self.merged = MergedAmounts(draft.merged, (c.index for c in self.amounts), below, draft.cells.first_column)
        self.tally = Tally()
        self.totals = Totals(draft, self.tally)
        self.unknown_natures: dict[str, Origin] = {}
        self.unreadable = 0
        """How many amounts could not be read."""
        self._undated, self._receipts = Counted(), Counted()
        self._returned: list[Origin] = []
        self._returned_texts: dict[str, str] = {}
        self._shared: dict[Origin, int] = {}
        self._unclear: set[str] = set()
        self._titled = titled_nature(draft) if self.nature is None and self.amounts else None
        self._unlabelled = {*(column.index for column in self.amounts), *self.remarks}
        self._named = [column for column in draft.columns if column.index in self.projects]

    def group_places(self) -> list[int]:
        """The columns that name project, code, nature and level, and say whether money went out."""
        columns = (self.code, self.nature, self.level, self.direction)
        return [*self.projects, *(column.index for column in columns if column is not None)]

    def said_by(self, row: Row) -> tuple[str, int]:
        """The project and the sum of a row that was taken as payments."""
        cells = self.draft.cells
        amounts = [read_amount(cells(row, column.index), column.unit or 1) for column in self.amounts]
        project = self.project or join_names(cells.name(row, column) for column in self.projects)
        return project, sum(amount.fen for amount in amounts if amount is not None)

    def payments_of(self, number: int, row: Row) -> Iterator[Payment]:
        """The payments of one row (one an amount column); what is no payment is recorded with its reason."""
        draft = self.draft
        project = self.project or join_names(draft.cells.name(row, column) for column in self.projects)
        label = self._label(row, project)
        amounts = [(column, draft.cells(row, column.index)) for column in self.amounts]
        given = [*amounts, *([(self.whole, draft.cells(row, self.whole.index))] if self.whole else [])]
        blank = all(text_of(cell) == "" for _, cell in given)
        blank = blank or (label is not None and label.why == "note" and not any(is_amount(cell) for _, cell in given))
        if label is not None and label.why in ("total", "subtotal"):
            self._state(number, row, label)
        elif label is not None and (label.why in _NEVER_PAYMENTS or blank):
            draft.leave_out(number, label.why)
            note_example(draft, number, project, readable(amounts))
            self._carry(label, row)
            draft.doubt_unit(number, [squeeze(cell) for cell in row if isinstance(cell, str)])
        elif not any(text_of(cell) for cell in row):
            draft.leave_out_blank(number)
        elif self._is_returned(number, row, project) and blank:
            draft.leave_out(number, "receipt")
        elif not (blank and self._is_no_payment(number, row, project, given)) and self._went_out(number, row, project):
            if self._has_broken_words(number, row, project) or (
                not project and self._take_nameless(number, row, amounts)
            ):
                return
            self._check_parts(number, project, given)
            for column, cell in amounts:
                payment = self._payment(number, row, project, column, cell)
                if payment is not None:
                    self.tally.first_row = self.tally.first_row or number
                    self.tally.last_row = number
                    yield payment

    def _has_broken_words(self, number: int, row: Row, project: str) -> bool:
        """Whether the project's cell is a broken formula; broken dates, codes, natures and levels are only said."""
        draft = self.draft
        draft.refuse_words(number, row, [self.date, self.code, self.nature, self.level], project)
        if not draft.refuse_words(number, row, self._named, project):
            return False
        draft.leave_out(number, "rejected", self.projects[0])
        return True

    def _is_no_payment(self, number: int, row: Row, project: str, given: list[tuple[Column, Any]]) -> bool:
        """A row without an amount: broken, a receipt, part of a merged amount, a line of a form, or a caption."""
        draft = self.draft
        if any(draft.is_broken(number, column.index) for column, _ in given):
            origin = draft.origin(number, given[0][0].index)
            draft.note("formula", origin, project=project)
            self._refuse(number, project, origin)
            return True
        texts = [text for cell in row if (text := text_of(cell))]
        if self._is_receipt(number, row, project):
            return True
        shared = [self._shares_amount(number, row, project, column) for column, _ in given]  # each is to be noted
        if any(shared):
            draft.leave_out(number, "no-money")
            return True
        named = next((PROJECT_CAPTION.fullmatch(squeeze(text)) for text in texts), None)
        if self.project and named:
            self.project = named.group(1) or named.group(2)  # the next block of the sheet is another project's
        elif project and len(texts) > 1 and not self.is_form_row(row):
            return False
        draft.leave_out(number, "no-money" if len(texts) > 1 or (project and not self.project) else "note")
        return True

    def _is_receipt(self, number: int, row: Row, project: str) -> bool:
        """Money on the other side of a journal: no payment; one that speaks of a refund is not subtracted, but said."""
        for column in self.sides:
            cell = self.draft.cells(row, column.index)
            if is_amount(cell):
                origin = self.draft.origin(number, column.index)
                amount = read_amount(cell, column.unit or self.amounts[0].unit or 1)
                self._leave_receipt(number, row, project, origin, amount.fen if amount else 0)
                return True
        return False

    def _is_returned(self, number: int, row: Row, project: str) -> bool:
        """Whether a column about refunds says something of this row; what came back is not subtracted, but said."""
        found = False
        for column in self.returned:
            text = self.draft.cells.text(row, column.index)
            if text in BLANK_AMOUNTS or text.lower() in NOT_RETURNED:
                continue
            found = True
            self._returned.append(self.draft.origin(number, column.index))
            self._returned_texts.setdefault(column.header, text)
            self.draft.reject(project or None, self._returned[-1])
        return found

    def _leave_receipt(self, number: int, row: Row, project: str, origin: Origin, fen: int) -> None:
        text, _ = self._refund_of(row, project)
        self.draft.leave_out(number, "receipt")
        self._receipts.add(origin, fen)
        if text:
            self.draft.note("receipt-refund", origin, amount_fen=fen, remark=text, project=project)
            self.draft.reject(project or None, origin)

    def _went_out(self, number: int, row: Row, project: str) -> bool:
        """Whether a column of directions, if there is one, calls this row a payment."""
        if self.direction is None:
            return True
        text = self.draft.cells.text(row, self.direction.index).strip("()")
        filtered = any(squeeze(header) == squeeze(self.direction.path[-1]) for header, _ in self.draft.rule.keep)
        if not text or text in PAID_OUT or filtered:
            return True
        origin = self.draft.origin(number, self.amounts[0].index)
        if text in PAID_IN:
            amount = self.draft.cells(row, self.amounts[0].index)
            fen = read_amount(amount, self.amounts[0].unit or 1) if is_amount(amount) else None
            self._leave_receipt(number, row, project, origin, fen.fen if fen else 0)
            return False
        self._refuse(number, "", origin)
        if text not in self._unclear:
            self._unclear.add(text)
            place = self.draft.origin(number, self.direction.index)
            self.draft.note("direction-unclear", place, text=text, column=self.direction.header)
        return False

    def _shares_amount(self, number: int, row: Row, project: str, column: Column) -> bool:
        """A row covered by the merged amount of a row above; of another project (or day), its share is not known."""
        first = self.merged.first_row(number, column.index)
        if first is None or first == number:
            return False
        above = self.merged.row_of(first, column.index)
        cells = self.draft.cells
        places = [*self.group_places(), *([self.date.index] if self.date else [])]
        if any(text_of(cells(above, place)) != text_of(cells(row, place)) for place in places):
            origin = self.draft.origin(first, column.index)
            self._shared[origin] = number
            above_project = self.project or join_names(cells.name(above, place) for place in self.projects)
            for name in dict.fromkeys((above_project, project)):
                self.draft.reject(name or None, origin)
        return True

    def _take_nameless(self, number: int, row: Row, amounts: list[tuple[Column, Any]]) -> bool:
        """Money without a project name: a total without a label, or nobody's. False where an amount is unreadable."""
        try:
            fens = [amount.fen for column, cell in amounts if (amount := read_amount(cell, column.unit or 1))]
        except Unreadable:
            return False
        if any(fens):
            origin = self.draft.origin(number, self.amounts[0].index)
            self.totals.nameless(origin, sum(fens), maybe_total=self.is_form_row(row))
        else:
            self.draft.leave_out(number, "no-money")
        return True

    def _check_parts(self, number: int, project: str, given: list[tuple[Column, Any]]) -> None:
        """Where a payment gives its levels beside the whole amount, they must make it up: the levels count."""
        if self.whole is None:
            return
        try:
            amounts = [read_amount(cell, column.unit or 1) for column, cell in given]
        except Unreadable:
            return  # the part that cannot be read is said by `_payment`
        *parts, whole = [amount.fen if amount is not None else 0 for amount in amounts]
        if sum(parts) != whole:
            origin = self.draft.origin(number, self.whole.index)
            self.draft.note("parts-differ", origin, project=project, expected_fen=sum(parts), actual_fen=whole)
            self.draft.reject(project or None, origin)

    def is_form_row(self, row: Row) -> bool:
        """A numbered line of a form that nobody filled in: nothing beside its project name and number."""
        columns = (self.date, self.details["payee"], self.details["voucher"])
        return not any(column and self.draft.cells.text(row, column.index) for column in columns)

    def _is_dated(self, row: Row) -> bool:
        try:
            return self.date is not None and read_date(self.draft.cells(row, self.date.index), 2000) is not None
        except Unreadable:
            return False

    def _label(self, row: Row, project: str) -> Label | None:
        """A total, a subtotal, a note. Beside a name (or the date of a sheet's only project) few words are a label."""
        offset = self.draft.cells.first_column
        texts = [
            (place + offset, text)
            for place, cell in enumerate(row)
            if isinstance(cell, str) and place + offset not in self._unlabelled and (text := squeeze(cell))
        ]
        name = squeeze(project) if self.projects or self._is_dated(row) else ""
        last = self.projects[-1] if self.projects else -1
        said = [] if name else [(0, self.draft.cells.text(row, index)) for index in self.remarks]
        for _, text in [*texts, *said]:
            if (not name or text == name) and CARRIED_OVER.fullmatch(text):
                return Label("carried-over")
            if TOTAL_BESIDE_NAME.fullmatch(text):
                return label_of([(last, text)], "", last) or Label("total")
            if not name and TOTAL_WITH_COUNT.fullmatch(text):
                return Label("total")
        label = label_of(texts, name, last, project)
        return None if label and label.why == "comparison" and not self.is_form_row(row) else label

    def _payment(self, number: int, row: Row, project: str, column: Column, cell: Any) -> Payment | None:
        draft = self.draft
        origin = draft.origin(number, column.index)
        try:
            amount = read_amount(cell, column.unit or 1)
        except Unreadable as error:
            self.unreadable += 1
            draft.note(f"{error.args[0]}-unreadable", origin, text=text_of(cell), project=project)
            self._refuse(number, project, origin)
            return None
        if (amount is None or not amount.fen) and draft.is_broken(number, column.index):
            draft.note("formula", origin, project=project)
            self._refuse(number, project, origin)
            return None
        if amount is None:
            if not self._shares_amount(number, row, project, column) and len(self.amounts) == 1:
                draft.note("payment-blank", origin, project=project)
            return None
        if not amount.exact:
            draft.note("payment-fraction", origin, text=text_of(cell), project=project)
            self._refuse(number, project, origin)
            return None
        if draft.doubts_unit_of(number, row, column, amount):
            self._refuse(number, project, origin)
            return None
        if amount.fen > 0:
            self._doubt_refund(row, project, origin, amount.fen)
        day = self._date(number, row, project, origin, amount.fen)
        return Payment(
            project=project,
            code=draft.cells.name(row, self.code.index) if self.code else "",
            nature=self._nature(number, row) if self.nature else column.nature or self._titled,
            level=column.level or self._level(number, row, project),
            date=day,
            fen=amount.fen,
            origin=origin,
            remark=self._remark(row),
            table=draft.index,
            refund_of=self._year_returned(row, project, origin, day, amount.fen) if amount.fen < 0 else None,
            **{name: draft.cells.text(row, found.index) if found else "" for name, found in self.details.items()},
        )

    def _remark(self, row: Row) -> str:
        return " ".join(text for index in self.remarks if (text := self.draft.cells.text(row, index)))

    def _refund_of(self, row: Row, project: str) -> tuple[str, str | None]:
        """The text of this row that speaks of a refund, a sure one first, and how sure; "" where none does."""
        payee = self.details["payee"]
        remarks = [self.draft.cells.text(row, index) for index in self.remarks]
        others = [*([self.draft.cells.text(row, payee.index)] if payee else []), project]
        found = [*((text, refund_in_remark(text)) for text in remarks), *((text, refund_in(text)) for text in others)]
        said = [(text, kind) for text, kind in found if kind is not None]
        return min(said, key=lambda pair: pair[1] != SURE, default=("", None))

    def _doubt_refund(self, row: Row, project: str, origin: Origin, fen: int) -> None:
        """A positive amount marked as refund is an error (of a name alone once all plans are read), or a warning."""
        text, kind = self._refund_of(row, project)
        if kind is not None:
            self.draft.note(kind, origin, project=project, amount_fen=fen, remark=text)
        if kind == SURE and text != project:
            self.draft.reject(project, origin)

    def _year_returned(self, row: Row, project: str, origin: Origin, paid: date | None, fen: int) -> int | None:
        """The year whose money a negative row gives back, where its remark or document names another one."""
        document = self.details["document"]
        text = f"{self._remark(row)};{self.draft.cells.text(row, document.index) if document else ''}"
        ruled = self.draft.cells.text(row, self.money_year) if self.money_year is not None else ""
        year = returned_year(text, paid.year if paid is not None else self.draft.caption.year, ruled)
        if year == UNCLEAR:
            said = " ".join(filter(None, (text.strip(";"), ruled)))
            self.draft.note("refund-year-unclear", origin, project=project, amount_fen=fen, remark=said)
            return None
        return year

    def _refuse(self, number: int, project: str, origin: Origin) -> None:
        self.draft.leave_out(number, "rejected", origin.column)
        self.draft.reject(project or None, origin)

    def _date(self, number: int, row: Row, project: str, amount: Origin, fen: int) -> date | None:
        if self.date is None:
            return None
        cell, origin = self.draft.cells(row, self.date.index), self.draft.origin(number, self.date.index)
        try:
            found = self.draft.day_of(cell)
        except Unreadable as error:
            self.draft.note(f"{error.args[0]}-unreadable", origin, text=text_of(cell), project=project)
            self.draft.reject(project, origin)
            return None
        if found is None:
            self._undated.add(amount, fen)
        return found

    def _nature(self, number: int, row: Row) -> str | None:
        """The nature; other words are kept as "?word" until the whole column is known (资金性质 may say anything)."""
        if self.nature is None:
            return None
        text = self.draft.cells.name(row, self.nature.index)
        nature = nature_of(text) if text else None
        if text and nature is None:
            self.unknown_natures.setdefault(text, self.draft.origin(number, self.nature.index))
            return "?" + text
        return nature

    def _level(self, number: int, row: Row, project: str) -> str | None:
        if self.level is None:
            return None
        text = self.draft.cells.name(row, self.level.index)
        level = level_of(text) if text else None
        if text and level is None:
            origin = self.draft.origin(number, self.level.index)
            self.draft.note("level-unknown", origin, text=text, project=project)
            self.draft.reject(project, origin)
        return self.draft.settings.own_level if level == OWN else level

    def _state(self, number: int, row: Row, label: Label) -> None:
        """Keeps a total that the sheet states; it is compared when the whole ledger is known."""
        column = self.amounts[0]
        origin = self.draft.origin(number, column.index)
        texts = [squeeze(cell) for cell in row if isinstance(cell, str)]
        found = [TOTAL_WITH_COUNT.fullmatch(text) or COUNT_ALONE.fullmatch(text) for text in texts]
        counts = [match.group(1) for match in found if match]
        if counts:
            self.totals.count(origin, int(counts[0]))
        stated: list[tuple[Cell, int]] = [(label.amount, column.unit or 1)] if label.amount else []
        stated += [(self.draft.cells(row, found.index), found.unit or 1) for found in self.amounts]
        fen: int | None = None
        for cell, unit in stated:
            try:
                amount = read_amount(cell, unit)
            except Unreadable:
                self.draft.note("total-unreadable", origin, text=QUOTED.fill(text=text_of(cell)))
                continue
            if amount is not None:
                fen = (fen or 0) + amount.fen
        broken = next((found for found in self.amounts if self.draft.is_broken(number, found.index)), None)
        if broken is not None and not fen and self.tally.fen:
            self.draft.note("total-unreadable", self.draft.origin(number, broken.index), text=NO_VALUE)
            fen = None
        self.totals.state(origin, fen, label.why)

    def _carry(self, label: Label, row: Row) -> None:
        """Keeps what was paid before the ledger begins (上月累计); a balance (上月结余) is no payment of before."""
        column = self.amounts[0]
        cell = self.draft.cells(row, column.index)
        said = any(isinstance(text, str) and CUMULATIVE in text for text in row)
        if label.why == "carried-over" and said and is_amount(cell):
            amount = read_amount(cell, column.unit or 1)
            self.totals.carry(amount.fen if amount is not None else 0)

    def finish(self) -> None:
        """Notes what only the whole ledger shows: shared amounts, receipts, dates that stand for several rows."""
        draft = self.draft
        if self._shared:
            spans = spans_of(self._shared)
            draft.note("amount-merged", *list(self._shared)[:MOST_NAMED], count=len(self._shared), ranges=spans)
        if self.merged.covered:
            origins = [draft.origin(number, column) for number, column in self.merged.covered]
            draft.note("amount-covered", *origins[:MOST_NAMED], count=len(origins))
            draft.reject(None, origins[0])
        if self._returned:
            texts = "、".join(f"{column}:{text}" for column, text in self._returned_texts.items())
            draft.note("refund-column", *self._returned[:MOST_NAMED], count=len(self._returned), text=texts)
        if self._receipts.count:
            self._receipts.note(draft, "receipts-left-out")
        if self.tally.rows > self._undated.count >= FEW:
            self._undated.note(draft, "undated-block")
