"""How captions, dates, amounts and the rows that are no projects are written: the field's words as patterns."""

import re
from collections.abc import Callable, Iterator
from typing import Any

from minsheng_funds.vocabulary import PERIOD_IN_HEADER, SHARE_WORDS, STANDARD_WORDS, THINGS, TOTAL_ROW, UNIT_WORDS

Find = Callable[[str], re.Match[str] | None]


class Later:
    """A regular expression that is compiled when it is first used: a run needs few of them, and each takes time."""

    match: Find
    fullmatch: Find
    search: Find
    findall: Callable[[str], list[Any]]
    finditer: Callable[[str], Iterator[re.Match[str]]]
    sub: Callable[[str | Callable[[re.Match[str]], str], str], str]

    def __init__(self, text: str, flags: int = 0) -> None:
        self._text, self._flags = text, flags

    @property
    def pattern(self) -> str:
        """The expression as it is written."""
        return self._text

    def __getattr__(self, name: str) -> Any:
        if name not in Later.__annotations__:
            raise AttributeError(name)
        compiled = re.compile(self._text, self._flags)
        for method in Later.__annotations__:
            setattr(self, method, getattr(compiled, method))
        return getattr(compiled, name)


# [^\x00-\x7f] stands for a Chinese character: a range of all of them takes long to compile.

# --- Captions: units, as-of dates, years ------------------------------------------------------------------

UNITS = "|".join(sorted(UNIT_WORDS, key=len, reverse=True))
UNITS_AS_UNIT = rf"(?:人民币)?(?:{UNITS})为(?:计量|金额|货币)?单位"
CAPTION_UNIT = Later(
    rf"(?<![报制编主管送])(?:(?:金额|金額|货币|計量|计量|资金)?[单單]位(?:均?为|[::])?|金[额額][::]|[Uu]nit[::]|(?<=以)(?={UNITS_AS_UNIT}))(?:人民币)?[((]?(?:[^\x00-\x7f、。]{{1,3}}[、,/])*?({UNITS})"
    r"(?![^\x00-\x7f、。]{0,8}[省市区县州旗乡镇局厅委办院校]|[人户亩吨公平件里])"
)
OTHER_CAPTION_UNITS = Later(rf"[、,/;]({UNITS})(?![^\x00-\x7f、。])")
"""What follows the first unit of a caption: 单位:万元、元 states two."""
BRACKET_UNIT = Later(rf"\((?:[单單]位[::]?|金[额額][::]?)?(?:人民币)?({UNITS})(?:(?![^\x00-\x7f])[^()][^()]{{0,5}})?\)")
UNIT_ALONE = Later(rf"\(?(?:[单單]位[::]?)?(?:人民币)?({UNITS})\)?")
TRAILING_UNIT = Later(
    rf"(?:[/、,:\-_]|(?<=[额額数數金资資付划款级級套助投入]))({UNITS})$"
    r"|(?<=[^\x00-\x7f])([百千万萬亿億]+元)$"
)
DAY = r"(?:(20\d\d)(?:年|[-./]))?(\d{1,2})(?:月份?|[-./])(?:(\d{1,2})日?|(底|末))?"
AS_OF = Later(rf"(?:截[至止](?:日期|时间|到)?|统计(?:日期|时间)|[Aa]s-?of(?:date)?)[::]?{DAY}止?")
AS_OF_GIVEN = Later(r"^(?:截[至止](?:日期|时间)|统计日期|[Aa]s-?ofdate)[::]?(?![::])(?![_年月日.…\-—]*$)([^::]+)$")
"""An as-of date that is filled in, whether it can be read or not; ____年__月__日 is none."""
REPORTING_UNIT = Later(
    r"填[报表制]单位(?:\([^()]*\))?[::]([^::,,;;]+?)(?=\(|截[至止]|统计|单位|填[报表]|制表|报送|联系|负责|审核|日期|20\d\d年|$)"
)
"""Who filled a table in: 填报单位(盖章):××区财政局, up to whatever else stands in the same cell."""
FILLED_IN = Later(rf"(?:填报|报告|编制)?(?:日期|时间)[::]{DAY}")
CAPTION_EIGHT_DIGITS = Later(r"(?<=[::])(20\d\d)(\d\d)(\d\d)(?!\d)")
YEAR = Later(r"(?<!\d)(20\d\d)年")
BARE_YEAR = Later(r"(?<![\d\-])(20\d\d)(?!\d)")
PERIOD = Later(PERIOD_IN_HEADER)
YEAR_IN_HEADER = Later(r"(?<!\d)(20\d\d)(?:年|(?!\d))")
DOCUMENT_NUMBER = Later(r"\(20\d\d\)第?\d+号")
"""The number of a cited document, 财社〔2019〕5号, says nothing of the table's year."""
ANNEX = Later(r"附[件表]\d*.*")
OPEN_CAPTION = Later(
    r"(?:单位|截[止至](?:日期|时间)?|统计(?:日期|时间)|[Aa]s-?of(?:date)?|(?:填报|报告|编制)(?:日期|时间))[::]?"
)
OTHER_CAPTION = Later(r"(?:(?:填报|编制|编报|制表|报送|主管)单位|[Rr]eportedby:).*")

