"""Where one table of a sheet ends and another begins."""

from collections.abc import Sequence

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


def texts(*rows: Sequence[object]) -> list[list[str]]:
    """The rows as a csv gives them: every cell text."""
    return [["" if cell is None else str(cell) for cell in row] for row in rows]


def test_rows_of_text_above_a_second_table_are_projects_of_the_first_and_no_captions():
    head, title = [*HEAD[:2], "计划资金(万元)"], ["2020年民生工程资金筹集方案", "", ""]
    for count in (3, 8, 12, 30):
        upper = [[i, f"甲{i}", 100 + i] for i in range(1, count + 1)]
        lower = [[1, "乙一", 150], [2, "乙二", 200]]
        rows = texts(title, head, *upper, ["", "", ""], ["2020年方案乙", "", ""], head, *lower)
        outcome = run(Sheet("计划", rows))
        assert [item.rows for item in outcome.book.tables] == [count, 2]
        assert sum(filter(None, required(outcome).values())) == (sum(100 + i for i in range(1, count + 1)) + 350) * WAN
        assert codes(outcome) == []


def test_rows_of_text_without_numbers_of_their_own_stay_in_the_table_above():
    head = ["项目名称", "计划资金(万元)", "已拨付(万元)"]
    upper = [[f"甲{i}", 100, 10] for i in range(1, 7)]
    rows = texts(
        ["2020年进度表"], head, *upper, ["合计", 600, 60], ["2020年进度表乙", "单位:万元"], head, ["乙", 50, 5]
    )
    outcome = run(Sheet("进度", rows))
    assert [item.rows for item in outcome.book.tables] == [6, 1]
    assert outcome.book.tables[0].stated
    assert sum(filter(None, disbursed(outcome).values())) == 65 * WAN


def test_a_row_of_text_whose_amount_cannot_be_read_is_refused_in_its_own_table():
    head = ["项目名称", "计划资金(万元)", "备注"]
    rows = texts(["2020年方案"], head, ["甲", "100", ""], ["丙", "约50", ""], ["2020年方案乙"], head, ["乙", "7", ""])
    outcome = run(Sheet("计划", rows))
    assert not outcome.statement.complete
    assert "丙" in required(outcome)


def test_the_last_payments_of_a_ledger_as_text_are_not_handed_on():
    head = ["拨付日期", "项目名称", "拨付金额(万元)"]
    upper = [[f"2020-03-0{i}", "甲", 10] for i in range(1, 8)] + [["2020-03-09", "甲", "三十"]]
    rows = texts(["2020年台账"], head, *upper, ["", "合计", "70"], ["2020年台账乙"], head, ["2020-04-01", "乙", 5])
    plan = Sheet("计划", [["2020年资金计划"], ["单位:万元"], HEAD, [1, "甲", 100.0], [2, "乙", 100.0]])
    outcome = run(Sheet("台账", rows), plan)
    assert disbursed(outcome) == {"甲": 70 * WAN, "乙": 5 * WAN}
    assert not outcome.statement.complete
