"""Finding the header of a table: one to four rows, merged or not, each column keyed by its full header path."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, time, timedelta
from itertools import pairwise

from minsheng_funds.model import Column, Origin
from minsheng_funds.patterns import NUMBERING, OTHER_UNIT, STEMS, YEAR_MONTH_DAY
from minsheng_funds.reading.captions import UnitWord, header_unit, unit_alone
from minsheng_funds.reading.carryover import with_carryover
from minsheng_funds.reading.columns import MONEY_FIELDS, SIDES, Missed, apply_rules, lettered, text_field, understand
from minsheng_funds.reading.sheets import Merged, Row
from minsheng_funds.reading.values import squeeze
from minsheng_funds.settings.tables import ColumnRule
from minsheng_funds.vocabulary import CAPTION_WORDS, FORM_TOTALS, GUIDE_SHEETS, NEED_FIELDS, NOTE_ROW

MAX_HEADER_ROWS = 4
LEAST_DATED = 3
"""So many rows with a day and an amount are payments, not chance."""
PROJECT_FIELDS = frozenset({"project", "code", "village", "town"})
_CAPTION = re.compile(CAPTION_WORDS)
_NOTE = re.compile(NOTE_ROW)
_PAID = ("disbursed", "spent", "this_month", "amount")
_OWN_NUMBER = re.compile(r"\d+(?=$|=)")
"""The number of its own column in a row of column numbers: 4 of 4=2+3; none in 2+3."""
_NUMERIC = re.compile(r"[-+(△▲¥]*(?:(?:US|HK|NT|RMB)?[$€£¥])?[\d,.]+\)?%?")


@dataclass(frozen=True, slots=True)
class Header:
    """A header as found: the positions in the searched rows where it starts and where the data begins."""

    start: int
    end: int
    row_numbers: tuple[int, ...]
    columns: tuple[Column, ...]
    row_units: tuple[UnitWord, ...]
    numbering_rows: tuple[int, ...]
    missed_rules: tuple[Missed, ...]


class Grid:
    """The searched rows of a sheet, with their merged ranges; columns count from the sheet's column A."""

    def __init__(self, rows: Sequence[tuple[int, Row]], merged: Sequence[Merged], first_column: int) -> None:
        self.rows = rows
        self.first_column = first_column
        self._texts = [
            {i + first_column: text for i, cell in enumerate(row) if (text := squeeze(cell))} for _, row in rows
        ]
        self._spans: dict[tuple[int, int], Merged] = {}
        last = rows[-1][0] if rows else 0
        for span in merged:
            (top, left), (bottom, right) = span
            if top < last and (bottom - top + 1) * (right - left + 1) <= 20_000:
                for row in range(top, min(bottom, last) + 1):
                    for column in range(left, right + 1):
                        self._spans[row + 1, column] = span

    def texts(self, position: int) -> dict[int, str]:
        """Column → text of every cell that is not blank."""
        return self._texts[position]

    def span(self, position: int, column: int) -> Merged | None:
        """The merged range that a cell belongs to."""
        return self._spans.get((self.rows[position][0], column))

    def has_data(self, position: int, column: int) -> bool:
        """Whether any of the next rows has something in a column."""
        return any(column in texts for texts in self._texts[position : position + 60])

    def is_words(self, position: int) -> bool:
        """Whether a row holds words only: no numbers, dates, or texts that look like amounts."""
        _, row = self.rows[position]
        if any(isinstance(cell, (int, float, date, time, timedelta)) for cell in row):
            return False
        texts = self.texts(position).values()
        return bool(texts) and not any(_NUMERIC.fullmatch(text) for text in texts)

    def why_no_table(self, name: str) -> str:
        """The fact to note of a sheet of this name without a table; "" where it is said to be instructions, and is."""
        if not all(self.is_words(place) or not self.texts(place) for place in range(len(self.rows))):
            return "no-table"
        return "" if squeeze(name).lower() in GUIDE_SHEETS else "sheet-of-words"

    def numbers(self, position: int) -> set[int]:
        """The columns whose cell holds a number, or text that looks like an amount."""
        cells = enumerate(self.rows[position][1], self.first_column)
        numeric = {column for column, cell in cells if isinstance(cell, (int, float))}
        return numeric | {column for column, text in self.texts(position).items() if _NUMERIC.fullmatch(text)}

    def has_day(self, position: int) -> bool:
        """Whether a row holds a day, as a date or as text."""
        texts = self.texts(position).values()
        return any(isinstance(cell, date) for cell in self.rows[position][1]) or any(
            YEAR_MONTH_DAY.fullmatch(text) for text in texts
        )

    def likely_payments(self) -> list[int]:
        """The rows of a sheet without a known header that have a day and an amount each: money may be lost there."""
        found = [place for place in range(len(self.rows)) if self.numbers(place) and self.has_day(place)]
        return found if len(found) >= LEAST_DATED else []

    def is_caption(self, position: int) -> bool:
        """Whether a row is a caption (填报单位, 单位:万元, 截止日期) or a note."""
        texts = self.texts(position).values()
        return any(_CAPTION.search(text) or _NOTE.fullmatch(text) for text in texts)

    def spans_right(self, position: int, column: int) -> bool:
        """Whether a cell is the head of a group: merged over several columns, or followed by blank ones."""
        span = self.span(position, column)
        if span is not None:
            return span[1][1] > span[0][1]
        return column in self.texts(position) and column + 1 not in self.texts(position)


