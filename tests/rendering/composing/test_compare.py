"""The comparison on the terminal: what it looks like, that it fits, that its columns and reconciliations add up.

The snapshots are rewritten by `REWRITE_SNAPSHOTS=1 python -m pytest tests/rendering/composing/test_compare.py`.
"""

import io
import os
import re
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path

import pytest
from rich.cells import cell_len

from minsheng_funds.model.comparison import Comparison
from minsheng_funds.rendering.as_markdown import write_markdown
from minsheng_funds.rendering.as_text.terminal import write_terminal
from minsheng_funds.rendering.composing.compare import compose_compare
from minsheng_funds.rendering.document import Code, Items, Table
from minsheng_funds.settings import Settings
from tests.comparison.test_plans import MERGED
from tests.support import compare, day, ledger, plan, settings_of
from tests.test_examples import EXAMPLES

SNAPSHOTS = Path(__file__).parents[1] / "snapshots"
SHANTY = ("棚户区改造",)


@cache
def example(kind: str) -> Comparison:
    if kind == "plans":
        old, new = ((EXAMPLES / f"tongguan-{year}-plan.xlsx").read_bytes() for year in (2019, 2020))
        return compare(old, new, toml=MERGED, exclude=SHANTY)
    if kind == "dates":
        book = (EXAMPLES / "tongguan-2020.xlsx").read_bytes()
        return compare(book, book, exclude=SHANTY, as_of=date(2020, 4, 17), old_given={"as_of": date(2020, 3, 31)})
    old_rows = [
        (day(1, 2), "美丽乡村建设", "甲镇财政所", 100000.0, ""), (day(1, 9), "改厕", "乙镇财政所", 2500.5, ""),
        (day(2, 3), "学前教育促进", "示例幼儿园", 4000.0, ""), (day(2, 7), "水利薄弱环节治理", "示例水利公司", 70.0, ""),
    ]  # fmt: skip
    new_rows = [
        (day(1, 2), "美丽乡村建设", "甲镇财政所", 120000.0, ""), (day(1, 12), "改厕", "乙镇财政所", 2500.5, ""),
        (day(2, 3), "学前教育促进", "示例第二幼儿园", 4000.0, ""), (day(3, 1), "四好农村路建设", "示例路桥公司", 9.99, ""),
    ]  # fmt: skip
    return compare([ledger(*old_rows)], [ledger(*new_rows)])


def printed(found: Comparison, width: int | None, lang: str = "zh") -> str:
    stream = io.StringIO()
    write_terminal(compose_compare(found, Settings(lang=lang)), stream, width)
    return stream.getvalue()


def tables(found: Comparison, lang: str = "en") -> dict[str, Table]:
    blocks = compose_compare(found, Settings(lang=lang)).blocks
    return {block.title: block for block in blocks if isinstance(block, Table)}


def numbers(table: Table, place: int) -> list[Decimal]:
    return [Decimal(row[place].text.rstrip("*")) for row in table.rows if re.match(r"[+-]?\d", row[place].text)]


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("width", [80, 120])
@pytest.mark.parametrize("kind", ["dates", "plans", "exports"])
def test_the_comparison_of_the_examples_looks_like_its_snapshot(kind, width, lang):
    text = printed(example(kind), width, lang)
    snapshot = SNAPSHOTS / f"compare-{kind}-{width}-{lang}.txt"
    if os.environ.get("REWRITE_SNAPSHOTS"):
        snapshot.write_text(text, encoding="utf-8")
    assert text == snapshot.read_text(encoding="utf-8")


@pytest.mark.parametrize("width", [60, 80, 120, 200])
@pytest.mark.parametrize("kind", ["dates", "plans", "exports"])
def test_no_line_is_wider_than_the_terminal(kind, width):
    for lang in ("zh", "en"):
        assert max(map(cell_len, printed(example(kind), width, lang).splitlines())) <= width


@pytest.mark.parametrize("width", [80, 120])
def test_no_amount_of_a_reconciliation_is_cut(width):
    for kind in ("dates", "exports"):
        for lang in ("zh", "en"):
            assert "…" not in printed(example(kind), width, lang)


def test_both_cells_of_a_difference_stand_on_every_width():
    for width in (80, 120, None):
        text = "".join(printed(example("exports"), width).split())
        assert "new.xlsx!" in text
        assert "old.xlsx!" in text


