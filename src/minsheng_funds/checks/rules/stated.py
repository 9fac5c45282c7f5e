"""Stated figures: totals, rates, counts and scores that the sheets themselves give."""

from collections.abc import Iterable

from minsheng_funds.checks.evidence import Evidence
from minsheng_funds.checks.registry import rule
from minsheng_funds.model import Fact


@rule("S001", "error", measure="fen")
def stated_total(seen: Evidence) -> Iterable[Fact]:
    """合计与各行之和不符 | A stated total that is not the sum of its rows

    Message:
        所列合计 {actual_fen} 与各行之和 {expected_fen} 不符
        the stated total {actual_fen} differs from the sum of its rows, {expected_fen}
    Why:
        合计公式少套了新增的行、合计是手工填的,或某一行填错了。合计只用来核对,不计入;但总有一个数是错的,上报前要查清
        the SUM leaves out rows that were added, the total was typed by hand, or a row is wrong. A total is compared
          and never counted, but one of the figures is wrong, and should be found before they are handed in
    Remedy:
        核对合计公式的范围和各行金额,改正其中错的一个
        check the range of the total's formula and the amounts of the rows; correct the one that is wrong
    Fires:
        [计划]
        | 2020年资金筹集方案 | 单位:元 |
        | 项目名称 | 计划资金 |
        | 农村改厕 | 300.1 |
        | 道路硬化 | 200.2 |
        | 合计 | 500.31 |
    Passes:
        [计划]
        | 2020年资金筹集方案 | 单位:元 |
        | 项目名称 | 计划资金 |
        | 农村改厕 | 300.1 |
        | 道路硬化 | 200.2 |
        | 合计 | 500.3 |
    """
    return seen.facts("stated-total")


@rule("S002", "warning", measure="percent", needs=("plan-rate",))
def stated_rate(seen: Evidence) -> Iterable[Fact]:
    """所列比率与重算的不符 | A stated rate that its own amounts do not give

    Message:
        “{project}”所列比率 {actual} 与重算的 {expected_percent}% 不符
        {project}: the stated rate {actual} differs from the recomputed {expected_percent}%
    Why:
        比率多是手工填的,金额更新了而比率没有改,或除错了分母。按同一行的金额重算,合计行也算;分母取整栏多数行相符的计划数、下达数等,
          一栏只用一个分母,进位或舍去到整数、一位、两位小数都算相符
        rates are typed by hand and left behind when amounts change, or divide by the wrong base. They are recomputed
          from the amounts of their own row, those of totals too, over the one base that fits most rows of the column;
          rounded or cut to no, one or two decimals they agree
    Remedy:
        该格改成公式(拨付数 ÷ 计划数),或改为重算的比率;比率无误的,核对同一行的金额
        make the cell a formula (paid ÷ planned) or put the recomputed rate; where the rate is right, check the amounts of its row
    Fires:
        [进度]
        | 2020年资金拨付进度 | 单位:万元 |
        | 项目名称 | 计划数 | 已拨付 | 拨付率 |
        | 农村改厕 | 3 | 2 | 66.65% |
        | 道路硬化 | 20 | 5 | 25% |
    Passes:
        [进度]
        | 2020年资金拨付进度 | 单位:万元 |
        | 项目名称 | 计划数 | 已拨付 | 拨付率 |
        | 农村改厕 | 3 | 2 | 66.66% |
        | 道路硬化 | 20 | 5 | 25% |
    """
    return seen.facts("stated-rate")


@rule("S003", "warning")
def total_unreadable(seen: Evidence) -> Iterable[Fact]:
    """合计读不出,没有核对 | A total that cannot be read and was not checked

    Message:
        合计行的数读不出,未能核对:{text}
        the total cannot be read and was not checked: {text}
    Why:
        合计是核对各行有没有漏读、错读的依据;读不出,这张表就少了一道核对。各行本身照常计入
        a total tells whether a row was missed or misread; without it this table is not checked. The rows themselves
          count as ever
    Remedy:
        把合计格改成数字;是公式的,在 Excel 或 WPS 中重新计算并保存
        make the total a number; recalculate and save a formula in Excel or WPS
    Fires:
        a plan whose total is a formula saved without its value
    Passes:
        the same plan, where the formula was saved with its value 50
    """
    return seen.facts("total-unreadable")


