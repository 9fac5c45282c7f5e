"""Settings: lines that fit nothing in the tables, or several things at once."""

from collections.abc import Iterable

from minsheng_funds.checks.evidence import Evidence
from minsheng_funds.checks.registry import rule
from minsheng_funds.checks.set_aside import is_over
from minsheng_funds.model import Fact, Origin
from minsheng_funds.vocabulary import NOTHING, Text


@rule("G002", "warning")
def table_setting_stale(seen: Evidence) -> Iterable[Fact]:
    """设置说的工作表不存在 | A section of the settings fits no sheet

    Message:
        设置 {setting} 没有对应的工作表{nearest}
        the setting {setting} fits no sheet{nearest}
    Why:
        这一节写的单位、年度、列名都没有起作用,对应的表就按默认方式读了。工作表改名、“账”“帐”写法不一时常见。
        The unit, year or columns of that section do nothing, and the sheet that was meant is read without them. It
          happens when a sheet is renamed or its name is written in another way.
    Remedy:
        把设置中这一节的名称改得与工作表标签一致;表已不用,就删去这一节
        write the sheet's name in that section as its tab has it; delete the section if there is no such sheet any more
    Fires:
        [台账]
        | 拨付日期 | 项目名称 | 拨付金额 |
        | 2020-03-02 | 农村公路 | 50 |
        toml: [tables."台帐"]
        toml: unit = "万元"
    Passes:
        [台账]
        | 拨付日期 | 项目名称 | 拨付金额 |
        | 2020-03-02 | 农村公路 | 50 |
        toml: [tables."台账"]
        toml: unit = "万元"
    """
    return seen.facts("table-setting-stale")


@rule("G003", "info")
def table_setting_elsewhere(seen: Evidence) -> Iterable[Fact]:
    """设置说的是另一个文件 | A section of the settings speaks of another file

    Message:
        设置 {setting} 说的是另一个文件,本次没有用到
        the setting {setting} speaks of another file; it is not used in this run
    Why:
        一份设置管几个文件,而本次只给了其中一部分时,这很正常;若那个文件改了名,这一节就不再起作用。
        That is as it should be where one file of settings serves several workbooks and only some are given. Where the
          workbook was renamed, the section does nothing any more.
    Remedy:
        本次本该包括那个文件的,一并给出;文件已改名的,改正这一节中的文件名;否则不必处理
        give that file too if it belongs to this run; correct its name in that section if it was renamed; else do nothing
    Fires:
        [2020.xlsx!计划]
        | 单位:元 |
        | 项目名称 | 计划资金 |
        | 农村公路 | 500 |
        toml: [tables."台账汇总表.xls!一月"]
        toml: unit = "元"
    Passes:
        [2020.xlsx!计划]
        | 单位:元 |
        | 项目名称 | 计划资金 |
        | 农村公路 | 500 |
        toml: [tables."2020.xlsx!计划"]
        toml: unit = "元"
    """
    return seen.facts("table-setting-elsewhere")


@rule("G004", "warning")
def table_setting_several(seen: Evidence) -> Iterable[Fact]:
    """几节设置都适用于一张表 | Several sections fit one sheet

    Message:
        几节设置都适用于此表({setting}),只按 [tables."{pattern}"] 读取
        several sections of the settings fit this sheet ({setting}); only [tables."{pattern}"] is followed
    Why:
        只用第一节,其余几节写的单位、年度都不起作用;若几节的单位不同,金额就可能差一万倍。
        Only the first is followed; the unit or year that the others state does nothing. Where they state different
          units, amounts may be off 10,000-fold.
    Remedy:
        在设置中用这张工作表的全名写一节,如 [tables."工作表名"]
        write one section with the sheet's full name, such as [tables."sheet"]
    Fires:
        [一月台账]
        | 拨付日期 | 项目名称 | 拨付金额 |
        | 2020-01-02 | 农村公路 | 50 |
        toml: [tables."一月*"]
        toml: unit = "元"
        toml: [tables."*台账"]
        toml: unit = "万元"
    Passes:
        [一月台账]
        | 拨付日期 | 项目名称 | 拨付金额 |
        | 2020-01-02 | 农村公路 | 50 |
        toml: [tables."一月台账"]
        toml: unit = "元"
        toml: [tables."*台账"]
        toml: unit = "万元"
    """
    return seen.facts("table-setting-several")


