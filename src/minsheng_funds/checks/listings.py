"""Single payments as the rules look at them: which ledgers have what a rule needs, clusters, gaps, running totals."""

from bisect import bisect_left
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from datetime import date
from itertools import accumulate, groupby
from re import Match
from typing import NamedTuple

from minsheng_funds.checks.evidence import Evidence
from minsheng_funds.checks.words import MONTHS_OF_A_YEAR
from minsheng_funds.model import Listing, Origin, Table
from minsheng_funds.patterns import CHINESE_NUMERALS, MONTH_OF_SHEET, MONTHS, NAMED_MONTH, NO_SINGLE_MONTH, NUMERALS
from minsheng_funds.settings.check import Limit
from minsheng_funds.vocabulary import BLANK_AMOUNTS, PLACEHOLDER_MARKS, PLACEHOLDERS, Text

MOST_NAMED = 50
"""How many cells of one kind a finding names."""
_MOST_SPANS = 8
_SAMPLED = 2_000
"""So many payments tell how a running total runs."""


def listings_of(seen: Evidence, kind: str) -> Iterator[Listing]:
    """The ledgers; of those too large for their single payments to be kept it is said that the rule could not look."""
    kept = {listing.table for listing in seen.book.listings}
    for place, table in enumerate(seen.book.tables):
        if table.kind == "ledger" and table.rows and place not in kept:
            seen.cannot(kind, "too-large", Origin(table.file, table.sheet))
    yield from seen.book.listings


def listings_with(seen: Evidence, kind: str, *columns: str) -> Iterator[Listing]:
    """The ledgers that have these columns; of the others it is said that the rule could not look at them."""
    for listing in listings_of(seen, kind):
        missing = next((name for name in columns if name not in listing.places), None)
        if missing is None:
            yield listing
        elif listing.rows:
            seen.cannot(kind, f"ledger-{missing}", listing.sheet)


def says_nothing(text: str) -> bool:
    """Whether a cell is blank, says that there is nothing, or holds a place: 无, 待补, 见附件, ×××, 0."""
    if text in BLANK_AMOUNTS:
        return True
    lower = text.lower()
    return lower.strip("()") in PLACEHOLDERS or PLACEHOLDER_MARKS.issuperset(lower)


def blank_texts(listing: Listing, name: str) -> list[int]:
    """The payments whose cell of this column is blank, or says no more than a blank one; one a row."""
    texts = listing.texts(name)
    blank = set(filter(says_nothing, set(texts)))
    found = (place for place, text in enumerate(texts) if text in blank) if blank else iter(())
    return [next(places) for _, places in groupby(found, key=listing.rows.__getitem__)]


def on_days(listing: Listing, is_told: Callable[[date], bool]) -> dict[date, list[int]]:
    """The payments of the days that `is_told` tells, by day."""
    told = {day for day in set(listing.days) if day is not None and is_told(day)}
    found: dict[date, list[int]] = {day: [] for day in sorted(told)}
    for place, day in enumerate(listing.days) if told else ():
        if day in told:
            found[day].append(place)
    return found


def named(listing: Listing, places: Iterable[int], name: str = "") -> tuple[Origin, ...]:
    """The cells of some payments, the first ones: of their amounts, or of a column."""
    first = [place for place, _ in zip(places, range(MOST_NAMED), strict=False)]
    return tuple(dict.fromkeys(listing.cell(place, name) if name else listing.amount(place) for place in first))


def purpose(remark: str) -> str:
    """A remark as it tells payments apart: 第一批 and 第二批, two towns; 第一批 and 第1批 are the same."""
    return NUMERALS.sub(_in_digits, remark).lower()


def _in_digits(numeral: Match[str]) -> str:
    """A number below a hundred in digits; others as they are written."""
    text = numeral.group()
    if text.isdecimal():
        return text.lstrip("0") or text
    tens, ten, ones = text.rpartition(CHINESE_NUMERALS[9])
    if len(tens) > 1 or len(ones) > 1 or not CHINESE_NUMERALS[:9].count(tens) or not CHINESE_NUMERALS[:9].count(ones):
        return text
    figures = [CHINESE_NUMERALS.index(digit) + 1 if digit else 0 for digit in (tens, ones)]
    return str((figures[0] or 1) * 10 + figures[1] if ten else figures[1])


