"""Two dates of one plan → tables: each fund by itself, who moved, who did not, how the totals changed, to the fen."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from minsheng_funds.messages import SIDES
from minsheng_funds.model.comparison import (
    Comparison,
    DatesComparison,
    Delta,
    LineChange,
    TotalChange,
    knows,
    moved_by,
)
from minsheng_funds.money import YUAN, Rate, balanced_pairs, balanced_texts, money_text
from minsheng_funds.rendering.composing.payments import since_blocks
from minsheng_funds.rendering.document import Block, Cell, Column, Headline, Table
from minsheng_funds.rendering.words import DASH, Words
from minsheng_funds.vocabulary import NATURES

PAID = ("disbursed", "spent")
Texts = list[str | None]
Printed = dict[int, dict[str, str | None]]
"""The place of a line in memory → its amounts as printed, the same in every table."""


def dates_blocks(comparison: Comparison, dates: DatesComparison, words: Words, top: int) -> Iterator[Block]:
    """Both funds, then what moved, what did not, what is on one side only, and the reconciliation."""
    yield from (_headline(total, words.of(total.nature)) for total in dates.totals.values())
    printed: Printed = {}
    for nature, lines in _by_nature(dates.lines).items():
        printed |= _printed(lines, words.of(nature))
        title = words.label("projects_changed", nature=words.nature(nature))
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
        own: Printed = {}
        for nature, lines in _by_nature(dates.excluded).items():
            own |= _printed(lines, words.of(nature))
        yield _projects(words.label("excluded_table"), dates.excluded, None, own, words)
    yield from (_bridges(total, words) for total in dates.totals.values() if total.bridges)
    if comparison.payments is not None:
        yield from since_blocks(comparison.payments, words, (comparison.old.complete, comparison.new.complete))


def _by_nature(lines: Sequence[LineChange]) -> dict[str, list[LineChange]]:
    found: dict[str, list[LineChange]] = {}
    for line in lines:
        found.setdefault(line.nature, []).append(line)
    return found


def _paid(lines: Sequence[LineChange | TotalChange]) -> list[str]:
    """What was paid, by stage, as far as a side states it."""
    return [measure for measure in PAID if knows(lines, measure)]


def _change_label(measure: str, shown: Sequence[str], words: Words) -> str:
    """The change of the one stage that is shown; where there are two, or spending alone, with its name."""
    if list(shown) == ["disbursed"]:
        return words.label("change")
    return words.label("change_of", label=words.label(measure))


def of_side(words: Words, key: str, side: str) -> str:
    """A label with its side: 已拨付(旧)."""
    return words.label("of_side", label=words.label(key), side=SIDES[side])


def change_cell(delta: Delta, words: Words, *, complete: bool = True, text: str | None = None) -> Cell:
    """A change in the fund's unit with its sign, or "—"."""
    if delta.change is None:
        return Cell(DASH)
    printed = text if text is not None else money_text(delta.change, words.unit, words.decimals)
    sign = "+" if delta.change > 0 and Decimal(printed) else ""
    return words.money(delta.change, complete=complete, text=f"{sign}{printed}")


def balanced(amounts: Sequence[int | None], words: Words) -> Texts:
    """A column's amounts in the fund's unit, which add up to their total as printed."""
    return balanced_texts(amounts, words.unit, words.decimals)


def was_moved(fen: int | None, text: str | None, words: Words) -> bool:
    """Whether a printed amount differs from its own rounding."""
    return fen is not None and text is not None and text != money_text(fen, words.unit, words.decimals)


def _points(old: Rate | None, new: Rate | None, words: Words, *, complete: bool) -> Cell:
    if old is None or new is None:
        return Cell(DASH)
    points = new.points_over(old, words.decimals)
    sign = "+" if Decimal(points) > 0 else ""
    return Cell(f"{sign}{points}" if complete else f"{sign}{points}*")


def _headline(total: TotalChange, words: Words) -> Headline:
    """One fund: paid then and now; the bar is the new rate, its mark the old one."""
    projects = str(total.new_projects)
    if total.old_projects != total.new_projects:
        projects = f"{total.old_projects} → {total.new_projects}"
    required = total.amounts["required"]
    pairs = [(words.label("projects"), Cell(projects))]
    if required.change:
        pairs.append((of_side(words, "required", "old"), words.money(required.old, complete=total.old_complete)))
    pairs.append((words.label("required"), words.money(required.new, complete=total.new_complete)))
    shown = _paid([total])
    for measure in shown:
        paid = total.amounts[measure]
        pairs += [
            (of_side(words, measure, "old"), words.money(paid.old, complete=total.old_complete)),
            (of_side(words, measure, "new"), words.money(paid.new, complete=total.new_complete)),
            (_change_label(measure, shown, words), change_cell(paid, words, complete=total.complete)),
        ]
    if "disbursed" in shown:
        pairs += [
            (of_side(words, "rate", "old"), words.rate(total.old_rate, complete=total.old_complete)),
            (of_side(words, "rate", "new"), words.rate(total.new_rate, complete=total.new_complete)),
            (words.label("rate_change"), _points(total.old_rate, total.new_rate, words, complete=total.complete)),
            (
                words.label("undisbursed"),
                words.money(total.amounts["undisbursed"].new, complete=total.new_complete),
            ),
        ]
    return Headline(words.nature(total.nature), tuple(pairs), total.new_rate, total.old_rate)


