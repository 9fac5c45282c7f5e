"""Files and tables: what could not be opened, was not recognised, or stands twice."""

from collections.abc import Iterable

from minsheng_funds.checks.evidence import Evidence
from minsheng_funds.checks.registry import rule
from minsheng_funds.model import Fact


@rule("F001", "error")
def source_empty(seen: Evidence) -> Iterable[Fact]:
    """source-empty | source-empty

    Message:
        文件是空的
        the file is empty
    Remedy:
        换成有内容的文件
        give the file with the data
    """
    return seen.facts("source-empty")


@rule("F002", "error")
def source_not_a_workbook(seen: Evidence) -> Iterable[Fact]:
    """source-not-a-workbook | source-not-a-workbook

    Message:
        这不是表格文件(内容是图片、文档或已损坏)
        this is no workbook (a picture, a document, or damaged)
    Remedy:
        在 Excel/WPS 中打开并另存为 .xlsx 后再读
        open it in Excel or WPS and save it as .xlsx
    """
    return seen.facts("source-not-a-workbook")


@rule("F003", "error")
def source_broken(seen: Evidence) -> Iterable[Fact]:
    """source-broken | source-broken

    Message:
        工作簿已损坏或不完整,读不出来({detail})
        the workbook is damaged or cut short ({detail})
    Remedy:
        在 Excel/WPS 中打开并另存为 .xlsx 后再读
        open it in Excel or WPS and save it as .xlsx
    """
    return seen.facts("source-broken")


@rule("F004", "error")
def source_password(seen: Evidence) -> Iterable[Fact]:
    """source-password | source-password

    Message:
        工作簿有打开密码
        the workbook has a password
    Remedy:
        用 --password 输入密码,或去掉密码后另存再读
        give it with --password, or save a copy without it
    """
    return seen.facts("source-password")


@rule("F005", "error")
def source_save_as_xlsx(seen: Evidence) -> Iterable[Fact]:
    """source-save-as-xlsx | source-save-as-xlsx

    Message:
        这是网页、文本或其他软件的表({detail}),不直接读取
        a table as a web page, as text or of another program ({detail}) is not read directly
    Remedy:
        在 Excel/WPS 中打开并另存为 .xlsx 后再读
        open it in Excel or WPS and save it as .xlsx
    """
    return seen.facts("source-save-as-xlsx")


@rule("F006", "error")
def source_encoding(seen: Evidence) -> Iterable[Fact]:
    """source-encoding | source-encoding

    Message:
        文字编码既不是 UTF-8 也不是 GB18030
        the text is neither UTF-8 nor GB18030
    Remedy:
        在 Excel/WPS 中打开并另存为 .xlsx 后再读
        open it in Excel or WPS and save it as .xlsx
    """
    return seen.facts("source-encoding")


@rule("F007", "error")
def source_not_csv(seen: Evidence) -> Iterable[Fact]:
    """source-not-csv | source-not-csv

    Message:
        CSV 读不出来({detail})
        the csv cannot be read ({detail})
    Remedy:
        在 Excel/WPS 中打开并另存为 .xlsx 后再读
        open it in Excel or WPS and save it as .xlsx
    """
    return seen.facts("source-not-csv")


@rule("F010", "warning")
def no_table(seen: Evidence) -> Iterable[Fact]:
    """no-table | no-table

    Message:
        没有识别出计划、台账或进度表,此表未计入
        no plan, ledger or progress table was recognised; the sheet is left out
    Remedy:
        若此表有资金,运行 minsheng-funds inspect,复制它给出的 [tables] 设置;否则设 kind = "ignore"
        if it holds money, copy the [tables] lines that minsheng-funds inspect proposes; else set kind = "ignore"
    """
    return seen.facts("no-table")


@rule("F011", "error")
def no_project_column(seen: Evidence) -> Iterable[Fact]:
    """no-project-column | no-project-column

    Message:
        有金额栏而没有“项目名称”栏,此表未计入
        there is money but no project column; the table is left out
    Remedy:
        在设置 [columns] 中写 project = ["…"];若整张表是同一项目,在表头上方写“项目名称:…”,或以项目名命名工作表
        write project = ["…"] under [columns] in the settings; if the whole sheet is one project, name it in a caption above the header, or name the sheet after it
    """
    return seen.facts("no-project-column")


