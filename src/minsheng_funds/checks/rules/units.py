"""Units: yuan or ten thousand yuan, and what speaks against it."""

from collections.abc import Iterable

from minsheng_funds.checks.evidence import Evidence
from minsheng_funds.checks.registry import rule
from minsheng_funds.model import Fact


@rule("U001", "warning")
def unit_missing(seen: Evidence) -> Iterable[Fact]:
    """unit-missing | unit-missing

    Message:
        未注明金额单位,按“元”读取
        no unit is stated; read as yuan
    Remedy:
        在表头或题注注明“单位:元”
        state the unit in the caption or the header
    """
    return seen.facts("unit-missing")


@rule("U002", "error")
def unit_conflict(seen: Evidence) -> Iterable[Fact]:
    """unit-conflict | unit-conflict

    Message:
        金额单位互相矛盾,有关金额不能确定{header_note}
        the stated units contradict each other; the amounts concerned are not certain{header_note}
    Remedy:
        只保留一个单位,或在设置 [tables] 中写 unit = "…"
        keep one unit, or write unit = "…" under [tables]
    """
    return seen.facts("unit-conflict")


@rule("U003", "error")
def unit_slip(seen: Evidence) -> Iterable[Fact]:
    """unit-slip | unit-slip

    Message:
        计划与拨付相差约 {ratio} 倍,很可能一张是元、一张是万元,拨付率不予计算
        plan and payments lie about {ratio}-fold apart: one of them is probably in another unit; no rate is given
    Remedy:
        改正题注或表头中的单位
        correct the unit in the caption or the header
    """
    return seen.facts("unit-slip")


@rule("U004", "error", measure="fen")
def unit_slip_project(seen: Evidence) -> Iterable[Fact]:
    """unit-slip-project | unit-slip-project

    Message:
        “{project}”的拨付是计划的 100 倍以上(计划 {expected_fen},拨付 {actual_fen})
        {project}: paid over 100 times its plan (plan {expected_fen}, paid {actual_fen})
    Remedy:
        检查该项目金额的单位
        check the unit of its amounts
    """
    return seen.facts("unit-slip-project")


@rule("U005", "error")
def format_conflict(seen: Evidence) -> Iterable[Fact]:
    """format-conflict | format-conflict

    Message:
        数字格式“{text}”与该栏单位矛盾,不能确定金额是元还是万元,未计入{header_note}
        the number format {text!r} contradicts the unit of its column; the amount is not counted{header_note}
    Remedy:
        改用普通数字格式,或在设置 [tables] 中写 unit = "…"(单元格里实际存的数的单位)
        use a plain number format, or write unit = "…" (of the stored numbers) under [tables]
    """
    return seen.facts("format-conflict")


@rule("U006", "warning", measure="fen")
def magnitude(seen: Evidence) -> Iterable[Fact]:
    """Magnitude | magnitude

    Message:
        “{project}”的金额 {amount_fen} 与同栏的常见数 {expected_fen} 相差几千倍以上,可能填错了单位
        {project}: {amount_fen} is thousands of times off its column's median, {expected_fen}; perhaps another unit
    Remedy:
        核对该格的单位
        check the unit of that cell
    """
    return seen.facts("magnitude")


@rule("U007", "error", measure="fen")
def magnitude_slip(seen: Evidence) -> Iterable[Fact]:
    """magnitude-slip | magnitude-slip

    Message:
        “{project}”的金额 {amount_fen} 与同栏的常见数 {expected_fen} 相差约一万倍,换一个单位就相当,很可能填错了单位
        {project}: {amount_fen} is some 10,000 times off its column's median, {expected_fen}, and ordinary in another unit
    Remedy:
        核对该格的单位
        check the unit of that cell
    """
    return seen.facts("magnitude-slip")


@rule("U008", "error")
def format_percent(seen: Evidence) -> Iterable[Fact]:
    """format-percent | format-percent

    Message:
        金额栏的单元格以百分比显示(数字格式“{text}”),是比率还是金额不能确定,未计入{header_note}
        a cell in a column of amounts is shown as a percentage (number format {text!r}); it is not counted{header_note}
    Remedy:
        比率移到别的栏,金额改用普通数字格式;或在设置 [tables] 中写 unit = "…"
        move the rate to another column, give amounts a plain number format, or write unit = "…" under [tables]
    """
    return seen.facts("format-percent")
