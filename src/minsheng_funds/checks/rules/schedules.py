"""Time: projects behind, months without payment, deadlines, schedules that fit nothing."""

from collections.abc import Iterable

from minsheng_funds.checks.evidence import Evidence
from minsheng_funds.checks.registry import rule
from minsheng_funds.model import Fact


@rule("T001", "warning", measure="fen")
def behind(seen: Evidence) -> Iterable[Fact]:
    """Behind | behind

    Message:
        {project}({nature})进度滞后:拨付率 {rate}%,应达 {target}%({rule}),低 {points} 个百分点,差 {short_fen}{deadline}{doubt}
        {project} ({nature}) is behind: {rate}% paid, {target}% expected ({rule}), {points} points under it, {short_fen} missing{deadline}{doubt}
    Remedy:
        核对原因并催办;应达进度与滞后标准可在设置 [schedule] 和 [behind] 中调整
        find out why; what is expected, and from when on it is behind, are settings: [schedule] and [behind]
    """
    return seen.facts("behind")


@rule("T002", "warning", measure="count")
def month_without_payment(seen: Evidence) -> Iterable[Fact]:
    """month-without-payment | month-without-payment

    Message:
        {project}({nature})应按月拨付,{months} 没有拨付{doubt}
        {project} ({nature}) is to be paid every month; without a payment: {months}{doubt}
    Remedy:
        补发,或核对这些月份的拨付是否记在别处
        pay it, or see whether those payments stand elsewhere
    """
    return seen.facts("month-without-payment")


@rule("T003", "warning", measure="fen")
def overdue(seen: Evidence) -> Iterable[Fact]:
    """Overdue | overdue

    Message:
        {project}({nature})逾期:应于 {due} 前拨付完毕,已过 {days} 天,拨付率 {rate}%,尚有 {left_fen} 未拨付{doubt}
        {project} ({nature}) is overdue: due {due}, {days} days ago, {rate}% paid, {left_fen} unpaid{doubt}
    Remedy:
        尽快拨付,或改正设置 [schedule] 中的期限
        pay it, or correct the deadline under [schedule]
    """
    return seen.facts("overdue")


@rule("T004", "info", measure="fen")
def nothing_paid(seen: Evidence) -> Iterable[Fact]:
    """nothing-paid | nothing-paid

    Message:
        {project}({nature})至今没有拨付:全年已过 {time}%,应达 {target}%({rule}){doubt}
        {project} ({nature}): nothing is paid yet, although {time}% of the year has passed and {target}% is expected ({rule}){doubt}
    Remedy:
        核对是否尚未开工、尚未申请,或拨付记在别处
        see whether it has begun, or is paid under another name
    """
    return seen.facts("nothing-paid")


@rule("T005", "warning")
def schedule_class_stale(seen: Evidence) -> Iterable[Fact]:
    """schedule-class-stale | schedule-class-stale

    Message:
        设置 {setting} 没有对应的类别{nearest}
        the setting {setting} fits no class of the plan{nearest}
    Remedy:
        改正类别名,或删去这一节
        correct the class's name, or delete the section
    """
    return seen.facts("schedule-class-stale")


@rule("T006", "warning")
def schedule_project_stale(seen: Evidence) -> Iterable[Fact]:
    """schedule-project-stale | schedule-project-stale

    Message:
        设置 {setting} 没有对应的项目{nearest}
        the setting {setting} fits no planned project{nearest}
    Remedy:
        改正项目名,或删去这一节
        correct the project's name, or delete the section
    """
    return seen.facts("schedule-project-stale")


@rule("T007", "warning")
def schedule_twice(seen: Evidence) -> Iterable[Fact]:
    """schedule-twice | schedule-twice

    Message:
        设置 {setting} 与 {pattern} 说的是同一个,只用后者
        the settings {setting} and {pattern} speak of the same; only the latter is followed
    Remedy:
        只保留一节
        keep one of them
    """
    return seen.facts("schedule-twice")


@rule("T008", "info")
def months_unknown(seen: Evidence) -> Iterable[Fact]:
    """months-unknown | months-unknown

    Message:
        {project}({nature})应按月拨付,但拨付没有逐笔日期,各月有无拨付不能核对
        {project} ({nature}) is to be paid every month, but not every payment has its date: its months are not checked
    Remedy:
        提供有拨付日期的台账
        give a ledger with the dates of payments
    """
    return seen.facts("months-unknown")