def find_header(grid: Grid, rules: Sequence[ColumnRule], start: int = 0) -> Header | None:
    """The first block of rows that names a project column, or is a ledger's without one, and a column of money."""
    for position in range(start, len(grid.rows)):
        header = header_at(grid, position, rules) or _nameless_ledger_at(grid, position, rules)
        header = header or _form_at(grid, position, rules)
        if header is not None:
            return header
    return None


def given_header(rows: Sequence[int], first: int) -> tuple[int, ...]:
    """The rows of the settings' header_rows that are the next header from row `first` on: they follow each other."""
    later = [row for row in rows if row >= first]
    return tuple(row for place, row in enumerate(later) if row == later[0] + place)


def header_at(grid: Grid, position: int, rules: Sequence[ColumnRule]) -> Header | None:
    """The header that starts in this row, if one does."""
    if len(set(grid.texts(position).values())) < 2 or not grid.is_words(position) or grid.is_caption(position):
        return None
    header = build_header(grid, *block_at(grid, position), rules)
    fields = {column.field for column in header.columns}
    fields |= {missed.rule.field for missed in header.missed_rules if missed.why != "none"}
    money = fields & {*MONEY_FIELDS, *SIDES} or _is_of_need(fields, rules)
    return header if money and fields & PROJECT_FIELDS else None


def may_name_projects(text: str) -> bool:
    """Whether a text is the word of a project column: cheap to ask of a row before it is looked at as a header."""
    return text_field(header_unit(text.lower())[0]) in PROJECT_FIELDS


def _is_of_need(fields: set[str], rules: Iterable[ColumnRule]) -> bool:
    """Whether a table without amounts says enough to compute them: quantity, standard and shares (or the settings)."""
    named = any(rule.field in NEED_FIELDS for rule in rules)
    return {"quantity", "standard"} <= fields and ("share" in fields or named)


def _nameless_ledger_at(grid: Grid, position: int, rules: Sequence[ColumnRule]) -> Header | None:
    """The header of a ledger without a project column: its rows have a date, a payee or a voucher, and an amount."""
    if len(set(grid.texts(position).values())) < 2 or not grid.is_words(position) or grid.is_caption(position):
        return None
    header = build_header(grid, position, position + 1, rules)
    fields = {column.field for column in header.columns}
    paid = {column.index for column in header.columns if column.field in {*_PAID, *SIDES}}
    if not paid or not fields & {"date", "payee", "voucher"} or fields & {*PROJECT_FIELDS, "required"}:
        return None
    below = range(header.end, min(header.end + 3, len(grid.rows)))
    if any(_NUMERIC.fullmatch(grid.texts(row).get(column, "")) for row in below for column in paid):
        return header
    return None


def _form_at(grid: Grid, position: int, rules: Sequence[ColumnRule]) -> Header | None:
    """The header of a form of one project: what is planned and paid of it, and below that the row of all its money."""
    if len(set(grid.texts(position).values())) < 2 or not grid.is_words(position) or grid.is_caption(position):
        return None
    header = build_header(grid, position, position + 1, rules)
    fields = {column.field for column in header.columns}
    if "required" not in fields or not fields & {*_PAID} or fields & PROJECT_FIELDS:
        return None
    return header if form_label(grid, position, header.end, header.columns) is not None else None


def form_label(grid: Grid, start: int, end: int, columns: Sequence[Column]) -> int | None:
    """The column in which the first row below a form's header calls it the row of all the money; None for no form."""
    money = [column.index for column in columns if column.field in MONEY_FIELDS - {"amount"}]
    if end >= len(grid.rows) or start >= end or not money:
        return None
    texts = grid.texts(end)
    named = [column for column, text in texts.items() if column < min(money) and text.rstrip(":") in FORM_TOTALS]
    below = grid.texts(end + 1) if end + 1 < len(grid.rows) else {}
    return named[-1] if named and any(column in texts or column in below for column in money) else None


