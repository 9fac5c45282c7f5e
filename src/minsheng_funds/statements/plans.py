"""Plan rows → one account per project × nature: amounts in fen by (measure, level), plan before progress table."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from minsheng_funds.messages import DIFFERS, LABELS, MOST_NAMED, listed
from minsheng_funds.model import Assumption, Book, Fact, NeedFigures, Origin, PlanCell, PlanRow, Table
from minsheng_funds.money import Rate
from minsheng_funds.names import Names, is_excluded, normal
from minsheng_funds.settings import Settings
from minsheng_funds.vocabulary import LEVELS, MATCHING, MEASURES, Text

MANY_ROWS = 4
"""So many rows do not add up to another table's project by chance."""

STATED = {"progress": "disbursed", "progress-spent": "spent"}
"""What a progress table states of a stage that a ledger records: compared with it, in no figure."""
STATED_AS = {stage: stated for stated, stage in STATED.items()}

Amounts = dict[tuple[str, str], int]
"""Fen by (measure, level)."""
InitialSums = dict[tuple[str, str], int]
"""Initial budgets (fen) by (nature, level)."""


def is_computable(row: PlanRow) -> bool:
    """Whether the row's own cells give a quantity and a standard to compute its need from."""
    need = row.need
    return need is not None and need.in_table and need.quantity is not None and need.standard is not None


def is_computed_only(row: PlanRow) -> bool:
    """Whether such a row states no amount of its own."""
    return is_computable(row) and (row.unstated or not any(measure == "required" for measure, _ in row.amounts))


@dataclass(slots=True)
class Account:
    """One project × nature: what is planned and, once the payments are in, what was paid, by level."""

    project: str
    nature: str
    class_name: str = ""
    unit: str = ""
    amounts: Amounts = field(default_factory=dict)
    origins: list[Origin] = field(default_factory=list)
    tables: dict[tuple[str, str], int] = field(default_factory=dict)
    cells: list[PlanCell] = field(default_factory=list)
    complete: bool = True
    first: PlanRow | None = None
    unsplit: set[tuple[str, str]] = field(default_factory=set)
    """The first row, and the other units and classes of later rows with money of the same level."""
    rows: list[PlanRow] = field(default_factory=list)
    """The plan rows that speak of its need, in order."""
    need: NeedFigures | None = None
    points: Rate | None = None
    """Full points of its self-evaluation, where a table states them."""
    computed: set[str] = field(default_factory=set)
    """The levels whose required amount no plan states and which was computed."""

    def has(self, measure: str) -> bool:
        """Whether the books have this measure for the account at all."""
        return any(found == measure for found, _ in self.amounts)

    def add(self, measure: str, level: str, fen: int) -> None:
        """Adds fen to one measure and level."""
        self.amounts[measure, level] = self.amounts.get((measure, level), 0) + fen


@dataclass(slots=True)
class Accounts:
    """All accounts in the plan's order, with what was noticed while they were opened."""

    by_key: dict[tuple[str, str], Account] = field(default_factory=dict)
    names: Names = field(default_factory=lambda: Names({}))
    facts: list[Fact] = field(default_factory=list)
    overlaps: dict[tuple[int, int], dict[str, Origin]] = field(default_factory=dict)
    assumptions: list[Assumption] = field(default_factory=list)
    doubtful: bool = False
    """Whether some table may say again what another one says, so that no total is sure."""
    _natures: dict[str, list[str]] = field(default_factory=dict)

    def open(self, key: str, nature: str, project: str) -> Account:
        """The account of a project and nature, opened where it is new."""
        account = self.by_key.get((key, nature))
        if account is None:
            account = self.by_key[key, nature] = Account(project, nature)
            self._natures.setdefault(key, []).append(nature)
        return account

    def natures_of(self, key: str) -> list[str]:
        """The natures that a project is planned in, in the plan's order."""
        return self._natures.get(key, [])

    def assume(self, kind: str, **values: object) -> None:
        """Records something taken for granted, once."""
        assumption = Assumption(kind, tuple(values.items()))
        if assumption not in self.assumptions:
            self.assumptions.append(assumption)


