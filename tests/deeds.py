"""Pieces of work that end well and badly, for workers to do. Workers import them from here."""

import ctypes
import os
import re
import sys
import time
from pathlib import Path
from typing import Any


def add(one: int, other: int) -> int:
    return one + other


def size(content: bytes) -> int:
    return len(content)


def say_much(text: str) -> str:
    """Writes to every stream there is."""
    print(text)
    print(text, file=sys.stderr)
    os.write(1, text.encode())
    return text


def fail(text: str) -> None:
    raise ValueError(text)


class Odd(Exception):
    """Cannot be made again from what it says."""

    def __init__(self, one: int, other: int) -> None:
        super().__init__(f"{one} and {other}")


def fail_oddly() -> None:
    raise Odd(1, 2)


def unsendable() -> object:
    return lambda: None


def abort() -> None:
    os.abort()


def segfault() -> None:
    ctypes.string_at(0)


def leave() -> None:
    sys.exit(5)


def hold(mebibytes: int) -> int:
    """Takes that much memory in Python."""
    return len(bytearray(mebibytes << 20))


def hold_below(mebibytes: int) -> int:
    """Takes that much memory below Python, whose libraries abort where they get none (as Rust does)."""
    library = ctypes.CDLL(None)
    library.malloc.restype, library.malloc.argtypes = ctypes.c_void_p, [ctypes.c_size_t]
    if library.malloc(mebibytes << 20) is None:
        os.abort()
    return mebibytes


def spin(seconds: float) -> str:
    """Works, without ever waiting."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        sum(range(1000))
    return "done"


def wait(seconds: float, note: str = "") -> int:
    """Waits; `note` is a folder, in which a file named by the number of this process says that it began."""
    if note:
        (Path(note) / str(os.getpid())).touch()
    time.sleep(seconds)
    return os.getpid()


def spin_noted(seconds: float, note: str) -> str:
    """As `spin`, with a note as `wait` leaves it."""
    (Path(note) / str(os.getpid())).touch()
    return spin(seconds)


def hold_on(note: str) -> None:
    """Never ends, and lets no other thread of Python run; with a note as `wait` leaves it."""
    (Path(note) / str(os.getpid())).touch()
    re.fullmatch("(a+)+b", "a" * 64)


def slowly(work: Any) -> Any:
    """As the work on a case, after a while; the folder named by NOTES in the environment hears which process does it."""
    from minsheng_funds.batches.work import work_on

    (Path(os.environ["NOTES"]) / str(os.getpid())).touch()
    time.sleep(float(os.environ.get("PAUSE", "0.2")))
    return work_on(work)
