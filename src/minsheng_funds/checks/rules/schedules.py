"""Time: projects behind, months without payment, deadlines, schedules that fit nothing."""

from collections.abc import Iterable
from decimal import Decimal

from minsheng_funds.checks.cells import amount_cells
from minsheng_funds.checks.evidence import Evidence
from minsheng_funds.checks.registry import rule
from minsheng_funds.checks.year_end import Limits, surges
from minsheng_funds.model import Fact
from minsheng_funds.money import WAN_YUAN, Rate
from minsheng_funds.vocabulary import LEVELS


@rule("T001", "warning", measure="fen", needs=("planned", "paid"))
def behind(seen: Evidence) -> Iterable[Fact]:
    """进度滞后 | A project behind its schedule

    Message:
        {project}({nature})进度滞后:拨付率 {rate}%,应达 {target}%({rule}),低 {points} 个百分点,差 {short_fen}{deadline}{doubt}
        {project} ({nature}) is behind: {rate}% paid, {target}% expected ({rule}), {points} points under it, {short_fen} missing{deadline}{doubt}
    Why:
        《预算法》要求及时、足额拨付预算支出资金。低于应达进度达到规定的百分点、所差金额也达到规定数的才算滞后,默认为 10 个百分点、50万元;小项目差几个点不算
        the Budget Law asks for payments in time and in full. A project is behind where it lies under its target by
          so many points and also lacks so much money, by default 10 points and 500,000 yuan: small projects are not
          called behind for some points
    Remedy:
        向责任单位核对原因并催办;应达进度与滞后标准可在设置 [schedule] 和 [behind] 中调整
        ask the responsible unit for the reason, and for the payment; what is expected, and from when on it is behind, are settings: [schedule] and [behind]
    Fires:
        [计划]
        | 2020年资金筹集方案 | 单位:元 |
        | 项目名称 | 计划资金 |
        | 农村改厕 | 5000000 |
        [台账]
        | 2020年资金拨付台账 | 单位:元 |
        | 拨付日期 | 项目名称 | 拨付金额 |
        | 2020-01-02 | 农村改厕 | 2000000 |
        as-of: 2020-06-30
    Passes:
        [计划]
        | 2020年资金筹集方案 | 单位:元 |
        | 项目名称 | 计划资金 |
        | 农村改厕 | 5000000 |
        [台账]
        | 2020年资金拨付台账 | 单位:元 |
        | 拨付日期 | 项目名称 | 拨付金额 |
        | 2020-01-02 | 农村改厕 | 2000000.01 |
        as-of: 2020-06-30
    """
    return seen.facts("behind")


@rule("T002", "warning", measure="count", needs=("planned", "paid"))
def month_without_payment(seen: Evidence) -> Iterable[Fact]:
    """按月拨付的项目缺月份 | A monthly project with months that were not paid

    Message:
        {project}({nature})应按月拨付,{months} 没有拨付{doubt}
        {project} ({nature}) is to be paid every month; without a payment: {months}{doubt}
    Why:
        低保、养老等按月打卡发放的补助,缺一个月就是有人一个月没领到钱;也可能那个月的拨付漏登,或记在别的项目下。当月拨付全部退回的也算没有拨付
        of subsidies paid by card every month a missing one means people without their money, or a payment that was
          not entered, or under another project. A month whose payments all came back counts as missing
    Remedy:
        补拨,或核对这些月份的拨付是否漏登、记在别的项目下;不是按月拨付的,删去设置 [schedule] 中的 monthly
        pay it, or see whether those payments were not entered or stand elsewhere; where it is not paid monthly, remove monthly under [schedule]
    Fires:
        [计划]
        | 2020年资金筹集方案 | 单位:元 |
        | 项目名称 | 计划资金 |
        | 农村低保 | 120000 |
        [台账]
        | 2020年资金拨付台账 | 单位:元 |
        | 拨付日期 | 项目名称 | 拨付金额 |
        | 2020-01-15 | 农村低保 | 10000 |
        toml: [schedule.project."农村低保"]
        toml: monthly = true
        as-of: 2020-02-29
    Passes:
        [计划]
        | 2020年资金筹集方案 | 单位:元 |
        | 项目名称 | 计划资金 |
        | 农村低保 | 120000 |
        [台账]
        | 2020年资金拨付台账 | 单位:元 |
        | 拨付日期 | 项目名称 | 拨付金额 |
        | 2020-01-15 | 农村低保 | 10000 |
        toml: [schedule.project."农村低保"]
        toml: monthly = true
        as-of: 2020-02-28
    """
    return seen.facts("month-without-payment")


