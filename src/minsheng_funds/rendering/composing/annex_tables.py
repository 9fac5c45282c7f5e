"""Tables that only the annex has: funds beside each other, projects against their schedules, every payment."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from itertools import islice

from minsheng_funds.model import Line, Statement, Total, Trace, View
from minsheng_funds.money import YUAN
from minsheng_funds.rendering.amounts import (
    amount_column,
    amount_of,
    by_fund,
    printed_amounts,
    rate_column,
    shown_amounts,
)
from minsheng_funds.rendering.composing.provenance import PROGRAM
from minsheng_funds.rendering.composing.report import projects_table
from minsheng_funds.rendering.composing.schedule import points_cell
from minsheng_funds.rendering.composing.views import key_text, view_tables
from minsheng_funds.rendering.document import Cell, Column, Facts, Listing, Table
from minsheng_funds.rendering.words import DASH, Words
from minsheng_funds.vocabulary import UNIT_NAMES

MOST_ROWS = 1_000_000
"""Payments on one sheet; a sheet has room for 48,576 rows more."""
_DETAILS = (
    ("project", "text", 22),
    ("nature", "text", 10),
    ("payment_date", "day", 12),
    ("amount", "money", 16),
    ("payee", "text", 24),
    ("voucher", "text", 16),
    ("document", "text", 18),
    ("remark", "text", 18),
    ("cell", "text", 34),
)
_DERIVED = (
    *("rank", "average", "state", "cumulative", "missing_months"),
    *("shortfall", "overdue", "needed_per_month", "forecast"),
)
"""Columns that follow from amounts by more than a formula of their row."""
_GIVEN = ("target", "time_progress")
"""Rates that come from the calendar and the settings."""
_STATES = {"good": "good", "slow": "warning", "behind": "error", "overdue": "error"}
"""How a project stands, and the colour of the light."""


def funds_table(statement: Statement, words: Words) -> Table:
    """The headline figures, one row a fund: the funds are never added up."""
    totals = list(statement.totals.values())
    amounts = shown_amounts([total.figures for total in totals])
    received = any(total.figures.received is not None for total in totals)
    stages = {"receipt_rate": ("received", "required"), "rate_of_received": ("disbursed", "received")}
    columns = (
        Column(words.label("nature"), key="nature"),
        Column(words.label("projects"), "count", key="projects"),
        *(amount_column(name, words) for name in amounts),
        *([amount_column("idle", words)] if received else []),
        rate_column([total.base for total in totals], words),
        *(Column(words.label(name), "rate", key=name, made_of=made_of) for name, made_of in stages.items() if received),
        Column(words.label("time_progress"), "rate", key="time_progress"),
        Column(words.label("annex_ahead"), "rate", key="ahead", made_of=("rate", "time_progress")),
    )
    rows = [_fund_row(total, amounts, received, statement, words.of(total.nature)) for total in totals]
    return Table(words.label("annex_funds"), columns, tuple(rows), key="funds")


def _fund_row(
    total: Total, amounts: Sequence[str], received: bool, statement: Statement, words: Words
) -> tuple[Cell, ...]:
    figures, complete = total.figures, total.complete
    printed = printed_amounts([figures], amounts, words)
    money = [words.money(amount_of(figures, name), complete=complete, text=printed[name][0]) for name in amounts]
    money += [words.money(figures.idle, complete=complete)] if received else []
    rates = [words.rate(total.rate, complete=complete)]
    if received:
        shares = (figures.receipt_rate, figures.disbursement_rate_of_received)
        rates += [words.rate(share, complete=complete) for share in shares]
    time = statement.time_progress.rate if statement.time_progress else None
    ahead = points_cell(total.rate, time, words)
    return (Cell(words.nature(total.nature)), words.count(total.projects), *money, *rates, words.rate(time), ahead)


def projects_with_schedule(statement: Statement, words: Words) -> Table:
    """The table of projects, each with the rate expected of it today, the points between, and a light."""
    table = projects_table(statement, words)
    found: list[Line | Total] = []
    for nature, of_nature in by_fund(statement.lines).items():
        found += of_nature
        found += [statement.totals[nature]] if nature in statement.totals else []
    if all(item.schedule is None for item in found):
        return table
    columns = (
        *table.columns,
        Column(words.label("target"), "rate", key="target"),
        Column(words.label("ahead_of_target"), "rate", key="ahead", made_of=("rate", "target")),
        Column(words.label("annex_state"), "state", key="state"),
    )
    rows = [(*cells, *_against(item, words)) for cells, item in zip(table.rows, found, strict=True)]
    return replace(table, columns=columns, rows=tuple(rows))


def _against(item: Line | Total, words: Words) -> tuple[Cell, ...]:
    schedule = item.schedule
    target = schedule.target if schedule is not None else None
    points = points_cell(item.rate, target, words)
    if isinstance(item, Total):  # its projects are judged, each by its own schedule
        return words.rate(target), points, Cell("")
    if schedule is None or item.rate is None or target is None:
        state = ""
    elif schedule.overdue:
        state = "overdue"
    elif schedule.behind:
        state = "behind"
    else:
        below = item.rate.numerator * target.denominator < target.numerator * item.rate.denominator
        state = "slow" if below else "good"
    light = Cell(words.label(f"state_{state}"), tone=_STATES[state]) if state else Cell(DASH)
    return words.rate(target), points, light


def months_table(views: Sequence[View], words: Words) -> Table:
    """Payments month by month; what the cumulative rate is divided by stands in each fund's total."""
    (table,) = view_tables(views, words)
    bases = list(dict.fromkeys(view.total.base for view in views))
    amounts = [amount_of(view.total.figures, view.total.base) for view in views]
    running: dict[str, tuple[str, ...]] = {"cumulative": ("disbursed",)}
    if all(amount is None for amount in amounts):
        return replace(table, columns=tuple(_made_of(column, running) for column in table.columns))
    running["cumulative_rate"] = ("cumulative", "base")
    label = "/".join(words.label(base) for base in bases)
    columns = (*(_made_of(column, running) for column in table.columns), Column(label, "money", key="base"))
    totals = dict(zip(sorted(table.totals), zip(views, amounts, strict=True), strict=True))
    rows = []
    for place, cells in enumerate(table.rows):
        base = Cell("")
        if place in totals:
            view, amount = totals[place]
            own = words.of(view.nature) if view.nature else words
            base = own.money(amount, complete=view.total.complete)
        rows.append((*cells, base))
    return replace(table, columns=columns, rows=tuple(rows))


