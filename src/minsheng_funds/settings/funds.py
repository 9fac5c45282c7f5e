"""`[funds.matching]`, `[funds.maintenance]`: each fund's own base of its rate and its own unit of account."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from minsheng_funds.messages import RATE_BASES
from minsheng_funds.settings.values import refuse_other, refuse_unknown, section_of
from minsheng_funds.vocabulary import NATURES, UNITS


@dataclass(frozen=True, slots=True)
class FundRule:
    """What one nature of funds has of its own; None where the general setting holds. `unit` is fen a unit."""

    rate_base: str | None = None
    unit: int | None = None


def fund_rules(content: Any, where: str) -> Mapping[str, FundRule]:
    """The rules of the section [funds], by nature; raises `Failure` for anything that is not known."""
    section = section_of(content, "funds", where)
    refuse_unknown(section, NATURES, f"{where} [funds]")
    return {nature: _rule(value, f"funds.{nature}", where) for nature, value in section.items()}


def _rule(content: Any, name: str, where: str) -> FundRule:
    section, here = section_of(content, name, where), f"{where} [{name}]"
    refuse_unknown(section, ("rate_base", "unit"), here)
    for key, choices in (("rate_base", RATE_BASES), ("unit", UNITS)):
        refuse_other(section.get(key), choices, key, here)
    return FundRule(section.get("rate_base"), UNITS.get(section.get("unit", "")))
