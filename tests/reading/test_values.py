"""A cell becomes text, a date or an amount; what is not sure is refused with a reason."""

from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from minsheng_funds.money import HUNDRED_YUAN, MILLION_YUAN, THOUSAND_YUAN, WAN_YUAN, YI_YUAN, YUAN
from minsheng_funds.reading.values import Amount, Cell, Unreadable, read_amount, read_date, squeeze, text_of
from minsheng_funds.vocabulary import UNITS

APRIL_17 = date(2020, 4, 17)
thorough = settings(max_examples=200, deadline=None)
written = st.characters(codec="gb18030", categories=["L", "N", "P", "Zs", "Cc"])
"""What people type; a spacing accent alone (R¸) is no such thing and joins the letter before it."""


# --- Text -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        (None, ""),
        ("", ""),
        (" \t\n", ""),
        ("　项目　名称　", "项目 名称"),
        ("项目\n名称", "项目 名称"),
        ("１２３（万元）", "123(万元)"),
        (12, "12"),
        (12.0, "12"),
        (-3.0, "-3"),
        (12.5, "12.5"),
        (True, "True"),
        (APRIL_17, "2020-04-17"),
    ],
)
def test_text_is_normalised_and_whole_numbers_have_no_point(cell: Cell, text: str) -> None:
    assert text_of(cell) == text


@pytest.mark.parametrize("cell", [float("nan"), float("inf"), float("-inf")])
def test_the_text_of_what_is_no_number_is_given_and_not_raised(cell: float) -> None:
    assert text_of(cell) == str(cell)


@pytest.mark.parametrize(
    ("cell", "squeezed"),
    [
        ("合  计", "合计"),
        ("项 目\n名　称", "项目名称"),
        ("拨付金额（万元）", "拨付金额(万元)"),
        ("财社〔2020〕12号", "财社(2020)12号"),
        ("【一】[二]{三}《四》「五」", "(一)(二)(三)(四)(五)"),
        (None, ""),
        (7.0, "7"),
    ],
)
def test_squeezing_drops_white_space_and_unifies_brackets(cell: Cell, squeezed: str) -> None:
    assert squeeze(cell) == squeezed


@thorough
@given(st.text(written, max_size=30))
def test_squeezed_text_has_no_white_space_and_squeezing_again_changes_nothing(text: str) -> None:
    squeezed = squeeze(text)
    assert squeezed.split() in ([], [squeezed])
    assert squeeze(squeezed) == squeezed


# --- Dates ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "cell",
    [
        APRIL_17,
        datetime(2020, 4, 17),
        datetime(2020, 4, 17, 23, 59, 59),
        "2020.4.17",
        "2020.04.17",
        "2020-4-17",
        "2020-04-17",
        "2020/4/17",
        "2020年4月17日",
        "2020年04月17日",
        "2020年4月17",
        "2020 年 4 月 17 日",
        "２０２０年４月１７日",
        "２０２０．４．１７",
        " 2020-04-17\t",
        "2020-04-17 09:30",
        "2020-04-17 09:30:15",
        "2020-04-17T09:30:15",
        "2020-04-17 09:30:15.000",
        "2020/4/17 9:30",
        "2020年4月17日 09:30",
        "2020年4月17日09:30:15",
        "20200417",
        "２０２００４１７",
        20200417,
        20200417.0,
        43938,
        43938.0,
        43938.75,
        "43938",
    ],
)
def test_every_full_notation_of_a_date_is_read_whatever_the_title_says(cell: Cell) -> None:
    assert read_date(cell, None) == APRIL_17
    assert read_date(cell, 1999) == APRIL_17


@pytest.mark.parametrize("cell", ["4月17日", "04月17日", "４月１７日", " 4 月 17 日 "])
def test_a_date_without_a_year_takes_the_titles_year(cell: str) -> None:
    assert read_date(cell, 2020) == APRIL_17
    with pytest.raises(Unreadable, match=r"^date-without-year$"):
        read_date(cell, None)


@pytest.mark.parametrize("cell", [None, "", "  ", "—", "——", "-", "/", "无", "－"])
def test_a_blank_date_is_none(cell: Cell) -> None:
    assert read_date(cell, 2020) is None


