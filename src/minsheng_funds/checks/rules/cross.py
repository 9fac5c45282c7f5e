"""Plans against payments: payments without a plan, paid above it, levels, dates of both."""

from collections.abc import Iterable

from minsheng_funds.checks.cells import amount_cells
from minsheng_funds.checks.evidence import Evidence
from minsheng_funds.checks.registry import rule
from minsheng_funds.checks.words import PLANNED
from minsheng_funds.model import Fact, Origin
from minsheng_funds.vocabulary import LEVELS


@rule("X001", "warning", measure="fen")
def unmatched(seen: Evidence) -> Iterable[Fact]:
    """Unmatched | unmatched

    Message:
        “{project}”没有计划:{count} 笔共 {amount_fen},不计入任何拨付率{suggestion}
        {project}: no plan for {count} payments of {amount_fen}; they are in no rate{suggestion}
    Remedy:
        改正项目名称,或在设置 [projects.aliases] 中写明对应的计划项目
        correct the name, or map it under [projects.aliases]
    """
    return seen.facts("unmatched")


@rule("X002", "error", measure="fen")
def nature_unclear(seen: Evidence) -> Iterable[Fact]:
    """nature-unclear | nature-unclear

    Message:
        “{project}”既有配套又有管护计划,这笔拨付 {amount_fen} 未注明是哪一类,不计入拨付率
        {project} is planned in both natures and {amount_fen} of payments name none; they are in no rate
    Remedy:
        在台账补上资金类别
        fill in the fund nature in the ledger
    """
    return seen.facts("nature-unclear")


@rule("X003", "error")
def code_contradicts(seen: Evidence) -> Iterable[Fact]:
    """code-contradicts | code-contradicts

    Message:
        “{project}”的名称与项目编码 {text} 指向不同的计划项目,不计入拨付率
        {project}: its name and its code {text} speak of different projects; it is in no rate
    Remedy:
        改正名称或编码
        correct the name or the code
    """
    return seen.facts("code-contradicts")


@rule("X004", "warning", measure="fen")
def overpaid(seen: Evidence) -> Iterable[Fact]:
    """Overpaid | overpaid

    Message:
        “{project}”拨付 {actual_fen} 超过计划 {expected_fen}
        {project}: paid {actual_fen}, above its plan of {expected_fen}
    Remedy:
        核对计划调整或退回多拨资金
        check for a revised plan, or refund the excess
    """
    return seen.facts("overpaid")


@rule("X005", "warning", measure="fen")
def paid_above_received(seen: Evidence) -> Iterable[Fact]:
    """paid-above-received | paid-above-received

    Message:
        “{project}”拨付 {actual_fen} 超过到位 {expected_fen}
        {project}: paid {actual_fen}, above the {expected_fen} received
    Remedy:
        核对是否垫付
        check whether it was advanced
    """
    return seen.facts("paid-above-received")


@rule("X006", "warning", measure="fen")
def paid_without_plan_amount(seen: Evidence) -> Iterable[Fact]:
    """paid-without-plan-amount | paid-without-plan-amount

    Message:
        “{project}”的计划为零或空,已拨付 {actual_fen},计入已拨付但没有拨付率
        {project}: the plan is zero or blank and {actual_fen} was paid; it counts, without a rate
    Remedy:
        补上计划金额
        fill in the plan
    """
    return seen.facts("paid-without-plan-amount")


@rule("X007", "warning")
def no_plan(seen: Evidence) -> Iterable[Fact]:
    """no-plan | no-plan

    Message:
        只有台账、没有计划,不能计算拨付率
        a ledger without any plan: no rate can be computed
    Remedy:
        用 --plan 给出资金筹集方案
        name the funding plan with --plan
    """
    return seen.facts("no-plan")


@rule("X010", "warning")
def as_of_differ(seen: Evidence) -> Iterable[Fact]:
    """as-of-differ | as-of-differ

    Message:
        各表注明的截止日期不一致:{dates}
        the tables state different as-of dates: {dates}
    Remedy:
        用 --as-of 指定
        choose one with --as-of
    """
    return seen.facts("as-of-differ")


@rule("X011", "warning")
def as_of_later(seen: Evidence) -> Iterable[Fact]:
    """as-of-later | as-of-later

    Message:
        指定的截止日期 {chosen} 晚于表中注明的 {dates}
        the as-of date {chosen} is later than the one stated, {dates}
    Remedy:
        确认表已更新到该日期
        make sure that the tables reach that date
    """
    return seen.facts("as-of-later")


@rule("X012", "warning")
def as_of_progress(seen: Evidence) -> Iterable[Fact]:
    """as-of-progress | as-of-progress

    Message:
        进度表的数字截至 {dates},不能换算到 {chosen}
        the progress table's figures are of {dates} and cannot be moved to {chosen}
    Remedy:
        用该日期的进度表,或不指定 --as-of
        use a table of that date, or leave --as-of out
    """
    return seen.facts("as-of-progress")