@rule("T003", "warning", measure="fen", needs=("planned", "paid"))
def overdue(seen: Evidence) -> Iterable[Fact]:
    """逾期未拨付完毕 | A project past its deadline that is not fully paid

    Message:
        {project}({nature})逾期:最迟应于 {due} 拨付完毕,已过 {days} 天,拨付率 {rate}%,尚有 {left_fen} 未拨付{doubt}
        {project} ({nature}) is overdue: due {due}, {days} days ago, {rate}% paid, {left_fen} unpaid{doubt}
    Why:
        一次性补助等有明确的拨付期限(如 5 月底)。期限当天还不算逾期,次日起,还差一分也列出
        one-off subsidies and others have a deadline, such as the end of May. On that day nothing is overdue yet; from
          the next day on a single fen unpaid is listed
    Remedy:
        尽快拨付,或向责任单位核对原因;期限有变的,改正设置 [schedule] 中的 due
        pay it, or ask the responsible unit for the reason; where the deadline was moved, correct due under [schedule]
    Fires:
        [计划]
        | 2020年资金筹集方案 | 单位:元 | |
        | 项目名称 | 类别 | 计划资金 |
        | 困难救助 | 补助类 | 100000 |
        [台账]
        | 2020年资金拨付台账 | 单位:元 |
        | 拨付日期 | 项目名称 | 拨付金额 |
        | 2020-03-02 | 困难救助 | 60000 |
        toml: [schedule.class."补助类"]
        toml: due = "05-31"
        as-of: 2020-06-01
    Passes:
        [计划]
        | 2020年资金筹集方案 | 单位:元 | |
        | 项目名称 | 类别 | 计划资金 |
        | 困难救助 | 补助类 | 100000 |
        [台账]
        | 2020年资金拨付台账 | 单位:元 |
        | 拨付日期 | 项目名称 | 拨付金额 |
        | 2020-03-02 | 困难救助 | 60000 |
        toml: [schedule.class."补助类"]
        toml: due = "05-31"
        as-of: 2020-05-31
    """
    return seen.facts("overdue")


@rule("T004", "info", measure="fen", needs=("planned", "paid"))
def nothing_paid(seen: Evidence) -> Iterable[Fact]:
    """至今没有拨付 | A project of which nothing is paid yet

    Message:
        {project}({nature})至今没有拨付:全年已过 {time}%,应达 {target}%({rule}){doubt}
        {project} ({nature}): nothing is paid yet, although {time}% of the year has passed and {target}% is expected ({rule}){doubt}
    Why:
        应达一半以上而一分未付的项目,多半还没有开工、没有申请,或拨付记在了别的名称下;金额不到滞后标准,滞后名单里看不到它
        a project unpaid although half or more is expected has probably not begun, not applied, or is paid under
          another name; it lacks too little money to be listed as behind
    Remedy:
        核对是否尚未开工、尚未申请,或拨付记在别处
        see whether it has begun, or is paid under another name
    Fires:
        [计划]
        | 2020年资金筹集方案 | 单位:元 |
        | 项目名称 | 计划资金 |
        | 农村改厕 | 200000 |
        | 智慧养老 | 200000 |
        [台账]
        | 2020年资金拨付台账 | 单位:元 |
        | 拨付日期 | 项目名称 | 拨付金额 |
        | 2020-01-02 | 农村改厕 | 200000 |
        as-of: 2020-06-30
    Passes:
        [计划]
        | 2020年资金筹集方案 | 单位:元 |
        | 项目名称 | 计划资金 |
        | 农村改厕 | 200000 |
        | 智慧养老 | 200000 |
        [台账]
        | 2020年资金拨付台账 | 单位:元 |
        | 拨付日期 | 项目名称 | 拨付金额 |
        | 2020-01-02 | 农村改厕 | 200000 |
        as-of: 2020-06-29
    """
    return seen.facts("nothing-paid")


