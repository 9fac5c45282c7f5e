"""A marked copy: the findings are in it, and everything else is as it was, byte for byte where nothing had to change."""

import io
import json
import re
import shutil
import subprocess
from collections import Counter
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from python_calamine import CalamineWorkbook

from minsheng_funds import pipeline
from minsheng_funds.errors import Failure
from minsheng_funds.model import Finding, Origin, Source
from minsheng_funds.rendering.annotated import SUFFIXES, annotate, refuse_suffix
from minsheng_funds.rendering.as_json import report_document
from minsheng_funds.rendering.words import Words
from minsheng_funds.vocabulary import Text
from tests.corpus.case import files_of
from tests.corpus.test_corpus import CASES
from tests.rendering.annotated.rich import parts_of, repacked, rich
from tests.support import Sheet, ledger, plan, settings_of, xlsx

pytestmark = pytest.mark.filterwarnings("ignore:.*extension is not supported:UserWarning")
NAME, SHEET = "book.xlsx", "2020'台账"
ERROR, WARNING, INFO = "FFF8CBCB", "FFFFF2CC", "FFDDEBF7"
SHEET_PART = "xl/worksheets/sheet1.xml"


def found(
    *cells: tuple[int, int | None],
    severity: str = "warning",
    sheet: str = SHEET,
    code: str = "L002",
    message: str = "问题 <&>",
) -> Finding:
    origins = tuple(Origin(NAME, sheet, row, column) for row, column in cells)
    return Finding(code, severity, Text(message, "problem"), Text("改正", "mend"), origins, "text", None, None, None)


def marked(content: bytes, *findings: Finding, lang: str = "zh") -> bytes:
    return annotate(content, NAME, findings, Words(settings_of(lang=lang)))


def comments(content: bytes, sheet: str = SHEET) -> dict[str, str]:
    page = openpyxl.load_workbook(io.BytesIO(content))[sheet]
    return {cell.coordinate: cell.comment.text for row in page.iter_rows() for cell in row if cell.comment is not None}


def cells(content: bytes) -> dict[str, Any]:
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    return {name: book.get_sheet_by_name(name).to_python(skip_empty_area=False) for name in book.sheet_names}


def page_of(content: bytes) -> Any:
    return openpyxl.load_workbook(io.BytesIO(content))[SHEET]


def fill(content: bytes, cell: str, sheet: str = SHEET) -> str:
    return str(openpyxl.load_workbook(io.BytesIO(content))[sheet][cell].fill.fgColor.rgb)


# --- What is written --------------------------------------------------------------------------------------


def test_a_finding_is_a_comment_with_its_remedy_and_a_fill_by_severity():
    copy = marked(rich(comments=False), found((5, 1)), found((6, 3), severity="error"), found((7, 3), severity="info"))
    assert comments(copy)["B5"] == "[L002 警告] 问题 <&>\n处理: 改正"
    assert [fill(copy, cell) for cell in ("B5", "D6", "D7", "D5")] == [WARNING, ERROR, INFO, "00000000"]
    author = openpyxl.load_workbook(io.BytesIO(copy))[SHEET]["B5"].comment
    assert author is not None
    assert author.author == "minsheng-funds"


def test_several_findings_of_a_cell_are_one_comment_in_the_gravest_colour():
    copy = marked(
        rich(comments=False), found((5, 1), message="甲"), found((5, 1), severity="error", code="A001", message="乙")
    )
    assert comments(copy) == {"B5": "[L002 警告] 甲\n处理: 改正\n[A001 错误] 乙\n处理: 改正"}
    assert fill(copy, "B5") == ERROR


def test_the_other_cells_of_a_finding_refer_to_its_first():
    copy = marked(rich(comments=False), found((5, 1), (7, 1)))
    assert comments(copy) == {
        "B5": f"[L002 警告] 问题 <&>\n处理: 改正\n另见: {SHEET}!B7",
        "B7": f"[L002 警告] 见 {SHEET}!B5",
    }
    assert fill(copy, "B7") == WARNING


