"""Prints what many workbooks in one run take: engines side by side, how it grows, and what a country would cost.

    python -m tests.benchmarks.batch [--cases 500] [--quick] [--assert]

Each workbook has a plan of 30 projects (38 rows, for 8 of them have maintenance funds too) and 200 payments × 11
columns. Whole processes from start to exit, in turns, medians of three. A batch writes one .json a case (where it is
said, an .xlsx too) and all files of the roll-up; what the roll-up alone takes, which is made by one process, is measured
as the batch of cases that have not changed (--resume), and is taken off where "cases alone" is said. The fast reader's
script reads the bytes of every file and all of its cells, in one process.

A province is reckoned with 100 counties, the country with 2,800: from the measured rate, on this machine.
"""

import argparse
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from importlib.util import find_spec
from pathlib import Path

from tests.benchmarks import scripts
from tests.benchmarks.__main__ import HEADS, cells, line
from tests.benchmarks.books import write_ledger
from tests.benchmarks.measure import Command, Comparison, Cost, median, program, run

CASES, PAYMENTS, ROUNDS = 500, 200, 3
PROVINCE, COUNTRY = 100, 2_800
"""Counties."""


def main() -> int:
    """Makes the workbooks, measures, prints."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.batch")
    parser.add_argument("--cases", type=int, default=CASES, help="how many workbooks")
    parser.add_argument("--quick", action="store_true", help="one round instead of three")
    parser.add_argument("--assert", dest="strict", action="store_true", help="exit with 1 where a limit is exceeded")
    given = parser.parse_args()
    holds = True
    print(line(*HEADS), flush=True)
    with tempfile.TemporaryDirectory(prefix="minsheng-funds-") as folder:
        for found in measure(Path(folder), given.cases, 1 if given.quick else ROUNDS):
            if isinstance(found, str):
                print(found, flush=True)
            else:
                print(line(*cells(found)), flush=True)
                holds = holds and found.holds
    return int(given.strict and not holds)


def measure(folder: Path, count: int, rounds: int) -> Iterator[Comparison | str]:
    """Every comparison, as soon as it is made."""
    books, some, out = folder / "books", folder / "some", folder / "out"
    for place in (books, some):
        place.mkdir()
    for number in range(count):
        write_ledger(books / f"县{number:04}.xlsx", PAYMENTS, seed=number)
        if number < max(count // 5, 1):
            shutil.copy(books / f"县{number:04}.xlsx", some)
    engines = {name: batch(books, out, *options) for name, options in ENGINES.items()}
    reader = [sys.executable, "-c", scripts.ALL_CELLS, str(books)]
    costs = in_turns({"calamine": reader, **engines}, out, rounds)
    for name in engines:
        found = costs[name]
        speed, largest = f"{count / found.seconds:.0f} a second", f"{found.megabytes:.0f} MB in its largest process"
        yield f"{name}: {count} workbooks in {found.seconds:.1f} s, {speed}, {largest}"
    serial, two = costs["--jobs 1"].seconds, costs["--jobs 2"].seconds
    name = f"{count} workbooks, "
    run(engines["--jobs 2"])
    rest = run(batch(books, out, "--jobs", "2", "--resume")).seconds
    calamine = costs["calamine"].seconds
    yield f"--resume, nothing changed: {rest:.1f} s, most of it the files of the roll-up"
    yield Comparison(f"{name}--jobs 0, cases alone / calamine", costs["--jobs 0"].seconds - rest, calamine, "s", 2.5)
    yield Comparison(
        f"{name}--jobs 2 against --jobs 1, cases alone", two - rest, serial - rest, "s", 1.6, at_least=True
    )
    yield Comparison(f"{name}--jobs 2 against --jobs 1", two, serial, "s", 1.6, at_least=True)
    letters = {jobs: batch(books, out, "--jobs", jobs, "--each", "json,xlsx") for jobs in ("1", "2")}
    both = in_turns(letters, out, 1)
    yield Comparison(
        f"{name}--each json,xlsx: --jobs 2 against 1", both["2"].seconds, both["1"].seconds, "s", 1.6, at_least=True
    )
    fewer = in_turns({"few": batch(some, out, "--jobs", "2")}, out, rounds)["few"]
    few = max(count // 5, 1)
    yield Comparison(f"a workbook of {count} / a workbook of {few}", two / count, fewer.seconds / few, "s", 1.2)
    rate = count / two
    yield f"two workers here: a province ({PROVINCE}) {PROVINCE / rate:.0f} s, the country ({COUNTRY}) {COUNTRY / rate:.0f} s"
    if find_spec("distributed") is None:
        yield "no cluster is measured: pip install -e '.[cluster]'"
        return
    with cluster(folder) as address:
        pair = {"dask": batch(books, out, "--cluster", address), "pool": engines["--jobs 2"]}
        found_pair = in_turns(pair, out, rounds)
        bare = run([sys.executable, "-c", scripts.CONNECT, address])
    yield Comparison(
        f"{name}Dask, two workers, connecting aside / --jobs 2",
        found_pair["dask"].seconds - bare.seconds,
        found_pair["pool"].seconds,
        "s",
        1.3,
    )


ENGINES = {"--jobs 0": ("--jobs", "0"), "--jobs 1": ("--jobs", "1"), "--jobs 2": ("--jobs", "2")}


def batch(books: Path, out: Path, *options: str) -> list[str]:
    """The command, with nothing on the terminal."""
    return [*program(), "batch", str(books), "-o", str(out), "--quiet", *options]


def in_turns(commands: Mapping[str, Command], out: Path, rounds: int) -> dict[str, Cost]:
    """The medians of several commands, taken in turns after one warm-up of each; each into an empty folder."""
    costs: dict[str, list[Cost]] = {name: [] for name in commands}
    for number in range(rounds + 1):
        for name, command in commands.items():
            shutil.rmtree(out, ignore_errors=True)
            cost = run(command)
            if number:
                costs[name].append(cost)
    return {name: median(found) for name, found in costs.items()}


@contextmanager
def cluster(folder: Path) -> Iterator[str]:
    """A scheduler and two workers with one thread each, on this machine."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    address = f"tcp://127.0.0.1:{port}"
    dask = [sys.executable, "-m", "dask"]
    started = [
        _start([*dask, "scheduler", "--host", "127.0.0.1", "--port", str(port), "--dashboard-address", ":0"], folder)
    ]
    for number in (1, 2):
        options = ["--nthreads", "1", "--no-dashboard", "--local-directory", str(folder / f"worker{number}")]
        started.append(_start([*dask, "worker", address, *options], folder))
    try:
        for _ in range(60):
            with suppress(SystemExit):
                run([sys.executable, "-c", scripts.CONNECT, address])
                break
            time.sleep(0.5)
        yield address
    finally:
        for process in reversed(started):
            process.terminate()
        for process in started:
            process.wait(20)


def _start(command: Command, folder: Path) -> "subprocess.Popen[bytes]":
    return subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=folder)


if __name__ == "__main__":
    sys.exit(main())
