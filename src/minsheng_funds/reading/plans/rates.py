"""Rates and remainders that a plan's rows state, beside the amounts that they are computed from."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from minsheng_funds.model import Column
from minsheng_funds.money import Rate, rate
from minsheng_funds.reading.plans.columns import Key
from minsheng_funds.reading.plans.rows import PlanLine
from minsheng_funds.reading.tables import Draft, leaf_of
from minsheng_funds.reading.values import Cell, Unreadable, read_amount, squeeze, text_of
from minsheng_funds.vocabulary import (
    PERHAPS_RATE_ENDINGS,
    PERHAPS_RATE_WORDS,
    RECEIPT_RATE,
    REMAINDER_WORDS,
)

TOTALS = ("total", "subtotal")
Base = Sequence[Column]
"""The columns whose sum a rate divides by."""


class _Stated(NamedTuple):
    """A stated rate of one row, and what it would be over each base of its column; None without that amount."""

    line: PlanLine
    text: str
    options: list[tuple[Rate, int]]
    computed: list[Rate | None]

    def fits(self, place: int) -> bool:
        """Whether it is the rate over this base."""
        share = self.computed[place]
        return share is not None and any(_is_same(option, share, decimals) for option, decimals in self.options)


def check_rates(draft: Draft, parts: Mapping[Key, Sequence[Column]], lines: Sequence[PlanLine]) -> None:
    """A stated rate, also that of a total, is recomputed from the amounts of its own row.

    No single base is in use, and a form seldom says which is meant: the base that fits most rows is the column's, and
    holds for all of them. A receipt rate (到位率) is received ÷ required. 完成率, 形象进度 may speak of works: they are
    rates of money where they are just that in half of the rows.
    """
    for column in draft.columns:
        sure = column.field == "rate"
        perhaps = not sure and _may_be_rate(column)
        if not column.path or not (sure or perhaps):
            continue
        paid, bases = _what_rates_divide(column, parts)
        found = [stated for line in lines if (stated := _stated(draft, line, column, paid, bases)) is not None]
        if not found:
            continue
        fitting = [sum(stated.fits(place) for stated in found) for place in range(len(bases))]
        chosen = fitting.index(max(fitting))
        if sure or 2 * fitting[chosen] >= len(found):
            for stated in found:
                _note_rate(draft, column, stated, chosen)


def _may_be_rate(column: Column) -> bool:
    """Whether a column under a word of completion, marked as no money, may hold rates of money."""
    leaf = _rate_word(column)
    return column.field == "" and (leaf.endswith(PERHAPS_RATE_ENDINGS) or leaf in PERHAPS_RATE_WORDS)


def _rate_word(column: Column) -> str:
    return leaf_of(column).rstrip("()%")


def _what_rates_divide(column: Column, parts: Mapping[Key, Sequence[Column]]) -> tuple[Base, list[Base]]:
    """What was paid (received), and all that it may be divided by, of the group of columns of a rate.

    Where a group has several levels of a base, the sum of them is one more.
    """
    keys = _keys_beside(column, parts)
    receipt = _rate_word(column).endswith(RECEIPT_RATE)
    paid = next((key for key in keys if key[0] == ("received" if receipt else "disbursed")), None)
    names = ("required", "issued") if receipt else ("required", "issued", "received", "allocated")
    by_name = [[parts[key] for key in keys if key[0] == name] for name in names]
    sums = [[part for base in bases for part in base] for bases in by_name if len(bases) > 1]
    return (parts[paid] if paid is not None else ()), [*(base for bases in by_name for base in bases), *sums]


def _keys_beside(column: Column, parts: Mapping[Key, Sequence[Column]]) -> list[Key]:
    """The amounts that stand in the same group of columns."""
    return [key for key in parts if column.path[:-1] == parts[key][0].path[:-1]]


def _stated(draft: Draft, line: PlanLine, column: Column, paid: Base, bases: Sequence[Base]) -> _Stated | None:
    """A row's rate beside what it is computed from; None where there is nothing to compare."""
    if not paid or not bases or (line.why in TOTALS and not _has_all(line, paid)):
        return None
    cell = draft.cells(line.row, column.index)
    options = _stated_rate(cell)
    computed = [
        None if line.why in TOTALS and not _has_all(line, base) else rate(_sum(line, paid), _sum(line, base))
        for base in bases
    ]
    if options is None or all(share is None for share in computed):
        return None
    return _Stated(line, text_of(cell), options, computed)


