"""Lines and totals against their schedules: from workbooks, with figures worked out by hand."""

import random
from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from minsheng_funds.model import Outcome, Schedule
from tests.support import Sheet, codes, day, finding, ledger, line, plan, run
from tests.test_examples import SETS, read

WAN = 1_000_000  # fen
HEAD = ("序号", "项目名称", "类别", "计划资金")


def classed(*rows: tuple[str, str, float | str]) -> Sheet:
    """A plan of (project, class, amount in 万元)."""
    return Sheet("计划", [["2020年资金筹集方案"], ["单位:万元"], HEAD, *([n, *row] for n, row in enumerate(rows, 1))])


def paid(*payments: tuple[date | str, str, float]) -> Sheet:
    """A ledger of (date, project, amount in 万元)."""
    return ledger(*([when, project, "某", amount, ""] for when, project, amount in payments), unit="万元")


def schedule(outcome: Outcome, project: str, nature: str = "matching") -> Schedule:
    found = line(outcome, project, nature).schedule
    assert found is not None
    return found


def total(outcome: Outcome, nature: str = "matching") -> Schedule:
    found = outcome.statement.totals[nature].schedule
    assert found is not None
    return found


def percent(found: Schedule) -> str | None:
    return found.target.percent() if found.target is not None else None


CURVES = """
[schedule.class."工程类"]
"06-30" = 50
"10-31" = 100
[schedule.class."补助类"]
due = "05-31"
[schedule.project."低保"]
monthly = true
"""
PLAN = classed(
    ("道路", "工程类", 1000.0), ("救助", "补助类", 100.0), ("低保", "补助类", 120.0), ("农险", "参保类", 60.0)
)


# --- Which schedule ---------------------------------------------------------------------------------------


def test_a_project_s_own_schedule_wins_over_its_class_and_no_schedule_is_linear():
    """17 April 2020: 50 × 108 ÷ 182 = 29.7 for construction; nothing before a deadline; 3/12; 108/366 = 29.5."""
    outcome = run(PLAN, paid((day(1, 2), "道路", 1.0)), toml=CURVES, as_of=day(4, 17))
    found = {
        name: (percent(schedule(outcome, name)), schedule(outcome, name).rule)
        for name in ("道路", "救助", "低保", "农险")
    }
    assert found == {
        "道路": ("29.7", "milestones"), "救助": ("0.0", "due"), "低保": ("25.0", "monthly"), "农险": ("29.5", "days"),
    }  # fmt: skip


def test_names_of_the_settings_are_normalised_and_may_be_aliases():
    toml = '[projects.aliases]\n"公路" = "道路(一期)"\n[schedule.project."公 路"]\ndue = "03-31"\n[schedule.class."补 助类"]\ndue = "05-31"'
    outcome = run(
        classed(("道路（一期）", "工程类", 10.0), ("救助", "补助类", 10.0)),
        paid((day(1, 2), "公路", 1.0)),
        toml=toml,
        as_of=day(4, 17),
    )
    assert schedule(outcome, "道路（一期）").due == day(3, 31)
    assert schedule(outcome, "救助").due == day(5, 31)
    assert not {"T005", "T006", "T007"} & set(codes(outcome))


def test_schedules_of_names_that_stand_nowhere_are_findings_that_name_what_is_near():
    toml = '[schedule.class."工程"]\ndue = "10-31"\n[schedule.project."道路建设"]\nmonthly = true'
    outcome = run(PLAN, toml=toml)
    assert codes(outcome) == ["T005", "T006"]
    assert "工程类" in finding(outcome, "T005").message.zh
    assert '[schedule.class."工程"]' in finding(outcome, "T005").message.en
    assert "道路" in finding(outcome, "T006").message.zh
    assert percent(schedule(run(PLAN, toml=toml, as_of=day(6, 30)), "道路")) == "50.0"


