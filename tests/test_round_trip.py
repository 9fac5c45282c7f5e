"""Any plan and ledger, written in any format and layout, gives the statement that an oracle computes from the same money.

The oracle below adds up whole fen and knows nothing of workbooks. ROUND_TRIP_EXAMPLES=5000 tries that many books.
"""

import os
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from minsheng_funds import pipeline
from minsheng_funds.model import Outcome, Source
from minsheng_funds.reading.values import squeeze
from minsheng_funds.settings import Settings
from tests.corpus.build import by_openpyxl, xlsx
from tests.support import Sheet, csv_bytes, ods, xls

EXAMPLES = int(os.environ.get("ROUND_TRIP_EXAMPLES", "150"))
UNITS = {"元": 100, "千元": 100_000, "万元": 1_000_000}
LEVELS = ("central", "provincial", "municipal", "district", "other")
LEVEL_HEADERS = {
    "central": ("中央", "中央资金", "中央财政"), "provincial": ("省级", "省级资金", "省财政"), "municipal": ("市级", "市本级"),
    "district": ("区级", "县级", "区级资金", "县本级"), "other": ("其他资金", "乡镇及其他"),
}  # fmt: skip
NAMES = ("农村改厕", "美丽乡村建设", "老年津贴(80岁以上)", "学前教育促进工程", "智慧学校建设", "农村饮水安全", "城乡医疗救助", "四好农村路", "技工大省培训", "就业脱贫")
NATURES = {"matching": ("配套", "配套资金"), "maintenance": ("管护", "管护资金")}
CLASSES = ("工程类", "补助类", "培训类")
Key = tuple[str, str]
Rows = list[list[Any]]


@dataclass(frozen=True)
class Item:
    """One project of one nature: what every level must put up, in fen."""

    project: str
    nature: str
    class_name: str
    required: dict[str, int]


@dataclass(frozen=True)
class Paid:
    """One payment in fen."""

    project: str
    nature: str
    level: str
    day: date | None
    fen: int


@dataclass(frozen=True)
class Book:
    """The money, and how it is to be written."""

    items: tuple[Item, ...]
    payments: tuple[Paid, ...]
    levels: tuple[str, ...]
    as_of: date | None
    draw: Callable[..., Any]


# --- The oracle -------------------------------------------------------------------------------------------


@dataclass
class Expected:
    required: dict[Key, dict[str, int]]
    disbursed: dict[Key, dict[str, int]]
    unmatched: dict[str, int]
    out_of_scope: dict[str, int]


def oracle(book: Book) -> Expected:
    required = {(item.project, item.nature): item.required for item in book.items}
    disbursed: dict[Key, dict[str, int]] = {key: defaultdict(int) for key in required}
    unmatched: dict[str, int] = defaultdict(int)
    aside: dict[str, int] = defaultdict(int)
    for paid in book.payments:
        key = (paid.project, paid.nature)
        if paid.day is not None and paid.day.year != 2020:
            aside["other-year"] += paid.fen
        elif book.as_of is not None and paid.day is not None and paid.day > book.as_of:
            aside["after-as-of"] += paid.fen
        elif key not in required:
            unmatched[paid.project] += paid.fen
        else:
            disbursed[key][paid.level] += paid.fen
            if paid.level != "district":
                aside["level"] += paid.fen
    return Expected(required, disbursed, dict(unmatched), {why: fen for why, fen in aside.items() if fen})


def percent(paid: int, required: int) -> str | None:
    if required <= 0:
        return None
    rounded = (Decimal(paid) * 100 / Decimal(required)).quantize(Decimal("0.1"), ROUND_HALF_UP)
    return str(rounded if rounded else abs(rounded))


# --- Books at random --------------------------------------------------------------------------------------


