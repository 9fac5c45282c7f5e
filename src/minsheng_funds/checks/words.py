"""Words in the sentences of findings."""

from minsheng_funds.vocabulary import Text

PLANNED = {"required": Text("计划", "planned"), "issued": Text("下达", "issued")}
"""What a level's payments are held against, by the base of the rates: the … amount."""

FREE_DAYS = {"weekend": Text("周末", "weekends"), "holiday": Text("法定节假日", "public holidays")}
"""The days on which the treasury does not pay, as findings call them."""

MOSTLY_BLANK = Text(",这一栏大多空白", "; most of this column is blank")

MONTHS_OF_A_YEAR = {
    word: number
    for number, word in enumerate(["一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二"], 1)
}
"""Months as they are written in words."""

WHOLE_LEDGER = Text("这张台账", "this ledger")
OF_PROJECT = Text("“{project}”", "{project}")
OF_PROJECT_AND_PAYEE = Text("“{project}”付给“{payee}”", "{project} to {payee}")
"""Whose payments a finding speaks of."""

VOUCHER_DIFFERS = {
    (True, True): Text("日期和收款单位", "their days and payees"),
    (True, False): Text("日期", "their days"),
    (False, True): Text("收款单位", "their payees"),
}
"""In what rows with the same voucher differ: days, payees."""
