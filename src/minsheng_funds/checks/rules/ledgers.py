"""Payment ledgers: refunds, totals among the payments, rows that stand twice, single payments."""

from collections.abc import Iterable

from minsheng_funds.checks.evidence import Evidence
from minsheng_funds.checks.registry import rule
from minsheng_funds.model import Fact


@rule("L001", "error", measure="fen")
def refund_positive(seen: Evidence) -> Iterable[Fact]:
    """refund-positive | refund-positive

    Message:
        “{project}”的 {amount_fen} 注明“{remark}”却是正数,照原数计入,合计存疑
        {project}: {amount_fen} is marked {remark!r} but is positive; it counts as it stands
    Remedy:
        退回的金额改为负数,或改正备注
        make the refund negative, or correct the remark
    """
    return seen.facts("refund-positive")


@rule("L002", "warning")
def row_twice(seen: Evidence) -> Iterable[Fact]:
    """row-twice | row-twice

    Message:
        这一行与第 {first} 行完全相同(序号除外),两行都已计入
        this row says the same as row {first} (but for its number); both count
    Remedy:
        若是重复录入,删去一行
        delete one of them if it was entered twice
    """
    return seen.facts("row-twice")


@rule("L010", "warning", measure="fen")
def refund_doubtful(seen: Evidence) -> Iterable[Fact]:
    """refund-doubtful | refund-doubtful

    Message:
        “{project}”的 {amount_fen} 注明“{remark}”,可能与退回资金有关,按拨付照原数计入
        {project}: {amount_fen} says {remark!r}, which may speak of money that came back; it counts as a payment
    Remedy:
        若是退回,改为负数
        if it is a refund, make it negative
    """
    return seen.facts("refund-doubtful")


@rule("L011", "error", measure="fen")
def receipt_refund(seen: Evidence) -> Iterable[Fact]:
    """receipt-refund | receipt-refund

    Message:
        收入栏的 {amount_fen} 注明“{remark}”,像是退回的拨付,没有从已拨付中减去(项目:{project})
        {amount_fen} among the receipts says {remark!r}: it looks like a refund and was not subtracted (project: {project})
    Remedy:
        若是退回,在支出栏记负数
        if it is a refund, enter it as a negative payment
    """
    return seen.facts("receipt-refund")


@rule("L012", "error")
def sides_unclear(seen: Evidence) -> Iterable[Fact]:
    """sides-unclear | sides-unclear

    Message:
        不能确定 {headers} 中哪一栏是拨付,均未计入;若是后一栏,设置写 disbursed = ["{choice}"]
        nobody can tell which of {headers} holds the payments, so none is counted; the settings line disbursed = ["{choice}"] would choose the last
    Remedy:
        在设置 [columns] 中写明哪一栏是 disbursed
        say which one is disbursed under [columns] in the settings
    """
    return seen.facts("sides-unclear")


@rule("L013", "error")
def direction_unclear(seen: Evidence) -> Iterable[Fact]:
    """direction-unclear | direction-unclear

    Message:
        “{column}”一栏的“{text}”看不出是拨付还是收入,这样的行未计入;若是拨付,设置写 keep = {{ "{column}" = ["{text}"] }}
        {text!r} in the column {column} says neither payment nor receipt, so such rows are not counted; keep = {{ "{column}" = ["{text}"] }} in the settings makes them payments
    Remedy:
        在设置 [tables] 中用 keep 只保留拨付的行
        keep the rows that are payments under [tables] in the settings
    """
    return seen.facts("direction-unclear")


@rule("L014", "error", measure="fen")
def nameless_block(seen: Evidence) -> Iterable[Fact]:
    """nameless-block | nameless-block

    Message:
        有 {count} 行有金额(共 {amount_fen})而没有项目名称,像是项目名称只写在每段第一行,均未计入
        {count} rows with money ({amount_fen}) have no project name, as where a name stands only in the first row of its block; none is counted
    Remedy:
        在 Excel/WPS 中把项目名称填满每一行(向下填充)
        fill the project's name down into every row in Excel or WPS
    """
    return seen.facts("nameless-block")


