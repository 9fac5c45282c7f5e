"""Headers and columns: which column means what, and where that is not sure."""

from collections.abc import Iterable

from minsheng_funds.checks.evidence import Evidence
from minsheng_funds.checks.registry import rule
from minsheng_funds.model import Fact


@rule("H001", "error")
def columns_ambiguous(seen: Evidence) -> Iterable[Fact]:
    """几栏说的是同一件事,不知用哪一栏 | Several columns say the same thing

    Message:
        “{headers}”几栏都可作同一用途,不能确定用哪一栏,均未计入
        several columns fit the same field ({headers}); none is used
    Why:
        几栏相加会重复计算,任选一栏又可能选错,所以都不计入,这张表的有关数字不完整。常见于按季度分栏、总投资与其中财政资金并列、
          同一栏名出现两次。
        Adding them may count money twice and choosing one may be wrong, so none is counted and the table's figures are
          incomplete. It comes from columns by quarter, a total investment beside its fiscal part, or a header used twice.
    Remedy:
        只留一栏,或把各季度放在“已拨付资金”一格表头之下并加“合计”一栏;也可在设置 [columns] 中指明,如 disbursed = ["栏名"],
          要相加就写 disbursed = {{ sum = ["栏名", "栏名"] }}
        keep one column, or put the quarters under one header (已拨付资金) with a column 合计 beside them; or name it under
          [columns] in the settings: disbursed = ["header"], or disbursed = {{ sum = ["header", "header"] }} to add them up
    Fires:
        [进度]
        | 单位:元 |
        | 项目名称 | 计划资金 | 一季度拨付 | 二季度拨付 |
        | 农村公路 | 500 | 200 | 100 |
    Passes:
        [进度]
        | 单位:元 |
        | 项目名称 | 计划资金 | 一季度拨付 | 二季度拨付 |
        | 农村公路 | 500 | 200 | 100 |
        toml: [columns]
        toml: disbursed = { sum = ["一季度拨付", "二季度拨付"] }
    """
    return seen.facts("columns-ambiguous")


@rule("H002", "error")
def no_amount_column(seen: Evidence) -> Iterable[Fact]:
    """台账没有金额栏 | A ledger without a column of amounts

    Message:
        台账没有认得出的拨付金额栏,整张表未计入
        the ledger has no column known to hold amounts; the whole sheet is left out
    Why:
        没有金额栏,这张台账一笔也不能计入,已拨付数偏小。多半是栏名说的是别的事(如“到位资金”“计划资金”),
          也可能金额栏被删去。
        Without it no payment of the ledger counts, and what was paid comes out too small. Mostly the header says
          something else (received, planned); sometimes the column was deleted.
    Remedy:
        把金额栏的栏名改为“拨付金额”,或在设置 [columns] 中写 disbursed = ["栏名"]
        call the column 拨付金额, or write disbursed = ["header"] under [columns] in the settings
    Fires:
        [计划]
        | 单位:元 |
        | 项目名称 | 计划资金 |
        | 农村公路 | 500 |
        [台账]
        | 单位:元 |
        | 拨付日期 | 项目名称 | 收款单位 | 到位资金 |
        | 2020-03-02 | 农村公路 | 县公路站 | 200 |
    Passes:
        [计划]
        | 单位:元 |
        | 项目名称 | 计划资金 |
        | 农村公路 | 500 |
        [台账]
        | 单位:元 |
        | 拨付日期 | 项目名称 | 收款单位 | 拨付金额 |
        | 2020-03-02 | 农村公路 | 县公路站 | 200 |
    """
    return seen.facts("no-amount-column")


@rule("H003", "error")
def running_total_only(seen: Evidence) -> Iterable[Fact]:
    """台账只有累计数 | A ledger with a running total only

    Message:
        台账只有累计金额栏,累计数不能相加,未计入
        the ledger has a running total only, which cannot be added; it is left out
    Why:
        每行的累计数已经包含前面各行,相加就重复计算;而倒推每笔金额要求行序无误,不能保证。支付申请表常把累计数与本次金额并列,
          导出时若漏了本次金额就成这样。
        Each row of a running total holds the rows before it: added up, they count twice; and to take differences, the
          rows would have to be in perfect order. Payment requests have both columns; an export may have lost the other.
    Remedy:
        补上每笔金额一栏,栏名写“拨付金额”或“本次支付金额”
        add a column with the amount of each payment (拨付金额)
    Fires:
        [计划]
        | 单位:元 |
        | 项目名称 | 计划资金 |
        | 农村公路 | 500 |
        [台账]
        | 单位:元 |
        | 支付时间 | 项目名称 | 累计支付金额 | 收款方 |
        | 2020-03-02 | 农村公路 | 200 | 县公路站 |
    Passes:
        [计划]
        | 单位:元 |
        | 项目名称 | 计划资金 |
        | 农村公路 | 500 |
        [台账]
        | 单位:元 |
        | 支付时间 | 项目名称 | 累计支付金额 | 支付金额 | 收款方 |
        | 2020-03-02 | 农村公路 | 200 | 200 | 县公路站 |
    """
    return seen.facts("running-total-only")


