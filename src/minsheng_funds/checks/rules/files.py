"""Files and tables: what could not be opened, was not recognised, or stands twice."""

from collections.abc import Iterable

from minsheng_funds.checks.evidence import Evidence
from minsheng_funds.checks.registry import rule
from minsheng_funds.model import Fact


@rule("F001", "error")
def source_empty(seen: Evidence) -> Iterable[Fact]:
    """空文件 | An empty file

    Message:
        文件是空的
        the file is empty
    Why:
        这个文件里的计划或拨付一分钱也没有计入,所有合计都不完整。多见于网盘没有同步完、传输中断、导出失败留下的 0 字节文件。
        not a fen of the file's plan or payments is counted, so that every total is incomplete; a copy cut off, a
          cloud folder not yet synchronised or a failed export leaves such a file of no bytes
    Remedy:
        重新导出或拷贝,换成有内容的文件
        give the file with the data
    Fires:
        一份计划,旁边一个 0 字节的台账.xlsx
        a plan, beside it a ledger.xlsx of no bytes
    Passes:
        同样两个文件,台账里有一笔拨付
        the same two files, the ledger with one payment
    """
    return seen.facts("source-empty")


@rule("F002", "error")
def source_not_a_workbook(seen: Evidence) -> Iterable[Fact]:
    """不是表格的文件 | A file that is no workbook

    Message:
        这不是表格文件(内容是图片、文档或已损坏)
        this is no workbook (a picture, a document, or damaged)
    Why:
        图片、PDF、Word 里的数字读不到,其中的资金没有计入,所有合计都不完整。多见于把扫描件、盖章的 PDF 改了后缀,或与工作簿放在一起报送。
        figures in a picture, a PDF or a Word document cannot be read; their money is missing and every total is
          incomplete. Scans and stamped PDFs come along with workbooks, at times under a workbook's suffix
    Remedy:
        换成原来的 Excel/WPS 表格;只有图片、PDF 的,先录入或转换成表格并核对
        give the workbook that it was made from; enter the figures of a picture or a PDF in a table first
    Fires:
        一份计划,旁边一个其实是 PNG 图片的“台账.xls”
        a plan, beside it a ledger.xls that is a PNG picture
    Passes:
        同样两个文件,“台账.xls”是真正的 Excel 97-2003 工作簿
        the same, the ledger.xls being an Excel 97-2003 workbook
    """
    return seen.facts("source-not-a-workbook")


@rule("F003", "error")
def source_broken(seen: Evidence) -> Iterable[Fact]:
    """损坏的工作簿 | A damaged workbook

    Message:
        工作簿已损坏或不完整,读不出来({detail})
        the workbook is damaged or cut short ({detail})
    Why:
        整个文件没有计入,所有合计都不完整;损坏的文件只读一部分,比不读更危险。多见于下载、拷贝中断,或 U 盘没有安全退出。
        nothing of the file is counted and every total is incomplete; to read a part of a damaged file would be worse.
          Downloads and copies that were cut off leave such files
    Remedy:
        重新拷贝或下载;若 Excel/WPS 能打开(修复),另存为 .xlsx 后再读
        copy or download it anew; if Excel or WPS can repair it, open it in Excel or WPS and save it as .xlsx
    Fires:
        一份计划,旁边一个只拷贝了一半的台账.xlsx
        a plan, beside it a ledger.xlsx of which half was copied
    Passes:
        同样两个文件,台账.xlsx 是完整的
        the same two files, the ledger.xlsx whole
    """
    return seen.facts("source-broken")


@rule("F004", "error")
def source_password(seen: Evidence) -> Iterable[Fact]:
    """有打开密码的工作簿 | A workbook with a password

    Message:
        工作簿有打开密码
        the workbook has a password
    Why:
        没有密码就读不到,其中的资金没有计入,所有合计都不完整。多见于业务股室给含有个人信息的发放名单、台账加了密。
        without the password nothing of it is read and every total is incomplete; ledgers and lists that name
          beneficiaries are often locked
    Remedy:
        用 --password 输入密码,或去掉密码后另存再读
        give it with --password, or save a copy without it
    Fires:
        一份计划,旁边一个加了打开密码的台账.xlsx,没有给密码
        a plan, beside it a locked ledger.xlsx, and no password given
    Passes:
        同样两个文件,给出了密码
        the same two files, with the password
    """
    return seen.facts("source-password")


@rule("F005", "error")
def source_save_as_xlsx(seen: Evidence) -> Iterable[Fact]:
    """另存成 .xls 的网页、文本 | A web page or text saved as a workbook

    Message:
        这是网页、文本或其他软件的表({detail}),不直接读取
        a table as a web page, as text or of another program ({detail}) is not read directly
    Why:
        文件没有计入,所有合计都不完整。不少业务系统“导出 Excel”得到的其实是网页(HTML、XML),长数字、日期、合并格在里面都可能走样,由 Excel/WPS 转换一次才可靠。
        the file is not counted and every total is incomplete. What systems call an export to Excel is often a web page
          (HTML, XML), where long numbers, dates and merged cells may be off until Excel or WPS has converted them
    Remedy:
        在 Excel/WPS 中打开并另存为 .xlsx 后再读
        open it in Excel or WPS and save it as .xlsx
    Fires:
        一份计划,旁边一个内容是网页表格的“台账.xls”
        a plan, beside it a ledger.xls that holds a web page
    Passes:
        同样两个文件,台账另存成了 .xlsx
        the same two files, the ledger saved as .xlsx
    """
    return seen.facts("source-save-as-xlsx")


@rule("F006", "error")
def source_encoding(seen: Evidence) -> Iterable[Fact]:
    """认不出的文字编码 | An unknown text encoding

    Message:
        文字编码既不是 UTF-8 也不是 GB18030
        the text is neither UTF-8 nor GB18030
    Why:
        项目名称成了乱码,就对不上计划,所以整个文件不读,所有合计都不完整。多见于旧系统用其他编码导出的 CSV,或下载时损坏的文件。
        garbled project names match no plan, so that the file is not read at all and every total is incomplete; old
          systems that export in other encodings, and damaged downloads, give such a csv
    Remedy:
        在 Excel/WPS 中打开,看清汉字显示正常,另存为 .xlsx 后再读
        open it in Excel or WPS, see that its text shows rightly, and save it as .xlsx
    Fires:
        一份计划,旁边一个夹有非法字节的台账.csv
        a plan, beside it a ledger.csv with bytes of no such encoding
    Passes:
        同样两个文件,台账.csv 是 GB18030
        the same two files, the ledger.csv in GB18030
    """
    return seen.facts("source-encoding")


