"""A ledger that sums up another one: the same money in other rows. It may be so, both count, and it is said."""

from collections.abc import Callable, Collection
from itertools import combinations

from minsheng_funds.model import Book, Fact, Origin, PaymentGroup
from minsheng_funds.names import normal

LEAST_SUMS = 3
"""So many sums of a project and month that are the same to the fen are no chance."""

Month = tuple[str, int, int]
"""A project in a month: its normalised name, year, month."""


def where(book: Book, table: int) -> Origin:
    """The sheet of a table."""
    return Origin(book.tables[table].file, book.tables[table].sheet)


def undated_summaries(book: Book, apart: Collection[int] = ()) -> list[Fact]:
    """A ledger without dates that lists the projects of a dated one may be its summary."""
    by_table = {table: groups for table, groups in _by_table(book).items() if table not in apart}
    names = {table: {normal(group.project) for group in groups} for table, groups in by_table.items()}
    undated = [table for table, groups in by_table.items() if all(set(group.days) <= {None} for group in groups)]
    facts = []
    for table in undated:
        for other in by_table:
            if other not in undated and names[table] & names[other]:
                values = {"amount_fen": sum(group.fen for group in by_table[table])}
                facts.append(Fact("undated-twin", (where(book, table), where(book, other)), values))
    return facts


def monthly_summaries(book: Book, apart: Collection[int] = ()) -> list[Fact]:
    """A ledger of fewer payments whose every project and month has the same sum in a longer one may be its summary."""
    ledgers = {table: groups for table, groups in _by_table(book).items() if table not in apart}
    sums = {table: _sums(groups) for table, groups in ledgers.items()} if len(ledgers) > 1 else {}
    counts = {table: sum(count for _, count in found.values()) for table, found in sums.items()}
    facts = []
    for small, large in combinations(sorted(sums, key=lambda table: counts[table]), 2):
        if len(sums[small]) < LEAST_SUMS or counts[small] * 3 > counts[large] * 2:
            continue
        if all(sums[large].get(month, (0, 0))[0] == fen for month, (fen, _) in sums[small].items()):
            values = {"count": len(sums[small]), "amount_fen": sum(fen for fen, _ in sums[small].values())}
            facts.append(Fact("monthly-twin", (where(book, small), where(book, large)), values))
    return facts


def whole_summaries(book: Book, name: Callable[[str, str], str], apart: Collection[int] = ()) -> list[Fact]:
    """A ledger whose every project has the same sum as in a longer one: dated sums by quarter, payee or otherwise.

    Amounts that are all round (to 100 yuan or more) may be rounded from the other's: half of that a payment is no
    difference. One project alone says nothing: it may be paid as much twice.
    """
    sums: dict[int, dict[str, tuple[int, int]]] = {}
    ledgers = _by_table(book)
    if len(ledgers) < 2:
        return []
    for table, groups in ledgers.items():
        found = sums.setdefault(table, {})
        for group in groups if table not in apart else ():
            key = name(group.project, group.code)
            fen, count = found.get(key, (0, 0))
            found[key] = (fen + group.fen, count + sum(day.count for day in group.days.values()))
    counts = {table: sum(count for _, count in found.values()) for table, found in sums.items()}
    said = {(fact.origins[0], fact.origins[1]) for fact in monthly_summaries(book, apart)}
    facts = []
    for small, large in combinations(sorted(sums, key=lambda table: counts[table]), 2):
        pair = (where(book, small), where(book, large))
        if len(sums[small]) < 2 or counts[small] >= counts[large] or pair in said:
            continue
        grain = next((unit for unit in (10**8, 10**7, 10**6, 10**5, 10**4) if _is_round(sums[small], unit)), 0)
        if all(_near(mine, sums[large].get(project, (0, 0)), grain) for project, mine in sums[small].items()):
            values = {"count": len(sums[small]), "amount_fen": sum(fen for fen, _ in sums[small].values())}
            facts.append(Fact("monthly-twin", pair, values))
    return facts


def _is_round(sums: dict[str, tuple[int, int]], unit: int) -> bool:
    return all(fen % unit == 0 for fen, _ in sums.values())


def _near(mine: tuple[int, int], theirs: tuple[int, int], grain: int) -> bool:
    """Whether two sums (fen, payments) are the same but for rounding each payment to the grain."""
    return theirs[1] > 0 and 2 * abs(mine[0] - theirs[0]) <= grain * max(mine[1], theirs[1] if grain else 0)


def _sums(groups: list[PaymentGroup]) -> dict[Month, tuple[int, int]]:
    """Sum (fen) and number of the payments of each project and month."""
    found: dict[Month, tuple[int, int]] = {}
    for group in groups:
        for day, sums in group.days.items():
            if day is not None:
                month = (normal(group.project), day.year, day.month)
                fen, count = found.get(month, (0, 0))
                found[month] = (fen + sums.fen, count + sums.count)
    return {month: sums for month, sums in found.items() if sums[0]}


def _by_table(book: Book) -> dict[int, list[PaymentGroup]]:
    by_table: dict[int, list[PaymentGroup]] = {}
    for group in book.payments:
        if group.days:
            by_table.setdefault(group.table, []).append(group)
    return by_table
