"""Two years' plans → tables: how many projects of each kind, what they require, and where merges may be missing."""

import json
from collections.abc import Iterator, Sequence

from minsheng_funds.messages import PLAN_CATEGORIES
from minsheng_funds.model.comparison import CategoryTotal, Delta, PlanEntry, PlansComparison
from minsheng_funds.rendering.composing.dates import balanced, change_cell, of_side, was_moved
from minsheng_funds.rendering.document import Block, Cell, Code, Column, Item, Items, Table, harmless
from minsheng_funds.rendering.words import DASH, Words


def plans_blocks(plans: PlansComparison, words: Words) -> Iterator[Block]:
    """Counts with their identities, each fund by category and by project, and suggestions."""
    yield _counts(plans, words)
    for nature in plans.total.amounts:
        yield _categories(plans, nature, words.of(nature))
        yield _projects(plans, nature, words.of(nature))
    if any(entry.excluded for entry in plans.entries):
        yield _excluded(plans, words)
    if plans.suggestions:
        yield _suggestions(plans, words)
        yield Code(words.label("suggested_lines"), tuple(_lines(plans)))


def _counts(plans: PlansComparison, words: Words) -> Table:
    """Every project of either plan in one category, and the two sentences that add them up."""
    new, merged, continued, retired = plans.categories
    rows = [
        (
            Cell(words.say(PLAN_CATEGORIES[category.category])),
            words.count(category.old_projects),
            words.count(category.new_projects),
        )
        for category in (*plans.categories, plans.total)
    ]
    notes = [
        words.label(
            "count_new_side",
            total=plans.total.new_projects,
            new=new.new_projects,
            merged=merged.new_projects,
            continued=continued.new_projects,
        ),
        words.label(
            "count_old_side",
            total=plans.total.old_projects,
            continued=continued.old_projects,
            merged=merged.old_projects,
            retired=retired.old_projects,
        ),
    ]
    if any(entry.excluded for entry in plans.entries):
        notes.append(words.label("counted_excluded"))
    columns = (
        Column(words.label("category")),
        Column(words.label("old_plan"), "count"),
        Column(words.label("new_plan"), "count"),
    )
    return Table(words.label("plan_counts"), columns, tuple(rows), frozenset({len(rows) - 1}), tuple(notes))


def _money_columns(words: Words) -> list[Column]:
    sides = [Column(of_side(words, "required", side), "money") for side in ("old", "new")]
    return [*sides, Column(words.label("change"), "money")]


def _money_rows(
    deltas: Sequence[Delta], complete: Sequence[tuple[bool, bool]], words: Words
) -> tuple[list[tuple[Cell, Cell, Cell]], tuple[str, ...]]:
    """Old, new and change of every row, balanced down each column; and the note that says so."""
    columns = [[delta[place] for delta in deltas] for place in range(3)]
    texts = [balanced(column, words) for column in columns]
    rows = [
        (
            words.money(delta.old, complete=whole[0], text=texts[0][place]),
            words.money(delta.new, complete=whole[1], text=texts[1][place]),
            change_cell(delta, words, complete=all(whole), text=texts[2][place]),
        )
        for place, (delta, whole) in enumerate(zip(deltas, complete, strict=True))
    ]
    moved = any(
        was_moved(fen, text, words)
        for column, printed in zip(columns, texts, strict=True)
        for fen, text in zip(column, printed, strict=True)
    )
    return rows, ((words.label("compare_balanced"),) if moved else ())


def _complete(category: CategoryTotal, nature: str) -> tuple[bool, bool]:
    return nature not in category.old_incomplete, nature not in category.new_incomplete


def _categories(plans: PlansComparison, nature: str, words: Words) -> Table:
    complete = [_complete(category, nature) for category in plans.categories]
    rows, notes = _money_rows([category.amounts[nature] for category in plans.categories], complete, words)
    named = [
        (Cell(words.say(PLAN_CATEGORIES[category.category])), *row)
        for category, row in zip(plans.categories, rows, strict=True)
    ]
    (whole,), _ = _money_rows([plans.total.amounts[nature]], [_complete(plans.total, nature)], words)
    named.append((Cell(words.say(PLAN_CATEGORIES["total"])), *whole))
    columns = (Column(words.label("category")), *_money_columns(words))
    title = words.label("required_by_category", nature=words.nature(nature))
    return Table(title, columns, tuple(named), frozenset({len(named) - 1}), notes)