@rule("T005", "warning")
def schedule_class_stale(seen: Evidence) -> Iterable[Fact]:
    """设置中的进度没有对应的类别 | A schedule of a class that no plan has

    Message:
        设置 {setting} 没有对应的类别{nearest}
        the setting {setting} fits no class of the plan{nearest}
    Why:
        类别名写错或计划改了类别,这一节就不起作用,该类项目改按序时进度判断,期限也不再检查
        with a misspelt class, or one that the plan has renamed, the section does nothing: its projects are measured
          by the time elapsed, and their deadline is not watched
    Remedy:
        把该节的名称改成计划“类别”栏里的写法;不再用的,删去这一节
        write the class as the plan's column of classes does, or delete the section
    Fires:
        [计划]
        | 2020年资金筹集方案 | 单位:万元 | |
        | 项目名称 | 类别 | 计划资金 |
        | 道路硬化 | 工程类 | 30 |
        toml: [schedule.class."工程"]
        toml: due = "10-31"
    Passes:
        [计划]
        | 2020年资金筹集方案 | 单位:万元 | |
        | 项目名称 | 类别 | 计划资金 |
        | 道路硬化 | 工程类 | 30 |
        toml: [schedule.class."工程类"]
        toml: due = "10-31"
    """
    return seen.facts("schedule-class-stale")


@rule("T006", "warning")
def schedule_project_stale(seen: Evidence) -> Iterable[Fact]:
    """设置中的进度没有对应的项目 | A schedule of a project that no plan has

    Message:
        设置 {setting} 没有对应的项目{nearest}
        the setting {setting} fits no planned project{nearest}
    Why:
        项目名写错或项目已更名、退出,这一节就不起作用,该项目改按类别的进度或序时进度判断
        with a misspelt, renamed or retired project the section does nothing: the project is measured by its class's
          schedule or by the time elapsed
    Remedy:
        把该节的名称改成计划“项目名称”栏里的写法;项目已退出的,删去这一节
        write the project as the plan does, or delete the section of one that is retired
    Fires:
        [计划]
        | 2020年资金筹集方案 | 单位:万元 |
        | 项目名称 | 计划资金 |
        | 道路硬化 | 30 |
        toml: [schedule.project."道路"]
        toml: due = "10-31"
    Passes:
        [计划]
        | 2020年资金筹集方案 | 单位:万元 |
        | 项目名称 | 计划资金 |
        | 道路硬化 | 30 |
        toml: [schedule.project."道路硬化"]
        toml: due = "10-31"
    """
    return seen.facts("schedule-project-stale")


@rule("T007", "warning")
def schedule_twice(seen: Evidence) -> Iterable[Fact]:
    """同一个类别或项目有两节进度 | Two schedules of the same class or project

    Message:
        设置 {setting} 与 {pattern} 说的是同一个,只用后者
        the settings {setting} and {pattern} speak of the same; only the latter is followed
    Why:
        两节的名称只差空格、括号,或一个是另一个的别名;只按一节判断,另一节的期限、节点就不起作用
        the two names differ by spaces or brackets only, or one is an alias of the other; the deadline and milestones
          of the section that is not followed do nothing
    Remedy:
        只保留一节,把期限和节点并到其中
        keep one of them, with its deadline and milestones
    Fires:
        [计划]
        | 2020年资金筹集方案 | 单位:万元 | |
        | 项目名称 | 类别 | 计划资金 |
        | 道路硬化 | 工程类 | 30 |
        toml: [schedule.class."工程类"]
        toml: due = "10-31"
        toml: [schedule.class."工程 类"]
        toml: due = "11-30"
    Passes:
        [计划]
        | 2020年资金筹集方案 | 单位:万元 | |
        | 项目名称 | 类别 | 计划资金 |
        | 道路硬化 | 工程类 | 30 |
        toml: [schedule.class."工程类"]
        toml: due = "10-31"
    """
    return seen.facts("schedule-twice")


