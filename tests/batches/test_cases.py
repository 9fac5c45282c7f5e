"""Which workbooks of a folder make a case, what each is called, and where its outputs go."""

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from minsheng_funds.batches.cases import Case, _apart, find_cases
from minsheng_funds.errors import Failure
from minsheng_funds.settings.batch import BatchSettings
from tests.batches.folders import bytes_name, folder_of, names

DEFAULT = BatchSettings()
posix = pytest.mark.skipif(os.name == "nt", reason="names and links are others there")


def made(folder: Path, *files: str) -> Path:
    return folder_of(folder, dict.fromkeys(files, b"x"))


def found(folder: Path, settings: BatchSettings = DEFAULT, out: Path | None = None) -> list[Case]:
    return find_cases([folder], settings, out)


def files_of(cases: list[Case], folder: Path) -> list[str]:
    return [path.relative_to(folder).as_posix() for case in cases for path in case.paths]


def test_every_workbook_below_a_folder_is_a_case_in_the_order_of_their_paths(tmp_path):
    made(tmp_path, "b.xlsx", "a.XLS", "b/2.ods", "b/10.csv", "c/d/e.et", "f.xlsm", "g.xlsb", "note.txt", "page.html")
    assert files_of(found(tmp_path), tmp_path) == [
        "a.XLS",
        "b/10.csv",
        "b/2.ods",
        "b.xlsx",
        "c/d/e.et",
        "f.xlsm",
        "g.xlsb",
    ]


def test_lock_files_and_hidden_ones_are_no_cases(tmp_path):
    made(tmp_path, "a.xlsx", "~$a.xlsx", ".a.xlsx", ".git/b.xlsx", ".~lock.a.xlsx#")
    assert files_of(found(tmp_path), tmp_path) == ["a.xlsx"]


@pytest.mark.parametrize(
    ("settings", "expected"),
    [
        ({"patterns": ("*县*",)}, ["北/县2.xlsx", "县1.xlsx"]),
        ({"patterns": ("北/*",)}, ["北/区.xlsx", "北/县2.xlsx"]),
        ({"ignore": ("*县*",)}, ["北/区.xlsx"]),
        ({"patterns": ("*.XLSX",), "ignore": ("北/*",)}, ["县1.xlsx"]),
        ({"recursive": False}, ["县1.xlsx"]),
    ],
)
def test_patterns_are_of_the_name_or_with_a_slash_of_the_path(tmp_path, settings, expected):
    made(tmp_path, "县1.xlsx", "北/县2.xlsx", "北/区.xlsx")
    assert files_of(found(tmp_path, BatchSettings(**settings)), tmp_path) == expected


def test_a_folder_may_be_a_case_with_all_that_lies_in_it(tmp_path):
    made(tmp_path, "甲/plan.xlsx", "甲/ledger.csv", "甲/note.txt", "甲/旧/old.xlsx", "乙/all.xlsx", "空/note.txt")
    cases = found(tmp_path, BatchSettings(case="folder"))
    assert [(case.name, [path.name for path in case.paths]) for case in cases] == [
        ("乙", ["all.xlsx"]),
        ("甲", ["ledger.csv", "plan.xlsx", "old.xlsx"]),
        ("空", []),
    ]
    assert [case.stem for case in cases] == ["乙", "甲", "空"]
    assert "no workbook in this folder" in str(cases[2].error)


def test_folders_of_folders_are_no_cases_and_a_workbook_beside_them_is_told(tmp_path):
    made(tmp_path, "合肥/瑶海/a.xlsx", "合肥/庐阳/季度/b.xlsx", "合肥/庐阳/c.xlsx", "loose.xlsx")
    cases = found(tmp_path, BatchSettings(case="folder"))
    assert [(case.stem, len(case.paths)) for case in cases] == [("loose.xlsx", 0), ("合肥/庐阳", 2), ("合肥/瑶海", 1)]
    assert "in none of them" in str(cases[0].error)


