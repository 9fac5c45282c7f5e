"""The execution table of a self-evaluation (绩效自评): budgets, what was executed, the rate and its points."""

from collections.abc import Sequence
from decimal import Decimal

from minsheng_funds.model import Figures, Line, Outcome, Statement, Total
from minsheng_funds.money import balanced_pairs, balanced_texts
from minsheng_funds.rendering.as_json.versions import points_text
from minsheng_funds.rendering.document import Block, Cell, Column, Document, Heading, Item, Items, Table
from minsheng_funds.rendering.words import DASH, Words
from minsheng_funds.settings import Settings
from minsheng_funds.settings.evaluation import Evaluation

MOST_DIGITS = 8
"""So many digits more, at most, tell a rate from the edge of a tier."""


def evaluation_amounts(figures: Figures, base: str, rule: Evaluation) -> tuple[int | None, int | None, int | None]:
    """年初预算数, 全年预算数, 全年执行数 in fen: what the rate of execution was computed from."""
    budget = figures.issued if base == "issued" and figures.required is None else figures.required
    executed = figures.spent if rule.executed == "spent" else figures.disbursed
    return figures.initial, budget, executed


def full_points(rule: Evaluation, found: Line | Total | None = None) -> str:
    """分值: full points as they are set, "10" or "7.5"; those that the table itself states, where no tiers are set."""
    own = found.points if found is not None and not rule.tiers else None
    return _short(points_text(own or rule.points))


def evaluation_blocks(statement: Statement, settings: Settings) -> list[Block]:
    """One table a fund, in its own unit: its projects and its total."""
    words = Words(settings)
    return [
        _table(total, [line for line in statement.lines if line.nature == nature], settings, words.of(nature))
        for nature, total in statement.totals.items()
    ]


def compose_evaluation(outcome: Outcome, settings: Settings, scope: Block, last: Sequence[Block]) -> Document:
    """The self-evaluation alone: scope, the tables, what was assumed, then the `last` blocks (what was found)."""
    words, statement = Words(settings), outcome.statement
    blocks: list[Block] = [Heading(words.label("evaluation_title", programme=settings.programme), 1), scope]
    blocks += evaluation_blocks(statement, settings)
    if statement.assumptions:
        items = tuple(Item(words.assumption(assumption)) for assumption in statement.assumptions)
        blocks.append(Items(words.label("assumptions"), items))
    return Document((*blocks, *last), words.label("narrow"))


def _table(total: Total, lines: Sequence[Line], settings: Settings, words: Words) -> Table:
    rule = settings.evaluation
    amounts = [evaluation_amounts(line.figures, line.base, rule) for line in lines]
    initial = balanced_texts([before for before, _, _ in amounts], words.unit, words.decimals)
    printed = balanced_pairs([(budget, executed) for _, budget, executed in amounts], words.unit, words.decimals)
    rows = []
    for line, fens, first, others in zip(lines, amounts, initial, printed, strict=True):
        texts = [first, *others]
        points = Cell(full_points(rule, line))
        rows.append((Cell(line.project), *_money(fens, texts, line, words), points, *_scored(line, rule, words)))
    sums = evaluation_amounts(total.figures, total.base, rule)
    money = _money(sums, [None] * len(sums), total, words)
    rows.append((Cell(words.label("total")), *money, Cell(full_points(rule, total)), *_scored(total, rule, words)))
    columns = (
        Column(words.label("project")),
        *(Column(words.label(name), "money") for name in ("initial_budget", "budget", f"executed_{rule.executed}")),
        Column(words.label("full_points"), "count"),
        Column(words.label("execution_rate"), "rate"),
        Column(words.label("score"), "count"),
    )
    own = any(line.points is not None for line in lines) and not rule.tiers
    full = words.label("full_points") if own else full_points(rule)
    note = words.label("evaluation_tiers" if rule.tiers else "evaluation_note", points=full)
    tiers = [f"≥{_short(tier.start.percent(2))}%: {_short(points_text(tier.points))}" for tier in rule.tiers]
    notes = [" ".join(filter(None, (note, ", ".join(tiers))))]
    dropped = (sums[0] or 0) - sum(initial or 0 for initial, _, _ in amounts)
    if dropped:
        notes.append(words.label("evaluation_dropped", amount=words.money(dropped).text))
    return Table(words.nature(total.nature), columns, tuple(rows), frozenset({len(rows) - 1}), tuple(notes))


def _short(text: str | None) -> str:
    """A number with decimals, without those that say nothing: 95.00 is 95."""
    return (text or "").rstrip("0").rstrip(".")


def _money(amounts: Sequence[int | None], texts: Sequence[str | None], found: Line | Total, words: Words) -> list[Cell]:
    return [words.money(fen, complete=found.complete, text=text) for fen, text in zip(amounts, texts, strict=True)]


def _scored(found: Line | Total, rule: Evaluation, words: Words) -> tuple[Cell, Cell]:
    """The rate of execution and its points."""
    score = points_text(found.score)
    shown = DASH if score is None else score if found.complete else f"{score}*"
    return _rate_below(found, rule, words), Cell(shown)


def _rate_below(found: Line | Total, rule: Evaluation, words: Words) -> Cell:
    """The rate with as many digits as it takes not to look like the edge of a tier that it does not reach."""
    share = found.execution
    edges = [tier.start for tier in rule.tiers]
    if share is not None:
        for decimals in range(words.decimals, words.decimals + MOST_DIGITS):
            printed = Decimal(share.percent(decimals))
            reached = [edge for edge in edges if printed * edge.denominator >= 100 * edge.numerator]
            if reached == [
                edge for edge in edges if share.numerator * edge.denominator >= edge.numerator * share.denominator
            ]:
                return words.with_decimals(decimals).rate(share, complete=found.complete)
    return words.rate(share, complete=found.complete)
