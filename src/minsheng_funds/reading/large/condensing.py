"""One part of a large ledger condensed: which rows are ordinary, and their sums by group and day. Sums are integers."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any, NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv as arrow_csv

from minsheng_funds.reading.large.text import row_of
from minsheng_funds.reading.sheets import OrdinaryRows, Row, Settled, Unusable
from minsheng_funds.reading.values import Cell
from minsheng_funds.vocabulary import LARGE

Array = Any
"""An array of numpy or of pyarrow."""
MOST_SUMS = 1_000_000
"""So many sums by group and day are kept; a ledger has more only where its project column names persons."""
_COMPACTED = 500_000
"""So many sums of parts wait until they are added up."""
_PLAIN = r"^\d{1,10}(?:\.\d{1,2})?$"
_PLAIN_OR_GROUPED = r"^(?:\d{1,10}|\d{1,3}(?:,\d{3}){1,2})(?:\.\d{1,2})?$"
_SAMPLED = 1_000
"""So many texts tell whether most of a column are alike."""
_NUMBER = r"^\d+$"
_STRETCH = 1 << 16
"""So many bytes are searched for ends of lines at once."""
_QUOTE, _LINE_END = ord('"'), ord("\n")
_HUNDREDTHS = pa.decimal128(14, 2)
_TEXTS = pa.dictionary(pa.int32(), pa.string())


class Texts(NamedTuple):
    """A column of few different values: these, and the place among them of each row's."""

    values: Sequence[Cell]
    places: Array


class Columns(NamedTuple):
    """What is looked at of a part, row by row; `odd` are rows that are known not to be ordinary."""

    groups: Sequence[Texts]
    day: Texts
    fen: Array
    odd: Array


class Table(NamedTuple):
    """Sums by group and day: the places of both, the row of the first payment, sum (fen) and number."""

    groups: Sequence[tuple[Cell, ...]]
    days: Sequence[date | None]
    group: Array
    day: Array
    first: Array
    fen: Array
    count: Array


class Batch:
    """A part whose rows are handed out in order: `next_place` is that of the next row to be given as it stands."""

    def __init__(self, columns: Columns, ordinary: OrdinaryRows, row: Callable[[int], Row]) -> None:
        self._row = row
        self.rows = len(columns.fen)
        self._fen = columns.fen
        self._groups, self._group_of = _joined(columns.groups)
        self._days = [ordinary.read_day(text) for text in columns.day.values]
        self._day_of = columns.day.places
        known = np.array([day is not None for day in self._days], dtype=bool)
        self._odd = columns.odd | ~known[self._day_of] if len(known) else np.ones(self.rows, dtype=bool)
        self._whole = self._table(np.flatnonzero(~self._odd))
        self._base = self._at = self._settled = self._next = 0
        self._given: list[int] = []

    def begin(self, base: int, ordinary: OrdinaryRows, *, last: int) -> None:
        """`base` rows stand above this part; `last` of its last rows are given as they stand."""
        self._base = base
        strange = [not ordinary.knows(group) or ordinary.wants(group) for group in self._groups]
        self._strange = np.array(strange, dtype=bool)
        self._special = self._odd | self._strange[self._group_of] if any(strange) else self._odd.copy()
        if last:
            self._special[-last:] = True
        self._places = np.flatnonzero(self._special)

    def next_place(self) -> int:
        """The place of the next row to be given as it stands, or the number of rows."""
        return int(self._places[self._next]) if self._next < len(self._places) else self.rows

    def advance(self, place: int) -> tuple[int, int]:
        """Goes on to this place: the number and the sum (fen) of the ordinary rows before it."""
        count, fen = place - self._at, int(self._fen[self._at : place].sum()) if place > self._at else 0
        self._at = place
        return count, fen

    def row(self, place: int) -> Row:
        """The row at this place as it stands."""
        self._given.append(place)
        self._at, self._next = place + 1, self._next + 1
        return self._row(place)

    def look_again(self, ordinary: OrdinaryRows) -> None:
        """After a row was given: a group that was not known before may be known now."""
        group = int(self._group_of[self._given[-1]])
        if not self._groups or not self._strange[group]:
            return
        key = self._groups[group]
        if ordinary.knows(key) and not ordinary.wants(key):
            self._strange[group] = False
            below = self._odd[self._at :] | self._strange[self._group_of[self._at :]]
            self._special[self._at :] = below | (self._special[self._at :] & (self._group_of[self._at :] != group))
            self._places, self._next = np.flatnonzero(self._special[self._at :]) + self._at, 0

    def settle(self) -> Table:
        """The sums of the rows passed since the last time, less those that were given as they stand."""
        start, stop = self._settled, self._at
        self._settled = stop
        if start == 0 and stop == self.rows and len(self._given) == int(self._odd.sum()):
            return self._whole._replace(first=self._whole.first + self._base)
        taken = np.ones(stop - start, dtype=bool)
        given = np.array([place - start for place in self._given if place >= start], dtype=np.int64)
        taken[given] = False
        table = self._table(np.flatnonzero(taken) + start)
        return table._replace(first=table.first + self._base)

    def _table(self, rows: Array) -> Table:
        """The sums of these rows; their numbers count from 1 in this part."""
        width = max(len(self._days), 1)
        key = self._group_of[rows] * width + self._day_of[rows]
        found, *sums = _added_up(key, width * len(self._groups), rows + 1, self._fen[rows], None)
        groups, days = np.divmod(found, width)
        return Table(self._groups, self._days, groups, days, *sums)


