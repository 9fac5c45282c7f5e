"""Several tables: side by side, stacked, a sheet a month, town or project, empty forms first."""

from tests.corpus.case import HEAD, LEDGER_HEAD, Case, Lines, Read, Refused, Stopped, ledger, plan, progress
from tests.support import Sheet, day

A, B = [1, "甲", 100], [2, "乙", 200]
PLAN = plan(A, B)
PAID: Lines = {"甲": (100, 10), "乙": (200, 20)}
P, Q = [day(1, 2), "甲", "某", 10, ""], [day(2, 3), "乙", "某", 20, ""]
_TABLES = "issue 3.1: two tables side by side; two stacked tables in one sheet; one sheet a month, a town or a project; empty form sheets before the data"
_NEVER = "issue 3: silently wrong must be 0"
_D = "§4 D: hand-kept ledgers: one sheet a project, month or town"


def month(number: int, *rows: object, title: str = "2020年民生工程资金拨付台账") -> Sheet:
    return ledger(*rows, name=f"{number}月", title=title)  # type: ignore[arg-type]


def side_by_side(*rows: object, header: tuple[str, ...]) -> Sheet:
    return Sheet("计划", [["2020年民生工程资金筹集方案"], ["单位:元"], header, *rows])


TOTAL = ["", "合计", 300]
CASES = [
    Case("plans_side_by_side_with_the_same_header",
         side_by_side([1, "甲", 100, "", 3, "丙", 300], [2, "乙", 200, "", 4, "丁", 400], header=(*HEAD, "", *HEAD)),
         (Read({"甲": (100, None), "乙": (200, None), "丙": (300, None), "丁": (400, None)}), Read({"甲": (100, None), "丙": (300, None), "乙": (200, None), "丁": (400, None)}),
          Refused(("error 计划!?3",)), Stopped(("计划",))), _TABLES),
    Case("plans_side_by_side_of_different_length",
         side_by_side([1, "甲", 100, "", 3, "丙", 300], [2, "乙", 200, "", "", "", ""], header=(*HEAD, "", *HEAD)),
         (Read({"甲": (100, None), "乙": (200, None), "丙": (300, None)}), Refused(("error 计划!?3",)), Stopped(("计划",))), _TABLES),
    Case("summary_by_unit_beside_a_plan",
         side_by_side([1, "甲", 100, "", "水利局", 300], [2, "乙", 200, "", "", ""], header=(*HEAD, "", "单位名称", "计划金额")),
         (Read({"甲": (100, None), "乙": (200, None)}), Refused(("error",)), Stopped(("计划",))), _TABLES),
    Case("summary_of_payments_beside_a_ledger",
         (PLAN, Sheet("台账", [["2020年资金拨付台账"], ["单位:元"], [*LEDGER_HEAD, "", "项目", "合计"], [*P, "", "甲", 10], [*Q, "", "乙", 20]])),
         (Read(PAID), Refused(("error 台账*",))), _TABLES),
    Case("stacked_plans_with_a_title_each",
         Sheet("计划", [["2020年配套资金计划"], ["单位:元"], HEAD, A, B, TOTAL, [], ["2020年管护资金计划"], ["单位:元"], HEAD, [1, "丙", 300], ["", "合计", 300]]),
         Read({"甲": (100, None), "乙": (200, None), "丙/管护": (300, None)}), _TABLES),
    Case("stacked_plans_with_units_of_their_own",
         Sheet("计划", [["2020年资金计划一"], ["单位:元"], HEAD, A, B, [], ["2020年资金计划二"], ["单位:万元"], HEAD, [1, "丙", 3]]),
         Read({"甲": (100, None), "乙": (200, None), "丙": (30000, None)}), _TABLES),
    Case("stacked_plan_and_ledger",
         Sheet("全部", [["2020年资金计划"], ["单位:元"], HEAD, A, B, TOTAL, [], ["2020年拨付台账"], ["单位:元"], LEDGER_HEAD, P, Q, ["合计", "", "", 30, ""]]),
         Read(PAID), _TABLES),
    Case("stacked_tables_without_a_blank_row_between",
         Sheet("计划", [["2020年资金计划"], ["单位:元"], HEAD, A, B, HEAD, [1, "丙", 300]]),
         Read({"甲": (100, None), "乙": (200, None), "丙": (300, None)}), _TABLES),
    Case("stacked_summary_by_class_below_the_plan",
         Sheet("计划", [["2020年资金计划"], ["单位:元"], HEAD, A, B, [], ["分类汇总"], ["类别", "项目数", "计划资金"], ["工程类", 1, 100], ["补助类", 1, 200]]),
         (Read({"甲": (100, None), "乙": (200, None)}, maybe=("finding 计划!*",)), Refused(("finding 计划!*",))), _NEVER + ": 300, not 600"),
    Case("sheet_for_every_month", (PLAN, month(1, P), month(2, Q), month(3, [day(3, 3), "甲", "某", 7, ""])), Read({"甲": (100, 17), "乙": (200, 20)}), _D),
    Case("sheet_for_every_month_with_days_only_by_title",
         (PLAN, month(1, ["1月2日", "甲", "某", 10, ""], ["", "本月合计", "", 10, ""]), month(2, ["2月3日", "乙", "某", 20, ""], ["", "本月合计", "", 20, ""], ["", "累计", "", 30, ""])),
         (Read(PAID), Read(PAID, maybe=("S001 2月!D6",))), _D),
    Case("sheet_for_every_month_and_the_year_beside_them",
         (PLAN, *(month(n, *([day(n, d), "甲", f"某{d}", d, ""] for d in range(1, 4))) for n in (1, 2)),
          ledger(*([day(n, d), "甲", f"某{d}", d, ""] for n in (1, 2) for d in range(1, 4)), name="全年")),
         Refused(("F020",), {"甲": (100, 12), "乙": (200, 0)}), "interface: monthly sheets beside a yearly one: they count once, an error names both tables"),
    Case("sheet_for_every_town",
         (PLAN, ledger(P, name="东镇"), ledger([day(2, 3), "甲", "某", 5, ""], Q, name="西镇")), Read({"甲": (100, 15), "乙": (200, 20)}), _D),
    Case("sheet_for_every_project_named_in_each_row", (PLAN, ledger(P, name="甲"), ledger(Q, name="乙")), Read(PAID), _D),
    Case("sheet_for_every_project_without_a_project_column",
         (PLAN, *(Sheet(name, [[f"2020年{name}资金拨付台账"], ["单位:元"], ["拨付日期", "收款单位", "拨付金额", "备注"], [day(1, 2), "某", paid, ""]]) for name, paid in (("甲", 10), ("乙", 20)))),
         (Read(PAID, maybe=("finding",)), Refused(("F011 甲*",))), _D),
    Case("plan_of_every_town_in_a_sheet_of_its_own",
         (plan([1, "东镇道路", 100], name="东镇"), plan([1, "西镇道路", 200], name="西镇")), Read({"东镇道路": (100, None), "西镇道路": (200, None)}), _TABLES),
    Case("empty_form_sheets_before_the_data",
         (plan([1, "", ""], [2, "", ""], name="填报表(空)"), Sheet("Sheet2", []), PLAN, ledger(P, Q)), Read(PAID, maybe=("F016 填报表(空)*",)), _TABLES),
    Case("cover_sheet_before_the_data", (Sheet("封面", [["2020年度"], ["民生工程资金报表"], ["铜官区财政局"]]), PLAN, ledger(P, Q)), Read(PAID, maybe=("F010 封面",)), _TABLES),
    Case("sheet_of_drop_down_words_beside_the_data", (PLAN, ledger(P, Q), Sheet("代码", [["类别", "级次"], ["工程类", "中央"], ["补助类", "省级"]])), Read(PAID, maybe=("F010 代码",)), _TABLES),
    Case("sheet_ignored_by_the_settings", (PLAN, ledger(P, Q), ledger([day(1, 9), "甲", "某", 77, ""], name="草稿")), Read(PAID), "interface: kind = ignore",
         toml='[tables."草稿"]\nkind = "ignore"'),
    Case("chart_data_beside_the_report", (PLAN, ledger(P, Q), Sheet("图表", [["月份", "金额"], ["1月", 10], ["2月", 20]])),
         (Read(PAID, maybe=("finding 图表*",)), Refused(("finding 图表*",))), _NEVER),
    Case("pivot_of_the_ledger_in_another_sheet",
         (PLAN, ledger(P, Q), Sheet("透视", [["行标签", "求和项:拨付金额"], ["甲", 10], ["乙", 20], ["总计", 30]])),
         (Read(PAID, maybe=("finding 透视*",)), Refused(("finding 透视*",))), _NEVER),
    Case("progress_table_beside_a_ledger_that_agrees", (progress([1, "甲", 100, 10], [2, "乙", 200, 20]), ledger(P, Q)), Read(PAID), "interface: the ledger gives the payments"),
    Case("progress_table_beside_a_ledger_that_differs", (progress([1, "甲", 100, 11], [2, "乙", 200, 20]), ledger(P, Q)), Read(PAID, ("X013 进度!?4",)),
         "interface: A progress table beside a ledger of the same projects: the ledger gives the payments, the difference is a finding"),
    Case("plan_and_progress_table_that_differ", (PLAN, progress([1, "甲", 101, 10], [2, "乙", 200, 20])), (Read(PAID, ("X014 进度!?4",)), Refused(("X014|F021",))), _NEVER),
    Case("plans_of_two_years_in_two_sheets",
         (plan(A, B, name="2020", title="2020年资金计划"), plan([1, "甲", 90], [2, "乙", 80], name="2019", title="2019年资金计划"), ledger(P, Q)),
         (Read(PAID, maybe=("finding",)), Refused(("finding",))), "§2: Scope belongs to every figure: plan version", options=("--year", "2020")),
    Case("plan_and_its_adjusted_version_in_two_sheets",
         (plan(A, B, name="年初"), plan([1, "甲", 150], [2, "乙", 200], name="调整后", title="2020年调整后资金筹集方案")),
         Read({"甲": (150, None), "乙": (200, None)}, also={"totals/matching/initial_fen": 30000, "plan_changes/projects/甲/change": "changed"}), "§2: plan version: words say which is in force"),
    Case("plan_twice_without_a_word_of_versions", (plan(A, B, name="甲表"), plan([1, "甲", 150], [2, "乙", 200], name="乙表")), Refused(("F021",)), "§2: plan version; " + _NEVER),
    Case("plan_in_one_file_and_ledger_in_another", {"plan.xlsx": PLAN, "ledger.xlsx": ledger(P, Q)}, Read(PAID), "interface: plan and ledger may be several workbooks"),
]  # fmt: skip
