"""Two dates of one plan → tables: each fund by itself, who moved, who did not, how the totals changed, to the fen."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from minsheng_funds.messages import SIDES
from minsheng_funds.model.comparison import Comparison, DatesComparison, Delta, LineChange, TotalChange
from minsheng_funds.money import WAN_YUAN, YUAN, Rate, balanced_texts, money_text
from minsheng_funds.rendering.compose_payments import since_blocks
from minsheng_funds.rendering.document import Block, Cell, Column, Headline, Table
from minsheng_funds.rendering.words import DASH, Words
from minsheng_funds.vocabulary import NATURES

Texts = list[str | None]
Printed = dict[int, dict[str, str | None]]
"""The place of a line in memory → its amounts as printed, the same in every table."""


def dates_blocks(comparison: Comparison, dates: DatesComparison, words: Words, top: int) -> Iterator[Block]:
    """Both funds, then what moved, what did not, what is on one side only, and the reconciliation."""
    yield from (_headline(total, words) for total in dates.totals.values())
    printed: Printed = {}
    for nature in dict.fromkeys(line.nature for line in dates.lines):
        lines = [line for line in dates.lines if line.nature == nature]
        printed |= _printed(lines, words)
        title = words.label("projects_changed", nature=NATURES[nature])
        yield _projects(title, lines, dates.totals.get(nature), printed, words)
    if top and any(line.rank for line in dates.lines):
        yield _movers(dates.lines, printed, words, top)
    if unmoved := [line for line in dates.lines if line.is_unmoved]:
        yield _unmoved(unmoved, printed, words)
    if changed := [line for line in dates.lines if line.side != "both" or line.amounts["required"].change]:
        yield _plan_changes(changed, words)
    if dates.unmatched:
        yield _unmatched(dates, words)
    if dates.excluded:
        own = _printed(dates.excluded, words)
        yield _projects(words.label("excluded_table"), dates.excluded, None, own, words)
    yield from (_bridges(total, words) for total in dates.totals.values() if total.bridges)
    if comparison.payments is not None:
        yield from since_blocks(comparison.payments, words, complete=comparison.complete)


def of_side(words: Words, key: str, side: str) -> str:
    """A label with its side: 已拨付(旧)."""
    return words.label("of_side", label=words.label(key), side=SIDES[side])


def change_cell(delta: Delta, words: Words, *, complete: bool = True, text: str | None = None) -> Cell:
    """A change in 万元 with its sign, or "—"."""
    if delta.change is None:
        return Cell(DASH)
    printed = text if text is not None else money_text(delta.change, WAN_YUAN, words.decimals)
    sign = "+" if delta.change > 0 and Decimal(printed) else ""
    return words.money(delta.change, complete=complete, text=f"{sign}{printed}")


def balanced(amounts: Sequence[int | None], words: Words) -> Texts:
    """A column's amounts in 万元, which add up to their total as printed."""
    return balanced_texts(amounts, WAN_YUAN, words.decimals)


def was_moved(fen: int | None, text: str | None, words: Words) -> bool:
    """Whether a printed amount differs from its own rounding."""
    return fen is not None and text is not None and text != money_text(fen, WAN_YUAN, words.decimals)


def _points(old: Rate | None, new: Rate | None, words: Words, *, complete: bool) -> Cell:
    if old is None or new is None:
        return Cell(DASH)
    points = new.points_over(old, words.decimals)
    sign = "+" if Decimal(points) > 0 else ""
    return Cell(f"{sign}{points}" if complete else f"{sign}{points}*")


