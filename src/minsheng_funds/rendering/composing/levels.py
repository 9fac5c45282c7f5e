"""The levels of government beside each other, never added up, and why money is unpaid, level by level."""

from collections.abc import Sequence

from minsheng_funds.model import Figures, Line, Statement, Total
from minsheng_funds.rendering.amounts import (
    ALWAYS,
    amount_column,
    amount_of,
    by_fund,
    printed_amounts,
    rate_column,
    shown_amounts,
)
from minsheng_funds.rendering.document import Cell, Column, Table
from minsheng_funds.rendering.words import Words

STAGES = {"receipt_rate": ("received", "required"), "rate_of_received": ("disbursed", "received")}
"""The rates of the stages before and after the receipt, and what each is made of."""
SPARE = {"required": 0, "disbursed": 0, "undisbursed": 1, "received": 1, "idle": 1}
"""How soon an amount makes room; the other ones sooner, the rates first of all."""


def levels_table(statement: Statement, words: Words) -> Table | None:
    """Every level's own figures of each fund; None where the books know the own level only.

    Bonds and personal contributions stand beside the levels of government; no row adds levels up.
    """
    rows = [(total, level) for total in statement.totals.values() for level in total.levels]
    if all(level == statement.own_level for _, level in rows):
        return None
    every = [total.levels[level] for total, level in rows]
    amounts = shown_amounts(every)
    if any(figures.received is not None for figures in every):
        amounts.append("idle")
    if any(figures.advanced for figures in every):
        amounts.append("advanced")
    stages = tuple(STAGES) if "idle" in amounts else ()
    columns = (
        Column(words.label("nature"), spare=0 if words.several_units else 1, key="nature"),
        Column(words.label("level"), key="level"),
        *(amount_column(name, words, SPARE.get(name, 3)) for name in amounts),
        rate_column(["required"], words, spare=2),
        *(Column(words.label(name), "rate", spare=4, key=name, made_of=STAGES[name]) for name in stages),
    )
    cells = []
    for total, level in rows:
        figures, of_fund = total.levels[level], words.of(total.nature)
        printed = printed_amounts([figures], amounts, of_fund, parts=False)
        own = level == statement.own_level
        name = words.label("level_in_scope", level=words.level(level)) if own else words.level(level)
        money = [
            of_fund.money(amount_of(figures, amount), complete=total.complete, text=printed[amount][0])
            for amount in amounts
        ]
        rates = _rates(figures, total, words)[: 1 + len(stages)]
        cells.append((Cell(words.nature(total.nature)), Cell(name), *money, *rates))
    return Table(words.label("levels_table"), columns, tuple(cells), notes=(words.label("levels_note"),), key="levels")


def _rates(figures: Figures, total: Total, words: Words) -> list[Cell]:
    shares = (figures.disbursement_rate, figures.receipt_rate, figures.disbursement_rate_of_received)
    return [words.rate(share, complete=total.complete) for share in shares]


def causes_table(statement: Statement, words: Words) -> Table | None:
    """The projects of which more is known than that money is unpaid: where it stands still, level by level."""
    lines = [line for line in statement.lines if _says_more(line, statement.own_level)]
    if not lines:
        return None
    printed = _printed_undisbursed(statement.lines, words)
    columns = (
        Column(words.label("project"), key="project"),
        Column(words.label("nature"), spare=1, key="nature"),
        Column(words.label("cause"), key="cause"),
    )
    rows = []
    for line in lines:
        cause = words.of(line.nature).causes(line.causes, printed[line.project, line.nature])
        rows.append((Cell(line.project), Cell(words.nature(line.nature)), Cell(cause)))
    return Table(words.label("causes_table"), columns, tuple(rows), key="causes")


def _says_more(line: Line, own_level: str) -> bool:
    """Whether a stage before the payment is known, or the own level has paid and another one has not."""
    kinds = {cause.kind for cause in line.causes}
    own_paid = any(cause.kind == "paid" and cause.level == own_level for cause in line.causes)
    return bool(kinds - {"paid", "unpaid"}) or (own_paid and "unpaid" in kinds)


def _printed_undisbursed(lines: Sequence[Line], words: Words) -> dict[tuple[str, str], dict[int, str]]:
    """What the table of projects prints as undisbursed, for sentences that name the same amount."""
    found: dict[tuple[str, str], dict[int, str]] = {}
    for nature, of_nature in by_fund(lines).items():
        texts = printed_amounts([line.figures for line in of_nature], ALWAYS, words.of(nature))["undisbursed"]
        for line, text in zip(of_nature, texts, strict=True):
            fen = line.figures.undisbursed
            found[line.project, nature] = {} if fen is None or text is None else {fen: text}
    return found
