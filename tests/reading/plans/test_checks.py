"""Parts of totals, neighbours: what a plan's own cells say against each other."""

from tests.support import WAN, Sheet, codes, origins, required, run


def sheet(*rows, header, merged=(), above=()):
    return Sheet("计划", [["2020年资金进度"], ["单位:万元"], *above, header, *rows], merged=merged)


def test_a_total_may_count_upper_money_issued_beside_own_money_planned():
    rows = [["甲", 100.0, 50.0, 40.0, 20.0, 140.0, 70.0]]
    groups = ["项目名称", "上级资金", "", "区级资金", "", "合计", ""]
    leaves = ["", "下达数", "支付数", "计划数", "支付数", "计划数", "支付数"]
    merged = ((2, 0, 3, 0), (2, 1, 2, 2), (2, 3, 2, 4), (2, 5, 2, 6))
    outcome = run(sheet(*rows, header=leaves, above=[groups], merged=merged))
    assert codes(outcome) == []
    assert required(outcome) == {"甲": 40 * WAN}


def test_an_amount_ten_thousand_times_its_neighbours_is_an_error_of_its_project():
    rows = [[f"项目{n}", 100.0 + n] for n in range(4)]
    outcome = run(sheet(*rows, ["错", 1_010_000.0], header=["项目名称", "计划数"]))
    assert origins(outcome, "U007") == ["book.xlsx!计划!B8"]
    assert [item.complete for item in outcome.statement.lines] == [True, True, True, True, False]


def test_an_amount_that_is_ordinary_in_no_unit_is_a_warning():
    rows = [[f"项目{n}", 100.0 + n] for n in range(4)]
    outcome = run(sheet(*rows, ["大", 400_000.0], header=["项目名称", "计划数"]))
    assert origins(outcome, "U006") == ["book.xlsx!计划!B8"]
    assert outcome.statement.complete


def test_projects_a_hundred_times_smaller_than_others_are_ordinary():
    rows = [["甲", 2000.0], ["乙", 150.0], ["丙", 20.0], ["丁", 3.5]]
    assert codes(run(sheet(*rows, header=["项目名称", "计划数"]))) == []


def test_an_amount_merged_over_two_projects_leaves_both_incomplete():
    rows = [["甲", 50.0], ["乙", ""], ["丙", 5.0]]
    outcome = run(sheet(*rows, header=["项目名称", "计划数"], merged=((3, 1, 4, 1),)))
    assert origins(outcome, "P007") == ["book.xlsx!计划!B4", "book.xlsx!计划!B5"]
    assert {item.project: item.complete for item in outcome.statement.lines} == {"甲": False, "乙": False, "丙": True}


def test_an_amount_merged_over_two_levels_leaves_its_project_incomplete():
    outcome = run(sheet(["甲", 50.0, ""], header=["项目名称", "市级", "区级"], merged=((3, 1, 3, 2),)))
    assert origins(outcome, "P007") == ["book.xlsx!计划!B4", "book.xlsx!计划!C4"]
    assert not outcome.statement.complete


def test_levels_in_percent_are_shares_and_never_money():
    for group in ("资金分担(%)", "资金构成(%)", "财政负担%"):
        header = [["项目名称", "任务量", "标准", group, "", ""], ["", "", "", "中央", "省级", "区级"]]
        rows = [["2020年测算表(单位:万元)"], *header, ["甲", "1000人", "600元/人", 50, 30, 20]]
        assert required(run(Sheet("计划", rows))) == {"甲": 12 * WAN}


def test_rates_by_level_are_no_money():
    header = [["项目名称", "计划资金", "", "拨付率(%)", ""], ["", "省级", "区级", "省级", "区级"]]
    rows = [["2020年计划(单位:万元)"], *header, ["甲", 100, 60, 50, 30]]
    assert required(run(Sheet("计划", rows))) == {"甲": 60 * WAN}


def test_levels_under_a_word_of_sharing_that_make_a_hundred_in_every_row_are_doubted():
    for group, parts in (("资金分担情况", [50, 30, 20]), ("各级财政分担", [0.5, 0.3, 0.2])):
        header = [["项目名称", group, "", ""], ["", "中央", "省级", "区级"]]
        rows = [["2020年计划(单位:万元)"], *header, ["甲", *parts], ["乙", *parts[::-1]]]
        outcome = run(Sheet("计划", rows))
        assert "H025" in codes(outcome)
        assert not outcome.statement.complete
        rows[-1] = ["乙", 80, 30, 20]
        assert "H025" not in codes(run(Sheet("计划", rows)))


def test_what_each_one_is_paid_by_level_is_a_standard_and_no_amount():
    header = [["项目名称", "任务量", "人均补助(元)", "", "", "计划资金"], ["", "", "中央", "省级", "区级", ""]]
    rows = [["2020年计划(单位:万元)"], *header, ["甲", "1000人", 300, 180, 120, 12]]
    assert required(run(Sheet("计划", rows))) == {"甲": 12 * WAN}


def test_a_column_that_would_change_the_figures_is_said_where_no_figure_uses_it():
    header = ["项目名称", "计划资金", "追加资金", "已拨付", "已收回", "收回日期"]
    outcome = run(sheet(["甲", 100.0, 10.0, 50.0, 2.0, 43938.0], header=header))
    assert [
        origin for finding in outcome.findings for origin in map(str, finding.origins) if finding.code == "P053"
    ] == [
        "book.xlsx!计划!C3",
        "book.xlsx!计划!E3",
    ]
    assert codes(run(sheet(["甲", 100.0, "", 50.0, 0.0, ""], header=header))) == []
