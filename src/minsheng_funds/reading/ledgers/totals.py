"""The totals that a ledger states, labelled or not, beside the sums (and the number) of its rows."""

from dataclasses import dataclass, field
from typing import NamedTuple

from minsheng_funds.model import Origin, StatedSum
from minsheng_funds.reading.tables import Draft

MOST_NAMED = 100
"""How many cells a finding names; the rest is a number."""
FEW = 3
"""So many rows without a name are an error each; more look like a list that names each project once."""


@dataclass
class Counted:
    """Rows of one kind: how many, their sum (fen), and the cells of the first ones."""

    count: int = 0
    fen: int = 0
    origins: list[Origin] = field(default_factory=list)

    def add(self, origin: Origin, fen: int) -> None:
        """Takes in one row."""
        self.count += 1
        self.fen += fen
        if self.count <= MOST_NAMED:
            self.origins.append(origin)

    def note(self, draft: Draft, kind: str) -> None:
        """Notes all of them as one fact."""
        draft.note(kind, *self.origins, count=self.count, amount_fen=self.fen)


@dataclass
class Tally:
    """The running sum of a ledger: since its first row, and since the last total that it states (fen, rows)."""

    fen: int = 0
    rows: int = 0
    fen_since: int = 0
    rows_since: int = 0
    first_row: int = 0
    last_row: int = 0

    def add(self, fen: int, rows: int, last_row: int) -> None:
        """Adds so many payments, the last of them in `last_row`."""
        self.fen += fen
        self.fen_since += fen
        self.rows += rows
        self.rows_since += rows
        if rows:
            self.last_row = last_row


class StatedTotal(NamedTuple):
    """A total met on the way, with the sums at that place. `why` is "total", "subtotal" or "nameless"."""

    origin: Origin
    fen: int
    why: str
    before: int
    since: int
    rows_before: int


@dataclass
class Totals:
    """Gathers totals while rows stream by; `compare` when the whole ledger is known."""

    draft: Draft
    tally: Tally
    _met: list[StatedTotal] = field(default_factory=list)
    _carried: list[int] = field(default_factory=list)
    _counts: list[tuple[Origin, int, int, int]] = field(default_factory=list)
    _nameless: list[tuple[Origin, int]] = field(default_factory=list)

    def state(self, origin: Origin, fen: int | None, why: str) -> None:
        """Takes in a labelled total (fen; None where it gives no amount)."""
        self.draft.leave_out(origin.row, why)
        if fen is not None:
            self._met.append(StatedTotal(origin, fen, why, self.tally.fen, self.tally.fen_since, self.tally.rows))
        self.tally.fen_since = self.tally.rows_since = 0

    def carry(self, fen: int) -> None:
        """Takes in what was paid before the ledger begins (上月累计): a running total below may count it."""
        self._carried.append(fen)

    def count(self, origin: Origin, rows: int) -> None:
        """Takes in the number of rows that a total says it stands for; to be called before `state`."""
        self._counts.append((origin, rows, self.tally.rows, self.tally.rows_since))

    def nameless(self, origin: Origin, fen: int, *, maybe_total: bool) -> None:
        """Takes in money without a name. With nothing else in its row it may be a total that has no label."""
        if maybe_total and self.tally.rows > 1 and fen in (self.tally.fen, self.tally.fen_since):
            self.state(origin, fen, "total")
        elif maybe_total:
            tally = self.tally
            self._met.append(StatedTotal(origin, fen, "nameless", tally.fen, tally.fen_since, tally.rows))
        else:
            self._nameless.append((origin, fen))

    def compare(self) -> tuple[StatedSum, ...]:
        """Each stated total beside the sum that it stands for; what differs, and money without a name, is noted."""
        self._settle_nameless()
        compared = []
        for place, total in enumerate(self._met):
            found = StatedSum(total.origin, "disbursed", total.fen, self._sum_of(place), total.why == "total")
            compared.append(found)
            if found.stated_fen != found.summed_fen:
                kind = "stated-total-doubled" if self._is_doubled(place) else "stated-total"
                values = {"expected_fen": found.summed_fen, "actual_fen": found.stated_fen}
                self.draft.note(kind, found.origin, **values)
        self._compare_counts()
        self._note_nameless()
        return tuple(compared)

    def _sums_below(self, place: int) -> tuple[int, int]:
        """The sum and the number of the rows between this total and the next."""
        total, after = self._met[place], self._met[place + 1 : place + 2]
        before, rows = (after[0].before, after[0].rows_before) if after else (self.tally.fen, self.tally.rows)
        return before - total.before, rows - total.rows_before

    def _settle_nameless(self) -> None:
        """A nameless sum that equals the whole, or the rows below it, is a total; any other is money without a name."""
        settled: list[StatedTotal] = []
        for place, total in enumerate(self._met):
            if total.why != "nameless":
                settled.append(total)
                continue
            below, rows = self._sums_below(place)
            whole = self.tally.rows > 1 and total.fen == self.tally.fen
            if whole or (rows > 1 and total.fen == below):
                self.draft.leave_out(total.origin.row, "total")
                settled.append(total._replace(why="total"))
            else:
                self._nameless.append((total.origin, total.fen))
        self._met = settled

    def _sum_of(self, place: int) -> int:
        """A total stands for all rows, those above it, those since an earlier total, or those up to the next one."""
        total = self._met[place]
        below, _ = self._sums_below(place)
        candidates = [total.since, below, total.before]
        if total.why == "total":
            candidates = [self.tally.fen, total.before, total.since, below]
        if total.fen in candidates or any(
            total.fen - carried in (total.before, total.since) for carried in self._carried
        ):
            return total.fen
        earlier = total.before - total.fen
        if any(other.before == earlier for other in self._met[:place]):
            return total.fen
        return candidates[0]

    def _is_doubled(self, place: int) -> bool:
        """Whether a total over the whole column counts the totals in it once more."""
        total = self._met[place]
        others = [*self._met[:place], *self._met[place + 1 :]]
        above = self._met[:place]
        sums = [
            self.tally.fen + sum(other.fen for other in others),
            self.tally.fen + sum(other.fen for other in others if other.why == "subtotal"),
            total.before + sum(other.fen for other in above),
            total.before + sum(other.fen for other in above if other.why == "subtotal"),
        ]
        return bool(others) and total.fen in sums

    def _compare_counts(self) -> None:
        for origin, stated, before, since in self._counts:
            if stated not in (self.tally.rows, before, since):
                expected = self.tally.rows if before == self.tally.rows else since
                self.draft.note("stated-count", origin, expected=expected, actual=stated)

    def _note_nameless(self) -> None:
        """Money without a name is never guessed a project; many such rows are one finding."""
        self._nameless.sort()
        for origin, _ in self._nameless:
            self.draft.leave_out(origin.row, "nameless")
        for origin, fen in self._nameless if len(self._nameless) <= FEW else ():
            self.draft.note("nameless-money", origin, amount_fen=fen)
        if len(self._nameless) > FEW:
            values = {"count": len(self._nameless), "amount_fen": sum(fen for _, fen in self._nameless)}
            self.draft.note("nameless-block", *(origin for origin, _ in self._nameless[:MOST_NAMED]), **values)
        if self._nameless:
            self.draft.reject(None, self._nameless[0][0])
