"""Funding plans: parts and totals, levels, shares, natures, computed need."""

from collections.abc import Iterable

from minsheng_funds.checks.blanks import blank_natures, blank_own_amounts
from minsheng_funds.checks.cells import blank_cells
from minsheng_funds.checks.evidence import Evidence
from minsheng_funds.checks.left_out import money_of_examples
from minsheng_funds.checks.registry import rule
from minsheng_funds.model import Fact


@rule("P001", "warning", needs=("planned",))
def plan_blank(seen: Evidence) -> Iterable[Fact]:
    """计划金额是空的 | A planned amount is blank

    Message:
        “{project}”的计划金额是空的,按 0 计
        {project}: the planned amount is blank and counts as 0
    Why:
        按 0 计,需配套合计就少了这一项,拨付率偏高;这个项目自己没有拨付率。常见的是文件没下来先留空,或公式没有存下结果。
        Counted as 0 it is missing in what is required, so that the rate is too high, and the project has none of
          its own. Mostly the document had not come yet, or a formula was saved without its result.
    Remedy:
        在这一格补上金额,确实没有的写 0;若该格是公式,在 Excel 中重新计算并保存
        fill in this cell, or write 0 where there is none; if it is a formula, recalculate and save in Excel
    Fires:
        [计划]
        | 2020年资金筹集方案 |
        | 单位:万元 |
        | 项目名称 | 计划资金 |
        | 农村改厕 | 100 |
        | 学前教育 | |
        | 养老服务 | 30 |
    Passes:
        [计划]
        | 2020年资金筹集方案 |
        | 单位:万元 |
        | 项目名称 | 计划资金 |
        | 农村改厕 | 100 |
        | 学前教育 | 0 |
        | 养老服务 | 30 |
    """
    return seen.facts("plan-blank")


@rule("P002", "warning", needs=("planned",))
def plan_twice(seen: Evidence) -> Iterable[Fact]:
    """同一项目在计划中不止一行 | A project stands in more than one row of the plan

    Message:
        “{project}”在计划中不止一行,已相加(本行 {amount_fen}){differs}
        {project}: planned in more than one row; they are added (this one {amount_fen}){differs}
    Why:
        分镇、分标段列的本该相加;复制多出的一行,或两个项目用了一个名称,计划数就虚高,拨付率偏低。
        Rows of several towns or lots are to be added; a row that was copied once too often, or two projects under
          one name, make the plan too large and its rate too low.
    Remedy:
        是同一项目的,合并为一行或确认应当相加;重复的删去一行;是两个项目的,改成不同的名称
        merge the rows of one project, or make sure that they are to be added; delete a row that is there twice; give two projects two names
    Fires:
        [计划]
        | 2020年资金筹集方案 |
        | 单位:万元 |
        | 项目名称 | 计划资金 |
        | 农村改厕 | 60 |
        | 学前教育 | 50 |
        | 农村改厕 | 40 |
    Passes:
        [计划]
        | 2020年资金筹集方案 |
        | 单位:万元 |
        | 项目名称 | 计划资金 |
        | 农村改厕 | 60 |
        | 学前教育 | 50 |
        | 农村改厕二期 | 40 |
    """
    return seen.facts("plan-twice")


@rule("P003", "info", needs=("planned",))
def plan_other_year(seen: Evidence) -> Iterable[Fact]:
    """计划行是别的年度的 | A row of the plan is of another year

    Message:
        “{project}”是 {year} 年度的计划,未计入
        {project}: a plan of {year}, not counted
    Why:
        一张表跨几个年度时,只计所选年度的行,别的年度加进来计划数就多了;年度写错的行也会因此漏掉。
        Of a plan of several years only the rows of the chosen one count, for the others would make it too large; a
          row whose year was mistyped is left out, too.
    Remedy:
        年度写错的,改正这一格;要看别的年度,用 --year 选择
        correct this cell if the year is wrong; to see another year, choose it with --year
    Fires:
        [计划]
        | 2020年资金筹集方案 |
        | 单位:万元 |
        | 项目名称 | 年度 | 计划金额 |
        | 农村改厕 | 2020 | 100 |
        | 学前教育 | 2019 | 50 |
    Passes:
        [计划]
        | 2020年资金筹集方案 |
        | 单位:万元 |
        | 项目名称 | 年度 | 计划金额 |
        | 农村改厕 | 2020 | 100 |
        | 学前教育 | 2020 | 50 |
    """
    return seen.facts("plan-other-year")


@rule("P004", "error", measure="fen")
def parts_differ(seen: Evidence) -> Iterable[Fact]:
    """各级次之和与合计不符 | The levels do not add up to the total

    Message:
        “{project}”各级次之和 {expected_fen} 与所列合计 {actual_fen} 不符
        {project}: the levels add up to {expected_fen}, the stated total is {actual_fen}
    Why:
        计划数按级次取,合计只用来核对;两者不符,不是某一级写错,就是合计没有重算,本级需配套因此可能是错的。常见的是改了一级而合计是手填的。
        What is planned is taken by level, the total is only compared. Where they differ, a level is wrong or the
          total was not recalculated, and the own level's need may be the wrong one: mostly a level was changed and
          the total typed by hand.
    Remedy:
        核对该行各级次与合计,改正错的一格;合计最好用公式
        check the levels of this row and their total, and correct the wrong cell; let a formula make the total
    Fires:
        [计划]
        | 2020年资金筹集方案 |
        | 单位:万元 |
        | 项目名称 | 合计 | 省级 | 区级 |
        | 农村改厕 | 100 | 60 | 30 |
    Passes:
        [计划]
        | 2020年资金筹集方案 |
        | 单位:万元 |
        | 项目名称 | 合计 | 省级 | 区级 |
        | 农村改厕 | 100 | 60 | 40 |
    """
    return seen.facts("parts-differ")


