"""Columns that split another column by level: under any way to write a level, and of the measure that they add up to."""

import pytest

from tests.support import WAN, Sheet, codes, disbursed, origins, required, run


def sheet(*rows, header):
    return Sheet("计划", [["2020年资金计划"], ["单位:万元"], header, *rows])


ROWS = (["农村改厕", 100.0, 60.0, 30.0, 10.0], ["美丽乡村", 50.0, 30.0, 15.0, 5.0])


@pytest.mark.parametrize(
    "central",
    [
        *("中央60%", "中央(60%)", "中央资金60%", "中央资金(60%)", "中央财政60%", "中央承担60%", "1.中央", "①中央"),
        *("中央①", "中央(A)", "A中央", "中央预算内", "1、中央", "(1)中央"),
    ],
)
def test_a_share_or_a_number_beside_a_levels_word_changes_nothing(central):
    names = [central.replace("中央预算内", "中央").replace("中央", level) for level in ("省级", "区级")]
    outcome = run(sheet(*ROWS, header=["项目名称", "合计", central, *names]))
    assert codes(outcome) == []
    assert required(outcome) == {"农村改厕": 10 * WAN, "美丽乡村": 5 * WAN}


def test_columns_of_unknown_words_that_make_up_the_only_amount_prove_that_it_is_not_the_own_levels():
    outcome = run(sheet(*ROWS, header=["项目名称", "合计", "来源甲", "来源乙", "来源丙"]))
    assert origins(outcome, "P052") == [
        "book.xlsx!计划!B3",
        "book.xlsx!计划!C3",
        "book.xlsx!计划!D3",
        "book.xlsx!计划!E3",
    ]
    assert not outcome.complete


def test_columns_of_towns_or_costs_split_an_amount_without_saying_a_level():
    assert codes(run(sheet(*ROWS, header=["项目名称", "合计", "东镇", "西镇", "南乡"]))) == []
    assert codes(run(sheet(*ROWS, header=["项目名称", "计划资金", "建安工程费", "设备购置费", "其他费用"]))) == []


def test_the_settings_may_say_that_a_split_amount_is_the_own_levels():
    outcome = run(
        sheet(*ROWS, header=["项目名称", "合计", "来源甲", "来源乙", "来源丙"]), toml='[columns]\nrequired = "合计"'
    )
    assert codes(outcome) == []
    assert required(outcome) == {"农村改厕": 100 * WAN, "美丽乡村": 50 * WAN}


PAID = (["项目A", 100.0, 80.0, 50.0, 20.0, 10.0], ["项目B", 50.0, 50.0, 30.0, 10.0, 10.0])


@pytest.mark.parametrize("paid", ["已拨付", "已到位资金"])
def test_levels_that_add_up_to_another_column_than_the_plan_are_of_that_column(paid):
    header = ["项目名称", "计划资金", paid, "其中:中央", "省级", "区级"]
    outcome = run(sheet(*PAID, header=header))
    assert "P050" in codes(outcome)
    assert required(outcome) == {"项目A": 100 * WAN, "项目B": 50 * WAN}
    assert not outcome.complete


def test_levels_after_the_payments_that_add_up_to_the_plan_are_the_plans():
    header = ["项目名称", "计划资金", "已拨付", "其中:中央", "省级", "区级"]
    outcome = run(sheet(*([name, plan, 5.0, *parts] for name, plan, *parts in ROWS), header=header))
    assert codes(outcome) == []
    assert required(outcome) == {"农村改厕": 10 * WAN, "美丽乡村": 5 * WAN}


def test_levels_after_plan_and_payments_belong_to_each():
    header = ["项目名称", "计划资金", "其中:中央", "区级", "已拨付", "其中:中央", "区级"]
    outcome = run(
        sheet(["甲", 80.0, 70.0, 10.0, 8.0, 7.0, 1.0], ["乙", 50.0, 30.0, 20.0, 9.0, 7.0, 2.0], header=header)
    )
    assert codes(outcome) == []
    assert required(outcome) == {"甲": 10 * WAN, "乙": 20 * WAN}
    assert disbursed(outcome) == {"甲": 1 * WAN, "乙": 2 * WAN}


def test_levels_marked_as_parts_that_add_up_to_no_column_are_refused():
    header = ["项目名称", "计划资金", "已拨付", "其中:中央", "省级", "区级"]
    outcome = run(sheet(["项目A", 100.0, 80.0, 50.0, 20.0, 11.0], PAID[1], header=header))
    assert "P051" in codes(outcome)
    assert not outcome.complete


SHARED = (["农村改厕", 100.0, "20%", "80%"], ["美丽乡村", 50.0, "20%", "80%"])


def test_a_total_investment_beside_shares_of_several_levels_is_shared_out():
    outcome = run(sheet(*SHARED, header=["项目名称", "总投资", "区级分担比例", "中央分担比例"]))
    assert codes(outcome) == []
    assert required(outcome) == {"农村改厕": 20 * WAN, "美丽乡村": 10 * WAN}


def test_an_amount_that_is_called_no_total_beside_shares_of_several_levels_is_in_doubt():
    outcome = run(sheet(*SHARED, header=["项目名称", "计划资金", "区级分担比例", "中央分担比例"]))
    assert "P054" in codes(outcome)
    assert not outcome.complete
