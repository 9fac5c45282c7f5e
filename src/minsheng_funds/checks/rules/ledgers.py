"""Payment ledgers: refunds, totals among the payments, rows that stand twice, single payments."""

from collections.abc import Iterable, Iterator
from itertools import groupby

from minsheng_funds.checks.evidence import Evidence
from minsheng_funds.checks.left_out import money_of_examples
from minsheng_funds.checks.listings import listings_with, month_of, named
from minsheng_funds.checks.registry import rule
from minsheng_funds.checks.words import MOSTLY_BLANK
from minsheng_funds.model import Fact, Listing
from minsheng_funds.names import normal
from minsheng_funds.vocabulary import LEVELS, NOTHING


@rule("L001", "error", measure="fen", needs=("ledger",))
def refund_positive(seen: Evidence) -> Iterable[Fact]:
    """退回的资金记成了正数 | Money that came back is entered as a positive amount

    Message:
        “{project}”的 {amount_fen} 注明“{remark}”却是正数,照原数计入,合计存疑
        {project}: {amount_fen} is marked {remark!r} but is positive; it counts as it stands, so the sums are in doubt
    Why:
        退回、红字、冲销的资金应当冲减已拨付。记成正数就不减反增,已拨付多出退回数的两倍。多因照抄退回单据上的金额、漏写负号。
        Money that came back reduces what was paid. As a positive amount it adds to it instead, and the paid sum is
          too high by twice the amount. It happens when the figure is copied from the slip without a minus sign.
    Remedy:
        退回的,把该格金额改为负数;确是拨付的,改正备注
        if the money came back, make the amount in this cell negative; if it was paid out, correct the remark
    Fires:
        [台账]
        | 单位:元 |
        | 拨付日期 | 项目名称 | 拨付金额 | 备注 |
        | 2020-01-06 | 农村道路 | 5000 | 工程款 |
        | 2020-02-10 | 农村道路 | 800 | 退回多拨资金 |
    Passes:
        [台账]
        | 单位:元 |
        | 拨付日期 | 项目名称 | 拨付金额 | 备注 |
        | 2020-01-06 | 农村道路 | 5000 | 工程款 |
        | 2020-02-10 | 农村道路 | -800 | 退回多拨资金 |
    """
    return seen.facts("refund-positive")


@rule("L002", "warning", measure="fen", needs=("ledger",))
def row_twice(seen: Evidence) -> Iterable[Fact]:
    """台账里同一行出现两次 | The same row stands twice in a ledger

    Message:
        这一行(“{project}”{amount_fen})与第 {first} 行完全相同(序号除外),两行都已计入
        this row ({project}, {amount_fen}) says the same as row {first}, but for its number; both count
    Why:
        重复录入或重复粘贴会把同一笔拨付算两次,拨付率虚高。同一天向同一单位拨付同样金额的两笔也会这样,只有查凭证才能分清。
        A row typed or pasted twice counts one payment twice, and the rate is too high. Two real payments of the same
          amount on the same day look just like it: only the vouchers tell.
    Remedy:
        核对凭证:重复录入的,删去其中一行;确是两笔的,填上各自的凭证号或备注
        look at the vouchers: delete one of the rows if it was entered twice; if these are two payments, give each its voucher number or remark
    Fires:
        [台账]
        | 单位:元 |
        | 序号 | 拨付日期 | 项目名称 | 收款单位 | 凭证号 | 拨付金额 |
        | 1 | 2020-01-06 | 农村道路 | 路桥公司 | 记12 | 5000 |
        | 2 | 2020-01-06 | 农村道路 | 路桥公司 | 记12 | 5000 |
    Passes:
        [台账]
        | 单位:元 |
        | 序号 | 拨付日期 | 项目名称 | 收款单位 | 凭证号 | 拨付金额 |
        | 1 | 2020-01-06 | 农村道路 | 路桥公司 | 记12 | 5000 |
        | 2 | 2020-01-06 | 农村道路 | 路桥公司 | 记13 | 5000 |
    """
    return seen.facts("row-twice")


@rule("L010", "warning", measure="fen", needs=("ledger",))
def refund_doubtful(seen: Evidence) -> Iterable[Fact]:
    """正数金额的备注可能说的是退回 | The remark of a positive amount may speak of a refund

    Message:
        “{project}”的 {amount_fen} 注明“{remark}”,可能与退回资金有关,按拨付照原数计入
        {project}: {amount_fen} says {remark!r}, which may speak of money that came back; it counts as a payment
    Why:
        “退票重拨”“应退回”这类备注,既可能是退回,也可能是退回后再次拨付或尚未退回。看错了,已拨付最多差这笔金额的两倍。
        Words such as “bounced, paid again” or “to be returned” may mark the refund, the second
          payment, or money that has not come back yet. To take it for the wrong one shifts the sum by up to twice its amount.
    Remedy:
        是退回的,把金额改为负数;是再次拨付的,另起一行用负数记前一次的退回,本行备注改为“重新拨付”
        if it is the refund, make it negative; if it is the second payment, enter the refund of the first in a negative row of its own, and let this remark speak of a second payment only
    Fires:
        [台账]
        | 单位:元 |
        | 拨付日期 | 项目名称 | 拨付金额 | 备注 |
        | 2020-01-06 | 农村道路 | 5000 | 工程款 |
        | 2020-02-10 | 农村道路 | 800 | 退票重拨 |
    Passes:
        [台账]
        | 单位:元 |
        | 拨付日期 | 项目名称 | 拨付金额 | 备注 |
        | 2020-01-06 | 农村道路 | 5000 | 工程款 |
        | 2020-02-10 | 农村道路 | -800 | 退票重拨 |
    """
    return seen.facts("refund-doubtful")


