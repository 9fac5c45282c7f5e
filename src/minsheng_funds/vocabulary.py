"""Every word in one place: identifiers, Chinese and English labels, and the header words of real workbooks.

Facts about the field's words come from published forms, ledgers and platform screens. To teach the program a
header, add one string here (a test refuses a word that two fields claim), or one line to the user's settings.
"""

import re
from collections.abc import Iterable
from typing import NamedTuple

from minsheng_funds import money

ONE_OF = re.compile(
    r"(?<![\d.,])(1 (?:payment|refund|project|row|day|month|cell|sheet|table|error|warning|rule|finding))s\b"
)
"""One of several things, in English: 1 payments."""


class Text(NamedTuple):
    """The same words in Chinese and English."""

    zh: str
    en: str

    def in_language(self, language: str) -> str:
        """The words in `language` ("zh" or "en")."""
        return self.en if language == "en" else self.zh

    def fill(self, **values: object) -> "Text":
        """The same sentence in both languages with its placeholders filled."""
        zh, en = (
            template.format(
                **{key: value[place] if isinstance(value, Text) else value for key, value in values.items()}
            )
            for place, template in enumerate(self)
        )
        return Text(zh, ONE_OF.sub(r"\1", en))


NOTHING = Text("", "")
"""No words."""


def nearest_text(word: str, known: Iterable[str]) -> Text:
    """A closing clause that names what is most like a word, or all that there is where that is little; may be blank."""
    from difflib import get_close_matches

    names = [name for name in dict.fromkeys(known) if name]
    close = get_close_matches(word, names, n=2, cutoff=0.4) or (names if len(names) <= 6 else [])
    return Text(";相近的有:" + "、".join(close), "; near it: " + ", ".join(close)) if close else Text("", "")


QUOTED = Text("“{text}”", "{text!r}")
NO_VALUE = Text("公式没有保存结果,或结果是错误值", "a formula without a saved value, or with an error")

# --- Units ------------------------------------------------------------------------------------------------

UNITS: dict[str, int] = {
    "元": money.YUAN,
    "百元": money.HUNDRED_YUAN,
    "千元": money.THOUSAND_YUAN,
    "万元": money.WAN_YUAN,
    "百万元": money.MILLION_YUAN,
    "亿元": money.YI_YUAN,
}
UNIT_WORDS: dict[str, int] = {
    **UNITS,
    "万": money.WAN_YUAN,
    "亿": money.YI_YUAN,
    "圆": money.YUAN,
    "圓": money.YUAN,
    "仟元": money.THOUSAND_YUAN,
    "萬": money.WAN_YUAN,
    "萬元": money.WAN_YUAN,
    "百萬元": money.MILLION_YUAN,
    "億": money.YI_YUAN,
    "億元": money.YI_YUAN,
    "yuan": money.YUAN,
    "10,000yuan": money.WAN_YUAN,
    "10kyuan": money.WAN_YUAN,
    "millionyuan": money.MILLION_YUAN,
}
"""As they are written without spaces, in captions and behind amounts."""
UNIT_NAMES: dict[int, Text] = {
    money.YUAN: Text("元", "yuan"),
    money.HUNDRED_YUAN: Text("百元", "hundred yuan"),
    money.THOUSAND_YUAN: Text("千元", "thousand yuan"),
    money.WAN_YUAN: Text("万元", "10k yuan"),
    money.MILLION_YUAN: Text("百万元", "million yuan"),
    money.YI_YUAN: Text("亿元", "100m yuan"),
}

# --- Natures, levels, measures ----------------------------------------------------------------------------

MATCHING, MAINTENANCE = "matching", "maintenance"
NATURES: dict[str, Text] = {
    MATCHING: Text("配套资金", "Matching funds"),
    MAINTENANCE: Text("管护资金", "Maintenance funds"),
}
NATURE_WORDS: dict[str, str] = {
    "配套": MATCHING,
    "配套资金": MATCHING,
    "建设": MATCHING,
    "建设资金": MATCHING,
    "管护": MAINTENANCE,
    "管护资金": MAINTENANCE,
    "管护经费": MAINTENANCE,
    "建后管护": MAINTENANCE,
    "建后管护资金": MAINTENANCE,
    "matching": MATCHING,
    "matchingfunds": MATCHING,
    "maintenance": MAINTENANCE,
    "maintenancefunds": MAINTENANCE,
}

LEVELS: dict[str, Text] = {
    "central": Text("中央", "central"),
    "provincial": Text("省级", "provincial"),
    "municipal": Text("市级", "municipal"),
    "district": Text("区县级", "district"),
    "township": Text("乡镇级", "township"),
    "upper": Text("上级(合并)", "upper levels (merged)"),
    "bond": Text("专项债券", "special bonds"),
    "personal": Text("个人缴费", "personal contributions"),
    "carryover": Text("上年结转", "carried over"),
    "other": Text("其他资金", "other funds"),
}
GOVERNMENTS = ("central", "provincial", "municipal", "district", "township", "upper")
"""The levels that are governments; the others are other people's money or debt."""
UPPER_LEVELS = ("central", "provincial", "municipal")
"""What a merged upper level (上级) may hold."""
OWN = "own"
"""本级: the bureau's own level, whichever the settings say that it is."""

