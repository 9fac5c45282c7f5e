"""Rules about time: projects behind their target, months without payment, deadlines passed, nothing paid yet.

A project past its deadline is overdue (T003) and not called behind (T001) for the same money. That nothing is paid yet
(T004) is said where half or more is expected and too little is missing to be behind: a January has no such projects.
"""

from collections.abc import Iterator
from typing import NamedTuple

from minsheng_funds.messages import TARGET_RULES, yuan
from minsheng_funds.model import Fact, Line, Month, Schedule, Statement
from minsheng_funds.settings import Settings
from minsheng_funds.vocabulary import NATURES, NOTHING, Text

DOUBT = Text("(数字不完整)", " (incomplete figures)")


class _Told(NamedTuple):
    """How figures are printed, and how much of the year has passed, in percent."""

    decimals: int
    time: str


def check_schedule(statement: Statement, settings: Settings) -> Iterator[Fact]:
    """What the schedules of the lines in scope say; excluded projects are nobody's laggards."""
    time = statement.time_progress
    told = _Told(settings.decimals, time.rate.percent(settings.decimals) if time is not None else "")
    finders = (_behind, _months, _overdue, _nothing_paid)
    for find in finders:
        for line in statement.lines:
            if line.schedule is not None:
                yield from find(line, line.schedule, told)


def _behind(line: Line, schedule: Schedule, told: _Told) -> Iterator[Fact]:
    if not schedule.behind or schedule.overdue:
        return
    deadline = NOTHING
    if schedule.due is not None:
        deadline = Text(";期限 {due},还有 {days} 天", "; due {due}, {days} days left")
        deadline = deadline.fill(due=schedule.due.isoformat(), days=schedule.days_left)
    values = {**_common(line, schedule, told), "deadline": deadline, "short_fen": schedule.shortfall}
    paid, short = line.figures.disbursed or 0, schedule.shortfall or 0
    yield Fact("behind", line.origins[:1], {**values, "expected_fen": paid + short, "actual_fen": paid})


def _months(line: Line, schedule: Schedule, told: _Told) -> Iterator[Fact]:
    if schedule.missing_months is None:
        yield Fact("months-unknown", line.origins[:1], _common(line, schedule, told))
    if not schedule.missing_months:
        return
    months = [_month(month) for month in schedule.missing_months]
    named = Text("、".join(month.zh for month in months), ", ".join(month.en for month in months))
    values = {**_common(line, schedule, told), "months": named}
    yield Fact("month-without-payment", line.origins[:1], {**values, "actual_count": len(months), "expected_count": 0})


def _month(month: Month) -> Text:
    """A month in words, with what was paid back in it."""
    words = Text(f"{month.year}年{month.number}月", str(month))
    if not month.fen:
        return words
    back = yuan(-month.fen)
    return Text(f"{words.zh}(退回 {back.zh})", f"{words.en} ({back.en} paid back)")


def _overdue(line: Line, schedule: Schedule, told: _Told) -> Iterator[Fact]:
    if not schedule.overdue or schedule.due is None or schedule.days_left is None:
        return
    paid = line.figures.disbursed or 0
    values = {
        **_common(line, schedule, told),
        "due": schedule.due.isoformat(),
        "days": -schedule.days_left,
        "left_fen": schedule.overdue,
        "expected_fen": paid + schedule.overdue,
        "actual_fen": paid,
    }
    yield Fact("overdue", line.origins[:1], values)


def _nothing_paid(line: Line, schedule: Schedule, told: _Told) -> Iterator[Fact]:
    paid, target = line.figures.disbursed, schedule.target
    if line.rate is None or paid or paid is None or line.figures.refunded or target is None:
        return  # what was paid and came back again was paid
    if schedule.behind or schedule.overdue or 2 * target.numerator < target.denominator:
        return
    values = {**_common(line, schedule, told), "time": told.time}
    yield Fact("nothing-paid", line.origins[:1], {**values, "expected_fen": schedule.shortfall, "actual_fen": paid})


def _common(line: Line, schedule: Schedule, told: _Told) -> dict[str, object]:
    """The words that every sentence about a line has."""
    target, rate = schedule.target, line.rate
    words: dict[str, object] = {
        "project": line.project,
        "nature": NATURES[line.nature],
        "rule": TARGET_RULES[schedule.rule],
        "doubt": NOTHING if line.complete else DOUBT,
    }
    if rate is not None and target is not None:
        words["rate"] = rate.percent(told.decimals)
        words["target"] = target.percent(told.decimals)
        words["points"] = target.points_over(rate, told.decimals)
    if schedule.due is not None:
        words["deadline_day"] = schedule.due
    return words
