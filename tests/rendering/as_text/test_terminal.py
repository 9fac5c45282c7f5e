"""The terminal pen: what fits the width, what a pipe gets, colours, harmless text, columns that add up as printed.

The snapshots are rewritten by `REWRITE_SNAPSHOTS=1 python -m pytest tests/rendering/as_text/test_terminal.py`.
"""

import io
import os
import re
import subprocess
import sys
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from minsheng_funds.model import Outcome
from minsheng_funds.rendering.as_text.terminal import write_terminal
from minsheng_funds.rendering.composing.report import compose_report
from minsheng_funds.rendering.document import (
    Cell,
    Column,
    Document,
    Facts,
    Heading,
    Headline,
    Item,
    Items,
    Table,
    harmless,
)
from minsheng_funds.settings import Settings
from tests.support import day, ledger, plan, run, xlsx
from tests.test_examples import EXAMPLES, SETS, read

SNAPSHOTS = Path(__file__).parents[1] / "snapshots"
BOOK = EXAMPLES / "tongguan-2020.xlsx"
LONG = "铜官区二〇二〇年度农村生活污水治理与厕所粪污资源化利用整区推进示范工程暨配套管网改造提升项目(含后期运行维护和信息化监管平台)一期"


def printed(outcome: Outcome, width: int | None, lang: str = "zh") -> str:
    stream = io.StringIO()
    write_terminal(compose_report(outcome, Settings(lang=lang)), stream, width)
    return stream.getvalue()


def command(*arguments: str, **environment: str) -> subprocess.CompletedProcess[bytes]:
    clean = {key: value for key, value in os.environ.items() if key not in ("NO_COLOR", "FORCE_COLOR", "COLUMNS")}
    return subprocess.run(
        [sys.executable, "-m", "minsheng_funds", *arguments],
        capture_output=True,
        check=False,
        env={**clean, **environment},
    )


def cells(line: str) -> list[str]:
    return re.split(r"\s{2,}", line.strip())


def parts_and_totals(text: str, title: str, marker: str) -> list[tuple[list[list[Decimal]], list[Decimal]]]:
    """Of a printed table: per nature its rows' required, disbursed, undisbursed, and those of its total."""
    lines = text.split(f"\n{title}\n", 1)[1].split("\n")
    heads = cells(lines[0])
    first = len(heads) - 4  # required, disbursed, undisbursed, rate
    found: list[tuple[list[list[Decimal]], list[Decimal]]] = []
    rows: list[list[Decimal]] = []
    for line in lines[2:]:
        values = [value for value in cells(line) if re.fullmatch(r"-?[\d.]+\*?", value)]
        if len(values) != 3 or first < 1:
            continue
        amounts = [Decimal(value.rstrip("*")) for value in values]
        if line.startswith(marker):
            found.append((rows, amounts))
            rows = []
        else:
            rows.append(amounts)
        if len(found) == 2:
            break
    return found


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("width", [80, 120, 200])
def test_the_report_of_the_example_looks_like_its_snapshot(width, lang):
    text = printed(read(SETS["xlsx"]), width, lang)
    snapshot = SNAPSHOTS / f"tongguan-2020-{width}-{lang}.txt"
    if os.environ.get("REWRITE_SNAPSHOTS"):
        snapshot.write_text(text, encoding="utf-8")
    assert text == snapshot.read_text(encoding="utf-8")


@pytest.mark.parametrize("width", [60, 80, 120, 200])
def test_no_line_is_wider_than_the_terminal(width):
    messy = run(
        plan((LONG, 10), ("道路", 1.06)),
        ledger((day(1, 2), LONG, "x", "待定", ""), (day(1, 2), LONG + "二", "x", 3.0, "")),
    )
    for outcome in (read(SETS["xlsx"]), read(SETS["progress"]), messy):
        for lang in ("zh", "en"):
            assert max(map(cell_len, printed(outcome, width, lang).splitlines())) <= width


def test_on_80_columns_no_project_name_of_the_example_is_folded():
    text = printed(read(SETS["xlsx"]), 80)
    for line in read(SETS["xlsx"]).statement.lines:
        assert f"\n{line.project}  " in text


def test_a_piped_table_never_cuts_or_folds_a_long_chinese_name(tmp_path):
    assert len(LONG) > 60
    book = tmp_path / "book.xlsx"
    book.write_bytes(xlsx(plan((LONG, 10)), ledger((day(1, 2), LONG, "x", 5000.0, ""))))
    for environment in ({}, {"COLUMNS": "80"}, {"FORCE_COLOR": "1", "COLUMNS": "80"}):
        text = command("report", str(book), **environment).stdout.decode()
        name = harmless(run(plan((LONG, 10))).statement.lines[0].project)
        (line,) = [line for line in text.splitlines() if name in line]
        assert re.search(r"10\.0 +0\.5 +9\.5 +5\.0%", re.sub(r"\x1b\[[\d;]*m", "", line))