LEVEL_WORDS: dict[str, str] = {
    **dict.fromkeys(("中央", "中央级", "中央财政", "中央预算内", "国家"), "central"),
    **dict.fromkeys(("省", "省级", "省本级", "省财政", "省级财政", "自治区"), "provincial"),
    **dict.fromkeys(("市", "市级", "市本级", "市财政", "市级财政", "州", "州级"), "municipal"),
    **dict.fromkeys(
        (
            "区",
            "县",
            "区级",
            "县级",
            "区本级",
            "县本级",
            "区财政",
            "县财政",
            "区级财政",
            "县级财政",
            "区县",
            "县区",
            "区县级",
            "县区级",
            "县(区)",
            "县(区)级",
            "区(县)",
            "区(县)级",
            "县(市、区)",
            "县市区",
            "旗",
            "旗县",
        ),
        "district",
    ),
    **dict.fromkeys(("乡镇", "镇", "乡", "镇级", "乡级", "乡镇级", "镇财政", "街道", "镇街"), "township"),
    **dict.fromkeys(("本级", "本级财政"), OWN),
    **dict.fromkeys(
        (
            "上级",
            "上级财政",
            "中央及省市以上",
            "中央及省",
            "中央和省",
            "中央及省级",
            "省级以上",
            "省以上",
            "市级以上",
            "市以上",
        ),
        "upper",
    ),
    **dict.fromkeys(("专项债", "专项债券", "债券", "地方政府债券", "政府债券", "新增债券"), "bond"),
    **dict.fromkeys(("个人", "个人缴费", "自筹", "群众自筹", "个人自筹"), "personal"),
    **dict.fromkeys(("其他", "其它", "社会投资", "社会资本", "社会", "社会捐赠", "乡镇及其他"), "other"),
    **dict.fromkeys(("central",), "central"),
    **dict.fromkeys(("provincial", "province"), "provincial"),
    **dict.fromkeys(("municipal", "city"), "municipal"),
    **dict.fromkeys(("district", "county"), "district"),
    **dict.fromkeys(("township",), "township"),
    **dict.fromkeys(("上级(合并)", "upperlevels", "upperlevels(merged)"), "upper"),
    **dict.fromkeys(("specialbonds",), "bond"),
    **dict.fromkeys(("personalcontributions",), "personal"),
    **dict.fromkeys(("otherfunds",), "other"),
}

LIST_COMMA = "、"
"""Between the items of a list in Chinese."""
CARRYOVER_WORDS = frozenset(
    {
        *("结转", "上年结转", "上年结转结余", "上年结余结转", "结转结余", "结余结转", "上年结转和结余", "以前年度结转"),
        *("结转资金", "上年结转资金", "上年结转结余资金", "上年结余结转资金", "结转结余资金", "结余结转资金"),
        *("以前年度结转资金", "上年度结转", "上年度结转资金", "往年结转", "往年结转资金", "carriedover", "carryover"),
    }
)
"""Money carried over from earlier years, where it is a source beside the levels: a level column, or a level's cell.

Elsewhere the same words head what is left over, or open a ledger with money of before.
"""

LEFT_OVER = frozenset({"结余", "结余资金", "历年结余", "历年结转", "历年结余资金"})
"""The same, where it stands in a level's cell: in a header it is what is left."""
DIMENSIONS = ("project", "unit", "class", "level", "nature", "month", "payee")
"""What a view of the figures may be by."""
SORTS = ("rate", "required", "disbursed", "undisbursed", "name")
"""What a view may be sorted by."""

