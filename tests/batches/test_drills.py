"""Drills: a run that is interrupted, ended or killed from outside keeps what is finished, whole, and nothing else."""

import json
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.batches.folders import bureaus, folder_of, states, tree
from tests.outputs import finished, program
from tests.test_engines import ROOT, is_gone, soon

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="no such signals there")
SLOW_WORK = "import minsheng_funds.batches as batch; from tests import deeds; batch.work_on = deeds.slowly"
ARGUMENTS = ("batch", "in", "-o", "out", "--each", "json,xlsx", "--quiet")
ENDS = [
    pytest.param(number, code, jobs, marks=() if (code, jobs) == (130, "2") else pytest.mark.slow)
    for number, code in ((signal.SIGINT, 130), (signal.SIGTERM, -15), (getattr(signal, "SIGKILL", 9), -9))
    for jobs in ("2", "0")
]


@pytest.fixture
def here(tmp_path: Path) -> Path:
    """Ten workbooks, one of them broken; a place for notes of the processes that work."""
    (tmp_path / "notes").mkdir()
    folder_of(bureaus(tmp_path / "in", 9), {"坏.xlsx": b"x"})
    return tmp_path


def started(here: Path, *more: str, pause: float = 0.2, slow: bool = True) -> "subprocess.Popen[bytes]":
    environment = {
        "NOTES": str(here / "notes"),
        "PAUSE": str(pause),
        "PYTHONPATH": os.pathsep.join([str(ROOT / "src"), str(ROOT)]),
    }
    return program([*ARGUMENTS, *more], here, first=SLOW_WORK if slow else "", environment=environment)


def done(here: Path) -> list[Path]:
    return [path for path in (here / "out" / "cases").glob("*") if not path.name.endswith(".tmp")]


def workers(here: Path) -> list[int]:
    return [int(path.name) for path in (here / "notes").iterdir()]


def assert_whole(here: Path) -> None:
    """Every case has all of its files or none; no temporary file, no process is left."""
    found = tree(here / "out")
    assert [name for name in found if name.endswith(".tmp")] == []
    cases = [Path(name) for name in found if name.startswith("cases")]
    assert {path.stem for path in cases if path.suffix == ".json"} == {
        path.stem for path in cases if path.suffix == ".xlsx"
    }
    for name, content in found.items():
        if name.endswith(".json"):
            json.loads(content)
    soon(lambda: all(is_gone(pid) for pid in workers(here)))


def whole_run(here: Path) -> dict[str, bytes]:
    """What a run that nobody disturbs writes, in the same place."""
    assert finished(started(here, "--jobs", "1", slow=False)) == (1, "")
    found = tree(here / "out")
    for name in found:
        (here / "out" / name).unlink()
    return found


@pytest.mark.parametrize(("number", "code", "jobs"), ENDS)
def test_ended_in_the_middle_it_keeps_what_is_finished_and_resumes_to_the_same_bytes(here, number, code, jobs):
    whole = whole_run(here)
    running = started(here, "--jobs", jobs)
    soon(lambda: len(done(here)) >= 4)
    start = time.monotonic()
    running.send_signal(number)
    ended, said = finished(running)
    assert (ended, said.strip()) == (code, "")  # a line for what a terminal shows of Ctrl+C
    assert time.monotonic() - start < 3
    assert_whole(here)
    kept = {name for name in tree(here / "out") if name.startswith("cases")}
    assert 4 <= len(kept) < 18
    assert not (here / "out" / "batch.json").exists()
    for note in (here / "notes").iterdir():
        note.unlink()
    environment = {path: path.stat().st_mtime_ns for path in done(here)}
    assert finished(started(here, "--jobs", "1", "--resume", slow=False)) == (1, "")
    assert tree(here / "out") == whole
    assert {path: path.stat().st_mtime_ns for path in environment} == environment


def test_interrupted_while_workers_are_stuck_it_ends_at_once(here):
    running = started(here, "--jobs", "2", pause=300)
    soon(lambda: len(workers(here)) == 2)
    start = time.monotonic()
    running.send_signal(signal.SIGINT)
    ended, said = finished(running)
    assert (ended, said.strip()) == (130, "")
    assert time.monotonic() - start < 3
    assert_whole(here)


@pytest.mark.slow
def test_a_worker_killed_midway_costs_its_case_and_the_run_goes_on(here):
    running = started(here, "--jobs", "2", pause=0.5)
    soon(lambda: len(workers(here)) == 2)
    os.kill(workers(here)[0], signal.SIGKILL)
    assert finished(running) == (1, "")
    document = json.loads((here / "out" / "batch.json").read_bytes())
    kinds = sorted(case["reason"]["kind"] for case in document["cases"] if case["reason"])
    assert kinds == ["died", "unusable"]
    assert document["counts"] == {"cases": 10, "statements": 8, "failed": 2, "left_out": 0, "incomplete": 0}
    assert_whole(here)


@pytest.mark.slow
def test_twenty_times_workers_are_killed_at_random_moments_and_no_run_hangs(here):
    chance = random.Random(3)
    for _ in range(20):
        for note in (here / "notes").iterdir():
            note.unlink()
        running = started(here, "--jobs", "2", pause=0.05)
        victims: set[int] = set()
        while running.poll() is None:
            time.sleep(chance.uniform(0.05, 0.3))
            for pid in [pid for pid in workers(here) if pid not in victims and not is_gone(pid)][:1]:
                os.kill(pid, signal.SIGKILL)
                victims.add(pid)
        code, said = finished(running)
        assert (code, said.count("\n")) in ((1, 0), (2, 1))
        document = json.loads((here / "out" / "batch.json").read_bytes())
        kinds = [case["reason"]["kind"] for case in document["cases"] if case["reason"]]
        assert set(kinds) <= {"died", "unusable"}
        assert kinds.count("died") <= len(victims)
        assert len(states(document)) == 10
        assert_whole(here)
    assert finished(started(here, "--jobs", "2", "--resume", slow=False)) == (1, "")
    document = json.loads((here / "out" / "batch.json").read_bytes())
    assert document["counts"]["failed"] == 1


@pytest.mark.slow
@pytest.mark.parametrize("jobs", ["0", "2"])
def test_interrupted_at_random_moments_it_never_says_more_than_nothing(here, jobs):
    chance = random.Random(5)
    for _ in range(20):
        running = started(here, "--jobs", jobs, pause=0.02)
        soon((here / "out").exists)
        time.sleep(chance.uniform(0, 1.2))
        running.send_signal(signal.SIGINT)
        code, said = finished(running)
        assert code in (130, 1), said
        assert said.strip() == ""
        assert_whole(here)
        for path in sorted((here / "out").rglob("*"), reverse=True):
            path.unlink() if path.is_file() else path.rmdir()
        (here / "out").rmdir()
