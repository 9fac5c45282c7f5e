"""Whose plan a table is: of which town, office, level or fund, as its captions, names and rows say.

Two tables are one plan for sure only where all that names its owner agrees; what one of them does not say is no
agreement, but in one file, where a second sheet seldom repeats the captions of the first.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import PurePath

from minsheng_funds.model import PlanRow, Table
from minsheng_funds.names import Names
from minsheng_funds.patterns import (
    AS_OF,
    BRACKET_UNIT,
    BRACKETS,
    CAPTION_UNIT,
    DOCUMENT,
    FILLED_IN,
    FOREIGN_PLACE,
    NAME_NOISE,
    SAYS_NOT_WHOSE,
    SAYS_WHOSE,
    UNIT_ALONE,
    VERSION_WORDS,
)


@dataclass(frozen=True, slots=True)
class Owner:
    """What a table says of whose plan it is: words of its captions, of its names, its documents, its rows' places."""

    file: str
    caption: str
    name: str
    documents: frozenset[str]
    places: dict[str, frozenset[tuple[str, str]]]

    def agrees(self, other: "Owner") -> bool:
        """Whether both are plans of one owner, for sure."""
        captions = self.caption == other.caption
        if not captions and self.file == other.file:
            captions = not self.caption or not other.caption
        return captions and _same_name(self.name, other.name) and _same_places(self.places, other.places)


def owner_of(table: Table, rows: Sequence[PlanRow], names: Names) -> Owner:
    """Reads what a table and its rows say."""
    texts = [text.translate(BRACKETS) for text in table.captions or (table.title,)]
    documents = {found.group() for text in texts for found in DOCUMENT.finditer(text)}
    path = PurePath(table.file).with_suffix("").as_posix()
    places: dict[str, set[tuple[str, str]]] = {}
    for row in rows:
        places.setdefault(names.add(row.project, row.code), set()).add((row.place, row.unit))
    return Owner(
        table.file,
        "".join(_owner_in(text) for text in texts),
        "".join(_name_in(text) for text in dict.fromkeys((path, table.sheet))),
        frozenset(documents),
        {name: frozenset(found) for name, found in places.items()},
    )


def _owner_in(text: str) -> str:
    """A caption without units, dates, words of versions, and those that every plan has."""
    if UNIT_ALONE.fullmatch(text):
        return ""
    for pattern in (CAPTION_UNIT, BRACKET_UNIT, AS_OF, FILLED_IN, DOCUMENT, VERSION_WORDS, SAYS_NOT_WHOSE):
        text = pattern.sub("", text)
    return text


def _name_in(text: str) -> str:
    for pattern in (VERSION_WORDS, SAYS_NOT_WHOSE):
        text = pattern.sub("", text)
    return text if FOREIGN_PLACE.search(text) else NAME_NOISE.sub("", text)


def _same_name(one: str, other: str) -> bool:
    if one == other:
        return True
    return not (one and other) and not SAYS_WHOSE.search(one + other) and not FOREIGN_PLACE.search(one + other)


def _same_places(ours: dict[str, frozenset[tuple[str, str]]], theirs: dict[str, frozenset[tuple[str, str]]]) -> bool:
    """Whether most of the projects that both list are carried out by the same ones; what is blank says nothing."""
    shared = ours.keys() & theirs.keys()
    told = [name for name in shared if _told(ours[name]) and _told(theirs[name])]
    differing = [name for name in told if not _meet(ours[name], theirs[name])]
    return 2 * len(differing) < len(told) if told else True


def _told(found: frozenset[tuple[str, str]]) -> bool:
    return any(place or unit for place, unit in found)


def _meet(ours: frozenset[tuple[str, str]], theirs: frozenset[tuple[str, str]]) -> bool:
    """Whether a place that one names, or a unit, is among the other's; both columns must not contradict."""
    for part in range(2):
        mine, others = {item[part] for item in ours} - {""}, {item[part] for item in theirs} - {""}
        if mine and others and not mine & others:
            return False
    return True