@rule("L011", "error", measure="fen", needs=("ledger",))
def receipt_refund(seen: Evidence) -> Iterable[Fact]:
    """退回的拨付记在收入栏 | A refund stands in the column of receipts

    Message:
        收入栏的 {amount_fen} 注明“{remark}”,像是退回的拨付,没有从已拨付中减去(项目:{project})
        {amount_fen} among the receipts says {remark!r}: it looks like a refund and was not subtracted (project: {project})
    Why:
        收支并列的台账里,收入栏多为收到的指标、拨款,不是拨付。退回的拨付记在那里,就没有冲减已拨付,拨付数偏大。
        In a ledger of receipts and payments the receipts are mostly money granted to it, and no payments. A refund
          entered there does not reduce what was paid, and the paid sum is too high.
    Remedy:
        是退回拨付的,改在支出栏记负数;是收到拨款的,改正摘要
        if it is a refund, move it to the payments as a negative amount; if it is money received, correct its text
    Fires:
        [日记账]
        | 单位:元 |
        | 日期 | 摘要 | 项目名称 | 收入 | 支出 | 余额 |
        | 2020-01-02 | 工程款 | 农村道路 | | 300 | 700 |
        | 2020-01-03 | 退回多拨 | 农村道路 | 40 | | 740 |
    Passes:
        [日记账]
        | 单位:元 |
        | 日期 | 摘要 | 项目名称 | 收入 | 支出 | 余额 |
        | 2020-01-02 | 工程款 | 农村道路 | | 300 | 700 |
        | 2020-01-03 | 退回多拨 | 农村道路 | | -40 | 740 |
    """
    return seen.facts("receipt-refund")


@rule("L012", "error", needs=("ledger",))
def sides_unclear(seen: Evidence) -> Iterable[Fact]:
    """借方、贷方分不清哪一栏是拨付 | Of debit and credit, which one is the payments is not said

    Message:
        不能确定 {headers} 中哪一栏是拨付,均未计入;若是后一栏,设置写 disbursed = ["{choice}"]
        nobody can tell which of {headers} holds the payments, so none is counted; the settings line disbursed = ["{choice}"] would choose the last
    Why:
        拨付记在借方还是贷方,要看是支出科目还是银行存款科目的账。取错一栏,就会把收到的钱当作拨付,所以不猜。
        Whether payments stand in debit or credit depends on the account: one of expenditure or one of bank deposits.
          The wrong side would take money received for money paid, so neither is guessed.
    Remedy:
        在设置 [columns] 中写明哪一栏是拨付(disbursed)
        say which one holds the payments (disbursed) under [columns] in the settings
    Fires:
        [银行日记账]
        | 单位:元 |
        | 日期 | 摘要 | 项目名称 | 借方金额 | 贷方金额 |
        | 2020-01-02 | 收到拨款 | 农村道路 | 1000 | |
        | 2020-01-03 | 付工程款 | 农村道路 | | 300 |
    Passes:
        [银行日记账]
        | 单位:元 |
        | 日期 | 摘要 | 项目名称 | 借方金额 | 贷方金额 |
        | 2020-01-02 | 收到拨款 | 农村道路 | 1000 | |
        | 2020-01-03 | 付工程款 | 农村道路 | | 300 |
        toml: [columns]
        toml: disbursed = ["贷方金额"]
    """
    return seen.facts("sides-unclear")


@rule("L013", "error", needs=("ledger",))
def direction_unclear(seen: Evidence) -> Iterable[Fact]:
    """收支方向栏的写法看不出是拨付还是收入 | A direction says neither payment nor receipt

    Message:
        “{column}”一栏的“{text}”看不出是拨付还是收入,这样的行未计入;若是拨付,设置写 keep = {{ "{column}" = ["{text}"] }}
        {text!r} in the column {column} says neither payment nor receipt, so such rows are not counted; keep = {{ "{column}" = ["{text}"] }} in the settings makes them payments
    Why:
        银行流水把收和付写在同一栏金额里,靠方向栏区分。“借”“贷”因科目而异,认错就把收到的钱当作拨付,所以这样的行都不计入,已拨付不完整。
        A bank's list keeps receipts and payments in one column of amounts and tells them apart by a direction. Debit and
          credit mean the one or the other depending on the account; none of such rows counts, so the paid sum is incomplete.
    Remedy:
        把方向改写为“支出”“收入”,或在设置 [tables."…"] 中用 keep 只保留拨付的行
        let the direction say payment or receipt, or keep the rows that are payments with keep under [tables."…"] in the settings
    Fires:
        [银行流水]
        | 单位:元 |
        | 日期 | 项目名称 | 金额 | 收支方向 |
        | 2020-01-02 | 农村道路 | 300 | 支出 |
        | 2020-01-03 | 农村道路 | 200 | 贷 |
    Passes:
        [银行流水]
        | 单位:元 |
        | 日期 | 项目名称 | 金额 | 收支方向 |
        | 2020-01-02 | 农村道路 | 300 | 支出 |
        | 2020-01-03 | 农村道路 | 200 | 收入 |
    """
    return seen.facts("direction-unclear")