@rule("T008", "info", needs=("planned", "paid"))
def months_unknown(seen: Evidence) -> Iterable[Fact]:
    """按月拨付的项目,各月有无拨付不能核对 | A monthly project whose months cannot be checked

    Message:
        {project}({nature})应按月拨付,但拨付没有逐笔日期,各月有无拨付不能核对
        {project} ({nature}) is to be paid every month, but not every payment has its date: its months are not checked
    Why:
        进度表只有累计数,或台账有没填日期的行,就看不出哪个月没有拨付;没有列出缺月份,不等于每月都付了
        a progress table has only sums, a ledger may have rows without dates: neither tells which month was not paid,
          so that no missing month is named does not mean that each was paid
    Remedy:
        补上台账里的拨付日期;只有进度表的,另附有拨付日期的台账
        fill in the dates of the ledger; beside a progress table, give a ledger with the dates of payments
    Fires:
        [计划]
        | 2020年资金筹集方案 | 单位:元 |
        | 项目名称 | 计划资金 |
        | 农村低保 | 120000 |
        [台账]
        | 2020年资金拨付台账 | 单位:元 |
        | 拨付日期 | 项目名称 | 收款单位 | 拨付金额 |
        | 2020-01-15 | 农村低保 | 城关镇 | 10000 |
        | | 农村低保 | 城关镇 | 10000 |
        toml: [schedule.project."农村低保"]
        toml: monthly = true
        as-of: 2020-02-29
    Passes:
        [计划]
        | 2020年资金筹集方案 | 单位:元 |
        | 项目名称 | 计划资金 |
        | 农村低保 | 120000 |
        [台账]
        | 2020年资金拨付台账 | 单位:元 |
        | 拨付日期 | 项目名称 | 收款单位 | 拨付金额 |
        | 2020-01-15 | 农村低保 | 城关镇 | 10000 |
        | 2020-02-15 | 农村低保 | 城关镇 | 10000 |
        toml: [schedule.project."农村低保"]
        toml: monthly = true
        as-of: 2020-02-29
    """
    return seen.facts("months-unknown")


@rule(
    *("T060", "warning"),
    measure="fen",
    needs=("plan-received",),
    in_report=False,
    limits={"amount": 50 * WAN_YUAN, "share": 50},
)
def idle_since_receipt(seen: Evidence) -> Iterable[Fact]:
    """资金到位后滞留未拨 | Money has arrived and lies unpaid

    Message:
        “{project}”的{level}资金:到位 {expected_fen},已拨付 {actual_fen},滞留 {idle_fen},占到位的 {share}%
        {project}, {level}: {expected_fen} received, {actual_fen} paid, {idle_fen} ({share}% of what was received) lies idle
    Why:
        资金到位后应及时拨付到项目,滞留不拨是检查和审计常问的事项。表中只有到位金额、没有到位日期,滞留了多久算不出来,
          因此只看截止日期时的结存:占到位一半以上且在 50 万元以上的列出。
        Money that has arrived is to be passed on in time; idle money is what inspections and audits ask about. The tables
          state how much arrived, not when, so how long it has lain cannot be told: what is left at the as-of date is
          listed where it is half of what arrived or more, and 500,000 yuan or more.
    Remedy:
        查到位日期与未拨原因:该拨的尽快拨付,不能拨的按规定退回或调整;到位或拨付漏记的补记;
          界限在设置 [check.T060] 的 share、amount 中调整
        look up when it arrived and why it is unpaid: pay it, or return or move it as the rules say; enter receipts or
          payments that are missing; the limits are share and amount under [check.T060]
    Fires:
        [进度表]
        | 2020年资金拨付进度表(截至2020年6月30日) |
        | 单位:万元 |
        | 项目名称 | 计划数 | 到位资金 | 已拨付 |
        | 农村改厕 | 200 | 100 | 50 |
        | 学前教育 | 80 | 80 | 70 |
    Passes:
        [进度表]
        | 2020年资金拨付进度表(截至2020年6月30日) |
        | 单位:万元 |
        | 项目名称 | 计划数 | 到位资金 | 已拨付 |
        | 农村改厕 | 200 | 100 | 50.01 |
        | 学前教育 | 80 | 80 | 70 |
    """
    amount, share = (seen.limit("idle-since-receipt", name) for name in ("amount", "share"))
    own = seen.statement.own_level
    for line in seen.statement.lines:
        for level, figures in {own: line.figures, **line.levels}.items():
            received, idle = figures.received, figures.idle
            if received and idle is not None and idle >= amount and idle * 100 >= share * received:
                values = {"project": line.project, "level": LEVELS[level], "idle_fen": idle}
                values["share"] = Rate(idle, received).percent(seen.settings.decimals)
                amounts = {"expected_fen": received, "actual_fen": figures.disbursed}
                cells = amount_cells(line, level, "received", "disbursed")
                yield Fact("idle-since-receipt", cells, {**values, **amounts})


