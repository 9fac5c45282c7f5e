"""Outputs that cannot be written: exit code 2, one line that says what to do, every old file as it was."""

import errno
import json
import os
import shutil
import signal
import subprocess
import sys
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest

from minsheng_funds.cli import main
from tests.outputs import (
    CHECK_SUFFIXES,
    COMPARE_SUFFIXES,
    KILLED_BEFORE_RENAMING,
    REPORT_SUFFIXES,
    WAITING_WHILE_WRITING,
    files,
    finished,
    options,
    program,
)
from tests.support import day, ledger, plan, xlsx
from tests.test_examples import EXAMPLES

BOOK = str(EXAMPLES / "tongguan-2020.xlsx")
OLD = b"the old file"
COMMANDS = {
    "report": (["report", BOOK], REPORT_SUFFIXES),
    "check": (["check", BOOK], CHECK_SUFFIXES),
    "compare": (["compare", BOOK, BOOK], COMPARE_SUFFIXES),
    "inspect": (["inspect", BOOK], (".html",)),
    "marked copy": (["check", BOOK], (".xlsx",)),
}
each_command = pytest.mark.parametrize("command", COMMANDS)


def outputs_of(command: str, folder: Path) -> tuple[list[str], list[Path]]:
    """The arguments that write every format of a command into a folder, and the files."""
    arguments, suffixes = COMMANDS[command]
    named = [folder / f"out{suffix}" for suffix in suffixes]
    option = {"inspect": "--html", "marked copy": "--annotate"}.get(command)
    return [*arguments, *([option, str(named[0])] if option else options(named))], named


def with_old(named: list[Path]) -> dict[str, bytes]:
    for path in named:
        path.write_bytes(OLD)
    return {path.name: OLD for path in named}


def line(capfd: pytest.CaptureFixture[str], *arguments: str) -> str:
    """Runs into a failure; the one line that it says."""
    assert main(list(arguments)) == 2
    out, err = capfd.readouterr()
    assert out == ""
    assert err.startswith("minsheng-funds: ")
    assert err.count("\n") == 1
    assert "Traceback" not in err
    return err.removeprefix("minsheng-funds: ").rstrip("\n")


@pytest.fixture
def small(tmp_path: Path) -> Iterator[Path]:
    """A disk of 256 kB."""
    yield from mounted(tmp_path / "small", "size=256k")


def mounted(place: Path, how: str) -> Iterator[Path]:
    if sys.platform != "linux" or os.geteuid() != 0:
        pytest.skip("only root on Linux can mount a small disk")
    place.mkdir()
    done = subprocess.run(["mount", "-t", "tmpfs", "-o", how, "tmpfs", str(place)], capture_output=True, check=False)
    if done.returncode:
        pytest.skip(f"no disk can be mounted here: {done.stderr.decode(errors='replace').strip()}")
    try:
        yield place
    finally:
        subprocess.run(["umount", str(place)], check=True)


# --- Disks and limits -------------------------------------------------------------------------------------


@each_command
def test_a_full_disk_is_one_line_and_leaves_every_old_file_and_nothing_else(small, capfd, command):
    arguments, named = outputs_of(command, small)
    before = with_old(named)
    filling = small / "filling"
    filling.write_bytes(bytes(os.statvfs(small).f_bavail * os.statvfs(small).f_frsize))
    before["filling"] = filling.read_bytes()
    said = line(capfd, "--lang", "en", *arguments)
    assert said == (
        f"{named[0]}: there is no room for it (No space left on device); existing files are as they were"
        " → free some space, or write elsewhere"
    )
    assert files(small) == before


