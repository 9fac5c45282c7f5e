"""Rows that are no projects (其中, notes, long numbers, blanks), merged cells, hidden rows and columns."""

from tests.corpus.build import Page
from tests.corpus.case import Case, Lines, Read, Refused, Stopped, ledger, plan, progress
from tests.support import Sheet, day

A, B, C = [1, "甲", 100], [2, "乙", 200], [3, "丙", 350]
LINES: Lines = {"甲": (100, None), "乙": (200, None), "丙": (350, None)}
RIGHT = Read(LINES)
PLAN = plan(A, B)
LEDGER = ledger([day(1, 2), "甲", "某", 10, ""], [day(1, 3), "乙", "某", 20, ""])
PAID: Lines = {"甲": (100, 10), "乙": (200, 20)}
_OF_WHICH = "§2: 其中 (of which) columns and rows are subsets and are never added"
_NOTES = "§5: Title, blank and 注 rows surround the table"
_DIGITS = "§5: Long digit strings (accounts, phones, ids) that are never money"
_MERGED = "§5: Merged cells: header and class cells fill down; amounts never do"
_HIDDEN = "interface: Hidden sheets are left out, hidden rows and columns are read; both with a finding"
_NEVER = "issue 3: silently wrong must be 0"


def either(*cells: str) -> tuple[Read | Refused, ...]:
    """The sub-rows are left out, or refused at one of their cells; never added without a word."""
    return (Read(LINES, maybe=tuple(f"finding {cell}" for cell in cells)), Refused((f"finding {cells[0]}",)))


OF_WHICH = {
    "with_a_colon": ([1, "甲", 100], ["", "其中:道路", 60], ["", "其中:桥梁", 40], B, C),
    "without_a_colon": ([1, "甲", 100], ["", "其中 道路", 60], B, C),
    "in_the_column_of_numbers": ([1, "甲", 100], ["其中:", "道路", 60], B, C),
    "of_a_part_only": ([1, "甲", 100], ["", "其中:中央补助", 30], B, C),
    "with_a_total_below": (A, ["", "其中:道路", 60], B, C, ["", "合计", 650]),
}
UNMARKED = {
    "unmarked_rows_after_of_which": (
        ([1, "甲", 100], ["", "其中:道路", 60], ["", "桥梁", 40], B, C),
        ("计划!?6", "计划!?4", "计划!?5"),
    ),
    "sub_rows_numbered_in_circles": (
        ([1, "甲", 100], ["①", "道路", 60], ["②", "桥梁", 40], B, C),
        ("计划!?4", "计划!?5", "计划!?6"),
    ),
    "sub_rows_numbered_with_a_dash": (
        ([1, "甲", 100], ["1-1", "道路", 60], ["1-2", "桥梁", 40], B, C),
        ("计划!?4", "计划!?5", "计划!?6"),
    ),
    "sub_rows_numbered_in_brackets": (
        ([1, "甲", 100], ["(1)", "道路", 60], ["(2)", "桥梁", 40], B, C),
        ("计划!?4", "计划!?5", "计划!?6"),
    ),
    "sub_rows_numbered_inside_their_names": (
        ([1, "甲", 100], ["", "(1)道路", 60], ["", "(2)桥梁", 40], B, C),
        ("计划!?4", "计划!?5", "计划!?6"),
    ),
    "sub_rows_named_with_a_dash": (
        ([1, "甲", 100], ["", "—道路", 60], ["", "—桥梁", 40], B, C),
        ("计划!?4", "计划!?5", "计划!?6"),
    ),
}
CIRCLED = {
    "sub_rows_numbered_in_circles": ("道路", "桥梁"), "sub_rows_numbered_with_a_dash": ("道路", "桥梁"),
    "sub_rows_numbered_in_brackets": ("道路", "桥梁"), "sub_rows_numbered_inside_their_names": ("(1)道路", "(2)桥梁"),
}  # fmt: skip


def sub_rows(name: str) -> tuple[Read | Refused, ...]:
    """The parent alone, its sub-rows alone (the parent is their subtotal), or a refusal."""
    _, cells = UNMARKED[name]
    outcomes = either(*cells)
    if name in CIRCLED:
        first, second = CIRCLED[name]
        lines = {first: (60, None), second: (40, None), "乙": (200, None), "丙": (350, None)}
        outcomes = (*outcomes, Read(lines, maybe=tuple(f"finding {cell}" for cell in cells)))
    return outcomes


