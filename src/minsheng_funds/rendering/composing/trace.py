"""Traces → tables: the plan cells and the payments behind a line, what they add up to, and the list of all payments."""

from collections.abc import Sequence

from minsheng_funds.messages import WHY_NOT_COUNTED
from minsheng_funds.model import PlanCell, Trace, TracedPayment
from minsheng_funds.money import YUAN
from minsheng_funds.rendering.amounts import yuan_cell
from minsheng_funds.rendering.composing.views import key_text
from minsheng_funds.rendering.document import Block, Cell, Column, Item, Items, Table
from minsheng_funds.rendering.words import DASH, Words
from minsheng_funds.vocabulary import MEASURES, UNIT_NAMES


def trace_blocks(traces: Sequence[Trace], words: Words) -> list[Block]:
    """Everything behind each traced line. Amounts are exact, in 元 to the fen: a trace rounds nothing."""
    blocks: list[Block] = []
    for trace in traces:
        nature = key_text("nature", trace.nature or "", words)
        title = words.label("trace_title", project=trace.project, nature=nature)
        blocks.append(_sums(trace, title, words))
        if trace.plan:
            blocks.append(plan_table(trace.plan, words))
        if trace.payments:
            columns = (_amount_column(words), *_columns(words, "level", "counted"), *_detail_columns(words))
            rows = [_payment(found, words, counted=True) for found in trace.payments]
            blocks.append(Table(words.label("trace_payments"), (_date_column(words), *columns), tuple(rows)))
        for label, origins in (("trace_unread", trace.unread), ("trace_doubted", trace.doubted)):
            if origins:
                items = tuple(Item(str(origin), "error") for origin in origins)
                blocks.append(Items(words.label(label), items, whole=False))
    return blocks


def details_table(traces: Sequence[Trace], words: Words) -> Table:
    """Every payment that counts, project by project, each project with its sum."""
    rows: list[tuple[Cell, ...]] = []
    totals: set[int] = set()
    for trace in traces:
        if not trace.payments:
            continue
        nature = Cell(key_text("nature", trace.nature or "", words))
        rows += [(Cell(trace.project), nature, *_payment(found, words, counted=False)) for found in trace.payments]
        totals.add(len(rows))
        total = sum(found.payment.fen for found in trace.payments)
        name = words.label("subtotal_of", project=trace.project)
        blanks = [Cell("") for _ in range(len(rows[-1]) - 4)]
        rows.append((Cell(name), nature, Cell(""), yuan_cell(total, complete=trace.complete), *blanks))
    names = (Column(words.label("project")), Column(words.label("nature"), spare=5), _date_column(words))
    columns = (*names, _amount_column(words), *_detail_columns(words))
    return Table(words.label("details"), columns, tuple(rows), frozenset(totals))


def _sums(trace: Trace, title: str, words: Words) -> Table:
    """What the cells and payments add up to, level by level; levels are never added to each other."""
    measures = [
        name for name in MEASURES if any(getattr(figures, name) is not None for figures in trace.levels.values())
    ]
    columns = (Column(words.label("level")), *(Column(words.say(MEASURES[name]), "money") for name in measures))
    rows = [
        (Cell(words.level(level)), *(yuan_cell(getattr(figures, name)) for name in measures))
        for level, figures in trace.levels.items()
    ]
    note = "trace_agrees" if trace.complete else "trace_doubtful" if trace.agrees else "trace_differs"
    notes = [words.label(note)] if trace.line is not None else []
    return Table(f"{title} ({words.say(UNIT_NAMES[YUAN])})", columns, tuple(rows), notes=tuple(notes))


def payments_table(trace: Trace, words: Words) -> Table:
    """The payments that count behind one line, with their sum, and the cells that could not be read or are in doubt."""
    rows = [_payment(found, words, counted=False) for found in trace.payments]
    total = yuan_cell(sum(found.payment.fen for found in trace.payments), complete=trace.complete)
    columns = (_date_column(words), _amount_column(words), *_detail_columns(words))
    last = (Cell(words.label("total")), total, *[Cell("") for _ in columns[2:]])
    doubts = (("trace_unread", trace.unread), ("trace_doubted", trace.doubted))
    notes = [f"{words.label(label)}: {', '.join(map(str, origins))}" for label, origins in doubts if origins]
    totals = frozenset({len(rows)})
    return Table(words.label("trace_payments"), columns, (*rows, last), totals, tuple(notes), key="payments")


def plan_table(cells: Sequence[PlanCell], words: Words) -> Table:
    """The cells of the plan behind one line, each with whether it is in the totals."""
    columns = (
        Column(words.label("figure")),
        Column(words.label("level")),
        _amount_column(words),
        *_columns(words, "counted", "cell"),
    )
    rows = [
        (
            Cell(words.say(MEASURES[cell.measure])),
            Cell(words.level(cell.level)),
            yuan_cell(cell.fen),
            Cell(_counted(cell.why, words)),
            Cell(cell_text(cell)),
        )
        for cell in cells
    ]
    return Table(words.label("trace_plan"), columns, tuple(rows), key="plan")


def cell_text(cell: PlanCell) -> str:
    """Where an amount stands; of a computed one the cells that are multiplied."""
    return " × ".join(str(origin) for origin in cell.computed_from) or str(cell.origin)


def _payment(found: TracedPayment, words: Words, *, counted: bool) -> tuple[Cell, ...]:
    payment = found.payment
    texts = (payment.payee, payment.voucher, payment.document, payment.remark, str(payment.origin))
    why = [Cell(words.level(found.level)), Cell(_counted("" if found.counted else found.why, words))]
    money = yuan_cell(payment.fen)
    return (Cell(words.day(payment.date)), money, *(why if counted else []), *(Cell(text or DASH) for text in texts))


def _counted(why: str, words: Words) -> str:
    """Whether an amount is in the totals, or why not."""
    return words.say(WHY_NOT_COUNTED[why]) if why else words.label("yes")


def _date_column(words: Words) -> Column:
    return Column(words.label("payment_date"))


def _amount_column(words: Words) -> Column:
    return Column(f"{words.label('amount')} ({words.say(UNIT_NAMES[YUAN])})", "money")


def _columns(words: Words, *names: str) -> tuple[Column, ...]:
    return tuple(Column(words.label(name)) for name in names)


def _detail_columns(words: Words) -> tuple[Column, ...]:
    spare = {"voucher": 2, "document": 3, "remark": 4}
    names = ("payee", "voucher", "document", "remark", "cell")
    return tuple(Column(words.label(name), spare=spare.get(name, 0)) for name in names)