def without_cancelled(listing: Listing, places: Iterable[int]) -> list[int]:
    """Payments of one amount, less those that a negative one after them takes back: 退票重付 is no second payment."""
    standing: list[int] = []
    for place in sorted(places, key=lambda place: (listing.days[place] or date.min, place)):
        if listing.fens[place] > 0:
            standing.append(place)
        elif standing:
            standing.pop()
    return standing


def clusters(listing: Listing, places: Iterable[int], days: int) -> Iterator[list[int]]:
    """Payments each at most so many days after the one before, two or more together."""
    dated = sorted((day, place) for place in places if (day := listing.days[place]) is not None)
    found: list[int] = []
    last: date | None = None
    for day, place in dated:
        if last is not None and (day - last).days > days:
            if len(found) > 1:
                yield found
            found = []
        found.append(place)
        last = day
    if len(found) > 1:
        yield found


def windows(listing: Listing, places: Iterable[int], days: int, count: int, beyond: Limit) -> Iterator[list[int]]:
    """At least `count` payments, more than `beyond` (fen) together, the last at most so many days after the first.

    Where such payments are also part of the next ones, all are one.
    """
    dated = sorted((day, place) for place in places if (day := listing.days[place]) is not None)
    fens = [0, *accumulate(listing.fens[place] for _, place in dated)]
    first = last = end = 0
    for start, (day, _) in enumerate(dated):
        while end < len(dated) and (dated[end][0] - day).days <= days:
            end += 1
        if end - start < count or fens[end] - fens[start] <= beyond:
            continue
        if start >= last:
            if last:
                yield [place for _, place in dated[first:last]]
            first = start
        last = end
    if last:
        yield [place for _, place in dated[first:last]]


class Month(NamedTuple):
    """A month, of a year or of any."""

    year: int | None
    month: int

    def holds(self, day: date) -> bool:
        """Whether a day lies in it."""
        return day.month == self.month and self.year in (None, day.year)

    @property
    def name(self) -> Text:
        """The month as findings call it."""
        year = ("", "") if self.year is None else (f"{self.year}年", f"{self.year}-")
        return Text(f"{year[0]}{self.month}月", f"{year[1]}{self.month:02d}" if self.year else f"month {self.month}")


def month_of(table: Table) -> Month | None:
    """The only month that a table's sheet and title name; None where they name none, several, or a span of time."""
    found: set[tuple[str, int]] = set()
    sheet = "".join(table.sheet.split())
    if whole := MONTH_OF_SHEET.fullmatch(sheet):
        found.add((whole.group(1), int(whole.group(2) or whole.group(3))))
    for text in (sheet, table.title):
        if MONTHS.search(text) or NO_SINGLE_MONTH.search(text):
            return None
        found |= {(year, MONTHS_OF_A_YEAR.get(month) or int(month)) for year, month in NAMED_MONTH.findall(text)}
    months, years = {month for _, month in found}, {int(year) for year, _ in found if year}
    if len(months) != 1 or len(years) > 1:
        return None
    return Month(years.pop() if years else table.year, months.pop())


# --- Vouchers ---------------------------------------------------------------------------------------------

_DIGITS, _MOST_DIGITS = "0123456789", 40


class Numbers(NamedTuple):
    """The vouchers that share what stands before their number: number → the first payment with it."""

    prefix: str
    width: int
    places: dict[int, int]

    def name(self, number: int) -> str:
        """A voucher as this column writes it."""
        return f"{self.prefix}{number:0{self.width}d}"


def numbers_of(vouchers: Iterable[str]) -> list[Numbers]:
    """The numbers of vouchers, by what stands before them."""
    found: dict[str, dict[int, int]] = {}
    widths: dict[str, int] = {}
    for place, text in enumerate(vouchers):
        prefix = text.rstrip(_DIGITS)
        digits = text[len(prefix) :]
        if digits and len(digits) <= _MOST_DIGITS:
            found.setdefault(prefix, {}).setdefault(int(digits), place)
            if digits[0] == "0":
                widths[prefix] = len(digits)
    return [Numbers(prefix, widths.get(prefix, 0), places) for prefix, places in found.items()]


def spans(missing: Sequence[int], name: Callable[[int], str]) -> str:
    """Ascending numbers as they are said: 记-3–记-5, 记-9; of many the first ones."""
    found: list[list[int]] = []
    for number in missing:
        if found and number == found[-1][-1] + 1:
            found[-1] = [found[-1][0], number]
        else:
            found.append([number])
    words = ["–".join(map(name, span)) for span in found[:_MOST_SPANS]]
    return ", ".join(words) + (" …" if len(found) > _MOST_SPANS else "")


