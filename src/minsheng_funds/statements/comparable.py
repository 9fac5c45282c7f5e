"""Which cases of a batch can be set against each other, which are in no sum, and what readers of sums must know."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from minsheng_funds.messages import MOST_NAMED, RATE_BASES, counted
from minsheng_funds.model import Fact, Figures, Line, Origin
from minsheng_funds.model.rollup import CaseOutcome, CaseRecord
from minsheng_funds.names import normal
from minsheng_funds.settings import Settings
from minsheng_funds.statements.figures import AMOUNTS, SLIP_HIGH, SLIP_LOW
from minsheng_funds.vocabulary import LEVELS, LIST_COMMA, MEASURES, NATURES, Text

Value = TypeVar("Value")
PLAN, PAID = ("required", "issued"), ("disbursed", "spent")
"""What a plan says, and what was paid."""
ALIKE_LINES, ALIKE_TENTHS = 5, 9
"""So many lines with the same money, and so many tenths of the smaller case's: the same figures under two names."""
FEWEST_OTHERS = 2
"""So many other cases must have a project before its usual size is known."""
OF_SETTINGS = ("G006", "G007", "G008")
"""Findings of settings that fit nothing: where cases share settings, what fits one of them is no mistake."""


@dataclass(frozen=True)
class Comparable:
    """The cases that count, those that have a statement and do not (name → kind of the fact), and the facts.

    `doubtful`: a case that counts may be another one's once more.
    """

    counting: tuple[CaseRecord, ...]
    left_out: Mapping[str, str]
    facts: tuple[Fact, ...]
    bases: dict[str, str]
    """What the rates of each fund are divided by."""
    partly: "PartlyKnown"
    doubtful: bool = False


def compare_cases(cases: Sequence[CaseOutcome], settings: Settings) -> Comparable:
    """Sorts the cases; a case that cannot be set against the others is in no sum, and a fact says which and why."""
    done = [(case, case.record) for case in cases if case.record is not None]
    left_out, facts = _left_out(done)
    facts = [*(_failed(case) for case in cases if case.failure is not None), *facts]
    kept = [(case, record) for case, record in done if record.name not in left_out]
    counting = [record for _, record in kept]
    first = tuple(Origin(case.place) for case, _ in kept[:1])
    same_unit = _same_unit(kept)
    partly = partly_known(counting)
    facts += [*same_unit, *_differing(counting, first), *_partly_known(partly, counting, first)]
    bases, base_facts = common_bases(counting, settings, first)
    return Comparable(tuple(counting), left_out, (*facts, *base_facts), bases, partly, bool(same_unit))


def _failed(case: CaseOutcome) -> Fact:
    """A case without a statement, and why."""
    assert case.failure is not None
    why = case.failure
    reason = Text(*(f"{why.where}: {words}" if why.where else words for words in why.message))
    return Fact("case-failed", (Origin(case.place),), {"case": case.name, "reason": reason, "hint": why.hint})


def _left_out(done: Sequence[tuple[CaseOutcome, CaseRecord]]) -> tuple[dict[str, str], list[Fact]]:
    """The cases that have a statement and are in no sum, with why (the kind of the fact), and the facts."""
    year = _usual(record.year for _, record in done)
    planned, paid = ({name: any(_has(record, name) for _, record in done) for name in names} for names in (PLAN, PAID))
    usual = _Usual([record for _, record in done])
    why: dict[str, str] = {}
    facts: list[Fact] = []
    met: dict[frozenset[str], str] = {}
    alike = _Alike()
    for case, record in done:
        bytes_of = frozenset(mark.sha256 for mark in record.sources)
        kind = ""
        values: dict[str, object] = {}
        if bytes_of in met:
            kind, values = "case-twice", {"other": met[bytes_of]}
        elif record.year != year:
            kind, values = "case-other-year", {"year": record.year or "—", "usual": year or "—"}
        elif record.slipped:
            kind = "case-slipped"
        elif any(planned.values()) and not any(_has(record, name) for name in PLAN):
            kind = "case-no-plan"
        elif any(paid.values()) and not any(_has(record, name) for name in PAID):
            kind = "case-no-payments"
        elif (other := alike.met(record)) is not None:
            kind, values = "case-alike", {"other": other}
        elif usual.is_far_from(record):
            kind = "case-scale"
        met.setdefault(bytes_of, record.name)
        if kind:
            why[record.name] = kind
            facts.append(Fact(kind, (Origin(case.place),), {"case": record.name, **values}))
    return why, facts


