"""Book → statement: scope, matching, natures, levels, rates, gaps, units that slipped."""

from datetime import date

import pytest

from minsheng_funds.model import Source
from tests.support import (
    LEDGER_HEADER,
    WAN,
    Sheet,
    assumed,
    codes,
    day,
    disbursed,
    finding,
    ledger,
    line,
    origins,
    plan,
    required,
    run,
    xlsx,
)

PLAN = plan(("甲", 9000.0), ("乙", 9000.0), unit="元")
LEVELS = Sheet("计划", [["单位:元"], ["项目名称", "省级", "区级"], ["甲", 500.0, 900.0], ["乙", 500.0, ""]])


def buckets(outcome):
    found = outcome.statement.reconciliation
    assert found.matched + found.unmatched + sum(fen for _, fen in found.out_of_scope) == found.ledger_total
    return (found.matched, found.unmatched, dict(found.out_of_scope))


def test_every_payment_falls_into_the_first_bucket_that_applies():
    rows = [
        [date(2019, 12, 31), "甲", "某", 1.0, ""],
        [day(6, 1), "甲", "某", 2.0, ""],
        [day(1, 1), "棚户区改造", "某", 4.0, ""],
        [day(1, 1), "丁", "某", 8.0, ""],
        [day(1, 1), "甲", "某", 16.0, ""],
        [date(2019, 1, 1), "棚户区改造", "某", 32.0, ""],
        [day(6, 1), "丁", "某", 64.0, ""],
    ]
    outcome = run(PLAN, ledger(*rows), as_of=day(4, 17), exclude=("棚户区",))
    assert buckets(outcome) == (1600, 800, {"other-year": 3300, "after-as-of": 6600, "excluded": 400})
    assert finding(outcome, "X015").actual == 3300


def test_payments_of_another_level_are_out_of_scope_and_shown_at_their_level():
    rows = [[day(1, 1), "甲", "区级", 5.0], [day(1, 1), "甲", "省级", 7.0]]
    outcome = run(LEVELS, Sheet("台账", [["单位:元"], ["拨付日期", "项目名称", "级次", "拨付金额"], *rows]))
    assert buckets(outcome) == (500, 0, {"level": 700})
    assert line(outcome, "甲").levels["provincial"].disbursed == 700


def test_payments_without_a_level_are_own_level_and_this_is_said_where_the_plan_has_levels():
    outcome = run(LEVELS, ledger([day(1, 1), "甲", "某", 5.0, ""]))
    assert disbursed(outcome)["甲"] == 500
    assert "ledger-level" in assumed(outcome)
    other = run(LEVELS, ledger([day(1, 1), "甲", "某", 5.0, ""]), ledger_level="provincial")
    assert buckets(other) == (0, 0, {"level": 500})


def test_another_own_level_takes_the_other_column():
    outcome = run(LEVELS, own_level="provincial")
    assert required(outcome) == {"甲": 50000, "乙": 50000}


def test_a_plan_with_levels_but_without_the_own_one_says_so():
    outcome = run(LEVELS, own_level="municipal")
    assert required(outcome) == {"甲": None, "乙": None}
    assert "H006" in codes(outcome)


def test_an_unmatched_payment_is_its_own_row_with_a_suggestion_and_in_no_rate():
    planned = plan(("农村改厕及废弃物资源化利用", 9000.0), ("乙", 9000.0), unit="元")
    outcome = run(
        planned,
        ledger([day(1, 1), "农村改厕及废弃物利用", "某", 5.0, ""], [day(1, 2), "农村改厕及废弃物利用", "某", 6.0, ""]),
    )
    (row,) = outcome.statement.unmatched
    assert (row.project, row.disbursed, row.payments) == ("农村改厕及废弃物利用", 1100, 2)
    wrong = finding(outcome, "X001")
    assert "农村改厕及废弃物资源化利用" in wrong.message.zh
    assert outcome.statement.totals["matching"].figures.disbursed == 0


def test_the_alias_table_matches_what_it_names():
    planned = plan(("农村改厕及废弃物资源化利用", 9000.0), unit="元")
    toml = '[projects.aliases]\n"改厕" = "农村改厕及废弃物资源化利用"'
    assert disbursed(run(planned, ledger([day(1, 1), "改 厕", "某", 5.0, ""]), toml=toml)) == {
        "农村改厕及废弃物资源化利用": 500
    }


def test_names_match_over_width_spaces_and_brackets_and_are_printed_as_the_plan_writes_them():
    planned = plan(("学前教育（促进）", 9000.0), unit="元")
    assert disbursed(run(planned, ledger([day(1, 1), "学前 教育(促进)", "某", 5.0, ""])))["学前教育（促进）"] == 500


CODED = Sheet("计划", [["单位:元"], ["项目编码", "项目名称", "计划资金"], ["P1", "甲", 9000.0], ["P2", "乙", 9000.0]])


def test_a_code_matches_where_the_name_does_not():
    header = ["拨付日期", "项目编码", "项目名称", "拨付金额"]
    outcome = run(CODED, Sheet("台账", [["单位:元"], header, [day(1, 1), "P1", "甲工程二期", 5.0]]))
    assert disbursed(outcome)["甲"] == 500


