"""What a quantity counts where a column of its own says it: 计量单位 over 人, 户, 万人, 公里."""

from collections.abc import Sequence
from typing import NamedTuple

from minsheng_funds.model import Column
from minsheng_funds.patterns import NUMBER
from minsheng_funds.quantities import Counted, agree, exact, read_quantity, read_standard_unit, thing_of
from minsheng_funds.reading.captions import unit_alone
from minsheng_funds.reading.need_columns import header_of
from minsheng_funds.reading.tables import Draft
from minsheng_funds.reading.values import squeeze
from minsheng_funds.vocabulary import BLANK_AMOUNTS, QUANTITY_UNIT_WORDS, QUANTITY_WORDS, UNIT_HEADERS


class Unit(NamedTuple):
    """What one step of a quantity is: ten thousand of 人 for 万人."""

    thing: str = ""
    scale: int = 1


class UnknownUnit(Exception):
    """A unit that is not known, or contradicts what header or cell say: the quantity is not sure."""


def unit_columns(draft: Draft) -> list[Column]:
    """The columns that say what quantities count. 单位 alone may be an office: there most cells must be such units."""
    found = []
    for column in draft.columns:
        words = [header_of(squeeze(part).lower()).word for part in column.path[-2:]]
        if column.field not in ("", "unit", "money_unit") or not words:
            continue
        sure = words[-1] in QUANTITY_UNIT_WORDS
        grouped = words[-1] in UNIT_HEADERS and words[0] in QUANTITY_WORDS
        said = [text for _, row in draft.sample if (text := _plain(draft.cells.text(row, column.index)))]
        known = [text for text in said if thing_of(text) is not None]
        likely = words[-1] in UNIT_HEADERS and 2 * len(known) > len(said)
        if sure or grouped or likely:
            found.append(column)
    return found


def unit_beside(column: Column, quantities: Sequence[Column], units: Sequence[Column]) -> Column | None:
    """The column that says what a quantity's column counts: the one next to it, else the only one of the table."""
    beside = [unit for unit in units if abs(unit.index - column.index) == 1]
    if len(beside) > 1:
        beside = [unit for unit in beside if unit.path[:-1] == column.path[:-1] != ()] or beside
    if beside:
        return min(beside, key=lambda unit: unit.index < column.index)
    taken = any(abs(unit.index - other.index) == 1 for unit in units for other in quantities)
    return units[0] if len(units) == 1 and not taken else None


def read_unit(text: str) -> Unit | None:
    """What a cell of such a column says; None where it says nothing of a quantity: blank, 元, 元/人."""
    plain = _plain(text)
    if plain in BLANK_AMOUNTS or unit_alone(plain) is not None or read_standard_unit(plain) is not None:
        return None
    found = thing_of(plain)
    if found is None:
        raise UnknownUnit
    return Unit(*found)


def counted_in(figure: str, said: tuple[str, int] | None, named: str, unit: Unit | None) -> Counted | None:
    """A quantity's cell, by what its header's brackets say (`said`), what it is called (`named`), and its own unit.

    The cell's own words win over the header and the unit's column, which must not contradict each other.
    """
    counted = read_quantity(figure)
    if counted is None:
        return None
    bare = NUMBER.fullmatch(figure) is not None
    thing, scale = said or (named, 1)
    thing = thing or named
    if unit is not None:
        if not agree(unit.thing, counted.thing or thing) or (bare and said is not None and scale != unit.scale):
            raise UnknownUnit
        if not bare and unit.scale != 1 and counted.number != exact(NUMBER.match(figure)[0]) * unit.scale:  # type: ignore[index]
            raise UnknownUnit
        thing, scale = unit.thing or thing, unit.scale
    if counted.thing or not bare:
        return counted if counted.thing or unit is None else Counted(counted.number, thing)
    return Counted(counted.number * scale, thing)


def _plain(text: str) -> str:
    return squeeze(text).lower().strip("()")
