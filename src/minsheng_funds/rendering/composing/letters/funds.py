"""What a letter's text says of one fund: the printed texts of the tables' cells, never a figure of its own.

Amounts are those of a cell with their unit (3794.6万元); a figure that is not known is None, so that a template leaves
its sentence out.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from fractions import Fraction
from typing import Any

from minsheng_funds.messages import RATE_BASES
from minsheng_funds.model import Dossier, Line, Total
from minsheng_funds.money import Rate
from minsheng_funds.rendering.composing.letters.tables import Tables, telling_views
from minsheng_funds.rendering.composing.report import headline
from minsheng_funds.rendering.document import Cell, Table
from minsheng_funds.rendering.words import DASH, Words
from minsheng_funds.vocabulary import NATURES

Record = Mapping[str, Cell]
_FULL_WIDTH = str.maketrans(dict(zip(",:;()", "\uff0c\uff1a\uff1b\uff08\uff09", strict=True)))
BEST = 3
"""So many places of a ranking, at most, are named at its top and at its end; who shares a place is named too."""


def records(tables: Sequence[Table], *, totals: bool = False) -> list[Record]:
    """The rows of tables (or their totals) as cells by the keys of their columns."""
    found: list[Record] = []
    for table in tables:
        keys = [column.key for column in table.columns]
        rows = [row for place, row in enumerate(table.rows) if (place in table.totals) == totals]
        found += [dict(zip(keys, row, strict=True)) for row in rows]
    return found


def of_fund(tables: Sequence[Table], name: str, *, totals: bool = False) -> list[Record]:
    """Those of one fund, by its name in the column of the funds."""
    return [record for record in records(tables, totals=totals) if record["nature"].text == name]


def amount(cell: Cell | None, words: Words) -> str | None:
    """A cell's amount as a sentence says it, above zero or not; None where it has none."""
    if cell is None or cell.fen is None:
        return None
    return words.amount(cell.fen, complete=cell.complete, text=cell.text.rstrip("*"))


def over(cell: Cell | None, words: Words) -> str | None:
    """The amount by which a cell lies below zero, without the sign; None where it does not."""
    if cell is None or cell.fen is None or cell.fen >= 0:
        return None
    return words.amount(-cell.fen, complete=cell.complete, text=cell.text.rstrip("*").removeprefix("-"))


def known(cell: Cell | None) -> str | None:
    """A cell's text; None where it says nothing."""
    return None if cell is None or cell.text in ("", DASH) else cell.text


def full_width(text: str, words: Words) -> str:
    """A sentence of the program's own with the punctuation of Chinese letters."""
    return text.translate(_FULL_WIDTH) if words.language == "zh" else text


def points(cell: Cell | None) -> dict[str, str | None]:
    """Points ahead or behind as `ahead` and `late`, without a sign; both None where there are none, or nothing."""
    text = (known(cell) or "").split(" ")[0]
    number = text.lstrip("+-")
    says = bool(number.strip("0."))
    return {"ahead": number if says and text[0] != "-" else None, "late": number if says and text[0] == "-" else None}


