"""What a file is counts by its bytes: every kind read or refused in words that say what to do, passwords among them."""

import builtins
import gzip
import io
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from minsheng_funds.cli import main
from minsheng_funds.model import Source
from tests.reading.containers.crafted import biff5, ods_of, ods_row, zipped
from tests.support import (
    codes,
    csv_bytes,
    disbursed,
    finding,
    ods,
    origins,
    plan,
    required,
    run,
    xls,
    xlsx,
)

PLAN = plan(("甲", 9000.0), ("乙", 9000.0), unit="元")
ROWS: list[list[Any]] = [["单位:元"], ["项目名称", "计划资金"], ["甲", 5.0], ["乙", 6.0]]
TABLE = "<table><tr><td>项目名称</td></tr></table>"
OLE_DOCUMENT = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(1024) + "WordDocument".encode("utf-16-le") + bytes(1024)

REFUSED = {
    "html": (TABLE.encode(), "F005", "html"),
    "html behind blanks and a mark": (b"\xef\xbb\xbf \r\n\t" + TABLE.encode(), "F005", "html"),
    "html behind a comment": (b"<!-- saved by a portal -->\n<!-- x -->" + TABLE.encode(), "F005", "html"),
    "html of Excel": (
        b'<html xmlns:x="urn:schemas-microsoft-com:office:excel"><head><meta charset=gbk></head></html>',
        "F005",
        "html",
    ),
    "html with a doctype": (b"<!DOCTYPE HTML PUBLIC><html></html>", "F005", "html"),
    "html as xhtml": (b'<?xml version="1.0"?><html xmlns="x"><body/></html>', "F005", "html"),
    "html in GB18030": (f"<style>td</style>{TABLE}".encode("gb18030"), "F005", "html"),
    "html in UTF-16": (f"<html>{TABLE}</html>".encode("utf-16"), "F005", "html"),
    "html in UTF-16 without a mark": (f"<html>{TABLE}</html>".encode("utf-16-le"), "F005", "html"),
    "SpreadsheetML 2003": (
        b'<?xml version="1.0"?>\n<?mso-application progid="Excel.Sheet"?><Workbook xmlns="urn:..."/>',
        "F005",
        "xml",
    ),
    "SpreadsheetML without a declaration": (b'<ss:Workbook xmlns:ss="urn:x"/>', "F005", "xml"),
    "other xml": (b'\xef\xbb\xbf<?xml version="1.0"?><data/>', "F005", "xml"),
    "a web archive": (
        b"MIME-Version: 1.0\r\nX-Document-Type: Workbook\r\nContent-Type: multipart/related;\r\n\r\n<html>",
        "F005",
        "mht",
    ),
    "SYLK": (b"ID;PWXL;N;E\r\nP;PGeneral\r\nC;Y1;X1;K1\r\nE\r\n", "F005", "sylk"),
    "DIF": (b'TABLE\r\n0,1\r\n"EXCEL"\r\n', "F005", "dif"),
    "Numbers": (zipped([("Index/Document.iwa", b"x"), ("Metadata/Properties.plist", b"x")]), "F005", "Numbers"),
    "a Word document": (
        zipped([("[Content_Types].xml", b"<Types/>"), ("word/document.xml", b"<w:document/>")]),
        "F002",
        "",
    ),
    "an OpenDocument text": (
        zipped([("mimetype", b"application/vnd.oasis.opendocument.text"), ("content.xml", b"<a/>")]),
        "F002",
        "",
    ),
    "an old Word document": (OLE_DOCUMENT, "F002", ""),
    "only a zip": (zipped([("a.txt", b"hello")]), "F003", ""),
    "gzip": (gzip.compress(csv_bytes(ROWS)), "F002", ""),
    "a tiff": (b"II*\x00" + bytes(100), "F002", ""),
    "a bitmap": (b"BM" + bytes(100), "F002", ""),
    "random bytes": (bytes(range(256)) * 20, "F002", ""),
}


