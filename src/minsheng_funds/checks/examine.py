"""All rules, for `check`: which run, how grave they are, and what waivers and a baseline set aside."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace

from minsheng_funds.checks.evidence import Evidence
from minsheng_funds.checks.findings import SEVERITY_ORDER, finding_of
from minsheng_funds.checks.registry import RULES, Rule
from minsheng_funds.checks.set_aside import is_over, waive, without_known
from minsheng_funds.messages import NEEDS, failure
from minsheng_funds.model import Book, Checked, Finding, Origin, Unable
from minsheng_funds.settings import Settings
from minsheng_funds.vocabulary import Text, nearest_text

OVER_SEVERAL = ("B", "C")
"""The families of rules over several statements: `batch` and `compare` alone have them."""
LAST = "waiver-unused"
"""The rule that runs when all others have: it is about what they found."""


def refuse_unknown_codes(settings: Settings) -> None:
    """Raises `Failure` for a code, a family or a threshold that no rule has."""
    check = settings.check
    codes = {rule.code: rule for rule in RULES.values()}
    families = {rule.family for rule in RULES.values()}
    named = [*check.severities, *check.limits, *(waiver.code for waiver in check.waivers)]
    for code in (*check.select, *check.ignore, *named):
        if code not in codes and code not in families:
            near = nearest_text(code, sorted(codes)) if len(code) > 1 else nearest_text(code, sorted(families))
            raise failure("no-such-rule", detail=code, nearest=near)
    if not any(is_chosen(rule, settings) for rule in RULES.values()):
        raise failure("no-rule-left")
    for code, limits in check.limits.items():
        for name in limits:
            if name not in codes[code].limits:
                known = ", ".join(codes[code].limits) or "severity"
                raise failure("settings-unknown", where=f"{settings.origin} [check.{code}]", detail=name, known=known)


def examine(seen: Evidence, known: Mapping[str, int] | None = None) -> Checked:
    """Runs every rule that is selected; those that miss what they need are named, never passed.

    `known` are the fingerprints of a baseline, and how many findings it has of each.
    """
    chosen = [rule for rule in RULES.values() if is_chosen(rule, seen.settings)]
    findings: list[Finding] = []
    unable: list[Unable] = []
    for rule in chosen:
        missing = [need for need in rule.needs if need not in seen.has]
        if missing and not seen.facts(rule.kind):
            unable.append(Unable(rule.code, rule.words.title, NEEDS[missing[0]]))
        elif rule.kind != LAST:
            findings += _run(rule, seen)
            unable += _shortfalls_of(rule, seen)
    codes = {rule.code for rule in chosen}
    waivers = [waiver for waiver in seen.settings.check.waivers if not is_over(waiver, seen.today)]
    (kept, waived), unused = waive(findings, waivers)
    seen.unused_waivers = [waiver for waiver in unused if waiver.code in codes]
    kept += (finding for rule in chosen if rule.kind == LAST for finding in _run(rule, seen))
    kept.sort(key=_order_of(seen.book))
    new, old = without_known(kept, known or {})
    return Checked(tuple(new), tuple(waived), tuple(old), tuple(unable))


def is_chosen(rule: Rule, settings: Settings) -> bool:
    """Whether the settings leave a rule: selected (all, where none is named), not ignored, not over several."""
    select, ignore = settings.check.select, settings.check.ignore
    return rule.family not in OVER_SEVERAL and _is_named(rule, select or (rule.family,)) and not _is_named(rule, ignore)


def _is_named(rule: Rule, codes: Iterable[str]) -> bool:
    return any(code in (rule.code, rule.family) for code in codes)


def _run(rule: Rule, seen: Evidence) -> Iterator[Finding]:
    severity = seen.settings.check.severities.get(rule.code, rule.severity)
    for fact in rule.find(seen):
        yield replace(finding_of(rule, fact, seen.unit_of), severity=severity)


def _shortfalls_of(rule: Rule, seen: Evidence) -> Iterator[Unable]:
    """What a rule that ran could not look at: one line for each thing that it misses, with all the places."""
    found: dict[Text, list[Origin]] = {}
    for need, origins, values in seen.shortfalls.pop(rule.kind, ()):
        found.setdefault(NEEDS[need].fill(**values), []).extend(origins)
    return (Unable(rule.code, rule.words.title, why, tuple(origins)) for why, origins in found.items())


def _order_of(book: Book) -> Callable[[Finding], tuple[int, ...]]:
    """By severity, then as files, sheets, rows and columns stand; what has no place in them comes last."""
    files = {source.name: place for place, source in enumerate(book.sources)}
    sheets: dict[tuple[str, str], int] = {}
    for table in book.tables:
        sheets.setdefault((table.file, table.sheet), len(sheets))
    for unread in book.unread:
        sheets.setdefault((unread.file, unread.sheet), len(sheets))

    def order(finding: Finding) -> tuple[int, ...]:
        grave = SEVERITY_ORDER.index(finding.severity)
        if not finding.origins:
            return (grave, len(files), 0, 0, 0)
        file, sheet, row, column = finding.origins[0]
        place = sheets.get((file, sheet), len(sheets))
        return (grave, files.get(file, len(files)), place, row, -1 if column is None else column)

    return order
