"""Computed need beside stated amounts: what counts, what is said, and what is only rounding."""

import random

import pytest

from tests.support import NEED_HEADER, Sheet, assumed, codes, day, finding, ledger, line, origins, plan, required, run

GOOD = ["甲", 1200, 600, 50, 30, 20, 360000, 216000, 144000]
ONLY = NEED_HEADER[:6]


def sheet(*rows, header=NEED_HEADER, caption="单位:元", name="测算"):
    return Sheet(name, [["2020年资金测算表"], [caption], header, *rows])


def paid_share(outcome):
    return outcome.statement.totals["matching"].rate.percent()


def levels(outcome, project="甲"):
    need = line(outcome, project).need
    assert need is not None
    return {level: (found.computed, found.stated) for level, found in need.levels.items()}


def test_a_stated_amount_counts_and_a_difference_is_a_finding_with_both_cells():
    """1200 × 600 × 20% = 144,000; stated 145,000: a thousand yuan too many."""
    outcome = run(sheet([*GOOD[:8], 145000]))
    assert required(outcome) == {"甲": 14_500_000}
    assert line(outcome, "甲").required_source == "stated"
    found = finding(outcome, "P020")
    assert (found.expected, found.actual, found.difference) == (14_400_000, 14_500_000, 100_000)
    assert [str(cell) for cell in found.origins] == [f"book.xlsx!测算!{column}4" for column in "IBCF"]
    assert "1200人×600元×20%" in found.message.zh
    assert found.remedy.zh


def test_one_fen_more_or_less_is_rounding_and_two_are_not():
    """1 × 0.05 yuan: 2.5, 1.5 and 1 fen, rounded 3, 2 and 1."""
    row = ["甲", 1, 0.05, 50, 30, 20]
    for stated, found in (((0.02, 0.01, 0.02), []), ((0.02, 0.01, 0.03), ["P020"]), ((0.03, 0.02, 0.01), [])):
        assert [code for code in codes(run(sheet([*row, *stated]))) if code[0] == "P"] == found


def test_an_amount_in_fewer_digits_counts_and_is_said_once_for_its_table():
    """1234 × 567 × 20% = 139,935.60 yuan: 13.99 and 14.0 in 万元 are that, 13.98 is not."""
    row = ["甲", 1234, 567, 50, 30, 20, 34.98, 20.99]
    outcome = run(sheet([*row, 13.99], ["乙", *row[1:], 14.0], caption="单位:万元"))
    assert required(outcome) == {"甲": 13_990_000, "乙": 14_000_000}
    assert codes(outcome).count("P021") == 1
    assert "P020" not in codes(outcome)
    assert origins(run(sheet([*row, 13.98], caption="单位:万元")), "P020")[0] == "book.xlsx!测算!I4"


def test_rounding_to_a_coarser_step_than_ten_thousand_yuan_is_a_difference():
    outcome = run(sheet(["甲", 1000, 60000, 50, 30, 20, 0.3, 0.2, 0], caption="单位:亿元"))
    assert "P020" in codes(outcome)


def test_a_plan_of_quantities_alone_gives_every_level_what_is_required():
    outcome = run(sheet(GOOD[:6], header=ONLY, caption=""))
    assert required(outcome) == {"甲": 14_400_000}
    assert line(outcome, "甲").required_source == "computed"
    assert {level: figures.required for level, figures in line(outcome, "甲").levels.items()} == {
        "central": 36_000_000, "provincial": 21_600_000, "district": 14_400_000,
    }  # fmt: skip
    assert outcome.statement.totals["matching"].figures.required == 14_400_000
    assert "need-computed" in assumed(outcome)
    assert outcome.complete


def test_payments_are_measured_against_computed_need():
    outcome = run(sheet(GOOD[:6], header=ONLY, caption=""), ledger([day(3, 1), "甲", "某", 36000.0, ""]))
    assert line(outcome, "甲").rate == (3_600_000, 14_400_000)


