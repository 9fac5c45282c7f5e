"""Words that say that a row's money came back: 退回, 红字, 冲销 … and where they speak of something else."""

import re

from minsheng_funds.patterns import REFUND, REFUND_DOUBTFUL, REFUND_HARMLESS
from minsheng_funds.reading.values import squeeze
from minsheng_funds.vocabulary import TOTAL_HINT, UNIT_CELL

_OTHER_WORDS = re.compile(rf"{TOTAL_HINT}|{UNIT_CELL}", re.IGNORECASE)
SURE, DOUBTFUL = "refund-positive", "refund-doubtful"


def refund_in(text: str) -> str | None:
    """What a remark, payee or project says of a refund: a kind of fact, or None where it says nothing of one.

    First goes what is known to mean something else (退回资料 are papers, 退役军人 are people, 不予退回 is not done),
    then what may mean either (应退回, 退票重拨); a mark that is left is a refund.
    """
    squeezed = squeeze(text)
    if not REFUND.search(squeezed) and not REFUND_DOUBTFUL.search(squeezed):
        return None
    rest = REFUND_HARMLESS.sub(" ", squeezed)
    if not REFUND.search(rest) and not REFUND_DOUBTFUL.search(rest):
        return None
    return SURE if REFUND.search(REFUND_DOUBTFUL.sub(" ", rest)) else DOUBTFUL


def is_telling(text: str) -> bool:
    """Whether a payee or a remark asks for a closer look at its row: a refund, a total, or a unit."""
    return bool(_OTHER_WORDS.search(text)) or refund_in(text) is not None
