"""Amounts and dates: cells that cannot be read, or only with a doubt."""

from collections.abc import Iterable

from minsheng_funds.checks.evidence import Evidence
from minsheng_funds.checks.registry import rule
from minsheng_funds.model import Fact


@rule("A001", "error")
def amount_unreadable(seen: Evidence) -> Iterable[Fact]:
    """金额读不出 | An amount that cannot be read

    Message:
        金额“{text}”读不出,未计入(项目:{project})
        the amount {text!r} cannot be read and is not counted (project: {project})
    Why:
        “约5000”“待定”、两个数挤在一格,读成哪个数都是猜。不计入,该项目和合计就不完整,比率也不能用
        about 5000, to be settled, two numbers in one cell: any reading would be a guess. Without it the project
          and the total are incomplete, and so are their rates
    Remedy:
        把该格改成数字;文字说明写到备注栏,金额还没有的,该格留空
        make the cell a number; put words into the remarks; where there is no amount yet, leave the cell blank
    Fires:
        [台账]
        | 2020年资金拨付台账 | 单位:元 |
        | 拨付日期 | 项目名称 | 拨付金额 |
        | 2020-01-02 | 农村改厕 | 约5000 |
        | 2020-01-03 | 农村改厕 | 800 |
    Passes:
        [台账]
        | 2020年资金拨付台账 | 单位:元 |
        | 拨付日期 | 项目名称 | 拨付金额 |
        | 2020-01-02 | 农村改厕 | 5,000元 |
        | 2020-01-03 | 农村改厕 | 800 |
    """
    return seen.facts("amount-unreadable")


@rule("A002", "error")
def amount_is_date_unreadable(seen: Evidence) -> Iterable[Fact]:
    """金额栏里是日期 | A date where an amount should stand

    Message:
        金额栏里是日期或时间“{text}”,未计入(项目:{project})
        a date or time ({text}) stands in a column of amounts and is not counted (project: {project})
    Why:
        常见于填错了栏,或在 Excel 里输入 4-17 之类的数被自动变成日期;日期在文件里是一个四万多的数,当成金额就错了
        a value in the wrong column, or an entry such as 4-17 that Excel turned into a date; in the file a date is a
          number above forty thousand, which as money would be wrong
    Remedy:
        在该格重新输入金额,并把单元格格式改为“数值”;日期填到日期栏
        type the amount into that cell again and format it as a number; the date belongs in the column of dates
    Fires:
        [台账]
        | 2020年资金拨付台账 | 单位:元 |
        | 拨付日期 | 项目名称 | 拨付金额 |
        | 2020-01-02 | 农村改厕 | 2020-04-17 |
        | 2020-01-03 | 农村改厕 | 800 |
    Passes:
        [台账]
        | 2020年资金拨付台账 | 单位:元 |
        | 拨付日期 | 项目名称 | 拨付金额 |
        | 2020-01-02 | 农村改厕 | 43938 |
        | 2020-01-03 | 农村改厕 | 800 |
    """
    return seen.facts("amount-is-date-unreadable")


@rule("A003", "error")
def amount_too_long_unreadable(seen: Evidence) -> Iterable[Fact]:
    """数字太长,不像金额 | A number too long to be money

    Message:
        数字“{text}”太长,像账号而不是金额,未计入(项目:{project})
        {text} has too many digits for an amount and is not counted (project: {project})
    Why:
        账号、身份证号误填在金额栏,一格就会把合计撑大到毫无意义。以元计整数部分达 17 位的数不当金额
        an account or identity number in a column of amounts: a single one makes the total meaningless. Yuan of
          17 digits before the point are no amount
    Remedy:
        在该格填写金额;账号移到收款账号栏
        put the amount into that cell, and the account number into its own column
    Fires:
        [台账]
        | 2020年资金拨付台账 | 单位:元 |
        | 拨付日期 | 项目名称 | 拨付金额 |
        | 2020-01-02 | 农村改厕 | '6222020200012345678 |
        | 2020-01-03 | 农村改厕 | 800 |
    Passes:
        [台账]
        | 2020年资金拨付台账 | 单位:元 |
        | 拨付日期 | 项目名称 | 拨付金额 |
        | 2020-01-02 | 农村改厕 | '62220202 |
        | 2020-01-03 | 农村改厕 | 800 |
    """
    return seen.facts("amount-too-long-unreadable")


