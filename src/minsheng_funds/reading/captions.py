"""What stands around a table: its title, its unit (单位:万元), its as-of date (截止日期), its year."""

import calendar
import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from minsheng_funds.model import Origin
from minsheng_funds.patterns import (
    ANNEX,
    AS_OF,
    AS_OF_GIVEN,
    BARE_YEAR,
    BRACKET_UNIT,
    CAPTION_EIGHT_DIGITS,
    CAPTION_UNIT,
    DOCUMENT_NUMBER,
    FILLED_IN,
    HEADER_HINT,
    OPEN_CAPTION,
    OTHER_CAPTION,
    OTHER_CAPTION_UNITS,
    TRAILING_UNIT,
    UNIT_ALONE,
    YEAR,
)
from minsheng_funds.reading.values import REMEMBERED, squeeze
from minsheng_funds.vocabulary import MONTH, TITLE_NATURES, UNIT_WORDS


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
    texts: tuple[str, ...] = ()
    """Every cell above the table, squeezed: whose table it is, and the words that tell what its days are."""
    unread: tuple[tuple[Origin, str], ...] = ()
    """As-of dates that are filled in and no day: their cells and what they say. None where another one is read."""


def caption_units(text: str) -> list[int]:
    """The units that a caption or a title states: 单位:万元, 单位:户、元, …表(万元). 填报单位 is no unit."""
    match = CAPTION_UNIT.search(text) or BRACKET_UNIT.search(text)
    if match is None:
        return []
    words = [match.group(1), *OTHER_CAPTION_UNITS.findall(text[match.end() :])]
    return list(dict.fromkeys(UNIT_WORDS[word] for word in words))


@lru_cache(REMEMBERED)
def unit_alone(text: str) -> int | None:
    """The unit where a cell holds nothing else, as in a row of units under the header."""
    match = UNIT_ALONE.fullmatch(text)
    return UNIT_WORDS[match.group(1)] if match else None


@lru_cache(REMEMBERED)
def header_unit(text: str) -> tuple[str, int | None]:
    """A header text without its unit and hints for those who fill it in, and the unit: 拨付金额(万元), 计划资金万元."""
    text = HEADER_HINT.sub("", text) or text
    for pattern in (BRACKET_UNIT, TRAILING_UNIT):
        if match := pattern.search(text):
            word = next(filter(None, match.groups()))
            return text[: match.start()] + text[match.end() :], UNIT_WORDS[word]
    return text, None


def read_caption(cells: Iterable[tuple[Origin, str]]) -> Caption:
    """Title, units, as-of date and year from the texts above a table, in sheet order.

    A cell may hold several of them (2020年…进度表(万元)); a caption may go on in the next cell: 截止日期:|2020-04-17.
    """
    texts = [(origin, CAPTION_EIGHT_DIGITS.sub(r"\1-\2-\3", text)) for origin, text in _joined(cells)]
    year = _first_year([text for _, text in texts])
    title, units = "", []
    dates: list[tuple[bool, date, Origin]] = []
    for origin, text in texts:
        units += [UnitWord(unit, origin) for unit in caption_units(text)]
        for pattern in (AS_OF, FILLED_IN):
            match = pattern.search(text)
            stated = _as_of_date(match, year, whole_month=pattern is AS_OF) if match else None
            if stated is not None:
                dates.append((pattern is FILLED_IN, stated, origin))
        rest = text
        for pattern in (CAPTION_UNIT, BRACKET_UNIT, AS_OF, FILLED_IN, OTHER_CAPTION, DOCUMENT_NUMBER, ANNEX):
            rest = pattern.sub("", rest)
        rest = rest.replace("()", "")
        title = rest if len(rest) > len(title) else title
    dates.sort(key=lambda found: found[0])
    as_of, as_of_origin = (dates[0][1], dates[0][2]) if dates else (None, None)
    year = year if year is not None or as_of is None else as_of.year
    given = [(origin, match.group(1)) for origin, text in texts if as_of is None and (match := AS_OF_GIVEN.match(text))]
    return Caption(title, tuple(units), as_of, as_of_origin, year, tuple(text for _, text in texts), tuple(given))


def _joined(cells: Iterable[tuple[Origin, str]]) -> Iterator[tuple[Origin, str]]:
    """The caption cells, each opening (单位:, 截止日期:) with the cell that follows in its row."""
    opened: tuple[Origin, str] | None = None
    for origin, raw in cells:
        text = squeeze(raw)
        if opened is not None and origin.row == opened[0].row:
            yield origin, opened[1] + text
            opened = None
            continue
        if opened is not None:
            yield opened
        opened = (origin, text) if OPEN_CAPTION.fullmatch(text) else None
        if opened is None:
            yield origin, text
    if opened is not None:
        yield opened


def _first_year(texts: Sequence[str]) -> int | None:
    """The year that the title speaks of; the year in a document's number is another matter."""
    for pattern in (YEAR, BARE_YEAR):
        for text in texts:
            if match := pattern.search(DOCUMENT_NUMBER.sub("", text)):
                return int(match.group(1))
    return None


def _as_of_date(match: re.Match[str], year: int | None, *, whole_month: bool) -> date | None:
    """The date of a match; 截至2020年3月 is the end of March where `whole_month` allows a month alone."""
    year_text, month_text, day_text, end = match.groups()
    end = end or (whole_month and day_text is None and MONTH in match.group())
    stated_year = int(year_text) if year_text else year
    if stated_year is None or not 1 <= int(month_text) <= 12 or not (day_text or end):
        return None
    last = calendar.monthrange(stated_year, int(month_text))[1]
    day = last if end else int(day_text)
    return date(stated_year, int(month_text), day) if 1 <= day <= last else None


def nature_in_title(text: str) -> str | None:
    """The nature that a title or a sheet's name speaks of, where it speaks of one only."""
    spoken = {nature for word, nature in TITLE_NATURES.items() if word in text}
    return spoken.pop() if len(spoken) == 1 else None
