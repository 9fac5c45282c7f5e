"""What each row of a plan is: parts are never added, and what may be a part or a project is refused."""

import pytest

from tests.support import WAN, Sheet, codes, left_out, origins, required, run, table

HEADER = ["序号", "项目名称", "计划资金"]
PLAIN = ["项目名称", "计划资金"]


def plan_of(*rows, header=HEADER):
    return run(Sheet("计划", [["2020年资金计划"], ["单位:万元"], header, *rows]))


def test_rows_without_a_number_below_a_marked_part_are_parts_too():
    outcome = plan_of([1, "道路", 100.0], ["", "其中:县道", 60.0], ["", "乡道", 30.0], [2, "改厕", 50.0])
    assert required(outcome) == {"道路": 100 * WAN, "改厕": 50 * WAN}
    assert left_out(table(outcome)) == [(5, "of-which"), (6, "of-which")]
    assert codes(outcome) == []


def test_parts_with_numbers_of_their_own_stay_parts():
    outcome = plan_of([1, "道路", 100.0], ["", "其中:(1)县道", 60.0], ["(2)", "乡道", 30.0], [2, "改厕", 50.0])
    assert required(outcome) == {"道路": 100 * WAN, "改厕": 50 * WAN}


def test_a_numbered_project_may_have_a_name_that_begins_like_a_mark():
    outcome = plan_of([1, "道路", 100.0], [2, "其中村改造", 60.0])
    assert required(outcome) == {"道路": 100 * WAN, "其中村改造": 60 * WAN}
    assert codes(outcome) == []


def test_where_no_row_is_numbered_a_name_like_a_mark_is_refused():
    outcome = plan_of(["道路", 100.0], ["其中村改造", 60.0], header=PLAIN)
    assert origins(outcome, "S008") == ["book.xlsx!计划!A5"]
    assert not outcome.statement.complete


def test_the_stated_total_tells_whether_an_unmarked_row_is_a_part():
    rows = [["道路", 100.0], ["其中:县道", 60.0], ["乡道", 40.0], ["改厕", 50.0]]
    parts = plan_of(*rows, ["合计", 150.0], header=PLAIN)
    assert required(parts) == {"道路": 100 * WAN, "改厕": 50 * WAN}
    projects = plan_of(*rows, ["合计", 190.0], header=PLAIN)
    assert required(projects) == {"道路": 100 * WAN, "乡道": 40 * WAN, "改厕": 50 * WAN}
    assert codes(parts) == codes(projects) == []


def test_without_a_total_an_unmarked_row_that_completes_the_whole_is_refused():
    outcome = plan_of(["道路", 100.0], ["其中:县道", 60.0], ["乡道", 40.0], ["改厕", 50.0], header=PLAIN)
    assert origins(outcome, "S007") == ["book.xlsx!计划!A4"]
    assert not outcome.statement.complete


@pytest.mark.parametrize("marks", [("①", "②"), ("⑴", "⑵"), ("1.1", "1.2"), ("1-1", "1-2"), ("(1)", "(2)")])
def test_numbers_below_a_number_make_the_row_above_their_subtotal(marks):
    outcome = plan_of([1, "道路", 100.0], [marks[0], "县道", 60.0], [marks[1], "乡道", 40.0], [2, "改厕", 50.0])
    assert required(outcome) == {"县道": 60 * WAN, "乡道": 40 * WAN, "改厕": 50 * WAN}
    assert codes(outcome) == []


def test_circled_numbers_in_front_of_the_names_do_so_too():
    outcome = plan_of([1, "道路", 100.0], ["", "①县道", 60.0], ["", "②乡道", 40.0])
    assert required(outcome) == {"①县道": 60 * WAN, "②乡道": 40 * WAN}


def test_rows_without_a_number_below_a_numbered_one_are_refused_where_they_may_be_its_parts():
    outcome = plan_of([1, "道路", 100.0], ["", "县道", 60.0], ["", "乡道", 30.0], [2, "改厕", 50.0], [3, "低保", 9.0])
    assert origins(outcome, "S007") == ["book.xlsx!计划!B4"]
    assert not outcome.statement.complete