# --- Dates and amounts in a cell --------------------------------------------------------------------------

YEAR_MONTH_DAY = Later(
    r"(\d{4})(?:年|[-./])(\d{1,2})(?:月|[-./])(\d{1,2})日?(?:[ T]?\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?)?"
)
MONTH_DAY = Later(r"(\d{1,2})月(\d{1,2})日")
MONTH_AND_DAY = Later(r"(\d{1,2})(?:-(\d{1,2})|月(\d{1,2})日)")
EIGHT_DIGITS = Later(r"(20\d\d)(\d\d)(\d\d)")
NUMBER = Later(r"(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?|\.\d+")
POINT_OR_THOUSANDS = Later(r"[1-9]\d{0,2}\.\d{3}")
"""Text such as 12.500: twelve and a half here, twelve thousand five hundred where the point parts thousands."""
TWO_NUMBERS = Later(r"[\d.,] [\d.,]")
UNIT_SUFFIX = Later(rf"(.*?)({UNITS})(?:整|人民币)?$")
BRACKETS = str.maketrans("〔〕【】[]{}《》「」", "()()()()()()")
"""Every kind of bracket as ( or ): how names and headers are compared."""
OTHER_UNIT = Later(r"\(?(?:[^\x00-\x7f、。]{1,4}(?:[/、][^\x00-\x7f、。]{1,4})*|%|m[2³]?|km[2]?|㎡|[-—/])\)?")
"""What a row of units holds in the columns that are no money: 个, 户, 公里, 元/人, %."""
CURRENCY_PREFIXES = ("人民币", "¥", "RMB")

# --- Rows -------------------------------------------------------------------------------------------------

