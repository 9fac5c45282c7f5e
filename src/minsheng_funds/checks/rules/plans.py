"""Funding plans: parts and totals, levels, shares, natures, computed need."""

from collections.abc import Iterable

from minsheng_funds.checks.cells import blank_cells
from minsheng_funds.checks.evidence import Evidence
from minsheng_funds.checks.registry import rule
from minsheng_funds.model import Fact


@rule("P001", "warning")
def plan_blank(seen: Evidence) -> Iterable[Fact]:
    """plan-blank | plan-blank

    Message:
        “{project}”的计划金额是空的,按 0 计
        {project}: the planned amount is blank and counts as 0
    Remedy:
        补上金额;若该格是公式,在 Excel 中重新计算并保存
        fill it in; if it is a formula, recalculate and save in Excel
    """
    return seen.facts("plan-blank")


@rule("P002", "warning")
def plan_twice(seen: Evidence) -> Iterable[Fact]:
    """plan-twice | plan-twice

    Message:
        “{project}”在计划中不止一行,已相加(本行 {amount_fen}){differs}
        {project}: planned in more than one row; they are added (this one {amount_fen}){differs}
    Remedy:
        合并为一行或改正项目名称
        merge the rows or correct the name
    """
    return seen.facts("plan-twice")


@rule("P003", "info")
def plan_other_year(seen: Evidence) -> Iterable[Fact]:
    """plan-other-year | plan-other-year

    Message:
        “{project}”是 {year} 年度的计划,未计入
        {project}: a plan of {year}, not counted
    Remedy:
        用 --year 选择年度
        choose the year with --year
    """
    return seen.facts("plan-other-year")


@rule("P004", "error", measure="fen")
def parts_differ(seen: Evidence) -> Iterable[Fact]:
    """parts-differ | parts-differ

    Message:
        “{project}”各级次之和 {expected_fen} 与所列合计 {actual_fen} 不符
        {project}: the levels add up to {expected_fen}, the stated total is {actual_fen}
    Remedy:
        核对该行各级次与合计
        check the row's levels and its total
    """
    return seen.facts("parts-differ")


@rule("P005", "error")
def nature_unknown(seen: Evidence) -> Iterable[Fact]:
    """nature-unknown | nature-unknown

    Message:
        资金类别“{text}”不认识(应为配套或管护)
        the fund nature {text!r} is not known (matching or maintenance)
    Remedy:
        改正该单元格
        correct that cell
    """
    return seen.facts("nature-unknown")


@rule("P006", "error")
def level_unknown(seen: Evidence) -> Iterable[Fact]:
    """level-unknown | level-unknown

    Message:
        资金级次“{text}”不认识(项目:{project})
        the level {text!r} is not known (project: {project})
    Remedy:
        改正该单元格;若该栏不是资金级次,在设置 [columns] 中写 level = []
        correct that cell; if the column holds no levels, write level = [] under [columns]
    """
    return seen.facts("level-unknown")


@rule("P007", "error")
def merged_amount(seen: Evidence) -> Iterable[Fact]:
    """merged-amount | merged-amount

    Message:
        金额格合并了几个项目或几栏({project}),各自多少表中没有写明
        one amount is merged over several projects or columns ({project}); how it is split is not stated
    Remedy:
        取消合并,分别填写金额
        unmerge it and fill in each amount
    """
    return seen.facts("merged-amount")


@rule("P008", "warning")
def table_other_year(seen: Evidence) -> Iterable[Fact]:
    """table-other-year | table-other-year

    Message:
        这是 {year} 年度的表,不是 {chosen} 年度,未计入
        a table of {year}, not of {chosen}; it is not counted
    Remedy:
        用 --year 选择年度
        choose the year with --year
    """
    return seen.facts("table-other-year")


@rule("P009", "error")
def code_twice(seen: Evidence) -> Iterable[Fact]:
    """code-twice | code-twice

    Message:
        项目编码 {text} 在两张表中名称不同({project}),可能是同一项目,两处都已计入,合计存疑
        code {text} has different names in two tables ({project}): perhaps one project; both count, totals are in doubt
    Remedy:
        改正名称或编码
        correct the name or the code
    """
    return seen.facts("code-twice")


