"""Funding plans and progress tables, laid out as bureaus keep them."""

from datetime import date

import pytest

from tests.support import (
    WAN,
    Formula,
    Sheet,
    assumed,
    codes,
    disbursed,
    finding,
    left_out,
    line,
    origins,
    plan,
    required,
    run,
    table,
)

LAYOUT_A = Sheet(
    "方案",
    [
        ["附件1"],
        ["××区2020年民生工程资金筹集方案(测算表)"],
        ["填报单位(盖章):", "", "", "截止日期:2020年4月17日", "", "", "", "", "", "单位:万元"],
        ["序号", "项目名称", "牵头单位", "类别", "目标任务", "资金筹集", "", "", "", "", "备注"],
        ["", "", "", "", "", "合计", "中央", "省级", "区级", "其他", ""],
        ["合  计", "", "", "", "", 60.0, 10.0, 20.0, 25.0, 5.0, ""],
        ["一", "工程类(小计)", "", "", "", 40.0, 10.0, 10.0, 15.0, 5.0, ""],
        [1, "美丽乡村建设", "农业局", "工程类", "6个", 30.0, 10.0, 5.0, 10.0, 5.0, ""],
        [2, "四好农村路", "交通局", "工程类", "26公里", 10.0, "", 5.0, 5.0, "", ""],
        ["二", "补助类", "", "", "", 20.0, "", 10.0, 10.0, "", ""],
        [3, "孤儿保障", "民政局", "补助类", "34人", 20.0, "—", 10.0, 10.0, "/", ""],
        ["注:1.不含棚户区改造。"],
        ["2.其他资金指个人缴费、社会资金、专项债等。"],
    ],
    merged=(
        *((3, c, 4, c) for c in (0, 1, 2, 3, 4, 10)),
        (3, 5, 3, 9),
        (5, 0, 5, 4),
    ),
)  # fmt: skip


def test_layout_a_gives_every_level_its_amounts_and_checks_all_stated_sums():
    outcome = run(LAYOUT_A)
    found = table(outcome)
    assert (found.kind, found.header_rows, found.unit, found.rows) == ("plan", (4, 5), WAN, 3)
    assert found.as_of == date(2020, 4, 17)
    assert left_out(found) == [(6, "total"), (7, "subtotal"), (10, "subtotal"), (12, "note"), (13, "note")]
    assert all(stated.stated_fen == stated.summed_fen for stated in found.stated)
    assert required(outcome) == {"美丽乡村建设": 10 * WAN, "四好农村路": 5 * WAN, "孤儿保障": 10 * WAN}
    first = line(outcome, "美丽乡村建设")
    assert {level: figures.required for level, figures in first.levels.items()} == {
        "central": 10 * WAN, "provincial": 5 * WAN, "district": 10 * WAN, "other": 5 * WAN,
    }  # fmt: skip
    assert (first.class_name, first.unit) == ("工程类", "农业局")
    assert [str(origin) for origin in first.origins] == ["book.xlsx!方案!B8"]
    assert codes(outcome) == []


def test_layout_b_takes_plan_paid_and_issued_from_the_group_of_each_level():
    outcome = run(
        Sheet(
            "进度",
            [
                ["2020年专项资金使用情况表", "", "", "", "", "", "", "", "单位:万元"],
                ["序号", "项目名称", "文件依据", "省级专项资金使用情况", "", "", "区专项资金", "", ""],
                ["", "", "", "下达数", "支付数", "支出率", "计划数", "到账数", "支付数"],
                [1, "甲", "〔2020〕1号", 100.0, 50.0, "50%", 40.0, 30.0, 20.0],
                [2, "乙", "〔2020〕2号", 10.0, 5.0, "50%", 4.0, 3.0, 2.0],
            ],
            merged=((1, 3, 1, 5), (1, 6, 1, 8), (1, 0, 2, 0), (1, 1, 2, 1), (1, 2, 2, 2)),
        )
    )
    found = line(outcome, "甲")
    assert table(outcome).kind == "progress"
    assert (found.figures.required, found.figures.received, found.figures.disbursed) == (40 * WAN, 30 * WAN, 20 * WAN)
    assert (found.levels["provincial"].issued, found.levels["provincial"].disbursed) == (100 * WAN, 50 * WAN)


