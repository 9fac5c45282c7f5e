"""Need computed: quantity × standard × shares beside what a plan states, or instead of what it leaves out."""

from tests.corpus.case import Case, Read, Refused, plan
from tests.support import NEED_HEADER, Sheet

_ISSUE = "issue 4: where a plan gives task quantity, unit standard and shares, required is computed per level and compared with the stated amount"
_ONLY = "issue 4: a plan that gives only quantities and shares still yields required amounts"
_SURE = "interface: a figure that we cannot be sure of is refused with the cell and the reason"
_ROUND = "interface: computed need is rounded once per level"
_TEXT = "§4 A: 目标任务 and 补助标准 hold sentences as often as figures"

HEAD = ("序号", *NEED_HEADER)
GOOD = [1, "甲", 1200, 600, "50%", "30%", "20%", 360000, 216000, 144000]
"""1200 × 600 = 720,000: half, three tenths and a fifth of it."""
GROUPED = [
    ["2020年资金测算表"],
    ["单位:元"],
    ["序号", "项目名称", "目标任务", "补助标准", "分担比例", "", "", "资金筹集", "", ""],
    ["", "", "", "", "中央", "省级", "区级", "中央", "省级", "区级"],
]
MERGED = ((2, 4, 2, 6), (2, 7, 2, 9), *((2, column, 3, column) for column in range(4)))
ONLY = ("序号", "项目名称", "任务量(人)", "补助标准(元/人)", "中央分担比例", "省级分担比例", "区级分担比例")


def need(*rows, header=HEAD, **more):
    """A plan with quantities, standards, shares and amounts; first project in row 4."""
    return plan(*rows, header=header, name="测算", title="2020年民生工程资金测算表", **more)


def only(*rows, header=ONLY, caption="", **more):
    """The same without any amount."""
    return need(*rows, header=header, caption=caption, **more)


def level(name, part):
    return f"projects/甲/need/levels/{name}/{part}"