@rule("G005", "warning")
def row_setting_stale(seen: Evidence) -> Iterable[Fact]:
    """设置要取舍的行不存在 | A choice of rows that fits no row

    Message:
        设置 {setting} 没有对应的行:{words}{nearest}
        the setting {setting} fits no row: {words}{nearest}
    Why:
        本该剔除的行没有剔除,就多计了;本该保留的行没有保留,就少计了。多半是表中的写法与设置不同。
        Rows that should be dropped are counted, or rows that should be kept are not. Mostly the table writes the value
          in another way than the settings.
    Remedy:
        把设置中的值改得与表中一致,或删去它
        write the value in the settings as the table has it, or delete it
    Fires:
        [计划]
        | 单位:万元 |
        | 项目名称 | 类别 | 计划资金 |
        | 农村公路 | 工程类 | 50 |
        | 低保 | 补助类 | 20 |
        toml: [tables."计划"]
        toml: drop = { "类别" = ["工程累"] }
    Passes:
        [计划]
        | 单位:万元 |
        | 项目名称 | 类别 | 计划资金 |
        | 农村公路 | 工程类 | 50 |
        | 低保 | 补助类 | 20 |
        toml: [tables."计划"]
        toml: drop = { "类别" = ["工程类"] }
    """
    return seen.facts("row-setting-stale")


@rule("G006", "warning")
def exclude_stale(seen: Evidence) -> Iterable[Fact]:
    """要剔除的项目不存在 | An excluded name that no project has

    Message:
        要剔除的“{setting}”没有对应的项目{nearest}
        no project contains the excluded name {setting!r}{nearest}
    Why:
        说明里写着“不含某项目”,实际没有剔除,需配套数和拨付率就与所说的口径不符。多半是名称写法不同。
        The report says that the project is left out, and it is not: the amounts are not those of the scope that is
          printed. Mostly the name is written in another way.
    Remedy:
        把设置 exclude 中的名称改得与计划或台账一致,或删去它
        write the name under exclude as the plan or the ledger has it, or delete it
    Fires:
        [计划]
        | 单位:万元 |
        | 项目名称 | 计划资金 |
        | 农村公路 | 50 |
        | 棚户区改造 | 20 |
        toml: exclude = ["棚户改造"]
    Passes:
        [计划]
        | 单位:万元 |
        | 项目名称 | 计划资金 |
        | 农村公路 | 50 |
        | 棚户区改造 | 20 |
        toml: exclude = ["棚户区"]
    """
    return seen.facts("exclude-stale")


@rule("G007", "warning")
def alias_ledger_stale(seen: Evidence) -> Iterable[Fact]:
    """别名在台账中没有 | An alias that no table has

    Message:
        别名表中的“{setting}”在台账与计划中都没有{nearest}
        the alias {setting!r} stands in no table{nearest}
    Why:
        别名写错一个字,台账里那些拨付就对不上计划,列为“无计划的拨付”,项目的拨付率偏低。
        With one wrong character in the alias, the payments it was meant for match no plan, and the project's rate comes
          out too low.
    Remedy:
        把设置 [projects.aliases] 等号左边的名称改得与台账一致,或删去这一行
        write the name on the left under [projects.aliases] as the ledger has it, or delete the line
    Fires:
        [计划]
        | 单位:元 |
        | 项目名称 | 计划资金 |
        | 农村公路 | 500 |
        [台账]
        | 单位:元 |
        | 拨付日期 | 项目名称 | 拨付金额 |
        | 2020-03-02 | 村村通公路 | 200 |
        toml: [projects.aliases]
        toml: "村村通道路" = "农村公路"
    Passes:
        [计划]
        | 单位:元 |
        | 项目名称 | 计划资金 |
        | 农村公路 | 500 |
        [台账]
        | 单位:元 |
        | 拨付日期 | 项目名称 | 拨付金额 |
        | 2020-03-02 | 村村通公路 | 200 |
        toml: [projects.aliases]
        toml: "村村通公路" = "农村公路"
    """
    return seen.facts("alias-ledger-stale")


