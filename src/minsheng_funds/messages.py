"""What the program says of its own accord, in Chinese and English: reasons, assumptions, labels, failures."""

import errno
from collections.abc import Sequence

from minsheng_funds.errors import Failure
from minsheng_funds.money import YUAN, money_text
from minsheng_funds.vocabulary import LIST_COMMA, Text

LEFT_OUT: dict[str, Text] = {
    "total": Text("合计行", "total row"),
    "subtotal": Text("小计行", "subtotal row"),
    "section": Text("分类标题行", "section heading"),
    "note": Text("说明行", "note"),
    "blank": Text("空行", "blank row"),
    "no-money": Text("无金额的行", "row without money"),
    "header": Text("重复的表头", "header repeated"),
    "numbering": Text("栏次行", "row of column numbers"),
    "of-which": Text("其中行(不重复计算)", "of-which row (never added)"),
    "signature": Text("签章行", "signatures"),
    "example": Text("填写示例", "an example of how to fill in the form"),
    "carried-over": Text("上年结转、期初余额(不是拨付)", "money carried over (no payment)"),
    "rejected": Text("金额读不出的行", "row whose money cannot be read"),
    "nameless": Text("没有项目名称的行", "row without a project name"),
    "settings": Text("按设置剔除的行", "left out by the settings"),
    "receipt": Text("收入行(不是拨付)", "receipt, no payment"),
    "comparison": Text(
        "对比行(同期、占比、平均等,不是项目)", "row of comparison (last year, shares, averages), no project"
    ),
}

# --- Assumptions: what the program took for granted, always printed ---------------------------------------

ASSUMPTIONS: dict[str, Text] = {
    "unit-missing": Text("{where}:未注明金额单位,按“元”读取", "{where}: no unit is stated; read as yuan"),
    "unit-inherited": Text(
        "{where}:下方的表没有注明单位,沿用上方表的单位({unit})",
        "{where}: the lower table states no unit; that of the table above it ({unit}) holds on",
    ),
    "year-columns": Text(
        "{where}:同一栏列有几个年度,取 {year} 年度的",
        "{where}: columns of several years; those of {year} are used",
    ),
    "example-left-out": Text(
        "{where}:第 {row} 行是填写示例,不计入", "{where}: row {row} is an example of how to fill in, and does not count"
    ),
    "own-level": Text(
        "{where}:计划只有一栏金额、未分级次,视为本级资金",
        "{where}: one amount column without levels, taken as own level",
    ),
    "ledger-level": Text(
        "计划分级次而拨付未注明级次:{where} 的拨付视为{level}资金",
        "the plan has levels and the payments none: payments of {where} are taken as {level}",
    ),
    "ledger-level-some": Text(
        "计划分级次:{where} 中未注明级次的拨付视为{level}资金",
        "the plan has levels: payments of {where} that name none are taken as {level}",
    ),
    "nature-default": Text(
        "{where}:计划未注明资金类别,视为配套资金",
        "{where}: no fund nature is stated, taken as matching funds",
    ),
    "nature-title": Text("{where}:按表名视为{nature}", "{where}: taken as {nature} from the words of its title"),
    "project-sheet": Text(
        "{where}:没有项目名称栏,以工作表名“{project}”为项目",
        "{where}: no project column; the sheet's name, {project}, is taken as the project",
    ),
    "stage-beside": Text(
        "{where}:拨付与支出分列,取“{header}”,“{other}”不计入",
        "{where}: disbursed and spent stand beside each other; {header} counts, {other} does not",
    ),
    "spent-as-disbursed": Text(
        "{where}:没有拨付栏,以“支出数”作为已拨付",
        "{where}: no column of disbursements; 'spent' is taken as disbursed",
    ),
    "base-issued": Text(
        "{where}:没有计划栏,以“下达数”作为拨付率的基数",
        "{where}: no plan column; the base of the rate is what was issued",
    ),
    "cumulative": Text(
        "{where}:以“累计拨付”作为已拨付,不再加其他拨付栏",
        "{where}: the running total is taken as disbursed, nothing is added to it",
    ),
    "before-and-month": Text(
        "{where}:已拨付 = 本月前已拨付 + 本月新增拨付", "{where}: disbursed = before this month + this month"
    ),
    "level-parts": Text(
        "{where}:各级次栏未注明计划或拨付,视为计划数的构成",
        "{where}: level columns that name neither plan nor payment are taken as parts of the plan",
    ),
    "plan-year": Text("计划年度取截止日期所在年度({year})", "the plan's year is that of the as-of date ({year})"),
    "ledger-stage-title": Text(
        '{where}:名称像是“支出”台账,按拨付计入;若记的是支出,设置写 stage = "spent"',
        '{where}: called a ledger of spending, taken as disbursed; if it records what was spent, set stage = "spent"',
    ),
    "initial-as-required": Text(
        "{where}:只有“年初预算数”,没有全年(调整后)预算,以它作为计划数",
        "{where}: only the initial budget is there, no adjusted one; it is taken as the plan",
    ),
    "plan-version": Text(
        "同一计划有几个版本,以 {where} 为准;不计入的版本:{others}",
        "the plan has several versions; {where} is in force, not counted: {others}",
    ),
    "version-undated": Text(
        "{where}:调整后的计划没有注明日期,视为已在执行",
        "{where}: the adjusted plan states no day; it is taken as in force",
    ),
    "version-early": Text(
        "{where}:各版本的日期都晚于截止日期 {day},以最早的版本为准",
        "{where}: every version is later than {day}; the first one is taken",
    ),
    "version-month": Text(
        "{where}:只注明月份,视为月末({day})起执行",
        "{where}: states a month only, taken as in force from its end ({day})",
    ),
    "plan-in-ledger": Text(
        "{where}:台账中的计划类金额栏未使用", "{where}: a planned amount stands in the ledger and is not used"
    ),
    "duplicates-unwatched": Text(
        "{where}:第 {row} 行之后的重复行未核对", "{where}: rows that stand twice were not looked for after row {row}"
    ),
    "need-computed": Text(
        "{where}:表中没有列出的需配套金额,按任务量×补助标准×分担比例测算({count} 个项目)",
        "{where}: required amounts that it does not state are computed: quantity × standard × share (projects: {count})",
    ),
    "need-shared": Text(
        "{where}:只列各级合计,各级需配套按合计×分担比例计算({count} 个项目)",
        "{where}: only the total of all levels is stated; each level's part is total × share (projects: {count})",
    ),
    "need-settings": Text(
        '测算按设置 [need."{pattern}"] 的 {keys}(优先于表中所列,{count} 个项目)',
        'need is computed with {keys} of the settings [need."{pattern}"], which win over the table (projects: {count})',
    ),
    "need-caption-unit": Text(
        "{where}:补助标准未注明金额单位,按设置取{unit}",
        "{where}: unit standards name no unit of money; {unit} by the settings",
    ),
    "no-formats-seen": Text(
        "{where}:此格式读不到数字格式(其中可能写有单位)",
        "{where}: this format does not show number formats, which may name a unit",
    ),
    "no-errors-seen": Text(
        "{where}:此格式读不到公式错误与隐藏标记",
        "{where}: this format does not show formula errors or hidden rows",
    ),
    "date-joined": Text(
        "{where}:日期由“月”“日”两栏合成,年份按 {year} 年",
        "{where}: dates are put together from two columns, month and day, of the year {year}",
    ),
    "compare-dates": Text(
        "按同一计划的两个日期对比(计划年度:旧 {old},新 {new});改用其他方式:--kind plans 或 exports",
        "compared as two dates of one plan (plan year: old {old}, new {new}); otherwise: --kind plans or exports",
    ),
    "compare-plans": Text(
        "按两个年度的计划对比(旧 {old},新 {new});若是同一计划,用 --year 指明年度",
        "compared as the plans of two years (old {old}, new {new}); if it is one plan, name its year with --year",
    ),
    "compare-exports": Text(
        "两边都只有台账、没有计划,按同一资金的两份台账逐笔对比;若要按日期对比,用 --plan 给出计划",
        "ledgers without a plan on both sides: compared payment by payment; for two dates name the plan with --plan",
    ),
    "project-caption": Text(
        "{where}:表中只有一个项目,名称取自表头上方的“{project}”",
        "{where}: a form of one project, whose name, {project}, stands above its header",
    ),
}

NEED_REASONS: dict[str, Text] = {
    "standard-unit": Text("补助标准没有注明金额单位", "the unit of money of the standard is not stated"),
    "times": Text(
        "补助标准的周期与月数(次数)对不上", "the standard's period and the number of months or times do not fit"
    ),
    "quantities": Text("几栏数量不一致,不知用哪一栏", "several quantities differ, and nobody knows which one counts"),
    "standards": Text("几栏补助标准不一致", "several standards differ"),
    "shares": Text("没有各级分担比例", "the shares of the levels are not known"),
    "share-scale": Text("分担比例是百分数还是小数不能确定", "the share may be a percent or a fraction"),
    "rows": Text("同一项目各行的标准或比例不同", "the rows of the project differ in standard or shares"),
    "incomplete": Text(
        "设置与表合起来仍缺任务量、补助标准或分担比例",
        "settings and table together lack the quantity, the standard or the shares",
    ),
    "too-large": Text("测算结果大得不像资金", "the result is too large to be money"),
    "quantity-fraction": Text(
        "人数、户数带小数,计量单位(人、万人……)没有写明",
        "a number of people or households with decimals: in which unit it counts them is not stated",
    ),
    "quantity-unit": Text(
        "任务量的计量单位不认识,或与表头、单元格所写的不一致",
        "the unit of the quantity is not known, or header and cells contradict it",
    ),
}
"""Why a need that could be computed is not."""
NEED_EXAMPLES = {
    "quantity": 'quantity = "1200人" | 1200',
    "standard": 'standard = "600元/人"',
    "amount": '"100万元"',
}
"""How the settings write quantities and amounts."""
NEED_COUNTS = {
    "stated": Text("所列为准", "the stated amount counts"),
    "shared": Text("所列为准,按比例分到各级", "the stated amount counts and is shared out"),
    "levels": Text("以各级的数为准", "the levels' own amounts count"),
}
"""Which of a stated and a computed amount counts."""
NEED_BY_SETTINGS = Text("按设置测算", "by the settings")
NEED_SUM = Text("几行之和", "several rows added")

AS_OF_SOURCES: dict[str, Text] = {
    "option": Text("由选项指定", "given as an option"),
    "stated": Text("表中注明", "stated in the tables"),
    "last-payment": Text("最后一笔拨付的日期", "the date of the last payment"),
}
TIME_RULES: dict[str, Text] = {
    "month-end": Text("月末:已过月数÷12", "month end: months elapsed ÷ 12"),
    "days": Text("按天:第{day}天÷{days}天", "by days: day {day} of {days}"),
    "completed-months": Text("按已完整月数÷12", "completed months ÷ 12"),
    "current-month": Text("按当前月数÷12", "current month ÷ 12"),
    "outside": Text("截止日期不在计划年度内", "the date lies outside the plan's year"),
}
TARGET_RULES: dict[str, Text] = {
    **dict.fromkeys(TIME_RULES, Text("按序时进度", "in step with time")),
    "milestones": Text("按进度节点", "by milestones"),
    "steps": Text("按进度节点,逐级", "by milestones, in steps"),
    "due": Text("按期限", "by the deadline"),
    "monthly": Text("按月拨付:已过整月数÷12", "paid monthly: completed months ÷ 12"),
    "weighted": Text("按各项目应达进度加权", "the projects' targets, weighted by money"),
}
OUT_OF_SCOPE: dict[str, Text] = {
    "stage": Text("支出台账(不是拨付)", "a ledger of spending (not disbursed)"),
    "other-year": Text("非本年度", "other year"),
    "after-as-of": Text("截止日期之后", "after the as-of date"),
    "excluded": Text("按口径剔除的项目", "excluded projects"),
    "level": Text("其他级次资金", "other levels"),
}
WHY_NOT_COUNTED: dict[str, Text] = {
    **OUT_OF_SCOPE,
    "unmatched": Text("无计划或无法归属", "no plan row, or unclear which"),
    "double": Text("另一张表中已计", "counts in another table"),
    "unplaced": Text("去向不明", "not accounted for"),
    "ledger-counts": Text("以台账为准", "the ledger counts"),
    "plan-counts": Text("以计划表为准", "the plan counts"),
    "stated-elsewhere": Text("另一张计划表中已计", "another plan counts"),
}
AVERAGES: dict[str, Text] = {
    "above": Text("高于", "above"),
    "below": Text("低于", "below"),
    "equal": Text("持平", "equal"),
}
VERSION_STATES: dict[str, Text] = {
    "in-force": Text("执行中", "in force"),
    "superseded": Text("已被替代", "superseded"),
    "not-yet": Text("尚未执行", "not yet in force"),
}
CHANGES: dict[str, Text] = {
    "added": Text("新增", "added"),
    "dropped": Text("取消", "dropped"),
    "changed": Text("调整", "changed"),
}
SEVERITIES: dict[str, Text] = {
    "error": Text("错误", "error"),
    "warning": Text("警告", "warning"),
    "info": Text("提示", "info"),
}
RATE_BASES: dict[str, Text] = {
    "required": Text("拨付÷计划(需配套)", "disbursed ÷ required"),
    "issued": Text("拨付÷下达", "disbursed ÷ issued"),
    "received": Text("拨付÷到位", "disbursed ÷ received"),
}

