"""The annex: which sheets there are, what stands in each, and that no figure is another one than in the report."""

import pytest

from minsheng_funds import __version__, pipeline
from minsheng_funds.model import Additions
from minsheng_funds.rendering.composing.annex import LONGEST_NAME, annex_pages
from minsheng_funds.rendering.composing.annex_tables import dead_columns, listings
from minsheng_funds.rendering.composing.report import compose_report
from minsheng_funds.rendering.document import Cell, Column, Heading, Items, Listing, Page, Paragraph, Table
from minsheng_funds.rendering.words import Words
from tests.rendering.as_xlsx.books import BOOKS, annex, outcome_of, pages_of, reopened
from tests.rendering.same_figures import figures_of_xlsx

SHEETS = ["汇总", "图表", "分项目", "按单位", "按级次", "按月", "未匹配", "问题清单", "口径说明", "拨付明细"]


def page(name: str, pages: tuple[Page, ...]) -> Page:
    (found,) = [page for page in pages if page.name == name]
    return found


def table(key: str, page: Page) -> Table:
    (found,) = [block for block in page.document.blocks if isinstance(block, Table) and block.key == key]
    return found


def texts(table: Table) -> list[list[str]]:
    return [[cell.text for cell in row] for row in table.rows]


@pytest.mark.parametrize("name", [name for name in BOOKS if name not in ("no plan", "beyond numbers")])
def test_the_usual_sheets_are_there_in_their_order(name):
    names = [page.name for page in pages_of(name)]
    assert [each for each in names if each in SHEETS] == [each for each in SHEETS if each in names]
    assert set(SHEETS) - set(names) <= {"拨付明细"}


def test_a_ledger_without_a_plan_has_the_same_sheets_but_nothing_to_draw():
    names = [page.name for page in pages_of("no plan")]
    assert [name for name in SHEETS if name != "图表"] == [name for name in names if name in SHEETS]


def test_in_english_every_sheet_has_an_english_name_and_title():
    pages = pages_of("plain", lang="en")
    assert [found.name for found in pages][:3] == ["Summary", "Charts", "By project"]
    headings = [block.text for found in pages for block in found.document.blocks if isinstance(block, Heading)]
    assert not [text for text in headings if "资金" in text]


@pytest.mark.parametrize("name", BOOKS)
def test_the_workbook_prints_the_figures_of_the_terminal_report(name):
    outcome, settings = outcome_of(name)
    found, compared = figures_of_xlsx(annex(name)), 0
    for block in compose_report(outcome, settings).blocks:
        if isinstance(block, Table) and block.key in found:
            shown = [place for place, column in enumerate(block.columns) if column.kind != "bar"]
            wanted = sorted(tuple(row[place].text for place in shown) for row in block.rows)
            assert sorted(row[: len(shown)] for row in found[block.key][1:]) == wanted, block.key
            compared += 1
    assert compared or name == "no plan"


def test_each_project_stands_against_its_schedule_with_a_light():
    projects = table("projects", page("分项目", pages_of("example")))
    lights = {row[0].text: (row[-3].text, row[-2].text, row[-1].text, row[-1].tone) for row in projects.rows[:22]}
    assert lights["美丽乡村建设"] == ("29.5%", "+40.4", "达到进度", "good")
    assert lights["养老服务和智慧养老"] == ("29.5%", "-0.9", "低于进度", "warning")


def test_a_project_that_is_behind_by_the_settings_is_red():
    outcome, _ = outcome_of("example")
    red = {line.project for line in outcome.statement.lines if line.schedule and line.schedule.behind}
    projects = table("projects", page("分项目", pages_of("example")))
    assert {row[0].text for row in projects.rows if row[-1].tone == "error"} == red
    assert red or all(row[-1].tone != "error" for row in projects.rows)


def test_the_summary_has_both_funds_their_classes_and_levels_and_the_reconciliation():
    summary = page("汇总", pages_of("example"))
    keys = [block.key for block in summary.document.blocks if isinstance(block, Table)]
    assert keys[:3] == ["funds", "by-class", "levels"]
    assert "reconciliation" in keys
    rows = texts(table("funds", summary))
    assert rows[0][:6] == ["配套资金", "22", "3794.6", "2568.1", "1226.5", "67.7%"]
    assert [row[-1] for row in rows] == ["+38.2", "+14.8"]


def test_unmatched_payments_have_the_cells_that_they_stand_in():
    unmatched = table("unmatched", page("未匹配", pages_of("plain")))
    assert [row[-1].text for row in unmatched.rows] == ["book.xlsx!台账!D8", "book.xlsx!台账!D9"]


def test_the_scope_names_sources_with_hashes_the_program_settings_assumptions_and_definitions():
    outcome, _ = outcome_of("example")
    scope = page("口径说明", pages_of("example"))
    assert [row[2] for row in texts(table("sources", scope))] == [outcome.book.sources[0].sha256]
    assert ["生成程序", f"minsheng-funds {__version__}"] in texts(table("scope", scope))
    assert texts(table("definitions", scope))[0][0] == "需配套"
    assumptions = [block for block in scope.document.blocks if isinstance(block, Items)]
    assert len(assumptions[0].items) == len(outcome.statement.assumptions)


