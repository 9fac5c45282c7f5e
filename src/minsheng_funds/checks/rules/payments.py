"""Single payments of a ledger: paid twice, dated wrongly, blank cells, splits, vouchers, running totals.

The rules look at what stands in the ledgers, whatever year or project it is of. What takes several payments to see is
looked for in all ledgers that are parts of one: a copied table is said by another rule, not row by row.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator

from minsheng_funds.checks.evidence import Evidence
from minsheng_funds.checks.free_days import free_days
from minsheng_funds.checks.listings import (
    MOST_NAMED,
    blank_texts,
    clusters,
    listings_of,
    listings_with,
    named,
    numbers_of,
    on_days,
    purpose,
    running_breaks,
    says_nothing,
    spans,
    windows,
    without_cancelled,
)
from minsheng_funds.checks.registry import rule
from minsheng_funds.checks.together import not_in_another, number_on, parts_of, series_of, together
from minsheng_funds.checks.words import (
    FREE_DAYS,
    MOSTLY_BLANK,
    OF_PROJECT,
    OF_PROJECT_AND_PAYEE,
    VOUCHER_DIFFERS,
    WHOLE_LEDGER,
)
from minsheng_funds.model import Fact, Listing
from minsheng_funds.money import WAN_YUAN, YUAN
from minsheng_funds.names import key_of, normal, normalised
from minsheng_funds.patterns import AS_OF
from minsheng_funds.settings.check import Limit
from minsheng_funds.vocabulary import NOTHING, Text


@rule(
    "L060",
    "warning",
    measure="fen",
    needs=("ledger", "ledger-payee", "ledger-date"),
    in_report=False,
    limits={"days": 7},
)
def near_duplicate(seen: Evidence) -> Iterable[Fact]:
    """疑似重复支付 | Payments that may have been made twice

    Message:
        “{project}”向“{payee}”拨付的 {count} 笔金额相同(每笔 {amount_fen}),日期为 {first_day} 至 {last_day},疑似重复支付
        {project}: {count} payments to {payee} of the same amount ({amount_fen} each) from {first_day} to {last_day}; perhaps paid twice
    Why:
        同一申请在系统外和系统内各付一次,或退票后重付而没有登记退回,就会多付一次。项目、资金类别、级次、收款单位、金额都相同,
          日期相隔不超过设定天数(默认 7 天)的,列为疑似;按月、按季的固定拨付相隔较远,备注写得不同(第一批和第二批、
          城关镇和河东镇)而凭证号也不同的,以及已登记退回的,不列。几张台账(如按月分表)合在一起查。整行完全相同的见 L002。
        An application that is handled twice, or paid again after the bank sent the money back and nobody booked that,
          is paid once too often. Suspected are payments of one project, fund, level, payee and amount that lie no more
          than a number of days apart (7 unless set). Monthly payments lie further apart; payments with
          different vouchers whose remarks differ (the first and the second instalment, one town and another), and those
          booked as refunded, are passed. Several ledgers, such as monthly sheets, are looked at
          together. Rows that are the same altogether: L002.
    Remedy:
        对照支付凭证和银行回单核实:重复支付的追回并登记一行负数;不是重复的,在备注写明期次或用途
        compare vouchers and bank slips: recover what was paid twice and book it as a negative row; if it was not, say in the remarks which instalment or whom each is for
    Fires:
        [台账]
        | 单位:元 |
        | 拨付日期 | 项目名称 | 收款单位 | 凭证号 | 拨付金额 |
        | 2020-01-06 | 农村道路 | 路桥公司 | 记12 | 5000 |
        | 2020-01-13 | 农村道路 | 路桥公司 | 记20 | 5000 |
    Passes:
        [台账]
        | 单位:元 |
        | 拨付日期 | 项目名称 | 收款单位 | 凭证号 | 拨付金额 |
        | 2020-01-06 | 农村道路 | 路桥公司 | 记12 | 5000 |
        | 2020-01-14 | 农村道路 | 路桥公司 | 记20 | 5000 |
    """
    kind = "near-duplicate"
    days = int(seen.limit(kind, "days"))
    said = {origin for fact in seen.facts("row-twice") for origin in fact.origins[1:]}
    for listing in together(seen, listings_with(seen, kind, "payee", "date"), fits=_none_distinct(seen)):
        for places in _of_one_amount(listing):
            others = [place for place in not_in_another(listing, places) if listing.amount(place) not in said]
            for found in _perhaps_the_same(listing, without_cancelled(listing, others)):
                for cluster in clusters(listing, found, days):
                    ends = {"first_day": listing.days[cluster[0]], "last_day": listing.days[cluster[-1]]}
                    values = {**_about(listing, cluster[0]), **ends, "amount_fen": listing.fens[cluster[0]]}
                    yield Fact(kind, named(listing, cluster), {**values, "count": len(cluster)})


def _none_distinct(seen: Evidence) -> Callable[[Listing, Listing], bool]:
    """Tells of two ledgers that the settings call neither distinct, its payments being no other's."""

    def distinct(listing: Listing) -> bool:
        return seen.settings.table_rule(listing.sheet.file, listing.sheet.sheet).distinct

    return lambda one, other: not distinct(one) and not distinct(other)