def _amounts(line: LineChange) -> dict[str, int | None]:
    paid = {
        f"{measure}_{name}": fen
        for measure in PAID
        for name, fen in zip(("old", "new", "change"), line.amounts[measure], strict=True)
    }
    return {"required": line.amounts["required"].new, **paid, "undisbursed": line.amounts["undisbursed"].new}


def _printed(lines: Sequence[LineChange], words: Words) -> Printed:
    """Down a column parts add up; across a row disbursed + undisbursed = required, as in the report."""
    amounts = [_amounts(line) for line in lines]
    columns = {name: balanced([own[name] for own in amounts], words) for name in (amounts[0] if amounts else ())}
    pairs = [(own["required"], own["disbursed_new"]) for own in amounts]
    both = balanced_pairs(pairs, words.unit, words.decimals)
    columns["required"], columns["disbursed_new"] = ([pair[place] for pair in both] for place in (0, 1))
    printed: Printed = {}
    for place, line in enumerate(lines):
        texts = {name: column[place] for name, column in columns.items()}
        required, paid = texts["required"], texts["disbursed_new"]
        if line.amounts["undisbursed"].new is not None and required is not None and paid is not None:
            texts["undisbursed"] = str(Decimal(required) - Decimal(paid))
        printed[id(line)] = texts
    return printed


def _projects(
    title: str, lines: Sequence[LineChange], total: TotalChange | None, printed: Printed, words: Words
) -> Table:
    """Every project of one fund (or of those left out): paid then and now, the change, both rates, what is left."""
    shown = _paid([*lines, *([total] if total is not None else [])])
    rows = []
    for line in lines:
        start = [Cell(line.project), *([] if total is not None else [Cell(words.nature(line.nature))])]
        rows.append((*start, *_figures(line, printed[id(line)], words.of(line.nature), shown)))
    totals: frozenset[int] = frozenset()
    if total is not None:
        totals = frozenset({len(rows)})
        name = f"{words.label('total')} ({words.say(NATURES[total.nature])})"
        rows.append((Cell(name), *_figures(total, {}, words.of(total.nature), shown)))
    moved = any(
        was_moved(fen, printed[id(line)][name], words.of(line.nature))
        for line in lines
        for name, fen in _amounts(line).items()
    )
    notes = (words.label("compare_balanced"),) if moved else ()
    columns = _columns(words, shown, by_nature=total is not None)
    return Table(title, columns, tuple(rows), totals, notes)


def _columns(words: Words, shown: Sequence[str], *, by_nature: bool) -> tuple[Column, ...]:
    """Those of projects; of what was paid, the stages that are known, both sides of each."""
    columns = [Column(words.label("project"))]
    if not by_nature:
        columns.append(Column(words.label("nature"), spare=0 if words.several_units else 1))
    columns.append(Column(words.label("required"), "money", spare=3))
    for measure in shown:
        beside = 5 if measure != shown[0] else 0  # a second stage is the first to leave where there is no room
        columns += [
            Column(of_side(words, measure, "old"), "money", spare=beside or 2),
            Column(of_side(words, measure, "new"), "money", spare=beside),
            Column(_change_label(measure, shown, words), "money", spare=beside),
        ]
    if "disbursed" in shown:
        columns += [
            Column(of_side(words, "rate", "old"), "rate", spare=4),
            Column(of_side(words, "rate", "new"), "rate"),
            Column(words.label("rate_change"), "rate"),
            Column(words.label("undisbursed"), "money", spare=1),
        ]
    return tuple(columns)


