"""Which comparison two sides allow, and what is chosen where nothing was asked for."""

from minsheng_funds.messages import failure
from minsheng_funds.model import Assumption, Outcome

KINDS = ("dates", "plans", "exports")


def choose_kind(old: Outcome, new: Outcome, asked: str) -> tuple[str, list[Assumption]]:
    """The kind of comparison, and the assumption that says why it was chosen.

    Ledgers without any plan are two exports; plans of different years are two plans; anything else is two dates.
    Raises `Failure` where the two sides hold nothing that could be compared so.
    """
    planned = [_has_plan(old), _has_plan(new)]
    years = (old.statement.year, new.statement.year)
    kind = asked
    if asked == "auto":
        kind = "exports" if not any(planned) else "plans" if all(planned) and _differ(*years) else "dates"
    if kind == "exports":
        for side in (old, new):
            if not _has_ledger(side):
                raise failure("compare-no-ledger", where=_names(side))
    elif not all(planned):
        side = old if not planned[0] else new
        if other := _other_years(side):
            values = {"detail": ", ".join(other), "known": side.statement.year}
            raise failure("compare-plan-other-year", where=_names(side), **values)
        raise failure("compare-no-plan", where=_names(side))
    elif kind == "dates" and _differ(*years):
        raise failure("compare-years", where=f"{years[0]} / {years[1]}")
    if asked != "auto":
        return kind, []
    values = {"old": years[0] or "—", "new": years[1] or "—"}
    return kind, [Assumption(f"compare-{kind}", tuple(values.items()))]


def _has_plan(side: Outcome) -> bool:
    return bool(side.statement.lines or side.statement.excluded)


def _other_years(side: Outcome) -> list[str]:
    """The years of plans that were read and not counted, as the statement noticed them."""
    kinds = ("plan-other-year", "table-other-year")
    facts = (*side.book.facts, *side.statement.facts)
    return sorted({str(fact.values["year"]) for fact in facts if fact.kind in kinds})


def _has_ledger(side: Outcome) -> bool:
    return any(table.kind == "ledger" for table in side.book.tables)


def _differ(old: int | None, new: int | None) -> bool:
    return old is not None and new is not None and old != new


def _names(side: Outcome) -> str:
    return ", ".join(source.name for source in side.book.sources)
