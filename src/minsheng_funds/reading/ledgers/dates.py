"""A date that stands in two columns, 月 and 日, as account books are ruled: put together where the year is certain."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from minsheng_funds.model import Column
from minsheng_funds.patterns import DAY_ALONE, MONTH_ALONE, YEAR_IN_HEADER, YEAR_MONTH_DAY, YEAR_ROW, YEAR_SPAN
from minsheng_funds.reading.sheets import Row
from minsheng_funds.reading.tables import Draft
from minsheng_funds.reading.values import Cell, squeeze, text_of
from minsheng_funds.vocabulary import DAY_OF_MONTH, MONTH, YEAR_COLUMN

YEAR_TURNS = 6
"""A month so many before the one above it is probably the next year's."""


class SplitDate(NamedTuple):
    """The columns of month and day (from the first cell of a row), and the year, or the column that says it."""

    month: int
    day: int
    year: int | None
    year_column: int | None = None

    @property
    def parts(self) -> list[int]:
        """The places that are read beside that of the month."""
        return [self.day, *([] if self.year_column is None else [self.year_column])]

    def joined(self, rows: Iterator[tuple[int, Row]], draft: Draft) -> Iterator[tuple[int, Row]]:
        """The same rows, the date in the place of the month; what is no date stays a text that says why.

        A row of just a year (2021年) holds for the rows below it.
        """
        split, watch = self, MonthWatch(draft, self.month)
        for number, row in rows:
            if self.year_column is None and (year := _year_alone(row)) is not None:
                split = split._replace(year=year)
                watch.begin_year()
            elif max(self.month, *self.parts) < len(row):
                row[self.month] = split._date(row)
                if self.year_column is None:
                    watch.see(number, row)
            yield number, row

    def _date(self, row: Row) -> Cell:
        month, day = row[self.month], row[self.day]
        if not squeeze(month) and not squeeze(day):
            return ""
        months, days = MONTH_ALONE.fullmatch(squeeze(month)), DAY_ALONE.fullmatch(squeeze(day))
        year = self.year if self.year_column is None else _year_of(row[self.year_column])
        if months and days and year:
            try:
                return date(year, int(months.group(1)), int(days.group(1)))
            except ValueError:
                pass
        if not months and squeeze(month):
            return month  # the words of a total, a caption, a header
        return f"{squeeze(month).removesuffix(MONTH)}{MONTH}{squeeze(day).removesuffix(DAY_OF_MONTH)}{DAY_OF_MONTH}?"


class MonthWatch:
    """Notices months that fall back (12 → 1) while the year is the same: the rows below may be the next year's.

    A ledger that lists one project after the other begins anew with each; it is no such one where a project goes on.
    """

    def __init__(self, draft: Draft, place: int) -> None:
        self._draft, self._place = draft, place
        self._projects = draft.project_columns()
        self.begin_year()

    def begin_year(self) -> None:
        """From here on, another year."""
        self._last: date | None = None
        self._met: set[str] = set()
        self._before: set[str] = set()
        self._fallen = 0

    def see(self, number: int, row: Row) -> None:
        """Takes in a row whose date is joined."""
        day = row[self._place]
        if not isinstance(day, date):
            return
        project = "".join(self._draft.cells.text(row, column) for column in self._projects)
        if self._last is not None and self._last.month - day.month >= YEAR_TURNS:
            self._fallen, self._before = number, self._before | self._met
        if self._fallen and project in self._before:
            origin = self._draft.origin(self._fallen, self._place + self._draft.cells.first_column)
            self._draft.note("months-fall-back", origin)
            self._draft.reject(None, origin)
            self.begin_year()
        self._last = day
        self._met.add(project)


