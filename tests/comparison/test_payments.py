"""Two exports: each payment in exactly one category, duplicates kept, totals that reconcile to the fen."""

from collections import Counter
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from minsheng_funds.comparison.payments import CATEGORIES, compare_payments
from minsheng_funds.model import Origin, Payment
from minsheng_funds.model.comparison import Bridge, PaymentsComparison
from tests.support import Sheet, compare, day


def payment(
    project: str = "甲", fen: int = 100, when: date | None = date(2020, 1, 2), payee: str = "某", voucher: str = "",
    *, row: int = 1, **more: Any,
) -> Payment:  # fmt: skip
    return Payment(
        project, "", more.get("nature"), more.get("level"), when, fen, Origin("a", "b", row, 0), payee, voucher
    )


def against(old: list[Payment], new: list[Payment]) -> PaymentsComparison:
    return compare_payments(old, new, (lambda one: one.project, lambda one: one.project))


def categories(found: PaymentsComparison) -> dict[str, tuple[int, int]]:
    return {
        total.category: (total.old_payments, total.new_payments)
        for total in found.categories
        if total.old_payments or total.new_payments
    }


def differences(found: PaymentsComparison) -> list[tuple[str, tuple[str, ...], int]]:
    return [(item.category, item.differs, item.change) for item in found.differences]


FIRST, SECOND = date(2020, 1, 2), date(2020, 1, 20)
OTHER = payment("乙", 999, voucher="9")


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (payment(voucher="1"), payment(voucher="１ "), []),
        (payment(voucher="1", fen=100), payment(voucher="1", fen=150), [("amount", ("amount",), 50)]),
        (payment(voucher="1", when=FIRST), payment(voucher="1", when=SECOND), [("date", ("date",), 0)]),
        (payment(voucher="1", payee="某"), payment(voucher="1", payee="别"), [("details", ("payee",), 0)]),
        (payment("甲", voucher="1"), payment("丙", voucher="1"), [("details", ("project",), 0)]),
        (payment("甲", 100, FIRST, voucher="1"), payment("丙", 70, SECOND, voucher="1"),
         [("amount", ("amount", "date", "project"), -30)]),
        (payment(voucher="1", when=FIRST), payment(voucher="2", when=SECOND), [("only-old", (), -100), ("only-new", (), 100)]),
        (payment(voucher="1"), payment(voucher="2"), [("details", ("voucher",), 0)]),
        (payment(voucher="1"), payment(voucher=""), [("details", ("voucher",), 0)]),
        (payment(voucher="1", fen=100), payment(voucher="", fen=120), [("amount", ("amount", "voucher"), 20)]),
    ],
    ids=["same voucher", "amount", "date", "payee", "project", "all", "two vouchers", "renumbered", "left out", "left out, amount"],
)  # fmt: skip
def test_with_vouchers_on_both_sides_a_payment_is_known_by_its_voucher(old, new, expected):
    found = against([old, OTHER], [new, OTHER])
    assert found.key == "voucher"
    assert differences(found) == expected


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (payment(), payment(), []),
        (payment(fen=100), payment(fen=150), [("amount", ("amount",), 50)]),
        (payment(when=FIRST), payment(when=SECOND), [("date", ("date",), 0)]),
        (payment(when=None), payment(when=SECOND), [("date", ("date",), 0)]),
        (payment(payee="某"), payment(payee="别"), [("details", ("payee",), 0)]),
        (payment("甲"), payment("丙"), [("details", ("project",), 0)]),
        (payment("甲", payee="某"), payment("丙", payee="别"), [("only-old", (), -100), ("only-new", (), 100)]),
        (payment(when=date(2020, 1, 2)), payment(when=date(2020, 3, 2)), [("only-old", (), -100), ("only-new", (), 100)]),
        (payment(fen=100, when=FIRST), payment(fen=150, when=SECOND), [("only-old", (), -100), ("only-new", (), 150)]),
        (payment(nature="matching"), payment(nature="maintenance"), [("details", ("nature",), 0)]),
        (payment(level="district"), payment(level="central"), [("details", ("level",), 0)]),
    ],
    ids=["same", "amount", "date", "date filled in", "payee", "project", "both names", "months apart", "amount and date", "nature", "level"],
)  # fmt: skip
def test_without_vouchers_a_payment_is_known_by_project_date_and_payee(old, new, expected):
    found = against([old], [new])
    assert found.key == "project-date-payee"
    assert differences(found) == expected


def test_a_voucher_that_only_one_ledger_has_is_no_key_and_no_difference():
    found = against([payment(voucher="1")], [payment()])
    assert (found.key, categories(found)) == ("project-date-payee", {"same": (1, 1)})


def test_a_payment_that_stands_twice_needs_two_on_the_other_side():
    """Old has it three times, new once: one is the same, two are only in the old; 300 - 200 = 100."""
    found = against([payment(row=1), payment(row=2), payment(row=3)], [payment(row=4)])
    assert categories(found) == {"same": (1, 1), "only-old": (2, 0)}
    assert found.bridge == Bridge(300, 0, 200, 0, 100)


def test_several_payments_under_one_voucher_are_told_apart_by_what_else_agrees():
    """Voucher 1 pays 甲 100 and 乙 200; the new export has 乙 250 first: 甲 is the same, 乙 differs by 50."""
    old = [payment("甲", 100, voucher="1"), payment("乙", 200, voucher="1")]
    new = [payment("乙", 250, voucher="1"), payment("甲", 100, voucher="1")]
    assert differences(against(old, new)) == [("amount", ("amount",), 50)]


