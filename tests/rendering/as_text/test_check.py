"""`check` as text: by file and sheet, with the cells around, in both languages; rewritten by REWRITE_SNAPSHOTS=1."""

import io
import os
import re
import time
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from rich.cells import cell_len

from minsheng_funds.model import Checked, Origin, SetAside, Unable
from minsheng_funds.rendering.as_text import plain_text, write_text
from minsheng_funds.rendering.as_text.snippets import MOST_WIDE, snippet_lines
from minsheng_funds.rendering.as_text.terminal import write_terminal
from minsheng_funds.rendering.composing.check import MOST_EXCERPTS, MOST_IN_FULL, compose_check, listing_of
from minsheng_funds.rendering.document import Document, GridRow, Item, Items, Snippet
from minsheng_funds.vocabulary import Text
from tests.rendering.found import CHECKED, FILE, REFUND, ROUND, UNREADABLE, around, at, finding, read

SNAPSHOTS = Path(__file__).parents[1] / "snapshots"


def document(checked: Checked = CHECKED, toml: str = "", *, verbose: bool = False, lang: str = "zh") -> Document:
    book, settings = read(toml, lang=lang)
    listing = listing_of(book, checked, settings, verbose=verbose)
    return compose_check(book, checked, settings, listing, around(book, listing.places, settings))


def drawn(found: Document, width: int) -> str:
    stream = io.StringIO()
    write_terminal(found, stream, width)
    return stream.getvalue()


def text(*arguments: Checked, **given: object) -> str:
    return plain_text(document(*arguments, **given))  # type: ignore[arg-type]


def same_as_snapshot(name: str, found: str) -> bool:
    snapshot = SNAPSHOTS / name
    if os.environ.get("REWRITE_SNAPSHOTS"):
        snapshot.write_text(found, encoding="utf-8")
    return found == snapshot.read_text(encoding="utf-8")


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_text_looks_like_its_snapshots_on_terminals_and_piped(lang):
    found = document(lang=lang, verbose=True)
    for width in (80, 120):
        assert same_as_snapshot(f"check-{width}-{lang}.txt", drawn(found, width))
    assert same_as_snapshot(f"check-piped-{lang}.txt", plain_text(found))


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_pipe_gets_the_lines_that_rich_would_write(lang):
    found = document(lang=lang, verbose=True)
    streams = io.StringIO(), io.StringIO()
    write_text(found, streams[0])
    write_terminal(found, streams[1])
    assert streams[0].getvalue() == streams[1].getvalue() == plain_text(found)


@pytest.mark.parametrize("width", [60, 80, 120])
def test_no_line_is_wider_than_the_terminal(width):
    for lang in ("zh", "en"):
        assert max(map(cell_len, drawn(document(lang=lang, verbose=True), width).splitlines())) <= width


def test_groups_stand_as_files_and_sheets_do_and_settings_last():
    findings = (
        finding("G041", "warning", Origin("/x/minsheng-funds.toml")), finding("L001", "error"),
        finding("A001", "error", at("补充", 2, 2, "补充.csv")), finding("F010", "warning", Origin(FILE, "说明")),
        finding("A001", "error", at("台账", 9, 3)), finding("A001", "error", at("计划", 4, 2)), finding("A001", "error", Origin(FILE)),
        finding("A001", "error", Origin(FILE, "藏")),
    )  # fmt: skip
    book, settings = read()
    groups = listing_of(book, Checked(findings), settings).groups
    assert [group.where for group in groups] == [
        FILE, f"{FILE}!计划", f"{FILE}!台账", f"{FILE}!说明", f"{FILE}!藏", "补充.csv!补充", "/x/minsheng-funds.toml", "",
    ]  # fmt: skip


def test_in_a_sheet_errors_come_first_then_rows():
    findings = [
        finding("X004", "warning", at("台账", 5, 3)), finding("A001", "error", at("台账", 9, 3)),
        finding("L060", "info", at("台账", 4, 3)), finding("A001", "error", at("台账", 7, 3)),
    ]  # fmt: skip
    book, settings = read()
    (group,) = listing_of(book, Checked(tuple(findings)), settings, verbose=True).groups
    assert [(found.severity, found.origins[0].row) for found, _ in group.findings] == [
        ("error", 7), ("error", 9), ("warning", 5), ("info", 4),
    ]  # fmt: skip


def test_info_is_listed_only_where_somebody_asked_for_it_and_its_number_is_said():
    hidden, said = "L060", "另有 1 条提示未列出,加 --verbose 列出"
    assert hidden not in text()
    assert said in text()
    for shown in (text(verbose=True), text(toml='[check]\nselect = ["L"]')):
        assert hidden in shown
        assert said not in shown


