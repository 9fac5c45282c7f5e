"""Two dates of one plan: changes to the fen, points computed unrounded, ranks with ties, nothing dropped or blended."""

from datetime import date
from itertools import permutations
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from minsheng_funds.model.comparison import Bridge, Comparison, DatesComparison, Delta, LineChange
from tests.support import WAN, Sheet, compare, day, ledger, plan

JUNE, MAY = date(2020, 6, 30), date(2020, 5, 31)


def dates(found: Comparison) -> DatesComparison:
    assert found.dates is not None
    return found.dates


def change(found: Comparison, project: str, nature: str = "matching") -> LineChange:
    (line,) = [line for line in dates(found).lines if (line.project, line.nature) == (project, nature)]
    return line


def pay(*amounts: tuple[str, float]) -> Sheet:
    """Payments in 万元, one a day from 2 January on, written in yuan."""
    return ledger(*((day(1, n), name, "单位", amount * 10000, "") for n, (name, amount) in enumerate(amounts, 2)))


def book(plans: dict[str, float], *paid: tuple[str, float]) -> list[Sheet]:
    return [plan(*plans.items()), pay(*paid)]


def test_every_amount_and_rate_of_a_project_stands_on_both_sides_with_its_change():
    """甲 100万, paid 20 then 20 + 45 = 65: change +45, 20.0% → 65.0%, +45.0 points, 35 left."""
    found = compare(book({"甲": 100}, ("甲", 20)), book({"甲": 100}, ("甲", 20), ("甲", 45)))
    line = change(found, "甲")
    assert line.amounts["disbursed"] == Delta(20 * WAN, 65 * WAN, 45 * WAN)
    assert line.amounts["required"] == Delta(100 * WAN, 100 * WAN, 0)
    assert line.amounts["undisbursed"] == Delta(80 * WAN, 35 * WAN, -45 * WAN)
    assert line.amounts["received"] == Delta(None, None, None)
    assert line.old_rate is not None
    assert line.new_rate is not None
    assert (line.old_rate.percent(), line.new_rate.percent()) == ("20.0", "65.0")
    assert line.new_rate.points_over(line.old_rate) == "45.0"
    assert (line.side, line.complete, found.complete) == ("both", True, True)


def test_points_are_computed_unrounded():
    """33.34% prints 33.3 and 66.65% prints 66.7; their difference is 33.31 points, so 33.3 and not 66.7 - 33.3 = 33.4."""
    found = compare(book({"甲": 10000}, ("甲", 3334)), book({"甲": 10000}, ("甲", 6665)), toml='[tables."*"]\n')
    line = change(found, "甲")
    assert line.old_rate is not None
    assert line.new_rate is not None
    assert (line.old_rate.percent(), line.new_rate.percent()) == ("33.3", "66.7")
    assert line.new_rate.points_over(line.old_rate) == "33.3"


def test_ties_share_a_rank_and_the_next_is_skipped_and_who_did_not_move_has_none():
    """Changes of 50, 40, 30, -30, 10 and 0: ranks 1, 2, 3, 3, 5 and none; a refund is a move as well."""
    plans = dict.fromkeys("甲乙丙丁戊己", 100.0)
    before = [(name, 40.0) for name in plans]
    moves = {"甲": 50, "乙": 40, "丙": 30, "丁": -30, "戊": 10}
    found = compare(book(plans, *before), book(plans, *before, *moves.items()))
    assert [change(found, name).rank for name in plans] == [1, 2, 3, 3, 5, None]


def test_only_projects_with_money_still_unpaid_are_said_not_to_have_moved():
    """甲 is paid in full, 乙 is not, and neither was paid anything; 丙 was."""
    plans = {"甲": 10.0, "乙": 20.0, "丙": 30.0}
    paid = [("甲", 10.0), ("乙", 5.0)]
    found = compare(book(plans, *paid), book(plans, *paid, ("丙", 1)))
    assert [line.project for line in dates(found).lines if line.is_unmoved] == ["乙"]


def test_projects_on_one_side_only_are_listed_and_the_changes_add_up_to_that_of_the_total():
    """Old 甲 100 and 乙 50 (required 150, paid 10 + 20), new 甲 120 and 丙 70 (required 190, paid 30 + 5).

    Required: 150 + 20 (甲) - 50 (乙) + 70 (丙) = 190. Paid: 30 + 20 - 20 + 5 = 35.
    """
    found = compare(
        book({"甲": 100, "乙": 50}, ("甲", 10), ("乙", 20)), book({"甲": 120, "丙": 70}, ("甲", 30), ("丙", 5))
    )
    total = dates(found).totals["matching"]
    assert total.bridges["required"] == Bridge(150 * WAN, 20 * WAN, 50 * WAN, 70 * WAN, 190 * WAN)
    assert total.bridges["disbursed"] == Bridge(30 * WAN, 20 * WAN, 20 * WAN, 5 * WAN, 35 * WAN)
    assert [(line.project, line.side) for line in dates(found).lines] == [("甲", "both"), ("丙", "new"), ("乙", "old")]
    assert change(found, "乙").amounts["disbursed"] == Delta(20 * WAN, None, -20 * WAN)
    assert (total.old_projects, total.new_projects) == (2, 2)


