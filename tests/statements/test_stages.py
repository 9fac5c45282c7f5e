"""Ledgers of two stages: what was spent is never what was disbursed, and nothing is compared across stages."""

import pytest

from tests.support import Sheet, assumed, codes, day, finding, ledger, line, payments, plan, run

PLAN = plan(("甲", 9000.0), ("乙", 9000.0), unit="元")
PAID = ledger(
    [day(1, 1), "甲", "某", 80.0, ""], [day(2, 1), "乙", "某", 70.0, ""], name="拨付台账", title="2020年资金拨付台账"
)
SPENT = ledger(
    [day(1, 9), "甲", "某", 30.0, ""], [day(2, 9), "甲", "某", 15.0, ""], name="支出台账", title="2020年资金支出台账"
)
STAGE = '[tables."支出台账"]\nstage = "spent"'


def buckets(outcome):
    found = outcome.statement.reconciliation
    assert found.matched + found.unmatched + sum(fen for _, fen in found.out_of_scope) == found.ledger_total
    return found.matched, found.unmatched, dict(found.out_of_scope)


def test_a_ledger_of_spending_feeds_spent_and_never_disbursed():
    """Disbursed 80 + 70; of 甲's 80, 30 + 15 were spent: 45, and 0 of 乙's."""
    outcome = run(PLAN, PAID, SPENT, toml=STAGE)
    assert (line(outcome, "甲").figures.disbursed, line(outcome, "甲").figures.spent) == (8000, 4500)
    assert (line(outcome, "乙").figures.disbursed, line(outcome, "乙").figures.spent) == (7000, 0)
    assert buckets(outcome) == (15000, 0, {"stage": 4500})
    assert codes(outcome) == []


def test_without_settings_a_ledger_of_spending_beside_one_of_disbursements_is_an_error():
    outcome = run(PLAN, PAID, SPENT)
    said = finding(outcome, "L040")
    assert [str(origin) for origin in said.origins] == ["book.xlsx!支出台账", "book.xlsx!拨付台账"]
    assert 'stage = "spent"' in said.remedy.zh
    assert not outcome.statement.complete
    settled = run(PLAN, PAID, SPENT, toml=STAGE.replace("spent", "disbursed"))
    assert codes(settled) == []
    assert line(settled, "甲").figures.disbursed == 12500


def test_a_ledger_of_spending_alone_is_taken_as_disbursed_and_this_is_said():
    outcome = run(PLAN, SPENT)
    assert line(outcome, "甲").figures.disbursed == 4500
    assert "ledger-stage-title" in assumed(outcome)
    assert codes(outcome) == []


def test_ledgers_of_other_months_or_other_projects_are_not_doubted():
    later = ledger([day(5, 9), "甲", "某", 30.0, ""], name="支出明细")
    assert codes(run(PLAN, PAID, later)) == []
    other = ledger([day(2, 9), "丙", "某", 30.0, ""], name="支出明细")
    assert "L040" not in codes(run(plan(("甲", 9000.0), ("乙", 9000.0), ("丙", 9000.0), unit="元"), PAID, other))


def test_the_general_setting_holds_for_every_ledger_without_its_own():
    outcome = run(PLAN, SPENT, ledger_stage="spent")
    assert (line(outcome, "甲").figures.disbursed, line(outcome, "甲").figures.spent) == (None, 4500)
    assert outcome.statement.totals["matching"].rate is None
    assert buckets(outcome) == (0, 0, {"stage": 4500})


def test_the_same_payments_at_two_stages_are_no_overlap():
    twin = ledger(*payments(9), name="支出台账")
    outcome = run(PLAN, ledger(*payments(9), name="拨付台账"), twin, toml=STAGE)
    assert codes(outcome) == []
    figures = line(outcome, "甲").figures
    assert figures.disbursed == figures.spent == 450000
    assert "F020" in codes(run(PLAN, ledger(*payments(9), name="拨付台账"), twin))


def test_a_summary_at_another_stage_is_no_summary():
    summary = Sheet("支出台账", [["单位:元"], ["项目名称", "支出金额"], ["甲", 80.0], ["乙", 70.0]])
    toml = f'{STAGE}\nkind = "ledger"'
    assert codes(run(PLAN, PAID, summary, toml=toml)) == []


def test_scope_holds_for_what_was_spent_too():
    rows = [
        [day(1, 9), "甲", "某", 1.0, ""],
        [day(6, 9), "甲", "某", 2.0, ""],
        [day(1, 9), "棚户区改造", "某", 4.0, ""],
        [day(1, 9), "丁", "某", 8.0, ""],
        [day(1, 9).replace(year=2019), "甲", "某", 16.0, ""],
    ]
    outcome = run(PLAN, PAID, ledger(*rows, name="支出台账"), toml=STAGE, as_of=day(4, 17), exclude=("棚户区",))
    assert line(outcome, "甲").figures.spent == 100
    assert buckets(outcome)[2] == {"stage": 1300, "after-as-of": 200, "other-year": 1600}
    said = finding(outcome, "X041")
    assert (said.actual, "丁" in said.message.zh) == (800, True)


def test_the_column_of_the_stage_is_taken_where_a_ledger_has_both():
    sheet = Sheet(
        "支出台账", [["单位:元"], ["支付日期", "项目名称", "拨付金额", "支出金额"], [day(1, 1), "甲", 80.0, 30.0]]
    )
    outcome = run(PLAN, sheet, toml=STAGE)
    assert line(outcome, "甲").figures.spent == 3000
    assert "spent-as-disbursed" not in assumed(outcome)
    assert line(run(PLAN, sheet), "甲").figures.disbursed == 8000


def test_a_progress_table_beside_a_ledger_of_spending_is_compared_with_it():
    progress = Sheet("进度", [["单位:元"], ["项目名称", "计划数", "拨付数", "支出数"], ["甲", 100.0, 80.0, 40.0]])
    outcome = run(progress, ledger([day(1, 9), "甲", "某", 45.0, ""], name="支出台账"), toml=STAGE)
    figures = line(outcome, "甲").figures
    assert (figures.disbursed, figures.spent) == (8000, 4500)
    assert (finding(outcome, "X013").expected, finding(outcome, "X013").actual) == (4500, 4000)


@pytest.mark.parametrize("text", ["ledger_stage = 1", 'ledger_stage = "paid"', '[tables."x"]\nstage = "paid"'])
def test_a_stage_that_is_not_known_fails(text):
    from minsheng_funds.errors import Failure
    from tests.support import settings_of

    with pytest.raises(Failure):
        settings_of(text)
