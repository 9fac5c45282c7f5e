"""Money is whole fen, rates are two integers, and rounding happens once, half up."""

from decimal import ROUND_HALF_UP, Decimal, localcontext
from fractions import Fraction
from random import Random

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from minsheng_funds.money import (
    HUNDRED_YUAN,
    MILLION_YUAN,
    THOUSAND_YUAN,
    WAN_YUAN,
    YI_YUAN,
    YUAN,
    Fen,
    Rate,
    balanced_pairs,
    balanced_texts,
    decimal_text,
    divide_half_up,
    fen_of_decimal,
    fen_of_number,
    money_text,
    rate,
)

UNITS = (YUAN, HUNDRED_YUAN, THOUSAND_YUAN, WAN_YUAN, MILLION_YUAN, YI_YUAN)
LARGEST = 10**13  # 1,000 亿元 in fen, more than any county's programme

thorough = settings(max_examples=300, deadline=None)
units = st.sampled_from(UNITS)
amounts = st.integers(-LARGEST, LARGEST)


# --- Published figures ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("part", "base", "printed"),
    [
        ("2568.1", "3794.6", "67.7"),
        ("306.3", "691", "44.3"),
        ("93170", "140000", "66.6"),
        ("2874.4", "4485.6", "64.1"),
        ("3794.6", "3794.6", "100.0"),
        ("5000", "3794.6", "131.8"),
    ],
)
def test_published_rates_are_reproduced_from_amounts_in_wan_yuan(part: str, base: str, printed: str) -> None:
    paid, planned = (fen_of_decimal(Decimal(text), WAN_YUAN).fen for text in (part, base))
    assert Rate(paid, planned).percent() == printed


def test_the_rate_that_binary_floats_get_wrong_is_right() -> None:
    """66.55 percent is 66.6; as a binary float it lies under the half and becomes 66.5."""
    assert f"{93170 / 140000 * 100:.1f}" == "66.5", "the counter-example no longer shows what it should"
    assert Rate(93170, 140000).percent() == "66.6"


def test_a_half_goes_up_where_the_language_rounds_to_even() -> None:
    assert round(44.25, 1) == 44.2
    assert decimal_text(4425, 100, 1) == "44.3"
    assert decimal_text(4435, 100, 1) == "44.4"


@pytest.mark.parametrize(
    ("numerator", "denominator", "decimals", "printed"),
    [
        (-4425, 100, 1, "-44.3"),
        (-4424, 100, 1, "-44.2"),
        (4425, -100, 1, "-44.3"),
        (-4425, -100, 1, "44.3"),
        (-1, 2, 0, "-1"),
        (1, 2, 0, "1"),
        (-4, 100, 1, "0.0"),
        (-5, 100, 1, "-0.1"),
        (0, 7, 2, "0.00"),
        (5, 1000, 2, "0.01"),
        (1, 3, 4, "0.3333"),
        (2, 3, 0, "1"),
    ],
)
def test_halves_go_away_from_zero_and_nothing_prints_as_minus_zero(
    numerator: int, denominator: int, decimals: int, printed: str
) -> None:
    assert decimal_text(numerator, denominator, decimals) == printed


@pytest.mark.parametrize(
    ("fen", "unit", "decimals", "printed"),
    [
        (37946000_00, WAN_YUAN, 1, "3794.6"),
        (37946000_00, YUAN, 2, "37946000.00"),
        (37946000_00, YI_YUAN, 4, "0.3795"),
        (12265000_00, WAN_YUAN, 0, "1227"),
        (-125000_00, WAN_YUAN, 1, "-12.5"),
        (1, YUAN, 2, "0.01"),
        (0, WAN_YUAN, 1, "0.0"),
    ],
)
def test_money_prints_in_any_unit(fen: int, unit: int, decimals: int, printed: str) -> None:
    assert money_text(fen, unit, decimals) == printed


def test_money_prints_in_wan_yuan_with_one_decimal_unless_told_otherwise() -> None:
    assert money_text(25681000_00) == "2568.1"


# --- Division ---------------------------------------------------------------------------------------------


