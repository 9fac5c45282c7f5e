"""What the fast reader does not show: broken formulas, number formats, hidden rows and columns, merged cells."""

import io
import random
from typing import Any

import pytest

from minsheng_funds.model import Source
from minsheng_funds.reading.containers import open_sheets
from minsheng_funds.reading.containers.number_formats import telling
from minsheng_funds.reading.containers.sheet_parse import Parse
from minsheng_funds.reading.containers.sheet_scan import Irregular, Scan
from minsheng_funds.reading.sheets import ranges
from tests.reading.containers.crafted import (
    STRICT,
    biff5,
    book_of,
    cell,
    formats_sheet,
    ods_cell,
    ods_of,
    ods_row,
    row,
    worksheet,
    xlsb,
)
from tests.support import (
    WAN,
    YUAN,
    Formula,
    Sheet,
    assumed,
    codes,
    day,
    disbursed,
    finding,
    ledger,
    origins,
    plan,
    required,
    run,
    xlsx,
)

PLAN = plan(("甲", 9000.0), ("乙", 9000.0), unit="元")
HEADER = row(1, "项目名称", "计划资金(元)")
RECALCULATED = b'<calcPr fullCalcOnLoad="1"/>'


def amounts(*cells: bytes, settings: bytes = b"", **given):
    """A plan of 甲 (B2), 乙 (B3) … with these cells for their amounts."""
    rows = HEADER + b"".join(
        row(n, name, text) for n, (name, text) in enumerate(zip("甲乙丙丁", cells, strict=False), 2)
    )
    return run(Source("a.xlsx", book_of(worksheet(rows), settings=settings, **given)))


# --- Broken cells ------------------------------------------------------------------------------------------

BROKEN = {
    "an error": b'<c r="B2" t="e"><v>#REF!</v></c>',
    "an error of a formula": b'<c r="B2" s="0" t="e"><f>1/0</f><v>#DIV/0!</v></c>',
    "an error with other attributes before": b'<c t="e" r="B2"><v>#N/A</v></c>',
    "a formula without a value": b'<c r="B2"><f>SUM(C2:D2)</f></c>',
    "a formula with an empty value": b'<c r="B2"><f>SUM(C2:D2)</f><v></v></c>',
    "a formula with an empty element": b'<c r="B2"><f>SUM(C2:D2)</f><v /></c>',
    "a shared formula without a value": b'<c r="B2"><f t="shared" si="0"/></c>',
    "an array formula without a value": b'<c r="B2"><f t="array" ref="B2:B3">A1:A2*2</f></c>',
    "an empty formula": b'<c r="B2"><f/></c>',
}


@pytest.mark.parametrize("text", BROKEN.values(), ids=BROKEN.keys())
def test_an_error_or_a_formula_never_computed_is_an_error_that_names_the_cell(text):
    outcome = amounts(text, cell("B3", 5))
    assert origins(outcome, "A008") == ["a.xlsx!S!B2"]
    assert not outcome.statement.totals["matching"].complete
    assert required(outcome)["乙"] == 500


def test_a_formula_that_yields_an_empty_text_is_legitimately_blank():
    outcome = amounts(b'<c r="B2" t="str"><f>IF(C2="","",1)</f><v></v></c>', cell("B3", 5))
    assert "A008" not in codes(outcome)
    assert outcome.complete


@pytest.mark.parametrize("zero", ["0", "0.0", "-0"])
def test_a_zero_that_is_still_to_be_computed_is_never_taken_as_zero(zero):
    text = f'<c r="B2"><f>SUM(C2:D2)</f><v>{zero}</v></c>'.encode()
    assert origins(amounts(text, cell("B3", 5), settings=RECALCULATED), "A008") == ["a.xlsx!S!B2"]
    assert codes(amounts(text, cell("B3", 5))) == []
    assert codes(amounts(cell("B2", 0), cell("B3", 5), settings=RECALCULATED)) == []


def test_a_total_never_computed_is_not_compared_and_said_so():
    rows = [("甲", 5.0), ("乙", 6.0), ("合计", Formula("=B4+B5", 0))]
    outcome = run(plan(*rows, unit="元"))
    assert origins(outcome, "S003") == ["book.xlsx!计划!C6"]
    assert "S001" not in codes(outcome)


