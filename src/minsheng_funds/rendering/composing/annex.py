"""Dossier → the pages of the xlsx annex (附表): what is signed, sheet by sheet, down to the payments behind it."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from minsheng_funds.messages import DEFINITIONS
from minsheng_funds.model import Checked, Dossier, Statement
from minsheng_funds.money import YUAN
from minsheng_funds.rendering.composing.annex_tables import (
    dead_columns,
    funds_table,
    listings,
    months_table,
    projects_with_schedule,
    scope_table,
)
from minsheng_funds.rendering.composing.charts import report_charts
from minsheng_funds.rendering.composing.levels import causes_table, levels_table
from minsheng_funds.rendering.composing.need import need_tables
from minsheng_funds.rendering.composing.problems import problem_pages
from minsheng_funds.rendering.composing.provenance import definitions_table, settings_table, sources_table
from minsheng_funds.rendering.composing.report import (
    base_text,
    evaluation_document,
    lines_table,
    reconciliation_table,
    scope_facts,
    unit_text,
    unmatched_table,
)
from minsheng_funds.rendering.composing.schedule import schedule_blocks
from minsheng_funds.rendering.composing.trace import trace_blocks
from minsheng_funds.rendering.composing.versions import refunds_table, versions_blocks
from minsheng_funds.rendering.composing.views import view_tables
from minsheng_funds.rendering.document import (
    Block,
    Cell,
    Column,
    Document,
    Facts,
    Heading,
    Item,
    Items,
    Listing,
    Page,
    Paragraph,
    Table,
)
from minsheng_funds.rendering.words import Words
from minsheng_funds.settings import Settings
from minsheng_funds.vocabulary import LIST_COMMA, UNIT_NAMES

Links = Mapping[str, str]
LONGEST_NAME = 31
"""Characters that the name of a sheet may have."""
_NOT_IN_NAMES = str.maketrans(dict.fromkeys("[]:*?/\\'", " "))


def annex_pages(dossier: Dossier, settings: Settings, links: Links | None = None) -> tuple[Page, ...]:
    """Every sheet of the annex; `links` are where the source files lie, seen from it."""
    maker = _Annex(dossier, settings)
    pages = [*maker.first(), *maker.views(), *maker.asked(), *maker.unmatched()]
    pages += maker.problems(links or {})
    pages += [maker.scope(), *maker.details()]
    return _named_apart(pages)


class _Annex:
    """Makes the pages of one dossier."""

    def __init__(self, dossier: Dossier, settings: Settings) -> None:
        self._dossier, self._settings, self._words = dossier, settings, Words(settings)
        self._statement: Statement = dossier.outcome.statement
        self._unit = f"{self._words.label('unit')}: {unit_text(self._words)}"
        self._yuan = f"{self._words.label('unit')}: {self._words.say(UNIT_NAMES[YUAN])}"

    def _page(
        self,
        name: str,
        blocks: Sequence[Block],
        *,
        headed: bool = True,
        facts: Facts | None = None,
        bare: bool = False,
        unit: str = "",
    ) -> Page:
        """A sheet with its title and scope (unless it is `bare`); the first table carries the unit of its amounts."""
        words = self._words
        title = words.label("annex_title", programme=self._settings.programme, sheet=name)
        found: list[Block] = [Heading(title, 1), *([] if bare else [facts or self._scope_line()])]
        found += blocks
        tables = [block for block in blocks if isinstance(block, Table)]
        if any(column.kind == "money" for table in tables for column in table.columns):
            found.append(Paragraph(self._dead_note(tables), "note"))
        first = next((place for place, block in enumerate(found) if isinstance(block, (Table, Listing))), None)
        if first is not None:
            found[first] = _with_unit(found[first], unit or self._unit)
        footer, exact = words.label("problems_page"), words.label("annex_exact")
        notes = (words.label("annex_exact_note"), words.label("annex_long"))
        return Page(name, Document(tuple(found)), footer, headed, exact, *notes)

    def _dead_note(self, tables: Sequence[Table]) -> str:
        """What does not follow where somebody edits an amount, table by table, and that no sheet follows another."""
        words, said = self._words, []
        chinese = words.language == "zh"
        for table in tables:
            labels = (LIST_COMMA if chinese else ", ").join(dead_columns(table))
            if labels and len(tables) > 1:
                said.append(words.label("annex_dead_of", table=table.title, columns=labels))
            elif labels:
                said.append(labels)
        alone = words.label("annex_alone")
        if not said:
            return alone
        return words.label("annex_dead", columns="; ".join(said)) + alone

    def _scope_line(self) -> Facts:
        """The day, the level, the exclusions, the base; what the mark of incomplete figures means, where one has it."""
        words, statement = self._words, self._statement
        pairs = [
            (words.label("as_of"), words.day(statement.as_of)),
            (words.label("own_level"), words.level(statement.own_level)),
            (words.label("excluded"), ", ".join(statement.exclusions) or words.label("none")),
            (words.label("rate_base"), base_text(statement, words)),
        ]
        pairs += [pair for pair in scope_facts(statement, words).pairs if pair[0] == "*"]
        return Facts(tuple(pairs))

    # --- Sheets -------------------------------------------------------------------------------------------

    def first(self) -> list[Page]:
        """The self-evaluation where it was asked for, the summary, the charts, the projects."""
        words, statement, label = self._words, self._statement, self._words.label
        pages = [self._evaluation()] if self._settings.evaluation.shown else []
        pages.append(self._summary())
        charts = report_charts(statement, self._dossier.views, words)
        if charts:
            title = label("annex_title", programme=self._settings.programme, sheet=label("annex_charts"))
            scope = Facts(((label("unit"), unit_text(words)), *self._scope_line().pairs))
            blocks = Document((Heading(title, 1), scope, *charts))
            pages.append(Page(label("annex_charts"), blocks, label("problems_page")))
        projects: list[Block] = [projects_with_schedule(statement, words)] if statement.lines else []
        if statement.excluded:
            projects.append(lines_table("excluded_table", statement.excluded, words))
        pages.append(self._page(label("annex_projects"), projects or [self._nothing()]))
        return pages

    def _nothing(self) -> Paragraph:
        return Paragraph(self._words.label("annex_none"))

    def _evaluation(self) -> Page:
        document = evaluation_document(self._dossier.outcome, self._settings)
        facts = self._without_unit(next(block for block in document.blocks if isinstance(block, Facts)))
        tables = [block for block in document.blocks if isinstance(block, Table)]
        return self._page(self._words.label("annex_evaluation"), tables, headed=len(tables) < 2, facts=facts)

    def _summary(self) -> Page:
        words, statement = self._words, self._statement
        blocks: list[Block | None] = [funds_table(statement, words) if statement.totals else None]
        blocks += view_tables(self._dossier.views.get("class", ()), words)
        blocks += [levels_table(statement, words), *schedule_blocks(statement, words)]
        if statement.reconciliation is not None:
            blocks.append(reconciliation_table(statement.reconciliation, words, complete=statement.complete))
        blocks.append(refunds_table(statement, words))
        found = [block for block in blocks if block is not None]
        facts = self._without_unit(scope_facts(statement, words))
        return self._page(words.label("annex_summary"), found, headed=False, facts=facts)

    def _without_unit(self, facts: Facts) -> Facts:
        """The scope without the unit, which stands over the first table."""
        return Facts(tuple(pair for pair in facts.pairs if pair[0] != self._words.label("unit")))

    def views(self) -> list[Page]:
        """By unit, by level and by month; causes, changes of the plan and computed need where there are any."""
        words, statement = self._words, self._statement
        pages = []
        for name in ("unit", "level", "month"):
            views = self._dossier.views.get(name, ())
            tables = [months_table(views, words)] if name == "month" and views else view_tables(views, words)
            pages.append(self._page(words.label(f"annex_{name}"), tables or [self._nothing()]))
        causes = causes_table(statement, words)
        more: dict[str, Sequence[Block]] = {
            "annex_causes": [causes] if causes is not None else [],
            "annex_versions": versions_blocks(statement, words),
            "annex_need": need_tables(statement, words),
        }
        units = {"annex_need": self._yuan}
        return [
            *pages,
            *(
                self._page(words.label(name), blocks, unit=units.get(name, ""))
                for name, blocks in more.items()
                if blocks
            ),
        ]

    def asked(self) -> list[Page]:
        """What --by and --trace asked for, unless it stands in the annex anyway."""
        words, asked = self._words, self._dossier.asked
        shown = [view for views in self._dossier.views.values() for view in views]
        wanted = [view for view in asked.views if view not in shown]
        pages = [self._page(table.title, [table]) for table in view_tables(wanted, words)]
        for project in dict.fromkeys(trace.project for trace in asked.traces):
            blocks = trace_blocks([trace for trace in asked.traces if trace.project == project], words)
            name = words.label("annex_trace", project=project)
            pages.append(self._page(name, blocks, headed=False, unit=self._yuan))
        return pages

    def unmatched(self) -> list[Page]:
        """Payments without a plan, each with the first cells that have them."""
        words, rows = self._words, self._statement.unmatched
        if not rows:
            return [self._page(words.label("annex_unmatched"), [self._nothing()])]
        table = unmatched_table(self._statement, words)
        cells = [(*cells, Cell(words.places(row.origins))) for cells, row in zip(table.rows, rows, strict=True)]
        placed = replace(table, columns=(*table.columns, Column(words.label("where"), width=44)), rows=tuple(cells))
        return [self._page(words.label("annex_unmatched"), [placed])]

    def problems(self, links: Links) -> list[Page]:
        """The problem list of `check`, of what this run found."""
        outcome = self._dossier.outcome
        return list(problem_pages(outcome.book, Checked(outcome.findings), self._settings, links))

    def scope(self) -> Page:
        """What the figures cover, where they come from, what was taken for granted, what each means."""
        words, statement, outcome = self._words, self._statement, self._dossier.outcome
        blocks: list[Block | None] = [scope_table(scope_facts(statement, words), words)]
        blocks += [sources_table(outcome.book, words), settings_table(self._settings, words)]
        if statement.assumptions:
            items = tuple(Item(words.assumption(assumption)) for assumption in statement.assumptions)
            blocks.append(Items(words.label("assumptions"), items))
        blocks.append(definitions_table(tuple(DEFINITIONS), words))
        found = [block for block in blocks if block is not None]
        return self._page(words.label("annex_scope"), found, headed=False, bare=True)

    def details(self) -> list[Page]:
        """The payments that count, one a row, where they were asked for."""
        details = self._dossier.asked.details
        if details is None:
            return []
        words = self._words
        return [self._page(words.label("annex_details"), [listing]) for listing in listings(details, words)]


def _with_unit(block: Block, unit: str) -> Block:
    """A table that says in what its amounts are."""
    assert isinstance(block, (Table, Listing))
    return replace(block, caption=block.caption or unit)


def _named_apart(pages: Sequence[Page]) -> tuple[Page, ...]:
    """The pages under names that a sheet may have, no two alike."""
    taken: set[str] = set()
    found = []
    for page in pages:
        whole = page.name.translate(_NOT_IN_NAMES).strip() or "-"
        name, number = whole[:LONGEST_NAME], 1
        while name.casefold() in taken:
            number += 1
            name = f"{whole[: LONGEST_NAME - len(str(number)) - 2]}({number})"
        taken.add(name.casefold())
        found.append(replace(page, name=name))
    return tuple(found)
