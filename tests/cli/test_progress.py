"""The bar on stderr: only on a terminal, only for long sheets, gone when the work is done."""

import io
import sys
from typing import Any

import pytest

from minsheng_funds.cli import main
from minsheng_funds.cli.progress import LONG_SHEET, Bar, progress
from minsheng_funds.model import Source
from minsheng_funds.reading.progress import CHUNK, TOLD, in_chunks
from tests.support import csv_bytes, plan, xlsx


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def long_ledger(rows: int) -> bytes:
    lines = [["2020-01-02", "道路", "1.00"]] * rows
    return csv_bytes([["拨付日期", "项目名称", "拨付金额(元)"], *lines])


@pytest.mark.parametrize("count", [0, 1, CHUNK - 1, CHUNK, CHUNK + 1, TOLD, 3 * TOLD + 17])
def test_rows_in_chunks_are_the_same_rows_and_all_are_told(count: int):
    told: list[int] = []
    rows: list[Any] = [[n] for n in range(count)]
    assert list(in_chunks(rows, told.append)) == rows
    assert sum(told) in range(count - CHUNK * (TOLD // CHUNK) + 1, count + 1)
    assert len(told) <= count // TOLD + 2


@pytest.mark.slow
def test_a_long_sheet_shows_its_rows_and_rate_on_a_terminal(tmp_path, capfd, monkeypatch):
    book = tmp_path / "big.csv"
    book.write_bytes(long_ledger(LONG_SHEET + 5_000))
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    monkeypatch.setenv("TERM", "xterm")
    main(["--lang", "en", "check", str(book)])
    assert "rows read" in terminal.getvalue()
    assert "big.csv!big" in terminal.getvalue()
    assert "rows read" not in capfd.readouterr().out


@pytest.mark.parametrize("command", ["report", "check", "inspect"])
def test_a_short_sheet_shows_nothing(command, tmp_path, capfd, monkeypatch):
    book = tmp_path / "book.xlsx"
    book.write_bytes(xlsx(plan(("道路", 10))))
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    main([command, str(book)])
    assert terminal.getvalue() == ""


@pytest.mark.slow
def test_nothing_is_shown_and_nobody_told_where_stderr_is_no_terminal(tmp_path, capfd):
    book = tmp_path / "big.csv"
    book.write_bytes(long_ledger(LONG_SHEET + 5_000))
    main(["check", str(book)])
    assert capfd.readouterr().err == ""
    with progress([], "zh") as tell:
        assert tell is None


def test_a_large_file_is_said_to_be_opening(monkeypatch):
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    monkeypatch.setenv("TERM", "xterm")
    bar = Bar([Source("大.xlsx", b"x" * 6_000_000)], "zh")
    bar("大.xlsx", 0)
    bar.close()
    assert "大.xlsx:正在打开" in terminal.getvalue()


def test_a_name_from_a_workbook_is_no_markup_of_the_bar(monkeypatch):
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    monkeypatch.setenv("TERM", "xterm")
    bar = Bar([], "en")
    bar("a.xlsx![red]x[/]\x1b[2J", LONG_SHEET)
    bar.close()
    assert "[red]x[/]" in terminal.getvalue()
    assert "\x1b[2J" not in terminal.getvalue()
