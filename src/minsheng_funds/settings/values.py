"""What a settings file may hold: sections, texts, whole numbers. Anything else fails with the section's name."""

from collections.abc import Iterable, Mapping
from typing import Any

from minsheng_funds.messages import failure


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
        raise failure("settings-type", where=where, detail=f"[{name}]", known="a section")
    return value


def texts_of(value: Any, name: str, where: str) -> tuple[str, ...]:
    """One text or a list of texts, none of them blank; raises `Failure` for anything else."""
    values = [value] if isinstance(value, str) else value
    if not isinstance(values, list) or not all(isinstance(item, str) and item.strip() for item in values):
        raise failure("settings-type", where=where, detail=name, known=f'{name} = ["…"]')
    return tuple(values)