@pytest.mark.parametrize(("column", "code"), [(0, "F037"), (1, "F037"), (3, "A008")], ids=["date", "project", "amount"])
@pytest.mark.parametrize("value", [Formula("=X1", "#REF!"), Formula("=X1", "")], ids=["error", "no value"])
def test_a_broken_cell_of_a_ledger_is_an_error_that_names_it(column, code, value):
    rows = [[day(1, n), "甲", "某", 5.0, ""] for n in range(1, 9)]
    rows[5][column] = value
    outcome = run(PLAN, ledger(*rows))
    assert origins(outcome, code) == [f"book.xlsx!台账!{'ABCD'[column]}9"]
    assert not outcome.statement.complete


def test_a_broken_nature_is_seen_behind_rows_whose_nature_is_rightly_blank():
    header = ["拨付日期", "项目名称", "拨付金额", "资金类别"]
    rows = [[day(1, n), "甲", 5.0, ""] for n in range(1, 9)]
    rows[6][3] = Formula("=X1", "#NAME?")
    outcome = run(PLAN, Sheet("台账", [["单位:元"], header, *rows]))
    assert origins(outcome, "F037") == ["book.xlsx!台账!D9"]


def test_one_broken_amount_of_several_columns_is_an_error():
    header = ["拨付日期", "项目名称", "省级拨付金额", "区级拨付金额"]
    rows = [[day(1, 1), "甲", Formula("=X1", "#REF!"), 5.0], [day(1, 2), "甲", 2.0, 5.0]]
    outcome = run(PLAN, Sheet("台账", [["单位:元"], header, *rows]))
    assert origins(outcome, "A008") == ["book.xlsx!台账!C3"]


def test_a_broken_name_of_a_plan_is_an_error_that_names_the_cell():
    broken: Any = Formula("=X1", "#REF!")
    outcome = run(plan((broken, 5.0), ("乙", 6.0), unit="元"))
    assert origins(outcome, "F037") == ["book.xlsx!计划!B4"]
    assert not outcome.statement.complete


# --- Number formats ----------------------------------------------------------------------------------------

TELLING = {
    '0.00"万元"': (1, WAN),
    '#,##0.00"元"': (1, YUAN),
    '#,##0"元";[红色]-#,##0"元"': (1, YUAN),
    "#,##0,": (1000, None),
    "#,##0.00,": (1000, None),
    "#,##0,.00": (1000, None),
    "0.00,,": (1_000_000, None),
    "0!.0,": (10_000, None),
    "0\\.0,": (10_000, None),
    '0"."0,': (10_000, None),
    "0!.0000": (10_000, None),
    '0!.0,"万"': (10_000, WAN),
    '0!.0,"万元"': (10_000, WAN),
    '#!.0,"万元";-#!.0,"万元"': (10_000, WAN),
    '0!.00,,"亿"': (100_000_000, 10_000 * WAN),
    '[>=100000000]0!.00,,"亿";[>=10000]0!.0,"万";0': (100_000_000, 10_000 * WAN),
    '[$-804]#,##0.00"万元"': (1, WAN),
    '_ * #,##0.00"万元"_ ;_ * -#,##0.00"万元"_ ;_ * "-"??_ ;_ @_ ': (1, WAN),
    '0.00"(万元)"': (1, WAN),
    'General"元"': (1, YUAN),
    'G/通用格式"元"': (1, YUAN),
    "0.00\\万": (1, WAN),
    "0.00万元": (1, WAN),
    '0.00"千元"': (1, 1000 * YUAN),
    '0.00 "亿元"': (1, 10_000 * WAN),
}
ORDINARY = [
    *(
        "General",
        "0.00",
        "#,##0",
        "#,##0.00",
        "#,##0.00_);[Red](#,##0.00)",
        "0.00E+00",
        "@",
        "yyyy-mm-dd",
    ),
    *(
        'yyyy"年"m"月"d"日"',
        'm"月"d"日"',
        '"¥"#,##0.00',
        "[$¥-804]#,##0.00",
        "[$$-409]#,##0.00",
        "¥#,##0.00;¥-#,##0.00",
    ),
    *(
        '_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * "-"??_ ;_ @_ ',
        "# ?/?",
        '0"个"',
        "[h]:mm",
        "000000",
        '"第"0"期"',
        "",
    ),
]


@pytest.mark.parametrize(("code", "expected"), TELLING.items(), ids=list(TELLING))
def test_a_format_that_scales_or_names_a_unit_is_told(code, expected):
    found = telling(code)
    assert found is not None
    assert (found.code, found.scale, found.unit) == (code, *expected)


@pytest.mark.parametrize("code", ORDINARY)
def test_an_ordinary_format_tells_nothing(code):
    assert telling(code) is None


