"""Versions of one plan (年初, 调整后, 调整方案 of June): the one in force at the as-of date counts, once.

Two plans of a year that state mostly the same projects are versions of each other only where that is certain: by
days in their captions or titles, or by words such as 年初 and 调整后 in their titles, sheets or files, and where all
that names whose plan each is agrees (`whose`). Otherwise they stay what they are, two plans that state the same money,
which is an error; the settings may say which is a version (`[tables."…"] version`).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import combinations
from pathlib import PurePath

from minsheng_funds.model import Assumption, Book, Fact, Origin, PlanChange, PlanRow, PlanVersion, Table
from minsheng_funds.names import Names
from minsheng_funds.patterns import (
    ADDED_PLAN,
    ADJUSTED_PLAN,
    AS_OF,
    CHINESE_NUMERALS,
    DAY_IN_TITLE,
    DIFFERENCES,
    FILLED_IN,
    FIRST_PLAN,
    NOT_IN_FORCE,
    PART_OF_YEAR,
    UNADJUSTED_PLAN,
    VERSION_DAY,
    VERSION_MONTH,
)
from minsheng_funds.settings import Settings
from minsheng_funds.statements.plans import is_computed_only
from minsheng_funds.statements.time import month_end
from minsheng_funds.statements.version_amounts import Amount, Key, amounts_of, keys_of
from minsheng_funds.statements.whose import Owner, owner_of
from minsheng_funds.vocabulary import MATCHING, NATURES

LEAST_FUNDED = 4
"""Of so many projects, half without money speak of a table of differences; of fewer, some may have been given up."""


@dataclass(frozen=True, slots=True)
class Mark:
    """What a plan says of its version: first, adjusted (for the n-th time), nothing, or nothing clear; and its day.

    `titled` is the day that its title, sheet or file names, where a caption states `day`. `dated` tells what kind of
    day that is (as-of, filled-in, titled); `declared` is the day that the settings give.
    """

    table: int
    kind: str = ""
    number: int = 0
    day: date | None = None
    titled: date | None = None
    whole_month: bool = False
    dated: str = ""
    declared: date | None = None


@dataclass(slots=True)
class Versions:
    """The plans of a book that have versions; `settle` decides which is in force."""

    families: list[list[Mark]] = field(default_factory=list)
    in_force: dict[int, int] = field(default_factory=dict)
    """The first table of a family → the one in force."""
    assumptions: list[Assumption] = field(default_factory=list)
    unsure: list[tuple[tuple[int, ...], Fact]] = field(default_factory=list)
    """Tables that may be versions, where no other rule would see that they say the same: an error each."""

    @property
    def tables(self) -> frozenset[int]:
        """Every table that is a version of a plan."""
        return frozenset(mark.table for family in self.families for mark in family)

    @property
    def last_day(self) -> date | None:
        """The day of the latest version."""
        return max((mark.day for family in self.families for mark in family if mark.day is not None), default=None)

    @property
    def last_as_of(self) -> date | None:
        """The latest day that a version calls its as-of date (截止日期)."""
        marks = [mark for family in self.families for mark in family if mark.dated == "as-of"]
        return max((mark.day for mark in marks if mark.day is not None), default=None)

    def facts(self, book: Book, year: int | None) -> list[Fact]:
        """What is not sure of the plans of the year."""
        return [fact for tables, fact in self.unsure if {book.tables[table].year for table in tables} & {year, None}]

    @property
    def superseded(self) -> frozenset[int]:
        """The tables that do not count: replaced by a later version, or not yet in force."""
        return self.tables - frozenset(self.in_force.values())

    def settle(self, book: Book, as_of: date | None, year: int | None) -> None:
        """Chooses, for every plan of the year, the latest version not later than the as-of date; says why."""
        self.families = [f for f in self.families if {book.tables[mark.table].year for mark in f} <= {year, None}]
        for family in self.families:
            begun = [mark for mark in family if mark.day is None or as_of is None or mark.day <= as_of]
            chosen = begun[-1] if begun else family[0]
            self.in_force[family[0].table] = chosen.table
            where = book.tables[chosen.table].where
            others = "、".join(book.tables[mark.table].where for mark in family if mark is not chosen)
            self._assume("plan-version", where=where, others=others)
            if not begun:
                self._assume("version-early", where=where, day=str(as_of))
            elif chosen.day is None and chosen is not family[0]:
                self._assume("version-undated", where=where)
            for mark in family:
                if as_of and mark.whole_month and mark.day and mark.day.replace(day=1) <= as_of < mark.day:
                    self._assume("version-month", where=book.tables[mark.table].where, day=str(mark.day))

    def _assume(self, kind: str, **values: object) -> None:
        self.assumptions.append(Assumption(kind, tuple(values.items())))


def find_versions(book: Book, settings: Settings) -> Versions:
    """The plans that have versions, each family's first version first. Which is in force is not settled yet."""
    found = Versions()
    names = Names(settings.aliases)
    rows: dict[int, list[PlanRow]] = {}
    for row in book.plan_rows:
        table = book.tables[row.table]
        if table.kind == "plan" and not settings.table_rule(table.file, table.sheet).distinct:
            rows.setdefault(row.table, []).append(row)
    keys = {table: {key for row in found for key in keys_of(row, names, settings)} for table, found in rows.items()}
    marks = {table: _mark(table, book.tables[table], settings) for table in rows}
    marks = {table: _judged(mark, book.tables[table], rows, names, settings) for table, mark in marks.items()}
    for group in _groups(book.tables, keys, marks):
        if any(marks[table].declared for table in group):
            families = [_declared([marks[table] for table in group])]
        else:
            owners = {table: owner_of(book.tables[table], rows[table], names) for table in group}
            families = [_ordered([marks[table] for table in one], rows, owners) for one in _by_owner(owners)]
        found.families += [family for family in families if family is not None]
        _doubt(found, [marks[table] for table in group], rows, book)
    return found


