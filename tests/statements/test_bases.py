"""Each fund's own base of its rate, and bases that no table has."""

import pytest

from tests.support import Sheet, assumed, codes, day, finding, ledger, line, plan, run

BOTH = Sheet(
    "计划",
    [
        ["单位:元"],
        ["项目名称", "资金类别", "计划资金", "下达资金"],
        ["甲", "配套", 100.0, 80.0],
        ["甲", "管护", 50.0, 20.0],
    ],
)
HEADER = ["拨付日期", "项目名称", "资金类别", "拨付金额"]
PAID = Sheet("台账", [["单位:元"], HEADER, [day(1, 1), "甲", "配套", 40.0], [day(1, 2), "甲", "管护", 10.0]])


def rates(outcome):
    return {nature: total.rate and total.rate.percent() for nature, total in outcome.statement.totals.items()}


def test_each_fund_has_its_own_base():
    """Matching 40 ÷ 100 required = 40.0%; maintenance 10 ÷ 20 issued = 50.0%."""
    outcome = run(BOTH, PAID, toml='[funds.maintenance]\nrate_base = "issued"')
    assert rates(outcome) == {"matching": "40.0", "maintenance": "50.0"}
    assert [total.base for total in outcome.statement.totals.values()] == ["required", "issued"]
    assert outcome.statement.rate_base == "required"
    turned = run(BOTH, PAID, toml='rate_base = "issued"\n[funds.matching]\nrate_base = "required"')
    assert rates(turned) == {"matching": "40.0", "maintenance": "50.0"}


def test_the_general_base_holds_for_funds_without_their_own():
    outcome = run(BOTH, PAID, rate_base="issued")
    assert rates(outcome) == {"matching": "50.0", "maintenance": "50.0"}
    assert outcome.statement.rate_base == "issued"


def test_a_base_that_no_table_has_is_a_finding_for_each_fund():
    outcome = run(BOTH, PAID, toml='[funds.maintenance]\nrate_base = "received"')
    assert rates(outcome) == {"matching": "40.0", "maintenance": None}
    said = finding(outcome, "X042")
    assert (said.severity, "received" in said.remedy.en) == ("warning", True)
    assert codes(run(BOTH, PAID, rate_base="received")) == ["X042", "X042"]


def test_payments_beside_a_plan_that_only_says_what_was_received_have_no_base():
    sheet = Sheet("进度", [["单位:元"], ["项目名称", "到位资金", "已拨付"], ["甲", 80.0, 40.0]])
    assert codes(run(sheet)) == ["X042"]
    assert rates(run(sheet, rate_base="received")) == {"matching": "50.0"}


def test_a_plan_at_other_levels_only_is_said_once():
    sheet = Sheet("计划", [["单位:元"], ["项目名称", "省级"], ["甲", 80.0]])
    assert codes(run(sheet, ledger([day(1, 1), "甲", "某", 5.0, ""]))) == ["H006"]


def test_overpaid_is_measured_on_the_fund_s_own_base():
    toml = '[funds.maintenance]\nrate_base = "issued"'
    paid = Sheet("台账", [["单位:元"], HEADER, [day(1, 1), "甲", "配套", 90.0], [day(1, 2), "甲", "管护", 30.0]])
    said = finding(run(BOTH, paid, toml=toml), "X004")
    assert (said.expected, said.actual) == (2000, 3000)
    assert codes(run(BOTH, paid)) == []


def test_a_plan_of_the_initial_budget_alone_is_the_plan_and_this_is_said():
    sheet = Sheet("预算", [["单位:元"], ["项目名称", "年初预算数"], ["甲", 80.0]])
    outcome = run(sheet, ledger([day(1, 1), "甲", "某", 20.0, ""]))
    figures = line(outcome, "甲").figures
    assert (figures.initial, figures.required) == (8000, 8000)
    assert rates(outcome) == {"matching": "25.0"}
    assert "initial-as-required" in assumed(outcome)
    both = run(Sheet("预算", [["单位:元"], ["项目名称", "年初预算数", "全年预算数"], ["甲", 80.0, 100.0]]))
    assert (line(both, "甲").figures.initial, line(both, "甲").figures.required) == (8000, 10000)
    assert "initial-as-required" not in assumed(both)


@pytest.mark.parametrize("factor", [10000.0, 0.0001])
def test_units_that_slipped_void_rates_and_scores(factor):
    rows = [[day(1, 1), name, "某", 5000.0 * factor, ""] for name in ("甲", "乙")]
    outcome = run(plan(("甲", 9000.0), ("乙", 9000.0), unit="元"), ledger(*rows))
    total = outcome.statement.totals["matching"]
    assert (total.rate, total.execution, total.score, line(outcome, "甲").score) == (None,) * 4
