"""Where an amount of a line stands, and where a class or a unit is missing: the rules that look there."""

from typing import Any

from minsheng_funds import pipeline
from minsheng_funds.model import Finding, Source
from tests.support import Sheet, day, settings_of, xlsx

PLAN = ("项目名称", "类别", "责任单位", "计划资金")
LEVELS = ("项目名称", "中央", "省级", "区级")
PROGRESS = ("项目名称", "计划数", "到位资金", "已拨付")


def plan_of(header: tuple[str, ...], *rows: tuple[Any, ...], name: str = "计划", **given: Any) -> Sheet:
    """A plan or progress table in 万元, its header in row 3."""
    return Sheet(name, [["2020年资金筹集方案"], ["单位:万元"], header, *rows], **given)


def found(code: str, *sheets: Sheet, toml: str = "", **given: Any) -> list[Finding]:
    settings = settings_of(toml, **given)
    _, checked = pipeline.check([Source("b.xlsx", xlsx(*sheets))], settings)
    return [finding for finding in checked.findings if finding.code == code]


def unable(*sheets: Sheet) -> set[str]:
    _, checked = pipeline.check([Source("b.xlsx", xlsx(*sheets))], settings_of())
    return {item.code for item in checked.unable}


def cells(findings: list[Finding]) -> list[list[str]]:
    return [[str(origin).rpartition("!")[2] for origin in finding.origins] for finding in findings]


# --- A class or a unit that is missing (P060, P061) ---------------------------------------------------------


def test_each_project_without_a_class_or_unit_is_named_at_the_blank_cell_itself():
    sheet = plan_of(PLAN, ("甲", "工程类", "", 10), ("乙", "", "区教育局", 20), ("丙", "—", "区教育局", 30))
    assert cells(found("P060", sheet)) == [["B5"], ["B6"]]
    assert cells(found("P061", sheet)) == [["C4"]]


def test_a_class_that_is_merged_down_is_not_missing_in_the_rows_below():
    rows = [("甲", "工程类", "局", 10), ("乙", "", "局", 20), ("丙", "", "局", 30)]
    assert cells(found("P060", plan_of(PLAN, *rows, merged=((3, 1, 4, 1),)))) == [["B6"]]


def test_a_subtotal_above_that_names_the_class_gives_it_to_its_rows():
    rows = [("工程类(小计)", "", "", 30), ("甲", "", "局", 10), ("乙", "", "局", 20)]
    assert found("P060", plan_of(PLAN, *rows)) == []
    assert cells(found("P060", plan_of(PLAN, ("丙", "", "局", 5), *rows))) == [["B4"]]


def test_a_column_that_names_no_class_at_all_is_not_said_of_every_project():
    assert found("P060", plan_of(PLAN, ("甲", "", "局", 10), ("乙", "", "局", 20))) == []


def test_units_of_measure_under_the_word_unit_are_no_responsible_units():
    assert found("P061", plan_of(("项目名称", "单位", "计划资金"), ("甲", "公里", 10), ("乙", "", 20))) == []


def test_what_another_row_or_table_says_of_the_project_is_not_missing():
    long = plan_of(PLAN, ("甲", "工程类", "局", 10), ("甲", "", "", 20), ("乙", "补助类", "局", 5))
    assert found("P060", long) == found("P061", long) == []
    plan = plan_of(PLAN, ("甲", "工程类", "局", 10), ("乙", "补助类", "局", 20))
    table = plan_of(("项目名称", "类别", "计划数", "已拨付"), ("甲", "", 10, 5), ("乙", "补助类", 20, 5), name="进度表")
    assert found("P060", plan, table) == []


def test_two_rows_of_one_project_without_a_class_are_one_finding_with_both_cells():
    sheet = plan_of(PLAN, ("甲", "", "局", 10), ("甲", "", "局", 20), ("乙", "补助类", "局", 5))
    assert cells(found("P060", sheet)) == [["B4", "B5"]]