CHINESE_NUMERALS = "一二三四五六七八九十百"
DEPTHS: tuple[tuple[Later, int], ...] = (
    (Later(rf"第?[{CHINESE_NUMERALS}]+[、.,)]?(?=$|\D)"), 1),
    (Later(rf"\([{CHINESE_NUMERALS}]+\)"), 2),
    (Later(r"\d+(?:[、.,)](?!\d)|(?=$|[^\d.\-]))"), 3),
    (Later(r"\d+[.\-]\d+(?:[.\-]\d+)*"), 4),
    (Later(r"\(\d+\)"), 5),
)
CIRCLED, CIRCLED_DEPTH = Later("[①-⑳㉑-㊿❶-❿]"), 5
NUMBERED_NAMES: tuple[tuple[Later, int], ...] = (
    (Later(rf"第?[{CHINESE_NUMERALS}]+[、.,)]"), 1),
    (Later(rf"\([{CHINESE_NUMERALS}]+\)"), 2),
    (Later(r"\d+[、.,)](?!\d)"), 3),
    (Later(r"\d+[.\-]\d+(?:[.\-]\d+)*(?=\D)"), 4),
    (Later(r"\(\d+\)"), 5),
)
"""The same in front of a name: a number without a mark (2020年…, 一事一议) belongs to the name."""
BARE_NUMBER = Later(rf"第?[{CHINESE_NUMERALS}]+[、.]?|\([{CHINESE_NUMERALS}]+\)|\(?\d+(?:[.\-]\d+)*[、.)]?")
NO_PROJECT = Later(
    r"[:;,。、?!]|^.{26,}|^(?:另|以上|以下|上述|其余|注|备注|说明|附|续|单位|截[至止])|(?:类|类别|类项目|部分|方面|如下|局|委|厅|办|科|股)$|^\W*$|^第?[\d-]+页?$"
)
"""What a name alone in a row of a plan is when it is no project's: a sentence, a heading, an office, a page."""
NO_BARE_NAME = Later(r"(?:政府|领导小组|办公室|[年月日])$|盖章|签字|签名|负责人|经办|审核|制表|填报|编制")
"""What a name alone below the last project of a plan is when it is a signature or a day."""
HEADING_NATURE = Later(
    rf"(?:第?[{CHINESE_NUMERALS}]+[、.]?|\([{CHINESE_NUMERALS}]+\)|\d+[、.])?(?:配套资金|管护资金|管护经费)(?:部分|类)?(?:\(?(?:小计|合计)\)?)?[::]?"
)
PROJECT_COUNT = Later(r"(?:计|共)\D{0,4}(\d{1,4})[个项](?:项目|工程|民生工程)?\)?$")
"""How many projects a total says that it counts: 合计(23个项目)."""
TOTAL_WITH_AMOUNT = Later(rf"((?:{TOTAL_ROW}))\(?([\d,]+(?:\.\d+)?(?:元|万元|亿元)?)\)?", re.IGNORECASE)
_EARLIER = r"上年度?|年初|以前年度|往年"
CARRIED = Later(
    rf"(.*?)(?:(?:{_EARLIER})?(?:结转|结余结转|结转结余|结转和结余)|(?:{_EARLIER})结余)(?:资金|金额|数|款)?"
)
"""A header or a level's cell of money carried over, perhaps with the level that holds it in front: 区级上年结转."""
EARLIER = Later(_EARLIER)
MARKED_PERCENT = Later(r"(?<!\d)\(?(?:单位[::])?[%‰]\)?$|\((?:单位[::])?[%‰]\)")
"""What marks a header's numbers as percent: 资金分担(%), 财政负担%."""
SHARED_GROUP = Later(r"分担|负担|承担|构成|分摊|共担")
"""What a group of levels is called whose numbers may be shares."""
HEADER_HINT = Later(r"^\*+|\*+$|\((?:必填|选填|必填项|选填项|必录|\*)\)|[((](?:年月日|年-月-日|yyyy[^()]{0,8})[))]$")
"""What a form adds to a header for those who fill it in: (必填), *, (年月日)."""
TYPED_AMOUNT = Later(r"(?!20\d\d[-./年])(?:约|近|[-+(△▲¥#])*\d|#")
"""How a text that stands for an amount begins, readable or not: 12.5万, 约100, #REF!; no day and no year."""
PAGE_MARK = Later(r"第?\d+页|续表?|页码|^[-—]?\d+[-—]?$")
"""What stands above the header of a table's next page."""
STEMS = "甲乙丙丁戊"
PAID_HINT = Later(r"拨付|支付|付款|兑付|发放|拨款|拨出|已付")
NO_PAYMENT_HINT = Later(
    r"未|待|应|预计|拟|计划|率|比例|日期|时间|文号|方式|依据|次数|笔数|人数|户数|凭证|标准|说明|账[户号]"
)
"""Headers that speak of payments, and of something else about them than their amount."""
NUMBERING = Later(r"\(?\d{1,2}\)?(?:[=+\-*/×÷]\(?\d{1,2}\)?%?)*|[甲乙丙丁戊]|栏次|--?|—|/")

_COUNTED = r"(\d+)(?:笔|条|户|人|人次|户次|宗|单|行)\)?"
TOTAL_WITH_COUNT = Later(rf"(?:(?:{TOTAL_ROW})[:(,、]?共?计?|共计?){_COUNTED}", re.IGNORECASE)
COUNT_ALONE = Later(rf"\(?{_COUNTED}")
"""A total that says how many rows it stands for: 合计23笔, 合计(23笔), 共23笔; or 23笔 in a cell of the total's row."""
TOTAL_BESIDE_NAME = Later(
    r"(?:(?:本|第|上|当)?[\d一二三四五六七八九十]{0,4}(?:年|月份?|季度?|页|日|次|周|期))?(?:合计|小计|总计|共计|累计"
    r"|总合计|合计数|合计金额|总金额|月结|承前页|过次页|转下页|.*小计)[::]?"
)
"""What labels a ledger's row as a total even where a project, a payee or a date stands in it."""
EXAMPLE_NAME = Later(r"【示例】|\[example\]", re.IGNORECASE)
"""How the name of a row begins that only shows how to fill in the form: 【示例】农村改厕, as the blank workbook has it.

No other brackets: the sums of that workbook leave out these names only."""
CARRIED_OVER = Later(
    r"(?:(?:上年|上月|上期|以前年度)(?:结转|结余|余额|累计)|结转上[年月期]|[期年月]初(?:余额|结余|结转|数))[::]?"
)
"""Rows of a ledger that open it with money of before: no payments, and no total of its rows."""

# --- Ledgers ----------------------------------------------------------------------------------------------

