"""Rules about the figures: payments without a plan, overpaid projects, units a hundredfold apart."""

from collections.abc import Iterator, Sequence
from itertools import combinations

from minsheng_funds.messages import named
from minsheng_funds.model import Book, Fact, Line, Origin, Statement
from minsheng_funds.patterns import AS_OF
from minsheng_funds.settings import Settings
from minsheng_funds.vocabulary import LEVELS, MEASURES, Text

MOST_SUGGESTIONS = 100
"""How many unmatched names are compared with every planned one: that takes long."""
MOST_CELLS = 100
"""How many cells a finding names where a figure is the sum of many rows."""
SINGLE_SLIP = 100
"""A single project paid over this many times its plan has an amount in another unit."""


def check_figures(book: Book, statement: Statement, settings: Settings) -> Iterator[Fact]:
    """All facts that only the finished statement shows."""
    lines = (*statement.lines, *statement.excluded)
    if statement.reconciliation is not None and not lines:
        yield Fact("no-plan", tuple(Origin(table.file, table.sheet) for table in book.tables))
    elif lines:
        yield from _unmatched(statement)
    for line in lines:
        yield from _overpaid(line, line.base, statement.own_level)
        yield from _advanced(line, statement.own_level)
        yield from _returned_above_paid(line, statement.own_level)
        yield from _later_above_earlier(line, statement.own_level)
    yield from _unplanned_levels(lines, statement.own_level)
    yield from _cut_off(book, statement)
    if lines and settings.evaluation.executed == "spent" and all(line.figures.spent is None for line in lines):
        yield Fact("executed-missing", (Origin(settings.origin or lines[0].origins[0].file),))
    if (
        lines
        and all(line.figures.required is None for line in lines)
        and any(figures.required is not None for line in lines for figures in line.levels.values())
    ):
        headers = (table.header_origin for table in book.tables if table.kind != "ledger")
        yield Fact("no-own-level", tuple(headers), {"level": LEVELS[statement.own_level]})


def _cut_off(book: Book, statement: Statement) -> Iterator[Fact]:
    """Payments left out by the day on which a plan was filled in (填报日期), where nothing says 截止: not theirs."""
    origin, books = statement.as_of_origin, statement.reconciliation
    if origin is None or books is None or statement.as_of_source != "stated":
        return
    planned = {
        (table.file, table.sheet)
        for table in book.tables
        if table.kind == "plan" and not any(AS_OF.search(text) for text in table.captions)
    }
    left_out = dict(books.out_of_scope).get("after-as-of")
    if left_out and (origin.file, origin.sheet) in planned:
        yield Fact("cut-off-by-plan", (origin,), {"day": str(statement.as_of), "amount_fen": left_out})


def _unmatched(statement: Statement) -> Iterator[Fact]:
    names = sorted({line.project for line in (*statement.lines, *statement.excluded)})
    dropped = {change.project for change in statement.plan_changes if change.kind == "dropped"}
    for place, row in enumerate(statement.unmatched):
        if row.nature is None and row.project in names:
            continue  # planned in two natures: "nature-unclear" has said so
        close = _close(row.project, names) if place < MOST_SUGGESTIONS else []
        suggestion = Text("", "")
        if row.project in dropped:
            suggestion = Text(
                ",最初计划有这个项目,现行计划已取消", "; the first plan has it, the plan in force has dropped it"
            )
        elif close and row.project not in close:
            suggestion = Text(",相近的计划项目:" + "、".join(close), "; planned names like it: " + ", ".join(close))
        values = {
            "project": row.project,
            "count": row.payments,
            "amount_fen": row.disbursed,
            "suggestion": suggestion,
        }
        yield Fact("unmatched", row.origins, values)


def _close(name: str, names: Sequence[str]) -> list[str]:
    from difflib import get_close_matches

    return get_close_matches(name, names, n=2, cutoff=0.5)