MEASURES: dict[str, Text] = {
    "initial": Text("年初预算", "Initial budget"),
    "required": Text("需配套(计划)", "Required"),
    "allocated": Text("已安排", "Allocated"),
    "issued": Text("已下达", "Issued"),
    "received": Text("已到位", "Received"),
    "disbursed": Text("已拨付", "Disbursed"),
    "spent": Text("已支出", "Spent"),
}
MEASURE_WORDS: dict[str, str] = {
    **dict.fromkeys(("年初预算", "年初预算安排", "年初计划", "年初安排", "年初批复预算", "initialbudget"), "initial"),
    **dict.fromkeys(("调整前预算", "调整前计划"), "initial"),
    **dict.fromkeys(
        (
            "计划",
            "需配套",
            "应配套",
            "应拨付",
            "应拨",
            "应支付",
            "需要配套",
            "测算",
            "预算",
            "全年预算",
            "调整预算",
            "调整后计划",
            "调整后预算",
            "年度计划投资",
            "计划投资",
            "计划总投资",
            "年度投资计划",
            "规划投入",
            "需求",
            "所需",
            "筹集",
            "筹措",
            "筹集方案",
            "来源",
            "应安排",
            "plan",
            "planned",
            "required",
            "budget",
        ),
        "required",
    ),
    **dict.fromkeys(("安排", "已安排", "预算安排", "落实", "已落实", "allocated"), "allocated"),
    **dict.fromkeys(("下达", "已下达", "指标下达", "issued"), "issued"),
    **dict.fromkeys(("到账", "已到账", "到位", "已到位", "实际到位", "received"), "received"),
    **dict.fromkeys(
        (
            "拨付",
            "已拨付",
            "实拨",
            "实际拨付",
            "支付",
            "已支付",
            "实际支付",
            "拨款",
            "已拨",
            "付款",
            "投入",
            "已投入",
            "已投入帮扶",
            "发放",
            "兑付",
            "已兑付",
            "已发放",
            "拨出",
            "disbursed",
            "paid",
            "payment",
        ),
        "disbursed",
    ),
    **dict.fromkeys(("累计拨付", "累计已拨付", "累计支付", "累计发放", "累计拨款", "累计完成拨付"), "cumulative"),
    **dict.fromkeys(("本月前已拨付", "本月前拨付", "上月累计拨付", "上月止累计拨付", "本月前累计拨付"), "before"),
    **dict.fromkeys(
        (
            "本月新增拨付",
            "本月拨付",
            "当月拨付",
            "本月支付",
            "当月支付",
            "本期拨付",
            "本次拨付",
            "本次支付",
            "此次拨付",
        ),
        "this_month",
    ),
    **dict.fromkeys(("支出", "已支出", "实际支出", "列支", "执行", "全年执行", "已执行", "spent"), "spent"),
    **dict.fromkeys(("借方", "debit"), "debit"),
    **dict.fromkeys(("贷方", "credit"), "credit"),
    **dict.fromkeys(("收入", "receipts"), "receipts"),
    **dict.fromkeys(("余额", "结余", "结存", "balance"), "balance"),
}
VERSION_GROUPS = {
    **dict.fromkeys(("年初", "年初数", "调整前", "调整前数"), "initial"),
    **dict.fromkeys(("调整后", "调整后数"), "required"),
}
"""Whole header cells that name a version of the plan and nothing else; inside longer headers they say less."""
TOTAL_COLUMN_WORDS = ("合计", "总计", "小计", "共计", "总额", "总量", "总投入", "总投资", "total")
MONEY_FILLER_WORDS = (
    *(
        "资金",
        "金额",
        "款",
        "数",
        "数额",
        "额",
        "情况",
        "使用情况",
        "使用",
        "专项",
        "专项资金",
        "财政",
        "财政资金",
        "补助",
        "配套",
        "民生工程",
    ),
    *(
        "项目",
        "年度",
        "本年",
        "本年度",
        "当年",
        "今年",
        "全年",
        "已",
        "实际",
        "总",
        "(",
        ")",
        ":",
        "、",
        "其中",
        "承担",
        "负担",
        "部分",
    ),
    *("分担", "投资", "资金来源", "发生额", "发生", "amount", "funds"),
)
INVESTMENT = "投资"
NOT_ADDED_PREFIX = "其中"
PERIOD_IN_HEADER = r"(?:20\d\d年度?|\d{1,2}[-至~—]\d{1,2}月(?:份)?|第[一二三四五六七八九十\d]{1,2}[批次期笔]|截[至止](?:到|目前)?(?:20\d\d年)?(?:\d{1,2}月(?:份)?)?(?:\d{1,2}日|底|末)?(?:止)?|\d{1,2}月(?:份|底|末)?|第?[一二三四1-4]季度|[上下]半年)"
NOT_MONEY_ENDINGS = (
    *("比例", "占比", "比重", "标准", "人数", "户数", "数量", "任务", "任务数", "任务量", "目标", "目标任务", "面积"),
    *("得分", "分值", "个数", "里程", "规模", "时限", "进展"),
)
"""A group of columns under such a word holds shares, standards or quantities, whatever its columns are called."""
NOT_YET = ("未", "尚未", "待", "预计", "拟")
"""What is still unpaid, or will be, is computed here and never read."""
OTHER_YEAR = r"上年|去年|上一年|以前年度|往年|历年|明年|下年"
"""A group or column of another year's money is not this year's."""
LAST_YEAR_STARTS = ("上", "去")
"""How 上年, 上一年, 去年 begin: the year before a row's own."""
YEAR_BEFORE_LAST = "前年"
CHINESE_DIGITS = str.maketrans("〇○零一二三四五六七八九", "000123456789")
EARLIER_YEARS, THE_YEAR = Text("以前年度", "an earlier year"), Text("{year}年度", "{year}")
RATE_ENDINGS = (
    "拨付率",
    "支付率",
    "支出率",
    "执行率",
    "到位率",
    "发放率",
    "拨付进度",
    "支付进度",
    "支出进度",
    "执行进度",
    *("资金完成率", "资金完成比例"),
)
PAID_SHARES = frozenset(
    f"{before}{paid}比例"
    for before in ("", "资金", "已", "累计", "累计已", "实际", "资金已", "资金累计", "资金实际")
    for paid in ("拨付", "支付", "支出", "执行", "发放", "到位")
)
"""Rates under the word for a share; 应拨付比例, 首付比例 are what is to be paid, 分担比例, 配套比例 are no rates."""
PERHAPS_RATE_ENDINGS = ("完成率", "完成比例")
PERHAPS_RATE_WORDS = frozenset({"形象进度", "完成进度", "工程进度"})
"""Of works, or of money: the amounts beside them tell."""
RATE_MARK = "率"
"""How a group of rates ends, whatever its columns are called."""
RECEIPT_RATE = ("到位率", "到位比例")
REMAINDER_WORDS = {
    **{
        f"{before}{unpaid}{after}": "required"
        for before in ("", "尚")
        for unpaid in ("未拨付", "未支付", "未拨")
        for after in ("", "资金", "金额", "数", "资金数")
    },
    **dict.fromkeys(("待拨付", "待拨付资金", "资金未拨付", "剩余未拨付"), "required"),
    **dict.fromkeys(("结余", "结存", "结余资金", "结存资金", "资金结余", "资金结存", "结余金额", "结余数"), "received"),
}
"""Columns of what is left over, and what it is left of; no figure uses them."""
SCORE_WORDS = frozenset({"得分", "自评得分", "执行率得分", "预算执行率得分", "score"})
OVERALL_SCORES = frozenset({"自评得分"})
"""Without points beside it, the score of a whole evaluation."""
POINTS_WORDS = frozenset({"分值", "执行率分值", "预算执行率分值", "满分", "权重分值"})
"""A self-evaluation's columns beside the rate of execution: what it scores, out of how many points."""
RATE_WORDS = ("进度", "disbursementrate", "rate")

