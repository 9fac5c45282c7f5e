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
