"""Stated scores of a self-evaluation (得分) beside those recomputed from its own amounts and points (分值)."""

from collections.abc import Mapping, Sequence

from minsheng_funds.model import Column
from minsheng_funds.money import Rate, decimal_text, rate
from minsheng_funds.reading.plans.columns import Key
from minsheng_funds.reading.plans.rows import PlanLine
from minsheng_funds.reading.tables import Draft
from minsheng_funds.reading.values import Cell, Unreadable, read_amount, squeeze, text_of
from minsheng_funds.vocabulary import OVERALL_SCORES

EXACT = 10**10
"""Scores are read in such parts of a point: ten decimals are more than any form has."""

MOST_POINTS = 20
"""Execution never weighs more, but where the settings say so: more points are those of the whole evaluation."""


def check_scores(draft: Draft, parts: Mapping[Key, Sequence[Column]], lines: Sequence[PlanLine]) -> None:
    """A score that is not points × rate of execution (or that of its tier, where the settings have tiers): a finding.

    Points are those of the row, else of the settings; printed with no, one or two decimals, rounded or cut.
    """
    rule = draft.settings.evaluation
    for column in (column for column in draft.columns if column.field == "score"):
        beside = {key: found for key, found in parts.items() if found[0].path[:-1] == column.path[:-1]}
        paid = next((key for name in (rule.executed, "disbursed") for key in beside if key[0] == name), None)
        budget = next((key for key in beside if key[0] == "required"), None)
        for line in lines if paid is not None and budget is not None else ():
            stated = _number(draft.cells(line.row, column.index))
            given = own_points(draft, line)
            if _is_of_everything(column, given, rule.points):
                continue
            share = rate(_sum(line, parts[paid]), _sum(line, parts[budget])) if paid and budget else None
            score = rule.score(share, given)
            if stated is None or share is None or score is None or line.unreadable or _is_same(stated, score):
                continue
            full = given or rule.points
            draft.note(
                "stated-score",
                draft.origin(line.number, column.index),
                project=line.project or line.texts[0],
                expected=decimal_text(score.numerator, score.denominator, 2),
                actual=text_of(draft.cells(line.row, column.index)),
                share=share.percent(),
                points=decimal_text(full.numerator, full.denominator, 2).rstrip("0").rstrip("."),
            )


def own_points(draft: Draft, line: PlanLine) -> Rate | None:
    """The full points (分值) that a row states for its execution; None where it states none."""
    points = next((column for column in draft.columns if column.field == "points"), None)
    found = _number(draft.cells(line.row, points.index)) if points is not None else None
    return found if found is not None and found.numerator else None


def _is_of_everything(column: Column, given: Rate | None, points: Rate) -> bool:
    """Whether a score is not sure to be that of the execution alone: 自评得分 without points, or out of 100 of them."""
    if given is None:
        return squeeze(column.path[-1]) in OVERALL_SCORES
    most = Rate(MOST_POINTS, 1)
    return given.numerator * most.denominator > most.numerator * given.denominator and not _is_same(given, points)


def _sum(line: PlanLine, columns: Sequence[Column]) -> int:
    return sum(line.money.get(column.index, 0) for column in columns)


def _number(cell: Cell) -> Rate | None:
    """A plain number of points; None where the cell holds none."""
    try:
        amount = read_amount(cell, EXACT)
    except Unreadable:
        return None
    return Rate(amount.fen, EXACT) if amount is not None and amount.unit is None and amount.fen >= 0 else None


def _is_same(stated: Rate, score: Rate) -> bool:
    for digits in (0, 1, 2):
        cut = score.numerator * 10**digits // score.denominator
        texts = (decimal_text(score.numerator, score.denominator, digits), decimal_text(cut, 10**digits, digits))
        exact = stated.numerator * 10**digits % stated.denominator == 0
        if exact and decimal_text(stated.numerator, stated.denominator, digits) in texts:
            return True
    return False
