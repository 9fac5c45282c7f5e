"""What a row of a table is: a project or payment, a total, a subtotal, a note. Shared by plans and ledgers."""

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from minsheng_funds.patterns import CIRCLED, CIRCLED_DEPTH, DEPTHS, EXAMPLE_NAME, NUMBERED_NAMES, TOTAL_WITH_AMOUNT
from minsheng_funds.reading.sheets import Merged, Row
from minsheng_funds.reading.values import REMEMBERED, Cell, squeeze, text_of
from minsheng_funds.vocabulary import (
    BARE_LABELS,
    CAPTION_WORDS,
    CLASS_WORDS,
    COMPARISON_ROW,
    EXAMPLE_WORDS,
    NOTE_ROW,
    OF_WHICH_MARK,
    OF_WHICH_ROW,
    SIGNATURE_WORDS,
    SUBTOTAL_ROW,
    TOTAL_ROW,
    UNIT_WORDS,
    WHOLE_ROW,
)

_TOTAL, _SUBTOTAL = re.compile(TOTAL_ROW, re.IGNORECASE), re.compile(SUBTOTAL_ROW, re.IGNORECASE)
_NOTE, _OF_WHICH = re.compile(NOTE_ROW), re.compile(OF_WHICH_ROW)
_OF_WHICH_MARK = re.compile(OF_WHICH_MARK)
_CAPTION = re.compile(CAPTION_WORDS)
_COMPARISON = re.compile(rf"(?:{COMPARISON_ROW})(?:\(?(?:%|{'|'.join(UNIT_WORDS)})\)?)?[::]?")
_WHOLE = re.compile(rf"(?:{WHOLE_ROW})[::]?")


class Label(NamedTuple):
    """A row that is no project, or perhaps none: `why` is a key of `messages.LEFT_OUT`, or "of-which?".

    "of-which?" is a name that begins with 其中 without a colon; `amount` is a total given as text.
    """

    why: str
    amount: str = ""


def label_of(texts: Iterable[tuple[int, str]], name: str, last: int, written: str = "") -> Label | None:
    """What the texts of a row (without its amounts and remarks) say about it, or None for an ordinary row.

    `name` is the row's project cell, in column `last`: a class there (工程类) makes the row a subtotal. To the
    right of a name only a bare 合计 or 小计 counts: a task that begins with 其中 is no label of its row.
    A name `written` with 【示例】 at its beginning makes the row an example, whatever else stands in it.
    """
    if name in CLASS_WORDS or EXAMPLE_NAME.match(written):
        return Label("subtotal" if name in CLASS_WORDS else "example")
    for column, text in texts:
        if (text == name or not name) and (named := _label_of_name(text)) is not None:
            return named
        if name and column > last:
            if text in BARE_LABELS:
                return Label(BARE_LABELS[text])
            continue
        if text in EXAMPLE_WORDS:
            return Label("example")
        if text in SIGNATURE_WORDS and (column < last or not name):
            return Label("signature")
        if (said := _label_of_text(text)) is not None:
            return said
    return None


@lru_cache(REMEMBERED)
def _label_of_text(text: str) -> Label | None:
    """What is no project wherever it stands: 合计, 其中:甲, 小计, 注:…"""
    if _TOTAL.fullmatch(text):
        return Label("total")
    if match := TOTAL_WITH_AMOUNT.fullmatch(text):
        return Label("total", match.group(2))
    if _OF_WHICH.fullmatch(text):
        return Label("of-which" if _OF_WHICH_MARK.match(text) else "of-which?")
    if _SUBTOTAL.fullmatch(text):
        return Label("subtotal")
    return Label("note") if _NOTE.match(text) or _CAPTION.search(text) else None


@lru_cache(REMEMBERED)
def _label_of_name(text: str) -> Label | None:
    """What is no project where it stands as its name: 全部 and 共2项, 上年同期 and 占比."""
    if _WHOLE.fullmatch(text):
        return Label("total")
    return Label("comparison") if _COMPARISON.fullmatch(text) else None


def depth_of(number: Cell, *, before_name: bool = False) -> int | None:
    """How deep a row's numbering stands: 一、 1, (一) 2, 1. 3, 1.1 4, (1) and ① 5; None without numbering.

    `before_name` tells that a name follows, so that a bare number (2020年…, 一事一议) is none.
    """
    if isinstance(number, str) and CIRCLED.match(number.strip()):
        return CIRCLED_DEPTH  # before NFKC turns ① into 1
    text = squeeze(number)
    for pattern, depth in NUMBERED_NAMES if before_name else DEPTHS:
        if match := pattern.match(text):
            return depth + match.group().count(".") + match.group().count("-") - 1 if depth == 4 else depth
    return None


class Cells:
    """Reads the cells of one table's rows by column; columns count from the sheet's column A."""

    def __init__(self, first_column: int, *, ragged: bool = False) -> None:
        self.first_column = first_column
        self.ragged = ragged

    def __call__(self, row: Row, column: int) -> Cell:
        """The cell in a column of the sheet; blank outside the row."""
        place = column - self.first_column
        return row[place] if 0 <= place < len(row) else ""

    def name(self, row: Row, column: int) -> str:
        """The cell's text as it is printed: as written, but for spaces at its ends and in a row."""
        cell = self(row, column)
        return " ".join(cell.split()) if isinstance(cell, str) else text_of(cell)

    def text(self, row: Row, column: int) -> str:
        """The cell's text without white space."""
        return squeeze(self(row, column))


def merged_down(merged: Iterable[Merged], columns: Iterable[int], below: int) -> dict[tuple[int, int], int]:
    """(row, column) → first row of the cell merged over it (that row too), for data rows of these columns only."""
    wanted = set(columns)
    found: dict[tuple[int, int], int] = {}
    for (top, left), (bottom, _) in merged:
        if left in wanted and bottom > top and top + 1 > below:
            for row in range(top, bottom + 1):
                found[row + 1, left] = top + 1
    return found
