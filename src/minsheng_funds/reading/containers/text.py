"""csv and its kin: text with separators, in the encodings that spreadsheet programs write."""

import csv
import io
import re
from collections import Counter
from collections.abc import Iterable, Iterator

from minsheng_funds.reading.containers.archive import over
from minsheng_funds.reading.containers.kinds import bare_utf16
from minsheng_funds.reading.sheets import Row, Sheet, Unusable
from minsheng_funds.settings import Limits
from minsheng_funds.vocabulary import LONG_LINE

_SAMPLE = 20_000
_BYTE_ORDER_MARKS = (b"\xff\xfe", b"\xfe\xff")
_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|\Z)")
WIDEST = 256
"""Characters a column, at most, that a line of a csv is reckoned to hold."""


def csv_sheet(name: str, content: bytes, limits: Limits) -> Sheet:
    """The only sheet of a csv."""
    text = decoded(content)
    return Sheet(name, rows_of(lines_of(text, limits), delimiter_of(text), limits), ragged=True)


def delimiter_of(text: str) -> str:
    """The mark that splits the first lines into the most even rows."""
    return max(",\t;|", key=lambda mark: _evenness(text[:_SAMPLE], mark))


def decoded(content: bytes) -> str:
    """The text, by its byte order mark, as UTF-8, or as GB18030."""
    if content.startswith(_BYTE_ORDER_MARKS):
        encodings: tuple[str, ...] = ("utf-16",)
    else:
        encodings = (bare,) if (bare := bare_utf16(content)) else ("utf-8-sig", "gb18030")
    for encoding in encodings:
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise Unusable("encoding", "")


def rows_of(lines: Iterable[str], delimiter: str, limits: Limits, before: int = 0, width: int = 0) -> Iterator[Row]:
    """Row by row. A quote that never closes, or closes rows further down, swallows payments: refused, with its row.

    `before` is how many rows stand above these lines, and `width` how many fields the last of them has.
    """
    reader = csv.reader(lines, delimiter=delimiter, strict=True)
    number, lines_before, blank = before, 0, 0
    try:
        for number, row in enumerate(reader, before + 1):
            if reader.line_num > lines_before + 1 and _swallowed(row, delimiter, width):
                raise Unusable("quote", {"row": number, "detail": "rows inside a quoted field"})
            lines_before, width = reader.line_num, len(row)
            blank = 0 if row else blank + 1
            if blank > limits.rows:
                raise over("rows", limits.rows, f"> {limits.rows}", "csv")
            yield list(row)
    except csv.Error as error:
        reason = "not-csv" if "limit" in str(error) else "quote"
        raise Unusable(reason, {"row": number + 1, "detail": str(error)}) from None


def _swallowed(row: list[str], delimiter: str, width: int) -> bool:
    """Whether a field of several lines holds a line with as many fields as the row before: that was a row."""
    marks = max(width - 1, 1)
    return any(line.count(delimiter) >= marks for field in row if "\n" in field for line in field.splitlines()[1:])


def lines_of(text: str, limits: Limits) -> Iterator[str]:
    """Line by line, in any of the three endings; a line longer than any row is refused before it is copied."""
    longest = limits.columns * WIDEST
    for match in _LINE.finditer(text):
        if match.end() - match.start() > longest:
            raise over("columns", limits.columns, LONG_LINE.fill(count=match.end() - match.start()), "csv")
        if match.end() > match.start():
            yield match.group()


def _evenness(sample: str, delimiter: str) -> tuple[int, int]:
    """How many rows of a sample have as many fields as most have, and how many that is: marks split evenly."""
    try:
        sizes = [len(row) for row in csv.reader(io.StringIO(sample, newline=""), delimiter=delimiter)]
    except csv.Error:
        return (0, 0)
    common, count = (
        Counter(size for size in sizes if size > 1).most_common(1)[0] if max(sizes, default=0) > 1 else (0, 0)
    )
    return (count, common)