# --- Text columns -----------------------------------------------------------------------------------------

TEXT_FIELDS: dict[str, tuple[str, ...]] = {
    "sequence": ("序号", "编号", "no", "no."),
    "project": (
        *(
            "项目名称",
            "民生工程项目",
            "民生工程项目名称",
            "民生实事项目",
            "工程名称",
            "子项目",
            "子项目名称",
            "资金名称",
            "专项资金名称",
        ),
        *(
            "本级项目名称",
            "项目",
            "民生项目",
            "民生工程名称",
            "项目(工程)名称",
            "民生实事名称",
            "project",
            "projectname",
        ),
    ),
    "code": ("项目编号", "项目编码", "项目代码", "projectcode"),
    "class": ("类别", "项目类型", "项目类别", "所属项目分类", "工程类别", "项目分类", "class"),
    "unit": (
        *(
            "主管部门",
            "主管单位",
            "牵头单位",
            "牵头部门",
            "责任单位",
            "实施单位",
            "预算单位",
            "单位名称",
            "业务股室",
            "责任部门",
            "处室名称",
        ),
        *("项目单位", "单位", "部门", "unit"),
    ),
    "money_unit": ("金额单位", "计量单位"),
    "town": ("镇名称", "乡镇名称"),
    "village": ("村名称",),
    "date": (
        *(
            "拨付日期",
            "拨款日期",
            "支付日期",
            "付款日期",
            "支付时间",
            "入账日期",
            "拨付时间",
            "拨款时间",
            "付款时间",
            "支出日期",
            "支出时间",
            "发放日期",
            "发放时间",
        ),
        *("划拨日期", "划拨时间", "兑付日期", "兑付时间", "转账日期", "转账时间", "汇款日期", "打款日期", "打款时间"),
        *("日期", "date", "paymentdate"),
        *("入账时间", "交易日期", "交易时间", "记账日期", "凭证日期", "业务日期", "到账日期", "到账时间", "时间"),
    ),
    "issue_date": ("下达时间", "下达日期", "发文日期"),
    "payee": (
        "收款单位",
        "收款人名称",
        "收款人",
        "收款方",
        "收款方账户名称",
        "拨入单位",
        "收款单位名称",
        "payee",
    ),
    "document": ("指标文号", "资金文号", "上级文号", "本级文号", "文件依据", "拨付文号", "文号", "document"),
    "voucher": ("凭证号", "支付凭证号", "支付申请号", "记账凭证号", "凭证编号", "voucher"),
    "nature": ("资金类别", "资金用途", "资金性质", "资金类型", "nature"),
    "level": (
        "级次",
        "资金来源",
        "资金来源/级次",
        "资金来源及级次",
        "资金来源级次",
        "资金来源(级次)",
        "资金层级",
        "资金级次",
        "资金级别",
        "预算级次",
        "层级",
        "level",
    ),
    "year": ("年度", "预算年度", "年份", "资金年度", "year"),
    "remark": (
        *("备注", "摘要", "用途", "说明", "事由", "付款事由", "付款用途", "业务类型", "支付类型", "状态", "支付状态"),
        *("交易状态", "支付结果", "拨付状态", "审批状态", "处理状态", "交易类型"),
        *("remark", "remarks"),
    ),
    "direction": ("借贷方向", "方向", "收支方向", "收支类型", "收支标志", "借贷标志", "借贷", "收支", "收/支", "借/贷"),
}
UNSURE_DATES = ("入账时间", "交易日期", "交易时间", "记账日期", "凭证日期", "业务日期", "到账日期", "到账时间")
"""Days that are taken for those of payment where no other column is; of two of them nobody can tell."""
NEVER_DOUBTED_DATE = "时间"
"""Beside another day it is the time of day; alone, the day."""
TELLS_NO_KIND = ("到账日期", "到账时间", "时间")
"""Days that plans and progress tables have, too."""
DATE_ENDINGS: dict[str, str] = {
    **{word: "date" for word in TEXT_FIELDS["date"] if len(word) == 4 and not word.isascii()},
    **dict.fromkeys(TEXT_FIELDS["issue_date"], "issue_date"),
}
"""How longer headers of days end: 资金拨付日期, 指标下达时间."""
NO_PAYMENT_DAY = (
    *("未", "尚未", "待", "预计", "拟", "计划", "应", "申请", "要求", "约定", "合同", "规定", "首", "第", "最", "末"),
    *("上次", "下次", "上级", "审批", "批准", "限定", "截止"),
)
"""What such a header begins with where it is the day of something else, or of one payment of several."""
FIELD_LABELS: dict[str, Text] = {
    **MEASURES,
    "cumulative": Text("累计拨付", "Disbursed to date"),
    "before": Text("本月前已拨付", "Disbursed before this month"),
    "this_month": Text("本月新增拨付", "Disbursed this month"),
    "debit": Text("借方", "Debit"),
    "credit": Text("贷方", "Credit"),
    "receipts": Text("收入", "Receipts"),
    "balance": Text("余额", "Balance"),
    "direction": Text("收支方向", "Direction"),
    "rate": Text("比率(重算)", "Rate (recomputed)"),
    "score": Text("得分(重算)", "Score (recomputed)"),
    "points": Text("分值", "Points"),
    "sequence": Text("序号", "No."),
    "project": Text("项目名称", "Project"),
    "code": Text("项目编码", "Project code"),
    "class": Text("类别", "Class"),
    "unit": Text("责任单位", "Unit"),
    "money_unit": Text("金额单位", "Unit of money"),
    "town": Text("镇", "Town"),
    "village": Text("村", "Village"),
    "date": Text("拨付日期", "Date"),
    "issue_date": Text("下达日期", "Date of issue"),
    "payee": Text("收款单位", "Payee"),
    "document": Text("文号", "Document no."),
    "voucher": Text("凭证号", "Voucher"),
    "nature": Text("资金类别", "Nature"),
    "level": Text("级次", "Level"),
    "year": Text("年度", "Year"),
    "remark": Text("备注", "Remark"),
    "amount": Text("金额", "Amount"),
    "quantity": Text("任务量", "Quantity"),
    "standard": Text("补助标准", "Unit standard"),
    "share": Text("分担比例", "Share"),
    "times": Text("月数(次数)", "Months or times"),
}
KINDS: dict[str, Text] = {
    "plan": Text("资金筹集方案(计划)", "funding plan"),
    "ledger": Text("拨付台账", "payment ledger"),
    "progress": Text("资金拨付进度表", "progress table"),
}
CLASS_WORDS = ("工程类", "补助类", "参保类", "参保服务类", "保险类", "培训类")

