"""What a row says of its need, cell by cell."""

from fractions import Fraction

import pytest

from minsheng_funds.reading.plans.needs import shares_of_text
from tests.support import NEED_HEADER, Formula, Sheet, codes, origins, run, table

AMOUNTS = (360000, 216000, 144000)


def needs(*rows, header=NEED_HEADER, caption="单位:元", merged=(), toml=""):
    outcome = run(Sheet("测算", [["2020年资金测算表"], [caption], header, *rows], merged=merged), toml=toml)
    return [row.need for row in outcome.book.plan_rows]


def shares(need):
    return {share.level: share.part for share in need.shares}


HALF = {"central": Fraction(1, 2), "provincial": Fraction(3, 10), "district": Fraction(1, 5)}


def test_every_part_keeps_its_cell():
    (need,) = needs(["甲", 1200, 600, "50%", "30%", "20%", *AMOUNTS])
    assert need.quantity[:2] == (1200, "人")
    assert str(need.quantity.origin) == "book.xlsx!测算!B4"
    assert need.standard[:3] == (60_000, "人", "")
    assert str(need.standard.origin) == "book.xlsx!测算!C4"
    assert shares(need) == HALF
    assert [str(share.origin) for share in need.shares] == [f"book.xlsx!测算!{column}4" for column in "DEF"]
    assert {level: (found.fen, found.step) for level, found in need.stated.items()} == {
        "central": (36_000_000, 100), "provincial": (21_600_000, 100), "district": (14_400_000, 100),
    }  # fmt: skip


@pytest.mark.parametrize(
    "cells", [(0.5, 0.3, 0.2), (50, 30, 20), ("50%", "30%", "20%"), ("50%", 30, 20), ("0.5", "0.3", "0.2")]
)
def test_shares_are_percents_or_fractions_whichever_makes_one(cells):
    assert shares(*needs(["甲", 1200, 600, *cells, *AMOUNTS])) == HALF


@pytest.mark.parametrize(
    ("cells", "total"), [((0.5, 0.3, 0.1), "90"), ((50, 30, 10), "90"), ((50, 30, 30), "110"), (("50%", "", ""), "50")]
)
def test_shares_that_do_not_make_one_are_a_doubt_with_their_sum(cells, total):
    (need,) = needs(["甲", 1200, 600, *cells, *AMOUNTS])
    assert need.shares == ()
    assert [(doubt.kind, doubt.value) for doubt in need.doubts] == [("share-sum", total)]


@pytest.mark.parametrize(
    ("header", "cell", "part"),
    [("区级分担比例", "20%", Fraction(1, 5)), ("区级分担比例", 20, Fraction(1, 5)), ("区级分担比例", 0.2, Fraction(1, 5)), ("区级分担比例(%)", 20, Fraction(1, 5)),
     ("区级分担比例", "100%", Fraction(1)), ("区级分担比例(%)", 0.2, None), ("区级分担比例", 1, None)],
)  # fmt: skip
def test_the_share_of_one_level_alone_needs_a_sure_scale(header, cell, part):
    (need,) = needs(["甲", 1200, 600, cell, 144000], header=(*NEED_HEADER[:3], header, "区级资金"))
    assert shares(need) == ({} if part is None else {"district": part})
    assert [doubt.kind for doubt in need.doubts] == (["share-scale"] if part is None else [])


@pytest.mark.parametrize(
    ("text", "named", "parts"),
    [
        ("中央50%、省30%、区20%", (), (50, 30, 20)), ("中央50%省级30%区级20%", (), (50, 30, 20)), ("中央:省:区=5:3:2", (), (50, 30, 20)),
        ("中央承担50%,省级承担30%,区级承担20%", (), (50, 30, 20)), ("中央、省、区按5:3:2分担", (), (50, 30, 20)),
        ("5:3:2", ("central", "provincial", "district"), (50, 30, 20)), ("省级60%、区级40%", (), (60, 40)),
        ("5:3:2", (), ()), ("中央:省=5:3:2", (), ()), ("区级全额承担", (), ()), ("中央50%、其余由区级承担", (), ()), ("", (), ()),
        ("中央、省与市、县(市、区)按5:3:2比例负担", (), ()),
    ],
)  # fmt: skip
def test_shares_in_one_text_name_their_levels(text, named, parts):
    assert [part * 100 for _, part in shares_of_text(text, named)] == list(parts)


def test_a_quantity_counts_what_its_header_says_unless_its_cell_says_it():
    header = ("项目名称", "任务量(万户)", "补助标准(元/户)", *NEED_HEADER[3:])
    first, second = needs(["甲", 1.5, 1, 50, 30, 20, *AMOUNTS], ["乙", "900户", 1, 50, 30, 20, *AMOUNTS], header=header)
    assert [need.quantity[:2] for need in (first, second)] == [(15_000, "户"), (900, "户")]