@rule("P005", "error")
def nature_unknown(seen: Evidence) -> Iterable[Fact]:
    """资金类别不认识 | The nature of a fund is not known

    Message:
        资金类别“{text}”不认识(应为配套或管护)
        the fund nature {text!r} is not known (matching or maintenance)
    Why:
        配套与管护分开统计,各有各的拨付率;类别看不懂,这一行归入哪一类就不能确定,所涉项目的数字不完整。
        Matching and maintenance funds are never added up in one rate; where the word is not known, nobody can say
          to which of them the row belongs, and the project's figures are incomplete.
    Remedy:
        把该单元格改为“配套”或“管护”
        write 配套 (matching) or 管护 (maintenance) into that cell
    Fires:
        [计划]
        | 2020年资金筹集方案 |
        | 单位:万元 |
        | 项目名称 | 资金类别 | 计划资金 |
        | 农村改厕 | 配套 | 100 |
        | 文化广场 | 维修 | 20 |
    Passes:
        [计划]
        | 2020年资金筹集方案 |
        | 单位:万元 |
        | 项目名称 | 资金类别 | 计划资金 |
        | 农村改厕 | 配套 | 100 |
        | 文化广场 | 管护 | 20 |
    """
    return seen.facts("nature-unknown")


@rule("P006", "error")
def level_unknown(seen: Evidence) -> Iterable[Fact]:
    """资金级次不认识 | The level of a row is not known

    Message:
        资金级次“{text}”不认识(项目:{project})
        the level {text!r} is not known (project: {project})
    Why:
        拨付率只算本级;级次看不懂,这一行不知道该由哪一级负担,金额没有计入,所涉项目的数字不完整。
        Rates are those of the own level; where the word is not known, nobody can say who bears the row's amount: it
          is left out, and the project's figures are incomplete.
    Remedy:
        改正该单元格(如中央、省级、市级、区级);若该栏不是资金级次,在设置 [columns] 中写 level = []
        correct that cell (central, provincial, municipal, district …); if the column holds no levels, write level = [] under [columns]
    Fires:
        [计划]
        | 2020年资金筹集方案 |
        | 单位:万元 |
        | 项目名称 | 资金层级 | 计划金额 |
        | 农村改厕 | 省级 | 60 |
        | 农村改厕 | 片区 | 40 |
    Passes:
        [计划]
        | 2020年资金筹集方案 |
        | 单位:万元 |
        | 项目名称 | 资金层级 | 计划金额 |
        | 农村改厕 | 省级 | 60 |
        | 农村改厕 | 区级 | 40 |
    """
    return seen.facts("level-unknown")


@rule("P007", "error", needs=("planned",))
def merged_amount(seen: Evidence) -> Iterable[Fact]:
    """一个金额合并了几个项目或几栏 | One amount is merged over several projects or columns

    Message:
        金额格合并了几个项目或几栏({project}),各自多少表中没有写明
        one amount is merged over several projects or columns ({project}); how it is split is not stated
    Why:
        合并格里的数只存在左上角一格,其余各格都是空的:整笔会算到第一个项目(或第一栏)头上,其余像没有计划,所以这些项目的数字都标为不完整。
          常见的是“打捆”安排的资金。
        A merged cell keeps its value in its first cell alone and leaves the others blank: all of it would be the
          first project's (or column's) and the others would have no plan, so that all of them are marked
          incomplete. Mostly the money was granted for several projects at once.
    Remedy:
        取消合并,分别填写各项目(各栏)的金额
        unmerge it and fill in the amount of each project or column
    Fires:
        B4:B5 合并为一格,填 50:两个项目共用一个金额 / one cell merged over B4:B5 with 50 for two projects
    Passes:
        B4 填 50、B5 填 20,没有合并 / 50 in B4 and 20 in B5, not merged
    """
    return seen.facts("merged-amount")


@rule("P008", "warning", needs=("planned",))
def table_other_year(seen: Evidence) -> Iterable[Fact]:
    """别的年度的表未计入 | A table of another year is not counted

    Message:
        这是 {year} 年度的表,不是 {chosen} 年度,未计入
        a table of {year}, not of {chosen}; it is not counted
    Why:
        预算按公历年度编制和执行,两个年度的计划不能相加。上年的表留在工作簿里时这是应当的;若是标题忘了改年度,整张表就漏了。
        Budgets are made and carried out by the calendar year, so that plans of two years are never added. That is
          right for last year's table left in the workbook; where only its title kept the old year, a whole table is
          missing.
    Remedy:
        标题的年度写错的,改正标题;要看该年度的,用 --year 选择
        correct the year in its title if it is wrong; to see that year, choose it with --year
    Fires:
        [今年]
        | 2020年资金筹集方案 |
        | 单位:万元 |
        | 项目名称 | 计划资金 |
        | 农村改厕 | 100 |
        [新增]
        | 2019年资金筹集方案 |
        | 单位:万元 |
        | 项目名称 | 计划资金 |
        | 学前教育 | 50 |
    Passes:
        [今年]
        | 2020年资金筹集方案 |
        | 单位:万元 |
        | 项目名称 | 计划资金 |
        | 农村改厕 | 100 |
        [新增]
        | 2020年资金筹集方案 |
        | 单位:万元 |
        | 项目名称 | 计划资金 |
        | 学前教育 | 50 |
    """
    return seen.facts("table-other-year")


