"""A cluster of this machine: a scheduler and two workers, as the README starts them; one of them is killed midway."""

import json
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.batches.folders import bureaus, folder_of, tree
from tests.outputs import finished, program
from tests.test_engines import ROOT, is_gone, soon

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform == "win32", reason="no such signals there"),
]
pytest.importorskip("distributed")
SLOW_WORK = "import minsheng_funds.batches as batch; from tests import deeds; batch.work_on = deeds.slowly"


class Cluster:
    """Processes of this machine, each with a folder of its own."""

    def __init__(self, place: Path) -> None:
        self.place, self.address = place, ""
        self.started: list[subprocess.Popen[bytes]] = []
        (place / "notes").mkdir()
        self.scheduler = self.start("scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard")
        self.address = soon(lambda: (re.findall(r"tcp://127\.0\.0\.1:\d+", self.said("scheduler")) or [""])[0])

    def start(self, *arguments: str, name: str = "", first: str = "") -> "subprocess.Popen[bytes]":
        """`dask` with these arguments; `first` is Python that runs before it."""
        name = name or arguments[0]
        folder = self.place / name
        folder.mkdir()
        environment = {
            **os.environ,
            "PYTHONPATH": os.pathsep.join([str(ROOT / "src"), str(ROOT)]),
            "NOTES": str(self.place / "notes"),
            "PAUSE": "0.3",
            "DASK_TEMPORARY_DIRECTORY": str(folder),
        }
        code = f"{first}\nimport sys; from dask.__main__ import main; sys.argv[0] = 'dask'; main()"
        with (folder / "log").open("wb") as log:
            running = subprocess.Popen(
                [sys.executable, "-c", code, *arguments], cwd=folder, env=environment, stdout=log, stderr=log
            )
        self.started.append(running)
        return running

    def worker(self, name: str, *more: str, first: str = "", threads: int = 1) -> "subprocess.Popen[bytes]":
        """A worker that has joined."""
        options = ("--nthreads", str(threads), "--no-nanny", "--no-dashboard", "--name", name, *more)
        running = self.start("worker", self.address, *options, name=name, first=first)
        soon(lambda: "Registered to" in self.said(name))
        return running

    def said(self, name: str) -> str:
        return (self.place / name / "log").read_text(errors="replace")

    def pids(self) -> list[int]:
        """The processes of workers that work on cases."""
        return [int(path.name) for path in (self.place / "notes").iterdir()]

    def end(self) -> None:
        for running in self.started:
            running.kill()
            running.wait()
        soon(lambda: all(is_gone(pid) for pid in self.pids()))  # a worker's own process ends with it


@pytest.fixture
def cluster(tmp_path: Path) -> Iterator[Cluster]:
    found = Cluster(tmp_path)
    try:
        yield found
    finally:
        found.end()


@pytest.fixture
def whole(tmp_path: Path) -> dict[str, bytes]:
    """What a run without a cluster makes of nine good workbooks and a broken one; its files are gone again."""
    folder_of(bureaus(tmp_path / "in", 9), {"坏.xlsx": b"x"})
    code, said = finished(run(tmp_path, "--jobs", "0"))
    assert (code, said) == (1, "")
    found = tree(tmp_path / "out")
    for name in found:
        (tmp_path / "out" / name).unlink()
    return found


def run(place: Path, *more: str, slow: bool = False) -> "subprocess.Popen[bytes]":
    path = os.pathsep.join([str(ROOT / "src"), str(ROOT)])
    arguments = ["--lang", "en", "batch", "in", "-o", "out", "--each", "json,xlsx,html", "--quiet", *more]
    return program(
        arguments, place, first=SLOW_WORK if slow else "", environment={"PYTHONPATH": path, "NOTES": str(place)}
    )


def test_two_workers_give_the_same_bytes_as_none(tmp_path, whole, cluster):
    cluster.worker("one")
    cluster.worker("two", threads=2)
    assert finished(run(tmp_path, "--cluster", cluster.address)) == (1, "")
    assert tree(tmp_path / "out") == whole
    for path in (tmp_path / "out" / "cases").glob("县1.*"):
        path.unlink()
    assert finished(run(tmp_path, "--cluster", cluster.address, "--resume")) == (1, "")
    assert tree(tmp_path / "out") == whole


def test_a_worker_that_is_killed_midway_costs_nothing(tmp_path, whole, cluster):
    doomed = cluster.worker("one")
    cluster.worker("two")
    running = run(tmp_path, "--cluster", cluster.address, slow=True)
    soon(lambda: len(cluster.pids()) == 2)
    doomed.kill()
    assert finished(running) == (1, "")
    assert tree(tmp_path / "out") == whole


def test_the_process_that_works_dies_with_its_worker_and_alone_costs_its_case(tmp_path, whole, cluster):
    cluster.worker("one")
    running = run(tmp_path, "--cluster", cluster.address, slow=True)
    (pid,) = soon(cluster.pids)
    os.kill(pid, signal.SIGKILL)
    assert finished(running) == (1, "")
    document = json.loads((tmp_path / "out" / "batch.json").read_bytes())
    kinds = sorted(case["reason"]["kind"] for case in document["cases"] if case["reason"])
    assert kinds == ["died", "unusable"]


