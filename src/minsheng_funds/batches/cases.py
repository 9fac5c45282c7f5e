"""Folders → cases: which workbooks belong together, what each case is called, and where its outputs go."""

import os
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from fnmatch import fnmatchcase
from pathlib import Path, PurePath
from typing import NamedTuple
from unicodedata import normalize

from minsheng_funds.batches.results import FOLDER
from minsheng_funds.errors import Failure
from minsheng_funds.messages import failure, os_reason
from minsheng_funds.settings.batch import BatchSettings
from minsheng_funds.sources import WORKBOOKS


class Case(NamedTuple):
    """One case: its name in reports, where it was found, its files, and the path of its outputs below their folder.

    `place` and `stem` are written with "/". `error` is why it has no files: a folder that cannot be looked into.
    """

    name: str
    place: str
    stem: str
    paths: tuple[Path, ...]
    error: Failure | None = None


class _Found(NamedTuple):
    root: Path
    below: PurePath
    paths: tuple[Path, ...]
    error: Failure | None = None


def find_cases(folders: Sequence[Path], settings: BatchSettings, out: Path | None = None) -> list[Case]:
    """Every case in these folders, by path; a workbook may be named itself. What lies in `out` is no input.

    A file that is met twice counts once. Raises `Failure` for a folder that is not there, and where there is no case.
    """
    found: list[_Found] = []
    for folder in folders:
        if not folder.is_dir():
            try:
                folder.stat()
            except FileNotFoundError:
                raise failure("no-such-file", where=str(folder)) from None
            except OSError as error:
                raise failure("cannot-open", where=str(folder), detail=os_reason(error)) from None
            found.append(_Found(folder.parent, PurePath(folder.name), (folder,)))
        elif _is_out(folder, out):
            raise failure("batch-out-is-input", where=str(folder))
        else:
            found += sorted(_below(folder, settings, out), key=lambda case: case.below.parts)
    found = _once(found)
    if not found:
        raise failure("batch-nothing", where=", ".join(map(str, folders)))
    return _named(found, settings)


def as_text(name: str) -> str:
    """A name as text: bytes that are no UTF-8 (packed under another encoding) are written as their numbers."""
    return name.encode("utf-8", "backslashreplace").decode("utf-8")


def _below(root: Path, settings: BatchSettings, out: Path | None) -> Iterator[_Found]:
    """The cases of one folder, in no order; what an earlier batch has written is none."""
    broken: list[OSError] = []
    walked: set[str] = set()
    files_of: dict[PurePath, list[Path]] = {}
    for folder, inside, files in os.walk(root, onerror=broken.append, followlinks=True):
        here = Path(folder)
        walked.add(os.path.realpath(folder))
        below = PurePath(os.path.relpath(folder, root))
        kept = [name for name in inside if not name.startswith(".") and not _is_out(here / name, out)]
        kept = [name for name in sorted(kept) if os.path.realpath(here / name) not in walked]  # no links in a circle
        inside[:] = kept if settings.recursive else []
        files_of[below] = [here / name for name in sorted(files) if _is_wanted(below / name, settings)]
    if settings.case == "workbook":
        yield from (_Found(root, below / path.name, (path,)) for below, paths in files_of.items() for path in paths)
    else:
        yield from _folders(root, files_of)
    for error in broken:
        place = Path(error.filename or root)
        reason = failure("cannot-open", where=str(place), detail=os_reason(error))
        yield _Found(root, PurePath(os.path.relpath(place, root)), (), reason)


def _folders(root: Path, files_of: Mapping[PurePath, Sequence[Path]]) -> Iterator[_Found]:
    """Each topmost folder that holds workbooks, with all that lie in it and below it.

    A folder without any is told, for somebody was to put one there; so are workbooks beside such folders.
    """
    top = PurePath()
    cases: dict[PurePath, list[Path]] = {}
    for below, paths in sorted(files_of.items(), key=lambda item: item[0].parts):
        owner = next((folder for folder in cases if folder in below.parents), below)
        if below != top and (paths or owner in cases):
            cases.setdefault(owner, []).extend(paths)
    loose = files_of.get(top, ())
    if not cases:
        if loose:
            yield _Found(root, top, tuple(loose))
        return
    yield from (_Found(root, below, tuple(paths)) for below, paths in cases.items())
    for path in loose:
        yield _Found(root, PurePath(path.name), (), failure("batch-loose", where=str(path)))
    within = {parent for below in files_of for parent in below.parents}
    for below in files_of.keys() - within - {top}:
        if below not in cases and not any(folder in below.parents for folder in cases):
            reason = failure("folder-empty", where=str(root / below), detail=" ".join(WORKBOOKS))
            yield _Found(root, below, (), reason)


