"""The files of a roll-up: the same bytes wherever its workbook is made, and whatever becomes of whoever makes it."""

from concurrent.futures import Executor, Future
from pathlib import Path
from typing import Any

import pytest

from minsheng_funds.batches import Asked, find_cases, limits_of, open_engine, paths_of, run_cases, write_files
from minsheng_funds.engines import Engine, Here, Lost
from minsheng_funds.settings import Settings
from minsheng_funds.settings.batch import BatchSettings
from tests.batches.folders import bureaus, tree


class Elsewhere(Executor):
    """Does what it is asked as `Here` does, and notes that it was; or answers with what happened to it."""

    def __init__(self, error: Exception | None = None) -> None:
        self.asked, self._error = 0, error

    def submit(self, function: Any, /, *arguments: Any, **named: Any) -> Future[Any]:
        self.asked += 1
        if self._error is None:
            return Here().submit(function, *arguments, **named)
        future: Future[Any] = Future()
        future.set_exception(self._error)
        return future


def written(folder: Path, out: Path, executor: Executor, width: int) -> dict[str, bytes]:
    settings = Settings()
    out.mkdir(exist_ok=True)
    cases = find_cases([folder], BatchSettings(), out)
    with open_engine(0, None, limits_of(settings)) as here:
        outcomes = run_cases(cases, lambda _: settings, here, Asked())
    write_files(outcomes, settings, paths_of(cases, outcomes), out, engine=Engine("test", executor, width))
    return tree(out)


@pytest.mark.parametrize("error", [None, Lost("died"), Lost("time", "300"), MemoryError(), OSError("gone")])
def test_the_workbook_is_made_by_a_worker_or_here_when_it_is_lost(tmp_path, error):
    folder, out = bureaus(tmp_path / "in", 3), tmp_path / "out"
    alone = written(folder, out, Here(), 1)
    assert {"rollup.xlsx", "rollup.html", "circular.docx", "problems.xlsx", "batch.json"} == set(alone)
    other = Elsewhere(error)
    assert written(folder, out, other, 2) == alone
    assert other.asked == 1


def test_a_single_worker_does_nothing_beside_this_process(tmp_path):
    other = Elsewhere()
    written(bureaus(tmp_path / "in", 2), tmp_path / "out", other, 1)
    assert other.asked == 0
