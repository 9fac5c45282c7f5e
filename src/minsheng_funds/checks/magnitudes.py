"""What speaks against the unit of a whole table, where no single cell stands out from the others."""

from collections.abc import Iterator, Sequence

from minsheng_funds.checks.evidence import Evidence
from minsheng_funds.model import Fact, Line
from minsheng_funds.money import WAN_YUAN, YUAN
from minsheng_funds.settings.check import Limit
from minsheng_funds.vocabulary import LEVELS, Text

LEAST_PROJECTS = 5
"""Of fewer projects, a median says little."""
SMALL_PAYMENT, LARGE_PLAN = 100 * YUAN, 10 * WAN_YUAN
LOCAL = ("district", "township")
"""The levels whose money is never ten thousand million yuan."""

Pairs = Sequence[tuple[int, int]]
"""Two amounts (fen) of each project."""


def doubted_units(seen: Evidence, times: Limit, most: Limit) -> Iterator[Fact]:
    """What is over `times` as large as it can be, and a local plan of over `most` fen."""
    lines = [*seen.statement.lines, *seen.statement.excluded]
    planned = [table.header_origin for table in seen.book.tables if table.kind != "ledger"]
    every = [table.header_origin for table in seen.book.tables]
    for reason in () if seen.facts("unit-slip") else _far_above_paid(seen, lines, times):
        yield Fact("unit-doubtful", tuple(every), {"reason": reason})
    for reason in (*_far_above_others(seen, lines, times), *_beyond_a_county(seen, most)):
        yield Fact("unit-doubtful", tuple(planned), {"reason": reason})


def _far_above_paid(seen: Evidence, lines: Sequence[Line], times: Limit) -> Iterator[Text]:
    """Plans that are paid to next to nothing: of five projects in the median, of fewer in sum and in tiny payments."""
    pairs = [
        (plan, paid)
        for line in lines
        if (plan := getattr(line.figures, line.base) or 0) > 0 and (paid := line.figures.disbursed or 0) > 0
    ]
    if len(pairs) >= LEAST_PROJECTS:
        ratio = _median_ratio(pairs)
    elif pairs and _has_tiny_payments(seen) and _median([plan for plan, _ in pairs]) > LARGE_PLAN:
        ratio = sum(plan for plan, _ in pairs) // sum(paid for _, paid in pairs)
    else:
        return
    if ratio > times:
        yield Text(f"计划是已拨付的 {ratio:,} 倍", f"the plan is {ratio:,} times what was paid")


def _has_tiny_payments(seen: Evidence) -> bool:
    days = [day for group in seen.book.payments for day in group.days.values() if day.fen > 0]
    return bool(days) and _median([day.fen // day.count for day in days]) < SMALL_PAYMENT


def _far_above_others(seen: Evidence, lines: Sequence[Line], times: Limit) -> Iterator[Text]:
    """The own level's money is many times that of every other one in the same rows: its column is in another unit."""
    own = seen.statement.own_level
    pairs = []
    for line in lines:
        others = [figures.required or 0 for level, figures in line.levels.items() if level != own]
        if (mine := line.figures.required or 0) > 0 and max(others, default=0) > 0:
            pairs.append((mine, max(others)))
    if len(pairs) >= LEAST_PROJECTS and (ratio := _median_ratio(pairs)) > times:
        level = LEVELS[own]
        yield Text(
            f"{level.zh}计划是其他级次的 {ratio:,} 倍",
            f"the plan of the {level.en} level is {ratio:,} times that of any other",
        )


def _beyond_a_county(seen: Evidence, most: Limit) -> Iterator[Text]:
    total = sum(line.figures.required or 0 for line in seen.statement.lines)
    if seen.statement.own_level in LOCAL and total > most:
        level, amount = LEVELS[seen.statement.own_level], total // (10_000 * WAN_YUAN)
        yield Text(
            f"{level.zh}计划合计 {amount:,} 亿元", f"the plan of the {level.en} level is {amount * 100:,} million yuan"
        )


def _median_ratio(pairs: Pairs) -> int:
    return _median([first // second for first, second in pairs])


def _median(numbers: Sequence[int]) -> int:
    return sorted(numbers)[len(numbers) // 2]
