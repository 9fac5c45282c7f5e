"""A funding plan or a progress table → its project rows. These tables are small: they are read whole, then judged."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from functools import cached_property

from minsheng_funds.model import Column, Origin, Part, PlanRow, StatedSum
from minsheng_funds.patterns import BARE_NUMBER, PLACE_HEADER, THING
from minsheng_funds.reading.blank_form import compare_sums_above, note_example
from minsheng_funds.reading.captions import nature_in_title, unit_alone
from minsheng_funds.reading.columns import level_of, nature_of
from minsheng_funds.reading.filters import without_dittos
from minsheng_funds.reading.forms import Part as FormPart
from minsheng_funds.reading.forms import check_form
from minsheng_funds.reading.plans.checks import (
    check_changes,
    check_hundreds,
    check_magnitudes,
    check_merged,
    check_negative,
    check_parts,
    check_unused,
)
from minsheng_funds.reading.plans.columns import ColumnChoice, Key
from minsheng_funds.reading.plans.needs import NeedReader, suspect_total
from minsheng_funds.reading.plans.rates import TOTALS, check_rates, check_remainders
from minsheng_funds.reading.plans.rows import Judge, PlanLine, headed_natures, sums_of
from minsheng_funds.reading.plans.scores import check_scores, own_points
from minsheng_funds.reading.plans.splits import check_shares, check_split, settle_levels
from minsheng_funds.reading.plans.totals import TotalsCheck
from minsheng_funds.reading.rows import depth_of, label_of, merged_down
from minsheng_funds.reading.sheets import Row
from minsheng_funds.reading.tables import Draft
from minsheng_funds.reading.values import (
    Unreadable,
    is_amount,
    join_names,
    read_amount,
    read_date,
    squeeze,
    text_of,
)
from minsheng_funds.vocabulary import BLANK_AMOUNTS, CLASS_WORDS, MATCHING, NATURES, NO_VALUE, OWN, QUOTED, YEAR_ENDING

_PLACE_FIELDS = ("", "unit", "town", "village")


class PlanReader:
    """Reads one plan or progress table. After `read`, `rows()` gives its projects and `stated` its totals."""

    def __init__(self, draft: Draft) -> None:
        self.draft = draft
        self.projects = draft.project_columns()
        self.sequence = draft.text_column("sequence")
        self.texts = {name: draft.text_column(name) for name in ("code", "class", "unit", "level", "year")}
        self.texts["nature"] = draft.nature_column()
        if self.texts["class"] is self.texts["nature"]:
            self.texts["class"] = None
        self._places = [
            column.index
            for column in draft.columns
            if column.field in _PLACE_FIELDS and column.path and PLACE_HEADER.fullmatch(squeeze(column.path[-1]))
        ]
        places = [*self.projects, *(column.index for column in self.texts.values() if column is not None)]
        places += self._places
        self._filled = merged_down(draft.merged, places, draft.header.row_numbers[-1])
        self._values: dict[tuple[int, int], str] = {}
        self._rows: list[tuple[int, Row]] = []
        self._lines: list[PlanLine] = []
        self.money: list[Column] = []
        self.parts: dict[Key, list[Column]] = {}
        self.stated: tuple[StatedSum, ...] = ()
        self._headed: dict[int, str] = {}
        self.needs: NeedReader
        self.form_rows: Sequence[tuple[int, Row]] = ()
        """The rows below the row of all the money of a form of one project."""

    def read(self, rows: Iterator[tuple[int, Row]], is_header: Callable[[int, Row], bool]) -> tuple[int, Row] | None:
        """Reads rows until they end or another table's header comes, which is returned."""
        draft = self.draft
        for number, row in without_dittos(rows, [place - draft.cells.first_column for place in self.projects]):
            if row.count("") != len(row) and is_header(number, row):
                return number, row
            if not draft.filters(number, row):
                draft.leave_out(number, "settings")
                continue
            draft.passed.append((number, row))
            if row.count("") == len(row) or not any(text_of(cell) for cell in row):
                draft.leave_out_blank(number)
            else:
                self._rows.append((number, row))
        return None

    def _line(self, number: int, row: Row) -> PlanLine:
        offset = self.draft.cells.first_column
        sequence = self.draft.cells.text(row, self.sequence.index) if self.sequence else ""
        project = join_names(self._text(number, row, column) for column in self.projects)
        placed = [
            (place + offset, text)
            for place, cell in enumerate(row)
            if isinstance(cell, str) and place + offset not in self._wordless and (text := squeeze(cell))
        ]
        texts = [text for _, text in placed]
        named = label_of(placed if project else placed[:3], squeeze(project), self.projects[-1], project)
        line = PlanLine(
            number,
            row,
            texts,
            named,
            project,
            sequence,
            self._depth(row, sequence),
            {},
            described=self._described(row),
        )
        if project or named is not None or not self._is_signature(row):
            for column in self.money:
                self._read_money(line, column)
        if self.draft.refuse_words(number, row, [*self._named, *self.texts.values()], project):
            line.unreadable = True
        return line

    @cached_property
    def _wordless(self) -> frozenset[int]:
        """The columns whose texts are no label of their row: money, rates, remarks, documents."""
        fields = ("rate", "remark", "document")
        others = (column.index for column in self.draft.columns if column.field in fields)
        return frozenset((*(column.index for column in self.money), *others))

    @cached_property
    def _named(self) -> list[Column]:
        """The columns of the project's name."""
        return [column for column in self.draft.columns if column.index in self.projects]

    def _described(self, row: Row) -> frozenset[str]:
        """Which of code, class, unit and nature a row's own cells say; a dash, 制表人:… and 万元 say none."""
        found = set()
        for name in ("code", "class", "unit", "nature"):
            column = self.texts[name]
            text = self.draft.cells.text(row, column.index) if column is not None else ""
            if text in BLANK_AMOUNTS or ":" in text or unit_alone(text) is not None or THING.fullmatch(text):
                continue
            if name != "nature" or nature_of(text) is not None:
                found.add(name)
        return frozenset(found)

    def _is_signature(self, row: Row) -> bool:
        """Whether a nameless row has words or a day where amounts stand (a signature, 2020年4月17日) and no amount."""
        cells = [self.draft.cells(row, column.index) for column in self.money]
        words = [cell for cell in cells if text_of(cell)]
        return bool(words) and all(
            isinstance(cell, date) or (isinstance(cell, str) and not cell.startswith("#") and _is_signed(cell))
            for cell in words
        )

    def _depth(self, row: Row, sequence: str) -> int | None:
        """How deep the row's number stands: in its column of numbers, else in front of its name (1. 甲, (一)乙)."""
        if sequence and self.sequence is not None:
            return depth_of(self.draft.cells(row, self.sequence.index))
        first = next((cell for cell in row if isinstance(cell, str) and squeeze(cell)), "")
        if BARE_NUMBER.fullmatch(squeeze(first)):
            return depth_of(first)
        return depth_of(self.draft.cells(row, self.projects[0]), before_name=True)

    def _read_money(self, line: PlanLine, column: Column) -> None:
        origin = self.draft.origin(line.number, column.index)
        cell = self.draft.cells(line.row, column.index)
        unit = self.draft.unit_of(line.row, column)
        try:
            amount = read_amount(cell, unit or 1)
        except Unreadable as error:
            if line.label is not None and line.label.why in ("note", "comparison", "example"):
                return
            if line.label is not None and line.label.why in ("total", "subtotal"):
                self.draft.note("total-unreadable", origin, text=QUOTED.fill(text=text_of(cell)))
            else:
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
        if unit is None and line.label is not None:
            return  # a total without a unit, over rows of several ones: nothing to compare
        if line.label is None and (unit is None or self.draft.doubts_unit_of(line.number, line.row, column, amount)):
            if unit is None:
                self.draft.note("unit-conflict", origin, header=column.header)
            self.draft.reject(line.project or None, origin)
            line.unreadable = True
            return
        if not amount.exact:
            line.rounded.add(column.index)
            if line.label is None:
                self.draft.note("plan-fraction", origin, project=line.project, amount_fen=amount.fen)
        line.money[column.index] = amount.fen

    def _refuse_formula(self, line: PlanLine, origin: Origin) -> None:
        if line.label is not None:
            self.draft.note("total-unreadable", origin, text=NO_VALUE)
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
        """Settles the units, judges every row, compares the stated totals, and gives the rows of projects."""
        self._rows = [(number, row) for number, row in self._rows if number not in self.draft.handed_on]
        self.draft.hear(self._rows)
        self.draft.last_row = self._rows[-1][0] if self._rows else 0
        self.money = settle_levels(self.draft, self.draft.money_columns(), self._rows)
        choice = ColumnChoice(self.draft, self.money)
        self.parts = choice.parts
        self.needs = NeedReader(self.draft)
        if self.texts["unit"] in self.needs.units:
            self.texts["unit"] = None
        self.needs.take_whole(self.parts, choice.checks)
        self._lines = [self._line(number, row) for number, row in self._rows]
        self._mark_covered()
        Judge(self.draft, self._lines, self.projects[0]).judge()
        taken = {column.index: key[:2] for key, columns in self.parts.items() for column in columns}
        totals = TotalsCheck(self.draft, self._lines, self.money, taken, self.projects[0])
        totals.can_compute = self.needs.says_enough
        self.stated = totals.compare()
        self._compare_with_blank_form()
        rows: list[PlanRow] = []
        heading = ""
        self._headed = headed_natures(self._lines)
        for line in self._lines:
            if line.why:
                self.draft.leave_out(line.number, line.why)
                self.draft.doubt_unit(line.number, line.texts if line.why == "note" else ())
                if line.why in ("subtotal", "section"):
                    heading = _heading(line)
                continue
            found = list(self._rows_of(line, heading))
            rows += found
            shares = [share for row in found if row.need is not None for share in row.need.shares]
            check_parts(self.draft, choice.checks, line, {share.level for share in shares if share.part})
        projects = [line for line in self._lines if not line.why]
        check_merged(self.draft, self.money, projects)
        check_negative(self.draft, self.parts, projects)
        stating = [line for line in self._lines if not line.why or line.why in TOTALS]
        check_rates(self.draft, self.parts, stating)
        check_remainders(self.draft, self.parts, stating)
        check_scores(self.draft, self.parts, [line for line in self._lines if line.why in ("", "total")])
        for line in projects if self.form_rows else ():
            check_form(self.draft, self.money, FormPart(line.number, line.project, line.money), self.form_rows)
        check_magnitudes(self.draft, self.money, projects)
        check_hundreds(self.draft, self.money, projects)
        check_split(self.draft, self.parts, projects)
        check_shares(self.draft, self.parts)
        check_changes(self.draft, projects)
        if self.parts or not self.needs.can_compute:
            check_unused(self.draft, self.parts, projects)
        elif not self.needs.counts_whole:
            suspect_total(self.draft, rows)
        return tuple(rows)

    def _compare_with_blank_form(self) -> None:
        """What the blank workbook has beside its projects: sums above the header, and examples."""
        fractions = Counter(index for line in self._lines for index in line.rounded)
        compare_sums_above(self.draft, self.money, sums_of(self._lines), fractions)
        for line in self._lines:
            if line.why == "example":
                note_example(self.draft, line.number, line.project, line.money)

    def _mark_covered(self) -> None:
        """A row whose amount is part of one merged over several rows has money, and nobody knows how much."""
        places = merged_down(self.draft.merged, [c.index for c in self.money], self.draft.header.row_numbers[-1])
        covered = {row for (row, _), first in places.items() if row != first}
        for line in self._lines:
            line.unreadable = line.unreadable or line.number in covered

    def _rows_of(self, line: PlanLine, heading: str) -> Iterator[PlanRow]:
        """One row of the book for each nature that the columns of this row speak of."""
        natures = {nature for _, _, nature in self.parts} or {None}
        several = len(natures) > 1
        if several and not any(line.money.values()):
            natures = {MATCHING}  # nothing is planned in either fund: the project is shown all the same
            several = False
        for nature in sorted(natures, key=str, reverse=True):
            cells = self._cells(line, nature)
            amounts = {key: sum(part.fen for part in parts) for key, parts in cells.items()}
            blanks = self._blanks(line, nature)
            empty = frozenset(key for key in blanks if self._is_empty(line, (*key, nature)))
            blank = not any(c.index in line.money for key, cs in self.parts.items() if key[2] == nature for c in cs)
            if several and (blank or not any(amounts.values())):
                continue
            need = None if several or line.unreadable else self.needs.read(line, self.parts)
            level_cell, own_level = self._cell(line, "level"), self.draft.settings.own_level
            level = level_of(level_cell) if level_cell else None
            if level is not None:
                level = own_level if level == OWN else level
                amounts = {(measure, of or level): fen for (measure, of), fen in amounts.items()}
                need = need and need.of_level(level)  # the other levels have rows of their own
                cells = {(measure, of or level): parts for (measure, of), parts in cells.items()}
                blanks = frozenset((measure, of or level) for measure, of in blanks)
                empty = frozenset((measure, of or level) for measure, of in empty)
            elif level_cell and self.texts["level"] is not None:
                origin = self.draft.origin(line.number, self.texts["level"].index)
                self.draft.note("level-unknown", origin, text=level_cell, project=line.project)
                self.draft.reject(line.project, origin)
                continue
            found = PlanRow(
                project=line.project,
                amounts=amounts,
                origin=self._origin(line),
                table=self.draft.index,
                code=self._cell(line, "code"),
                nature=nature if several else self._nature(line, nature),
                class_name=self._cell(line, "class") or heading,
                unit=self._unit(line),
                year=self._year(line),
                need=need,
                unstated=blank and not line.unreadable and bool(self.parts),
                cells=cells,
                blanks=blanks,
                empty=empty,
                points=own_points(self.draft, line),
                place=" ".join(self._text(line.number, line.row, index) for index in self._places).strip(),
            )
            if found.unstated and need is None:
                self.draft.note("plan-blank", found.cell_of("required", own_level, None), project=line.project)
            yield found

    def _origin(self, line: PlanLine) -> Origin:
        return self.draft.origin(line.number, self.projects[0])

    def _cells(self, line: PlanLine, nature: str | None) -> dict[tuple[str, str | None], tuple[Part, ...]]:
        """The cells that make up each amount of a row; a blank one adds nothing."""
        return {
            (measure, level): tuple(
                Part(line.money.get(index, 0), self.draft.origin(line.number, index))
                for index in (column.index for column in columns)
            )
            for (measure, level, of), columns in self.parts.items()
            if of == nature
        }

    def _blanks(self, line: PlanLine, nature: str | None) -> frozenset[tuple[str, str | None]]:
        """The amounts of a row whose cells are all blank, and not unreadable."""
        return frozenset(
            (measure, level)
            for (measure, level, of), columns in self.parts.items()
            if of == nature and not line.unreadable and not any(column.index in line.money for column in columns)
        )

    def _is_empty(self, line: PlanLine, key: Key) -> bool:
        return not any(self.draft.cells.text(line.row, column.index) for column in self.parts[key])

    def _cell(self, line: PlanLine, name: str) -> str:
        column = self.texts[name]
        return self._text(line.number, line.row, column.index) if column is not None else ""

    def _unit(self, line: PlanLine) -> str:
        """The responsible unit; 万元 and 公里 under 单位 are units of something else."""
        text = self._cell(line, "unit")
        word = squeeze(text)
        return "" if unit_alone(word) is not None or THING.fullmatch(word) else text

    def _year(self, line: PlanLine) -> int | None:
        digits = self._cell(line, "year").rstrip(YEAR_ENDING)
        return int(digits) if len(digits) == 4 and digits.isdecimal() else None

    def _nature(self, line: PlanLine, from_header: str | None) -> str | None:
        """The nature of a row: its own cell, the header's word, or the title's; None where nothing says it."""
        text = self._cell(line, "nature")
        nature = nature_of(text) if text else None
        if nature is not None:
            return nature
        column = self.texts["nature"]
        if text and column is not None and self._natures_known:
            origin = self.draft.origin(line.number, column.index)
            self.draft.note("nature-unknown", origin, text=text, project=line.project)
            self.draft.reject(line.project, origin)
            return None
        if from_header is not None:
            return from_header
        if line.number in self._headed:
            return self._headed[line.number]
        named = {c.nature for c in self.money if c.nature}
        if len(named) == 1:
            return named.pop()
        titled = nature_in_title(self.draft.caption.title) or nature_in_title(self.draft.sheet)
        if titled is not None:
            self.draft.assume("nature-title", nature=NATURES[titled])
        return titled

    @cached_property
    def _natures_known(self) -> bool:
        """Whether the column of natures holds any: 资金性质 in budget systems is something else."""
        column = self.texts["nature"]
        return column is not None and any(
            nature_of(self.draft.cells.text(line.row, column.index)) for line in self._lines
        )


def _is_signed(text: str) -> bool:
    """Whether a text is surely no amount that was typed wrongly: a day, or words without any digit."""
    if not any(mark.isdigit() for mark in text_of(text)):
        return True
    try:
        return not is_amount(text) and read_date(text, None) is not None
    except Unreadable:
        return False


def _heading(line: PlanLine) -> str:
    """The class that a subtotal or a section row names: 工程类 from 一、工程类(小计)."""
    for text in [line.project, *line.texts]:
        found = next((word for word in CLASS_WORDS if word in text), None)
        if found is not None:
            return found
    return ""
