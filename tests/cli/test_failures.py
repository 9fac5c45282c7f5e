"""Failures: exit code 2, exactly one line that says what, where and what to do, and never a traceback."""

import io
import os
import struct
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from minsheng_funds import pipeline
from minsheng_funds.cli import main
from tests.support import Sheet, xlsx
from tests.test_examples import EXAMPLES

BOOK = str(EXAMPLES / "tongguan-2020.xlsx")


@pytest.fixture(autouse=True)
def _elsewhere(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for name in [name for name in os.environ if name.startswith("MINSHENG_FUNDS_")]:
        monkeypatch.delenv(name)


def line(capfd: pytest.CaptureFixture[str], *arguments: str) -> str:
    """Runs into a failure: nothing on standard output, one line on standard error."""
    assert main(list(arguments)) == 2
    out, err = capfd.readouterr()
    assert out == ""
    assert err.startswith("minsheng-funds: ")
    assert err.endswith("\n")
    assert err.count("\n") == 1
    return err.removeprefix("minsheng-funds: ").rstrip("\n")


def encrypted() -> bytes:
    """The outline of an encrypted workbook: a compound file with the stream EncryptedPackage."""
    names = ("Root Entry", "EncryptionInfo", "EncryptedPackage")
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".ljust(512, b"\x00")
    entries = b"".join(
        name.encode("utf-16-le").ljust(64, b"\x00") + struct.pack("<H", 2 * len(name) + 2).ljust(64, b"\x00")
        for name in names
    )
    return header + entries


def archive() -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as file:
        file.writestr("readme.txt", "no workbook")
    return stream.getvalue()


SAVE = "open it in Excel or WPS and save it as .xlsx"
ENTER = "give the workbook that it was made from; enter the figures of a picture or a PDF in a table first"
INPUTS: dict[str, tuple[bytes, str]] = {
    "empty": (b"", "book.xlsx: the file is empty → give the file with the data"),
    "only blanks": (b"\r\n  \r\n", "book.xlsx: the file is empty → give the file with the data"),
    "a picture": (
        b"\x89PNG\r\n\x1a\n0000",
        f"book.xlsx: this is no workbook (a picture, a document, or damaged) → {ENTER}",
    ),
    "a pdf": (b"%PDF-1.7\n", f"book.xlsx: this is no workbook (a picture, a document, or damaged) → {ENTER}"),
    "a password": (
        encrypted(),
        "book.xlsx: the workbook has a password → give it with --password, or save a copy without it",
    ),
}


@pytest.mark.parametrize("command", ["report", "check"])
@pytest.mark.parametrize(("content", "expected"), INPUTS.values(), ids=INPUTS.keys())
def test_a_file_that_is_no_readable_workbook_is_one_line(capfd, command, content, expected):
    Path("book.xlsx").write_bytes(content)
    assert line(capfd, "--lang", "en", command, "book.xlsx") == expected


@pytest.mark.parametrize(
    "content", [archive(), (EXAMPLES / "tongguan-2020.xlsx").read_bytes()[:5000], b"PK\x03\x04" + b"\x00" * 99]
)
def test_a_damaged_workbook_is_one_line_that_names_it(capfd, content):
    Path("book.xlsx").write_bytes(content)
    said = line(capfd, "--lang", "en", "report", "book.xlsx")
    assert said.startswith("book.xlsx: the workbook is damaged or cut short (")
    assert said.endswith(SAVE)


def test_a_missing_file_is_one_line(capfd):
    assert (
        line(capfd, "--lang", "en", "report", "nowhere.xlsx")
        == "nowhere.xlsx: no such file → check the path and the name"
    )


def test_a_folder_is_one_line(capfd):
    Path("books").mkdir()
    assert (
        line(capfd, "--lang", "en", "report", "books") == "books: this is a folder, not a workbook → name a file in it"
    )


def test_a_missing_plan_is_one_line(capfd):
    assert line(capfd, "--lang", "en", "report", BOOK, "--plan", "nowhere.xlsx").startswith(
        "nowhere.xlsx: no such file"
    )


def test_a_workbook_without_any_table_names_its_sheet_and_what_to_do(capfd):
    Path("book.xlsx").write_bytes(xlsx(Sheet("通讯录", [["姓名", "年龄"], ["张三", 41]])))
    assert line(capfd, "--lang", "en", "report", "book.xlsx") == (
        "book.xlsx!通讯录: no plan, ledger or progress table was recognised; the sheet is left out"
        ' → if it holds money, copy the [tables] lines that minsheng-funds inspect proposes; else set kind = "ignore"'
    )


def test_a_table_without_a_project_column_names_its_sheet_and_the_setting_to_write(capfd):
    Path("book.xlsx").write_bytes(
        xlsx(Sheet("台账", [["拨付日期", "收款单位", "拨付金额"], ["2020-01-02", "甲", 5.0]]))
    )
    said = line(capfd, "--lang", "en", "report", "book.xlsx")
    assert said.startswith("book.xlsx!台账")
    assert "project = [" in said


@pytest.mark.parametrize("text", ["2020-13-45", "yesterday", "2020.1", "45", "2020-02-30"])
def test_a_bad_as_of_date_is_one_line(capfd, text):
    assert (
        line(capfd, "--lang", "en", "report", BOOK, "--as-of", text)
        == f"--as-of: {text!r} is no date → write 2020-04-17"
    )


def test_an_unknown_settings_key_names_the_nearest_known_one(capfd):
    Path("s.toml").write_text('own_levle = "district"', encoding="utf-8")
    assert line(capfd, "--lang", "en", "report", BOOK, "--config", "s.toml") == (
        "s.toml: unknown setting: own_levle → did you mean: own_level"
    )


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("exclude = [", "s.toml: the settings are no valid TOML: "),
        (
            'own_level = "county"',
            's.toml: the value of the setting own_level = "county" is not known → use one of: central | ',
        ),
        ('decimals = "2"', 's.toml: the setting decimals = "2" has the wrong type → it must be '),
    ],
)
def test_bad_settings_are_one_line_that_names_the_file(capfd, content, expected):
    Path("s.toml").write_text(content, encoding="utf-8")
    assert line(capfd, "--lang", "en", "report", BOOK, "--config", "s.toml").startswith(expected)


