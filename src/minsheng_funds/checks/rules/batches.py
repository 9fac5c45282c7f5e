"""Batches: what keeps a case out of the roll-up, and what the cases of a roll-up do not have in common."""

from collections.abc import Iterable

from minsheng_funds.checks.evidence import Evidence
from minsheng_funds.checks.registry import rule
from minsheng_funds.model import Fact


@rule("B001", "error")
def case_failed(seen: Evidence) -> Iterable[Fact]:
    """没有报表的单位 | A case without a statement

    Message:
        {case}没有报表:{reason}
        {case} has no statement: {reason}
    Why:
        这个单位的资金不在汇总里,合计因此不完整;其他单位照常统计。
        The money of this bureau is not in the roll-up, so the totals are incomplete; all other bureaus count.
    Remedy:
        按所说原因更正后用 --resume 重跑,只算改动的单位
        mend what is said and run again with --resume: only what changed is computed
    Fires:
        [case1.xlsx!计划]
        | 2020年资金筹集方案(万元) |
        | 项目名称 | 计划资金 |
        | 农村公路 | 10 |
        [case2.xlsx!说明]
        | 本表由财政所填报 |
    Passes:
        [case1.xlsx!计划]
        | 2020年资金筹集方案(万元) |
        | 项目名称 | 计划资金 |
        | 农村公路 | 10 |
        [case2.xlsx!计划]
        | 2020年资金筹集方案(万元) |
        | 项目名称 | 计划资金 |
        | 农村公路 | 20 |
    """
    return seen.facts("case-failed")


@rule("B002", "error")
def case_twice(seen: Evidence) -> Iterable[Fact]:
    """同一工作簿交了两次 | The same workbook twice

    Message:
        {case}与{other}的工作簿逐字节相同,只计一次(计入{other})
        the workbooks of {case} and {other} are the same byte for byte; they count once, as {other}
    Why:
        同一份数据计两次,汇总就虚增;也可能是某个单位交错了文件,它自己的数据还没有交来。
        The same money twice makes the totals too large; or a bureau has handed in the wrong file and its own is missing.
    Remedy:
        删去副本,或请该单位补交自己的工作簿
        delete the copy, or ask the bureau for its own workbook
    Fires:
        [case1.xlsx!计划]
        | 2020年资金筹集方案(万元) |
        | 项目名称 | 计划资金 |
        | 农村公路 | 10 |
        [case2.xlsx!计划]
        | 2020年资金筹集方案(万元) |
        | 项目名称 | 计划资金 |
        | 农村公路 | 10 |
    Passes:
        [case1.xlsx!计划]
        | 2020年资金筹集方案(万元) |
        | 项目名称 | 计划资金 |
        | 农村公路 | 10 |
        [case2.xlsx!计划]
        | 2020年资金筹集方案(万元) |
        | 项目名称 | 计划资金 |
        | 农村公路 | 10.5 |
    """
    return seen.facts("case-twice")


@rule("B003", "error")
def case_other_year(seen: Evidence) -> Iterable[Fact]:
    """年度不同的单位 | A case of another year

    Message:
        {case}是 {year} 年的,其他单位是 {usual} 年的:不计入汇总
        {case} is of {year}, the others are of {usual}: it is not in the roll-up
    Why:
        两年的资金不能相加,也不能按同一序时进度排名。
        Money of two years cannot be added, nor ranked against the same time progress.
    Remedy:
        请该单位交本年度的工作簿;年度写错的,更正标题或用 --year 指定
        ask for the workbook of the year; where only the title is wrong, mend it or say --year
    Fires:
        [case1.xlsx!计划]
        | 2020年资金筹集方案(万元) |
        | 项目名称 | 计划资金 |
        | 农村公路 | 10 |
        [case2.xlsx!计划]
        | 2019年资金筹集方案(万元) |
        | 项目名称 | 计划资金 |
        | 农村公路 | 20 |
    Passes:
        [case1.xlsx!计划]
        | 2020年资金筹集方案(万元) |
        | 项目名称 | 计划资金 |
        | 农村公路 | 10 |
        [case2.xlsx!计划]
        | 2020年资金筹集方案(万元) |
        | 项目名称 | 计划资金 |
        | 农村公路 | 20 |
    """
    return seen.facts("case-other-year")


