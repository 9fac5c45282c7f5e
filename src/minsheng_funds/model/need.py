"""Need computed (测算): what a plan's row says of quantity, standard and shares, and what comes of it. Money is fen."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from fractions import Fraction
from typing import NamedTuple

from minsheng_funds.model.facts import Origin


class Quantity(NamedTuple):
    """How many, of what ("" where nothing says it), and the cell."""

    number: Fraction
    thing: str
    origin: Origin


class Standard(NamedTuple):
    """What one `thing` gets in one `period`: fen, or None where nothing says the unit of money for sure."""

    fen: Fraction | None
    thing: str
    period: str
    origin: Origin


class Share(NamedTuple):
    """The part of the whole need that one level bears, and the cell."""

    level: str
    part: Fraction
    origin: Origin


class StatedNeed(NamedTuple):
    """An amount that the plan states, its cell, and what its last written digit is worth (fen)."""

    fen: int
    step: int
    origin: Origin


class NeedDoubt(NamedTuple):
    """Why a part of a need cannot be read for sure; `kind` is a key of `messages.NEED_REASONS`."""

    kind: str
    origin: Origin
    value: str = ""


@dataclass(frozen=True, slots=True)
class Need:
    """What one row says. `stated` holds the required amounts by level (None: no level), `whole` their total.

    `counts_whole` tells that the only amount stated is the total of all levels, so that no level's own is stated.
    """

    quantity: Quantity | None = None
    standard: Standard | None = None
    times: Quantity | None = None
    shares: tuple[Share, ...] = ()
    doubts: tuple[NeedDoubt, ...] = ()
    stated: Mapping[str | None, StatedNeed] = field(default_factory=dict)
    whole: StatedNeed | None = None
    counts_whole: bool = False
    in_table: bool = True
    """Whether the table itself has columns of need; else only the settings speak of it."""

    def of_level(self, level: str) -> "Need":
        """The same of one level only, whose amounts name no level in their header."""
        amount = self.stated.get(level) or self.stated.get(None)
        stated: dict[str | None, StatedNeed] = {} if amount is None else {level: amount}
        return replace(self, shares=tuple(share for share in self.shares if share.level == level), stated=stated)


class NeedLevel(NamedTuple):
    """One level's computed need beside the stated amount (fen; None where the plan states none).

    `share` is None where it changes with the amount; `capped` tells that a cap cut the computed amount.
    """

    share: Fraction | None
    computed: int
    stated: int | None
    capped: bool = False

    @property
    def difference(self) -> int | None:
        """Stated less computed."""
        return None if self.stated is None else self.stated - self.computed


@dataclass(frozen=True, slots=True)
class NeedFigures:
    """The computed need of one line: its quantity and standard (None where several, or tiers), and every level."""

    quantity: Fraction | None
    thing: str
    standard: Fraction | None
    period: str
    levels: Mapping[str, NeedLevel]
    origins: tuple[Origin, ...]
