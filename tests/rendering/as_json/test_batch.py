"""`minsheng-funds/batch/1`: held against its schema, key by key; figures by hand."""

import json
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from minsheng_funds import pipeline
from minsheng_funds.batches import Asked, Case, open_engine, run_cases
from minsheng_funds.cli import main
from minsheng_funds.engines import Limits
from minsheng_funds.messages import LOST
from minsheng_funds.model.rollup import CaseFailure, CaseOutcome
from minsheng_funds.rendering.as_json.batch import batch_document
from minsheng_funds.settings import Settings
from minsheng_funds.vocabulary import Text
from tests.batches.folders import batch, bureau, bureaus, folder_of, progress
from tests.rendering.as_json.test_json import errors, schema
from tests.support import Sheet, day, ledger, plan, xlsx

LEVELS = ("项目名称", "资金类别", "实施单位", "类别", "省级", "区级", "已拨付")


@pytest.fixture(scope="module")
def documents(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """One run with cases in every state, one of payments without any plan, one of a single case."""
    folder = folder_of(
        tmp_path_factory.mktemp("in"),
        {
            "a.xlsx": progress(("农村公路", 10, 5), ("低保", 20, 5)),
            "b.xlsx": progress(("农村公路", 10, 6), ("低保", "不详", 5)),
            "c.xlsx": progress(("农村公路", 20, 5), title="2019年资金拨付进度表(万元)"),
            "d.xlsx": xlsx(Sheet("说明", [["本表由财政所填报"]])),
            "e.xlsx": b"PK\3\4",
            "f.xlsx": xlsx(
                Sheet(
                    "进度",
                    [
                        ["2020年进度表(万元)"],
                        LEVELS,
                        ["改厕", "配套", "住建局", "工程类", 3, 4, 5],
                        ["改厕", "管护", "住建局", "工程类", 3, 0, 9],
                    ],
                )
            ),
        },
    )
    loose = folder_of(
        tmp_path_factory.mktemp("loose"),
        {f"{n}.xlsx": xlsx(ledger((day(1, 2), "公路", "甲", 5.0 + n, ""))) for n in range(2)},
    )
    out = tmp_path_factory.mktemp("out")
    return {
        "every state": batch(folder, out=out / "1", code=1),
        "no plan": batch(loose, out=out / "2"),
        "one": batch(folder / "a.xlsx", out=out / "3"),
    }


@pytest.mark.parametrize("name", ["every state", "no plan", "one"])
def test_the_document_fits_the_shipped_schema(documents, name):
    Draft202012Validator.check_schema(schema("batch").schema)
    assert errors("batch", documents[name]) == []


def test_every_state_is_there(documents):
    document = documents["every state"]
    assert [(case["name"], case["state"]) for case in document["cases"]] == [
        *(("a", "done"), ("b", "incomplete"), ("c", "left-out"), ("d", "failed"), ("e", "failed"), ("f", "done"))
    ]
    assert document["counts"]["cases"] == 6
    assert document["counts"]["failed"] == 2
    assert document["counts"]["left_out"] == 1
    assert document["complete"] is False


def test_an_unknown_key_anywhere_is_refused(documents):
    """A key that nobody described cannot slip into the document."""
    document = documents["every state"]
    done, failed = document["cases"][0], document["cases"][4]
    parts = [
        *(document, document["scope"], document["program"], document["counts"], document["totals"]),
        *(document["totals"]["matching"], done, done["sources"][0], done["totals"], failed, failed["reason"]),
        *(document["views"][0], document["views"][0]["rows"][0], document["views"][0]["total"]),
        *(document["rankings"][0], document["rankings"][0]["bureaus"][0], document["findings"][0]),
    ]
    for part in parts:
        part["unheard_of"] = 1
        assert errors("batch", document) != [], sorted(part)
        del part["unheard_of"]
    assert errors("batch", document) == []


def test_both_funds_are_always_keys(documents):
    for document in documents.values():
        for part in (document, *(case for case in document["cases"] if "totals" in case)):
            assert list(part["totals"]) == ["matching", "maintenance"]
    assert documents["no plan"]["totals"] == {"matching": None, "maintenance": None}


def test_the_views_are_by_bureau_project_class_level_and_unit(documents):
    views = {(*view["by"], view["nature"]) for view in documents["every state"]["views"]}
    assert views == {
        (by, nature) for by in ("bureau", "project", "class", "level", "unit") for nature in ("matching", "maintenance")
    }


@pytest.mark.parametrize("kind", [*LOST, "internal"])
def test_every_kind_of_failure_fits_the_schema(kind):
    why = CaseFailure(kind, Text("原因", "why"))
    document = batch_document(pipeline.roll_up([CaseOutcome("a", "in/a.xlsx", failure=why)], Settings()), Settings())
    assert errors("batch", json.loads(json.dumps(document))) == []
    assert document["cases"][0]["reason"]["kind"] == kind


def test_both_languages_have_the_same_keys_and_figures(tmp_path, capfdbinary):
    folder_of(bureaus(tmp_path / "in", 2), {"bad.xlsx": b"x"})

    def read(language: str) -> Any:
        main(["--lang", language, "batch", str(tmp_path / "in"), "-o", str(tmp_path / "out"), "--jobs", "0", "--quiet"])
        return json.loads((tmp_path / "out" / "batch.json").read_bytes())

    chinese, english = read("zh"), read("en")
    assert strip(chinese) == strip(english)
    assert chinese != english


def strip(node: Any) -> Any:
    """Without what is in a language."""
    if isinstance(node, dict):
        return {
            key: strip(value)
            for key, value in node.items()
            if key not in ("message", "title", "remedy", "settings", "sources")
        }
    return [strip(item) for item in node] if isinstance(node, list) else node


def test_the_roll_up_of_a_ledger_beside_its_plan_by_hand(tmp_path):
    """12 + 8 of 30 and 40 of 10 万元, and one project twice."""
    folder = folder_of(
        tmp_path / "in",
        {
            "a.xlsx": xlsx(
                plan(("公路", 10), ("低保", 20)),
                ledger((day(1, 2), "公路", "x", 120_000.0, ""), (day(1, 3), "低保", "x", 80_000.0, "")),
            ),
            "b.xlsx": xlsx(plan(("公路", 10)), ledger((day(1, 2), "公路", "x", 40_000.0, ""))),
        },
    )
    document = batch(folder, out=tmp_path / "out")
    total = document["totals"]["matching"]
    assert (total["required_fen"], total["disbursed_fen"], total["disbursement_percent"]) == (
        40_000_000,
        24_000_000,
        "60.0",
    )
    ranking = {item["project"]: item for item in document["rankings"]}["公路"]
    assert [
        (row["bureau"], row["rank"], row["disbursement_percent"], row["average"], row["lags"])
        for row in ranking["bureaus"]
    ] == [
        ("a", 1, "120.0", "above", False),
        ("b", 2, "40.0", "below", True),
    ]
    assert ranking["disbursement_percent"] == "80.0"


def test_nothing_in_it_says_on_which_engine_it_was_made(tmp_path):
    cases = [Case("a", "a.xlsx", "a", (folder_of(tmp_path, {"a.xlsx": bureau()}) / "a.xlsx",))]
    found = []
    for jobs in (0, 1):
        with open_engine(jobs, None, Limits()) as engine:
            found.append(run_cases(cases, lambda _: Settings(), engine, Asked()))
    assert found[0] == found[1]
