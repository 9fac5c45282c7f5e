"""Where the rules over ledgers begin and end: one fen, one row, one month more or less."""

from datetime import date, timedelta

import pytest

from minsheng_funds import pipeline
from minsheng_funds.checks import RULES
from minsheng_funds.model import Source
from tests.support import Sheet, assumed, codes, csv_bytes, day, finding, ledger, origins, plan, run, settings_of, xlsx

PLAN = plan(("甲", 90000.0), ("乙", 90000.0), unit="元")
CELLS = 100
"""So many cells a finding names at most."""


def said(code, *rows, **given):
    return code in codes(run(PLAN, ledger(*rows), **given))


@pytest.mark.parametrize(("amount", "code"), [(0.01, "L001"), (0.0, None), (-0.01, None)])
def test_a_mark_of_a_refund_beside_a_fen_above_zero_is_an_error(amount, code):
    outcome = run(PLAN, ledger([day(1, 1), "甲", "某", 9.0, ""], [day(1, 2), "甲", "某", amount, "退回"]))
    assert [found for found in codes(outcome) if found[0] == "L"] == ([code] if code else [])


def test_a_remark_that_speaks_of_the_second_payment_only_is_not_doubted():
    """As the remedy of L010 says it: the refund of the first payment in a row of its own."""
    rows = [
        [day(1, 2), "甲", "某", 8000.0, ""],
        [day(1, 5), "甲", "某", -8000.0, "退票"],
        [day(1, 9), "甲", "某", 8000.0],
    ]
    assert said("L010", *rows[:2], [*rows[2], "退票重拨"])
    assert codes(run(PLAN, ledger(*rows[:2], [*rows[2], "重新拨付"]))) == []


LONG = [["拨付日期", "项目名称", "收款单位", "拨付金额"]]
LONG += [["2020-01-02", "甲", f"单位{n}", f"{n}.00"] for n in range(1, 10_003)]


@pytest.mark.parametrize(("row", "found"), [(10_001, ["book.csv!book!D2", "book.csv!book!D10001"]), (10_002, [])])
def test_rows_are_compared_as_far_as_the_ten_thousandth_and_no_further(row, found):
    rows = [list(cells) for cells in LONG]
    rows[row - 1] = rows[1]
    outcome = run(PLAN, Source("book.csv", csv_bytes(rows)))
    assert origins(outcome, "L002") == found
    assert "duplicates-unwatched" in assumed(outcome)


def checked(*sources, **given):
    """The findings of `check`, and what it could not look at."""
    return pipeline.check(list(sources), settings_of(**given))[1]


@pytest.mark.parametrize("row", [10_001, 10_002, 10_003])
def test_check_compares_the_rows_beyond_the_ten_thousandth_too(row):
    rows = [list(cells) for cells in LONG]
    rows[row - 1] = list(rows[503])
    found = [item for item in checked(Source("book.csv", csv_bytes(rows))).findings if item.code == "L002"]
    assert [[str(origin) for origin in item.origins] for item in found] == [
        ["book.csv!book!D504", f"book.csv!book!D{row}"]
    ]
    assert (found[0].project, found[0].actual) == ("甲", 50300)


def test_a_row_far_down_that_differs_in_any_column_is_another_payment():
    for place, other in enumerate(("2020-01-03", "乙", "另一单位", "503.01")):
        rows = [list(cells) for cells in LONG]
        rows[-1] = list(rows[503])
        rows[-1][place] = other
        assert "L002" not in [item.code for item in checked(Source("book.csv", csv_bytes(rows))).findings]


def test_a_double_row_names_its_project_and_its_money_at_every_level():
    header = ["序号", "拨付日期", "项目名称", "中央", "区级"]
    rows = [[n, day(1, 2), "甲", 3.0, 4.5] for n in (1, 2)]
    outcome = run(PLAN, Sheet("拨付台账", [["单位:元"], header, *rows]))
    found = finding(outcome, "L002")
    assert (found.project, found.actual) == ("甲", 750)


def test_rows_that_differ_in_anything_but_their_number_are_two_payments():
    same = [day(1, 2), "甲", "某", 5.0, ""]
    others = [[day(1, 3), *same[1:]], [*same[:2], "另", *same[3:]], [*same[:3], 5.01, ""], [*same[:4], "二"]]
    assert [said("L002", same, other) for other in (same, *others)] == [True, False, False, False, False]


@pytest.mark.parametrize(("rows", "code"), [(3, "A007"), (4, "L014")])
def test_from_the_fourth_row_without_a_name_on_they_are_one_finding(rows, code):
    paid = [[day(1, 1), "甲", "某", 9.0, ""], *([day(1, 2 + n), "", f"单位{n}", 1.0 + n, ""] for n in range(rows))]
    found = [code for code in codes(run(PLAN, ledger(*paid))) if code in ("A007", "L014")]
    assert found == [code] * (3 if code == "A007" else 1)