def test_a_row_of_units_under_the_header_says_what_is_counted_and_paid():
    rows = [["", "人", "元/人", "%", "%", "%", "元", "元", "元"], ["甲", 1200, 600, 50, 30, 20, *AMOUNTS]]
    (need,) = needs(*rows, header=("项目名称", "任务量", "补助标准", *NEED_HEADER[3:]), caption="")
    assert (need.quantity.thing, need.standard.fen, need.standard.thing) == ("人", 60_000, "人")


def test_a_row_of_units_in_a_plan_without_amounts():
    rows = [["", "人", "元/人", "%", "%", "%"], ["甲", 1200, 600, 50, 30, 20]]
    (need,) = needs(*rows, header=("项目名称", "任务量", "补助标准", *NEED_HEADER[3:6]), caption="")
    assert (need.quantity.thing, need.standard.fen) == ("人", 60_000)


def test_a_standard_or_a_share_merged_downwards_speaks_for_all_rows_and_a_quantity_for_none():
    rows = (["甲", 1200, 600, 50, 30, 20, *AMOUNTS], ["乙", "", "", "", "", "", 1, 2, 3])
    merged = ((3, 1, 4, 1), (3, 2, 4, 2), (3, 3, 4, 3), (3, 4, 4, 4), (3, 5, 4, 5))
    first, second = needs(*rows, merged=merged)
    assert first.quantity is second.quantity is None
    assert second.standard == first.standard
    assert shares(second) == HALF


def test_a_number_under_a_header_without_a_unit_of_money_is_no_standard_but_by_the_settings():
    header = ("项目名称", "任务量", "补助标准", *NEED_HEADER[3:])
    row = ["甲", 1200, 600, 50, 30, 20, *AMOUNTS]
    assert needs(row, header=header)[0].standard.fen is None
    assert needs(row, header=header, toml='[need]\nstandard_unit = "caption"')[0].standard.fen == 60_000
    assert needs(row, header=header, toml='[need]\nstandard_unit = "万元"')[0].standard.fen == 600_000_000


def test_standards_by_level_are_their_sum_and_its_shares():
    header = ("项目名称", "任务量(人)", "补助标准(元/人)", "", "", "中央", "省级", "区级")
    rows = [["", "", "中央", "省级", "区级", "", "", ""], ["甲", 1200, 300, 180, 120, *AMOUNTS]]
    merged = ((2, 2, 2, 4), (2, 0, 3, 0), (2, 1, 3, 1), (2, 5, 3, 5), (2, 6, 3, 6), (2, 7, 3, 7))
    (need,) = needs(*rows, header=header, merged=merged)
    assert need.standard.fen == 60_000
    assert shares(need) == HALF


def test_a_formula_without_a_value_or_an_error_in_a_quantity_is_no_figure():
    outcome = run(
        Sheet(
            "测算",
            [
                ["2020年资金测算表"],
                ["单位:元"],
                NEED_HEADER,
                ["甲", Formula("=1+1", "#REF!"), 600, 50, 30, 20, *AMOUNTS],
            ],
        )
    )
    assert outcome.statement.lines[0].need is None
    assert outcome.statement.lines[0].figures.required == 14_400_000


def test_a_plan_of_quantities_alone_is_a_plan_and_its_unknown_total_is_suspected():
    rows = [[f"项目{number}", 10, 600, 50, 30, 20] for number in range(5)]
    outcome = run(Sheet("测算", [["2020年"], NEED_HEADER[:6], *rows, ["五镇", 50, 600, 50, 30, 20]]))
    assert table(outcome).kind == "plan"
    assert origins(outcome, "S004") == ["book.xlsx!测算!A8"]
    assert not outcome.complete
    assert "S004" not in codes(run(Sheet("测算", [["2020年"], NEED_HEADER[:6], *rows])))


def test_a_long_plan_gives_each_level_s_row_its_own_share():
    header = ("项目名称", "资金层级", *NEED_HEADER[1:6], "计划金额(元)")
    rows = [["甲", "中央", 1200, 600, 50, 30, 20, 360000], ["甲", "区级", 1200, 600, 50, 30, 20, 144000]]
    outcome = run(Sheet("测算", [["2020年资金计划"], header, *rows]))
    (found,) = outcome.statement.lines
    assert found.need is not None
    assert {level: (need.computed, need.stated) for level, need in found.need.levels.items()} == {
        "central": (36_000_000, 36_000_000), "district": (14_400_000, 14_400_000),
    }  # fmt: skip
    assert "P020" not in codes(outcome)