def test_a_code_that_contradicts_the_name_matches_nothing_and_the_totals_are_incomplete():
    header = ["拨付日期", "项目编码", "项目名称", "拨付金额"]
    outcome = run(CODED, Sheet("台账", [["单位:元"], header, [day(1, 1), "P2", "甲", 5.0]]))
    assert origins(outcome, "X003") == ["book.xlsx!台账!D3"]
    assert buckets(outcome) == (0, 500, {})
    assert not outcome.statement.complete


def test_a_refused_payment_that_only_a_code_could_place_leaves_everything_incomplete():
    header = ["拨付日期", "项目编码", "项目名称", "拨付金额"]
    outcome = run(CODED, Sheet("台账", [["单位:元"], header, [day(1, 1), "P1", "甲工程二期", "五元"]]))
    assert not outcome.statement.totals["matching"].complete


BOTH = Sheet(
    "计划",
    [
        ["单位:元"],
        ["项目名称", "资金类别", "计划资金"],
        ["甲", "配套", 9000.0],
        ["甲", "管护", 900.0],
        ["乙", "管护", 900.0],
    ],
)


def test_a_payment_without_a_nature_takes_its_projects_only_one():
    outcome = run(BOTH, ledger([day(1, 1), "乙", "某", 5.0, ""]))
    assert line(outcome, "乙", "maintenance").figures.disbursed == 500


def test_a_payment_without_a_nature_of_a_project_with_both_is_an_error_and_in_no_rate():
    outcome = run(BOTH, ledger([day(1, 1), "甲", "某", 5.0, ""]))
    assert finding(outcome, "X002").actual == 500
    assert buckets(outcome) == (0, 500, {})
    assert not line(outcome, "甲").complete
    assert not line(outcome, "甲", "maintenance").complete


def test_a_payment_of_a_nature_that_the_project_is_not_planned_in_is_unmatched():
    header = ["拨付日期", "项目名称", "资金类别", "拨付金额"]
    outcome = run(BOTH, Sheet("台账", [["单位:元"], header, [day(1, 1), "乙", "配套", 5.0]]))
    assert buckets(outcome) == (0, 500, {})
    assert "X001" in codes(outcome)


def test_natures_are_never_blended():
    outcome = run(BOTH)
    totals = outcome.statement.totals
    assert (totals["matching"].figures.required, totals["maintenance"].figures.required) == (900000, 180000)
    assert (totals["matching"].projects, totals["maintenance"].projects) == (1, 2)


def test_excluded_projects_are_listed_and_in_no_total():
    outcome = run(PLAN, ledger([day(1, 1), "乙", "某", 5.0, ""]), exclude=("乙",))
    assert outcome.statement.totals["matching"].figures.required == 900000
    assert [(item.project, item.figures.disbursed) for item in outcome.statement.excluded] == [("乙", 500)]
    assert buckets(outcome) == (0, 0, {"excluded": 500})


def test_gaps_are_never_netted():
    header = ["项目名称", "计划资金", "已安排资金"]
    outcome = run(Sheet("计划", [["单位:元"], header, ["甲", 100.0, 40.0], ["乙", 100.0, 300.0]]))
    assert outcome.statement.totals["matching"].figures.funding_gap == 6000


def test_what_no_table_has_is_null_and_never_zero():
    figures = run(PLAN).statement.totals["matching"].figures
    assert (figures.allocated, figures.received, figures.disbursed, figures.undisbursed, figures.funding_gap) == (
        None,
    ) * 5


@pytest.mark.parametrize(("factor", "slipped"), [(1.0, False), (10000.0, True), (0.0001, True)])
def test_plan_and_ledger_ten_thousandfold_apart_void_every_rate(factor, slipped):
    rows = [[day(1, 1), "甲", "某", 5000.0 * factor, ""], [day(1, 1), "乙", "某", 6000.0 * factor, ""]]
    outcome = run(PLAN, ledger(*rows))
    assert ("U003" in codes(outcome)) is slipped
    assert (line(outcome, "甲").rate is None) is slipped
    assert (outcome.statement.totals["matching"].rate is None) is slipped
    assert outcome.statement.complete is not slipped


def test_one_project_paid_over_a_hundred_times_its_plan_is_an_error():
    rows = [
        [day(1, 1), "甲", "某", 5000.0, ""],
        [day(1, 1), "乙", "某", 5000.0, ""],
        [day(1, 1), "丙", "某", 5000.0, ""],
    ]
    outcome = run(plan(("甲", 9000.0), ("乙", 9000.0), ("丙", 0.9), unit="元"), ledger(*rows))
    assert origins(outcome, "U004") == ["book.xlsx!计划!C6"]