@thorough
@given(st.integers(-(10**18), 10**18), st.integers(-(10**18), 10**18).filter(bool))
@example(-1, 2)
@example(1, -2)
@example(5, 2)
@example(-(10**18), 3)
def test_division_rounds_as_decimal_half_up_does(numerator: int, denominator: int) -> None:
    with localcontext(prec=80):
        expected = (Decimal(numerator) / Decimal(denominator)).quantize(Decimal(1), ROUND_HALF_UP)
    assert divide_half_up(numerator, denominator) == int(expected)


# --- Number cells -----------------------------------------------------------------------------------------


@thorough
@given(amounts, units)
@example(115, YUAN)
@example(LARGEST - 1, YI_YUAN)
@example(-LARGEST + 1, YUAN)
def test_every_whole_fen_survives_being_a_binary_float_in_any_unit(fen: int, unit: int) -> None:
    assert fen_of_number(float(Decimal(fen) / unit), unit) == Fen(fen, True)


@thorough
@given(st.integers(-(10**15) + 1, 10**15 - 1), st.integers(0, 12), units)
@example(125, 3, YUAN)
@example(-125, 3, YUAN)
@example(703_911_496_498_326, 1, YUAN)
@example(549_963_989_548_362, 3, HUNDRED_YUAN)
@example(524_618_379_338_804, 9, YI_YUAN)
def test_a_float_of_fifteen_digits_reads_as_the_decimal_that_excel_shows(digits: int, places: int, unit: int) -> None:
    shown = Decimal(digits).scaleb(-places)
    assert fen_of_number(float(shown), unit) == fen_of_decimal(shown, unit)


@thorough
@given(st.integers(-(10**15), 10**15), units)
def test_an_integer_cell_is_exact(value: int, unit: int) -> None:
    assert fen_of_number(value, unit) == Fen(value * unit, True)


@pytest.mark.parametrize(
    ("value", "unit", "expected"),
    [
        (0.1 + 0.2, YUAN, Fen(30, True)),
        (1.1 + 2.2, WAN_YUAN, Fen(33000_00, True)),
        (2568.1, WAN_YUAN, Fen(25681000_00, True)),
        (0.0, WAN_YUAN, Fen(0, True)),
        (-0.0, WAN_YUAN, Fen(0, True)),
        (1e-9, YUAN, Fen(0, False)),
        (0.125, YUAN, Fen(13, False)),
        (-0.125, YUAN, Fen(-13, False)),
        (1000 / 3, WAN_YUAN, Fen(333333333, False)),
        (-1000 / 3, WAN_YUAN, Fen(-333333333, False)),
        (1000 / 3, YUAN, Fen(33333, False)),
        (1000 / 3, YI_YUAN, Fen(3333333333333, False)),
        (314540755.69, YUAN, Fen(31454075569, True)),
    ],
)
def test_a_float_is_whole_fen_or_says_that_it_is_not(value: float, unit: int, expected: Fen) -> None:
    assert fen_of_number(value, unit) == expected


@pytest.mark.parametrize("value", [1.15, 4.35, 19.99, 1.1 + 2.2, 8.41, 64.1])
def test_truncating_a_float_times_a_hundred_loses_a_fen_and_reading_does_not(value: float) -> None:
    right = round(value * 100)
    assert int(value * 100) in (right - 1, right)
    assert fen_of_number(value, YUAN) == Fen(right, True)


def test_truncation_does_lose_a_fen() -> None:
    assert int(1.15 * 100) == 114
    assert fen_of_number(1.15, YUAN).fen == 115


@pytest.mark.parametrize("value", [float("nan"), float("inf"), float("-inf")])
def test_what_is_no_number_is_refused(value: float) -> None:
    with pytest.raises(ValueError, match="not a number"):
        fen_of_number(value, YUAN)


@thorough
@given(st.decimals(-(10**12), 10**12, places=8), units)
def test_a_decimal_is_rounded_once_and_says_whether_it_was(value: Decimal, unit: int) -> None:
    exact = Fraction(value) * unit
    fen, is_exact = fen_of_decimal(value, unit)
    assert abs(fen - exact) <= Fraction(1, 2)
    assert is_exact == (fen == exact)


# --- Rounding balance (舍位平衡) ------------------------------------------------------------------------------

