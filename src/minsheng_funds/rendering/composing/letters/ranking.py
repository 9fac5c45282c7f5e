"""Who leads, who lags, and who is neither: the projects of one fund by what may be said of them."""

from collections.abc import Sequence
from fractions import Fraction
from typing import Any, NamedTuple

from minsheng_funds.model import Line
from minsheng_funds.money import Rate
from minsheng_funds.rendering.composing.letters.cells import Record, amount, over
from minsheng_funds.rendering.words import Words

BEST = 3
"""So many places of a ranking, at most, are named at its top and at its end; who shares a place is named too."""


def ranked(lines: Sequence[Line], rows: Sequence[Record], words: Words) -> dict[str, Any]:
    """Leaders and laggards of the projects with payments, or that all are alike; the others by what they are.

    No leader is behind, overdue or paid above its plan; who is paid in full lags behind nobody. `unsettled` are
    projects with an amount that could not be read: they stand in no other list.
    """
    kinds: dict[str, list[_Place]] = {key: [] for key in (*_KINDS, "moving")}
    for line, record in zip(lines, rows, strict=True):
        kinds[_kind(line)].append(_Place(line, record))
    moving = sorted(kinds["moving"], key=lambda place: place.value)
    alike = len(moving) > 1 and len({place.rate for place in moving}) == 1
    most = 0 if alike else min(BEST, len(moving) // 2)
    leaders = _first([place for place in sorted(moving, key=lambda place: -place.value) if place.leads], most)
    named = {group["rate"] for group in leaders}
    lowest = min((place.value for place in moving if place.rate in named), default=Fraction(1))
    laggards = _first([place for place in moving if place.rate not in named and place.value < lowest], most)
    return {
        "leaders": leaders,
        "laggards": laggards,
        "alike": {"projects": str(len(moving)), "rate": moving[0].rate} if alike else None,
        "unpaid_due": [place.line.project for place in kinds["unpaid"] if place.due],
        **{key: [place.line.project for place in kinds[key]] for key in ("unpaid", "unsettled")},
        **{key: [_said(place, words) for place in kinds[key]] for key in ("without_plan", "above_plan", "paid_back")},
    }


def _said(place: "_Place", words: Words) -> dict[str, str | None]:
    cell = place.record["disbursed"]
    paid, back = amount(cell, words), over(cell, words)
    return {"project": place.line.project, "rate": place.rate, "disbursed": paid, "refunded": back}


_KINDS = ("unsettled", "without_plan", "above_plan", "paid_back", "unpaid", "nothing")


def _kind(line: Line) -> str:
    """The list that a project stands in: one of `_KINDS`, or "moving" with a rate to compare."""
    paid = line.figures.disbursed or 0
    if not line.complete:
        return "unsettled"
    if line.rate is None:
        return "without_plan" if paid > 0 else "nothing"
    if paid <= 0:
        return "paid_back" if paid else "unpaid"
    return "above_plan" if value_of(line.rate) > 1 else "moving"


class _Place(NamedTuple):
    """A project with its row in the table of projects."""

    line: Line
    record: Record

    @property
    def rate(self) -> str:
        return self.record["rate"].text

    @property
    def value(self) -> Fraction:
        assert self.line.rate is not None
        return value_of(self.line.rate)

    @property
    def leads(self) -> bool:
        """Whether it may be named as a leader."""
        schedule = self.line.schedule
        return schedule is None or not (schedule.behind or schedule.overdue)

    @property
    def due(self) -> bool:
        """Whether something should have been paid by now; not where nothing is expected of anybody."""
        target = self.line.schedule.target if self.line.schedule is not None else None
        return target is not None and target.numerator > 0


def _first(ranked: Sequence[_Place], most: int) -> list[dict[str, Any]]:
    """The first places of a ranking, those that print the same rate together."""
    groups: dict[str, list[str]] = {}
    for count, place in enumerate(ranked):
        if count >= most and place.rate not in groups:
            break
        groups.setdefault(place.rate, []).append(place.line.project)
    return [{"names": names, "rate": rate} for rate, names in groups.items()]


def value_of(rate: Rate) -> Fraction:
    """A rate as an exact number."""
    return Fraction(rate.numerator, rate.denominator)
