"""`[need]`: what the bureau itself says of quantity, standard and shares, with caps and tiers, per project."""

from collections.abc import Mapping
from dataclasses import dataclass
from fnmatch import fnmatchcase
from fractions import Fraction
from typing import Any

from minsheng_funds.messages import NEED_EXAMPLES, SOME_NUMBER, failure
from minsheng_funds.quantities import Counted, Price, exact, plain, read_quantity, read_standard
from minsheng_funds.settings.values import refuse_other, refuse_unknown, section_of, written
from minsheng_funds.vocabulary import LEVELS, UNITS

CAPTION = "caption"
"""`standard_unit = "caption"`: a standard without a unit of money is in that of its table's amounts."""
_KEYS = ("quantity", "standard", "times", "shares", "cap", "over_cap", "tiers", "share_tiers")
_WHOLE = Fraction(1)

Shares = tuple[tuple[str, Fraction], ...]
"""Levels with the part of the whole that each bears."""


@dataclass(frozen=True, slots=True)
class Tier:
    """A standard for the part of a quantity above the tiers before it, up to `up_to` (None: all the rest)."""

    up_to: Fraction | None
    price: Price


@dataclass(frozen=True, slots=True)
class ShareTier:
    """Shares of the part of an amount above the tiers before it, up to `up_to` fen (None: all the rest)."""

    up_to: Fraction | None
    shares: Shares


@dataclass(frozen=True, slots=True)
class NeedRule:
    """What one section says of the projects of that name, or whose name fits the pattern. Caps are fen."""

    pattern: str
    quantity: Counted | None = None
    standard: Price | None = None
    times: Fraction | None = None
    shares: Shares = ()
    cap: tuple[tuple[str, Fraction], ...] = ()
    over_cap: str | None = None
    tiers: tuple[Tier, ...] = ()
    share_tiers: tuple[ShareTier, ...] = ()

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys that the section has, in the settings' own words."""
        return tuple(key for key in _KEYS if getattr(self, key) not in (None, ()))

    def names(self, project: str) -> bool:
        """Whether the section is that project's very own."""
        return plain(self.pattern) == plain(project)

    def fits(self, project: str) -> bool:
        """Whether the section speaks of a project."""
        return self.names(project) or fnmatchcase(plain(project), plain(self.pattern))


@dataclass(frozen=True, slots=True)
class NeedSettings:
    """All sections under [need], and in which unit (fen, or "caption") a standard is that names none."""

    rules: tuple[NeedRule, ...] = ()
    standard_unit: int | str | None = None

    def fitting(self, project: str) -> NeedRule | None:
        """The section of a project: that of its very name, else the first pattern that fits."""
        found = [rule for rule in self.rules if rule.fits(project)]
        return next((rule for rule in found if rule.names(project)), found[0] if found else None)


def need_settings(content: Any, where: str) -> NeedSettings:
    """The section [need]. Raises `Failure` for an unknown key, and for a value that cannot be read for sure."""
    section = dict(section_of(content, "need", where))
    unit = section.pop("standard_unit", None)
    refuse_other(unit, (*UNITS, CAPTION), "standard_unit", f"{where} [need]")
    for key, value in section.items():
        if not isinstance(value, dict):
            known = f'standard_unit, [need."{key}"]'
            raise failure("settings-unknown", where=f"{where} [need]", detail=key, known=known)
    rules = tuple(_rule(key, value, f'{where} [need."{key}"]') for key, value in section.items())
    return NeedSettings(rules, UNITS.get(unit, unit) if unit is not None else None)


def _rule(pattern: str, section: Mapping[str, Any], where: str) -> NeedRule:
    refuse_unknown(section, _KEYS, where)
    shares = _shares(section["shares"], "shares", where) if "shares" in section else ()
    cap = _caps(section.get("cap", {}), where)
    over_cap = section.get("over_cap")
    known = [level for level in LEVELS if level not in dict(cap)]
    if over_cap is not None and (over_cap not in known or not cap):
        raise failure("settings-choice", where=where, detail=f"over_cap = {written(over_cap)}", known=" | ".join(known))
    tiers = _tiers(section.get("tiers", []), where)
    share_tiers = _share_tiers(section.get("share_tiers", []), where)
    for one, other in (("standard", "tiers"), ("shares", "share_tiers")):
        if one in section and other in section:
            raise failure("settings-type", where=where, detail=other, known=f"{one} | {other}")
    return NeedRule(
        pattern,
        quantity=_quantity(section["quantity"], where) if "quantity" in section else None,
        standard=_price(section["standard"], where) if "standard" in section else None,
        times=_times(section["times"], where) if "times" in section else None,
        shares=shares,
        cap=cap,
        over_cap=over_cap,
        tiers=tiers,
        share_tiers=share_tiers,
    )


