"""What a plan's rows say of quantity, unit standard and shares: read cell by cell, computed by the statement.

A sentence in such a cell (建设中心村6个, 按月打卡发放) is no figure and no mistake. What is a figure and cannot be
read for sure is kept as a doubt.
"""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from math import isfinite

from minsheng_funds.model import Column, Need, NeedDoubt, Origin, PlanRow, Quantity, Share, Standard, StatedNeed
from minsheng_funds.patterns import LEVEL_PERCENT, LEVELS_AT_ONCE, NUMBER, PERCENT_HEADER, RATIO, SHARE_HEADER
from minsheng_funds.quantities import (
    Per,
    exact,
    in_digits,
    part_of,
    per_of,
    read_quantity,
    read_standard,
    read_standard_unit,
    read_times,
    written,
)
from minsheng_funds.reading.columns import level_of
from minsheng_funds.reading.need_columns import header_of, levels_in, scale_in, split_standard, thing_in
from minsheng_funds.reading.plans.columns import Check, Key
from minsheng_funds.reading.plans.counted import UnknownUnit, counted_in, read_unit, unit_beside, unit_columns
from minsheng_funds.reading.plans.rows import LEAST_ROWS, PlanLine
from minsheng_funds.reading.rows import merged_down
from minsheng_funds.reading.tables import Draft
from minsheng_funds.reading.values import Cell, Unreadable, read_amount, squeeze, text_of
from minsheng_funds.settings.need import CAPTION
from minsheng_funds.vocabulary import BLANK_AMOUNTS, NEED_FIELDS, OWN, TIMES_WORDS, UNIT_NAMES

ONE = Fraction(1)
NEARLY = Fraction(1, 10**9)
"""=1/3 in a cell keeps 15 digits: three of them are one but for less than this."""


