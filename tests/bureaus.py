"""Roll-ups for tests: twelve bureaus with all that happens to them, or as many as a test wants."""

from datetime import date
from functools import cache
from typing import Any

from minsheng_funds import pipeline
from minsheng_funds.errors import Failure
from minsheng_funds.model import Source
from minsheng_funds.model.rollup import CaseFailure, CaseOutcome, RollUp
from minsheng_funds.settings import Settings
from tests.support import Rows, Sheet, settings_of, xlsx

TOML = """[document]
organisation = "某市财政局"
to = "各县区财政局"
contact = "张三"

"""
AS_OF = date(2020, 4, 17)
TITLE = "2020年资金拨付进度表(万元)"
HEADER = ["项目名称", "牵头单位", "类别", "资金类别", "计划数", "拨付金额"]
PROJECTS = (
    ("农村公路", "交通局", "工程类", "配套"),
    ("困难群众救助", "民政局", "补助类", "配套"),
    ("农村饮水", "水利局", "工程类", "配套"),
    ("农村公路", "交通局", "工程类", "管护"),
)
PLANNED = (100.05, 33.335, 66.6667, 10)
"""In 万元; parts of them do not add up once rounded."""
PAID = {
    "甲县": (80, 30, 50, 6),
    "乙县": (60, 20, 30, 5),
    "丙县": (60, 20, 30, 5),  # the same as 乙县: they share a rank
    "丁县": (20, 5.05, 10, 1),
    "戊县": (50, 33.335, 0, 4),
    "己县": (45, 12.345, 33.3333, 3),
    "庚县": (100.05, 33.335, 66.6667, 10),
    "辛县": (70, 22.22, "待定", 2),  # an amount that nobody can read
    "壬县": (30, 11.11, 22.22, 0),
}


def book(paid: tuple[Any, ...], planned: tuple[Any, ...] = PLANNED, title: str = TITLE) -> bytes:
    """A progress table of four projects."""
    rows: list[Any] = [[title], HEADER]
    rows += [[*names, need, done] for names, need, done in zip(PROJECTS, planned, paid, strict=True)]
    return xlsx(Sheet("进度", rows))


def case_of(name: str, content: bytes, settings: Settings) -> CaseOutcome:
    """One case as a batch leaves it."""
    file = f"{name}.xlsx"
    try:
        return CaseOutcome(name, file, pipeline.record(name, [Source(file, content)], settings)[1])
    except Failure as error:
        return CaseOutcome(name, file, failure=CaseFailure.of(error))


def settings_for(lang: str = "zh", toml: str = TOML, **given: Any) -> Settings:
    """The settings of these roll-ups."""
    return settings_of(toml, **{"lang": lang, "as_of": AS_OF, "today": AS_OF, **given})


@cache
def twelve(top: int | None = None, toml: str = TOML) -> RollUp:
    """Nine that count (two tie, one is incomplete), two without a statement, one left out for its unit."""
    settings = settings_for(toml=toml)
    titles = {"丙县": "丙县2020年资金拨付进度表(万元)"}  # else its workbook would be that of 乙县
    cases = [case_of(name, book(paid, title=titles.get(name, TITLE)), settings) for name, paid in PAID.items()]
    cases.insert(3, case_of("子县", b"PK\x03\x04 broken", settings))
    cases.insert(7, case_of("丑县", xlsx(Sheet("说明", [["本表由财政所填报"]])), settings))
    slipped = book((500_000, 200_000, 300_000, 50_000))
    cases.append(case_of("寅县", slipped, settings))
    return pipeline.roll_up(cases, settings, top=top)


def many(count: int, rows: int = 4) -> RollUp:
    """So many bureaus, each with so many projects (at least four), all of which count."""
    settings = settings_for()
    names = [*PROJECTS, *((f"项目{n:02}", f"单位{n % 7}", "补助类", "配套") for n in range(5, rows + 1))]
    cases = []
    for number in range(count):
        sheet: list[Rows] = [["2020年资金拨付进度表(万元)"], HEADER]
        for place, project in enumerate(names):
            need = 50 + (number * 7 + place * 13) % 100 + 0.05 * place
            sheet.append([*project, need, round(need * ((number * 31 + place * 17) % 101) / 100, 4)])
        cases.append(case_of(f"县{number + 1:03}", xlsx(Sheet("进度", sheet)), settings))
    return pipeline.roll_up(cases, settings)
