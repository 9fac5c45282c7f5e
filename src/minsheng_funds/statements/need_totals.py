"""Stated totals over rows that leave an amount blank: compared once what is blank has been computed."""

from collections.abc import Iterable, Mapping

from minsheng_funds.model import Book, Fact, Origin, PlanRow, StatedSum

ALL_LEVELS = "*"
Filled = Mapping[Origin, Mapping[tuple[str, str | None], int]]
"""What was computed for each row (fen by measure and level) that states no such amount."""


def total_differences(book: Book, rows: Iterable[PlanRow], filled: Filled) -> list[Fact]:
    """A stated total that is not what its rows state and what was computed for them; rounding of each is none.

    A table of which no row counts (an older version) has none computed, and its totals are not compared.
    """
    counted = {row.origin: row for row in rows}
    facts = []
    for table in book.tables:
        for item in table.stated:
            blank = [counted[origin] for origin in item.blank if origin in counted]
            if not blank or item.stated_fen == item.summed_fen:
                continue
            summed = item.summed_fen + sum(_computed(row, item, filled) for row in blank)
            if abs(item.stated_fen - summed) > len(blank) * (1 if item.level != ALL_LEVELS else len(blank[0].amounts)):
                values = {"expected_fen": summed, "actual_fen": item.stated_fen}
                facts.append(Fact("stated-total", (item.origin, *item.rows), values))
    return facts


def _computed(row: PlanRow, item: StatedSum, filled: Filled) -> int:
    """What was computed where a row is blank; in a column of all levels, also what it states of each."""
    found = filled.get(row.origin, {})
    if item.level != ALL_LEVELS:
        return sum(fen for (_, level), fen in found.items() if item.level in (None, level))
    stated = _required({key: fen for key, fen in row.amounts.items() if key not in found})
    return stated + sum(found.values())


def _required(amounts: Mapping[tuple[str, str | None], int]) -> int:
    return sum(fen for (measure, _), fen in amounts.items() if measure == "required")