def block_at(grid: Grid, position: int) -> tuple[int, int]:
    """Where a header that has this row begins and ends, by its merged cells and groups."""
    end = position + 1
    while end < len(grid.rows) and end - position < MAX_HEADER_ROWS and _continues(grid, position, end):
        end += 1
    return _with_group_above(grid, position), end


def build_header(grid: Grid, start: int, end: int, rules: Sequence[ColumnRule]) -> Header:
    """The columns of the rows `start` … `end` - 1 as header, with rows of units and of column numbers below."""
    block = range(start, end)
    by_letter = {index for index in lettered(rules) if grid.has_data(end, index)}
    named = {column for position in block for column in grid.texts(position)}
    indexes = sorted(named | _merged_columns(grid, block) | by_letter)
    columns = [understand(index, _path(grid, block, index)) for index in indexes]
    columns = [column for column in columns if column.index in by_letter or not _is_covered(grid, block, end, column)]
    columns, missed = apply_rules(with_carryover(columns), rules)
    units: tuple[UnitWord, ...] = ()
    numbering: tuple[int, ...] = ()
    while end < len(grid.rows):
        texts = grid.texts(end)
        found = {column: unit_alone(text) for column, text in texts.items()}
        if _is_row_of_units(texts, columns):
            number = grid.rows[end][0]
            columns = [_with_unit(column, found.get(column.index), texts) for column in columns]
            file_less = [UnitWord(unit, Origin("", "", number, column)) for column, unit in found.items() if unit]
            units += tuple(file_less)
        elif _is_numbering(texts):
            numbering += (grid.rows[end][0],)
        else:
            break
        end += 1
    numbers = tuple(grid.rows[position][0] for position in block)
    return Header(start, end, numbers, tuple(columns), units, numbering, tuple(missed))


def side_by_side(grid: Grid, header: Header) -> list[range]:
    """The columns of each table where several stand beside each other under one header row; none for one table.

    They are tables of their own where a blank column parts them, or the same header words begin again, and each part
    names a project column and a column of money.
    """
    columns = [column for column in header.columns if column.path]
    used = {index for position in range(header.start, len(grid.rows)) for index in grid.texts(position)}
    starts = [columns[0].index]
    for before, column in pairwise(columns):
        gap = any(index not in used for index in range(before.index + 1, column.index))
        again = column.path == columns[0].path
        if gap or again:
            starts.append(column.index)
    stops = [*starts[1:], columns[-1].index + 1]
    blocks = [range(start, stop) for start, stop in zip(starts, stops, strict=True)]
    fields = [{column.field for column in columns if column.index in block} for block in blocks]
    if len(blocks) > 1 and all(found & MONEY_FIELDS and found & PROJECT_FIELDS for found in fields):
        return blocks
    return []


def _is_covered(grid: Grid, block: range, end: int, column: Column) -> bool:
    """Whether a header merged over several columns only covers this one, as the cells below it do: it holds nothing."""
    if any(column.index in grid.texts(position) for position in block):
        return False
    spans = [span for position in block if (span := grid.span(position, column.index)) and span[1][1] > span[0][1]]
    if not spans or any(
        span[0][1] not in grid.texts(block.stop - 1) and span[1][0] < grid.rows[block.stop - 1][0] - 1 for span in spans
    ):
        return False
    if column.field not in MONEY_FIELDS:
        return True
    below = (grid.span(position, column.index) for position in range(end, len(grid.rows)))
    return any(span is not None and span[0][1] < column.index <= span[1][1] for span in below)


def _with_unit(column: Column, unit: int | None, texts: Mapping[int, str]) -> Column:
    if column.field in NEED_FIELDS:
        return replace(column, below=texts.get(column.index, ""))
    return replace(column, unit=unit) if column.unit is None and unit is not None else column


def _is_row_of_units(texts: dict[int, str], columns: Sequence[Column]) -> bool:
    """A row of units under the header: 万元 here and there, beside it units of other things (个, 户, %) or nothing."""
    money = {column.index for column in columns if column.field in MONEY_FIELDS}
    names = {column.index for column in columns if column.field in PROJECT_FIELDS}
    needs = {column.index for column in columns if column.field in NEED_FIELDS}
    if not money and needs and not texts.keys() - needs:
        return bool(texts) and all(OTHER_UNIT.fullmatch(text) for text in texts.values())
    if not any(unit_alone(text) is not None for index, text in texts.items() if index in money):
        return bool(texts) and all(unit_alone(text) is not None for text in texts.values())
    return all(
        unit_alone(text) is not None or (index not in money | names and OTHER_UNIT.fullmatch(text))
        for index, text in texts.items()
    )


