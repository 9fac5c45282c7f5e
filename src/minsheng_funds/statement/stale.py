"""Names that the settings speak of and that stand nowhere: exclusions and aliases that do nothing."""

from collections.abc import Iterator

from minsheng_funds.model import Book, Fact, Origin
from minsheng_funds.settings import Settings
from minsheng_funds.statement.names import is_excluded, normal
from minsheng_funds.vocabulary import nearest_text


def stale_names(book: Book, settings: Settings) -> Iterator[Fact]:
    """A fact for every exclusion that leaves nothing out, and for every alias whose name or plan name is nowhere."""
    here = (Origin(settings.origin or (book.sources[0].name if book.sources else "")),)
    planned = list(dict.fromkeys(row.project for row in book.plan_rows))
    paid = list(dict.fromkeys(group.project for group in book.payments))
    names = [*planned, *paid]
    known, known_plans = {normal(name) for name in names}, {normal(name) for name in planned}
    for excluded in settings.exclude:
        if not any(is_excluded(name, [excluded]) for name in names):
            yield Fact("exclude-stale", here, {"setting": excluded, "nearest": nearest_text(excluded, names)})
    for alias, plan in settings.aliases.items():
        if normal(alias) not in known:
            yield Fact("alias-ledger-stale", here, {"setting": alias, "nearest": nearest_text(alias, paid)})
        if planned and normal(plan) not in known_plans:
            values = {"setting": plan, "alias": alias, "nearest": nearest_text(plan, planned)}
            yield Fact("alias-plan-stale", here, values)
    for rule in settings.need.rules:
        if planned and not any(rule.fits(name) for name in planned):
            yield Fact("need-stale", here, {"setting": rule.pattern, "nearest": nearest_text(rule.pattern, planned)})