def test_with_info_alone_it_says_that_there_is_nothing_graver():
    assert text(Checked((ROUND,))) == "\n汇总\n  提示 1\n  没有错误和警告\n  另有 1 条提示未列出,加 --verbose 列出\n"


def test_without_any_finding_it_says_so():
    assert text(Checked(())) == "\n汇总\n  没有发现问题\n"
    assert text(Checked(()), lang="en") == "\nSummary\n  no findings\n"


def test_what_was_set_aside_and_what_could_not_run_is_never_a_pass():
    checked = replace(CHECKED, findings=())
    assert "没有发现问题;已豁免 1 条;基线已有 1 条;2 条规则未能运行" in text(checked)
    assert "未能运行的规则(不等于通过)\n  计划没有责任单位栏 (2020年 台账#1.xlsx!计划): P001\n" in text(checked)
    assert "计划没有责任单位栏 (2020年 台账#1.xlsx!计划): P001\n      P001 计划没有单位\n" in text(
        checked, verbose=True
    )
    assert "合同尾款" not in text(checked)
    assert "豁免理由:合同尾款,已报区政府" in text(checked, verbose=True)


@pytest.mark.parametrize(
    ("measure", "amounts", "zh", "en"),
    [
        ("fen", (100_000_05, 90_000_00, -10_000_05), "应为 100,000.05元,现为 90,000.00元,相差 -10,000.05元",
         "Expected 100,000.05 yuan, actual 90,000.00 yuan, difference -10,000.05 yuan"),
        ("fen", (0, 5, 5), "应为 0.00元,现为 0.05元,相差 +0.05元", "Expected 0.00 yuan, actual 0.05 yuan, difference +0.05 yuan"),
        ("fen", (None, 123, None), "涉及金额 1.23元", "Amount 1.23 yuan"),
        ("percent", ("100.0", "94.7", None), "应为 100.0%,现为 94.7%", "Expected 100.0%, actual 94.7%"),
        ("count", ("3", None, None), "应为 3", "Expected 3"),
        ("text", (None, "千元", None), "现为 千元", "Actual 千元"),
    ],
)  # fmt: skip
def test_amounts_are_written_in_yuan_and_rates_in_percent(measure, amounts, zh, en):
    values = dict(zip(("expected", "actual", "difference"), amounts, strict=True))
    one = finding("A001", "error", at("台账", 5, 3), measure=measure, **values)
    assert f"\n      {zh}\n" in text(Checked((one,)))
    assert f"\n      {en}\n" in text(Checked((one,)), lang="en")


def test_the_cell_stands_marked_among_its_neighbours_below_the_header():
    lines = text(Checked((UNREADABLE,))).splitlines()
    start = next(place for place, line in enumerate(lines) if line.endswith("!台账!D22"))
    assert [line.strip() for line in lines[start + 1 : start + 8]] == [
        "A           B         C         D         E",
        "3 │ 拨付日期    项目名称  收款单位  拨付金额  备注",
        "… │",
        "20 │ 2020-01-18  道路      甲公司       18000",
        "21 │ 2020-01-19  道路      甲公司       19000",
        "> 22 │ 2020-02-01  供水      乙公司   >待定<",
        "23 │ 2020-02-02  道路      甲公司          99  退回",
    ]


def test_every_cell_of_the_finding_that_is_in_sight_is_marked():
    found = text(Checked((REFUND,)))
    assert "> 23 │ 2020-02-02  道路      甲公司         >99<>退回<" in found
    assert "> 21 │ 2020-01-19  道路      甲公司      >19000<" in found


def test_a_row_without_a_column_is_marked_by_its_number():
    found = text(Checked((finding("A001", "error", at("台账", 5, None)),)))
    assert "\n      > 5 │ 2020-01-03" in found
    assert ">2020" not in found


@pytest.mark.parametrize(
    "origin", [Origin(FILE), Origin(FILE, "台账"), Origin("other.xlsx", "台账", 4, 1), at("没有", 3, 1)]
)
def test_what_is_in_no_row_that_can_be_read_has_no_excerpt(origin):
    assert "│" not in text(Checked((finding("A001", "error", origin),)))


def test_many_findings_of_one_rule_take_a_line_each_after_the_first():
    findings = tuple(finding("A001", "error", at("台账", row, 3)) for row in range(4, 24))
    found = text(Checked(findings))
    assert found.count("处理: ") == MOST_IN_FULL
    assert f"  [A001 错误] A001 的内容  {FILE}!台账!D14\n" in found
    assert f"同一张表中同一规则的问题超过 {MOST_IN_FULL} 条" in found
    assert "同一张表" not in text(Checked(findings[:MOST_IN_FULL]))