@pytest.mark.parametrize(("dated", "undated", "found"), [(1, 3, True), (1, 2, False), (0, 3, False)])
def test_dates_stand_for_several_rows_where_three_have_none_and_others_do(dated, undated, found):
    rows = [[day(1, 1 + n) if n < dated else "", "甲", f"单位{n}", 1.0 + n, ""] for n in range(dated + undated)]
    assert said("L015", *rows) == found


JOURNAL = ["日期", "摘要", "项目名称", "收入", "支出"]


def test_receipts_are_counted_all_and_a_hundred_of_their_cells_named():
    rows = [[date(2020, 1, 1) + timedelta(n), "收到指标", "甲", 10.0, ""] for n in range(CELLS + 1)]
    outcome = run(PLAN, Sheet("日记账", [["单位:元"], JOURNAL, *rows, [day(12, 1), "工程款", "甲", "", 1.0]]))
    found = finding(outcome, "L019")
    assert found.actual == (CELLS + 1) * 1000
    assert str(CELLS + 1) in found.message.zh
    assert [str(origin) for origin in found.origins[:2]] == ["book.xlsx!日记账!D3", "book.xlsx!日记账!D4"]
    assert len(found.origins) == CELLS


def test_of_many_merged_amounts_three_are_written_out():
    rows = [[day(1, 1), "乙" if n % 2 else "甲", "某", "" if n % 2 else 10.0 + n, ""] for n in range(8)]
    spans = tuple((n + 3, 3, n + 4, 3) for n in range(0, 8, 2))
    found = finding(run(PLAN, Sheet("台账", ledger(*rows).rows, merged=spans)), "L016")
    assert "4 " in found.message.zh
    assert "(D4:D5、D6:D7、D8:D9)" in found.message.zh


PAID = [[day(1, n), "甲", f"单位{n}", 100.0 * n, ""] for n in (1, 2)]
SUBTOTAL = ["小计", "", "", 300.0, ""]


@pytest.mark.parametrize(("total", "code"), [(600.0, "L018"), (600.01, "S001"), (300.0, None)])
def test_a_total_is_doubled_where_it_is_so_to_the_fen(total, code):
    found = codes(run(PLAN, ledger(*PAID, SUBTOTAL, ["合计", "", "", total, ""])))
    assert found == ([code] if code else [])


@pytest.mark.parametrize(("amount", "found"), [(300.0, True), (300.01, False)])
def test_an_undated_row_is_taken_for_a_total_where_it_is_the_sum_to_the_fen(amount, found):
    assert said("L020", *PAID, ["", "甲", "", amount, ""]) == found


def test_the_sum_of_a_single_payment_is_no_total():
    assert not said("L020", PAID[0], ["", "甲", "", 100.0, ""])


@pytest.mark.parametrize(("month", "found"), [(7, True), (6, False)])
def test_months_fall_back_to_another_year_where_they_fall_by_six(month, found):
    rows = [[month, 1, "甲", 5.0], [1, 2, "甲", 6.0]]
    sheet = Sheet("台账", [["2020年拨付台账"], ["单位:元"], ["月", "日", "项目名称", "拨付金额"], *rows])
    assert ("L050" in codes(run(PLAN, sheet))) == found


def test_a_ledger_without_dates_is_only_said_where_a_day_is_asked_for():
    sheet = Sheet("台账", [["单位:元"], ["项目名称", "拨付金额"], ["甲", 5.0]])
    assert ["L025" in codes(run(PLAN, sheet, as_of=as_of)) for as_of in (None, day(4, 17))] == [False, True]


@pytest.mark.parametrize(("back", "found"), [(-500.0, []), (-500.01, ["book.xlsx!进度!C3"])])
def test_a_progress_table_below_zero_is_said_at_its_cell(back, found):
    """The figure stands in the progress table: 500 paid and as much back is 0; a fen more is said there."""
    rows = [["单位:元"], ["项目名称", "计划数", "已拨付"], ["甲", 900.0, round(500.0 + back, 2)]]
    assert origins(run(Sheet("进度", rows)), "L043") == found


def test_rules_over_ledgers_say_that_they_could_not_run_without_one():
    """But for L043: a progress table may be below zero, too."""
    rules = [rule for rule in RULES.values() if "L001" <= rule.code <= "L050"]
    assert [rule.code for rule in rules if not {"ledger", "ledger-date"} & {*rule.needs}] == ["L043"]


# --- L074, L075 -------------------------------------------------------------------------------------------


def said_of(code, table, **given):
    """The cells of each finding of that code by `check`, without file and sheet."""
    found = checked(Source("book.xlsx", xlsx(table)), **given).findings
    return [" ".join(str(origin).split("!")[-1] for origin in item.origins) for item in found if item.code == code]


