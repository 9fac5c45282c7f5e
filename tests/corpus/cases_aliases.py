"""Every header word of the domain's table of aliases, one case a word."""

from tests.corpus.case import Case, Read, ledger, plan, progress
from tests.support import Sheet, day

PLAN = plan([1, "甲", 100])
_ROW = "§4: Aliases by field: "
LEVELS = {
    "central": ("中央", "中央安排", "中央资金", "中央财政"), "provincial": ("省级", "省级安排", "省级资金", "省财政"), "municipal": ("市级", "市级安排", "市本级", "市财政", "州"),
    "district": ("区级", "县级", "区本级", "县本级", "县(区)资金", "区级资金", "区财政配套", "县级配套", "本级配套"), "upper": ("上级补助资金", "上级", "中央及省市以上"),
    "other": ("其他资金", "乡镇及其他", "社会投资"), "personal": ("个人缴费", "自筹资金"), "bond": ("专项债券",),
}  # fmt: skip
PROJECT = ("项目名称", "民生工程项目", "工程名称", "子项目", "资金名称", "专项资金名称", "本级项目名称")
CODE = ("项目编号", "项目编码", "项目代码")
CLASS = ("类别", "项目类型", "所属项目分类")
UNIT = ("主管部门", "主管单位", "牵头单位", "牵头部门", "责任单位", "实施单位", "预算单位", "单位名称", "业务股室")
REQUIRED = (
    "计划数",
    "计划资金",
    "需配套资金",
    "应配套",
    "测算数",
    "预算金额",
    "年度计划投资",
    "全年预算数",
    "规划投入资金",
)
OTHER_MONEY = {
    "allocated": ("已安排", "安排资金", "预算安排", "落实资金"), "issued": ("下达数", "下达资金", "指标下达"), "received": ("到账数", "到位资金", "已到位"), "spent": ("支出数", "支出金额", "已支出"),
}  # fmt: skip
DISBURSED = ("拨付金额", "已拨付", "实拨数", "支付数", "支付金额", "已投入资金", "已投入帮扶资金")
CUMULATIVE = ("累计拨付", "累计支付金额")
DATE = ("拨付日期", "拨款日期", "支付日期", "付款日期", "支付时间", "入账日期")
PAYEE = ("收款单位", "收款人名称", "收款方", "收款方账户名称", "拨入单位")
DOCUMENT = ("指标文号", "资金文号", "上级文号", "本级文号", "文件依据", "拨付文号")
VOUCHER = ("凭证号", "支付凭证号", "支付申请号")
NATURE = ("资金类别", "资金用途", "资金性质")
REMARK = ("备注", "摘要", "用途", "说明")
RATE = ("拨付率", "支付率", "支出率", "执行率", "进度")


def level_plan(word: str, level: str) -> Sheet:
    """A level beside the own one (the province's, where the word is of the own level)."""
    beside = "省级" if level == "district" else "区级"
    return Sheet(
        "计划",
        [
            ["2020年资金筹集方案"],
            ["单位:元"],
            ["序号", "项目名称", "资金筹集", ""],
            ["", "", word, beside],
            [1, "甲", 60, 40],
        ],
    )


def level_case(word: str, level: str) -> Case:
    own = 60 if level == "district" else 40
    also = {f"projects/甲/levels/{level}/required_fen": 6000}
    return Case(f"alias_level_{word}", level_plan(word, level), Read({"甲": (own, None)}, also=also), f"{_ROW}{level}")


def wrong_rate(word: str) -> Case:
    sheet = progress([1, "甲", 100, 10, "30%"], header=("序号", "项目名称", "计划资金", "已拨付资金", word))
    return Case(
        f"alias_rate_{word}", sheet, Read({"甲": (100, 10)}, ("S002 进度!E4",)), _ROW + "rate: recompute and compare"
    )


