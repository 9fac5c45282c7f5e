"""Forms of one project, as self-evaluations are: its name in a caption, its money in the first row below the header.

The rows further down are parts of that money, and goals and scores under the same columns: none of them is added.
"""

from minsheng_funds.model import Column
from minsheng_funds.reading.captions import UnitWord, header_unit
from minsheng_funds.reading.headers import Grid, Header, form_label
from minsheng_funds.reading.ledgers.names import stated_project
from minsheng_funds.reading.sheets import Row
from minsheng_funds.reading.tables import Draft
from minsheng_funds.reading.values import squeeze


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
