"""Every rule: its code, how grave it is, what it says and what to do. A code is never used for another rule.

Families: F file and table, H header and column, U unit, A amount and date, P plan, L ledger, X plan against
payments, S stated figures, T time and schedules, G settings, C comparisons. Facts that reading and the statement recorded
name their rule by kind.
"""

from typing import NamedTuple

from minsheng_funds.vocabulary import Text


class Rule(NamedTuple):
    """One rule. `message` is filled with the fact's values; `measure` says what expected and actual count."""

    code: str
    severity: str
    message: Text
    remedy: Text
    measure: str = "text"


_SAVE = Text("在 Excel/WPS 中打开并另存为 .xlsx 后再读", "open it in Excel or WPS and save it as .xlsx")
_SETTINGS = Text("在设置 [tables] 或 [columns] 中指明", "say which under [tables] or [columns] in the settings")
_CELL = Text("改正该单元格", "correct that cell")

RULES: dict[str, Rule] = {
    # F: files and tables
    "source-empty": Rule(
        "F001",
        "error",
        Text("文件是空的", "the file is empty"),
        Text("换成有内容的文件", "give the file with the data"),
    ),
    "source-not-a-workbook": Rule(
        "F002",
        "error",
        Text(
            "这不是表格文件(内容是图片、文档或已损坏)",
            "this is no workbook (a picture, a document, or damaged)",
        ),
        _SAVE,
    ),
    "source-broken": Rule(
        "F003",
        "error",
        Text("工作簿已损坏或不完整,读不出来({detail})", "the workbook is damaged or cut short ({detail})"),
        _SAVE,
    ),
    "source-password": Rule(
        "F004",
        "error",
        Text("工作簿有打开密码", "the workbook has a password"),
        Text("用 --password 输入密码,或去掉密码后另存再读", "give it with --password, or save a copy without it"),
    ),
    "source-save-as-xlsx": Rule(
        "F005",
        "error",
        Text(
            "这是网页、文本或其他软件的表({detail}),不直接读取",
            "a table as a web page, as text or of another program ({detail}) is not read directly",
        ),
        _SAVE,
    ),
    "source-encoding": Rule(
        "F006",
        "error",
        Text("文字编码既不是 UTF-8 也不是 GB18030", "the text is neither UTF-8 nor GB18030"),
        _SAVE,
    ),
    "source-not-csv": Rule("F007", "error", Text("CSV 读不出来({detail})", "the csv cannot be read ({detail})"), _SAVE),
    "no-table": Rule(
        "F010",
        "warning",
        Text(
            "没有识别出计划、台账或进度表,此表未计入",
            "no plan, ledger or progress table was recognised; the sheet is left out",
        ),
        Text(
            '若此表有资金,运行 minsheng-funds inspect,复制它给出的 [tables] 设置;否则设 kind = "ignore"',
            'if it holds money, copy the [tables] lines that minsheng-funds inspect proposes; else set kind = "ignore"',
        ),
    ),
    "no-project-column": Rule(
        "F011",
        "error",
        Text(
            "有金额栏而没有“项目名称”栏,此表未计入",
            "there is money but no project column; the table is left out",
        ),
        Text(
            '在设置 [columns] 中写 project = ["…"];若整张表是同一项目,在表头上方写“项目名称:…”,或以项目名命名工作表',
            'write project = ["…"] under [columns] in the settings; if the whole sheet is one project, name it in a caption above the header, or name the sheet after it',
        ),
    ),
    "no-table-dated": Rule(
        "F018",
        "error",
        Text(
            "没有识别出表头,但各行有日期和数字,可能是台账,此表未计入,合计存疑",
            "no header was recognised, but rows with a day and numbers: perhaps a ledger; it is left out, totals are in doubt",
        ),
        Text(
            '运行 inspect 照抄它给出的设置;不是台账则在 [tables] 中设 kind = "ignore"',
            'copy the settings that inspect proposes, or set kind = "ignore" under [tables]',
        ),
    ),
    "sheet-hidden": Rule(
        "F012",
        "warning",
        Text("隐藏的工作表,未读取", "a hidden sheet, not read"),
        Text("需要计入时取消隐藏", "unhide it if it is to count"),
    ),
    "sheet-empty": Rule("F013", "info", Text("空表", "an empty sheet"), Text("", "")),
    "kind-unknown": Rule(
        "F014",
        "error",
        Text(
            "看不出这是计划还是台账,此表未计入",
            "neither surely a plan nor surely a ledger; the table is left out",
        ),
        Text('在设置 [tables] 中写 kind = "plan" 或 "ledger"', 'write kind = "plan" or "ledger" under [tables]'),
    ),
    "header-ambiguous": Rule(
        "F015",
        "error",
        Text("相邻两行都像表头,不能确定用哪一行,此表未计入", "two header rows both fit; the table is left out"),
        Text("在设置 [tables] 中写 header_rows = [行号]", "write header_rows = [row] under [tables]"),
    ),
    "table-empty": Rule(
        "F016",
        "warning",
        Text("识别出表头,但没有读到任何项目或拨付", "a header was recognised, but no project and no payment below it"),
        Text(
            "若此表有数据,运行 inspect 查看各行为何未计入",
            "if there is data, run inspect to see why its rows were left out",
        ),
    ),
    "overlap": Rule(
        "F020",
        "error",
        Text(
            "两张表有 {count} 笔相同的拨付(共 {amount_fen}),只计一次",
            "{count} payments ({amount_fen}) stand in both tables; they count once",
        ),
        Text(
            '在设置 [tables] 中把其中一张设为 kind = "ignore";若确是不同的资金,设 distinct = true',
            'set kind = "ignore" for one of them under [tables], or distinct = true if its money is other money',
        ),
        "fen",
    ),
    "plan-overlap": Rule(
        "F021",
        "error",
        Text(
            "两张计划都列有 {count} 个相同项目({project}),只计前一张",
            "two plans state the same {count} projects ({project}); the first counts",
        ),
        Text(
            '在设置 [tables."表名"] 中:一张取代另一张的,写明开始执行的日期 version = "2020-06-10";多余的,写 kind = "ignore";确是不同资金的,写 distinct = true',
            'under [tables."sheet"] in the settings: the plan that replaces the other gets version = "2020-06-10", the day from which it is in force; one that is not needed kind = "ignore"; other money distinct = true',
        ),
    ),
    "undated-twin": Rule(
        "F022",
        "error",
        Text(
            "这张没有日期的表(共 {amount_fen})与另一张台账列有相同项目,可能是它的汇总;两张都已计入,合计存疑",
            "this table without dates ({amount_fen}) lists projects of another ledger and may be its summary; both count, the totals are in doubt",
        ),
        Text(
            '若是汇总表,在设置 [tables] 中写 kind = "ignore"',
            'if it is a summary, write kind = "ignore" under [tables]',
        ),
        "fen",
    ),
    "breakdown-suspected": Rule(
        "F019",
        "error",
        Text(
            "这张表的 {count} 行之和等于另一张表的“{project}”,或都以它命名,可能是它的分配明细;两处都已计入,合计存疑",
            "the {count} rows of this table make up {project} of another one, or are named after it: perhaps its "
            "breakdown; both count, the totals are in doubt",
        ),
        Text(
            '若是明细,在设置 [tables] 中写 kind = "ignore"',
            'if it is a breakdown, write kind = "ignore" under [tables]',
        ),
    ),
    "sheet-of-words": Rule(
        "F017",
        "info",
        Text("没有数字的表(封面、填报说明),未计入", "a sheet without numbers (a cover, instructions); it is left out"),
        Text(
            "若此表有资金,在设置 [tables] 中指明表头行与列",
            "if it holds money, name its header rows and columns under [tables]",
        ),
    ),
    "overlap-both": Rule(
        "F023",
        "error",
        Text(
            "两张表有 {count} 笔相同的拨付(共 {amount_fen}),不足以断定是重复报送,两处都已计入,合计存疑",
            "{count} payments ({amount_fen}) stand in both tables, too few to be sure of a second copy; both count, the totals are in doubt",
        ),
        Text(
            '若是重复,在设置 [tables] 中把其中一张设为 kind = "ignore",或删去重复的行',
            'if they are the same, set kind = "ignore" for one table under [tables], or delete the rows in one of them',
        ),
        "fen",
    ),
    "overlap-possible": Rule(
        "F024",
        "warning",
        Text(
            "两张表有 {count} 笔拨付日期、项目、金额相同(共 {amount_fen}),没有收款单位或凭证号可以区分,两处都已计入",
            "{count} payments ({amount_fen}) of both tables agree in date, project and amount, with no payee or voucher to tell them apart; both count",
        ),
        Text("核对是否为同一笔拨付", "check whether they are the same payments"),
        "fen",
    ),
    "source-limit": Rule(
        "F030",
        "error",
        Text(
            "超过安全限度,未读取:{where} 的 {limit} 为 {met},限度 {value}(设置 [limits] {limit})",
            "over a safety limit and not read: {limit} of {where} is {met}, the limit {value} (setting [limits] {limit})",
        ),
        Text(
            "删去表格范围以外的零星单元格后另存;确认文件可信时在设置 [limits] 中调大该项",
            "delete stray cells outside the table and save; if you trust the file, raise it under [limits]",
        ),
    ),
    "source-unsafe": Rule(
        "F031",
        "error",
        Text(
            "文件的内部写法可疑,未读取({detail})",
            "the file is built as no spreadsheet program builds it and was not read ({detail})",
        ),
        _SAVE,
    ),
    "source-password-wrong": Rule(
        "F032",
        "error",
        Text("打开密码不对", "the password is wrong"),
        Text("用 --password 重新输入", "give the right one with --password"),
    ),
    "source-password-library": Rule(
        "F033",
        "error",
        Text("读取加密工作簿需要 msoffcrypto-tool", "reading a workbook with a password needs msoffcrypto-tool"),
        Text('安装:pip install "minsheng-funds[password]"', 'install it: pip install "minsheng-funds[password]"'),
    ),
    "source-quote": Rule(
        "F034",
        "error",
        Text(
            "CSV 第 {row} 行的引号没有正确结束,其后的行可能被吞掉,未计入({detail})",
            "row {row} of the csv has a quote that does not end rightly and may swallow rows; the file is left out ({detail})",
        ),
        Text("补上或删去该行的引号,或另存为 .xlsx", "close or delete that quote, or save it as .xlsx"),
    ),
    "rows-hidden": Rule(
        "F035",
        "warning",
        Text("表中有隐藏的行({ranges}),已照常读取", "hidden rows ({ranges}) are in the table and were read"),
        Text(
            "若不应计入,删去这些行或用 drop 剔除", "delete them, or drop them under [tables], if they are not to count"
        ),
    ),
    "columns-hidden": Rule(
        "F036",
        "warning",
        Text("表中有隐藏的列({ranges}),已照常读取", "hidden columns ({ranges}) are in the table and were read"),
        Text("若不应计入,删去这些列", "delete them if they are not to count"),
    ),
    "cell-broken": Rule(
        "F037",
        "error",
        Text(
            "“{field}”格是公式错误,或公式没有保存计算结果(项目:{project})",
            "the cell of {field!r} is a formula error, or a formula saved without its value (project: {project})",
        ),
        Text(
            "在 Excel/WPS 中改正公式,重新计算并保存",
            "correct the formula, recalculate and save in Excel or WPS",
        ),
    ),
    "overlap-details-differ": Rule(
        "F025",
        "warning",
        Text(
            "两张表有 {count} 笔拨付日期、项目、金额都相同(共 {amount_fen}),只有收款单位或凭证号不同,两处都已计入",
            "{count} payments ({amount_fen}) of both tables agree in date, project and amount and differ in payee or voucher only; both count",
        ),
        Text(
            '若是同一批拨付,在设置 [tables] 中把其中一张设为 kind = "ignore"',
            'if they are the same payments, set kind = "ignore" for one table under [tables]',
        ),
        "fen",
    ),
    "monthly-twin": Rule(
        "F026",
        "error",
        Text(
            "这张表各项目(各月)之和(共 {count} 个,合计 {amount_fen})与另一张台账相同,可能是它的汇总;两张都已计入,合计存疑",
            "the sums of this table by project and month ({count} of them, {amount_fen}) are those of another ledger: it may be its summary; both count, the totals are in doubt",
        ),
        Text(
            '若是汇总表,在设置 [tables] 中设为 kind = "ignore"',
            'if it is a summary, set kind = "ignore" for it under [tables]',
        ),
        "fen",
    ),
    "row-too-wide": Rule(
        "F038",
        "error",
        Text(
            "这一行比表头多出有内容的字段,可能金额里的逗号没有加引号,合计存疑",
            "this row has more fields than the header, perhaps by an unquoted comma in an amount; totals are in doubt",
        ),
        Text("给含逗号的字段加引号,或去掉千位分隔", "quote fields with commas, or leave out the separators"),
    ),
    "more-of-kind": Rule(
        "F039",
        "info",
        Text("同类问题另有 {count} 处,不再逐一列出", "{count} more findings of this kind are not listed one by one"),
        Text("", ""),
    ),
    # H: headers and columns
    "columns-ambiguous": Rule(
        "H001",
        "error",
        Text(
            "几栏都可作同一用途({headers}),不能确定用哪一栏,均未计入",
            "several columns fit the same field ({headers}); none is used",
        ),
        _SETTINGS,
    ),
    "no-amount-column": Rule(
        "H002",
        "error",
        Text("台账没有拨付金额栏,未计入", "the ledger has no column of amounts; it is left out"),
        _SETTINGS,
    ),
    "running-total-only": Rule(
        "H003",
        "error",
        Text(
            "台账只有累计金额栏,累计数不能相加,未计入",
            "the ledger has a running total only, which cannot be added; it is left out",
        ),
        Text("补上每笔金额一栏", "add a column with the amount of each payment"),
    ),
    "half-of-paid": Rule(
        "H004",
        "error",
        Text(
            "只有“本月前”或“本月”拨付一栏,缺另一半,已拨付未计",
            "only one of 'before this month' and 'this month' is there; disbursed is not computed",
        ),
        Text("补上另一栏或累计栏", "add the other column, or the running total"),
    ),
    "setting-unmatched": Rule(
        "H005",
        "error",
        Text(
            "设置中 {setting} 的列在表中找不到:{words}{nearest}",
            "the settings' column for {setting} is not in the table: {words}{nearest}",
        ),
        Text('改正设置中的列名,或用 "@列标"', 'correct the header in the settings, or use "@LETTER"'),
    ),
    "setting-several": Rule(
        "H020",
        "error",
        Text(
            "设置中 {setting} 的列名对应不止一列:{words}",
            "the settings' column for {setting} fits more than one column: {words}",
        ),
        Text('写出完整的表头路径,或用 "@列标"', 'write the full header path, or use "@LETTER"'),
    ),
    "setting-joined": Rule(
        "H021",
        "error",
        Text(
            "设置中 {setting} 用“+”连接几列,只有 project 可以:{words}",
            "the settings join columns for {setting} with +, which only project allows: {words}",
        ),
        Text('金额相加写作 {{ sum = ["…", "…"] }}', 'to add amounts write {{ sum = ["…", "…"] }}'),
    ),
    "setting-taken": Rule(
        "H022",
        "error",
        Text(
            "设置把同一列用于两处:{setting} = {words}",
            "the settings use one column twice: {setting} = {words}",
        ),
        Text("每一列只能对应一个字段", "give each column one field only"),
    ),
    "columns-setting-missing": Rule(
        "H024",
        "error",
        Text(
            '设置 [tables."{pattern}"] 中的列没有哪一行能作表头,此表未计入:{words}',
            'no row is a header with the columns of [tables."{pattern}"]; the sheet is left out: {words}',
        ),
        Text("改正列名,或写 header_rows = [行号]", "correct the columns' words, or write header_rows = [row]"),
    ),
    "header-setting-missing": Rule(
        "H023",
        "error",
        Text(
            "设置中的表头行 {rows} 在表中没有或是空行,该处没有读到表",
            "the settings' header rows {rows} are not in the sheet or blank; no table was read there",
        ),
        Text("改正设置 [tables] 中的 header_rows", "correct header_rows under [tables] in the settings"),
    ),
    "no-own-level": Rule(
        "H006",
        "warning",
        Text(
            "计划分级次但没有{level}一栏,本级需配套不能计算",
            "the plan has levels but none of {level}; the own level's figures cannot be computed",
        ),
        Text("在设置中写对 own_level,或指明该栏", "set own_level, or name the column"),
    ),
    "no-money-used": Rule(
        "H007",
        "error",
        Text("读到了项目,但没有一栏金额可用", "projects were read, but no column of money can be used"),
        _SETTINGS,
    ),
    "paid-column-unknown": Rule(
        "H008",
        "error",
        Text(
            "“{headers}”看来是拨付栏,但不认识,未计入",
            "the column {headers!r} seems to hold payments; its words are not known and it is not used",
        ),
        Text('在设置 [columns] 中写 disbursed = ["…"]', 'write disbursed = ["…"] under [columns] in the settings'),
    ),
    # U: units
    "unit-missing": Rule(
        "U001",
        "warning",
        Text("未注明金额单位,按“元”读取", "no unit is stated; read as yuan"),
        Text("在表头或题注注明“单位:元”", "state the unit in the caption or the header"),
    ),
    "unit-conflict": Rule(
        "U002",
        "error",
        Text(
            "金额单位互相矛盾,有关金额不能确定{header_note}",
            "the stated units contradict each other; the amounts concerned are not certain{header_note}",
        ),
        Text(
            '只保留一个单位,或在设置 [tables] 中写 unit = "…"',
            'keep one unit, or write unit = "…" under [tables]',
        ),
    ),
    "unit-slip": Rule(
        "U003",
        "error",
        Text(
            "计划与拨付相差约 {ratio} 倍,很可能一张是元、一张是万元,拨付率不予计算",
            "plan and payments lie about {ratio}-fold apart: one of them is probably in another unit; no rate is given",
        ),
        Text("改正题注或表头中的单位", "correct the unit in the caption or the header"),
    ),
    "unit-slip-project": Rule(
        "U004",
        "error",
        Text(
            "“{project}”的拨付是计划的 100 倍以上(计划 {expected_fen},拨付 {actual_fen})",
            "{project}: paid over 100 times its plan (plan {expected_fen}, paid {actual_fen})",
        ),
        Text("检查该项目金额的单位", "check the unit of its amounts"),
        "fen",
    ),
    "format-conflict": Rule(
        "U005",
        "error",
        Text(
            "数字格式“{text}”与该栏单位矛盾,不能确定金额是元还是万元,未计入{header_note}",
            "the number format {text!r} contradicts the unit of its column; the amount is not counted{header_note}",
        ),
        Text(
            '改用普通数字格式,或在设置 [tables] 中写 unit = "…"(单元格里实际存的数的单位)',
            'use a plain number format, or write unit = "…" (of the stored numbers) under [tables]',
        ),
    ),
    "magnitude-slip": Rule(
        "U007",
        "error",
        Text(
            "“{project}”的金额 {amount_fen} 与同栏的常见数 {expected_fen} 相差约一万倍,换一个单位就相当,很可能填错了单位",
            "{project}: {amount_fen} is some 10,000 times off its column's median, {expected_fen}, and ordinary in another unit",
        ),
        Text("核对该格的单位", "check the unit of that cell"),
        "fen",
    ),
    "magnitude": Rule(
        "U006",
        "warning",
        Text(
            "“{project}”的金额 {amount_fen} 与同栏的常见数 {expected_fen} 相差几千倍以上,可能填错了单位",
            "{project}: {amount_fen} is thousands of times off its column's median, {expected_fen}; perhaps another unit",
        ),
        Text("核对该格的单位", "check the unit of that cell"),
        "fen",
    ),
    "format-percent": Rule(
        "U008",
        "error",
        Text(
            "金额栏的单元格以百分比显示(数字格式“{text}”),是比率还是金额不能确定,未计入{header_note}",
            "a cell in a column of amounts is shown as a percentage (number format {text!r}); it is not counted{header_note}",
        ),
        Text(
            '比率移到别的栏,金额改用普通数字格式;或在设置 [tables] 中写 unit = "…"',
            'move the rate to another column, give amounts a plain number format, or write unit = "…" under [tables]',
        ),
    ),
    # A: amounts and dates
    "amount-unreadable": Rule(
        "A001",
        "error",
        Text(
            "金额“{text}”读不出,未计入(项目:{project})",
            "the amount {text!r} cannot be read and is not counted (project: {project})",
        ),
        _CELL,
    ),
    "amount-is-date-unreadable": Rule(
        "A002",
        "error",
        Text(
            "金额栏里是日期或时间“{text}”,未计入(项目:{project})",
            "a date or time ({text}) stands in a column of amounts (project: {project})",
        ),
        _CELL,
    ),
    "amount-too-long-unreadable": Rule(
        "A003",
        "error",
        Text(
            "数字“{text}”太长,像账号而不是金额,未计入(项目:{project})",
            "{text} has too many digits for an amount (project: {project})",
        ),
        _CELL,
    ),
    "amount-point-unreadable": Rule(
        "A013",
        "error",
        Text(
            "文字“{text}”可能是小数也可能是千位分隔,未计入(项目:{project})",
            "{text!r} may have a decimal point or a point between thousands; it is not counted (project: {project})",
        ),
        Text("改成数字,或写作 12.50、12,500", "make it a number, or write 12.50 or 12,500"),
    ),
    "payment-fraction": Rule(
        "A004",
        "error",
        Text(
            "拨付金额“{text}”不足一分的零头,未计入(项目:{project})",
            "the payment {text} has a fraction of a fen and is not counted (project: {project})",
        ),
        _CELL,
    ),
    "plan-fraction": Rule(
        "A005",
        "warning",
        Text(
            "“{project}”的金额有不足一分的零头,已四舍五入为 {amount_fen}",
            "{project}: a fraction of a fen was rounded to {amount_fen}",
        ),
        _CELL,
    ),
    "payment-blank": Rule(
        "A006",
        "warning",
        Text(
            "拨付没有金额,按 0 计(项目:{project})",
            "a payment without an amount counts as 0 (project: {project})",
        ),
        Text(
            "补上金额;若该格是公式,在 Excel 中重新计算并保存",
            "fill it in; if it is a formula, recalculate and save in Excel",
        ),
    ),
    "nameless-money": Rule(
        "A007",
        "error",
        Text(
            "有金额 {amount_fen} 而没有项目名称,也不等于任何合计,未计入",
            "money ({amount_fen}) without a project name that is no total; it is not counted",
        ),
        Text("补上项目名称", "fill in the project's name"),
        "fen",
    ),
    "formula": Rule(
        "A008",
        "error",
        Text(
            "金额格是公式错误,或公式没有保存计算结果,未计入(项目:{project})",
            "a formula error, or a formula saved without its value, is not counted (project: {project})",
        ),
        Text(
            "在 Excel/WPS 中改正公式,重新计算并保存",
            "correct the formula, recalculate and save in Excel or WPS",
        ),
    ),
    "date-unreadable": Rule(
        "A010",
        "error",
        Text(
            "日期“{text}”读不出,按无日期计(项目:{project})",
            "the date {text!r} cannot be read; the payment counts as undated (project: {project})",
        ),
        Text("改成 2020-04-17 这样的日期", "write it as 2020-04-17"),
    ),
    "date-without-year-unreadable": Rule(
        "A011",
        "error",
        Text(
            "日期“{text}”没有年份,按无日期计(项目:{project})",
            "the date {text!r} has no year; the payment counts as undated (project: {project})",
        ),
        Text("在表题写明年份或补全日期", "state the year in the title, or complete the date"),
    ),
    "date-without-day-unreadable": Rule(
        "A020",
        "error",
        Text(
            "日期“{text}”只有月份没有日,按无日期计(项目:{project})",
            "the date {text!r} is a month without its day; the payment counts as undated (project: {project})",
        ),
        Text("写明是哪一天,如 2020-04-17", "say which day it was, as in 2020-04-17"),
    ),
    "amount-slip": Rule(
        "A021",
        "warning",
        Text(
            "金额 {amount_fen} 与同栏其他金额(中位数 {median_fen})相差约一万倍,可能用了另一个单位",
            "{amount_fen} lies some ten thousandfold from its neighbours (median {median_fen}): it may be in another unit",
        ),
        Text("核对该格的单位", "check the unit of that cell"),
        "fen",
    ),
    "undated": Rule(
        "A012",
        "error",
        Text(
            "{count} 笔拨付没有日期(共 {amount_fen}),而截止日期之后另有拨付,不能确定是否应计",
            "{count} payments ({amount_fen}) have no date while others are cut off by the as-of date",
        ),
        Text("补上日期", "fill in the dates"),
        "fen",
    ),
    "amounts-hopeless": Rule(
        "A022",
        "error",
        Text(
            "这一栏已有 {count} 个金额读不出来,比读得出来的还多,本表其余各行没有再读",
            "{count} amounts of this column could not be read, more than could; the rest of the table was not tried",
        ),
        Text("核对金额栏,或在设置 [tables] 中指明", "check the column of amounts, or say which under [tables]"),
    ),
    # P: plans
    "plan-blank": Rule(
        "P001",
        "warning",
        Text("“{project}”的计划金额是空的,按 0 计", "{project}: the planned amount is blank and counts as 0"),
        Text(
            "补上金额;若该格是公式,在 Excel 中重新计算并保存",
            "fill it in; if it is a formula, recalculate and save in Excel",
        ),
    ),
    "plan-twice": Rule(
        "P002",
        "warning",
        Text(
            "“{project}”在计划中不止一行,已相加(本行 {amount_fen}){differs}",
            "{project}: planned in more than one row; they are added (this one {amount_fen}){differs}",
        ),
        Text("合并为一行或改正项目名称", "merge the rows or correct the name"),
    ),
    "plan-other-year": Rule(
        "P003",
        "info",
        Text("“{project}”是 {year} 年度的计划,未计入", "{project}: a plan of {year}, not counted"),
        Text("用 --year 选择年度", "choose the year with --year"),
    ),
    "table-other-year": Rule(
        "P008",
        "warning",
        Text("这是 {year} 年度的表,不是 {chosen} 年度,未计入", "a table of {year}, not of {chosen}; it is not counted"),
        Text("用 --year 选择年度", "choose the year with --year"),
    ),
    "code-twice": Rule(
        "P009",
        "error",
        Text(
            "项目编码 {text} 在两张表中名称不同({project}),可能是同一项目,两处都已计入,合计存疑",
            "code {text} has different names in two tables ({project}): perhaps one project; both count, totals are in doubt",
        ),
        Text("改正名称或编码", "correct the name or the code"),
    ),
    "parts-differ": Rule(
        "P004",
        "error",
        Text(
            "“{project}”各级次之和 {expected_fen} 与所列合计 {actual_fen} 不符",
            "{project}: the levels add up to {expected_fen}, the stated total is {actual_fen}",
        ),
        Text("核对该行各级次与合计", "check the row's levels and its total"),
        "fen",
    ),
    "nature-unknown": Rule(
        "P005",
        "error",
        Text(
            "资金类别“{text}”不认识(应为配套或管护)",
            "the fund nature {text!r} is not known (matching or maintenance)",
        ),
        _CELL,
    ),
    "level-unknown": Rule(
        "P006",
        "error",
        Text("资金级次“{text}”不认识(项目:{project})", "the level {text!r} is not known (project: {project})"),
        Text(
            "改正该单元格;若该栏不是资金级次,在设置 [columns] 中写 level = []",
            "correct that cell; if the column holds no levels, write level = [] under [columns]",
        ),
    ),
    "merged-amount": Rule(
        "P007",
        "error",
        Text(
            "金额格合并了几个项目或几栏({project}),各自多少表中没有写明",
            "one amount is merged over several projects or columns ({project}); how it is split is not stated",
        ),
        Text("取消合并,分别填写金额", "unmerge it and fill in each amount"),
    ),
    "need-differs": Rule(
        "P020",
        "warning",
        Text(
            "“{project}”{level}所列 {actual_fen},按任务量与标准测算为 {expected_fen}({formula});{counts}",
            "{project}, {level}: stated {actual_fen}, computed {expected_fen} ({formula}); {counts}",
        ),
        Text(
            "核对任务量、补助标准、分担比例与金额;有封顶或分档的在设置 [need] 中写明",
            "check quantity, standard, shares and amount; write caps and tiers under [need]",
        ),
        "fen",
    ),
    "need-rounded": Rule(
        "P021",
        "info",
        Text(
            "{count} 处所列金额是测算数取整(所列为准)",
            "stated amounts that are the computed need in fewer digits: {count} (the stated ones count)",
        ),
        Text("", ""),
        "count",
    ),
    "need-shares": Rule(
        "P022",
        "warning",
        Text(
            "“{project}”各级分担比例之和是 {actual}%,不是 100%,未测算",
            "{project}: the shares add up to {actual}%, not to 100%; its need is not computed",
        ),
        Text(
            '改正分担比例,或在设置 [need."{project}"] 中写 shares',
            'correct the shares, or write shares under [need."{project}"]',
        ),
        "percent",
    ),
    "need-units": Rule(
        "P023",
        "warning",
        Text(
            "“{project}”的任务量以“{counted}”计,补助标准按“{paid}”给,未测算",
            "{project}: the quantity counts {counted}, the standard is paid for {paid}; its need is not computed",
        ),
        Text("统一任务量与补助标准的计量单位", "let quantity and standard count the same"),
    ),
    "need-not-computed": Rule(
        "P024",
        "info",
        Text("{count} 个项目未测算:{reason}", "need not computed (projects: {count}): {reason}"),
        Text(
            "补全表头或单元格,或在设置 [need] 中写明",
            "complete the header or the cells, or say it under [need] in the settings",
        ),
        "count",
    ),
    "need-missing": Rule(
        "P025",
        "error",
        Text(
            "“{project}”没有列出金额,也无法测算,需配套未知",
            "{project}: no amount is stated and none can be computed; what is required is not known",
        ),
        Text(
            '写明金额,或任务量、补助标准与分担比例(也可写在设置 [need."{project}"] 中)',
            'state an amount, or quantity, standard and shares (or write them under [need."{project}"])',
        ),
    ),
    "need-blank": Rule(
        "P026",
        "warning",
        Text(
            "“{project}”的计划金额是空的,取测算数 {amount_fen}",
            "{project}: the planned amount is blank; the computed {amount_fen} counts",
        ),
        Text("补上金额", "fill it in"),
        "fen",
    ),
    "need-whole": Rule(
        "P027",
        "error",
        Text(
            "“{project}”所列 {actual_fen} 是各级之和,表头没有写级次,现作为{level}计入;{level}测算为 {expected_fen}({formula})",
            "{project}: {actual_fen} is the need of all levels, but its column names no level and counts as {level}, whose need is {expected_fen} ({formula})",
        ),
        Text("把该栏表头写作“合计”,或按级次分列", "name that column a total, or give each level its own"),
        "fen",
    ),
    "need-level-blank": Rule(
        "P028",
        "warning",
        Text(
            "“{project}”{level}的计划金额是空的,取测算数 {amount_fen}",
            "{project}, {level}: the planned amount is blank; the computed {amount_fen} counts",
        ),
        Text("补上金额", "fill it in"),
        "fen",
    ),
    "share-level-unknown": Rule(
        "P029",
        "warning",
        Text(
            "“{headers}”不是哪一级的分担比例,没有采用",
            "the column {headers} is the share of no single level: it is not used",
        ),
        Text(
            '按级次分列,或在设置 [columns] 中写 share = {{ district = ["…"] }}',
            'give each level its own column, or write share = {{ district = ["…"] }} under [columns]',
        ),
    ),
    "form-parts-differ": Rule(
        "P030",
        "error",
        Text(
            "“{project}”的资金总额是 {actual_fen},所列各项资金之和是 {expected_fen}",
            "{project}: the total of its money is {actual_fen}, its parts add up to {expected_fen}",
        ),
        Text("改正资金总额或各项资金", "correct the total or its parts"),
        "fen",
    ),
    "plan-negative": Rule(
        "P031",
        "warning",
        Text("“{project}”的计划金额是负数:{amount_fen}", "{project}: the planned amount is below zero: {amount_fen}"),
        Text(
            "核对;若是调减数,应写调整后的金额",
            "check it; if it is a cut, state the amount that is left",
        ),
        "fen",
    ),
    # L: ledgers
    "date-split": Rule(
        "L023",
        "error",
        Text(
            "日期分在“月”“日”两栏,年份不明或内容不是月、日,没有读取,按无日期计",
            "the date stands in two columns, and its year is not certain, or they hold no months and days: not read",
        ),
        Text("在标题或表头写明年份,或把日期合成一栏", "write the year into the title, or put the date into one column"),
    ),
    "refund-positive": Rule(
        "L001",
        "error",
        Text(
            "“{project}”的 {amount_fen} 注明“{remark}”却是正数,照原数计入,合计存疑",
            "{project}: {amount_fen} is marked {remark!r} but is positive; it counts as it stands",
        ),
        Text("退回的金额改为负数,或改正备注", "make the refund negative, or correct the remark"),
        "fen",
    ),
    "row-twice": Rule(
        "L002",
        "warning",
        Text(
            "这一行与第 {first} 行完全相同(序号除外),两行都已计入",
            "this row says the same as row {first} (but for its number); both count",
        ),
        Text("若是重复录入,删去一行", "delete one of them if it was entered twice"),
    ),
    "refund-doubtful": Rule(
        "L010",
        "warning",
        Text(
            "“{project}”的 {amount_fen} 注明“{remark}”,可能与退回资金有关,按拨付照原数计入",
            "{project}: {amount_fen} says {remark!r}, which may speak of money that came back; it counts as a payment",
        ),
        Text("若是退回,改为负数", "if it is a refund, make it negative"),
        "fen",
    ),
    "receipt-refund": Rule(
        "L011",
        "error",
        Text(
            "收入栏的 {amount_fen} 注明“{remark}”,像是退回的拨付,没有从已拨付中减去(项目:{project})",
            "{amount_fen} among the receipts says {remark!r}: it looks like a refund and was not subtracted (project: {project})",
        ),
        Text("若是退回,在支出栏记负数", "if it is a refund, enter it as a negative payment"),
        "fen",
    ),
    "sides-unclear": Rule(
        "L012",
        "error",
        Text(
            '不能确定 {headers} 中哪一栏是拨付,均未计入;若是后一栏,设置写 disbursed = ["{choice}"]',
            'nobody can tell which of {headers} holds the payments, so none is counted; the settings line disbursed = ["{choice}"] would choose the last',
        ),
        Text(
            "在设置 [columns] 中写明哪一栏是 disbursed",
            "say which one is disbursed under [columns] in the settings",
        ),
    ),
    "direction-unclear": Rule(
        "L013",
        "error",
        Text(
            '“{column}”一栏的“{text}”看不出是拨付还是收入,这样的行未计入;若是拨付,设置写 keep = {{ "{column}" = ["{text}"] }}',
            '{text!r} in the column {column} says neither payment nor receipt, so such rows are not counted; keep = {{ "{column}" = ["{text}"] }} in the settings makes them payments',
        ),
        Text(
            "在设置 [tables] 中用 keep 只保留拨付的行",
            "keep the rows that are payments under [tables] in the settings",
        ),
    ),
    "nameless-block": Rule(
        "L014",
        "error",
        Text(
            "有 {count} 行有金额(共 {amount_fen})而没有项目名称,像是项目名称只写在每段第一行,均未计入",
            "{count} rows with money ({amount_fen}) have no project name, as where a name stands only in the first row of its block; none is counted",
        ),
        Text(
            "在 Excel/WPS 中把项目名称填满每一行(向下填充)",
            "fill the project's name down into every row in Excel or WPS",
        ),
        "fen",
    ),
    "undated-block": Rule(
        "L015",
        "warning",
        Text(
            "有 {count} 笔拨付(共 {amount_fen})没有日期,像是日期只写在每天的第一行;按无日期计入",
            "{count} payments ({amount_fen}) have no date, as where a date stands only in the first row of its day; they count as undated",
        ),
        Text("把日期填满每一行(向下填充)", "fill the dates down into every row"),
        "fen",
    ),
    "amount-merged": Rule(
        "L016",
        "error",
        Text(
            "有 {count} 个金额是几行合并的({ranges}),各行应分多少不能确定,整额计在第一行的项目,相关项目存疑",
            "{count} amounts are merged over several rows ({ranges}); how each is shared nobody knows, so it counts for its first row's project, and these projects are in doubt",
        ),
        Text("取消合并,写明每行的金额", "unmerge the cells and give each row its amount"),
    ),
    "stated-count": Rule(
        "L017",
        "error",
        Text("合计写明 {actual} 笔,实际读到 {expected} 笔", "the total says {actual} payments, {expected} were read"),
        Text("核对是否缺行、多行", "check whether rows are missing, or too many"),
        "count",
    ),
    "stated-total-doubled": Rule(
        "L018",
        "error",
        Text(
            "所列合计 {actual_fen} 把小计也加了进去,各行之和是 {expected_fen}",
            "the stated total {actual_fen} counts the subtotals once more; its rows add up to {expected_fen}",
        ),
        Text("改正合计公式,不要把小计行加进去", "correct the total's formula: leave the subtotals out"),
        "fen",
    ),
    "receipts-left-out": Rule(
        "L019",
        "info",
        Text(
            "有 {count} 行是收入(共 {amount_fen}),不是拨付,未计入",
            "{count} rows ({amount_fen}) are receipts, no payments, and are not counted",
        ),
        Text("", ""),
        "fen",
    ),
    "total-in-ledger": Rule(
        "L020",
        "error",
        Text(
            "“{project}”这一行只有金额 {amount_fen},恰等于上面各笔之和,可能是它们的合计;现按拨付计入",
            "{project}: this row holds nothing but {amount_fen}, the sum of the payments above, and may be their total; it counts as a payment",
        ),
        Text(
            "若是合计,在该行写明“小计”;若是拨付,补上日期",
            "if it is a total, call it one; if it is a payment, give it a date",
        ),
        "fen",
    ),
    "refund-column": Rule(
        "L021",
        "error",
        Text(
            "有 {count} 行在退回一栏填有内容({text}),退回的钱没有从已拨付中减去",
            "{count} rows say something in a column about refunds ({text}); what came back was not subtracted",
        ),
        Text("把退回记成单独一行负数", "enter each refund as a negative payment of its own"),
    ),
    "amount-covered": Rule(
        "L022",
        "error",
        Text(
            "有 {count} 个金额被合并单元格盖住,表上看不见,未计入",
            "{count} amounts are covered by a merged cell, where nobody sees them; they are not counted",
        ),
        Text("取消合并,核对被盖住的金额", "unmerge the cells and check the amounts below"),
    ),
    # X: plan against payments
    "unmatched": Rule(
        "X001",
        "warning",
        Text(
            "“{project}”没有计划:{count} 笔共 {amount_fen},不计入任何拨付率{suggestion}",
            "{project}: no plan for {count} payments of {amount_fen}; they are in no rate{suggestion}",
        ),
        Text(
            "改正项目名称,或在设置 [projects.aliases] 中写明对应的计划项目",
            "correct the name, or map it under [projects.aliases]",
        ),
        "fen",
    ),
    "nature-unclear": Rule(
        "X002",
        "error",
        Text(
            "“{project}”既有配套又有管护计划,这笔拨付 {amount_fen} 未注明是哪一类,不计入拨付率",
            "{project} is planned in both natures and {amount_fen} of payments name none; they are in no rate",
        ),
        Text("在台账补上资金类别", "fill in the fund nature in the ledger"),
        "fen",
    ),
    "code-contradicts": Rule(
        "X003",
        "error",
        Text(
            "“{project}”的名称与项目编码 {text} 指向不同的计划项目,不计入拨付率",
            "{project}: its name and its code {text} speak of different projects; it is in no rate",
        ),
        Text("改正名称或编码", "correct the name or the code"),
    ),
    "overpaid": Rule(
        "X004",
        "warning",
        Text(
            "“{project}”拨付 {actual_fen} 超过计划 {expected_fen}",
            "{project}: paid {actual_fen}, above its plan of {expected_fen}",
        ),
        Text("核对计划调整或退回多拨资金", "check for a revised plan, or refund the excess"),
        "fen",
    ),
    "paid-above-received": Rule(
        "X005",
        "warning",
        Text(
            "“{project}”拨付 {actual_fen} 超过到位 {expected_fen}",
            "{project}: paid {actual_fen}, above the {expected_fen} received",
        ),
        Text("核对是否垫付", "check whether it was advanced"),
        "fen",
    ),
    "level-paid-above-received": Rule(
        "X030",
        "warning",
        Text(
            "“{project}”的{level}资金:拨付 {actual_fen} 超过到位 {expected_fen}",
            "{project}, {level}: paid {actual_fen}, above the {expected_fen} received",
        ),
        Text("核对是否垫付,或拨付的级次是否记错", "check whether it was advanced, or booked to the wrong level"),
        "fen",
    ),
    "paid-without-plan-amount": Rule(
        "X006",
        "warning",
        Text(
            "“{project}”的计划为零或空,已拨付 {actual_fen},计入已拨付但没有拨付率",
            "{project}: the plan is zero or blank and {actual_fen} was paid; it counts, without a rate",
        ),
        Text("补上计划金额", "fill in the plan"),
        "fen",
    ),
    "no-plan": Rule(
        "X007",
        "warning",
        Text("只有台账、没有计划,不能计算拨付率", "a ledger without any plan: no rate can be computed"),
        Text("用 --plan 给出资金筹集方案", "name the funding plan with --plan"),
    ),
    "as-of-differ": Rule(
        "X010",
        "warning",
        Text("各表注明的截止日期不一致:{dates}", "the tables state different as-of dates: {dates}"),
        Text("用 --as-of 指定", "choose one with --as-of"),
    ),
    "as-of-later": Rule(
        "X011",
        "warning",
        Text(
            "指定的截止日期 {chosen} 晚于表中注明的 {dates}",
            "the as-of date {chosen} is later than the one stated, {dates}",
        ),
        Text("确认表已更新到该日期", "make sure that the tables reach that date"),
    ),
    "as-of-progress": Rule(
        "X012",
        "warning",
        Text(
            "进度表的数字截至 {dates},不能换算到 {chosen}",
            "the progress table's figures are of {dates} and cannot be moved to {chosen}",
        ),
        Text("用该日期的进度表,或不指定 --as-of", "use a table of that date, or leave --as-of out"),
    ),
    "progress-ledger-differ": Rule(
        "X013",
        "warning",
        Text(
            "“{project}”进度表已拨付 {actual_fen},台账为 {expected_fen},以台账为准",
            "{project}: the progress table says {actual_fen}, the ledger {expected_fen}; the ledger counts",
        ),
        Text("核对两表", "reconcile the two tables"),
        "fen",
    ),
    "plan-progress-differ": Rule(
        "X014",
        "warning",
        Text(
            "“{project}”进度表所列 {actual_fen} 与计划 {expected_fen} 不一致,以计划为准",
            "{project}: the progress table says {actual_fen}, the plan {expected_fen}; the plan counts",
        ),
        Text("核对两表", "reconcile the two tables"),
        "fen",
    ),
    "other-year": Rule(
        "X015",
        "warning",
        Text(
            "{count} 笔拨付(共 {amount_fen})不在 {year} 年度内,未计入",
            "{count} payments ({amount_fen}) are not of {year} and are not counted",
        ),
        Text("核对日期,或用 --year 选择年度", "check the dates, or choose the year with --year"),
        "fen",
    ),
    # S: stated figures
    "stated-total": Rule(
        "S001",
        "error",
        Text(
            "所列合计 {actual_fen} 与各行之和 {expected_fen} 不符",
            "the stated total {actual_fen} differs from the sum of its rows, {expected_fen}",
        ),
        Text("核对合计公式与各行金额", "check the total's formula and the rows"),
        "fen",
    ),
    "stated-rate": Rule(
        "S002",
        "warning",
        Text(
            "“{project}”所列比率 {actual} 与重算的 {expected_percent}% 不符",
            "{project}: the stated rate {actual} differs from the recomputed {expected_percent}%",
        ),
        Text("以重算为准,改正该格", "use the recomputed rate"),
        "percent",
    ),
    "total-unreadable": Rule(
        "S003",
        "warning",
        Text("合计行的数读不出,未能核对:{text}", "the total cannot be read and was not checked: {text}"),
        _CELL,
    ),
    "total-suspected": Rule(
        "S004",
        "error",
        Text(
            "“{project}”等于其余各行之和,可能是合计行,现按项目计入",
            "{project} equals the sum of all other rows and may be a total; it counts as a project",
        ),
        Text(
            "若是合计,改名为“合计”,或在设置 [tables] 中用 drop 剔除",
            "if it is a total, call it one, or drop it under [tables]",
        ),
    ),
    "stated-project-count": Rule(
        "S006",
        "warning",
        Text(
            "合计注明 {actual} 个项目,表中为 {expected} 个",
            "the total says {actual} projects, the table holds {expected}",
        ),
        Text("核对是否漏行或多行", "look for a row that is missing or too many"),
        "count",
    ),
    "parts-suspected": Rule(
        "S007",
        "error",
        Text(
            "“{project}”下的 {count} 行没有序号,可能是它的组成部分,现按各自的项目计入,合计存疑",
            "the {count} unnumbered rows below {project} may be parts of it; they count as projects, totals are in doubt",
        ),
        Text(
            "若是组成部分,注明“其中:”或编号为 1.1;若是项目,补上序号",
            "mark parts as of which or number them 1.1; give projects their numbers",
        ),
    ),
    "of-which-unclear": Rule(
        "S008",
        "error",
        Text(
            "“{project}”是项目名称还是上一行的“其中”,不能确定,未计入",
            "{project}: a project of that name, or a part of the row above; it is not counted",
        ),
        Text(
            "若是其中数,写作“其中:…”;若是项目,给各行编上序号",
            "put a colon behind the mark of a part; number the rows for a project",
        ),
    ),
    "parent-counted": Rule(
        "S005",
        "error",
        Text(
            "“{project}”等于其下 {count} 行之和,可能是它们的小计,现按各自的项目计入",
            "{project} equals the sum of the {count} rows below it and may be their subtotal; all of them count",
        ),
        Text(
            "给下级行编号(如 1.1、1.2),或在名称中注明小计",
            "number the rows below it (1.1, 1.2), or mark it as a subtotal",
        ),
    ),
    # T: time and schedules
    "behind": Rule(
        "T001",
        "warning",
        Text(
            "{project}({nature})进度滞后:拨付率 {rate}%,应达 {target}%({rule}),低 {points} 个百分点,差 {short_fen}{deadline}{doubt}",
            "{project} ({nature}) is behind: {rate}% paid, {target}% expected ({rule}), {points} points under it,"
            " {short_fen} missing{deadline}{doubt}",
        ),
        Text(
            "核对原因并催办;应达进度与滞后标准可在设置 [schedule] 和 [behind] 中调整",
            "find out why; what is expected, and from when on it is behind, are settings: [schedule] and [behind]",
        ),
        "fen",
    ),
    "month-without-payment": Rule(
        "T002",
        "warning",
        Text(
            "{project}({nature})应按月拨付,{months} 没有拨付{doubt}",
            "{project} ({nature}) is to be paid every month; without a payment: {months}{doubt}",
        ),
        Text("补发,或核对这些月份的拨付是否记在别处", "pay it, or see whether those payments stand elsewhere"),
        "count",
    ),
    "overdue": Rule(
        "T003",
        "warning",
        Text(
            "{project}({nature})逾期:应于 {due} 前拨付完毕,已过 {days} 天,拨付率 {rate}%,尚有 {left_fen} 未拨付{doubt}",
            "{project} ({nature}) is overdue: due {due}, {days} days ago, {rate}% paid, {left_fen} unpaid{doubt}",
        ),
        Text("尽快拨付,或改正设置 [schedule] 中的期限", "pay it, or correct the deadline under [schedule]"),
        "fen",
    ),
    "nothing-paid": Rule(
        "T004",
        "info",
        Text(
            "{project}({nature})至今没有拨付:全年已过 {time}%,应达 {target}%({rule}){doubt}",
            "{project} ({nature}): nothing is paid yet, although {time}% of the year has passed and {target}% is"
            " expected ({rule}){doubt}",
        ),
        Text("核对是否尚未开工、尚未申请,或拨付记在别处", "see whether it has begun, or is paid under another name"),
        "fen",
    ),
    "months-unknown": Rule(
        "T008",
        "info",
        Text(
            "{project}({nature})应按月拨付,但拨付没有逐笔日期,各月有无拨付不能核对",
            "{project} ({nature}) is to be paid every month, but not every payment has its date: its months are not checked",
        ),
        Text("提供有拨付日期的台账", "give a ledger with the dates of payments"),
    ),
    "schedule-class-stale": Rule(
        "T005",
        "warning",
        Text("设置 {setting} 没有对应的类别{nearest}", "the setting {setting} fits no class of the plan{nearest}"),
        Text("改正类别名,或删去这一节", "correct the class's name, or delete the section"),
    ),
    "schedule-project-stale": Rule(
        "T006",
        "warning",
        Text("设置 {setting} 没有对应的项目{nearest}", "the setting {setting} fits no planned project{nearest}"),
        Text("改正项目名,或删去这一节", "correct the project's name, or delete the section"),
    ),
    "schedule-twice": Rule(
        "T007",
        "warning",
        Text(
            "设置 {setting} 与 {pattern} 说的是同一个,只用后者",
            "the settings {setting} and {pattern} speak of the same; only the latter is followed",
        ),
        Text("只保留一节", "keep one of them"),
    ),
    # G: settings
    "setting-unused": Rule(
        "G001",
        "warning",
        Text("设置 {setting} 本版本尚未使用", "the setting {setting} is not used by this version"),
        Text("", ""),
    ),
    "table-setting-stale": Rule(
        "G002",
        "warning",
        Text("设置 {setting} 没有对应的工作表{nearest}", "the setting {setting} fits no sheet{nearest}"),
        Text("改正工作表名,或删去这一节", "correct the sheet's name, or delete the section"),
    ),
    "table-setting-elsewhere": Rule(
        "G003",
        "info",
        Text("设置 {setting} 说的是另一个文件", "the setting {setting} speaks of another file"),
        Text("", ""),
    ),
    "table-setting-several": Rule(
        "G004",
        "warning",
        Text(
            "几节设置都适用于此表({setting}),只用 {pattern}",
            "several sections of the settings fit this sheet ({setting}); only {pattern} is followed",
        ),
        Text("用工作表的全名写一节", "write one section with the sheet's full name"),
    ),
    "row-setting-stale": Rule(
        "G005",
        "warning",
        Text(
            "设置 {setting} 没有对应的行:{words}{nearest}",
            "the setting {setting} fits no row: {words}{nearest}",
        ),
        Text("改正设置中的值,或删去它", "correct the value in the settings, or delete it"),
    ),
    "exclude-stale": Rule(
        "G006",
        "warning",
        Text(
            "要剔除的“{setting}”没有对应的项目{nearest}",
            "no project contains the excluded name {setting!r}{nearest}",
        ),
        Text("改正 exclude 中的名称,或删去它", "correct the name under exclude, or delete it"),
    ),
    "alias-ledger-stale": Rule(
        "G007",
        "warning",
        Text(
            "别名表中的“{setting}”在台账与计划中都没有{nearest}",
            "the alias {setting!r} stands in no table{nearest}",
        ),
        Text("改正 [projects.aliases] 中的名称,或删去它", "correct the name under [projects.aliases], or delete it"),
    ),
    "alias-plan-stale": Rule(
        "G008",
        "warning",
        Text(
            "别名“{alias}”指向的“{setting}”不在计划中{nearest}",
            "{setting!r}, which the alias {alias!r} stands for, is in no plan{nearest}",
        ),
        Text("改正 [projects.aliases] 中的名称,或删去它", "correct the name under [projects.aliases], or delete it"),
    ),
    # Stages, refunds, versions, funds, self-evaluation
    "ledger-stage-unclear": Rule(
        "L040",
        "error",
        Text(
            "这张台账按其名称或栏目像是“支出”台账,与 {other} 列有同期的相同项目;没有设置,按拨付计入,同一笔钱可能计了两次",
            "by its name or its columns this ledger may record what was spent; {other} lists the same projects of the same "
            "time. Nothing says its stage: it counts as disbursed, and money may count twice",
        ),
        Text(
            '在设置 [tables."…"] 中写明:支出台账写 stage = "spent",拨付台账写 stage = "disbursed"',
            'say so under [tables."…"] in the settings: stage = "spent" if it records spending, else stage = "disbursed"',
        ),
    ),
    "refund-earlier": Rule(
        "L041",
        "warning",
        Text(
            "{count} 笔退回(共 {amount_fen})注明是{named}的资金,冲减该年度,没有从 {year} 年度的已拨付中减去",
            "{count} refunds ({amount_fen}) of money of {named}: that year is reduced by it, not what was paid in {year}",
        ),
        Text(
            "若退回的是本年度拨付的资金,改正备注",
            "correct the remark if the money was paid this year",
        ),
        "fen",
    ),
    "refund-year-unclear": Rule(
        "L042",
        "warning",
        Text(
            "“{project}”的退回注明“{remark}”,提到其他年度,但看不出退回的是不是该年度的资金;按冲减本年度计",
            "{project}: the refund says {remark!r}, which names another year, perhaps not that of the money; it reduces this year",
        ),
        Text("写明“退回2019年度资金”这样的年度", "say of which year the money is, as in: refund of money of 2019"),
    ),
    "refund-above-paid": Rule(
        "L043",
        "warning",
        Text(
            "“{project}”({level})本年度退回的比拨付的多 {amount_fen},可能退回的是其他年度的资金;按负数计",
            "{project}, {level}: {amount_fen} more came back than was paid this year, perhaps another year's money; it counts below zero",
        ),
        Text(
            "在备注中写明“退回2019年度资金”这样的年度,或补上漏登的拨付",
            "say of which year the money is (refund of money of 2019), or enter the payments that are missing",
        ),
        "fen",
    ),
    "spent-unmatched": Rule(
        "X041",
        "warning",
        Text(
            "支出台账中有 {count} 笔(共 {amount_fen})没有计划({project}),不计入任何支出数",
            "{count} payments ({amount_fen}) of a ledger of spending have no plan ({project}); they are in no figure",
        ),
        Text(
            "改正项目名称,或在设置 [projects.aliases] 中写明对应的计划项目",
            "correct the names, or map them under [projects.aliases]",
        ),
        "fen",
    ),
    "rate-base-missing": Rule(
        "X042",
        "warning",
        Text(
            "{nature}的拨付率以“{base}”为基数,而表中没有这一栏,不能计算",
            "{nature}: the base of the rate is {base!r}, which no table has; no rate can be computed",
        ),
        Text(
            "在设置 rate_base(或 [funds.…] rate_base)中改用表中有的一栏:required、issued 或 received;或在 [columns] 中指明该栏",
            "set rate_base (or that of [funds.…]) to what the tables have: required, issued or received; or name the column under [columns]",
        ),
    ),
    "stated-score": Rule(
        "S040",
        "warning",
        Text(
            "“{project}”所列得分 {actual} 与重算的 {expected} 不符(执行率 {share}%,分值 {points})",
            "{project}: the stated score {actual} differs from the recomputed {expected} ({share}% executed, {points} points)",
        ),
        Text(
            "核对执行数、预算数与评分办法;分档评分的,在设置 [evaluation] 中写 tiers",
            "check the amounts and the scoring; where it goes by tiers, write tiers under [evaluation]",
        ),
    ),
    "initial-differs": Rule(
        "S041",
        "warning",
        Text(
            "年初预算数({level})合计 {actual_fen},与最初计划的 {expected_fen} 不符({count} 个项目:{project});按栏中所列计",
            "the column of initial budgets ({level}) comes to {actual_fen}, the first plan to {expected_fen} ({count} projects: {project}); the column counts",
        ),
        Text("核对年初预算数与最初的计划", "check the column against the first plan"),
        "fen",
    ),
    "executed-missing": Rule(
        "G040",
        "warning",
        Text(
            '设置 [evaluation] executed = "spent",而表中没有支出数,执行率与得分不能计算',
            'the settings say [evaluation] executed = "spent", and no table has what was spent: no rate of execution, no score',
        ),
        Text(
            '补上支出栏,或用 [tables."…"] stage = "spent" 指明支出台账,或改为 executed = "disbursed"',
            'add the column, name the ledger of spending with stage = "spent" under [tables], or write executed = "disbursed"',
        ),
    ),
    # C: comparisons
    "merged-new-stale": Rule(
        "C001",
        "warning",
        Text(
            "整合表中的新项目“{setting}”不在新计划中{nearest}",
            "the merged project {setting!r} of the settings is not in the new plan{nearest}",
        ),
        Text("改正 [projects.merged] 中的名称,或删去它", "correct the name under [projects.merged], or delete it"),
    ),
    "merged-old-stale": Rule(
        "C002",
        "warning",
        Text(
            "整合进“{project}”的旧项目“{setting}”不在旧计划中{nearest}",
            "{setting!r}, which the settings merge into {project}, is not in the old plan{nearest}",
        ),
        Text("改正 [projects.merged] 中的名称,或删去它", "correct the name under [projects.merged], or delete it"),
    ),
    "merged-still-there": Rule(
        "C003",
        "warning",
        Text(
            "“{setting}”已按设置整合进“{project}”,新计划中却仍有同名项目,该项目按新增计",
            "{setting!r} is merged into {project} by the settings, yet the new plan still has it; there it counts as new",
        ),
        Text("核对 [projects.merged] 与新计划", "check [projects.merged] against the new plan"),
    ),
    "compare-scope-differs": Rule(
        "C004",
        "warning",
        Text(
            "两边的口径不同:{setting} 旧为 {old},新为 {new}",
            "the two sides have different scopes: {setting} is {old} in the old and {new} in the new",
        ),
        Text("用 --config 给两边同一份设置", "give both sides the same settings with --config"),
    ),
    "compare-order": Rule(
        "C005",
        "warning",
        Text("旧的一边({old})比新的一边({new})晚", "the old side ({old}) is later than the new one ({new})"),
        Text("核对两个参数的先后", "check the order of the two arguments"),
    ),
    "payments-gone": Rule(
        "C006",
        "warning",
        Text(
            "旧台账中的 {count} 笔拨付共 {amount_fen},新台账中没有",
            "{count} payments of {amount_fen} in the old ledger are not in the new one",
        ),
        Text("核对是删除、更正还是漏登", "find out whether they were deleted, corrected or left out"),
        "fen",
    ),
    "nature-one-side": Rule(
        "C007",
        "info",
        Text(
            "只有{side}的一边有{nature}计划,其变动不计算",
            "only the {side} side has a plan of {nature}: its change is not computed",
        ),
        Text("另一边也有时,把它的计划一并给出", "if the other side has one too, give its plan as well"),
    ),
    "payments-listed-differ": Rule(
        "C008",
        "info",
        Text(
            "{side}台账逐笔合计 {actual_fen},报表计入 {expected_fen}:有拨付在几张表中重复或未能归属",
            "the single payments of the {side} side are {actual_fen}, the statement counts {expected_fen}: some stand in several tables or could not be placed",
        ),
        Text("见该边的问题", "see the findings of that side"),
        "fen",
    ),
    "need-stale": Rule(
        "G020",
        "warning",
        Text(
            '设置 [need."{setting}"] 没有对应的项目{nearest}',
            'no project answers to the setting [need."{setting}"]{nearest}',
        ),
        Text("改正 [need] 中的名称,或删去这一节", "correct the name under [need], or delete the section"),
    ),
    "date-column-unknown": Rule(
        "L024",
        "error",
        Text(
            "台账没有认得的日期栏,而“{headers}”栏中是日期:没有按它计截止日期和年度,各笔拨付都按无日期计入",
            "no column is known as the date of payment, yet {headers} holds dates: none of them was used, so that neither"
            " as-of date nor year limits these payments",
        ),
        Text(
            '在设置 [columns] 中写明 date = ["栏名"];都不是拨付日期的,写 date = []',
            'name it under [columns] in the settings, date = ["…"], or write date = [] if none is the date of payment',
        ),
    ),
    "ledger-undated": Rule(
        "L025",
        "warning",
        Text(
            "台账没有日期栏,其拨付全部计入,没有按截止日期 {day} 取舍",
            "the ledger has no column of dates: all its payments count, whether made by {day} or not",
        ),
        Text("补上拨付日期栏,或确认各笔都在截止日期之前", "add the dates, or make sure that all were paid by then"),
    ),
    "shares-as-money": Rule(
        "H025",
        "error",
        Text(
            "{headers} 各行之和都是 {total},像是分担比例而不是金额,现按金额计入",
            "{headers} add up to {total} in every row: they may be shares, not money, and count as money now",
        ),
        Text(
            "若是比例,在栏名后注明(%);若确是金额,改用资金安排一类的栏名",
            "if they are shares, mark the header with (%); if it is money, give the columns a header that says money",
        ),
    ),
    "carryover-unused": Rule(
        "H026",
        "warning",
        Text(
            "“{headers}”栏有金额而没有计入:看不出它是计划的一部分还是计划之外的钱",
            "the amounts under {headers} are in no figure: nobody can tell whether they are part of the plan or beside it",
        ),
        Text(
            "若是资金来源之一,与各级来源并列成栏;若在计划之外,不必处理",
            "if it is one of the sources, put it beside the columns of the levels; if it stands outside the plan, leave it",
        ),
    ),
    "plan-not-split": Rule(
        "P050",
        "error",
        Text(
            "各级次的栏逐行相加不是“{column}”,而是另一栏:计划中本级应负担多少,表中没有",
            "the columns of levels do not split {column!r} but another column: what the own level must put up is not in the table",
        ),
        Text(
            '补上计划的各级次;若该栏就是本级计划,在设置 [columns] 中写 required = {{ district = "…" }}',
            "add the plan's levels; if that column is the own level's plan, write required = {{ district = \"…\" }} under [columns]",
        ),
    ),
    "levels-unplaced": Rule(
        "P051",
        "error",
        Text(
            "“其中”各级次写在“{column}”之后,而逐行相加与它和其他各栏都不符,看不出是哪一栏的其中",
            "the levels marked as its parts follow {column!r}, but add up to it in no way, nor to another column: whose parts they are is unclear",
        ),
        Text(
            '核对金额,或在设置 [columns] 中逐栏指明(如 disbursed = {{ district = "…" }})',
            'check the amounts, or name each column under [columns] (such as disbursed = {{ district = "…" }})',
        ),
    ),
    "split-unread": Rule(
        "P052",
        "error",
        Text(
            "“{headers}”逐行相加正是“{column}”,后者不能当作本级资金,而前者的表头看不懂",
            "{headers} add up to {column!r} in every row, so that it cannot be the own level's, and their headers are not known",
        ),
        Text(
            '在设置 [columns] 中指明本级一栏:required = {{ district = "…" }};若全部由本级负担,写 required = "…"',
            'name the own level\'s column under [columns]: required = {{ district = "…" }}; if all of it is, write required = "…"',
        ),
    ),
    "months-fall-back": Rule(
        "L050",
        "error",
        Text(
            "月份从年末回到年初,而表中没有注明从哪一行起是下一年,日期不能确定",
            "the months fall back from the end of a year to its beginning, and nothing says where the next year starts",
        ),
        Text(
            "在年份变化处加一行年份(如 2021年),或加一栏“年”",
            "add a row with the year (2021) where it changes, or a column of years",
        ),
    ),
    "change-unused": Rule(
        "P053",
        "warning",
        Text(
            "“{headers}”一栏会改变计划或已拨付的数,没有计入任何数字",
            "the column {headers!r} would change what is planned or paid; no figure uses it",
        ),
        Text(
            "把调整后的计划、扣除退回后的已拨付各列一栏,或在设置 [columns] 中指明该用哪一栏",
            "give the adjusted plan, and the payments less what came back, a column each, or name the right columns under [columns]",
        ),
    ),
    "shares-beside-amount": Rule(
        "P054",
        "error",
        Text(
            "表中有几个级次的分担比例,“{column}”是各级合计还是本级资金看不出,照原数计入",
            "shares of several levels stand beside {column!r}: whether it is all levels' money or the own level's is unclear; it counts as it is",
        ),
        Text(
            "各级合计请用表头“合计”,本级资金请在表头写明级次,或在设置 [columns] 中指明 required",
            "head the money of all levels with “total”, name the level in the header, or set required under [columns]",
        ),
    ),
    "stage-partly-known": Rule(
        "X043",
        "warning",
        Text(
            "{nature}:{count} 个项目({project})没有“{base}”数,合计的{figures}不能计算",
            "{nature}: {count} projects ({project}) have no figure of {base!r}; not computed in the total: {figures}",
        ),
        Text(
            "补上这些项目的这一栏,或用 --exclude 把它们排除后另看",
            "fill in that column for these projects, or look at the others with --exclude",
        ),
    ),
    "paid-without-base": Rule(
        "X044",
        "warning",
        Text(
            "“{project}”的“{base}”为零或空,已拨付 {actual_fen},计入已拨付但没有拨付率",
            "{project}: {base!r} is zero or blank and {actual_fen} was paid; it counts, without a rate",
        ),
        Text("补上该金额,或在设置 rate_base 中改用其他基数", "fill it in, or choose another rate_base in the settings"),
        "fen",
    ),
    "level-not-planned": Rule(
        "X045",
        "warning",
        Text(
            "{count} 个项目({project})有{level}资金拨付 {amount_fen},其计划却没有{level}资金;可能属于计划的另一级次(如合并的上级)",
            "paid at a level that the plan does not have ({level}): {amount_fen} of {count} projects ({project}); it may be money of another level (such as merged upper levels)",
        ),
        Text("使台账与计划的资金级次一致", "name the same levels in the ledger as in the plan"),
        "fen",
    ),
    "stage-above-earlier": Rule(
        "X046",
        "warning",
        Text(
            "“{project}”的{late} {actual_fen} 大于{early} {expected_fen},前后环节不一致",
            "{project}: {late!r} is {actual_fen}, above {expected_fen} of {early!r}, an earlier stage",
        ),
        Text("核对这两栏", "check both columns"),
        "fen",
    ),
    "name-twice": Rule(
        "P055",
        "error",
        Text(
            "“{project}”在计划中有两个项目编码({text}),可能是两个项目;已相加(本行 {amount_fen}),数字不完整",
            "{project} has two codes in the plan ({text}) and may be two projects; added (this row {amount_fen}), incomplete",
        ),
        Text(
            "是两个项目就用不同的名称,是一个项目就用同一编码",
            "give two projects two names, or one project one code",
        ),
        "fen",
    ),
}