def test_the_details_list_every_payment_that_counts_with_its_cell():
    outcome, settings = outcome_of("plain")
    traces = pipeline.trace(outcome, settings)
    (listing,) = listings(traces, Words(settings))
    rows = list(listing.rows())
    assert len(rows) == listing.count
    assert sum(row[3] for row in rows if isinstance(row[3], int)) == listing.total
    assert listing.total == sum(total.figures.disbursed or 0 for total in outcome.statement.totals.values())
    assert rows[0] == ("甲", "配套资金", rows[0][2], 12_345_678, "某", "", "", "", "book.xlsx!台账!D4")
    assert list(listing.rows()) == rows


def test_details_that_no_sheet_holds_go_on_in_the_next(monkeypatch):
    monkeypatch.setattr("minsheng_funds.rendering.composing.annex_tables.MOST_ROWS", 2)
    pages = pages_of("plain")
    names = [page.name for page in pages if page.name.startswith("拨付明细")]
    found = [block for page in pages for block in page.document.blocks if isinstance(block, Listing)]
    assert names == ["拨付明细", "拨付明细(2)", "拨付明细(3)"][: len(found)]
    assert len(found) > 1
    assert all(len(list(listing.rows())) == listing.count for listing in found)


def test_what_was_asked_for_has_sheets_of_its_own_named_as_sheets_may_be():
    pages = pages_of("plain", by=[("project", "month"), ("payee",), ("unit",)], traced=["=1+1", "甲"])
    names = [page.name for page in pages]
    assert {"按项目名称、月份", "按收款方", "追溯 =1+1", "追溯 甲"} <= set(names)
    assert "按责任单位" not in names  # it stands there already
    assert all(len(name) <= LONGEST_NAME and not set(name) & set("[]:*?/\\'") for name in names)
    assert len({name.casefold() for name in names}) == len(names)


def test_amounts_of_traces_are_in_yuan_and_say_so():
    trace = page("追溯 甲", pages_of("two funds", traced=["甲"]))
    tables = [block for block in trace.document.blocks if isinstance(block, Table)]
    assert tables[0].caption == "单位: 元"
    assert sum("追溯:" in found.title for found in tables) == 2  # both funds on one sheet


def test_the_self_evaluation_comes_first_where_it_is_asked_for():
    from dataclasses import replace

    outcome, settings = outcome_of("example")
    shown = replace(settings, evaluation=replace(settings.evaluation, shown=True))
    pages = annex_pages(pipeline.dossier(outcome, shown, Additions()), shown)
    assert [page.name for page in pages][:2] == ["自评表", "汇总"]
    assert [block.columns[0].label for block in pages[0].document.blocks if isinstance(block, Table)] == [
        "项目名称"
    ] * 2


def test_the_unit_stands_over_every_first_table():
    for found in pages_of("two units"):
        first = next((b for b in found.document.blocks if isinstance(b, (Table, Listing))), None)
        assert first is None or "元" in first.caption


def notes_of(found: Page) -> str:
    return " ".join(block.text for block in found.document.blocks if isinstance(block, Paragraph))


def test_every_sheet_with_amounts_says_what_does_not_follow_an_edit():
    pages = pages_of("example")
    for name in ("汇总", "分项目", "按单位", "按级次", "按月", "未匹配"):
        found = page(name, pages)
        if any(isinstance(block, Table) for block in found.document.blocks):
            assert "各工作表之间不相链接" in notes_of(found), name
            assert "右侧准确数" in found.exact_note
    assert "不随准确数改动:名次、较合计拨付率。" in notes_of(page("按单位", pages))
    assert "“分项目情况”的状态。" in notes_of(page("分项目", pages))
    assert "不随" not in notes_of(page("按月", pages))  # all of it follows


def test_points_of_a_rate_that_does_not_follow_do_not_follow_either():
    columns = (
        Column("率", "rate", key="rate"),
        Column("应达", "rate", key="target"),
        Column("点", "rate", key="ahead", made_of=("rate", "target")),
        Column("原因", key="cause"),
    )
    rows = (tuple(Cell(text) for text in ("50.0%", "40.0%", "+10.0", "x")),)
    assert dead_columns(Table("", columns, rows)) == ["率", "点"]


def test_the_months_have_the_plan_in_each_funds_total_alone():
    found = table("by-month", page("按月", pages_of("two funds")))
    base = [row[-1].text for row in found.rows]
    assert [bool(text) for text in base] == [place in found.totals for place in range(len(base))]
    assert found.columns[-1].label == "需配套"
    mixed = table("by-month", page("按月", pages_of("two bases")))
    assert mixed.columns[-1].label == "需配套/已到位"


def test_without_a_plan_the_projects_sheet_says_none_and_nothing_of_amounts():
    content = annex("no plan")
    sheet = reopened(content)["分项目"]
    said = [cell.value for row in sheet.iter_rows() for cell in row if cell.value]
    assert said[-1] == "无"