def test_where_the_second_output_has_no_room_the_first_is_not_replaced_either(small, capfd):
    """The marked copy of the example is larger than what is left, the JSON before it is not."""
    arguments, named = ["check", BOOK, "-o", "a.json", "--annotate", "b.xlsx"], [small / "a.json", small / "b.xlsx"]
    arguments = [str(small / text) if text in ("a.json", "b.xlsx") else text for text in arguments]
    (small / "filling").write_bytes(bytes(224 << 10))
    before = with_old(named) | {"filling": bytes(224 << 10)}
    assert line(capfd, "--lang", "en", *arguments).startswith(f"{named[1]}: there is no room for it")
    assert files(small) == before
    (small / "filling").unlink()
    assert main(arguments) in (0, 1)
    assert all(path.read_bytes() != OLD for path in named)


@pytest.mark.skipif(sys.platform == "win32", reason="no limits on the size of files there")
@each_command
def test_a_limit_on_the_size_of_files_is_one_line_and_leaves_every_old_file(tmp_path, command):
    arguments, named = outputs_of(command, tmp_path)
    before = with_old(named)
    limit = "import resource; resource.setrlimit(resource.RLIMIT_FSIZE, (256, 256))"
    code, said = finished(program(["--lang", "en", *arguments], tmp_path, first=limit))
    assert (code, said.count("\n")) == (2, 1)
    assert "there is no room for it (File too large)" in said
    assert files(tmp_path) == before


def test_a_quota_is_one_line_in_both_languages(tmp_path, capfd, monkeypatch):
    def refuse(_: int) -> None:
        raise OSError(errno.EDQUOT, os.strerror(errno.EDQUOT))

    monkeypatch.setattr(os, "fsync", refuse)
    output = tmp_path / "out.json"
    output.write_bytes(OLD)
    assert line(capfd, "report", BOOK, "-o", str(output)) == (
        f"{output}: 写不下(超出磁盘配额),原有文件未动 → 腾出空间,或换一个位置"
    )
    assert "Disk quota exceeded" in line(capfd, "--lang", "en", "report", BOOK, "-o", str(output))
    assert files(tmp_path) == {"out.json": OLD}


@each_command
def test_a_folder_that_cannot_be_written_to_is_one_line_and_leaves_every_old_file(tmp_path, capfd, command):
    """A disk that was mounted read-only binds root too."""
    for folder in mounted(tmp_path / "closed", "size=4m"):
        arguments, named = outputs_of(command, folder)
        before = with_old(named[1:])
        subprocess.run(["mount", "-o", "remount,ro", str(folder)], check=True)
        said = line(capfd, "--lang", "en", *arguments)
        assert said == f"{named[0]}: its folder cannot be written to → write to another folder"
        assert files(folder) == before


def test_a_folder_that_takes_no_new_file_is_one_line_and_leaves_the_old_one(tmp_path, capfd):
    """The old file may be written, its folder not: as root, by the folder's own mark."""
    mark = shutil.which("chattr")
    output = tmp_path / "closed" / "out.json"
    output.parent.mkdir()
    output.write_bytes(OLD)
    if os.name != "nt" and os.geteuid() != 0:
        output.parent.chmod(0o555)
    elif not mark or subprocess.run([mark, "+i", str(output.parent)], capture_output=True, check=False).returncode:
        pytest.skip("no folder can be closed to root here")
    try:
        said = line(capfd, "--lang", "en", "report", BOOK, "-o", str(output))
    finally:
        if os.geteuid() == 0:
            subprocess.run([str(mark), "-i", str(output.parent)], check=True)
        output.parent.chmod(0o755)
    assert said == f"{output}: its folder cannot be written to → write to another folder"
    assert files(output.parent) == {"out.json": OLD}


# --- What is plain before any work ------------------------------------------------------------------------

