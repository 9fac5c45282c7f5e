"""Amounts in the sentences of findings."""

from minsheng_funds.money import YUAN, money_text
from minsheng_funds.vocabulary import Text


def yuan(fen: int) -> Text:
    """An amount in a sentence: 1,234.56元."""
    whole, _, cents = money_text(abs(fen), YUAN, 2).partition(".")
    text = f"{'-' if fen < 0 else ''}{int(whole):,}.{cents}"
    return Text(f"{text}元", f"{text} yuan")


FREE_DAYS = {"weekend": Text("周末", "weekends"), "holiday": Text("法定节假日", "public holidays")}
"""The days on which the treasury does not pay, as findings call them."""

MOSTLY_BLANK = Text(",这一栏大多空白", "; most of this column is blank")

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
