"""`[funds]`, `[evaluation]` and the stage of ledgers in the settings file: what they hold, and what fails."""

import pytest

from minsheng_funds.errors import Failure
from minsheng_funds.money import WAN_YUAN, YUAN, Rate
from tests.support import settings_of


def test_each_fund_has_a_base_and_a_unit_of_its_own():
    given = settings_of('rate_base = "issued"\n[funds.maintenance]\nrate_base = "received"\nunit = "元"')
    assert (given.base_of("matching"), given.base_of("maintenance")) == ("issued", "received")
    assert (given.unit_of("matching"), given.unit_of("maintenance")) == (WAN_YUAN, YUAN)


def test_amounts_of_no_one_fund_are_in_the_unit_that_both_have():
    assert settings_of().unit_of() == WAN_YUAN
    assert settings_of('[funds.matching]\nunit = "元"\n[funds.maintenance]\nunit = "元"').unit_of() == YUAN
    assert settings_of('[funds.maintenance]\nunit = "元"').unit_of() == WAN_YUAN


def test_tiers_are_exact_and_stand_with_the_highest_first():
    given = settings_of("[evaluation]\ntiers = [{ from = 60.05, points = 7.5 }, { from = 95, points = 10 }]").evaluation
    assert [tier.start.percent(2) for tier in given.tiers] == ["95.00", "60.05"]
    assert given.tiers[1].start == Rate(1201, 2000)
    assert given.tiers[1].points == Rate(15, 2)


def test_the_defaults_are_ten_points_in_proportion_of_what_was_disbursed():
    given = settings_of().evaluation
    assert (given.points, given.tiers, given.executed) == (Rate(10, 1), (), "disbursed")


@pytest.mark.parametrize(
    ("text", "nearest"),
    [
        ("[funds.mantenance]\nunit = '元'", "maintenance"),
        ("[funds.maintenance]\nunits = '元'", "unit"),
        ("[funds.maintenance]\nunit = '角'", "万元"),
        ("[funds.maintenance]\nunit = 1", "万元"),
        ("[funds.maintenance]\nrate_base = 'paid'", "required"),
        ("[funds]\nmaintenance = 1", "a section"),
        ("[evaluation]\npoint = 10", "points"),
        ("[evaluation]\npoints = 0", "a number above zero"),
        ("[evaluation]\npoints = -1", "a number above zero"),
        ("[evaluation]\npoints = '10'", "a number above zero"),
        ("[evaluation]\npoints = nan", "a number above zero"),
        ("[evaluation]\nexecuted = 'paid'", "disbursed | spent"),
        ("[evaluation]\ntiers = 3", "tiers = ["),
        ("[evaluation]\ntiers = [{ from = 95 }]", "tiers = ["),
        ("[evaluation]\ntiers = [{ form = 95, points = 1 }]", "from"),
        ("[evaluation]\ntiers = [{ from = 95, points = 11 }]", "points ≤ 10"),
        ("[evaluation]\ntiers = [{ from = -1, points = 1 }]", "a number, 0 or above"),
        ("ledger_stage = 'paid'", "disbursed | spent"),
        ("[tables.'x']\nstage = 'paid'", "disbursed | spent"),
    ],
)
def test_what_is_not_known_fails_and_says_what_is(text, nearest):
    with pytest.raises(Failure) as failed:
        settings_of(text)
    assert failed.value.hint is not None
    assert nearest in failed.value.hint.in_language("en")


def test_a_table_s_stage_wins_over_the_general_one():
    given = settings_of("ledger_stage = 'spent'\n[tables.'拨付*']\nstage = 'disbursed'")
    assert (given.stage_of("a.xlsx", "拨付台账"), given.stage_of("a.xlsx", "其他")) == ("disbursed", "spent")
    assert given.stage_is_given("a.xlsx", "其他")
    assert not settings_of().stage_is_given("a.xlsx", "其他")
    assert settings_of().stage_of("a.xlsx", "其他") == "disbursed"