@rule("A004", "error")
def payment_fraction(seen: Evidence) -> Iterable[Fact]:
    """拨付金额有不足一分的零头 | A payment with a fraction of a fen

    Message:
        拨付金额“{text}”有不足一分的零头,未计入(项目:{project})
        the payment {text} has a fraction of a fen and is not counted (project: {project})
    Why:
        付出去的钱只能到分(《会计基础工作规范》要求以元为单位的金额写到角分),有零头说明这一格是算出来的而不是实付数,或单位填错了
        money is paid in whole fen: a fraction shows that the cell was computed, and not paid, or that its unit is
          wrong
    Remedy:
        按凭证填写实付金额;若是公式,用 ROUND 取到分(以元为单位两位小数,以万元为单位六位小数)
        fill in the amount of the voucher; round a formula to the fen (two decimals of yuan, six of 万元)
    Fires:
        [台账]
        | 2020年资金拨付台账 | 单位:元 |
        | 拨付日期 | 项目名称 | 拨付金额 |
        | 2020-01-02 | 农村改厕 | 333.333 |
        | 2020-01-03 | 农村改厕 | 800 |
    Passes:
        [台账]
        | 2020年资金拨付台账 | 单位:元 |
        | 拨付日期 | 项目名称 | 拨付金额 |
        | 2020-01-02 | 农村改厕 | 333.33 |
        | 2020-01-03 | 农村改厕 | 800 |
    """
    return seen.facts("payment-fraction")


@rule("A005", "warning")
def plan_fraction(seen: Evidence) -> Iterable[Fact]:
    """计划金额有不足一分的零头 | A planned amount with a fraction of a fen

    Message:
        “{project}”的金额有不足一分的零头,已四舍五入为 {amount_fen}
        {project}: a fraction of a fen was rounded to {amount_fen}
    Why:
        计划数多由公式算出(如三分之一),逐行四舍五入后相加,与表中用未取整的数求得的合计可能差几分
        planned amounts often come from formulas (a third of …); rows rounded to the fen may add up to some fen more
          or less than a total of the unrounded ones
    Remedy:
        在该格用 ROUND 取到分(以元为单位两位小数,以万元为单位六位小数);取整后的数无误的,不改也可以
        round the cell to the fen (two decimals of yuan, six of 万元), or leave it where the rounded amount is right
    Fires:
        [计划]
        | 2020年资金筹集方案 | 单位:万元 |
        | 项目名称 | 计划资金 |
        | 农村改厕 | 33.3333333 |
        | 道路硬化 | 20 |
    Passes:
        [计划]
        | 2020年资金筹集方案 | 单位:万元 |
        | 项目名称 | 计划资金 |
        | 农村改厕 | 33.333333 |
        | 道路硬化 | 20 |
    """
    return seen.facts("plan-fraction")


@rule("A006", "warning")
def payment_blank(seen: Evidence) -> Iterable[Fact]:
    """拨付没有金额 | A payment without an amount

    Message:
        这笔拨付没有金额,按 0 计(项目:{project})
        a payment without an amount counts as 0 (project: {project})
    Why:
        先登记、待付款后再补金额,补漏了,已拨付数就少计
        a payment that was entered ahead and whose amount was never filled in leaves the paid total too low
    Remedy:
        按凭证补上金额;没有付出的,删去这一行
        fill in the amount of the voucher; where nothing was paid, delete the row
    Fires:
        [台账]
        | 2020年资金拨付台账 | 单位:元 |
        | 拨付日期 | 项目名称 | 收款单位 | 拨付金额 |
        | 2020-01-02 | 农村改厕 | 城关镇 | |
        | 2020-01-03 | 农村改厕 | 城关镇 | 800 |
    Passes:
        [台账]
        | 2020年资金拨付台账 | 单位:元 |
        | 拨付日期 | 项目名称 | 收款单位 | 拨付金额 |
        | 2020-01-02 | 农村改厕 | 城关镇 | 5000 |
        | 2020-01-03 | 农村改厕 | 城关镇 | 800 |
    """
    return seen.facts("payment-blank")


