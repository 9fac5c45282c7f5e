"""A random book as sheets in the layouts of real bureaus, and as files in every supported format."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from minsheng_funds.model import Source
from tests.corpus.build import by_openpyxl, xlsx
from tests.round_trip.books import CLASSES, LEVEL_HEADERS, NATURES, UNITS, Book, Item, Paid, Rows, oracle
from tests.support import Sheet, csv_bytes, ods, xls

# --- Money, dates and headers as people write them --------------------------------------------------------


def money(book: Book, fen: int, unit: int, plain: bool = False) -> Any:
    number = Decimal(fen) / unit
    forms: list[Any] = [float(number)]
    if not plain:
        text = f"{number:,f}"
        forms += [text, f"{number:f} "]
        forms += [f"({-number:,f})", f"△{-number:f}"] if fen < 0 else []
    return book.draw(st.sampled_from(forms))


def day_text(book: Book, day: date | None) -> Any:
    if day is None:
        return book.draw(st.sampled_from(["", "—"]))
    forms = [
        day, f"{day.year}.{day.month}.{day.day}", f"{day:%Y-%m-%d}", f"{day.year}年{day.month}月{day.day}日",
        f"{day:%Y%m%d}", int(f"{day:%Y%m%d}"), (day - date(1899, 12, 30)).days, f"{day.year}/{day.month}/{day.day}",
    ]  # fmt: skip
    return book.draw(st.sampled_from(forms + ([f"{day.month}月{day.day}日"] if day.year == 2020 else [])))


def name_text(book: Book, name: str) -> str:
    forms = [name, f" {name} ", name.replace("(", "(").replace(")", ")"), f"{name[:2]} {name[2:]}"]
    return str(book.draw(st.sampled_from(forms)))


def pick(book: Book, *options: Any) -> Any:
    return book.draw(st.sampled_from(options))


def framed(
    book: Book, name: str, title: str, headers: Sequence[Sequence[str]], rows: Rows, *, money_from: int, unit: str
) -> Sheet:
    """Title, unit (in the caption, in every header of money, or in a row below), header, rows, notes; somewhere."""
    place = pick(book, "caption", "header", "row")
    top = [[title], [f"单位:{unit}" if place == "caption" else "填报单位(盖章):"]]
    head = [list(row) for row in headers]
    is_money = [
        index >= money_from and any(index < len(row) and row[index] for row in head) and head[-1][index] not in ("备注", "摘要", "说明")
        for index in range(len(head[-1]))
    ]  # fmt: skip
    below: Rows = []
    if place == "header":
        head[-1] = [f"{text}({unit})" if is_money[i] and text else text for i, text in enumerate(head[-1])]
    elif place == "row":
        below = [[unit if is_money[i] else "" for i in range(len(head[-1]))]]
    notes = pick(book, [], [[], ["注:1.不含棚户区改造。2.数据来自各单位。"]], [["填表人:某某", "", "审核人:某某"]])
    return Sheet(name, [*top, *head, *below, *rows, *notes], top=pick(book, 0, 2), left=pick(book, 0, 3))


# --- Layouts ----------------------------------------------------------------------------------------------


def has_natures(book: Book) -> bool:
    return any(item.nature == "maintenance" for item in book.items)


def plan_sheet(book: Book) -> Sheet:
    """Layout A: a column a level, perhaps their total; subtotals by class, a total above or below."""
    unit = pick(book, *UNITS)
    levels, nature, classes = book.levels, has_natures(book), pick(book, "none", "column", "above", "below")
    with_total = len(levels) > 1 and pick(book, True, False)
    group = pick(book, "资金筹集", "计划资金", "需配套资金") if len(levels) > 1 else ""
    texts = [
        "序号",
        pick(book, "项目名称", "民生工程项目", "工程名称"),
        *(["资金类别"] if nature else []),
        *(["类别"] if classes == "column" else []),
    ]
    leaves = ["合计"] if with_total else []
    leaves += (
        [pick(book, *LEVEL_HEADERS[level]) for level in levels]
        if len(levels) > 1
        else [pick(book, "计划数", "计划资金", "需配套资金", "应配套")]
    )
    headers = [[*texts, *leaves, "备注"]]
    if group:
        headers = [[*texts, group, *[""] * (len(leaves) - 1), "备注"], [*[""] * len(texts), *leaves, ""]]

    def amounts(items: Sequence[Item], plain: bool) -> list[Any]:
        sums = [sum(item.required[level] for item in items) for level in levels]
        return [money(book, fen, UNITS[unit], plain) for fen in ([sum(sums)] if with_total else []) + sums]

    def summary(number: str, name: str, items: Sequence[Item]) -> list[Any]:
        return [number, name, *[""] * (len(texts) - 2), *amounts(items, True), ""]

    def row(number: int, item: Item) -> list[Any]:
        told = [
            *([pick(book, *NATURES[item.nature])] if nature else []),
            *([item.class_name] if classes == "column" else []),
        ]
        return [number, item.project, *told, *amounts([item], False), ""]

    rows: Rows = []
    number = 0
    ordered = list(book.items)
    if classes in ("above", "below"):
        ordered.sort(key=lambda item: CLASSES.index(item.class_name))
    used = [name for name in CLASSES if any(item.class_name == name for item in ordered)]
    for group_name in used if classes in ("above", "below") else [""]:
        members = [item for item in ordered if group_name in ("", item.class_name)]
        if classes == "above":
            rows.append(summary("一二三"[used.index(group_name)], group_name, members))
        for item in members:
            number += 1
            rows.append(row(number, item))
        if classes == "below":
            rows.append(summary("", f"{group_name}小计", members))
    place = pick(book, "none", "above", "below", "both")
    total = summary("", pick(book, "合计", "总计", "合  计"), ordered)
    rows = [*([total] if place in ("above", "both") else []), *rows, *([total] if place in ("below", "both") else [])]
    return framed(book, "计划", "2020年民生工程资金筹集方案", headers, rows, money_from=len(texts), unit=unit)


def long_plan_sheet(book: Book) -> Sheet:
    """Layout G: one row a project × level × nature."""
    unit = pick(book, *UNITS)
    rows = [
        [item.project, pick(book, *LEVEL_HEADERS[level]), pick(book, *NATURES[item.nature]), 2020, money(book, fen, UNITS[unit])]
        for item in book.items for level, fen in item.required.items()
    ]  # fmt: skip
    header = ["项目名称", "资金层级", "资金性质", "年度", "计划金额"]
    return framed(book, "计划", "2020年资金计划", [header], rows, money_from=4, unit=unit)


def ledger_sheets(book: Book) -> list[Sheet]:
    """Layout D: one row a payment; perhaps a sheet a month; levels and natures only where they are needed."""
    unit = pick(book, *UNITS)
    levels = len(book.levels) > 1
    natures = has_natures(book)
    both = {item.project for item in book.items if item.nature == "matching"} & {
        item.project for item in book.items if item.nature == "maintenance"
    }
    header = [
        "序号", pick(book, "拨付日期", "支付日期", "付款日期", "支付时间"), pick(book, "项目名称", "工程名称"), pick(book, "收款单位", "收款方", "收款人名称"),
        *(["级次"] if levels else []), *(["资金类别"] if natures else []), pick(book, "拨付金额", "支付金额", "实拨数"), pick(book, "备注", "摘要"),
    ]  # fmt: skip
    first_money = len(header) - 2

    def row(number: int, paid: Paid) -> list[Any]:
        told = [pick(book, *LEVEL_HEADERS[paid.level])] if levels else []
        if natures:
            needed = paid.project in both or pick(book, True, False)
            told.append(pick(book, *NATURES[paid.nature]) if needed else "")
        note = pick(book, "", "退回") if paid.fen < 0 else ""
        return [
            number,
            day_text(book, paid.day),
            name_text(book, paid.project),
            f"单位{number}",
            *told,
            money(book, paid.fen, UNITS[unit]),
            note,
        ]

    def sheet(name: str, payments: Sequence[Paid]) -> Sheet:
        rows = [row(number, paid) for number, paid in enumerate(payments, 1)]
        total = [
            "",
            "合计",
            *[""] * (first_money - 2),
            money(book, sum(paid.fen for paid in payments), UNITS[unit], True),
            "",
        ]
        place = pick(book, "none", "above", "below")
        rows = [*([total] if place == "above" else []), *rows, *([total] if place == "below" else [])]
        return framed(book, name, "2020年民生工程资金拨付台账", [header], rows, money_from=first_money, unit=unit)

    if all(paid.day for paid in book.payments) and pick(book, True, False):
        months = sorted({(paid.day.year, paid.day.month) for paid in book.payments if paid.day})
        return [
            sheet(f"{year}-{month}", [paid for paid in book.payments if paid.day and (paid.day.year, paid.day.month) == (year, month)])
            for year, month in months
        ]  # fmt: skip
    return [sheet("台账", book.payments)]


def progress_sheet(book: Book) -> Sheet:
    """Layouts B (a group a level), C (a group a stage) and E (before this month + this month)."""
    unit = pick(book, *UNITS)
    nature = has_natures(book)
    texts = ["序号", "项目名称", *(["资金类别"] if nature else [])]
    paid = oracle(book).disbursed
    layouts = ["B", "C"] if len(book.levels) > 1 else ["E", "plain", "cumulative"]
    layout = pick(book, *layouts)
    levels = book.levels

    def told(number: int, item: Item) -> list[Any]:
        return [number, item.project, *([pick(book, *NATURES[item.nature])] if nature else [])]

    def cells(*fens: int) -> list[Any]:
        return [money(book, fen, UNITS[unit]) for fen in fens]

    rows: Rows = []
    for number, item in enumerate(book.items, 1):
        given = paid[item.project, item.nature]
        own = given.get("district", 0)
        if layout == "B":
            found = [fen for level in levels for fen in (item.required[level], given.get(level, 0))]
        elif layout == "C":
            planned, spent = [item.required[level] for level in levels], [given.get(level, 0) for level in levels]
            found = [sum(planned), *planned, sum(spent), *spent]
        elif layout == "E":
            before = own // 3
            found = [item.required["district"], before, own - before]
        else:
            found = [item.required["district"], own]
        rows.append([*told(number, item), *cells(*found)])
    blank = [""] * len(texts)
    if layout == "B":
        heads = [pick(book, *LEVEL_HEADERS[level]) for level in levels]
        headers = [
            [*texts, *(text for head in heads for text in (head, ""))],
            [*blank, *("计划数", "支付数") * len(levels)],
        ]
    elif layout == "C":
        leaves = ["总金额", *(pick(book, *LEVEL_HEADERS[level]) for level in levels)]
        headers = [
            [*texts, "预算金额", *[""] * len(levels), "支付金额", *[""] * len(levels)],
            [*blank, *leaves, *leaves],
        ]
    elif layout == "E":
        headers = [[*texts, "年度计划投资", "本月前已拨付资金", "本月新增拨付资金"]]
    else:
        headers = [
            [
                *texts,
                pick(book, "计划数", "全年预算数"),
                pick(book, "支付数", "已拨付") if layout == "plain" else "累计拨付",
            ]
        ]
    return framed(book, "进度", "2020年民生工程资金拨付进度表", headers, rows, money_from=len(texts), unit=unit)


# --- Formats ----------------------------------------------------------------------------------------------


def as_text(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    return f"{Decimal(repr(value)):f}" if isinstance(value, float) else value


def files(book: Book, sheets: Sequence[Sheet]) -> list[Source]:
    form = pick(book, "xlsx", "openpyxl", "xls", "ods", "utf-8-sig", "gb18030")
    writers = {"xlsx": (xlsx, "xlsx"), "openpyxl": (by_openpyxl, "xlsx"), "xls": (xls, "xls"), "ods": (ods, "ods")}
    if form in writers:
        write, suffix = writers[form]
        groups = [list(sheets)] if pick(book, True, False) else [[sheet] for sheet in sheets]
        return [Source(f"{n}-{group[0].name}.{suffix}", write(*group)) for n, group in enumerate(groups)]
    return [
        Source(f"{sheet.name}.csv", csv_bytes([*[[]] * sheet.top, *([*[""] * sheet.left, *map(as_text, row)] for row in sheet.rows)], form))
        for sheet in sheets
    ]  # fmt: skip
