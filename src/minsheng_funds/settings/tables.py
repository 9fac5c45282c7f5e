"""`[columns]` and `[tables]`: the bureau's own header words, and help for single tables."""

from dataclasses import dataclass
from datetime import date
from fnmatch import fnmatchcase
from pathlib import PurePath
from typing import Any

from minsheng_funds.messages import failure
from minsheng_funds.settings.values import refuse_other, refuse_unknown, section_of, some_texts_of, texts_of
from minsheng_funds.vocabulary import LEVELS, MEASURES, NEED_FIELDS, TEXT_FIELDS, UNITS

TABLE_KINDS = ("plan", "ledger", "progress", "ignore")
LEDGER_STAGES = ("disbursed", "spent")
COLUMN_FIELDS = (*TEXT_FIELDS, *MEASURES, "cumulative", "before", "this_month", *NEED_FIELDS)


@dataclass(frozen=True, slots=True)
class ColumnRule:
    """The bureau's own words for one field: a selector is alternatives of " + "-joined header paths or "@AC".

    `table` is the pattern of the [tables] section that gives it, "" for [columns].
    """

    field: str
    alternatives: tuple[str, ...]
    level: str | None = None
    added: bool = False
    table: str = ""


@dataclass(frozen=True, slots=True)
class TableRule:
    """Help for the tables whose sheet name or `file!sheet` is or fits `pattern`; `blank` words mean no amount."""

    pattern: str
    kind: str | None = None
    header_rows: tuple[int, ...] = ()
    unit: int | None = None
    keep: tuple[tuple[str, tuple[str, ...]], ...] = ()
    drop: tuple[tuple[str, tuple[str, ...]], ...] = ()
    blank: tuple[str, ...] = ()
    columns: tuple[ColumnRule, ...] = ()
    stage: str | None = None
    """What the payments of a ledger are: disbursed or spent; None where the general setting holds."""
    distinct: bool = False
    """The user's word that its rows stand nowhere else, however much they look like another table's."""
    version: date | None = None
    """The user's word that this plan replaces another one, and from which day on."""

    def names(self, file: str, sheet: str) -> bool:
        """Whether the pattern is the very name of that sheet."""
        return self.pattern.strip() in _addresses(file, sheet)

    def fits(self, file: str, sheet: str) -> bool:
        """Whether this rule speaks of that sheet."""
        pattern = self.pattern.strip()
        return self.names(file, sheet) or any(fnmatchcase(address, pattern) for address in _addresses(file, sheet))


def _addresses(file: str, sheet: str) -> tuple[str, ...]:
    """What a pattern may speak of: the sheet, file!sheet, and that without the folders that tell files apart."""
    return (sheet.strip(), f"{file}!{sheet}".strip(), f"{PurePath(file).name}!{sheet}".strip())


def column_rules(content: Any, name: str, where: str, table: str = "") -> tuple[ColumnRule, ...]:
    """The words of a [columns] section; `table` is the pattern of the [tables] section around it."""
    rules: list[ColumnRule] = []
    section = section_of(content, name, where)
    refuse_unknown(section, COLUMN_FIELDS, f"{where} [{name}]")
    for key, value in section.items():
        if not isinstance(value, dict):
            rules.append(ColumnRule(key, texts_of(value, key, where), table=table))
            continue
        refuse_unknown(value, ("sum", *LEVELS), f"{where} [{name}] {key}")
        for part, selector in value.items():
            level = None if part == "sum" else part
            texts = some_texts_of(selector, f"{key}.{part}", where)
            if part == "sum":
                rules += [ColumnRule(key, (text,), added=True, table=table) for text in texts]
            else:
                rules.append(ColumnRule(key, texts, level=level, table=table))
    return tuple(rules)


def table_rule(pattern: str, content: Any, where: str) -> TableRule:
    """The rule of one [tables] section."""
    section = section_of(content, f"tables.{pattern}", where)
    here = f'{where} [tables."{pattern}"]'
    known = ("kind", "header_rows", "unit", "keep", "drop", "blank", "columns", "stage", "distinct", "version")
    refuse_unknown(section, known, here)
    kind, unit, stage = section.get("kind"), section.get("unit"), section.get("stage")
    rows = section.get("header_rows", [])
    refuse_other(kind, TABLE_KINDS, "kind", here)
    refuse_other(stage, LEDGER_STAGES, "stage", here)
    refuse_other(unit, UNITS, "unit", here)
    if not isinstance(rows, list) or not all(type(row) is int and row > 0 for row in rows):
        raise failure("settings-type", where=here, detail="header_rows", known="header_rows = [3, 4]")
    if not isinstance(section.get("distinct", False), bool):
        raise failure("settings-type", where=here, detail="distinct", known="distinct = true")
    return TableRule(
        pattern,
        kind=kind,
        header_rows=tuple(sorted(rows)),
        unit=None if unit is None else UNITS[unit],
        keep=_row_filters(section.get("keep", {}), "keep", here),
        drop=_row_filters(section.get("drop", {}), "drop", here),
        blank=texts_of(section.get("blank", []), "blank", here),
        columns=column_rules(section.get("columns", {}), "columns", here, pattern),
        stage=stage,
        distinct=section.get("distinct", False),
        version=_day(section.get("version"), here),
    )


def _day(content: Any, where: str) -> date | None:
    """A day, as TOML writes it (2020-06-10) or as text."""
    try:
        found = date.fromisoformat(content) if isinstance(content, str) else content
    except ValueError:
        found = content
    if found is not None and type(found) is not date:
        raise failure("settings-type", where=where, detail="version", known='version = "2020-06-10"')
    return found


def _row_filters(content: Any, name: str, where: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
    section = section_of(content, name, where)
    return tuple((key, some_texts_of(value, f"{name}.{key}", where)) for key, value in section.items())