_NEAR = r"[^,、。;:()]{0,%d}"
_MARK = (
    r"退回|退款|退票|退汇|退库|退还|退缴|退拨|缴回|交回|收回|追回|追缴|扣回|划回|上缴国库|上缴财政|冲销|冲减|冲回|冲红|红冲|冲账"
    r"|冲正|红字|红票|作废|(?:未|待)(?:支付|拨付)|(?:支付|付款|拨付)失败|撤销(?:支付|拨付|付款)|refund|reversal|reversed"
)
_PAPERS = r"(?:资料|材料|发票|票据|收据|单据|文件|手续|报告|图纸|合同|档案|申报)"
_LAND = r"(?:土地(?!出让)|用地|农田|耕地|林地|草地|宅基地|使用权|经营权|承包权|产权|股权|房屋|房产|住房|公房|门面)"
_DEPOSIT = r"(?:保证金|质保金|押金)"
_HALF_WORD = r"退役|退伍|退休|退耕|退牧|退捕|退养|退渔"
_WHOLE_MARK = r"(?:资金|款项|指标)?(?:清退|退付|核减|追减|调账|回收|上缴)(?:资金|款项?|金额|处理|结余(?:资金)?)?"
REFUND = Later(rf"{_MARK}|^已?(?:驳回|取消|终止|撤销|失败|{_WHOLE_MARK})$", re.IGNORECASE)
"""What says that a row's money came back, or never went out."""
REFUND_HARMLESS = Later(
    "|".join(
        (
            r"(?:不予|不再|不需|无需|无须|不用|不得|尚未|暂不|没有|未|不|无)(?:被|能)?(?:退回|退还|收回|追回|缴回|退款|冲销|冲减|退票)",
            rf"退回(?:的|来的)?(?:相关|有关|原|原始)?{_PAPERS}",
            rf"{_PAPERS}{_NEAR % 4}(?:退回|收回|作废)",
            r"退回后?(?:重报|补正|补充|修改|整改|完善|重新(?:上报|申报|报送|提交))",
            rf"(?:收回|作废)(?:的)?{_NEAR % 6}(?:{_LAND}|{_PAPERS})",
            rf"{_LAND}{_NEAR % 6}收回",
            rf"(?:退还|退回|退付){_NEAR % 6}{_DEPOSIT}|{_DEPOSIT}的?(?:退还|退回|退款)",
            rf"(?:{_DEPOSIT}|{_PAPERS}){_NEAR % 4}已退(?![回还款票汇库])",
            rf"(?:余款|尾款|剩余|其余|欠款|质保金|部分|其他){_NEAR % 8}(?:未|待)(?:支付|拨付)",
            _HALF_WORD,
        )
    )
)
"""The same words of something else than the row's money: papers sent back, land taken back, deposits paid out."""
REFUND_DOUBTFUL = Later(
    "|".join(
        (
            rf"(?:应|待|拟|须|需|将|如|若|逾期|可|申请|准备){_NEAR % 6}(?:退|收回|追回|缴回|冲|扣回|追缴)",
            rf"(?:{_MARK}){_NEAR % 6}(?:重新?|后再?|再次?)(?:支付|拨付|发放|打款|付款|汇款|拨|发|汇|付)",
            rf"(?:使用|利用|用|从|由){_NEAR % 6}(?:收回|退回|缴回|追回|退还)",
            rf"(?:收回|退回|缴回|追回){_NEAR % 10}(?:安排|列支|再分配|统筹使用)",
            r"调减",
        )
    )
)
"""Nobody can tell whether this row is the refund, the second payment, or one paid out of what came back."""
REMARK_DOUBTFUL = Later(
    r"清退|退付|核减(?![^,;。]{0,10}后)|追减|调账|(?:资金|款项?)(?:回收|上缴)|(?:回收|上缴)(?:结余|结转|剩余|多拨|多付)?(?:资金|款)"
    r"|已(?:全额|全部|部分)?退(?=$|[^\u4e00-\u9fff]|资金|财政|国库|原)|(?<![不未免无])退费"
    r"|(?<![无非不未止免])(?<!没有)(?<!是否)(?:重复(?:拨付|支付|发放|兑付|付款|拨款|打款|汇款)|多拨|误拨|错拨|多付|误付|错付)"
)
"""The same in a remark or a type; in a name these words may be anybody's (农膜回收, 退费中心).

已退 with nothing more, 退费, 重复拨付, 误拨 may speak of this row or of an earlier one; 已退出, 无重复拨付 of neither.
"""
_NAMED_YEARS = r"(?:上|去)一?年|(?<!以)前年度?|(?:以前|以往)年|往年|历年|(?<!\d)(?:[2-9]|[两二三四五])年以上"
_YEAR = rf"(?:(?:20\d\d(?:年度?)?[-至~—、和及])*20\d\d年|{_NAMED_YEARS}|跨年)度?"
RETURNED_YEAR = Later(rf"20\d\d(?=年|[-至~—、和及]20\d\d年)|{_NAMED_YEARS}|跨年")
"""The years that a remark names: 2019年, 2018-2019年, 上年, 前年, 以前年度, 2年以上."""
RETURNED_FROM = Later(rf"(?:{_MARK}|退|缴)[^,、。;:()]{{0,4}}?({_YEAR})", re.IGNORECASE)
RETURNED_MONEY = Later(
    rf"({_YEAR})(?:(?!审计|检查|巡[察视]|决定|意见|通知|文件|要求|会议|项目|{_MARK})[^,、。;:()]|(?<!跨年)(?<!跨年度)项目){{0,14}}"
    rf"(?:资金|款|经费|指标|结余|结转|余额|补助|补贴|拨付|支付|{_MARK})",
    re.IGNORECASE,
)
"""Where such a year is that of the money: 退回2019年度资金, 2019年结余资金收回; not 根据2019年审计意见, 跨年度项目."""
ONLY_A_YEAR = Later(rf"\(?({_YEAR})\)?")
"""A remark that is nothing but a year."""
CHINESE_YEAR = Later(r"(?<![〇○零一二三四五六七八九])(?:[〇○零一二三四五六七八九]{2}){1,2}(?=年)")
"""二〇一九年, 一九年."""
SHORT_YEAR = Later(r"(?<![\d.])[12]\d(?=年(?!以|内|期|免费|义务|制|前|后))")
"""19年: the year 2019, where that is one of the years just gone."""
BARE_YEAR_OF_MONEY = Later(
    r"(?<=[退回销红缴款还])20\d\d(?![\d年.\-/至~—、和及元块万亿千百户人笔亩个件])|(?<![\d(.])20\d\d(?=(?:结余|结转|资金|计划|指标|预算|款))"
)
"""A year without the word for it, where only a year can stand: 退2019, 2019结余."""
MONEY_YEAR_HEADER = Later(r"(?:资金|指标|预算|款项|计划)(?:所属|归属)?年[度份]|(?:所属|归属)年[度份]")
"""The column of a ledger that says of which year the money is."""
REMARK_HEADER = Later(r".*(?:状态|结果|标志|标识|回单|附言|备注|摘要|说明|原因|事由|类型|性质|操作)\d?")
"""Headers of columns without a field of their own whose cells may say that a payment came back."""
RUNNING_HEADER = Later(
    r"(?:本年度?|当年|全年|本月|当月|年度|分?项目|逐笔)?(?:累计已?(?:拨付|支付|支出|付款|发放|拨款|列支)?|(?:拨付|支付|支出|付款|发放|拨款)累计)"
    r"(?:金额|数额?|额|资金|款)?"
)
"""Headers that beside an amount call a running total in a ledger; alone, or in a plan, they may be anything."""
NAMED_MONTH = Later(
    r"(?:(20\d\d)年)?(?<![\d、,,和及至到~—.\-/十])(1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])月"
    r"(?!\d{1,2}[日号]|[日底末初前后起止至到以、,,和及~—\-])"
)
"""The month of which a sheet or a title is: 5月, 2020年5月份, 十二月; not 5月17日, 1、2月, 5月底."""
MONTH_OF_SHEET = Later(r"(20\d\d)(?:[.\-](0?[1-9]|1[0-2])|(0[1-9]|1[0-2]))")
"""The same as a sheet's whole name: 2020.5, 2020-05, 202005."""
NO_SINGLE_MONTH = Later(r"截[至止]|[上下]半年|季度|[一二三四1-4]季|累计|全年")
"""What speaks of more than a month beside one: 截至5月, 1季度(3月)."""
_NEXT_CAPTION = (
    r"(?:(?:金额|货币|计量|填报|编制|实施|主管|责任|牵头|施工)?单位[::].*"
    r"|(?:填报|统计|制表)?(?:日期|时间)[::].*|截[至止].*)?"
)
PROJECT_CAPTION = Later(
    rf"(?:项目|工程|民生工程项目|民生项目|资金)名称[::](.+?){_NEXT_CAPTION}|(?:民生工程)?项目[::](.+?){_NEXT_CAPTION}"
)
SHEET_AFFIXES = Later(
    r"^20\d\d年?度?|(?:(?:专项)?资金|经费)?(?:拨付|支付|付款|拨款|支出|发放)?(?:台账|明细|登记|流水|情况)(?:表|账|簿)?$"
)
"""What a sheet's name says beside the project: 2020年美丽乡村建设拨付明细."""
OPEN_PROJECT_CAPTION = Later(r"(?:(?:项目|工程|民生工程项目|民生项目|资金)名称|(?:民生工程)?项目)[::]?")
PLACE_NAME = Later(r".{1,5}(?:镇|乡|街道|街道办|街道办事处|办事处|社区|(?<!乡)村|[局委办]|银行|公司)")
GENERIC_NAME = Later(
    r"sheet|工作表|\(?副本\)?|copy|csv|export|导出|数据|data|ledger|payments?|book|[\d\s.\-_()~—、至到年月日号]+|年度|全年|月份|季度|第?[一二三四五六七八九十]+"
    r"|[上下]半年|截[至止]|台账|明细|登记|记录|流水|日记账|总账|分类账|账|汇总|统计|情况|表|簿|册|拨付|支付|付款|拨款|支出|发放"
    r"|资金|经费|财政|国库|专项|配套|管护|民生|实事|工程|项目|总|合计|中央|省|市|区|县|级|本|附件?|新建|原始|最新|版",
    re.IGNORECASE,
)
"""Words of a sheet's name that name no project: where nothing else is left, it is Sheet1, 1月, 2020年支付明细 …"""
MONTH_ONLY = Later(
    r"(?:20\d\d(?:年|[-./]))?(?:0?[1-9]|1[0-2])月份?|20\d\d[-/](?:0?[1-9]|1[0-2])|20\d\d(?:0[1-9]|1[0-2])"
)
"""A month without its day."""

