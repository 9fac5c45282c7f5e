"""What is expected at a date, what is missing to it, and when that is behind: exact, in integers."""

from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from minsheng_funds.messages import TARGET_RULES
from minsheng_funds.money import Rate
from minsheng_funds.settings import TIME_RULES
from minsheng_funds.settings.schedule import Behind, Curve, Milestone, MonthDay
from minsheng_funds.statements.schedule import (
    expected,
    is_behind,
    missing_months,
    missing_to,
    needed,
    share_of,
    weighted,
)
from minsheng_funds.statements.time import time_progress

WAN = 1_000_000  # fen
thorough = settings(max_examples=200, deadline=None)


def curve(*milestones: tuple[int, int, int], **given: object) -> Curve:
    """A curve of (month, day, percent)."""
    found = tuple(Milestone(MonthDay(month, day), Decimal(percent)) for month, day, percent in milestones)
    return Curve("工程类", "", found, **given)  # type: ignore[arg-type]


def target(found: Curve | None, as_of: date, year: int = 2020, rule: str = "auto") -> tuple[str, str]:
    share, named = expected(found, as_of, year, time_progress(as_of, year, rule))
    return share.percent(), named


CONSTRUCTION = curve((6, 30, 50), (10, 31, 100))
ONE_OFF = curve(due=MonthDay(5, 31))
MONTHLY = curve(monthly=True)


@pytest.mark.parametrize(
    ("as_of", "percent"),
    [
        (date(2020, 1, 1), "0.3"),  # day 1 of the 182 to 30 June: 50 ÷ 182 = 0.27
        (date(2020, 4, 17), "29.7"),  # day 108: 50 × 108 ÷ 182 = 29.67
        (date(2020, 6, 30), "50.0"),
        (date(2020, 7, 31), "62.6"),  # 31 of the 123 days to 31 October: 50 + 50 × 31 ÷ 123 = 62.60
        (date(2020, 10, 30), "99.6"),  # 50 + 50 × 122 ÷ 123 = 99.59
        (date(2020, 10, 31), "100.0"),
        (date(2020, 12, 31), "100.0"),
        (date(2021, 3, 1), "100.0"),
        (date(2019, 12, 31), "0.0"),
        (date(2019, 6, 30), "0.0"),
    ],
)
def test_between_milestones_the_target_rises_evenly_by_days_from_0_at_the_years_start(as_of: date, percent: str):
    assert target(CONSTRUCTION, as_of) == (percent, "milestones")


def test_in_an_ordinary_year_a_half_year_has_181_days():
    """17 April 2019 is day 107, 30 June day 181: 50 × 107 ÷ 181 = 29.56."""
    assert target(CONSTRUCTION, date(2019, 4, 17), 2019) == ("29.6", "milestones")


def test_after_the_last_milestone_the_target_is_flat_even_below_100():
    most = curve((10, 31, 80))
    assert {target(most, day)[0] for day in (date(2020, 10, 31), date(2020, 12, 31), date(2021, 1, 1))} == {"80.0"}


def test_steps_hold_until_the_next_one_is_reached():
    steps = curve((3, 31, 25), (6, 30, 50), steps=True)
    days = [date(2020, 3, 30), date(2020, 3, 31), date(2020, 6, 29), date(2020, 6, 30), date(2020, 12, 31)]
    assert [target(steps, day) for day in days] == [(p, "steps") for p in ("0.0", "25.0", "25.0", "50.0", "50.0")]


def test_before_a_deadline_nothing_is_expected_and_from_that_day_on_everything():
    days = [date(2020, 1, 1), date(2020, 5, 30), date(2020, 5, 31), date(2020, 12, 31), date(2021, 1, 1)]
    assert [target(ONE_OFF, day) for day in days] == [(p, "due") for p in ("0.0", "0.0", "100.0", "100.0", "100.0")]