REFUSED = {
    "no folder": ("missing/out.json", "its folder does not exist", "没有要写入的文件夹"),
    "a file for a folder": ("file/out.json", "its folder does not exist", "没有要写入的文件夹"),
    "a folder": ("folder.json", "this is a folder, not a file", "这是文件夹,不是文件"),
    "read-only": ("closed.json", "the file is read-only", "文件是只读的"),
    "a pipe": ("pipe.json", "this is no ordinary file", "这不是普通文件"),
    "a link to a device": ("device.json", "this is no ordinary file", "这不是普通文件"),
    "a link to a missing folder": ("away.json", "its folder does not exist", "没有要写入的文件夹"),
    "a long name": ("长" * 100 + ".json", "the file name is too long", "文件名太长"),
    "NUL": ("a\0b.json", "the name holds a NUL character", "名称中有空字符(NUL)"),
    "another suffix": ("out.docm", "unknown output format '.docm'", "不认识的输出格式“.docm”"),
    "Excel": ("open.csv", "the file is open in Excel / WPS (~$open.csv lies beside it)", "旁边有 ~$open.csv"),
    "LibreOffice": ("edited.csv", "the file is open in LibreOffice (.~lock.edited.csv# lies beside it)", "旁边有 .~lock.edited.csv#"),
    "an input": ("ledger.csv", "the output is one of the inputs", "输出文件就是输入文件"),
    "a link to an input": ("link.csv", "the output is one of the inputs", "输出文件就是输入文件"),
    "another name of an input": ("hard.csv", "the output is one of the inputs", "输出文件就是输入文件"),
}  # fmt: skip