@rule("F007", "error")
def source_not_csv(seen: Evidence) -> Iterable[Fact]:
    """CSV 里读不完的长格 | A csv field too long to be read

    Message:
        CSV 第 {row} 行有一格太长,读不出来,整个文件未计入({detail})
        row {row} of the csv has a field too long to be read; the file is left out ({detail})
    Why:
        这样长的一格不会是台账的内容,多半是引号没有成对,后面的拨付都被并进了一格;为免漏计,整个文件不读,所有合计都不完整。
        no ledger has a field so long: most likely a quote swallowed the payments below it. The file is not read, lest they
          be missed, and every total is incomplete
    Remedy:
        检查该行的引号是否成对;或在 Excel/WPS 中打开、核对后另存为 .xlsx
        see whether the quotes of that row are paired; or open it in Excel or WPS and save it as .xlsx
    Fires:
        一份计划,旁边一个台账.csv,第 2 行有一格 131,073 字
        a plan, beside it a ledger.csv whose row 2 has a field of 131,073 characters
    Passes:
        同样两个文件,那一格正好 131,072 字
        the same two files, the field of exactly 131,072 characters
    """
    return seen.facts("source-not-csv")


@rule("F010", "warning")
def no_table(seen: Evidence) -> Iterable[Fact]:
    """没有认出的工作表 | A sheet that was not recognised

    Message:
        没有识别出计划、台账或进度表,此表未计入
        no plan, ledger or progress table was recognised; the sheet is left out
    Why:
        表里若有资金,合计就少了这一块,而且看不出来。多见于通讯录、人口表等附表,也可能是表头用了程序不认识的词。
        if the sheet holds money, the totals lack it unseen. Most such sheets are lists of people or places, but the headers
          may also be words that nobody taught the program
    Remedy:
        若此表有资金,运行 minsheng-funds inspect,复制它给出的 [tables] 设置;否则设 kind = "ignore"
        if it holds money, copy the [tables] lines that minsheng-funds inspect proposes; else set kind = "ignore"
    Fires:
        [计划]
        | 项目名称 | 计划资金(元) |
        | 甲 | 100 |
        [各镇]
        | 镇 | 数值 |
        | 东镇 | 1203 |
    Passes:
        [计划]
        | 项目名称 | 计划资金(元) |
        | 甲 | 100 |
        [各镇]
        | 项目名称 | 计划资金(元) |
        | 东镇 | 1203 |
    """
    return seen.facts("no-table")


@rule("F011", "error")
def no_project_column(seen: Evidence) -> Iterable[Fact]:
    """没有项目名称的资金表 | Money without a project column

    Message:
        有金额栏而没有“项目名称”栏,此表未计入
        there is money but no project column; the table is left out
    Why:
        不知道是哪个项目的钱,就无法与计划对应,整张表的拨付都没有计入,合计不完整。多见于一个项目一张台账、项目名只写在文件名里,或预算系统导出的支付明细。
        money of no known project cannot be set against a plan, so that none of the table counts and the totals are
          incomplete. Ledgers kept one a project, and payment lists exported from budget systems, come like this
    Remedy:
        在设置 [columns] 中写 project = ["…"];若整张表是同一项目,在表头上方写“项目名称:…”,或以项目名命名工作表
        write project = ["…"] under [columns] in the settings; if the whole sheet is one project, name it in a caption above the header, or name the sheet after it
    Fires:
        [计划]
        | 项目名称 | 计划资金(元) |
        | 甲 | 100 |
        [1月]
        | 2020年资金拨付台账 |
        | 拨付日期 | 收款单位 | 拨付金额(元) |
        | 2020-01-02 | 某镇 | 5 |
    Passes:
        [计划]
        | 项目名称 | 计划资金(元) |
        | 甲 | 100 |
        [1月]
        | 项目名称:甲 |
        | 拨付日期 | 收款单位 | 拨付金额(元) |
        | 2020-01-02 | 某镇 | 5 |
    """
    return seen.facts("no-project-column")


@rule("F012", "warning")
def sheet_hidden(seen: Evidence) -> Iterable[Fact]:
    """隐藏的工作表 | A hidden sheet

    Message:
        这是隐藏的工作表,未读取
        a hidden sheet, not read
    Why:
        隐藏的多是旧版或草稿,计入会重复;但若是有人误隐藏的台账,合计就少了这一块。
        hidden sheets mostly are old versions or drafts that would count twice; but if a ledger was hidden by mistake, the
          totals lack it
    Remedy:
        需要计入时取消隐藏;确实不用的,在设置 [tables."表名"] 中写 kind = "ignore",或删去此表
        unhide it if it is to count; if not, write kind = "ignore" under [tables."sheet"] in the settings, or delete it
    Fires:
        计划,和一张隐藏的台账
        a plan, and a ledger whose sheet is hidden
    Passes:
        同样两张表,台账没有隐藏
        the same two sheets, the ledger not hidden
    """
    return seen.facts("sheet-hidden")


@rule("F013", "info")
def sheet_empty(seen: Evidence) -> Iterable[Fact]:
    """空工作表 | An empty sheet

    Message:
        这是空表,没有数据
        an empty sheet
    Why:
        Excel 新建工作簿时自带的 Sheet2、Sheet3 多是空的,不影响数字;但若这里本该有数据,说明没有保存或导出完整。
        the blank Sheet2 and Sheet3 of a new workbook change no figure; but where data should stand, they were not saved
          or not exported
    Remedy:
        不用处理;若这里本该有数据,重新导出或保存后再查
        nothing need be done; if data should stand here, export or save it anew
    Fires:
        [计划]
        | 项目名称 | 计划资金(元) |
        | 甲 | 100 |
        [Sheet2]
    Passes:
        [计划]
        | 项目名称 | 计划资金(元) |
        | 甲 | 100 |
        [Sheet2]
        | 填报说明 |
    """
    return seen.facts("sheet-empty")


