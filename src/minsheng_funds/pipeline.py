"""Sources + settings → Outcome. Pure: a source is (name, bytes), so work travels to another machine as it is."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from minsheng_funds.errors import Failure
from minsheng_funds.messages import failure
from minsheng_funds.model import (
    Additions,
    Book,
    Checked,
    Dossier,
    Excerpt,
    Finding,
    Origin,
    Outcome,
    RuleCard,
    Source,
    Statement,
    Trace,
    View,
)
from minsheng_funds.reading import list_payments, read_book, read_payments
from minsheng_funds.reading.large import held
from minsheng_funds.settings import Settings

if TYPE_CHECKING:  # a report needs none of its nouns
    from minsheng_funds.model.comparison import Comparison, PaymentsComparison
    from minsheng_funds.model.rollup import CaseOutcome, CaseRecord, RollUp

Tell = Callable[[str, int], None]
"""Hears the name of a source or sheet and how many more of its rows were read."""


def run(sources: Sequence[Source], settings: Settings, tell: Tell | None = None) -> Outcome:
    """Reads, adds up, checks. Raises `Failure` where there is no table at all that can be used."""
    book, statement = _read_and_add_up(sources, settings, tell)
    from minsheng_funds.checks import find  # after reading: the command line imports them meanwhile

    return Outcome(book, statement, find(book, statement, settings))


def _read_and_add_up(
    sources: Sequence[Source], settings: Settings, tell: Tell | None, *, keep: bool = False
) -> tuple[Book, Statement]:
    """The book, which lists every payment with `keep`, and its statement."""
    book = read_book(sources, settings, keep=keep, tell=tell)
    if not book.tables:
        raise nothing_to_report(book)
    from minsheng_funds.statements import make_statement
    from minsheng_funds.statements.overlaps import Listings

    listings = Listings(book, settings)
    if listings.wanted:  # tables that may overlap: their single payments tell
        list_payments(sources, settings, held(listings.take, sources), listings.wanted, texts=("payee", "voucher"))
    return book, make_statement(book, settings, listings)


def check(
    sources: Sequence[Source],
    settings: Settings,
    tell: Tell | None = None,
    *,
    known: Mapping[str, int] | None = None,
) -> tuple[Outcome, Checked]:
    """Reads and adds up as `run`, and runs all rules; `known` are the fingerprints of a baseline.

    The findings are in what was checked: the outcome has none of its own.

    Raises `Failure` where there is no table at all that can be used, or the settings name a rule that is none.
    """
    from minsheng_funds.checks.evidence import Evidence
    from minsheng_funds.checks.examine import examine, refuse_unknown_codes

    refuse_unknown_codes(settings)
    book, statement = _read_and_add_up(sources, settings, tell, keep=True)
    return Outcome(book, statement, ()), examine(Evidence(book, statement, settings), known)


def excerpts(book: Book, places: Iterable[Origin], settings: Settings) -> Mapping[Origin, Excerpt]:
    """What stands around these cells, for people to see: only their sheets are read once more."""
    from minsheng_funds.reading.excerpts import read_excerpts

    return read_excerpts(book, places, settings)


def rules(settings: Settings) -> tuple[RuleCard, ...]:
    """The rules that `check` runs with these settings, by code, as formats list them beside findings."""
    from minsheng_funds.checks.explained import running

    return running(settings)


def look(sources: Sequence[Source], settings: Settings, tell: Tell | None = None) -> tuple[Book, tuple[Finding, ...]]:
    """Reads only: the book, and what was noticed while reading. Raises `Failure` where no source can be opened."""
    from minsheng_funds.checks import findings_of

    book = read_book(sources, settings, look=True, tell=tell)
    unusable = {fact.origins[0].file for fact in book.facts if fact.kind.startswith("source-")}
    if unusable.issuperset(source.name for source in sources):
        raise nothing_to_report(book)
    return book, findings_of(book.facts)


def compare(
    old: Sequence[Source],
    new: Sequence[Source],
    settings: Settings,
    *,
    old_settings: Settings | None = None,
    kind: str = "auto",
    tell: Tell | None = None,
) -> "Comparison":
    """Runs both sides and compares them: two dates of one plan, two years' plans, or two exports of the same funds.

    `settings` are those of the new side, and of the old one where it has none of its own; both share their aliases.
    Raises `Failure` where a side has no table at all, or the two have nothing that could be compared so.
    """
    from minsheng_funds.comparison.dates import compare_dates
    from minsheng_funds.comparison.facts import payment_facts, side_facts
    from minsheng_funds.comparison.kinds import choose_kind
    from minsheng_funds.comparison.plans import compare_plans
    from minsheng_funds.model.comparison import Comparison
    from minsheng_funds.names import normalised
    from minsheng_funds.statements.stages import stages_of

    before = old_settings or settings
    shared = {**before.aliases, **settings.aliases}
    sides = (replace(before, aliases=shared), replace(settings, aliases=shared))
    one, other = _without_half_stale(run(old, sides[0], tell), run(new, sides[1], tell))
    aliases = normalised(shared)
    kind_chosen, assumptions = choose_kind(one, other, kind)
    stages = tuple(stages_of(side.book, own) for side, own in zip((one, other), sides, strict=True))
    recorded = [", ".join(sorted(set(found.values()))) for found in stages]
    facts = list(side_facts(kind_chosen, one, other, recorded))
    dates = plans = payments = None
    if kind_chosen == "plans":
        plans, found = compare_plans(one, other, settings, aliases)
        facts += found
    else:
        payments = _compare_payments((old, new), (one, other), sides, stages, kind_chosen)
    if kind_chosen == "dates":
        dates = compare_dates(one, other, aliases)
        facts += payment_facts(one, other, payments) if payments is not None else ()
    if kind_chosen == "exports":
        one, other = _without_plan_wanted(one), _without_plan_wanted(other)
    from minsheng_funds.checks import findings_of

    together = findings_of(facts)
    return Comparison(kind_chosen, kind == "auto", one, other, dates, plans, payments, tuple(assumptions), together)


def _compare_payments(
    sources: tuple[Sequence[Source], Sequence[Source]],
    outcomes: tuple[Outcome, Outcome],
    settings: tuple[Settings, Settings],
    stages: tuple[Mapping[int, str], ...],
    kind: str,
) -> "PaymentsComparison | None":
    """The single payments of both sides, read in a second pass; None where one of them has no ledger."""
    from minsheng_funds.comparison.payments import compare_payments
    from minsheng_funds.comparison.projects import codes_of, pair_projects
    from minsheng_funds.comparison.scope import Side, stage_of, statement_scope, whole_scope
    from minsheng_funds.names import normalised

    if not all(any(table.kind == "ledger" for table in outcome.book.tables) for outcome in outcomes):
        return None
    aliases = normalised(settings[1].aliases)
    new_of = pair_projects(*(codes_of(outcome, aliases) for outcome in outcomes)).new_of
    sides = (Side(outcomes[0], aliases, new_of), Side(outcomes[1], aliases))
    stage = stage_of(stages)
    listed = []
    for side, given, outcome, own, recorded in zip(sides, sources, outcomes, settings, stages, strict=True):
        scope = statement_scope(outcome, own) if kind == "dates" else whole_scope(own)
        others = frozenset(table for table, found in recorded.items() if found != stage)
        listed.append(side.in_scope(read_payments(given, own), scope._replace(other_stages=others)))
    (old, old_left_out), (new, new_left_out) = listed
    return compare_payments(old, new, (sides[0].name, sides[1].name), (old_left_out, new_left_out), stage)


def _without_plan_wanted(side: Outcome) -> Outcome:
    """A run without the finding that no plan was given: payments are compared without any."""
    from minsheng_funds.checks import RULES

    code = RULES["no-plan"].code
    return replace(side, findings=tuple(found for found in side.findings if found.code != code))


def _without_half_stale(old: Outcome, new: Outcome) -> tuple[Outcome, Outcome]:
    """Both runs without the findings of settings that do something on the other side."""
    from minsheng_funds.checks import findings_of
    from minsheng_funds.comparison.facts import half_stale

    cleaned = []
    for side, facts in zip((old, new), half_stale(old, new), strict=True):
        unwanted = findings_of(facts)
        cleaned.append(replace(side, findings=tuple(found for found in side.findings if found not in unwanted)))
    return cleaned[0], cleaned[1]


def record(name: str, sources: Sequence[Source], settings: Settings) -> tuple[Outcome, "CaseRecord"]:
    """Runs one case of a batch: its outcome, and what a roll-up keeps of it. Raises `Failure` as `run` does."""
    from minsheng_funds.statements.rollup import record_of

    outcome = run(sources, settings)
    return outcome, record_of(name, outcome, settings)


def roll_up(cases: "Sequence[CaseOutcome]", settings: Settings, *, top: int | None = None) -> "RollUp":
    """All cases of a batch together, in their order: one statement over those that count, its views and rankings.

    `top`: so many of the first and the last rows of a ranking are shown on a terminal; None shortens long ones alone.
    """
    from minsheng_funds.checks import findings_of
    from minsheng_funds.statements.rollup import roll_up as combine

    found, facts = combine(cases, settings, top)
    return replace(found, findings=findings_of(facts))


def nothing_to_report(book: Book) -> Failure:
    """The failure for a book without tables: the first finding's words, where and what to do."""
    from minsheng_funds.checks import findings_of

    findings = findings_of(book.facts)
    nothing = failure("no-figures", where=", ".join(source.name for source in book.sources))
    if not findings:
        return nothing
    first = findings[0]
    hint = nothing.hint if first.severity == "info" else first.remedy  # what is harmless elsewhere is not, alone
    return Failure(first.message, where=str(first.origins[0]), hint=hint)


