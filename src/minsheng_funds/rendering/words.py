"""Values → words in one language: labels, dates, amounts, rates, and "—" for what cannot be computed."""

from collections.abc import Mapping, Sequence
from copy import copy
from datetime import date

from minsheng_funds.messages import ASSUMPTIONS, CAUSES, LABELS, LEFT_OUT, LONG_DAY, LONG_MONTH, MONTHS, SEMICOLON
from minsheng_funds.model import Assumption, Cause, Origin
from minsheng_funds.money import WAN_YUAN, YI_YUAN, Rate, money_text
from minsheng_funds.rendering.document import Cell
from minsheng_funds.settings import Settings
from minsheng_funds.vocabulary import LEVELS, NATURES, UNIT_NAMES, Text

DASH = "—"
MAX_ORIGINS = 3


class Words:
    """The language and the decimals of one report."""

    def __init__(self, settings: Settings) -> None:
        self.language = settings.lang
        self.decimals = settings.decimals
        self.unit = settings.unit_of()
        self.units = {nature: settings.unit_of(nature) for nature in NATURES}
        self.figures = settings.figures

    @property
    def several_units(self) -> bool:
        """Whether the funds are printed in different units, so that each amount needs to be told its own."""
        return len(set(self.units.values())) > 1

    def of(self, nature: str) -> "Words":
        """The same words, amounts in the unit of account of one fund."""
        unit = self.units.get(nature, self.unit)
        if unit == self.unit:
            return self
        own = copy(self)
        own.unit = unit
        return own

    def with_decimals(self, decimals: int) -> "Words":
        """The same words with so many decimals."""
        own = copy(self)
        own.decimals = decimals
        return own

    def unit_notes(self) -> tuple[str, ...]:
        """The unit of amounts that belong to no one fund, where the funds have different ones."""
        return (f"{self.label('unit')}: {self.say(UNIT_NAMES[self.unit])}",) if self.several_units else ()

    def nature(self, nature: str) -> str:
        """A fund's label, with its unit where the funds have different ones; "" is one that nobody states."""
        if not nature:
            return self.label("unstated")
        unit = f" ({self.say(UNIT_NAMES[self.units[nature]])})" if self.several_units else ""
        return self.say(NATURES[nature]) + unit

    def say(self, text: Text) -> str:
        """A text in this language."""
        return text.in_language(self.language)

    def label(self, key: str, **values: object) -> str:
        """A label of `messages.LABELS`."""
        return self.say(LABELS[key].fill(**values) if values else LABELS[key])

    def money(self, fen: int | None, *, complete: bool = True, text: str | None = None) -> Cell:
        """An amount in the unit (万元 unless set), or "—"; `text` where it was balanced with its neighbours."""
        if fen is None:
            return Cell(DASH)
        printed = text if text is not None else money_text(fen, self.unit, self.decimals)
        return Cell(printed if complete else f"{printed}*", fen=fen, unit=self.unit)

    def amount(self, fen: int | None, *, complete: bool = True, text: str | None = None) -> str:
        """An amount with its unit as running text says it: 3794.6万元, from the setting on in 亿元 (1.23亿元), or "—".

        In English, which has no such custom, and where tables are in 元, the unit is that of the tables.
        `text` is what a table prints of it, balanced with its neighbours.
        """
        if fen is None:
            return DASH
        unit, mark = self.unit, "" if complete else "*"
        large = self.language == "zh" and 0 < self.figures.large_from <= abs(fen)
        if large and WAN_YUAN <= unit < YI_YUAN:
            unit, text = YI_YUAN, money_text(fen, YI_YUAN, self.figures.large_decimals)
        number = text if text is not None else money_text(fen, unit, self.decimals)
        space = " " if self.language == "en" else ""
        return f"{number}{space}{self.say(UNIT_NAMES[unit])}{mark}"

    def rate(self, share: Rate | None, *, complete: bool = True) -> Cell:
        """A rate in percent, or "—"."""
        if share is None:
            return Cell(DASH)
        printed = f"{share.percent(self.decimals)}%"
        return Cell(printed if complete else f"{printed}*", rate=share)

    def count(self, number: int) -> Cell:
        """A number of projects or payments."""
        return Cell(str(number))

    def day(self, day: date | None) -> str:
        """A date as 2020-04-17."""
        return day.isoformat() if day is not None else DASH

    def long_day(self, day: date) -> str:
        """A date as running text says it: 2020年4月17日, or 17 April 2020."""
        return self.say(LONG_DAY.fill(year=day.year, month=MONTHS[day.month - 1], day=day.day))

    def long_month(self, year: int, month: int) -> str:
        """A month as running text says it: 2020年1月, or January 2020."""
        return self.say(LONG_MONTH.fill(year=year, month=MONTHS[month - 1]))

    def level(self, level: str | None) -> str:
        """A level's label."""
        return self.say(LEVELS[level]) if level in LEVELS else ""

    def causes(self, causes: Sequence[Cause], printed: Mapping[int, str] | None = None) -> str:
        """Why money is unpaid, level by level, as one sentence: 区县级已拨足;省级未到位12.0万元.

        `printed` has the texts of amounts (fen) that a table shows balanced with their neighbours.
        """
        unit = UNIT_NAMES[self.unit].zh
        if self.language == "en":  # the column's header has the usual one
            unit = "" if self.unit == WAN_YUAN else f" {UNIT_NAMES[self.unit].en}"
        said = []
        for cause in causes:
            number = (printed or {}).get(cause.fen) or money_text(cause.fen, self.unit, self.decimals)
            said.append(self.say(CAUSES[cause.kind].fill(level=LEVELS[cause.level], amount=f"{number}{unit}")))
        return self.say(SEMICOLON).join(said)

    def assumption(self, assumption: Assumption) -> str:
        """What was taken for granted, as a sentence."""
        values = {key: LEVELS.get(str(value), value) if key == "level" else value for key, value in assumption.values}
        return self.say(ASSUMPTIONS[assumption.kind].fill(**values))

    def why(self, why: str) -> str:
        """Why a row was left out."""
        return self.say(LEFT_OUT[why])

    def places(self, origins: tuple[Origin, ...]) -> str:
        """The first few addresses, and how many more there are."""
        shown = ", ".join(str(origin) for origin in origins[:MAX_ORIGINS])
        more = len(origins) - MAX_ORIGINS
        return f"{shown} ({self.label('more', count=more)})" if more > 0 else shown
