"""Figures as JSON: fen as integers, rates as text in percent, null for what cannot be computed, keys in one order."""

from typing import Any

from minsheng_funds.model import Cause, Figures, Statement
from minsheng_funds.money import Rate

Json = dict[str, Any]


def percent(share: Rate | None, decimals: int) -> str | None:
    """A rate in percent, rounded half up once."""
    return share.percent(decimals) if share is not None else None


def scope_json(statement: Statement) -> Json:
    """What every figure of a statement is of, and its rates on."""
    return {
        "own_level": statement.own_level,
        "excluded": list(statement.exclusions),
        "rate_base": statement.rate_base,
    }


def figures_json(figures: Figures, share: Rate | None, decimals: int, time: str | None) -> Json:
    """The figures of a line or a total: money, the rate on the statement's base, then what else follows from them."""
    return {
        **_measures(figures),
        "disbursement_percent": percent(share, decimals),
        "undisbursed_fen": figures.undisbursed,
        "funding_gap_fen": figures.funding_gap,
        "time_progress_percent": time,
        **_stages(figures, decimals),
        "initial_fen": figures.initial,
        "refunded_fen": figures.refunded,
        "refunded_earlier_fen": figures.refunded_earlier,
    }


def level_json(figures: Figures, decimals: int) -> Json:
    """One level's own figures; its rate is disbursed ÷ required."""
    return {
        **_measures(figures),
        "undisbursed_fen": figures.undisbursed,
        "funding_gap_fen": figures.funding_gap,
        "disbursement_percent": percent(figures.disbursement_rate, decimals),
        **_stages(figures, decimals),
        "initial_fen": figures.initial,
    }


def _measures(figures: Figures) -> Json:
    return {
        "required_fen": figures.required,
        "allocated_fen": figures.allocated,
        "issued_fen": figures.issued,
        "received_fen": figures.received,
        "disbursed_fen": figures.disbursed,
        "spent_fen": figures.spent,
    }


def _stages(figures: Figures, decimals: int) -> Json:
    """What lies between arrival and payment: idle money, advances, the rates on and of what was received."""
    return {
        "idle_fen": figures.idle,
        "advanced_fen": figures.advanced,
        "receipt_percent": percent(figures.receipt_rate, decimals),
        "disbursement_of_received_percent": percent(figures.disbursement_rate_of_received, decimals),
    }


def causes_json(causes: tuple[Cause, ...]) -> list[Json]:
    """Why money is unpaid, level by level."""
    return [{"level": cause.level, "cause": cause.kind, "amount_fen": cause.fen} for cause in causes]
