"""Headers and columns: which column means what, and where that is not sure."""

from collections.abc import Iterable

from minsheng_funds.checks.evidence import Evidence
from minsheng_funds.checks.registry import rule
from minsheng_funds.model import Fact


@rule("H001", "error")
def columns_ambiguous(seen: Evidence) -> Iterable[Fact]:
    """columns-ambiguous | columns-ambiguous

    Message:
        几栏都可作同一用途({headers}),不能确定用哪一栏,均未计入
        several columns fit the same field ({headers}); none is used
    Remedy:
        在设置 [tables] 或 [columns] 中指明
        say which under [tables] or [columns] in the settings
    """
    return seen.facts("columns-ambiguous")


@rule("H002", "error")
def no_amount_column(seen: Evidence) -> Iterable[Fact]:
    """no-amount-column | no-amount-column

    Message:
        台账没有拨付金额栏,未计入
        the ledger has no column of amounts; it is left out
    Remedy:
        在设置 [tables] 或 [columns] 中指明
        say which under [tables] or [columns] in the settings
    """
    return seen.facts("no-amount-column")


@rule("H003", "error")
def running_total_only(seen: Evidence) -> Iterable[Fact]:
    """running-total-only | running-total-only

    Message:
        台账只有累计金额栏,累计数不能相加,未计入
        the ledger has a running total only, which cannot be added; it is left out
    Remedy:
        补上每笔金额一栏
        add a column with the amount of each payment
    """
    return seen.facts("running-total-only")


@rule("H004", "error")
def half_of_paid(seen: Evidence) -> Iterable[Fact]:
    """half-of-paid | half-of-paid

    Message:
        只有“本月前”或“本月”拨付一栏,缺另一半,已拨付未计
        only one of 'before this month' and 'this month' is there; disbursed is not computed
    Remedy:
        补上另一栏或累计栏
        add the other column, or the running total
    """
    return seen.facts("half-of-paid")


@rule("H005", "error")
def setting_unmatched(seen: Evidence) -> Iterable[Fact]:
    """setting-unmatched | setting-unmatched

    Message:
        设置中 {setting} 的列在表中找不到:{words}{nearest}
        the settings' column for {setting} is not in the table: {words}{nearest}
    Remedy:
        改正设置中的列名,或用 "@列标"
        correct the header in the settings, or use "@LETTER"
    """
    return seen.facts("setting-unmatched")


@rule("H006", "warning")
def no_own_level(seen: Evidence) -> Iterable[Fact]:
    """no-own-level | no-own-level

    Message:
        计划分级次但没有{level}一栏,本级需配套不能计算
        the plan has levels but none of {level}; the own level's figures cannot be computed
    Remedy:
        在设置中写对 own_level,或指明该栏
        set own_level, or name the column
    """
    return seen.facts("no-own-level")


@rule("H007", "error")
def no_money_used(seen: Evidence) -> Iterable[Fact]:
    """no-money-used | no-money-used

    Message:
        读到了项目,但没有一栏金额可用
        projects were read, but no column of money can be used
    Remedy:
        在设置 [tables] 或 [columns] 中指明
        say which under [tables] or [columns] in the settings
    """
    return seen.facts("no-money-used")


@rule("H008", "error")
def paid_column_unknown(seen: Evidence) -> Iterable[Fact]:
    """paid-column-unknown | paid-column-unknown

    Message:
        “{headers}”看来是拨付栏,但不认识,未计入
        the column {headers!r} seems to hold payments; its words are not known and it is not used
    Remedy:
        在设置 [columns] 中写 disbursed = ["…"]
        write disbursed = ["…"] under [columns] in the settings
    """
    return seen.facts("paid-column-unknown")


@rule("H020", "error")
def setting_several(seen: Evidence) -> Iterable[Fact]:
    """setting-several | setting-several

    Message:
        设置中 {setting} 的列名对应不止一列:{words}
        the settings' column for {setting} fits more than one column: {words}
    Remedy:
        写出完整的表头路径,或用 "@列标"
        write the full header path, or use "@LETTER"
    """
    return seen.facts("setting-several")


@rule("H021", "error")
def setting_joined(seen: Evidence) -> Iterable[Fact]:
    """setting-joined | setting-joined

    Message:
        设置中 {setting} 用“+”连接几列,只有 project 可以:{words}
        the settings join columns for {setting} with +, which only project allows: {words}
    Remedy:
        金额相加写作 {{ sum = ["…", "…"] }}
        to add amounts write {{ sum = ["…", "…"] }}
    """
    return seen.facts("setting-joined")


@rule("H022", "error")
def setting_taken(seen: Evidence) -> Iterable[Fact]:
    """setting-taken | setting-taken

    Message:
        设置把同一列用于两处:{setting} = {words}
        the settings use one column twice: {setting} = {words}
    Remedy:
        每一列只能对应一个字段
        give each column one field only
    """
    return seen.facts("setting-taken")


@rule("H023", "error")
def header_setting_missing(seen: Evidence) -> Iterable[Fact]:
    """header-setting-missing | header-setting-missing

    Message:
        设置中的表头行 {rows} 在表中没有或是空行,该处没有读到表
        the settings' header rows {rows} are not in the sheet or blank; no table was read there
    Remedy:
        改正设置 [tables] 中的 header_rows
        correct header_rows under [tables] in the settings
    """
    return seen.facts("header-setting-missing")


@rule("H024", "error")
def columns_setting_missing(seen: Evidence) -> Iterable[Fact]:
    """columns-setting-missing | columns-setting-missing

    Message:
        设置 [tables."{pattern}"] 中的列没有哪一行能作表头,此表未计入:{words}
        no row is a header with the columns of [tables."{pattern}"]; the sheet is left out: {words}
    Remedy:
        改正列名,或写 header_rows = [行号]
        correct the columns' words, or write header_rows = [row]
    """
    return seen.facts("columns-setting-missing")


@rule("H025", "error")
def shares_as_money(seen: Evidence) -> Iterable[Fact]:
    """shares-as-money | shares-as-money

    Message:
        {headers} 各行之和都是 {total},像是分担比例而不是金额,现按金额计入
        {headers} add up to {total} in every row: they may be shares, not money, and count as money now
    Remedy:
        若是比例,在栏名后注明(%);若确是金额,改用资金安排一类的栏名
        if they are shares, mark the header with (%); if it is money, give the columns a header that says money
    """
    return seen.facts("shares-as-money")


@rule("H026", "warning")
def carryover_unused(seen: Evidence) -> Iterable[Fact]:
    """carryover-unused | carryover-unused

    Message:
        “{headers}”栏有金额而没有计入:看不出它是计划的一部分还是计划之外的钱
        the amounts under {headers} are in no figure: nobody can tell whether they are part of the plan or beside it
    Remedy:
        若是资金来源之一,与各级来源并列成栏;若在计划之外,不必处理
        if it is one of the sources, put it beside the columns of the levels; if it stands outside the plan, leave it
    """
    return seen.facts("carryover-unused")
