"""RollUp → the sheets of its workbook: funds, rankings, project × bureau, laggards, missing, problems, scope."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from minsheng_funds.messages import DEFINITIONS
from minsheng_funds.model.rollup import RollUp
from minsheng_funds.rendering.composing.annex_tables import dead_columns, funds_table, scope_table
from minsheng_funds.rendering.composing.provenance import definitions_table, settings_table
from minsheng_funds.rendering.composing.report import base_text, unit_text
from minsheng_funds.rendering.composing.rollup.charts import rollup_charts
from minsheng_funds.rendering.composing.rollup.tables import (
    assumptions_table,
    cases_table,
    excluded_table,
    laggards_table,
    missing_table,
    pairs_table,
    problems_table,
)
from minsheng_funds.rendering.composing.rollup.words import Said
from minsheng_funds.rendering.composing.views import view_tables
from minsheng_funds.rendering.document import Block, Document, Facts, Heading, Item, Items, Page, Paragraph, Table
from minsheng_funds.rendering.words import Words
from minsheng_funds.settings import Settings
from minsheng_funds.vocabulary import LIST_COMMA

CaseLinks = Mapping[str, Mapping[str, str]]
"""Case → file as its origins name it → where it lies, seen from the workbook."""
MOST_NAMED = 20


def rollup_pages(
    rollup: RollUp, settings: Settings, links: CaseLinks | None = None, said: Said | None = None
) -> tuple[Page, ...]:
    """Every sheet of the workbook; `links` are where the cases' files lie, seen from it."""
    maker = _Pages(said or Said(rollup, Words(settings)), settings)
    return (
        maker.summary(),
        *maker.charts(),
        *(maker.view(name) for name in ("bureau", "project")),
        maker.page("rollup_pairs", [pairs_table(maker.said)]),
        *(maker.view(name) for name in ("class", "level", "unit")),
        maker.page("rollup_laggards", [laggards_table(maker.said)]),
        maker.page("rollup_missing", [missing_table(maker.said)]),
        maker.problems(links or {}),
        *maker.excluded(),
        maker.scope(),
        maker.page("rollup_sources", [cases_table(maker.said)]),
    )


def rollup_problems(rollup: RollUp, settings: Settings, links: CaseLinks | None = None) -> tuple[Page, ...]:
    """The problem list over all files, as a workbook of its own."""
    return (_Pages(Said(rollup, Words(settings)), settings).problems(links or {}),)


class _Pages:
    """Makes the sheets of one roll-up."""

    def __init__(self, said: Said, settings: Settings) -> None:
        self.said, self._settings, self._words = said, settings, said.words

    def page(
        self, name: str, blocks: Sequence[Block | None], *, headed: bool = True, facts: Facts | None = None
    ) -> Page:
        """A sheet with its title and scope; the first table carries the unit of its amounts."""
        words, label = self._words, self._words.label
        found: list[Block] = [block for block in blocks if block is not None] or [Paragraph(label("annex_none"))]
        tables = [block for block in found if isinstance(block, Table)]
        money = any(column.kind == "money" for table in tables for column in table.columns)
        if money:
            first = next(at for at, block in enumerate(found) if isinstance(block, Table))
            caption = f"{label('unit')}: {unit_text(words)}"
            found[first] = replace(tables[0], caption=tables[0].caption or caption)
            found.append(Paragraph(self._dead_note(tables), "note"))
        title = label("rollup_sheet_title", programme=self._settings.programme, sheet=label(name))
        document = Document((Heading(title, 1), facts or self._scope_line(), *found))
        exact = (label("annex_exact"), label("annex_exact_note"))
        return Page(label(name), document, label("problems_page"), headed, *exact, label("annex_long"))

    def _scope_line(self) -> Facts:
        """How many cases, the day, the exclusions, the base; what the mark of incomplete figures means."""
        words, statement = self._words, self.said.statement
        pairs = [
            (words.label("rollup_cases"), self.said.cases()),
            (words.label("as_of"), self.said.days()),
            (words.label("excluded"), ", ".join(statement.exclusions) or words.label("none")),
            (words.label("rate_base"), base_text(statement, words)),
        ]
        pairs += [pair for pair in self.said.scope().pairs if pair[0] == "*"]
        return Facts(tuple(pairs))

    def _dead_note(self, tables: Sequence[Table]) -> str:
        """What does not follow where somebody edits an amount, and that no sheet follows another."""
        words = self._words
        comma = LIST_COMMA if words.language == "zh" else ", "
        labels = list(dict.fromkeys(label for table in tables for label in dead_columns(table)))
        dead = words.label("annex_dead", columns=comma.join(labels)) if labels else ""
        return dead + words.label("annex_alone")

    def summary(self) -> Page:
        """The funds beside each other, who is below average, what is missing."""
        said, words = self.said, self._words
        blocks: list[Block | None] = [funds_table(said.statement, words) if said.statement.totals else None]
        views = [view for view in said.rollup.views["bureau"] if len(view.rows) > 1]
        if views:
            items = tuple(Item(said.judged(view, MOST_NAMED)) for view in views)
            blocks.append(Items(words.label("rollup_judged"), items, whole=False))
        facts = Facts(tuple(pair for pair in said.scope().pairs if pair[0] != words.label("unit")))
        return self.page("annex_summary", blocks, headed=False, facts=facts)

    def charts(self) -> list[Page]:
        """The charts, on a sheet of their own, where there is anything to draw."""
        words, charts = self._words, rollup_charts(self.said)
        if not charts:
            return []
        name = words.label("annex_charts")
        title = words.label("rollup_sheet_title", programme=self._settings.programme, sheet=name)
        scope = Facts(((words.label("unit"), unit_text(words)), *self._scope_line().pairs))
        return [Page(name, Document((Heading(title, 1), scope, *charts)), words.label("problems_page"))]

    def view(self, name: str) -> Page:
        """The sheet of one view."""
        return self.page(f"rollup_by_{name}", list(view_tables(self.said.rollup.views[name], self._words)))

    def problems(self, links: CaseLinks) -> Page:
        """The problem list over all files."""
        words, table = self._words, problems_table(self.said, links)
        title = words.label("problems_title", programme=self._settings.programme)
        facts = Facts(
            (
                (words.label("rollup_cases"), self.said.cases()),
                (words.label("problems_count"), words.label("rollup_problem_count", count=len(table.rows))),
            )
        )
        document = Document((Heading(title, 1), facts, table))
        footer, note = words.label("problems_page"), words.label("problems_long")
        return Page(words.label("problems_sheet"), document, footer, long_note=note)

    def scope(self) -> Page:
        """What the figures cover, settings that differ, what was taken for granted, definitions."""
        said, words = self.said, self._words
        blocks = [
            scope_table(said.scope(), words),
            settings_table(self._settings, words),
            assumptions_table(said),
            definitions_table(tuple(DEFINITIONS), words),
        ]
        return self.page("annex_scope", blocks, headed=False)

    def excluded(self) -> list[Page]:
        """What the settings leave out, where there is any."""
        table = excluded_table(self.said)
        return [self.page("rollup_excluded", [table])] if table is not None else []
