"""Units: each bound, just on it and just beyond it."""

import pytest

from tests.support import Sheet, codes, day, ledger, plan, run


def paid(planned: float, amount: float) -> list[str]:
    """The codes of unit rules for one project, planned and paid in yuan."""
    found = codes(run(plan(("甲", planned), unit="元"), ledger([day(1, 2), "甲", "某", amount, ""])))
    return [code for code in found if code.startswith("U")]


@pytest.mark.parametrize(
    ("planned", "amount", "expected"),
    [
        (1999.99, 1.0, []),
        (2000.0, 1.0, ["U003"]),
        (50000.0, 1.0, ["U003"]),
        (50000.01, 1.0, []),
        (1.0, 2000.0, ["U003", "U004"]),
        (1.0, 50000.0, ["U003", "U004"]),
        (1.0, 50000.01, ["U004"]),
    ],
)
def test_plan_and_payments_two_thousand_to_fifty_thousand_fold_apart_are_in_two_units(planned, amount, expected):
    assert paid(planned, amount) == expected


@pytest.mark.parametrize(("amount", "expected"), [(100.0, []), (100.01, ["U004"])])
def test_over_a_hundred_times_the_plan_is_another_unit_and_a_hundred_times_is_not(amount, expected):
    assert paid(1.0, amount) == expected


@pytest.mark.parametrize(
    ("amounts", "expected"),
    [
        ((10.0, 20.0, 39999.99), []),
        ((10.0, 20.0, 40000.0), ["U006"]),
        ((40.0, 80.0, 0.03), []),
        ((40.0, 80.0, 0.02), ["U006"]),
    ],
)
def test_two_thousand_times_the_median_is_said_and_a_two_thousandth_too(amounts, expected):
    named = [(f"项目{n}", amount) for n, amount in enumerate(amounts)]
    assert codes(run(plan(*named, unit="元"))) == expected


def test_two_amounts_say_nothing_of_what_is_usual():
    assert codes(run(plan(("甲", 10.0), ("乙", 40000.0), unit="元"))) == []


@pytest.mark.parametrize(("slipped", "expected"), [(99999.0, ["U006"]), (100000.0, ["U007"]), (200000.0, ["U007"])])
def test_an_amount_that_another_unit_makes_ordinary_is_an_error(slipped, expected):
    """The column's other amounts are 10 and 20: a ten thousandth of the slipped one must lie among them."""
    assert codes(run(plan(("甲", 10.0), ("乙", 20.0), ("丙", slipped), unit="元"))) == expected


@pytest.mark.parametrize(("last", "expected"), [((60, 20, 20), ["H025"]), ((60, 20, 20.01), []), ((60, 20, 19.99), [])])
def test_levels_that_make_a_hundred_in_every_row_are_shares_and_in_all_but_one_are_money(last, expected):
    head = [["项目名称", "资金分担情况", "", ""], ["", "中央", "省级", "区级"]]
    rows = [["2020年计划(单位:万元)"], *head, ["甲", 50, 30, 20], ["乙", *last]]
    assert codes(run(Sheet("计划", rows))) == expected


def doubted(count: int, planned: float, amount: float, toml: str = "") -> bool:
    """Whether the unit of a whole table is doubted, of so many projects planned (万元) and paid (yuan) alike."""
    names = [f"项目{number}" for number in range(count)]
    rows = [[day(1, 2 + place), name, "某", amount + place, ""] for place, name in enumerate(names)]
    return "U009" in codes(run(plan(*((name, planned) for name in names), unit="万元"), ledger(*rows)))


@pytest.mark.parametrize(
    ("count", "planned", "amount", "expected"),
    [
        (5, 1_000_000.0, 50_000.0, True),  # a plan in yuan under 万元, 5% paid
        (5, 100.0, 5.0, True),  # payments in 万元 under 元, 5% paid
        (5, 100.0, 10_000.0, False),  # 1% paid
        (1, 100.0, 5.0, True),
        (1, 100.0, 900.0, False),  # one small payment so far
        (1, 1.0, 0.5, False),
    ],
)
def test_a_table_in_another_unit_is_doubted_though_little_is_paid(count, planned, amount, expected):
    assert doubted(count, planned, amount) == expected


@pytest.mark.parametrize(("planned", "expected"), [(1_000_000.0, False), (1_000_001.0, True)])
def test_a_district_plan_over_ten_thousand_million_yuan_is_doubted(planned, expected):
    assert ("U009" in codes(run(plan(("甲", planned), unit="万元")))) == expected
    assert "U009" not in codes(run(plan(("甲", planned), unit="万元"), toml='own_level = "provincial"'))


@pytest.mark.parametrize(("own", "expected"), [(10_000.0, False), (10_020.0, True)])
def test_an_own_level_over_a_thousand_times_every_other_one_is_doubted(own, expected):
    rows = [[f"项目{number}", 1, 10, own] for number in range(5)]
    outcome = run(Sheet("计划", [["2020年资金计划"], ["单位:万元"], ["项目名称", "中央", "省级", "区级"], *rows]))
    assert ("U009" in codes(outcome)) == expected
