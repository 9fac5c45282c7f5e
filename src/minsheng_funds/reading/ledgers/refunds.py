"""Words that say that a row's money came back: 退回, 红字, 冲销 …, and which year's money it was."""

import re

from minsheng_funds.patterns import (
    REFUND,
    REFUND_DOUBTFUL,
    REFUND_HARMLESS,
    REMARK_DOUBTFUL,
    RETURNED_FROM,
    RETURNED_MONEY,
    RETURNED_YEAR,
)
from minsheng_funds.reading.values import squeeze
from minsheng_funds.vocabulary import LAST_YEAR_STARTS, TOTAL_HINT, UNIT_CELL

_OTHER_WORDS = re.compile(rf"{TOTAL_HINT}|{UNIT_CELL}", re.IGNORECASE)
SURE, DOUBTFUL = "refund-positive", "refund-doubtful"
UNCLEAR = -1
"""A year is named, and nobody can tell whether it is that of the money."""


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


def refund_in_remark(text: str) -> str | None:
    """The same of a remark or a type, where some words more may speak of one: 核减, 清退, 资金回收."""
    kind = refund_in(text)
    return DOUBTFUL if kind is None and REMARK_DOUBTFUL.search(REFUND_HARMLESS.sub(" ", squeeze(text))) else kind


def is_telling(text: str) -> bool:
    """Whether a payee or a remark asks for a closer look at its row: a refund, a total, or a unit."""
    return bool(_OTHER_WORDS.search(text)) or refund_in_remark(text) is not None


def returned_year(text: str, own: int | None) -> int | None:
    """The year of the money that a negative row gives back, as its words name it; `own` is the year of its date.

    None where they name none, or the row's own; 0 for an earlier one without a number, or several; UNCLEAR where an
    earlier year is named and may not be that of the money (根据2019年审计意见收回).
    """
    squeezed = squeeze(text)
    said = "".join(RETURNED_FROM.findall(squeezed)) or "".join(RETURNED_MONEY.findall(squeezed))
    years = _years(said, own)
    if not years:
        earlier = any(own is None or year < own for year in _years(squeezed, own))
        return UNCLEAR if earlier else None
    if own in years:
        return None if len(years) == 1 else UNCLEAR
    return next(iter(years)) if len(years) == 1 else 0


def _years(text: str, own: int | None) -> set[int]:
    """The years that a text names; a year before its own is `own` - 1, or 0 where that is not known."""
    found = set()
    for word in RETURNED_YEAR.findall(text):
        if word[:4].isdigit():
            found.add(int(word[:4]))
        else:
            found.add(own - 1 if own is not None and word[0] in LAST_YEAR_STARTS else 0)
    return found
