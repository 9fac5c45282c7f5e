"""Long lists: their rows are written straight into the sheet's XML; a styled cell each would take most of the time.

The sheet is written with the row under the list; the rows of the list are put before it, a thousand at a time, while
the workbook is packed once more, so that they are never held together. Rows of long tables are put in the same way.
"""

import io
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from functools import lru_cache
from typing import Any
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from minsheng_funds.model import column_letter
from minsheng_funds.money import YUAN, money_text
from minsheng_funds.rendering.as_xlsx.values import LIKE_FORMULAS, MOST_FEN, Value, safe_text
from minsheng_funds.rendering.document import Listing

_UNESCAPED = re.compile(r"_x[0-9A-Fa-f]{4}_")
_SINCE = (1980, 1, 1, 0, 0, 0)
_AT_ONCE, _FAST = 1_000, 2
"""Rows that are packed together, and a level of packing that costs little more time than none."""
_DAY_ZERO = 693_594
"""The day before the first of a workbook's calendar, as an ordinal (with the 29th of February 1900 that never was)."""

Chunks = Iterator[bytes]
Stream = tuple[int, Callable[[], Chunks]]
"""Rows, and the number (from 1) of the row that they are put before."""


def with_rows(content: bytes, parts: Mapping[str, Sequence[Stream]]) -> bytes:
    """The workbook with rows put into these parts."""
    stream = io.BytesIO()
    with ZipFile(io.BytesIO(content)) as old, ZipFile(stream, "w", ZIP_DEFLATED, compresslevel=_FAST) as new:
        for entry in old.infolist():
            with new.open(_named(entry.filename), "w") as part:
                for chunk in _put_in(old.read(entry), parts.get(entry.filename, ())):
                    part.write(chunk)
    return stream.getvalue()


def _put_in(whole: bytes, streams: Sequence[Stream]) -> Chunks:
    """A part with rows before those of these numbers, which follow each other."""
    done = 0
    for number, rows in streams:
        at = whole.index(b'<row r="%d"' % number, done)
        yield whole[done:at]
        yield from rows()
        done = at
    yield whole[done:]


def _named(name: str) -> ZipInfo:
    entry = ZipInfo(name, _SINCE)
    entry.compress_type = ZIP_DEFLATED
    return entry


def rows_of(listing: Listing, first: int, plain: Sequence[int], quoted: Sequence[int]) -> Chunks:
    """The rows of a list as XML from sheet row `first` (from 1) on; the numbers of the columns' looks.

    `quoted` are the looks of texts that look like formulas.
    """
    columns = [
        (column.kind, column_letter(place), plain[place], quoted[place]) for place, column in enumerate(listing.columns)
    ]
    found: list[str] = []
    for number, values in enumerate(listing.rows(), first):
        found.append(f'<row r="{number}">')
        for value, (kind, letter, look, look_quoted) in zip(values, columns, strict=True):
            if value is None or value == "":
                continue
            if kind == "money" and isinstance(value, int):
                found.append(f'<c r="{letter}{number}"{_amount_xml(value, look)}</c>')
            elif kind == "day" and not isinstance(value, (str, int)):
                found.append(f'<c r="{letter}{number}" s="{look}"><v>{value.toordinal() - _DAY_ZERO}</v></c>')
            else:
                found.append(f'<c r="{letter}{number}"{_text_xml(str(value), look, look_quoted)}</c>')
        found.append("</row>")
        if number % _AT_ONCE == 0:
            yield "".join(found).encode("utf-8")
            found.clear()
    yield "".join(found).encode("utf-8")


def value_xml(value: Value, look: Any) -> str:
    """What follows a cell's address, for any value with its look."""
    number = look._get_xf_index()
    if isinstance(value, str) and value:
        return f"{_text_xml(value, number, number)}</c>"
    if isinstance(value, (int, float)):
        return f' s="{number}"><v>{value!r}</v></c>'
    if isinstance(value, date):
        return f' s="{number}"><v>{value.toordinal() - _DAY_ZERO}</v></c>'
    return f' s="{number}"/>'


def _amount_xml(fen: int, look: int) -> str:
    """What follows a cell's address, for an amount; as text where a spreadsheet's numbers are not exact to the fen."""
    if abs(fen) < MOST_FEN:
        return f' s="{look}"><v>{fen / YUAN!r}</v>'
    return _text_xml(money_text(fen, YUAN, 2), look, look)


@lru_cache(maxsize=65_536)
def _text_xml(text: str, look: int, look_quoted: int) -> str:
    """What follows a cell's address, for a text: its look, and the text as an inline string."""
    text = safe_text(text)
    given = look_quoted if text.startswith(LIKE_FORMULAS) else look
    if "_x" in text:
        text = _UNESCAPED.sub(r"_x005F\g<0>", text)  # else Excel shows the control character that it names
    space = ' xml:space="preserve"' if text != text.strip() else ""
    return f' s="{given}" t="inlineStr"><is><t{space}>{escape(text)}</t></is>'
