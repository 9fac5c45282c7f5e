"""The .docx as Word would read it: the official layout, the same bytes, text that is only text."""

import io
import re
import sys
import zipfile
from dataclasses import replace
from datetime import date, datetime
from fractions import Fraction
from pathlib import Path
from xml.etree import ElementTree

import docx
import pytest
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn
from docx.shared import Pt

from minsheng_funds import __version__
from minsheng_funds.cli import main
from minsheng_funds.money import Rate
from minsheng_funds.rendering.as_docx import pictures, write_docx
from minsheng_funds.rendering.as_docx.charts import DRAWN, bars_table
from minsheng_funds.rendering.as_docx.styles import MARGINS, text_width
from minsheng_funds.rendering.as_docx.tables import fit, width_of
from minsheng_funds.rendering.document import Cell, Chart, Column, Document, Heading, Paragraph, Series, Table
from tests.rendering.composing.letters.cases import letter
from tests.support import day, ledger, plan, xlsx

TEXTS = ("<w:t>甲</w:t>", "甲&amp;乙", "a\x00b\x0bc", "甲\u202e乙", "]]>", "\ud800", "\ufffe", "\"'", "=1+1", "甲\n乙")


@pytest.fixture(scope="module")
def written() -> bytes:
    return write_docx(letter("with a schedule"), "zh", "区财政局", date(2020, 4, 17), pictures=False)


@pytest.fixture(scope="module")
def opened(written):
    return docx.Document(io.BytesIO(written))


def part(content: bytes, name: str) -> ElementTree.Element:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return ElementTree.fromstring(archive.read(name))


def named(content: bytes, name: str) -> str:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return archive.read(name).decode("utf-8")


def wide(rows: int = 3) -> Table:
    """A table that no page has room for as it stands."""
    columns = (Column("项目"), *(Column(f"第{n}栏金额", "money") for n in range(14)))
    return Table("宽表", columns, tuple((Cell("甲" * 12), *(Cell("123456.7") for _ in range(14))) for _ in range(rows)))


def test_the_page_is_a4_with_the_margins_of_the_standard(opened):
    section = opened.sections[0]
    assert [round(length.mm) for length in (section.page_width, section.page_height)] == [210, 297]
    assert {side: round(getattr(section, f"{side}_margin").mm) for side in MARGINS} == {
        "top": 37,
        "bottom": 35,
        "left": 28,
        "right": 26,
    }


def test_every_style_and_every_run_names_its_east_asian_font(written):
    for name in ("word/document.xml", "word/styles.xml", "word/footer1.xml", "word/footer2.xml"):
        root = part(written, name)
        runs = root.findall(f".//{qn('w:r')}") + [
            style for style in root.findall(qn("w:style")) if style.get(qn("w:type")) == "paragraph"
        ]
        assert runs
        for run in runs:
            found = run.find(f"{qn('w:rPr')}/{qn('w:rFonts')}")
            assert found is not None, (name, ElementTree.tostring(run)[:300])
            assert found.get(qn("w:eastAsia"))
            assert found.get(qn("w:ascii")) == "Times New Roman"


def test_title_body_and_headings_have_the_fonts_and_sizes_of_the_standard(opened):
    looks = {}
    for name in ("Title", "Letter Body", "Heading 1", "Heading 2"):
        style = opened.styles[name]
        looks[name] = (style.element.rPr.find(qn("w:rFonts")).get(qn("w:eastAsia")), style.font.size.pt)
    assert {"Title", "Letter Body", "Heading 1"} <= {paragraph.style.name for paragraph in opened.paragraphs}
    assert looks["Title"] == ("方正小标宋简体", 22)
    assert looks["Letter Body"] == ("仿宋_GB2312", 16)
    assert looks["Heading 1"] == ("黑体", 16)
    assert looks["Heading 2"] == ("楷体_GB2312", 16)
    body = opened.styles["Letter Body"].paragraph_format
    assert body.line_spacing == Pt(28)
    indent = opened.styles["Letter Body"].element.pPr.find(qn("w:ind"))
    assert indent.get(qn("w:firstLineChars")) == "200"


