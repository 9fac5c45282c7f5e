"""What a letter's text says of one fund: the printed texts of the tables' cells, never a figure of its own.

Amounts are those of a cell with their unit (3794.6万元); a figure that is not known, or that prints as zero and is
none, is None, so that a template leaves its sentence out. Nobody is praised or blamed on an amount that is incomplete.
"""

from datetime import date
from fractions import Fraction
from typing import Any

from minsheng_funds.messages import RATE_BASES
from minsheng_funds.model import Dossier, Total
from minsheng_funds.rendering.composing.letters.cells import amount, full_width, known, number, of_fund, over, points
from minsheng_funds.rendering.composing.letters.ranking import ranked, value_of
from minsheng_funds.rendering.composing.letters.tables import Tables, telling_views
from minsheng_funds.rendering.composing.report import headline
from minsheng_funds.rendering.document import Cell
from minsheng_funds.rendering.words import Words
from minsheng_funds.vocabulary import NATURES, UNIT_NAMES


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
            "refunded": over(figures["disbursed"], words),
            "netted": any((line.figures.undisbursed or 0) < 0 for line in self._lines),
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
            **self._causes(),
            **ranked(self._lines, self._rows, self._words),
        }

    def _rate(self, cell: Cell | None) -> str | None:
        return None if cell is None or cell.rate is None else cell.text

    def _owing(self, cell: Cell | None) -> str | None:
        """What is still to be paid; None where nothing is."""
        return amount(cell, self._words) if cell is not None and cell.fen else None

    def _view(self, name: str, key: str) -> list[dict[str, Any]]:
        """The rows by class or unit; `against` says above, below or equal to the fund's own rate, as they are printed.

        `behind` says whether a row lies under 100 percent and under what is expected of its projects.
        """
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
                    "refunded": over(record["disbursed"], words),
                    "undisbursed": amount(record["undisbursed"], words),
                    "overpaid": over(record["undisbursed"], words),
                    "rate": self._rate(record["rate"]),
                    "rank": known(record["rank"]),
                    "complete": row.complete,
                    "full": row.rate is not None and value_of(row.rate) >= 1,
                    "over": row.rate is not None and value_of(row.rate) > 1,
                    "against": row.average and self._against(record["rate"]),
                    "behind": key == "unit" and row.rate is not None and self._behind_as_unit(row.key[0]),
                }
            )
        return found

    def _against(self, cell: Cell) -> str:
        """Above, below or equal to the fund's own rate, as both are printed."""
        total = self._words.rate(self._total.rate)
        difference = number(cell) - number(total)
        return "above" if difference > 0 else "below" if difference < 0 else "equal"

    def _behind_as_unit(self, unit: str) -> bool:
        """Whether a unit's projects together have less than their targets ask for; yes where nothing is expected."""
        missing, judged = Fraction(0), False
        for line in self._lines:
            target = line.schedule.target if line.schedule is not None else None
            if line.unit == unit and line.rate is not None and target is not None:
                judged = True
                missing += value_of(target) * line.rate.denominator - line.rate.numerator
        return missing > 0 or (not judged and self._statement.time_progress is None)

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
                "refunded": over(record["disbursed"], self._words),
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

    def _causes(self) -> dict[str, Any]:
        """Where money stands still, if a stage before the payment is known; else whose money alone is unpaid.

        `causes` has the projects of the first kind, `owing` where the level in scope itself still owes; `others_unpaid`
        those whose own level has paid in full, with the amounts of the other levels.
        """
        causes, others = [], []
        lines = {line.project: line for line in self._lines}
        for record in of_fund(self._tables["causes"], self._column):
            line = lines[record["project"].text]
            if {cause.kind for cause in line.causes} <= {"paid", "unpaid"}:
                parts = [self._of_level(cause.level, cause.fen) for cause in line.causes if cause.kind == "unpaid"]
                others.append({"project": line.project, "amounts": [part for part in parts if part is not None]})
            else:
                owing = (line.figures.undisbursed or 0) > 0
                cause = full_width(record["cause"].text, self._words)
                causes.append({"project": line.project, "cause": cause, "owing": owing})
        return {"causes": causes, "others_unpaid": [one for one in others if one["amounts"]]}

    def _of_level(self, level: str, fen: int) -> str | None:
        """A level and its amount as the table of causes prints it; None where that is zero."""
        cell, space = self._words.money(fen), " " if self._words.language == "en" else ""
        unit = self._words.say(UNIT_NAMES[self._words.unit])
        return f"{self._words.level(level)}{space}{cell.text}{space}{unit}" if number(cell) else None

    def _scheduled(self, name: str) -> list[dict[str, Any]]:
        """The rows of a table about time, with every text that they have; not those that are to be settled first."""
        found = []
        complete = {line.project for line in self._lines if line.complete}
        for record in of_fund(self._tables[name], self._column):
            cell = record.get("overdue")
            if record["project"].text not in complete or (cell is not None and not number(cell)):
                continue
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
            if (
                schedule is not None
                and schedule.due is not None
                and not schedule.overdue
                and (cell.fen or 0) > 0
                and number(cell)
            ):
                entry = {"project": project, "unit": known(record["unit"]), "undisbursed": amount(cell, self._words)}
                by_day.setdefault(schedule.due, []).append(entry)
        return [{"day": self._words.long_day(day), "projects": projects} for day, projects in sorted(by_day.items())]


_FIGURES = ("required", "allocated", "issued", "received", "disbursed", "spent", "undisbursed", "funding_gap", "idle")
_NAMES = ("project", "class", "unit", "rate", "target")
_MONEY = ("shortfall", "needed_per_month", "overdue")
