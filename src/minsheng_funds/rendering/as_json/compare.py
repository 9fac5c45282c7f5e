"""`minsheng-funds/compare/1`: one of the parts dates, plans and exports is filled, according to the kind."""

from collections.abc import Iterable, Mapping

from minsheng_funds.model import Origin, Outcome, Payment
from minsheng_funds.model.comparison import (
    Bridge,
    CategoryTotal,
    Comparison,
    DatesComparison,
    Delta,
    LeftOutPayments,
    LineChange,
    PaymentsComparison,
    PlanEntry,
    PlansComparison,
    TotalChange,
)
from minsheng_funds.money import Rate
from minsheng_funds.rendering.as_json import findings_list, sources_list
from minsheng_funds.rendering.as_json.figures import Json, percent, scope_json
from minsheng_funds.rendering.words import Words
from minsheng_funds.settings import Settings
from minsheng_funds.vocabulary import NATURES


def compare_document(comparison: Comparison, settings: Settings) -> Json:
    """The whole document, keys in order."""
    words, decimals = Words(settings), settings.decimals
    dates, plans, payments = comparison.dates, comparison.plans, comparison.payments
    return {
        "schema": "minsheng-funds/compare/1",
        "kind": comparison.kind,
        "kind_source": "auto" if comparison.chosen else "option",
        "complete": comparison.complete,
        "old": _side(comparison.old, words),
        "new": _side(comparison.new, words),
        "assumptions": [words.assumption(assumption) for assumption in comparison.assumptions],
        "dates": _dates(dates, payments, decimals) if dates is not None else None,
        "plans": _plans(plans) if plans is not None else None,
        "exports": _payments(payments) if payments is not None and dates is None else None,
        "findings": [
            {"side": side, **finding}
            for side, findings in (
                ("both", comparison.findings),
                ("old", comparison.old.findings),
                ("new", comparison.new.findings),
            )
            for finding in findings_list(findings, words)
        ],
    }


def _side(outcome: Outcome, words: Words) -> Json:
    statement = outcome.statement
    progress = statement.time_progress
    return {
        "as_of": statement.as_of.isoformat() if statement.as_of else None,
        "as_of_source": statement.as_of_source,
        "year": statement.year,
        "scope": scope_json(statement),
        "time_progress_percent": percent(progress.rate if progress else None, words.decimals),
        "complete": outcome.complete,
        "sources": sources_list(outcome.book, detailed=False),
        "assumptions": [words.assumption(assumption) for assumption in statement.assumptions],
    }


def _origins(old: Iterable[Origin], new: Iterable[Origin]) -> Json:
    return {"old": [str(origin) for origin in old], "new": [str(origin) for origin in new]}


def _delta(name: str, delta: Delta) -> Json:
    prefix = f"{name}_" if name else ""
    return {f"{prefix}old_fen": delta.old, f"{prefix}new_fen": delta.new, f"{prefix}change_fen": delta.change}


def _deltas(amounts: Mapping[str, Delta]) -> Json:
    return {key: value for name, delta in amounts.items() for key, value in _delta(name, delta).items()}


def _rates(old: Rate | None, new: Rate | None, decimals: int) -> Json:
    points = new.points_over(old, decimals) if old is not None and new is not None else None
    return {
        "disbursement_old_percent": percent(old, decimals),
        "disbursement_new_percent": percent(new, decimals),
        "disbursement_change_points": points,
    }


def _bridge(bridge: Bridge | None) -> Json | None:
    if bridge is None:
        return None
    return {
        "old_fen": bridge.old,
        "both_change_fen": bridge.both,
        "only_old_fen": bridge.only_old,
        "only_new_fen": bridge.only_new,
        "new_fen": bridge.new,
    }


def _dates(dates: DatesComparison, payments: PaymentsComparison | None, decimals: int) -> Json:
    return {
        "totals": {nature: _total(dates.totals.get(nature), decimals) for nature in NATURES},
        "projects": [_line(line, decimals) for line in dates.lines],
        "unmoved": [
            {"project": line.project, "nature": line.nature, "undisbursed_fen": line.amounts["undisbursed"].new}
            for line in dates.lines
            if line.is_unmoved
        ],
        "excluded": [_line(line, decimals) for line in dates.excluded],
        "unmatched": [
            {
                "project": row.project,
                "nature": row.nature,
                **_delta("disbursed", row.disbursed),
                "payments_old": row.old_payments,
                "payments_new": row.new_payments,
                "origins": _origins(row.old_origins, row.new_origins),
            }
            for row in dates.unmatched
        ],
        "payments": _payments(payments) if payments is not None else None,
    }


