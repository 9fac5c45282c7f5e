"""Overlapping ledgers: the same payments in two tables count once, and an error names both tables.

January–March beside January–April, monthly sheets beside a yearly one, the same file under two names. Where five
payments or more, and at least nine tenths of the smaller table's, stand in the larger one (same project, day, sum
and number; same nature and level where both tables have them), the smaller one is left out. Tables of fewer
payments that stand in one larger table altogether are counted together: one sheet a project beside the whole.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from minsheng_funds.model import Book, Fact, Origin, PaymentGroup, PaymentSum
from minsheng_funds.statement.names import normal

LEAST_PAYMENTS = 5
LEAST_SHARE = (9, 10)


@dataclass(frozen=True, slots=True)
class _Overlap:
    """The payments of the smaller of two tables that stand in the larger one; `whole` is how many it has."""

    small: int
    large: int
    common: list[PaymentSum]
    whole: int

    @property
    def count(self) -> int:
        """How many payments stand in both."""
        return sum(payment.payments for payment in self.common)

    @property
    def is_sure(self) -> bool:
        """Whether they are enough to tell by these two tables alone."""
        share = self.count * LEAST_SHARE[1] >= self.whole * LEAST_SHARE[0]
        return self.count >= LEAST_PAYMENTS and share

    @property
    def is_whole(self) -> bool:
        """Whether the smaller table stands in the larger one altogether."""
        return self.count == self.whole


def without_overlaps(book: Book) -> tuple[Book, list[Fact], bool]:
    """The book without the payments that stand in another table too, what was found, and whether anything was."""
    by_table: dict[int, list[PaymentSum]] = {}
    if len({group.table for group in book.payments}) < 2:
        return book, [], False
    for payment in (payment for group in book.payments for payment in group.sums()):
        by_table.setdefault(payment.table, []).append(payment)
    doubtful = _undated_beside_dated(book, by_table)
    found = [] if doubtful else list(_overlaps(by_table))
    if doubtful:
        return book, doubtful, True
    if not found:
        return book, [], False
    facts = [
        Fact(
            "overlap",
            (_where(book, overlap.small), _where(book, overlap.large)),
            {"count": overlap.count, "amount_fen": sum(payment.fen for payment in overlap.common)},
        )
        for overlap in found
    ]
    shared = {payment for overlap in found for payment in overlap.common}
    return replace(book, payments=tuple(_without(group, shared) for group in book.payments)), facts, True


def _undated_beside_dated(book: Book, by_table: dict[int, list[PaymentSum]]) -> list[Fact]:
    """A ledger without dates that lists the projects of a dated one may be its summary: nobody can tell."""
    undated = [table for table, payments in by_table.items() if all(payment.date is None for payment in payments)]
    facts = []
    for table in undated:
        names = {normal(payment.project) for payment in by_table[table]}
        for other, payments in by_table.items():
            if other not in undated and names & {normal(payment.project) for payment in payments}:
                values = {"amount_fen": sum(payment.fen for payment in by_table[table])}
                facts.append(Fact("undated-twin", (_where(book, table), _where(book, other)), values))
    return facts


def _without(group: PaymentGroup, shared: set[PaymentSum]) -> PaymentGroup:
    kept = {day: found for day, found in group.days.items() if group.sum_of([found], day) not in shared}
    return group._replace(days=kept)


def _overlaps(by_table: dict[int, list[PaymentSum]]) -> Iterable[_Overlap]:
    """The tables to leave out: the smaller of each pair, each once."""
    smallest_first = sorted(by_table, key=lambda table: (sum(p.payments for p in by_table[table]), -table))
    tiny: dict[int, list[_Overlap]] = {}
    for place, small in enumerate(smallest_first):
        pairs = (_compare(small, by_table[small], large, by_table[large]) for large in smallest_first[place + 1 :])
        for overlap in pairs:
            if overlap.is_sure:
                yield overlap
                break
            if overlap.is_whole:
                tiny.setdefault(overlap.large, []).append(overlap)
    for overlaps in tiny.values():
        if len(overlaps) > 1 and sum(overlap.count for overlap in overlaps) >= LEAST_PAYMENTS:
            yield from overlaps


def _compare(small: int, payments: list[PaymentSum], large: int, others: list[PaymentSum]) -> _Overlap:
    with_nature = any(p.nature for p in payments) and any(p.nature for p in others)
    with_level = any(p.level for p in payments) and any(p.level for p in others)

    def sums(rows: list[PaymentSum]) -> dict[tuple[object, ...], list[PaymentSum]]:
        grouped: dict[tuple[object, ...], list[PaymentSum]] = {}
        for p in rows:
            key = (normal(p.project), p.date, p.nature if with_nature else None, p.level if with_level else None)
            grouped.setdefault(key, []).append(p)
        return grouped

    def total(rows: list[PaymentSum]) -> tuple[int, int]:
        return (sum(p.fen for p in rows), sum(p.payments for p in rows))

    theirs = {key: total(rows) for key, rows in sums(others).items()}
    common = [p for key, rows in sums(payments).items() if theirs.get(key) == total(rows) for p in rows]
    return _Overlap(small, large, common, sum(p.payments for p in payments))


def _where(book: Book, table: int) -> Origin:
    return Origin(book.tables[table].file, book.tables[table].sheet)