class Sums:
    """The sums of all parts since they were last taken."""

    def __init__(self) -> None:
        self._groups: dict[tuple[Cell, ...], int] = {}
        self._days: dict[date | None, int] = {}
        self._parts: list[list[Array]] = []
        self._waiting = self._kept = 0

    def add(self, table: Table) -> None:
        """Takes in the sums of one part."""
        if not len(table.count):
            return
        groups = np.array([self._groups.setdefault(key, len(self._groups)) for key in table.groups], np.int64)
        days = np.array([self._days.setdefault(day, len(self._days)) for day in table.days], np.int64)
        self._parts.append([groups[table.group], days[table.day], table.first, table.fen, table.count])
        self._waiting += len(table.count)
        if self._waiting > _COMPACTED + 2 * self._kept:
            self._compact()

    def _compact(self) -> None:
        groups, days, first, fen, count = (np.concatenate(each) for each in zip(*self._parts, strict=True))
        width = max(len(self._days), 1)
        found, *sums = _added_up(groups * width + days, width * len(self._groups), first, fen, count)
        if len(found) > MOST_SUMS:
            raise Unusable("large", {"why": LARGE["varied"].fill(count=f"{MOST_SUMS:,}")})
        self._parts = [[*np.divmod(found, width), *sums]]
        self._kept = self._waiting = len(found)

    def take(self) -> list[Settled]:
        """The sums since the last time, as their first rows stand in the file."""
        if not self._parts:
            return []
        self._compact()
        order = np.argsort(self._parts[0][2], kind="stable")
        groups, days = list(self._groups), list(self._days)
        found = []
        for group, day, *sums in zip(*(each[order].tolist() for each in self._parts[0]), strict=True):
            dated = days[day]
            assert dated is not None
            found.append(Settled(groups[group], dated, *sums))
        self._parts, self._waiting, self._kept = [], 0, 0
        self._groups, self._days = {}, {}
        return found


def _added_up(key: Array, kinds: int, first: Array, fen: Array, count: Array | None) -> tuple[Array, ...]:
    """The different keys (whole numbers below `kinds`), and for each its first row, sum (fen) and number.

    The entries of a key stand in the order of their first rows. `count` says how many payments each has (None: one).
    """
    if kinds > 4 * len(key):
        names, key = np.unique(key, return_inverse=True)
        kinds = len(names)
    else:
        names = np.arange(kinds)
    met = np.flatnonzero(np.bincount(key, minlength=kinds))
    fens, counts, firsts = (np.zeros(kinds, np.int64) for _ in range(3))
    np.add.at(fens, key, fen)
    np.add.at(counts, key, 1 if count is None else count)
    firsts[key[::-1]] = first[::-1]  # of several entries, the last one that is written stays: the topmost
    return names[met], firsts[met], fens[met], counts[met]


