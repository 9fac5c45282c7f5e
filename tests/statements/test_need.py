"""Quantity × standard × share in exact fractions; tiers, caps, and one rounding a level."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from minsheng_funds.model import Need, Origin, PlanRow, Quantity, Share, Standard
from minsheng_funds.settings.need import NeedRule
from minsheng_funds.statements.need import Case, Contradicted, Unclear, cases_of, compute, formula_of, rounded, sum_of
from tests.support import settings_of

HERE = Origin("book.xlsx", "测算", 4, 1)
HALF = (("central", Fraction(1, 2)), ("provincial", Fraction(3, 10)), ("district", Fraction(1, 5)))


def row(number=1200, fen=60_000, shares=HALF, *, thing="人", paid="人", period="", times=None):
    need = Need(
        Quantity(Fraction(number), thing, HERE) if number is not None else None,
        Standard(Fraction(fen) if fen is not None else None, paid, period, HERE),
        None if times is None else Quantity(Fraction(times[0]), times[1], HERE),
        tuple(Share(level, part, HERE) for level, part in shares),
    )
    return PlanRow("甲", {}, HERE, 0, need=need)


def rule(toml) -> NeedRule:
    return settings_of(f'[need."甲"]\n{toml}').need.rules[0]


def amounts(*rows, toml=""):
    (case,) = cases_of(rows, rule(toml) if toml else None, HERE)
    return {level: rounded(fen) for level, fen in compute(case).amounts.items()}


def test_each_level_bears_its_share_of_quantity_times_standard():
    """1200 × 600 = 720,000 yuan: 360,000, 216,000 and 144,000."""
    assert amounts(row()) == {"central": 36_000_000, "provincial": 21_600_000, "district": 14_400_000}


def test_every_level_is_rounded_half_up_and_only_once():
    """5 × 0.01 yuan is 5 fen: 2.5, 1.5 and 1 become 3, 2 and 1, a fen more than the whole."""
    assert list(amounts(row(5, 1)).values()) == [3, 2, 1]


def test_a_fraction_of_a_fen_in_the_standard_is_kept_until_the_end():
    """1000 × 0.0123 yuan is 1230 fen, not 1000 fen."""
    assert sum(amounts(row(1000, Fraction("1.23"))).values()) == 1230


def test_a_monthly_standard_is_paid_for_as_many_months():
    assert sum(amounts(row(100, 5000, period="month", times=(12, "month"))).values()) == 6_000_000
    assert sum(amounts(row(100, 5000, period="month"), toml="times = 6").values()) == 3_000_000


@pytest.mark.parametrize(
    ("period", "times"),
    [("month", None), ("", (12, "month")), ("year", (12, "month")), ("month", (4, "quarter")), ("day", (12, "month"))],
)
def test_a_period_without_its_own_number_of_times_is_not_clear(period, times):
    with pytest.raises(Unclear, match="times"):
        amounts(row(period=period, times=times))


def test_households_are_not_paid_by_the_person():
    with pytest.raises(Contradicted) as error:
        amounts(row(thing="户"))
    assert (error.value.kind, error.value.values) == ("need-units", {"counted": "户", "paid": "人"})


def test_what_lacks_a_part_is_unclear_for_its_reason():
    for given_row, reason in ((row(fen=None), "standard-unit"), (row(shares=()), "shares"), (row(number=None), "")):
        with pytest.raises(Unclear) as error:
            amounts(given_row)
        assert str(error.value) == reason
    with pytest.raises(Unclear, match="too-large"):
        amounts(row(10**12, 10**10))


def test_settings_win_over_the_cells_part_by_part():
    assert amounts(row(), toml="quantity = 1000")["district"] == 12_000_000
    assert amounts(row(), toml='standard = "500元/人"')["district"] == 12_000_000
    assert amounts(row(), toml="shares = { provincial = 60, district = 40 }") == {
        "provincial": 43_200_000,
        "district": 28_800_000,
    }
    assert amounts(row(period="month", times=(12, "month")), toml='standard = "500元/人"')["district"] == 12_000_000


def test_each_part_of_a_quantity_is_paid_by_its_own_tier():
    """1000 × 600 + 500 × 500 = 850,000 yuan, of which the district bears a fifth."""
    toml = 'tiers = [{ up_to = 1000, standard = "600元/人" }, { standard = "500元/人" }]'
    assert amounts(row(1500), toml=toml)["district"] == 17_000_000
    assert amounts(row(1000), toml=toml)["district"] == 12_000_000


def test_each_part_of_an_amount_is_shared_by_its_own_tier():
    """600,000 yuan: 100,000 × 20% + 500,000 × 40% = 220,000; the province 80,000 + 300,000."""
    toml = (
        'share_tiers = [{ up_to = "10万元", shares = { provincial = 80, district = 20 } },'
        " { shares = { provincial = 60, district = 40 } }]"
    )
    assert amounts(row(1000), toml=toml) == {"provincial": 38_000_000, "district": 22_000_000}
    assert amounts(row(100), toml=toml) == {"provincial": 4_800_000, "district": 1_200_000}


def test_what_a_cap_cuts_off_falls_to_nobody_or_to_the_level_named():
    assert amounts(row(), toml='cap = { central = "20万元" }') == {
        "central": 20_000_000,
        "provincial": 21_600_000,
        "district": 14_400_000,
    }
    found = amounts(row(), toml='cap = { central = "20万元" }\nover_cap = "district"')
    assert (found["central"], found["district"]) == (20_000_000, 30_400_000)
    assert amounts(row(), toml='cap = { central = "36万元" }')["central"] == 36_000_000


def test_tiers_and_caps_speak_of_the_project_as_a_whole():
    toml = 'cap = { district = "1万元" }'
    assert len(cases_of([row(), row()], rule(toml), HERE)) == 1
    assert len(cases_of([row(), row()], None, HERE)) == 2
    assert amounts(row(100), row(200), toml=toml) == {
        "central": 9_000_000,
        "provincial": 5_400_000,
        "district": 1_000_000,
    }
    with pytest.raises(Unclear, match="rows"):
        amounts(row(), row(fen=1), toml=toml)


def test_the_formula_is_said_in_figures():
    (case,) = cases_of([row()], None, HERE)
    compute(case)
    assert formula_of(case, Fraction(1, 5)).zh == "1200人×600元×20%"
    assert formula_of(case, None).en == "by the settings"


quantities = st.integers(0, 10**7).map(Fraction)
standards = st.integers(0, 10**9)
parts = st.lists(st.integers(1, 100), min_size=1, max_size=4).map(
    lambda found: [Fraction(n, sum(found)) for n in found]
)


@given(st.fractions(0, 10**7, max_denominator=100), standards, parts)
def test_the_levels_add_up_to_the_whole_within_half_a_fen_each(number, fen, found):
    shares = tuple(zip(("central", "provincial", "municipal", "district"), found, strict=False))
    result = compute(Case([row(number, fen, shares, thing="亩", paid="亩")], None, HERE))
    assert sum_of(result.amounts) == number * fen
    whole = sum(rounded(amount) for amount in result.amounts.values())
    assert abs(whole - number * fen) <= Fraction(len(found), 2)


@given(quantities, standards, st.integers(0, 10**7))
def test_two_tiers_of_one_standard_are_no_tiers(number, fen, edge):
    yuan = Fraction(fen, 100)
    text = f"{yuan.numerator * (100 // yuan.denominator) / 100:.2f}元/人"
    toml = f'tiers = [{{ up_to = {edge}, standard = "{text}" }}, {{ standard = "{text}" }}]'
    assert amounts(row(number, 1), toml=toml) == amounts(row(number, fen))


@given(quantities, standards, st.integers(0, 10**12))
def test_a_cap_with_a_level_for_the_rest_moves_money_and_loses_none(number, fen, limit):
    toml = f'cap = {{ central = "{limit}元" }}\nover_cap = "district"'
    capped, free = (compute(Case([row(number, fen)], found, HERE)) for found in (rule(toml), None))
    assert sum_of(capped.amounts) == sum_of(free.amounts)
    assert capped.amounts["central"] == min(free.amounts["central"], limit * 100)