def test_only_the_levels_that_are_not_stated_are_filled_in():
    outcome = run(sheet([*GOOD[:6], 140000], header=(*ONLY, "区级")))
    assert levels(outcome) == {
        "central": (36_000_000, None),
        "provincial": (21_600_000, None),
        "district": (14_400_000, 14_000_000),
    }
    assert line(outcome, "甲").levels["central"].required == 36_000_000
    assert line(outcome, "甲").required_source == "stated"


def test_blank_amounts_give_way_to_the_computed_ones_and_a_stated_zero_does_not():
    blank = run(sheet(GOOD, ["乙", 100, 600, 50, 30, 20, "", "—", ""]))
    assert required(blank)["乙"] == 1_200_000
    assert finding(blank, "P026").actual == 1_200_000
    assert "P001" not in codes(blank)
    zero = run(sheet(GOOD, ["乙", 100, 600, 50, 30, 20, 0, 0, 0]))
    assert required(zero)["乙"] == 0
    assert codes(zero).count("P020") == 3


def test_a_level_that_bears_nothing_of_the_whole_and_has_money_differs():
    outcome = run(sheet([*GOOD, 5], header=(*NEED_HEADER, "市级")))
    assert origins(outcome, "P020")[0] == "book.xlsx!测算!J4"
    assert "P020" not in codes(run(sheet([*GOOD, 5], header=(*NEED_HEADER, "个人缴费"))))


def test_the_total_of_all_levels_is_compared_where_they_agree_each():
    outcome = run(sheet([*GOOD[:6], 144000, 730000], header=(*ONLY, "区级", "合计")))
    assert [finding.expected for finding in outcome.findings if finding.code == "P020"] == [72_000_000]


def test_a_sole_total_is_no_level_s_own_but_shared_out():
    rows = ([*GOOD[:6], 720000], ["乙", "管网38公里、泵站2座", "按工程概算", 50, 30, 20, 1000])
    outcome = run(sheet(*rows, header=(*ONLY, "合计")))
    assert required(outcome) == {"甲": 14_400_000, "乙": 20_000}
    assert {"need-computed", "need-shared"} <= assumed(outcome)
    assert "own-level" not in assumed(outcome)


def test_an_amount_of_all_levels_under_a_bare_header_is_an_error():
    outcome = run(sheet([*GOOD[:6], 720000], header=(*ONLY, "计划资金")))
    assert finding(outcome, "P027").actual == 72_000_000
    assert not outcome.complete
    own = run(sheet([*GOOD[:6], 144000], header=(*ONLY, "计划资金")))
    assert own.complete
    assert required(own) == {"甲": 14_400_000}


def test_merged_upper_levels_are_compared_with_the_sum_of_the_fine_ones():
    outcome = run(sheet([*GOOD[:6], 576000, 144000], header=(*ONLY, "上级", "区级")))
    assert levels(outcome) == {"upper": (57_600_000, 57_600_000), "district": (14_400_000, 14_400_000)}
    other = run(
        sheet(
            ["甲", 1200, 600, 80, 20, *GOOD[6:]],
            header=(*NEED_HEADER[:3], "上级分担比例", "区级分担比例", *NEED_HEADER[6:]),
        )
    )
    assert levels(other)["upper"] == (57_600_000, 57_600_000)


def test_quantities_in_one_table_and_amounts_in_another_are_compared():
    amounts = Sheet(
        "方案",
        [["2020年资金筹集方案"], ["单位:元"], ("项目名称", "中央", "省级", "区级"), ["甲", 360000, 216000, 150000]],
    )
    outcome = run(amounts, sheet(GOOD[:6], header=ONLY, caption=""))
    assert required(outcome) == {"甲": 15_000_000}
    assert origins(outcome, "P020") == [
        "book.xlsx!方案!D4",
        "book.xlsx!测算!B4",
        "book.xlsx!测算!C4",
        "book.xlsx!测算!F4",
    ]


def test_two_tables_of_quantities_are_not_added():
    first, second = (sheet(GOOD[:6], header=ONLY, caption="", name=name) for name in ("一", "二"))
    assert required(run(first, second)) == {"甲": 14_400_000}


