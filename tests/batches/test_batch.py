"""Many cases in one run: the same outcome on every engine; a case that is broken or deadly costs only itself."""

import os
import signal
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from minsheng_funds.batches import Asked, Case, Tell, find_cases, open_engine, results, run_cases
from minsheng_funds.batches.work import Work, work_on
from minsheng_funds.engines import Engine, Limits
from minsheng_funds.errors import Failure
from minsheng_funds.messages import failure
from minsheng_funds.model.rollup import CaseOutcome
from minsheng_funds.settings import Settings
from minsheng_funds.settings.batch import BatchSettings
from tests import deeds
from tests.batches.folders import bureau, bureaus, bytes_name, folder_of, tree
from tests.support import csv_bytes

posix = pytest.mark.skipif(os.name == "nt", reason="files and signals are others there")


def cases_of(folder: Path, out: Path | None = None) -> list[Case]:
    return find_cases([folder], BatchSettings(), out)


NO_LIMITS, USUAL = Limits(), Settings()


def run(
    cases: list[Case], asked: Asked, *, jobs: int = 0, limits: Limits = NO_LIMITS, tell: Tell | None = None
) -> list[CaseOutcome]:
    with open_engine(jobs, None, limits) as engine:
        return run_cases(cases, lambda _: USUAL, engine, asked, tell)


def kinds(outcomes: list[CaseOutcome]) -> dict[str, str]:
    """Name → kind of failure; "" for a case that has a statement."""
    return {case.name: case.failure.kind if case.failure else "" for case in outcomes}


def deadly(work: Work) -> Any:
    """Stands in for the work on a case: does what the name of the case says."""
    deed: Callable[[], Any] | None = {
        "abort": deeds.abort,
        "segfault": deeds.segfault,
        "leave": deeds.leave,
        "slow": lambda: deeds.spin(60),
        "large": lambda: deeds.hold(4000),
        "large below": lambda: deeds.hold_below(4000),
        "odd": deeds.fail_oddly,
    }.get(work.name)
    return deed() if deed else work_on(work)


DEADLY = {
    "abort": "died", "segfault": "died", "leave": "died", "slow": "time", "large": "memory", "large below": "died", "odd": "cluster",
}  # fmt: skip


# --- On every engine ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("jobs", [1, 2])
def test_all_outputs_are_the_same_bytes_on_every_engine(tmp_path, jobs):
    folder = folder_of(bureaus(tmp_path / "in", 4), {"bad.xlsx": b"x", "南/县1.xlsx": bureau(9)})
    asked = Asked(("json", "xlsx"), tmp_path / "out")
    found = run(cases_of(folder), asked)
    before = tree(tmp_path / "out")
    assert len(before) == 15
    assert run(cases_of(folder), asked, jobs=jobs) == found
    assert tree(tmp_path / "out") == before


def test_outcomes_are_in_the_order_of_the_cases_and_everybody_hears_of_each_once(tmp_path):
    folder = folder_of(bureaus(tmp_path, 6), {"县0.xlsx": b"x"})
    heard: list[CaseOutcome] = []
    found = run(cases_of(folder), Asked(), jobs=2, tell=heard.append)
    assert [case.name for case in found] == [f"县{n}" for n in range(7)]
    assert sorted(heard, key=lambda case: case.name) == found


def test_without_a_place_nothing_is_written(tmp_path):
    before = tree(bureaus(tmp_path, 2))
    run(cases_of(tmp_path), Asked(("json",)))
    assert tree(tmp_path) == before


class Backwards(Executor):
    """Does the piece of work that came last first, and only as many as are asked for."""

    def __init__(self) -> None:
        self.waiting: list[tuple[Future[Any], Any, Any]] = []
        self.most = 0

    def submit(self, function: Any, /, *arguments: Any, **named: Any) -> Future[Any]:
        future: Future[Any] = Future()
        self.waiting.append((future, function, arguments))
        self.most = max(self.most, len(self.waiting))
        if len(self.waiting) == 4:  # as many as are read ahead for two workers
            self.finish()
        return future

    def finish(self) -> None:
        while self.waiting:
            future, function, arguments = self.waiting.pop()
            future.set_result(function(*arguments))


def test_no_more_is_read_ahead_than_keeps_the_workers_busy(tmp_path):
    bureaus(tmp_path, 8)
    executor = Backwards()
    found = run_cases(cases_of(tmp_path), lambda _: Settings(), Engine("backwards", executor, 2), Asked())
    assert executor.most == 4
    assert [case.name for case in found] == [f"县{n}" for n in range(1, 9)]


def test_large_files_travel_alone(tmp_path, monkeypatch):
    monkeypatch.setattr("minsheng_funds.batches.MOST_BYTES_WAITING", 10)
    bureaus(tmp_path, 3)

    class OneByOne(Backwards):
        def submit(self, function: Any, /, *arguments: Any, **named: Any) -> Future[Any]:
            future = super().submit(function, *arguments)
            self.finish()
            return future

    executor = OneByOne()
    assert len(run_cases(cases_of(tmp_path), lambda _: Settings(), Engine("one", executor, 2), Asked())) == 3
    assert executor.most == 1


