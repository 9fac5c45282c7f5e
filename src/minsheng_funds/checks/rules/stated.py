"""Stated figures: totals, rates, counts and scores that the sheets themselves give."""

from collections.abc import Iterable

from minsheng_funds.checks.evidence import Evidence
from minsheng_funds.checks.registry import rule
from minsheng_funds.model import Fact


@rule("S001", "error", measure="fen")
def stated_total(seen: Evidence) -> Iterable[Fact]:
    """stated-total | stated-total

    Message:
        所列合计 {actual_fen} 与各行之和 {expected_fen} 不符
        the stated total {actual_fen} differs from the sum of its rows, {expected_fen}
    Remedy:
        核对合计公式与各行金额
        check the total's formula and the rows
    """
    return seen.facts("stated-total")


@rule("S002", "warning", measure="percent")
def stated_rate(seen: Evidence) -> Iterable[Fact]:
    """stated-rate | stated-rate

    Message:
        “{project}”所列比率 {actual} 与重算的 {expected_percent}% 不符
        {project}: the stated rate {actual} differs from the recomputed {expected_percent}%
    Remedy:
        以重算为准,改正该格
        use the recomputed rate
    """
    return seen.facts("stated-rate")


@rule("S003", "warning")
def total_unreadable(seen: Evidence) -> Iterable[Fact]:
    """total-unreadable | total-unreadable

    Message:
        合计行的数读不出,未能核对:{text}
        the total cannot be read and was not checked: {text}
    Remedy:
        改正该单元格
        correct that cell
    """
    return seen.facts("total-unreadable")


@rule("S004", "error")
def total_suspected(seen: Evidence) -> Iterable[Fact]:
    """total-suspected | total-suspected

    Message:
        “{project}”等于其余各行之和,可能是合计行,现按项目计入
        {project} equals the sum of all other rows and may be a total; it counts as a project
    Remedy:
        若是合计,改名为“合计”,或在设置 [tables] 中用 drop 剔除
        if it is a total, call it one, or drop it under [tables]
    """
    return seen.facts("total-suspected")


@rule("S005", "error")
def parent_counted(seen: Evidence) -> Iterable[Fact]:
    """parent-counted | parent-counted

    Message:
        “{project}”等于其下 {count} 行之和,可能是它们的小计,现按各自的项目计入
        {project} equals the sum of the {count} rows below it and may be their subtotal; all of them count
    Remedy:
        给下级行编号(如 1.1、1.2),或在名称中注明小计
        number the rows below it (1.1, 1.2), or mark it as a subtotal
    """
    return seen.facts("parent-counted")


@rule("S006", "warning", measure="count")
def stated_project_count(seen: Evidence) -> Iterable[Fact]:
    """stated-project-count | stated-project-count

    Message:
        合计注明 {actual} 个项目,表中为 {expected} 个
        the total says {actual} projects, the table holds {expected}
    Remedy:
        核对是否漏行或多行
        look for a row that is missing or too many
    """
    return seen.facts("stated-project-count")


@rule("S007", "error")
def parts_suspected(seen: Evidence) -> Iterable[Fact]:
    """parts-suspected | parts-suspected

    Message:
        “{project}”下的 {count} 行没有序号,可能是它的组成部分,现按各自的项目计入,合计存疑
        the {count} unnumbered rows below {project} may be parts of it; they count as projects, totals are in doubt
    Remedy:
        若是组成部分,注明“其中:”或编号为 1.1;若是项目,补上序号
        mark parts as of which or number them 1.1; give projects their numbers
    """
    return seen.facts("parts-suspected")


@rule("S008", "error")
def of_which_unclear(seen: Evidence) -> Iterable[Fact]:
    """of-which-unclear | of-which-unclear

    Message:
        “{project}”是项目名称还是上一行的“其中”,不能确定,未计入
        {project}: a project of that name, or a part of the row above; it is not counted
    Remedy:
        若是其中数,写作“其中:…”;若是项目,给各行编上序号
        put a colon behind the mark of a part; number the rows for a project
    """
    return seen.facts("of-which-unclear")


@rule("S040", "warning")
def stated_score(seen: Evidence) -> Iterable[Fact]:
    """stated-score | stated-score

    Message:
        “{project}”所列得分 {actual} 与重算的 {expected} 不符(执行率 {share}%,分值 {points})
        {project}: the stated score {actual} differs from the recomputed {expected} ({share}% executed, {points} points)
    Remedy:
        核对执行数、预算数与评分办法;分档评分的,在设置 [evaluation] 中写 tiers
        check the amounts and the scoring; where it goes by tiers, write tiers under [evaluation]
    """
    return seen.facts("stated-score")


@rule("S041", "warning", measure="fen")
def initial_differs(seen: Evidence) -> Iterable[Fact]:
    """initial-differs | initial-differs

    Message:
        年初预算数({level})合计 {actual_fen},与最初计划的 {expected_fen} 不符({count} 个项目:{project});按栏中所列计
        the column of initial budgets ({level}) comes to {actual_fen}, the first plan to {expected_fen} ({count} projects: {project}); the column counts
    Remedy:
        核对年初预算数与最初的计划
        check the column against the first plan
    """
    return seen.facts("initial-differs")
