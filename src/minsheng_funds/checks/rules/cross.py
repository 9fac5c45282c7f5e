"""Plans against payments: payments without a plan, paid above it, levels, dates of both."""

from collections.abc import Iterable

from minsheng_funds.checks.cells import amount_cells
from minsheng_funds.checks.evidence import Evidence
from minsheng_funds.checks.registry import rule
from minsheng_funds.checks.words import PLANNED
from minsheng_funds.model import Fact, Origin, Table
from minsheng_funds.names import normal
from minsheng_funds.patterns import AS_OF
from minsheng_funds.vocabulary import GOVERNMENTS, LEVELS


@rule("X001", "warning", measure="fen", needs=("ledger", "planned"))
def unmatched(seen: Evidence) -> Iterable[Fact]:
    """拨付的项目没有计划 | Payments of a project that has no plan

    Message:
        “{project}”没有计划:{count} 笔共 {amount_fen},不计入任何拨付率{suggestion}
        {project} has no plan: {count} payments of {amount_fen}, in no rate{suggestion}
    Why:
        名称对不上的拨付不进任何项目的拨付率,该项目就显得拨付慢。多因简称、改名、错字;也可能确实没有列入计划,
          而《预算法》第十三条要求支出以经批准的预算为依据。
        Payments whose name fits no plan are in no project's rate, and that project looks late. Mostly the name was
          shortened, changed or mistyped; or the money is in no plan at all, while the Budget Law (article 13) wants
          spending to rest on an approved budget.
    Remedy:
        改正台账中的项目名称,或在设置 [projects.aliases] 中写明对应的计划项目;确无计划的,补列计划
        correct the name in the ledger, or map it under [projects.aliases] in the settings; if there is no plan, add it
    Fires:
        [计划]
        | 单位:元 |
        | 项目名称 | 计划资金 |
        | 农村道路 | 9000 |
        [台账]
        | 单位:元 |
        | 拨付日期 | 项目名称 | 拨付金额 |
        | 2020-01-06 | 农村道路建设 | 500 |
    Passes:
        [计划]
        | 单位:元 |
        | 项目名称 | 计划资金 |
        | 农村道路 | 9000 |
        [台账]
        | 单位:元 |
        | 拨付日期 | 项目名称 | 拨付金额 |
        | 2020-01-06 | 农村 道路 | 500 |
    """
    return seen.facts("unmatched")


@rule("X002", "error", measure="fen", needs=("ledger", "planned"))
def nature_unclear(seen: Evidence) -> Iterable[Fact]:
    """拨付没有注明是配套还是管护 | A payment does not say which fund it is of

    Message:
        “{project}”{planned},有 {amount_fen} 的拨付{said},不计入拨付率
        {project} {planned} and {amount_fen} of payments {said}; that money is in no rate
    Why:
        配套资金和管护资金各算各的拨付率,从不相加。没有注明类别的拨付两边都不能计,两个拨付率都不完整。
        Matching and maintenance funds have a rate each and are never added. A payment that names neither can count for
          none of them, and both rates are incomplete.
    Remedy:
        在台账的资金类别栏写明“配套”或“管护”
        say in the ledger's column of fund natures whether it is matching or maintenance
    Fires:
        [计划]
        | 单位:元 |
        | 项目名称 | 资金类别 | 计划资金 |
        | 农村道路 | 配套 | 9000 |
        | 农村道路 | 管护 | 800 |
        [台账]
        | 单位:元 |
        | 拨付日期 | 项目名称 | 资金类别 | 拨付金额 |
        | 2020-01-06 | 农村道路 | 配套 | 500 |
        | 2020-01-07 | 农村道路 | | 60 |
    Passes:
        [计划]
        | 单位:元 |
        | 项目名称 | 资金类别 | 计划资金 |
        | 农村道路 | 配套 | 9000 |
        | 农村道路 | 管护 | 800 |
        [台账]
        | 单位:元 |
        | 拨付日期 | 项目名称 | 资金类别 | 拨付金额 |
        | 2020-01-06 | 农村道路 | 配套 | 500 |
        | 2020-01-07 | 农村道路 | 管护 | 60 |
    """
    return seen.facts("nature-unclear")


@rule("X003", "error", needs=("ledger", "planned"))
def code_contradicts(seen: Evidence) -> Iterable[Fact]:
    """项目名称与项目编码互相矛盾 | A project's name and its code contradict each other

    Message:
        “{project}”的名称与项目编码 {text} 指向不同的计划项目,不计入拨付率
        {project}: its name and its code {text} speak of different projects; it is in no rate
    Why:
        按名称、按编码会归到两个不同的项目,归错一笔,两个项目的拨付率都错。多因复制上一行后只改了名称。
        By its name the payment belongs to one project, by its code to another: the wrong choice makes both rates wrong.
          It happens when a row is copied and only its name is changed.
    Remedy:
        对照计划,改正这一行的名称或编码
        compare with the plan and correct the name or the code of this row
    Fires:
        [计划]
        | 单位:元 |
        | 项目编码 | 项目名称 | 计划资金 |
        | P1 | 农村道路 | 9000 |
        | P2 | 村卫生室 | 800 |
        [台账]
        | 单位:元 |
        | 拨付日期 | 项目编码 | 项目名称 | 拨付金额 |
        | 2020-01-06 | P2 | 农村道路 | 500 |
    Passes:
        [计划]
        | 单位:元 |
        | 项目编码 | 项目名称 | 计划资金 |
        | P1 | 农村道路 | 9000 |
        | P2 | 村卫生室 | 800 |
        [台账]
        | 单位:元 |
        | 拨付日期 | 项目编码 | 项目名称 | 拨付金额 |
        | 2020-01-06 | P1 | 农村道路 | 500 |
    """
    return seen.facts("code-contradicts")