@rule("P009", "error", needs=("planned",))
def code_twice(seen: Evidence) -> Iterable[Fact]:
    """同一编码在两张表中名称不同 | One code has different names in two tables

    Message:
        项目编码 {text} 在两张表中名称不同({project}),可能是同一项目,两处都已计入,合计存疑
        code {text} has different names in two tables ({project}): perhaps one project; both count, totals are in doubt
    Why:
        若是同一项目改了名,计划数就计了两遍;若是编码抄错,按编码归属的拨付会记到别的项目上。
        If one project was renamed, its plan counts twice; if the code was miscopied, payments that are placed by
          their code go to the wrong project.
    Remedy:
        是同一项目的,把名称改成一致;是两个项目的,改正编码
        give one project one name; if they are two, correct the code
    Fires:
        [计划]
        | 2020年资金筹集方案 |
        | 单位:万元 |
        | 项目编码 | 项目名称 | 计划资金 |
        | MS01 | 农村改厕 | 100 |
        [进度表]
        | 2020年资金拨付进度表 |
        | 单位:万元 |
        | 项目编码 | 项目名称 | 计划数 | 已拨付 |
        | MS01 | 厕所革命 | 100 | 40 |
    Passes:
        [计划]
        | 2020年资金筹集方案 |
        | 单位:万元 |
        | 项目编码 | 项目名称 | 计划资金 |
        | MS01 | 农村改厕 | 100 |
        [进度表]
        | 2020年资金拨付进度表 |
        | 单位:万元 |
        | 项目编码 | 项目名称 | 计划数 | 已拨付 |
        | MS02 | 厕所革命 | 100 | 40 |
    """
    return seen.facts("code-twice")


@rule("P010", "warning", needs=("planned",))
def name_only(seen: Evidence) -> Iterable[Fact]:
    """表末只有名称的一行没有计入 | A name alone below the last project is left out

    Message:
        “{project}”一行只有名称,没有金额,在最后一个项目之下,当作说明没有列入
        {project}: a row of a name alone below the last project; it was taken for a note and is not listed
    Why:
        只有名称的一行,可能是还没有填完的项目,也可能是说明或落款。是项目的,项目数少了一个,需配套也没有它的一份。
        A name alone may be a project that is not filled in yet, a note, or a signature. If it is a project, it is
          missing in the list and in what is required.
    Remedy:
        是项目的,填上计划金额(没有的写 0);是说明的,在前面加“注:”
        if it is a project, fill in its amount (0 where there is none); if it is a note, begin it with 注:
    Fires:
        [计划]
        | 2020年资金筹集方案 |
        | 单位:万元 |
        | 项目名称 | 类别 | 计划资金 |
        | 农村改厕 | 工程类 | 100 |
        | 学前教育 | 补助类 | 30 |
        | 养老服务 | | |
    Passes:
        [计划]
        | 2020年资金筹集方案 |
        | 单位:万元 |
        | 项目名称 | 类别 | 计划资金 |
        | 农村改厕 | 工程类 | 100 |
        | 学前教育 | 补助类 | 30 |
        | 注:养老服务另行安排 | | |
    """
    return seen.facts("name-only")


@rule("P011", "warning", needs=("planned",), limits={"share": 25})
def own_level_blank(seen: Evidence) -> Iterable[Fact]:
    """个别项目的本级计划金额是空的 | The own level's amount of some projects is blank

    Message:
        有 {count} 格{level}计划金额是空的,按 0 计({project}),这些项目的其他级次有金额
        blank planned amounts of the own level ({level}), counted as 0: {count} ({project}); their other levels have money
    Why:
        按 0 计,本级需配套合计就少了这几项,拨付率偏高。其余项目大多填了本级,空着的多半是漏填;确无本级资金的,写 0 才看得清。
        Counted as 0 they are missing in what the own level must put up, and the rate is too high. As most other projects
          have an amount there, it was probably forgotten; a 0 would tell that there is none.
    Remedy:
        补上本级金额,确实没有的写 0 或“—”
        fill in the own level's amount, or write 0 or — where there is none
    Fires:
        [计划]
        | 2020年资金筹集方案 |
        | 单位:万元 |
        | 项目名称 | 省级 | 区级 |
        | 农村改厕 | 60 | 40 |
        | 学前教育 | 30 | |
        | 养老服务 | 20 | 10 |
        | 危房改造 | 50 | 25 |
    Passes:
        [计划]
        | 2020年资金筹集方案 |
        | 单位:万元 |
        | 项目名称 | 省级 | 区级 |
        | 农村改厕 | 60 | 40 |
        | 学前教育 | 30 | 0 |
        | 养老服务 | 20 | — |
        | 危房改造 | 50 | 25 |
    """
    found = blank_own_amounts(seen, seen.limit("own-level-blank", "share"), common=False)
    return (Fact("own-level-blank", cells, values) for cells, values in found)


@rule("P012", "info", needs=("planned",))
def own_level_often_blank(seen: Evidence) -> Iterable[Fact]:
    """不少项目的本级计划金额是空的 | The own level's amount of many projects is blank

    Message:
        不少项目只有其他级次的金额:{level}计划金额空着 {count} 格({project}),按 0 计
        many projects have money of other levels only: {count} blank planned amounts of the own level ({level}) count as 0 ({project})
    Why:
        一张表里空着的多,一般就是没有本级资金的意思;按 0 计通常不错,但其中若有漏填的,需配套就少了。
        Where many cells are blank, a blank mostly means that the own level has no money there. Counted as 0 that is right,
          but an amount that was forgotten is missing in what is required.
    Remedy:
        看一遍这些格:确实没有的写 0 或“—”,漏填的补上
        look at these cells: write 0 or — where there is none, and fill in what was forgotten
    Fires:
        [计划]
        | 2020年资金筹集方案 |
        | 单位:万元 |
        | 项目名称 | 省级 | 区级 |
        | 农村改厕 | 60 | 40 |
        | 学前教育 | 30 | |
        | 养老服务 | 20 | |
    Passes:
        [计划]
        | 2020年资金筹集方案 |
        | 单位:万元 |
        | 项目名称 | 省级 | 区级 |
        | 农村改厕 | 60 | 40 |
        | 学前教育 | 30 | 0 |
        | 养老服务 | 20 | 0 |
    """
    found = blank_own_amounts(seen, seen.limit("own-level-blank", "share"), common=True)
    return (Fact("own-level-often-blank", cells, values) for cells, values in found)


