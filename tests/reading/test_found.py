"""Cases that fresh eyes found: each was once a wrong figure without a finding."""

import io
from datetime import date

import openpyxl
import pytest
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from minsheng_funds import pipeline
from minsheng_funds.model import Source
from minsheng_funds.settings import Settings


def _plan_and_ledger(**more):
    return workbook_of(
        计划=[
            ["某县2020年民生工程资金筹集方案"],
            ["单位:万元"],
            ["序号", "项目名称", "县级"],
            [1, "甲", 100.0],
            [2, "乙", 200.0],
        ],
        台账=[
            ["2020年拨付台账"],
            ["单位:万元"],
            ["拨付日期", "项目名称", "拨付金额"],
            ["2020-03-01", "甲", 40.0],
            ["2020-03-02", "乙", 60.0],
        ],
        **more,
    )


def workbook_of(**sheets):
    """A workbook of plain rows, made with openpyxl."""
    book = openpyxl.Workbook()
    del book[book.sheetnames[0]]
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    content = io.BytesIO()
    book.save(content)
    return pipeline.run([Source("book.xlsx", content.getvalue())], Settings())


def codes_of(outcome):
    return {finding.code for finding in outcome.findings}


def test_a_summary_without_dates_beside_the_ledger_is_an_error_and_the_totals_are_incomplete():
    outcome = _plan_and_ledger(
        汇总=[["2020年拨付汇总表"], ["单位:万元"], ["项目名称", "拨付金额"], ["甲", 40.0], ["乙", 60.0]]
    )
    assert "F022" in codes_of(outcome)
    assert not outcome.complete


def test_a_repeated_header_under_another_unit_is_another_table_in_that_unit():
    outcome = workbook_of(
        计划=[
            ["2020年方案"],
            ["单位:万元"],
            ["项目名称", "县级"],
            ["甲", 100.0],
            ["单位:元"],
            ["项目名称", "县级"],
            ["乙", 2000000.0],
        ]
    )
    assert {line.project: line.figures.required for line in outcome.statement.lines} == {
        "甲": 100_000_000,
        "乙": 200_000_000,
    }
    assert outcome.complete


def test_a_table_with_a_payment_date_is_a_ledger_whatever_stands_beside_it():
    outcome = workbook_of(
        台账=[["单位:万元"], ["支付日期", "项目名称", "预算金额", "支付金额"], ["2020-03-01", "甲", 100.0, 40.0]]
    )
    assert [table.kind for table in outcome.book.tables] == ["ledger"]
    assert "X007" in codes_of(outcome)


@pytest.mark.parametrize("label", ["合计(不含棚改)", "合计:不含棚改", "工程类项目合计(22个)", "全县", "∑"])
def test_a_qualified_total_is_no_project(label):
    outcome = workbook_of(
        计划=[["2020年,单位:万元"], ["项目名称", "县级"], ["甲", 100.0], ["乙", 200.0], [label, 300.0]]
    )
    assert outcome.statement.totals["matching"].figures.required == 300_0000_00
    assert outcome.statement.totals["matching"].projects == 2


def test_rows_numbered_below_their_parent_are_not_added_to_it():
    rows = [
        ["序号", "项目名称", "县级"],
        ["1", "农村道路", 300.0],
        ["1-1", "甲", 100.0],
        ["1-2", "乙", 200.0],
        ["2", "丙", 50.0],
    ]
    outcome = workbook_of(计划=[["2020年,单位:万元"], *rows])
    assert outcome.statement.totals["matching"].figures.required == 350_0000_00


@pytest.mark.parametrize("mark", ["缴回", "退票", "冲减", "未支付"])
def test_a_positive_amount_that_is_marked_as_given_back_is_an_error(mark):
    rows = [["拨付日期", "项目名称", "拨付金额", "备注"], ["2020-03-01", "甲", 40.0, mark]]
    outcome = workbook_of(台账=[["单位:万元"], *rows])
    assert "L001" in codes_of(outcome)
    assert not outcome.complete


