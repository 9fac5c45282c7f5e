"""The unit of a table's money: wherever a sheet may say it, and where two places contradict each other."""

import io

import openpyxl
import pytest

from minsheng_funds.model import Source
from tests.support import WAN, Sheet, codes, day, disbursed, ledger, origins, plan, required, run

HEADER = ["序号", "项目名称", "计划资金"]
ROWS = [[1, "甲", 12.5], [2, "乙", 20.0]]
IN_WAN = {"甲": 125_000_00, "乙": 200_000_00}


def formatted(code: str, *amounts: float, caption: str = "") -> Source:
    """A plan whose amounts have a number format."""
    book = openpyxl.Workbook()
    page = book.worksheets[0]
    page.title = "计划"
    rows: list[list[str | float]] = [["2020年资金计划"], [caption], [*HEADER]]
    rows += [[n, f"项目{n}", fen] for n, fen in enumerate(amounts, 1)]
    for row in rows:
        page.append(row)
    for place in range(4, 4 + len(amounts)):
        page.cell(place, 3).number_format = code
    stream = io.BytesIO()
    book.save(stream)
    return Source("book.xlsx", stream.getvalue())


@pytest.mark.parametrize(
    "sheet",
    [
        Sheet("计划", [["2020年资金计划(万元)"], HEADER, *ROWS]),
        Sheet("计划", [["2020年资金计划"], ["单位:户、万元"], HEADER, *ROWS]),
        Sheet("计划", [["2020年资金计划"], ["金额:万元"], HEADER, *ROWS]),
        Sheet("计划", [["Funding plan 2020"], ["Unit: 10,000 yuan"], HEADER, *ROWS]),
        Sheet("计划", [["2020年资金计划"], [*HEADER[:2], "计划资金万元"], *ROWS]),
        Sheet("计划(万元)", [["2020年资金计划"], HEADER, *ROWS]),
        Sheet("计划", [["2020年资金计划"], HEADER, *ROWS, ["注:金额单位为万元。"]]),
        Sheet("计划", [["2020年资金计划"], HEADER, *ROWS, ["说明:本表以万元为单位"]]),
        Sheet("计划", [["2020年资金计划"], HEADER, ["", "", "(万元)"], *ROWS]),
        Sheet("计划", [["2020年资金计划"], [*HEADER[:2], "任务", HEADER[2]], ["", "", "个", "万元"], *([*r[:2], 3, r[2]] for r in ROWS)]),
        Sheet("计划", [["2020年资金计划"], [*HEADER, "金额单位"], *([*r, "万元"] for r in ROWS)]),
    ],
    ids=["title", "caption of two", "amount caption", "English", "header", "sheet", "note", "sentence", "row", "row of several", "column"],
)  # fmt: skip
def test_the_unit_is_heard_wherever_the_sheet_says_it(sheet):
    outcome = run(sheet)
    assert required(outcome) == IN_WAN
    assert codes(outcome) == []


def test_each_row_may_have_its_own_unit_and_one_without_is_refused():
    rows = [[1, "甲", 12.5, "万元"], [2, "乙", 2000.0, "元"], [3, "丙", 7.0, ""]]
    outcome = run(Sheet("计划", [["2020年资金计划"], [*HEADER, "金额单位"], *rows]))
    assert required(outcome) == {"甲": 125_000_00, "乙": 2000_00, "丙": 0}
    assert origins(outcome, "U002") == ["book.xlsx!计划!C5"]
    assert not outcome.statement.complete


def test_a_caption_of_two_units_contradicts_itself():
    outcome = run(Sheet("计划", [["2020年资金计划"], ["单位:万元、元"], HEADER, *ROWS]))
    assert "U002" in codes(outcome)
    assert not outcome.statement.complete


def test_a_unit_below_the_rows_of_a_ledger_is_refused_for_its_rows_were_read_already():
    outcome = run(
        plan(("甲", 9.0)), Sheet("台账", [["拨付日期", "项目名称", "拨付金额"], [day(1, 2), "甲", 2.0], ["单位:万元"]])
    )
    assert "U002" in codes(outcome)
    assert not outcome.statement.complete


@pytest.mark.parametrize(
    ("code", "amounts"),
    [('0.00"万元"', (12.5, 20.0)), ('#,##0.0"万"', (12.5, 20.0)), ('0!.0,"万元"', (125_000, 200_000))],
)
def test_a_unit_that_only_the_number_format_writes_is_read(code, amounts):
    outcome = run(formatted(code, *amounts))
    assert list(required(outcome).values()) == [125_000_00, 200_000_00]
    assert codes(outcome) == []


@pytest.mark.parametrize(
    ("code", "caption"),
    [('0!.0,"万元"', "单位:万元"), ('0.00"元"', "单位:万元"), ("#,##0,", "单位:元"), ('0.00"万元"', "单位:元")],
)
def test_a_number_format_against_the_stated_unit_is_an_error_at_its_cell(code, caption):
    outcome = run(formatted(code, 125_000, caption=caption))
    assert origins(outcome, "U005") == ["book.xlsx!计划!C4"]
    assert not outcome.statement.complete


def test_a_number_format_that_agrees_with_the_stated_unit_is_ordinary():
    assert codes(run(formatted('#,##0.00"元"', 125_000, caption="单位:元"))) == []
    assert codes(run(formatted('0!.0,"万元"', 125_000, caption="单位:元"))) == []


def test_the_settings_win_over_every_word_and_format():
    outcome = run(formatted('0!.0,"万元"', 125_000, caption="单位:万元"), toml='[tables."计划"]\nunit = "元"')
    assert list(required(outcome).values()) == [125_000_00]
    assert codes(outcome) == []


def test_a_cell_s_own_suffix_wins_over_its_column():
    outcome = run(plan(("甲", "3万元"), ("乙", "5"), unit="元"), ledger((day(1, 2), "甲", "某", "1.5万", "")))
    assert required(outcome) == {"甲": 3 * WAN, "乙": 500}
    assert disbursed(outcome) == {"甲": WAN * 3 // 2, "乙": 0}