@rule("L014", "error", measure="fen", needs=("ledger",))
def nameless_block(seen: Evidence) -> Iterable[Fact]:
    """项目名称只写在每段第一行 | A project's name stands only in the first row of its block

    Message:
        有 {count} 行有金额(共 {amount_fen})而没有项目名称,像是项目名称只写在每段第一行,均未计入
        {count} rows with money ({amount_fen}) have no project name, as where a name stands only in the first row of its block; none is counted
    Why:
        没有项目名称的金额无法归到项目,猜着往下填又可能归错,所以不计入任何项目,已拨付不完整。三行以内逐行列为问题(A007),更多的合为这一条。
        Money without a project's name belongs to nobody, and a guess may give it to the wrong project; it is in no
          figure, and the paid sum is incomplete. Up to three such rows are named one by one (A007), more are this one finding.
    Remedy:
        在 Excel/WPS 中把项目名称向下填充到每一行
        fill the project's name down into every row in Excel or WPS
    Fires:
        [台账]
        | 单位:元 |
        | 拨付日期 | 项目名称 | 收款单位 | 拨付金额 |
        | 2020-01-02 | 农村道路 | 一标段 | 100 |
        | 2020-01-03 | | 二标段 | 200 |
        | 2020-01-06 | | 三标段 | 300 |
        | 2020-01-07 | | 四标段 | 400 |
        | 2020-01-08 | | 五标段 | 500 |
    Passes:
        [台账]
        | 单位:元 |
        | 拨付日期 | 项目名称 | 收款单位 | 拨付金额 |
        | 2020-01-02 | 农村道路 | 一标段 | 100 |
        | 2020-01-03 | 农村道路 | 二标段 | 200 |
        | 2020-01-06 | | 三标段 | 300 |
        | 2020-01-07 | | 四标段 | 400 |
        | 2020-01-08 | | 五标段 | 500 |
    """
    return seen.facts("nameless-block")


@rule("L015", "warning", measure="fen", needs=("ledger-date",))
def undated_block(seen: Evidence) -> Iterable[Fact]:
    """日期只写在每天的第一行 | A date stands only in the first row of its day

    Message:
        有 {count} 笔拨付(共 {amount_fen})没有日期,像是日期只写在每天的第一行;按无日期计入
        {count} payments ({amount_fen}) have no date, as where a date stands only in the first row of its day; they count as undated
    Why:
        没有日期的拨付不按截止日期、年度取舍,一律计入;晚于截止日期或属于其他年度的会被多算,按月的数也缺这几笔。
        Payments without a date count whatever the as-of date and the year are: later ones, or those of another year,
          are counted in, and figures by month lack them.
    Remedy:
        在 Excel/WPS 中把日期向下填充到每一行
        fill the dates down into every row in Excel or WPS
    Fires:
        [台账]
        | 单位:元 |
        | 拨付日期 | 项目名称 | 收款单位 | 拨付金额 |
        | 2020-01-02 | 农村道路 | 一标段 | 100 |
        | | 农村道路 | 二标段 | 200 |
        | | 村卫生室 | 县医院 | 300 |
        | | 村卫生室 | 乡卫生院 | 400 |
    Passes:
        [台账]
        | 单位:元 |
        | 拨付日期 | 项目名称 | 收款单位 | 拨付金额 |
        | 2020-01-02 | 农村道路 | 一标段 | 100 |
        | 2020-01-02 | 农村道路 | 二标段 | 200 |
        | | 村卫生室 | 县医院 | 300 |
        | | 村卫生室 | 乡卫生院 | 400 |
    """
    return seen.facts("undated-block")


@rule("L016", "error", needs=("ledger",))
def amount_merged(seen: Evidence) -> Iterable[Fact]:
    """一个金额合并了几个项目或几天的行 | One amount is merged over rows of several projects or days

    Message:
        有 {count} 个金额是几行合并的({ranges}),各行应分多少不能确定,整额计在第一行的项目,相关项目存疑
        amounts merged over several rows: {count} ({ranges}); how each is shared nobody knows, so it counts for its first row's project, and these projects are in doubt
    Why:
        合并单元格只留一个金额。各行是不同项目、不同日期的,分给谁多少无从知道,项目的拨付率会一个偏高、一个偏低。
        A merged cell keeps one amount. Where its rows are of different projects or days, nobody knows the share of
          each: one project's rate comes out too high, the other's too low.
    Remedy:
        取消合并单元格,写明每行各自的金额
        unmerge the cells and give each row its own amount
    Fires:
        金额格 C3:C4 合并为一格,两行是不同的项目
        the amount's cell C3:C4 is merged over rows of two projects
    Passes:
        金额格 C3:C4 合并为一格,两行是同一项目、同一天
        the amount's cell C3:C4 is merged over rows of one project and one day
    """
    return seen.facts("amount-merged")


@rule("L017", "error", measure="count", needs=("ledger",))
def stated_count(seen: Evidence) -> Iterable[Fact]:
    """合计写明的笔数与实际不符 | A total states another number of payments than there are

    Message:
        合计写明 {actual} 笔,实际读到 {expected} 笔
        number of payments: the total says {actual}, the rows are {expected}
    Why:
        笔数不符,多半是汇总之后又增删了行,或粘贴时漏了行;金额合计碰巧相符时,只有笔数能看出来。
        Where the numbers differ, rows were mostly added or lost after the total was written, or in pasting; where the
          amounts happen to agree, only the number shows it.
    Remedy:
        与凭证逐笔核对,补上漏的行、删去多的行,或改正合计所写的笔数
        compare the rows with the vouchers; add what is missing, delete what is too many, or correct the number that the total states
    Fires:
        [台账]
        | 单位:元 |
        | 拨付日期 | 项目名称 | 收款单位 | 拨付金额 |
        | 2020-01-02 | 农村道路 | 一标段 | 100 |
        | 2020-01-03 | 农村道路 | 二标段 | 200 |
        | 合计3笔 | | | 300 |
    Passes:
        [台账]
        | 单位:元 |
        | 拨付日期 | 项目名称 | 收款单位 | 拨付金额 |
        | 2020-01-02 | 农村道路 | 一标段 | 100 |
        | 2020-01-03 | 农村道路 | 二标段 | 200 |
        | 合计2笔 | | | 300 |
    """
    return seen.facts("stated-count")


