"""Boundaries of the rules about time: points and money of [behind], the day of a deadline, the end of a month."""

from datetime import date

import pytest

from minsheng_funds.model import Outcome
from tests.support import codes, day, finding, ledger, plan, run

HALF_YEAR = day(6, 30)
MONTHLY = '[schedule.project."甲"]\nmonthly = true'
DUE = '[schedule.project."甲"]\ndue = "05-31"'


def paid(planned: float, *amounts: float, toml: str = "", as_of: date = HALF_YEAR) -> Outcome:
    """A project with its payments of January, in yuan."""
    payments = [[day(1, 2 + n), "甲", f"某{n}", amount, ""] for n, amount in enumerate(amounts)]
    return run(plan(("甲", planned), unit="元"), ledger(*payments), toml=toml, as_of=as_of)


def times(outcome: Outcome) -> list[str]:
    return [code for code in codes(outcome) if code.startswith("T")]


@pytest.mark.parametrize(("amount", "said"), [(40_000_000.0, ["T001"]), (40_000_000.01, []), (39_999_999.99, ["T001"])])
def test_behind_is_exactly_ten_points_under_the_target_unrounded(amount: float, said: list[str]):
    """Of 100,000,000 yuan half is expected at the end of June; a fen above 40% is 9.99999999 points, printed 10.0."""
    assert times(paid(100_000_000.0, amount)) == said


@pytest.mark.parametrize(("amount", "said"), [(500_000.0, ["T001"]), (500_000.01, []), (499_999.99, ["T001"])])
def test_behind_is_exactly_half_a_million_yuan_missing(amount: float, said: list[str]):
    """Of 2,000,000 yuan a million is expected; 500,000 paid is 25 points under."""
    assert times(paid(2_000_000.0, amount)) == said


@pytest.mark.parametrize(("amount", "said"), [(449.99, ["T001"]), (450.0, ["T001"]), (450.01, [])])
def test_both_thresholds_are_settings(amount: float, said: list[str]):
    """Of 1,000 yuan 500 are expected: 5 points are 50 yuan."""
    assert times(paid(1000.0, amount, toml='[behind]\npoints = 5\namount = "50元"')) == said
    assert times(paid(1000.0, amount, toml='[behind]\npoints = 5\namount = "50.02元"')) == []
    assert times(paid(1000.0, amount, toml='[behind]\npoints = 5.01\namount = "50元"')) == []


def test_what_is_missing_is_the_target_less_what_was_paid():
    """300,001 of 1,000,003 yuan: 500,001.50 expected, 200,000.50 missing, 20.0 points under 50.0."""
    found = finding(paid(1_000_003.0, 300_001.0, toml='[behind]\namount = "20万元"'), "T001")
    assert (found.expected, found.actual, found.difference) == (50_000_150, 30_000_100, -20_000_050)
    assert "低 20.0 个百分点,差 200,000.50元" in found.message.zh


@pytest.mark.parametrize(("as_of", "said"), [(day(5, 30), []), (day(5, 31), ["T001"]), (day(6, 1), ["T003"])])
def test_a_deadline_expects_nothing_before_all_on_its_day_and_is_passed_the_day_after(as_of: date, said: list[str]):
    assert times(paid(2_000_000.0, 100_000.0, toml=DUE, as_of=as_of)) == said


@pytest.mark.parametrize(("amount", "said"), [(999.99, ["T003"]), (1000.0, []), (1000.01, [])])
def test_overdue_is_a_single_fen_whatever_the_thresholds_of_being_behind(amount: float, said: list[str]):
    assert times(paid(1000.0, amount, toml=DUE, as_of=day(6, 1))) == said


def test_overdue_names_the_day_the_days_since_and_what_is_left():
    found = finding(paid(1000.0, 400.0, toml=DUE, as_of=day(6, 30)), "T003")
    assert (found.expected, found.actual, found.difference) == (100_000, 40_000, -60_000)
    assert "最迟应于 2020-05-31 拨付完毕,已过 30 天,拨付率 40.0%,尚有 600.00元 未拨付" in found.message.zh


@pytest.mark.parametrize(
    ("as_of", "months"), [(day(1, 30), 0), (day(1, 31), 0), (day(2, 28), 0), (day(2, 29), 1), (day(3, 31), 2)]
)
def test_a_month_is_missing_from_its_last_day_on(as_of: date, months: int):
    outcome = paid(120_000.0, 10_000.0, toml=MONTHLY, as_of=as_of)
    assert [int(str(found.actual)) for found in outcome.findings if found.code == "T002"] == (
        [months] if months else []
    )


@pytest.mark.parametrize(("back", "said"), [(-9999.99, []), (-10_000.0, ["T002"])])
def test_a_month_is_paid_by_a_single_fen_net_of_what_came_back(back: float, said: list[str]):
    assert times(paid(120_000.0, 10_000.0, back, toml=MONTHLY, as_of=day(1, 31))) == said


@pytest.mark.parametrize(("as_of", "said"), [(day(6, 29), []), (day(6, 30), ["T004"])])
def test_nothing_paid_is_said_from_exactly_half_on(as_of: date, said: list[str]):
    outcome = run(
        plan(("甲", 2000.0), ("乙", 100.0), unit="元"), ledger([day(1, 2), "乙", "某", 100.0, ""]), as_of=as_of
    )
    assert times(outcome) == said


@pytest.mark.parametrize(("planned", "said"), [(999_999.98, ["T004"]), (999_999.99, ["T001"]), (1_000_000.0, ["T001"])])
def test_nothing_paid_becomes_behind_where_enough_money_is_missing(planned: float, said: list[str]):
    """Half of 999,999.98 yuan is a fen too little; of 999,999.99 half is 499,999.995, rounded to enough."""
    payments = ledger([day(1, 2), "乙", "某", 100.0, ""])
    assert times(run(plan(("甲", planned), ("乙", 100.0), unit="元"), payments, as_of=day(6, 30))) == said