NOTES = {
    "one_line": (["注:不含棚户区改造。", "", ""],),
    "numbered_in_the_first_column": (
        ["注:", "", ""],
        ["1.不含棚户区改造。", "", ""],
        ["2.其他资金指个人缴费、社会资金、专项债等。", "", ""],
    ),
    "numbered_in_its_own_line": (["注:1.不含棚户区改造。2.其他资金指个人缴费。", "", ""],),
    "signatures_below": (["", "", ""], ["填表人:张三", "审核人:李四", "填报日期:2020.4.17"]),
    "explanation": (["说明:本表数据截至上月末。", "", ""],),
    "in_the_second_column": (["", "备注:乙含上年结转。", ""],),
}
BLOCKS = (
    ["", "农村道路", 300],
    ["", "甲", 100],
    ["", "乙", 200],
    ["", "农村饮水", 90],
    ["", "丙", 50],
    ["", "丁", 25],
    ["", "戊", 15],
)
PARENTS = ("S005 计划!B4", "S005 计划!B7")

CASES = [
    Case("parents_without_any_mark_over_all_their_parts", plan(*BLOCKS), Refused(PARENTS), _NEVER),
    Case("parents_without_any_mark_in_a_table_numbered_throughout", plan(*([n, *row[1:]] for n, row in enumerate(BLOCKS, 1))), Refused(PARENTS), _NEVER),
    Case("parents_without_any_mark_over_a_part_of_nothing", plan(*BLOCKS[:3], ["", "己", 0], *BLOCKS[3:]), Refused(("S005 计划!B4", "S005 计划!B8")), _NEVER),
    Case("rows_that_make_up_their_parents_and_a_total_of_them_all", plan(*BLOCKS, ["", "合计", 780]),
         Read({"农村道路": (300, None), "甲": (100, None), "乙": (200, None), "农村饮水": (90, None), "丙": (50, None), "丁": (25, None), "戊": (15, None)}),
         "the stated total counts every row: none of them is a total itself"),
    Case("one_row_that_happens_to_be_the_sum_of_two_others", plan([1, "甲", 300], [2, "乙", 100], [3, "丙", 200], [4, "丁", 70], [5, "戊", 90]),
         Read({"甲": (300, None), "乙": (100, None), "丙": (200, None), "丁": (70, None), "戊": (90, None)}), "§2: one sum may be chance"),
    Case("levels_in_rows_whose_shares_make_each_other_up",
         plan(*([name, level, fen * share] for name, fen in (("甲", 10), ("乙", 20)) for level, share in (("中央", 5), ("省级", 3), ("区级", 2))),
              header=("项目名称", "资金层级", "计划金额")), Read({"甲": (20, None), "乙": (40, None)}), "§4 G: one row a project × level"),
    *(Case(f"of_which_rows_{name}", plan(*rows), RIGHT, _OF_WHICH) for name, rows in OF_WHICH.items()),
    *(Case(name, plan(*rows), sub_rows(name), _OF_WHICH + "; " + _NEVER) for name, (rows, _) in UNMARKED.items()),
    Case("project_truly_called_of_which_village", plan([1, "其中村改造", 100], B, C),
         Read({"其中村改造": (100, None), "乙": (200, None), "丙": (350, None)}), "issue 3.1: a project truly called 其中村改造"),
    Case("project_truly_called_of_which_village_in_the_ledger",
         (plan([1, "其中村改造", 100], B), ledger([day(1, 2), "其中村改造", "某", 10, ""])),
         Read({"其中村改造": (100, 10), "乙": (200, 0)}), "issue 3.1: a project truly called 其中村改造"),
    Case("of_which_rows_in_a_ledger",
         (PLAN, ledger([day(1, 2), "甲", "某", 10, ""], ["", "其中:工程款", "", 6, ""], [day(1, 3), "乙", "某", 20, ""])), Read(PAID), _OF_WHICH),
    *(Case(f"notes_below_{name}", plan(A, B, C, *rows), RIGHT, _NOTES) for name, rows in NOTES.items()),
    Case("notes_numbered_like_data",
         plan(A, B, C, ["注:", "", ""], [1, "本表不含棚户区改造", ""], [2, "其他资金指个人缴费、社会资金、专项债等", ""]),
         (Read(LINES, maybe=("finding 计划!?8", "finding 计划!?9")), Refused(("finding 计划!?8", "finding 计划!?9"))),
         "issue 3.1: notes numbered like data"),
    Case("notes_with_amounts_in_their_text", plan(A, B, C, ["注:上年结转300000元,其中省级12.5万元。", "", ""]), RIGHT, _NOTES),
    Case("blank_rows_among_the_data", plan(A, [], B, ["", "", ""], C), RIGHT, _NOTES),
    Case("form_rows_that_nobody_filled_in", plan(A, B, C, [4, "", ""], [5, "", ""]), RIGHT, _NOTES),
    Case("title_merged_over_the_table", plan(A, B, C, merged=((0, 0, 0, 2),)), RIGHT, _NOTES),
    Case("phone_and_account_numbers_in_columns_of_their_own",
         (PLAN, ledger([day(1, 2), "甲", 6222021234567890128, "13805620001", 10], [day(1, 3), "乙", 6222021234567890129, "05622888888", 20],
                       header=("拨付日期", "项目名称", "收款方账号", "联系电话", "拨付金额"))), Read(PAID), _DIGITS),
    Case("identity_numbers_beside_a_plan", plan([1, "甲", "340702197001010011", 100], [2, "乙", 340702197001010000, 200],
         header=("序号", "项目名称", "身份证号", "计划资金")), Read({"甲": (100, None), "乙": (200, None)}), _DIGITS),
    Case("account_number_in_the_amount_cell", (PLAN, ledger([day(1, 2), "甲", "某", 6222021234567890128, ""], [day(1, 3), "乙", "某", 20, ""])),
         Refused(("A003 台账!D4",), {"乙": (200, 20)}), _DIGITS),
    Case("account_number_as_text_in_the_amount_cell", (PLAN, ledger([day(1, 2), "甲", "某", "6222021234567890128", ""], [day(1, 3), "乙", "某", 20, ""])),
         Refused(("A003 台账!D4",), {"乙": (200, 20)}), _DIGITS),
    Case("phone_number_in_the_amount_cell_of_a_ledger",
         (plan([1, "甲", 1000]), ledger([day(1, 1), "甲", "某", 10, ""], [day(1, 2), "甲", "某", 13805620001, ""])),
         (Refused(("error",)), Read({"甲": (1000, 13805620011)}, ("error",))), _DIGITS + "; over 100 times its plan: U004"),
    Case("voucher_numbers_are_no_money", (PLAN, ledger([day(1, 2), "202001000123", "甲", 10], [day(1, 3), 202001000124, "乙", 20],
         header=("拨付日期", "凭证号", "项目名称", "拨付金额"))), Read(PAID), _DIGITS),
    Case("merged_project_names_fill_down", (PLAN, ledger([day(1, 2), "甲", "某", 4, ""], [day(1, 3), "", "某", 6, ""], [day(1, 3), "乙", "某", 20, ""],
         merged=((3, 1, 4, 1),))), Read(PAID), _MERGED),
    Case("merged_dates_fill_down", (PLAN, ledger([day(6, 2), "甲", "某", 4, ""], ["", "甲", "某", 6, ""], [day(1, 3), "乙", "某", 20, ""], merged=((3, 0, 4, 0),))),
         Read({"甲": (100, 0), "乙": (200, 20)}, out_of_scope={"after-as-of": 10}), _MERGED, options=("--as-of", "2020-04-17")),
    Case("merged_classes_fill_down", plan([1, "甲", "工程类", 100], [2, "乙", "", 200], [3, "丙", "补助类", 350],
         header=("序号", "项目名称", "类别", "计划资金"), merged=((3, 2, 4, 2),)), Read(LINES, also={"projects/乙/class": "工程类"}), _MERGED),
    Case("merged_amounts_never_fill_down", plan([1, "甲", 300], [2, "乙", ""], C, merged=((3, 2, 4, 2),)),
         (Read({"甲": (300, None), "乙": (0, None), "丙": (350, None)}, maybe=("finding 计划!?4", "finding 计划!?5")), Refused(("finding 计划!?4",))), _MERGED),
    Case("merged_amounts_of_payments_never_fill_down",
         (PLAN, ledger([day(1, 2), "甲", "某", 10, ""], [day(1, 2), "乙", "某", "", ""], merged=((3, 3, 4, 3),))),
         (Read({"甲": (100, 10), "乙": (200, 0)}, maybe=("finding 台账!?4", "finding 台账!?5")), Refused(("finding 台账!?4",))), _MERGED),
    Case("names_left_blank_without_a_merge_never_fill_down",
         (PLAN, ledger([day(1, 2), "甲", "某", 10, ""], [day(1, 3), "", "某", 6, ""])), Refused(("A007 台账!D5",)), "§5: Rows without a name may still carry money"),
    Case("merged_name_over_rows_with_the_amount_in_the_first", plan([1, "甲", "道路", 100], ["", "", "桥梁", ""], [2, "乙", "", 200],
         header=("序号", "项目名称", "目标任务", "计划资金"), merged=((3, 0, 4, 0), (3, 1, 4, 1), (3, 3, 4, 3))),
         (Read({"甲": (100, None), "乙": (200, None)}, maybe=("warning",)), Refused(("finding 计划!?5",))), _MERGED),
    Case("whole_rows_merged_as_notes", plan(A, ["以下为续建项目", "", ""], B, C, merged=((4, 0, 4, 2),)), RIGHT, _NOTES),
    Case("hidden_row_is_read_and_said", Page("计划", plan(A, B, C).rows, hidden_rows=(4,)), Read(LINES, ("finding 计划!?5",)), _HIDDEN),
    Case("hidden_row_of_a_ledger_is_read_and_said", (PLAN, Page("台账", LEDGER.rows, hidden_rows=(4,))), Read(PAID, ("finding 台账!?5",)), _HIDDEN),
    Case("hidden_column_is_read_and_said", Page("进度", progress([1, "甲", 100, 10], [2, "乙", 200, 20]).rows, hidden_columns=(3,)),
         Read(PAID, ("finding 进度!D*",)), _HIDDEN),
    Case("hidden_sheet_is_left_out_and_said", (PLAN, LEDGER, Sheet("旧台账", ledger([day(1, 9), "甲", "某", 77, ""]).rows, hidden=True)), Read(PAID, ("F012 旧台账",)), _HIDDEN),
    Case("very_hidden_sheet_is_left_out_and_said", (PLAN, LEDGER, Page("旧台账", ledger([day(1, 9), "甲", "某", 77, ""]).rows, very_hidden=True)),
         Read(PAID, ("F012 旧台账",)), _HIDDEN),
    Case("filtered_rows_are_read_and_said", Page("计划", plan(A, B, C).rows, hidden_rows=(3, 5)), Read(LINES, ("finding 计划!?4", "finding 计划!?6")), _HIDDEN),
    Case("row_that_stands_twice_counts_twice", (PLAN, ledger([day(1, 2), "甲", "某", 5, ""], [day(1, 2), "甲", "某", 5, ""], [day(1, 3), "乙", "某", 20, ""])),
         Read(PAID, ("L002 台账!?4 台账!?5",)), "interface: A row that stands twice in a table counts twice, with a finding"),
    Case("project_in_two_rows_of_a_plan_is_added", plan([1, "甲", 60], [2, "甲", 40], B), Read({"甲": (100, None), "乙": (200, None)}, ("P002",)), "interface: a row that stands twice counts twice, with a finding"),
    Case("row_of_a_ledger_with_a_total_beside_the_name", (PLAN, ledger([day(1, 2), "甲", "某", 10, ""], ["", "甲", "小计", 10, ""], [day(1, 3), "乙", "某", 20, ""])), Read(PAID), "§5: Subtotal rows sit between projects"),
    Case("only_notes_and_no_table", Sheet("说明", [["填报说明"], ["1.本表按月填报。"], ["2.单位为万元。"]]), Stopped(("book.xlsx!说明",)), "interface: an input that cannot be used"),
]  # fmt: skip
