"""Comparisons: what two sides disagree about."""

from collections.abc import Iterable

from minsheng_funds.checks.evidence import Evidence
from minsheng_funds.checks.registry import rule
from minsheng_funds.model import Fact


@rule("C001", "warning")
def merged_new_stale(seen: Evidence) -> Iterable[Fact]:
    """整合后的项目不在新计划中 | A merged project that the new plan has not

    Message:
        整合表中的新项目“{setting}”不在新计划中{nearest}
        the merged project {setting!r} of the settings is not in the new plan{nearest}
    Why:
        这一条整合没有起作用:旧项目列为“取消”,新项目列为“新增”,两年的变动就被夸大。多半是名称写法不同。
        The merger does nothing: the older projects count as retired and the new one as new, and the changes between the
          years look larger than they are. Mostly the name is written in another way.
    Remedy:
        把设置 [projects.merged] 等号左边的名称改得与新计划一致,或删去这一行
        write the name on the left under [projects.merged] as the new plan has it, or delete the line
    Fires:
        [old.xlsx!计划]
        | 2019年资金筹集方案(万元) |
        | 项目名称 | 计划资金 |
        | 改厕 | 10 |
        | 改水 | 20 |
        [new.xlsx!计划]
        | 2020年资金筹集方案(万元) |
        | 项目名称 | 计划资金 |
        | 农村改水改厕 | 40 |
        toml: [projects.merged]
        toml: "改水改厕" = ["改厕", "改水"]
    Passes:
        [old.xlsx!计划]
        | 2019年资金筹集方案(万元) |
        | 项目名称 | 计划资金 |
        | 改厕 | 10 |
        | 改水 | 20 |
        [new.xlsx!计划]
        | 2020年资金筹集方案(万元) |
        | 项目名称 | 计划资金 |
        | 农村改水改厕 | 40 |
        toml: [projects.merged]
        toml: "农村改水改厕" = ["改厕", "改水"]
    """
    return seen.facts("merged-new-stale")


@rule("C002", "warning")
def merged_old_stale(seen: Evidence) -> Iterable[Fact]:
    """被整合的项目不在旧计划中 | A project to merge that the old plan has not

    Message:
        整合进“{project}”的旧项目“{setting}”不在旧计划中{nearest}
        {setting!r}, which the settings merge into {project}, is not in the old plan{nearest}
    Why:
        少了这个旧项目,整合前的计划数就小了,新项目看上去增加得多。
        Without that older project the amount before the merger is too small, and the new project seems to have grown.
    Remedy:
        把设置 [projects.merged] 方括号中的名称改得与旧计划一致,或删去它
        write the name in the brackets under [projects.merged] as the old plan has it, or delete it
    Fires:
        [old.xlsx!计划]
        | 2019年资金筹集方案(万元) |
        | 项目名称 | 计划资金 |
        | 改厕 | 10 |
        | 改水 | 20 |
        [new.xlsx!计划]
        | 2020年资金筹集方案(万元) |
        | 项目名称 | 计划资金 |
        | 农村改水改厕 | 40 |
        toml: [projects.merged]
        toml: "农村改水改厕" = ["改厕", "改水工程"]
    Passes:
        [old.xlsx!计划]
        | 2019年资金筹集方案(万元) |
        | 项目名称 | 计划资金 |
        | 改厕 | 10 |
        | 改水 | 20 |
        [new.xlsx!计划]
        | 2020年资金筹集方案(万元) |
        | 项目名称 | 计划资金 |
        | 农村改水改厕 | 40 |
        toml: [projects.merged]
        toml: "农村改水改厕" = ["改厕", "改水"]
    """
    return seen.facts("merged-old-stale")