@st.composite
def books(draw: Callable[..., Any], progress: bool = False, one_level: bool = False) -> Book:
    names = draw(st.lists(st.sampled_from(NAMES), min_size=1, max_size=6, unique=True))
    levels = ("district",) if one_level else tuple(
        level for level in LEVELS if level == "district" or draw(st.booleans())
    )  # fmt: skip
    both = draw(st.booleans())
    items, payments = [], []
    amounts = st.integers(5_000_000, 50_000_000)
    for name in names:
        natures = draw(st.sampled_from((["matching"], ["maintenance"], ["matching", "maintenance"]))) if both else ["matching"]
        for nature in natures:
            required = {level: draw(amounts) if level == "district" or draw(st.booleans()) else 0 for level in levels}
            items.append(Item(name, nature, draw(st.sampled_from(CLASSES)), required))
    as_of = draw(st.one_of(st.none(), st.dates(date(2020, 1, 31), date(2020, 12, 31))))
    keys = [(item.project, item.nature) for item in items]
    keys += [] if progress else [("未列入计划的项目", items[0].nature)]
    days: st.SearchStrategy[date | None] = st.dates(date(2020, 1, 1), date(2020, 12, 31))
    if as_of is None:
        days = st.one_of(st.none(), days)
    elif not progress:
        days = st.one_of(days, st.dates(date(2019, 11, 1), date(2019, 12, 31)))
    if progress:
        days = st.just(None)
    for _ in range(draw(st.integers(1, 12))):
        project, nature = draw(st.sampled_from(keys))
        level = draw(st.sampled_from(levels)) if project in names else "district"
        fen = draw(st.integers(100_000, 5_000_000)) * draw(st.sampled_from((1, 1, 1, -1)))
        payments.append(Paid(project, nature, level, draw(days), fen))
    if not progress and not any(paid.day for paid in payments):
        payments.append(Paid(*keys[0], "district", date(2020, 3, 1), 123_456))
    return Book(tuple(items), tuple(payments), levels, None if progress else as_of, draw)


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


def framed(book: Book, name: str, title: str, headers: Sequence[Sequence[str]], rows: Rows, money_from: int, unit: str) -> Sheet:
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
    texts = ["序号", pick(book, "项目名称", "民生工程项目", "工程名称"), *(["资金类别"] if nature else []), *(["类别"] if classes == "column" else [])]
    leaves = ["合计"] if with_total else []
    leaves += [pick(book, *LEVEL_HEADERS[level]) for level in levels] if len(levels) > 1 else [pick(book, "计划数", "计划资金", "需配套资金", "应配套")]
    headers = [[*texts, *leaves, "备注"]]
    if group:
        headers = [[*texts, group, *[""] * (len(leaves) - 1), "备注"], [*[""] * len(texts), *leaves, ""]]

    def amounts(items: Sequence[Item], plain: bool) -> list[Any]:
        sums = [sum(item.required[level] for item in items) for level in levels]
        return [money(book, fen, UNITS[unit], plain) for fen in ([sum(sums)] if with_total else []) + sums]

    def summary(number: str, name: str, items: Sequence[Item]) -> list[Any]:
        return [number, name, *[""] * (len(texts) - 2), *amounts(items, True), ""]

    def row(number: int, item: Item) -> list[Any]:
        told = [*([pick(book, *NATURES[item.nature])] if nature else []), *([item.class_name] if classes == "column" else [])]
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
    return framed(book, "计划", "2020年民生工程资金筹集方案", headers, rows, len(texts), unit)


def long_plan_sheet(book: Book) -> Sheet:
    """Layout G: one row a project × level × nature."""
    unit = pick(book, *UNITS)
    rows = [
        [item.project, pick(book, *LEVEL_HEADERS[level]), pick(book, *NATURES[item.nature]), 2020, money(book, fen, UNITS[unit])]
        for item in book.items for level, fen in item.required.items()
    ]  # fmt: skip
    return framed(book, "计划", "2020年资金计划", [["项目名称", "资金层级", "资金性质", "年度", "计划金额"]], rows, 4, unit)


def ledger_sheets(book: Book) -> list[Sheet]:
    """Layout D: one row a payment; perhaps a sheet a month; levels and natures only where they are needed."""
    unit = pick(book, *UNITS)
    levels = len(book.levels) > 1
    natures = has_natures(book)
    both = {item.project for item in book.items if item.nature == "matching"} & {item.project for item in book.items if item.nature == "maintenance"}
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
        return [number, day_text(book, paid.day), name_text(book, paid.project), f"单位{number}", *told, money(book, paid.fen, UNITS[unit]), note]

    def sheet(name: str, payments: Sequence[Paid]) -> Sheet:
        rows = [row(number, paid) for number, paid in enumerate(payments, 1)]
        total = ["", "合计", *[""] * (first_money - 2), money(book, sum(paid.fen for paid in payments), UNITS[unit], True), ""]
        place = pick(book, "none", "above", "below")
        rows = [*([total] if place == "above" else []), *rows, *([total] if place == "below" else [])]
        return framed(book, name, "2020年民生工程资金拨付台账", [header], rows, first_money, unit)

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
        headers = [[*texts, *(text for head in heads for text in (head, ""))], [*blank, *("计划数", "支付数") * len(levels)]]
    elif layout == "C":
        leaves = ["总金额", *(pick(book, *LEVEL_HEADERS[level]) for level in levels)]
        headers = [[*texts, "预算金额", *[""] * len(levels), "支付金额", *[""] * len(levels)], [*blank, *leaves, *leaves]]
    elif layout == "E":
        headers = [[*texts, "年度计划投资", "本月前已拨付资金", "本月新增拨付资金"]]
    else:
        headers = [[*texts, pick(book, "计划数", "全年预算数"), pick(book, "支付数", "已拨付") if layout == "plain" else "累计拨付"]]
    return framed(book, "进度", "2020年民生工程资金拨付进度表", headers, rows, len(texts), unit)


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


