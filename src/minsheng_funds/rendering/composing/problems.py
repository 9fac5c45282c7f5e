"""Findings → the problem list (问题清单) as a bureau files it: one row a finding, with its amount, place and remedy."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from minsheng_funds.messages import SEVERITIES
from minsheng_funds.model import Book, Checked, Finding, Origin, SetAside, Unable, column_letter
from minsheng_funds.money import YUAN, money_text
from minsheng_funds.rendering.document import Cell, Column, Document, Facts, Heading, Page, Table
from minsheng_funds.rendering.links import link_to
from minsheng_funds.rendering.words import MAX_ORIGINS, Words
from minsheng_funds.settings import Settings
from minsheng_funds.vocabulary import LIST_COMMA

Links = Mapping[str, str]
"""File as origins name it → where it lies, seen from the list; a file that is missing gets no link."""

_COLUMNS = (
    ("problem_number", "count", 5),
    ("problem_project", "text", 16),
    ("problem_unit", "text", 12),
    ("problem", "text", 32),
    ("problem_amount", "money", 15),
    ("problem_reason", "text", 28),
    ("problem_measure", "text", 28),
    ("problem_due", "day", 12),
    ("severity", "text", 7),
    ("code", "text", 7),
)
_PLACE_WIDTH = 20
_PLACE = ("file", "sheet", "cell")
"""Where it stands; the file only where there are several. A sheet has them in one column."""


def problem_pages(book: Book, checked: Checked, settings: Settings, links: Links) -> tuple[Page, ...]:
    """The list; where there are any, the waived findings with their reasons, and the rules that could not run."""
    words = Words(settings)
    files = LIST_COMMA.join(source.name for source in book.sources)
    facts = [(words.label("problems_files"), files), (words.label("problems_count"), _counted(checked.findings, words))]
    if checked.known:
        facts.append((words.label("problems_known"), str(len(checked.known))))
    problems = _table([(found, ()) for found in checked.findings], (), words, links)
    title = words.label("problems_title", programme=settings.programme)
    pages = [_page("problems_sheet", title, Facts(tuple(facts)), problems, words)]
    if checked.waived:
        pages.append(
            _page("waived_sheet", words.label("waived_title"), None, _waived(checked.waived, words, links), words)
        )
    if checked.unable:
        pages.append(
            _page("unable_sheet", words.label("unable_title"), None, _unable(checked.unable, words, links), words)
        )
    return tuple(pages)


def problems_table(findings: Sequence[Finding], words: Words) -> Table:
    """The list without links: where a page goes, the workbooks may not follow. A place stands next to its problem."""
    files = {origin.file: "" for finding in findings for origin in finding.origins}
    table = _table([(found, ()) for found in findings], (), words, files, apart=True)
    width, before = len(table.columns), [key for key, _, _ in _COLUMNS].index("problem") + 1
    order = [*range(before), *range(len(_COLUMNS), width), *range(before, len(_COLUMNS))]
    return replace(
        table,
        title=words.label("problems_sheet"),
        key="problems",
        columns=tuple(table.columns[place] for place in order),
        rows=tuple(tuple(row[place] for place in order) for row in table.rows),
    )


def bureau_problems(found: Sequence[tuple[str, Finding, Links]], words: Words) -> Table:
    """The list over the files of many cases: whose each problem is stands behind its number, the place in whole."""
    columns = [Column(words.label(key), kind, width=width) for key, kind, width in _COLUMNS]
    columns = [columns[0], Column(words.label("bureau"), width=12), *columns[1:]]
    rows = []
    for number, (name, finding, links) in enumerate(found, 1):
        first, *others = problem_row(number, finding, words)
        *before, cells = _place_apart(finding.origins, words, links, whole=True)
        mark = "!" if finding.origins and finding.origins[0].row else " "
        place = mark.join(cell.text for cell in (*before, cells) if cell.text)
        rows.append((first, Cell(name), *others, Cell(place, link=cells.link)))
    notes = () if rows else (words.label("no_findings"),)
    places = Column(words.label("where"), width=_PLACE_WIDTH)
    unit = words.label("problems_unit")
    return _without_deadlines(Table("", (*columns, places), tuple(rows), notes=notes, caption=unit, key="problems"))


def _page(name: str, title: str, facts: Facts | None, table: Table, words: Words) -> Page:
    blocks = (Heading(title, 1), facts, _without_deadlines(table))
    document = Document(tuple(block for block in blocks if block is not None))
    footer, note = words.label("problems_page"), words.label("problems_long")
    return Page(words.label(name), document, footer, long_note=note)


def _without_deadlines(table: Table) -> Table:
    """A list without deadlines has no column for them, so that its print stays legible."""
    due = next((place for place, column in enumerate(table.columns) if column.kind == "day"), None)
    if due is None or not table.rows or any(row[due].text for row in table.rows):
        return table
    rows = tuple((*row[:due], *row[due + 1 :]) for row in table.rows)
    return replace(table, columns=(*table.columns[:due], *table.columns[due + 1 :]), rows=rows)


def _counted(findings: Sequence[Finding], words: Words) -> str:
    errors, warnings, infos = (sum(found.severity == severity for found in findings) for severity in SEVERITIES)
    return words.label("problems_counted", count=len(findings), errors=errors, warnings=warnings, infos=infos)


def _table(
    rows: Sequence[tuple[Finding, tuple[Cell, ...]]],
    more: tuple[Column, ...],
    words: Words,
    links: Links,
    *,
    apart: bool = False,
) -> Table:
    """One row a finding; `apart`: sheet and cell in columns of their own."""
    columns = [Column(words.label(key), kind, width=width) for key, kind, width in _COLUMNS]
    place = _place_apart if apart else _place
    cells = tuple(
        (*problem_row(number, found, words), *place(found.origins, words, links), *added)
        for number, (found, added) in enumerate(rows, 1)
    )
    notes = () if cells else (words.label("no_findings"),)
    return Table(
        "",
        (*columns, *_place_columns(words, links, apart=apart), *more),
        cells,
        notes=notes,
        caption=words.label("problems_unit"),
    )


def problem_row(number: int, found: Finding, words: Words) -> tuple[Cell, ...]:
    """What is said of one finding, from its number to its code; blank for what it does not have."""
    amount = amount_of(found)
    return (
        words.count(number),
        Cell(found.project),
        Cell(found.unit),
        Cell(words.say(found.message)),
        Cell("") if amount is None else Cell(money_text(amount, YUAN, 2), fen=amount),
        Cell(words.say(found.why) or words.say(found.title)),
        Cell(words.say(found.remedy)),
        Cell("") if found.due is None else Cell(found.due.isoformat(), day=found.due),
        Cell(words.say(SEVERITIES[found.severity]), tone=found.severity),
        Cell(found.code),
    )


def amount_of(found: Finding) -> int | None:
    """How much money a finding is about (fen): what two figures differ by, else the amount itself; None for others."""
    if found.measure != "fen":
        return None
    if found.difference:
        return abs(found.difference)
    return found.actual if isinstance(found.actual, int) else None


def _place_columns(words: Words, links: Links, *, apart: bool = False) -> tuple[Column, ...]:
    if not apart:
        return (Column(words.label("where"), width=_PLACE_WIDTH),)
    return tuple(Column(words.label(key)) for key in _PLACE[len(links) < 2 :])


def _place(origins: tuple[Origin, ...], words: Words, links: Links) -> tuple[Cell, ...]:
    """Sheet and cells in one, and the file where there are several; the link leads to the first of them."""
    *before, cells = _place_apart(origins, words, links)
    if not origins:
        return (cells,)
    mark = "!" if origins[0].row else " "
    return (cells._replace(text=mark.join(cell.text for cell in (*before, cells) if cell.text)),)


def _place_apart(origins: tuple[Origin, ...], words: Words, links: Links, *, whole: bool = False) -> tuple[Cell, ...]:
    """File (where there are several, or the `whole` is asked for), sheet and cells; one link, to the first of them."""
    cells = [Cell("")] * len(_PLACE)
    if origins:
        first = origins[0]
        beside = [origin for origin in origins if origin[:2] == first[:2]][:MAX_ORIGINS]
        named = ", ".join(dict.fromkeys(_address(origin, words) for origin in beside))
        more = len(origins) - len(beside)
        text = f"{named} ({words.label('more', count=more)})" if more else named
        cells = [Cell(first.file), Cell(first.sheet), Cell(text, link=link_to(first, links))]
    return tuple(cells[len(links) < 2 and not whole :])


def _address(origin: Origin, words: Words) -> str:
    if not origin.row:
        return words.label("whole_sheet" if origin.sheet else "whole_file")
    return f"{column_letter(origin.column or 0)}{origin.row}"


def _waived(waived: Sequence[SetAside], words: Words, links: Links) -> Table:
    rows = [(item.finding, (Cell(item.reason),)) for item in waived]
    return _table(rows, (Column(words.label("waived_reason"), width=26),), words, links)


def _unable(unable: Sequence[Unable], words: Words, links: Links) -> Table:
    columns = tuple(Column(words.label(key), width=width) for key, width in (("code", 8), ("rule", 50), ("why", 50)))
    rows = tuple(
        (Cell(item.code), Cell(words.say(item.title)), Cell(words.say(item.why)), *_place(item.origins, words, links))
        for item in unable
    )
    return Table("", (*columns, *_place_columns(words, links)), rows)
