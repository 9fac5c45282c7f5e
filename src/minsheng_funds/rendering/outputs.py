"""What stands in the way of an output, and how it is said: one line a reason, with what to do."""

import errno
import os
import stat
from collections.abc import Iterator
from pathlib import Path

from minsheng_funds.errors import Failure
from minsheng_funds.messages import failure, os_reason

LOCKS = {"~$": "Excel / WPS", ".~": "WPS", ".~lock.": "LibreOffice"}
"""How the file begins that a program keeps beside an open one (LibreOffice's ends in # as well)."""
_WORD, _SHORT = (".docx", ".doc", ".docm"), 6
"""Word writes its mark over the beginning of a name longer than six characters, by two characters at most."""
_SHARING_VIOLATIONS = (32, 33)
"""What Windows says of a file that another program has open."""


def refuse_unwritable(output: Path) -> None:
    """Raises `Failure` where it is plain before any work that this output cannot be written; nothing is touched."""
    if "\0" in str(output):
        raise failure("path-nul", where=str(output))
    try:
        target = written_path(output)
        if not target.parent.is_dir():
            raise failure("output-no-folder", where=str(output))
        found = _status(target)
        if found is not None:
            _refuse_existing(output, target, found)
        if os.name != "nt" and not os.access(target.parent, os.W_OK | os.X_OK):
            raise failure("output-closed-folder", where=str(output))
    except OSError as error:
        raise refused(output, error) from None


def written_path(output: Path) -> Path:
    """The file itself: what a link points to is written, the link stays."""
    return Path(os.path.realpath(output))


def refused(output: Path, error: OSError) -> Failure:
    """Why the system did not let an output be written."""
    where, reason = str(output), os_reason(error)
    if getattr(error, "winerror", None) in _SHARING_VIOLATIONS:
        return failure("output-in-use", where=where)
    if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
        return failure("output-full", where=where, detail=reason)
    if error.errno in (errno.ENOENT, errno.ENOTDIR):
        return failure("output-no-folder", where=where)
    if error.errno == errno.ENAMETOOLONG:
        return failure("output-name-long", where=where)
    return failure("cannot-write", where=where, detail=reason)


def _status(target: Path) -> os.stat_result | None:
    try:
        return target.stat()
    except FileNotFoundError:
        return None


def _refuse_existing(output: Path, target: Path, found: os.stat_result) -> None:
    """A file that is there is replaced only where it may be written and nobody has it open."""
    if stat.S_ISDIR(found.st_mode):
        raise failure("output-is-folder", where=str(output))
    if not stat.S_ISREG(found.st_mode):  # a device or a pipe; renaming a file over it would take it away
        raise failure("output-not-a-file", where=str(output))
    for place in dict.fromkeys((output, target)):
        for lock, program in _locks(place):
            if os.path.exists(lock):  # noqa: PTH110 - a name that is too long with its mark is not there either
                raise failure("output-locked", where=str(output), detail=lock.name, program=program)
    try:
        if not found.st_mode & 0o222:  # root may write it all the same; somebody did not want it written
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
        with target.open("r+b"):  # changes nothing; Windows says here that another program has it open
            pass
    except PermissionError as error:
        if getattr(error, "winerror", None) in _SHARING_VIOLATIONS:
            raise
        raise failure("output-read-only", where=str(output)) from None


def _locks(place: Path) -> Iterator[tuple[Path, str]]:
    """The files by which programs say that they have this one open, each with its program."""
    for mark, program in LOCKS.items():
        end = "#" if mark == ".~lock." else ""
        yield place.with_name(f"{mark}{place.name}{end}"), program
    if place.suffix.lower() in _WORD and len(place.stem) > _SHORT:
        yield place.with_name(f"~${place.name[min(2, len(place.stem) - _SHORT) :]}"), "Word / WPS"