def _of_one_amount(listing: Listing) -> Iterator[list[int]]:
    """Payments to one payee for one project, fund and level of one amount, and what of it came back."""
    often = {fen for fen, count in Counter(map(abs, listing.fens)).items() if count > 1 and fen}
    alike: dict[tuple[object, ...], list[int]] = {}
    for place, fen in enumerate(listing.fens) if often else ():
        if abs(fen) in often and not says_nothing(listing.payees[place]):
            alike.setdefault((listing.meanings[place], listing.payees[place], abs(fen)), []).append(place)
    return (places for places in alike.values() if len(places) > 1)


def _perhaps_the_same(listing: Listing, places: list[int]) -> Iterator[list[int]]:
    """The payments by what their remarks say; those without one may be any. One voucher is one payment whatever they say."""
    said: dict[str, list[int]] = {}
    for place in places:
        said.setdefault(purpose(listing.remarks[place]), []).append(place)
    if len(said) <= 1 + ("" in said):
        yield places
        return
    groups: list[tuple[set[str], list[int]]] = []
    for alike in said.values():
        vouchers, members = {text for place in alike if not says_nothing(text := listing.vouchers[place])}, alike
        for other in [group for group in groups if not vouchers.isdisjoint(group[0])]:
            groups.remove(other)
            vouchers, members = vouchers | other[0], [*other[1], *members]
        groups.append((vouchers, members))
    yield from (members for _, members in groups)


def _about(listing: Listing, place: int) -> dict[str, object]:
    """Whose payment it is, for a finding's words."""
    return {"project": listing.meanings[place].project, "payee": listing.payees[place]}


@rule("L061", "error", needs=("ledger", "ledger-date", "today"), in_report=False)
def future_date(seen: Evidence) -> Iterable[Fact]:
    """拨付日期在将来 | Payments dated in the future

    Message:
        {count} 笔拨付(共 {amount_fen})的日期是 {day},晚于今天({today})
        {count} payments ({amount_fen}) with the date {day}, which is after today ({today})
    Why:
        还没到的日期不可能已经拨付,多半是年份或月份写错。写错的日期会让这笔拨付不在截止日期之内,已拨付数偏小。
        Nothing was paid on a day that has not come: mostly the year or the month is mistyped. Such a payment lies after
          the as-of date and is missing from what was paid.
    Remedy:
        对照支付凭证改正日期;尚未支付的,从台账中删去
        correct the date by the voucher; take the row out if nothing was paid yet
    Fires:
        [台账]
        | 单位:元 |
        | 拨付日期 | 项目名称 | 拨付金额 |
        | 2021-03-01 | 农村道路 | 5000 |
        | 2021-03-02 | 农村道路 | 800 |
    Passes:
        [台账]
        | 单位:元 |
        | 拨付日期 | 项目名称 | 拨付金额 |
        | 2021-03-01 | 农村道路 | 5000 |
    """
    today = seen.today
    assert today is not None
    for listing in listings_with(seen, "future-date", "date"):
        for day, places in on_days(listing, lambda day: day > today).items():
            values = {"day": day, "today": today, "expected": today, "actual": day, **_sums(listing, places)}
            yield Fact("future-date", named(listing, places, "date"), values)


def _sums(listing: Listing, places: list[int]) -> dict[str, object]:
    """The number and the sum of some payments; the project, where it is the same."""
    projects = {listing.meanings[place].project for place in places}
    project = {"project": projects.pop()} if len(projects) == 1 else {}
    return {"count": len(places), "amount_fen": sum(listing.fens[place] for place in places), **project}


@rule("L062", "warning", measure="fen", needs=("ledger", "ledger-date"), in_report=False)
def date_after_stated(seen: Evidence) -> Iterable[Fact]:
    """拨付日期晚于台账注明的截止日期 | Payments after the date to which their own sheet says it reaches

    Message:
        台账注明截止 {stated},却有 {count} 笔拨付(共 {amount_fen})在此之后,最晚 {day}
        the ledger says that it reaches to {stated}, yet there are later dates, up to {day}: {count} payments ({amount_fen})
    Why:
        没有另外指定截止日期时,统计截止到表上注明的这一天,之后的拨付不计入。要么表头的日期忘了改,要么这几笔的日期写错了。
        Unless another date is chosen, figures reach to the day that the sheet states, and later payments are not in
          them. Either the heading was not brought up to date, or these dates are mistyped.
    Remedy:
        台账已更新的,改表头的截止日期;日期写错的,对照支付凭证改正
        bring the date in the heading up to date, or correct the dates of these payments by their vouchers
    Fires:
        [台账]
        | 截止日期:2020年1月31日 |
        | 单位:元 |
        | 拨付日期 | 项目名称 | 拨付金额 |
        | 2020-01-31 | 农村道路 | 5000 |
        | 2020-02-01 | 农村道路 | 800 |
    Passes:
        [台账]
        | 截止日期:2020年1月31日 |
        | 单位:元 |
        | 拨付日期 | 项目名称 | 拨付金额 |
        | 2020-01-30 | 农村道路 | 5000 |
        | 2020-01-31 | 农村道路 | 800 |
    """
    for listing in listings_with(seen, "date-after-stated", "date"):
        table = seen.book.tables[listing.table]
        stated = table.as_of
        if stated is None:
            continue
        late = on_days(listing, lambda day, end=stated: day > end)  # type: ignore[misc]
        places = sorted(place for found in late.values() for place in found)
        if places:
            values = {"stated": stated, "day": max(late), **_sums(listing, places)}
            yield Fact("date-after-stated", named(listing, places, "date"), values)