def open_accounts(book: Book, settings: Settings, year: int | None, stages: Collection[str]) -> Accounts:
    """Opens an account for every planned project × nature of the year.

    A plan wins over a progress table for what both state; what the ledgers record (their `stages`), a progress table's
    columns are only compared with. Two plans that state the same project, nature and level are an error: the first
    counts.
    """
    accounts = Accounts(names=Names(settings.aliases))
    ordered = sorted(book.plan_rows, key=lambda row: book.tables[row.table].kind != "plan")
    years = {table.year for table in book.tables if table.kind != "ledger"}
    for table in dict.fromkeys(row.table for row in ordered):
        stated = book.tables[table].year
        if stated is not None and year is not None and stated != year and (year in years or settings.year is not None):
            origin = Origin(book.tables[table].file, book.tables[table].sheet, book.tables[table].header_rows[0])
            accounts.facts.append(Fact("table-other-year", (origin,), {"year": stated, "chosen": year}))
            ordered = [row for row in ordered if row.table != table]
    for row in ordered:
        if row.year is not None and year is not None and row.year != year:
            origin = _text_cell(row, book.tables, "year")
            accounts.facts.append(Fact("plan-other-year", (origin,), {"project": row.project, "year": row.year}))
            continue
        _enter(accounts, row, book.tables, settings, stages)
    for (first, _), projects in accounts.overlaps.items():
        origins = (Origin(book.tables[first].file, book.tables[first].sheet), *projects.values())
        accounts.facts.append(Fact("plan-overlap", origins, {"count": len(projects), "project": "、".join(projects)}))
    suspect_breakdowns(accounts, book.plan_rows, book.tables, settings)
    _suspect_codes(accounts, ordered, book.tables)
    for (name, _), account in accounts.by_key.items():  # a fund's own table often leaves out what the plan says
        twins = [accounts.by_key[name, nature] for nature in accounts.natures_of(name)]
        account.class_name = account.class_name or next((twin.class_name for twin in twins if twin.class_name), "")
        account.unit = account.unit or next((twin.unit for twin in twins if twin.unit), "")
    return accounts


def suspect_breakdowns(
    accounts: Accounts, plan_rows: Sequence[PlanRow], tables: Sequence[Table], settings: Settings
) -> None:
    """A table whose rows make up one project of another table, and that speaks of it, may be its breakdown.

    It speaks of it in its title, its sheet's name or the names of its rows; of four rows or more the sum alone says so.
    A table that the settings call distinct is none.
    """
    by_table: dict[int, list[PlanRow]] = {}
    for row in plan_rows:
        by_table.setdefault(row.table, []).append(row)
    for table in [table for table in by_table if settings.table_rule(tables[table].file, tables[table].sheet).distinct]:
        del by_table[table]
    for table, rows in by_table.items():
        names = {normal(row.project) for row in rows}
        sums = _sums(rows)
        for other in (row for row in plan_rows if row.table != table and normal(row.project) not in names):
            shared = {key for key in other.amounts.keys() & sums.keys() if other.amounts[key] or sums[key]}
            equal = len(rows) > 1 and bool(shared) and all(other.amounts[key] == sums[key] for key in shared)
            whole = normal(other.project)
            titled = whole in normal(tables[table].title + tables[table].sheet)
            named = len(whole) > 1 and all(name.startswith(whole) for name in names)
            same_fund = {row.nature for row in rows} == {other.nature}
            if same_fund and (named or (equal and (titled or len(rows) >= MANY_ROWS))):
                here = Origin(tables[table].file, tables[table].sheet, rows[0].origin.row)
                values = {"project": other.project, "count": len(rows)}
                fact = Fact("breakdown-suspected", (here, other.origin), values)
                if fact not in accounts.facts:
                    accounts.facts.append(fact)
                accounts.doubtful = True
                break


def _text_cell(row: PlanRow, tables: Sequence[Table], name: str) -> Origin:
    """The cell of a row in the column of a text field; without such a column, that of its name."""
    column = next((column.index for column in tables[row.table].columns if column.field == name), row.origin.column)
    return row.origin._replace(column=column)


def _suspect_codes(accounts: Accounts, rows: Sequence[PlanRow], tables: Sequence[Table]) -> None:
    """One project code under two names in two tables: the same project, or a slip."""
    met: dict[str, PlanRow] = {}
    for row in rows:
        first = met.setdefault(normal(row.code), row) if row.code else row
        if first.table != row.table and accounts.names.find(first.project, "") != accounts.names.find(row.project, ""):
            values = {"text": row.code, "project": f"{first.project}、{row.project}"}
            cells = (_text_cell(first, tables, "code"), _text_cell(row, tables, "code"))
            accounts.facts.append(Fact("code-twice", cells, values))
            accounts.doubtful = True


def _sums(rows: Sequence[PlanRow]) -> dict[tuple[str, str | None], int]:
    sums: dict[tuple[str, str | None], int] = {}
    for row in rows:
        for key, fen in row.amounts.items():
            sums[key] = sums.get(key, 0) + fen
    return sums


