"""The tables that a letter can show, by name: those of the report, its figures side by side, problems, next steps."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from decimal import Decimal

from minsheng_funds.model import Dossier, Finding, Line, Outcome, Statement, Total, View, ViewRow
from minsheng_funds.money import YUAN
from minsheng_funds.rendering.amounts import ALWAYS, amount_column, amount_of, printed_amounts
from minsheng_funds.rendering.composing.evaluation import evaluation_blocks
from minsheng_funds.rendering.composing.levels import causes_table, levels_table
from minsheng_funds.rendering.composing.need import need_tables
from minsheng_funds.rendering.composing.problems import problem_row
from minsheng_funds.rendering.composing.provenance import (
    PROGRAM,
    assumptions_table,
    definitions_table,
    settings_table,
    sources_table,
)
from minsheng_funds.rendering.composing.report import (
    headline,
    lines_table,
    projects_table,
    reconciliation_table,
    scope_facts,
    unit_text,
    unmatched_table,
)
from minsheng_funds.rendering.composing.schedule import schedule_blocks
from minsheng_funds.rendering.composing.versions import refunds_table, versions_blocks
from minsheng_funds.rendering.composing.views import view_tables
from minsheng_funds.rendering.document import Cell, Column, Headline, Table
from minsheng_funds.rendering.words import DASH, Words
from minsheng_funds.settings import Settings

Tables = dict[str, tuple[Table, ...]]
TABLES = (
    *("overview", "projects", "by-unit", "by-class", "by-month", "levels", "causes", "steps", "classes", "behind"),
    *("overdue", "months", "outlook", "need", "unmatched", "excluded", "refunds", "versions", "changes"),
    *("reconciliation", "problems", "scope", "sources", "settings", "assumptions", "definitions"),
    *("evaluation", "asked"),
)
"""The names of all tables; what a run has nothing for is an empty tuple."""
GRAVE = ("error", "warning")
MOST_PROBLEMS, MOST_PAYMENTS = 50, 500
"""More rows than that are no letter: the annex as a workbook has them."""


def letter_tables(dossier: Dossier, settings: Settings) -> Tables:
    """Every table by its name, with its amounts' unit as a caption."""
    words, statement = Words(settings), dossier.outcome.statement
    found: Tables = dict.fromkeys(TABLES, ())
    for name, tables in _named(dossier, settings, words):
        caption = words.label("unit_caption", unit=unit_text(words))
        found[name] = tuple(_captioned(table, name, caption, several=words.several_units) for table in tables if table)
    if statement.lines:
        found["definitions"] = (definitions_table(_shown_keys(found), words),)
    return found


def _named(dossier: Dossier, settings: Settings, words: Words) -> Iterable[tuple[str, Sequence[Table | None]]]:
    outcome, statement = dossier.outcome, dossier.outcome.statement
    if statement.totals:
        yield "overview", [overview_table(statement, words)]
        yield "evaluation", [table for table in evaluation_blocks(statement, settings) if isinstance(table, Table)]
    if statement.lines:
        yield "projects", [projects_table(statement, words)]
        yield "steps", [steps_table(statement, words)]
    for name in ("unit", "class", "month"):
        yield f"by-{name}", view_tables(telling_views(dossier, name), words)
    yield "levels", [levels_table(statement, words)]
    yield "causes", [causes_table(statement, words)]
    yield "need", need_tables(statement, words)
    for block in schedule_blocks(statement, words):
        if isinstance(block, Table):
            yield block.key, [block]
    versions = [block for block in versions_blocks(statement, words) if isinstance(block, Table)]
    yield "versions", versions[:1]
    yield "changes", versions[1:]
    yield "unmatched", [unmatched_table(statement, words)] if statement.unmatched else []
    yield "excluded", [lines_table("excluded_table", statement.excluded, words)] if statement.excluded else []
    yield "refunds", [refunds_table(statement, words)]
    if statement.reconciliation is not None:
        yield "reconciliation", [reconciliation_table(statement.reconciliation, words, complete=statement.complete)]
    yield "problems", [problems_table(outcome.findings, words)]
    yield "scope", [scope_table(outcome, words)]
    yield "sources", [sources_table(outcome.book, words)]
    yield "settings", [settings_table(settings, words)]
    yield "assumptions", [assumptions_table(statement, words)]
    yield "asked", _asked(dossier, words)