@rule("X004", "warning", measure="fen", needs=("planned", "paid"))
def overpaid(seen: Evidence) -> Iterable[Fact]:
    """拨付超过计划 | Paid above the plan

    Message:
        “{project}”拨付 {actual_fen},超过{base} {expected_fen}
        {project}: paid {actual_fen}, above {expected_fen} of {base!r}
    Why:
        超出的部分没有计划依据(《预算法》第十三条:支出以经批准的预算为依据),拨付率超过 100%。多因计划调增后没有更新计划表、
          重复拨付,或把其他级次、其他项目的拨付记了进来。
        What is above the plan has no ground in it (Budget Law, article 13: spending rests on the approved budget), and
          the rate exceeds 100%. Mostly the plan was raised and its table was not, a payment was made twice, or money of
          another level or project is booked here.
    Remedy:
        计划已调整的,更新计划表的金额;重复或错记的,改正台账;确属多拨的,收回多拨资金
        update the plan's amount if it was revised; correct the ledger if a payment is there twice or in the wrong place; recover what was overpaid
    Fires:
        [计划]
        | 单位:元 |
        | 项目名称 | 计划资金 |
        | 农村道路 | 100 |
        [台账]
        | 单位:元 |
        | 拨付日期 | 项目名称 | 拨付金额 |
        | 2020-01-06 | 农村道路 | 100.01 |
    Passes:
        [计划]
        | 单位:元 |
        | 项目名称 | 计划资金 |
        | 农村道路 | 100 |
        [台账]
        | 单位:元 |
        | 拨付日期 | 项目名称 | 拨付金额 |
        | 2020-01-06 | 农村道路 | 100 |
    """
    return seen.facts("overpaid")


@rule("X005", "warning", measure="fen", needs=("planned", "paid"))
def paid_above_received(seen: Evidence) -> Iterable[Fact]:
    """拨付超过到位 | Paid above what was received

    Message:
        “{project}”拨付 {actual_fen},超过到位 {expected_fen}
        {project}: paid {actual_fen}, above the {expected_fen} received
    Why:
        钱没有到位就拨了,说明用其他资金垫付,或者到位数没有更新。垫付不归还,会占用其他项目的资金。
        More was paid than had arrived: other money was advanced, or the figure of what was received is old. Advances
          that are not paid back come out of other projects' money.
    Remedy:
        核对到位金额是否漏登;是垫付的,注明资金来源,到位后归还
        check whether something received was not entered; if money was advanced, say where it came from and pay it back when the funds arrive
    Fires:
        [进度表]
        | 单位:元 |
        | 项目名称 | 计划数 | 到位资金 | 已拨付 |
        | 农村道路 | 100 | 50 | 50.01 |
    Passes:
        [进度表]
        | 单位:元 |
        | 项目名称 | 计划数 | 到位资金 | 已拨付 |
        | 农村道路 | 100 | 50 | 50 |
    """
    return seen.facts("paid-above-received")


@rule("X006", "warning", measure="fen", needs=("planned", "paid"))
def paid_without_plan_amount(seen: Evidence) -> Iterable[Fact]:
    """计划为零或空的项目已有拨付 | A project with a zero or blank plan was paid

    Message:
        “{project}”的计划为零或空,已拨付 {actual_fen},计入已拨付但没有拨付率
        {project}: the plan is zero or blank and {actual_fen} was paid; it counts, without a rate
    Why:
        没有计划数就没有拨付率,而它的拨付计入合计,会抬高合计的拨付率。多因计划金额漏填,或计划已取消而拨付没有收回。
          计划金额读不出的,由读数的规则报告。
        Without a planned amount there is no rate, while what was paid is in the total and raises its rate. The amount
          was left out, or the plan was cancelled and the money not recovered. Amounts that cannot be read are said
          by the rules on reading.
    Remedy:
        在计划表补上该项目的计划金额;计划已取消的,收回已拨资金
        fill in the project's amount in the plan; if the plan was cancelled, recover what was paid
    Fires:
        [计划]
        | 单位:元 |
        | 项目名称 | 计划资金 |
        | 农村道路 | 9000 |
        | 村卫生室 | 0 |
        [台账]
        | 单位:元 |
        | 拨付日期 | 项目名称 | 拨付金额 |
        | 2020-01-06 | 村卫生室 | 5 |
    Passes:
        [计划]
        | 单位:元 |
        | 项目名称 | 计划资金 |
        | 农村道路 | 9000 |
        | 村卫生室 | 5 |
        [台账]
        | 单位:元 |
        | 拨付日期 | 项目名称 | 拨付金额 |
        | 2020-01-06 | 村卫生室 | 5 |
    """
    refused = _refused_plans(seen)
    for fact in seen.facts("paid-without-plan-amount"):
        if normal(str(fact.values["project"])) not in refused:
            yield fact


def _refused_plans(seen: Evidence) -> set[str]:
    """The projects with a planned amount that was refused: it is neither zero nor blank, and another rule says so."""
    planned = {
        (table.file, table.sheet, column.index)
        for table in seen.book.tables
        if table.kind != "ledger"
        for column in table.columns
        if column.field in _planned_fields(table)
    }
    return {
        normal(reject.project)
        for reject in seen.book.rejects
        if reject.project is not None and (*reject.origin[:2], reject.origin.column) in planned
    }


def _planned_fields(table: Table) -> tuple[str, ...]:
    """The columns of a table that give its plan: the initial budget only where there is no other."""
    stated = ("required", "amount")
    return stated if any(column.field in stated for column in table.columns) else ("initial",)


