"""Weekends and public holidays: chinesecalendar knows them, and the weekends that were made workdays, if installed."""

from collections.abc import Iterable, Mapping
from datetime import date

from minsheng_funds.checks.evidence import Evidence

SATURDAY = 5


def free_days(seen: Evidence, kind: str, days: Iterable[date]) -> Mapping[date, str]:
    """Which of these days are a "weekend" or a "holiday"; it is said where only weekends are known."""
    asked = set(days)
    weekends = {day: "weekend" for day in asked if day.weekday() >= SATURDAY}
    try:
        from chinese_calendar import holidays, workdays
    except ImportError:
        seen.cannot(kind, "calendar")
        return weekends
    known = {day.year for day in holidays}
    unknown = sorted({day.year for day in asked} - known)
    if unknown:
        seen.cannot(kind, "calendar-years", years=", ".join(map(str, unknown)))
    worked = {day for day in weekends if day in workdays}
    return {
        **{day: "weekend" for day in weekends if day not in worked},
        **{day: "holiday" for day in asked if day in holidays},
    }
