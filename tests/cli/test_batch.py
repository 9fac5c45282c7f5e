"""`batch` on the command line: what it refuses, writes, prints and leaves with."""

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from minsheng_funds.cli import main
from tests.batches.folders import batch, bureau, folder_of, progress, rates, reasons, states, tree
from tests.cli.test_output_faults import mounted
from tests.support import Sheet, day, ledger, plan, xlsx

GOOD = {"a.xlsx": bureau(1), "b.xlsx": bureau(2)}


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Two good workbooks in `in`; the place to run in."""
    folder_of(tmp_path / "in", GOOD)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def refused(capfd: pytest.CaptureFixture[str], *arguments: str) -> str:
    """Runs into a failure; the one line that it says."""
    assert main(["--lang", "en", "batch", *arguments]) == 2
    out, err = capfd.readouterr()
    assert out == ""
    assert (err.count("\n"), err[:16]) == (1, "minsheng-funds: ")
    return err[16:].rstrip("\n")


# --- What is refused before any work ------------------------------------------------------------------------

USAGE = {
    "jobs and a cluster": (["in", "-o", "out", "--jobs", "2", "--cluster", "tcp://a:1"], "exclude each other"),
    "no jobs": (["in", "-o", "out", "--jobs", "-1"], "--jobs"),
    "an unknown format": (["in", "-o", "out", "--each", "xlsx,pdf"], "pdf"),
    "an unknown case": (["in", "-o", "out", "--case", "sheet"], "--case"),
    "a missing folder": (["nowhere", "-o", "out"], "nowhere: no such file"),
    "one of two folders missing": (["in", "nowhere", "-o", "out"], "nowhere: no such file"),
    "no workbooks": (["empty", "-o", "out"], "no workbook"),
    "no output": (["in"], "--output"),
    "no folder": (["-o", "out"], "FOLDER"),
    "an output that is a file": (["in", "-o", "file"], "file: this is a file, not a folder"),
    "an output below a file": (["in", "-o", "file/out"], "cannot be written"),
    "an output that is the input": (["in", "-o", "in"], "batch writes into"),
    "no date": (["in", "-o", "out", "--as-of", "soon"], "soon"),
    "a letter that is not there": (["in", "-o", "out", "--template", "none.txt"], "none.txt"),
    "settings that are not there": (["in", "-o", "out", "--config", "none.toml"], "none.toml"),
    "settings that are none": (["in", "-o", "out", "--config", "bad.toml"], "nearest"),
    "settings at the root": (["badroot", "-o", "out"], "nearest"),
}  # fmt: skip


@pytest.mark.parametrize(("arguments", "words"), USAGE.values(), ids=USAGE)
def test_wrong_usage_is_one_line_and_nothing_is_written(here, capfd, arguments, words):
    folder_of(
        here,
        {
            "file": b"x",
            "empty/note.txt": b"x",
            "bad.toml": b"decimal = 2",
            "badroot/a.xlsx": bureau(),
            "badroot/minsheng-funds.toml": b"decimal = 2",
        },
    )
    before = tree(here)
    said = refused(capfd, *arguments)
    assert words in said or (words == "nearest" and "decimals" in said)
    assert tree(here) == before


def test_several_jobs_and_nothing_to_do_end_as_one_line_too(here, capfd):
    folder_of(here / "bad", {"a.xlsx": b"x", "b.xlsx": b"PK\3\4"})
    said = refused(capfd, "bad", "-o", "out", "--quiet", "--jobs", "2")
    assert said.startswith("out: none of 2 cases has a statement; the first: bad/a.xlsx: ")
    assert json.loads((here / "out" / "batch.json").read_bytes())["counts"]["failed"] == 2


# --- Exit codes and streams ---------------------------------------------------------------------------------


def test_all_done_is_0_one_failed_is_1_one_incomplete_is_1(here):
    assert batch("in", out=here / "1")["complete"] is True
    folder_of(here / "in", {"c.xlsx": b"x"})
    assert states(batch("in", out=here / "2", code=1)) == {"a": "done", "b": "done", "c": "failed"}
    folder_of(here / "in", {"c.xlsx": progress(("农村公路", 10, 5), ("低保", "不详", 5))})
    assert states(batch("in", out=here / "3", code=1))["c"] == "incomplete"


def test_with_strict_an_error_in_complete_figures_is_1(here):
    folder_of(here / "in", {"c.xlsx": progress(("农村公路", 10, 5000), ("低保", 20, 5))})
    document = batch("in", out=here / "1")
    assert any(found["severity"] == "error" for case in document["cases"] for found in case["findings"])
    batch("in", "--strict", out=here / "2", code=1)


def test_json_on_standard_output_is_the_file(here, capfdbinary):
    folder_of(here / "in", {"c.xlsx": b"x"})
    assert main(["batch", "in", "-o", "out", "--format", "json", "--quiet", "--jobs", "0"]) == 1
    out, err = capfdbinary.readouterr()
    assert out == (here / "out" / "batch.json").read_bytes()
    assert err == b""


def test_piped_there_is_one_line_a_case_on_standard_error(here, capfd):
    folder_of(here / "in", {"c.xlsx": b"x", "d\n\x1b[31m.xlsx": bureau(3)})
    assert main(["--lang", "en", "batch", "in", "-o", "out", "--jobs", "0", "--format", "json"]) == 1
    _, err = capfd.readouterr()
    lines = err.splitlines()
    assert sorted(line.partition(" ")[0] for line in lines) == ["[1/4]", "[2/4]", "[3/4]", "[4/4]"]
    assert "in/a.xlsx: 20.0%" in err
    assert "in/c.xlsx: " in err
    assert "\x1b" not in err


@pytest.mark.parametrize("jobs", ["0", "2"])
def test_quiet_prints_nothing_at_all(here, capfd, jobs):
    folder_of(here / "in", {"c.xlsx": b"x"})
    assert main(["batch", "in", "-o", "out", "--jobs", jobs, "--quiet"]) == 1
    assert capfd.readouterr() == ("", "")


# --- Options reach every case -------------------------------------------------------------------------------


def test_the_date_the_year_and_what_is_left_out_reach_every_case(here):
    folder_of(here / "in" / "deep", {"c.xlsx": bureau(3)})
    document = batch("in", "--as-of", "2020-01-20", "--exclude", "低保", out=here / "out")
    assert {case["as_of"] for case in document["cases"]} == {"2020-01-20"}
    assert {case["totals"]["matching"]["projects"] for case in document["cases"]} == {1}
    assert rates(document) == {"a": "10.0", "b": "20.0", "c": "30.0"}
    assert [document["as_of"], document["scope"]["excluded"]] == ["2020-01-20", ["低保"]]
    with_year = batch("in", "--year", "2021", out=here / "out2")
    assert {case["year"] for case in with_year["cases"]} == {2021}


def test_settings_by_option_or_at_the_root_reach_every_case(here):
    folder_of(here, {"own.toml": 'exclude = ["低保"]'.encode(), "in/deep/c.xlsx": bureau(3)})
    document = batch("in", "--config", "own.toml", out=here / "1")
    assert {case["totals"]["matching"]["projects"] for case in document["cases"]} == {1}
    shutil.copy(here / "own.toml", here / "in" / "minsheng-funds.toml")
    assert rates(batch("in", out=here / "2")) == rates(document)


def test_settings_beside_a_case_are_its_own_and_bad_ones_cost_only_it(here):
    folder_of(here / "in", {"own/c.xlsx": bureau(3), "own/minsheng-funds.toml": 'exclude = ["低保"]'.encode()})
    folder_of(
        here / "in",
        {
            "bad/d.xlsx": bureau(4),
            "bad/minsheng-funds.toml": b"decimal = 2",
            "worse/e.xlsx": bureau(5),
            "worse/minsheng-funds.toml": b"\xff[",
        },
    )
    document = batch("in", out=here / "out", code=1)
    assert states(document) == {"a": "done", "b": "done", "c": "done", "d": "failed", "e": "failed"}
    assert {case["name"]: case["totals"]["matching"]["projects"] for case in document["cases"] if "totals" in case} == {
        "a": 2,
        "b": 2,
        "c": 1,
    }
    origins = {case["name"]: case["reason"]["origin"] for case in document["cases"] if case["reason"]}
    assert all("minsheng-funds.toml" in origin for origin in origins.values())


def test_the_settings_say_what_a_case_is_which_count_and_what_they_are_called(here):
    folder_of(
        here / "in",
        {
            "minsheng-funds.toml": '[batch]\npatterns = ["?.xlsx"]\nignore = ["b*"]\neach = ["md"]\n[batch.names]\na = "甲县"\n'.encode(),
            "模板.xlsx": bureau(3),
        },
    )
    document = batch("in", out=here / "1")
    assert states(document) == {"甲县": "done"}
    assert document["cases"][0]["outputs"] == ["cases/a.md"]
    folder_of(
        here / "in", {"minsheng-funds.toml": b'[batch]\nrecursive = false\ncase = "folder"', "deep/x.xlsx": bureau(4)}
    )
    assert [len(case["sources"]) for case in batch("in", out=here / "2", code=1)["cases"]] == [3]
    assert len(batch("in", "--case", "workbook", out=here / "3")["cases"]) == 3


def test_a_plan_and_a_ledger_in_one_folder_are_one_bureau(here):
    folder_of(
        here / "two",
        {
            "县/plan.xlsx": xlsx(plan(("公路", 10))),
            "县/ledger.xlsx": xlsx(ledger((day(1, 2), "公路", "x", 50_000.0, ""))),
        },
    )
    assert rates(batch("two", "--case", "folder", out=here / "out")) == {"县": "50.0"}


def test_every_format_may_be_written_for_each_case_or_none(here):
    batch("in", "--each", "xlsx,docx,html,md,JSON,.csv", out=here / "1")
    assert {path.suffix for path in (here / "1" / "cases").iterdir()} == {
        ".xlsx",
        ".docx",
        ".html",
        ".md",
        ".json",
        ".csv",
    }
    document = batch("in", "--each", "", out=here / "2")
    assert [case["outputs"] for case in document["cases"]] == [[], []]
    assert not any((here / "2").rglob("a.*"))


# --- Where outputs lie --------------------------------------------------------------------------------------


def test_outputs_inside_the_input_are_no_input_next_time(here):
    first = batch("in", "--each", "xlsx,csv", out=here / "in" / "out")
    before = tree(here / "in" / "out")
    assert batch("in", "--each", "xlsx,csv", out=here / "in" / "out") == first
    assert tree(here / "in" / "out") == before


def test_no_input_is_ever_written(here):
    folder_of(here / "in", {"c.json.xlsx": bureau(3), "bad.xlsx": b"x"})
    before = tree(here / "in")
    batch("in", "in", "--each", "xlsx,json", out=here / "out", code=1)
    assert tree(here / "in") == before


def test_a_folder_for_outputs_that_is_read_only_is_one_line(here, capfd):
    for folder in mounted(here / "closed", "size=4m"):
        subprocess.run(["mount", "-o", "remount,ro", str(folder)], check=True)
        assert "cannot be written" in refused(capfd, "in", "-o", str(folder), "--quiet")
        assert "cannot be written" in refused(capfd, "in", "-o", str(folder / "new"), "--quiet")


@pytest.mark.parametrize("jobs", ["0", pytest.param("2", marks=pytest.mark.slow)])
def test_a_disk_that_fills_up_ends_in_one_line_and_keeps_what_is_finished_whole(here, capfd, jobs):
    folder_of(here / "in", {f"{n}.xlsx": bureau(n) for n in range(3, 13)})
    arguments = ["in", "--each", "json,xlsx,html", "--jobs", jobs, "--quiet"]
    assert main(["--lang", "en", "batch", *arguments, "-o", str(here / "whole")]) == 0
    whole = tree(here / "whole")
    for small in mounted(here / "small", "size=512k"):
        said = refused(capfd, *arguments, "-o", str(small))
        assert "there is no room for it" in said
        found = tree(small)
        assert not [name for name in found if name.endswith(".tmp") or name == "batch.json"]
        finished = {name: content for name, content in found.items() if name.startswith("cases")}
        assert 3 <= len(finished) < 30
        assert len(finished) % 3 == 0
        assert {name: content for name, content in finished.items() if name.endswith((".json", ".html"))} == {
            name: content for name, content in whole.items() if name in finished and name.endswith((".json", ".html"))
        }
        subprocess.run(["mount", "-o", "remount,size=16m", str(small)], check=True)
        assert main(["--lang", "en", "batch", *arguments, "-o", str(small), "--resume"]) == 0
        assert set(tree(small)) == set(whole)


# --- Again --------------------------------------------------------------------------------------------------


def resumed(here: Path, capfd: pytest.CaptureFixture[str], *arguments: str) -> set[str]:
    """The cases that a run with --resume took as they were."""
    capfd.readouterr()
    main(["--lang", "en", "batch", "in", "-o", "out", "--jobs", "0", "--resume", *arguments])
    return {
        line.split("in/")[1].split(".")[0]
        for line in capfd.readouterr().err.splitlines()
        if line.endswith("unchanged, kept")
    }


def test_resume_notices_whatever_changed(here, capfd, monkeypatch):
    folder_of(here / "in", {"deep/c.xlsx": bureau(3)})
    batch("in", out=here / "out")
    every = {"a", "b", "deep/c"}
    assert resumed(here, capfd) == every
    folder_of(here / "in", {"a.xlsx": bureau(7)})
    assert resumed(here, capfd) == every - {"a"}
    folder_of(here / "in", {"deep/minsheng-funds.toml": b"decimals = 2"})
    assert resumed(here, capfd) == every - {"deep/c"}
    assert resumed(here, capfd) == every
    assert resumed(here, capfd, "--as-of", "2020-03-01") == set()
    assert resumed(here, capfd) == set()
    assert resumed(here, capfd, "--each", "json,md") == set()
    assert resumed(here, capfd) == set()
    (here / "out" / "cases" / "b.json").write_bytes(b"{}")
    assert resumed(here, capfd) == every - {"b"}
    for file in (here / "out" / ".minsheng-funds").iterdir():
        file.write_bytes(b"[" * 100_000)
    assert resumed(here, capfd) == set()
    assert resumed(here, capfd) == every
    monkeypatch.setattr("minsheng_funds.engines.cluster.__version__", "9.9.9")
    assert resumed(here, capfd) == set()


def test_raising_what_a_case_may_take_does_not_do_all_again(here, capfd):
    batch("in", out=here / "out")
    folder_of(here / "in", {"minsheng-funds.toml": b"[batch]\nseconds = 900"})
    assert resumed(here, capfd) == {"a", "b"}


def test_resumed_outputs_are_the_same_bytes(here):
    folder_of(here / "in", {"c.xlsx": bureau(3), "d.xlsx": b"x"})
    first = batch("in", "--each", "json,xlsx", out=here / "out", code=1)
    whole = tree(here / "out")
    for name in ("a.xlsx", "c.json"):
        (here / "out" / "cases" / name).unlink()
    assert batch("in", "--each", "json,xlsx", "--resume", out=here / "out", code=1) == first
    assert tree(here / "out") == whole


def test_the_reasons_are_listed_with_what_to_do(here):
    folder_of(here / "in", {"c.xlsx": xlsx(Sheet("说明", [["本表由财政所填报"]]))})
    document = batch("in", out=here / "out", code=1)
    assert set(reasons(document)) == {"c"}
    (found,) = [found for found in document["findings"] if found["code"] == "B001"]
    assert found["origins"] == ["in/c.xlsx"]
    assert reasons(document)["c"] in found["message"]


@pytest.fixture
def nobody(monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder of a user without rights, who runs the program there after it was loaded by root."""
    if os.name == "nt" or os.geteuid() != 0:
        pytest.skip("only root can become somebody else")
    with tempfile.TemporaryDirectory() as name:
        place = folder_of(Path(name), {f"warm/{name}": content for name, content in GOOD.items()})
        monkeypatch.chdir(place)
        batch("warm", out=place / "out", code=0)
        shutil.rmtree(place / "out")
        place.chmod(0o777)
        yield place
        os.seteuid(0)


