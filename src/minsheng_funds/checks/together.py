"""Ledgers of one run looked at together: monthly sheets and files are parts of one ledger, copies are not."""

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import accumulate
from typing import NamedTuple

from minsheng_funds.checks.evidence import Evidence
from minsheng_funds.checks.listings import Numbers, numbers_of
from minsheng_funds.model import Listing, Origin
from minsheng_funds.settings.check import Limit

_SUMMARIES = ("overlap", "undated-twin", "monthly-twin")
"""The first table of such a fact stands in the second one altogether, payment by payment or as sums."""
_ALIKE = ("overlap-both", "overlap-possible", "overlap-details-differ")
_FEW_NUMBERS = 3


@dataclass(frozen=True, slots=True)
class Joint(Listing):
    """Several ledgers as one: their payments one after the other, each with the cells of its own sheet."""

    parts: Sequence[Listing] = ()
    starts: Sequence[int] = ()
    """The place of each part's first payment."""

    def part(self, place: int) -> tuple[Listing, int]:
        """The ledger that a payment stands in, and its place there."""
        number = bisect_right(self.starts, place) - 1
        return self.parts[number], place - self.starts[number]

    def amount(self, place: int) -> Origin:
        """The cell of a payment's amount."""
        listing, own = self.part(place)
        return listing.amount(own)

    def cell(self, place: int, name: str) -> Origin:
        """The cell in a payment's row that holds its date, payee, voucher …"""
        listing, own = self.part(place)
        return listing.cell(own, name)


def parts_of(listing: Listing) -> Sequence[Listing]:
    """The single ledgers of one that may be of several."""
    return listing.parts if isinstance(listing, Joint) else (listing,)


def _joined(listings: Sequence[Listing]) -> Listing:
    first = listings[0]
    if len(listings) == 1:
        return first
    lengths = [len(listing.rows) for listing in listings]
    return Joint(
        table=first.table,
        sheet=first.sheet,
        header=first.header,
        places=first.places,
        rows=[row for listing in listings for row in listing.rows],
        columns=[column for listing in listings for column in listing.columns],
        fens=[fen for listing in listings for fen in listing.fens],
        days=[day for listing in listings for day in listing.days],
        meanings=[meaning for listing in listings for meaning in listing.meanings],
        payees=[payee for listing in listings for payee in listing.payees],
        vouchers=[voucher for listing in listings for voucher in listing.vouchers],
        documents=[document for listing in listings for document in listing.documents],
        remarks=[remark for listing in listings for remark in listing.remarks],
        running=[running for listing in listings for running in listing.running],
        parts=tuple(listings),
        starts=tuple(accumulate(lengths[:-1], initial=0)),
    )


def together(
    seen: Evidence, listings: Iterable[Listing], fits: Callable[[Listing, Listing], bool] | None = None
) -> Iterator[Listing]:
    """The ledgers whose payments are looked at together, as one each; copies and other stages stand by themselves.

    `fits` tells of two more whether they may be parts of one.
    """
    may_join = _Joining(seen)
    groups: list[list[Listing]] = []
    for listing in listings:
        for group in groups:
            if all(may_join(listing, other) and (fits is None or fits(listing, other)) for other in group):
                group.append(listing)
                break
        else:
            groups.append([listing])
    return map(_joined, groups)


class _Joining:
    """Whether two ledgers may be parts of one: of one stage, and neither (mostly) a copy of the other."""

    def __init__(self, seen: Evidence) -> None:
        self._settings = seen.settings
        self._copies = {fact.origins[0][:2] for kind in _SUMMARIES for fact in seen.facts(kind)}
        self._alike: dict[frozenset[tuple[str, str]], int] = {}
        for fact in (fact for kind in _ALIKE for fact in seen.facts(kind)):
            pair = frozenset(origin[:2] for origin in fact.origins[:2])
            self._alike[pair] = self._alike.get(pair, 0) + int(str(fact.values["count"]))

    def __call__(self, one: Listing, other: Listing) -> bool:
        here, there = one.sheet[:2], other.sheet[:2]
        if here in self._copies or there in self._copies:
            return False
        if 2 * self._alike.get(frozenset((here, there)), 0) > min(len(one.rows), len(other.rows)):
            return False
        return self._settings.stage_of(*here) == self._settings.stage_of(*there)