@rule("P013", "warning", needs=("planned",))
def nature_blank(seen: Evidence) -> Iterable[Fact]:
    """计划行没有填资金类别 | Rows of a plan that do not say their fund

    Message:
        有 {count} 行没有填资金类别({project}),按配套资金计入,而表中其他行填了
        no fund is named in {count} rows ({project}), which count as matching funds, though other rows name theirs
    Why:
        配套与管护各算各的拨付率。漏填的一行若是管护资金,配套的需配套就多了,管护的就少了。
        Matching and maintenance funds have rates of their own. If a row that says none is of maintenance funds, too much is
          required of the one, and too little of the other.
    Remedy:
        在这一格填上“配套资金”或“管护资金”
        write 配套资金 (matching) or 管护资金 (maintenance) into that cell
    Fires:
        [计划]
        | 2020年资金筹集方案 |
        | 单位:万元 |
        | 项目名称 | 资金类别 | 计划资金 |
        | 农村改厕 | 配套 | 100 |
        | 文化广场 | | 20 |
        | 学前教育 | 管护 | 30 |
    Passes:
        [计划]
        | 2020年资金筹集方案 |
        | 单位:万元 |
        | 项目名称 | 资金类别 | 计划资金 |
        | 农村改厕 | 配套 | 100 |
        | 文化广场 | 管护 | 20 |
        | 学前教育 | 管护 | 30 |
    """
    return blank_natures(seen)


@rule("P020", "warning", measure="fen", needs=("planned",))
def need_differs(seen: Evidence) -> Iterable[Fact]:
    """所列需配套与测算数不符 | A stated amount is not the computed need

    Message:
        “{project}”{level}所列 {actual_fen},按任务量与标准测算为 {expected_fen}({formula});{counts}
        {project}, {level}: stated {actual_fen}, computed {expected_fen} ({formula}); {counts}
    Why:
        需配套 = 任务量 × 补助标准 × 分担比例。所列的与它不符,或者任务量调整后金额没有重算,或者比例、标准写错,多列少列都会使拨付率失真。差一分视为取整。
        What is required is quantity × standard × share. Where the stated amount is another one, the quantity was
          changed and the amount was not, or a share or standard is wrong; either way the rate is
          wrong, too. A fen more or less is rounding.
    Remedy:
        核对任务量、补助标准、分担比例与金额;有封顶或分档的在设置 [need] 中写明
        check quantity, standard, shares and amount; write caps and tiers under [need]
    Fires:
        [测算]
        | 2020年资金测算表 |
        | 单位:元 |
        | 项目名称 | 任务量(人) | 补助标准(元/人) | 省级分担比例 | 区级分担比例 | 区级 |
        | 特困供养 | 1200 | 600 | 80 | 20 | 145000 |
    Passes:
        [测算]
        | 2020年资金测算表 |
        | 单位:元 |
        | 项目名称 | 任务量(人) | 补助标准(元/人) | 省级分担比例 | 区级分担比例 | 区级 |
        | 特困供养 | 1200 | 600 | 80 | 20 | 144000.01 |
    """
    return seen.facts("need-differs")


@rule("P021", "info", measure="count", needs=("planned",))
def need_rounded(seen: Evidence) -> Iterable[Fact]:
    """所列金额是测算数取整 | A stated amount is the computed need in fewer digits

    Message:
        {count} 处所列金额是测算数取整(所列为准)
        stated amounts that are the computed need in fewer digits: {count} (the stated ones count)
    Why:
        以万元为单位、保留两位小数的表,金额与逐项测算会差到几十元;单项不算错,合计起来与上级核定数可能对不上。
        In a table in 万元 with two decimals an amount may be up to 50 yuan off its computation; that is no mistake of
          a project, but their total may differ from what the level above has settled.
    Remedy:
        一般不用改;需要精确到分时,把所列金额改为测算数
        nothing to change as a rule; where it must be exact to the fen, state the computed amounts
    Fires:
        [测算]
        | 2020年资金测算表 |
        | 单位:万元 |
        | 项目名称 | 任务量(人) | 补助标准(元/人) | 省级分担比例 | 区级分担比例 | 区级 |
        | 特困供养 | 1234 | 567 | 80 | 20 | 13.99 |
    Passes:
        [测算]
        | 2020年资金测算表 |
        | 单位:万元 |
        | 项目名称 | 任务量(人) | 补助标准(元/人) | 省级分担比例 | 区级分担比例 | 区级 |
        | 特困供养 | 1234 | 567 | 80 | 20 | 13.99356 |
    """
    return seen.facts("need-rounded")


@rule("P022", "warning", measure="percent", needs=("planned",))
def need_shares(seen: Evidence) -> Iterable[Fact]:
    """各级分担比例之和不是 100% | The shares of the levels do not add up to 100%

    Message:
        “{project}”各级分担比例之和是 {actual}%,不是 100%,未测算
        {project}: the shares add up to {actual}%, not to 100%; its need is not computed
    Why:
        比例不足 100%,就有一部分钱没有哪一级负担;超过 100%,就有一部分重复负担。两种情形都测算不出各级应出多少,所列金额也没有核对。
        Under 100% some of the money is borne by nobody, over it some of it twice. Either way what each level must
          put up cannot be computed, and the stated amounts are not checked.
    Remedy:
        改正分担比例,或在设置 [need."{project}"] 中写 shares
        correct the shares, or write shares under [need."{project}"]
    Fires:
        [测算]
        | 2020年资金测算表 |
        | 单位:元 |
        | 项目名称 | 任务量(人) | 补助标准(元/人) | 省级分担比例 | 区级分担比例 | 省级 | 区级 |
        | 特困供养 | 1200 | 600 | 70 | 20 | 576000 | 144000 |
    Passes:
        [测算]
        | 2020年资金测算表 |
        | 单位:元 |
        | 项目名称 | 任务量(人) | 补助标准(元/人) | 省级分担比例 | 区级分担比例 | 省级 | 区级 |
        | 特困供养 | 1200 | 600 | 80 | 20 | 576000 | 144000 |
    """
    return seen.facts("need-shares")