def without_superseded(book: Book, versions: Versions) -> Book:
    """The book without the rows, and the refused cells, of the versions that are not in force."""
    gone = versions.superseded
    if not gone:
        return book
    sheets = {book.tables[table].where for table in gone}
    sheets -= {table.where for index, table in enumerate(book.tables) if index not in gone}
    return replace(
        book,
        plan_rows=tuple(row for row in book.plan_rows if row.table not in gone),
        rejects=tuple(item for item in book.rejects if f"{item.origin.file}!{item.origin.sheet}" not in sheets),
    )


def list_versions(book: Book, versions: Versions, settings: Settings, as_of: date | None) -> tuple[PlanVersion, ...]:
    """Every version with what the own level must put up by it; excluded projects are left out."""
    listed = []
    rejected = {f"{reject.origin.file}!{reject.origin.sheet}" for reject in book.rejects}
    for number, family in enumerate(versions.families, 1):
        for place, mark in enumerate(family, 1):
            table = book.tables[mark.table]
            amounts = amounts_of(book, mark.table, settings)
            later = as_of is not None and mark.day is not None and mark.day > as_of
            state = "not-yet" if later else "superseded"
            listed.append(
                PlanVersion(
                    family=number,
                    place=place,
                    title=table.title or table.sheet,
                    origin=Origin(table.file, table.sheet, table.header_rows[0] if table.header_rows else 0),
                    day=mark.day,
                    state="in-force" if mark.table == versions.in_force[family[0].table] else state,
                    projects=len({name for name, _, _ in amounts}),
                    required={nature: _sum_of(amounts, nature, settings.own_level) for nature in NATURES},
                    complete=table.where not in rejected,
                )
            )
    return tuple(listed)


def list_changes(book: Book, versions: Versions, settings: Settings) -> tuple[PlanChange, ...]:
    """Every project × nature × level of the first versions and of those in force, what changed and what did not.

    They stand in the order of the version in force; what it dropped follows.
    """
    changes: list[PlanChange] = []
    for first, chosen in versions.in_force.items():
        if first == chosen:
            continue
        before, after = amounts_of(book, first, settings), amounts_of(book, chosen, settings)
        for key in dict.fromkeys([*after, *before]):
            old, new = before.get(key), after.get(key)
            known = new or old
            assert known is not None
            kind = "added" if old is None else "dropped" if new is None else "changed"
            if old is not None and new is not None and old.fen == new.fen:
                kind = "same"
            origins = tuple(item.origin for item in (new, old) if item is not None)
            amounts = (old.fen if old else None, new.fen if new else None)
            changes.append(PlanChange(known.project, key[1], key[2], kind, *amounts, origins))
    return tuple(changes)


def initial_amounts(book: Book, versions: Versions, settings: Settings) -> dict[Key, int]:
    """What the first versions require (fen): the initial budget (年初预算) of the projects that they name."""
    firsts = [family[0].table for family in versions.families]
    return {key: found.fen for table in firsts for key, found in amounts_of(book, table, settings).items()}


# --- Which tables are versions of one plan ----------------------------------------------------------------