@rule("H004", "error")
def half_of_paid(seen: Evidence) -> Iterable[Fact]:
    """只有“本月”或“本月前”拨付一栏 | Only half of what was paid so far

    Message:
        只有“本月前”或“本月”拨付一栏,缺另一半,已拨付未计
        only one of 'before this month' and 'this month' is there; disbursed is not computed
    Why:
        累计已拨付 = 本月前 + 本月;只有其中一栏时,把它当作累计数,拨付率就偏低。月报改版、删栏时常见。
        Paid so far is what was paid before this month plus this month; one of them alone would give too low a rate. It
          happens when a monthly form is changed or a column is deleted.
    Remedy:
        在表中补上另一栏,或补一栏“累计拨付资金”
        add the other column to the table, or one with the running total (累计拨付资金)
    Fires:
        [进度]
        | 单位:万元 |
        | 项目名称 | 计划资金 | 本月新增拨付资金 |
        | 农村公路 | 100 | 20 |
    Passes:
        [进度]
        | 单位:万元 |
        | 项目名称 | 计划资金 | 本月前已拨付资金 | 本月新增拨付资金 |
        | 农村公路 | 100 | 30 | 20 |
    """
    return seen.facts("half-of-paid")


@rule("H005", "error")
def setting_unmatched(seen: Evidence) -> Iterable[Fact]:
    """设置所说的列,表里没有 | A column of the settings is in no table

    Message:
        设置中 {setting} 的列在表中找不到:{words}{nearest}
        the settings' column for {setting} is not in the table: {words}{nearest}
    Why:
        设置点名要这一列,而表里没有,这一列的钱就没有计入。上级换了表样、改了栏名,设置没有跟着改,就会如此。
        The settings ask for a column that is not there, so its money is in no figure. It happens when a form is changed
          and the settings are not.
    Remedy:
        把设置 [columns] 或 [tables] 中的列名改得与表头一致,或写列标,如 "@D"
        write the header as it stands in the table under [columns] or [tables], or the column's letter, such as "@D"
    Fires:
        [计划]
        | 单位:元 |
        | 项目名称 | 计划资金 | 上级到帐 |
        | 农村公路 | 500 | 300 |
        toml: [columns]
        toml: received = ["上级到账"]
    Passes:
        [计划]
        | 单位:元 |
        | 项目名称 | 计划资金 | 上级到帐 |
        | 农村公路 | 500 | 300 |
        toml: [columns]
        toml: received = ["上级到帐"]
    """
    return seen.facts("setting-unmatched")


@rule("H006", "warning")
def no_own_level(seen: Evidence) -> Iterable[Fact]:
    """计划分级次而没有本级一栏 | A plan by levels without the own level

    Message:
        计划分级次但没有本级({level})一栏,本级需配套不能计算
        the plan has levels but no column of the own one ({level}); what it must put up cannot be computed
    Why:
        配套资金只看本级应出的钱;没有本级一栏,需配套数、拨付率都算不出来。用省、市的表而没有写明本级,或漏了本级一栏时常见。
        Matching funds are what the own level must put up; without its column there is no amount required and no rate.
          It happens with a province's or a city's table, or when the column was left out.
    Remedy:
        在设置中写对 own_level(如 own_level = "municipal"),或在计划中补上本级一栏
        set own_level in the settings (such as own_level = "municipal"), or add the own level's column to the plan
    Fires:
        [计划]
        | 单位:元 |
        | 项目名称 | 中央 | 省级 |
        | 农村公路 | 300 | 200 |
    Passes:
        [计划]
        | 单位:元 |
        | 项目名称 | 中央 | 省级 |
        | 农村公路 | 300 | 200 |
        toml: own_level = "provincial"
    """
    return seen.facts("no-own-level")


