"""Overlapping ledgers: the same payments in two tables count once, and an error names both tables.

January–March beside January–April, monthly sheets beside a yearly one, the same file under two names. Two payments
are the same where project, date and amount agree, and voucher, payee, nature and level wherever both have them.
Where five payments or more, and at least nine tenths of the smaller table's, stand in a larger one, they count once
there; tables of fewer payments that stand in one larger table altogether are counted together: one sheet a project
beside the whole. What else stands in two tables counts twice and is said: an error where a voucher or a payee agrees
too, or half of the smaller table; a warning where a few payments without either may only look alike, and where two
tables agree one by one in all but the voucher, or payee and voucher (two towns with one monthly subsidy).

Whether tables may overlap at all is seen from the sums by project and day (`Listings.wanted`); only then are their
single payments read, in a second pass.
"""

from collections import Counter
from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from itertools import combinations
from typing import NamedTuple

from minsheng_funds.model import Book, DaySum, Double, Fact, GroupKey, Payment, PaymentGroup
from minsheng_funds.names import Names, key_of, normalised
from minsheng_funds.settings import Settings
from minsheng_funds.statements.stages import stages_of
from minsheng_funds.statements.summaries import monthly_summaries, undated_summaries, where, whole_summaries
from minsheng_funds.vocabulary import GENERAL_VOUCHER

LEAST_PAYMENTS = 5
LEAST_SHARE = (9, 10)
DOUBTFUL_SHARE = (1, 2)
MOST_PAIRS = 10
"""How many payments a finding names in both tables."""

Alike = tuple[str, date | None, int, str]
"""What must agree in any case: project, date, amount (fen), and the stage that the ledger records."""


def group_of(payment: Payment, with_natures: Container[int]) -> GroupKey:
    """The group of a single payment; `with_natures` are the tables whose column of natures speaks of natures."""
    nature = payment.nature
    unknown = nature is not None and nature.startswith("?")
    names = (payment.project, payment.code, None if unknown else nature, payment.level)
    return GroupKey(*names, unknown and payment.table in with_natures, payment.refund_of)


def tables_with_natures(book: Book) -> frozenset[int]:
    """The tables where a word that names no fund nature is in doubt: their other words do name one."""
    return frozenset(group.table for group in book.payments if group.nature_unknown)


def marks_of(payment: Payment) -> tuple[str, str]:
    """Voucher and payee as they are compared."""
    voucher = "".join(mark for mark in payment.voucher.lower() if mark.isalnum())
    return voucher.removeprefix(GENERAL_VOUCHER).lstrip("0"), payment.payee.lower()


class Single(NamedTuple):
    """What tells payments of the same project, date and amount apart ("": the table does not say), group and cell."""

    voucher: str
    payee: str
    nature: str
    level: str
    group: GroupKey
    row: int
    column: int | None


_DETAILS = range(4)
_TELLING = range(2)
"""The details by which one payment is known: voucher and payee."""


class Found(NamedTuple):
    """A payment of one table that stands in another one, as `other`; `known` where voucher or payee agree."""

    alike: Alike
    single: Single
    known: bool
    other: Single


class Listing:
    """The single payments of one table."""

    def __init__(self, payments: Iterable[tuple[Alike, Single]] = ()) -> None:
        self.payments: dict[Alike, list[Single]] = {}
        self.filled = [False] * len(_DETAILS)
        self.count = 0
        for alike, single in payments:
            self.add(alike, single)

    def add(self, alike: Alike, single: Single) -> None:
        """Takes in one payment."""
        self.payments.setdefault(alike, []).append(single)
        self.count += 1
        for place in _DETAILS:
            if single[place]:
                self.filled[place] = True

    def without(self, found: Iterable[Found]) -> "Listing":
        """This listing less some of its payments."""
        gone = Counter((item.alike, item.single) for item in found)
        kept = Listing()
        for alike, singles in self.payments.items():
            for single in singles:
                if gone[alike, single]:
                    gone[alike, single] -= 1
                else:
                    kept.add(alike, single)
        return kept