@rule("L063", "info", measure="fen", needs=("ledger", "ledger-date", "plan"), in_report=False)
def date_before_plan(seen: Evidence) -> Iterable[Fact]:
    """计划下达之前的拨付 | Payments made before the plan

    Message:
        计划表的日期是 {plan_day},其项目在同年此前已有 {count} 笔拨付(共 {amount_fen}),最早 {day}
        the plan is dated {plan_day}, yet its projects were paid before that in the same year, from {day} on: {count} payments ({amount_fen})
    Why:
        年初计划未定时可以预拨,属于常见做法,但应有预拨依据,并在计划下达后从中扣回。检查时常被问到,先核一遍。
          只看填报(编制)日期;有几个版本的,看最早的一版;写明“截止日期”的计划不看,那是统计日期。
        Money may be advanced before the year's plan is made, as is common, if something allows it and the plan takes it
          in. Auditors ask for it. What counts is the day on which the plan was filled in, of several versions that of
          the first; a plan with an as-of date is passed, for that is the day of its figures.
    Remedy:
        核对预拨是否有依据、是否已计入本计划
        make sure that the advances were allowed and are part of this plan
    Fires:
        [计划]
        | 填报日期:2020年3月10日 |
        | 单位:元 |
        | 项目名称 | 计划资金 |
        | 农村道路 | 9000 |
        [台账]
        | 单位:元 |
        | 拨付日期 | 项目名称 | 拨付金额 |
        | 2020-03-09 | 农村道路 | 500 |
        | 2020-03-10 | 农村道路 | 800 |
    Passes:
        [计划]
        | 填报日期:2020年3月10日 |
        | 单位:元 |
        | 项目名称 | 计划资金 |
        | 农村道路 | 9000 |
        [台账]
        | 单位:元 |
        | 拨付日期 | 项目名称 | 拨付金额 |
        | 2020-03-10 | 农村道路 | 500 |
    """
    aliases = normalised(seen.settings.aliases)
    later = {version.origin[:2] for version in seen.statement.versions if version.place > 1}
    for number, table in enumerate(seen.book.tables):
        day = table.as_of
        if table.kind != "plan" or day is None or (table.file, table.sheet) in later:
            continue
        if any(AS_OF.search(text) for text in table.captions):
            continue
        projects = {normal(row.project) for row in seen.book.plan_rows if row.table == number}
        for listing in listings_with(seen, "date-before-plan", "date"):
            early = on_days(listing, lambda paid, made=day: paid < made and paid.year == made.year)  # type: ignore[misc]
            found = sorted(place for places in early.values() for place in places)
            names = {name: key_of(name, aliases) for name in {m.project for m in listing.meanings}}
            places = [place for place in found if names[listing.meanings[place].project] in projects]
            if places:
                first = min(paid for place in places if (paid := listing.days[place]) is not None)
                values = {"plan_day": day, "day": first, **_sums(listing, places)}
                yield Fact("date-before-plan", named(listing, places, "date"), values)


@rule("L064", "warning", measure="fen", needs=("ledger",), in_report=False)
def negative_without_mark(seen: Evidence) -> Iterable[Fact]:
    """负数拨付没有注明退回 | A negative payment without a word of a refund

    Message:
        “{project}”有一笔负数 {amount_fen},这一行没有写明是退回、冲销还是更正
        {project}: a negative amount of {amount_fen}, and nothing in its row speaks of a refund
    Why:
        负数按退回处理,从已拨付中减去。若是手误多打了负号,已拨付就少了两倍的金额;没有说明,事后无从分清。
        A negative amount counts as a refund and reduces what was paid. If the minus sign is a slip, twice the amount is
          missing from what was paid, and without a word nobody can tell later.
    Remedy:
        确是退回、更正或抵扣的,在备注写明“退回”“冲销”“更正”“抵扣”等及原凭证号;手误的,改为正数
        if it is a refund, a correction or an offset, say so in the remark with the voucher of the payment; if the sign is a slip, make it positive
    Fires:
        [台账]
        | 单位:元 |
        | 拨付日期 | 项目名称 | 拨付金额 | 备注 |
        | 2020-01-06 | 农村道路 | 5000 | 工程款 |
        | 2020-02-10 | 农村道路 | -800 | 工程款 |
    Passes:
        [台账]
        | 单位:元 |
        | 拨付日期 | 项目名称 | 拨付金额 | 备注 |
        | 2020-01-06 | 农村道路 | 5000 | 工程款 |
        | 2020-02-10 | 农村道路 | -800 | 冲销多付工程款 |
    """
    for listing in listings_of(seen, "negative-without-mark"):
        for place, row in enumerate(listing.rows) if listing.unmarked else ():
            if row in listing.unmarked and listing.fens[place] < 0:
                values = {**_about(listing, place), "amount_fen": listing.fens[place]}
                yield Fact("negative-without-mark", (listing.amount(place),), values)


