"""What `check` may have found in one workbook, made by hand, so that the formats are tested apart from the rules."""

from typing import Any

from minsheng_funds import pipeline
from minsheng_funds.model import Book, Checked, Excerpt, Finding, Origin, RuleCard, SetAside, Source, Unable
from minsheng_funds.settings import Settings
from minsheng_funds.vocabulary import NOTHING, Text
from tests.support import Sheet, day, ledger, plan, settings_of, xlsx

FILE = "2020年 台账#1.xlsx"
PAYMENTS = [(day(1, number), "道路", "甲公司", 1000.0 * number, "") for number in range(2, 20)]
CONTENT = xlsx(
    plan(("道路", 10), ("供水", 20)),
    ledger(*PAYMENTS, (day(2, 1), "供水", "乙公司", "待定", ""), (day(2, 2), "道路", "甲公司", 99.0, "退回")),
    Sheet("说明", [["填表说明"], ["由各乡镇填写"]]),
)
SOURCES = (Source(FILE, CONTENT), Source("补充.csv", "拨付日期,项目名称,拨付金额(元)\n2020-03-01,道路,5\n".encode()))
SETTINGS_FILE = "/somewhere/minsheng-funds.toml"


def at(sheet: str, row: int, column: int | None, file: str = FILE) -> Origin:
    return Origin(file, sheet, row, column)


def finding(code: str, severity: str, *origins: Origin, **given: Any) -> Finding:
    titles = {rule.code: rule.title for rule in RULES}
    values: dict[str, Any] = {
        "message": Text(f"{code} 的内容", f"what {code} says"), "remedy": Text("改正", "correct it"),
        "measure": "text", "expected": None, "actual": None, "difference": None,
        "title": titles[code], **given,
    }  # fmt: skip
    return Finding(code=code, severity=severity, origins=origins, **values)


def note(code: str, severity: str, zh: str, en: str) -> RuleCard:
    why, remedy = Text(f"{zh}会使合计出错", f"{en.lower()}: totals go wrong"), Text("改正该单元格", "correct that cell")
    return RuleCard(code, severity, Text(zh, en), Text("…", "…"), why, remedy, "", "", {}, (), True)


RULES = (
    note("A001", "error", "金额读不出", "Amount unreadable"),
    note("F010", "warning", "没有识别的表", "Sheet not recognised"),
    note("G041", "warning", "豁免已过期", "Waiver over"),
    note("L001", "error", "退回是正数", "Refund positive"),
    note("L060", "info", "整数金额", "Round amounts"),
    note("P001", "warning", "计划没有单位", "Plan without unit"),
    note("X004", "warning", "超计划拨付", "Paid above plan"),
    note("X020", "warning", "与下达不符", "Differs from issued"),
)

UNREADABLE = finding(
    "A001", "error", at("台账", 22, 3), project="供水",
    message=Text("金额“待定”读不出,未计入", "the amount '待定' cannot be read and is not counted"),
)  # fmt: skip
REFUND = finding(
    "L001", "error", at("台账", 23, 3), at("台账", 23, 4), at("台账", 21, 3), at("计划", 4, 1), measure="fen", actual=9_900, project="道路",
    message=Text("“道路”的 99.00元 注明“退回”却是正数", "道路: 99.00 yuan is marked as a refund and is positive"),
)  # fmt: skip
OVERPAID = finding(
    "X004", "warning", at("计划", 4, 1), measure="fen", expected=10_000_000, actual=18_909_900, difference=8_909_900,
    project="道路", unit="区交通局",
    message=Text("“道路”拨付 189,099.00元 超过计划 100,000.00元", "道路: paid 189,099.00 yuan, above its plan of 100,000.00 yuan"),
)  # fmt: skip
UNKNOWN_SHEET = finding("F010", "warning", Origin(FILE, "说明"))
ROUND = finding("L060", "info", at("台账", 4, 3), at("台账", 5, 3), measure="percent", expected="10.0", actual="94.7")
OVER = finding("G041", "warning", Origin(SETTINGS_FILE), remedy=NOTHING)
WAIVED = finding("X004", "warning", at("计划", 5, 1), measure="fen", expected=0, actual=5, difference=5)
KNOWN = finding("L001", "error", at("台账", 24, 3), measure="fen", actual=5)
CHECKED = Checked(
    (UNREADABLE, REFUND, OVERPAID, UNKNOWN_SHEET, OVER, ROUND),
    (SetAside(WAIVED, "合同尾款,已报区政府"),),
    (SetAside(KNOWN),),
    (
        Unable("P001", Text("计划没有单位", "Plan without unit"), Text("计划没有责任单位栏", "no plan has a column of units"), (Origin(FILE, "计划"),)),
        Unable("X020", Text("与下达不符", "Differs from issued"), Text("没有指标下达表", "there is no table of what was issued")),
    ),
)  # fmt: skip


def read(toml: str = "", **given: Any) -> tuple[Book, Settings]:
    settings = settings_of(toml, **given)
    return pipeline.run(SOURCES, settings).book, settings


def around(book: Book, places: tuple[Origin, ...], settings: Settings) -> dict[Origin, Excerpt]:
    return dict(pipeline.excerpts(book, places, settings))
