"""Rates and remainders that a plan's rows state, beside the amounts of their own row."""

import pytest

from minsheng_funds.model import Outcome
from tests.support import Sheet, codes, finding, origins, run


def sheet(*rows: list[object], header: list[str]) -> Sheet:
    return Sheet("计划", [["2020年资金进度"], ["单位:万元"], header, *rows])


def stated(word: str, *rows: list[object]) -> Outcome:
    return run(sheet(*rows, header=["项目名称", "计划数", "到位资金", "已拨付", word]))


def test_a_receipt_rate_is_received_over_required():
    header = ["项目名称", "计划数", "到位资金", "到位率", "已拨付", "拨付率"]
    assert codes(run(sheet(["甲", 100.0, 80.0, "80%", 40.0, 0.4], header=header))) == []
    wrong = run(sheet(["甲", 100.0, 80.0, "70%", 40.0, 0.4], header=header))
    assert origins(wrong, "S002") == ["book.xlsx!计划!D4"]
    assert finding(wrong, "S002").expected == "80.00"


def test_a_stated_rate_may_be_over_any_base_that_the_table_has():
    header = ["项目名称", "计划数", "到位资金", "已拨付", "拨付率"]
    assert codes(run(sheet(["甲", 100.0, 80.0, 40.0, "50%"], header=header))) == []
    assert codes(run(sheet(["甲", 100.0, 80.0, 40.0, "60%"], header=header))) == ["S002"]


@pytest.mark.parametrize("rate", ["90%", "68.75%"])
def test_the_rate_of_a_total_is_recomputed_from_its_own_amounts(rate: str):
    rows = [["甲", 200.0, 200.0, 100.0, "50%"], ["乙", 80.0, 80.0, 70.0, "87.5%"]]
    outcome = stated("拨付率", *rows, ["合计", 280.0, 280.0, 170.0, rate])
    assert origins(outcome, "S002") == ["book.xlsx!计划!E6"]
    assert (finding(outcome, "S002").expected, finding(outcome, "S002").project) == ("60.71", "合计")
    assert codes(stated("拨付率", *rows, ["合计", 280.0, 280.0, 170.0, "60.71%"])) == []


def test_the_rate_of_a_group_is_recomputed_from_its_own_amounts():
    rows = [["1.甲", 200.0, 200.0, 100.0, "50%"], ["2.乙", 100.0, 100.0, 50.0, "50%"]]
    outcome = stated("拨付率", ["一、工程类", 300.0, 300.0, 150.0, "90%"], *rows)
    assert origins(outcome, "S002") == ["book.xlsx!计划!E4"]
    assert "一、工程类" in finding(outcome, "S002").message.zh


def test_a_total_without_its_amounts_says_nothing_of_a_rate():
    rows = [["甲", 200.0, 200.0, 100.0, "50%"], ["乙", 80.0, 80.0, 70.0, "87.5%"]]
    assert codes(stated("拨付率", *rows, ["合计", None, None, 170.0, "90%"])) == []
    assert codes(stated("拨付率", *rows, ["合计", 280.0, 280.0, None, "90%"])) == []


def test_a_column_of_rates_has_one_base_that_fits_most_of_its_rows():
    by_plan, by_received = ["甲", 90.0, 80.0, 70.0, "77.78%"], ["乙", 200.0, 150.0, 100.0, "66.67%"]
    assert origins(stated("拨付率", by_received, by_plan), "S002") == ["book.xlsx!计划!E4"]
    more = ["丙", 50.0, 40.0, 10.0, "25%"]
    outcome = stated("拨付率", by_plan, by_received, more)
    assert origins(outcome, "S002") == ["book.xlsx!计划!E4"]
    assert finding(outcome, "S002").expected == "87.50"
    assert codes(stated("拨付率", by_received, more)) == []


