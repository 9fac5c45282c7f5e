"""What one version of a plan requires: the amounts that it states, and those computed where it states none."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from minsheng_funds.model import Book, Origin, PlanRow
from minsheng_funds.names import Names, is_excluded
from minsheng_funds.settings import Settings
from minsheng_funds.statements.plans import is_computable, open_accounts
from minsheng_funds.vocabulary import MATCHING

Key = tuple[str, str, str]
"""A project (its normalised name), nature and level."""


@dataclass(slots=True)
class Amount:
    """What one version requires of a project, nature and level (fen), with its first row's cell."""

    project: str
    fen: int
    origin: Origin


def keys_of(row: PlanRow, names: Names, settings: Settings) -> Iterator[Key]:
    """The project, nature and levels that a row requires money of, be it stated or to be computed."""
    name, nature = names.add(row.project, row.code), row.nature or MATCHING
    for measure, level in row.amounts:
        if measure == "required":
            yield name, nature, level or settings.own_level
    if is_computable(row) and row.need is not None:
        yield from ((name, nature, share.level) for share in row.need.shares)
        if not row.need.shares:
            yield name, nature, settings.own_level


def amounts_of(book: Book, table: int, settings: Settings) -> dict[Key, Amount]:
    """What a table requires, project by project; excluded ones are left out."""
    rows = [row for row in book.plan_rows if row.table == table and not is_excluded(row.project, settings.exclude)]
    if any(row.need is not None for row in rows):
        return _with_need(replace(book, plan_rows=tuple(rows)), settings)
    found: dict[Key, Amount] = {}
    names = Names(settings.aliases)
    for row in rows:
        for (measure, level), fen in row.amounts.items():
            if measure == "required":
                key = (names.add(row.project, row.code), row.nature or MATCHING, level or settings.own_level)
                amount = found.setdefault(key, Amount(row.project, 0, row.origin))
                amount.fen += fen
    return found


def _with_need(book: Book, settings: Settings) -> dict[Key, Amount]:
    """The same where some of it is computed, just as the statement of this version alone would compute it."""
    from minsheng_funds.statements.need_compared import add_needs

    accounts = open_accounts(book, settings, None, frozenset())
    add_needs(accounts, book, settings)
    return {
        (name, nature, level): Amount(account.project, fen, account.origins[0])
        for (name, nature), account in accounts.by_key.items()
        for (measure, level), fen in account.amounts.items()
        if measure == "required"
    }
