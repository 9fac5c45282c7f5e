"""What the fast reader does not see: errors, formulas without values, in every container that shows them."""

import io

from tests.corpus.build import Formula, by_openpyxl, rezip, xlsx
from tests.corpus.case import Case, Content, Read, Refused, Stopped, ledger, plan, progress
from tests.support import Sheet, day, ods

A, B, C = [1, "甲", 100], [2, "乙", 200], [3, "丙", 300]
PLAN = plan(A, B)
_LOOK = "issue 3.3: #REF! or an uncached formula in an amount is an error naming the cell; never empty, never zero"
_DATE = "interface: undated payments may be an error finding; a date that is an error was not left blank, and somebody must be told"
_BLIND = "issue 3.3: for .xlsb and .ods, where no library shows them, say so as an assumption"
ERRORS = ("#REF!", "#DIV/0!", "#N/A", "#VALUE!", "#NAME?")


def xls_with_error(error: str) -> bytes:
    """The ledger as xlwt writes it, with an error cell in D4."""
    import xlwt

    book = xlwt.Workbook()
    for sheet in (PLAN, ledger(["2020-01-02", "甲", "某", None, ""], ["2020-01-03", "乙", "某", 20, ""])):
        page = book.add_sheet(sheet.name)
        for r, row in enumerate(sheet.rows):
            for c, value in enumerate(row):
                if value is None:
                    page.row(r).set_cell_error(c, error)
                elif value != "":
                    page.write(r, c, value)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def xls_with_formula() -> bytes:
    """A plan as xlwt writes it, with a formula that nobody has computed in C4."""
    import xlwt

    book = xlwt.Workbook()
    page = book.add_sheet("计划")
    for r, row in enumerate(plan([1, "甲", xlwt.Formula("50+50")], B).rows):
        for c, value in enumerate(row):
            if value != "":
                page.write(r, c, value)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def ods_with_error(text: str) -> bytes:
    """An ods with an error as LibreOffice keeps it: an empty string value, and the error only as shown text."""
    content = ods(plan([1, "甲", text], B))

    def edit(xml: bytes) -> bytes:
        shown = f'office:value-type="string"><text:p>{text}<'.encode()
        assert shown in xml
        return xml.replace(
            shown,
            f'office:value-type="string" office:string-value="" table:formula="of:=[.#REF!]+1"><text:p>{text}<'.encode(),
        )

    return rezip(content, {"content.xml": edit})


def without_values(content: bytes, part: str = "xl/worksheets/sheet1.xml") -> bytes:
    """The same workbook with no formula's value kept."""
    import re

    return rezip(content, {part: lambda xml: re.sub(rb"(</f>)<v>[^<]*</v>", rb"\1", xml)})


def book(*sheets: Sheet) -> Content:
    return lambda: by_openpyxl(*sheets)