def test_the_two_funds_are_never_added_into_one():
    """甲 has 10 of matching and 4 of maintenance funds; 3 and then 1 are paid, each in its own total."""
    header = ("项目名称", "资金类别", "计划资金")
    plans = Sheet("计划", [["2020年资金筹集方案"], ["单位:万元"], header, ["甲", "配套", 10], ["甲", "管护", 4]])

    def payments(*rows: Any) -> Sheet:
        head = ("拨付日期", "项目名称", "资金类别", "拨付金额")
        return Sheet("台账", [["2020年拨付台账"], ["单位:万元"], head, *rows])

    first, second = (day(1, 2), "甲", "配套", 3), (day(2, 2), "甲", "管护", 1)
    found = compare([plans, payments(first)], [plans, payments(first, second)])
    assert dates(found).totals["matching"].amounts["disbursed"].change == 0
    assert dates(found).totals["maintenance"].amounts["disbursed"].change == 1 * WAN
    assert [(line.nature, line.rank) for line in dates(found).lines] == [("matching", None), ("maintenance", 1)]


def test_what_one_side_does_not_state_at_all_has_no_change():
    """The old workbook has no payments: nobody knows how much had been paid, so there is no change and no bridge."""
    found = compare([plan(("甲", 10))], book({"甲": 10}, ("甲", 3)))
    line, total = change(found, "甲"), dates(found).totals["matching"]
    assert line.amounts["disbursed"] == Delta(None, 3 * WAN, None)
    assert line.rank is None
    assert list(total.bridges) == ["required"]
    assert found.payments is None


def test_a_fund_that_one_side_does_not_plan_has_no_change_and_it_is_said():
    header = ("项目名称", "资金类别", "计划资金")
    rows = [["2020年资金筹集方案"], ["单位:万元"], header, ["甲", "配套", 10]]
    found = compare([Sheet("计划", rows)], [Sheet("计划", [*rows, ["甲", "管护", 4]])])
    assert dates(found).totals["maintenance"].amounts["required"] == Delta(None, 4 * WAN, None)
    assert dates(found).totals["maintenance"].bridges == {}
    assert [finding.code for finding in found.findings] == ["C007"]


def test_a_project_renamed_under_its_code_is_one_project():
    old = Sheet(
        "计划",
        [
            ["2020年资金筹集方案"],
            ["单位:万元"],
            ("项目编码", "项目名称", "计划资金"),
            ["P1", "甲", 10],
            ["P2", "乙", 5],
        ],
    )
    new = Sheet(
        "计划",
        [
            ["2020年资金筹集方案"],
            ["单位:万元"],
            ("项目编码", "项目名称", "计划资金"),
            ["P1", "甲", 10],
            ["P2", "乙工程", 6],
        ],
    )
    found = compare([old], [new])
    line = change(found, "乙工程")
    assert (line.side, line.old_name) == ("both", "乙")
    assert line.amounts["required"] == Delta(5 * WAN, 6 * WAN, 1 * WAN)


def test_an_alias_makes_one_project_of_two_names_and_is_not_stale_because_one_side_lacks_it():
    found = compare(
        book({"厕所": 10}, ("厕所", 1)), book({"改厕": 10}, ("改厕", 3)), toml='[projects.aliases]\n"厕所" = "改厕"'
    )
    assert change(found, "改厕").amounts["disbursed"].change == 2 * WAN
    assert [finding.code for side in (found.old, found.new) for finding in side.findings] == []


def test_money_that_cannot_be_read_on_either_side_marks_its_line_and_its_total():
    wrong = ledger((day(1, 2), "甲", "单位", 50000.0, ""), (day(1, 3), "甲", "单位", "待定", ""))
    plans = plan(("甲", 10), ("乙", 10))
    for old, new in (([plans, wrong], [plans, pay()]), ([plans, pay(("甲", 1))], [plans, wrong])):
        found = compare(old, new, kind="dates")
        assert not found.complete
        assert not change(found, "甲").complete
        assert change(found, "乙").complete
        assert not dates(found).totals["matching"].complete


