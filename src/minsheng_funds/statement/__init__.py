"""Book → Statement: integers only. Every figure that any report prints comes from here."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import date

from minsheng_funds.model import Assumption, Book, Fact, Line, Origin, Statement, Table, Total
from minsheng_funds.settings import Settings
from minsheng_funds.statement.figures import is_unit_slip, line_of, median_ratio, total_of
from minsheng_funds.statement.names import is_excluded, normal
from minsheng_funds.statement.overlaps import Listings, without_overlaps
from minsheng_funds.statement.payments import post_payments, reconcile, unmatched_rows
from minsheng_funds.statement.plans import Accounts, open_accounts
from minsheng_funds.statement.stale import stale_names
from minsheng_funds.statement.time import as_of_dates, time_progress
from minsheng_funds.vocabulary import GOVERNMENTS, NATURES


def make_statement(book: Book, settings: Settings, listings: Listings) -> Statement:
    """The statement of a book. A measure that no table has is None in every figure, never 0.

    `listings` holds the single payments of the tables that may overlap.
    """
    book, facts, doubtful = without_overlaps(book, listings)
    as_of, source, date_facts = _as_of(book, settings)
    facts += date_facts
    facts += stale_names(book, settings)
    year, assumed = _year(book, settings, as_of)
    has_ledger = any(table.kind == "ledger" for table in book.tables)
    accounts = open_accounts(book, settings, year, has_ledger)
    if assumed is not None:
        accounts.assumptions.append(assumed)
    postings = post_payments(book, accounts, settings, as_of, year)
    facts += accounts.facts + postings.facts
    doubtful = _mark_rejects(book, accounts) or doubtful or postings.incomplete or accounts.doubtful
    base, base_assumption = _base(accounts, settings, book)
    if base_assumption is not None:
        accounts.assumptions.append(base_assumption)
    measures = {measure for account in accounts.by_key.values() for measure, _ in account.amounts}
    if has_ledger:
        measures.add("disbursed")
    shown = _paid_levels(book, settings)
    lines = [line_of(account, settings.own_level, base, measures, shown) for account in accounts.by_key.values()]
    facts += _progress_differences(accounts, has_ledger)
    facts += _paid_without_plan(lines, base)
    slipped = is_unit_slip(median_ratio(lines, base))
    if slipped:
        facts.append(_slip(lines, book, base))
        lines = [replace(line, rate=None, complete=False) for line in lines]
    unmatched = unmatched_rows(postings)
    in_scope = [line for line in lines if not is_excluded(line.project, settings.exclude)]
    excluded = [line for line in lines if is_excluded(line.project, settings.exclude)]
    totals: dict[str, Total] = {}
    for nature in NATURES:
        of_nature = [line for line in in_scope if line.nature == nature]
        if of_nature:
            total = total_of(nature, of_nature, base, complete=not doubtful)
            totals[nature] = replace(total, rate=None) if slipped else total
    return Statement(
        as_of=as_of,
        as_of_source=source,
        as_of_origin=_as_of_origin(book, as_of) if source == "stated" else None,
        year=year,
        own_level=settings.own_level,
        exclusions=settings.exclude,
        rate_base=base,
        time_progress=time_progress(as_of, year, settings.time_progress) if as_of and year else None,
        totals=totals,
        lines=tuple(in_scope),
        excluded=tuple(excluded),
        unmatched=unmatched,
        reconciliation=reconcile(book, postings, unmatched) if has_ledger else None,
        facts=tuple(facts),
        assumptions=(*book.assumptions, *accounts.assumptions),
        placed=tuple(postings.placed),
        doubtful=doubtful,
    )


def _as_of(book: Book, settings: Settings) -> tuple[date | None, str | None, list[Fact]]:
    stated = [(table, table.as_of) for table in book.tables if table.as_of is not None]
    facts: list[Fact] = []
    days = sorted({day for _, day in stated})
    if len(days) > 1:
        origins = tuple(table.as_of_origin or _header_of(table) for table, _ in stated)
        facts.append(Fact("as-of-differ", origins, {"dates": "、".join(day.isoformat() for day in days)}))
    if settings.as_of is not None:
        if days and settings.as_of not in days and settings.as_of > days[-1]:
            values = {"dates": days[-1].isoformat(), "chosen": settings.as_of.isoformat()}
            facts.append(Fact("as-of-later", (_header_of(stated[0][0]),), values))
        if any(table.kind == "progress" and day != settings.as_of for table, day in stated):
            table = next(table for table, day in stated if table.kind == "progress" and day != settings.as_of)
            values = {"dates": str(table.as_of), "chosen": settings.as_of.isoformat()}
            facts.append(Fact("as-of-progress", (_header_of(table),), values))
        return settings.as_of, "option", facts
    last = max((day for group in book.payments for day in group.days if day is not None), default=None)
    chosen, source = as_of_dates([(table.kind, day) for table, day in stated], last)
    return chosen, source, facts


def _as_of_origin(book: Book, as_of: date | None) -> Origin | None:
    """The cell that states the as-of date in force, of a table with payments first."""
    stating = [table for table in book.tables if table.as_of == as_of]
    stating.sort(key=lambda table: table.kind == "plan")
    return stating[0].as_of_origin if stating else None


def _header_of(table: Table) -> Origin:
    return Origin(table.file, table.sheet, table.header_rows[0] if table.header_rows else 0)


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


def _base(accounts: Accounts, settings: Settings, book: Book) -> tuple[str, Assumption | None]:
    """The base of the rates: the settings' one; what was issued where the books have no plan, and said so."""
    has = {measure for account in accounts.by_key.values() for measure, _ in account.amounts}
    if settings.rate_base == "required" and "required" not in has and "issued" in has:
        table = next(table for table in book.tables if table.kind != "ledger")
        return "issued", Assumption("base-issued", (("where", table.where),))
    return settings.rate_base, None