@rule("P023", "warning", needs=("planned",))
def need_units(seen: Evidence) -> Iterable[Fact]:
    """任务量与补助标准的计量单位不同 | Quantity and standard count different things

    Message:
        “{project}”的任务量以“{counted}”计,补助标准按“{paid}”给,未测算
        {project}: the quantity counts {counted}, the standard is paid for {paid}; its need is not computed
    Why:
        户数乘以每人标准,得出的不是钱数。常见的是任务按户下达、标准按人发,表里少了一栏人数。
        Households times an amount a person is no amount. Mostly the task is set in households and the money paid by
          person, and the number of people is missing in the table.
    Remedy:
        统一任务量与补助标准的计量单位(如都按人或都按户)
        let quantity and standard count the same (people, or households)
    Fires:
        [测算]
        | 2020年资金测算表 |
        | 单位:元 |
        | 项目名称 | 任务量 | 补助标准(元/人) | 省级分担比例 | 区级分担比例 | 省级 | 区级 |
        | 危房改造 | 100户 | 600 | 80 | 20 | 48000 | 12000 |
    Passes:
        [测算]
        | 2020年资金测算表 |
        | 单位:元 |
        | 项目名称 | 任务量 | 补助标准(元/人) | 省级分担比例 | 区级分担比例 | 省级 | 区级 |
        | 危房改造 | 100人 | 600 | 80 | 20 | 48000 | 12000 |
    """
    return seen.facts("need-units")


@rule("P024", "info", measure="count", needs=("planned",))
def need_not_computed(seen: Evidence) -> Iterable[Fact]:
    """有项目没有测算 | The need of some projects is not computed

    Message:
        {count} 个项目未测算:{reason}
        need not computed (projects: {count}): {reason}
    Why:
        表中有任务量、补助标准和分担比例,但有一处不能确定,所列金额因此没有与测算数核对。“600”是元还是万元,差一万倍,不能猜。
        Quantity, standard and shares are there, but something about them is not sure, so that the stated amounts
          were not held against the computed ones. Whether 600 is yuan or 万元 is a factor of 10,000, and nothing to
          guess.
    Remedy:
        补全表头或单元格,或在设置 [need] 中写明
        complete the header or the cells, or say it under [need] in the settings
    Fires:
        [测算]
        | 2020年资金测算表 |
        | 单位:元 |
        | 项目名称 | 任务量(人) | 补助标准 | 省级分担比例 | 区级分担比例 | 省级 | 区级 |
        | 特困供养 | 1200 | 600 | 80 | 20 | 576000 | 144000 |
    Passes:
        [测算]
        | 2020年资金测算表 |
        | 单位:元 |
        | 项目名称 | 任务量(人) | 补助标准(元/人) | 省级分担比例 | 区级分担比例 | 省级 | 区级 |
        | 特困供养 | 1200 | 600 | 80 | 20 | 576000 | 144000 |
    """
    return seen.facts("need-not-computed")


@rule("P025", "error", needs=("planned",))
def need_missing(seen: Evidence) -> Iterable[Fact]:
    """既没有金额也无法测算 | No amount is stated, and none can be computed

    Message:
        “{project}”没有列出金额,也无法测算,需配套未知
        {project}: no amount is stated and none can be computed; what is required is not known
    Why:
        需配套未知不等于 0:这个项目没有拨付率,合计的需配套也少了它,所以合计标为不完整。
        Not known is not 0: the project has no rate, and the total lacks what it requires and is marked incomplete.
    Remedy:
        写明金额,或任务量、补助标准与分担比例(也可写在设置 [need."{project}"] 中)
        state an amount, or quantity, standard and shares (or write them under [need."{project}"])
    Fires:
        [测算]
        | 2020年资金测算表 |
        | 项目名称 | 任务量 | 补助标准(元/人) | 省级分担比例 | 区级分担比例 |
        | 特困供养 | 1200人 | 600 | 80 | 20 |
        | 临时救助 | 应救尽救 | 600 | 80 | 20 |
    Passes:
        [测算]
        | 2020年资金测算表 |
        | 项目名称 | 任务量 | 补助标准(元/人) | 省级分担比例 | 区级分担比例 |
        | 特困供养 | 1200人 | 600 | 80 | 20 |
        | 临时救助 | 300人 | 600 | 80 | 20 |
    """
    return seen.facts("need-missing")


@rule("P026", "warning", measure="fen", needs=("planned",))
def need_blank(seen: Evidence) -> Iterable[Fact]:
    """本级计划金额是空的,取测算数 | The own level's amount is blank; the computed one counts

    Message:
        “{project}”的计划金额是空的,取测算数 {amount_fen}
        {project}: the planned amount is blank; the computed {amount_fen} counts
    Why:
        空格按测算数计,拨付率才有基数;但测算数不是批准的数,实际安排不同时拨付率就不对。
        A blank cell counts as what was computed, so that the rate has a base; but that is not what was approved,
          and where this is another amount the rate is wrong.
    Remedy:
        补上金额
        fill it in
    Fires:
        [测算]
        | 2020年资金测算表 |
        | 单位:元 |
        | 项目名称 | 任务量(人) | 补助标准(元/人) | 省级分担比例 | 区级分担比例 | 省级 | 区级 |
        | 特困供养 | 1200 | 600 | 80 | 20 | 576000 | |
    Passes:
        [测算]
        | 2020年资金测算表 |
        | 单位:元 |
        | 项目名称 | 任务量(人) | 补助标准(元/人) | 省级分担比例 | 区级分担比例 | 省级 | 区级 |
        | 特困供养 | 1200 | 600 | 80 | 20 | 576000 | 144000 |
    """
    return seen.facts("need-blank")