def _groups(tables: Sequence[Table], keys: dict[int, set[Key]], marks: dict[int, Mark]) -> list[list[int]]:
    """Tables of one year that share more than half of the larger one's projects, in the order of the book.

    One that the settings call a version need share no more than a project.
    """
    groups: list[list[int]] = [[table] for table in keys]
    for first, second in combinations(keys, 2):
        years = {tables[first].year, tables[second].year} - {None}
        common = len(keys[first] & keys[second])
        declared = marks[first].declared or marks[second].declared
        enough = common > 0 if declared else 2 * common > max(len(keys[first]), len(keys[second]))
        if len(years) < 2 and enough:
            mine = next(group for group in groups if first in group)
            theirs = next(group for group in groups if second in group)
            if mine is not theirs:
                mine += theirs
                groups.remove(theirs)
    return [sorted(group) for group in groups if len(group) > 1]


def _by_owner(owners: dict[int, Owner]) -> list[list[int]]:
    """The tables of a group by whose plan they are; every table of a part agrees with every other one."""
    parts: list[list[int]] = []
    for table, owner in owners.items():
        part = next((part for part in parts if all(owner.agrees(owners[other]) for other in part)), None)
        if part is None:
            parts.append([table])
        else:
            part.append(table)
    return [part for part in parts if len(part) > 1]


def _mark(index: int, table: Table, settings: Settings) -> Mark:
    """What a table's title and sheet, else its file's name, say of its version; its caption's day, else theirs."""
    said = [FILLED_IN.sub("", AS_OF.sub("", text)) for text in table.captions or (table.title,)]
    names, stem = " ".join([*said, table.sheet]), PurePath(table.file).stem
    text = names if _kind(names) else stem
    kind = _kind(text)
    every = f"{names} {stem}"
    unclear = any(words.search(every) for words in (ADDED_PLAN, NOT_IN_FORCE, DIFFERENCES))
    if unclear or (not kind and PART_OF_YEAR.search(every)):
        kind = "unclear"
    titled, whole_month = _day_of(text, table.year) if kind else _day_in(every)
    found = ADJUSTED_PLAN.search(text)
    number = _number(next(filter(None, found.groups()), "")) if found is not None and kind == "adjusted" else 0
    dated = "titled" if titled is not None else ""
    if table.as_of is not None:
        dated = "as-of" if any(AS_OF.search(text) for text in table.captions) else "filled-in"
    declared = settings.table_rule(table.file, table.sheet).version
    whole_month = whole_month and table.as_of is None
    return Mark(index, kind, number, table.as_of or titled, titled, whole_month, dated, declared)


def _judged(mark: Mark, table: Table, rows: dict[int, list[PlanRow]], names: Names, settings: Settings) -> Mark:
    """The mark, unclear where the table's amounts look like differences from a plan: below zero, or mostly none."""
    columns = [column for column in table.columns if column.field == "required"]
    named = any(DIFFERENCES.search(part) for column in columns for part in column.path)
    mine, *others = (
        _stated(rows[index], names, settings)
        for index in (mark.table, *(other for other in rows if other != mark.table))
    )
    sparse = any(_is_sparse(mine, theirs) for theirs in others)
    return replace(mark, kind="unclear") if named or sparse or any(fen < 0 for fen in mine.values()) else mark


def _stated(rows: Iterable[PlanRow], names: Names, settings: Settings) -> dict[Key, int]:
    """What rows state as required (fen); a row whose amounts are all blank states nothing where a need is computed."""
    found: dict[Key, int] = {}
    for row in rows:
        name = names.add(row.project, row.code)
        for (measure, level), fen in row.amounts.items():
            if measure == "required" and not (row.unstated and row.need is not None):
                key = (name, row.nature or MATCHING, level or settings.own_level)
                found[key] = found.get(key, 0) + fen
    return found


def _is_sparse(mine: dict[Key, int], theirs: dict[Key, int]) -> bool:
    """Whether half or more of another table's projects with money have none here."""
    funded = [key for key, fen in theirs.items() if fen and key in mine]
    return len(funded) >= LEAST_FUNDED and 2 * sum(1 for key in funded if not mine[key]) >= len(funded)


def _doubt(found: Versions, marks: Sequence[Mark], rows: dict[int, list[PlanRow]], book: Book) -> None:
    """Notes a plan that only computes beside one that states, where words speak of versions and nothing is sure."""
    left = [mark for mark in marks if mark.table not in found.tables]
    computed = [mark for mark in left if all(is_computed_only(row) for row in rows[mark.table])]
    if not computed or len(computed) == len(left) or not any(mark.kind for mark in left):
        return
    tables = tuple(mark.table for mark in left)
    names = list(dict.fromkeys(row.project for table in tables for row in rows[table]))
    origins = tuple(Origin(book.tables[table].file, book.tables[table].sheet) for table in tables)
    found.unsure.append((tables, Fact("plan-overlap", origins, {"count": len(names), "project": "、".join(names)})))