@rule("H007", "error")
def no_money_used(seen: Evidence) -> Iterable[Fact]:
    """有项目而没有一栏金额可用 | Projects without any column of money

    Message:
        读到了项目,但没有一栏金额可用,此表的钱未计入
        projects were read, but no column of money can be used; none of the table's money is counted
    Why:
        表被当作计划或进度表,却没有一栏说得清是计划数还是拨付数,它的钱不在任何数字里。栏名只写“金额”时常见。
        The table was taken for a plan or a progress table, and no column says that it is planned or paid: its money is
          in no figure. It happens where a header says no more than 金额.
    Remedy:
        在栏名中写明是“计划资金”还是“已拨付资金”,或在设置 [columns] 中指明,如 required = ["栏名"]
        let the header say 计划资金 or 已拨付资金, or name the column under [columns] in the settings, such as
          required = ["header"]
    Fires:
        [进度]
        | 单位:元 |
        | 项目名称 | 金额 |
        | 农村公路 | 500 |
        toml: [tables."进度"]
        toml: kind = "progress"
    Passes:
        [进度]
        | 单位:元 |
        | 项目名称 | 计划资金 |
        | 农村公路 | 500 |
        toml: [tables."进度"]
        toml: kind = "progress"
    """
    return seen.facts("no-money-used")


@rule("H008", "error")
def paid_column_unknown(seen: Evidence) -> Iterable[Fact]:
    """看来是拨付栏而不认识 | A column that seems to hold payments

    Message:
        “{headers}”看来是拨付栏,但不认识,未计入
        the column {headers!r} seems to hold payments; its words are not known and it is not used
    Why:
        不计入这一栏,各项目就都成了“未拨付”,拨付率为零或算不出来。各地栏名不一,少见的写法认不出来。
        Without it every project would look unpaid. Header words differ from place to place, and this one is not known.
    Remedy:
        把栏名改为“已拨付资金”,或在设置 [columns] 中写 disbursed = ["{headers}"]
        call the column 已拨付资金, or write disbursed = ["{headers}"] under [columns] in the settings
    Fires:
        [进度]
        | 单位:万元 |
        | 项目名称 | 计划资金 | 国库集中支付到人 |
        | 农村公路 | 100 | 40 |
    Passes:
        [进度]
        | 单位:万元 |
        | 项目名称 | 计划资金 | 国库集中支付到人 |
        | 农村公路 | 100 | 40 |
        toml: [columns]
        toml: disbursed = ["国库集中支付到人"]
    """
    return seen.facts("paid-column-unknown")


@rule("H020", "error")
def setting_several(seen: Evidence) -> Iterable[Fact]:
    """设置的列名对应不止一列 | A setting fits several columns

    Message:
        设置中 {setting} 的列名对应不止一列:{words}
        the settings' column for {setting} fits more than one column: {words}
    Why:
        末级栏名相同的列(如几个级次下都有“计划数”),设置只写末级就分不清是哪一列,整张表未计入。
        Columns under different groups may end in the same word; a setting that says only that word cannot tell them
          apart, and the whole table is left out.
    Remedy:
        写出完整的表头路径,如 "区级 > 计划数",或写列标,如 "@D"
        write the full path of the header, such as "区级 > 计划数", or the column's letter, such as "@D"
    Fires:
        [台账]
        | 单位:元 |
        | 拨付日期 | 项目名称 | 拨付金额 |
        | 2020-03-02 | 农村公路 | 50 |
        [计划]
        | 单位:元 |
        | 项目名称 | 农业口 | | 交通口 | |
        | | 盘子 | 备用 | 盘子 | 备用 |
        | 农村公路 | 100 | 0 | 200 | 0 |
        toml: [tables."计划"]
        toml: header_rows = [2, 3]
        toml: columns = { project = ["项目名称"], required = ["盘子"] }
    Passes:
        [台账]
        | 单位:元 |
        | 拨付日期 | 项目名称 | 拨付金额 |
        | 2020-03-02 | 农村公路 | 50 |
        [计划]
        | 单位:元 |
        | 项目名称 | 农业口 | | 交通口 | |
        | | 盘子 | 备用 | 盘子 | 备用 |
        | 农村公路 | 100 | 0 | 200 | 0 |
        toml: [tables."计划"]
        toml: header_rows = [2, 3]
        toml: columns = { project = ["项目名称"], required = ["交通口 > 盘子"] }
    """
    return seen.facts("setting-several")


