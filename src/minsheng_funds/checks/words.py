"""Amounts in the sentences of findings."""

from minsheng_funds.money import YUAN, money_text
from minsheng_funds.vocabulary import Text

PLANNED = {"required": Text("计划", "planned"), "issued": Text("下达", "issued")}
"""What a level's payments are held against, by the base of the rates: the … amount."""


def yuan(fen: int) -> Text:
    """An amount in a sentence: 1,234.56元."""
    whole, _, cents = money_text(abs(fen), YUAN, 2).partition(".")
    text = f"{'-' if fen < 0 else ''}{int(whole):,}.{cents}"
    return Text(f"{text}元", f"{text} yuan")