@rule("F014", "error")
def kind_unknown(seen: Evidence) -> Iterable[Fact]:
    """不知是计划还是台账 | Neither surely a plan nor a ledger

    Message:
        看不出这是计划还是台账,此表未计入
        neither surely a plan nor surely a ledger; the table is left out
    Why:
        只写“金额”的一栏,可以是计划数,也可以是拨付数;认错了,拨付率就完全错了,所以整张表不计入,合计不完整。
        a column that only says “amount” may be planned or paid; to take one for the other would make every rate wrong, so
          that the table is not counted and the totals are incomplete
    Remedy:
        把表头“金额”改为“计划资金”或“拨付金额”,或在设置 [tables."表名"] 中写 kind = "plan" 或 "ledger"
        say in the header whether money is planned or paid, or write kind = "plan" or "ledger" under [tables."sheet"] in the settings
    Fires:
        [计划]
        | 项目名称 | 计划资金(元) |
        | 甲 | 100 |
        [数据]
        | 项目名称 | 金额(元) |
        | 甲 | 5 |
    Passes:
        [计划]
        | 项目名称 | 计划资金(元) |
        | 甲 | 100 |
        [数据]
        | 项目名称 | 拨付金额(元) |
        | 甲 | 5 |
    """
    return seen.facts("kind-unknown")


@rule("F015", "error")
def header_ambiguous(seen: Evidence) -> Iterable[Fact]:
    """两行都像表头 | Two rows that both fit as the header

    Message:
        相邻两行都像表头,不能确定用哪一行,此表未计入
        two header rows both fit; the table is left out
    Why:
        两行写的栏目不同,用错一行就会把别的数当成计划或拨付,所以整张表不计入,合计不完整。多见于拼接两张表时旧表头没有删去。
        the rows name other columns, and the wrong one would take other numbers for plan or payments, so that the table is
          not counted and the totals are incomplete. It comes of pasting one table under the header of another
    Remedy:
        删去多余的一行,或在设置 [tables."表名"] 中写 header_rows = [行号]
        delete the row that is not needed, or write header_rows = [row] under [tables."sheet"] in the settings
    Fires:
        [计划]
        | 项目名称 | 计划资金(元) |
        | 甲 | 100 |
        [补充]
        | 项目名称 | 计划资金(元) |
        | 工程名称 | 预算金额(元) |
        | 乙 | 5 |
    Passes:
        [计划]
        | 项目名称 | 计划资金(元) |
        | 甲 | 100 |
        [补充]
        | 项目名称 | 计划资金(元) |
        | 工程名称 | 预算金额(元) |
        | 乙 | 5 |
        toml: [tables."补充"]
        toml: header_rows = [2]
    """
    return seen.facts("header-ambiguous")


@rule("F016", "warning")
def table_empty(seen: Evidence) -> Iterable[Fact]:
    """只有表头的表 | A table with nothing below its header

    Message:
        识别出表头,但没有读到任何项目或拨付
        a header was recognised, but no project and no payment below it
    Why:
        空台账等于“一分未拨”,拨付率会变成 0;若是数据还没有填,或筛选后只复制了表头,报出去就是错的。
        an empty ledger says that nothing was paid, and the rate becomes 0; if the rows were not entered yet, or only the
          header was copied, that is wrong
    Remedy:
        把数据填上;若表里已有数据,运行 minsheng-funds inspect 查看各行为何未计入;不用的空表可删去
        enter the data; if there is data, run minsheng-funds inspect to see why its rows were left out; delete the table if it is not needed
    Fires:
        [计划]
        | 项目名称 | 计划资金(元) |
        | 甲 | 100 |
        [台账]
        | 2020年资金拨付台账 |
        | 拨付日期 | 项目名称 | 拨付金额(元) |
    Passes:
        [计划]
        | 项目名称 | 计划资金(元) |
        | 甲 | 100 |
        [台账]
        | 2020年资金拨付台账 |
        | 拨付日期 | 项目名称 | 拨付金额(元) |
        | 2020-01-02 | 甲 | 5 |
    """
    return seen.facts("table-empty")


@rule("F017", "info")
def sheet_of_words(seen: Evidence) -> Iterable[Fact]:
    """没有数字的工作表 | A sheet without numbers

    Message:
        没有数字的表(封面、填报说明),未计入
        a sheet without numbers (a cover, instructions); it is left out
    Why:
        封面、填报说明不影响数字,这里只说明它们没有计入;若表里本该有金额,可能是金额写成了文字。
        covers and instructions change no figure; this only says that they were not counted. Where money should stand, it
          may have been written in words
    Remedy:
        不用处理;若此表有资金,在设置 [tables] 中指明表头行与列
        nothing need be done; if it holds money, name its header rows and columns under [tables] in the settings
    Fires:
        [计划]
        | 项目名称 | 计划资金(元) |
        | 甲 | 100 |
        [各镇]
        | 镇 | 数值 |
        | 东镇 | 不详 |
    Passes:
        [计划]
        | 项目名称 | 计划资金(元) |
        | 甲 | 100 |
        [各镇]
        | 镇 | 数值 |
        | 东镇 | 1203 |
    """
    return seen.facts("sheet-of-words")


@rule("F018", "error")
def no_table_dated(seen: Evidence) -> Iterable[Fact]:
    """没有认出表头的台账 | A ledger whose header was not recognised

    Message:
        没有识别出表头,但各行有日期和数字,可能是台账,此表未计入,合计存疑
        no header was recognised, but rows with a day and numbers: perhaps a ledger; it is left out, totals are in doubt
    Why:
        一行一个日期、一个金额,多半是拨付明细;不计入,已拨付就少了。多见于表头用了简称、外文,或复制数据时漏了表头。
        a day and an amount in each row are most likely payments, and what was paid lacks them. Headers in short forms or
          foreign words, or rows copied without their header, come like this
    Remedy:
        补上表头(如“拨付日期、项目名称、拨付金额”),或运行 minsheng-funds inspect 照抄它给出的设置;不是台账则在 [tables."表名"] 中设 kind = "ignore"
        give the table a header (date, project, amount paid), or copy the settings that minsheng-funds inspect proposes; if it is no ledger, set kind = "ignore" under [tables."sheet"]
    Fires:
        [计划]
        | 项目名称 | 计划资金(元) |
        | 甲 | 100 |
        [清单]
        | when | what | how much |
        | 2020-03-01 | 甲 | 5 |
        | 2020-03-02 | 甲 | 6 |
        | 2020-03-03 | 甲 | 7 |
    Passes:
        [计划]
        | 项目名称 | 计划资金(元) |
        | 甲 | 100 |
        [清单]
        | 拨付日期 | 项目名称 | 拨付金额(元) |
        | 2020-03-01 | 甲 | 5 |
        | 2020-03-02 | 甲 | 6 |
        | 2020-03-03 | 甲 | 7 |
    """
    return seen.facts("no-table-dated")


