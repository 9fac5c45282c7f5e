"""Runs of every kind for the tests of letters: one fund or two, no plan, no ledger, levels, bonds, nothing paid."""

from dataclasses import replace
from typing import Any

from minsheng_funds import pipeline
from minsheng_funds.model import Additions, Dossier, Source
from minsheng_funds.rendering.composing.letters import compose_letter
from minsheng_funds.rendering.document import Document, Heading, Paragraph, Table
from minsheng_funds.settings import Settings
from tests.support import Sheet, day, ledger, plan, settings_of, xlsx

DETAILED = ["项目名称", "类别", "责任单位", "资金类别", "中央", "省级", "区级", "专项债券"]
LEVELS = Sheet(
    "计划",
    [
        ["2020年资金筹集方案"],
        ["单位:万元"],
        DETAILED,
        ["道路", "工程类", "交通局", "配套资金", 100, 50, 412.6, 900],
        ["低保", "补助类", "民政局", "配套资金", 20, 10, 143.83, 0],
        ["养老", "补助类", "民政局", "配套资金", 0, 0, 88.4, 0],
        ["道路", "工程类", "交通局", "管护资金", 0, 0, 128.05, 0],
    ],
)
PAYMENTS = Sheet(
    "台账",
    [
        ["2020年资金拨付台账"],
        ["单位:元"],
        ["拨付日期", "项目名称", "资金类别", "资金级次", "收款单位", "拨付金额", "备注"],
        [day(1, 5), "道路", "配套资金", "区级", "甲", 2884000.0, ""],
        [day(2, 5), "低保", "配套资金", "区级", "乙", 622950.0, ""],
        [day(3, 5), "道路", "管护资金", "区级", "甲", 640050.0, ""],
        [day(3, 6), "道路", "配套资金", "中央", "甲", 300000.0, ""],
        [day(3, 7), "公园", "配套资金", "区级", "丙", 50000.0, ""],
    ],
)
SCHEDULE = """
[schedule.class."工程类"]
due = "02-29"
[schedule.class."补助类"]
due = "10-31"
[schedule.project."养老"]
monthly = true
[behind]
points = 1
amount = "1万元"
"""
MANY = [(f"项目{n}", 10 + n) for n in range(30)]

CASES: dict[str, tuple[list[Sheet], dict[str, Any]]] = {
    "two funds, levels": ([LEVELS, PAYMENTS], {}),
    "with a schedule": ([LEVELS, PAYMENTS], {"toml": SCHEDULE}),
    "each fund in its unit": ([LEVELS, PAYMENTS], {"toml": '[funds.maintenance]\nunit = "元"'}),
    "one project": ([plan(("道路", 10)), ledger((day(1, 2), "道路", "甲", 50000.0, ""))], {}),
    "plan alone": ([plan(("道路", 10), ("低保", 5))], {}),
    "ledger alone": ([ledger((day(1, 2), "道路", "甲", 50000.0, ""), (day(1, 3), "低保", "甲", 5.0, ""))], {}),
    "progress alone": (
        [
            Sheet(
                "进度",
                [["2020年进度表"], ["单位:万元"], ["项目名称", "计划资金", "已拨付"], ["道路", 10, 5], ["低保", 8, 8]],
            )
        ],
        {},
    ),
    "overpaid": ([plan(("道路", 1)), ledger((day(1, 2), "道路", "甲", 50000.0, ""))], {}),
    "nothing planned": ([plan(("道路", "—"), ("低保", 5)), ledger((day(1, 2), "道路", "甲", 50000.0, ""))], {}),
    "nothing paid": ([plan(("道路", 10), ("低保", 5)), ledger((day(1, 2), "公园", "甲", 50000.0, ""))], {}),
    "incomplete": ([plan(("道路", 10)), ledger((day(1, 2), "道路", "甲", "待定", ""))], {}),
    "large": ([plan(("道路", 123456.7), ("低保", 45678.9)), ledger((day(1, 2), "道路", "甲", 5.5e8, ""))], {}),
    "thirty laggards": (
        [plan(*((name, 1000) for name, _ in MANY)), ledger((day(6, 28), "项目0", "甲", 1000000.0, ""))],
        {"toml": '[schedule.project."项目3"]\ndue = "03-31"'},
    ),
    "thirty projects": (
        [plan(*MANY), ledger(*((day(1 + n % 6, 9), f"项目{n}", "甲", 1000.0 * n * n, "") for n in range(30)))],
        {},
    ),
}
"""Name → the sheets of a workbook, and what `settings_of` is given."""


def dossier_of(case: str, language: str = "zh", form: str = "briefing") -> tuple[Dossier, Settings]:
    """A run of one of the cases with all that its letters need."""
    contents, given = CASES[case]
    return dossier(*contents, lang=language, form=form, **given)


def dossier(*contents: Sheet, toml: str = "", form: str = "briefing", **given: Any) -> tuple[Dossier, Settings]:
    """A run of a workbook with these sheets."""
    settings = settings_of(toml, **given)
    settings = replace(settings, evaluation=replace(settings.evaluation, shown=form == "evaluation"))
    if form != "evaluation":
        settings = replace(settings, document=replace(settings.document, form=form))
    outcome = pipeline.run([Source("book.xlsx", xlsx(*contents))], settings)
    return pipeline.dossier(outcome, settings, Additions()), settings


def letter(case: str, language: str = "zh", form: str = "briefing") -> Document:
    """The letter of a case."""
    return compose_letter(*dossier_of(case, language, form))


def texts(document: Document) -> list[str]:
    """The running text: headings and paragraphs, without tables."""
    return [block.text for block in document.blocks if isinstance(block, (Heading, Paragraph))]


def cells(document: Document) -> list[str]:
    """Every text of every table, headers and captions too."""
    tables = [block for block in document.blocks if isinstance(block, Table)]
    return [cell.text for table in tables for row in table.rows for cell in row]