def test_of_two_schedules_with_one_name_the_first_holds_and_this_is_said():
    toml = '[schedule.class."工程类"]\ndue = "03-31"\n[schedule.class."工程 类"]\ndue = "10-31"'
    outcome = run(PLAN, toml=toml, as_of=day(2, 29))
    assert schedule(outcome, "道路").due == day(3, 31)
    assert codes(outcome) == ["T007"]


def test_without_any_date_nothing_is_expected():
    outcome = run(classed(("道路", "工程类", 10.0)), toml=CURVES, year=2020)
    assert outcome.statement.as_of is None
    assert line(outcome, "道路").schedule is None
    assert outcome.statement.totals["matching"].schedule is None
    assert outcome.statement.scheduled_classes == ()


def test_outside_the_plans_year_schedules_have_not_begun_or_are_over():
    for as_of, targets in ((date(2019, 12, 31), ("0.0", "0.0", "0.0", "0.0")), (date(2021, 1, 1), ("100.0",) * 4)):
        outcome = run(PLAN, paid((day(1, 2), "道路", 1.0)), toml=CURVES, as_of=as_of, year=2020)
        found = tuple(percent(schedule(outcome, name)) for name in ("道路", "救助", "低保", "农险"))
        assert found == targets


# --- Behind -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("amount", "behind"), [(200.0, True), (200.000001, False)])
def test_exactly_10_points_and_exactly_50_wan_are_behind_and_a_fen_more_is_not(amount: float, behind: bool):
    """500万元 by 30 June, half of it expected: 200万元 is 40.0%, 10.0 points and 50万元 under."""
    outcome = run(plan(("甲", 500.0)), paid((day(1, 2), "甲", amount)), as_of=day(6, 30))
    found = schedule(outcome, "甲")
    assert (found.behind, found.shortfall) == (behind, 50 * WAN if behind else 50 * WAN - 1)
    assert codes(outcome) == (["T001"] if behind else [])


def test_the_thresholds_are_settings():
    book = (plan(("甲", 100.0)), paid((day(1, 2), "甲", 45.0)))
    assert not schedule(run(*book, as_of=day(6, 30)), "甲").behind
    assert schedule(run(*book, as_of=day(6, 30), toml='[behind]\npoints = 5\namount = "5万元"'), "甲").behind
    assert not schedule(run(*book, as_of=day(6, 30), toml='[behind]\npoints = 5.1\namount = "5万元"'), "甲").behind


def test_a_line_without_a_plan_amount_has_no_rate_and_is_never_behind():
    outcome = run(plan(("甲", 0.0), ("乙", 1000.0)), paid((day(1, 2), "甲", 5.0)), as_of=day(12, 31))
    found = schedule(outcome, "甲")
    assert (found.behind, found.shortfall, found.overdue, found.needed_per_month) == (False, None, None, None)
    assert schedule(outcome, "乙").behind


def test_units_that_slipped_void_the_judgement_as_they_void_the_rate():
    """Plan in 万元 read as yuan: paid is 10,000 times the plan, so nothing can be said of either."""
    rows = [(f"甲{n}", 10.0) for n in range(5)]
    payments = [[day(1, 2), f"甲{n}", "某", 40000.0, ""] for n in range(5)]
    outcome = run(plan(*rows, unit="元"), ledger(*payments), as_of=day(6, 30))
    assert line(outcome, "甲0").rate is None
    assert (schedule(outcome, "甲0").shortfall, schedule(outcome, "甲0").behind) == (None, False)
    assert (total(outcome).shortfall, total(outcome).forecast_rate, total(outcome).needed_per_month) == (None,) * 3