SUM = Formula("=40+60")
CASES = [
    *(Case(f"formula_error_in_a_payment_{error.strip('#!?').replace('/', '')}",
           (PLAN, ledger([day(1, 2), "甲", "某", Formula("=A1", error), ""], [day(1, 3), "乙", "某", 20, ""])),
           Refused(("error 台账!D4",), {"乙": (200, 20)}), _LOOK) for error in ERRORS),
    *(Case(f"formula_error_in_a_plan_{error.strip('#!?').replace('/', '')}", plan([1, "甲", Formula("=A1", error)], B), Refused(("error 计划!C4",)), _LOOK) for error in ERRORS),
    Case("formula_error_in_a_total", plan(A, B, ["", "合计", Formula("=SUM(C4:C5)", "#REF!")]), Read({"甲": (100, None), "乙": (200, None)}, ("finding 计划!C6",)), _LOOK),
    Case("formula_error_in_a_rate", progress([1, "甲", 0, 0, Formula("=D4/C4", "#DIV/0!")], [2, "乙", 200, 20, 0.1], header=("序号", "项目名称", "计划资金", "已拨付资金", "拨付率")),
         Read({"甲": (0, 0), "乙": (200, 20)}, maybe=("warning 进度!?4",)), "§2: a figure that cannot be computed is —"),
    Case("formula_error_in_a_project_name", (PLAN, ledger([day(1, 2), Formula("=A1", "#REF!"), "某", 10, ""], [day(1, 3), "乙", "某", 20, ""])), Refused(("error 台账!?4",)), _LOOK),
    Case("formula_error_in_a_date", (PLAN, ledger([Formula("=A1", "#N/A"), "甲", "某", 10, ""], [day(1, 3), "乙", "某", 20, ""])),
         (Refused(("error 台账!A4",)), Read({"甲": (100, 10), "乙": (200, 20)}, ("finding 台账!A4",))), _DATE),
    Case("formulas_without_values_in_a_plan", {"book.xlsx": book(plan([1, "甲", SUM], B))}, Refused(("error 计划!C4",)), _LOOK),
    Case("formulas_without_values_in_a_whole_ledger",
         {"book.xlsx": book(PLAN, ledger([day(1, 2), "甲", "某", SUM, ""], [day(1, 3), "乙", "某", Formula("=20"), ""]))}, Refused(("error 台账!D4", "error 台账!D5")), _LOOK),
    Case("formulas_without_values_in_a_progress_table", {"book.xlsx": book(progress([1, "甲", 100, SUM], [2, "乙", 200, 20]))}, Refused(("error 进度!D4",)), _LOOK),
    Case("formula_without_a_value_in_a_project_name", {"book.xlsx": book(PLAN, ledger([day(1, 2), Formula('="甲"'), "某", 10, ""], [day(1, 3), "乙", "某", 20, ""]))},
         Refused(("error 台账!?4",)), _LOOK),
    Case("formula_without_a_value_in_a_date", {"book.xlsx": book(PLAN, ledger([Formula("=DATE(2020,1,2)"), "甲", "某", 10, ""], [day(1, 3), "乙", "某", 20, ""]))},
         (Read({"甲": (100, 10), "乙": (200, 20)}, ("finding 台账!?4",)), Refused(("finding 台账!?4",))), _DATE),
    Case("formulas_with_the_zero_that_a_library_keeps",
         lambda: xlsx(plan([1, "甲", Formula("=40+60", 0)], B)), Refused(("finding 计划!C4",)),
         "issue 3.1: XlsxWriter formulas with cached 0 (the file itself says that all must be computed on load: fullCalcOnLoad)"),
    Case("total_formula_with_the_zero_that_a_library_keeps", lambda: xlsx(plan(A, B, ["", "合计", Formula("=SUM(C4:C5)", 0)])),
         Read({"甲": (100, None), "乙": (200, None)}, ("finding 计划!C6",)), "issue 3.2: a stated total that differs, or one that nobody has computed"),
    Case("formulas_whose_values_were_stripped", lambda: without_values(xlsx(plan([1, "甲", Formula("=40+60", 100)], B))), Refused(("error 计划!C4",)), _LOOK),
    Case("formulas_with_their_values_are_read", plan([1, "甲", Formula("=40+60", 100)], [2, "乙", Formula("=C4*2", 200)]), Read({"甲": (100, None), "乙": (200, None)}), _LOOK),
    Case("formula_whose_value_is_empty_text", plan([1, "甲", Formula('=IF(1=1,"",0)', "")], B),
         (Read({"甲": (0, None), "乙": (200, None)}, ("finding 计划!?4",)), Refused(("finding 计划!C4",))), "interface: a blank money cell is zero in sums, with a finding where it is a plan"),
    Case("formula_whose_value_is_text_of_a_number", plan([1, "甲", Formula('=TEXT(100,"0")', "100")], B), Read({"甲": (100, None), "乙": (200, None)}), _LOOK),
    *(Case(f"xls_error_cell_{error.strip('#!?').replace('/', '')}", {"book.xls": lambda error=error: xls_with_error(error)}, Refused(("error *台账!D4",)), "issue 3.3: for .xls the second look is xlrd's")  # type: ignore[misc]
      for error in ("#REF!", "#DIV/0!")),
    Case("xls_formula_without_a_value", {"book.xls": xls_with_formula}, (Refused(("error *计划!C4",)), Refused(("P001 *计划!?4",))), _LOOK),
    *(Case(f"ods_error_cell_{name}", {"book.ods": lambda text=text: ods_with_error(text)}, Refused(("error *计划!C4",)), _LOOK + "; " + _BLIND)  # type: ignore[misc]
      for name, text in (("reference", "#REF!"), ("error_number", "Err:508"), ("division", "#DIV/0!"))),
    Case("error_in_a_column_that_is_not_used", plan([1, "甲", 100, Formula("=1/0", "#DIV/0!")], [2, "乙", 200, ""], header=("序号", "项目名称", "计划资金", "人均")),
         Read({"甲": (100, None), "乙": (200, None)}), "only money that counts can stop a figure"),
    Case("workbook_of_nothing_but_errors", plan([1, "甲", Formula("=A1", "#REF!")], [2, "乙", Formula("=A1", "#REF!")]), (Refused(("error 计划!C4", "error 计划!C5")), Stopped(("计划",))), _LOOK),
]  # fmt: skip