def _joined(columns: Sequence[Texts]) -> tuple[list[tuple[Cell, ...]], Array]:
    """The different combinations of several columns, and the place among them of each row's."""
    first, *others = columns
    values: list[tuple[Cell, ...]] = [(value,) for value in first.values]
    places = first.places
    for column in others:
        if column is columns[0]:  # the reader's groups have at least two cells
            values = [(*value, value[0]) for value in values]
            continue
        size = max(len(column.values), 1)
        codes = places * size + column.places
        found, places = np.unique(codes, return_inverse=True) if len(values) * size > len(codes) else _met(codes)
        values = [(*values[code // size], column.values[code % size]) for code in found.tolist()]
    return values, places


def _met(codes: Array) -> tuple[Array, Array]:
    """As `np.unique` with `return_inverse`, for small numbers."""
    found = np.flatnonzero(np.bincount(codes))
    places = np.zeros(int(found[-1]) + 1 if len(found) else 0, np.int64)
    places[found] = np.arange(len(found))
    return found, places[codes]


def texts_of(column: Array, cell: Callable[[Any], Cell] = lambda value: value) -> Texts:
    """A column of few different values; nothing is "", as in every sheet."""
    if not pa.types.is_dictionary(column.type):
        column = column.dictionary_encode()
    values = [cell(value) for value in column.dictionary.to_pylist()]
    places = column.indices
    if places.null_count:
        places = places.fill_null(len(values))
        values.append("")
    return Texts(values, np.from_dlpack(places).astype(np.int64))


def hundredths_of(texts: Array) -> tuple[Array, Array]:
    """Plain amounts as whole numbers of hundredths, and which texts are plain amounts: 12, 12.5, 1,234.50."""
    given = texts
    plain = pc.match_substring_regex(texts, _PLAIN)
    if pc.all(plain).as_py():
        return whole_numbers(texts.cast(_HUNDREDTHS)), truths_of(plain)
    if pc.any(pc.match_substring_regex(texts.filter(pc.invert(plain)), _PLAIN_OR_GROUPED)).as_py():
        texts = pc.replace_substring(texts, ",", "")
        plain = pc.and_(pc.match_substring_regex(texts, _PLAIN), pc.match_substring_regex(given, _PLAIN_OR_GROUPED))
    found, truths = np.zeros(len(texts), np.int64), truths_of(plain)
    found[truths] = whole_numbers(texts.filter(plain).cast(_HUNDREDTHS))
    return found, truths


def truths_of(column: Array) -> Array:
    """A column of yes and no for numpy, without the detour over pandas that `to_numpy` takes."""
    return np.from_dlpack(column.cast(pa.uint8())).astype(bool)


def whole_numbers(decimals: Array) -> Array:
    """Decimals of up to 18 digits without their point: the lower halves of what they are kept in."""
    halves = np.frombuffer(decimals.buffers()[1], dtype=np.int64)
    return halves[2 * decimals.offset : 2 * (decimals.offset + len(decimals)) : 2]


def within(hundredths: Array, ordinary: OrdinaryRows) -> Array:
    """Which amounts are as large as others: compared as the loop over rows compares them."""
    low, high = ordinary.bounds()
    amounts = hundredths / 100.0
    return (amounts > low) & (amounts < high)


def speaks(column: Array, ordinary: OrdinaryRows) -> Array | None:
    """Which texts say that a row may be no ordinary payment; None where none does."""
    few = len(column.slice(0, _SAMPLED).unique()) * 10 < min(len(column), _SAMPLED)
    texts = column.unique() if few else column
    found = texts.filter(pc.match_substring_regex(texts, ordinary.telling)).unique().to_pylist()
    telling = [text for text in found if text and not ordinary.harmless(text)]
    return truths_of(pc.is_in(column, pa.array(telling, column.type))) if telling else None


def is_number(column: Array) -> Array:
    """Which texts are whole numbers."""
    return truths_of(pc.match_substring_regex(column, _NUMBER))


class _Lines:
    """The lines of a part, found when they are asked for, one behind the other."""

    def __init__(self, part: bytes, delimiter: str) -> None:
        self._part, self._delimiter = part, delimiter
        self._passed = self._at = 0
        """So many line ends stand before this character."""

    def _begin(self, place: int) -> int:
        """Where the line at this place begins."""
        if place <= self._passed:
            self._passed = self._at = 0
        while self._at < len(self._part):
            count = self._part.count(_LINE_END, self._at, self._at + _STRETCH)
            if self._passed + count >= place:
                break
            self._passed, self._at = self._passed + count, self._at + _STRETCH
        found = self._at
        for _ in range(place - self._passed):
            found = self._part.index(_LINE_END, found) + 1
        return found

    def row(self, place: int) -> Row:
        """The fields of a line."""
        start = self._begin(place)
        end = self._part.find(_LINE_END, start)
        line = self._part[start:] if end < 0 else self._part[start:end]
        try:
            return row_of(line.decode("utf-8").removesuffix("\r"), self._delimiter)
        except UnicodeDecodeError:
            raise Unusable("encoding", "") from None


def text_batch(part: bytes, delimiter: str, width: int, ordinary: OrdinaryRows) -> Batch | None:
    """A part of a csv, all of whose lines are rows, condensed. Raises `Unusable` for bytes that are no UTF-8."""
    if width < 2 or max(ordinary.day, ordinary.amount) >= width:
        return None
    wanted = {*ordinary.words, ordinary.amount, *range(ordinary.width, width)}
    wanted |= {ordinary.sequence} if ordinary.sequence is not None else set()
    kinds: dict[int, Any] = dict.fromkeys(wanted, pa.string())
    kinds.update(dict.fromkeys((*ordinary.groups, ordinary.day), _TEXTS))
    names = {place: str(place) for place in kinds if place < width}
    uneven: list[int] = []

    def pass_over(row: Any) -> str:
        uneven.append(row.number - 1)
        return "skip"

    try:
        table = arrow_csv.read_csv(
            pa.BufferReader(part),
            arrow_csv.ReadOptions(use_threads=False, column_names=[str(n) for n in range(width)], block_size=1 << 30),
            arrow_csv.ParseOptions(
                delimiter=delimiter,
                quote_char='"' if b'"' in part else False,
                ignore_empty_lines=False,
                invalid_row_handler=pass_over,
            ),
            arrow_csv.ConvertOptions(
                include_columns=list(names.values()),
                column_types={name: kinds[place] for place, name in names.items()},
            ),
        )
    except pa.ArrowInvalid as error:
        if "UTF8" in str(error):
            raise Unusable("encoding", "") from None
        return None
    if table.num_rows == 0:
        return None
    found = {place: table[name].combine_chunks() for place, name in names.items()}
    blank = Texts([""], np.zeros(table.num_rows, np.int64))
    texts = {place: texts_of(found[place]) if place in found else blank for place in {*ordinary.groups, ordinary.day}}
    hundredths, plain = hundredths_of(_plain_texts(found[ordinary.amount]))
    odd = ~plain | ~within(hundredths, ordinary)
    for place in ordinary.words:
        if place in found and (said := speaks(_plain_texts(found[place]), ordinary)) is not None:
            odd |= said
    for place in range(ordinary.width, width):
        odd |= truths_of(pc.not_equal(_plain_texts(found[place]), ""))
    if ordinary.sequence is not None:
        odd |= is_number(_plain_texts(found[ordinary.sequence])) ^ True if ordinary.sequence in found else True
    fen = hundredths * (ordinary.unit // 100)
    columns = Columns([texts[place] for place in ordinary.groups], texts[ordinary.day], fen, odd)
    return Batch(_with_uneven(columns, uneven), ordinary, _Lines(part, delimiter).row)


def _plain_texts(column: Array) -> Array:
    return column.cast(pa.string()) if pa.types.is_dictionary(column.type) else column


def _with_uneven(columns: Columns, uneven: list[int]) -> Columns:
    """The columns with room for the lines that have more or fewer fields than others: these are odd."""
    if not uneven:
        return columns
    even = np.ones(len(columns.fen) + len(uneven), dtype=bool)
    even[np.array(uneven, dtype=np.int64)] = False

    def spread(values: Array, other: Any) -> Array:
        found = np.full(len(even), other, dtype=values.dtype)
        found[even] = values
        return found

    groups = [column._replace(places=spread(column.places, 0)) for column in columns.groups]
    day = columns.day._replace(places=spread(columns.day.places, 0))
    return Columns(groups, day, spread(columns.fen, 0), spread(columns.odd, True))


def quotes_are_plain(part: bytes, delimiter: str) -> bool:
    """Whether every quote of a part opens or closes a field that lies in one line and has no quote inside."""
    characters = np.frombuffer(part, np.uint8)
    quotes = np.flatnonzero(characters == _QUOTE)
    if len(quotes) % 2:
        return False
    opening, closing = quotes[::2], quotes[1::2]
    marks = (ord(delimiter), _LINE_END)
    before = characters[opening[opening > 0] - 1]
    if not np.isin(before, marks).all():
        return False
    after = characters[closing[closing < len(part) - 1] + 1]
    if not np.isin(after, (*marks, ord("\r"))).all():
        return False
    ends = np.flatnonzero(characters == _LINE_END)
    return bool((np.searchsorted(ends, opening) == np.searchsorted(ends, closing)).all())