@rule("F019", "error")
def breakdown_suspected(seen: Evidence) -> Iterable[Fact]:
    """疑似另一表中某项目的分配明细 | A table that may break down a project of another one

    Message:
        这张表的 {count} 行之和等于另一张表的“{project}”,或都以它命名,可能是它的分配明细;两处都已计入,合计存疑
        this table ({count} rows) adds up to {project!r} of another one, or is named after it: perhaps its breakdown; both count, the totals are in doubt
    Why:
        同一笔计划在总表里列一次,在分镇、分单位的分配表里又列一次,都计入就多算一倍。
        what a plan states once, and a table by town or unit once more, would count twice
    Remedy:
        若是明细,在设置 [tables."表名"] 中写 kind = "ignore";若确是另外的资金,写 distinct = true
        if it is a breakdown, write kind = "ignore" under [tables."sheet"] in the settings; if it is other money, distinct = true
    Fires:
        [计划]
        | 项目名称 | 计划资金(元) |
        | 改厕 | 50 |
        [改厕分配表]
        | 项目名称 | 计划资金(元) |
        | 东镇 | 30 |
        | 西镇 | 20 |
    Passes:
        [计划]
        | 项目名称 | 计划资金(元) |
        | 改厕 | 50 |
        [改厕分配表]
        | 项目名称 | 计划资金(元) |
        | 东镇 | 30 |
        | 西镇 | 21 |
    """
    return seen.facts("breakdown-suspected")


@rule("F020", "error", measure="fen")
def overlap(seen: Evidence) -> Iterable[Fact]:
    """两张表里相同的拨付 | The same payments in two tables

    Message:
        两张表有 {count} 笔相同的拨付(共 {amount_fen}),只计一次(计后一张的)
        the same in both tables: {count} payments ({amount_fen}); they count once, in the second one
    Why:
        同一批拨付在月报和全年台账里、或在新旧两个文件里各有一份,都计入已拨付就虚增。五笔以上、占较小一张表九成以上相同,才认定重复。
        payments that stand in a month's ledger and in the year's, or in an old file and a new one, would raise what was
          paid. Five or more that are at least nine tenths of the smaller table are taken as the same
    Remedy:
        在设置 [tables] 中把其中一张设为 kind = "ignore";若确是不同的资金,设 distinct = true
        set kind = "ignore" for one of them under [tables], or distinct = true if its money is other money
    Fires:
        [计划]
        | 项目名称 | 计划资金(元) |
        | 甲 | 100 |
        [1月]
        | 拨付日期 | 项目名称 | 收款单位 | 拨付金额(元) |
        | 2020-01-01 | 甲 | 东镇 | 1 |
        | 2020-01-02 | 甲 | 东镇 | 2 |
        | 2020-01-03 | 甲 | 东镇 | 3 |
        | 2020-01-04 | 甲 | 东镇 | 4 |
        | 2020-01-05 | 甲 | 东镇 | 5 |
        [全年]
        | 拨付日期 | 项目名称 | 收款单位 | 拨付金额(元) |
        | 2020-01-01 | 甲 | 东镇 | 1 |
        | 2020-01-02 | 甲 | 东镇 | 2 |
        | 2020-01-03 | 甲 | 东镇 | 3 |
        | 2020-01-04 | 甲 | 东镇 | 4 |
        | 2020-01-05 | 甲 | 东镇 | 5 |
        | 2020-02-06 | 甲 | 东镇 | 6 |
    Passes:
        [计划]
        | 项目名称 | 计划资金(元) |
        | 甲 | 100 |
        [1月]
        | 拨付日期 | 项目名称 | 收款单位 | 拨付金额(元) |
        | 2020-01-01 | 甲 | 东镇 | 1 |
        | 2020-01-02 | 甲 | 东镇 | 2 |
        | 2020-01-03 | 甲 | 东镇 | 3 |
        | 2020-01-04 | 甲 | 东镇 | 4 |
        [全年]
        | 拨付日期 | 项目名称 | 收款单位 | 拨付金额(元) |
        | 2020-01-01 | 甲 | 东镇 | 1 |
        | 2020-01-02 | 甲 | 东镇 | 2 |
        | 2020-01-03 | 甲 | 东镇 | 3 |
        | 2020-01-04 | 甲 | 东镇 | 4 |
        | 2020-02-06 | 甲 | 东镇 | 6 |
    """
    return seen.facts("overlap")


@rule("F021", "error")
def plan_overlap(seen: Evidence) -> Iterable[Fact]:
    """两份计划列有相同项目 | Two plans that state the same projects

    Message:
        两张计划都列有 {count} 个相同项目({project}),只计前一张
        two plans state the same projects ({count}: {project}); the first counts
    Why:
        同一项目的计划数计两次,需配套和缺口都会虚增;而取错一份,拨付率的分母就错了。多见于年初方案和调整方案放在一起,又没有写明日期。
        a project planned twice would raise the need and the gap, and the wrong one of two plans is the wrong base of
          every rate. The first plan and an adjusted one often stand side by side without a date
    Remedy:
        在设置 [tables."表名"] 中:一张取代另一张的,写明开始执行的日期 version = "2020-06-10";多余的,写 kind = "ignore";确是不同资金的,写 distinct = true
        under [tables."sheet"] in the settings: the plan that replaces the other gets version = "2020-06-10", the day from which it is in force; one that is not needed kind = "ignore"; other money distinct = true
    Fires:
        [计划]
        | 项目名称 | 计划资金(元) |
        | 甲 | 100 |
        [计划2]
        | 项目名称 | 计划资金(元) |
        | 甲 | 120 |
    Passes:
        [计划]
        | 项目名称 | 计划资金(元) |
        | 甲 | 100 |
        [计划2]
        | 项目名称 | 计划资金(元) |
        | 乙 | 120 |
    """
    return seen.facts("plan-overlap")


