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
        先看这个单位自己的错误(有文件打不开的先修复),再请它补交计划;计划与台账是两个文件的,放进一个文件夹并设 case = "folder"
        mend its own errors first (a file that does not open), then ask for the plan; where plan and ledger are two files,
          put them into a folder and set case = "folder" under [batch]
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
        先看这个单位自己的错误(有文件打不开的先修复),再请它补交台账;计划与台账是两个文件的,放进一个文件夹并设 case = "folder"
        mend its own errors first (a file that does not open), then ask for the ledger; where plan and ledger are two
          files, put them into a folder and set case = "folder" under [batch]
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


@rule("B010", "error")
def case_alike(seen: Evidence) -> Iterable[Fact]:
    """两个单位数字几乎完全相同 | Two cases with nearly the same figures

    Message:
        {case}与{other}的数字几乎完全相同,只计一次(计入{other})
        the figures of {case} and {other} are nearly all the same; they count once, as {other}
    Why:
        五行以上、九成以上项目的计划和拨付分毫不差,多半是同一份数据换了名字、另存或改了几笔再报;计两次,汇总就虚增。
        Five lines or more, and nine tenths of the smaller case's, agree to the fen: mostly the same data under another name,
          saved anew or handed in again with a correction; counted twice it makes the totals too large.
    Remedy:
        核对两份文件,只留一份;确是两个单位的,请其中一个更正
        look at both and keep one; where they are two bureaus indeed, one of them must be corrected
    Fires:
        [case1.xlsx!进度]
        | 2020年资金拨付进度表(万元) |
        | 项目名称 | 计划数 | 拨付金额 |
        | 农村公路 | 10 | 3 |
        | 低保 | 20 | 6 |
        | 医保 | 30 | 9 |
        | 培训 | 40 | 12 |
        | 改厕 | 50 | 15 |
        [case2.xlsx!进度]
        | 2020年资金拨付进度表(万元) |
        | 项目名称 | 计划数 | 拨付金额 |
        | 农村公路 | 10 | 3 |
        | 低保 | 20 | 6 |
        | 医保 | 30 | 9 |
        | 培训 | 40 | 12 |
        | 改厕 | 50 | 15 |
        | 改水 | 7 | 1 |
    Passes:
        [case1.xlsx!进度]
        | 2020年资金拨付进度表(万元) |
        | 项目名称 | 计划数 | 拨付金额 |
        | 农村公路 | 10 | 3 |
        | 低保 | 20 | 6 |
        | 医保 | 30 | 9 |
        | 培训 | 40 | 12 |
        | 改厕 | 50 | 15 |
        [case2.xlsx!进度]
        | 2020年资金拨付进度表(万元) |
        | 项目名称 | 计划数 | 拨付金额 |
        | 农村公路 | 11 | 3 |
        | 低保 | 21 | 6 |
        | 医保 | 31 | 9 |
        | 培训 | 41 | 12 |
        | 改厕 | 51 | 15 |
    """
    return seen.facts("case-alike")


@rule("B011", "error")
def case_same_unit(seen: Evidence) -> Iterable[Fact]:
    """几份文件的填报单位相同 | Several cases with one reporting unit

    Message:
        {case}的填报单位都是“{reported_by}”,可能是同一单位报了几次;都已计入,合计不可靠
        {case} all name {reported_by!r} as the reporting unit: one bureau may have handed in more than once; all are
          counted, and the totals are not sure
    Why:
        同一单位的两个月、两个版本都计入,汇总就虚增;填报单位没有改的模板,说明表可能不是这个单位自己的。
        Two months or two versions of one bureau make the totals too large; a form with another's name may not be its own.
    Remedy:
        每个单位只留最新的一份,其余移走或用设置 [batch] ignore 跳过;填报单位写错的请更正
        keep the newest of each bureau and move the others away, or pass over them by ignore under [batch]; where the name
          is wrong, have it mended
    Fires:
        [case1.xlsx!进度]
        | 2020年资金拨付进度表 |
        | 填报单位:甲县财政局 单位:万元 |
        | 项目名称 | 计划数 | 拨付金额 |
        | 农村公路 | 10 | 3 |
        [case2.xlsx!进度]
        | 2020年资金拨付进度表 |
        | 填报单位:甲县财政局 单位:万元 |
        | 项目名称 | 计划数 | 拨付金额 |
        | 农村公路 | 10 | 4 |
    Passes:
        [case1.xlsx!进度]
        | 2020年资金拨付进度表 |
        | 填报单位:甲县财政局 单位:万元 |
        | 项目名称 | 计划数 | 拨付金额 |
        | 农村公路 | 10 | 3 |
        [case2.xlsx!进度]
        | 2020年资金拨付进度表 |
        | 填报单位:乙县财政局 单位:万元 |
        | 项目名称 | 计划数 | 拨付金额 |
        | 农村公路 | 10 | 4 |
    """
    return seen.facts("case-same-unit")


