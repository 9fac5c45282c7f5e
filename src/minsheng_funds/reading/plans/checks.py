"""Stated figures in a plan's rows: totals beside their parts, rates beside what they are computed from."""

from collections.abc import Iterable, Mapping, Sequence, Set

from minsheng_funds.model import Column
from minsheng_funds.money import Rate, rate
from minsheng_funds.patterns import (
    CHANGING_COLUMN,
    EARLIER,
    NO_CHANGE,
    NO_PAYMENT_HINT,
    PAID_HINT,
    SHARED_GROUP,
)
from minsheng_funds.reading.columns import is_carried_over
from minsheng_funds.reading.plans.columns import Check, Key
from minsheng_funds.reading.plans.rows import PlanLine
from minsheng_funds.reading.tables import Draft, leaf_of
from minsheng_funds.reading.values import Cell, Unreadable, is_amount, read_amount, squeeze, text_of
from minsheng_funds.vocabulary import RECEIPT_RATE

LEAST_AMOUNTS = 3
SLIP_LOW, TEN_THOUSAND = 2_000, 10_000


def check_parts(draft: Draft, checks: Iterable[Check], line: PlanLine, sharing: Set[str]) -> None:
    """Where a row gives its parts and their total, they must agree; not all are given of levels that are `sharing`."""
    for whole, parts in checks:
        stated = line.money.get(whole.index)
        if stated is None:
            continue
        summed = sum(line.money.get(column.index, 0) for column in parts)
        if _is_of_other_measures(draft, line, whole, parts, stated - summed):
            continue
        subset = any(column.of_which for column in parts) or bool(sharing - {column.level for column in parts})
        if (summed > stated) if subset else (summed != stated):
            origin = draft.origin(line.number, whole.index)
            draft.note("parts-differ", origin, project=line.project, expected_fen=summed, actual_fen=stated)
            if not any(column.index in line.money for column in parts):
                draft.reject(line.project, origin)


def check_negative(draft: Draft, parts: Mapping[Key, Sequence[Column]], lines: Sequence[PlanLine]) -> None:
    """What a plan requires of a project is never below zero; a row that cuts another one of the project's may be."""
    columns = [column for key, found in parts.items() if key[0] in ("required", "initial") for column in found]
    for index in dict.fromkeys(column.index for column in columns):
        sums: dict[str, int] = {}
        for line in lines:
            sums[line.project] = sums.get(line.project, 0) + line.money.get(index, 0)
        for line in lines:
            if line.money.get(index, 0) < 0 and sums[line.project] < 0:
                values = {"project": line.project, "amount_fen": line.money[index]}
                draft.note("plan-negative", draft.origin(line.number, index), **values)


def _is_of_other_measures(draft: Draft, line: PlanLine, whole: Column, parts: Sequence[Column], rest: int) -> bool:
    """Whether a total counts what other levels give in another measure: upper money issued + own money planned."""
    levels = {column.level for column in parts}
    others = [
        column
        for column in draft.columns
        if column.field in ("required", "issued", "allocated")
        and column.field != whole.field
        and column.level not in (*levels, None)
    ]
    return bool(others) and rest == sum(line.money.get(column.index, 0) for column in others)


def check_rates(draft: Draft, parts: Mapping[Key, Sequence[Column]], lines: Sequence[PlanLine]) -> None:
    """A stated rate is recomputed over every base that its group of columns has; none fits: a finding.

    No single base is in use, and a form seldom says which is meant. A receipt rate (到位率) is received ÷ required.
    """
    for column in (column for column in draft.columns if column.field == "rate" and column.path):
        keys = [key for key in parts if column.path[:-1] == parts[key][0].path[:-1]]
        receipt = squeeze(column.path[-1]).endswith(RECEIPT_RATE)
        paid = next((key for key in keys if key[0] == ("received" if receipt else "disbursed")), None)
        names = ("required", "issued") if receipt else ("required", "issued", "received", "allocated")
        bases = [key for name in names for key in keys if key[0] == name]
        if paid is None or not bases:
            continue
        for line in lines:
            computed = [rate(_sum(line, parts[paid]), _sum(line, parts[base])) for base in bases]
            _check_rate(draft, line, column, [share for share in computed if share is not None])