class Listings:
    """Which tables of a book may overlap, and their single payments once the second pass has brought them."""

    def __init__(self, book: Book, settings: Settings) -> None:
        self.by_table: dict[int, Listing] = {}
        self.distinct = frozenset(
            index for index, table in enumerate(book.tables) if settings.table_rule(table.file, table.sheet).distinct
        )
        self._names = Names(settings.aliases)
        for row in book.plan_rows:
            self._names.add(row.project, row.code)
        self._aliases = normalised(settings.aliases)
        self.stages = stages_of(book, settings)
        tables: dict[tuple[str, str, date | None], set[int]] = {}
        payments = [group for group in book.payments if group.table not in self.distinct]
        if len({group.table for group in payments}) > 1:
            for group in payments:
                for day in group.days:
                    key = (self.stages[group.table], self.name(group.project, group.code), day)
                    tables.setdefault(key, set()).add(group.table)
        self.wanted = frozenset(table for met in tables.values() if len(met) > 1 for table in met)
        self._groups: dict[GroupKey, GroupKey] = {}
        self._with_natures = tables_with_natures(book)

    def name(self, project: str, code: str) -> str:
        """The planned project that a payment belongs to, by name, alias or code; else its own name."""
        key, _ = self._names.find(project, code)
        return key if key is not None else key_of(project, self._aliases)

    def of_other_stages(self) -> list[frozenset[int]]:
        """For each stage that a ledger records, the ledgers of other stages: they are never compared with its own."""
        stages = dict.fromkeys(self.stages.values())
        return [frozenset(table for table, other in self.stages.items() if other != stage) for stage in stages]

    def take(self, payment: Payment) -> None:
        """Takes in one payment of the second pass."""
        if payment.table not in self.wanted or not payment.fen:
            return
        group = group_of(payment, self._with_natures)
        group = self._groups.setdefault(group, group)  # one tuple for all of its payments
        single = Single(*marks_of(payment), group.nature or "", payment.level or "", group, *payment.origin[2:])
        name = self.name(payment.project, payment.code)
        alike = (name, payment.date, payment.fen, self.stages[payment.table])
        self.by_table.setdefault(payment.table, Listing()).add(alike, single)


@dataclass(frozen=True, slots=True)
class _Overlap:
    """The payments of the smaller of two tables that stand in the larger one; `whole` is how many it has."""

    small: int
    large: int
    common: list[Found]
    whole: int

    @property
    def is_sure(self) -> bool:
        """Whether they are enough to tell by these two tables alone."""
        return len(self.common) >= LEAST_PAYMENTS and self.is_share_of(LEAST_SHARE)

    @property
    def is_whole(self) -> bool:
        """Whether the smaller table stands in the larger one altogether."""
        return len(self.common) == self.whole

    @property
    def is_doubtful(self) -> bool:
        """Whether too few to be sure are too many, or too much alike, for chance."""
        return any(found.known for found in self.common) or self.is_share_of(DOUBTFUL_SHARE)

    def is_share_of(self, share: tuple[int, int]) -> bool:
        """Whether they are at least this share of the smaller table."""
        return len(self.common) * share[1] >= self.whole * share[0]


class Once(NamedTuple):
    """A book in which every payment counts once: what was found, whether sums are in doubt, what was left out."""

    book: Book
    facts: list[Fact]
    doubtful: bool
    doubles: Mapping[Double, int]


def without_overlaps(book: Book, listings: Listings) -> Once:
    """The book without the payments that stand in another table too."""
    stages = [listings.distinct | others for others in listings.of_other_stages()]
    facts = [fact for apart in stages for fact in undated_summaries(book, apart)]
    tables = dict(listings.by_table)
    gone: dict[int, list[Found]] = {}
    overlaps = list(_overlaps(tables))
    for overlap in overlaps:
        facts.append(_fact("overlap", book, overlap))
        gone.setdefault(overlap.small, []).extend(overlap.common)
    rest = {table: listing.without(gone.get(table, ())) for table, listing in tables.items()}
    doubtful = bool(facts)
    for overlap in _pairs(rest):
        kind = "overlap-both" if overlap.is_doubtful else "overlap-possible"
        facts.append(_fact(kind, book, overlap))
        doubtful = doubtful or overlap.is_doubtful
    for lookalike in _lookalikes(rest):
        known = all(found.known for found in lookalike.common)
        facts.append(_fact("overlap-both" if known else "overlap-details-differ", book, lookalike))
        doubtful = doubtful or known
    less: dict[tuple[int, GroupKey, date | None], list[int]] = {}
    for table, found in gone.items():
        for item in found:
            less.setdefault((table, item.single.group, item.alike[1]), []).append(item.alike[2])
    if less:
        book = replace(book, payments=tuple(_without(group, less) for group in _joined(book.payments)))
    doubles = Counter(
        Double(table, item.single.group, item.alike[1], item.alike[2], item.single.voucher, item.single.payee)
        for table, found in gone.items()
        for item in found
    )
    smaller = {overlap.small for overlap in overlaps}
    summaries = [fact for apart in stages for fact in monthly_summaries(book, apart | smaller)]
    summaries += [fact for apart in stages for fact in whole_summaries(book, listings.name, apart | smaller)]
    return Once(book, facts + summaries, doubtful or bool(summaries), doubles)


def _fact(kind: str, book: Book, overlap: _Overlap) -> Fact:
    """Both tables where they are copies, else the first cells of the payments in both, side by side."""
    values = {"count": len(overlap.common), "amount_fen": sum(found.alike[2] for found in overlap.common)}
    small, large = where(book, overlap.small), where(book, overlap.large)
    if kind == "overlap":
        return Fact(kind, (small, large), values)
    shown = sorted(overlap.common, key=lambda found: (found.single.row, found.single.column or 0))[:MOST_PAIRS]
    cells = [
        table._replace(row=single.row, column=single.column)
        for found in shown
        for table, single in ((small, found.single), (large, found.other))
    ]
    return Fact(kind, tuple(cells), values)


