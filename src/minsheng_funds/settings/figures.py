"""`[figures]`: how amounts are printed: the unit of tables, and from what on running text says 亿元."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from minsheng_funds.messages import failure
from minsheng_funds.money import WAN_YUAN, YI_YUAN
from minsheng_funds.settings.values import amount_of, refuse_other, refuse_unknown, section_of, written
from minsheng_funds.vocabulary import UNITS


@dataclass(frozen=True, slots=True)
class FigureSettings:
    """The unit (fen) of amounts, and the amount (fen) from which on running text prints 亿元; 0: never."""

    unit: int = WAN_YUAN
    large_from: int = YI_YUAN
    large_decimals: int = 2


def figure_settings(content: Any, where: str) -> FigureSettings:
    """The section [figures]; raises `Failure` for anything that is not known."""
    section, here = section_of(content, "figures", where), f"{where} [figures]"
    refuse_unknown(section, ("unit", "large_from", "large_decimals"), here)
    refuse_other(section.get("unit"), UNITS, "unit", here)
    decimals = section.get("large_decimals", 2)
    if type(decimals) is not int or decimals not in range(7):
        detail = f"large_decimals = {written(decimals)}"
        raise failure("settings-choice", where=here, detail=detail, known="0 … 6")
    large = amount_of(section["large_from"], "large_from", here) if "large_from" in section else YI_YUAN
    return FigureSettings(UNITS.get(section.get("unit", ""), WAN_YUAN), large, decimals)


def flattened(content: Mapping[str, Any], path: tuple[str, ...] = ()) -> list[tuple[str, str]]:
    """Everything that a settings file says, line by line: ("funds.matching.unit", '"元"')."""
    lines: list[tuple[str, str]] = []
    for key, value in content.items():
        here = (*path, key if key.replace("_", "").replace("-", "").isalnum() and key.isascii() else written(key))
        if isinstance(value, dict):
            lines += flattened(value, here)
        else:
            lines.append((".".join(here), written(value)))
    return lines
