"""What each payee was paid: one running sum a payee (and project, level, month where they are asked for)."""

from collections.abc import Callable, Collection
from typing import NamedTuple

from minsheng_funds.model import Book, Payment, Placed, Statement
from minsheng_funds.names import normal
from minsheng_funds.statements.places import Places


class PaidKey(NamedTuple):
    """What a sum of payments is of: line (project, nature), level, month (2020-04) and payee; "" is not told apart."""

    project: str
    nature: str
    level: str
    month: str = ""
    payee: str = ""


Paid = dict[PaidKey, tuple[int, int]]
"""Sum (fen) and number of payments."""
LineOf = Callable[[Placed], tuple[str, str] | None]
"""The line (project, nature) that payments feed; None where they feed none."""


class PayeeSums:
    """Adds up the payments of the second pass by payee. Payees are told apart by their name alone."""

    def __init__(self, book: Book, statement: Statement, line_of: LineOf, dimensions: Collection[str]) -> None:
        self.paid: Paid = {}
        self.names: dict[str, str] = {}
        """The name of each payee as it is written; of several ways, the first in the order of characters."""
        self._places = Places(book, statement)
        self._line_of = line_of
        self._by_project = bool({"project", "unit", "class"} & set(dimensions))
        self._by_month = "month" in dimensions
        self._keys: dict[str, str] = {}

    def take(self, payment: Payment) -> None:
        """Takes in one payment of the second pass; what feeds no line, or counts in another table, is passed over."""
        group = self._places.group_of(payment)
        if self._places.is_double(payment, group):
            return
        placed = self._places.place_of(payment, group)
        line = None if placed is None else self._line_of(placed)
        if placed is None or line is None:
            return
        project = line[0] if self._by_project else ""
        month = month_of(payment) if self._by_month else ""
        key = PaidKey(project, line[1], placed.level, month, self._payee(payment.payee))
        fen, count = self.paid.get(key, (0, 0))
        self.paid[key] = (fen + payment.fen, count + 1)

    def _payee(self, name: str) -> str:
        key = self._keys.get(name)
        if key is None:
            key = self._keys[name] = normal(name.lower()).lower()
            self.names[key] = min(self.names.get(key, name), name)
        return key


def month_of(payment: Payment) -> str:
    """The month of a payment as 2020-04; "" where it is undated."""
    return "" if payment.date is None else f"{payment.date.year:04}-{payment.date.month:02}"