def join_split_date(draft: Draft) -> None:
    """Settles the date of a ledger without a column for it but with two, 月 and 日; an error where not certain."""
    leaves = {squeeze(column.path[-1]): column for column in draft.columns if column.path}
    if draft.kind != "ledger" or draft.text_column("date") is not None or not {MONTH, DAY_OF_MONTH} <= leaves.keys():
        return
    month, day, year = leaves[MONTH], leaves[DAY_OF_MONTH], leaves.get(YEAR_COLUMN)
    stated = _stated_year(draft, month, day)
    turns = _spans_years(draft.caption.title) and not any(_year_alone(row) for _, row in draft.sample)
    if (year is None and (stated is None or turns)) or not _are_dates(draft, month, day):
        origin = draft.origin(draft.header.row_numbers[-1], month.index)
        draft.note("date-split", origin)
        draft.reject(None, origin)
        return
    offset = draft.cells.first_column
    year_column = year.index - offset if year is not None else None
    draft.split_date = SplitDate(month.index - offset, day.index - offset, stated, year_column)
    draft.columns = tuple(replace(c, field="date") if c.index == month.index else c for c in draft.columns)
    if year is None:
        draft.assume("date-joined", year=stated)


def doubt_undated(draft: Draft) -> None:
    """A ledger without a date column: an error where another column holds days, a warning where a day was asked for."""
    ruled = any(rule.field == "date" for rule in draft.settings.columns_for(draft.rule))
    if draft.kind != "ledger" or ruled or draft.split_date or draft.text_column("date") is not None:
        return
    header = draft.header.row_numbers[-1]
    found = [column for column in draft.columns if not column.field and column.path and _holds_days(draft, column)]
    if found and not any(fact.kind == "date-split" for fact in draft.facts):
        origins = [draft.origin(header, column.index) for column in found]
        draft.note("date-column-unknown", *origins, headers="、".join(column.header for column in found))
        draft.reject(None, origins[0])
    elif draft.settings.as_of is not None:
        draft.note("ledger-undated", draft.origin(header), day=draft.settings.as_of.isoformat())


def _holds_days(draft: Draft, column: Column) -> bool:
    """Whether most of the first cells of a column are days, as dates or as text; numbers may be anything."""
    cells = [cell for _, row in draft.sample if text_of(cell := draft.cells(row, column.index))]
    days = [cell for cell in cells if isinstance(cell, date) or YEAR_MONTH_DAY.fullmatch(squeeze(cell))]
    return bool(days) and 2 * len(days) > len(cells)


def _stated_year(draft: Draft, month: Column, day: Column) -> int | None:
    """The year that the header above both columns names, else the title, else the settings; None for two of them."""
    years = {int(year) for column in (month, day) for text in column.path for year in YEAR_IN_HEADER.findall(text)}
    if len(years) > 1:
        return None
    return next(iter(years), None) or draft.caption.year or draft.settings.year


def _are_dates(draft: Draft, month: Column, day: Column) -> bool:
    """Whether the first rows hold months and days, and nothing else beside words of totals."""
    found = False
    for _, row in draft.sample:
        cells = squeeze(draft.cells(row, month.index)), squeeze(draft.cells(row, day.index))
        if not all(text and text[0].isdigit() for text in cells):
            continue
        if not (MONTH_ALONE.fullmatch(cells[0]) and DAY_ALONE.fullmatch(cells[1])):
            return False
        found = True
    return found


def _year_alone(row: Row) -> int | None:
    """The year of a row that says nothing else."""
    texts = [text for cell in row if (text := squeeze(cell))]
    found = YEAR_ROW.fullmatch(texts[0]) if len(texts) == 1 else None
    return int(found.group(1)) if found else None


def _spans_years(title: str) -> bool:
    """Whether a title names a period of more than one year: 2020年1月至2021年3月."""
    return any(first != last for first, last in YEAR_SPAN.findall(squeeze(title)))


def _year_of(cell: Cell) -> int | None:
    found = YEAR_IN_HEADER.fullmatch(squeeze(cell))
    return int(found.group(1)) if found else None