many_parts = st.lists(st.none() | st.integers(-(10**10), 10**10), max_size=30)
few_decimals = st.integers(0, 3)


@thorough
@given(many_parts, units, few_decimals)
@example([333333, 333333, 333334], WAN_YUAN, 0)
@example([500000, 500000], WAN_YUAN, 0)
@example([-500000, -500000, -500000], WAN_YUAN, 0)
@example([500000, -500000, None, 1], WAN_YUAN, 0)
def test_balanced_parts_add_up_to_the_printed_total(parts: list[int | None], unit: int, decimals: int) -> None:
    printed = balanced_texts(parts, unit, decimals)
    total = sum(part for part in parts if part is not None)
    assert sum(Decimal(text) for text in printed if text is not None) == Decimal(money_text(total, unit, decimals))


@thorough
@given(many_parts, units, few_decimals)
def test_a_balanced_part_moves_by_one_last_digit_at_most_and_an_exact_one_never(
    parts: list[int | None], unit: int, decimals: int
) -> None:
    digit = Decimal(1).scaleb(-decimals)
    for part, text in zip(parts, balanced_texts(parts, unit, decimals), strict=True):
        if part is None:
            assert text is None
            continue
        assert text is not None
        plain = Decimal(money_text(part, unit, decimals))
        assert abs(Decimal(text) - plain) <= digit
        assert abs(Fraction(Decimal(text)) - Fraction(part, unit)) < Fraction(digit), "never a whole digit off"
        if Fraction(plain) == Fraction(part, unit):
            assert text == money_text(part, unit, decimals)


@thorough
@given(many_parts, units, few_decimals)
def test_only_as_many_parts_move_as_the_total_needs(parts: list[int | None], unit: int, decimals: int) -> None:
    plain = [None if part is None else money_text(part, unit, decimals) for part in parts]
    printed = balanced_texts(parts, unit, decimals)
    total = sum(part for part in parts if part is not None)
    missing = Decimal(money_text(total, unit, decimals)) - sum(Decimal(text) for text in plain if text is not None)
    moved = sum(one != other for one, other in zip(plain, printed, strict=True))
    assert moved == abs(missing) / Decimal(1).scaleb(-decimals)


@pytest.mark.parametrize(
    ("parts", "printed"),
    [
        ([], []),
        ([None, None], [None, None]),
        ([33_334_00, 33_333_00, 33_333_00], ["3.4", "3.3", "3.3"]),
        ([None, 33_334_00, 33_333_00, 33_333_00], [None, "3.4", "3.3", "3.3"]),
        ([-33_334_00, -33_333_00, -33_333_00], ["-3.4", "-3.3", "-3.3"]),
        ([16_667_00, 16_667_00, 16_666_00], ["1.7", "1.7", "1.6"]),
        ([1_000_00, 500_00, 500_00], ["0.1", "0.1", "0.0"]),
    ],
)
def test_the_part_nearest_to_the_other_side_of_a_half_takes_the_difference(
    parts: list[int | None], printed: list[str | None]
) -> None:
    balanced = balanced_texts(parts)
    assert sorted(balanced, key=str) == sorted(printed, key=str)
    if len({part for part in parts if part is not None}) == len([part for part in parts if part is not None]):
        assert balanced == printed


many_pairs = st.lists(
    st.tuples(st.none() | st.integers(-(10**10), 10**10), st.none() | st.integers(-(10**10), 10**10))
    | st.integers(0, 10**10).map(lambda fen: (fen, fen))
    | st.integers(0, 10**10).map(lambda fen: (fen, 0)),
    max_size=30,
)