@rule("H021", "error")
def setting_joined(seen: Evidence) -> Iterable[Fact]:
    """金额列用“+”连接 | Columns of money joined with +

    Message:
        设置中 {setting} 用“+”连接几列,只有 project 可以:{words}
        the settings join columns for {setting} with +, which only project allows: {words}
    Why:
        “+”是把几列文字连成项目名称,不是金额相加;照此写法分不清要连还是要加,整张表未计入。
        A plus joins texts into a project's name and adds no money; what is meant here is not sure, and the whole table
          is left out.
    Remedy:
        要把几列金额相加,写作 {setting} = {{ sum = ["…", "…"] }}
        to add amounts write {setting} = {{ sum = ["…", "…"] }}
    Fires:
        [台账]
        | 单位:元 |
        | 拨付日期 | 项目名称 | 拨付金额 |
        | 2020-03-02 | 农村公路 | 50 |
        [计划]
        | 单位:元 |
        | 项目名称 | 一般预算 | 基金预算 |
        | 农村公路 | 300 | 200 |
        toml: [tables."计划"]
        toml: columns = { required = ["一般预算 + 基金预算"] }
    Passes:
        [台账]
        | 单位:元 |
        | 拨付日期 | 项目名称 | 拨付金额 |
        | 2020-03-02 | 农村公路 | 50 |
        [计划]
        | 单位:元 |
        | 项目名称 | 一般预算 | 基金预算 |
        | 农村公路 | 300 | 200 |
        toml: [tables."计划"]
        toml: columns = { required = { sum = ["一般预算", "基金预算"] } }
    """
    return seen.facts("setting-joined")


@rule("H022", "error")
def setting_taken(seen: Evidence) -> Iterable[Fact]:
    """设置把同一列用于两处 | One column for two fields

    Message:
        设置把同一列用于两处:{setting} = {words}
        the settings use one column twice: {setting} = {words}
    Why:
        同一列又作计划又作拨付,拨付率必然是 100%,没有意义;多半是抄写设置时忘了改。整张表未计入。
        A column that is both planned and paid always gives 100%; a line of the settings was probably copied and not
          changed. The whole table is left out.
    Remedy:
        在设置 [columns] 或 [tables] 中,每一列只对应一个字段
        give each column one field only, under [columns] or [tables] in the settings
    Fires:
        [台账]
        | 单位:元 |
        | 拨付日期 | 项目名称 | 拨付金额 |
        | 2020-03-02 | 农村公路 | 200 |
        [进度]
        | 单位:元 |
        | 项目名称 | 盘子 | 已落地 |
        | 农村公路 | 500 | 200 |
        toml: [tables."进度"]
        toml: columns = { required = ["盘子"], disbursed = ["盘子"] }
    Passes:
        [台账]
        | 单位:元 |
        | 拨付日期 | 项目名称 | 拨付金额 |
        | 2020-03-02 | 农村公路 | 200 |
        [进度]
        | 单位:元 |
        | 项目名称 | 盘子 | 已落地 |
        | 农村公路 | 500 | 200 |
        toml: [tables."进度"]
        toml: columns = { required = ["盘子"], disbursed = ["已落地"] }
    """
    return seen.facts("setting-taken")


@rule("H023", "error")
def header_setting_missing(seen: Evidence) -> Iterable[Fact]:
    """设置的表头行不在表中 | The settings' header rows are not there

    Message:
        设置中的表头行 {rows} 在表中没有或是空行,该处没有读到表
        the settings' header rows {rows} are not in the sheet or blank; no table was read there
    Why:
        指定的表头行不存在或是空行,这张表就整张未计入。表头上方增删了行,而设置没有改,就会如此。
        The rows that should hold the header are blank or not there, so the sheet is left out. It happens when rows
          above the header are added or deleted and the settings are not changed.
    Remedy:
        把设置 [tables] 中的 header_rows 改为表头实际所在的行号
        set header_rows under [tables] in the settings to the rows where the header is
    Fires:
        [台账]
        | 单位:元 |
        | 拨付日期 | 项目名称 | 拨付金额 |
        | 2020-03-02 | 农村公路 | 50 |
        [计划]
        | 单位:元 |
        | 项目名称 | 盘子 |
        | 农村公路 | 500 |
        toml: [tables."计划"]
        toml: header_rows = [5]
        toml: columns = { required = ["盘子"] }
    Passes:
        [台账]
        | 单位:元 |
        | 拨付日期 | 项目名称 | 拨付金额 |
        | 2020-03-02 | 农村公路 | 50 |
        [计划]
        | 单位:元 |
        | 项目名称 | 盘子 |
        | 农村公路 | 500 |
        toml: [tables."计划"]
        toml: header_rows = [2]
        toml: columns = { required = ["盘子"] }
    """
    return seen.facts("header-setting-missing")