def test_layout_c_takes_the_level_parts_of_plan_and_payment_and_checks_their_totals():
    levels = ["总金额", "中央安排", "省级安排", "市级安排", "县级安排"]
    outcome = run(
        Sheet(
            "明细",
            [
                ["单位:元"],
                ["资金名称", "处室名称", "预算单位", "项目名称", "预算金额", *[""] * 4, "支付金额", *[""] * 4],
                ["", "", "", "", *levels, *levels],
                ["专项", "社保处", "民政局", "甲", 100.0, 40.0, 30.0, 10.0, 20.0, 50.0, 20.0, 15.0, 5.0, 10.0],
                ["专项", "社保处", "民政局", "乙", 10.0, 4.0, 3.0, 1.0, 2.0, 6.0, 2.0, 1.0, 1.0, 1.0],
            ],
            merged=(*((1, c, 2, c) for c in range(4)), (1, 4, 1, 8), (1, 9, 1, 13)),
        )
    )
    found = line(outcome, "甲")
    assert (found.figures.required, found.figures.disbursed) == (2000, 1000)
    assert {level: (f.required, f.disbursed) for level, f in found.levels.items()}["central"] == (4000, 2000)
    assert codes(outcome) == ["P004"]
    wrong = finding(outcome, "P004")
    assert [str(origin) for origin in wrong.origins] == ["book.xlsx!明细!J5"]
    assert (wrong.expected, wrong.actual, wrong.difference) == (500, 600, 100)


def test_layout_e_adds_what_was_paid_before_this_month_and_in_it():
    outcome = run(
        [
            ["2020年4月项目进度月报", "", "", "", "", "单位:万元"],
            [
                "项目编号",
                "项目名称",
                "年度计划投资",
                "本月前已拨付资金",
                "本月新增拨付资金",
                "年度资金拨付率",
                "形象进度",
            ],
            ["P1", "甲", 100.0, 30.0, 20.0, "50%", "主体完工"],
            ["P2", "乙", 10.0, "", 1.0, "20%", "开工"],
        ]
    )
    assert required(outcome) == {"甲": 100 * WAN, "乙": 10 * WAN}
    assert disbursed(outcome) == {"甲": 50 * WAN, "乙": 1 * WAN}
    assert "before-and-month" in assumed(outcome)
    assert codes(outcome) == ["S002"]
    assert origins(outcome, "S002") == ["book.xlsx!Sheet1!F4"]


def test_half_of_what_was_paid_is_no_payment_but_an_error():
    outcome = run([["单位:万元"], ["项目名称", "计划资金", "本月新增拨付资金"], ["甲", 100.0, 20.0]])
    assert "H004" in codes(outcome)
    assert line(outcome, "甲").figures.disbursed is None
    assert not outcome.statement.totals["matching"].complete


def test_layout_f_says_that_its_zero_total_is_wrong_and_never_adds_of_which_rows():
    outcome = run(
        [
            ["2020年项目支出绩效自评表", "", "", "", "", "单位:万元"],
            ["项目名称", "年初预算数", "全年预算数", "全年执行数", "分值", "执行率", "得分"],
            ["年度资金总额", "", 0.0, 0.0, 10, "", ""],
            ["甲项目", "", 80.0, 40.0, 10, "50%", 5],
            ["其中:中央补助", "", 30.0, 10.0, "", "", ""],
            ["乙项目", "", 20.0, 20.0, 10, "100%", 10],
            ["合计", "", 0.0, 0.0, "", "", ""],
        ]
    )
    assert required(outcome)["甲项目"] == 80 * WAN
    assert disbursed(outcome)["乙项目"] == 20 * WAN
    assert (5, "of-which") in left_out(table(outcome))
    assert outcome.statement.totals["matching"].figures.required == 100 * WAN
    assert set(origins(outcome, "S001")) >= {"book.xlsx!Sheet1!C7", "book.xlsx!Sheet1!D7"}
    assert "spent-as-disbursed" in assumed(outcome)


def test_layout_g_gives_each_row_its_level_nature_and_year():
    outcome = run(
        [
            ["项目名称", "资金层级", "资金性质", "年度", "计划金额(万元)"],
            ["甲", "中央", "配套", 2020, 5.0],
            ["甲", "区级", "配套", 2020, 10.0],
            ["甲", "区级", "管护", 2020, 2.0],
            ["乙", "本级", "配套", 2020, 7.0],
            ["乙", "本级", "配套", 2019, 99.0],
        ],
        year=2020,
    )
    assert line(outcome, "甲").figures.required == 10 * WAN
    assert line(outcome, "甲").levels["central"].required == 5 * WAN
    assert line(outcome, "甲", "maintenance").figures.required == 2 * WAN
    assert line(outcome, "乙").figures.required == 7 * WAN
    assert origins(outcome, "P003") == ["book.xlsx!Sheet1!D6"]
    assert outcome.statement.totals["matching"].figures.required == 17 * WAN
    assert outcome.statement.totals["maintenance"].figures.required == 2 * WAN