@rule("L018", "error", measure="fen", needs=("ledger",))
def stated_total_doubled(seen: Evidence) -> Iterable[Fact]:
    """台账合计把小计重复加了进去 | A ledger's total counts its subtotals once more

    Message:
        所列合计 {actual_fen} 把小计也加了进去,各行之和是 {expected_fen}
        the stated total {actual_fen} counts the subtotals once more; its rows add up to {expected_fen}
    Why:
        合计公式写成整栏 SUM,小计行又被加了一遍,合计翻倍。照这个合计上报,已拨付就虚增。
        A total written as the SUM of its whole column adds the rows of subtotals to the rows that they stand for. Who
          reports that total reports too much as paid.
    Remedy:
        改正该格的合计公式,不要把小计行加进去(可用 SUBTOTAL 函数)
        correct the formula in this cell: leave the subtotals out (SUBTOTAL does)
    Fires:
        [台账]
        | 单位:元 |
        | 拨付日期 | 项目名称 | 收款单位 | 拨付金额 |
        | 2020-01-02 | 农村道路 | 一标段 | 100 |
        | 2020-01-03 | 农村道路 | 二标段 | 200 |
        | 小计 | | | 300 |
        | 合计 | | | 600 |
    Passes:
        [台账]
        | 单位:元 |
        | 拨付日期 | 项目名称 | 收款单位 | 拨付金额 |
        | 2020-01-02 | 农村道路 | 一标段 | 100 |
        | 2020-01-03 | 农村道路 | 二标段 | 200 |
        | 小计 | | | 300 |
        | 合计 | | | 300 |
    """
    return seen.facts("stated-total-doubled")


@rule("L019", "info", measure="fen", needs=("ledger",))
def receipts_left_out(seen: Evidence) -> Iterable[Fact]:
    """台账中的收入行没有计入 | Rows of receipts in a ledger are not counted

    Message:
        有 {count} 行是收入(共 {amount_fen}),不是拨付,未计入
        receipts, which are no payments, are left out: {count} rows ({amount_fen})
    Why:
        收到的指标、拨款不是拨付,计入会使已拨付虚增。这里说明哪些行没有计入,以便核对台账总数。
        Money that was received is no payment, and would swell what was paid. This says which rows were left out, so
          that the ledger can be reconciled.
    Remedy:
        核对这些行确是收入;其中是拨付的,把金额移到支出栏,或改正收支方向
        make sure that these rows are receipts; if one is a payment, move its amount to the payments or correct its direction
    Fires:
        [日记账]
        | 单位:元 |
        | 日期 | 摘要 | 项目名称 | 收入 | 支出 | 余额 |
        | 2020-01-02 | 收到指标 | 农村道路 | 1000 | | 1000 |
        | 2020-01-03 | 工程款 | 农村道路 | | 300 | 700 |
    Passes:
        [日记账]
        | 单位:元 |
        | 日期 | 摘要 | 项目名称 | 收入 | 支出 | 余额 |
        | 2020-01-02 | 预付款 | 农村道路 | | 1000 | 1000 |
        | 2020-01-03 | 工程款 | 农村道路 | | 300 | 700 |
    """
    return seen.facts("receipts-left-out")


@rule("L020", "error", measure="fen", needs=("ledger",))
def total_in_ledger(seen: Evidence) -> Iterable[Fact]:
    """台账中像合计而没有标明的行 | A row that looks like a total and is not called one

    Message:
        “{project}”这一行只有金额 {amount_fen},恰等于上面各笔之和,可能是它们的合计;现按拨付计入
        {project}: this row holds nothing but {amount_fen}, the sum of the payments above, and may be their total; it counts as a payment
    Why:
        只写了项目名称和金额的小计行会被当作又一笔拨付,该项目的已拨付正好翻倍。
        A subtotal that says only the project's name and the amount is taken for one more payment, and doubles what
          the project was paid.
    Remedy:
        是合计的,在该行写明“小计”;是拨付的,补上日期和收款单位
        if it is a total, label it as a subtotal; if it is a payment, give it its date and payee
    Fires:
        [台账]
        | 单位:元 |
        | 拨付日期 | 项目名称 | 收款单位 | 拨付金额 |
        | 2020-01-02 | 农村道路 | 一标段 | 100 |
        | 2020-01-03 | 农村道路 | 二标段 | 200 |
        | | 农村道路 | | 300 |
    Passes:
        [台账]
        | 单位:元 |
        | 拨付日期 | 项目名称 | 收款单位 | 拨付金额 |
        | 2020-01-02 | 农村道路 | 一标段 | 100 |
        | 2020-01-03 | 农村道路 | 二标段 | 200 |
        | | 农村道路小计 | | 300 |
    """
    return seen.facts("total-in-ledger")