def _total(total: TotalChange | None, decimals: int) -> Json | None:
    if total is None:
        return None
    return {
        "projects_old": total.old_projects,
        "projects_new": total.new_projects,
        **_deltas(total.amounts),
        **_rates(total.old_rate, total.new_rate, decimals),
        "reconciliation": {name: _bridge(total.bridges.get(name)) for name in ("required", "disbursed", "spent")},
        "complete": total.complete,
        "complete_old": total.old_complete,
        "complete_new": total.new_complete,
    }


def _line(line: LineChange, decimals: int) -> Json:
    return {
        "project": line.project,
        "old_name": line.old_name or None,
        "nature": line.nature,
        "class": line.class_name or None,
        "unit": line.unit or None,
        "side": line.side,
        **_deltas(line.amounts),
        **_rates(line.old_rate, line.new_rate, decimals),
        "rank": line.rank,
        "origins": _origins(line.old_origins, line.new_origins),
        "complete": line.complete,
        "complete_old": line.old_complete,
        "complete_new": line.new_complete,
    }


def _plans(plans: PlansComparison) -> Json:
    new, merged, continued, retired = plans.categories
    return {
        "counts": {
            "new_plan": plans.total.new_projects,
            "new": new.new_projects,
            "merged": merged.new_projects,
            "continued": continued.new_projects,
            "old_plan": plans.total.old_projects,
            "merged_from": merged.old_projects,
            "retired": retired.old_projects,
        },
        "categories": [_category(category) for category in plans.categories],
        "total": _category(plans.total),
        "projects": [_entry(entry) for entry in plans.entries],
        "suggestions": [
            {
                "project": suggestion.project,
                "candidates": [
                    {"old_name": likely.old_name, "why": likely.why, "alike_percent": str(likely.percent)}
                    for likely in suggestion.candidates
                ],
            }
            for suggestion in plans.suggestions
        ],
    }


def _natures(amounts: Mapping[str, Delta]) -> Json:
    return {nature: _delta("required", amounts[nature]) if nature in amounts else None for nature in NATURES}


def _category(category: CategoryTotal) -> Json:
    return {
        "category": category.category,
        "projects_old": category.old_projects,
        "projects_new": category.new_projects,
        **_natures(category.amounts),
    }


def _entry(entry: PlanEntry) -> Json:
    return {
        "category": entry.category,
        "project": entry.project,
        "old_names": list(entry.old_names),
        "matched_by": entry.matched_by or None,
        "class": entry.class_name or None,
        "unit": entry.unit or None,
        **_natures(entry.amounts),
        "excluded": _natures(entry.excluded) if entry.excluded else None,
        "origins": _origins(entry.old_origins, entry.new_origins),
        "complete": entry.complete,
        "complete_old": entry.old_complete,
        "complete_new": entry.new_complete,
    }


def _payments(payments: PaymentsComparison) -> Json:
    bridge = payments.bridge
    return {
        "key": payments.key,
        "stage": payments.stage,
        "left_out": {
            "old": _left_out(payments.old_left_out, payments.stage),
            "new": _left_out(payments.new_left_out, payments.stage),
        },
        "categories": [
            {
                "category": total.category,
                "payments_old": total.old_payments,
                "payments_new": total.new_payments,
                "old_fen": total.old_fen,
                "new_fen": total.new_fen,
                "change_fen": total.new_fen - total.old_fen,
            }
            for total in payments.categories
        ],
        "reconciliation": {
            "old_fen": bridge.old,
            "only_old_fen": bridge.only_old,
            "only_new_fen": bridge.only_new,
            "amount_differences_fen": bridge.both,
            "new_fen": bridge.new,
        },
        "differences": [
            {
                "category": difference.category,
                "differs": list(difference.differs),
                "old": _payment(difference.old, payments.stage),
                "new": _payment(difference.new, payments.stage),
                "change_fen": difference.change,
            }
            for difference in payments.differences
        ],
    }


def _left_out(left_out: Iterable[LeftOutPayments], stage: str) -> list[Json]:
    return [
        {
            "why": item.why,
            "payments": item.payments,
            **_paid(item.fen, "spent" if item.why == "stage" else stage),
        }
        for item in left_out
    ]


def _paid(fen: int, stage: str) -> Json:
    """An amount under the name of its stage; the other stage's is not known."""
    return {f"{name}_fen": fen if name == stage else None for name in ("disbursed", "spent")}


def _payment(payment: Payment | None, stage: str) -> Json | None:
    if payment is None:
        return None
    unknown = payment.nature is None or payment.nature.startswith("?")
    return {
        "project": payment.project,
        "date": payment.date.isoformat() if payment.date is not None else None,
        **_paid(payment.fen, stage),
        "payee": payment.payee or None,
        "voucher": payment.voucher or None,
        "nature": None if unknown else payment.nature,
        "level": payment.level,
        "origin": str(payment.origin),
    }
