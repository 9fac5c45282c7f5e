"""Why money is unpaid, level by level: each level by its own figures, nothing netted."""

from hypothesis import given
from hypothesis import strategies as st

from minsheng_funds.model import Cause, Figures
from minsheng_funds.statements.causes import causes_of

MONEY = st.one_of(st.none(), st.integers(0, 1_000))


def of(level: str = "district", **known: int | None) -> tuple[Cause, ...]:
    return causes_of({level: figures(**known)}, "district")


def figures(**known: int | None) -> Figures:
    received, disbursed = known.get("received"), known.get("disbursed")
    advanced = max(0, disbursed - received) if received is not None and disbursed is not None else None
    return Figures(**known, advanced=advanced, mixed=frozenset())


def test_the_own_level_has_paid_and_provincial_money_has_not_come():
    levels = {
        "provincial": figures(required=200, received=50, disbursed=50),
        "district": figures(required=80, received=80, disbursed=80),
    }
    assert causes_of(levels, "district") == (Cause("paid", "district", 80), Cause("not-received", "provincial", 150))


def test_nothing_is_said_where_every_level_is_paid_or_plans_nothing():
    assert of(required=80, disbursed=80) == of(required=80, disbursed=90) == of(required=0) == of() == ()


def test_money_is_found_where_it_stands_still_between_budget_and_payment():
    """Required 100, allocated 90, issued 70, received 60, paid 35: 10 + 20 + 10 + 25 = 65 unpaid."""
    assert of(required=100, allocated=90, issued=70, received=60, disbursed=35) == (
        Cause("not-allocated", "district", 10),
        Cause("not-issued", "district", 20),
        Cause("not-received", "district", 10),
        Cause("idle", "district", 25),
    )


def test_without_a_word_of_receipts_money_is_unpaid_and_not_called_idle():
    assert of(required=100, disbursed=35) == (Cause("unpaid", "district", 65),)


def test_a_level_whose_payments_nobody_knows_is_short_of_what_did_not_come_only():
    assert of("provincial", required=100, received=60) == (Cause("not-received", "provincial", 40),)


def test_what_was_paid_above_the_receipts_was_advanced():
    assert of(required=100, received=60, disbursed=75) == (
        Cause("not-received", "district", 40),
        Cause("advanced", "district", 15),
    )


def test_money_that_a_later_stage_shows_is_not_missing_at_an_earlier_one():
    """16 required, 8 allocated, nothing issued, yet 5 received and paid: 8 + 3 = 11 unpaid."""
    assert of(required=16, allocated=8, issued=0, received=5, disbursed=5) == (
        Cause("not-allocated", "district", 8),
        Cause("not-issued", "district", 3),
    )
    assert of(required=20, allocated=0, issued=1, disbursed=12) == (Cause("not-allocated", "district", 8),)


def test_idle_money_is_named_where_an_earlier_stage_says_nothing_was_arranged():
    assert of(required=9, allocated=0, issued=18, received=3, disbursed=1) == (
        Cause("not-received", "district", 6),
        Cause("idle", "district", 2),
    )


@given(st.integers(1, 1_000), MONEY, MONEY, MONEY, st.integers(0, 1_000))
def test_the_shortages_less_what_was_advanced_are_what_is_unpaid(required, allocated, issued, received, disbursed):
    """Whatever the stages say, even a later one more than an earlier one; money above the plan is in no cause."""
    found = of(required=required, allocated=allocated, issued=issued, received=received, disbursed=disbursed)
    short = [cause.fen for cause in found if cause.kind not in ("advanced", "paid")]
    assert all(fen > 0 for fen in short)
    advanced = max(0, disbursed - min(received, required)) if received is not None else 0
    assert sum(short) == (0 if disbursed >= required else required - disbursed + advanced)