@rule("L021", "error", needs=("ledger",))
def refund_column(seen: Evidence) -> Iterable[Fact]:
    """退回记在单独一栏,没有冲减 | Refunds stand in a column of their own and are not subtracted

    Message:
        有 {count} 行在退回一栏填有内容({text}),退回的钱没有从已拨付中减去
        rows that say something in a column about refunds: {count} ({text}); what came back was not subtracted
    Why:
        “退回金额”“是否退回”栏可能写全额、部分或只写“是”,金额、日期常不能确定,所以不自动冲减;不处理,已拨付就偏大。
        A column such as “amount returned” or “returned?” may hold the whole amount, a part, or just yes; amount and day are often
          unknown, so nothing is subtracted. Left alone, the paid sum is too high.
    Remedy:
        每笔退回另起一行,日期写退回日期,金额记负数,并清空退回栏
        enter each refund in a row of its own, with the day on which it came back and a negative amount, and clear the column of refunds
    Fires:
        [台账]
        | 单位:元 |
        | 拨付日期 | 项目名称 | 拨付金额 | 是否退回 |
        | 2020-01-02 | 农村道路 | 100 | 否 |
        | 2020-01-03 | 农村道路 | 200 | 是 |
    Passes:
        [台账]
        | 单位:元 |
        | 拨付日期 | 项目名称 | 拨付金额 | 是否退回 |
        | 2020-01-02 | 农村道路 | 100 | 否 |
        | 2020-01-03 | 农村道路 | 200 | 否 |
    """
    return seen.facts("refund-column")


@rule("L022", "error", needs=("ledger",))
def amount_covered(seen: Evidence) -> Iterable[Fact]:
    """合并单元格下面还盖着金额 | Amounts are covered by a merged cell

    Message:
        有 {count} 个金额被合并单元格盖住,表上看不见,未计入
        amounts covered by a merged cell, where nobody sees them: {count}; they are not counted
    Why:
        合并单元格只显示左上角的值,由程序生成或在个别软件中合并的表,其余格的值仍留在文件里。看得见的合计里没有它,是否应当计入要由人判断。
        A merged cell shows only the value of its first cell; where a program merged the cells, the others keep theirs
          in the file. No total that one sees has them: whether they should count is for people to say.
    Remedy:
        取消合并单元格,核对露出来的金额:多余的删去,应计的保留
        unmerge the cells and look at the amounts that appear: delete those that are left over, keep those that are payments
    Fires:
        金额格 C3:C4 合并为一格,C4 里还留有 20
        the amount's cell C3:C4 is merged, and C4 still holds 20
    Passes:
        金额格 C3:C4 合并为一格,C4 是空的
        the amount's cell C3:C4 is merged, and C4 is blank
    """
    return seen.facts("amount-covered")


@rule("L023", "error", needs=("ledger",))
def date_split(seen: Evidence) -> Iterable[Fact]:
    """“月”“日”两栏合不成日期 | Columns of month and day do not make a date

    Message:
        日期分在“月”“日”两栏,年份不明或内容不是月、日,没有读取;各笔拨付按无日期计入
        the date stands in two columns, and its year is not certain, or they hold no months and days: it was not read, and the payments count as undated
    Why:
        账页式台账只印月、日,年份写在标题上。年份不明,就不能按年度和截止日期取舍,各笔一律计入,可能多算。
        Ledgers ruled like account books print month and day, and the year stands in the title. Without it neither the
          year nor the as-of date limits the payments: all of them count, perhaps too many.
    Remedy:
        在标题或表头写明年份(如 2020年),或把日期合成一栏
        write the year into the title or the header, or put the date into one column
    Fires:
        [台账]
        | 资金拨付台账 |
        | 单位:元 |
        | 月 | 日 | 项目名称 | 拨付金额 |
        | 1 | 6 | 农村道路 | 100 |
    Passes:
        [台账]
        | 2020年资金拨付台账 |
        | 单位:元 |
        | 月 | 日 | 项目名称 | 拨付金额 |
        | 1 | 6 | 农村道路 | 100 |
    """
    return seen.facts("date-split")


@rule("L024", "error", needs=("ledger",))
def date_column_unknown(seen: Evidence) -> Iterable[Fact]:
    """台账的日期栏认不出是不是拨付日期 | A ledger's dates may not be those of payment

    Message:
        台账没有认得的日期栏,而“{headers}”栏中是日期:没有按它计截止日期和年度,各笔拨付都按无日期计入
        no column is known as the date of payment, yet {headers} holds dates: none of them was used, so that neither as-of date nor year limits these payments
    Why:
        “预计拨付日期”“开工日期”不是拨付日期,用错会把没有付的算成已付;都不用,又会把截止日期以后的、其他年度的也计入。
        A planned day of payment or the day when work began is not the day of payment: to use it may count what was not
          paid; to use none counts what was paid after the as-of date or in another year.
    Remedy:
        是拨付日期的,把栏名改为“拨付日期”,或在设置 [columns] 中写 date = ["栏名"];都不是的,写 date = []
        if it is the date of payment, call the column so or name it under [columns] in the settings, date = ["…"]; if none is, write date = []
    Fires:
        [台账]
        | 单位:元 |
        | 预计拨付日期 | 项目名称 | 拨付金额 |
        | 2020-01-06 | 农村道路 | 100 |
    Passes:
        [台账]
        | 单位:元 |
        | 拨付日期 | 项目名称 | 拨付金额 |
        | 2020-01-06 | 农村道路 | 100 |
    """
    return seen.facts("date-column-unknown")


@rule("L025", "warning", needs=("ledger",))
def ledger_undated(seen: Evidence) -> Iterable[Fact]:
    """台账没有日期栏,不能按截止日期取舍 | A ledger without dates cannot be cut off at the as-of date

    Message:
        台账没有日期栏,其拨付全部计入,没有按截止日期 {day} 取舍
        the ledger has no column of dates: all its payments count, whether made by {day} or not
    Why:
        指定了截止日期,而台账没有日期,截止日期以后的拨付也会计入,拨付率偏高,与其他表的口径也不一致。
        With an as-of date and a ledger without dates, payments made after that day count as well: the rate is too
          high, and not comparable with other tables.
    Remedy:
        补上“拨付日期”栏,或确认各笔都在截止日期之前
        add a column with the date of payment, or make sure that all were paid by then
    Fires:
        [台账]
        | 单位:元 |
        | 项目名称 | 拨付金额 |
        | 农村道路 | 100 |
        as-of: 2020-04-17
    Passes:
        [台账]
        | 单位:元 |
        | 拨付日期 | 项目名称 | 拨付金额 |
        | 2020-01-06 | 农村道路 | 100 |
        as-of: 2020-04-17
    """
    return seen.facts("ledger-undated")


