"""Worker processes of this machine: each does one piece of work at a time, and ends with whoever sends it."""

import gc
import os
import pickle
import signal
import subprocess
import sys
import threading
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from queue import SimpleQueue
from typing import Any, BinaryIO, TypeVar

from minsheng_funds.engines.limits import Limits, Lost

Result = TypeVar("Result")
MIB = 1 << 20
_HEAD = 8
"""So many bytes say how long a piece of work is that is sent to a worker."""
_OUT_OF_MEMORY = 77
"""The exit code of a worker that has no room for the piece of work that it is sent."""
_COLLECTIONS = (100_000, 50, 50)
"""How seldom a worker looks for cycles: its work makes many objects and hardly any of those."""
_GRACE = 5
"""So many seconds after its time a worker ends by itself."""
_LONGEST_ALARM = (1 << 31) - 1


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
        start = f"import sys; sys.path[:] = {sys.path!r}; from minsheng_funds.engines.processes import serve"
        self._process = subprocess.Popen(
            [sys.executable, "-c", f"{start}; serve({limits.seconds!r}, {limits.mebibytes!r})"],
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


def serve(seconds: int | None, mebibytes: int | None) -> None:
    """What a worker process does: pieces of work from standard input, results to standard output, until it is closed.

    What the work itself prints goes nowhere. Whoever sends the work may be killed at any moment: then the input ends,
    and this process with it, whatever it is doing; where a library lets no other thread run, after its time.
    """
    results = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    tasks: SimpleQueue[bytes] = SimpleQueue()
    gc.set_threshold(*_COLLECTIONS)
    _limit_memory(mebibytes)
    threading.Thread(target=_listen, args=(sys.stdin.buffer, tasks), daemon=True).start()
    try:
        while True:
            task = tasks.get()
            _set_alarm(seconds)
            results.write(_answer(task))
            _set_alarm(None)
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


def _set_alarm(seconds: int | None) -> None:
    """The system ends this process after these seconds and some more, should whoever counts them be gone."""
    if hasattr(signal, "alarm"):
        signal.alarm(0 if seconds is None else min(seconds + _GRACE, _LONGEST_ALARM))


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
