"""Single cells of a ledger: merged ones, amounts in another unit than their neighbours, dates, csv texts."""

import random
from datetime import date
from typing import Any

import pytest

from minsheng_funds.model import Source
from tests.support import (
    LEDGER_HEADER,
    Sheet,
    codes,
    csv_bytes,
    day,
    disbursed,
    finding,
    ledger,
    left_out,
    line,
    origins,
    plan,
    run,
    table,
    xlsx,
)  # fmt: skip

PLAN = plan(("甲", 9000.0), ("乙", 9000.0), ("丙", 9000.0), unit="元")


def paid(outcome):
    return outcome.statement.reconciliation.ledger_total


WIDE = plan(("甲", 9_000_000.0), ("乙", 9_000_000.0), unit="元")


def merged(rows: Any, *spans: tuple[int, int, int, int]) -> Sheet:
    """A ledger with merged ranges (top, left, bottom, right), rows counted from the first payment."""
    sheet = ledger(*rows)
    shifted = tuple((top + 3, left, bottom + 3, right) for top, left, bottom, right in spans)
    return Sheet(sheet.name, sheet.rows, merged=shifted)


# --- Merged cells -----------------------------------------------------------------------------------------


def test_an_amount_merged_over_several_projects_is_one_error_naming_the_range():
    rows = [
        [day(1, 1), "甲", "某", 30.0, ""], [day(1, 1), "乙", "某", "", ""], [day(1, 1), "丙", "某", "", ""],
        [day(1, 2), "丙", "某", 5.0, ""],
    ]  # fmt: skip
    outcome = run(PLAN, merged(rows, (0, 3, 2, 3)))
    wrong = finding(outcome, "L016")
    assert [str(o) for o in wrong.origins] == ["book.xlsx!台账!D4"]
    assert "D4:D6" in wrong.message.zh
    assert disbursed(outcome) == {"甲": 3000, "乙": 0, "丙": 500}
    assert [line(outcome, name).complete for name in "甲乙丙"] == [False, False, False]
    assert codes(outcome) == ["L016"]


def test_an_amount_merged_over_rows_of_one_project_and_day_is_its_payment():
    rows = [[day(1, 1), "甲", "某", 30.0, ""], [day(1, 1), "甲", "另", "", ""], [day(1, 2), "乙", "某", 5.0, ""]]
    outcome = run(PLAN, merged(rows, (0, 3, 1, 3)))
    assert disbursed(outcome) == {"甲": 3000, "乙": 500, "丙": 0}
    assert codes(outcome) == []
    assert outcome.statement.complete


def test_an_amount_merged_over_two_days_of_a_project_is_an_error():
    rows = [[day(1, 1), "甲", "某", 30.0, ""], [day(5, 1), "甲", "另", "", ""]]
    assert codes(run(PLAN, merged(rows, (0, 3, 1, 3)))) == ["L016"]


def test_an_amount_of_one_level_merged_over_two_projects_is_an_error():
    header = ["拨付日期", "项目名称", "收款单位", "中央", "区级"]
    rows = [[day(1, 1), "甲", "某", 300.0, 100.0], [day(1, 1), "乙", "某", "", 200.0]]
    sheet = Sheet("拨付台账", [["单位:元"], header, *rows], merged=((2, 3, 3, 3),))
    outcome = run(PLAN, sheet)
    assert origins(outcome, "L016") == ["book.xlsx!拨付台账!D3"]
    assert [line(outcome, name).complete for name in "甲乙丙"] == [False, False, True]


def test_an_amount_that_a_merged_cell_covers_is_an_error_and_never_counts():
    rows = [[day(1, 1), "甲", "某", 30.0, ""], [day(1, 1), "甲", "另", 7.0, ""], [day(1, 2), "甲", "某", 5.0, ""]]
    outcome = run(PLAN, merged(rows, (0, 3, 1, 3)))
    assert disbursed(outcome)["甲"] == 3500
    assert origins(outcome, "L022") == ["book.xlsx!台账!D5"]
    assert not outcome.statement.complete


def test_many_merged_amounts_are_one_finding():
    rows = [[day(1, 1), "甲" if n % 2 else "乙", "某", "" if n % 2 else 10.0 + n, ""] for n in range(40)]
    outcome = run(PLAN, merged(rows, *((n, 3, n + 1, 3) for n in range(0, 40, 2))))
    wrong = finding(outcome, "L016")
    assert len(wrong.origins) == 20
    assert "20 " in wrong.message.zh