def telling_views(dossier: Dossier, name: str) -> list[View]:
    """A view's funds, the first rank first; none where no row has a name: a plan without units or classes."""
    views = [replace(view, rows=tuple(sorted(view.rows, key=_rank))) for view in dossier.views.get(name, ())]
    return views if any(row.key[0] for view in views for row in view.rows) else []


def _rank(row: ViewRow) -> tuple[bool, int]:
    """By rank, those without one last; by month there is none, and rows stay in their order."""
    return row.rank is None, row.rank or 0


def _asked(dossier: Dossier, words: Words) -> list[Table]:
    """What the command line asked for besides: views, traces, payments in detail."""
    asked = dossier.asked
    tables = view_tables(asked.views, words)
    if asked.traces or asked.details is not None:
        from minsheng_funds.rendering.composing.trace import details_table, trace_blocks

        tables += [block for block in trace_blocks(asked.traces, words) if isinstance(block, Table)]
        if asked.details is not None:
            count = sum(len(trace.payments) for trace in asked.details)
            note = words.label("details_elsewhere", count=count)
            many = Table(words.label("details"), (), (), notes=(note,))
            tables.append(many if count > MOST_PAYMENTS else details_table(asked.details, words))
    return tables


def without_repeated(tables: Tables, names: Iterable[str]) -> Tables:
    """The same, without what was asked for and stands in one of the tables of these `names` anyway."""
    standing = [_content(table) for name in names if name != "asked" for table in tables.get(name, ())]
    asked = tuple(table for table in tables["asked"] if _content(table) not in standing)
    return {**tables, "asked": asked}


def _content(table: Table) -> tuple[object, ...]:
    """What a table says, in whichever order its rows stand."""
    rows = sorted(tuple(cell.text for cell in row) for row in table.rows)
    return (table.title, table.columns, rows)


def _captioned(table: Table, name: str, caption: str, *, several: bool) -> Table:
    """With the unit over tables of money; those in yuan say so themselves, and each fund where they have their own."""
    money = any(column.kind == "money" for column in table.columns)
    in_yuan = name in ("need", "problems") or (name == "asked" and not table.key.startswith("by-"))
    plain = several or table.caption or in_yuan or not money
    return replace(table, key=table.key or name, caption=table.caption if plain else caption)


def overview_table(statement: Statement, words: Words) -> Table:
    """The figures of the funds, one column a fund: beside each other, never added."""
    heads = [headline(total, statement, words) for total in statement.totals.values()]
    labels = list(dict.fromkeys(label for head in heads for label, _ in head.pairs))
    columns = [Column(words.label("figure_name")), *(Column(head.title, "money") for head in heads)]
    rows = [
        (Cell(label), *(dict(head.pairs).get(label, Cell(DASH)) for head in heads))
        for label in _in_order(labels, heads)
    ]
    if statement.time_progress is not None:
        time = words.rate(statement.time_progress.rate)
        rows.insert(len(rows) - 1, (Cell(words.label("time_progress")), *(time for _ in heads)))
    return Table(words.label("overview_table"), tuple(columns), tuple(rows), key="overview")


def _in_order(labels: Sequence[str], heads: Sequence[Headline]) -> list[str]:
    """Labels as the fund with most figures has them; those that it has not come last."""
    first = [label for label, _ in max((head.pairs for head in heads), key=len)]
    return [*first, *(label for label in labels if label not in first)]


def problems_table(findings: Sequence[Finding], words: Words) -> Table | None:
    """问题清单: errors and warnings alone, the gravest first; None where there are none.

    A column in which nothing stands is left out.
    """
    grave = [found for severity in GRAVE for found in findings if found.severity == severity]
    if not grave:
        return None
    widths = {"problem": 30, "problem_reason": 28, "problem_measure": 28, "problem_project": 16, "problem_unit": 14}
    kinds = {"problem_number": "count", "problem_amount": "money", "problem_due": "day"}
    keys = ("problem_number", *_PROBLEM, "severity")
    rows = [_problem(number, found, words) for number, found in enumerate(grave[:MOST_PROBLEMS], 1)]
    shown = [place for place in range(len(keys)) if any(row[place].text != DASH for row in rows)]
    columns = tuple(
        Column(words.label(keys[place]), kinds.get(keys[place], "text"), width=widths.get(keys[place], 0))
        for place in shown
    )
    left = len(grave) - len(rows)
    return Table(
        words.label("problems_sheet"),
        columns,
        tuple(tuple(row[place] for place in shown) for row in rows),
        notes=(words.label("problems_elsewhere", count=len(grave), shown=len(rows), left=left),) if left else (),
        caption=words.label("problems_unit"),
        key="problems",
    )


