"""What the bytes of a source are: spreadsheets and csv in every dress, and what is refused with a reason."""

import pytest

from minsheng_funds.errors import Failure
from minsheng_funds.model import Source
from minsheng_funds.reading.containers import open_sheets
from minsheng_funds.reading.sheets import Unusable
from tests.support import (
    LEDGER_HEADER,
    Sheet,
    codes,
    csv_bytes,
    day,
    disbursed,
    finding,
    ledger,
    ods,
    origins,
    plan,
    run,
    table,
    xls,
    xlsx,
)

PLAN = plan(("甲", 9000.0), ("乙", 9000.0), unit="元")
LEDGER = ledger([day(1, 1), "甲", "某", 1234.5, ""], [day(1, 2), "乙", "某,分公司", -4.5, "退回"])
TEXT_ROWS = [
    ["2020年台账"],
    ["单位:元"],
    LEDGER_HEADER,
    ["2020.1.1", "甲", "某", "1,234.50", ""],
    ["2020.1.2", "乙", "某,分公司", "-4.5", "退回"],
]

DRESSES = {
    "xlsx": ("a.xlsx", xlsx(LEDGER)),
    "xlsx named .xls": ("a.xls", xlsx(LEDGER)),
    "xls": ("a.xls", xls(LEDGER)),
    "xls named .et": ("a.et", xls(LEDGER)),
    "xls named .xlsx": ("a.xlsx", xls(LEDGER)),
    "ods": ("a.ods", ods(LEDGER)),
    "csv utf-8 with BOM": ("a.csv", csv_bytes(TEXT_ROWS)),
    "csv utf-8": ("a.csv", csv_bytes(TEXT_ROWS, "utf-8")),
    "csv gb18030": ("a.csv", csv_bytes(TEXT_ROWS, "gb18030")),
    "csv utf-16": ("a.csv", csv_bytes(TEXT_ROWS, "utf-16", "\t")),
    "csv semicolon": ("a.csv", csv_bytes(TEXT_ROWS, "utf-8", ";")),
    "csv tab": ("a.txt", csv_bytes(TEXT_ROWS, "utf-8", "\t")),
}


@pytest.mark.parametrize(("name", "content"), DRESSES.values(), ids=DRESSES.keys())
def test_the_same_ledger_in_every_dress_gives_the_same_fen(name, content):
    outcome = run(Source("plan.xlsx", xlsx(PLAN)), Source(name, content))
    assert disbursed(outcome) == {"甲": 123450, "乙": -450}
    assert [finding for finding in outcome.findings if finding.severity == "error"] == []


def test_a_csv_is_one_sheet_named_by_the_stem_and_its_cells_are_addressed_in_it():
    rows = [*TEXT_ROWS, ["2020.1.3", "甲", "某", "五元", ""]]
    outcome = run(Source("plan.xlsx", xlsx(PLAN)), Source("dir/支付.csv", csv_bytes(rows)))
    assert origins(outcome, "A001") == ["dir/支付.csv!支付!D6"]


def test_a_semicolon_csv_full_of_thousand_separators_is_split_at_its_semicolons():
    rows = [["项目名称", "计划资金(元)"], *[[f"项目{n}", "1,234,567.00"] for n in range(5)]]
    outcome = run(Source("计划.csv", csv_bytes(rows, "utf-8", ";")))
    assert outcome.statement.totals["matching"].figures.required == 5 * 123456700


def test_short_rows_of_a_csv_are_read_as_if_blank_cells_followed():
    rows = [["单位:元"], ["拨付日期", "项目名称", "拨付金额", "备注"], ["2020.1.1", "甲", "5"], ["2020.1.2", "乙"]]
    outcome = run(Source("plan.xlsx", xlsx(PLAN)), Source("支付.csv", csv_bytes(rows)))
    assert disbursed(outcome) == {"甲": 500, "乙": 0}


