"""Book → Statement: integers only. Every figure that any report prints comes from here."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import date

from minsheng_funds.messages import listed
from minsheng_funds.model import Assumption, Book, Fact, Line, Origin, Statement, Table, Total
from minsheng_funds.names import is_excluded, normal
from minsheng_funds.patterns import AS_OF
from minsheng_funds.settings import Settings
from minsheng_funds.statements.bases import (
    Bases,
    bases_of,
    general_base,
    partly_known,
    without_slipped_rates,
)
from minsheng_funds.statements.figures import line_of, total_of, with_dropped
from minsheng_funds.statements.overlaps import Listings, without_overlaps
from minsheng_funds.statements.payments import post_payments, reconcile, unmatched_rows
from minsheng_funds.statements.plans import Accounts, add_initial, open_accounts, progress_differences
from minsheng_funds.statements.scheduled import with_schedules
from minsheng_funds.statements.stages import doubt_stages, shown_by_ledgers, shown_of, stages_of
from minsheng_funds.statements.stale import stale_names
from minsheng_funds.statements.time import as_of_dates, time_progress
from minsheng_funds.statements.versions import (
    Versions,
    find_versions,
    initial_amounts,
    list_changes,
    list_versions,
    without_superseded,
)
from minsheng_funds.vocabulary import NATURES, Text


def make_statement(book: Book, settings: Settings, listings: Listings) -> Statement:
    """The statement of a book. A measure that no table has is None in every figure, never 0.

    `listings` holds the single payments of the tables that may overlap.
    """
    whole, (book, facts, doubtful, doubles) = book, without_overlaps(book, listings)
    versions = find_versions(book, settings)
    as_of, source, date_facts = _as_of(book, settings, versions)
    facts += [*date_facts, *stale_names(book, settings)]
    year, assumed = _year(book, settings, as_of)
    versions.settle(book, as_of, year)
    unsure = versions.facts(book, year)
    facts += unsure
    book = without_superseded(book, versions)
    stages = stages_of(book, settings)
    accounts = open_accounts(book, settings, year, frozenset(stages.values()))
    if any(account.rows for account in accounts.by_key.values()):
        from minsheng_funds.statements.need_compared import add_needs  # most plans only state what is required

        add_needs(accounts, book, settings)
    accounts.assumptions += [*([assumed] if assumed is not None else []), *versions.assumptions]
    dropped = add_initial(accounts, initial_amounts(whole, versions, settings), settings.exclude)
    postings = post_payments(book, accounts, settings, as_of, year)
    stage_facts, stage_assumptions = doubt_stages(book, settings, listings.name)
    accounts.assumptions += stage_assumptions
    facts += [*accounts.facts, *postings.facts, *stage_facts]
    doubtful = _mark_rejects(book, accounts) or doubtful or postings.incomplete or accounts.doubtful
    doubtful = doubtful or bool(stage_facts) or bool(unsure)
    bases, base_facts = bases_of(accounts, settings, book)
    lines = _lines(accounts, settings, book, bases, stages.values())
    facts += [*base_facts, *progress_differences(accounts, stages), *_paid_without_plan(lines, bases)]
    lines, slips = without_slipped_rates(lines, bases, book)
    unmatched = unmatched_rows(postings)
    in_scope = [line for line in lines if not is_excluded(line.project, settings.exclude)]
    totals = _totals(in_scope, settings, bases, complete=not doubtful, slipped=bool(slips))
    facts += partly_known(in_scope, totals, settings.evaluation.executed)
    statement = Statement(
        as_of=as_of,
        as_of_source=source,
        as_of_origin=_as_of_origin(book, as_of) if source == "stated" else None,
        year=year,
        own_level=settings.own_level,
        exclusions=settings.exclude,
        rate_base=general_base(bases, lines, settings),
        time_progress=time_progress(as_of, year, settings.time_progress) if as_of and year else None,
        totals=with_dropped(totals, dropped, settings.own_level),
        lines=tuple(in_scope),
        excluded=tuple(line for line in lines if is_excluded(line.project, settings.exclude)),
        unmatched=unmatched,
        reconciliation=reconcile(book, postings, unmatched) if stages else None,
        facts=(*facts, *slips),
        assumptions=(*book.assumptions, *accounts.assumptions),
        placed=tuple(postings.placed),
        doubles=doubles,
        versions=list_versions(whole, versions, settings, as_of),
        plan_changes=list_changes(whole, versions, settings),
        doubtful=doubtful,
    )
    return with_schedules(statement, settings)


def _lines(accounts: Accounts, settings: Settings, book: Book, bases: Bases, stages: Collection[str]) -> list[Line]:
    """The lines of all accounts; where a ledger, or any progress table, would show a payment, none is 0."""
    by_level = shown_by_ledgers(book, settings)
    shown = {measure for account in accounts.by_key.values() for measure, _ in account.amounts} & {"disbursed"}
    shown = shown.union(*(shown_of(stages)[stage] for stage in stages))
    return [
        line_of(
            *(account, settings.own_level, bases[account.nature], settings.evaluation),
            shown=shown,
            shown_at=by_level,
        )
        for account in accounts.by_key.values()
    ]


def _totals(
    lines: Sequence[Line], settings: Settings, bases: Bases, *, complete: bool, slipped: bool
) -> dict[str, Total]:
    """The total of each nature; no rate where plan and payments are in two units."""
    totals: dict[str, Total] = {}
    for nature in NATURES:
        of_nature = [line for line in lines if line.nature == nature]
        if of_nature:
            total = total_of(nature, of_nature, bases[nature], settings.evaluation, complete=complete)
            totals[nature] = replace(total, rate=None, execution=None, score=None) if slipped else total
    return totals


def _as_of(book: Book, settings: Settings, versions: Versions) -> tuple[date | None, str | None, list[Fact]]:
    """The as-of date in force. The days of a plan's versions say which of them is in force, and are no as-of dates."""
    tables = [table for index, table in enumerate(book.tables) if index not in versions.tables]
    stated = [(table, table.as_of) for table in tables if table.as_of is not None]
    facts: list[Fact] = []
    reaching = [(table, day) for table, day in stated if _is_of_figures(table)]
    compared = reaching or stated
    days = sorted({day for _, day in compared})
    if len(days) > 1:
        origins = tuple(table.as_of_origin or table.header_origin for table, _ in compared)
        facts.append(Fact("as-of-differ", origins, {"dates": listed([Text(str(day), str(day)) for day in days])}))
    if settings.as_of is not None:
        if reaching and settings.as_of > days[-1]:
            values = {"dates": days[-1].isoformat(), "chosen": settings.as_of.isoformat()}
            origins = tuple(table.as_of_origin or table.header_origin for table, day in reaching if day == days[-1])
            facts.append(Fact("as-of-later", origins, values))
        if any(table.kind == "progress" and day != settings.as_of for table, day in stated):
            table = next(table for table, day in stated if table.kind == "progress" and day != settings.as_of)
            values = {"dates": str(table.as_of), "chosen": settings.as_of.isoformat()}
            facts.append(Fact("as-of-progress", (table.as_of_origin or table.header_origin,), values))
        return settings.as_of, "option", facts
    last = max((day for group in book.payments for day in group.days if day is not None), default=None)
    chosen, source = as_of_dates([(table.kind, day) for table, day in stated], last)
    said = versions.last_as_of if chosen is not None else versions.last_day  # without payments, the latest is in force
    if source != "stated" and said is not None and (chosen is None or said > chosen):
        return said, "stated", facts
    return chosen, source, facts