def levelled(*levels, **given):
    head = [["2020年资金拨付台账"], ["单位:元"], ["拨付日期", "项目名称", "级次", "收款单位", "拨付金额"]]
    rows = [[date(2020, 1, 1) + timedelta(n), "甲", level, f"单位{n}", 100.0 + n] for n, level in enumerate(levels)]
    return Sheet("台账", [*head, *rows], **given)


@pytest.mark.parametrize(
    ("levels", "cells"),
    [
        (("县级", "省级", "", "省级"), ["C6"]),
        (("县级", "", "", "省级"), ["C5", "C6"]),
        (("县级", "", "", ""), ["C3 C5 C6 C7"]),
        (("", "", "", ""), []),
        (("县级", "省级", "区级", "中央"), []),
    ],
    ids=["one", "half of them", "over half", "all", "none"],
)
def test_a_blank_level_among_others_is_said_at_its_cell_and_mostly_blank_at_the_header(levels, cells):
    assert said_of("L074", levelled(*levels)) == cells


def test_a_blank_level_is_found_among_rows_met_before_and_says_what_it_was_taken_as():
    """Rows like earlier ones take the quick way; what is taken is the level that the settings name for ledgers."""
    table = levelled(*(("县级", "省级") * 20), "", *(("县级", "省级") * 20), "")
    assert said_of("L074", table) == ["C44", "C85"]
    found = checked(Source("book.xlsx", xlsx(table)), toml='ledger_level = "provincial"').findings
    assert ["省级" in item.message.zh for item in found if item.code == "L074"] == [True, True]


def test_a_level_that_nobody_knows_or_that_is_merged_over_its_rows_is_not_blank():
    assert said_of("L074", levelled("县级", "省级", "某级")) == []
    assert said_of("L074", levelled("县级", "", "省级", "省级", merged=((3, 2, 4, 2),))) == []


def test_amounts_by_level_need_no_level_in_their_row():
    head = ["拨付日期", "项目名称", "级次", "省级拨付金额", "县级拨付金额"]
    rows = [[day(1, n), "甲", level, 5.0, 6.0 + n] for n, level in enumerate(("省级", "", "县级"), 1)]
    assert said_of("L074", Sheet("台账", [["单位:元"], head, *rows])) == []


def monthly(days, sheet="5月", title="2020年5月资金拨付台账"):
    head = [[title], ["单位:元"], ["拨付日期", "项目名称", "收款单位", "拨付金额"]]
    return Sheet(sheet, [*head, *([at, "甲", f"单位{n}", 100.0 + n] for n, at in enumerate(days))])


MAY = [day(5, 1 + n) for n in range(9)]


@pytest.mark.parametrize(
    ("days", "cells"),
    [
        ([*MAY, day(7, 6)], ["A13"]),
        ([*MAY, date(2019, 5, 6)], ["A13"]),
        ([*MAY, ""], []),
        ([*MAY[:8], day(7, 6)], []),
        ([*MAY, *MAY, day(4, 30), day(6, 1)], ["A22", "A23"]),
        ([*MAY, *MAY, day(5, 1), day(5, 31)], []),
    ],
    ids=["another month", "another year", "no day", "fewer than nine tenths", "a day early and late", "first and last"],
)
def test_dates_outside_the_month_of_their_sheet_are_said_where_nine_tenths_lie_in_it(days, cells):
    assert said_of("L075", monthly(days)) == cells


@pytest.mark.parametrize(
    ("sheet", "title", "found"),
    [
        ("5月", "资金拨付台账", True),
        ("05月份", "资金拨付台账", True),
        ("五月", "2020年资金拨付台账", True),
        ("台账", "2020年5月资金拨付台账", True),
        ("2020.5", "资金拨付台账", True),
        ("202005", "资金拨付台账", True),
        ("台账", "2020年资金拨付台账", False),
        ("1-5月", "2020年资金拨付台账", False),
        ("4、5月", "2020年资金拨付台账", False),
        ("截至5月", "2020年资金拨付台账", False),
        ("5月", "2020年1-5月资金拨付台账", False),
        ("5月", "2020年6月资金拨付台账", False),
        ("二季度", "2020年5月资金拨付台账", False),
        ("十五月", "资金拨付台账", False),
    ],
)
def test_only_a_single_month_that_sheet_or_title_names_is_held_against_its_dates(sheet, title, found):
    assert bool(said_of("L075", monthly([*MAY, day(7, 6)], sheet, title))) == found


def test_a_sheet_of_a_month_without_a_year_takes_that_month_of_any():
    days = [*MAY, date(2021, 5, 3)]
    assert said_of("L075", monthly(days, "5月", "资金拨付台账")) == []
    assert said_of("L075", monthly(days, "5月", "2020年资金拨付台账")) == ["A13"]