def add_initial(accounts: Accounts, amounts: Mapping[tuple[str, str, str], int], exclude: Sequence[str]) -> InitialSums:
    """Gives the accounts the initial budget (fen) of the first version of their plan, by name, nature and level.

    Returns that of projects which are no longer planned: they have no line, and their total must hold them. A fund
    whose plan in force states the initial budget itself keeps that; another one in the first version is a fact.
    """
    stated = {key: account for key, account in accounts.by_key.items() if account.has("initial")}
    stating = {nature for _, nature in stated}
    dropped: InitialSums = {}
    for (name, nature, level), fen in amounts.items():
        if (name, nature) in accounts.by_key and (name, nature) not in stated:
            accounts.by_key[name, nature].add("initial", level, fen)
        elif (name, nature) not in accounts.by_key and nature not in stating:
            dropped[nature, level] = dropped.get((nature, level), 0) + fen
    first = {nature for _, nature, _ in amounts}
    column: dict[tuple[str, str, str], int] = {}
    for (name, nature), account in stated.items():
        if nature in first and not is_excluded(account.project, exclude):
            for (measure, level), fen in account.amounts.items():
                if measure == "initial":
                    column[name, nature, level] = fen
    _doubt_initial(accounts, amounts, column)
    return dropped


def _doubt_initial(
    accounts: Accounts, first: Mapping[tuple[str, str, str], int], column: Mapping[tuple[str, str, str], int]
) -> None:
    """A column of initial budgets that the first version of the plan contradicts, by fund and level."""
    for nature, level in dict.fromkeys((nature, level) for _, nature, level in column):
        ours = {name: fen for (name, *rest), fen in column.items() if rest == [nature, level]}
        theirs = {name: fen for (name, *rest), fen in first.items() if rest == [nature, level]}
        differing = [name for name in {**ours, **theirs} if ours.get(name, 0) != theirs.get(name, 0)]
        if theirs and differing:
            known = [accounts.by_key[name, nature] for name in differing if (name, nature) in accounts.by_key]
            names = "、".join([account.project for account in known][:MOST_NAMED]) or differing[0]
            values = {"project": names, "level": LEVELS[level], "count": len(differing)}
            sums = {"expected_fen": sum(theirs.values()), "actual_fen": sum(ours.values())}
            origins = tuple(account.origins[0] for account in known) or tuple(
                next(iter(accounts.by_key.values())).origins[:1]
            )
            accounts.facts.append(Fact("initial-differs", origins[:MOST_NAMED], {**values, **sums}))


def progress_differences(accounts: Accounts, stages: Mapping[int, str]) -> list[Fact]:
    """A progress table beside a ledger: the ledger gives the payments, a difference is a finding."""
    facts = []
    for account in accounts.by_key.values():
        for (measure, level), fen in list(account.amounts.items()):
            stage = STATED.get(measure)
            paid = account.amounts.get((stage, level), 0) if stage else fen
            if stage is not None and stage in stages.values() and paid != fen:
                compared = (stage, level, "ledger-counts")
                cells = [cell.origin for cell in account.cells if (cell.measure, cell.level, cell.why) == compared]
                values = {"project": account.project, "measure": MEASURES[stage]}
                amounts = {"expected_fen": paid, "actual_fen": fen}
                origins = tuple(cells or account.origins[-1:])
                facts.append(Fact("progress-ledger-differ", origins, {**values, **amounts}))
    return facts


def _enter(
    accounts: Accounts, row: PlanRow, tables: Sequence[Table], settings: Settings, stages: Collection[str]
) -> None:
    table = tables[row.table]
    if row.nature is None:
        accounts.assume("nature-default", where=table.where)
    nature = row.nature or MATCHING
    key = accounts.names.add(row.project, row.code)
    account = accounts.open(key, nature, row.project)
    account.first = account.first or row
    account.class_name = account.class_name or row.class_name
    account.unit = account.unit or row.unit
    account.points = account.points or row.points
    account.origins.append(row.origin)
    if row.need is not None:
        _suspect_needs(accounts, account, row, tables, settings)
        account.rows.append(row)
    levels = {level for _, level in row.amounts if level is not None}
    again: dict[str, int] = {}
    distinct = settings.table_rule(table.file, table.sheet).distinct
    for (measure, level), fen in row.amounts.items():
        if level is None and measure == "required":
            accounts.assume("own-level", where=table.where)
        if level is None and measure == "disbursed" and levels:
            accounts.assume("ledger-level", where=table.where, level=settings.ledger_level or settings.own_level)
        default = (settings.ledger_level if measure in STATED_AS else None) or settings.own_level
        if measure in stages:
            account.add(STATED_AS[measure], level or default, fen)
            why = "ledger-counts"
        else:
            held = (measure, level or default)
            if fen and account.amounts.get(held) and account.tables.get(held) == row.table:
                again[measure] = again.get(measure, 0) + fen
            why = _enter_amount(accounts, account, row, (measure, level or default, fen), tables, distinct=distinct)
        parts = row.cells.get((measure, level), ())
        account.cells += (PlanCell(measure, level or default, part.fen, part.origin, why) for part in parts)
    if again:
        _add_twice(accounts, account, row, tables, again.get("required", next(iter(again.values()))))


