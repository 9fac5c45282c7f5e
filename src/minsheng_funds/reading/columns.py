"""A column's full header path → what the column is. Words are matched whole, never by likeness."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import NamedTuple

from minsheng_funds.model import Column
from minsheng_funds.patterns import CARRIED, LEVEL_NUMBER, LEVEL_SHARE, MARKED_PERCENT, PAID_HINT
from minsheng_funds.reading.captions import header_unit
from minsheng_funds.reading.need_columns import need_column
from minsheng_funds.reading.values import REMEMBERED, squeeze
from minsheng_funds.settings.tables import ColumnRule
from minsheng_funds.vocabulary import (
    ALREADY_ARRANGED,
    ARRANGED,
    CARRYOVER_WORDS,
    CUMULATIVE,
    DATE_ENDINGS,
    HEADER_NATURE_ENDINGS,
    LEFT_OVER,
    LEVEL_WORDS,
    MAINTENANCE,
    MEASURE_WORDS,
    MEASURES,
    MONEY_FILLER_WORDS,
    NATURE_WORDS,
    NO_PAYMENT_DAY,
    NOT_ADDED_PREFIX,
    NOT_MONEY_ENDINGS,
    NOT_YET,
    OTHER_YEAR,
    PAID_SHARES,
    PERIOD_IN_HEADER,
    POINTS_WORDS,
    RATE_ENDINGS,
    RATE_MARK,
    RATE_WORDS,
    SCORE_WORDS,
    TEXT_FIELDS,
    TOTAL_COLUMN_WORDS,
    VERSION_GROUPS,
)

MONEY_FIELDS = frozenset({*MEASURES, "cumulative", "before", "this_month", "amount"})
SIDES = frozenset({"debit", "credit"})
SIDE_FIELDS = frozenset({"debit", "credit", "receipts", "balance"})
"""Columns of a journal that are no payments, or of which nobody knows which one is: never summed unless named."""
_TEXT_FIELD_OF = {word: name for name, words in TEXT_FIELDS.items() for word in words}
_HEADER_NATURES = {
    word: nature
    for word, nature in NATURE_WORDS.items()
    if word.endswith(HEADER_NATURE_ENDINGS) or nature == MAINTENANCE
}


_OTHER_YEAR = re.compile(OTHER_YEAR)
_PERCENT_SIGN = re.compile(r"\(?%\)?$")

CONTRADICTED = 0
"""The unit of a column whose header states two different ones."""


class Words(NamedTuple):
    """What the words of one header cell say about money; all None where they are not about money."""

    measure: str | None = None
    level: str | None = None
    nature: str | None = None
    is_total: bool = False
    understood: bool = False


_WORDS: list[str] = sorted(
    {*LEVEL_WORDS, *MEASURE_WORDS, *_HEADER_NATURES, *TOTAL_COLUMN_WORDS, *MONEY_FILLER_WORDS},
    key=len,
    reverse=True,
)
_TOKEN = re.compile("|".join([PERIOD_IN_HEADER, *map(re.escape, _WORDS)]))


@lru_cache(REMEMBERED)
def money_words(text: str) -> Words:
    """Reads a header cell word by word; understood only if every character belongs to a known word.

    A level may have a share or a number beside it: 中央60%, 1.中央, 中央(A).
    """
    words = _words_of(text)
    if words.understood:
        return words
    bare = _words_of(LEVEL_NUMBER.sub(r"\1", LEVEL_SHARE.sub("", text)))
    return bare if bare.understood and bare.level else words


def _words_of(text: str) -> Words:
    if text in VERSION_GROUPS:
        return Words(VERSION_GROUPS[text], understood=True)
    measure = level = nature = None
    is_total, position = False, 0
    while position < len(text):
        token = _TOKEN.match(text, position)
        if token is None or not token.group():
            return Words()
        word, position = token.group(), token.end()
        if measure != "required":  # 计划投入, 预算支出: what is planned to be paid is a plan
            measure = MEASURE_WORDS.get(word, measure)
        nature = _HEADER_NATURES.get(word, nature)
        is_total = is_total or word in TOTAL_COLUMN_WORDS
        if word in LEVEL_WORDS:
            if level not in (None, LEVEL_WORDS[word]):
                return Words()
            level = LEVEL_WORDS[word]
    return Words(_cumulative(measure, text), level, nature, is_total, bool(text))


def _cumulative(measure: str | None, text: str) -> str | None:
    return "cumulative" if measure == "disbursed" and CUMULATIVE in text else measure


@lru_cache(REMEMBERED)
def level_of(text: str) -> str | None:
    """The level that a cell of a level column names, or None: 区级, 省级资金, 中央财政补助."""
    words = money_words(squeeze(text).lower())
    if is_carried_over(text) or squeeze(text) in LEFT_OVER:
        return "carryover"
    return words.level if words.understood and words.measure in (None, "required") else None


def is_carried_over(text: str) -> bool:
    """Whether a text names money of earlier years, with or without the level that holds it: 上年结转, 区级结转资金."""
    word = squeeze(text).lower()
    match = CARRIED.fullmatch(word)
    return word in CARRYOVER_WORDS or (match is not None and (not match.group(1) or match.group(1) in LEVEL_WORDS))


def nature_of(text: str) -> str | None:
    """The fund nature that a cell of a nature column names, or None."""
    return NATURE_WORDS.get(squeeze(text).lower())


def _leaf(text: str) -> str:
    return _PERCENT_SIGN.sub("", text)


def text_field(text: str) -> str | None:
    """The field of text (project, date, …) that a header word without its unit names alone."""
    return _TEXT_FIELD_OF.get(_leaf(text))


def _field_of_days(text: str) -> str | None:
    """The field of a header that ends in a known word for a day (资金拨付日期), but not of one for another day."""
    if text.startswith(NO_PAYMENT_DAY) or _OTHER_YEAR.search(text):
        return None
    return next((field for word, field in DATE_ENDINGS.items() if text.endswith(word)), None)


def understand(index: int, path: Sequence[str]) -> Column:
    """A column from its full header path, top first. `field` is "" where the words are not known."""
    return _understood(index, tuple(path))


@lru_cache(REMEMBERED)
def _understood(index: int, path: tuple[str, ...]) -> Column:
    split = [header_unit(squeeze(part).lower()) for part in path]
    texts = [text for text, _ in split]
    units = {own_unit for _, own_unit in split if own_unit is not None}
    unit = CONTRADICTED if len(units) > 1 else next(iter(units), None)
    column = Column(index, path, unit=unit, of_which=any(text.startswith(NOT_ADDED_PREFIX) for text in texts))
    if not texts:
        return column
    leaf = _leaf(texts[-1])
    if unit is None and (leaf.endswith(RATE_ENDINGS) or leaf in RATE_WORDS or leaf in PAID_SHARES):
        return replace(column, field="rate")
    if leaf in SCORE_WORDS or leaf in POINTS_WORDS:
        return replace(column, field="score" if leaf in SCORE_WORDS else "points")
    field = _TEXT_FIELD_OF.get(leaf) or _TEXT_FIELD_OF.get("".join(texts)) or _field_of_days("".join(texts))
    if field is not None and not (field in ("level", "nature") and unit is not None):
        return replace(column, field=field)
    needed = need_column([squeeze(part).lower() for part in path], level_of, _says_no_stage)
    if needed is not None:
        return replace(column, field=needed.field, level=needed.level, is_total=needed.is_total)
    if any(MARKED_PERCENT.search(text) for text in texts):
        return _share_column(column, [MARKED_PERCENT.sub("", text) for text in texts])
    return _money_column(column, texts)


def _share_column(column: Column, texts: Sequence[str]) -> Column:
    """A column marked as percent is never money: a level's share, unless its words speak of what was paid."""
    if any(PAID_HINT.search(text) or text.endswith(RATE_MARK) or _OTHER_YEAR.search(text) for text in texts):
        return column
    level = next((found for text in reversed(texts) if (found := level_of(text))), None)
    return replace(column, field="share", level=level) if level else column


