"""Long lists written row by row: texts stay texts, amounts exact, and the sheet opens like any other."""

import io
from datetime import date, datetime

from hypothesis import given
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from minsheng_funds.rendering.as_xlsx import LONGEST, MOST_FEN, write_xlsx
from minsheng_funds.rendering.document import Column, Document, Heading, Listing, Page, harmless
from tests.rendering.as_xlsx.books import reopened

COLUMNS = (Column("项目", width=20), Column("日期", "day", width=12), Column("金额", "money", width=16), Column("备注"))
Rows = list[tuple[str | int | date | None, ...]]


def written(rows: Rows) -> bytes:
    amounts = [amount for row in rows for amount in row[2:3] if isinstance(amount, int)]
    largest = max(map(abs, amounts), default=0)
    listing = Listing(COLUMNS, lambda: rows, len(rows), sum(amounts), largest, "合计", "单位: 元")
    return write_xlsx(
        [Page("别的", Document((Heading("别的", 1),))), Page("明细", Document((Heading("标题", 1), listing)))]
    )


ROWS: Rows = [
    ("甲", date(2020, 2, 29), 12_345, "a"),
    ("乙", None, -100, ""),
    ("=1+1", date(1999, 12, 31), 7, " <b>&\n"),
]


def test_days_amounts_and_texts_stand_in_their_columns_above_their_sum():
    sheet = reopened(written(ROWS))["明细"]
    lines = [[cell.value for cell in line] for line in sheet.iter_rows(min_row=2)]
    assert lines == [
        ["项目", "日期", "金额", "备注"],
        ["甲", datetime(2020, 2, 29), 123.45, "a"],
        ["乙", None, -1, None],
        ["=1+1", datetime(1999, 12, 31), 0.07, " <b>& "],
        ["合计", None, "=ROUND(SUM(C3:C5),2)", None],
    ]
    assert reopened(written(ROWS), data_only=True)["明细"]["C6"].value == 122.52


def test_a_text_like_a_formula_is_a_text_and_says_so():
    cell = reopened(written(ROWS))["明细"]["A5"]
    assert (cell.data_type, bool(cell.quotePrefix)) == ("s", True)
    assert not reopened(written(ROWS))["明细"]["A3"].quotePrefix


def test_the_list_can_be_filtered_without_its_total_and_every_page_has_the_header():
    sheet = reopened(written(ROWS))["明细"]
    assert (sheet.auto_filter.ref, sheet.freeze_panes, sheet.print_title_rows) == ("A2:D5", "A3", "$2:$2")
    assert sheet.calculate_dimension() == "A1:D6"


@given(st.text(max_size=40))
def test_any_text_is_read_back_by_both_readers_as_other_pens_show_it(text):
    content = written([(text, None, 1, "x")])
    read = CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_name("明细").to_python()
    value = reopened(content)["明细"]["A3"].value
    assert (value or "") == harmless(text)
    assert read[2][3] == "x"


def test_escapes_in_words_stay_words_and_long_texts_are_cut():
    content = written([("a_x000D_b", None, 1, "长" * (LONGEST + 1))])
    read = CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_name("明细").to_python()
    assert read[2][0] == "a_x000D_b"
    assert len(reopened(content)["明细"]["D3"].value) == LONGEST


def test_an_amount_beyond_a_spreadsheets_numbers_is_text_and_the_total_no_formula():
    sheet = reopened(written([("甲", None, MOST_FEN + 1, ""), ("乙", None, -MOST_FEN, "")]))["明细"]
    assert [sheet[f"C{line}"].value for line in (3, 4, 5)] == ["10000000000000.01", "-10000000000000.00", 0.01]


def test_a_list_without_rows_has_a_header_and_a_total_of_nothing():
    sheet = reopened(written([]))["明细"]
    assert [[cell.value for cell in line] for line in sheet.iter_rows(min_row=2)][1] == ["合计", None, 0, None]
    assert sheet.auto_filter.ref is None


def test_thousands_of_rows_are_all_there_once_and_in_order():
    rows: Rows = [(f"项目{number}", None, number, "") for number in range(2_503)]
    sheet = reopened(written(rows))["明细"]
    assert [cell.value for cell in sheet["A"][2:-1]] == [row[0] for row in rows]
    assert sheet["C2506"].value == "=ROUND(SUM(C3:C2505),2)"


def test_the_same_rows_give_the_same_bytes():
    assert written(ROWS) == written(ROWS)