DIFFERS = Text(
    ";各行的{names}不同,按{names}汇总时都记在第一行名下",
    "; the rows differ in {names}, by which all of it stands under the first row's",
)
SEMICOLON = Text(";", "; ")
CAUSES: dict[str, Text] = {
    "paid": Text("{level}已拨足", "{level}: paid in full"),
    "not-allocated": Text("{level}未安排{amount}", "{level}: {amount} not allocated"),
    "not-issued": Text("{level}未下达{amount}", "{level}: {amount} not issued"),
    "not-received": Text("{level}未到位{amount}", "{level}: {amount} not received"),
    "idle": Text("{level}已到位未拨付{amount}", "{level}: {amount} received and not paid"),
    "unpaid": Text("{level}未拨付{amount}", "{level}: {amount} not paid"),
    "advanced": Text("{level}垫付{amount}", "{level}: {amount} paid in advance"),
}

# --- Failures: what, and what to do -----------------------------------------------------------------------

FAILURES: dict[str, tuple[Text, Text]] = {
    "no-such-file": (
        Text("没有这个文件", "no such file"),
        Text("检查路径与文件名", "check the path and the name"),
    ),
    "is-folder": (
        Text("这是文件夹,不是工作簿", "this is a folder, not a workbook"),
        Text("请给出文件", "name a file in it"),
    ),
    "not-a-file": (
        Text("这不是普通文件", "this is no ordinary file"),
        Text("请给出工作簿文件", "name a workbook"),
    ),
    "too-many-payments": (
        Text("要列出的拨付超过 {count} 笔,放不进内存", "more than {count} payments would have to be kept in memory"),
        Text("只看几个项目,或把台账拆小", "look at a few projects only, or split the ledger"),
    ),
    "file-changed": (
        Text("文件在处理过程中被改动或移走", "the file was changed or taken away while it was being read"),
        Text("等文件不再变动后重新运行", "run again when nobody writes to it"),
    ),
    "too-large": (
        Text("文件超过 {detail} MB", "the file is larger than {detail} MB"),
        Text("拆成几个文件", "split it"),
    ),
    "cannot-open": (
        Text("文件打不开({detail})", "cannot be opened ({detail})"),
        Text("检查权限", "check its permissions"),
    ),
    "cannot-write": (
        Text("写不进去({detail})", "cannot be written ({detail})"),
        Text("关闭该文件或换一个位置", "close the file, or write elsewhere"),
    ),
    "output-no-folder": (
        Text("没有要写入的文件夹", "its folder does not exist"),
        Text("先建文件夹,或换一个位置", "make the folder, or write elsewhere"),
    ),
    "output-closed-folder": (
        Text("这个文件夹不能写入", "its folder cannot be written to"),
        Text("换一个文件夹", "write to another folder"),
    ),
    "output-is-folder": (
        Text("这是文件夹,不是文件", "this is a folder, not a file"),
        Text("在后面加上文件名", "add a file name"),
    ),
    "output-not-a-file": (
        Text("这不是普通文件", "this is no ordinary file"),
        Text("换一个文件名", "name another file"),
    ),
    "output-read-only": (
        Text("文件是只读的", "the file is read-only"),
        Text("取消只读,或换一个文件名", "allow changes to it, or name another file"),
    ),
    "output-locked": (
        Text("文件正在 {program} 中打开(旁边有 {detail})", "the file is open in {program} ({detail} lies beside it)"),
        Text(
            "关闭后重跑;若确实无人打开,删除 {detail}",
            "close it and run again; if nobody has it open, delete {detail}",
        ),
    ),
    "output-in-use": (
        Text("文件正被别的程序打开", "another program has the file open"),
        Text("在 Excel 或 WPS 中关闭它再重跑", "close it in Excel or WPS and run again"),
    ),
    "output-full": (
        Text("写不下({detail}),原有文件未动", "there is no room for it ({detail}); existing files are as they were"),
        Text("腾出空间,或换一个位置", "free some space, or write elsewhere"),
    ),
    "output-name-long": (
        Text("文件名太长", "the file name is too long"),
        Text("换短一些的文件名", "choose a shorter one"),
    ),
    "path-nul": (
        Text("名称中有空字符(NUL)", "the name holds a NUL character"),
        Text("去掉这个字符", "leave it out"),
    ),
    "output-in-part": (
        Text(
            "写不进去({detail});已写好:{written};未写:{missing}",
            "cannot be written ({detail}); written: {written}; not written: {missing}",
        ),
        Text("关闭未写的文件再重跑", "close what was not written and run again"),
    ),
    "output-is-input": (
        Text("输出文件就是输入文件", "the output is one of the inputs"),
        Text("换一个输出文件名", "name another output"),
    ),
    "letter-not-asked": (
        Text("只用于 .docx 文稿", "is for letters (.docx) only"),
        Text("加上 -o 文件名.docx", "add -o NAME.docx"),
    ),
    "letter-unreadable": (
        Text("文稿模板读不出来({detail})", "the template of the letter cannot be read ({detail})"),
        Text(
            "检查 --template 或设置 [document] template 的路径", "check the path of --template or [document] template"
        ),
    ),
    "letter-no-text": (
        Text("文稿模板不是 UTF-8 文本", "the template of the letter is no text in UTF-8"),
        Text("另存为 UTF-8 编码的文本文件", "save it as a text file in UTF-8"),
    ),
    "letter-broken": (
        Text("文稿模板有误:{detail}", "the template of the letter: {detail}"),
        Text(
            "改正这一行;用 minsheng-funds template --text briefing 取得内置文稿对照",
            "correct that line; minsheng-funds template --text briefing writes the built-in one to compare with",
        ),
    ),
    "letter-empty": (
        Text("文稿模板没有内容", "the template of the letter has no text"),
        Text(
            "用 minsheng-funds template --text briefing 取得内置文稿,改好再用",
            "minsheng-funds template --text briefing writes the built-in one to start from",
        ),
    ),
    "letter-mark": (
        Text("文稿模板中的“{detail}”写法不全", "the template of the letter: {detail!r} is not complete"),
        Text(
            "标题写作“## 标题”或“##. 标题”(后有空格),表写作 [table 表名],落款等写作 > sign: 文字",
            "write a heading as ## heading or ##. heading, a table as [table NAME], what stands around as > sign: text",
        ),
    ),
    "letter-unknown": (
        Text("文稿模板中的“{detail}”没有定义", "the template of the letter: nothing is called {detail!r}"),
        Text("可用的有 {known}", "there are {known}"),
    ),
    "file-exists": (
        Text("已有这个文件,没有覆盖", "this file exists and was not overwritten"),
        Text("换一个文件名,或加 --force 覆盖", "name another file, or overwrite it with --force"),
    ),
    "unknown-format": (
        Text("不认识的输出格式“{detail}”", "unknown output format {detail!r}"),
        Text("本版本可写 {known}", "this version writes {known}"),
    ),
    "bad-date": (
        Text("“{detail}”不是日期", "{detail!r} is no date"),
        Text("写作 2020-04-17", "write 2020-04-17"),
    ),
    "settings-unreadable": (
        Text("设置文件打不开({detail})", "the settings file cannot be opened ({detail})"),
        Text("检查 --config 的路径", "check the path after --config"),
    ),
    "settings-no-toml": (
        Text("设置文件不是有效的 TOML:{detail}", "the settings are no valid TOML: {detail}"),
        Text("改正该行", "correct that line"),
    ),
    "settings-unknown": (
        Text("不认识的设置项:{detail}", "unknown setting: {detail}"),
        Text("是否想写:{known}", "did you mean: {known}"),
    ),
    "settings-type": (
        Text("设置项 {detail} 的类型不对", "the setting {detail} has the wrong type"),
        Text("应为 {known}", "it must be {known}"),
    ),
    "settings-value": (
        Text("设置项 {detail} 的值不能用", "the value of the setting {detail} cannot be used"),
        Text("应为 {known}", "it must be {known}"),
    ),
    "settings-form": (
        Text("设置项 {detail} 读不懂", "the setting {detail} cannot be read"),
        Text("写作 {known}", "it is written like {known}"),
    ),
    "settings-missing": (
        Text("缺少 {detail}", "{detail} is missing"),
        Text("补上 {detail} = …", "add {detail} = …"),
    ),
    "settings-choice": (
        Text("设置项 {detail} 的值不认识", "the value of the setting {detail} is not known"),
        Text("可用:{known}", "use one of: {known}"),
    ),
    "settings-conflict": (
        Text("设置自相矛盾:{detail}", "the settings contradict each other: {detail}"),
        Text("改正这一节", "correct that section"),
    ),
    "settings-shares": (
        Text("分担比例 {detail} 之和不是 100", "the shares {detail} do not add up to 100"),
        Text("各级相加应为 100,或只写一个级次", "all levels must add up to 100, or name one level alone"),
    ),
    "settings-tiers": (
        Text("{detail} 的分档不完整", "the tiers of {detail} are not complete"),
        Text(
            "各档由低到高写 up_to,最后一档不写;各档的计量单位须一致",
            "give up_to in rising order, none in the last tier; all tiers count the same things",
        ),
    ),
    "no-such-view": (
        Text("不能按“{detail}”汇总", "there is no view by {detail!r}"),
        Text("可用:{known}", "use {known}"),
    ),
    "no-such-project": (
        Text("没有这个项目{nearest}", "no such project{nearest}"),
        Text("写项目全称、项目编码或别名", "write its full name, its code or an alias"),
    ),
    "csv-one-table": (
        Text("csv 只能写一张表", "csv holds one table"),
        Text(
            "--by、--trace、--detail 只给一项,或用 json、md", "give one of --by, --trace, --detail; or use json or md"
        ),
    ),
    "no-such-rule": (
        Text("没有这条规则:{detail}{nearest}", "there is no rule {detail}{nearest}"),
        Text("运行 minsheng-funds explain 查看全部规则", "run minsheng-funds explain to see all rules"),
    ),
    "no-code": (
        Text("没有写规则编码", "no code of a rule is given"),
        Text(
            "写作 L002 或 L,用逗号分隔;要运行全部规则,去掉这个选项",
            "write L002 or L, separated by commas; leave the option out to run all rules",
        ),
    ),
    "no-rule-left": (
        Text("选中的规则一条也不剩,什么也没有检查", "no rule is left of those selected: nothing would be checked"),
        Text(
            "核对 --select 与 --ignore(或设置 [check]);C 开头的规则只用于 compare",
            "look at --select and --ignore (or [check] in the settings); rules that begin with C are of compare alone",
        ),
    ),
    "no-baseline": (
        Text("这不是 check --baseline 写出的文件", "not a file that check --baseline has written"),
        Text(
            "换成那样的文件;要重新接受现有问题,先删去它再运行",
            "give such a file; to accept today's findings anew, delete it and run again",
        ),
    ),
    "no-figures": (
        Text("没有可用的表", "no table that can be used"),
        Text(
            "运行 minsheng-funds inspect 查看每张表如何被理解",
            "run minsheng-funds inspect to see how each sheet was understood",
        ),
    ),
    "password-unseen": (
        Text("这里没有终端,无法隐藏输入的密码", "there is no terminal here to type a password unseen"),
        Text(
            "用环境变量 MINSHENG_FUNDS_PASSWORD 给出密码", "give it in the environment variable MINSHENG_FUNDS_PASSWORD"
        ),
    ),
    "settings-merged-twice": (
        Text("旧项目“{detail}”被写进了两个新项目", "the older project {detail!r} is merged into two new ones"),
        Text("在 [projects.merged] 中只保留一处", "name it once under [projects.merged]"),
    ),
    "folder-empty": (
        Text("文件夹里没有工作簿", "no workbook in this folder"),
        Text("放入 {detail} 文件,或给出文件名", "put {detail} files into it, or name a file"),
    ),
    "compare-no-plan": (
        Text("没有计划,不能按日期或计划对比", "no plan: neither dates nor plans can be compared"),
        Text(
            "用 --plan 给出计划,或用 --kind exports 逐笔对比台账",
            "name the plan with --plan, or compare the ledgers with --kind exports",
        ),
    ),
    "compare-no-ledger": (
        Text("没有台账,不能逐笔对比", "no payment ledger: single payments cannot be compared"),
        Text(
            "给出两边的台账,或改用 --kind dates 或 plans",
            "give the ledgers of both sides, or use --kind dates or plans",
        ),
    ),
    "compare-years": (
        Text("两边是不同年度的计划,不是同一计划的两个日期", "plans of different years are not two dates of one plan"),
        Text("用 --kind plans,或用 --year 指明计划年度", "use --kind plans, or name the plan's year with --year"),
    ),
    "compare-plan-other-year": (
        Text(
            "这一边的计划是 {detail} 年度的,不是 {known} 年度", "the plan of this side is of {detail}, not of {known}"
        ),
        Text(
            "改正 --year,或不给 --year 而按两个年度的计划对比",
            "correct --year, or leave it out to compare the plans of two years",
        ),
    ),
    "internal": (
        Text("程序内部错误:{detail}", "internal error: {detail}"),
        Text("请加 --debug 重跑并报告此错误", "run again with --debug and report it"),
    ),
    "evaluation-alone": (
        Text(
            "自评表不能与 --by、--top、--sort、--trace、--detail 同时使用", "the self-evaluation is a report of its own"
        ),
        Text(
            "分两次运行,一次只用 --evaluation",
            "run it apart from --by, --top, --sort, --trace and --detail",
        ),
    ),
    "output-twice": (
        Text("两项输出写同一个文件", "two outputs are the same file"),
        Text("换一个文件名", "name another file"),
    ),
    "annotate-one": (
        Text(
            "给了 {detail} 个工作簿,不知标注哪一个", "{detail} workbooks were given: it is not clear which one to mark"
        ),
        Text(
            "只直接给出要标注的一个,其余(计划、台账)用 --plan 给出",
            "name the one to mark alone, and give the others (plan, ledger) with --plan",
        ),
    ),
    "annotate-kind": (
        Text("“{detail}”文件不能标注", "a {detail} file cannot be marked"),
        Text(
            "另存为 .xlsx 后再运行,或用 -o 写问题清单",
            "save it as .xlsx and run again, or write the problem list with -o",
        ),
    ),
    "annotate-suffix": (
        Text("标注副本的后缀须与原工作簿相同({detail})", "the copy must have the suffix of its workbook ({detail})"),
        Text("改用 {detail} 为后缀的文件名", "name a copy that ends in {detail}"),
    ),
    "annotate-again": (
        Text(
            "这是已经标注过的副本,再标注会留下旧的标记", "this is a marked copy; marked again it would keep old marks"
        ),
        Text("在原工作簿上改正,再对原工作簿运行", "correct the workbook itself and run on that one"),
    ),
    "annotate-encrypted": (
        Text("工作簿有打开密码(或其实是 .xls),不能标注", "the workbook has a password (or is an .xls by another name)"),
        Text("去掉密码、另存为 .xlsx 后再运行", "save it as .xlsx without a password and run again"),
    ),
    "annotate-signed": (
        Text("工作簿有数字签名,标注会使签名失效", "the workbook has a digital signature, which marks would break"),
        Text("另存一份不带签名的 .xlsx 后再运行", "save a copy without the signature and run again"),
    ),
    "annotate-strict": (
        Text("工作簿是“Strict Open XML”格式,不能标注", "the workbook is saved as Strict Open XML and cannot be marked"),
        Text(
            "另存为普通的“Excel 工作簿 (.xlsx)”后再运行", "save it as an ordinary Excel workbook (.xlsx) and run again"
        ),
    ),
    "annotate-shared": (
        Text("工作簿处于共享(修订记录)状态,不能标注", "the workbook is shared and keeps a record of revisions"),
        Text("取消共享、另存后再运行", "stop sharing it, save it and run again"),
    ),
    "annotate-odd": (
        Text(
            "工作簿内部的写法不常见,不能保证标注后其余内容不变({detail})",
            "the workbook is built in an unusual way: that nothing else changes cannot be promised ({detail})",
        ),
        Text("用 Excel 或 WPS 另存为 .xlsx 后再运行", "save it as .xlsx with Excel or WPS and run again"),
    ),
    "cluster-missing": (
        Text("没有安装集群组件", "the extra for clusters is not installed"),
        Text("先运行 pip install 'minsheng-funds[cluster]'", "run pip install 'minsheng-funds[cluster]' first"),
    ),
    "cluster-unreachable": (
        Text("连接不上集群({detail})", "the cluster does not answer ({detail})"),
        Text(
            "核对 --cluster 的地址(tcp://主机:8786),确认调度器已启动",
            "check the address (tcp://host:8786), and that the scheduler runs",
        ),
    ),
    "cluster-no-workers": (
        Text("集群没有工作进程", "the cluster has no workers"),
        Text("先启动 dask worker", "start some with: dask worker ADDRESS"),
    ),
    "cluster-versions": (
        Text("集群的版本与本机不同:{detail}", "the cluster has other versions than this machine: {detail}"),
        Text(
            "在每台机器上安装相同版本的 minsheng-funds[cluster]",
            "install the same version of minsheng-funds[cluster] everywhere",
        ),
    ),
    "batch-nothing": (
        Text("文件夹里没有可用的工作簿", "there is no workbook to work on"),
        Text(
            "核对文件夹,以及设置 [batch] 的 patterns、ignore",
            "check the folder, and patterns and ignore under [batch] of the settings",
        ),
    ),
    "batch-none-done": (
        Text("{count} 个单位都没有报表;第一个:{detail}", "none of {count} cases has a statement; the first: {detail}"),
        Text("各单位的原因见 batch.json", "batch.json has the reason of each"),
    ),
    "batch-out-is-input": (
        Text("这是 batch 写结果的文件夹,不能作为输入", "this is a folder that batch writes into, and no input"),
        Text("给出放工作簿的文件夹;用 -o 另指输出文件夹", "name the folder of the workbooks, and another one with -o"),
    ),
    "batch-large-cluster": (
        Text("这样大的文件不随任务传给集群", "a file of this size is not sent to a cluster"),
        Text("这个单位单独用 --jobs 统计", "run this case by itself with --jobs"),
    ),
    "batch-loose": (
        Text("工作簿不在任何单位的文件夹里", "a workbook beside the folders, in none of them"),
        Text(
            "放进所属单位的文件夹,或用 [batch] ignore 跳过",
            "put it into the folder of its case, or pass over it by ignore under [batch]",
        ),
    ),
    "batch-no-out": (
        Text("-o 没有给出文件夹", "-o names no folder"),
        Text("给出要写入的文件夹", "name the folder to write into"),
    ),
    "batch-engines": (
        Text("--jobs 与 --cluster 只能用一个", "--jobs and --cluster exclude each other"),
        Text("去掉其中一个", "leave one of them out"),
    ),
    "batch-out-is-file": (
        Text("这是文件,不是文件夹", "this is a file, not a folder"),
        Text("用 -o 指定一个文件夹", "name a folder with -o"),
    ),
    "months-have-no-rank": (
        Text("按月汇总依时间排列,没有名次", "rows by month follow the calendar and have no ranking"),
        Text("去掉 --top、--sort,或换一个 --by", "leave --top and --sort out, or choose another --by"),
    ),
}

