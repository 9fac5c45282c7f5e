"""How captions, dates, amounts and the rows that are no projects are written: the field's words as patterns."""

import re

from minsheng_funds.vocabulary import TOTAL_ROW, UNIT_WORDS

# --- Captions: units, as-of dates, years ------------------------------------------------------------------

UNITS = "|".join(sorted(UNIT_WORDS, key=len, reverse=True))
UNITS_AS_UNIT = rf"(?:人民币)?(?:{UNITS})为(?:计量|金额|货币)?单位"
CAPTION_UNIT = re.compile(
    rf"(?<![报制编主管送])(?:(?:金额|货币|计量|资金)?单位(?:均?为|[::])?|金额[::]|[Uu]nit[::]|(?<=以)(?={UNITS_AS_UNIT}))(?:人民币)?[((]?(?:[\u4e00-\u9fff]{{1,3}}[、,/])*({UNITS})"
    r"(?![\u4e00-\u9fff]{0,8}[省市区县州旗乡镇局厅委办院校]|[人户亩吨公平件里])"
)
OTHER_CAPTION_UNITS = re.compile(rf"[、,/;]({UNITS})(?![\u4e00-\u9fff])")
"""What follows the first unit of a caption: 单位:万元、元 states two."""
BRACKET_UNIT = re.compile(rf"\((?:单位[::]?|金额[::]?)?(?:人民币)?({UNITS})(?:[^()\u4e00-\u9fff][^()]{{0,5}})?\)")
UNIT_ALONE = re.compile(rf"\(?(?:单位[::]?)?(?:人民币)?({UNITS})\)?")
TRAILING_UNIT = re.compile(
    rf"(?:[/、,:\-_]|(?<=[额数金资付划款级套助投入]))({UNITS})$|(?<=[\u4e00-\u9fff])([百千万亿]+元)$"
)
DAY = r"(?:(20\d\d)(?:年|[-./]))?(\d{1,2})(?:月份?|[-./])(?:(\d{1,2})日?|(底|末))?"
AS_OF = re.compile(rf"(?:截[至止](?:日期|时间|到)?|统计(?:日期|时间))[::]?{DAY}止?")
FILLED_IN = re.compile(rf"(?:填报|报告|编制)?(?:日期|时间)[::]{DAY}")
CAPTION_EIGHT_DIGITS = re.compile(r"(?<=[::])(20\d\d)(\d\d)(\d\d)(?!\d)")
YEAR = re.compile(r"(?<!\d)(20\d\d)年")
BARE_YEAR = re.compile(r"(?<![\d\-])(20\d\d)(?!\d)")
YEAR_IN_HEADER = re.compile(r"(?<!\d)(20\d\d)(?:年|(?!\d))")
DOCUMENT_NUMBER = re.compile(r"\(20\d\d\)第?\d+号")
"""The number of a cited document, 财社〔2019〕5号, says nothing of the table's year."""
ANNEX = re.compile(r"附[件表]\d*.*")
OPEN_CAPTION = re.compile(r"(?:单位|截[止至](?:日期|时间)?|统计(?:日期|时间)|(?:填报|报告|编制)(?:日期|时间))[::]?")
OTHER_CAPTION = re.compile(r"(?:填报|编制|编报|制表|报送|主管)单位.*")

# --- Dates and amounts in a cell --------------------------------------------------------------------------

YEAR_MONTH_DAY = re.compile(
    r"(\d{4})(?:年|[-./])(\d{1,2})(?:月|[-./])(\d{1,2})日?(?:[ T]?\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?)?"
)
MONTH_DAY = re.compile(r"(\d{1,2})月(\d{1,2})日")
EIGHT_DIGITS = re.compile(r"(20\d\d)(\d\d)(\d\d)")
NUMBER = re.compile(r"(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?|\.\d+")
TWO_NUMBERS = re.compile(r"[\d.,] [\d.,]")
UNIT_SUFFIX = re.compile(rf"(.*?)({UNITS})(?:整|人民币)?$")
BRACKETS = str.maketrans("〔〕【】[]{}《》「」", "()()()()()()")
"""Every kind of bracket as ( or ): how names and headers are compared."""
OTHER_UNIT = re.compile(r"\(?(?:[\u4e00-\u9fff]{1,4}(?:[/、][\u4e00-\u9fff]{1,4})*|%|m[2³]?|km[2]?|㎡|[-—/])\)?")
"""What a row of units holds in the columns that are no money: 个, 户, 公里, 元/人, %."""
CURRENCY_PREFIXES = ("人民币", "¥", "RMB")

# --- Rows -------------------------------------------------------------------------------------------------

CHINESE_NUMERALS = "一二三四五六七八九十百"
DEPTHS: tuple[tuple[re.Pattern[str], int], ...] = (
    (re.compile(rf"第?[{CHINESE_NUMERALS}]+[、.,)]?(?=$|\D)"), 1),
    (re.compile(rf"\([{CHINESE_NUMERALS}]+\)"), 2),
    (re.compile(r"\d+(?:[、.,)](?!\d)|(?=$|[^\d.\-]))"), 3),
    (re.compile(r"\d+[.\-]\d+(?:[.\-]\d+)*"), 4),
    (re.compile(r"\(\d+\)"), 5),
)
CIRCLED, CIRCLED_DEPTH = re.compile("[①-⑳㉑-㊿❶-❿]"), 5
NUMBERED_NAMES: tuple[tuple[re.Pattern[str], int], ...] = (
    (re.compile(rf"第?[{CHINESE_NUMERALS}]+[、.,)]"), 1),
    (re.compile(rf"\([{CHINESE_NUMERALS}]+\)"), 2),
    (re.compile(r"\d+[、.,)](?!\d)"), 3),
    (re.compile(r"\d+[.\-]\d+(?:[.\-]\d+)*(?=\D)"), 4),
    (re.compile(r"\(\d+\)"), 5),
)
"""The same in front of a name: a number without a mark (2020年…, 一事一议) belongs to the name."""
PROJECT_COUNT = re.compile(r"(?:计|共)\D{0,4}(\d{1,4})[个项](?:项目|工程|民生工程)?\)?$")
"""How many projects a total says that it counts: 合计(23个项目)."""
TOTAL_WITH_AMOUNT = re.compile(rf"((?:{TOTAL_ROW}))\(?([\d,]+(?:\.\d+)?(?:元|万元|亿元)?)\)?", re.IGNORECASE)
PAGE_MARK = re.compile(r"第?\d+页|续表?|页码|^[-—]?\d+[-—]?$")
"""What stands above the header of a table's next page."""
NUMBERING = re.compile(r"\(?\d{1,2}\)?(?:[=+\-*/×÷]\(?\d{1,2}\)?%?)*|[甲乙丙丁戊]|栏次|--?|—|/")