@rule("P020", "warning", measure="fen")
def need_differs(seen: Evidence) -> Iterable[Fact]:
    """need-differs | need-differs

    Message:
        “{project}”{level}所列 {actual_fen},按任务量与标准测算为 {expected_fen}({formula});{counts}
        {project}, {level}: stated {actual_fen}, computed {expected_fen} ({formula}); {counts}
    Remedy:
        核对任务量、补助标准、分担比例与金额;有封顶或分档的在设置 [need] 中写明
        check quantity, standard, shares and amount; write caps and tiers under [need]
    """
    return seen.facts("need-differs")


@rule("P021", "info", measure="count")
def need_rounded(seen: Evidence) -> Iterable[Fact]:
    """need-rounded | need-rounded

    Message:
        {count} 处所列金额是测算数取整(所列为准)
        stated amounts that are the computed need in fewer digits: {count} (the stated ones count)
    """
    return seen.facts("need-rounded")


@rule("P022", "warning", measure="percent")
def need_shares(seen: Evidence) -> Iterable[Fact]:
    """need-shares | need-shares

    Message:
        “{project}”各级分担比例之和是 {actual}%,不是 100%,未测算
        {project}: the shares add up to {actual}%, not to 100%; its need is not computed
    Remedy:
        改正分担比例,或在设置 [need."{project}"] 中写 shares
        correct the shares, or write shares under [need."{project}"]
    """
    return seen.facts("need-shares")


@rule("P023", "warning")
def need_units(seen: Evidence) -> Iterable[Fact]:
    """need-units | need-units

    Message:
        “{project}”的任务量以“{counted}”计,补助标准按“{paid}”给,未测算
        {project}: the quantity counts {counted}, the standard is paid for {paid}; its need is not computed
    Remedy:
        统一任务量与补助标准的计量单位
        let quantity and standard count the same
    """
    return seen.facts("need-units")


@rule("P024", "info", measure="count")
def need_not_computed(seen: Evidence) -> Iterable[Fact]:
    """need-not-computed | need-not-computed

    Message:
        {count} 个项目未测算:{reason}
        need not computed (projects: {count}): {reason}
    Remedy:
        补全表头或单元格,或在设置 [need] 中写明
        complete the header or the cells, or say it under [need] in the settings
    """
    return seen.facts("need-not-computed")


@rule("P025", "error")
def need_missing(seen: Evidence) -> Iterable[Fact]:
    """need-missing | need-missing

    Message:
        “{project}”没有列出金额,也无法测算,需配套未知
        {project}: no amount is stated and none can be computed; what is required is not known
    Remedy:
        写明金额,或任务量、补助标准与分担比例(也可写在设置 [need."{project}"] 中)
        state an amount, or quantity, standard and shares (or write them under [need."{project}"])
    """
    return seen.facts("need-missing")


@rule("P026", "warning", measure="fen")
def need_blank(seen: Evidence) -> Iterable[Fact]:
    """need-blank | need-blank

    Message:
        “{project}”的计划金额是空的,取测算数 {amount_fen}
        {project}: the planned amount is blank; the computed {amount_fen} counts
    Remedy:
        补上金额
        fill it in
    """
    return seen.facts("need-blank")


@rule("P027", "error", measure="fen")
def need_whole(seen: Evidence) -> Iterable[Fact]:
    """need-whole | need-whole

    Message:
        “{project}”所列 {actual_fen} 是各级之和,表头没有写级次,现作为{level}计入;{level}测算为 {expected_fen}({formula})
        {project}: {actual_fen} is the need of all levels, but its column names no level and counts as {level}, whose need is {expected_fen} ({formula})
    Remedy:
        把该栏表头写作“合计”,或按级次分列
        name that column a total, or give each level its own
    """
    return seen.facts("need-whole")


