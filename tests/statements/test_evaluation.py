"""The rate of execution of a self-evaluation and its points: in proportion, or by tiers."""

from decimal import ROUND_HALF_UP, Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from minsheng_funds.money import Rate
from minsheng_funds.rendering.as_json.versions import points_text
from minsheng_funds.rendering.document import Table
from minsheng_funds.settings.evaluation import Evaluation
from tests.support import Sheet, codes, day, ledger, line, plan, run, settings_of

TIERS = "[evaluation]\ntiers = [{ from = 95, points = 10 }, { from = 80, points = 8 }, { from = 60.5, points = 5 }]"


def form(*rows):
    return Sheet("自评", [["单位:万元"], ["项目名称", "年初预算数", "全年预算数", "全年执行数"], *rows])


def scored(outcome, project="甲"):
    found = line(outcome, project)
    return found.execution and found.execution.percent(), points_text(found.score)


def test_the_published_case_reproduces():
    """65.97 of 82.05 = 80.402…% → 80.4%; 10 × 0.80402 = 8.0402 → 8.04 points."""
    assert scored(run(form(["甲", 80.0, 82.05, 65.97]))) == ("80.4", "8.04")


def test_the_score_of_a_total_is_that_of_its_sums_and_not_the_sum_of_scores():
    """甲 65.97 of 82.05, 乙 10 of 10: 75.97 of 92.05 = 82.53% → 8.25 points."""
    total = run(form(["甲", 80.0, 82.05, 65.97], ["乙", 10.0, 10.0, 10.0])).statement.totals["matching"]
    assert total.execution is not None
    assert (total.execution.percent(), points_text(total.score)) == ("82.5", "8.25")
    assert total.figures.initial == 90_000_000


def test_points_stop_at_full_points_and_at_none():
    outcome = run(
        plan(("甲", 100.0), ("乙", 100.0), ("丙", 0.0), unit="元"),
        ledger(
            [day(1, 1), "甲", "某", 150.0, ""], [day(1, 1), "乙", "某", -5.0, "退回"], [day(1, 1), "丙", "某", 5.0, ""]
        ),
    )
    assert scored(outcome) == ("150.0", "10.00")
    assert scored(outcome, "乙") == ("-5.0", "0.00")
    assert scored(outcome, "丙") == (None, None)


@pytest.mark.parametrize(
    ("paid", "points"),
    [
        (9500, "10.00"),
        (9499, "8.00"),
        (8000, "8.00"),
        (7999, "5.00"),
        (6050, "5.00"),
        (6049, "0.00"),
        (0, "0.00"),
        (12000, "10.00"),
    ],
)
def test_a_tier_begins_exactly_at_its_rate(paid, points):
    """Of 10,000 yuan: 95 percent is 9,500, and 9,499 is not; 60.5 percent is 6,050."""
    outcome = run(plan(("甲", 10000.0), unit="元"), ledger([day(1, 1), "甲", "某", float(paid), ""]), toml=TIERS)
    assert points_text(line(outcome, "甲").score) == points


def test_full_points_are_a_setting():
    assert scored(run(form(["甲", 80.0, 80.0, 40.0]), toml="[evaluation]\npoints = 15")) == ("50.0", "7.50")
    assert scored(run(form(["甲", 80.0, 80.0, 40.0]), toml="[evaluation]\npoints = 7.5")) == ("50.0", "3.75")


def test_executed_may_be_what_was_spent():
    sheet = Sheet("自评", [["单位:元"], ["项目名称", "全年预算数", "拨付数", "支出数"], ["甲", 100.0, 80.0, 40.0]])
    assert scored(run(sheet)) == ("80.0", "8.00")
    assert scored(run(sheet, toml='[evaluation]\nexecuted = "spent"')) == ("40.0", "4.00")


def test_executed_that_no_table_has_is_a_finding():
    paid = ledger([day(1, 1), "甲", "某", 5.0, ""])
    outcome = run(plan(("甲", 100.0), unit="元"), paid, toml='[evaluation]\nexecuted = "spent"')
    assert codes(outcome) == ["G040"]
    assert scored(outcome) == (None, None)


def test_execution_is_measured_on_the_budget_whatever_the_base_of_the_other_rates():
    sheet = Sheet("进度", [["单位:元"], ["项目名称", "计划数", "到位资金", "已拨付"], ["甲", 100.0, 50.0, 25.0]])
    outcome = run(sheet, rate_base="received")
    assert line(outcome, "甲").rate == Rate(2500, 5000)
    assert scored(outcome) == ("25.0", "2.50")


@given(st.integers(0, 10**12), st.integers(1, 10**12))
def test_points_are_rounded_half_up_once(executed, budget):
    exact = Decimal(10) * min(executed, budget) / Decimal(budget)
    text = points_text(Evaluation().score(Rate(executed, budget))) or ""
    assert abs(Decimal(text) - exact) <= Decimal("0.005000001")
    assert Decimal(text) == (Decimal(1000 * min(executed, budget)) / budget).quantize(Decimal(1), ROUND_HALF_UP) / 100


@given(st.integers(0, 10**6), st.integers(0, 10**6), st.integers(1, 10**6))
def test_more_executed_never_scores_less(first, second, budget):
    rule = settings_of(TIERS).evaluation
    low, high = sorted((first, second))
    for scoring in (Evaluation(), rule):
        less, more = scoring.score(Rate(low, budget)), scoring.score(Rate(high, budget))
        assert less is not None
        assert more is not None
        assert less.numerator * more.denominator <= more.numerator * less.denominator


def test_a_rate_just_under_a_tier_is_not_printed_as_that_tier():
    from minsheng_funds.rendering.composing.evaluation import evaluation_blocks

    outcome = run(plan(("甲", 10000.0), unit="元"), ledger([day(1, 1), "甲", "某", 9499.99, ""]), toml=TIERS)
    (table,) = evaluation_blocks(outcome.statement, settings_of(TIERS))
    assert isinstance(table, Table)
    assert [table.rows[0][place].text for place in (5, 6)] == ["94.9999%", "8.00"]
