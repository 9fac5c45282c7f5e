"""RollUp → the circular (通报) over bureaus, from its built-in text or one's own; `facts` says which names it has."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from minsheng_funds.messages import DEFINITIONS, failure
from minsheng_funds.model.rollup import RollUp
from minsheng_funds.money import YUAN
from minsheng_funds.rendering.composing.letters.tables import overview_table
from minsheng_funds.rendering.composing.letters.templates import built_in, fill
from minsheng_funds.rendering.composing.letters.text import Shown, annexes_of, blocks_of
from minsheng_funds.rendering.composing.provenance import PROGRAM, definitions_table, settings_table
from minsheng_funds.rendering.composing.report import unit_text
from minsheng_funds.rendering.composing.rollup.charts import rollup_charts
from minsheng_funds.rendering.composing.rollup.facts import circular_facts
from minsheng_funds.rendering.composing.rollup.tables import (
    laggards_by_project,
    listed_problems,
    missing_table,
    problems_table,
)
from minsheng_funds.rendering.composing.rollup.words import Said, telling
from minsheng_funds.rendering.composing.views import view_tables
from minsheng_funds.rendering.document import Block, Cell, Column, Document, Table
from minsheng_funds.rendering.words import DASH, Words
from minsheng_funds.settings import Settings

FORM = "rollup"
TABLES = (
    *("overview", "by-bureau", "by-project", "by-class", "by-level", "by-unit", "laggards", "missing", "problems"),
    *("scope", "settings", "definitions"),
)
"""The names of all tables; what a roll-up has nothing for is an empty tuple."""
CHARTS = ("rates", "amounts")
MOST_PROBLEMS, MOST_LAGGARDS = 50, 10
"""More rows, or more bureaus of one project, than that are no letter: the workbook of the roll-up has them."""
Tables = dict[str, tuple[Table, ...]]


def compose_rollup_circular(
    rollup: RollUp, settings: Settings, template: tuple[str, str] | None = None, said: Said | None = None
) -> Document:
    """The circular; `template` is the name and text of the bureau's own.

    Raises `Failure` for a template that is not written as it should be.
    """
    words = Words(settings)
    said = said or Said(rollup, words)
    where, source = template or (f"{FORM}.{settings.lang}.txt", built_in(FORM, settings.lang))
    tables = _tables(said, settings)
    charts: dict[str, list[Block]] = {name: [] for name in CHARTS}
    for chart in rollup_charts(said):
        charts[chart.key.partition("-")[0]].append(chart)
    behind = {**tables, **{f"chart-{name}": found for name, found in charts.items()}}
    text = fill(source, where, circular_facts(said, settings, tables, annexes_of(source, behind)))
    shown: Shown = {"table": tables, "chart": charts, "annex": behind}
    blocks = blocks_of(text, shown, settings.lang, where, source)
    if not blocks:
        raise failure("letter-empty", where=where)
    return Document(tuple(blocks), words.label("narrow"))


def _tables(said: Said, settings: Settings) -> Tables:
    """Every table by its name, with its amounts' unit as a caption."""
    words, rollup = said.words, said.rollup
    found: dict[str, Sequence[Table | None]] = dict.fromkeys(TABLES, ())
    if rollup.statement.totals:
        found["overview"] = [overview_table(rollup.statement, words)]
    for name, views in rollup.views.items():
        found[f"by-{name}"] = view_tables(telling(name, views), words)
    found["laggards"] = [laggards_by_project(said, MOST_LAGGARDS)]
    found["missing"] = [missing_table(said)]
    found["problems"] = [_problems(said)]
    found["scope"] = [_scope(said)]
    found["settings"] = [settings_table(settings, words)]
    found["definitions"] = [definitions_table([key for key in DEFINITIONS if key in _DEFINED], words)]
    caption = words.label("unit_caption", unit=unit_text(words))
    return {
        name: tuple(_captioned(table, name, caption, words) for table in tables if table)
        for name, tables in found.items()
    }


_DEFINED = ("required", "disbursed", "undisbursed", "rate", "time_progress")


def _captioned(table: Table, name: str, caption: str, words: Words) -> Table:
    """With the unit over tables of money, unless each fund has its own."""
    money = any(column.kind == "money" for column in table.columns)
    plain = words.several_units or table.caption or not money
    return replace(table, key=table.key or name, caption=table.caption if plain else caption)


def _problems(said: Said) -> Table | None:
    """The problem list without codes and places, which nobody can follow on paper; its first rows."""
    whole, count = problems_table(said, most=MOST_PROBLEMS), len(listed_problems(said, {}))
    if not whole.rows:
        return None
    hidden = (said.words.label("code"), said.words.label("where"))
    kept = [
        place
        for place, column in enumerate(whole.columns)
        if column.label not in hidden and any(row[place].text for row in whole.rows)
    ]
    rows = tuple(tuple(_in_a_letter(row[place]) for place in kept) for row in whole.rows)
    left = count - len(rows)
    note = said.words.label("rollup_more_problems", count=count, shown=len(rows), left=left)
    columns = tuple(whole.columns[place] for place in kept)
    title = said.words.label("problems_sheet")
    return replace(whole, title=title, columns=columns, rows=rows, notes=(note,) if left else ())


def _in_a_letter(cell: Cell) -> Cell:
    """An amount as sentences write it, "—" for what is blank."""
    if not cell.text:
        return Cell(DASH)
    return cell if cell.fen is None else cell._replace(text=f"{Decimal(cell.text):,}", unit=YUAN)


def _scope(said: Said) -> Table:
    """What the figures cover and which program made them, as pairs."""
    words = said.words
    columns = (Column(words.label("figure_name"), width=18), Column(words.label("definition"), width=50))
    pairs = (*said.scope().pairs, (words.label("made_by"), PROGRAM))
    rows = tuple((Cell(label), Cell(text)) for label, text in pairs)
    return Table(words.label("provenance_title"), columns, rows, key="scope")