@rule("F022", "error", measure="fen")
def undated_twin(seen: Evidence) -> Iterable[Fact]:
    """台账旁边没有日期的汇总表 | A table without dates beside a ledger

    Message:
        这张没有日期的表(共 {amount_fen})与另一张台账列有相同项目,可能是它的汇总;两张都已计入,合计存疑
        this table without dates ({amount_fen}) lists projects of another ledger and may be its summary; both count, the totals are in doubt
    Why:
        台账旁边按项目汇总的一页若也当作拨付,已拨付就多算一倍。
        a page that sums a ledger up by project, counted as payments, doubles what was paid
    Remedy:
        若是汇总表,在设置 [tables."表名"] 中写 kind = "ignore";若确是另外的拨付,补上拨付日期,或写 distinct = true
        if it is a summary, write kind = "ignore" under [tables."sheet"] in the settings; if these are other payments, give them a date, or write distinct = true
    Fires:
        [台账]
        | 拨付日期 | 项目名称 | 拨付金额(元) |
        | 2020-01-02 | 甲 | 5 |
        | 2020-02-03 | 甲 | 6 |
        [汇总]
        | 项目名称 | 拨付金额(元) |
        | 甲 | 11 |
    Passes:
        [台账]
        | 拨付日期 | 项目名称 | 拨付金额(元) |
        | 2020-01-02 | 甲 | 5 |
        | 2020-02-03 | 甲 | 6 |
        [汇总]
        | 项目名称 | 拨付金额(元) |
        | 乙 | 11 |
    """
    return seen.facts("undated-twin")


@rule("F023", "error", measure="fen")
def overlap_both(seen: Evidence) -> Iterable[Fact]:
    """两张表里可能相同的拨付 | Payments that may stand in two tables

    Message:
        两张表有 {count} 笔相同的拨付(共 {amount_fen}),不足以断定是重复报送,两处都已计入,合计存疑
        the same in both tables: {count} payments ({amount_fen}), too few to be sure of a second copy; both count, the totals are in doubt
    Why:
        日期、项目、金额以及收款单位或凭证号都相同,多半是同一笔登记了两次;若是,已拨付就虚增。不到五笔或不到九成,不能认定整张表重复,所以都计入,请人核对。
        the same day, project, amount and payee or voucher are most likely one payment entered twice, which raises what was
          paid; fewer than five, or less than nine tenths of a table, are no proof, so that both count and somebody must look
    Remedy:
        若是重复,在设置 [tables] 中把其中一张设为 kind = "ignore",或删去重复的行;若确是不同的拨付,写 distinct = true
        if they are the same, set kind = "ignore" for one table under [tables], or delete the rows in one of them; if they are other payments, set distinct = true
    Fires:
        [计划]
        | 项目名称 | 计划资金(元) |
        | 甲 | 100 |
        [1月]
        | 拨付日期 | 项目名称 | 收款单位 | 拨付金额(元) |
        | 2020-01-02 | 甲 | 东镇 | 5 |
        [2月]
        | 拨付日期 | 项目名称 | 收款单位 | 拨付金额(元) |
        | 2020-01-02 | 甲 | 东镇 | 5 |
    Passes:
        [计划]
        | 项目名称 | 计划资金(元) |
        | 甲 | 100 |
        [1月]
        | 拨付日期 | 项目名称 | 收款单位 | 拨付金额(元) |
        | 2020-01-02 | 甲 | 东镇 | 5 |
        [2月]
        | 拨付日期 | 项目名称 | 收款单位 | 拨付金额(元) |
        | 2020-01-02 | 甲 | 西镇 | 5 |
    """
    return seen.facts("overlap-both")


@rule("F024", "warning", measure="fen")
def overlap_possible(seen: Evidence) -> Iterable[Fact]:
    """两张表里个别相像的拨付 | A few payments alike in two tables

    Message:
        两张表有 {count} 笔拨付日期、项目、金额相同(共 {amount_fen}),没有收款单位或凭证号可以区分,两处都已计入
        the same date, project and amount in both tables: {count} payments ({amount_fen}), with no payee or voucher to tell them apart; both count
    Why:
        同一天给同一项目拨两笔同样的钱并不少见;但没有收款单位和凭证号,就分不清是两笔还是一笔登记了两次。
        two equal payments to one project on one day are nothing unusual; but without payee and voucher nobody can tell them
          from one that was entered twice
    Remedy:
        核对是否为同一笔拨付:是则删去一处;不是则补上收款单位或凭证号,或在设置 [tables."表名"] 中写 distinct = true
        check whether they are the same payments: if so, delete one; if not, add payee or voucher, or write distinct = true under [tables."sheet"] in the settings
    Fires:
        [计划]
        | 项目名称 | 计划资金(元) |
        | 甲 | 100 |
        [东镇]
        | 拨付日期 | 项目名称 | 拨付金额(元) |
        | 2020-01-02 | 甲 | 5 |
        | 2020-01-03 | 甲 | 6 |
        | 2020-01-04 | 甲 | 7 |
        [西镇]
        | 拨付日期 | 项目名称 | 拨付金额(元) |
        | 2020-01-02 | 甲 | 5 |
        | 2020-02-03 | 甲 | 6 |
        | 2020-02-04 | 甲 | 7 |
    Passes:
        [计划]
        | 项目名称 | 计划资金(元) |
        | 甲 | 100 |
        [东镇]
        | 拨付日期 | 项目名称 | 拨付金额(元) |
        | 2020-01-02 | 甲 | 5 |
        | 2020-01-03 | 甲 | 6 |
        | 2020-01-04 | 甲 | 7 |
        [西镇]
        | 拨付日期 | 项目名称 | 拨付金额(元) |
        | 2020-02-02 | 甲 | 5 |
        | 2020-02-03 | 甲 | 6 |
        | 2020-02-04 | 甲 | 7 |
    """
    return seen.facts("overlap-possible")