def test_an_unknown_level_in_a_long_plan_is_an_error_and_the_totals_are_incomplete():
    outcome = run([["项目名称", "资金层级", "计划金额(万元)"], ["甲", "区级", 5.0], ["乙", "火星级", 7.0]])
    assert origins(outcome, "P006") == ["book.xlsx!Sheet1!B3"]
    assert outcome.statement.totals["matching"].figures.required == 5 * WAN
    assert not outcome.statement.totals["matching"].complete


def test_an_unknown_nature_beside_known_ones_is_an_error_and_the_line_is_incomplete():
    outcome = run([["项目名称", "资金类别", "计划金额(万元)"], ["甲", "配套", 5.0], ["乙", "救灾", 7.0]])
    assert origins(outcome, "P005") == ["book.xlsx!Sheet1!B3"]
    assert not line(outcome, "乙").complete
    assert not outcome.statement.totals["matching"].complete


def test_a_nature_column_that_never_speaks_of_natures_is_no_nature_at_all():
    outcome = run([["项目名称", "资金性质", "计划金额(万元)"], ["甲", "一般公共预算", 5.0], ["乙", "政府性基金", 7.0]])
    assert codes(outcome) == []
    assert "nature-default" in assumed(outcome)
    assert outcome.statement.totals["matching"].figures.required == 12 * WAN


TOTALS = {
    "above": [["", "合计", 30.0], [1, "甲", 10.0], [2, "乙", 20.0]],
    "below": [[1, "甲", 10.0], [2, "乙", 20.0], ["合 计", "", 30.0]],
    "twice": [["合计", "", 30.0], [1, "甲", 10.0], [2, "乙", 20.0], ["总计", "", 30.0]],
    "unlabelled": [[1, "甲", 10.0], [2, "乙", 20.0], ["", "", 30.0]],
    "unlabelled above": [["", "", 30.0], [1, "甲", 10.0], [2, "乙", 20.0]],
}


@pytest.mark.parametrize("rows", TOTALS.values(), ids=TOTALS.keys())
def test_a_total_is_left_out_and_compared_wherever_it_stands(rows):
    outcome = run(Sheet("计划", [["单位:万元"], ["序号", "项目名称", "计划资金"], *rows]))
    assert required(outcome) == {"甲": 10 * WAN, "乙": 20 * WAN}
    found = table(outcome)
    assert [why for _, why in left_out(found)] == ["total"] * len(found.stated)
    assert {(stated.stated_fen, stated.summed_fen) for stated in found.stated} == {(30 * WAN, 30 * WAN)}
    assert codes(outcome) == []


def test_a_total_wrong_by_one_fen_is_an_error_at_its_cell():
    outcome = run(
        Sheet(
            "计划",
            [["单位:元"], ["序号", "项目名称", "计划资金"], [1, "甲", 10.0], [2, "乙", 20.0], ["", "合计", 30.01]],
        )
    )
    wrong = finding(outcome, "S001")
    assert [str(origin) for origin in wrong.origins] == ["book.xlsx!计划!C5", "book.xlsx!计划!C3", "book.xlsx!计划!C4"]
    assert (wrong.expected, wrong.actual, wrong.difference) == (3000, 3001, 1)


def test_a_total_given_as_text_is_compared():
    rows = [["单位:元"], ["序号", "项目名称", "计划资金"], [1, "甲", 10.0], [2, "乙", 20.5], ["总金额30.5"]]
    outcome = run(Sheet("计划", rows))
    assert left_out(table(outcome)) == [(5, "total")]
    assert [(s.stated_fen, s.summed_fen) for s in table(outcome).stated] == [(3050, 3050)]
    assert codes(outcome) == []
    rows[-1] = ["总金额31.5"]
    assert finding(run(Sheet("计划", rows)), "S001").difference == 100