@rule(
    *("T061", "warning"),
    measure="fen",
    needs=("ledger-date",),
    in_report=False,
    limits={"amount": 100 * WAN_YUAN, "share": 40},
)
def year_end_surge(seen: Evidence) -> Iterable[Fact]:
    """12月集中拨付(年底突击花钱) | A rush of payments in December

    Message:
        {subject}:12月拨付 {actual_fen},占当年拨付 {year_fen} 的 {share}%(界限 {limit}%)
        {subject}: {actual_fen} was paid in December, {share}% of the year's {year_fen} (limit: {limit}%)
    Why:
        年底集中拨付(“年底突击花钱”)说明前面各月执行偏慢,赶着付出去的钱容易没有进度、没有验收,是预算执行检查的重点。
          按拨付日期计算,截止日期到了12月才核对;台账只有12月的,没有全年可比,不核对。退回的已扣除。
        A rush at the year's end means that the months before were slow, and money paid in a hurry is easily paid without
          progress or acceptance; reviews of budget execution look for it. Days of payment count, net of refunds, once
          the as-of date is in December; ledgers that begin in December hold no year to compare with.
    Remedy:
        逐笔核对12月的大额拨付是否符合工程进度、合同和验收,写明集中拨付的原因;按期限本应在12月拨付的,
          用 [[waive]] 写明理由;界限在设置 [check.T061] 的 share、amount 中调整
        hold December's large payments against progress, contracts and acceptance, and write down why they came together;
          where they were due in December, waive it with that reason under [[waive]]; the limits are share and amount
          under [check.T061]
    Fires:
        [计划]
        | 2020年资金筹集方案 |
        | 单位:万元 |
        | 项目名称 | 计划资金 |
        | 农村改厕 | 300 |
        [台账]
        | 2020年资金拨付台账(截至2020年12月31日) |
        | 单位:万元 |
        | 拨付日期 | 项目名称 | 收款单位 | 拨付金额 |
        | 2020-11-30 | 农村改厕 | 甲镇人民政府 | 150 |
        | 2020-12-01 | 农村改厕 | 乙镇人民政府 | 40 |
        | 2020-12-28 | 农村改厕 | 丙镇人民政府 | 60 |
    Passes:
        [计划]
        | 2020年资金筹集方案 |
        | 单位:万元 |
        | 项目名称 | 计划资金 |
        | 农村改厕 | 300 |
        [台账]
        | 2020年资金拨付台账(截至2020年12月31日) |
        | 单位:万元 |
        | 拨付日期 | 项目名称 | 收款单位 | 拨付金额 |
        | 2020-11-30 | 农村改厕 | 甲镇人民政府 | 150.01 |
        | 2020-12-01 | 农村改厕 | 乙镇人民政府 | 40 |
        | 2020-12-28 | 农村改厕 | 丙镇人民政府 | 60 |
    """
    amount, share = (seen.limit("year-end-surge", name) for name in ("amount", "share"))
    return surges(seen.statement, Limits(int(amount), Decimal(share)), seen.settings.decimals)