def test_the_caption_s_unit_is_that_of_standards_only_by_the_settings_and_where_it_states_one():
    header = ("项目名称", "任务量", "补助标准", *NEED_HEADER[3:6])
    row = ["甲", 1200, 600, 50, 30, 20]
    toml = '[need]\nstandard_unit = "caption"'
    assert needs(row, header=header, caption="单位:万元", toml=toml)[0].standard.fen == 600_000_000
    assert needs(row, header=header, caption="", toml=toml)[0].standard.fen is None


def test_a_row_whose_amount_cannot_be_read_is_not_compared():
    outcome = run(
        Sheet(
            "测算",
            [["2020年资金测算表"], ["单位:元"], NEED_HEADER, ["甲", 1200, 600, 50, 30, 20, 360000, 216000, "待定"]],
        )
    )
    assert outcome.statement.lines[0].need is None
    assert "P020" not in codes(outcome)
    assert not outcome.complete


def counted(row):
    return row.need.quantity[:2]


UNITS = ("项目名称", "计量单位", "任务量", "补助标准", "省级比例", "区级比例")


@pytest.mark.parametrize("header", ["计量单位", "单位", "数量单位", "任务单位"])
def test_a_column_of_units_says_what_a_quantity_counts(header):
    """1.5 of 万人 are 15,000 people; households are not paid by the person; a unit that is not known is no guess."""
    head = ("项目名称", header, *UNITS[2:])
    rows = [("甲", "万人", 1.5, "60元/人", "50%", "50%"), ("乙", "户", 100, "60元/人", "50%", "50%")]
    outcome = run(Sheet("测算", [["2020年资金测算表"], head, *rows]))
    assert [counted(row) for row in outcome.book.plan_rows] == [(15_000, "人"), (100, "户")]
    assert {row.project: row.figures.required for row in outcome.statement.lines} == {"甲": 45_000_000, "乙": None}
    assert {"P023", "P025"} <= set(codes(outcome))
    assert [row.unit for row in outcome.book.plan_rows] == ["", ""]


@pytest.mark.parametrize(
    ("unit", "cell", "found"),
    [
        ("人", 100, (100, "人")), ("万人", "1.5万人", (15_000, "人")), ("人", "1.5万", (15_000, "人")), ("", 100, (100, "")),
        ("元/人", 100, (100, "")), ("批次", 100, None), ("户", "100人", None), ("人", "2万户", None), ("万人", "1500人", None),
    ],
)  # fmt: skip
def test_a_unit_that_is_not_known_or_contradicts_its_cell_is_a_doubt(unit, cell, found):
    (need,) = needs(["甲", unit, cell, "60元/人", "50%", "50%"], header=UNITS)
    assert (need.quantity[:2] if need.quantity else None) == found
    assert [doubt.kind for doubt in need.doubts] == ([] if found else ["quantity-unit"])


def test_a_header_that_names_another_scale_than_the_column_of_units_is_a_doubt():
    (need,) = needs(["甲", "人", 1.5, "60元/人", "50%", "50%"], header=(*UNITS[:2], "任务量(万人)", *UNITS[3:]))
    assert [doubt.kind for doubt in need.doubts] == ["quantity-unit"]


def test_offices_under_a_header_that_may_be_a_unit_stay_offices():
    head = ("项目名称", "单位", *UNITS[2:])
    outcome = run(Sheet("测算", [["2020年资金测算表"], head, ("甲", "教育局", 100, "60元/人", "50%", "50%")]))
    assert [(row.unit, counted(row)) for row in outcome.book.plan_rows] == [("教育局", (100, ""))]


def test_a_number_of_people_with_decimals_and_no_unit_is_not_computed():
    outcome = run(Sheet("测算", [["2020年资金测算表"], UNITS, ("甲", "", 1.5, "60元/人", "50%", "50%")]))
    assert {"P024", "P025"} <= set(codes(outcome))


@pytest.mark.parametrize(
    ("header", "cells"),
    [(NEED_HEADER[:6], ("1/2", "1/3", "1/6")), (NEED_HEADER[:6], ("二分之一", "三分之一", "六分之一")), ((*NEED_HEADER[:3], "分担比例"), ("中央1/2、省级三分之一、区级1/6",))],
)  # fmt: skip
def test_shares_may_be_fractions_in_words(header, cells):
    found = {"central": Fraction(1, 2), "provincial": Fraction(1, 3), "district": Fraction(1, 6)}
    assert shares(*needs(["甲", 1200, 600, *cells], header=header)) == found
