"""What a settings file may hold: texts, numbers, percentages, money. All else fails with its section's name."""

import unicodedata
from collections.abc import Iterable, Mapping
from datetime import date, time
from decimal import Decimal
from typing import Any

from minsheng_funds.messages import A_SECTION, AMOUNT_FORM, failure
from minsheng_funds.money import fen_of_decimal
from minsheng_funds.patterns import NUMBER, UNIT_SUFFIX
from minsheng_funds.vocabulary import UNIT_WORDS

HUNDRED = Decimal(100)


def refuse_unknown(content: Mapping[str, Any], known: Iterable[str], where: str) -> None:
    """Raises `Failure` for a key that is not known, naming the nearest one."""
    for key in content:
        if key not in known:
            from difflib import get_close_matches

            nearest = get_close_matches(key, list(known), n=1, cutoff=0.3) or list(known)
            raise failure("settings-unknown", where=where, detail=key, known=", ".join(nearest))


def refuse_other(value: Any, known: Iterable[str], name: str, where: str) -> None:
    """Raises `Failure` for a value that is none of those known; None was not given."""
    choices = list(known)
    if value is not None and value not in choices:
        raise failure("settings-choice", where=where, detail=f"{name} = {written(value)}", known=" | ".join(choices))


def section_of(value: Any, name: str, where: str) -> Mapping[str, Any]:
    """The section itself; raises `Failure` where it is none."""
    if not isinstance(value, dict):
        raise failure("settings-type", where=where, detail=f"[{name}]", known=A_SECTION)
    return value


def written(value: Any) -> str:
    """A value as a settings file writes it: "…", true, 2020-05-31."""
    if isinstance(value, str):
        return f'"{value}"'
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, (date, time)):
        return value.isoformat()
    if isinstance(value, list):
        return f"[{', '.join(map(written, value))}]"
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{key} = {written(item)}" for key, item in value.items()) + " }"
    return str(value)


def some_texts_of(value: Any, name: str, where: str) -> tuple[str, ...]:
    """As `texts_of`, and at least one of them: a list of nothing says nothing."""
    if value == []:
        raise failure("settings-value", where=where, detail=f"{name} = []", known=f'{name} = ["…"]')
    return texts_of(value, name, where)


def texts_of(value: Any, name: str, where: str) -> tuple[str, ...]:
    """One text or a list of texts, none of them blank; raises `Failure` for anything else."""
    values = [value] if isinstance(value, str) else value
    if not isinstance(values, list) or not all(isinstance(item, str) and item.strip() for item in values):
        raise failure("settings-type", where=where, detail=name, known=f'{name} = ["…"]')
    return tuple(values)


def percent_of(value: Any, name: str, where: str) -> Decimal:
    """A number from 0 to 100, exactly as it is written: the shortest text of a binary number is what was typed."""
    if isinstance(value, bool) or not isinstance(value, (int, float, Decimal)):
        raise failure("settings-type", where=where, detail=f"{name} = {written(value)}", known="0 … 100")
    percent = Decimal(str(value))
    if not (percent.is_finite() and 0 <= percent <= HUNDRED):
        raise failure("settings-value", where=where, detail=f"{name} = {written(value)}", known="0 … 100")
    return percent


def amount_of(value: Any, name: str, where: str) -> int:
    """Money with its unit, "50万元", in whole fen; nothing at all needs none."""
    if value in (0, "0") and not isinstance(value, bool):
        return 0
    text = "".join(unicodedata.normalize("NFKC", value).split()) if isinstance(value, str) else ""
    match = UNIT_SUFFIX.fullmatch(text)
    if match is not None and NUMBER.fullmatch(match[1]):
        fen, exact = fen_of_decimal(Decimal(match[1].replace(",", "")), UNIT_WORDS[match[2]])
        if exact:
            return fen
    raise failure("settings-form", where=where, detail=f"{name} = {written(value)}", known=AMOUNT_FORM)