@pytest.mark.parametrize("code", ["0%", "0.00%", '0"%"', "0.00%;[Red]-0.00%"])
def test_a_format_of_percents_shows_no_money(code):
    found = telling(code)
    assert found is not None
    assert (found.percent, found.kept_in(WAN)) == (True, 0)


def only(content, name="a"):
    """The only sheet, its rows read."""
    (sheet,) = list(open_sheets(Source(name, content)))
    return sheet, [list(line) for line in sheet.rows]


def test_the_telling_format_of_a_cell_is_found_in_xlsx():
    sheet, _ = only(
        book_of(
            worksheet(row(1, cell("A1", 1), cell("B1", 2, ' s="2"'), cell("C1", 2, ' s="1"'))),
            styles=formats_sheet(['0.00"万元"', "#,##0.00"]),
        )
    )
    assert sheet.look.has_formats
    assert sheet.look.format_of(1, 2) == ('0.00"万元"', 1, WAN, False)
    assert [sheet.look.format_of(*place) for place in ((1, 0), (1, 1), (2, 2), (1, 3))] == [None] * 4


def test_a_workbook_without_telling_formats_says_so():
    sheet, _ = only(book_of(worksheet(row(1, 1)), styles=formats_sheet(["#,##0.00", "0.0"])))
    assert not sheet.look.has_formats
    assert not only(xlsx(PLAN))[0].look.has_formats


def test_the_telling_format_of_a_cell_is_found_in_xls():
    import xlwt

    book = xlwt.Workbook()
    page = book.add_sheet("S")
    page.write(0, 0, 1.0)
    page.write(0, 2, 1.0, xlwt.easyxf(num_format_str='0.00"万元"'))
    stream = io.BytesIO()
    book.save(stream)
    sheet, _ = only(stream.getvalue())
    assert sheet.look.has_formats
    assert sheet.look.format_of(1, 2) == ('0.00"万元"', 1, WAN, False)
    assert sheet.look.format_of(1, 0) is None


# --- Hidden and merged -------------------------------------------------------------------------------------


def hidden_book():
    import xlsxwriter

    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True})
    page = book.add_worksheet("台账")
    rows: list[list[Any]] = [["单位:元"], ["拨付日期", "项目名称", "拨付金额", "备注", ""]]
    rows += [[f"2020-01-{n:02}", "甲", n, "", ""] for n in range(1, 9)]
    for number, line in enumerate(rows):
        page.write_row(number, 0, line)
    for number in (4, 5, 6, 8, 40):
        page.set_row(number, None, None, {"hidden": True})
    page.set_column(1, 2, None, None, {"hidden": True})
    page.set_column(9, 9, None, None, {"hidden": True})
    book.close()
    return stream.getvalue()


def hidden_xls():
    import xlwt

    book = xlwt.Workbook()
    page = book.add_sheet("台账")
    rows: list[list[Any]] = [["单位:元"], ["拨付日期", "项目名称", "拨付金额", "备注", ""]]
    rows += [[f"2020-01-{n:02}", "甲", n, "", ""] for n in range(1, 9)]
    for number, line in enumerate(rows):
        for column, value in enumerate(line):
            page.write(number, column, value)
    for number in (4, 5, 6, 8):
        page.row(number).hidden = True
    for column in (1, 2, 9):
        page.col(column).hidden = True
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


@pytest.mark.parametrize("make", [hidden_book, hidden_xls])
def test_hidden_rows_and_columns_of_a_table_are_read_and_said(make):
    outcome = run(PLAN, Source("a", make()))
    assert disbursed(outcome)["甲"] == 3600
    assert finding(outcome, "F035").message.in_language("en") == "hidden rows (5-7, 9) are in the table and were read"
    assert finding(outcome, "F036").message.in_language("en") == "hidden columns (B-C) are in the table and were read"
    assert origins(outcome, "F035") == [f"a!台账!A{row}" for row in (5, 6, 7, 9)]
    assert finding(outcome, "F035").severity == "warning"


def test_of_many_hidden_rows_the_first_ranges_are_named_and_all_are_counted():
    assert ranges(range(1, 40, 2), str) == "1, 3, 5, 7, 9, 11, 13, 15 … (20)"
    assert ranges([3, 4, 5, 9], str) == "3-5, 9"


