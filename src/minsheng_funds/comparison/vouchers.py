"""Vouchers as two ledgers write them: with a word and zeros or without; where it is unsure, they are not one."""

import re
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from minsheng_funds.names import normal
from minsheng_funds.vocabulary import GENERAL_VOUCHER

_PARTS = re.compile(r"[0-9]+|[^\W\d_]+")


class Mark(NamedTuple):
    """A voucher as it is compared; its words and its number where it has exactly one."""

    text: str
    words: str = ""
    number: str = ""


def mark_of(voucher: str) -> Mark:
    """The letters and numbers of a voucher, without leading zeros and a word that stands before every number."""
    parts = [part.lstrip("0") or "0" if part.isdecimal() else part for part in _PARTS.findall(normal(voucher).lower())]
    if len(parts) > 1 and parts[0] == GENERAL_VOUCHER:
        parts = parts[1:]
    text = "-".join(parts) or normal(voucher)
    numbers = [part for part in parts if part.isdecimal()]
    if len(numbers) != 1:
        return Mark(text)
    return Mark(text, " ".join(part for part in parts if not part.isdecimal()), numbers[0])


def same_numbers(old: Iterable[Mark], new: Iterable[Mark]) -> frozenset[str]:
    """The numbers that one ledger writes with words and the other without: in each they belong to one series alone."""
    olds, news = _series(old), _series(new)
    return frozenset(
        number
        for number in olds.keys() & news.keys()
        if len(olds[number]) == len(news[number]) == 1
        if olds[number] != news[number] and "" in olds[number] | news[number]
    )


def _series(marks: Iterable[Mark]) -> Mapping[str, set[str]]:
    found: dict[str, set[str]] = {}
    for mark in marks:
        if mark.number:
            found.setdefault(mark.number, set()).add(mark.words)
    return found
