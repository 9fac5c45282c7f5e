"""Schedules: what should have been paid by the as-of date, what is missing to it, where the year would end.

A rate is judged on the figures in scope (own level) and on the base of the rates. Days count as in time progress:
the year begins with 0 of 365 or 366 days, and its last day is the whole of it. Integers only.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from math import gcd, lcm

from minsheng_funds.model import Month, Placed, TimeProgress
from minsheng_funds.money import Rate, divide_half_up
from minsheng_funds.settings.schedule import Behind, Curve
from minsheng_funds.statements.time import time_progress

NOTHING, ALL = Rate(0, 1), Rate(1, 1)

MonthSums = dict[tuple[str, str], dict[tuple[int, int] | None, int]]
"""Fen by year and month (None: undated) of each line (project, nature)."""


# --- What is expected -------------------------------------------------------------------------------------


def expected(curve: Curve | None, as_of: date, year: int, linear: TimeProgress) -> tuple[Rate, str]:
    """The rate expected at a date, and the rule that says so.

    Without a curve it is the time progress. A monthly schedule expects a twelfth for each completed month. Between
    milestones the rate rises evenly by days from 0 at the year's start, after the last it holds; with steps each
    holds until the next. From a deadline on, 100 percent; where there is only a deadline, nothing before it.
    """
    if curve is None:
        return linear.rate, linear.rule
    if curve.monthly:
        return time_progress(as_of, year, "completed-months").rate, "monthly"
    steps = [(day.in_year(year), share_of(percent)) for day, percent in curve.milestones]
    if curve.due is not None:
        steps.append((curve.due.in_year(year), ALL))
    if curve.steps or not curve.milestones:
        reached = [share for day, share in steps if day <= as_of]
        return (reached[-1] if reached else NOTHING), "steps" if curve.steps else "due"
    return _between(steps, as_of, date(year - 1, 12, 31)), "milestones"


def _between(milestones: Iterable[tuple[date, Rate]], as_of: date, start: date) -> Rate:
    """The rate on a broken line through the milestones, from 0 at the year's start; flat after the last."""
    before, low = start, NOTHING
    if as_of <= start:
        return NOTHING
    for day, high in milestones:
        if day > as_of:
            passed, whole = (as_of - before).days, (day - before).days
            rise = high.numerator * low.denominator - low.numerator * high.denominator
            numerator = low.numerator * high.denominator * whole + rise * passed
            return _reduced(numerator, low.denominator * high.denominator * whole)
        before, low = day, high
    return low


def share_of(percent: Decimal) -> Rate:
    """A percentage of the settings as a rate, exactly."""
    numerator, denominator = percent.as_integer_ratio()
    return _reduced(numerator, denominator * 100)


def _reduced(numerator: int, denominator: int) -> Rate:
    common = gcd(numerator, denominator)
    return Rate(numerator // common, denominator // common)


def weighted(targets: Sequence[tuple[Rate, int]]) -> Rate | None:
    """The targets of several lines as one, weighted by the lines' bases (fen); None where these come to nothing."""
    base = sum(fen for _, fen in targets)
    if base <= 0:
        return None
    common = lcm(*(target.denominator for target, _ in targets))
    numerator = sum(target.numerator * (common // target.denominator) * fen for target, fen in targets)
    return _reduced(numerator, common * base)


# --- What is missing --------------------------------------------------------------------------------------


def missing_to(target: Rate, base: int, paid: int) -> int:
    """The money missing to the target (fen): target × base less what was paid, rounded once; never below zero."""
    return max(0, divide_half_up(target.numerator * base - paid * target.denominator, target.denominator))


def is_behind(rate: Rate | None, target: Rate | None, shortfall: int | None, limits: Behind) -> bool:
    """Whether a rate lies under its target, by at least so many points *and* at least so much money.

    Points are compared unrounded, the money as it is printed. Without a rate nothing is behind.
    """
    if rate is None or target is None or shortfall is None or shortfall < limits.amount:
        return False
    under = target.numerator * rate.denominator - rate.numerator * target.denominator
    points, of = limits.points.as_integer_ratio()
    return under > 0 and under * 100 * of >= points * target.denominator * rate.denominator


def needed(targets: Iterable[tuple[int, int]], share: Rate, months: int) -> int | None:
    """What each remaining month must pay (fen) so that every line reaches its share of its base; never netted.

    `targets` are (base, paid). None where no month remains.
    """
    if months <= 0:
        return None
    left = sum(max(0, share.numerator * base - paid * share.denominator) for base, paid in targets)
    return divide_half_up(left, share.denominator * months)


def months_of(placed: Iterable[Placed], own_level: str) -> MonthSums:
    """What the own level paid of each line, by month: the payments that count in its figures, and no others."""
    found: MonthSums = {}
    for part in placed:
        counts = part.bucket == "matched" or (part.bucket == "excluded" and part.level == own_level)
        if not counts or part.project is None or part.nature is None:
            continue
        months = found.setdefault((part.project, part.nature), {})
        for day, paid in part.days:
            month = None if day is None else (day.year, day.month)
            months[month] = months.get(month, 0) + paid.fen
    return found


def missing_months(months: Mapping[tuple[int, int] | None, int], year: int, completed: int) -> tuple[Month, ...] | None:
    """The year's completed months in which nothing was paid, net of refunds; None where a payment has no date."""
    if None in months:
        return None
    paid = {number: months.get((year, number), 0) for number in range(1, completed + 1)}
    return tuple(Month(year, number, fen) for number, fen in paid.items() if fen <= 0)
