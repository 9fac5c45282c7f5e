"""Files are replaced whole or not at all; inputs are never overwritten."""

import json
import os
import stat
from pathlib import Path

import pytest

from minsheng_funds.cli import main
from minsheng_funds.errors import Failure
from minsheng_funds.rendering.files import write_atomically
from tests.test_examples import EXAMPLES

BOOK = EXAMPLES / "tongguan-2020.xlsx"


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_new_file_holds_the_content_with_the_permissions_of_the_umask(tmp_path):
    target = tmp_path / "out.json"
    old = os.umask(0o027)
    try:
        write_atomically(target, b"new")
    finally:
        os.umask(old)
    assert target.read_bytes() == b"new"
    assert stat.S_IMODE(target.stat().st_mode) == 0o640
    assert names(tmp_path) == ["out.json"]


def test_an_existing_file_is_replaced_and_keeps_its_permissions(tmp_path):
    target = tmp_path / "out.json"
    target.write_bytes(b"old")
    target.chmod(0o604)
    write_atomically(target, b"new")
    assert (target.read_bytes(), stat.S_IMODE(target.stat().st_mode)) == (b"new", 0o604)
    assert names(tmp_path) == ["out.json"]


def test_who_has_the_old_file_open_reads_it_to_its_end(tmp_path):
    target = tmp_path / "out.json"
    target.write_bytes(b"old content")
    with target.open("rb") as reader:
        write_atomically(target, b"new")
        assert reader.read() == b"old content"


@pytest.mark.parametrize("step", ["replace", "chmod"])
def test_where_writing_fails_the_old_file_is_as_it_was_and_no_temporary_file_is_left(tmp_path, monkeypatch, step):
    target = tmp_path / "out.json"
    target.write_bytes(b"old")

    def refuse(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, step, refuse)
    with pytest.raises(Failure, match=r"out\.json: cannot be written \(Permission denied\)"):
        write_atomically(target, b"new")
    monkeypatch.undo()
    assert target.read_bytes() == b"old"
    assert names(tmp_path) == ["out.json"]


def test_a_full_disk_leaves_the_old_file_as_it_was(tmp_path, monkeypatch):
    target = tmp_path / "out.json"
    target.write_bytes(b"old")

    def refuse(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", refuse)
    with pytest.raises(Failure, match="No space left"):
        write_atomically(target, b"new")
    assert target.read_bytes() == b"old"
    assert names(tmp_path) == ["out.json"]


def test_a_file_that_is_marked_read_only_is_not_replaced(tmp_path):
    target = tmp_path / "out.json"
    target.write_bytes(b"old")
    target.chmod(0o444)
    with pytest.raises(Failure, match="Permission denied"):
        write_atomically(target, b"new")
    assert target.read_bytes() == b"old"
    assert names(tmp_path) == ["out.json"]


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="whoever may write everywhere is refused nowhere")
def test_a_folder_that_is_read_only_is_a_failure(tmp_path):
    tmp_path.chmod(0o555)
    try:
        with pytest.raises(Failure, match="Permission denied"):
            write_atomically(tmp_path / "out.json", b"new")
    finally:
        tmp_path.chmod(0o755)


@pytest.mark.parametrize("place", ["missing/out.json", "file/out.json", "folder"])
def test_a_place_that_is_no_folder_or_a_target_that_is_one_is_a_failure(tmp_path, place):
    (tmp_path / "file").write_bytes(b"")
    (tmp_path / "folder").mkdir()
    with pytest.raises(Failure, match="cannot be written"):
        write_atomically(tmp_path / place, b"new")
    assert names(tmp_path) == ["file", "folder"]


def test_several_outputs_are_written_each_in_the_format_of_its_suffix(tmp_path, capfd):
    outputs = [tmp_path / "a.json", tmp_path / "b.CSV", tmp_path / "c.md"]
    options = [text for path in outputs for text in ("-o", str(path))]
    assert main(["report", str(BOOK), "--as-of", "2020-04-17", *options]) == 0
    assert capfd.readouterr() == ("", "")
    assert json.loads(outputs[0].read_bytes())["totals"]["matching"]["disbursed_fen"] == 2568100000
    assert outputs[1].read_text(encoding="utf-8-sig").startswith("项目名称,资金类别,")
    assert outputs[2].read_text(encoding="utf-8").startswith("# 民生工程资金拨付情况\n")
    assert names(tmp_path) == ["a.json", "b.CSV", "c.md"]


@pytest.mark.parametrize("name", ["out.docx", "out.text", "out", "out.json.bak"])
def test_an_unknown_suffix_is_refused_before_anything_is_written(tmp_path, capfd, name):
    options = ["-o", str(tmp_path / "good.json"), "-o", str(tmp_path / name)]
    assert main(["--lang", "en", "report", str(BOOK), *options]) == 2
    suffix = Path(name).suffix
    assert capfd.readouterr().err == (
        f"minsheng-funds: {tmp_path / name}: unknown output format {suffix!r} → this version writes .json .csv .md\n"
    )
    assert names(tmp_path) == []


@pytest.mark.parametrize("written", ["ledger.csv", "link.csv", "../{folder}/ledger.csv"])
def test_an_input_is_never_overwritten_by_whatever_path_it_is_named(tmp_path, capfd, written):
    content = (EXAMPLES / "tongguan-2020-ledger.csv").read_bytes()
    ledger = tmp_path / "ledger.csv"
    ledger.write_bytes(content)
    (tmp_path / "link.csv").symlink_to(ledger)
    output = tmp_path / written.format(folder=tmp_path.name)
    assert main(["--lang", "en", "report", str(ledger), "-o", str(output)]) == 2
    assert "the output is one of the inputs" in capfd.readouterr().err
    assert ledger.read_bytes() == content


def test_a_failed_output_is_one_line_and_exit_code_2(tmp_path, capfd):
    output = tmp_path / "missing" / "out.json"
    assert main(["--lang", "en", "report", str(BOOK), "-o", str(output)]) == 2
    assert capfd.readouterr() == (
        "",
        f"minsheng-funds: {output}: cannot be written (No such file or directory) → close the file, or write elsewhere\n",
    )
