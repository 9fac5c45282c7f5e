"""Stated figures in a plan's rows: totals beside their parts, rates beside what they are computed from."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from minsheng_funds.model import Column
from minsheng_funds.money import Rate, rate
from minsheng_funds.reading.plan_columns import Check, Key
from minsheng_funds.reading.rows import Label
from minsheng_funds.reading.sheets import Row
from minsheng_funds.reading.tables import Draft
from minsheng_funds.reading.values import Cell, Unreadable, read_amount, squeeze, text_of


@dataclass(slots=True)
class PlanLine:
    """One row with its money read, before it is known what the row is."""

    number: int
    row: Row
    texts: list[str]
    label: Label | None
    project: str
    sequence: str
    depth: int | None
    money: dict[int, int]
    unreadable: bool = False
    why: str = ""


def check_parts(draft: Draft, checks: Iterable[Check], line: PlanLine) -> None:
    """Where a row gives its parts and their total, they must agree."""
    for whole, parts in checks:
        stated = line.money.get(whole.index)
        if stated is None:
            continue
        summed = sum(line.money.get(column.index, 0) for column in parts)
        subset = any(column.of_which for column in parts)
        if (summed > stated) if subset else (summed != stated):
            origin = draft.origin(line.number, whole.index)
            draft.note("parts-differ", origin, project=line.project, expected_fen=summed, actual_fen=stated)
            if not any(column.index in line.money for column in parts):
                draft.reject(line.project, origin)


def check_rates(
    draft: Draft, parts: Mapping[Key, Sequence[Column]], lines: Iterable[PlanLine], taken: set[int]
) -> None:
    """A stated rate is recomputed and compared, never trusted; only where its group has one plan and one paid."""
    lines = [line for line in lines if line.number in taken]
    for column in (column for column in draft.columns if column.field == "rate"):
        keys = [key for key in parts if column.path[:-1] == parts[key][0].path[:-1]]
        base = next((key for name in ("required", "issued") for key in keys if key[0] == name), None)
        paid = next((key for key in keys if key[0] == "disbursed"), None)
        if base is None or paid is None:
            continue
        for line in lines:
            _check_rate(draft, line, column, rate(_sum(line, parts[paid]), _sum(line, parts[base])))


def _sum(line: PlanLine, columns: Iterable[Column]) -> int:
    return sum(line.money.get(column.index, 0) for column in columns)


def _check_rate(draft: Draft, line: PlanLine, column: Column, computed: Rate | None) -> None:
    cell = draft.cells(line.row, column.index)
    stated = _stated_rate(cell)
    if computed is None or stated is None:
        return
    texts = {computed.percent(digits) for digits in (0, 1, 2)} | {_cut(computed, digits) for digits in (0, 1, 2)}
    if not any(option.percent(digits) in texts for option in stated for digits in (0, 1, 2)):
        origin = draft.origin(line.number, column.index)
        values = {"expected_percent": computed.percent(), "actual": text_of(cell)}
        draft.note("stated-rate", origin, project=line.project, **values)


def _cut(share: Rate, digits: int) -> str:
    return Rate(share.numerator * 10000 // share.denominator, 10000).percent(digits)


def _stated_rate(cell: Cell) -> list[Rate] | None:
    """The rates that a cell may mean: 0.677 and 67.7 and "67.7%" are all 67.7%."""
    try:
        amount = read_amount(squeeze(cell).rstrip("%") if isinstance(cell, str) else cell, 10**10)
    except Unreadable:
        return None
    if amount is None:
        return None
    return [Rate(amount.fen, 10**10), Rate(amount.fen, 10**12)]
