"""A ledger that sums up another one: the same money in other rows. It may be so, both count, and it is said."""

from itertools import combinations

from minsheng_funds.model import Book, Fact, Origin, PaymentGroup
from minsheng_funds.statement.names import normal

LEAST_SUMS = 3
"""So many sums of a project and month that are the same to the fen are no chance."""

Month = tuple[str, int, int]
"""A project in a month: its normalised name, year, month."""


def where(book: Book, table: int) -> Origin:
    """The sheet of a table."""
    return Origin(book.tables[table].file, book.tables[table].sheet)


def undated_summaries(book: Book) -> list[Fact]:
    """A ledger without dates that lists the projects of a dated one may be its summary."""
    by_table = _by_table(book)
    names = {table: {normal(group.project) for group in groups} for table, groups in by_table.items()}
    undated = [table for table, groups in by_table.items() if all(set(group.days) <= {None} for group in groups)]
    facts = []
    for table in undated:
        for other in by_table:
            if other not in undated and names[table] & names[other]:
                values = {"amount_fen": sum(group.fen for group in by_table[table])}
                facts.append(Fact("undated-twin", (where(book, table), where(book, other)), values))
    return facts


def monthly_summaries(book: Book) -> list[Fact]:
    """A ledger of fewer payments whose every project and month has the same sum in a longer one may be its summary."""
    sums = {table: _sums(groups) for table, groups in _by_table(book).items()}
    counts = {table: sum(count for _, count in found.values()) for table, found in sums.items()}
    facts = []
    for small, large in combinations(sorted(sums, key=lambda table: counts[table]), 2):
        if len(sums[small]) < LEAST_SUMS or counts[small] * 3 > counts[large] * 2:
            continue
        if all(sums[large].get(month, (0, 0))[0] == fen for month, (fen, _) in sums[small].items()):
            values = {"count": len(sums[small]), "amount_fen": sum(fen for fen, _ in sums[small].values())}
            facts.append(Fact("monthly-twin", (where(book, small), where(book, large)), values))
    return facts


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
