"""The template as people fill it in: by openpyxl, which keeps formulas and forgets their values."""

import io
from datetime import date, timedelta
from typing import Any

import openpyxl

from minsheng_funds.rendering.template import CAPTION, FIRST, FORMULA_ROWS, write_template
from minsheng_funds.settings import Settings

YEAR = 2026
EXAMPLE = ("left", "overwritten", "cleared", "deleted")
"""What may become of the example rows."""


def template(**given: Any) -> bytes:
    return write_template(Settings(**{"year": YEAR, **given}))


def book_of(content: bytes) -> Any:
    return openpyxl.load_workbook(io.BytesIO(content))


def columns_of(sheet: Any) -> dict[str, int]:
    """Header → column, from 1."""
    return {cell.value: cell.column for cell in sheet[FIRST]}


def put(sheet: Any, row: int, values: dict[str, Any]) -> None:
    columns = columns_of(sheet)
    for header, value in values.items():
        sheet.cell(row, columns[header]).value = value


def filled(content: bytes, projects: int = 40, payments: int = 320, example: str = "left", **given: Any) -> bytes:
    """The template with projects of 120 wan yuan of own money, paid evenly over the year, up to its last day."""
    book = book_of(content)
    _, plan, ledger = book.worksheets
    chinese = plan.title == "资金筹集方案"
    natures = ("配套资金", "管护资金") if chinese else ("Matching funds", "Maintenance funds")
    own = given.get("own", "区县级" if chinese else "district")
    for sheet in (plan, ledger):
        if example == "cleared":
            for cell in sheet[FIRST + 1]:
                if not str(cell.value).startswith("="):
                    cell.value = None
        if example == "deleted":
            delete_example(sheet)
        sheet.cell(CAPTION + 1, 1).value += "某区民生工程工作领导小组办公室资金组(财政局三楼会议室隔壁)"
    first = FIRST + (1 if example in ("overwritten", "deleted") else 2)
    names = [f"第{number}号农村道路(二期)" for number in range(1, projects + 1)]
    for place, name in enumerate(names):
        amounts = {
            ("中央" if chinese else "central"): 0.1 + place,
            ("省级" if chinese else "provincial"): 0.2,
            own: 120,
        }
        nature = natures[place % 7 == 0]
        head = ("序号", "项目名称", "资金类别") if chinese else ("No.", "Project name", "Nature")
        put(plan, first + place, {**dict(zip(head, (place + 1, name, nature), strict=True)), **amounts})
    yuan = 1_200_000 * projects // payments if payments else 0
    headers = (
        ("拨付日期", "项目名称", "收款单位", "资金类别", "资金级次", "拨付金额", "凭证号")
        if chinese
        else ("Payment date", "Project name", "Payee", "Nature", "Level", "Payment amount", "Voucher")
    )
    for place in range(payments):
        project = place % projects
        day = date(YEAR, 12, 31) - timedelta(days=payments - 1 - place)
        values = (day, names[project], f"单位{place % 9}", natures[project % 7 == 0], own, yuan, f"{place + 1:04}")
        put(ledger, first + place, dict(zip(headers, values, strict=True)))
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def delete_example(sheet: Any) -> None:
    """Deletes the row of the example as a spreadsheet does: the formulas below move up with their rows."""
    formulas = {cell.row: cell.value for cell in sheet["F"] if cell.row > FIRST and str(cell.value).startswith("=IF")}
    sheet.delete_rows(FIRST + 1)
    for row in range(FIRST + 1, FIRST + FORMULA_ROWS if formulas else 0):
        sheet.cell(row, 6).value = formulas[row]
