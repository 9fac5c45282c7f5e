"""`[batch]`: which workbooks of a folder make a case, what is written for each, and what one case may take."""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from typing import Any

from minsheng_funds.messages import POSITIVE_WHOLE, TRUE_OR_FALSE, failure
from minsheng_funds.settings.values import refuse_other, refuse_unknown, section_of, some_texts_of, texts_of, written

CASES = ("workbook", "folder")
EACH = ("xlsx", "docx", "html", "md", "json", "csv")
"""The formats that may be written for every case."""


@dataclass(frozen=True, slots=True)
class BatchSettings:
    """How `batch` goes through folders.

    A case is one `workbook`, or one `folder` with all workbooks that lie in it (plan and ledgers). Only file names that
    fit one of `patterns` count (blank: every workbook), and none that fits one of `ignore`; a pattern with a "/" is of
    the path below the folder named. `names` gives a case (its path, or its last part) the name that reports show.
    A case may take `seconds` and `memory_mb` (MiB).
    """

    case: str = "workbook"
    patterns: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    recursive: bool = True
    each: tuple[str, ...] = ("json",)
    seconds: int = 300
    memory_mb: int = 4096
    names: Mapping[str, str] = field(default_factory=dict)


def batch_settings(content: Any, where: str) -> BatchSettings:
    """The section [batch]; raises `Failure` for anything that is not known."""
    section, here = section_of(content, "batch", where), f"{where} [batch]"
    refuse_unknown(section, [item.name for item in fields(BatchSettings)], here)
    refuse_other(section.get("case"), CASES, "case", here)
    given = dict(section)
    for key in ("patterns", "ignore"):
        if key in given:
            given[key] = some_texts_of(given[key], key, here)
    if "each" in given:
        given["each"] = formats_of(texts_of(given["each"], "each", here), f"{here} each")
    for key in ("seconds", "memory_mb"):
        if key in given and (type(given[key]) is not int or given[key] < 1):
            detail = f"{key} = {written(given[key])}"
            raise failure("settings-value", where=here, detail=detail, known=POSITIVE_WHOLE)
    if not isinstance(given.get("recursive", True), bool):
        raise failure("settings-type", where=here, detail="recursive", known=TRUE_OR_FALSE)
    if "names" in given:
        names = section_of(given["names"], "batch.names", where)
        for key, value in names.items():
            if not isinstance(value, str) or not value.strip():
                raise failure("settings-type", where=f"{where} [batch.names]", detail=key, known='"…"')
        given["names"] = {key: value.strip() for key, value in names.items()}
    return BatchSettings(**given)


def formats_of(names: tuple[str, ...], where: str) -> tuple[str, ...]:
    """Formats by name, each once, in any case and with or without a point. Raises `Failure` for one nobody writes."""
    found = tuple(dict.fromkeys(name.strip().lower().removeprefix(".") for name in names))
    for name in found:
        refuse_other(name, EACH, "each", where)
    return found