@rule("S004", "error")
def total_suspected(seen: Evidence) -> Iterable[Fact]:
    """一行等于其余各行之和,像是合计 | A row that equals all the others together, like a total

    Message:
        “{project}”等于其余各行之和,可能是合计行,现按项目计入
        {project} equals the sum of all other rows and may be a total; it counts as a project
    Why:
        合计行用了认不出的名称(如“全口径”“五镇”),就会当成一个项目,总额翻一倍,拨付率减一半
        a total under a word that is not known as one counts as a project: the whole is doubled, the rate halved
    Remedy:
        若是合计,把名称改为“合计”,或在设置 [tables."表名"] 中剔除,如 drop = {{ "项目名称" = ["{project}"] }};确是项目的,在表末加一行正确的合计
        call a total 合计, or drop it under [tables."sheet"], as in drop = {{ "项目名称" = ["{project}"] }}; below real projects, state their total
    Fires:
        [计划]
        | 2020年资金筹集方案 | 单位:万元 |
        | 项目名称 | 计划资金 |
        | 农村改厕 | 30 |
        | 道路硬化 | 20 |
        | 饮水安全 | 15 |
        | 危房改造 | 12 |
        | 全口径 | 77 |
    Passes:
        [计划]
        | 2020年资金筹集方案 | 单位:万元 |
        | 项目名称 | 计划资金 |
        | 农村改厕 | 30 |
        | 道路硬化 | 20 |
        | 饮水安全 | 15 |
        | 危房改造 | 12 |
        | 全口径 | 77.01 |
    """
    return seen.facts("total-suspected")


@rule("S005", "error")
def parent_counted(seen: Evidence) -> Iterable[Fact]:
    """一行等于其下各行之和,像是小计 | A row that equals the rows below it, like a subtotal

    Message:
        “{project}”等于其下 {count} 行之和,可能是它们的小计,现按各自的项目计入
        {project} equals the sum of the {count} rows below it and may be their subtotal; all of them count
    Why:
        小计和它的明细行都当成项目,同一笔钱就计了两遍
        where a subtotal and its rows all count as projects, the same money counts twice
    Remedy:
        是小计的,给下级行编号(如 1.1、1.2),或在名称中注明“小计”;都是项目的,给每行编上序号,并在表末写明合计
        number the rows below a subtotal (1.1, 1.2), or put 小计 into its name; number real projects one by one, and state their total
    Fires:
        [计划]
        | 2020年资金筹集方案 | 单位:万元 | |
        | 序号 | 项目名称 | 计划资金 |
        | 1 | 乡村道路 | 50 |
        | | 县道 | 30 |
        | | 乡道 | 20 |
        | 2 | 农村改厕 | 40 |
    Passes:
        [计划]
        | 2020年资金筹集方案 | 单位:万元 | |
        | 序号 | 项目名称 | 计划资金 |
        | 1 | 乡村道路 | 50 |
        | '1.1 | 县道 | 30 |
        | '1.2 | 乡道 | 20 |
        | 2 | 农村改厕 | 40 |
    """
    return seen.facts("parent-counted")


@rule("S006", "warning", measure="count")
def stated_project_count(seen: Evidence) -> Iterable[Fact]:
    """合计注明的项目个数不符 | A total that counts its projects wrong

    Message:
        合计注明 {actual} 个项目,表中为 {expected} 个
        the total says {actual} projects, the table holds {expected}
    Why:
        个数不符,多半是漏了一行、多了一行,或一个项目写成了两个名称;上报的“共 23 个项目”也就不对
        a row is missing or too many, or one project stands under two names; the number of projects in the report is
          wrong as well
    Remedy:
        对照文件核对是否漏行、多行;行数无误的,改正合计行里的个数
        look for a row that is missing or too many; where the rows are right, correct the number in the total
    Fires:
        [计划]
        | 2020年资金筹集方案 | 单位:万元 |
        | 项目名称 | 计划资金 |
        | 农村改厕 | 30 |
        | 道路硬化 | 20 |
        | 合计(3个项目) | 50 |
    Passes:
        [计划]
        | 2020年资金筹集方案 | 单位:万元 |
        | 项目名称 | 计划资金 |
        | 农村改厕 | 30 |
        | 道路硬化 | 20 |
        | 合计(2个项目) | 50 |
    """
    return seen.facts("stated-project-count")


