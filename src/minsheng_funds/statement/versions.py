"""Versions of one plan (年初, 调整后, 调整方案 of June): the one in force at the as-of date counts, once.

Two plans of a year that state mostly the same projects are versions of each other only where that is certain: by
different days in their captions, or by words such as 年初 and 调整后 in their titles, sheets or files. Otherwise they
stay what they are, two plans that state the same money, which is an error.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import combinations
from pathlib import PurePath

from minsheng_funds.model import Assumption, Book, Origin, PlanChange, PlanRow, PlanVersion, Table
from minsheng_funds.names import Names, is_excluded
from minsheng_funds.patterns import (
    ADDED_PLAN,
    ADJUSTED_PLAN,
    CHINESE_NUMERALS,
    FIRST_PLAN,
    PART_OF_YEAR,
    UNADJUSTED_PLAN,
    VERSION_DAY,
    VERSION_MONTH,
)
from minsheng_funds.settings import Settings
from minsheng_funds.statement.time import month_end
from minsheng_funds.vocabulary import MATCHING, NATURES

Key = tuple[str, str, str]
"""A project (its normalised name), nature and level."""


@dataclass(frozen=True, slots=True)
class Mark:
    """What a plan says of its version: first, adjusted (for the n-th time), nothing, or nothing clear; and its day.

    `titled` is the day that its title, sheet or file names, where a caption states `day`.
    """

    table: int
    kind: str = ""
    number: int = 0
    day: date | None = None
    titled: date | None = None
    whole_month: bool = False


@dataclass(slots=True)
class Versions:
    """The plans of a book that have versions; `settle` decides which is in force."""

    families: list[list[Mark]] = field(default_factory=list)
    in_force: dict[int, int] = field(default_factory=dict)
    """The first table of a family → the one in force."""
    assumptions: list[Assumption] = field(default_factory=list)

    @property
    def tables(self) -> frozenset[int]:
        """Every table that is a version of a plan."""
        return frozenset(mark.table for family in self.families for mark in family)

    @property
    def last_day(self) -> date | None:
        """The day of the latest version."""
        return max((mark.day for family in self.families for mark in family if mark.day is not None), default=None)

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
    keys: dict[int, set[Key]] = {}
    for row in book.plan_rows:
        table = book.tables[row.table]
        if table.kind == "plan" and not settings.table_rule(table.file, table.sheet).distinct:
            keys.setdefault(row.table, set()).update(_keys(row, names, settings))
    for group in _groups(book.tables, keys):
        family = _ordered([_mark(table, book.tables[table]) for table in group])
        if family is not None:
            found.families.append(family)
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
            amounts = _amounts(book, mark.table, settings)
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
        before, after = _amounts(book, first, settings), _amounts(book, chosen, settings)
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
    return {key: found.fen for table in firsts for key, found in _amounts(book, table, settings).items()}


# --- Which tables are versions of one plan ----------------------------------------------------------------


def _keys(row: PlanRow, names: Names, settings: Settings) -> Iterable[Key]:
    name = names.add(row.project, row.code)
    for measure, level in row.amounts:
        if measure == "required":
            yield name, row.nature or MATCHING, level or settings.own_level


def _groups(tables: Sequence[Table], keys: dict[int, set[Key]]) -> list[list[int]]:
    """Tables of one year that share more than half of the larger one's projects, in the order of the book."""
    groups: list[list[int]] = [[table] for table in keys]
    for first, second in combinations(keys, 2):
        years = {tables[first].year, tables[second].year} - {None}
        common = len(keys[first] & keys[second])
        if len(years) < 2 and 2 * common > max(len(keys[first]), len(keys[second])):
            mine = next(group for group in groups if first in group)
            theirs = next(group for group in groups if second in group)
            if mine is not theirs:
                mine += theirs
                groups.remove(theirs)
    return [sorted(group) for group in groups if len(group) > 1]


def _mark(index: int, table: Table) -> Mark:
    """What a table's title and sheet, else its file's name, say of its version; its caption's day, else theirs."""
    names, stem = f"{table.title} {table.sheet}", PurePath(table.file).stem
    text = names if _kind(names) else stem
    kind = _kind(text)
    if ADDED_PLAN.search(f"{names} {stem}") or (not kind and PART_OF_YEAR.search(f"{names} {stem}")):
        kind = "unclear"
    titled, whole_month = _day_of(text, table.year) if kind else (None, False)
    found = ADJUSTED_PLAN.search(text)
    number = _number(next(filter(None, found.groups()), "")) if found is not None and kind == "adjusted" else 0
    return Mark(index, kind, number, table.as_of or titled, titled, whole_month and table.as_of is None)


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


def _ordered(marks: Sequence[Mark]) -> list[Mark] | None:
    """The versions of one plan, the first first; None where their order is not certain."""
    kinds = [mark.kind for mark in marks]
    if "unclear" in kinds or kinds.count("first") > 1:
        return None
    if not any(kinds):
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


# --- What they require ------------------------------------------------------------------------------------


@dataclass(slots=True)
class _Amount:
    """What one version requires of a project, nature and level (fen), with its first row's cell."""

    project: str
    fen: int
    origin: Origin


def _amounts(book: Book, table: int, settings: Settings) -> dict[Key, _Amount]:
    found: dict[Key, _Amount] = {}
    names = Names(settings.aliases)
    for row in book.plan_rows:
        if row.table != table or is_excluded(row.project, settings.exclude):
            continue
        for (measure, level), fen in row.amounts.items():
            if measure == "required":
                key = (names.add(row.project, row.code), row.nature or MATCHING, level or settings.own_level)
                amount = found.setdefault(key, _Amount(row.project, 0, row.origin))
                amount.fen += fen
    return found


def _sum_of(amounts: dict[Key, _Amount], nature: str, level: str) -> int | None:
    known = [found.fen for key, found in amounts.items() if key[1:] == (nature, level)]
    return sum(known) if known else None
