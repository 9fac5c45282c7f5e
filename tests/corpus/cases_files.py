"""Files of every dress, wrong suffixes, encodings, and files that cannot be read."""

from pathlib import Path

from tests.corpus.build import Page, raw_xlsx, rezip, sheet_xml, xlsx
from tests.corpus.case import LEDGER_HEAD, Case, Lines, Read, Refused, Stopped, ledger, plan
from tests.support import Sheet, csv_bytes, day, ods, xls

PLAN = plan([1, "甲", 100], [2, "乙", 200])
LEDGER = ledger([day(1, 2), "甲", "某", 10, ""], [day(1, 3), "乙", "某,分公司", 20, ""])
TEXT = [
    ["2020年资金拨付台账"],
    ["单位:元"],
    LEDGER_HEAD,
    ["2020.1.2", "甲", "某", "1,0.00".replace(",", ""), ""],
    ["2020.1.3", "乙", "某,分公司", "20", ""],
]
PAID = Read({"甲": (100, 10), "乙": (200, 20)})
_FILES = "§5: .xls and .et (BIFF8) under any suffix, xlsx under .xls, .ods, strict OOXML, 1904 dates, CSV in UTF-8 with BOM or GB18030"
_UNUSABLE = "interface: an input that cannot be used: one line that says what, where (file, sheet, cell) and what to do"
_BROKEN = "interface: Of several inputs a broken one is an error finding; the others count, every total is incomplete, exit code 1"
BOOKS = (PLAN, LEDGER)
HTML = "<html><body><table><tr><td>序号</td><td>项目名称</td><td>计划资金(元)</td></tr><tr><td>1</td><td>甲</td><td>100</td></tr></table></body></html>"
XML_2003 = (
    '<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" '
    'xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"><Worksheet ss:Name="计划"><Table>'
    + "".join(f'<Row>{"".join(f"<Cell><Data ss:Type={kind}>{value}</Data></Cell>" for kind, value in row)}</Row>'
              for row in ([('"String"', "序号"), ('"String"', "项目名称"), ('"String"', "计划资金(元)")], [('"Number"', 1), ('"String"', "甲"), ('"Number"', 100)]))
    + "</Table></Worksheet></Workbook>"
)  # fmt: skip
SYLK = 'ID;PWXL;N;E\r\nC;Y1;X1;K"项目名称"\r\nC;Y1;X2;K"计划资金(元)"\r\nC;Y2;X1;K"甲"\r\nC;Y2;X2;K100\r\nE\r\n'
_STRICT = (
    (b"http://schemas.openxmlformats.org/spreadsheetml/2006/main", b"http://purl.oclc.org/ooxml/spreadsheetml/main"),
    (b"http://schemas.openxmlformats.org/officeDocument/2006/relationships", b"http://purl.oclc.org/ooxml/officeDocument/relationships"),
)  # fmt: skip


def strict(content: bytes) -> bytes:
    """The workbook in the strict form of its format: other namespaces throughout."""
    import io
    import zipfile

    def edit(data: bytes) -> bytes:
        for old, new in _STRICT:
            data = data.replace(old, new)
        return data.replace(b"<workbook ", b'<workbook conformance="strict" ')

    names = zipfile.ZipFile(io.BytesIO(content)).namelist()
    return rezip(
        content, {name: edit for name in names if name.endswith((".xml", ".rels")) and not name.startswith("docProps")}
    )