def _joined(payments: Iterable[PaymentGroup]) -> list[PaymentGroup]:
    """Groups that differ only in words that name no nature as one: their payments cannot be told apart here."""
    joined: dict[tuple[int, GroupKey], PaymentGroup] = {}
    for group in payments:
        first = joined.setdefault((group.table, group.key), group)
        if first is group:
            continue
        days = dict(first.days)
        for day, sums in group.days.items():
            met = days.get(day)
            days[day] = sums if met is None else met.plus(sums)
        joined[group.table, group.key] = first._replace(days=days)
    return list(joined.values())


def _without(group: PaymentGroup, less: dict[tuple[int, GroupKey, date | None], list[int]]) -> PaymentGroup:
    """The group less the amounts (fen) that count in another table; each is taken once."""
    own = group.key
    days = dict(group.days)
    for day, sums in group.days.items():
        fens = less.get((group.table, own, day), [])
        taken, fens[:] = fens[: sums.count], fens[sums.count :]
        if taken and sums.count == len(taken):
            del days[day]
        elif taken:
            back = [fen for fen in taken if fen < 0]
            days[day] = DaySum(
                *(sums.row, sums.column, sums.fen - sum(taken), sums.count - len(taken)),
                refunded=sums.refunded + sum(back),
                refunds=sums.refunds - len(back),
            )
    return group._replace(days=days)


def _smallest_first(tables: dict[int, Listing]) -> list[int]:
    return sorted(tables, key=lambda table: (tables[table].count, -table))


def _pairs(tables: dict[int, Listing]) -> Iterator[_Overlap]:
    """Every two tables that have payments in common."""
    for small, large in combinations(_smallest_first(tables), 2):
        common = _common(tables[small], tables[large])
        if common:
            yield _Overlap(small, large, common, tables[small].count)


def _lookalikes(tables: dict[int, Listing]) -> Iterator[_Overlap]:
    """Tables whose payments agree one by one in all but the details, with too many different amounts for chance."""
    for small, large in combinations(_smallest_first(tables), 2):
        mine, theirs = tables[small], tables[large]
        if _common(mine, theirs):
            continue  # said already
        common = [
            Found(alike, singles[0], singles[0].voucher == others[0].voucher != "", others[0])
            for alike, singles in mine.payments.items()
            if len(singles) == 1 and len(others := theirs.payments.get(alike, [])) == 1
        ]
        overlap = _Overlap(small, large, common, mine.count)
        if overlap.is_sure and len({found.alike[2] for found in common}) >= LEAST_PAYMENTS:
            yield overlap


def _overlaps(tables: dict[int, Listing]) -> Iterator[_Overlap]:
    """The payments to leave out of the smaller of two tables, each once, however many larger tables have them."""
    tiny: dict[int, list[_Overlap]] = {}
    left = dict(tables)
    for overlap in _pairs(tables):
        if overlap.is_sure:
            common = _common(left[overlap.small], tables[overlap.large])
            left[overlap.small] = left[overlap.small].without(common)
            if common:
                yield replace(overlap, common=common)
        elif overlap.is_whole:
            tiny.setdefault(overlap.large, []).append(overlap)
    for overlaps in tiny.values():
        fresh = [overlap for overlap in overlaps if left[overlap.small].count]
        if len(fresh) > 1 and sum(len(overlap.common) for overlap in fresh) >= LEAST_PAYMENTS:
            for overlap in fresh:
                left[overlap.small] = Listing()
                yield overlap


def _common(small: Listing, large: Listing) -> list[Found]:
    """The payments of one table that stand in another one, each of the other's taken once."""
    compared = [place for place in _DETAILS if small.filled[place] and large.filled[place]]
    found: list[Found] = []
    for alike, mine in small.payments.items():
        theirs = large.payments.get(alike)
        if theirs:
            found += (Found(alike, *matched) for matched in _matched(mine, theirs, compared))
    return found


def _matched(mine: list[Single], theirs: list[Single], compared: list[int]) -> Iterator[tuple[Single, bool, Single]]:
    """Payments with the same details first; then those where one of the two leaves a detail out."""
    left: dict[tuple[str | GroupKey | int | None, ...], list[Single]] = {}
    for single in theirs:
        left.setdefault(tuple(single[place] for place in compared), []).append(single)
    for singles in left.values():
        singles.reverse()  # taken from the end: the first in the sheet first
    telling = [i for i, place in enumerate(compared) if place in _TELLING]
    rest: list[tuple[Single, tuple[str | GroupKey | int | None, ...]]] = []
    for single in mine:
        details = tuple(single[place] for place in compared)
        if others := left.get(details):
            yield single, any(details[i] for i in telling), others.pop()
        else:
            rest.append((single, details))
    if not rest or all(all(details) for details in (*left, *(details for _, details in rest))):
        return
    for single, details in rest:
        for other, singles in left.items():
            if singles and all(a == b or not a or not b for a, b in zip(details, other, strict=True)):
                yield single, any(details[i] and details[i] == other[i] for i in telling), singles.pop()
                break