@rule("G008", "warning")
def alias_plan_stale(seen: Evidence) -> Iterable[Fact]:
    """别名指向的项目不在计划中 | An alias of a project that is not planned

    Message:
        别名“{alias}”指向的“{setting}”不在计划中{nearest}
        {setting!r}, which the alias {alias!r} stands for, is in no plan{nearest}
    Why:
        台账里这个名称的拨付归到一个不存在的计划项目,就不进任何项目的拨付率。计划项目改名而别名表没有跟着改时常见。
        Payments under that alias go to a project that no plan has, and so into no rate. It happens when a planned
          project is renamed and the aliases are not.
    Remedy:
        把设置 [projects.aliases] 等号右边的名称改得与计划一致,或删去这一行
        write the name on the right under [projects.aliases] as the plan has it, or delete the line
    Fires:
        [计划]
        | 单位:元 |
        | 项目名称 | 计划资金 |
        | 农村公路 | 500 |
        [台账]
        | 单位:元 |
        | 拨付日期 | 项目名称 | 拨付金额 |
        | 2020-03-02 | 村村通 | 200 |
        toml: [projects.aliases]
        toml: "村村通" = "农村道路"
    Passes:
        [计划]
        | 单位:元 |
        | 项目名称 | 计划资金 |
        | 农村公路 | 500 |
        [台账]
        | 单位:元 |
        | 拨付日期 | 项目名称 | 拨付金额 |
        | 2020-03-02 | 村村通 | 200 |
        toml: [projects.aliases]
        toml: "村村通" = "农村公路"
    """
    return seen.facts("alias-plan-stale")


@rule("G020", "warning")
def need_stale(seen: Evidence) -> Iterable[Fact]:
    """测算设置说的项目不存在 | A need for a project that is not planned

    Message:
        设置 [need."{setting}"] 没有对应的项目{nearest}
        no project answers to the setting [need."{setting}"]{nearest}
    Why:
        这一节给出的任务量、补助标准或分担比例没有用上,该项目的需配套数就没有按它测算。
        The quantity, standard or shares of that section are not used, so the project's need is not computed from them.
    Remedy:
        把设置 [need."{setting}"] 中的名称改得与计划一致,或删去这一节
        write the name in [need."{setting}"] as the plan has it, or delete the section
    Fires:
        [测算]
        | 单位:元 |
        | 项目名称 | 任务量(人) | 补助标准(元/人) | 区级分担比例 | 区级 |
        | 低保 | 100 | 600 | 100% | 60000 |
        toml: [need."低保金"]
        toml: quantity = 100
    Passes:
        [测算]
        | 单位:元 |
        | 项目名称 | 任务量(人) | 补助标准(元/人) | 区级分担比例 | 区级 |
        | 低保 | 100 | 600 | 100% | 60000 |
        toml: [need."低保"]
        toml: quantity = 100
    """
    return seen.facts("need-stale")


