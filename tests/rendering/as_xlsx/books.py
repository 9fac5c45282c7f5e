"""Books that are hard to write down: below zero, overpaid, blank, in several units, incomplete, beyond a number."""

import io
import warnings
from collections.abc import Callable, Sequence
from typing import Any

import openpyxl

from minsheng_funds import pipeline
from minsheng_funds.model import Additions, Outcome, Source
from minsheng_funds.rendering.as_xlsx import write_xlsx
from minsheng_funds.rendering.composing.annex import annex_pages
from minsheng_funds.rendering.document import Page, Table
from tests.support import Sheet, day, ledger, plan, run, settings_of
from tests.test_examples import EXAMPLES

PLAN = plan(("甲", 100.05), ("乙", 33.335), ("丙", ""), ("丁", 0), ("戊", 7.77777777))
PAYMENTS = (
    (day(1, 2), "甲", "某", 123456.78, ""),
    (day(2, 3), "乙", "某", -2500.5, "退回"),
    (day(2, 9), "乙", "某", 400000, ""),
    (day(3, 1), "丙", "=SUM(A1)", 500, "a_x000D_b"),
    (day(3, 1), "没有计划", "x", 77.77, ""),
    (day(3, 2), "=1+1", "y", 5, ""),
    ("", "戊", "z", 9, "<b>&"),
)
LEDGER = ledger(*PAYMENTS)
FUNDS = Sheet(
    "计划",
    [
        ["2020年资金筹集方案"],
        ["单位:万元"],
        ["项目名称", "资金类别", "计划资金"],
        *(["甲", "配套", 100.05], ["甲", "管护", 10.123456], ["乙", "配套", 33.3333], ["丙", "管护", 2]),
    ],
)
FUND_PAYMENTS = Sheet(
    "台账",
    [
        ["2020年台账"],
        ["单位:元"],
        ["拨付日期", "项目名称", "资金类别", "拨付金额"],
        *([day(1, 3), "甲", "配套", 12345.67], [day(2, 3), "甲", "管护", 2345.67], [day(2, 4), "丙", "管护", 34567.8]),
    ],
)
LONG_NAMES = [f"第{number}项民生工程建设与管理维护服务" for number in range(40)]
FORTY = [(name, 100 + number * 13.37) for number, name in enumerate(LONG_NAMES)]
FORTY_PAID = [
    (day(1 + n % 6, 1 + n % 28), LONG_NAMES[n % 40], f"单位{n % 9}", 5123.45 * (n % 17), "") for n in range(400)
]
EXAMPLE = EXAMPLES / "tongguan-2020.xlsx"


def example() -> Source:
    return Source(EXAMPLE.name, EXAMPLE.read_bytes())


BOOKS: dict[str, tuple[Callable[[], Sequence[Any]], str, dict[str, Any]]] = {
    "example": (lambda: [example()], "", {"exclude": ("棚户区改造",)}),
    "plain": (lambda: [PLAN, LEDGER], "", {}),
    "two decimals": (lambda: [PLAN, LEDGER], "", {"decimals": 2}),
    "no decimals": (lambda: [PLAN, LEDGER], "", {"decimals": 0}),
    "yuan": (lambda: [PLAN, LEDGER], '[figures]\nunit = "元"', {"decimals": 2}),
    "yi yuan": (lambda: [PLAN, LEDGER], '[figures]\nunit = "亿元"', {}),
    "two funds": (lambda: [FUNDS, FUND_PAYMENTS], "", {}),
    "two units": (lambda: [FUNDS, FUND_PAYMENTS], '[funds.maintenance]\nunit = "元"', {}),
    "two bases": (lambda: [FUNDS, FUND_PAYMENTS], '[funds.maintenance]\nrate_base = "received"', {}),
    "no plan": (lambda: [LEDGER], "", {}),
    "progress alone": (lambda: [(EXAMPLES / "tongguan-2020-progress.xlsx").read_bytes()], "", {}),
    "incomplete": (lambda: [PLAN, ledger(*PAYMENTS, (day(4, 1), "甲", "某", "待定", ""))], "", {}),
    "beyond numbers": (
        lambda: [
            plan(("甲", 1e12), ("乙", 9e11)),
            ledger((day(1, 2), "甲", "", 9e14, ""), (day(2, 2), "乙", "", 0.45, "")),
        ],
        "",
        {},
    ),
    "forty projects": (lambda: [plan(*FORTY), ledger(*FORTY_PAID)], "", {}),
}


def outcome_of(name: str, **given: Any) -> tuple[Outcome, Any]:
    """A run of one of the books, and its settings."""
    make, toml, own = BOOKS[name]
    return run(*make(), toml=toml, **(own | given)), settings_of(toml, **(own | given))


def pages_of(
    name: str, *, by: Sequence[tuple[str, ...]] = (), traced: Sequence[str] = (), **given: Any
) -> tuple[Page, ...]:
    """The pages of one of the books, with every payment."""
    outcome, settings = outcome_of(name, **given)
    views = pipeline.see(outcome, settings, by) if by else ()
    traces = pipeline.trace(outcome, settings, traced) if traced else ()
    asked = Additions(views, traces, pipeline.trace(outcome, settings))
    return annex_pages(pipeline.dossier(outcome, settings, asked), settings)


def annex(name: str, **given: Any) -> bytes:
    """The annex of one of the books."""
    return write_xlsx(pages_of(name, **given))


def tables(page: Page) -> list[Table]:
    return [block for block in page.document.blocks if isinstance(block, Table)]


def reopened(content: bytes, **given: Any) -> Any:
    """The workbook as openpyxl reads it; it warns that it has no word for bars."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return openpyxl.load_workbook(io.BytesIO(content), **given)
