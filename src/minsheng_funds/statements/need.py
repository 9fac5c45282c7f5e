"""Need computed (测算): task quantity × unit standard × each level's share, exact fractions of fen until the end.

Settings win over the cells of the table: quantity, standard, shares, tiers of either, caps. What is not sure is not
computed: `Unclear` says why, `Contradicted` that the cells contradict each other.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import TypeVar

from minsheng_funds.messages import NEED_BY_SETTINGS
from minsheng_funds.model import Need, Origin, PlanRow, Quantity, Share, Standard
from minsheng_funds.money import MAX_FEN, YUAN, divide_half_up
from minsheng_funds.quantities import agree, written
from minsheng_funds.settings.need import NeedRule, ShareTier, Tier
from minsheng_funds.vocabulary import INDIVISIBLE, UNIT_NAMES, Text

ZERO, ONE = Fraction(0), Fraction(1)
NEARLY = Fraction(1, 10**9)
"""Shares such as =1/3 keep 15 digits in a cell."""

Said = TypeVar("Said", Standard, Quantity, tuple[Share, ...])
Exact = dict[str, Fraction]
"""Fen by level, unrounded."""


class Unclear(Exception):
    """A need that cannot be computed: a key of `messages.NEED_REASONS`, or "" where nobody said that it could."""


class Contradicted(Exception):
    """Cells that contradict each other: the kind of the fact, its cells and its values."""

    def __init__(self, kind: str, origins: tuple[Origin, ...], **values: object) -> None:
        super().__init__(kind)
        self.kind, self.origins, self.values = kind, origins, values


@dataclass(slots=True)
class Case:
    """What one computation rests on: rows of a project, and the settings (at `here`) that win over them."""

    rows: Sequence[PlanRow]
    rule: NeedRule | None
    here: Origin
    quantity: Quantity | None = None
    standard: Standard | None = None
    times: Quantity | None = None
    shares: tuple[Share, ...] = ()

    @property
    def needs(self) -> list[Need]:
        """What each row says."""
        return [row.need for row in self.rows if row.need is not None]

    @property
    def origins(self) -> tuple[Origin, ...]:
        """The cells that the computation rests on."""
        cells = [item.origin for item in (self.quantity, self.standard, self.times) if item is not None]
        return tuple(dict.fromkeys([*cells, *(share.origin for share in self.shares)]))

    def origins_of(self, level: str) -> tuple[Origin, ...]:
        """The same for one level's need: of the shares its own."""
        others = {share.origin for share in self.shares if share.level != level}
        mine = {share.origin for share in self.shares if share.level == level}
        return tuple(origin for origin in self.origins if origin not in others - mine)


@dataclass(slots=True)
class Result:
    """One computation: unrounded fen by level, the levels that a cap cut, every level's share where it is constant.

    `is_whole` tells that the levels bear the whole together, so that others bear nothing; `of_stated` that the `whole`
    is the total which the plan states, and not quantity × standard: what these make is then `beside`.
    """

    amounts: Exact
    capped: set[str] = field(default_factory=set)
    shares: Mapping[str, Fraction] = field(default_factory=dict)
    is_whole: bool = False
    of_stated: bool = False
    whole: Fraction = ZERO
    beside: "Result | None" = None


def rounded(fen: Fraction) -> int:
    """Whole fen, half up: the one place where a computed need is rounded."""
    return divide_half_up(fen.numerator, fen.denominator)


def cases_of(rows: Sequence[PlanRow], rule: NeedRule | None, here: Origin) -> list[Case]:
    """One case a row; all rows of the project together where the settings speak of the project as a whole."""
    if rule is not None and (rule.quantity is not None or rule.cap or rule.tiers or rule.share_tiers):
        return [Case(rows, rule, here)]
    return [Case([row], rule, here) for row in rows]


def compute(case: Case) -> Result:
    """The need of one case by level. Raises `Unclear` and `Contradicted`."""
    _settle(case)
    _require_shares(case)
    computed, stated = _whole_of(case), _stated_whole(case)
    if stated is None or (computed is not None and abs(stated - computed) <= max(1, len(case.shares))):
        if computed is None:
            raise Unclear(_lacking(case))
        return _shared_out(case, computed)
    result = _shared_out(case, stated)
    result.of_stated = True
    if computed is not None:
        result.beside = _shared_out(case, computed)
    return result


