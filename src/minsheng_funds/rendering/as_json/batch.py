"""A roll-up as JSON: `minsheng-funds/batch/1`. Nothing in it depends on the engine, the day, or an earlier run."""

from collections.abc import Mapping

from minsheng_funds import __version__
from minsheng_funds.model import Total
from minsheng_funds.model.rollup import CaseOutcome, ProjectRanking, RollUp
from minsheng_funds.rendering.as_json import findings_list
from minsheng_funds.rendering.as_json.figures import Json, figures_json, percent, scope_json
from minsheng_funds.rendering.as_json.views import view_json
from minsheng_funds.rendering.words import Words
from minsheng_funds.settings import Settings
from minsheng_funds.vocabulary import NATURES


def batch_document(rollup: RollUp, settings: Settings) -> Json:
    """The cases in their order, the totals over those that count, the views, and each project's ranking."""
    statement, words, decimals = rollup.statement, Words(settings), settings.decimals
    progress = statement.time_progress
    time = percent(progress.rate if progress else None, decimals)
    return {
        "schema": "minsheng-funds/batch/1",
        "as_of": statement.as_of.isoformat() if statement.as_of else None,
        "year": statement.year,
        "scope": {**_scope(rollup), "time_progress_rule": progress.rule if progress else None},
        "program": {"name": "minsheng-funds", "version": __version__},
        "settings": [line._asdict() for line in settings.given],
        "complete": rollup.complete,
        "counts": {
            "cases": len(rollup.cases),
            "statements": len(rollup.done),
            "failed": len(rollup.failed),
            "left_out": len(rollup.left_out),
            "incomplete": sum(not record.complete for record in rollup.done),
        },
        "cases": [_case(case, rollup, words, decimals) for case in rollup.cases],
        "totals": _totals(statement.totals, decimals, time),
        "views": [view_json(view, decimals, time) for views in rollup.views.values() for view in views],
        "rankings": [_ranking(ranking, decimals, time) for ranking in rollup.rankings],
        "findings": findings_list(rollup.findings, words),
    }


def _scope(rollup: RollUp) -> Json:
    """What the figures are of; no level where each bureau's own is another."""
    levels = {record.own_level for record in rollup.done if record.name not in rollup.left_out}
    return {**scope_json(rollup.statement), **({"own_level": None} if len(levels) > 1 else {})}


def _case(case: CaseOutcome, rollup: RollUp, words: Words, decimals: int) -> Json:
    known = {"name": case.name, "place": case.place, "state": _state(case, rollup)}
    if case.record is None:
        assert case.failure is not None
        reason = {
            "kind": case.failure.kind,
            "message": words.say(case.failure.message),
            "origin": case.failure.where or None,
            "remedy": words.say(case.failure.hint),
        }
        return {**known, "reason": reason, "complete": False}
    record, progress = case.record, case.record.time_progress
    return {
        **known,
        "reason": None,
        "complete": record.complete,
        "as_of": record.as_of.isoformat() if record.as_of else None,
        "year": record.year,
        "own_level": record.own_level,
        "sources": [mark._asdict() for mark in record.sources],
        "payments": record.payments,
        "totals": _totals(record.totals, decimals, percent(progress.rate if progress else None, decimals)),
        "findings": findings_list(record.findings, words),
        "outputs": list(case.outputs),
    }


def _state(case: CaseOutcome, rollup: RollUp) -> str:
    """Of a case: failed, left-out (it has a statement and is in no sum), incomplete, or done."""
    if case.record is None:
        return "failed"
    if case.name in rollup.left_out:
        return "left-out"
    return "done" if case.record.complete else "incomplete"


def _totals(totals: Mapping[str, Total], decimals: int, time: str | None) -> Json:
    """Both funds are always keys, null where the books have none."""
    found: Json = dict.fromkeys(NATURES)
    for nature in found.keys() & totals.keys():
        total = totals[nature]
        found[nature] = {
            "projects": total.projects,
            **figures_json(total.figures, total.rate, decimals, time),
            "rate_base": total.base,
            "complete": total.complete,
        }
    return found


def _ranking(ranking: ProjectRanking, decimals: int, time: str | None) -> Json:
    return {
        "project": ranking.project,
        "nature": ranking.nature or None,
        **figures_json(ranking.total.figures, ranking.total.rate, decimals, time),
        "complete": ranking.total.complete,
        "bureaus": [
            {
                "bureau": standing.bureau,
                "rank": standing.rank,
                "required_fen": standing.line.figures.required,
                "disbursed_fen": standing.line.figures.disbursed,
                "undisbursed_fen": standing.line.figures.undisbursed,
                "disbursement_percent": percent(standing.line.rate, decimals),
                "average": standing.average,
                "lags": standing.lags,
                "complete": standing.line.complete,
                "origins": [str(origin) for origin in standing.line.origins],
            }
            for standing in ranking.standings
        ],
    }