def _number(value: Any, name: str, where: str) -> Fraction:
    """A number that is not negative, also as text, so that no digit of it is lost."""
    if isinstance(value, (int, float, str)) and not isinstance(value, bool):
        try:
            number = exact(plain(value).removesuffix("%") if isinstance(value, str) else value)
        except ValueError:
            number = Fraction(-1)
        if number >= 0:
            return number
    raise failure("settings-form", where=where, detail=f"{name} = {written(value)}", known=f'{name} = 12 | "12.5"')


def _times(value: Any, where: str) -> Fraction:
    """How many times a standard is paid: never is no need, and would silently be none."""
    times = _number(value, "times", where)
    if times == 0:
        raise failure("settings-value", where=where, detail=f"times = {written(value)}", known=SOME_NUMBER)
    return times


def _quantity(value: Any, where: str) -> Counted:
    found = read_quantity(plain(value)) if isinstance(value, str) else Counted(_number(value, "quantity", where))
    if found is None:
        raise failure(
            "settings-form", where=where, detail=f"quantity = {written(value)}", known=NEED_EXAMPLES["quantity"]
        )
    return found


def _price(value: Any, where: str) -> Price:
    found = read_standard(plain(value)) if isinstance(value, str) else None
    if found is None:
        raise failure(
            "settings-form", where=where, detail=f"standard = {written(value)}", known=NEED_EXAMPLES["standard"]
        )
    return found


def _amount(value: Any, name: str, where: str) -> Fraction:
    """Fen of an amount with its unit: 100万元. A bare number may be yuan or ten thousands of them: refused."""
    found = read_standard(plain(value)) if isinstance(value, str) else None
    if found is None or found.thing or found.period:
        raise failure(
            "settings-form",
            where=where,
            detail=f"{name} = {written(value)}",
            known=f"{name} = {NEED_EXAMPLES['amount']}",
        )
    return found.fen


def _shares(value: Any, name: str, where: str) -> Shares:
    """Percents by level: one level alone, or all of them, which add up to 100."""
    section = section_of(value, name, where)
    refuse_unknown(section, LEVELS, f"{where} {name}")
    shares = tuple((level, _number(part, level, f"{where} {name}") / 100) for level, part in section.items())
    total = sum((part for _, part in shares), Fraction(0))
    if not shares or total > _WHOLE or (len(shares) > 1 and total != _WHOLE):
        written = ", ".join(f"{level} = {part}" for level, part in section.items())
        raise failure("settings-shares", where=where, detail=f"{name} = {{ {written} }}")
    return shares


def _caps(value: Any, where: str) -> tuple[tuple[str, Fraction], ...]:
    section = section_of(value, "cap", where)
    refuse_unknown(section, LEVELS, f"{where} cap")
    return tuple((level, _amount(amount, level, f"{where} cap")) for level, amount in section.items())


def _sections(value: Any, name: str, keys: tuple[str, str], where: str) -> list[Mapping[str, Any]]:
    """A list of tiers: every one but the last has `up_to`, the last has none, and each has the key of its kind."""
    if not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
        raise failure("settings-type", where=where, detail=name, known=f"{name} = [{{ up_to = …, {keys[1]} = … }}, …]")
    for place, item in enumerate(value):
        refuse_unknown(item, keys, f"{where} {name}")
        last = place == len(value) - 1
        if keys[1] not in item or (keys[0] in item) == last:
            raise failure("settings-tiers", where=where, detail=name)
    return value


def _tiers(value: Any, where: str) -> tuple[Tier, ...]:
    items = _sections(value, "tiers", ("up_to", "standard"), where)
    found = tuple(
        Tier(
            _quantity(item["up_to"], f"{where} tiers").number if "up_to" in item else None,
            _price(item["standard"], f"{where} tiers"),
        )
        for item in items
    )
    _refuse_unordered([tier.up_to for tier in found], "tiers", where)
    if len({tier.price[1:] for tier in found}) > 1:
        raise failure("settings-tiers", where=where, detail="tiers")
    return found


def _share_tiers(value: Any, where: str) -> tuple[ShareTier, ...]:
    items = _sections(value, "share_tiers", ("up_to", "shares"), where)
    found = tuple(
        ShareTier(
            _amount(item["up_to"], "up_to", f"{where} share_tiers") if "up_to" in item else None,
            _shares(item["shares"], "shares", f"{where} share_tiers"),
        )
        for item in items
    )
    _refuse_unordered([tier.up_to for tier in found], "share_tiers", where)
    return found


def _refuse_unordered(limits: list[Fraction | None], name: str, where: str) -> None:
    known = [limit for limit in limits if limit is not None]
    if known != sorted(set(known)):
        raise failure("settings-tiers", where=where, detail=name)
