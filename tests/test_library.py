"""The library's verbs do what the commands do, are documented by examples that run, and import nothing before asked."""

import doctest
import json
import os
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

import minsheng_funds
from minsheng_funds import frames, library
from minsheng_funds.cli import main
from tests.test_examples import EXAMPLES

ROOT = EXAMPLES.parent
BUREAUS = EXAMPLES / "bureaus"


@pytest.mark.parametrize("module", [minsheng_funds, library, frames], ids=lambda module: module.__name__)
def test_the_examples_in_the_docstrings_hold(module, monkeypatch):
    monkeypatch.chdir(ROOT)
    found = doctest.testmod(module)
    assert found.failed == 0
    assert found.attempted or module is frames


@pytest.mark.parametrize("name", ["statement", "check", "batch", "load"])
def test_every_verb_is_documented_and_typed(name):
    verb = getattr(minsheng_funds, name)
    assert verb.__doc__
    assert "return" in verb.__annotations__


def test_every_name_of_the_library_is_there_after_every_room_was_imported():
    """A room of the same name would take a verb's place in the package once it is imported."""
    code = (
        "import minsheng_funds, minsheng_funds.cli, minsheng_funds.library, minsheng_funds.frames\n"
        "assert all(callable(getattr(minsheng_funds, name)) for name in minsheng_funds.__all__ if name[0] != '_')"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def test_a_name_that_is_none_says_so():
    with pytest.raises(AttributeError, match="no attribute 'report'"):
        minsheng_funds.report  # noqa: B018


def test_statement_is_what_the_report_says(capfdbinary):
    outcome = minsheng_funds.statement(EXAMPLES / "tongguan-2020.xlsx", as_of=date(2020, 4, 17))
    main(["report", str(EXAMPLES / "tongguan-2020.xlsx"), "--as-of", "2020-04-17", "--format", "json"])
    printed = json.loads(capfdbinary.readouterr().out)
    assert printed["totals"]["matching"]["disbursed_fen"] == outcome.statement.totals["matching"].figures.disbursed
    assert [row["project"] for row in printed["projects"]] == [line.project for line in outcome.statement.lines]


def test_a_folder_stands_for_the_workbooks_in_it(tmp_path):
    for name in ("tongguan-2020-plan.xlsx", "tongguan-2020-ledger.xlsx"):
        (tmp_path / name).write_bytes((EXAMPLES / name).read_bytes())
    outcome = minsheng_funds.statement(tmp_path, as_of=date(2020, 4, 17), exclude=("棚户区改造",))
    assert outcome.statement.totals["matching"].figures.disbursed == 2568100000


def test_check_finds_what_the_command_finds(capfdbinary):
    book = EXAMPLES / "problems" / "problems-2020.xlsx"
    checked = minsheng_funds.check(book)
    main(["check", str(book), "--format", "json"])
    printed = json.loads(capfdbinary.readouterr().out)
    assert [found["code"] for found in printed["findings"]] == [found.code for found in checked.findings]


def test_batch_writes_what_the_command_writes(tmp_path):
    rollup = minsheng_funds.batch(BUREAUS, out=tmp_path / "one", each=["json"], jobs=0)
    assert main(["batch", str(BUREAUS), "-o", str(tmp_path / "two"), "--each", "json", "--jobs", "0", "--quiet"]) == 1
    assert (len(rollup.done), len(rollup.failed)) == (4, 1)
    names = [sorted(file.relative_to(folder) for file in folder.rglob("*.*")) for folder in tmp_path.iterdir()]
    assert names[0] == names[1]
    for name in ("batch.json", "cases/乙区.json", "rollup.xlsx", "circular.docx"):
        assert (tmp_path / "one" / name).read_bytes() == (tmp_path / "two" / name).read_bytes(), name


def test_batch_without_an_output_writes_nothing(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    minsheng_funds.batch(BUREAUS, jobs=0)
    assert list(tmp_path.iterdir()) == []


def test_whatever_cannot_be_used_is_one_failure():
    with pytest.raises(minsheng_funds.Failure):
        minsheng_funds.statement()
    with pytest.raises(minsheng_funds.Failure):
        minsheng_funds.batch()
    with pytest.raises(TypeError, match="no such setting: exlude"):
        minsheng_funds.statement(EXAMPLES / "tongguan-2020.xlsx", exlude=("x",))


@pytest.mark.slow
def test_the_script_in_a_notebook_s_manner_runs(tmp_path):
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    command = [sys.executable, str(EXAMPLES / "library.py")]
    done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=True)
    assert "matching 3794600000 2568100000 67.7%" in done.stdout
    assert "2 乙区 27.5% below" in done.stdout
    assert "戊区" in done.stdout


def test_a_script_without_a_guard_can_use_workers(tmp_path):
    """Workers do not run the caller's script again."""
    script = Path(tmp_path / "plain.py")
    script.write_text(f"import minsheng_funds\nprint(len(minsheng_funds.batch({str(BUREAUS)!r}, jobs=2).done))\n")
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    done = subprocess.run([sys.executable, str(script)], env=environment, capture_output=True, text=True, check=True)
    assert done.stdout == "4\n"