@rule("F012", "warning")
def sheet_hidden(seen: Evidence) -> Iterable[Fact]:
    """sheet-hidden | sheet-hidden

    Message:
        隐藏的工作表,未读取
        a hidden sheet, not read
    Remedy:
        需要计入时取消隐藏
        unhide it if it is to count
    """
    return seen.facts("sheet-hidden")


@rule("F013", "info")
def sheet_empty(seen: Evidence) -> Iterable[Fact]:
    """sheet-empty | sheet-empty

    Message:
        空表
        an empty sheet
    """
    return seen.facts("sheet-empty")


@rule("F014", "error")
def kind_unknown(seen: Evidence) -> Iterable[Fact]:
    """kind-unknown | kind-unknown

    Message:
        看不出这是计划还是台账,此表未计入
        neither surely a plan nor surely a ledger; the table is left out
    Remedy:
        在设置 [tables] 中写 kind = "plan" 或 "ledger"
        write kind = "plan" or "ledger" under [tables]
    """
    return seen.facts("kind-unknown")


@rule("F015", "error")
def header_ambiguous(seen: Evidence) -> Iterable[Fact]:
    """header-ambiguous | header-ambiguous

    Message:
        相邻两行都像表头,不能确定用哪一行,此表未计入
        two header rows both fit; the table is left out
    Remedy:
        在设置 [tables] 中写 header_rows = [行号]
        write header_rows = [row] under [tables]
    """
    return seen.facts("header-ambiguous")


@rule("F016", "warning")
def table_empty(seen: Evidence) -> Iterable[Fact]:
    """table-empty | table-empty

    Message:
        识别出表头,但没有读到任何项目或拨付
        a header was recognised, but no project and no payment below it
    Remedy:
        若此表有数据,运行 inspect 查看各行为何未计入
        if there is data, run inspect to see why its rows were left out
    """
    return seen.facts("table-empty")


@rule("F017", "info")
def sheet_of_words(seen: Evidence) -> Iterable[Fact]:
    """sheet-of-words | sheet-of-words

    Message:
        没有数字的表(封面、填报说明),未计入
        a sheet without numbers (a cover, instructions); it is left out
    Remedy:
        若此表有资金,在设置 [tables] 中指明表头行与列
        if it holds money, name its header rows and columns under [tables]
    """
    return seen.facts("sheet-of-words")


@rule("F018", "error")
def no_table_dated(seen: Evidence) -> Iterable[Fact]:
    """no-table-dated | no-table-dated

    Message:
        没有识别出表头,但各行有日期和数字,可能是台账,此表未计入,合计存疑
        no header was recognised, but rows with a day and numbers: perhaps a ledger; it is left out, totals are in doubt
    Remedy:
        运行 inspect 照抄它给出的设置;不是台账则在 [tables] 中设 kind = "ignore"
        copy the settings that inspect proposes, or set kind = "ignore" under [tables]
    """
    return seen.facts("no-table-dated")


@rule("F019", "error")
def breakdown_suspected(seen: Evidence) -> Iterable[Fact]:
    """breakdown-suspected | breakdown-suspected

    Message:
        这张表的 {count} 行之和等于另一张表的“{project}”,或都以它命名,可能是它的分配明细;两处都已计入,合计存疑
        the {count} rows of this table make up {project} of another one, or are named after it: perhaps its breakdown; both count, the totals are in doubt
    Remedy:
        若是明细,在设置 [tables] 中写 kind = "ignore"
        if it is a breakdown, write kind = "ignore" under [tables]
    """
    return seen.facts("breakdown-suspected")


@rule("F020", "error", measure="fen")
def overlap(seen: Evidence) -> Iterable[Fact]:
    """Overlap | overlap

    Message:
        两张表有 {count} 笔相同的拨付(共 {amount_fen}),只计一次
        {count} payments ({amount_fen}) stand in both tables; they count once
    Remedy:
        在设置 [tables] 中把其中一张设为 kind = "ignore";若确是不同的资金,设 distinct = true
        set kind = "ignore" for one of them under [tables], or distinct = true if its money is other money
    """
    return seen.facts("overlap")