# --- Need computed (测算): task quantity × unit standard × each level's share --------------------------------

NEED_FIELDS = ("quantity", "standard", "share", "times")
"""Columns that hold no money themselves, and from which money is computed."""
QUANTITY_WORDS = frozenset(
    (
        *("任务量", "任务数", "任务数量", "任务", "目标任务", "目标任务数", "目标任务量", "目标数", "目标", "计划任务"),
        *("计划任务数", "计划任务量", "任务目标", "年度任务", "工作任务", "建设任务", "测算数量", "补助数量", "数量"),
        *(
            "建设数量",
            "计划数量",
            "人数",
            "户数",
            "人次",
            "补助人数",
            "补助户数",
            "补助对象人数",
            "补助对象数",
            "发放人数",
        ),
        *("发放户数", "享受人数", "享受户数", "保障人数", "保障户数", "参保人数", "参合人数", "培训人数", "资助人数"),
        *("救助人数", "改造户数", "改厕户数", "测算人数", "测算户数", "计划人数", "计划户数", "任务人数", "任务户数"),
        *("里程", "建设里程", "面积", "改造面积", "建设规模", "规模", "个数", "quantity", "target"),
    )
)
QUANTITY_UNIT_WORDS = frozenset(
    (
        "计量单位",
        "数量单位",
        "任务单位",
        "任务量单位",
        "任务数单位",
        "目标任务单位",
        "任务计量单位",
        "测算单位",
        "计数单位",
    )
)
"""Headers of columns that say what each row's quantity counts; 单位 does where its cells say so."""
STANDARD_WORDS = frozenset(
    (
        *(
            "补助标准",
            "补贴标准",
            "标准",
            "单位标准",
            "单价",
            "测算标准",
            "定额标准",
            "资助标准",
            "奖补标准",
            "救助标准",
        ),
        *("发放标准", "财政补助标准", "资金补助标准", "奖励标准", "补助定额", "定额", "unitstandard", "standard"),
    )
)
STANDARD_PREFIXES: dict[str, str] = {
    **{"年": "年", "月": "月", "每年": "年", "每月": "月", "人均": "人", "户均": "户", "每人": "人", "每户": "户"},
    **{"生均": "人", "每人每年": "人年", "每人每月": "人月", "每户每年": "户年", "每户每月": "户月", "人均年": "人年"},
}
"""What a word before 补助标准 says of its unit and period."""
EACH_ONES = frozenset({"补助", "补贴", "资助", "奖补", "奖励", "补助额", "补助金额", "补助资金", "补贴金额"})
"""What stands behind 人均, 户均 or 每人 where 标准 is left out: 人均补助(元)."""
FOR_EACH = ("人", "户", "生均")
STANDARD = "标准"
SHARE_WORDS = (
    *("资金分担比例", "财政分担比例", "各级分担比例", "各级财政分担比例", "分级分担比例", "经费分担比例", "分担比例"),
    *(
        "资金承担比例",
        "财政承担比例",
        "各级承担比例",
        "承担比例",
        "负担比例",
        "资金负担比例",
        "资金配套比例",
        "配套比例",
    ),
    *("补助比例", "筹资比例", "出资比例", "资金比例", "共担比例", "分摊比例", "各级比例", "比例", "share", "shares"),
)
BARE_SHARE_WORDS = frozenset({"比例", "share", "shares"})
"""Under a level's group (区级资金 > 比例) such a word may be any rate."""
COUNTED_WORDS = {"人数": "人", "户数": "户", "人次": "人次"}
"""What a header that ends so counts."""
TIMES_WORDS: dict[str, str] = {
    **dict.fromkeys(("月数", "补助月数", "发放月数", "享受月数", "补贴月数", "测算月数", "月份数", "months"), "month"),
    **dict.fromkeys(("天数", "补助天数", "培训天数", "days"), "day"),
    **dict.fromkeys(("次数", "补助次数", "发放次数", "times"), "time"),
    **dict.fromkeys(("季度数", "quarters"), "quarter"),
    **dict.fromkeys(("学期数", "terms"), "term"),
}
NEED_GROUPS = frozenset(
    (
        *("测算依据", "测算情况", "测算", "资金测算", "测算过程", "补助对象", "补助情况", "基本情况", "资金来源"),
        *("任务情况", "项目情况", "年度任务", "建设内容", "建设任务", "补助"),
    )
)
"""Groups of columns that say nothing against a quantity, a standard or a share below them (完成情况 does)."""
PERIOD_WORDS: dict[str, str] = {
    **{"年": "year", "月": "month", "日": "day", "天": "day", "次": "time", "季": "quarter", "季度": "quarter"},
    "学期": "term",
}
PERIODS: dict[str, Text] = {
    "year": Text("年", "year"),
    "month": Text("月", "month"),
    "day": Text("天", "day"),
    "time": Text("次", "time"),
    "quarter": Text("季度", "quarter"),
    "term": Text("学期", "term"),
}
DIGITS = {digit: number for number, digit in enumerate("一二三四五六七八九十", 1)}
MONTHS_OF: dict[str, int] = {"全年": 12, "一年": 12, "半年": 6, "上半年": 6, "下半年": 6, "一季度": 3, "全年度": 12}
"""How many months a word in a column of months is."""
_COUNTED = (
    *("人", "人次", "户", "户次", "家", "村", "所", "座", "套", "栋", "幢", "米", "平方米", "亩", "公顷", "吨", "台"),
    *(
        "辆",
        "张",
        "份",
        "头",
        "棵",
        "株",
        "口",
        "盏",
        "期",
        "场",
        "场次",
        "班",
        "对",
        "例",
        "间",
        "点",
        "站",
        "条",
        "块",
    ),
    *("岗位", "床位", "课时", "公里", "立方米", "组", "校", "园", "社区", "小区", "个", "项", "处", "件", "只", "眼"),
    *("床", "门", "部", "厕", "桥"),
)
THINGS: dict[str, str] = {
    **dict(zip(_COUNTED, _COUNTED, strict=True)),
    **dict.fromkeys(("名", "位", "生", "学生"), "人"),
    **dict.fromkeys(("千米", "km"), "公里"),
    **{"m": "米", "m2": "平方米", "平米": "平方米", "m3": "立方米", "张床位": "床位"},
    **{"person": "人", "persons": "人", "people": "人", "household": "户", "households": "户"},
}
"""What is counted, as it is written → as it is compared. 个村 is 村."""
ANY_THING = frozenset({"个", "项", "处", "件"})
"""General counters: they agree with a standard for a village or a school, but not with these:"""
OWN_COUNTERS = frozenset({"人", "人次", "户", "户次", "米", "平方米", "亩", "公顷", "吨", "公里", "立方米", "课时"})
INDIVISIBLE = frozenset({"人", "人次", "户", "户次"})
"""Nobody plans for half of one: a number with decimals is one of 万人."""
SCALES = {"百": 100, "千": 1_000, "万": 10_000, "百万": 1_000_000, "亿": 100_000_000}

