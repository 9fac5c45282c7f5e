"""Where work is done: in this process, in worker processes of this machine, or on a Dask cluster; one Executor for all.

A piece of work is a function of this package and plain data. In a worker process it has a limit of time and of memory,
and a piece that ends its worker (killed, out of memory, a crash below Python) costs only itself: `Lost` is raised for
it, and the next piece gets a new worker. On a cluster every worker keeps such a process of its own, so that a piece
ends there as it would here.

`multiprocessing` is not used: its pools share one pipe and one lock, which a worker killed at the wrong moment leaves
locked for all others; it runs the caller's script again in every worker; and workers of Dask may have no children.
"""

import os
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from minsheng_funds.engines.cluster import open_cluster, versions
from minsheng_funds.engines.limits import Limits, Lost
from minsheng_funds.engines.processes import Processes, Worker

__all__ = ["Engine", "Here", "Limits", "Lost", "Processes", "Worker", "cores", "open_engine", "versions"]


@dataclass(frozen=True)
class Engine:
    """An executor, and how many pieces of work it does at once. `name` is serial, processes or dask."""

    name: str
    executor: Executor
    width: int


def cores() -> int:
    """How many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


@contextmanager
def open_engine(jobs: int, cluster: str | None, limits: Limits) -> Iterator[Engine]:
    """The engine asked for: a cluster's address, else so many worker processes; 0 is this process, without limits.

    Whatever happens inside, workers of this machine are gone afterwards. Raises `Failure` where a cluster does not
    answer, has no workers, or has other versions than this process.
    """
    if cluster is not None:
        with open_cluster(cluster, limits) as (executor, width):
            yield Engine("dask", executor, width)
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