# --- Running totals ---------------------------------------------------------------------------------------


class _Steps(NamedTuple):
    """The rows of a ledger with a running total: the first payment of each, what it paid, and the total stated (fen).

    `gaps` are the steps above which stands money that could not be read.
    """

    places: Sequence[int]
    fens: Sequence[int]
    stated: Sequence[int | None]
    gaps: frozenset[int]


class Break(NamedTuple):
    """A running total that does not go on from the one before it: what it should be (fen)."""

    place: int
    expected: int
    stated: int


def running_breaks(listing: Listing, table: Table) -> tuple[list[Break], bool]:
    """Where a running total breaks, and whether it runs at all as known, up or down: see `_ways`.

    It does not where over a third of the rows that could go on from others do not.
    """
    steps, ways = _steps_of(listing, table), _ways(listing)
    most = min(_SAMPLED, len(steps.places))
    best, hits, count = (ways[0], False), 0, 0
    for down in (False, True):
        for way in ways:
            _, found, stated = _follow(steps, way, range(most)[::-1] if down else range(most))
            if found > hits:
                best, hits, count = (way, down), found, stated
    blank = not any(fen is not None for fen in steps.stated)
    if 2 * hits < count or not hits:
        return [], blank
    every = range(len(steps.places))
    breaks, hits, _ = _follow(steps, best[0], every[::-1] if best[1] else every)
    return (breaks, True) if 2 * len(breaks) <= hits else ([], blank)


def _ways(listing: Listing) -> list[Callable[[int], Hashable]]:
    """How a running total may run: over the sheet, by project, payee, level, and each month from nought again."""
    meanings, payees = listing.meanings, listing.payees
    months = [(day.year, day.month) if day is not None else None for day in listing.days]
    return [
        lambda _: (),
        lambda place: meanings[place].project,
        meanings.__getitem__,
        payees.__getitem__,
        lambda place: (meanings[place].project, payees[place]),
        lambda place: meanings[place].level,
        lambda place: (meanings[place].project, meanings[place].level),
        months.__getitem__,
        lambda place: (months[place], meanings[place].project),
        lambda place: (months[place], meanings[place].level),
        lambda place: (months[place], meanings[place].project, meanings[place].level),
    ]


def _steps_of(listing: Listing, table: Table) -> _Steps:
    rows = listing.rows
    places: Sequence[int] = range(len(rows))
    fens: Sequence[int] = listing.fens
    if len(set(listing.columns)) > 1:
        groups = [list(group) for _, group in groupby(places, key=rows.__getitem__)]
        places = [group[0] for group in groups]
        fens = [sum(listing.fens[place] for place in group) for group in groups]
    lost = {item.origin.row for item in table.left_out if item.why == "rejected"}
    gaps = {bisect_left(places, row, key=rows.__getitem__) for row in lost}
    return _Steps(places, fens, [listing.running[place] for place in places], frozenset(gaps))


class _Chain:
    """One running total: by the amounts alone, and from what was stated last (fen)."""

    def __init__(self) -> None:
        self.whole = self.since = 0
        self.begun = False
        self.doubted: Break | None = None


def _follow(steps: _Steps, way: Callable[[int], Hashable], order: range) -> tuple[list[Break], int, int]:
    """The breaks of running totals; how many rows state one that goes on, and how many state any.

    A total that returns to the sum of the amounts was wrong in one row only; one that goes on from a wrong row was
    wrong there and is carried on. The first may hold money paid before the ledger begins, or before a gap.
    """
    breaks: list[Break] = []
    chains: dict[Hashable, _Chain] = {}
    hits = count = 0
    late = order.step < 0  # the latest stands on top: a gap lies behind the row below it
    places, fens, said, gaps = steps
    for step in order:
        if gaps and step + late in gaps:
            chains.clear()
        place, stated, key = places[step], said[step], way(places[step])
        chain = chains.get(key)
        if chain is None:
            chain = chains[key] = _Chain()
        chain.whole += fens[step]
        chain.since += fens[step]
        if stated is None:
            continue
        count += 1
        if stated == chain.since:
            hits += 1
            chain.whole, chain.doubted = stated, None
        elif stated == chain.whole:
            hits += 1
            breaks += [chain.doubted] if chain.doubted is not None else []
            chain.doubted = None
        elif chain.begun:
            breaks.append(Break(place, chain.since, stated))
        else:
            chain.doubted = Break(place, chain.whole, stated)
        chain.begun, chain.since = True, stated
    return sorted(breaks), hits, count