@rule("L015", "warning", measure="fen")
def undated_block(seen: Evidence) -> Iterable[Fact]:
    """undated-block | undated-block

    Message:
        有 {count} 笔拨付(共 {amount_fen})没有日期,像是日期只写在每天的第一行;按无日期计入
        {count} payments ({amount_fen}) have no date, as where a date stands only in the first row of its day; they count as undated
    Remedy:
        把日期填满每一行(向下填充)
        fill the dates down into every row
    """
    return seen.facts("undated-block")


@rule("L016", "error")
def amount_merged(seen: Evidence) -> Iterable[Fact]:
    """amount-merged | amount-merged

    Message:
        有 {count} 个金额是几行合并的({ranges}),各行应分多少不能确定,整额计在第一行的项目,相关项目存疑
        {count} amounts are merged over several rows ({ranges}); how each is shared nobody knows, so it counts for its first row's project, and these projects are in doubt
    Remedy:
        取消合并,写明每行的金额
        unmerge the cells and give each row its amount
    """
    return seen.facts("amount-merged")


@rule("L017", "error", measure="count")
def stated_count(seen: Evidence) -> Iterable[Fact]:
    """stated-count | stated-count

    Message:
        合计写明 {actual} 笔,实际读到 {expected} 笔
        the total says {actual} payments, {expected} were read
    Remedy:
        核对是否缺行、多行
        check whether rows are missing, or too many
    """
    return seen.facts("stated-count")


@rule("L018", "error", measure="fen")
def stated_total_doubled(seen: Evidence) -> Iterable[Fact]:
    """stated-total-doubled | stated-total-doubled

    Message:
        所列合计 {actual_fen} 把小计也加了进去,各行之和是 {expected_fen}
        the stated total {actual_fen} counts the subtotals once more; its rows add up to {expected_fen}
    Remedy:
        改正合计公式,不要把小计行加进去
        correct the total's formula: leave the subtotals out
    """
    return seen.facts("stated-total-doubled")


@rule("L019", "info", measure="fen")
def receipts_left_out(seen: Evidence) -> Iterable[Fact]:
    """receipts-left-out | receipts-left-out

    Message:
        有 {count} 行是收入(共 {amount_fen}),不是拨付,未计入
        {count} rows ({amount_fen}) are receipts, no payments, and are not counted
    """
    return seen.facts("receipts-left-out")


@rule("L020", "error", measure="fen")
def total_in_ledger(seen: Evidence) -> Iterable[Fact]:
    """total-in-ledger | total-in-ledger

    Message:
        “{project}”这一行只有金额 {amount_fen},恰等于上面各笔之和,可能是它们的合计;现按拨付计入
        {project}: this row holds nothing but {amount_fen}, the sum of the payments above, and may be their total; it counts as a payment
    Remedy:
        若是合计,在该行写明“小计”;若是拨付,补上日期
        if it is a total, call it one; if it is a payment, give it a date
    """
    return seen.facts("total-in-ledger")


@rule("L021", "error")
def refund_column(seen: Evidence) -> Iterable[Fact]:
    """refund-column | refund-column

    Message:
        有 {count} 行在退回一栏填有内容({text}),退回的钱没有从已拨付中减去
        {count} rows say something in a column about refunds ({text}); what came back was not subtracted
    Remedy:
        把退回记成单独一行负数
        enter each refund as a negative payment of its own
    """
    return seen.facts("refund-column")


@rule("L022", "error")
def amount_covered(seen: Evidence) -> Iterable[Fact]:
    """amount-covered | amount-covered

    Message:
        有 {count} 个金额被合并单元格盖住,表上看不见,未计入
        {count} amounts are covered by a merged cell, where nobody sees them; they are not counted
    Remedy:
        取消合并,核对被盖住的金额
        unmerge the cells and check the amounts below
    """
    return seen.facts("amount-covered")


@rule("L023", "error")
def date_split(seen: Evidence) -> Iterable[Fact]:
    """date-split | date-split

    Message:
        日期分在“月”“日”两栏,年份不明或内容不是月、日,没有读取,按无日期计
        the date stands in two columns, and its year is not certain, or they hold no months and days: not read
    Remedy:
        在标题或表头写明年份,或把日期合成一栏
        write the year into the title, or put the date into one column
    """
    return seen.facts("date-split")


