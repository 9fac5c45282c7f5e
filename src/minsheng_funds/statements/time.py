"""Time progress (序时进度): the share of the plan's year that has elapsed at the as-of date."""

import calendar
from datetime import date

from minsheng_funds.model import TimeProgress
from minsheng_funds.money import Rate


def time_progress(as_of: date, year: int, rule: str = "auto") -> TimeProgress:
    """The share elapsed of `year`, by `rule`.

    auto: n/12 on the last day of month n (what published reports use), else by days;
    days: day of the year ÷ 365 or 366; completed-months and current-month: whole months ÷ 12.
    Before the year it is 0, after it 100 percent.
    """
    if as_of.year != year:
        return TimeProgress(Rate(int(as_of.year > year), 1), "outside")
    month_end = as_of.day == calendar.monthrange(year, as_of.month)[1]
    if rule == "auto":
        rule = "month-end" if month_end else "days"
    if rule == "month-end":
        return TimeProgress(Rate(as_of.month, 12), rule)
    if rule == "completed-months":
        return TimeProgress(Rate(as_of.month if month_end else as_of.month - 1, 12), rule)
    if rule == "current-month":
        return TimeProgress(Rate(as_of.month, 12), rule)
    return TimeProgress(Rate(as_of.timetuple().tm_yday, 366 if calendar.isleap(year) else 365), "days")


def month_end(year: int, month: int) -> date:
    """The last day of a month."""
    return date(year, month, calendar.monthrange(year, month)[1])


def as_of_dates(stated: list[tuple[str, date]], last_payment: date | None) -> tuple[date | None, str | None]:
    """The as-of date in force and its source: stated beside payments, then stated in a plan, then the last payment."""
    paid = max((day for kind, day in stated if kind != "plan"), default=None)
    planned = max((day for kind, day in stated if kind == "plan"), default=None)
    if paid or planned:
        return paid or planned, "stated"
    return (last_payment, "last-payment") if last_payment else (None, None)