@thorough
@given(many_pairs, units, few_decimals)
@example([(100_05_00_00, 50_02_00_00), (33_33_00_00, 33_33_00_00), (66_67_00_00, 0)], WAN_YUAN, 1)
@example([(18_05_00_00, 18_05_00_00), (18_05_00_00, 18_05_00_00)], WAN_YUAN, 1)
def test_balanced_pairs_add_up_and_no_rest_changes_its_sign(
    pairs: list[tuple[int | None, int | None]], unit: int, decimals: int
) -> None:
    printed = balanced_pairs(pairs, unit, decimals)
    digit = Fraction(1, 10**decimals)
    for column in (0, 1):
        total = sum(pair[column] or 0 for pair in pairs)
        assert sum(Decimal(texts[column] or 0) for texts in printed) == Decimal(money_text(total, unit, decimals))
    for (whole, part), (whole_text, part_text) in zip(pairs, printed, strict=True):
        assert (whole_text is None, part_text is None) == (whole is None, part is None)
        for fen, text in ((whole, whole_text), (part, part_text)):
            if fen is not None and text is not None:
                assert abs(Fraction(Decimal(text)) - Fraction(fen, unit)) < digit
        if whole is not None and part is not None:
            rest = Decimal(str(whole_text)) - Decimal(str(part_text))
            assert abs(Fraction(rest) - Fraction(whole - part, unit)) < digit
            assert not (whole == part and rest), "nothing is left, and nothing is printed as left"
            assert not (whole > part and rest < 0)
            assert not (whole < part and rest > 0)


@thorough
@given(many_pairs, units, few_decimals, st.randoms())
def test_the_order_of_pairs_changes_nothing(
    pairs: list[tuple[int | None, int | None]], unit: int, decimals: int, order: Random
) -> None:
    mixed = list(pairs)
    order.shuffle(mixed)
    one = sorted(zip(pairs, balanced_pairs(pairs, unit, decimals), strict=True), key=str)
    assert one == sorted(zip(mixed, balanced_pairs(mixed, unit, decimals), strict=True), key=str)


def test_a_project_that_is_paid_in_full_never_looks_overpaid() -> None:
    """100.05/50.02, 33.33/33.33, 66.67/0: each column alone would print the second as 33.3 and 33.4."""
    printed = balanced_pairs([(100_0500_00, 50_0200_00), (33_3300_00, 33_3300_00), (66_6700_00, 0)])
    assert printed == [("100.1", "50.1"), ("33.3", "33.3"), ("66.7", "0.0")]


def test_where_no_balance_is_needed_every_amount_is_its_own_rounding() -> None:
    assert balanced_pairs([(12_3400_00, 1_2500_00), (None, 5_00), (7_00, None)]) == [
        ("12.3", "1.3"),
        (None, "0.0"),
        ("0.0", None),
    ]


# --- Rates ------------------------------------------------------------------------------------------------


def test_points_are_the_difference_of_unrounded_rates() -> None:
    """10.04 % less 5.06 % is 5.0 points, though the printed 10.0 less 5.1 would be 4.9."""
    over, under = Rate(1004, 10000), Rate(506, 10000)
    assert (over.percent(), under.percent()) == ("10.0", "5.1")
    assert over.points_over(under) == "5.0"
    assert under.points_over(over) == "-5.0"


def test_the_founding_example_is_38_2_points_ahead_of_the_calendar() -> None:
    assert Rate(2568_1, 3794_6).points_over(Rate(108, 366)) == "38.2"


shares = st.builds(Rate, amounts, st.integers(1, LARGEST))


@thorough
@given(shares, shares, st.integers(0, 3))
def test_points_agree_with_exact_fractions(one: Rate, other: Rate, decimals: int) -> None:
    exact = (Fraction(*one) - Fraction(*other)) * 100
    assert one.points_over(other, decimals) == decimal_text(exact.numerator, exact.denominator, decimals)


@thorough
@given(shares, st.integers(0, 3))
def test_a_printed_percentage_is_within_half_a_last_digit_of_the_exact_one(share: Rate, decimals: int) -> None:
    printed = Fraction(share.percent(decimals))
    assert abs(printed - Fraction(*share) * 100) <= Fraction(1, 2 * 10**decimals)


@pytest.mark.parametrize(("part", "base"), [(1, 0), (1, None), (None, 1), (None, None), (0, 0), (1, -1)])
def test_a_rate_that_cannot_be_computed_is_none_and_never_zero(part: int | None, base: int | None) -> None:
    assert rate(part, base) is None


def test_nothing_paid_of_a_plan_is_a_rate_of_zero() -> None:
    share = rate(0, 100)
    assert share is not None
    assert share.percent() == "0.0"


def test_a_refund_above_the_payments_is_a_negative_rate() -> None:
    share = rate(-4425, 10000)
    assert share is not None
    assert share.percent() == "-44.3"
