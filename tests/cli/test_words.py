"""What click says by itself is said in Chinese, too: its complaints, and the headings of its help."""

import errno
import io
import re

import pytest
from click.testing import CliRunner

from minsheng_funds import cli
from minsheng_funds.messages import os_reason
from minsheng_funds.vocabulary import Text


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["report"], "缺少参数“WORKBOOKS...”"),
        (["report", "a.xlsx", "--top", "0"], "“--top”的值不对:0 不在 x>=1 的范围内"),
        (["report", "a.xlsx", "--top", "many"], "“--top”的值不对:“many”不是整数"),
        (["report", "a.xlsx", "--format", "xml"], "“--format”的值不对:“xml”不在可选的值中:'text', 'json', 'csv', 'md'"),
        (["report", "a.xlsx", "--topp", "3"], "没有“--topp”这个选项,是否想写:"),
        (["report", "a.xlsx", "--unheard-of"], "没有“--unheard-of”这个选项"),
        (["reprot"], "没有“reprot”这个命令"),
        (["report", "a.xlsx", "--by"], "选项“--by”后面要写值"),
        (["compare", "a", "b", "c"], "多出的参数:c"),
        ([], "没有写命令"),
    ],
)
def test_a_wrong_usage_is_said_in_chinese_and_in_english_as_click_says_it(arguments, words, capfd):
    assert cli.main(arguments) == 2
    err = capfd.readouterr().err
    assert words in err
    assert not re.search(r"[A-Za-z]{3,} (is|not|such|value|argument|command)\b", err)
    assert cli.main(["--lang", "en", *arguments]) == 2
    assert not re.search("[\u4e00-\u9fff]", capfd.readouterr().err)


@pytest.mark.parametrize("arguments", [[], ["report"], ["check"], ["inspect"], ["compare"]])
def test_the_headings_of_the_help_are_chinese(arguments, monkeypatch):
    monkeypatch.setattr("sys.argv", ["minsheng-funds", *arguments])
    out = CliRunner().invoke(cli.program, [*arguments, "--help"]).output
    assert out.startswith("用法: ")
    assert "\n选项:\n" in out
    assert "显示本说明并退出。" in out
    assert not re.search(r"Usage|Options:|Commands:|Show ", out)


def test_what_the_system_refuses_is_said_in_our_words():
    assert os_reason(OSError(errno.ENOSPC, "No space left on device")) == Text("磁盘已满", "No space left on device")
    assert os_reason(OSError(errno.EIO, "Input/output error")) == "Input/output error"


def test_bars_have_ascii_marks_where_the_encoding_has_no_others():
    from minsheng_funds.rendering.as_text import write_text
    from minsheng_funds.rendering.composing.report import compose_report
    from minsheng_funds.settings import Settings
    from tests.support import day, ledger, plan, run

    outcome = run(plan(("甲", 10)), ledger((day(1, 2), "甲", "某", 50000.0, "")))
    raw = io.BytesIO()
    stream = io.TextIOWrapper(raw, encoding="gbk", errors="replace")
    write_text(compose_report(outcome, Settings()), stream)
    stream.flush()
    text = raw.getvalue().decode("gbk")
    assert "?" not in text
    assert re.search("█+[|│]?-+", text)
