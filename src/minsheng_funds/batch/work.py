"""What a worker does: one case, from bytes to the bytes of its record and its outputs. Nothing here touches a disk."""

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
from minsheng_funds.vocabulary import Text


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
        if not (kept.lines or kept.excluded or kept.payments):
            raise nothing_to_report(outcome.book)
        pens = Pens(outcome, work.settings, Additions(), work.paths, work.template)
        outputs = tuple((format_, pens.content(work.folder / f"case.{format_}")) for format_ in work.formats)
        return Done(encoded(kept), outputs)
    except Failure as error:
        return CaseFailure.of(error)
    except MemoryError:
        raise
    except Exception as error:
        words = f"{type(error).__name__}: {error}"
        return CaseFailure("internal", Text(words, words))


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