def _is_numbering(texts: dict[int, str]) -> bool:
    """A row of column numbers (栏次): 1 2 3 4=2+3, or 甲 乙 1 2 3, the letters first and in order."""
    words = list(texts.values())
    bracketed = len(words) > 1 and words == [f"({number})" for number in range(1, len(words) + 1)]
    if bracketed or len(words) < 3 or not all(NUMBERING.fullmatch(text) for text in words):
        return bracketed
    letters = "".join(text for text in words if text in STEMS)
    if letters and (not STEMS.startswith(letters) or "".join(words).find(letters) != 0):
        return False
    numbers = [(column, int(match.group())) for column, text in texts.items() if (match := _OWN_NUMBER.match(text))]
    if len([text for text in words if text.isdecimal()]) < 2 or (letters and numbers[0][1] != 1):
        return False  # 甲 10 12 is a project
    return all(1 <= second - first <= right - left for (left, first), (right, second) in pairwise(numbers))


def _with_group_above(grid: Grid, position: int) -> int:
    """Takes in a lone group head (资金筹集) that stands in the row above, away from the first columns."""
    if position == 0:
        return position
    above = grid.texts(position - 1)
    first = min(grid.texts(position))
    if len(above) == 1 and not grid.is_caption(position - 1) and grid.is_words(position - 1):
        column = next(iter(above))
        span = grid.span(position - 1, column)
        if column > first + 1 and (span is None or span[0][1] > first):
            return position - 1
    return position


def _continues(grid: Grid, start: int, position: int) -> bool:
    """Whether a row still belongs to the header that starts at `start`."""
    first_row = grid.rows[start][0]
    number = grid.rows[position][0]
    for column in grid.texts(start):
        span = grid.span(start, column)
        if span is not None and span[0][0] + 1 >= first_row and span[1][0] + 1 >= number:
            return True
    if not grid.is_words(position) or grid.is_caption(position):
        return False
    if all(unit_alone(text) is not None for text in grid.texts(position).values()):
        return False
    return all(_is_child(grid, start, position, column) for column in grid.texts(position))


def _is_child(grid: Grid, start: int, position: int, column: int) -> bool:
    """Whether a cell may be the leaf of a group above it: no closed header stands over it."""
    for above in range(position - 1, start - 1, -1):
        if column in grid.texts(above):
            head = column
        elif (span := grid.span(above, column)) is not None:
            head = span[0][1]
        else:
            continue
        if not grid.spans_right(above, head):
            return False
        if grid.span(above, head) is None:  # a group that is not merged has a second child under the blank cell
            return column + 1 in grid.texts(position) or column != head
        return True
    return any(grid.spans_right(position - 1, head) for head in grid.texts(position - 1) if head < column)


def _merged_columns(grid: Grid, block: range) -> set[int]:
    found: set[int] = set()
    for position in block:
        for column in grid.texts(position):
            span = grid.span(position, column)
            if span is not None and span[1][1] - span[0][1] < 100:
                found.update(range(span[0][1], span[1][1] + 1))
    return found


def _path(grid: Grid, block: range, column: int) -> list[str]:
    """The header texts over a column, top first; a merged or blank-filled group speaks for all its columns."""
    path: list[str] = []
    for position in block:
        text = grid.texts(position).get(column, "")
        span = grid.span(position, column)
        if not text and span is not None:
            if span[0][0] + 1 < grid.rows[position][0] and span[0][0] + 1 >= grid.rows[block.start][0]:
                continue  # the lower part of a cell merged downwards: its text stands in the path already
            text = grid.texts(position).get(span[0][1], "")
        if not text and span is None and position + 1 < block.stop:
            text = _filled_from_left(grid, position, block.stop, column)
        if text and (not path or path[-1] != text):
            path.append(text)
    return path


def _filled_from_left(grid: Grid, position: int, stop: int, column: int) -> str:
    """The group head to the left of a blank cell, where every column between has a leaf below."""

    def has_leaf(index: int) -> bool:
        return any(index in grid.texts(below) for below in range(position + 1, stop))

    here = column
    while here >= 0 and has_leaf(here):
        if here in grid.texts(position):
            return grid.texts(position)[here] if grid.span(position, here) is None else ""
        here -= 1
    return ""
