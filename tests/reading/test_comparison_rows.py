"""Rows of comparison beside the projects (last year, shares, averages) are no projects; 全部 and 共2项 are totals."""

import pytest

from tests.support import WAN, Sheet, codes, disbursed, left_out, origins, required, run, table

WORDS = (
    *(
        "上年同期",
        "去年同期",
        "同期",
        "同比增减",
        "同比",
        "环比",
        "增幅%",
        "增减额",
        "平均",
        "全区平均值",
        "均值",
        "人均",
    ),
    *(
        "占比",
        "比重",
        "完成率",
        "拨付率",
        "结余",
        "较上年同期增减",
        "上年数",
        "增幅(%)",
        "平均拨付率",
        "资金缺口",
        "差额(万元)",
    ),
)
HEAD = [["2020年资金拨付进度"], ["单位:万元"], ["项目名称", "计划资金", "已拨付"]]
ROWS = [["甲", 100.0, 50.0], ["乙", 50.0, 20.0]]


@pytest.mark.parametrize("word", WORDS)
def test_a_row_of_comparison_is_left_out_and_shown(word):
    outcome = run(Sheet("进度", [*HEAD, *ROWS, [word, 120.0, "12%"]]))
    assert codes(outcome) == []
    assert required(outcome) == {"甲": 100 * WAN, "乙": 50 * WAN}
    assert (6, "comparison") in left_out(table(outcome))


@pytest.mark.parametrize("word", ["全部", "共2项", "共计2个项目", "全部项目"])
def test_a_total_under_other_words_is_compared(word):
    assert codes(run(Sheet("进度", [*HEAD, *ROWS, [word, 150.0, 70.0]]))) == []
    assert origins(run(Sheet("进度", [*HEAD, *ROWS, [word, 150.0, 71.0]])), "S001")[:1] == ["book.xlsx!进度!C6"]


@pytest.mark.parametrize(
    "name", ["平均工资补助", "全部免费公交", "结余资金安排项目", "同比例配套项目", "缺口道路改造", "人均公园"]
)
def test_a_name_that_only_begins_with_such_a_word_is_a_project(name):
    assert name in required(run(Sheet("进度", [*HEAD, *ROWS, [name, 30.0, 20.0]])))


def test_such_a_word_with_a_date_in_a_ledger_is_a_payment_all_the_same():
    head = [["2020年拨付台账"], ["单位:万元"], ["日期", "项目名称", "金额"]]
    outcome = run(Sheet("台账", [*head, ["2020-01-02", "甲", 50.0], ["2020-01-03", "结余", 5.0], ["", "结余", 20.0]]))
    assert disbursed(outcome) == {} or "结余" not in disbursed(outcome)
    assert table(outcome).rows == 2