def test_workbooks_in_the_folder_itself_are_a_case_of_its_name(tmp_path):
    root = made(tmp_path / "县", "plan.xlsx", "ledger.xlsx")
    (case,) = found(root, BatchSettings(case="folder"))
    assert (case.name, case.stem) == ("县", "县")


def test_a_workbook_may_be_named_itself(tmp_path):
    made(tmp_path, "a.xlsx", "b.xlsx")
    (case,) = find_cases([tmp_path / "b.xlsx"], DEFAULT)
    assert (case.name, case.place) == ("b", (tmp_path / "b.xlsx").as_posix())


def test_names_come_from_the_settings_by_path_or_by_their_last_part(tmp_path):
    made(tmp_path, "北/a.xlsx", "南/a.xlsx", "b.xlsx")
    chosen = BatchSettings(names={"北/a": "北区", "b": "乙县"})
    assert names(found(tmp_path, chosen)) == ["乙县", "北区", "南/a"]


# --- Two of one name ----------------------------------------------------------------------------------------


def test_equal_names_in_several_places_are_told_apart_by_their_paths(tmp_path):
    made(tmp_path, "北/县.xlsx", "南/县.xlsx", "东.xlsx")
    cases = found(tmp_path)
    assert names(cases) == ["东", "北/县", "南/县"]
    assert [case.stem for case in cases] == names(cases)


def test_the_same_name_with_two_suffixes_keeps_the_suffix(tmp_path):
    made(tmp_path, "县.xls", "县.xlsx")
    assert [case.stem for case in found(tmp_path)] == ["县.xls", "县.xlsx"]


def test_two_folders_with_equal_files_bear_their_folders_names(tmp_path):
    made(tmp_path, "一月/县.xlsx", "二月/县.xlsx")
    cases = find_cases([tmp_path / "一月", tmp_path / "二月"], DEFAULT)
    assert [case.stem for case in cases] == ["一月/县", "二月/县"]


@pytest.mark.skipif(os.name == "nt", reason="one file there")
def test_names_that_differ_in_the_case_of_letters_have_outputs_that_differ_in_more(tmp_path):
    made(tmp_path, "A.xlsx", "a.xlsx", "\u00e9.xlsx", "e\u0301.xlsx")
    stems = [case.stem for case in found(tmp_path)]
    assert len({stem.casefold() for stem in stems}) == 4
    assert len(set(names(found(tmp_path)))) == 4


def test_two_cases_that_the_settings_name_alike_stay_apart(tmp_path):
    made(tmp_path, "a.xlsx", "b.xlsx")
    cases = found(tmp_path, BatchSettings(names={"a": "县", "b": "县"}))
    assert names(cases) == ["县 (a)", "县 (b)"]


def test_names_stay_apart_however_the_settings_go_about_it(tmp_path):
    made(tmp_path, "a.xlsx", "b.xlsx", "c.xlsx")
    cases = found(tmp_path, BatchSettings(names={"a": "X", "b": "X (a)", "c": "X"}))
    assert len(set(names(cases))) == 3


@given(st.lists(st.lists(st.sampled_from(["a", "A", "a-2", "a-3", "b", "a.x"]), min_size=4, max_size=4), max_size=8))
def test_no_two_cases_ever_share_an_output(choices):
    stems = [stem.casefold() for stem in _apart(choices)]
    assert len(set(stems)) == len(choices)


def test_the_same_folder_twice_by_whatever_path_counts_once(tmp_path, monkeypatch):
    made(tmp_path, "in/a.xlsx", "in/b/c.xlsx")
    monkeypatch.chdir(tmp_path)
    cases = find_cases([Path("in"), tmp_path / "in", Path("in/b"), Path("in/../in/a.xlsx")], DEFAULT)
    assert [case.place for case in cases] == ["in/a.xlsx", "in/b/c.xlsx"]


