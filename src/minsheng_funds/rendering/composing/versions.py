"""What came back, the versions of the plan, and what the one in force changed of the first."""

from collections.abc import Sequence
from decimal import Decimal

from minsheng_funds.messages import CHANGES, VERSION_STATES
from minsheng_funds.model import PlanChange, Statement
from minsheng_funds.money import balanced_texts
from minsheng_funds.rendering.document import Block, Cell, Column, Table
from minsheng_funds.rendering.words import DASH, Words


def refunds_table(statement: Statement, words: Words) -> Table | None:
    """What came back this year, of this year's payments and of an earlier year's; None where nothing did."""
    totals = [total for total in statement.totals.values() if total.figures.refunded or total.figures.refunded_earlier]
    if not totals:
        return None
    rows = []
    for total in totals:
        figures, own = total.figures, words.of(total.nature)
        amounts = [own.money(fen, complete=total.complete) for fen in (figures.refunded, figures.refunded_earlier)]
        rows.append((Cell(words.nature(total.nature)), *amounts))
    columns = (
        Column(words.label("nature")),
        Column(words.label("refunded"), "money"),
        Column(words.label("refunded_earlier"), "money"),
    )
    return Table(words.label("refunds_table"), columns, tuple(rows), notes=(words.label("refunds_note"),))


def versions_blocks(statement: Statement, words: Words) -> list[Block]:
    """The versions of each plan and, where one that is not the first is in force, its changes."""
    if not statement.versions:
        return []
    blocks: list[Block] = [_versions(statement, words)]
    if any(change.kind != "same" for change in statement.plan_changes):
        blocks.append(_changes(statement, words))
    return blocks


def _versions(statement: Statement, words: Words) -> Table:
    rows = []
    for version in statement.versions:
        for nature, fen in version.required.items():
            if fen is not None:
                texts = (version.title, words.day(version.day), words.say(VERSION_STATES[version.state]))
                money = words.of(nature).money(fen, complete=version.complete)
                place = f"{version.origin.file}!{version.origin.sheet}"
                rows.append((*map(Cell, texts), Cell(words.nature(nature)), money, Cell(place)))
    columns = (
        Column(words.label("version")),
        Column(words.label("version_day")),
        Column(words.label("version_state")),
        Column(words.label("nature"), spare=0 if words.several_units else 2),
        Column(words.label("required"), "money"),
        Column(words.label("where"), spare=3),
    )
    return Table(words.label("versions_table"), columns, tuple(rows))


def _changes(statement: Statement, words: Words) -> Table:
    """What changed, one row a project, nature and level; what did not is one row, so that each column adds up."""
    rows: list[tuple[Cell, ...]] = []
    totals: set[int] = set()
    by_fund: dict[tuple[str, str], list[PlanChange]] = {}
    for change in statement.plan_changes:
        by_fund.setdefault((change.nature, change.level), []).append(change)
    for (nature, level), changes in by_fund.items():
        changed = [change for change in changes if change.kind != "same"]
        same = [change for change in changes if change.kind == "same"]
        if changed:
            found = _change_rows(changed, same, words.of(nature))
            rows += [(name, Cell(words.nature(nature)), Cell(words.level(level)), *cells) for name, *cells in found]
            totals.add(len(rows) - 1)
    columns = (
        Column(words.label("project")),
        Column(words.label("nature"), spare=0 if words.several_units else 2),
        Column(words.label("level"), spare=1),
        Column(words.label("plan_change")),
        Column(words.label("first_version"), "money"),
        Column(words.label("version_in_force"), "money"),
        Column(words.label("difference"), "money"),
    )
    return Table(words.label("changes_table"), columns, tuple(rows), frozenset(totals))


def _change_rows(changed: Sequence[PlanChange], same: Sequence[PlanChange], words: Words) -> list[tuple[Cell, ...]]:
    """Name, kind, before, after, difference: what changed, what did not as one row, and the total."""
    unchanged = sum(change.initial or 0 for change in same)
    before = [change.initial for change in changed] + ([unchanged] if same else [])
    after = [change.required for change in changed] + ([unchanged] if same else [])
    names = [change.project for change in changed] + ([words.label("unchanged", count=len(same))] if same else [])
    kinds = [words.say(CHANGES[change.kind]) for change in changed] + ([DASH] if same else [])
    printed = (balanced_texts(before, words.unit, words.decimals), balanced_texts(after, words.unit, words.decimals))
    rows = [
        (Cell(name), Cell(kind), *_amounts((old, new), texts, words))
        for name, kind, old, new, *texts in zip(names, kinds, before, after, *printed, strict=True)
    ]
    sums = (sum(fen or 0 for fen in before), sum(fen or 0 for fen in after))
    texts = [words.money(fen).text for fen in sums]
    return [*rows, (Cell(words.label("total")), Cell(""), *_amounts(sums, texts, words))]


def _amounts(amounts: tuple[int | None, int | None], texts: Sequence[str | None], words: Words) -> list[Cell]:
    """Both amounts, and the difference of what is printed."""
    old, new = amounts
    printed = Decimal(texts[1] or 0) - Decimal(texts[0] or 0)
    sign = "+" if printed > 0 else ""
    difference = Cell(f"{sign}{printed:.{words.decimals}f}", fen=(new or 0) - (old or 0), unit=words.unit)
    return [words.money(old, text=texts[0]), words.money(new, text=texts[1]), difference]
