"""What the figures include: scope, natures, levels, names, as-of dates; the layouts A to G of the domain."""

from typing import Any

from tests.corpus.case import HEAD, Case, Lines, Read, Refused, Stopped, ledger, plan, progress
from tests.support import Sheet, day

A, B = [1, "甲", 100], [2, "乙", 200]
PLAN = plan(A, B)
P, Q = [day(1, 2), "甲", "某", 10, ""], [day(2, 3), "乙", "某", 20, ""]
PAID: Lines = {"甲": (100, 10), "乙": (200, 20)}
_FIGURES = "interface: What the figures include"
LAYOUT_A = [
    ["附件1"],
    ["铜官区2020年民生工程资金筹集方案(测算表)"],
    ["填报单位(盖章):          截止日期:2020年4月17日      单位:万元"],
    ["序号", "项目名称", "牵头单位", "类别", "目标任务", "补助标准", "资金筹集", "", "", "", "", "", "备注"],
    ["", "", "", "", "", "", "合计", "中央", "省级", "市级", "区级", "其他", ""],
    ["", "合  计", "", "", "", "", 66, 6, 12, 15, 18, 15, ""],
    ["一", "工程类(小计)", "", "", "", "", 36, 1, 5, 7, 11, 12, ""],
    [1, "美丽乡村建设", "住建局", "", "3个村", "按实", 15, 1, 2, 3, 4, 5, ""],
    [2, "农村改厕", "农业局", "", "800户", "800元/户", 21, "", 3, 4, 7, 7, ""],
    ["二", "补助类(小计)", "", "", "", "", 30, 5, 7, 8, 7, 3, ""],
    [3, "老年津贴", "民政局", "", "", "", 30, 5, 7, 8, 7, 3, ""],
    ["注:1.不含棚户区改造。2.其他资金指个人缴费、社会资金、专项债等。"],
]
LAYOUT_B = [
    ["2020年专项资金使用进度表"],
    ["单位:万元"],
    ["序号", "项目名称", "文件依据", "省级专项资金使用情况", "", "", "", "", "区专项资金", "", "", ""],
    ["", "", "", "下达数", "支付数", "支出率", "预计支出数", "待安排项目", "计划数", "到账数", "支付数", "支出率"],
    [1, "甲", "财社〔2020〕5号", 50, 40, "80%", 45, "", 20, 15, 10, "50%"],
    [2, "乙", "财社〔2020〕6号", 60, 30, "50%", 50, "", 30, 30, 15, "50%"],
]
LAYOUT_C = [
    ["2020年预算项目明细"],
    ["单位:元"],
    ["资金名称", "处室名称", "预算单位", "项目名称", "预算金额", "", "", "", "", "支付金额", "", "", "", ""],
    [
        "",
        "",
        "",
        "",
        "总金额",
        "中央安排",
        "省级安排",
        "市级安排",
        "县级安排",
        "总金额",
        "中央安排",
        "省级安排",
        "市级安排",
        "县级安排",
    ],
    ["困难救助", "社保科", "民政局", "甲", 1000, 400, 300, 200, 100, 100, 40, 30, 20, 10],
    ["困难救助", "社保科", "民政局", "乙", 2000, 800, 600, 400, 200, 200, 80, 60, 40, 20],
]
LAYOUT_D = [
    [
        "单位名称",
        "项目名称",
        "用途",
        "付款方账户名称",
        "付款方账号",
        "支出功能科目",
        "支付方式",
        "收款人银行",
        "收款方账户名称",
        "收款方账号",
        "支付金额",
        "付款日期",
    ],
    [
        "民政局",
        "甲",
        "一季度",
        "财政国库",
        "1308020019200099",
        "2082001",
        "授权支付",
        "工行",
        "某公司",
        "6222021234567890123",
        10.0,
        "2020-01-02",
    ],
    [
        "住建局",
        "乙",
        "进度款",
        "财政国库",
        "1308020019200099",
        "2120303",
        "直接支付",
        "农行",
        "某乙",
        "6228481234567890123",
        20.0,
        "2020-02-03",
    ],
]
LAYOUT_E = [
    ["2020年4月项目进度月报"],
    ["截至2020年4月30日", "", "", "单位:万元"],
    [
        "项目编号",
        "项目名称",
        "建设单位",
        "年度计划投资",
        "本月前已拨付资金",
        "本月新增拨付资金",
        "年度资金拨付率",
        "形象进度",
    ],
    ["P01", "甲", "住建局", 100, 30, 20, "50%", "主体完工"],
    ["P02", "乙", "水利局", 200, 100, 0, "50%", "开挖"],
]
LAYOUT_F = [
    ["2020年部门项目支出绩效自评表"],
    ["单位:元"],
    ["项目名称", "年初预算数", "全年预算数", "全年执行数", "分值", "执行率", "得分"],
    ["甲", 90, 100, 10, 10, "10%", 1],
    ["其中:当年财政拨款", 80, 90, 9, "", "", ""],
    ["乙", 200, 200, 20, 10, "10%", 1],
]
LAYOUT_G = [
    ["项目名称", "资金层级", "资金性质", "年度", "计划金额(万元)"],
    ["甲", "区级", "配套", 2020, 10], ["甲", "省级", "配套", 2020, 30], ["甲", "区级", "管护", 2020, 2], ["乙", "区级", "配套", 2020, 20], ["乙", "区级", "配套", 2019, 99],
]  # fmt: skip