CASES = [
    # --- Stated and computed agree, under every header -------------------------------------------------------
    Case("need_agrees_with_what_is_stated", need(GOOD),
         Read({"甲": (144000, None)}, also={"projects/甲/required_source": "stated", level("central", "computed_fen"): 36000000, level("district", "difference_fen"): 0}), _ISSUE),
    *(
        Case(f"need_shares_as_{name}", need([1, "甲", 1200, 600, *shares, 360000, 216000, 144000]),
             Read({"甲": (144000, None)}, also={level("district", "share_percent"): "20", level("district", "computed_fen"): 14400000}), _ISSUE)
        for name, shares in (("fractions", (0.5, 0.3, 0.2)), ("percents", (50, 30, 20)), ("mixed", ("50%", 0.3, 0.2)), ("full_width", ("50%", "30%", "20%")))
    ),
    *(
        Case(f"need_quantity_{name}", need([1, "甲", cell, 600, "50%", "30%", "20%", 360000, 216000, 144000], header=("序号", "项目名称", head, *HEAD[3:])),
             Read({"甲": (144000, None)}, also={"projects/甲/need/quantity": "1200"}), _ISSUE)
        for name, head, cell in (
            ("as_text", "目标任务", "1200人"), ("in_ten_thousands", "目标任务", "0.12万人"), ("under_ten_thousands", "任务量(万人)", 0.12),
            ("number_of_people", "补助人数", 1200), ("number_alone", "数量", 1200), ("of_the_year", "2020年任务数(人)", 1200), ("with_separator", "任务数", "1,200人"),
        )
    ),
    *(
        Case(f"need_standard_{name}", need([1, "甲", 1200, cell, "50%", "30%", "20%", 360000, 216000, 144000], header=("序号", "项目名称", "任务量(人)", head, *HEAD[4:])),
             Read({"甲": (144000, None)}, also={"projects/甲/need/standard_fen": 60000}), _ISSUE)
        for name, head, cell in (
            ("in_the_cell", "补助标准", "600元/人"), ("each_person", "补助标准", "每人600元"), ("each_person_a_year", "补助标准", "每人每年补助600元"),
            ("in_ten_thousands", "补助标准(万元/人)", 0.06), ("by_the_year", "补助标准(元/人·年)", 600), ("slashes", "补助标准(元/人/年)", 600),
            ("cell_wins_over_header", "补助标准(万元/人)", "600元/人"), ("without_brackets", "补助标准元/人", 600), ("unit_price", "单价(元)", 600),
        )
    ),
    *(
        Case(f"need_shares_in_one_text_{name}", need([1, "甲", 1200, 600, cell, 360000, 216000, 144000], header=(*HEAD[:4], head, *HEAD[7:])),
             Read({"甲": (144000, None)}, also={level("provincial", "share_percent"): "30"}), _ISSUE)
        for name, head, cell in (
            ("percents", "分担比例", "中央50%、省30%、区20%"), ("percents_with_spaces", "分担比例", "中央50% 省级30% 区级20%"), ("ratio", "分担比例", "中央:省:区=5:3:2"),
            ("ratio_of_named_levels", "分担比例(中央:省:区)", "5:3:2"), ("ratio_in_words", "资金分担比例", "中央、省、区按5:3:2比例分担"),
        )
    ),
    Case("need_under_grouped_headers", Sheet("测算", [*GROUPED, [1, "甲", "1200人", "600元/人", 0.5, 0.3, 0.2, 360000, 216000, 144000]], merged=MERGED),
         Read({"甲": (144000, None)}, also={level("central", "difference_fen"): 0}), _ISSUE),
    Case("need_with_months", need([1, "甲", 100, 50, 12, "50%", "30%", "20%", 30000, 18000, 12000], header=(*HEAD[:3], "补助标准(元/人·月)", "发放月数", *HEAD[4:])),
         Read({"甲": (12000, None)}, also={level("district", "computed_fen"): 1200000}), _ISSUE + ": 100 × 50 × 12 = 60,000"),
    Case("need_standards_by_level", need([1, "甲", 1200, 300, 180, 120, 360000, 216000, 144000], header=(*HEAD[:3], "中央补助标准(元/人)", "省级补助标准(元/人)", "区级补助标准(元/人)", *HEAD[7:])),
         Read({"甲": (144000, None)}, also={"projects/甲/need/standard_fen": 60000, level("district", "computed_fen"): 14400000}), _ISSUE),
    Case("need_of_the_own_level_alone", need([1, "甲", 1200, 600, "20%", 144000], [2, "乙", 100, 600, "20%", 13000], header=(*HEAD[:4], "区级分担比例", "区级资金")),
         Read({"甲": (144000, None), "乙": (13000, None)}, findings=("P020 测算!F5 测算!C5 测算!D5 测算!E5",)), _ISSUE),
    # --- They differ ------------------------------------------------------------------------------------------
    Case("need_differs_at_one_level", need(GOOD, [2, "乙", 100, 600, "50%", "30%", "20%", 30000, 18000, 13000]),
         Read({"甲": (144000, None), "乙": (13000, None)}, findings=("P020 测算!J5 测算!C5 测算!D5 测算!G5",), also={"projects/乙/need/levels/district/difference_fen": 100000}), _ISSUE),
    Case("need_of_a_level_that_bears_nothing", need([1, "甲", 100, 600, "50%", "30%", "20%", 30000, 18000, 12000, 500], header=(*HEAD, "市级")),
         Read({"甲": (12000, None)}, findings=("P020 测算!K4",)), _ISSUE),
    Case("need_and_contributions_on_top", need([1, "甲", 100, 600, "50%", "30%", "20%", 30000, 18000, 12000, 500], header=(*HEAD, "个人缴费")),
         Read({"甲": (12000, None)}), "§4: contributions are a level of their own, outside the standard's shares"),
    Case("need_differs_from_the_stated_total", need([1, "甲", 1200, 600, "50%", "30%", "20%", 721000, 360000, 216000, 145000], header=(*HEAD[:7], "合计", *HEAD[7:])),
         Read({"甲": (145000, None)}, findings=("P020 测算!K4",)), _ISSUE),
    Case("need_beside_merged_upper_levels", need([1, "甲", 1200, 600, "50%", "30%", "20%", 576000, 144000], header=(*HEAD[:7], "上级", "区级")),
         Read({"甲": (144000, None)}, also={level("upper", "computed_fen"): 57600000, "projects/甲/levels/central": None}), "§2: merged levels stay one level"),
    # --- Rounding ---------------------------------------------------------------------------------------------
    Case("need_is_rounded_once_a_level", only([1, "甲", 1, "0.10", "33.33%", "33.33%", "33.34%"], [2, "乙", 5, 0.01, 0.5, 0.3, 0.2]),
         Read({"甲": ("0.03", None), "乙": ("0.01", None)}, also={level("central", "computed_fen"): 3, "projects/乙/need/levels/central/computed_fen": 3, "projects/乙/need/levels/provincial/computed_fen": 2}),
         _ROUND + ": of 5 fen, 2.5, 1.5 and 1 become 3, 2 and 1: 6"),
    Case("need_a_fen_off_is_rounding", need([1, "甲", 1, 0.05, 0.5, 0.3, 0.2, 0.02, 0.02, 0.01], [2, "乙", 10, 100, 0.5, 0.3, 0.2, 500, 300, 200]),
         Read({"甲": ("0.01", None), "乙": (200, None)}, maybe=("U007",)), _ROUND + "; a fen more or less is accepted"),
    Case("need_in_the_digits_of_the_plan", need([1, "甲", 1234, 567, 0.5, 0.3, 0.2, 34.98, 20.99, 13.99], caption="单位:万元"),
         Read({"甲": (139900, None)}, findings=("P021 测算!H4",), also={level("district", "difference_fen"): -3560}),
         "1234 × 567 × 20% = 139,935.60 is 13.99 in 万元: the stated amount counts, and it is said"),
    Case("need_by_thirds_of_a_formula", only([1, "甲", 3, 100, 1 / 3, 1 / 3, 1 / 3]), Read({"甲": (100, None)}), "=1/3 keeps 15 digits"),
    # --- No amounts, or not all -------------------------------------------------------------------------------
    Case("need_alone_yields_the_amounts", only(GOOD[:7], [2, "乙", "38人", "1.5万元/人", 50, 30, 20]),
         Read({"甲": (144000, None), "乙": (114000, None)}, also={"projects/甲/required_source": "computed", "projects/甲/levels/central/required_fen": 36000000, "totals/matching/required_fen": 25800000}), _ONLY),
    Case("need_of_a_level_that_is_not_stated", need([*GOOD[:7], 144000], header=(*HEAD[:7], "区级")),
         Read({"甲": (144000, None)}, also={"projects/甲/required_source": "stated", "projects/甲/levels/provincial/required_fen": 21600000, level("provincial", "stated_fen"): None}), _ONLY),
    Case("need_where_the_amounts_are_blank", need(GOOD, [2, "乙", 100, 600, 50, 30, 20, "", "", ""]),
         Read({"甲": (144000, None), "乙": (12000, None)}, findings=("P026 测算!J5",), also={"projects/乙/required_source": "computed"}), _ONLY),
    Case("need_blank_and_not_computable", need(GOOD, [2, "乙", "应救尽救", 600, 50, 30, 20, "", "", ""]),
         Read({"甲": (144000, None), "乙": (0, None)}, findings=("P001 测算!J5",)), "interface: a blank money cell is zero in sums, with a finding where it is a plan"),
    Case("need_alone_and_a_sentence", only(GOOD[:7], [2, "乙", "应救尽救", 600, 50, 30, 20]), Refused(("P025 测算!B5",), {"甲": (144000, None)}), _SURE),
    Case("need_alone_with_an_unknown_total_row", only(*([n, f"项目{n}", 10, 600, 50, 30, 20] for n in range(1, 6)), [6, "五镇", 50, 600, 50, 30, 20]), Refused(("S004 测算!B9",)), _SURE),
    Case("need_in_one_table_and_amounts_in_another", [only(GOOD[:7]), plan([1, "甲", 360000, 216000, 145000], header=("序号", "项目名称", "中央", "省级", "区级"))],
         Read({"甲": (145000, None)}, findings=("P020 计划!E4 测算!C4",)), _ISSUE),
    Case("need_of_parts_of_a_planned_project", [only([1, "农村公路东段", 600, 600, 50, 30, 20], [2, "农村公路西段", 600, 600, 50, 30, 20]), plan([1, "农村公路", 360000, 216000, 144000], header=("序号", "项目名称", "中央", "省级", "区级"))],
         Refused(("error 测算!A4 计划!B4",)), _SURE + ": the parts and the project itself would both count"),
    Case("need_of_a_total_by_shares", need([1, "甲", 1200, 600, 0.5, 0.3, 0.2, 720000], [2, "乙", "改造供水管网38公里、泵站2座", "按工程概算", 0.5, 0.3, 0.2, 100000], header=(*HEAD[:7], "资金合计")),
         Read({"甲": (144000, None), "乙": (20000, None)}, also={"projects/乙/required_source": "computed", "projects/乙/levels/central/required_fen": 5000000}),
         "the total of all levels is no level's own: each bears its share of it"),
    Case("need_of_a_total_without_shares", need([*GOOD[:7], 720000], [2, "乙", "若干", "按实", "", "", "", 100000], header=(*HEAD[:7], "资金合计")), Refused(("P025 测算!B5",), {"甲": (144000, None)}), _SURE),
    Case("need_of_all_levels_under_a_bare_header", need([*GOOD[:7], 720000], header=(*HEAD[:7], "计划资金")), Refused(("P027 测算!H4",)), _SURE),
    # --- Not sure: not computed, and said ---------------------------------------------------------------------
    Case("need_shares_that_are_not_the_whole", need(GOOD, [2, "乙", 100, 600, 50, 30, 10, 30000, 18000, 12000]),
         Read({"甲": (144000, None), "乙": (12000, None)}, findings=("P022 测算!E5",), also={"projects/乙/need": None}), _SURE),
    Case("need_counts_households_and_pays_people", need(GOOD, [2, "乙", "100户", 600, 50, 30, 20, 1, 2, 3]),
         Read({"甲": (144000, None), "乙": (3, None)}, findings=("P023 测算!C5 测算!D5",), maybe=("U007", "U006")), _SURE),
    Case("need_standard_without_a_unit_of_money", need(GOOD, header=(*HEAD[:3], "补助标准", *HEAD[4:])),
         Read({"甲": (144000, None)}, findings=("P024",), also={"projects/甲/need": None}), "brief: the unit of the standard must be certain"),
    Case("need_standard_without_a_unit_by_settings", need(GOOD, header=(*HEAD[:3], "补助标准", *HEAD[4:])),
         Read({"甲": (144000, None)}, also={level("district", "difference_fen"): 0}), "[need] standard_unit says it", toml='[need]\nstandard_unit = "caption"\n'),
    Case("need_standard_by_the_month_without_months", need([1, "甲", 100, 50, 50, 30, 20, 30000, 18000, 12000], header=(*HEAD[:3], "补助标准(元/人·月)", *HEAD[4:])),
         Read({"甲": (12000, None)}, findings=("P024",)), _SURE),
    Case("need_standard_by_the_month_over_units_below", need([None, None, "人", "元", "%", "%", "%", "元", "元", "元"], [1, "甲", 100, 50, 50, 30, 20, 30000, 18000, 12000], header=(*HEAD[:2], "任务量", "补助标准(元/人·月)", *HEAD[4:])),
         Read({"甲": (12000, None)}, findings=("P024",)), _SURE + "; the unit below says nothing of the month"),
    Case("need_standards_of_levels_by_the_month", need([1, "甲", 1200, 300, 180, 120, 360000, 216000, 144000], header=(*HEAD[:3], "中央补助标准(元/人·月)", "省级补助标准(元/人·月)", "区级补助标准(元/人·月)", *HEAD[7:])),
         Read({"甲": (144000, None)}, findings=("P024",)), _SURE),
    Case("need_months_by_settings", need([1, "甲", 100, 50, 50, 30, 20, 30000, 18000, 12000], header=(*HEAD[:3], "补助标准(元/人·月)", *HEAD[4:])),
         Read({"甲": (12000, None)}, also={level("district", "difference_fen"): 0}), "[need] times", toml='[need."甲"]\ntimes = 12\n'),
    Case("need_two_quantities_that_differ", need([1, "甲", 1200, 1300, 600, 50, 30, 20, 360000, 216000, 144000], header=(*HEAD[:2], "任务量", "补助人数", "补助标准(元/人)", *HEAD[4:])),
         Read({"甲": (144000, None)}, also={"projects/甲/need/quantity": "1300"}, findings=("P020",)), "the one that counts what the standard is paid for"),
    Case("need_two_bare_quantities_that_differ", need([1, "甲", 1200, 1300, 600, 50, 30, 20, 360000, 216000, 144000], header=(*HEAD[:2], "任务量", "数量", "补助标准(元/人)", *HEAD[4:])),
         Read({"甲": (144000, None)}, findings=("P024",), also={"projects/甲/need": None}), _SURE),
    Case("need_quantity_merged_over_two_projects", need(GOOD, [2, "乙", "", 600, 50, 30, 20, 1000, 600, 400], merged=((3, 2, 4, 2),)),
         Read({"甲": (144000, None), "乙": (400, None)}, also={"projects/甲/need": None}), _SURE + ": whose quantity it is, the table does not say"),
    Case("need_without_shares_says_nothing", need([1, "甲", 10, 10, 99], header=("序号", "项目名称", "数量", "单价(元)", "计划资金(元)")), Read({"甲": (99, None)}), "a plan's amount need not be the whole of quantity × price"),
    # --- Sentences ----------------------------------------------------------------------------------------------
    *(
        Case(f"need_sentence_{name}", need([1, "甲", quantity, standard, *shares, 360000, 216000, 144000], header=(*HEAD[:2], "目标任务", "补助标准", *HEAD[4:])),
             Read({"甲": (144000, None)}, also={"projects/甲/need": None}), _TEXT)
        for name, quantity, standard, shares in (
            ("of_the_domain", "建设中心村6个", "按月打卡发放", (50, 30, 20)), ("works", "改造供水管网38公里、泵站2座", "按工程概算", (50, 30, 20)), ("all", "应救尽救", "600元/人", (50, 30, 20)),
            ("about", "约1200人", "600元/人", (50, 30, 20)), ("range", "1200人", "500-800元/人", (50, 30, 20)), ("shares", "1200人", "600元/人", ("区级", "全额", "承担")),
            ("year", "2020年", "600元/人", (50, 30, 20)), ("done", "100%", "600元/人", (50, 30, 20)),
        )
    ),
    # --- Settings -----------------------------------------------------------------------------------------------
    Case("need_settings_win_over_cells", need([1, "甲", 1200, 600, "50%", "30%", "20%", 300000, 180000, 120000]),
         Read({"甲": (120000, None)}, also={"projects/甲/need/quantity": "1000", level("district", "difference_fen"): 0}), _ISSUE, toml='[need."甲"]\nquantity = "1000人"\n'),
    Case("need_of_settings_alone", plan([1, "甲", ""], [2, "乙", 500], header=("序号", "项目名称", "区级")),
         Read({"甲": (120000, None), "乙": (500, None)}, findings=("P026 计划!C4",), also={"projects/甲/required_source": "computed"}), _ONLY,
         toml='[need."甲"]\nquantity = "1000人"\nstandard = "600元/人"\nshares = { central = 50, provincial = 30, district = 20 }\n'),
    Case("need_capped", only([1, "甲", 1000, 600, 50, 30, 20]),
         Read({"甲": (100000, None)}, also={level("district", "capped"): True, level("central", "computed_fen"): 30000000}), "issue 4: capped shares as settings per project",
         toml='[need."甲"]\ncap = { district = "10万元" }\n'),
    Case("need_capped_above_falls_to_the_district", only([1, "甲", 1000, 600, 50, 30, 20]),
         Read({"甲": (220000, None)}, also={level("central", "computed_fen"): 20000000, level("central", "capped"): True}), "what the centre does not bear, the district does",
         toml='[need."甲"]\ncap = { central = "20万元" }\nover_cap = "district"\n'),
    Case("need_tiers_of_quantity", only([1, "甲", 1500, 1, 50, 30, 20]),
         Read({"甲": (170000, None)}, also={"projects/甲/need/standard_fen": None}), "1000 × 600 + 500 × 500 = 850,000; a fifth of it",
         toml='[need."甲"]\ntiers = [{ up_to = 1000, standard = "600元/人" }, { standard = "500元/人" }]\n'),
    Case("need_tiers_of_shares", only([1, "甲", 1000, 600, 50, 30, 20]),
         Read({"甲": (220000, None)}, also={level("central", "computed_fen"): 26000000, level("central", "share_percent"): None}), "district: 100,000 × 20% + 500,000 × 40% = 220,000; centre: 50,000 + 500,000 × 42% = 260,000",
         toml='[need."甲"]\nshare_tiers = [{ up_to = "10万元", shares = { central = 50, provincial = 30, district = 20 } }, { shares = { central = 42, provincial = 18, district = 40 } }]\n'),
    Case("need_setting_of_nobody", need(GOOD), Read({"甲": (144000, None)}, findings=("G020",)), "§ stale names are findings", toml='[need."乙"]\nquantity = 1\n'),
    Case("need_columns_by_settings", only([1, "甲", 1200, 600, 50, 30, 20], header=("序号", "项目名称", "对象(人)", "每份钱(元/人)", "上头", "省里", "自己")),
         Read({"甲": (144000, None)}), "config-less words can be named under [columns]",
         toml='[columns]\nquantity = ["对象(人)"]\nstandard = ["每份钱(元/人)"]\nshare = { central = ["上头"], provincial = ["省里"], district = ["自己"] }\n'),
]  # fmt: skip
