"""Book + Statement → Findings: what the rules say is wrong with the data. All of them in one run, never raised."""

from collections.abc import Iterable

from minsheng_funds.checks import rules
from minsheng_funds.checks.evidence import Evidence
from minsheng_funds.checks.findings import by_severity, finding_of
from minsheng_funds.checks.registry import RULES
from minsheng_funds.model import Book, Fact, Finding, Statement
from minsheng_funds.settings import Settings

__all__ = ["RULES", "find", "findings_of", "rules"]


def find(book: Book, statement: Statement, settings: Settings) -> tuple[Finding, ...]:
    """What bears on the figures: every finding of `report`, errors first, then as the facts were noticed."""
    seen = Evidence(book, statement, settings)
    places = {id(fact): place for place, fact in enumerate(seen.recorded)}
    found = [(rule, fact) for rule in RULES.values() if rule.in_report for fact in rule.find(seen)]
    found.sort(key=lambda pair: places.get(id(pair[1]), len(places)))
    return by_severity(finding_of(rule, fact, seen.unit_of) for rule, fact in found)


def findings_of(facts: Iterable[Fact]) -> tuple[Finding, ...]:
    """Findings of facts alone, as when no table could be read."""
    return by_severity(finding_of(RULES[fact.kind], fact) for fact in facts)
