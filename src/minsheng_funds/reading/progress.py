"""Telling how far the reading is, without a word in the loop over rows: rows are counted by the thousand."""

from collections.abc import Callable, Iterable, Iterator
from itertools import chain, islice

from minsheng_funds.reading.sheets import Row

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
