"""Outcome → Document: the statement in the order in which an accountant reads it."""

from collections.abc import Mapping, Sequence

from minsheng_funds.messages import AS_OF_SOURCES, LABELS, OUT_OF_SCOPE, RATE_BASES, SEVERITIES, TIME_RULES
from minsheng_funds.model import Additions, Finding, Line, Outcome, Reconciliation, Statement, Total
from minsheng_funds.money import balanced_texts
from minsheng_funds.rendering.amounts import (
    ALWAYS,
    amount_column,
    amount_of,
    by_fund,
    printed_amounts,
    rate_column,
    shown_amounts,
    was_balanced,
)
from minsheng_funds.rendering.composing.evaluation import compose_evaluation
from minsheng_funds.rendering.composing.levels import causes_table, levels_table
from minsheng_funds.rendering.composing.need import need_tables
from minsheng_funds.rendering.composing.provenance import provenance_items
from minsheng_funds.rendering.composing.schedule import schedule_blocks
from minsheng_funds.rendering.composing.versions import refunds_table, versions_blocks
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
    Table,
)
from minsheng_funds.rendering.words import DASH, Words
from minsheng_funds.settings import Settings
from minsheng_funds.vocabulary import NATURES, UNIT_NAMES

NOTHING = Additions()
KEYS = {"projects_table": "projects", "excluded_table": "excluded"}


def compose_report(outcome: Outcome, settings: Settings, asked: Additions = NOTHING) -> Document:
    """The whole report: scope, both funds, projects (or the views asked for), what is outside, findings.

    Where the settings ask for it, the table of the self-evaluation instead of the figures.
    """
    if settings.evaluation.shown:
        return evaluation_document(outcome, settings)
    words, statement = Words(settings), outcome.statement
    blocks: list[Block] = [
        Heading(words.label("title", programme=settings.programme), 1),
        scope_facts(statement, words),
    ]
    blocks += [headline(total, statement, words) for total in statement.totals.values()]
    if asked.views:
        from minsheng_funds.rendering.composing.views import view_tables

        blocks += view_tables(asked.views, words)
    else:
        blocks += _by_project(statement, words)
    if asked.traces or asked.details is not None:
        from minsheng_funds.rendering.composing.trace import details_table, trace_blocks

        blocks += trace_blocks(asked.traces, words)
        blocks += [details_table(asked.details, words)] if asked.details is not None else []
    if statement.unmatched:
        blocks.append(unmatched_table(statement, words))
    if statement.excluded:
        blocks.append(lines_table("excluded_table", statement.excluded, words))
    refunds = refunds_table(statement, words)
    if refunds is not None:
        blocks.append(refunds)
    if statement.reconciliation is not None:
        blocks.append(reconciliation_table(statement.reconciliation, words, complete=statement.complete))
    if statement.assumptions:
        items = tuple(Item(words.assumption(assumption)) for assumption in statement.assumptions)
        blocks.append(Items(words.label("assumptions"), items))
    blocks += [findings_block(outcome.findings, words), provenance_items(outcome.book.sources, settings, words)]
    return Document(tuple(blocks), words.label("narrow"))


def _by_project(statement: Statement, words: Words) -> list[Block]:
    """What a report says of levels, versions, projects, causes, schedules and need, unless views were asked for."""
    levels = levels_table(statement, words)
    projects = projects_table(statement, words) if statement.lines else None
    tables = [levels, *versions_blocks(statement, words), projects, causes_table(statement, words)]
    blocks = [table for table in tables if table is not None]
    return [*blocks, *schedule_blocks(statement, words), *need_tables(statement, words)]


def evaluation_document(outcome: Outcome, settings: Settings) -> Document:
    """The execution table of the self-evaluation, with its scope, assumptions and findings."""
    words = Words(settings)
    pairs = scope_facts(outcome.statement, words).pairs  # its rates are not those of the payments
    scope = Facts(tuple(pair for pair in pairs if pair[0] != words.label("rate_base")))
    last = (findings_block(outcome.findings, words), provenance_items(outcome.book.sources, settings, words))
    return compose_evaluation(outcome, settings, scope, last)


def findings_block(findings: Sequence[Finding], words: Words) -> Items:
    """Every finding with its place and its remedy."""
    items = [
        Item(
            f"[{finding.code} {words.say(SEVERITIES[finding.severity])}] {words.say(finding.message)}",
            finding.severity,
            tuple(text for text in (words.places(finding.origins), _remedy(finding, words)) if text),
        )
        for finding in findings
    ]
    return Items(words.label("findings"), tuple(items or [Item(words.label("no_findings"))]))