@rule("A007", "error", measure="fen")
def nameless_money(seen: Evidence) -> Iterable[Fact]:
    """有金额而没有项目名称 | Money without a project name

    Message:
        有金额 {amount_fen} 而没有项目名称,也不等于任何合计,未计入
        money ({amount_fen}) without a project name that is no total; it is not counted
    Why:
        不知道是哪个项目的钱,记到任何项目都会错;不计入,合计就少了这一笔
        nobody knows whose money it is, and any project would be the wrong one; left out, the total lacks it
    Remedy:
        在该行补上项目名称;若是合计行,在名称栏写“合计”,并核对它的数
        fill in the project's name; where it is a total, call it 合计 in the column of names and check its amount
    Fires:
        [计划]
        | 2020年资金筹集方案 | 单位:万元 |
        | 项目名称 | 计划资金 |
        | 农村改厕 | 30 |
        | | 77 |
        | 道路硬化 | 20 |
    Passes:
        [计划]
        | 2020年资金筹集方案 | 单位:万元 |
        | 项目名称 | 计划资金 |
        | 农村改厕 | 30 |
        | | 50 |
        | 道路硬化 | 20 |
    """
    return seen.facts("nameless-money")


@rule("A008", "error")
def formula(seen: Evidence) -> Iterable[Fact]:
    """金额公式出错,或没有保存计算结果 | An amount whose formula is in error, or saved without its value

    Message:
        金额格是公式错误,或公式没有保存计算结果,未计入(项目:{project})
        a formula in error, or one saved without its value, is not counted (project: {project})
    Why:
        #REF!、#N/A 多由删行、改名造成;由其他程序导出的表,公式常没有保存结果。当成 0,计划或拨付就少计
        #REF! and #N/A come from rows deleted and sheets renamed; workbooks written by other programs often keep no
          values. Taken as 0, the plan or the payments would be too low
    Remedy:
        在 Excel 或 WPS 中打开,改正该格的公式,重新计算并保存
        open the workbook in Excel or WPS, correct the formula, recalculate and save
    Fires:
        a plan whose second amount is a formula with the value #REF!
    Passes:
        the same plan, where that formula was saved with its value 20
    """
    return seen.facts("formula")


@rule("A010", "error")
def date_unreadable(seen: Evidence) -> Iterable[Fact]:
    """日期读不出 | A date that cannot be read

    Message:
        日期“{text}”读不出,按无日期计(项目:{project})
        the date {text!r} cannot be read; the payment counts as undated (project: {project})
    Why:
        不知道哪天付的,就不知道该不该计入截止日期以前,也不知道属于哪个月、哪个年度。数字 2020.1 可能是 1 月,也可能是 10 月
        without its day nobody knows whether a payment falls before the as-of date, in which month and in which year;
          the number 2020.1 may be January or October
    Remedy:
        按凭证改成 2020-04-17 这样的日期
        write the voucher's date, as in 2020-04-17
    Fires:
        [台账]
        | 2020年资金拨付台账 | 单位:元 |
        | 拨付日期 | 项目名称 | 拨付金额 |
        | '2020-04-31 | 农村改厕 | 5000 |
        | 2020-05-03 | 农村改厕 | 800 |
    Passes:
        [台账]
        | 2020年资金拨付台账 | 单位:元 |
        | 拨付日期 | 项目名称 | 拨付金额 |
        | '2020-04-30 | 农村改厕 | 5000 |
        | 2020-05-03 | 农村改厕 | 800 |
    """
    return seen.facts("date-unreadable")