# --- Versions of a plan -----------------------------------------------------------------------------------

FIRST_PLAN = Later(r"年初|初始|原(?:计划|方案|预算)|original|initial", re.IGNORECASE)
UNADJUSTED_PLAN = Later(r"调整前|未(?:经|作|做)?调整|unadjusted", re.IGNORECASE)
ADJUSTED_PLAN = Later(
    rf"第?([{CHINESE_NUMERALS}]|\d{{1,2}})次[^\d第]{{0,6}}?(?:调整(?!前)|修订)"
    rf"|(?<!未)(?<!未[经作做])(?:调整(?!前)|修订|变更后|(?<!un)adjusted|revised)(?:后|方案|计划|预算|稿|版)*[((]?第?(?:([{CHINESE_NUMERALS}]|\d{{1,2}})次)?",
    re.IGNORECASE,
)
"""What a plan's title, sheet or file says of its version: 年初, 调整前; 调整后, 中期调整, 第二次调整."""
ADDED_PLAN = Later(r"追加|补充|用款|第[一二三四五六七八九十\d]{1,2}批|增量|下达|指标")
"""What makes a plan one of more money, beside another one."""
NOT_IN_FORCE = Later(
    r"建议|征求意见|草案|讨论稿|送审|初稿|拟调整|待批|模拟|结构(?:性)?调整|draft|proposal", re.IGNORECASE
)
"""What makes a plan one that nobody has decided on; and 调整 of something else than the plan."""
DIFFERENCES = Later(r"调整[数额]|调整金额|增减|调增|调减|追加|变动|差额")
"""What makes a table, or a column, one of differences: to be added to the plan, never in its place."""
PART_OF_YEAR = Later(r"(?<!\d)\d{1,2}月(?!\d{1,2}日)|季度|[上下]半年")
"""What may make a plan one of a part of the year, where nothing calls it adjusted."""
VERSION_DAY = Later(r"(?<!\d)(20\d\d)(?:年|[-./])(\d{1,2})(?:月|[-./](?=\d))(?:(\d{1,2})日?)?")
VERSION_MONTH = Later(r"(?<![\d\-至~—])(\d{1,2})月(?:(\d{1,2})日)?(?=份?(?:调整|修订))")
DAY_IN_TITLE = Later(r"(?<![\d至到~—\-])(20\d\d)(?:年|[-./])(\d{1,2})(?:月|[-./](?=\d))(\d{1,2})日?(?![\d日至到~—\-])")
"""A whole day in a title, no end of a period: enough to tell versions by, without a word."""
PLACE_HEADER = Later(
    r"(?:所[在属辖]|实施|建设|项目|申报|受益)?(?:乡镇|镇乡|镇街|乡|镇|街道|乡镇街道|村|行政村|社区|县区|区县|地区|区域)(?:名称?)?"
    r"|(?:实施|建设|承办|承担|项目)(?:单位|地点|区域|地)"
)
"""Headers of columns that say where, or by whom, a project is carried out."""
DOCUMENT = Later(r"[^\x00-\x7f]{0,4}\((20\d\d)\)第?(\d+)号|第?(\d+)号")
VERSION_WORDS = Later(
    rf"年初|期初|初始|年中|中期|最[终新]|第?(?:[{CHINESE_NUMERALS}]|\d{{1,2}})次|(?:未|经)?调整(?:前|后|稿|版)?|修订(?:后|稿|版)?|变更后?"
    r"|原(?=计划|方案|预算)|original|initial|(?:un)?adjusted|revised",
    re.IGNORECASE,
)
_DATES = (
    rf"20\d\d[-./]\d{{1,2}}(?:[-./]\d{{1,2}})?|(?:20\d\d)?年?(?:\d{{1,2}}|[{CHINESE_NUMERALS}]{{1,2}})月份?(?:\d{{1,2}}日)?"
    r"|20\d\d(?:\d{4})?年?度?"
)
_PLAIN_WORDS = (
    r"资金|筹集|计划|方案|预算|测算|安排|一览|明细|情况|汇总|项目|工程|民生|实事|[甲乙丙丁]?表|附件?|年度|关于|印发|通知|的|盖章|版|稿|数"
    r"|plans?|funds?|budget"
)
SAYS_NOT_WHOSE = Later(
    rf"(?:编制|填表|填报|制表|审核|负责|经办|联系|复核)(?:人员?|电话)[::][^::]*?(?=填报|编制|主管|单位|日期|$)"
    rf"|附[件表](?:\d{{1,2}}?(?=20\d\d|\D)|[{CHINESE_NUMERALS}]+)?[::]?|{_DATES}|{_PLAIN_WORDS}|[^\w]|_",
    re.IGNORECASE,
)
"""What a caption says that is no word of whose plan it is: dates, versions, 资金筹集方案; what is left is compared."""
NAME_NOISE = Later(rf"sheet|工作表|副本|[A-Za-z\d]+|{_PLAIN_WORDS}", re.IGNORECASE)
"""The same of a file's or a sheet's name."""
SAYS_WHOSE = Later(r"[镇乡区县市旗州村局委办厅科股处院校]|街道|社区|中心|中央|省|本级|上级|财政|债|配套|管护")
FOREIGN_PLACE = Later(r"town|county|district|bureau|village|office", re.IGNORECASE)
"""What in such a name is a place, an office, a level or a fund."""
SPENT_TITLE = Later(r"(?:支出|列支)(?:台账|明细|登记|流水|日记账|记录)", re.IGNORECASE)
"""What a ledger's title or sheet is called that may record what was spent, not what was disbursed."""
MONTH_ALONE, DAY_ALONE = Later(r"(0?[1-9]|1[0-2])月?"), Later(r"(0?[1-9]|[12]\d|3[01])[日号]?")
"""A month and a day that stand in columns of their own."""

