"""A number format → what it tells of an amount: 0!.0,"万元" shows a tenth-thousandth, and says what of.

Only what scales, names a unit or shows percents counts; a currency sign, decimals, colours and thousands say nothing.
"""

import re
from collections.abc import Iterator

from minsheng_funds.reading.sheets import NumberFormat
from minsheng_funds.reading.values import squeeze
from minsheng_funds.vocabulary import UNIT_WORDS

_TOKEN = re.compile(
    r'"(?P<quoted>[^"]*)"'
    r"|[\\!](?P<escaped>.)"
    r"|[_*]."
    r"|\[\$(?P<currency>[^\]-]*)[^\]]*\]"
    r"|\[[^\]]*\]"
    r"|(?P<general>General|G/\S+?(?=[\"\\!;_\s]|$))"
    r"|(?P<digit>[0#?])"
    r"|(?P<mark>[.,;])"
    r"|(?P<date>[yYmMdDhHsS](?![^\"]*\"[^\"]*$)|AM/PM|E[+-]|%|@)"
    r"|(?P<other>.)",
    re.DOTALL | re.IGNORECASE,
)
_BRACKETS = "()()[]"


_LONGEST = 255
"""Excel keeps no longer code."""


def telling(code: str) -> NumberFormat | None:
    """What a format says of the unit of its cell, or None where it says nothing."""
    if len(code) > _LONGEST or (not any(mark in code for mark in ',.!\\"[%') and code.isascii()):
        return None
    for section in _sections(code):
        found = _Section(section)
        if found.digits and found.percent:
            return NumberFormat(code, percent=True)
        if found.digits and not found.is_other:
            scale, unit = found.scale, found.unit
            return NumberFormat(code, scale, unit) if scale != 1 or unit is not None else None
    return None


def _sections(code: str) -> Iterator[list[tuple[str, str]]]:
    """The parts between semicolons, each as (kind, text) tokens."""
    section: list[tuple[str, str]] = []
    for match in _TOKEN.finditer(code):
        kind, text = match.lastgroup or "", match.group(match.lastgroup or 0)
        if kind == "mark" and text == ";":
            yield section
            section = []
        else:
            section.append((kind, text))
    yield section


class _Section:
    """One section of a format: its digits, what scales them, and the words behind them."""

    def __init__(self, tokens: list[tuple[str, str]]) -> None:
        self.digits = 0
        self.percent = ("date", "%") in tokens
        self.is_other = any(kind == "date" for kind, _ in tokens)
        self._commas = self._inserted = 0
        self._words = ""
        decimals = False
        point = False
        for kind, text in tokens:
            if kind in ("digit", "general"):
                self.digits += 1
                self._inserted += int(point and not decimals)
                self._commas = 0 if not decimals else self._commas
                self._words = ""
            elif kind == "mark":
                decimals = decimals or text == "."
                self._commas += int(text == "," and self.digits > 0)
            elif kind in ("quoted", "escaped", "currency", "other"):
                if text.strip() == "." and self.digits:
                    point = True
                self._words += text
                self.percent = self.percent or text.strip() == "%"

    @property
    def scale(self) -> int:
        """By what the value is divided where it is shown."""
        return int(1000**self._commas * 10**self._inserted)

    @property
    def unit(self) -> int | None:
        """The unit that the words behind the digits name (fen)."""
        words = squeeze(self._words).strip(_BRACKETS)
        return UNIT_WORDS.get(words)