@rule("B012", "warning")
def case_partly_known(seen: Evidence) -> Iterable[Fact]:
    """只有部分单位有的数 | A figure that only some cases have

    Message:
        {cases} 个单位中只有 {count} 个({list})有{what},汇总不列
        of {cases} cases only {count} ({list}) have: {what}; the roll-up leaves it out
    Why:
        几个单位之和列在全部单位的计划旁边,看上去就像全部单位的数。
        The sum of some, beside the plan of all, would look like that of all.
    Remedy:
        请其余单位补报这一栏;各单位自己的报表里仍有
        ask the others for this column; each bureau's own report has it
    Fires:
        [case1.xlsx!进度]
        | 2020年资金拨付进度表(万元) |
        | 项目名称 | 计划数 | 到位资金 | 拨付金额 |
        | 农村公路 | 10 | 8 | 3 |
        [case2.xlsx!进度]
        | 2020年资金拨付进度表(万元) |
        | 项目名称 | 计划数 | 拨付金额 |
        | 农村公路 | 20 | 4 |
    Passes:
        [case1.xlsx!进度]
        | 2020年资金拨付进度表(万元) |
        | 项目名称 | 计划数 | 到位资金 | 拨付金额 |
        | 农村公路 | 10 | 8 | 3 |
        [case2.xlsx!进度]
        | 2020年资金拨付进度表(万元) |
        | 项目名称 | 计划数 | 到位资金 | 拨付金额 |
        | 农村公路 | 20 | 9 | 4 |
    """
    return seen.facts("case-partly-known")


@rule("B013", "warning")
def case_exclusions_differ(seen: Evidence) -> Iterable[Fact]:
    """各单位剔除的项目不同 | Cases that exclude different projects

    Message:
        各单位剔除的项目不同:{list}
        the cases exclude different projects: {list}
    Why:
        一个单位剔除了大项目,另一个没有,两个拨付率就不能比,合计也不是同一口径。
        Where one leaves a large project out and another does not, their rates cannot be compared, nor added in one scope.
    Remedy:
        用 --exclude 或一份共同的设置,让各单位口径一致
        use --exclude, or one settings file for all
    Fires:
        two progress tables, one beside settings with exclude = ["棚户区改造"]
    Passes:
        two progress tables beside the same settings
    """
    return seen.facts("case-exclusions-differ")


@rule("B014", "error")
def case_scale(seen: Evidence) -> Iterable[Fact]:
    """金额与其他单位相差约一万倍的单位 | A case in another unit than all others

    Message:
        {case}各项目的计划与其他单位的同名项目相差约一万倍,不计入汇总
        the plan of {case} is some 10,000 times that of the same projects elsewhere, or a part in 10,000: it is not in
          the roll-up
    Why:
        单位写错时,计划和拨付会一起错,本单位的报表看不出来;一个单位错一万倍,汇总就全错。
        Where the unit is wrong, plan and payments are wrong together and the bureau's own report looks right; one bureau
          that is wrong by 10,000 makes the whole roll-up wrong.
    Remedy:
        核对该单位工作簿的金额单位,更正后重跑
        look at the unit of the amounts in that workbook, mend it and run again
    Fires:
        [case1.xlsx!进度]
        | 2020年资金拨付进度表(万元) |
        | 项目名称 | 计划数 | 拨付金额 |
        | 农村公路 | 10 | 3 |
        [case2.xlsx!进度]
        | 2020年资金拨付进度表(万元) |
        | 项目名称 | 计划数 | 拨付金额 |
        | 农村公路 | 20 | 4 |
        [case3.xlsx!进度]
        | 2020年资金拨付进度表(万元) |
        | 项目名称 | 计划数 | 拨付金额 |
        | 农村公路 | 150000 | 40000 |
    Passes:
        [case1.xlsx!进度]
        | 2020年资金拨付进度表(万元) |
        | 项目名称 | 计划数 | 拨付金额 |
        | 农村公路 | 10 | 3 |
        [case2.xlsx!进度]
        | 2020年资金拨付进度表(万元) |
        | 项目名称 | 计划数 | 拨付金额 |
        | 农村公路 | 20 | 4 |
        [case3.xlsx!进度]
        | 2020年资金拨付进度表(万元) |
        | 项目名称 | 计划数 | 拨付金额 |
        | 农村公路 | 1500 | 400 |
    """
    return seen.facts("case-scale")
