"""Plan versions, what they changed, and the points of the self-evaluation, as JSON."""

from collections.abc import Iterable, Sequence

from minsheng_funds.model import Line, PlanChange, PlanVersion, Statement, Total
from minsheng_funds.money import Rate, decimal_text
from minsheng_funds.rendering.as_json.figures import Json, percent
from minsheng_funds.vocabulary import NATURES

KINDS = ("added", "dropped", "changed", "same")


def points_text(points: Rate | None) -> str | None:
    """Points as text with two decimals, rounded half up once: 10 × 2568.1 ÷ 3794.6 is "6.77"."""
    return decimal_text(points.numerator, points.denominator, 2) if points is not None else None


def evaluation_json(found: Line | Total, decimals: int) -> Json:
    """The rate of execution and its score; null where there is no rate."""
    return {"execution_percent": percent(found.execution, decimals), "execution_score": points_text(found.score)}


def versions_json(statement: Statement) -> Json:
    """The keys `plan_versions` (empty where every plan has one version) and `plan_changes` (null there)."""
    changes = statement.plan_changes
    return {
        "plan_versions": [_version(version) for version in statement.versions],
        "plan_changes": {
            "totals": list(_totals(changes)),
            "projects": [_change(change) for change in changes if change.kind != "same"],
        }
        if changes
        else None,
    }


def _version(version: PlanVersion) -> Json:
    return {
        "plan": version.family,
        "version": version.place,
        "title": version.title,
        "origin": str(version.origin),
        "date": version.day.isoformat() if version.day else None,
        "state": version.state,
        "projects": version.projects,
        "required_fen": {nature: version.required.get(nature) for nature in NATURES},
        "complete": version.complete,
    }


def _change(change: PlanChange) -> Json:
    return {
        "project": change.project,
        "nature": change.nature,
        "level": change.level,
        "change": change.kind,
        "initial_fen": change.initial,
        "required_fen": change.required,
        "difference_fen": change.difference,
        "origins": [str(origin) for origin in change.origins],
    }


def _totals(changes: Sequence[PlanChange]) -> Iterable[Json]:
    for nature, level in dict.fromkeys((change.nature, change.level) for change in changes):
        found = [change for change in changes if (change.nature, change.level) == (nature, level)]
        yield {
            "nature": nature,
            "level": level,
            "initial_fen": sum(change.initial or 0 for change in found),
            "required_fen": sum(change.required or 0 for change in found),
            "difference_fen": sum(change.difference for change in found),
            **{kind: sum(change.kind == kind for change in found) for kind in KINDS},
        }
