"""Text from a workbook is never a formula, markup, a link, XML, Markdown or a template, in any format."""

import csv
import io
import zipfile
from pathlib import Path

import openpyxl
import pytest

from minsheng_funds.cli import main
from tests.hostile import CHECKS, FILE, TEXTS, check_csv, check_html, check_markdown, hostile_book
from tests.outputs import CHECK_SUFFIXES, COMPARE_SUFFIXES, REPORT_SUFFIXES
from tests.support import Formula, day, ledger, plan, xlsx

PROJECTS = ["<script>alert(1)</script>", "{{ 7*7 }}", "{% raw %}", "${7*7}", "甲|乙", "&amp;&lt;b&gt;", "@SUM(1+1)"]
"""Texts that every list of projects must show as they stand."""
REPORTS = {
    "plain": ([], REPORT_SUFFIXES, PROJECTS),
    "by class": (["--by", "class"], REPORT_SUFFIXES, PROJECTS[:-2]),
    "by unit": (["--by", "unit"], REPORT_SUFFIXES, PROJECTS),
    "by payee": (["--by", "payee"], REPORT_SUFFIXES, ["<script>alert(1)</script>", "甲|乙", "&amp;&lt;b&gt;"]),
    "detail": (["--detail"], REPORT_SUFFIXES, [*PROJECTS, "=5+1"]),
    "trace": (["--trace", "<script>alert(1)</script>"], REPORT_SUFFIXES, ["<script>alert(1)</script>"]),
    "evaluation": (["--evaluation"], REPORT_SUFFIXES, PROJECTS),
}


@pytest.fixture(autouse=True)
def book(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path(FILE).write_bytes(hostile_book())


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize(
    "kind", [pytest.param(kind, marks=() if kind in ("plain", "detail") else pytest.mark.slow) for kind in REPORTS]
)
def test_no_text_of_a_workbook_does_anything_in_a_report(kind, language):
    arguments, suffixes, shown = REPORTS[kind]
    for suffix in suffixes:
        output = Path(f"out{suffix}")
        assert main(["--lang", language, "report", FILE, *arguments, "-o", str(output)]) in (0, 1)
        CHECKS[suffix](output.read_bytes(), shown)


@pytest.mark.parametrize("suffix", CHECK_SUFFIXES)
def test_no_text_of_a_workbook_does_anything_in_a_list_of_findings(suffix):
    assert main(["check", FILE, "-v", "-o", f"out{suffix}"]) in (0, 1)
    CHECKS[suffix](Path(f"out{suffix}").read_bytes(), ["<script>alert(1)</script> 没有计划", "{{ 7*7 }} 没有计划"])


@pytest.mark.parametrize("suffix", COMPARE_SUFFIXES)
@pytest.mark.parametrize("kind", ["dates", "plans", "exports"])
def test_no_text_of_a_workbook_does_anything_in_a_comparison(suffix, kind):
    Path("old.xlsx").write_bytes(
        xlsx(plan(("道路", 10)), ledger((day(1, 2), "道路", "甲", 5.0, ""), (day(1, 3), "-1", "=1", 9.0, "")))
    )
    assert main(["compare", "old.xlsx", FILE, "--kind", kind, "--top", "99", "-o", f"out{suffix}"]) in (0, 1)
    CHECKS[suffix](Path(f"out{suffix}").read_bytes(), PROJECTS)


def test_no_text_of_a_workbook_does_anything_in_the_page_of_inspect():
    assert main(["inspect", FILE, "--html", "page.html"]) == 0
    CHECKS[".html"](Path("page.html").read_bytes(), [*PROJECTS[:2], FILE])


def test_a_marked_copy_has_the_formulas_of_its_source_and_no_other():
    assert main(["check", FILE, "-v", "--annotate", "copy.xlsx"]) in (0, 1)
    before, after = (
        [
            [(cell.coordinate, cell.value, cell.data_type) for row in sheet.iter_rows() for cell in row]
            for sheet in openpyxl.load_workbook(name).worksheets
        ]
        for name in (FILE, "copy.xlsx")
    )
    assert before == after
    CHECKS[".xlsx"](Path("copy.xlsx").read_bytes(), ["没有计划"])


def test_amounts_stay_numbers_in_csv_below_zero_too():
    assert main(["report", FILE, "--detail", "-o", "out.csv"]) in (0, 1)
    table = list(csv.DictReader(io.StringIO(Path("out.csv").read_text(encoding="utf-8-sig"), newline="")))
    amounts = [row["金额(元)"] for row in table]
    assert "-100.50" in amounts
    assert all(float(amount) is not None for amount in amounts)


# --- The checks themselves can fail -----------------------------------------------------------------------


@pytest.mark.parametrize(
    "field", ["=1+1", " =1", "+SUM(1)", "-1+2", "@x", '"\t1"', '"\n=1"', "\uff1d1", "甲\u202e", "\x1b"]
)
def test_a_csv_with_a_formula_is_noticed(field):
    check_csv(f"a,b\r\n-1,{field[:0]}\r\n".encode("utf-8-sig"), [])
    with pytest.raises(AssertionError):
        check_csv(f"a,b\r\n-1,{field}\r\n".encode("utf-8-sig"), [])


@pytest.mark.parametrize("text", [text for text in TEXTS if text[0] in "<`[!*#>$" or text[:2] in ("- ", "--", "1.")])
def test_markdown_with_markup_is_noticed(text):
    check_markdown(b"- a\n", ["a"])
    with pytest.raises(AssertionError):
        check_markdown(f"- {text}\n".encode(), [])


@pytest.mark.parametrize("text", [text for text in TEXTS if "<" in text and "http" not in text])
def test_a_page_with_markup_is_noticed(text):
    policy = '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'">'
    check_html(f"{policy}<p>a</p>".encode(), ["a"])
    with pytest.raises(AssertionError):
        check_html(f"{policy}<p>{text}</p>".encode(), [text])


WORD = '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>{}</w:body></w:document>'
LINKS = "<Relationships>{}</Relationships>"


def docx(body: str, links: str = "") -> bytes:
    """The outline of a document."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("word/document.xml", WORD.format(body))
        archive.writestr("word/_rels/document.xml.rels", LINKS.format(links))
    return stream.getvalue()


@pytest.mark.parametrize(
    ("body", "links"),
    [
        ("<w:p><w:r><w:instrText>HYPERLINK javascript:x</w:instrText></w:r></w:p>", ""),
        ('<w:p><w:fldSimple w:instr="INCLUDETEXT a"/></w:p>', ""),
        ("<w:p><w:r><w:t>甲\u202e</w:t></w:r></w:p>", ""),
        ("<w:p/>", '<Relationship TargetMode="External"/>'),
    ],
)
def test_a_document_with_a_field_or_a_link_is_noticed(body, links):
    CHECKS[".docx"](docx("<w:p><w:r><w:t>&lt;b&gt;</w:t><w:instrText> PAGE </w:instrText></w:r></w:p>"), ["<b>"])
    with pytest.raises(AssertionError):
        CHECKS[".docx"](docx(body, links), [])


@pytest.mark.parametrize("formula", [text for text in TEXTS if text[0] == "="])
def test_a_workbook_with_the_formula_of_another_is_noticed(formula):
    cells = [["a", Formula("=SUM(A1:A2)", 3)]]
    CHECKS[".xlsx"](xlsx(cells), ["a"])
    with pytest.raises(AssertionError):
        CHECKS[".xlsx"](xlsx([["a", Formula(formula, 1)]]), [])
