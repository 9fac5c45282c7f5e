"""Write the example workbooks of this folder: one district, one year, the same money in several layouts.

    python examples/make_examples.py        # needs XlsxWriter and xlwt

What is real and what is not: ONLY THE TOTALS ARE PUBLISHED FIGURES (Tongguan district, Anhui,
17 April 2020; see ``PUBLISHED``). Every split by project, every payee, document number, voucher, date and
every other level's amount is invented so that the totals come out; no row describes a real payment. That
the published figures leave out shantytown renovation (棚户区改造), planned and paid, is our reading. The plan of
2019 is invented from its first row to its last.

How it works: make_examples.txt holds the data as plain tables, ``make_ledger`` turns them into payments, the
``*_sheet`` functions lay cells out, and small writers save a layout as xlsx, xls or csv. Money is an integer
number of fen (分) throughout; only a cell's value is a float, made by one correctly rounded division. Every
run writes the same bytes.
"""

from __future__ import annotations

import csv
import datetime as dt
import random
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

import xlsxwriter
import xlwt

HERE = Path(__file__).parent
CUT_OFF = dt.date(2020, 4, 17)
EXCLUDED = "棚户区改造"
YUAN, WAN = 100, 1_000_000  # one yuan and ten thousand yuan (万元), in fen
LEVELS = ("中央", "省级", "市级", "区级", "其他")
PUBLISHED = {"配套": ("3794.6", "2568.1"), "管护": ("691", "306.3")}  # 万元: required, paid by the cut-off
FICTION = (
    "示例数据：仅配套资金（不含棚户区改造）与管护资金的区级合计数为铜官区2020年4月17日已公布数据，各项目分配为虚构。"
)

FICTION_2019 = "示例数据：本表全部为虚构，仅用于演示两个年度计划的对比；项目数的新增、整合、延续、退出为已公布数据。"

FICTION_PROBLEMS = "示例数据：本簿全部为虚构，并有意写入了差错，仅用于演示 check。"
STATED_TOTAL = 2_000_000 * 100  # what the ledger with problems states, in fen: not the sum of its rows

Value = str | int | float | dt.date | None  # of a cell


class Project(NamedTuple):
    """One project; money is in fen."""

    number: int
    group: str  # 类别
    name: str
    status: str  # 新增, 整合 or 延续
    unit: str
    target: str
    standard: str
    plan: dict[str, int]  # level -> planned
    upkeep: int  # planned maintenance money (管护), 0 if the project has none


class Payment(NamedTuple):
    """One row of the ledger; the amount is in fen, negative for a refund."""

    day: dt.date
    number: int  # the project's
    name: str
    nature: str
    level: str
    payee: str
    amount: int


def tables() -> dict[str, list[list[str]]]:
    """Read the tables of make_examples.txt: name -> rows of cells."""
    found: dict[str, list[list[str]]] = {}
    for line in (HERE / "make_examples.txt").read_text("utf-8").splitlines():
        if line.startswith("["):
            found[line.strip("[]")] = rows = []
        elif line and not line.startswith("#"):
            rows.append([cell.strip() for cell in line.split("|")])
    return found


TABLES = tables()


def fen(wan: str) -> int:
    """万元 as text -> fen, exactly."""
    amount = Decimal(wan) * WAN
    assert amount == int(amount), f"{wan} is finer than one fen"
    return int(amount)


def workday(text: str) -> dt.date:
    """'4.17' -> a date in 2020, which must not fall on a weekend."""
    month, day = text.split(".")
    result = dt.date(2020, int(month), int(day))
    assert result.weekday() < 5, f"{result} is a weekend"
    return result