@rule("L026", "warning", measure="fen", needs=("ledger",))
def example_paid(seen: Evidence) -> Iterable[Fact]:
    """带示例标记的行里有拨付,未计入 | A row marked as an example holds a payment, which does not count

    Message:
        “{project}”的 {amount_fen} 因名称带示例标记没有计入已拨付
        {project}: {amount_fen} does not count as paid, for the name has the mark of an example
    Why:
        名称以【示例】开头的行只作填写示范,不计入,台账合计和核对也不含。标记没有删掉就填了真实拨付,这笔钱就从各处消失。
          与空白模板的示例相同、全表只有一行、方案中也没有去掉标记的同名项目的,不提示。
        A row whose name begins with [Example] shows how to fill in: it is not counted, nor are the total of the ledger
          and the reconciliation aware of it. A real payment under such a name is missing everywhere. Not said of the
          blank workbook's own example where it is the only one, and the plan has no such project without the mark.
    Remedy:
        是真实拨付的,删去名称前的示例标记;只是示例的,删去这一行
        if it is a real payment, take the mark off its name; if it is an example only, delete the row
    Fires:
        [台账]
        | 单位:元 |
        | 拨付日期 | 项目名称 | 拨付金额 |
        | 2020-01-06 | 【示例】农村改厕 | 5000 |
        | 2020-02-10 | 农村道路 | 800 |
    Passes:
        [台账]
        | 单位:元 |
        | 拨付日期 | 项目名称 | 拨付金额 |
        | 2020-01-06 | 【示例】农村改厕 | 350000 |
        | 2020-02-10 | 农村道路 | 800 |
    """
    return money_of_examples(seen, "example-paid", {normal(row.project) for row in seen.book.plan_rows})


@rule("L040", "error", needs=("ledger",))
def ledger_stage_unclear(seen: Evidence) -> Iterable[Fact]:
    """“支出”台账与拨付台账并列,环节没有写明 | A ledger of spending beside one of disbursements

    Message:
        这张台账按其名称或栏目像是“支出”台账,与 {other} 列有同期的相同项目;没有设置,按拨付计入,同一笔钱可能计了两次
        by its name or its columns this ledger may record what was spent; {other} lists the same projects of the same time. Nothing says its stage: it counts as disbursed, and money may count twice
    Why:
        拨付是财政付给单位,支出是单位付给最终收款人,是同一笔钱的两个环节。两张台账都按拨付计,已拨付就重复。
        Disbursed is what the treasury paid to the unit, spent what the unit paid on: two stages of the same money. Where
          both ledgers count as disbursed, the money counts twice.
    Remedy:
        在设置 [tables."…"] 中写明:支出台账写 stage = "spent",拨付台账写 stage = "disbursed"
        say so under [tables."…"] in the settings: stage = "spent" if it records spending, else stage = "disbursed"
    Fires:
        [拨付台账]
        | 单位:元 |
        | 拨付日期 | 项目名称 | 收款单位 | 拨付金额 |
        | 2020-01-06 | 农村道路 | 交通局 | 500 |
        [支出台账]
        | 单位:元 |
        | 日期 | 项目名称 | 收款单位 | 金额 |
        | 2020-01-20 | 农村道路 | 路桥公司 | 300 |
    Passes:
        [拨付台账]
        | 单位:元 |
        | 拨付日期 | 项目名称 | 收款单位 | 拨付金额 |
        | 2020-01-06 | 农村道路 | 交通局 | 500 |
        [支出台账]
        | 单位:元 |
        | 日期 | 项目名称 | 收款单位 | 金额 |
        | 2020-01-20 | 农村道路 | 路桥公司 | 300 |
        toml: [tables."支出台账"]
        toml: stage = "spent"
    """
    return seen.facts("ledger-stage-unclear")


@rule("L041", "warning", measure="fen", needs=("ledger",))
def refund_earlier(seen: Evidence) -> Iterable[Fact]:
    """退回的是以前年度的资金 | Money of an earlier year came back

    Message:
        {count} 笔退回(共 {amount_fen})注明是{named}的资金,冲减该年度,没有从 {year} 年度的已拨付中减去
        {count} refunds ({amount_fen}) of money of {named}: that year is reduced by it, not what was paid in {year}
    Why:
        退回冲减其拨付的年度。以前年度的资金退回,若从本年度已拨付中减去,本年度的拨付率就偏低。是不是以前年度的,只有备注知道,所以提请核对。
        A refund reduces the year in which the money was paid. Subtracted from this year, last year's money would make
          this year's rate too low. Only the remark tells which year it is, so it should be looked at.
    Remedy:
        若退回的是本年度拨付的资金,改正备注
        correct the remark if the money was paid this year
    Fires:
        [台账]
        | 2020年资金拨付台账 |
        | 单位:元 |
        | 拨付日期 | 项目名称 | 拨付金额 | 备注 |
        | 2020-01-06 | 农村道路 | 5000 | 工程款 |
        | 2020-03-02 | 农村道路 | -800 | 退回2019年度资金 |
    Passes:
        [台账]
        | 2020年资金拨付台账 |
        | 单位:元 |
        | 拨付日期 | 项目名称 | 拨付金额 | 备注 |
        | 2020-01-06 | 农村道路 | 5000 | 工程款 |
        | 2020-03-02 | 农村道路 | -800 | 退回2020年度资金 |
    """
    return seen.facts("refund-earlier")