def test_a_numbered_row_that_equals_the_unnumbered_rows_below_it_is_an_error():
    rows = [
        ["序号", "项目名称", "县级"],
        ["1", "农村道路", 300.0],
        ["", "甲", 100.0],
        ["", "乙", 200.0],
        ["2", "丙", 50.0],
    ]
    outcome = workbook_of(计划=[["2020年,单位:万元"], *rows])
    assert "S005" in codes_of(outcome)
    assert not outcome.complete


PROGRESS = ["序号", "项目名称", "计划资金", "已拨付资金"]


def _progress(*rows, header=PROGRESS, title="2020年资金进度"):
    return workbook_of(进度=[[title], ["单位:万元"], header, *rows])


def _totals(outcome):
    return {
        nature: (total.figures.required, total.figures.disbursed) for nature, total in outcome.statement.totals.items()
    }


TWO_FUNDS = {"matching": (100_000_000, 40_000_000), "maintenance": (5_000_000, 1_000_000)}


@pytest.mark.parametrize(
    ("header", "rows"),
    [
        (PROGRESS, [["一", "配套资金", 100.0, 40.0], [1, "甲", 100.0, 40.0], ["二", "管护资金", 5.0, 1.0], [1, "乙", 5.0, 1.0]]),
        (PROGRESS, [["一、配套资金"], [1, "甲", 100.0, 40.0], ["二、管护资金"], [2, "乙", 5.0, 1.0]]),
        (PROGRESS, [[1, "甲", 100.0, 40.0], ["", "配套资金小计", 100.0, 40.0], [2, "乙", 5.0, 1.0], ["", "管护资金小计", 5.0, 1.0]]),
        (["类别", *PROGRESS[1:]], [["配套", "甲", 100.0, 40.0], ["管护", "乙", 5.0, 1.0]]),
        (["项目名称", "配套计划", "管护计划", "配套已拨付", "管护已拨付"], [["甲", 100.0, 5.0, 40.0, 1.0]]),
        (["项目名称", "计划资金(配套)", "计划资金(管护)", "已拨付(配套)", "已拨付(管护)"], [["甲", 100.0, 5.0, 40.0, 1.0]]),
    ],
    ids=["heading rows", "heading lines", "subtotals below", "class column", "columns", "brackets"],
)  # fmt: skip
def test_the_two_funds_are_told_apart_wherever_the_table_names_them(header, rows):
    assert _totals(_progress(*rows, header=header)) == TWO_FUNDS


def test_another_years_table_is_not_added():
    outcome = workbook_of(
        去年=[["2019年资金进度"], ["单位:万元"], PROGRESS, [1, "旧", 50.0, 50.0]],
        今年=[["2020年资金进度"], ["单位:万元"], PROGRESS, [1, "新", 100.0, 40.0]],
    )
    assert _totals(outcome) == {"matching": (100_000_000, 40_000_000)}
    assert "P008" in codes_of(outcome)


@pytest.mark.parametrize("word", ["1-4月已拨付", "1-4月累计拨付", "兑付金额", "截至4月17日累计拨付资金"])
def test_payments_under_these_words_are_read(word):
    outcome = _progress([1, "甲", 100.0, 40.0], header=[*PROGRESS[:3], word])
    assert _totals(outcome) == {"matching": (100_000_000, 40_000_000)}


def test_a_column_that_seems_to_hold_payments_under_unknown_words_is_an_error():
    outcome = _progress([1, "甲", 100.0, 40.0], header=[*PROGRESS[:3], "国库集中支付到人"])
    assert "H008" in codes_of(outcome)
    assert not outcome.complete


@pytest.mark.parametrize("word", ["乡镇", "镇街", "县区"])
def test_a_column_of_names_under_the_word_of_a_level_is_no_money(word):
    outcome = _progress(
        [1, "甲", "东镇", 100.0, 40.0], [2, "乙", "西镇", 1.0, 1.0], header=[*PROGRESS[:2], word, *PROGRESS[2:]]
    )
    assert _totals(outcome) == {"matching": (101_000_000, 41_000_000)}
    assert outcome.complete


def test_levels_beside_payments_are_the_plan():
    outcome = _progress([1, "甲", 7.0, 100.0, 40.0], header=["序号", "项目名称", "上级补助", "区财政配套", "已拨付"])
    assert _totals(outcome) == {"matching": (100_000_000, 40_000_000)}


