"""Figures in a plan's rows held against each other: totals beside their parts, amounts beside their column's."""

from collections.abc import Iterable, Mapping, Sequence, Set

from minsheng_funds.model import Column
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
from minsheng_funds.reading.values import is_amount, squeeze

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
