"""`minsheng-funds.toml` → Settings. Flag > environment (`MINSHENG_FUNDS_…`) > file > default; unknown keys fail."""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field, fields, replace
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from minsheng_funds.errors import Failure
from minsheng_funds.messages import (
    POSITIVE_WHOLE,
    RATE_BASES,
    SETTINGS_CONFLICTS,
    SOME_TEXT,
    WHOLE_NUMBER,
    failure,
    os_reason,
)
from minsheng_funds.names import normal
from minsheng_funds.settings.batch import BatchSettings, batch_settings
from minsheng_funds.settings.check import CheckSettings, check_settings
from minsheng_funds.settings.document import DocumentSettings, document_settings
from minsheng_funds.settings.evaluation import Evaluation, evaluation_rule
from minsheng_funds.settings.figures import FigureSettings, figure_settings, flattened
from minsheng_funds.settings.funds import FundRule, fund_rules
from minsheng_funds.settings.need import NeedSettings, need_settings
from minsheng_funds.settings.schedule import Behind, ScheduleSettings, behind_settings, schedule_settings
from minsheng_funds.settings.tables import LEDGER_STAGES, ColumnRule, TableRule, column_rules, table_rule
from minsheng_funds.settings.values import refuse_other, refuse_unknown, section_of, some_texts_of, texts_of, written
from minsheng_funds.vocabulary import LEVELS, NATURES, PROGRAMME

FILE_NAME = "minsheng-funds.toml"
ENVIRONMENT_PREFIX = "MINSHENG_FUNDS_"
TIME_RULES = ("auto", "days", "completed-months", "current-month")


@dataclass(frozen=True, slots=True)
class Limits:
    """How large a workbook may be inside before any library parses it: `[limits]` of the settings."""

    entries: int = 5_000
    """Parts of a zip container."""
    inflated_mb: int = 2_048
    """All parts together, inflated, in MiB; counted, whatever the file says."""
    ratio: int = 100
    """Inflated bytes to the bytes of the file, once more than 8 MiB are inflated."""
    rows: int = 1_048_576
    columns: int = 16_384
    blank_cells: int = 12_000_000
    """Blank cells between the filled ones of a sheet: the fast reader keeps room for each."""


