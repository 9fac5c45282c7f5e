"""What a settings file may hold: sections, texts, whole numbers. Anything else fails with the section's name."""

from collections.abc import Iterable, Mapping
from datetime import date, time
from typing import Any

from minsheng_funds.messages import A_SECTION, failure


def refuse_unknown(content: Mapping[str, Any], known: Iterable[str], where: str) -> None:
    """Raises `Failure` for a key that is not known, naming the nearest one."""
    for key in content:
        if key not in known:
            from difflib import get_close_matches

            nearest = get_close_matches(key, list(known), n=1, cutoff=0.3) or list(known)
            raise failure("settings-unknown", where=where, detail=key, known=", ".join(nearest))


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