def test_milestones_before_a_deadline_lead_up_to_it():
    """15 August 2020 is day 46 of the 92 days from 30 June to 30 September: half way from 50 to 100."""
    both = curve((6, 30, 50), due=MonthDay(9, 30))
    assert target(both, date(2020, 8, 15)) == ("75.0", "milestones")
    assert target(both, date(2020, 9, 30)) == ("100.0", "milestones")
    assert target(curve((6, 30, 50), due=MonthDay(9, 30), steps=True), date(2020, 9, 29)) == ("50.0", "steps")


@pytest.mark.parametrize(
    ("as_of", "percent"),
    [
        (date(2020, 1, 30), "0.0"),
        (date(2020, 1, 31), "8.3"),
        (date(2020, 4, 17), "25.0"),
        (date(2020, 4, 30), "33.3"),
        (date(2020, 12, 31), "100.0"),
        (date(2021, 5, 1), "100.0"),
        (date(2019, 5, 1), "0.0"),
    ],
)
def test_a_monthly_project_is_expected_a_twelfth_for_each_completed_month(as_of: date, percent: str):
    assert target(MONTHLY, as_of) == (percent, "monthly")


@pytest.mark.parametrize(
    ("rule", "percent"), [("auto", "29.5"), ("completed-months", "25.0"), ("current-month", "33.3"), ("days", "29.5")]
)
def test_without_a_curve_the_target_is_the_time_progress_by_its_rule(rule: str, percent: str):
    assert target(None, date(2020, 4, 17), rule=rule)[0] == percent


def test_percentages_such_as_33_3_are_exact():
    assert share_of(Decimal("33.3")) == Rate(333, 1000)
    found = Curve("甲", "", (Milestone(MonthDay(4, 30), Decimal("33.3")),))
    assert expected(found, date(2020, 4, 30), 2020, time_progress(date(2020, 4, 30), 2020))[0] == Rate(333, 1000)


def test_two_milestones_that_fall_on_one_day_in_an_ordinary_year_give_the_later_one():
    leap = curve((2, 28, 10), (2, 29, 20))
    assert target(leap, date(2019, 2, 28), 2019)[0] == "20.0"
    assert target(leap, date(2020, 2, 28), 2020)[0] == "10.0"


# --- Properties of targets --------------------------------------------------------------------------------

DAYS = st.dates(date(2019, 12, 1), date(2021, 1, 31))
MONTH_DAYS = st.dates(date(2020, 1, 1), date(2020, 12, 31)).map(lambda day: MonthDay(day.month, day.day))


@st.composite
def curves(draw: st.DrawFn) -> Curve:
    """Any schedule that the settings accept."""
    kind = draw(st.sampled_from(["milestones", "steps", "due", "both", "monthly"]))
    if kind == "monthly":
        return MONTHLY
    due = draw(MONTH_DAYS) if kind in ("due", "both") else None
    if kind == "due":
        return Curve("甲", "", due=due)
    days = sorted(draw(st.sets(MONTH_DAYS, min_size=1, max_size=5)))
    percents = sorted(draw(st.lists(st.decimals(0, 100, places=2), min_size=len(days), max_size=len(days))))
    found = [Milestone(day, p) for day, p in zip(days, percents, strict=True) if due is None or day < due]
    return Curve("甲", "", tuple(found), steps=kind == "steps", due=due)


def share(found: Curve, as_of: date, year: int = 2020) -> Fraction:
    rate, rule = expected(found, as_of, year, time_progress(as_of, year))
    assert rule in TARGET_RULES
    return Fraction(rate.numerator, rate.denominator)


@thorough
@given(curves(), DAYS, DAYS)
def test_a_target_never_falls_with_time_and_lies_between_0_and_100(found: Curve, one: date, other: date):
    earlier, later = sorted((one, other))
    assert 0 <= share(found, earlier) <= share(found, later) <= 1


