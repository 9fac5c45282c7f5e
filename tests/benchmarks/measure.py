"""Whole processes side by side: A B A B …, medians of five after a warm-up."""

import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

ROUNDS = 5
MEGABYTE = 1024 * (1024 if sys.platform == "darwin" else 1)
"""A megabyte in the unit of ru_maxrss: KiB, on macOS bytes."""

Command = Sequence[str]


class Cost(NamedTuple):
    """What one process took: seconds on the clock, and its peak of resident memory in MB."""

    seconds: float
    megabytes: float


@dataclass(frozen=True)
class Comparison:
    """Two commands compared. Over the limit is A ÷ B above it, or, for `at_least`, B ÷ A below it."""

    name: str
    a: float
    b: float
    unit: str
    limit: float
    at_least: bool = False

    @property
    def ratio(self) -> float:
        """A ÷ B; B ÷ A where the limit says how many times faster A must at least be."""
        return self.b / self.a if self.at_least else self.a / self.b

    @property
    def holds(self) -> bool:
        """Whether the limit holds."""
        return self.ratio >= self.limit if self.at_least else self.ratio <= self.limit


def program() -> list[str]:
    """The command under test: the console script of this environment, else `python -m`."""
    script = shutil.which("minsheng-funds", path=str(Path(sys.executable).parent))
    return [script] if script else module()


def module() -> list[str]:
    """The command as `python -m minsheng_funds`."""
    return [sys.executable, "-m", "minsheng_funds"]


LAUNCH = """
import json, os, resource, subprocess, sys, time

address_space, output, told, *command = sys.argv[1:]
if int(address_space):
    resource.setrlimit(resource.RLIMIT_AS, (int(address_space), int(address_space)))
start = time.perf_counter()
with open(output, "wb") as stream:
    process = subprocess.Popen(command, stdout=stream)
    _, status, usage = os.wait4(process.pid, 0)
seconds = time.perf_counter() - start
with open(told, "w") as stream:
    json.dump([os.waitstatus_to_exitcode(status), seconds, usage.ru_maxrss], stream)
"""
"""Runs a command and tells its exit code, time and memory: the peak of a process counts what its parent had when it
was begun, so that a large program (the one that runs all tests) must not begin it itself."""


def launched(command: Command, folder: Path, address_space: int = 0) -> tuple[int, Cost, bytes, bytes]:
    """Runs a process to its end in a folder: its exit code, what it took, its output and its complaints."""
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    with tempfile.TemporaryDirectory() as place:
        output, told = Path(place) / "output", Path(place) / "told"
        launch = [sys.executable, "-c", LAUNCH, str(address_space), str(output), str(told), *command]
        done = subprocess.run(launch, stderr=subprocess.PIPE, env=environment, cwd=folder, check=False)
        code, seconds, peak = json.loads(told.read_text())
        return code, Cost(seconds, peak / MEGABYTE), output.read_bytes(), done.stderr


def run(command: Command) -> Cost:
    """Runs a process to its end with nothing to see; raises where it fails."""
    code, cost, _, errors = launched(command, Path("/"))
    if code != 0:
        raise SystemExit(f"{' '.join(command)} left with {code}:\n{errors.decode(errors='replace')}")
    return cost


def alternate(a: Command, b: Command, rounds: int = ROUNDS) -> tuple[Cost, Cost]:
    """The medians of both commands, taken in turns after one warm-up of each."""
    costs: tuple[list[Cost], list[Cost]] = ([], [])
    for number in range(rounds + 1):
        for command, found in zip((a, b), costs, strict=True):
            cost = run(command)
            if number:
                found.append(cost)
    return median(costs[0]), median(costs[1])


def median(costs: Sequence[Cost]) -> Cost:
    """The median of the seconds, and of the memory."""
    return Cost(statistics.median(cost.seconds for cost in costs), statistics.median(cost.megabytes for cost in costs))