def _is_of_figures(table: Table) -> bool:
    """Whether a table's stated day is that of its figures: a plan's is only where the words say so, not 填报日期."""
    return table.kind != "plan" or any(AS_OF.search(text) for text in table.captions)


def _as_of_origin(book: Book, as_of: date | None) -> Origin | None:
    """The cell that states the as-of date in force, of a table with payments first."""
    stating = [table for table in book.tables if table.as_of == as_of]
    stating.sort(key=lambda table: table.kind == "plan")
    return stating[0].as_of_origin if stating else None


def _year(book: Book, settings: Settings, as_of: date | None) -> tuple[int | None, Assumption | None]:
    """The plan's year: settings or --year, else what the plan's title states, else that of the as-of date."""
    if settings.year is not None:
        return settings.year, None
    for kind in ("plan", "progress", "ledger"):
        years = {table.year for table in book.tables if table.kind == kind and table.year is not None}
        if len(years) == 1:
            return years.pop(), None
        if years:
            return max(years), Assumption("plan-year", (("year", max(years)),))
    if as_of is None:
        return None, None
    return as_of.year, Assumption("plan-year", (("year", as_of.year),))


def _mark_rejects(book: Book, accounts: Accounts) -> bool:
    """Marks the accounts that rejected money would feed; True where nobody knows which (all are in doubt)."""
    everywhere = False
    ledgers = {(table.file, table.sheet) for table in book.tables if table.kind == "ledger"}
    for reject in book.rejects:
        if reject.project is None:
            everywhere = True
            continue
        key, _ = accounts.names.find(reject.project, "")
        if key is None and (reject.origin[:2] not in ledgers or accounts.names.has_codes):
            everywhere = True  # a planned project without any amount, or a payment that a code may have placed
        for nature in accounts.natures_of(key or normal(reject.project)):
            if reject.nature in (None, nature):
                accounts.by_key[key or "", nature].complete = False
    return everywhere


def _paid_without_plan(lines: Sequence[Line], bases: Bases) -> list[Fact]:
    """Payments of a project that the plan names at other levels only count, but its rate has no base."""
    bases = {nature: base for nature, base in bases.items() if base == "required"}
    known = {line.nature for line in lines if bases.get(line.nature) and line.figures.required is not None}
    return [
        Fact(
            "paid-without-plan-amount",
            line.origins[:1],
            {"project": line.project, "actual_fen": line.figures.disbursed},
        )
        for line in lines
        if line.nature in known and line.figures.required is None and line.figures.disbursed
        if any(figures.required is not None for figures in line.levels.values())
    ]