def test_interrupted_it_ends_soon_and_keeps_what_is_finished(tmp_path, whole, cluster):
    cluster.worker("one")
    running = run(tmp_path, "--cluster", cluster.address, slow=True)
    soon(lambda: len(list((tmp_path / "out" / "cases").glob("*.json"))) >= 2)
    start = time.monotonic()
    running.send_signal(signal.SIGINT)
    code, said = finished(running)
    assert (code, said.strip()) == (130, "")
    assert time.monotonic() - start < 5
    assert finished(run(tmp_path, "--cluster", cluster.address, "--resume")) == (1, "")
    assert tree(tmp_path / "out") == whole


OTHER_VERSION = "import minsheng_funds; minsheng_funds.__version__ = '0.0.1'"
NO_PROGRAM = "import sys; sys.modules['minsheng_funds'] = None"


@pytest.mark.parametrize(
    ("first", "words"),
    [(OTHER_VERSION, "minsheng-funds 0.0.1 ≠ "), (NO_PROGRAM, "minsheng_funds")],
    ids=["other", "none"],
)
def test_a_worker_of_another_version_or_without_the_program_is_refused_by_name(tmp_path, whole, cluster, first, words):
    cluster.worker("one")
    cluster.worker("two", first=first)
    code, said = finished(run(tmp_path, "--cluster", cluster.address))
    assert (code, said.count("\n")) == (2, 1), said
    assert "other versions" in said
    assert words in said
    assert tree(tmp_path / "out") == {}


def test_a_worker_of_another_version_that_joins_later_does_no_harm(tmp_path, whole, cluster):
    """What it is given fails with the versions; nothing that it made is kept."""
    cluster.worker("one")
    running = run(tmp_path, "--cluster", cluster.address, slow=True)
    soon(cluster.pids)
    cluster.worker("two", first=OTHER_VERSION)
    code, said = finished(running)
    assert (code, said) == (1, "")
    document = json.loads((tmp_path / "out" / "batch.json").read_bytes())
    for case in document["cases"]:
        if case["reason"] and case["name"] != "坏":
            assert case["reason"]["kind"] == "cluster"
            assert "0.0.1" in case["reason"]["message"]
    assert all(whole[name] == content for name, content in tree(tmp_path / "out").items() if name.startswith("cases"))


def test_without_workers_or_a_scheduler_it_is_one_line_soon(tmp_path, whole, cluster):
    code, said = finished(run(tmp_path, "--cluster", cluster.address))
    assert (code, said.count("\n")) == (2, 1), said
    assert "no workers" in said
    cluster.scheduler.kill()
    cluster.scheduler.wait()
    start = time.monotonic()
    code, said = finished(run(tmp_path, "--cluster", cluster.address))
    assert (code, said.count("\n")) == (2, 1), said
    assert "does not answer" in said
    assert time.monotonic() - start < 30


def test_without_any_worker_left_the_run_gives_up_and_what_is_finished_is_kept(tmp_path, whole, cluster):
    only = cluster.worker("one")
    running = run(tmp_path, "--cluster", cluster.address, slow=True)
    soon(lambda: len(list((tmp_path / "out" / "cases").glob("*.json"))) >= 2)
    only.kill()
    assert finished(running) == (1, "")
    document = json.loads((tmp_path / "out" / "batch.json").read_bytes())
    assert any("no workers left" in case["reason"]["message"] for case in document["cases"] if case["reason"])
    assert finished(run(tmp_path, "--jobs", "1", "--resume")) == (1, "")
    assert tree(tmp_path / "out") == whole


def test_a_worker_that_joins_in_time_goes_on_with_what_a_dead_one_left(tmp_path, whole, cluster):
    only = cluster.worker("one")
    running = run(tmp_path, "--cluster", cluster.address, slow=True)
    soon(cluster.pids)
    only.kill()
    time.sleep(2)
    cluster.worker("two")
    assert finished(running) == (1, "")
    assert tree(tmp_path / "out") == whole


def test_a_scheduler_that_dies_midway_ends_the_run_and_what_is_finished_is_kept(tmp_path, whole, cluster):
    cluster.worker("one")
    running = run(tmp_path, "--cluster", cluster.address, slow=True)
    soon(lambda: len(list((tmp_path / "out" / "cases").glob("*.json"))) >= 2)
    cluster.scheduler.kill()
    start = time.monotonic()
    assert finished(running) == (1, "")
    assert time.monotonic() - start < 60
    document = json.loads((tmp_path / "out" / "batch.json").read_bytes())
    assert {case["reason"]["kind"] for case in document["cases"] if case["reason"]} - {"unusable"} == {"cluster"}
    kept = tree(tmp_path / "out")
    assert all(whole[name] == content for name, content in kept.items() if name.startswith("cases"))
    again = finished(run(tmp_path, "--jobs", "1", "--resume"))
    assert again == (1, "")
    assert tree(tmp_path / "out") == whole
