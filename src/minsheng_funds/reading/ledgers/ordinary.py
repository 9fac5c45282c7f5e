"""Which rows of a large ledger an engine may add up: those that the fast loop would take without a closer look."""

from collections.abc import Callable, Sequence
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from minsheng_funds.reading.captions import unit_alone
from minsheng_funds.reading.ledgers.groups import doubled
from minsheng_funds.reading.ledgers.payments import PaymentRows
from minsheng_funds.reading.ledgers.refunds import is_telling, telling_pattern
from minsheng_funds.reading.sheets import NotCondensable, OrdinaryRows
from minsheng_funds.reading.values import Cell, squeeze
from minsheng_funds.vocabulary import DITTO

_REMEMBERED = 20_000


class Known(NamedTuple):
    """What a ledger's reader has found out so far: groups, which of them a second pass asks for, days, amounts."""

    knows: Callable[[tuple[Cell, ...]], bool]
    wants: Callable[[tuple[Cell, ...]], bool]
    read_day: Callable[[Cell], date | None]
    bounds: Callable[[], tuple[float, float]]


def ordinary_rows(understood: PaymentRows, words: Sequence[int], after: int, known: Known) -> OrdinaryRows | None:
    """What the fast loop of a ledger's reader calls an ordinary row; None where each has to be given as it stands."""
    draft, offset = understood.draft, understood.draft.cells.first_column
    amount, day, sequence = understood.amounts[0], understood.date, understood.sequence
    unit = amount.unit or 1
    if day is None or not understood.projects or draft.project or unit % 100 or draft.rule.blank:
        return None
    projects = len(understood.projects)

    @lru_cache(_REMEMBERED)
    def harmless(text: str) -> bool:
        return not is_telling(text) or unit_alone(squeeze(text)) == unit

    def knows(group: tuple[Cell, ...]) -> bool:
        if not DITTO.isdisjoint(group[:projects]):
            raise NotCondensable
        return known.knows(group)

    return OrdinaryRows(
        after=after,
        groups=tuple(place - offset for place in doubled(understood.group_places())),
        day=day.index - offset,
        amount=amount.index - offset,
        unit=unit,
        words=tuple(place - offset for place in words),
        sequence=sequence.index - offset if sequence else None,
        width=max(column.index for column in draft.columns) + 1,
        bounds=known.bounds,
        knows=knows,
        wants=known.wants,
        read_day=known.read_day,
        harmless=harmless,
        telling=telling_pattern(),
    )