# --- What may be what in tables of other offices: only for proposals, never for a figure ------------------

FIELD_HINTS: dict[str, tuple[str, ...]] = {
    "project": (
        *(
            r"项目名称|計畫名稱|計劃名稱|工程名稱|項目名稱",
            r"project.*(?:title|name)",
            r"nombre.*proyecto|proyecto.*nombre",
        ),
        *(
            r"project|proyecto|projet|projeto",
            r"名称|名稱|計畫|計劃|工程|项目|項目",
            r"nombre|denominaci|concepto|intitul",
        ),
        *(r"(?:^|[^a-z])name|title", r"programme?|activit|subproject|descripci|description|item|particular|works?$"),
    ),
    "required": (
        *(r"需配套|计划|計[畫劃]|预算|預算|测算|概算|法定", r"approved.*budget|budget.*approved|modificado|vigente"),
        *(
            r"budget|presupuest|aprobado|autorizado|asignad|crédito|orçamento|dotaç",
            r"appropriation|allotment|estimate",
        ),
        *(r"approved|planned|\bplan|total.*cost|project.*cost|contract|inversión|importe", r"allocat|grant|required"),
    ),
    "disbursed": (
        *(r"拨付|撥付|支付|已付|实支|實支|实拨|實撥|支出|執行|执行", r"disburs|desembols|décaiss"),
        *(r"\bpaid|paid$|payment|pagado|pagad[oa]s|payé|pago", r"ejercido|ejecutado|devengado|girado|liquidad"),
        *(r"expend|spent|outturn|actual|utili[sz]ed", r"releas|issues?|issued|transfer"),
    ),
}
"""Header words of other offices and countries as patterns, the likeliest first."""
NO_MONEY_HINTS = (
    r"序号|序號|编号|編號|编码|編碼|代码|代碼|年度|年份|电话|電話|账号|帳號|比例|率$|进度|進度|人数|人數|面积"
    r"|\bno\.?$|code|clave|c[oó]digo|\bid\b|year|a[nñ]o$|phone|tel[eé]f|account|quantity|number|%|percent|porcentaje|rate|ratio|level|nivel"
)
SCALE_HINTS: tuple[tuple[str, int], ...] = (
    (r"亿元|億元", money.YI_YUAN),
    (r"百万元|百萬元|million|millones|milhões|\bmn\b", money.MILLION_YUAN),
    (r"万元|萬元", money.WAN_YUAN),
    (r"千元|仟元|thousand|miles de|milhares|'000|\b000s\b", money.THOUSAND_YUAN),
)