def _projects(plans: PlansComparison, nature: str, words: Words) -> Table:
    title = words.label("plan_projects", nature=words.nature(nature))
    entries = [
        entry
        for category in plans.categories
        for entry in plans.entries
        if entry.category == category.category and nature in entry.amounts
    ]
    complete = [(entry.old_complete, entry.new_complete) for entry in entries]
    rows, notes = _money_rows([entry.amounts[nature] for entry in entries], complete, words)
    named = [(*_names(entry, words), *row) for entry, row in zip(entries, rows, strict=True)]
    (whole,), _ = _money_rows([plans.total.amounts[nature]], [_complete(plans.total, nature)], words)
    named.append((Cell(words.label("total")), Cell(""), Cell(""), *whole))
    columns = (
        Column(words.label("category")),
        Column(words.label("project")),
        Column(words.label("old_names"), spare=1),
        *_money_columns(words),
    )
    return Table(title, columns, tuple(named), frozenset({len(named) - 1}), notes)


def _names(entry: PlanEntry, words: Words) -> tuple[Cell, Cell, Cell]:
    """Category, name, and the older names where they are others."""
    older = " + ".join(entry.old_names) if entry.old_names not in ((), (entry.project,)) else DASH
    if entry.matched_by == "code":
        older = words.label("by_code", name=older)
    return Cell(words.say(PLAN_CATEGORIES[entry.category])), Cell(entry.project), Cell(older)


def _excluded(plans: PlansComparison, words: Words) -> Table:
    found = [(entry, nature, delta) for entry in plans.entries for nature, delta in entry.excluded.items()]
    rows = [
        (
            *_names(entry, words)[:2],
            Cell(words.nature(nature)),
            words.of(nature).money(delta.old, complete=entry.old_complete),
            words.of(nature).money(delta.new, complete=entry.new_complete),
            change_cell(delta, words.of(nature), complete=entry.complete),
        )
        for entry, nature, delta in found
    ]
    columns = (
        Column(words.label("category")),
        Column(words.label("project")),
        Column(words.label("nature"), spare=0 if words.several_units else 1),
        *_money_columns(words),
    )
    return Table(words.label("excluded_table"), columns, tuple(rows))


def _suggestions(plans: PlansComparison, words: Words) -> Items:
    items = tuple(
        Item(
            suggestion.project,
            details=tuple(
                words.label(f"likely_{likely.why}", name=likely.old_name, percent=likely.percent)
                for likely in suggestion.candidates
            ),
        )
        for suggestion in plans.suggestions
    )
    return Items(words.label("suggestions"), items, whole=False)


def _lines(plans: PlansComparison) -> Iterator[str]:
    """Lines of settings to copy after a look at each: one predecessor is an alias, several are a merge.

    An older project is offered once, to the new one whose name is most like its own.
    """
    likeliest: dict[str, tuple[int, str]] = {}
    for suggestion in plans.suggestions:
        for likely in suggestion.candidates:
            offer = (likely.percent, suggestion.project)
            likeliest[likely.old_name] = max(offer, likeliest.get(likely.old_name, offer))
    olds: dict[str, list[str]] = {}
    for old_name, (_, project) in likeliest.items():
        olds.setdefault(project, []).append(_quoted(old_name))
    aliases = [f"{names[0]} = {_quoted(project)}" for project, names in olds.items() if len(names) == 1]
    merges = [f"{_quoted(project)} = [{', '.join(names)}]" for project, names in olds.items() if len(names) > 1]
    for head, lines in (("[projects.aliases]", aliases), ("[projects.merged]", merges)):
        if lines:
            yield from (head, *lines)


def _quoted(text: str) -> str:
    return json.dumps(harmless(text), ensure_ascii=False)
