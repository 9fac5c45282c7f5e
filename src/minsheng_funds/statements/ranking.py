"""Rankings: ranks with ties, against the average, the first and the last rows. Rates are compared unrounded."""

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

from minsheng_funds.model import ViewRow
from minsheng_funds.money import Rate

SPLITTING = ("month", "payee")
"""The dimensions that tell payments apart, which plans do not know."""
Key = tuple[str, ...]


def against(found: Rate | None, average: Rate | None) -> str | None:
    """Whether a rate lies above or below the total's own rate (not the mean of the rates), compared unrounded."""
    if found is None or average is None:
        return None
    here, there = found.numerator * average.denominator, average.numerator * found.denominator
    return "above" if here > there else "below" if here < there else "equal"


def _value(row: ViewRow, by: Key, measure: str) -> Fraction | None:
    """What a row is ranked by; None for one outside the total, and for payments without a payee or a day."""
    splits = [value for dimension, value in zip(by, row.key, strict=True) if dimension in SPLITTING]
    if not row.in_scope or not all(splits):
        return None
    if measure == "rate":
        return None if row.rate is None else Fraction(*row.rate)
    amount = getattr(row.figures, measure)
    return None if amount is None else Fraction(amount)


def ranked(rows: Sequence[ViewRow], by: Key, measure: str) -> list[ViewRow]:
    """The rows with their ranks."""
    ranks = ranks_of([_value(row, by, measure) for row in rows])
    return [replace(row, rank=rank) for row, rank in zip(rows, ranks, strict=True)]


def ranks_of(values: Sequence[Fraction | None]) -> list[int | None]:
    """The rank of each value, the largest first; equal ones share a rank and the next is skipped (3, 3, 5)."""
    ranks: dict[Fraction, int] = {}
    for place, value in enumerate(sorted((value for value in values if value is not None), reverse=True), 1):
        ranks.setdefault(value, place)
    return [None if value is None else ranks[value] for value in values]


def in_order_of_rank(rows: Sequence[ViewRow], by: Key) -> list[ViewRow]:
    """The first in the ranking first, rows without a rank last; other levels beside the row in scope of their group."""
    groups = [
        tuple(value for dimension, value in zip(by, row.key, strict=True) if dimension != "level") for row in rows
    ]
    ranks: dict[Key, int] = {}
    for group, row in zip(groups, rows, strict=True):
        if row.rank is not None:
            ranks[group] = min(row.rank, ranks.get(group, row.rank))
    first = {group: place for place, group in reversed(list(enumerate(groups)))}
    last = len(rows) + 1
    places = sorted(range(len(rows)), key=lambda at: (ranks.get(groups[at], last), first[groups[at]], at))
    return [rows[place] for place in places]


def ends_of(rows: Sequence[ViewRow], by: Key, top: int) -> tuple[list[ViewRow], list[ViewRow]]:
    """The first and the last `top` rows of the ranking, and those between; rows that tie with one of them are shown.

    Rows of other levels, which have no rank, go with the row in scope of their group. Without any rank all are hidden.
    """
    ranks = sorted((row.rank for row in rows if row.rank is not None), reverse=True)
    last = ranks[min(top, len(ranks)) - 1] if ranks else 0
    level = by.index("level") if "level" in by else len(by)
    kept = {
        (*row.key[:level], *row.key[level + 1 :])
        for row in rows
        if row.rank is not None and (row.rank <= top or row.rank >= last)
    }
    ordered = in_order_of_rank(rows, by)
    shown = [row for row in ordered if (*row.key[:level], *row.key[level + 1 :]) in kept]
    chosen = {id(row) for row in shown}
    return shown, [row for row in ordered if id(row) not in chosen]
