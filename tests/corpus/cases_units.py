"""Units: wherever they stand, contradictions, magnitudes."""

from tests.corpus.build import Styled
from tests.corpus.case import HEAD, Case, Lines, Read, Refused, Stopped, ledger, plan, progress
from tests.support import Sheet, day

ROWS = ([1, "甲", 12.5], [2, "乙", 20])
WAN: Lines = {"甲": (125000, None), "乙": (200000, None)}
YUAN: Lines = {"甲": ("12.50", None), "乙": (20, None)}
_SIT = "§5: Units sit in a caption, in one header cell, in every header cell, only in the number format, or contradict the values"
_ORDER = "interface: Which unit holds: settings > cell suffix > header > row of units > caption"
_CONFLICT = "interface: two on the same step that differ, or a number format against the winner, are a conflict: an error, the column's figures incomplete"
SCALED = '0!.0,"万元"'


def bare(*rows: object, name: str = "计划", below: tuple[object, ...] = ()) -> Sheet:
    """A plan whose caption says nothing of a unit."""
    return Sheet(name, [["2020年民生工程资金筹集方案"], [""], HEAD, *rows, *below])


CASES = [
    *(
        Case(f"unit_in_the_caption_{name}", plan(*ROWS, caption=caption), Read(WAN), _SIT)
        for name, caption in (
            ("plain", "单位:万元"), ("money_unit", "金额单位:万元"), ("renminbi", "单位:人民币万元"), ("half_width_colon", "单位: 万元"),
            ("after_the_office", "填报单位(盖章):区财政局          截止日期:2020年4月17日      单位:万元"),
            ("households_and_money", "单位:户、万元"), ("people_and_money", "单位:人/万元"),
        )
    ),
    *(
        Case(f"unit_word_{name}", plan(*ROWS, caption=f"单位:{word}"), Read({"甲": (first, None), "乙": (second, None)}), "interface: Units")
        for name, word, first, second in (
            ("thousand", "千元", 12500, 20000), ("hundred", "百元", 1250, 2000), ("million", "百万元", 12_500_000, 20_000_000),
            ("hundred_million", "亿元", 1_250_000_000, 2_000_000_000),
        )
    ),
    Case("unit_in_the_header", plan(*ROWS, caption="", header=("序号", "项目名称", "计划资金(万元)")), Read(WAN), _SIT),
    Case("unit_in_the_title", plan(*ROWS, caption="", title="2020年民生工程资金筹集方案(万元)"), Read(WAN), _SIT),
    Case("unit_in_the_cell_beside_the_caption", Sheet("计划", [["2020年资金筹集方案"], ["", "单位:", "万元"], HEAD, *ROWS]), Read(WAN), _SIT),
    Case("unit_in_a_row_under_the_header_for_each_column",
         progress(["", "", "万元", "元"], [1, "甲", 12.5, 300.5], caption=""), Read({"甲": (125000, "300.50")}), _SIT),
    Case("unit_in_one_header_cell_the_other_in_the_caption",
         progress([1, "甲", 12.5, 30000], caption="单位:元", header=("序号", "项目名称", "计划资金(万元)", "已拨付资金")),
         Read({"甲": (125000, 30000)}), _ORDER),
    Case("unit_of_the_header_wins_over_the_caption",
         plan(*ROWS, caption="单位:元", header=("序号", "项目名称", "计划资金(万元)")), (Read(WAN, maybe=("warning",)), Refused(("U002",))), _ORDER),
    Case("unit_of_the_cell_wins_over_the_caption", plan([1, "甲", "12.5万元"], [2, "乙", 20]), Read({"甲": (125000, None), "乙": (20, None)}, maybe=("warning",)), _ORDER),
    Case("unit_of_the_cell_in_yuan_wins_over_ten_thousands", plan([1, "甲", "8000元"], [2, "乙", 20], caption="单位:万元"),
         Read({"甲": (8000, None), "乙": (200000, None)}, maybe=("warning",)), _ORDER),
    Case("unit_of_the_settings_wins", plan(*ROWS, caption="单位:元"), Read(WAN), _ORDER, toml='[tables."计划"]\nunit = "万元"'),
    Case("unit_in_a_column_of_its_own_for_each_row",
         plan([1, "甲", "万元", 12.5], [2, "乙", "元", 20], caption="", header=("序号", "项目名称", "单位", "计划资金")),
         (Read({"甲": (125000, None), "乙": (20, None)}, maybe=("warning",)), Refused(("error 计划!?4",))), "issue 3.4: per-row column"),
    Case("unit_in_a_column_of_its_own_against_the_caption",
         plan([1, "甲", "万元", 12.5], [2, "乙", "元", 20], caption="单位:元", header=("序号", "项目名称", "单位", "计划资金")),
         (Read({"甲": (125000, None), "乙": (20, None)}, maybe=("finding",)), Refused(("U002 计划!?4",))), _CONFLICT),
    Case("unit_nowhere_is_yuan_with_a_warning", bare(*ROWS), Read(YUAN, ("U001",)),
         "§5: A table without any word of a unit is taken as 元: an assumption that is printed, a warning"),
    Case("unit_only_in_the_sheet_name", bare(*ROWS, name="计划(万元)"), (Read(WAN, maybe=("warning",)), Refused(("finding 计划*",))),
         "issue 3: silently wrong must be 0: the sheet's name says 万元"),
    Case("unit_only_in_a_note_below", bare(*ROWS, below=(["注:本表金额单位为万元。"],)), (Read(WAN, maybe=("warning",)), Refused(("U002 计划!A6",))),
         "issue 3: silently wrong must be 0: the note says 万元"),
    Case("unit_only_in_a_caption_below", bare(*ROWS, below=([""], ["单位:万元"])), (Read(WAN, maybe=("warning",)), Refused(("U002 计划!A7",))),
         "issue 3: silently wrong must be 0: the caption says 万元"),
    Case("unit_of_a_count_is_not_the_unit_of_money", plan(*ROWS, caption="单位:个、户"), Read(YUAN, ("U001",)), "§5: without any word of a unit: 元"),
    Case("unit_of_a_subsidy_standard_is_not_the_unit_of_money",
         plan([1, "甲", 300, 12.5], [2, "乙", 500, 20], header=("序号", "项目名称", "补助标准(元/人)", "计划资金"), caption="单位:万元"), Read(WAN), _SIT),
    Case("unit_twice_in_captions_that_differ", Sheet("计划", [["2020年资金筹集方案"], ["单位:元", "", "单位:万元"], HEAD, *ROWS]),
         Refused(("U002 计划!A2 计划!C2",)), _CONFLICT),
    Case("unit_of_the_title_against_the_caption", plan(*ROWS, title="2020年民生工程资金筹集方案(万元)"), Refused(("U002",)), _CONFLICT),
    Case("unit_twice_in_one_header", plan(*ROWS, header=("序号", "项目名称", "计划资金(万元)/元"), caption=""), (Refused(("U002",)), Stopped(("计划",))), _CONFLICT),
    Case("unit_changes_in_a_caption_among_the_rows", plan(ROWS[0], ["单位:万元"], ROWS[1]), Refused(("U002 计划!A5",)), _CONFLICT),
    Case("number_format_alone_says_ten_thousands", bare([1, "甲", Styled(12.5, '0.00"万元"')], [2, "乙", Styled(20, '0.00"万元"')]),
         (Read(WAN, maybe=("warning",)), Refused(("finding 计划!C4",))), "§5: Units sit … only in the number format"),
    Case("number_format_agrees_with_the_caption", plan([1, "甲", Styled(12.5, '0.00"万元"')], [2, "乙", 20], caption="单位:万元"), Read(WAN), _SIT),
    Case("number_format_against_the_caption", plan([1, "甲", Styled(12.5, '0.00"万元"')], [2, "乙", 20]), Refused(("U005 计划!C4",)), _CONFLICT),
    Case("number_format_in_yuan_against_ten_thousands", plan([1, "甲", Styled(125000, '#,##0.00"元"')], [2, "乙", 20], caption="单位:万元"),
         Refused(("U005 计划!C4",)), _CONFLICT),
    Case("number_format_shows_ten_thousands_over_yuan_under_that_caption",
         plan([1, "甲", Styled(1250000, SCALED)], [2, "乙", Styled(2000000, SCALED)], caption="单位:万元"),
         (Read({"甲": (1250000, None), "乙": (2000000, None)}, maybe=("finding",)), Refused(("U005 计划!C4",))),
         "issue 3.3: A format that shows 万元 over a value in 元 is seen"),
    Case("number_format_shows_ten_thousands_over_yuan_under_yuan",
         plan([1, "甲", Styled(1250000, SCALED)], [2, "乙", Styled(2000000, SCALED)]),
         (Read({"甲": (1250000, None), "乙": (2000000, None)}, maybe=("finding",)), Refused(("U005 计划!C4",))),
         "issue 3.3: A format that shows 万元 over a value in 元 is seen"),
    Case("number_format_that_scales_by_a_thousand", plan([1, "甲", Styled(1250000, "#,##0.0,")], [2, "乙", Styled(2000000, "#,##0.0,")], caption="单位:千元"),
         (Read({"甲": (1250000, None), "乙": (2000000, None)}, maybe=("finding",)), Refused(("error 计划!C4",))),
         "issue 3.3: number formats that scale: what is shown (1,250.0 千元) is 1250000 元"),
    Case("number_format_of_ordinary_money", plan([1, "甲", Styled(12.5, "#,##0.00")], [2, "乙", Styled(20, '_ "¥"* #,##0.00_ ;_ "¥"* \\-#,##0.00_ ')]), Read(YUAN), _SIT),
    Case("number_format_in_a_ledger_against_its_caption",
         (plan([1, "甲", 1000000]), ledger([day(1, 2), "甲", "某", Styled(3, '0"万元"'), ""])), Refused(("U005 台账!D4",)), _CONFLICT),
    Case("plan_ten_thousand_times_what_was_paid",
         (plan([1, "甲", 1000000], [2, "乙", 2000000], [3, "丙", 3000000]),
          ledger([day(1, 2), "甲", "某", 50, ""], [day(1, 3), "乙", "某", 110, ""], [day(1, 4), "丙", "某", 160, ""])),
         Refused(("U003",)), "interface: the median of plan ÷ paid between 2,000 and 50,000: the rates are null and an error says so"),
    Case("one_project_paid_over_a_hundred_times_its_plan",
         (plan([1, "甲", 100], [2, "乙", 2000000], [3, "丙", 3000000]),
          ledger([day(1, 2), "甲", "某", 20000, ""], [day(1, 3), "乙", "某", 1000000, ""], [day(1, 4), "丙", "某", 1000000, ""])),
         (Refused(("U004",)), Read({"甲": (100, 20000), "乙": (2000000, 1000000), "丙": (3000000, 1000000)}, ("U004",), maybe=("finding",))),
         "interface: a single project paid over 100 times its plan is an error"),
    Case("one_row_of_a_plan_typed_in_ten_thousands_among_yuan",
         plan([1, "甲", 1250000], [2, "乙", 2000000], [3, "丙", 130], [4, "丁", 1800000], [5, "戊", 900000], [6, "己", 1100000]),
         (Read({"甲": (1250000, None), "乙": (2000000, None), "丙": (130, None), "丁": (1800000, None), "戊": (900000, None), "己": (1100000, None)}, ("finding 计划!C6",)),
          Refused(("finding 计划!C6",))), "issue 3.4: one row typed in 万元 among 元 is a finding"),
    Case("one_row_of_a_plan_ten_thousand_times_its_neighbours",
         plan([1, "甲", 125], [2, "乙", 200], [3, "丙", 1300000], [4, "丁", 180], [5, "戊", 90], [6, "己", 110], caption="单位:万元"),
         (Read({"甲": (1250000, None), "乙": (2000000, None), "丙": (13000000000, None), "丁": (1800000, None), "戊": (900000, None), "己": (1100000, None)}, ("finding 计划!C6",)),
          Refused(("finding 计划!C6",))), "issue 3.4: a value 10,000 times its neighbours is a finding"),
    Case("plan_in_ten_thousands_and_ledger_in_yuan",
         (plan([1, "甲", 12.5], caption="单位:万元"), ledger([day(1, 2), "甲", "某", 30000.55, ""])), Read({"甲": (125000, "30000.55")}), _SIT),
    Case("ledger_unit_in_its_header", (plan([1, "甲", 125000]), ledger([day(1, 2), "甲", "某", 3, ""], caption="", header=("拨付日期", "项目名称", "收款单位", "拨付金额(万元)", "备注"))),
         Read({"甲": (125000, 30000)}), _SIT),
]  # fmt: skip
