"""The texts around a table give its title, unit, as-of date and year."""

from datetime import date

import pytest

from minsheng_funds.model import Origin
from minsheng_funds.money import HUNDRED_YUAN, MILLION_YUAN, THOUSAND_YUAN, WAN_YUAN, YI_YUAN, YUAN
from minsheng_funds.reading.captions import (
    Caption,
    UnitWord,
    caption_units,
    header_unit,
    nature_in_title,
    read_caption,
    unit_alone,
)
from minsheng_funds.reading.values import squeeze
from minsheng_funds.vocabulary import MAINTENANCE, MATCHING, UNITS

TITLE = "××区2020年民生工程资金筹集方案(测算表)"


def captions(*texts: str) -> Caption:
    """What texts in A1, A2, … say."""
    return read_caption((Origin("book.xlsx", "Sheet", row, 0), text) for row, text in enumerate(texts, 1))


# --- Units ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("单位:万元", WAN_YUAN),
        ("单位：元", YUAN),
        ("单位:  万 元", WAN_YUAN),
        ("单位万元", WAN_YUAN),
        ("单位(万元)", WAN_YUAN),
        ("单位:人民币元", YUAN),
        ("单位:人民币(万元)", WAN_YUAN),
        ("金额单位:千元", THOUSAND_YUAN),
        ("货币单位：人民币万元", WAN_YUAN),
        ("计量单位:百万元", MILLION_YUAN),
        ("单位:百元", HUNDRED_YUAN),
        ("(单位:亿元)", YI_YUAN),
        ("（单位：万元）", WAN_YUAN),
        ("2020年民生工程资金拨付进度表(万元)", WAN_YUAN),
        ("2020年民生工程资金拨付进度表（元）", YUAN),
        ("资金拨付情况(截至4月17日,单位:万元)", WAN_YUAN),
        ("填报单位(盖章):××区财政局    单位:万元", WAN_YUAN),
        ("单位:万元    截止日期:2020年4月17日", WAN_YUAN),
        ("填报单位:财政局 截止日期:2020年4月17日 金额单位:元", YUAN),
    ],
)
def test_the_unit_of_a_caption_or_a_title_is_found(text: str, unit: int) -> None:
    assert caption_units(squeeze(text)) == [unit]
    assert [word.unit for word in captions(text).units] == [unit]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "填报单位:财政局",
        "填报单位(盖章):",
        "填报单位:元谋县财政局",
        "编制单位:元江县人民政府",
        "主管单位:万宁市财政局",
        "单位:元谋县财政局",
        "单位名称",
        "2020年民生工程资金筹集方案",
        "共需资金3794.6万元",
    ],
)
def test_the_office_that_fills_the_table_in_is_no_unit(text: str) -> None:
    assert caption_units(squeeze(text)) == []


@pytest.mark.parametrize(
    "text",
    [
        "单位:万年县人民政府",
        "单位:元氏县人民政府",
        "牵头单位:万州区教育委员会",
        "资金筹集方案(万年县)",
        "资金拨付进度表(元谋县)",
        "资金筹集方案(万宁市)",
    ],
)
def test_a_county_whose_name_begins_like_a_unit_is_no_unit(text: str) -> None:
    assert caption_units(squeeze(text)) == []


@pytest.mark.parametrize("text", ["单位:万人", "单位:万户", "民生工程参保情况(万人)"])
def test_a_count_in_ten_thousands_is_no_money_unit(text: str) -> None:
    assert caption_units(squeeze(text)) == []


def test_every_unit_remembers_its_cell() -> None:
    assert captions(TITLE, "单位:万元", "单位:元").units == (
        UnitWord(WAN_YUAN, Origin("book.xlsx", "Sheet", 2, 0)),
        UnitWord(YUAN, Origin("book.xlsx", "Sheet", 3, 0)),
    )


@pytest.mark.parametrize("word", sorted(UNITS))
@pytest.mark.parametrize("form", ["{}", "({})", "单位:{}", "(单位:{})", "人民币{}"])
def test_a_unit_alone_is_read_from_a_row_of_units(form: str, word: str) -> None:
    assert unit_alone(squeeze(form.format(word))) == UNITS[word]


@pytest.mark.parametrize("text", ["", "金额", "拨付金额(万元)", "12万元", "万元整", "元谋县", "(万人)"])
def test_a_cell_with_more_than_a_unit_is_no_row_of_units(text: str) -> None:
    assert unit_alone(squeeze(text)) is None


@pytest.mark.parametrize("word", sorted(UNITS))
@pytest.mark.parametrize(
    "form",
    [
        "拨付金额({})",
        "拨付金额（{}）",
        "拨付金额(单位:{})",
        "拨付金额(人民币{})",
        "拨付金额/{}",
        "拨付金额{}",
        "拨付金额:{}",
    ],
)
def test_a_header_loses_its_unit_and_says_it(form: str, word: str) -> None:
    assert header_unit(squeeze(form.format(word))) == ("拨付金额", UNITS[word])


@pytest.mark.parametrize("text", ["拨付金额", "中央", "项目名称", "万元", "状元", "公元", "数据来源", "拨付率(%)"])
def test_a_header_without_a_unit_is_left_as_it_is(text: str) -> None:
    assert header_unit(text) == (text, None)


@pytest.mark.parametrize("text", ["目标任务(万人)", "受益户数(万户)", "区级(万年县)"])
def test_what_only_begins_like_a_unit_in_a_header_is_none(text: str) -> None:
    assert header_unit(text)[1] is None