# --- Rows that are no projects ----------------------------------------------------------------------------

TOTAL_ROW = (
    r"(?:\d{1,2}[-至~—]\d{1,2}月(?:份)?|(?:本|第|上|当)?[\d一二三四五六七八九十]{0,4}(?:年|月份?|季度|页|日|次|周|期))?"
    r"(?:总合计|合计|总计|共计|总金额|总额|年度资金总额|资金总额|合计数|合计金额|总计金额|总数|总和|计"
    r"|汇总|累计|总累计|承前页|承上页|过次页|转下页|月结|全[县区市省乡镇村州旗盟]|[∑Σ]|合計|總計|共計|總額|總合計|總金額|彙總|累計"
    r"|(?:grand|overall|net|gran|suma)?total|totale?s|totalgeneral|totalg[eé]n[eé]ral)(?:\([百千万亿]*元\))?[::]?(?:\(?共?\d+[个项](?:项目|工程|民生工程)?\)?)?"
)
SUBTOTAL_ROW = r".*(?:小计|合计|总计|共计|汇总|小計|合計|總計|共計)(?:[::(].*)?|小[计計](?:[::(\d].*)?|大写[::].*|.*\((?:小计|合计)\)|sub-?total.*|total(?!mente|izad|ly|ity).+|[a-z].*[^b-]totale?s?"
NOTE_ROW = r"(?:注|备注|说明|附注|填表人|制表人|制表|审核人|审核|负责人|复核|经办人|联系人|联系电话|单位负责人|填报人|填报日期|分管领导|主要负责人|财务负责人|盖章|签字)(?:\([^()]*\))?[\d一二三四五]?[::.、].*|注\d.*"
SIGNATURE_WORDS = frozenset(
    {
        "填表人",
        "制表人",
        "制表",
        "审核人",
        "审核",
        "复核",
        "复核人",
        "负责人",
        "单位负责人",
        "经办人",
        "联系人",
        "联系电话",
        "填报人",
    }
)
"""A cell of just this word at the left of a row opens the signatures, whatever numbers (telephones) stand beside it."""
OF_WHICH_ROW = r"其中.*"
OF_WHICH_MARK = r"其中(?:[::、,;]|$)"
"""Where 其中 is surely no beginning of a name (其中村改造)."""
COMPARISON_ROW = (
    r"(?:[较比与])?(?:(?:上|去)(?:一?年度?|[月季期])|前[一1]?年)?(?:同期(?:数|比|相比|对比)?|同比|环比)(?:增减|增长|增加|减少|下降|变化|升降|增幅)?(?:[额率量数幅])?"
    r"|(?:较|比)?(?:(?:上|去)(?:一?年度?|[月季期])|前[一1]?年)(?:数|完成数?|实际数?|决算数?|执行数?|增减[额率]?|增长[额率]?)?"
    r"|增幅|增速|增长[额率幅]|增减(?:[额率幅]|情况)?|(?:全[县区市省乡镇村州旗盟]|总体|各项目?|项目)?(?:平均|均)(?:值|数|拨付率|支付率|支出率|执行率|完成率|水平)?|[人户]均(?:数|值|金额)?"
    r"|占比|比重|比例|占总[额数量计]?(?:的?比[重例])?|(?:资金|预算|计划)?(?:完成|拨付|支付|支出|执行|到位|发放)(?:率|进度|比例)|结余|结存|余额|差额|缺口|资金缺口|剩余"
)
"""Rows of comparison beside the projects, which are neither projects nor totals; % or a unit may stand behind."""
WHOLE_ROW = r"全部(?:项目|工程|民生工程)?|共计?\d+[个项](?:项目|工程|民生工程)?"
"""Totals under words that elsewhere are none: only where a project's name would stand."""
DITTO = frozenset({"同上", "〃", "″", "〞", '"', "''", "“", "”", "同 上", "ditto"})
"""What stands for the name in the row above."""
GUIDE_SHEETS = frozenset({"填写说明", "填表说明", "howtofillin"})
"""Names of sheets that hold instructions; nothing need be said of them where they hold nothing but words."""
EXAMPLE_OWN_WAN, EXAMPLE_PROVINCIAL_WAN, EXAMPLE_PAID_YUAN = 120, 60.5, 350_000
"""The money of the example rows of the blank workbook: of the own level, the province, and the payment."""
EXAMPLE_WORDS = frozenset({"例", "(例)", "示例", "样例", "范例", "例如", "举例", "填写示例"})
TOTAL_HINT = r"合\s*[计計]|小\s*[计計]|[总總]\s*[计計]|累\s*[计計]|[总總]\s*[额額]|total"
BARE_LABELS = {
    **dict.fromkeys(("合计", "总计", "共计", "合計", "總計", "共計"), "total"),
    **dict.fromkeys(("小计", "小計"), "subtotal"),
}
"""What labels a row even to the right of a name."""
UNIT_CELL = r"^\s*[百千万亿]*元\s*$"
UNIT_HEADERS = frozenset({"单位", "金额单位", "计量单位", "unit"})
"""Headers of columns that may say each row's unit of money."""
BLANK_AMOUNTS = frozenset({"", "-", "--", "---", "—", "——", "–", "/", "\\", "无", "一", "…"})
PLACEHOLDERS = frozenset(
    {
        *(
            "待定",
            "待补",
            "待补充",
            "待填",
            "待查",
            "待核",
            "待核实",
            "未知",
            "不详",
            "不明",
            "暂无",
            "暂缺",
            "未填",
            "空",
            "略",
            "没有",
        ),
        *("见附件", "详见附件", "见附表", "详见附表", "见清单", "n/a", "na", "null", "none", "tbd", "unknown"),
    }
)
PLACEHOLDER_MARKS = frozenset("0?x×*#-—–_/\\.…~")
"""Words and marks that fill a cell and say no more than a blank one; of a cell of marks, none says anything."""
CAPTION_WORDS = r"填报单位|编制单位|单位[::]|金额[::]|截[止至](?!.*(?:拨付|支付|到位|下达|支出|发放|兑付))|填报日期|填报时间|编报单位|制表单位|金额单位[::]|统计时间|统计日期|报送单位"