@pytest.mark.parametrize("name", ["book.xls", "book.csv", "book.xlsx"])
@pytest.mark.parametrize(("content", "code", "detail"), REFUSED.values(), ids=REFUSED.keys())
def test_what_is_no_workbook_is_refused_under_any_suffix_and_the_others_count(content, code, detail, name):
    outcome = run(Source("plan.xlsx", xlsx(PLAN)), Source(name, content))
    assert origins(outcome, code) == [name]
    assert detail in finding(outcome, code).message.in_language("zh")
    assert required(outcome) == {"甲": 900000, "乙": 900000}
    assert not outcome.statement.totals["matching"].complete


DRESSES = {
    "xls as csv": ("a.csv", xls([*ROWS])),
    "csv as xls": ("a.xls", csv_bytes(ROWS)),
    "csv as xlsx": ("a.xlsx", csv_bytes(ROWS, "gb18030")),
    "ods as xls": ("a.xls", ods([*ROWS])),
    "xlsx as csv": ("a.csv", xlsx([*ROWS])),
    "xlsx as et": ("a.et", xlsx([*ROWS])),
    "Excel 95": ("a.xls", biff5(ROWS)),
    "csv in UTF-16 without a mark": ("a.csv", csv_bytes(ROWS, "utf-16-le", "\t")),
    "csv with bars": ("a.txt", csv_bytes(ROWS, "utf-8", "|")),
    "csv with old Mac line ends": ("a.csv", csv_bytes(ROWS, "utf-8").replace(b"\r\n", b"\r")),
}


@pytest.mark.parametrize(("name", "content"), DRESSES.values(), ids=DRESSES.keys())
def test_a_workbook_is_read_under_any_suffix(name, content):
    assert required(run(Source(name, content))) == {"甲": 500, "乙": 600}


def test_dates_count_from_1904_where_the_workbook_says_so():
    import xlsxwriter

    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True, "date_1904": True})
    page, form = book.add_worksheet("台账"), book.add_format({"num_format": "yyyy-mm-dd"})
    page.write_row(0, 0, ["拨付日期", "项目名称", "拨付金额(元)"])
    page.write_datetime(1, 0, date(2020, 4, 17), form)
    page.write_row(1, 1, ["甲", 5.0])
    book.close()
    outcome = run(PLAN, Source("a.xlsx", stream.getvalue()))
    assert outcome.statement.as_of == date(2020, 4, 17)


def test_dates_of_an_xls_count_from_1904_where_it_says_so():
    import xlwt

    book = xlwt.Workbook()
    book.dates_1904 = True
    page, form = book.add_sheet("台账"), xlwt.easyxf(num_format_str="yyyy-mm-dd")
    for column, value in enumerate(["拨付日期", "项目名称", "拨付金额(元)"]):
        page.write(0, column, value)
    page.write(1, 0, date(2020, 4, 17), form)
    page.write(1, 1, "甲")
    page.write(1, 2, 5.0)
    stream = io.BytesIO()
    book.save(stream)
    assert run(PLAN, Source("a.xls", stream.getvalue())).statement.as_of == date(2020, 4, 17)


def test_rows_that_an_ods_repeats_count_as_often_as_they_stand():
    rows = ods_row("项目名称", "拨付日期", "拨付金额(元)")
    rows += ods_row("甲", "2020-01-01", 5, attributes=' table:number-rows-repeated="40"')
    rows += ods_row("乙", "2020-01-02", 7) + ods_row(attributes=' table:number-rows-repeated="1048000"')
    assert disbursed(run(PLAN, Source("a.ods", ods_of(rows)))) == {"甲": 20000, "乙": 700}


# --- csv ---------------------------------------------------------------------------------------------------

CSV = b"\xef\xbb\xbf" + "拨付日期,项目名称,收款单位,拨付金额(元)\r\n".encode()
LINES = [f"2020-01-0{n},甲,某,{n}.00\r\n".encode() for n in range(1, 8)]


@pytest.mark.parametrize(
    ("line", "row"),
    [
        ('2020-01-03,甲,"某,3.00\r\n', 4),
        ('2020-01-03,"甲,某,3.00\r\n', 4),
        ('2020-01-03,甲,"某"公司,3.00\r\n', 4),
    ],
    ids=["opens", "opens in the name", "closes in the midst"],
)
def test_a_quote_that_does_not_end_rightly_is_an_error_that_names_its_row(line, row):
    content = CSV + b"".join([*LINES[:2], line.encode(), *LINES[3:]])
    outcome = run(PLAN, Source("a.csv", content))
    assert origins(outcome, "F034") == [f"a.csv!a!A{row}"]
    assert f"第 {row} 行" in finding(outcome, "F034").message.in_language("zh")
    assert not outcome.statement.complete