@rule("P027", "error", measure="fen", needs=("planned",))
def need_whole(seen: Evidence) -> Iterable[Fact]:
    """所列是各级之和,却计作本级资金 | The need of all levels counts as the own level's

    Message:
        “{project}”所列 {actual_fen} 是各级之和,表头没有写级次,现作为{level}计入;{level}测算为 {expected_fen}({formula})
        {project}: {actual_fen} is the need of all levels, but its column names no level and counts as {level}, whose need is {expected_fen} ({formula})
    Why:
        只有一栏金额而没有级次时,按本级资金计;这里它正好等于任务量 × 标准,是各级合计。本级需配套因此多出几倍,拨付率相应偏低。
        A single column of amounts without a level counts as the own level's. Here it is quantity × standard, the
          money of all levels: the own level's need is several times too large, and its rate too low.
    Remedy:
        把该栏表头写作“合计”,或按级次分列
        name that column a total (合计), or give each level its own
    Fires:
        [测算]
        | 2020年资金测算表 |
        | 单位:元 |
        | 项目名称 | 任务量(人) | 补助标准(元/人) | 省级分担比例 | 区级分担比例 | 计划资金 |
        | 特困供养 | 1200 | 600 | 80 | 20 | 720000 |
    Passes:
        [测算]
        | 2020年资金测算表 |
        | 单位:元 |
        | 项目名称 | 任务量(人) | 补助标准(元/人) | 省级分担比例 | 区级分担比例 | 计划资金 |
        | 特困供养 | 1200 | 600 | 80 | 20 | 144000 |
    """
    return seen.facts("need-whole")


@rule("P028", "warning", measure="fen", needs=("planned",))
def need_level_blank(seen: Evidence) -> Iterable[Fact]:
    """其他级次的计划金额是空的,取测算数 | Another level's amount is blank; the computed one counts

    Message:
        “{project}”{level}的计划金额是空的,取测算数 {amount_fen}
        {project}, {level}: the planned amount is blank; the computed {amount_fen} counts
    Why:
        本级写了金额而这一级空着,多半是上级文件还没有下来;取测算数后,这一级的缺口和滞后原因都按测算数说,不是核定数。
        The own level has its amount and this one does not: mostly the document from above had not come. The gap of
          that level, and the causes of delay, then rest on the computed amount, not on a settled one.
    Remedy:
        补上金额
        fill it in
    Fires:
        [测算]
        | 2020年资金测算表 |
        | 单位:元 |
        | 项目名称 | 任务量(人) | 补助标准(元/人) | 省级分担比例 | 区级分担比例 | 省级 | 区级 |
        | 特困供养 | 1200 | 600 | 80 | 20 | | 144000 |
    Passes:
        [测算]
        | 2020年资金测算表 |
        | 单位:元 |
        | 项目名称 | 任务量(人) | 补助标准(元/人) | 省级分担比例 | 区级分担比例 | 省级 | 区级 |
        | 特困供养 | 1200 | 600 | 80 | 20 | 576000 | 144000 |
    """
    return seen.facts("need-level-blank")


@rule("P029", "warning", needs=("planned",))
def share_level_unknown(seen: Evidence) -> Iterable[Fact]:
    """分担比例栏不是单独哪一级的 | A column of shares is of no single level

    Message:
        “{headers}”不是哪一级的分担比例,没有采用
        the column {headers} is the share of no single level: it is not used
    Why:
        市、县合写一个比例,区里该出多少就不知道;少了这一栏,各级比例也凑不成 100%,本级需配套测算不出来。
        Where city and county share one column, what the own level bears is not said; without that column the shares
          do not make 100% either, and the own level's need cannot be computed.
    Remedy:
        按级次分列,或在设置 [columns] 中写 share = {{ district = ["…"] }}
        give each level its own column, or write share = {{ district = ["…"] }} under [columns]
    Fires:
        [测算]
        | 2020年资金测算表 |
        | 单位:元 |
        | 项目名称 | 任务量(人) | 补助标准(元/人) | 省级比例 | 市县比例 |
        | 特困供养 | 1200 | 600 | 80 | 20 |
    Passes:
        [测算]
        | 2020年资金测算表 |
        | 单位:元 |
        | 项目名称 | 任务量(人) | 补助标准(元/人) | 省级比例 | 区级比例 |
        | 特困供养 | 1200 | 600 | 80 | 20 |
    """
    return seen.facts("share-level-unknown")


@rule("P030", "error", measure="fen", needs=("planned",))
def form_parts_differ(seen: Evidence) -> Iterable[Fact]:
    """自评表的资金总额与各项之和不符 | The total of a form is not the sum of its parts

    Message:
        “{project}”的资金总额是 {actual_fen},所列各项资金之和是 {expected_fen}
        {project}: the total of its money is {actual_fen}, its parts add up to {expected_fen}
    Why:
        执行率和得分都按总额算;总额填 0 或漏加一项,而下面各项有数,得分就不对。公开的自评表里有总额为 0 的。
        The rate of execution and its points are made from the total; where it is 0, or lacks a part that is filled
          in below, the points are wrong. There are published forms whose total is 0.
    Remedy:
        改正资金总额或各项资金
        correct the total or its parts
    Fires:
        [自评]
        | 2020年项目支出绩效自评表 |
        | 项目名称 | 美丽乡村建设 |
        | 项目资金(万元) | | 年初预算数 | 全年预算数 | 全年执行数 | 分值 | 执行率 | 得分 |
        | | 年度资金总额 | 110 | 110 | 100 | 10 | | |
        | | 其中:当年财政拨款 | 100 | 110 | 90 | | | |
        | | 上年结转资金 | 10 | 10 | 10 | | | |
    Passes:
        [自评]
        | 2020年项目支出绩效自评表 |
        | 项目名称 | 美丽乡村建设 |
        | 项目资金(万元) | | 年初预算数 | 全年预算数 | 全年执行数 | 分值 | 执行率 | 得分 |
        | | 年度资金总额 | 110 | 120 | 100 | 10 | | |
        | | 其中:当年财政拨款 | 100 | 110 | 90 | | | |
        | | 上年结转资金 | 10 | 10 | 10 | | | |
    """
    return seen.facts("form-parts-differ")