@rule("F025", "warning", measure="fen")
def overlap_details_differ(seen: Evidence) -> Iterable[Fact]:
    """两张表只有收款单位或凭证号不同 | Two tables that differ in payee or voucher only

    Message:
        两张表有 {count} 笔拨付日期、项目、金额都相同(共 {amount_fen}),只有收款单位或凭证号不同,两处都已计入
        the same date, project and amount in both tables, another payee or voucher: {count} payments ({amount_fen}); both count
    Why:
        五笔以上、九成以上逐笔相同而收款单位写法不同,可能是同一批拨付由两个股室各记一份;若是,已拨付就虚增一倍。
        five or more payments that agree one by one but for the payee may be the same, kept by two offices in words of their
          own; then what was paid is doubled
    Remedy:
        若是同一批拨付,在设置 [tables] 中把其中一张设为 kind = "ignore";若确是不同的拨付,写 distinct = true
        if they are the same payments, set kind = "ignore" for one table under [tables]; if they are other payments, set distinct = true
    Fires:
        [计划]
        | 项目名称 | 计划资金(元) |
        | 甲 | 100 |
        [一股]
        | 拨付日期 | 项目名称 | 收款单位 | 拨付金额(元) |
        | 2020-01-01 | 甲 | 东镇 | 1 |
        | 2020-01-02 | 甲 | 东镇 | 2 |
        | 2020-01-03 | 甲 | 东镇 | 3 |
        | 2020-01-04 | 甲 | 东镇 | 4 |
        | 2020-01-05 | 甲 | 东镇 | 5 |
        [二股]
        | 拨付日期 | 项目名称 | 收款单位 | 拨付金额(元) |
        | 2020-01-01 | 甲 | 西镇 | 1 |
        | 2020-01-02 | 甲 | 西镇 | 2 |
        | 2020-01-03 | 甲 | 西镇 | 3 |
        | 2020-01-04 | 甲 | 西镇 | 4 |
        | 2020-01-05 | 甲 | 西镇 | 5 |
    Passes:
        [计划]
        | 项目名称 | 计划资金(元) |
        | 甲 | 100 |
        [一股]
        | 拨付日期 | 项目名称 | 收款单位 | 拨付金额(元) |
        | 2020-01-01 | 甲 | 东镇 | 1 |
        | 2020-01-02 | 甲 | 东镇 | 2 |
        | 2020-01-03 | 甲 | 东镇 | 3 |
        | 2020-01-04 | 甲 | 东镇 | 4 |
        [二股]
        | 拨付日期 | 项目名称 | 收款单位 | 拨付金额(元) |
        | 2020-01-01 | 甲 | 西镇 | 1 |
        | 2020-01-02 | 甲 | 西镇 | 2 |
        | 2020-01-03 | 甲 | 西镇 | 3 |
        | 2020-01-04 | 甲 | 西镇 | 4 |
    """
    return seen.facts("overlap-details-differ")


@rule("F026", "error", measure="fen")
def monthly_twin(seen: Evidence) -> Iterable[Fact]:
    """台账旁边按月(按项目)的汇总表 | A summary by month or project beside a ledger

    Message:
        这张表各项目(各月)之和(共 {count} 个,合计 {amount_fen})与另一张台账相同,可能是它的汇总;两张都已计入,合计存疑
        the sums of this table by project and month ({count} of them, {amount_fen}) are those of another ledger: it may be its summary; both count, the totals are in doubt
    Why:
        按月汇总的表也有日期和金额,若当作台账计入,已拨付就多算一倍。三个以上的月度合计、或每个项目的合计都相同,不会是巧合。
        a monthly summary has dates and amounts, too; counted as a ledger it doubles what was paid. Three or
          more sums of a month, or the sums of all projects, that agree are no chance
    Remedy:
        若是汇总表,在设置 [tables."表名"] 中设为 kind = "ignore";若确是另外的拨付,写 distinct = true
        if it is a summary, set kind = "ignore" for it under [tables]; if these are other payments, set distinct = true
    Fires:
        [计划]
        | 项目名称 | 计划资金(元) |
        | 甲 | 100 |
        [台账]
        | 拨付日期 | 项目名称 | 拨付金额(元) |
        | 2020-01-01 | 甲 | 1 |
        | 2020-01-02 | 甲 | 2 |
        | 2020-02-01 | 甲 | 3 |
        | 2020-02-02 | 甲 | 4 |
        | 2020-03-01 | 甲 | 5 |
        | 2020-03-02 | 甲 | 6 |
        [按月]
        | 拨付日期 | 项目名称 | 拨付金额(元) |
        | 2020-01-31 | 甲 | 3 |
        | 2020-02-29 | 甲 | 7 |
        | 2020-03-31 | 甲 | 11 |
    Passes:
        [计划]
        | 项目名称 | 计划资金(元) |
        | 甲 | 100 |
        [台账]
        | 拨付日期 | 项目名称 | 拨付金额(元) |
        | 2020-01-01 | 甲 | 1 |
        | 2020-01-02 | 甲 | 2 |
        | 2020-02-01 | 甲 | 3 |
        | 2020-02-02 | 甲 | 4 |
        | 2020-03-01 | 甲 | 5 |
        | 2020-03-02 | 甲 | 6 |
        [按月]
        | 拨付日期 | 项目名称 | 拨付金额(元) |
        | 2020-01-31 | 甲 | 3 |
        | 2020-02-29 | 甲 | 7 |
        | 2020-03-31 | 甲 | 12 |
    """
    return seen.facts("monthly-twin")


@rule("F030", "error")
def source_limit(seen: Evidence) -> Iterable[Fact]:
    """超过安全限度的文件 | A file over a safety limit

    Message:
        超过安全限度,未读取:{where} 的{what}为 {met},限度 {value}(设置 [limits] {limit})
        over a safety limit and not read: {what} of {where}: {met}, the limit {value} (setting [limits] {limit})
    Why:
        误在最后一行、最后一列留下一格内容,或恶意构造的文件,会占满内存、让程序停住,所以先量后读;文件未读取,所有合计都不完整。
        a stray cell in the last row or column, or a file built to do harm, would fill the memory; so files are measured
          before they are read. The file is not counted and every total is incomplete
    Remedy:
        删去表格范围以外的零星单元格后另存;确认文件可信时在设置 [limits] 中调大该项
        delete stray cells outside the table and save; if you trust the file, raise it under [limits]
    Fires:
        [plan.xlsx!计划]
        | 项目名称 | 计划资金(元) |
        | 甲 | 100 |
        [ledger.xlsx!台账]
        | 拨付日期 | 项目名称 | 拨付金额(元) |
        | 2020-01-02 | 甲 | 5 |
        | 2020-01-03 | 甲 | 6 |
        toml: [limits]
        toml: rows = 2
    Passes:
        [plan.xlsx!计划]
        | 项目名称 | 计划资金(元) |
        | 甲 | 100 |
        [ledger.xlsx!台账]
        | 拨付日期 | 项目名称 | 拨付金额(元) |
        | 2020-01-02 | 甲 | 5 |
        | 2020-01-03 | 甲 | 6 |
        toml: [limits]
        toml: rows = 3
    """
    return seen.facts("source-limit")