@rule("L065", "warning", measure="fen", needs=("ledger", "ledger-payee"), in_report=False, limits={"share": 50})
def payee_missing(seen: Evidence) -> Iterable[Fact]:
    """拨付没有收款单位 | Payments without a payee

    Message:
        {count} 笔拨付(共 {amount_fen})没有填收款单位{where}
        {count} payments ({amount_fen}) without a payee{where}
    Why:
        看不出钱付给了谁,既无法核对是否付错、重付,也无法核对是否直接付到最终收款人。“待定”“不详”“×××”等与空白一样。
        Nobody can see whom the money went to: neither a wrong nor a second payment can be found, nor whether it reached
          those whom it is for. Words that only hold the place, such as unknown or to follow, count as blank.
    Remedy:
        按支付凭证补上收款单位;打卡发放的写“打卡发放”或代发银行
        fill in the payee from the voucher; for payments by card, the bank that pays them out
    Fires:
        [台账]
        | 单位:元 |
        | 拨付日期 | 项目名称 | 收款单位 | 拨付金额 |
        | 2020-01-06 | 农村道路 | 路桥公司 | 5000 |
        | 2020-01-07 | 农村道路 | / | 800 |
    Passes:
        [台账]
        | 单位:元 |
        | 拨付日期 | 项目名称 | 收款单位 | 拨付金额 |
        | 2020-01-06 | 农村道路 | 路桥公司 | 5000 |
        | 2020-01-07 | 农村道路 | 建材公司 | 800 |
    """
    return _missing(seen, "payee-missing", "payee")


@rule("L066", "warning", measure="fen", needs=("ledger", "ledger-voucher"), in_report=False, limits={"share": 50})
def voucher_missing(seen: Evidence) -> Iterable[Fact]:
    """拨付没有凭证号 | Payments without a voucher number

    Message:
        {count} 笔拨付(共 {amount_fen})没有填凭证号{where}
        {count} payments ({amount_fen}) without a voucher number{where}
    Why:
        《会计基础工作规范》要求以审核无误的原始凭证填制记账凭证并连续编号。台账没有凭证号,这笔拨付就对不上账,查不到依据。
          “待补”“0”“见附件”等与空白一样。
        The ministry's norms of basic accounting work want every entry to rest on a numbered voucher. Without its number
          a payment cannot be traced to the books. Words that only hold the place, such as to follow or 0, count as blank.
    Remedy:
        从会计账或支付系统查到凭证号补上;还没有支付的,不登台账
        look the number up in the books or the payment system; what has not been paid yet does not belong here
    Fires:
        [台账]
        | 单位:元 |
        | 拨付日期 | 项目名称 | 凭证号 | 拨付金额 |
        | 2020-01-06 | 农村道路 | 记12 | 5000 |
        | 2020-01-07 | 农村道路 |  | 800 |
    Passes:
        [台账]
        | 单位:元 |
        | 拨付日期 | 项目名称 | 凭证号 | 拨付金额 |
        | 2020-01-06 | 农村道路 | 记12 | 5000 |
        | 2020-01-07 | 农村道路 | 记13 | 800 |
    """
    return _missing(seen, "voucher-missing", "voucher")


@rule("L067", "info", measure="fen", needs=("ledger", "ledger-document"), in_report=False, limits={"share": 50})
def document_missing(seen: Evidence) -> Iterable[Fact]:
    """拨付没有指标文号 | Payments without a document number

    Message:
        {count} 笔拨付(共 {amount_fen})没有填指标文号{where}
        {count} payments ({amount_fen}) without a document number{where}
    Why:
        拨款依据的是下达的指标。没有文号,就分不清用的是哪一级、哪一年的钱。“待补”“见附件”等与空白一样。
        A payment rests on funds that were issued. Without the document's number nobody can tell which level's and which
          year's money it is. Words that only hold the place, such as to follow, count as blank.
    Remedy:
        补上该笔拨付所依据的指标文号
        fill in the number of the document that the payment rests on
    Fires:
        [台账]
        | 单位:元 |
        | 拨付日期 | 项目名称 | 指标文号 | 拨付金额 |
        | 2020-01-06 | 农村道路 |  | 5000 |
        | 2020-01-07 | 农村道路 | — | 800 |
        | 2020-01-08 | 农村道路 | 区财〔2020〕3号 | 100 |
    Passes:
        [台账]
        | 单位:元 |
        | 拨付日期 | 项目名称 | 指标文号 | 拨付金额 |
        | 2020-01-06 | 农村道路 | 区财〔2020〕1号 | 5000 |
        | 2020-01-07 | 农村道路 | 区财〔2020〕1号 | 800 |
        | 2020-01-08 | 农村道路 | 区财〔2020〕3号 | 100 |
    """
    return _missing(seen, "document-missing", "document")


def _missing(seen: Evidence, kind: str, column: str) -> Iterator[Fact]:
    """A finding for each blank cell; one for the whole column where more than a share of it is blank."""
    for listing in listings_with(seen, kind, column):
        places = [place for place in blank_texts(listing, column) if column != "payee" or listing.fens[place] > 0]
        yield from _missing_in(listing, kind, column, places, seen.limit(kind, "share"))


def _missing_in(listing: Listing, kind: str, column: str, places: list[int], share: Limit) -> Iterator[Fact]:
    if len(places) * 100 > share * len(set(listing.rows)):
        values = {"where": MOSTLY_BLANK, **_sums(listing, places)}
        yield Fact(kind, (listing.heading(column), *named(listing, places, column)), values)
        return
    for place in places:
        yield Fact(kind, (listing.cell(place, column),), {"where": NOTHING, **_sums(listing, [place])})


