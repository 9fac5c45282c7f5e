"""What a workbook that began as the blank one says of itself: its example rows, and its sums above the header."""

from collections.abc import Iterable, Mapping, Sequence

from minsheng_funds.messages import TEMPLATE
from minsheng_funds.model import Column
from minsheng_funds.money import WAN_YUAN, YUAN
from minsheng_funds.patterns import EXAMPLE_NAME
from minsheng_funds.reading.tables import Draft
from minsheng_funds.reading.values import Cell, Unreadable, read_amount, squeeze
from minsheng_funds.vocabulary import EXAMPLE_OWN_WAN, EXAMPLE_PAID_YUAN, EXAMPLE_PROVINCIAL_WAN

_NAMES = frozenset(squeeze(TEMPLATE["example"].in_language(lang)) for lang in ("zh", "en"))
_SUMS = frozenset(squeeze(TEMPLATE["sum"].in_language(lang)) for lang in ("zh", "en"))
_PLANNED_FEN = frozenset(round(wan * WAN_YUAN) for wan in (EXAMPLE_OWN_WAN, EXAMPLE_OWN_WAN + EXAMPLE_PROVINCIAL_WAN))
_PAID_FEN = frozenset({EXAMPLE_PAID_YUAN * YUAN})


def note_example(draft: Draft, number: int, project: str, amounts: Mapping[int, int]) -> None:
    """Records the money (fen, by column) of a row whose name has the mark of an example.

    `usual` tells the blank workbook's own row.
    """
    if not EXAMPLE_NAME.match(project) or not any(amounts.values()):
        return
    paid, total = draft.kind == "ledger", sum(amounts.values())
    usual = squeeze(project) in _NAMES and total in (_PAID_FEN if paid else _PLANNED_FEN)
    origin = draft.origin(number, next(index for index, fen in amounts.items() if fen))
    kind = "example-paid" if paid else "example-planned"
    draft.note(kind, origin, project=project, amount_fen=total, usual=usual)


def readable(cells: Iterable[tuple[Column, Cell]]) -> dict[int, int]:
    """The amounts (fen) of those cells that hold one, by column."""
    found = {}
    for column, cell in cells:
        try:
            amount = read_amount(cell, column.unit or 1)
        except Unreadable:
            continue
        if amount is not None:
            found[column.index] = amount.fen
    return found


def compare_sums_above(
    draft: Draft, columns: Sequence[Column], summed: Mapping[int, int], rounded: Mapping[int, int] | None = None
) -> None:
    """Compares the sums above the header with those of the rows (fen, by column).

    A formula without a value says nothing. `rounded`: how many fractions of a fen are in a sum, each rounded by half
    a fen at most.
    """
    if not draft.above:
        return
    number, row = draft.above[-1]
    if not any(squeeze(cell) in _SUMS for cell in row if isinstance(cell, str)) or draft.rule.keep or draft.rule.drop:
        return
    stated = readable((column, draft.cells(row, column.index)) for column in columns)
    for index, fen in stated.items():
        expected = summed.get(index, 0)
        if draft.is_broken(number, index) or abs(fen - expected) <= ((rounded or {}).get(index, 0) + 1) // 2:
            continue
        draft.note("stated-total", draft.origin(number, index), expected_fen=expected, actual_fen=fen)