def test_merged_ranges_and_hidden_rows_of_an_ods_are_seen():
    header = ods_row("拨付日期", "项目名称", "拨付金额(元)")
    rows = ods_row("2020-01-01", ods_cell("甲", ' table:number-rows-spanned="2"'), 5)
    rows += ods_row("2020-01-02", "<table:covered-table-cell/>", 6, attributes=' table:visibility="collapse"')
    rows += ods_row("2020-01-03", "乙", 1, attributes=' table:number-rows-repeated="3"')
    outcome = run(PLAN, Source("a.ods", ods_of(header + rows)))
    assert disbursed(outcome) == {"甲": 1100, "乙": 300}
    assert origins(outcome, "F035") == ["a.ods!S!A3"]


@pytest.mark.parametrize(
    "text",
    [
        '<table:table-cell table:formula="of:=1/0" office:value-type="string" office:string-value="" '
        'calcext:value-type="error"><text:p>#DIV/0!</text:p></table:table-cell>',
        '<table:table-cell table:formula="of:=[.A1]"/>',
        '<table:table-cell table:formula="of:=[.A1]" office:value-type="float"/>',
    ],
)
def test_a_broken_cell_of_an_ods_is_an_error_and_never_zero(text):
    outcome = run(Source("a.ods", ods_of(ods_row("项目名称", "计划资金(元)") + ods_row("甲", text) + ods_row("乙", 5))))
    assert {"A008", "A001"} & set(codes(outcome))
    assert not outcome.statement.complete


# --- Formats that show nothing, and those that xlrd shows --------------------------------------------------


def test_an_xlsb_says_that_errors_and_hidden_rows_are_not_shown():
    outcome = run(Source("a.xlsb", xlsb([["单位:元"], ["项目名称", "计划资金"], ["甲", 5.0]])))
    assert required(outcome) == {"甲": 500}
    assert "no-errors-seen" in assumed(outcome)
    assert "no-errors-seen" not in assumed(run(PLAN))


def test_an_error_cell_of_an_xls_is_an_error_and_never_blank():
    import xlwt
    from xlwt.Cell import ErrorCell

    book = xlwt.Workbook()
    page = book.add_sheet("S")
    rows: list[list[Any]] = [["单位:元"], ["项目名称", "计划资金"], ["甲"], ["乙", 6.0]]
    for number, line in enumerate(rows):
        for column, value in enumerate(line):
            page.write(number, column, value)
    page.row(2).insert_cell(1, ErrorCell(2, 1, 17, "#REF!"))
    stream = io.BytesIO()
    book.save(stream)
    outcome = run(Source("a.xls", stream.getvalue()))
    assert origins(outcome, "A008") == ["a.xls!S!B3"]
    assert "no-errors-seen" not in assumed(outcome)


def test_an_excel_95_workbook_is_read_with_its_chinese():
    outcome = run(Source("a.xls", biff5([["单位:元"], ["项目名称", "计划资金"], ["美丽乡村", 5.0], ["改厕", 6.5]])))
    assert required(outcome) == {"美丽乡村": 500, "改厕": 650}


# --- However a sheet is written ----------------------------------------------------------------------------


def test_a_sheet_with_prefixes_is_read_and_seen():
    def line(number, *values, attributes=""):
        return row(number, *values, prefix="x:", attributes=attributes)

    rows = line(1, "项目名称", "计划资金(元)") + line(2, "甲", 5, attributes=' hidden="1"')
    rows += line(3, "乙", b'<x:c r="B3"><x:f>A1</x:f></x:c>')
    outcome = run(Source("a", book_of(worksheet(rows, prefix=b"x:"))))
    assert (required(outcome)["甲"], origins(outcome, "A008"), origins(outcome, "F035")) == (
        500,
        ["a!S!B3"],
        ["a!S!A2"],
    )


def test_a_strict_workbook_is_read_and_seen():
    rows = HEADER + row(2, "甲", 5) + row(3, "乙", b'<c r="B3" t="e"><v>#REF!</v></c>')
    outcome = run(Source("a", book_of(worksheet(rows, space=STRICT))))
    assert (required(outcome)["甲"], origins(outcome, "A008")) == (500, ["a!S!B3"])


def test_a_sheet_printed_with_spaces_between_its_elements_is_read_and_seen():
    rows = HEADER + row(2, "甲", 5) + row(3, "乙", b'<c r="B3" t="e"><v>#REF!</v></c>') + row(4, "丙", 7)
    outcome = run(Source("a", book_of(worksheet(rows).replace(b"><", b">\r\n  <"))))
    assert (required(outcome)["丙"], origins(outcome, "A008")) == (700, ["a!S!B3"])