def test_only_the_own_level_is_judged():
    """The district owes 100万元 and has paid 60; the province's 900万元 have not come: nobody here is behind."""
    header = ["项目名称", "省级", "区级"]
    book = Sheet("计划", [["2020年"], ["单位:万元"], header, ["甲", 900.0, 100.0]])
    outcome = run(book, paid((day(1, 2), "甲", 60.0)), as_of=day(6, 30))
    assert (schedule(outcome, "甲").behind, schedule(outcome, "甲").shortfall) == (False, 0)
    assert schedule(run(book, as_of=day(6, 30), own_level="provincial"), "甲").behind is False  # nothing paid is known
    other = run(book, paid((day(1, 2), "甲", 60.0)), as_of=day(6, 30), own_level="provincial", ledger_level="district")
    assert (schedule(other, "甲").behind, schedule(other, "甲").shortfall) == (True, 450 * WAN)


def test_an_excluded_project_has_its_figures_but_is_no_finding():
    outcome = run(plan(("甲", 1000.0), ("乙", 10.0)), paid((day(1, 2), "乙", 9.0)), as_of=day(6, 30), exclude=("甲",))
    assert schedule(outcome, "甲").behind
    assert (total(outcome).behind, codes(outcome)) == (False, [])


def test_the_base_of_the_rates_is_the_base_of_the_target():
    """Half of 80万元 received is 40; 30 are paid: 10万元 short, 12.5 points under."""
    sheet = Sheet(
        "进度", [["2020年"], ["单位:万元"], ["项目名称", "计划数", "到位资金", "已拨付"], ["甲", 200.0, 80.0, 30.0]]
    )
    outcome = run(sheet, as_of=day(6, 30), toml='rate_base = "received"')
    assert schedule(outcome, "甲").shortfall == 10 * WAN


# --- Deadlines --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("as_of", "target", "left", "amounts", "behind"),
    [
        (day(5, 30), "0.0", 1, (0, 0), False),
        (day(5, 31), "100.0", 0, (60 * WAN, 0), True),
        (day(6, 1), "100.0", -1, (60 * WAN, 60 * WAN), True),
    ],
)
def test_a_deadline_is_kept_until_its_day_is_over(as_of, target, left, amounts, behind):
    """100万元 due on 31 May, 40 paid: expected on that day, overdue from 1 June on."""
    outcome = run(PLAN, paid((day(1, 2), "救助", 40.0)), toml=CURVES, as_of=as_of)
    found = schedule(outcome, "救助")
    assert (percent(found), found.due, found.days_left) == (target, day(5, 31), left)
    assert ((found.shortfall, found.overdue), found.behind) == (amounts, behind)


def test_what_is_paid_in_full_or_more_is_not_overdue_and_without_a_deadline_nothing_is():
    outcome = run(PLAN, paid((day(1, 2), "救助", 110.0)), toml=CURVES, as_of=day(6, 30))
    assert schedule(outcome, "救助").overdue == 0
    assert schedule(outcome, "农险").overdue is None


# --- Months -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("as_of", "missing"),
    [
        (day(1, 30), []),
        (day(2, 28), []),
        (day(2, 29), ["2020-02"]),
        (day(4, 17), ["2020-02"]),
        (day(4, 30), ["2020-02", "2020-04"]),
    ],
)
def test_months_without_payment_are_named_the_current_one_only_once_it_has_ended(as_of: date, missing: list[str]):
    """Paid on 31 January and 1 March only; 2020 is a leap year."""
    outcome = run(PLAN, paid((day(1, 31), "低保", 10.0), (day(3, 1), "低保", 10.0)), toml=CURVES, as_of=as_of)
    found = schedule(outcome, "低保").missing_months
    assert found is not None
    assert [str(month) for month in found] == missing
    assert schedule(outcome, "救助").missing_months == ()


def test_payments_out_of_scope_pay_no_month():
    """February's payment is another level's, March's another project's; last year's January is not this one's."""
    rows = [
        [date(2019, 1, 5), "低保", "区级", 10.0], [day(2, 5), "低保", "省级", 10.0],
        [day(3, 5), "低保补助", "区级", 10.0], [day(4, 5), "低保", "区级", 10.0],
    ]  # fmt: skip
    book = Sheet("台账", [["单位:万元"], ["拨付日期", "项目名称", "级次", "拨付金额"], *rows])
    outcome = run(PLAN, book, toml=CURVES, as_of=day(4, 30), year=2020)
    assert [str(month) for month in schedule(outcome, "低保").missing_months or ()] == ["2020-01", "2020-02", "2020-03"]