LOST: dict[str, tuple[Text, Text]] = {
    "time": (
        Text("超过 {detail} 秒还没有算完,已中止", "not done after {detail} seconds, stopped"),
        Text(
            "核对工作簿;确实这样大的,调高 [batch] seconds",
            "look at the workbook; where it is meant to be so large, raise [batch] seconds",
        ),
    ),
    "memory": (
        Text("内存超过上限,已中止", "needs more memory than it may have, stopped"),
        Text(
            "核对工作簿;确实这样大的,调高 [batch] memory_mb",
            "look at the workbook; where it is meant to be so large, raise [batch] memory_mb",
        ),
    ),
    "died": (
        Text(
            "工作进程中途终止(代码 {detail}):被外部结束、内存不足或程序崩溃",
            "the worker ended midway (code {detail}): stopped from outside, out of memory, or a crash",
        ),
        Text(
            "用 --resume 重跑;再次终止的,单独核对这份工作簿",
            "run again with --resume; where it ends again, look at this workbook by itself",
        ),
    ),
    "cluster": (
        Text("集群没有算完:{detail}", "the cluster did not finish it: {detail}"),
        Text("核对集群后用 --resume 重跑", "look at the cluster and run again with --resume"),
    ),
}
"""Why a case has no result because of where it ran, and what to do."""
CLUSTER_GONE = Text("集群没有回应,或没有工作进程了", "it does not answer, or has no workers left")

SETTINGS_CONFLICTS: dict[str, Text] = {
    "monthly-and-more": Text(
        "monthly = true 不能与进度节点、steps 或 due 同用",
        "monthly = true goes with no milestone, no steps and no due",
    ),
    "steps-without-milestones": Text("steps = true 没有进度节点", "steps = true without any milestone"),
    "schedule-says-nothing": Text("没有进度节点、due 或 monthly", "it has neither a milestone nor due nor monthly"),
    "milestones-fall": Text("{detail} 的进度低于前一节点", "{detail} expects less than the milestone before it"),
    "due-unfinished": Text(
        "{detail} 不早于期限 due,进度应为 100", "{detail} is not before due, where 100 percent is expected"
    ),
    "twice": Text("{detail} 写了两次", "{detail} stands there twice"),
    "february": Text(
        "02-28 与 02-29 在平年是同一天,只写一个", "02-28 and 02-29 are one day in most years: name one of them"
    ),
    "tiers-fall": Text(
        "{detail} 的得分低于执行率更低的一档", "{detail} gives fewer points than a tier of a lower rate"
    ),
}
MONTH_DAY_FORM, AMOUNT_FORM = '"06-30" | "6-30" | "6月30日"', '"50万元"'
"""How the settings write a day of any year, and money."""
DAY_FORM, CODE_FORM, WAIVED_CODE_FORM = "2026-12-31", '"L002" | "L"', 'code = "L002"'
"""How they write a day, a rule or a family of rules, and a rule alone."""

# --- What rules need --------------------------------------------------------------------------------------

NEEDS: dict[str, Text] = {
    "plan": Text("没有计划表", "there is no plan"),
    "ledger": Text("没有台账", "there is no ledger"),
    "progress": Text("没有进度表", "there is no progress table"),
    "ledger-date": Text("台账没有日期栏", "the ledger has no column of dates"),
    "ledger-payee": Text("台账没有收款单位栏", "the ledger has no column of payees"),
    "ledger-voucher": Text("台账没有凭证号栏", "the ledger has no column of vouchers"),
    "ledger-document": Text("台账没有指标文号栏", "the ledger has no column of document numbers"),
    "too-large": Text(
        "大型台账不逐笔保留拨付,这项检查不能做",
        "the ledger is so large that no single payments are kept for this rule to look at",
    ),
    "today": Text("不知道今天的日期", "today's date is not known"),
    "ledger-cumulative": Text("台账没有累计拨付栏", "the ledger has no column of running totals"),
    "ledger-yuan": Text("台账以万元为单位,整万元是登记习惯", "amounts in units of 10,000 yuan are round by habit"),
    "ledger-level": Text("台账没有级次栏", "the ledger has no column of levels"),
    "running-unclear": Text(
        "累计栏按全表、项目、收款单位、级次、月份都有三分之一以上的行接不上,无法核对",
        "over a third of the running totals follow neither the sheet nor projects, payees, levels or months",
    ),
    "calendar": Text(
        "没有安装节假日资料(pip install minsheng-funds[calendar]),只按周末检查",
        "the calendar of public holidays is not installed (pip install minsheng-funds[calendar]): weekends only",
    ),
    "calendar-years": Text(
        "节假日资料不含 {years} 年,这些年份只按周末检查",
        "the calendar of public holidays does not reach {years}: weekends only",
    ),
    "planned": Text("没有计划或进度表", "there is no plan and no progress table"),
    "paid": Text("没有台账或进度表", "there is no ledger and no progress table"),
    "plan-rate": Text("计划和进度表没有比率栏", "no plan or progress table has a column of rates"),
    "plan-score": Text("没有得分栏", "no table has a column of scores"),
    "plan-initial": Text("没有年初预算栏", "no table has a column of initial budgets"),
    "plan-class": Text("计划没有类别栏", "no plan has a column of classes"),
    "plan-unit": Text("计划没有责任单位栏", "no plan has a column of responsible units"),
    "plan-received": Text("计划和进度表没有到位栏", "no plan or progress table has a column of money received"),
}
"""Why a rule could not run, by what it needs: a kind of table, or a column of plans or ledgers."""

# --- Labels of the reports --------------------------------------------------------------------------------

SETTING_SOURCES: dict[str, Text] = {
    "file": Text("设置文件", "settings file"),
    "environment": Text("环境变量", "environment"),
    "option": Text("命令行", "command line"),
}

DEFINITIONS: dict[str, Text] = {
    "required": Text("口径级次当年应当安排的资金", "what the level in scope must put up this year"),
    "allocated": Text("该级次预算已安排的资金", "what the level has arranged in its budget"),
    "issued": Text("已下达的指标,不论是否到位", "indicators issued, whether the money has arrived or not"),
    "received": Text("已经到位的资金", "money that has arrived"),
    "disbursed": Text("国库已拨付到单位的资金,退回的已减去", "paid from the treasury to the unit, less what came back"),
    "spent": Text("单位已支付给最终收款人的资金", "paid by the unit to the final payee"),
    "undisbursed": Text("需配套 − 已拨付;为负表示超拨", "required − disbursed; below zero means over-disbursed"),
    "funding_gap": Text(
        "各级次、各项目 max(0,需配套 − 已安排)之和,互不抵补",
        "the sum over levels and projects of max(0, required − allocated), never netted",
    ),
    "idle": Text("已到位 − 已拨付", "received − disbursed"),
    "rate": Text("已拨付 ÷ 拨付率口径所列基数,四舍五入", "disbursed ÷ the base of the rate, rounded half up"),
    "time_progress": Text(
        "截止日期在计划年度中已过去的比例", "the share of the plan's year that has elapsed on the as-of date"
    ),
}
"""What each figure means."""

