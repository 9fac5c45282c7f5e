"""Many cases in one run: each by itself on some engine, in any order; their outcomes in the order of the cases.

The files are read here and travel as bytes, so that no worker needs this disk; outputs are written here, each case's
together, as soon as they are made. One case that is broken, too large, too slow or deadly costs only itself.
"""

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, wait
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import NamedTuple

from minsheng_funds.batches.cases import Case, as_text, find_cases
from minsheng_funds.batches.files import write_files
from minsheng_funds.batches.results import FOLDER, find_kept, keep, key_of, withdraw
from minsheng_funds.batches.work import MOST_LETTERS, Done, Work, decoded, internal, work_on
from minsheng_funds.engines import Engine, Limits, Lost, open_engine
from minsheng_funds.errors import Failure
from minsheng_funds.messages import LOST, failure, os_reason
from minsheng_funds.model.rollup import CaseFailure, CaseOutcome
from minsheng_funds.rendering.outputs import refuse_unwritable
from minsheng_funds.settings import Settings
from minsheng_funds.settings.batch import EACH, BatchSettings
from minsheng_funds.sources import read_sources

__all__ = [
    "CASES",
    "Asked",
    "Case",
    "Tell",
    "find_cases",
    "limits_of",
    "open_engine",
    "paths_of",
    "run_cases",
    "write_files",
]

CASES = "cases"
"""The folder of the cases' outputs, in the output folder."""
WAITING = 2
"""So many cases beside those in work are read ahead for each worker."""
MOST_BYTES_WAITING = 512 << 20
"""So many bytes of files are read ahead; a larger file travels alone."""

Tell = Callable[[CaseOutcome], None]
"""Hears of every case when it is finished."""
SettingsOf = Callable[[Case], Settings]


@dataclass(frozen=True)
class Asked:
    """What a run is to do with each case: the formats to write, and where.

    Without `out` nothing is written. With `resume`, a case whose input, settings and versions have not changed since
    an earlier run into `out` is taken from there.
    """

    formats: tuple[str, ...] = ()
    out: Path | None = None
    resume: bool = False


class _Ready(NamedTuple):
    """A case whose files were read."""

    case: Case
    work: Work
    key: str

    @property
    def size(self) -> int:
        return sum(len(source.content) for source in self.work.sources)


def paths_of(cases: Sequence[Case], outcomes: Sequence[CaseOutcome]) -> dict[str, dict[str, Path]]:
    """Where the files of each case that has a statement lie, by the names that reports call them."""
    return {
        case.name: dict(zip((mark.name for mark in outcome.record.sources), dict.fromkeys(case.paths), strict=True))
        for case, outcome in zip(cases, outcomes, strict=True)
        if outcome.record is not None
    }


def limits_of(settings: Settings) -> Limits:
    """What one case may take."""
    return Limits(settings.batch.seconds, settings.batch.memory_mb)


def run_cases(
    cases: Sequence[Case], settings_of: SettingsOf, engine: Engine, asked: Asked, tell: Tell | None = None
) -> list[CaseOutcome]:
    """The outcome of every case, in the order of the cases. Raises `Failure` only where outputs cannot be written."""
    return _Run(settings_of, engine, asked, tell).run(cases)


