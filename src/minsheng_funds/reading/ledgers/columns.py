"""A ledger's amount columns: which are summed, which are never, and where that is not sure."""

import re
from collections.abc import Iterator
from dataclasses import replace

from minsheng_funds.model import Column
from minsheng_funds.patterns import MONEY_YEAR_HEADER, REMARK_HEADER, RUNNING_HEADER
from minsheng_funds.reading.captions import header_unit
from minsheng_funds.reading.columns import SIDE_FIELDS
from minsheng_funds.reading.ledgers.refunds import refund_in
from minsheng_funds.reading.sheets import Row
from minsheng_funds.reading.tables import Draft
from minsheng_funds.reading.values import squeeze

_BY_RANK = ("disbursed", "this_month", "spent", "amount")


def choose_amounts(draft: Draft, columns: list[Column]) -> tuple[list[Column], Column | None]:
    """The columns to sum, and the total beside them where they are parts by level.

    Disbursed, or spent, or a bare 金额 (spent first in a ledger of that stage); a running total or a plan is never
    summed. None are chosen, and why is noted, where that is not sure.
    """
    spent = draft.settings.stage_of(draft.file, draft.sheet) == "spent"
    for name in ("spent", *_BY_RANK) if spent else _BY_RANK:
        found = [column for column in columns if column.field == name]
        parts = [column for column in found if column.level is not None]
        if found and not parts:
            parts = [column for column in columns if column.field == "amount" and column.level is not None]
        chosen = parts or found
        if not chosen:
            continue
        whole = [column for column in found if column.level is None]
        beside = whole[0] if parts and len(whole) == 1 else None
        if not _are_distinct(chosen):
            origins = [draft.origin(draft.header.row_numbers[-1], column.index) for column in chosen]
            draft.note("columns-ambiguous", *origins, headers="、".join(column.header for column in chosen))
            draft.reject(None, origins[0])
            return [], None
        if name == "spent" and not spent:
            draft.assume("spent-as-disbursed")
        other = next((column for column in columns if {name, column.field} == {"disbursed", "spent"}), None)
        if other is not None:
            draft.assume("stage-beside", header=chosen[0].header, other=other.header)
        if any(column.field == "required" for column in columns):
            draft.assume("plan-in-ledger")
        return chosen, beside
    sides = [column for column in draft.columns if column.field in ("debit", "credit")]
    if sides:
        origins = [draft.origin(draft.header.row_numbers[-1], column.index) for column in sides]
        headers, choice = "、".join(column.header for column in sides), sides[-1].header
        draft.note("sides-unclear", *origins, headers=headers, choice=choice)
        draft.reject(None, origins[0])
        return [], None
    running = next((column for column in columns if column.field == "cumulative"), None)
    origin = draft.origin(draft.header.row_numbers[-1], running.index if running else None)
    draft.note("running-total-only" if running else "no-amount-column", origin)
    draft.reject(None, origin)
    return [], None


def running_columns(draft: Draft, money: list[Column], amounts: list[Column]) -> list[Column]:
    """The running totals: never summed. Beside an amount, 本年累计 and 累计数 are such, which say too little alone."""
    known = [column for column in money if column.field == "cumulative"]
    if known or not amounts:
        return known
    plain = [column for column in draft.columns if column.path and not column.field]
    found = [column for column in plain if RUNNING_HEADER.fullmatch(header_unit(squeeze(column.path[-1]))[0])]
    return [replace(column, unit=column.unit or amounts[0].unit) for column in found]


def _are_distinct(columns: list[Column]) -> bool:
    """Whether columns of amounts can be told apart, by their level or by the nature that each one's header names."""
    if len({column.level for column in columns}) == len(columns):
        return True
    return all(column.nature for column in columns) and len({(c.level, c.nature) for c in columns}) == len(columns)


def other_sides(draft: Draft) -> list[Column]:
    """The columns of a journal whose amounts are no payments: receipts, and the side that was not chosen."""
    return [column for column in draft.columns if column.field in SIDE_FIELDS and column.field != "balance"]


def returned_columns(draft: Draft) -> list[Column]:
    """Columns about money that came back: 退回金额, 是否退回, 退票原因, 退回日期."""
    plain = [column for column in draft.columns if column.path and column.field in ("", "amount")]
    return [column for column in plain if refund_in(column.path[-1]) is not None]


def remark_columns(draft: Draft) -> list[int]:
    """The columns of remarks, and those of states, results and reasons that have no field of their own."""
    other = [c for c in draft.columns if not c.field and c.path and REMARK_HEADER.fullmatch(squeeze(c.path[-1]))]
    return [c.index for c in draft.columns if c.field == "remark" or (c in other and c not in returned_columns(draft))]


def money_year_column(draft: Draft) -> int | None:
    """The column that says of which year the money is: 资金年度, 指标年度."""
    found = (c.index for c in draft.columns if c.path and MONEY_YEAR_HEADER.fullmatch(squeeze(c.path[-1])))
    return next(found, None)


_PLAIN = re.compile(r"-?(?:\d{1,10}|\d{1,3}(?:,\d{3}){1,2})(?:\.\d{1,2})?")


def padded(rows: Iterator[tuple[int, Row]], width: int, amount: int, sequence: int) -> Iterator[tuple[int, Row]]:
    """The rows of a ragged sheet (csv), filled up to `width`; plain amounts and row numbers become numbers.

    A plain amount has no more than two decimals and ten digits before them: the float nearest to it is what a
    spreadsheet would have kept. Every other text stays as it is and is read with care.
    """
    plain = _PLAIN.fullmatch
    for number, row in rows:
        if len(row) < width:
            row.extend([""] * (width - len(row)))
        text = row[amount]
        if type(text) is str and plain(text):
            row[amount] = float(text.replace(",", ""))
        text = row[sequence]
        if type(text) is str and text.isdecimal():
            row[sequence] = int(text)
        yield number, row
