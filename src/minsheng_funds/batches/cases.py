"""Folders → cases: which workbooks belong together, what each case is called, and where its outputs go."""

import os
from collections import Counter
from collections.abc import Iterator, Sequence
from fnmatch import fnmatchcase
from pathlib import Path, PurePath
from typing import NamedTuple
from unicodedata import normalize

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
        elif out is not None and out.exists() and folder.samefile(out):
            raise failure("batch-out-is-input", where=str(out))
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
    """The cases of one folder, in no order."""
    broken: list[OSError] = []
    walked: set[str] = set()
    for folder, inside, files in os.walk(root, onerror=broken.append, followlinks=True):
        here = Path(folder)
        walked.add(os.path.realpath(folder))
        below = PurePath(os.path.relpath(folder, root))
        kept = [name for name in inside if not name.startswith(".") and not _is_out(here / name, out)]
        kept = [name for name in sorted(kept) if os.path.realpath(here / name) not in walked]  # no links in a circle
        inside[:] = kept if settings.recursive else []
        names = sorted(name for name in files if _is_wanted(below / name, settings))
        if settings.case == "workbook":
            yield from (_Found(root, below / name, (here / name,)) for name in names)
        elif names:
            yield _Found(root, below, tuple(here / name for name in names))
    for error in broken:
        place = Path(error.filename or root)
        reason = failure("cannot-open", where=str(place), detail=os_reason(error))
        yield _Found(root, PurePath(os.path.relpath(place, root)), (), reason)


def _is_out(folder: Path, out: Path | None) -> bool:
    return out is not None and out.exists() and folder.samefile(out)


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
    seen: set[str] = set()
    kept = []
    for case in found:
        key = "\0".join(os.path.realpath(path) for path in case.paths) or str(case.root / case.below)
        if key not in seen:
            seen.add(key)
            kept.append(case)
    return kept


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
