"""A fact and its rule → a finding: the rule's words, filled with the fact's values."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date

from minsheng_funds.checks.registry import RULES, Rule
from minsheng_funds.messages import SEVERITIES, yuan
from minsheng_funds.model import Fact, Finding
from minsheng_funds.vocabulary import Text

LONGEST = 200
"""So many characters of a cell stand in a sentence."""
SEVERITY_ORDER = tuple(SEVERITIES)


def by_severity(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Errors first; within a severity the order is kept."""
    return tuple(sorted(findings, key=lambda finding: SEVERITY_ORDER.index(finding.severity)))


def finding_of(rule: Rule, fact: Fact, unit_of: Callable[[str], str] | None = None) -> Finding:
    """What a rule says of one fact: its words filled with the fact's values."""
    values = _words(fact.values)
    expected, actual = _value(fact, rule, "expected"), _value(fact, rule, "actual")
    difference = actual - expected if isinstance(expected, int) and isinstance(actual, int) else None
    if actual is None and rule.measure == "fen":
        actual = _as_fen(fact.values.get("amount_fen"))
    project, deadline = fact.values.get("project"), fact.values.get("deadline_day")
    name = project if isinstance(project, str) else ""
    return Finding(
        code=rule.code,
        severity=rule.severity,
        message=rule.words.message.fill(**values),
        remedy=rule.words.remedy.fill(**values),
        origins=fact.origins,
        measure=rule.measure,
        expected=expected,
        actual=actual,
        difference=difference,
        project=name,
        unit=unit_of(name) if unit_of is not None and name else "",
        title=rule.words.title,
        why=rule.words.why,
        due=deadline if isinstance(deadline, date) else None,
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
        elif key == "more_of" and value in RULES:
            found = RULES[str(value)]
            words[key] = Text(*(f"{found.code} {title}" for title in found.words.title))
        else:
            words[key] = "—" if value == "" and key == "project" else _short(value)
    return words


def _short(value: object) -> object:
    """A value as a sentence has room for it: of a text that fills pages, its beginning."""
    return value if not isinstance(value, str) or len(value) <= LONGEST else value[: LONGEST - 1] + "…"
