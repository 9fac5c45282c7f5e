"""`report`: what it prints, where it writes, which settings hold, and its exit code."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from minsheng_funds.cli import main
from tests.support import day, ledger, plan, xlsx
from tests.test_examples import EXAMPLES, SETS

BOOK = str(EXAMPLES / "tongguan-2020.xlsx")


@pytest.fixture(autouse=True)
def _clean(monkeypatch):
    for name in [name for name in os.environ if name.startswith("MINSHENG_FUNDS_")]:
        monkeypatch.delenv(name)


def save(folder: Path, *payments: Any, name: str = "book.xlsx", amount: float = 10) -> str:
    path = folder / name
    path.write_bytes(xlsx(plan(("道路", amount), ("桥梁", 20)), ledger(*payments)))
    return str(path)


def totals(capfd: pytest.CaptureFixture[str], *arguments: str) -> Any:
    main(["report", *arguments, "--format", "json"])
    return json.loads(capfd.readouterr().out)["totals"]


GOOD = (day(1, 2), "道路", "甲", 5000.0, "")
UNREADABLE = (day(1, 3), "道路", "甲", "待定", "")
UNPLANNED = (day(1, 4), "水渠", "甲", 700.0, "")
SLIPPED = (day(1, 5), "桥梁", "甲", 200 * 20 * 10000.0, "")


@pytest.mark.parametrize("names", SETS.values(), ids=SETS.keys())
def test_every_example_set_is_done_with_exit_code_0_and_nothing_on_standard_error(capfd, names):
    assert main(["report", *(str(EXAMPLES / name) for name in names), "--as-of", "2020-04-17"]) == 0
    out, err = capfd.readouterr()
    for figure in ("3794.6", "2568.1", "1226.5", "67.7%", "691.0", "306.3", "384.7", "44.3%", "29.5%"):
        assert figure in out
    assert err == ""


@pytest.mark.parametrize(
    ("payments", "options", "code"),
    [
        ([GOOD], [], 0),
        ([GOOD], ["--strict"], 0),
        ([GOOD, UNPLANNED], ["--strict"], 0),
        ([GOOD, UNREADABLE], [], 1),
        ([GOOD, UNREADABLE], ["--strict"], 1),
        ([GOOD, SLIPPED], [], 0),
        ([GOOD, SLIPPED], ["--strict"], 1),
    ],
    ids=["done", "strict", "strict, a warning", "incomplete", "strict, incomplete", "an error", "strict, an error"],
)  # fmt: skip
def test_the_exit_code_is_1_for_incomplete_figures_and_for_errors_where_strict(
    tmp_path, capfd, payments, options, code
):
    assert main(["report", save(tmp_path, *payments), *options]) == code
    out, err = capfd.readouterr()
    assert "道路" in out
    assert err == ""


def test_the_format_option_chooses_what_standard_output_holds(capfd):
    starts = {
        "text": "民生工程资金拨付情况\n",
        "json": '{\n  "schema"',
        "csv": "项目名称,资金类别",
        "md": "# 民生工程资金拨付情况\n",
    }
    for format_, start in starts.items():
        assert main(["report", BOOK, "--format", format_]) == 0
        out, err = capfd.readouterr()
        assert out.startswith(start)
        assert err == ""


def test_the_as_of_date_is_the_option_s_else_the_stated_one_else_the_last_payment_s(tmp_path, capfd):
    book = save(tmp_path, GOOD, (day(3, 31), "桥梁", "乙", 1.0, ""))
    for arguments, expected in (
        ([BOOK, "--as-of", "2020-03-31"], ("2020-03-31", "option")),
        ([BOOK], ("2020-04-17", "stated")),
        ([book], ("2020-03-31", "last-payment")),
    ):
        main(["report", *arguments, "--format", "json"])
        document = json.loads(capfd.readouterr().out)
        assert (document["as_of"], document["as_of_source"]) == expected


@pytest.mark.parametrize("text", ["2020-04-17", "2020.4.17", "2020年4月17日", "20200417"])
def test_a_date_may_be_written_as_the_bureaus_write_it(capfd, text):
    assert totals(capfd, BOOK, "--as-of", text)["matching"]["disbursed_fen"] == 2568100000


def test_plan_may_be_given_apart_from_the_workbooks(capfd):
    plan_, ledger_ = (str(EXAMPLES / f"tongguan-2020-{name}.xlsx") for name in ("plan", "ledger"))
    assert totals(capfd, ledger_, "--plan", plan_, "--as-of", "2020-04-17")["matching"]["disbursed_fen"] == 2568100000


def test_exclude_leaves_out_what_contains_its_words_and_may_be_repeated(tmp_path, capfd):
    book = save(tmp_path, GOOD)
    assert totals(capfd, book)["matching"]["projects"] == 2
    assert totals(capfd, book, "--exclude", "桥")["matching"]["projects"] == 1
    assert totals(capfd, book, "--exclude", "桥", "--exclude", "道路")["matching"] is None


def test_the_year_option_says_whose_payments_count(tmp_path, capfd):
    book = save(tmp_path, GOOD)
    main(["report", book, "--year", "2021", "--format", "json"])
    document = json.loads(capfd.readouterr().out)
    assert document["year"] == 2021
    assert document["reconciliation"]["out_of_scope"] == [{"why": "other-year", "disbursed_fen": 500000}]


def test_settings_beside_the_workbook_or_in_a_parent_folder_are_found_and_config_wins_over_them(tmp_path, capfd):
    folder = tmp_path / "2020" / "四月"
    folder.mkdir(parents=True)
    book = save(folder, GOOD)
    (tmp_path / "minsheng-funds.toml").write_text('exclude = ["桥梁"]', encoding="utf-8")
    assert totals(capfd, book)["matching"]["required_fen"] == 10_000_000
    (folder / "minsheng-funds.toml").write_text('exclude = ["道路"]', encoding="utf-8")
    assert totals(capfd, book)["matching"]["required_fen"] == 20_000_000
    other = tmp_path / "other.toml"
    other.write_text('own_level = "district"', encoding="utf-8")
    assert totals(capfd, book, "--config", str(other))["matching"]["required_fen"] == 30_000_000


@pytest.mark.parametrize(
    "arguments", [["--lang", "en", "report", BOOK], ["report", BOOK, "--lang", "en"], ["report", "--lang=en", BOOK]]
)
def test_the_language_is_taken_before_and_after_the_command_s_name(capfd, arguments):
    assert main(arguments) == 0
    assert capfd.readouterr().out.startswith("Fund disbursement: 民生工程\n")


def test_the_settings_file_is_taken_before_and_after_the_command_s_name(tmp_path, capfd):
    settings = tmp_path / "s.toml"
    settings.write_text('programme = "民生实事"', encoding="utf-8")
    for arguments in (["--config", str(settings), "report", BOOK], ["report", BOOK, "--config", str(settings)]):
        assert main(arguments) == 0
        assert capfd.readouterr().out.startswith("民生实事资金拨付情况\n")


def test_a_flag_wins_over_the_environment_and_the_environment_over_the_file(tmp_path, capfd, monkeypatch):
    book = save(tmp_path, GOOD)
    (tmp_path / "minsheng-funds.toml").write_text('lang = "zh"\ndecimals = 3', encoding="utf-8")
    monkeypatch.setenv("MINSHENG_FUNDS_LANG", "en")
    monkeypatch.setenv("MINSHENG_FUNDS_DECIMALS", "2")
    main(["report", book])
    out = capfd.readouterr().out
    assert out.startswith("Fund disbursement")
    assert "5.00%" in out
    main(["report", book, "--lang", "zh"])
    assert capfd.readouterr().out.startswith("民生工程资金拨付情况")


def test_python_dash_m_is_the_same_program():
    arguments = ["report", BOOK, "--as-of", "2020-04-17", "--format", "json"]
    done = subprocess.run([sys.executable, "-m", "minsheng_funds", *arguments], capture_output=True, check=True)
    assert json.loads(done.stdout)["totals"]["maintenance"]["disbursement_percent"] == "44.3"


@pytest.mark.parametrize(
    "arguments", [["report", BOOK], ["report", BOOK, "--format", "json"], ["inspect", BOOK], ["check", BOOK]]
)
def test_a_pipe_that_is_closed_early_is_no_error(arguments):
    reading, writing = os.pipe()
    os.close(reading)
    with os.fdopen(writing, "wb") as closed:
        done = subprocess.run(
            [sys.executable, "-m", "minsheng_funds", *arguments], stdout=closed, stderr=subprocess.PIPE, check=False
        )
    assert (done.returncode, done.stderr) == (0, b"")


@pytest.mark.skipif(os.name == "nt", reason="needs a shell that closes streams")
@pytest.mark.parametrize(
    "arguments",
    [["report", BOOK], ["report", BOOK, "--format", "csv"], ["inspect", BOOK], ["check", BOOK], ["--help"]],
    ids=" ".join,
)
def test_a_closed_standard_output_is_exit_code_2_and_one_line(arguments):
    command = ["bash", "-c", '"$@" >&-', "-", sys.executable, "-m", "minsheng_funds", *arguments]
    done = subprocess.run(command, capture_output=True, check=False)
    assert (done.returncode, done.stdout) == (2, b"")
    assert done.stderr.decode().startswith("minsheng-funds: stdout: 写不进去")
    assert done.stderr.count(b"\n") == 1


@pytest.mark.skipif(os.name == "nt", reason="needs a shell that closes streams")
def test_a_closed_standard_error_drops_its_lines_and_a_closed_output_matters_only_where_it_is_written_to(tmp_path):
    book = save(tmp_path, (day(1, 2), "未列项目", "甲", 5.0, ""))
    program = [sys.executable, "-m", "minsheng_funds", "report", book]
    whole = subprocess.run([*program, "--format", "csv"], capture_output=True, check=False)
    assert b"X001" in whole.stderr
    command = ["bash", "-c", '"$@" 2>&-', "-", *program, "--format", "csv"]
    alone = subprocess.run(command, capture_output=True, check=False)
    assert (alone.returncode, alone.stdout, alone.stderr) == (whole.returncode, whole.stdout, b"")
    command = ["bash", "-c", '"$@" >&- 2>&-', "-", *program, "-o", str(tmp_path / "a.md")]
    assert subprocess.run(command, check=False).returncode == whole.returncode
    assert (tmp_path / "a.md").is_file()


@pytest.mark.parametrize("place", ["settings", "config", "letter"])
@pytest.mark.parametrize("command", ["report", "check", "compare", "inspect"])
def test_no_output_overwrites_the_settings_or_a_letter_s_text_under_whatever_name(tmp_path, capfd, command, place):
    book = save(tmp_path, (day(1, 2), "道路", "甲", 5.0, ""))
    text = "year = 2020\n" + ('[document]\ntemplate = "letter.txt"\n' if place == "letter" else "")
    settings = tmp_path / ("other.toml" if place == "config" else "minsheng-funds.toml")
    settings.write_text(text, encoding="utf-8")
    (tmp_path / "letter.txt").write_text("mine", encoding="utf-8")
    suffix, option = {"inspect": (".html", "--html")}.get(command, (".json", "-o"))
    link = tmp_path / f"link{suffix}"
    link.symlink_to(tmp_path / "letter.txt" if place == "letter" else settings)
    given = ["--config", str(settings)] if place == "config" else []
    books = [book, book] if command == "compare" else [book]
    assert main([command, *books, *given, option, str(link)]) == 2
    assert "输出文件就是输入文件" in capfd.readouterr().err
    assert settings.read_text(encoding="utf-8") == text
    assert (tmp_path / "letter.txt").read_text(encoding="utf-8") == "mine"


@pytest.mark.skipif(os.name == "nt", reason="needs a shell with head")
def test_head_gets_its_line_and_nobody_complains(tmp_path):
    payments = [(day(1, 2), f"未列项目{n}", "甲", 5.0 + n, "") for n in range(1500)]
    book = save(tmp_path, *payments)
    command = f"set -o pipefail; '{sys.executable}' -m minsheng_funds report '{book}' | head -1"
    done = subprocess.run(["bash", "-c", command], capture_output=True, check=False)
    assert (done.returncode, done.stdout.decode(), done.stderr) == (0, "民生工程资金拨付情况\n", b"")


def test_of_several_inputs_a_broken_one_is_a_finding_and_the_others_count(tmp_path, capfd):
    (tmp_path / "picture.xlsx").write_bytes(b"\x89PNG\r\n\x1a\n0000")
    assert main(["report", BOOK, str(tmp_path / "picture.xlsx"), "--as-of", "2020-04-17", "--format", "json"]) == 1
    out, err = capfd.readouterr()
    document = json.loads(out)
    assert err == ""
    assert document["totals"]["matching"]["disbursed_fen"] == 2568100000
    assert [total["complete"] for total in document["totals"].values()] == [False, False]
    assert [(item["code"], item["severity"], item["origins"]) for item in document["findings"]] == [
        ("F002", "error", ["picture.xlsx"])
    ]
    assert [source["name"] for source in document["sources"]] == ["tongguan-2020.xlsx", "picture.xlsx"]


def test_two_inputs_with_the_same_file_name_are_told_apart_by_their_paths(tmp_path, capfd):
    books = []
    for month in (1, 2):
        (tmp_path / str(month)).mkdir()
        books.append(save(tmp_path / str(month), (day(month, 2), "道路", "甲", 5000.0 + month, "")))
    main(["report", *books, "--format", "json"])
    document = json.loads(capfd.readouterr().out)
    assert [source["name"] for source in document["sources"]] == books


def test_help_and_version_need_no_workbook(capfd):
    from minsheng_funds import __version__

    assert main(["--version"]) == 0
    assert __version__ in capfd.readouterr().out
    for arguments in (["--help"], ["-h"], ["report", "--help"], ["check", "-h"], ["inspect", "--help"]):
        assert main(arguments) == 0
        assert capfd.readouterr().out.startswith("用法: minsheng-funds")
