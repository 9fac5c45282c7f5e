"""Cases that fresh eyes found: each was once a wrong figure without a finding."""

import io

import openpyxl
import pytest

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


def test_a_caption_with_another_unit_among_the_rows_is_an_error():
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
    assert "U002" in codes_of(outcome)
    assert not outcome.complete


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
