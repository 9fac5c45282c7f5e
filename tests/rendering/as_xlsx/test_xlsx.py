"""The xlsx pen: reopened, its cells hold the same values and texts, ready to be filtered and printed."""

import io
from datetime import date, datetime

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from minsheng_funds.money import Rate
from minsheng_funds.rendering.as_xlsx import LONGEST, MOST_FEN, TALLEST, line_count, text_width, write_xlsx
from minsheng_funds.rendering.document import Cell, Code, Column, Document, Facts, Heading, Page, Table

COLUMNS = (Column("序号", "count", width=6), Column("项目", width=10), Column("金额", "money", width=18))


def page(*rows: tuple[Cell, ...], columns: tuple[Column, ...] = COLUMNS, notes: tuple[str, ...] = ()) -> Page:
    table = Table("", columns, rows, notes=notes, caption="金额单位:元")
    return Page("清单", Document((Heading("标题", 1), Facts((("文件", "甲.xlsx"),)), table)), "第 &P 页")


def reopened(*pages: Page):
    return openpyxl.load_workbook(io.BytesIO(write_xlsx(pages)))


def row(text: str = "道路", fen: int | None = 12_345, **given) -> tuple[Cell, ...]:
    return (Cell("1"), Cell(text, **given), Cell("" if fen is None else "x", fen=fen))


def test_title_facts_and_caption_stand_above_the_table():
    sheet = reopened(page(row()))["清单"]
    assert [sheet["A1"].value, sheet["A2"].value, sheet["C2"].value] == ["标题", "文件: 甲.xlsx", "金额单位:元"]
    assert [str(found) for found in sheet.merged_cells.ranges] == ["A1:C1", "A2:B2"]
    assert [cell.value for cell in sheet[3]] == ["序号", "项目", "金额"]


def test_amounts_are_numbers_in_yuan_counts_whole_numbers_and_days_dates():
    columns = (*COLUMNS, Column("时限", "day"), Column("率", "rate"))
    cells = (*row(), Cell("2020-06-30", day=date(2020, 6, 30)), Cell("50.0%", rate=Rate(1, 2)))
    sheet = reopened(page(cells, columns=columns))["清单"]
    assert [cell.value for cell in sheet[4]] == [1, "道路", 123.45, datetime(2020, 6, 30), 0.5]
    assert [cell.number_format for cell in sheet[4]] == ["0", "General", "#,##0.00", "yyyy-mm-dd", "0.0%"]


@given(st.integers(-MOST_FEN + 1, MOST_FEN - 1))
def test_an_amount_reads_back_as_the_same_fen_by_both_readers(fen):
    content = write_xlsx([page(row(fen=fen))])
    value = openpyxl.load_workbook(io.BytesIO(content))["清单"]["C4"].value
    (read,) = CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_name("清单").to_python()[3][2:]
    assert isinstance(value, (int, float))
    assert isinstance(read, (int, float))
    assert round(value * 100) == round(read * 100) == fen


def test_an_amount_beyond_the_numbers_of_a_spreadsheet_is_text():
    cells = (Cell("1"), Cell("道路"), Cell("10000000000000.01", fen=MOST_FEN + 1))
    assert reopened(page(cells))["清单"]["C4"].value == "10000000000000.01"


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@a", "#REF!", "=HYPERLINK(1)", "TRUE", "12", "'x"])
def test_text_never_becomes_a_formula_an_error_or_a_number(text):
    cell = reopened(page(row(text)))["清单"]["B4"]
    assert (cell.value, cell.data_type) == (text, "s")
    assert bool(cell.quotePrefix) == (text[0] in "=+-@")


def test_control_characters_are_replaced_and_text_too_long_ends_in_dots():
    sheet = reopened(page(row("a\x01\nb"), row("长" * (LONGEST + 5))))["清单"]
    assert sheet["B4"].value == "a\ufffd b"
    assert (len(sheet["B5"].value), sheet["B5"].value[-1]) == (LONGEST, "…")


def test_the_table_can_be_filtered_and_its_header_stays_in_sight_and_on_every_page():
    sheet = reopened(page(row(), row()))["清单"]
    assert (sheet.auto_filter.ref, sheet.freeze_panes, sheet.print_title_rows) == ("A3:C5", "A4", "$3:$3")
    assert (sheet.page_setup.orientation, int(sheet.page_setup.paperSize)) == ("landscape", 9)
    assert (sheet.page_setup.fitToWidth or 1, sheet.page_setup.fitToHeight) == (1, 0)
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert sheet.oddFooter.center.text == "第 &P 页"


def test_a_table_without_rows_has_no_filter_and_says_why():
    sheet = reopened(page(notes=("没有发现问题",)))["清单"]
    assert sheet.auto_filter.ref is None
    assert sheet["A4"].value == "没有发现问题"


def test_a_row_is_as_tall_as_its_longest_text_needs():
    heights = [reopened(page(row(text)))["清单"].row_dimensions[4].height for text in ("字", "字" * 16, "字" * 4000)]
    assert heights == pytest.approx(
        [21, 66, TALLEST], abs=0.3
    )  # whole pixels; 4 characters a line of 10 less its margins


def test_a_link_leads_to_file_and_cell():
    link = reopened(page(row("F12", link="账/a b.xlsx#'表 1'!F12")))["清单"]["B4"].hyperlink
    assert (link.target, link.location) == ("账/a b.xlsx", "'表 1'!F12")


def test_each_page_is_a_sheet_and_a_block_without_words_is_refused():
    other = Page("别的", Document((Heading("另一张", 1),)))
    assert reopened(page(row()), other).sheetnames == ["清单", "别的"]
    with pytest.raises(TypeError, match="Code"):
        write_xlsx([Page("a", Document((Code("x", ()),)))])


@pytest.mark.parametrize(
    ("text", "lines"),
    [("", 1), ("abcd efgh", 1), ("abcd efghij", 2), ("中文中文中", 1), ("中文中文中文", 2), ("a" * 25, 3), ("中" + "a" * 9, 2)],
)  # fmt: skip
def test_lines_break_between_words_and_chinese_characters(text, lines):
    assert line_count(text, 10) == lines


def test_a_chinese_character_is_two_wide():
    assert [text_width(text) for text in ("ab", "中a", "“中”,")] == [2, 3, 7]


def test_a_sheet_has_no_more_links_than_excel_takes(monkeypatch):
    monkeypatch.setattr("minsheng_funds.rendering.as_xlsx.cells.MOST_LINKS", 1)
    sheet = reopened(page(row("a", link="x.xlsx#'s'!A1"), row("b", link="x.xlsx#'s'!A2")))["清单"]
    assert [bool(sheet[f"B{line}"].hyperlink) for line in (4, 5)] == [True, False]
    assert [sheet[f"B{line}"].value for line in (4, 5)] == ["a", "b"]


def test_a_link_too_long_for_excel_is_plain_text():
    sheet = reopened(page(row("a", link=f"{'x' * 2100}.xlsx#'s'!A1")))["清单"]
    assert (sheet["B4"].value, sheet["B4"].hyperlink) == ("a", None)
