"""What `check` keeps of each payment: the same as a second pass would list, in the order of the sheet."""

from datetime import date

import pytest

from minsheng_funds.model import Listing, Payment, Source
from minsheng_funds.reading import read_book, read_payments
from minsheng_funds.reading.ledgers import LedgerReader
from minsheng_funds.reading.ledgers.listing import CHUNK
from minsheng_funds.settings import Settings
from tests.support import Sheet, csv_bytes, day, settings_of, xlsx

HEADER = ("序号", "拨付日期", "项目名称", "收款单位", "拨付金额", "累计拨付", "凭证号", "指标文号", "备注")


def rows_of(count):
    """Ordinary payments, and every hundredth one of a kind that is looked at closely."""
    rows, paid = [], 0.0
    for n in range(1, count + 1):
        amount = -50.0 if n % 100 == 0 else 100.0 + n
        paid += amount
        project = "甲" if n % 7 else f"乙{n}"
        when = "2020年3月4日" if n % 50 == 1 else day(1 + n % 12, 1 + n % 28)
        remark = "退回" if n % 200 == 0 else "进度款" if n % 3 else ""
        rows.append((n, when, project, f"单 位{n % 20}", amount, paid, f"记-{n}", f"财〔2020〕{n % 9}号", remark))
    return rows


def ledger_of(count, *, header=HEADER, unit="元"):
    return Sheet("台账", [["2020年资金拨付台账"], [f"单位:{unit}"], header, *rows_of(count)])


def listings(*contents, settings: Settings | None = None, kind="xlsx"):
    sources = [Source(f"book{n}.{kind}", content) for n, content in enumerate(contents, 1)]
    book = read_book(sources, settings or Settings(), keep=True)
    return book, list(read_payments(sources, settings or Settings()))


def payments_in(listing: Listing) -> list[Payment]:
    return [
        Payment(
            *listing.meanings[n],
            listing.days[n],
            listing.fens[n],
            listing.amount(n),
            listing.payees[n],
            listing.vouchers[n],
            listing.documents[n],
            listing.remarks[n],
            listing.table,
        )
        for n in range(len(listing.rows))
    ]


@pytest.mark.parametrize("count", [1, 99, CHUNK, CHUNK + 1, 3 * CHUNK + 7])
def test_every_payment_is_kept_as_a_second_pass_lists_it_in_the_order_of_the_sheet(count):
    book, listed = listings(xlsx(ledger_of(count)))
    (listing,) = book.listings
    assert len(listed) == count
    assert payments_in(listing) == listed
    assert list(listing.rows) == list(range(4, 4 + count))


@pytest.mark.parametrize("toml", ["", '[tables."台账"]\nkeep = { "项目名称" = ["甲"] }'])
def test_the_same_holds_where_every_row_is_looked_at_closely(toml):
    rows = [
        ("日期", "项目名称", "收款单位", "省级拨付金额", "区级拨付金额"),
        *((day(1, n), "甲", f"单位{n}", n, 2 * n) for n in range(1, 9)),
    ]
    book, listed = listings(xlsx(Sheet("台账", [["单位:元"], *rows])), settings=settings_of(toml))
    (listing,) = book.listings
    assert payments_in(listing) == listed
    assert list(listing.rows) == sorted([*range(3, 11)] * 2)
    assert listing.columns[:2] == [3, 4]


def test_a_csv_whose_rows_end_early_is_listed_too():
    rows = [[*row[:4], row[4]] if n % 2 else row for n, row in enumerate(rows_of(30))]
    book, listed = listings(csv_bytes([["单位:元"], HEADER, *rows]), kind="csv")
    (listing,) = book.listings
    assert payments_in(listing) == listed
    assert (listing.vouchers[0], listing.vouchers[1], listing.running[1]) == ("记-1", "", None)


def test_running_totals_are_read_in_the_unit_of_their_own_column():
    header = tuple("累计拨付(万元)" if word == "累计拨付" else word for word in HEADER)
    book, _ = listings(xlsx(ledger_of(5, header=header)))
    assert book.listings[0].running[0] == 101 * 1_000_000
    assert book.listings[0].places["cumulative"] == 5


def test_stacked_blocks_list_each_payment_under_its_own_project():
    head = ("拨付日期", "收款单位", "拨付金额")
    blocks = [
        row
        for name in ("甲", "乙")
        for row in ((f"项目名称:{name}",), head, *((day(1, n), "某公司", n) for n in range(1, 6)))
    ]
    book, listed = listings(xlsx(Sheet("台账", [["2020年资金拨付台账"], ["单位:元"], *blocks])))
    found = [payment for listing in book.listings for payment in payments_in(listing)]
    assert found == listed
    assert [payment.project for payment in found] == ["甲"] * 5 + ["乙"] * 5


def test_a_payee_merged_down_over_its_rows_stands_beside_each_of_them():
    rows = [(day(1, n), "甲", "某公司" if n == 1 else "", n) for n in range(1, 6)]
    sheet = Sheet(
        "台账", [["单位:元"], ("拨付日期", "项目名称", "收款单位", "拨付金额"), *rows], merged=((2, 2, 4, 2),)
    )
    book, _ = listings(xlsx(sheet))
    assert book.listings[0].payees == ["某公司", "某公司", "某公司", "", ""]


def test_negative_amounts_without_a_word_of_refund_and_vouchers_of_other_rows_are_known():
    rows = [
        (1, day(1, 1), "甲", "某公司", 100.0, "", "记1", "", ""),
        (2, day(1, 2), "甲", "某公司", -10.0, "", "记2", "", "退回"),
        (3, day(1, 3), "甲", "某公司", -10.0, "", "记3", "", "进度款"),
        (4, day(1, 4), "甲", "某公司", "约一百", "", "记4", "", ""),
    ]
    book, _ = listings(xlsx(Sheet("台账", [["单位:元"], HEADER, *rows])))
    (listing,) = book.listings
    assert listing.unmarked == {5}
    assert listing.passed_vouchers == {"记4"}


def test_a_sheet_of_refunds_marks_each_of_its_rows():
    rows = [(1, day(1, 2), "甲", "某公司", -10.0, "", "记2", "", "")]
    book, _ = listings(xlsx(Sheet("退回资金台账", [["单位:元"], HEADER, *rows])))
    assert book.listings[0].unmarked == frozenset()


def test_nothing_is_kept_unless_asked_for():
    book = read_book([Source("a.xlsx", xlsx(ledger_of(3)))], Settings())
    assert book.listings == ()


@pytest.mark.parametrize(("word", "closely"), [("元", 1), ("(元)", 1), ("万元", 500)])
def test_a_column_of_the_ledgers_own_unit_is_no_reason_to_look_closely(word, closely, monkeypatch):
    looked = []
    first_look = LedgerReader._first_look

    def counted(self, *row):
        looked.append(row)
        return first_look(self, *row)

    monkeypatch.setattr(LedgerReader, "_first_look", counted)
    rows = [(date(2020, 1, 1 + n % 28), "甲", f"第{n}公司", word, 100.0 + n, f"第{n}期") for n in range(500)]
    sheet = Sheet("台账", [["单位:元"], ("拨付日期", "项目名称", "收款单位", "单位", "拨付金额", "备注"), *rows])
    book = read_book([Source("a.xlsx", xlsx(sheet))], Settings())
    assert len(looked) == closely
    paid = sum(group.fen for group in book.payments)
    assert paid == (sum(100_00 + n * 100 for n in range(500)) if word != "万元" else 0)
