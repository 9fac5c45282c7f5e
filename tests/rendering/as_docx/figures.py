"""The printed figures of a .docx: key of a table → its rows as the printed texts, the first row its headers."""

import io
from collections.abc import Mapping, Sequence

import docx
from docx.oxml.ns import qn

from minsheng_funds.messages import LABELS
from minsheng_funds.vocabulary import Text

_TITLES = {
    "projects_table": "projects",
    "levels_table": "levels",
    "reconciliation": "reconciliation",
    "unmatched_table": "unmatched",
    "excluded_table": "excluded",
    "behind_table": "behind",
    "overdue_table": "overdue",
    "classes_table": "classes",
    "overview_table": "overview",
}
_VIEWS = {"unit": "responsible", "class": "class", "level": "level", "month": "month"}


def figures_of_docx(content: bytes) -> Mapping[str, Sequence[tuple[str, ...]]]:
    """The figures of a letter's tables, by the titles that the tables have in either language."""
    titles: dict[str, str] = {}
    for label, key in _TITLES.items():
        titles |= dict.fromkeys(LABELS[label], key)
    for view, label in _VIEWS.items():
        dimension = LABELS[label]
        filled = LABELS["by"].fill(dimensions=Text(dimension.zh, dimension.en.lower()))
        titles |= dict.fromkeys(filled, f"by-{view}")
    found: dict[str, list[tuple[str, ...]]] = {}
    for table in docx.Document(io.BytesIO(content)).tables:
        caption = table._tbl.tblPr.find(qn("w:tblCaption"))
        name = titles.get(str(caption.get(qn("w:val")))) if caption is not None else None
        if name is not None:
            rows = [[cell.text for cell in row.cells] for row in table.rows]
            found.setdefault(name, [tuple(row) for row in rows])
    return found
