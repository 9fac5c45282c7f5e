"""What is noticed of two sides together: each with its code, and nothing where nothing is wrong."""

from datetime import date

from tests.support import compare, day, ledger, plan

PLAN = plan(("甲", 10), ("乙", 20))
PAID = ((day(1, 2), "甲", "某", 50000.0, ""), (day(3, 2), "乙", "某", 20000.0, ""))
SHEETS = [PLAN, ledger(*PAID)]


def codes(found) -> list[str]:
    return [finding.code for finding in found.findings]


def test_two_sides_that_differ_in_figures_only_have_no_findings_of_their_own():
    assert codes(compare([PLAN, ledger(PAID[0])], SHEETS)) == []


def test_payments_of_the_old_side_that_are_gone_are_named_with_their_cells():
    found = compare(SHEETS, [PLAN, ledger(PAID[0])])
    assert "C006" in codes(found)
    gone = next(finding for finding in found.findings if finding.code == "C006")
    assert (gone.actual, [str(origin) for origin in gone.origins]) == (2000000, ["old.xlsx!台账!D5"])


def test_an_old_side_that_is_the_later_one_is_a_warning():
    assert codes(compare(SHEETS, SHEETS, as_of=date(2020, 1, 31), old_given={"as_of": date(2020, 3, 31)})) == [
        "C005", "C006",
    ]  # fmt: skip


def test_an_old_plan_of_the_later_year_is_a_warning():
    plans = [[plan(("甲", 10), title=f"{year}年资金筹集方案")] for year in (2021, 2020)]
    assert codes(compare(*plans)) == ["C005"]


def test_other_levels_exclusions_or_bases_are_a_warning_each():
    given = {"own_level": "municipal", "exclude": ("乙",), "rate_base": "issued"}
    assert codes(compare(SHEETS, SHEETS, old_given=given)).count("C004") == 3


def test_a_scope_that_differs_is_said_in_words_with_its_setting_at_the_plans_of_both_sides():
    found = compare(SHEETS, SHEETS, old_given={"own_level": "municipal"}).findings
    (said,) = [finding for finding in found if finding.code == "C004"]
    assert said.message.zh == "两边的口径不同:本级旧为“市级”,新为“区县级”(设置 own_level)"
    assert "the own level is municipal in the old and district in the new (setting own_level)" in said.message.en
    assert [str(origin) for origin in said.origins] == ["old.xlsx!计划!A3", "new.xlsx!计划!A3"]


def test_ledgers_of_two_stages_are_said_at_the_ledgers_of_both_sides():
    found = compare([ledger(*PAID)], [ledger(*PAID)], ledger_stage="spent", old_given={"ledger_stage": None}).findings
    (said,) = [finding for finding in found if finding.code == "C004"]
    assert "旧为“已拨付”,新为“已支出”(设置 ledger_stage)" in said.message.zh
    assert [str(origin) for origin in said.origins] == ["old.xlsx!台账!A3", "new.xlsx!台账!A3"]


def test_sides_in_the_wrong_order_are_said_where_their_days_are_stated():
    sides = [
        [plan(("甲", 10), title=f"2020年资金筹集方案 截止日期:2020年{month}月30日"), ledger(*PAID[:1])]
        for month in (6, 4)
    ]
    (said,) = [finding for finding in compare(*sides).findings if finding.code == "C005"]
    assert [str(origin) for origin in said.origins] == ["old.xlsx!计划!A1", "new.xlsx!计划!A1"]


def test_an_exclusion_that_leaves_something_out_on_one_side_only_is_not_stale():
    old, new = [plan(("甲", 10))], [plan(("甲", 10), ("棚改", 5))]
    found = compare(old, new, exclude=("棚改",))
    assert [finding.code for side in (found.old, found.new) for finding in side.findings] == []
    both = compare(old, old, exclude=("棚改",))
    assert [finding.code for finding in both.old.findings] == ["G006"]


def test_single_payments_that_the_statement_counts_once_are_said():
    """January stands in two sheets of the old workbook: five payments of 100 yuan are listed twice and counted once."""
    rows = [(day(1, n), "甲", "某", 100.0 * n, "") for n in range(2, 8)]
    old = [PLAN, ledger(*rows, name="一月"), ledger(*rows, name="全年")]
    found = compare(old, [PLAN, ledger(*rows)], kind="dates")
    said = next(finding for finding in found.findings if finding.code == "C008")
    assert (said.expected, said.actual) == (270000, 540000)
    assert not found.complete
