"""Which time a payment belongs to: this year until the as-of date, or not; a refund, to the year of its money."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from minsheng_funds.model import DaySum, Fact, PaymentGroup
from minsheng_funds.vocabulary import EARLIER_YEARS, THE_YEAR

Days = list[tuple[date | None, DaySum]]
"""Days of one group with their sums."""
AN_EARLIER_ONE = 0
"""The year of a refund that names an earlier year without its number."""


@dataclass(slots=True)
class Times:
    """The days of one group by where they fall in time."""

    other_year: Days = field(default_factory=list)
    returned: Days = field(default_factory=list)
    """Refunds, of this year by their day, of money that was paid in an earlier one."""
    too_late: Days = field(default_factory=list)
    in_time: Days = field(default_factory=list)
    undated: Days = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Period:
    """The plan's year until the as-of date; None: without bounds."""

    year: int | None
    as_of: date | None

    def split(self, group: PaymentGroup) -> Times:
        """The days of a group by time. A refund that names its money's year belongs to that year, not to its day's."""
        times = Times()
        if group.refund_of is not None and self.year is not None:
            self._split_refunds(group, times, self.year)
            return times
        first = date(self.year, 1, 1) if self.year is not None else date.min
        last = date(self.year, 12, 31) if self.year is not None else date.max
        for dated in group.days.items():
            day = dated[0]
            if day is None:
                times.undated.append(dated)
            elif not first <= day <= last:
                times.other_year.append(dated)
            elif self.as_of is not None and day > self.as_of:
                times.too_late.append(dated)
            else:
                times.in_time.append(dated)
        return times

    def _split_refunds(self, group: PaymentGroup, times: Times, year: int) -> None:
        for dated in group.days.items():
            day = dated[0]
            late = day is not None and self.as_of is not None and day > self.as_of
            if group.refund_of == year:
                (times.undated if day is None else times.too_late if late else times.in_time).append(dated)
            elif (day is None or day.year == year) and not late:
                times.returned.append(dated)
            else:
                times.other_year.append(dated)


def refunds_of_earlier_years(returned: Sequence[tuple[PaymentGroup, Days]], year: int | None) -> Iterator[Fact]:
    """What came back this year of another year's money, a fact for each ledger and year, with every day's cell."""
    for table, of in dict.fromkeys((group.table, group.refund_of) for group, _ in returned):
        found = [(group, days) for group, days in returned if (group.table, group.refund_of) == (table, of)]
        origins = tuple(origin for group, days in found for origin in group.origins_of(_sums(days)))
        sums = [day for _, days in found for day in _sums(days)]
        named = EARLIER_YEARS if of == AN_EARLIER_ONE else THE_YEAR.fill(year=of)
        values = {
            "count": sum(day.refunds for day in sums),
            "amount_fen": sum(day.refunded for day in sums),
            "named": named,
            "year": year,
        }
        yield Fact("refund-earlier", origins, values)


def _sums(days: Iterable[tuple[date | None, DaySum]]) -> list[DaySum]:
    return [found for _, found in days]
