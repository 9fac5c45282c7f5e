"""One recognised table: its kind, the columns that count, and the unit of each. Plans and ledgers build on it."""

from collections import deque
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from minsheng_funds.model import Assumption, Column, Fact, LeftOut, Origin, Reject
from minsheng_funds.money import YUAN
from minsheng_funds.reading.captions import Caption, caption_unit, unit_alone
from minsheng_funds.reading.columns import CONTRADICTED, MONEY_FIELDS, joined_columns
from minsheng_funds.reading.filters import RowFilter
from minsheng_funds.reading.headers import Header
from minsheng_funds.reading.rows import Cells
from minsheng_funds.reading.samples import Tap
from minsheng_funds.reading.sheets import Look, Merged, Row
from minsheng_funds.reading.values import squeeze
from minsheng_funds.settings import Settings, TableRule
from minsheng_funds.vocabulary import LEDGER_TITLE_WORDS, OWN, PLAN_TITLE_WORDS, TEXT_FIELDS, UNIT_HEADERS

_PLAN_FIELDS = frozenset({"required", "allocated", "issued", "received"})
_PAID_FIELDS = frozenset({"disbursed", "cumulative", "before", "this_month", "spent"})


def kind_of(columns: Iterable[Column], title: str) -> str | None:
    """Whether these columns make a plan, a ledger or a progress table; None where that is not sure."""
    fields = {column.field for column in columns}
    one_payment_a_row = bool(fields & {"date", "payee", "voucher"})
    planned, paid = bool(fields & _PLAN_FIELDS), bool(fields & _PAID_FIELDS)
    has_levels = any(column.level for column in columns if column.field in MONEY_FIELDS)
    if one_payment_a_row and (fields & {"payee", "voucher"} or not planned or ("date" in fields and paid)):
        return "ledger"
    if planned:
        return "progress" if paid else "plan"
    if paid:
        return "ledger"
    if any(word in title for word in LEDGER_TITLE_WORDS):
        return "ledger"
    if has_levels or any(word in title for word in PLAN_TITLE_WORDS):
        return "plan"
    return None


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
    rejects: list[Reject] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)
    assumptions: list[Assumption] = field(default_factory=list)
    look: Look = field(default_factory=Look)
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
        self.facts.append(Fact(kind, origins or (self.origin(self.header.row_numbers[0]),), values))

    def is_broken(self, row: int, column: int) -> bool:
        """Whether a cell that reads as blank holds an error or a formula without a value."""
        if self.look.blind:
            self.assume("no-errors-seen")
        return self.look.is_broken(row, column)

    def reject(self, project: str | None, origin: Origin, nature: str | None = None) -> None:
        """Records that the figures of a project (None: of all projects) lack this cell's money."""
        self.rejects.append(Reject(project, nature, origin))

    def assume(self, kind: str, **values: object) -> None:
        """Records something taken for granted, once."""
        assumption = Assumption(kind, (("where", self.where), *values.items()))
        if assumption not in self.assumptions:
            self.assumptions.append(assumption)

    def doubt_unit(self, row: int, texts: Iterable[str]) -> None:
        """A caption among or below the rows that states another unit: nobody knows which rows it speaks of."""
        if any(caption_unit(text) not in (None, self.unit) for text in texts):
            origin = self.origin(row)
            self.note("unit-conflict", origin)
            self.reject(None, origin)

    def leave_out(self, row: int, why: str, column: int | None = None) -> None:
        """Records a row that is no project and no payment."""
        self.left_out.append(LeftOut(self.origin(row, column), why))

    def text_column(self, name: str) -> Column | None:
        """The column of a text field: of several, the one with the more usual header word."""
        words = TEXT_FIELDS[name]
        found = [column for column in self.columns if column.field == name]
        return min(found, key=lambda column: _rank(column, words), default=None)

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

    def twins(self, name: str) -> tuple[Column, ...]:
        """Columns of one field under the very same header word, which nobody can tell apart."""
        words = TEXT_FIELDS[name]
        found = [column for column in self.columns if column.field == name]
        best = min((_rank(column, words) for column in found), default=0)
        same = tuple(column for column in found if _rank(column, words) == best)
        joined = any(rule.field == name for rule in self.settings.columns_for(self.rule))
        return same if len(same) > 1 and not joined else ()

    def money_columns(self) -> list[Column]:
        """The columns of money with their unit settled; a contradicted unit is noted and its column dropped."""
        columns = [
            replace(column, level=self.settings.own_level) if column.level == OWN else column
            for column in self.columns
            if column.field in MONEY_FIELDS and not (column.of_which and column.level is None)
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
            settled.append(replace(column, unit=unit))
        if settled and any(column.unit is None for column in settled):
            self.assume("unit-missing")
            self.note("unit-missing", self.origin(self.header.row_numbers[-1], settled[0].index))
            settled = [replace(column, unit=YUAN) if column.unit is None else column for column in settled]
        self.unit = next((column.unit for column in settled if column.unit), YUAN)
        return settled

    def holds_units(self, column: Column) -> bool:
        """Whether a column may say the unit of each row: 单位 over 元 and 万元 (over names it is an office)."""
        return column.field == "unit" and bool(column.path) and squeeze(column.path[-1]).lower() in UNIT_HEADERS

    def other_unit(self, row: Row, place: int | None, column: Column) -> bool:
        """Whether a row says in words that its money is in another unit than its column."""
        unit = unit_alone(self.cells.text(row, place)) if place is not None else None
        return unit is not None and unit != column.unit

    def _contradicted(self, column: Column, origins: tuple[Origin, ...]) -> None:
        here = self.origin(self.header.row_numbers[-1], column.index)
        self.note("unit-conflict", *(origins or (here,)), header=column.header)
        self.reject(None, here)


def _rank(column: Column, words: Sequence[str]) -> int:
    leaf = squeeze(column.path[-1]).lower() if column.path else ""
    return words.index(leaf) if leaf in words else len(words)
