"""`check`: every finding with its cell; the exit code says whether one is grave enough."""

import json
import os
import re
import stat
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

from minsheng_funds.cli import main
from tests.support import day, ledger, plan, xlsx
from tests.test_examples import EXAMPLES, SETS

GOOD = (day(1, 2), "道路", "甲", 5000.0, "")
OTHER = (day(1, 5), "桥梁", "乙", 6000.0, "")
WARNED = (day(1, 6), "水渠", "甲", 700.0, "")
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
    assert any(line.startswith("      > 5 │ 2020-01-06  水渠 ") and line.endswith(" >700<") for line in lines)
    assert any(line.startswith("      Remedy: ") for line in lines[place + 2 :])


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
    out = capfd.readouterr().out
    assert out.startswith("\nRules that could not run (not a pass)\n  there is no progress table: X012, X013, X014\n")
    assert re.search(r"\nSummary\n  no findings; \d+ rules could not run\n", out)


# --- Formats and files ------------------------------------------------------------------------------------

FORMATS = ("text", "json", "junit", "sarif", "github")
BROKEN = b"\x89PNG\r\n\x1a\n0000"


@pytest.mark.parametrize("format_", FORMATS)
@pytest.mark.parametrize(
    ("payment", "fail_on", "code"),
    [
        (OTHER, "warning", 0), (WARNED, "error", 0), (WARNED, "warning", 1), (WARNED, "never", 0), (WRONG, "error", 1), (WRONG, "never", 0),
    ],
)  # fmt: skip
def test_the_exit_code_is_the_same_in_every_format(tmp_path, capfd, format_, payment, *, fail_on, code):
    assert main(["check", save(tmp_path, GOOD, payment), "--format", format_, "--fail-on", fail_on]) == code
    assert capfd.readouterr().err == ""


@pytest.mark.parametrize("format_", FORMATS)
def test_a_source_that_cannot_be_opened_is_one_line_and_2_in_every_format(tmp_path, capfd, format_):
    (tmp_path / "picture.xlsx").write_bytes(BROKEN)
    for name in ("picture.xlsx", "missing.xlsx"):
        output = tmp_path / "out.json"
        assert main(["check", str(tmp_path / name), "--format", format_, "-o", str(output)]) == 2
        out, err = capfd.readouterr()
        assert (out, err.count("\n")) == ("", 1)
        assert name in err
        assert not output.exists()


@pytest.mark.parametrize("format_", FORMATS)
def test_of_several_inputs_a_broken_one_is_a_finding_in_every_format(tmp_path, capfd, format_):
    (tmp_path / "picture.xlsx").write_bytes(BROKEN)
    assert main(["check", save(tmp_path, GOOD), str(tmp_path / "picture.xlsx"), "--format", format_]) == 1
    out, err = capfd.readouterr()
    assert "F002" in out
    assert err == ""


def test_every_format_says_the_same_findings(tmp_path, capfd):
    book = save(tmp_path, GOOD, WARNED, WRONG)
    said = {}
    for format_ in FORMATS:
        main(["check", book, "--format", format_, "--fail-on", "warning"])
        said[format_] = capfd.readouterr().out
    wanted = sorted(item["code"] for item in json.loads(said["json"])["findings"] if item["severity"] != "info")
    (run,) = json.loads(said["sarif"])["runs"]
    assert sorted(result["ruleId"] for result in run["results"] if result["level"] != "note") == wanted
    root = ElementTree.fromstring(said["junit"])
    assert sorted(
        case.get("name", "")[:4] for case in root.iter("testcase") if case.find("failure") is not None
    ) == sorted(set(wanted))
    annotations = [line for line in said["github"].splitlines() if not line.startswith("::notice")]
    assert sorted(line.partition("title=")[2][:4] for line in annotations) == wanted
    assert all(f"[{code} " in said["text"] for code in wanted)


def test_files_get_their_format_by_their_suffix_and_standard_output_nothing(tmp_path, capfd):
    book = save(tmp_path, GOOD, WRONG)
    names = ["a.json", "b.SARIF", "c.xml", "d.txt"]
    assert main(["check", book, *(part for name in names for part in ("-o", str(tmp_path / name)))]) == 1
    out, err = capfd.readouterr()
    assert out == ""
    assert err.count("\n") == 1
    assert "d.txt" in err
    assert json.loads((tmp_path / "a.json").read_text("utf-8"))["schema"] == "minsheng-funds/check/1"
    assert json.loads((tmp_path / "b.SARIF").read_text("utf-8"))["version"] == "2.1.0"
    assert ElementTree.fromstring((tmp_path / "c.xml").read_bytes()).tag == "testsuites"
    assert "[A001 " in (tmp_path / "d.txt").read_text("utf-8")