@rule(
    "L068",
    "warning",
    measure="fen",
    needs=("ledger", "ledger-payee", "ledger-date"),
    in_report=False,
    limits={"amount": 500_000 * YUAN, "days": 7, "count": 3, "share": 90},
)
def split_payments(seen: Evidence) -> Iterable[Fact]:
    """疑似化整为零的拨付 | Payments that may have been split to stay under a limit

    Message:
        {first_day} 至 {last_day} 向“{payee}”拨付 {count} 笔,每笔都略低于限额 {limit_fen},合计 {amount_fen},疑似化整为零
        {count} payments to {payee} from {first_day} to {last_day}, each just under the limit of {limit_fen}, {amount_fen} together; perhaps split
    Why:
        大额资金要集体决策、政府采购达到限额要公开招标,限额各地不同。几天内向同一单位连付几笔,每笔都只比限额少一点,合计却超过限额,
          是检查中认定规避审批的常见线索。默认按 50 万元、7 天内 3 笔、每笔不低于限额的 90% 查找;连续的几个 7 天并作一处,
          已登记退回的不算,几张台账(如按月分表)合在一起查。
        Large sums need a decision by several, and purchases above a limit a public tender; the limits differ from place
          to place. Several payments to one payee within days, each a little below the limit and together above it, are
          what auditors take as a sign of avoidance. Looked for are, unless set, 3 payments within 7 days of at least
          90% of 500,000 yuan each; days that run on are one finding, payments booked as refunded do not count, and
          several ledgers, such as monthly sheets, are looked at together.
    Remedy:
        核对合同和审批手续;本地限额不同的,在设置中写 [check.L068] amount = "30万元"
        look at the contract and its approval; if your limit is another, write [check.L068] amount = "30万元" in the settings
    Fires:
        [台账]
        | 单位:元 |
        | 拨付日期 | 项目名称 | 收款单位 | 拨付金额 |
        | 2020-01-06 | 农村道路 | 路桥公司 | 450000 |
        | 2020-01-08 | 农村道路 | 路桥公司 | 499999.99 |
        | 2020-01-13 | 农村道路 | 路桥公司 | 480000 |
    Passes:
        [台账]
        | 单位:元 |
        | 拨付日期 | 项目名称 | 收款单位 | 拨付金额 |
        | 2020-01-06 | 农村道路 | 路桥公司 | 450000 |
        | 2020-01-08 | 农村道路 | 路桥公司 | 500000 |
        | 2020-01-13 | 农村道路 | 路桥公司 | 480000 |
    """
    kind = "split-payments"
    limit, share = seen.limit(kind, "amount"), seen.limit(kind, "share")
    days, count = int(seen.limit(kind, "days")), int(seen.limit(kind, "count"))
    for listing in together(seen, listings_with(seen, kind, "payee", "date")):
        under: dict[str, dict[int, list[int]]] = {}
        for place, fen in enumerate(listing.fens):
            if abs(fen) < limit and abs(fen) * 100 >= limit * share and not says_nothing(listing.payees[place]):
                under.setdefault(listing.payees[place], {}).setdefault(abs(fen), []).append(place)
        for payee, amounts in under.items():
            places = [place for alike in amounts.values() for place in without_cancelled(listing, alike)]
            for found in windows(listing, places, days, count, beyond=limit):
                ends = {"first_day": listing.days[found[0]], "last_day": listing.days[found[-1]]}
                values = {**_sums(listing, found), **ends, "payee": payee, "limit_fen": limit}
                yield Fact(kind, named(listing, found), values)


@rule("L069", "info", measure="fen", needs=("ledger",), in_report=False, limits={"count": 10, "share": 80})
def round_amounts(seen: Evidence) -> Iterable[Fact]:
    """整万元的拨付集中 | Payments that are mostly round amounts

    Message:
        {who}的 {whole} 笔拨付中有 {count} 笔是整万元(共 {amount_fen})
        {who}: {count} of {whole} payments are multiples of 10,000 yuan ({amount_fen} together)
    Why:
        按实际工程量、人数结算的金额很少恰好是整万元。整数集中,可能是按进度估拨、预付,或者以拨代支,结算时应核对依据。
          只提示,不是问题。以万元为单位的台账不查。
        What is settled by work done or people paid is seldom a round sum. Where most are round, money may have been paid
          by estimate or in advance, to be settled later. A hint, no fault. Ledgers in units of 10,000 yuan are not looked at.
    Remedy:
        抽查其中几笔的结算依据;属于预付的,登记结算情况
        look at what some of them rest on; if they are advances, see that they are settled
    Fires:
        [台账]
        | 单位:元 |
        | 拨付日期 | 项目名称 | 收款单位 | 拨付金额 |
        | 2020-01-06 | 农村道路 | 路桥公司 | 50000 |
        | 2020-02-06 | 农村道路 | 路桥公司 | 20000 |
        | 2020-03-06 | 农村道路 | 路桥公司 | 30000 |
        | 2020-03-09 | 农村道路 | 建材公司 | 1234.56 |
        | 2020-04-09 | 农村道路 | 建材公司 | 2345.67 |
        toml: [check.L069]
        toml: count = 3
    Passes:
        [台账]
        | 单位:元 |
        | 拨付日期 | 项目名称 | 收款单位 | 拨付金额 |
        | 2020-01-06 | 农村道路 | 路桥公司 | 50000 |
        | 2020-02-06 | 农村道路 | 路桥公司 | 20000 |
        | 2020-03-06 | 农村道路 | 路桥公司 | 30001 |
        | 2020-03-09 | 农村道路 | 建材公司 | 1234.56 |
        | 2020-04-09 | 农村道路 | 建材公司 | 2345.67 |
        toml: [check.L069]
        toml: count = 3
    """
    kind = "round-amounts"
    for listing in listings_of(seen, kind):
        if seen.book.tables[listing.table].unit < WAN_YUAN:
            yield from _round_in(listing, kind, int(seen.limit(kind, "count")), seen.limit(kind, "share"))
        else:
            seen.cannot(kind, "ledger-yuan", listing.sheet)