def _problem(number: int, found: Finding, words: Words) -> tuple[Cell, ...]:
    """The row of every list of problems, without the code."""
    *cells, _code = problem_row(number, found, words)
    return tuple(map(_in_a_letter, cells))


def _in_a_letter(cell: Cell) -> Cell:
    """An amount as sentences write it, "—" for what is blank."""
    if not cell.text:
        return Cell(DASH)
    return cell if cell.fen is None else cell._replace(text=f"{Decimal(cell.text):,}", unit=YUAN)


_PROBLEM = (
    *("problem_project", "problem_unit", "problem", "problem_amount", "problem_reason", "problem_measure"),
    "problem_due",
)


def steps_table(statement: Statement, words: Words) -> Table | None:
    """Who has how much still to pay, until when, and in which steps; None where all is paid.

    Deadlines, what is missing to the target and months without a payment come from the schedule.
    """
    lines = [line for line in statement.lines if line.figures.undisbursed]
    if not any((line.figures.undisbursed or 0) > 0 for line in lines):
        return None
    kinds = {key: kind for key, kind in _STEPS if any(_step(line, key, words).text != DASH for line in lines)}
    columns = (
        Column(words.label("project"), key="project"),
        Column(words.label("responsible"), key="unit"),
        Column(words.label("nature"), key="nature"),
        amount_column("undisbursed", words),
        *(Column(words.label(key), kind, key=key) for key, kind in kinds.items()),
    )
    rows: list[tuple[Cell, ...]] = []
    totals = set()
    for nature, total in statement.totals.items():
        own = words.of(nature)
        of_fund = [line for line in statement.lines if line.nature == nature]
        printed = printed_amounts([line.figures for line in of_fund], ALWAYS, own)["undisbursed"]
        for line, text in zip(of_fund, printed, strict=True):
            if line in lines:
                names = (Cell(line.project), Cell(line.unit or DASH), Cell(words.nature(nature)))
                owed = own.money(line.figures.undisbursed, complete=line.complete, text=text)
                rows.append((*names, owed, *(_step(line, key, own) for key in kinds)))
        if any(line in lines for line in of_fund):
            totals.add(len(rows))
            name = f"{words.label('total')} ({words.nature(nature)})"
            (text,) = printed_amounts([total.figures], ALWAYS, own)["undisbursed"]
            owed = own.money(amount_of(total.figures, "undisbursed"), complete=total.complete, text=text)
            cells = (_step(total, key, own) if key == "needed_per_month" else Cell("") for key in kinds)
            rows.append((Cell(name), Cell(""), Cell(words.nature(nature)), owed, *cells))
    note = (words.label("steps_note"),) if any(line not in lines for line in statement.lines) else ()
    return Table(words.label("steps_table"), columns, tuple(rows), frozenset(totals), note, key="steps")


_STEPS = (
    *(("due", "day"), ("shortfall", "money"), ("overdue", "money"), ("needed_per_month", "money")),
    ("missing_months", "text"),
)


def _step(found: Line | Total, key: str, words: Words) -> Cell:
    schedule, complete = found.schedule, found.complete
    if schedule is None:
        return Cell(DASH)
    if key == "due":
        return Cell(words.day(schedule.due))
    if key == "missing_months":
        return Cell(", ".join(map(str, schedule.missing_months or ())) or DASH)
    fen: int | None = getattr(schedule, key)
    return words.money(fen or None, complete=complete)


def scope_table(outcome: Outcome, words: Words) -> Table:
    """What the figures cover and which program made them, as pairs."""
    columns = (Column(words.label("figure_name"), width=18), Column(words.label("definition"), width=50))
    pairs = (*scope_facts(outcome.statement, words).pairs, (words.label("made_by"), PROGRAM))
    rows = tuple((Cell(label), Cell(text)) for label, text in pairs)
    return Table(words.label("provenance_title"), columns, rows, key="scope")


def _shown_keys(found: Tables) -> list[str]:
    """The figures that the letter's main tables show, for their definitions."""
    keys = [column.key for name in ("projects", "levels") for table in found[name] for column in table.columns]
    return [*keys, "time_progress"]