@rule("S007", "error")
def parts_suspected(seen: Evidence) -> Iterable[Fact]:
    """没有序号的行,像是上一行的组成部分 | Unnumbered rows that may be parts of the row above

    Message:
        “{project}”下的 {count} 行没有序号,可能是它的组成部分,现按各自的项目计入,合计存疑
        rows without a number below {project}: {count}; they may be parts of it, but count as projects, and totals are in doubt
    Why:
        是“其中”而当成项目,钱就多计了;是项目而漏了序号,不计又少了。表上看不出来,只能由填表人说明
        parts that count as projects are counted twice, projects taken for parts are lost; the table does not tell,
          only who made it can
    Remedy:
        是组成部分的,在名称前写“其中:”或编号为 1.1;是项目的,补上序号
        mark parts 其中: (of which) or number them 1.1; give projects their numbers
    Fires:
        [计划]
        | 2020年资金筹集方案 | 单位:万元 | |
        | 序号 | 项目名称 | 计划资金 |
        | 1 | 乡村道路 | 50 |
        | | 县道 | 30 |
        | 2 | 农村改厕 | 40 |
    Passes:
        [计划]
        | 2020年资金筹集方案 | 单位:万元 | |
        | 序号 | 项目名称 | 计划资金 |
        | 1 | 乡村道路 | 50 |
        | | 其中:县道 | 30 |
        | 2 | 农村改厕 | 40 |
    """
    return seen.facts("parts-suspected")


@rule("S008", "error")
def of_which_unclear(seen: Evidence) -> Iterable[Fact]:
    """以“其中”开头,是项目还是上一行的一部分 | A name that begins like a mark of a part

    Message:
        “{project}”是项目名称还是上一行的“其中”,不能确定,未计入
        {project}: a project of that name, or a part of the row above; it is not counted
    Why:
        “其中村改造”可能是其中村的改造项目,也可能是上一行的其中数。“其中”从不相加,认错了,钱就多计或漏计
        其中村改造 may be a project in a village called 其中, or a part (其中) of the row above. Parts are never added,
          so that the wrong reading counts money twice or not at all
    Remedy:
        若是其中数,写作“其中:村改造”(加冒号);若是项目,给各行编上序号
        put a colon behind the mark of a part (其中:…); for a project, number the rows
    Fires:
        [计划]
        | 2020年资金筹集方案 | 单位:万元 |
        | 项目名称 | 计划资金 |
        | 农村改厕 | 50 |
        | 其中村改造 | 30 |
    Passes:
        [计划]
        | 2020年资金筹集方案 | 单位:万元 |
        | 项目名称 | 计划资金 |
        | 农村改厕 | 50 |
        | 其中:村改造 | 30 |
    """
    return seen.facts("of-which-unclear")


@rule("S040", "warning", needs=("plan-score",))
def stated_score(seen: Evidence) -> Iterable[Fact]:
    """所列得分与重算的不符 | A stated score that its own amounts do not give

    Message:
        “{project}”所列得分 {actual} 与重算的 {expected} 不符(执行率 {share}%,分值 {points})
        {project}: the stated score {actual} differs from the recomputed {expected} ({share}% executed, {points} points)
    Why:
        预算执行率得分 = 分值 × 执行率(不超过 100%);《项目支出绩效评价管理办法》(财预〔2020〕10号)的自评中,预算执行率原则上占 10%。得分填错,自评总分也错
        the score of budget execution is its points × the rate of execution (100% at most); in self-evaluations by
          Cai Yu [2020] No. 10 it weighs 10% as a rule. Where it is wrong, so is the whole score
    Remedy:
        核对执行数、预算数与得分;分档评分的,在设置 [evaluation] 中写 tiers
        check the amounts and the score; where it goes by tiers, write tiers under [evaluation]
    Fires:
        [自评]
        | 2020年项目支出绩效自评表 | 单位:万元 |
        | 项目名称 | 年初预算数 | 全年预算数 | 全年执行数 | 分值 | 执行率 | 得分 |
        | 农村改厕 | 80 | 82.05 | 65.97 | 10 | 80.4% | 8.05 |
    Passes:
        [自评]
        | 2020年项目支出绩效自评表 | 单位:万元 |
        | 项目名称 | 年初预算数 | 全年预算数 | 全年执行数 | 分值 | 执行率 | 得分 |
        | 农村改厕 | 80 | 82.05 | 65.97 | 10 | 80.4% | 8.04 |
    """
    return seen.facts("stated-score")


