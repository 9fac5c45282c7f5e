"""Vouchers that two ledgers write differently are one where nothing else can be meant, and else they are not."""

import pytest

from minsheng_funds.comparison.vouchers import mark_of, same_numbers
from minsheng_funds.model import Payment
from tests.comparison.test_payments import FIRST, SECOND, against, differences, payment


@pytest.mark.parametrize(("one", "other"), [("0004", "4"), ("记-0004", "4"), ("记0004", "０４"), ("A-12", "a12")])
def test_zeros_dashes_and_the_general_prefix_make_no_other_voucher(one: str, other: str):
    assert mark_of(one) == mark_of(other)


@pytest.mark.parametrize(("one", "other"), [("1-12", "11-2"), ("2020-0004", "0004"), ("收4", "付4"), ("A1", "A10")])
def test_other_numbers_and_other_series_are_other_vouchers(one: str, other: str):
    marks = mark_of(one), mark_of(other)
    assert marks[0] != marks[1]
    assert not same_numbers(marks[:1], marks[1:])


def with_voucher(voucher: str, fen: int = 100, **more: object) -> Payment:
    return payment(fen=fen, voucher=voucher, **more)  # type: ignore[arg-type]


def test_a_voucher_with_and_without_its_word_pairs_payments_whose_amounts_differ():
    found = against([with_voucher("拨字第0004号", 50)], [with_voucher("0004", 60)])
    assert differences(found) == [("amount", ("amount", "voucher"), 10)]


def test_a_number_of_two_series_pairs_nothing():
    """拨字第4号 and 管字第4号: nobody knows which of them a bare 4 is."""
    old = [with_voucher("拨字第4号", 50), with_voucher("管字第4号", 70)]
    found = against(old, [with_voucher("4", 60)])
    assert [item[0] for item in differences(found)] == ["only-old", "only-old", "only-new"]


def test_a_number_alone_pairs_nothing_where_project_date_and_payee_are_others():
    old = payment("甲", 50, FIRST, "某", "拨字第4号")
    assert len(differences(against([old], [payment("乙", 60, SECOND, "别", "4")]))) == 2