class Given(NamedTuple):
    """A setting that differs from the default: its name and value as a file writes them, and who said so.

    `source` is "file", "environment" or "option".
    """

    name: str
    value: str
    source: str


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything that a user may set, with the built-in defaults. Money in fen, rates' decimals as digits."""

    programme: str = PROGRAMME
    own_level: str = "district"
    exclude: tuple[str, ...] = ()
    decimals: int = 1
    rate_base: str = "required"
    ledger_level: str | None = None
    ledger_stage: str | None = None
    time_progress: str = "auto"
    schedule: ScheduleSettings = field(default_factory=ScheduleSettings)
    behind: Behind = field(default_factory=Behind)
    lang: str = "zh"
    as_of: date | None = None
    year: int | None = None
    columns: tuple[ColumnRule, ...] = ()
    tables: tuple[TableRule, ...] = ()
    aliases: Mapping[str, str] = field(default_factory=dict)
    need: NeedSettings = field(default_factory=NeedSettings)
    limits: Limits = field(default_factory=Limits)
    funds: Mapping[str, FundRule] = field(default_factory=dict)
    evaluation: Evaluation = field(default_factory=Evaluation)
    check: CheckSettings = field(default_factory=CheckSettings)
    figures: FigureSettings = field(default_factory=FigureSettings)
    document: DocumentSettings = field(default_factory=DocumentSettings)
    batch: BatchSettings = field(default_factory=BatchSettings)
    today: date | None = None
    """The day on which the command runs: waivers end and payments lie in the future by it. None: not known."""
    password: str = field(default="", repr=False)
    origin: str = ""
    merged: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """A project of the new plan → the older projects that it was made from, for `compare`."""
    given: tuple[Given, ...] = field(default=(), compare=False)
    """What was set and differs from the default, for reports to say; not the language, which changes no figure."""

    def table_rule(self, file: str, sheet: str) -> TableRule:
        """The rule for a sheet: one of its very name, else the first pattern that fits, else an empty one."""
        return next(iter(self.table_rules(file, sheet)), TableRule("*"))

    def table_rules(self, file: str, sheet: str) -> list[TableRule]:
        """All rules that speak of a sheet, those of its very name first."""
        fitting = [rule for rule in self.tables if rule.fits(file, sheet)]
        return sorted(fitting, key=lambda rule: not rule.names(file, sheet))

    def stage_of(self, file: str, sheet: str) -> str:
        """What the payments of a ledger are: disbursed, unless the settings say that it records what was spent."""
        return self.table_rule(file, sheet).stage or self.ledger_stage or "disbursed"

    def stage_is_given(self, file: str, sheet: str) -> bool:
        """Whether the settings say which stage a ledger records."""
        return (self.table_rule(file, sheet).stage or self.ledger_stage) is not None

    def base_of(self, nature: str) -> str:
        """The base of a fund's rates: its own, else the general one."""
        return self.funds.get(nature, FundRule()).rate_base or self.rate_base

    def unit_of(self, nature: str | None = None) -> int:
        """The unit (fen) that a fund's amounts are printed in, 万元 unless set; without a nature, that of all funds."""
        usual = self.figures.unit
        units = {self.funds.get(fund, FundRule()).unit or usual for fund in ([nature] if nature else NATURES)}
        return units.pop() if len(units) == 1 else usual

    def columns_for(self, rule: TableRule) -> tuple[ColumnRule, ...]:
        """The words for a table's columns: its own, and those of [columns] for fields that it does not name itself."""
        own = {column.field for column in rule.columns}
        return (*rule.columns, *(column for column in self.columns if column.field not in own))


CHOICES: dict[str, tuple[str, ...]] = {
    "own_level": tuple(LEVELS),
    "ledger_level": tuple(LEVELS),
    "ledger_stage": LEDGER_STAGES,
    "rate_base": tuple(RATE_BASES),
    "time_progress": TIME_RULES,
    "lang": ("zh", "en"),
}
_SCALARS = ("programme", "own_level", "decimals", "rate_base", "ledger_level", "ledger_stage", "lang", "year")
_SECTIONS = (
    *("exclude", "columns", "tables", "projects", "schedule", "behind", "need", "limits", "funds", "evaluation"),
    *("check", "waive", "figures", "document", "batch"),
)
_NUMBERS = ("decimals", "year")


def find_file(workbook: Path) -> Path | None:
    """The settings file beside a workbook or in the nearest parent folder."""
    try:
        folder = workbook.resolve().parent
    except (OSError, RuntimeError):  # links that lead in a circle
        return None
    for place in (folder, *folder.parents):
        candidate = place / FILE_NAME
        if candidate.is_file():
            return candidate
    return None


def beside(workbook: Path, settings: "Settings | None", **options: Any) -> Settings:
    """The settings for a workbook as a library call gives them: those handed over, else those of the file beside it.

    Options that are not None win over both. Raises `Failure` for a bad file, and for an option that is none.
    """
    unknown = options.keys() - {item.name for item in fields(Settings)}
    if unknown:
        raise TypeError(f"no such setting: {', '.join(sorted(unknown))}")
    given = {key: value for key, value in options.items() if value is not None}
    return load(find_file(workbook), {}, **given) if settings is None else replace(settings, **given)