def test_two_candidates_for_another_date_are_no_pair():
    """A subsidy of 100 on 2 January stands on 12 and 22 January in the new export: which of them it was, nobody knows."""
    found = against([payment()], [payment(when=date(2020, 1, 12)), payment(when=date(2020, 1, 22))])
    assert categories(found) == {"only-old": (1, 0), "only-new": (0, 2)}


def test_totals_reconcile_by_hand():
    """Old 100 + 200 + 300 = 600; new 100 + 250 + 40 = 390: only old 300, only new 40, differences +50; 600 - 300 + 40 + 50."""
    old = [payment(fen=100, voucher="1"), payment(fen=200, voucher="2"), payment(fen=300, voucher="3", when=FIRST)]
    new = [payment(fen=100, voucher="1"), payment(fen=250, voucher="2"), payment(fen=40, voucher="4", when=SECOND)]
    found = against(old, new)
    assert found.bridge == Bridge(600, 50, 300, 40, 390)


payments = st.lists(
    st.builds(
        payment,
        project=st.sampled_from(["甲", "乙"]),
        fen=st.integers(-2, 3),
        when=st.one_of(st.none(), st.integers(0, 2).map(lambda days: FIRST + timedelta(days=25 * days))),
        payee=st.sampled_from(["", "某", "别"]),
        voucher=st.sampled_from(["", "1", "2"]),
        nature=st.sampled_from([None, "matching", "?"]),
        level=st.sampled_from([None, "district"]),
    ),
    max_size=9,
)


def content(found: PaymentsComparison) -> Counter[Any]:
    return Counter(
        (item.category, item.differs, item.old and item.old._replace(origin=Origin("")), item.new and item.new._replace(origin=Origin("")))
        for item in found.differences
    )  # fmt: skip


@given(payments, payments)
def test_every_payment_is_in_exactly_one_category_and_the_totals_reconcile(old, new):
    found = against(old, new)
    bridge = found.bridge
    assert bridge.old - bridge.only_old + bridge.only_new + bridge.both == bridge.new
    assert (bridge.old, bridge.new) == (sum(one.fen for one in old), sum(one.fen for one in new))
    assert tuple(total.category for total in found.categories) == CATEGORIES
    assert sum(total.old_payments for total in found.categories) == len(old)
    assert sum(total.new_payments for total in found.categories) == len(new)
    listed = Counter(item.category for item in found.differences)
    for total in found.categories:
        if total.category != "same":
            assert listed[total.category] == max(total.old_payments, total.new_payments)
    met = Counter(id(one) for item in found.differences for one in (item.old, item.new) if one is not None)
    assert all(count <= 1 for count in met.values())


@given(payments, payments, st.randoms())
def test_swapping_the_sides_negates_every_difference_and_the_order_of_rows_changes_none(old, new, random):
    found, back = against(old, new), against(new, old)
    names = {"only-old": "only-new", "only-new": "only-old"}
    swapped = Counter(
        {(names.get(category, category), differs, after, before): count
         for (category, differs, before, after), count in content(back).items()}
    )  # fmt: skip
    assert swapped == content(found)
    random.shuffle(old)
    random.shuffle(new)
    assert content(against(old, new)) == content(found)


@given(payments)
def test_a_ledger_compared_with_itself_differs_in_nothing(ledger):
    found = against(ledger, list(reversed(ledger)))
    assert found.differences == ()
    assert set(categories(found)) <= {"same"}


def export(*rows: tuple[Any, ...], name: str = "台账") -> list[Sheet]:
    head = ("支付日期", "项目名称", "收款人名称", "支付金额", "支付凭证号")
    return [Sheet(name, [["资金支付明细"], ["单位:元"], head, *map(list, rows)])]


def test_two_workbooks_are_compared_payment_by_payment_with_the_cells_of_both():
    old = export((day(1, 2), "甲", "某", 100.0, "001"), (day(1, 3), "乙", "某", 50.0, "002"))
    new = export((day(1, 3), "乙", "某", 55.5, "002"), (day(1, 2), "甲", "某", 100.0, "001"))
    found = compare(old, new)
    assert found.kind == "exports"
    assert found.payments is not None
    (item,) = found.payments.differences
    assert item.old is not None
    assert item.new is not None
    assert (item.category, item.change) == ("amount", 550)
    assert [str(item.old.origin), str(item.new.origin)] == ["old.xlsx!台账!D5", "new.xlsx!台账!D4"]
    assert [finding.code for side in (found.old, found.new) for finding in side.findings] == []


def test_what_the_settings_or_options_leave_out_of_the_comparison_is_counted():
    rows = [
        (day(1, 2), "甲", "某", 100.0, "1"),
        (day(1, 3), "棚改", "某", 50.0, "2"),
        (day(6, 3), "甲", "某", 7.0, "3"),
    ]
    found = compare(export(*rows), export(*rows[:2]), exclude=("棚改",), old_given={"as_of": date(2020, 3, 1)})
    assert found.payments is not None
    assert [(item.why, item.payments, item.fen) for item in found.payments.old_left_out] == [
        ("after-as-of", 1, 700), ("excluded", 1, 5000),
    ]  # fmt: skip
    assert found.payments.differences == ()


def test_money_that_cannot_be_read_makes_the_comparison_incomplete():
    found = compare(
        export((day(1, 2), "甲", "某", 100.0, "1"), (day(1, 3), "甲", "某", "待定", "2")),
        export((day(1, 2), "甲", "某", 100.0, "1")),
    )
    assert not found.complete
