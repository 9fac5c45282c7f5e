"""Book + Statement → Findings: what the rules say is wrong with the data. All of them in one run, never raised."""

from collections.abc import Iterable, Iterator

from minsheng_funds.checks import rules
from minsheng_funds.checks.evidence import Evidence
from minsheng_funds.checks.findings import by_severity, finding_of
from minsheng_funds.checks.registry import RULES, Rule
from minsheng_funds.model import Book, Fact, Finding, Statement
from minsheng_funds.settings import Settings

__all__ = ["RULES", "find", "findings_of", "rules"]

MOST_OF_A_KIND = 1_000
"""So many findings of one kind a report lists; the rest are counted."""


def find(book: Book, statement: Statement, settings: Settings) -> tuple[Finding, ...]:
    """What bears on the figures: every finding of `report`, errors first, then as the facts were noticed."""
    seen = Evidence(book, statement, settings)
    places = {id(fact): place for place, fact in enumerate(seen.recorded)}
    found = [pair for rule in RULES.values() if rule.in_report for pair in _first(rule, seen)]
    found.sort(key=lambda pair: places.get(id(pair[1]), len(places)))
    return by_severity(finding_of(rule, fact, seen.unit_of) for rule, fact in found)


def _first(rule: Rule, seen: Evidence) -> Iterator[tuple[Rule, Fact]]:
    """The facts of a rule for a report: of very many the first, and how many more there are. `check` lists them all."""
    facts = list(rule.find(seen))
    yield from ((rule, fact) for fact in facts[:MOST_OF_A_KIND])
    if beyond := facts[MOST_OF_A_KIND:]:
        more = RULES["more-of-kind"]
        yield more, Fact(more.kind, beyond[0].origins[:1], {"count": len(beyond), "more_of": rule.kind})


def findings_of(facts: Iterable[Fact]) -> tuple[Finding, ...]:
    """Findings of facts alone, as when no table could be read."""
    return by_severity(finding_of(RULES[fact.kind], fact) for fact in facts)
