"""RollUp → Document: all bureaus as a terminal and Markdown show them, and as the page that people look into."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

from minsheng_funds.messages import DEFINITIONS
from minsheng_funds.model import View
from minsheng_funds.model.rollup import RollUp
from minsheng_funds.rendering.composing.provenance import PROGRAM, definitions_table, settings_table
from minsheng_funds.rendering.composing.report import findings_block, headline
from minsheng_funds.rendering.composing.rollup.charts import rollup_charts
from minsheng_funds.rendering.composing.rollup.tables import (
    assumptions_table,
    cases_table,
    excluded_table,
    laggards_by_project,
    laggards_table,
    missing_table,
    pairs_table,
    problems_table,
)
from minsheng_funds.rendering.composing.rollup.words import Said, telling
from minsheng_funds.rendering.composing.views import view_tables
from minsheng_funds.rendering.document import (
    Block,
    Document,
    Facts,
    Heading,
    Headline,
    Item,
    Items,
    Table,
)
from minsheng_funds.rendering.words import Words
from minsheng_funds.settings import Settings
from minsheng_funds.vocabulary import UNIT_NAMES

MOST_NAMED = 10
"""So many bureaus are named in a sentence; beyond that it says how many there are."""
MOST_PAIRS, MOST_PROBLEMS = 3_000, 1_000
"""Rows of a page's longest tables: with more it would not open at once, and the workbook has them all."""
Views = Mapping[str, Sequence[View]]


def compose_rollup(rollup: RollUp, settings: Settings, *, whole: bool = False) -> Document:
    """The roll-up as a terminal shows it: long tables shortened from both ends, unless the `whole` is asked for."""
    words = Words(settings)
    said = Said(rollup, words)
    views = rollup.views if whole else rollup.shortened
    blocks: list[Block | None] = [
        Heading(words.label("rollup_title", programme=settings.programme), 1),
        said.scope(),
        *_headlines(said),
        *view_tables(views["bureau"], words),
        _judged(said),
        *_tables(views, ("project", "class", "level", "unit"), words),
        laggards_table(said) if whole else laggards_by_project(said),
        excluded_table(said),
        missing_table(said),
        _findings(said),
        _provenance(said, settings),
    ]
    return Document(tuple(block for block in blocks if block is not None), words.label("narrow"))


def compose_rollup_page(rollup: RollUp, settings: Settings, said: Said | None = None) -> Document:
    """The roll-up as a page, in sections: everything by bureau, charts, each project's bureaus, the files."""
    words = Words(settings)
    said = said or Said(rollup, words)
    views, label = rollup.views, words.label
    sections: list[tuple[str, Sequence[Block | None]]] = [
        ("rollup_by_bureau", [*view_tables(views["bureau"], words), _judged(said)]),
        ("page_charts", rollup_charts(said)),
        ("rollup_by_project", _tables(views, ("project",), words)),
        ("page_views", _tables(views, ("class", "level", "unit"), words)),
        ("rollup_laggards", [laggards_table(said, MOST_PAIRS)]),
        ("rollup_pairs", [pairs_table(said, MOST_PAIRS)]),
        ("rollup_excluded", [excluded_table(said)]),
        ("rollup_missing", [missing_table(said)]),
        ("problems_sheet", [problems_table(said, most=MOST_PROBLEMS)]),
        ("provenance_title", _scope(said, settings)),
    ]
    blocks: list[Block] = [Heading(label("rollup_title", programme=settings.programme), 1), said.scope()]
    blocks += _headlines(said)
    for name, found in sections:
        inside = [_with_unit(block, words) for block in found if block is not None]
        blocks += [Heading(label(name)), *inside] if inside else []
    return Document(tuple(blocks), label("narrow"))


def _headlines(said: Said) -> list[Headline]:
    return [headline(total, said.statement, said.words) for total in said.statement.totals.values()]


def _findings(said: Said) -> Items:
    """The findings of the roll-up, and how many those of the bureaus are: they stand in the problem list."""
    words = said.words
    own = Counter(found.severity for record in said.rollup.done for found in record.findings)
    if not own.total():
        return findings_block(said.rollup.findings, words)
    text = words.label("rollup_own_findings", errors=own["error"], warnings=own["warning"])
    found = findings_block(said.rollup.findings, words).items if said.rollup.findings else ()
    return Items(words.label("findings"), (*found, Item(text, "error" if own["error"] else "warning")))


def _judged(said: Said) -> Items | None:
    """Who is below the average, fund by fund."""
    views = said.rollup.views["bureau"]
    items = tuple(Item(said.judged(view, MOST_NAMED)) for view in views if len(view.rows) > 1)
    return Items(said.words.label("rollup_judged"), items, whole=False) if items else None


def _tables(views: Views, names: Sequence[str], words: Words) -> list[Table]:
    """The views by these dimensions that tell something."""
    return [table for name in names for table in view_tables(telling(name, views[name]), words)]


def _with_unit(block: Block, words: Words) -> Block:
    """A table of money that says in what its amounts are, where all are of one unit."""
    if not isinstance(block, Table) or block.caption or words.several_units:
        return block
    if not any(column.kind == "money" for column in block.columns):
        return block
    return replace(block, caption=f"{words.label('unit')}: {words.say(UNIT_NAMES[words.unit])}")


def _provenance(said: Said, settings: Settings) -> Items:
    """The program, and settings that differ; where files and their hashes stand."""
    words = said.words
    number = sum(len(record.sources) for record in said.rollup.done)
    lines = [Item(words.label("rollup_files", cases=len(said.rollup.done), files=number))]
    lines.append(Item(f"{words.label('made_by')}: {PROGRAM}"))
    if settings.given:
        given = "; ".join(f"{line.name} = {line.value}" for line in settings.given)
        lines.append(Item(f"{words.label('settings_in_force')}: {given}"))
    return Items(words.label("provenance_title"), tuple(lines))


def _scope(said: Said, settings: Settings) -> list[Block | None]:
    """Which files, program and settings made it, what was taken for granted, what the figures mean."""
    words = said.words
    return [
        cases_table(said),
        Facts(((words.label("made_by"), PROGRAM),)),
        assumptions_table(said),
        settings_table(settings, words),
        definitions_table(tuple(DEFINITIONS), words),
    ]