def _headline(total: TotalChange, words: Words) -> Headline:
    """One fund: paid then and now; the bar is the new rate, its mark the old one."""
    paid, complete = total.amounts["disbursed"], total.complete
    projects = str(total.new_projects)
    if total.old_projects != total.new_projects:
        projects = f"{total.old_projects} → {total.new_projects}"
    pairs = [
        (words.label("projects"), Cell(projects)),
        (words.label("required"), words.money(total.amounts["required"].new, complete=complete)),
        (of_side(words, "disbursed", "old"), words.money(paid.old, complete=complete)),
        (of_side(words, "disbursed", "new"), words.money(paid.new, complete=complete)),
        (words.label("change"), change_cell(paid, words, complete=complete)),
        (of_side(words, "rate", "old"), words.rate(total.old_rate, complete=complete)),
        (of_side(words, "rate", "new"), words.rate(total.new_rate, complete=complete)),
        (words.label("rate_change"), _points(total.old_rate, total.new_rate, words, complete=complete)),
        (words.label("undisbursed"), words.money(total.amounts["undisbursed"].new, complete=complete)),
    ]
    if total.amounts["required"].change:
        pairs.insert(1, (of_side(words, "required", "old"), words.money(total.amounts["required"].old)))
    return Headline(words.say(NATURES[total.nature]), tuple(pairs), total.new_rate, total.old_rate)


def _amounts(line: LineChange) -> dict[str, int | None]:
    paid = line.amounts["disbursed"]
    return {
        "required": line.amounts["required"].new,
        "old": paid.old,
        "new": paid.new,
        "change": paid.change,
        "undisbursed": line.amounts["undisbursed"].new,
    }


def _printed(lines: Sequence[LineChange], words: Words) -> Printed:
    """Down a column parts add up; across a row disbursed + undisbursed = required, as in the report."""
    amounts = [_amounts(line) for line in lines]
    columns = {name: balanced([own[name] for own in amounts], words) for name in (amounts[0] if amounts else ())}
    printed: Printed = {}
    for place, line in enumerate(lines):
        texts = {name: column[place] for name, column in columns.items()}
        required, paid = texts["required"], texts["new"]
        if line.amounts["undisbursed"].new is not None and required is not None and paid is not None:
            texts["undisbursed"] = str(Decimal(required) - Decimal(paid))
        printed[id(line)] = texts
    return printed


def _projects(
    title: str, lines: Sequence[LineChange], total: TotalChange | None, printed: Printed, words: Words
) -> Table:
    """Every project of one fund (or of those left out): paid then and now, the change, both rates, what is left."""
    columns = (
        Column(words.label("project")),
        *([] if total is not None else [Column(words.label("nature"), spare=1)]),
        Column(words.label("required"), "money", spare=3),
        Column(of_side(words, "disbursed", "old"), "money", spare=2),
        Column(of_side(words, "disbursed", "new"), "money"),
        Column(words.label("change"), "money"),
        Column(of_side(words, "rate", "old"), "rate", spare=4),
        Column(of_side(words, "rate", "new"), "rate"),
        Column(words.label("rate_change"), "rate"),
        Column(words.label("undisbursed"), "money", spare=1),
    )
    rows = []
    for line in lines:
        start = [Cell(line.project), *([] if total is not None else [Cell(words.say(NATURES[line.nature]))])]
        rows.append((*start, *_figures(line, printed[id(line)], words)))
    totals: frozenset[int] = frozenset()
    if total is not None:
        totals = frozenset({len(rows)})
        rows.append((Cell(f"{words.label('total')} ({words.say(NATURES[total.nature])})"), *_figures(total, {}, words)))
    moved = any(
        was_moved(fen, printed[id(line)][name], words) for line in lines for name, fen in _amounts(line).items()
    )
    notes = (words.label("compare_balanced"),) if moved else ()
    return Table(title, columns, tuple(rows), totals, notes)


def _figures(line: LineChange | TotalChange, texts: dict[str, str | None], words: Words) -> list[Cell]:
    paid, complete = line.amounts["disbursed"], line.complete
    return [
        words.money(line.amounts["required"].new, complete=complete, text=texts.get("required")),
        words.money(paid.old, complete=complete, text=texts.get("old")),
        words.money(paid.new, complete=complete, text=texts.get("new")),
        change_cell(paid, words, complete=complete, text=texts.get("change")),
        words.rate(line.old_rate, complete=complete),
        words.rate(line.new_rate, complete=complete),
        _points(line.old_rate, line.new_rate, words, complete=complete),
        words.money(line.amounts["undisbursed"].new, complete=complete, text=texts.get("undisbursed")),
    ]