@rule("H024", "error")
def columns_setting_missing(seen: Evidence) -> Iterable[Fact]:
    """没有一行有设置所说的各列 | No row has the columns of the settings

    Message:
        设置 [tables."{pattern}"] 中的列没有哪一行能作表头,此表未计入:{words}
        no row is a header with the columns of [tables."{pattern}"]; the sheet is left out: {words}
    Why:
        按设置的列名找不到表头,这张表就整张未计入。表样改了栏名,或设置里写错了字。
        Without a header the whole sheet is left out. The form has other words now, or the settings have a misprint.
    Remedy:
        把 [tables."{pattern}"] 的列名改得与表头一致,或写明 header_rows = [表头行号]
        correct the words under [tables."{pattern}"], or write header_rows = [row]
    Fires:
        [台账]
        | 单位:元 |
        | 拨付日期 | 项目名称 | 拨付金额 |
        | 2020-03-02 | 农村公路 | 50 |
        [盘子]
        | 单位:元 |
        | 事项 | 盘子 |
        | 农村公路 | 500 |
        toml: [tables."盘子"]
        toml: columns = { project = ["事项名称"], required = ["盘子"] }
    Passes:
        [台账]
        | 单位:元 |
        | 拨付日期 | 项目名称 | 拨付金额 |
        | 2020-03-02 | 农村公路 | 50 |
        [盘子]
        | 单位:元 |
        | 事项 | 盘子 |
        | 农村公路 | 500 |
        toml: [tables."盘子"]
        toml: columns = { project = ["事项"], required = ["盘子"] }
    """
    return seen.facts("columns-setting-missing")


@rule("H025", "error")
def shares_as_money(seen: Evidence) -> Iterable[Fact]:
    """像是分担比例的金额栏 | Columns of money that look like shares

    Message:
        “{headers}”各行之和都是 {total},像是分担比例而不是金额,现按金额计入
        {headers} add up to {total} in every row: they may be shares, not money, and count as money now
    Why:
        把 50、30、20 这样的分担比例当作金额,需配套数就全错了。测算表常在“分担”之下只写百分数而不带百分号。
        Shares such as 50, 30 and 20 that are read as money make every amount required wrong. Tables of need often write
          them under a word of sharing without a percent sign.
    Remedy:
        若是比例,在上一级表头后注明(%);若确是金额,把上一级表头改为“资金筹集”
        if they are shares, mark their group's header with (%); if it is money, call their group 资金筹集
    Fires:
        [计划]
        | 单位:万元 |
        | 项目名称 | 资金分担情况 | | |
        | | 中央 | 省级 | 区级 |
        | 低保 | 50 | 30 | 20 |
        | 救助 | 60 | 20 | 20 |
    Passes:
        [计划]
        | 单位:万元 |
        | 项目名称 | 资金分担情况 | | |
        | | 中央 | 省级 | 区级 |
        | 低保 | 50 | 30 | 20 |
        | 救助 | 60 | 20 | 21 |
    """
    return seen.facts("shares-as-money")


@rule("H026", "warning")
def carryover_unused(seen: Evidence) -> Iterable[Fact]:
    """结转栏有金额而没有计入 | Money carried over that is in no figure

    Message:
        “{headers}”栏有金额而没有计入:看不出它是计划的一部分还是计划之外的钱
        the amounts under {headers} are in no figure: nobody can tell whether they are part of the plan or beside it
    Why:
        上年结转若是今年计划的资金来源之一,漏计就少了一块;若在计划之外,加进去就多了。只有填表的人知道。
        Money carried over that is a source of this year's plan is missing from the figures; money beside the plan must
          not be added. Only those who made the table know.
    Remedy:
        若是资金来源之一,把此栏与各级来源(中央、省级、区级……)并列;若在计划之外,不必处理
        if it is one of the sources, put it beside the columns of the levels; if it stands outside the plan, leave it
    Fires:
        [计划]
        | 单位:万元 |
        | 项目名称 | 计划资金 | 上年结转资金 |
        | 农村公路 | 100 | 20 |
    Passes:
        [计划]
        | 单位:万元 |
        | 项目名称 | 区级 | 上年结转资金 |
        | 农村公路 | 100 | 20 |
    """
    return seen.facts("carryover-unused")