@pytest.mark.parametrize(
    "cell",
    [
        2020.1,
        2020.04,
        2020,
        2020.0,
        4.17,
        0,
        -43938,
        1e12,
        20201345,
        20200230.0,
        20200417.5,
        "2020.1",
        "2020.4",
        "2020.13.45",
        "2020-02-30",
        "2019年2月29日",
        "20201345",
        "2020年",
        "17日",
        "4月31日",
        "12345",
        "99999",
        "4.17",
        "20.4.17",
        "2020-4-17-1",
        "2020年4月17日前",
        "已拨付",
        "#REF!",
        "#VALUE!",
        True,
        False,
        time(9, 30),
        timedelta(days=43938),
    ],
)
def test_a_date_that_is_not_sure_is_refused(cell: Cell) -> None:
    with pytest.raises(Unreadable, match=r"^date$"):
        read_date(cell, 2020)


@pytest.mark.parametrize("cell", ["2020年4月", "4月", "2020-04", "202004", 202004.0])
def test_a_month_without_its_day_is_refused_as_such(cell: Cell) -> None:
    with pytest.raises(Unreadable, match=r"^date-without-day$"):
        read_date(cell, 2020)


@pytest.mark.parametrize("cell", [float("nan"), float("inf"), float("-inf")])
def test_what_is_no_number_is_no_date(cell: float) -> None:
    with pytest.raises(Unreadable, match=r"^date$"):
        read_date(cell, 2020)


@thorough
@given(st.dates(date(2000, 1, 1), date(2099, 12, 31)))
def test_all_notations_of_a_day_agree(day: date) -> None:
    serial = (day - date(1899, 12, 30)).days
    notations: list[Cell] = [
        day,
        f"{day.year}.{day.month}.{day.day}",
        f"{day.year}-{day.month}-{day.day}",
        f"{day.year}年{day.month}月{day.day}日",
        f"{day:%Y%m%d}",
        int(f"{day:%Y%m%d}"),
        serial,
        serial + 0.5,
        str(serial),
        f"{day.isoformat()} 08:00:00",
    ]
    assert {read_date(cell, None) for cell in notations} == {day}
    assert read_date(f"{day.month}月{day.day}日", day.year) == day


# --- Amounts ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("cell", "fen"),
    [
        (12, 12_00),
        (12.5, 12_50),
        (-12.5, -12_50),
        (0, 0),
        ("12.5", 12_50),
        ("0", 0),
        (".5", 50),
        ("012", 12_00),
        ("１２．５", 12_50),
        ("１，２３４．５", 1234_50),
        ("1,234.5", 1234_50),
        ("1,234,567.89", 1234567_89),
        (" 12.5\t", 12_50),
        ("12.5　\n", 12_50),
        ("+12.5", 12_50),
        ("-12.5", -12_50),
        ("－12.5", -12_50),
        ("−12.5", -12_50),
        ("(12.5)", -12_50),
        ("（12.5）", -12_50),
        ("(1,234.5)", -1234_50),
        ("△12.5", -12_50),
        ("▲12.5", -12_50),
        ("¥12.5", 12_50),
        ("￥1,234.50", 1234_50),
        ("-¥12.5", -12_50),
        ("人民币12.5", 12_50),
    ],
)
def test_an_amount_without_a_unit_of_its_own_is_in_the_columns(cell: Cell, fen: int) -> None:
    assert read_amount(cell, YUAN) == Amount(fen)
    assert read_amount(cell, WAN_YUAN) == Amount(fen * 10_000)


@pytest.mark.parametrize(
    ("cell", "fen", "unit"),
    [
        ("12.5万", 125_000_00, WAN_YUAN),
        ("12.5万元", 125_000_00, WAN_YUAN),
        ("１２．５万元", 125_000_00, WAN_YUAN),
        ("3794.6万元", 37_946_000_00, WAN_YUAN),
        ("3,794.6 万元", 37_946_000_00, WAN_YUAN),
        ("1.2亿元", 120_000_000_00, YI_YUAN),
        ("1.2亿", 120_000_000_00, YI_YUAN),
        ("3百万元", 3_000_000_00, MILLION_YUAN),
        ("3千元", 3_000_00, THOUSAND_YUAN),
        ("3百元", 300_00, HUNDRED_YUAN),
        ("12.50元", 12_50, YUAN),
        ("12.50元整", 12_50, YUAN),
        ("人民币12.5元整", 12_50, YUAN),
        ("(12.5万元)", -125_000_00, WAN_YUAN),
        ("(12.5)万元", -125_000_00, WAN_YUAN),
        ("△12.5万元", -125_000_00, WAN_YUAN),
        ("-12.5万元", -125_000_00, WAN_YUAN),
    ],
)
@pytest.mark.parametrize("column_unit", [YUAN, WAN_YUAN])
def test_an_amount_with_a_unit_of_its_own_keeps_it_and_says_so(
    cell: str, fen: int, unit: int, column_unit: int
) -> None:
    assert read_amount(cell, column_unit) == Amount(fen, True, unit)