SUBTOTALS = {
    "一、 over 1": [["一", "农业", 30.0], [1, "甲", 10.0], [2, "乙", 20.0], ["二", "教育", 5.0], [3, "丙", 5.0]],
    "(一) over 1.": [["(一)", "农业", 30.0], ["1.", "甲", 10.0], ["2.", "乙", 20.0], ["(二)", "教育", 5.0], ["1.", "丙", 5.0]],
    "小计 below": [[1, "甲", 10.0], [2, "乙", 20.0], ["", "小计", 30.0], [3, "丙", 5.0], ["", "小计", 5.0]],
    "class names above": [["", "工程类", 30.0], [1, "甲", 10.0], [2, "乙", 20.0], ["", "补助类", 5.0], [3, "丙", 5.0]],
    "1 over 1.1": [["1", "农业", 30.0], ["1.1", "甲", 10.0], ["1.2", "乙", 20.0], ["2", "教育", 5.0], ["2.1", "丙", 5.0]],
    "one column of names": [["", "一、农业(小计)", 30.0], ["", "甲", 10.0], ["", "乙", 20.0], ["", "二、教育(小计)", 5.0], ["", "丙", 5.0]],
    "一 over unnumbered": [["一", "农业", 30.0], ["", "甲", 10.0], ["", "乙", 20.0], ["二", "教育", 5.0], ["", "丙", 5.0]],
}  # fmt: skip


@pytest.mark.parametrize("rows", SUBTOTALS.values(), ids=SUBTOTALS.keys())
def test_subtotals_are_never_added_and_are_compared_with_their_own_rows(rows):
    outcome = run(Sheet("计划", [["单位:万元"], ["序号", "项目名称", "计划资金"], *rows]))
    assert required(outcome) == {"甲": 10 * WAN, "乙": 20 * WAN, "丙": 5 * WAN}
    assert [(s.stated_fen, s.summed_fen) for s in table(outcome).stated] == [(30 * WAN, 30 * WAN), (5 * WAN, 5 * WAN)]
    assert codes(outcome) == []


def test_a_subtotal_that_its_rows_do_not_make_is_an_error_and_the_totals_are_incomplete():
    rows = [["一", "农业", 31.0], [1, "甲", 10.0], [2, "乙", 20.0]]
    outcome = run(Sheet("计划", [["单位:万元"], ["序号", "项目名称", "计划资金"], *rows]))
    assert finding(outcome, "S001").difference == 1 * WAN
    assert not outcome.statement.totals["matching"].complete


def test_projects_numbered_with_chinese_numerals_are_projects():
    outcome = run(
        Sheet("计划", [["单位:万元"], ["序号", "项目名称", "计划资金"], ["一", "甲", 10.0], ["二", "乙", 20.0]])
    )
    assert required(outcome) == {"甲": 10 * WAN, "乙": 20 * WAN}


def test_a_total_column_that_its_parts_do_not_make_is_an_error_at_the_row():
    header = ["项目名称", "合计", "省级", "区级"]
    outcome = run(Sheet("计划", [["单位:万元"], header, ["甲", 30.0, 10.0, 20.0], ["乙", 31.0, 10.0, 20.0]]))
    assert required(outcome) == {"甲": 20 * WAN, "乙": 20 * WAN}
    wrong = finding(outcome, "P004")
    assert ([str(o) for o in wrong.origins], wrong.difference) == (["book.xlsx!计划!B4"], 1 * WAN)


def test_of_which_columns_are_subsets_and_never_added():
    header = ["项目名称", "计划资金", "其中:专项债券"]
    outcome = run(Sheet("计划", [["单位:万元"], header, ["甲", 30.0, 10.0], ["乙", 5.0, 6.0]]))
    assert finding(outcome, "P004").origins[0].row == 4


def test_notes_blank_rows_and_unfilled_form_rows_are_left_out_with_their_reason():
    outcome = run(
        Sheet(
            "计划",
            [
                ["单位:万元"],
                ["序号", "项目名称", "计划资金"],
                [1, "甲", 10.0],
                [],
                [2, "乙", 20.0],
                [3, "", ""],
                [4, "", 0.0],
                ["注:1.不含棚户区改造。"],
                ["2.金额为含税价。"],
                ["填表人:张某", "", "审核人:李某"],
            ],
        )
    )
    assert required(outcome) == {"甲": 10 * WAN, "乙": 20 * WAN}
    assert left_out(table(outcome)) == [
        (4, "blank"), (6, "no-money"), (7, "no-money"), (8, "note"), (9, "note"), (10, "note"),
    ]  # fmt: skip
    assert codes(outcome) == []


