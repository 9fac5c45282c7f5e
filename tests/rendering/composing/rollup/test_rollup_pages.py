"""The workbook of a roll-up: its sheets, live formulas, the problem list over all files; the same in every format."""

from dataclasses import replace

import pytest

from minsheng_funds import pipeline
from minsheng_funds.model import Source
from minsheng_funds.model.rollup import CaseFailure, CaseOutcome, SourceMark
from minsheng_funds.rendering.as_docx import write_docx
from minsheng_funds.rendering.as_html.report import write_report
from minsheng_funds.rendering.as_markdown import write_markdown
from minsheng_funds.rendering.as_text import plain_text
from minsheng_funds.rendering.as_xlsx import write_xlsx
from minsheng_funds.rendering.composing.rollup import (
    compose_rollup,
    compose_rollup_circular,
    compose_rollup_page,
    rollup_pages,
    rollup_problems,
)
from minsheng_funds.rendering.document import Table
from minsheng_funds.rendering.files import encoded
from minsheng_funds.rendering.words import Words
from minsheng_funds.settings import Settings
from minsheng_funds.vocabulary import Text
from tests.bureaus import PAID, book, case_of, many, settings_for, twelve
from tests.hostile import CHECKS, FILE, TEXTS, hostile_book
from tests.rendering.as_xlsx.books import reopened, tables
from tests.rendering.as_xlsx.test_formulas import OFFICE, formulas, recomputed
from tests.rendering.same_figures import figures_of_docx, figures_of_html, figures_of_markdown, figures_of_xlsx
from tests.support import sums

SHEETS = (
    *("汇总", "图表", "市县排名", "分项目", "项目×单位", "按类别", "按级次", "按单位", "落后项目", "未完成"),
    *("问题清单", "口径说明", "报送单位及文件"),
)


def table_of(pages, name):
    return tables(next(page for page in pages if page.name == name))[0]


def column(table, key):
    place = next(place for place, column in enumerate(table.columns) if column.key == key)
    return [row[place] for at, row in enumerate(table.rows) if at not in table.totals]


def test_the_sheets_stand_in_the_order_of_reading():
    assert tuple(page.name for page in rollup_pages(twelve(), settings_for())) == SHEETS
    assert tuple(reopened(write_xlsx(rollup_pages(twelve(), settings_for()))).sheetnames) == SHEETS


def test_every_pair_has_its_rank_within_the_project():
    table = table_of(rollup_pages(twelve(), settings_for()), "项目×单位")
    rows = list(zip(*(column(table, key) for key in ("project", "nature", "bureau", "rank")), strict=True))
    assert len(rows) == 4 * 9
    road = {row[2].text: row[3].text for row in rows if (row[0].text, row[1].text) == ("农村公路", "配套资金")}
    assert (road["乙县"], road["丙县"], road["戊县"]) == ("4", "4", "6")


def test_the_parts_that_are_printed_add_up_to_the_totals_that_are_printed():
    for rollup in (twelve(), many(40, 9)):
        for name in ("项目×单位", "市县排名", "分项目", "按单位"):
            table = table_of(rollup_pages(rollup, settings_for()), name)
            for key in ("required", "disbursed", "undisbursed"):
                place = next(place for place, column in enumerate(table.columns) if column.key == key)
                start = 0
                for total in sorted(table.totals):
                    printed = [round(float(row[place].text.rstrip("*")) * 10) for row in table.rows[start : total + 1]]
                    assert sum(printed[:-1]) == printed[-1], (name, key)
                    start = total + 1


def test_totals_and_rates_are_live_formulas():
    content = write_xlsx(rollup_pages(twelve(), settings_for()))
    for name in ("市县排名", "分项目", "项目×单位"):
        found = formulas(content, name).values()
        assert sum(text.startswith("=SUMIFS(") for text in found) >= 6, name
        assert sum("/" in text and text.startswith("=IF(") for text in found) >= len(PAID) // 4, name