def test_a_quote_that_ends_rows_further_down_swallows_no_payment_in_silence():
    lines = [
        *LINES[:2],
        '2020-01-03,甲,"某,3.00\r\n'.encode(),
        LINES[3],
        '2020-01-05,甲,某",5.00\r\n'.encode(),
        LINES[5],
    ]
    outcome = run(PLAN, Source("a.csv", CSV + b"".join(lines)))
    assert origins(outcome, "F034") == ["a.csv!a!A4"]


def test_a_field_of_several_lines_is_read():
    line = '2020-01-03,甲,"某公司\r\n(分公司)",3.00\r\n'.encode()
    outcome = run(PLAN, Source("a.csv", CSV + b"".join([*LINES[:2], line, LINES[3]])))
    assert (disbursed(outcome)["甲"], codes(outcome)) == (1000, [])


# --- Passwords ---------------------------------------------------------------------------------------------


def locked(content: bytes, password: str = "民生2020") -> bytes:
    """The workbook with a password, as Excel 2010 and later lock it."""
    from msoffcrypto.format.ooxml import OOXMLFile

    stream = io.BytesIO()
    OOXMLFile(io.BytesIO(content)).encrypt(password, stream)
    return stream.getvalue()


LOCKED = locked(xlsx(PLAN))


def test_a_workbook_with_a_password_is_refused_without_it_and_read_with_it():
    assert origins(run(xlsx(PLAN), Source("a.xlsx", LOCKED)), "F004") == ["a.xlsx"]
    assert required(run(Source("a.xlsx", LOCKED), password="民生2020")) == {"甲": 900000, "乙": 900000}


def test_a_wrong_password_is_said():
    assert origins(run(xlsx(PLAN), Source("a.xlsx", LOCKED), password="x"), "F032") == ["a.xlsx"]


def test_without_the_library_it_says_what_to_install(monkeypatch):
    importing = builtins.__import__

    def without(name, *rest):
        if name.startswith("msoffcrypto"):
            raise ImportError(name)
        return importing(name, *rest)

    monkeypatch.setattr(builtins, "__import__", without)
    outcome = run(xlsx(PLAN), Source("a.xlsx", LOCKED), password="x")
    assert 'pip install "minsheng-funds[password]"' in finding(outcome, "F033").remedy.in_language("en")


def test_an_old_xls_with_a_password_is_known_by_its_records():
    content = xls(PLAN)
    place = content.index(b"\x09\x08\x10\x00\x00\x06") + 20
    changed = content[:place] + b"\x2f\x00\x36\x00\x01\x00\x01\x00\x01\x00" + content[place + 10 :]
    assert origins(run(xlsx(PLAN), Source("a.xls", changed)), "F004") == ["a.xls"]


def test_without_a_terminal_one_line_says_where_to_put_the_password(tmp_path):
    (tmp_path / "a.xlsx").write_bytes(LOCKED)
    command = [sys.executable, "-m", "minsheng_funds", "report", "a.xlsx", "--password", "--lang", "en"]
    done = subprocess.run(  # a session of its own has no terminal to fall back on
        command, cwd=tmp_path, input="x\n", capture_output=True, text=True, start_new_session=True, check=False
    )
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.splitlines() == [
        "minsheng-funds: --password: there is no terminal here to type a password unseen → "
        "give it in the environment variable MINSHENG_FUNDS_PASSWORD"
    ]


def test_the_password_is_asked_for_or_taken_from_the_environment(monkeypatch, tmp_path, capfd):
    monkeypatch.chdir(tmp_path)
    Path("a.xlsx").write_bytes(LOCKED)
    monkeypatch.setattr("click.prompt", lambda *_, **given: "民生2020" if given["hide_input"] else "")
    assert main(["report", "a.xlsx", "--password", "--format", "csv"]) == 0
    assert main(["report", "a.xlsx"]) == 2
    monkeypatch.setenv("MINSHENG_FUNDS_PASSWORD", "民生2020")
    assert main(["report", "a.xlsx", "--format", "csv"]) == 0
    assert "民生2020" not in "".join(capfd.readouterr())