def test_fonts_that_are_missing_have_others_instead(written):
    names = {font.get(qn("w:name")): font.find(qn("w:altName")) for font in part(written, "word/fontTable.xml")}
    instead = names["仿宋_GB2312"]
    assert instead is not None
    assert "FangSong" in (instead.get(qn("w:val")) or "")
    assert all(names[name] is not None for name in ("方正小标宋简体", "黑体", "楷体_GB2312", "宋体"))


def test_the_page_number_stands_between_dashes_on_the_outer_side(opened):
    for footer, side in ((opened.sections[0].footer, "right"), (opened.sections[0].even_page_footer, "left")):
        (paragraph,) = footer.paragraphs
        assert paragraph.text == "— 1 —"
        assert "PAGE" in paragraph._p.xml
        assert f'<w:jc w:val="{side}"/>' in paragraph._p.xml
    assert opened.settings.odd_and_even_pages_header_footer


def test_header_rows_are_repeated_rows_stay_whole_and_numbers_stand_right(opened):
    headed = [table for table in opened.tables if table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None]
    assert len(headed) > 8
    for table in opened.tables:
        assert all(row._tr.trPr.find(qn("w:cantSplit")) is not None for row in table.rows)
    projects = next(table for table in headed if table.cell(0, 0).text == "项目名称")
    assert projects.cell(1, 4).paragraphs[0].alignment == 2
    assert projects.cell(1, 0).paragraphs[0].alignment == 0


def test_wide_annexes_lie_and_what_follows_stands_again(opened):
    lying = [section.orientation == WD_ORIENT.LANDSCAPE for section in opened.sections]
    assert lying[0] is False
    assert True in lying
    section = opened.sections[lying.index(True)]
    assert [round(length.mm) for length in (section.page_width, section.page_height)] == [297, 210]
    assert [round(value.mm) for value in (section.left_margin, section.right_margin)] == [37, 35]


def annex(number: int, *tables: Table) -> tuple[Paragraph | Table, ...]:
    return (Paragraph(f"附件{number}", "annex"), *tables)


def narrow(rows: int) -> Table:
    return Table("窄表", (Column("甲"), Column("乙", "money")), ((Cell("丙"), Cell("1.0")),) * rows, caption="万元")


def test_an_annex_begins_a_page_unless_it_is_small_and_lies_as_the_one_before():
    blocks = (Paragraph("正文"), *annex(1, narrow(2)), *annex(2, narrow(3)), *annex(3, narrow(99)), *annex(4, wide()))
    opened = docx.Document(io.BytesIO(write_docx(Document((*blocks, *annex(5, wide()), *annex(6, wide(50)))), "zh")))
    annexes = [
        paragraph for paragraph in opened.paragraphs if paragraph.style and paragraph.style.name == "Annex Number"
    ]
    breaks = [paragraph.paragraph_format.page_break_before or False for paragraph in annexes]
    assert breaks == [False, False, True, False, False, True]
    assert [section.orientation == WD_ORIENT.LANDSCAPE for section in opened.sections] == [False, False, True]


def test_what_stands_below_the_text_is_never_alone_on_a_page():
    below = (Paragraph("附件：1.甲", "attached"), Paragraph("2.乙", "attached"), Paragraph("某局", "sign"))
    text = (Paragraph("前文"), Paragraph("末段"), *below, Paragraph("2020年1月2日", "day"))
    opened = docx.Document(io.BytesIO(write_docx(Document(text), "zh")))
    styles = {"Letter Attached", "Letter Sign"}  # these keep what follows by themselves
    kept = [
        bool(found.paragraph_format.keep_with_next) or (found.style is not None and found.style.name in styles)
        for found in opened.paragraphs
    ]
    assert all(opened.styles[name].element.pPr.find(qn("w:keepNext")) is not None for name in styles)
    assert kept[:5] == [False, True, True, True, True]


