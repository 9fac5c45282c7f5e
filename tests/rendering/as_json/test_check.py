"""`check --format json`: new keys beside the old ones, what was set aside, what did not run; against the schema."""

import json

import pytest

from minsheng_funds.rendering.as_json import check_document, dump
from tests.rendering.as_json.test_json import errors
from tests.rendering.as_text.test_check import same_as_snapshot
from tests.rendering.found import CHECKED, FILE, read


def document(lang="zh", checked=CHECKED):
    book, settings = read(lang=lang)
    return check_document(book, checked, settings)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_json_is_as_its_snapshot_and_its_schema(lang):
    found = document(lang)
    assert errors("check", found) == []
    for source in found["sources"]:
        source["sha256"] = "…"  # of what the library for xlsx writes today
    assert same_as_snapshot(f"check-{lang}.json", dump(found))


def test_the_keys_stand_in_one_order():
    found = document()
    assert list(found) == ["schema", "sources", "counts", "findings", "waived", "known", "not_run"]
    keys = [
        "code", "severity", "message", "origins", "measure", "expected", "actual", "difference", "remedy",
        "title", "project", "unit",
    ]  # fmt: skip
    assert {tuple(item) for item in found["findings"] + found["known"]} == {tuple(keys)}
    assert [list(item) for item in found["waived"]] == [[*keys, "reason"]]
    assert {tuple(item) for item in found["not_run"]} == {("code", "title", "why", "origins")}


def test_info_is_always_in_it():
    assert [item["code"] for item in document()["findings"]] == ["A001", "L001", "X004", "F010", "G041", "L060"]


def test_counts_are_of_what_is_new_what_was_set_aside_and_what_did_not_run():
    assert document()["counts"] == {"error": 2, "warning": 3, "info": 1, "waived": 1, "known": 1, "not_run": 2}


def test_project_and_unit_are_null_where_there_are_none():
    found = {item["code"]: (item["project"], item["unit"]) for item in document()["findings"]}
    assert (found["X004"], found["A001"], found["F010"]) == (("道路", "区交通局"), ("供水", None), (None, None))


def test_a_rule_that_did_not_run_says_why_and_where():
    one, other = document()["not_run"]
    assert (one["why"], one["origins"]) == ("计划没有责任单位栏", [f"{FILE}!计划"])
    assert (other["why"], other["origins"]) == ("没有指标下达表", [])


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        (lambda found: found["findings"][0].pop("unit"), "'unit' is a required property"),
        (lambda found: found["findings"][0].update(project=""), "should be non-empty"),
        (lambda found: found["waived"][0].pop("reason"), "'reason' is a required property"),
        (lambda found: found["counts"].update(error="2"), "is not of type 'integer'"),
        (lambda found: found["not_run"][0].update(more=1), "Additional properties"),
        (lambda found: found.pop("known"), "'known' is a required property"),
    ],
)  # fmt: skip
def test_the_schema_refuses_what_is_no_such_document(change, complaint):
    found = json.loads(dump(document()))
    change(found)
    assert complaint in " ".join(errors("check", found))