def _round_in(listing: Listing, kind: str, least: int, share: Limit) -> Iterator[Fact]:
    """One finding where a whole ledger is round; else one for each payee of a project."""
    places = [place for place, fen in enumerate(listing.fens) if fen > 0 and fen % WAN_YUAN == 0]
    if len(places) >= least and len(places) * 100 >= share * len(listing.rows):
        yield Fact(
            kind, named(listing, places), {"who": WHOLE_LEDGER, "whole": len(listing.rows), **_sums(listing, places)}
        )
        return
    by_payee: dict[tuple[str, str], list[int]] = {}
    for place in places:
        by_payee.setdefault((listing.meanings[place].project, listing.payees[place]), []).append(place)
    found = {key: members for key, members in by_payee.items() if len(members) >= least}
    projects = (meaning.project for meaning in listing.meanings)
    counts = Counter(zip(projects, listing.payees, strict=True)) if found else {}
    for (project, payee), members in found.items():
        whole = counts[project, payee]
        if len(members) * 100 >= share * whole:
            who = OF_PROJECT_AND_PAYEE.fill(project=project, payee=payee) if payee else OF_PROJECT.fill(project=project)
            yield Fact(kind, named(listing, members), {"who": who, "whole": whole, **_sums(listing, members)})


@rule("L070", "info", measure="fen", needs=("ledger", "ledger-date"), in_report=False)
def weekend_or_holiday(seen: Evidence) -> Iterable[Fact]:
    """周末和节假日的拨付 | Payments on weekends and public holidays

    Message:
        有 {count} 笔拨付(共 {amount_fen})的日期是{what}:{days}
        {count} payments ({amount_fen}) on {what}: {days}
    Why:
        国库和银行对公业务在周末、法定节假日一般不办理支付,调休上班的周末除外。这些日期可能是登记日、批准日而不是支付日,也可能写错。
        The treasury and the banks do not pay for offices on weekends and public holidays, but for weekends that were made
          workdays. Such a day may be that of the entry or the approval, or a slip.
    Remedy:
        对照支付凭证核对日期
        check the dates against the vouchers
    Fires:
        [台账]
        | 单位:元 |
        | 拨付日期 | 项目名称 | 拨付金额 |
        | 2020-01-04 | 农村道路 | 5000 |
        | 2020-05-01 | 农村道路 | 800 |
    Passes:
        [台账]
        | 单位:元 |
        | 拨付日期 | 项目名称 | 拨付金额 |
        | 2020-01-19 | 农村道路 | 5000 |
        | 2020-05-06 | 农村道路 | 800 |
    """
    kind = "weekend-or-holiday"
    listings = list(listings_with(seen, kind, "date"))
    free = free_days(seen, kind, (day for listing in listings for day in set(listing.days) if day is not None))
    for listing in listings:
        found = on_days(listing, free.__contains__)
        for what, words in FREE_DAYS.items():
            days = [day for day in found if free[day] == what]
            places = sorted(place for day in days for place in found[day])
            if places:
                shown = ", ".join(map(str, days[:8])) + (" …" if len(days) > 8 else "")
                values = {"what": words, "days": shown, **_sums(listing, places)}
                yield Fact(kind, named(listing, places, "date"), values)


@rule(
    "L071",
    "info",
    measure="count",
    needs=("ledger", "ledger-voucher"),
    in_report=False,
    limits={"count": 10, "share": 80},
)
def voucher_gap(seen: Evidence) -> Iterable[Fact]:
    """凭证号不连续 | Gaps in the numbers of vouchers

    Message:
        凭证号 {first} 至 {last} 之间缺 {count} 个:{missing}
        missing between the vouchers {first} and {last}: {missing} ({count} in all)
    Why:
        凭证号基本连续的台账,中间缺号可能是漏登了拨付,也可能是作废或别的业务用了这个号。几张台账的号码前后相接的,
          合在一起查。号码大多不连续的台账不查。
        Where numbers run on, one that is missing may be a payment that nobody entered, or a voucher that was cancelled or
          used for something else. Ledgers whose numbers run on from one to the other are looked at as one; those whose
          numbers mostly do not run on are not looked at.
    Remedy:
        核对缺号的凭证:漏登的补登;作废或其他业务的,不用处理
        look at the missing vouchers: enter what was left out; nothing to do if they were cancelled or of other business
    Fires:
        [台账]
        | 单位:元 |
        | 拨付日期 | 项目名称 | 凭证号 | 拨付金额 |
        | 2020-01-06 | 农村道路 | 记-11 | 100 |
        | 2020-01-07 | 农村道路 | 记-12 | 200 |
        | 2020-01-08 | 农村道路 | 记-14 | 300 |
        | 2020-01-09 | 农村道路 | 记-15 | 400 |
        toml: [check.L071]
        toml: count = 4
    Passes:
        [台账]
        | 单位:元 |
        | 拨付日期 | 项目名称 | 凭证号 | 拨付金额 |
        | 2020-01-06 | 农村道路 | 记-11 | 100 |
        | 2020-01-07 | 农村道路 | 记-12 | 200 |
        | 2020-01-08 | 农村道路 | 记-15 | 300 |
        | 2020-01-09 | 农村道路 | 记-16 | 400 |
        toml: [check.L071]
        toml: count = 4
    """
    kind = "voucher-gap"
    least, share = int(seen.limit(kind, "count")), seen.limit(kind, "share")
    columns = [(listing, numbers_of(listing.vouchers)) for listing in listings_with(seen, kind, "voucher")]
    known: dict[str, set[int]] = {}
    for listing, numbered in columns:
        for numbers in (*numbered, *numbers_of(listing.passed_vouchers)):
            known.setdefault(numbers.prefix, set()).update(numbers.places)
    for form, places in series_of(seen, columns, share):
        first, last, there = min(places), max(places), len(places)
        if there < least or there * 100 < share * (last - first + 1) or there == last - first + 1:
            continue
        missing = [number for number in range(first, last + 1) if number not in known[form.prefix]]
        if missing:
            ends = {"first": form.name(first), "last": form.name(last)}
            values = {"count": len(missing), "missing": spans(missing, form.name), **ends}
            behind = [places[number + 1] for number in missing if number + 1 in places][:MOST_NAMED]
            origins = [listing.cell(place, "voucher") for listing, place in behind]
            named_once = tuple(dict.fromkeys(origins)) or (places[first][0].heading("voucher"),)
            yield Fact(kind, named_once, {**values, "expected": 0, "actual": len(missing)})