def test_ten_thousand_findings_stay_quick_and_short():
    findings = tuple(
        finding(code, "error", at("台账", 4 + number % 20, 3), message=Text(f"第{number}条", f"number {number}"))
        for code in ("A001", "L001", "X004", "F010") for number in range(2_500)
    )  # fmt: skip
    began = time.perf_counter()
    found = text(Checked(findings))
    assert time.perf_counter() - began < 5
    assert found.count("第") >= 10_000
    assert found.count("\n") < 10_000 + 4 * MOST_IN_FULL * 15
    began = time.perf_counter()
    drawn(document(Checked(findings)), 80)
    assert time.perf_counter() - began < 15


def test_only_the_first_findings_have_excerpts():
    findings = tuple(
        finding(f"A{number:03}" if number == 1 else "A001", "error", at(f"表{number}", 5, 3)) for number in range(300)
    )
    book, settings = read()
    assert len(listing_of(book, Checked(findings), settings).places) == MOST_EXCERPTS


def shown(focus, width=60, keep=()):
    """The letters shown of a sheet of twelve columns, each ten wide, below a long note."""
    rows = [GridRow("4", "", ("注:" + "长" * 40,)), *(GridRow(str(n), "", ("1234567890",) * 12) for n in (5, 6))]
    first, *lines = (
        "".join(piece.text for piece in line)
        for line in snippet_lines(Snippet(tuple(rows), frozenset(), 1, focus, keep), width)
    )
    assert max(map(cell_len, (first, *lines))) <= width
    return first.split()


def test_columns_beside_the_cell_are_shown_and_those_that_tell_whose_row_it_is():
    assert shown(5) == ["D", "E", "F", "G"]
    assert shown(0) == ["A", "B", "C", "D"]
    assert shown(11) == ["I", "J", "K", "L"]
    assert shown(7, keep=(1,)) == ["B", "…", "G", "H", "I"]
    assert shown(7, width=72, keep=(2, 1)) == ["B", "C", "…", "G", "H", "I"]
    assert shown(7, width=22, keep=(2, 1)) == ["H"]
    assert shown(None, keep=(2,)) == ["A", "B", "C", "D"]


CELLS = st.text("区县甲乙abc12.,% \t\x1b", max_size=30)
ROWS = st.lists(st.lists(CELLS, max_size=12).map(tuple), min_size=1, max_size=5)


@example([("11111111111111乙乙乙乙乙",)], 0, 30, ())
@given(ROWS, st.integers(0, 14), st.integers(30, 200), st.sampled_from([(), (0,), (3, 1)]))
def test_an_excerpt_fits_its_width_and_shows_the_cell_whatever_the_sheet_holds(rows, focus, width, keep):
    numbered = tuple(GridRow(str(9 + place), "", cells) for place, cells in enumerate(rows))
    lines = ["".join(piece.text for piece in line) for line in snippet_lines(
        Snippet(numbered, frozenset({(0, focus)}), 0, focus, keep), width
    )]  # fmt: skip
    assert len(lines) == 1 + len(rows)
    assert max(map(cell_len, lines)) <= min(width, MOST_WIDE)
    assert re.match(r">  ?9 │.*>.*<", lines[1])
    assert all(line.isprintable() for line in lines)


@given(ROWS, st.integers(0, 14))
def test_both_pens_draw_the_same_excerpt(rows, focus):
    numbered = tuple(GridRow(str(9 + place), "", cells) for place, cells in enumerate(rows))
    snippet = Snippet(numbered, frozenset({(0, focus)}), 0, focus)
    found = Document((Items("题", (Item("一", "error", ("处", "理"), snippet), Item("二"))),))
    stream = io.StringIO()
    write_terminal(found, stream)
    assert stream.getvalue() == plain_text(found)


def test_many_rules_that_could_not_run_for_one_reason_are_one_line():
    unable = tuple(
        Unable(f"L{number:03}", Text("题", "title"), Text("没有台账", "no ledger")) for number in (1, 2, 2, 3)
    )
    found = text(Checked((), unable=unable))
    assert "\n  没有台账: L001, L002, L003\n" in found
    assert "3 条规则未能运行" in found
    assert text(Checked((), unable=unable), verbose=True).count("      L002 题\n") == 1


def test_waived_findings_alone_are_no_findings():
    assert "没有发现问题;已豁免 1 条" in text(Checked((), (SetAside(UNREADABLE, "已核"),)))