@rule("X007", "warning", needs=("ledger",))
def no_plan(seen: Evidence) -> Iterable[Fact]:
    """只有台账,没有计划 | A ledger without any plan

    Message:
        只有台账、没有计划,不能计算拨付率
        a ledger without any plan: no rate can be computed
    Why:
        拨付率 = 已拨付 ÷ 计划。没有计划,只能列出各项目拨付了多少,不能说快慢、缺口和未拨付。
        The rate is what was paid divided by the plan. Without a plan there is only what each project was paid: nothing
          of early or late, of gaps, of what is unpaid.
    Remedy:
        用 --plan 给出资金筹集方案
        name the funding plan with --plan
    Fires:
        [台账]
        | 单位:元 |
        | 拨付日期 | 项目名称 | 拨付金额 |
        | 2020-01-06 | 农村道路 | 500 |
    Passes:
        [计划]
        | 单位:元 |
        | 项目名称 | 计划资金 |
        | 农村道路 | 9000 |
        [台账]
        | 单位:元 |
        | 拨付日期 | 项目名称 | 拨付金额 |
        | 2020-01-06 | 农村道路 | 500 |
    """
    return seen.facts("no-plan")


@rule("X008", "warning", measure="fen", needs=("planned",))
def own_level_without_money(seen: Evidence) -> Iterable[Fact]:
    """口径级次没有一分钱,钱都在别的级次 | The own level has no money at all, another one has

    Message:
        口径级次({level})的计划和拨付全是空的或 0,钱在{other}({name},计划 {amount_fen}),报告中的需配套因此是 0
        the own level ({level}) has no planned and no paid money; it is at another one: {other} ({name}, planned {amount_fen}), so that 0 is required
    Why:
        拨付率只看本级。表是市里(或省里)填的而设置仍是区县级时,报告各数都是 0,看起来却没有毛病。
        Rates are those of the own level. Where a city (or a province) filled in the tables and the settings still say
          district, every figure is 0 and nothing looks wrong.
    Remedy:
        本级就是{other}的,在设置中写 own_level = "{name}";确实没有本级资金的,不必处理
        if the own level is {other}, write own_level = "{name}" in the settings; leave it if it really has no money
    Fires:
        [计划]
        | 2020年资金筹集方案 |
        | 单位:万元 |
        | 项目名称 | 市级 | 区级 |
        | 农村改厕 | 60 | |
        | 学前教育 | 30 | 0 |
        [台账]
        | 单位:元 |
        | 拨付日期 | 项目名称 | 资金级次 | 拨付金额 |
        | 2020-03-02 | 农村改厕 | 市级 | 200000 |
    Passes:
        [计划]
        | 2020年资金筹集方案 |
        | 单位:万元 |
        | 项目名称 | 市级 | 区级 |
        | 农村改厕 | 60 | |
        | 学前教育 | 30 | 0 |
        [台账]
        | 单位:元 |
        | 拨付日期 | 项目名称 | 资金级次 | 拨付金额 |
        | 2020-03-02 | 农村改厕 | 市级 | 200000 |
        toml: own_level = "municipal"
    """
    statement = seen.statement
    lines = (*statement.lines, *statement.excluded)
    known = [line.figures.required for line in lines if line.figures.required is not None]
    if not known or any(known) or any(line.figures.disbursed for line in lines):
        return
    sums = dict.fromkeys(GOVERNMENTS, 0)
    paid = dict.fromkeys(GOVERNMENTS, 0)
    for line in lines:
        for level, figures in line.levels.items():
            if level in sums:
                sums[level] += figures.required or 0
                paid[level] += figures.disbursed or 0
    level = max(sums, key=lambda name: (paid[name], sums[name]))
    if sums[level] > 0:
        values = {
            "level": LEVELS[statement.own_level],
            "other": LEVELS[level],
            "name": level,
            "amount_fen": sums[level],
        }
        headers = [table.header_origin for table in seen.book.tables if table.kind != "ledger"]
        yield Fact("own-level-without-money", tuple(headers), values)


@rule("X010", "warning")
def as_of_differ(seen: Evidence) -> Iterable[Fact]:
    """各表注明的截止日期不一致 | The tables state different as-of dates

    Message:
        各表注明的截止日期不一致:{dates}
        the tables state different as-of dates: {dates}
    Why:
        截止日期决定哪些拨付计入、应达多少进度。各表截止日期不同,放在一起算出来的拨付率没有一个确定的日期。
        The as-of date decides which payments count and how much should be paid by then. Tables of different days give a
          rate that is of no day at all.
    Remedy:
        把各表更新到同一截止日期并改正题注,或用 --as-of 指定一个
        bring the tables to one day and correct their captions, or choose one with --as-of
    Fires:
        [进度表一]
        | 单位:元 | 截止日期:2020年3月31日 |
        | 项目名称 | 计划数 | 已拨付 |
        | 农村道路 | 9000 | 500 |
        [进度表二]
        | 单位:元 | 截止日期:2020年4月17日 |
        | 项目名称 | 计划数 | 已拨付 |
        | 村卫生室 | 800 | 60 |
    Passes:
        [进度表一]
        | 单位:元 | 截止日期:2020年4月17日 |
        | 项目名称 | 计划数 | 已拨付 |
        | 农村道路 | 9000 | 500 |
        [进度表二]
        | 单位:元 | 截止日期:2020年4月17日 |
        | 项目名称 | 计划数 | 已拨付 |
        | 村卫生室 | 800 | 60 |
    """
    return seen.facts("as-of-differ")


