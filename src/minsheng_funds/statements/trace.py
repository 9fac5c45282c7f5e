"""Statement + second pass → trace: every plan cell and every payment behind a line, adding up to its figures."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from minsheng_funds.messages import failure
from minsheng_funds.model import Book, Figures, Line, Origin, Payment, Placed, PlanCell, Statement, Trace, TracedPayment
from minsheng_funds.names import Names, normal
from minsheng_funds.settings import Settings
from minsheng_funds.statements.places import DOUBLE, Places
from minsheng_funds.vocabulary import LEVELS, MEASURES, nearest_text

LineKey = tuple[str, str | None]
"""A project's key, and the fund; None where nobody says which."""

PAID = {"matched": "disbursed", "level": "disbursed", "excluded": "disbursed", "stage": "spent"}
"""The buckets whose payments are in their line's own figures, by level, and the figure that they feed."""

UNPLACED = "unplaced"


class Projects:
    """The names that a report can be asked about: planned projects, and payments without a plan."""

    def __init__(self, book: Book, statement: Statement, settings: Settings) -> None:
        self.names = Names(settings.aliases)
        self.lines: dict[str, list[Line]] = {}
        self.written: dict[str, str] = {}
        self.codes: dict[str, set[str]] = {}
        for line in (*statement.lines, *statement.excluded):
            key = self.names.add(line.project, "")
            self.lines.setdefault(key, []).append(line)
            self.written.setdefault(key, line.project)
        for row in book.plan_rows:
            key = self.names.find(row.project, "")[0] or ""
            if key in self.lines and row.code:
                self.names.add(row.project, row.code)
                self.codes.setdefault(normal(row.code).casefold(), set()).add(key)
        for group in book.payments:
            key = self.key_of(group.project, group.code)
            self.written.setdefault(key, group.project)
            if group.code:
                self.codes.setdefault(normal(group.code).casefold(), set()).add(key)

    def key_of(self, project: str, code: str) -> str:
        """The project that a payment speaks of: the planned one, else its own name."""
        return self.names.find(project, code)[0] or self.names.find(project, "")[0] or normal(project)

    def asked(self, name: str) -> str:
        """The project that a user's word names: a name, an alias or a code. Raises `Failure` with suggestions."""
        key = self.names.find(name, "")[0] or normal(name)
        coded = self.codes.get(normal(name).casefold(), set())
        if key in self.written:
            return key
        if len(coded) == 1:
            return next(iter(coded))
        part = normal(name)
        known = list(self.written.values())
        holding = [text for key, text in self.written.items() if part and part in key]
        raise failure("no-such-project", where=name, nearest=nearest_text(name, holding[:2] or known))


