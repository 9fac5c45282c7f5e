"""What is noticed of two sides together: other settings, the wrong order, payments that are gone."""

from collections.abc import Iterable, Iterator, Sequence

from minsheng_funds.messages import COMPARED_SCOPE, RATE_BASES, SIDES, listed
from minsheng_funds.model import Fact, Origin, Outcome
from minsheng_funds.model.comparison import PaymentsComparison
from minsheng_funds.vocabulary import LEVELS, MEASURES, NATURES, Text

STALE = ("exclude-stale", "alias-ledger-stale", "alias-plan-stale")


def side_facts(kind: str, old: Outcome, new: Outcome, stages: Sequence[str] = ("", "")) -> Iterator[Fact]:
    """Scopes and stages that are not the same, a fund of one side only, and an old side that is the later one."""
    one, other = old.statement, new.statement
    scopes: dict[str, tuple[Text | str, Text | str]] = {
        "own_level": (LEVELS[one.own_level], LEVELS[other.own_level]),
        "exclude": (", ".join(one.exclusions) or "—", ", ".join(other.exclusions) or "—"),
        "rate_base": (RATE_BASES[one.rate_base], RATE_BASES[other.rate_base]),
    }
    if all(stages):
        recorded = [listed([MEASURES[stage] for stage in side.split(", ")]) for side in stages]
        scopes["ledger_stage"] = (recorded[0], recorded[1])
    for setting, (before, after) in scopes.items():
        if before != after:
            values = {"setting": setting, "scope": COMPARED_SCOPE[setting], "old": before, "new": after}
            origins = _headers((old, new), ledgers=setting == "ledger_stage")
            yield Fact("compare-scope-differs", origins, values)
    for nature in NATURES if kind != "exports" else ():
        if (nature in one.totals) != (nature in other.totals):
            side, of_side = ("old", one) if nature in one.totals else ("new", other)
            origins = tuple(line.origins[0] for line in of_side.lines if line.nature == nature)[:1]
            yield Fact("nature-one-side", origins, {"nature": NATURES[nature], "side": SIDES[side]})
    later = (one.year, other.year) if kind == "plans" else (one.as_of, other.as_of)
    if later[0] is not None and later[1] is not None and str(later[0]) > str(later[1]):
        days = tuple(side.as_of_origin for side in (one, other) if side.as_of_origin is not None)
        origins = _headers((old, new)) if kind == "plans" else days
        yield Fact("compare-order", origins, {"old": later[0], "new": later[1]})


def _headers(sides: Iterable[Outcome], *, ledgers: bool = False) -> tuple[Origin, ...]:
    """The header rows of the plans of these sides, or of their ledgers."""
    return tuple(
        table.header_origin for side in sides for table in side.book.tables if (table.kind == "ledger") == ledgers
    )


def payment_facts(old: Outcome, new: Outcome, payments: PaymentsComparison) -> Iterator[Fact]:
    """Payments of the earlier date that the later one no longer has; sums that are not those of the statement."""
    gone = payments.total("only-old")
    if gone.old_payments:
        origins = tuple(item.old.origin for item in payments.differences if item.new is None and item.old is not None)
        yield Fact("payments-gone", origins, {"count": gone.old_payments, "amount_fen": gone.old_fen})
    if payments.stage != "disbursed":
        return  # the statement's reconciliation is one of what was disbursed
    sums = (payments.bridge.old, payments.bridge.new)
    for side, outcome, single in zip(SIDES, (old, new), sums, strict=True):
        books = outcome.statement.reconciliation
        counted = books.matched + books.unmatched if books is not None else 0
        if single != counted:
            values = {"side": SIDES[side], "expected_fen": counted, "actual_fen": single}
            yield Fact("payments-listed-differ", _headers([outcome], ledgers=True), values)


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