@rule("P028", "warning", measure="fen")
def need_level_blank(seen: Evidence) -> Iterable[Fact]:
    """need-level-blank | need-level-blank

    Message:
        “{project}”{level}的计划金额是空的,取测算数 {amount_fen}
        {project}, {level}: the planned amount is blank; the computed {amount_fen} counts
    Remedy:
        补上金额
        fill it in
    """
    return seen.facts("need-level-blank")


@rule("P029", "warning")
def share_level_unknown(seen: Evidence) -> Iterable[Fact]:
    """share-level-unknown | share-level-unknown

    Message:
        “{headers}”不是哪一级的分担比例,没有采用
        the column {headers} is the share of no single level: it is not used
    Remedy:
        按级次分列,或在设置 [columns] 中写 share = {{ district = ["…"] }}
        give each level its own column, or write share = {{ district = ["…"] }} under [columns]
    """
    return seen.facts("share-level-unknown")


@rule("P030", "error", measure="fen")
def form_parts_differ(seen: Evidence) -> Iterable[Fact]:
    """form-parts-differ | form-parts-differ

    Message:
        “{project}”的资金总额是 {actual_fen},所列各项资金之和是 {expected_fen}
        {project}: the total of its money is {actual_fen}, its parts add up to {expected_fen}
    Remedy:
        改正资金总额或各项资金
        correct the total or its parts
    """
    return seen.facts("form-parts-differ")


@rule("P031", "warning", measure="fen")
def plan_negative(seen: Evidence) -> Iterable[Fact]:
    """plan-negative | plan-negative

    Message:
        “{project}”的计划金额是负数:{amount_fen}
        {project}: the planned amount is below zero: {amount_fen}
    Remedy:
        核对;若是调减数,应写调整后的金额
        check it; if it is a cut, state the amount that is left
    """
    return seen.facts("plan-negative")


@rule("P050", "error")
def plan_not_split(seen: Evidence) -> Iterable[Fact]:
    """plan-not-split | plan-not-split

    Message:
        各级次的栏逐行相加不是“{column}”,而是另一栏:计划中本级应负担多少,表中没有
        the columns of levels do not split {column!r} but another column: what the own level must put up is not in the table
    Remedy:
        补上计划的各级次;若该栏就是本级计划,在设置 [columns] 中写 required = {{ district = "…" }}
        add the plan's levels; if that column is the own level's plan, write required = {{ district = "…" }} under [columns]
    """
    return seen.facts("plan-not-split")


@rule("P051", "error")
def levels_unplaced(seen: Evidence) -> Iterable[Fact]:
    """levels-unplaced | levels-unplaced

    Message:
        “其中”各级次写在“{column}”之后,而逐行相加与它和其他各栏都不符,看不出是哪一栏的其中
        the levels marked as its parts follow {column!r}, but add up to it in no way, nor to another column: whose parts they are is unclear
    Remedy:
        核对金额,或在设置 [columns] 中逐栏指明(如 disbursed = {{ district = "…" }})
        check the amounts, or name each column under [columns] (such as disbursed = {{ district = "…" }})
    """
    return seen.facts("levels-unplaced")


@rule("P052", "error")
def split_unread(seen: Evidence) -> Iterable[Fact]:
    """split-unread | split-unread

    Message:
        “{headers}”逐行相加正是“{column}”,后者不能当作本级资金,而前者的表头看不懂
        {headers} add up to {column!r} in every row, so that it cannot be the own level's, and their headers are not known
    Remedy:
        在设置 [columns] 中指明本级一栏:required = {{ district = "…" }};若全部由本级负担,写 required = "…"
        name the own level's column under [columns]: required = {{ district = "…" }}; if all of it is, write required = "…"
    """
    return seen.facts("split-unread")


@rule("P053", "warning")
def change_unused(seen: Evidence) -> Iterable[Fact]:
    """change-unused | change-unused

    Message:
        “{headers}”一栏会改变计划或已拨付的数,没有计入任何数字
        the column {headers!r} would change what is planned or paid; no figure uses it
    Remedy:
        把调整后的计划、扣除退回后的已拨付各列一栏,或在设置 [columns] 中指明该用哪一栏
        give the adjusted plan, and the payments less what came back, a column each, or name the right columns under [columns]
    """
    return seen.facts("change-unused")