def _figures(
    line: LineChange | TotalChange, texts: dict[str, str | None], words: Words, shown: Sequence[str]
) -> list[Cell]:
    old, new, both = line.old_complete, line.new_complete, line.complete
    cells = [words.money(line.amounts["required"].new, complete=new, text=texts.get("required"))]
    for measure in shown:
        paid = line.amounts[measure]
        cells += [
            words.money(paid.old, complete=old, text=texts.get(f"{measure}_old")),
            words.money(paid.new, complete=new, text=texts.get(f"{measure}_new")),
            change_cell(paid, words, complete=both, text=texts.get(f"{measure}_change")),
        ]
    if "disbursed" in shown:
        cells += [
            words.rate(line.old_rate, complete=old),
            words.rate(line.new_rate, complete=new),
            _points(line.old_rate, line.new_rate, words, complete=both),
            words.money(line.amounts["undisbursed"].new, complete=new, text=texts.get("undisbursed")),
        ]
    return cells


def _movers(lines: Sequence[LineChange], printed: Printed, words: Words, top: int) -> Table:
    """The first ranks of each fund; ties share a rank and the next is skipped, so that there may be more."""
    by_nature = _by_nature(lines)
    moved = {nature: moved_by(own) for nature, own in by_nature.items()}
    alone = set(moved.values()) == {"spent"}
    columns = (
        Column(words.label("rank"), "count"),
        Column(words.label("project")),
        Column(words.label("nature"), spare=0 if words.several_units else 1),
        Column(words.label("change_of", label=words.label("spent")) if alone else words.label("change"), "money"),
        Column(words.label("rate_change"), "rate", spare=1),
    )
    rows = []
    for nature, own in by_nature.items():
        ranked = [line for line in own if line.rank is not None and line.rank <= top]
        measure = moved[nature]
        rows += [
            (
                words.count(line.rank or 0),
                Cell(line.project),
                Cell(words.nature(nature)),
                change_cell(
                    line.amounts[measure],
                    words.of(nature),
                    complete=line.complete,
                    text=printed[id(line)][f"{measure}_change"],
                ),
                _points(line.old_rate, line.new_rate, words, complete=line.complete),
            )
            for line in sorted(ranked, key=lambda line: line.rank or 0)
        ]
    return Table(words.label("movers", top=top), columns, tuple(rows))


def _unmoved(lines: Sequence[LineChange], printed: Printed, words: Words) -> Table:
    columns = (
        Column(words.label("project")),
        Column(words.label("nature"), spare=0 if words.several_units else 1),
        Column(words.label("responsible"), spare=2),
        Column(words.label("disbursed"), "money"),
        Column(words.label("undisbursed"), "money"),
    )
    rows = [
        (
            Cell(line.project),
            Cell(words.nature(line.nature)),
            Cell(line.unit or DASH),
            own.money(line.amounts["disbursed"].new, complete=line.new_complete, text=texts["disbursed_new"]),
            own.money(line.amounts["undisbursed"].new, complete=line.new_complete, text=texts["undisbursed"]),
        )
        for line in lines
        for own, texts in ((words.of(line.nature), printed[id(line)]),)
    ]
    return Table(words.label("unmoved"), columns, tuple(rows))


def _plan_changes(lines: Sequence[LineChange], words: Words) -> Table:
    columns = (
        Column(words.label("project")),
        Column(words.label("nature"), spare=0 if words.several_units else 1),
        Column(words.label("sides")),
        Column(of_side(words, "required", "old"), "money"),
        Column(of_side(words, "required", "new"), "money"),
        Column(words.label("change"), "money"),
    )
    rows = [
        (
            Cell(line.project),
            Cell(words.nature(line.nature)),
            Cell(words.label(f"side_{line.side}")),
            own.money(line.amounts["required"].old, complete=line.old_complete),
            own.money(line.amounts["required"].new, complete=line.new_complete),
            change_cell(line.amounts["required"], own, complete=line.complete),
        )
        for line in lines
        for own in (words.of(line.nature),)
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
    return Table(words.label("unmatched_table"), columns, tuple(rows), notes=words.unit_notes())


def _bridges(total: TotalChange, words: Words) -> Table:
    """How the totals of a fund changed, in yuan to the fen: nothing is rounded, so that everyone can add it up."""
    steps = ("old_total", "both_change", "minus_only_old", "plus_only_new", "new_total")
    whole = {"old_total": total.old_complete, "new_total": total.new_complete}
    rows = [
        (Cell(words.label(step)), *(Cell(money_text(fen, YUAN, 2) + mark, fen=fen) for fen in fens))
        for place, step in enumerate(steps)
        for fens in ([bridge[place] for bridge in total.bridges.values()],)
        for mark in ("" if whole.get(step, total.complete) else "*",)
    ]
    columns = (Column(""), *(Column(words.label(measure), "money") for measure in total.bridges))
    title = words.label("fund_bridge", nature=NATURES[total.nature])
    return Table(title, columns, tuple(rows), frozenset({len(rows) - 1}))
