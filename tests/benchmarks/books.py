"""The workbooks that are measured: the same bytes in every run, made with XlsxWriter."""

import random
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import xlsxwriter

PROJECTS = [f"民生工程第{number}项" for number in range(1, 31)]
UPKEPT = PROJECTS[::4]
"""Those that get maintenance funds besides."""
LEVELS = {"中央": 1, "省级": 2, "市级": 1, "区级": 12}
"""The levels, and how often each pays: mostly the bureau's own."""
MATCHING, MAINTENANCE = "配套资金", "管护资金"
HEADER = (
    *("序号", "拨付日期", "项目名称", "收款单位", "资金类别", "级次"),
    *("指标文号", "拨付金额", "凭证号", "经办人", "备注"),
)
FIRST_DAY, DAYS = date(2020, 1, 1), 366
Row = tuple[int, date, str, str, str, str, str, float, str, str, str]


def write_ledger(path: Path, count: int, *, shuffled: bool = False, seed: int = 2020) -> None:
    """A ledger of `count` payments × 11 columns beside a plan of 30 projects; dates in order, or at random."""
    rows = list(_payments(count, seed))
    if shuffled:
        random.Random(2021).shuffle(rows)
    book = xlsxwriter.Workbook(path, {"constant_memory": True})
    book.set_properties({"created": FIRST_DAY})
    day = book.add_format({"num_format": "yyyy-mm-dd"})
    _write_plan(book.add_worksheet("资金筹集方案"), count)
    page = book.add_worksheet("拨付台账")
    page.write(0, 0, "某区2020年民生工程资金拨付台账")
    page.write(1, 0, "单位：元")
    page.write_row(2, 0, HEADER)
    for place, row in enumerate(rows, 3):
        page.write_number(place, 0, place - 2)
        page.write_datetime(place, 1, row[1], day)  # type: ignore[arg-type,unused-ignore] # a date will do
        page.write_row(place, 2, row[2:])
    book.close()


def write_merged(path: Path, count: int) -> None:
    """A ledger of `count` payments, the payee of each merged over two columns, as printed forms are made."""
    book = xlsxwriter.Workbook(path)
    book.set_properties({"created": FIRST_DAY})
    day = book.add_format({"num_format": "yyyy-mm-dd"})
    _write_plan(book.add_worksheet("资金筹集方案"), count)
    page = book.add_worksheet("拨付台账")
    page.write(0, 0, "单位：元")
    page.write_row(1, 0, ("拨付日期", "项目名称", "收款单位", "", "拨付金额", "资金类别", "级次"))
    for place, row in enumerate(_payments(count), 2):
        page.write_datetime(place, 0, row[1], day)  # type: ignore[arg-type,unused-ignore]
        page.write(place, 1, row[2])
        page.merge_range(place, 2, place, 3, row[3])
        page.write(place, 4, row[7])
        page.write_row(place, 5, row[4:6])
    book.close()


def write_wide(path: Path) -> None:
    """A plan of ten rows whose last cell is a blank one with a border in XFB125."""
    book = xlsxwriter.Workbook(path)
    page = book.add_worksheet("拨付台账")
    page.write(0, 0, "单位：元")
    page.write_row(1, 0, ("拨付日期", "项目名称", "收款单位", "拨付金额"))
    for place, row in enumerate(_payments(10), 2):
        page.write_row(place, 0, (row[1].isoformat(), row[2], row[3], row[7]))
    page.write_blank(124, 16_381, None, book.add_format({"border": 1}))
    book.close()


def _write_plan(page: xlsxwriter.worksheet.Worksheet, count: int) -> None:
    """A plan in proportion to the payments, so that the books are ordinary: no project is overpaid."""
    page.write(0, 0, "某区2020年民生工程资金筹集方案")
    page.write(1, 0, "单位：万元")
    page.write_row(2, 0, ("序号", "项目名称", "牵头单位", "类别", "资金类别", *LEVELS, "备注"))
    place = 3
    for name in PROJECTS:
        for nature in (MATCHING, MAINTENANCE) if name in UPKEPT else (MATCHING,):
            amounts = [count * often / 10 for often in LEVELS.values()]
            page.write_row(place, 0, (place - 2, name, "区财政局", "工程类", nature, *amounts, ""))
            place += 1


def _payments(count: int, seed: int = 2020) -> Iterator[Row]:
    chance = random.Random(seed)
    for number in range(1, count + 1):
        project = chance.choice(PROJECTS)
        upkeep = project in UPKEPT and chance.random() < 0.3
        (level,) = chance.choices(list(LEVELS), list(LEVELS.values()))
        yield (
            number,
            FIRST_DAY + timedelta(days=(number - 1) * DAYS // count),
            project,
            f"第{chance.randrange(200)}施工单位",
            MAINTENANCE if upkeep else MATCHING,
            level,
            f"区财〔2020〕{chance.randrange(1, 300)}号",
            chance.randrange(100_00, 500_000_00) / 100,
            f"PZ2020{number:07d}",
            f"经办{chance.randrange(12)}",
            "工程进度款" if number % 3 else "",
        )