@rule("C003", "warning")
def merged_still_there(seen: Evidence) -> Iterable[Fact]:
    """已整合的项目新计划仍有 | A merged project that the new plan still has

    Message:
        “{setting}”已按设置整合进“{project}”,新计划中却仍有同名项目,该项目按新增计
        {setting!r} is merged into {project} by the settings, yet the new plan still has it; there it counts as new
    Why:
        同一个项目既算整合又算新增,新增项目数与金额就多了。要么它没有整合,要么新计划里漏删了一行。
        One project counts as merged and as new, so that there are too many new ones. Either it was not merged, or a row
          of the new plan should have been deleted.
    Remedy:
        没有整合的,从设置 [projects.merged] 中删去它;确已整合的,删去新计划中的这一行
        delete it under [projects.merged] if it was not merged; delete its row in the new plan if it was
    Fires:
        [old.xlsx!计划]
        | 2019年资金筹集方案(万元) |
        | 项目名称 | 计划资金 |
        | 改厕 | 10 |
        | 改水 | 20 |
        [new.xlsx!计划]
        | 2020年资金筹集方案(万元) |
        | 项目名称 | 计划资金 |
        | 农村改水改厕 | 40 |
        | 改水 | 5 |
        toml: [projects.merged]
        toml: "农村改水改厕" = ["改厕", "改水"]
    Passes:
        [old.xlsx!计划]
        | 2019年资金筹集方案(万元) |
        | 项目名称 | 计划资金 |
        | 改厕 | 10 |
        | 改水 | 20 |
        [new.xlsx!计划]
        | 2020年资金筹集方案(万元) |
        | 项目名称 | 计划资金 |
        | 农村改水改厕 | 40 |
        | 改水 | 5 |
        toml: [projects.merged]
        toml: "农村改水改厕" = ["改厕"]
    """
    return seen.facts("merged-still-there")


@rule("C004", "warning")
def compare_scope_differs(seen: Evidence) -> Iterable[Fact]:
    """两边的口径不同 | The two sides have different scopes

    Message:
        两边的口径不同:{scope}旧为“{old}”,新为“{new}”(设置 {setting})
        the two sides have different scopes: {scope} is {old} in the old and {new} in the new (setting {setting})
    Why:
        口径不同的两个数相减,差额里混着口径的变化,不是工作进展。多半是两个文件夹各有一份设置,或两年的表样不同。
        A difference between figures of different scopes is no progress. Mostly each folder has its own settings, or the
          forms of the two years differ.
    Remedy:
        用 --config 给两边同一份设置,并在其中写明 {setting};口径确实变了的,在报告中说明
        give both sides the same settings with --config and state {setting} there; say so in the report if the scope did
          change
    Fires:
        [old.xlsx!进度]
        | 单位:元 |
        | 项目名称 | 下达资金 | 已拨付 |
        | 农村公路 | 500 | 100 |
        [new.xlsx!进度]
        | 单位:元 |
        | 项目名称 | 计划资金 | 已拨付 |
        | 农村公路 | 500 | 200 |
    Passes:
        [old.xlsx!进度]
        | 单位:元 |
        | 项目名称 | 计划资金 | 已拨付 |
        | 农村公路 | 500 | 100 |
        [new.xlsx!进度]
        | 单位:元 |
        | 项目名称 | 计划资金 | 已拨付 |
        | 农村公路 | 500 | 200 |
    """
    return seen.facts("compare-scope-differs")


@rule("C005", "warning")
def compare_order(seen: Evidence) -> Iterable[Fact]:
    """旧的一边反而更晚 | The old side is the later one

    Message:
        旧的一边({old})比新的一边({new})晚
        the old side ({old}) is later than the new one ({new})
    Why:
        先后颠倒,增加就成了减少,新增就成了取消。多半是两个文件给反了,或表里的日期、年度没有改。
        In the wrong order growth looks like a cut, and a new project like one that was dropped. Mostly the two files
          were given the wrong way round, or the date or year in a table was not changed.
    Remedy:
        把旧的文件写在前、新的写在后;顺序没有错的,改正表题中的年度或截止日期
        give the old file first and the new one second; if they are, correct the year or the day in the tables
    Fires:
        [old.xlsx!计划]
        | 2021年资金筹集方案(万元) |
        | 项目名称 | 计划资金 |
        | 农村公路 | 10 |
        [new.xlsx!计划]
        | 2020年资金筹集方案(万元) |
        | 项目名称 | 计划资金 |
        | 农村公路 | 10 |
    Passes:
        [old.xlsx!计划]
        | 2020年资金筹集方案(万元) |
        | 项目名称 | 计划资金 |
        | 农村公路 | 10 |
        [new.xlsx!计划]
        | 2021年资金筹集方案(万元) |
        | 项目名称 | 计划资金 |
        | 农村公路 | 10 |
    """
    return seen.facts("compare-order")