@rule("B004", "error")
def case_slipped(seen: Evidence) -> Iterable[Fact]:
    """计划与拨付单位不一致的单位 | A case whose plan and payments are in different units

    Message:
        {case}的计划与拨付相差约一万倍,不计入汇总
        the plan and the payments of {case} lie some 10,000-fold apart: it is not in the roll-up
    Why:
        一个单位错一万倍,汇总的每一个数就都错了。
        One bureau that is wrong by 10,000 makes every figure of the roll-up wrong.
    Remedy:
        更正该单位工作簿的金额单位后重跑
        mend the unit of the amounts in that workbook and run again
    Fires:
        [case1.xlsx!进度]
        | 2020年资金拨付进度表(万元) |
        | 项目名称 | 计划数 | 拨付金额 |
        | 农村公路 | 10 | 5 |
        | 低保 | 20 | 5 |
        [case2.xlsx!进度]
        | 2020年资金拨付进度表(万元) |
        | 项目名称 | 计划数 | 拨付金额 |
        | 农村公路 | 10 | 50000 |
        | 低保 | 20 | 100000 |
    Passes:
        [case1.xlsx!进度]
        | 2020年资金拨付进度表(万元) |
        | 项目名称 | 计划数 | 拨付金额 |
        | 农村公路 | 10 | 5 |
        | 低保 | 20 | 5 |
        [case2.xlsx!进度]
        | 2020年资金拨付进度表(万元) |
        | 项目名称 | 计划数 | 拨付金额 |
        | 农村公路 | 10 | 5 |
        | 低保 | 20 | 10 |
    """
    return seen.facts("case-slipped")


@rule("B005", "error")
def case_no_plan(seen: Evidence) -> Iterable[Fact]:
    """没有计划的单位 | A case without a plan

    Message:
        {case}没有资金计划,其他单位有:不计入汇总
        {case} has no funding plan and others have: it is not in the roll-up
    Why:
        只有拨付没有计划,拨付率无从算起;混在一起,汇总的拨付率就虚高。
        Payments without a plan have no rate, and would make the rate of the roll-up look higher than it is.
    Remedy:
        请该单位补交计划;计划与台账分成两个文件的,放进一个子文件夹并设 [batch] case = "folder"
        ask for the plan; where plan and ledger are two files, put them into a folder and set [batch] case = "folder"
    Fires:
        [case1.xlsx!进度]
        | 2020年资金拨付进度表(万元) |
        | 项目名称 | 计划数 | 拨付金额 |
        | 农村公路 | 10 | 5 |
        [case2.xlsx!台账]
        | 单位:元 |
        | 拨付日期 | 项目名称 | 拨付金额 |
        | 2020-04-01 | 农村公路 | 500 |
        as-of: 2020-04-17
    Passes:
        [case1.xlsx!进度]
        | 2020年资金拨付进度表(万元) |
        | 项目名称 | 计划数 | 拨付金额 |
        | 农村公路 | 10 | 5 |
        [case2.xlsx!进度]
        | 2020年资金拨付进度表(万元) |
        | 项目名称 | 计划数 | 拨付金额 |
        | 农村公路 | 10 | 6 |
        as-of: 2020-04-17
    """
    return seen.facts("case-no-plan")


@rule("B006", "error")
def case_no_payments(seen: Evidence) -> Iterable[Fact]:
    """没有拨付数的单位 | A case without payments

    Message:
        {case}没有台账或进度表,其他单位有:不计入汇总
        {case} has neither a ledger nor a progress table and others have: it is not in the roll-up
    Why:
        拨付多少不知道,不等于没有拨付;计入计划而不计拨付,汇总的拨付率就偏低。
        Not known is not the same as nothing paid; its plan without its payments would make the rate look too low.
    Remedy:
        请该单位补交台账;计划与台账分成两个文件的,放进一个子文件夹并设 [batch] case = "folder"
        ask for the ledger; where plan and ledger are two files, put them into a folder and set [batch] case = "folder"
    Fires:
        [case1.xlsx!进度]
        | 2020年资金拨付进度表(万元) |
        | 项目名称 | 计划数 | 拨付金额 |
        | 农村公路 | 10 | 5 |
        [case2.xlsx!计划]
        | 2020年资金筹集方案(万元) |
        | 项目名称 | 计划资金 |
        | 农村公路 | 20 |
    Passes:
        [case1.xlsx!计划]
        | 2020年资金筹集方案(万元) |
        | 项目名称 | 计划资金 |
        | 农村公路 | 10 |
        [case2.xlsx!计划]
        | 2020年资金筹集方案(万元) |
        | 项目名称 | 计划资金 |
        | 农村公路 | 20 |
    """
    return seen.facts("case-no-payments")


