"""The same payments in two tables count once; an error names both, and nothing ever counts twice in silence."""

from datetime import date
from itertools import chain
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from minsheng_funds.model import Outcome, Source
from tests.support import Sheet, codes, day, disbursed, finding, ledger, origins, payments, plan, run, xlsx

PLAN = plan(("甲", 90000.0), ("乙", 90000.0), unit="元")


def total(outcome: Outcome) -> int:
    assert outcome.statement.reconciliation is not None
    return outcome.statement.reconciliation.ledger_total


def vouched(
    count: int, first: int = 1, project: str = "甲", month: int = 1, amount: float = 100.0
) -> list[tuple[Any, ...]]:
    """So many payments of different amounts, each with a payee and a voucher of its own."""
    return [(day(month, n), project, f"单位{n}", amount * n, f"记-{month}-{n}") for n in range(first, first + count)]


def voucher_ledger(*rows: Any, name: str) -> Sheet:
    return Sheet(name, [["单位:元"], ["拨付日期", "项目名称", "收款单位", "拨付金额", "凭证号"], *rows])


def bare_ledger(*rows: Any, name: str) -> Sheet:
    """A ledger of (date, project, amount) alone."""
    return Sheet(name, [["单位:元"], ["拨付日期", "项目名称", "拨付金额"], *rows])


def test_the_same_file_under_two_names_counts_once():
    content = xlsx(ledger(*payments(6)))
    outcome = run(Source("p.xlsx", xlsx(PLAN)), Source("a.xlsx", content), Source("b.xlsx", content))
    assert total(outcome) == 210000
    wrong = finding(outcome, "F020")
    assert sorted(str(o) for o in wrong.origins) == ["a.xlsx!台账", "b.xlsx!台账"]
    assert wrong.actual == 210000
    assert not outcome.statement.complete


def test_the_same_file_under_three_names_counts_once():
    content = xlsx(ledger(*payments(6)))
    outcome = run(xlsx(PLAN), *(Source(f"{name}.xlsx", content) for name in "abc"))
    assert total(outcome) == 210000
    assert codes(outcome).count("F020") == 2
    assert "F023" not in codes(outcome)


def test_the_finding_says_how_many_how_much_what_was_counted_and_what_to_write():
    outcome = run(PLAN, ledger(*payments(6), name="1"), ledger(*payments(9), name="2"))
    wrong = finding(outcome, "F020")
    assert wrong.message.zh == "两张表有 6 笔相同的拨付(共 2,100.00元),只计一次(计后一张的)"
    assert 'kind = "ignore"' in wrong.remedy.en


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


def test_months_quarters_and_the_year_count_once_though_each_month_stands_in_two_larger_ones():
    months = [vouched(6, month=month) for month in range(1, 7)]
    outcome = run(
        PLAN,
        *(voucher_ledger(*rows, name=f"{n}月") for n, rows in enumerate(months, 1)),
        *(voucher_ledger(*chain(*months[q : q + 3]), name=f"第{q}季度") for q in (0, 3)),
        voucher_ledger(*chain(*months), name="全年"),
    )
    assert total(outcome) == 6 * 210000
    assert set(codes(outcome)) == {"F020"}
    assert not outcome.statement.complete


def test_sheets_by_town_beside_the_county_count_once():
    towns = [[(day(2, n), "甲", f"{town}镇", 100.0 * n, "") for n in range(1, 7)] for town in "东西南"]
    outcome = run(
        PLAN,
        *(ledger(*rows, name=f"{town}镇") for town, rows in zip("东西南", towns, strict=True)),
        ledger(*chain(*towns), name="全县"),
    )
    assert total(outcome) == 3 * 210000
    assert codes(outcome).count("F020") == 3


def test_what_the_first_copy_lacks_is_not_counted_twice_with_the_second():
    """Ten payments, nine of them in the quarter, all ten in the year: the tenth is the year's."""
    month, quarter, year = vouched(10), vouched(9) + vouched(5, month=2), vouched(10) + vouched(9, month=2)
    outcome = run(
        PLAN,
        voucher_ledger(*month, name="1月"),
        voucher_ledger(*quarter, name="一季度"),
        voucher_ledger(*year, name="全年"),
    )
    assert total(outcome) == 550000 + 450000
    assert "F020" in codes(outcome)


