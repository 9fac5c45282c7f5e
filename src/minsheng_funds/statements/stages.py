"""Which stage a ledger records: what the treasury disbursed, or what was spent of it. They are never one figure."""

from collections.abc import Callable, Collection, Mapping

from minsheng_funds.model import Assumption, Book, Fact, Table
from minsheng_funds.patterns import SPENT_TITLE
from minsheng_funds.settings import Settings
from minsheng_funds.statements.summaries import where
from minsheng_funds.vocabulary import GOVERNMENTS

DISBURSED, SPENT = "disbursed", "spent"
REFUNDS = ("refunded", "refunded_earlier")


def shown_of(stages: Collection[str]) -> Mapping[str, Collection[str]]:
    """What a ledger of each stage shows; refunds are of what was disbursed, or spent where no ledger says more."""
    if DISBURSED in stages:
        return {DISBURSED: (DISBURSED, *REFUNDS), SPENT: (SPENT,)}
    return {SPENT: (SPENT, *REFUNDS)}


def stages_of(book: Book, settings: Settings) -> Mapping[int, str]:
    """Ledger → its stage: disbursed, unless the settings say spent."""
    return {
        index: settings.stage_of(table.file, table.sheet)
        for index, table in enumerate(book.tables)
        if table.kind == "ledger"
    }


def doubt_stages(
    book: Book, settings: Settings, name: Callable[[str, str], str]
) -> tuple[list[Fact], list[Assumption]]:
    """Ledgers that speak of spending (支出台账) and of which the settings say nothing: taken as disbursed, and said.

    Beside a ledger of disbursements of the same projects and the same time it is an error: the same money may stand
    in both, at two stages.
    """
    facts: list[Fact] = []
    assumptions: list[Assumption] = []
    spans = {index: _span(book, index, name) for index, table in enumerate(book.tables) if table.kind == "ledger"}
    unsure = {
        index
        for index in spans
        if not settings.stage_is_given(book.tables[index].file, book.tables[index].sheet)
        and _speaks_of_spending(book.tables[index])
    }
    for index in sorted(unsure):
        table = book.tables[index]
        beside = next((other for other in spans if other not in unsure and _meet(spans[index], spans[other])), None)
        if beside is not None and settings.stage_of(book.tables[beside].file, book.tables[beside].sheet) == DISBURSED:
            values = {"other": book.tables[beside].where}
            facts.append(Fact("ledger-stage-unclear", (where(book, index), where(book, beside)), values))
        elif SPENT_TITLE.search(f"{table.title} {table.sheet}"):
            assumptions.append(Assumption("ledger-stage-title", (("where", table.where),)))
    return facts, assumptions


def _speaks_of_spending(table: Table) -> bool:
    fields = {column.field for column in table.columns}
    by_column = "spent" in fields and not fields & {"disbursed", "this_month"}
    return by_column or SPENT_TITLE.search(f"{table.title} {table.sheet}") is not None


_Span = tuple[frozenset[str], frozenset[tuple[int, int]]]


def _span(book: Book, table: int, name: Callable[[str, str], str]) -> _Span:
    """The projects of a ledger, and its months."""
    groups = [group for group in book.payments if group.table == table]
    months = {(day.year, day.month) for group in groups for day in group.days if day is not None}
    return frozenset(name(group.project, group.code) for group in groups), frozenset(months)


def _meet(mine: _Span, theirs: _Span) -> bool:
    """Whether two ledgers have a project and a month in common (or one of them no dates)."""
    return bool(mine[0] & theirs[0]) and (not mine[1] or not theirs[1] or bool(mine[1] & theirs[1]))


def shown_by_ledgers(book: Book, settings: Settings) -> dict[str, set[str]]:
    """Level → what the ledgers would show of it: of those that name levels, every government's payments.

    Bonds, contributions and other money are often paid elsewhere: without a payment, nothing is known of them.
    """
    shown: dict[str, set[str]] = {}
    default = settings.ledger_level or settings.own_level
    stages = stages_of(book, settings)
    for stage, measures in shown_of(stages.values()).items():
        tables = {index for index, found in stages.items() if found == stage}
        groups = [group for group in book.payments if group.table in tables]
        named = {group.level for group in groups if group.level is not None}
        for level in {default, *named, *(GOVERNMENTS if named else ())} if groups else ():
            shown.setdefault(level, set()).update(measures)
    return shown
