"""Dossier → the page that people open and look into: figures first, then projects with what stands behind each."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import chain

from minsheng_funds.messages import DEFINITIONS
from minsheng_funds.model import Dossier, Line, PlanCell, Statement, Trace
from minsheng_funds.rendering.amounts import by_fund
from minsheng_funds.rendering.composing.charts import report_charts
from minsheng_funds.rendering.composing.levels import causes_table, levels_table
from minsheng_funds.rendering.composing.need import need_tables
from minsheng_funds.rendering.composing.problems import problems_table
from minsheng_funds.rendering.composing.provenance import (
    PROGRAM,
    definitions_table,
    settings_table,
    sources_table,
)
from minsheng_funds.rendering.composing.report import (
    evaluation_document,
    headline,
    lines_table,
    projects_table,
    reconciliation_table,
    scope_facts,
    unmatched_table,
)
from minsheng_funds.rendering.composing.schedule import schedule_blocks
from minsheng_funds.rendering.composing.trace import payments_table, plan_table, trace_blocks
from minsheng_funds.rendering.composing.versions import refunds_table, versions_blocks
from minsheng_funds.rendering.composing.views import view_tables
from minsheng_funds.rendering.document import (
    Block,
    Cell,
    Column,
    Document,
    Facts,
    Heading,
    Headline,
    Item,
    Items,
    Paragraph,
    Table,
)
from minsheng_funds.rendering.words import DASH, Words
from minsheng_funds.settings import Settings
from minsheng_funds.vocabulary import LIST_COMMA, UNIT_NAMES

Behind = Mapping[tuple[str, str | None], Trace]
"""(project, fund) → the payments behind it."""


def compose_page(dossier: Dossier, settings: Settings) -> Document:
    """Everything that the run found, in sections; only the self-evaluation's table where it is asked for."""
    outcome, statement = dossier.outcome, dossier.outcome.statement
    if settings.evaluation.shown:
        return evaluation_document(outcome, settings)
    words = Words(settings)
    behind = {(trace.project, trace.nature): trace for trace in dossier.payments or ()}
    heads = [headline(total, statement, words) for total in statement.totals.values()]
    sections: list[tuple[str, Sequence[Block | None]]] = [
        ("projects_table", _projects(dossier, behind, words)),
        ("page_charts", report_charts(statement, dossier.views, words)),
        ("page_views", _views(dossier, words)),
        ("page_progress", [causes_table(statement, words), *schedule_blocks(statement, words)]),
        ("page_trace", trace_blocks(dossier.asked.traces, words)),
        ("problems_sheet", [problems_table(outcome.findings, words)]),
        ("page_books", _books(dossier, behind, words)),
        ("provenance_title", _provenance(dossier, heads, settings, words)),
    ]
    blocks: list[Block] = [
        Heading(words.label("title", programme=settings.programme), 1),
        scope_facts(statement, words),
        *heads,
    ]
    for name, found in sections:
        inside = [_with_unit(block, words) for block in found if block is not None]
        blocks += [Heading(words.label(name)), *inside] if inside else []
    return Document(tuple(blocks), words.label("narrow"))


def _with_unit(block: Block, words: Words) -> Block:
    """A table that says in what its amounts are, where it is one unit for all of them."""
    if not isinstance(block, Table) or block.caption:
        return block
    units = {cell.unit for row in block.rows for cell in row if cell.fen is not None and cell.unit}
    if len(units) != 1:
        return block
    return replace(block, caption=f"{words.label('unit')}: {words.say(UNIT_NAMES[units.pop()])}")


def _projects(dossier: Dossier, behind: Behind, words: Words) -> list[Block]:
    """The projects, each with its state and with what it is made of beneath; that there are too many payments."""
    statement = dossier.outcome.statement
    if not statement.lines:  # of a ledger alone its own projects are what there is to see
        return [*_unmatched(statement, behind, words), *_too_many(dossier, words)]
    table = projects_table(statement, words)
    places = _places(table, statement.lines)
    states = {place: _state(line, words) for place, line in places.items()}
    blocks: list[Block] = [
        replace(
            table,
            columns=(*table.columns, Column(words.label("page_state"), spare=1, key="state")),
            rows=tuple((*row, Cell(states.get(place, ""))) for place, row in enumerate(table.rows)),
            beneath=_beneath(places, behind, statement, words),
        )
    ]
    return [*blocks, *_too_many(dossier, words)]


def _too_many(dossier: Dossier, words: Words) -> list[Block]:
    """That the payments are too many for the page, where they are."""
    statement = dossier.outcome.statement
    if statement.reconciliation is None or dossier.payments is not None:
        return []
    return [Paragraph(words.label("page_too_many", count=statement.payments), "note")]


