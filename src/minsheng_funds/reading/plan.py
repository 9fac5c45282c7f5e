"""A funding plan or a progress table → its project rows. These tables are small: they are read whole, then judged."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import takewhile

from minsheng_funds.model import Column, Origin, PlanRow, StatedSum
from minsheng_funds.reading.captions import nature_in_title
from minsheng_funds.reading.columns import level_of, nature_of
from minsheng_funds.reading.plan_checks import PlanLine, check_parts, check_rates
from minsheng_funds.reading.plan_columns import ColumnChoice
from minsheng_funds.reading.rows import depth_of, kept_by, label_of, merged_down
from minsheng_funds.reading.sheets import Row
from minsheng_funds.reading.tables import Draft
from minsheng_funds.reading.values import Unreadable, read_amount, squeeze, text_of
from minsheng_funds.vocabulary import CLASS_WORDS, MATCHING, NATURES, OWN, YEAR_ENDING

LEAST_ROWS = 5
"""In a table of fewer rows, one that equals the sum of all others may well be a project."""


class PlanReader:
    """Reads one plan or progress table. After `read`, `rows()` gives its projects and `stated` its totals."""

    def __init__(self, draft: Draft) -> None:
        self.draft = draft
        self.money = draft.money_columns()
        self.projects = draft.project_columns()
        self.sequence = draft.text_column("sequence")
        self.texts = {name: draft.text_column(name) for name in ("code", "class", "unit", "nature", "level", "year")}
        choice = ColumnChoice(draft, self.money)
        self.parts, self.checks = choice.parts, choice.checks
        places = [*self.projects, *(column.index for column in self.texts.values() if column is not None)]
        self._filled = merged_down(draft.merged, places, draft.header.row_numbers[-1])
        self._values: dict[tuple[int, int], str] = {}
        self._lines: list[PlanLine] = []
        self.stated: list[StatedSum] = []

    def read(self, rows: Iterator[tuple[int, Row]], is_header: Callable[[int, Row], bool]) -> tuple[int, Row] | None:
        """Reads rows until they end or another table's header comes, which is returned."""
        draft = self.draft
        for number, row in rows:
            if row.count("") == len(row):
                self._blank(number, row)
                continue
            if is_header(number, row):
                return number, row
            if not kept_by(draft.rule, draft.columns, draft.cells, row):
                draft.leave_out(number, "settings")
                continue
            if not any(text_of(cell) for cell in row):
                self._blank(number, row)
                continue
            draft.passed.append((number, row))
            self._lines.append(self._line(number, row))
        return None

    def _blank(self, number: int, row: Row) -> None:
        self.draft.passed.append((number, row))
        if not self.draft.left_out or self.draft.left_out[-1].why != "blank":
            self.draft.leave_out(number, "blank")

    def _line(self, number: int, row: Row) -> PlanLine:
        money_places = {column.index for column in self.money}
        money_places |= {
            column.index for column in self.draft.columns if column.field in ("rate", "remark", "document")
        }
        offset = self.draft.cells.first_column
        sequence = self.draft.cells.text(row, self.sequence.index) if self.sequence else ""
        project = "".join(self._text(number, row, column) for column in self.projects)
        placed = [
            (place + offset, text)
            for place, cell in enumerate(row)
            if isinstance(cell, str) and place + offset not in money_places and (text := squeeze(cell))
        ]
        texts = [text for _, text in placed]
        named = label_of(placed if project else placed[:3], squeeze(project), self.projects[-1])
        line = PlanLine(
            number,
            row,
            texts,
            named,
            project,
            sequence,
            depth_of(sequence or (texts[0] if texts else "")),
            {},
        )
        for column in self.money:
            self._read_money(line, column)
        names = [column for column in self.draft.columns if column.index in self.projects]
        if self.draft.refuse_words(number, row, [*names, *self.texts.values()], project):
            line.unreadable = True
        return line

    def _read_money(self, line: PlanLine, column: Column) -> None:
        origin = self.draft.origin(line.number, column.index)
        cell = self.draft.cells(line.row, column.index)
        try:
            amount = read_amount(cell, column.unit or 1)
        except Unreadable as error:
            if line.label is not None and line.label.why == "note":
                return
            self.draft.note(f"{error.args[0]}-unreadable", origin, text=text_of(cell), project=line.project)
            if line.label is None:
                self.draft.reject(line.project or None, origin)
            line.unreadable = True
            return
        blank = amount is None or (not amount.fen and line.label is None)
        if blank and self.draft.is_broken(line.number, column.index):
            self._refuse_formula(line, origin)
            return
        if amount is None:
            return
        unit = next((found.index for found in self.draft.columns if self.draft.holds_units(found)), None)
        if line.label is None and self.draft.other_unit(line.row, unit, column):
            self.draft.note("unit-conflict", origin, self.draft.origin(line.number, unit), header=column.header)
            self.draft.reject(line.project or None, origin)
            line.unreadable = True
            return
        if not amount.exact and line.label is None:
            self.draft.note("plan-fraction", origin, project=line.project, amount_fen=amount.fen)
        line.money[column.index] = amount.fen

    def _refuse_formula(self, line: PlanLine, origin: Origin) -> None:
        if line.label is not None:
            self.draft.note("total-unreadable", origin, text="#")
            return
        self.draft.note("formula", origin, project=line.project)
        self.draft.reject(line.project or None, origin)
        line.unreadable = True

    def _text(self, number: int, row: Row, column: int) -> str:
        """A name or class cell; one merged downwards speaks for all its rows."""
        text = self.draft.cells.name(row, column)
        first = self._filled.get((number, column))
        if first is None:
            return text
        if text:
            self._values[first, column] = text
        return self._values.get((first, column), "")

    def finish(self) -> tuple[PlanRow, ...]:
        """Judges every row, compares the stated totals, and gives the rows of projects."""
        self._judge()
        self._suspect_total()
        self._suspect_parents()
        self._compare_totals()
        rows: list[PlanRow] = []
        heading = ""
        for line in self._lines:
            if line.why:
                self.draft.leave_out(line.number, line.why)
                self.draft.doubt_unit(line.number, line.texts if line.why == "note" else ())
                if line.why in ("subtotal", "section"):
                    heading = _heading(line)
                continue
            rows += self._rows_of(line, heading)
            check_parts(self.draft, self.checks, line)
        check_rates(self.draft, self.parts, self._lines, {row.origin.row for row in rows})
        return tuple(rows)

    def _suspect_parents(self) -> None:
        """A numbered row that equals the unnumbered rows below it is their subtotal, or a project: nobody can tell."""
        projects = [line for line in self._lines if not line.why]
        for place, parent in enumerate(projects):
            if parent.depth is None or not any(parent.money.values()):
                continue
            below = list(takewhile(lambda line: line.depth is None, projects[place + 1 :]))
            if len(below) > 1 and self._sums(below) == parent.money:
                origin = self.draft.origin(parent.number, self.projects[0])
                self.draft.note("parent-counted", origin, project=parent.project, count=len(below))
                self.draft.reject(None, origin)

    def _suspect_total(self) -> None:
        """A first or last row that equals the sum of all others is probably a total under a word not known here."""
        rows = [line for line in self._lines if not line.why]
        sums = self._sums(rows)
        if len(rows) < LEAST_ROWS:
            return
        for line in (rows[0], rows[-1]):
            if any(sums.values()) and all(fen == 2 * line.money.get(index, 0) for index, fen in sums.items()):
                self.draft.note("total-suspected", self._origin(line), project=line.project)

    def _judge(self) -> None:
        lines = self._lines
        for place, line in enumerate(lines):
            following = lines[place + 1] if place + 1 < len(lines) else None
            has_money = any(line.money.values())
            if line.label is not None and not (line.label.why == "note" and has_money):
                line.why = line.label.why
                if line.why == "subtotal" and not line.money:
                    line.why = "section"
            elif not line.project and not has_money:
                line.why = "rejected" if line.unreadable else ("note" if len(line.texts) == 1 else "no-money")
            elif line.depth is not None and (self._is_parent(line, following) or self._is_head(place)):
                line.why = "subtotal" if has_money else "section"
            elif not line.money and not line.unreadable and len([c for c in line.row if text_of(c)]) == 1:
                line.why = "note"
            elif not line.project:
                line.why = "nameless"
        for line in lines:
            if line.why == "nameless":
                self._judge_nameless(line)

    @staticmethod
    def _is_parent(line: PlanLine, following: PlanLine | None) -> bool:
        """A numbered row is a subtotal where the next row is numbered deeper (一、 over 1., 1 over 1.1)."""
        if following is None or following.label is not None or following.depth is None or line.depth is None:
            return False
        if following.depth <= line.depth:
            return False
        return bool(following.project)

    def _is_head(self, place: int) -> bool:
        """A row numbered 一 or (一) with money is a subtotal of the unnumbered rows below that make it up."""
        line = self._lines[place]
        if line.depth is None or line.depth > 2 or not line.money:
            return False
        below: list[PlanLine] = []
        for other in self._lines[place + 1 :]:
            if other.depth is not None or other.label is not None:
                break
            below.append(other)
        return len(below) > 0 and self._agrees(line, self._sums(below))

    def _judge_nameless(self, line: PlanLine) -> None:
        """Money without a name: an unlabelled total if every column equals the sum of the projects, else refused."""
        sums = self._sums(self._lines)
        if line.money and all(sums.get(index, 0) == fen for index, fen in line.money.items()):
            line.why = "total"
            return
        index, fen = next(iter(line.money.items()), (self.projects[0], 0))
        origin = self.draft.origin(line.number, index)
        self.draft.note("nameless-money", origin, amount_fen=fen)
        self.draft.reject(None, origin)

    @staticmethod
    def _sums(lines: Sequence[PlanLine]) -> dict[int, int]:
        sums: dict[int, int] = {}
        for line in lines:
            if not line.why:
                for index, fen in line.money.items():
                    sums[index] = sums.get(index, 0) + fen
        return sums

    def _compare_totals(self) -> None:
        """Every stated total and subtotal against the rows that it stands for, to the fen."""
        whole = self._sums(self._lines)
        taken = {column.index: key[0] for key, columns in self.parts.items() for column in columns}
        for place, line in enumerate(self._lines):
            if line.why not in ("total", "subtotal") or not (line.money or (line.label and line.label.amount)):
                continue
            candidates = self._groups(place) if line.why == "subtotal" else [whole, *self._groups(place)]
            candidates = candidates or [{}]
            summed = next((sums for sums in candidates if self._agrees(line, sums)), candidates[0])
            for column in self.money:
                if column.index in line.money:
                    stated, expected = line.money[column.index], summed.get(column.index, 0)
                    origin = self.draft.origin(line.number, column.index)
                    if not stated and expected and self.draft.is_broken(line.number, column.index):
                        self.draft.note("total-unreadable", origin, text="0")  # never computed
                        continue
                    counted = line.why == "total" and column.index in taken
                    self.stated.append(
                        StatedSum(origin, taken.get(column.index, column.field), stated, expected, counted)
                    )
                    if stated != expected:
                        self.draft.note("stated-total", origin, expected_fen=expected, actual_fen=stated)
            if line.label is not None and line.label.amount and not line.money:
                self._compare_text(line, candidates)
            if line.why == "subtotal" and line.label is None and not self._agrees(line, summed):
                self.draft.reject(None, self.draft.origin(line.number, self.projects[0]))

    def _compare_text(self, line: PlanLine, candidates: Sequence[Mapping[int, int]]) -> None:
        """A total given as text (总金额314540755.69) names no column: it may be that of any of them."""
        if not self.money or line.label is None:
            return
        column = self.money[0]
        amount = read_amount(line.label.amount, column.unit or 1)
        sums = [fen for summed in candidates for fen in (*summed.values(), sum(summed.values()))]
        if amount is None:
            return
        expected = amount.fen if amount.fen in sums else candidates[0].get(column.index, 0)
        origin = self.draft.origin(line.number)
        self.stated.append(StatedSum(origin, column.field, amount.fen, expected))
        if expected != amount.fen:
            self.draft.note("stated-total", origin, expected_fen=expected, actual_fen=amount.fen)

    @staticmethod
    def _agrees(line: PlanLine, sums: Mapping[int, int]) -> bool:
        return all(sums.get(index, 0) == fen for index, fen in line.money.items())

    def _groups(self, place: int) -> list[dict[int, int]]:
        """The rows that a subtotal may stand for: those below it down to its equal, or those above it."""
        lines, line = self._lines, self._lines[place]
        below: list[PlanLine] = []
        for other in lines[place + 1 :]:
            if other.why == "total" or self._is_equal(line, other):
                break
            below.append(other)
        above: list[PlanLine] = []
        for other in reversed(lines[:place]):
            if other.why in ("total", "subtotal"):
                break
            above.append(other)
        groups = (below, above, lines[:place])
        return [self._sums(group) for group in groups if any(not other.why for other in group)]

    @staticmethod
    def _is_equal(line: PlanLine, other: PlanLine) -> bool:
        if line.depth is not None and other.depth is not None:
            return other.depth <= line.depth
        return other.why == "subtotal" and line.depth is None

    def _rows_of(self, line: PlanLine, heading: str) -> Iterator[PlanRow]:
        """One row of the book for each nature that the columns of this row speak of."""
        natures = {nature for _, _, nature in self.parts} or {None}
        several = len(natures) > 1
        if several and not any(line.money.values()):
            natures = {MATCHING}  # nothing is planned in either fund: the project is shown all the same
            several = False
        for nature in sorted(natures, key=str, reverse=True):
            amounts = self._amounts(line, nature)
            blank = not any(c.index in line.money for key, cs in self.parts.items() if key[2] == nature for c in cs)
            if several and (blank or not any(amounts.values())):
                continue
            level_cell, own_level = self._cell(line, "level"), self.draft.settings.own_level
            level = level_of(level_cell) if level_cell else None
            if level is not None:
                level = own_level if level == OWN else level
                amounts = {(measure, found or level): fen for (measure, found), fen in amounts.items()}
            elif level_cell and self.texts["level"] is not None:
                origin = self.draft.origin(line.number, self.texts["level"].index)
                self.draft.note("level-unknown", origin, text=level_cell, project=line.project)
                self.draft.reject(line.project, origin)
                continue
            if blank and not line.unreadable and self.parts:
                self.draft.note("plan-blank", self._origin(line), project=line.project)
            yield PlanRow(
                project=line.project,
                amounts=amounts,
                origin=self._origin(line),
                table=self.draft.index,
                code=self._cell(line, "code"),
                nature=nature if several else self._nature(line, nature),
                class_name=self._cell(line, "class") or heading,
                unit=self._cell(line, "unit"),
                year=self._year(line),
            )

    def _origin(self, line: PlanLine) -> Origin:
        return self.draft.origin(line.number, self.projects[0])

    def _amounts(self, line: PlanLine, nature: str | None) -> dict[tuple[str, str | None], int]:
        return {
            (measure, level): sum(line.money.get(column.index, 0) for column in columns)
            for (measure, level, of), columns in self.parts.items()
            if of == nature
        }

    def _cell(self, line: PlanLine, name: str) -> str:
        column = self.texts[name]
        return self._text(line.number, line.row, column.index) if column is not None else ""

    def _year(self, line: PlanLine) -> int | None:
        digits = self._cell(line, "year").rstrip(YEAR_ENDING)
        return int(digits) if len(digits) == 4 and digits.isdigit() else None

    def _nature(self, line: PlanLine, from_header: str | None) -> str | None:
        """The nature of a row: its own cell, the header's word, or the title's; None where nothing says it."""
        text = self._cell(line, "nature")
        nature = nature_of(text) if text else None
        if nature is not None:
            return nature
        column = self.texts["nature"]
        if text and column is not None and self._natures_known(column):
            origin = self.draft.origin(line.number, column.index)
            self.draft.note("nature-unknown", origin, text=text)
            self.draft.reject(line.project, origin)
            return None
        if from_header is not None:
            return from_header
        named = {c.nature for c in self.money if c.nature}
        if len(named) == 1:
            return named.pop()
        titled = nature_in_title(self.draft.caption.title) or nature_in_title(self.draft.sheet)
        if titled is not None:
            self.draft.assume("nature-title", nature=NATURES[titled])
        return titled

    def _natures_known(self, column: Column) -> bool:
        """Whether the column holds natures at all: 资金性质 in budget systems is something else."""
        return any(nature_of(self.draft.cells.text(line.row, column.index)) for line in self._lines)


def _heading(line: PlanLine) -> str:
    """The class that a subtotal or a section row names: 工程类 from 一、工程类(小计)."""
    for text in [line.project, *line.texts]:
        found = next((word for word in CLASS_WORDS if word in text), None)
        if found is not None:
            return found
    return ""
