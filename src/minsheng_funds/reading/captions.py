"""What stands around a table: its title, its unit (单位:万元), its as-of date (截止日期), its year."""

import calendar
import re
from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from minsheng_funds.model import Origin
from minsheng_funds.reading.values import squeeze
from minsheng_funds.vocabulary import MAINTENANCE, MATCHING, UNIT_WORDS

_UNITS = "|".join(sorted(UNIT_WORDS, key=len, reverse=True))
_CAPTION_UNIT = re.compile(
    rf"(?<![报制编主管送])(?:金额|货币|计量|资金)?单位[::]?(?:人民币)?[((]?({_UNITS})(?![\u4e00-\u9fff]*局)"
)
_BRACKET_UNIT = re.compile(rf"\((?:单位[::]?|金额[::]?)?(?:人民币)?({_UNITS})[^()]{{0,6}}\)")
_UNIT_ALONE = re.compile(rf"\(?(?:单位[::]?)?(?:人民币)?({_UNITS})\)?")
_TRAILING_UNIT = re.compile(rf"(?:[/、,:\-_]|(?<=[额数金资付划]))({_UNITS})$")
_AS_OF = re.compile(
    r"(?:截[至止](?:日期|时间|到)?|统计(?:日期|时间)|(?:填报|报告|编制)?(?:日期|时间)[::])[::]?(?:(20\d\d)(?:年|[-./]))?"
    r"(\d{1,2})(?:月份?|[-./])(?:(\d{1,2})日?|(底|末))?"
)
_YEAR = re.compile(r"(20\d\d)年?度?(?!\d)")


class UnitWord(NamedTuple):
    """A unit (fen) and the cell that states it."""

    unit: int
    origin: Origin


class Caption(NamedTuple):
    """What the rows above (and the notes below) a table say."""

    title: str = ""
    units: tuple[UnitWord, ...] = ()
    as_of: date | None = None
    as_of_origin: Origin | None = None
    year: int | None = None


def caption_unit(text: str) -> int | None:
    """The unit that a caption or a title states: 单位:万元, 金额单位:元, …表(万元). 填报单位 is no unit."""
    match = _CAPTION_UNIT.search(text) or _BRACKET_UNIT.search(text)
    return UNIT_WORDS[match.group(1)] if match else None


def unit_alone(text: str) -> int | None:
    """The unit where a cell holds nothing else, as in a row of units under the header."""
    match = _UNIT_ALONE.fullmatch(text)
    return UNIT_WORDS[match.group(1)] if match else None


def header_unit(text: str) -> tuple[str, int | None]:
    """A header text without its unit, and the unit: 拨付金额(万元), 金额/元, 计划资金万元."""
    for pattern in (_BRACKET_UNIT, _TRAILING_UNIT):
        if match := pattern.search(text):
            return text[: match.start()] + text[match.end() :], UNIT_WORDS[match.group(1)]
    return text, None


def read_caption(cells: Iterable[tuple[Origin, str]]) -> Caption:
    """Title, units, as-of date and year from the texts above a table, in sheet order."""
    title, units = "", []
    as_of: date | None = None
    as_of_origin: Origin | None = None
    year: int | None = None
    pending: list[tuple[Origin, re.Match[str]]] = []
    for origin, raw in cells:
        text = squeeze(raw)
        unit = caption_unit(text)
        if unit is not None:
            units.append(UnitWord(unit, origin))
        if match := _AS_OF.search(text):
            pending.append((origin, match))
        elif unit is None and len(text) > len(title) and not text.startswith(("附件", "附表")):
            title = text
        if year is None and (found := _YEAR.search(text)):
            year = int(found.group(1))
    for origin, match in pending:
        stated = _as_of_date(match, year)
        if stated is not None and as_of is None:
            as_of, as_of_origin = stated, origin
    return Caption(title, tuple(units), as_of, as_of_origin, year)


def _as_of_date(match: re.Match[str], year: int | None) -> date | None:
    year_text, month_text, day_text, end = match.groups()
    stated_year = int(year_text) if year_text else year
    if stated_year is None or not 1 <= int(month_text) <= 12 or not (day_text or end):
        return None
    last = calendar.monthrange(stated_year, int(month_text))[1]
    day = last if end else int(day_text)
    return date(stated_year, int(month_text), day) if 1 <= day <= last else None


def nature_in_title(text: str) -> str | None:
    """The nature that a title or a sheet's name speaks of, where it speaks of one only."""
    matching, maintenance = "配套资金" in text, "管护资金" in text or "管护经费" in text
    if matching == maintenance:
        return None
    return MATCHING if matching else MAINTENANCE