CELLS = [
    b'<c r="%s"><v>1</v></c>',
    b'<c r="%s" s="1"/>',
    b'<c r="%s" s="1" />',
    b'<c r="%s" t="n"><v>-2.5E-3</v></c>',
    b'<c r="%s" s="3" t="s"><v>0</v></c>',
    b'<c r="%s" t="s" s="3"><v>0</v></c>',
    b'<c r="%s" t="inlineStr"><is><t xml:space="preserve"> a </t></is></c>',
    b'<c r="%s" t="inlineStr"><is><r><rPr><b/></rPr><t>a</t></r><r><t>b</t></r></is></c>',
    b'<c r="%s" t="str"><f>A1&amp;"x"</f><v></v></c>',
    b'<c r="%s" t="e"><v>#REF!</v></c>',
    b'<c r="%s"><f>A1</f></c>',
    b'<c r="%s"><f t="shared" ref="A1:B2" si="0">A1</f><v>0</v></c>',
    b'<c r="%s"><f t="shared" si="0"/><v>0</v></c>',
    b'<c r="%s"><f>A1</f><v>7</v></c>',
    b'<c r="%s" t="b"><v>1</v></c>',
    b'<c r="%s" cm="1"><f t="array" ref="A1">A1</f><v>3</v></c>',
    b'<c r="%s"></c>',
]


@pytest.mark.parametrize("seed", range(12))
def test_the_quick_look_sees_what_a_real_parser_sees_however_the_pieces_fall(seed):
    chance = random.Random(seed)
    rows = []
    for number in sorted(chance.sample(range(1, 3_000), 60)):
        columns = sorted(chance.sample(range(26 * 27), 8))
        cells = (chance.choice(CELLS) % (_letters(column) + str(number).encode()) for column in columns)
        attributes = chance.choice(["", ' spans="1:8"', ' hidden="1"', ' hidden="0" ht="15" customHeight="1"'])
        rows.append(row(number, *cells, attributes=attributes))
    text = worksheet(
        b"".join(rows),
        head=b'<dimension ref="A1"/><cols><col min="2" max="3" width="9" hidden="1"/><col min="5" max="5"/></cols>',
        tail=b'<mergeCells count="2"><mergeCell ref="A1:B2"/><mergeCell ref="C3:C9"/></mergeCells>',
    )
    for recalculated in (False, True):
        scan, parse = Scan(recalculated=recalculated), Parse("S", recalculated=recalculated)
        place = 0
        while place < len(text):
            size = chance.randrange(1, 4000)
            scan.feed(text[place : place + size])
            parse.feed(text[place : place + size])
            place += size
        seen, (truly, extent) = scan.finish(), parse.finish()
        assert (seen.hidden_rows, seen.hidden_columns, seen.merged) == (
            truly.hidden_rows,
            truly.hidden_columns,
            truly.merged,
        )
        assert seen.broken == truly.broken
        assert (seen.rows >= extent.rows, seen.columns >= extent.columns) == (True, True)


def test_a_merged_range_is_counted_once_wherever_the_pieces_fall():
    text = worksheet(
        row(1, cell("A1", "1")),
        tail=b'<mergeCells count="2"><mergeCell ref="A1:B2"/><mergeCell ref="C3:C9"/></mergeCells>',
    )
    for cut in range(text.index(b"</sheetData>") + 20, len(text)):
        scan = Scan(recalculated=False)
        scan.feed(text[:cut])
        scan.feed(text[cut:])
        assert scan.finish().merged == [((0, 0), (1, 1)), ((2, 2), (8, 2))], cut


def _letters(column):
    return (bytes([64 + column // 26]) if column >= 26 else b"") + bytes([65 + column % 26])


@pytest.mark.parametrize(
    "text",
    [
        b'<row r="1"><c><v>1</v></c></row>',
        b"<row r='1'><c r='A1'><v>1</v></c></row>",
        b'<row r="1"><c r="A1" r="B2"><v>1</v></c></row>',
        b'<row r="1"><y:c r="A1"><v>1</v></y:c></row>',
        b'<row r="1"><!-- --><c r="A1"><v>1</v></c></row>',
        b'<row r="1"><c r="A1"><v>1</v></c></row><![CDATA[x]]>',
    ],
)
def test_what_is_written_otherwise_is_left_to_a_real_parser(text):
    scan = Scan(recalculated=False)
    with pytest.raises(Irregular):  # noqa: PT012 - either may notice
        scan.feed(worksheet(text))
        scan.finish()
