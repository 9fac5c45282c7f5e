"""--select, --ignore, --baseline, [check] and [[waive]] through the command line: what is printed, and the exit code."""

import json
from pathlib import Path

import pytest

from minsheng_funds.cli import main
from tests.cli.test_check import GOOD, WARNED, WRONG, save


def codes(capfd) -> list[str]:
    return [found["code"] for found in json.loads(capfd.readouterr().out)["findings"]]


@pytest.mark.parametrize(
    ("options", "left", "code"),
    [
        ((), ["A001", "X001"], 1), (("--select", "X"), ["X001"], 0), (("--select", "x001,A"), ["A001", "X001"], 1),
        (("--select", "X001,A001", "--ignore", "A"), ["X001"], 0), (("--ignore", "A001", "--ignore", "X001"), [], 0),
    ],
)  # fmt: skip
def test_select_and_ignore_choose_the_rules_and_so_the_exit_code(tmp_path, capfd, options, left, code):
    assert main(["check", save(tmp_path, GOOD, WARNED, WRONG), "--format", "json", *options]) == code
    assert codes(capfd) == left


@pytest.mark.parametrize("options", [("--select", "X999"), ("--ignore", "Q"), ("--select", "X-001")])
def test_a_code_that_no_rule_has_is_wrong_usage(tmp_path, capfd, options):
    assert main(["check", save(tmp_path, GOOD), *options]) == 2
    out, err = capfd.readouterr()
    assert (out, err.count("\n")) == ("", 1)
    assert options[1] in err


def test_the_file_chooses_too_and_options_win(tmp_path, capfd):
    (tmp_path / "minsheng-funds.toml").write_text('[check]\nselect = ["X"]\nfail_on = "warning"\n', encoding="utf-8")
    book = save(tmp_path, GOOD, WARNED, WRONG)
    assert main(["check", book, "--format", "json"]) == 1
    assert codes(capfd) == ["X001"]
    assert main(["check", book, "--format", "json", "--fail-on", "error"]) == 0
    capfd.readouterr()
    assert main(["check", book, "--format", "json", "--select", "A"]) == 1
    assert codes(capfd) == ["A001"]


def test_a_waiver_takes_an_error_from_the_exit_code(tmp_path, capfd):
    book = save(tmp_path, GOOD, WRONG)
    assert main(["check", book]) == 1
    waiver = '[[waive]]\ncode = "A001"\nproject = "道路"\nreason = "金额待定,已报批"\nuntil = 2999-12-31\n'
    (tmp_path / "minsheng-funds.toml").write_text(waiver, encoding="utf-8")
    capfd.readouterr()
    assert main(["check", book, "--format", "json"]) == 0
    assert codes(capfd) == []


def test_a_new_baseline_is_written_said_and_changes_nothing_of_its_first_run(tmp_path, capfd):
    book, baseline = save(tmp_path, GOOD, WARNED, WRONG), tmp_path / "known.json"
    assert main(["check", book, "--baseline", str(baseline), "--format", "json"]) == 1
    out, err = capfd.readouterr()
    assert [found["code"] for found in json.loads(out)["findings"]] == ["A001", "X001"]
    assert "known.json" in err
    before = baseline.read_bytes()
    assert main(["check", book, "--baseline", str(baseline), "--format", "json"]) == 0
    assert codes(capfd) == []
    save(tmp_path, GOOD, WARNED, WRONG, (*WRONG[:1], "桥梁", *WRONG[2:]))
    assert main(["check", book, "--baseline", str(baseline), "--format", "json"]) == 1
    assert codes(capfd) == ["A001"]
    assert baseline.read_bytes() == before


def test_a_baseline_is_never_an_input_nor_any_other_file(tmp_path, capfd):
    book = save(tmp_path, GOOD)
    before = Path(book).read_bytes()
    assert main(["check", book, "--baseline", book]) == 2
    other = tmp_path / "other.json"
    other.write_text("{}", encoding="utf-8")
    assert main(["check", book, "--baseline", str(other)]) == 2
    assert (Path(book).read_bytes(), other.read_text("utf-8")) == (before, "{}")
    assert capfd.readouterr().out == ""


def test_a_baseline_in_a_folder_that_is_not_there_is_one_line(tmp_path, capfd):
    assert main(["check", save(tmp_path, GOOD), "--baseline", str(tmp_path / "no" / "b.json")]) == 2
    assert capfd.readouterr().err.count("\n") == 1


@pytest.mark.parametrize(
    "options", [("--select", ""), ("--select", " , "), ("--ignore", ""), ("--select", "L", "--ignore", "L")]
)
def test_an_option_that_leaves_nothing_or_everything_by_mistake_is_wrong_usage(tmp_path, capfd, options):
    """As an unset variable in a pipeline would: `--select "$CODES"`."""
    assert main(["check", save(tmp_path, GOOD, WRONG), *options]) == 2
    assert capfd.readouterr().err.count("\n") == 1
