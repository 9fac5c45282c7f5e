"""What a second pass over a ledger asks for."""

from collections.abc import Callable
from typing import NamedTuple

from minsheng_funds.model import Payment

TEXTS = ("payee", "voucher", "document", "remark")
"""The texts of a payment beside its amount."""


class Wish(NamedTuple):
    """What a second pass asks for: who takes the payments, of which projects (name, code), and which of `TEXTS`.

    Of rows that need a closer look more may be handed on than was asked for.
    """

    take: Callable[[Payment], None]
    wants: Callable[[str, str], bool] | None = None
    texts: tuple[str, ...] = TEXTS
