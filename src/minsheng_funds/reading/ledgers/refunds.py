"""Words that say that a row's money came back: 退回, 红字, 冲销 …, and which year's money it was."""

import re
from dataclasses import replace
from functools import lru_cache

from minsheng_funds.model import Book, Reject
from minsheng_funds.names import normal
from minsheng_funds.patterns import (
    BARE_YEAR_OF_MONEY,
    CHINESE_YEAR,
    ONLY_A_YEAR,
    REFUND,
    REFUND_DOUBTFUL,
    REFUND_HARMLESS,
    REMARK_DOUBTFUL,
    RETURNED_FROM,
    RETURNED_MONEY,
    RETURNED_YEAR,
    SHORT_YEAR,
)
from minsheng_funds.reading.values import REMEMBERED, squeeze
from minsheng_funds.settings import Settings
from minsheng_funds.vocabulary import (
    CHINESE_DIGITS,
    LAST_YEAR_STARTS,
    TOTAL_HINT,
    UNIT_CELL,
    YEAR_BEFORE_LAST,
    YEAR_COLUMN,
)

_OTHER_WORDS = re.compile(rf"{TOTAL_HINT}|{UNIT_CELL}", re.IGNORECASE)
_LOOK_AROUND = re.compile(r"\(\?<?[=!][^()]*\)")
_COMPARED_OTHERWISE = r"[^!-Z\^-z|~\x{3400}-\x{4dbf}\x{4e00}-\x{9fff}\x{b7}]"
SURE, DOUBTFUL = "refund-positive", "refund-doubtful"
UNCLEAR = -1
"""A year is named, and nobody can tell whether it is that of the money."""
YEARS_BACK = 5
"""How many years back a year of two digits may lie; 12年 is more often a number of years."""


@lru_cache(REMEMBERED)
def refund_in(text: str) -> str | None:
    """What a remark, payee or project says of a refund: a kind of fact, or None where it says nothing of one.

    First goes what is known to mean something else (退回资料 are papers, 退役军人 are people, 不予退回 is not done),
    then what may mean either (应退回, 退票重拨); a mark that is left is a refund.
    """
    squeezed = squeeze(text)
    if not REFUND.search(squeezed) and not REFUND_DOUBTFUL.search(squeezed):
        return None
    rest = REFUND_HARMLESS.sub(" ", squeezed)
    if not REFUND.search(rest) and not REFUND_DOUBTFUL.search(rest):
        return None
    return SURE if REFUND.search(REFUND_DOUBTFUL.sub(" ", rest)) else DOUBTFUL


@lru_cache(REMEMBERED)
def refund_in_remark(text: str) -> str | None:
    """The same of a remark or a type, where some words more may speak of one: 核减, 清退, 资金回收."""
    kind = refund_in(text)
    return DOUBTFUL if kind is None and REMARK_DOUBTFUL.search(REFUND_HARMLESS.sub(" ", squeeze(text))) else kind


def is_telling(text: str) -> bool:
    """Whether a payee or a remark asks for a closer look at its row: a refund, a total, or a unit."""
    return bool(_OTHER_WORDS.search(text)) or refund_in_remark(text) is not None


def telling_pattern() -> str:
    """An expression for engines that cannot look around: it finds every text that `is_telling`, and a few others.

    What stands in (?!…), (?<!…) and (?=…) only narrows a pattern; without it, more is found. A text with white space
    or with a character that is compared in another form (full-width ones, brackets) is always found.
    """
    words = (_OTHER_WORDS, REFUND, REFUND_DOUBTFUL, REMARK_DOUBTFUL)
    found = [f"(?:{_LOOK_AROUND.sub('', word.pattern)})" for word in words]
    return "(?i)" + "|".join([*found, _COMPARED_OTHERWISE])


def returned_year(text: str, own: int | None, column: str = "") -> int | None:
    """The year of the money that a negative row gives back, as its words name it; `own` is the year of its date.

    `column` is what a column of the money's years says of the row. None where nothing names a year, or the row's own; 0
    for an earlier one without a number, or several; UNCLEAR where another year is named and may not be that of the
    money (根据2019年审计意见收回), where it is a later one, and where column and words contradict each other.
    """
    squeezed = _plain(squeeze(text), own)
    alone = ONLY_A_YEAR.fullmatch(squeezed.partition(";")[0])
    said = "".join(RETURNED_FROM.findall(squeezed)) or "".join(RETURNED_MONEY.findall(squeezed))
    years, named = _years(alone.group() if alone else said, own), _years(squeezed, own)
    ruled = _years(_plain(squeeze(column), own), own) or {int(year) for year in (squeeze(column),) if _is_year(year)}
    if ruled:
        agreed = not years or years == ruled or (0 in years | ruled and own not in years | ruled)
        years, named = (ruled if agreed and len(ruled) == 1 else {0, UNCLEAR}), ruled
    if UNCLEAR in years or (own is not None and any(year > own for year in named)):
        return UNCLEAR
    earlier = any(own is None or year < own for year in named)
    if not years or own in years:
        return UNCLEAR if earlier else None
    return next(iter(years)) if len(years) == 1 else 0


def without_planned_names(book: Book, settings: Settings) -> Book:
    """The book without doubts about payments whose project alone speaks of a refund, where a plan has that project.

    退役军人退回补助 is what its plan calls it. Of a name that no plan has, the figures are in doubt.
    """
    named = [
        fact for fact in book.facts if fact.kind in (SURE, DOUBTFUL) and fact.values["remark"] == fact.values["project"]
    ]
    if not named:
        return book
    planned = {normal(row.project) for row in book.plan_rows} | {normal(name) for name in settings.aliases}
    over = {id(fact) for fact in named if normal(str(fact.values["project"])) in planned}
    doubted = {str(fact.values["project"]): fact for fact in named if id(fact) not in over and fact.kind == SURE}
    rejects = [Reject(project, None, fact.origins[0]) for project, fact in doubted.items()]
    facts = tuple(fact for fact in book.facts if id(fact) not in over)
    return replace(book, facts=facts, rejects=(*book.rejects, *rejects))


def _is_year(text: str) -> bool:
    return len(text) == len("2019") and text.isdecimal()


def _plain(text: str, own: int | None) -> str:
    """二〇一九年, 19年 and 退2019 as 2019年; of short years only those just gone, which 15年义务 is not."""
    for match in reversed(list(CHINESE_YEAR.finditer(text))):
        text = text[: match.start()] + match.group().translate(CHINESE_DIGITS) + text[match.end() :]
    for match in reversed(list(SHORT_YEAR.finditer(text))):
        if own is not None and own - YEARS_BACK <= int(f"20{match.group()}") <= own + 1:
            text = text[: match.start()] + f"20{match.group()}" + text[match.end() :]
    return BARE_YEAR_OF_MONEY.sub(rf"\g<0>{YEAR_COLUMN}", text)


def _years(text: str, own: int | None) -> set[int]:
    """The years that a text names; 上年 is `own` - 1, 前年 `own` - 2, 以前年度 0, and all where `own` is not known."""
    found = set()
    for word in RETURNED_YEAR.findall(text):
        if word[:4].isdigit():
            found.add(int(word[:4]))
        else:
            back = 1 if word[0] in LAST_YEAR_STARTS else 2 if word == YEAR_BEFORE_LAST else None
            found.add(own - back if own is not None and back is not None else 0)
    return found