def test_rows_without_a_number_that_are_more_than_the_row_above_are_projects():
    outcome = plan_of([1, "道路", 100.0], ["", "县道", 160.0], [2, "改厕", 50.0], [3, "低保", 9.0])
    assert codes(outcome) == []
    assert required(outcome)["县道"] == 160 * WAN


def test_a_name_that_begins_with_a_year_or_a_numeral_is_not_numbered():
    outcome = plan_of(["2020年道路", 100.0], ["一事一议", 60.0], ["1.改厕", 50.0], header=PLAIN)
    assert required(outcome) == {"2020年道路": 100 * WAN, "一事一议": 60 * WAN, "1.改厕": 50 * WAN}
    assert codes(outcome) == []


def test_a_subtotal_under_any_name_is_refused_where_two_columns_say_so():
    rows = [["OBRAS", 30.0, 7.0], ["Camino", 10.0, 5.0], ["Puente", 20.0, 2.0], ["Agua", 4.0, 1.0]]
    outcome = plan_of(*rows, header=["项目名称", "计划数", "已拨付"])
    assert origins(outcome, "S005") == ["book.xlsx!计划!A4"]
    assert not outcome.statement.complete


def test_columns_in_one_proportion_make_no_subtotal_of_a_row_that_happens_to_be_the_sum_of_others():
    rows = [["甲", 30.0, 15.0], ["乙", 10.0, 5.0], ["丙", 20.0, 10.0], ["丁", 4.0, 2.0]]
    assert codes(plan_of(*rows, header=["项目名称", "省级", "区级"])) == []


def test_a_total_that_agrees_confirms_that_no_row_is_a_subtotal():
    rows = [["甲", 30.0, 7.0], ["乙", 10.0, 5.0], ["丙", 20.0, 2.0], ["合计", 60.0, 14.0]]
    assert codes(plan_of(*rows, header=["项目名称", "计划数", "已拨付"])) == []


def test_numbered_lines_below_a_note_are_notes():
    outcome = plan_of([1, "甲", 5.0], ["注:", "", ""], [1, "本表不含棚户区改造", ""], [2, "其他资金指个人缴费", ""])
    assert required(outcome) == {"甲": 5 * WAN}
    assert [why for _, why in left_out(table(outcome))] == ["note", "note", "note"]


def test_a_signature_with_a_day_below_the_amounts_is_no_amount():
    outcome = plan_of([1, "甲", 5.0], ["单位负责人(签字):", "", "2020年4月17日"], ["", "", "(盖章)"])
    assert codes(outcome) == []
    assert outcome.statement.complete


def test_a_nameless_amount_typed_with_a_letter_is_still_an_error():
    outcome = plan_of([1, "甲", 5.0], ["", "", "3O.5"])
    assert codes(outcome) == ["A001"]
    assert not outcome.statement.complete


def test_a_name_without_an_amount_between_projects_is_a_project_with_a_blank_plan():
    header = ["项目名称", "计划资金", "备注"]
    outcome = plan_of(["甲", 100.0, ""], ["乙", "", ""], ["丙", 30.0, ""], header=header)
    assert required(outcome) == {"甲": 100 * WAN, "乙": 0, "丙": 30 * WAN}
    assert origins(outcome, "P001") == ["book.xlsx!计划!B5"]


def test_a_name_without_an_amount_above_the_total_is_a_project_with_a_blank_plan():
    outcome = plan_of(["甲", 100.0], ["乙", ""], ["合计", 100.0], header=PLAIN)
    assert required(outcome) == {"甲": 100 * WAN, "乙": 0}


@pytest.mark.parametrize(
    "text",
    ["一、工程", "补助类", "以下为新增项目", "说明:乙已并入", "乙项目资金由市级承担,不列入", "区农业农村局", "——"],
)
def test_a_heading_or_a_sentence_between_projects_is_a_note(text: str):
    outcome = plan_of(["甲", 100.0], [text, ""], ["丙", 30.0], header=PLAIN)
    assert required(outcome) == {"甲": 100 * WAN, "丙": 30 * WAN}


