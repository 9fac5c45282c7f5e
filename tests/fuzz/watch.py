"""Runs workers over ranges of mutants; one that dies or hangs is a failure of the mutant that it was at."""

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

STEP, PATIENCE = 200, 20
"""How many mutants a worker tries, and the seconds that one of them may take."""


class Failed(NamedTuple):
    """A mutant that made the program crash, hang or break its word."""

    number: int
    how: str


def watch(first: int, count: int | None = None, seconds: float | None = None) -> tuple[int, list[Failed]]:
    """Tries `count` mutants from `first` on, or as many as `seconds` allow. Returns how many, and the failures."""
    begun, number, failures = time.monotonic(), first, []
    last = first + count if count is not None else sys.maxsize
    while number < last and (seconds is None or time.monotonic() - begun < seconds):
        rest = None if seconds is None else max(1.0, seconds - (time.monotonic() - begun))
        number, found = _range(number, min(number + STEP, last), rest)
        failures += found
    return number - first, failures


def _range(start: int, end: int, seconds: float | None) -> tuple[int, list[Failed]]:
    with tempfile.TemporaryDirectory() as folder:
        log = Path(folder) / "log"
        log.touch()
        environment = {**os.environ, "PYTHONPATH": os.pathsep.join(path for path in sys.path if path)}
        command = [sys.executable, "-m", "tests.fuzz.worker", str(log), str(start), str(end)]
        process = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        begun, seen, since, how = time.monotonic(), 0, time.monotonic(), ""
        while process.poll() is None:
            time.sleep(0.02)
            if (size := log.stat().st_size) != seen:
                seen, since = size, time.monotonic()
            over = seconds is not None and time.monotonic() - begun > seconds
            if time.monotonic() - since > PATIENCE or over:
                how = "stopped" if over else f"hung for {PATIENCE} seconds"
                process.kill()
                process.wait()
        lines = log.read_text(encoding="utf-8").splitlines()
    failures = [Failed(int(line.split(" ")[1]), line.split(" ", 2)[2]) for line in lines if line.startswith("fail ")]
    tried = [int(line.split(" ")[1]) for line in lines if line.startswith("try ")]
    if lines[-1:] == ["done"]:
        return end, failures
    if how != "stopped" and tried:
        failures.append(Failed(tried[-1], how or f"the process died with {process.returncode}"))
    assert tried or how == "stopped", "the worker did not start"
    return (tried[-1] + 1 if tried else start), failures