def test_a_table_without_rows_is_what_its_notes_say():
    table = Table("拨付明细", (), (), notes=("见工作簿",), caption="元")
    opened = docx.Document(io.BytesIO(write_docx(Document((table,)), "zh")))
    assert not opened.tables
    assert [paragraph.text for paragraph in opened.paragraphs if paragraph.text] == ["拨付明细", "见工作簿"]


def test_the_problem_list_always_lies():
    assert fit(replace(narrow(3), key="problems"), (False, True)).lying


def test_columns_of_long_texts_take_equally_many_lines():
    columns = (Column("序号", "count"), Column("原因"), Column("措施"))
    table = Table("", columns, ((Cell("1"), Cell("甲" * 150), Cell("乙" * 50)),))
    _, first, second = fit(table, (True,)).widths
    assert 2.5 < first / second < 3.5


def test_amounts_have_their_unit_over_the_table(opened):
    captions = [paragraph.text for paragraph in opened.paragraphs if paragraph.style.name == "Table Caption"]
    assert "单位:万元" in captions
    assert "金额单位:元" in captions


@pytest.mark.parametrize("lying", [False, True])
def test_columns_fill_the_page_and_break_no_number(lying):
    table = wide() if lying else Table("", (Column("甲"), Column("乙", "money")), ((Cell("丙"), Cell("1.0")),))
    fitted = fit(table, (lying,))
    assert sum(fitted.widths) == int(text_width(lying=lying) * 20)
    for place, width in enumerate(fitted.widths):
        if table.columns[place].kind == "money":
            longest = max(width_of(row[place].text) for row in table.rows)
            assert width - 2 * 57 >= longest * fitted.size / 2 * 20


def test_a_table_that_finds_no_room_on_a_standing_page_lies():
    assert fit(wide(), (False, True)).lying
    assert fit(wide(), (False,)).size == 8
    narrow = Table("", (Column("甲"), Column("乙", "money")), ((Cell("丙"), Cell("1.0")),))
    assert not fit(narrow, (False, True)).lying


@pytest.mark.parametrize("text", TEXTS)
def test_any_text_is_only_text_and_the_file_opens(text):
    table = Table(text, (Column(text),), ((Cell(text),),), notes=(text,), caption=text)
    document = Document((Heading(text, 1), Heading(text), Paragraph(text), Paragraph(text, "sign"), table))
    opened = docx.Document(io.BytesIO(write_docx(document, "zh", text)))
    shown = re.sub(r"[\x00-\x1f\u202e\ud800\ufffe]", lambda mark: " " if mark[0].isspace() else "\ufffd", text)
    assert opened.paragraphs[0].text == shown
    assert opened.tables[0].cell(1, 0).text == shown
    assert opened.core_properties.title == shown


def test_the_file_says_nothing_of_the_moment_and_has_no_part_of_another_template(written):
    with zipfile.ZipFile(io.BytesIO(written)) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        names = archive.namelist()
    assert not [name for name in names if re.search("thumbnail|customXml|numbering|Effects|theme", name)]
    properties = docx.Document(io.BytesIO(written)).core_properties
    assert properties.author == properties.last_modified_by == "区财政局"
    assert properties.created.replace(tzinfo=None) == properties.modified.replace(tzinfo=None) == datetime(2020, 4, 17)
    assert properties.title == "关于2020年民生工程资金拨付情况的汇报"
    assert properties.language == "zh-CN"
    assert properties.comments == ""
    assert f"<Application>minsheng-funds {__version__}</Application>" in named(written, "docProps/app.xml")


def test_the_same_letter_gives_the_same_bytes_pictures_too():
    document = letter("two funds, levels")
    for drawn in (False, True):
        one, other = (write_docx(document, "zh", pictures=drawn) for _ in range(2))
        assert one == other


