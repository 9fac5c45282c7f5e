"""Where work is done: in this process, in worker processes of this machine, or on a Dask cluster; one Executor for all.

A piece of work is a function of this package and plain data. In a worker process it has a limit of time and of memory,
and a piece that ends its worker (killed, out of memory, a crash below Python) costs only itself: `Lost` is raised for
it, and the next piece gets a new worker. On a cluster every worker keeps such a process of its own, so that a piece
ends there as it would here.

`multiprocessing` is not used: its pools share one pipe and one lock, which a worker killed at the wrong moment leaves
locked for all others; it runs the caller's script again in every worker; and workers of Dask may have no children.
"""

import os
import pickle
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from queue import SimpleQueue
from typing import Any, BinaryIO, NamedTuple, TypeVar

from minsheng_funds import __version__
from minsheng_funds.messages import failure

Result = TypeVar("Result")
MIB = 1 << 20
_HEAD = 8
"""So many bytes say how long a piece of work is that is sent to a worker."""
_OUT_OF_MEMORY = 77
"""The exit code of a worker that has no room for the piece of work that it is sent."""
CONNECT_SECONDS = 20
"""So long a cluster may take to answer."""
LIBRARIES = ("python-calamine", "openpyxl", "xlrd", "XlsxWriter", "python-docx", "Jinja2", "msgspec")
"""What results are read or written with: the same version everywhere, or the bytes may differ."""


class Limits(NamedTuple):
    """What one piece of work may take: seconds, and MiB of memory. None: as much as it likes.

    Memory is heeded where the system does (Linux).
    """

    seconds: int | None = None
    mebibytes: int | None = None


class Lost(Exception):
    """A piece of work that has no result because of where it ran; `why` is time, memory, died or cluster."""

    def __init__(self, why: str, detail: str = "") -> None:
        super().__init__(why, detail)
        self.why, self.detail = why, detail


@dataclass(frozen=True)
class Engine:
    """An executor, and how many pieces of work it does at once. `name` is serial, processes or dask."""

    name: str
    executor: Executor
    width: int


@contextmanager
def open_engine(jobs: int, cluster: str | None, limits: Limits) -> Iterator[Engine]:
    """The engine asked for: a cluster's address, else so many worker processes; 0 is this process, without limits.

    Whatever happens inside, workers of this machine are gone afterwards. Raises `Failure` where a cluster does not
    answer, has no workers, or has other versions than this process.
    """
    if cluster is not None:
        with _cluster(cluster, limits) as engine:
            yield engine
    elif jobs == 0:
        yield Engine("serial", Here(), 1)
    else:
        pool = Processes(jobs, limits)
        try:
            yield Engine("processes", pool, jobs)
        finally:
            pool.stop()


class Here(Executor):
    """Does each piece of work at once, in this process."""

    def submit(self, function: Callable[..., Any], /, *arguments: Any, **named: Any) -> Future[Any]:
        """A future that is done."""
        future: Future[Any] = Future()
        try:
            future.set_result(function(*arguments, **named))
        except Exception as error:
            future.set_exception(error)
        return future


class Processes(ThreadPoolExecutor):
    """Worker processes of this machine, each led by a thread of this one."""

    def __init__(self, jobs: int, limits: Limits) -> None:
        super().__init__(jobs, thread_name_prefix="minsheng-funds")
        self._limits = limits
        self._own = threading.local()
        self._lock = threading.Lock()
        self._workers: list[Worker] = []
        self._stopped = False

    def submit(self, function: Callable[..., Any], /, *arguments: Any, **named: Any) -> Future[Any]:
        """A piece of work for the next worker that is free. Its future raises `Lost` where the worker was."""
        return super().submit(self._do, function, *arguments, **named)

    def _do(self, function: Callable[..., Any], /, *arguments: Any, **named: Any) -> Any:
        worker: Worker | None = getattr(self._own, "worker", None)
        if worker is None or not worker.alive:
            with self._lock:  # no worker begins once all were told to end
                if self._stopped:
                    raise Lost("died")
                if worker is not None:
                    self._workers.remove(worker)
                    worker.close()
                worker = self._own.worker = Worker(self._limits)
                self._workers.append(worker)
        return worker.do(function, *arguments, **named)

    def stop(self) -> None:
        """Ends at once: what is being done is lost, what waits is not begun."""
        self.shutdown(wait=False, cancel_futures=True)
        with self._lock:
            self._stopped = True
            for worker in self._workers:
                worker.kill()
        self.shutdown()  # each thread hears that its worker is gone
        for worker in self._workers:
            worker.close()


