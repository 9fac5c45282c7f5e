"""The cells behind figures and texts: where an amount of a line stands, and where a class or a unit is missing."""

from collections.abc import Collection, Iterator

from minsheng_funds.checks.evidence import Evidence
from minsheng_funds.model import Column, Line, Origin, PlanRow
from minsheng_funds.names import normal
from minsheng_funds.vocabulary import BLANK_AMOUNTS, TEXT_FIELDS


def amount_cells(line: Line, level: str, *measures: str) -> tuple[Origin, ...]:
    """The cells of these measures at a level that count in a line; without any, that of its name."""
    found = [
        cell.origin
        for measure in measures
        for cell in line.cells
        if (cell.measure, cell.level) == (measure, level) and not cell.why
    ]
    return tuple(dict.fromkeys(found)) or line.origins[:1]


def blank_cells(seen: Evidence, name: str) -> Iterator[tuple[str, tuple[Origin, ...]]]:
    """The projects of which no row of any plan says a class (or a unit), and the cells that could.

    Only of tables that say it of some project: a column that says it of none may mean something else.
    """
    tables = seen.book.tables
    rows = {row.origin: row for row in seen.book.plan_rows}
    used = {row.table for row in rows.values() if _said(row, name)}
    columns = {index: column for index in used if (column := _column(tables[index].columns, name)) is not None}
    known: set[str] = set()
    blank: dict[str, dict[Origin, None]] = {}
    names: dict[str, str] = {}
    for line in (*seen.statement.lines, *seen.statement.excluded):
        key = normal(line.project)
        names.setdefault(key, line.project)
        for row in (rows[origin] for origin in line.origins if origin in rows):
            if _said(row, name):
                known.add(key)
            elif row.table in columns:
                blank.setdefault(key, {})[row.origin._replace(column=columns[row.table].index)] = None
    for key, cells in blank.items():
        if key not in known:
            yield names[key], tuple(cells)


def _said(row: PlanRow, name: str) -> bool:
    """Whether a row says its class or its unit; a dash says none."""
    return (row.class_name if name == "class" else row.unit).strip() not in BLANK_AMOUNTS


def _column(columns: Collection[Column], name: str) -> Column | None:
    """The column of a text field: of several, the one with the more usual header word."""
    words = TEXT_FIELDS[name]
    found = [column for column in columns if column.field == name]
    leaves = {column.index: "".join(column.path[-1:]).strip() for column in found}
    order = {index: words.index(leaf) if leaf in words else len(words) for index, leaf in leaves.items()}
    return min(found, key=lambda column: order[column.index], default=None)
