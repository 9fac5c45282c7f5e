"""Figures of a total that set two stages against each other are of projects that know both, or they are unknown."""

from tests.support import Sheet, codes, day, finding, ledger, line, run

STAGED = Sheet(
    "P1",
    [
        ["单位:元"],
        ["项目名称", "区级计划数", "区级已安排", "区级到位资金"],
        ["甲", 100.0, 150.0, 50.0],
        ["乙", 100.0, "", ""],
    ],
)
PLAIN = Sheet("P2", [["单位:元"], ["项目名称", "计划资金"], ["丙", 100.0], ["丁", 60.0]])


def paid(**amounts):
    return ledger(*([day(1, place), name, "某", fen, ""] for place, (name, fen) in enumerate(amounts.items(), 1)))


def total(outcome):
    return outcome.statement.totals["matching"]


def test_what_has_come_of_some_projects_is_not_set_against_what_was_paid_of_all():
    outcome = run(STAGED, PLAIN, paid(甲=40.0, 丙=90.0, 乙=5.0))
    figures = total(outcome).figures
    assert (figures.received, figures.disbursed, figures.undisbursed) == (5000, 13500, 22500)
    assert (figures.idle, figures.advanced, figures.funding_gap) == (None, None, None)
    assert (figures.receipt_rate, figures.disbursement_rate_of_received) == (None, None)
    assert total(outcome).rate.percent() == "37.5"
    assert (line(outcome, "甲").figures.idle, line(outcome, "乙").figures.idle) == (1000, -500)
    said = [found.message.en for found in outcome.findings if found.code == "X043"]
    assert len(said) == 2
    assert "2 projects (丙、丁)" in said[0]
    assert "Idle" in "".join(said)


def test_stages_that_every_project_knows_are_added_as_ever():
    outcome = run(STAGED, paid(甲=40.0, 乙=5.0))
    assert (total(outcome).figures.idle, total(outcome).figures.funding_gap) == (500, 10000)
    assert "X043" not in codes(outcome)


def test_a_project_whose_base_is_unknown_and_that_was_paid_leaves_the_total_without_a_rate():
    issued = Sheet("P1", [["单位:元"], ["项目名称", "计划数", "下达数"], ["甲", 100.0, 50.0], ["乙", 100.0, 40.0]])
    other = Sheet("P2", [["单位:元"], ["项目名称", "计划数"], ["丙", 100.0]])
    outcome = run(issued, other, paid(甲=40.0, 乙=5.0, 丙=90.0), rate_base="issued")
    assert (total(outcome).rate, total(outcome).execution.percent()) == (None, "45.0")
    assert codes(outcome) == ["X043"]
    assert "丙" in finding(outcome, "X043").message.zh
    unpaid = run(issued, other, paid(甲=40.0, 乙=5.0), rate_base="issued")
    assert total(unpaid).rate.percent() == "50.0"


def test_a_table_of_what_was_issued_alone_gives_no_plan_to_divide_by():
    issued = Sheet("P1", [["单位:元"], ["项目名称", "计划数", "下达数"], ["甲", 100.0, 50.0], ["乙", 100.0, 40.0]])
    other = Sheet("P3", [["单位:元"], ["项目名称", "下达数"], ["丁", 60.0]])
    outcome = run(issued, other, paid(甲=40.0, 乙=5.0, 丁=30.0))
    assert (total(outcome).rate, total(outcome).figures.undisbursed) == (None, None)
    assert total(outcome).figures.disbursed == 7500
    assert codes(outcome) == ["X043"]


def test_a_base_of_zero_is_named_as_what_it_is():
    issued = Sheet("P1", [["单位:元"], ["项目名称", "计划数", "下达数"], ["甲", 100.0, 50.0], ["乙", 100.0, 0.0]])
    outcome = run(issued, paid(甲=40.0, 乙=5.0), rate_base="issued")
    assert "已下达" in finding(outcome, "X044").message.zh
    assert total(outcome).rate.percent() == "90.0"


def test_rows_of_a_view_say_it_too_and_add_up():
    from minsheng_funds import pipeline
    from tests.support import settings_of

    staged = Sheet("P1", [["单位:元"], ["项目名称", "责任单位", "计划数", "到位资金"], ["甲", "A", 100.0, 50.0]])
    plain = Sheet("P2", [["单位:元"], ["项目名称", "责任单位", "计划资金"], ["丙", "A", 100.0], ["丁", "B", 60.0]])
    outcome = run(staged, plain, paid(甲=40.0, 丙=90.0))
    (view,) = pipeline.see(outcome, settings_of(), (("unit",),))
    assert [row.figures.idle for row in view.rows] == [None, None]
    assert [row.figures.undisbursed for row in view.rows] == [7000, 6000]


def by_level(*payments):
    rows = [[day(1, place), "甲", level, fen] for place, (level, fen) in enumerate(payments, 1)]
    return Sheet("台账", [["单位:元"], ["拨付日期", "项目名称", "资金来源", "拨付金额"], *rows])


def test_payments_at_levels_that_the_plan_has_merged_are_said_and_the_merged_level_is_not_called_unpaid():
    merged = Sheet("P", [["单位:元"], ["序号", "项目名称", "上级", "区级"], [1, "甲", 120.0, 30.0]])
    outcome = run(merged, by_level(("中央", 70.0), ("省级", 50.0), ("区级", 30.0)))
    assert line(outcome, "甲").causes == ()
    assert line(outcome, "甲").levels["upper"].undisbursed is None
    assert codes(outcome) == ["X045", "X045"]
    assert [found.actual for found in outcome.findings] == [7000, 5000]


def test_payments_of_merged_upper_levels_do_not_leave_each_of_them_unpaid():
    apart = Sheet("P", [["单位:元"], ["序号", "项目名称", "中央", "省级", "区级"], [1, "甲", 70.0, 50.0, 30.0]])
    outcome = run(apart, by_level(("上级", 120.0), ("区级", 30.0)))
    assert line(outcome, "甲").causes == ()
    assert codes(outcome) == ["X045"]
    city = run(apart, by_level(("市级", 5.0), ("区级", 30.0)))
    assert codes(city) == ["X045"]
    assert [cause.kind for cause in line(city, "甲").causes] == ["paid", "unpaid", "unpaid"]


def test_levels_as_planned_and_plans_without_levels_are_no_finding():
    merged = Sheet("P", [["单位:元"], ["序号", "项目名称", "上级", "区级"], [1, "甲", 120.0, 30.0]])
    assert codes(run(merged, by_level(("上级", 70.0), ("区级", 30.0)))) == []
    assert codes(run(PLAIN, Sheet("台账", [["单位:元"], ["拨付日期", "项目名称", "资金来源", "拨付金额"],
        [day(1, 1), "丙", "中央", 5.0], [day(1, 1), "丙", "区级", 5.0]]))) == []  # fmt: skip


def test_a_later_stage_above_an_earlier_one_is_said():
    header = ["序号", "项目名称", "计划数", "已安排", "下达数", "到账数", "支付数"]
    sheet = Sheet("T", [["单位:元"], header, [1, "乙", 9.0, 0.0, 18.0, 3.0, 1.0]])
    said = finding(run(sheet), "X046")
    assert (said.expected, said.actual) == (0, 1800)


def test_the_level_in_scope_shows_what_the_panel_shows():
    sheet = Sheet("P", [["单位:元"], ["序号", "项目名称", "中央", "市级"], [1, "甲", 70.0, 50.0]])
    outcome = run(sheet, paid(甲=5.0), own_level="municipal", ledger_level="central")
    assert total(outcome).levels["municipal"] == total(outcome).figures