@rule("X011", "warning")
def as_of_later(seen: Evidence) -> Iterable[Fact]:
    """指定的截止日期晚于表中注明的 | The as-of date is later than the tables'

    Message:
        指定的截止日期 {chosen} 晚于表中注明的 {dates}
        the as-of date {chosen} is later than the one stated, {dates}
    Why:
        表里的数字只到注明的日期。按更晚的日期评价,其间的拨付没有登记,会显得拨付滞后。计划的填报、印发日期不是数字的截止日期,不作比较。
        The figures end at the day that the table states. Judged at a later day, payments made in between are missing,
          and everything looks late. The day on which a plan was filled in or issued is no such day, and not compared.
    Remedy:
        确认表已更新到该日期并改正题注,或把 --as-of 改为表中注明的日期
        make sure that the tables reach that date and correct their captions, or set --as-of to the date stated
    Fires:
        [计划]
        | 单位:元 |
        | 项目名称 | 计划资金 |
        | 农村道路 | 9000 |
        [台账]
        | 单位:元 | | 截止日期:2020年3月31日 |
        | 拨付日期 | 项目名称 | 拨付金额 |
        | 2020-01-06 | 农村道路 | 500 |
        as-of: 2020-04-01
    Passes:
        [计划]
        | 单位:元 |
        | 项目名称 | 计划资金 |
        | 农村道路 | 9000 |
        [台账]
        | 单位:元 | | 截止日期:2020年3月31日 |
        | 拨付日期 | 项目名称 | 拨付金额 |
        | 2020-01-06 | 农村道路 | 500 |
        as-of: 2020-03-31
    """
    return seen.facts("as-of-later")


@rule("X012", "warning", needs=("progress",))
def as_of_progress(seen: Evidence) -> Iterable[Fact]:
    """进度表不是指定日期的 | A progress table of another day than the one asked for

    Message:
        进度表的数字截至 {dates},不能换算到 {chosen}
        the progress table's figures are of {dates} and cannot be moved to {chosen}
    Why:
        进度表只有累计数,没有逐笔日期,不能倒推或顺推到另一天。按另一天的序时进度比较,结论会偏。
        A progress table holds sums without the days of the payments: it cannot be turned back or forward. Held against
          another day's time progress, it misleads.
    Remedy:
        用该日期的进度表,或不指定 --as-of
        use a table of that date, or leave --as-of out
    Fires:
        [进度表]
        | 单位:元 | 截止日期:2020年4月17日 |
        | 项目名称 | 计划数 | 已拨付 |
        | 农村道路 | 9000 | 500 |
        as-of: 2020-03-31
    Passes:
        [进度表]
        | 单位:元 | 截止日期:2020年4月17日 |
        | 项目名称 | 计划数 | 已拨付 |
        | 农村道路 | 9000 | 500 |
        as-of: 2020-04-17
    """
    return seen.facts("as-of-progress")


@rule("X013", "warning", measure="fen", needs=("ledger", "progress"))
def progress_ledger_differ(seen: Evidence) -> Iterable[Fact]:
    """进度表与台账的数字不一致 | A progress table and the ledger differ

    Message:
        “{project}”的{measure}:进度表为 {actual_fen},台账为 {expected_fen},以台账为准
        {project}, {measure!r}: the progress table says {actual_fen}, the ledger {expected_fen}; the ledger counts
    Why:
        同一项目两个拨付数,上报哪一个都会被追问。多因台账漏登、进度表没有按月更新,或两表截止日期不同。
        Two sums of one project raise questions whichever is reported. Mostly a payment is not in the ledger, the
          progress table was not updated, or the two end at different days.
    Remedy:
        按凭证核对两表:台账漏登的补登,进度表过时的改为台账数
        check both against the vouchers: enter what the ledger lacks, or set the progress table to the ledger's figure
    Fires:
        [进度表]
        | 单位:元 |
        | 项目名称 | 计划数 | 已拨付 |
        | 农村道路 | 9000 | 600 |
        [台账]
        | 单位:元 |
        | 拨付日期 | 项目名称 | 拨付金额 |
        | 2020-01-06 | 农村道路 | 500 |
    Passes:
        [进度表]
        | 单位:元 |
        | 项目名称 | 计划数 | 已拨付 |
        | 农村道路 | 9000 | 500 |
        [台账]
        | 单位:元 |
        | 拨付日期 | 项目名称 | 拨付金额 |
        | 2020-01-06 | 农村道路 | 500 |
    """
    return seen.facts("progress-ledger-differ")


@rule("X014", "warning", measure="fen", needs=("plan", "progress"))
def plan_progress_differ(seen: Evidence) -> Iterable[Fact]:
    """进度表所列与计划不一致 | A progress table states another plan than the plan itself

    Message:
        “{project}”的{measure}:进度表为 {actual_fen},计划为 {expected_fen},以计划为准
        {project}, {measure!r}: the progress table says {actual_fen}, the plan {expected_fen}; the plan counts
    Why:
        计划调整后,进度表常仍沿用年初数。两表的分母不同,各自算出的拨付率就不同。
        After a plan is revised, progress tables often keep the amount of the year's beginning. With two denominators,
          the two tables give two rates.
    Remedy:
        核对计划批复:进度表过时的,改为计划数;计划表过时的,换成现行计划
        look at the approved plan: correct the progress table, or give the plan that is in force
    Fires:
        [计划]
        | 单位:元 |
        | 项目名称 | 计划资金 |
        | 农村道路 | 9000 |
        [进度表]
        | 单位:元 |
        | 项目名称 | 计划数 | 已拨付 |
        | 农村道路 | 8000 | 500 |
    Passes:
        [计划]
        | 单位:元 |
        | 项目名称 | 计划资金 |
        | 农村道路 | 9000 |
        [进度表]
        | 单位:元 |
        | 项目名称 | 计划数 | 已拨付 |
        | 农村道路 | 9000 | 500 |
    """
    return seen.facts("plan-progress-differ")


