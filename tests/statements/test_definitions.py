"""Every figure of the domain's list, with published cases and figures worked out by hand."""

from datetime import date

import pytest

from minsheng_funds.model import Outcome, Total
from minsheng_funds.money import Rate, rate
from minsheng_funds.statements.time import time_progress
from tests.support import WAN, Sheet, codes, day, finding, line, run

STAGES = ["计划数", "已安排", "下达数", "到账数", "支付数"]


def progress(*rows: list[object], stages: list[str] = STAGES, unit: str = "万元") -> Sheet:
    """A progress table of the own level."""
    return Sheet("进度", [["2020年资金拨付进度表"], [f"单位:{unit}"], ["项目名称", *stages], *rows])


def total(outcome: Outcome) -> Total:
    return outcome.statement.totals["matching"]


def wan(amount: str) -> int:
    whole, _, rest = amount.partition(".")
    return int(whole + rest.ljust(6, "0"))


def test_each_figure_of_one_project():
    """Required 100, allocated 90, issued 80, received 75, paid 60 (万元).

    Undisbursed 100 − 60 = 40; gap 100 − 90 = 10; idle 75 − 60 = 15; rate 60 ÷ 100 = 60 %; of received 60 ÷ 75 = 80 %;
    receipt 75 ÷ 100 = 75 %.
    """
    figures = total(run(progress(["甲", 100.0, 90.0, 80.0, 75.0, 60.0]))).figures
    assert (figures.required, figures.allocated, figures.issued) == (100 * WAN, 90 * WAN, 80 * WAN)
    assert (figures.received, figures.disbursed) == (75 * WAN, 60 * WAN)
    assert (figures.undisbursed, figures.funding_gap, figures.idle) == (40 * WAN, 10 * WAN, 15 * WAN)
    assert figures.advanced == 0
    shares = (figures.disbursement_rate, figures.disbursement_rate_of_received, figures.receipt_rate)
    assert [share.percent() for share in shares if share is not None] == ["60.0", "80.0", "75.0"]


def test_the_gap_is_what_the_short_levels_lack_and_never_netted():
    """A published case: short levels lack 10885.36, others arranged 5014.59 too much; the net 5870.77 is no gap."""
    rows = [["甲", 20000.0, 9114.64], ["乙", 3000.0, 8014.59]]
    figures = total(run(progress(*rows, stages=["计划数", "已安排"]))).figures
    assert figures.required is not None
    assert figures.allocated is not None
    assert figures.required - figures.allocated == wan("5870.77")
    assert figures.funding_gap == wan("10885.36")


def test_the_gap_of_each_level_is_its_own_and_levels_are_not_netted():
    """Central 20000 − 9114.64 = 10885.36 short; own level 3000 − 8014.59 < 0: gap 0."""
    header = [["单位:万元"], ["项目名称", "中央", "", "区级", ""], ["", "计划数", "已安排", "计划数", "已安排"]]
    sheet = Sheet("计划", [*header, ["甲", 20000.0, 9114.64, 3000.0, 8014.59]])
    found = line(run(sheet), "甲")
    assert found.levels["central"].funding_gap == wan("10885.36")
    assert found.levels["district"].funding_gap == found.figures.funding_gap == 0


@pytest.mark.parametrize(
    ("paid", "base", "percent"),
    [("65.97", "82.05", "80.4"), ("55.79", "59.46", "93.8"), ("27.25", "55.79", "48.8"), ("27.25", "59.46", "45.8")],
)
def test_published_rates_are_reproduced(paid: str, base: str, percent: str):
    """65.97 ÷ 82.05 = 0.80402…; 55.79 ÷ 59.46 = 0.93828…; 27.25 ÷ 55.79 = 0.48844…; 27.25 ÷ 59.46 = 0.45829…"""
    found = rate(wan(paid), wan(base))
    assert found is not None
    assert found.percent() == percent


def test_received_paid_and_planned_give_three_different_rates():
    """A published report: 59.46 planned, 55.79 received (93.8 %), 27.25 paid: 48.8 % of received, 45.8 % of the plan."""
    figures = total(run(progress(["甲", 59.46, 55.79, 27.25], stages=["计划数", "到账数", "支付数"]))).figures
    shares = (figures.receipt_rate, figures.disbursement_rate_of_received, figures.disbursement_rate)
    assert [share.percent() for share in shares if share is not None] == ["93.8", "48.8", "45.8"]


@pytest.mark.parametrize(("base", "percent"), [("required", "45.8"), ("received", "48.8"), ("issued", "50.0")])
def test_the_rate_is_on_the_base_that_the_settings_name(base: str, percent: str):
    """27.25 paid of 59.46 planned, 55.79 received, 54.5 issued."""
    rows = ["甲", 59.46, 54.5, 55.79, 27.25]
    outcome = run(progress(rows, stages=["计划数", "下达数", "到账数", "支付数"]), rate_base=base)
    found = total(outcome).rate
    assert found is not None
    assert found.percent() == percent
    assert outcome.statement.rate_base == base


def test_both_funds_have_rates_of_their_own_and_no_blended_one():
    """3794.6/2568.1 = 67.7 %, 691/306.3 = 44.3 %; 64.1 % of both together is a number that nobody publishes."""
    sheet = Sheet("进度", [["单位:万元"], ["项目名称", "资金类别", "计划数", "支付数"],
                           ["甲", "配套资金", 3794.6, 2568.1], ["甲", "管护资金", 691.0, 306.3]])  # fmt: skip
    totals = run(sheet).statement.totals
    assert {nature: found.rate.percent() for nature, found in totals.items() if found.rate} == {
        "matching": "67.7",
        "maintenance": "44.3",
    }