def test_small_sheets_that_stand_in_one_large_one_together_count_once():
    small = [ledger(*payments(2, first=1 + 2 * n), name=f"项目{n}") for n in range(3)]
    outcome = run(PLAN, *small, ledger(*payments(8), name="汇总"))
    assert total(outcome) == 100 * 100 * 8 * 9 // 2
    assert codes(outcome).count("F020") == 3
    assert not outcome.statement.complete


@pytest.mark.parametrize("count", [1, 2, 4])
def test_a_table_of_under_five_payments_that_stands_in_another_is_an_error_and_both_count(count):
    outcome = run(PLAN, ledger(*payments(count), name="1月"), ledger(*payments(9), name="全年"))
    assert total(outcome) == 450000 + sum(10000 * n for n in range(1, count + 1))
    cells = [f"book.xlsx!{sheet}!D{row}" for row in range(4, 4 + count) for sheet in ("1月", "全年")]
    assert [str(o) for o in finding(outcome, "F023").origins] == cells
    assert not outcome.statement.complete


def test_february_to_april_beside_january_to_march_is_an_error_and_both_count():
    months = [vouched(8, month=month) for month in range(1, 5)]
    outcome = run(
        PLAN, voucher_ledger(*chain(*months[:3]), name="1-3月"), voucher_ledger(*chain(*months[1:]), name="2-4月")
    )
    assert total(outcome) == 6 * 360000
    assert finding(outcome, "F023").actual == 2 * 360000
    assert not outcome.statement.complete


def test_a_single_payment_with_the_same_voucher_in_two_tables_is_an_error():
    outcome = run(PLAN, voucher_ledger(*vouched(9), name="1"), voucher_ledger(*vouched(9, first=9), name="2"))
    assert finding(outcome, "F023").actual == 90000
    assert [str(o) for o in finding(outcome, "F023").origins] == ["book.xlsx!2!D3", "book.xlsx!1!D11"]
    assert not outcome.statement.complete


def test_of_many_payments_in_two_tables_the_first_ten_are_named_in_both_whatever_their_order():
    one = [*vouched(12), *vouched(12, month=2)]
    two = [*vouched(12, month=3), *reversed(vouched(12)), *vouched(1, month=4)]
    named = finding(run(PLAN, voucher_ledger(*one, name="1"), voucher_ledger(*two, name="2")), "F023")
    pairs = [(f"book.xlsx!1!D{3 + n}", f"book.xlsx!2!D{26 - n}") for n in range(10)]
    assert [str(o) for o in named.origins] == list(chain(*pairs))


def test_few_payments_that_only_look_alike_are_a_warning_and_both_count():
    one = [(day(1, n), "甲", 100.0 * n) for n in range(1, 13)]
    two = [(day(1, n), "甲", 100.0 * n if n < 4 else 50.5) for n in range(1, 13)]
    outcome = run(PLAN, bare_ledger(*one, name="甲局"), bare_ledger(*two, name="乙局"))
    assert total(outcome) == 780000 + 60000 + 9 * 5050
    assert codes(outcome) == ["F024"]
    assert outcome.statement.complete


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
    assert "F023" in codes(outcome)


def test_equal_sums_of_a_day_made_of_other_payments_are_no_overlap():
    one = [(day(1, n), "甲", amount) for n in range(1, 7) for amount in (100.0, 200.0)]
    two = [(day(1, n), "甲", 150.0) for n in range(1, 7) for _ in range(2)]
    outcome = run(PLAN, bare_ledger(*one, name="1"), bare_ledger(*two, name="2"))
    assert total(outcome) == 2 * 6 * 30000
    assert not {"F020", "F023", "F024"} & set(codes(outcome))


def test_one_more_payment_on_every_day_of_one_table_hides_no_overlap():
    common = [(day(1, n), "甲", f"单位{n}", 100.0 * n, "") for n in range(1, 8)]
    more = [(day(1, n), "甲", "另一单位", 1.0, "") for n in range(1, 8)]
    outcome = run(PLAN, ledger(*common, name="1"), ledger(*common, *more, name="2"))
    assert total(outcome) == 280000 + 700
    assert finding(outcome, "F020").actual == 280000


def test_a_monthly_subsidy_of_the_same_amount_is_no_overlap():
    months = [ledger(*[(day(m, 10), p, "某", 500.0, "") for p in ("甲", "乙")], name=f"{m}月") for m in range(1, 7)]
    outcome = run(PLAN, *months)
    assert total(outcome) == 12 * 50000
    assert codes(outcome) == []


