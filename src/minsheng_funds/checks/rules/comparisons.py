"""Comparisons: what two sides disagree about."""

from collections.abc import Iterable

from minsheng_funds.checks.evidence import Evidence
from minsheng_funds.checks.registry import rule
from minsheng_funds.model import Fact


@rule("C001", "warning")
def merged_new_stale(seen: Evidence) -> Iterable[Fact]:
    """merged-new-stale | merged-new-stale

    Message:
        整合表中的新项目“{setting}”不在新计划中{nearest}
        the merged project {setting!r} of the settings is not in the new plan{nearest}
    Remedy:
        改正 [projects.merged] 中的名称,或删去它
        correct the name under [projects.merged], or delete it
    """
    return seen.facts("merged-new-stale")


@rule("C002", "warning")
def merged_old_stale(seen: Evidence) -> Iterable[Fact]:
    """merged-old-stale | merged-old-stale

    Message:
        整合进“{project}”的旧项目“{setting}”不在旧计划中{nearest}
        {setting!r}, which the settings merge into {project}, is not in the old plan{nearest}
    Remedy:
        改正 [projects.merged] 中的名称,或删去它
        correct the name under [projects.merged], or delete it
    """
    return seen.facts("merged-old-stale")


@rule("C003", "warning")
def merged_still_there(seen: Evidence) -> Iterable[Fact]:
    """merged-still-there | merged-still-there

    Message:
        “{setting}”已按设置整合进“{project}”,新计划中却仍有同名项目,该项目按新增计
        {setting!r} is merged into {project} by the settings, yet the new plan still has it; there it counts as new
    Remedy:
        核对 [projects.merged] 与新计划
        check [projects.merged] against the new plan
    """
    return seen.facts("merged-still-there")


@rule("C004", "warning")
def compare_scope_differs(seen: Evidence) -> Iterable[Fact]:
    """compare-scope-differs | compare-scope-differs

    Message:
        两边的口径不同:{setting} 旧为 {old},新为 {new}
        the two sides have different scopes: {setting} is {old} in the old and {new} in the new
    Remedy:
        用 --config 给两边同一份设置
        give both sides the same settings with --config
    """
    return seen.facts("compare-scope-differs")


@rule("C005", "warning")
def compare_order(seen: Evidence) -> Iterable[Fact]:
    """compare-order | compare-order

    Message:
        旧的一边({old})比新的一边({new})晚
        the old side ({old}) is later than the new one ({new})
    Remedy:
        核对两个参数的先后
        check the order of the two arguments
    """
    return seen.facts("compare-order")


@rule("C006", "warning", measure="fen")
def payments_gone(seen: Evidence) -> Iterable[Fact]:
    """payments-gone | payments-gone

    Message:
        旧台账中的 {count} 笔拨付共 {amount_fen},新台账中没有
        {count} payments of {amount_fen} in the old ledger are not in the new one
    Remedy:
        核对是删除、更正还是漏登
        find out whether they were deleted, corrected or left out
    """
    return seen.facts("payments-gone")


@rule("C007", "info")
def nature_one_side(seen: Evidence) -> Iterable[Fact]:
    """nature-one-side | nature-one-side

    Message:
        只有{side}的一边有{nature}计划,其变动不计算
        only the {side} side has a plan of {nature}: its change is not computed
    Remedy:
        另一边也有时,把它的计划一并给出
        if the other side has one too, give its plan as well
    """
    return seen.facts("nature-one-side")


@rule("C008", "info", measure="fen")
def payments_listed_differ(seen: Evidence) -> Iterable[Fact]:
    """payments-listed-differ | payments-listed-differ

    Message:
        {side}台账逐笔合计 {actual_fen},报表计入 {expected_fen}:有拨付在几张表中重复或未能归属
        the single payments of the {side} side are {actual_fen}, the statement counts {expected_fen}: some stand in several tables or could not be placed
    Remedy:
        见该边的问题
        see the findings of that side
    """
    return seen.facts("payments-listed-differ")
