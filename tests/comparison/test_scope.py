"""Which single payments are compared: those that the statement counts, or the whole ledger; the rest by reason."""

from datetime import date

from minsheng_funds.comparison.scope import Side, statement_scope, whole_scope
from minsheng_funds.model import Source
from minsheng_funds.names import normalised
from minsheng_funds.reading import read_payments
from tests.support import Sheet, ledger, run, settings_of, xlsx

PLAN = Sheet(
    "计划", [["2020年资金筹集方案"], ["单位:元"], ("项目名称", "区级", "省级"), ["甲", 9000, 500], ["棚改", 700, 0]]
)
HEAD = ("拨付日期", "项目名称", "级次", "拨付金额")
ROWS = [
    ("2020-01-02", "甲", "区级", 100),
    ("2020-01-03", "甲", "省级", 20),
    ("2019-12-30", "甲", "区级", 3),
    ("2020-08-01", "甲", "区级", 4),
    ("2020-01-04", "棚改", "区级", 5),
    ("2020-01-05", "丁", "省级", 6),
    ("", "甲", "区级", 7),
]
BOOK = xlsx(PLAN, Sheet("台账", [["2020年拨付台账"], ["单位:元"], HEAD, *ROWS]))


def test_the_statement_s_scope_holds_what_it_counts_and_gives_the_reason_for_the_rest():
    """Counted: 100, the undated 7 and, without a plan and so whatever its level, 6: 113 of 145 yuan."""
    settings = settings_of(exclude=("棚改",), as_of=date(2020, 6, 30))
    outcome = run(Source("book.xlsx", BOOK), exclude=("棚改",), as_of=date(2020, 6, 30))
    kept, out = Side(outcome, {}).in_scope(
        read_payments([Source("book.xlsx", BOOK)], settings), statement_scope(outcome, settings)
    )
    assert [payment.fen for payment in kept] == [100_00, 6_00, 7_00]
    assert [(item.why, item.payments, item.fen) for item in out] == [
        ("other-year", 1, 300), ("after-as-of", 1, 400), ("excluded", 1, 500), ("level", 1, 2000),
    ]  # fmt: skip
    books = outcome.statement.reconciliation
    assert books is not None
    assert sum(payment.fen for payment in kept) == books.matched + books.unmatched
    assert sum(item.fen for item in out) == sum(fen for _, fen in books.out_of_scope)


def test_a_refund_of_another_year_s_money_belongs_to_that_year():
    """January's refund of 2019 is no payment of 2020; 2021's refund of 2020 is, where the date does not cut it off."""
    rows = [("2020-01-02", "甲", "区级", 100, ""), ("2020-01-05", "甲", "区级", -30, "退回2019年资金"),
            ("2021-01-05", "甲", "区级", -20, "退回2020年资金")]  # fmt: skip
    sheet = Sheet("台账", [["2020年拨付台账"], ["单位:元"], (*HEAD, "备注"), *rows])
    source, settings = Source("b.xlsx", xlsx(PLAN, sheet)), settings_of(year=2020, as_of=date(2021, 6, 30))
    outcome = run(source, year=2020, as_of=date(2021, 6, 30))
    kept, out = Side(outcome, {}).in_scope(read_payments([source], settings), statement_scope(outcome, settings))
    assert [payment.fen for payment in kept] == [100_00, -20_00]
    assert [(item.why, item.fen) for item in out] == [("other-year", -30_00)]
    books = outcome.statement.reconciliation
    assert books is not None
    assert books.matched == sum(payment.fen for payment in kept)


def test_two_exports_are_compared_whole_but_for_what_is_left_out_by_name():
    settings = settings_of(exclude=("棚改",))
    outcome = run(Source("book.xlsx", BOOK), exclude=("棚改",))
    kept, out = Side(outcome, {}).in_scope(read_payments([Source("book.xlsx", BOOK)], settings), whole_scope(settings))
    assert len(kept) == 6
    assert [(item.why, item.fen) for item in out] == [("excluded", 500)]


def test_a_payment_s_project_is_the_one_planned_under_its_name_alias_or_the_new_side_s_name():
    outcome = run(PLAN, ledger(("2020-01-02", "甲", "某", 5.0, "")))
    (payment,) = read_payments([Source("b.xlsx", xlsx(ledger(("2020-01-02", "甲项目", "某", 5.0, ""))))], settings_of())
    assert Side(outcome, {}).name(payment) == "甲项目"
    aliases = normalised({"甲项目": "甲"})
    assert Side(outcome, aliases).name(payment) == "甲"
    assert Side(outcome, aliases, {"甲": "新甲"}).name(payment) == "新甲"