@rule("P031", "warning", measure="fen", needs=("planned",))
def plan_negative(seen: Evidence) -> Iterable[Fact]:
    """计划金额是负数 | A planned amount is below zero

    Message:
        “{project}”的计划金额是负数:{amount_fen}
        {project}: the planned amount is below zero: {amount_fen}
    Why:
        计划数不会小于 0;多半是把调减数当作计划数填了,需配套合计因此少了,拨付率偏高。同一项目另有一行正数、相加后不小于 0 的,是调减行,不提示。
        No plan is below zero: mostly a cut was entered instead of what is left, which makes the total too small and
          the rate too high. A row that cuts another one of the same project, and leaves no less than 0, is not
          said.
    Remedy:
        核对这一格;若是调减数,应写调整后的金额
        check this cell; if it is a cut, state the amount that is left
    Fires:
        [计划]
        | 2020年资金筹集方案 |
        | 单位:万元 |
        | 项目名称 | 计划资金 |
        | 农村改厕 | 100 |
        | 学前教育 | -5 |
    Passes:
        [计划]
        | 2020年资金筹集方案 |
        | 单位:万元 |
        | 项目名称 | 计划资金 |
        | 学前教育 | 5 |
        | 学前教育 | -5 |
    """
    return seen.facts("plan-negative")


@rule("P032", "warning", measure="fen", needs=("planned",))
def example_planned(seen: Evidence) -> Iterable[Fact]:
    """带示例标记的行里有计划数,未计入 | A row marked as an example holds a planned amount, which does not count

    Message:
        “{project}”的计划数 {amount_fen} 因名称带示例标记没有计入
        {project}: the planned {amount_fen} does not count, for the name has the mark of an example
    Why:
        名称以【示例】开头的行只作填写示范,不计入。标记没有删掉就填了真实计划,这个项目就不在结算表里,需配套合计偏小。
          与空白模板的示例相同、全表只有一行的,不提示。
        A row whose name begins with [Example] shows how to fill in, and is not counted. A real project under such a
          name is missing from the statement, and the total is too small. Not said of the blank workbook's own example
          where it is the only one.
    Remedy:
        是真实项目的,删去名称前的示例标记;只是示例的,删去这一行
        if it is a real project, take the mark off its name; if it is an example only, delete the row
    Fires:
        [计划]
        | 2020年资金筹集方案 |
        | 单位:万元 |
        | 项目名称 | 计划资金 |
        | 【示例】农村改厕 | 300 |
        | 学前教育 | 5 |
    Passes:
        [计划]
        | 2020年资金筹集方案 |
        | 单位:万元 |
        | 项目名称 | 计划资金 |
        | 【示例】农村改厕 | 120 |
        | 学前教育 | 5 |
    """
    return money_of_examples(seen, "example-planned")


@rule("P050", "error", needs=("planned",))
def plan_not_split(seen: Evidence) -> Iterable[Fact]:
    """各级次的栏分的不是计划 | The columns of levels split another column than the plan

    Message:
        各级次的栏逐行相加不是“{column}”,而是另一栏:计划中本级应负担多少,表中没有
        the columns of levels do not split {column!r} but another column: what the own level must put up is not in the table
    Why:
        分级次的是到位数或拨付数,计划只有一个总数;把各级合计当作本级需配套,拨付率就偏低几倍。
        It is the receipts or the payments that are given by level, and the plan is a single sum; taking the money
          of all levels for the own level's makes the rate several times too low.
    Remedy:
        补上计划的各级次;若该栏就是本级计划,在设置 [columns] 中写 required = {{ district = "…" }}
        add the plan's levels; if that column is the own level's plan, write required = {{ district = "…" }} under [columns]
    Fires:
        [计划]
        | 2020年资金筹集方案 |
        | 单位:万元 |
        | 项目名称 | 计划资金 | 已拨付 | 其中:中央 | 省级 | 区级 |
        | 农村改厕 | 100 | 80 | 50 | 20 | 10 |
        | 学前教育 | 50 | 50 | 30 | 10 | 10 |
    Passes:
        [计划]
        | 2020年资金筹集方案 |
        | 单位:万元 |
        | 项目名称 | 计划资金 | 已拨付 | 其中:中央 | 省级 | 区级 |
        | 农村改厕 | 80 | 60 | 50 | 20 | 10 |
        | 学前教育 | 50 | 40 | 30 | 10 | 10 |
    """
    return seen.facts("plan-not-split")


@rule("P051", "error", needs=("planned",))
def levels_unplaced(seen: Evidence) -> Iterable[Fact]:
    """“其中”的各级次看不出是哪一栏的 | It is unclear which column the levels are parts of

    Message:
        “其中”各级次写在“{column}”之后,而逐行相加与它和其他各栏都不符,看不出是哪一栏的其中
        the levels marked as its parts follow {column!r}, but add up to it in no way, nor to another column: whose parts they are is unclear
    Why:
        有一行加不平,就分不清各级次说的是计划还是拨付:认错了,需配套和已拨付都会错,所以数字标为不完整。
        One row that does not add up is enough: whether the levels are those of the plan or of the payments cannot
          be told. Taken wrongly, both would be wrong, so that the figures are marked incomplete.
    Remedy:
        核对金额,或在设置 [columns] 中逐栏指明(如 disbursed = {{ district = "…" }})
        check the amounts, or name each column under [columns] (such as disbursed = {{ district = "…" }})
    Fires:
        [计划]
        | 2020年资金筹集方案 |
        | 单位:万元 |
        | 项目名称 | 计划资金 | 已拨付 | 其中:中央 | 省级 | 区级 |
        | 农村改厕 | 100 | 80 | 50 | 20 | 11 |
        | 学前教育 | 50 | 40 | 30 | 5 | 5 |
    Passes:
        [计划]
        | 2020年资金筹集方案 |
        | 单位:万元 |
        | 项目名称 | 计划资金 | 已拨付 | 其中:中央 | 省级 | 区级 |
        | 农村改厕 | 100 | 80 | 50 | 20 | 10 |
        | 学前教育 | 50 | 40 | 30 | 5 | 5 |
    """
    return seen.facts("levels-unplaced")