def test_what_cannot_be_computed_is_unknown_and_never_zero():
    """No allocated, no received: no gap, no idle money, no receipt rate; a plan of 0 has no rate."""
    outcome = run(progress(["甲", 0.0, 0.0], ["乙", 0.0, 5.0], stages=["计划数", "支付数"]))
    figures = total(outcome).figures
    assert (figures.funding_gap, figures.idle, figures.advanced, figures.receipt_rate) == (None, None, None, None)
    assert line(outcome, "乙").rate is None
    assert total(outcome).rate is None
    assert figures.undisbursed == -5 * WAN


def test_rates_are_not_capped_and_below_zero_means_over_disbursed():
    """90 ÷ 60 = 150 %; 60 − 90 = −30."""
    found = line(run(progress(["甲", 60.0, 90.0], stages=["计划数", "支付数"])), "甲")
    assert found.rate is not None
    assert found.rate.percent() == "150.0"
    assert found.figures.undisbursed == -30 * WAN


def test_advances_count_as_paid_and_are_not_netted_against_idle_money():
    """甲 received 50, paid 20: idle 30. 乙 received 10, paid 25: 15 advanced. Idle of both 60 − 45 = 15, advanced 15."""
    rows = [["甲", 100.0, 50.0, 20.0], ["乙", 100.0, 10.0, 25.0]]
    outcome = run(progress(*rows, stages=["计划数", "到账数", "支付数"]))
    figures = total(outcome).figures
    assert (figures.disbursed, figures.idle, figures.advanced) == (45 * WAN, 15 * WAN, 15 * WAN)
    assert finding(outcome, "X005").difference == 15 * WAN


def test_paid_above_received_at_another_level_is_a_warning_that_names_the_level():
    header = [["单位:万元"], ["项目名称", "省级", "", "", "区级", "", ""], ["", *["计划数", "到账数", "支付数"] * 2]]
    outcome = run(Sheet("进度", [*header, ["甲", 50.0, 10.0, 12.5, 50.0, 40.0, 30.0]]))
    found = finding(outcome, "X030")
    assert (found.severity, found.expected, found.actual, found.difference) == (
        "warning",
        10 * WAN,
        12_500_000,
        2_500_000,
    )
    assert "省级" in found.message.zh
    assert "X005" not in codes(outcome)


LEDGER_LEVELS = ["拨付日期", "项目名称", "级次", "拨付金额"]


def test_a_level_that_the_ledger_would_name_has_paid_nothing_and_others_are_unknown():
    """The ledger names district payments: of provincial money 0 is paid; of bonds and contributions nothing is known."""
    plan = Sheet("计划", [["单位:元"], ["项目名称", "省级", "区级", "专项债券"], ["甲", 500.0, 900.0, 300.0]])
    ledger = Sheet("台账", [["单位:元"], LEDGER_LEVELS, [day(1, 1), "甲", "区级", 5.0]])
    levels = line(run(plan, ledger), "甲").levels
    assert (levels["district"].disbursed, levels["provincial"].disbursed, levels["bond"].disbursed) == (500, 0, None)


def test_a_ledger_without_levels_says_nothing_of_other_levels():
    plan = Sheet("计划", [["单位:元"], ["项目名称", "省级", "区级"], ["甲", 500.0, 900.0]])
    ledger = Sheet("台账", [["单位:元"], ["拨付日期", "项目名称", "拨付金额"], [day(1, 1), "甲", 5.0]])
    levels = line(run(plan, ledger), "甲").levels
    assert (levels["district"].disbursed, levels["provincial"].disbursed) == (500, None)


def test_every_level_has_a_total_of_its_own_over_the_projects_in_scope():
    """Provincial 500 + 70 = 570, district 900 + 30 = 930; 棚改 is excluded from all levels."""
    rows = [["甲", 500.0, 900.0], ["乙", 70.0, 30.0], ["棚改", 9000.0, 9000.0]]
    outcome = run(Sheet("计划", [["单位:元"], ["项目名称", "省级", "区级"], *rows]), exclude=("棚改",))
    levels = total(outcome).levels
    assert {level: figures.required for level, figures in levels.items()} == {"provincial": 57000, "district": 93000}


@pytest.mark.parametrize(
    ("day", "rule", "percent", "named"),
    [
        (date(2020, 4, 17), "completed-months", "25.0", "completed-months"),
        (date(2020, 4, 17), "days", "29.5", "days"),
        (date(2020, 4, 17), "current-month", "33.3", "current-month"),
        (date(2020, 4, 17), "auto", "29.5", "days"),
        (date(2018, 5, 31), "auto", "41.7", "month-end"),
        (date(2013, 6, 30), "auto", "50.0", "month-end"),
        (date(2020, 12, 31), "days", "100.0", "days"),
    ],
)
def test_published_time_progress_is_reproduced_and_names_its_rule(day: date, rule: str, percent: str, named: str):
    """17 April 2020: 3 ÷ 12, 108 ÷ 366, 4 ÷ 12. 31 May 2018: 5 ÷ 12. 30 June 2013: 6 ÷ 12."""
    found = time_progress(day, day.year, rule)
    assert (found.rate.percent(), found.rule) == (percent, named)


def test_points_are_computed_unrounded():
    """2568.1 ÷ 3794.6 = 67.678 %; 108 ÷ 366 = 29.508 %: 38.2 points, not 67.7 − 29.5 = 38.2 by luck: 38.169…"""
    assert Rate(25681, 37946).points_over(Rate(108, 366), 2) == "38.17"


def test_rates_round_half_up_once():
    """44.25 % is 44.3, −44.25 % is −44.3: half away from zero."""
    assert (Rate(4425, 10000).percent(), Rate(-4425, 10000).percent()) == ("44.3", "-44.3")