def _shared_out(case: Case, whole: Fraction) -> Result:
    """What each level bears of a whole."""
    rule = case.rule
    if rule is not None and rule.share_tiers:
        amounts = _shared_by_tiers(whole, rule.share_tiers)
        every = [sum_of(dict(tier.shares)) for tier in rule.share_tiers]
        result = Result(amounts, is_whole=all(part == ONE for part in every))
    else:
        shares = _shares_of(case)
        amounts = {level: whole * part for level, part in shares.items()}
        result = Result(amounts, shares=shares, is_whole=abs(sum_of(shares) - ONE) < NEARLY)
    if rule is not None and rule.cap:
        _cap(result, rule)
    if max(whole, *result.amounts.values()) >= MAX_FEN:
        raise Unclear("too-large")
    result.whole = whole
    return result


def sum_of(amounts: Mapping[str, Fraction]) -> Fraction:
    """All levels together."""
    return sum(amounts.values(), ZERO)


def formula_of(case: Case, share: Fraction | None) -> Text:
    """The computation of one level in figures: 1200人×600元×20%; or that the settings say it."""
    quantity, standard = case.quantity, case.standard
    tiered = case.rule is not None and (case.rule.tiers or case.rule.share_tiers or case.rule.cap)
    if quantity is None or standard is None or standard.fen is None or tiered or share is None:
        return NEED_BY_SETTINGS
    yuan = written(standard.fen * Fraction(1, YUAN))
    count = f"{written(quantity.number)}{quantity.thing or standard.thing}"
    times = "" if case.times is None else f"×{written(case.times.number)}"
    part = f"×{written(share * 100)}%"
    return Text(*(f"{count}×{yuan}{unit}{times}{part}" for unit in (UNIT_NAMES[YUAN].zh, f" {UNIT_NAMES[YUAN].en}")))


# --- What the rows and the settings say -------------------------------------------------------------------


def _settle(case: Case) -> None:
    """Fills in what the case rests on; several rows must have one standard and the same shares."""
    needs, rule = case.needs, case.rule
    case.quantity = _added([need.quantity for need in needs])
    case.standard = _common([need.standard for need in needs])
    case.times = _common([need.times for need in needs])
    case.shares = _common([need.shares for need in needs]) or ()
    if rule is None:
        return
    here = case.here
    if rule.quantity is not None:
        case.quantity = Quantity(rule.quantity.number, rule.quantity.thing, here)
    price = rule.tiers[0].price if rule.tiers else rule.standard
    if price is not None:
        case.standard = Standard(price.fen, price.thing, price.period, here)
        if case.times is not None and case.times.thing != price.period:
            case.times = None  # the months beside a standard that the settings replace
    if rule.times is not None:
        case.times = Quantity(rule.times, case.standard.period if case.standard is not None else "", here)
    if rule.shares:
        case.shares = tuple(Share(level, part, here) for level, part in rule.shares)


def _added(quantities: Sequence[Quantity | None]) -> Quantity | None:
    """The quantity of all rows; None where one has none, or where they count different things."""
    known = [quantity for quantity in quantities if quantity is not None]
    if not known or len(known) < len(quantities) or len({quantity.thing for quantity in known}) > 1:
        return None
    return known[0]._replace(number=sum((quantity.number for quantity in known), ZERO))


def _common(said: Sequence[Said | None]) -> Said | None:
    """What all rows say, wherever it stands. Raises `Unclear` where they differ."""
    if len({_value(item) for item in said}) > 1:
        raise Unclear("rows")
    return said[0] if said else None


def _value(said: Standard | Quantity | tuple[Share, ...] | None) -> object:
    """What is said without the cell."""
    if isinstance(said, (Standard, Quantity)):
        return said[:-1]
    return None if said is None else tuple(share[:-1] for share in said)