@rule("L042", "warning", measure="fen", needs=("ledger",))
def refund_year_unclear(seen: Evidence) -> Iterable[Fact]:
    """退回的备注提到其他年度,看不出是哪一年的资金 | A refund names another year, perhaps not that of its money

    Message:
        “{project}”的退回 {amount_fen} 注明“{remark}”,提到其他年度,但看不出退回的是不是该年度的资金;按冲减本年度计
        {project}: the refund {amount_fen} says {remark!r}, which names another year, perhaps not that of the money; it reduces this year
    Why:
        “根据2019年审计意见收回”里的年份是审计意见的,不一定是资金的。认错年度,本年度的已拨付就偏大或偏小。
        In “recovered after the audit of 2019” the year is that of the audit, and perhaps not of the money. With the
          wrong year, what was paid this year is too high or too low.
    Remedy:
        在备注写明资金的年度,如“退回2019年度资金”
        say in the remark of which year the money is, as in: refund of money of 2019
    Fires:
        [台账]
        | 2020年资金拨付台账 |
        | 单位:元 |
        | 拨付日期 | 项目名称 | 拨付金额 | 备注 |
        | 2020-01-06 | 农村道路 | 5000 | 工程款 |
        | 2020-03-02 | 农村道路 | -800 | 根据2019年审计意见收回 |
    Passes:
        [台账]
        | 2020年资金拨付台账 |
        | 单位:元 |
        | 拨付日期 | 项目名称 | 拨付金额 | 备注 |
        | 2020-01-06 | 农村道路 | 5000 | 工程款 |
        | 2020-03-02 | 农村道路 | -800 | 根据2019年审计意见收回2019年度资金 |
    """
    return seen.facts("refund-year-unclear")


@rule("L043", "warning", measure="fen")
def refund_above_paid(seen: Evidence) -> Iterable[Fact]:
    """退回的比本年度拨付的多 | More came back than was paid this year

    Message:
        “{project}”({level})本年度退回的比拨付的多 {amount_fen},可能退回的是其他年度的资金;按负数计
        {project}, {level}: {amount_fen} more came back than was paid this year, perhaps another year's money; it counts below zero
    Why:
        退回不会多于拨付:多出来的,不是以前年度的资金,就是漏登了拨付。按负数计,会冲减其他项目在合计中的拨付。
        No more can come back than was paid: the rest is money of an earlier year, or a payment is missing. Counted
          below zero, it reduces what other projects have been paid in the total.
    Remedy:
        在备注中写明资金的年度,如“退回2019年度资金”,或补上漏登的拨付
        say in the remark of which year the money is (refund of money of 2019), or enter the payments that are missing
    Fires:
        [计划]
        | 2020年资金筹集方案 |
        | 单位:元 |
        | 项目名称 | 计划资金 |
        | 农村道路 | 9000 |
        [台账]
        | 2020年资金拨付台账 |
        | 单位:元 |
        | 拨付日期 | 项目名称 | 拨付金额 | 备注 |
        | 2020-01-06 | 农村道路 | 799.99 | 工程款 |
        | 2020-03-02 | 农村道路 | -800 | 退回多拨资金 |
    Passes:
        [计划]
        | 2020年资金筹集方案 |
        | 单位:元 |
        | 项目名称 | 计划资金 |
        | 农村道路 | 9000 |
        [台账]
        | 2020年资金拨付台账 |
        | 单位:元 |
        | 拨付日期 | 项目名称 | 拨付金额 | 备注 |
        | 2020-01-06 | 农村道路 | 800 | 工程款 |
        | 2020-03-02 | 农村道路 | -800 | 退回多拨资金 |
    """
    return seen.facts("refund-above-paid")


@rule("L050", "error", needs=("ledger",))
def months_fall_back(seen: Evidence) -> Iterable[Fact]:
    """月份从年末回到年初而没有换年 | Months fall back to the beginning of a year that is not named

    Message:
        月份从年末回到年初,而表中没有注明从哪一行起是下一年,日期不能确定
        the months fall back from the end of a year to its beginning, and nothing says where the next year starts
    Why:
        账页式台账只写月、日,跨年接着记时,下一年的一月会被当作本年一月,年度和截止日期都取舍错。
        In a ledger of months and days that goes on into the next year, that year's January is taken for this year's:
          the payments fall into the wrong year, and on the wrong side of the as-of date.
    Remedy:
        在这一行上面加一行年份(如 2021年),或加一栏“年”
        add a row with the year (such as 2021) above this row, or a column of years
    Fires:
        [台账]
        | 2020年资金拨付台账 |
        | 单位:元 |
        | 月 | 日 | 项目名称 | 拨付金额 |
        | 12 | 30 | 农村道路 | 100 |
        | 1 | 5 | 农村道路 | 200 |
    Passes:
        [台账]
        | 2020年资金拨付台账 |
        | 单位:元 |
        | 月 | 日 | 项目名称 | 拨付金额 |
        | 12 | 30 | 农村道路 | 100 |
        | 2021年 |
        | 1 | 5 | 农村道路 | 200 |
    """
    return seen.facts("months-fall-back")