@pytest.mark.slow
@pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not there")
def test_libreoffice_computes_what_every_formula_keeps(tmp_path):
    content = write_xlsx(rollup_pages(twelve(), settings_for()))
    again = reopened(recomputed(tmp_path, {"book": content})["book"], data_only=True)
    kept, compared = reopened(content, data_only=True), 0
    for sheet in kept.worksheets:
        for address in formulas(content, sheet.title):
            before, after = sheet[address].value, again[sheet.title][address].value
            assert before == after or abs(before - after) <= 1e-9 * max(1, abs(before)), (sheet.title, address)
            compared += 1
    assert compared > 300


def test_a_laggard_stands_with_its_rate_the_average_and_what_it_owes():
    table = table_of(rollup_pages(twelve(), settings_for()), "落后项目")
    assert [cell.text for cell in table.rows[0]] == [
        *("农村公路", "配套资金", "丁县", "9/9", "20.0%", "57.2%*", "-37.2", "80.0", "低于平均")
    ]
    assert sums(cell.fen for cell in column(table, "undisbursed")) == sums(
        standing.line.figures.undisbursed for ranking in twelve().rankings for standing in ranking.laggards
    )


def test_the_problem_list_is_that_of_all_files_the_roll_ups_own_first():
    table = table_of(rollup_problems(twelve(), settings_for()), "问题清单")
    assert [(row[1].text, row[-2].text) for row in table.rows][:4] == [
        *(("子县", "B001"), ("丑县", "B001"), ("寅县", "B004"), ("辛县", "A001"))
    ]
    count = len(twelve().findings) + sum(len(record.findings) for record in twelve().done)
    assert len(table.rows) == count
    assert table.rows[3][-1].text == "辛县.xlsx!进度!F5"


def test_a_problem_leads_to_the_workbook_of_its_own_bureau():
    links = {"辛县": {"辛县.xlsx": "../辛/辛县.xlsx"}}
    table = table_of(rollup_problems(twelve(), settings_for(), links), "问题清单")
    assert [row[-1].link for row in table.rows if row[-1].link] == ["../辛/辛县.xlsx#'进度'!F5"]


def test_what_all_cases_have_in_common_is_nobodys_own_problem():
    cases: list[CaseOutcome] = []
    for name, level in (("东市", "municipal"), ("西县", "district")):
        settings = settings_for(own_level=level)
        cases.append(case_of(name, book((1, 2, 3, len(cases))), settings))
    rollup = pipeline.roll_up(cases, settings_for())
    assert [
        (row[1].text, row[-2].text) for row in table_of(rollup_problems(rollup, settings_for()), "问题清单").rows
    ] == [("全部", "B008")]


def test_every_file_stands_with_its_hash_and_every_assumption_with_its_bureaus():
    pages = rollup_pages(twelve(), settings_for())
    files = table_of(pages, "报送单位及文件")
    hashes = {mark.sha256 for record in twelve().done for mark in record.sources}
    assert {cell.text for cell in column(files, "sha256")} == {*hashes, "—"}
    scope = next(page for page in pages if page.name == "口径说明")
    (assumed,) = [table for table in tables(scope) if table.key == "assumptions"]
    assert [cell.text for cell in assumed.rows[0]] == [
        *("有关工作簿:计划只有一栏金额、未分级次,视为本级资金", "10", "甲县、乙县、丙县、丁县、戊县等")
    ]


def test_what_the_settings_leave_out_has_a_sheet_of_its_own():
    settings = settings_for(exclude=("农村饮水",))
    rollup = pipeline.roll_up([case_of(name, book((1, 2, 3, n)), settings) for n, name in enumerate("甲乙")], settings)
    pages = rollup_pages(rollup, settings)
    assert [cell.text for cell in column(table_of(pages, "剔除项目"), "bureau")] == ["甲", "乙"]


def test_the_same_roll_up_gives_the_same_workbook_twice():
    one, other = (write_xlsx(rollup_pages(twelve(), settings_for())) for _ in range(2))
    assert one == other


def test_a_roll_up_without_any_statement_has_all_sheets_but_the_charts():
    rollup = pipeline.roll_up([case_of("甲县", b"PK\x03\x04", settings_for())], settings_for())
    names = reopened(write_xlsx(rollup_pages(rollup, settings_for()))).sheetnames
    assert names == [name for name in SHEETS if name != "图表"]