def test_a_missing_settings_file_is_one_line(capfd):
    assert line(capfd, "--lang", "en", "--config", "s.toml", "report", BOOK) == (
        "s.toml: the settings file cannot be opened (No such file or directory) → check the path after --config"
    )


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        ([], "Missing command. → see minsheng-funds --help"),
        (["report"], "Missing argument 'WORKBOOKS...'. → see minsheng-funds report --help"),
        (["check", BOOK, "--year", "MMXX"], "Invalid value for '--year': 'MMXX' is not a valid integer range. → see minsheng-funds check --help"),
        (["report", BOOK, "--format", "docx"], "Invalid value for '--format': 'docx' is not one of 'text', 'json', 'csv', 'md'. → see minsheng-funds report --help"),
    ],
)  # fmt: skip
def test_wrong_usage_is_one_line_that_points_to_the_help(capfd, monkeypatch, arguments, expected):
    monkeypatch.setenv("MINSHENG_FUNDS_LANG", "en")
    assert line(capfd, *arguments) == expected


def test_an_unknown_command_is_one_line(capfd):
    said = line(capfd, "--lang", "en", "reprot", BOOK)
    assert said.startswith("No such command 'reprot'.")
    assert said.endswith(" → see minsheng-funds --help")


def test_an_unknown_option_is_one_line(capfd):
    said = line(capfd, "--lang", "en", "report", BOOK, "--bogus")
    assert said.startswith("No such option")
    assert said.endswith(" → see minsheng-funds report --help")


def test_failures_speak_the_language_asked_for_before_after_or_in_the_environment(capfd, monkeypatch):
    chinese = "nowhere.xlsx: 没有这个文件 → 检查路径与文件名"
    english = "nowhere.xlsx: no such file → check the path and the name"
    assert line(capfd, "report", "nowhere.xlsx") == chinese
    assert line(capfd, "--lang", "en", "report", "nowhere.xlsx") == english
    assert line(capfd, "report", "nowhere.xlsx", "--lang=en") == english
    monkeypatch.setenv("MINSHENG_FUNDS_LANG", "en")
    assert line(capfd, "report", "nowhere.xlsx") == english
    assert line(capfd, "report", "nowhere.xlsx", "--lang", "zh") == chinese


def test_an_unknown_language_in_the_environment_is_one_line(capfd, monkeypatch):
    monkeypatch.setenv("MINSHENG_FUNDS_LANG", "fr")
    assert line(capfd, "report", BOOK).startswith("MINSHENG_FUNDS_LANG: ")


def breaking(detail: str) -> Callable[..., None]:
    def broken(*_: object) -> None:
        raise RuntimeError(detail)

    return broken


def test_an_internal_error_is_one_line_and_a_traceback_only_with_debug(capfd, monkeypatch):
    monkeypatch.setattr(pipeline, "run", breaking("boom\nbang"))
    assert line(capfd, "--lang", "en", "report", BOOK) == (
        "internal error: RuntimeError: boom bang → run again with --debug and report it"
    )
    for arguments in (["--debug", "report", BOOK], ["report", BOOK, "--debug"]):
        with pytest.raises(RuntimeError, match="boom"):
            main(arguments)


def test_control_characters_in_a_file_s_name_do_not_reach_the_terminal(capfd):
    assert "\x1b" not in line(capfd, "report", "\x1b[31mred.xlsx")


def test_an_interrupt_is_no_traceback(capfd, monkeypatch):
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(pipeline, "run", interrupted)
    assert main(["report", BOOK]) == 130
    assert "Traceback" not in capfd.readouterr().err


def test_the_exit_code_of_the_process_is_the_one_of_main():
    for arguments, code in ((["report", BOOK], 0), (["report", "nowhere.xlsx"], 2)):
        done = subprocess.run([sys.executable, "-m", "minsheng_funds", *arguments], capture_output=True, check=False)
        assert done.returncode == code
        assert b"Traceback" not in done.stderr
