"""Write examples/bureaus: the workbooks of five districts, one of them broken, for `batch`. EVERYTHING IS INVENTED.

    python examples/make_bureaus.py         # needs XlsxWriter

Four districts plan the same five projects; two hand in plan and ledger, two a progress table. 乙区 and 丙区 have paid
the same share, so that they share a rank. 戊区 has saved a web page under the name of a workbook. Every run writes the
same bytes.
"""

import datetime as dt
from pathlib import Path

import xlsxwriter

FOLDER = Path(__file__).parent / "bureaus"
FICTION = "示例数据：本簿全部为虚构，仅用于演示 batch。"
PROJECTS = (
    ("美丽乡村建设", "工程类", "区农业农村局"),
    ("城镇老旧小区改造", "工程类", "区住建局"),
    ("城乡居民最低生活保障", "补助类", "区民政局"),
    ("城乡居民基本医疗保险", "参保类", "区医保局"),
    ("技能培训提升", "培训类", "区人社局"),
)
LEVELS = ("省级", "区级")
PLANNED = {  # 万元, by district: (province, district) a project
    "甲区": ((120, 400), (80, 350), (300, 260), (500, 180), (40, 60)),
    "乙区": ((90, 300), (60, 200), (280, 240), (420, 160), (30, 100)),
    "丙区": ((150, 500), (100, 450), (350, 300), (600, 250), (50, 100)),
    "丁区": ((70, 220), (50, 180), (200, 150), (300, 120), (20, 30)),
}
PAID = {  # percent of the district's own money, a project
    "甲区": (52, 40, 33, 30, 20),
    "乙区": (20, 25, 35, 40, 17),
    "丙区": (26, 12, 34, 48, 34),
    "丁区": (30, 10, 33, 0, 10),
}
PAYEES = ("第一建筑公司", "城建公司", "各乡镇财政所", "医保基金专户", "职业技术学校")
WITH_LEDGER = ("甲区", "丙区")
WAN = 10_000


def save(name: str) -> None:
    """The workbook of one district."""
    book = xlsxwriter.Workbook(FOLDER / f"{name}.xlsx")
    book.set_properties({"created": dt.datetime(2020, 4, 17), "comments": FICTION})
    plan = book.add_worksheet("资金筹集方案" if name in WITH_LEDGER else "资金拨付进度")
    title = "资金筹集方案" if name in WITH_LEDGER else "资金拨付进度表"
    plan.write(0, 0, f"{name}2020年民生工程{title}")
    plan.write(1, 0, f"填报单位：{name}财政局　截止日期：2020年4月17日　单位：万元")
    header = ["序号", "项目名称", "类别", "牵头单位", *LEVELS]
    plan.write_row(2, 0, header if name in WITH_LEDGER else [*header[:4], "计划数", "拨付金额"])
    for place, ((project, kind, unit), amounts) in enumerate(zip(PROJECTS, PLANNED[name], strict=True)):
        paid = amounts[1] * PAID[name][place] / 100
        row = [place + 1, project, kind, unit, *(amounts if name in WITH_LEDGER else (amounts[1], paid))]
        plan.write_row(3 + place, 0, row)
    plan.write(3 + len(PROJECTS), 0, f"注：{FICTION}")
    plan.set_column(1, 3, 24)
    if name in WITH_LEDGER:
        save_ledger(book, name)
    book.close()


def save_ledger(book: xlsxwriter.Workbook, name: str) -> None:
    """Four payments a project, one a month, of the district's own money."""
    page = book.add_worksheet("资金拨付台账")
    page.write(0, 0, f"{name}2020年民生工程资金拨付台账")
    page.write(1, 0, "单位：元")
    page.write_row(2, 0, ["序号", "拨付日期", "项目名称", "收款单位", "资金级次", "拨付金额", "凭证号"])
    number = 0
    for month, day in ((1, 20), (2, 25), (3, 18), (4, 15)):
        for place, (project, _, _) in enumerate(PROJECTS):
            amount = PLANNED[name][place][1] * WAN * PAID[name][place] // 100 // 4
            if amount:
                number += 1
                row = [number, f"2020-{month:02}-{day:02}", project, PAYEES[place], "区级", amount, f"记-{number:03}"]
                page.write_row(2 + number, 0, row)
    page.set_column(1, 6, 16)


def main() -> None:
    """Write the folder anew."""
    FOLDER.mkdir(exist_ok=True)
    for name in PLANNED:
        save(name)
    page = "<html><body><p>系统维护中，请稍后下载。（示例：并非工作簿）</p></body></html>\n"
    (FOLDER / "戊区.xlsx").write_text(page, encoding="utf-8")


if __name__ == "__main__":
    main()
