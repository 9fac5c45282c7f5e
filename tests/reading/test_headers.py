"""Headers of one to four rows, merged or not, with units, doubles and rivals."""

import pytest

from tests.support import (
    WAN,
    Sheet,
    assumed,
    codes,
    day,
    disbursed,
    ledger,
    left_out,
    line,
    origins,
    plan,
    required,
    run,
    table,
)

PLAN = plan(("甲", 9000.0), ("乙", 9000.0), unit="元")


def paths(outcome, sheet=""):
    return {column.header: (column.field, column.level) for column in table(outcome, sheet).columns}


def test_a_header_of_one_row():
    outcome = run(Sheet("计划", [["单位:万元"], ["项目名称", "区级", "省级"], ["甲", 10.0, 20.0]]))
    assert paths(outcome) == {
        "项目名称": ("project", None),
        "区级": ("amount", "district"),
        "省级": ("amount", "provincial"),
    }
    assert required(outcome) == {"甲": 10 * WAN}


TWO_ROWS = [["项目名称", "资金筹集", "", ""], ["", "合计", "省级", "区级"], ["甲", 3.0, 1.0, 2.0]]


@pytest.mark.parametrize("merged", [((1, 0, 2, 0), (1, 1, 1, 3)), ()], ids=["merged", "unmerged"])
def test_a_header_of_two_rows_merged_or_not(merged):
    outcome = run(Sheet("计划", [["单位:万元"], *TWO_ROWS], merged=merged))
    assert table(outcome).header_rows == (2, 3)
    assert set(paths(outcome)) == {"项目名称", "资金筹集 > 合计", "资金筹集 > 省级", "资金筹集 > 区级"}
    assert required(outcome) == {"甲": 2 * WAN}


def test_a_header_of_three_rows():
    rows = [
        ["项目名称", "2020年资金", "", "", ""],
        ["", "计划资金", "", "拨付资金", ""],
        ["", "省级", "区级", "省级", "区级"],
        ["甲", 1.0, 2.0, 0.5, 1.5],
    ]
    outcome = run(
        Sheet("进度", [["单位:万元"], *rows], merged=((1, 0, 3, 0), (1, 1, 1, 4), (2, 1, 2, 2), (2, 3, 2, 4)))
    )
    found = line(outcome, "甲")
    assert table(outcome).header_rows == (2, 3, 4)
    assert (found.figures.required, found.figures.disbursed) == (2 * WAN, 15000_00)
    assert "2020年资金 > 拨付资金 > 区级" in paths(outcome)


def test_a_header_of_four_rows():
    rows = [
        ["项目名称", "民生工程资金情况", "", "", ""],
        ["", "财政资金", "", "", ""],
        ["", "计划数", "", "支付数", ""],
        ["", "省级", "区级", "省级", "区级"],
        ["甲", 1.0, 2.0, 0.5, 1.5],
    ]
    merged = ((1, 0, 4, 0), (1, 1, 1, 4), (2, 1, 2, 4), (3, 1, 3, 2), (3, 3, 3, 4))
    outcome = run(Sheet("进度", [["单位:万元"], *rows], merged=merged))
    assert table(outcome).header_rows == (2, 3, 4, 5)
    assert (line(outcome, "甲").figures.required, line(outcome, "甲").figures.disbursed) == (2 * WAN, 15000_00)


UNITS = {
    "caption": ([["单位:万元"], ["项目名称", "计划资金"]], 1.0),
    "title": ([["2020年计划表(万元)"], ["项目名称", "计划资金"]], 1.0),
    "header cell": ([["项目名称", "计划资金(万元)"]], 1.0),
    "header cell, no brackets": ([["项目名称", "计划资金/万元"]], 1.0),
    "row of units": ([["项目名称", "计划资金"], ["", "万元"]], 1.0),
    "cell suffix": ([["单位:元"], ["项目名称", "计划资金"]], "1万元"),
    "header over caption": ([["单位:元"], ["项目名称", "计划资金(万元)"]], 1.0),
    "千元": ([["单位:千元"], ["项目名称", "计划资金"]], 10.0),
    "百万元": ([["单位:百万元"], ["项目名称", "计划资金"]], 0.01),
    "亿元": ([["单位:亿元"], ["项目名称", "计划资金"]], 0.0001),
}


@pytest.mark.parametrize(("head", "value"), UNITS.values(), ids=UNITS.keys())
def test_a_unit_is_read_wherever_it_stands(head, value):
    outcome = run(Sheet("计划", [*head, ["甲", value]]))
    assert required(outcome) == {"甲": WAN}
    assert codes(outcome) == []


def test_without_any_unit_the_amounts_are_yuan_with_a_warning_and_an_assumption():
    outcome = run(Sheet("计划", [["项目名称", "计划资金"], ["甲", 5.0]]))
    assert required(outcome) == {"甲": 500}
    assert origins(outcome, "U001") == ["book.xlsx!计划!B1"]
    assert "unit-missing" in assumed(outcome)


