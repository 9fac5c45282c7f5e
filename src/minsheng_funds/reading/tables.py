"""One recognised table: its kind, the columns that count, and the unit of each. Plans and ledgers build on it."""

from collections import Counter, deque
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from minsheng_funds.model import Assumption, Column, Fact, LeftOut, Origin, Reject, column_letter
from minsheng_funds.money import YUAN
from minsheng_funds.reading.captions import Caption, UnitWord, caption_units, header_unit, unit_alone
from minsheng_funds.reading.columns import CONTRADICTED, MONEY_FIELDS, joined_columns, nature_of
from minsheng_funds.reading.filters import RowFilter
from minsheng_funds.reading.headers import Header
from minsheng_funds.reading.rows import Cells, label_of
from minsheng_funds.reading.samples import Tap
from minsheng_funds.reading.sheets import Condense, Look, Merged, Row, ranges
from minsheng_funds.reading.values import Amount, Cell, Unreadable, is_amount, read_date, squeeze, text_of
from minsheng_funds.settings import Settings
from minsheng_funds.settings.tables import TableRule
from minsheng_funds.vocabulary import (
    DATE_ENDINGS,
    LEDGER_TITLE_WORDS,
    NEVER_DOUBTED_DATE,
    OWN,
    PLAN_TITLE_WORDS,
    TELLS_NO_KIND,
    TEXT_FIELDS,
    UNIT_HEADERS,
    UNSURE_DATES,
)

if TYPE_CHECKING:
    from minsheng_funds.reading.ledgers.dates import SplitDate

ERROR_TEXTS = frozenset({"#REF!", "#N/A", "#VALUE!", "#DIV/0!", "#NAME?", "#NULL!", "#NUM!"})
"""An error that was saved as the text it shows."""
MOST_NOTES, ALL_NOTES = 1_000, 1_000_000
"""How many findings of one kind a table keeps, the rest are counted: for a report, and for who wants to see all."""
MOST_NAMED = 50
"""How many cells of one kind a finding names."""
_PLAN_FIELDS = frozenset({"initial", "required", "allocated", "issued", "received"})
_PAID_FIELDS = frozenset({"disbursed", "cumulative", "before", "this_month", "spent"})


def kind_of(columns: Sequence[Column], title: str) -> str | None:
    """Whether these columns make a plan, a ledger or a progress table; None where that is not sure."""
    fields = {column.field for column in columns}
    planned, paid = bool(fields & _PLAN_FIELDS), bool(fields & _PAID_FIELDS)
    if (planned or not paid) and all(_tells_no_kind(column) for column in columns if column.field == "date"):
        fields.discard("date")
    one_payment_a_row = bool(fields & {"date", "payee", "voucher"})
    by_level = any(column.field == "amount" and column.level and not column.of_which for column in columns)
    has_levels = any(column.level for column in columns if column.field in MONEY_FIELDS)
    if one_payment_a_row and (fields & {"payee", "voucher"} or not planned or ("date" in fields and paid)):
        return "ledger"
    if {"quantity", "standard", "share"} <= fields and not (paid and one_payment_a_row):
        return "progress" if paid else "plan"
    if planned or (paid and by_level and not one_payment_a_row):
        return "progress" if paid else "plan"
    if paid:
        return "ledger"
    if {"quantity", "standard"} <= fields and not fields & MONEY_FIELDS:
        return "plan"
    if any(word in title for word in LEDGER_TITLE_WORDS):
        return "ledger"
    if has_levels or any(word in title for word in PLAN_TITLE_WORDS):
        return "plan"
    return None


def _tells_no_kind(column: Column) -> bool:
    return leaf_of(column) in TELLS_NO_KIND


def leaf_of(column: Column) -> str:
    """The last header word of a column, without its unit; "" for a column without words."""
    return header_unit(squeeze(column.path[-1]).lower())[0] if column.path else ""