@rule("P052", "error", needs=("planned",))
def split_unread(seen: Evidence) -> Iterable[Fact]:
    """几栏看不懂的金额正好合成计划数 | Columns of unknown words make up the plan

    Message:
        “{headers}”逐行相加正是“{column}”,后者不能当作本级资金,而前者的表头看不懂
        {headers} add up to {column!r} in every row, so that it cannot be the own level's, and their headers are not known
    Why:
        计划数由几个来源合成,本级只是其中一个;整栏当作本级需配套,拨付率就偏低。表头用简称、代号时常见。
        The plan is made up of several sources, of which the own level is one; taking all of it makes the rate too
          low. It happens where headers are abbreviations or codes.
    Remedy:
        在设置 [columns] 中指明本级一栏:required = {{ district = "…" }};若全部由本级负担,写 required = "…"
        name the own level's column under [columns]: required = {{ district = "…" }}; if all of it is, write required = "…"
    Fires:
        [计划]
        | 2020年资金筹集方案 |
        | 单位:万元 |
        | 项目名称 | 合计 | 来源甲 | 来源乙 |
        | 农村改厕 | 100 | 60 | 40 |
        | 学前教育 | 50 | 30 | 20 |
    Passes:
        [计划]
        | 2020年资金筹集方案 |
        | 单位:万元 |
        | 项目名称 | 合计 | 东镇 | 西镇 |
        | 农村改厕 | 100 | 60 | 40 |
        | 学前教育 | 50 | 30 | 20 |
    """
    return seen.facts("split-unread")


@rule("P053", "warning", needs=("planned",))
def change_unused(seen: Evidence) -> Iterable[Fact]:
    """追加、核减、收回的金额没有计入 | Additions, cuts and money taken back are in no figure

    Message:
        “{headers}”一栏会改变计划或已拨付的数,没有计入任何数字
        the column {headers!r} would change what is planned or paid; no figure uses it
    Why:
        追加了而计划栏没有改,拨付率偏高;收回了而已拨付没有减,也偏高。计划栏是不是已经含了这一栏,表上看不出,不能替人加减。
        Where money was added and the plan was not changed, the rate is too high; so it is where money was taken
          back and the payments were not reduced. Whether the other columns hold it already, the table does not say.
    Remedy:
        把调整后的计划、扣除退回后的已拨付各列一栏,或在设置 [columns] 中指明该用哪一栏
        give the adjusted plan, and the payments less what came back, a column each, or name the right columns under [columns]
    Fires:
        [计划]
        | 2020年资金筹集方案 |
        | 单位:万元 |
        | 项目名称 | 计划资金 | 追加资金 |
        | 农村改厕 | 100 | 10 |
    Passes:
        [计划]
        | 2020年资金筹集方案 |
        | 单位:万元 |
        | 项目名称 | 计划资金 | 追加资金 |
        | 农村改厕 | 100 | 0 |
    """
    return seen.facts("change-unused")


@rule("P054", "error", needs=("planned",))
def shares_beside_amount(seen: Evidence) -> Iterable[Fact]:
    """有分担比例,金额是哪一级的看不出 | Beside shares, an amount may be one level's or all levels'

    Message:
        表中有几个级次的分担比例,“{column}”是各级合计还是本级资金看不出,照原数计入
        shares of several levels stand beside {column!r}: whether it is all levels' money or the own level's is unclear; it counts as it is
    Why:
        若是各级合计,本级只出其中一份,照原数计入就把需配套多算了几倍,拨付率相应偏低;所以数字标为不完整。
        If it is the money of all levels, the own level bears a part of it, and counting it whole makes the need
          several times too large and the rate too low; the figures are marked incomplete.
    Remedy:
        各级合计请用表头“合计”,本级资金请在表头写明级次,或在设置 [columns] 中指明 required
        head the money of all levels with 合计 (total), name the level in the header, or set required under [columns]
    Fires:
        [计划]
        | 2020年资金筹集方案 |
        | 单位:万元 |
        | 项目名称 | 计划资金 | 中央分担比例 | 区级分担比例 |
        | 农村改厕 | 100 | 80% | 20% |
        | 学前教育 | 50 | 80% | 20% |
    Passes:
        [计划]
        | 2020年资金筹集方案 |
        | 单位:万元 |
        | 项目名称 | 合计 | 中央分担比例 | 区级分担比例 |
        | 农村改厕 | 100 | 80% | 20% |
        | 学前教育 | 50 | 80% | 20% |
    """
    return seen.facts("shares-beside-amount")


@rule("P055", "error", measure="fen", needs=("planned",))
def name_twice(seen: Evidence) -> Iterable[Fact]:
    """同名的两行编码不同 | Two rows of one name have two codes

    Message:
        “{project}”在计划中有两个项目编码({text}),可能是两个项目;已相加(本行 {amount_fen}),数字不完整
        {project} has two codes in the plan ({text}) and may be two projects; added (this row {amount_fen}), incomplete
    Why:
        编码不同多半是两个项目,只是名称写得一样(如两个标段);相加后各自的拨付率都看不到,拨付也分不清是谁的。
        Two codes are mostly two projects of the same name (two lots, say); added up, neither has a rate of its own,
          and whose a payment is cannot be told.
    Remedy:
        是两个项目就用不同的名称,是一个项目就用同一编码
        give two projects two names, or one project one code
    Fires:
        [计划]
        | 2020年资金筹集方案 |
        | 单位:万元 |
        | 项目编码 | 项目名称 | 计划资金 |
        | MS01 | 农村改厕 | 60 |
        | MS02 | 农村改厕 | 40 |
    Passes:
        [计划]
        | 2020年资金筹集方案 |
        | 单位:万元 |
        | 项目编码 | 项目名称 | 计划资金 |
        | MS01 | 农村改厕 | 60 |
        | MS01 | 农村改厕 | 40 |
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