def test_a_project_in_two_rows_is_compared_row_by_row():
    outcome = run(sheet(GOOD, ["甲", 100, 600, 50, 30, 20, 30000, 18000, 13000]))
    assert required(outcome) == {"甲": 15_700_000}
    assert levels(outcome)["district"] == (15_600_000, 15_700_000)
    assert origins(outcome, "P020")[0] == "book.xlsx!测算!I5"


def test_a_plan_of_quantities_that_says_too_little_is_incomplete():
    outcome = run(sheet(GOOD[:6], ["乙", "应救尽救", 600, 50, 30, 20], header=ONLY, caption=""))
    assert required(outcome) == {"甲": 14_400_000, "乙": None}
    assert origins(outcome, "P025") == ["book.xlsx!测算!A5"]
    assert not outcome.statement.totals["matching"].complete


@pytest.mark.parametrize(
    ("header", "row", "code"),
    [(NEED_HEADER, ["乙", "100户", 600, 50, 30, 20, 1, 2, 3], "P023"), (NEED_HEADER, ["乙", 100, 600, 50, 30, 10, 1, 2, 3], "P022"),
     ((*NEED_HEADER[:2], "补助标准", *NEED_HEADER[3:]), ["乙", 100, 600, 50, 30, 20, 1, 2, 3], "P024")],
)  # fmt: skip
def test_what_is_not_sure_is_not_computed_and_said(header, row, code):
    outcome = run(sheet(row, header=header))
    assert line(outcome, "乙").need is None
    assert required(outcome) == {"乙": 300}
    assert code in codes(outcome)


def test_an_unknown_unit_is_said_once_for_the_whole_table():
    rows = [[f"项目{n}", 100, 600, 50, 30, 20, 1000 + n, 2000 + n, 3000 + n] for n in range(5)]
    outcome = run(sheet(*rows, header=(*NEED_HEADER[:2], "补助标准", *NEED_HEADER[3:])))
    assert codes(outcome).count("P024") == 1
    assert "5" in finding(outcome, "P024").message.zh


def test_settings_are_said_and_a_name_that_nobody_has_is_a_finding():
    toml = '[need."甲"]\nquantity = 1000\n[need."丙"]\nquantity = 1\n'
    outcome = run(sheet([*GOOD[:6], 300000, 180000, 120000]), toml=toml)
    assert levels(outcome)["district"] == (12_000_000, 12_000_000)
    assert "need-settings" in assumed(outcome)
    assert "丙" in finding(outcome, "G020").message.zh


def test_settings_of_a_project_that_lack_a_part_say_so():
    outcome = run(plan(("甲", 100), unit="元"), toml='[need."甲"]\nquantity = 1000\n')
    assert line(outcome, "甲").need is None
    assert "P024" in codes(outcome)


def test_two_funds_of_a_project_do_not_share_one_setting():
    toml = '[need."甲"]\nquantity = 100\nstandard = "1元/人"\nshares = { district = 100 }\n'
    upkeep = Sheet("管护", [["2020年管护资金计划"], ["单位:元"], ("项目名称", "计划资金"), ["甲", 7]])
    outcome = run(plan(("甲", 100), unit="元"), upkeep, toml=toml)
    assert line(outcome, "甲").need is not None
    assert line(outcome, "甲", "maintenance").need is None


def test_a_plan_without_quantities_has_no_need():
    outcome = run(plan(("甲", 100), unit="元"))
    assert line(outcome, "甲").need is None
    assert line(outcome, "甲").required_source == "stated"


def test_the_order_of_rows_does_not_change_a_figure():
    rows = [
        [f"项目{n}", 100 + n, 600, 50, 30, 20, *([""] * 3 if n % 3 else [30000, 18000, 12000])] for n in range(1, 9)
    ]
    figures = []
    for seed in range(4):
        random.Random(seed).shuffle(rows)
        outcome = run(sheet(*rows))
        figures.append((sorted(required(outcome).items()), outcome.statement.totals["matching"].figures))
    assert all(found == figures[0] for found in figures)


def test_without_any_share_quantities_and_standards_of_a_plan_with_amounts_are_nobody_s_matter():
    header = ("项目名称", "任务量", "补助标准", "计划资金")
    outcome = run(sheet(["甲", "100户", "600元/人", 5], ["乙", 100, 600, 7], header=header))
    assert required(outcome) == {"甲": 500, "乙": 700}
    assert [code for code in codes(outcome) if code[0] == "P"] == []