def test_a_cell_keeps_its_comment_and_ours_is_appended():
    source = rich()
    copy = marked(source, found((8, 3)), found((5, 1)))
    assert comments(copy)["D8"].endswith("原有批注\n[L002 警告] 问题 <&>\n处理: 改正")
    assert comments(copy)["B6"] == comments(source)["B6"]
    assert set(comments(copy)) == {"D8", "B6", "B5"}
    before, after = (parts_of(content)["xl/drawings/vmlDrawing1.vml"] for content in (source, copy))
    assert (before.count(b'ObjectType="Note"'), after.count(b'ObjectType="Note"')) == (2, 3)


def test_the_box_of_a_longer_comment_grows():
    part = "xl/drawings/vmlDrawing1.vml"
    anchors = [
        re.findall(rb"<x:Anchor>(.*?)</x:Anchor>", parts_of(content)[part])
        for content in (rich(), marked(rich(), found((8, 3))))
    ]
    changed = [(one.split(b","), two.split(b",")) for one, two in zip(*anchors, strict=True) if one != two]
    ((old, new),) = changed
    assert (old[:6], old[7]) == (new[:6], new[7])
    assert int(new[6]) > int(old[6])


def test_what_is_about_a_whole_sheet_row_or_file_says_so_where_it_stands():
    whole = found((0, None), code="H001")
    row = found((6, None), code="L003")
    file = Finding("F001", "info", Text("文件", "file"), Text("", ""), (Origin(NAME),), "text", None, None, None)
    no_place = Finding("T001", "info", Text("无处", "none"), Text("", ""), (), "text", None, None, None)
    texts = comments(marked(rich(comments=False), whole, row, file, no_place))
    assert texts == {
        "A1": "[H001 警告] (整张表)问题 <&>\n处理: 改正\n[F001 提示] (整个文件)文件\n[T001 提示] (整个文件)无处",
        "A6": "[L003 警告] (第 6 行)问题 <&>\n处理: 改正",
    }


def test_a_finding_inside_a_merged_range_stands_at_its_first_cell_and_names_its_own():
    copy = marked(rich(comments=False), found((1, 2)))
    assert comments(copy) == {"A1": "[L002 警告] C1: 问题 <&>\n处理: 改正"}
    assert fill(copy, "A1") == WARNING


def test_findings_of_other_files_are_not_in_the_copy():
    other = Finding(
        "L002", "error", Text("x", "x"), Text("", ""), (Origin("b.xlsx", SHEET, 5, 1),), "text", None, None, None
    )
    source = rich()  # made anew it would hold another time
    assert parts_of(marked(source, other)) == parts_of(source)


def test_the_copy_is_in_english_where_asked():
    assert (
        comments(marked(rich(comments=False), found((5, 1)), lang="en"))["B5"] == "[L002 warning] problem\nRemedy: mend"
    )


def test_text_that_looks_like_an_escape_or_markup_stays_what_it_is():
    copy = marked(rich(comments=False), found((5, 1), message="_x0041_ </t> ]]> \x01 & \"'"))
    part = parts_of(copy)["xl/comments2.xml"].decode()
    assert "_x005F_x0041_ &lt;/t&gt; ]]&gt; \ufffd &amp;" in part


# --- Everything else --------------------------------------------------------------------------------------


@pytest.mark.parametrize("comments_too", [True, False])
@pytest.mark.parametrize("controls", [True, False])
def test_parts_that_need_not_change_are_the_same_bytes(comments_too, controls):
    before = rich(comments=comments_too, controls=controls)
    after = marked(before, found((5, 1)), found((8, 3)))
    old, new = parts_of(before), parts_of(after)
    changed = {name for name in old if old[name] != new[name]}
    expected = {SHEET_PART, "xl/styles.xml"}
    if comments_too:
        expected |= {"xl/comments1.xml", "xl/drawings/vmlDrawing1.vml"}
    else:
        expected |= {"[Content_Types].xml", "xl/worksheets/_rels/sheet1.xml.rels"}
    assert changed - {"xl/drawings/vmlDrawing1.vml"} == expected - {"xl/drawings/vmlDrawing1.vml"}
    assert list(new)[: len(old)] == list(old)
    for name in set(old) & {
        "xl/charts/chart1.xml",
        "xl/drawings/drawing1.xml",
        "xl/media/image1.png",
        "docProps/custom.xml",
        "xl/tables/table1.xml",
        "xl/drawings/vmlDrawing2.vml",
    }:
        assert old[name] == new[name]


