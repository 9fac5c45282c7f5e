"""Workbooks with what a library that loads and saves them would lose."""

import base64
import io
import zipfile
from collections.abc import Callable, Mapping
from datetime import date

import xlsxwriter

from tests.support import LEDGER_HEADER

PICTURE = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg=="
)


def rich(*, comments: bool = True, controls: bool = False, rows: int = 12) -> bytes:
    """A ledger with charts, a text box, sparklines, bars, comments, a picture, a table, merged cells, formats."""
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True})
    day = book.add_format({"num_format": "yyyy-mm-dd", "border": 1, "italic": True})
    money = book.add_format({"num_format": "#,##0.00", "border": 2, "bold": True, "font_color": "#FF0000"})
    head = book.add_format({"bold": True, "text_wrap": True, "bg_color": "#00FF00"})
    sheet = book.add_worksheet("2020'台账")
    sheet.set_column("A:A", 14)
    sheet.set_column("D:D", 18, money)
    sheet.set_column("F:F", 3, None, {"hidden": True})
    sheet.set_row(0, 30)
    sheet.merge_range("A1:E1", "2020年资金拨付台账", head)
    sheet.write("A2", "单位:元")
    sheet.write_row("A3", LEDGER_HEADER, head)
    for n in range(rows):
        sheet.write_datetime(3 + n, 0, date(2020, 1 + n % 3, 1 + n % 28), day)
        sheet.write_string(3 + n, 1, "道路" if n % 2 else "水渠<&>")
        sheet.write_string(3 + n, 2, "甲单位")
        sheet.write_string(3 + n, 3, "待定", money) if n == 4 else sheet.write_number(3 + n, 3, 1000.25 + n, money)
    sheet.write_rich_string(3, 4, "备", head, "注 _x0041_", " ok")
    sheet.data_validation("B4:B99", {"validate": "list", "source": ["道路", "水渠"]})
    sheet.conditional_format("D4:D20", {"type": "data_bar", "data_bar_2010": True})
    sheet.conditional_format("D4:D20", {"type": "cell", "criteria": ">", "value": 5000, "format": head})
    sheet.add_sparkline("H4", {"range": "'2020''台账'!D4:D15"})
    sheet.insert_textbox("J2", "请勿删除", {"width": 100})
    sheet.insert_image("J10", "a.png", {"image_data": io.BytesIO(PICTURE)})
    chart = book.add_chart({"type": "column"})
    chart.add_series({"values": "='2020''台账'!$D$4:$D$15"})
    sheet.insert_chart("L2", chart)
    sheet.set_header("&L&G", {"image_left": "a.png", "image_data_left": io.BytesIO(PICTURE)})
    sheet.freeze_panes(3, 0)
    sheet.autofilter(2, 0, 2 + rows, 4)
    sheet.protect("x")
    if comments:
        sheet.write_comment("D8", "原有批注", {"author": "会计"})
        sheet.write_comment("B6", "另一条", {"visible": True})
    if controls:
        sheet.insert_button("N5", {"caption": "按钮"})
    plan = book.add_worksheet("计划")
    plan.write("A1", "2020年资金筹集方案")
    plan.write("A2", "单位:万元")
    plan.add_table(
        "A3:C5",
        {
            "columns": [{"header": name} for name in ("序号", "项目名称", "计划资金")],
            "data": [[1, "道路", 10], [2, "桥梁", 0]],
        },
    )
    hidden = book.add_worksheet("说明")
    hidden.write("A1", "说明")
    hidden.write_comment("A1", "没有问题的表")
    book.define_name("道路计划", "=计划!$C$4")
    book.set_custom_property("文号", "财预〔2020〕1号")
    book.close()
    return stream.getvalue()


def parts_of(content: bytes) -> dict[str, bytes]:
    """Every part of a workbook, in order."""
    with zipfile.ZipFile(io.BytesIO(content)) as found:
        assert found.testzip() is None
        return {name: found.read(name) for name in found.namelist()}


def repacked(content: bytes, change: Mapping[str, bytes | Callable[[bytes], bytes] | None]) -> bytes:
    """The workbook with parts replaced, added, left out (None) or rewritten by a function."""
    parts: dict[str, bytes | None] = dict(parts_of(content))
    for name, new in change.items():
        before = parts.get(name)
        parts[name] = new(before or b"") if callable(new) else new
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as out:
        for name, part in parts.items():
            if part is not None:
                out.writestr(name, part)
    return stream.getvalue()