def test_folders_and_workbooks_that_may_not_be_read_cost_only_themselves(nobody):
    folder_of(nobody / "in", {**GOOD, "closed/c.xlsx": bureau(3), "d.xlsx": bureau(4)})
    (nobody / "in" / "closed").chmod(0)
    (nobody / "in" / "d.xlsx").chmod(0)
    os.seteuid(65534)
    document = batch("in", out=nobody / "out", code=1)
    assert states(document) == {"a": "done", "b": "done", "closed": "failed", "d": "failed"}
    assert all("Permission denied" in reason for reason in reasons(document).values())


def test_an_input_or_output_that_is_closed_altogether_is_one_line(nobody, capfd):
    folder_of(nobody, {"in/a.xlsx": bureau(), "shut/a.xlsx": bureau(), "mine/x": b""})
    (nobody / "shut").chmod(0)
    (nobody / "mine").chmod(0o555)
    os.seteuid(65534)
    assert "Permission denied" in refused(capfd, "shut", "-o", "out", "--quiet", "--jobs", "0")
    assert "written" in refused(capfd, "in", "-o", "mine", "--quiet", "--jobs", "0")
    assert "written" in refused(capfd, "in", "-o", "mine/new", "--quiet", "--jobs", "0")


def test_a_bar_on_a_terminal_counts_and_leaves_nothing(here):
    pty = pytest.importorskip("pty")
    ours, theirs = pty.openpty()
    running = subprocess.Popen(
        [sys.executable, "-c", "from minsheng_funds.cli import run; run()", "batch", "in", "-o", "out", "--jobs", "1", "--format", "json"],
        cwd=here, stdout=subprocess.DEVNULL, stderr=theirs, env={**os.environ, "TERM": "xterm"},
    )  # fmt: skip
    os.close(theirs)
    said = b""
    while True:
        try:
            piece = os.read(ours, 4096)
        except OSError:
            break
        if not piece:
            break
        said += piece
    os.close(ours)
    assert running.wait(30) == 0
    assert b"2/2" in said
    assert b"in/a.xlsx" not in said