@rule("X015", "warning", measure="fen", needs=("ledger",))
def other_year(seen: Evidence) -> Iterable[Fact]:
    """拨付不在计划年度内 | Payments of another year than the plan's

    Message:
        {count} 笔拨付(共 {amount_fen})不在 {year} 年度内,未计入
        payments that are not of {year}, and not counted: {count} ({amount_fen})
    Why:
        预算年度自公历1月1日起至12月31日止(《预算法》第十八条),其他年度的拨付不能抵本年度的计划。多因跨年补登,或日期年份录错。
        The budget year runs from 1 January to 31 December (Budget Law, article 18): payments of other years do not
          fulfil this year's plan. Mostly they were entered late, or the year of the date was mistyped.
    Remedy:
        日期录错的,改正日期;确属其他年度的,移到该年度的台账;要看其他年度的,用 --year 选择
        correct a mistyped date; move payments of another year to that year's ledger; choose another year with --year
    Fires:
        [计划]
        | 2020年资金筹集方案 |
        | 单位:元 |
        | 项目名称 | 计划资金 |
        | 农村道路 | 9000 |
        [台账]
        | 单位:元 |
        | 拨付日期 | 项目名称 | 拨付金额 |
        | 2019-12-30 | 农村道路 | 200 |
        | 2019-12-31 | 农村道路 | 300 |
        | 2020-01-06 | 农村道路 | 500 |
    Passes:
        [计划]
        | 2020年资金筹集方案 |
        | 单位:元 |
        | 项目名称 | 计划资金 |
        | 农村道路 | 9000 |
        [台账]
        | 单位:元 |
        | 拨付日期 | 项目名称 | 拨付金额 |
        | 2020-01-01 | 农村道路 | 200 |
        | 2020-12-31 | 农村道路 | 300 |
        | 2020-01-06 | 农村道路 | 500 |
    """
    return seen.facts("other-year")


@rule("X016", "warning")
def as_of_unreadable(seen: Evidence) -> Iterable[Fact]:
    """注明的截止日期读不出 | A stated as-of date that cannot be read

    Message:
        截止日期写的是“{text}”,读不出是哪一天,没有采用
        the as-of date says {text!r}, which is no day; it is not used
    Why:
        读不出就按最后一笔拨付的日期算,序时进度和取舍的拨付都跟着变,与填表人想的不是一天。
        Without it the last payment's day is taken. The time progress and the payments that count follow that day, which is
          not the one that was meant.
    Remedy:
        把这一格改成完整的日期,如 2020-06-30(或 2020年6月30日);不填的留空
        write a whole date into this cell, such as 2020-06-30 or 2020年6月30日, or leave it blank
    Fires:
        [计划]
        | 2020年资金筹集方案 |
        | 单位:元 |
        | 项目名称 | 计划资金 |
        | 农村道路 | 9000 |
        [台账]
        | 单位:元 | 截止日期: | 六月底 |
        | 拨付日期 | 项目名称 | 拨付金额 |
        | 2020-01-06 | 农村道路 | 500 |
    Passes:
        [计划]
        | 2020年资金筹集方案 |
        | 单位:元 |
        | 项目名称 | 计划资金 |
        | 农村道路 | 9000 |
        [台账]
        | 单位:元 | 截止日期: | 2020年6月底 |
        | 拨付日期 | 项目名称 | 拨付金额 |
        | 2020-01-06 | 农村道路 | 500 |
    """
    return () if seen.statement.as_of_source == "option" else seen.facts("as-of-unreadable")


@rule("X017", "warning")
def as_of_before_year(seen: Evidence) -> Iterable[Fact]:
    """注明的截止日期早于计划年度 | A stated as-of date before the plan's year

    Message:
        注明的截止日期 {day} 早于计划年度 {year} 年,序时进度是 0,之后的拨付都没有计入
        the stated as-of date, {day}, lies before the plan's year, {year}: the time progress is 0, later payments are left out
    Why:
        截止日期在年度开始之前,全年的拨付都在它之后,报告里的已拨付就是 0。多半是年份写错。
        Before the year has begun nothing of it is paid: all its payments lie after that day. Mostly the year was mistyped.
    Remedy:
        改正这一格的年份,或用 --as-of 指定截止日期
        correct the year in this cell, or set the date with --as-of
    Fires:
        [计划]
        | 2020年资金筹集方案 |
        | 单位:元 |
        | 项目名称 | 计划资金 |
        | 农村道路 | 9000 |
        [台账]
        | 单位:元 | 截止日期: | 2019-06-30 |
        | 拨付日期 | 项目名称 | 拨付金额 |
        | 2020-01-06 | 农村道路 | 500 |
    Passes:
        [计划]
        | 2020年资金筹集方案 |
        | 单位:元 |
        | 项目名称 | 计划资金 |
        | 农村道路 | 9000 |
        [台账]
        | 单位:元 | 截止日期: | 2020-06-30 |
        | 拨付日期 | 项目名称 | 拨付金额 |
        | 2020-01-06 | 农村道路 | 500 |
    """
    statement, origin = seen.statement, seen.statement.as_of_origin
    if origin is None or statement.as_of is None or statement.year is None or statement.as_of.year >= statement.year:
        return
    table = next(table for table in seen.book.tables if table.as_of_origin == origin)
    if table.kind != "plan" or any(AS_OF.search(text) for text in table.captions):
        yield Fact("as-of-before-year", (origin,), {"day": str(statement.as_of), "year": statement.year})