def test_a_month_of_refunds_is_without_payment_and_shows_them():
    rows = [
        [day(1, 5), "低保", "某", 10.0, ""], [day(2, 5), "低保", "某", 10.0, ""],
        [day(2, 20), "低保", "某", -12.0, "退回"], [day(3, 5), "低保", "某", 10.0, ""],
    ]  # fmt: skip
    outcome = run(PLAN, ledger(*rows, unit="万元"), toml=CURVES, as_of=day(3, 31))
    (month,) = schedule(outcome, "低保").missing_months or ()
    assert (str(month), month.fen) == ("2020-02", -2 * WAN)


def test_a_refund_dated_next_january_takes_nothing_from_this_one():
    rows = [*([day(month, 5), "低保", "某", 10.0, ""] for month in range(1, 13)),
            [date(2021, 1, 20), "低保", "某", -10.0, "退回2020年资金"]]  # fmt: skip
    outcome = run(PLAN, ledger(*rows, unit="万元"), toml=CURVES, as_of=date(2021, 1, 31), year=2020)
    assert schedule(outcome, "低保").missing_months == ()


def test_the_months_of_an_excluded_project_are_those_of_its_own_payments():
    outcome = run(
        PLAN,
        paid((day(1, 31), "低保", 10.0), (day(3, 1), "低保", 10.0)),
        toml=CURVES,
        as_of=day(3, 31),
        exclude=("低保",),
    )
    assert [str(month) for month in schedule(outcome, "低保").missing_months or ()] == ["2020-02"]
    assert "T002" not in codes(outcome)


def test_months_are_unknown_where_the_payments_have_no_dates():
    undated = run(PLAN, paid((day(1, 31), "低保", 10.0), ("", "低保", 10.0)), toml=CURVES, as_of=day(4, 30))
    assert schedule(undated, "低保").missing_months is None
    assert total(undated).missing_months is None
    assert finding(undated, "T008").severity == "info"
    table = Sheet(
        "进度", [["2020年"], ["单位:万元"], ["项目名称", "类别", "计划数", "已拨付"], ["低保", "补助类", 10.0, 5.0]]
    )
    assert (
        schedule(run(table, toml='[schedule.project."低保"]\nmonthly = true', as_of=day(4, 30)), "低保").missing_months
        is None
    )


# --- Forecast and need ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("as_of", "forecast", "share"),
    [
        (day(1, 30), None, None),
        (day(1, 31), 366 * WAN, "366.0"),  # 31万元 in 31 days: 366万元 of 100, capped nowhere
        (day(4, 17), 105055556, "105.1"),  # 31 × 366 ÷ 108 = 105.0555…
        (day(12, 31), 31 * WAN, "31.0"),
        (date(2021, 2, 1), 31 * WAN, "31.0"),
        (date(2019, 12, 1), None, None),
    ],
)
def test_the_forecast_extends_the_run_rate_by_days_and_is_silent_before_the_first_month_is_over(as_of, forecast, share):
    outcome = run(plan(("甲", 100.0)), paid((day(1, 2), "甲", 31.0)), as_of=as_of, year=2020)
    found = schedule(outcome, "甲")
    if as_of.year < 2020:  # the payment itself lies after the as-of date
        assert found.forecast is None
        return
    rate = found.forecast_rate
    assert (found.forecast, rate.percent() if rate is not None else None) == (forecast, share)
    assert outcome.statement.totals["matching"].figures.disbursed == 31 * WAN


