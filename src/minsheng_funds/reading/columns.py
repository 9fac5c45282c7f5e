"""A column's full header path → what the column is. Words are matched whole, never by likeness."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cache
from typing import NamedTuple

from minsheng_funds.model import Column, column_letter
from minsheng_funds.reading.captions import header_unit
from minsheng_funds.reading.values import squeeze
from minsheng_funds.settings import ColumnRule
from minsheng_funds.vocabulary import (
    ALREADY_ARRANGED,
    ARRANGED,
    CUMULATIVE,
    HEADER_NATURE_ENDINGS,
    LEVEL_WORDS,
    MEASURE_WORDS,
    MEASURES,
    MONEY_FILLER_WORDS,
    NATURE_WORDS,
    NOT_ADDED_PREFIX,
    NOT_MONEY_ENDINGS,
    OTHER_YEAR,
    PERIOD_IN_HEADER,
    RATE_ENDINGS,
    RATE_WORDS,
    TEXT_FIELDS,
    TOTAL_COLUMN_WORDS,
)

MONEY_FIELDS = frozenset({*MEASURES, "cumulative", "before", "this_month", "amount"})
SIDES = frozenset({"debit", "credit"})
SIDE_FIELDS = frozenset({"debit", "credit", "receipts", "balance"})
"""Columns of a journal that are no payments, or of which nobody knows which one is: never summed unless named."""
_TEXT_FIELD_OF = {word: name for name, words in TEXT_FIELDS.items() for word in words}
_HEADER_NATURES = {word: nature for word, nature in NATURE_WORDS.items() if word.endswith(HEADER_NATURE_ENDINGS)}


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


@cache
def money_words(text: str) -> Words:
    """Reads a header cell word by word; understood only if every character belongs to a known word."""
    measure = level = nature = None
    is_total, position = False, 0
    while position < len(text):
        token = _TOKEN.match(text, position)
        if token is None or not token.group():
            return Words()
        word, position = token.group(), token.end()
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


def level_of(text: str) -> str | None:
    """The level that a cell of a level column names, or None: 区级, 省级资金, 中央财政补助."""
    words = money_words(squeeze(text).lower())
    return words.level if words.understood and words.measure in (None, "required") else None


def nature_of(text: str) -> str | None:
    """The fund nature that a cell of a nature column names, or None."""
    return NATURE_WORDS.get(squeeze(text).lower())


def understand(index: int, path: Sequence[str]) -> Column:
    """A column from its full header path, top first. `field` is "" where the words are not known."""
    split = [header_unit(squeeze(part).lower()) for part in path]
    texts = [text for text, _ in split]
    units = {own_unit for _, own_unit in split if own_unit is not None}
    unit = CONTRADICTED if len(units) > 1 else next(iter(units), None)
    column = Column(index, tuple(path), unit=unit, of_which=any(text.startswith(NOT_ADDED_PREFIX) for text in texts))
    if not texts:
        return column
    leaf = _PERCENT_SIGN.sub("", texts[-1])
    if leaf.endswith(RATE_ENDINGS) or leaf in RATE_WORDS:
        return replace(column, field="rate")
    field = _TEXT_FIELD_OF.get(leaf) or _TEXT_FIELD_OF.get("".join(texts))
    if field is not None and not (field in ("level", "nature") and unit is not None):
        return replace(column, field=field)
    return _money_column(column, texts)


def _money_column(column: Column, texts: Sequence[str]) -> Column:
    """The nearest word above decides: measure and level each come from the leaf or the next group that names one."""
    words = [money_words(text) for text in texts]
    if not words[-1].understood or any(text.endswith(NOT_MONEY_ENDINGS) or _OTHER_YEAR.search(text) for text in texts):
        return column
    measure = next((word.measure for word in reversed(words) if word.measure), None)
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


def apply_rules(columns: Sequence[Column], rules: Iterable[ColumnRule]) -> tuple[list[Column], list[ColumnRule]]:
    """The user's own words win over the built-in ones. Returns the columns and the rules that found none."""
    result = list(columns)
    missed: list[ColumnRule] = []
    named: set[str] = set()
    rules = list(rules)
    for rule in rules:
        if rule.field not in named and any(_selected(columns, text) for text in rule.alternatives):
            named.add(rule.field)
            result = [replace(column, field="") if column.field == rule.field else column for column in result]
    for rule in rules:
        indexes = next((found for text in rule.alternatives if (found := _selected(columns, text))), None)
        if indexes is None:
            missed.append(rule)
            continue
        for index in indexes:
            place = next(i for i, column in enumerate(result) if column.index == index)
            level = rule.level if rule.level is not None else (result[place].level if rule.added else None)
            result[place] = replace(result[place], field=rule.field, level=level, is_total=False, of_which=False)
    return result, missed


def _selected(columns: Sequence[Column], selector: str) -> list[int] | None:
    """The indexes of the columns that a selector names, or None where one of its parts names none or several."""
    indexes = []
    for part in selector.split(" + "):
        if part.strip().startswith("@"):
            letter = part.strip()[1:].upper()
            found = [column.index for column in columns if column_letter(column.index) == letter]
        else:
            wanted = tuple(squeeze(step) for step in part.split(" > "))
            found = [
                column.index
                for column in columns
                if column.path and tuple(squeeze(step) for step in column.path)[-len(wanted) :] == wanted
            ]
        if len(found) != 1:
            return None
        indexes += found
    return indexes
