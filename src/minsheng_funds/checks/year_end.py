"""Money paid out in a rush at the year's end: what December's share of a project's, or a fund's, payments is."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from minsheng_funds.model import DaySum, Fact, Origin, Placed, Statement
from minsheng_funds.money import Rate, divide_half_up, rate
from minsheng_funds.vocabulary import NATURES, Text

DECEMBER = 12
MOST_CELLS = 3
"""So many of December's largest payments are shown."""
WHOLE_LEDGER = Text("全部拨付", "All payments")


class Limits(NamedTuple):
    """From how much money in December on, and from what share of the year's (percent), it is said."""

    amount: int
    share: Decimal


@dataclass(slots=True)
class Paid:
    """What was paid in the year and in December (fen), net of refunds, and the cells of December's payments."""

    year: int = 0
    december: int = 0
    cells: list[tuple[int, Origin]] = field(default_factory=list)
    projects: set[str] = field(default_factory=set)

    def add(self, part: Placed, day: date | None, paid: DaySum) -> None:
        """Adds one day's payments; undated ones are the year's, and not known to be December's."""
        self.year += paid.fen
        self.projects.add(part.project or part.group.project)
        if day is not None and day.month == DECEMBER:
            self.december += paid.fen
            self.cells.append((paid.fen, part.group.origin_of(paid)))

    @property
    def share(self) -> Rate | None:
        """December's share of the year."""
        return rate(self.december, self.year)

    def is_rush(self, limits: Limits) -> bool:
        """Whether December's payments reach both limits."""
        return self.december >= max(1, limits.amount) and self.december * 100 >= limits.share * self.year > 0

    def largest(self) -> tuple[Origin, ...]:
        """The cells of December's largest payments, the largest first."""
        ordered = sorted(self.cells, key=lambda cell: -cell[0])
        return tuple(origin for _, origin in ordered[:MOST_CELLS])


def surges(statement: Statement, limits: Limits, decimals: int) -> Iterator[Fact]:
    """Each fund of several projects, then each project, of whose payments so much fell into December.

    Nothing is said before December, nor of ledgers that begin in it: they hold no year.
    """
    year, as_of = statement.year, statement.as_of
    if year is None or as_of is None or as_of < date(year, DECEMBER, 1):
        return
    counted = list(_counted(statement))
    if all(day is None or day.month == DECEMBER for part in counted for day, _ in part.days):
        return
    funds: dict[str | None, Paid] = {}
    projects: dict[tuple[str, str | None], Paid] = {}
    for part in counted:
        nature = part.nature or part.group.nature
        fund = funds.setdefault(nature, Paid())
        project = projects.setdefault((part.project or part.group.project, nature), Paid())
        for day, paid in part.days:
            fund.add(part, day, paid)
            project.add(part, day, paid)
    for nature, fund in funds.items():
        if len(fund.projects) > 1 and fund.is_rush(limits):
            yield _fact(NATURES.get(nature or "", WHOLE_LEDGER), fund, limits, decimals)
    for (name, nature), project in projects.items():
        if project.is_rush(limits):
            note = Text("({nature})", " ({nature})").fill(nature=NATURES[nature]) if nature else Text("", "")
            subject = Text(f"“{name}”{note.zh}", f"{name}{note.en}")
            yield _fact(subject, project, limits, decimals, project=name)


def _counted(statement: Statement) -> Iterable[Placed]:
    """The payments that count in a rate; without any plan, those of the ledger."""
    bucket = "matched" if statement.lines or statement.excluded else "unmatched"
    return (part for part in statement.placed if part.bucket == bucket)


def _fact(subject: Text, paid: Paid, limits: Limits, decimals: int, **values: object) -> Fact:
    share = paid.share
    above, below = limits.share.as_integer_ratio()
    amounts = {
        "expected_fen": divide_half_up(paid.year * above, below * 100),
        "actual_fen": paid.december,
        "year_fen": paid.year,
    }
    words = {"subject": subject, "share": share.percent(decimals) if share is not None else "", "limit": limits.share}
    return Fact("year-end-surge", paid.largest(), {**values, **amounts, **words})
