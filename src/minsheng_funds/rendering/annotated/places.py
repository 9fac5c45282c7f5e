"""Findings → what is written at which cell of a workbook: each finding in words once, its other cells refer to it."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from minsheng_funds.messages import LABELS, SEVERITIES
from minsheng_funds.model import Finding, Origin, column_letter
from minsheng_funds.rendering.annotated.comments import Run
from minsheng_funds.rendering.annotated.sheet import Place
from minsheng_funds.rendering.as_xlsx import text_width
from minsheng_funds.rendering.document import harmless
from minsheng_funds.rendering.words import Words

MOST_TEXT = 30_000
"""Characters of a cell's comment; a workbook holds at most 32,767."""
COLUMNS = 16_384
_LINE = 46
"""Characters of a line in a comment's box."""


@dataclass(frozen=True)
class Remark:
    """What one finding says at one place."""

    origin: Origin
    severity: str
    head: str
    text: str


@dataclass
class Note:
    """What is written at a cell, and the gravest severity of it; "" where it is only room for another cell's words."""

    tone: str = ""
    runs: list[Run] = field(default_factory=list)
    size: int = 0

    @property
    def lines(self) -> int:
        """How many lines the box needs."""
        text = "".join(run.text for run in self.runs)
        return sum(-(-max(1, text_width(line)) // _LINE) for line in text.split("\n"))


def remarks(findings: Iterable[Finding], file: str, sheets: Sequence[str], words: Words) -> dict[str, list[Remark]]:
    """What is said on each sheet of a file. What is about no cell of any sheet stands on the first one."""
    found: dict[str, list[Remark]] = {}
    for finding in findings:
        here = [origin for origin in dict.fromkeys(finding.origins) if origin.file == file]
        if finding.origins and not here:
            continue
        for number, origin in enumerate(here or [Origin(file)]):
            said = _first(finding, here[1:], words) if number == 0 else _later(finding, here[0], words)
            found.setdefault(origin.sheet if origin.sheet in sheets else sheets[0], []).append(
                Remark(origin if origin.sheet in sheets else Origin(file), finding.severity, *said)
            )
    return found


def _first(finding: Finding, others: Sequence[Origin], words: Words) -> tuple[str, str]:
    lines = [words.say(finding.message)]
    if finding.remedy.zh:
        lines.append(f"{words.label('remedy')}: {words.say(finding.remedy)}")
    if others:
        places = words.places(tuple(_in_file(origin) for origin in others))
        lines.append(words.label("note_also", places=places))
    return _head(finding, words), "\n".join(map(harmless, lines))


def _later(finding: Finding, first: Origin, words: Words) -> tuple[str, str]:
    return _head(finding, words), harmless(words.label("note_see", place=_in_file(first)))


def _in_file(origin: Origin) -> Origin:
    """A place as it is named where the file goes without saying: 台账!D5."""
    return Origin(origin.sheet, "", origin.row, origin.column)


def _head(finding: Finding, words: Words) -> str:
    return f"[{finding.code} {words.say(SEVERITIES[finding.severity])}]"


def notes(
    said: Iterable[Remark],
    merged: Sequence[tuple[int, int, int, int]],
    threaded: frozenset[Place],
    length: Callable[[Place], int],
    words: Words,
) -> dict[Place, Note]:
    """The comment of each cell.

    Words about a whole sheet stand at A1, those about a row in its column A, those about a cell inside of a merged
    range at its first cell; they say so. A cell with a thread of comments is coloured, its words stand in the first
    row, where there is room: a thread hides a comment. So do words that are too many for one comment.
    """
    found: dict[Place, Note] = {}
    corners = _corners(merged)
    for remark in said:
        place = (max(1, remark.origin.row), remark.origin.column or 0)
        shown = corners(place)
        _tone(found.setdefault(shown, Note()), remark.severity)
        moved = _moved(remark.origin, shown, words)
        where = shown
        size = len(remark.head) + len(remark.text) + 40
        spare = ((1, column) for column in range(COLUMNS))
        while where in threaded or corners(where) != where or not _fits(found, where, size, length):
            where = next(spare)
        if where != shown and not moved:
            moved = f"{_address(shown)}: "
        note = found.setdefault(where, Note())
        gap = "\n" if note.runs else ""
        text = remark.text[:MOST_TEXT]
        note.runs += [Run(f"{gap}{remark.head}", bold=True), Run(f" {moved}{text}")]
        note.size += size
    return found


def _fits(found: Mapping[Place, Note], place: Place, size: int, length: Callable[[Place], int]) -> bool:
    used = (found[place].size if place in found else 0) + length(place)
    return not used or used + size <= MOST_TEXT


def _tone(note: Note, severity: str) -> None:
    order = list(SEVERITIES)
    if not note.tone or order.index(severity) < order.index(note.tone):
        note.tone = severity


def _moved(origin: Origin, shown: Place, words: Words) -> str:
    """Of what the words speak, where that is not the cell that they stand at."""
    if not origin.row:
        return words.say(LABELS["note_sheet" if origin.sheet else "note_file"])
    if origin.column is None:
        return words.label("note_row", row=origin.row)
    return "" if shown == (origin.row, origin.column) else f"{_address((origin.row, origin.column))}: "


def _address(place: Place) -> str:
    return f"{column_letter(place[1])}{place[0]}"


def _corners(merged: Sequence[tuple[int, int, int, int]]) -> Callable[[Place], Place]:
    """Gives the first cell of the merged range that a cell lies in, else the cell itself."""
    by_row: dict[int, list[tuple[int, int, int, int]]] = {}
    for area in merged:
        for row in range(area[0], area[2] + 1):
            by_row.setdefault(row, []).append(area)

    def corner(place: Place) -> Place:
        inside: Iterator[Place] = (area[:2] for area in by_row.get(place[0], ()) if area[1] <= place[1] <= area[3])
        return next(inside, place)

    return corner
