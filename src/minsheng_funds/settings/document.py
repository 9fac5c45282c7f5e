"""`[document]`: the letter that people sign: which one it is, who signs it, to whom, its number, its own text."""

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from datetime import date, datetime
from typing import Any

from minsheng_funds.messages import DAY_FORM, SOME_TEXT, failure
from minsheng_funds.settings.values import refuse_unknown, section_of, written

FORMS = ("briefing", "circular")


@dataclass(frozen=True, slots=True)
class DocumentSettings:
    """What stands around the text of a letter; blank where nobody said so.

    `form` is the report to the leadership (briefing, 汇报) or the circular (通报); `organisation` signs it (落款), `to`
    is whom it is for (主送), `number` its number (文号), `template` a file with a text of the bureau's own (a path
    beside the settings file), `day` its date: that of the figures where none is given.
    """

    form: str = "briefing"
    organisation: str = ""
    to: str = ""
    number: str = ""
    contact: str = ""
    template: str = ""
    day: date | None = None


def document_settings(content: Any, where: str) -> DocumentSettings:
    """The section [document]; raises `Failure` for anything that is not known."""
    section, here = section_of(content, "document", where), f"{where} [document]"
    refuse_unknown(section, [item.name for item in fields(DocumentSettings)], here)
    form = section.get("form", FORMS[0])
    if form not in FORMS:
        raise failure("settings-choice", where=here, detail=f"form = {written(form)}", known=" | ".join(FORMS))
    settings = DocumentSettings(form, day=_day(section, here))
    texts: dict[str, Any] = {key: _text(section, key, here) for key in section if key not in ("form", "day")}
    return replace(settings, **texts)


def _text(section: Mapping[str, Any], key: str, here: str) -> str:
    value = section[key]
    if not isinstance(value, str):
        raise failure("settings-type", where=here, detail=f"{key} = {written(value)}", known=SOME_TEXT)
    return value.strip()


def _day(section: Mapping[str, Any], here: str) -> date | None:
    """A day as TOML writes it, or as a text of the same form."""
    value = section.get("day")
    if isinstance(value, str):
        try:
            return date.fromisoformat(value)
        except ValueError:
            pass
    elif value is None or (isinstance(value, date) and not isinstance(value, datetime)):
        return value
    raise failure("settings-form", where=here, detail=f"day = {written(value)}", known=DAY_FORM)
