"""What a ledger's rows say of the year, the level and the unit, where no header word does."""

import pytest

from tests.support import WAN, Sheet, assumed, codes, day, disbursed, line, origins, run


def ledger(*rows, header=("月", "日", "项目名称", "金额"), title="2020年拨付台账", caption="单位:万元"):
    return Sheet("台账", [[title], [caption], list(header), *rows])


def plan(*rows, header):
    return Sheet("计划", [["2020年资金计划"], ["单位:万元"], list(header), *rows])


PLAN = plan(["甲", 100.0], ["乙", 100.0], header=("项目名称", "计划资金"))
BY_LEVEL = plan(["甲", 60.0, 40.0], header=("项目名称", "中央", "区级"))


def test_a_row_of_just_a_year_holds_for_the_rows_below_it():
    rows = ([12.0, 30.0, "甲", 10.0], ["2021年"], [1.0, 5.0, "甲", 20.0])
    outcome = run(ledger(*rows), PLAN, year=2020)
    assert disbursed(outcome)["甲"] == 10 * WAN
    assert "X015" in codes(outcome)


@pytest.mark.parametrize("title", ["2020年拨付台账", "2020年1月至2021年3月拨付台账"])
def test_months_that_fall_back_without_a_year_are_an_error(title):
    outcome = run(ledger([12.0, 30.0, "甲", 10.0], [1.0, 5.0, "甲", 20.0], title=title), PLAN, year=2020)
    assert set(codes(outcome)) & {"L050", "L023"}
    assert not outcome.complete


def test_a_project_met_before_shows_that_the_year_has_turned():
    rows = ([11.0, 3.0, "甲", 1.0], [12.0, 30.0, "甲", 10.0], [1.0, 5.0, "乙", 20.0], [2.0, 5.0, "甲", 20.0])
    assert origins(run(ledger(*rows), PLAN, year=2020), "L050") == ["book.xlsx!台账!A6"]


def test_a_ledger_that_lists_one_project_after_the_other_begins_anew_with_each():
    rows = ([1.0, 3.0, "甲", 1.0], [12.0, 30.0, "甲", 10.0], [1.0, 5.0, "乙", 20.0], [12.0, 5.0, "乙", 20.0])
    assert "L050" not in codes(run(ledger(*rows), PLAN, year=2020))


DATED = ("日期", "项目名称", "拨付金额")


@pytest.mark.parametrize(
    "header", ["资金渠道", "经费来源", "预算级次", "指标来源", "来源", "资金类型", "资金性质", "归属"]
)
@pytest.mark.parametrize("central", ["中央", "1-中央", "中央资金", "01中央"])
def test_a_column_whose_cells_are_levels_is_the_column_of_levels(header, central):
    rows = ([day(1, 2), "甲", 10.0, central], [day(1, 3), "甲", 5.0, "区级"])
    outcome = run(ledger(*rows, header=(*DATED, header)), BY_LEVEL, year=2020)
    assert disbursed(outcome) == {"甲": 5 * WAN}
    assert "ledger-level" not in assumed(outcome)
    assert line(outcome, "甲").complete


def test_under_words_of_sources_a_cell_that_is_no_level_is_an_error():
    rows = ([day(1, 2), "甲", 10.0, "中央"], [day(1, 3), "甲", 5.0, "专户"], [day(1, 4), "甲", 5.0, "存量"])
    assert "P006" in codes(run(ledger(*rows, header=(*DATED, "资金渠道")), BY_LEVEL, year=2020))


@pytest.mark.parametrize("header", ["项目级别", "单位层级"])
def test_the_level_of_a_project_or_an_office_is_none_of_its_money(header):
    rows = ([day(1, 2), "甲", 10.0, "省级"], [day(1, 3), "甲", 5.0, "区级"])
    outcome = run(ledger(*rows, header=(*DATED, header)), PLAN, year=2020)
    assert disbursed(outcome)["甲"] == 15 * WAN


def test_a_repeated_header_under_a_caption_of_another_unit_begins_another_table():
    title = ["2020年拨付台账 单位:万元"]
    rows = [
        title,
        list(DATED),
        [day(1, 2), "甲", 10.0],
        ["2020年拨付台账 单位:元"],
        list(DATED),
        [day(1, 3), "乙", 50_000.0],
    ]
    outcome = run(Sheet("台账", rows), PLAN, year=2020)
    assert disbursed(outcome) == {"甲": 10 * WAN, "乙": 5 * WAN}
    assert "U002" not in codes(outcome)