@rule("F031", "error")
def source_unsafe(seen: Evidence) -> Iterable[Fact]:
    """内部写法可疑的文件 | A file built as no spreadsheet program builds it

    Message:
        文件的内部写法可疑,未读取({detail})
        the file is built as no spreadsheet program builds it and was not read ({detail})
    Why:
        Excel、WPS 不会这样写文件;这样的文件可能让两个程序读出两样数字,或读取电脑上别的文件,所以不读,所有合计都不完整。
        neither Excel nor WPS writes files so; such a file may show two programs two different figures, or reach for other
          files of the computer. It is not read and every total is incomplete
    Remedy:
        在 Excel/WPS 中打开并另存为 .xlsx 后再读;来历不明的,向报送单位重新索取
        open it in Excel or WPS and save it as .xlsx; if nobody knows where it comes from, ask the sender for another one
    Fires:
        一份计划,旁边一个工作表里声明了外部实体的台账.xlsx
        a plan, beside it a ledger.xlsx whose sheet declares an external entity
    Passes:
        同样两个文件,没有这条声明
        the same two files without that declaration
    """
    return seen.facts("source-unsafe")


@rule("F032", "error")
def source_password_wrong(seen: Evidence) -> Iterable[Fact]:
    """打开密码不对 | A wrong password

    Message:
        打开密码不对
        the password is wrong
    Why:
        密码不对就读不到,其中的资金没有计入,所有合计都不完整。一次只能给一个密码:几个文件密码不同的,先去掉密码或改成同一个。
        without the right password nothing of the file is read and every total is incomplete. One password is given for all
          files: where they differ, save copies without one, or with the same
    Remedy:
        用 --password 重新输入
        give the right one with --password
    Fires:
        一份计划,旁边一个加密的台账.xlsx,给的密码不对
        a plan, beside it a locked ledger.xlsx, and a wrong password
    Passes:
        同样两个文件,密码正确
        the same two files, and the right password
    """
    return seen.facts("source-password-wrong")


@rule("F033", "error")
def source_password_library(seen: Evidence) -> Iterable[Fact]:
    """缺少读取加密文件的组件 | The library that opens locked workbooks is missing

    Message:
        读取加密工作簿需要 msoffcrypto-tool
        reading a workbook with a password needs msoffcrypto-tool
    Why:
        给了密码而没有装这个组件,文件还是读不到,其中的资金没有计入,所有合计都不完整。
        with a password but without this library the file still cannot be read, and every total is incomplete
    Remedy:
        安装:pip install "minsheng-funds[password]";或在 Excel/WPS 中去掉密码后另存
        install it: pip install "minsheng-funds[password]"; or save a copy without the password in Excel or WPS
    Fires:
        一份计划,旁边一个加密的台账.xlsx,给了密码而没有装组件
        a plan, beside it a locked ledger.xlsx, its password given, the library not installed
    Passes:
        同样两个文件,已装组件
        the same two files, the library installed
    """
    return seen.facts("source-password-library")


@rule("F034", "error")
def source_quote(seen: Evidence) -> Iterable[Fact]:
    """CSV 里没有成对的引号 | An unpaired quote in a csv

    Message:
        CSV 第 {row} 行的引号没有正确结束,其后的行可能被吞掉,整个文件未计入({detail})
        row {row} of the csv has a quote that does not end rightly and may swallow rows; the file is left out ({detail})
    Why:
        引号没有成对,后面的拨付会被并进一格,已拨付就少算而看不出来;所以整个文件不读,所有合计都不完整。多见于收款单位名称里手工敲了一个英文引号。
        an unpaired quote makes one field of the payments below it, and what was paid lacks them unseen; so the file is not
          read and every total is incomplete. A quote typed into a payee's name does it
    Remedy:
        补上或删去该行的引号,或另存为 .xlsx
        close or delete that quote, or save it as .xlsx
    Fires:
        一份计划,旁边一个台账.csv,第 2 行收款单位前有引号而没有收尾
        a plan, beside it a ledger.csv whose row 2 opens a quote before the payee and never closes it
    Passes:
        同样两个文件,引号已收尾
        the same two files, the quote closed
    """
    return seen.facts("source-quote")


@rule("F035", "warning")
def rows_hidden(seen: Evidence) -> Iterable[Fact]:
    """表中隐藏的行 | Hidden rows in a table

    Message:
        表中第 {ranges} 行是隐藏的,仍然读取并计入
        hidden rows ({ranges}) are in the table and were read
    Why:
        隐藏或筛选掉的行在打印稿上看不到,这里却计入合计,两边会对不上;若是有意藏起的作废行,合计就多了。
        rows that are hidden or filtered away are not on the printed page but do count here, so that the two differ; if they
          were hidden because they are void, the totals are too high
    Remedy:
        取消隐藏核对;若不应计入,删去这些行,或在设置 [tables] 中用 drop 剔除
        unhide and look at them; delete them, or drop them under [tables], if they are not to count
    Fires:
        台账有两笔拨付,第 2 行(第一笔)隐藏
        a ledger of two payments, row 2 (the first) hidden
    Passes:
        同一张台账,隐藏的是表头上方的标题行
        the same ledger, the title above its header hidden
    """
    return seen.facts("rows-hidden")


@rule("F036", "warning")
def columns_hidden(seen: Evidence) -> Iterable[Fact]:
    """表中隐藏的列 | Hidden columns in a table

    Message:
        表中 {ranges} 列是隐藏的,仍然读取并计入
        hidden columns ({ranges}) are in the table and were read
    Why:
        隐藏的列里可能是旧的计划数或拨付数,打印稿上看不到,这里却计入,两边会对不上。
        a hidden column may hold old figures; they are not on the printed page but do count here, so that the two differ
    Remedy:
        取消隐藏核对;若不应计入,删去这些列
        unhide and look at them; delete them if they are not to count
    Fires:
        台账的“拨付金额”列隐藏
        a ledger whose column of amounts is hidden
    Passes:
        同一张台账,隐藏的是程序不用的“经办人”列
        the same ledger, hidden is a column that is not used: the clerk's name
    """
    return seen.facts("columns-hidden")


