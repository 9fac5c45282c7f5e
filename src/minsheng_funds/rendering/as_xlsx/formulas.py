"""Which cells of a table are formulas: printed amounts on the exact ones, rates, differences, totals.

A formula is written only where, in whole numbers, it gives what the document says. References stay in the row, and
totals stand outside of what is sorted, so that sorting and filtering change no figure.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from minsheng_funds.model import column_letter
from minsheng_funds.money import YUAN, money_text
from minsheng_funds.rendering.as_xlsx.values import decimals_of, exact_to_the_fen, is_amount, printed
from minsheng_funds.rendering.document import Cell, Table
from minsheng_funds.rendering.words import DASH

_COUNTS = ("projects", "payments")
_NO_SUMS = ("cumulative", "base")
"""Amounts whose total is no sum of the rows above it."""
_TIE = 1e-6
"""Points so near to a half of their last digit are written as they are: a formula might round them elsewhere."""
Number = Callable[[int, int], Decimal | int | None]
"""(row, column) of a table → the number that is added up there; None where there is none."""


def exact_columns(table: Table) -> list[int]:
    """The places of the columns whose printed amounts are rounded, so that the exact ones stand beside the table."""
    return [
        place
        for place, column in enumerate(table.columns)
        if column.kind == "money"
        and any(is_amount(column, row[place]) and not exact_to_the_fen(row[place]) for row in table.rows)
    ]


def has_running_sums(table: Table) -> bool:
    """Whether rows build on those above them, so that nobody may sort them."""
    return any(len(column.made_of) == 1 for column in table.columns)


@dataclass(frozen=True)
class Layout:
    """Where a table stands in its sheet: rows in `order` from sheet row `first` (from 0) on, exact amounts in `exact`.

    `columns` has the sheet's column (from 0) of each of the table's. `data` rows come first where the table is
    `sorted` by its readers, its totals beneath all of them. In a `long` table only the totals are formulas.
    """

    table: Table
    order: tuple[int, ...]
    first: int
    columns: Mapping[int, int]
    exact: Mapping[int, int]
    sorted: bool
    long: bool = False

    def line(self, row: int) -> int:
        """The row of the sheet, from 1."""
        return self.first + self._lines[row] + 1

    def is_live(self, row: int) -> bool:
        """Whether there may be formulas and links in a row."""
        return not self.long or row in self.table.totals

    def at(self, row: int, place: int, *, exact: bool = False, fixed: bool = False) -> str:
        """The address of a cell of the table; `fixed`: of another row, which stays what it is."""
        column = self.exact[place] if exact else self.columns[place]
        return f"{column_letter(column)}{'$' if fixed else ''}{self.line(row)}"

    @cached_property
    def _lines(self) -> dict[int, int]:
        return {row: line for line, row in enumerate(self.order)}

    @cached_property
    def _keys(self) -> dict[str, int]:
        return {column.key: place for place, column in enumerate(self.table.columns) if column.key}

    # --- Formulas -----------------------------------------------------------------------------------------

    def printed_formula(self, row: int, place: int) -> str:
        """The formula of a printed cell, or "" where its value stands there."""
        column, cell = self.table.columns[place], self.table.rows[row][place]
        if not self.is_live(row):
            return ""
        if row in self.table.totals and self._adds_up(place):
            total = self._sum(row, place, self._printed, exact=False)
            if total:
                return total
        if column.kind == "rate":
            return self._rate(row, place)
        if not is_amount(column, cell):
            return ""
        parts = self._made_of(place)
        if parts is not None:
            first, second = (self._printed(row, part) for part in parts)
            if first is not None and second is not None and first - second == printed(cell):
                return f"={self.at(row, parts[0])}-{self.at(row, parts[1])}"
        if place not in self.exact:
            return self._running_sum(row, place, exact=False)
        return self._step(row, place) or self._rounded(row, place)

    def exact_formula(self, row: int, place: int) -> str:
        """The formula of an exact amount, or "" where its value stands there."""
        if not self.is_live(row):
            return ""
        if running := self._running_sum(row, place, exact=True):
            return running
        if row in self.table.totals:
            return self._sum(row, place, self._fen, exact=True) if self._adds_up(place) else ""
        parts, fen = self._made_of(place), self._fen(row, place)
        if parts is None or fen is None or any(part not in self.exact for part in parts):
            return ""
        first, second = (self._fen(row, part) for part in parts)
        if first is None or second is None or first - second != fen:
            return ""
        return f"={self.at(row, parts[0], exact=True)}-{self.at(row, parts[1], exact=True)}"

    def _adds_up(self, place: int) -> bool:
        """Whether a column's total is a sum at all: of running sums, ranks and points it is not, even of one row."""
        column = self.table.columns[place]
        return column.key in _COUNTS or (column.kind == "money" and column.key not in _NO_SUMS)

    def _rounded(self, row: int, place: int) -> str:
        """The exact amount rounded; where the balance moved the printed part, the difference is added."""
        cell = self.table.rows[row][place]
        number, decimals = printed(cell), decimals_of(cell.text)
        if number is None or cell.fen is None or not cell.unit or cell.unit % YUAN:
            return ""
        moved = number - Decimal(money_text(cell.fen, cell.unit, decimals))
        divided = "" if cell.unit == YUAN else f"/{cell.unit // YUAN}"
        return f"=ROUND({self.at(row, place, exact=True)}{divided},{decimals})" + (f"{moved:+}" if moved else "")

    def _rate(self, row: int, place: int) -> str:
        """Part ÷ base of the same row, "—" where the base is not above zero."""
        parts, cell = self._made_of(place), self.table.rows[row][place]
        if parts is None:
            return ""
        if all(self.table.columns[part].kind == "rate" for part in parts):
            return self._points(row, place, *parts)
        below_row = row if self._fen(row, parts[1]) is not None else self._total_beneath(row)
        part, base = self._fen(row, parts[0]), self._fen(below_row, parts[1])
        if part is None or base is None:
            return ""
        same = cell.rate is not None and base > 0 and cell.rate.numerator * base == part * cell.rate.denominator
        if not same and not (cell.text == DASH and base <= 0):
            return ""
        above = self.at(row, parts[0], exact=parts[0] in self.exact)
        below = self.at(below_row, parts[1], exact=parts[1] in self.exact, fixed=below_row != row)
        return f'=IF({below}>0,{above}/{below},"{DASH}")'

    def _points(self, row: int, place: int, first: int, second: int) -> str:
        """One rate less another in points, "—" where one of them is not known."""
        cell, share, target = self._cell(row, place), self._cell(row, first).rate, self._cell(row, second).rate
        said, decimals = printed(cell), decimals_of(cell.text)
        if share is None or target is None or said is None:
            return ""
        digits = (share.numerator / share.denominator - target.numerator / target.denominator) * 100 * 10**decimals
        if abs(abs(digits) % 1 - 0.5) < _TIE or round(digits) != said.scaleb(decimals):
            return ""
        one, other = self.at(row, first), self.at(row, second)
        return f'=IF(COUNT({one},{other})=2,ROUND(({one}-{other})*100,{decimals}),"{DASH}")'

    def _made_of(self, place: int) -> tuple[int, int] | None:
        """The places of the two columns that a column is made of."""
        made_of = self.table.columns[place].made_of
        keys = self._keys
        if len(made_of) != 2 or any(key not in keys for key in made_of):
            return None
        return keys[made_of[0]], keys[made_of[1]]

    # --- Running sums -------------------------------------------------------------------------------------

    def _running_sum(self, row: int, place: int, *, exact: bool) -> str:
        """The sum of what stands in a column from the fund's first row to this one; "" where that is not it."""
        made_of = self.table.columns[place].made_of
        summed = self._keys.get(made_of[0]) if len(made_of) == 1 else None
        if summed is None or (exact and summed not in self.exact):
            return ""
        rows = [each for each in (*self._group(row), row) if each not in self.table.totals]
        if not rows:
            return ""
        found = [self._fen(each, summed) for each in rows]
        if sum(fen or 0 for fen in found) != self._fen(row, place):
            return ""
        return f"=SUM({self._range([rows[0], rows[-1]], summed, exact=exact)})"

    def _step(self, row: int, place: int) -> str:
        """By what the printed running sum grew from the row above: that is how such parts are balanced."""
        key = self.table.columns[place].key
        running = next((at for at, column in enumerate(self.table.columns) if column.made_of == (key,)), None)
        if running is None or not key or row in self.table.totals:
            return ""
        now, group = self._printed(row, running), self._group(row)
        before = self._printed(group[-1], running) if group else Decimal(0)
        if now is None or before is None or now - before != self._printed(row, place):
            return ""
        return f"={self.at(row, running)}" + (f"-{self.at(group[-1], running, fixed=True)}" if group else "")

    def _total_beneath(self, row: int) -> int:
        """The total that a row is part of; the row itself where there is none."""
        return min((total for total in self.table.totals if total >= row), default=row)

    # --- Totals -------------------------------------------------------------------------------------------

    def _sum(self, row: int, place: int, number: Number, *, exact: bool) -> str:
        """The sum of a total's parts, where these are all rows above it, or those of its fund, or those in scope."""
        total, group = number(row, place), self._group(row)
        reach = [each for each in self.order if each not in self.table.totals] if self.sorted else group
        if total is None or not group:
            return ""
        for conditions in self._conditions(reach, group):
            met = [each for each in reach if all(self._text(each, where) == text for where, text in conditions)]
            if met and set(met) <= set(group) and sum(number(each, place) or 0 for each in met) == total:
                return self._sum_formula(reach, place, conditions, exact=exact)
        return ""

    def _group(self, row: int) -> list[int]:
        """The rows between the last total and this one."""
        start = max((total for total in self.table.totals if total < row), default=-1) + 1
        return list(range(start, row))

    def _conditions(self, reach: Sequence[int], group: Sequence[int]) -> Iterator[tuple[tuple[int, str], ...]]:
        """What may tell the parts from other rows: their fund, being in scope. These are words of the program's own."""
        places = self._keys
        fund: tuple[tuple[int, str], ...] = ()
        if len(reach) > len(group) and "nature" in places:
            fund = ((places["nature"], self._text(group[0], places["nature"])),)
        yield fund
        if "in_scope" in places:
            for text in dict.fromkeys(self._text(each, places["in_scope"]) for each in group):
                yield (*fund, (places["in_scope"], text))

    def _sum_formula(
        self, rows: Sequence[int], place: int, conditions: Sequence[tuple[int, str]], *, exact: bool
    ) -> str:
        summed = self._range(rows, place, exact=exact)
        if not conditions:
            return f"=SUM({summed})"
        tested = ",".join(f'{self._range(rows, where)},"{text}"' for where, text in conditions)
        return f"=SUMIFS({summed},{tested})"

    def _range(self, rows: Sequence[int], place: int, *, exact: bool = False) -> str:
        letter = column_letter(self.exact[place] if exact else self.columns[place])
        return f"{letter}${self.line(rows[0])}:{letter}${self.line(rows[-1])}"

    def _text(self, row: int, place: int) -> str:
        return self.table.rows[row][place].text

    def _cell(self, row: int, place: int) -> Cell:
        return self.table.rows[row][place]

    def _fen(self, row: int, place: int) -> int | None:
        cell = self._cell(row, place)
        return cell.fen if is_amount(self.table.columns[place], cell) else None

    def _printed(self, row: int, place: int) -> Decimal | None:
        cell = self._cell(row, place)
        if self.table.columns[place].kind == "money" and not is_amount(self.table.columns[place], cell):
            return None
        return printed(cell)