@rule("F021", "error")
def plan_overlap(seen: Evidence) -> Iterable[Fact]:
    """plan-overlap | plan-overlap

    Message:
        两张计划都列有 {count} 个相同项目({project}),只计前一张
        two plans state the same {count} projects ({project}); the first counts
    Remedy:
        在设置 [tables."表名"] 中:一张取代另一张的,写明开始执行的日期 version = "2020-06-10";多余的,写 kind = "ignore";确是不同资金的,写 distinct = true
        under [tables."sheet"] in the settings: the plan that replaces the other gets version = "2020-06-10", the day from which it is in force; one that is not needed kind = "ignore"; other money distinct = true
    """
    return seen.facts("plan-overlap")


@rule("F022", "error", measure="fen")
def undated_twin(seen: Evidence) -> Iterable[Fact]:
    """undated-twin | undated-twin

    Message:
        这张没有日期的表(共 {amount_fen})与另一张台账列有相同项目,可能是它的汇总;两张都已计入,合计存疑
        this table without dates ({amount_fen}) lists projects of another ledger and may be its summary; both count, the totals are in doubt
    Remedy:
        若是汇总表,在设置 [tables] 中写 kind = "ignore"
        if it is a summary, write kind = "ignore" under [tables]
    """
    return seen.facts("undated-twin")


@rule("F023", "error", measure="fen")
def overlap_both(seen: Evidence) -> Iterable[Fact]:
    """overlap-both | overlap-both

    Message:
        两张表有 {count} 笔相同的拨付(共 {amount_fen}),不足以断定是重复报送,两处都已计入,合计存疑
        {count} payments ({amount_fen}) stand in both tables, too few to be sure of a second copy; both count, the totals are in doubt
    Remedy:
        若是重复,在设置 [tables] 中把其中一张设为 kind = "ignore",或删去重复的行
        if they are the same, set kind = "ignore" for one table under [tables], or delete the rows in one of them
    """
    return seen.facts("overlap-both")


@rule("F024", "warning", measure="fen")
def overlap_possible(seen: Evidence) -> Iterable[Fact]:
    """overlap-possible | overlap-possible

    Message:
        两张表有 {count} 笔拨付日期、项目、金额相同(共 {amount_fen}),没有收款单位或凭证号可以区分,两处都已计入
        {count} payments ({amount_fen}) of both tables agree in date, project and amount, with no payee or voucher to tell them apart; both count
    Remedy:
        核对是否为同一笔拨付
        check whether they are the same payments
    """
    return seen.facts("overlap-possible")


@rule("F025", "warning", measure="fen")
def overlap_details_differ(seen: Evidence) -> Iterable[Fact]:
    """overlap-details-differ | overlap-details-differ

    Message:
        两张表有 {count} 笔拨付日期、项目、金额都相同(共 {amount_fen}),只有收款单位或凭证号不同,两处都已计入
        {count} payments ({amount_fen}) of both tables agree in date, project and amount and differ in payee or voucher only; both count
    Remedy:
        若是同一批拨付,在设置 [tables] 中把其中一张设为 kind = "ignore"
        if they are the same payments, set kind = "ignore" for one table under [tables]
    """
    return seen.facts("overlap-details-differ")


@rule("F026", "error", measure="fen")
def monthly_twin(seen: Evidence) -> Iterable[Fact]:
    """monthly-twin | monthly-twin

    Message:
        这张表各项目(各月)之和(共 {count} 个,合计 {amount_fen})与另一张台账相同,可能是它的汇总;两张都已计入,合计存疑
        the sums of this table by project and month ({count} of them, {amount_fen}) are those of another ledger: it may be its summary; both count, the totals are in doubt
    Remedy:
        若是汇总表,在设置 [tables] 中设为 kind = "ignore"
        if it is a summary, set kind = "ignore" for it under [tables]
    """
    return seen.facts("monthly-twin")