def test_a_name_alone_among_numbered_rows_heads_the_rows_below():
    outcome = plan_of([1, "甲", 100.0], ["", "农村建设", ""], [2, "丙", 30.0])
    assert required(outcome) == {"甲": 100 * WAN, "丙": 30 * WAN}


def test_a_name_merged_over_the_amounts_heads_the_rows_below():
    rows = [["2020年资金计划"], ["单位:万元"], PLAIN, ["甲", 100.0], ["农村建设", ""], ["丙", 30.0]]
    outcome = run(Sheet("计划", rows, merged=((4, 0, 4, 1),)))
    assert required(outcome) == {"甲": 100 * WAN, "丙": 30 * WAN}


DESCRIBED = ["项目名称", "牵头单位", "类别", "资金类别", "计划资金"]


def test_a_row_with_a_unit_and_a_fund_is_a_project_even_below_a_name_alone():
    outcome = plan_of(
        ["道路", "甲局", "工程类", "配套资金", 100.0],
        ["改厕"],
        ["养老", "乙局", "补助类", "配套资金", ""],
        ["学前", "乙局", "补助类", "", ""],
        header=DESCRIBED,
    )
    assert required(outcome) == {"道路": 100 * WAN, "改厕": 0, "养老": 0, "学前": 0}
    assert left_out(table(outcome)) == []
    assert origins(outcome, "P001") == [f"book.xlsx!计划!E{row}" for row in (5, 6, 7)]


def test_every_name_alone_below_the_last_project_is_named_as_left_out():
    outcome = plan_of(["道路", 100.0], ["改厕", 50.0], ["养老"], ["学前"], header=PLAIN)
    assert required(outcome) == {"道路": 100 * WAN, "改厕": 50 * WAN}
    assert left_out(table(outcome)) == [(6, "note"), (7, "note")]
    assert origins(outcome, "P010") == ["book.xlsx!计划!A6", "book.xlsx!计划!A7"]


@pytest.mark.parametrize(
    "text", ["注:养老另行安排", "说明:养老另行安排", "某县人民政府", "某县财政局", "2020年4月17日"]
)
def test_a_note_or_a_signature_below_the_last_project_is_no_project(text):
    outcome = plan_of(["道路", 100.0], ["改厕", 50.0], [text], ["1.养老项目按实际人数"], header=PLAIN)
    assert required(outcome) == {"道路": 100 * WAN, "改厕": 50 * WAN}
    assert "P010" not in codes(outcome)


def test_the_notes_below_a_plan_stay_notes_though_their_cells_stand_under_unit_and_class():
    rows = [["注:养老另行安排"], ["审核:甲", "复核:乙", "制表:丙"], ["负责人", "甲局"]]
    outcome = plan_of(["道路", "甲局", "工程类", "配套资金", 100.0], *rows, header=DESCRIBED)
    assert required(outcome) == {"道路": 100 * WAN}
    assert codes(outcome) == []


@pytest.mark.parametrize(
    "cells", [["", "甲局", "", "", 150.0], ["", "", "", "配套资金", 150.0], ["", "", "补助类", "", 150.0]]
)
def test_a_nameless_row_with_a_unit_a_class_or_a_fund_is_no_total_whatever_its_amount(cells):
    rows = [["道路", "甲局", "工程类", "配套资金", 100.0], ["改厕", "甲局", "工程类", "配套资金", 50.0]]
    outcome = plan_of(*rows, cells, header=DESCRIBED)
    assert origins(outcome, "A007") == ["book.xlsx!计划!E6"]
    assert not outcome.statement.complete


def test_a_nameless_row_with_a_number_is_no_total_whatever_its_amount():
    outcome = plan_of([1, "道路", 100.0], [2, "改厕", 50.0], [3, "", 150.0])
    assert origins(outcome, "A007") == ["book.xlsx!计划!C6"]


def test_a_nameless_row_that_is_the_sum_of_all_others_and_says_nothing_else_is_their_total():
    rows = [["道路", "甲局", "工程类", "配套资金", 100.0], ["改厕", "甲局", "工程类", "配套资金", 50.0]]
    outcome = plan_of(*rows, ["", "", "", "", 150.0], header=DESCRIBED)
    assert left_out(table(outcome)) == [(6, "total")]
    assert codes(outcome) == []
