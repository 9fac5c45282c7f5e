"""Cells of tables → what a sentence says of them: texts by the keys of columns, amounts with their unit."""

from collections.abc import Mapping, Sequence
from decimal import Decimal

from minsheng_funds.rendering.document import Cell, Table
from minsheng_funds.rendering.words import DASH, Words

Record = Mapping[str, Cell]
_FULL_WIDTH = str.maketrans(dict(zip(",:;()", "\uff0c\uff1a\uff1b\uff08\uff09", strict=True)))


def records(tables: Sequence[Table], *, totals: bool = False) -> list[Record]:
    """The rows of tables (or their totals) as cells by the keys of their columns."""
    found: list[Record] = []
    for table in tables:
        keys = [column.key for column in table.columns]
        rows = [row for place, row in enumerate(table.rows) if (place in table.totals) == totals]
        found += [dict(zip(keys, row, strict=True)) for row in rows]
    return found


def of_fund(tables: Sequence[Table], name: str, *, totals: bool = False) -> list[Record]:
    """Those of one fund, by its name in the column of the funds."""
    return [record for record in records(tables, totals=totals) if record["nature"].text == name]


def amount(cell: Cell | None, words: Words) -> str | None:
    """A cell's amount as a sentence says it; None where it has none, is below zero (see `over`), or rounds to zero."""
    if cell is None or cell.fen is None or cell.fen < 0 or (cell.fen and not number(cell)):
        return None
    return words.amount(cell.fen, complete=cell.complete, text=cell.text.rstrip("*"))


def over(cell: Cell | None, words: Words) -> str | None:
    """The amount by which a cell lies below zero, without the sign; None where it does not."""
    if cell is None or cell.fen is None or cell.fen >= 0 or not number(cell):
        return None
    return words.amount(-cell.fen, complete=cell.complete, text=cell.text.rstrip("*").removeprefix("-"))


def number(cell: Cell) -> Decimal:
    """The number that a cell prints, without its marks."""
    return Decimal(cell.text.rstrip("*").rstrip("%"))


def known(cell: Cell | None) -> str | None:
    """A cell's text; None where it says nothing."""
    return None if cell is None or cell.text in ("", DASH) else cell.text


def full_width(text: str, words: Words) -> str:
    """A sentence of the program's own with the punctuation of Chinese letters."""
    return text.translate(_FULL_WIDTH) if words.language == "zh" else text


def points(cell: Cell | None) -> dict[str, str | None]:
    """Points ahead or behind as `ahead` and `late`, without a sign; both None where there are none, or nothing."""
    text = (known(cell) or "").split(" ")[0]
    digits = text.lstrip("+-")
    says = bool(digits.strip("0."))
    return {"ahead": digits if says and text[0] != "-" else None, "late": digits if says and text[0] == "-" else None}