@pytest.mark.parametrize("cell", [None, "", "   ", "\t", "　", "-", "--", "—", "——", "–", "－", "/", "／", "无", " — "])
def test_a_blank_amount_is_none_and_not_zero(cell: Cell) -> None:
    assert read_amount(cell, YUAN) is None


@pytest.mark.parametrize(
    ("cell", "unit", "fen"),
    [
        (1000 / 3, WAN_YUAN, 333333333),
        ("12.3450", YUAN, 1235),
        ("-12.3450", YUAN, -1235),
        ("0.0000001万元", YUAN, 0),
        (0.001, YUAN, 0),
    ],
)
def test_a_fraction_of_a_fen_is_rounded_half_up_and_said(cell: Cell, unit: int, fen: int) -> None:
    amount = read_amount(cell, unit)
    assert amount is not None
    assert amount[:2] == (fen, False)


@pytest.mark.parametrize(
    "cell",
    [
        "1,23",
        "1,2345",
        ",123",
        "12,",
        "12.5.3",
        "12.",
        ".",
        "abc",
        "#REF!",
        "#N/A",
        "#DIV/0!",
        "12.5%",
        "1e5",
        "0x10",
        "--5",
        "(-12.5)",
        "((12.5))",
        "(12.5",
        "12.5)",
        "5--",
        "-5-",
        "(5-)",
        "3-5",
        "12人",
        "约12.5",
        "12.5万人",
        "12.5千万元",
        "万元",
        "2020-4-17",
        "2020.4.17",
        "2020年4月17日",
        "12.5+3",
        "100\n200",
        "100 200",
        "12.5 3",
        "=A1",
        "١٢",
        True,
        False,
        float("nan"),
        float("inf"),
        float("-inf"),
    ],
)
def test_what_is_no_amount_is_refused(cell: Cell) -> None:
    with pytest.raises(Unreadable, match=r"^amount$"):
        read_amount(cell, YUAN)


@pytest.mark.parametrize("cell", [APRIL_17, datetime(2020, 4, 17, 9, 30), time(9, 30), timedelta(days=1)])
def test_a_date_or_a_time_is_no_amount(cell: Cell) -> None:
    with pytest.raises(Unreadable, match=r"^amount-is-date$"):
        read_amount(cell, YUAN)


@pytest.mark.parametrize(
    "cell", ["6217001234567890123", 6217001234567890123, 6.217001234567890e18, "-6217001234567890123", 1e300]
)
@pytest.mark.parametrize("unit", [YUAN, WAN_YUAN])
def test_an_account_number_is_no_amount(cell: Cell, unit: int) -> None:
    with pytest.raises(Unreadable, match=r"^amount-too-long$"):
        read_amount(cell, unit)


def test_the_largest_amount_is_still_read() -> None:
    assert read_amount("9999999999999999.99", YUAN) == Amount(10**18 - 1)


@thorough
@given(st.integers(-(10**9), 10**9), st.sampled_from(sorted(UNITS)))
def test_an_amount_with_separators_and_a_unit_reads_back_in_every_notation(fen: int, word: str) -> None:
    whole, cents = divmod(abs(fen), 100)
    digits = f"{whole:,}.{cents:02d}"
    expected = abs(fen) * UNITS[word] // 100
    assert read_amount(digits + word, YUAN) == Amount(expected, True, UNITS[word])
    assert read_amount(digits, UNITS[word]) == Amount(expected)
    for negative in (f"-{digits}", f"({digits})", f"△{digits}"):
        assert read_amount(negative, UNITS[word]) == Amount(-expected)


@thorough
@given(st.text(max_size=12) | st.floats() | st.integers() | st.booleans() | st.dates() | st.datetimes() | st.times())
def test_any_cell_is_read_or_refused_with_a_reason_and_never_crashes(cell: Cell) -> None:
    for read in (lambda: read_amount(cell, WAN_YUAN), lambda: read_date(cell, 2020)):
        reason = "read"
        try:
            read()
        except Unreadable as refused:
            reason = str(refused)
        assert reason


@pytest.mark.parametrize("text", ["12.500", "1.234", "999.000"])
def test_a_point_before_three_digits_in_yuan_may_part_thousands_and_is_refused(text):
    with pytest.raises(Unreadable, match="amount-point"):
        read_amount(text, YUAN)
    assert read_amount(text, WAN_YUAN) is not None  # in 万元 three decimals are usual
    assert read_amount(text + "万", YUAN) is not None


def test_a_number_with_three_decimals_is_no_text_and_is_read_as_it_is():
    assert read_amount(12.5, YUAN) == Amount(1250)