@rule("X030", "warning", measure="fen", needs=("planned", "paid"))
def level_paid_above_received(seen: Evidence) -> Iterable[Fact]:
    """某级次的拨付超过该级次的到位 | At one level, more was paid than received

    Message:
        “{project}”的{level}资金:拨付 {actual_fen},超过到位 {expected_fen}
        {project}, {level}: paid {actual_fen}, above the {expected_fen} received
    Why:
        上级资金没有到位就按上级资金拨付,实际是用本级或其他资金垫付,或者级次记错。级次混用,缺口和结存就说不清在哪一级。
        Money of another level was paid before it had arrived: another level's money was advanced, or the level is
          wrong. With levels mixed up, nobody can say where money lacks and where it lies idle.
    Remedy:
        核对是否垫付,是则注明;级次记错的,改正拨付的级次
        check whether it was advanced, and say so; if the level is wrong, correct that of the payment
    Fires:
        [进度表]
        | 单位:元 |
        | 项目名称 | 省级 | | | 区级 | | |
        | | 计划数 | 到账数 | 支付数 | 计划数 | 到账数 | 支付数 |
        | 农村道路 | 500 | 100 | 100.01 | 500 | 400 | 300 |
    Passes:
        [进度表]
        | 单位:元 |
        | 项目名称 | 省级 | | | 区级 | | |
        | | 计划数 | 到账数 | 支付数 | 计划数 | 到账数 | 支付数 |
        | 农村道路 | 500 | 100 | 100 | 500 | 400 | 300 |
    """
    return seen.facts("level-paid-above-received")


@rule("X041", "warning", measure="fen", needs=("ledger",))
def spent_unmatched(seen: Evidence) -> Iterable[Fact]:
    """支出台账中的项目没有计划 | Spending of projects that have no plan

    Message:
        支出台账中有 {count} 笔(共 {amount_fen})没有计划({project}),不计入任何支出数
        spent on projects without a plan ({project}): {count} payments ({amount_fen}), in no figure
    Why:
        名称对不上的支出不进任何项目,支出数和执行率偏低。多因支出台账用单位内部的简称。
        Spending whose name fits no plan is in no project: what was spent, and the rate of execution, come out too low.
          Mostly the unit's ledger uses its own short names.
    Remedy:
        改正支出台账中的项目名称,或在设置 [projects.aliases] 中写明对应的计划项目
        correct the names in the ledger of spending, or map them under [projects.aliases] in the settings
    Fires:
        [计划]
        | 单位:元 |
        | 项目名称 | 计划资金 |
        | 农村道路 | 9000 |
        [支出台账]
        | 单位:元 |
        | 支付日期 | 项目名称 | 支出金额 |
        | 2020-01-06 | 农村道路 | 500 |
        | 2020-01-07 | 路面硬化 | 60 |
        | 2020-01-08 | 路面硬化 | 40 |
        toml: [tables."支出台账"]
        toml: stage = "spent"
    Passes:
        [计划]
        | 单位:元 |
        | 项目名称 | 计划资金 |
        | 农村道路 | 9000 |
        [支出台账]
        | 单位:元 |
        | 支付日期 | 项目名称 | 支出金额 |
        | 2020-01-06 | 农村道路 | 500 |
        | 2020-01-07 | 路面硬化 | 60 |
        | 2020-01-08 | 路面硬化 | 40 |
        toml: [tables."支出台账"]
        toml: stage = "spent"
        toml: [projects.aliases]
        toml: "路面硬化" = "农村道路"
    """
    return seen.facts("spent-unmatched")


@rule("X042", "warning", needs=("planned",))
def rate_base_missing(seen: Evidence) -> Iterable[Fact]:
    """拨付率的基数在表中没有 | No table has the base of the rate

    Message:
        {nature}的拨付率以“{base}”为基数,而表中没有这一栏,不能计算
        {nature}: the base of the rate is {base!r}, which no table has; no rate can be computed
    Why:
        拨付率可以占计划、占下达或占到位,由设置选定。选了表中没有的一栏,就没有分母;用别的栏代替,会算出另一种口径的拨付率。
        The rate may be of the plan, of what was issued or of what was received, as the settings choose. A base that no
          table has leaves no denominator, and any other would give a rate of another kind.
    Remedy:
        在设置 rate_base(或 [funds.…] rate_base)中改用表中有的一栏:required、issued 或 received;或在 [columns] 中指明该栏
        set rate_base (or that of [funds.…]) to what the tables have: required, issued or received; or name the column under [columns]
    Fires:
        [计划]
        | 单位:元 |
        | 项目名称 | 计划资金 |
        | 农村道路 | 9000 |
        [台账]
        | 单位:元 |
        | 拨付日期 | 项目名称 | 拨付金额 |
        | 2020-01-06 | 农村道路 | 500 |
        toml: rate_base = "received"
    Passes:
        [计划]
        | 单位:元 |
        | 项目名称 | 计划资金 |
        | 农村道路 | 9000 |
        [台账]
        | 单位:元 |
        | 拨付日期 | 项目名称 | 拨付金额 |
        | 2020-01-06 | 农村道路 | 500 |
        toml: rate_base = "required"
    """
    return seen.facts("rate-base-missing")


