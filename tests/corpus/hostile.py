"""Hostile files are tried in a process of their own, with a limit of memory and time: some abort the whole process."""

import json
import os
import resource
import subprocess
import sys
from pathlib import Path

from tests.corpus.case import Case, Result, arguments_of

SECONDS, BYTES = 5, 500_000_000
"""Issue 3.6: refused or read within 5 seconds and 500 MB."""

_ADDRESS_SPACE = 4_000_000_000


def _limit() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (_ADDRESS_SPACE, _ADDRESS_SPACE))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def try_hostile(case: Case, folder: Path) -> Result:
    """Runs the command line in a process; over time or memory it counts as crashed (exit code -1)."""
    arguments = arguments_of(case, folder)
    command = [sys.executable, "-m", "minsheng_funds", *arguments]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(path for path in sys.path if path)}
    out, err = folder / "stdout", folder / "stderr"
    with out.open("wb") as stdout, err.open("wb") as stderr:
        process = subprocess.Popen(command, stdout=stdout, stderr=stderr, env=environment, preexec_fn=_limit)  # noqa: PLW1509
        try:
            code = process.wait(SECONDS * 3)  # the machine may be busy: what the process itself used is what counts
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
            return Result(-1, None, f"not done after {SECONDS * 3} seconds")
    said = err.read_text(encoding="utf-8", errors="replace")[-2000:]
    text = out.read_text(encoding="utf-8")
    return Result(code, json.loads(text) if text and code >= 0 else None, said)


def used(case: Case, folder: Path) -> tuple[float, int]:
    """CPU seconds and the greatest number of bytes that the run took: by `os.wait4`, for this process alone."""
    arguments = arguments_of(case, folder)
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(path for path in sys.path if path)}
    with (folder / "out").open("wb") as sink:
        process = subprocess.Popen(
            [sys.executable, "-m", "minsheng_funds", *arguments], stdout=sink, stderr=sink, env=environment, preexec_fn=_limit
        )  # noqa: PLW1509
        _, _, usage = os.wait4(process.pid, 0)
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss * 1024