LABELS: dict[str, Text] = {
    "batch_stopped": Text(
        "已停止:{done} 个已完成并保留(共 {count} 个);加 --resume 接着做",
        "stopped: {done} of {count} are done and kept; go on with --resume",
    ),
    "case_reused": Text("未变,沿用", "unchanged, kept"),
    "cases_failed": Text("未完成 {count} 个", "{count} failed"),
    "title": Text("{programme}资金拨付情况", "Fund disbursement: {programme}"),
    "sources_table": Text("数据来源", "Sources"),
    "sha256": Text("SHA-256", "SHA-256"),
    "made_by": Text("生成程序", "Made by"),
    "settings_in_force": Text("与默认不同的设置", "Settings that differ from the default"),
    "setting_value": Text("取值", "Value"),
    "setting_source": Text("来自", "From"),
    "definitions_table": Text("指标口径", "Definitions"),
    "definition": Text("口径", "Definition"),
    "source_tables": Text("读取的表", "Tables read"),
    "source_table": Text("{sheet}({kind},{rows} 行,{unit})", "{sheet} ({kind}, {rows} rows, {unit})"),
    "provenance_title": Text("口径与来源", "Scope and sources"),
    "overview_table": Text("资金拨付总体情况", "Overview"),
    "unit_caption": Text("单位:{unit}", "Unit: {unit}"),
    "steps_table": Text("下一步拨付任务", "What is still to be paid"),
    "steps_note": Text("已拨足的项目不列。", "Projects that are paid in full are not listed."),
    "details_elsewhere": Text(
        "共 {count} 笔,见附表工作簿(-o 文件名.xlsx)的拨付明细。",
        "The {count} payments stand in the annex as a workbook (-o NAME.xlsx).",
    ),
    "problems_elsewhere": Text(
        "共 {count} 条,此处列前 {shown} 条(错误在前),其余 {left} 条见附表工作簿(-o 文件名.xlsx)的问题清单。",
        "The first {shown} of {count}, errors first; the other {left} stand in the annex as a workbook (-o NAME.xlsx).",
    ),
    "chart_rates": Text("分项目拨付率:{nature}", "Disbursement rate by project: {nature}"),
    "chart_months": Text("累计拨付:{nature}", "Cumulative payments: {nature}"),
    "chart_levels": Text("各级次资金构成:{nature}", "Composition by level: {nature}"),
    "bureau": Text("报送单位", "Bureau"),
    "rollup_title": Text("{programme}资金拨付情况汇总", "Fund disbursement, all bureaus: {programme}"),
    "rollup_sheet_title": Text(
        "{programme}资金拨付情况汇总:{sheet}", "Fund disbursement, all bureaus: {programme}, {sheet}"
    ),
    "rollup_cases": Text("报送情况", "Bureaus"),
    "rollup_counted": Text("共 {all} 个单位,计入汇总 {counted} 个", "{counted} of {all} in the roll-up"),
    "rollup_failed_count": Text(",没有报表 {count} 个", ", {count} without a statement"),
    "rollup_left_count": Text(",有报表而未计入 {count} 个", ", {count} left out"),
    "rollup_own_levels": Text("各单位本级({levels})", "each bureau's own ({levels})"),
    "rollup_own_findings": Text(
        "各单位自己的问题:错误 {errors} 个,需要核实 {warnings} 个;逐条见问题清单 problems.xlsx",
        "of the bureaus' own: {errors} errors, {warnings} warnings; one by one in problems.xlsx",
    ),
    "rollup_day": Text("{day}({count} 个)", "{day} ({count})"),
    "rollup_and_more": Text("{names}等 {count} 个", "{names} … ({count} in all)"),
    "rollup_and_others": Text("{names}等", "{names} …"),
    "rollup_judged": Text("低于平均的单位", "Below the average"),
    "rollup_below": Text(
        "{fund}平均拨付率(合计拨付÷合计应拨付){rate},低于平均的 {count} 个:{names}",
        "{fund}: average {rate} (of the sums); below it, {count}: {names}",
    ),
    "rollup_none_below": Text("{fund}平均拨付率 {rate},没有单位低于平均", "{fund}: average {rate}; nobody is below it"),
    "rollup_no_rate": Text("{fund}没有可算的平均拨付率", "{fund}: no average rate can be computed"),
    "rollup_unsettled": Text(
        ";金额待核实、不作评价的 {count} 个:{names}", "; amounts to be settled first, not judged, {count}: {names}"
    ),
    "rollup_lagging": Text("{bureau}({rate},未拨付{amount})", "{bureau} ({rate}, {amount} unpaid)"),
    "rollup_rated": Text("{bureau}({rate})", "{bureau} ({rate})"),
    "rollup_anywhere": Text("有关工作簿", "workbooks"),
    "rollup_excluded": Text("剔除项目", "Excluded"),
    "rollup_below_average": Text("低于平均", "below average"),
    "rollup_pairs": Text("项目×单位", "Projects by bureau"),
    "rollup_project_rank": Text("项目内名次", "Rank in project"),
    "rollup_against": Text("较项目平均", "Against the project"),
    "rollup_average": Text("平均拨付率", "Average rate"),
    "rollup_points": Text("较平均(点)", "Points from average"),
    "rollup_rank_of": Text("名次/单位数", "Rank of"),
    "rollup_why": Text("落后情形", "Why"),
    "rollup_laggards": Text("落后项目", "Laggards"),
    "rollup_laggards_by_project": Text("落后项目(平均拨付率与落后单位)", "Laggards per project"),
    "rollup_lag_count": Text("落后/单位数", "Lag of"),
    "rollup_lagging_bureaus": Text("落后单位(末位在前)", "Bureaus that lag, the last first"),
    "rollup_lag_note": Text(
        "落后:进度滞后或逾期,或者低于该项目各单位的平均拨付率且尚有未拨付;金额待核实的不评价。",
        "A bureau lags that is behind its schedule or overdue, or below the project's average with money unpaid;"
        " nobody is judged on amounts in doubt.",
    ),
    "rollup_missing": Text("未完成", "Missing"),
    "rollup_state": Text("情况", "State"),
    "rollup_reason": Text("原因", "Why"),
    "rollup_failed": Text("没有报表", "no statement"),
    "rollup_left": Text("未计入汇总", "left out"),
    "rollup_in": Text("计入汇总", "counts"),
    "rollup_in_incomplete": Text("计入汇总(不完整)", "counts (incomplete)"),
    "rollup_all": Text("全部", "all"),
    "rollup_sources": Text("报送单位及文件", "Bureaus and their files"),
    "rollup_number": Text("单位数", "Bureaus"),
    "rollup_files": Text(
        "{cases} 个单位的 {files} 个文件;逐个文件的 SHA-256 见汇总工作簿的“报送单位及文件”",
        "{files} files of {cases} bureaus; their SHA-256 stand in the workbook of the roll-up, sheet Bureaus and their files",
    ),
    "rollup_by_bureau": Text("市县排名", "By bureau"),
    "rollup_by_project": Text("分项目", "By project"),
    "rollup_by_class": Text("按类别", "By class"),
    "rollup_by_level": Text("按级次", "By level"),
    "rollup_by_unit": Text("按单位", "By unit"),
    "rollup_problem_count": Text("{count} 条(错误和需要核实的事项)", "{count} (errors and warnings)"),
    "rollup_more_rows": Text(
        "共 {count} 行,此处列前 {shown} 行,全部见汇总工作簿。",
        "The first {shown} of {count} rows; the workbook of the roll-up has all.",
    ),
    "rollup_more_problems": Text(
        "共 {count} 条,此处列前 {shown} 条(汇总自身的和错误在前),其余 {left} 条见汇总工作簿的问题清单。",
        "The first {shown} of {count}, the roll-up's own and errors first; the other {left} stand in its workbook.",
    ),
    "rollup_chart_rates": Text("各单位拨付率:{nature}", "Disbursement rate by bureau: {nature}"),
    "rollup_chart_amounts": Text("各单位已拨付与未拨付:{nature}", "Paid and unpaid by bureau: {nature}"),
    "rollup_chart_top": Text("(前 {top} 名、后 {top} 名)", " (first {top}, last {top})"),
    "rollup_others": Text("其余 {count} 个单位", "{count} others"),
    "annex_title": Text("{programme}资金拨付情况:{sheet}", "Fund disbursement: {programme}, {sheet}"),
    "annex_exact": Text("准确数(元)", "Exact, in yuan"),
    "annex_summary": Text("汇总", "Summary"),
    "annex_evaluation": Text("自评表", "Self-evaluation"),
    "annex_charts": Text("图表", "Charts"),
    "annex_projects": Text("分项目", "By project"),
    "annex_unit": Text("按单位", "By unit"),
    "annex_level": Text("按级次", "By level"),
    "annex_month": Text("按月", "By month"),
    "annex_causes": Text("未拨付原因", "Causes"),
    "annex_versions": Text("计划调整", "Plan changes"),
    "annex_need": Text("测算核对", "Need"),
    "annex_unmatched": Text("未匹配", "Unmatched"),
    "annex_problems": Text("问题清单", "Problems"),
    "annex_scope": Text("口径说明", "Scope"),
    "annex_details": Text("拨付明细", "Payments"),
    "annex_trace": Text("追溯 {project}", "Trace {project}"),
    "annex_funds": Text("资金总体情况", "Funds"),
    "annex_ahead": Text("较序时进度(点)", "Points ahead of time"),
    "annex_state": Text("状态", "State"),
    "state_good": Text("达到进度", "on schedule"),
    "state_slow": Text("低于进度", "below schedule"),
    "state_behind": Text("进度滞后", "behind"),
    "state_overdue": Text("逾期", "overdue"),
    "annex_none": Text("无", "none"),
    "scope_table": Text("统计口径", "Scope"),
    "scope_item": Text("项目", "Item"),
    "scope_said": Text("口径", "What holds"),
    "annex_exact_note": Text(
        "表中金额由右侧准确数(元,打印区外)按公式舍入而来;式中另加减末位的,为舍位平衡。",
        "Amounts are formulas that round the exact ones to the right, outside of the print area; where a formula adds or"
        " takes off a last digit, parts are balanced to add up to their total.",
    ),
    "annex_long": Text(
        "本表行数较多,除合计外均为数值,不随改动重算。",
        "This table is long: all but its totals are values, which do not follow when an amount is edited.",
    ),
    "problems_long": Text("本表行数较多,位置不设链接。", "This list is long: its places are no links."),
    "annex_dead": Text(
        "以下列为数值,不随准确数改动:{columns}。",
        "Values that do not follow when an amount is edited: {columns}. ",
    ),
    "annex_dead_of": Text("“{table}”的{columns}", "{columns} ({table})"),
    "annex_alone": Text(
        "各工作表之间不相链接,图表数据也是数值。",
        "Sheets are not linked to each other, and the data of charts are values.",
    ),
    "as_of": Text("截止日期", "As of"),
    "year": Text("计划年度", "Plan year"),
    "own_level": Text("口径级次", "Level in scope"),
    "rate_base": Text("拨付率口径", "Base of the rate"),
    "excluded": Text("剔除项目", "Excluded"),
    "none": Text("无", "none"),
    "time_progress": Text("序时进度", "Time progress"),
    "ahead": Text("较序时进度", "against time progress"),
    "complete": Text("数字完整", "Complete"),
    "yes": Text("是", "yes"),
    "no": Text("否", "no"),
    "points": Text("个百分点", "points"),
    "unit": Text("单位", "Unit"),
    "projects": Text("项目数", "Projects"),
    "project": Text("项目名称", "Project"),
    "nature": Text("资金类别", "Nature"),
    "class": Text("类别", "Class"),
    "responsible": Text("责任单位", "Unit"),
    "required": Text("需配套", "Required"),
    "allocated": Text("已安排", "Allocated"),
    "issued": Text("已下达", "Issued"),
    "received": Text("已到位", "Received"),
    "disbursed": Text("已拨付", "Disbursed"),
    "rate": Text("拨付率", "Rate"),
    "spent": Text("已支出", "Spent"),
    "undisbursed": Text("未拨付", "Undisbursed"),
    "funding_gap": Text("资金缺口", "Funding gap"),
    "idle": Text("滞留(结存)", "Idle"),
    "advanced": Text("垫付", "Advanced"),
    "receipt_rate": Text("到位率", "Receipt rate"),
    "rate_of_received": Text("拨付率(占到位)", "Rate of received"),
    "levels_table": Text("各级资金情况", "By level"),
    "level_in_scope": Text("{level}(口径)", "{level} (in scope)"),
    "levels_note": Text(
        "各级次分别列示,不相加;合计只含口径级次。",
        "Levels stand beside each other and are not added up; the totals are those of the level in scope.",
    ),
    "cause": Text("原因", "Cause (amounts in 10k yuan)"),
    "causes_table": Text("未拨付原因(按级次)", "Why money is unpaid, by level"),
    "refunds_table": Text("退回资金", "Refunds"),
    "refunded": Text("冲减本年度", "Of this year"),
    "refunded_earlier": Text("冲减以前年度", "Of earlier years"),
    "refunds_note": Text(
        "本年度的退回已从已拨付中减去;以前年度的冲减该年度,不影响本表已拨付。",
        "Refunds of this year are taken off what was disbursed; those of earlier years reduce those years only.",
    ),
    "versions_table": Text("计划版本", "Versions of the plan"),
    "version": Text("计划", "Plan"),
    "version_day": Text("日期", "Date"),
    "version_state": Text("状态", "State"),
    "changes_table": Text("计划调整情况", "What the plan in force changed"),
    "plan_change": Text("变化", "Change"),
    "first_version": Text("最初计划", "First plan"),
    "version_in_force": Text("现行计划", "Plan in force"),
    "unchanged": Text("未调整的项目({count} 个)", "unchanged projects ({count})"),
    "evaluation_title": Text("{programme}绩效自评:预算执行情况", "Self-evaluation of execution: {programme}"),
    "initial_budget": Text("年初预算数", "Initial budget"),
    "budget": Text("全年预算数", "Budget"),
    "executed_disbursed": Text("全年执行数(拨付)", "Executed (disbursed)"),
    "executed_spent": Text("全年执行数(支出)", "Executed (spent)"),
    "full_points": Text("分值", "Points"),
    "execution_rate": Text("执行率", "Rate"),
    "score": Text("得分", "Score"),
    "evaluation_note": Text(
        "得分 = {points} × 执行率(最高 100%),四舍五入到两位小数。",
        "Score = {points} × rate (100% at most), rounded half up to two decimals.",
    ),
    "evaluation_dropped": Text(
        "合计的年初预算数含现行计划已取消项目的 {amount}。",
        "The initial budget of the total includes {amount} of projects that the plan in force has dropped.",
    ),
    "evaluation_tiers": Text("得分按执行率分档(满分 {points}):", "The score goes by tiers of the rate (of {points}):"),
    "payments": Text("笔数", "Payments"),
    "classes_table": Text("分类别对照应达进度", "Classes against their schedules"),
    "behind_table": Text("进度滞后项目", "Behind schedule"),
    "overdue_table": Text("逾期未拨付完毕的项目", "Past their deadline"),
    "months_table": Text("按月拨付项目中没有拨付的月份", "Paid monthly: months without a payment"),
    "outlook_table": Text("年末预测", "Outlook to the year's end"),
    "outlook_note": Text(
        "预测 = 已拨付 ÷ 已过天数 × 全年天数,是推算,不是拨付数;每月尚需为今后各月(当月未满月末的,含当月)平均应拨数。",
        "Forecast = disbursed ÷ days elapsed × days of the year: an estimate, no payment. Needed per month: on average, in each"
        " month left, with the current one unless it is at its end.",
    ),
    "target": Text("应达进度", "Target"),
    "target_rule": Text("应达进度依据", "Target by"),
    "ahead_of_target": Text("较应达(点)", "Points"),
    "shortfall": Text("较应达少拨", "Short"),
    "needed_per_month": Text("每月尚需", "Needed a month"),
    "due": Text("期限", "Due"),
    "days_left": Text("还有 {days} 天", "{days} days left"),
    "days_over": Text("已过 {days} 天", "{days} days ago"),
    "overdue": Text("逾期未拨付", "Overdue"),
    "missing_months": Text("没有拨付的月份", "Months"),
    "forecast": Text("预计全年拨付", "Forecast"),
    "forecast_rate": Text("预计拨付率", "Forecast rate"),
    "total": Text("合计", "Total"),
    "incomplete": Text(
        "带 * 的数字不完整:有金额读不出或无法归属,见“问题”",
        "figures marked * are incomplete: see the findings",
    ),
    "projects_table": Text("分项目情况", "By project"),
    "unmatched_table": Text("台账中没有计划的拨付(不计入拨付率)", "Payments without a plan (in no rate)"),
    "need_table": Text(
        "测算核对(任务量×补助标准×分担比例,单位:元)", "Need: quantity × unit standard × share (in yuan)"
    ),
    "quantity": Text("任务量", "Quantity"),
    "standard": Text("补助标准", "Standard"),
    "share": Text("比例", "Share"),
    "computed": Text("测算数", "Computed"),
    "stated_need": Text("所列数", "Stated"),
    "need_capped": Text("{share}(封顶)", "{share} (capped)"),
    "need_agree": Text("另有 {count} 处级次金额与测算相符", "{count} more amounts of levels agree"),
    "need_rounding": Text(
        "每级四舍五入到分一次;所列数相差一分以内视为取整。“—”为表中未列,需配套取测算数。",
        "Each level is rounded to the fen once; a fen more or less is rounding. — is not stated: the computed amount is required.",
    ),
    "excluded_table": Text("按口径剔除的项目(不计入合计)", "Excluded projects (in no total)"),
    "reconciliation": Text("台账核对", "Reconciliation of the ledger"),
    "ledger_total": Text("台账合计", "Ledger total"),
    "bucket": Text("去向", "Where it went"),
    "matched": Text("计入口径", "matched"),
    "unmatched": Text("无计划", "unmatched"),
    "no_rows": Text("(无数据)", "(no data)"),
    "out_of_scope": Text("口径外", "out of scope"),
    "assumptions": Text("本次采用的假定", "Assumptions"),
    "findings": Text("问题", "Findings"),
    "no_findings": Text("没有发现问题", "no findings"),
    "rules": Text("检查规则({count} 条)", "Rules ({count})"),
    "rules_note": Text(
        "minsheng-funds explain 编码:看一条规则的依据、处理办法与例子",
        "minsheng-funds explain CODE: why a rule matters, what to do, and examples",
    ),
    "rule_code": Text("编码", "Code"),
    "rule_severity": Text("级别", "Severity"),
    "rule_title": Text("检查什么", "What it finds"),
    "rule_message": Text("报什么", "It says"),
    "rule_why": Text("为什么", "Why"),
    "rule_needs": Text("不能运行的情形", "Cannot run where"),
    "rule_limits": Text("可调的限度(设置 [check.{code}])", "Thresholds ([check.{code}] in the settings)"),
    "rule_fires": Text("这样会报:", "This fires it:"),
    "rule_passes": Text("这样不报:", "This does not:"),
    "yuan": Text("元", " yuan"),
    "baseline_written": Text(
        "已把现有 {count} 个问题记入 {file},下次只报新问题",
        "the {count} findings of today are written to {file}; from the next run on only new ones are reported",
    ),
    "remedy": Text("处理", "Remedy"),
    "balanced": Text(
        "分项按舍位平衡列示:各栏分项之和等于合计,已拨付与未拨付之和等于需配套。",
        "Parts are balanced after rounding: each column adds up to its total, disbursed and undisbursed to required.",
    ),
    "more": Text("另有 {count} 处", "and {count} more"),
    "code": Text("代码", "Code"),
    "severity": Text("级别", "Severity"),
    "message": Text("内容", "Message"),
    "where": Text("位置", "Where"),
    "sheet": Text("工作表", "Sheet"),
    "kind": Text("识别为", "Read as"),
    "header_rows": Text("表头行", "Header rows"),
    "rows": Text("读取的行", "Rows"),
    "rows_taken": Text("{rows} 行(第 {first} 至 {last} 行)", "{rows} taken (row {first} to row {last})"),
    "rows_none": Text("没有读取任何行", "no row was taken"),
    "column": Text("列", "Column"),
    "header": Text("表头", "Header"),
    "field": Text("识别为", "Field"),
    "level": Text("级次", "Level"),
    "not_used": Text("未使用", "not used"),
    "left_out": Text("未计入的行", "Rows left out"),
    "why": Text("原因", "Why"),
    "sums": Text("读取合计", "Sums of the rows"),
    "stated_sums": Text("表中所列合计", "Stated totals"),
    "agrees": Text("相符", "agree"),
    "differ": Text("不符", "differ"),
    "title_line": Text("表题", "Title"),
    "look_title": Text("每张表如何被理解", "How each sheet was understood"),
    "not_read": Text("没有识别,未计入", "not recognised, left out"),
    "mark_header": Text("表头", "header"),
    "mark_guessed": Text("表头?", "header?"),
    "mark_first": Text("首行", "first row"),
    "mark_last": Text("末行", "last row"),
    "mark_only": Text("唯一一行", "only row"),
    "gap": Text("… 另有 {rows} 行 …", "… {rows} more rows …"),
    "legend_text": Text("文字", "text"),
    "legend_money": Text("金额", "money"),
    "legend_rate": Text("比率", "rate"),
    "legend_unused": Text("未使用(–)", "not used (–)"),
    "columns_table": Text("各列", "Columns"),
    "sums_table": Text("合计核对", "Sums against stated sums"),
    "cell": Text("单元格", "Cell"),
    "figure": Text("栏", "Figure"),
    "figure_name": Text("指标", "Figure"),
    "stated": Text("表中所列", "Stated"),
    "summed": Text("各行之和", "Sum of the rows"),
    "difference": Text("差额", "Difference"),
    "holds": Text("✓ 相符", "✓ agrees"),
    "differs": Text("✗ 不符", "✗ differs"),
    "more_agree": Text("另有 {count} 处相符", "{count} more agree"),
    "in_yuan": Text("单位:元", "in yuan"),
    "rows_from_to": Text("第 {rows} 行({count} 行)", "rows {rows} ({count})"),
    "row_one": Text("第 {rows} 行", "row {rows}"),
    "and_more": Text("另有 {count} 处", "{count} more places"),
    "proposal": Text("可复制到 minsheng-funds.toml 的设置", "Lines to copy into minsheng-funds.toml"),
    "proposal_note": Text(
        "“#”后为备选;复制前请逐行核对", "after # stand alternatives; check each line before you copy it"
    ),
    "proposal_extends": Text(
        "这一节已有:把下面几行并入其中,同名的替换",
        "this section is there already: put these lines into it, replace what has the same name",
    ),
    "proposal_or": Text("或", "or"),
    "proposal_unit": Text(
        "没有找到金额单位:请核对;{unit} = 数字本身(任何货币)",
        "no unit was found: check it; {unit} = the numbers as they stand, in any currency",
    ),
    "proposal_example": Text("如 {example}", "such as {example}"),
    "contents": Text("目录", "Contents"),
    "search": Text("查找单元格、表头、问题……", "Search cells, headers, findings …"),
    "search_none": Text("没有找到", "nothing found"),
    "search_count": Text("{count} 处", "{count} found"),
    "page_skip": Text("跳到正文", "Skip to the content"),
    "page_charts": Text("图表", "Charts"),
    "page_views": Text("分类统计", "Views"),
    "page_progress": Text("进度与原因", "Schedule and causes"),
    "page_books": Text("核对", "Reconciliation"),
    "page_trace": Text("追溯与明细", "Traces"),
    "page_search": Text("查找", "Search"),
    "page_search_hint": Text("项目、单位、收款方、凭证号……", "project, unit, payee, voucher …"),
    "chart_late": Text("进度滞后或逾期的项目(按各自的进度要求)", "behind or overdue by its own schedule"),
    "chart_others": Text("其他项目", "all others"),
    "page_search_hint_projects": Text("项目、类别、责任单位……", "project, class, unit …"),
    "page_filters": Text("查找与筛选", "Search and filters"),
    "page_all": Text("全部", "all"),
    "page_reset": Text("清除筛选", "Clear"),
    "page_open": Text("全部展开", "Open all"),
    "page_close": Text("全部收起", "Close all"),
    "page_shown": Text(
        "显示 {shown} 行,共 {all} 行;合计仍是全部项目的合计,不随筛选变化。",
        "{shown} of {all} rows shown; totals are those of all projects, filtered or not.",
    ),
    "page_every": Text("共 {all} 行", "{all} rows"),
    "page_nothing": Text("没有符合条件的项目。", "No project fits."),
    "page_whole": Text("全部项目", "all projects"),
    "page_sorted_up": Text("按“{column}”从低到高排列", "sorted by {column}, ascending"),
    "page_sorted_down": Text("按“{column}”从高到低排列", "sorted by {column}, descending"),
    "page_unsorted": Text("恢复原来的顺序", "in the original order"),
    "page_bar": Text("拨付率图示", "Rate as a bar"),
    "page_state": Text("情况", "State"),
    "page_figures": Text("图中数字", "Figures of the chart"),
    "page_beneath": Text("明细:{name}", "Details of {name}"),
    "page_rows": Text("{table} {count} 行", "{table}: {count} rows"),
    "page_no_script": Text(
        "没有运行脚本:不能排序、筛选、画图,数字和明细都在页中。",
        "Without scripts there is no sorting, filtering or drawing; all figures and payments are on the page.",
    ),
    "page_too_many": Text(
        "台账有 {count} 笔拨付,本页不逐笔列示;加 --detail 重新生成即可查看。",
        "{count} payments are too many for this page; --detail puts them on it.",
    ),
    "state_incomplete": Text("数字不完整", "incomplete"),
    "state_complete": Text("数字完整", "complete"),
    "progress": Text("{name}:已读 {rows} 行,每秒 {rate} 行", "{name}: {rows} rows read, {rate} a second"),
    "opening": Text("{name}:正在打开", "{name}: opening"),
    "see_help": Text("用法见 {command} --help", "see {command} --help"),
    "setting": Text("设置", "Setting"),
    "by": Text("按{dimensions}", "By {dimensions}"),
    "by_top": Text("按{dimensions}(前 {top} 名、后 {top} 名)", "By {dimensions} (first {top}, last {top})"),
    "month": Text("月份", "Month"),
    "share_of_disbursed": Text("占已拨付", "Share of disbursed"),
    "average": Text("较合计拨付率", "Against the total"),
    "cumulative": Text("累计拨付", "Cumulative"),
    "cumulative_rate": Text("累计拨付率", "Cumulative rate"),
    "unstated": Text("未注明", "not stated"),
    "others": Text("其余 {count} 行", "others ({count})"),
    "note_average": Text(
        "“高于”“低于”指与合计的拨付率相比,合计的拨付率不是各行拨付率的平均。名次从高到低,并列的名次相同。",
        "Above and below compare with the rate of the total, which is not the mean of the rows' rates."
        " The highest ranks first; equal ones share a rank.",
    ),
    "note_levels": Text(
        "合计只含{level}资金;其他级次列在旁边,不与合计相加,也不互相相加。",
        "The total covers {level} money only; other levels stand beside it and are added neither to it nor to each other.",
    ),
    "note_payees": Text("收款单位只按名称区分。", "Payees are told apart by name alone."),
    "note_undated": Text(
        "未注明日期的拨付计入合计,不计入各月的累计。",
        "Payments without a date are in the total, and in no month's cumulative sum.",
    ),
    "trace_title": Text("追溯:{project}({nature})", "Trace: {project} ({nature})"),
    "trace_plan": Text("计划", "Plan"),
    "trace_payments": Text("拨付", "Payments"),
    "narrow": Text("宽度不够,未显示的列:{columns}", "Columns left out for want of width: {columns}"),
    "trace_unread": Text("读不出、未计入的单元格", "Cells that could not be read, in no sum"),
    "trace_doubted": Text("已计入、但存疑的单元格", "Cells that are in the sum and in doubt"),
    "trace_agrees": Text("以上逐项之和等于报表数。", "These add up to the figures of the report."),
    "trace_doubtful": Text(
        "以上逐项之和等于报表数,但报表数不完整,见“问题”。",
        "These add up to the figures of the report, which are incomplete: see the findings.",
    ),
    "trace_differs": Text(
        "以上逐项之和不等于报表数,见“问题”。",
        "These do not add up to the figures of the report: see the findings.",
    ),
    "details": Text("拨付明细", "Payments in detail"),
    "amount": Text("金额", "Amount"),
    "document": Text("文号", "Document"),
    "remark": Text("备注", "Remark"),
    "counted": Text("计入", "Counted"),
    "subtotal_of": Text("小计:{project}", "Subtotal: {project}"),
    "compare_title": Text("{programme}资金对比", "Comparison of funds: {programme}"),
    "compare_kind": Text("对比方式", "Comparison"),
    "compared": Text("对比", "comparison"),
    "compare_key": Text("逐笔对应依据", "Payments known by"),
    "of_side": Text("{label}({side})", "{label}, {side}"),
    "change_of": Text("{label}变动", "{label}, change"),
    "change": Text("变动", "Change"),
    "rate_change": Text("百分点", "Points"),
    "rank": Text("名次", "Rank"),
    "sides": Text("所在", "Found in"),
    "side_both": Text("两边", "both"),
    "side_old": Text("仅旧", "old only"),
    "side_new": Text("仅新", "new only"),
    "old_name": Text("旧名称", "Old name"),
    "old_names": Text("旧计划中的项目", "In the old plan"),
    "category": Text("分类", "Category"),
    "differing": Text("不同之处", "What differs"),
    "payment_date": Text("拨付日期", "Date"),
    "payee": Text("收款方", "Payee"),
    "voucher": Text("凭证号", "Voucher"),
    "in_scope": Text("计入合计", "In the totals"),
    "projects_changed": Text("分项目对比:{nature}", "By project: {nature}"),
    "movers": Text("变动最大的项目(前 {top} 名)", "Projects that moved most (top {top})"),
    "unmoved": Text("没有变动、仍有资金未拨付的项目", "Projects that did not move and have money unpaid"),
    "plan_changed": Text("计划调整与仅一边有的项目", "Changes of the plan, and projects on one side only"),
    "total_bridge": Text("变动核对(元)", "Reconciliation of the change, in yuan"),
    "fund_bridge": Text("变动核对(元):{nature}", "Reconciliation of the change, in yuan: {nature}"),
    "old_total": Text("旧合计", "Old total"),
    "both_change": Text("+ 两边都有的项目变动", "+ change of those on both sides"),
    "minus_only_old": Text("- 仅旧的一边有", "- only in the old"),
    "plus_only_new": Text("+ 仅新的一边有", "+ only in the new"),
    "new_total": Text("= 新合计", "= new total"),
    "plus_differences": Text("+ 金额差额", "+ differences of amounts"),
    "compare_balanced": Text(
        "各栏分项按舍位平衡列示,分项之和等于合计;变动按精确数计算后舍入一次,与两栏列示数之差可差末位 1。",
        "Parts are balanced after rounding: each column adds up to its total. Changes are computed unrounded: beside the two printed amounts they may be off by one last digit.",
    ),
    "plan_counts": Text("项目数", "Projects"),
    "old_plan": Text("旧计划", "Old plan"),
    "new_plan": Text("新计划", "New plan"),
    "count_new_side": Text(
        "新计划 {total} 项 = 新增 {new} + 整合 {merged} + 延续 {continued}",
        "New plan: {total} projects = {new} new + {merged} merged + {continued} continued",
    ),
    "count_old_side": Text(
        "旧计划 {total} 项 = 延续 {continued} + 并入整合项目 {merged} + 退出 {retired}",
        "Old plan: {total} projects = {continued} continued + {merged} that were merged + {retired} retired",
    ),
    "counted_excluded": Text(
        "项目数含按口径剔除的项目,金额不含。", "The numbers of projects include those excluded, the amounts do not."
    ),
    "required_by_category": Text("分类需配套:{nature}", "Required by category: {nature}"),
    "plan_projects": Text("分项目需配套:{nature}", "Required by project: {nature}"),
    "suggestions": Text("可能的来源(只是建议,未采用)", "Possible predecessors (suggested, not taken)"),
    "likely_alike": Text("{name}(名称相近 {percent}%)", "{name} (names alike, {percent}%)"),
    "likely_code": Text("{name}(编码相同)", "{name} (same code)"),
    "suggested_lines": Text("若属实,可复制到 minsheng-funds.toml", "If they are right: lines for minsheng-funds.toml"),
    "by_code": Text("{name}(按编码)", "{name} (by code)"),
    "payments_categories": Text("逐笔对比(元)", "Payment by payment, in yuan"),
    "payments_since": Text("其间拨付的增减(元)", "Payments added since, in yuan"),
    "payments_added": Text("新增拨付,按项目(元)", "Payments added, by project, in yuan"),
    "payments_of": Text("{category}(元)", "{category}, in yuan"),
    "left_out_payments": Text("未参与对比的拨付(元)", "Payments not compared, in yuan"),
    "side": Text("哪一边", "Side"),
    "side_of_old": Text("旧", "Old"),
    "side_of_new": Text("新", "New"),
    "number": Text("笔数", "No."),
    "old_amount": Text("旧金额", "Old"),
    "new_amount": Text("新金额", "New"),
    "findings_of": Text("问题({side})", "Findings ({side})"),
    "expected": Text("应为", "Expected"),
    "actual": Text("现为", "actual"),
    "actual_alone": Text("现为", "Actual"),
    "differs_by": Text("相差", "difference"),
    "responsible_unit": Text("责任单位", "Responsible unit"),
    "amount_in_question": Text("涉及金额", "Amount"),
    "no_graver_findings": Text("没有错误和警告", "no errors and no warnings"),
    "no_place": Text("设置及整体", "Settings, and all sources"),
    "summary": Text("汇总", "Summary"),
    "count_of_error": Text("错误 {count}", "{count} errors"),
    "count_of_warning": Text("警告 {count}", "{count} warnings"),
    "count_of_info": Text("提示 {count}", "{count} info"),
    "waived_findings": Text("已豁免 {count} 条", "{count} waived"),
    "known_findings": Text("基线已有 {count} 条", "{count} known to the baseline"),
    "waived_one": Text("[{code}] {message}(豁免理由:{reason})", "[{code}] {message} (waived: {reason})"),
    "known_one": Text("[{code}] {message}(基线已有)", "[{code}] {message} (known to the baseline)"),
    "waived_list": Text("已豁免的问题", "Waived findings"),
    "not_run": Text("未能运行的规则(不等于通过)", "Rules that could not run (not a pass)"),
    "not_run_count": Text("{count} 条规则未能运行", "{count} rules could not run"),
    "info_hidden": Text(
        "另有 {count} 条提示未列出,加 --verbose 列出", "{count} findings of info are not listed; --verbose lists them"
    ),
    "shortened": Text(
        "同一张表中同一规则的问题超过 {count} 条,其余各列一行;-o FILE.json 写出全部内容",
        "More than {count} findings of one rule in a sheet: the others take one line each; -o FILE.json has them in full",
    ),
    "several_places": Text("{count} 处,第一处:{message}", "{count} findings, the first: {message}"),
    "not_in_copy": Text(
        "{count} 个问题在别的文件或设置中,不在 {file} 里",
        "not in {file}: {count} findings of other files or the settings",
    ),
    "written": Text("已写入 {files}:{counts}", "wrote {files}: {counts}"),
    "problems_title": Text("{programme}资金问题清单", "Problem list: {programme}"),
    "problems_sheet": Text("问题清单", "Problems"),
    "problems_files": Text("检查的文件", "Files"),
    "problems_count": Text("问题", "Findings"),
    "problems_counted": Text(
        "{count} 条(错误 {errors},警告 {warnings},提示 {infos})",
        "{count} ({errors} errors, {warnings} warnings, {infos} notes)",
    ),
    "problems_known": Text("基线中已有、未列出", "In the baseline, not listed"),
    "problems_unit": Text("金额单位:元", "Amounts in yuan"),
    "problems_page": Text("第 &P 页,共 &N 页", "Page &P of &N"),
    "problem_number": Text("序号", "No."),
    "problem_project": Text("项目", "Project"),
    "problem_unit": Text("责任单位", "Responsible unit"),
    "problem": Text("问题", "Problem"),
    "problem_amount": Text("金额", "Amount"),
    "problem_reason": Text("原因", "Reason"),
    "problem_measure": Text("措施", "Measure"),
    "problem_due": Text("时限", "Deadline"),
    "waived_sheet": Text("已豁免", "Waived"),
    "waived_title": Text("已豁免的问题", "Waived findings"),
    "waived_reason": Text("豁免理由", "Why it is waived"),
    "unable_sheet": Text("未能检查", "Not checked"),
    "unable_title": Text("未能检查的规则(不等于没有问题)", "Rules that could not run: that is no pass"),
    "rule": Text("规则", "Rule"),
    "file": Text("文件", "File"),
    "whole_file": Text("整个文件", "whole file"),
    "whole_sheet": Text("整张表", "whole sheet"),
    "note_also": Text("另见: {places}", "See also: {places}"),
    "note_see": Text("见 {place}", "see {place}"),
    "note_sheet": Text("(整张表)", "(whole sheet) "),
    "note_file": Text("(整个文件)", "(whole file) "),
    "note_row": Text("(第 {row} 行)", "(row {row}) "),
}


