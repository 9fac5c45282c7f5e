"""同上 in the project column is the project above; 单位 over 户 and 公里 names no office."""

import pytest

from tests.support import WAN, Sheet, codes, disbursed, required, run


@pytest.mark.parametrize("ditto", ["同上", "〃", "″"])
def test_a_ditto_is_the_project_of_the_row_above(ditto):
    plan = Sheet(
        "计划",
        [
            ["2020年资金计划"],
            ["单位:万元"],
            ["项目名称", "级次", "计划资金"],
            ["甲", "中央", 60.0],
            [ditto, "区级", 40.0],
        ],
    )
    rows = [["2020-01-02", "甲", 10.0], ["2020-01-03", ditto, 5.0], ["", "合计", 15.0]]
    outcome = run(plan, Sheet("台账", [["2020年拨付台账"], ["单位:万元"], ["日期", "项目名称", "金额"], *rows]))
    assert required(outcome) == {"甲": 40 * WAN}
    assert disbursed(outcome) == {"甲": 15 * WAN}
    assert not set(codes(outcome)) & {"X001", "S001", "A003"}


@pytest.mark.parametrize(("word", "unit"), [("户", ""), ("公里", ""), ("万人", ""), ("卫健委", "卫健委")])
def test_a_column_of_units_of_things_names_no_responsible_unit(word, unit):
    rows = [["2020年资金计划"], ["项目名称", "单位", "任务量", "计划资金(万元)"], ["甲", word, 3.0, 10.0]]
    assert [line.unit for line in run(Sheet("计划", rows)).statement.lines] == [unit]