class FundTexts:
    """The texts of one fund."""

    def __init__(self, total: Total, dossier: Dossier, tables: Tables, words: Words) -> None:
        self._total, self._tables, self._dossier = total, tables, dossier
        self._statement, self._words = dossier.outcome.statement, words.of(total.nature)
        self._column = words.nature(total.nature)
        self._lines = [line for line in self._statement.lines if line.nature == total.nature]
        self._schedules = {line.project: line.schedule for line in self._lines if line.schedule is not None}
        self._rows = of_fund(tables["projects"], self._column)

    def texts(self) -> dict[str, Any]:
        """All of them, as templates know them."""
        words, total = self._words, self._total
        head = dict(headline(total, self._statement, words).pairs)
        figures = {key: head.get(words.label(key)) for key in _FIGURES}
        schedule = total.schedule
        return {
            "key": total.nature,
            "name": words.say(NATURES[total.nature]),
            "projects": str(total.projects),
            "complete": total.complete,
            "base": full_width(words.say(RATE_BASES[total.base]), words),
            **{key: amount(cell, words) for key, cell in figures.items()},
            "owing": self._owing(figures["undisbursed"]),
            "overpaid": over(figures["undisbursed"], words),
            "rate": self._rate(head.get(words.label("rate"))),
            "receipt_rate": self._rate(head.get(words.label("receipt_rate"))),
            **points(head.get(words.label("ahead"))),
            "classes": self._view("by-class", "class"),
            "units": self._view("by-unit", "unit"),
            "levels": self._levels(),
            "needed_per_month": self._needed() if schedule is not None else None,
            "behind": self._scheduled("behind"),
            "overdue": self._scheduled("overdue"),
            "missing": self._scheduled("months"),
            "due": self._due(),
            "causes": [
                {"project": record["project"].text, "cause": full_width(record["cause"].text, words)}
                for record in of_fund(self._tables["causes"], self._column)
            ],
            **self._ranking(),
        }

    def _rate(self, cell: Cell | None) -> str | None:
        return None if cell is None or cell.rate is None else cell.text

    def _owing(self, cell: Cell | None) -> str | None:
        """What is still to be paid; None where nothing is."""
        return amount(cell, self._words) if cell is not None and (cell.fen or 0) > 0 else None

    def _view(self, name: str, key: str) -> list[dict[str, Any]]:
        """The rows by class or unit; `against` says above, below or equal to the fund's own rate."""
        found = []
        views = [view for view in telling_views(self._dossier, key) if view.nature == self._total.nature]
        rows = [row for view in views for row in view.rows]
        for row, record in zip(rows, of_fund(self._tables[name], self._column), strict=False):
            words = self._words
            found.append(
                {
                    "name": record[key].text,
                    "stated": bool(row.key[0]),
                    "projects": record["projects"].text,
                    "required": amount(record.get("required"), words),
                    "disbursed": amount(record["disbursed"], words),
                    "undisbursed": amount(record["undisbursed"], words),
                    "overpaid": over(record["undisbursed"], words),
                    "rate": self._rate(record["rate"]),
                    "rank": known(record["rank"]),
                    "against": row.average,
                }
            )
        return found

    def _levels(self) -> list[dict[str, Any]]:
        """Every level's own figures, special bonds too; none where the books know the own level only."""
        records_ = of_fund(self._tables["levels"], self._column)
        return [
            {
                "key": level,
                "name": self._words.level(level),
                "own": level == self._statement.own_level,
                "required": amount(record["required"], self._words),
                "disbursed": amount(record["disbursed"], self._words),
                "undisbursed": amount(record["undisbursed"], self._words),
                "overpaid": over(record["undisbursed"], self._words),
                "rate": self._rate(record["rate"]),
            }
            for (level, figures), record in zip(self._total.levels.items(), records_, strict=False)
            if figures.required or figures.disbursed
        ]

    def _needed(self) -> str | None:
        cells = of_fund(self._tables["steps"], self._column, totals=True)
        return amount(cells[0].get("needed_per_month"), self._words) if cells else None

    def _scheduled(self, name: str) -> list[dict[str, Any]]:
        """The rows of a table about time, with every text that they have."""
        found = []
        for record in of_fund(self._tables[name], self._column):
            row: dict[str, Any] = {key: known(record.get(key)) for key in _NAMES}
            row |= {key: amount(record.get(key), self._words) for key in _MONEY}
            schedule = self._schedules[record["project"].text]
            row["due"] = self._words.long_day(schedule.due) if schedule.due is not None else None
            row["months"] = [self._words.long_month(*month[:2]) for month in schedule.missing_months or ()]
            found.append({**row, **points(record.get("ahead_of_target"))})
        return found

    def _due(self) -> list[dict[str, Any]]:
        """What is still to be paid before a deadline, one entry a day: the projects and what each has to pay."""
        by_day: dict[date, list[dict[str, Any]]] = {}
        for record in of_fund(self._tables["steps"], self._column):
            project, cell = record["project"].text, record["undisbursed"]
            schedule = self._schedules.get(project)
            if schedule is not None and schedule.due is not None and not schedule.overdue and (cell.fen or 0) > 0:
                entry = {"project": project, "unit": known(record["unit"]), "undisbursed": amount(cell, self._words)}
                by_day.setdefault(schedule.due, []).append(entry)
        return [{"day": self._words.long_day(day), "projects": projects} for day, projects in sorted(by_day.items())]

    # --- Rankings ----------------------------------------------------------------------------------------------

    def _ranking(self) -> dict[str, Any]:
        """Leaders, laggards (those without any payment apart) and those that are paid in full."""
        rated = [
            (line.project, line.rate, record["rate"].text, line.figures.disbursed)
            for line, record in zip(self._lines, self._rows, strict=True)
            if line.rate is not None
        ]
        unpaid = [project for project, _, _, disbursed in rated if disbursed == 0]
        moving = [(project, rate, text) for project, rate, text, disbursed in rated if disbursed != 0]
        moving.sort(key=lambda item: _value(item[1]))
        highest = sorted(moving, key=lambda item: -_value(item[1]))
        most = min(BEST, len(moving) // 2)
        leaders = _first(highest, most)
        named = {project for group in leaders for project in group["names"]}
        laggards = _first([item for item in moving if item[0] not in named], most)
        return {"leaders": leaders, "laggards": laggards, "unpaid": unpaid, "without_plan": self._without_plan()}

    def _without_plan(self) -> list[str]:
        """Projects whose plan is blank or zero: paid for, and without a rate."""
        return [line.project for line in self._lines if line.rate is None and not _unknown(line)]


def _unknown(line: Line) -> bool:
    return line.figures.disbursed in (None, 0)


def _first(ranked: Iterable[tuple[str, Rate, str]], most: int) -> list[dict[str, Any]]:
    """The first places of a ranking, those of one rate together."""
    groups: list[tuple[Fraction, dict[str, Any]]] = []
    for count, (project, rate, text) in enumerate(ranked):
        value = _value(rate)
        if groups and groups[-1][0] == value:
            groups[-1][1]["names"].append(project)
        elif count < most:
            groups.append((value, {"names": [project], "rate": text}))
        else:
            break
    return [group for _, group in groups]


def _value(rate: Rate) -> Fraction:
    return Fraction(rate.numerator, rate.denominator)


_FIGURES = ("required", "allocated", "issued", "received", "disbursed", "spent", "undisbursed", "funding_gap", "idle")
_NAMES = ("project", "class", "unit", "rate", "target")
_MONEY = ("shortfall", "needed_per_month", "overdue")
