"""The cells of a row that say what it is paid for, and the sums kept by what they say."""

from collections.abc import Callable
from datetime import date
from operator import itemgetter
from typing import Any

from minsheng_funds.model import DaySum
from minsheng_funds.reading.sheets import Row


def sum_of(days: dict[Any, DaySum]) -> tuple[int, int]:
    """Sum (fen) and number of a group's payments; keys that are no days are other ways to write one."""
    sums = [found for day, found in days.items() if day is None or type(day) is date]
    return sum(found.fen for found in sums), sum(found.count for found in sums)


def doubled(places: list[int]) -> list[int]:
    """At least two places, so that what is got from them is always a tuple."""
    return places if len(places) > 1 else places * 2


def getter(places: list[int]) -> Callable[[Row], tuple[Any, ...]]:
    """What gets the cells of these places from a row, as a tuple; an empty one where there are none."""
    return itemgetter(*doubled(places)) if places else lambda _: ()