def test_payments_without_a_plan_are_compared_by_name():
    found = compare(book({"甲": 10}, ("丁", 1), ("丁", 2)), book({"甲": 10}, ("丁", 1), ("戊", 4)))
    assert [(row.project, row.disbursed.change, row.old_payments, row.new_payments) for row in dates(found).unmatched] == [
        ("丁", -2 * WAN, 2, 1), ("戊", 4 * WAN, 0, 1),
    ]  # fmt: skip


def test_excluded_projects_are_compared_outside_every_total():
    found = compare(
        book({"甲": 10, "棚改": 90}, ("棚改", 1)), book({"甲": 10, "棚改": 90}, ("棚改", 5)), exclude=("棚改",)
    )
    assert [(line.project, line.amounts["disbursed"].change) for line in dates(found).excluded] == [("棚改", 4 * WAN)]
    assert dates(found).totals["matching"].amounts["disbursed"] == Delta(0, 0, 0)


def test_one_ledger_at_two_dates_tells_which_payments_were_added_since():
    """January 100, February 200, June 400 yuan: by 31 May 300, by 30 June 700; one payment of 400 was added."""
    rows = [(day(1, 2), "甲", "某", 100.0, ""), (day(2, 2), "甲", "某", 200.0, ""), (day(6, 2), "甲", "某", 400.0, "")]
    sheets = [plan(("甲", 10)), ledger(*rows)]
    found = compare(sheets, sheets, as_of=JUNE, old_given={"as_of": MAY})
    assert change(found, "甲").amounts["disbursed"] == Delta(300_00, 700_00, 400_00)
    assert found.payments is not None
    (added,) = found.payments.differences
    assert added.category == "only-new"
    assert added.new is not None
    assert (added.new.fen, str(added.new.origin)) == (400_00, "new.xlsx!台账!D6")
    assert found.payments.bridge == Bridge(300_00, 0, 0, 400_00, 700_00)


PLANS = {"甲": 10.0, "乙": 20.5, "丙": 7.25, "丁": 3.0}
names = st.sampled_from([*PLANS, "戊"])
amounts = st.integers(-300, 500).filter(bool).map(lambda cents: cents / 100)
payments = st.lists(st.tuples(names, amounts), max_size=8)
plans = st.dictionaries(st.sampled_from(list(PLANS)), st.integers(1, 5000).map(lambda cents: cents / 100), min_size=1)


@given(plans, payments)
def test_a_book_compared_with_itself_has_no_change(planned, paid):
    sheets = book(planned, *paid)
    found = compare(sheets, sheets, kind="dates")
    assert all(delta.change in (0, None) for line in dates(found).lines for delta in line.amounts.values())
    assert all(line.side == "both" and line.rank is None for line in dates(found).lines)
    assert all(row.disbursed.change == 0 for row in dates(found).unmatched)
    assert found.findings == ()
    assert found.payments is None or found.payments.differences == ()


@given(plans, payments, plans, payments)
def test_the_changes_always_add_up_and_swapping_the_sides_negates_them(old_plan, old_paid, new_plan, new_paid):
    old, new = book(old_plan, ("甲", 1), *old_paid), book(new_plan, ("甲", 1), *new_paid)
    found, back = compare(old, new, kind="dates"), compare(new, old, kind="dates")
    for nature, total in dates(found).totals.items():
        for measure, bridge in total.bridges.items():
            lines = [line for line in dates(found).lines if line.nature == nature]
            changes = sum(line.amounts[measure].change or 0 for line in lines)
            assert bridge.old + bridge.both - bridge.only_old + bridge.only_new == bridge.new
            assert changes == bridge.new - bridge.old == (total.amounts[measure].change or 0)
            other = dates(back).totals[nature].bridges[measure]
            assert (other.old, other.both, other.only_old) == (bridge.new, -bridge.both, bridge.only_new)
    negated = {(line.project, line.nature): line.amounts["disbursed"].change for line in dates(back).lines}
    for line in dates(found).lines:
        change = line.amounts["disbursed"].change
        assert negated[line.project, line.nature] == (None if change is None else -change)


def test_the_order_of_rows_changes_no_figure():
    paid = [("甲", 1.0), ("乙", 2.0), ("甲", 3.0)]
    new = [*paid, ("丙", 4.0)]
    results = set()
    for order in permutations(range(4)):
        found = compare(
            book(PLANS, *paid),
            book(
                dict(sorted(PLANS.items(), key=lambda item: order[list(PLANS).index(item[0])])),
                *(new[place] for place in order),
            ),
        )
        results.add(frozenset((line.project, line.amounts["disbursed"], line.rank) for line in dates(found).lines))
    assert len(results) == 1
