"""Engines: a piece of work that goes wrong costs only itself, and no process outlives whoever gave it work."""

import os
import random
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from minsheng_funds.engines import Engine, Limits, Lost, Processes, Worker, open_engine
from minsheng_funds.errors import Failure
from tests import deeds

ROOT = Path(__file__).parent.parent
SOON = 20
"""So many seconds anything here may take; what hangs fails."""
signals = pytest.mark.skipif(sys.platform == "win32", reason="no such signals there")
linux = pytest.mark.skipif(sys.platform != "linux", reason="memory is limited there only")


@pytest.fixture
def pool() -> Iterator[Engine]:
    with open_engine(2, None, Limits()) as engine:
        yield engine


def lost(future: "Future[Any]") -> Lost:
    with pytest.raises(Lost) as caught:
        future.result(SOON)
    return caught.value


def soon(condition: Callable[[], Any]) -> Any:
    """What a condition becomes, if it does so soon."""
    end = time.monotonic() + SOON
    while not (found := condition()):
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.01)
    return found


def is_gone(pid: int) -> bool:
    """Whether a process is no more, or only its number is (as root of a container nobody collects orphans)."""
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return True
    return state in "ZX"


def begun(folder: Path, count: int) -> list[int]:
    """The processes of so many deeds that wait."""
    found: list[int] = []

    def are_there() -> bool:
        found[:] = [int(file.name) for file in folder.iterdir()]
        return len(found) >= count

    soon(are_there)
    return found


# --- The same on every engine -------------------------------------------------------------------------------


@pytest.mark.parametrize("jobs", [0, 1, 2])
def test_results_and_exceptions_come_back_as_they_were(jobs):
    with open_engine(jobs, None, Limits(60, 2000)) as engine:
        futures = [engine.executor.submit(deeds.add, n, other=1) for n in range(20)]
        failing = engine.executor.submit(deeds.fail, "因为")
        assert [future.result(SOON) for future in futures] == list(range(1, 21))
        with pytest.raises(ValueError, match=r"^因为$"):
            failing.result(SOON)
    assert engine.width == max(jobs, 1)
    assert engine.name == ("processes" if jobs else "serial")


def test_workers_work_at_the_same_time_in_other_processes(pool, tmp_path):
    futures = [pool.executor.submit(deeds.wait, 0.3, str(tmp_path)) for _ in range(2)]
    begun(tmp_path, 2)
    pids = {future.result(SOON) for future in futures}
    assert len(pids) == 2
    assert os.getpid() not in pids


def test_what_the_work_prints_disturbs_no_result(pool, capfd):
    futures = [pool.executor.submit(deeds.say_much, "吵" * 50_000) for _ in range(4)]
    assert {future.result(SOON) for future in futures} == {"吵" * 50_000}
    assert capfd.readouterr() == ("", "")


def test_an_exception_or_a_result_that_cannot_travel_comes_as_words(pool):
    with pytest.raises(RuntimeError, match=r"^Odd: 1 and 2$"):
        pool.executor.submit(deeds.fail_oddly).result(SOON)
    with pytest.raises(Exception, match=r"(?i)pickle|local"):
        pool.executor.submit(deeds.unsendable).result(SOON)
    assert pool.executor.submit(deeds.add, 1, 1).result(SOON) == 2


def test_much_travels_both_ways(pool):
    assert pool.executor.submit(deeds.size, bytes(50 << 20)).result(SOON) == 50 << 20


# --- Pieces of work that end their worker -------------------------------------------------------------------

DEADLY = {
    "abort": (deeds.abort, str(-signal.SIGABRT)),
    "segfault": (deeds.segfault, str(-getattr(signal, "SIGSEGV", 11))),
    "exit": (deeds.leave, "1"),
}


@signals
@pytest.mark.parametrize(("deed", "code"), DEADLY.values(), ids=DEADLY)
def test_a_crash_below_python_costs_only_itself(deed, code):
    with open_engine(1, None, Limits()) as engine:
        futures = [
            engine.executor.submit(deeds.add, 1, 1),
            engine.executor.submit(deed),
            engine.executor.submit(deeds.add, 1, 2),
        ]
        assert (lost(futures[1]).why, lost(futures[1]).detail) == ("died", code)
        assert [futures[0].result(SOON), futures[2].result(SOON)] == [2, 3]