def _says_no_stage(text: str) -> bool:
    """Whether a group's words say nothing of a level, nor of any stage of money but the plan."""
    words = money_words(text)
    return words.understood and words.measure in (None, "required") and words.level is None


def _money_column(column: Column, texts: Sequence[str]) -> Column:
    """The nearest word above decides: measure and level each come from the leaf or the next group that names one."""
    words = [money_words(text) for text in texts]
    if not words[-1].understood or any(text.endswith(NOT_MONEY_ENDINGS) or _OTHER_YEAR.search(text) for text in texts):
        return column
    if texts[-1].startswith(NOT_YET) or any(text.endswith(RATE_MARK) for text in texts[:-1]):
        return column
    measure = next((word.measure for word in reversed(words) if word.measure), None)
    if measure == "required" and any(word.measure == "initial" for word in words):
        measure = "initial"  # 年初预算 > 计划数: what the group says holds for what is planned in it
    level = next((word.level for word in reversed(words) if word.level), None)
    nature = next((word.nature for word in reversed(words) if word.nature), None)
    total = any(word.is_total for word in words)
    leaf_alias = (
        words[-1].level is not None and texts[-1].endswith(ARRANGED) and not texts[-1].endswith(ALREADY_ARRANGED)
    )
    if leaf_alias:  # 中央安排, 县级安排 name a level; what is arranged is what the group above says
        measure = next((word.measure for word in reversed(words[:-1]) if word.measure), "required")
    field = measure or "amount"
    return replace(column, field=field, level=level, nature=nature, is_total=total)


class Missed(NamedTuple):
    """A rule of the settings that names no column of a header for sure. `why`: none, several, joined or taken."""

    rule: ColumnRule
    why: str
    words: str
    columns: tuple[int, ...] = ()


_OTHER_PAYMENTS = {"disbursed": {"cumulative", "before", "this_month"}}
_LETTERS = re.compile(r"@([A-Za-z]{1,3})")


