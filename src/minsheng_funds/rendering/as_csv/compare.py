"""The csv of a comparison: one table, amounts in yuan with two decimals; text is never a formula.

The last column says in the first row what was compared and where it comes from.
"""

from collections.abc import Iterator

from minsheng_funds.messages import DIFFERING, PAYMENT_CATEGORIES, PLAN_CATEGORIES, SIDES
from minsheng_funds.model import Origin, Payment
from minsheng_funds.model.comparison import (
    Comparison,
    DatesComparison,
    Delta,
    PaymentsComparison,
    PlansComparison,
    knows,
)
from minsheng_funds.money import YUAN, Rate, money_text
from minsheng_funds.rendering.as_csv import csv_text, safe
from minsheng_funds.rendering.composing.compare import compare_provenance
from minsheng_funds.rendering.words import Words
from minsheng_funds.settings import Settings
from minsheng_funds.vocabulary import NATURES, UNIT_NAMES

Rows = Iterator[list[str]]


def write_compare_csv(comparison: Comparison, settings: Settings) -> str:
    """Projects × natures at two dates, projects × natures of two plans, or every payment that differs."""
    words = Words(settings)
    if comparison.dates is not None:
        rows = _dates(comparison.dates, words)
    elif comparison.plans is not None:
        rows = _plans(comparison.plans, words)
    else:
        assert comparison.payments is not None
        rows = _payments(comparison.payments, words)
    return csv_text(list(rows), compare_provenance(comparison, settings, words), words)


def _sides(label: str, words: Words, *, unit: bool = True) -> list[str]:
    yuan = f"({words.say(UNIT_NAMES[YUAN])})" if unit else ""
    sides = [words.label("of_side", label=label, side=side) for side in SIDES.values()]
    return [f"{text}{yuan}" for text in (*sides, words.label("change_of", label=label))]


def _yuan(fen: int | None) -> str:
    return "" if fen is None else money_text(fen, YUAN, 2)


def _delta(delta: Delta | None) -> list[str]:
    return [_yuan(fen) for fen in delta or Delta()]


def _cells(old: tuple[Origin, ...], new: tuple[Origin, ...]) -> list[str]:
    return [safe(" ".join(str(origin) for origin in origins)) for origins in (old, new)]


def _cell_heads(words: Words) -> list[str]:
    return [words.label("of_side", label=words.label("cell"), side=side) for side in SIDES.values()]


def _dates(dates: DatesComparison, words: Words) -> Rows:
    measures = ("required", "disbursed", "undisbursed", *(["spent"] if knows(dates.lines, "spent") else []))
    yield [
        *(words.label(key) for key in ("project", "old_name", "nature", "class", "responsible", "sides")),
        *(head for measure in measures for head in _sides(words.label(measure), words)),
        *(words.label("of_side", label=words.label("rate"), side=side) + "(%)" for side in SIDES.values()),
        words.label("change_of", label=words.label("rate")) + f"({words.label('points')})",
        *(words.label("rank"), words.label("complete")),
        *_cell_heads(words),
    ]
    for line in dates.lines:
        texts = (line.project, line.old_name, words.say(NATURES[line.nature]), line.class_name, line.unit)
        yield [
            *(safe(text) for text in texts),
            words.label(f"side_{line.side}"),
            *(text for measure in measures for text in _delta(line.amounts[measure])),
            *(rate.percent(words.decimals) if rate is not None else "" for rate in (line.old_rate, line.new_rate)),
            _points(line.old_rate, line.new_rate, words),
            str(line.rank or ""),
            words.label("yes" if line.complete else "no"),
            *_cells(line.old_origins, line.new_origins),
        ]


def _points(old: Rate | None, new: Rate | None, words: Words) -> str:
    return new.points_over(old, words.decimals) if old is not None and new is not None else ""


def _plans(plans: PlansComparison, words: Words) -> Rows:
    yield [
        *(words.label(key) for key in ("category", "project", "old_names", "nature", "class", "responsible")),
        *_sides(words.label("required"), words),
        *(words.label("in_scope"), words.label("complete")),
        *_cell_heads(words),
    ]
    for entry in plans.entries:
        for amounts, counted in ((entry.amounts, "yes"), (entry.excluded, "no")):
            for nature, delta in amounts.items():
                texts = (entry.project, " + ".join(entry.old_names), words.say(NATURES[nature]))
                yield [
                    words.say(PLAN_CATEGORIES[entry.category]),
                    *(safe(text) for text in (*texts, entry.class_name, entry.unit)),
                    *_delta(delta),
                    *(words.label(counted), words.label("yes" if entry.complete else "no")),
                    *_cells(entry.old_origins, entry.new_origins),
                ]


def _payments(payments: PaymentsComparison, words: Words) -> Rows:
    fields = ("project", "payment_date", "payee", "voucher")
    heads = [words.label(field) for field in fields]
    yield [
        *(words.label("category"), words.label("differing")),
        *(words.label("of_side", label=head, side=side) for side in SIDES.values() for head in heads),
        *_sides(words.label(payments.stage), words),
        *_cell_heads(words),
    ]
    for category, differs, old, new in payments.differences:
        yield [
            words.say(PAYMENT_CATEGORIES[category]),
            " ".join(words.say(DIFFERING[name]) for name in differs),
            *(safe(text) for payment in (old, new) for text in _texts(payment)),
            *(_yuan(payment.fen if payment else None) for payment in (old, new)),
            _yuan((new.fen if new else 0) - (old.fen if old else 0)),
            *(safe(str(payment.origin)) if payment else "" for payment in (old, new)),
        ]


def _texts(payment: Payment | None) -> tuple[str, str, str, str]:
    if payment is None:
        return ("", "", "", "")
    day = payment.date.isoformat() if payment.date is not None else ""
    return (payment.project, day, payment.payee, payment.voucher)
