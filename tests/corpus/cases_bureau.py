"""Odd tables of real bureaus: columns of other years and months, words in captions, applications beside payments."""

from tests.corpus.case import HEAD, Case, Outcome, Read, Refused, ledger, plan, progress
from tests.support import Sheet, day

PLAN = plan([1, "甲", 100], [2, "乙", 200])
P, Q = [day(1, 2), "甲", "某", 10, ""], [day(2, 3), "乙", "某", 20, ""]
PLANNED = Read({"甲": (100, None), "乙": (200, None)})
PAID = Read({"甲": (100, 10), "乙": (200, 20)})
_NEVER = "issue 3: reads what a careful accountant would read, or says which cell stops it; silently wrong must be 0"
_STAGES = "§2: spent is a different stage from 拨付; never mix; §5: Duplicate header texts"
_ROWS = "§5: Title, blank and 注 rows surround the table"


def refused(*findings: str) -> Outcome:
    return Refused(findings or ("error",))


def table(
    header: list[str],
    *rows: list[object],
    title: str = "2020年民生工程资金表",
    caption: str = "单位:元",
    group: list[str] | None = None,
) -> Sheet:
    return Sheet("表", [[title], [caption], *([group] if group else []), header, *rows])


CASES = [
    Case("plan_of_last_year_beside_this_years", table(["序号", "项目名称", "2019年计划资金", "2020年计划资金"], [1, "甲", 90, 100], [2, "乙", 190, 200]), (PLANNED, refused("error 表!?3")), "§2: Scope belongs to every figure; " + _NEVER),
    Case("plan_before_and_after_its_adjustment", table(["序号", "项目名称", "年初计划资金", "调整后计划资金"], [1, "甲", 90, 100], [2, "乙", 190, 200]), (PLANNED, refused("error 表!?3")), "§2: plan version; " + _NEVER),
    Case("plan_with_an_increase_beside_it", table(["序号", "项目名称", "计划资金", "增减"], [1, "甲", 100, 10], [2, "乙", 200, -20]), PLANNED, _NEVER),
    Case("paid_by_quarter_and_their_total", table(["序号", "项目名称", "计划资金", "一季度", "二季度", "合计"], [1, "甲", 100, 4, 6, 10], [2, "乙", 200, 20, 0, 20], group=["", "", "", "已拨付资金", "", ""]),
         (PAID, refused("error 表*")), _NEVER),
    Case("paid_by_month_and_their_total", table(["序号", "项目名称", "计划资金", "1月", "2月", "3月", "合计"], [1, "甲", 100, 4, 6, 0, 10], [2, "乙", 200, 20, 0, 0, 20], group=["", "", "", "拨付金额", "", "", ""]),
         (PAID, refused("error 表*")), _NEVER),
    Case("paid_this_year_and_since_the_start", table(["序号", "项目名称", "计划资金", "本年拨付资金", "开工以来累计拨付资金"], [1, "甲", 100, 10, 70], [2, "乙", 200, 20, 90]), (PAID, refused("error 表!?3")), _NEVER),
    Case("applied_for_and_paid", (PLAN, ledger([day(1, 2), "甲", 12, 10], [day(2, 3), "乙", 25, 20], header=("拨付日期", "项目名称", "申请金额", "拨付金额"))), (PAID, refused("error 台账*")), _STAGES),
    Case("approved_and_paid", (PLAN, ledger([day(1, 2), "甲", 12, 10], [day(2, 3), "乙", 25, 20], header=("拨付日期", "项目名称", "审定金额", "实际拨付金额"))), (PAID, refused("error 台账*")), _STAGES),
    Case("contract_amount_is_no_plan", (PLAN, ledger([day(1, 2), "甲", 120, 10], [day(2, 3), "乙", 250, 20], header=("拨付日期", "项目名称", "合同金额", "拨付金额"))), PAID, "§4 D"),
    Case("balance_beside_the_amount", (PLAN, ledger([day(1, 2), "甲", 10, 90], [day(2, 3), "乙", 20, 180], header=("拨付日期", "项目名称", "拨付金额", "余额"))), PAID, "§4 D: a running total beside the amount: never sum it"),
    Case("income_and_expenditure_of_an_account_book", (PLAN, ledger([day(1, 1), "甲", 100, "", 100], [day(1, 2), "甲", "", 10, 90], [day(2, 3), "乙", "", 20, 70], header=("日期", "项目名称", "收入金额", "支出金额", "结余"))),
         (Read({"甲": (100, 10), "乙": (200, 20)}, maybe=("warning 台账!?4",)), refused("error 台账*")), _STAGES),
    Case("quantity_and_unit_price_beside_the_amount", table(["序号", "项目名称", "数量", "单价(元)", "计划资金(元)"], [1, "甲", 10, 10, 100], [2, "乙", 4, 50, 200], caption=""), PLANNED, _NEVER),
    Case("sentence_of_sums_above_the_table", Sheet("计划", [["2020年民生工程资金筹集方案"], ["本年计划总投资650.75万元,已拨付300万元。"], HEAD, [1, "甲", 100], [2, "乙", 200]]),
         (Read({"甲": (100, None), "乙": (200, None)}, ("U001",)), refused("finding 计划!A2")), "§5: without any word of a unit: 元; a sum in a sentence states no unit of the table"),
    Case("sentence_of_sums_above_a_table_in_ten_thousands", Sheet("计划", [["2020年资金计划"], ["本年补助标准为每人300元。", "", "单位:万元"], HEAD, [1, "甲", 100], [2, "乙", 200]]),
         Read({"甲": (1000000, None), "乙": (2000000, None)}), "§5: Units sit in a caption"),
    Case("total_in_capital_words_below", plan([1, "甲", 100], [2, "乙", 200], ["", "合计", 300], ["", "合计(大写):叁佰元整", ""]), PLANNED, _ROWS),
    Case("row_that_says_that_nothing_follows", plan([1, "甲", 100], [2, "乙", 200], ["", "以下空白", ""]), PLANNED, _ROWS),
    Case("row_of_dots", plan([1, "甲", 100], [2, "乙", 200], ["…", "……", "…"]), (PLANNED, Read({"甲": (100, None), "乙": (200, None)}, maybe=("warning 计划!?6",)), refused("finding 计划!?6")), _ROWS),
    Case("carried_over_from_last_year", (PLAN, ledger(["", "上年结转", "", 500, ""], P, Q)), (Read({"甲": (100, 10), "乙": (200, 20)}, maybe=("X001", "finding 台账!?4"), unmatched={"上年结转": 500}), PAID, refused("finding 台账!?4")),
         "§2: No plan: payments with no matching plan row are listed as their own row"),
    Case("example_row_under_the_header", plan(["例", "××项目", 9999], [1, "甲", 100], [2, "乙", 200]), (PLANNED, refused("finding 计划!?4"), Read({"××项目": (9999, None), "甲": (100, None), "乙": (200, None)}, ("finding 计划!?4",))), _NEVER),
    Case("form_with_the_word_for_a_signature_inside_the_table", plan([1, "甲", 100], [2, "乙", 200], ["单位负责人(签字):", "", "填表人:"]), PLANNED, _ROWS),
    Case("second_page_with_its_own_total", plan([1, "甲", 100], ["", "本页小计", 100], [*HEAD], [2, "乙", 200], ["", "本页小计", 200], ["", "合计", 300]), PLANNED, "§5: Subtotal rows sit between projects"),
    Case("project_with_its_parts_in_rows_of_their_own", table(["序号", "项目名称", "子项目名称", "计划资金"], [1, "甲", "道路", 60], ["", "", "桥梁", 40], [2, "乙", "水池", 200]),
         (Read({"道路": (60, None), "桥梁": (40, None), "水池": (200, None)}), PLANNED, refused("error 表!?5"), refused("error 表!?3")), "§4 aliases: project: 子项目; " + _NEVER),
    Case("levels_in_rows_under_each_project", table(["序号", "项目名称", "资金来源", "计划资金"], [1, "甲", "省级", 900], ["", "", "区级", 100], [2, "乙", "区级", 200]),
         (PLANNED, refused("A007 表!?5")), "§5: Rows without a name may still carry money"),
    Case("levels_in_rows_under_each_project_merged", Sheet("表", table(["序号", "项目名称", "资金来源", "计划资金"], [1, "甲", "省级", 900], ["", "", "区级", 100], [2, "乙", "区级", 200]).rows, merged=((3, 1, 4, 1),)),
         (Read({"甲": (100, None), "乙": (200, None)}, maybe=("P002",), also={"projects/甲/levels/provincial/required_fen": 90000}), refused()), "§4 G: one row a project × level; §5: Merged cells fill down"),
    Case("bonds_and_own_money_in_one_level_column", (Sheet("计划", [["2020年资金计划"], ["单位:元"], ["项目名称", "区级", "专项债券"], ["甲", 100, 500]]), ledger([day(1, 2), "甲", 10, "区级"], [day(1, 3), "甲", 50, "专项债券"], header=("拨付日期", "项目名称", "拨付金额", "资金来源"))),
         Read({"甲": (100, 10)}, out_of_scope={"level": 50}), "interface: Bonds … are levels, never natures"),
    Case("maintenance_as_a_group_of_columns", table(["序号", "项目名称", "计划", "拨付", "计划", "拨付"], [1, "甲", 100, 10, 50, 5], [2, "乙", 200, 20, "", ""], group=["", "", "配套资金", "", "管护资金", ""]),
         (Read({"甲": (100, 10), "甲/管护": (50, 5), "乙": (200, 20)}, maybe=("warning",)), refused("error 表*")), "§1: the two funds are never added into one rate"),
    Case("payments_rejected_by_the_bank_in_a_column_of_states", (PLAN, ledger([day(1, 2), "甲", 10, "已支付"], [day(1, 5), "甲", 7, "退票"], [day(2, 3), "乙", 20, "已支付"], header=("支付日期", "项目名称", "支付金额", "支付状态"))), refused("L001 台账!C5"), "§2: A *positive* row marked 退回 is a finding, not a guess"),
    Case("title_of_one_year_and_payments_of_the_next", (PLAN, ledger([day(1, 2).replace(year=2021), "甲", "某", 10, ""], [day(2, 3).replace(year=2021), "乙", "某", 20, ""])),
         Read({"甲": (100, 0), "乙": (200, 0)}, ("X015",), out_of_scope={"other-year": 30}), "interface: A payment falls into the first bucket that applies: other year …"),
    Case("project_names_wrapped_inside_their_cells", (plan([1, "农村饮水\n安全巩固提升", 100]), ledger([day(1, 2), "农村饮水安全\r\n巩固提升", "某", 10, ""])), Read({"农村饮水 安全巩固提升": (100, 10)}), "§2: names match after normalisation (NFKC, spaces, brackets)"),
    Case("project_names_with_marks_of_zero_width", (plan([1, "甲\u200b项目", 100]), ledger([day(1, 2), "甲项目", "某", 10, ""])),
         (Read({"甲\u200b项目": (100, 10)}), Read({"甲项目": (100, 10)}), Read({"甲\u200b项目": (100, 0)}, ("X001",), unmatched={"甲项目": 10})), "§2: Never a silent fuzzy match; otherwise a finding"),
    Case("plan_amounts_typed_with_letters_like_digits", plan([1, "甲", "1O0"], [2, "乙", "2l0"]), refused("A001 计划!C4", "A001 计划!C5"), "interface: A row whose money cannot be read is an error finding"),
    Case("total_of_two_natures_stacked", Sheet("计划", [["2020年资金计划"], ["单位:元"], ["序号", "项目名称", "资金类别", "计划资金"], [1, "甲", "配套", 100], [2, "乙", "管护", 200], ["", "合计", "", 300], ["", "其中:配套", "", 100], ["", "其中:管护", "", 200]]),
         Read({"甲": (100, None), "乙/管护": (200, None)}), "§2: 其中 columns and rows are subsets and are never added"),
    Case("progress_table_with_its_rate_as_the_only_percent", progress([1, "甲", 100, "10%"], [2, "乙", 200, "10%"]), refused("error 进度!D4"), "§2: a rate is no amount"),
    Case("progress_table_in_which_nothing_was_paid", progress([1, "甲", 100, ""], [2, "乙", 200, 0]), Read({"甲": (100, 0), "乙": (200, 0)}), "§2: Zero-payment projects are always shown"),
]  # fmt: skip