@rule("X013", "warning", measure="fen")
def progress_ledger_differ(seen: Evidence) -> Iterable[Fact]:
    """progress-ledger-differ | progress-ledger-differ

    Message:
        “{project}”进度表已拨付 {actual_fen},台账为 {expected_fen},以台账为准
        {project}: the progress table says {actual_fen}, the ledger {expected_fen}; the ledger counts
    Remedy:
        核对两表
        reconcile the two tables
    """
    return seen.facts("progress-ledger-differ")


@rule("X014", "warning", measure="fen")
def plan_progress_differ(seen: Evidence) -> Iterable[Fact]:
    """plan-progress-differ | plan-progress-differ

    Message:
        “{project}”进度表所列 {actual_fen} 与计划 {expected_fen} 不一致,以计划为准
        {project}: the progress table says {actual_fen}, the plan {expected_fen}; the plan counts
    Remedy:
        核对两表
        reconcile the two tables
    """
    return seen.facts("plan-progress-differ")


@rule("X015", "warning", measure="fen")
def other_year(seen: Evidence) -> Iterable[Fact]:
    """other-year | other-year

    Message:
        {count} 笔拨付(共 {amount_fen})不在 {year} 年度内,未计入
        {count} payments ({amount_fen}) are not of {year} and are not counted
    Remedy:
        核对日期,或用 --year 选择年度
        check the dates, or choose the year with --year
    """
    return seen.facts("other-year")


@rule("X030", "warning", measure="fen")
def level_paid_above_received(seen: Evidence) -> Iterable[Fact]:
    """level-paid-above-received | level-paid-above-received

    Message:
        “{project}”的{level}资金:拨付 {actual_fen} 超过到位 {expected_fen}
        {project}, {level}: paid {actual_fen}, above the {expected_fen} received
    Remedy:
        核对是否垫付,或拨付的级次是否记错
        check whether it was advanced, or booked to the wrong level
    """
    return seen.facts("level-paid-above-received")


@rule("X041", "warning", measure="fen")
def spent_unmatched(seen: Evidence) -> Iterable[Fact]:
    """spent-unmatched | spent-unmatched

    Message:
        支出台账中有 {count} 笔(共 {amount_fen})没有计划({project}),不计入任何支出数
        {count} payments ({amount_fen}) of a ledger of spending have no plan ({project}); they are in no figure
    Remedy:
        改正项目名称,或在设置 [projects.aliases] 中写明对应的计划项目
        correct the names, or map them under [projects.aliases]
    """
    return seen.facts("spent-unmatched")


@rule("X042", "warning")
def rate_base_missing(seen: Evidence) -> Iterable[Fact]:
    """rate-base-missing | rate-base-missing

    Message:
        {nature}的拨付率以“{base}”为基数,而表中没有这一栏,不能计算
        {nature}: the base of the rate is {base!r}, which no table has; no rate can be computed
    Remedy:
        在设置 rate_base(或 [funds.…] rate_base)中改用表中有的一栏:required、issued 或 received;或在 [columns] 中指明该栏
        set rate_base (or that of [funds.…]) to what the tables have: required, issued or received; or name the column under [columns]
    """
    return seen.facts("rate-base-missing")


@rule("X043", "warning")
def stage_partly_known(seen: Evidence) -> Iterable[Fact]:
    """stage-partly-known | stage-partly-known

    Message:
        {nature}:{count} 个项目({project})没有“{base}”数,合计的{figures}不能计算
        {nature}: {count} projects ({project}) have no figure of {base!r}; not computed in the total: {figures}
    Remedy:
        补上这些项目的这一栏,或用 --exclude 把它们排除后另看
        fill in that column for these projects, or look at the others with --exclude
    """
    return seen.facts("stage-partly-known")


@rule("X044", "warning", measure="fen")
def paid_without_base(seen: Evidence) -> Iterable[Fact]:
    """paid-without-base | paid-without-base

    Message:
        “{project}”的“{base}”为零或空,已拨付 {actual_fen},计入已拨付但没有拨付率
        {project}: {base!r} is zero or blank and {actual_fen} was paid; it counts, without a rate
    Remedy:
        补上该金额,或在设置 rate_base 中改用其他基数
        fill it in, or choose another rate_base in the settings
    """
    return seen.facts("paid-without-base")


@rule("X045", "warning", measure="fen")
def level_not_planned(seen: Evidence) -> Iterable[Fact]:
    """level-not-planned | level-not-planned

    Message:
        {count} 个项目({project})有{level}资金拨付 {amount_fen},其计划却没有{level}资金;可能属于计划的另一级次(如合并的上级)
        paid at a level that the plan does not have ({level}): {amount_fen} of {count} projects ({project}); it may be money of another level (such as merged upper levels)
    Remedy:
        使台账与计划的资金级次一致
        name the same levels in the ledger as in the plan
    """
    return seen.facts("level-not-planned")


@rule("X046", "warning", measure="fen")
def stage_above_earlier(seen: Evidence) -> Iterable[Fact]:
    """stage-above-earlier | stage-above-earlier

    Message:
        “{project}”的{late} {actual_fen} 大于{early} {expected_fen},前后环节不一致
        {project}: {late!r} is {actual_fen}, above {expected_fen} of {early!r}, an earlier stage
    Remedy:
        核对这两栏
        check both columns
    """
    return seen.facts("stage-above-earlier")


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