def _made_of(column: Column, parts: Mapping[str, tuple[str, ...]]) -> Column:
    return replace(column, made_of=parts.get(column.key, column.made_of))


def dead_columns(table: Table) -> list[str]:
    """The labels of columns with values that depend on the amounts, but are no formulas."""
    live = {column.key for column in table.columns if column.key}
    found = []
    for place, column in enumerate(table.columns):
        made = len(column.made_of) in (1, 2) and live.issuperset(column.made_of)
        derived = column.key in _DERIVED or (column.kind == "rate" and column.key not in _GIVEN)
        if derived and not made:
            live.discard(column.key)
            if any(row[place].text not in ("", DASH) for row in table.rows):
                found.append(column.label)
    return found


def scope_table(facts: Facts, words: Words) -> Table:
    """What the figures cover, line by line, and the program that made them."""
    columns = (Column(words.label("scope_item"), width=28), Column(words.label("scope_said"), width=60))
    pairs = (*facts.pairs, (words.label("made_by"), PROGRAM))
    rows = tuple((Cell(label), Cell(said)) for label, said in pairs)
    return Table(words.label("scope_table"), columns, rows, key="scope")


def listings(traces: Sequence[Trace], words: Words) -> list[Listing]:
    """Every payment that counts with the cell that it stands in, as many to a sheet as it has room for."""
    columns = tuple(Column(words.label(key), kind, width=width) for key, kind, width in _DETAILS)
    count = sum(len(trace.payments) for trace in traces)
    unit = f"{words.label('unit')}: {words.say(UNIT_NAMES[YUAN])}"
    found = []
    for start in range(0, max(count, 1), MOST_ROWS):
        most = min(MOST_ROWS, count - start)
        rows = partial(_rows, traces, words, start, start + most)
        every = (found.payment.fen for trace in traces for found in trace.payments)
        amounts = list(islice(every, start, start + most))
        largest = max(map(abs, amounts), default=0)
        found.append(Listing(columns, rows, most, sum(amounts), largest, words.label("total"), unit))
    return found


Row = tuple[str | int | date | None, ...]


def _rows(traces: Sequence[Trace], words: Words, start: int, stop: int) -> Iterator[Row]:
    return islice(_payments(traces, words), start, stop)


def _payments(traces: Sequence[Trace], words: Words) -> Iterator[Row]:
    for trace in traces:
        nature = key_text("nature", trace.nature or "", words)
        for payment, _, _ in trace.payments:
            texts = (payment.payee, payment.voucher, payment.document, payment.remark)
            yield (trace.project, nature, payment.date, payment.fen, *texts, str(payment.origin))