def _has_all(line: PlanLine, columns: Iterable[Column]) -> bool:
    return all(column.index in line.money for column in columns)


def _sum(line: PlanLine, columns: Iterable[Column]) -> int:
    return sum(line.money.get(column.index, 0) for column in columns)


def _note_rate(draft: Draft, column: Column, stated: _Stated, chosen: int) -> None:
    """Notes a rate that the column's base does not give; a row without that base may go by any other."""
    own = stated.computed[chosen]
    places = [chosen] if own is not None else range(len(stated.computed))
    if any(stated.fits(place) for place in places):
        return
    expected = own or next(share for share in stated.computed if share is not None)
    origin = draft.origin(stated.line.number, column.index)
    values = {"expected_percent": expected.percent(2), "actual": stated.text}
    draft.note("stated-rate", origin, project=_name_of(stated.line), **values)


def _name_of(line: PlanLine) -> str:
    """The project of a row, or the words of a total."""
    return line.project or next(iter(line.texts), "")


def _is_same(stated: Rate, computed: Rate, decimals: int) -> bool:
    """Whether a rate is the computed one, rounded or cut to as many decimals as it states, two at most.

    It states at least so many `decimals`; one with more than two (a formula's) is rounded to two.
    """
    for digits in range(min(decimals, 2), 3):
        scale = 100 * 10**digits
        if digits == 2 or stated.numerator * scale % stated.denominator == 0:
            cut = Rate(computed.numerator * scale // computed.denominator, scale)
            if stated.percent(digits) in (computed.percent(digits), cut.percent(digits)):
                return True
    return False


def _stated_rate(cell: Cell) -> list[tuple[Rate, int]] | None:
    """The rates that a cell may mean, and how many decimals of percent it surely has.

    0.677 and 67.7 and "67.7%" are all 67.7%; "93.0%" is no 93%, while the number 93 may be any of both.
    """
    try:
        amount = read_amount(squeeze(cell).rstrip("%") if isinstance(cell, str) else cell, 10**10)
    except Unreadable:
        return None
    if amount is None:
        return None
    typed = len(squeeze(cell).rstrip("%").partition(".")[2]) if isinstance(cell, str) else 0
    return [(Rate(amount.fen, 10**10), max(0, typed - 2)), (Rate(amount.fen, 10**12), typed)]


def check_remainders(draft: Draft, parts: Mapping[Key, Sequence[Column]], lines: Sequence[PlanLine]) -> None:
    """What is stated as not yet paid (未拨付), or left of what was received (结余), is recomputed row by row.

    It feeds no figure. Where fewer than half of the rows are such a difference, the column means something else.
    """
    for column in draft.columns:
        whole = REMAINDER_WORDS.get(leaf_of(column))
        if whole is None or column.of_which or column.level is not None or column.field not in ("", "balance"):
            continue
        keys = _keys_beside(column, parts)
        starts, paids = ([key for key in keys if key[0] == name] for name in (whole, "disbursed"))
        if len(starts) != 1 or len(paids) != 1:
            continue
        start, paid = parts[starts[0]], parts[paids[0]]
        found = list(_remainders(draft, column, [line for line in lines if _has_all(line, start)], paid))
        compared = [(line, fen, _sum(line, start) - _sum(line, paid)) for line, fen in found]
        wrong = [(line, fen, expected) for line, fen, expected in compared if fen != expected]
        if 2 * len(wrong) > len(found):
            continue
        for line, fen, expected in wrong:
            values = {"project": _name_of(line), "column": column.header}
            origin = draft.origin(line.number, column.index)
            draft.note("stated-remainder", origin, **values, expected_fen=expected, actual_fen=fen)


def _remainders(draft: Draft, column: Column, lines: Iterable[PlanLine], paid: Base) -> Iterator[tuple[PlanLine, int]]:
    """The rows that state an amount (fen) in this column; a total, or an unreadable row, needs its payments too.

    Where its header names no unit, it is in that of the payments.
    """
    column = column if column.unit is not None else replace(column, unit=paid[0].unit)
    for line in lines:
        unit = draft.unit_of(line.row, column)
        if not unit or ((line.why in TOTALS or line.unreadable) and not _has_all(line, paid)):
            continue
        try:
            amount = read_amount(draft.cells(line.row, column.index), unit)
        except Unreadable:
            continue
        if amount is not None and amount.exact:
            yield line, amount.fen