# --- What stands in the way ---------------------------------------------------------------------------------


def test_a_folder_that_is_not_there_and_one_without_workbooks_are_failures(tmp_path):
    with pytest.raises(Failure, match="no such file"):
        found(tmp_path / "nowhere")
    made(tmp_path, "note.txt")
    with pytest.raises(Failure, match="no workbook"):
        found(tmp_path)
    with pytest.raises(Failure, match="no workbook"):
        found(tmp_path, BatchSettings(patterns=("*.csv",)))


def test_the_folder_for_outputs_is_no_input(tmp_path):
    made(tmp_path, "a.xlsx", "out/cases/a.xlsx", "out/rollup.xlsx")
    assert files_of(found(tmp_path, out=tmp_path / "out"), tmp_path) == ["a.xlsx"]
    with pytest.raises(Failure, match="batch writes into"):
        found(tmp_path, out=tmp_path)
    with pytest.raises(Failure, match="batch writes into"):
        found(tmp_path, out=tmp_path / "out" / "..")


def test_what_an_earlier_batch_has_written_is_no_input(tmp_path):
    made(tmp_path, "a.xlsx", "june/cases/a.xlsx", "june/rollup.xlsx", "june/.minsheng-funds/x.json")
    assert files_of(found(tmp_path), tmp_path) == ["a.xlsx"]
    with pytest.raises(Failure, match="batch writes into"):
        found(tmp_path / "june")


@posix
def test_of_a_file_and_a_link_to_it_the_file_gives_the_name(tmp_path):
    made(tmp_path, "z.xlsx")
    (tmp_path / "a.xlsx").symlink_to("z.xlsx")
    assert [case.name for case in found(tmp_path)] == ["z"]


@posix
def test_the_folder_for_outputs_is_no_input_under_another_name_either(tmp_path):
    made(tmp_path, "a.xlsx", "out/cases/a.xlsx")
    (tmp_path / "link").symlink_to("out")
    assert files_of(found(tmp_path, out=tmp_path / "link"), tmp_path) == ["a.xlsx"]


def test_a_folder_that_is_named_as_a_workbook_is_a_folder(tmp_path):
    made(tmp_path, "x.xlsx/inner.xlsx")
    (case,) = found(tmp_path)
    assert case.stem == "x.xlsx/inner"


@posix
def test_folders_behind_links_are_looked_into_once_and_links_in_a_circle_end(tmp_path):
    made(tmp_path, "in/a.xlsx", "in/b/c.xlsx", "far/d.xlsx")
    (tmp_path / "in" / "b" / "up").symlink_to("..")
    (tmp_path / "in" / "self").symlink_to(".")
    (tmp_path / "in" / "away").symlink_to("../far")
    assert [case.stem for case in found(tmp_path / "in")] == ["a", "away/d", "b/c"]


@posix
def test_a_folder_that_cannot_be_looked_into_is_a_case_that_failed(tmp_path, monkeypatch):
    made(tmp_path, "a.xlsx", "closed/b.xlsx")
    scan = os.scandir

    def refuse(path):
        if str(path).endswith("closed"):
            raise PermissionError(13, "Permission denied", str(path))
        return scan(path)

    monkeypatch.setattr(os, "scandir", refuse)
    open_one, closed = found(tmp_path)
    assert open_one.error is None
    assert (closed.name, closed.paths) == ("closed", ())
    assert "Permission denied" in str(closed.error)


@posix
def test_a_name_that_is_no_text_is_written_with_numbers_everywhere(tmp_path):
    raw = bytes_name("补.xlsx".encode("gbk"))
    try:
        (tmp_path / raw).write_bytes(b"x")
    except OSError:
        pytest.skip("names are text here")
    (case,) = found(tmp_path)
    assert case.paths == (tmp_path / raw,)
    assert (case.name, case.stem) == ("\\udcb2\\udcb9", "\\udcb2\\udcb9")
    case.place.encode("utf-8")
