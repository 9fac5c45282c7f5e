"""`[check]`, `[check.CODE]` and `[[waive]]`: which rules run, at which thresholds, and what is set aside on purpose."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from minsheng_funds.messages import CODE_FORM, DAY_FORM, POSITIVE_WHOLE, SEVERITIES, WAIVED_CODE_FORM, failure
from minsheng_funds.settings.values import (
    amount_of,
    percent_of,
    refuse_other,
    refuse_unknown,
    section_of,
    texts_of,
    written,
)

CODE = re.compile(r"[A-Z]\d{3}")
CODE_OR_FAMILY = re.compile(r"[A-Z](?:\d{3})?")
FAIL_ON = ("error", "warning", "never")
LIMITS = ("amount", "count", "share", "days")
"""The thresholds that a rule may have: money, a number, a percentage, days."""

Limit = int | Decimal
"""Money in fen, a number, days; or a percentage."""


@dataclass(frozen=True, slots=True)
class Waiver:
    """Findings of one rule that somebody answers for, of a project or at a cell where these are given; until a day.

    The cell is an address as findings show it, with or without the file: "台账!D5".
    """

    code: str
    reason: str
    until: date | None = None
    project: str = ""
    cell: str = ""


@dataclass(frozen=True, slots=True)
class CheckSettings:
    """What `check` runs and how it judges. Codes are whole ("L002") or a family's letter ("L")."""

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    fail_on: str | None = None
    severities: Mapping[str, str] = field(default_factory=dict)
    limits: Mapping[str, Mapping[str, Limit]] = field(default_factory=dict)
    waivers: tuple[Waiver, ...] = ()


def check_settings(content: Any, waived: Any, where: str) -> CheckSettings:
    """`[check]` and `[[waive]]` as they stand in a file. Raises `Failure` for what they cannot say."""
    section, place = section_of(content, "check", where), f"{where} [check]"
    rules = {key.upper(): value for key, value in section.items() if CODE.fullmatch(key.upper())}
    refuse_unknown({key: value for key, value in section.items() if key.upper() not in rules}, _KEYS, place)
    fail_on = section.get("fail_on")
    refuse_other(fail_on, FAIL_ON, "fail_on", place)
    severities, limits = {}, {}
    for code, value in rules.items():
        rule, here = section_of(value, f"check.{code}", where), f"{where} [check.{code}]"
        refuse_unknown(rule, ("severity", *LIMITS), here)
        if "severity" in rule:
            refuse_other(rule["severity"], SEVERITIES, "severity", here)
            severities[code] = str(rule["severity"])
        limits[code] = {name: _limit(name, rule[name], here) for name in LIMITS if name in rule}
    select, ignore = (codes_of(section.get(key, []), key, place) for key in ("select", "ignore"))
    return CheckSettings(select, ignore, fail_on, severities, limits, _waivers(waived, where))


_KEYS = ("select", "ignore", "fail_on")


def codes_of(value: Any, name: str, where: str) -> tuple[str, ...]:
    """Codes and families, in capitals. Raises `Failure` for anything else."""
    codes = tuple(text.strip().upper() for text in texts_of(value, name, where))
    for code in codes:
        if not CODE_OR_FAMILY.fullmatch(code):
            raise failure("settings-form", where=where, detail=f"{name} = {written(code)}", known=CODE_FORM)
    return codes


def _limit(name: str, value: Any, where: str) -> Limit:
    if name == "amount":
        return amount_of(value, name, where)
    if name == "share":
        text = value.strip().removesuffix("%") if isinstance(value, str) else ""
        share = percent_of(Decimal(text) if re.fullmatch(r"\d+(\.\d+)?", text) else value, name, where)
        if 0 < share < 1:  # 0.9 is meant as 90, and would be a hundredth of it
            raise failure("settings-value", where=where, detail=f"{name} = {written(value)}", known="1 … 100")
        return share
    if type(value) is not int or value < 1:
        raise failure("settings-value", where=where, detail=f"{name} = {written(value)}", known=POSITIVE_WHOLE)
    return value


def _waivers(content: Any, where: str) -> tuple[Waiver, ...]:
    place = f"{where} [[waive]]"
    if not isinstance(content, list) or not all(isinstance(item, dict) for item in content):
        raise failure("settings-type", where=where, detail="waive", known="[[waive]]")
    return tuple(_waiver(item, place) for item in content)


def _text(value: Any, name: str, where: str) -> str:
    if not isinstance(value, str) or not value.strip():
        raise failure("settings-type", where=where, detail=f"{name} = {written(value)}", known=f'{name} = "…"')
    return value.strip()


def _waiver(section: Mapping[str, Any], where: str) -> Waiver:
    refuse_unknown(section, ("code", "reason", "until", "project", "cell"), where)
    for key in ("code", "reason"):
        if key not in section:
            raise failure("settings-missing", where=where, detail=key)
    texts = {key: _text(section[key], key, where) for key in ("reason", "project", "cell") if key in section}
    code = section["code"].strip().upper() if isinstance(section["code"], str) else ""
    if not CODE.fullmatch(code):
        detail = f"code = {written(section['code'])}"
        raise failure("settings-form", where=where, detail=detail, known=WAIVED_CODE_FORM)
    until = section.get("until")
    if until is not None and (not isinstance(until, date) or isinstance(until, datetime)):
        raise failure("settings-form", where=where, detail=f"until = {written(until)}", known=DAY_FORM)
    return Waiver(code, texts["reason"], until, texts.get("project", ""), texts.get("cell", ""))
