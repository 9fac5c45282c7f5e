"""The single payments that are compared, and those that are not: another stage or year, later, excluded, by level."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import NamedTuple

from minsheng_funds.comparison.projects import Aliases
from minsheng_funds.model import Outcome, Payment
from minsheng_funds.model.comparison import LeftOutPayments
from minsheng_funds.names import Names, is_excluded, key_of
from minsheng_funds.settings import Settings

ORDER = ("stage", "other-year", "after-as-of", "excluded", "level")


class Scope(NamedTuple):
    """What counts on a side: None does not limit."""

    year: int | None
    as_of: date | None
    exclude: tuple[str, ...]
    level: str | None
    default_level: str
    other_stages: frozenset[int] = frozenset()
    """The ledgers whose payments are of another stage than those compared."""


def statement_scope(outcome: Outcome, settings: Settings) -> Scope:
    """What the statement of a side counts as paid: its year, up to its date, its own level."""
    statement = outcome.statement
    default = settings.ledger_level or statement.own_level
    return Scope(statement.year, statement.as_of, settings.exclude, statement.own_level, default)


def whole_scope(settings: Settings) -> Scope:
    """The whole ledger but for what the settings or options leave out."""
    return Scope(settings.year, settings.as_of, settings.exclude, None, settings.own_level)


def stage_of(stages: Iterable[Mapping[int, str]]) -> str:
    """The stage whose payments are compared: disbursed, unless no ledger of either side records that."""
    found = {stage for side in stages for stage in side.values()}
    return "disbursed" if "disbursed" in found or not found else min(found)


class Side:
    """One side's planned names, with which its payments find their project."""

    def __init__(self, outcome: Outcome, aliases: Aliases, new_of: Mapping[str, str] | None = None) -> None:
        self._aliases, self._new_of = aliases, new_of or {}
        self._names = Names(aliases)
        for row in outcome.book.plan_rows:
            self._names.add(row.project, row.code)

    def name(self, payment: Payment) -> str:
        """The project as it is called on both sides."""
        key, _ = self._names.find(payment.project, payment.code)
        own = key if key is not None else key_of(payment.project, self._aliases)
        return self._new_of.get(own, own)

    def in_scope(self, payments: Iterable[Payment], scope: Scope) -> tuple[list[Payment], list[LeftOutPayments]]:
        """The payments that count, in order; the others by reason."""
        kept: list[Payment] = []
        out: dict[str, list[int]] = {}
        excluded: dict[tuple[str, str], bool] = {}
        for payment in payments:
            known = excluded.get((payment.project, payment.code))
            if known is None:
                key, _ = self._names.find(payment.project, payment.code)
                known = is_excluded(payment.project, scope.exclude) or is_excluded(key or "", scope.exclude)
                excluded[payment.project, payment.code] = known
            why = self._why_not(payment, scope, excluded=known)
            if why is None:
                kept.append(payment)
            else:
                out.setdefault(why, []).append(payment.fen)
        return kept, [LeftOutPayments(why, len(out[why]), sum(out[why])) for why in ORDER if why in out]

    def _why_not(self, payment: Payment, scope: Scope, *, excluded: bool) -> str | None:
        if payment.table in scope.other_stages:
            return "stage"
        day, year = payment.date, payment.refund_of  # a refund belongs to the year of its money, not to its day's
        if year is None and day is not None:
            year = day.year
        if year is not None and scope.year is not None and year != scope.year:
            return "other-year"
        if day is not None and scope.as_of is not None and day > scope.as_of:
            return "after-as-of"
        if excluded:
            return "excluded"
        level = payment.level or scope.default_level
        planned = scope.level is not None and self._names.find(payment.project, payment.code)[0] is not None
        return "level" if planned and level != scope.level else None
