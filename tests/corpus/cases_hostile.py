"""Hostile files: refused with the limit, or read, within 5 seconds and 500 MB (issue 3.6)."""

import io
import zipfile
from pathlib import Path
from typing import Any

from tests.corpus.build import Styled, raw_xlsx, rezip, sheet_xml, xlsx
from tests.corpus.case import Case, Lines, Outcome, Read, Refused, Stopped, plan
from tests.support import ods, xls

ROWS: list[list[Any]] = [["序号", "项目名称", "计划资金(元)"], [1, "甲", 100], [2, "乙", 200]]
PLAN = plan([1, "甲", 100], [2, "乙", 200])
LINES: Lines = {"甲": (100, None), "乙": (200, None)}
EITHER: tuple[Outcome, ...] = (Read(LINES), Stopped(("book",)))
_BOUNDED = "issue 3.6: refused or read within 5 seconds and 500 MB; a refusal names the limit"
ENTITIES = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">' + "".join(
    f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(9)
) + "]>"  # fmt: skip


def inflated(bytes_: int, part: str = "xl/worksheets/sheet1.xml") -> bytes:
    """A plan with so many spaces inside one of its parts."""
    return rezip(xlsx(PLAN), {part: lambda xml: xml.replace(b"?>", b"?>" + b" " * bytes_, 1)})


def many_entries(count: int) -> bytes:
    return rezip(xlsx(PLAN), {}, {f"xl/media/{n}.png": b"" for n in range(count)})


def many_cells(rows: int) -> bytes:
    """A sheet of so many rows of 100 numbers beside the plan's columns."""
    cells = "".join(f'<c r="{chr(65 + n // 26)}{chr(65 + n % 26)}@"><v>1</v></c>' for n in range(26, 126))
    lines = "".join(f'<row r="{n}">{cells.replace("@", str(n))}</row>' for n in range(10, rows))
    return raw_xlsx(sheet_xml(ROWS, extra=lines))


def lying_size() -> bytes:
    """A zip whose directory declares a small size for a part that inflates to 80 MB."""
    content = bytearray(inflated(80_000_000))
    with zipfile.ZipFile(io.BytesIO(bytes(content))) as archive:
        item = archive.getinfo("xl/worksheets/sheet1.xml")
    for mark, offset in ((b"PK\x01\x02", 24), (b"PK\x03\x04", 22)):
        place = 0
        while (place := content.find(mark, place)) >= 0:
            if item.file_size.to_bytes(4, "little") == bytes(content[place + offset : place + offset + 4]):
                content[place + offset : place + offset + 4] = (1000).to_bytes(4, "little")
            place += 4
    return bytes(content)


def hidden_far() -> bytes:
    """A far cell in a sheet that is hidden."""
    content = raw_xlsx(sheet_xml([["x"]], extra='<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'))
    return rezip(content, {"xl/workbook.xml": lambda xml: xml.replace(b"<sheet ", b'<sheet state="hidden" ')})


def ods_repeated(cell: str) -> bytes:
    row = f'<table:table-row table:number-rows-repeated="1048576">{cell}</table:table-row></table:table>'
    return rezip(ods(PLAN), {"content.xml": lambda xml: xml.replace(b"</table:table>", row.encode())})


def ring() -> bytes:
    """An xls whose chain of sectors leads back to itself: a reader that follows it never ends."""
    content = bytearray(xls(PLAN))
    table = 512 * (1 + int.from_bytes(content[76:80], "little"))
    first = int.from_bytes(content[48:52], "little")
    content[table + 4 * first : table + 4 * first + 4] = first.to_bytes(4, "little")
    return bytes(content)


def renamed(content: bytes) -> bytes:
    """The zip with another name before the sheet's bytes than its directory says."""
    return content.replace(b"xl/worksheets/sheet1.xml", b"xl/worksheets/sheet9.xml", 1)


def damaged(number: int) -> bytes:
    """An xls changed at random that made the fast reader panic; found by fuzzing."""
    return (Path(__file__).parent / "files" / f"damaged-{number}.xls").read_bytes()


def hostile(name: str, build: object, *outcomes: Outcome, file: str = "book.xlsx") -> Case:
    options = ("--year", "2020")
    return Case(f"hostile_{name}", {file: build}, outcomes or EITHER, _BOUNDED, options=options, hostile=True)  # type: ignore[dict-item]


