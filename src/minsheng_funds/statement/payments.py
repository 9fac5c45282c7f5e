"""Payments into accounts. Each falls into the first bucket that applies:

other year, after the as-of date, excluded, unmatched, other level, matched. Together they are the ledger total.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from minsheng_funds.model import Book, DaySum, Fact, Origin, PaymentGroup, PaymentSum, Reconciliation, Unmatched
from minsheng_funds.names import is_excluded, normal
from minsheng_funds.settings import Settings
from minsheng_funds.statement.plans import Account, Accounts

Resolved = tuple[str | None, bool, bool]

BUCKETS = ("other-year", "after-as-of", "excluded", "level")


@dataclass(slots=True)
class Postings:
    """The buckets while payments are posted; fen."""

    out_of_scope: dict[str, int] = field(default_factory=dict)
    matched: int = 0
    unmatched: dict[tuple[str, str | None], list[PaymentSum]] = field(default_factory=dict)
    facts: list[Fact] = field(default_factory=list)
    incomplete: bool = False

    def leave(self, why: str, fen: int) -> None:
        """Puts money out of scope."""
        self.out_of_scope[why] = self.out_of_scope.get(why, 0) + fen


def post_payments(book: Book, accounts: Accounts, settings: Settings, as_of: date | None, year: int | None) -> Postings:
    """Posts every payment sum of the ledgers to its bucket; matched and other-level ones to their account."""
    poster = _Poster(book, accounts, settings)
    first = date(year, 1, 1) if year is not None else date.min
    last = date(year, 12, 31) if year is not None else date.max
    other_year: list[PaymentSum] = []
    for group in book.payments:
        in_time: list[DaySum] = []
        undated: list[DaySum] = []
        for day, found in group.days.items():
            if day is None:
                undated.append(found)
            elif not first <= day <= last:
                poster.postings.leave("other-year", found.fen)
                other_year.append(group.sum_of([found], day))
            elif as_of is not None and day > as_of:
                poster.cut_off = True
                poster.postings.leave("after-as-of", found.fen)
            else:
                in_time.append(found)
        for days in (in_time, undated):  # where they go from here no longer depends on the day
            if days:
                poster.post(group, days, dated=days is in_time)
    poster.doubt_undated()
    if other_year:
        values = {"year": year, "count": _count(other_year), "amount_fen": _fen(other_year)}
        poster.postings.facts.append(Fact("other-year", (other_year[0].origin,), values))
    return poster.postings


def _fen(payments: Iterable[PaymentSum]) -> int:
    return sum(payment.fen for payment in payments)


def _count(payments: Iterable[PaymentSum]) -> int:
    return sum(payment.payments for payment in payments)


class _Poster:
    """Posts payments of the right time to the account, or the bucket, that they belong to."""

    def __init__(self, book: Book, accounts: Accounts, settings: Settings) -> None:
        self.postings = Postings()
        self.cut_off = False
        self._book, self._accounts, self._settings = book, accounts, settings
        self._has_levels = any(
            level != settings.own_level for account in accounts.by_key.values() for _, level in account.amounts
        )
        self._resolved: dict[tuple[str, str], Resolved] = {}
        self._undated: list[tuple[PaymentSum, tuple[Origin, ...], Account | None]] = []

    def post(self, group: PaymentGroup, days: list[DaySum], *, dated: bool) -> None:
        """Excluded, unmatched, other level or matched, in this order."""
        payment = group.sum_of(days)
        name, contradicted, excluded = self._resolve(payment)
        if excluded:
            self.postings.leave("excluded", payment.fen)
            self._show_excluded(payment, name)
            return
        if contradicted:
            values = {"project": payment.project, "text": payment.code}
            self.postings.facts.append(Fact("code-contradicts", group.origins_of(days), values))
            self.postings.incomplete = True
        account = self._account(payment, name, group, days)
        if not dated:
            self._undated.append((payment, group.origins_of(days), account))
        if account is None:
            key = (normal(payment.project) if name is None else name, payment.nature)
            self.postings.unmatched.setdefault(key, []).append(payment)
            return
        level = self._level(payment)
        account.add("disbursed", level, payment.fen)
        if level == self._settings.own_level:
            self.postings.matched += payment.fen
        else:
            self.postings.leave("level", payment.fen)

    def doubt_undated(self) -> None:
        """Undated payments count; where dated ones were cut off, nobody knows whether these should have been."""
        if not self.cut_off:
            return
        for table in dict.fromkeys(payment.table for payment, _, _ in self._undated):
            found = [(payment, origins) for payment, origins, _ in self._undated if payment.table == table]
            payments = [payment for payment, _ in found]
            values = {"count": _count(payments), "amount_fen": _fen(payments)}
            places = tuple(origin for _, origins in found for origin in origins)
            self.postings.facts.append(Fact("undated", places, values))
        for _, _, account in self._undated:
            if account is not None:
                account.complete = False

    def _resolve(self, payment: PaymentSum) -> Resolved:
        """The plan's name of a payment's project, whether its code contradicts it, whether it is excluded."""
        known = self._resolved.get((payment.project, payment.code))
        if known is None:
            name, contradicted = self._accounts.names.find(payment.project, payment.code)
            exclusions = self._settings.exclude
            excluded = is_excluded(payment.project, exclusions) or is_excluded(name or "", exclusions)
            known = (name, contradicted, excluded)
            self._resolved[payment.project, payment.code] = known
        return known

    def _show_excluded(self, payment: PaymentSum, name: str | None) -> None:
        """An excluded project is listed with its own figures, outside every total."""
        for nature in self._accounts.natures_of(name) if name else ():
            if payment.nature in (nature, None):
                self._accounts.by_key[name or "", nature].add("disbursed", self._level(payment), payment.fen)
                return

    def _account(
        self, payment: PaymentSum, name: str | None, group: PaymentGroup, days: list[DaySum]
    ) -> Account | None:
        if name is None:
            return None
        natures = self._accounts.natures_of(name)
        if payment.nature is not None:
            return self._accounts.by_key.get((name, payment.nature))
        if len(natures) == 1 and not payment.nature_unknown:
            return self._accounts.by_key[name, natures[0]]
        values = {"project": payment.project, "amount_fen": payment.fen}
        self.postings.facts.append(Fact("nature-unclear", group.origins_of(days), values))
        for nature in natures:
            self._accounts.by_key[name, nature].complete = False
        return None

    def _level(self, payment: PaymentSum) -> str:
        if payment.level is not None:
            return payment.level
        level = self._settings.ledger_level or self._settings.own_level
        if self._has_levels:
            self._accounts.assume("ledger-level", where=self._book.tables[payment.table].where, level=level)
        return level


def unmatched_rows(postings: Postings) -> tuple[Unmatched, ...]:
    """The payments without a plan row, one row a name and nature, in ledger order."""
    return tuple(
        Unmatched(
            project=sums[0].project,
            nature=nature,
            disbursed=_fen(sums),
            payments=_count(sums),
            origins=(sums[0].origin,),
        )
        for (_, nature), sums in postings.unmatched.items()
    )


def reconcile(book: Book, postings: Postings, unmatched: Iterable[Unmatched]) -> Reconciliation:
    """Matched + unmatched + out of scope = ledger total, in fen."""
    out_of_scope = tuple((why, postings.out_of_scope[why]) for why in BUCKETS if why in postings.out_of_scope)
    return Reconciliation(
        ledger_total=sum(group.fen for group in book.payments),
        matched=postings.matched,
        unmatched=sum(row.disbursed for row in unmatched),
        out_of_scope=out_of_scope,
    )