def _kind(text: str) -> str:
    """Whether a name calls a plan the first one or an adjusted one; "" where it says nothing, or both ("unclear")."""
    adjusted = ADJUSTED_PLAN.search(text) is not None
    if UNADJUSTED_PLAN.search(text):
        return "unclear" if adjusted else "first"
    return "adjusted" if adjusted else "first" if FIRST_PLAN.search(text) else ""


def _number(text: str) -> int:
    """第二次 is 2, 3 is 3; 0 where no number is given."""
    return int(text) if text.isdigit() else CHINESE_NUMERALS.find(text) + 1 if text else 0


def _day_of(text: str, year: int | None) -> tuple[date | None, bool]:
    """The day that a name states, the last one of a month alone; and whether it is a month alone."""
    match = VERSION_DAY.search(text) or VERSION_MONTH.search(text)
    if match is None:
        return None, False
    *years, month, day = match.groups()
    number = int(years[0]) if years and years[0] else year
    if number is None or not 1 <= int(month) <= 12:
        return None, False
    last = month_end(number, int(month))
    if not day:
        return last, True
    return (last.replace(day=int(day)), False) if 1 <= int(day) <= last.day else (None, False)


def _day_in(text: str) -> tuple[date | None, bool]:
    """The whole day that a name states without any word of a version; None for several."""
    days = {tuple(int(part) for part in match.groups()) for match in DAY_IN_TITLE.finditer(text)}
    try:
        return (date(*days.pop()) if len(days) == 1 else None), False
    except ValueError:
        return None, False


def _declared(marks: Sequence[Mark]) -> list[Mark] | None:
    """Versions as the settings give them: one plan may have no day there: the first one."""
    declared = sorted((mark for mark in marks if mark.declared), key=lambda mark: str(mark.declared))
    others = [mark for mark in marks if not mark.declared]
    days = [mark.declared for mark in declared]
    if len(others) > 1 or len(set(days)) < len(days):
        return None
    return [*(replace(mark, day=None) for mark in others), *(replace(mark, day=mark.declared) for mark in declared)]


def _ordered(marks: Sequence[Mark], rows: dict[int, list[PlanRow]], owners: dict[int, Owner]) -> list[Mark] | None:
    """The versions of one plan, the first first; None where their order is not certain."""
    kinds = [mark.kind for mark in marks]
    if "unclear" in kinds or kinds.count("first") > 1:
        return None
    if not any(kinds):
        alike = {all(is_computed_only(row) for row in rows[mark.table]) for mark in marks}
        papers = {owners[mark.table].documents for mark in marks}
        if len(alike) > 1 or len(papers) > 1:  # a table of quantities beside one of amounts; two notices
            return None
        if len({mark.dated for mark in marks}) > 1:
            marks = [replace(mark, day=mark.titled) for mark in marks]
        return _by_day(marks)
    firsts = [mark for mark in marks if mark.kind != "adjusted"]
    adjusted = [mark for mark in marks if mark.kind == "adjusted"]
    if len(firsts) > 1 or not adjusted:
        return None
    ordered = _by_day(adjusted) or _by_day([replace(mark, day=mark.titled) for mark in adjusted])
    if ordered is None and not any(mark.titled for mark in adjusted):
        ordered = _by_number([replace(mark, day=None) for mark in adjusted])
    numbers = [mark.number for mark in ordered or () if mark.number]
    if ordered is None or numbers != sorted(set(numbers)):
        return None
    if firsts and firsts[0].day is not None and ordered[0].day is not None and firsts[0].day >= ordered[0].day:
        if firsts[0].day > ordered[0].day:
            return None
        firsts = [replace(firsts[0], day=None)]
    return [*firsts, *ordered]


def _by_day(marks: Sequence[Mark]) -> list[Mark] | None:
    """In the order of their days, where each has one of its own."""
    days = {mark.day for mark in marks}
    if None in days or len(days) < len(marks):
        return None
    return sorted(marks, key=lambda mark: str(mark.day))


def _by_number(marks: Sequence[Mark]) -> list[Mark] | None:
    """In the order in which they are counted; one alone needs no number."""
    numbers = {mark.number for mark in marks}
    if len(marks) > 1 and (0 in numbers or len(numbers) < len(marks)):
        return None
    return sorted(marks, key=lambda mark: mark.number)


def _sum_of(amounts: dict[Key, Amount], nature: str, level: str) -> int | None:
    known = [found.fen for key, found in amounts.items() if key[1:] == (nature, level)]
    return sum(known) if known else None