@rule("X043", "warning", needs=("planned",))
def stage_partly_known(seen: Evidence) -> Iterable[Fact]:
    """有的项目缺某一环节的数,合计不能算 | A stage is known of some projects only, so no total is

    Message:
        {nature}:{count} 个项目({project})没有“{base}”数,合计的{figures}不能计算
        {nature}: no figure of {base!r} for {count} projects ({project}); not computed in the total: {figures}
    Why:
        到位数只有一部分项目有,而拨付数是全部项目的,两者相比会把没有到位数的项目当作没有到位,算出虚假的滞留或垫付。
        Where what was received is known of some projects and what was paid of all, setting one against the other takes
          the unknown for nothing, and shows idle money or advances that are none.
    Remedy:
        在计划表或进度表中补上这些项目的这一栏,或用 --exclude 把它们排除后另看
        fill in that column for these projects in their plan or progress table, or look at the others with --exclude
    Fires:
        [计划一]
        | 单位:元 |
        | 项目名称 | 计划数 | 到位资金 |
        | 农村道路 | 100 | 50 |
        [计划二]
        | 单位:元 |
        | 项目名称 | 计划数 |
        | 村卫生室 | 100 |
        [台账]
        | 单位:元 |
        | 拨付日期 | 项目名称 | 拨付金额 |
        | 2020-01-06 | 农村道路 | 40 |
        | 2020-01-07 | 村卫生室 | 90 |
    Passes:
        [计划一]
        | 单位:元 |
        | 项目名称 | 计划数 | 到位资金 |
        | 农村道路 | 100 | 50 |
        [计划二]
        | 单位:元 |
        | 项目名称 | 计划数 | 到位资金 |
        | 村卫生室 | 100 | 95 |
        [台账]
        | 单位:元 |
        | 拨付日期 | 项目名称 | 拨付金额 |
        | 2020-01-06 | 农村道路 | 40 |
        | 2020-01-07 | 村卫生室 | 90 |
    """
    return seen.facts("stage-partly-known")


@rule("X044", "warning", measure="fen", needs=("planned", "paid"))
def paid_without_base(seen: Evidence) -> Iterable[Fact]:
    """所选基数为零或空的项目已有拨付 | A project was paid while the base of its rate is zero or blank

    Message:
        “{project}”的“{base}”为零或空,已拨付 {actual_fen},计入已拨付但没有拨付率
        {project}: {base!r} is zero or blank and {actual_fen} was paid; it counts, without a rate
    Why:
        拨付率占下达或占到位时,没有下达(到位)而有拨付的项目没有拨付率,它的拨付却抬高合计的拨付率。多因下达数漏登。
        Where the rate is of what was issued or received, a project that was paid without it has no rate, and raises that
          of the total. Mostly the amount issued was not entered.
    Remedy:
        补上该金额,或在设置 rate_base 中改用其他基数
        fill it in, or choose another rate_base in the settings
    Fires:
        [进度表]
        | 单位:元 |
        | 项目名称 | 计划数 | 下达数 | 已拨付 |
        | 农村道路 | 100 | 50 | 40 |
        | 村卫生室 | 100 | 0 | 5 |
        toml: rate_base = "issued"
    Passes:
        [进度表]
        | 单位:元 |
        | 项目名称 | 计划数 | 下达数 | 已拨付 |
        | 农村道路 | 100 | 50 | 40 |
        | 村卫生室 | 100 | 5 | 5 |
        toml: rate_base = "issued"
    """
    return seen.facts("paid-without-base")


@rule("X045", "warning", measure="fen", needs=("planned", "paid"))
def level_not_planned(seen: Evidence) -> Iterable[Fact]:
    """拨付的级次在计划中没有 | Paid at a level that the plan does not have

    Message:
        {count} 个项目({project})有{level}资金拨付 {amount_fen},其计划却没有{level}资金;可能属于计划的另一级次(如合并的上级)
        paid at a level that the plan does not have ({level}): {amount_fen} of {count} projects ({project}); it may be money of another level (such as merged upper levels)
    Why:
        计划把中央、省级合并为“上级”而台账分开写(或相反)时,拨付对不上任何级次的计划:各级的拨付率、缺口都会错。
        Where the plan merges the levels above into one and the ledger tells them apart (or the other way round), payments
          meet no level of the plan: rates and gaps by level come out wrong.
    Remedy:
        使台账与计划的资金级次一致:在台账改正级次,或在计划中按级次分列
        name the same levels in both: correct the level in the ledger, or split the plan by level
    Fires:
        [计划]
        | 单位:元 |
        | 项目名称 | 上级 | 区级 |
        | 农村道路 | 120 | 30 |
        [台账]
        | 单位:元 |
        | 拨付日期 | 项目名称 | 资金来源 | 拨付金额 |
        | 2020-01-06 | 农村道路 | 中央 | 70 |
        | 2020-01-07 | 农村道路 | 区级 | 30 |
    Passes:
        [计划]
        | 单位:元 |
        | 项目名称 | 上级 | 区级 |
        | 农村道路 | 120 | 30 |
        [台账]
        | 单位:元 |
        | 拨付日期 | 项目名称 | 资金来源 | 拨付金额 |
        | 2020-01-06 | 农村道路 | 上级 | 70 |
        | 2020-01-07 | 农村道路 | 区级 | 30 |
    """
    return seen.facts("level-not-planned")


@rule("X046", "warning", measure="fen", needs=("planned",))
def stage_above_earlier(seen: Evidence) -> Iterable[Fact]:
    """后一环节的数大于前一环节 | A later stage exceeds an earlier one

    Message:
        “{project}”的{late} {actual_fen} 大于{early} {expected_fen},前后环节不一致
        {project}: {late!r} is {actual_fen}, above {expected_fen} of {early!r}, an earlier stage
    Why:
        资金按安排、下达、到位的顺序流转,后面的不会大于前面的。大了,必有一栏填错或没有更新,缺口、到位率也跟着错。
        Money is arranged, then issued, then received; no stage exceeds the one before it. Where one does, a column is
          wrong or out of date, and so are the gap and the receipt rate.
    Remedy:
        与文件、到账凭证核对这两栏,改正错的一栏
        compare both columns with the documents and the receipts, and correct the wrong one
    Fires:
        [进度表]
        | 单位:元 |
        | 项目名称 | 计划数 | 已安排 | 下达数 | 已拨付 |
        | 农村道路 | 100 | 90 | 90.01 | 40 |
    Passes:
        [进度表]
        | 单位:元 |
        | 项目名称 | 计划数 | 已安排 | 下达数 | 已拨付 |
        | 农村道路 | 100 | 90 | 90 | 40 |
    """
    return seen.facts("stage-above-earlier")


