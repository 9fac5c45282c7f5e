"""`check`: every finding with its cell; the exit code says whether one is grave enough."""

import json
from pathlib import Path
from typing import Any

import pytest

from minsheng_funds.cli import main
from tests.support import day, ledger, plan, xlsx
from tests.test_examples import EXAMPLES, SETS

GOOD = (day(1, 2), "道路", "甲", 5000.0, "")
WARNED = (day(1, 4), "水渠", "甲", 700.0, "")
WRONG = (day(1, 3), "道路", "甲", "待定", "")


def save(folder: Path, *payments: Any) -> str:
    path = folder / "book.xlsx"
    path.write_bytes(xlsx(plan(("道路", 10), ("桥梁", 20)), ledger(*payments)))
    return str(path)


@pytest.mark.parametrize("names", SETS.values(), ids=SETS.keys())
def test_the_examples_have_no_finding_of_error_and_leave_with_0(capfd, names):
    assert main(["check", *(str(EXAMPLES / name) for name in names)]) == 0
    assert capfd.readouterr().err == ""


@pytest.mark.parametrize(
    ("payments", "fail_on", "code"),
    [
        ([GOOD], None, 0), ([GOOD], "warning", 0),
        ([GOOD, WARNED], None, 0), ([GOOD, WARNED], "error", 0), ([GOOD, WARNED], "warning", 1), ([GOOD, WARNED], "never", 0),
        ([GOOD, WRONG], None, 1), ([GOOD, WRONG], "warning", 1), ([GOOD, WRONG], "never", 0),
    ],
)  # fmt: skip
def test_the_exit_code_is_1_at_or_above_fail_on(tmp_path, capfd, payments, fail_on, code):
    options = ["--fail-on", fail_on] if fail_on else []
    assert main(["check", save(tmp_path, *payments), *options]) == code
    assert capfd.readouterr().err == ""


def test_a_finding_names_its_code_severity_cell_and_remedy(tmp_path, capfd):
    main(["--lang", "en", "check", save(tmp_path, GOOD, WARNED)])
    lines = capfd.readouterr().out.splitlines()
    (place,) = [place for place, line in enumerate(lines) if "[X001 warning]" in line]
    assert "水渠" in lines[place]
    assert lines[place + 1] == "      book.xlsx!台账!D5"
    assert lines[place + 2].startswith("      Remedy: ")


def test_errors_come_before_warnings(tmp_path, capfd):
    main(["check", save(tmp_path, WARNED, WRONG), "--format", "json"])
    severities = [finding["severity"] for finding in json.loads(capfd.readouterr().out)["findings"]]
    assert severities == sorted(severities, key=["error", "warning", "info"].index)
    assert {"error", "warning"} <= set(severities)


def test_check_finds_what_report_finds(tmp_path, capfd):
    book = save(tmp_path, GOOD, WARNED, WRONG)
    found = []
    for command in ("check", "report"):
        main([command, book, "--format", "json"])
        found.append({item["code"] for item in json.loads(capfd.readouterr().out)["findings"]})
    assert found[1] <= found[0]


def test_an_input_without_any_usable_table_is_one_line_and_exit_code_2(tmp_path, capfd):
    (tmp_path / "picture.xlsx").write_bytes(b"\x89PNG\r\n\x1a\n0000")
    assert main(["check", str(tmp_path / "picture.xlsx")]) == 2
    out, err = capfd.readouterr()
    assert out == ""
    assert err.startswith("minsheng-funds: picture.xlsx: ")
    assert err.count("\n") == 1


def test_without_findings_it_says_so(capfd):
    assert main(["--lang", "en", "check", str(EXAMPLES / "tongguan-2020.xlsx")]) == 0
    assert capfd.readouterr().out == "\nFindings\n  no findings\n"