def test_a_pipe_gets_no_escape_codes_unless_colour_is_forced():
    plain = command("report", str(BOOK)).stdout
    assert b"\x1b" not in plain
    coloured = command("report", str(BOOK), FORCE_COLOR="1").stdout
    assert b"\x1b[" in coloured
    assert re.sub(rb"\x1b\[[\d;]*m", b"", coloured) == plain
    assert re.search(rb"\x1b\[[\d;]*3\dm", command("report", str(BOOK), FORCE_COLOR="1", NO_COLOR="1").stdout) is None


@pytest.mark.parametrize("encoding", ["gbk", "ascii", "gbk:strict"])
def test_a_console_that_cannot_encode_a_character_does_not_crash(encoding):
    for name in ("report", "inspect", "check"):
        done = command(name, str(BOOK), PYTHONIOENCODING=encoding)
        assert (done.returncode, done.stderr) == (0, b"")
    text = command("report", str(BOOK), PYTHONIOENCODING="gbk").stdout.decode("gbk")
    assert "美丽乡村建设" in text
    assert "3794.6" in command("report", str(BOOK), PYTHONIOENCODING="ascii").stdout.decode("ascii")


def test_an_error_line_on_a_console_that_cannot_encode_it_does_not_crash():
    done = command("report", "没有.xlsx", PYTHONIOENCODING="ascii")
    assert done.returncode == 2
    assert done.stderr.startswith(b"minsheng-funds: ")
    assert done.stderr.count(b"\n") == 1


@pytest.mark.parametrize("width", [80, 120, 200])
def test_printed_rows_add_up_to_their_nature_s_total_and_disbursed_and_undisbursed_to_required(width):
    found = parts_and_totals(printed(read(SETS["xlsx"]), width), "分项目情况", "合计")
    assert [(len(rows), total) for rows, total in found] == [
        (22, [Decimal("3794.6"), Decimal("2568.1"), Decimal("1226.5")]),
        (6, [Decimal("691.0"), Decimal("306.3"), Decimal("384.7")]),
    ]
    for rows, total in found:
        assert [sum(amounts) for amounts in zip(*rows, strict=True)] == total
        assert all(disbursed + undisbursed == required for required, disbursed, undisbursed in (*rows, total))


def test_there_is_no_total_over_both_natures():
    text = printed(read(SETS["xlsx"]), 120)
    assert [line for line in text.splitlines() if line.startswith("合计")] == [
        line for line in text.splitlines() if line.startswith(("合计 (配套资金)", "合计 (管护资金)"))
    ]
    assert "64.1%" not in text
    assert "4485.6" not in text


def test_incomplete_figures_carry_a_star():
    text = printed(run(plan(("道路", 10)), ledger((day(1, 2), "道路", "甲", "待定", ""))), 120, "en")
    (row,) = [line for line in text.splitlines() if line.startswith("道路")]
    assert cells(row)[2:6] == ["10.0*", "0.0*", "10.0*", "0.0%*"]
    assert "* " in text
    assert "figures marked * are incomplete" in text


def test_markup_and_escape_codes_from_a_workbook_are_printed_as_text(tmp_path, capfd):
    from minsheng_funds.cli import main

    book = tmp_path / "book.xlsx"
    book.write_bytes(
        xlsx(
            plan(("[red]甲[/red]", 10), ("乙\x1b[31m\x07", 20), ("丙\u202e丁\x9b2J", 3)),
            ledger((day(1, 2), "\x1b]0;title\x07戊", "x", 100.0, ""), (day(1, 3), "甲:smile:[link=x]y[/link]", "x", 1.0, "")),
        )
    )  # fmt: skip
    for arguments in (["report"], ["check"], ["inspect"], ["report", "--format", "md"]):
        main([*arguments, str(book)])
        said = "".join(capfd.readouterr())
        assert all(mark == "\n" or mark.isprintable() for mark in said)
    main(["report", str(book)])
    text = capfd.readouterr().out
    assert "red" in text
    assert "smile" in text
    assert "link=x" in text


TEXT = st.text(st.characters(codec="utf-8"), max_size=30)


@given(TEXT, TEXT, st.integers(60, 200))
def test_whatever_text_a_document_holds_only_printable_characters_are_printed_and_lines_fit(one, other, width):
    table = Table(one, (Column("列"), Column("额", "money")), ((Cell(other), Cell("1.0")),), frozenset({0}), (one,))
    blocks = (
        Heading(one, 1),
        Heading(other, 2),
        Facts(((one, other),)),
        table,
        Items(one, (Item(other, "error", (one,)),)),
    )
    stream = io.StringIO()
    write_terminal(Document((*blocks, Headline(other, (("额", Cell("1.0")),), None, None))), stream, width)
    lines = stream.getvalue().split("\n")
    assert all(line.isprintable() for line in lines)
    assert max(map(cell_len, lines)) <= width


def test_harmless_text_keeps_what_is_printable_and_the_rest_neither_moves_nor_turns():
    assert harmless("甲 (乙)\x1b[31m\t丙\u202e\n丁\u3000戊") == "甲 (乙)�[31m 丙� 丁 戊"