def not_in_another(listing: Listing, places: Iterable[int]) -> list[int]:
    """Payments to one payee of one amount, less those of the same day in another table, which overlaps tell of.

    With two vouchers that differ they are two payments, and overlaps say nothing of them.
    """
    if not isinstance(listing, Joint):
        return list(places)
    kept: list[int] = []
    met: dict[tuple[int, date | None], dict[str, set[int]]] = {}
    for place in places:
        table, voucher = listing.part(place)[0].table, listing.vouchers[place]
        by_voucher = met.setdefault((listing.fens[place], listing.days[place]), {})
        same = (by_voucher.get(voucher, ()), by_voucher.get("", ())) if voucher else by_voucher.values()
        if not any(set(tables) - {table} for tables in same):
            kept.append(place)
            by_voucher.setdefault(voucher, set()).add(table)
    return kept


# --- Vouchers ---------------------------------------------------------------------------------------------


def number_on(listings: Iterable[Listing], share: Limit) -> Callable[[Listing, Listing], bool]:
    """Tells of two ledgers whether the numbers of their vouchers run on from one to the other.

    Where most numbers of each lie in the range of the other, or many are the same, each may begin anew.
    """
    known = {listing.table: {of.prefix: of for of in numbers_of(listing.vouchers)} for listing in listings}

    def runs_on(one: Listing, other: Listing) -> bool:
        here, there = known[one.table], known[other.table]
        fewest = min(sum(len(of.places) for of in found.values()) for found in (here, there))
        allowed = max(1, fewest * (100 - share) // 100)
        prefixes = here.keys() & there.keys()
        same = sum(len(here[prefix].places.keys() & there[prefix].places.keys()) for prefix in prefixes)
        within = min(_within(here, there), _within(there, here))
        return fewest >= _FEW_NUMBERS and same <= allowed and within <= allowed

    return runs_on


def _within(inner: Mapping[str, Numbers], outer: Mapping[str, Numbers]) -> int:
    """How many numbers lie between the lowest and the highest of another ledger."""
    count = 0
    for prefix, of in inner.items():
        if prefix in outer:
            low, high = min(outer[prefix].places), max(outer[prefix].places)
            count += sum(low <= number <= high for number in of.places)
    return count


class Series(NamedTuple):
    """Vouchers numbered on, in one ledger or several: number → the ledger and the place of the first with it."""

    form: Numbers
    places: dict[int, tuple[Listing, int]]

    def is_dense(self, share: Limit) -> bool:
        """Whether the numbers fill at least this share of their range."""
        return len(self.places) * 100 >= share * (max(self.places) - min(self.places) + 1)


def series_of(seen: Evidence, columns: Iterable[tuple[Listing, Sequence[Numbers]]], share: Limit) -> list[Series]:
    """The numbers of all ledgers; those of several as one where they are written alike and together are dense."""
    found: list[Series] = []
    singles = [(listing, numbers) for listing, numbered in columns for numbers in numbered]
    for listing, numbers in sorted(singles, key=lambda single: min(single[1].places)):
        own = {number: (listing, place) for number, place in numbers.places.items()}
        stage = seen.settings.stage_of(*listing.sheet[:2])
        for place, series in enumerate(found):
            other = next(iter(series.places.values()))[0]
            form = _one_form(series.form, numbers)
            if form is None or seen.settings.stage_of(*other.sheet[:2]) != stage or not series.is_dense(share):
                continue
            joined = Series(form, {**own, **series.places})
            if joined.is_dense(share):
                found[place] = joined
                break
        else:
            found.append(Series(numbers, own))
    return found


def _one_form(one: Numbers, other: Numbers) -> Numbers | None:
    """How both are written, if alike: 记099 and 记100 are, 记01 and 记001 are not."""
    if one.prefix != other.prefix:
        return None
    if one.width == other.width:
        return one
    padded, plain = (one, other) if one.width else (other, one)
    alike = not plain.width and len(str(min(plain.places))) >= padded.width
    return padded if alike else None