def test_with_a_file_standard_output_has_what_format_asks_for(tmp_path, capfd):
    assert main(["check", save(tmp_path, GOOD, WRONG), "--format", "github", "-o", str(tmp_path / "a.sarif")]) == 1
    assert capfd.readouterr().out.startswith("::error file=")
    assert (tmp_path / "a.sarif").exists()


def test_a_text_file_has_no_colours_whatever_is_wished_for(tmp_path, monkeypatch):
    monkeypatch.setenv("FORCE_COLOR", "1")
    main(["check", save(tmp_path, GOOD, WRONG), "-o", str(tmp_path / "a.txt")])
    assert "\x1b" not in (tmp_path / "a.txt").read_text("utf-8")


@pytest.mark.parametrize("name", ["a.html", "a", "a.md", "a.sarif.gz"])
def test_another_suffix_is_refused_before_anything_is_read(tmp_path, capfd, name):
    good = tmp_path / "a.json"
    assert main(["--lang", "en", "check", "missing.xlsx", "-o", str(good), "-o", str(tmp_path / name)]) == 2
    out, err = capfd.readouterr()
    assert (out, err.count("\n")) == ("", 1)
    assert "unknown output format" in err
    assert ".sarif" in err
    assert not good.exists()


@pytest.mark.parametrize("role", ["input", "baseline", "config"])
def test_what_is_read_is_never_overwritten(tmp_path, capfd, role):
    book = save(tmp_path, GOOD)
    target = tmp_path / "file.json"
    target.write_text("{}", encoding="utf-8")
    inputs = {
        "input": [book, str(target)],
        "baseline": [book, "--baseline", str(target)],
        "config": [book, "--config", str(target)],
    }
    assert main(["check", *inputs[role], "-o", str(target)]) == 2
    assert capfd.readouterr().err.count("\n") == 1
    assert target.read_text("utf-8") == "{}"


@pytest.mark.skipif(os.name == "nt", reason="permissions are others there")
def test_a_file_is_replaced_whole_and_keeps_its_permissions(tmp_path):
    target = tmp_path / "a.json"
    target.write_text("old", encoding="utf-8")
    target.chmod(0o604)
    main(["check", save(tmp_path, GOOD), "-o", str(target)])
    assert json.loads(target.read_text("utf-8"))["schema"] == "minsheng-funds/check/1"
    assert stat.S_IMODE(target.stat().st_mode) == 0o604
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.json", "book.xlsx"]


def test_a_place_that_cannot_be_written_is_one_line_and_2(tmp_path, capfd):
    assert main(["check", save(tmp_path, GOOD), "-o", str(tmp_path / "no" / "a.json")]) == 2
    assert capfd.readouterr().err.count("\n") == 1


@pytest.mark.parametrize("option", ["--verbose", "-v"])
def test_verbose_lists_what_is_only_to_be_known(tmp_path, capfd, option):
    book = save(tmp_path, GOOD)
    (tmp_path / "minsheng-funds.toml").write_text('[check.X001]\nseverity = "info"\n', encoding="utf-8")
    book = save(tmp_path, GOOD, WARNED)
    main(["check", book])
    assert "[X001 " not in capfd.readouterr().out
    main(["check", book, option])
    assert "[X001 提示]" in capfd.readouterr().out
    main(["check", book, "--select", "X001"])
    assert "[X001 提示]" in capfd.readouterr().out


def test_annotations_and_sarif_name_files_from_the_working_folder_on(tmp_path, capfd, monkeypatch):
    (tmp_path / "数据 1").mkdir()
    save(tmp_path / "数据 1", GOOD, WRONG)
    monkeypatch.chdir(tmp_path)
    for path in ("数据 1/book.xlsx", str(tmp_path / "数据 1" / "book.xlsx")):
        main(["check", path, "--format", "github"])
        assert capfd.readouterr().out.startswith("::error file=数据 1/book.xlsx,line=5,")
        main(["check", path, "--format", "sarif"])
        (run,) = json.loads(capfd.readouterr().out)["runs"]
        assert run["artifacts"][0]["location"] == {"uri": "%E6%95%B0%E6%8D%AE%201/book.xlsx"}


@pytest.mark.parametrize("format_", FORMATS)
def test_the_same_input_gives_the_same_bytes(tmp_path, capfdbinary, format_):
    book = save(tmp_path, GOOD, WARNED, WRONG)
    outs = []
    for _ in range(2):
        main(["check", book, "--format", format_])
        outs.append(capfdbinary.readouterr().out)
    assert outs[0] == outs[1] != b""
