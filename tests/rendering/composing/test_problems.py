"""The problem list: a bureau's columns in their order, one row a finding."""

from dataclasses import replace
from datetime import date

import pytest

from minsheng_funds import pipeline
from minsheng_funds.model import Checked, Finding, Origin, SetAside, Source, Unable
from minsheng_funds.rendering.composing.check import worth_listing
from minsheng_funds.rendering.composing.problems import amount_of, problem_pages
from minsheng_funds.rendering.document import Table
from minsheng_funds.vocabulary import NOTHING, Text
from tests.support import day, ledger, plan, run, settings_of, xlsx

BOOK = run(plan(("道路", 10)), ledger((day(1, 2), "道路", "甲", 5000.0, ""))).book
FOUND = Finding(
    code="L002", severity="warning", message=Text("问题", "problem"), remedy=Text("措施", "do"),
    origins=(Origin("a.xlsx", "台账", 4, 3), Origin("a.xlsx", "台账", 5, 3), Origin("b.xlsx", "台账", 5, 3)),
    measure="fen", expected=300, actual=100, difference=-200, project="道路", unit="交通局",
    title=Text("题", "title"), why=Text("因", "why"), due=date(2020, 6, 30),
)  # fmt: skip


def tables(checked: Checked, links: dict[str, str]) -> dict[str, Table]:
    pages = problem_pages(BOOK, checked, settings_of(), links)
    return {page.name: block for page in pages for block in page.document.blocks if isinstance(block, Table)}


def test_the_columns_are_those_of_a_bureau_in_their_order():
    (table,) = tables(Checked(()), {"a.xlsx": "a.xlsx"}).values()
    labels = [column.label for column in table.columns]
    assert labels[:8] == ["序号", "项目", "责任单位", "问题", "金额", "原因", "措施", "时限"]
    assert labels[8:] == ["级别", "代码", "位置"]
    assert table.notes == ("没有发现问题",)


def test_a_finding_is_one_row_and_its_cell_a_link():
    (table,) = tables(Checked((FOUND,)), {"a.xlsx": "x/a.xlsx"}).values()
    ((*cells, where),) = table.rows
    texts = ["1", "道路", "交通局", "问题", "2.00", "因", "措施", "2020-06-30", "警告", "L002"]
    assert [cell.text for cell in cells] == texts
    assert (where.text, where.link) == ("台账!D4, D5 (另有 1 处)", "x/a.xlsx#'台账'!D4")
    assert (cells[4].fen, cells[7].day, cells[8].tone) == (200, FOUND.due, "warning")


def test_of_several_files_each_row_names_its_own():
    (table,) = tables(Checked((FOUND,)), {"a.xlsx": "a.xlsx", "b.xlsx": "b.xlsx"}).values()
    assert table.rows[0][10].text == "a.xlsx!台账!D4, D5 (另有 1 处)"


def test_what_is_not_known_stays_blank():
    bare = replace(FOUND, project="", unit="", measure="text", due=None, why=NOTHING, origins=())
    (table,) = tables(Checked((bare,)), {}).values()
    assert [cell.text for cell in table.rows[0]] == ["1", "", "", "问题", "", "题", "措施", "警告", "L002", ""]


def test_without_any_deadline_there_is_no_column_for_them():
    bare = replace(FOUND, due=None)
    for findings, there in (((bare,), False), ((bare, FOUND), True)):
        (table,) = tables(Checked(findings), {}).values()
        assert ("时限" in [column.label for column in table.columns]) == there
        assert {len(row) for row in table.rows} == {len(table.columns)}


def test_a_whole_sheet_is_named_without_a_cell():
    (table,) = tables(Checked((replace(FOUND, origins=(Origin("a.xlsx", "台账"),)),)), {}).values()
    assert table.rows[0][-1].text == "台账 整张表"


@pytest.mark.parametrize(
    ("given", "fen"),
    [
        ({}, 200), ({"difference": 0}, 100), ({"difference": None}, 100), ({"difference": None, "actual": -5}, -5),
        ({"difference": None, "actual": None}, None), ({"measure": "count"}, None),
    ],
)  # fmt: skip
def test_the_amount_is_the_difference_else_the_amount_itself(given, fen):
    assert amount_of(replace(FOUND, **given)) == fen


def test_waived_findings_stand_on_a_sheet_of_their_own_with_their_reason():
    found = tables(Checked((), waived=(SetAside(FOUND, "已核实"),)), {})
    assert list(found) == ["问题清单", "已豁免"]
    assert found["已豁免"].columns[-1].label == "豁免理由"
    assert found["已豁免"].rows[0][-1].text == "已核实"


def test_rules_that_could_not_run_are_named_with_why():
    found = tables(Checked((), unable=(Unable("X001", Text("甲", "a"), Text("没有计划表", "no plan")),)), {})
    assert [cell.text for cell in found["未能检查"].rows[0][:3]] == ["X001", "甲", "没有计划表"]


def test_a_note_is_listed_only_where_it_was_asked_for():
    note = replace(FOUND, severity="info")
    listed = [
        worth_listing((FOUND, note), settings_of(toml), verbose=verbose)
        for toml, verbose in (("", False), ("", True), ('[check]\nselect = ["L002"]', False), ('[check]\nselect = ["L"]', False), ('[check]\nselect = ["X"]', False))
    ]  # fmt: skip
    assert [len(found) for found in listed] == [1, 2, 2, 2, 1]


def test_a_project_past_its_deadline_carries_it():
    toml = '[schedule.project."道路"]\ndue = "03-31"\n'
    book = xlsx(plan(("道路", 10)), ledger((day(1, 2), "道路", "甲", 5000.0, "")))
    settings = settings_of(toml, as_of=date(2020, 4, 17))
    _, checked = pipeline.check([Source("book.xlsx", book)], settings)
    assert [(found.code, found.due) for found in checked.findings if found.code == "T003"] == [
        ("T003", date(2020, 3, 31))
    ]