@pytest.mark.parametrize("write", [xlsx, xls, ods])
def test_leading_empty_rows_and_columns_leave_the_addresses_right(write):
    sheet = ledger([day(1, 1), "甲", "某", 5.0, ""], [day(1, 1), "乙", "某", "五元", ""])
    moved = Sheet("台账", sheet.rows, top=3, left=2, merged=((3, 2, 3, 4),))
    outcome = run(Source("plan.xlsx", xlsx(PLAN)), Source("a", write(moved)))
    assert origins(outcome, "A001") == ["a!台账!F8"]
    assert table(outcome, "台账").header_rows == (6,)
    assert disbursed(outcome)["甲"] == 500


@pytest.mark.parametrize("write", [xlsx, xls])
def test_merged_cells_fill_down_in_every_format_that_shows_them(write):
    sheet = ledger([day(1, 1), "甲", "某", 5.0, ""], ["", "", "某", 6.0, ""])
    outcome = run(
        Source("plan.xlsx", xlsx(PLAN)),
        Source("a", write(Sheet("台账", sheet.rows, merged=((3, 0, 4, 0), (3, 1, 4, 1))))),
    )
    assert disbursed(outcome)["甲"] == 1100


REFUSED = {
    "empty": (b"", "F001"),
    "blanks only": (b"  \r\n", "F001"),
    "picture": (b"\x89PNG\r\n\x1a\n" + bytes(40), "F002"),
    "jpeg": (b"\xff\xd8\xff\xe0" + bytes(40), "F002"),
    "pdf": (b"%PDF-1.4 ...", "F002"),
    "binary": (b"abc\x00\x01\x02" * 30, "F002"),
    "cut short": (xlsx(LEDGER)[:900], "F003"),
    "zip of nothing known": (b"PK\x03\x04" + bytes(60), "F003"),
    "password": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "EncryptedPackage".encode("utf-16-le") + bytes(600), "F004"),
    "broken xls": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "F003"),
    "html as xls": (b"<html><table><tr><td>1</td></tr></table></html>", "F005"),
    "xml as xls": (b"\xef\xbb\xbf<?xml version='1.0'?><Workbook/>", "F005"),
    "no encoding": ("项目名称,计划资金\n".encode("gb18030") + b"\xff\xff\xff,1\n", "F006"),
}  # fmt: skip


@pytest.mark.parametrize(("content", "code"), REFUSED.values(), ids=REFUSED.keys())
def test_what_cannot_be_read_is_an_error_and_every_total_of_the_others_is_incomplete(content, code):
    outcome = run(Source("plan.xlsx", xlsx(PLAN)), Source("bad.xlsx", content))
    assert [str(origin) for origin in finding(outcome, code).origins] == ["bad.xlsx"]
    assert outcome.statement.totals["matching"].figures.required == 1800000
    assert not outcome.statement.totals["matching"].complete


@pytest.mark.parametrize(("content", "code"), REFUSED.values(), ids=REFUSED.keys())
def test_an_input_alone_that_cannot_be_read_is_a_failure_of_one_line(content, code):
    with pytest.raises(Failure) as caught:
        run(Source("bad.xlsx", content))
    line = caught.value.line("zh")
    assert line.startswith("bad.xlsx: ")
    assert "\n" not in line
    assert caught.value.exit_code == 2


def test_a_source_that_could_not_be_opened_is_an_error_finding():
    outcome = run(Source("plan.xlsx", xlsx(PLAN)), Source("away.xlsx", b"", "empty"))
    assert codes(outcome) == ["F001"]
    assert not outcome.statement.complete


def test_a_hidden_sheet_is_left_out_and_said():
    outcome = run(PLAN, Sheet("旧台账", LEDGER.rows, hidden=True))
    assert origins(outcome, "F012") == ["book.xlsx!旧台账"]
    assert len(outcome.book.tables) == 1


def test_a_csv_field_too_long_for_any_reader_is_an_error_and_no_crash():
    content = b"a,b\n" + b'"' + b"x" * 200_000 + b'"' + b",1\n"
    outcome = run(Source("plan.xlsx", xlsx(PLAN)), Source("b.csv", content))
    assert origins(outcome, "F007") == ["b.csv!b!A2"]


def test_unusable_says_its_reason():
    with pytest.raises(Unusable, match="not-a-workbook"):
        list(open_sheets(Source("a.png", b"GIF89a....")))