# --- As-of date and year ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("截止日期:2020年4月17日", date(2020, 4, 17)),
        ("截止日期：２０２０年４月１７日", date(2020, 4, 17)),
        ("截止日期 2020年4月17日", date(2020, 4, 17)),
        ("截至日期:2020.4.17", date(2020, 4, 17)),
        ("截止时间:2020-04-17", date(2020, 4, 17)),
        ("截止到2020/4/17", date(2020, 4, 17)),
        ("(截至2020年4月17日)", date(2020, 4, 17)),
        ("统计日期:2020年4月17日", date(2020, 4, 17)),
        ("统计时间:2020年4月17日", date(2020, 4, 17)),
        ("日期:2020年4月17日", date(2020, 4, 17)),
        ("截至2020年4月底", date(2020, 4, 30)),
        ("截至2020年2月底", date(2020, 2, 29)),
        ("截至2019年2月末", date(2019, 2, 28)),
        ("截至2020年12月底", date(2020, 12, 31)),
        ("填报单位:财政局 截止日期:2020年4月17日 单位:万元", date(2020, 4, 17)),
    ],
)
def test_the_as_of_date_of_a_caption_is_found(text: str, day: date) -> None:
    found = captions("民生工程资金拨付进度表", text)
    assert (found.as_of, found.as_of_origin) == (day, Origin("book.xlsx", "Sheet", 2, 0))
    assert found.year == day.year


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("截至4月17日", date(2020, 4, 17)),
        ("截止日期:4月17日", date(2020, 4, 17)),
        ("截至4月底", date(2020, 4, 30)),
        ("截至2月末", date(2020, 2, 29)),
    ],
)
def test_an_as_of_date_without_a_year_takes_the_titles_year(text: str, day: date) -> None:
    assert captions(TITLE, text).as_of == day
    assert captions(text, TITLE).as_of == day, "a title below the date counts as well"
    assert captions("民生工程资金筹集方案", text).as_of is None


@pytest.mark.parametrize(
    "text", ["截至2020年4", "截至2020年13月5日", "截至2020年4月31日", "截止日期:", "截至目前", "2020年4月17日印发"]
)
def test_a_date_that_names_no_day_is_no_as_of_date(text: str) -> None:
    assert captions(TITLE, text).as_of is None


def test_a_month_alone_means_its_last_day() -> None:
    assert captions(TITLE, "截至2020年2月").as_of == date(2020, 2, 29)


def test_the_first_as_of_date_holds() -> None:
    assert captions(TITLE, "截至2020年4月17日", "截至2020年4月30日").as_of == date(2020, 4, 17)


def test_the_day_that_a_table_was_filled_in_yields_to_the_as_of_date() -> None:
    assert captions(TITLE, "填报日期:2020年4月20日", "截止日期:2020年4月17日").as_of == date(2020, 4, 17)


@pytest.mark.parametrize(
    ("texts", "year"),
    [
        (["2020年民生工程资金筹集方案"], 2020),
        (["2020年度民生工程"], 2020),
        (["民生工程(2020)"], 2020),
        (["２０２０年民生工程"], 2020),
        (["附件1", "2021年民生实事", "2020年结转"], 2021),
        (["民生工程"], None),
        (["电话20201234567"], None),
        (["1999年"], None),
        ([], None),
    ],
)
def test_the_year_is_the_first_one_stated(texts: list[str], year: int | None) -> None:
    assert captions(*texts).year == year


@pytest.mark.parametrize("text", ["财社〔2019〕88号", "皖民生办〔2019〕1号", "联系电话:0562-5152019"])
def test_a_document_or_telephone_number_above_the_title_is_not_the_year(text: str) -> None:
    assert captions(text, TITLE).year == 2020


# --- Title and nature -------------------------------------------------------------------------------------


def test_the_title_is_the_longest_text_that_is_no_caption() -> None:
    found = captions(
        "附件1:××区2020年民生工程资金筹集方案等三个很长的附件名称",
        "短",
        TITLE,
        "填报单位(盖章):××区财政局××××××股 截止日期:2020年4月17日 单位:万元",
    )
    assert found.title == squeeze(TITLE)


@pytest.mark.parametrize(
    "text", ["2020年管护资金拨付台账(万元)", "2020年管护资金拨付台账(单位:万元)", "2020年管护资金拨付台账(截至4月17日)"]
)
def test_a_title_that_also_states_a_unit_or_a_date_is_still_the_title(text: str) -> None:
    found = captions(text)
    assert "管护资金拨付台账" in found.title
    assert nature_in_title(found.title) == MAINTENANCE


def test_no_texts_say_nothing() -> None:
    assert captions() == Caption()


@pytest.mark.parametrize(
    ("title", "nature"),
    [
        ("2020年民生工程配套资金台账", MATCHING),
        ("2020年民生工程管护资金台账", MAINTENANCE),
        ("建后管护经费", MAINTENANCE),
        ("配套资金和管护资金拨付情况", None),
        ("2020年民生工程资金筹集方案", None),
        ("", None),
    ],
)
def test_a_title_names_a_nature_only_where_it_speaks_of_one(title: str, nature: str | None) -> None:
    assert nature_in_title(title) == nature


@pytest.mark.parametrize("text", ["六月底", "2026.6", "2026年6月31日", "/", "待定"])
def test_an_as_of_date_that_is_filled_in_and_no_day_is_kept_with_its_cell(text):
    found = captions("2026年拨付台账", f"截止日期:{text}")
    assert found.as_of is None
    assert found.unread == ((Origin("book.xlsx", "Sheet", 2, 0), text),)


@pytest.mark.parametrize("text", ["", "____", "____年__月__日", "   年  月  日", "单位:元", "2026-06-30", "6月30日"])
def test_an_as_of_date_that_is_not_filled_in_or_can_be_read_is_no_unreadable_one(text):
    assert captions("2026年拨付台账", f"截止日期:{text}").unread == ()