def _is_out(folder: Path, out: Path | None) -> bool:
    """Whether a folder is where this run writes, or where an earlier one has written."""
    with suppress(OSError):  # one that cannot be looked into is told by whoever walks through it
        return (folder / FOLDER).is_dir() or (out is not None and out.exists() and folder.samefile(out))
    return False


def _is_wanted(below: PurePath, settings: BatchSettings) -> bool:
    """Whether a file is a workbook of a case: by its suffix, not hidden, no lock file, and as the patterns say."""
    if below.name.startswith((".", "~$")) or below.suffix.lower() not in WORKBOOKS:
        return False
    patterns = settings.patterns
    return (not patterns or _fits(below, patterns)) and not _fits(below, settings.ignore)


def _fits(below: PurePath, patterns: Sequence[str]) -> bool:
    """Whether a path fits one of the patterns; with a "/" of the whole path, else of the name."""
    return any(
        fnmatchcase(_folded(below.as_posix() if "/" in pattern else below.name), _folded(pattern))
        for pattern in patterns
    )


def _folded(text: str) -> str:
    return normalize("NFC", text).casefold()


def _once(found: Sequence[_Found]) -> list[_Found]:
    """Without what an earlier folder had already, under whatever path."""
    kept: dict[str, _Found] = {}
    for case in found:
        key = "\0".join(os.path.realpath(path) for path in case.paths) or str(case.root / case.below)
        if key not in kept or (_is_linked(kept[key]) and not _is_linked(case)):  # the file itself gives the name
            kept[key] = case
    return list(kept.values())


def _is_linked(case: _Found) -> bool:
    return any(path.is_symlink() for path in case.paths)


def _named(found: Sequence[_Found], settings: BatchSettings) -> list[Case]:
    """The cases with names that no two share: the last part of the path, else the path, else that with its folder."""
    stems = _apart([_stems(case) for case in found])
    short = Counter(PurePath(stem).name for stem in stems)
    names = []
    for stem in stems:
        last = PurePath(stem).name
        usual = last if short[last] == 1 else stem
        names.append(settings.names.get(stem, settings.names.get(last, usual)))
    while len(said := Counter(names)) < len(names):
        names = [name if said[name] == 1 else f"{name} ({stem})" for name, stem in zip(names, stems, strict=True)]
    return [
        Case(name, _place(case), stem, case.paths, case.error)
        for case, name, stem in zip(found, names, stems, strict=True)
    ]


def _place(case: _Found) -> str:
    return as_text((case.root / case.below).as_posix())


def _stems(case: _Found) -> list[str]:
    """Where the outputs of a case may go, the best first: by its path, with its suffix, each with its folder's name."""
    whole = case.below if case.below.parts else PurePath(case.root.resolve().name or "root")
    short = whole if len(case.paths) != 1 or case.paths[0].name != whole.name else whole.with_suffix("")
    folder = case.root.resolve().name or "root"
    paths = [short.as_posix(), whole.as_posix()]
    return [as_text(path) for path in (*paths, *(f"{folder}/{path}" for path in paths))]


def _apart(choices: Sequence[Sequence[str]]) -> list[str]:
    """For each the first choice that nobody else has, in any case of letters; else its last one with a number."""
    counts = [Counter(_folded(text) for text in texts) for texts in zip(*choices, strict=True)]
    taken: set[str] = set()
    stems = []
    for texts in choices:
        free = [
            text for place, text in enumerate(texts) if counts[place][_folded(text)] == 1 and _folded(text) not in taken
        ]
        stem, number = free[0] if free else texts[-1], 2
        while _folded(stem) in taken:
            stem, number = f"{texts[-1]}-{number}", number + 1
        taken.add(_folded(stem))
        stems.append(stem)
    return stems