def test_names_and_dates_merged_over_pairs_speak_for_both_rows_in_the_fast_loop_too():
    rows = [
        [day(1, 1 + n // 2) if n % 2 == 0 else "", "甲乙丙"[n // 2 % 3] if n % 2 == 0 else "", f"单位{n}", 1.0 + n, ""]
        for n in range(48)
    ]
    spans = [(n, column, n + 1, column) for n in range(0, 48, 2) for column in (0, 1)]
    outcome = run(PLAN, merged(rows, *spans))
    expected = {name: sum(100 * (1 + n) for n in range(48) if "甲乙丙"[n // 2 % 3] == name) for name in "甲乙丙"}
    assert disbursed(outcome) == expected
    assert {day for group in outcome.book.payments for day in group.days} == {day(1, n) for n in range(1, 25)}
    assert codes(outcome) == []


def test_a_name_merged_below_the_last_row_makes_no_payment():
    rows = [[day(1, 1), "甲", "某", 5.0, ""], [], [], ["合计", "", "", 5.0, ""]]
    outcome = run(PLAN, merged(rows, (0, 1, 2, 1)))
    assert disbursed(outcome)["甲"] == 500
    assert left_out(table(outcome, "台账")) == [(5, "blank"), (7, "total")]
    assert codes(outcome) == []


def test_a_name_merged_over_nearly_a_million_rows_costs_nothing():
    rows = [[day(1, 1), "甲", "某", 5.0, ""], ["", "", "另", 6.0, ""]]
    outcome = run(PLAN, merged(rows, (0, 0, 1_000_000, 0), (0, 1, 1_000_000, 1)))
    assert disbursed(outcome)["甲"] == 1100


def test_ranges_merged_across_a_row_change_nothing():
    rows = [[day(1, 1 + n), "甲", "某", 5.0, ""] for n in range(20)]
    outcome = run(PLAN, merged(rows, *((n, 4, n, 5) for n in range(20))))
    assert disbursed(outcome)["甲"] == 10000
    assert codes(outcome) == []


# --- Units ------------------------------------------------------------------------------------------------


def amounts(*values: Any, unit: str = "元") -> Sheet:
    return ledger(*[[day(1, 1 + n % 28), "甲", f"单位{n}", value, ""] for n, value in enumerate(values)], unit=unit)


ORDINARY = [125_000.0, 98_000.0, 143_500.0, 110_250.0, 87_000.0, 131_000.0, 99_999.0, 120_000.0]


@pytest.mark.parametrize("place", [0, 3, 8])
def test_one_row_in_ten_thousands_among_yuan_is_a_warning_at_its_cell(place):
    values = [*ORDINARY[:place], 12.5, *ORDINARY[place:]]
    outcome = run(WIDE, amounts(*values))
    wrong = finding(outcome, "A021")
    assert [str(o) for o in wrong.origins] == [f"book.xlsx!台账!D{4 + place}"]
    assert (wrong.severity, wrong.actual) == ("warning", 1250)
    assert disbursed(outcome)["甲"] == round(sum(values) * 100)


def test_one_row_in_yuan_among_ten_thousands_is_a_warning_at_its_cell():
    outcome = run(WIDE, amounts(*(value / 10000 for value in ORDINARY), 125_000.0, unit="万元"))
    assert origins(outcome, "A021") == ["book.xlsx!台账!D12"]


def test_a_slip_far_down_a_long_ledger_is_found():
    chance = random.Random(1)
    values = [round(chance.lognormvariate(11.5, 0.7), 2) for _ in range(12_000)]
    values[11_500] = 12.5
    outcome = run(plan(("甲", 9e9), unit="元"), amounts(*values))
    assert origins(outcome, "A021") == ["book.xlsx!台账!D11504"]


def test_a_suffix_of_the_cell_is_a_unit_and_no_slip():
    outcome = run(WIDE, amounts(*ORDINARY, "12.5万"))
    assert disbursed(outcome)["甲"] == round((sum(ORDINARY) + 125_000) * 100)
    assert codes(outcome) == []


@pytest.mark.parametrize("seed", range(8))
@pytest.mark.parametrize("spread", [0.5, 1.5, 2.5])
def test_gifts_from_one_yuan_to_ten_millions_raise_no_alarm(seed, spread):
    chance = random.Random(seed)
    values = [round(min(max(chance.lognormvariate(6, spread), 1), 1e7), 2) for _ in range(3_000)]
    assert "A021" not in codes(run(plan(("甲", 9e9), unit="元"), amounts(*values)))


@pytest.mark.parametrize("seed", range(5))
def test_amounts_spread_evenly_raise_no_alarm(seed):
    chance = random.Random(seed)
    values = [round(chance.uniform(1, 500_000), 2) for _ in range(5_000)]
    assert "A021" not in codes(run(plan(("甲", 9e9), unit="元"), amounts(*values)))


def test_a_small_subsidy_beside_large_projects_is_no_slip():
    rows = [[day(1, 1 + n), "甲", "某", value, ""] for n, value in enumerate(ORDINARY)]
    rows += [[day(2, 1 + n), "乙", "某", 12.5 + n, ""] for n in range(8)]
    assert "A021" not in codes(run(WIDE, ledger(*rows)))


# --- Dates ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("value", ["2020年4月", "4月", "2020-04", 202004.0])
def test_a_month_without_its_day_is_an_error_and_no_day_is_guessed(value):
    outcome = run(PLAN, ledger([value, "甲", "某", 5.0, ""], [day(1, 1), "乙", "某", 5.0, ""]))
    assert origins(outcome, "A020") == ["book.xlsx!台账!A4"]
    assert disbursed(outcome)["甲"] == 500
    assert not line(outcome, "甲").complete


@pytest.mark.parametrize(
    "value", ["2020-04-17 10:30", "2020/4/17 10:30:00", "2020年4月17日 10:30", "2020-04-17T10:30:00", 43938.75]
)
def test_a_date_with_a_time_is_its_day(value):
    outcome = run(PLAN, ledger([value, "甲", "某", 5.0, ""]))
    assert outcome.statement.as_of == date(2020, 4, 17)
    assert codes(outcome) == []


def test_a_date_outside_the_plans_year_is_said_and_out_of_scope():
    outcome = run(PLAN, ledger([day(1, 1), "甲", "某", 5.0, ""], [date(2019, 12, 31), "甲", "某", 7.0, ""]))
    assert disbursed(outcome)["甲"] == 500
    assert finding(outcome, "X015").actual == 700


def test_a_date_of_years_to_come_is_said_and_out_of_scope():
    outcome = run(
        PLAN, ledger([day(1, 1), "甲", "某", 5.0, ""], [date(2030, 1, 1), "甲", "某", 7.0, ""]), as_of=day(4, 17)
    )
    assert disbursed(outcome)["甲"] == 500
    assert finding(outcome, "X015").actual == 700


# --- csv --------------------------------------------------------------------------------------------------

TEXTS = {
    "5": 500, "5.5": 550, "5.05": 505, "1,234.50": 123450, "12,345,678.9": 1234567890, "-3.2": -320, "１２.５": 1250, " 7 ": 700,
    "0.1": 10, "1234567890.12": 123456789012, "12.5万": 12500000, "(8)": -800, "007": 700, "4.35": 435,
}  # fmt: skip


@pytest.mark.parametrize(("text", "fen"), TEXTS.items())
def test_an_amount_in_a_csv_is_exact(text, fen):
    rows = [["序号", *LEDGER_HEADER], *[[str(n), "2020-01-02", "甲", "某", text, ""] for n in range(1, 4)]]
    outcome = run(xlsx(PLAN), Source("台账.csv", csv_bytes([["单位:元"], *rows])))
    assert paid(outcome) == 3 * fen


@pytest.mark.parametrize("text", ["1e5", "nan", "inf", "1_000", "12.345", "1,23", "0x10", "34050167880800000123"])
def test_what_is_no_amount_in_a_csv_is_an_error(text):
    rows = [LEDGER_HEADER, *[["2020-01-02", "甲", "某", value, ""] for value in ("5", text, "6")]]
    outcome = run(xlsx(PLAN), Source("台账.csv", csv_bytes([["单位:元"], *rows])))
    assert paid(outcome) == 1100
    assert {"A001", "A003", "A004", "A013"} & set(codes(outcome))
    assert not line(outcome, "甲").complete


def test_a_csv_gives_the_same_sums_as_the_workbook():
    chance = random.Random(3)
    rows: list[Any] = [
        [
            day(1 + n % 6, 1 + n % 28),
            "甲乙丙"[n % 3],
            f"单位{n % 9}",
            chance.randrange(1, 900_000) / 100,
            "退回" if n % 97 == 0 else "",
        ]
        for n in range(1, 600)
    ]
    texts = [[d.strftime("%Y/%m/%d"), p, payee, f"{amount:,.2f}", remark] for d, p, payee, amount, remark in rows]
    one = run(PLAN, ledger(*rows))
    other = run(xlsx(PLAN), Source("台账.csv", csv_bytes([["2020年台账"], ["单位:元"], LEDGER_HEADER, *texts])))
    assert disbursed(one) == disbursed(other)
    assert codes(one) == codes(other)


def test_a_long_ledger_of_unreadable_amounts_is_given_up_with_its_column_named():
    rows = [[day(1, 2), f"项目{number % 9}", "某", f"约{number}元"] for number in range(12_000)]
    outcome = run(ledger([day(1, 2), "甲", "某", 5], *rows))
    assert origins(outcome, "A022") == ["book.xlsx!台账!D3"]
    assert table(outcome).rows == 1
    assert not outcome.complete