def _remedy(finding: Finding, words: Words) -> str:
    remedy = words.say(finding.remedy)
    return f"{words.label('remedy')}: {remedy}" if remedy else ""


def scope_facts(statement: Statement, words: Words) -> Facts:
    """What the figures cover: the day and where it comes from, year, level, exclusions, base of the rates, unit."""
    pairs: list[tuple[str, str]] = []
    source = words.say(AS_OF_SOURCES[statement.as_of_source]) if statement.as_of_source else ""
    place = f": {statement.as_of_origin}" if statement.as_of_origin is not None else ""
    pairs.append((words.label("as_of"), words.day(statement.as_of) + (f" ({source}{place})" if source else "")))
    if statement.time_progress is not None:
        pairs.append((words.label("time_progress"), _time(statement, words)))
    if statement.year is not None:
        pairs.append((words.label("year"), str(statement.year)))
    pairs.append((words.label("own_level"), words.level(statement.own_level)))
    pairs.append((words.label("excluded"), ", ".join(statement.exclusions) or words.label("none")))
    pairs.append((words.label("rate_base"), base_text(statement, words)))
    pairs.append((words.label("unit"), unit_text(words)))
    if not (statement.complete and all(line.complete for line in statement.excluded)):
        pairs.append(("*", words.label("incomplete")))
    return Facts(tuple(pairs))


def provenance_line(outcome: Outcome, settings: Settings, words: Words) -> str:
    """What the figures cover and where they come from, in one line."""
    pairs = [f"{label}: {value}" for label, value in scope_facts(outcome.statement, words).pairs]
    items = provenance_items(outcome.book.sources, settings, words).items
    return "; ".join([*pairs, *(item.text for item in items)])


def base_text(statement: Statement, words: Words) -> str:
    """What the rates are divided by; each fund's own where they differ."""
    bases = {nature: total.base for nature, total in statement.totals.items()}
    if len(set(bases.values())) < 2:
        return words.say(RATE_BASES[statement.rate_base])
    return ", ".join(f"{words.say(NATURES[nature])} {words.say(RATE_BASES[base])}" for nature, base in bases.items())


def unit_text(words: Words) -> str:
    """The unit of the amounts; each fund's own where they differ."""
    if not words.several_units:
        return words.say(UNIT_NAMES[words.unit])
    return ", ".join(
        f"{words.say(NATURES[nature])} {words.say(UNIT_NAMES[unit])}" for nature, unit in words.units.items()
    )


def _time(statement: Statement, words: Words) -> str:
    progress = statement.time_progress
    assert progress is not None
    rule = TIME_RULES[progress.rule].fill(day=progress.rate.numerator, days=progress.rate.denominator)
    return f"{words.rate(progress.rate).text} ({words.say(rule)})"


def headline(total: Total, statement: Statement, words: Words) -> Headline:
    """One fund's figures, its rate beside the time elapsed."""
    figures, complete, words = total.figures, total.complete, words.of(total.nature)
    shown = shown_amounts([figures])
    printed = printed_amounts([figures], shown, words)
    pairs = [
        (words.label(name), words.money(amount_of(figures, name), complete=complete, text=printed[name][0]))
        for name in shown
    ]
    pairs.insert(0, (words.label("projects"), words.count(total.projects)))
    pairs.append((words.label("rate"), words.rate(total.rate, complete=complete)))
    if figures.received is not None:
        pairs.append((words.label("idle"), words.money(figures.idle, complete=complete)))
        pairs.append((words.label("receipt_rate"), words.rate(figures.receipt_rate, complete=complete)))
        of_received = words.rate(figures.disbursement_rate_of_received, complete=complete)
        pairs.append((words.label("rate_of_received"), of_received))
    target = statement.time_progress.rate if statement.time_progress else None
    if total.rate is not None and target is not None:
        points = total.rate.points_over(target, words.decimals)
        sign = "" if points.startswith("-") else "+"
        mark = "" if complete else "*"
        pairs.append((words.label("ahead"), Cell(f"{sign}{points} {words.label('points')}{mark}")))
    return Headline(words.nature(total.nature), tuple(pairs), total.rate, target)


def projects_table(statement: Statement, words: Words) -> Table:
    """Every project in scope, with both funds' totals."""
    return lines_table("projects_table", statement.lines, words, statement.totals)