def _suspect_needs(
    accounts: Accounts, account: Account, row: PlanRow, tables: Sequence[Table], settings: Settings
) -> None:
    """Two plans from whose quantities a project's need is computed are two that state it: an error, the first counts.

    Where one of them states its amount, too, they may say the same twice: then quantity and standard must agree.
    """
    if not is_computable(row) or settings.table_rule(tables[row.table].file, tables[row.table].sheet).distinct:
        return
    for first in account.rows:
        other = first.table != row.table and tables[first.table].kind == tables[row.table].kind
        if (
            other
            and is_computable(first)
            and ((is_computed_only(first) and is_computed_only(row)) or _differ(first, row))
        ):
            accounts.overlaps.setdefault((first.table, row.table), {})[account.project] = row.origin
            account.complete = False
            return


def _differ(one: PlanRow, other: PlanRow) -> bool:
    """Whether two rows give different quantities or standards."""
    first, second = one.need, other.need
    if first is None or second is None or first.quantity is None or second.quantity is None:
        return False
    if first.standard is None or second.standard is None:
        return False
    return first.quantity.number != second.quantity.number or first.standard.fen != second.standard.fen


def _enter_amount(
    accounts: Accounts,
    account: Account,
    row: PlanRow,
    amount: tuple[str, str, int],
    tables: Sequence[Table],
    *,
    distinct: bool,
) -> str:
    """Adds an amount; one that another table states already counts once, but where the settings call it distinct.

    Returns why the amount does not count, "" where it does.
    """
    measure, level, fen = amount
    first = account.tables.setdefault((measure, level), row.table)
    if distinct and first != row.table and tables[first].kind == tables[row.table].kind:
        account.add(measure, level, fen)
        return ""
    if first == row.table:
        account.add(measure, level, fen)
        return ""
    if tables[first].kind == tables[row.table].kind:
        accounts.overlaps.setdefault((first, row.table), {})[account.project] = row.origin
        account.complete = False
        return "stated-elsewhere"
    if fen != account.amounts[measure, level]:
        values = {
            "project": account.project,
            "measure": MEASURES[measure],
            "expected_fen": account.amounts[measure, level],
            "actual_fen": fen,
        }
        parts = row.cells.get((measure, level)) or row.cells.get((measure, None), ())
        theirs = [part.origin for part in parts] or [row.origin]
        ours = [cell.origin for cell in account.cells if (cell.measure, cell.level) == (measure, level)]
        accounts.facts.append(Fact("plan-progress-differ", (*theirs, *(ours or account.origins[:1])), values))
    return "plan-counts"


def _add_twice(accounts: Accounts, account: Account, row: PlanRow, tables: Sequence[Table], fen: int) -> None:
    """Says, once a row, that a project stands in two, and what they differ in; with two codes it may be two projects.

    `fen` is what the row plans of the measures that another row states too, else the first of them.
    """
    first = account.first
    assert first is not None
    if first.code and row.code and normal(first.code) != normal(row.code):
        values = {"project": account.project, "text": f"{first.code}、{row.code}", "amount_fen": fen}
        cells = (_text_cell(first, tables, "code"), _text_cell(row, tables, "code"))
        accounts.facts.append(Fact("name-twice", cells, values))
        account.complete = False
        return
    pairs = (("unit", first.unit, row.unit), ("class", first.class_name, row.class_name))
    apart = {name: other for name, one, other in pairs if one and other and normal(one) != normal(other)}
    account.unsplit.update(apart.items())
    labels = listed([LABELS[{"unit": "responsible"}.get(name, name)] for name in apart])
    differs = DIFFERS.fill(names=labels) if apart else Text("", "")
    values = {"project": account.project, "amount_fen": fen, "differs": differs}
    accounts.facts.append(Fact("plan-twice", (account.origins[0], row.origin), values))
