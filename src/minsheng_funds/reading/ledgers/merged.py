"""Cells merged downwards in a ledger: names and dates speak for all their rows, an amount for nobody knows which."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from minsheng_funds.model import Origin
from minsheng_funds.reading.ledgers.totals import FEW
from minsheng_funds.reading.sheets import Merged, Row
from minsheng_funds.vocabulary import LIST_COMMA


class FillDown:
    """Fills the value of a cell merged downwards into the rows that it covers, as they stream by.

    Rows that hold nothing else stay blank: a merge that reaches below the last row makes no payment.
    """

    def __init__(self, merged: Iterable[Merged], columns: Iterable[int], below: int, offset: int) -> None:
        wanted = set(columns)
        spans: dict[int, list[tuple[int, int]]] = {}
        for (top, left), (bottom, _) in merged:
            if left in wanted and bottom > top >= below:
                spans.setdefault(left - offset, []).append((top + 1, bottom + 1))
        self._runs = [_Run(place, sorted(found)) for place, found in spans.items() if place >= 0]

    def __bool__(self) -> bool:
        return bool(self._runs)

    def __call__(self, rows: Iterator[tuple[int, Row]]) -> Iterator[tuple[int, Row]]:
        """The same rows, filled."""
        runs = self._runs
        for number, row in rows:
            for run in runs:
                if number >= run.top:
                    run.fill(number, row)
            yield number, row


class _Run:
    """The merged cells of one column, from top to bottom."""

    def __init__(self, place: int, spans: Sequence[tuple[int, int]]) -> None:
        self._place, self._spans = place, iter(spans)
        self._value: object = ""
        self.top, self._bottom = next(self._spans)

    def fill(self, number: int, row: Row) -> None:
        """Keeps the value of a span's first row, or fills it into a row below."""
        while number > self._bottom:
            self.top, self._bottom = next(self._spans, (1 << 40, 1 << 40))
            self._value = ""
        place = self._place
        if number < self.top or place >= len(row):
            return
        if number == self.top:
            self._value = row[place]
        elif row[place] in ("", None) and any(cell not in ("", None) for cell in row):
            row[place] = self._value  # type: ignore[call-overload]


class MergedAmounts:
    """Amounts merged over several rows: the first row keeps the amount, how it is shared nobody knows."""

    def __init__(self, merged: Iterable[Merged], columns: Iterable[int], below: int, offset: int) -> None:
        wanted = set(columns)
        self._first = {
            (number + 1, left): top + 1
            for (top, left), (bottom, _) in merged
            if left in wanted and bottom > top >= below
            for number in range(top, min(bottom, top + 10_000) + 1)
        }

        self._columns = sorted(wanted)
        self._rows: dict[tuple[int, int], Row] = {}
        self._offset = offset
        self.covered: list[tuple[int, int]] = []

    def __bool__(self) -> bool:
        return bool(self._first)

    def __call__(self, rows: Iterator[tuple[int, Row]]) -> Iterator[tuple[int, Row]]:
        """The same rows; the first row of each merged amount is kept, for the others to be compared with.

        What a merged cell covers nobody sees: such an amount is noted and taken out.
        """
        first, columns, offset = self._first, self._columns, self._offset
        for number, row in rows:
            for column in columns:
                top = first.get((number, column))
                if top == number:
                    self._rows[number, column] = row
                elif top is not None and column - offset < len(row) and row[column - offset] not in ("", None):
                    self.covered.append((number, column))
                    row[column - offset] = ""
            yield number, row

    def row_of(self, first: int, column: int) -> Row:
        """The first row of a merged amount, as it was read."""
        return self._rows.get((first, column), [])

    def first_row(self, number: int, column: int) -> int | None:
        """The first row of the merged amount that this cell belongs to, if it belongs to one."""
        return self._first.get((number, column))


def spans_of(shared: Mapping[Origin, int]) -> str:
    """The first few merged amounts as they are written: F5:F9."""
    spans = [(str(first), str(first._replace(row=last))) for first, last in shared.items()]
    return LIST_COMMA.join(":".join(cell.rpartition("!")[2] for cell in span) for span in spans[:FEW])