@rule("C006", "warning", measure="fen")
def payments_gone(seen: Evidence) -> Iterable[Fact]:
    """旧台账的拨付新台账没有 | Payments that are gone from the ledger

    Message:
        旧台账中的 {count} 笔拨付(共 {amount_fen})新台账中没有
        the new ledger lacks {count} payments of {amount_fen} that the old one has
    Why:
        台账只应增加;已报过的拨付不见了,上期数就对不上。更正应当用红字冲销,留下原来的一笔,而不是删去或改写。
        A ledger should only grow: where a payment that was reported is gone, the last period's figures no longer hold.
          A correction is a negative entry beside the first one, not a row deleted or overwritten.
    Remedy:
        逐笔核对这些行:误删、漏登的,补回新台账;确需更正的,恢复原行,另登一笔负数冲销
        look at each of these rows: put back what was deleted or left out; where it was wrong, keep it and add a negative
          row against it
    Fires:
        [old.xlsx!计划]
        | 单位:元 |
        | 项目名称 | 计划资金 |
        | 农村公路 | 500 |
        [old.xlsx!台账]
        | 单位:元 |
        | 拨付日期 | 项目名称 | 收款单位 | 拨付金额 |
        | 2020-01-02 | 农村公路 | 县公路站 | 200 |
        | 2020-02-03 | 农村公路 | 县公路站 | 100 |
        [new.xlsx!计划]
        | 单位:元 |
        | 项目名称 | 计划资金 |
        | 农村公路 | 500 |
        [new.xlsx!台账]
        | 单位:元 |
        | 拨付日期 | 项目名称 | 收款单位 | 拨付金额 |
        | 2020-01-02 | 农村公路 | 县公路站 | 200 |
        | 2020-03-04 | 农村公路 | 县公路站 | 50 |
    Passes:
        [old.xlsx!计划]
        | 单位:元 |
        | 项目名称 | 计划资金 |
        | 农村公路 | 500 |
        [old.xlsx!台账]
        | 单位:元 |
        | 拨付日期 | 项目名称 | 收款单位 | 拨付金额 |
        | 2020-01-02 | 农村公路 | 县公路站 | 200 |
        | 2020-02-03 | 农村公路 | 县公路站 | 100 |
        [new.xlsx!计划]
        | 单位:元 |
        | 项目名称 | 计划资金 |
        | 农村公路 | 500 |
        [new.xlsx!台账]
        | 单位:元 |
        | 拨付日期 | 项目名称 | 收款单位 | 拨付金额 |
        | 2020-01-02 | 农村公路 | 县公路站 | 200 |
        | 2020-02-03 | 农村公路 | 县公路站 | 100 |
        | 2020-03-04 | 农村公路 | 县公路站 | 50 |
    """
    return seen.facts("payments-gone")


