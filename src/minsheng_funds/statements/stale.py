"""Names that the settings speak of and that stand nowhere: exclusions, aliases and schedules that do nothing."""

from collections.abc import Iterator

from minsheng_funds.model import Book, Fact, Origin
from minsheng_funds.names import is_excluded, normal, normalised
from minsheng_funds.settings import Settings
from minsheng_funds.statements.scheduled import by_name
from minsheng_funds.vocabulary import nearest_text


def stale_names(book: Book, settings: Settings) -> Iterator[Fact]:
    """A fact for every name of the settings that no table has.

    An exclusion that leaves nothing out, an alias or the plan name that it stands for, a schedule's class or project.
    """
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
    yield from _stale_schedules(book, settings, here)


def _stale_schedules(book: Book, settings: Settings, here: tuple[Origin, ...]) -> Iterator[Fact]:
    """Schedules of classes or projects that no plan has, and second schedules of the same one."""
    aliases = normalised(settings.aliases)
    classes = list(dict.fromkeys(row.class_name for row in book.plan_rows if row.class_name))
    projects = list(dict.fromkeys(row.project for row in book.plan_rows))
    schedules = settings.schedule
    for kind, curves, names, renamed in (
        ("schedule-class-stale", schedules.classes, classes, {}),
        ("schedule-project-stale", schedules.projects, projects, aliases),
    ):
        known = {renamed.get(name, name) for name in map(normal, names)}
        followed = by_name(curves, renamed)
        for curve in curves:
            name = renamed.get(normal(curve.name), normal(curve.name))
            if followed[name] is not curve:
                values = {"setting": curve.section, "pattern": followed[name].section}
                yield Fact("schedule-twice", here, values)
            elif name not in known:
                yield Fact(kind, here, {"setting": curve.section, "nearest": nearest_text(curve.name, names)})