@rule("L074", "warning", measure="fen", needs=("ledger", "ledger-level"), in_report=False, limits={"share": 50})
def level_blank(seen: Evidence) -> Iterable[Fact]:
    """拨付没有填级次 | Payments without a level

    Message:
        {count} 笔拨付(共 {amount_fen})没有填级次,已按{level}计{where}
        {count} payments ({amount_fen}) without a level, taken as {level}{where}
    Why:
        级次决定这笔钱与哪一级的计划相比。空着的按口径级次(或设置的 ledger_level)计;若是上级资金,本级的拨付率就偏高,
          上级的偏低,而表上看不出来。级次栏全空的不查。
        The level says which plan a payment is held against. Where it is blank, the level in scope (or ledger_level of
          the settings) is taken: if the money is another level's, that level's rate is too low and this one's too high,
          and nothing shows it. A column that is blank altogether is passed.
    Remedy:
        按指标文件或支付凭证补上级次
        fill in the level from the budget document or the voucher
    Fires:
        [台账]
        | 单位:元 |
        | 拨付日期 | 项目名称 | 级次 | 拨付金额 |
        | 2020-01-06 | 农村道路 | 县级 | 5000 |
        | 2020-01-07 | 农村道路 |  | 800 |
        | 2020-01-08 | 农村道路 | 省级 | 900 |
    Passes:
        [台账]
        | 单位:元 |
        | 拨付日期 | 项目名称 | 级次 | 拨付金额 |
        | 2020-01-06 | 农村道路 | 县级 | 5000 |
        | 2020-01-07 | 农村道路 | 省级 | 800 |
    """
    kind = "level-blank"
    share = seen.limit(kind, "share")
    level = LEVELS[seen.settings.ledger_level or seen.statement.own_level]
    for listing in listings_with(seen, kind, "level"):
        rows = len(set(listing.rows))
        blank = [place for place, row in enumerate(listing.rows) if row in listing.blank_levels]
        if len(listing.blank_levels) == rows:
            continue
        if len(listing.blank_levels) * 100 > share * rows:
            cells = (listing.heading("level"), *named(listing, blank, "level"))
            yield Fact(kind, cells, {"where": MOSTLY_BLANK, "level": level, **_paid_in(listing, blank)})
            continue
        for places in _by_row(listing, blank):
            values = {"where": NOTHING, "level": level, **_paid_in(listing, places)}
            yield Fact(kind, (listing.cell(places[0], "level"),), values)


def _by_row(listing: Listing, places: Iterable[int]) -> Iterator[list[int]]:
    """Payments by the row that they stand in."""
    return (list(group) for _, group in groupby(places, key=listing.rows.__getitem__))


def _paid_in(listing: Listing, places: list[int]) -> dict[str, object]:
    """The number and the sum of some payments; the project, where it is the same."""
    projects = {listing.meanings[place].project for place in places}
    project = {"project": projects.pop()} if len(projects) == 1 else {}
    return {"count": len(places), "amount_fen": sum(listing.fens[place] for place in places), **project}


@rule("L075", "warning", needs=("ledger", "ledger-date"), in_report=False, limits={"share": 90})
def date_outside_sheet_month(seen: Evidence) -> Iterable[Fact]:
    """拨付日期不在本表所属月份 | A date outside the month of its own sheet

    Message:
        这张表是 {month} 的,而“{project}”的 {amount_fen} 日期是 {day}
        this table is of {month}, yet {project}, {amount_fen}, is dated {day}
    Why:
        按月分表的台账里,日期落在别的月份,多半是月份写错,或登错了表;这笔拨付会算进别的月,截止日期在两者之间时会漏计或多计。
          表名或标题只写一个月份、且九成以上的拨付在该月的才查。
        In a ledger with a sheet for each month, a date in another month is mostly a slip, or the row stands in the wrong
          sheet: the payment counts in another month, and with an as-of date in between it is missing or too many. Looked
          at are tables whose sheet or title names one month only, in which nine tenths of their payments lie.
    Remedy:
        对照支付凭证改正日期,或把这一行移到所属月份的表
        correct the date by the voucher, or move the row to the sheet of its month
    Fires:
        [5月]
        | 2020年5月资金拨付台账 |
        | 单位:元 |
        | 拨付日期 | 项目名称 | 收款单位 | 拨付金额 |
        | 2020-05-06 | 农村道路 | 一标段 | 500 |
        | 2020-05-07 | 农村道路 | 二标段 | 300 |
        | 2020-07-06 | 农村道路 | 三标段 | 200 |
        toml: [check.L075]
        toml: share = 60
    Passes:
        [5月]
        | 2020年5月资金拨付台账 |
        | 单位:元 |
        | 拨付日期 | 项目名称 | 收款单位 | 拨付金额 |
        | 2020-05-06 | 农村道路 | 一标段 | 500 |
        | 2020-05-07 | 农村道路 | 二标段 | 300 |
        | 2020-05-31 | 农村道路 | 三标段 | 200 |
        toml: [check.L075]
        toml: share = 60
    """
    kind = "date-outside-sheet-month"
    share = seen.limit(kind, "share")
    for listing in listings_with(seen, kind, "date"):
        month = month_of(seen.book.tables[listing.table])
        if month is None:
            continue
        outside = {day for day in set(listing.days) if day is not None and not month.holds(day)}
        dated = len(listing.days) - listing.days.count(None)
        found = [place for place, day in enumerate(listing.days) if day in outside] if outside else []
        if not found or (dated - len(found)) * 100 < share * dated:
            continue
        for places in _by_row(listing, found):
            day = listing.days[places[0]]
            values = {"month": month.name, "day": day, "expected": month.name.zh, "actual": day}
            yield Fact(kind, (listing.cell(places[0], "date"),), {**values, **_paid_in(listing, places)})
