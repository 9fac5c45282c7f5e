"""What `check` says to people: findings by file and sheet with the cells around them, then what was not checked."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from minsheng_funds.messages import SEMICOLON, SEVERITIES, yuan
from minsheng_funds.model import Book, Checked, Excerpt, Finding, Origin, Table, Unable
from minsheng_funds.rendering.document import Block, Document, GridRow, Item, Items, Snippet
from minsheng_funds.rendering.words import Words
from minsheng_funds.settings import Settings
from minsheng_funds.vocabulary import Text

MOST_EXCERPTS = 200
"""So many findings are shown in their sheet; whoever has more looks at the workbook."""
MOST_IN_FULL = 10
"""So many findings of one rule in one sheet are written in full; a line each is enough for the others."""
NAME_FIELDS = ("project", "code", "village")


class Group(NamedTuple):
    """The findings of one sheet (or of a whole file, or of none), each with whether it is written in full."""

    where: str
    findings: tuple[tuple[Finding, bool], ...]


class Listing(NamedTuple):
    """What is listed: groups in the order of the sources, how many findings of info are hidden."""

    groups: tuple[Group, ...]
    hidden: int
    verbose: bool

    @property
    def places(self) -> tuple[Origin, ...]:
        """The cells whose surroundings are shown, the first ones where there are many."""
        full = (finding for group in self.groups for finding, in_full in group.findings if in_full)
        cells = [finding.origins[0] for finding in full if finding.origins and finding.origins[0].row]
        return tuple(cells[:MOST_EXCERPTS])


def worth_listing(findings: Sequence[Finding], settings: Settings, *, verbose: bool = False) -> tuple[Finding, ...]:
    """The findings that people are shown: those of severity info only with `verbose`, or where they were selected."""
    wanted = settings.check.select
    return tuple(
        found
        for found in findings
        if verbose or found.severity != "info" or not {found.code, found.code[0]}.isdisjoint(wanted)
    )


def listing_of(book: Book, checked: Checked, settings: Settings, *, verbose: bool = False) -> Listing:
    """The findings that people are shown, by sheet. Those of info only where somebody asked for them."""
    findings = worth_listing(checked.findings, settings, verbose=verbose)
    order = _order(book, findings)
    by_sheet: dict[tuple[str, str], list[Finding]] = {}
    for finding in findings:
        by_sheet.setdefault(_sheet_of(finding), []).append(finding)
    groups = tuple(
        Group("!".join(filter(None, where)), _in_full(sorted(by_sheet[where], key=_within)))
        for where in sorted(by_sheet, key=lambda where: order[where])
    )
    return Listing(groups, len(checked.findings) - len(findings), verbose)


def _sheet_of(finding: Finding) -> tuple[str, str]:
    return finding.origins[0][:2] if finding.origins else ("", "")


def _order(book: Book, findings: Iterable[Finding]) -> dict[tuple[str, str], tuple[int, int]]:
    """The place of each sheet: as files were given and sheets stand in them; settings and no place at the end."""
    files = {source.name: place for place, source in enumerate(book.sources)}
    sheets = [
        *((table.file, table.sheet) for table in book.tables),
        *((unread.file, unread.sheet) for unread in book.unread),
    ]
    known = {where: place for place, where in enumerate(dict.fromkeys(sheets), 1)}
    last = len(known) + 1
    wheres = dict.fromkeys(_sheet_of(finding) for finding in findings)
    return {
        where: (files.get(where[0], len(files) + (not where[0])), known.get(where, last if where[1] else 0))
        for where in wheres
    }


def _within(finding: Finding) -> tuple[int, int, int]:
    row, column = finding.origins[0][2:] if finding.origins else (0, None)
    return (list(SEVERITIES).index(finding.severity), row, -1 if column is None else column)


def _in_full(findings: Sequence[Finding]) -> tuple[tuple[Finding, bool], ...]:
    met: Counter[str] = Counter()
    marked = []
    for finding in findings:
        met[finding.code] += 1
        marked.append((finding, met[finding.code] <= MOST_IN_FULL))
    return tuple(marked)


def compose_check(
    book: Book, checked: Checked, settings: Settings, listing: Listing, excerpts: Mapping[Origin, Excerpt]
) -> Document:
    """Every finding with its cell, its amounts and its remedy; the counts, and what could not be checked."""
    words = Words(settings)
    left = dict.fromkeys(listing.places, 0)
    blocks: list[Block] = []
    for group in listing.groups:
        items = []
        for finding, in_full in group.findings:
            place = finding.origins[0] if finding.origins else None
            snippet = None
            if in_full and place in left and place in excerpts:
                snippet = _snippet(finding, excerpts[place], _columns_of(book, place))
            items.append(_item(finding, words, snippet) if in_full else _line(finding, words))
        short = any(not in_full for _, in_full in group.findings)
        note = Item(words.label("shortened", count=MOST_IN_FULL))
        where = group.where or words.label("no_place")
        counts = _counts((finding for finding, _ in group.findings), words)
        blocks.append(Items(f"{where} ({counts})", (*items, *((note,) if short else ()))))
    blocks += _aside(checked, words, verbose=listing.verbose)
    blocks.append(_summary(checked, words, listing))
    return Document(tuple(blocks), words.label("narrow"))


def headline(finding: Finding, words: Words) -> str:
    """[L002 警告] and the message."""
    severity = words.say(SEVERITIES[finding.severity])
    return f"[{finding.code} {severity}] {words.say(finding.message)}"


def amounts_line(finding: Finding, words: Words) -> str:
    """Expected, actual and difference, those that there are: money in yuan, a difference with its sign."""
    expected, actual = (_value(finding, value, words) for value in (finding.expected, finding.actual))
    parts = []
    if expected:
        parts.append(f"{words.label('expected')} {expected}")
    if actual:
        alone = "amount_in_question" if finding.measure == "fen" else "actual_alone"
        parts.append(f"{words.label('actual' if expected else alone)} {actual}")
    if finding.difference:
        sign = "+" if finding.difference > 0 else ""
        parts.append(f"{words.label('differs_by')} {sign}{_value(finding, finding.difference, words)}")
    return (", " if words.language == "en" else ",").join(parts)


def _value(finding: Finding, value: int | str | None, words: Words) -> str:
    if value is None or value == "":
        return ""
    if finding.measure == "fen" and isinstance(value, int):
        return words.say(yuan(value))
    return f"{value}%" if finding.measure == "percent" else str(value)


def _item(finding: Finding, words: Words, snippet: Snippet | None) -> Item:
    remedy = words.say(finding.remedy)
    details = [words.places(finding.origins), amounts_line(finding, words)]
    details.append(f"{words.label('responsible_unit')}: {finding.unit}" if finding.unit else "")
    details.append(f"{words.label('remedy')}: {remedy}" if remedy else "")
    return Item(headline(finding, words), finding.severity, tuple(filter(None, details)), snippet)


def _line(finding: Finding, words: Words) -> Item:
    """A finding in one line, its cell last."""
    return Item(f"{headline(finding, words)}  {words.places(finding.origins[:1])}", finding.severity)


def _columns_of(book: Book, place: Origin) -> dict[int, str]:
    """What the columns of the sheet's tables were taken for."""
    tables: list[Table] = [table for table in book.tables if (table.file, table.sheet) == place[:2]]
    return {column.index: column.field for table in tables for column in table.columns}