def cut(content: bytes, percent: int) -> bytes:
    """The first so many percent of a file."""
    return content[: len(content) * percent // 100]


def ods_with(old: str, new: str, *sheets: Sheet) -> bytes:
    """An ods with its content edited."""

    def edit(xml: bytes) -> bytes:
        assert old.encode() in xml
        return xml.replace(old.encode(), new.encode())

    return rezip(ods(*sheets), {"content.xml": edit})


def dimension(ref: bytes) -> bytes:
    """A plan that declares other dimensions than it has."""
    import re

    return rezip(
        xlsx(PLAN),
        {
            "xl/worksheets/sheet1.xml": lambda xml: re.sub(
                rb'<dimension ref="[^"]*"/>', b'<dimension ref="' + ref + b'"/>', xml
            )
        },
    )


_TAIL = '<table:table-row table:number-rows-repeated="1048560"><table:table-cell table:number-columns-repeated="16384"/></table:table-row></table:table>'
_REPEATED = ledger(["2020-01-02", "甲", "某", 10, ""], ["2020-01-03", "乙", "某", 20, ""])
ONE: Lines = {"甲": (100, None), "乙": (200, None)}
STOPPED = {
    "empty": (b"", ()), "blanks": (b"  \r\n", ()), "picture": (b"\x89PNG\r\n\x1a\n" + bytes(60), ()), "pdf": (b"%PDF-1.7\n1 0 obj", ()), "binary": (bytes(range(256)) * 8, ()),
    "zip_of_something_else": (rezip(xlsx(PLAN), {}).replace(b"xl/workbook.xml", b"xl/w0rkb00k.xml"), ()), "rtf": (b"{\\rtf1\\ansi hello}", ()),
}  # fmt: skip

CASES = [
    *(Case(f"file_{name}", {file: content}, PAID, _FILES) for name, file, content in (
        ("xlsx", "book.xlsx", lambda: xlsx(*BOOKS)), ("xlsx_named_xls", "book.xls", lambda: xlsx(*BOOKS)), ("xlsx_named_csv", "book.csv", lambda: xlsx(*BOOKS)),
        ("xls", "book.xls", lambda: xls(*BOOKS)), ("xls_named_xlsx", "book.xlsx", lambda: xls(*BOOKS)), ("et", "book.et", lambda: xls(*BOOKS)), ("ods", "book.ods", lambda: ods(*BOOKS)),
        ("ods_named_xlsx", "book.xlsx", lambda: ods(*BOOKS)), ("strict_ooxml", "book.xlsx", lambda: strict(xlsx(*BOOKS))), ("xlsx_without_a_suffix", "book", lambda: xlsx(*BOOKS)),
        ("xlsm", "book.xlsm", lambda: xlsx(*BOOKS)), ("et_holding_xlsx", "book.et", lambda: xlsx(*BOOKS)),
        ("with_1904_dates", "book.xlsx", lambda: xlsx(*BOOKS, date_1904=True)),
    )),
    Case("file_with_1904_dates_cut_off_by_the_day", {"book.xlsx": lambda: xlsx(PLAN, ledger([day(4, 17), "甲", "某", 10, ""], [day(4, 18), "乙", "某", 20, ""]), date_1904=True)},
         Read({"甲": (100, 10), "乙": (200, 0)}, out_of_scope={"after-as-of": 20}), _FILES, options=("--as-of", "2020-04-17")),
    *(Case(f"csv_{name}", {"plan.xlsx": PLAN, "支付.csv": content}, PAID, _FILES) for name, content in (
        ("utf_8", csv_bytes(TEXT, "utf-8")), ("utf_8_with_bom", csv_bytes(TEXT)), ("gb18030", csv_bytes(TEXT, "gb18030")), ("utf_16", csv_bytes(TEXT, "utf-16")),
        ("utf_16_big_endian", b"\xfe\xff" + csv_bytes(TEXT, "utf-16-be")), ("utf_16_tab", csv_bytes(TEXT, "utf-16", "\t")), ("tab", csv_bytes(TEXT, "utf-8", "\t")), ("semicolon", csv_bytes(TEXT, "utf-8", ";")),
        ("unix_line_ends", csv_bytes(TEXT, "utf-8").replace(b"\r\n", b"\n")), ("mac_line_ends", csv_bytes(TEXT, "utf-8").replace(b"\r\n", b"\r")),
        ("blank_lines_at_the_end", csv_bytes(TEXT, "gb18030") + b"\r\n,,,,\r\n\r\n"), ("blank_columns_at_the_end", csv_bytes([[*row, *[""] * (9 - len(row))] for row in TEXT], "gb18030")),
    )),
    Case("csv_with_quoted_separators_and_line_breaks", {"plan.xlsx": PLAN, "支付.csv": csv_bytes([*TEXT[:3], ["2020.1.2", "甲", "某\n二行", "1,234.50", "a,b"]], "gb18030")},
         Read({"甲": (100, "1234.50"), "乙": (200, 0)}, ("X004 计划!?4",)), _FILES),
    Case("csv_with_texts_that_excel_protects", {"plan.xlsx": PLAN, "支付.csv": csv_bytes([["付款日期", "项目名称", "收款方账号", "支付金额(元)"], ["2020-01-02", "甲", '="6222021234567890128"', "10.00"], ["2020-01-03\t", "乙", "\t6222", "20.00\t"]], "gb18030")},
         PAID, _FILES),
    Case("csv_with_a_text_amount_that_excel_protects", {"plan.xlsx": PLAN, "支付.csv": csv_bytes([["付款日期", "项目名称", "支付金额(元)"], ["2020-01-02", "甲", '="10.00"'], ["2020-01-03", "乙", "20.00"]], "gb18030")},
         (PAID, Refused(("error 支付.csv!支付!C2",))), _FILES),
    Case("csv_of_one_column_only", {"book.csv": csv_bytes([["项目名称"], ["甲"]], "utf-8")}, Stopped(("book.csv",)), _UNUSABLE),
    Case("csv_in_an_unknown_encoding", {"book.csv": b"\xff\xa0\x80\xff,\xff\xff\r\n\xff,\x80\r\n"}, Stopped(("book.csv",)), _UNUSABLE),
    Case("ods_with_a_row_repeated", {"plan.xlsx": PLAN, "book.ods": lambda: ods_with('<table:table-row><table:table-cell office:value-type="string"><text:p>2020-01-02<', '<table:table-row table:number-rows-repeated="2"><table:table-cell office:value-type="string"><text:p>2020-01-02<', _REPEATED)},
         Read({"甲": (100, 20), "乙": (200, 20)}, ("L002 book.ods!台账!?4 book.ods!台账!?5",)), "issue 3.5: ods with repeated rows; a row that stands twice counts twice, with a finding"),
    Case("ods_with_a_million_blank_rows", {"book.ods": lambda: ods_with("</table:table>", _TAIL, PLAN)}, Read(ONE), "issue 3.5: ods with repeated rows", hostile=True),
    *(Case(f"sheet_that_declares_{name}", {"book.xlsx": lambda ref=ref: dimension(ref)}, Read(ONE), "§5: Sheets declared A1 only or A1:XFB1048576", hostile=big)  # type: ignore[misc]
      for name, ref, big in (("one_cell_only", b"A1", False), ("the_whole_sheet", b"A1:XFB1048576", True), ("sixteen_thousand_columns", b"A1:XFB125", True), ("a_place_elsewhere", b"Z99:AA100", False))),
    Case("encrypted_workbook", {"book.xlsx": (Path(__file__).parent / "files" / "encrypted.xlsx").read_bytes()}, Stopped(("book.xlsx", "password")), "§5: Passwords; issue 3.5: say that it has a password"),
    *(Case(f"web_page_saved_as_xls_{name}", {"book.xls": text.encode(encoding)}, (Read({"甲": (100, None)}, maybe=("warning",)), Stopped(("book.xls", "xlsx"))),
           "issue 3.5: SpreadsheetML 2003 / HTML / SYLK tables saved as .xls (say save as xlsx, or read them)", options=("--year", "2020"))
      for name, text, encoding in (("html", HTML, "utf-8"), ("html_gb18030", HTML, "gb18030"), ("spreadsheet_ml", XML_2003, "utf-8"), ("sylk", SYLK, "gb18030"), ("html_with_a_space_before", "\r\n  " + HTML, "utf-8"))),
    *(Case(f"file_unusable_{name}", {"book.xlsx": content}, Stopped(("book.xlsx", *words)), _UNUSABLE) for name, (content, words) in STOPPED.items()),
    *(Case(f"xlsx_cut_short_at_{percent}_percent", {"book.xlsx": lambda percent=percent: cut(xlsx(*BOOKS), percent)}, Stopped(("book.xlsx",)), _UNUSABLE) for percent in (10, 50, 90, 99)),  # type: ignore[misc]
    *(Case(f"xls_cut_short_at_{percent}_percent", {"book.xls": lambda percent=percent: cut(xls(*BOOKS), percent)}, (Stopped(("book.xls",)), Refused(("error",))), _UNUSABLE) for percent in (10, 50, 90)),  # type: ignore[misc]
    Case("one_broken_file_beside_good_ones", {"plan.xlsx": PLAN, "ledger.xlsx": LEDGER, "坏.xlsx": xlsx(LEDGER)[:700]}, Refused(("F003 坏.xlsx",), {"甲": (100, 10), "乙": (200, 20)}), _BROKEN),
    Case("one_encrypted_file_beside_good_ones", {"plan.xlsx": PLAN, "ledger.xlsx": LEDGER, "密.xlsx": (Path(__file__).parent / "files" / "encrypted.xlsx").read_bytes()},
         Refused(("F004 密.xlsx",), {"甲": (100, 10), "乙": (200, 20)}), _BROKEN),
    Case("one_picture_beside_good_ones", {"plan.xlsx": PLAN, "扫描.xls": b"\x89PNG\r\n\x1a\n" + bytes(60)}, Refused(("F002 扫描.xls",), ONE), _BROKEN),
    Case("inline_strings_instead_of_shared_ones", {"book.xlsx": raw_xlsx(sheet_xml([list(row) for row in PLAN.rows]))}, Read(ONE), _FILES),
    Case("cells_without_addresses", {"book.xlsx": lambda: raw_xlsx(__import__("re").sub(r' r="[A-Z]*\d+"', "", sheet_xml([["序号", "项目名称", "计划资金(元)"], [1, "甲", 100], [2, "乙", 200]])))}, Read(ONE), _FILES, options=("--year", "2020")),
    Case("sheet_of_a_missing_part", {"book.xlsx": lambda: rezip(xlsx(PLAN), {}).replace(b"xl/worksheets/sheet1.xml", b"xl/worksheets/sheet9.xml")}, (Stopped(("book.xlsx",)), Refused(("F003",))), _UNUSABLE),
    Case("shared_strings_that_are_missing", {"book.xlsx": lambda: rezip(xlsx(PLAN), {}).replace(b"xl/sharedStrings.xml", b"xl/sharedStrungs.xml")}, (Stopped(("book.xlsx",)), Refused(("F003",))), _UNUSABLE),
    Case("plan_twice_once_in_a_very_hidden_sheet", {"book.xlsx": lambda: xlsx(PLAN, Page("旧", PLAN.rows, very_hidden=True))}, Read(ONE, ("F012 旧",)), "interface: Hidden sheets are left out, with a finding"),
]  # fmt: skip