# --- The comparison ---------------------------------------------------------------------------------------

_MAGNITUDES = {"U003", "U004"}
"""Random money may look like a slip of units; the figures must be the same all the same."""


def compare(book: Book, outcome: Outcome, *, with_ledger: bool) -> None:
    expected = oracle(book)
    errors = {finding.code: [str(origin) for origin in finding.origins] for finding in outcome.findings if finding.severity == "error"}
    assert errors.keys() <= _MAGNITUDES, errors
    lines = {(line.project, line.nature): line for line in outcome.statement.lines}
    assert lines.keys() == expected.required.keys()
    for key, line in lines.items():
        required, paid = expected.required[key], expected.disbursed[key]
        assert line.figures.required == required["district"], key
        assert (line.figures.disbursed or 0) == paid.get("district", 0), key
        for level in book.levels:
            found = line.levels.get(level)
            assert ((found.required if found else 0) or 0) == required[level], (key, level)
            assert ((found.disbursed if found else 0) or 0) == paid.get(level, 0), (key, level)
        if not errors:
            assert (line.rate.percent(1) if line.rate else None) == percent(paid.get("district", 0), required["district"])
            assert line.complete
    for nature, total in outcome.statement.totals.items():
        assert total.figures.required == sum(fen["district"] for key, fen in expected.required.items() if key[1] == nature)
        assert (total.figures.disbursed or 0) == sum(fen.get("district", 0) for key, fen in expected.disbursed.items() if key[1] == nature)
    books = outcome.statement.reconciliation
    if not with_ledger:
        assert books is None
        return
    assert books is not None
    assert books.ledger_total == sum(paid.fen for paid in book.payments)
    assert {why: fen for why, fen in books.out_of_scope if fen} == expected.out_of_scope
    unmatched: dict[str, int] = defaultdict(int)
    for row in outcome.statement.unmatched:
        unmatched[squeeze(row.project)] += row.disbursed  # it is printed as the ledger writes it
    assert unmatched == expected.unmatched


def settings_of(book: Book) -> Settings:
    return Settings(as_of=book.as_of)


@settings(max_examples=EXAMPLES)
@given(books())
def test_a_plan_and_a_ledger_give_the_same_statement_in_every_format_and_layout(book: Book) -> None:
    plan = pick(book, plan_sheet, long_plan_sheet)(book)
    sheets = [plan, *ledger_sheets(book)]
    compare(book, pipeline.run(files(book, sheets), settings_of(book)), with_ledger=True)


@settings(max_examples=EXAMPLES)
@given(st.one_of(books(progress=True), books(progress=True, one_level=True)))
def test_a_progress_table_gives_the_same_statement_in_every_format_and_layout(book: Book) -> None:
    compare(book, pipeline.run(files(book, [progress_sheet(book)]), settings_of(book)), with_ledger=False)


def test_the_oracle_itself_counts_as_the_interface_says() -> None:
    item = Item("甲", "matching", "工程类", {"district": 300_00})
    day = date(2020, 4, 17)
    payments = (
        Paid("甲", "matching", "district", day, 100_00), Paid("甲", "matching", "district", day + timedelta(1), 7_00),
        Paid("甲", "matching", "district", date(2019, 4, 17), 9_00), Paid("乙", "matching", "district", day, 5_00),
        Paid("甲", "matching", "provincial", day, 3_00), Paid("甲", "matching", "district", None, -1_00),
    )  # fmt: skip
    found = oracle(Book((item,), payments, ("provincial", "district"), day, lambda _: None))
    assert found.disbursed == {("甲", "matching"): {"district": 99_00, "provincial": 3_00}}
    assert (found.unmatched, found.out_of_scope) == ({"乙": 5_00}, {"after-as-of": 7_00, "other-year": 9_00, "level": 3_00})
    assert [percent(1, 3), percent(4425, 10000), percent(-4425, 10000), percent(1, 0)] == ["33.3", "44.3", "-44.3", None]
