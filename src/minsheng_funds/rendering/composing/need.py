"""测算核对: what each project's need was computed from, and the stated amounts beside it."""

from minsheng_funds.model import Line, NeedFigures, NeedLevel, Statement
from minsheng_funds.money import YUAN
from minsheng_funds.quantities import written
from minsheng_funds.rendering.amounts import yuan_cell
from minsheng_funds.rendering.document import Cell, Column, Table
from minsheng_funds.rendering.words import DASH, Words
from minsheng_funds.vocabulary import PERIODS, UNIT_NAMES


def need_tables(statement: Statement, words: Words) -> list[Table]:
    """The table of computed need; none where nothing was computed.

    A row a level: the own level's always, others where they differ or are not stated; those that agree are counted.
    """
    lines = [line for line in statement.lines if line.need is not None]
    if not lines:
        return []
    columns = (
        Column(words.label("project")),
        Column(words.label("quantity"), "count", spare=2),
        Column(words.label("standard"), "count", spare=3),
        Column(words.label("level")),
        Column(words.label("share"), "count", spare=1),
        Column(words.label("computed"), "money"),
        Column(words.label("stated_need"), "money"),
        Column(words.label("difference"), "money"),
    )
    rows: list[tuple[Cell, ...]] = []
    agreeing = 0
    for line in lines:
        shown = _shown(line, statement.own_level)
        agreeing += len(line.need.levels) - len(shown) if line.need is not None else 0
        rows += [_row(line, level, found, words, first=place == 0) for place, (level, found) in enumerate(shown)]
    notes = [words.label("need_rounding")]
    if agreeing:
        notes.append(words.label("need_agree", count=agreeing))
    return [Table(words.label("need_table"), columns, tuple(rows), notes=tuple(notes))]


def _shown(line: Line, own_level: str) -> list[tuple[str, NeedLevel]]:
    levels = line.need.levels if line.need is not None else {}
    telling = [(level, found) for level, found in levels.items() if level == own_level or found.difference != 0]
    return telling or list(levels.items())[:1]


def _row(line: Line, level: str, found: NeedLevel, words: Words, *, first: bool) -> tuple[Cell, ...]:
    need = line.need
    assert need is not None
    share = f"{written(found.share * 100, 2)}%" if found.share is not None else DASH
    about = (Cell(line.project), Cell(_quantity(need)), Cell(_standard(need, words)))
    difference = found.difference
    return (
        *(about if first else (Cell(""), Cell(""), Cell(""))),
        Cell(words.level(level)),
        Cell(words.label("need_capped", share=share) if found.capped else share),
        yuan_cell(found.computed),
        yuan_cell(found.stated),
        yuan_cell(difference, tone="error" if difference is not None and abs(difference) > 1 else ""),
    )


def _quantity(need: NeedFigures) -> str:
    return f"{written(need.quantity)}{need.thing}" if need.quantity is not None else DASH


def _standard(need: NeedFigures, words: Words) -> str:
    """600元/人·月."""
    if need.standard is None:
        return DASH
    period = words.say(PERIODS[need.period]) if need.period else ""
    per = "·".join(part for part in (need.thing, period) if part)
    text = f"{written(need.standard / YUAN)} {words.say(UNIT_NAMES[YUAN])}" if words.language == "en" else ""
    text = text or f"{written(need.standard / YUAN)}{words.say(UNIT_NAMES[YUAN])}"
    return f"{text}/{per}" if per else text
