"""Files are replaced whole or not at all; inputs are never overwritten."""

import errno
import json
import os
import signal
import stat
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from minsheng_funds.cli import main
from minsheng_funds.errors import Failure
from minsheng_funds.rendering.files import write_all, write_atomically
from minsheng_funds.reports import SUFFIXES
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
    with pytest.raises(Failure, match="the file is read-only"):
        write_atomically(target, b"new")
    assert target.read_bytes() == b"old"
    assert names(tmp_path) == ["out.json"]


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="whoever may write everywhere is refused nowhere")
def test_a_folder_that_is_read_only_is_a_failure(tmp_path):
    tmp_path.chmod(0o555)
    try:
        with pytest.raises(Failure, match="its folder cannot be written to"):
            write_atomically(tmp_path / "out.json", b"new")
    finally:
        tmp_path.chmod(0o755)


@pytest.mark.parametrize(
    ("place", "words"),
    [("missing/out.json", "folder does not exist"), ("file/out.json", "folder does not exist"), ("folder", "a folder")],
)
def test_a_place_that_is_no_folder_or_a_target_that_is_one_is_a_failure(tmp_path, place, words):
    (tmp_path / "file").write_bytes(b"")
    (tmp_path / "folder").mkdir()
    with pytest.raises(Failure, match=words):
        write_atomically(tmp_path / place, b"new")
    assert names(tmp_path) == ["file", "folder"]


# --- Several outputs of one run ---------------------------------------------------------------------------


def old_ones(folder: Path, *given: str) -> list[Path]:
    paths = [folder / name for name in given]
    for path in paths:
        path.write_bytes(b"old")
    return paths


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_all_are_written_some_made_only_when_it_is_their_turn_and_one_is_let_go_before_the_next_is_made(tmp_path):
    held: list[bytes] = []

    class Large(bytes):
        """Bytes that say when they are let go."""

        def __del__(self) -> None:
            held.remove(bytes(self))

    def make(content: bytes) -> bytes:
        assert held == []
        held.append(content)
        return Large(content)

    write_all({tmp_path / "a": lambda: make(b"1"), tmp_path / "b": b"given", tmp_path / "c": lambda: make(b"2")})
    assert contents(tmp_path) == {"a": b"1", "b": b"given", "c": b"2"}
    assert held == []


def test_where_one_content_cannot_be_made_no_output_is_new(tmp_path):
    first, second = old_ones(tmp_path, "a", "b")

    def fail() -> bytes:
        raise RuntimeError("no such figure")

    with pytest.raises(RuntimeError, match="no such figure"):
        write_all({first: b"new", second: fail})
    assert contents(tmp_path) == {"a": b"old", "b": b"old"}


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EDQUOT, errno.EFBIG])
def test_where_the_last_does_not_fit_no_output_is_new(tmp_path, monkeypatch, number):
    first, second = old_ones(tmp_path, "a", "b")
    done = []

    def flush(_: int) -> None:
        done.append(1)
        if len(done) == 2:
            raise OSError(number, os.strerror(number))

    monkeypatch.setattr(os, "fsync", flush)
    with pytest.raises(Failure, match=r"b: there is no room for it \(.*existing files are as they were"):
        write_all({first: b"new", second: b"new"})
    assert contents(tmp_path) == {"a": b"old", "b": b"old"}


def test_where_one_of_several_cannot_be_renamed_the_failure_says_which_were_written(tmp_path, monkeypatch):
    paths = old_ones(tmp_path, "a", "b", "c")
    rename = Path.replace

    def refuse_second(path: Path, target: Path) -> Path:
        if target.name == "b":
            raise PermissionError(errno.EACCES, "Permission denied")
        return rename(path, target)

    monkeypatch.setattr(Path, "replace", refuse_second)
    with pytest.raises(Failure) as raised:
        write_all(dict.fromkeys(paths, b"new"))
    assert raised.value.line("en") == (
        f"{paths[1]}: cannot be written (Permission denied); written: {paths[0]}; not written: {paths[1]}, {paths[2]}"
        " → close what was not written and run again"
    )
    assert contents(tmp_path) == {"a": b"new", "b": b"old", "c": b"old"}


def test_a_name_as_long_as_names_may_be_is_written(tmp_path):
    target = tmp_path / ("x" * 250 + ".json")
    write_atomically(target, b"old")
    write_atomically(target, b"new")
    assert contents(tmp_path) == {target.name: b"new"}


def test_what_a_link_points_to_is_written_and_the_link_stays(tmp_path):
    target = tmp_path / "elsewhere" / "out.json"
    target.parent.mkdir()
    (tmp_path / "link.json").symlink_to(target)
    write_atomically(tmp_path / "link.json", b"new")
    assert target.read_bytes() == b"new"
    assert (tmp_path / "link.json").is_symlink()


@pytest.mark.skipif(os.name == "nt", reason="no devices as files there")
def test_a_device_is_not_replaced_by_a_file(tmp_path):
    (tmp_path / "out.json").symlink_to(os.devnull)
    with pytest.raises(Failure, match="no ordinary file"):
        write_atomically(tmp_path / "out.json", b"new")
    assert Path(os.devnull).is_char_device()


