"""`template`: writes the blank workbook, never over a file that is there, and report reads it."""

import shlex
import sys

import pytest

from minsheng_funds.cli import main
from tests.rendering.template.filled import book_of, filled


@pytest.fixture(autouse=True)
def here(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)


@pytest.mark.parametrize(
    ("language", "name", "line"),
    [
        ("zh", "民生工程资金台账模板.xlsx", "已写入 民生工程资金台账模板.xlsx"),
        ("en", "livelihood-funds-template.xlsx", "wrote livelihood-funds-template.xlsx"),
    ],
)
def test_without_a_name_it_is_written_here_and_one_line_says_so(tmp_path, capsys, language, name, line):
    assert main(["--lang", language, "template"]) == 0
    out, err = capsys.readouterr()
    assert [file.name for file in tmp_path.iterdir()] == [name]
    assert out == ""
    assert err.startswith(line)
    assert err.count("\n") == 1


def test_what_is_filled_in_reports_with_exit_code_0(tmp_path, capsys):
    assert main(["template", "a.xlsx", "--year", "2026"]) == 0
    (tmp_path / "b.xlsx").write_bytes(filled((tmp_path / "a.xlsx").read_bytes(), 3, 9))
    assert main(["report", "b.xlsx", "--strict"]) == 0
    out = capsys.readouterr().out
    assert "100.0%" in out
    assert "第 5 行是填写示例,不计入" in out


def test_still_blank_it_is_reported_as_such_without_a_crash(capsys):
    main(["template", "a.xlsx"])
    assert main(["report", "a.xlsx"]) == 0
    assert "没有读到任何项目或拨付" in capsys.readouterr().out


def test_inspect_shows_the_example_among_the_rows_left_out(capsys):
    main(["template", "a.xlsx"])
    assert main(["inspect", "a.xlsx"]) == 0
    assert capsys.readouterr().out.count("填写示例: 第 5 行") == 2


def test_a_file_that_is_there_stays_as_it_is_without_force(tmp_path, capsys):
    (tmp_path / "a.xlsx").write_bytes(b"mine")
    assert main(["template", "a.xlsx"]) == 2
    assert capsys.readouterr().err == "minsheng-funds: a.xlsx: 已有这个文件,没有覆盖 → 换一个文件名,或加 --force 覆盖\n"
    assert (tmp_path / "a.xlsx").read_bytes() == b"mine"
    assert main(["template", "a.xlsx", "--force"]) == 0
    assert book_of((tmp_path / "a.xlsx").read_bytes()).sheetnames == ["填写说明", "资金筹集方案", "拨付台账"]


@pytest.mark.parametrize("name", ["a.xls", "a", "a.csv", "folder/"])
def test_only_xlsx_is_written(tmp_path, capsys, name):
    (tmp_path / "folder").mkdir()
    assert main(["template", name]) == 2
    assert ".xlsx" in capsys.readouterr().err
    assert [file.name for file in tmp_path.iterdir()] == ["folder"]


def test_a_folder_that_is_not_there_is_one_line(capsys):
    assert main(["template", "no/a.xlsx"]) == 2
    err = capsys.readouterr().err
    assert err.count("\n") == 1
    assert "a.xlsx" in err


def test_a_folder_of_that_name_is_one_line_even_with_force(tmp_path, capsys):
    (tmp_path / "a.xlsx").mkdir()
    assert main(["template", "a.xlsx"]) == 2
    assert main(["template", "a.xlsx", "--force"]) == 2
    assert capsys.readouterr().err.count("\n") == 2


def test_the_settings_beside_the_file_give_programme_level_and_year(tmp_path):
    (tmp_path / "minsheng-funds.toml").write_text(
        'programme = "=十大暖民心行动"\nown_level = "township"\nyear = 2027\n', encoding="utf-8"
    )
    assert main(["template"]) == 0
    _, plan, ledger = book_of((tmp_path / "民生工程资金台账模板.xlsx").read_bytes()).worksheets
    assert plan["A1"].value == "2027年=十大暖民心行动资金筹集方案"
    assert "乡镇级" in [cell.value for cell in plan[4]]
    assert ledger["F5"].value == "乡镇级"
    assert main(["template", "--year", "2028", "--force"]) == 0
    _, plan, _ = book_of((tmp_path / "民生工程资金台账模板.xlsx").read_bytes()).worksheets
    assert plan["A1"].value.startswith("2028年")


@pytest.mark.skipif(sys.platform == "win32", reason="another shell")
@pytest.mark.parametrize("name", ["-x.xlsx", "甲 乙.xlsx", "it's.xlsx", "-a '$(b)'.xlsx", "台账.xlsx"])
def test_the_command_that_is_printed_can_be_pasted(tmp_path, capsys, name):
    assert main(["template", "--", name]) == 0
    command = shlex.split(capsys.readouterr().err.partition("minsheng-funds ")[2])
    assert command[0] == "report"
    assert not command[1].startswith("-")
    assert (tmp_path / command[1]).samefile(tmp_path / name)
    assert main(command) == 0


def test_a_name_that_needs_no_quotes_gets_none(capsys):
    assert main(["template", "台账.xlsx"]) == 0
    assert capsys.readouterr().err.endswith("minsheng-funds report 台账.xlsx\n")


@pytest.mark.parametrize("force", [[], ["--force"]])
def test_a_name_too_long_for_the_system_is_one_plain_line(capsys, force):
    assert main(["template", "名" * 200 + ".xlsx", *force]) == 2
    err = capsys.readouterr().err
    assert "文件名太长" in err
    assert err.count("\n") == 1


def test_the_settings_file_is_not_overwritten_through_a_link(tmp_path, capsys):
    settings = tmp_path / "minsheng-funds.toml"
    settings.write_text("year = 2027\n", encoding="utf-8")
    (tmp_path / "a.xlsx").symlink_to(settings)
    assert main(["template", "a.xlsx", "--force"]) == 2
    assert "输出文件就是输入文件" in capsys.readouterr().err
    assert settings.read_text(encoding="utf-8") == "year = 2027\n"