def far_xls(row: int, column: int) -> bytes:
    """An .xls whose last number, in B2, says that it stands elsewhere."""
    content = bytearray(xls([["单位:元", 1.5], ["项目名称", 1 / 3]]))
    place = content.index(b"\x03\x02\x0e\x00\x01\x00\x01\x00")
    content[place + 4 : place + 8] = row.to_bytes(2, "little") + column.to_bytes(2, "little")
    return bytes(content)


def wide_xls(rows: int, columns: int) -> bytes:
    """An .xls that declares so many rows and columns."""
    content = bytearray(xls(PLAN))
    place = content.index(b"\x00\x02\x0e\x00")
    content[place + 4 : place + 16] = bytes(4) + rows.to_bytes(4, "little") + bytes(2) + columns.to_bytes(2, "little")
    return bytes(content)


CASES = [
    hostile("xls_of_four_billion_cells", lambda: far_xls(65_535, 65_535), Stopped(("book.xls", "column 65536", "sheet 1")), file="book.xls"),
    hostile("xls_of_a_cell_just_beyond_its_last_column", lambda: far_xls(65_535, 256), Stopped(("book.xls", "column 257")), file="book.xls"),
    hostile("xls_that_declares_four_billion_rows", lambda: wide_xls(4_294_967_295, 65_535), Stopped(("book.xls", "4294967295 rows")), file="book.xls"),
    hostile("xls_that_declares_all_that_it_may", lambda: wide_xls(65_536, 256), Read(LINES), file="book.xls"),
    Case("xls_of_more_rows_than_the_settings_allow", {"book.xls": xls(PLAN)}, Stopped(("book.xls", "rows")), "README: [limits] rows", toml="[limits]\nrows = 4"),
    Case("xls_of_as_many_rows_as_the_settings_allow", {"book.xls": xls(PLAN)}, Read(LINES), "README: [limits] rows", toml="[limits]\nrows = 5"),
    hostile("first_and_last_cell_of_the_grid", lambda: raw_xlsx(sheet_xml(ROWS, extra='<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'))),
    hostile("only_the_first_and_the_last_cell", lambda: raw_xlsx(sheet_xml([["x"]], extra='<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>')), Stopped(("book",))),
    hostile("a_cell_beyond_the_grid", lambda: raw_xlsx(sheet_xml(ROWS, extra='<row r="99999999"><c r="ZZZZ99999999"><v>1</v></c></row>'))),
    hostile("a_row_number_beyond_all_numbers", lambda: raw_xlsx(sheet_xml(ROWS, extra='<row r="99999999999999999999"><c r="A99999999999999999999"><v>1</v></c></row>'))),
    hostile("a_far_cell_in_lower_case", lambda: raw_xlsx(sheet_xml(ROWS, extra='<row r="1048576"><c r="xfd1048576"><v>1</v></c></row>'))),
    hostile("a_far_cell_written_with_references", lambda: raw_xlsx(sheet_xml(ROWS, extra='<row r="1048576"><c r="&#88;FD1048576"><v>1</v></c></row>'))),
    hostile("a_far_cell_with_single_quotes", lambda: raw_xlsx(sheet_xml(ROWS, extra="<row r='1048576'><c  s='0' r='XFD1048576' ><v>1</v></c></row>"))),
    hostile("a_far_cell_in_a_hidden_sheet", hidden_far, Stopped(("book",))),
    hostile("a_time_of_more_days_than_there_are", lambda: xlsx(plan([1, "甲", 100], [2, "乙", 200], [3, "丙", Styled(10**10, "[h]:mm:ss")])), Refused(("error 计划!C6",)), Stopped(("book",))),
    hostile("a_date_of_more_days_than_there_are", lambda: xlsx(plan([1, "甲", 100], [2, "乙", 200], [3, "丙", Styled(-1e300, "yyyy-mm-dd")])), Refused(("error 计划!C6",)), Stopped(("book",))),
    hostile("a_tag_that_never_ends", lambda: raw_xlsx(sheet_xml(ROWS).replace('</c><c r="B2"', '</c\x01<c r="B2"')), Stopped(("book",)), Refused(("F003",))),
    hostile("a_sheet_that_ends_inside_a_cell", lambda: raw_xlsx(sheet_xml(ROWS).split('<c r="C3"')[0]), Stopped(("book",)), Refused(("error",))),
    hostile("a_cell_in_a_column_beyond_the_grid", lambda: raw_xlsx(sheet_xml(ROWS, extra='<row r="9"><c r="ZZZZ9"><v>1</v></c></row>'))),
    hostile("a_cell_in_the_last_column", lambda: raw_xlsx(sheet_xml(ROWS, extra='<row r="9"><c r="XFD9"><v>1</v></c></row>')), Read(LINES), Stopped(("book",))),
    hostile("a_part_under_two_names", lambda: renamed(xlsx(plan([1, "甲", ""], [2, "乙", 200]))), Stopped(("book",)), Refused(("error",)), Read({"甲": (0, None), "乙": (200, None)}, ("P001",))),
    hostile("xls_whose_chain_of_sectors_is_a_ring", ring, Stopped(("book",)), file="book.xls"),
    *(hostile(f"xls_damaged_{number}", lambda number=number: damaged(number), Stopped(("book",)), Refused(("error",)), file="book.xls") for number in range(1, 5)),
    hostile("a_plan_with_a_stray_cell_in_the_last_row", lambda: raw_xlsx(sheet_xml(ROWS, extra='<row r="1048576"><c r="F1048576"><v>1</v></c></row>'))),
    hostile("a_far_row_without_cells", lambda: raw_xlsx(sheet_xml(ROWS, extra='<row r="1048576"></row>')), Read(LINES)),
    hostile("eighty_eight_megabytes_of_blanks_in_a_sheet", lambda: inflated(88_000_000)),
    hostile("eighty_eight_megabytes_of_blanks_in_the_strings", lambda: inflated(88_000_000, "xl/sharedStrings.xml")),
    hostile("eight_hundred_megabytes_of_blanks", lambda: inflated(800_000_000)),
    hostile("a_directory_that_lies_about_sizes", lying_size),
    hostile("sixty_thousand_entries", lambda: many_entries(60_000)),
    hostile("entities_within_entities", lambda: raw_xlsx(sheet_xml([*ROWS, [3, "&j;", 1]], prolog=ENTITIES)), Read({**LINES, "&j;": (1, None)}), *EITHER),
    hostile("an_external_entity", lambda: raw_xlsx(sheet_xml([*ROWS, [3, "&x;", 1]], prolog='<!DOCTYPE x [<!ENTITY x SYSTEM "file:///etc/passwd">]>')), Read({**LINES, "&x;": (1, None)}), *EITHER),
    hostile("merged_cells_over_everything", lambda: raw_xlsx(sheet_xml(ROWS).replace("</sheetData>", '</sheetData><mergeCells count="1"><mergeCell ref="A5:XFD1048576"/></mergeCells>'))),
    hostile("a_hundred_thousand_merged_ranges", lambda: raw_xlsx(sheet_xml(ROWS).replace("</sheetData>", "</sheetData><mergeCells>" + "".join(f'<mergeCell ref="B{n}:D{n + 1}"/>' for n in range(10, 200_000, 2)) + "</mergeCells>"))),
    hostile("elements_nested_a_million_deep", lambda: raw_xlsx(sheet_xml(ROWS, extra="<row>" * 300_000 + "</row>" * 300_000))),
    hostile("ods_of_seventeen_billion_cells", lambda: ods_repeated('<table:table-cell table:number-columns-repeated="16384" office:value-type="float" office:value="1"/>'), file="book.ods"),
    hostile("ods_of_a_million_equal_rows", lambda: ods_repeated('<table:table-cell office:value-type="float" office:value="1"/>'), file="book.ods"),
    hostile("csv_of_twenty_megabytes_in_one_line", lambda: b"a," * 10_000_000, Stopped(("book",)), file="book.csv"),
    hostile("csv_with_one_open_quote", lambda: "序号,项目名称,计划资金(元)\r\n1,甲,100\r\n2,乙,200\r\n".encode() + b'3,"' + b"x" * 5_000_000, file="book.csv"),
    hostile("csv_of_zero_bytes", lambda: bytes(5_000_000), Stopped(("book",)), file="book.csv"),
]  # fmt: skip
