"""Carried-over money (上年结转): a level among levels, and nothing of the kind elsewhere."""

import pytest

from tests.support import Sheet, assumed, codes, day, disbursed, ledger, left_out, line, plan, run, table

GROUP = [["单位:万元"], ["项目名称", "资金筹集", "", "", ""], ["", "合计", "省级", "区级", "上年结转资金"]]
MERGED = ((1, 1, 1, 4),)


def columns(outcome):
    return {column.header: (column.field, column.level) for column in table(outcome).columns}


def test_a_column_of_carried_over_money_among_the_levels_is_a_source_of_its_own():
    """10 = 6 province + 3 district + 1 carried over: the own level is 3, and nothing is short in the total."""
    outcome = run(Sheet("计划", [*GROUP, ["甲", 10.0, 6.0, 3.0, 1.0], ["乙", 5.0, 3.0, 2.0, ""]], MERGED))
    assert line(outcome, "甲").figures.required == 3_000_000
    assert line(outcome, "甲").levels["carryover"].required == 1_000_000
    assert outcome.statement.totals["matching"].figures.required == 5_000_000
    assert codes(outcome) == []


@pytest.mark.parametrize("word", ["结转资金", "上年结转", "结余结转资金(万元)", "上年结余结转资金"])
def test_flat_columns_beside_a_level_are_levels_too(word):
    outcome = run(Sheet("计划", [["单位:万元"], ["项目名称", "省级", "区级", word], ["甲", 6.0, 3.0, 1.0]]))
    assert line(outcome, "甲").levels["carryover"].required == 1_000_000


def test_a_group_of_carried_over_money_has_its_stages():
    rows = [
        ["单位:万元"],
        ["项目名称", "区级", "", "上年结转", ""],
        ["", "计划数", "拨付数", "计划数", "拨付数"],
        ["甲", 10.0, 5.0, 2.0, 1.0],
    ]
    outcome = run(Sheet("进度", rows, ((1, 1, 1, 2), (1, 3, 1, 4))))
    found = line(outcome, "甲").levels["carryover"]
    assert (found.required, found.disbursed) == (2_000_000, 1_000_000)
    assert (line(outcome, "甲").figures.required, line(outcome, "甲").figures.disbursed) == (10_000_000, 5_000_000)


@pytest.mark.parametrize(
    "header",
    [
        ["项目名称", "计划资金", "已拨付", "结转资金"],
        ["项目名称", "上年结转", "计划资金", "已拨付"],
        ["项目名称", "省级", "计划资金", "结转下年"],
        ["项目名称", "省级", "其中:上年结转", "区级"],
        ["项目名称", "省级", "已拨付", "结转资金"],
    ],
)
def test_elsewhere_the_same_words_are_not_used(header):
    outcome = run(Sheet("表", [["单位:万元"], header, ["甲", 6.0, 3.0, 1.0]]))
    assert "carryover" not in {column.level for column in table(outcome).columns}


def test_the_settings_win_over_it():
    sheet = Sheet("计划", [["单位:万元"], ["项目名称", "省级", "区级", "上年结转"], ["甲", 6.0, 3.0, 1.0]])
    outcome = run(sheet, toml='[columns]\nreceived = ["上年结转"]')
    assert line(outcome, "甲").figures.received == 1_000_000
    assert "carryover" not in line(outcome, "甲").levels


def test_a_level_cell_may_say_that_a_payment_is_of_carried_over_money():
    rows = [[day(1, 1), "甲", "区级", 5.0], [day(1, 2), "甲", "上年结转", 7.0], [day(1, 3), "甲", "结转资金", 1.0]]
    outcome = run(
        plan(("甲", 90.0), unit="元"),
        Sheet("台账", [["单位:元"], ["拨付日期", "项目名称", "资金来源", "拨付金额"], *rows]),
    )
    assert disbursed(outcome) == {"甲": 500}
    assert line(outcome, "甲").levels["carryover"].disbursed == 800
    found = outcome.statement.reconciliation
    assert found is not None
    assert dict(found.out_of_scope) == {"level": 800}
    assert codes(outcome) == []


def test_a_row_that_opens_a_ledger_with_money_carried_over_is_still_no_payment():
    outcome = run(
        plan(("甲", 90.0), unit="元"), ledger(["", "上年结转", "", 500.0, ""], [day(1, 1), "甲", "某", 5.0, ""])
    )
    assert disbursed(outcome) == {"甲": 500}
    assert left_out(table(outcome, "台账")) == [(4, "carried-over")]


def test_a_long_plan_may_list_it_as_a_level():
    rows = [["甲", "区级", 3.0], ["甲", "上年结转", 1.0]]
    outcome = run(Sheet("计划", [["单位:万元"], ["项目名称", "资金层级", "计划资金"], *rows]))
    assert line(outcome, "甲").figures.required == 3_000_000
    assert line(outcome, "甲").levels["carryover"].required == 1_000_000


@pytest.mark.parametrize(
    "word", ["区级结转", "上年结余", "年初结转", "省级结转", "本级结转资金", "区级上年结转", "往年结余资金"]
)
def test_carried_over_money_that_some_level_holds_is_a_source_of_its_own(word):
    outcome = run(Sheet("计划", [["2020年计划(单位:万元)"], ["项目名称", "中央", "区级", word], ["甲", 6.0, 3.0, 1.0]]))
    assert line(outcome, "甲").figures.required == 3_000_000
    assert line(outcome, "甲").levels["carryover"].required == 1_000_000
    assert codes(outcome) == []


def test_carried_over_money_of_several_levels_is_added_up():
    header = ["项目名称", "省级", "省级结转", "区级结转", "区级"]
    outcome = run(Sheet("计划", [["2020年计划(单位:万元)"], header, ["甲", 6.0, 3.0, 1.0, 2.0]]))
    assert line(outcome, "甲").levels["carryover"].required == 4_000_000
    assert codes(outcome) == []


def test_carried_over_money_beside_a_plan_without_levels_is_said_not_to_count():
    outcome = run(Sheet("计划", [["2020年计划(单位:万元)"], ["项目名称", "计划资金", "上年结转"], ["甲", 6.0, 3.0]]))
    assert line(outcome, "甲").figures.required == 6_000_000
    assert codes(outcome) == ["H026"]


def test_level_cells_that_name_carried_over_money_of_a_level_are_not_that_level():
    rows = [
        [day(1, n), "甲", word, 1.0] for n, word in enumerate(["区级结转", "中央结转", "结余", "区级上年结转资金"], 1)
    ]
    outcome = run(
        Sheet("计划", [["单位:元"], ["项目名称", "省级", "区级"], ["甲", 6.0, 3.0]]),
        Sheet(
            "台账", [["单位:元"], ["拨付日期", "项目名称", "资金来源", "拨付金额"], *rows, [day(2, 1), "甲", "", 2.0]]
        ),
    )
    assert disbursed(outcome) == {"甲": 200}
    assert line(outcome, "甲").levels["carryover"].disbursed == 400
    assert {"ledger-level-some"} <= set(assumed(outcome))
    assert "ledger-level" not in assumed(outcome)