def test_payments_to_other_payees_are_others_though_day_and_amount_agree():
    towns = [
        ledger(*[(day(m, 10), "甲", f"{town}镇第{n}户", 500.0, "") for m in range(1, 4) for n in range(5)], name=town)
        for town in "东西"
    ]
    outcome = run(PLAN, *towns)
    assert total(outcome) == 2 * 15 * 50000
    assert codes(outcome) == []


def test_payments_under_other_vouchers_are_others_though_all_else_agrees():
    one, two = vouched(4), [(*row[:4], f"付-{n}") for n, row in enumerate(vouched(4))]
    outcome = run(PLAN, voucher_ledger(*one, name="甲局"), voucher_ledger(*two, name="乙局"))
    assert total(outcome) == 2 * 100000
    assert codes(outcome) == []


def _twice(place):
    other = [[f"另-{cell}" if i == place else cell for i, cell in enumerate(row)] for row in vouched(9)]
    return run(PLAN, voucher_ledger(*vouched(9), name="台账"), voucher_ledger(*other, name="系统导出"))


def test_tables_that_differ_in_the_payee_alone_are_an_error_and_both_count():
    """One voucher is one payment: the payee's name was written in another way."""
    outcome = _twice(2)
    assert total(outcome) == 2 * 450000
    assert finding(outcome, "F023").actual == 450000
    assert not outcome.statement.complete


def test_tables_that_differ_in_the_voucher_are_not_the_same_payments_but_said():
    outcome = _twice(4)
    assert total(outcome) == 2 * 450000
    assert finding(outcome, "F025").actual == 450000
    assert finding(outcome, "F025").severity == "warning"
    assert outcome.statement.complete


def test_a_voucher_or_payee_that_one_table_leaves_out_matches_any():
    rows = vouched(6)
    blank = [(*row[:2], "", row[3], "") if n % 2 else row for n, row in enumerate(rows)]
    outcome = run(PLAN, voucher_ledger(*rows, name="1"), voucher_ledger(*blank, name="2"))
    assert total(outcome) == 210000
    assert "F020" in codes(outcome)


def test_a_voucher_kept_as_a_number_is_the_same_as_one_with_leading_zeros():
    rows = [(day(1, n), "甲", "某", 100.0 * n, f"000{n}") for n in range(1, 7)]
    numbers = [(*row[:4], float(n)) for n, row in enumerate(rows, 1)]
    outcome = run(PLAN, voucher_ledger(*rows, name="1"), voucher_ledger(*numbers, name="2"))
    assert total(outcome) == 210000


def test_refunds_and_unknown_natures_are_matched_like_other_payments():
    header = ["拨付日期", "项目名称", "资金性质", "拨付金额"]
    rows = [[day(1, n), "甲", ("一般", "专项")[n % 2], 100.0 * n - 250] for n in range(1, 8)]
    sheets = [Sheet(name, [["单位:元"], header, *rows]) for name in ("1月", "1-2月")]
    outcome = run(PLAN, *sheets)
    assert total(outcome) == sum(round(10000 * n - 25000) for n in range(1, 8))
    assert "F020" in codes(outcome)


def test_a_ledger_without_dates_beside_a_dated_one_is_still_an_error_and_hides_no_overlap():
    undated = Sheet("汇总", [["单位:元"], ["项目名称", "拨付金额"], ["甲", 2100.0]])
    outcome = run(PLAN, ledger(*payments(6), name="1"), ledger(*payments(6), name="2"), undated)
    assert total(outcome) == 420000
    assert {"F020", "F022"} <= set(codes(outcome))


def test_a_monthly_summary_beside_its_ledger_is_an_error_though_no_payment_stands_in_both():
    detail = [(day(m, n), "甲乙"[n % 2], f"单位{n}", 10.0 * n + m, "") for m in (1, 2, 3) for n in range(1, 9)]
    sums = {(m, p): sum(r[3] for r in detail if (r[0].month, r[1]) == (m, p)) for m in (1, 2, 3) for p in "甲乙"}
    summary = [(day(m, 28), p, "", fen, "") for (m, p), fen in sums.items()]
    outcome = run(PLAN, ledger(*detail, name="明细"), ledger(*summary, name="按月"))
    wrong = finding(outcome, "F026")
    assert [str(o) for o in wrong.origins] == ["book.xlsx!按月", "book.xlsx!明细"]
    assert not outcome.statement.complete
    rows = [*summary[:-1], (*summary[-1][:3], summary[-1][3] + 0.01, "")]
    assert "F026" not in codes(run(PLAN, ledger(*detail, name="明细"), ledger(*rows, name="按月")))


