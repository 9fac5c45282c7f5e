"""Columns of carried-over money (上年结转) that stand among the levels of one group: a source of its own.

Elsewhere the same words head what is left over, or last year's figures, and stay unused.
"""

from collections.abc import Sequence
from dataclasses import replace

from minsheng_funds.model import Column
from minsheng_funds.reading.captions import header_unit
from minsheng_funds.reading.columns import is_carried_over
from minsheng_funds.reading.values import squeeze

CARRYOVER = "carryover"


def with_carryover(columns: Sequence[Column]) -> list[Column]:
    """The columns, those of carried-over money read as a level where their neighbours of the same group are levels."""
    texts = [tuple(header_unit(squeeze(part).lower())[0] for part in column.path) for column in columns]
    found = list(columns)
    for place, column in enumerate(columns):
        if column.field or not any(map(is_carried_over, texts[place])):
            continue
        twin = _level_beside(columns, texts, place)
        if twin is not None:
            found[place] = replace(column, field=twin.field, level=CARRYOVER, nature=twin.nature)
    return found


def _level_beside(columns: Sequence[Column], texts: Sequence[tuple[str, ...]], place: int) -> Column | None:
    """A column whose header differs in the carried-over word alone, and has a level there; a leaf's is its neighbour.

    Where the word is a group's (上年结转 > 拨付数), any column of a level's group with the same leaf is one.
    """
    mine = texts[place]
    step = next(step for step, text in enumerate(mine) if is_carried_over(text))
    is_leaf = step == len(mine) - 1
    near = _neighbours(texts, place) if is_leaf else range(len(columns))
    for other in near:
        if not 0 <= other < len(columns) or columns[other].level is None or not columns[other].field:
            continue
        theirs = texts[other]
        if len(theirs) == len(mine) and (*theirs[:step], *theirs[step + 1 :]) == (*mine[:step], *mine[step + 1 :]):
            return columns[other]
    return None


def _neighbours(texts: Sequence[tuple[str, ...]], place: int) -> list[int]:
    """The columns beside this one, past others of carried-over money (省级结转 | 区级结转)."""
    found = []
    for step in (-1, 1):
        other = place + step
        while 0 <= other < len(texts) and any(map(is_carried_over, texts[other])):
            other += step
        found.append(other)
    return found