@pytest.fixture
def places(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with everything that stands in an output's way; that is seen before the workbook is even read."""
    monkeypatch.setattr("minsheng_funds.cli.report.read_sources", lambda _: pytest.fail("the workbook was read"))
    if os.name == "nt":
        pytest.skip("no pipes and devices as files there")
    shutil.copy(EXAMPLES / "tongguan-2020-ledger.csv", tmp_path / "ledger.csv")
    (tmp_path / "link.csv").symlink_to("ledger.csv")
    (tmp_path / "hard.csv").hardlink_to(tmp_path / "ledger.csv")
    for name in ("file", "closed.json", "open.csv", "~$open.csv", "edited.csv", ".~lock.edited.csv#"):
        (tmp_path / name).write_bytes(OLD)
    (tmp_path / "closed.json").chmod(0o444)
    (tmp_path / "folder.json").mkdir()
    (tmp_path / "device.json").symlink_to("/dev/null")
    (tmp_path / "away.json").symlink_to("nowhere/out.json")
    os.mkfifo(tmp_path / "pipe.json")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize(("output", "english", "chinese"), REFUSED.values(), ids=REFUSED.keys())
def test_what_stands_in_the_way_is_said_in_one_line_before_anything_is_written(places, capfd, output, english, chinese):
    before = files_but_pipes(places)
    for language, words in (("en", english), ("zh", chinese)):
        said = line(capfd, "--lang", language, "report", "ledger.csv", "-o", "good.json", "-o", output)
        assert words in said
        assert said.startswith(output.replace("\0", "\ufffd"))
        assert " → " in said
    assert files_but_pipes(places) == before


def files_but_pipes(folder: Path) -> dict[str, bytes | None]:
    return {path.name: path.read_bytes() if path.is_file() else None for path in folder.iterdir()}


@pytest.mark.parametrize("second", ["out.json", "./out.json", "../{folder}/out.json", "link.json", "hard.json"])
def test_an_output_named_twice_by_whatever_path_is_refused(tmp_path, capfd, monkeypatch, second):
    monkeypatch.chdir(tmp_path)
    Path("out.json").write_bytes(OLD)
    Path("link.json").symlink_to("out.json")
    Path("hard.json").hardlink_to("out.json")
    second = second.format(folder=tmp_path.name)
    said = line(capfd, "--lang", "en", "report", BOOK, *options(["out.json", second]))
    assert said == f"{Path(second)}: two outputs are the same file → name another file"
    assert Path("out.json").read_bytes() == OLD


def test_a_marked_copy_that_is_an_output_too_is_refused(tmp_path, capfd):
    (tmp_path / "link.xlsx").symlink_to("list.xlsx")
    given = ["-o", str(tmp_path / "list.xlsx"), "--annotate", str(tmp_path / "link.xlsx")]
    assert "two outputs are the same file" in line(capfd, "--lang", "en", "check", BOOK, *given)


@pytest.mark.parametrize("platform", ["win32", "darwin"])
def test_letters_of_another_case_are_the_same_file_on_windows_and_macos(tmp_path, capfd, monkeypatch, platform):
    monkeypatch.setattr(sys, "platform", platform)
    names = [tmp_path / "A\u00e9.json", tmp_path / unicodedata.normalize("NFD", "a\u00c9.json")]
    assert "two outputs are the same file" in line(capfd, "--lang", "en", "report", BOOK, *options(names))


def test_a_baseline_that_is_there_is_only_read_and_may_be_read_only(tmp_path):
    baseline = tmp_path / "known.json"
    assert main(["check", BOOK, "--baseline", str(baseline)]) in (0, 1)
    baseline.chmod(0o444)
    written = baseline.read_bytes()
    assert main(["check", BOOK, "--baseline", str(baseline)]) == 0
    assert baseline.read_bytes() == written


@pytest.mark.skipif(os.name == "nt" or sys.platform == "darwin", reason="names are text there")
def test_a_workbook_whose_name_is_no_text_is_written_about_in_every_format(tmp_path, monkeypatch):
    """Unpacked under another encoding, the bytes of a Chinese name are no UTF-8."""
    monkeypatch.chdir(tmp_path)
    name = os.fsdecode("补助.xlsx".encode("gbk"))
    Path(name).write_bytes(xlsx(plan(("道路", 10)), ledger((day(1, 2), "桥梁", "甲", 5.0, ""))))
    for command, suffixes in (("report", REPORT_SUFFIXES), ("check", CHECK_SUFFIXES)):
        outputs = [f"{command}{suffix}" for suffix in suffixes]
        assert main([command, name, *options(outputs)]) in (0, 1)
        for output in outputs:
            if not output.endswith((".xlsx", ".docx")):
                assert Path(output).read_bytes().decode("utf-8")
    assert main(["inspect", name, "--html", "page.html"]) == 0
    assert main(["compare", name, name, *options([f"compare{suffix}" for suffix in COMPARE_SUFFIXES])]) == 0
    cells = (cell for row in openpyxl.load_workbook("check.xlsx").worksheets[0].iter_rows() for cell in row)
    assert {cell.hyperlink.target for cell in cells if cell.hyperlink} == {"%B2%B9%D6%FA.xlsx"}
    (result, *_) = json.loads(Path("check.sarif").read_bytes())["runs"][0]["results"]
    assert result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == "%B2%B9%D6%FA.xlsx"


# --- Killed and stopped -----------------------------------------------------------------------------------


@pytest.mark.skipif(sys.platform == "win32", reason="no such signal there")
@each_command
def test_killed_between_writing_and_renaming_the_old_files_are_intact_and_the_next_run_succeeds(tmp_path, command):
    arguments, named = outputs_of(command, tmp_path)
    before = with_old(named)
    code, _ = finished(program(arguments, tmp_path, first=KILLED_BEFORE_RENAMING))
    assert code == -signal.SIGKILL
    left = files(tmp_path)
    assert {name: left.pop(name) for name in before} == before
    assert len(left) == len(named)  # all were complete before the first was renamed
    assert main(arguments) in (0, 1)
    assert all(path.read_bytes() != OLD for path in named)


@pytest.mark.skipif(sys.platform == "win32", reason="no such signals there")
@pytest.mark.parametrize(("number", "code"), [(signal.SIGTERM, -signal.SIGTERM), (signal.SIGINT, 130)])
def test_stopped_while_writing_nothing_is_left_and_the_old_file_is_as_it_was(tmp_path, number, code):
    output = tmp_path / "out.json"
    output.write_bytes(OLD)
    running = program(["report", BOOK, "-o", str(output)], tmp_path, first=WAITING_WHILE_WRITING)
    assert running.stdout is not None
    assert running.stdout.read(7) == b"writing"
    assert len(files(tmp_path)) == 2
    running.send_signal(number)
    ended, said = finished(running)
    assert (ended, said.strip()) == (code, "")
    assert files(tmp_path) == {"out.json": OLD}