def _sum(line: PlanLine, columns: Iterable[Column]) -> int:
    return sum(line.money.get(column.index, 0) for column in columns)


def _check_rate(draft: Draft, line: PlanLine, column: Column, computed: Sequence[Rate]) -> None:
    cell = draft.cells(line.row, column.index)
    stated = _stated_rate(cell)
    if not computed or stated is None:
        return
    if not any(_is_same(option, share, decimals) for option, decimals in stated for share in computed):
        origin = draft.origin(line.number, column.index)
        values = {"expected_percent": computed[0].percent(2), "actual": text_of(cell)}
        draft.note("stated-rate", origin, project=line.project, **values)


def _is_same(stated: Rate, computed: Rate, decimals: int) -> bool:
    """Whether a rate is the computed one, rounded or cut to as many decimals as it states, two at most.

    It states at least so many `decimals`; one with more than two (a formula's) is rounded to two.
    """
    for digits in range(min(decimals, 2), 3):
        scale = 100 * 10**digits
        if digits == 2 or stated.numerator * scale % stated.denominator == 0:
            cut = Rate(computed.numerator * scale // computed.denominator, scale)
            if stated.percent(digits) in (computed.percent(digits), cut.percent(digits)):
                return True
    return False


def _stated_rate(cell: Cell) -> list[tuple[Rate, int]] | None:
    """The rates that a cell may mean, and how many decimals of percent it surely has.

    0.677 and 67.7 and "67.7%" are all 67.7%; "93.0%" is no 93%, while the number 93 may be any of both.
    """
    try:
        amount = read_amount(squeeze(cell).rstrip("%") if isinstance(cell, str) else cell, 10**10)
    except Unreadable:
        return None
    if amount is None:
        return None
    typed = len(squeeze(cell).rstrip("%").partition(".")[2]) if isinstance(cell, str) else 0
    return [(Rate(amount.fen, 10**10), max(0, typed - 2)), (Rate(amount.fen, 10**12), typed)]


def check_magnitudes(draft: Draft, columns: Iterable[Column], lines: Sequence[PlanLine]) -> None:
    """An amount some 10,000 times its column's median, or a 10,000th of it, was probably typed in another unit.

    It surely was, where 10,000 times more or less would be an ordinary amount of the column: its project is incomplete.
    Only where the column has enough amounts to know what is usual; plans do hold projects a thousand times smaller
    than others, so that the bounds are those of the slip between plan and payments.
    """
    for column in columns:
        amounts = sorted(abs(fen) for line in lines if (fen := line.money.get(column.index, 0)))
        if len(amounts) < LEAST_AMOUNTS:
            continue
        median = amounts[len(amounts) // 2]
        for line in lines:
            fen = abs(line.money.get(column.index, 0))
            if fen and (fen >= SLIP_LOW * median or fen * SLIP_LOW <= median):
                origin = draft.origin(line.number, column.index)
                others = [amount for amount in amounts if amount != fen]
                slipped = any(others[0] <= amount <= others[-1] for amount in (fen * TEN_THOUSAND, fen // TEN_THOUSAND))
                kind = "magnitude-slip" if others and slipped else "magnitude"
                draft.note(kind, origin, project=line.project, amount_fen=fen, expected_fen=median)
                if kind == "magnitude-slip":
                    draft.reject(line.project, origin)


def check_merged(draft: Draft, columns: Iterable[Column], lines: Iterable[PlanLine]) -> None:
    """An amount merged over several projects or several columns of money: how it is split, the table does not say."""
    projects = {line.number: line.project for line in lines}
    money = {column.index for column in columns}
    for (top, left), (bottom, right) in draft.merged:
        rows = [number for number in range(top + 1, min(bottom + 1, draft.last_row) + 1) if number in projects]
        covered = money & set(range(left, right + 1))
        if not rows or not covered or (len(rows) < 2 and len(covered) < 2):
            continue
        cells = (draft.origin(top + 1, left), draft.origin(bottom + 1, right))
        draft.note("merged-amount", *cells, project="、".join(dict.fromkeys(projects[number] for number in rows)))
        for number in rows:
            draft.reject(projects[number], draft.origin(number, min(covered)))


def check_unused(draft: Draft, parts: Mapping[Key, Sequence[Column]], lines: Sequence[PlanLine]) -> None:
    """Money that stands in the table and in no figure: nothing used at all, or a payment under words not known here."""
    header = draft.header.row_numbers[-1]
    if lines and not parts and not draft.rejects:
        draft.note("no-money-used", draft.origin(header))
        draft.reject(None, draft.origin(header))
    for column in draft.columns:
        if column.field or column.of_which or not is_carried_over(leaf_of(column)):
            continue
        if draft.kind == "progress" and EARLIER.search(leaf_of(column)) is None:
            continue  # 结转 beside payments is what is left over
        if any(is_amount(draft.cells(line.row, column.index)) for line in lines):
            draft.note("carryover-unused", draft.origin(header, column.index), headers=column.header)
    if not parts or any(key[0] == "disbursed" for key in parts):
        return
    for column in draft.columns:
        text = squeeze("".join(column.path))
        if column.field or not PAID_HINT.search(text) or NO_PAYMENT_HINT.search(text):
            continue
        if any(isinstance(draft.cells(line.row, column.index), (int, float)) for line in lines):
            origin = draft.origin(header, column.index)
            draft.note("paid-column-unknown", origin, headers=column.header)
            draft.reject(None, origin)


def check_hundreds(draft: Draft, columns: Sequence[Column], lines: Sequence[PlanLine]) -> None:
    """Levels under a word of sharing whose numbers make 100, or 1, in every row are shares, not money: an error."""
    planned = [column for column in columns if column.level is not None and column.field in ("amount", "required")]
    groups: dict[tuple[str, ...], list[Column]] = {}
    for column in planned:
        groups.setdefault(column.path[:-1], []).append(column)
    needs = {column.field for column in draft.columns} >= {"quantity", "standard"}
    for path, levels in groups.items():
        sums = [
            sum(line.money.get(column.index, 0) for column in levels)
            for line in lines
            if any(column.index in line.money for column in levels)
        ]
        named = any(SHARED_GROUP.search(squeeze(text)) for text in path)
        enough = len(levels) > 1 and len(sums) >= (1 if named else LEAST_AMOUNTS) and (named or needs)
        unit = levels[0].unit or 1
        if enough and len(set(sums)) == 1 and sums[0] in (unit, 100 * unit):
            cells = [draft.origin(draft.header.row_numbers[-1], column.index) for column in levels]
            headers = "、".join(column.header for column in levels)
            draft.note("shares-as-money", *cells, headers=headers, total=str(sums[0] // unit))
            draft.reject(None, cells[0])


def check_changes(draft: Draft, lines: Sequence[PlanLine]) -> None:
    """Columns of what was taken back, cut or added (已收回, 核减资金, 追加资金) that no figure uses: said."""
    for column in draft.columns:
        text = squeeze("".join(column.path))
        if column.field not in ("", "amount") or not CHANGING_COLUMN.search(text) or NO_CHANGE.search(text):
            continue
        cells = (draft.cells(line.row, column.index) for line in lines)
        if any(isinstance(cell, (int, float)) and cell for cell in cells):
            draft.note("change-unused", draft.origin(draft.header.row_numbers[-1], column.index), headers=column.header)
