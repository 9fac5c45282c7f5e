"""Where each single payment of the second pass went: the bucket that its group and day fell into, payment by payment.

Exact by construction: payments of one group and day share their bucket, and what is left out because it counts in
another table is left out by the very marks that the statement went by. Payments with all marks alike cannot be told
apart; of those the first in the sheet are the ones left out, which changes no figure.
"""

from datetime import date

from minsheng_funds.model import Book, Double, GroupKey, Payment, Placed, Statement
from minsheng_funds.statements.overlaps import group_of, marks_of, tables_with_natures

DOUBLE = "double"
"""The bucket of a payment that counts in another table."""


class Places:
    """The places of all payments of one run. It counts the doubles that it met: one for each second pass."""

    def __init__(self, book: Book, statement: Statement) -> None:
        self._with_natures = tables_with_natures(book)
        self._doubles = dict(statement.doubles)
        self._tables_with_doubles = {double.table for double in self._doubles}
        self._placed: dict[tuple[int, GroupKey], dict[date | None, Placed]] = {}
        for placed in statement.placed:
            group = placed.group
            days = self._placed.setdefault((group.table, group.key), {})
            for day, _ in placed.days:
                days[day] = placed

    def group_of(self, payment: Payment) -> GroupKey:
        """The group that a payment belongs to."""
        return group_of(payment, self._with_natures)

    def is_double(self, payment: Payment, group: GroupKey) -> bool:
        """Whether a payment counts in another table; each of the doubles is met once."""
        if payment.table not in self._tables_with_doubles:
            return False
        double = Double(payment.table, group, payment.date, payment.fen, *marks_of(payment))
        left = self._doubles.get(double, 0)
        if left:
            self._doubles[double] = left - 1
        return left > 0

    def place_of(self, payment: Payment, group: GroupKey) -> Placed | None:
        """Where a payment went; None where the statement does not know it."""
        return self._placed.get((payment.table, group), {}).get(payment.date)
