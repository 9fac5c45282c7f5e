"""Amounts in another unit than their neighbours: one row typed in 万元 among 元, or in 元 among 万元.

A ledger of ordinary payments spreads over two or three powers of ten; one of gifts may spread over seven. So an
amount is suspected only where it is at least 2,000 times smaller (in a column of 元) or larger (in a column of 万元)
than the median of its own project (of the column, where the project has few payments), where that lies five times
outside the spread between the tenth and the ninetieth part of these, where a gap of a hundredfold lies before the
next amount, and where ten thousand times it would be an ordinary one. Looked at are the first 2,500 rows, and beyond
them whatever lies far from those.
"""

from itertools import pairwise
from math import log
from typing import NamedTuple

from minsheng_funds.model import Origin
from minsheng_funds.money import THOUSAND_YUAN, YUAN

FACTOR = 10_000
LEAST_RATIO = 2_000
LEAST_ROWS = 6
"""So many amounts at least make a median that says what is ordinary."""
LEAST_DEVIATIONS = 5
LEAST_GAP = 100
"""How many times the nearest ordinary amount is larger (or smaller): amounts that only trail off are no slips."""
MOST_SUSPECTS = 20
MOST_SAMPLED = 10_000
_TENTH_TO_NINETIETH = 2.563
"""Standard deviations between the tenth and the ninetieth part of a normal distribution."""


class Sampled(NamedTuple):
    """One amount (fen) with its project and cell's row."""

    fen: int
    project: object
    row: int


class _Ordinary(NamedTuple):
    """What is ordinary among some amounts: tenth, middle and ninetieth part, the last one beyond a gap (fen)."""

    low: int
    median: int
    high: int
    apart: int

    def is_slip(self, fen: int, *, small: bool) -> bool:
        """Whether an amount stands out as one in another unit; `small`: too small, else too large."""
        if not self.apart or (fen > self.apart if small else fen < self.apart):
            return False
        ratio = self.median / fen if small else fen / self.median
        meant = fen * FACTOR if small else fen // FACTOR
        deviation = max(log(self.high / self.low) / _TENTH_TO_NINETIETH, 0.1)
        striking = ratio >= LEAST_RATIO and log(ratio) >= LEAST_DEVIATIONS * deviation
        return striking and self.low <= meant * 3 and meant <= self.high * 3


def _ordinary(amounts: list[int], *, small: bool) -> _Ordinary | None:
    if len(amounts) < LEAST_ROWS:
        return None
    amounts = sorted(amounts)
    last = len(amounts) - 1
    cut = max(1, last // 10)  # a single amount far away must not widen the spread that it is held against
    outward = amounts if small else amounts[::-1]
    gaps = [far for far, near in pairwise(outward[: cut + 1]) if max(far, near) >= LEAST_GAP * min(far, near)]
    return _Ordinary(amounts[cut], amounts[last // 2], amounts[last - cut], gaps[-1] if gaps else 0)


class Sample:
    """The amounts of a ledger's first rows, and of those beyond that lie outside `bounds`."""

    def __init__(self, unit: int) -> None:
        self._unit = unit
        self._found: list[Sampled] = []

    def add(self, fen: int, project: object, row: int) -> None:
        """Takes in one amount; refunds and zeros are no measure."""
        if fen > 0 and len(self._found) < MOST_SAMPLED:
            self._found.append(Sampled(fen, project, row))

    def bounds(self) -> tuple[int, int]:
        """Amounts (fen) outside are worth a closer look; (0, 0) where too many are, or nothing can be said."""
        small = self._unit == YUAN
        ordinary = _ordinary([found.fen for found in self._found], small=small)
        if ordinary is None:
            return 0, 0
        low, high = ordinary.median // LEAST_RATIO, ordinary.median * LEAST_RATIO
        outside = sum(found.fen < low if small else found.fen > high for found in self._found)
        if outside * 50 > len(self._found):
            return 0, 0
        return (low, 0) if small else (0, high)

    def suspects(self, sheet: Origin, column: int) -> list[tuple[Sampled, Origin, int]]:
        """The amounts that are probably in another unit, with their cell and the median beside them."""
        if self._unit != YUAN and self._unit < THOUSAND_YUAN:
            return []
        small = self._unit == YUAN
        by_project: dict[object, list[int]] = {}
        for found in self._found:
            by_project.setdefault(found.project, []).append(found.fen)
        everywhere = _ordinary([found.fen for found in self._found], small=small)
        ordinary = {key: _ordinary(amounts, small=small) or everywhere for key, amounts in by_project.items()}
        suspects = []
        for found in self._found:
            beside = ordinary[found.project]
            if beside is not None and beside.is_slip(found.fen, small=small):
                suspects.append((found, sheet._replace(row=found.row, column=column), beside.median))
        return suspects[:MOST_SUSPECTS] if len(suspects) <= max(1, len(self._found) // 10) else []