# --- Charts -----------------------------------------------------------------------------------------------

RATES = Chart(
    "图",
    "bars",
    "rate",
    ("甲", "乙", "丙"),
    (Series("拨付率", tuple(Cell(f"{n}.0%", rate=Rate(n, 100)) for n in (50, 0, 200))),),
    unit="%",
    target=Rate(25, 100),
    target_name="序时进度",
)


def test_bars_are_as_long_as_their_figures_and_the_target_stands_below():
    table = bars_table(RATES)
    place = [column.kind for column in table.columns].index(DRAWN)
    lengths = [Fraction(*rate) for row in table.rows if (rate := row[place].rate) is not None]
    assert lengths == [Fraction(1, 4), 0, 1, Fraction(1, 8)]
    assert [row[0].text for row in table.rows] == ["甲", "乙", "丙", "序时进度"]
    assert [row[-1].text for row in table.rows] == ["50.0%", "0.0%", "200.0%", "25.0%"]


def test_what_is_the_same_in_every_month_is_one_bar():
    paid = Series("累计拨付", tuple(Cell(f"{n}.0", fen=n * 1_000_000, unit=1_000_000) for n in (1, 2)))
    planned = Series("需配套", (Cell("9.0", fen=9_000_000, unit=1_000_000),) * 2)
    table = bars_table(Chart("图", "lines", "money", ("2020-01", "2020-02"), (paid, planned), unit="万元"))
    assert [row[0].text for row in table.rows] == ["2020-01", "2020-02", "需配套"]
    assert table.caption == "万元"


def test_a_picture_is_drawn_only_with_a_font_that_has_every_character(monkeypatch):
    pytest.importorskip("matplotlib")
    if not pictures._fonts():
        pytest.skip("no Chinese font here")
    assert (pictures.picture(RATES) or b"").startswith(b"\x89PNG")
    for label in ("\U0001f600", "\u0e01"):
        odd = Chart("图", "bars", "rate", (label, "乙", "丙"), RATES.series, unit="%")
        monkeypatch.setattr(pictures, "_characters", lambda _: frozenset(map(ord, "乙丙甲拨付率序时进度0123456789.%…")))
        assert pictures.picture(odd) is None
        assert pictures.picture(RATES) is not None


@pytest.mark.parametrize("label", ["$x^2$", "$\\frac{", "a_b^c", "甲" * 60])
def test_a_label_is_never_a_formula_of_the_library_that_draws(label):
    pytest.importorskip("matplotlib")
    odd = Chart("图", "bars", "rate", (label, "乙", "丙"), RATES.series, unit="$%")
    drawn = pictures.picture(odd)
    assert drawn is None or drawn.startswith(b"\x89PNG")


def test_without_the_library_or_a_font_charts_are_bars_in_tables(monkeypatch):
    monkeypatch.setitem(sys.modules, "matplotlib.font_manager", None)
    pictures._fonts.cache_clear()
    opened = docx.Document(io.BytesIO(write_docx(Document((RATES,)), "zh")))
    pictures._fonts.cache_clear()
    assert len(opened.inline_shapes) == 0
    assert [cell.text for cell in opened.tables[0].columns[0].cells] == ["甲", "乙", "丙", "序时进度"]
    monkeypatch.undo()


# --- The command ------------------------------------------------------------------------------------------


