"""Cells → what stands in a sheet: numbers with the format that prints them as the other pens do, texts, days."""

import re
from datetime import date
from decimal import Decimal

from minsheng_funds.money import YUAN
from minsheng_funds.rendering.document import Cell, Column, harmless

MOST_FEN = 10**15
"""From here on a spreadsheet's numbers are not exact to the fen: such an amount is written as text."""
LONGEST = 32_767
"""No text in a cell is longer (characters)."""
EXACT_FORMAT, DAY_FORMAT = "#,##0.00", "yyyy-mm-dd"
LIKE_FORMULAS = ("=", "+", "-", "@")
_NUMBER = re.compile(r"[+-]?\d+(\.\d+)?")

Value = int | float | date | str | None


def safe_text(text: str) -> str:
    """Text on one line without control characters, cut where a cell holds no more."""
    text = harmless(text)
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"


def exact_to_the_fen(cell: Cell) -> bool:
    """Whether a printed amount leaves nothing out: in 元 with two decimals, or of no unit of its own (元, too)."""
    return not cell.unit or (cell.unit == YUAN and decimals_of(cell.text) >= 2)


def is_amount(column: Column, cell: Cell) -> bool:
    """Whether an amount stands there that a spreadsheet's numbers can hold to the fen."""
    return column.kind == "money" and cell.fen is not None and abs(cell.fen) < MOST_FEN


def printed(cell: Cell) -> Decimal | None:
    """The number that a cell prints, in its unit; None for text."""
    text = cell.text.rstrip("*%")
    return Decimal(text) if _NUMBER.fullmatch(text) else None


def decimals_of(text: str) -> int:
    """The digits after the point of a printed number."""
    return len(text.rstrip("*%").partition(".")[2])


def value_of(column: Column, cell: Cell) -> Value:
    """What stands in a cell: a number or a day where the column is of that kind, else its text."""
    if is_amount(column, cell):
        text = cell.text.rstrip("*%")
        return float(text) if not exact_to_the_fen(cell) and _NUMBER.fullmatch(text) else (cell.fen or 0) / YUAN
    if column.kind == "rate" and cell.rate is not None:
        return cell.rate.numerator / cell.rate.denominator
    if column.kind == "day" and cell.day is not None:
        return cell.day
    number = printed(cell) if column.kind in ("count", "rate") else None
    if number is not None and len(cell.text) <= 15:
        return int(number) if number == int(number) and "." not in cell.text else float(number)
    return cell.text or None


def printed_value(column: Column, cell: Cell) -> tuple[Value, str]:
    """What stands in a cell of a table, and the format of its number; texts have none."""
    return value_of(column, cell), number_format(column, cell) if column.kind not in ("text", "state") else ""


def exact_value(cell: Cell) -> tuple[Value, str]:
    """The exact amount behind a printed one, and its format; its text where there is none."""
    known: Value = cell.text
    if cell.fen is not None:
        known = cell.fen / YUAN if abs(cell.fen) < MOST_FEN else None
    return known, EXACT_FORMAT if cell.complete else f'{EXACT_FORMAT}"*"'


def number_format(column: Column, cell: Cell) -> str:
    """The format that shows a number as it is printed: its decimals, its sign, the mark of an incomplete one."""
    mark = "" if cell.complete else '"*"'
    digits = decimals_of(cell.text)
    plain = f"0.{'0' * digits}" if digits else "0"
    if column.kind == "money" and (cell.fen is None or exact_to_the_fen(cell)):
        plain = EXACT_FORMAT
    elif column.kind == "rate" and (cell.rate is not None or printed(cell) is None):
        plain = f"{plain}%" if cell.rate is not None else "0.0%"
    elif column.kind == "day":
        return DAY_FORMAT
    if column.kind == "rate" and cell.rate is None and printed(cell) is not None:  # points
        return f"+{plain}{mark};-{plain}{mark};+{plain}{mark}"
    if cell.text.startswith("+"):
        return f"+{plain}{mark};-{plain}{mark};{plain}{mark}"
    return plain + mark