def test_money_without_a_name_that_is_no_total_is_an_error_and_the_totals_are_incomplete():
    outcome = run(Sheet("计划", [["单位:万元"], ["序号", "项目名称", "计划资金"], [1, "甲", 10.0], [2, "", 7.0]]))
    wrong = finding(outcome, "A007")
    assert ([str(o) for o in wrong.origins], wrong.actual) == (["book.xlsx!计划!C4"], 7 * WAN)
    assert not outcome.statement.totals["matching"].complete


def test_a_blank_plan_is_zero_with_a_warning():
    outcome = run(plan(("甲", 10.0), ("乙", None)))
    assert required(outcome) == {"甲": 10 * WAN, "乙": 0}
    assert origins(outcome, "P001") == ["book.xlsx!计划!C5"]


def test_a_plan_of_a_third_of_a_thousand_is_rounded_to_the_fen_with_a_warning():
    outcome = run(plan(("甲", 1000 / 3)))
    assert required(outcome) == {"甲": 333333333}
    assert finding(outcome, "A005").origins[0].row == 4


def test_text_in_an_amount_is_an_error_and_the_project_is_incomplete():
    outcome = run(plan(("甲", "待定"), ("乙", 20.0)))
    assert origins(outcome, "A001") == ["book.xlsx!计划!C4"]
    assert (line(outcome, "甲").complete, line(outcome, "乙").complete) == (False, True)
    assert not outcome.statement.totals["matching"].complete


@pytest.mark.parametrize("value", [Formula("=1/0", "#DIV/0!"), Formula("=A1+A2", ""), Formula("=#REF!", "#REF!")])
def test_a_formula_without_a_value_is_an_error_never_a_blank(value):
    outcome = run(plan(("甲", value), ("乙", 20.0)))
    assert origins(outcome, "A008") == ["book.xlsx!计划!C4"]
    assert (line(outcome, "甲").complete, line(outcome, "乙").complete) == (False, True)


def test_a_broken_formula_beside_good_levels_is_an_error_too():
    header = ["项目名称", "省级", "区级"]
    outcome = run(
        Sheet("计划", [["单位:万元"], header, ["甲", 30.0, Formula("=X", "#NAME?")], ["乙", "", 5.0]], top=2, left=1)
    )
    assert origins(outcome, "A008") == ["book.xlsx!计划!D5"]
    assert not line(outcome, "甲").complete


def test_a_merged_name_fills_down_but_amounts_never_do():
    rows = [["甲", "省级", 10.0], ["", "区级", 20.0], ["乙", "区级", 5.0]]
    outcome = run(
        Sheet("计划", [["单位:万元"], ["项目名称", "资金层级", "计划资金"], *rows], merged=((2, 0, 3, 0), (4, 2, 5, 2)))
    )
    assert required(outcome) == {"甲": 20 * WAN, "乙": 5 * WAN}
    assert line(outcome, "甲").levels["provincial"].required == 10 * WAN


def test_a_name_merged_over_two_columns_and_rows_fills_down():
    rows = [["甲", "", "省级", 10.0], ["", "", "区级", 20.0]]
    outcome = run(
        Sheet(
            "计划",
            [["单位:万元"], ["项目名称", "", "资金层级", "计划资金"], *rows],
            merged=((1, 0, 1, 1), (2, 0, 3, 1)),
        )
    )
    assert required(outcome) == {"甲": 20 * WAN}
    assert codes(outcome) == []


def test_one_project_in_two_rows_is_added_with_a_warning():
    outcome = run(plan(("甲", 10.0), ("甲", 5.0)))
    assert required(outcome) == {"甲": 15 * WAN}
    assert finding(outcome, "P002").origins[-1].row == 5


def test_a_row_that_stands_twice_is_said_once_with_what_it_plans():
    header = ["项目名称", "计划数", "到位资金", "已拨付"]
    rows = [["单位:元"], header, ["甲", 10.0, 8.0, 5.0], ["甲", 20.0, 9.0, 6.0]]
    outcome = run(Sheet("进度", rows))
    assert codes(outcome) == ["P002"]
    assert "20.00" in finding(outcome, "P002").message.zh
    levels = [
        ["2020年资金筹集方案", "单位:元"],
        ["项目名称", "中央", "省级", "区级"],
        ["甲", 10.0, 20.0, 30.0],
        ["甲", 40.0, 50.0, 60.0],
    ]
    assert codes(run(Sheet("方案", levels))) == ["P002"]
    assert "150.00" in finding(run(Sheet("方案", levels)), "P002").message.zh


