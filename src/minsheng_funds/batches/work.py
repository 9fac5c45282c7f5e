"""What a worker does: one case, from bytes to the bytes of its record and its outputs. Nothing here touches a disk."""

import errno
from collections.abc import Mapping
from pathlib import Path
from sys import intern
from typing import NamedTuple

import msgspec

from minsheng_funds.errors import Failure
from minsheng_funds.model import Additions, Source
from minsheng_funds.model.rollup import CaseFailure, CaseRecord
from minsheng_funds.pipeline import nothing_to_report, record
from minsheng_funds.reports import Pens
from minsheng_funds.settings import Settings
from minsheng_funds.vocabulary import MEASURES, Text

MOST_LETTERS = 300
"""So much is told of an error that nobody expected."""


class Work(NamedTuple):
    """A case as plain data: its name, its files' bytes, the settings in force, and the formats to write it in."""

    name: str
    sources: tuple[Source, ...]
    settings: Settings
    formats: tuple[str, ...]
    template: tuple[str, str] | None
    folder: Path
    paths: Mapping[str, Path]
    """Where its outputs will lie, and its files: for links from one to the other, nobody opens them here."""


class Done(NamedTuple):
    """The record of a case, as `decoded` reads it, and its outputs by format."""

    record: bytes
    outputs: tuple[tuple[str, bytes], ...]


def work_on(work: Work) -> Done | CaseFailure:
    """Runs one case. Whatever is wrong with it is its failure; only running out of memory is its worker's."""
    try:
        outcome, kept = record(work.name, work.sources, work.settings)
        if not _says_anything(kept):
            raise nothing_to_report(outcome.book)
        pens = Pens(outcome, work.settings, Additions(), work.paths, work.template)
        outputs = tuple((format_, pens.content(work.folder / f"case.{format_}")) for format_ in work.formats)
        return Done(encoded(kept), outputs)
    except Failure as error:
        return CaseFailure.of(error)
    except MemoryError:
        raise
    except Exception as error:
        if _tells_of_memory(error):
            raise MemoryError from None
        return internal(error)


def _tells_of_memory(error: BaseException | None) -> bool:
    """Whether a library or the system says in its own way that there is no memory left."""
    while error is not None:
        if isinstance(error, MemoryError) or getattr(error, "errno", None) == errno.ENOMEM:
            return True
        if any(words in str(error) for words in _NO_MEMORY):
            return True
        error = error.__cause__ or error.__context__
    return False


_NO_MEMORY = ("llocate memory", "failed to map segment", "can't start new thread", "bad_alloc", "out of memory")


def internal(error: Exception) -> CaseFailure:
    """A defect of this program that a case has met."""
    words = " ".join(f"{type(error).__name__}: {error}".split())[:MOST_LETTERS]
    return CaseFailure("internal", Text(words, words))


def _says_anything(kept: CaseRecord) -> bool:
    """Whether a statement shows any figure: one that is incomplete and all zero was made of amounts nobody can read."""
    lines = (*kept.lines, *kept.excluded)
    if kept.complete or kept.payments:
        return bool(lines or kept.payments)
    figures = [found for line in lines for found in (line.figures, *line.levels.values())]
    return any(getattr(found, measure) for found in figures for measure in MEASURES)


def encoded(kept: CaseRecord) -> bytes:
    """A record as JSON; the same bytes for the same record, in every process."""
    return msgspec.json.encode(kept, order="deterministic")


def decoded(content: bytes) -> CaseRecord:
    """A record as it was. Raises `ValueError` for bytes that are none."""
    try:
        record = msgspec.json.decode(content, type=CaseRecord)
    except msgspec.DecodeError as error:
        raise ValueError(str(error)) from None
    _share_what_is_equal(record)
    return record


_MIXED: dict[frozenset[tuple[str, str]], frozenset[tuple[str, str]]] = {}


def _share_what_is_equal(record: CaseRecord) -> None:
    """One object for what all records say alike: a thousand of them take a third of the memory. Nobody saw it yet."""
    for line in (*record.lines, *record.excluded):
        for figures in (line.figures, *line.levels.values()):
            object.__setattr__(figures, "mixed", _MIXED.setdefault(figures.mixed, figures.mixed))
    for found in record.findings:
        object.__setattr__(found, "title", Text(*map(intern, found.title)))
        object.__setattr__(found, "remedy", Text(*map(intern, found.remedy)))
