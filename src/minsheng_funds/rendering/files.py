"""Writing files: each to a temporary one in its own folder; renamed when all of a run are complete, or none is."""

import os
import re
import signal
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from functools import lru_cache
from pathlib import Path
from types import FrameType
from typing import BinaryIO

from minsheng_funds.messages import failure, os_reason
from minsheng_funds.rendering.outputs import refuse_unwritable, refused, written_path

Content = bytes | Callable[[], bytes]
Prepared = tuple[Path, Path, Path]
"""The output as it was named, the file that it is, and the temporary file that holds its content."""
_OURS = re.compile(r"\.minsheng-funds-[0-9a-f]{16}\.tmp")
_DEAD_AFTER_SECONDS = 24 * 3600
"""No run takes a day: a temporary file of that age was left by one that was killed."""


def encoded(text: str, *, mark: bool = False) -> bytes:
    """Text as a file has it: UTF-8, with a byte order mark for Excel where asked.

    The name of a file may hold what is no character (packed under another encoding); that is written as its number.
    """
    return text.encode("utf-8-sig" if mark else "utf-8", "backslashreplace")


def write_atomically(target: Path, content: bytes) -> None:
    """Writes `content` to `target`. Raises `Failure` where it cannot; the old file is then as it was."""
    write_all({target: content})


def write_all(contents: Mapping[Path, Content], *, lasting: bool = True) -> None:
    """Writes the outputs of one run. A content may be a function that makes it; it is let go once it is on the disk.

    Each is on the disk before it takes its name, so that a power cut leaves none half; not `lasting` ones, of which
    there are many, and which whoever needs them looks at again.

    Raises `Failure` where one of them cannot be written; every old file is then as it was, and none is new. Only a
    rename that fails after another was done leaves part of them; the failure says which were written.
    """
    for output in contents:
        refuse_unwritable(output)
    for folder in {written_path(output).parent for output in contents}:
        _sweep(folder)
    prepared: list[Prepared] = []
    with _Stop() as stop:
        try:
            stop.heed()
            for output, content in contents.items():
                target = written_path(output)
                temporary = target.with_name(f".minsheng-funds-{os.urandom(8).hex()}.tmp")
                prepared.append((output, target, temporary))
                _prepare(output, target, temporary, content, lasting=lasting)
            stop.waits = True  # renames take no time, and half of them are worse than all
            _rename(prepared)
        finally:
            stop.waits = True
            for _, _, temporary in prepared:
                with suppress(OSError):
                    temporary.unlink(missing_ok=True)


def _prepare(output: Path, target: Path, temporary: Path, content: Content, *, lasting: bool) -> None:
    """Writes the content to the temporary file, with the permissions that the output has or would get."""
    made = content() if callable(content) else content
    try:
        old = target.stat().st_mode & 0o777 if target.exists() else None
        with _created(output, temporary, 0o666 if old is None else old) as file:
            file.write(made)
            file.flush()
            if lasting:
                os.fsync(file.fileno())
        if old is not None:
            temporary.chmod(old)
    except OSError as error:
        raise refused(output, error) from None


def _created(output: Path, temporary: Path, mode: int) -> BinaryIO:
    """The temporary file, new. Raises `Failure` where the folder takes none."""
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    try:
        return os.fdopen(os.open(temporary, flags, mode), "wb")
    except PermissionError:
        raise failure("output-closed-folder", where=str(output)) from None


def _rename(prepared: Sequence[Prepared]) -> None:
    written: list[str] = []
    for output, target, temporary in prepared:
        try:
            temporary.replace(target)
        except OSError as error:
            if not written:
                raise refused(output, error) from None
            missing = ", ".join(str(other) for other, _, _ in prepared[len(written) :])
            files = ", ".join(written)
            said = {"detail": os_reason(error), "written": files, "missing": missing}
            raise failure("output-in-part", where=str(output), **said) from None
        written.append(str(output))


@lru_cache(maxsize=10_000)
def _sweep(folder: Path) -> None:
    """Takes away temporary files of ours that are a day old, once a run. What cannot be looked at or removed stays."""
    with suppress(OSError), os.scandir(folder) as entries:
        for entry in entries:
            if _OURS.fullmatch(entry.name):
                with suppress(OSError):
                    if time.time() - entry.stat(follow_symlinks=False).st_mtime > _DEAD_AFTER_SECONDS:
                        os.unlink(entry.path)  # noqa: PTH108 - as the folder names it


class _Stopped(BaseException):
    """A signal asked to stop."""


class _Stop:
    """Asked to stop (Ctrl+C, a shutdown, a closed terminal) while files are written: first, no temporary file is left.

    While `waits` is set the signal is heeded afterwards. Handlers of the program that uses this one stay, and so does
    a signal that is ignored; only Python's main thread can catch any.
    """

    def __init__(self) -> None:
        self.waits = True
        self._asked: int | None = None
        self._before: dict[int, object] = {}

    def __enter__(self) -> "_Stop":
        if threading.current_thread() is threading.main_thread():
            for name in ("SIGINT", "SIGTERM", "SIGHUP"):
                number = getattr(signal, name, None)
                handler = signal.getsignal(number) if number is not None else None
                if number is not None and handler in (signal.SIG_DFL, signal.default_int_handler):
                    self._before[number] = handler
                    signal.signal(number, self._note)
        return self

    def heed(self) -> None:
        """From here on a signal stops at once; one that came before does now."""
        self.waits = False
        if self._asked is not None:
            raise _Stopped

    def _note(self, number: int, _: FrameType | None) -> None:
        first, self._asked = self._asked is None, number
        if first and not self.waits:
            raise _Stopped

    def __exit__(self, *_: object) -> None:
        for number, handler in self._before.items():
            signal.signal(number, handler)  # type: ignore[arg-type]
        if self._asked is not None:
            signal.raise_signal(self._asked)
