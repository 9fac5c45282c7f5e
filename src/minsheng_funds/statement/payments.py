"""Payments into accounts. Each falls into the first bucket that applies:

other year, after the as-of date, excluded, unmatched, other level, matched. Together they are the ledger total.
"""

from dataclasses import dataclass, field
from datetime import date

from minsheng_funds.model import Book, Fact, Origin, PaymentSum, Reconciliation, Unmatched
from minsheng_funds.settings import Settings
from minsheng_funds.statement.names import is_excluded, normal
from minsheng_funds.statement.plans import Account, Accounts

Resolved = tuple[str | None, bool, bool]

BUCKETS = ("other-year", "after-as-of", "excluded", "level")


@dataclass(slots=True)
class Postings:
    """The buckets while payments are posted; fen."""

    out_of_scope: dict[str, int] = field(default_factory=dict)
    matched: int = 0
    unmatched: dict[tuple[str, str | None], list[PaymentSum]] = field(default_factory=dict)
    cut_off: bool = False
    undated: list[tuple[PaymentSum, Account | None]] = field(default_factory=list)
    facts: list[Fact] = field(default_factory=list)
    incomplete: bool = False

    def leave(self, why: str, payment: PaymentSum) -> None:
        """Puts a payment out of scope."""
        self.out_of_scope[why] = self.out_of_scope.get(why, 0) + payment.fen


def post_payments(book: Book, accounts: Accounts, settings: Settings, as_of: date | None, year: int | None) -> Postings:
    """Posts every payment sum of the ledgers to its bucket; matched and other-level ones to their account."""
    postings = Postings()
    has_levels = {key for key, account in accounts.by_key.items() if {level for _, level in account.amounts} - {settings.own_level}}
    resolved: dict[tuple[str, str], Resolved] = {}
    for payment in book.payments:
        _post(payment, book, accounts, postings, settings, as_of, year, bool(has_levels), resolved)
    if postings.cut_off and postings.undated:
        by_table: dict[int, list[Origin]] = {}
        for payment, account in postings.undated:
            by_table.setdefault(payment.table, []).append(payment.origin)
            if account is not None:
                account.complete = False
        for table, origins in by_table.items():
            fen = sum(payment.fen for payment, _ in postings.undated if payment.table == table)
            count = sum(payment.count for payment, _ in postings.undated if payment.table == table)
            postings.facts.append(Fact("undated", tuple(origins), {"count": count, "amount_fen": fen}))
    return postings


def _post(
    payment: PaymentSum,
    book: Book,
    accounts: Accounts,
    postings: Postings,
    settings: Settings,
    as_of: date | None,
    year: int | None,
    has_levels: bool,
    resolved: dict[tuple[str, str], Resolved],
) -> None:
    if payment.date is not None and year is not None and payment.date.year != year:
        postings.leave("other-year", payment)
        return
    if payment.date is not None and as_of is not None and payment.date > as_of:
        postings.cut_off = True
        postings.leave("after-as-of", payment)
        return
    key, contradicted, excluded = _resolve(payment, accounts, settings, resolved)
    if excluded:
        postings.leave("excluded", payment)
        for nature in accounts.natures_of(key) if key else ():
            if payment.nature in (nature, None):
                account = accounts.by_key[key or "", nature]
                account.add("disbursed", _level(payment, book, accounts, settings, has_levels), payment.fen)
                break
        return
    if contradicted:
        postings.facts.append(Fact("code-contradicts", (payment.origin,), {"project": payment.project, "text": payment.code}))
        postings.incomplete = True
    account = _account_of(payment, key, accounts, postings)
    if payment.date is None:
        postings.undated.append((payment, account))
    if account is None:
        postings.unmatched.setdefault((normal(payment.project), payment.nature), []).append(payment)
        return
    level = _level(payment, book, accounts, settings, has_levels)
    account.add("disbursed", level, payment.fen)
    if level == settings.own_level:
        postings.matched += payment.fen
    else:
        postings.leave("level", payment)


def _resolve(
    payment: PaymentSum, accounts: Accounts, settings: Settings, resolved: dict[tuple[str, str], Resolved]
) -> Resolved:
    """The plan's name of a payment's project, whether its code contradicts it, whether it is excluded; remembered."""
    known = resolved.get((payment.project, payment.code))
    if known is None:
        key, contradicted = accounts.names.find(payment.project, payment.code)
        excluded = is_excluded(payment.project, settings.exclude) or is_excluded(key or "", settings.exclude)
        known = resolved[payment.project, payment.code] = (key, contradicted, excluded)
    return known


def _account_of(payment: PaymentSum, key: str | None, accounts: Accounts, postings: Postings) -> Account | None:
    if key is None:
        return None
    natures = accounts.natures_of(key)
    if payment.nature is not None:
        return accounts.by_key.get((key, payment.nature))
    if len(natures) == 1 and not payment.nature_unknown:
        return accounts.by_key[key, natures[0]]
    postings.facts.append(Fact("nature-unclear", (payment.origin,), {"project": payment.project, "amount_fen": payment.fen}))
    for nature in natures:
        accounts.by_key[key, nature].complete = False
    return None


def _level(payment: PaymentSum, book: Book, accounts: Accounts, settings: Settings, has_levels: bool) -> str:
    if payment.level is not None:
        return payment.level
    level = settings.ledger_level or settings.own_level
    if has_levels:
        accounts.assume("ledger-level", where=book.tables[payment.table].where, level=level)
    return level


def unmatched_rows(postings: Postings) -> tuple[Unmatched, ...]:
    """The payments without a plan row, one row a name and nature, in ledger order."""
    return tuple(
        Unmatched(
            project=sums[0].project,
            nature=nature,
            disbursed=sum(payment.fen for payment in sums),
            payments=sum(payment.count for payment in sums),
            origins=(sums[0].origin,),
        )
        for (_, nature), sums in postings.unmatched.items()
    )


def reconcile(book: Book, postings: Postings) -> Reconciliation:
    """matched + unmatched + out of scope = ledger total, in fen."""
    unmatched = sum(row.disbursed for row in unmatched_rows(postings))
    out_of_scope = tuple((why, postings.out_of_scope[why]) for why in BUCKETS if why in postings.out_of_scope)
    return Reconciliation(sum(payment.fen for payment in book.payments), postings.matched, unmatched, out_of_scope)