@pytest.mark.parametrize(
    "head",
    [
        [["单位:万元", "金额单位:元"], ["项目名称", "计划资金"]],
        [["计划表(万元)"], ["单位:元"], ["项目名称", "计划资金"]],
        [["项目名称", "资金(元)", ""], ["", "计划数(万元)", "备注"]],
    ],
    ids=["two captions", "title and caption", "two header cells"],
)
def test_units_that_contradict_each_other_refuse_the_column_and_leave_null(head):
    outcome = run(Sheet("计划", [*head, ["甲", 5.0]]))
    assert "U002" in codes(outcome)
    assert required(outcome) == {"甲": None}
    assert not outcome.statement.totals["matching"].complete
    assert "P001" not in codes(outcome)


def test_the_unit_of_the_settings_settles_a_contradiction():
    sheet = Sheet("计划", [["单位:万元", "金额单位:元"], ["项目名称", "计划资金"], ["甲", 5.0]])
    outcome = run(sheet, toml='[tables."计划"]\nunit = "千元"')
    assert required(outcome) == {"甲": 500000}
    assert codes(outcome) == []


def test_the_office_that_fills_in_the_form_is_no_unit():
    outcome = run(
        Sheet("计划", [["填报单位:万山区财政局"], ["编制单位:元江县民政局"], ["项目名称", "计划资金"], ["甲", 5.0]])
    )
    assert codes(outcome) == ["U001"]


def test_rows_of_units_and_of_column_numbers_are_no_data():
    rows = [["单位:元"], ["序号", "项目名称", "计划资金", "备注"], ["1", "2", "3", "4"], [1, "甲", 5.0, ""]]
    outcome = run(Sheet("计划", rows))
    assert required(outcome) == {"甲": 500}
    assert left_out(table(outcome)) == [(3, "numbering")]


def test_a_header_repeated_on_a_page_break_with_its_units_and_numbers_is_no_data():
    head = [
        ["序号", "项目名称", "资金筹集", "", "备注"],
        ["", "", "省级", "区级", ""],
        ["", "", "万元", "万元", ""],
        [1, 2, 3, 4, 5],
    ]
    rows = [*head, [1, "甲", 1.0, 2.0, ""], *head, [2, "乙", 3.0, 4.0, ""], ["", "合计", 4.0, 6.0, ""]]
    outcome = run(Sheet("计划", rows, merged=((0, 2, 0, 3),)))
    assert required(outcome) == {"甲": 2 * WAN, "乙": 4 * WAN}
    assert [row for row, why in left_out(table(outcome)) if why == "header"] == [6, 7, 8, 9]
    assert codes(outcome) == []


def test_a_page_break_with_title_caption_and_header_is_no_data():
    page = [["2020年资金计划"], ["填报单位:某局", "", "单位:万元"], ["序号", "项目名称", "计划资金"]]
    outcome = run(Sheet("计划", [*page, [1, "甲", 1.0], *page, [2, "乙", 2.0]]))
    assert required(outcome) == {"甲": 1 * WAN, "乙": 2 * WAN}
    assert codes(outcome) == []


def test_two_columns_under_one_header_are_an_error_and_neither_is_used():
    outcome = run(Sheet("计划", [["单位:万元"], ["项目名称", "计划资金", "计划资金"], ["甲", 10.0, 20.0]]))
    assert origins(outcome, "H001") == ["book.xlsx!计划!B2", "book.xlsx!计划!C2"]
    assert required(outcome) == {"甲": None}
    assert not outcome.statement.totals["matching"].complete


def test_two_tables_side_by_side_under_the_same_words_are_both_read():
    rows = [["单位:万元"], ["项目名称", "计划资金", "项目名称", "计划资金"], ["甲", 1.0, "丙", 2.0], ["乙", 3.0]]
    outcome = run(Sheet("并列", rows))
    assert required(outcome) == {"甲": 1 * WAN, "乙": 3 * WAN, "丙": 2 * WAN}
    assert codes(outcome) == []
    assert [item.rows for item in outcome.book.tables] == [2, 1]


def test_a_plan_and_a_ledger_side_by_side_are_never_mixed_up_row_by_row():
    rows = [
        ["2020年拨付情况", "", "", "", "", ""],
        ["单位:元"],
        ["项目名称", "计划资金", "", "工程名称", "拨付日期", "拨付金额"],
        ["甲", 100.0, "", "乙", day(1, 2), 20.0],
        ["乙", 200.0, "", "甲", day(1, 3), 10.0],
        ["", "", "", "甲", day(1, 4), 15.0],
    ]
    outcome = run(Sheet("并列", rows))
    assert [item.kind for item in outcome.book.tables] == ["plan", "ledger"]
    assert required(outcome) == {"甲": 10000, "乙": 20000}
    assert disbursed(outcome) == {"甲": 2500, "乙": 2000}