FORM_HEAD = ["项目资金(万元)", "", "年初预算数", "全年预算数", "全年执行数", "分值", "执行率", "得分"]
FORM_ROWS = [
    ["", "年度资金总额", 100, 120, 90, 10, "75%", 7.5],
    ["", "其中:当年财政拨款", 80, 100, 80, "", "", ""],
    ["", "其他资金", 20, 20, 10, "", "", ""],
]
SCORES = [
    ["一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "", "得分"],
    ["产出指标", "数量指标", "建设村数", 10, 10, 20, "", 20],
]
_FORM = "§4 F: one project a form, its name above the header; parts, goals and scores below are no money of projects"
WAN_F: Lines = {"甲": (1200000, 900000)}


def form(
    *top: list[Any],
    head: list[Any] = FORM_HEAD,
    rows: list[Any] = FORM_ROWS,
    below: list[Any] = SCORES,
    name: str = "自评",
) -> Sheet:
    return Sheet(name, [["2020年度项目支出绩效自评表"], *top, head, *rows, *below])


CASES = [
    Case("layout_f_project_in_a_caption", form(["项目名称:甲"], ["主管部门", "区住建局", "", "实施单位", "区住建局"]), Read(WAN_F, maybe=("warning",)), _FORM),
    Case("layout_f_project_in_the_cell_beside", form(["项目名称", "", "甲"], ["主管部门", "区住建局", "", "实施单位", "区住建局"]), Read(WAN_F, maybe=("warning",)), _FORM),
    Case("layout_f_unit_in_a_caption", form(["项目名称:甲"], ["单位:元"], head=["项目资金", *FORM_HEAD[1:]]), Read({"甲": (120, 90)}, maybe=("warning",)), _FORM),
    Case("layout_f_without_a_project", form(["主管部门", "区住建局"]), (Refused(("error 自评!*",)), Stopped(("自评",))), _FORM),
    Case("layout_f_without_the_row_of_all_money", form(["项目名称:甲"], rows=FORM_ROWS[1:]), (Refused(("error 自评!*",)), Stopped(("自评",))), _FORM),
    Case("layout_f_two_forms_in_one_sheet",
         Sheet("自评", [["2020年度项目支出绩效自评表"], ["项目名称:甲"], FORM_HEAD, *FORM_ROWS, *SCORES, [""], ["2020年度项目支出绩效自评表"], ["项目名称:乙"], FORM_HEAD, *FORM_ROWS]),
         Read({**WAN_F, "乙": (1200000, 900000)}, maybe=("warning",)), _FORM),
    Case("layout_a_funding_plan", Sheet("计划", LAYOUT_A, merged=((1, 0, 1, 12), (3, 6, 3, 11))),
         Read({"美丽乡村建设": (40000, None), "农村改厕": (70000, None), "老年津贴": (70000, None)},
              also={"projects/老年津贴/levels/municipal/required_fen": 8000000, "projects/农村改厕/class": "工程类", "as_of": "2020-04-17"}), "§4 A"),
    Case("layout_b_source_by_stage", Sheet("进度", LAYOUT_B, merged=((2, 3, 2, 7), (2, 8, 2, 11))),
         Read({"甲": (200000, 100000), "乙": (300000, 150000)}, also={"projects/甲/levels/provincial/disbursed_fen": 40000000, "projects/甲/received_fen": 15000000}), "§4 B"),
    Case("layout_c_budget_system_detail", Sheet("明细", LAYOUT_C, merged=((2, 4, 2, 8), (2, 9, 2, 13))),
         Read({"甲": (100, 10), "乙": (200, 20)}, also={"projects/乙/levels/central/disbursed_fen": 8000}), "§4 C"),
    Case("layout_d_system_export", (PLAN, Sheet("支付明细", LAYOUT_D)), Read(PAID, ("U001",)), "§4 D: no unit is stated: 元, a warning"),
    Case("layout_e_monthly_progress", Sheet("月报", LAYOUT_E), Read({"甲": (1000000, 500000), "乙": (2000000, 1000000)}, also={"as_of": "2020-04-30"}), "§4 E"),
    Case("layout_f_self_evaluation", Sheet("自评", LAYOUT_F), (Read(PAID, maybe=("warning",)), Refused(("error 自评!?3",))), "§4 F: 年初预算数, 全年预算数: the plan is the adjusted one, or nobody can tell"),
    Case("layout_f_with_a_wrong_score", Sheet("自评", [*LAYOUT_F[:3], ["甲", 90, 100, 10, 10, "10%", 1.5], LAYOUT_F[5]]), Read(PAID, ("S040 自评!G4",)), "§2: execution_score = 10 points × min(rate, 100%)"),
    Case("ledger_of_spending_beside_one_of_disbursements_without_settings", (PLAN, ledger(P, Q, name="拨付台账"), ledger([day(1, 20), "甲", "某", 4, ""], name="支出台账")), Refused(("L040 支出台账 拨付台账",)), "§2: spent is a different stage from 拨付"),
    Case("ledger_of_spending_named_in_the_settings", (PLAN, ledger(P, Q, name="拨付台账"), ledger([day(1, 20), "甲", "某", 4, ""], name="支出台账")),
         Read(PAID, out_of_scope={"stage": 4}, also={"projects/甲/spent_fen": 400}), "§2: spent is a different stage from 拨付", toml='[tables."支出台账"]\nstage = "spent"'),
    Case("rate_base_that_no_table_has", (PLAN, ledger(P, Q)), Read(PAID, ("X042",), also={"totals/matching/disbursement_percent": None}), "§2: always a base that is there", toml='rate_base = "received"'),
    Case("refund_of_last_year_reduces_last_year", (PLAN, ledger(P, Q, [day(3, 1), "甲", "某", -5, "收回2019年度结余资金"])), Read(PAID, ("L041 台账!D6",), out_of_scope={"other-year": -5}, also={"totals/matching/refunded_earlier_fen": 500}), "§2: a refund reduces what was paid in its own year"),
    Case("layout_g_long_plan", Sheet("计划", LAYOUT_G), Read({"甲": (100000, None), "甲/管护": (20000, None), "乙": (200000, None)},
         also={"projects/甲/levels/provincial/required_fen": 30000000}), "§4 G", options=("--year", "2020")),
    Case("excluded_projects_leave_plan_and_payments", (plan(A, B, [3, "棚户区改造(一期)", 900]), ledger(P, Q, [day(1, 5), "棚户区改造(一期)", "某", 90, ""])),
         Read(PAID, out_of_scope={"excluded": 90}), "interface: exclude names match where the normalised project name contains them", toml='exclude = ["棚户区改造"]'),
    Case("payments_without_a_plan_are_in_no_rate", (PLAN, ledger(P, Q, [day(1, 5), "丁", "某", 7, ""])), Read(PAID, ("X001 台账!*6",), unmatched={"丁": 7}), "§2: No plan"),
    Case("name_almost_the_same_is_never_matched", (PLAN, ledger(P, Q, [day(1, 5), "甲项目", "某", 7, ""])), Read(PAID, ("X001",), unmatched={"甲项目": 7}), "§2: Never a silent fuzzy match"),
    Case("name_with_other_brackets_and_spaces_is_the_same",
         (plan([1, "农村改厕(一期)", 100]), ledger([day(1, 2), " 农村 改厕 (一期)", "某", 10, ""])), Read({"农村改厕(一期)": (100, 10)}), "§2: names match after normalisation (NFKC, spaces, brackets)"),
    Case("name_by_the_alias_of_the_settings", (PLAN, ledger(P, Q, [day(1, 5), "甲项目", "某", 7, ""])), Read({"甲": (100, 17), "乙": (200, 20)}), "interface: [projects.aliases]",
         toml='[projects.aliases]\n"甲项目" = "甲"'),
    Case("overpaid_project_is_not_capped", (PLAN, ledger([day(1, 2), "甲", "某", 150, ""], Q)), Read({"甲": (100, 150), "乙": (200, 20)}, ("X004 计划!?4",), also={"projects/甲/disbursement_percent": "150.0"}), "§2: rates are not capped at 100%"),
    Case("paid_with_a_zero_plan", (plan([1, "甲", 0], B), ledger(P, Q)), Read({"甲": (0, 10), "乙": (200, 20)}, ("X006 计划!?4",), also={"projects/甲/disbursement_percent": None}),
         "interface: Payments of planned projects whose plan is zero or blank count in disbursed_fen (with a finding)"),
    Case("paid_above_what_was_received",
         (plan([1, "甲", 100, 8], header=("序号", "项目名称", "计划资金", "到位资金")), ledger(P)), Read({"甲": (100, 10)}, ("X005",)), "§2: Paid above received at one level is a warning"),
    Case("advances_count_as_paid", (PLAN, ledger([day(1, 2), "甲", "某", 10, "预拨"], [day(2, 3), "乙", "某", 20, "垫付"])), Read(PAID), "§2: Advances (预拨 / 垫付) count as paid"),
    Case("natures_are_never_blended",
         (plan([1, "甲", 100, "配套"], [2, "甲", 50, "管护"], header=("序号", "项目名称", "计划资金", "资金类别")),
          ledger([day(1, 2), "甲", 10, "配套"], [day(1, 3), "甲", 5, "管护"], header=("拨付日期", "项目名称", "拨付金额", "资金类别"))),
         Read({"甲": (100, 10), "甲/管护": (50, 5)}), "§1: the two funds are never added into one rate"),
    Case("payment_without_a_nature_where_the_project_has_both",
         (plan([1, "甲", 100, "配套"], [2, "甲", 50, "管护"], header=("序号", "项目名称", "计划资金", "资金类别")), ledger(P)),
         Refused(("X002 台账!D4",)), "interface: else it is an error and the figures are incomplete"),
    Case("payment_without_a_nature_takes_that_of_its_project",
         (plan([1, "甲", 100], title="2020年管护资金计划"), ledger(P)), Read({"甲/管护": (100, 10)}), _FIGURES),
    Case("payments_of_other_levels_are_out_of_scope",
         (Sheet("计划", [["2020年资金计划"], ["单位:元"], ["序号", "项目名称", "省级", "区级"], [1, "甲", 900, 100]]),
          ledger([day(1, 2), "甲", 10, "区级"], [day(1, 3), "甲", 90, "省级"], header=("拨付日期", "项目名称", "拨付金额", "资金来源"))),
         Read({"甲": (100, 10)}, out_of_scope={"level": 90}), _FIGURES),
    Case("unknown_level_of_a_payment", (PLAN, ledger([day(1, 2), "甲", 10, "区级"], [day(1, 3), "乙", 90, "上面"], header=("拨付日期", "项目名称", "拨付金额", "级次"))),
         Refused(("P006 台账!D5",)), "issue 3: or says which cell stops it"),
    Case("funding_gap_is_never_netted_between_levels",
         Sheet("计划", [["2020年资金计划"], ["单位:元"], ["序号", "项目名称", "区级", "", "省级", ""], ["", "", "计划数", "已安排", "计划数", "已安排"], [1, "甲", 100, 60, 50, 90], [2, "乙", 200, 230, 50, 50]]),
         Read({"甲": (100, None), "乙": (200, None)}, also={"projects/甲/funding_gap_fen": 4000, "projects/乙/funding_gap_fen": 0, "totals/matching/funding_gap_fen": 4000}),
         "§2: Σ over levels of max(0, required − allocated); never netted"),
    Case("as_of_stated_in_the_ledger_comes_before_the_plans",
         (plan(A, B, caption="截止日期:2020年12月31日 单位:元"), ledger(P, Q, [day(5, 1), "甲", "某", 7, ""], caption="截至2020年4月17日 单位:元")),
         Read(PAID, ("X010",), out_of_scope={"after-as-of": 7}, also={"as_of": "2020-04-17", "as_of_source": "stated"}), "interface: As-of: --as-of > stated in the ledger > stated in the plan; disagreement is a finding"),
    Case("as_of_is_the_last_payment_where_nothing_is_stated", (PLAN, ledger(P, Q)), Read(PAID, also={"as_of": "2020-02-03", "as_of_source": "last-payment"}), "interface: As-of"),
    Case("ledger_without_any_plan", ledger(P, Q), Read({}, ("X007",), unmatched={"甲": 10, "乙": 20}), "interface: A ledger without any plan: payments by project, rates null, a warning"),
    Case("issued_is_the_base_where_there_is_no_plan", progress([1, "甲", 100, 10], header=("序号", "项目名称", "下达资金", "支付数")),
         Read({"甲": (None, 10)}, also={"projects/甲/disbursement_percent": "10.0", "scope/rate_base": "issued"}), "§2: where a table has no plan but 下达, that is the base"),
    Case("spent_stands_for_disbursed_where_nothing_else_does", progress([1, "甲", 100, 10], header=("序号", "项目名称", "计划资金", "支出金额")), Read({"甲": (100, 10)}), "§4 aliases: spent"),
    Case("upper_levels_that_come_merged_stay_a_level",
         Sheet("计划", [["2020年资金计划"], ["单位:元"], ["序号", "项目名称", "上级补助资金", "县级配套"], [1, "甲", 900, 100]]),
         Read({"甲": (100, None)}, also={"projects/甲/levels/upper/required_fen": 90000}), "§2: Some tables arrive pre-merged: keep that as a level of its own"),
    Case("special_bonds_are_a_level_never_a_nature",
         Sheet("计划", [["2020年资金计划"], ["单位:元"], ["序号", "项目名称", "区级", "专项债券", "个人缴费"], [1, "甲", 100, 500, 30]]),
         Read({"甲": (100, None)}, also={"projects/甲/levels/bond/required_fen": 50000, "projects/甲/levels/personal/required_fen": 3000}), _FIGURES),
    Case("project_matched_by_its_code",
         (plan(["P1", "甲", 100], header=("项目编号", "项目名称", "计划资金")), ledger([day(1, 2), "P1", "甲(一期)", 10], header=("拨付日期", "项目编号", "项目名称", "拨付金额"))),
         Read({"甲": (100, 10)}), "§2: names match after normalisation or by code"),
    Case("code_that_contradicts_the_name",
         (plan(["P1", "甲", 100], ["P2", "乙", 200], header=("项目编号", "项目名称", "计划资金")), ledger([day(1, 2), "P2", "甲", 10], header=("拨付日期", "项目编号", "项目名称", "拨付金额"))),
         Refused(("X003 台账!?4",)), "§2: never a guess"),
    Case("sequence_number_is_no_key", (PLAN, ledger([1, day(1, 2), "乙", 20], [2, day(1, 3), "甲", 10], header=("序号", "拨付日期", "项目名称", "拨付金额"))), Read(PAID), "§4 aliases: 序号 is not a key"),
    Case("rate_rounds_half_up", progress([1, "甲", 1600, 708]), Read({"甲": (1600, 708)}, also={"projects/甲/disbursement_percent": "44.3"}), "§2: round(44.25, 1) is the classic wrong answer"),
    Case("header_alone_and_no_rows", Sheet("计划", [["2020年资金计划"], ["单位:元"], HEAD]), (Read({}, ("F016 计划!*",)), Refused(("F016",))), "issue 3: or says which cell stops it"),
]  # fmt: skip