@pytest.mark.parametrize(
    ("as_of", "needed"),
    [
        (day(4, 17), 10 * WAN),  # 90万元, April to December: nine months
        (day(4, 29), 10 * WAN),
        (day(4, 30), 11_250_000),  # May to December: eight
        (day(12, 30), 90 * WAN),
        (day(12, 31), None),
        (date(2021, 1, 1), None),
    ],
)
def test_what_each_remaining_month_needs_counts_the_current_one_until_it_has_ended(as_of: date, needed: int | None):
    outcome = run(plan(("甲", 100.0)), paid((day(1, 2), "甲", 10.0)), as_of=as_of, year=2020)
    assert schedule(outcome, "甲").needed_per_month == needed


def test_the_year_end_target_is_a_setting():
    """95 of 100万元 less 50 paid: 45万元 in nine months."""
    book = (plan(("甲", 100.0), ("乙", 10.0)), paid((day(1, 2), "甲", 50.0), (day(1, 2), "乙", 10.0)))
    outcome = run(*book, as_of=day(4, 17), toml="[schedule]\ntarget = 95")
    assert [schedule(outcome, name).needed_per_month for name in "甲乙"] == [5 * WAN, 0]


# --- Totals and classes -----------------------------------------------------------------------------------


def test_a_total_weighs_its_lines_targets_and_adds_their_shortfalls_without_netting():
    """30 June: 救助 100万元 due in May, nothing paid; 农险 60万元, linear, all paid.

    Expected 100 + 30 = 130 of 160 = 81.25%; paid 60 of 160 = 37.5%: 43.75 points under. 救助 misses 100万元, 农险 is
    30 ahead: 100万元 are missing, not 70. Six months remain: 100 ÷ 6 = 16.67 a month. 60 × 366 ÷ 182 = 120.66.
    """
    book = classed(("救助", "补助类", 100.0), ("农险", "参保类", 60.0))
    toml = '[schedule.class."补助类"]\ndue = "05-31"'
    outcome = run(book, paid((day(1, 2), "农险", 60.0)), toml=toml, as_of=day(6, 30))
    found = total(outcome)
    assert (found.target, found.rule) == ((13, 16), "weighted")
    rate = outcome.statement.totals["matching"].rate
    assert rate is not None
    assert found.target is not None
    assert rate.points_over(found.target, 2) == "-43.75"
    assert (found.shortfall, found.overdue, found.behind, found.due) == (100 * WAN, 100 * WAN, True, None)
    assert (found.needed_per_month, found.forecast) == (16666667, 120659341)


def test_a_total_whose_lines_share_one_target_keeps_its_rule():
    outcome = run(plan(("甲", 100.0), ("乙", 0.0)), paid((day(1, 2), "甲", 1.0)), as_of=day(4, 17))
    assert (percent(total(outcome)), total(outcome).rule) == ("29.5", "days")


def test_classes_stand_beside_their_schedules_in_the_plan_s_order_each_fund_for_itself():
    outcome = run(PLAN, paid((day(1, 2), "道路", 100.0), (day(1, 3), "救助", 5.0)), toml=CURVES, as_of=day(6, 30))
    found = [
        (one.name, one.total.projects, one.total.figures.disbursed, percent(one.total.schedule))
        for one in outcome.statement.scheduled_classes
        if one.total.schedule is not None
    ]
    # 补助类: 救助 all of 100万元, 低保 half of 120: 160 of 220 = 72.7%
    assert found == [("工程类", 1, 100 * WAN, "50.0"), ("补助类", 2, 5 * WAN, "72.7"), ("参保类", 1, 0, "50.0")]
    assert run(PLAN, as_of=day(6, 30)).statement.scheduled_classes == ()


def test_the_two_funds_have_each_its_own_total():
    rows = [["甲", "配套", 100.0], ["乙", "管护", 1000.0]]
    book = Sheet("计划", [["2020年"], ["单位:万元"], ["项目名称", "资金类别", "计划资金"], *rows])
    outcome = run(book, paid((day(1, 2), "甲", 90.0)), as_of=day(6, 30))
    assert (total(outcome).behind, total(outcome).shortfall) == (False, 0)
    assert (total(outcome, "maintenance").behind, total(outcome, "maintenance").shortfall) == (True, 500 * WAN)