@signals
def test_a_worker_killed_from_outside_costs_what_it_was_doing(pool, tmp_path):
    waiting = pool.executor.submit(deeds.wait, 60, str(tmp_path))
    os.kill(begun(tmp_path, 1)[0], signal.SIGKILL)
    assert (lost(waiting).why, lost(waiting).detail) == ("died", "-9")
    assert pool.executor.submit(deeds.add, 1, 1).result(SOON) == 2


@signals
def test_workers_killed_while_idle_cost_nothing(pool, tmp_path):
    pids = {pool.executor.submit(deeds.wait, 0.05).result(SOON) for _ in range(8)}
    for pid in pids:
        os.kill(pid, signal.SIGKILL)
        soon(partial(is_gone, pid))
    assert [pool.executor.submit(deeds.add, n, 1).result(SOON) for n in range(4)] == [1, 2, 3, 4]


def test_over_its_time_a_piece_is_stopped_and_the_next_has_all_its_time():
    with open_engine(1, None, Limits(seconds=1)) as engine:
        spinning, next_ = engine.executor.submit(deeds.spin, 60), engine.executor.submit(deeds.add, 1, 1)
        start = time.monotonic()
        assert (lost(spinning).why, lost(spinning).detail) == ("time", "1")
        assert time.monotonic() - start < 5
        assert next_.result(SOON) == 2


def test_a_limit_that_runs_out_when_all_is_done_hits_no_later_piece():
    worker = Worker(Limits(seconds=50))
    try:
        assert worker.do(deeds.add, 1, 1) == 2
        worker._stop_late()
        assert worker.alive
        assert worker.do(deeds.add, 1, 2) == 3
    finally:
        worker.close()


@linux
def test_over_its_memory_a_piece_is_stopped_and_the_next_is_not():
    with open_engine(1, None, Limits(mebibytes=300)) as engine:
        small, large, below, last = [
            engine.executor.submit(deed, size)
            for deed, size in ((deeds.hold, 100), (deeds.hold, 400), (deeds.hold_below, 400), (deeds.hold_below, 100))
        ]
        assert small.result(SOON) == 100 << 20
        assert lost(large).why == "memory"
        assert (lost(below).why, lost(below).detail) == ("died", "-6")
        assert last.result(SOON) == 100


@linux
def test_a_piece_too_large_to_be_sent_is_out_of_memory_too(pool):
    with open_engine(1, None, Limits(mebibytes=100)) as engine:
        assert lost(engine.executor.submit(deeds.size, bytes(200 << 20))).why == "memory"
        assert engine.executor.submit(deeds.size, bytes(1 << 20)).result(SOON) == 1 << 20


def test_limits_beyond_all_numbers_are_none():
    with open_engine(1, None, Limits(10**30, 10**30)) as engine:
        assert engine.executor.submit(deeds.add, 1, 1).result(SOON) == 2


# --- The end ------------------------------------------------------------------------------------------------


def test_leaving_ends_at_once_what_is_done_and_what_waits(tmp_path):
    with open_engine(2, None, Limits()) as engine:
        futures = [engine.executor.submit(deeds.wait, 60, str(tmp_path)) for _ in range(6)]
        pids = begun(tmp_path, 2)
        start = time.monotonic()
    assert time.monotonic() - start < 2
    assert all(future.done() for future in futures)
    assert sum(future.cancelled() for future in futures) == 4
    soon(lambda: all(is_gone(pid) for pid in pids))


def test_leaving_in_the_midst_of_a_start_leaves_no_process():
    """Threads that are about to start a worker find that all is over."""
    before = children()
    for _ in range(12):
        pool = Processes(4, Limits())
        futures = [pool.submit(deeds.add, 1, 1) for _ in range(8)]
        time.sleep(random.uniform(0, 0.02))
        pool.stop()
        assert all(future.done() for future in futures)
    soon(lambda: children() <= before)


def children() -> set[int]:
    """The processes that this one started and that still run."""
    found = subprocess.run(
        ["ps", "-o", "pid=", "--ppid", str(os.getpid())], capture_output=True, text=True, check=False
    )
    return {pid for pid in map(int, found.stdout.split()) if not is_gone(pid)}


