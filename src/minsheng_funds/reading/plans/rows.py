"""What each row of a plan is: a project, a total, a subtotal, part of another row, a note; or nobody can tell."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import takewhile

from minsheng_funds.model import Origin
from minsheng_funds.patterns import HEADING_NATURE, NO_BARE_NAME, NO_PROJECT
from minsheng_funds.reading.captions import nature_in_title
from minsheng_funds.reading.forms import names_source
from minsheng_funds.reading.rows import Label
from minsheng_funds.reading.sheets import Row
from minsheng_funds.reading.tables import Draft
from minsheng_funds.reading.values import squeeze, text_of

LEAST_ROWS, FEWEST_ROWS = 5, 3
"""In a table of fewer rows, one that equals the sum of all others may well be a project, unless two columns say so."""


@dataclass(slots=True)
class PlanLine:
    """One row with its money read (fen by column), and what it turned out to be: no `why` for a project."""

    number: int
    row: Row
    texts: list[str]
    label: Label | None
    project: str
    sequence: str
    depth: int | None
    money: dict[int, int]
    rounded: set[int] = field(default_factory=set)
    """The columns whose amount had a fraction of a fen."""
    unreadable: bool = False
    why: str = ""
    described: frozenset[str] = frozenset()
    """Which of code, class, unit and nature its own cells say: a note or a total says none of them."""


def sums_of(lines: Iterable[PlanLine]) -> dict[int, int]:
    """The sum (fen) of the projects among these lines, by column."""
    return _sums(line for line in lines if not line.why)


def _sums(lines: Iterable[PlanLine]) -> dict[int, int]:
    sums: dict[int, int] = {}
    for line in lines:
        for index, fen in line.money.items():
            sums[index] = sums.get(index, 0) + fen
    return sums


def agrees(line: PlanLine, sums: Mapping[int, int]) -> bool:
    """Whether every amount of a row is the sum of its column."""
    return all(sums.get(index, 0) == fen for index, fen in line.money.items())


class Judge:
    """Judges the rows of one plan, once all of them are known. What is not sure is noted and marked incomplete."""

    def __init__(self, draft: Draft, lines: Sequence[PlanLine], name_column: int) -> None:
        self.draft, self.lines, self.name_column = draft, lines, name_column
        named = [line for line in lines if line.project and line.label is None and line.money]
        self._doubted: set[tuple[str, int]] = set()
        self._bare: set[int] = set()
        self._numbered = bool(named) and 2 * len([line for line in named if line.depth is not None]) >= len(named)

    def judge(self) -> None:
        """Sets `why` of every row that is no project."""
        for place in range(len(self.lines)):
            self._judge_row(place)
        self._judge_of_which()
        self._judge_unmarked_parts()
        for line in self.lines:
            if line.why == "nameless":
                self._judge_nameless(line)
        self._suspect_total()
        self._suspect_parents()
        self._suspect_unnumbered_parents()
        self._suspect_blocks()

    def _judge_row(self, place: int) -> None:
        line = self.lines[place]
        has_money = any(line.money.values())
        if line.label is not None and not (line.label.why == "note" and has_money):
            line.why = line.label.why
            if line.why == "subtotal" and not line.money:
                line.why = "section"
        elif not line.project and not has_money:
            line.why = "rejected" if line.unreadable else ("note" if len(line.texts) == 1 else "no-money")
        elif not line.money and not line.unreadable and not _is_described(line) and self._is_below_notes(place):
            line.why = "note"
        elif line.depth is not None and (self._is_parent(place) or self._is_head(place)):
            line.why = "subtotal" if has_money else "section"
        elif not line.money and not line.unreadable and len([cell for cell in line.row if text_of(cell)]) == 1:
            line.why = self._why_of_bare_name(place)
        elif not line.project:
            line.why = "nameless"

    def _is_below_notes(self, place: int) -> bool:
        """Whether 注: stands above and no money since: what follows, numbered or not, are notes."""
        above = takewhile(lambda line: not line.money, reversed(self.lines[:place]))
        return any(line.why == "note" and line.number not in self._bare for line in above)

    def _why_of_bare_name(self, place: int) -> str:
        """A row of a name alone, among rows of projects, is a project whose amount is blank: neither heading nor note.

        Where no project follows nobody can tell it from a note: it is left out, and said to be where it may be a name.
        """
        line, below = self.lines[place], self.lines[place + 1 :]
        if not self._may_be_unpriced(line) or not any(map(_is_priced, self.lines[:place])):
            return "note"
        if any(other.money or (_is_described(other) and other.label is None) for other in below):
            return ""
        if not NO_BARE_NAME.search(squeeze(line.project)):
            self._bare.add(line.number)
            self.draft.note("name-only", self._origin(line), project=line.project)
        return "note"

    def _may_be_unpriced(self, line: PlanLine) -> bool:
        """Whether a name alone may be a project's.

        Where the other rows are numbered, and in a cell merged over the amounts, a name alone heads the rows below it.
        """
        if not line.project or line.depth is not None or self._numbered or NO_PROJECT.search(squeeze(line.project)):
            return False
        return not any(
            top <= line.number - 1 <= bottom and left <= self.name_column < right
            for (top, left), (bottom, right) in self.draft.merged
        )

    def _is_parent(self, place: int) -> bool:
        """A numbered row is a subtotal where the next row is numbered deeper (一、 over 1., 1 over 1.1)."""
        line, following = self.lines[place], next(iter(self.lines[place + 1 : place + 2]), None)
        if following is None or following.label is not None or following.depth is None or line.depth is None:
            return False
        return following.depth > line.depth and bool(following.project)

    def _is_head(self, place: int) -> bool:
        """A row numbered 一 or (一) with money is a subtotal of the unnumbered rows below that make it up."""
        line = self.lines[place]
        if line.depth is None or line.depth > 2 or not line.money:
            return False
        below = list(takewhile(lambda other: other.depth is None and other.label is None, self.lines[place + 1 :]))
        return len(below) > 0 and agrees(line, sums_of(below))

    def _judge_of_which(self) -> None:
        """A row marked 其中 opens a block of parts: they end at the next row of the whole's own depth.

        Without a colon (其中村改造) the mark is sure only where other rows are numbered and this one is not; where no
        row is numbered, nobody can tell a name from a mark.
        """
        whole: PlanLine | None = None
        inside = False
        for line in self.lines:
            if line.why == "of-which?":
                if line.depth is not None and line.sequence:
                    line.why = ""
                elif self._numbered:
                    line.why = "of-which"
                else:
                    line.why = "of-which"
                    self._doubt("of-which-unclear", line)
            if line.why == "of-which":
                inside = True
            elif line.why or not self._is_part(line, whole, inside=inside):
                inside = inside and line.why in ("note", "no-money")
                if not line.why or line.why == "subtotal":
                    whole = line
            else:
                line.why = "of-which"

    def _is_part(self, line: PlanLine, whole: PlanLine | None, *, inside: bool) -> bool:
        """Whether a row below a marked one goes on with the parts: it is not numbered, or deeper than the whole."""
        if inside and not line.sequence and names_source(line.project):
            return True  # 区级 below 其中:中央: no project is called so
        if not inside or whole is None or whole.depth is None:
            return False
        return line.depth is None or line.depth > whole.depth

    def _judge_unmarked_parts(self) -> None:
        """Where no row is numbered, 其中:甲 may be followed by 乙 without a mark: a part where 甲 + 乙 make the whole.

        Whether they are parts or projects of just that amount, the stated total tells; without one, nobody can.
        """
        for place, whole in enumerate(self.lines):
            if whole.why or whole.depth is not None or not any(whole.money.values()):
                continue
            marked = list(takewhile(lambda line: line.why == "of-which", self.lines[place + 1 :]))
            parts: list[PlanLine] = []
            for line in takewhile(lambda line: not line.why, self.lines[place + 1 + len(marked) :] if marked else []):
                parts.append(line)
                if _sums([*marked, *parts]) == whole.money:
                    self._decide_parts(whole, parts)
                    break

    def _decide_parts(self, whole: PlanLine, parts: Sequence[PlanLine]) -> None:
        totals = [line for line in self.lines if line.why == "total" and line.money]
        with_parts = sums_of(self.lines)
        for line in parts:
            line.why = "of-which"
        without = sums_of(self.lines)
        if any(agrees(line, without) for line in totals):
            return
        for line in parts:
            line.why = ""
        if not any(agrees(line, with_parts) for line in totals):
            self._doubt("parts-suspected", whole, count=len(parts))

    def _judge_nameless(self, line: PlanLine) -> None:
        """Money without a name: an unlabelled total if every column equals the sum of the projects, else refused.

        A row with a number, a unit, a class or a fund is no total, whatever its amount: its name was forgotten.
        """
        if line.money and line.depth is None and not line.described and agrees(line, sums_of(self.lines)):
            line.why = "total"
            return
        index, fen = next(iter(line.money.items()), (self.name_column, 0))
        origin = self.draft.origin(line.number, index)
        self.draft.note("nameless-money", origin, amount_fen=fen)
        self.draft.reject(None, origin)

    def _suspect_total(self) -> None:
        """A first or last row that equals the sum of all others is probably a total under a word not known here."""
        rows = [line for line in self.lines if not line.why]
        sums = sums_of(rows)
        if len(rows) < FEWEST_ROWS or self._is_confirmed():
            return
        for line in (rows[0], rows[-1]):
            columns = [index for index, fen in line.money.items() if fen]
            if len(rows) < LEAST_ROWS and (len(columns) < 2 or not _is_telling(_first(line, rows), *columns)):
                continue
            if any(sums.values()) and all(fen == 2 * line.money.get(index, 0) for index, fen in sums.items()):
                self._doubt("total-suspected", line)

    def _suspect_parents(self) -> None:
        """Rows without a number below a numbered one may be its parts, or projects whose number was forgotten.

        They are projects for sure only where they are more than the row above them, or where most rows have no
        number. A table without numbers says nothing: there a row that makes up the rows below it is suspected.
        """
        projects = [line for line in self.lines if not line.why]
        for place, parent in enumerate(projects):
            if parent.depth is None or not any(parent.money.values()):
                continue
            below = list(takewhile(lambda line: line.depth is None, projects[place + 1 :]))
            if not below or any(line.project == parent.project for line in below):
                continue
            sums = sums_of(below)
            whole = len(below) > 1 and sums == parent.money
            within = self._numbered and all(abs(fen) <= abs(parent.money.get(index, 0)) for index, fen in sums.items())
            if whole or (within and any(sums.values())):
                self._doubt("parent-counted" if whole else "parts-suspected", parent, count=len(below))

    def _suspect_unnumbered_parents(self) -> None:
        """A row that makes up the rows below it in two columns of money or more is their subtotal, under any name.

        Two columns in one proportion (shares of each level) tell no more than one: there it may well be chance.
        """
        projects = [line for line in self.lines if not line.why]
        if self._is_confirmed():
            return
        for place, parent in enumerate(projects):
            amounts = {index: fen for index, fen in parent.money.items() if fen}
            if parent.depth is not None or len(amounts) < 2 or min(amounts.values()) < 0:
                continue
            sums = dict.fromkeys(amounts, 0)
            for count, line in enumerate(projects[place + 1 :], 1):
                sums = {index: fen + line.money.get(index, 0) for index, fen in sums.items()}
                if count > 1 and sums == amounts and _is_telling(projects[place : place + 1 + count], *amounts):
                    self._doubt("parent-counted", parent, count=count)
                if any(sums[index] > fen for index, fen in amounts.items()):
                    break

    def _suspect_blocks(self) -> None:
        """A table all of whose rows fall into blocks, each first row the sum of the rest, states every amount twice.

        One such row may be chance, two or more that leave no row over are not, whatever their names and numbers.
        """
        projects = [line for line in self.lines if not line.why]
        if self._is_confirmed():
            return
        ways: dict[int, list[tuple[PlanLine, int]]] = {0: []}
        for place, parent in enumerate(projects):
            if place in ways:
                for count in _counts_of_parts(parent, projects[place + 1 :]):
                    ways.setdefault(place + 1 + count, [*ways[place], (parent, count)])
        blocks = ways.get(len(projects), [])
        for parent, count in blocks if len(blocks) > 1 else ():
            if ("parent-counted", parent.number) not in self._doubted:
                self._doubt("parent-counted", parent, count=count)

    def _is_confirmed(self) -> bool:
        """Whether a total that the sheet states is the sum of just these rows: then none of them is a total itself."""
        sums = sums_of(self.lines)
        return any(agrees(line, sums) for line in self.lines if line.why == "total" and line.money)

    def _doubt(self, kind: str, line: PlanLine, **values: object) -> None:
        self._doubted.add((kind, line.number))
        self.draft.note(kind, self._origin(line), project=line.project, **values)
        self.draft.reject(None, self._origin(line))

    def _origin(self, line: PlanLine) -> Origin:
        return self.draft.origin(line.number, self.name_column)


def _is_described(line: PlanLine) -> bool:
    """Whether a named row says more of a project than a signature may: its fund, or two of class, unit and code."""
    return bool(line.project) and ("nature" in line.described or len(line.described) > 1)


def _is_priced(line: PlanLine) -> bool:
    return bool(line.project and line.money) and line.label is None


def _first(line: PlanLine, rows: Sequence[PlanLine]) -> list[PlanLine]:
    return [line, *(other for other in rows if other is not line)]


def _is_telling(lines: Sequence[PlanLine], *columns: int) -> bool:
    """Whether two of these columns are in different proportions in different rows."""
    first, *others = columns
    return any(
        line.money.get(first, 0) * lines[0].money[other] != line.money.get(other, 0) * lines[0].money[first]
        for line in lines
        for other in others
    )


def _counts_of_parts(parent: PlanLine, below: Sequence[PlanLine]) -> Iterator[int]:
    """How many of the rows below, two at least, make up a row in every column; several numbers where rows are zero."""
    amounts = {index: fen for index, fen in parent.money.items() if fen}
    if not amounts or min(amounts.values()) < 0:
        return
    sums: dict[int, int] = {}
    for count, line in enumerate(below, 1):
        if line.project == parent.project:  # a row for each level or fund
            return
        for index, fen in line.money.items():
            sums[index] = sums.get(index, 0) + fen
        if count > 1 and {index: fen for index, fen in sums.items() if fen} == amounts:
            yield count
        if any(fen > amounts.get(index, 0) for index, fen in sums.items()):
            return


def headed_natures(lines: Sequence[PlanLine]) -> dict[int, str]:
    """Row → the fund that a heading (一、管护资金) above it, or a subtotal (配套资金小计) below it, speaks of."""
    spoken = [
        (place, nature)
        for place, line in enumerate(lines)
        if line.why in ("subtotal", "section", "note")
        and any(HEADING_NATURE.fullmatch(text) for text in line.texts)
        and (nature := nature_in_title("".join(line.texts))) is not None
    ]
    projects = [place for place, line in enumerate(lines) if not line.why]
    if not spoken or not projects:
        return {}
    below = spoken[0][0] > projects[0]  # the rows stand above the line that names their fund
    found = {}
    for place in projects:
        said = [nature for other, nature in spoken if (other > place) == below]
        if said:
            found[lines[place].number] = said[0] if below else said[-1]
    return found
