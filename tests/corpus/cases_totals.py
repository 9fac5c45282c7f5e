"""Totals and subtotals wherever they stand: never added, always compared."""

from tests.corpus.build import by_openpyxl
from tests.corpus.case import Case, Lines, Read, Refused, ledger, plan, progress
from tests.support import Formula, day

A, B, C = [1, "甲", 100.1], [2, "乙", 200.2], [3, "丙", 350.45]
LINES: Lines = {"甲": ("100.10", None), "乙": ("200.20", None), "丙": ("350.45", None)}
RIGHT = Read(LINES)
_TOTALS = (
    "§5: Totals come labelled, unlabelled, above the data, on the last data row, as text, as a SUM, twice, or wrong"
)
_CHECKED = "issue 3.2: every total and subtotal that a sheet states is compared with the sum of its rows to the fen"
_NEVER = "issue 3: reads what a careful accountant would read, or says which cell stops it; silently wrong must be 0"


def wrong(cell: str) -> Read:
    return Read(LINES, (f"S001 {cell}",))


def total(label: str = "合计", amount: object = 650.75) -> list[object]:
    return ["", label, amount]


PLACES = {
    "total_above_the_data": (total(), A, B, C),
    "total_below_the_data": (A, B, C, total()),
    "total_twice_above_and_below": (total(), A, B, C, total()),
    "total_twice_below_under_two_words": (A, B, C, total("小计"), total("总计")),
    "total_after_a_blank_row": (A, B, C, [], total()),
    "total_in_the_column_of_numbers": (A, B, C, ["合计", "", 650.75]),
    "total_spaced_out": (A, B, C, total("合  计")),
    "total_with_full_width_colon": (A, B, C, total("合计:")),
    "total_with_its_unit_in_brackets": (A, B, C, total("合计(元)")),
    "total_without_a_label_below": (A, B, C, ["", "", 650.75]),
    "total_without_a_label_above": (["", "", 650.75], A, B, C),
    "total_as_text": (A, B, C, ["总金额650.75", "", ""]),
    "total_as_text_with_unit_and_separators": ([1, "甲", 100.1], B, C, ["总金额:650.75元", "", ""]),
    "total_as_text_in_the_amount_cell": (A, B, C, total(amount="650.75元")),
    "total_as_a_sum_formula": (A, B, C, total(amount=Formula("=SUM(C4:C6)", 650.75))),
    "total_with_float_noise": (A, B, C, total(amount=650.7499999999999)),
    "total_with_the_right_count_in_its_label": (A, B, C, total("合计3个项目")),
    "total_of_the_district_in_words": (A, B, C, total("全区合计")),
    "total_in_english": (A, B, C, total("Total")),
    "grand_total_in_english": (A, B, C, total("Grand Total")),
}
WRONG = {
    "total_wrong_by_a_fen": ((A, B, C, total(amount=650.76)), "计划!C7"),
    "total_above_wrong_by_a_fen": ((total(amount=650.74), A, B, C), "计划!C4"),
    "total_that_leaves_out_the_last_row": ((A, B, C, total(amount=Formula("=SUM(C4:C5)", 300.3))), "计划!C7"),
    "total_twice_one_of_them_wrong": ((total(), A, B, C, total(amount=650.5)), "计划!C8"),
    "total_as_text_wrong": ((A, B, C, ["总金额650.57", "", ""]), "计划!A7"),
    "total_of_zero_over_filled_rows": ((A, B, C, total(amount=0)), "计划!C7"),
}
D, E = [4, "丁", 40], [5, "戊", 50]
FIVE: Lines = {**LINES, "丁": (40, None), "戊": (50, None)}