@dataclass
class _Run:
    """Keeps the engine busy, and no more in memory than that takes."""

    settings_of: SettingsOf
    engine: Engine
    asked: Asked
    tell: Tell | None
    outcomes: dict[str, CaseOutcome] = field(default_factory=dict)
    inside: dict["Future[Done | CaseFailure]", _Ready] = field(default_factory=dict)

    def run(self, cases: Sequence[Case]) -> list[CaseOutcome]:
        for ready in self._ready(cases):
            while self.inside and not self._has_room(ready):
                self._wait()
            self.inside[self.engine.executor.submit(work_on, ready.work)] = ready
        while self.inside:
            self._wait()
        return [self.outcomes[case.stem] for case in cases]

    def _has_room(self, ready: _Ready) -> bool:
        size = sum(other.size for other in self.inside.values())
        return len(self.inside) < WAITING * self.engine.width and size + ready.size <= MOST_BYTES_WAITING

    def _wait(self) -> None:
        done, _ = wait(self.inside, return_when=FIRST_COMPLETED)
        for future in done:
            self._finish(self.inside.pop(future), _result(future))

    def _ready(self, cases: Sequence[Case]) -> Iterator[_Ready]:
        """The cases to send out; those that fail before, and those that are there already, are finished here."""
        for case in cases:
            try:
                if case.error is not None:
                    raise case.error
                ready = self._read(case)
            except Failure as error:
                self._fail(case, CaseFailure.of(error))
                continue
            except Exception as error:
                self._fail(case, internal(error))
                continue
            out, paths = self.asked.out, self._outputs(case)
            kept = find_kept(out, case.stem, ready.key, paths) if out is not None and self.asked.resume else None
            if kept is None:
                yield ready
            else:
                self._end(case, CaseOutcome(case.name, case.place, kept, outputs=paths, reused=True))

    def _read(self, case: Case) -> _Ready:
        settings, asked = self.settings_of(case), self.asked
        for path in case.paths:
            if path.is_fifo():  # nobody may ever write into it
                raise failure("not-a-file", where=str(path))
        if asked.out is not None:
            _refuse_unwritable(asked.out, [*self._outputs(case), f"{FOLDER}/-"])
        sources = [source._replace(name=as_text(source.name)) for source in read_sources(case.paths)]
        for source in sources:
            if source.path and self.engine.name == "dask":
                raise failure("batch-large-cluster", where=source.name)
        names = (source.name for source in sources)
        paths = {name: path.absolute() for name, path in zip(names, dict.fromkeys(case.paths), strict=True)}
        given = tuple(line for line in settings.given if not line.name.startswith("batch."))
        settings = replace(settings, batch=BatchSettings(), given=given)  # they bear on no statement
        folder = (asked.out or Path()).absolute() / CASES / Path(case.stem).parent
        letter = _letter_of(settings) if "docx" in asked.formats else None
        work = Work(case.name, tuple(sources), settings, asked.formats, letter, folder, paths)
        return _Ready(case, work, key_of(work))

    def _finish(self, ready: _Ready, result: Done | CaseFailure) -> None:
        case, out = ready.case, self.asked.out
        if isinstance(result, CaseFailure):
            self._fail(case, result)
            return
        paths = self._outputs(case)
        if out is not None:
            withdraw(out, case.stem, [path for path in self._outputs(case, EACH) if path not in paths])
            outputs = {path: made for path, (_, made) in zip(paths, result.outputs, strict=True)}
            keep(out, case.stem, ready.key, result.record, outputs)
        self._end(case, CaseOutcome(case.name, case.place, decoded(result.record), outputs=paths))

    def _outputs(self, case: Case, formats: Sequence[str] | None = None) -> tuple[str, ...]:
        """The files of a case, below the output folder, in the formats asked for or in these."""
        formats = self.asked.formats if formats is None else formats
        return tuple(f"{CASES}/{case.stem}.{format_}" for format_ in formats)

    def _fail(self, case: Case, why: CaseFailure) -> None:
        if self.asked.out is not None:
            withdraw(self.asked.out, case.stem, self._outputs(case, EACH))
        self._end(case, CaseOutcome(case.name, case.place, failure=why))

    def _end(self, case: Case, outcome: CaseOutcome) -> None:
        self.outcomes[case.stem] = outcome
        if self.tell is not None:
            self.tell(outcome)


def _result(future: "Future[Done | CaseFailure]") -> Done | CaseFailure:
    """What a worker gave, or why it gave nothing."""
    try:
        return future.result()
    except Lost as lost:
        message, hint = LOST[lost.why]
        return CaseFailure(lost.why, message.fill(detail=lost.detail), hint=hint)
    except MemoryError:
        message, hint = LOST["memory"]
        return CaseFailure("memory", message.fill(detail=""), hint=hint)
    except Exception as error:
        message, hint = LOST["cluster"]
        words = f"{type(error).__name__}: {error}"
        return CaseFailure("cluster", message.fill(detail=" ".join(words.split())[:MOST_LETTERS]), hint=hint)


def _letter_of(settings: Settings) -> tuple[str, str] | None:
    """The name and the text of the letter that the settings of a case name, where they name one."""
    from minsheng_funds.rendering.composing.letters.templates import read_template

    name = settings.document.template
    if not name:
        return None
    file = Path(settings.origin).parent / name
    return str(file), read_template(file)


def _refuse_unwritable(out: Path, paths: Sequence[str]) -> None:
    """Before any work on a case: raises `Failure` where one of its files cannot be written, as far as one sees."""
    for path in paths:
        folder = (out / path).parent
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise failure("cannot-write", where=str(folder), detail=os_reason(error)) from None
        refuse_unwritable(out / path)