# --- Outputs that are open in an office program -----------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "lock", "program"),
    [
        ("a.xlsx", "~$a.xlsx", "Excel / WPS"),
        ("a.xlsx", ".~a.xlsx", "WPS"),
        ("a.xlsx", ".~lock.a.xlsx#", "LibreOffice"),
        ("通报.docx", "~$通报.docx", "Excel / WPS"),
        ("progress.docx", "~$ogress.docx", "Word / WPS"),
        ("reports.docx", "~$eports.docx", "Word / WPS"),
    ],
)
def test_an_output_beside_its_lock_file_is_refused_in_words_that_say_what_to_do(tmp_path, name, lock, program):
    old_ones(tmp_path, name, lock)
    with pytest.raises(Failure) as raised:
        write_all({tmp_path / "first": b"new", tmp_path / name: b"new"})
    assert raised.value.line("en") == (
        f"{tmp_path / name}: the file is open in {program} ({lock} lies beside it)"
        f" → close it and run again; if nobody has it open, delete {lock}"
    )
    assert raised.value.line("zh").endswith(f"→ 关闭后重跑;若确实无人打开,删除 {lock}")
    assert contents(tmp_path) == {name: b"old", lock: b"old"}


def test_the_lock_of_another_file_or_of_one_that_is_gone_stands_in_nobodys_way(tmp_path):
    """Where the output is not there yet nobody can have it open."""
    old_ones(tmp_path, "~$b.xlsx", "~$a.xlsx")
    write_atomically(tmp_path / "a.xlsx", b"new")
    assert (tmp_path / "a.xlsx").read_bytes() == b"new"


class SharingViolation(PermissionError):
    """What Windows says of a file that another program has open."""

    winerror = 32


@pytest.mark.parametrize("step", ["open", "replace"])
def test_a_file_that_windows_keeps_because_it_is_open_is_said_to_be_open(tmp_path, monkeypatch, step):
    (target,) = old_ones(tmp_path, "a.xlsx")

    def refuse(*_: object) -> None:
        raise SharingViolation(errno.EACCES, "Permission denied")

    monkeypatch.setattr(Path, step, refuse)
    with pytest.raises(Failure, match="another program has the file open → close it in Excel or WPS and run again"):
        write_atomically(target, b"new")
    monkeypatch.undo()
    assert contents(tmp_path) == {"a.xlsx": b"old"}


# --- What a killed run left, and signals ------------------------------------------------------------------


def test_temporary_files_of_ours_go_when_they_are_a_day_old_and_nothing_else_does(tmp_path):
    ours, young = ".minsheng-funds-0123456789abcdef.tmp", ".minsheng-funds-0123456789abcdee.tmp"
    others = [".minsheng-funds-0123.tmp", ".minsheng-funds-0123456789abcdef.tmp.xlsx", "a.tmp"]
    long_ago = time.time() - 25 * 3600
    for path in old_ones(tmp_path, ours, young, *others):
        if path.name != young:
            os.utime(path, (long_ago, long_ago))
    write_atomically(tmp_path / "out.json", b"new")
    assert names(tmp_path) == sorted([young, *others, "out.json"])


@pytest.mark.skipif(os.name == "nt", reason="no such signals there")
def test_a_signal_while_files_are_renamed_waits_until_all_are(tmp_path, monkeypatch):
    first, second = old_ones(tmp_path, "a", "b")
    rename = Path.replace

    def interrupted(path: Path, target: Path) -> Path:
        signal.raise_signal(signal.SIGINT)
        return rename(path, target)

    monkeypatch.setattr(Path, "replace", interrupted)
    with pytest.raises(KeyboardInterrupt):
        write_all({first: b"new", second: b"new"})
    assert contents(tmp_path) == {"a": b"new", "b": b"new"}


@pytest.mark.skipif(os.name == "nt", reason="no such signals there")
def test_handlers_are_as_they_were_afterwards_and_those_of_the_caller_are_never_replaced(tmp_path):
    heard = []
    own = signal.signal(signal.SIGTERM, lambda *_: heard.append("TERM"))

    def make() -> bytes:
        signal.raise_signal(signal.SIGTERM)
        return b"new"

    try:
        write_all({tmp_path / "a": make})
        assert signal.getsignal(signal.SIGINT) is signal.default_int_handler
    finally:
        signal.signal(signal.SIGTERM, own)
    assert heard == ["TERM"]
    assert contents(tmp_path) == {"a": b"new"}


def test_files_are_written_in_any_thread(tmp_path):
    with ThreadPoolExecutor(1) as pool:
        pool.submit(write_atomically, tmp_path / "a", b"new").result()
    assert contents(tmp_path) == {"a": b"new"}


# --- The command line -------------------------------------------------------------------------------------


def test_several_outputs_are_written_each_in_the_format_of_its_suffix(tmp_path, capfd):
    outputs = [tmp_path / "a.json", tmp_path / "b.CSV", tmp_path / "c.md"]
    options = [text for path in outputs for text in ("-o", str(path))]
    assert main(["report", str(BOOK), "--as-of", "2020-04-17", *options]) == 0
    assert capfd.readouterr() == ("", "")
    assert json.loads(outputs[0].read_bytes())["totals"]["matching"]["disbursed_fen"] == 2568100000
    assert outputs[1].read_text(encoding="utf-8-sig").startswith("项目名称,资金类别,")
    assert outputs[2].read_text(encoding="utf-8").startswith("# 民生工程资金拨付情况\n")
    assert names(tmp_path) == ["a.json", "b.CSV", "c.md"]


@pytest.mark.parametrize("name", ["out.doc", "out.text", "out", "out.json.bak"])
def test_an_unknown_suffix_is_refused_before_anything_is_written(tmp_path, capfd, name):
    options = ["-o", str(tmp_path / "good.json"), "-o", str(tmp_path / name)]
    assert main(["--lang", "en", "report", str(BOOK), *options]) == 2
    suffix, known = Path(name).suffix, " ".join(SUFFIXES)
    assert capfd.readouterr().err == (
        f"minsheng-funds: {tmp_path / name}: unknown output format {suffix!r} → this version writes {known}\n"
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
        f"minsheng-funds: {output}: its folder does not exist → make the folder, or write elsewhere\n",
    )