@rule("S041", "warning", measure="fen", needs=("plan-initial",))
def initial_differs(seen: Evidence) -> Iterable[Fact]:
    """年初预算数与最初的计划不符 | Initial budgets that the first plan contradicts

    Message:
        年初预算数({level})合计 {actual_fen},与最初计划的 {expected_fen} 不符({count} 个项目:{project});按栏中所列计
        the column of initial budgets ({level}) comes to {actual_fen}, the first plan to {expected_fen} ({count} projects: {project}); the column counts
    Why:
        调整计划时把“年初预算数”一栏也改了,或抄错了,调整幅度就算不准。年初数一经批准就不再变
        a column of initial budgets that was changed along with the plan, or copied wrongly, makes the changes of the
          year wrong; what was approved at its beginning does not change any more
    Remedy:
        对照最初的计划,改正“年初预算数”一栏;最初的计划有误的,改正那张表
        correct the column of initial budgets by the first plan, or the first plan where that is wrong
    Fires:
        [年初]
        | 2020年资金筹集方案 | 单位:万元 |
        | 项目名称 | 计划资金 |
        | 农村改厕 | 100 |
        | 道路硬化 | 200 |
        [调整后]
        | 2020年资金筹集方案 | 单位:万元 |
        | 项目名称 | 年初预算数 | 全年预算数 |
        | 农村改厕 | 110 | 150 |
        | 道路硬化 | 200 | 200 |
    Passes:
        [年初]
        | 2020年资金筹集方案 | 单位:万元 |
        | 项目名称 | 计划资金 |
        | 农村改厕 | 100 |
        | 道路硬化 | 200 |
        [调整后]
        | 2020年资金筹集方案 | 单位:万元 |
        | 项目名称 | 年初预算数 | 全年预算数 |
        | 农村改厕 | 100 | 150 |
        | 道路硬化 | 200 | 200 |
    """
    return seen.facts("initial-differs")


@rule("S042", "warning", measure="fen")
def stated_remainder(seen: Evidence) -> Iterable[Fact]:
    """未拨付、结余与重算的不符 | A stated remainder that its own amounts do not give

    Message:
        “{project}”所列{column} {actual_fen} 与重算的 {expected_fen} 不符
        {project}: {column!r} states {actual_fen}, its amounts give {expected_fen}
    Why:
        未拨付 = 计划 - 已拨付,结余 = 到位 - 已拨付;手工填的,金额更新了就不再相符。这两栏不计入任何数字,但与表中金额不符,总有一个数是错的。
          半数以上的行不符的,视为另有含义,不核对
        what is unpaid is the plan less what was paid, what is left over is what was received less that; typed by hand,
          it is left behind when amounts change. No figure uses these columns, but one of the amounts is wrong. Where
          more than half of the rows differ, the column means something else and is left alone
    Remedy:
        该格改成公式,或改为重算的数;该格无误的,核对同一行的计划、到位和已拨付
        make the cell a formula or put the recomputed amount; where it is right, check what its row states as planned, received and paid
    Fires:
        [进度]
        | 2020年资金拨付进度 | 单位:元 |
        | 项目名称 | 计划数 | 已拨付 | 未拨付 |
        | 农村改厕 | 200 | 100 | 99.99 |
        | 道路硬化 | 80 | 70 | 10 |
    Passes:
        [进度]
        | 2020年资金拨付进度 | 单位:元 |
        | 项目名称 | 计划数 | 已拨付 | 未拨付 |
        | 农村改厕 | 200 | 100 | 100 |
        | 道路硬化 | 80 | 70 | 10 |
    """
    return seen.facts("stated-remainder")