@rule("A011", "error")
def date_without_year_unreadable(seen: Evidence) -> Iterable[Fact]:
    """日期没有年份 | A date without its year

    Message:
        日期“{text}”没有年份,按无日期计(项目:{project})
        the date {text!r} has no year; the payment counts as undated (project: {project})
    Why:
        预算年度从 1 月 1 日到 12 月 31 日;表题、表内都没有年份,就不能确定这笔钱是不是本年度的
        the budget year runs from 1 January to 31 December; where neither the title nor the table names a year,
          nobody knows whether the money is this year's
    Remedy:
        补全日期(如 2020-04-17),或在表题写明年份(如“2020年资金拨付台账”)
        complete the date (2020-04-17), or state the year in the title (2020年资金拨付台账)
    Fires:
        [台账]
        | 资金拨付台账 | 单位:元 |
        | 拨付日期 | 项目名称 | 拨付金额 |
        | 4月17日 | 农村改厕 | 5000 |
    Passes:
        [台账]
        | 2020年资金拨付台账 | 单位:元 |
        | 拨付日期 | 项目名称 | 拨付金额 |
        | 4月17日 | 农村改厕 | 5000 |
    """
    return seen.facts("date-without-year-unreadable")


@rule("A012", "error", measure="fen")
def undated(seen: Evidence) -> Iterable[Fact]:
    """没有日期的拨付,不知是否在截止日期之前 | Undated payments that may lie after the as-of date

    Message:
        {count} 笔拨付没有日期(共 {amount_fen}),而截止日期之后另有拨付,不能确定是否应计
        payments without a date: {count} ({amount_fen}); others are cut off by the as-of date, and whether these count is not known
    Why:
        没有日期的拨付先计入已拨付数。台账里既然有截止日期之后付的,这几笔也可能是之后付的,拨付率就高估了
        undated payments count as paid. Since the ledger holds some after the as-of date, these may be later, too, and
          the rate would be too high
    Remedy:
        按凭证补上这些行的拨付日期
        fill in the dates of these rows from their vouchers
    Fires:
        [计划]
        | 2020年资金筹集方案 | 单位:元 |
        | 项目名称 | 计划资金 |
        | 农村改厕 | 90000 |
        [台账]
        | 2020年资金拨付台账 | 单位:元 |
        | 拨付日期 | 项目名称 | 收款单位 | 拨付金额 |
        | | 农村改厕 | 城关镇 | 5000 |
        | 2020-04-18 | 农村改厕 | 城关镇 | 800 |
        as-of: 2020-04-17
    Passes:
        [计划]
        | 2020年资金筹集方案 | 单位:元 |
        | 项目名称 | 计划资金 |
        | 农村改厕 | 90000 |
        [台账]
        | 2020年资金拨付台账 | 单位:元 |
        | 拨付日期 | 项目名称 | 收款单位 | 拨付金额 |
        | | 农村改厕 | 城关镇 | 5000 |
        | 2020-04-17 | 农村改厕 | 城关镇 | 800 |
        as-of: 2020-04-17
    """
    return seen.facts("undated")


@rule("A013", "error")
def amount_point_unreadable(seen: Evidence) -> Iterable[Fact]:
    """金额里的点是小数点还是千位分隔 | A point that may be decimal or between thousands

    Message:
        “{text}”里的点可能是小数点,也可能是千位分隔,未计入(项目:{project})
        {text!r} may have a decimal point or a point between thousands; it is not counted (project: {project})
    Why:
        存成文字的“12.500”可能是 12.50 元,也可能是 12,500 元,相差一千倍
        12.500 kept as text may be 12.50 yuan or 12,500 yuan, a thousand times as much
    Remedy:
        在该格重新输入数字,或写成 12.50、12,500 这样不会看错的样子
        type the number again, or write it as 12.50 or 12,500
    Fires:
        [台账]
        | 2020年资金拨付台账 | 单位:元 |
        | 拨付日期 | 项目名称 | 拨付金额 |
        | 2020-01-02 | 农村改厕 | '12.500 |
        | 2020-01-03 | 农村改厕 | 800 |
    Passes:
        [台账]
        | 2020年资金拨付台账 | 单位:元 |
        | 拨付日期 | 项目名称 | 拨付金额 |
        | 2020-01-02 | 农村改厕 | '12.50 |
        | 2020-01-03 | 农村改厕 | 800 |
    """
    return seen.facts("amount-point-unreadable")