# --- Need computed: quantities, unit standards, shares -----------------------------------------------------

_NUMBER = r"(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?|\.\d+"
_THINGS = "|".join(sorted(map(re.escape, THINGS), key=len, reverse=True))
THING = Later(rf"(?:(百万|亿|万|千|百)?个?({_THINGS})|(百万|亿|万|千|百))")
"""What is counted, with its scale: 人, 万人, 个村, 公里; or the scale alone."""
QUANTITY = Later(rf"({_NUMBER})(.*)")
STANDARD = Later(rf"(?:人民币|¥)?({_NUMBER})({UNITS})(?:(?:/|每)(.+))?")
"""600元/人, 1.2万元/公里, 600元每人每年."""
STANDARD_EACH = Later(
    rf"(?:每(.+?)|(人均|户均|生均))(?:补助|补贴|奖补|奖励|资助|发放|给予|定额|财政)*(?:标准)?(?:为|[::])?({_NUMBER})({UNITS})"
)
"""每人600元, 每人每年补助600元, 户均1万元."""
STANDARD_UNIT = Later(rf"(?:(?:金额)?单位[::])?(?:人民币)?({UNITS})(?:(?:/|每)(.+))?")
"""The unit of a standard as its header says it: 元/人·年, 万元/公里, 元."""
NEED_HEADER = Later(r"(.+?)[::]?(?:\(([^()]*(?:\([^()]*\)[^()]*)?)\))?")
"""A header's words, and what stands in brackets behind them."""
STANDARD_TRAILING = Later(
    rf"(.*(?:{'|'.join(sorted(STANDARD_WORDS, key=len, reverse=True))}))[::、/]?((?:{UNITS})(?:/.+)?)"
)
"""补助标准元/人."""
HEADER_YEAR = Later(r"^(?:20\d\d年度?|本年度?|当年|今年|全年|年度)(?=.)")
PER_PARTS = Later(r"[/·.•・*×]|每")
TIMES = Later(rf"({_NUMBER})个?(月|次|天|日|季度|学期)?")
MONTHS = Later(r"(0?[1-9]|1[0-2])月?(?:份)?[-至到~—]+(0?[1-9]|1[0-2])月(?:份)?")
"""1-12月, 3月至8月: the months from the one to the other."""
FRACTION = Later(r"([1-9]\d?)/([1-9]\d?)")
PARTS_OF = Later(r"([二三四五六七八九十])分之([一二三四五六七八九])")
"""三分之一 is 1/3."""
SHARE_HEADER = Later(rf"(.*?)({'|'.join(SHARE_WORDS)})%?")
LEVELS_AT_ONCE = Later(r"(?:中央|地方|省|市|州|县|区|乡|镇|级|财政|本|以下|以上|及|和|与|、|/)+")
"""Words that name several levels in one (市县, 县乡): whose share a column so called holds, nobody can tell."""
PERCENT = Later(r"(\d+(?:\.\d+)?)%")
LEVEL_PERCENT = Later(
    r"([^\d%、,,;;:+]+?)(?:各?(?:分担|承担|负担|配套|补助|补贴|安排|出资|占))?[::]?(\d+(?:\.\d+)?%|\d\d?/\d\d?)[、,,;;+。]?"
)
"""One level of a text of shares: 中央50%、省级承担30%、区20%."""
RATIO = Later(
    r"(.*?)(?:=|按照?|为|[::])?(\d+(?:\.\d+)?(?:[::]\d+(?:\.\d+)?)+)的?(?:比例)?(?:分担|承担|负担|配套|共担)?"
)
"""中央:省:区=5:3:2, or 5:3:2 alone."""
BETWEEN_LEVELS = Later(r"[::、,,/和与及+]")
PERCENT_HEADER = "%"