@thorough
@given(curves(), st.sampled_from([2019, 2020]))
def test_a_milestone_is_hit_exactly_on_its_day(found: Curve, year: int):
    for day, percent in found.milestones:
        when = day.in_year(year)
        last = max(p for other, p in found.milestones if other.in_year(year) == when)
        assert share(found, when, year) == Fraction(last) / 100 or (found.due and found.due.in_year(year) <= when)
        assert percent <= last
    if found.due is not None:
        assert share(found, found.due.in_year(year), year) == 1


@thorough
@given(st.dates(date(2019, 12, 20), date(2021, 1, 10)))
def test_a_single_milestone_at_the_years_end_is_time_by_days(as_of: date):
    by_days = time_progress(as_of, 2020, "days").rate
    assert share(curve((12, 31, 100)), as_of) == Fraction(by_days.numerator, by_days.denominator)


@thorough
@given(curves(), DAYS)
def test_no_day_makes_a_milestone_curve_leap(found: Curve, as_of: date):
    """Between milestones a day adds no more than the steepest way from one to the next: checked by the mean."""
    if found.steps or found.monthly or not found.milestones:
        return
    before, today, after = (share(found, as_of + timedelta(days)) for days in (-1, 0, 1))
    stops = {day.in_year(2020) for day, _ in found.milestones} | {date(2019, 12, 31)}
    stops |= {found.due.in_year(2020)} if found.due else set()
    if as_of not in stops:
        assert today == (before + after) / 2


# --- What is missing, and behind --------------------------------------------------------------------------


def test_the_shortfall_is_target_times_base_less_paid_rounded_once_and_never_below_zero():
    """A third of 1 yuan is 33.33 fen, two thirds 66.67 fen; half a fen rounds up."""
    assert missing_to(Rate(1, 3), 100, 0) == 33
    assert missing_to(Rate(2, 3), 100, 0) == 67
    assert missing_to(Rate(1, 2), 101, 0) == 51
    assert missing_to(Rate(1, 2), 100, 50) == 0
    assert missing_to(Rate(1, 2), 100, 99) == 0


HALF = Rate(1, 2)


@pytest.mark.parametrize(
    ("base", "paid", "behind"),
    [
        # 500万元, half expected: 200万元 is 40%, exactly 10 points and exactly 50万元 short
        (500 * WAN, 200 * WAN, True),
        (500 * WAN, 200 * WAN + 1, False),
        (500 * WAN, 200 * WAN - 1, True),
        # points exact, money one fen short of the limit: base 10 fen less, 40% paid, 49.999999万元
        (500 * WAN - 10, 200 * WAN - 4, False),
        # money exact, points 9.9998, printed as 10.0: points are compared unrounded
        (500 * WAN + 10_000, 200 * WAN + 5_000, False),
        # money far above, points below
        (5_000 * WAN, 2_100 * WAN, False),
        # on target and ahead
        (500 * WAN, 250 * WAN, False),
        (500 * WAN, 500 * WAN, False),
        # refunds: below zero
        (500 * WAN, -1, True),
    ],
)
def test_behind_needs_10_points_and_50_wan_the_limits_themselves_included(base: int, paid: int, behind: bool):
    assert is_behind(Rate(paid, base), HALF, missing_to(HALF, base, paid), Behind()) is behind


def test_the_money_is_compared_as_it_is_printed():
    """A third of 150万元 less 0.5 fen is missing 49.9999995万元 unrounded, 50万元 to the fen: behind at 50万元."""
    target_rate, base, paid = Rate(1, 3), 150 * WAN - 1, 0
    assert missing_to(target_rate, base, paid) == 50 * WAN
    assert is_behind(Rate(paid, base), target_rate, missing_to(target_rate, base, paid), Behind())


def test_what_cannot_be_judged_is_never_behind():
    assert not is_behind(None, HALF, 500 * WAN, Behind())
    assert not is_behind(Rate(0, 1), None, 500 * WAN, Behind())
    assert not is_behind(Rate(0, 1), HALF, None, Behind())


