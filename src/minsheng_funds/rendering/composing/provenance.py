"""Where figures come from: the files with their hashes, the program, settings that differ, what each figure means."""

from collections.abc import Sequence

from minsheng_funds import __version__
from minsheng_funds.messages import DEFINITIONS, SETTING_SOURCES
from minsheng_funds.model import Book, Source, Statement
from minsheng_funds.rendering.document import Cell, Column, Item, Items, Table
from minsheng_funds.rendering.words import Words
from minsheng_funds.settings import Settings
from minsheng_funds.vocabulary import KINDS, LIST_COMMA, UNIT_NAMES

PROGRAM = f"minsheng-funds {__version__}"


def sources_table(book: Book, words: Words) -> Table:
    """Every input file, the tables that were read from it, and its SHA-256."""
    columns = (
        Column(words.label("file"), width=28, key="file"),
        Column(words.label("source_tables"), width=44, key="tables"),
        Column(words.label("sha256"), width=40, key="sha256"),
    )
    rows = [
        (Cell(source.name), Cell(_tables(book, source.name, words)), Cell(source.sha256)) for source in book.sources
    ]
    return Table(words.label("sources_table"), columns, tuple(rows), key="sources")


def _tables(book: Book, file: str, words: Words) -> str:
    """The tables that were read from a file, each with its kind, rows and unit."""
    found = [
        words.label(
            "source_table",
            sheet=table.sheet,
            kind=KINDS[table.kind],
            rows=table.rows,
            unit=UNIT_NAMES.get(table.unit, ""),
        )
        for table in book.tables
        if table.file == file
    ]
    return (LIST_COMMA if words.language == "zh" else ", ").join(found)


def settings_table(settings: Settings, words: Words) -> Table | None:
    """The settings that differ from the default, and who set them; None where none does."""
    if not settings.given:
        return None
    columns = (
        Column(words.label("setting"), width=28),
        Column(words.label("setting_value"), width=44),
        Column(words.label("setting_source"), width=16),
    )
    rows = [
        (Cell(line.name), Cell(line.value), Cell(words.say(SETTING_SOURCES[line.source]))) for line in settings.given
    ]
    return Table(words.label("settings_in_force"), columns, tuple(rows), key="settings")


def assumptions_table(statement: Statement, words: Words) -> Table | None:
    """What was taken for granted, one a row; None where nothing was."""
    if not statement.assumptions:
        return None
    columns = (Column(words.label("problem_number"), "count", width=6), Column(words.label("assumptions"), width=80))
    rows = [
        (words.count(number), Cell(words.assumption(assumption)))
        for number, assumption in enumerate(statement.assumptions, 1)
    ]
    return Table(words.label("assumptions"), columns, tuple(rows), key="assumptions")


def definitions_table(figures: Sequence[str], words: Words) -> Table:
    """What the figures mean that a report shows, in the order of the definitions."""
    columns = (Column(words.label("figure"), width=20), Column(words.label("definition"), width=60))
    rows = [(Cell(words.label(key)), Cell(words.say(said))) for key, said in DEFINITIONS.items() if key in figures]
    return Table(words.label("definitions_table"), columns, tuple(rows), key="definitions")


def provenance_items(sources: Sequence[Source], settings: Settings, words: Words) -> Items:
    """The same in a few lines, for formats without room: files and hashes, program, settings."""
    lines = [Item(f"{source.name}: SHA-256 {source.sha256}") for source in dict.fromkeys(sources)]
    lines.append(Item(f"{words.label('made_by')}: {PROGRAM}"))
    if settings.given:
        said = "; ".join(f"{line.name} = {line.value}" for line in settings.given)
        lines.append(Item(f"{words.label('settings_in_force')}: {said}"))
    return Items(words.label("provenance_title"), tuple(lines))