@rule("F037", "error")
def cell_broken(seen: Evidence) -> Iterable[Fact]:
    """名称、日期等格的公式错误 | A broken formula in a name or date

    Message:
        “{field}”格是公式错误,或公式没有保存计算结果,合计存疑(项目:{project})
        the cell of {field!r} is a formula error, or a formula saved without its value; totals are in doubt (project: {project})
    Why:
        项目名称、日期用公式(如 VLOOKUP)引用别的表,引用断了就不知道是哪个项目、哪一天的钱,合计不完整。
        names and dates fetched by formulas (VLOOKUP) from another sheet are lost with the link: whose money it is, or of
          what day, is not known, and the totals are incomplete
    Remedy:
        在 Excel/WPS 中改正公式,重新计算并保存
        correct the formula, recalculate and save in Excel or WPS
    Fires:
        台账的“项目名称”格是公式,结果为 #N/A
        a ledger whose project cell is a formula with the result #N/A
    Passes:
        同一张台账,公式的结果是“甲”
        the same ledger, the formula's result being a project's name
    """
    return seen.facts("cell-broken")


@rule("F038", "error")
def row_too_wide(seen: Evidence) -> Iterable[Fact]:
    """CSV 的一行比表头宽 | A csv row wider than its header

    Message:
        这一行比表头多出有内容的字段,可能金额里的逗号没有加引号,合计存疑
        this row has more fields than the header, perhaps by an unquoted comma in an amount; totals are in doubt
    Why:
        “40,000”没有加引号,就被拆成 40 和 000 两格,4 万元只计了 40 元。
        40,000 without quotes is split into 40 and 000: of forty thousand yuan, forty are counted
    Remedy:
        给含逗号的字段加引号,或去掉千位分隔
        quote fields with commas, or leave out the separators
    Fires:
        台账.csv 有一行 2020-01-02,甲,40,000
        a ledger.csv with the row 2020-01-02,甲,40,000
    Passes:
        同一文件,金额写作 "40,000"
        the same file, the amount quoted: "40,000"
    """
    return seen.facts("row-too-wide")


@rule("F039", "warning")
def more_of_kind(seen: Evidence) -> Iterable[Fact]:
    """不再逐一列出的同类问题 | Findings of one kind that are not listed

    Message:
        “{more_of}”另有 {count} 处,不再逐一列出
        not listed one by one: {count} more of {more_of!r}
    Why:
        同一种问题超过一千处,多半是同一个原因(如整栏格式不对)。report 只列前一千处,check 列出全部。
        more than a thousand of one kind mostly have one cause, such as a column in a wrong format. report lists the
          first thousand, check lists all
    Remedy:
        运行 minsheng-funds check 查看全部
        run minsheng-funds check to see them all
    Fires:
        台账有 1,001 行的项目名称是公式,结果为 #N/A
        a ledger of which 1,001 rows have a project's name by a formula with the result #N/A
    Passes:
        同一张台账,这样的行只有 1,000 行
        the same ledger with 1,000 such rows
    """
    return seen.facts("more-of-kind")


@rule("F040", "error")
def source_parquet_library(seen: Evidence) -> Iterable[Fact]:
    """缺少读取 Parquet 文件的组件 | The library that opens Parquet files is missing

    Message:
        读取 Parquet 文件需要 pyarrow
        reading a Parquet file needs pyarrow
    Why:
        没有装这个组件,文件读不到,其中的资金没有计入,所有合计都不完整。
        without this library the file cannot be read, its money is not counted, and every total is incomplete
    Remedy:
        安装:pip install "minsheng-funds[large]";或把文件导出为 CSV
        install it: pip install "minsheng-funds[large]"; or export the file as csv
    Fires:
        一份计划,旁边一个台账.parquet,没有装组件
        a plan, beside it a ledger.parquet, the library not installed
    Passes:
        同样两个文件,已装组件
        the same two files, the library installed
    """
    return seen.facts("source-parquet-library")


@rule("F041", "error")
def source_large(seen: Evidence) -> Iterable[Fact]:
    """不能逐段累计的大文件 | A large file that cannot be added up part by part

    Message:
        文件过大,只能逐段累计,而{why};未计入
        the file is too large to be held, and cannot be added up part by part: {why}; it is left out
    Why:
        大文件不整个放进内存,只保留每个项目每天的合计和不是拨付的行;这两样太多,或文件不是台账时,内存会被占满。文件未计入,所有合计都不完整。
        a large file is never held whole: what is kept are the sums of each project and day, and the rows that are no
          payments; too many of either, or a file that is no ledger, would fill the memory. Every total is incomplete
    Remedy:
        核对表头和项目列,在设置 [columns] 中指定;或把文件拆小
        look at its header and project column, name them under [columns], or split the file
    Fires:
        一份计划,旁边一个 70 MB 的 CSV,是几十万行的计划表
        a plan, beside it a csv of 70 MB that is a plan of some 100,000 rows
    Passes:
        同样两个文件,CSV 是台账
        the same two files, the csv a ledger
    """
    return seen.facts("source-large")


@rule("F042", "error")
def source_changed(seen: Evidence) -> Iterable[Fact]:
    """读取过程中被改动的文件 | A file that changed while it was read

    Message:
        文件在读取过程中被改动或移走,未计入
        the file was changed or taken away while it was being read; it is left out
    Why:
        大文件是一段一段读的;读到一半被改写,合计就是两个版本拼起来的数,所以整个不计入。
        a large file is read part by part; had somebody written to it meanwhile, its sums would be of two versions, so none
          of it is counted
    Remedy:
        等导出或同步完成后重新运行
        run again when the export or the synchronisation has finished
    Fires:
        一份计划,旁边一个 70 MB 的台账.csv,读取时还在写入
        a plan, beside it a ledger.csv of 70 MB that somebody is still writing to
    Passes:
        同样两个文件,已写完
        the same two files, nobody writing to them
    """
    return seen.facts("source-changed")