LEDGER_TITLE_WORDS = ("台账", "拨付明细", "支付明细", "付款明细", "拨款明细", "流水", "ledger", "payments")
PLAN_TITLE_WORDS = ("计划", "方案", "测算", "筹集", "预算", "安排", "plan", "budget")
MONTH, DAY_OF_MONTH, YEAR_COLUMN = "月", "日", "年"
GENERAL_VOUCHER = "记"
"""The word before a voucher's number where a bureau has one series only: 记-001 is 001."""
PAID_OUT = frozenset({"支出", "支", "付", "付款", "转出", "出", "支付", "拨付", "拨出"})
PAID_IN = frozenset({"收入", "收", "收款", "转入", "入", "入账", "到账"})
"""What a column of directions (收支方向) says of a row; 借 and 贷 say neither."""
NOT_RETURNED = frozenset({"否", "无", "未退回", "正常", "成功", "no", "n", "0"})
"""What a column about refunds (是否退回, 退票原因) says of a payment that stands."""
TITLE_NATURES = {"配套资金": MATCHING, "管护资金": MAINTENANCE, "管护经费": MAINTENANCE}
HEADER_NATURE_ENDINGS = ("资金", "经费", "funds")
YEAR_ENDING = "年度"
PROGRAMME = "民生工程"
ARRANGED, ALREADY_ARRANGED = "安排", "已安排"
CUMULATIVE = "累计"
FORM_PARTS = frozenset(
    {
        *("财政拨款", "当年财政拨款", "本年财政拨款", "年度财政拨款", "财政资金", "当年财政资金", "一般公共预算拨款"),
        *("本年一般公共预算拨款", "一般公共预算", "政府性基金", "政府性基金预算拨款", "政府性基金拨款", "上级补助"),
        *(
            "上级转移支付",
            "转移支付资金",
            "单位资金",
            "自有资金",
            "非财政拨款",
            "非财政资金",
            "其他",
            "其它资金",
            "其他资金",
        ),
        *(
            "结转资金",
            "上年结转资金",
            "上年结转",
            "结转结余资金",
            "地方资金",
            "地方财政资金",
            "中央补助",
            "省级补助",
            "市级补助",
        ),
    }
)
"""What the sources of a form's money are called, beside levels."""
FORM_TOTALS = ("年度资金总额", "项目资金总额", "资金总额", "年度资金总和", "总额", "合计")
"""What the row of all the money of a form of one project is called."""

LIMITS = {
    "entries": Text("部件数", "the number of parts"),
    "inflated_mb": Text("解压后大小(MB)", "the size unpacked (MB)"),
    "ratio": Text("解压倍数", "the size unpacked to that packed"),
    "rows": Text("行数", "the number of rows"),
    "columns": Text("列数", "the number of columns"),
    "blank_cells": Text("有数格之间的空格数", "the number of blank cells between filled ones"),
}
"""The safety limits in words."""
LONG_LINE = Text("一行 {count} 个字符", "{count} characters in a line")
LARGE: dict[str, Text] = {
    "other": Text("前 {count} 行不是拨付台账", "its first {count} rows are no ledger of payments"),
    "odd": Text("超过 {count} 行不是拨付,或读不出", "more than {count} of its rows are no payments, or cannot be read"),
    "varied": Text("项目和日期的组合超过 {count} 个", "more than {count} pairs of project and day"),
}
"""Why a large file is not read part by part."""