@pytest.fixture
def book(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    file = tmp_path / "book.xlsx"
    file.write_bytes(xlsx(plan(("道路", 10), ("低保", 5)), ledger((day(1, 2), "道路", "甲", 50000.0, ""))))
    return file


def title_of(file: str) -> str:
    return docx.Document(file).paragraphs[0].text


def test_the_form_is_asked_for_at_the_command_line_or_in_the_settings(book):
    assert main(["report", book.name, "-o", "a.docx", "--form", "circular"]) == 0
    assert "通报" in title_of("a.docx")
    assert main(["report", book.name, "-o", "a.docx"]) == 0
    assert "汇报" in title_of("a.docx")
    assert main(["report", book.name, "-o", "a.docx", "--evaluation"]) == 0
    assert "自评" in title_of("a.docx")
    Path("minsheng-funds.toml").write_text('[document]\nform = "circular"\n', encoding="utf-8")
    assert main(["report", book.name, "-o", "a.docx"]) == 0
    assert "通报" in title_of("a.docx")


def test_a_text_of_ones_own_is_named_beside_the_settings_or_at_the_command_line(book):
    Path("texts").mkdir()
    Path("texts/own.txt").write_text("# 本局汇报{{ programme }}\n甲\n", encoding="utf-8")
    Path("texts/settings.toml").write_text('[document]\ntemplate = "own.txt"\n', encoding="utf-8")
    assert main(["report", book.name, "--config", "texts/settings.toml", "-o", "a.docx"]) == 0
    assert title_of("a.docx") == "本局汇报民生工程"
    Path("other.txt").write_text("# 另一份\n甲\n", encoding="utf-8")
    arguments = ["report", book.name, "--config", "texts/settings.toml", "--template", "other.txt", "-o", "a.docx"]
    assert main(arguments) == 0
    assert title_of("a.docx") == "另一份"


def test_the_built_in_text_is_written_and_used(book, capsys):
    assert main(["template", "--text", "circular", "own.txt"]) == 0
    assert "own.txt" in capsys.readouterr().err
    assert main(["template", "--text", "circular", "own.txt"]) == 2
    assert main(["report", book.name, "-o", "a.docx", "--form", "circular"]) == 0
    assert main(["report", book.name, "-o", "b.docx", "--form", "circular", "--template", "own.txt"]) == 0
    one, other = (part(Path(name).read_bytes(), "word/document.xml") for name in ("a.docx", "b.docx"))
    texts = [[node.text for node in root.iter(qn("w:t"))] for root in (one, other)]
    assert [text for text in texts[1] if text not in texts[0]] == ["document.template", '"own.txt"']


def test_options_of_letters_without_a_letter_are_refused_before_any_work(book, capsys):
    for option in (["--form", "circular"], ["--template", "own.txt"]):
        assert main(["report", book.name, *option]) == 2
        assert ".docx" in capsys.readouterr().err


def test_a_broken_text_stops_the_run_and_leaves_the_old_letter(book, capsys):
    Path("a.docx").write_bytes(b"old")
    Path("own.txt").write_text("# 甲\n\n{{ funds[0].nothing }}\n", encoding="utf-8")
    assert main(["report", book.name, "-o", "a.docx", "--template", "own.txt"]) == 2
    said = capsys.readouterr().err.strip()
    assert "own.txt:3:" in said
    assert said.count("\n") == 0
    assert Path("a.docx").read_bytes() == b"old"


def test_the_text_itself_is_never_overwritten(book, capsys):
    Path("own.docx").write_text("# 甲\n", encoding="utf-8")
    assert main(["report", book.name, "-o", "own.docx", "--template", "own.docx"]) == 2
    assert Path("own.docx").read_text(encoding="utf-8") == "# 甲\n"


def test_no_blank_page_stands_behind_a_full_one():
    """The break between pages that lie and stand takes no line of its own, nor does the blank one behind a table."""
    small = Table("小", (Column("甲"),), ((Cell("1"),),))
    blocks = (Heading("标题", 1), Paragraph("附件1", "annex"), wide(), Paragraph("附件2", "annex"), small)
    word = docx.Document(io.BytesIO(write_docx(Document(blocks), "zh")))
    ends = [line for line in word.paragraphs if line._p.xpath("./w:pPr/w:sectPr")]
    assert len(ends) == 2
    assert [line.paragraph_format.line_spacing for line in ends] == [Pt(1), Pt(1)]
    assert next(ends[-1]._p.itersiblings(preceding=True)).tag == qn("w:tbl")
