"""A large csv: cut into parts of whole lines, in UTF-8; read row by row as any csv, or condensed part by part."""

import codecs
import csv
import re
from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING

from minsheng_funds.model import Source
from minsheng_funds.reading.containers.archive import over
from minsheng_funds.reading.containers.kinds import bare_utf16, kind_of, refuse_text
from minsheng_funds.reading.containers.text import WIDEST, delimiter_of, lines_of, rows_of
from minsheng_funds.reading.large.files import beginning, chunks
from minsheng_funds.reading.sheets import OrdinaryRows, Row, Unusable
from minsheng_funds.settings import Limits
from minsheng_funds.vocabulary import LONG_LINE

if TYPE_CHECKING:
    from minsheng_funds.reading.large.condensing import Batch

_PROBED = 1 << 22
"""So many bytes tell the encoding and the separator of the whole file."""
_LONGEST = 1 << 17
"""A line of more bytes may hold a field that a csv must not have: it is read row by row, where this is seen."""
_BYTE_ORDER_MARKS = (b"\xff\xfe", b"\xfe\xff")
_MARK = b"\xef\xbb\xbf"
_LONE_RETURN = re.compile(rb"\r(?!\n)")
_SAMPLED = 20_000
"""So many rows tell how many fields a row has."""


class TextParts:
    """The parts of a large csv."""

    start: tuple[Row, ...] = ()

    def __init__(self, source: Source, limits: Limits) -> None:
        head = beginning(source, _PROBED)
        if kind_of(head) != "text":
            raise Unusable("not-a-workbook", "")
        refuse_text(head)
        self._source, self._limits = source, limits
        self._encoding = _encoding_of(head, whole=len(head) >= source.size)
        text = head.decode(self._encoding, "ignore").removeprefix("\ufeff")
        self._delimiter = delimiter_of(text)
        self._widths: Counter[int] = Counter()
        self._width = 0

    @property
    def width(self) -> int:
        """How many fields the rows have, as most of those have that were read row by row."""
        return self._widths.most_common(1)[0][0] if self._widths else 0

    def __iter__(self) -> Iterator[bytes]:
        """Whole lines, but for the last ones of the file, which may end without a mark."""
        rest, longest = b"", self._limits.columns * WIDEST * 4
        for chunk in self._decoded():
            if b"\0" in chunk:
                raise Unusable("not-a-workbook", "")
            end = chunk.rfind(b"\n") + 1 or chunk.rfind(b"\r", 0, len(chunk) - 1) + 1
            if not end:
                rest += chunk
                if len(rest) > longest:
                    raise over("columns", self._limits.columns, LONG_LINE.fill(count=len(rest)), "csv")
                continue
            with memoryview(chunk) as view:
                part, rest = rest + view[:end], bytes(view[end:])
            yield part
        if rest:
            yield rest

    def _decoded(self) -> Iterator[bytes | bytearray]:
        """The chunks of the file in UTF-8, without the mark at its beginning."""
        if self._encoding == "utf-8":
            first = True
            for chunk in chunks(self._source):
                if first and chunk.startswith(_MARK):
                    del chunk[: len(_MARK)]
                first = False
                yield chunk
            return
        decoder = codecs.getincrementaldecoder(self._encoding)()
        try:
            for chunk in chunks(self._source):
                if text := decoder.decode(bytes(chunk)):
                    yield text.encode("utf-8")
            decoder.decode(b"", final=True)
        except UnicodeError:
            raise Unusable("encoding", "") from None

    def rows(self, part: bytes, more: Iterator[bytes], number: int) -> Iterator[Row]:
        """The rows of a part, read as those of any csv; of `more` what it takes to close a quoted field.

        `number` is how many rows stand above it.
        """
        lines = _Lines(part, more, self._limits)
        for row in rows_of(iter(lines), self._delimiter, self._limits, number, self._width):
            self._width = len(row)
            if number < _SAMPLED and row:
                self._widths[self._width] += 1
            number += 1
            yield row
            if lines.is_between_parts:
                return

    def is_simple(self, part: bytes) -> bool:
        """Whether every line is a row, whoever reads it."""
        if part.startswith(_MARK) or (b"\r" in part and _LONE_RETURN.search(part)):
            return False
        place = 0
        while place + _LONGEST < len(part):
            end = part.rfind(b"\n", place, place + _LONGEST)
            if end < 0:
                return False
            place = end + 1
        if b'"' not in part:
            return True
        from minsheng_funds.reading.large.condensing import quotes_are_plain

        return quotes_are_plain(part, self._delimiter)

    def batch(self, part: bytes, ordinary: OrdinaryRows) -> "Batch | None":
        """A simple part condensed; None where that is not possible."""
        from minsheng_funds.reading.large.condensing import text_batch

        return text_batch(part, self._delimiter, self.width, ordinary)

    def skip(self, part: bytes) -> int | None:
        """How many rows a part has, if that can be told without reading them."""
        if b'"' in part or (b"\r" in part and _LONE_RETURN.search(part)):
            return None
        return part.count(b"\n") + (not part.endswith(b"\n"))


class _Lines:
    """The lines of a part, and of those behind it while somebody asks for more."""

    def __init__(self, part: bytes, more: Iterator[bytes], limits: Limits) -> None:
        self._part, self._more, self._limits = part, more, limits
        self.is_between_parts = False

    def __iter__(self) -> Iterator[str]:
        part: bytes | None = self._part
        while part is not None:
            try:
                text = part.decode("utf-8")
            except UnicodeDecodeError:
                raise Unusable("encoding", "") from None
            left = len(text)
            for line in lines_of(text, self._limits):
                left -= len(line)
                self.is_between_parts = not left
                yield line
            part = next(self._more, None)


def _encoding_of(head: bytes, *, whole: bool) -> str:
    """The encoding of a text by its beginning: its mark, UTF-8, or GB18030. Raises `Unusable` for none of them."""
    if head.startswith(_BYTE_ORDER_MARKS):
        return "utf-16"
    if bare := bare_utf16(head):
        return bare
    for encoding in ("utf-8", "gb18030"):
        try:
            codecs.getincrementaldecoder(encoding)().decode(head, final=whole)
        except UnicodeDecodeError:
            continue
        return encoding
    raise Unusable("encoding", "")


def row_of(line: str, delimiter: str) -> Row:
    """The fields of a line that is a row of its own."""
    return list(next(csv.reader([line], delimiter=delimiter, strict=True), []))
