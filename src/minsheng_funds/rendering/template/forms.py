"""What stands in the blank workbook: its sheets, their columns, the choices of each, an example row."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from minsheng_funds.messages import TEMPLATE, TEMPLATE_COLUMNS
from minsheng_funds.settings import Settings
from minsheng_funds.vocabulary import (
    CLASS_WORDS,
    EXAMPLE_OWN_WAN,
    EXAMPLE_PAID_YUAN,
    EXAMPLE_PROVINCIAL_WAN,
    LEVELS,
    LIST_COMMA,
    NATURES,
)

PLAN, LEDGER, GUIDE = "plan", "ledger", "guide"
_PLANNED_LEVELS = ("central", "provincial", "municipal", "district")
_EXAMPLE_YEAR, _EXAMPLE_MONTH, _EXAMPLE_DAY = 2026, 3, 15
_FIRST_YEAR, _LAST_YEAR = 2000, 2099


@dataclass(frozen=True, slots=True)
class Field:
    """One column of a sheet, in one language.

    `kind` says how it looks and what it takes: "text", "code" (text that keeps its zeros), "number", "day", "wan" and
    "yuan" (money), "total" (a formula), "choice", "open-choice" (others may be written), "planned" (the plan's names).
    """

    key: str
    header: str
    hint: str
    kind: str
    width: float
    example: str | int | float | date = ""
    required: bool = False
    choices: tuple[str, ...] = ()
    expected: bool = False
    """No figure needs it, but `check` says where it is blank."""


@dataclass(frozen=True, slots=True)
class Form:
    """A sheet to be filled in."""

    key: str
    name: str
    title: str
    unit: str
    fields: tuple[Field, ...]
    rows: int
    """How many rows the drop-downs, checks and sums reach over."""

    def place(self, *kinds: str) -> list[int]:
        """The places of the columns of these kinds, from 0."""
        return [place for place, field in enumerate(self.fields) if field.kind in kinds]

    @property
    def name_place(self) -> int:
        """The place of the project's name."""
        return next(place for place, field in enumerate(self.fields) if field.key in ("project", "planned_project"))


def days_allowed(year: int | None) -> tuple[date, date]:
    """The first and the last day that the ledger takes: those of the year, where it is known."""
    return date(year or _FIRST_YEAR, 1, 1), date(year or _LAST_YEAR, 12, 31)


def say(key: str, settings: Settings, **values: object) -> str:
    """One of the workbook's texts."""
    return TEMPLATE[key].fill(**values).in_language(settings.lang)


def forms(settings: Settings) -> tuple[Form, Form]:
    """The plan and the ledger, in the words of the settings: programme, year, own level, language."""
    year = settings.year or say("no_year", settings)
    titles = {key: say(f"{key}_title", settings, year=year, programme=settings.programme) for key in (PLAN, LEDGER)}
    levels = _levels(settings)
    names = tuple(LEVELS[level].in_language(settings.lang) for level in levels)
    return (
        Form(
            PLAN,
            say(PLAN, settings),
            titles[PLAN],
            say("plan_unit", settings),
            tuple(_plan_fields(settings, levels)),
            500,
        ),
        Form(
            LEDGER,
            say(LEDGER, settings),
            titles[LEDGER],
            say("ledger_unit", settings),
            tuple(_ledger_fields(settings, levels, names)),
            5_000,
        ),
    )


def _levels(settings: Settings) -> tuple[str, ...]:
    """The levels with a column: the four governments', the bureau's own, and other funds."""
    return tuple(dict.fromkeys((*_PLANNED_LEVELS, settings.own_level, "other")))


def _plan_fields(settings: Settings, levels: tuple[str, ...]) -> Iterator[Field]:
    yield _field(settings, "sequence", "number", 6)
    yield _field(settings, "project", "text", 26, say("example", settings), required=True)
    yield _field(settings, "unit", "text", 16, say("example_office", settings))
    yield _field(settings, "class", "open-choice", 12, CLASS_WORDS[0], choices=CLASS_WORDS)
    yield _nature(settings)
    yield _field(settings, "total", "total", 13)
    for level in levels:
        label = LEVELS[level].in_language(settings.lang)
        example: float = {"provincial": EXAMPLE_PROVINCIAL_WAN, settings.own_level: EXAMPLE_OWN_WAN}.get(level, 0)
        header, hint = (text.fill(level=label).in_language(settings.lang) for text in TEMPLATE_COLUMNS["planned"])
        yield Field(level, header, hint, "wan", 11, example, level == settings.own_level)
    yield _field(settings, "remark", "text", 22, say("example_note", settings))


def _ledger_fields(settings: Settings, levels: tuple[str, ...], names: tuple[str, ...]) -> Iterator[Field]:
    day = date(settings.year or _EXAMPLE_YEAR, _EXAMPLE_MONTH, _EXAMPLE_DAY)
    yield _field(settings, "sequence", "number", 6)
    yield _field(settings, "date", "day", 13, day, required=True)
    yield _field(settings, "planned_project", "planned", 26, say("example", settings), required=True)
    yield _field(settings, "payee", "text", 20, say("example_payee", settings), expected=True)
    yield _nature(settings)
    own = names[levels.index(settings.own_level)]
    yield _field(settings, "level", "choice", 12, own, required=True, choices=names)
    yield _field(settings, "document", "code", 20, say("example_document", settings, year=day.year), expected=True)
    yield _field(settings, "amount", "yuan", 16, EXAMPLE_PAID_YUAN, required=True)
    yield _field(settings, "voucher", "code", 12, say("example_voucher", settings), expected=True)
    yield _field(settings, "remark", "text", 22, say("example_note", settings))


def _nature(settings: Settings) -> Field:
    names = tuple(text.in_language(settings.lang) for text in NATURES.values())
    return _field(settings, "nature", "choice", 12, names[0], required=True, choices=names)


def _field(
    settings: Settings,
    key: str,
    kind: str,
    width: float,
    example: str | int | float | date = "",
    *,
    required: bool = False,
    choices: tuple[str, ...] = (),
    expected: bool = False,
) -> Field:
    header, hint = (text.in_language(settings.lang) for text in TEMPLATE_COLUMNS[key])
    return Field(key, header, hint, kind, width, example, required, choices, expected)


def listed(choices: tuple[str, ...], settings: Settings) -> str:
    """Choices in a sentence."""
    return (", " if settings.lang == "en" else LIST_COMMA).join(choices)
