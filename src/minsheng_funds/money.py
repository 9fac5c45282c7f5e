"""Exact money and rates, in plain integers.

Money is an integer number of fen (分) from the moment a cell is read. Nothing here or above adds binary
floats; rounding happens once, when a figure is printed, half up (四舍五入; half away from zero below zero).
"""

from collections.abc import Sequence
from decimal import Decimal
from math import isfinite
from typing import Any, NamedTuple

YUAN = 100
HUNDRED_YUAN = 100 * YUAN
THOUSAND_YUAN = 1_000 * YUAN
WAN_YUAN = 10_000 * YUAN
MILLION_YUAN = 1_000_000 * YUAN
YI_YUAN = 100_000_000 * YUAN

MAX_FEN = 10**18
"""10^16 yuan: no table reaches it, in whatever currency; a larger amount is an account number or a slip."""


class Fen(NamedTuple):
    """An amount read from a cell: whole fen, and whether the cell said exactly that."""

    fen: int
    exact: bool


def divide_half_up(numerator: int, denominator: int) -> int:
    """The quotient rounded to the nearest integer, halves away from zero."""
    if denominator < 0:
        numerator, denominator = -numerator, -denominator
    if numerator < 0:
        return -((-2 * numerator + denominator) // (2 * denominator))
    return (2 * numerator + denominator) // (2 * denominator)


def fen_of_decimal(value: Decimal, unit: int) -> Fen:
    """A decimal amount in a unit of `unit` fen, as whole fen; `exact` is False where it had to be rounded."""
    numerator, denominator = value.as_integer_ratio()
    fen = divide_half_up(numerator * unit, denominator)
    return Fen(fen, fen * denominator == numerator * unit)


def fen_of_number(value: float | int, unit: int) -> Fen:
    """A number cell in a unit of `unit` fen, as whole fen.

    Excel keeps and shows 15 significant digits, so a float stands for the decimal that it prints with 15:
    0.1 + 0.2 is 0.3, and 1000 / 3 is no whole number of fen in any unit. Raises `ValueError` for nan and inf.
    """
    if isinstance(value, int):
        return Fen(value * unit, True)
    scaled = value * unit
    if -1e15 < scaled < 1e15:
        fen = round(scaled)
        if fen / unit == value:  # the float nearest to a whole number of fen: no digit is lost
            return Fen(fen, True)
    if not isfinite(value):
        raise ValueError("not a number")
    return fen_of_decimal(Decimal(format(value, ".15g")), unit)


def decimal_text(numerator: int, denominator: int, decimals: int) -> str:
    """A fraction as text with exactly `decimals` digits after the point, rounded half up once."""
    scaled = divide_half_up(numerator * 10**decimals, denominator)
    return _point(scaled, decimals)


def _point(scaled: int, decimals: int) -> str:
    sign = "-" if scaled < 0 else ""
    whole, rest = divmod(abs(scaled), 10**decimals)
    return f"{sign}{whole}.{rest:0{decimals}d}" if decimals else f"{sign}{whole}"


def money_text(fen: int, unit: int = WAN_YUAN, decimals: int = 1) -> str:
    """Fen printed in a unit of `unit` fen, rounded half up: `money_text(37946000_00) == "3794.6"`."""
    return decimal_text(fen, unit, decimals)


def balanced_texts(parts: Sequence[int | None], unit: int = WAN_YUAN, decimals: int = 1) -> list[str | None]:
    """Parts printed so that they add up to their printed total (舍位平衡).

    `parts` are fen; None (cannot be computed) stays None. Each part is its rounded value; where these do
    not add up to the rounded total, the parts nearest to the other side of a half take the difference, one
    last digit each; of those that are equally near the largest, so that the order of the rows changes nothing.
    A part is never moved by more than one last digit, and an exact one never at all.
    """
    scale = 10**decimals
    known = [(index, fen) for index, fen in enumerate(parts) if fen is not None]
    steps = {index: divide_half_up(fen * scale, unit) for index, fen in known}
    missing = divide_half_up(sum(fen for _, fen in known) * scale, unit) - sum(steps.values())
    if missing:
        sign = 1 if missing > 0 else -1
        errors = sorted(((steps[i] * unit - fen * scale) * sign, -abs(fen), i) for i, fen in known)
        for error, _, index in errors[: abs(missing)]:
            if error < 0:
                steps[index] += sign
    return [None if fen is None else _point(steps[index], decimals) for index, fen in enumerate(parts)]


class _Way(NamedTuple):
    """One way to print a row: whole and part in last digits, how far both and the rest are off, the amounts moved."""

    whole: int
    part: int
    cost: int
    moved: int


_WINDOWS = (2, 16)
"""How many last digits the running sums may be away from the exact ones while rows are balanced; wider if need be."""


def balanced_pairs(
    pairs: Sequence[tuple[int | None, int | None]], unit: int = WAN_YUAN, decimals: int = 1
) -> list[tuple[str | None, str | None]]:
    """Wholes and parts of them (required and disbursed, fen) printed so that both columns add up to their totals.

    As `balanced_texts`, for both columns at once: every whole, every part and every rest (whole − part, as printed)
    is one of the two last digits next to its exact value. So a rest of nothing stays 0, and no rest changes its sign:
    nobody looks overpaid who is not. Of all such ways the one that is least off; None (cannot be computed) stays None.
    """
    scale = 10**decimals
    rows = [[None if fen is None else fen * scale for fen in pair] for pair in pairs]
    order = sorted(range(len(rows)), key=lambda place: [-(value or 0) for value in rows[place]])
    ways = {place: _ways(rows[place][0], rows[place][1], unit) for place in order}
    sums = [sum(value or 0 for value in column) for column in zip(*rows, strict=True)] or [0, 0]
    totals = (divide_half_up(sums[0], unit), divide_half_up(sums[1], unit))
    chosen = {place: min(found, key=lambda way: way.cost) for place, found in ways.items()}
    if (sum(way.whole for way in chosen.values()), sum(way.part for way in chosen.values())) != totals:
        for window in _WINDOWS:
            found = _balance([(rows[place], ways[place]) for place in order], totals, unit, window)
            if found:
                chosen = dict(zip(order, found, strict=True))
                break
    return [
        tuple(
            None if fen is None else _point(steps, decimals)
            for fen, steps in zip(pair, (chosen[place].whole, chosen[place].part), strict=True)
        )  # type: ignore[misc]  # two columns in, two columns out
        for place, pair in enumerate(pairs)
    ]


def _ways(whole: int | None, part: int | None, unit: int) -> list[_Way]:
    """All ways to print a row in which whole, part and rest are next to their exact values; what is None counts 0."""
    ways = []
    known = whole is not None and part is not None
    for steps in _next_to(whole or 0, unit):
        for own in _next_to(part or 0, unit):
            rest = (whole or 0) - (part or 0)
            if known and steps - own not in _next_to(rest, unit):
                continue
            cells = [(steps, whole or 0), (own, part or 0), *([(steps - own, rest)] if known else [])]
            moved = [abs(exact) for printed, exact in cells if printed != divide_half_up(exact, unit)]
            cost = sum(2 * abs(printed * unit - exact) for printed, exact in cells) + len(moved)
            ways.append(_Way(steps, own, cost, sum(moved)))
    return ways


def _next_to(value: int, unit: int) -> tuple[int, ...]:
    """The whole numbers of units next to a value: one where it is exact, else the one below and the one above."""
    below, rest = divmod(value, unit)
    return (below, below + 1) if rest else (below,)


def _balance(
    rows: Sequence[tuple[Sequence[int | None], Sequence[_Way]]], totals: tuple[int, int], unit: int, window: int
) -> list[_Way]:
    """The way of each row that makes the totals and is least off, the largest moved first; none where none is found.

    Row by row it keeps, for every pair of running sums near the exact ones, the best ways that lead there.
    """
    best: dict[tuple[int, int], tuple[int, int, tuple[Any, ...]]] = {(0, 0): (0, 0, ())}
    exact = [0, 0]
    for values, ways in rows:
        exact = [done + (value or 0) for done, value in zip(exact, values, strict=True)]
        after: dict[tuple[int, int], tuple[int, int, tuple[Any, ...]]] = {}
        for (whole, part), (cost, moved, path) in best.items():
            for way in ways:
                sums = (whole + way.whole, part + way.part)
                if any(abs(own * unit - value) > window * unit for own, value in zip(sums, exact, strict=True)):
                    continue
                found = (cost + way.cost, moved - way.moved)
                if sums not in after or found < after[sums][:2]:
                    after[sums] = (*found, (path, way))
        best = after
    path = best[totals][2] if totals in best else ()
    chosen: list[_Way] = []
    while path:
        path, way = path
        chosen.append(way)
    return chosen[::-1]


class Rate(NamedTuple):
    """A share as two integers until it is printed (numerator and denominator in fen, or in days)."""

    numerator: int
    denominator: int

    def percent(self, decimals: int = 1) -> str:
        """The rate in percent without a sign, rounded half up: `Rate(25681, 37946).percent() == "67.7"`."""
        return decimal_text(self.numerator * 100, self.denominator, decimals)

    def points_over(self, other: "Rate", decimals: int = 1) -> str:
        """The difference in percentage points (个百分点), computed unrounded and then printed."""
        numerator = self.numerator * other.denominator - other.numerator * self.denominator
        return decimal_text(numerator * 100, self.denominator * other.denominator, decimals)


def rate(part: int | None, base: int | None) -> Rate | None:
    """`part` ÷ `base`, or None where either is not known or the base is not above zero: "—", never 0."""
    if part is None or base is None or base <= 0:
        return None
    return Rate(part, base)