def test_a_row_that_stands_twice_in_one_table_counts_twice():
    outcome = run(PLAN, ledger(*payments(3), *payments(3)))
    assert disbursed(outcome)["甲"] == 120000
    assert origins(outcome, "L002")


def test_the_settings_end_an_overlap():
    sheets = [ledger(*payments(6), name="1月"), ledger(*payments(9), name="全年")]
    outcome = run(PLAN, *sheets, toml='[tables."1月"]\nkind = "ignore"')
    assert total(outcome) == 450000
    assert codes(outcome) == []


ROWS = st.lists(
    st.tuples(
        st.dates(date(2020, 1, 1), date(2020, 6, 30)),
        st.sampled_from(["甲", "乙"]),
        st.sampled_from(["东镇", "西镇", "某公司"]),
        st.integers(1, 5_000).map(float),
    ),
    min_size=1,
    max_size=25,
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(ROWS, st.data())
def test_any_split_into_overlapping_sheets_gives_the_whole_or_an_error(rows, data):
    """Never a silent double, never a loss without an error; every payment has a voucher of its own."""
    rows = [(*row, f"记{n}") for n, row in enumerate(rows, 1)]  # a voucher 0 is none
    parts = [
        data.draw(st.lists(st.sampled_from(rows), unique=True, min_size=1), label=f"part {n}")
        for n in range(data.draw(st.integers(1, 3)))
    ]
    rest = [row for row in rows if not any(row in part for part in parts)]
    parts += [rest] if rest else []
    outcome = run(PLAN, *(voucher_ledger(*part, name=f"第{n}部分") for n, part in enumerate(parts)))
    whole = sum(round(row[3] * 100) for row in rows)
    if sum(map(len, parts)) == len(rows):
        assert total(outcome) == whole
        assert not {"F020", "F023", "F024"} & set(codes(outcome))
    else:
        assert total(outcome) >= whole
        assert {"F020", "F023"} & set(codes(outcome))
        assert not outcome.statement.complete


def test_the_settings_may_say_that_tables_alike_are_distinct():
    rows = [[day(1, n), "甲", "", 100.0 * n * n + 7.0, ""] for n in range(1, 7)]
    sheets = [ledger(*rows, name="东镇"), ledger(*rows, name="西镇")]
    assert "F020" in codes(run(PLAN, *sheets))
    apart = run(PLAN, *sheets, toml='[tables."西镇"]\ndistinct = true')
    assert total(apart) == 2 * 914200
    assert apart.statement.complete


def test_a_project_s_alias_and_its_code_make_payments_the_same():
    one = [[day(1, n), "改厕", f"单位{n}", 100.0 * n, ""] for n in range(1, 7)]
    other = [[cells[0], "甲", *cells[2:]] for cells in one]
    outcome = run(PLAN, ledger(*one, name="一"), ledger(*other, name="二"), toml='[projects.aliases]\n"改厕" = "甲"')
    assert total(outcome) == 210000
    assert "F020" in codes(outcome)


@pytest.mark.parametrize("first", ["配套", "专项"])
def test_of_two_words_that_name_no_fund_the_payment_that_stands_elsewhere_is_left_out_and_not_the_other(first):
    """Nine of ten payments stand in the larger table; on 1 January it has 700 alone, so 500 stay with the smaller one.

    Larger: 700 + 8 × 100 + 3 × 10 = 1530; with the 500 it is 2030.
    """
    head = ["拨付日期", "项目名称", "资金类别", "拨付金额"]
    common = [[day(2, n), "甲", first, 100.0] for n in range(1, 9)]
    small = [[day(1, 1), "甲", "一般", 500.0], [day(1, 1), "甲", "别的", 700.0], *common]
    large = [[day(1, 1), "甲", "别的", 700.0], *common, *([day(3, n), "甲", first, 10.0] for n in range(1, 4))]
    outcome = run(PLAN, *(Sheet(name, [["单位:元"], head, *rows]) for name, rows in (("小", small), ("大", large))))
    assert total(outcome) == 203000
    assert sum(outcome.statement.doubles.values()) == 9