def _cells(line: Line, level: str, *measures: str) -> tuple[Origin, ...]:
    """The cells of these figures of a line, where tables state them; else that of its project's name."""
    wanted = [(measure, level, "") for measure in measures]
    found = [cell.origin for cell in line.cells if (cell.measure, cell.level, cell.why) in wanted]
    return tuple(dict.fromkeys(found))[:MOST_CELLS] or line.origins[:1]


def _overpaid(line: Line, base: str, own_level: str) -> Iterator[Fact]:
    planned, paid, received = getattr(line.figures, base), line.figures.disbursed, line.figures.received
    origin = _cells(line, own_level, base, "disbursed")
    values = {"project": line.project, "expected_fen": planned, "actual_fen": paid, "base": MEASURES[base]}
    if paid and not planned and planned is not None:
        yield Fact("paid-without-plan-amount" if base == "required" else "paid-without-base", origin, values)
    elif planned is not None and paid is not None and planned > 0:
        if paid > SINGLE_SLIP * planned:
            yield Fact("unit-slip-project", origin, values)
        elif paid > planned:
            yield Fact("overpaid", origin, values)
    if received is not None and paid is not None and paid > received and base != "received":
        cells = _cells(line, own_level, "received", "disbursed")
        yield Fact("paid-above-received", cells, {**values, "expected_fen": received})


def _advanced(line: Line, own_level: str) -> Iterator[Fact]:
    """Paid above received at another level than the own one: one level's money for another's, or booked wrongly."""
    for level, figures in line.levels.items():
        if level != own_level and figures.advanced:
            values = {"project": line.project, "level": LEVELS[level]}
            amounts = {"expected_fen": figures.received, "actual_fen": figures.disbursed}
            cells = _cells(line, level, "received", "disbursed")
            yield Fact("level-paid-above-received", cells, {**values, **amounts})


def _returned_above_paid(line: Line, own_level: str) -> Iterator[Fact]:
    """More came back than was paid this year, at some level: what came back was perhaps another year's money."""
    for level, figures in {**line.levels, own_level: line.figures}.items():
        for measure, fen in (("disbursed", figures.disbursed), ("spent", figures.spent)):
            if fen is not None and fen < 0:
                values = {"project": line.project, "level": LEVELS[level], "amount_fen": -fen}
                cells = _cells(line, level, measure)
                yield Fact("refund-above-paid", cells, {**values, "expected_fen": 0, "actual_fen": fen})


def _later_above_earlier(line: Line, own_level: str) -> Iterator[Fact]:
    """More at a later stage than at an earlier one: one of them is wrong. Payments are judged by other rules."""
    figures = line.figures
    stages = [("allocated", figures.allocated), ("issued", figures.issued), ("received", figures.received)]
    known = [(name, fen) for name, fen in stages if fen is not None]
    for (early, low), (late, high) in combinations(known, 2):
        if high > low:
            values = {"project": line.project, "early": MEASURES[early], "late": MEASURES[late]}
            cells = _cells(line, own_level, late, early)
            yield Fact("stage-above-earlier", cells, {**values, "expected_fen": low, "actual_fen": high})
            return


def _unplanned_levels(lines: Sequence[Line], own_level: str) -> Iterator[Fact]:
    """Payments at levels that their project's plan does not have, where plans name other levels than the own one."""
    if not any(figures.required for line in lines for level, figures in line.levels.items() if level != own_level):
        return
    for level in LEVELS:
        found = [
            (line, paid)
            for line in lines
            if level != own_level
            and level in line.levels
            and not line.levels[level].required
            and any(figures.required for figures in line.levels.values())
            and (paid := line.levels[level].disbursed)
        ]
        if found:
            names = named([line.project for line, _ in found])
            values = {"level": LEVELS[level], "count": len(found), "project": names}
            origins = tuple(line.origins[0] for line, _ in found)
            yield Fact("level-not-planned", origins, {**values, "amount_fen": sum(paid for _, paid in found)})
