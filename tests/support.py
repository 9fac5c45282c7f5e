"""Workbooks in memory for the tests: rows of plain values → the bytes of an xlsx, xls, ods or csv file."""

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from minsheng_funds import pipeline
from minsheng_funds.model import Finding, Line, Outcome, Source, Table
from minsheng_funds.model.comparison import Comparison
from minsheng_funds.settings import Settings, _from_mapping

YUAN, WAN = 100, 1_000_000
Value = Any
Rows = Sequence[Any]


@dataclass(frozen=True)
class Formula:
    """A formula with the value that the file keeps for it; "" keeps none, "#REF!" an error."""

    text: str
    cached: Value = ""


@dataclass(frozen=True)
class Sheet:
    """One sheet: rows from `top`, `left` (from 0) on; `merged` as (top, left, bottom, right) of the sheet, from 0."""

    name: str
    rows: Rows
    merged: tuple[tuple[int, int, int, int], ...] = ()
    hidden: bool = False
    top: int = 0
    left: int = 0


def sheets_of(given: Sequence[Sheet | Rows]) -> list[Sheet]:
    return [item if isinstance(item, Sheet) else Sheet(f"Sheet{n}", item) for n, item in enumerate(given, 1)]


def xlsx(*given: Sheet | Rows) -> bytes:
    """An xlsx workbook, as XlsxWriter writes it."""
    import xlsxwriter

    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True})
    book.set_properties({"created": datetime(2020, 1, 1)})  # so that the same book has the same hash tomorrow
    day = book.add_format({"num_format": "yyyy-mm-dd"})
    for sheet in sheets_of(given):
        page = book.add_worksheet(sheet.name)
        if sheet.hidden:
            page.hide()
        for top, left, bottom, right in sheet.merged:
            page.merge_range(top, left, bottom, right, "")
        for r, row in enumerate(sheet.rows, sheet.top):
            for c, value in enumerate(row, sheet.left):
                if isinstance(value, Formula):
                    page.write_formula(r, c, value.text, None, value.cached)
                elif isinstance(value, (date, datetime)):
                    page.write_datetime(r, c, value, day)
                elif isinstance(value, str) and value:
                    page.write_string(r, c, value)
                elif value not in (None, ""):
                    page.write(r, c, value)
    book.close()
    return stream.getvalue()


def xls(*given: Sheet | Rows) -> bytes:
    """A BIFF8 workbook, as xlwt writes it."""
    import xlwt

    book = xlwt.Workbook()
    day = xlwt.easyxf(num_format_str="yyyy-mm-dd")
    for sheet in sheets_of(given):
        page = book.add_sheet(sheet.name)
        if sheet.hidden:
            page.visibility = 1
        spans = {(top, left): (bottom, right) for top, left, bottom, right in sheet.merged}
        for r, row in enumerate(sheet.rows, sheet.top):
            for c, value in enumerate(row, sheet.left):
                if value in (None, ""):
                    continue
                cells = (r, c, day) if isinstance(value, date) else (r, c, xlwt.Style.default_style)
                if (r, c) in spans:
                    bottom, right = spans[r, c]
                    page.write_merge(r, bottom, c, right, value)
                else:
                    page.write(cells[0], cells[1], value, cells[2])
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def ods(*given: Sheet | Rows) -> bytes:
    """An OpenDocument workbook, as odfpy writes it."""
    from odf.opendocument import OpenDocumentSpreadsheet
    from odf.table import CoveredTableCell, Table, TableCell, TableRow
    from odf.text import P

    document = OpenDocumentSpreadsheet()
    for sheet in sheets_of(given):
        table = Table(name=sheet.name)
        spans = {(top, left): (bottom, right) for top, left, bottom, right in sheet.merged}
        covered = {
            (r, c) for (top, left), (bottom, right) in spans.items()
            for r in range(top, bottom + 1) for c in range(left, right + 1) if (r, c) != (top, left)
        }  # fmt: skip
        for r, row in enumerate([*[()] * sheet.top, *sheet.rows]):
            line = TableRow()
            for c, value in enumerate([*[""] * sheet.left, *row] if row else [""]):
                span = spans.get((r, c))
                size = (
                    {} if span is None
                    else {"numberrowsspanned": span[0] - r + 1, "numbercolumnsspanned": span[1] - c + 1}
                )  # fmt: skip
                if (r, c) in covered:
                    line.addElement(CoveredTableCell())
                elif isinstance(value, date):
                    line.addElement(TableCell(valuetype="date", datevalue=value.isoformat(), **size))
                elif isinstance(value, (int, float)):
                    line.addElement(TableCell(valuetype="float", value=repr(value), **size))
                else:
                    cell = TableCell(valuetype="string", **size) if value else TableCell(**size)
                    if value:
                        cell.addElement(P(text=value))
                    line.addElement(cell)
            table.addElement(line)
        document.spreadsheet.addElement(table)
    stream = io.BytesIO()
    document.write(stream)
    return stream.getvalue()


def csv_bytes(rows: Rows, encoding: str = "utf-8-sig", delimiter: str = ",") -> bytes:
    """A csv as a spreadsheet program writes it."""
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, delimiter=delimiter)
    writer.writerows([["" if value is None else value for value in row] for row in rows])
    return stream.getvalue().encode(encoding)


