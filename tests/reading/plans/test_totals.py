"""Every total that a plan states is compared with the sum of its rows, to the fen."""

from tests.support import Formula, Sheet, codes, finding, origins, required, run, table

HEADER = ["序号", "项目名称", "计划资金"]


def plan_of(*rows, unit="元"):
    return run(Sheet("计划", [["2020年资金计划"], [f"单位:{unit}"], HEADER, *rows]))


def test_a_difference_names_the_total_and_the_first_and_last_row_that_it_should_add_up():
    outcome = plan_of([1, "甲", 10.0], [2, "乙", 20.0], [3, "丙", 5.0], ["", "合计", 35.01])
    assert origins(outcome, "S001") == ["book.xlsx!计划!C7", "book.xlsx!计划!C4", "book.xlsx!计划!C6"]
    assert finding(outcome, "S001").difference == 1


def test_float_noise_in_a_stored_total_is_no_difference():
    outcome = plan_of([1, "甲", 0.1], [2, "乙", 0.2], ["", "合计", 0.1 + 0.2])
    assert codes(outcome) == []


def test_rows_rounded_from_fractions_of_a_fen_do_not_make_their_total_wrong():
    rows = [[n, name, 1000 / 3] for n, name in enumerate("甲乙丙", 1)]
    outcome = plan_of(*rows, ["", "合计", Formula("=SUM(C4:C6)", 1000.0)], unit="万元")
    assert set(codes(outcome)) == {"A005"}


def test_a_total_over_the_whole_column_counts_the_subtotals_twice_and_is_an_error():
    outcome = plan_of(["一", "工程类", 30.0], [1, "甲", 10.0], [2, "乙", 20.0], ["", "合计", 60.0])
    assert codes(outcome) == ["S001"]
    assert required(outcome) == {"甲": 1000, "乙": 2000}


def test_a_total_above_and_one_below_are_both_compared():
    outcome = plan_of(["", "合计", 30.0], [1, "甲", 10.0], [2, "乙", 20.0], ["", "总计", 30.0])
    assert [stated.stated_fen for stated in table(outcome).stated] == [3000, 3000]
    assert codes(outcome) == []


def test_subtotals_of_three_depths_are_each_compared_with_their_own_rows():
    outcome = plan_of(
        ["", "总计", 60.0],
        ["一", "工程类", 30.0],
        ["(一)", "农业", 21.0],
        [1, "甲", 5.0],
        [2, "乙", 15.0],
        ["(二)", "水利", 10.0],
        [1, "丙", 10.0],
        ["二", "补助类", 30.0],
        [1, "丁", 30.0],
    )
    assert origins(outcome, "S001")[0] == "book.xlsx!计划!C6"
    assert finding(outcome, "S001").expected == 2000


def test_a_total_that_counts_its_projects_must_count_them_right():
    right = plan_of([1, "甲", 10.0], [2, "乙", 20.0], ["", "合计(2个项目)", 30.0])
    assert codes(right) == []
    wrong = plan_of([1, "甲", 10.0], [2, "乙", 20.0], ["", "合计(3个项目)", 30.0])
    assert origins(wrong, "S006") == ["book.xlsx!计划!B6"]
    assert (finding(wrong, "S006").expected, finding(wrong, "S006").actual) == ("2", "3")


def test_a_total_that_is_a_formula_without_a_value_is_called_that():
    rows = [["2020年计划(单位:万元)"], ["项目名称", "计划资金"], ["甲", 6.0], ["合计", Formula("SUM(B3:B3)")]]
    found = finding(run(Sheet("计划", rows)), "S003")
    assert found.message.en.endswith("a formula without a saved value, or with an error")
    assert "#" not in found.message.zh
