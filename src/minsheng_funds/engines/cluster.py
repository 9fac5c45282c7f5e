"""An existing Dask cluster: versions checked, work sent with its data, given up where nobody works any more."""

import sys
import threading
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import Executor, Future
from contextlib import contextmanager, suppress
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from minsheng_funds import __version__
from minsheng_funds.engines.limits import Limits, Lost
from minsheng_funds.engines.processes import Worker
from minsheng_funds.messages import CLUSTER_GONE, failure

if TYPE_CHECKING:
    import logging

Result = TypeVar("Result")
CONNECT_SECONDS = 20
"""So long a cluster may take to answer."""
LIBRARIES = ("python-calamine", "openpyxl", "xlrd", "XlsxWriter", "python-docx", "Jinja2", "msgspec")
"""What results are read or written with: the same version everywhere, or the bytes may differ."""


def versions() -> Mapping[str, str]:
    """Of this program, of Python, and of the libraries that results are read and written with, in this process."""
    python = ".".join(map(str, sys.version_info[:2]))
    return {"minsheng-funds": __version__, "code": _code(), "Python": python, **_libraries()}


@lru_cache(maxsize=1)
def _code() -> str:
    """A fingerprint of this program's own files: two machines may have different ones under one version."""
    import hashlib

    package, digest = Path(__file__).parents[1], hashlib.sha256()
    for file in sorted(package.rglob("*")):
        if file.is_file() and file.suffix != ".pyc":
            digest.update(file.relative_to(package).as_posix().encode() + b"\0" + file.read_bytes())
    return digest.hexdigest()[:12]


@lru_cache(maxsize=1)
def _libraries() -> Mapping[str, str]:
    """The versions of the libraries that are installed, looked up once: each is a file to read."""
    from importlib.metadata import PackageNotFoundError, version

    found = {}
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
def open_cluster(address: str, limits: Limits) -> Iterator[tuple[Executor, int]]:
    """A cluster that is there already, with the same versions on every worker; and how many pieces it does at once.

    Raises `Failure` where it does not answer, has no workers, or has other versions than this process.
    """
    try:
        import distributed
    except ImportError:
        raise failure("cluster-missing", where="--cluster") from None
    _hush("distributed")
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
        executor = _OnCluster(client, limits)
        try:
            yield executor, width
        finally:
            executor.stop()
    finally:
        with suppress(OSError, TimeoutError):
            client.close(timeout=5)


def _hush(library: str) -> None:
    """What a library has to say in its logs, and asyncio of its tasks, is said by the failed cases."""
    import logging

    for name in [library, *logging.root.manager.loggerDict]:
        if name.partition(".")[0] == library:
            logging.getLogger(name).setLevel(logging.CRITICAL)
    logging.getLogger("asyncio").addFilter(_other_than_distributed)


def _other_than_distributed(record: "logging.LogRecord") -> bool:
    """Not of a task of the cluster's client that was cancelled with the cluster."""
    return "distributed" not in record.getMessage()


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
    """Sends pieces of work to a cluster. A piece whose worker dies is done again, three times at most.

    A cluster that neither answers nor has workers for a while is given up: what waits for it is lost.
    """

    def __init__(self, client: Any, limits: Limits) -> None:
        self._client = client
        self._wanted, self._limits = dict(versions()), limits
        self._lock = threading.Lock()
        self._waiting: dict[Future[Any], Any] = {}
        self._over = threading.Event()
        threading.Thread(target=self._watch, daemon=True).start()

    def submit(self, function: Callable[..., Any], /, *arguments: Any, **named: Any) -> Future[Any]:
        """The work travels with its data: no disk is shared."""
        import warnings

        assert not named
        future: Future[Any] = Future()
        with warnings.catch_warnings(), self._lock:
            warnings.simplefilter("ignore")  # that the data is large: it is meant to travel with the work
            try:
                if self._over.is_set():
                    raise Lost("cluster", CLUSTER_GONE)
                sent = self._client.submit(
                    work_on_cluster, self._wanted, self._limits, function, *arguments, pure=False
                )
                self._waiting[future] = sent
            except Exception as error:
                future.set_exception(error)
                return future
        sent.add_done_callback(lambda done: self._settle(future, done))
        return future

    def stop(self) -> None:
        """What still waits is lost; nothing is sent any more."""
        self._over.set()
        with self._lock:
            waiting, self._waiting = list(self._waiting), {}
        for future in waiting:
            future.set_exception(Lost("cluster", CLUSTER_GONE))

    def _settle(self, future: Future[Any], done: Any) -> None:
        """The result of a piece of work, or what it raised there."""
        try:
            result, error = done.result(), None
        except BaseException as found:  # that it was cancelled is no ordinary exception
            result, error = None, found if isinstance(found, Exception) else Lost("cluster", CLUSTER_GONE)
        with self._lock:
            if self._waiting.pop(future, None) is None:
                return
        if error is None:
            future.set_result(result)
        else:
            future.set_exception(error)

    def _watch(self) -> None:
        """Gives the cluster up when it has had no worker for so long as it may take to answer."""
        alone = 0
        while not self._over.wait(1):
            try:
                alone = 0 if self._client.status == "running" and self._client.nthreads() else alone + 1
            except Exception:  # whatever a connection that is lost raises
                alone += 1
            if alone > CONNECT_SECONDS:
                self.stop()