class _Alike:
    """Finds the case that an earlier one is again: the same money in nearly all lines, under another name."""

    def __init__(self) -> None:
        self._lines: dict[tuple[str, str, int | None, int | None], list[str]] = {}
        self._sizes: dict[str, int] = {}

    def met(self, record: CaseRecord) -> str | None:
        """The earlier case with the same figures; else None, and this one is known from now on."""
        keys = {
            (normal(line.project), line.nature, line.figures.required, line.figures.disbursed)
            for line in record.lines
            if line.figures.required or line.figures.disbursed
        }
        shared = Counter(name for key in keys for name in self._lines.get(key, ()))
        for name, count in shared.most_common():
            if count >= ALIKE_LINES and 10 * count >= ALIKE_TENTHS * min(len(keys), self._sizes[name]):
                return name
        self._sizes[record.name] = len(keys)
        for key in keys:
            self._lines.setdefault(key, []).append(record.name)
        return None


class _Usual:
    """How large a project usually is: a case whose projects are some 10,000 times larger or smaller has another unit.

    Within a case plan and payments may agree and both be wrong; only the others show it.
    """

    def __init__(self, records: Sequence[CaseRecord]) -> None:
        self._planned: dict[tuple[str, str], list[int]] = {}
        for record in records:
            for line in record.lines:
                if line.figures.required:
                    self._planned.setdefault((normal(line.project), line.nature), []).append(line.figures.required)

    def is_far_from(self, record: CaseRecord) -> bool:
        """Whether the case's projects are mostly so many times larger, or smaller, than those of the others."""
        far = known = 0
        for line in record.lines:
            planned = self._planned.get((normal(line.project), line.nature), [])
            own = line.figures.required
            if own and own > 0 and len(planned) > FEWEST_OTHERS:
                others = sorted(planned)
                others.remove(own)
                middle = {others[(len(others) - 1) // 2], others[len(others) // 2]}  # of an even number, both
                known += 1
                far += all(
                    SLIP_LOW * one <= own <= SLIP_HIGH * one or SLIP_LOW * own <= one <= SLIP_HIGH * own
                    for one in middle
                )
        return 2 * far > known


def _same_unit(kept: Sequence[tuple[CaseOutcome, CaseRecord]]) -> list[Fact]:
    """Cases whose captions name the same reporting unit: one of them may be an older version of the other."""
    by_unit: dict[str, list[tuple[CaseOutcome, CaseRecord]]] = {}
    for case, record in kept:
        for unit in record.reported_by:
            by_unit.setdefault(unit, []).append((case, record))
    return [
        Fact(
            "case-same-unit",
            tuple(Origin(case.place) for case, _ in found),
            {"case": LIST_COMMA.join(record.name for _, record in found), "reported_by": unit},
        )
        for unit, found in by_unit.items()
        if len(found) > 1
    ]


PartlyKnown = Mapping[tuple[str, str, str], Sequence[str]]
"""Fund, level ("" for the own one) and measure → the names of the cases that know it, where others do not."""


def partly_known(records: Sequence[CaseRecord]) -> PartlyKnown:
    """What some cases know and others, which have the fund (and the level), do not; and the names of those that do.

    What is required and disbursed at the own level is always shown: whoever lacks it is in no sum.
    """
    having: Counter[tuple[str, str]] = Counter()
    knowing: dict[tuple[str, str, str], list[str]] = {}
    for record in records:
        unknown: dict[tuple[str, str], list[str]] = {}
        for line in record.lines:
            others = [(level, figures) for level, figures in line.levels.items() if level != record.own_level]
            for level, figures in (("", line.figures), *others):
                key = (line.nature, level)
                names = unknown.setdefault(key, list(AMOUNTS) if level else list(_OWN_AMOUNTS))
                for name in [name for name in names if getattr(figures, name) is not None]:
                    names.remove(name)
                    knowing.setdefault((*key, name), []).append(record.name)
        having.update(unknown.keys())
    return {key: names for key, names in knowing.items() if len(names) < having[key[:2]]}


_OWN_AMOUNTS = [name for name in AMOUNTS if name not in ("required", "disbursed")]


def without_partly_known(line: Line, partly: PartlyKnown) -> Line:
    """The line without what cannot be added up over all cases: a sum of some would look like one of all."""
    figures = _without(line.figures, line.nature, "", partly)
    levels = {level: _without(found, line.nature, level, partly) for level, found in line.levels.items()}
    return replace(line, figures=figures, levels=levels)


def _without(figures: Figures, nature: str, level: str, partly: PartlyKnown) -> Figures:
    unknown: dict[str, Any] = {name: None for name in AMOUNTS if (nature, level, name) in partly}
    return replace(figures, **unknown) if unknown else figures


def _partly_known(partly: PartlyKnown, records: Sequence[CaseRecord], first: tuple[Origin, ...]) -> list[Fact]:
    """One fact a measure of plans and ledgers; what follows from others goes with them."""
    facts = []
    for (nature, level, name), knowing in partly.items():
        if name in MEASURES:
            of_level = LEVELS[level] if level else Text("", "")
            what = Text(of_level.zh + MEASURES[name].zh, f"{of_level.en} {MEASURES[name].en.lower()}".strip())
            having = sum(any(line.nature == nature for line in record.lines) for record in records)
            values = {"what": what, "nature": NATURES.get(nature, ""), "count": len(knowing), "cases": having}
            facts.append(Fact("case-partly-known", first, {**values, "list": LIST_COMMA.join(knowing[:MOST_NAMED])}))
    return facts


def without_findings_of_shared_settings(cases: Sequence[CaseOutcome]) -> tuple[CaseOutcome, ...]:
    """The cases without what their settings are told off for, where it fits another case that has the same settings."""
    done = [case.record for case in cases if case.record is not None]
    said = Counter(found.message.zh for record in done for found in set(record.findings) if found.code in OF_SETTINGS)
    idle = {message for message, count in said.items() if 1 < len(done) == count}

    def kept(record: CaseRecord) -> CaseRecord:
        findings = [found for found in record.findings if found.code not in OF_SETTINGS or found.message.zh in idle]
        return record if len(findings) == len(record.findings) else replace(record, findings=tuple(findings))

    if len(done) < 2:
        return tuple(cases)
    return tuple(case if case.record is None else replace(case, record=kept(case.record)) for case in cases)


def _has(record: CaseRecord, measure: str) -> bool:
    """Whether a case knows anything of a measure, at its own level or any other."""
    return any(
        getattr(figures, measure) is not None
        for line in record.lines
        for figures in (line.figures, *line.levels.values())
    )


def _differing(records: Sequence[CaseRecord], first: tuple[Origin, ...]) -> list[Fact]:
    """What does not keep the cases out of the sums, and must be known to read them; said of the first one's place."""
    facts = []
    for kind, values in (
        ("case-days-differ", [record.as_of.isoformat() if record.as_of else "—" for record in records]),
        ("case-levels-differ", [LEVELS[record.own_level] for record in records]),
        ("case-exclusions-differ", [LIST_COMMA.join(record.exclusions) or "—" for record in records]),
    ):
        if len(set(values)) > 1:
            facts.append(Fact(kind, first, {"list": _counted(values)}))
    return facts


def _counted(values: Sequence[str | Text]) -> Text:
    """Different values, the most frequent first, each with how many cases have it."""
    found = Counter(values).most_common()
    return counted(
        [value if isinstance(value, Text) else Text(value, value) for value, _ in found], [count for _, count in found]
    )


def common_bases(
    records: Sequence[CaseRecord], settings: Settings, first: tuple[Origin, ...]
) -> tuple[dict[str, str], list[Fact]]:
    """What the rates of each fund are divided by: what all cases divide by, else what the settings say."""
    bases: dict[str, str] = {}
    facts = []
    for nature in dict.fromkeys(nature for record in records for nature in record.totals):
        used = [record.totals[nature].base for record in records if nature in record.totals]
        bases[nature] = used[0] if len(set(used)) == 1 else settings.base_of(nature)
        if len(set(used)) > 1:
            values = {"list": _counted([RATE_BASES[base] for base in used]), "base": RATE_BASES[bases[nature]]}
            facts.append(Fact("case-bases-differ", first, values))
    return bases, facts


def _usual(values: Iterable[int | None]) -> int | None:
    """The most frequent year; of several the latest."""
    counts = Counter(values)
    return max(counts, key=lambda year: (counts[year], year or 0), default=None)


def same(values: Iterable[Value]) -> Value | None:
    """The value that all have, or None."""
    found = list(dict.fromkeys(values))
    return found[0] if len(found) == 1 else None