@rule("C007", "info")
def nature_one_side(seen: Evidence) -> Iterable[Fact]:
    """只有一边有这类资金的计划 | Only one side plans a fund

    Message:
        只有{side}的一边有{nature}计划,其变动不计算
        only the {side} side has a plan of {nature}: its change is not computed
    Why:
        另一边没有这类资金的计划,不等于计划为零;硬算变动,就把“没有给出”当成了“新增”或“取消”。
        That a side gives no plan of a fund does not make it zero: a change would call new or dropped what was only not
          given.
    Remedy:
        另一边也有时,把它的计划一并给出
        if the other side has one too, give its plan as well
    Fires:
        [old.xlsx!计划]
        | 2020年资金筹集方案(万元) |
        | 项目名称 | 资金类别 | 计划资金 |
        | 农村公路 | 配套 | 10 |
        [new.xlsx!计划]
        | 2020年资金筹集方案(万元) |
        | 项目名称 | 资金类别 | 计划资金 |
        | 农村公路 | 配套 | 10 |
        | 农村公路 | 管护 | 4 |
    Passes:
        [old.xlsx!计划]
        | 2020年资金筹集方案(万元) |
        | 项目名称 | 资金类别 | 计划资金 |
        | 农村公路 | 配套 | 10 |
        | 农村公路 | 管护 | 3 |
        [new.xlsx!计划]
        | 2020年资金筹集方案(万元) |
        | 项目名称 | 资金类别 | 计划资金 |
        | 农村公路 | 配套 | 10 |
        | 农村公路 | 管护 | 4 |
    """
    return seen.facts("nature-one-side")


@rule("C008", "info", measure="fen")
def payments_listed_differ(seen: Evidence) -> Iterable[Fact]:
    """逐笔合计与报表数不同 | Single payments that the statement counts otherwise

    Message:
        {side}台账逐笔合计 {actual_fen},报表计入 {expected_fen}:有拨付在几张表中重复或未能归属
        the single payments of the {side} side are {actual_fen}, the statement counts {expected_fen}: some stand in
          several tables or could not be placed
    Why:
        几张台账有重复的拨付时,报表只计一次,逐笔清单各列一次;两个数不能混用。
        Where ledgers repeat payments, the statement counts them once and the list shows each: never mix the two.
    Remedy:
        看该边关于重复表、未归属拨付的问题,只留一份台账,或在设置 [tables] 中用 kind = "ignore" 排除重复的一张
        see that side's findings about repeated tables and unplaced payments; keep one ledger, or leave the other out with
          kind = "ignore" under [tables]
    Fires:
        [old.xlsx!计划]
        | 项目名称 | 计划资金(元) |
        | 农村公路 | 5000 |
        [old.xlsx!一月]
        | 拨付日期 | 项目名称 | 拨付金额(元) |
        | 2020-01-02 | 农村公路 | 201 |
        | 2020-01-03 | 农村公路 | 302 |
        | 2020-01-04 | 农村公路 | 403 |
        | 2020-01-05 | 农村公路 | 504 |
        | 2020-01-06 | 农村公路 | 605 |
        [old.xlsx!全年]
        | 拨付日期 | 项目名称 | 拨付金额(元) |
        | 2020-01-02 | 农村公路 | 201 |
        | 2020-01-03 | 农村公路 | 302 |
        | 2020-01-04 | 农村公路 | 403 |
        | 2020-01-05 | 农村公路 | 504 |
        | 2020-01-06 | 农村公路 | 605 |
        [new.xlsx!计划]
        | 项目名称 | 计划资金(元) |
        | 农村公路 | 5000 |
        [new.xlsx!全年]
        | 拨付日期 | 项目名称 | 拨付金额(元) |
        | 2020-01-06 | 农村公路 | 605 |
    Passes:
        [old.xlsx!计划]
        | 项目名称 | 计划资金(元) |
        | 农村公路 | 5000 |
        [old.xlsx!全年]
        | 拨付日期 | 项目名称 | 拨付金额(元) |
        | 2020-01-02 | 农村公路 | 201 |
        | 2020-01-03 | 农村公路 | 302 |
        | 2020-01-04 | 农村公路 | 403 |
        | 2020-01-05 | 农村公路 | 504 |
        | 2020-01-06 | 农村公路 | 605 |
        [new.xlsx!计划]
        | 项目名称 | 计划资金(元) |
        | 农村公路 | 5000 |
        [new.xlsx!全年]
        | 拨付日期 | 项目名称 | 拨付金额(元) |
        | 2020-01-06 | 农村公路 | 605 |
    """
    return seen.facts("payments-listed-differ")