def test_as_of_is_the_option_then_stated_then_the_last_payment():
    book = ledger([day(1, 1), "甲", "某", 5.0, ""], [day(3, 1), "甲", "某", 5.0, ""])
    assert (run(PLAN, book).statement.as_of, run(PLAN, book).statement.as_of_source) == (day(3, 1), "last-payment")
    stated = Sheet("台账", [["单位:元", "", "截止日期:2020年2月1日"], LEDGER_HEADER, *book.rows[3:]])
    assert (run(PLAN, stated).statement.as_of, run(PLAN, stated).statement.as_of_source) == (day(2, 1), "stated")
    chosen = run(PLAN, stated, as_of=day(4, 1))
    assert (chosen.statement.as_of, chosen.statement.as_of_source) == (day(4, 1), "option")
    assert "X011" in codes(chosen)


def test_tables_that_state_different_dates_are_said():
    stated = [
        Sheet(f"台账{n}", [["单位:元", f"截止日期:2020年{n}月1日"], LEDGER_HEADER, [day(1, n), "甲", "某", 5.0, ""]])
        for n in (2, 3)
    ]
    assert "X010" in codes(run(PLAN, *stated))


PROGRESS = Sheet(
    "进度",
    [["截止日期:2020年4月17日", "单位:元"], ["项目名称", "计划数", "已拨付"], ["甲", 9000.0, 6.0], ["乙", 9000.0, 7.0]],
)


def test_a_progress_table_alone_has_no_reconciliation():
    outcome = run(PROGRESS)
    assert outcome.statement.reconciliation is None
    assert disbursed(outcome) == {"甲": 600, "乙": 700}


def test_a_progress_table_of_another_day_is_said():
    assert "X012" in codes(run(PROGRESS, as_of=day(3, 1)))


def test_beside_a_ledger_a_progress_table_is_only_compared():
    outcome = run(PROGRESS, ledger([day(1, 1), "甲", "某", 5.0, ""], [day(1, 1), "乙", "某", 7.0, ""]))
    assert disbursed(outcome) == {"甲": 500, "乙": 700}
    wrong = finding(outcome, "X013")
    assert (wrong.expected, wrong.actual, wrong.difference) == (500, 600, 100)


def test_beside_a_plan_a_progress_table_is_only_compared():
    outcome = run(plan(("甲", 9000.0), ("乙", 8000.0), unit="元"), PROGRESS)
    assert required(outcome) == {"甲": 900000, "乙": 800000}
    assert finding(outcome, "X014").difference == 100000


def test_a_plan_in_two_files_counts_once_and_the_totals_are_incomplete():
    content = xlsx(PLAN)
    outcome = run(Source("a.xlsx", content), Source("b.xlsx", content))
    assert required(outcome) == {"甲": 900000, "乙": 900000}
    assert str(finding(outcome, "F021").origins[0]) == "a.xlsx!计划"
    assert not outcome.statement.totals["matching"].complete


def test_a_ledger_without_any_plan_has_no_total_and_says_so():
    outcome = run(ledger([day(1, 1), "甲", "某", 5.0, ""]))
    assert codes(outcome) == ["X007"]
    assert outcome.statement.totals == {}
    assert buckets(outcome) == (0, 500, {})


def test_money_paid_to_a_project_planned_at_other_levels_only_is_said():
    rows = [["甲", "区级", 9000.0], ["乙", "省级", 9000.0]]
    outcome = run(
        Sheet("计划", [["单位:元"], ["项目名称", "资金层级", "计划资金"], *rows]),
        ledger([day(1, 1), "乙", "某", 5.0, ""]),
    )
    assert line(outcome, "乙").rate is None
    assert finding(outcome, "X006").actual == 500


def test_an_overlap_does_not_hide_which_project_has_a_refused_payment():
    rows = [*[[day(1, n), "甲", "某", 5.0 * n, ""] for n in range(1, 7)], [day(2, 1), "乙", "某", "五元", ""]]
    content = xlsx(ledger(*rows))
    outcome = run(Source("p.xlsx", xlsx(PLAN)), Source("a.xlsx", content), Source("b.xlsx", content))
    assert (line(outcome, "甲").complete, line(outcome, "乙").complete) == (True, False)
    assert WAN == 1_000_000


def test_the_rate_base_of_the_settings_counts():
    sheet = Sheet("进度", [["单位:元"], ["项目名称", "计划数", "到位资金", "已拨付"], ["甲", 100.0, 50.0, 25.0]])
    rates = [line(run(sheet, rate_base=base), "甲").rate for base in ("required", "received")]
    assert [rate and rate.percent() for rate in rates] == ["25.0", "50.0"]


def test_a_row_that_stands_twice_counts_twice_with_a_finding_that_names_both():
    rows = [
        [day(1, 1), "甲项目", "某", 5.0, ""],
        [day(1, 2), "甲项目", "某", 5.0, ""],
        [day(1, 1), "甲项目", "某", 5.0, ""],
    ]
    outcome = run(plan(("甲项目", 9000.0), unit="元"), ledger(*rows))
    assert disbursed(outcome) == {"甲项目": 1500}
    found = [finding for finding in outcome.findings if finding.code == "L002"]
    assert len(found) == 1
    assert len({origin.row for origin in found[0].origins}) == 2