@rule("A020", "error")
def date_without_day_unreadable(seen: Evidence) -> Iterable[Fact]:
    """日期只有月份 | A date that is only a month

    Message:
        日期“{text}”只有月份没有日,按无日期计(项目:{project})
        the date {text!r} is a month without its day; the payment counts as undated (project: {project})
    Why:
        月中出报表时,这笔钱是截止日期以前还是以后付的,不能确定
        for a report within that month nobody knows whether the money was paid before or after its as-of date
    Remedy:
        按凭证写明是哪一天,如 2020-04-17
        write the day from the voucher, as in 2020-04-17
    Fires:
        [台账]
        | 2020年资金拨付台账 | 单位:元 |
        | 拨付日期 | 项目名称 | 拨付金额 |
        | 2020年4月 | 农村改厕 | 5000 |
        | 2020年5月3日 | 农村改厕 | 800 |
    Passes:
        [台账]
        | 2020年资金拨付台账 | 单位:元 |
        | 拨付日期 | 项目名称 | 拨付金额 |
        | 2020年4月17日 | 农村改厕 | 5000 |
        | 2020年5月3日 | 农村改厕 | 800 |
    """
    return seen.facts("date-without-day-unreadable")


@rule("A021", "warning", measure="fen")
def amount_slip(seen: Evidence) -> Iterable[Fact]:
    """个别金额像是用了另一个单位 | A single amount that seems to be in another unit

    Message:
        金额 {amount_fen} 与其他拨付(中位数 {median_fen})相差约一万倍,可能用了另一个单位
        {amount_fen} lies some ten thousandfold from the other payments (median {median_fen}): it may be in another unit
    Why:
        以元为单位的台账里有一格按万元填了 12.5,这笔 12.5 万元只计了 12.50 元,拨付率就低了
        12.5 typed in 万元 into a ledger in yuan: 125,000 yuan count as 12.50, and the rate is too low
    Remedy:
        对照凭证核对该格;填错了单位的,改成本栏单位的数,或在格里写明单位(如 12.5万元)
        check that cell against its voucher; put it into the column's unit, or write the unit into the cell (12.5万元)
    Fires:
        [台账]
        | 2020年资金拨付台账 | 单位:元 |
        | 拨付日期 | 项目名称 | 拨付金额 |
        | 2020-01-02 | 农村改厕 | 100000 |
        | 2020-01-03 | 农村改厕 | 100000 |
        | 2020-01-06 | 农村改厕 | 12.5 |
        | 2020-01-07 | 农村改厕 | 90000 |
        | 2020-01-08 | 农村改厕 | 110000 |
        | 2020-01-09 | 农村改厕 | 120000 |
    Passes:
        [台账]
        | 2020年资金拨付台账 | 单位:元 |
        | 拨付日期 | 项目名称 | 拨付金额 |
        | 2020-01-02 | 农村改厕 | 100000 |
        | 2020-01-03 | 农村改厕 | 100000 |
        | 2020-01-06 | 农村改厕 | 125 |
        | 2020-01-07 | 农村改厕 | 90000 |
        | 2020-01-08 | 农村改厕 | 110000 |
        | 2020-01-09 | 农村改厕 | 120000 |
    """
    return seen.facts("amount-slip")


@rule("A022", "error")
def amounts_hopeless(seen: Evidence) -> Iterable[Fact]:
    """一栏金额大多读不出,没有读完 | A column of amounts that mostly cannot be read, and was given up

    Message:
        这一栏已有 {count} 个金额读不出来,比读得出来的还多,本表其余各行没有再读
        {count} amounts of this column could not be read, more than could; the rest of the table was not tried
    Why:
        多半是把另一栏(文号、说明)认成了金额栏。这张表的拨付没有计全,凡用到它的数都不完整
        most likely another column (document numbers, remarks) was taken for the amounts. The payments of this table
          are not all counted, and every figure made of them is incomplete
    Remedy:
        核对金额栏的表头;认错了的,在设置 [tables."表名"] 中用 columns 指明,如 columns = {{ disbursed = ["支付金额"] }}
        check the header of the amounts; where another column was taken, say which under [tables."sheet"], as in columns = {{ disbursed = ["支付金额"] }}
    Fires:
        a ledger with one payment and 10,000 rows whose amounts are words
    Passes:
        the same ledger with 9,999 such rows
    """
    return seen.facts("amounts-hopeless")
