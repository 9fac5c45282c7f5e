"""The rows of a large file in order: those that are not ordinary as they stand, the others condensed."""

import os
from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from itertools import chain
from typing import TYPE_CHECKING, Any, Protocol

from minsheng_funds.reading.sheets import Condensed, NotCondensable, OrdinaryRows, Row, Settled, Unusable
from minsheng_funds.vocabulary import LARGE

if TYPE_CHECKING:
    from minsheng_funds.reading.large.condensing import Batch, Sums

MOST_UNASKED = 20_000
"""So many rows may stand in a large file without a ledger of payments: what is no ledger is kept in memory whole."""
MOST_LEFT_OUT = 1_000_000
"""So many rows may be no payments, or not readable: each is kept with its reason."""
LAST_ROWS = 16
"""So many of the last rows are given as they stand, for people who want to see them."""
_MOST_THREADS = 4
_CHECKED = 1_000
"""Rows between two looks at what they leave behind."""


class Parts(Protocol):
    """A file in parts."""

    start: tuple[Row, ...]
    """Rows before the first part."""

    def __iter__(self) -> Iterator[Any]: ...

    def rows(self, part: Any, more: Iterator[Any], number: int) -> Iterator[Row]:
        """The rows of a part; `number` is how many rows stand above it."""

    def is_simple(self, part: Any) -> bool:
        """Whether a part can be condensed."""

    def batch(self, part: Any, ordinary: OrdinaryRows) -> "Batch | None":
        """A simple part condensed; None where that is not possible after all."""

    def skip(self, part: Any) -> int | None:
        """How many rows a part has, if that can be told without reading them."""


class LargeRows:
    """The rows of a large file, once through."""

    def __init__(self, parts: Parts, *, condense: bool) -> None:
        self._parts, self._condense = parts, condense
        self._more: Iterator[Any] = iter(parts)
        self._number = 0
        self._ordinary: OrdinaryRows | None = None
        self._burden: Callable[[], int] | None = None
        self._batch: Batch | None = None
        self._sums: Sums | None = None

    def ask(self, ordinary: OrdinaryRows | None, burden: Callable[[], int]) -> None:
        """Asks for ordinary rows to be condensed (None: they must not be); `burden` counts what rows left behind."""
        self._burden = burden
        if self._condense and self._ordinary is None:
            self._ordinary = ordinary

    def settle(self) -> list[Settled]:
        """The sums of what was condensed since the last time, and before the row at hand, as their first rows stand."""
        if self._sums is None:
            return []
        if self._batch is not None:
            self._sums.add(self._batch.settle())
        return self._sums.take()

    def stop(self) -> None:
        """Another table begins. Raises `NotCondensable` where rows were condensed as those of the table above."""
        if self._sums is not None:
            raise NotCondensable
        self._ordinary = None

    def __iter__(self) -> Iterator[Row]:
        for row in self._parts.start:
            self._number += 1
            yield row
        for part in self._next_parts():
            if self._ordinary is None or self._number < self._ordinary.after or not self._parts.is_simple(part):
                yield from self._as_they_stand(part, self._more)
            else:
                yield from self._quickly(part, self._ordinary)

    def _next_parts(self) -> Iterator[Any]:
        """The next part as often as there is one: others take from `_more`, and put back, in between."""
        while (part := next(self._more, None)) is not None:
            yield part

    def _as_they_stand(self, part: Any, more: Iterator[Any]) -> Iterator[Row]:
        for row in self._parts.rows(part, more, self._number):
            self._number += 1
            yield row
            if not self._number % _CHECKED:
                self._check_burden()

    def _check_burden(self) -> None:
        if self._burden is None:
            if self._number > MOST_UNASKED:
                raise Unusable("large", {"why": LARGE["other"].fill(count=f"{MOST_UNASKED:,}")})
        elif self._burden() > MOST_LEFT_OUT:
            raise Unusable("large", {"why": LARGE["odd"].fill(count=f"{MOST_LEFT_OUT:,}")})

    def _quickly(self, part: Any, ordinary: OrdinaryRows) -> Iterator[Row]:
        """This part and the simple ones behind it, a few at once in threads, in their order."""
        from minsheng_funds.reading.large.condensing import Sums

        self._sums = self._sums or Sums()
        threads = max(2, min(os.cpu_count() or 1, _MOST_THREADS))
        ahead: deque[tuple[Any, Future[Batch | None]]] = deque()
        with ThreadPoolExecutor(threads) as pool:
            try:
                ahead.append((part, pool.submit(self._parts.batch, part, ordinary)))
                while ahead:
                    while len(ahead) <= threads and (part := next(self._more, None)) is not None:
                        if not self._parts.is_simple(part):
                            self._more = chain([part], self._more)
                            break
                        ahead.append((part, pool.submit(self._parts.batch, part, ordinary)))
                    part, future = ahead.popleft()
                    batch = future.result()
                    if batch is None:
                        yield from self._as_they_stand(part, iter(()))
                    else:
                        self._check_burden()
                        yield from self._condensed(batch, ordinary, is_last=not ahead)
            finally:
                pool.shutdown(wait=True, cancel_futures=True)

    def _condensed(self, batch: "Batch", ordinary: OrdinaryRows, *, is_last: bool) -> Iterator[Row]:
        """The rows of a batch that are not ordinary, or of groups not known yet, and between them the others' sums."""
        assert self._sums is not None
        self._batch = batch
        batch.begin(self._number, ordinary, last=LAST_ROWS if is_last else 0)
        while (place := batch.next_place()) < batch.rows:
            yield from self._ordinary_rows(batch, place)
            self._number += 1
            yield batch.row(place)
            batch.look_again(ordinary)
        yield from self._ordinary_rows(batch, batch.rows)
        self._sums.add(batch.settle())
        self._batch = None

    def _ordinary_rows(self, batch: "Batch", place: int) -> Iterator[Row]:
        count, fen = batch.advance(place)
        if count:
            self._number += count
            yield Condensed.of(count, fen, self._number)