def test_on_target_nothing_is_behind_even_with_limits_of_zero():
    none = Behind(Decimal(0), 0)
    assert not is_behind(HALF, HALF, 0, none)
    assert is_behind(Rate(49, 100), HALF, 1, none)


MONEY = st.integers(1, 10**12)


@thorough
@given(MONEY, st.integers(-(10**10), 10**12), st.integers(0, 100), st.tuples(*[st.decimals(0, 100, places=2)] * 2),
       st.tuples(MONEY, MONEY))  # fmt: skip
def test_higher_limits_never_make_anything_behind(base, paid, percent, points, amounts):
    goal = Rate(percent, 100)
    shortfall = missing_to(goal, base, paid)
    strict = is_behind(Rate(paid, base), goal, shortfall, Behind(max(points), max(amounts)))
    for limits in (Behind(min(points), max(amounts)), Behind(max(points), min(amounts))):
        assert strict <= is_behind(Rate(paid, base), goal, shortfall, limits)


@thorough
@given(MONEY, st.integers(0, 10**12), MONEY, st.integers(0, 100))
def test_paying_more_never_puts_anything_behind(base, paid, more, percent):
    goal = Rate(percent, 100)
    before, after = (is_behind(Rate(p, base), goal, missing_to(goal, base, p), Behind()) for p in (paid, paid + more))
    assert after <= before


# --- Weighted targets, needs, months ----------------------------------------------------------------------


def test_targets_are_weighted_by_money():
    """100% of 100万元 and 50% of 300万元: 250 of 400 = 62.5%."""
    assert weighted([(Rate(1, 1), 100 * WAN), (HALF, 300 * WAN)]) == Rate(5, 8)
    assert weighted([]) is None
    assert weighted([(HALF, 0)]) is None


@thorough
@given(
    st.lists(st.tuples(st.builds(Rate, st.integers(0, 366), st.just(366)), MONEY), min_size=1, max_size=6), st.randoms()
)
def test_a_weighted_target_is_the_exact_mean_whatever_the_order(targets, random):
    found = weighted(targets)
    assert found is not None
    base = sum(fen for _, fen in targets)
    mean = sum(Fraction(rate.numerator * fen, rate.denominator) for rate, fen in targets) / base
    assert Fraction(found.numerator, found.denominator) == mean
    shuffled = list(targets)
    random.shuffle(shuffled)
    assert weighted(shuffled) == found


def test_what_each_month_needs_is_rounded_once_and_never_netted():
    """1226.5万元 over nine months are 136.277778万元; an overpaid project pays for no other one."""
    everything = Rate(1, 1)
    assert needed([(3794600000, 2568100000)], everything, 9) == 136277778
    assert needed([(100, 0), (100, 200)], everything, 3) == 33
    assert needed([(100, 100)], everything, 3) == 0
    assert needed([(1000, 0)], Rate(9, 10), 9) == 100
    assert needed([(100, 0)], everything, 0) is None


def test_a_month_whose_payments_come_to_nothing_or_less_is_a_month_without_payment():
    """January paid 5; February nothing; March 5 paid and 5 taken back; April 3 taken back; May not completed; next February is
    not this one."""
    found = missing_months({(2020, 1): 5, (2020, 3): 0, (2020, 4): -3, (2020, 5): 0, (2021, 2): 5}, 2020, 4)
    assert found is not None
    assert [(str(month), month.fen) for month in found] == [("2020-02", 0), ("2020-03", 0), ("2020-04", -3)]


def test_undated_payments_leave_the_months_unknown():
    assert missing_months({None: 5, (2020, 1): 5}, 2020, 3) is None


def test_every_time_rule_has_words_as_a_target():
    assert set(TIME_RULES) - {"auto"} <= set(TARGET_RULES)
