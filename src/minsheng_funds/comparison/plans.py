"""Two years' plans: which projects are new, merged from older ones, continued or retired, and what each requires."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from minsheng_funds.comparison.likeness import suggest
from minsheng_funds.comparison.projects import (
    Aliases,
    all_lines,
    both_know,
    codes_of,
    delta,
    lines_by_key,
    named,
    pair_projects,
    sum_of,
)
from minsheng_funds.messages import failure
from minsheng_funds.model import Fact, Line, Origin, Outcome
from minsheng_funds.model.comparison import CategoryTotal, Delta, PlanEntry, PlansComparison
from minsheng_funds.settings import Settings
from minsheng_funds.vocabulary import NATURES, nearest_text

CATEGORIES = ("new", "merged", "continued", "retired")


@dataclass(slots=True)
class _Merges:
    """New key → the old keys that the settings say went into it, as far as both are in the plans; what is stale."""

    olds_of: dict[str, list[str]] = field(default_factory=dict)
    facts: list[Fact] = field(default_factory=list)


def compare_plans(
    old: Outcome, new: Outcome, settings: Settings, aliases: Aliases
) -> tuple[PlansComparison, list[Fact]]:
    """Every project of either plan in exactly one entry; and settings that fit nothing.

    What the settings merge comes first; of the rest, a project of the same name (or code, where codes last) is
    continued. Projects that are left out of the amounts are still projects: they count.
    """
    olds, news = (lines_by_key(all_lines(side), aliases) for side in (old, new))
    old_codes, new_codes = codes_of(old, aliases), codes_of(new, aliases)
    merges = _merges(
        olds,
        news,
        settings,
        lambda name: named(name, olds, old_codes, aliases),
        lambda name: named(name, news, new_codes, aliases),
    )
    taken = {key for keys in merges.olds_of.values() for key in keys}
    pairing = pair_projects(
        {key: codes for key, codes in old_codes.items() if key not in taken},
        {key: codes for key, codes in new_codes.items() if key not in merges.olds_of},
    )
    old_of = {new_key: old_key for old_key, new_key in pairing.new_of.items()}
    make = _Maker(old, new)
    entries: list[PlanEntry] = []
    for key, lines in news.items():
        if key in merges.olds_of:
            entries.append(make.entry("merged", [olds[name] for name in merges.olds_of[key]], lines, "settings"))
        elif key in old_of:
            how = "code" if old_of[key] in pairing.by_code else "name"
            entries.append(make.entry("continued", [olds[old_of[key]]], lines, how))
        else:
            entries.append(make.entry("new", [], lines, ""))
    gone = [key for key in olds if key not in taken and key not in pairing.new_of]
    entries += [make.entry("retired", [olds[key]], [], "") for key in gone]
    fresh = [key for key in news if key not in merges.olds_of and key not in old_of]
    hints = {(old_key, new_key) for old_key, new_key in pairing.hints.items()}
    suggestions = suggest(
        {key: olds[key][0].project for key in gone}, {key: news[key][0].project for key in fresh}, hints
    )
    categories = tuple(make.total(category, entries) for category in CATEGORIES)
    comparison = PlansComparison(tuple(entries), categories, make.whole(categories), suggestions)
    return comparison, merges.facts


def _merges(
    olds: Mapping[str, Sequence[Line]],
    news: Mapping[str, Sequence[Line]],
    settings: Settings,
    old_key_of: Callable[[str], str],
    new_key_of: Callable[[str], str],
) -> _Merges:
    """The settings' merges. The older project of the same name as the new one went into it too, listed or not."""
    merges, here = _Merges(), (Origin(settings.origin),)
    old_names = [lines[0].project for lines in olds.values()]
    claimed = {old_key_of(name) for names in settings.merged.values() for name in names}
    for project, names in settings.merged.items():
        key = new_key_of(project)
        if key not in news:
            near = nearest_text(project, (lines[0].project for lines in news.values()))
            merges.facts.append(Fact("merged-new-stale", here, {"setting": project, "nearest": near}))
            continue
        found = []
        for name in names:
            old_key = old_key_of(name)
            if old_key not in olds:
                values = {"setting": name, "project": project, "nearest": nearest_text(name, old_names)}
                merges.facts.append(Fact("merged-old-stale", here, values))
                continue
            if any(old_key in keys for keys in merges.olds_of.values()):
                raise failure("settings-merged-twice", where=settings.origin, detail=name)
            if old_key in news and old_key != key:
                origins = (*here, *news[old_key][0].origins[:1])
                merges.facts.append(Fact("merged-still-there", origins, {"setting": name, "project": project}))
            found.append(old_key)
        if found and key in olds and key not in claimed:
            found.append(key)
        if found:
            merges.olds_of.setdefault(key, []).extend(dict.fromkeys(found))
    return merges


