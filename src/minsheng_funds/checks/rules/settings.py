"""Settings: lines that fit nothing in the tables, or several things at once."""

from collections.abc import Iterable

from minsheng_funds.checks.evidence import Evidence
from minsheng_funds.checks.registry import rule
from minsheng_funds.checks.set_aside import is_over
from minsheng_funds.model import Fact, Origin


@rule("G002", "warning")
def table_setting_stale(seen: Evidence) -> Iterable[Fact]:
    """table-setting-stale | table-setting-stale

    Message:
        设置 {setting} 没有对应的工作表{nearest}
        the setting {setting} fits no sheet{nearest}
    Remedy:
        改正工作表名,或删去这一节
        correct the sheet's name, or delete the section
    """
    return seen.facts("table-setting-stale")


@rule("G003", "info")
def table_setting_elsewhere(seen: Evidence) -> Iterable[Fact]:
    """table-setting-elsewhere | table-setting-elsewhere

    Message:
        设置 {setting} 说的是另一个文件
        the setting {setting} speaks of another file
    """
    return seen.facts("table-setting-elsewhere")


@rule("G004", "warning")
def table_setting_several(seen: Evidence) -> Iterable[Fact]:
    """table-setting-several | table-setting-several

    Message:
        几节设置都适用于此表({setting}),只用 {pattern}
        several sections of the settings fit this sheet ({setting}); only {pattern} is followed
    Remedy:
        用工作表的全名写一节
        write one section with the sheet's full name
    """
    return seen.facts("table-setting-several")


@rule("G005", "warning")
def row_setting_stale(seen: Evidence) -> Iterable[Fact]:
    """row-setting-stale | row-setting-stale

    Message:
        设置 {setting} 没有对应的行:{words}{nearest}
        the setting {setting} fits no row: {words}{nearest}
    Remedy:
        改正设置中的值,或删去它
        correct the value in the settings, or delete it
    """
    return seen.facts("row-setting-stale")


@rule("G006", "warning")
def exclude_stale(seen: Evidence) -> Iterable[Fact]:
    """exclude-stale | exclude-stale

    Message:
        要剔除的“{setting}”没有对应的项目{nearest}
        no project contains the excluded name {setting!r}{nearest}
    Remedy:
        改正 exclude 中的名称,或删去它
        correct the name under exclude, or delete it
    """
    return seen.facts("exclude-stale")


@rule("G007", "warning")
def alias_ledger_stale(seen: Evidence) -> Iterable[Fact]:
    """alias-ledger-stale | alias-ledger-stale

    Message:
        别名表中的“{setting}”在台账与计划中都没有{nearest}
        the alias {setting!r} stands in no table{nearest}
    Remedy:
        改正 [projects.aliases] 中的名称,或删去它
        correct the name under [projects.aliases], or delete it
    """
    return seen.facts("alias-ledger-stale")


@rule("G008", "warning")
def alias_plan_stale(seen: Evidence) -> Iterable[Fact]:
    """alias-plan-stale | alias-plan-stale

    Message:
        别名“{alias}”指向的“{setting}”不在计划中{nearest}
        {setting!r}, which the alias {alias!r} stands for, is in no plan{nearest}
    Remedy:
        改正 [projects.aliases] 中的名称,或删去它
        correct the name under [projects.aliases], or delete it
    """
    return seen.facts("alias-plan-stale")


@rule("G020", "warning")
def need_stale(seen: Evidence) -> Iterable[Fact]:
    """need-stale | need-stale

    Message:
        设置 [need."{setting}"] 没有对应的项目{nearest}
        no project answers to the setting [need."{setting}"]{nearest}
    Remedy:
        改正 [need] 中的名称,或删去这一节
        correct the name under [need], or delete the section
    """
    return seen.facts("need-stale")


@rule("G040", "warning")
def executed_missing(seen: Evidence) -> Iterable[Fact]:
    """executed-missing | executed-missing

    Message:
        设置 [evaluation] executed = "spent",而表中没有支出数,执行率与得分不能计算
        the settings say [evaluation] executed = "spent", and no table has what was spent: no rate of execution, no score
    Remedy:
        补上支出栏,或用 [tables."…"] stage = "spent" 指明支出台账,或改为 executed = "disbursed"
        add the column, name the ledger of spending with stage = "spent" under [tables], or write executed = "disbursed"
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
        对 {code} 的豁免没有对应的问题(理由:{reason})
        the waiver of {code} answers for no finding (reason: {reason})
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
        values = {"code": waiver.code, "reason": waiver.reason, "project": waiver.project}
        yield Fact("waiver-unused", (Origin(seen.settings.origin),), values)