def see(
    outcome: Outcome,
    settings: Settings,
    wanted: Sequence[tuple[str, ...]],
    *,
    top: int | None = None,
    sort: str | None = None,
) -> tuple[View, ...]:
    """The views asked for, each a tuple of dimensions, every fund apart. By payee the ledgers are read once more."""
    from minsheng_funds.statements.payees import PayeeSums
    from minsheng_funds.statements.views import Scope, make_views

    scope = Scope(outcome.statement, settings)
    dimensions = {dimension for by in wanted if "payee" in by for dimension in by}
    payees = None
    if dimensions:
        payees = PayeeSums(outcome.book, outcome.statement, scope.line_of, dimensions)
        tables = {placed.group.table for placed in outcome.statement.placed}
        texts = ("payee", "voucher") if outcome.statement.doubles else ("payee",)
        list_payments(outcome.book.sources, settings, payees.take, tables, texts=texts)
    return make_views(scope, settings, wanted, payees, top=top, sort=sort)


def trace(outcome: Outcome, settings: Settings, names: Sequence[str] | None = None) -> tuple[Trace, ...]:
    """Every plan cell and payment behind these projects; without names, the payments that count, of all of them.

    The ledgers are read once more; only these projects' payments are kept. Raises `Failure` for a name that nobody
    knows.
    """
    from minsheng_funds.statements.trace import Tracer

    tracer = Tracer(outcome.book, outcome.statement, settings, names)
    if tracer.tables:
        sources = outcome.book.sources
        list_payments(sources, settings, held(tracer.take, sources), tracer.tables, wants=tracer.wants)
    return tuple(tracer.traces())


MOST_PAYMENTS = 20_000
"""More payments than that are looked into where they are asked for (--detail), not by everybody who opens a page."""
DOSSIER_VIEWS = ("unit", "class", "level", "month")


def dossier(outcome: Outcome, settings: Settings, asked: Additions, *, payments: bool = False) -> Dossier:
    """What the reports that people sign show besides the statement; `payments`: those behind every project, too.

    The ledgers are read once more for the payments, where they are not too many.
    """
    seen = see(outcome, settings, [(name,) for name in DOSSIER_VIEWS])
    views = {name: tuple(view for view in seen if view.by == (name,)) for name in DOSSIER_VIEWS}
    found = Dossier(outcome, asked, views, asked.details)
    return with_payments(found, settings) if payments else found


def with_payments(found: Dossier, settings: Settings) -> Dossier:
    """The same dossier with the payments behind every project, where there is a ledger and it is not too long."""
    statement = found.outcome.statement
    if found.payments is not None or statement.reconciliation is None:
        return found
    return found if statement.payments > MOST_PAYMENTS else replace(found, payments=trace(found.outcome, settings))
