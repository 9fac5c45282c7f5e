"""Payments into accounts. Each falls into the first bucket that applies:

other year, after the as-of date, another stage (spent), excluded, unmatched, other level, matched. Together they are
the ledger total. What a ledger of the stage "spent" records feeds `spent`, within the same scope, never `disbursed`.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from minsheng_funds.messages import MOST_NAMED, NATURE_UNSAID
from minsheng_funds.model import (
    Book,
    DaySum,
    Fact,
    Origin,
    PaymentGroup,
    PaymentSum,
    Placed,
    Reconciliation,
    Unmatched,
)
from minsheng_funds.names import is_excluded, normal
from minsheng_funds.settings import Settings
from minsheng_funds.statements.periods import Days, Period, refunds_of_earlier_years
from minsheng_funds.statements.plans import Account, Accounts
from minsheng_funds.statements.stages import DISBURSED, SPENT, stages_of

Resolved = tuple[str | None, bool, bool]

OUTSIDE = ("other-year", "after-as-of")
"""Out of scope whatever the ledger records, and in no figure."""
MOST_CELLS = 100
"""How many cells a finding names; the rest is a number."""
BUCKETS = ("stage", "other-year", "after-as-of", "excluded", "level")


@dataclass(slots=True)
class Postings:
    """The buckets while payments are posted; fen."""

    out_of_scope: dict[str, int] = field(default_factory=dict)
    matched: int = 0
    unmatched: dict[tuple[str, str | None], list[PaymentSum]] = field(default_factory=dict)
    facts: list[Fact] = field(default_factory=list)
    incomplete: bool = False
    placed: list[Placed] = field(default_factory=list)

    def place(self, group: PaymentGroup, days: Days, bucket: str, level: str, account: Account | None = None) -> None:
        """Puts payments into their bucket."""
        names = (None, None) if account is None else (account.project, account.nature)
        placed = Placed(group, tuple(days), bucket, level, *names)
        self.placed.append(placed)
        if bucket == "matched":
            self.matched += placed.fen
        elif bucket != "unmatched":
            self.out_of_scope[bucket] = self.out_of_scope.get(bucket, 0) + placed.fen


def post_payments(book: Book, accounts: Accounts, settings: Settings, as_of: date | None, year: int | None) -> Postings:
    """Posts every payment sum of the ledgers to its bucket; matched and other-level ones to their account."""
    poster = _Poster(book, accounts, settings)
    period = Period(year, as_of)
    other_year: list[PaymentSum] = []
    for group in book.payments:
        times = period.split(group)
        if times.other_year:
            poster.leave(group, times.other_year, "other-year")
            other_year += (group.sum_of([found], day) for day, found in times.other_year)
        if times.returned:
            poster.give_back(group, times.returned)
        if times.too_late:
            poster.cut_off = True
            poster.leave(group, times.too_late, "after-as-of")
        for days in (times.in_time, times.undated):  # where they go from here no longer depends on the day
            if days:
                poster.post(group, days, dated=days is times.in_time)
    poster.doubt_undated()
    if other_year:
        values = {"year": year, "count": _count(other_year), "amount_fen": _fen(other_year)}
        poster.postings.facts.append(Fact("other-year", _cells(other_year), values))
    poster.postings.facts += [*refunds_of_earlier_years(poster.returned, year), *poster.spent_without_plan()]
    return poster.postings


def _fen(payments: Iterable[PaymentSum]) -> int:
    return sum(payment.fen for payment in payments)


def _count(payments: Iterable[PaymentSum]) -> int:
    return sum(payment.payments for payment in payments)


def _cells(payments: Sequence[PaymentSum]) -> tuple[Origin, ...]:
    return tuple(payment.origin for payment in payments[:MOST_CELLS])


class _Poster:
    """Posts payments of the right time to the account, or the bucket, that they belong to."""

    def __init__(self, book: Book, accounts: Accounts, settings: Settings) -> None:
        self.postings = Postings()
        self.cut_off = False
        self._book, self._accounts, self._settings = book, accounts, settings
        self._has_levels = any(
            level != settings.own_level for account in accounts.by_key.values() for _, level in account.amounts
        )
        self._levelled = {group.table for group in book.payments if group.level is not None}
        self._resolved: dict[tuple[str, str], Resolved] = {}
        self._undated: list[tuple[PaymentSum, tuple[Origin, ...], Account | None]] = []
        self.returned: list[tuple[PaymentGroup, Days]] = []
        self._stages = stages_of(book, settings)
        self._refunding = DISBURSED if DISBURSED in self._stages.values() else SPENT
        self._spent_unmatched: list[PaymentSum] = []

    def _place(self, group: PaymentGroup, days: Days, bucket: str, level: str, account: Account | None) -> None:
        """Puts payments into their bucket, and on their account: spent ones beside it, and out of scope."""
        stage = self._stages[group.table]
        outside = bucket in OUTSIDE
        self.postings.place(group, days, "stage" if stage == SPENT and not outside else bucket, level, account)
        if account is None or outside:
            return
        account.add(stage, level, sum(found.fen for _, found in days))
        back = sum(found.refunded for _, found in days)
        if stage == self._refunding and back:
            account.add("refunded", level, back)

    def give_back(self, group: PaymentGroup, days: Days) -> None:
        """Refunds of an earlier year's money: they reduce what was paid then, and are shown beside this year's."""
        account, level = self.leave(group, days, "other-year")
        self.returned.append((group, days))
        if account is not None and self._stages[group.table] == self._refunding:
            account.add("refunded_earlier", level, sum(found.refunded for _, found in days))

    def spent_without_plan(self) -> list[Fact]:
        """What a ledger of the stage "spent" holds of projects that no plan has: in no figure, so it is said."""
        facts = []
        for table in dict.fromkeys(payment.table for payment in self._spent_unmatched):
            found = [payment for payment in self._spent_unmatched if payment.table == table]
            names = "、".join(list(dict.fromkeys(payment.project for payment in found))[:MOST_NAMED])
            values = {"project": names, "count": _count(found), "amount_fen": _fen(found)}
            facts.append(Fact("spent-unmatched", _cells(found), values))
        return facts

    def leave(self, group: PaymentGroup, days: Days, why: str) -> tuple[Account | None, str]:
        """Payments of another time: their project and level are kept, for whoever asks what was left out."""
        name, _, _ = self._resolve(group.project, group.code)
        accounts = self._accounts
        natures = accounts.natures_of(name) if name is not None else []
        known = [nature for nature in natures if group.nature in (nature, None)]
        account = accounts.by_key[name or "", known[0]] if len(known) == 1 else None
        level = group.level or self._settings.ledger_level or self._settings.own_level
        self._place(group, days, why, level, account)
        return account, level

    def post(self, group: PaymentGroup, days: Days, *, dated: bool) -> None:
        """Excluded, unmatched, other level or matched, in this order."""
        sums = [found for _, found in days]
        payment = group.sum_of(sums)
        name, contradicted, excluded = self._resolve(payment.project, payment.code)
        if excluded:
            self._place(group, days, "excluded", self._level(payment), self._excluded_account(payment, name))
            return
        if contradicted:
            values = {"project": payment.project, "text": payment.code}
            self.postings.facts.append(Fact("code-contradicts", group.origins_of(sums), values))
            self.postings.incomplete = True
        account = self._account(payment, name, group, sums)
        if not dated:
            self._undated.append((payment, group.origins_of(sums), account))
        level = self._level(payment) if account is not None else payment.level or self._settings.own_level
        if account is None:
            key = (normal(payment.project) if name is None else name, payment.nature)
            if self._stages[group.table] == SPENT:
                self._spent_unmatched.append(payment)
            else:
                self.postings.unmatched.setdefault(key, []).append(payment)
            self._place(group, days, "unmatched", level, None)
            return
        self._place(group, days, "matched" if level == self._settings.own_level else "level", level, account)

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

    def _resolve(self, project: str, code: str) -> Resolved:
        """The plan's name of a payment's project, whether its code contradicts it, whether it is excluded."""
        known = self._resolved.get((project, code))
        if known is None:
            name, contradicted = self._accounts.names.find(project, code)
            exclusions = self._settings.exclude
            excluded = is_excluded(project, exclusions) or is_excluded(name or "", exclusions)
            known = (name, contradicted, excluded)
            self._resolved[project, code] = known
        return known

    def _excluded_account(self, payment: PaymentSum, name: str | None) -> Account | None:
        """An excluded project is listed with its own figures, outside every total."""
        for nature in self._accounts.natures_of(name) if name else ():
            if payment.nature in (nature, None):
                return self._accounts.by_key[name or "", nature]
        return None

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
        planned = NATURE_UNSAID["both" if len(natures) > 1 else natures[0]]
        said = NATURE_UNSAID["unknown" if payment.nature_unknown else "blank"]
        values = {"project": payment.project, "amount_fen": payment.fen, "planned": planned, "said": said}
        self.postings.facts.append(Fact("nature-unclear", group.origins_of(days), values))
        for nature in natures:
            self._accounts.by_key[name, nature].complete = False
        return None

    def _level(self, payment: PaymentSum) -> str:
        if payment.level is not None:
            return payment.level
        level = self._settings.ledger_level or self._settings.own_level
        if self._has_levels:
            kind = "ledger-level-some" if payment.table in self._levelled else "ledger-level"
            self._accounts.assume(kind, where=self._book.tables[payment.table].where, level=level)
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