def test_an_incomplete_line_is_judged_by_what_is_known_and_says_so():
    outcome = run(plan(("甲", 1000.0)), ledger([day(1, 2), "甲", "某", "不详", ""], unit="万元"), as_of=day(6, 30))
    assert schedule(outcome, "甲").behind
    assert not line(outcome, "甲").complete
    assert finding(outcome, "T001").message.zh.endswith("(数字不完整)")


def test_the_founding_example_is_ahead_of_time():
    """2568.1 × 366 ÷ 108 = 8703.0056 of 3794.6 = 229.4%; 1226.5 in nine months = 136.2778 a month."""
    found = total(read(SETS["xlsx"]))
    assert (percent(found), found.rule, found.behind) == ("29.5", "days", False)
    assert (found.forecast, found.needed_per_month) == (8703005556, 136277778)
    assert found.forecast_rate is not None
    assert found.forecast_rate.percent() == "229.4"


# --- Properties -------------------------------------------------------------------------------------------

PROJECTS = ("道路", "救助", "低保", "农险")
PAYMENTS = st.lists(
    st.tuples(st.dates(day(1, 1), day(12, 31)), st.sampled_from(PROJECTS), st.integers(-5, 50)), min_size=1, max_size=12
)
some = settings(max_examples=25, deadline=None)


def all_schedules(outcome: Outcome) -> dict[str, Schedule | None]:
    return {found.project: found.schedule for found in outcome.statement.lines}


def book(payments: list[tuple[date, str, int]]) -> Sheet:
    return paid(*((when, project, float(amount)) for when, project, amount in payments))


@some
@given(PAYMENTS, st.integers(0, 2**32))
def test_the_order_of_rows_changes_nothing(payments, seed):
    shuffled = list(payments)
    random.Random(seed).shuffle(shuffled)
    one, other = (run(PLAN, book(rows), toml=CURVES, as_of=day(8, 15)) for rows in (payments, shuffled))
    assert all_schedules(one) == all_schedules(other)
    assert total(one) == total(other)


@some
@given(PAYMENTS)
def test_removing_a_payment_changes_its_own_project_and_the_totals_alone(payments):
    as_of = day(12, 31)
    removed = payments[-1]
    whole = run(PLAN, book(payments), toml=CURVES, as_of=as_of)
    rest = run(PLAN, book(payments[:-1]), toml=CURVES, as_of=as_of)
    for project in PROJECTS:
        if project != removed[1]:
            assert all_schedules(whole)[project] == all_schedules(rest)[project]
    paid_now, paid_then = (sum(fen for _, _, fen in rows) for rows in (payments, payments[:-1]))
    assert total(whole).forecast == paid_now * WAN
    assert total(rest).forecast == paid_then * WAN


@some
@given(PAYMENTS, st.dates(day(1, 1), day(12, 31)))
def test_totals_are_the_sums_of_their_lines(payments, as_of):
    outcome = run(PLAN, book(payments), toml=CURVES, as_of=as_of)
    found, lines = total(outcome), [one for one in all_schedules(outcome).values() if one is not None]
    assert found.shortfall == sum(one.shortfall or 0 for one in lines)
    assert found.overdue == sum(one.overdue or 0 for one in lines)
    classes = [one.total.schedule for one in outcome.statement.scheduled_classes]
    assert found.shortfall == sum(one.shortfall or 0 for one in classes if one is not None)
    bases = {"道路": 1000, "救助": 100, "低保": 120, "农险": 60}
    weights = sum(
        Fraction(one.target.numerator, one.target.denominator) * bases[name]
        for name, one in all_schedules(outcome).items()
        if one is not None and one.target is not None
    )
    assert found.target is not None
    assert Fraction(*found.target) == weights / sum(bases.values())