@rule("X047", "warning", measure="fen", needs=("ledger", "planned"))
def cut_off_by_plan(seen: Evidence) -> Iterable[Fact]:
    """计划的填报日期截掉了以后的拨付 | The day on which a plan was filled in leaves later payments out

    Message:
        没有截止日期,取了计划表的填报日期({day}),其后的拨付共 {amount_fen} 没有计入
        the as-of date is the day on which the plan was filled in ({day}); later payments of {amount_fen} are left out
    Why:
        没有指定截止日期、台账也没有写明时,取计划表上的日期。填报日期只是填表的那一天,台账早已更新,拨付率因此偏低。
        Where no as-of date is given and the ledger states none, the plan's counts. That it was filled
          in on that day says nothing of the ledger, which goes on, and the rate is too low.
    Remedy:
        用 --as-of 指定数字截至的日期,或在台账上方写明“截止日期:…”
        give the date of the figures with --as-of, or state it above the ledger (截止日期:…)
    Fires:
        [计划]
        | 填报日期:2020年3月10日 | 单位:元 |
        | 项目名称 | 计划资金 |
        | 农村道路 | 9000 |
        [台账]
        | 单位:元 |
        | 拨付日期 | 项目名称 | 拨付金额 |
        | 2020-01-06 | 农村道路 | 5000 |
        | 2020-03-11 | 农村道路 | 800 |
    Passes:
        [计划]
        | 填报日期:2020年3月10日 | 单位:元 |
        | 项目名称 | 计划资金 |
        | 农村道路 | 9000 |
        [台账]
        | 单位:元 |
        | 拨付日期 | 项目名称 | 拨付金额 |
        | 2020-01-06 | 农村道路 | 5000 |
        | 2020-03-10 | 农村道路 | 800 |
    """
    return seen.facts("cut-off-by-plan")


@rule("X060", "warning", measure="fen", in_report=False)
def level_overpaid(seen: Evidence) -> Iterable[Fact]:
    """某一级次的拨付超过该级次的计划 | Paid above the plan of a level

    Message:
        “{project}”的{level}资金:拨付 {actual_fen} 超过{base}数 {expected_fen},多 {over_fen}
        {project}, {level}: paid {actual_fen}, {over_fen} above the {base} amount of {expected_fen}
    Why:
        拨付率只看本级,其他级次多拨的看不出来;常见的是级次记错(本级的钱记成了省级),或上级计划调整后没有改表。
          本级的超计划由 X004 列出。
        Rates are those of the own level, so that more paid at another one goes unseen. Mostly a payment was booked to the
          wrong level, or the level's plan was raised and the table was not. X004 says it of the own level.
    Remedy:
        核对台账中该项目各笔的资金级次,记错的改正;上级追加了资金的,把计划中这一格改为调整后的数
        check the level of each of the project's payments in the ledger and correct it; where the level added money, put
          the adjusted amount into this cell of the plan
    Fires:
        [计划]
        | 2020年资金筹集方案 |
        | 单位:万元 |
        | 项目名称 | 省级 | 区级 |
        | 农村改厕 | 60 | 40 |
        [台账]
        | 2020年资金拨付台账 |
        | 单位:万元 |
        | 拨付日期 | 项目名称 | 资金级次 | 拨付金额 |
        | 2020-03-02 | 农村改厕 | 省级 | 50 |
        | 2020-04-02 | 农村改厕 | 省级 | 10.01 |
        | 2020-04-02 | 农村改厕 | 区级 | 10 |
    Passes:
        [计划]
        | 2020年资金筹集方案 |
        | 单位:万元 |
        | 项目名称 | 省级 | 区级 |
        | 农村改厕 | 60 | 40 |
        [台账]
        | 2020年资金拨付台账 |
        | 单位:万元 |
        | 拨付日期 | 项目名称 | 资金级次 | 拨付金额 |
        | 2020-03-02 | 农村改厕 | 省级 | 50 |
        | 2020-04-02 | 农村改厕 | 省级 | 10 |
        | 2020-04-02 | 农村改厕 | 区级 | 10 |
    """
    statement = seen.statement
    firsts: dict[tuple[str | None, str | None, str], list[Origin]] = {}
    for part in statement.placed:
        if part.bucket in ("level", "excluded") and part.days:
            cells = firsts.setdefault((part.project, part.nature, part.level), [])
            cells.append(part.group.origin_of(part.days[0][1]))
    for line in (*statement.lines, *statement.excluded):
        base = "issued" if line.base == "issued" else "required"
        for level, figures in line.levels.items():
            planned, paid = getattr(figures, base), figures.disbursed
            if level == statement.own_level or not planned or planned < 0 or paid is None or paid <= planned:
                continue
            values = {"project": line.project, "level": LEVELS[level], "base": PLANNED[base]}
            amounts = {"expected_fen": planned, "actual_fen": paid, "over_fen": paid - planned}
            cells = firsts.get((line.project, line.nature, level), [])[:1]
            origins = dict.fromkeys((*amount_cells(line, level, base, "disbursed"), *cells))
            yield Fact("level-overpaid", tuple(origins), {**values, **amounts})
