"""The same payments in two tables count once; an error names both."""

from minsheng_funds.model import Source
from tests.support import Sheet, codes, day, disbursed, finding, ledger, payments, plan, run, xlsx

PLAN = plan(("甲", 90000.0), ("乙", 90000.0), unit="元")


def total(outcome):
    return outcome.statement.reconciliation.ledger_total


def test_the_same_file_under_two_names_counts_once():
    content = xlsx(ledger(*payments(6)))
    outcome = run(Source("p.xlsx", xlsx(PLAN)), Source("a.xlsx", content), Source("b.xlsx", content))
    assert total(outcome) == 210000
    wrong = finding(outcome, "F020")
    assert sorted(str(o) for o in wrong.origins) == ["a.xlsx!台账", "b.xlsx!台账"]
    assert wrong.actual == 210000
    assert not outcome.statement.complete


def test_january_to_march_beside_january_to_april_counts_once():
    outcome = run(PLAN, ledger(*payments(60), name="1-3月"), ledger(*payments(90), name="1-4月"))
    assert total(outcome) == 100 * 100 * 90 * 91 // 2
    assert codes(outcome) == ["F020", "X004"]


def test_monthly_sheets_beside_a_yearly_one_count_once_each_with_its_own_error():
    outcome = run(
        PLAN,
        ledger(*payments(9), name="1月"),
        ledger(*payments(9, first=10), name="2月"),
        ledger(*payments(18), name="全年"),
    )
    assert total(outcome) == 100 * 100 * 18 * 19 // 2
    assert codes(outcome).count("F020") == 2


def test_small_sheets_that_stand_in_one_large_one_together_count_once():
    small = [ledger(*payments(2, first=1 + 2 * n), name=f"项目{n}") for n in range(3)]
    outcome = run(PLAN, *small, ledger(*payments(8), name="汇总"))
    assert total(outcome) == 100 * 100 * 8 * 9 // 2
    assert codes(outcome).count("F020") == 3
    assert not outcome.statement.complete


def test_a_table_without_levels_overlaps_one_with_them():
    header = ["拨付日期", "项目名称", "级次", "拨付金额"]
    rows = [[d, project, "区级", amount] for d, project, _, amount, _ in payments(6)]
    outcome = run(PLAN, ledger(*payments(6)), Sheet("带级次", [["单位:元"], header, *rows]))
    assert total(outcome) == 210000
    assert "F020" in codes(outcome)


def test_tables_that_share_fewer_than_nine_tenths_are_both_counted():
    outcome = run(
        PLAN,
        ledger(*payments(6), name="1"),
        ledger(*payments(5), *[(day(5, n), "乙", "x", 7.0, "") for n in range(1, 8)], name="2"),
    )
    assert total(outcome) == 210000 + 150000 + 4900
    assert "F020" not in codes(outcome)


def test_a_row_that_stands_twice_in_one_table_counts_twice():
    outcome = run(PLAN, ledger(*payments(3), *payments(3)))
    assert disbursed(outcome)["甲"] == 120000