class _Maker:
    """Makes entries and totals; a change needs the amount required on both sides."""

    def __init__(self, old: Outcome, new: Outcome) -> None:
        self._known = {nature: both_know(old, new, nature, "required") for nature in NATURES}
        self._old, self._new = old, new
        self._counted = {id(line) for side in (old, new) for line in side.statement.lines}

    def entry(self, category: str, olds: Sequence[Sequence[Line]], after: Sequence[Line], how: str) -> PlanEntry:
        """The entry of one project; `olds` are the lines of each older one."""
        before = [line for lines in olds for line in lines]
        lines = [*after, *before]
        return PlanEntry(
            category=category,
            project=lines[0].project,
            old_names=tuple(own[0].project for own in olds),
            matched_by=how,
            class_name=next((line.class_name for line in lines if line.class_name), ""),
            unit=next((line.unit for line in lines if line.unit), ""),
            amounts=self._amounts(before, after, counted=True),
            excluded=self._amounts(before, after, counted=False),
            old_origins=_origins(before),
            new_origins=_origins(after),
            old_complete=all(line.complete for line in before),
            new_complete=all(line.complete for line in after),
        )

    def _amounts(self, before: Iterable[Line], after: Iterable[Line], *, counted: bool) -> dict[str, Delta]:
        found = {}
        for nature in NATURES:
            olds, news = (
                [line for line in lines if line.nature == nature and (id(line) in self._counted) == counted]
                for lines in (before, after)
            )
            if olds or news:
                amounts = [sum_of(line.figures.required for line in lines) for lines in (olds, news)]
                found[nature] = delta(amounts[0], amounts[1], known=self._known[nature])
        return found

    def total(self, category: str, entries: Iterable[PlanEntry]) -> CategoryTotal:
        """The projects and the amounts of one category."""
        own = [entry for entry in entries if entry.category == category]
        return CategoryTotal(
            category,
            old_projects=sum(len(entry.old_names) for entry in own),
            new_projects=len(own) if category != "retired" else 0,
            amounts={
                nature: self._sum(nature, [entry.amounts.get(nature) for entry in own]) for nature in self._natures()
            },
            old_incomplete=frozenset(n for entry in own if not entry.old_complete for n in entry.amounts),
            new_incomplete=frozenset(n for entry in own if not entry.new_complete for n in entry.amounts),
        )

    def whole(self, categories: Sequence[CategoryTotal]) -> CategoryTotal:
        """The statements' own totals, and the projects of both plans: the categories must add up to them."""
        amounts = {}
        incomplete: tuple[set[str], set[str]] = (set(), set())
        for nature in self._natures():
            sides = [side.statement.totals.get(nature) for side in (self._old, self._new)]
            for total, own in zip(sides, incomplete, strict=True):
                own.update({nature} if total is not None and not total.complete else ())
            required = [total.figures.required if total is not None else None for total in sides]
            amounts[nature] = delta(required[0], required[1], known=self._known[nature])
        return CategoryTotal(
            "total",
            old_projects=sum(category.old_projects for category in categories),
            new_projects=sum(category.new_projects for category in categories),
            amounts=amounts,
            old_incomplete=frozenset(incomplete[0]),
            new_incomplete=frozenset(incomplete[1]),
        )

    def _natures(self) -> list[str]:
        return [nature for nature in NATURES if nature in {**self._old.statement.totals, **self._new.statement.totals}]

    def _sum(self, nature: str, deltas: Iterable[Delta | None]) -> Delta:
        """Sums of a category; where no project of it stands on a side, nothing is required there."""
        known = [found for found in deltas if found is not None]
        sums = [sum(found.old or 0 for found in known), sum(found.new or 0 for found in known)]
        if self._known[nature]:
            return delta(sums[0], sums[1], known=True)
        return Delta(sum_of(found.old for found in known), sum_of(found.new for found in known))


def _origins(lines: Iterable[Line]) -> tuple[Origin, ...]:
    return tuple(dict.fromkeys(origin for line in lines for origin in line.origins))
