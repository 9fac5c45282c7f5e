"""What is expected at the as-of date, what is missing to it, and where the year would end. Money is fen."""

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from minsheng_funds.money import Rate


class Month(NamedTuple):
    """A month that should have had a payment and had none; `fen` is what its refunds come to (zero or below)."""

    year: int
    number: int
    fen: int = 0

    def __str__(self) -> str:
        return f"{self.year}-{self.number:02}"


@dataclass(frozen=True, slots=True)
class Schedule:
    """A line or a total against its schedule at the as-of date; None where the books or the settings do not say.

    `target` is the rate expected, by `rule` (a key of `messages.TARGET_RULES`). `shortfall` is the money missing to
    the target, `overdue` what is unpaid after the deadline `due`, `days_left` counts to it (below zero: since it).
    `missing_months` are those without a payment where each should have one: none for other lines, None where the
    days of the payments are not known. `forecast` extends what was paid to the year's end: no payment, an estimate.
    `needed_per_month` is what each remaining month must pay to reach the year-end target.
    """

    target: Rate | None
    rule: str
    behind: bool = False
    shortfall: int | None = None
    due: date | None = None
    days_left: int | None = None
    overdue: int | None = None
    missing_months: tuple[Month, ...] | None = ()
    forecast: int | None = None
    forecast_rate: Rate | None = None
    needed_per_month: int | None = None