@rule("B007", "warning")
def case_days_differ(seen: Evidence) -> Iterable[Fact]:
    """各单位截止日期不同 | Cases of different as-of dates

    Message:
        各单位的截止日期不同:{list}
        the as-of dates of the cases differ: {list}
    Why:
        截止日期晚的单位多算了时间,与别的单位比就占便宜;汇总不是某一天的数。
        A later date has had more time to pay, which favours it in the ranking; the totals are of no single day.
    Remedy:
        用 --as-of 指定同一个截止日期,或请有关单位补报
        name one date with --as-of, or ask the bureaus for the same day
    Fires:
        [case1.xlsx!进度]
        | 2020年资金拨付进度表(万元) |
        | 截止日期:2020年4月17日 |
        | 项目名称 | 计划数 | 拨付金额 |
        | 农村公路 | 10 | 5 |
        [case2.xlsx!进度]
        | 2020年资金拨付进度表(万元) |
        | 截止日期:2020年4月30日 |
        | 项目名称 | 计划数 | 拨付金额 |
        | 农村公路 | 10 | 6 |
    Passes:
        [case1.xlsx!进度]
        | 2020年资金拨付进度表(万元) |
        | 截止日期:2020年4月17日 |
        | 项目名称 | 计划数 | 拨付金额 |
        | 农村公路 | 10 | 5 |
        [case2.xlsx!进度]
        | 2020年资金拨付进度表(万元) |
        | 截止日期:2020年4月17日 |
        | 项目名称 | 计划数 | 拨付金额 |
        | 农村公路 | 10 | 6 |
    """
    return seen.facts("case-days-differ")


@rule("B008", "warning")
def case_levels_differ(seen: Evidence) -> Iterable[Fact]:
    """各单位本级不同 | Cases of different own levels

    Message:
        各单位的本级不同:{list};汇总是各自本级之和
        the cases have different own levels: {list}; the roll-up adds each one's own
    Why:
        市本级与区县的本级资金不是一回事;合计是各自本级资金之和,不是某一级的资金。
        The own money of a city and of its districts is not of one level; the total is each one's own, not one level's.
    Remedy:
        本级写对了就不必改;写错了的,更正各单位设置里的 own_level
        leave it where it is meant so; else mend own_level in the settings beside these workbooks
    Fires:
        two progress tables, one beside settings with own_level = "municipal"
    Passes:
        two progress tables beside the same settings
    """
    return seen.facts("case-levels-differ")


@rule("B009", "warning")
def case_bases_differ(seen: Evidence) -> Iterable[Fact]:
    """各单位拨付率的分母不同 | Cases whose rates have different bases

    Message:
        各单位拨付率的分母不同:{list};汇总和排名统一按{base}计算
        the rates of the cases have different bases: {list}; the roll-up and its ranking divide all by {base}
    Why:
        分母不同的拨付率不能放在一起比。没有这一数的单位,拨付率为“—”,不参加排名。
        Rates over different bases cannot be compared. A case that does not know the base has no rate and no rank.
    Remedy:
        用设置 rate_base 统一分母,或请有关单位补上所缺的一栏
        set one rate_base for all, or ask for the column that is missing
    Fires:
        [case1.xlsx!进度]
        | 2020年资金拨付进度表(万元) |
        | 项目名称 | 计划数 | 拨付金额 |
        | 农村公路 | 10 | 5 |
        [case2.xlsx!进度]
        | 2020年资金拨付进度表(万元) |
        | 项目名称 | 下达数 | 拨付金额 |
        | 农村公路 | 10 | 6 |
    Passes:
        [case1.xlsx!进度]
        | 2020年资金拨付进度表(万元) |
        | 项目名称 | 计划数 | 拨付金额 |
        | 农村公路 | 10 | 5 |
        [case2.xlsx!进度]
        | 2020年资金拨付进度表(万元) |
        | 项目名称 | 计划数 | 拨付金额 |
        | 农村公路 | 10 | 6 |
    """
    return seen.facts("case-bases-differ")