# --- Deadly cases -------------------------------------------------------------------------------------------


@posix
@pytest.mark.slow
def test_every_way_to_die_costs_one_case_each(tmp_path, monkeypatch):
    monkeypatch.setattr("minsheng_funds.batches.work_on", deadly)
    folder_of(tmp_path / "in", {f"{name}.xlsx": bureau(n) for n, name in enumerate([*DEADLY, "a", "m", "z"])})
    found = run(cases_of(tmp_path / "in"), Asked(("json",), tmp_path / "out"), jobs=2, limits=Limits(4, 1500))
    expected = {**DEADLY, "a": "", "m": "", "z": ""}
    if sys.platform != "linux":
        expected |= {"large": "", "large below": ""}
    assert kinds(found) == expected
    assert {path.name for path in (tmp_path / "out" / "cases").iterdir()} == {"a.json", "m.json", "z.json"}
    reasons = {case.name: case.failure.message.en for case in found if case.failure}
    assert "4 seconds" in reasons["slow"]
    assert "more memory" in reasons["large"]
    assert f"code {-signal.SIGSEGV}" in reasons["segfault"]


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="memory is limited there only")
def test_a_workbook_that_needs_more_memory_than_it_may_have_costs_only_itself(tmp_path):
    """Really: a csv of 300,000 payments in 150 MiB."""
    rows: list[list[Any]] = [["拨付日期", "项目名称", "收款单位", "拨付金额(元)", "备注"]]
    rows += [["2020-01-02", f"项目{n}", f"单位{n}" * 5, n, f"备注{n}" * 10] for n in range(300_000)]
    folder_of(bureaus(tmp_path / "in", 2), {"大.csv": csv_bytes(rows)})
    found = run(cases_of(tmp_path / "in"), Asked(), jobs=1, limits=Limits(300, 150))
    assert kinds(found)["大"] in ("memory", "died")
    assert {name: kind for name, kind in kinds(found).items() if name != "大"} == {"县1": "", "县2": ""}


# --- What stands in the way of one case ---------------------------------------------------------------------


@posix
def test_files_that_are_none_are_cases_that_failed(tmp_path):
    folder_of(tmp_path, {"good.xlsx": bureau()})
    os.mkfifo(tmp_path / "pipe.xlsx")
    (tmp_path / "broken.xlsx").symlink_to("nowhere")
    (tmp_path / "loop.xlsx").symlink_to("loop.xlsx")
    found = run(cases_of(tmp_path), Asked())
    assert kinds(found) == {"broken": "unusable", "good": "", "loop": "unusable", "pipe": "unusable"}


@posix
def test_a_file_that_may_not_be_read_is_a_case_that_failed(tmp_path, monkeypatch):
    bureaus(tmp_path, 2)
    opened = Path.open

    def refuse(path: Path, *given: Any, **named: Any) -> Any:
        if path.name == "县1.xlsx":
            raise PermissionError(13, "Permission denied", str(path))
        return opened(path, *given, **named)

    monkeypatch.setattr(Path, "open", refuse)
    assert kinds(run(cases_of(tmp_path), Asked())) == {"县1": "unusable", "县2": ""}


def test_a_workbook_that_is_gone_when_its_turn_comes_is_a_case_that_failed(tmp_path):
    cases = cases_of(bureaus(tmp_path, 2))
    (tmp_path / "县1.xlsx").unlink()
    assert kinds(run(cases, Asked())) == {"县1": "unusable", "县2": ""}


def test_settings_that_fail_or_break_cost_the_case_they_are_of(tmp_path):
    def settings_of(case: Case) -> Settings:
        if case.name == "县1":
            raise failure("settings-value", where="x.toml", detail="x", known="y")
        if case.name == "县2":
            raise ZeroDivisionError
        return Settings()

    with open_engine(0, None, Limits()) as engine:
        found = run_cases(cases_of(bureaus(tmp_path, 3)), settings_of, engine, Asked())
    assert kinds(found) == {"县1": "unusable", "县2": "internal", "县3": ""}


@posix
def test_outputs_that_cannot_be_written_cost_their_case_and_no_work(tmp_path):
    folder_of(tmp_path / "in", {f"{name}.xlsx": bureau(n) for n, name in enumerate(("a", "b", "c", "d", "e"))})
    long = "长" * 83 + "ab"
    folder_of(tmp_path / "in", {f"{long}.xls": bureau(9), "f/g.xlsx": bureau(10)})
    cases = tmp_path / "out" / "cases"
    (cases / "a.json").mkdir(parents=True)
    folder_of(cases, {"b.json": b"", "~$c.json": b"", "c.json": b"old", "f": b"a file"})
    (cases / "b.json").chmod(0o444)
    os.mkfifo(cases / "d.json")
    found = run(cases_of(tmp_path / "in"), Asked(("json",), tmp_path / "out"), jobs=0)
    assert kinds(found) == {
        "a": "unusable",
        "b": "unusable",
        "c": "unusable",
        "d": "unusable",
        "e": "",
        "g": "unusable",
        long: "unusable",
    }
    assert (cases / "c.json").read_bytes() == b"old"


