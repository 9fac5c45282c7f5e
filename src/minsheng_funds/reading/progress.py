"""Telling how far the reading is, without a word in the loop over rows: rows are counted by the thousand."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain, islice

from minsheng_funds.reading.filters import without_words
from minsheng_funds.reading.sheets import Condensed, Row, Sheet

Tell = Callable[[str, int], None]
"""Hears a source's or a sheet's name and how many more of its rows were read."""

CHUNK, TOLD = 256, 4_096
"""Rows taken at a time (few, so that they stay in the processor's cache), and rows between two words about them."""


def in_chunks(rows: Iterable[Row], tell: Callable[[int], None]) -> Iterator[Row]:
    """The same rows; `tell` hears of every few thousand when they are taken."""
    iterator = iter(rows)

    def chunks() -> Iterator[list[Row]]:
        untold = 0
        while chunk := list(islice(iterator, CHUNK)):
            untold += len(chunk)
            if untold >= TOLD or len(chunk) < CHUNK:
                tell(untold)
                untold = 0
            yield chunk

    return chain.from_iterable(chunks())


def numbered(sheet: Sheet, blank: Sequence[str], tell: Callable[[int], None] | None) -> Iterator[tuple[int, Row]]:
    """The rows of a sheet with their numbers, without the words that stand for nothing; `tell` hears of them."""
    if sheet.large is not None:
        return _numbered(without_words(sheet.rows, blank), tell)
    told = sheet.rows if tell is None else in_chunks(sheet.rows, tell)
    return enumerate(without_words(told, blank), 1)


def _numbered(rows: Iterable[Row], tell: Callable[[int], None] | None) -> Iterator[tuple[int, Row]]:
    """The rows of a large file; one that is condensed has the number of the first row that it stands for."""
    number, told = 1, 1
    for row in rows:
        yield number, row
        number += row.payments if type(row) is Condensed else 1
        if tell is not None and number - told >= TOLD:
            tell(number - told)
            told = number
    if tell is not None:
        tell(number - told)
