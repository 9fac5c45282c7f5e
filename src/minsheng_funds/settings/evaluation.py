"""`[evaluation]`: how the rate of execution of a self-evaluation (绩效自评) is scored."""

from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from typing import Any, NamedTuple

from minsheng_funds.messages import NOT_NEGATIVE, SETTINGS_CONFLICTS, SOME_NUMBER, failure
from minsheng_funds.money import Rate
from minsheng_funds.settings.values import refuse_other, refuse_unknown, section_of, written
from minsheng_funds.vocabulary import Text

EXECUTED = ("disbursed", "spent")


class Tier(NamedTuple):
    """From this rate on (a share: 95 percent is 19/20), so many points; both exact."""

    start: Rate
    points: Rate


@dataclass(frozen=True, slots=True)
class Evaluation:
    """Full points, the tiers with the highest first (none: points × rate), and which measure is what was executed.

    `shown` asks for the table of the self-evaluation instead of the report: an option, never in a file.
    """

    points: Rate = Rate(10, 1)  # noqa: RUF009 — immutable
    tiers: tuple[Tier, ...] = ()
    executed: str = "disbursed"
    shown: bool = False

    def score(self, share: Rate | None, points: Rate | None = None) -> Rate | None:
        """The points of a rate of execution, exact until they are printed; None where there is no rate.

        Without tiers, `points` (full ones unless given) × the rate, which counts between 0 and 100 percent.
        """
        if share is None:
            return None
        if self.tiers:
            return next((tier.points for tier in self.tiers if _reaches(share, tier.start)), Rate(0, 1))
        full, executed = points or self.points, max(0, min(share.numerator, share.denominator))
        return Rate(full.numerator * executed, full.denominator * share.denominator)


def _reaches(share: Rate, start: Rate) -> bool:
    return share.numerator * start.denominator >= start.numerator * share.denominator


def evaluation_rule(content: Any, where: str) -> Evaluation:
    """The rule of the section [evaluation]; raises `Failure` for anything that is not known."""
    section, here = section_of(content, "evaluation", where), f"{where} [evaluation]"
    refuse_unknown(section, ("points", "tiers", "executed"), here)
    executed = section.get("executed", "disbursed")
    refuse_other(executed, EXECUTED, "executed", here)
    tiers = section.get("tiers", [])
    if not isinstance(tiers, list):
        raise failure("settings-type", where=here, detail="tiers", known=_TIERS)
    points = _exact(section.get("points", 10), "points", here, SOME_NUMBER)
    if points.numerator == 0:
        raise failure("settings-value", where=here, detail="points = 0", known=SOME_NUMBER)
    found = sorted((_tier(item, here) for item in tiers), key=_start, reverse=True)
    for higher, lower in pairwise(found):
        kind = "twice" if _start(higher) == _start(lower) else "tiers-fall" if _worth(lower) > _worth(higher) else ""
        if kind:
            detail = SETTINGS_CONFLICTS[kind].fill(detail=f"from = {(100 * _start(higher)).normalize():f}")
            raise failure("settings-conflict", where=here, detail=detail)
    most = Decimal(points.numerator) / points.denominator
    if any(_worth(tier) > most for tier in found):
        raise failure("settings-value", where=here, detail="tiers: points", known=f"points ≤ {most.normalize():f}")
    return Evaluation(points, tuple(found), executed)


_TIERS = "tiers = [ { from = 95, points = 10 }, … ]"


def _start(tier: Tier) -> Decimal:
    return Decimal(tier.start.numerator) / tier.start.denominator


def _worth(tier: Tier) -> Decimal:
    return Decimal(tier.points.numerator) / tier.points.denominator


def _tier(content: Any, where: str) -> Tier:
    section = section_of(content, "tiers", where)
    refuse_unknown(section, ("from", "points"), f"{where} tiers")
    if len(section) < 2:
        raise failure("settings-type", where=where, detail="tiers", known=_TIERS)
    start = _exact(section["from"], "from", where)
    return Tier(Rate(start.numerator, start.denominator * 100), _exact(section["points"], "points", where))


def _exact(value: Any, name: str, where: str, known: Text = NOT_NEGATIVE) -> Rate:
    """A number of the settings as it is written: 79.95 is 1599/20, whatever the nearest binary float is."""
    if isinstance(value, bool) or not isinstance(value, (int, float, Decimal)):
        raise failure("settings-type", where=where, detail=f"{name} = {written(value)}", known=known)
    number = Decimal(str(value))
    if not number.is_finite() or number < 0:
        raise failure("settings-value", where=where, detail=f"{name} = {written(value)}", known=known)
    return Rate(*number.as_integer_ratio())