def _whole_of(case: Case) -> Fraction | None:
    """Quantity × standard × times, in fen of all levels; None where they are not said."""
    quantity, standard, rule = case.quantity, case.standard, case.rule
    if quantity is None or standard is None:
        for doubt in (doubt for need in case.needs for doubt in need.doubts):
            if doubt.kind in ("quantities", "standards", "quantity-unit"):
                raise Unclear(doubt.kind)
        return None
    if not agree(quantity.thing, standard.thing):
        values = {"counted": quantity.thing, "paid": standard.thing}
        raise Contradicted("need-units", (quantity.origin, standard.origin), **values)
    if standard.fen is None:
        raise Unclear("standard-unit")
    if quantity.number.denominator != 1 and {quantity.thing, standard.thing} & INDIVISIBLE:
        raise Unclear("quantity-fraction")  # 1.5 beside 60元/人 are 万人, whatever else they may be
    factor = _factor(standard, case.times)
    if rule is not None and rule.tiers:
        return _priced_by_tiers(quantity.number, rule.tiers) * factor
    return quantity.number * standard.fen * factor


def _factor(standard: Standard, times: Quantity | None) -> Fraction:
    """How often the standard is paid in the plan's year: as often as the column of its own period says."""
    if times is None and standard.period in ("", "year"):
        return ONE
    if times is None or times.thing != standard.period:
        raise Unclear("times")
    return times.number


def _stated_whole(case: Case) -> Fraction | None:
    """The total of all levels that the plan states, where it states no level's own amount; else None."""
    wholes = [need.whole.fen for need in case.needs if need.counts_whole and need.whole is not None]
    if wholes and len(wholes) == len(case.rows):
        return Fraction(sum(wholes))
    return None


def _require_shares(case: Case) -> None:
    """Raises `Unclear` where nobody says any share: then units that disagree stop no computation, and are no matter."""
    tiered = case.rule is not None and bool(case.rule.share_tiers)
    doubted = any(doubt.kind in ("share-sum", "share-scale") for need in case.needs for doubt in need.doubts)
    if not (case.shares or tiered or doubted):
        raise Unclear("shares" if case.quantity is not None and case.standard is not None else _lacking(case))


def _lacking(case: Case) -> str:
    """Why there is nothing to compute: that the settings lack a part; nothing where only the table is silent."""
    return "incomplete" if case.rule is not None and case.rule.names(case.rows[0].project) else ""


def _shares_of(case: Case) -> dict[str, Fraction]:
    """Each level's part. Raises `Contradicted` where they do not make one, `Unclear` where nobody says them."""
    if case.shares:
        return {share.level: share.part for share in case.shares}
    for doubt in (doubt for need in case.needs for doubt in need.doubts):
        if doubt.kind == "share-sum":
            raise Contradicted("need-shares", (doubt.origin,), actual=doubt.value, expected="100")
        if doubt.kind == "share-scale":
            raise Unclear(doubt.kind)
    raise Unclear("shares")


# --- Tiers and caps ---------------------------------------------------------------------------------------


def _priced_by_tiers(number: Fraction, tiers: Sequence[Tier]) -> Fraction:
    """Fen of a quantity, each part of it at the standard of its own tier."""
    fen = reached = ZERO
    for tier in tiers:
        top = number if tier.up_to is None else min(number, tier.up_to)
        fen += max(ZERO, top - reached) * tier.price.fen
        reached = max(reached, top)
    return fen


def _shared_by_tiers(whole: Fraction, tiers: Sequence[ShareTier]) -> Exact:
    """Fen by level of an amount, each part of it shared as its own tier says."""
    amounts: Exact = {}
    reached = ZERO
    for tier in tiers:
        top = whole if tier.up_to is None else min(whole, tier.up_to)
        for level, part in tier.shares:
            amounts[level] = amounts.get(level, ZERO) + max(ZERO, top - reached) * part
        reached = max(reached, top)
    return amounts


def _cap(result: Result, rule: NeedRule) -> None:
    """Cuts levels at their caps; what is cut off falls to the level `over_cap`, or to nobody."""
    for level, limit in rule.cap:
        excess = result.amounts.get(level, ZERO) - limit
        if excess <= 0:
            continue
        result.amounts[level] = limit
        result.capped.add(level)
        if rule.over_cap is not None:
            result.amounts[rule.over_cap] = result.amounts.get(rule.over_cap, ZERO) + excess
            result.shares = {name: part for name, part in result.shares.items() if name != rule.over_cap}