def test_without_such_a_column_the_rules_say_that_they_cannot_run():
    assert {"P060", "P061"} <= unable(plan_of(("项目名称", "计划资金"), ("甲", 10)))
    assert not {"P060", "P061"} & unable(plan_of(PLAN, ("甲", "工程类", "局", 10)))


# --- Paid above the plan of a level (X060) ------------------------------------------------------------------


def paid(*rows: tuple[str, Any]) -> Sheet:
    """Payments of the project 甲 in 万元: (level, amount); the first in row 4."""
    header = ("拨付日期", "项目名称", "资金级次", "拨付金额")
    payments = [(day(3, number), "甲", *row) for number, row in enumerate(rows, 1)]
    return Sheet("台账", [["2020年资金拨付台账"], ["单位:万元"], header, *payments])


def test_a_level_is_overpaid_from_one_fen_above_its_plan_on():
    plan = plan_of(LEVELS, ("甲", 0, 60, 40))
    assert found("X060", plan, paid(("省级", 60), ("区级", 10))) == []
    (finding,) = found("X060", plan, paid(("区级", 10), ("省级", 50), ("省级", 10.000001)))
    assert (finding.expected, finding.actual, finding.difference) == (60_000_000, 60_000_001, 1)
    assert cells([finding]) == [["C4", "D5"]]


def test_the_own_level_and_levels_without_a_plan_have_rules_of_their_own():
    plan, ledger = plan_of(LEVELS, ("甲", 0, 60, 40)), paid(("区级", 50), ("中央", 5), ("省级", 60))
    assert found("X060", plan, ledger) == []
    assert [finding.code for code in ("X004", "X045") for finding in found(code, plan, ledger)] == ["X004", "X045"]


def test_where_rates_are_of_what_was_issued_a_level_is_held_against_that():
    header = ("项目名称", "省级 下达数", "区级 下达数")
    rows = [("甲", 50, 40), ("乙", 1, 1)]
    settings = 'rate_base = "issued"\n[columns]\nissued = { provincial = ["省级 下达数"], district = ["区级 下达数"] }'
    (finding,) = found("X060", plan_of(header, *rows), paid(("省级", 51), ("区级", 10)), toml=settings)
    assert "超过下达数 500,000.00元,多 10,000.00元" in finding.message.zh


# --- Idle since receipt (T060) ------------------------------------------------------------------------------


def received(*rows: tuple[Any, ...]) -> Sheet:
    return plan_of(PROGRESS, *rows, name="进度表")


def test_idle_money_is_said_where_both_its_share_and_its_amount_reach_the_limits():
    rows = [("甲", 200, 100, 50), ("乙", 200, 100, 50.000001), ("丙", 99, 99, 49.5), ("丁", 400, 200, 120)]
    assert [finding.project for finding in found("T060", received(*rows))] == ["甲"]
    assert [f.project for f in found("T060", received(*rows), toml='[check.T060]\namount = "49万元"')] == ["甲", "丙"]
    assert [f.project for f in found("T060", received(*rows), toml="[check.T060]\nshare = 40")] == ["甲", "丁"]


def test_money_of_another_level_lies_idle_at_its_own_cells():
    header = ("项目名称", "省级到位", "省级已拨付", "区级计划", "区级到位", "区级已拨付")
    (finding,) = found("T060", Sheet("进度表", [["2020年进度表"], ["单位:万元"], header, ("甲", 300, 100, 50, 50, 50)]))
    assert (finding.expected, finding.actual) == (300_000_000, 100_000_000)
    assert cells([finding]) == [["B4", "C4"]]
    assert "省级资金" in finding.message.zh


def test_excluded_projects_and_tables_that_state_no_receipts_are_nobody_s_idle_money():
    assert found("T060", received(("甲", 200, 100, 0)), exclude=("甲",)) == []
    assert "T060" in unable(plan_of(("项目名称", "计划资金"), ("甲", 100)))
