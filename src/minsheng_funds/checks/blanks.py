"""Blank cells of a plan that count for something: an own level's amount that is 0, a fund that is matching."""

from collections.abc import Iterator

from minsheng_funds.checks.evidence import Evidence
from minsheng_funds.checks.figures import MOST_CELLS
from minsheng_funds.messages import named
from minsheng_funds.model import Fact, Line, Origin, PlanRow
from minsheng_funds.settings.check import Limit
from minsheng_funds.vocabulary import LEVELS

FULL = 100
"""All of a whole, in percent."""


def blank_own_amounts(
    seen: Evidence, share: Limit, *, common: bool
) -> Iterator[tuple[tuple[Origin, ...], dict[str, object]]]:
    """The own level's blank amounts of each table, where other levels have money: its cells and what to say of them.

    `common` chooses the tables where they are over `share` percent of the rows with money, else the other ones.
    """
    own = seen.statement.own_level
    computed = {
        origin for kind in ("need-blank", "need-level-blank") for fact in seen.facts(kind) for origin in fact.origins
    }
    priced: dict[int, list[PlanRow]] = {}
    blank: dict[int, dict[Origin, str]] = {}
    for line, row in _rows_in_force(seen):
        levels = [level for measure, level in row.amounts if measure == "required"]
        key = ("required", own if own in levels else None)
        others = any(fen for (measure, level), fen in row.amounts.items() if measure == "required" and level != key[1])
        if key[1] not in levels or not (others or row.amounts[key]):
            continue
        priced.setdefault(row.table, []).append(row)
        cell = row.cell_of(*key)
        if key in row.empty and not line.figures.required and cell not in computed and not _is_computed(line):
            blank.setdefault(row.table, {})[cell] = row.project
    for table, cells in blank.items():
        if (FULL * len(cells) > share * len(priced[table])) == common:
            names = named(list(dict.fromkeys(cells.values())))
            yield tuple(cells)[:MOST_CELLS], {"count": len(cells), "project": names, "level": LEVELS[own]}


def blank_natures(seen: Evidence) -> Iterator[Fact]:
    """The rows of each table that say no fund, where a column says it of other rows: they count as matching."""
    told = {row.table for row in seen.book.plan_rows if row.nature is not None}
    unknown = {origin for fact in seen.facts("nature-unknown") for origin in fact.origins}
    blank: dict[int, dict[Origin, str]] = {}
    for _, row in _rows_in_force(seen):
        columns = seen.book.tables[row.table].columns
        column = next((column.index for column in columns if column.field == "nature"), None)
        cell = row.origin._replace(column=column)
        if row.nature is None and column is not None and row.table in told and cell not in unknown:
            blank.setdefault(row.table, {})[cell] = row.project
    for cells in blank.values():
        names = named(list(dict.fromkeys(cells.values())))
        yield Fact("nature-blank", tuple(cells)[:MOST_CELLS], {"count": len(cells), "project": names})


def _is_computed(line: Line) -> bool:
    return line.required_source == "computed"


def _rows_in_force(seen: Evidence) -> Iterator[tuple[Line, PlanRow]]:
    """The rows of the plans that the statement's lines are made of, with their lines."""
    rows: dict[Origin, list[PlanRow]] = {}
    for row in seen.book.plan_rows:
        rows.setdefault(row.origin, []).append(row)
    for line in (*seen.statement.lines, *seen.statement.excluded):
        for origin in line.origins:
            yield from ((line, row) for row in rows.get(origin, ()) if (row.nature or "matching") == line.nature)