def _snippet(finding: Finding, excerpt: Excerpt, fields: Mapping[int, str]) -> Snippet:
    rows = [
        *(GridRow(str(row.number), "", row.cells, "header") for row in excerpt.header),
        *(GridRow(str(row.number), "", row.cells) for row in excerpt.rows),
    ]
    at = {int(row.number): place for place, row in enumerate(rows)}
    here = finding.origins[0]
    marks = frozenset(
        (at[origin.row], origin.column)
        for origin in finding.origins
        if origin[:2] == here[:2] and origin.row in at and origin.column is not None
    )
    names = [column for name in NAME_FIELDS for column, field in fields.items() if field == name]
    days = [column for column, field in fields.items() if field == "date"]
    return Snippet(tuple(rows), marks, at.get(here.row, 0), here.column, (*names[:1], *days[:1]))


def _counts(findings: Iterable[Finding], words: Words) -> str:
    """错误 2,警告 1."""
    found = Counter(finding.severity for finding in findings)
    comma = ", " if words.language == "en" else ","
    return comma.join(
        words.label(f"count_of_{severity}", count=found[severity]) for severity in SEVERITIES if found[severity]
    )


def counts_line(checked: Checked, words: Words) -> str:
    """All counts in one line: by severity, set aside, rules that did not run."""
    parts = [_counts(checked.findings, words) or words.label("no_findings")]
    parts += [words.label("waived_findings", count=len(checked.waived))] if checked.waived else []
    parts += [words.label("known_findings", count=len(checked.known))] if checked.known else []
    count = len({unable.code for unable in checked.unable})
    parts += [words.label("not_run_count", count=count)] if count else []
    return words.say(SEMICOLON).join(parts)


def _aside(checked: Checked, words: Words, *, verbose: bool) -> list[Block]:
    """What was waived, where somebody asks for it, and the rules that could not run, always."""
    blocks: list[Block] = []
    if verbose and checked.waived:
        waived = [
            words.label(
                "waived_one",
                code=aside.finding.code,
                message=words.say(aside.finding.message),
                reason=aside.reason,
            )
            for aside in checked.waived
        ]
        blocks.append(Items(words.label("waived_list"), tuple(Item(text) for text in waived)))
    if checked.unable:
        blocks.append(Items(words.label("not_run"), _unable(checked.unable, words, verbose=verbose)))
    return blocks


def _unable(unable: Sequence[Unable], words: Words, *, verbose: bool) -> tuple[Item, ...]:
    """The rules that could not run by their reason; where somebody asks for more, with their titles."""
    reasons: dict[tuple[Text, tuple[Origin, ...]], list[Unable]] = {}
    for rule in unable:
        reasons.setdefault((rule.why, rule.origins), []).append(rule)
    items = []
    for (why, origins), rules in reasons.items():
        where = f" ({words.places(origins)})" if origins else ""
        codes = ", ".join(dict.fromkeys(rule.code for rule in rules))
        titles = dict.fromkeys(f"{rule.code} {words.say(rule.title)}" for rule in rules) if verbose else ()
        items.append(Item(f"{words.say(why)}{where}: {codes}", details=tuple(titles)))
    return tuple(items)


def _summary(checked: Checked, words: Words, listing: Listing) -> Items:
    lines = [counts_line(checked, words)]
    if listing.hidden:
        if not listing.groups:
            lines.append(words.label("no_graver_findings"))
        lines.append(words.label("info_hidden", count=listing.hidden))
    return Items(words.label("summary"), tuple(Item(line) for line in lines))