def test_a_pattern_that_computes_nothing_says_so():
    outcome = run(plan(("甲", 100), ("乙", 100), unit="元"), toml='[need."*"]\nshares = { district = 100 }\n')
    assert "2" in finding(outcome, "P024").message.zh


def test_the_own_level_s_share_may_be_called_so():
    header = (*NEED_HEADER[:3], "上级分担比例", "本级分担比例", "上级", "本级")
    assert levels(run(sheet(["甲", 1200, 600, 80, 20, 576000, 144000], header=header))) == {
        "upper": (57_600_000, 57_600_000), "district": (14_400_000, 14_400_000),
    }  # fmt: skip


# --- Blank cells, unknown own levels, totals ---------------------------------------------------------------


def test_a_blank_own_amount_beside_payments_gives_way_to_the_computed_one():
    """Of 1000 × 600 the district bears 120,000 twice; 110,000 paid of 240,000 are 45.8%, and not of 120,000 91.7%."""
    head = ("项目名称", "任务量", "补助标准(元/人)", "省级比例", "区级比例", "计划资金", "已拨付")
    rows = [["甲", "1000人", 600, "80%", "20%", "", 50000], ["乙", "1000人", 600, "80%", "20%", 120000, 60000]]
    outcome = run(sheet(*rows, header=head))
    assert required(outcome) == {"甲": 12_000_000, "乙": 12_000_000}
    assert str(paid_share(outcome)) == "45.8"
    assert levels(outcome)["district"] == (12_000_000, None)
    assert [code for code in codes(outcome) if code[0] == "P"] == ["P026"]


@pytest.mark.parametrize(("cells", "code"), [((360000, 216000, ""), "P026"), (("", 216000, 144000), "P028")])
def test_a_blank_amount_of_one_level_is_computed_and_said(cells, code):
    outcome = run(sheet([*GOOD[:6], *cells]))
    assert {level: found.required for level, found in line(outcome, "甲").levels.items()} == {
        "central": 36_000_000, "provincial": 21_600_000, "district": 14_400_000,
    }  # fmt: skip
    assert [code for code in codes(outcome) if code[0] == "P"] == [code]


def test_a_blank_own_amount_whose_need_contradicts_itself_is_unknown_and_no_zero():
    outcome = run(sheet(["甲", 1200, 600, 50, 30, 10, 360000, 216000, ""]))
    assert required(outcome) == {"甲": None}
    assert not line(outcome, "甲").complete
    assert {"P022", "P025"} <= set(codes(outcome))


def test_a_stated_zero_stays_a_stated_zero():
    outcome = run(sheet([*GOOD[:6], 360000, 216000, 0]))
    assert required(outcome) == {"甲": 0}
    assert finding(outcome, "P020").actual == 0


def test_shares_that_leave_the_own_level_out_leave_its_need_unknown_unless_they_make_all():
    head = (*NEED_HEADER[:3], "分担比例")
    rows = [["甲", 1000, 600, "省级70%"], ["乙", 1000, 600, "省级70%、区级30%"], ["丙", 1000, 600, "省级70%、市级30%"]]
    outcome = run(sheet(*rows, header=head))
    assert required(outcome) == {"甲": None, "乙": 18_000_000, "丙": 0}
    assert [line(outcome, name).complete for name in "甲乙丙"] == [False, True, True]
    assert origins(outcome, "P025")[0].endswith("A4")


def test_the_share_of_several_levels_at_once_is_not_read_and_said():
    head = (*NEED_HEADER[:3], "省级比例", "市县比例")
    outcome = run(sheet(["甲", 1000, 600, "70%", "30%"], header=head))
    assert required(outcome) == {"甲": None}
    assert {"P025", "P029"} <= set(codes(outcome))
    assert finding(outcome, "P029").remedy.zh


