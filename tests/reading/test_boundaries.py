"""Where one table of a sheet ends and another begins."""

from tests.support import WAN, Sheet, assumed, codes, day, disbursed, left_out, required, run

HEAD = ["序号", "项目名称", "计划资金"]


def test_a_repeated_header_without_a_title_of_its_own_is_the_next_page():
    rows = [["2020年资金计划"], ["单位:万元"], HEAD, [1, "甲", 1.0], ["第2页"], HEAD, [2, "乙", 2.0]]
    outcome = run(Sheet("计划", rows))
    assert [item.rows for item in outcome.book.tables] == [2]
    assert required(outcome) == {"甲": 1 * WAN, "乙": 2 * WAN}


def test_a_repeated_header_under_another_title_is_another_table_with_its_own_unit():
    rows = [["资金计划一"], ["单位:元"], HEAD, [1, "甲", 100], [], ["资金计划二"], ["单位:万元"], HEAD, [1, "丙", 3]]
    outcome = run(Sheet("计划", rows))
    assert [(item.rows, left_out(item)) for item in outcome.book.tables] == [(1, []), (1, [])]
    assert required(outcome) == {"甲": 10000, "丙": 3 * WAN}
    assert codes(outcome) == []


def test_a_lower_table_that_states_no_unit_keeps_that_of_the_table_above():
    rows = [["2020年资金计划"], ["单位:万元"], HEAD, [1, "甲", 9.0], [], ["2020年拨付台账"]]
    rows += [["拨付日期", "项目名称", "拨付金额"], [day(1, 2), "甲", 2.0]]
    outcome = run(Sheet("全部", rows))
    assert disbursed(outcome) == {"甲": 2 * WAN}
    assert "unit-inherited" in assumed(outcome)


def test_a_breakdown_of_one_project_below_the_plan_is_an_error():
    rows = [["2020年资金计划"], ["单位:万元"], HEAD, [1, "美丽乡村", 50.0], [2, "改厕", 10.0], []]
    rows += [["美丽乡村资金分配表"], HEAD, [1, "某镇", 30.0], [2, "另镇", 20.0]]
    outcome = run(Sheet("计划", rows))
    assert codes(outcome) == ["F019"]
    assert not outcome.statement.complete