@posix
def test_names_of_every_kind_have_their_outputs(tmp_path):
    names = ["a\nb", "'\"`$", "长" * 80, "A", "=1+1", "县.json", " ", "😀", "a\tb", "\u202e", "-o"]
    folder_of(tmp_path / "in", {f"{name}.xlsx": bureau(n) for n, name in enumerate(names)})
    try:
        (tmp_path / "in" / bytes_name("补.xlsx".encode("gbk"))).write_bytes(bureau(20))
    except OSError:
        pytest.skip("names are text here")
    asked = Asked(("json", "xlsx", "html"), tmp_path / "out", resume=True)
    found = run(cases_of(tmp_path / "in"), asked, jobs=1)
    assert set(kinds(found).values()) == {""}
    assert all((tmp_path / "out" / path).is_file() for case in found for path in case.outputs)
    again = run(cases_of(tmp_path / "in"), asked)
    assert all(case.reused for case in again)
    assert [case.record for case in again] == [case.record for case in found]


# --- Again --------------------------------------------------------------------------------------------------


@contextmanager
def counting(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """The names of all cases that were worked on."""
    worked: list[str] = []

    def note(work: Work) -> Any:
        worked.append(work.name)
        return work_on(work)

    monkeypatch.setattr("minsheng_funds.batches.work_on", note)
    yield worked


def test_resuming_does_what_is_missing_and_gives_the_same_bytes(tmp_path, monkeypatch):
    folder = bureaus(tmp_path / "in", 4)
    whole = Asked(("json", "xlsx"), tmp_path / "out")
    found = run(cases_of(folder), whole)
    before = tree(tmp_path / "out")
    (tmp_path / "out" / "cases" / "县2.xlsx").unlink()
    (tmp_path / "out" / "cases" / "县3.json").write_bytes(b"damaged")
    with counting(monkeypatch) as worked:
        again = run(cases_of(folder), Asked(whole.formats, whole.out, resume=True))
    assert worked == ["县2", "县3"]
    assert tree(tmp_path / "out") == before
    assert [case.record for case in again] == [case.record for case in found]
    assert [case.reused for case in again] == [True, False, False, True]


def test_without_resume_all_is_done_again(tmp_path, monkeypatch):
    asked = Asked(("json",), tmp_path / "out")
    run(cases_of(bureaus(tmp_path / "in", 2)), asked)
    with counting(monkeypatch) as worked:
        run(cases_of(tmp_path / "in"), asked)
    assert worked == ["县1", "县2"]


def test_a_statement_of_an_earlier_run_does_not_outlive_its_case(tmp_path):
    """县1 cannot be read any more: its old statement would be taken for today's."""
    folder, asked = bureaus(tmp_path / "in", 2), Asked(("json", "xlsx"), tmp_path / "out", resume=True)
    run(cases_of(folder), asked)
    (folder / "县1.xlsx").write_bytes(b"x")
    run(cases_of(folder), asked)
    assert {path.name for path in (tmp_path / "out" / "cases").iterdir()} == {"县2.json", "县2.xlsx"}


def test_other_formats_replace_those_of_an_earlier_run(tmp_path):
    folder = bureaus(tmp_path / "in", 1)
    run(cases_of(folder), Asked(("xlsx", "json"), tmp_path / "out"))
    (tmp_path / "out" / "cases" / "县1.docx").write_bytes(b"made by somebody")
    run(cases_of(folder), Asked(("json", "md"), tmp_path / "out", resume=True))
    assert {path.name for path in (tmp_path / "out" / "cases").iterdir()} == {"县1.json", "县1.md", "县1.docx"}


def test_a_disk_that_is_full_ends_the_run_and_keeps_what_is_finished(tmp_path, monkeypatch):
    def keep(out: Path, stem: str, *more: Any) -> None:
        if stem == "县3":
            raise failure("output-full", where=stem, detail="No space left on device")
        results.keep(out, stem, *more)

    monkeypatch.setattr("minsheng_funds.batches.keep", keep)
    with pytest.raises(Failure, match="no room"):
        run(cases_of(bureaus(tmp_path / "in", 5)), Asked(("json",), tmp_path / "out"))
    assert {path.name for path in (tmp_path / "out" / "cases").iterdir()} >= {"县1.json", "县2.json"}
    assert "县3.json" not in {path.name for path in (tmp_path / "out" / "cases").iterdir()}
