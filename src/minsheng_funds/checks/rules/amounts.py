"""Amounts and dates: cells that cannot be read, or only with a doubt."""

from collections.abc import Iterable

from minsheng_funds.checks.evidence import Evidence
from minsheng_funds.checks.registry import rule
from minsheng_funds.model import Fact


@rule("A001", "error")
def amount_unreadable(seen: Evidence) -> Iterable[Fact]:
    """amount-unreadable | amount-unreadable

    Message:
        金额“{text}”读不出,未计入(项目:{project})
        the amount {text!r} cannot be read and is not counted (project: {project})
    Remedy:
        改正该单元格
        correct that cell
    """
    return seen.facts("amount-unreadable")


@rule("A002", "error")
def amount_is_date_unreadable(seen: Evidence) -> Iterable[Fact]:
    """amount-is-date-unreadable | amount-is-date-unreadable

    Message:
        金额栏里是日期或时间“{text}”,未计入(项目:{project})
        a date or time ({text}) stands in a column of amounts (project: {project})
    Remedy:
        改正该单元格
        correct that cell
    """
    return seen.facts("amount-is-date-unreadable")


@rule("A003", "error")
def amount_too_long_unreadable(seen: Evidence) -> Iterable[Fact]:
    """amount-too-long-unreadable | amount-too-long-unreadable

    Message:
        数字“{text}”太长,像账号而不是金额,未计入(项目:{project})
        {text} has too many digits for an amount (project: {project})
    Remedy:
        改正该单元格
        correct that cell
    """
    return seen.facts("amount-too-long-unreadable")


@rule("A004", "error")
def payment_fraction(seen: Evidence) -> Iterable[Fact]:
    """payment-fraction | payment-fraction

    Message:
        拨付金额“{text}”不足一分的零头,未计入(项目:{project})
        the payment {text} has a fraction of a fen and is not counted (project: {project})
    Remedy:
        改正该单元格
        correct that cell
    """
    return seen.facts("payment-fraction")


@rule("A005", "warning")
def plan_fraction(seen: Evidence) -> Iterable[Fact]:
    """plan-fraction | plan-fraction

    Message:
        “{project}”的金额有不足一分的零头,已四舍五入为 {amount_fen}
        {project}: a fraction of a fen was rounded to {amount_fen}
    Remedy:
        改正该单元格
        correct that cell
    """
    return seen.facts("plan-fraction")


@rule("A006", "warning")
def payment_blank(seen: Evidence) -> Iterable[Fact]:
    """payment-blank | payment-blank

    Message:
        拨付没有金额,按 0 计(项目:{project})
        a payment without an amount counts as 0 (project: {project})
    Remedy:
        补上金额;若该格是公式,在 Excel 中重新计算并保存
        fill it in; if it is a formula, recalculate and save in Excel
    """
    return seen.facts("payment-blank")


@rule("A007", "error", measure="fen")
def nameless_money(seen: Evidence) -> Iterable[Fact]:
    """nameless-money | nameless-money

    Message:
        有金额 {amount_fen} 而没有项目名称,也不等于任何合计,未计入
        money ({amount_fen}) without a project name that is no total; it is not counted
    Remedy:
        补上项目名称
        fill in the project's name
    """
    return seen.facts("nameless-money")


@rule("A008", "error")
def formula(seen: Evidence) -> Iterable[Fact]:
    """Formula | formula

    Message:
        金额格是公式错误,或公式没有保存计算结果,未计入(项目:{project})
        a formula error, or a formula saved without its value, is not counted (project: {project})
    Remedy:
        在 Excel/WPS 中改正公式,重新计算并保存
        correct the formula, recalculate and save in Excel or WPS
    """
    return seen.facts("formula")


@rule("A010", "error")
def date_unreadable(seen: Evidence) -> Iterable[Fact]:
    """date-unreadable | date-unreadable

    Message:
        日期“{text}”读不出,按无日期计(项目:{project})
        the date {text!r} cannot be read; the payment counts as undated (project: {project})
    Remedy:
        改成 2020-04-17 这样的日期
        write it as 2020-04-17
    """
    return seen.facts("date-unreadable")


@rule("A011", "error")
def date_without_year_unreadable(seen: Evidence) -> Iterable[Fact]:
    """date-without-year-unreadable | date-without-year-unreadable

    Message:
        日期“{text}”没有年份,按无日期计(项目:{project})
        the date {text!r} has no year; the payment counts as undated (project: {project})
    Remedy:
        在表题写明年份或补全日期
        state the year in the title, or complete the date
    """
    return seen.facts("date-without-year-unreadable")


@rule("A012", "error", measure="fen")
def undated(seen: Evidence) -> Iterable[Fact]:
    """Undated | undated

    Message:
        {count} 笔拨付没有日期(共 {amount_fen}),而截止日期之后另有拨付,不能确定是否应计
        {count} payments ({amount_fen}) have no date while others are cut off by the as-of date
    Remedy:
        补上日期
        fill in the dates
    """
    return seen.facts("undated")


@rule("A013", "error")
def amount_point_unreadable(seen: Evidence) -> Iterable[Fact]:
    """amount-point-unreadable | amount-point-unreadable

    Message:
        文字“{text}”可能是小数也可能是千位分隔,未计入(项目:{project})
        {text!r} may have a decimal point or a point between thousands; it is not counted (project: {project})
    Remedy:
        改成数字,或写作 12.50、12,500
        make it a number, or write 12.50 or 12,500
    """
    return seen.facts("amount-point-unreadable")


@rule("A020", "error")
def date_without_day_unreadable(seen: Evidence) -> Iterable[Fact]:
    """date-without-day-unreadable | date-without-day-unreadable

    Message:
        日期“{text}”只有月份没有日,按无日期计(项目:{project})
        the date {text!r} is a month without its day; the payment counts as undated (project: {project})
    Remedy:
        写明是哪一天,如 2020-04-17
        say which day it was, as in 2020-04-17
    """
    return seen.facts("date-without-day-unreadable")


@rule("A021", "warning", measure="fen")
def amount_slip(seen: Evidence) -> Iterable[Fact]:
    """amount-slip | amount-slip

    Message:
        金额 {amount_fen} 与同栏其他金额(中位数 {median_fen})相差约一万倍,可能用了另一个单位
        {amount_fen} lies some ten thousandfold from its neighbours (median {median_fen}): it may be in another unit
    Remedy:
        核对该格的单位
        check the unit of that cell
    """
    return seen.facts("amount-slip")


@rule("A022", "error")
def amounts_hopeless(seen: Evidence) -> Iterable[Fact]:
    """amounts-hopeless | amounts-hopeless

    Message:
        这一栏已有 {count} 个金额读不出来,比读得出来的还多,本表其余各行没有再读
        {count} amounts of this column could not be read, more than could; the rest of the table was not tried
    Remedy:
        核对金额栏,或在设置 [tables] 中指明
        check the column of amounts, or say which under [tables]
    """
    return seen.facts("amounts-hopeless")