def test_of_the_sheet_nothing_is_gone_and_only_styles_and_the_drawing_of_comments_are_new():
    before = rich(comments=False)
    old, new = (
        parts_of(content)[SHEET_PART].decode() for content in (before, marked(before, found((5, 1)), found((8, 3))))
    )
    assert re.sub(r"<legacyDrawing [^>]*/>", "", re.sub(r' s="\d+"', "", new)) == re.sub(r' s="\d+"', "", old)
    assert (
        new.index("<drawing ") < new.index("<legacyDrawing ") < new.index("<legacyDrawingHF ") < new.rindex("<extLst>")
    )


def test_number_formats_fonts_and_borders_stay():
    copy = marked(rich(), found((8, 3)), found((5, 0)))
    old, new = (page_of(content) for content in (rich(), copy))
    for cell in ("D8", "A5"):
        for look in ("number_format", "font", "border", "alignment", "protection"):
            assert repr(getattr(old[cell], look)) == repr(getattr(new[cell], look))
        assert repr(old[cell].fill) != repr(new[cell].fill)
    assert [str(area) for area in new.merged_cells.ranges] == [str(area) for area in old.merged_cells.ranges]
    assert new.column_dimensions["D"].width == old.column_dimensions["D"].width
    assert len(new.data_validations.dataValidation) == len(new._charts) == 1


def test_all_values_are_the_same_through_another_reader():
    before = rich()
    after = marked(before, found((5, 1)), found((30, 30)), found((2, 9)), found((0, None)), sheetless())
    assert cells(after) == cells(before)


def sheetless() -> Finding:
    return found((1, 1), sheet="没有这张表")


def test_the_same_input_gives_the_same_copy():
    source = rich()  # made anew it would hold another time
    assert marked(source, found((5, 1))) == marked(source, found((5, 1)))


# --- Cells and rows that are not there --------------------------------------------------------------------


def test_missing_cells_and_rows_are_added_in_their_places_in_the_look_of_their_column():
    before = rich(comments=False)
    copy = marked(before, found((4, 5)), found((7, 3)), found((40, 3)), found((20, 0)), found((20, 2)), found((2, 3)))
    sheet = parts_of(copy)[SHEET_PART].decode()
    rows = [int(number) for number in re.findall(r'<row r="(\d+)"', sheet)]
    assert rows == sorted(set(rows))
    assert {20, 40} <= set(rows)
    for row in re.findall(r"<row .*?</row>", sheet):
        columns = [(len(letter), letter) for letter in re.findall(r'<c r="([A-Z]+)\d+"', row)]
        assert columns == sorted(set(columns))
    assert re.search(r'<dimension ref="A1:F40"/>', sheet)
    page = openpyxl.load_workbook(io.BytesIO(copy))[SHEET]
    assert (page["D40"].number_format, page["D40"].font.b, page["A20"].number_format) == ("#,##0.00", True, "General")
    assert cells(copy) == cells(before)


