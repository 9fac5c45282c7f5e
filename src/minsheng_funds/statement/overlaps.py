"""Overlapping ledgers: the same payments in two tables count once, and an error names both tables.

January–March beside January–April, monthly sheets beside a yearly one, the same file under two names. Where five
payments or more, and at least nine tenths of the smaller table's, stand in the larger one (same project, nature,
level and day with the same sum and number), the smaller one is left out.
"""

from dataclasses import replace

from minsheng_funds.model import Book, Fact, Origin, PaymentSum
from minsheng_funds.statement.names import normal

LEAST_PAYMENTS = 5
LEAST_SHARE = (9, 10)


def _key(payment: PaymentSum) -> tuple[object, ...]:
    return (normal(payment.project), payment.nature, payment.level, payment.date, payment.fen, payment.count)


def without_overlaps(book: Book) -> tuple[Book, list[Fact], bool]:
    """The book without the payments that stand in another table too, what was found, and whether anything was."""
    by_table: dict[int, list[PaymentSum]] = {}
    for payment in book.payments:
        by_table.setdefault(payment.table, []).append(payment)
    if len(by_table) < 2:
        return book, [], False
    smallest_first = sorted(by_table, key=lambda table: (sum(p.count for p in by_table[table]), -table))
    keys = {table: {_key(payment) for payment in payments} for table, payments in by_table.items()}
    dropped: set[int] = set()
    shared: set[PaymentSum] = set()
    facts: list[Fact] = []
    for place, small in enumerate(smallest_first):
        for large in smallest_first[place + 1 :]:
            common = [payment for payment in by_table[small] if _key(payment) in keys[large]]
            count = sum(payment.count for payment in common)
            whole = sum(payment.count for payment in by_table[small])
            if count >= LEAST_PAYMENTS and count * LEAST_SHARE[1] >= whole * LEAST_SHARE[0]:
                dropped.add(small)
                shared.update(common)
                origins = (_where(book, small), _where(book, large))
                fen = sum(payment.fen for payment in common)
                facts.append(Fact("overlap", origins, {"count": count, "amount_fen": fen}))
                break
    if not dropped:
        return book, [], False
    return replace(book, payments=tuple(p for p in book.payments if p not in shared)), facts, True


def _where(book: Book, table: int) -> Origin:
    return Origin(book.tables[table].file, book.tables[table].sheet)
