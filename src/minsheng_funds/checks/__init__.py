"""Book + Statement → Findings: what the rules say is wrong with the data. All of them in one run, never raised."""

from collections.abc import Iterable, Mapping

from minsheng_funds.checks.catalogue import RULES, Rule
from minsheng_funds.checks.figures import check_figures
from minsheng_funds.checks.schedule import check_schedule
from minsheng_funds.checks.words import yuan
from minsheng_funds.model import Book, Fact, Finding, Statement
from minsheng_funds.settings import Settings
from minsheng_funds.vocabulary import Text

SEVERITY_ORDER = ("error", "warning", "info")


def find(book: Book, statement: Statement, settings: Settings) -> tuple[Finding, ...]:
    """Every finding, errors first, then in the order of files and sheets."""
    return _ordered(
        (*book.facts, *statement.facts, *check_figures(book, statement, settings), *check_schedule(statement, settings))
    )


def findings_of(facts: Iterable[Fact]) -> tuple[Finding, ...]:
    """Findings of facts alone, as when no table could be read."""
    return _ordered(facts)


def _ordered(facts: Iterable[Fact]) -> tuple[Finding, ...]:
    findings = [_finding(fact) for fact in facts]
    return tuple(sorted(findings, key=lambda finding: SEVERITY_ORDER.index(finding.severity)))


def _finding(fact: Fact) -> Finding:
    rule: Rule = RULES[fact.kind]
    values = _words(fact.values)
    expected, actual = _value(fact, rule, "expected"), _value(fact, rule, "actual")
    difference = actual - expected if isinstance(expected, int) and isinstance(actual, int) else None
    if actual is None and rule.measure == "fen":
        actual = _as_fen(fact.values.get("amount_fen"))
    return Finding(
        code=rule.code,
        severity=rule.severity,
        message=rule.message.fill(**values),
        remedy=rule.remedy.fill(**values),
        origins=fact.origins,
        measure=rule.measure,
        expected=expected,
        actual=actual,
        difference=difference,
    )


def _value(fact: Fact, rule: Rule, name: str) -> int | str | None:
    if rule.measure == "fen":
        return _as_fen(fact.values.get(f"{name}_fen"))
    value = fact.values.get(f"{name}_{rule.measure}", fact.values.get(name))
    return None if value is None else str(value)


def _as_fen(value: object) -> int | None:
    return value if isinstance(value, int) else None


def _words(values: Mapping[str, object]) -> dict[str, object]:
    """The values as they are printed: money in yuan with thousand separators, blank names as a dash."""
    words: dict[str, object] = {"header_note": Text("", "")}
    for key, value in values.items():
        if key.endswith("_fen") and isinstance(value, int):
            words[key] = yuan(value)
        elif key == "header" and value:
            words["header_note"] = Text(f"({value})", f" ({value})")
        else:
            words[key] = "—" if value == "" and key == "project" else value
    return words
