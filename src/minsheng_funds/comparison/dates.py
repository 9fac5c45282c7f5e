"""One plan at two dates: what was paid in between, which projects moved and which did not, what changed in the plan."""

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from minsheng_funds.comparison.projects import Aliases, both_know, codes_of, delta, pair_projects, sum_of
from minsheng_funds.model import Line, Outcome, Total, Unmatched
from minsheng_funds.model.comparison import (
    Bridge,
    DatesComparison,
    Delta,
    LineChange,
    TotalChange,
    UnmatchedChange,
    moved_by,
)
from minsheng_funds.names import key_of
from minsheng_funds.vocabulary import NATURES

MEASURES = ("required", "allocated", "issued", "received", "disbursed", "undisbursed", "spent")
BRIDGED = ("required", "disbursed", "spent")

Known = Mapping[tuple[str, str], bool]
"""(nature, measure) → whether both sides state it."""


def compare_dates(old: Outcome, new: Outcome, aliases: Aliases) -> DatesComparison:
    """Every project × nature of either side once: on both sides, only in the old, only in the new."""
    pairing = pair_projects(codes_of(old, aliases), codes_of(new, aliases))
    known = {(nature, measure): both_know(old, new, nature, measure) for nature in NATURES for measure in MEASURES}
    lines = _ranked(_changes(old.statement.lines, new.statement.lines, pairing.new_of, aliases, known))
    excluded = _changes(old.statement.excluded, new.statement.excluded, pairing.new_of, aliases, known)
    totals = {
        nature: _total(nature, old, new, [line for line in lines if line.nature == nature], known)
        for nature in NATURES
        if nature in old.statement.totals or nature in new.statement.totals
    }
    unmatched = _unmatched(old.statement.unmatched, new.statement.unmatched, aliases)
    return DatesComparison(totals, tuple(lines), tuple(excluded), unmatched)


def _changes(
    old: Iterable[Line], new: Iterable[Line], new_of: Mapping[str, str], aliases: Aliases, known: Known
) -> list[LineChange]:
    olds: dict[tuple[str, str], Line] = {}
    for line in old:
        key = key_of(line.project, aliases)
        olds[new_of.get(key, key), line.nature] = line
    changes = [_change(olds.pop((key_of(line.project, aliases), line.nature), None), line, known) for line in new]
    return [*changes, *(_change(line, None, known) for line in olds.values())]


def _change(old: Line | None, new: Line | None, known: Known) -> LineChange:
    line = new or old
    assert line is not None
    return LineChange(
        project=line.project,
        old_name=old.project if old is not None else "",
        nature=line.nature,
        class_name=line.class_name,
        unit=line.unit,
        side="both" if old is not None and new is not None else "old" if new is None else "new",
        amounts=_deltas(old, new, line.nature, known),
        old_rate=old.rate if old is not None else None,
        new_rate=new.rate if new is not None else None,
        rank=None,
        old_origins=old.origins if old is not None else (),
        new_origins=new.origins if new is not None else (),
        old_complete=old is None or old.complete,
        new_complete=new is None or new.complete,
    )


def _deltas(old: Line | Total | None, new: Line | Total | None, nature: str, known: Known) -> dict[str, Delta]:
    return {
        measure: delta(_amount(old, measure), _amount(new, measure), known=known[nature, measure])
        for measure in MEASURES
    }


def _amount(line: Line | Total | None, measure: str) -> int | None:
    amount: int | None = getattr(line.figures, measure) if line is not None else None
    return amount


def _ranked(lines: Sequence[LineChange]) -> list[LineChange]:
    """Lines with their rank among those of their nature whose payments changed: 1, 2, 3, 3, 5."""
    by_nature: dict[str, list[LineChange]] = {}
    for line in lines:
        by_nature.setdefault(line.nature, []).append(line)
    moved = {nature: moved_by(own) for nature, own in by_nature.items()}
    moves = {
        nature: sorted(-abs(line.amounts[moved[nature]].change or 0) for line in own)
        for nature, own in by_nature.items()
    }
    return [
        replace(line, rank=1 + bisect_left(moves[line.nature], -abs(change))) if change else line
        for line in lines
        for change in (line.amounts[moved[line.nature]].change,)
    ]


def _total(nature: str, old: Outcome, new: Outcome, lines: Sequence[LineChange], known: Known) -> TotalChange:
    before, after = old.statement.totals.get(nature), new.statement.totals.get(nature)
    amounts = _deltas(before, after, nature, known)
    return TotalChange(
        nature=nature,
        old_projects=before.projects if before is not None else 0,
        new_projects=after.projects if after is not None else 0,
        amounts=amounts,
        old_rate=before.rate if before is not None else None,
        new_rate=after.rate if after is not None else None,
        bridges={
            measure: _bridge(amounts[measure], measure, lines)
            for measure in BRIDGED
            if amounts[measure].change is not None
        },
        old_complete=before is None or before.complete,
        new_complete=after is None or after.complete,
    )


def _bridge(total: Delta, measure: str, lines: Iterable[LineChange]) -> Bridge:
    """How the old total becomes the new one; both totals are the statements' own, the steps those of the lines."""
    steps = dict.fromkeys(("both", "old", "new"), 0)
    for line in lines:
        steps[line.side] += line.amounts[measure].change or 0
    return Bridge(total.old or 0, steps["both"], -steps["old"], steps["new"], total.new or 0)


def _unmatched(old: Iterable[Unmatched], new: Iterable[Unmatched], aliases: Aliases) -> tuple[UnmatchedChange, ...]:
    """Payments without a plan by name and nature; rows of one name (met by name and by code) are added."""
    rows: dict[tuple[str, str | None], tuple[list[Unmatched], list[Unmatched]]] = {}
    for side, found in enumerate((new, old)):
        for row in found:
            rows.setdefault((key_of(row.project, aliases), row.nature), ([], []))[side].append(row)
    return tuple(
        UnmatchedChange(
            project=(news or olds)[0].project,
            nature=nature,
            disbursed=delta(_paid(olds), _paid(news), known=True),
            old_payments=sum(row.payments for row in olds),
            new_payments=sum(row.payments for row in news),
            old_origins=tuple(origin for row in olds for origin in row.origins),
            new_origins=tuple(origin for row in news for origin in row.origins),
        )
        for (_, nature), (news, olds) in rows.items()
    )


def _paid(rows: Iterable[Unmatched]) -> int | None:
    return sum_of(row.disbursed for row in rows)
