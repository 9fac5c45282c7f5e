"""Rules about files and tables at their thresholds, and what their findings name."""

import pytest

from minsheng_funds.model import Source
from tests.support import Formula, Sheet, codes, csv_bytes, day, finding, ledger, origins, payments, plan, run, xlsx

PLAN = plan(("甲", 9000.0), ("乙", 9000.0), unit="元")
HEADER = ("项目名称", "计划资金(元)")
BARE = ("拨付日期", "项目名称", "拨付金额(元)")


def bare(*rows, name):
    """A ledger without payees."""
    return Sheet(name, [BARE, *rows])


def overlaps(outcome):
    """The codes about payments in two tables."""
    return [code for code in codes(outcome) if code in ("F020", "F023", "F024", "F025", "F026")]


@pytest.mark.parametrize(("common", "said"), [(5, ["F020"]), (4, ["F023"])])
def test_five_payments_in_common_count_once_and_four_count_twice(common, said):
    outcome = run(PLAN, ledger(*payments(common), name="旧"), ledger(*payments(common), name="新"))
    assert overlaps(outcome) == said


@pytest.mark.parametrize(("common", "said"), [(9, ["F020"]), (8, ["F023"])])
def test_nine_tenths_of_the_smaller_table_count_once_and_eight_tenths_twice(common, said):
    old = [*payments(common), *payments(10 - common, first=20)]
    outcome = run(PLAN, ledger(*old, name="旧"), ledger(*payments(common), *payments(10, first=40), name="新"))
    assert overlaps(outcome) == said


@pytest.mark.parametrize(("others", "said"), [(1, "F023"), (2, "F024")])
def test_without_payees_half_of_the_smaller_table_is_an_error_and_a_third_a_warning(others, said):
    same = [day(1, 2), "甲", 5.0]
    rows = [[day(2, n), "甲", 10.0 + n] for n in range(1, 9)]
    outcome = run(PLAN, bare(same, *rows[:others], name="东镇"), bare(same, *rows[4:8], name="西镇"))
    assert overlaps(outcome) == [said]


@pytest.mark.parametrize(("amounts", "said"), [((1.0, 2.0, 3.0, 4.0, 5.0), ["F025"]), ((1.0, 2.0, 3.0, 4.0, 4.0), [])])
def test_five_different_amounts_with_other_payees_are_no_chance_and_four_are(amounts, said):
    sheets = (
        ledger(*([day(1, n), "甲", payee, fen, ""] for n, fen in enumerate(amounts, 1)), name=payee)
        for payee in ("东镇", "西镇")
    )
    assert overlaps(run(PLAN, *sheets)) == said


@pytest.mark.parametrize(("months", "said"), [(3, ["F026"]), (2, [])])
def test_three_sums_of_a_month_that_agree_are_a_summary_and_two_are_chance(months, said):
    single = [[day(month, number), "甲", 3.0 * month] for month in range(1, months + 1) for number in (1, 2)]
    summed = [[day(month, 28), "甲", 6.0 * month] for month in range(1, months + 1)]
    assert overlaps(run(PLAN, bare(*single, name="台账"), bare(*summed, name="按月"))) == said


@pytest.mark.parametrize(("longer", "said"), [(6, ["F026"]), (5, [])])
def test_a_summary_has_at_most_two_thirds_of_the_rows(longer, said):
    more = range(1, longer - 3)
    single = [*([day(month, 1), "甲", 3.0 * month] for month in range(1, 5)), *([day(n, 2), "甲", 1.0] for n in more)]
    summed = [[day(month, 28), "甲", 3.0 * month + (month in more)] for month in range(1, 5)]
    assert overlaps(run(PLAN, bare(*single, name="台账"), bare(*summed, name="按月"))) == said


@pytest.mark.parametrize(("rows", "said"), [(4, ["F019"]), (3, [])])
def test_four_rows_that_add_up_to_a_project_are_its_breakdown_though_nothing_names_it(rows, said):
    parts = [[f"{n}组", 10.0] for n in range(rows)]
    outcome = run(Sheet("计划", [HEADER, ["改厕", 10.0 * rows], ["修路", 7.0]]), Sheet("分配", [HEADER, *parts]))
    assert [code for code in codes(outcome) if code == "F019"] == said


def test_a_table_that_the_settings_call_distinct_is_no_breakdown():
    sheets = (
        Sheet("计划", [HEADER, ["改厕", 50.0]]), Sheet("改厕分配", [HEADER, ["东镇", 30.0], ["西镇", 20.0]]),
    )  # fmt: skip
    assert "F019" in codes(run(*sheets))
    outcome = run(*sheets, toml='[tables."改厕分配"]\ndistinct = true')
    assert codes(outcome) == []
    assert outcome.statement.complete


@pytest.mark.parametrize(("rows", "said"), [(3, ["book.xlsx!清单!A2"]), (2, [])])
def test_three_rows_with_a_day_and_a_number_are_perhaps_a_ledger_that_the_finding_names(rows, said):
    lines = [[day(3, n), "x", 5.0] for n in range(1, rows + 1)]
    assert origins(run(PLAN, Sheet("清单", [["when", "who", "how much"], *lines])), "F018") == said


def test_a_hidden_row_below_the_last_payment_is_none_of_the_table():
    from tests.corpus.build import Page
    from tests.corpus.build import xlsx as pages

    rows = [BARE, [day(1, 1), "甲", 5.0], [day(1, 2), "甲", 6.0], ["复核人:张三"]]
    outcomes = [run(pages(PLAN, Page("台账", rows, hidden_rows=(row,)))) for row in (2, 3)]
    assert [origins(outcome, "F035") for outcome in outcomes] == [["book1.xlsx!台账!A3"], []]


def test_a_field_of_a_csv_that_is_too_long_and_a_quote_that_never_ends_are_named_with_their_row():
    head = csv_bytes([["拨付日期", "项目名称", "收款单位", "拨付金额(元)"], ["2020-01-02", "甲", "某", 5]])
    for line, code in ((f"2020-01-03,甲,{'镇' * 131_073},5", "F007"), ('2020-01-03,甲,"某,5', "F034")):
        outcome = run(Source("计划.xlsx", xlsx(PLAN)), Source("一月.csv", head + line.encode()))
        assert origins(outcome, code) == ["一月.csv!一月!A3"]
        assert "第 3 行" in finding(outcome, code).message.zh


def test_what_is_not_listed_is_counted_by_kind_with_the_first_cell():
    rows = [[Formula("=X!A1", "#N/A"), 5.0] for _ in range(1_002)]
    more = finding(run(Sheet("计划", [HEADER, ["甲", 5.0], *rows])), "F039")
    assert [str(origin) for origin in more.origins] == ["book.xlsx!计划!A3"]
    assert "F037" in more.message.zh
    assert "2 处" in more.message.zh


def test_laggards_that_are_not_listed_are_counted_by_kind_with_the_first_of_them():
    rows = [(f"项目{n}", 1000.0) for n in range(1002)]
    sheets = plan(*rows), ledger([day(1, 1), "项目0", "某", 1000.0, ""], unit="万元")
    more = finding(run(*sheets, as_of=day(12, 31)), "F039")
    assert more.message.en.startswith("not listed one by one: 1 more of 'T001 ")
    assert [str(origin) for origin in more.origins] == ["book.xlsx!计划!B1005"]