def load(file: Path | None, environment: Mapping[str, str], **flags: Any) -> Settings:
    """The settings in force. Flags that are None or empty were not given. Raises `Failure` for a bad file."""
    settings = Settings()
    _refuse_unknown_variables(environment)
    if file is not None:
        settings = _from_file(settings, file)
    for key in _SCALARS:
        name = ENVIRONMENT_PREFIX + key.upper()
        value = environment.get(name)
        if value:
            number = key in _NUMBERS and value.isdecimal() and value.isascii()
            settings = _set_scalar(settings, key, int(value) if number else value, name)
    settings = replace(settings, password=environment.get(ENVIRONMENT_PREFIX + "PASSWORD", ""))
    if excluded := _listed(environment.get(ENVIRONMENT_PREFIX + "EXCLUDE", "")):
        settings = replace(settings, exclude=excluded)
    known = {item.name for item in fields(Settings)}
    given = {key: value for key, value in flags.items() if key in known and value not in (None, (), "")}
    return replace(settings, **given, given=_given(settings, environment, given))


def _given(settings: Settings, environment: Mapping[str, str], flags: Mapping[str, Any]) -> tuple[Given, ...]:
    """What was set and differs from the default, each by who had the last word; a password is never told."""
    found = {line.name: line for line in settings.given}
    for key in (*_SCALARS, "exclude"):
        value = environment.get(ENVIRONMENT_PREFIX + key.upper())
        if value:
            found[key] = Given(key, value if key in _NUMBERS else written(value), "environment")
    for key, value in flags.items():
        if key != "password":
            found[key] = Given(key, written(list(value) if isinstance(value, tuple) else value), "option")
    default = Settings()
    usual = {key: written(getattr(default, key)) for key in _SCALARS}
    found.pop("lang", None)
    return tuple(line for line in found.values() if usual.get(line.name) != line.value)


def _refuse_unknown_variables(environment: Mapping[str, str]) -> None:
    """A variable that looks like a setting and is none fails as an unknown key does; a blank one was not given."""
    known = [ENVIRONMENT_PREFIX + key.upper() for key in (*_SCALARS, "exclude", "password")]
    given = {name: value for name, value in environment.items() if name.startswith(ENVIRONMENT_PREFIX) and value}
    refuse_unknown(given, known, ENVIRONMENT_PREFIX + "…")


def _listed(text: str) -> tuple[str, ...]:
    """Names separated by commas."""
    return tuple(name.strip() for name in text.replace("\uff0c", ",").split(",") if name.strip())