LETTER_NUMERALS = (*"一二三四五六七八九十", "十一", "十二", "十三", "十四", "十五")
LETTER_NUMBERS: dict[str, dict[int, tuple[str, tuple[str, ...]]]] = {
    "zh": {2: ("{number}、", LETTER_NUMERALS), 3: ("\uff08{number}\uff09", LETTER_NUMERALS)},
    "en": {2: ("{number}. ", ()), 3: ("({number}) ", ())},
}
"""How the headings of a letter are numbered, by their level."""
LETTER_ANNEX = {"zh": ("附件{number}", "附件"), "en": ("Annex {number}", "Annex")}
"""What stands over an annex: one of several, or the only one."""
_MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)
MONTHS = tuple(Text(f"{number}月", name) for number, name in enumerate(_MONTHS, 1))
LONG_DAY = Text("{year}年{month}{day}日", "{day} {month} {year}")
LONG_MONTH = Text("{year}年{month}", "{month} {year}")
"""A day and a month in running text; English months by name."""

DOCUMENT_FONTS: dict[str, tuple[str, ...]] = {
    "title": ("方正小标宋简体", "方正小标宋_GBK", "FZXiaoBiaoSong-B05S", "华文中宋", "宋体"),
    "body": ("仿宋_GB2312", "仿宋", "FangSong", "华文仿宋", "STFangsong"),
    "heading": ("黑体", "SimHei", "华文黑体", "STHeiti", "Noto Sans CJK SC"),
    "subheading": ("楷体_GB2312", "楷体", "KaiTi", "华文楷体", "STKaiti"),
    "number": ("宋体", "SimSun", "华文宋体", "STSong", "Noto Serif CJK SC"),
}
"""The fonts of a letter after GB/T 9704-2012, each with what to take where it is not installed."""