@rule("F030", "error")
def source_limit(seen: Evidence) -> Iterable[Fact]:
    """source-limit | source-limit

    Message:
        超过安全限度,未读取:{where} 的 {limit} 为 {met},限度 {value}(设置 [limits] {limit})
        over a safety limit and not read: {limit} of {where} is {met}, the limit {value} (setting [limits] {limit})
    Remedy:
        删去表格范围以外的零星单元格后另存;确认文件可信时在设置 [limits] 中调大该项
        delete stray cells outside the table and save; if you trust the file, raise it under [limits]
    """
    return seen.facts("source-limit")


@rule("F031", "error")
def source_unsafe(seen: Evidence) -> Iterable[Fact]:
    """source-unsafe | source-unsafe

    Message:
        文件的内部写法可疑,未读取({detail})
        the file is built as no spreadsheet program builds it and was not read ({detail})
    Remedy:
        在 Excel/WPS 中打开并另存为 .xlsx 后再读
        open it in Excel or WPS and save it as .xlsx
    """
    return seen.facts("source-unsafe")


@rule("F032", "error")
def source_password_wrong(seen: Evidence) -> Iterable[Fact]:
    """source-password-wrong | source-password-wrong

    Message:
        打开密码不对
        the password is wrong
    Remedy:
        用 --password 重新输入
        give the right one with --password
    """
    return seen.facts("source-password-wrong")


@rule("F033", "error")
def source_password_library(seen: Evidence) -> Iterable[Fact]:
    """source-password-library | source-password-library

    Message:
        读取加密工作簿需要 msoffcrypto-tool
        reading a workbook with a password needs msoffcrypto-tool
    Remedy:
        安装:pip install "minsheng-funds[password]"
        install it: pip install "minsheng-funds[password]"
    """
    return seen.facts("source-password-library")


@rule("F034", "error")
def source_quote(seen: Evidence) -> Iterable[Fact]:
    """source-quote | source-quote

    Message:
        CSV 第 {row} 行的引号没有正确结束,其后的行可能被吞掉,未计入({detail})
        row {row} of the csv has a quote that does not end rightly and may swallow rows; the file is left out ({detail})
    Remedy:
        补上或删去该行的引号,或另存为 .xlsx
        close or delete that quote, or save it as .xlsx
    """
    return seen.facts("source-quote")


@rule("F035", "warning")
def rows_hidden(seen: Evidence) -> Iterable[Fact]:
    """rows-hidden | rows-hidden

    Message:
        表中有隐藏的行({ranges}),已照常读取
        hidden rows ({ranges}) are in the table and were read
    Remedy:
        若不应计入,删去这些行或用 drop 剔除
        delete them, or drop them under [tables], if they are not to count
    """
    return seen.facts("rows-hidden")


@rule("F036", "warning")
def columns_hidden(seen: Evidence) -> Iterable[Fact]:
    """columns-hidden | columns-hidden

    Message:
        表中有隐藏的列({ranges}),已照常读取
        hidden columns ({ranges}) are in the table and were read
    Remedy:
        若不应计入,删去这些列
        delete them if they are not to count
    """
    return seen.facts("columns-hidden")


@rule("F037", "error")
def cell_broken(seen: Evidence) -> Iterable[Fact]:
    """cell-broken | cell-broken

    Message:
        “{field}”格是公式错误,或公式没有保存计算结果(项目:{project})
        the cell of {field!r} is a formula error, or a formula saved without its value (project: {project})
    Remedy:
        在 Excel/WPS 中改正公式,重新计算并保存
        correct the formula, recalculate and save in Excel or WPS
    """
    return seen.facts("cell-broken")


@rule("F038", "error")
def row_too_wide(seen: Evidence) -> Iterable[Fact]:
    """row-too-wide | row-too-wide

    Message:
        这一行比表头多出有内容的字段,可能金额里的逗号没有加引号,合计存疑
        this row has more fields than the header, perhaps by an unquoted comma in an amount; totals are in doubt
    Remedy:
        给含逗号的字段加引号,或去掉千位分隔
        quote fields with commas, or leave out the separators
    """
    return seen.facts("row-too-wide")


@rule("F039", "info")
def more_of_kind(seen: Evidence) -> Iterable[Fact]:
    """more-of-kind | more-of-kind

    Message:
        同类问题另有 {count} 处,不再逐一列出
        {count} more findings of this kind are not listed one by one
    """
    return seen.facts("more-of-kind")