@rule("L072", "warning", measure="fen", needs=("ledger", "ledger-voucher"), in_report=False, limits={"share": 90})
def voucher_twice(seen: Evidence) -> Iterable[Fact]:
    """同一凭证号用于不同的拨付 | One voucher number on different payments

    Message:
        凭证号“{voucher}”用在 {count} 行(共 {amount_fen}),{what}不同
        voucher {voucher!r} stands in {count} rows ({amount_fen}) that differ in {what}
    Why:
        这张台账的凭证号基本上一行一号,个别号却出现在日期或收款单位不同的几行,多半是抄错号或重复登记。
          几张台账的号码前后相接的,合在一起查。一号多行本来就常见(打卡发放、每月重新编号)的台账不查。
        In this ledger nearly every row has a number of its own, yet this one stands beside different days or payees: a
          copying slip, or a payment entered twice. Ledgers whose numbers run on from one to the other are looked at as
          one; those where one number for several rows is common (batches, or numbers that begin anew each month) are not
          looked at.
    Remedy:
        对照凭证改正号码;重复登记的删去一行
        correct the number by the voucher, or delete the row that was entered twice
    Fires:
        [台账]
        | 单位:元 |
        | 拨付日期 | 项目名称 | 收款单位 | 凭证号 | 拨付金额 |
        | 2020-01-06 | 农村道路 | 路桥公司 | 记1 | 100 |
        | 2020-01-07 | 农村道路 | 路桥公司 | 记2 | 200 |
        | 2020-01-08 | 农村道路 | 建材公司 | 记2 | 300 |
        | 2020-01-09 | 农村道路 | 路桥公司 | 记3 | 400 |
        | 2020-01-10 | 农村道路 | 路桥公司 | 记4 | 500 |
        toml: [check.L072]
        toml: share = 75
    Passes:
        [台账]
        | 单位:元 |
        | 拨付日期 | 项目名称 | 收款单位 | 凭证号 | 拨付金额 |
        | 2020-01-06 | 农村道路 | 路桥公司 | 记1 | 100 |
        | 2020-01-07 | 农村道路 | 路桥公司 | 记2 | 200 |
        | 2020-01-07 | 农村道路 | 路桥公司 | 记2 | 300 |
        | 2020-01-09 | 农村道路 | 路桥公司 | 记3 | 400 |
        | 2020-01-10 | 农村道路 | 路桥公司 | 记4 | 500 |
        toml: [check.L072]
        toml: share = 75
    """
    kind = "voucher-twice"
    share = seen.limit(kind, "share")
    said = {origin for fact in seen.facts("row-twice") for origin in fact.origins}
    listings = list(listings_with(seen, kind, "voucher"))
    for listing in together(seen, listings, fits=number_on(listings, share)):
        repeated = _repeated_vouchers(listing, share)
        found = [(part, _repeated_vouchers(part, share)) for part in parts_of(listing)] if repeated is None else []
        for part, vouchers in found or [(listing, repeated)]:
            for voucher, places in (vouchers or {}).items():
                what = _differing(part, places)
                if what and not said.issuperset(part.amount(place) for place in places):
                    values = {"voucher": voucher, "what": what, **_sums(part, places)}
                    yield Fact(kind, named(part, places, "voucher"), values)


def _repeated_vouchers(listing: Listing, share: Limit) -> dict[str, list[int]] | None:
    """The vouchers of several payments; None where they are more than few."""
    counts = Counter(listing.vouchers)
    for blank in list(filter(says_nothing, counts)):
        del counts[blank]
    repeated: dict[str, list[int]] = {voucher: [] for voucher, count in counts.items() if count > 1}
    if (len(counts) - len(repeated)) * 100 < share * len(counts):
        return None
    for place, voucher in enumerate(listing.vouchers) if repeated else ():
        if voucher in repeated:
            repeated[voucher].append(place)
    return repeated


