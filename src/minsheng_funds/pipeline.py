"""Sources + settings → Outcome. Pure: a source is (name, bytes), so work travels to another machine as it is."""

from collections.abc import Callable, Sequence

from minsheng_funds.errors import Failure
from minsheng_funds.messages import failure
from minsheng_funds.model import Book, Finding, Outcome, Source, Trace, View
from minsheng_funds.reading import list_payments, read_book
from minsheng_funds.settings import Settings

Tell = Callable[[str, int], None]
"""Hears the name of a source or sheet and how many more of its rows were read."""


def run(sources: Sequence[Source], settings: Settings, tell: Tell | None = None) -> Outcome:
    """Reads, adds up, checks. Raises `Failure` where there is no table at all that can be used."""
    book = read_book(sources, settings, tell=tell)
    if not book.tables:
        raise nothing_to_report(book)
    from minsheng_funds.checks import find  # after reading: the command line imports them meanwhile
    from minsheng_funds.statement import make_statement
    from minsheng_funds.statement.overlaps import Listings

    listings = Listings(book, settings)
    if listings.wanted:  # tables that may overlap: their single payments tell
        list_payments(sources, settings, listings.take, listings.wanted, texts=("payee", "voucher"))
    statement = make_statement(book, settings, listings)
    return Outcome(book, statement, find(book, statement, settings))


def look(sources: Sequence[Source], settings: Settings, tell: Tell | None = None) -> tuple[Book, tuple[Finding, ...]]:
    """Reads only: the book, and what was noticed while reading. Raises `Failure` where no source can be opened."""
    from minsheng_funds.checks import findings_of

    book = read_book(sources, settings, look=True, tell=tell)
    unusable = {fact.origins[0].file for fact in book.facts if fact.kind.startswith("source-")}
    if unusable.issuperset(source.name for source in sources):
        raise nothing_to_report(book)
    return book, findings_of(book.facts)


def nothing_to_report(book: Book) -> Failure:
    """The failure for a book without tables: the first finding's words, where and what to do."""
    from minsheng_funds.checks import findings_of

    findings = findings_of(book.facts)
    if not findings:
        return failure("no-figures", where=", ".join(source.name for source in book.sources))
    first = findings[0]
    return Failure(first.message, where=str(first.origins[0]), hint=first.remedy)


def see(
    outcome: Outcome,
    settings: Settings,
    wanted: Sequence[tuple[str, ...]],
    *,
    top: int | None = None,
    sort: str | None = None,
) -> tuple[View, ...]:
    """The views asked for, each a tuple of dimensions, every fund apart. By payee the ledgers are read once more."""
    from minsheng_funds.statement.payees import PayeeSums
    from minsheng_funds.statement.views import Scope, make_views

    scope = Scope(outcome.statement)
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
    from minsheng_funds.statement.trace import Tracer

    tracer = Tracer(outcome.book, outcome.statement, settings, names)
    if tracer.tables:
        list_payments(outcome.book.sources, settings, tracer.take, tracer.tables, wants=tracer.wants)
    return tuple(tracer.traces())
