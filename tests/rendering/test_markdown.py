"""The Markdown pen: tables that GitHub renders, and text from workbooks that stays text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from minsheng_funds.rendering.as_markdown import escape, write_markdown
from minsheng_funds.rendering.composing.report import compose_report
from minsheng_funds.settings import Settings
from tests.support import day, ledger, plan, run
from tests.test_examples import SETS, read

SPECIAL = "|`*_[]<>#~"


def lines_of(text: str, heading: str) -> list[str]:
    """The lines of one section."""
    return text.split(f"## {heading}\n\n", 1)[1].split("\n\n", 1)[0].splitlines()


def test_the_headline_of_each_fund_is_a_table_with_the_published_figures():
    text = write_markdown(compose_report(read(SETS["xlsx"]), Settings()))
    assert lines_of(text, "配套资金") == [
        "| 项目数 | 需配套 | 已拨付 | 未拨付 | 拨付率 | 较序时进度 |",
        "| ---: | ---: | ---: | ---: | ---: | ---: |",
        "| 22 | 3794.6 | 2568.1 | 1226.5 | 67.7% | +38.2 个百分点 |",
    ]
    assert lines_of(text, "管护资金")[2] == "| 6 | 691.0 | 306.3 | 384.7 | 44.3% | +14.8 个百分点 |"


def test_every_row_of_a_table_has_as_many_cells_as_its_header_and_bars_are_left_out():
    text = write_markdown(compose_report(read(SETS["xlsx"]), Settings()))
    table = lines_of(text, "分项目情况")
    assert table[0] == "| 项目名称 | 类别 | 责任单位 | 资金类别 | 需配套 | 已拨付 | 未拨付 | 拨付率 |"
    assert table[1] == "| --- | --- | --- | --- | ---: | ---: | ---: | ---: |"
    assert len(table) == 2 + 28 + 2
    assert {line.count("|") for line in table} == {9}


@pytest.mark.parametrize("mark", ["\\", "|", "`", "*", "_", "[", "]", "#", "~"])
def test_a_character_with_a_meaning_is_escaped(mark):
    assert escape(f"甲{mark}乙") == f"甲\\{mark}乙"


def test_html_is_written_as_entities():
    assert escape("<b>&lt;</b>") == "&lt;b&gt;&amp;lt;&lt;/b&gt;"


@given(st.text())
def test_escaped_text_is_one_line_without_control_characters_or_bare_marks(text):
    escaped = escape(text)
    assert escaped.isprintable()
    bare = escaped.replace("\\\\", "")
    for mark in SPECIAL:
        bare = bare.replace(f"\\{mark}", "")
    assert not set(SPECIAL) & set(bare)


def test_a_project_name_cannot_break_its_table_or_start_markup():
    outcome = run(plan(("甲|乙 *重点* <b>#1</b>\n二期", 10)), ledger((day(1, 2), "丙|`丁`\x1b[31m", "付", 1.0, "")))
    text = write_markdown(compose_report(outcome, Settings()))
    (row,) = [line for line in text.splitlines() if line.startswith("| 甲")]
    assert row.startswith("| 甲\\|乙")
    assert "\\*重点\\*" in row
    assert "&lt;b&gt;\\#1&lt;/b&gt;" in row
    assert row.replace("\\|", "").count("|") == 9
    assert "\x1b" not in text


def test_incomplete_figures_carry_an_escaped_star_and_the_star_is_explained():
    outcome = run(plan(("道路", 10)), ledger((day(1, 2), "道路", "甲", "待定", "")))
    text = write_markdown(compose_report(outcome, Settings()))
    assert lines_of(text, "配套资金")[2].startswith("| 1 | 10.0\\* | 0.0\\* | 10.0\\* | 0.0%\\* |")
    assert "- \\*: 带 \\* 的数字不完整" in text


def test_findings_are_a_list_with_their_cell_and_remedy():
    outcome = run(plan(("道路", 10)), ledger((day(1, 2), "桥梁", "甲", 5.0, "")))
    text = write_markdown(compose_report(outcome, Settings(lang="en")))
    first, where, remedy = lines_of(text, "Findings")
    assert first.startswith("- \\[X001 warning\\] ")
    assert where == "  - book.xlsx!台账!D4"
    assert remedy.startswith("  - Remedy: ")