class Worker:
    """A process of its own that does one piece of work at a time, until it is lost or no longer needed."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        start = f"import sys; sys.path[:] = {sys.path!r}; from minsheng_funds.engines import serve"
        self._process = subprocess.Popen(
            [sys.executable, "-c", f"{start}; serve({limits.mebibytes!r})"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            start_new_session=True,  # Ctrl+C in a terminal is for the program, which ends its workers itself
        )
        self._lock = threading.Lock()
        self._busy = self._late = False

    @property
    def alive(self) -> bool:
        """Whether it can take another piece of work."""
        return self._process.poll() is None

    @property
    def pid(self) -> int:
        """The number of its process."""
        return self._process.pid

    @property
    def limits(self) -> Limits:
        """What a piece of work may take in it."""
        return self._limits

    def do(self, function: Callable[..., Result], /, *arguments: Any, **named: Any) -> Result:
        """The result of a function, or the exception that it raised. Raises `Lost` where none came back."""
        timer = threading.Timer(min(self._limits.seconds or 0, threading.TIMEOUT_MAX), self._stop_late)
        timer.daemon = True
        self._busy = True
        if self._limits.seconds is not None:
            timer.start()
        try:
            self._send((function, arguments, named))
            done, result = pickle.load(_answers(self._process))
        except (OSError, EOFError, pickle.UnpicklingError):
            raise self._lost() from None
        finally:
            timer.cancel()
            with self._lock:  # a limit that runs out now hits no later piece of work
                self._busy = False
        if not done:
            if isinstance(result, Lost):
                self.close()  # after running out of memory, a fresh one is the safer one
            raise result
        found: Result = result
        return found

    def kill(self) -> None:
        """Ends it at once; whoever waits for its result hears that it is lost."""
        self._process.kill()

    def close(self) -> None:
        """Ends it, and lets go of its pipes. Only for whoever gives it work."""
        self.kill()
        self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout):
            with suppress(OSError):  # what was never sent is lost with it
                if pipe is not None:
                    pipe.close()

    def _lost(self) -> Lost:
        """Why no answer came."""
        self.close()
        if self._late:
            return Lost("time", str(self._limits.seconds))
        code = self._process.returncode
        return Lost("memory") if code == _OUT_OF_MEMORY else Lost("died", str(code))

    def _stop_late(self) -> None:
        with self._lock:
            if self._busy:
                self._late = True
                self.kill()

    def _send(self, what: object) -> None:
        tasks, content = self._process.stdin, pickle.dumps(what, pickle.HIGHEST_PROTOCOL)
        assert tasks is not None
        with suppress(OSError):  # it is gone: reading its answer says so
            tasks.write(len(content).to_bytes(_HEAD, "big"))
            tasks.write(content)
            tasks.flush()


def _answers(process: "subprocess.Popen[bytes]") -> BinaryIO:
    stream = process.stdout
    assert stream is not None
    return stream  # type: ignore[return-value]  # a pipe of bytes


def serve(mebibytes: int | None) -> None:
    """What a worker process does: pieces of work from standard input, results to standard output, until it is closed.

    What the work itself prints goes nowhere. Whoever sends the work may be killed at any moment: then the input ends,
    and this process with it, whatever it is doing.
    """
    results = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    tasks: SimpleQueue[bytes] = SimpleQueue()
    _limit_memory(mebibytes)
    threading.Thread(target=_listen, args=(sys.stdin.buffer, tasks), daemon=True).start()
    try:
        while True:
            results.write(_answer(tasks.get()))
            results.flush()
    finally:  # what is no ordinary exception; to leave as usual would wait for the thread that listens
        os._exit(1)


def _listen(stream: BinaryIO, tasks: "SimpleQueue[bytes]") -> None:
    """Takes what is sent, a piece of work at a time, each behind its length; at the end of it all is over at once."""
    code = 0
    try:
        while head := stream.read(_HEAD):
            tasks.put(stream.read(int.from_bytes(head, "big")))
    except MemoryError:
        code = _OUT_OF_MEMORY
    finally:
        os._exit(code)


def _answer(task: bytes) -> bytes:
    """(True, what came of it) or (False, why nothing did), to be sent back."""
    try:
        function, arguments, named = pickle.loads(task)
        return pickle.dumps((True, function(*arguments, **named)), pickle.HIGHEST_PROTOCOL)
    except MemoryError:
        return pickle.dumps((False, Lost("memory")))
    except Exception as error:
        return pickle.dumps((False, _portable(error)))


def _portable(error: Exception) -> Exception:
    """The exception, or its words where it cannot travel."""
    try:
        pickle.loads(pickle.dumps(error))
    except Exception:
        return RuntimeError(f"{type(error).__name__}: {error}")
    return error


def _limit_memory(mebibytes: int | None) -> None:
    """A limit of the process's own memory, not of files that it maps, where the system knows one."""
    with suppress(ImportError, OSError, ValueError, OverflowError):
        import resource

        _, most = resource.getrlimit(resource.RLIMIT_DATA)
        if mebibytes is not None:
            wanted = mebibytes * MIB
            resource.setrlimit(
                resource.RLIMIT_DATA, (wanted if most == resource.RLIM_INFINITY else min(wanted, most), most)
            )