def test_a_sheet_without_any_row_and_a_row_without_any_cell_take_comments():
    before = xlsx(plan(("道路", 10)), Sheet("空", []))
    copy = marked(before, found((3, 2), sheet="空"), found((3, 1), sheet="空"), found((1, 4), sheet="空"))
    assert list(comments(copy, "空")) == ["E1", "B3", "C3"]
    empty_row = {
        "xl/worksheets/sheet2.xml": lambda part: part.replace(
            b"<sheetData/>", b'<sheetData><row r="3" spans="1:1"/></sheetData>'
        )
    }
    copy = marked(
        repacked(before, empty_row), found((3, 2), sheet="空"), found((9, 1), sheet="空"), found((2, 1), sheet="空")
    )
    assert list(comments(copy, "空")) == ["B2", "C3", "B9"]
    assert b'<row r="3" spans="1:3">' in parts_of(copy)["xl/worksheets/sheet2.xml"]


def test_rows_and_cells_without_addresses_are_counted():
    bare = lambda part: re.sub(rb' (?:r|spans)="[^"]*"', b"", part)  # noqa: E731
    before = repacked(
        xlsx(ledger(("", "道路", "甲", 1.0, "x"))),
        {SHEET_PART: lambda part: re.sub(rb'<(row|c)( r="[A-Z\d]+")', rb"<\1", bare(part))},
    )
    copy = marked(before, found((2, 0), sheet="台账"), found((3, 2), sheet="台账"), found((9, 1), sheet="台账"))
    assert [fill(copy, cell, "台账") for cell in ("A2", "C3", "B9")] == [WARNING] * 3
    assert cells(copy) == cells(before)


def test_elements_with_a_prefix_are_understood():
    def prefixed(part: bytes) -> bytes:
        renamed = re.sub(rb"<(/?)(?!\?)(?![\w.]+:)([A-Za-z])", rb"<\1x:\2", part)
        return renamed.replace(b"xmlns=", b"xmlns:x=", 1)

    names = [SHEET_PART, "xl/styles.xml", "xl/comments1.xml", "xl/sharedStrings.xml", "xl/workbook.xml"]
    before = repacked(rich(), dict.fromkeys(names, prefixed))
    copy = marked(before, found((5, 1)), found((8, 3)), found((40, 3)))
    assert set(comments(copy)) == {"B5", "B6", "D8", "D40"}
    assert cells(copy) == cells(before)
    assert fill(copy, "D40") == WARNING


def test_a_workbook_without_styles_is_given_some():
    before = xlsx(ledger(("", "道路", "甲", 1.0, "x")))
    links = lambda part: re.sub(rb"<Relationship [^>]*styles[^>]*/>", b"", part)  # noqa: E731
    types = lambda part: re.sub(rb"<Override [^>]*styles[^>]*/>", b"", part)  # noqa: E731
    bare = repacked(before, {"xl/styles.xml": None, "xl/_rels/workbook.xml.rels": links, "[Content_Types].xml": types})
    copy = marked(bare, found((4, 1), sheet="台账"))
    assert fill(copy, "B4", "台账") == WARNING


# --- Threads, and words without room ----------------------------------------------------------------------


def with_thread(content: bytes, cell: str) -> bytes:
    space = "http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments"
    kind = "http://schemas.microsoft.com/office/2017/10/relationships/threadedComment"
    link = f'<Relationship Id="rId99" Type="{kind}" Target="../threadedComments/t1.xml"/></Relationships>'.encode()
    return repacked(
        content,
        {
            "xl/threadedComments/t1.xml": f'<ThreadedComments xmlns="{space}"><threadedComment ref="{cell}" id="{{1}}"/></ThreadedComments>'.encode(),
            "xl/worksheets/_rels/sheet1.xml.rels": lambda part: part.replace(b"</Relationships>", link),
        },
    )


def test_a_cell_with_a_thread_is_coloured_and_its_words_stand_where_they_are_seen():
    before = with_thread(rich(), "D8")
    copy = marked(before, found((8, 3)))
    assert comments(copy)["D8"] == comments(before)["D8"]
    assert comments(copy)["A1"] == "[L002 警告] D8: 问题 <&>\n处理: 改正"
    assert (fill(copy, "D8"), fill(copy, "A1")) == (WARNING, fill(before, "A1"))


