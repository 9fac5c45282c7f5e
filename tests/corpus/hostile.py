"""Hostile files are tried in a process of their own, with a limit of memory and time: some abort the whole process."""

import json
import os
import resource
import subprocess
import sys
import time
from pathlib import Path

from tests.corpus.case import Case, Result, arguments_of

SECONDS, BYTES = 5, 500_000_000
"""Issue 3.6: refused or read within 5 seconds and 500 MB."""

_ADDRESS_SPACE = 6_000_000_000
_PATIENCE = 30
"""Seconds on the clock, for the machine may be busy: what counts are the seconds that the process itself computed."""


def _limit() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (_ADDRESS_SPACE, _ADDRESS_SPACE))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def try_hostile(case: Case, folder: Path) -> Result:
    """Runs the command line in a process; a signal, over time or over memory counts as crashed (exit code -1)."""
    code, seconds, size = run([sys.executable, "-m", "minsheng_funds", *arguments_of(case, folder)], folder)
    said = (folder / "stderr").read_text(encoding="utf-8", errors="replace")[-2000:]
    if code < 0 or seconds > SECONDS or size > BYTES:
        return Result(-1, None, f"exit {code}, {seconds:.1f} s, {size // 1_000_000} MB: {said[-300:]}")
    text = (folder / "stdout").read_text(encoding="utf-8")
    return Result(code, json.loads(text) if text else None, said)


def run(command: list[str], folder: Path) -> tuple[int, float, int]:
    """Exit code (below zero: killed by a signal), seconds computed, and the greatest number of bytes held."""
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(path for path in sys.path if path)}
    with (folder / "stdout").open("wb") as out, (folder / "stderr").open("wb") as err:
        process = subprocess.Popen(command, stdout=out, stderr=err, env=environment, preexec_fn=_limit)  # noqa: PLW1509
        deadline, size = time.monotonic() + _PATIENCE, 0
        while True:
            size = max(size, _held(process.pid))
            found, status, usage = os.wait4(process.pid, os.WNOHANG)
            if found:
                process.returncode = os.waitstatus_to_exitcode(status)
                return process.returncode, usage.ru_utime + usage.ru_stime, size
            if time.monotonic() > deadline:
                process.kill()
            time.sleep(0.02)


def _held(process: int) -> int:
    """The most that a process held so far; the kernel's own sum at its end would count the one that started it, too."""
    try:
        lines = Path(f"/proc/{process}/status").read_text(encoding="ascii", errors="replace").splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) * 1024 for line in lines if line.startswith("VmHWM:")), 0)