SUBTOTALS = {
    "subtotals_numbered_in_chinese": (["一", "工程类", 300.3], A, B, ["二", "补助类", 440.45], C, D, E),
    "subtotals_numbered_in_brackets": (["(一)", "道路", 300.3], A, B, ["(二)", "供水", 440.45], C, D, E),
    "subtotals_of_three_depths": (
        ["一、", "建设", 740.75], ["(一)", "道路", 300.3], ["1.", "甲", 100.1], ["2.", "乙", 200.2],
        ["(二)", "供水", 440.45], ["1.", "丙", 350.45], ["2.", "丁", 40], ["3.", "戊", 50],
    ),
    "subtotals_numbered_1_and_1_1": (
        [1, "道路", 300.3], ["1.1", "甲", 100.1], ["1.2", "乙", 200.2],
        [2, "供水", 440.45], ["2.1", "丙", 350.45], ["2.2", "丁", 40], ["2.3", "戊", 50],
    ),
    "subtotals_below_their_rows": (A, B, ["", "小计", 300.3], C, D, E, ["", "小计", 440.45], ["", "合计", 740.75]),
    "subtotals_named_for_their_town": (A, B, ["", "东镇小计", 300.3], C, D, E, ["", "西镇小计", 440.45]),
    "subtotals_in_english": (A, B, ["", "Total roads", 300.3], C, D, E, ["", "Subtotal water", 440.45]),
    "subtotals_with_the_word_in_brackets": (["一", "工程类(小计)", 300.3], A, B, ["二", "补助类(小计)", 440.45], C, D, E),
    "headings_without_amounts": (["一", "工程类", ""], A, B, ["二", "补助类", ""], C, D, E),
    "headings_merged_in_the_first_column": (["一、工程类", "", ""], A, B, ["二、补助类", "", ""], C, D, E),
}  # fmt: skip

