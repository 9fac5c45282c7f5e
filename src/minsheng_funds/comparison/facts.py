"""What is noticed of two sides together: other settings, the wrong order, payments that are gone."""

from collections.abc import Iterator, Sequence

from minsheng_funds.messages import SIDES
from minsheng_funds.model import Fact, Outcome
from minsheng_funds.model.comparison import PaymentsComparison
from minsheng_funds.vocabulary import NATURES

STALE = ("exclude-stale", "alias-ledger-stale", "alias-plan-stale")


def side_facts(kind: str, old: Outcome, new: Outcome, stages: Sequence[str] = ("", "")) -> Iterator[Fact]:
    """Scopes and stages that are not the same, a fund of one side only, and an old side that is the later one."""
    one, other = old.statement, new.statement
    scopes = {
        "own_level": (one.own_level, other.own_level),
        "exclude": (", ".join(one.exclusions) or "—", ", ".join(other.exclusions) or "—"),
        "rate_base": (one.rate_base, other.rate_base),
    }
    if all(stages):
        scopes["stage"] = (stages[0], stages[1])
    for setting, (before, after) in scopes.items():
        if before != after:
            yield Fact("compare-scope-differs", (), {"setting": setting, "old": before, "new": after})
    for nature in NATURES if kind != "exports" else ():
        if (nature in one.totals) != (nature in other.totals):
            side = "old" if nature in one.totals else "new"
            yield Fact("nature-one-side", (), {"nature": NATURES[nature], "side": SIDES[side]})
    later = (one.year, other.year) if kind == "plans" else (one.as_of, other.as_of)
    if later[0] is not None and later[1] is not None and str(later[0]) > str(later[1]):
        yield Fact("compare-order", (), {"old": later[0], "new": later[1]})


def payment_facts(old: Outcome, new: Outcome, payments: PaymentsComparison) -> Iterator[Fact]:
    """Payments of the earlier date that the later one no longer has; sums that are not those of the statement."""
    gone = payments.total("only-old")
    if gone.old_payments:
        origins = tuple(item.old.origin for item in payments.differences if item.new is None and item.old is not None)
        yield Fact("payments-gone", origins, {"count": gone.old_payments, "amount_fen": gone.old_fen})
    if payments.stage != "disbursed":
        return  # the statement's reconciliation is one of what was disbursed
    sums = (payments.bridge.old, payments.bridge.new)
    for side, outcome, listed in zip(SIDES, (old, new), sums, strict=True):
        books = outcome.statement.reconciliation
        counted = books.matched + books.unmatched if books is not None else 0
        if listed != counted:
            values = {"side": SIDES[side], "expected_fen": counted, "actual_fen": listed}
            yield Fact("payments-listed-differ", (), values)


def half_stale(old: Outcome, new: Outcome) -> tuple[list[Fact], list[Fact]]:
    """Exclusions and aliases that do nothing on one side, but something on the other: none of them is stale."""
    found = [
        {(fact.kind, str(fact.values.get("setting"))): fact for fact in side.statement.facts if fact.kind in STALE}
        for side in (old, new)
    ]
    return (
        [fact for key, fact in found[0].items() if key not in found[1]],
        [fact for key, fact in found[1].items() if key not in found[0]],
    )