@rule("L024", "error")
def date_column_unknown(seen: Evidence) -> Iterable[Fact]:
    """date-column-unknown | date-column-unknown

    Message:
        台账没有认得的日期栏,而“{headers}”栏中是日期:没有按它计截止日期和年度,各笔拨付都按无日期计入
        no column is known as the date of payment, yet {headers} holds dates: none of them was used, so that neither as-of date nor year limits these payments
    Remedy:
        在设置 [columns] 中写明 date = ["栏名"];都不是拨付日期的,写 date = []
        name it under [columns] in the settings, date = ["…"], or write date = [] if none is the date of payment
    """
    return seen.facts("date-column-unknown")


@rule("L025", "warning")
def ledger_undated(seen: Evidence) -> Iterable[Fact]:
    """ledger-undated | ledger-undated

    Message:
        台账没有日期栏,其拨付全部计入,没有按截止日期 {day} 取舍
        the ledger has no column of dates: all its payments count, whether made by {day} or not
    Remedy:
        补上拨付日期栏,或确认各笔都在截止日期之前
        add the dates, or make sure that all were paid by then
    """
    return seen.facts("ledger-undated")


@rule("L040", "error")
def ledger_stage_unclear(seen: Evidence) -> Iterable[Fact]:
    """ledger-stage-unclear | ledger-stage-unclear

    Message:
        这张台账按其名称或栏目像是“支出”台账,与 {other} 列有同期的相同项目;没有设置,按拨付计入,同一笔钱可能计了两次
        by its name or its columns this ledger may record what was spent; {other} lists the same projects of the same time. Nothing says its stage: it counts as disbursed, and money may count twice
    Remedy:
        在设置 [tables."…"] 中写明:支出台账写 stage = "spent",拨付台账写 stage = "disbursed"
        say so under [tables."…"] in the settings: stage = "spent" if it records spending, else stage = "disbursed"
    """
    return seen.facts("ledger-stage-unclear")


@rule("L041", "warning", measure="fen")
def refund_earlier(seen: Evidence) -> Iterable[Fact]:
    """refund-earlier | refund-earlier

    Message:
        {count} 笔退回(共 {amount_fen})注明是{named}的资金,冲减该年度,没有从 {year} 年度的已拨付中减去
        {count} refunds ({amount_fen}) of money of {named}: that year is reduced by it, not what was paid in {year}
    Remedy:
        若退回的是本年度拨付的资金,改正备注
        correct the remark if the money was paid this year
    """
    return seen.facts("refund-earlier")


@rule("L042", "warning")
def refund_year_unclear(seen: Evidence) -> Iterable[Fact]:
    """refund-year-unclear | refund-year-unclear

    Message:
        “{project}”的退回注明“{remark}”,提到其他年度,但看不出退回的是不是该年度的资金;按冲减本年度计
        {project}: the refund says {remark!r}, which names another year, perhaps not that of the money; it reduces this year
    Remedy:
        写明“退回2019年度资金”这样的年度
        say of which year the money is, as in: refund of money of 2019
    """
    return seen.facts("refund-year-unclear")


@rule("L043", "warning", measure="fen")
def refund_above_paid(seen: Evidence) -> Iterable[Fact]:
    """refund-above-paid | refund-above-paid

    Message:
        “{project}”({level})本年度退回的比拨付的多 {amount_fen},可能退回的是其他年度的资金;按负数计
        {project}, {level}: {amount_fen} more came back than was paid this year, perhaps another year's money; it counts below zero
    Remedy:
        在备注中写明“退回2019年度资金”这样的年度,或补上漏登的拨付
        say of which year the money is (refund of money of 2019), or enter the payments that are missing
    """
    return seen.facts("refund-above-paid")


@rule("L050", "error")
def months_fall_back(seen: Evidence) -> Iterable[Fact]:
    """months-fall-back | months-fall-back

    Message:
        月份从年末回到年初,而表中没有注明从哪一行起是下一年,日期不能确定
        the months fall back from the end of a year to its beginning, and nothing says where the next year starts
    Remedy:
        在年份变化处加一行年份(如 2021年),或加一栏“年”
        add a row with the year (2021) where it changes, or a column of years
    """
    return seen.facts("months-fall-back")
