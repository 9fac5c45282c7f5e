"""How task quantities and unit standards are written: 16.5万人, 600元/人·月, 每人每年600元. Exact fractions throughout.

Whole texts only: 建设中心村6个 or 按工程概算 is a sentence, no figure, and None.
"""

import unicodedata
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from minsheng_funds.money import decimal_text
from minsheng_funds.patterns import (
    BRACKETS,
    FRACTION,
    MONTHS,
    PARTS_OF,
    PER_PARTS,
    PERCENT,
    POINT_OR_THOUSANDS,
    QUANTITY,
    STANDARD,
    STANDARD_EACH,
    STANDARD_UNIT,
    THING,
    TIMES,
)
from minsheng_funds.vocabulary import (
    ANY_THING,
    DIGITS,
    MONTHS_OF,
    OWN_COUNTERS,
    PERIOD_WORDS,
    SCALES,
    STANDARD_PREFIXES,
    THINGS,
    UNIT_WORDS,
)

MOST = 10**13
"""No programme counts as many of anything: a larger quantity is an account number or a slip."""


class Counted(NamedTuple):
    """A number of things: 16.5万人 is 165000 of 人; `thing` is "" where nothing says what is counted."""

    number: Fraction
    thing: str = ""


class Price(NamedTuple):
    """A unit standard in fen (a fraction, where a unit costs less) for one `thing` and one `period`."""

    fen: Fraction
    thing: str = ""
    period: str = ""


class Per(NamedTuple):
    """What a standard is paid for: one thing, each period ("" where nothing says it)."""

    thing: str = ""
    period: str = ""

    def or_else(self, other: "Per") -> "Per":
        """This, and where it says nothing, the other."""
        return Per(self.thing or other.thing, self.period or other.period)


def plain(text: str) -> str:
    """A text as names and quantities are compared: NFKC, no white space, one kind of brackets."""
    return "".join(unicodedata.normalize("NFKC", text).translate(BRACKETS).split())


def exact(value: str | float | Decimal) -> Fraction:
    """A number as the decimal that it is written as; a float is that of its first 15 digits. Raises `ValueError`."""
    text = format(value, ".15g") if isinstance(value, float) else str(value).replace(",", "")
    return Fraction(text)


def thing_of(text: str) -> tuple[str, int] | None:
    """What a unit counts and its scale: 万人 is (人, 10000), 千米 is (公里, 1); None where it is no known unit."""
    if text in THINGS:
        return THINGS[text], 1
    match = THING.fullmatch(text)
    if match is None:
        return None
    scale, thing, alone = match.groups()
    return (THINGS[thing] if thing else ""), SCALES.get(scale or alone or "", 1)


def read_quantity(text: str) -> Counted | None:
    """1200人, 16.5万人, 38公里, 1,200; None for a sentence, or for 12.500, which may be 12,500."""
    match = QUANTITY.fullmatch(text)
    if match is None:
        return None
    number, rest = match.groups()
    found = thing_of(rest) if rest else ("", 1)
    if found is None or (found[1] == 1 and POINT_OR_THOUSANDS.fullmatch(number)):
        return None
    thing, scale = found
    counted = exact(number) * scale
    return Counted(counted, thing) if counted < MOST else None


def per_of(text: str) -> Per | None:
    """What a standard is paid for: 人·年, 人/月, 月·人, 人年, 公里; None where a word is not known."""
    thing = period = ""
    for part in filter(None, PER_PARTS.sub("\n", text).split("\n")):
        things, periods = _one_of(part)
        if (things and thing) or (periods and period) or not (things or periods):
            return None
        thing, period = things or thing, periods or period
    return Per(thing, period)


def _one_of(part: str) -> tuple[str, str]:
    """A part of a unit as (thing, period): 人 is (人, ""), 月 is ("", month), 人年 is both."""
    if part in PERIOD_WORDS:
        return "", PERIOD_WORDS[part]
    found = thing_of(part)
    if found is not None and found[0] and found[1] == 1:
        return found[0], ""
    for word, period in PERIOD_WORDS.items():
        if part.endswith(word) and (found := thing_of(part.removesuffix(word))) and found[0] and found[1] == 1:
            return found[0], period
    return "", ""


def read_standard(text: str) -> Price | None:
    """600元/人, 1.2万元/公里, 每人每年600元, 600元; None without a unit of money, or for any other words."""
    if match := STANDARD.fullmatch(text):
        number, unit, rest = match.groups()
    elif match := STANDARD_EACH.fullmatch(text):
        each, average, number, unit = match.groups()
        rest = each or STANDARD_PREFIXES[average]
    else:
        return None
    per = per_of(rest or "")
    if per is None or (UNIT_WORDS[unit] == 100 and POINT_OR_THOUSANDS.fullmatch(number)):
        return None
    return Price(exact(number) * UNIT_WORDS[unit], *per)


def read_standard_unit(text: str) -> tuple[int, Per] | None:
    """The unit (fen) of a standard and what it is paid for, as a header says it: 元/人·年; None for other words."""
    match = STANDARD_UNIT.fullmatch(text)
    per = per_of(match.group(2) or "") if match else None
    return None if match is None or per is None else (UNIT_WORDS[match.group(1)], per)


def read_times(text: str) -> Counted | None:
    """How often a standard is paid: 12, 12个月, 全年, 1-6月; the thing is a period, or "" where nothing says it."""
    if text in MONTHS_OF:
        return Counted(Fraction(MONTHS_OF[text]), "month")
    if months := MONTHS.fullmatch(text):
        first, last = map(int, months.groups())
        return Counted(Fraction(last - first + 1), "month") if first <= last else None
    match = TIMES.fullmatch(text)
    return None if match is None else Counted(exact(match.group(1)), PERIOD_WORDS.get(match.group(2) or "", ""))


def part_of(text: str) -> Fraction | None:
    """A part of a whole that says how it is written: 20%, 1/3, 三分之一; None for a bare number, or other words."""
    if match := PERCENT.fullmatch(text):
        return exact(match.group(1)) / 100
    match = FRACTION.fullmatch(in_digits(text))
    return Fraction(*map(int, match.groups())) if match else None


def in_digits(text: str) -> str:
    """三分之一 as 1/3, wherever it stands in a text."""
    for match in PARTS_OF.finditer(text):
        text = text.replace(match.group(), f"{DIGITS[match.group(2)]}/{DIGITS[match.group(1)]}")
    return text


def agree(counted: str, paid_for: str) -> bool:
    """Whether a quantity of one thing can be paid by a standard for another: not 户 by 元/人, but 个 by 元/村."""
    if not counted or not paid_for or counted == paid_for:
        return True
    others = {counted, paid_for}
    return bool(others & ANY_THING) and not others & OWN_COUNTERS


def written(number: Fraction, decimals: int = 6) -> str:
    """A number as people write it: 1200, 38.5, 33.333333 (at most `decimals` digits, the last one rounded half up)."""
    text = decimal_text(number.numerator, number.denominator, decimals)
    return text.rstrip("0").rstrip(".") if "." in text else text