def _movers(lines: Sequence[LineChange], printed: Printed, words: Words, top: int) -> Table:
    """The first ranks of each fund; ties share a rank and the next is skipped, so that there may be more."""
    columns = (
        Column(words.label("rank"), "count"),
        Column(words.label("project")),
        Column(words.label("nature"), spare=1),
        Column(words.label("change"), "money"),
        Column(words.label("rate_change"), "rate"),
    )
    rows = []
    for nature in dict.fromkeys(line.nature for line in lines):
        ranked = [line for line in lines if line.nature == nature and line.rank is not None and line.rank <= top]
        rows += [
            (
                words.count(line.rank or 0),
                Cell(line.project),
                Cell(words.say(NATURES[nature])),
                change_cell(line.amounts["disbursed"], words, complete=line.complete, text=printed[id(line)]["change"]),
                _points(line.old_rate, line.new_rate, words, complete=line.complete),
            )
            for line in sorted(ranked, key=lambda line: line.rank or 0)
        ]
    return Table(words.label("movers", top=top), columns, tuple(rows))


def _unmoved(lines: Sequence[LineChange], printed: Printed, words: Words) -> Table:
    columns = (
        Column(words.label("project")),
        Column(words.label("nature"), spare=1),
        Column(words.label("responsible"), spare=2),
        Column(words.label("disbursed"), "money"),
        Column(words.label("undisbursed"), "money"),
    )
    rows = [
        (
            Cell(line.project),
            Cell(words.say(NATURES[line.nature])),
            Cell(line.unit or DASH),
            words.money(line.amounts["disbursed"].new, complete=line.complete, text=printed[id(line)]["new"]),
            words.money(line.amounts["undisbursed"].new, complete=line.complete, text=printed[id(line)]["undisbursed"]),
        )
        for line in lines
    ]
    return Table(words.label("unmoved"), columns, tuple(rows))


def _plan_changes(lines: Sequence[LineChange], words: Words) -> Table:
    columns = (
        Column(words.label("project")),
        Column(words.label("nature"), spare=1),
        Column(words.label("sides")),
        Column(of_side(words, "required", "old"), "money"),
        Column(of_side(words, "required", "new"), "money"),
        Column(words.label("change"), "money"),
    )
    rows = [
        (
            Cell(line.project),
            Cell(words.say(NATURES[line.nature])),
            Cell(words.label(f"side_{line.side}")),
            words.money(line.amounts["required"].old, complete=line.complete),
            words.money(line.amounts["required"].new, complete=line.complete),
            change_cell(line.amounts["required"], words, complete=line.complete),
        )
        for line in lines
    ]
    return Table(words.label("plan_changed"), columns, tuple(rows))


def _unmatched(dates: DatesComparison, words: Words) -> Table:
    columns = (
        Column(words.label("project")),
        Column(words.label("nature"), spare=1),
        Column(of_side(words, "disbursed", "old"), "money"),
        Column(of_side(words, "disbursed", "new"), "money"),
        Column(words.label("change"), "money"),
    )
    rows = [
        (
            Cell(row.project or DASH),
            Cell(words.say(NATURES[row.nature]) if row.nature else DASH),
            words.money(row.disbursed.old),
            words.money(row.disbursed.new),
            change_cell(row.disbursed, words),
        )
        for row in dates.unmatched
    ]
    return Table(words.label("unmatched_table"), columns, tuple(rows))


def _bridges(total: TotalChange, words: Words) -> Table:
    """How the totals of a fund changed, in yuan to the fen: nothing is rounded, so that everyone can add it up."""
    steps = ("old_total", "both_change", "minus_only_old", "plus_only_new", "new_total")
    mark = "" if total.complete else "*"
    rows = [
        (
            Cell(words.label(step)),
            *(Cell(money_text(bridge[place], YUAN, 2) + mark, fen=bridge[place]) for bridge in total.bridges.values()),
        )
        for place, step in enumerate(steps)
    ]
    columns = (Column(""), *(Column(words.label(measure), "money") for measure in total.bridges))
    title = words.label("fund_bridge", nature=NATURES[total.nature])
    return Table(title, columns, tuple(rows), frozenset({len(rows) - 1}))
