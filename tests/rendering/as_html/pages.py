"""Pages of reports for the tests, made as the command makes them."""

from dataclasses import replace
from pathlib import Path

from minsheng_funds import pipeline
from minsheng_funds.model import Additions, Outcome, Source
from minsheng_funds.rendering.as_html.report import write_report
from minsheng_funds.rendering.composing.page import compose_page
from minsheng_funds.rendering.document import Document
from minsheng_funds.rendering.words import Words
from minsheng_funds.settings import Settings
from tests.support import Sheet, day, run, settings_of, xlsx

ROOT = Path(__file__).parents[3]

LEVELS = Sheet(
    "计划",
    [
        ["2020年资金筹集方案"],
        ["单位:万元"],
        ["项目名称", "类别", "责任单位", "资金类别", "省级", "区级"],
        ["道路", "工程类", "交通局", "配套", 5, 10],
        ["水库", "工程类", "水利局", "配套", 0, 20.5],
        ["低保", "补助类", "民政局", "配套", 7, 9],
        ["培训", "培训类", "人社局", "配套", 0, 100],
        ["道路", "工程类", "交通局", "管护", 0, 2],
        ["水库", "工程类", "水利局", "管护", 0, 3],
    ],
)
"""Two funds, three classes, two levels; a hundred is more than twenty, though its text is not."""

PAYMENTS = Sheet(
    "台账",
    [
        ["2020年资金拨付台账"],
        ["单位:元"],
        ["拨付日期", "项目名称", "资金类别", "收款单位", "拨付金额", "凭证号", "文号"],
        [day(1, 5), "道路", "配套", "甲公司", 30_000.25, "记-1", "财建1号"],
        [day(2, 5), "道路", "配套", "乙公司", 20_000, "记-2", "财建1号"],
        [day(2, 9), "水库", "配套", "丙公司", 205_000, "记-3", "财建2号"],
        [day(3, 9), "低保", "配套", "代发户", 45_000, "记-4", "财社1号"],
        [day(3, 9), "道路", "管护", "养护所", 12_000, "记-5", "财建3号"],
        [day(3, 10), "没有计划", "配套", "丁", 5, "记-6", ""],
        [day(6, 30), "低保", "配套", "代发户", "不详", "记-7", ""],
    ],
)
BOOK = (Source("book.xlsx", xlsx(LEVELS, PAYMENTS)),)


def document_of(outcome: Outcome, settings: Settings, *, details: bool = False) -> Document:
    asked = Additions(details=pipeline.trace(outcome, settings)) if details else Additions()
    return compose_page(pipeline.dossier(outcome, settings, asked, payments=True), settings)


def page_of(*given: object, lang: str = "zh", toml: str = "", details: bool = False, evaluation: bool = False) -> str:
    """The page of a book of these sheets."""
    settings = settings_of(toml, lang=lang)
    settings = replace(settings, evaluation=replace(settings.evaluation, shown=evaluation))
    outcome = run(*given, toml=toml, lang=lang)  # type: ignore[arg-type]
    return write_report(document_of(outcome, settings, details=details), Words(settings))