@rule("G040", "warning")
def executed_missing(seen: Evidence) -> Iterable[Fact]:
    """执行数按支出算而没有支出数 | Execution by spending, and no spending

    Message:
        设置 [evaluation] executed = "spent",而表中没有支出数,执行率与得分不能计算
        the settings say [evaluation] executed = "spent", and no table has what was spent: no rate of execution, no score
    Why:
        绩效自评的预算执行率 = 执行数 ÷ 预算数;按支出算而表里没有支出数,执行率和得分只能空着,不能用拨付数代替。
        The rate of execution in a self-evaluation is executed ÷ budget. Where executed means spent and no table says
          what was spent, rate and score stay blank: what was disbursed is another stage and cannot stand for it.
    Remedy:
        补上支出栏,或用 [tables."…"] stage = "spent" 指明支出台账,或改为 executed = "disbursed"
        add the column, name the ledger of spending with stage = "spent" under [tables], or write executed = "disbursed"
    Fires:
        [进度]
        | 单位:元 |
        | 项目名称 | 计划资金 | 已拨付 |
        | 农村公路 | 500 | 200 |
        toml: [evaluation]
        toml: executed = "spent"
    Passes:
        [进度]
        | 单位:元 |
        | 项目名称 | 计划资金 | 已拨付 | 已支出 |
        | 农村公路 | 500 | 200 | 100 |
        toml: [evaluation]
        toml: executed = "spent"
    """
    return seen.facts("executed-missing")


@rule("G041", "warning", in_report=False)
def waiver_over(seen: Evidence) -> Iterable[Fact]:
    """豁免已过期 | A waiver has ended

    Message:
        对 {code} 的豁免已于 {until} 到期(理由:{reason}),不再起作用
        the waiver of {code} ended on {until} (reason: {reason}) and has no effect
    Why:
        豁免是有人负责、有期限的例外;到期后问题照常列出,免得一次同意变成永久同意
        a waiver is an exception that somebody answers for until a day; after it the findings are listed again, so that
          one consent does not become a lasting one
    Remedy:
        问题已解决的,删去这一节 [[waive]];仍有理由的,重新批准后改写 until
        delete that [[waive]] where the matter is settled; where the reason still holds, have it approved and set until
    Fires:
        [台账]
        | 单位:元 |
        | 拨付日期 | 项目名称 | 拨付金额 |
        | 2020-01-02 | 甲 | 5 |
        toml: [[waive]]
        toml: code = "U001"
        toml: reason = "历史台账"
        toml: until = 2021-02-28
    Passes:
        [台账]
        | 拨付日期 | 项目名称 | 拨付金额 |
        | 2020-01-02 | 甲 | 5 |
        toml: [[waive]]
        toml: code = "U001"
        toml: reason = "历史台账"
        toml: until = 2021-03-01
    """
    for waiver in seen.settings.check.waivers:
        if is_over(waiver, seen.settings.today):
            assert waiver.until is not None
            values = {"code": waiver.code, "until": waiver.until.isoformat(), "reason": waiver.reason}
            yield Fact("waiver-over", (Origin(seen.settings.origin),), {**values, "project": waiver.project})


@rule("G042", "warning", in_report=False)
def waiver_unused(seen: Evidence) -> Iterable[Fact]:
    """豁免没有对应的问题 | A waiver answers for no finding

    Message:
        对 {code} 的豁免{of}没有对应的问题(理由:{reason})
        the waiver of {code}{of} answers for no finding (reason: {reason})
    Why:
        问题已经改正而豁免还在,以后同类问题会被它悄悄盖住;也可能是项目名或单元格写错了
        the finding is gone and the waiver would silently cover a later one; or its project or cell is misspelt
    Remedy:
        删去这一节 [[waive]],或改正其中的 project、cell
        delete that [[waive]], or correct its project or cell
    Fires:
        [台账]
        | 单位:元 |
        | 拨付日期 | 项目名称 | 拨付金额 |
        | 2020-01-02 | 甲 | 5 |
        toml: [[waive]]
        toml: code = "U001"
        toml: reason = "历史台账"
    Passes:
        [台账]
        | 拨付日期 | 项目名称 | 拨付金额 |
        | 2020-01-02 | 甲 | 5 |
        toml: [[waive]]
        toml: code = "U001"
        toml: reason = "历史台账"
    """
    for waiver in seen.unused_waivers:
        named = ", ".join(filter(None, (waiver.project, waiver.cell)))
        of = Text(f"({named})", f" ({named})") if named else NOTHING
        values = {"code": waiver.code, "reason": waiver.reason, "project": waiver.project, "of": of}
        yield Fact("waiver-unused", (Origin(seen.settings.origin),), values)