def split(total: int, parts: int, rng: random.Random) -> list[int]:
    """Cut ``total`` into uneven parts: whole hundreds of yuan if it is such itself, else with odd fen."""
    if not parts:
        return []
    step = 100 * YUAN if total % (100 * YUAN) == 0 else 1
    shares = [total * rng.randint(85, 115) // (100 * parts) // step * step for _ in range(parts - 1)]
    return [*shares, total - sum(shares)]


def make_projects() -> list[Project]:
    """List the 23 projects in plan order, numbered through."""
    plans = {name: [fen(amount) for amount in amounts] for name, *amounts in TABLES["plan"]}
    projects = []
    for n, (group, name, status, unit, target, standard) in enumerate(TABLES["projects"], 1):
        *levels, upkeep = plans[name]
        plan = dict(zip(LEVELS, levels, strict=True))
        projects.append(Project(n, group, name, status, unit, target, standard, plan, upkeep))
    return projects


def make_ledger(projects: list[Project]) -> list[Payment]:
    """All payments and refunds in date order."""
    rng = random.Random(20200417)
    by_name = {project.name: project for project in projects}
    payees = {(name, nature): who.split() for name, nature, *_, who in TABLES["payments"]}
    ledger: list[Payment] = []

    def add(day: str, name: str, nature: str, amount: int, *, payee: str = "", level: str = "区级") -> None:
        payee = payee or payees[name, nature][0]
        ledger.append(Payment(workday(day), by_name[name].number, name, nature, level, payee, amount))

    for name, nature, paid_by_then, before, after, _ in TABLES["payments"]:
        project, net = by_name[name], fen(paid_by_then)
        gross = net + sum(fen(row[3]) for row in TABLES["refunds"] if row[1:3] == [name, nature])
        required = project.plan["区级"] if nature == "配套" else project.upkeep
        later = (required - net) // 4 // (100 * YUAN) * (100 * YUAN)  # a quarter of what is left
        for days, total in ((before, gross), (after, later)):
            slots = [(day, payee) for day in days.split() for payee in payees[name, nature]]
            for (day, payee), amount in zip(slots, split(total, len(slots), rng), strict=True):
                add(day, name, nature, amount, payee=payee)
    for day, name, nature, wan in TABLES["refunds"]:
        add(day, name, nature, -fen(wan))
    for day, level, name in TABLES["upper"]:
        add(day, name, "配套", by_name[name].plan[level] // 2, level=level)
    return sorted(ledger)


def paid(ledger: list[Payment], name: str, nature: str) -> int:
    """District money paid to one project up to and including the cut-off date, refunds taken off."""
    return sum(p.amount for p in ledger if (p.name, p.nature, p.level) == (name, nature, "区级") and p.day <= CUT_OFF)


def make_older_projects() -> list[Project]:
    """List the 26 invented projects of 2019 in plan order; the last column says what became of each in 2020."""
    projects = []
    for n, (name, status, *amounts, unit, group) in enumerate(TABLES["plan 2019"], 1):
        plan = dict(zip(LEVELS, map(fen, amounts), strict=True))
        projects.append(Project(n, group, name, status, unit, "", "", plan, 0))
    return projects


def check_older(projects: list[Project], older: list[Project]) -> None:
    """Stop unless 15 older projects are continued under their name, and 5 retired."""
    statuses = [p.status for p in older]
    assert [statuses.count(s) for s in ("延续", "整合", "退出")] == [15, 6, 5]
    same = {p.name for p in older} & {p.name for p in projects}
    assert same == {p.name for p in older if p.status == "延续"} == {p.name for p in projects if p.status == "延续"}


def check(projects: list[Project], ledger: list[Payment]) -> None:
    """Stop unless the invented parts add up to the published totals."""
    counted = [p for p in projects if p.name != EXCLUDED]
    assert (len(projects), len(counted)) == (23, 22)
    statuses = [p.status for p in projects]
    assert [statuses.count(s) for s in ("新增", "整合", "延续")] == [5, 3, 15]
    required = {"配套": sum(p.plan["区级"] for p in counted), "管护": sum(p.upkeep for p in counted)}
    for nature, (need, done) in PUBLISHED.items():
        assert required[nature] == fen(need), nature
        assert sum(paid(ledger, p.name, nature) for p in counted) == fen(done), nature
    for name, nature, wan, *_ in TABLES["payments"]:
        assert paid(ledger, name, nature) == fen(wan), name
    assert sum(p.amount <= 0 for p in ledger) == len(TABLES["refunds"])


# --------------------------------------------------------------------------------------------- layouts


class Cell(NamedTuple):
    """One cell, perhaps merged over more rows (``down``) and columns (``right``)."""

    value: Value = None
    style: str = "text"
    formula: str = ""  # value is then its cached result
    down: int = 0
    right: int = 0


@dataclass
class Sheet:
    """Cells by (row, column), both counted from 0, filled from the top."""

    name: str
    widths: tuple[int, ...]
    cells: dict[tuple[int, int], Cell] = field(default_factory=dict)
    row: int = 0  # the next one to fill
    frozen: int = 0  # rows that stay in view

    def add(self, *cells: Cell, row: int | None = None) -> None:
        """Put cells side by side into the next row, or into an earlier one that was left open."""
        column = 0
        for cell in cells:
            self.cells[self.row if row is None else row, column] = cell
            column += 1 + cell.right
        self.row += row is None

    def top(self, title: str, captions: list[tuple[str, int]], labels: str) -> None:
        """Add title, captions (text, columns to merge) and header; '组/c/d' puts 组 above c and d."""
        self.add(Cell(title, "title", right=len(self.widths) - 1))
        self.add(*(Cell(text, "caption", right=columns - 1) for text, columns in captions))
        deep, column = int("/" in labels), 0
        for label in labels.split():
            group, *parts = label.split("/")
            right = max(len(parts) - 1, 0)
            self.cells[self.row, column] = Cell(group, "head", down=0 if parts else deep, right=right)
            for offset, part in enumerate(parts):
                self.cells[self.row + 1, column + offset] = Cell(part, "head")
            column += 1 + right
        self.row += 1 + deep
        self.frozen = self.row

    def notes(self, *notes: str, fiction: str = FICTION) -> None:
        """Close the sheet with numbered notes, the last of which says what is invented."""
        for number, note in enumerate([*notes, fiction], 1):
            text = f"{'注：' if number == 1 else ''}{number}.{note}"
            self.add(Cell(text, "note", right=len(self.widths) - 1))


def texts(*values: Value) -> list[Cell]:
    """Ordinary cells side by side; None leaves one blank."""
    return [Cell(value) for value in values]


def money(amount: int, unit: int = WAN, formula: str = "") -> Cell:
    """An amount of fen shown in ``unit``: the float nearest to the exact decimal."""
    return Cell(amount / unit, "wan" if unit == WAN else "yuan", formula)


def sums(amounts: Sequence[int], first: str, formula: str) -> list[Cell]:
    """Totals side by side from column ``first`` on; # in the formula stands for the column's letter."""
    return [money(amount, WAN, formula.replace("#", chr(ord(first) + offset))) for offset, amount in enumerate(amounts)]


def plan_amounts(projects: Sequence[Project]) -> list[int]:
    """Total and the five levels, summed over projects."""
    levels = [sum(project.plan[level] for project in projects) for level in LEVELS]
    return [sum(levels), *levels]


def plan_sheet(projects: list[Project], year: int = 2020, fiction: str = FICTION) -> Sheet:
    """Lay out the funding plan: total above the data, a section with its subtotal for each class."""
    as_of = "2020年4月17日" if year == 2020 else f"{year}年12月31日"
    sheet = Sheet("资金筹集方案", (6, 30, 16, 9, 24, 22, 13, 12, 12, 12, 12, 12, 9))
    sheet.add(Cell("附件1", "caption"))
    sheet.top(
        f"铜官区{year}年民生工程资金筹集方案（测算表）",
        [("填报单位（盖章）：铜官区民生办", 4), (f"截止日期：{as_of}", 6), ("单位：万元", 3)],
        "序号 项目名称 牵头单位 类别 目标任务 补助标准 资金筹集/合计/中央/省级/市级/区级/其他 备注",
    )
    total_row, subtotals = sheet.row, []
    sheet.row += 1
    for numeral, (group, grouped) in zip("一二三四", groupby(projects, lambda p: p.group), strict=True):
        members = list(grouped)
        first = sheet.row + 2  # as Excel counts: the row under the subtotal
        subtotals.append(f"#{first - 1}")
        amounts = sums(plan_amounts(members), "G", f"SUM(#{first}:#{first + len(members) - 1})")
        sheet.add(*texts(numeral, f"{group}（小计）", *[None] * 4), *amounts, Cell())
        for project in members:
            row = sheet.row + 1
            total, *levels = plan_amounts([project])
            sheet.add(
                *texts(project.number, project.name, project.unit, group, project.target, project.standard),
                money(total, WAN, f"SUM(H{row}:L{row})"),
                *(money(amount) if amount else Cell() for amount in levels),
                Cell(project.status),
            )
    amounts = sums(plan_amounts(projects), "G", f"SUM({','.join(subtotals)})")
    sheet.add(*texts(None, "合  计", *[None] * 4), *amounts, Cell(), row=total_row)
    sheet.notes("本表合计包含棚户区改造。", "其他资金指个人缴费、社会资金、专项债等。", fiction=fiction)
    return sheet


def upkeep_sheet(projects: list[Project]) -> Sheet:
    """Lay out the plan of maintenance funds: one header row, total below the data."""
    sheet = Sheet("管护资金计划", (6, 32, 18, 11, 14, 20))
    sheet.top(
        "铜官区2020年民生工程管护资金计划表",
        [("填报单位：铜官区民生办", 4), ("单位：万元", 2)],
        "序号 项目名称 责任单位 资金类别 计划金额 备注",
    )
    first, kept = sheet.row + 1, [project for project in projects if project.upkeep]
    for n, project in enumerate(kept, 1):
        starts = texts(n, project.name, project.unit, "管护")
        sheet.add(*starts, money(project.upkeep), Cell("区级另行安排"))
    total = money(sum(p.upkeep for p in kept), WAN, f"SUM(E{first}:E{sheet.row})")
    sheet.add(*texts(None, "合计", None, None), total, Cell())
    sheet.notes()
    return sheet


def ledger_sheet(ledger: list[Payment]) -> Sheet:
    """Lay out the hand-kept payment ledger in yuan: one row a payment, total below."""
    sheet = Sheet("拨付台账", (6, 12, 30, 20, 10, 8, 24, 17, 16, 9, 16))
    sheet.top(
        "铜官区2020年民生工程资金拨付台账",
        [("填报单位：铜官区民生办", 7), ("单位：元", 4)],
        "序号 拨付日期 项目名称 收款单位 资金类别 级次 指标文号 拨付金额 凭证号 经办人 备注",
    )
    first = sheet.row + 1
    for n, p in enumerate(ledger, 1):
        office = "财指" if p.nature == "配套" else "财管"
        document = f"铜区{office}〔2020〕{p.number * 10 + LEVELS.index(p.level)}号"
        clerk = ("张某", "李某", "王某")[p.number % 3]
        middle = texts(p.name, p.payee, p.nature, p.level, document)
        ends = texts(f"拨字第{n:04}号", clerk, "退回多拨资金" if p.amount < 0 else None)
        sheet.add(Cell(n), Cell(p.day, "date"), *middle, money(p.amount, YUAN), *ends)
    total = money(sum(p.amount for p in ledger), YUAN, f"SUM(H{first}:H{sheet.row})")
    sheet.add(*texts(None, None, "合计", *[None] * 4), total, *texts(*[None] * 3))
    sheet.notes("红字（负数）为退回多拨资金。")
    return sheet


def problem_sheets() -> list[Sheet]:
    """Lay out a plan and a ledger in yuan with the problems of make_examples.txt, just as they stand there."""
    plan = Sheet("资金计划", (6, 24, 18, 10, 14, 14, 14))
    plan.top(
        "示例县2020年民生工程资金筹集方案",
        [("填报单位：示例县民生办", 4), ("单位：元", 3)],
        "序号 项目名称 责任单位 类别 资金筹集/合计/省级/县级",
    )
    for n, (name, unit, group, *amounts) in enumerate(TABLES["problems plan"], 1):
        plan.add(*texts(n, name, unit, group), *(money(int(amount) * YUAN, YUAN) for amount in amounts))
    plan.notes(fiction=FICTION_PROBLEMS)
    ledger = Sheet("拨付台账", (6, 12, 24, 26, 8, 24, 10, 16, 20))
    ledger.top(
        "示例县2020年民生工程资金拨付台账",
        [("填报单位：示例县民生办", 3), ("截止日期：2020年4月10日", 3), ("单位：元", 3)],
        "序号 拨付日期 项目名称 收款单位 级次 指标文号 凭证号 拨付金额 备注",
    )
    for n, (day, *words, amount, remark) in enumerate(TABLES["problems ledger"], 1):
        date = Cell(dt.date(*map(int, day.split("."))), "date")
        paid = Cell(amount) if amount == "待定" else money(int(amount) * YUAN, YUAN)
        ledger.add(Cell(n), date, *texts(*(word or None for word in words)), paid, Cell(remark or None))
    ledger.add(*texts(None, None, "合计", *[None] * 4), money(STATED_TOTAL, YUAN), Cell())
    ledger.notes(fiction=FICTION_PROBLEMS)
    return [plan, ledger]


def progress_cells(amounts: Sequence[int], row: int, formula: str = "") -> list[Cell]:
    """Plan, paid and rate of both funds, from column E on; blank where nothing is planned."""
    cells: list[Cell] = []
    for column, needed, done in (("E", amounts[0], amounts[1]), ("H", amounts[2], amounts[3])):
        if needed:
            rate = Cell(done / needed, "rate", f"{chr(ord(column) + 1)}{row}/{column}{row}")
            cells += [*sums([needed, done], column, formula), rate]
        else:
            cells += [Cell()] * 3
    return cells


def progress_sheet(projects: list[Project], ledger: list[Payment]) -> Sheet:
    """Lay out plan and paid side by side, one row a project, district money only."""
    sheet = Sheet("拨付进度表", (6, 30, 16, 9, 13, 15, 10, 13, 15, 10, 14))
    sheet.top(
        "铜官区2020年民生工程资金拨付进度表",
        [("填报单位：铜官区民生办", 4), ("截止日期：2020年4月17日", 4), ("单位：万元", 3)],
        "序号 项目名称 责任单位 类别 区级配套资金/计划数/已拨付/拨付率 管护资金/计划数/已拨付/拨付率 备注",
    )
    figures = [(p.plan["区级"], paid(ledger, p.name, "配套"), p.upkeep, paid(ledger, p.name, "管护")) for p in projects]
    row = sheet.row + 1  # as Excel counts
    totals = [sum(column) for column in zip(*figures, strict=True)]
    formula = f"SUM(#{row + 1}:#{row + len(projects)})"
    sheet.add(*texts(None, "合  计", None, None), *progress_cells(totals, row, formula), Cell())
    for p, amounts in zip(projects, figures, strict=True):
        starts, remark = texts(p.number, p.name, p.unit, p.group), Cell(None if amounts[1] else "尚未拨付")
        sheet.add(*starts, *progress_cells(amounts, sheet.row + 1), remark)
    sheet.notes("本表合计包含棚户区改造。", "拨付率=已拨付÷计划数。")
    return sheet


# --------------------------------------------------------------------------------------------- writers


class Style(NamedTuple):
    """How a kind of cell looks."""

    font: str = "宋体"
    size: int = 11
    bold: bool = False
    align: str = "center"
    border: int = 1
    number: str = "General"


STYLES = {
    "title": Style(size=18, bold=True, border=0),
    "caption": Style("仿宋", align="left", border=0),
    "note": Style("仿宋", align="left", border=0),
    "head": Style(bold=True),
    "text": Style(),
    "date": Style(number="yyyy-mm-dd"),
    "wan": Style(align="right", number="#,##0.00####"),
    "yuan": Style(align="right", number="#,##0.00;[Red]-#,##0.00"),
    "rate": Style(align="right", number="0.0%"),
}


def save_xlsx(path: Path, *sheets: Sheet, fiction: str = FICTION) -> None:
    """Write sheets with formulas, their cached values and a fixed creation date."""
    with xlsxwriter.Workbook(path) as book:
        created = dt.datetime(2020, 4, 17, tzinfo=dt.UTC)
        book.set_properties({"title": path.stem, "comments": fiction, "created": created})
        formats = {
            name: book.add_format(
                {"font_name": style.font, "font_size": style.size, "bold": style.bold, "align": style.align}
                | {"valign": "vcenter", "border": style.border, "num_format": style.number}
                | {"text_wrap": name in ("head", "text")}
            )
            for name, style in STYLES.items()
        }
        for sheet in sheets:
            page = book.add_worksheet(sheet.name)
            page.set_landscape()
            page.set_paper(9)  # A4
            page.fit_to_pages(1, 0)
            page.freeze_panes(sheet.frozen, 0)
            for column, width in enumerate(sheet.widths):
                page.set_column(column, column, width)
            for (row, column), cell in sheet.cells.items():
                look = formats[cell.style]
                if cell.style == "title":
                    page.set_row(row, 32)
                if cell.down or cell.right:
                    page.merge_range(row, column, row + cell.down, column + cell.right, cell.value, look)
                elif cell.formula:
                    page.write_formula(row, column, f"={cell.formula}", look, cell.value)
                else:
                    page.write(row, column, cell.value, look)


def save_xls(path: Path, *sheets: Sheet) -> None:
    """Write the same cells as BIFF8, totals as plain values."""
    book = xlwt.Workbook()
    styles = {
        name: xlwt.easyxf(
            f"font: name {style.font}, height {style.size * 20}, bold {style.bold};"
            f"align: horiz {style.align}, vert center;"
            + "".join(f"border: {side} thin;" for side in ("left", "right", "top", "bottom") if style.border),
            num_format_str=style.number,
        )
        for name, style in STYLES.items()
    }
    for sheet in sheets:
        page = book.add_sheet(sheet.name)
        page.set_panes_frozen(True)
        page.set_horz_split_pos(sheet.frozen)
        for column, width in enumerate(sheet.widths):
            page.col(column).width = width * 256
        for (row, column), cell in sheet.cells.items():
            look, bottom, right = styles[cell.style], row + cell.down, column + cell.right
            if cell.down or cell.right:
                page.write_merge(row, bottom, column, right, cell.value, look)
            else:
                page.write(row, column, cell.value, look)
    book.save(str(path))


def save_csv(path: Path, sheet: Sheet) -> None:
    """Write the cells as a Chinese Excel would: GB18030, dates as 2020.4.17, amounts as 123,456.78."""
    with path.open("w", encoding="gb18030", newline="") as file:
        writer = csv.writer(file)  # ends lines with CRLF
        for _, row in groupby(sorted(sheet.cells.items()), lambda item: item[0][0]):
            line = [""] * len(sheet.widths)
            for (_, column), cell in row:
                line[column] = csv_text(cell.value)
            writer.writerow(line)


def csv_text(value: Value) -> str:
    """One value as text."""
    if isinstance(value, dt.date):
        return f"{value.year}.{value.month}.{value.day}"
    return f"{value:,.2f}" if isinstance(value, float) else str("" if value is None else value)


def main() -> None:
    """Make, check and save everything."""
    projects = make_projects()
    ledger = make_ledger(projects)
    check(projects, ledger)
    plans, payments = [plan_sheet(projects), upkeep_sheet(projects)], ledger_sheet(ledger)
    save_xlsx(HERE / "tongguan-2020.xlsx", *plans, payments)
    save_xlsx(HERE / "tongguan-2020-plan.xlsx", *plans)
    save_xlsx(HERE / "tongguan-2020-ledger.xlsx", payments)
    save_xlsx(HERE / "tongguan-2020-progress.xlsx", progress_sheet(projects, ledger))
    save_xls(HERE / "tongguan-2020.xls", *plans, payments)
    save_csv(HERE / "tongguan-2020-ledger.csv", payments)
    save_xlsx(HERE / "problems" / "problems-2020.xlsx", *problem_sheets(), fiction=FICTION_PROBLEMS)
    older = make_older_projects()
    check_older(projects, older)
    save_xlsx(HERE / "tongguan-2019-plan.xlsx", plan_sheet(older, 2019, FICTION_2019), fiction=FICTION_2019)


if __name__ == "__main__":
    main()
