"""One cell → text, a date, or an amount. What is not sure is refused with a word that says why."""

import re
import unicodedata
from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from minsheng_funds.money import MAX_FEN, YUAN, fen_of_decimal, fen_of_number
from minsheng_funds.patterns import (
    BRACKETS,
    CURRENCY_PREFIXES,
    EIGHT_DIGITS,
    MONTH_DAY,
    MONTH_ONLY,
    NUMBER,
    POINT_OR_THOUSANDS,
    TWO_NUMBERS,
    UNIT_SUFFIX,
    YEAR_MONTH_DAY,
)
from minsheng_funds.vocabulary import BLANK_AMOUNTS, UNIT_WORDS

Cell = str | float | int | bool | date | datetime | time | timedelta | None

EXCEL_EPOCH = date(1899, 12, 30)
FIRST_SERIAL, LAST_SERIAL = 36526, 73051  # 2000-01-01 … 2099-12-31: the years of livelihood programmes


class Unreadable(ValueError):
    """A cell that cannot be read for sure; the argument is a reason, a key of the checks' words."""


class Amount(NamedTuple):
    """An amount in fen; `exact` is False where the cell held a fraction of a fen; `unit` is the cell's own."""

    fen: int
    exact: bool = True
    unit: int | None = None


REMEMBERED = 5_000
"""How many texts are remembered with what they say: in one ledger, and in many, the same words come again and again."""


def text_of(cell: Cell) -> str:
    """A cell as text: NFKC, no outer spaces, inner runs of white space as one; whole numbers without ".0"."""
    if isinstance(cell, str):
        return " ".join(unicodedata.normalize("NFKC", cell).split()) if cell else ""
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < 1e15:
        return str(int(cell))
    return str(cell)


def join_names(parts: Iterable[str]) -> str:
    """A name in several cells as one: Chinese joined as it is, words of other scripts with a space between."""
    name = ""
    for part in filter(None, parts):
        spaced = name and name[-1].isascii() and part[0].isascii()
        name += f" {part}" if spaced else part
    return name


def squeeze(cell: Cell) -> str:
    """Text without any white space and with one kind of brackets: how names and headers are compared."""
    return _squeezed(cell) if isinstance(cell, str) else text_of(cell).replace(" ", "")


@lru_cache(REMEMBERED)
def _squeezed(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).split()).translate(BRACKETS)


def read_date(cell: Cell, year: int | None) -> date | None:
    """A date cell; None where it is blank. `year` (of the title) completes dates such as 4月17日.

    Raises `Unreadable`: a number such as 2020.1 was 2020.10 or 2020.1, and nobody can tell.
    """
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    if isinstance(cell, (int, float)) and not isinstance(cell, bool):
        return _date_of_number(cell)
    return _date_of_text(text_of(cell), year)


@lru_cache(REMEMBERED)
def _date_of_text(text: str, year: int | None) -> date | None:
    if text in BLANK_AMOUNTS:
        return None
    compact = text.replace(" ", "") if ":" not in text else text
    if match := YEAR_MONTH_DAY.fullmatch(compact) or EIGHT_DIGITS.fullmatch(compact):
        return _date_of(*match.groups())
    if match := MONTH_DAY.fullmatch(compact):
        if year is None:
            raise Unreadable("date-without-year")
        return _date_of(str(year), *match.groups())
    if re.fullmatch(r"\d{5}", compact):
        return _date_of_number(int(compact))
    raise Unreadable("date-without-day" if MONTH_ONLY.fullmatch(compact) else "date")


def _date_of(year: str, month: str, day: str) -> date:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        raise Unreadable("date") from None


def _date_of_number(number: float) -> date:
    number = float(number)
    if FIRST_SERIAL <= number < LAST_SERIAL:
        return EXCEL_EPOCH + timedelta(days=int(number))
    if number.is_integer() and (match := EIGHT_DIGITS.fullmatch(str(int(number)))):
        return _date_of(*match.groups())
    whole_month = number.is_integer() and MONTH_ONLY.fullmatch(str(int(number)))
    raise Unreadable("date-without-day" if whole_month else "date")


def read_amount(cell: Cell, unit: int) -> Amount | None:
    """A money cell in a unit of `unit` fen; None where it is blank ("", "—", "/", "无").

    Reads text with full-width digits, thousand separators, "12.5万", "(12.5)" and "△12.5" (both negative).
    Raises `Unreadable` for what is no amount: other text, dates, yes/no, digits too long to be money.
    """
    if isinstance(cell, (int, float)) and not isinstance(cell, bool):
        try:
            fen, exact = fen_of_number(cell, unit)
        except ValueError:
            raise Unreadable("amount") from None
        return _plausible(Amount(fen, exact))
    if isinstance(cell, str) and TWO_NUMBERS.search(text_of(cell)):
        raise Unreadable("amount")
    if cell is None or isinstance(cell, str):
        return _amount_of_text(squeeze(cell), unit)
    raise Unreadable("amount-is-date" if isinstance(cell, (date, time, timedelta)) else "amount")


def is_amount(cell: Cell) -> bool:
    """Whether a cell reads as an amount; a blank one does not."""
    try:
        return read_amount(cell, 1) is not None
    except Unreadable:
        return False


def _amount_of_text(text: str, unit: int) -> Amount | None:
    if text in BLANK_AMOUNTS:
        return None
    own_unit = None
    body = text
    for prefix in CURRENCY_PREFIXES:
        body = body.removeprefix(prefix)
    negative = False
    if body.startswith("(") and body.endswith(")"):
        negative, body = True, body[1:-1]
    if match := UNIT_SUFFIX.fullmatch(body):
        body, own_unit = match.group(1), UNIT_WORDS[match.group(2)]
    if not negative and body.startswith("(") and body.endswith(")"):
        negative, body = True, body[1:-1]
    if body[-1:] == "-" and body[:1].isdigit() and not negative:
        negative, body = True, body[:-1]
    if body[:1] in ("-", "−", "△", "▲", "Δ", "–"):
        if negative:
            raise Unreadable("amount")
        negative, body = True, body[1:]
    body = body.removeprefix("+").removeprefix("¥")
    if not NUMBER.fullmatch(body) or not body.isascii():
        raise Unreadable("amount")
    if (own_unit or unit) == YUAN and POINT_OR_THOUSANDS.fullmatch(body):
        raise Unreadable("amount-point")
    number = Decimal(body.replace(",", ""))
    fen, exact = fen_of_decimal(-number if negative else number, own_unit or unit)
    return _plausible(Amount(fen, exact, own_unit))


def _plausible(amount: Amount) -> Amount:
    if abs(amount.fen) >= MAX_FEN:
        raise Unreadable("amount-too-long")
    return amount
