"""Dossier → page: what stands where, what is said of a project, and what stands behind it."""

from itertools import pairwise

from minsheng_funds.rendering.document import Chart, Document, Heading, Headline, Paragraph, Table
from tests.rendering.as_html.pages import BOOK, document_of
from tests.support import Sheet, day, ledger, plan, run, settings_of

BEHIND = '[schedule]\ntarget = 100\n[behind]\npoints = 1\namount = "1万元"\n'


def page(*given: object, toml: str = "", lang: str = "zh") -> Document:
    return document_of(run(*given, toml=toml, lang=lang), settings_of(toml, lang=lang))  # type: ignore[arg-type]


def table(document: Document, key: str) -> Table:
    return next(block for block in document.blocks if isinstance(block, Table) and block.key == key)


def keys(document: Document) -> list[str]:
    return [block.key for block in document.blocks if isinstance(block, Table)]


def test_figures_come_first_then_sections_none_of_them_empty():
    blocks = page(*BOOK, toml=BEHIND).blocks
    assert [type(block).__name__ for block in blocks[:5]] == ["Heading", "Facts", "Headline", "Headline", "Heading"]
    assert [block.text for block in blocks[1:] if isinstance(block, Heading)] == [
        "分项目情况",
        "图表",
        "分类统计",
        "进度与原因",
        "问题清单",
        "核对",
        "口径与来源",
    ]
    assert not any(isinstance(one, Heading) and isinstance(other, Heading) for one, other in pairwise(blocks))


def test_it_holds_every_view_and_everything_outside_the_totals():
    found = keys(page(*BOOK, toml=BEHIND))
    assert found[:5] == ["projects", "by-unit", "by-class", "by-level", "by-month"]
    assert {
        "behind",
        "outlook",
        "problems",
        "reconciliation",
        "unmatched",
        "sources",
        "settings",
        "definitions",
    } <= set(found)


def test_a_plan_without_units_and_classes_has_no_views_of_them():
    assert keys(page(plan(("道路", 10)), ledger((day(1, 2), "道路", "甲", 5, ""))))[:3] == [
        "projects",
        "by-level",
        "by-month",
    ]


def test_a_projects_state_is_said_in_words_and_totals_have_none():
    found = table(page(*BOOK, toml=BEHIND), "projects")
    place = [column.key for column in found.columns].index("state")
    states = {(row[0].text, row[3].text): row[place].text for row in found.rows}
    assert {names: state for names, state in states.items() if state} == {
        ("低保", "配套资金"): "数字不完整",
        ("培训", "配套资金"): "进度滞后",
    }
    assert len(states) == 8


def test_behind_each_project_are_its_own_plan_cells_and_payments_and_their_sum():
    found = table(page(*BOOK), "projects")
    assert set(found.beneath) == set(range(len(found.rows))) - set(found.totals)
    cells, payments = found.beneath[0]
    assert [row[-1].text for row in cells.rows] == ["book.xlsx!计划!E4", "book.xlsx!计划!F4"]
    assert [row[1].fen for row in payments.rows] == [3_000_025, 2_000_000, 5_000_025]
    assert payments.totals == {2}
    place = [column.key for column in found.columns].index("disbursed")
    assert payments.rows[2][1].fen == found.rows[0][place].fen


def test_what_is_excluded_opens_to_its_plan_and_says_why_it_does_not_count():
    found = table(page(*BOOK, toml='exclude = ["培训"]\n'), "excluded")
    (cells,) = found.beneath[0]
    assert {row[3].text for row in cells.rows} == {"按口径剔除的项目"}


def test_a_ledger_alone_begins_with_its_projects_and_their_payments():
    document = page(ledger((day(1, 2), "道路", "甲公司", 100.5, ""), (day(1, 3), "水库", "乙公司", 7, "")))
    blocks = list(document.blocks)
    first = next(place for place, block in enumerate(blocks) if isinstance(block, Heading) and block.level == 2)
    found = blocks[first + 1]
    assert isinstance(found, Table)
    assert found.key == "unmatched"
    assert [row[0].text for row in found.rows] == ["道路", "水库"]
    assert [tables[0].rows[0][2].text for tables in found.beneath.values()] == ["甲公司", "乙公司"]
    assert [block.key for block in blocks if isinstance(block, Table)].count("unmatched") == 1


def test_a_problems_place_stands_next_to_it():
    found = table(page(*BOOK), "problems")
    labels = [column.label for column in found.columns]
    assert labels[3:7] == ["问题", "工作表", "单元格", "金额"]
    assert len(found.rows) > 0
    for row in found.rows:
        assert len(row) == len(labels)
        assert row[4].text in ("", "计划", "台账")
        assert row[6].text.replace(".", "").isdigit() or row[6].text == ""


def test_amounts_say_their_unit_where_they_all_have_one():
    document = page(*BOOK)
    assert table(document, "projects").caption == "单位: 万元"
    assert table(document, "problems").caption == "金额单位:元"
    assert table(document, "sources").caption == ""
    assert table(document, "reconciliation").caption == "单位: 万元"


def test_a_ledger_without_a_plan_has_no_projects_and_opens_what_has_no_plan():
    document = page(ledger((day(1, 2), "道路", "甲", 5, ""), (day(1, 3), "桥", "乙", 6, "")))
    assert "projects" not in keys(document)
    assert not any(isinstance(block, Headline) for block in document.blocks)
    found = table(document, "unmatched")
    assert [found.beneath[place][0].rows[0][1].fen for place in range(2)] == [500, 600]


def test_charts_draw_nothing_that_is_not_in_a_table():
    document = page(*BOOK)
    printed = {cell.text for block in document.blocks if isinstance(block, Table) for row in block.rows for cell in row}
    drawn = [
        cell.text
        for block in document.blocks
        if isinstance(block, Chart)
        for series in block.series
        for cell in series.cells
        if cell is not None
    ]
    assert len(drawn) > 10
    assert set(drawn) <= printed


def test_nothing_is_said_of_payments_where_there_is_no_ledger():
    sheet = Sheet("进度", [["2020年进度表"], ["单位:万元"], ["项目名称", "计划资金", "已拨付"], ["道路", 10, 5]])
    assert not any(isinstance(block, Paragraph) for block in page(sheet).blocks)
