"""A line's or a total's schedule in JSON: what is expected, what is missing to it, where the year would end."""

from typing import Any

from minsheng_funds.model import Schedule
from minsheng_funds.money import Rate


def schedule_keys(schedule: Schedule | None, rate: Rate | None, decimals: int) -> dict[str, Any]:
    """The keys in their order; null where nothing is known: no as-of date, no plan, no dates, no deadline."""
    if schedule is None:
        schedule = Schedule(None, "", missing_months=None)
    target, months = schedule.target, schedule.missing_months
    return {
        "target_percent": target.percent(decimals) if target is not None else None,
        "target_rule": schedule.rule or None,
        "ahead_points": rate.points_over(target, decimals) if rate is not None and target is not None else None,
        "behind": schedule.behind if schedule.rule else None,
        "shortfall_fen": schedule.shortfall,
        "due": schedule.due.isoformat() if schedule.due is not None else None,
        "overdue_fen": schedule.overdue,
        "missing_months": [str(month) for month in months] if months is not None else None,
        "forecast_fen": schedule.forecast,
        "forecast_percent": schedule.forecast_rate.percent(decimals) if schedule.forecast_rate is not None else None,
        "needed_per_month_fen": schedule.needed_per_month,
    }
