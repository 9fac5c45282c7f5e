"""What the tests of outputs share: the formats there are, and the program in a process of its own."""

import os
import signal
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

REPORT_SUFFIXES = (".xlsx", ".docx", ".html", ".json", ".csv", ".md")
COMPARE_SUFFIXES = (".json", ".csv", ".md")
CHECK_SUFFIXES = (".json", ".sarif", ".xml", ".txt", ".xlsx")

NOTHING: Mapping[str, str] = {}


def program(
    arguments: Sequence[str],
    folder: Path,
    *,
    first: str = "",
    environment: Mapping[str, str] = NOTHING,
    umask: int = -1,
) -> "subprocess.Popen[bytes]":
    """Starts the program in a folder; `first` is Python that runs before it, to break something."""
    given = {name: value for name, value in os.environ.items() if not name.startswith("MINSHENG_FUNDS_")}
    start = f"{first}\nfrom minsheng_funds.cli import run\nrun()"
    return subprocess.Popen(
        [sys.executable, "-c", start, *arguments],
        cwd=folder,
        env={**given, **environment},
        umask=umask,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )


def finished(started: "subprocess.Popen[bytes]") -> tuple[int, str]:
    """(exit code, standard error) of a program."""
    _, err = started.communicate(timeout=120)
    return started.returncode, err.decode("utf-8")


def files(folder: Path) -> dict[str, bytes]:
    """Every file of a folder with its content, hidden ones too."""
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}


def options(outputs: Sequence[str | Path]) -> list[str]:
    """-o and a path for each."""
    return [text for output in outputs for text in ("-o", str(output))]


KILLED_BEFORE_RENAMING = f"""
import os, pathlib
pathlib.Path.replace = lambda *_: os.kill(os.getpid(), {int(getattr(signal, "SIGKILL", 9))})
"""

WAITING_WHILE_WRITING = """
import os, time
def wait(_):
    os.write(1, b"writing")
    time.sleep(60)
os.fsync = wait
"""