def _paid_levels(book: Book, settings: Settings) -> Collection[str]:
    """The levels whose payments the ledgers would show: those that they name, and with them every government's.

    Bonds, contributions and other money are often paid elsewhere: without a payment, nothing is known of them.
    """
    if not book.payments:
        return ()
    named = {group.level for group in book.payments if group.level is not None}
    default = settings.ledger_level or settings.own_level
    return {default, *named, *GOVERNMENTS} if named else {default}


def _progress_differences(accounts: Accounts, has_ledger: bool) -> list[Fact]:
    """A progress table beside a ledger: the ledger gives the payments, a difference is a finding."""
    facts = []
    for account in accounts.by_key.values():
        stated = {level: fen for (measure, level), fen in account.amounts.items() if measure == "progress"}
        for level, fen in stated.items():
            paid = account.amounts.get(("disbursed", level), 0)
            if has_ledger and paid != fen:
                values = {"project": account.project, "expected_fen": paid, "actual_fen": fen}
                facts.append(Fact("progress-ledger-differ", tuple(account.origins[-1:]), values))
    return facts


def _paid_without_plan(lines: Sequence[Line], base: str) -> list[Fact]:
    """Payments of a project that the plan names at other levels only count, but its rate has no base."""
    if all(getattr(line.figures, base) is None for line in lines):
        return []
    return [
        Fact(
            "paid-without-plan-amount",
            line.origins[:1],
            {"project": line.project, "actual_fen": line.figures.disbursed},
        )
        for line in lines
        if getattr(line.figures, base) is None and line.figures.disbursed
    ]


def _slip(lines: Sequence[Line], book: Book, base: str) -> Fact:
    origins = tuple(_header_of(table) for table in book.tables)
    median = median_ratio(lines, base)
    assert median is not None
    return Fact("unit-slip", origins, {"ratio": f"{max(median) // max(1, min(median)):,}"})