def test_every_printed_column_adds_up_to_its_total():
    for title, table in tables(example("dates")).items():
        if title.startswith("By project"):
            for place in (1, 2, 3, 4, 8):
                *parts, total = numbers(table, place)
                assert sum(parts) == total, (title, place)
    for title, table in tables(example("plans")).items():
        if title.startswith("Required by"):
            first = next(place for place, column in enumerate(table.columns) if column.kind == "money")
            for place in range(first, len(table.columns)):
                *parts, total = numbers(table, place) or [Decimal(0)]
                assert not parts or sum(parts) == total, (title, place)


def test_a_project_that_did_not_move_prints_no_change():
    """In the example 农村饮水安全巩固提升 has 132.152779 on both dates; balancing never makes a change of it."""
    (row,) = [row for row in tables(example("dates"))["By project: Matching funds"].rows if "饮水" in row[0].text]
    assert [row[place].text for place in (2, 3, 4)] == ["132.2", "132.2", "0.0"]


def test_the_reconciliation_is_printed_to_the_fen_and_adds_up():
    for title, table in tables(example("dates")).items():
        if title.startswith("Reconciliation"):
            for place in (1, 2):
                old, both, only_old, only_new, new = numbers(table, place)
                assert old + both - only_old + only_new == new
    old, only_old, only_new, differences, new = numbers(
        tables(example("exports"))["Reconciliation of the change, in yuan"], 1
    )
    assert old - only_old + only_new + differences == new


def test_the_identities_of_two_plans_are_printed():
    assert "新计划 23 项 = 新增 5 + 整合 3 + 延续 15\n" in printed(example("plans"), 80)
    assert "旧计划 26 项 = 延续 15 + 并入整合项目 6 + 退出 5\n" in printed(example("plans"), 80)


def test_amounts_that_are_not_complete_are_marked_in_every_table():
    wrong = ledger((day(1, 2), "甲", "某", 50000.0, ""), (day(1, 3), "甲", "某", "待定", ""))
    found = compare([plan(("甲", 10)), wrong], [plan(("甲", 10)), ledger((day(1, 2), "甲", "某", 50000.0, ""))])
    table = tables(found)["By project: Matching funds"]
    marked = {
        column.label for column, cell in zip(table.columns, table.rows[0], strict=True) if cell.text.endswith("*")
    }
    assert marked == {"Disbursed, old", "Change", "Rate, old", "Points"}  # the new side is complete
    assert "figures marked * are incomplete" in " ".join(printed(found, 80, "en").split())


def test_suggestions_come_with_lines_that_the_settings_accept_and_that_do_what_they_say():
    old, new = ((EXAMPLES / f"tongguan-{year}-plan.xlsx").read_bytes() for year in (2019, 2020))
    blocks = compose_compare(compare(old, new), Settings(lang="en")).blocks
    (lines,) = [block for block in blocks if isinstance(block, Code)]
    toml = "\n".join(lines.lines)
    assert settings_of(toml).merged["四好农村路建设"] == ("农村道路扩面延伸建设", "农村公路危桥改造")
    again = compare(old, new, toml=toml)
    assert again.plans is not None
    assert [category.new_projects for category in again.plans.categories] == [5, 3, 15, 0]


def test_a_single_predecessor_is_suggested_as_an_alias():
    found = compare([plan(("农村改厕", 1), title="2019年资金筹集方案")], [plan(("农村改厕工程", 1))])
    (lines,) = [block for block in compose_compare(found, Settings()).blocks if isinstance(block, Code)]
    assert lines.lines == ("[projects.aliases]", '"农村改厕" = "农村改厕工程"')


def test_findings_of_both_sides_have_their_own_lists_and_none_at_all_is_one_line():
    quiet = [
        block for block in compose_compare(example("plans"), Settings(lang="en")).blocks if isinstance(block, Items)
    ]
    assert [block.title for block in quiet][-2:] == ["Findings (comparison)", "Scope and sources"]
    loud = compare(
        [plan(("甲", 10)), ledger((day(1, 2), "乙", "某", 5.0, ""))], [plan(("甲", 10)), ledger()], kind="dates"
    )
    titles = [block.title for block in compose_compare(loud, Settings(lang="en")).blocks if isinstance(block, Items)]
    assert "Findings (old)" in titles


def test_markdown_holds_every_table():
    text = write_markdown(compose_compare(example("dates"), Settings(lang="en")))
    for title in tables(example("dates")):
        assert f"## {title}" in text