def _unmatched(statement: Statement, behind: Behind, words: Words) -> list[Block]:
    """The payments without a plan, project by project, each with its payments beneath."""
    if not statement.unmatched:
        return []
    traced = {place: behind.get((one.project, one.nature)) for place, one in enumerate(statement.unmatched)}
    tables = {place: (payments_table(trace, words),) for place, trace in traced.items() if trace is not None}
    return [replace(unmatched_table(statement, words), beneath=tables)]


def _places(table: Table, lines: Sequence[Line]) -> dict[int, Line]:
    """Where each line stands in its table: fund by fund, each fund with its total after it."""
    ordered = chain.from_iterable(by_fund(lines).values())
    return {place: next(ordered) for place in range(len(table.rows)) if place not in table.totals}


def _state(line: Line, words: Words) -> str:
    """What is to be said of a project in a word or two; blank where there is nothing."""
    said = []
    if line.schedule is not None and line.schedule.behind:
        said.append("state_behind")
    if line.schedule is not None and line.schedule.overdue:
        said.append("state_overdue")
    if not line.complete:
        said.append("state_incomplete")
    return (LIST_COMMA if words.language == "zh" else ", ").join(words.label(name) for name in said)


def _beneath(
    places: Mapping[int, Line], behind: Behind, statement: Statement, words: Words
) -> dict[int, tuple[Table, ...]]:
    found = {}
    for place, line in places.items():
        tables = []
        if line.cells:
            tables.append(plan_table([_seen(cell, line, statement) for cell in line.cells], words))
        trace = behind.get((line.project, line.nature))
        if trace is not None and (trace.payments or trace.unread):
            tables.append(payments_table(trace, words))
        if tables:
            found[place] = tuple(tables)
    return found


def _seen(cell: PlanCell, line: Line, statement: Statement) -> PlanCell:
    """The cell, with the reason where it is in no total."""
    if cell.why:
        return cell
    if not any(line is inside for inside in statement.lines):
        return cell._replace(why="excluded")
    return cell if cell.level == statement.own_level else cell._replace(why="level")


def _views(dossier: Dossier, words: Words) -> list[Block]:
    """By unit, class, level and month; then what was asked for. Stages of levels, where they are known."""
    statement, views = dossier.outcome.statement, dossier.views
    levels = levels_table(statement, words)
    stages = levels is not None and any(column.key == "receipt_rate" for column in levels.columns)
    blocks: list[Block] = []
    for name, found in views.items():
        shown = [view for view in found if view.rows and (name not in ("unit", "class") or _tells(view.rows))]
        blocks += view_tables(shown, words)
        if name == "level" and stages and levels is not None:
            blocks.append(levels)
    usual = {(name,) for name in views}
    return [*blocks, *view_tables([view for view in dossier.asked.views if view.by not in usual or view.top], words)]


def _tells(rows: Sequence[object]) -> bool:
    """Whether a view has a value of its dimension at all: without units there is nothing to see by unit."""
    return any(getattr(row, "key", ("",))[0] for row in rows)


def _books(dossier: Dossier, behind: Behind, words: Words) -> list[Block | None]:
    """What is outside the totals, and that everything adds up; how the need was computed, the plan's versions."""
    statement = dossier.outcome.statement
    blocks: list[Block | None] = []
    if statement.reconciliation is not None:
        blocks.append(reconciliation_table(statement.reconciliation, words, complete=statement.complete))
    if statement.lines:
        blocks += _unmatched(statement, behind, words)
    if statement.excluded:
        table = lines_table("excluded_table", statement.excluded, words)
        blocks.append(replace(table, beneath=_beneath(_places(table, statement.excluded), {}, statement, words)))
    return [
        *blocks,
        refunds_table(statement, words),
        *versions_blocks(statement, words),
        *need_tables(statement, words),
    ]


def _provenance(dossier: Dossier, heads: Sequence[Headline], settings: Settings, words: Words) -> list[Block | None]:
    """What was taken for granted, which files, program and settings made the page, and what the figures mean."""
    statement = dossier.outcome.statement
    assumed = tuple(Item(words.assumption(assumption)) for assumption in statement.assumptions)
    labels = {label for head in heads for label, _ in head.pairs}
    if statement.time_progress is not None:
        labels.add(words.label("time_progress"))
    figures = [key for key in DEFINITIONS if words.label(key) in labels]
    return [
        Items(words.label("assumptions"), assumed or (Item(words.label("none")),), whole=False),
        sources_table(dossier.outcome.book, words),
        Facts(((words.label("made_by"), PROGRAM), (words.label("as_of"), words.day(statement.as_of) or DASH))),
        settings_table(settings, words),
        definitions_table(figures, words) if figures else None,
    ]
