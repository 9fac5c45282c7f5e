"""Settings for what was not recognised: which row may be the header, which columns the project and the money.

Nothing here is read for a figure: a proposal is for people, who copy it into their settings or do not.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from minsheng_funds.model import Candidate, Column, Origin, Proposal, column_letter
from minsheng_funds.money import YUAN
from minsheng_funds.reading.captions import caption_units
from minsheng_funds.reading.columns import MONEY_FIELDS, find_column
from minsheng_funds.reading.headers import Grid, Header, block_at, build_header
from minsheng_funds.reading.tables import Draft
from minsheng_funds.reading.values import Unreadable, read_amount, squeeze, text_of
from minsheng_funds.settings import Settings
from minsheng_funds.settings.tables import TableRule
from minsheng_funds.vocabulary import FIELD_HINTS, NO_MONEY_HINTS, SCALE_HINTS, UNITS

_HINTS = {name: [re.compile(word, re.IGNORECASE) for word in words] for name, words in FIELD_HINTS.items()}
_NO_MONEY = re.compile(NO_MONEY_HINTS, re.IGNORECASE)
_KINDS = ("progress", "plan", "ledger")
_HELPED = {
    "kind-unknown": {"kind", "money"},
    "header-ambiguous": {"header"},
    "no-project-column": {"project"},
    "columns-ambiguous": {"project", "money"},
    "no-amount-column": {"money"},
    "unit-missing": {"unit"},
    "setting-several": {"project", "money"},
    "setting-unmatched": {"project", "money"},
    "setting-taken": {"project", "money"},
    "setting-joined": {"project", "money"},
}
"""What a proposal helps with, by the fact that calls for it."""
MOST_CANDIDATES = 12
LOOKED_AT = 60
"""How many rows may be the header, and how many below it tell what a column holds."""


@dataclass(frozen=True, slots=True)
class Profile:
    """What stands in a column below the header."""

    column: Column
    texts: tuple[str, ...]
    amounts: int
    words: int
    dates: int
    counts_up: bool

    @property
    def is_money(self) -> bool:
        """Whether most cells are amounts, and not numbers 1, 2, 3 …"""
        years = all(re.fullmatch(r"(?:19|20)\d\d", text) for text in self.texts)
        return self.amounts > 0 and self.amounts >= 0.6 * len(self.texts) and not self.counts_up and not years

    @property
    def is_names(self) -> bool:
        """Whether most cells are words."""
        return self.words - self.amounts - self.dates > 0.6 * len(self.texts)

    @property
    def distinct(self) -> float:
        """The share of different texts."""
        return len(set(self.texts)) / len(self.texts) if self.texts else 0.0


def propose(origin: Origin, grid: Grid, rule: TableRule, settings: Settings) -> Proposal | None:
    """For a sheet without a recognised header; None where nothing in it looks like a table with money."""
    ranked = sorted(_headers(grid, settings, rule), key=lambda found: found[0], reverse=True)
    if not ranked:
        return None
    header = ranked[0][1]
    others = tuple(found.row_numbers[0] for _, found in ranked[1:3])
    needs = {"kind", "header", "project", "money", "unit"}
    return _proposal(origin, grid, header, rule, settings, needs=needs, others=others)


def propose_for(draft: Draft, grid: Grid) -> Proposal | None:
    """For a table that was refused, or of which a column was not sure; None where nothing needs help."""
    needs = {need for fact in draft.facts for need in _HELPED.get(fact.kind, ())}
    if not needs:
        return None
    others: tuple[int, ...] = ()
    if "header" in needs:
        others = (grid.rows[draft.header.end][0],)
    here = draft.origin(draft.header.row_numbers[0])
    return _proposal(here, grid, draft.header, draft.rule, draft.settings, needs=needs, others=others)


def _headers(grid: Grid, settings: Settings, rule: TableRule) -> Iterator[tuple[tuple[int, int, int], Header]]:
    """Every row that may be a header, with its worth: names and money below it, words in it, and how high it stands."""
    for place in range(min(len(grid.rows), LOOKED_AT)):
        texts = grid.texts(place)
        words = [text for text in texts.values() if not re.fullmatch(r"[\d.,%\-/:]+", text)]
        years = [text for text in texts.values() if re.fullmatch(r"(?:19|20)\d\d", text)]
        if len(set(texts.values())) < 2 or len(words) + len(years) < len(texts) or grid.is_caption(place):
            continue
        start, end = block_at(grid, place) if grid.is_words(place) else (place, place + 1)
        header = build_header(grid, start, end, settings.columns_for(rule))
        profiles = _profiles(grid, header)
        named = [found for found in profiles if found.column.path]
        money = sum(found.is_money and not _is_no_money(found) for found in named)
        if money and any(found.is_names for found in named):
            yield (money, len(named), -place), header


def _profiles(grid: Grid, header: Header) -> list[Profile]:
    found = []
    for column in header.columns:
        cells = [
            row[place]
            for _, row in grid.rows[header.end : header.end + LOOKED_AT]
            if 0 <= (place := column.index - grid.first_column) < len(row) and text_of(row[place])
        ]
        whole = [int(cell) for cell in cells if isinstance(cell, (int, float)) and float(cell).is_integer()]
        counts_up = len(whole) > 2 and all(second - first == 1 for first, second in pairwise(whole))
        amounts = sum(map(_is_amount, cells))
        dates = sum(isinstance(cell, date) for cell in cells)
        words = sum(isinstance(cell, str) and any(map(str.isalpha, cell)) for cell in cells)
        found.append(Profile(column, tuple(map(text_of, cells)), amounts, words, dates, counts_up))
    return [profile for profile in found if profile.texts]


def _is_amount(cell: object) -> bool:
    if isinstance(cell, date) or not isinstance(cell, (str, int, float)):
        return False
    try:
        return read_amount(cell, YUAN) is not None
    except Unreadable:
        return False


def _is_no_money(profile: Profile) -> bool:
    """Whether a column of numbers is a code, a year or a share, by its words."""
    known = profile.column.field not in MONEY_FIELDS and profile.column.field != ""
    return known or (profile.column.field == "" and bool(_NO_MONEY.search(" ".join(profile.column.path))))


def _proposal(
    origin: Origin,
    grid: Grid,
    header: Header,
    rule: TableRule,
    settings: Settings,
    *,
    needs: set[str],
    others: tuple[int, ...],
) -> Proposal:
    profiles = _profiles(grid, header)
    names = _ranked("project", [found for found in profiles if found.is_names])
    money = [found for found in profiles if found.is_money and not _is_no_money(found)]
    columns: list[tuple[str, tuple[Candidate, ...]]] = []
    sure: set[str] = set()
    if "project" in needs and _unclear(header, "project"):
        columns.append(("project", _candidates(grid, header, names)))
        sure |= {"project"} if names else set()
    dated = [found for found in profiles if found.dates]
    if "project" in needs and dated and not any(column.field == "date" for column in header.columns):
        columns.append(("date", _candidates(grid, header, dated)))
        sure.add("date")
    if "money" in needs:
        for name, found, certain in _money_columns(grid, header, money, is_ledger=bool(dated)):
            columns.append((name, found))
            sure |= {name} if certain else set()
    sure |= {column.field for column in header.columns if column.field in ("required", "disbursed")}
    fields = {name for name, found in columns if found} | {column.field for column in header.columns}
    extends = rule in settings.tables
    return Proposal(
        origin.file,
        origin.sheet,
        rule.pattern if extends else origin.sheet,
        extends,
        kinds=_kinds(names, profiles, sure & fields) if "kind" in needs and rule.kind is None else (),
        header_rows=header.row_numbers if "header" in needs else (),
        other_headers=others,
        units=_units(grid, header) if rule.unit is None and _has_no_unit(grid, header) else (),
        columns=tuple((name, found) for name, found in columns if found),
        sure=frozenset(sure),
    )


def _money_columns(
    grid: Grid, header: Header, money: Sequence[Profile], *, is_ledger: bool
) -> Iterator[tuple[str, tuple[Candidate, ...], bool]]:
    """The candidates for plan and payment where the header leaves them open; True: the first is likely enough."""
    fields = [name for name in ("required", "disbursed") if _unclear(header, name)]
    if is_ledger:
        fields = [name for name in fields if name == "disbursed"]
    taken: set[int] = set()
    for name in fields:
        free = [found for found in money if found.column.index not in taken]
        hinted = [found for found in _ranked(name, free) if _rank(name, found) < len(_HINTS[name])]
        rest = [found for found in free if found not in hinted]
        candidates = _candidates(grid, header, [*hinted, *rest])
        siblings = [found for found in hinted if found.column.path[:-1] == hinted[0].column.path[:-1] != ()]
        by_group = bool(hinted) and _rank(name, hinted[0], 1) == len(_HINTS[name]) and len(siblings) > 1
        if by_group and not any(found.column.is_total for found in siblings):
            added = tuple(_selector(grid, header, found.column) for found in siblings)
            letters = " + ".join(column_letter(found.column.index) for found in siblings)
            candidates = (Candidate("", letters, siblings[0].texts[0], added), *candidates)
            taken |= {found.column.index for found in siblings}
        elif hinted:
            taken.add(hinted[0].column.index)
        if candidates:
            yield name, candidates, bool(hinted) or len(money) == len(fields) == 1 or (len(money) == 1 and not taken)
        if not hinted and len(money) == 1:
            return


def _unclear(header: Header, name: str) -> bool:
    """Whether a field has no column, or more than one that may be it."""
    return sum(column.field == name for column in header.columns) != 1


def _ranked(name: str, profiles: Iterable[Profile]) -> list[Profile]:
    """The likeliest first: by the words of the header, then by how different the texts are."""
    found = list(profiles)
    return sorted(found, key=lambda profile: (_rank(name, profile), -profile.distinct, profile.column.index))


def _rank(name: str, profile: Profile, parts: int = 2) -> int:
    """The place of the first word that a header's leaf (or else its groups) has; the number of words where none.

    With `parts` 1 only the leaf is looked at.
    """
    for texts in (profile.column.path[-1:], profile.column.path[:-1])[:parts]:
        words = " ".join(texts)
        for place, pattern in enumerate(_HINTS[name]):
            if pattern.search(words):
                return place
    return len(_HINTS[name])


def _candidates(grid: Grid, header: Header, profiles: Sequence[Profile]) -> tuple[Candidate, ...]:
    return tuple(
        Candidate(_selector(grid, header, found.column), column_letter(found.column.index), found.texts[0])
        for found in profiles[:MOST_CANDIDATES]
    )


def _selector(grid: Grid, header: Header, column: Column) -> str:
    """The shortest words that name this column alone, as the sheet writes them; its letter where none do."""
    written = {squeeze(cell): text_of(cell) for _, row in grid.rows[: header.end] for cell in row if text_of(cell)}
    path = [written.get(step, step) for step in column.path]
    for start in range(len(path) - 1, -1, -1):
        words = " > ".join(path[start:])
        if find_column(header.columns, words) == [column.index] and words.isprintable():
            return words
    return f"@{column_letter(column.index)}"


def _kinds(names: Sequence[Profile], profiles: Sequence[Profile], sure: set[str]) -> tuple[str, ...]:
    """What kind of table this may be: payments have dates and repeat their projects."""
    dated = any(found.dates for found in profiles)
    repeats = bool(names) and names[0].distinct < 0.8
    if dated and (repeats or "required" not in sure):
        first = "ledger"
    elif {"required", "disbursed"} <= sure:
        first = "progress"
    else:
        first = "ledger" if "disbursed" in sure else "plan"
    return (first, *(kind for kind in _KINDS if kind != first))


def _has_no_unit(grid: Grid, header: Header) -> bool:
    captioned = any(caption_units(text) for place in range(header.end) for text in grid.texts(place).values())
    return not captioned and not header.row_units and not any(column.unit for column in header.columns)


def _units(grid: Grid, header: Header) -> tuple[int, ...]:
    """The units in fen: what "in thousand pesos" says first, then the amounts as they stand."""
    texts = [text_of(cell) for _, row in grid.rows[: header.end] for cell in row if isinstance(cell, str)]
    hinted = [unit for word, unit in SCALE_HINTS if any(re.search(word, text, re.IGNORECASE) for text in texts)]
    return tuple(dict.fromkeys([*hinted[:1], *UNITS.values()]))