# --- Comparisons ------------------------------------------------------------------------------------------

SIDES: dict[str, Text] = {"old": Text("旧", "old"), "new": Text("新", "new")}
COMPARED_SCOPE: dict[str, Text] = {
    "own_level": Text("本级", "the own level"),
    "exclude": Text("剔除的项目", "what is excluded"),
    "rate_base": Text("拨付率的算法", "the rate"),
    "ledger_stage": Text("台账记录的环节", "the stage that the ledgers record"),
}
"""The settings that both sides should share, in words."""
COMPARISONS: dict[str, Text] = {
    "dates": Text("同一计划的两个日期", "two dates of one plan"),
    "plans": Text("两个年度的计划", "the plans of two years"),
    "exports": Text("同一资金的两份台账", "two exports of the same funds"),
}
PLAN_CATEGORIES: dict[str, Text] = {
    "new": Text("新增", "new"),
    "merged": Text("整合", "merged"),
    "continued": Text("延续", "continued"),
    "retired": Text("退出", "retired"),
    "total": Text("合计", "Total"),
}
PAYMENT_CATEGORIES: dict[str, Text] = {
    "same": Text("一致", "the same"),
    "amount": Text("金额不同", "amounts differ"),
    "date": Text("日期不同", "dates differ"),
    "details": Text("其他内容不同", "details differ"),
    "only-old": Text("仅旧台账有", "only in the old"),
    "only-new": Text("仅新台账有", "only in the new"),
}
PAYMENT_KEYS: dict[str, Text] = {
    "voucher": Text("凭证号", "voucher"),
    "project-date-payee": Text("项目、日期、收款方", "project, date and payee"),
}
DIFFERING: dict[str, Text] = {
    "amount": Text("金额", "amount"),
    "date": Text("日期", "date"),
    "project": Text("项目", "project"),
    "payee": Text("收款方", "payee"),
    "voucher": Text("凭证号", "voucher"),
    "nature": Text("资金类别", "nature"),
    "level": Text("级次", "level"),
}