def test_both_natures_side_by_side_with_a_grand_total_are_never_blended():
    rows = [
        ["单位:万元"],
        ["项目名称", "配套资金", "", "管护资金", "", "合计", "", "实施地点"],
        ["", "计划数", "已拨付", "计划数", "已拨付", "计划数", "已拨付"],
        ["甲", 10.0, 5.0, 2.0, 1.0, 12.0, 6.0],
        ["乙", 20.0, 8.0, "", "", 20.0, 8.0],
        ["丙", "", "", "", "", "", "", "缓建"],
    ]
    outcome = run(Sheet("进度", rows, merged=((1, 1, 1, 2), (1, 3, 1, 4), (1, 5, 1, 6), (1, 0, 2, 0))))
    totals = outcome.statement.totals
    assert (totals["matching"].figures.required, totals["matching"].figures.disbursed) == (30 * WAN, 13 * WAN)
    assert (totals["maintenance"].figures.required, totals["maintenance"].figures.disbursed) == (2 * WAN, 1 * WAN)
    assert line(outcome, "丙").figures.required == 0
    assert codes(outcome) == ["P001"]


def test_a_sheet_named_for_maintenance_is_maintenance_and_says_so():
    outcome = run(plan(("甲", 10.0), name="管护资金计划", title="2020年管护资金计划"))
    assert set(outcome.statement.totals) == {"maintenance"}
    assert "nature-title" in assumed(outcome)


def test_a_plan_without_levels_is_own_level_and_says_so():
    assert "own-level" in assumed(run(plan(("甲", 10.0))))


def test_a_table_of_issued_money_without_a_plan_has_that_as_the_base_and_says_so():
    outcome = run(Sheet("进度", [["单位:万元"], ["项目名称", "下达数", "支付数"], ["甲", 10.0, 4.0]]))
    rate = line(outcome, "甲").rate
    assert rate is not None
    assert rate.percent() == "40.0"
    assert outcome.statement.rate_base == "issued"
    assert "base-issued" in assumed(outcome)


def test_a_running_total_in_a_progress_table_is_what_was_paid():
    outcome = run(
        Sheet("进度", [["单位:万元"], ["项目名称", "计划数", "本月拨付", "累计拨付"], ["甲", 10.0, 1.0, 4.0]])
    )
    assert disbursed(outcome) == {"甲": 4 * WAN}
    assert "cumulative" in assumed(outcome)


@pytest.mark.parametrize(
    "word", ["合计(万元)", "总计金额", "总数", "总和", "汇总", "全区汇总", "计", "合计:2个", "2020年合计", "本页合计"]
)
def test_every_usual_word_for_a_total_is_known(word):
    outcome = run(
        Sheet("计划", [["单位:元"], ["序号", "项目名称", "计划资金"], [1, "甲", 5.0], [2, "乙", 6.0], ["", word, 11.0]])
    )
    assert required(outcome) == {"甲": 500, "乙": 600}
    assert codes(outcome) == []


def test_a_total_under_a_word_that_nobody_knows_is_suspected():
    rows = [[n, f"项目{n}", 10.0 * n, 3.0] for n in range(1, 6)]
    outcome = run(
        Sheet("计划", [["单位:元"], ["序号", "项目名称", "省级", "区级"], *rows, ["", "Summa summarum", 150.0, 15.0]])
    )
    assert origins(outcome, "S004") == ["book.xlsx!计划!B8"]


def test_payments_by_quarter_are_an_error_and_never_taken_for_a_plan_alone():
    outcome = run(
        Sheet("进度", [["单位:元"], ["项目名称", "计划资金", "一季度拨付", "二季度拨付"], ["甲", 5.0, 2.0, 4.0]])
    )
    assert codes(outcome) == ["H001"]
    assert line(outcome, "甲").figures.disbursed is None
    assert not outcome.statement.totals["matching"].complete


def test_a_column_of_units_that_differs_from_the_stated_unit_refuses_its_rows():
    outcome = run(
        Sheet("计划", [["单位:元"], ["项目名称", "计划金额", "单位"], ["甲", 500.0, "元"], ["乙", 5.0, "万元"]])
    )
    assert required(outcome)["甲"] == 50000
    assert origins(outcome, "U002") == ["book.xlsx!计划!B4", "book.xlsx!计划!C4"]
    assert not line(outcome, "乙").complete