def _differing(listing: Listing, places: list[int]) -> Text | None:
    """In what payments of one voucher differ: their days, their payees. What a row does not tell is no difference."""
    days = {day for place in places if (day := listing.days[place]) is not None}
    payees = {payee for place in places if not says_nothing(payee := listing.payees[place])}
    return VOUCHER_DIFFERS.get((len(days) > 1, len(payees) > 1))


@rule("L073", "warning", measure="fen", needs=("ledger", "ledger-date"), in_report=False, limits={"share": 50})
def date_missing(seen: Evidence) -> Iterable[Fact]:
    """拨付没有日期 | Payments without a date

    Message:
        {count} 笔拨付(共 {amount_fen})没有填拨付日期{where}
        {count} payments ({amount_fen}) without a date{where}
    Why:
        没有日期的拨付不按截止日期、年度取舍,一律计入,按月的数也缺这几笔;是否重付、化整为零也无从查起。
          像是日期只写在每天第一行的见 L015,因此不知是否在截止日期之前的见 A012,读不出的见 A010,这里不重复。
        Payments without a date count whatever the as-of date and the year are, and figures by month lack them; nobody
          can tell whether they were made twice or split. Dates that stand only in the first row of a day (L015), payments
          that may lie after the as-of date (A012) and dates that cannot be read (A010) are not said again.
    Remedy:
        按支付凭证补上拨付日期
        fill in the date from the voucher
    Fires:
        [台账]
        | 单位:元 |
        | 拨付日期 | 项目名称 | 拨付金额 |
        | 2020-01-06 | 农村道路 | 5000 |
        |  | 农村道路 | 800 |
        | 2020-01-08 | 农村道路 | 300 |
    Passes:
        [台账]
        | 单位:元 |
        | 拨付日期 | 项目名称 | 拨付金额 |
        | 2020-01-06 | 农村道路 | 5000 |
        | 2020-01-07 | 农村道路 | 800 |
        | 2020-01-08 | 农村道路 | 300 |
    """
    kind = "date-missing"
    said = {origin for other in ("undated-block", "undated") for fact in seen.facts(other) for origin in fact.origins}
    for listing in listings_with(seen, kind, "date"):
        first: dict[int, int] = {}
        for place, row in enumerate(listing.rows) if listing.undated else ():
            if row in listing.undated:
                first.setdefault(row, place)
        if said.isdisjoint(map(listing.amount, first.values())):
            yield from _missing_in(listing, kind, "date", sorted(first.values()), seen.limit(kind, "share"))


@rule("X061", "warning", measure="fen", needs=("ledger", "ledger-cumulative"), in_report=False)
def running_total_inconsistent(seen: Evidence) -> Iterable[Fact]:
    """累计拨付与各笔金额不符 | A running total does not follow from the payments

    Message:
        这一行(“{project}”拨付 {amount_fen})的累计是 {actual_fen},按上一次的累计加本笔应为 {expected_fen}
        the running total of this row ({project}, {amount_fen}) is {actual_fen}; the one before it and this payment make {expected_fen}
    Why:
        累计栏接不上,要么这一笔的金额改过而累计没改,要么中间缺一行、多一行,要么累计是手填的。报表按各笔金额计,与台账的累计就对不上。
          累计按全表、项目、收款单位、级次,或每月从头累计,从上往下或从下往上,以对得上的为准;首行可以含以前的累计。
          三分之一以上的行都接不上的,无从核对,不逐行列出。
        Where a running total breaks off, an amount was changed without it, a row is missing or too many, or the total is
          typed by hand. Reports count the amounts and then differ from the ledger's own total. Whether it runs over the
          sheet, by project, payee or level, or from nought each month, down or up, is taken from what fits; the first
          may hold what was paid before. Where over a third of the rows fit nothing, none of them is listed.
    Remedy:
        核对这一笔的金额和上下行是否缺漏,再用公式重算累计
        check this amount and whether a row is missing, then compute the running total by a formula
    Fires:
        [台账]
        | 单位:元 |
        | 拨付日期 | 项目名称 | 拨付金额 | 累计拨付 |
        | 2020-01-06 | 农村道路 | 500 | 500 |
        | 2020-01-07 | 农村道路 | 300 | 800 |
        | 2020-01-08 | 农村道路 | 200 | 1100 |
        | 2020-01-09 | 农村道路 | 100 | 1100 |
    Passes:
        [台账]
        | 单位:元 |
        | 拨付日期 | 项目名称 | 拨付金额 | 累计拨付 |
        | 2020-01-06 | 农村道路 | 500 | 500 |
        | 2020-01-07 | 农村道路 | 300 | 800 |
        | 2020-01-08 | 农村道路 | 200 | 1000 |
        | 2020-01-09 | 农村道路 | 100 | 1100 |
    """
    kind = "running-total-inconsistent"
    for listing in listings_with(seen, kind, "cumulative"):
        breaks, known = running_breaks(listing, seen.book.tables[listing.table])
        if not known:
            seen.cannot(kind, "running-unclear", listing.heading("cumulative"))
        for found in breaks:
            place = found.place
            amounts = {"amount_fen": listing.fens[place], "expected_fen": found.expected, "actual_fen": found.stated}
            yield Fact(kind, (listing.cell(place, "cumulative"),), {**_about(listing, place), **amounts})