CASES = [
    *(Case(name, plan(*rows), RIGHT, _TOTALS) for name, rows in PLACES.items()),
    *(Case(name, plan(*rows), wrong(cell), _CHECKED) for name, (rows, cell) in WRONG.items()),
    *(
        Case(name, plan(*rows), Read(FIVE), "§5: Subtotal rows (一、二、(一), 小计, 类别) sit between projects")
        for name, rows in SUBTOTALS.items()
    ),
    Case(
        "total_with_a_wrong_count_in_its_label",
        plan(A, B, C, total("合计4个项目")),
        Read(LINES, ("finding 计划!?7",)),
        "issue 3.1: total … wrong by a count",
    ),
    Case(
        "total_on_the_last_data_row_in_a_column_of_its_own",
        plan(A, B, [*C, 650.75]),
        Read(LINES, maybe=("finding 计划!?6",)),
        _TOTALS,
    ),
    Case(
        "total_on_the_last_data_row_under_a_header_of_its_own",
        plan(A, B, [*C, 650.75], header=("序号", "项目名称", "计划资金", "合计")),
        (Read(LINES, maybe=("finding 计划!?6", "finding 计划!?3")), Refused(("error",))),
        _TOTALS,
    ),
    Case(
        "total_as_a_sum_over_the_whole_column_in_the_caption",
        plan(A, B, C, caption="单位:元").__class__(
            "计划",
            [
                ["2020年民生工程资金筹集方案"],
                ["单位:元", "", "", "总计", Formula("=SUM(C:C)", 650.75)],
                ("序号", "项目名称", "计划资金"),
                A,
                B,
                C,
            ],
        ),
        RIGHT,
        _TOTALS,
    ),
    Case(
        "total_as_a_sum_that_also_adds_the_subtotals",
        plan(A, B, ["", "小计", 300.3], C, ["", "小计", 350.45], ["", "合计", Formula("=SUM(C4:C8)", 1301.5)]),
        wrong("计划!C9"),
        _CHECKED,
    ),
    Case(
        "total_as_a_formula_without_a_value",
        {"book.xlsx": lambda: by_openpyxl(plan(A, B, C, total(amount=Formula("=SUM(C4:C6)"))))},
        Read(LINES, ("warning 计划!C7",)),
        "issue 3.3: an uncached formula is never empty, never zero; the rows themselves are all there",
    ),
    Case(
        "total_row_of_a_progress_table_wrong_in_one_column",
        progress([1, "甲", 100, 40], [2, "乙", 200, 50], ["", "合计", 300, 91]),
        Read({"甲": (100, 40), "乙": (200, 50)}, ("S001 进度!D6",)),
        _CHECKED,
    ),
    Case(
        "total_label_merged_over_two_columns",
        plan(A, B, C, ["合计", "", 650.75], merged=((6, 0, 6, 1),)),
        RIGHT,
        _TOTALS,
    ),
    Case(
        "nameless_money_that_is_no_total",
        plan(A, B, ["", "", 77], C),
        Refused(("A007 计划!C6",), LINES),
        "§5: Rows without a name may still carry money",
    ),
    Case(
        "nameless_numbered_money_that_is_no_total",
        plan(A, B, [3, "", 77], [4, "丙", 350.45]),
        Refused(("A007 计划!C6",), LINES),
        "§5: Rows without a name may still carry money",
    ),
    Case(
        "nameless_payment_with_a_payee",
        (plan([1, "甲", 100]), ledger([day(1, 2), "甲", "某", 10, ""], [day(1, 3), "", "某", 7, ""])),
        Refused(("A007 台账!D5",)),
        "§5: Rows without a name may still carry money",
    ),
    Case(
        "subtotal_wrong_by_a_fen",
        plan(A, B, ["", "小计", 300.31], C, D, E, ["", "小计", 440.45]),
        (Read(FIVE, ("S001 计划!C6",)), Refused(("S001 计划!C6",))),
        _CHECKED,
    ),
    Case(
        "subtotal_numbered_above_that_its_rows_do_not_make",
        plan(["一", "工程类", 300.31], A, B, ["二", "补助类", 440.45], C, D, E),
        (Read(FIVE, ("S001 计划!C4",)), Refused(("S001 计划!C4",))),
        _CHECKED,
    ),
    Case(
        "projects_numbered_in_chinese_are_projects",
        plan(["一", "甲", 100.1], ["二", "乙", 200.2], ["三", "丙", 350.45], ["", "合计", 650.75]),
        RIGHT,
        "§5: 一、二 may number projects, too: no row stands below them",
    ),
    Case(
        "total_under_a_word_that_nobody_knows",
        plan(A, B, C, D, E, [6, "全口径", 740.75]),
        (Read(FIVE, maybe=("finding 计划!?9",)), Refused(("finding 计划!?9",))),
        _NEVER + ": the last row is the sum of the five above it",
    ),
    Case(
        "project_whose_name_only_contains_the_word_for_a_total",
        plan(A, B, [3, "合计村道路改造", 350.45]),
        Read({"甲": ("100.10", None), "乙": ("200.20", None), "合计村道路改造": ("350.45", None)}),
        "§2: names match after normalisation; a village may be called so, and the row's amount is no sum",
    ),
    Case(
        "project_that_equals_the_sum_of_the_two_above_it",
        plan([1, "甲", 100], [2, "乙", 200], [3, "丙", 300]),
        Read({"甲": (100, None), "乙": (200, None), "丙": (300, None)}, maybe=("warning 计划!?6",)),
        _NEVER + ": it is numbered and named like a project; three round amounts add up by chance",
    ),
    Case(
        "two_projects_one_the_same_as_the_other",
        plan([1, "甲", 100], [2, "乙", 100]),
        Read({"甲": (100, None), "乙": (100, None)}),
        _NEVER + ": equal amounts make no total",
    ),
    *(
        Case(
            f"ledger_total_{name}",
            (plan([1, "甲", 100], [2, "乙", 200]), ledger(*rows)),
            Read({"甲": (100, 10), "乙": (200, "20.20")}, findings),
            _TOTALS,
        )
        for name, rows, findings in (
            (
                "below",
                ([day(1, 2), "甲", "某", 10, ""], [day(1, 3), "乙", "某", 20.2, ""], ["合计", "", "", 30.2, ""]),
                (),
            ),
            (
                "above",
                (["合计", "", "", 30.2, ""], [day(1, 2), "甲", "某", 10, ""], [day(1, 3), "乙", "某", 20.2, ""]),
                (),
            ),
            (
                "wrong_by_a_fen",
                ([day(1, 2), "甲", "某", 10, ""], [day(1, 3), "乙", "某", 20.2, ""], ["", "合计", "", 30.21, ""]),
                ("S001 台账!D6",),
            ),
            (
                "of_every_month_and_to_date",
                (
                    [day(1, 2), "甲", "某", 10, ""],
                    ["", "本月合计", "", 10, ""],
                    ["", "累计", "", 10, ""],
                    [day(2, 3), "乙", "某", 20.2, ""],
                    ["", "本月合计", "", 20.2, ""],
                    ["", "累计", "", 30.2, ""],
                ),
                (),
            ),
            (
                "carried_over_the_page",
                (
                    [day(1, 2), "甲", "某", 10, ""],
                    ["", "过次页", "", 10, ""],
                    ["", "承前页", "", 10, ""],
                    [day(2, 3), "乙", "某", 20.2, ""],
                ),
                (),
            ),
            (
                "without_a_label",
                ([day(1, 2), "甲", "某", 10, ""], [day(1, 3), "乙", "某", 20.2, ""], ["", "", "", 30.2, ""]),
                (),
            ),
        )
    ),
]