def test_a_row_without_the_base_of_its_column_may_go_by_another():
    rows = [["甲", 200.0, 150.0, 100.0, "50%"], ["乙", 90.0, 80.0, 45.0, "50%"]]
    assert "S002" not in codes(stated("拨付率", *rows, ["丙", None, 40.0, 10.0, "25%"]))


def test_a_rate_over_the_sum_of_several_levels_is_right():
    header = ["项目名称", "合计", "中央", "省级", "县级", "已拨付", "拨付率"]
    row = ["甲", 200.0, 100.0, 50.0, 50.0, 40.0, "20%"]
    assert "S002" not in codes(run(sheet(row, header=header)))
    assert "S002" in codes(run(sheet([*row[:-1], "30%"], header=header)))


@pytest.mark.parametrize("word", ["拨付比例", "支付比例(%)", "资金完成率", "已拨付比例", "资金支付比例"])
def test_a_rate_of_money_is_recomputed_under_other_words_too(word: str):
    assert origins(stated(word, ["甲", 200.0, 200.0, 100.0, "60%"]), "S002") == ["book.xlsx!计划!E4"]


@pytest.mark.parametrize("word", ["分担比例", "负担比例", "配套比例", "应拨付比例", "首批拨付比例"])
def test_a_share_is_no_rate(word: str):
    rows = [["甲", 200.0, 200.0, 100.0, "50%"], ["乙", 80.0, 80.0, 40.0, "50%"], ["丙", 80.0, 80.0, 20.0, "50%"]]
    assert "S002" not in codes(stated(word, *rows))


@pytest.mark.parametrize("word", ["完成率", "完成比例", "形象进度", "工程完成率"])
def test_a_completion_is_a_rate_of_money_where_it_is_just_that_in_half_of_the_rows(word: str):
    right, wrong = ["甲", 200.0, 200.0, 100.0, "50%"], ["乙", 80.0, 80.0, 40.0, "60%"]
    assert origins(stated(word, right, wrong), "S002") == ["book.xlsx!计划!E5"]
    assert codes(stated(word, right, wrong, ["丙", 80.0, 80.0, 20.0, "90%"])) == []


@pytest.mark.parametrize(
    ("word", "right"), [("未拨付", 100.0), ("尚未拨付资金", 100.0), ("结余", 80.0), ("资金结存", 80.0)]
)
def test_a_stated_remainder_is_recomputed_and_feeds_no_figure(word: str, right: float):
    rest = ["乙", 80.0, 80.0, 70.0, 10.0]
    outcome = stated(word, ["甲", 200.0, 180.0, 100.0, 30.0], rest)
    assert origins(outcome, "S042") == ["book.xlsx!计划!E4"]
    assert (finding(outcome, "S042").expected, finding(outcome, "S042").actual) == (right * 1000000, 30_000_000)
    agreeing = stated(word, ["甲", 200.0, 180.0, 100.0, right], rest)
    assert codes(agreeing) == []
    figures = [[line.figures for line in found.statement.lines] for found in (outcome, agreeing)]
    assert figures[0] == figures[1]


def test_the_remainder_of_a_total_is_recomputed_from_its_own_amounts():
    rows = [["甲", 200.0, 200.0, 100.0, 100.0], ["乙", 80.0, 80.0, 70.0, 10.0]]
    outcome = stated("未拨付", *rows, ["合计", 280.0, 280.0, 170.0, 100.0])
    assert origins(outcome, "S042") == ["book.xlsx!计划!E6"]
    assert codes(stated("未拨付", *rows, ["合计", 280.0, 280.0, 170.0, 110.0])) == []


def test_a_column_of_remainders_that_most_rows_contradict_means_something_else():
    """结余 of what was planned, or of last year, is not what is left of the money received."""
    rows = [["甲", 200.0, 180.0, 100.0, 100.0], ["乙", 80.0, 70.0, 60.0, 20.0], ["丙", 80.0, 80.0, 70.0, 10.0]]
    assert codes(stated("结余", *rows)) == []