def test_words_that_are_too_many_for_one_comment_go_on_in_the_first_row():
    many = [found((5, 1), message=f"第{n:04}个" + "长" * 900) for n in range(70)]
    texts = comments(marked(rich(comments=False), *many))
    assert max(map(len, texts.values())) < 32_000
    assert list(texts)[:1] == ["A1"]
    assert len(re.findall(r"第\d{4}个", "".join(texts.values()))) == 70
    assert "B5: 第" in texts["A1"]


@pytest.mark.slow
def test_ten_thousand_findings_are_all_written_each_with_a_shape_of_its_own():
    many = [found((4 + n // 4, n % 4), message=f"第{n}个") for n in range(10_000)]
    before = rich(rows=2_500)
    copy = marked(before, *many)
    assert len(comments(copy)) == 10_000
    old, new = shapes(before), shapes(copy) - shapes(before)
    assert new.total() == len(new) >= 9_998
    assert not set(old) & set(new)


def shapes(content: bytes) -> Counter[bytes]:
    """The ids of all boxes."""
    parts = parts_of(content).items()
    return Counter(
        number for name, part in parts if name.endswith(".vml") for number in re.findall(rb"_x0000_s(\d+)", part)
    )


# --- What is refused --------------------------------------------------------------------------------------

STRICT = "http://purl.oclc.org/ooxml/officeDocument/relationships"
REFUSED: dict[str, Any] = {
    "annotate-strict": {"_rels/.rels": lambda part: part.replace(b"http://schemas.openxmlformats.org/officeDocument/2006/relationships", STRICT.encode())},
    "annotate-signed": {"_xmlsignatures/sig1.xml": b"<a/>"},
    "annotate-shared": {"xl/revisions/revisionHeaders.xml": b"<a/>"},
}  # fmt: skip
ODD: dict[str, Any] = {
    "a comment": {SHEET_PART: lambda part: part.replace(b"<sheetData>", b"<!-- <row --><sheetData>")},
    "CDATA": {SHEET_PART: lambda part: part.replace(b"</sheetData>", b"<![CDATA[<c ]]></sheetData>")},
    "rows out of order": {SHEET_PART: lambda part: part.replace(b'<row r="4"', b'<row r="9"')},
    "cells out of order": {SHEET_PART: lambda part: part.replace(b'r="A5"', b'r="C5"')},
    "a cell of another row": {SHEET_PART: lambda part: part.replace(b'r="A5"', b'r="A6"')},
    "another root": {SHEET_PART: lambda part: part.replace(b"worksheet", b"chartsheet")},
    "another namespace": {SHEET_PART: lambda part: part.replace(b"spreadsheetml/2006/main", b"spreadsheetml/2007/main")},
    "UTF-16": {SHEET_PART: lambda part: part.replace(b"UTF-8", b"UTF-16")},
    "no styles where named": {"xl/styles.xml": None},
    "no fills": {"xl/styles.xml": lambda part: re.sub(rb"<fills.*</fills>", b"", part)},
    "a style that is not there": {SHEET_PART: lambda part: re.sub(rb'r="B5" s="\d+"|r="B5"', b'r="B5" s="999"', part)},
    "comments of one cell twice": {"xl/comments1.xml": lambda part: part.replace(b'ref="D8"', b'ref="B6"')},
    "boxes cut short": {"xl/drawings/vmlDrawing1.vml": lambda part: part.replace(b"</xml>", b"")},
    "one sheet twice": {"xl/workbook.xml": lambda part: part.replace(b'name="\xe8\xae\xa1\xe5\x88\x92" sheetId="2" r:id="rId2"', b'name="x" sheetId="2" r:id="rId1"')},
    "two parts of one name": {"XL/STYLES.xml": b"<a/>"},
}  # fmt: skip


def refusal(content: bytes) -> str:
    with pytest.raises(Failure) as caught:
        marked(content, found((5, 1)), found((8, 3)))
    assert caught.value.exit_code == 2
    return caught.value.line("en")


@pytest.mark.parametrize("kind", REFUSED)
def test_a_workbook_that_marks_would_break_is_refused_with_what_to_do(kind):
    line = refusal(repacked(rich(), REFUSED[kind]))
    assert line.startswith("book.xlsx: ")
    words = {"annotate-strict": "Strict", "annotate-signed": "signature", "annotate-shared": "shared"}
    assert words[kind] in line


@pytest.mark.parametrize("change", ODD.values(), ids=ODD.keys())
def test_a_workbook_that_is_not_surely_understood_is_refused(change):
    assert parts_of(repacked(rich(), change)) != parts_of(rich())
    assert "unusual" in refusal(repacked(rich(), change))


def test_an_encrypted_file_or_an_old_one_is_refused():
    assert "password" in refusal(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600)


@pytest.mark.parametrize(
    ("source", "copy", "words"),
    [("a.xls", "b.xls", ".xls"), ("a.csv", "b.xlsx", ".csv"), ("a.xlsx", "b.xlsm", ".xlsx"), ("a.xlsm", "b.xlsx", ".xlsm"), ("a.xlsx", "b", ".xlsx")],
)  # fmt: skip
def test_suffixes_that_do_not_fit_are_refused(source, copy, words):
    with pytest.raises(Failure) as caught:
        refuse_suffix(Path(source), Path(copy))
    assert words in caught.value.line("en")


def test_capitals_of_a_suffix_do_no_harm():
    refuse_suffix(Path("a.XLSX"), Path("b.xlsx"))


# --- The whole corpus, and other programs -----------------------------------------------------------------


def report(content: bytes) -> object:
    settings = settings_of()
    document = report_document(pipeline.run([Source(NAME, content)], settings), settings)
    for source in document["sources"]:
        source.pop("sha256")
    return json.loads(json.dumps(document))


MAY_BE_REFUSED = {"file_xls_named_xlsx", "file_ods_named_xlsx", "file_strict_ooxml", "hostile_a_part_under_two_names"}
MAY_BE_REFUSED |= {"hostile_elements_nested_a_million_deep"}


@pytest.mark.slow
@pytest.mark.parametrize("part", range(8))
def test_every_workbook_of_the_corpus_reads_the_same_when_it_is_marked(part):
    """Every file that `check` can read, marked with its own findings and with some more, gives the same report."""
    tried, refused = 0, set()
    for case in CASES[part::8]:
        for name, content in files_of(case).items():
            if not name.lower().endswith(SUFFIXES):
                continue
            try:
                outcome, checked = pipeline.check([Source(NAME, content)], settings_of())
            except Failure:
                continue
            first, last = outcome.book.tables[0].sheet, outcome.book.tables[-1].sheet
            more = [
                found((5, 1), sheet=first),
                found((1, 2), (77, 4), (2, None), sheet=last),
                found((0, None), sheet=last),
            ]
            try:
                copy = marked(content, *checked.findings, *more)
            except Failure:
                refused.add(case.name)
                continue
            assert report(copy) == report(content), case.name
            assert cells(copy) == cells(content), case.name
            tried += 1
    assert refused <= MAY_BE_REFUSED
    assert tried > 50


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
@pytest.mark.parametrize("target", ["pdf", "xlsx"])
def test_libreoffice_opens_the_copy(tmp_path, target):
    (tmp_path / "in").mkdir()
    file = tmp_path / "in" / "copy.xlsx"
    file.write_bytes(marked(rich(controls=True), found((5, 1)), found((8, 3)), found((40, 3)), found((0, None))))
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    command = ["soffice", profile, "--headless", "--convert-to", target, "--outdir", str(tmp_path), str(file)]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    made = tmp_path / f"copy.{target}"
    assert made.stat().st_size > 1_000
    if target == "xlsx":
        texts = comments(made.read_bytes())
        assert {"A1", "B5", "B6", "D8", "D40"} == set(texts)
        assert "原有批注" in texts["D8"]
        assert "[L002 警告] 问题 <&>" in texts["D8"]