def test_a_signature_row_with_a_telephone_is_no_project():
    outcome = _progress([1, "甲", 100.0, 40.0], ["填表人", "张三", "联系电话", 13800001111.0])
    assert _totals(outcome) == {"matching": (100_000_000, 40_000_000)}


def test_a_project_may_begin_with_the_word_of_a_subtotal():
    outcome = _progress([1, "小计量站改造", 100.0, 40.0])
    assert _totals(outcome) == {"matching": (100_000_000, 40_000_000)}


def test_a_date_in_two_columns_under_its_year_is_a_date():
    outcome = workbook_of(
        台账=[
            ["2020年拨付台账"],
            ["单位:元"],
            ["2020年", "", "项目名称", "拨付金额"],
            ["月", "日", "", ""],
            [4, 2, "甲", 5.0],
        ]
    )
    assert outcome.complete
    assert [day for group in outcome.book.payments for day in group.days] == [date(2020, 4, 2)]


def test_a_table_below_the_sixtieth_row_is_found():
    lines = [[f"说明第{n}条"] for n in range(70)]
    outcome = workbook_of(进度=[*lines, ["2020年资金进度"], ["单位:万元"], PROGRESS, [1, "甲", 100.0, 40.0]])
    assert _totals(outcome) == {"matching": (100_000_000, 40_000_000)}


def test_rows_with_a_day_and_an_amount_under_no_known_header_are_an_error():
    outcome = _plan_and_ledger(清单=[["when", "who", "how much"], *([f"2020-03-0{n}", "x", 5.0] for n in range(1, 5))])
    assert "F018" in codes_of(outcome)
    assert not outcome.complete


def test_traditional_units_are_read():
    outcome = workbook_of(計畫=[["2020年計畫"], ["單位:萬元"], ["项目名称", "计划资金"], ["甲", 100.0]])
    assert _totals(outcome) == {"matching": (100_000_000, None)}


@pytest.mark.parametrize("rows", [
    [["2020-06-30", "甲", 40.0], ["2020-06-30", "乙", 60.0]],
    [["2020-03-31", "甲", 40.0], ["2020-03-31", "乙", 60.0]],
])  # fmt: skip
def test_a_dated_summary_beside_the_ledger_is_an_error(rows):
    payments = [
        ["2020-03-01", "甲", 15.0],
        ["2020-03-05", "甲", 25.0],
        ["2020-03-02", "乙", 20.0],
        ["2020-04-02", "乙", 40.0],
    ]
    header = ["拨付日期", "项目名称", "拨付金额"]
    outcome = workbook_of(
        台账=[["2020年拨付台账"], ["单位:万元"], header, *payments],
        汇总=[["2020年拨付汇总"], ["单位:万元"], header, *rows],
    )
    assert "F026" in codes_of(outcome)
    assert not outcome.complete


def test_a_comma_that_splits_an_amount_of_a_csv_is_an_error():
    content = "单位:元\n拨付日期,项目名称,拨付金额\n2020-03-01,甲,40,000\n2020-03-02,甲,5\n".encode()
    outcome = pipeline.run([Source("台账.csv", content)], Settings())
    assert "F038" in codes_of(outcome)
    assert not outcome.complete


def test_a_bare_number_for_a_day_is_refused_where_the_workbook_counts_from_1904():
    book = openpyxl.Workbook()
    book.epoch = CALENDAR_MAC_1904
    page = book.worksheets[0]
    page.title = "台账"
    for row in (["单位:元"], ["拨付日期", "项目名称", "拨付金额"], [42475, "甲", 5.0]):
        page.append(row)
    content = io.BytesIO()
    book.save(content)
    outcome = pipeline.run([Source("book.xlsx", content.getvalue())], Settings())
    assert "A010" in codes_of(outcome)
    assert not outcome.complete


def test_a_circled_number_in_the_column_of_numbers_of_a_csv_does_no_harm():
    content = "单位:元\n序号,拨付日期,项目名称,拨付金额\n1,2020-03-01,甲,40\n①,2020-03-02,甲,5\n".encode()
    outcome = pipeline.run([Source("台账.csv", content)], Settings())
    books = outcome.statement.reconciliation
    assert books is not None
    assert books.ledger_total == 4500