@linux
def test_lost_workers_leave_no_open_pipe(pool):
    def crash() -> int:
        lost(pool.executor.submit(deeds.leave))
        return len(list(Path("/proc/self/fd").iterdir()))

    first = crash()
    assert max(crash() for _ in range(6)) <= first + 4


DRIVER = """
import sys, threading
from minsheng_funds.engines import Limits, open_engine
from tests import deeds
with open_engine(2, None, Limits()) as engine:
    waiting = engine.executor.submit(deeds.wait, 300, sys.argv[1])
    spinning = engine.executor.submit(deeds.spin_noted, 300, sys.argv[1])
    threading.Event().wait()
"""


@signals
@pytest.mark.parametrize("number", [getattr(signal, "SIGKILL", 9), signal.SIGTERM])
def test_workers_end_with_a_program_that_is_killed_whatever_they_do(tmp_path, number):
    path = os.pathsep.join([str(ROOT), str(ROOT / "src")])
    running = subprocess.Popen([sys.executable, "-c", DRIVER, str(tmp_path)], env={**os.environ, "PYTHONPATH": path})
    pids = begun(tmp_path, 2)
    running.send_signal(number)
    running.wait(SOON)
    soon(lambda: all(is_gone(pid) for pid in pids))


@signals
@pytest.mark.slow
def test_a_worker_that_lets_no_thread_run_ends_after_its_time_when_its_program_is_gone(tmp_path):
    driver = DRIVER.replace("Limits()", "Limits(seconds=1)").replace("deeds.spin_noted, 300", "deeds.hold_on")
    path = os.pathsep.join([str(ROOT), str(ROOT / "src")])
    running = subprocess.Popen([sys.executable, "-c", driver, str(tmp_path)], env={**os.environ, "PYTHONPATH": path})
    pids = begun(tmp_path, 2)
    running.kill()
    running.wait(SOON)
    soon(lambda: all(is_gone(pid) for pid in pids))


@signals
@pytest.mark.slow
def test_kills_at_random_moments_lose_one_piece_each_and_never_hang():
    """Twenty runs of forty pieces; a worker is killed now and then, wherever it is."""
    chance = random.Random(7)
    for _ in range(20):
        with open_engine(2, None, Limits(seconds=60)) as engine:
            stop = threading.Event()
            killed: list[int] = []

            def kill(stop: threading.Event = stop, killed: list[int] = killed) -> None:
                while not stop.wait(chance.uniform(0.02, 0.3)):
                    for pid in list(children())[:1]:
                        os.kill(pid, signal.SIGKILL)
                        killed.append(pid)

            killer = threading.Thread(target=kill, daemon=True)
            killer.start()
            futures = [engine.executor.submit(deeds.spin, 0.03) for _ in range(40)]
            results = [future.exception(SOON) for future in futures]
            stop.set()
            killer.join()
            time.sleep(0.2)  # whoever was told to die is dead
            reasons = [result.why for result in results if isinstance(result, Lost)]
            assert [result for result in results if result is not None and not isinstance(result, Lost)] == []
            assert set(reasons) <= {"died"}
            assert len(reasons) <= len(killed)
            assert len(reasons) < 40
            assert engine.executor.submit(deeds.add, 1, 1).result(SOON) == 2


def test_a_cluster_that_is_none_is_one_clear_failure(monkeypatch):
    monkeypatch.setattr("minsheng_funds.engines.cluster.CONNECT_SECONDS", 1)
    for address in ("tcp://127.0.0.1:9", "http://127.0.0.1"):
        start = time.monotonic()
        with pytest.raises(Failure) as caught, open_engine(1, address, Limits()):
            pytest.fail("there is no cluster")
        assert time.monotonic() - start < 10
        assert caught.value.where == address
        assert "does not answer" in caught.value.line("en")


def test_without_the_extra_it_is_said_what_to_install(monkeypatch):
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(Failure, match="minsheng-funds\\[cluster\\]"), open_engine(1, "tcp://127.0.0.1:9", Limits()):
        pytest.fail("there is no cluster")
