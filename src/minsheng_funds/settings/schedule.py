"""`[schedule]` and `[behind]`: the rate expected by date, by class and by project, and when a project is behind."""

import unicodedata
from calendar import isleap
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from minsheng_funds.messages import MONTH_DAY_FORM, SETTINGS_CONFLICTS, failure
from minsheng_funds.money import WAN_YUAN
from minsheng_funds.patterns import MONTH_AND_DAY
from minsheng_funds.settings.values import HUNDRED, amount_of, percent_of, refuse_unknown, section_of, written

OPTIONS = ("due", "steps", "monthly")


class MonthDay(NamedTuple):
    """A day of any year; 29 February is the 28th where the year has none."""

    month: int
    day: int

    @property
    def in_common_year(self) -> tuple[int, int]:
        """The day in a year without a 29 February."""
        return (2, 28) if self == (2, 29) else (self.month, self.day)

    def in_year(self, year: int) -> date:
        """The day in a year."""
        short = (self.month, self.day) == (2, 29) and not isleap(year)
        return date(year, self.month, 28 if short else self.day)


class Milestone(NamedTuple):
    """So many percent are expected on that day."""

    day: MonthDay
    percent: Decimal


@dataclass(frozen=True, slots=True)
class Curve:
    """The schedule of one class or project, as `[schedule.class."…"]` or `[schedule.project."…"]` gives it.

    Milestones in the order of their days, rising; between them the rate expected rises evenly by days, or with
    `steps` holds until the next one. From `due` on, 100 percent is expected. `monthly`: a payment every month.
    """

    name: str
    section: str
    milestones: tuple[Milestone, ...] = ()
    steps: bool = False
    due: MonthDay | None = None
    monthly: bool = False


@dataclass(frozen=True, slots=True)
class ScheduleSettings:
    """`[schedule]`: the rate to reach by the year's end in percent, and the curves of classes and projects."""

    target: Decimal = HUNDRED
    classes: tuple[Curve, ...] = ()
    projects: tuple[Curve, ...] = ()

    @property
    def curves(self) -> tuple[Curve, ...]:
        """All of them."""
        return (*self.classes, *self.projects)


@dataclass(frozen=True, slots=True)
class Behind:
    """`[behind]`: at least so many points under the target, and at least so much money (fen) missing to it."""

    points: Decimal = Decimal(10)
    amount: int = 50 * WAN_YUAN


def schedule_settings(section: Mapping[str, Any], where: str) -> ScheduleSettings:
    """The curves and the year-end target of a [schedule] section. Raises `Failure` with the section's name."""
    here = f"{where} [schedule]"
    target = percent_of(section["target"], "target", here) if "target" in section else HUNDRED
    return ScheduleSettings(target, _curves(section, "class", where), _curves(section, "project", where))


def behind_settings(content: Any, where: str) -> Behind:
    """The thresholds of a [behind] section. Raises `Failure` with the section's name."""
    section, here = section_of(content, "behind", where), f"{where} [behind]"
    refuse_unknown(section, ("points", "amount"), here)
    default = Behind()
    return Behind(
        points=percent_of(section["points"], "points", here) if "points" in section else default.points,
        amount=amount_of(section["amount"], "amount", here) if "amount" in section else default.amount,
    )


def _curves(section: Mapping[str, Any], kind: str, where: str) -> tuple[Curve, ...]:
    curves = section_of(section.get(kind, {}), f"schedule.{kind}", where)
    return tuple(_curve(name, f'[schedule.{kind}."{name}"]', content, where) for name, content in curves.items())


def _curve(name: str, section: str, content: Any, where: str) -> Curve:
    here = f"{where} {section}"
    if not isinstance(content, dict):
        raise failure("settings-type", where=where, detail=section, known='"06-30" = 50')
    words = {key: value for key, value in content.items() if not any(mark.isdigit() for mark in key)}
    refuse_unknown(words, OPTIONS, here)
    for key in ("steps", "monthly"):
        if not isinstance(words.get(key, False), bool):
            raise failure("settings-type", where=here, detail=key, known=f"{key} = true")
    milestones: dict[MonthDay, Decimal] = {}
    for key, value in content.items():
        if key not in words:
            day = _month_day(key, key, here)
            if day in milestones:
                raise _conflict("twice", here, detail=key)
            if day.in_common_year in {other.in_common_year for other in milestones}:
                raise _conflict("february", here)
            milestones[day] = percent_of(value, key, here)
    curve = Curve(
        name,
        section,
        milestones=tuple(Milestone(day, milestones[day]) for day in sorted(milestones)),
        steps=words.get("steps", False),
        due=_month_day(words["due"], "due", here) if "due" in words else None,
        monthly=words.get("monthly", False),
    )
    _refuse_conflicts(curve, here)
    return curve


def _refuse_conflicts(curve: Curve, where: str) -> None:
    """A schedule says one thing: it rises, ends in 100 percent at its deadline, and is monthly or has milestones."""
    if curve.monthly and (curve.milestones or curve.steps or curve.due):
        raise _conflict("monthly-and-more", where)
    if curve.steps and not curve.milestones:
        raise _conflict("steps-without-milestones", where)
    if not (curve.monthly or curve.milestones or curve.due):
        raise _conflict("schedule-says-nothing", where)
    for one, other in zip(curve.milestones, curve.milestones[1:], strict=False):
        if other.percent < one.percent:
            raise _conflict("milestones-fall", where, detail=f"{other.day.month:02}-{other.day.day:02}")
    for day, percent in curve.milestones:
        if curve.due is not None and day.in_common_year >= curve.due.in_common_year and percent != HUNDRED:
            raise _conflict("due-unfinished", where, detail=f"{day.month:02}-{day.day:02}")


def _conflict(kind: str, where: str, **values: object) -> Exception:
    return failure("settings-conflict", where=where, detail=SETTINGS_CONFLICTS[kind].fill(**values))


def _month_day(value: Any, name: str, where: str) -> MonthDay:
    """A day as "06-30", "6-30" or "6月30日"."""
    text = "".join(unicodedata.normalize("NFKC", value).split()) if isinstance(value, str) else ""
    match = MONTH_AND_DAY.fullmatch(text)
    try:
        day = date(2000, *(int(part) for part in match.groups() if part)) if match else None  # a leap year
    except ValueError:
        day = None
    if day is None:
        detail = name if name == value else f"{name} = {written(value)}"
        raise failure("settings-form", where=where, detail=detail, known=MONTH_DAY_FORM)
    return MonthDay(day.month, day.day)