# --- What stands beside a level's word without changing it -------------------------------------------------

LEVEL_SHARE = Later(r"\(?(?:占比?|按)?\d+(?:\.\d+)?%\)?")
"""中央60%, 中央资金(60%): the share of a level, in its header."""
LEVEL_NUMBER = Later(
    rf"^(其中[::]?)?\(?(?:\d{{1,2}}|[a-z]|[{CHINESE_NUMERALS}](?=[、.)\-]))\)?[、.\-:]?(?=[^\x00-\x7f])|\(?(?:\d{{1,2}}|[a-z])\)?$"
)
"""1.中央, 1-中央, A中央, 中央①, 中央(A): the number or letter of a level's column or code."""
NO_SOURCES = Later(
    r"[镇乡村]$|街道|社区|园区|[局委办]$|费用?$|工程$|设备|其他支出|[人户亩]数?$|次数|个数|面积|里程|长度|[上下]半年|季度|月份?$"
)
"""Headers of columns that split an amount by place, cost, thing or time, and not by where the money comes from."""
LEVEL_HEADER = Later(r"(?:资金|经费|指标|预算|款项)?(?:来源|渠道|级次|层级|级别)$")
"""Headers of columns that may name each row's level; their cells tell."""
OTHER_LEVELS = Later(r"项目|单位|部门|机构|学校|医院|道路|公路|文件|文号|资质|行政|收款|付款|备注|说明")
"""Headers of columns whose levels are not those of the money: 项目级别, 单位层级."""
YEAR_ROW = Later(r"\(?(20\d\d)(?:年度?)?\)?[::]?")
"""A row of a ledger that says of which year the rows below it are."""
YEAR_SPAN = Later(r"(20\d\d)年?[^,;。]{0,8}?[至到\-~—－–]{1,2}(20\d\d)年")
"""A period of two years: 2020年1月至2021年3月."""
CHANGING_COLUMN = Later(r"收回|追回|缴回|退回|核减|追减|追加|调增|调减|压减|清退")
"""Headers of columns of money that change what is planned or paid."""
NO_CHANGE = Later(r"率|比例|日期|时间|文号|依据|说明|原因|次数|笔数|人数|户数|是否")
"""What such a header says where it heads no money."""

ROWS_IN_WORDS = re.compile(r"(?<=第) ?[\d、, ]+(?=行)")
"""The numbers of rows in the words of a finding."""

# --- Single payments --------------------------------------------------------------------------------------

NUMERALS = Later(rf"\d+|[{CHINESE_NUMERALS}]+")
"""What tells one instalment from another: 第一批, 3月, 2020."""
CORRECTION = Later(r"(?<![未无不])(?:更正|订正|纠错|抵扣|抵减|抵冲|抵销|冲抵)|correction|offset", re.IGNORECASE)
"""What else says why an amount is below zero; whether a positive one came back, these words do not say."""
