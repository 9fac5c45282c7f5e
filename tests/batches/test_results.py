"""What is kept of finished cases: taken again only where nothing has changed, whatever lies in its place."""

import json
import os
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from minsheng_funds import engines
from minsheng_funds.batches.results import FOLDER, find_kept, keep, key_of, withdraw
from minsheng_funds.batches.work import Done, Work, decoded, work_on
from minsheng_funds.model import Source
from minsheng_funds.settings.batch import BatchSettings
from tests.batches.folders import bureau, tree
from tests.support import settings_of

WORK = Work(
    "县",
    (Source("a.xlsx", b"a"),),
    settings_of(""),
    ("json",),
    None,
    Path("/out/cases"),
    {"a.xlsx": Path("/in/a.xlsx")},
)
PATHS = ("cases/县.json",)
KEY = "k" * 64


@pytest.fixture
def out(tmp_path: Path) -> Path:
    """One kept case."""
    for name in ("cases", FOLDER):
        (tmp_path / name).mkdir()
    keep(tmp_path, "县", KEY, record(), {PATHS[0]: b"{}"})
    return tmp_path


def record() -> bytes:
    done = work_on(WORK._replace(sources=(Source("a.xlsx", bureau()),)))
    assert isinstance(done, Done)
    return done.record


def kept_file(out: Path) -> Path:
    (file,) = (out / FOLDER).iterdir()
    return file


def test_what_was_kept_is_found_as_it_was(out):
    assert find_kept(out, "县", KEY, PATHS) == decoded(record())


def test_another_key_stem_or_set_of_outputs_finds_nothing(out):
    assert find_kept(out, "县", "other", PATHS) is None
    assert find_kept(out, "区", KEY, PATHS) is None
    assert find_kept(out, "县", KEY, ()) is None
    assert find_kept(out, "县", KEY, (*PATHS, "cases/县.xlsx")) is None


@pytest.mark.parametrize("content", [b"", b"{} ", b"[]", None])
def test_an_output_that_is_not_as_it_was_written_is_made_again(out, content):
    (out / PATHS[0]).unlink()
    if content is not None:
        (out / PATHS[0]).write_bytes(content)
    assert find_kept(out, "县", KEY, PATHS) is None


HOSTILE = {
    "nothing": lambda good: b"",
    "half": lambda good: good[: len(good) // 2],
    "no JSON": lambda good: b"\x00\xff",
    "deep": lambda good: b"[" * 1_000_000,
    "deep inside": lambda good: good.replace(b'"lines":[', b'"lines":' + b"[" * 100_000, 1),
    "another document": lambda good: b'{"key": 5}',
    "null": lambda good: b"null",
    "one figure": lambda good: good.replace(b"30000000", b"30000001"),
    "a huge number": lambda good: good.replace(b"30000000", b"9" * 5000),
    "outputs elsewhere": lambda good: good.replace(b"cases/", b"../cases/"),
    "an endless output": lambda good: good.replace("cases/县.json".encode(), b"/dev/zero"),
    "another record": lambda good: json.dumps({**json.loads(good), "record": {}}).encode(),
}


@pytest.mark.parametrize("hurt", HOSTILE.values(), ids=HOSTILE)
def test_a_damaged_or_hostile_record_is_not_there(out, hurt):
    file = kept_file(out)
    good = file.read_bytes()
    assert hurt(good) != good
    file.write_bytes(hurt(good))
    assert find_kept(out, "县", KEY, PATHS) is None
    withdraw(out, "县", PATHS)  # and nothing falls over it


def test_a_folder_in_its_place_is_not_there(out):
    file = kept_file(out)
    file.unlink()
    file.mkdir()
    assert find_kept(out, "县", KEY, PATHS) is None


CHANGES = {
    "input": lambda work: work._replace(sources=(Source("a.xlsx", b"b"),)),
    "its name": lambda work: work._replace(sources=(Source("b.xlsx", b"a"),), paths={"b.xlsx": Path("/in/b.xlsx")}),
    "one more input": lambda work: work._replace(sources=(*work.sources, Source("b.xlsx", b"a"))),
    "the bureau's name": lambda work: work._replace(name="区"),
    "a setting": lambda work: work._replace(settings=replace(work.settings, decimals=2)),
    "an alias": lambda work: work._replace(settings=replace(work.settings, aliases={"a": "b"})),
    "the date": lambda work: work._replace(settings=replace(work.settings, as_of=date(2020, 4, 1))),
    "the language": lambda work: work._replace(settings=replace(work.settings, lang="en")),
    "formats": lambda work: work._replace(formats=("xlsx",)),
    "the letter": lambda work: work._replace(template=("a.txt", "text")),
    "where links lead": lambda work: work._replace(paths={"a.xlsx": Path("/elsewhere/a.xlsx")}),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_whatever_bears_on_the_results_changes_the_key(change):
    assert key_of(change(WORK)) != key_of(WORK)


@pytest.mark.parametrize("name", ["minsheng-funds", "Python", "XlsxWriter"])
def test_another_version_changes_the_key(monkeypatch, name):
    before, found = key_of(WORK), dict(engines.versions())
    monkeypatch.setattr("minsheng_funds.batches.results.versions", lambda: {**found, name: "0.0.1"})
    assert key_of(WORK) != before


SAME = {
    "the same again": lambda work: work._replace(settings=settings_of("")),
    "the day of the run": lambda work: work._replace(settings=replace(work.settings, today=date(2030, 1, 1))),
    "the password": lambda work: work._replace(settings=replace(work.settings, password="x")),
    "what a case may take": lambda work: work._replace(settings=replace(work.settings, batch=BatchSettings(seconds=1))),
    "all folders moved": lambda work: work._replace(
        folder=Path("/new/out/cases"), paths={"a.xlsx": Path("/new/in/a.xlsx")}
    ),
}


@pytest.mark.parametrize("change", SAME.values(), ids=SAME)
def test_what_bears_on_no_result_does_not(change):
    assert key_of(change(WORK)) == key_of(WORK)


def test_a_key_is_the_same_in_every_process():
    """Sets and mappings have no order of their own, and names need be no text."""
    settings = settings_of("", aliases={f"名{n}": "x" for n in range(50)}, exclude=("\udcb2",))
    with engines.open_engine(1, None, engines.Limits()) as engine:
        given = WORK._replace(settings=settings)
        assert engine.executor.submit(key_of, given).result(60) == key_of(given)


def test_what_an_earlier_run_wrote_is_taken_away_but_not_what_somebody_changed_or_made(out):
    (out / "cases/县.md").write_bytes(b"made by somebody")
    withdraw(out, "县", ["cases/县.json", "cases/县.md", "cases/县.xlsx"])
    assert tree(out) == {"cases/县.md": b"made by somebody"}


def test_an_output_that_somebody_changed_stays(out):
    (out / PATHS[0]).write_bytes(b"changed")
    withdraw(out, "县", PATHS)
    assert tree(out) == {PATHS[0]: b"changed"}


@pytest.mark.skipif(os.name == "nt", reason="no such names there")
def test_names_of_any_letters_are_kept(tmp_path):
    for name in ("cases", FOLDER):
        (tmp_path / name).mkdir()
    for stem in ("a\nb", "'\"`$", "长" * 70, "\\udcb2"):
        keep(tmp_path, stem, KEY, record(), {})
        assert find_kept(tmp_path, stem, KEY, ()) is not None
