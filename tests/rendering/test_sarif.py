"""`check` as SARIF 2.1.0: valid by its schema, cells in logical locations, stable over moved rows."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft4Validator, FormatChecker

from minsheng_funds.model import Checked, Origin
from minsheng_funds.rendering.as_sarif import write_sarif
from minsheng_funds.rendering.places import Places
from minsheng_funds.vocabulary import Text
from tests.rendering.as_text.test_check import same_as_snapshot
from tests.rendering.found import CHECKED, FILE, KNOWN, REFUND, RULES, SETTINGS_FILE, at, finding, read

SCHEMA = Path(__file__).parent / "schemas" / "sarif-2.1.0-rtm.5.json"
VALIDATOR = Draft4Validator(json.loads(SCHEMA.read_text(encoding="utf-8")), format_checker=FormatChecker())
PLACES = Places({FILE: f"数据/{FILE}", "补充.csv": "/elsewhere/补充.csv"}, "/repo")


def text(checked=CHECKED, lang="zh", **given_):
    book, settings = read(lang=lang)
    return write_sarif(book, checked, RULES, settings, PLACES, **given_)


def run(*arguments, **given_):
    log = json.loads(text(*arguments, **given_))
    assert [f"{error.json_path}: {error.message}" for error in VALIDATOR.iter_errors(log)] == []
    (found,) = log["runs"]
    return found


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_sarif_looks_like_its_snapshot_and_is_valid(lang):
    log = json.loads(text(lang=lang, compared=True))
    assert list(VALIDATOR.iter_errors(log)) == []
    assert log["version"] == "2.1.0"
    for artifact in log["runs"][0]["artifacts"]:
        artifact["hashes"]["sha-256"] = "…"
    log["runs"][0]["tool"]["driver"]["semanticVersion"] = "…"
    assert same_as_snapshot(f"check-{lang}.sarif", json.dumps(log, ensure_ascii=False, indent=2) + "\n")


def test_the_schema_is_one_that_refuses():
    log = json.loads(text())
    log["runs"][0]["results"][0]["level"] = "info"
    assert list(VALIDATOR.iter_errors(log))


def test_results_refer_to_their_rule_by_code_and_index_and_say_how_grave_they_are():
    found = run()
    rules = found["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == [rule.code for rule in RULES]
    assert all(rules[result["ruleIndex"]]["id"] == result["ruleId"] for result in found["results"])
    assert [result["level"] for result in found["results"]][:6] == [
        "error",
        "error",
        "warning",
        "warning",
        "warning",
        "note",
    ]
    assert [rule["defaultConfiguration"]["level"] for rule in rules][3:6] == ["error", "note", "warning"]


def test_a_rule_tells_its_title_why_and_what_to_do():
    (rule, *_) = run()["tool"]["driver"]["rules"]
    assert rule == {
        "id": "A001", "name": "AmountUnreadable", "shortDescription": {"text": "金额读不出"},
        "fullDescription": {"text": "金额读不出会使合计出错"}, "help": {"text": "改正该单元格"},
        "defaultConfiguration": {"level": "error"},
    }  # fmt: skip


def test_a_cell_is_a_logical_location_and_its_row_the_line_in_the_file():
    result = run()["results"][1]
    assert result["locations"] == [
        {
            "physicalLocation": {
                "artifactLocation": {
                    "uri": "%E6%95%B0%E6%8D%AE/2020%E5%B9%B4%20%E5%8F%B0%E8%B4%A6%231.xlsx",
                    "index": 0,
                },
                "region": {"startLine": 23},
            },
            "logicalLocations": [{"fullyQualifiedName": f"{FILE}!台账!D23", "name": "D23"}],
        }
    ]
    assert [item["logicalLocations"][0]["name"] for item in result["relatedLocations"]] == ["E23", "D21", "B4"]
    assert [item["id"] for item in result["relatedLocations"]] == [1, 2, 3]


@pytest.mark.parametrize(
    ("path", "uri"),
    [
        ("a b.xlsx", "a%20b.xlsx"), ("./x/../甲.xlsx", "%E7%94%B2.xlsx"), ("../up.xlsx", "../up.xlsx"), ("/repo/in/a#.xlsx", "in/a%23.xlsx"),
        ("/else/100%.xlsx", "file:///else/100%25.xlsx"),
    ],
)  # fmt: skip
def test_files_are_relative_where_possible_and_percent_encoded(path, uri):
    assert Places({"name": path}, "/repo").uri("name") == uri


def test_settings_and_findings_without_a_place_are_valid_too():
    found = run(
        Checked(
            (
                finding("G041", "warning", Origin(SETTINGS_FILE)),
                finding("A001", "error"),
                finding("A001", "error", Origin(FILE)),
            )
        )
    )
    settings, nowhere, whole = (result["locations"] for result in found["results"])
    assert settings[0]["physicalLocation"]["artifactLocation"] == {"uri": "file:///somewhere/minsheng-funds.toml"}
    assert nowhere == []
    assert whole[0]["physicalLocation"]["region"] == {"startLine": 1}


def marks(*findings):
    return [result["partialFingerprints"]["primaryLocationLineHash"] for result in run(Checked(findings))["results"]]


def test_a_fingerprint_stays_when_rows_move_and_changes_with_code_project_and_amount():
    moved = replace(REFUND, origins=(at("台账", 99, 3),))
    (one,) = marks(REFUND)
    assert marks(moved) == [one]
    for other in (replace(REFUND, project="供水"), replace(REFUND, actual=1), replace(REFUND, code="A001")):
        assert marks(other) != [one]


def test_findings_that_are_alike_are_told_apart_by_their_number():
    one, other = marks(REFUND, replace(REFUND, origins=(at("台账", 24, 3),)))
    assert one.removesuffix(":1") == other.removesuffix(":2")


def test_what_was_waived_is_suppressed_with_its_reason():
    (waived,) = [result for result in run()["results"] if "suppressions" in result]
    assert waived["ruleId"] == "X004"
    assert waived["suppressions"] == [
        {"kind": "external", "status": "accepted", "justification": "合同尾款,已报区政府"}
    ]


def test_with_a_baseline_every_result_is_new_or_unchanged():
    states = {
        result["partialFingerprints"]["finding/v1"]: result["baselineState"] for result in run(compared=True)["results"]
    }
    (known,) = marks(KNOWN)
    assert states.pop(known) == "unchanged"
    assert set(states.values()) == {"new"}
    assert not any("baselineState" in result for result in run(replace(CHECKED, known=()))["results"])


def test_rules_that_could_not_run_are_notifications():
    (invocation,) = run()["invocations"]
    one, other = invocation["toolConfigurationNotifications"]
    assert one["associatedRule"] == {"id": "P001", "index": 5}
    assert one["message"]["text"] == "计划没有单位: 计划没有责任单位栏"
    assert one["locations"][0]["logicalLocations"] == [{"fullyQualifiedName": f"{FILE}!计划", "name": "计划"}]
    assert other["locations"] == []


def test_amounts_are_properties_in_fen():
    assert run()["results"][2]["properties"] == {
        "measure": "fen", "expected": 10_000_000, "actual": 18_909_900, "difference": 8_909_900,
        "project": "道路", "unit": "区交通局",
    }  # fmt: skip


@given(st.text(st.characters(codec="utf-8"), min_size=1, max_size=20))
def test_whatever_files_sheets_and_messages_are_called_it_is_valid(name):
    said = Text(name, name)
    run(Checked((finding("A001", "error", Origin(name, name, 3, 4), message=said, remedy=said, project=name),)))