# --- A cluster ------------------------------------------------------------------------------------------


def versions() -> Mapping[str, str]:
    """Of this program, of Python, and of the libraries that results are read and written with, in this process."""
    from importlib.metadata import PackageNotFoundError, version

    found = {"minsheng-funds": __version__, "Python": ".".join(map(str, sys.version_info[:2]))}
    for name in LIBRARIES:
        with suppress(PackageNotFoundError):
            found[name] = version(name)
    return found


_ON_WORKER = threading.local()


def work_on_cluster(
    wanted: Mapping[str, str], limits: Limits, function: Callable[..., Result], /, *arguments: Any
) -> Result:
    """What a worker of a cluster is asked to do: the piece of work in a process of its own, if the versions agree."""
    differing = _differing(wanted, versions())
    if differing:  # a worker that joined later
        raise Lost("cluster", differing)
    worker: Worker | None = getattr(_ON_WORKER, "worker", None)
    if worker is None or not worker.alive or worker.limits != limits:
        if worker is not None:  # it was made for an earlier run, or is gone
            worker.close()
        worker = _ON_WORKER.worker = Worker(limits)
    return worker.do(function, *arguments)


def _differing(wanted: Mapping[str, str], found: Mapping[str, str]) -> str:
    """Which versions differ, as words; "" where none does."""
    names = [name for name in wanted if found.get(name) != wanted[name]]
    return ", ".join(f"{name} {found.get(name, '—')} ≠ {wanted[name]}" for name in names)


@contextmanager
def _cluster(address: str, limits: Limits) -> Iterator[Engine]:
    """A cluster that is there already, with the same versions on every worker."""
    try:
        import distributed
    except ImportError:
        raise failure("cluster-missing", where="--cluster") from None
    import logging

    logging.getLogger("distributed").setLevel(logging.CRITICAL)  # what it has to say is said by the failed cases
    try:
        connect: Any = distributed.Client
        client = connect(address, timeout=CONNECT_SECONDS, set_as_default=False)
    except (OSError, ValueError) as error:
        raise failure("cluster-unreachable", where=address, detail=str(error) or type(error).__name__) from None
    try:
        width = sum(client.nthreads().values())
        if not width:
            raise failure("cluster-no-workers", where=address)
        _refuse_other_versions(client, address)
        yield Engine("dask", _OnCluster(client, limits), width)
    finally:
        with suppress(OSError, TimeoutError):
            client.close(timeout=5)


def _refuse_other_versions(client: Any, address: str) -> None:
    """Raises `Failure` that names every worker whose versions are not those of this process."""
    wanted = versions()
    complaints = []
    for worker, found in client.run(versions, on_error="return").items():
        differing = str(found) if isinstance(found, BaseException) else _differing(wanted, found)
        if differing:
            complaints.append(f"{worker}: {differing}")
    if complaints:
        raise failure("cluster-versions", where=address, detail="; ".join(complaints))


class _OnCluster(Executor):
    """Sends pieces of work to a cluster. A piece whose worker dies is done again, three times at most."""

    def __init__(self, client: Any, limits: Limits) -> None:
        self._executor = client.get_executor(pure=False)
        self._wanted, self._limits = dict(versions()), limits

    def submit(self, function: Callable[..., Any], /, *arguments: Any, **named: Any) -> Future[Any]:
        """The work travels with its data: no disk is shared."""
        import warnings

        assert not named
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # that the data is large: it is meant to travel with the work
            future: Future[Any] = self._executor.submit(
                work_on_cluster, self._wanted, self._limits, function, *arguments
            )
        return future
