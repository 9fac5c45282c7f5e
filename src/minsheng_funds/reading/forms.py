"""Forms of one project, as self-evaluations are: its name in a caption, its money in the first row below the header.

The rows further down are parts of that money, and goals and scores under the same columns: none of them is added.
"""

from collections.abc import Sequence
from typing import NamedTuple

from minsheng_funds.model import Column
from minsheng_funds.reading.captions import UnitWord, header_unit
from minsheng_funds.reading.columns import level_of
from minsheng_funds.reading.headers import Grid, Header, form_label
from minsheng_funds.reading.ledgers.names import stated_project
from minsheng_funds.reading.sheets import Row
from minsheng_funds.reading.tables import Draft
from minsheng_funds.reading.values import Unreadable, read_amount, squeeze
from minsheng_funds.vocabulary import FORM_PARTS, GOVERNMENTS, NOT_ADDED_PREFIX


def settle_form(draft: Draft, grid: Grid, header: Header) -> tuple[int, Row] | None:
    """The only row of money of a form whose project a caption names, under that name; None for every other table."""
    if draft.kind == "ledger" or draft.project_columns():
        return None
    label = form_label(grid, header.start, header.end, header.columns)
    project = stated_project(grid, header) if label is not None else ""
    if label is None or not project:
        return None
    if not draft.caption.units:  # the unit stands beside the heads of the columns: 项目资金(万元)
        origin = draft.origin(header.row_numbers[-1])
        beside = {header_unit(squeeze(text).lower())[1] for c in header.columns if c.index <= label for text in c.path}
        words = tuple(UnitWord(unit, origin) for unit in sorted(unit for unit in beside if unit is not None))
        draft.caption = draft.caption._replace(units=words)
    draft.columns = (Column(label, (), field="project"), *(c for c in draft.columns if c.index > label))
    number, row = grid.rows[header.end]
    named = list(row)
    named[label - draft.cells.first_column] = project
    return number, named


class Part(NamedTuple):
    """A row below that of all the money of a form: what it is called, and its amounts (fen) by column."""

    number: int
    label: str
    money: dict[int, int]


def names_source(text: str) -> bool:
    """Whether a text names only where money comes from: a level, what was carried over, 当年财政拨款."""
    plain = squeeze(text).removeprefix(NOT_ADDED_PREFIX).lstrip(":：、").lower()
    return plain in FORM_PARTS or level_of(plain) is not None


def check_form(draft: Draft, money: Sequence[Column], total: Part, below: Sequence[tuple[int, Row]]) -> None:
    """The parts of a form's money must make up its total; a blank or zero total over filled parts is none."""
    parts = _parts(draft, money, below)
    for column in money:
        filled = [part for part in parts if column.index in part.money]
        summed, *others = (sum(part.money[column.index] for part in found) for found in (_outer(filled), filled))
        stated = total.money.get(column.index, 0)
        some = len(parts) == 1 and parts[0].label.startswith(NOT_ADDED_PREFIX) and 0 < summed <= stated
        if not filled or stated in (summed, *others) or some:
            continue
        origins = [draft.origin(number, column.index) for number in (total.number, filled[0].number, filled[-1].number)]
        values = {"project": total.label, "expected_fen": summed, "actual_fen": stated}
        draft.note("form-parts-differ", *dict.fromkeys(origins), **values)
        draft.reject(total.label, origins[0])


def _parts(draft: Draft, money: Sequence[Column], below: Sequence[tuple[int, Row]]) -> list[Part]:
    """The rows of sources right below the row of all the money, with the amounts that can be read."""
    label = draft.project_columns()[0]
    found: list[Part] = []
    for number, row in below:
        names = [text for index in range(label + 1) if names_source(text := squeeze(draft.cells.text(row, index)))]
        if not names:
            break
        amounts: dict[int, int] = {}
        for column in money:
            try:
                amount = read_amount(draft.cells(row, column.index), column.unit or draft.unit)
            except Unreadable:
                continue
            if amount is not None:
                amounts[column.index] = amount.fen
        found.append(Part(number, names[-1], amounts))
    return found


def _outer(parts: Sequence[Part]) -> list[Part]:
    """The parts without those of a part: from a second 其中 on, as long as levels are named."""
    outer: list[Part] = []
    inside = False
    for place, part in enumerate(parts):
        level = level_of(part.label.removeprefix(NOT_ADDED_PREFIX).lstrip(":：、"))
        inside = level in GOVERNMENTS if inside else place > 0 and part.label.startswith(NOT_ADDED_PREFIX)
        if not inside:
            outer.append(part)
    return outer