def test_two_header_rows_that_both_fit_refuse_the_table_until_the_settings_choose():
    sheet = Sheet("计划", [["单位:万元"], ["项目名称", "计划资金"], ["工程名称", "预算金额"], ["甲", 1.0]])
    outcome = run(PLAN, sheet.__class__("双头", sheet.rows))
    assert origins(outcome, "F015") == ["book.xlsx!双头!A2", "book.xlsx!双头!A3"]
    assert not outcome.statement.totals["matching"].complete
    settled = run(sheet, toml='[tables."计划"]\nheader_rows = [3]')
    assert required(settled) == {"甲": 1 * WAN}


def test_a_header_cell_merged_over_two_columns_with_its_data_is_one_column():
    rows = [
        ["单位:元"],
        ["项目名称", "拨付日期", "拨付金额", "", "收款单位"],
        ["甲", day(1, 1), 5.0, "", "某"],
        ["乙", day(1, 1), 6.0, "", "某"],
    ]
    outcome = run(PLAN, Sheet("台账", rows, merged=((1, 2, 1, 3), (2, 2, 2, 3), (3, 2, 3, 3))))
    assert disbursed(outcome) == {"甲": 500, "乙": 600}
    assert codes(outcome) == []


def test_money_without_a_project_column_is_an_error_at_its_row():
    outcome = run(PLAN, Sheet("3月", [["单位:万元"], ["序号", "收款单位", "拨付金额"], [1, "某", 5.0]]))
    assert origins(outcome, "F011") == ["book.xlsx!3月!A2"]
    assert not outcome.statement.complete


def test_a_sheet_without_any_table_is_said_and_an_empty_one_too():
    words, numbers = Sheet("说明", [["本表说明"], ["一、填报要求"]]), Sheet("人口", [["镇", "人口"], ["某镇", 1203]])
    outcome = run(PLAN, words, numbers, Sheet("空", []))
    assert origins(outcome, "F017") == ["book.xlsx!说明"]
    assert origins(outcome, "F010") == ["book.xlsx!人口"]
    assert origins(outcome, "F013") == ["book.xlsx!空"]


def test_a_table_that_is_neither_surely_a_plan_nor_a_ledger_is_an_error_until_the_settings_say():
    sheet = Sheet("数据", [["单位:元"], ["项目名称", "金额"], ["甲", 5.0]])
    outcome = run(PLAN, sheet)
    assert origins(outcome, "F014") == ["book.xlsx!数据!A2"]
    assert not outcome.statement.complete
    assert required(run(sheet, toml='[tables."数据"]\nkind = "plan"')) == {"甲": 500}


def test_two_tables_in_one_sheet_each_have_their_own_caption():
    rows = [
        ["一、2020年资金计划", "", "", "单位:元"],
        ["序号", "项目名称", "计划资金", "备注"],
        [1, "甲", 9000.0, ""],
        ["", "合计", 9000.0, ""],
        [],
        ["二、2020年资金拨付台账"],
        ["填报单位:某局", "", "", "单位:万元"],
        ["拨付日期", "项目名称", "收款单位", "拨付金额"],
        ["1月2日", "甲", "某", 0.5],
        ["合计", "", "", 0.5],
    ]
    outcome = run(Sheet("汇总", rows))
    assert [(found.kind, found.unit, found.header_rows) for found in outcome.book.tables] == [
        ("plan", 100, (2,)),
        ("ledger", WAN, (8,)),
    ]
    assert (required(outcome), disbursed(outcome)) == ({"甲": 900000}, {"甲": 500000})
    assert codes(outcome) == []


def test_a_refused_table_does_not_hide_the_one_below_it():
    rows = [
        ["项目名称", "计划资金", "项目名称"],
        ["甲", 1.0, "丙"],
        [],
        ["单位:元"],
        ["项目名称", "计划资金"],
        ["乙", 5.0],
    ]
    outcome = run(Sheet("汇总", rows))
    assert required(outcome) == {"乙": 500}
    assert not outcome.statement.totals["matching"].complete


def test_a_plan_far_down_the_sheet_is_found():
    assert required(run(Sheet("计划", [*[[]] * 130, ["单位:元"], ["项目名称", "计划资金"], ["甲", 5.0]]))) == {
        "甲": 500
    }


def test_the_year_of_a_cited_document_is_not_the_year_of_the_plan():
    sheet = Sheet(
        "计划", [["根据财社〔2019〕5号文"], ["民生工程资金计划"], ["单位:元"], ["项目名称", "计划资金"], ["甲", 9000.0]]
    )
    outcome = run(sheet, ledger([day(1, 1), "甲", "某", 5.0, ""]))
    assert outcome.statement.year == 2020
    assert disbursed(outcome) == {"甲": 500}
