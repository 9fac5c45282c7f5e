"""Columns that split another column's money by level: which measure they split, and splits whose words nobody knows."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from minsheng_funds.model import Column
from minsheng_funds.patterns import NO_SOURCES
from minsheng_funds.reading.plans.columns import Key
from minsheng_funds.reading.plans.rows import PlanLine
from minsheng_funds.reading.sheets import Row
from minsheng_funds.reading.tables import Draft
from minsheng_funds.reading.values import Unreadable, read_amount, squeeze

LEAST_ROWS = 2
"""One row may add up by chance."""
MOST_COLUMNS = 30


def settle_levels(draft: Draft, money: Sequence[Column], rows: Sequence[tuple[int, Row]]) -> list[Column]:
    """The money columns, bare levels given the measure that they split.

    Levels marked 其中 split the measure right before them, unless their sums agree with another one in every row.
    Levels without a mark are the plan's, unless their sums agree with another measure only. Where the levels turn out
    not to be the plan's, nobody knows how much of the plan is the own level's: an error.
    """
    wholes = [column for column in money if not (column.field == "amount" and column.level) and column.nature is None]
    fields: dict[int, str] = {}
    for run in _runs(money):
        measure = _measure_of(draft, run, wholes, rows)
        fields.update({column.index: measure for column in run if measure})
    if not fields:
        return list(money)
    draft.columns = tuple(_with_field(column, fields) for column in draft.columns)
    settled = [_with_field(column, fields) for column in money]
    planned = [column for column in settled if _is_planned(column)]
    if planned and not any(column.level for column in planned):
        split = next(column for column in settled if column.index in fields)
        origins = [draft.origin(draft.header.row_numbers[-1], column.index) for column in (split, planned[0])]
        draft.note("plan-not-split", *origins, column=planned[0].header)
        draft.reject(None, origins[0])
    return settled


def _with_field(column: Column, fields: Mapping[int, str]) -> Column:
    return replace(column, field=fields[column.index]) if column.index in fields else column


def _is_planned(column: Column) -> bool:
    return column.field in ("required", "initial", "amount")


def _runs(money: Sequence[Column]) -> Iterator[list[Column]]:
    """Neighbouring levels without a measure of their own; one that is marked 其中, or met before, begins anew."""
    run: list[Column] = []
    for column in money:
        bare = column.field == "amount" and column.level is not None and column.nature is None
        if run and (not bare or column.level in {other.level for other in run}):
            yield run
            run = []
        if bare:
            run.append(column)
    if run:
        yield run


def _measure_of(
    draft: Draft, run: Sequence[Column], wholes: Sequence[Column], rows: Sequence[tuple[int, Row]]
) -> str | None:
    """The measure that these levels split, where it is not the plan."""
    planned = [column for column in wholes if _is_planned(column)]
    before = next((column for column in reversed(wholes) if column.index < run[0].index), None)
    if not planned or before is None or len(wholes) < LEAST_ROWS:
        return None
    agreeing = [column for column in wholes if _adds_up(draft, rows, column, run)]
    if run[0].of_which and before in agreeing:
        return None if _is_planned(before) else before.field
    if any(_is_planned(column) for column in agreeing):
        return None
    if len(agreeing) == 1:
        return agreeing[0].field
    if run[0].of_which and not _is_planned(before) and not _has_group(run):
        origins = [draft.origin(draft.header.row_numbers[-1], column.index) for column in (run[0], before)]
        draft.note("levels-unplaced", *origins, column=before.header)
        draft.reject(None, origins[0])
    return None


def _has_group(run: Sequence[Column]) -> bool:
    """Whether the levels stand under a group that says more than 其中, whose words decided already."""
    return any(len(column.path) > 2 for column in run)


def _adds_up(
    draft: Draft, rows: Sequence[tuple[int, Row]], whole: Column, parts: Sequence[Column], least: int = 1
) -> bool:
    """Whether the parts make up the whole in every row that has any of them, and in `least` rows at least."""
    found = 0
    for _, row in rows:
        try:
            amounts = [read_amount(draft.cells(row, column.index), whole.unit or 1) for column in (whole, *parts)]
        except Unreadable:
            continue
        if not any(amount is not None for amount in amounts[1:]):
            continue
        stated, *summed = [amount.fen if amount is not None else 0 for amount in amounts]
        if sum(summed) != stated:
            return False
        found += stated != 0
    return found >= least


def check_split(draft: Draft, parts: Mapping[Key, Sequence[Column]], lines: Sequence[PlanLine]) -> None:
    """A plan's only column of amounts counts as the own level's; unknown ones that make it up prove it wrong.

    Columns of towns or of kinds of cost split it, too, and say nothing of levels.
    """
    rules = draft.settings.columns_for(draft.rule)
    levelled = any(measure == "required" and level is not None for measure, level, _ in parts)
    if levelled or any(rule.field == "required" for rule in rules):
        return
    rows = [(line.number, line.row) for line in lines]
    unused = [
        column for column in draft.columns if not column.field and column.path and _holds_numbers(draft, column, rows)
    ]
    for (measure, _, _), columns in parts.items():
        if measure != "required" or len(columns) != 1:
            continue
        for run in _neighbours(unused[:MOST_COLUMNS]):
            if all(NO_SOURCES.search(squeeze(column.path[-1])) for column in run):
                continue
            if _adds_up(draft, rows, columns[0], run, LEAST_ROWS):
                number = draft.header.row_numbers[-1]
                origins = [draft.origin(number, column.index) for column in (columns[0], *run)]
                draft.note(
                    "split-unread",
                    *origins,
                    column=columns[0].header,
                    headers="、".join(column.header for column in run),
                )
                draft.reject(None, origins[0])
                return


def _holds_numbers(draft: Draft, column: Column, rows: Sequence[tuple[int, Row]]) -> bool:
    return any(isinstance(draft.cells(row, column.index), (int, float)) for _, row in rows)


def _neighbours(columns: Sequence[Column]) -> Iterator[Sequence[Column]]:
    """All runs of two of these columns or more, the longest first."""
    for length in range(len(columns), 1, -1):
        for start in range(len(columns) - length + 1):
            yield columns[start : start + length]


def check_shares(draft: Draft, parts: Mapping[Key, Sequence[Column]]) -> None:
    """Shares of several levels beside one amount that is called no total: nobody knows whether it is all levels'.

    Where a quantity and a standard stand beside it, the computed need tells.
    """
    fields = {column.field for column in draft.columns}
    shares = [column for column in draft.columns if column.field == "share" and column.level]
    required = [(level, columns) for (measure, level, _), columns in parts.items() if measure == "required"]
    if len({column.level for column in shares}) < LEAST_ROWS or {"quantity", "standard"} <= fields:
        return
    if any(rule.field == "required" for rule in draft.settings.columns_for(draft.rule)):
        return
    if len(required) == 1 and required[0][0] is None:
        number = draft.header.row_numbers[-1]
        origins = [draft.origin(number, column.index) for column in (*required[0][1], *shares)]
        draft.note("shares-beside-amount", *origins, column=required[0][1][0].header)
        draft.reject(None, origins[0])