def _from_file(settings: Settings, file: Path) -> Settings:
    import tomllib

    try:
        content = tomllib.loads(file.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise failure("settings-unreadable", where=str(file), detail=os_reason(error)) from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise failure("settings-no-toml", where=str(file), detail=error) from None
    return _from_mapping(replace(settings, origin=str(file)), content, str(file))


def _from_mapping(settings: Settings, content: Mapping[str, Any], where: str) -> Settings:
    refuse_unknown(content, (*_SCALARS, *_SECTIONS), where)
    for key in _SCALARS:
        if key in content:
            settings = _set_scalar(settings, key, content[key], where)
    if "exclude" in content:
        settings = replace(settings, exclude=texts_of(content["exclude"], "exclude", where))
    if "columns" in content:
        settings = replace(settings, columns=column_rules(content["columns"], "columns", where))
    tables = section_of(content.get("tables", {}), "tables", where)
    settings = replace(settings, tables=tuple(table_rule(key, value, where) for key, value in tables.items()))
    projects = section_of(content.get("projects", {}), "projects", where)
    refuse_unknown(projects, ("aliases", "merged"), f"{where} [projects]")
    aliases = section_of(projects.get("aliases", {}), "projects.aliases", where)
    for key, value in aliases.items():
        if not isinstance(value, str):
            raise failure("settings-type", where=f"{where} [projects.aliases]", detail=key, known='"…"')
    settings = replace(settings, aliases=dict(aliases), merged=_merged(projects.get("merged", {}), where))
    schedule = section_of(content.get("schedule", {}), "schedule", where)
    refuse_unknown(schedule, ("time_progress", "target", "class", "project"), f"{where} [schedule]")
    if "time_progress" in schedule:
        settings = _set_scalar(settings, "time_progress", schedule["time_progress"], f"{where} [schedule]")
    settings = replace(settings, schedule=schedule_settings(schedule, where))
    settings = replace(settings, behind=behind_settings(content.get("behind", {}), where))
    settings = replace(settings, need=need_settings(content.get("need", {}), where))
    settings = replace(settings, limits=_limits(content.get("limits", {}), where))
    settings = replace(settings, funds=fund_rules(content.get("funds", {}), where))
    settings = replace(settings, evaluation=evaluation_rule(content.get("evaluation", {}), where))
    settings = replace(settings, figures=figure_settings(content.get("figures", {}), where))
    settings = replace(settings, document=document_settings(content.get("document", {}), where))
    settings = replace(settings, batch=batch_settings(content.get("batch", {}), where))
    usual = _said_as_default(content, where)
    given = (Given(name, value, "file") for name, value in flattened(content) if name not in usual)
    settings = replace(settings, given=tuple(given))
    return replace(settings, check=check_settings(content.get("check", {}), content.get("waive", []), where))


def _said_as_default(content: Mapping[str, Any], where: str) -> set[str]:
    """The names of settings in sections that say what holds without them, too."""
    found = {"schedule.time_progress"} if content.get("schedule", {}).get("time_progress") == "auto" else set()
    readers = (
        *(("schedule", schedule_settings), ("behind", behind_settings), ("figures", figure_settings)),
        *(("evaluation", evaluation_rule), ("limits", _limits), ("batch", batch_settings)),
    )
    for section, read in readers:
        whole = content.get(section, {})
        for key in whole.keys() - {"time_progress"}:  # that one is read by itself
            without = {name: value for name, value in whole.items() if name != key}
            with suppress(Failure):  # what does not read without it is no default
                found |= {f"{section}.{key}"} if read(without, where) == read(whole, where) else set()
    return found


def _merged(content: Any, where: str) -> Mapping[str, tuple[str, ...]]:
    """[projects.merged]; an older project can have gone into one new project only."""
    place = f"{where} [projects.merged]"
    section = section_of(content, "projects.merged", where)
    merged = {key: some_texts_of(value, key, place) for key, value in section.items()}
    for names in merged.values():
        for name in names:
            if [normal(other) for other in names].count(normal(name)) > 1:
                raise failure("settings-conflict", where=place, detail=SETTINGS_CONFLICTS["twice"].fill(detail=name))
    older = [normal(name) for names in merged.values() for name in names]
    for names in merged.values():
        for name in names:
            if older.count(normal(name)) > 1:
                raise failure("settings-merged-twice", where=place, detail=name)
    return merged


def _limits(content: Any, where: str) -> Limits:
    section = section_of(content, "limits", where)
    refuse_unknown(section, tuple(item.name for item in fields(Limits)), f"{where} [limits]")
    for key, value in section.items():
        if type(value) is not int or value < 1:
            detail = f"{key} = {written(value)}"
            raise failure("settings-value", where=f"{where} [limits]", detail=detail, known=POSITIVE_WHOLE)
    return Limits(**section)


def _set_scalar(settings: Settings, key: str, value: Any, where: str) -> Settings:
    wanted = int if key in _NUMBERS else str
    if not isinstance(value, wanted) or isinstance(value, bool):
        raise failure(
            "settings-type",
            where=where,
            detail=f"{key} = {written(value)}",
            known=WHOLE_NUMBER if wanted is int else SOME_TEXT,
        )
    if key in CHOICES:
        refuse_other(value, CHOICES[key], key, where)
    if key == "decimals" and value not in range(7):
        raise failure("settings-choice", where=where, detail=f"decimals = {value}", known="0 … 6")
    if key == "year" and value not in range(2000, 2100):
        raise failure("settings-choice", where=where, detail=f"year = {value}", known="2000 … 2099")
    changed: dict[str, Any] = {key: value}
    return replace(settings, **changed)
