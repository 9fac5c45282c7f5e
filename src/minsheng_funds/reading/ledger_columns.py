"""A ledger's amount columns, and the totals that it states beside the sums of its rows."""

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from minsheng_funds.model import Column, Origin, StatedSum
from minsheng_funds.reading.sheets import Row
from minsheng_funds.reading.tables import Draft
from minsheng_funds.reading.values import Cell, Unreadable, read_amount


def choose_amounts(draft: Draft, columns: list[Column]) -> tuple[list[Column], Column | None]:
    """The columns to sum, and the total beside them where they are parts by level.

    Disbursed, or spent, or a bare 金额; a running total or a plan is never summed. None are chosen, and why is
    noted, where that is not sure.
    """
    for name in ("disbursed", "this_month", "spent", "amount"):
        found = [column for column in columns if column.field == name]
        parts = [column for column in found if column.level is not None]
        if found and not parts:
            parts = [column for column in columns if column.field == "amount" and column.level is not None]
        chosen = parts or found
        if not chosen:
            continue
        whole = [column for column in found if column.level is None]
        beside = whole[0] if parts and len(whole) == 1 else None
        if len({column.level for column in chosen}) < len(chosen):
            origins = [draft.origin(draft.header.row_numbers[-1], column.index) for column in chosen]
            draft.note("columns-ambiguous", *origins, headers="、".join(column.header for column in chosen))
            draft.reject(None, origins[0])
            return [], None
        if name == "spent":
            draft.assume("spent-as-disbursed")
        if any(column.field == "required" for column in columns):
            draft.assume("plan-in-ledger")
        return chosen, beside
    running = next((column for column in columns if column.field == "cumulative"), None)
    origin = draft.origin(draft.header.row_numbers[-1], running.index if running else None)
    draft.note("running-total-only" if running else "no-amount-column", origin)
    draft.reject(None, origin)
    return [], None


class StatedTotal(NamedTuple):
    """A total met on the way, with the sums at that place."""

    origin: Origin
    fen: int
    why: str
    before: int
    since_last: int


def compare_totals(stated: Sequence[StatedTotal], whole: int) -> tuple[StatedSum, ...]:
    """Each stated total beside the sum that it stands for; `whole` is the sum of the ledger's rows, in fen.

    A total stands for all rows, those above it, those since the last total, or those up to the next one.
    """
    compared = []
    for place, total in enumerate(stated):
        following = stated[place + 1].before if place + 1 < len(stated) else whole
        below = following - total.before
        if total.why == "subtotal":
            candidates = [total.since_last, below, total.before]
        else:
            candidates = [whole, total.before, total.since_last, below]
        summed = total.fen if total.fen in candidates else candidates[0]
        compared.append(StatedSum(total.origin, "disbursed", total.fen, summed, total.why == "total"))
    return tuple(compared)


def padded(rows: Iterator[tuple[int, Row]], width: int) -> Iterator[tuple[int, Row]]:
    """The rows of a ragged sheet (csv), each filled up to `width`."""
    for number, row in rows:
        yield number, row + [""] * (width - len(row))


def is_amount(cell: Cell) -> bool:
    """Whether a cell reads as an amount; a blank one does not."""
    try:
        return read_amount(cell, 1) is not None
    except Unreadable:
        return False


def check_parts(draft: Draft, number: int, project: str, given: list[tuple[Column, Any]], whole: Column) -> None:
    """Where a payment gives its levels beside the whole amount, they must make it up: the levels count."""
    try:
        amounts = [read_amount(cell, column.unit or 1) for column, cell in given]
    except Unreadable:
        return  # the part that cannot be read is said where it is counted
    *parts, last = [amount.fen if amount is not None else 0 for amount in amounts]
    if sum(parts) != last:
        origin = draft.origin(number, whole.index)
        draft.note("parts-differ", origin, project=project, expected_fen=sum(parts), actual_fen=last)
        draft.reject(project or None, origin)
