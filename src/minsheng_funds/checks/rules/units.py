"""Units: yuan or ten thousand yuan, and what speaks against it."""

from collections.abc import Iterable

from minsheng_funds.checks.evidence import Evidence
from minsheng_funds.checks.magnitudes import doubted_units
from minsheng_funds.checks.registry import rule
from minsheng_funds.model import Fact
from minsheng_funds.money import WAN_YUAN


@rule("U001", "warning")
def unit_missing(seen: Evidence) -> Iterable[Fact]:
    """没有注明金额单位 | No unit is stated

    Message:
        未注明金额单位,按“元”读取
        no unit is stated; read as yuan
    Why:
        若表里的数其实是万元,需配套数和拨付数就都小了一万倍。从系统导出、或从大表中复制几栏时,“单位:万元”一行常常丢掉。
        If the numbers are in ten thousand yuan (万元), every amount is 10,000 times too small. The line with the unit is
          often lost in an export, or when columns are copied out of a larger table.
    Remedy:
        在表的上方写“单位:元”或“单位:万元”,或写进栏名(如“计划资金(万元)”),或在设置 [tables] 中写 unit = "万元"
        write 单位:元 or 单位:万元 above the table, or into the header such as 计划资金(万元), or unit = "万元" under [tables]
    Fires:
        [计划]
        | 项目名称 | 计划资金 |
        | 农村公路 | 500 |
    Passes:
        [计划]
        | 项目名称 | 计划资金(万元) |
        | 农村公路 | 500 |
    """
    return seen.facts("unit-missing")


@rule("U002", "error")
def unit_conflict(seen: Evidence) -> Iterable[Fact]:
    """金额单位互相矛盾 | Units that contradict each other

    Message:
        金额单位互相矛盾,有关金额不能确定{header_note}
        the stated units contradict each other; the amounts concerned are not certain{header_note}
    Why:
        元与万元相差一万倍,不知以哪个为准,有关项目的数字就不完整。套用旧表样、把两张表拼在一起时,常有一处忘了改。
        Yuan and ten thousand yuan (万元) lie 10,000-fold apart, and nobody can tell which holds: the figures concerned are
          incomplete. One place is often forgotten when an older form is reused or two tables are put together.
    Remedy:
        改正表上方、栏名或各行“单位”栏中写错的一处,只保留一个单位;或在设置 [tables] 中写 unit = "…"
        correct the wrong one above the table, in the header or in the rows, so that one unit is left; or write
          unit = "…" under [tables]
    Fires:
        [计划]
        | 2020年资金筹集方案(万元) |
        | 单位:元 |
        | 项目名称 | 计划资金 |
        | 农村公路 | 500 |
    Passes:
        [计划]
        | 2020年资金筹集方案(万元) |
        | 单位:万元 |
        | 项目名称 | 计划资金 |
        | 农村公路 | 500 |
    """
    return seen.facts("unit-conflict")


@rule("U003", "error", needs=("planned", "paid"))
def unit_slip(seen: Evidence) -> Iterable[Fact]:
    """计划与拨付相差约一万倍 | Plan and payments some 10,000-fold apart

    Message:
        计划与拨付相差约 {ratio} 倍,很可能一张是元、一张是万元,拨付率不予计算
        plan and payments lie about {ratio}-fold apart: one of them is probably in another unit; no rate is given
    Why:
        多数项目的计划与拨付相差二千倍到五万倍,不会是实情:一张表的单位写错了。照算出的拨付率近乎零,或者高得离谱,所以不给。
        That most projects were paid a 2,000th to a 50,000th of their plan, or so many times more, is no fact but a unit
          that is wrong in one table. The rates would be next to nothing or beyond all measure, so none is given.
    Remedy:
        核对两张表的金额各是元还是万元,改正写错的那张表的题注或栏名中的单位
        see which of the tables is in yuan and which in 万元, and correct the unit in the caption or header of the wrong one
    Fires:
        [计划]
        | 单位:万元 |
        | 项目名称 | 计划资金 |
        | 农村公路 | 500000 |
        [台账]
        | 单位:元 |
        | 拨付日期 | 项目名称 | 拨付金额 |
        | 2020-03-02 | 农村公路 | 200000 |
    Passes:
        [计划]
        | 单位:元 |
        | 项目名称 | 计划资金 |
        | 农村公路 | 500000 |
        [台账]
        | 单位:元 |
        | 拨付日期 | 项目名称 | 拨付金额 |
        | 2020-03-02 | 农村公路 | 200000 |
    """
    return seen.facts("unit-slip")


