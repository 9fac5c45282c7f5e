"""Time progress (序时进度) is the share of the plan's year elapsed, by a rule that is named."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from minsheng_funds.messages import TIME_RULES as RULE_WORDS
from minsheng_funds.settings import TIME_RULES
from minsheng_funds.statements.time import as_of_dates, time_progress

thorough = settings(max_examples=200, deadline=None)


@pytest.mark.parametrize(
    ("as_of", "rule", "percent", "named"),
    [
        # 17 April 2020, the founding example: 108 of 366 days
        (date(2020, 4, 17), "auto", "29.5", "days"),
        (date(2020, 4, 17), "days", "29.5", "days"),
        (date(2020, 4, 17), "completed-months", "25.0", "completed-months"),
        (date(2020, 4, 17), "current-month", "33.3", "current-month"),
        # month ends, as published reports print them
        (date(2018, 5, 31), "auto", "41.7", "month-end"),
        (date(2013, 6, 30), "auto", "50.0", "month-end"),
        (date(2020, 4, 30), "auto", "33.3", "month-end"),
        (date(2020, 4, 30), "completed-months", "33.3", "completed-months"),
        (date(2020, 4, 30), "current-month", "33.3", "current-month"),
        (date(2020, 4, 30), "days", "33.1", "days"),
        # the ends of the year
        (date(2020, 1, 1), "auto", "0.3", "days"),
        (date(2020, 1, 1), "completed-months", "0.0", "completed-months"),
        (date(2020, 1, 1), "current-month", "8.3", "current-month"),
        (date(2020, 12, 31), "auto", "100.0", "month-end"),
        (date(2020, 12, 31), "days", "100.0", "days"),
        (date(2019, 12, 31), "days", "100.0", "days"),
        (date(2020, 12, 30), "days", "99.7", "days"),
        # leap years
        (date(2020, 2, 29), "auto", "16.7", "month-end"),
        (date(2019, 2, 28), "auto", "16.7", "month-end"),
        (date(2020, 2, 28), "auto", "16.1", "days"),
        (date(2020, 2, 28), "completed-months", "8.3", "completed-months"),
        (date(2019, 2, 28), "completed-months", "16.7", "completed-months"),
        (date(2019, 4, 17), "auto", "29.3", "days"),
        (date(2000, 3, 1), "days", "16.7", "days"),
        (date(2100, 3, 1), "days", "16.4", "days"),
    ],
)
def test_time_progress_follows_the_rule_and_names_it(as_of: date, rule: str, percent: str, named: str) -> None:
    progress = time_progress(as_of, as_of.year, rule)
    assert (progress.rate.percent(), progress.rule) == (percent, named)


def test_auto_is_the_default() -> None:
    assert time_progress(date(2020, 4, 17), 2020) == time_progress(date(2020, 4, 17), 2020, "auto")


@pytest.mark.parametrize("rule", TIME_RULES)
def test_before_the_plans_year_it_is_0_and_after_it_100(rule: str) -> None:
    for as_of, percent in ((date(2019, 12, 31), "0.0"), (date(2021, 1, 1), "100.0"), (date(2025, 6, 30), "100.0")):
        progress = time_progress(as_of, 2020, rule)
        assert (progress.rate.percent(), progress.rule) == (percent, "outside")


@thorough
@given(st.dates(date(2000, 1, 1), date(2099, 12, 31)), st.sampled_from(TIME_RULES))
def test_within_the_year_it_lies_between_0_and_100_and_its_rule_has_words(as_of: date, rule: str) -> None:
    progress = time_progress(as_of, as_of.year, rule)
    assert 0 <= progress.rate.numerator <= progress.rate.denominator
    assert progress.rule in RULE_WORDS


@thorough
@given(
    st.dates(date(2019, 12, 1), date(2021, 1, 31)),
    st.dates(date(2019, 12, 1), date(2021, 1, 31)),
    st.sampled_from([rule for rule in TIME_RULES if rule != "auto"]),
)
def test_by_one_rule_time_never_runs_backwards(one: date, other: date, rule: str) -> None:
    earlier, later = (time_progress(day, 2020, rule).rate for day in sorted((one, other)))
    assert earlier.numerator * later.denominator <= later.numerator * earlier.denominator


# --- The as-of date in force ------------------------------------------------------------------------------

MARCH, APRIL, MAY = date(2020, 3, 31), date(2020, 4, 17), date(2020, 5, 31)


@pytest.mark.parametrize(
    ("stated", "last_payment", "as_of", "source"),
    [
        ([("ledger", APRIL), ("plan", MAY)], MARCH, APRIL, "stated"),
        ([("plan", MAY), ("progress", APRIL)], MARCH, APRIL, "stated"),
        ([("plan", APRIL)], MAY, APRIL, "stated"),
        ([("ledger", APRIL)], MAY, APRIL, "stated"),
        ([("ledger", MARCH), ("progress", APRIL), ("ledger", MARCH)], MAY, APRIL, "stated"),
        ([("plan", MARCH), ("plan", APRIL)], MAY, APRIL, "stated"),
        ([], APRIL, APRIL, "last-payment"),
        ([("plan", APRIL)], None, APRIL, "stated"),
        ([], None, None, None),
    ],
)
def test_a_date_stated_beside_payments_wins_then_the_plans_then_the_last_payment(
    stated: list[tuple[str, date]], last_payment: date | None, as_of: date | None, source: str | None
) -> None:
    assert as_of_dates(stated, last_payment) == (as_of, source)