def lettered(rules: Iterable[ColumnRule]) -> set[int]:
    """The columns that rules name by their letter."""
    parts = (part.strip() for rule in rules for text in rule.alternatives for part in text.split(" + "))
    letters = (match.group(1).upper() for part in parts if (match := _LETTERS.fullmatch(part)))
    return {index_of(letter) for letter in letters}


def index_of(letter: str) -> int:
    """The index, from 0, of a column's letter."""
    index = 0
    for mark in letter:
        index = index * 26 + ord(mark) - 64
    return index - 1


def apply_rules(columns: Sequence[Column], rules: Iterable[ColumnRule]) -> tuple[list[Column], list[Missed]]:
    """The user's own words win over the built-in ones. Returns the columns, and the rules that name none for sure.

    A rule of the table itself wins over one of [columns]; of two on the same step that name one column, neither does.
    """
    rules = list(rules)
    chosen: dict[int, ColumnRule] = {}
    missed: list[Missed] = []
    named: set[str] = set()
    for rule in rules:
        if not rule.alternatives:  # project = []: this table has no such column, whatever the built-in words say
            named.add(rule.field)
            continue
        free = [column for column in columns if not _is_ruled(chosen.get(column.index), rule)]
        indexes, why, words = _choose(free, rule)
        taken = [index for index in indexes if index in chosen]
        if why != "none":
            named.add(rule.field)
        if why or taken:
            missed.append(Missed(rule, why or "taken", words, tuple(taken or indexes)))
            continue
        chosen.update(dict.fromkeys(indexes, rule))
    beside = {other for name in named for other in _OTHER_PAYMENTS.get(name, ())} - {rule.field for rule in rules}
    result = [_without_field(column, named | beside) for column in columns]
    levelled = _levelled_sums(columns, chosen)
    for place, column in enumerate(result):
        rule_of = chosen.get(column.index)
        if rule_of is not None:
            level = column.level if rule_of.added and rule_of.field in levelled else rule_of.level
            result[place] = replace(column, field=rule_of.field, level=level, is_total=False, of_which=False)
    return result, missed


def _is_ruled(earlier: ColumnRule | None, rule: ColumnRule) -> bool:
    """Whether a column belongs to a rule of its table, so that one of [columns] cannot mean it."""
    return earlier is not None and bool(earlier.table) and not rule.table


def _without_field(column: Column, named: set[str]) -> Column:
    """A column without the field that the built-in words gave it, where the settings name that field themselves."""
    bare = "required" in named and column.field == "amount"  # an amount of no known stage would count as planned
    return replace(column, field="") if column.field in named or bare else column


def _levelled_sums(columns: Sequence[Column], chosen: Mapping[int, ColumnRule]) -> set[str]:
    """The added fields whose columns all name a level: only then is a level a part of the sum's meaning."""
    levels: dict[str, list[str | None]] = {}
    for column in columns:
        rule = chosen.get(column.index)
        if rule is not None and rule.added:
            levels.setdefault(rule.field, []).append(column.level)
    return {field for field, found in levels.items() if None not in found}


def _choose(columns: Sequence[Column], rule: ColumnRule) -> tuple[list[int], str, str]:
    """The columns of the first alternative that is there, and why they cannot be taken ("" where they can)."""
    for text in rule.alternatives:
        whole = find_column(columns, text)
        if not whole and " + " in text:
            parts = [find_column(columns, part) for part in text.split(" + ")]
            if not all(parts):
                continue
            indexes = [index for part in parts for index in part]
            if any(len(part) > 1 for part in parts) or len(set(indexes)) < len(indexes):
                return indexes, "several", text
            return indexes, "" if rule.field == "project" else "joined", text
        if whole:
            return whole, "several" if len(whole) > 1 else "", text
    return [], "none", "; ".join(rule.alternatives)


def joined_columns(columns: Sequence[Column], alternatives: Iterable[str]) -> tuple[int, ...]:
    """The columns whose texts make up a name, in the order in which the settings join them."""
    for text in alternatives:
        parts = [find_column(columns, part) for part in text.split(" + ")]
        if len(parts) == len(columns) and all(len(part) == 1 for part in parts):
            return tuple(part[0] for part in parts)
    return tuple(column.index for column in columns)


def find_column(columns: Sequence[Column], selector: str) -> list[int]:
    """The columns that a selector names: by letter, by full header path, else by its end."""
    if match := _LETTERS.fullmatch(selector.strip()):
        return [column.index for column in columns if column.index == index_of(match.group(1).upper())]
    paths = {column.index: tuple(squeeze(step).casefold() for step in column.path) for column in columns if column.path}
    wholes = [(squeeze(selector).casefold(),), tuple(squeeze(step).casefold() for step in selector.split(" > "))]
    for wanted in dict.fromkeys(wholes):
        exact = [index for index, path in paths.items() if path == wanted]
        ending = exact or [index for index, path in paths.items() if path[-len(wanted) :] == wanted]
        if ending:
            return ending
    return []