@rule("U004", "error", measure="fen", needs=("planned", "paid"))
def unit_slip_project(seen: Evidence) -> Iterable[Fact]:
    """一个项目的拨付超过计划的 100 倍 | Paid over 100 times the plan

    Message:
        “{project}”的拨付超过计划的 100 倍(计划 {expected_fen},拨付 {actual_fen}),可能填错了单位
        {project}: paid over 100 times its plan (plan {expected_fen}, paid {actual_fen}); perhaps another unit
    Why:
        真正的超拨不会有这么多,多半是这一个项目的金额按另一单位填写;它会把全区的拨付率也带偏。
        No project is truly overpaid that much: its amount was probably typed in another unit, and it distorts the total
          rate, too.
    Remedy:
        核对该项目计划数与各笔拨付的单位,改正填错的金额
        compare the units of its plan and its payments, and correct the amount that is wrong
    Fires:
        [计划]
        | 单位:元 |
        | 项目名称 | 计划资金 |
        | 农村公路 | 50 |
        | 低保 | 60000 |
        [台账]
        | 单位:元 |
        | 拨付日期 | 项目名称 | 拨付金额 |
        | 2020-03-02 | 农村公路 | 5000.01 |
        | 2020-03-02 | 低保 | 30000 |
    Passes:
        [计划]
        | 单位:元 |
        | 项目名称 | 计划资金 |
        | 农村公路 | 50 |
        | 低保 | 60000 |
        [台账]
        | 单位:元 |
        | 拨付日期 | 项目名称 | 拨付金额 |
        | 2020-03-02 | 农村公路 | 5000 |
        | 2020-03-02 | 低保 | 30000 |
    """
    return seen.facts("unit-slip-project")


@rule("U005", "error")
def format_conflict(seen: Evidence) -> Iterable[Fact]:
    """数字格式与单位矛盾 | A number format against the unit

    Message:
        数字格式“{text}”与该栏单位矛盾,不能确定金额是元还是万元,未计入{header_note}
        the number format {text!r} contradicts the unit of its column; the amount is not counted{header_note}
    Why:
        单元格显示的是万元,存的也许是元:看表的人与程序读到的数可能相差一万倍。多半是为了打印好看而设的格式。
        A cell may show 万元 and hold yuan: what people see and what is read may lie 10,000-fold apart. Such formats are
          mostly set for the looks of a printout.
    Remedy:
        把单元格改为普通数字格式,并按该栏单位填数;或在设置 [tables] 中写 unit = "…"(单元格里实际存的数的单位)
        use a plain number format, or write unit = "…" (of the stored numbers) under [tables]
    Fires:
        表上方写“单位:元”,农村公路的 12.5 显示为 12.50万元(数字格式 0.00"万元")
        "单位:元" (yuan) above the table, and a cell of 12.5 that shows 12.50万元 (number format 0.00"万元")
    Passes:
        表上方写“单位:万元”,其余相同
        "单位:万元" above the table, all else the same
    """
    return seen.facts("format-conflict")


@rule("U006", "warning", measure="fen", needs=("planned",))
def magnitude(seen: Evidence) -> Iterable[Fact]:
    """与同栏各数相差几千倍 | Thousands of times off its column

    Message:
        “{project}”的金额 {amount_fen} 与同栏的常见数 {expected_fen} 相差几千倍以上,可能填错了单位
        {project}: {amount_fen} is thousands of times off its column's median, {expected_fen}; perhaps another unit
    Why:
        与同栏中位数相差二千倍以上的数少有;若是按另一单位填的,合计和拨付率就全被它左右。
        Amounts 2,000 times above or below their column's median are rare. If this one is in another unit, totals and
          rates follow it and nothing else.
    Remedy:
        核对该格金额的单位;确实无误的,不必处理
        check the unit of that cell; leave it if the amount is right
    Fires:
        [计划]
        | 单位:万元 |
        | 项目名称 | 计划资金 |
        | 农村公路 | 10 |
        | 低保 | 20 |
        | 棚户区改造 | 40000 |
    Passes:
        [计划]
        | 单位:万元 |
        | 项目名称 | 计划资金 |
        | 农村公路 | 10 |
        | 低保 | 20 |
        | 棚户区改造 | 39999 |
    """
    return seen.facts("magnitude")


