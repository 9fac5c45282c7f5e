"""Versions of a plan: which is certain, which is in force at a date, and what it changed."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from minsheng_funds.model import Source
from tests.support import WAN, Sheet, assumed, codes, day, disbursed, finding, ledger, line, plan, required, run, xlsx

FIRST = plan(("甲", 100.0), ("乙", 200.0), ("丙", 50.0), name="年初")
JUNE = plan(("甲", 150.0), ("乙", 200.0), ("丁", 30.0), name="调整", title="2020年资金筹集方案(2020年6月15日调整)")
SEPTEMBER = plan(
    ("甲", 150.0), ("乙", 210.0), ("丁", 30.0), name="二次", title="2020年资金筹集方案(2020年9月1日第二次调整)"
)


def dated(name, stated, *amounts):
    made = plan(*amounts, name=name)
    return Sheet(name, [made.rows[0], ["单位:万元", f"编制日期:{stated}"], *made.rows[2:]])


def states(outcome):
    return [(version.origin.sheet, version.state) for version in outcome.statement.versions]


def changes(outcome):
    return {
        change.project: (change.kind, change.initial, change.required)
        for change in outcome.statement.plan_changes
        if change.kind != "same"
    }


@pytest.mark.parametrize(
    ("as_of", "wan", "in_force"),
    [
        (day(1, 31), 350, "年初"),
        (day(6, 14), 350, "年初"),
        (day(6, 15), 380, "调整"),
        (day(8, 31), 380, "调整"),
        (day(9, 1), 390, "二次"),
        (day(12, 31), 390, "二次"),
    ],
)
def test_the_latest_version_not_later_than_the_as_of_date_is_in_force(as_of, wan, in_force):
    """年初 100 + 200 + 50 = 350; from 15 June 150 + 200 + 30 = 380; from 1 September 150 + 210 + 30 = 390 万元."""
    outcome = run(SEPTEMBER, FIRST, JUNE, as_of=as_of)
    assert outcome.statement.totals["matching"].figures.required == wan * WAN
    assert [sheet for sheet, state in states(outcome) if state == "in-force"] == [in_force]
    assert [sheet for sheet, _ in states(outcome)] == ["年初", "调整", "二次"]
    later = {"年初": ["not-yet", "not-yet"], "调整": ["not-yet"], "二次": []}[in_force]
    assert [state for _, state in states(outcome) if state == "not-yet"] == later
    assert "F021" not in codes(outcome)
    assert outcome.complete
    assert "plan-version" in assumed(outcome)


def test_what_changed_is_shown_against_the_first_version_and_adds_up():
    """甲 100 → 150, 丁 new with 30, 丙 dropped with 50, 乙 the same: 350 → 380, +30 万元."""
    outcome = run(FIRST, JUNE)
    assert changes(outcome) == {
        "甲": ("changed", 100 * WAN, 150 * WAN),
        "丁": ("added", None, 30 * WAN),
        "丙": ("dropped", 50 * WAN, None),
    }
    every = outcome.statement.plan_changes
    assert sum(change.difference for change in every) == 30 * WAN
    assert sum(change.required or 0 for change in every) == outcome.statement.totals["matching"].figures.required
    assert [str(origin) for origin in every[0].origins] == ["book.xlsx!调整!B4", "book.xlsx!年初!B4"]


def test_the_first_version_is_the_initial_budget_and_its_total_holds_dropped_projects():
    """甲 100 and 乙 200 are still planned, 丙 50 is dropped: it has no line, and the total is 350 万元 all the same."""
    outcome = run(FIRST, JUNE)
    assert line(outcome, "甲").figures.initial == 100 * WAN
    assert line(outcome, "丁").figures.initial is None
    assert outcome.statement.totals["matching"].figures.initial == 350 * WAN
    assert outcome.statement.totals["matching"].levels["district"].initial == 350 * WAN
    assert outcome.complete


def test_the_self_evaluation_says_that_its_total_holds_dropped_projects():
    from minsheng_funds.rendering.composing.evaluation import evaluation_blocks
    from minsheng_funds.rendering.document import Table
    from tests.support import settings_of

    (block,) = evaluation_blocks(run(FIRST, JUNE).statement, settings_of())
    assert isinstance(block, Table)
    assert block.rows[-1][1].text == "350.0"
    assert "50.0" in block.notes[-1]


def test_a_column_of_initial_budgets_that_the_first_plan_contradicts_is_said():
    """The first plan is 100 + 200 = 300 万元, the column says 110 + 200 = 310: it counts, and S041 says so."""
    first = plan(("甲", 100.0), ("乙", 200.0), name="年初")
    head = [["单位:万元"], ["项目名称", "年初预算数", "全年预算数"], ["乙", 200.0, 200.0]]
    outcome = run(first, Sheet("调整后", [*head, ["甲", 110.0, 150.0]]))
    said = finding(outcome, "S041")
    assert (said.severity, said.expected, said.actual) == ("warning", 300 * WAN, 310 * WAN)
    assert outcome.statement.totals["matching"].figures.initial == 310 * WAN
    assert "S041" not in codes(run(first, Sheet("调整后", [*head, ["甲", 100.0, 150.0]])))


def test_payments_of_a_dropped_project_have_no_plan_and_are_told_why():
    outcome = run(FIRST, JUNE, ledger([day(7, 1), "丙", "某", 5.0, ""]))
    assert [row.project for row in outcome.statement.unmatched] == ["丙"]
    assert "dropped" in finding(outcome, "X001").message.en
    before = run(FIRST, JUNE, ledger([day(5, 1), "丙", "某", 5.0, ""]), as_of=day(5, 1))
    assert disbursed(before)["丙"] == 500


def test_captions_of_different_days_tell_versions_without_a_word():
    sheets = [
        dated("甲表", "2020年2月1日", ("甲", 100.0), ("乙", 200.0)),
        dated("乙表", "2020年7月1日", ("甲", 120.0), ("乙", 200.0)),
    ]
    assert required(run(*sheets, as_of=day(6, 30)))["甲"] == 100 * WAN
    assert required(run(*sheets, as_of=day(7, 1)))["甲"] == 120 * WAN
    early = run(*sheets, as_of=day(1, 1))
    assert required(early)["甲"] == 100 * WAN
    assert "version-early" in assumed(early)


def test_the_days_of_versions_are_no_as_of_dates():
    """The ledger ends in September; the plans of February and July neither cut it off nor contradict each other."""
    sheets = [
        dated("甲表", "2020年2月1日", ("甲", 100.0), ("乙", 200.0)),
        dated("乙表", "2020年7月1日", ("甲", 120.0), ("乙", 200.0)),
    ]
    outcome = run(*sheets, ledger([day(9, 1), "甲", "某", 5.0, ""]))
    assert (outcome.statement.as_of, outcome.statement.as_of_source) == (day(9, 1), "last-payment")
    assert "X010" not in codes(outcome)
    earlier = run(*sheets, ledger([day(6, 1), "甲", "某", 5.0, ""]))
    assert (earlier.statement.as_of, earlier.statement.as_of_source) == (day(6, 1), "last-payment")
    assert required(earlier)["甲"] == 100 * WAN, "the adjustment of July is not yet in force"


def test_an_adjustment_s_day_is_no_as_of_date_but_a_stated_one_is():
    """Paid until 10 August; adjusted on 15 December: the first plan is in force, but for a caption that says 截止日期."""
    paid = ledger([day(8, 10), "甲", "某", 5.0, ""])
    december = plan(
        ("甲", 150.0), ("乙", 200.0), ("丁", 30.0), name="调整", title="2020年资金筹集方案(2020年12月15日调整)"
    )
    outcome = run(FIRST, december, paid)
    assert (outcome.statement.as_of, outcome.statement.as_of_source) == (day(8, 10), "last-payment")
    assert required(outcome)["甲"] == 100 * WAN
    stated = Sheet("调整", [december.rows[0], ["单位:万元", "截止日期:2020年12月20日"], *december.rows[2:]])
    outcome = run(FIRST, stated, paid)
    assert (outcome.statement.as_of, outcome.statement.as_of_source) == (day(12, 20), "stated")
    assert required(outcome)["甲"] == 150 * WAN


def test_an_undated_adjusted_plan_is_in_force_and_this_is_said():
    outcome = run(FIRST, plan(("甲", 150.0), ("乙", 200.0), ("丙", 50.0), name="调整后"), as_of=day(1, 15))
    assert required(outcome)["甲"] == 150 * WAN
    assert "version-undated" in assumed(outcome)


def test_an_adjusted_plan_beside_one_without_a_word_is_its_later_version():
    outcome = run(plan(("甲", 100.0), ("乙", 200.0)), plan(("甲", 150.0), ("乙", 200.0), name="调整后"))
    assert required(outcome)["甲"] == 150 * WAN
    assert outcome.complete


def test_a_month_alone_is_in_force_from_its_end_and_this_is_said():
    june = plan(("甲", 150.0), ("乙", 200.0), ("丙", 50.0), name="六月", title="2020年资金筹集方案(2020年6月调整)")
    within = run(FIRST, june, as_of=day(6, 20))
    assert required(within)["甲"] == 100 * WAN
    assert "version-month" in assumed(within)
    assert required(run(FIRST, june, as_of=day(6, 30)))["甲"] == 150 * WAN
    by_sheet = plan(("甲", 150.0), ("乙", 200.0), ("丙", 50.0), name="6月调整")
    assert required(run(FIRST, by_sheet, as_of=day(6, 29)))["甲"] == 100 * WAN


def test_versions_may_be_files_that_only_their_names_tell_apart():
    first = Source("2020年初计划.xlsx", xlsx(plan(("甲", 100.0), ("乙", 200.0))))
    second = Source("2020年中期调整.xlsx", xlsx(plan(("甲", 150.0), ("乙", 200.0))))
    outcome = run(second, first)
    assert required(outcome)["甲"] == 150 * WAN
    assert [version.origin.file for version in outcome.statement.versions] == [
        "2020年初计划.xlsx",
        "2020年中期调整.xlsx",
    ]


def test_numbered_adjustments_follow_each_other():
    made = {
        name: plan(("甲", amount), ("乙", 200.0), name=name)
        for name, amount in (("第二次调整", 170.0), ("年初", 100.0), ("第一次调整", 150.0))
    }
    outcome = run(*made.values())
    assert [sheet for sheet, _ in states(outcome)] == ["年初", "第一次调整", "第二次调整"]
    assert required(outcome)["甲"] == 170 * WAN


UNSURE = {
    "no words, no days": ("甲表", "乙表"),
    "two adjusted plans without number or day": ("调整后", "中期调整", "年初"),
    "two first plans": ("年初", "初始"),
    "money added": ("年初", "追加调整"),
    "batches": ("第一批", "第二批"),
    "both words at once": ("调整前后", "年初"),
}


@pytest.mark.parametrize("names", UNSURE.values(), ids=UNSURE)
def test_what_is_not_certain_stays_an_error(names):
    outcome = run(*(plan(("甲", 100.0 + n), ("乙", 200.0), name=name) for n, name in enumerate(names)))
    assert "F021" in codes(outcome)
    assert outcome.statement.versions == ()
    assert not outcome.statement.totals["matching"].complete


def test_monthly_plans_with_a_day_each_are_no_versions():
    """3月 and 4月 may be added, and no word says that one replaces the other."""
    sheets = [
        dated("3月计划", "2020年3月1日", ("甲", 100.0), ("乙", 200.0)),
        dated("4月计划", "2020年4月1日", ("甲", 120.0), ("乙", 200.0)),
    ]
    assert "F021" in codes(run(*sheets))


def test_a_first_plan_dated_after_the_adjusted_one_contradicts_itself():
    sheets = [
        dated("年初", "2020年8月1日", ("甲", 100.0), ("乙", 200.0)),
        dated("调整后", "2020年7月1日", ("甲", 120.0), ("乙", 200.0)),
    ]
    assert "F021" in codes(run(*sheets))


def test_an_adjustment_of_few_projects_does_not_replace_the_plan():
    """The table of changes lists one project of four: taking it as the plan would lose the other three."""
    first = plan(("甲", 100.0), ("乙", 200.0), ("丙", 50.0), ("丁", 5.0), name="年初")
    outcome = run(first, plan(("甲", 150.0), name="调整后"))
    assert "F021" in codes(outcome)
    assert required(outcome) == {"甲": 100 * WAN, "乙": 200 * WAN, "丙": 50 * WAN, "丁": 5 * WAN}


def test_tables_that_the_settings_call_distinct_are_no_versions():
    toml = '[tables."*"]\ndistinct = true'
    outcome = run(FIRST, plan(("甲", 150.0), ("乙", 200.0), ("丙", 50.0), name="调整后"), toml=toml)
    assert outcome.statement.versions == ()
    assert required(outcome)["甲"] == 250 * WAN


def test_other_levels_change_too():
    def levels(name, province, district):
        return Sheet(name, [["单位:万元"], ["项目名称", "省级", "区级"], ["甲", province, district], ["乙", 1.0, 1.0]])

    outcome = run(levels("年初", 10.0, 5.0), levels("调整后", 20.0, 5.0))
    changed = [change for change in outcome.statement.plan_changes if change.kind == "changed"]
    assert [(change.level, change.initial, change.required) for change in changed] == [
        ("provincial", 10 * WAN, 20 * WAN)
    ]


def test_excluded_projects_are_in_no_version_s_sum():
    outcome = run(FIRST, JUNE, exclude=("甲",))
    assert [version.required["matching"] for version in outcome.statement.versions] == [250 * WAN, 230 * WAN]
    assert "甲" not in changes(outcome)


def test_what_is_wrong_in_a_superseded_version_does_not_doubt_the_one_in_force():
    broken = plan(("甲", "一百"), ("乙", 200.0), ("丙", 50.0), name="年初")
    outcome = run(broken, JUNE)
    assert outcome.statement.totals["matching"].complete
    assert [version.complete for version in outcome.statement.versions] == [False, True]


def test_a_plan_of_another_year_is_no_version():
    last = plan(("甲", 90.0), ("乙", 80.0), name="2019", title="2019年资金筹集方案(调整后)")
    outcome = run(plan(("甲", 100.0), ("乙", 200.0)), last, year=2020)
    assert outcome.statement.versions == ()
    assert required(outcome) == {"甲": 100 * WAN, "乙": 200 * WAN}


def test_two_column_groups_of_one_table_are_the_initial_budget_and_the_plan():
    rows = [
        ["单位:万元"],
        ["项目名称", "年初预算", "", "调整后预算", ""],
        ["", "省级", "区级", "省级", "区级"],
        ["甲", 10.0, 5.0, 20.0, 6.0],
        ["乙", 10.0, 5.0, 10.0, 5.0],
    ]
    outcome = run(Sheet("计划", rows, merged=((1, 1, 1, 2), (1, 3, 1, 4))))
    figures = line(outcome, "甲").figures
    assert (figures.initial, figures.required) == (5 * WAN, 6 * WAN)
    assert line(outcome, "甲").levels["provincial"].initial == 10 * WAN


@settings(max_examples=25, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 900), st.integers(0, 900)), min_size=3, max_size=6), st.booleans())
def test_differences_are_the_new_total_less_the_old_one_whatever_the_order(amounts, turned):
    first = plan(*((f"项目{n}", float(old)) for n, (old, _) in enumerate(amounts)), name="年初")
    second = plan(*((f"项目{n}", float(new)) for n, (_, new) in enumerate(amounts)), name="调整后")
    outcome = run(*((second, first) if turned else (first, second)), as_of=date(2020, 6, 30))
    old, new = (sum(column) * WAN for column in zip(*amounts, strict=True))
    assert [version.required["matching"] for version in outcome.statement.versions] == [old, new]
    assert sum(change.difference for change in outcome.statement.plan_changes) == new - old