def settings_of(toml: str = "", **given: Any) -> Settings:
    """Settings as `minsheng-funds.toml` would give them, with fields set on top."""
    import tomllib
    from dataclasses import replace

    return replace(_from_mapping(Settings(), tomllib.loads(toml), "settings"), **given)


def run(*contents: bytes | Source | Sheet | Rows, toml: str = "", **given: Any) -> Outcome:
    """Runs the pipeline; bytes are book1.xlsx, book2.xlsx …; sheets and rows go into one book.xlsx together."""
    loose = [item for item in contents if not isinstance(item, (bytes, Source))]
    sources = [item for item in contents if isinstance(item, Source)]
    sources += [Source(f"book{n}.xlsx", item) for n, item in enumerate(contents, 1) if isinstance(item, bytes)]
    if loose:
        sources.append(Source("book.xlsx", xlsx(*loose)))
    return pipeline.run(sources, settings_of(toml, **given))


def codes(outcome: Outcome) -> list[str]:
    """The codes of all findings, sorted."""
    return sorted(finding.code for finding in outcome.findings)


def finding(outcome: Outcome, code: str) -> Finding:
    """The only finding of that code."""
    (found,) = [item for item in outcome.findings if item.code == code]
    return found


def origins(outcome: Outcome, code: str) -> list[str]:
    """Every cell that findings of this code name."""
    return [str(origin) for item in outcome.findings if item.code == code for origin in item.origins]


def line(outcome: Outcome, project: str, nature: str = "matching") -> Line:
    """The only line of a project."""
    (found,) = [
        item for item in (*outcome.statement.lines, *outcome.statement.excluded)
        if (item.project, item.nature) == (project, nature)
    ]  # fmt: skip
    return found


def table(outcome: Outcome, sheet: str = "") -> Table:
    """The only table, or that of a sheet."""
    (found,) = [item for item in outcome.book.tables if sheet in ("", item.sheet)]
    return found


def left_out(found: Table) -> list[tuple[int, str]]:
    """(row, why) of every row that was left out."""
    return [(item.origin.row, item.why) for item in found.left_out]


def required(outcome: Outcome) -> dict[str, int | None]:
    """Project → fen required, of all lines."""
    return {item.project: item.figures.required for item in outcome.statement.lines}


def disbursed(outcome: Outcome) -> dict[str, int | None]:
    """Project → fen disbursed, of all lines."""
    return {item.project: item.figures.disbursed for item in outcome.statement.lines}


def assumed(outcome: Outcome) -> set[str]:
    """The kinds of all assumptions."""
    return {item.kind for item in outcome.statement.assumptions}


PLAN_HEADER = ("序号", "项目名称", "计划资金")
LEDGER_HEADER = ("拨付日期", "项目名称", "收款单位", "拨付金额", "备注")
NEED_HEADER = (
    *("项目名称", "任务量(人)", "补助标准(元/人)"),
    *("中央分担比例", "省级分担比例", "区级分担比例"),
    *("中央", "省级", "区级"),
)


def plan(
    *amounts: tuple[str, Value], unit: str = "万元", name: str = "计划", title: str = "2020年资金筹集方案"
) -> Sheet:
    """A plan of one amount column; header in row 3, first project in row 4."""
    rows = [[n, *item] for n, item in enumerate(amounts, 1)]
    return Sheet(name, [[title], [f"单位:{unit}"], PLAN_HEADER, *rows])


def ledger(
    *payments: Sequence[Value], unit: str = "元", name: str = "台账", title: str = "2020年资金拨付台账"
) -> Sheet:
    """A ledger of (date, project, payee, amount, remark); header in row 3, first payment in row 4."""
    return Sheet(name, [[title], [f"单位:{unit}"], LEDGER_HEADER, *payments])


def day(month: int, number: int) -> date:
    """A day of 2020."""
    return date(2020, month, number)


def payments(count: int, project: str = "甲", first: int = 1) -> list[tuple[Value, ...]]:
    """So many payments of 100, 200 … yuan, one a day from 1 January on."""
    return [(day(1 + (n // 28), 1 + n % 28), project, "单位", 100.0 * n, "") for n in range(first, first + count)]


def sums(amounts: Iterable[int | None]) -> int:
    """The sum of what is known."""
    return sum(amount or 0 for amount in amounts)


def compare(
    old: bytes | Sequence[Sheet],
    new: bytes | Sequence[Sheet],
    *,
    toml: str = "",
    kind: str = "auto",
    old_given: dict[str, Any] | None = None,
    **given: Any,
) -> Comparison:
    """Compares two workbooks, old.xlsx and new.xlsx; `given` are settings of both sides, `old_given` of the old one."""
    sides = [
        [Source(name, item if isinstance(item, bytes) else xlsx(*item))]
        for name, item in (("old.xlsx", old), ("new.xlsx", new))
    ]
    settings = settings_of(toml, **given)
    old_settings = settings_of(toml, **{**given, **(old_given or {})})
    return pipeline.compare(sides[0], sides[1], settings, old_settings=old_settings, kind=kind)