@rule("P054", "error")
def shares_beside_amount(seen: Evidence) -> Iterable[Fact]:
    """shares-beside-amount | shares-beside-amount

    Message:
        表中有几个级次的分担比例,“{column}”是各级合计还是本级资金看不出,照原数计入
        shares of several levels stand beside {column!r}: whether it is all levels' money or the own level's is unclear; it counts as it is
    Remedy:
        各级合计请用表头“合计”,本级资金请在表头写明级次,或在设置 [columns] 中指明 required
        head the money of all levels with “total”, name the level in the header, or set required under [columns]
    """
    return seen.facts("shares-beside-amount")


@rule("P055", "error", measure="fen")
def name_twice(seen: Evidence) -> Iterable[Fact]:
    """name-twice | name-twice

    Message:
        “{project}”在计划中有两个项目编码({text}),可能是两个项目;已相加(本行 {amount_fen}),数字不完整
        {project} has two codes in the plan ({text}) and may be two projects; added (this row {amount_fen}), incomplete
    Remedy:
        是两个项目就用不同的名称,是一个项目就用同一编码
        give two projects two names, or one project one code
    """
    return seen.facts("name-twice")


@rule("P060", "info", needs=("plan-class",), in_report=False)
def class_missing(seen: Evidence) -> Iterable[Fact]:
    """计划中的项目没有填类别 | A planned project without its class

    Message:
        “{project}”没有填类别,而表中其他项目填了
        {project}: its class is blank, though other projects of the table have one
    Why:
        按类别汇总时它归入“未注明”,各类的合计都少这一项;按类别设的拨付期限([schedule.class])也管不到它。
          常见的是新增项目只填了名称和金额。
        Summed up by class it stands under none, so that its class's total lacks it, and the deadlines of its class
          ([schedule.class]) do not reach it. Mostly a project was added with its name and amount alone.
    Remedy:
        在这一格填上类别(如工程类、补助类),与其他项目写法一致
        fill in its class in this cell, in the words that the other projects use
    Fires:
        [计划]
        | 2020年资金筹集方案 |
        | 单位:万元 |
        | 项目名称 | 类别 | 计划资金 |
        | 农村改厕 | 工程类 | 100 |
        | 学前教育 | | 50 |
    Passes:
        [计划]
        | 2020年资金筹集方案 |
        | 单位:万元 |
        | 项目名称 | 类别 | 计划资金 |
        | 农村改厕 | 工程类 | 100 |
        | 学前教育 | 补助类 | 50 |
    """
    for project, cells in blank_cells(seen, "class"):
        yield Fact("class-missing", cells, {"project": project})


@rule("P061", "info", needs=("plan-unit",), in_report=False)
def unit_missing_of_project(seen: Evidence) -> Iterable[Fact]:
    """计划中的项目没有填责任单位 | A planned project without its responsible unit

    Message:
        “{project}”没有填责任单位,而表中其他项目填了
        {project}: its responsible unit is blank, though other projects of the table have one
    Why:
        按单位通报时它不在任何单位名下,落后了也没有单位可催;问题清单的“责任单位”一栏也是空的。
        In a circular by unit it stands under nobody's name, and nobody is asked when it falls behind; in the list of
          problems its unit stays blank, too.
    Remedy:
        在这一格填上责任单位,与其他项目写法一致
        fill in the responsible unit in this cell, in the words that the other projects use
    Fires:
        [计划]
        | 2020年资金筹集方案 |
        | 单位:万元 |
        | 项目名称 | 责任单位 | 计划资金 |
        | 农村改厕 | 区农业农村局 | 100 |
        | 学前教育 | | 50 |
    Passes:
        [计划]
        | 2020年资金筹集方案 |
        | 单位:万元 |
        | 项目名称 | 责任单位 | 计划资金 |
        | 农村改厕 | 区农业农村局 | 100 |
        | 学前教育 | 区教育局 | 50 |
    """
    for project, cells in blank_cells(seen, "unit"):
        yield Fact("unit-missing-of-project", cells, {"project": project})