class NeedReader:
    """Reads the columns of need of one plan. `money` are its money columns, `parts` those that are taken."""

    def __init__(self, draft: Draft) -> None:
        self.draft = draft
        self._columns = {
            name: [column for column in draft.columns if column.field == name and not column.of_which]
            for name in NEED_FIELDS
        }
        self.units = unit_columns(draft) if self._columns["quantity"] else []
        told = [*self._columns["standard"], *self._columns["share"], *self.units]
        places = [column.index for column in told]
        self._filled = merged_down(draft.merged, places, draft.header.row_numbers[-1])
        self._values: dict[tuple[int, int], Cell] = {}
        quantities = [column.index for name in ("quantity", "times") for column in self._columns[name]]
        spread = merged_down(draft.merged, quantities, draft.header.row_numbers[-1])
        self._spread = {(row, column) for row, column in spread}
        self._whole: Column | None = None
        self.counts_whole = False
        if self._columns["share"]:
            self._note_unknown_shares()

    def _note_unknown_shares(self) -> None:
        """A share of several levels in one (市县比例) beside those of single ones is not read, and said."""
        for column in (column for column in self.draft.columns if not column.field and column.path):
            match = SHARE_HEADER.fullmatch(header_of(squeeze(column.path[-1]).lower()).word)
            if match is not None and LEVELS_AT_ONCE.fullmatch(match.group(1)) and not levels_in(match.group(1)):
                origin = self.draft.origin(self.draft.header.row_numbers[-1], column.index)
                self.draft.note("share-level-unknown", origin, headers=column.header)

    @property
    def can_compute(self) -> bool:
        """Whether the table says enough for some row's need to be computed, but for what the settings add."""
        return bool(self._columns["quantity"] and self._columns["standard"]) or self.counts_whole

    def take_whole(self, parts: dict[Key, list[Column]], checks: Iterable[Check]) -> None:
        """Finds the total of all levels; where it is the only amount beside shares of several levels, it is no level's.

        It is then taken out of `parts`: each level's own amount is a share of it.
        """
        required = {column.index for key, columns in parts.items() if key[0] == "required" for column in columns}
        totals = [whole for whole, columns in checks if any(column.index in required for column in columns)]
        self._whole = totals[0] if len(totals) == 1 else None
        levels = {column.level for column in self._columns["share"]}
        key = ("required", None, None)
        alone = parts.get(key, [])
        if (len(levels) > 1 or levels == {None}) and len(alone) == 1 and alone[0].is_total:
            self._whole = parts.pop(key)[0]
            self.counts_whole = True

    def read(self, line: PlanLine, parts: Mapping[Key, Sequence[Column]]) -> Need | None:
        """What one row says; None where neither the table nor the settings speak of its need."""
        ruled = self.draft.settings.need.fitting(line.project) is not None
        if not ruled and not any(self._columns.values()):
            return None
        doubts: list[NeedDoubt] = []
        standard = self._standard(line, doubts)
        quantity = self._quantity(line, standard, doubts)
        times = self._times(line)
        shares = self._shares(line, doubts)
        if parts and not (ruled or quantity or standard or shares or self.counts_whole):
            return None
        stated = {
            level: self._stated(line, columns[0])
            for (measure, level, _), columns in parts.items()
            if measure == "required" and len(columns) == 1 and columns[0].index in line.money
        }
        whole = self._stated(line, self._whole) if self._whole and self._whole.index in line.money else None
        return Need(
            quantity,
            standard,
            times,
            shares,
            tuple(doubts),
            stated,
            whole,
            self.counts_whole,
            any(self._columns.values()),
        )

    def says_enough(self, line: PlanLine) -> bool:
        """Whether a row's quantity and standard can be read, so that a blank amount of it may be computed."""
        doubts: list[NeedDoubt] = []
        standard = self._standard(line, doubts)
        return standard is not None and self._quantity(line, standard, doubts) is not None

    # --- Cells --------------------------------------------------------------------------------------------

    def _cell(self, line: PlanLine, column: Column) -> Cell:
        """A cell of the row. A standard or a share merged downwards speaks for all its rows; a quantity never does."""
        cell = self.draft.cells(line.row, column.index)
        first = self._filled.get((line.number, column.index))
        if first is None:
            return cell
        if text_of(cell):
            self._values[first, column.index] = cell
        return self._values.get((first, column.index), "")

    def _origin(self, line: PlanLine, column: Column) -> Origin:
        row = self._filled.get((line.number, column.index), line.number)
        return self.draft.origin(row, column.index)

    def _quantity(self, line: PlanLine, standard: Standard | None, doubts: list[NeedDoubt]) -> Quantity | None:
        """The row's quantity. Of several, the one that counts what the standard is paid for."""
        found = [
            read
            for column in self._columns["quantity"]
            if (line.number, column.index) not in self._spread and (read := self._one_quantity(line, column, doubts))
        ]
        if standard is not None and standard.thing and len(found) > 1:
            found = [quantity for quantity in found if quantity.thing == standard.thing] or found
        if len({quantity.number for quantity in found}) > 1:
            doubts.append(NeedDoubt("quantities", found[0].origin))
            return None
        return found[0] if found else None

    def _one_quantity(self, line: PlanLine, column: Column, doubts: list[NeedDoubt]) -> Quantity | None:
        """One cell's quantity, in the unit that the cell, its header or the column of units beside it says."""
        leaf, beside = _leaf(column), unit_beside(column, self._columns["quantity"], self.units)
        figure, said = _figure(self._cell(line, column)), scale_in(leaf) or scale_in(f"-({column.below})")
        if read_quantity(figure) is None:
            return None
        try:
            unit = read_unit(text_of(self._cell(line, beside))) if beside is not None else None
            counted = counted_in(figure, said, thing_in(leaf), unit)
        except UnknownUnit:
            doubts.append(NeedDoubt("quantity-unit", self._origin(line, beside or column)))
            return None
        return Quantity(*counted, self._origin(line, column)) if counted is not None else None

    def _standard(self, line: PlanLine, doubts: list[NeedDoubt]) -> Standard | None:
        """The row's standard; where it is given by level, their sum, which a total beside them must be."""
        whole = [
            (column, standard)
            for column in self._columns["standard"]
            if column.level is None and (standard := self._one_standard(line, column))
        ]
        by_level = self._level_standards(line)
        if by_level:
            first = by_level[0][1]
            known = [standard.fen for _, standard in by_level if standard.fen is not None]
            fen = sum(known, Fraction(0)) if len(known) == len(by_level) else None
            summed = first._replace(fen=fen)
            whole = [(column, standard) for column, standard in whole if column.is_total or not by_level]
            whole.append((by_level[0][0], summed))
        if len({standard.fen for _, standard in whole}) > 1:
            doubts.append(NeedDoubt("standards", whole[0][1].origin))
            return None
        return whole[0][1] if whole else None

    def _level_standards(self, line: PlanLine) -> list[tuple[Column, Standard]]:
        """The standards of single levels (补助标准 > 中央 | 省级); none where they are not of one kind."""
        found = [
            (column, standard)
            for column in self._columns["standard"]
            if column.level is not None and (standard := self._one_standard(line, column))
        ]
        return found if len({standard[1:3] for _, standard in found}) == 1 else []

    def _one_standard(self, line: PlanLine, column: Column) -> Standard | None:
        cell, origin = self._cell(line, column), self._origin(line, column)
        unit, per = self._unit_of(column)
        text = _figure(cell)
        if price := read_standard(text):
            return Standard(price.fen, price.thing or per.thing, price.period or per.period, origin)
        if not NUMBER.fullmatch(text):
            return None
        if unit is None:
            unit = self._unit_by_settings()
        return Standard(None if unit is None else exact(text) * unit, *per, origin)

    def _unit_of(self, column: Column) -> tuple[int | None, Per]:
        """The unit of money of a column of standards and what they are paid for, by its header or a row of units."""
        prefix = Per()
        unit: int | None = None
        per = Per()
        for step in column.path:
            header = header_of(squeeze(step).lower())
            prefix = split_standard(header.word)[1].or_else(prefix)
            for text in (header.note, header.word):
                if found := read_standard_unit(text):
                    unit, per = found[0], found[1].or_else(per)
                elif text and text == header.note and (paid := per_of(text)):
                    per = paid.or_else(per)
        if found := read_standard_unit(column.below):
            unit, per = found[0], found[1].or_else(per)
        return unit, per.or_else(prefix)

    def _unit_by_settings(self) -> int | None:
        """The unit of standards that name none: only the settings may say it (it may be that of the caption)."""
        unit = self.draft.settings.need.standard_unit
        if unit == CAPTION:
            unit = self.draft.unit if self.draft.rule.unit or self.draft.caption.units else None
        if not isinstance(unit, int):
            return None
        self.draft.assume("need-caption-unit", unit=UNIT_NAMES[unit])
        return unit

    def _times(self, line: PlanLine) -> Quantity | None:
        for column in self._columns["times"]:
            counted = read_times(_figure(self._cell(line, column)))
            if counted is not None and (line.number, column.index) not in self._spread:
                word = header_of(_leaf(column)).word
                return Quantity(counted.number, counted.thing or TIMES_WORDS.get(word, ""), self._origin(line, column))
        return None

    # --- Shares -------------------------------------------------------------------------------------------

    def _shares(self, line: PlanLine, doubts: list[NeedDoubt]) -> tuple[Share, ...]:
        """Who bears which part: columns by level, else one text, else standards by level."""
        by_level = [column for column in self._columns["share"] if column.level is not None]
        if by_level:
            return self._shares_by_column(line, by_level, doubts)
        texts = [column for column in self._columns["share"] if column.level is None and not column.is_total]
        for column in texts:
            text, origin = squeeze(self._cell(line, column)), self._origin(line, column)
            found = shares_of_text(text, _named_levels(column))
            if found:
                shares = [Share(self._own(level), part, origin) for level, part in found]
                return self._checked(shares, doubts, alone=len(shares) == 1)
        return self._shares_by_standard(line)

    def _own(self, level: str) -> str:
        return self.draft.settings.own_level if level == OWN else level

    def _shares_by_standard(self, line: PlanLine) -> tuple[Share, ...]:
        """600 of which 中央 300, 省级 180, 区级 120: each level bears its part of the sum."""
        found = self._level_standards(line)
        known = [(column, standard, standard.fen) for column, standard in found if standard.fen is not None]
        total = sum((fen for _, _, fen in known), Fraction(0))
        if not total or len(known) < len(found):
            return ()
        return tuple(
            Share(self._own(column.level or ""), fen / total, standard.origin) for column, standard, fen in known
        )

    def _shares_by_column(
        self, line: PlanLine, columns: Sequence[Column], doubts: list[NeedDoubt]
    ) -> tuple[Share, ...]:
        """Each level's column: all as percents or all as fractions, whichever makes the row add up to one."""
        sure: list[Share] = []
        open_: list[Share] = []
        for column in columns:
            text, origin = _figure(self._cell(line, column)), self._origin(line, column)
            level = self._own(column.level or "")
            if (part := part_of(text)) is not None:
                sure.append(Share(level, part, origin))
            elif NUMBER.fullmatch(text):
                open_.append(Share(level, exact(text), origin))
            elif text not in BLANK_AMOUNTS:
                return ()  # words: 区级全额承担
        if len({share.level for share in (*sure, *open_)}) < len(sure) + len(open_):
            return ()
        as_percents = [share._replace(part=share.part / 100) for share in open_]
        if len(sure) + len(open_) == 1 == len(columns) and open_:
            return self._sole_share(columns[0], open_[0], doubts)
        for tried in (open_, as_percents):
            if abs(sum((share.part for share in (*sure, *tried)), Fraction(0)) - ONE) <= NEARLY:
                return tuple(sorted((*sure, *tried), key=lambda share: share.origin.column or 0))
        likelier = open_ if sum((share.part for share in open_), Fraction(0)) <= 2 else as_percents
        return self._checked([*sure, *likelier], doubts, alone=len(columns) == 1)

    def _sole_share(self, column: Column, share: Share, doubts: list[NeedDoubt]) -> tuple[Share, ...]:
        """One level's column alone: 20 is 20%, 0.2 is 20% unless the header says %; 1 may be all or a hundredth."""
        percents = PERCENT_HEADER in squeeze("".join(column.path)) or PERCENT_HEADER in column.below
        if 1 < share.part <= 100:
            return (share._replace(part=share.part / 100),)
        if share.part < 1 and not percents:
            return (share,)
        doubts.append(NeedDoubt("share-scale", share.origin))
        return ()

    @staticmethod
    def _checked(shares: Sequence[Share], doubts: list[NeedDoubt], *, alone: bool) -> tuple[Share, ...]:
        """Shares of all levels, which make one, or of one level `alone`; others are a doubt that says their sum."""
        total = sum((share.part for share in shares), Fraction(0))
        levels = {share.level for share in shares}
        if shares and len(levels) == len(shares) and (total == ONE or (alone and total < ONE)):
            return tuple(shares)
        if total:
            doubts.append(NeedDoubt("share-sum", shares[0].origin, written(total * 100)))
        return ()

    # --- Stated amounts -----------------------------------------------------------------------------------

    def _stated(self, line: PlanLine, column: Column) -> StatedNeed:
        """An amount of the row, with its cell and what its last written digit is worth (fen)."""
        cell, unit = self.draft.cells(line.row, column.index), self.draft.unit_of(line.row, column) or 1
        try:
            amount = read_amount(cell, unit)
        except Unreadable:
            amount = None
        unit = amount.unit if amount is not None and amount.unit is not None else unit
        match = NUMBER.search(_figure(cell))
        decimals = len(match.group().partition(".")[2]) if match else 0
        origin = self.draft.origin(line.number, column.index)
        return StatedNeed(line.money[column.index], max(1, unit // 10**decimals), origin)


def suspect_total(draft: Draft, rows: Sequence[PlanRow]) -> None:
    """In a plan without amounts, a first or last quantity that all others add up to is probably that of a total."""
    counted = [
        (row, row.need.quantity.number) for row in rows if row.need is not None and row.need.quantity is not None
    ]
    whole = sum((number for _, number in counted), Fraction(0))
    for row, number in (counted[0], counted[-1]) if len(counted) >= LEAST_ROWS else ():
        if number and 2 * number == whole:
            draft.note("total-suspected", row.origin, project=row.project)
            draft.reject(None, row.origin)


def shares_of_text(text: str, named: Sequence[str] = ()) -> list[tuple[str, Fraction]]:
    """中央50%、省30%、区20%; 中央:省:区=5:3:2; 5:3:2 where `named` says of which levels. Nothing for other words."""
    text = in_digits(text)
    percents: list[tuple[str, Fraction]] = []
    place = 0
    for match in LEVEL_PERCENT.finditer(text):
        level = level_of(match.group(1))
        if level is None or match.start() != place:
            break
        percents.append((level, part_of(match.group(2)) or Fraction(0)))
        place = match.end()
    if percents and place == len(text):
        return percents
    ratio = RATIO.fullmatch(text)
    if ratio is None:
        return []
    levels = levels_in(ratio.group(1)) if ratio.group(1) else tuple(named)
    numbers = [exact(number) for number in ratio.group(2).replace(":", "\n").split("\n")]
    total = sum(numbers, Fraction(0))
    if len(levels) != len(numbers) or not total:
        return []
    return [(level, number / total) for level, number in zip(levels, numbers, strict=True)]


def _named_levels(column: Column) -> tuple[str, ...]:
    """The levels that the header of a column of ratios lists: 分担比例(中央:省:区), 中央:省:区分担比例."""
    for step in reversed(column.path):
        header = header_of(squeeze(step).lower())
        match = SHARE_HEADER.fullmatch(header.word)
        for text in (header.note, match.group(1) if match else header.word):
            if text and (found := levels_in(text)):
                return found
    return ()


def _leaf(column: Column) -> str:
    """The last words of a header that are no unit alone: 目标任务 over 户 is 目标任务(户)."""
    steps = [squeeze(step).lower() for step in column.path]
    if len(steps) > 1 and "(" not in steps[-2] and scale_in(f"-({steps[-1]})") is not None:
        return f"{steps[-2]}({steps[-1]})"
    return steps[-1] if steps else ""


def _figure(cell: Cell) -> str:
    """A cell as text without white space; a number as the decimal of its first 15 digits, "" for yes, no or a day."""
    if isinstance(cell, bool):
        return ""
    if isinstance(cell, float):
        return format(Decimal(format(cell, ".15g")), "f") if isfinite(cell) else ""
    if isinstance(cell, int):
        return str(cell)
    return squeeze(cell) if isinstance(cell, str) else ""