@rule("U007", "error", measure="fen", needs=("planned",))
def magnitude_slip(seen: Evidence) -> Iterable[Fact]:
    """换一个单位就与同栏相当 | Ordinary in another unit

    Message:
        “{project}”的金额 {amount_fen} 与同栏的常见数 {expected_fen} 相差约一万倍,换一个单位就相当,很可能填错了单位
        {project}: {amount_fen} is some 10,000 times off its column's median, {expected_fen}, and ordinary in another unit
    Why:
        在万元的表里按元填了一格(或相反),这一个数就大了(或小了)一万倍,合计随之全错。
        One cell in yuan in a table of 万元, or the other way round, is 10,000 times too large or too small, and takes the
          total with it.
    Remedy:
        核对该格:若按另一单位填写,改成本表单位的数(如 200000 元在万元的表中写 20)
        check that cell; if it is in another unit, write it in the table's own (200,000 yuan is 20 in a table of 万元)
    Fires:
        [计划]
        | 单位:万元 |
        | 项目名称 | 计划资金 |
        | 农村公路 | 10 |
        | 低保 | 20 |
        | 危房改造 | 200000 |
    Passes:
        [计划]
        | 单位:万元 |
        | 项目名称 | 计划资金 |
        | 农村公路 | 10 |
        | 低保 | 20 |
        | 危房改造 | 20 |
    """
    return seen.facts("magnitude-slip")


@rule("U008", "error")
def format_percent(seen: Evidence) -> Iterable[Fact]:
    """金额栏的单元格显示为百分比 | A percentage in a column of amounts

    Message:
        金额栏的单元格以百分比显示(数字格式“{text}”),是比率还是金额不能确定,未计入{header_note}
        a cell in a column of amounts is shown as a percentage (number format {text!r}); it is not counted{header_note}
    Why:
        显示为 50% 的格里存的是 0.5:当作金额就是半元或半万元。多半是从拨付率一栏带过来的格式。
        A cell that shows 50% holds 0.5: as an amount that is half a yuan. Mostly the format was copied from a column of
          rates.
    Remedy:
        比率移到别的栏,金额改用普通数字格式;或在设置 [tables] 中写 unit = "…"
        move the rate to another column, give amounts a plain number format, or write unit = "…" under [tables]
    Fires:
        计划资金一栏中,农村公路的 0.5 显示为 50%(数字格式 0%)
        a planned amount of 0.5 that shows 50% (number format 0%)
    Passes:
        0.5 用普通数字格式(0.00),其余相同
        the same 0.5 under a plain number format (0.00)
    """
    return seen.facts("format-percent")


@rule("U009", "warning", needs=("planned",), limits={"count": 1_000, "amount": 1_000_000 * WAN_YUAN})
def unit_doubtful(seen: Evidence) -> Iterable[Fact]:
    """整张表的金额像是用了另一个单位 | A whole table seems to be in another unit

    Message:
        {reason},整张表的单位可能写错了
        {reason}: the unit of a whole table may be wrong
    Why:
        整张表按另一单位填写时,各格彼此相称,只有与另一张表、另一级次或常情相比才看得出来;拨付率不是近乎零,就是被另一栏左右。
        Where a whole table is in another unit its cells agree with each other: only another table, another level or
          common sense tells. Rates are next to nothing, or follow one column alone.
    Remedy:
        核对各表的金额是元还是万元,改正写错的单位或金额;确实无误的,不必处理([check.U009] 可改界限)
        see whether each table is in yuan or in 万元 and correct the unit or the amounts; leave it if they are right
          (the limits can be set under [check.U009])
    Fires:
        [计划]
        | 2020年资金筹集方案 |
        | 单位:万元 |
        | 项目名称 | 省级 | 区级 |
        | 农村公路 | 500 | 1000000 |
        | 学前教育 | 400 | 1100000 |
        | 养老服务 | 300 | 1200000 |
        | 危房改造 | 200 | 1300000 |
        | 农村改厕 | 100 | 1400000 |
    Passes:
        [计划]
        | 2020年资金筹集方案 |
        | 单位:万元 |
        | 项目名称 | 省级 | 区级 |
        | 农村公路 | 500 | 100 |
        | 学前教育 | 400 | 110 |
        | 养老服务 | 300 | 120 |
        | 危房改造 | 200 | 130 |
        | 农村改厕 | 100 | 140 |
    """
    times, most = seen.limit("unit-doubtful", "count"), seen.limit("unit-doubtful", "amount")
    return doubted_units(seen, times, most)
