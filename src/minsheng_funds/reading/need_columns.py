"""Which columns hold what a need is computed from: task quantity, unit standard, shares by level, months or times.

They hold no money themselves. As everywhere, words are matched whole: 受益人数 or 完成任务数 is no quantity of these.
"""

import re
from collections.abc import Callable, Sequence
from typing import NamedTuple

from minsheng_funds.patterns import BETWEEN_LEVELS, HEADER_YEAR, NEED_HEADER, SHARE_HEADER, STANDARD_TRAILING
from minsheng_funds.quantities import Per, per_of, read_standard_unit, thing_of
from minsheng_funds.vocabulary import (
    BARE_SHARE_WORDS,
    COUNTED_WORDS,
    EACH_ONES,
    FOR_EACH,
    LEVEL_WORDS,
    NEED_GROUPS,
    OTHER_YEAR,
    QUANTITY_WORDS,
    STANDARD,
    STANDARD_PREFIXES,
    STANDARD_WORDS,
    THINGS,
    TIMES_WORDS,
    TOTAL_COLUMN_WORDS,
)

_OTHER_YEAR = re.compile(OTHER_YEAR)
_PREFIXES = sorted(STANDARD_PREFIXES, key=len, reverse=True)
LevelOf = Callable[[str], str | None]


class NeedColumn(NamedTuple):
    """What a column is: a field of `vocabulary.NEED_FIELDS`, its level, and whether it is the total of its group."""

    field: str
    level: str | None = None
    is_total: bool = False


class Header(NamedTuple):
    """A header's words without what stands in brackets behind them, and that."""

    word: str
    note: str = ""


def header_of(text: str) -> Header:
    """补助标准(元/人) and 补助标准元/人 are 补助标准 with 元/人; a year in front (2020年任务数) says nothing."""
    if match := STANDARD_TRAILING.fullmatch(text):
        return Header(HEADER_YEAR.sub("", match.group(1)), match.group(2))
    match = NEED_HEADER.fullmatch(text)
    word, note = match.groups() if match else (text, None)
    return Header(HEADER_YEAR.sub("", word), note or "")


def need_column(texts: Sequence[str], level_of: LevelOf, is_neutral: Callable[[str], bool]) -> NeedColumn | None:
    """What the header path of a column (squeezed, top first) says, or None where it is no column of need.

    `level_of` gives the level that a text names; `is_neutral` tells whether a group above speaks of plans or of
    nothing in particular, and of no level.
    """
    if any(_OTHER_YEAR.search(text) for text in texts):
        return None
    path = [header_of(text) for text in texts]
    if len(path) > 1 and _is_unit(texts[-1]):
        path = path[:-1]
    words = [header.word for header in path]
    leaf, groups = words[-1], words[:-1]

    def clear(allowed: Callable[[str], bool]) -> bool:
        return all(allowed(word) or word in NEED_GROUPS or is_neutral(word) for word in groups)

    if leaf in TIMES_WORDS:
        return NeedColumn("times") if clear(lambda word: word in QUANTITY_WORDS) else None
    if leaf in QUANTITY_WORDS:
        return NeedColumn("quantity") if clear(lambda word: word in QUANTITY_WORDS) else None
    for field, base in (("standard", _standard_level), ("share", _share_level)):
        if not clear(lambda word, base=base: base(word, level_of) is not None or level_of(word) is not None):  # type: ignore[misc]
            continue
        found = _by_level(field, leaf, groups, base, level_of)
        if found is not None and not (leaf in BARE_SHARE_WORDS and found.level):
            return found
    return None


def _is_unit(text: str) -> bool:
    """Whether the last part of a path says only a unit: 元/人 under 补助标准, 户 under 目标任务."""
    return text in THINGS or read_standard_unit(text.strip("()")) is not None


def _by_level(
    field: str, leaf: str, groups: Sequence[str], base: Callable[[str, LevelOf], str | None], level_of: LevelOf
) -> NeedColumn | None:
    """A column under its field's word: by its own level or the nearest group's, or a level under the field's group."""
    named = base(leaf, level_of)
    if named is not None:
        above = (level_of(word) for word in reversed(groups))
        return NeedColumn(field, named or next((level for level in above if level), None))
    if not any(base(word, level_of) is not None for word in groups):
        return None
    if leaf in TOTAL_COLUMN_WORDS:
        return NeedColumn(field, None, is_total=True)
    level = level_of(leaf)
    return NeedColumn(field, level) if level else None


def _standard_level(word: str, level_of: LevelOf) -> str | None:
    """The level that a word for a standard names (中央补助标准), "" for none; None where it is no such word."""
    rest, _ = split_standard(word)
    if rest in STANDARD_WORDS:
        return ""
    for ending in STANDARD_WORDS:
        if rest.endswith(ending) and (level := level_of(rest.removesuffix(ending))):
            return level
    return None


def split_standard(word: str) -> tuple[str, Per]:
    """A standard's word without what it says of unit and period: 月人均补助标准 is 补助标准, for 人 and month."""
    if word in STANDARD_WORDS:
        return word, Per()
    for prefix in _PREFIXES:
        if word.startswith(prefix) and word.removeprefix(prefix) in STANDARD_WORDS:
            return word.removeprefix(prefix), per_of(STANDARD_PREFIXES[prefix]) or Per()
        if word.startswith(prefix) and word.removeprefix(prefix) in EACH_ONES and any(x in prefix for x in FOR_EACH):
            return STANDARD, per_of(STANDARD_PREFIXES[prefix]) or Per()
    return word, Per()


def _share_level(word: str, level_of: LevelOf) -> str | None:
    """The level that a word for a share names (区级分担比例), "" for none; None where it is no such word."""
    match = SHARE_HEADER.fullmatch(word)
    if match is None:
        return None
    before = match.group(1)
    if not before or levels_in(before):
        return ""
    return level_of(before)


def levels_in(text: str) -> tuple[str, ...]:
    """The levels that a text lists (中央:省:区), or none where any part of it is no level, or one stands twice."""
    parts = BETWEEN_LEVELS.sub("\n", text).split("\n")
    levels = [LEVEL_WORDS.get(part) for part in parts]
    found = tuple(level for level in levels if level is not None)
    return found if len(found) == len(parts) > 1 and len(set(found)) == len(found) else ()


def thing_in(text: str) -> str:
    """What a quantity's header counts, where it says so: 户 of 改造户数, 人 of 人数; else ""."""
    word = header_of(text).word
    for ending, thing in COUNTED_WORDS.items():
        if word.endswith(ending):
            return thing
    return ""


def scale_in(text: str) -> tuple[str, int] | None:
    """The unit in brackets behind a header: 任务量(万人) counts ten thousands of 人; None where none is known there."""
    note = header_of(text).note
    return thing_of(note) if note else None