@pytest.mark.parametrize("toml", ["", "decimals = 2", '[funds.maintenance]\nunit = "元"', '[figures]\nunit = "元"'])
def test_every_format_prints_the_same_figures(toml):
    settings = settings_for(toml=toml)
    rollup = twelve(toml=toml)
    page = compose_rollup_page(rollup, settings)
    composed = {block.key: block for block in page.blocks if isinstance(block, Table)}
    found = {
        "xlsx": figures_of_xlsx(write_xlsx(rollup_pages(rollup, settings))),
        "html": figures_of_html(write_report(page, Words(settings)).encode()),
        "md": figures_of_markdown(write_markdown(compose_rollup(rollup, settings, whole=True)).encode()),
        "docx": figures_of_docx(write_docx(compose_rollup_circular(rollup, settings), "zh")),
    }
    wanted = {"xlsx": {"pairs", "laggards"}, "html": {"pairs", "laggards"}, "md": {"laggards"}, "docx": set()}
    for format_, figures in found.items():
        assert set(figures) >= {"by-bureau", "by-project", "by-class", "by-unit", *wanted[format_]}, format_
        for key in set(figures) & set(composed):
            table = composed[key]
            kept = [at for at, one in enumerate(table.columns) if one.kind in ("money", "rate", "count")]
            rows = sorted([row[at].text for at in kept] for row in table.rows)
            places = [figures[key][0].index(table.columns[at].label) for at in kept]
            assert sorted([row[place] for place in places] for row in figures[key][1:]) == rows, (format_, key)
    text = plain_text(compose_rollup(rollup, settings))
    for row in composed["by-bureau"].rows:
        assert all(cell.text in text for cell in row)


@pytest.fixture(scope="module")
def hostile():
    """Bureaus, files, sheets, projects, units: every text is written to do harm."""
    settings = Settings(programme=TEXTS[0])
    record = pipeline.record(TEXTS[9], [Source(FILE, hostile_book())], settings)[1]
    marks = [[SourceMark(mark.name, str(number)) for mark in record.sources] for number in range(len(TEXTS))]
    cases = [  # one workbook read, as if every bureau had its own
        CaseOutcome(name, f"{number}/{FILE}", replace(record, name=name, sources=tuple(marks[number])))
        for number, name in enumerate(TEXTS)
    ]
    cases.append(CaseOutcome(f"{TEXTS[0]} 2", FILE, failure=CaseFailure("internal", Text(TEXTS[11], TEXTS[11]), FILE)))
    return pipeline.roll_up(cases, settings), settings


def test_hostile_text_is_text_in_every_format(hostile):
    rollup, settings = hostile
    page = compose_rollup_page(rollup, settings)
    contents = {
        ".xlsx": write_xlsx(rollup_pages(rollup, settings)),
        ".html": encoded(write_report(page, Words(settings)), mark=False),
        ".md": encoded(write_markdown(compose_rollup(rollup, settings, whole=True)), mark=False),
        ".docx": write_docx(compose_rollup_circular(rollup, settings), "zh", pictures=False),
        ".txt": encoded(plain_text(compose_rollup(rollup, settings)), mark=False),
    }
    for suffix, content in contents.items():
        check = CHECKS.get(suffix)
        if check is not None:
            check(content, [TEXTS[9], TEXTS[7]])
    assert set(CHECKS) >= {".xlsx", ".html", ".md", ".docx"}


def test_who_is_behind_the_schedule_lags_and_the_list_says_why():
    toml = '[schedule.class."工程类"]\n"03-31" = 70\n[behind]\npoints = 5\namount = "1万元"\n'
    rollup = twelve(toml=toml)
    table = table_of(rollup_pages(rollup, settings_for(toml=toml)), "落后项目")
    why = {(row[0].text, row[2].text): row[-1].text for row in table.rows if row[1].text == "配套资金"}
    assert why["农村公路", "丁县"] == "进度滞后、低于平均"
    assert why["农村公路", "乙县"] == "进度滞后"  # above the average, and below what is due
    assert why["困难群众救助", "壬县"] == "低于平均"