class Tracer:
    """Gathers the payments of some projects during the second pass; `traces` gives what it found.

    Without `names` it gathers what counts, for every line of the statement.
    """

    def __init__(self, book: Book, statement: Statement, settings: Settings, names: Sequence[str] | None) -> None:
        self._book, self._statement, self._settings = book, statement, settings
        self._projects = Projects(book, statement, settings)
        self._places = Places(book, statement)
        self._counted_only = names is None
        self._counting = "matched" if statement.lines else "unmatched"  # without a plan every payment is unmatched
        every = statement.lines or statement.unmatched
        asked = names if names is not None else [line.project for line in every]
        self._keys = dict.fromkeys(self._projects.asked(name) for name in asked)
        self._found: dict[LineKey, list[TracedPayment]] = {}
        self._wanted: dict[tuple[str, str], str | None] = {}
        for placed in statement.placed:  # where the statement knows the line, it decides
            if placed.project is not None:
                key = self._projects.key_of(placed.project, "")
                self._wanted[placed.group.project, placed.group.code] = key if key in self._keys else None
        self._natures: dict[str, list[str]] = {
            key: [line.nature for line in self._projects.lines.get(key, ())] for key in self._keys
        }

    @property
    def tables(self) -> frozenset[int]:
        """The tables with payments of these projects: the only ones whose payments are listed."""
        groups = self._book.payments
        return frozenset(group.table for group in groups if self._key(group.project, group.code) is not None)

    def _key(self, project: str, code: str) -> str | None:
        """The traced project that payments belong to; None for other ones."""
        known = self._wanted.get((project, code), "")
        if known == "":
            key = self._projects.key_of(project, code)
            known = self._wanted[project, code] = key if key in self._keys else None
        return known

    def wants(self, project: str, code: str) -> bool:
        """Whether payments of this name and code belong to a traced project."""
        return self._key(project, code) is not None

    def take(self, payment: Payment) -> None:
        """Takes in one payment of the second pass."""
        key = self._key(payment.project, payment.code)
        if key is None:
            return
        group = self._places.group_of(payment)
        double = self._places.is_double(payment, group)
        placed = None if double else self._places.place_of(payment, group)
        if self._counted_only and (placed is None or placed.bucket != self._counting):
            return
        why = DOUBLE if double else UNPLACED if placed is None else placed.bucket
        nature = self._nature(key, group.nature, placed)
        default = self._settings.ledger_level or self._settings.own_level
        level = placed.level if placed is not None else payment.level or default
        self._found.setdefault((key, nature), []).append(TracedPayment(payment, level, why))

    def _nature(self, key: str, stated: str | None, placed: Placed | None) -> str | None:
        """The fund under which a payment is listed; one that feeds no line, under the only one that it may mean."""
        if placed is not None and placed.nature is not None:
            return placed.nature
        if placed is not None and placed.bucket == "unmatched":
            return stated
        natures = [nature for nature in self._natures[key] if stated in (nature, None)]
        return natures[0] if len(natures) == 1 else stated

    def traces(self) -> Iterator[Trace]:
        """One trace a line, in the plan's order; payments without a line after the lines of their project."""
        for key in self._keys:
            lines: dict[str | None, list[Line]] = {}
            for line in self._projects.lines.get(key, ()):
                lines.setdefault(line.nature, []).append(line)
            natures = [nature for name, nature in self._found if name == key]
            rejects = [
                reject
                for reject in self._book.rejects
                if reject.project is not None and self._projects.key_of(reject.project, "") == key
            ]
            for nature in dict.fromkeys([*lines, *sorted(natures, key=str)]):
                unread = tuple(reject.origin for reject in rejects if reject.nature in (None, nature))
                of_nature = next(iter(lines.get(nature, ())), None)
                yield self._trace(key, nature, of_nature, tuple(dict.fromkeys(unread)))

    def _trace(self, key: str, nature: str | None, line: Line | None, unread: tuple[Origin, ...]) -> Trace:
        cells = [cell for cell in line.cells if cell.fen or cell.origin not in unread] if line is not None else []
        payments = tuple(self._found.get((key, nature), ()))
        levels, own = levels_of(cells, payments, line), self._statement.own_level
        agrees = not any(payment.why == UNPLACED for payment in payments)
        complete = agrees and not unread
        if line is not None:
            pairs = [(own, "disbursed")] if self._counted_only else [(x, y) for x in LEVELS for y in MEASURES]
            agrees = agrees and _agree(levels, line, pairs)
            complete = complete and line.complete and agrees
        counted = {cell.origin for cell in cells if not cell.why}
        counted.update(found.payment.origin for found in payments if found.why in PAID)
        return Trace(
            project=line.project if line is not None else self._projects.written[key],
            nature=nature,
            line=line,
            plan=tuple(self._in_scope(cell, line) for cell in cells),
            payments=payments,
            figures=levels.get(own, Figures()),
            levels=levels,
            unread=tuple(origin for origin in unread if origin not in counted),
            complete=complete,
            agrees=agrees,
            doubted=tuple(origin for origin in unread if origin in counted),
        )

    def _in_scope(self, cell: PlanCell, line: Line | None) -> PlanCell:
        """The cell, with the reason where it is in no total: another level, an excluded project."""
        if cell.why or line is None:
            return cell
        if not any(line is inside for inside in self._statement.lines):
            return cell._replace(why="excluded")
        return cell if cell.level == self._statement.own_level else cell._replace(why="level")


def levels_of(cells: Iterable[PlanCell], payments: Iterable[TracedPayment], line: Line | None) -> dict[str, Figures]:
    """What cells and payments add up to, by level (fen); only what is in the figures of a line.

    Where the line knows a figure and nothing is listed for it, nothing adds up to 0.
    """
    sums: dict[str, dict[str, int]] = {}
    for level, figures in line.levels.items() if line is not None else ():
        sums[level] = {measure: 0 for measure in MEASURES if getattr(figures, measure) is not None}
    amounts = [(cell.level, cell.measure, cell.fen) for cell in cells if not cell.why]
    amounts += [(found.level, PAID[found.why], found.payment.fen) for found in payments if found.why in PAID]
    for level, measure, fen in amounts:
        of_level = sums.setdefault(level, {})
        of_level[measure] = of_level.get(measure, 0) + fen
    return {level: Figures(**sums[level], mixed=frozenset()) for level in LEVELS if level in sums}


def _agree(levels: Mapping[str, Figures], line: Line, pairs: Iterable[tuple[str, str]]) -> bool:
    """Whether what is listed makes up the line's figures, at these levels and of these measures."""
    nothing = Figures()
    return all(
        (getattr(levels.get(level, nothing), measure) or 0) == (getattr(line.levels.get(level, nothing), measure) or 0)
        for level, measure in pairs
    )