def test_the_need_of_all_levels_under_a_bare_header_is_an_error_with_the_own_share_alone():
    """1000 × 600 is stated, of which the district bears a fifth."""
    outcome = run(sheet(["甲", 1000, 600, "20%", 600000], header=(*NEED_HEADER[:3], "区级分担比例", "计划资金")))
    assert "P027" in codes(outcome)
    assert not line(outcome, "甲").complete


def test_a_total_that_is_not_what_its_quantity_makes_counts_and_is_shared_out():
    """730,000 of which the district bears a fifth: 146,000; 1200 × 600 = 720,000 is said beside it."""
    outcome = run(sheet(["甲", 1200, 600, 50, 30, 20, 730000], header=(*NEED_HEADER[:6], "合计")))
    assert required(outcome) == {"甲": 14_600_000}
    assert levels(outcome)["district"] == (14_400_000, 14_600_000)
    found = finding(outcome, "P020")
    assert (found.expected, found.actual) == (72_000_000, 73_000_000)
    assert "所列为准" in found.message.zh


@pytest.mark.parametrize(
    ("total", "found"),
    [((330, 198, 132), []), ((330, 198, 133), ["S001"]), (("", "", 132), [])],
)
def test_a_total_over_blank_amounts_is_compared_with_the_computed_ones(total, found):
    rows = [["甲", 1, 600, 50, 30, 20, "", "", ""], ["乙", 1, 60, 50, 30, 20, "", "", ""]]
    outcome = run(sheet(*rows, ["合计", 2, "", "", "", "", *total]))
    assert [code for code in codes(outcome) if code == "S001"] == found


def test_a_total_of_all_levels_over_blank_amounts_is_compared_with_their_computed_sum():
    head = (*NEED_HEADER[:6], "合计", *NEED_HEADER[6:])
    rows = [["甲", 1, 600, 50, 30, 20, "", "", "", ""], ["乙", 1, 60, 50, 30, 20, 60, 30, 18, 12]]
    for total, expected in ((660, []), (661, ["S001"])):
        outcome = run(sheet(*rows, ["合计", 2, "", "", "", "", total, 330, 198, 132], header=head))
        assert [code for code in codes(outcome) if code == "S001"] == expected


def test_a_total_beside_the_own_level_alone_needs_no_other_column_where_shares_say_who_bears_the_rest():
    head = (*NEED_HEADER[:3], "分担比例", "合计", "区级")
    outcome = run(sheet(["甲", 1200, 600, "省级80%、区级20%", 720000, 144000], header=head))
    assert [code for code in codes(outcome) if code[0] == "P"] == []
    over = run(sheet(["甲", 1200, 600, "省级80%、区级20%", 720000, 730000], header=head))
    assert "P004" in codes(over)


def test_an_own_share_left_blank_is_nothing_where_the_others_make_all():
    outcome = run(sheet(["甲", 1200, 600, 50, 50, ""], header=ONLY))
    assert required(outcome) == {"甲": 0}
    assert line(outcome, "甲").complete


def test_a_planned_amount_below_zero_is_pointed_out():
    outcome = run(plan(("甲", -5), ("乙", 10), unit="元"))
    assert finding(outcome, "P031").severity == "warning"
    assert required(outcome) == {"甲": -500, "乙": 1000}


def test_a_progress_table_that_states_no_plan_has_its_computed_need():
    """The district bears a fifth of 1000 × 600 twice: 110,000 of 240,000 are paid."""
    head = ("项目名称", "任务量", "补助标准(元/人)", "省级比例", "区级比例", "已拨付")
    rows = [["甲", "1000人", 600, "80%", "20%", 50000], ["乙", "1000人", 600, "80%", "20%", 60000]]
    outcome = run(sheet(*rows, header=head, name="进度"))
    assert outcome.book.tables[0].kind == "progress"
    assert str(paid_share(outcome)) == "45.8"


def test_a_ledger_with_two_stages_says_which_one_counts():
    rows = [("项目名称", "拨付日期", "收款单位", "拨付金额(元)", "支出金额(元)"), ("甲", day(3, 1), "某局", 500, 400)]
    outcome = run(plan(("甲", 1000), unit="元"), Sheet("台账", rows))
    assert line(outcome, "甲").figures.disbursed == 50_000
    assert "stage-beside" in assumed(outcome)
