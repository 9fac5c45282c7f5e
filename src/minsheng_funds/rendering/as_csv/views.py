"""The csv of what was asked for instead of the projects: the rows of one view, of traces, or of all payments."""

from collections.abc import Iterable, Sequence

from minsheng_funds.messages import AVERAGES, WHY_NOT_COUNTED, failure
from minsheng_funds.model import Additions, Trace, TracedPayment, View, ViewRow
from minsheng_funds.money import YUAN, Rate, money_text
from minsheng_funds.rendering.amounts import AMOUNTS
from minsheng_funds.rendering.composing.trace import cell_text
from minsheng_funds.rendering.composing.views import dimension_label, key_text
from minsheng_funds.rendering.words import Words
from minsheng_funds.vocabulary import MEASURES, UNIT_NAMES


def csv_rows(asked: Additions, words: Words) -> list[list[str]] | None:
    """Heads and rows, amounts in 元 to the fen; None where nothing was asked for. A csv holds one table.

    Raises `Failure` where several tables were asked for.
    """
    kinds = len({view.by for view in asked.views}) + bool(asked.traces) + (asked.details is not None)
    if kinds > 1:
        raise failure("csv-one-table")
    if asked.views:
        return _view_rows(asked.views, words)
    if asked.traces:
        return _trace_rows(asked.traces, words)
    return None if asked.details is None else _payment_rows(asked.details, words)


def _view_rows(views: Sequence[View], words: Words) -> list[list[str]]:
    by, unit = views[0].by, words.say(UNIT_NAMES[YUAN])
    payments, months = views[0].of_payments, "month" in by
    amounts = ["disbursed"] if payments else list(AMOUNTS)
    heads = [dimension_label(dimension, words) for dimension in by]
    heads += [words.label("nature")] if "nature" not in by else []
    heads += [words.label("payments" if payments else "projects")]
    heads += [f"{words.label(name)}({unit})" for name in amounts]
    heads += [] if payments else [f"{words.label('rate')}(%)"]
    heads += [f"{words.label('share')}(%)"]
    if months:
        heads += [f"{words.label('cumulative')}({unit})", f"{words.label('cumulative_rate')}(%)"]
        heads += [f"{words.label('time_progress')}(%)"]
    heads += [words.label(name) for name in ("rank", "average", "in_scope", "complete")]
    rows = [heads]
    for view in views:
        for row in view.rows:
            keys = [key_text(dimension, value, words) for dimension, value in zip(by, row.key, strict=True)]
            keys += [key_text("nature", view.nature or "", words)] if "nature" not in by else []
            count = row.payments if payments else row.projects
            cells = [*keys, _text(count), *(_yuan(getattr(row.figures, name)) for name in amounts)]
            cells += [] if payments else [_percent(row.rate, words)]
            cells.append(_percent(row.share, words))
            if months:
                cells += [_yuan(row.cumulative), _percent(row.cumulative_rate, words), _percent(row.time, words)]
            rows.append([*cells, *_marks(row, words)])
    return rows


def _marks(row: ViewRow, words: Words) -> list[str]:
    average = words.say(AVERAGES[row.average]) if row.average else ""
    yes = [words.label("yes" if flag else "no") for flag in (row.in_scope, row.complete)]
    return [_text(row.rank), average, *yes]


def _trace_rows(traces: Sequence[Trace], words: Words) -> list[list[str]]:
    rows = [_payment_heads(words, "figure", "counted")]
    for trace in traces:
        names = [trace.project, key_text("nature", trace.nature or "", words)]
        for cell in trace.plan:
            measure, why = words.say(MEASURES[cell.measure]), _counted(cell.why, words)
            where = [words.level(cell.level), "", "", "", "", cell_text(cell)]
            rows.append([*names, measure, why, "", _yuan(cell.fen), *where])
        for found in trace.payments:
            why = _counted("" if found.counted else found.why, words)
            rows.append([*names, words.say(MEASURES["disbursed"]), why, *_payment(found, words)])
    return rows


def _payment_rows(traces: Iterable[Trace], words: Words) -> list[list[str]]:
    rows = [_payment_heads(words)]
    for trace in traces:
        names = [trace.project, key_text("nature", trace.nature or "", words)]
        rows += [[*names, *_payment(found, words)] for found in trace.payments]
    return rows


def _payment_heads(words: Words, *between: str) -> list[str]:
    unit = words.say(UNIT_NAMES[YUAN])
    heads = [words.label(name) for name in ("project", "nature", *between, "payment_date")]
    heads.append(f"{words.label('amount')}({unit})")
    return [*heads, *(words.label(name) for name in ("level", "payee", "voucher", "document", "remark", "cell"))]


def _payment(found: TracedPayment, words: Words) -> list[str]:
    payment = found.payment
    day = payment.date.isoformat() if payment.date else ""
    texts = [payment.payee, payment.voucher, payment.document, payment.remark, str(payment.origin)]
    return [day, _yuan(payment.fen), words.level(found.level), *texts]


def _counted(why: str, words: Words) -> str:
    return words.say(WHY_NOT_COUNTED[why]) if why else words.label("yes")


def _yuan(fen: int | None) -> str:
    return "" if fen is None else money_text(fen, YUAN, 2)


def _percent(share: Rate | None, words: Words) -> str:
    return "" if share is None else share.percent(words.decimals)


def _text(number: int | None) -> str:
    return "" if number is None else str(number)
