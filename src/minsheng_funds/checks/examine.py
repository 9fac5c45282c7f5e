"""All rules, for `check`: which run, how grave they are, what the settings and the baseline set aside."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from minsheng_funds.checks.evidence import Evidence
from minsheng_funds.checks.findings import by_severity, finding_of
from minsheng_funds.checks.registry import RULES, Rule
from minsheng_funds.messages import NEEDS
from minsheng_funds.model import Checked, Finding, Unable
from minsheng_funds.settings import Settings


def examine(seen: Evidence) -> Checked:
    """Runs every rule that is selected; those that miss what they need are named, never passed."""
    findings: list[Finding] = []
    unable: list[Unable] = []
    chosen = [rule for rule in RULES.values() if is_chosen(rule, seen.settings)]
    for rule in chosen:
        missing = [need for need in rule.needs if need not in seen.has]
        if missing:
            unable += (Unable(rule.code, rule.words.title, NEEDS[need]) for need in missing[:1])
        else:
            findings += _run(rule, seen)
    return Checked(by_severity(findings), unable=tuple(unable))


def is_chosen(rule: Rule, settings: Settings) -> bool:
    """Whether the settings leave a rule: selected (as all are where none is named), and not ignored."""
    select, ignore = settings.check.select, settings.check.ignore
    return _is_named(rule, select or (rule.family,)) and not _is_named(rule, ignore)


def _is_named(rule: Rule, codes: Iterable[str]) -> bool:
    return any(code in (rule.code, rule.family) for code in codes)


def _run(rule: Rule, seen: Evidence) -> Iterator[Finding]:
    severity = seen.settings.check.severities.get(rule.code, rule.severity)
    for fact in rule.find(seen):
        yield replace(finding_of(rule, fact, seen.unit_of), severity=severity)