# --- The blank workbook: what `template` writes into it ---------------------------------------------------

TEMPLATE: dict[str, Text] = {
    "text_written": Text(
        "已写入 {file}:改好后用 report --template {pasted} -o 文件名.docx",
        "wrote {file}: change it, then report --template {pasted} -o NAME.docx",
    ),
    "rollup_written": Text(
        "已写入 {file}:改好后用 batch 文件夹 -o 输出文件夹 --template {pasted}",
        "wrote {file}: change it, then batch FOLDER -o OUT --template {pasted}",
    ),
    "file": Text("民生工程资金台账模板.xlsx", "livelihood-funds-template.xlsx"),
    "written": Text(
        "已写入 {file}:填好后运行 minsheng-funds report {pasted}",
        "wrote {file}; once filled in: minsheng-funds report {pasted}",
    ),
    "guide": Text("填写说明", "How to fill in"),
    "plan": Text("资金筹集方案", "Funding plan"),
    "ledger": Text("拨付台账", "Payment ledger"),
    "plan_title": Text("{year}年{programme}资金筹集方案", "{year} {programme}: funding plan"),
    "ledger_title": Text("{year}年{programme}资金拨付台账", "{year} {programme}: payment ledger"),
    "guide_title": Text("{programme}资金台账填写说明", "{programme}: how to fill in this workbook"),
    "no_year": Text("____", "____"),
    "reporter": Text("填报单位:", "Reported by:"),
    "as_of": Text("截止日期:", "As of:"),
    "plan_unit": Text("单位:万元", "Unit: 10,000 yuan"),
    "ledger_unit": Text("单位:元", "Unit: yuan"),
    "sum": Text("合计(不含示例)", "Sum (without the example)"),
    "example": Text("【示例】农村改厕", "[Example] Rural toilets"),
    "example_office": Text("区农业农村局", "Agriculture Bureau"),
    "example_payee": Text("某某镇人民政府", "A town's government"),
    "example_document": Text("财农〔{year}〕1号", "No. 1 of {year}"),
    "example_voucher": Text("0001", "0001"),
    "example_note": Text("示例,不计入", "an example: never counts"),
    "columns_of": Text("“{sheet}”各栏", "Columns of “{sheet}”"),
    "column_required": Text("{header}(必填):{hint}", "{header} (required): {hint}"),
    "column_expected": Text("{header}(应填):{hint}", "{header} (expected): {hint}"),
    "column_optional": Text("{header}(选填):{hint}", "{header} (optional): {hint}"),
    "column_computed": Text("{header}(自动):{hint}", "{header} (computed): {hint}"),
    "wrong": Text("填写有误", "Not accepted"),
    "unusual": Text("请核对", "Please check"),
    "wrong_day": Text(
        "请填写日期,如 2026-03-15,在 {first} 至 {last} 之间。", "A date such as 2026-03-15, from {first} to {last}."
    ),
    "wrong_wan": Text(
        "请填写不小于 0 的数字,单位万元,最多 6 位小数(精确到分);不要带“万元”等文字。",
        "A number in units of 10,000 yuan, 0 or more, with at most 6 decimals; without any words.",
    ),
    "wrong_yuan": Text(
        "请填写数字,单位元,最多 2 位小数;退回的资金填负数,并在备注写明“退回”;不要带“元”等文字。",
        "A number in yuan with at most 2 decimals and without any words; a refund is below zero, and its remark says refund.",
    ),
    "wrong_choice": Text("请从下拉列表中选择:{choices}。", "Choose from the list: {choices}."),
    "unusual_class": Text("下拉列表中没有这个类别,确定要用吗?", "This class is not in the list. Use it all the same?"),
    "unusual_project": Text(
        "资金筹集方案中没有这个项目名称。名称与方案不一致的拨付不计入任何项目。",
        "The funding plan has no such project. A payment whose name differs from the plan's counts for no project.",
    ),
}
TEMPLATE_COLUMNS: dict[str, tuple[Text, Text]] = {
    "sequence": (Text("序号", "No."), Text("顺序号:每行都填,或都不填。", "A running number, in every row or in none.")),
    "project": (
        Text("项目名称", "Project name"),
        Text(
            "同一项目在两张表中的名称须一致;同一项目有配套和管护两类资金的,分两行填写。",
            "The same words in both sheets; a project with matching and maintenance funds takes two rows.",
        ),
    ),
    "planned_project": (
        Text("项目名称", "Project name"),
        Text("从下拉列表中选择,列表取自“资金筹集方案”表。", "Choose from the list, which the funding plan gives."),
    ),
    "unit": (Text("牵头单位", "Unit"), Text("牵头或责任单位。", "The unit that is responsible.")),
    "class": (
        Text("类别", "Class"),
        Text("从下拉列表中选择,也可填写其他类别。", "Choose from the list, or write another."),
    ),
    "nature": (
        Text("资金类别", "Nature"),
        Text("从下拉列表中选择:配套资金或管护资金。", "Choose from the list: matching or maintenance funds."),
    ),
    "total": (
        Text("各级合计", "Sum of levels"),
        Text(
            "各级资金之和,由公式计算,不用填写;公式不够用时向下复制。",
            "The sum over the levels: a formula; copy it down where more rows are needed.",
        ),
    ),
    "planned": (
        Text("{level}", "{level}"),
        Text(
            "{level}应安排的资金,单位万元;没有的填 0。",
            "What it gives ({level}), in units of 10,000 yuan; 0 for nothing.",
        ),
    ),
    "remark": (Text("备注", "Remark"), Text("需要说明的事项。", "Whatever needs saying.")),
    "date": (
        Text("拨付日期", "Payment date"),
        Text("资金拨出的日期,如 2026-03-15。", "The day of payment, such as 2026-03-15."),
    ),
    "payee": (Text("收款单位", "Payee"), Text("收到资金的单位全称。", "The full name of who was paid.")),
    "level": (
        Text("资金级次", "Level"),
        Text("这笔资金属于哪一级,从下拉列表中选择。", "Which level's money this is: choose from the list."),
    ),
    "document": (
        Text("指标文号", "Document"),
        Text("下达指标的文件号。", "The number of the document that issued the money."),
    ),
    "amount": (
        Text("拨付金额", "Payment amount"),
        Text(
            "单位元,最多 2 位小数;退回的资金填负数,并在备注写明“退回”。",
            "In yuan, at most 2 decimals; a refund is below zero, with the word refund in its remark.",
        ),
    ),
    "voucher": (
        Text("凭证号", "Voucher"),
        Text("支付凭证的编号;填写后可查出重复的拨付。", "The voucher's number: it shows payments entered twice."),
    ),
}
"""The header of each column, and how it is filled in. That of the sum over the levels is none that the reader knows:
it may be a formula that was never computed."""
TEMPLATE_GUIDE: tuple[Text, ...] = (
    Text(
        "1. 先填“资金筹集方案”:每个项目一行,金额单位为万元,只填各级资金,合计自动计算。",
        "1. First the funding plan: a row a project, in units of 10,000 yuan; give the levels, the total is computed.",
    ),
    Text(
        "2. 再填“拨付台账”:每笔拨付一行,金额单位为元;截止日期不填时,以最后一笔拨付的日期为准。",
        "2. Then the payment ledger: a row a payment, in yuan; without an as-of date, that of the last payment holds.",
    ),
    Text(
        "3. 名称以“【示例】”开头的行只作填写示范,可以改写、删除或保留,不计入任何数字;填真实数据的行,名称前不能有“【示例】”。",
        "3. A row whose name begins with [Example] only shows how to fill in: overwrite, delete or keep it; it never counts, so take [Example] off the name of a real one.",
    ),
    Text(
        "4. 灰底的格子是公式(表头上方一行为合计,不含示例行),不用填写;浅黄的格子是该行必填而尚未填写的;浅红的项目名称在方案中没有。",
        "4. Grey cells are formulas (the sums above the header leave the example out); light yellow ones are required and still blank; a light red project is not in the plan.",
    ),
    Text(
        "5. 表头和“单位”一行请勿改动;选填的列可以留空,应填的列留空也能计算,但 minsheng-funds check 会提示。",
        "5. Keep the headers and the line of the unit as they are; optional columns may stay blank; minsheng-funds check says where an expected one is blank, though no figure needs it.",
    ),
    Text(
        "6. 填好后运行 minsheng-funds report,即得各项目的拨付率、未拨付数与资金缺口。",
        "6. Once filled in, minsheng-funds report gives rates, what is unpaid and the gaps, project by project.",
    ),
)


WHOLE_NUMBER, SOME_TEXT = Text("整数", "a whole number"), Text("文字", "a text")
SOME_NUMBER = Text("大于零的数", "a number above zero")
NOT_NEGATIVE = Text("不小于零的数", "a number, 0 or above")
TRUE_OR_FALSE = "true | false"
POSITIVE_WHOLE = Text("大于零的整数", "a whole number above 0")
A_SECTION = Text("一节设置([…] 及其下各项)", "a section")


def failure(kind: str, *, where: str = "", **values: object) -> Failure:
    """A failure in the words of `FAILURES`."""
    message, hint = FAILURES[kind]
    return Failure(message.fill(**values), where=where, hint=hint.fill(**values))


LETTER_FAULTS: dict[str, Text] = {
    "unclosed": Text(
        "这个语句没有结束(缺 endif、endfor 等)", "this statement is not ended (endif, endfor … is missing)"
    ),
    "syntax": Text("这一行的语句或花括号写法不对", "a statement or braces are not written as they should be"),
    "undefined": Text("没有“{name}”这一项", "there is no {name!r}"),
    "other-template": Text("不能引用别的模板或文件", "no other template or file can be used"),
    "forbidden": Text("模板中不允许这样用", "a template cannot use that"),
    "too-much": Text("重复次数或文字太多,超出文稿的限度", "more turns of loops or more text than a letter can have"),
    "no-text": Text(
        "只能写出文字或数字;列表要用 for 逐项写出", "only texts and numbers can be written; lists item by item, by for"
    ),
    "zero": Text("不能除以 0", "cannot divide by zero"),
    "expression": Text("这一行的算式或筛选算不出来", "the expression in this line cannot be computed"),
}
"""What is wrong in a line of a letter's template."""

OS_REASONS: dict[int, Text] = {
    errno.ENOSPC: Text("磁盘已满", "No space left on device"),
    errno.EDQUOT: Text("超出磁盘配额", "Disk quota exceeded"),
    errno.EFBIG: Text("超出允许的文件大小", "File too large"),
    errno.EACCES: Text("没有权限", "Permission denied"),
    errno.EPERM: Text("没有权限", "Permission denied"),
    errno.EROFS: Text("只读的磁盘", "Read-only file system"),
    errno.ENOENT: Text("没有这个文件或文件夹", "No such file or directory"),
    errno.ENOTDIR: Text("路径中有一段不是文件夹", "Not a directory"),
    errno.EISDIR: Text("这是文件夹", "Is a directory"),
    errno.ENAMETOOLONG: Text("文件名太长", "File name too long"),
}


def os_reason(error: OSError) -> object:
    """Why the system refused, in our words where we have them."""
    return OS_REASONS.get(error.errno or 0) or error.strerror or error


