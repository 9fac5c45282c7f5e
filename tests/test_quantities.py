"""Quantities and standards as they are written: figures with known units, or nothing at all."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from minsheng_funds.quantities import (
    Counted,
    Per,
    Price,
    agree,
    exact,
    part_of,
    per_of,
    plain,
    read_quantity,
    read_standard,
    read_standard_unit,
    read_times,
    thing_of,
    written,
)
from minsheng_funds.vocabulary import THINGS


@pytest.mark.parametrize(
    ("text", "number", "thing"),
    [
        ("1200人", 1200, "人"), ("1,200人", 1200, "人"), ("1200", 1200, ""), ("16.5万人", 165_000, "人"), ("16.5万", 165_000, ""),
        ("900户", 900, "户"), ("38公里", 38, "公里"), ("38千米", 38, "公里"), ("38km", 38, "公里"), ("5千人", 5000, "人"),
        ("6个村", 6, "村"), ("6个", 6, "个"), ("1200名", 1200, "人"), ("1.2万平方米", 12_000, "平方米"), ("0人", 0, "人"),
        (".5公里", Fraction(1, 2), "公里"), ("500人次", 500, "人次"),
    ],
)  # fmt: skip
def test_a_quantity_is_a_number_with_a_known_unit_and_its_scale(text, number, thing):
    assert read_quantity(text) == Counted(Fraction(number), thing)


@pytest.mark.parametrize(
    "text",
    ["", "建设中心村6个", "约1200人", "应救尽救", "改造供水管网38公里、泵站2座", "2020年", "100%", "1200-1300人", "-5人", "12.500", "12.500人", "1200人以上",
     "1 200 x", "123456789012345人"],
)  # fmt: skip
def test_a_sentence_or_a_number_that_may_be_two_is_no_quantity(text):
    assert read_quantity(text) is None


@pytest.mark.parametrize(
    ("text", "fen", "thing", "period"),
    [
        ("600元/人", 60_000, "人", ""), ("每人600元", 60_000, "人", ""), ("人均600元", 60_000, "人", ""), ("600元", 60_000, "", ""),
        ("600元/人·年", 60_000, "人", "year"), ("600元/人.年", 60_000, "人", "year"), ("600元/人/月", 60_000, "人", "month"),
        ("600元/月·人", 60_000, "人", "month"), ("600元/人月", 60_000, "人", "month"), ("600元每人每月", 60_000, "人", "month"),
        ("每人每年补助600元", 60_000, "人", "year"), ("1.2万元/公里", 1_200_000, "公里", ""), ("0.6万/户", 600_000, "户", ""),
        ("0.123元/人", Fraction("12.3"), "人", ""), ("1000元/生·学期", 100_000, "人", "term"),
    ],
)  # fmt: skip
def test_a_standard_is_money_for_one_thing_and_one_period(text, fen, thing, period):
    assert read_standard(text) == Price(Fraction(fen), thing, period)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "600",
        "按工程概算",
        "按月打卡发放",
        "500-800元/人",
        "不超过600元/人",
        "600元/人左右",
        "12.500元/人",
        "600元/百户",
        "600元/人/人",
        "每人",
    ],
)
def test_words_and_ranges_and_bare_numbers_are_no_standard(text):
    assert read_standard(text) is None


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("元/人", (100, Per("人"))),
        ("万元/公里", (1_000_000, Per("公里"))),
        ("元", (100, Per())),
        ("单位:元/人·月", (100, Per("人", "month"))),
    ],
)
def test_the_unit_of_a_standard_stands_in_a_header(text, found):
    assert read_standard_unit(text) == found


def test_other_words_are_no_unit_of_a_standard():
    assert [read_standard_unit(text) for text in ("人", "含新增", "元/甲乙")] == [None, None, None]
    assert per_of("人·甲") is None
    assert thing_of("含新增") is None


def test_times_are_a_number_and_perhaps_a_period():
    assert read_times("12") == Counted(Fraction(12), "")
    assert read_times("12个月") == Counted(Fraction(12), "month")
    assert read_times("按月") is None


@pytest.mark.parametrize(
    ("counted", "paid_for", "fits"),
    [("人", "人", True), ("", "人", True), ("人", "", True), ("个", "村", True), ("项", "个", True), ("户", "人", False), ("个", "人", False),
     ("人次", "人", False), ("公里", "米", False), ("村", "所", False)],
)  # fmt: skip
def test_what_is_counted_must_be_what_is_paid_for_where_both_are_said(counted, paid_for, fits):
    assert agree(counted, paid_for) is fits
    assert agree(paid_for, counted) is fits


@given(st.integers(0, 10**9), st.sampled_from(sorted(THINGS)))
def test_every_known_unit_is_read_behind_a_whole_number(number, word):
    assert read_quantity(f"{number}{word}") == Counted(Fraction(number), THINGS[word])


@given(st.decimals(0, 10**9, places=4, allow_nan=False))
def test_a_number_is_written_as_it_was_read(number):
    assert exact(written(exact(number))) == exact(number)


def test_a_float_is_the_decimal_that_it_prints_as():
    assert exact(0.1 + 0.2) == Fraction(3, 10)
    assert exact("1,200.5") == Fraction(2401, 2)
    assert plain(" 600元 / 人") == "600元/人"
    assert [written(Fraction(1, 3)), written(Fraction(1200)), written(Fraction(77, 2))] == ["0.333333", "1200", "38.5"]


@pytest.mark.parametrize(
    ("text", "months"),
    [
        ("全年", 12),
        ("半年", 6),
        ("1-12月", 12),
        ("3月至8月", 6),
        ("7-12月份", 6),
        ("12-1月", None),
        ("1-13月", None),
        ("按季", None),
    ],
)
def test_months_may_be_written_in_words(text, months):
    assert read_times(text) == (None if months is None else Counted(Fraction(months), "month"))


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("20%", Fraction(1, 5)),
        ("1/3", Fraction(1, 3)),
        ("三分之二", Fraction(2, 3)),
        ("0.2", None),
        ("1/0", None),
        ("一半", None),
    ],
)
def test_a_part_says_how_it_is_written(text, part):
    assert part_of(text) == part
