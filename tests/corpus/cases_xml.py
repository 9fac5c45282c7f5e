"""Sheets whose XML no spreadsheet program writes: cells twice, two values in one, numbers in character codes."""

import io
from typing import Any

from tests.corpus.build import Styled, raw_xlsx, sheet_xml
from tests.corpus.case import Case, Read, Refused, Stopped, ledger, plan, progress
from tests.support import day

HEAD = ["序号", "项目名称", "计划资金(元)"]
_TWICE = "issue 3: silently wrong must be 0: Excel calls such a file damaged, the fast reader takes one of the two"
_PERCENT = "issue 3.3: number formats that relabel: what is shown is no amount"


def rows(third: str, *, quote: str = '"', below: str = "") -> bytes:
    """A plan whose row 3 is given as XML, single quotes and all, for the real parser if `quote` says so."""
    xml = sheet_xml([HEAD, [1, "甲", 100]], extra=third + below)
    return raw_xlsx(xml.replace('"', quote) if quote != '"' else xml)


def named(text: str) -> str:
    return f'<c r="B3" t="inlineStr"><is><t>乙</t></is></c>{text}'


ODD = {
    "a_cell_written_twice_in_a_row": ('<row r="3">' + named('<c r="C3"><v>200</v></c><c r="C3"><v>300</v></c>') + "</row>", "cell C3"),
    "a_cell_written_again_behind_others": ('<row r="3"><c r="A3"><v>2</v></c>' + named('<c r="C3"><v>200</v></c><c r="A3"><v>3</v></c>') + "</row>", "cell A3"),
    "a_row_written_twice": (('<row r="3">' + named('<c r="C3"><v>200</v></c>') + "</row>") * 2, "row 3"),
    "a_row_above_the_one_before": ('<row r="5"><c r="C5"><v>1</v></c></row><row r="4"><c r="C4"><v>2</v></c></row>', "row 4"),
    "a_cell_of_another_row": ('<row r="3">' + named('<c r="C2"><v>200</v></c>') + "</row>", "cell C2"),
    "two_values_in_a_cell": ('<row r="3">' + named('<c r="C3"><v>200</v><v>300</v></c>') + "</row>", "cell C3"),
    "a_value_and_a_text_in_a_cell": ('<row r="3">' + named('<c r="C3"><v>200</v><is><t>300</t></is></c>') + "</row>", "cell C3"),
    "a_formula_behind_its_value": ('<row r="3">' + named('<c r="C3"><v>200</v><f>1+1</f></c>') + "</row>", "cell C3"),
    "an_element_inside_a_value": ('<row r="3">' + named('<c r="C3"><v>2<x/>00</v></c>') + "</row>", "cell C3"),
    "a_number_in_character_codes": ('<row r="3">' + named('<c r="C3"><v>2&#48;0</v></c>') + "</row>", "C3"),
    "a_number_wholly_in_character_codes": ('<row r="3">' + named('<c r="C3"><v>&#x32;</v></c>') + "</row>", "C3"),
}  # fmt: skip


def protected_xls() -> bytes:
    """An .xls whose amounts are shown as percentages."""
    import xlwt

    book = xlwt.Workbook()
    page = book.add_sheet("计划")
    lines: list[list[Any]] = [["单位:元"], ["项目名称", "计划资金"], ["甲", 0.5], ["乙", 200]]
    for r, row in enumerate(lines):
        for c, value in enumerate(row):
            style = xlwt.easyxf(num_format_str="0.00%") if value == 0.5 else xlwt.Style.default_style
            page.write(r, c, value, style)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


CASES = [
    *(Case(f"xml_{name}", rows(third), Stopped((cell, "damaged")), _TWICE) for name, (third, cell) in ODD.items()),
    *(
        Case(f"xml_{name}_in_single_quotes", rows(third, quote="'"), Stopped((cell, "damaged")), _TWICE)
        for name, (third, cell) in ODD.items()
    ),
    *(
        Case(f"xml_an_error_cell_without_a_value_{name}", rows('<row r="3">' + named(f'<c r="C3" t="e"{end}') + "</row>", quote=quote),
             Refused(("A008 计划!C3",), {"甲": (100, None)}), "issue 3.3: #REF! in an amount is an error naming the cell; never empty, never zero")
        for name, end, quote in (("closed", "/>", '"'), ("empty", "></c>", '"'), ("in_single_quotes", "/>", "'"))
    ),
    Case("xml_text_in_character_codes", rows('<row r="3"><c r="B3" t="str"><v>&#20057;</v></c><c r="C3"><v>200</v></c></row>'),
         Read({"甲": (100, None), "乙": (200, None)}), "references to characters are read in texts"),
    Case("xml_cells_and_rows_without_addresses", rows('<row><c><v>2</v></c><c t="inlineStr"><is><t>乙</t></is></c><c><v>200</v></c></row>'),
         Read({"甲": (100, None), "乙": (200, None)}), "the places of cells without an address follow from their order"),
    Case("percent_format_on_an_amount_of_a_plan", plan([1, "甲", Styled(0.5, "0.00%")], [2, "乙", 200]), Refused(("U008 计划!C4",)), _PERCENT),
    Case("percent_format_that_only_writes_its_sign", plan([1, "甲", Styled(50, '0.00"%"')], [2, "乙", 200]), Refused(("U008 计划!C4",)), _PERCENT),
    Case("percent_format_built_in", plan([1, "甲", Styled(0.5, "0%")], [2, "乙", 200]), Refused(("U008 计划!C4",)), _PERCENT),
    Case("percent_format_on_a_payment", (plan([1, "甲", 200]), ledger([day(1, 2), "甲", "某", Styled(0.5, "0.00%"), ""], [day(1, 3), "甲", "某", 20, ""])),
         Refused(("U008 台账!D4",)), _PERCENT),
    Case("percent_format_in_an_xls", {"book.xls": protected_xls()}, Refused(("U008 计划!B3",)), _PERCENT),
    Case("percent_format_on_a_rate_beside_the_amounts",
         progress([1, "甲", 200, 100, Styled(0.5, "0.00%")], [2, "乙", 100, 100, Styled(1, "0%")], header=("序号", "项目名称", "计划资金", "已拨付资金", "拨付率")),
         Read({"甲": (200, 100), "乙": (100, 100)}), "§4: rates are recomputed; percent formats belong there"),
    Case("percent_format_under_a_unit_of_the_settings", plan([1, "甲", Styled(50, "0.00%")], [2, "乙", 200]), Read({"甲": (50, None), "乙": (200, None)}),
         "interface: settings win over number formats", toml='[tables."计划"]\nunit = "元"'),
]  # fmt: skip