def without_wordy(columns: Iterable[Column], cells: Cells, sample: Sequence[tuple[int, Row]]) -> tuple[Column, ...]:
    """The columns, less those that a level's word made money of though their cells hold words: 乡镇 over 东镇."""

    def is_wordy(column: Column) -> bool:
        found = [cell for _, row in sample if text_of(cell := cells(row, column.index))]
        return len(found) > 1 and not any(
            not isinstance(cell, str) or is_amount(cell) or "#" in cell or any(mark.isdigit() for mark in cell)
            for cell in found
        )

    return tuple(
        replace(column, field="town" if column.level == "township" else "", level=None)
        if column.field == "amount" and column.level and is_wordy(column)
        else column
        for column in columns
    )


@dataclass
class Draft:
    """A table while it is read: what it is, and everything noticed on the way."""

    index: int
    file: str
    sheet: str
    kind: str
    header: Header
    caption: Caption
    settings: Settings
    rule: TableRule
    cells: Cells
    merged: Sequence[Merged] = ()
    columns: tuple[Column, ...] = ()
    unit: int = YUAN
    facts: list[Fact] = field(default_factory=list)
    _rejected: dict[tuple[str | None, str | None], Reject] = field(default_factory=dict)
    _noted: Counter[str] = field(default_factory=Counter)
    left_out: list[LeftOut] = field(default_factory=list)
    assumptions: list[Assumption] = field(default_factory=list)
    look: Look = field(default_factory=Look)
    large: Condense | None = None
    """Who adds up the ordinary rows of a large ledger."""
    sample: Sequence[tuple[int, Row]] = ()
    """The first rows below the header: what number formats their money has."""
    above: Sequence[tuple[int, Row]] = ()
    """The rows above the header."""
    units_by_row: bool = False
    handed_on: frozenset[int] = frozenset()
    most_notes: int = MOST_NOTES
    """So many facts of a kind are kept."""
    last_row: int = 0
    """The last row that a plan was read to."""
    _formatted: set[int] = field(default_factory=set)
    """The columns whose unit only their number formats write."""
    project: str = ""
    """The project of a ledger that has no column for it: its caption, or its sheet's name, says whose it is."""
    split_date: "SplitDate | None" = None
    """The columns of month and day, where a ledger's date stands in two."""
    filters: RowFilter = field(init=False)
    tap: Tap | None = None
    passed: deque[tuple[int, Row]] = field(default_factory=lambda: deque(maxlen=12))
    """The last rows without money: should another table's header follow, they are its title and caption."""

    def __post_init__(self) -> None:
        last = self.header.row_numbers[-1]
        self.filters = RowFilter(self.rule, self.columns, self.cells, self.merged, last)

    @property
    def where(self) -> str:
        """file!sheet, for messages."""
        return f"{self.file}!{self.sheet}"

    def origin(self, row: int, column: int | None = None) -> Origin:
        """The address of a cell of this table."""
        return Origin(self.file, self.sheet, row, column)

    def note(self, kind: str, *origins: Origin, **values: object) -> None:
        """Records a fact for the rules."""
        self._noted[kind] += 1
        if self._noted[kind] <= self.most_notes:
            self.facts.append(Fact(kind, origins or (self.origin(self.header.row_numbers[0]),), values))

    def note_more(self) -> None:
        """Says how many facts of a kind were counted only."""
        for kind, count in self._noted.items():
            if count > self.most_notes:
                first = next(fact for fact in self.facts if fact.kind == kind)
                self.facts.append(
                    Fact("more-of-kind", first.origins[:1], {"count": count - self.most_notes, "more_of": kind})
                )

    def is_broken(self, row: int, column: int) -> bool:
        """Whether a cell that reads as blank, or as 0, holds an error or a formula without a value."""
        return self.look.is_broken(row, column)

    def refuse_words(self, number: int, row: Row, columns: Iterable[Column | None], project: str) -> bool:
        """Whether blank cells of words or of a date are broken: an error, for what they would say is not known."""
        refused = False
        for column in columns:
            if column is None:
                continue
            text = self.cells.text(row, column.index)
            shown = text.startswith("#") and text.upper() in ERROR_TEXTS
            if not (shown or (text in ("", "0") and self.is_broken(number, column.index))):
                continue
            origin = self.origin(number, column.index)
            self.note("cell-broken", origin, field=column.header, project=project)
            self.reject(project or None, origin)
            refused = True
        return refused

    def note_around(self, first: int, last: int) -> None:
        """Hidden rows between the first and the last that were taken, and hidden columns that are used: they count.

        And as-of dates above the table that are no days.
        """
        for origin, text in self.caption.unread:
            self.note("as-of-unreadable", origin, text=text)
        rows = [row for row in self.look.hidden_rows if first <= row <= last]
        used = {column.index for column in self.columns if column.field}
        columns = [column for column in self.look.hidden_columns if column in used]
        if rows:
            self.note("rows-hidden", *map(self.origin, rows[:MOST_NAMED]), ranges=ranges(rows, str))
        if columns:
            origin = self.origin(self.header.row_numbers[-1], columns[0])
            self.note("columns-hidden", origin, ranges=ranges(columns, column_letter))

    def reject(self, project: str | None, origin: Origin, nature: str | None = None) -> None:
        """Records that the figures of a project (None: of all projects) lack this cell's money."""
        self._rejected.setdefault((project, nature), Reject(project, nature, origin))

    @property
    def rejects(self) -> list[Reject]:
        """What was rejected, the first cell of each project and nature."""
        return list(self._rejected.values())

    def assume(self, kind: str, **values: object) -> None:
        """Records something taken for granted, once."""
        assumption = Assumption(kind, (("where", self.where), *values.items()))
        if assumption not in self.assumptions:
            self.assumptions.append(assumption)

    def doubt_unit(self, row: int, texts: Iterable[str]) -> None:
        """A caption among or below the rows that states another unit: nobody knows which rows it speaks of."""
        if any(unit != self.unit for text in texts for unit in caption_units(text)):
            origin = self.origin(row)
            self.note("unit-conflict", origin)
            self.reject(None, origin)

    def hand_on(self, rows: Collection[int]) -> None:
        """Forgets rows that turned out to be the title and caption of the next table."""
        self.handed_on = frozenset(rows)
        self.left_out = [item for item in self.left_out if item.origin.row not in rows]
        self._rejected = {key: reject for key, reject in self._rejected.items() if reject.origin.row not in rows}
        self.facts = [fact for fact in self.facts if all(origin.row not in rows for origin in fact.origins)]

    def leave_out(self, row: int, why: str, column: int | None = None) -> None:
        """Records a row that is no project and no payment; of an example the report says that it does not count."""
        if why == "example":
            self.assume("example-left-out", row=row)
        self.left_out.append(LeftOut(self.origin(row, column), why))

    def leave_out_blank(self, row: int) -> None:
        """Records a blank row, or nothing where the row above it was blank, too."""
        if not self.left_out or self.left_out[-1].why != "blank":
            self.leave_out(row, "blank")

    def day_of(self, cell: Cell) -> date | None:
        """A date cell of this table. Raises `Unreadable`, also for a bare number where days count from 1904."""
        if self.look.days_from_1904 and isinstance(cell, (int, float)):
            raise Unreadable("date")
        return read_date(cell, self.caption.year)

    def text_column(self, name: str) -> Column | None:
        """The column of a text field: of several, the one with the more usual header word."""
        words = TEXT_FIELDS[name]
        found = [column for column in self.columns if column.field == name]
        return min(found, key=lambda column: _rank(column, words), default=None)

    def nature_column(self) -> Column | None:
        """The column of natures; one of classes where its cells say 配套 and 管护 and nothing else."""
        found, other = self.text_column("nature"), self.text_column("class")
        if found is not None or other is None:
            return found
        said = [text for _, row in self.sample if (text := self.cells.text(row, other.index))]
        natures = [nature_of(text) for text in said if label_of([(0, text)], "", 0) is None]
        return other if natures and all(natures) else None

    def project_columns(self) -> tuple[int, ...]:
        """The columns whose texts, joined, name the project: those of the settings, 项目名称, or town + village."""
        joined = [rule for rule in self.settings.columns_for(self.rule) if rule.field == "project"]
        named = [column for column in self.columns if column.field == "project"]
        if joined and len(named) > 1:
            return joined_columns(named, joined[0].alternatives)
        best = self.text_column("project")
        if best is not None:
            return (best.index,)
        places = [self.text_column("town"), self.text_column("village"), self.text_column("code")]
        found = tuple(column.index for column in places[:2] if column is not None)
        return found or tuple(column.index for column in places[2:] if column is not None)

    @property
    def is_nameless(self) -> bool:
        """Whether this is a ledger of which nobody knows whose payments it lists."""
        return self.kind == "ledger" and not self.project and not self.project_columns()

    def twins(self, name: str) -> tuple[Column, ...]:
        """Columns of one field under the very same header word, which nobody can tell apart."""
        words = TEXT_FIELDS[name]
        found = [column for column in self.columns if column.field == name]
        best = min((_rank(column, words) for column in found), default=0)
        same = tuple(column for column in found if _rank(column, words) == best)
        if name == "date" and words[best : best + 1] and words[best] in UNSURE_DATES:
            same = tuple(column for column in found if leaf_of(column) != NEVER_DOUBTED_DATE)
        joined = any(rule.field == name for rule in self.settings.columns_for(self.rule))
        return same if len(same) > 1 and not joined else ()

    def money_columns(self) -> list[Column]:
        """The columns of money with their unit settled; a contradicted unit is noted and its column dropped.

        Settings win over the header (and a row of units below it), the header over the caption, and where all of
        them are silent, number formats that write a unit, or else yuan, which is said.
        """
        columns = [
            replace(column, level=self.settings.own_level) if column.level == OWN else column
            for column in self.columns
            if column.field in MONEY_FIELDS and not self.is_subset(column)
        ]
        caption_units = {word.unit for word in self.caption.units}
        settled: list[Column] = []
        for column in columns:
            unit = self.rule.unit or (column.unit if column.unit is not None else None)
            if unit is None and len(caption_units) == 1:
                unit = next(iter(caption_units))
            if unit == CONTRADICTED or (unit is None and caption_units):
                origins = tuple(word.origin for word in self.caption.units) if unit is None else ()
                self._contradicted(column, origins)
                continue
            if unit is None and (unit := self._unit_of_formats(column)) is not None:
                self._formatted.add(column.index)
            settled.append(replace(column, unit=unit))
        if self.units_by_row:
            return settled
        if settled and any(column.unit is None for column in settled):
            self.assume("unit-missing")
            self.note("unit-missing", self.origin(self.header.row_numbers[-1], settled[0].index))
            settled = [replace(column, unit=YUAN) if column.unit is None else column for column in settled]
        stated = self.rule.unit or (next(iter(caption_units)) if len(caption_units) == 1 else YUAN)
        self.unit = next((column.unit for column in settled if column.unit), stated)
        return settled

    def hear(self, rows: Iterable[tuple[int, Row]]) -> None:
        """Takes the unit of a plan's money from its rows, where neither header nor caption states one.

        A note below the table may say it, or each row in a column of its own: one word for all rows holds for the
        table, several hold each for its row.
        """
        if self.caption.units:
            return
        rows = list(rows)
        place = self._unit_column
        words = [
            UnitWord(unit, self.origin(number, place))
            for number, row in rows
            if place is not None and (unit := unit_alone(self.cells.text(row, place))) is not None
        ]
        if not words:
            words = [
                UnitWord(unit, self.origin(number))
                for number, row in rows
                if not any(isinstance(cell, (int, float)) for cell in row)
                for cell in row
                if isinstance(cell, str)
                for unit in caption_units(squeeze(cell))
            ]
        self.units_by_row = place is not None and len({word.unit for word in words}) > 1
        if not self.units_by_row:
            self.caption = self.caption._replace(units=tuple(words))

    def unit_of(self, row: Row, column: Column) -> int | None:
        """The unit of a cell of money: its column's, or that of its own row; None where the row says none."""
        if column.unit is not None or self._unit_column is None:
            return column.unit
        return unit_alone(self.cells.text(row, self._unit_column))

    def is_subset(self, column: Column) -> bool:
        """Whether a column marked 其中 is part of another one's money: it names no level and no measure of its own."""
        wholes = {other.field for other in self.columns if not other.of_which}
        return column.of_which and column.level is None and (column.field == "amount" or column.field in wholes)

    def _unit_of_formats(self, column: Column) -> int | None:
        """The unit that the number formats of a column's first cells write, where no word states one."""
        if not self.look.has_formats:
            return None
        numbers = [number for number, row in self.sample if isinstance(self.cells(row, column.index), (int, float))]
        formats = [self.look.format_of(number, column.index) for number in numbers]
        units = {kept for found in formats if found is not None and (kept := found.kept_in(None))}
        return units.pop() if len(units) == 1 else None

    def doubts_unit_of(self, number: int, row: Row, column: Column, amount: Amount) -> bool:
        """Whether a cell of money says that it is in another unit than its column: noted, with both cells.

        It says so by its number format (0!.0,"万元" over yuan), or by the word in its row's own unit column.
        """
        if self.rule.unit:
            return False
        place = self._unit_column
        if place is not None and amount.unit is None:
            unit = unit_alone(self.cells.text(row, place))
            if unit is not None and column.unit not in (None, unit):
                self.note(
                    "unit-conflict", self.origin(number, column.index), self.origin(number, place), header=column.header
                )
                return True
        if not self.look.has_formats or not amount.fen or amount.unit is not None:
            return False
        found = self.look.format_of(number, column.index)
        kept = found.kept_in(column.unit) if found is not None else None
        if kept == column.unit or (found is None and column.index not in self._formatted):
            return False
        kind = "format-percent" if found is not None and found.percent else "format-conflict"
        self.note(kind, self.origin(number, column.index), header=column.header, text=found.code if found else "")
        return True

    @cached_property
    def _unit_column(self) -> int | None:
        return next((column.index for column in self.columns if self.holds_units(column)), None)

    def holds_units(self, column: Column) -> bool:
        """Whether a column may say the unit of each row: 单位 over 元 and 万元 (over names it is an office)."""
        return column.field in ("unit", "money_unit") and squeeze("".join(column.path[-1:])).lower() in UNIT_HEADERS

    def _contradicted(self, column: Column, origins: tuple[Origin, ...]) -> None:
        here = self.origin(self.header.row_numbers[-1], column.index)
        self.note("unit-conflict", *(origins or (here,)), header=column.header)
        self.reject(None, here)


def _rank(column: Column, words: Sequence[str]) -> int:
    """How usual a column's header word is for its field; a longer header of days (资金拨付日期) counts as its end."""
    leaf = leaf_of(column)
    if leaf not in words and column.field == "date":
        leaf = next((word for word in DATE_ENDINGS if leaf.endswith(word)), leaf)
    return words.index(leaf) if leaf in words else len(words)


def without_trailing_blank(left_out: Iterable[LeftOut]) -> tuple[LeftOut, ...]:
    """The rows left out in the order of the sheet, less a blank one at its end."""
    found = tuple(sorted(left_out, key=lambda item: item.origin.row))
    return found[:-1] if found and found[-1].why == "blank" else found
