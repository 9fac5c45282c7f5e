"""T001 behind, T002 months without payment, T003 overdue, T004 nothing paid yet: each once, and none early in a year."""

from datetime import date

import pytest

from tests.statements.test_scheduled import CURVES, PLAN, paid
from tests.support import codes, day, finding, ledger, origins, plan, run
from tests.test_examples import SETS, read


def severities(outcome):
    return {found.code: found.severity for found in outcome.findings}


def test_a_laggard_is_a_warning_with_points_money_rule_and_deadline():
    """道路: 1000万元, 17 April: 50 × 108 ÷ 182 = 29.67% expected, 10% paid: 19.67 points, 196.7032967万元 short."""
    toml = '[schedule.class."工程类"]\n"06-30" = 50\ndue = "10-31"'
    outcome = run(PLAN, paid((day(1, 2), "道路", 100.0)), toml=toml, as_of=day(4, 17))
    found = finding(outcome, "T001")
    assert (found.severity, found.measure, [str(origin) for origin in found.origins]) == (
        "warning",
        "fen",
        ["book.xlsx!计划!B4"],
    )
    assert (found.expected, found.actual, found.difference) == (296703297, 100000000, -196703297)
    assert found.message.zh == (
        "道路(配套资金)进度滞后:拨付率 10.0%,应达 29.7%(按进度节点),低 19.7 个百分点,差 1,967,032.97元;期限 2020-10-31,还有 197 天"
    )
    assert found.message.en == (
        "道路 (Matching funds) is behind: 10.0% paid, 29.7% expected (by milestones), 19.7 points under it,"
        " 1,967,032.97 yuan missing; due 2020-10-31, 197 days left"
    )


def test_months_without_payment_are_named_with_what_was_paid_back():
    rows = [[day(1, 5), "低保", "某", 10.0, ""], [day(2, 20), "低保", "某", -1.5, "退回"]]
    outcome = run(PLAN, ledger(*rows, unit="万元"), toml=CURVES, as_of=day(4, 17))
    found = finding(outcome, "T002")
    assert (found.severity, found.expected, found.actual) == ("warning", "0", "2")
    assert "2020年2月(退回 15,000.00元)、2020年3月" in found.message.zh
    assert "2020-02 (15,000.00 yuan paid back), 2020-03" in found.message.en


def test_an_overdue_project_is_one_warning_not_also_called_behind():
    outcome = run(PLAN, paid((day(1, 2), "救助", 40.0), (day(1, 2), "道路", 990.0)), toml=CURVES, as_of=day(6, 30))
    found = finding(outcome, "T003")
    assert (found.severity, found.expected, found.actual, found.difference) == (
        "warning",
        100 * 10**6,
        40 * 10**6,
        -60 * 10**6,
    )
    assert "2020-05-31" in found.message.zh
    assert "已过 30 天" in found.message.zh
    assert "600,000.00 yuan unpaid" in found.message.en
    assert [one.message.zh.split("(")[0] for one in outcome.findings if one.code == "T001"] == ["低保"]


def test_on_the_day_of_the_deadline_it_is_behind_and_not_yet_overdue():
    outcome = run(PLAN, paid((day(1, 2), "救助", 40.0)), toml=CURVES, as_of=day(5, 31))
    assert "T003" not in codes(outcome)
    assert "book.xlsx!计划!B5" in origins(outcome, "T001")


@pytest.mark.parametrize(("as_of", "said"), [(day(5, 31), []), (day(6, 30), ["T004"]), (day(9, 30), ["T004"])])
def test_nothing_paid_is_a_hint_from_the_day_when_half_is_expected(as_of: date, said: list[str]):
    """乙: 20万元, nothing paid; 41.7% is expected at the end of May, 50.0% at the end of June."""
    outcome = run(plan(("甲", 20.0), ("乙", 20.0)), paid((day(1, 2), "甲", 20.0)), as_of=as_of)
    assert codes(outcome) == said
    assert severities(outcome).get("T004", "info") == "info"


def test_what_is_behind_or_overdue_is_not_told_again_as_unpaid():
    outcome = run(plan(("甲", 1000.0)), paid((day(1, 2), "甲", 1.0), (day(1, 3), "甲", -1.0)), as_of=day(6, 30))
    assert codes(outcome) == ["T001"]


def test_a_plan_alone_is_behind_nothing():
    assert codes(run(plan(("甲", 1000.0)), as_of=day(12, 31))) == []


def test_an_ordinary_march_with_small_projects_has_no_findings():
    rows = [(f"项目{n}", 100.0) for n in range(30)]
    assert codes(run(plan(*rows), paid((day(3, 1), "项目0", 20.0)), as_of=day(3, 31))) == []


def test_beyond_a_thousand_laggards_the_rest_are_counted():
    rows = [(f"项目{n}", 1000.0) for n in range(1100)]
    outcome = run(plan(*rows), paid((day(1, 1), "项目0", 1000.0)), as_of=day(12, 31))
    assert codes(outcome).count("T001") == 1000
    assert "99" in finding(outcome, "F039").message.zh


@pytest.mark.parametrize("names", SETS.values(), ids=SETS.keys())
def test_the_examples_are_free_of_findings_about_time(names):
    assert [found.code for found in read(names).findings if found.code.startswith("T")] == []