PAID = Read({"甲": (100, 10)})
CASES = [
    *(Case(f"alias_project_{word}", progress([1, "甲", 100, 10], header=("序号", word, "计划资金", "已拨付资金")), PAID, _ROW + "project") for word in PROJECT),
    Case("alias_project_镇名称+村名称", progress([1, "东镇", "西村", 100, 10], header=("序号", "镇名称", "村名称", "计划资金", "已拨付资金")),
         Read({"东镇西村": (100, 10)}), _ROW + "project"),
    *(Case(f"alias_code_{word}", (plan(["P1", "甲", 100], header=(word, "项目名称", "计划资金")), ledger([day(1, 2), "P1", "甲的款", 10], header=("拨付日期", word, "项目名称", "拨付金额"))),
           PAID, _ROW + "code") for word in CODE),
    *(Case(f"alias_class_{word}", plan([1, "甲", "培训类", 100], header=("序号", "项目名称", word, "计划资金")), Read({"甲": (100, None)}, also={"projects/甲/class": "培训类"}), _ROW + "class") for word in CLASS),
    *(Case(f"alias_unit_{word}", plan([1, "甲", "水利局", 100], header=("序号", "项目名称", word, "计划资金")), Read({"甲": (100, None)}, also={"projects/甲/unit": "水利局"}), _ROW + "unit") for word in UNIT),
    *(level_case(word, level) for level, words in LEVELS.items() for word in words),
    *(Case(f"alias_required_{word}", progress([1, "甲", 100, 10], header=("序号", "项目名称", word, "已拨付资金")), PAID, _ROW + "required") for word in REQUIRED),
    *(Case(f"alias_{field}_{word}", progress([1, "甲", 100, 60, 10], header=("序号", "项目名称", "计划资金", word, "已拨付资金")),
           Read({"甲": (100, 10)}, also={f"projects/甲/{field}_fen": 6000}), _ROW + field) for field, words in OTHER_MONEY.items() for word in words),
    *(Case(f"alias_disbursed_{word}", progress([1, "甲", 100, 10], header=("序号", "项目名称", "计划资金", word)), PAID, _ROW + "disbursed") for word in (*DISBURSED, *CUMULATIVE)),
    *(Case(f"alias_disbursed_in_a_ledger_{word}", (PLAN, ledger([day(1, 2), "甲", "某", 10], header=("拨付日期", "项目名称", "收款单位", word))), PAID, _ROW + "disbursed") for word in DISBURSED),
    *(Case(f"alias_date_{word}", (PLAN, ledger(["2020.1.2", "甲", 10], ["2020.5.2", "甲", 7], header=(word, "项目名称", "拨付金额"))),
           Read({"甲": (100, 10)}, out_of_scope={"after-as-of": 7}), _ROW + "date", options=("--as-of", "2020-04-17")) for word in DATE),
    *(Case(f"alias_{field}_{word}", (PLAN, ledger(["2020.1.2", "甲", 1234567, 10], header=("拨付日期", "项目名称", word, "拨付金额"))), PAID, _ROW + field)
      for field, words in (("payee", PAYEE), ("document", DOCUMENT), ("voucher", VOUCHER)) for word in words),
    *(Case(f"alias_nature_{word}", plan([1, "甲", "配套", 100], [2, "甲", "管护", 50], header=("序号", "项目名称", word, "计划资金")),
           Read({"甲": (100, None), "甲/管护": (50, None)}), _ROW + "nature") for word in NATURE),
    Case("alias_nature_of_a_budget_system_is_something_else", plan([1, "甲", "一般公共预算", 100], [2, "乙", "政府性基金", 50], header=("序号", "项目名称", "资金性质", "计划资金")),
         Read({"甲": (100, None), "乙": (50, None)}), _ROW + "资金性质 in budget systems is something else: look at the values"),
    *(Case(f"alias_remark_{word}", (PLAN, ledger([day(1, 2), "甲", 20, ""], [day(1, 3), "甲", -10, "退回"], header=("拨付日期", "项目名称", "拨付金额", word))), PAID, _ROW + "remark") for word in REMARK),
    *(wrong_rate(word) for word in RATE),
]  # fmt: skip