def lines_table(key: str, lines: Sequence[Line], words: Words, totals: Mapping[str, Total] | None = None) -> Table:
    """Projects by nature, each nature with its own total: the two funds are never added into one.

    `key` is the label of its title.
    """
    amounts = shown_amounts([line.figures for line in lines])
    columns = (
        Column(words.label("project"), key="project"),
        Column(words.label("class"), spare=3, key="class"),
        Column(words.label("responsible"), spare=5, key="unit"),
        Column(words.label("nature"), spare=0 if words.several_units else 4, key="nature"),
        *(amount_column(name, words, 0 if name in ALWAYS else 1) for name in amounts),
        rate_column([line.base for line in lines], words),
        Column("", "bar", spare=2),
    )
    rows: list[tuple[Cell, ...]] = []
    total_places: set[int] = set()
    balanced = False
    for nature, of_nature in by_fund(lines).items():
        total = (totals or {}).get(nature)
        found = _line_rows(of_nature, amounts, words.of(nature))
        if total is not None:
            total_places.add(len(rows) + len(found))
            found.append(total_row(total, amounts, words.of(nature)))
        balanced = balanced or was_balanced(found, words.of(nature))
        rows += found
    notes = (words.label("balanced"),) if balanced else ()
    return Table(words.label(key), columns, tuple(rows), frozenset(total_places), notes, key=KEYS[key])


def _line_rows(lines: Sequence[Line], amounts: Sequence[str], words: Words) -> list[tuple[Cell, ...]]:
    printed = printed_amounts([line.figures for line in lines], amounts, words)
    rows = []
    for place, line in enumerate(lines):
        money = [
            words.money(amount_of(line.figures, name), complete=line.complete, text=printed[name][place])
            for name in amounts
        ]
        texts = (line.project, line.class_name or DASH, line.unit or DASH, words.nature(line.nature))
        rate = words.rate(line.rate, complete=line.complete)
        rows.append((*(Cell(text) for text in texts), *money, rate, Cell("", rate=line.rate)))
    return rows


def total_row(total: Total, amounts: Sequence[str], words: Words) -> tuple[Cell, ...]:
    """A fund's total in a table of projects: name, two blanks, fund, amounts, rate, bar."""
    name = f"{words.label('total')} ({words.say(NATURES.get(total.nature, LABELS['unstated']))})"
    printed = printed_amounts([total.figures], amounts, words)
    money = [
        words.money(amount_of(total.figures, amount), complete=total.complete, text=printed[amount][0])
        for amount in amounts
    ]
    blanks = [Cell(""), Cell(""), Cell(words.nature(total.nature))]
    return (
        Cell(name),
        *blanks,
        *money,
        words.rate(total.rate, complete=total.complete),
        Cell("", rate=total.rate),
    )


def unmatched_table(statement: Statement, words: Words) -> Table:
    """Payments that no plan row has, by name; they are in no rate."""
    columns = (
        Column(words.label("project"), key="project"),
        Column(words.label("nature"), spare=1, key="nature"),
        amount_column("disbursed", words),
        Column(words.label("payments"), "count", key="payments"),
    )
    printed = balanced_texts([row.disbursed for row in statement.unmatched], words.unit, words.decimals)
    rows = [
        (
            Cell(row.project or DASH),
            Cell(words.say(NATURES[row.nature]) if row.nature else DASH),
            words.money(row.disbursed, text=text),
            words.count(row.payments),
        )
        for row, text in zip(statement.unmatched, printed, strict=True)
    ]
    return Table(words.label("unmatched_table"), columns, tuple(rows), notes=words.unit_notes(), key="unmatched")


def reconciliation_table(books: Reconciliation, words: Words, *, complete: bool) -> Table:
    """Every payment of the ledgers in exactly one place; the parts add up to the ledger's total.

    Not `complete`: a payment could not be read or placed, so that any of the sums may lack it.
    """
    parts: list[tuple[str, int]] = [
        (words.label("matched"), books.matched),
        (words.label("unmatched"), books.unmatched),
    ]
    parts += [
        (f"{words.label('out_of_scope')}: {words.say(OUT_OF_SCOPE[why])}", fen) for why, fen in books.out_of_scope
    ]
    printed = balanced_texts([fen for _, fen in parts], words.unit, words.decimals)
    rows = [
        (Cell(name), words.money(fen, complete=complete, text=text))
        for (name, fen), text in zip(parts, printed, strict=True)
    ]
    rows.append((Cell(words.label("ledger_total")), words.money(books.ledger_total, complete=complete)))
    columns = (Column(words.label("bucket")), amount_column("disbursed", words))
    notes, totals = words.unit_notes(), frozenset({len(rows) - 1})
    return Table(words.label("reconciliation"), columns, tuple(rows), totals, notes, key="reconciliation")
