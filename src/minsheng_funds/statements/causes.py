"""Why money is still unpaid, level by level: a project is often late only because another level's money has not come.

Inspection reports name the cause by level ("own level paid in full; provincial money not received"); it is taken from
that level's own figures alone, and never netted between levels.
"""

from collections.abc import Iterator, Mapping

from minsheng_funds.model import Cause, Figures
from minsheng_funds.vocabulary import LEVELS


def causes_of(levels: Mapping[str, Figures], own_level: str) -> tuple[Cause, ...]:
    """What every level lacks (fen), the own level first; empty where nothing is short at any level."""
    ordered = sorted(levels, key=lambda level: (level != own_level, list(LEVELS).index(level)))
    causes = [cause for level in ordered for cause in _causes(level, levels[level])]
    return tuple(causes) if any(cause.kind != "paid" for cause in causes) else ()


def _causes(level: str, figures: Figures) -> Iterator[Cause]:
    required, disbursed = figures.required, figures.disbursed
    if not required or required < 0:
        return
    if disbursed is not None and disbursed >= required:
        yield Cause("paid", level, disbursed)
    else:
        yield from _shortages(level, figures, required)
    if figures.advanced:
        yield Cause("advanced", level, figures.advanced)


def _shortages(level: str, figures: Figures, required: int) -> Iterator[Cause]:
    """Where the money of a level stands still, from its budget to the payment. The parts are what is undisbursed.

    Money that a later stage shows has passed the earlier ones, whatever these say; what was paid above the receipts
    was advanced, and is a cause of its own.
    """
    passed: list[tuple[str, int]] = []
    if figures.disbursed is not None:
        passed.append(("unpaid" if figures.received is None else "idle", figures.disbursed))
    later = figures.disbursed if figures.received is None else None
    for kind, known in (
        ("not-received", figures.received),
        ("not-issued", figures.issued),
        ("not-allocated", figures.allocated),
    ):
        if known is not None:
            later = known if later is None else max(known, later)
            passed.append((kind, later))
    at_hand = required
    for kind, fen in reversed(passed):
        if fen < at_hand:
            yield Cause(kind, level, at_hand - fen)
            at_hand = fen
