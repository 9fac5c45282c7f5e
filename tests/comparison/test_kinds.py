"""Which comparison is chosen, and what cannot be compared at all."""

import pytest

from minsheng_funds.comparison.kinds import choose_kind
from minsheng_funds.errors import Failure
from tests.support import Sheet, day, ledger, plan, run

PAID = ledger((day(1, 2), "甲", "某", 5.0, ""))


def planned(title: str = "2020年资金筹集方案") -> Sheet:
    return plan(("甲", 9000.0), unit="元", title=title)


@pytest.mark.parametrize(
    ("old", "new", "kind"),
    [
        ((PAID,), (PAID,), "exports"),
        ((planned(), PAID), (planned(), PAID), "dates"),
        ((planned(),), (planned(), PAID), "dates"),
        ((planned("2019年资金筹集方案"),), (planned(),), "plans"),
        ((planned("资金筹集方案"),), (planned(),), "dates"),
    ],
    ids=["ledgers", "one plan", "paid since", "two years", "a year not stated"],
)
def test_the_kind_follows_from_plans_and_their_years(old, new, kind):
    chosen, assumptions = choose_kind(run(*old), run(*new), "auto")
    assert (chosen, [assumption.kind for assumption in assumptions]) == (kind, [f"compare-{kind}"])


def test_two_plans_of_one_year_are_compared_as_plans_where_that_is_asked_for():
    assert choose_kind(run(planned()), run(planned()), "plans") == ("plans", [])


def test_a_plan_on_one_side_only_is_refused_with_the_name_of_the_side_that_has_none():
    with pytest.raises(Failure) as caught:
        choose_kind(run(planned(), PAID), run(PAID), "auto")
    assert caught.value.where == "book.xlsx"
    assert "--plan" in caught.value.line("en")