CLICK_IN_CHINESE: tuple[tuple[str, str], ...] = (
    (r"Missing argument '([^']*)'\.?", r"缺少参数“\1”"),
    (r"Missing option '([^']*)'\.?", r"缺少选项“\1”"),
    (r"Missing command\.?", "没有写命令"),
    (r"No such command '?([^'\s]*)'?\.", r"没有“\1”这个命令"),
    (r"No such option:? '?([^'\s]*?)'?(?:\.|$|(?= ))", r"没有“\1”这个选项"),
    (r" ?\(?(?:Did you mean|Possible options:) ([^?)]*)[?)]*", r",是否想写:\1"),
    (r"Option '([^']*)' requires an argument\.?", r"选项“\1”后面要写值"),
    (r"Option '([^']*)' does not take a value\.?", r"选项“\1”不带值"),
    (r"Got unexpected extra arguments? \((.*)\)", r"多出的参数:\1"),
    (r"Invalid value for '([^']*)': ", r"“\1”的值不对:"),
    (r"'(.*)' is not a valid integer( range)?\.?", r"“\1”不是整数"),
    (r"(\S+) is not in the range (\S+?)\.?$", r"\1 不在 \2 的范围内"),
    (r"'(.*)' is not one of (.*?)\.?$", r"“\1”不在可选的值中:\2"),
    (r"(?:File|Path) '(.*)' does not exist\.?", r"没有“\1”这个文件"),
    (r"(?:File|Path) '(.*)' is a directory\.?", r"“\1”是文件夹"),
    (r"(?:File|Path) '(.*)' is not readable\.?", r"“\1”没有读取权限"),
    (r"(?m)^Usage: ", "用法: "),
    (r"(?m)^Options:$", "选项:"),
    (r"(?m)^Commands:$", "命令:"),
    (r"(?m)^Positional arguments:$", "参数:"),
    (r"Show this message and exit\.", "显示本说明并退出。"),
)
"""What the library of the command line says by itself, as patterns, and the same in Chinese."""


# --- Help of the command line -----------------------------------------------------------------------------

HELP: dict[str, Text] = {
    "batch": Text(
        "逐个统计文件夹里的工作簿,并汇总、排名、通报。\n\n每个单位一份报表,写入 OUT/cases;汇总写入 OUT:batch.json、附表 rollup.xlsx、网页 rollup.html、通报 circular.docx、问题清单 problems.xlsx。坏的、锁定的、太大的工作簿只影响它自己:列出原因,其余照常;全部完成退出码为 0,有单位未完成或不完整为 1。",
        "One statement for each workbook of a folder, and a roll-up with ranking and circular.\n\nEvery case has its own files under OUT/cases; the roll-up stands in OUT: batch.json, rollup.xlsx (annex), rollup.html, circular.docx, problems.xlsx. A workbook that is broken, locked or too large costs only itself: it is listed with the reason. Exit code 0 when all is done, 1 when some cases failed or are incomplete.",
    ),
    "batch-output": Text("写入这个文件夹(没有就建)", "Write into this folder; it is made where it is not there"),
    "each": Text(
        "每个单位写哪些格式:xlsx,docx,html,md,json,csv(默认 json)",
        "Formats to write for every case: xlsx,docx,html,md,json,csv (default json)",
    ),
    "case": Text(
        "一个单位是一个工作簿(workbook,默认),还是一个文件夹里的计划和台账(folder)",
        "A case is one workbook (default), or all workbooks of one folder: plan and ledgers",
    ),
    "jobs": Text(
        "同时用几个工作进程(默认与处理器核数相同);0 为在本进程内逐个统计,不设时间和内存上限",
        "Worker processes at once (default: as many as cores); 0: one after the other in this process, without limits of time and memory",
    ),
    "cluster": Text(
        "交给 Dask 集群,如 tcp://主机:8786(需 minsheng-funds[cluster])",
        "Send the work to a Dask cluster: tcp://host:8786 (needs minsheng-funds[cluster])",
    ),
    "resume": Text(
        "接着上次的 OUT:输入、设置和版本都没变的单位不再算",
        "Go on from an earlier OUT: cases whose input, settings and version have not changed are not done again",
    ),
    "batch-template": Text(
        "通报用本单位的文稿(见 template --text)", "Use this text for the circular (see template --text)"
    ),
    "quiet": Text("不显示进度和汇总", "No progress, no summary"),
    "version": Text("显示版本并退出。", "Show the version and exit."),
    "program": Text(
        "民生工程资金拨付计算:读取资金筹集方案与拨付台账,逐项计算需配套、已拨付、拨付率与缺口,每个数字都能追溯到单元格。",
        "Fund disbursement of livelihood programmes: reads plans and payment ledgers from workbooks and computes required,"
        " disbursed, rates and gaps per project, each figure traceable to its cell.",
    ),
    "report": Text(
        "计算并显示(或写出)资金拨付情况:合计、拨付率、分项目缺口。\n\n计划与台账可以是同一工作簿的几张表、几个文件,也可以是一张进度表。",
        "The statement: totals, rates and gaps per project.\n\nPlan and ledger may be sheets of one workbook, several"
        " workbooks, or a progress table.",
    ),
    "inspect": Text(
        "显示每张表如何被理解:类型、表头、各列含义、单位、读取与未计入的行。",
        "How each sheet was understood: kind, header, columns, unit, rows taken and rows left out.",
    ),
    "html": Text(
        "把同样的内容写成一个可查找的网页文件。", "Write the same as one page that can be opened and searched."
    ),
    "check": Text("列出全部问题,附单元格与处理办法。", "Every finding, with its cell and its remedy."),
    "explain": Text(
        "解释检查规则:报什么、为什么、怎么办,附例子;不写编码则列出全部规则。",
        "What a rule says, why it matters and what to do, with examples; without a code the list of all.",
    ),
    "select": Text(
        "只运行这些规则(编码或一族的字母,如 L002,X),可用逗号分隔,可多次给出。",
        "Run these rules only: codes or a family's letter (L002,X); separated by commas; may be repeated.",
    ),
    "ignore": Text(
        "不运行这些规则,写法同 --select。",
        "Do not run these rules; written as for --select.",
    ),
    "baseline": Text(
        "已接受的问题:文件不存在时记下现有问题,存在时只报其中没有的新问题。",
        "Findings accepted: a file that is not there is written with today's, else only those not in it are reported.",
    ),
    "template": Text(
        "写一份空白工作簿(资金筹集方案、拨付台账、填写说明),带下拉列表、公式与示例行;填好后可直接用 report 读取。\n\n不写文件名则写到当前文件夹。",
        "A blank workbook (funding plan, payment ledger, how to fill in) with drop-downs, formulas and an example row, which"
        " report reads once it is filled in.\n\nWithout a name it is written to the current folder.",
    ),
    "force": Text("已有同名文件时覆盖。", "Overwrite a file that exists."),
    "lang": Text("输出语言(默认 zh)。", "Language of the output (default zh)."),
    "config": Text(
        "设置文件(默认取工作簿所在或上级文件夹中的 minsheng-funds.toml)。",
        "Settings file (default: minsheng-funds.toml beside the first workbook or in a parent folder).",
    ),
    "password": Text(
        "工作簿的打开密码,运行时询问(也可用环境变量 MINSHENG_FUNDS_PASSWORD)。",
        "Ask for the workbooks' password (or take it from MINSHENG_FUNDS_PASSWORD).",
    ),
    "password_prompt": Text("打开密码", "Password"),
    "debug": Text("出错时显示完整的调用过程。", "Show the whole traceback of a failure."),
    "plan": Text("资金筹集方案(计划)所在文件,可多次给出。", "A workbook with the funding plan; may be repeated."),
    "as-of": Text("截止日期,如 2020-04-17。", "As-of date, such as 2020-04-17."),
    "year": Text("计划年度。", "The plan's year."),
    "exclude": Text(
        "剔除名称中含此字样的项目,可多次给出。",
        "Leave out projects whose name contains this; may be repeated.",
    ),
    "format": Text(
        "标准输出的格式(json、csv、md 总是 UTF-8 编码)。",
        "Format on standard output (json, csv and md are always UTF-8).",
    ),
    "by": Text(
        "汇总维度:project、unit、class、level、nature、month、payee,可用逗号组合,可多次给出;各类资金分列。",
        "Sums by project, unit, class, level, nature, month or payee; several joined by commas; may be repeated."
        " Funds are never added together.",
    ),
    "top-rows": Text(
        "只列名次最前与最后的 N 行(并列的都列出),其余并为一行;不用于按月。",
        "Only the first and the last N rows of the ranking (ties all shown), the others as one row; not by month.",
    ),
    "sort": Text(
        "按此项从大到小排列并定名次(name 按名称);不用于按月。",
        "Rank and list by this, the largest first (name: by name); not by month.",
    ),
    "trace": Text(
        "列出该项目每个数字背后的计划单元格与每笔拨付(名称、编码或别名),可多次给出。",
        "Every plan cell and payment behind a project's figures (name, code or alias); may be repeated.",
    ),
    "detail": Text("列出计入各项目的每一笔拨付。", "Every payment that counts, project by project."),
    "output": Text("写入文件,格式由后缀决定,可多次给出。", "Write to a file, format by its suffix; may be repeated."),
    "evaluation": Text(
        "绩效自评的预算执行情况表(年初预算数、全年预算数、全年执行数、分值、执行率、得分)。",
        "The execution table of the self-evaluation: budgets, executed, rate and score.",
    ),
    "letter-form": Text(
        "文稿(.docx)的种类:briefing 汇报(默认),circular 通报;加 --evaluation 为自评表。",
        "Which letter a .docx is: briefing (the report to the leadership, default) or circular; with --evaluation it is the"
        " form of the self-evaluation.",
    ),
    "letter-template": Text(
        "用本单位的文稿代替内置文稿;内置文稿可用 template --text briefing 写出,照样修改。",
        "A text of your own instead of the built-in one, which template --text briefing writes to start from.",
    ),
    "letter-text": Text(
        "不写工作簿,写出内置文稿(briefing、circular、evaluation,或多个单位的通报 rollup),改好后用 report --template 或 batch --template 使用。",
        "Write the built-in text of a letter instead of a workbook, to change it and use it with report --template;"
        " rollup is the circular of batch --template.",
    ),
    "strict": Text("有错误级问题时以 1 退出。", "Exit with 1 where there is a finding of severity error."),
    "fail-on": Text(
        "达到此级别的问题以 1 退出(默认 error)。",
        "Exit with 1 at findings of this severity or above (default error).",
    ),
    "compare": Text(
        "对比两边:同一计划的两个日期、两个年度的计划(新增、整合、延续、退出),或同一资金的两份台账。\n\n每边是一个工作簿或一个文件夹(读取其中全部工作簿)。",
        "What differs: two dates of one plan, the plans of two years (new, merged, continued, retired), or two exports of"
        " the same funds.\n\nEach side is a workbook or a folder (all workbooks in it).",
    ),
    "kind": Text(
        "对比方式:dates 两个日期,plans 两个年度的计划,exports 两份台账(默认按表判断)。",
        "How to compare: dates, plans (of two years) or exports (default: by what the tables are).",
    ),
    "plan-both": Text(
        "计划所在文件,两边都用;可多次给出。", "A workbook with the plan, used on both sides; may be repeated."
    ),
    "old-as-of": Text("旧的一边的截止日期。", "As-of date of the old side."),
    "new-as-of": Text("新的一边的截止日期。", "As-of date of the new side."),
    "top": Text("列出变动最大的前几名(默认 3)。", "How many of those that moved most to list (default 3)."),
    "check-format": Text(
        "标准输出的格式:text 给人看,json 给程序,junit、sarif、github 给持续集成(除 text 外总是 UTF-8 编码)。",
        "Format on standard output: text for people, json for programs, junit, sarif and github for CI (all but text are"
        " always UTF-8).",
    ),
    "check-output": Text(
        "写入文件,格式由后缀决定,可多次给出:.xlsx 为问题清单,另有 .json .sarif .xml .txt;此时标准输出只有 --format 所要的内容。",
        "Write to a file, format by its suffix: .xlsx is the problem list; .json .sarif .xml .txt; may be repeated. Standard output then has only"
        " what --format asks for.",
    ),
    "verbose": Text("也列出提示级问题和已豁免的问题。", "Also list findings of info, and those that were waived."),
    "annotate": Text(
        "写一份工作簿的副本(.xlsx 或 .xlsm),把问题写成单元格批注并涂色,其余内容一概不动。",
        "Write a copy of the workbook (.xlsx or .xlsm) with the findings as comments and fills; nothing else changes.",
    ),
}


def yuan(fen: int) -> Text:
    """An amount in a sentence: 1,234.56元."""
    whole, _, cents = money_text(abs(fen), YUAN, 2).partition(".")
    text = f"{'-' if fen < 0 else ''}{int(whole):,}.{cents}"
    return Text(f"{text}元", f"{text} yuan")


NATURE_UNSAID = {
    "both": Text("既有配套又有管护计划", "is planned in both funds, matching and maintenance,"),
    "matching": Text("只有配套资金计划", "is planned in matching funds only"),
    "maintenance": Text("只有管护资金计划", "is planned in maintenance funds only"),
    "blank": Text("未注明是哪一类", "name neither"),
    "unknown": Text("注明的类别既不是配套也不是管护", "name a fund that is neither matching nor maintenance"),
}
"""What is planned of a project, and what its payments say of their fund."""
MOST_NAMED = 5
"""How many projects a finding names."""


def named(names: Sequence[str]) -> str:
    """The first few names of many, and … for the others."""
    return LIST_COMMA.join(names[:MOST_NAMED]) + ("…" if len(names) > MOST_NAMED else "")


def listed(texts: Sequence[Text]) -> Text:
    """Several words one after the other: 滞留、到位率; Idle, Receipt rate."""
    return Text(LIST_COMMA.join(text.zh for text in texts), ", ".join(text.en for text in texts))


def counted(texts: Sequence[Text], counts: Sequence[int]) -> Text:
    """Several words, each with how many there are of it: 4月17日(57个)、4月30日(3个)."""
    pairs = zip(texts, counts, strict=True)
    return listed([Text(f"{text.zh}({count}个)", f"{text.en} ({count})") for text, count in pairs])
