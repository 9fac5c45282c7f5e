"""What the rules look at: the book, the statement, and the facts noticed on the way to them."""

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import NamedTuple

from minsheng_funds.checks.figures import check_figures
from minsheng_funds.checks.registry import RULES
from minsheng_funds.checks.schedule import check_schedule
from minsheng_funds.model import Book, Fact, Origin, Statement
from minsheng_funds.names import normal
from minsheng_funds.settings import Settings
from minsheng_funds.settings.check import Limit, Waiver


class Shortfall(NamedTuple):
    """Where a rule could not look, and what it misses: a key of `messages.NEEDS`, with values to fill it."""

    need: str
    origins: tuple[Origin, ...]
    values: Mapping[str, object]


class Evidence:
    """One run's book and statement, and the facts that reading, adding up and comparing have recorded, by kind."""

    def __init__(self, book: Book, statement: Statement, settings: Settings) -> None:
        self.book, self.statement, self.settings = book, statement, settings
        self.today = settings.today
        self.unused_waivers: Sequence[Waiver] = ()
        """Waivers that answered for no finding; known when all other rules have run."""
        self.shortfalls: dict[str, list[Shortfall]] = {}
        """What a rule, by its kind, said that it could not look at."""
        self.recorded: Sequence[Fact] = (
            *(*book.facts, *statement.facts),
            *(*check_figures(book, statement, settings), *check_schedule(statement, settings)),
        )

    @cached_property
    def has(self) -> frozenset[str]:
        """What there is that a rule may need: kinds of tables, and the text fields of plans and ledgers."""
        found = {table.kind for table in self.book.tables}
        if found & {"plan", "progress"}:
            found.add("planned")
        if found & {"ledger", "progress"}:
            found.add("paid")
        if self.today is not None:
            found.add("today")
        for table in self.book.tables:
            if table.kind == "ledger":
                found |= {f"ledger-{column.field}" for column in table.columns if column.field}
            else:
                found |= {f"plan-{column.field}" for column in table.columns if column.field}
        return frozenset(found.union(f"ledger-{name}" for listing in self.book.listings for name in listing.places))

    def cannot(self, kind: str, need: str, *origins: Origin, **values: object) -> None:
        """Hears from a rule that it could not look at some tables, or not wholly, for want of this."""
        self.shortfalls.setdefault(kind, []).append(Shortfall(need, origins, values))

    def facts(self, kind: str) -> Sequence[Fact]:
        """The recorded facts of a kind, in the order in which they were noticed."""
        return self._by_kind.get(kind, ())

    def limit(self, kind: str, name: str) -> Limit:
        """A threshold of a rule: as [check.CODE] sets it, else its default (fen, a number, days or a percentage)."""
        rule = RULES[kind]
        return self.settings.check.limits.get(rule.code, {}).get(name, rule.limits[name])

    @cached_property
    def _by_kind(self) -> Mapping[str, list[Fact]]:
        found: dict[str, list[Fact]] = {}
        for fact in self.recorded:
            found.setdefault(fact.kind, []).append(fact)
        return found

    @cached_property
    def _units(self) -> Mapping[str, str]:
        """The responsible unit of each planned project, by normalised name."""
        lines = (*self.statement.lines, *self.statement.excluded)
        return {normal(line.project): line.unit for line in lines if line.unit}

    def unit_of(self, project: str) -> str:
        """The unit that the plan names for a project; blank where it names none."""
        return self._units.get(normal(project), "")
