"""The parts of the report's JSON that were asked for: `views`, `trace`, `payments`."""

from minsheng_funds.model import Additions, Figures, Trace, TracedPayment, View, ViewRow
from minsheng_funds.rendering.as_json.figures import Json, figures_json, percent
from minsheng_funds.vocabulary import LEVELS, MEASURES


def additions(asked: Additions, decimals: int, time: str | None) -> Json:
    """What was asked for, under its keys; a key that was not asked for is not there."""
    found: Json = {}
    if asked.views:
        found["views"] = [view_json(view, decimals, time) for view in asked.views]
    if asked.traces:
        found["trace"] = [_trace(trace) for trace in asked.traces]
    if asked.details is not None:
        found["payments"] = [
            {"project": trace.project, "nature": trace.nature, **_payment(payment)}
            for trace in asked.details
            for payment in trace.payments
        ]
    return found


def view_json(view: View, decimals: int, time: str | None) -> Json:
    """One view; `time` is the time progress in percent, beside every row that is not of a month."""
    total = view.total
    return {
        "by": list(view.by),
        "nature": view.nature,
        "ranked_by": view.ranked_by,
        "top": view.top,
        "rows": [_row(view, row, decimals, time) for row in view.rows],
        "others": None if view.others is None else _others(view, view.others, decimals, time),
        "total": {
            "projects": total.projects,
            **figures_json(total.figures, total.rate, decimals, time),
            "complete": total.complete,
        },
        "average_percent": percent(view.average, decimals),
    }


def _row(view: View, row: ViewRow, decimals: int, time: str | None) -> Json:
    keys = {dimension: value or None for dimension, value in zip(view.by, row.key, strict=True)}
    months: Json = {}
    if "month" in view.by:
        time = percent(row.time, decimals)
        months = {"cumulative_fen": row.cumulative, "cumulative_percent": percent(row.cumulative_rate, decimals)}
    return {
        **keys,
        **_sums(row, decimals, time),
        **months,
        "rank": row.rank,
        "average": row.average,
        "in_total": row.in_scope,
        "complete": row.complete,
    }


def _others(view: View, row: ViewRow, decimals: int, time: str | None) -> Json:
    return {"rows": view.left_out, **_sums(row, decimals, time), "complete": row.complete}


def _sums(row: ViewRow, decimals: int, time: str | None) -> Json:
    return {
        "projects": row.projects,
        "payments": row.payments,
        **figures_json(row.figures, row.rate, decimals, time),
        "share_percent": percent(row.share, decimals),
    }


def _trace(trace: Trace) -> Json:
    return {
        "project": trace.project,
        "nature": trace.nature,
        "plan": [
            {
                "measure": cell.measure,
                "level": cell.level,
                "amount_fen": cell.fen,
                "origin": str(cell.origin),
                "computed_from": [str(origin) for origin in cell.computed_from],
                "counted": not cell.why,
                "why": cell.why or None,
            }
            for cell in trace.plan
        ],
        "payments": [_payment(payment) for payment in trace.payments],
        "sums": {
            **_measures(trace.figures),
            "levels": {level: _measures(trace.levels[level]) for level in LEVELS if level in trace.levels},
        },
        "unread": [str(origin) for origin in trace.unread],
        "doubtful": [str(origin) for origin in trace.doubted],
        "complete": trace.complete,
    }


def _measures(figures: Figures) -> Json:
    return {f"{name}_fen": getattr(figures, name) for name in MEASURES}


def _payment(found: TracedPayment) -> Json:
    payment = found.payment
    return {
        "date": payment.date.isoformat() if payment.date else None,
        "amount_fen": payment.fen,
        "level": found.level,
        "payee": payment.payee or None,
        "voucher": payment.voucher or None,
        "document": payment.document or None,
        "remark": payment.remark or None,
        "origin": str(payment.origin),
        "counted": found.counted,
        "why": None if found.counted else found.why,
    }
