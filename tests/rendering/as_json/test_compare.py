"""`minsheng-funds/compare/1`: held against its schema, the same bytes, the same figures in both languages."""

import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from minsheng_funds.cli import main
from minsheng_funds.comparison.payments import CATEGORIES as PAYMENT_CATEGORIES
from minsheng_funds.comparison.plans import CATEGORIES as PLAN_CATEGORIES
from minsheng_funds.messages import OUT_OF_SCOPE
from minsheng_funds.vocabulary import LEVELS, NATURES
from tests.rendering.as_json.test_json import errors, schema, untidy
from tests.support import day, ledger, plan, xlsx
from tests.test_examples import EXAMPLES

BOOK = str(EXAMPLES / "tongguan-2020.xlsx")
OLDER, NEWER = (str(EXAMPLES / f"tongguan-{year}-plan.xlsx") for year in (2019, 2020))
EXPORT = str(EXAMPLES / "tongguan-2020-ledger.xlsx")
CASES = {
    "dates": (BOOK, BOOK, "--old-as-of", "2020-03-31", "--new-as-of", "2020-04-17"),
    "plans": (OLDER, NEWER),
    "exports": (EXPORT, str(EXAMPLES / "tongguan-2020-ledger.csv")),
    "progress": (BOOK, str(EXAMPLES / "tongguan-2020-progress.xlsx")),
}


def read(capfdbinary: pytest.CaptureFixture[bytes], *arguments: str) -> Any:
    main(["compare", *arguments, "--format", "json"])
    return json.loads(capfdbinary.readouterr().out)


@pytest.mark.parametrize("arguments", CASES.values(), ids=CASES.keys())
def test_the_document_fits_the_shipped_schema(capfdbinary, arguments):
    assert errors("compare", read(capfdbinary, *arguments)) == []


@pytest.mark.parametrize("kind", ["dates", "exports"])
def test_a_document_full_of_findings_and_differences_fits_it_too(capfdbinary, tmp_path, kind):
    other = tmp_path / "other.xlsx"
    rows = [
        (day(1, 2), "道路", "甲公司", 90000.0, ""),
        (day(1, 9), "供水站", "乙公司", 10.25, ""),
        (day(4, 1), "学校", "丁", 5.0, ""),
    ]
    other.write_bytes(xlsx(plan(("道路", 10), ("供水", 20), ("码头", 5)), ledger(*rows)))
    document = read(capfdbinary, str(untidy(tmp_path)), str(other), "--kind", kind)
    assert errors("compare", document) == []
    assert not document["complete"]
    assert {finding["side"] for finding in document["findings"]} >= {"old"}
    payments = document["exports"] if kind == "exports" else document["dates"]["payments"]
    assert {"amount", "date", "only-old", "only-new"} <= {item["category"] for item in payments["differences"]}


@pytest.mark.parametrize("name", CASES)
def test_an_unknown_key_anywhere_is_refused(capfdbinary, name):
    Draft202012Validator.check_schema(schema("compare").schema)
    document = read(capfdbinary, *CASES[name])
    part = document[name if name != "progress" else "dates"]
    for place in (document, document["old"], document["new"]["sources"][0], part):
        place["unheard_of"] = 1
        assert len(errors("compare", document)) == 1
        del place["unheard_of"]
    assert errors("compare", document) == []


def test_the_schema_refuses_fractions_of_a_fen_and_points_that_are_no_text(capfdbinary):
    for key, wrong in (("disbursed_change_fen", 1.5), ("disbursement_change_points", 15.5), ("rank", 0)):
        document = read(capfdbinary, *CASES["dates"])
        document["dates"]["projects"][0][key] = wrong
        assert len(errors("compare", document)) == 1


def test_the_schema_s_lists_of_words_are_those_of_the_program():
    parts = schema("compare").schema["$defs"]
    assert parts["nature"]["enum"] == list(NATURES)
    assert parts["level"]["enum"] == list(LEVELS)
    assert parts["entry"]["properties"]["category"]["enum"] == list(PLAN_CATEGORIES)
    assert parts["category"]["properties"]["category"]["enum"] == [*PLAN_CATEGORIES, "total"]
    categories = parts["payments"]["properties"]["categories"]["items"]["properties"]["category"]["enum"]
    assert categories == list(PAYMENT_CATEGORIES)
    assert parts["left_out"]["items"]["properties"]["why"]["enum"] == list(OUT_OF_SCOPE)


def keys(document: Any) -> list[tuple[str, Any]]:
    """Every key with its value, wherever it stands."""
    if isinstance(document, dict):
        return [*document.items(), *(found for value in document.values() for found in keys(value))]
    return [found for item in document for found in keys(item)] if isinstance(document, list) else []


@pytest.mark.parametrize("arguments", CASES.values(), ids=CASES.keys())
def test_money_is_whole_fen_and_rates_and_points_are_text(capfdbinary, arguments):
    found = keys(read(capfdbinary, *arguments))
    assert {type(value) for key, value in found if key.endswith("_fen")} <= {int, type(None)}
    assert {type(value) for key, value in found if key.endswith(("_percent", "_points"))} <= {str, type(None)}


@pytest.mark.parametrize("arguments", CASES.values(), ids=CASES.keys())
def test_the_same_input_gives_the_same_bytes(capfdbinary, arguments):
    printed = []
    for _ in range(2):
        main(["compare", *arguments, "--format", "json"])
        printed.append(capfdbinary.readouterr().out)
    assert printed[0] == printed[1] != b""


@pytest.mark.parametrize("arguments", CASES.values(), ids=CASES.keys())
def test_english_and_chinese_differ_only_in_sentences(capfdbinary, arguments):
    def without_sentences(document: Any) -> Any:
        for part in (document, document["old"], document["new"]):
            del part["assumptions"]
        for finding in document["findings"]:
            del finding["message"], finding["remedy"], finding["title"]
        return document

    chinese, english = (read(capfdbinary, *arguments, "--lang", lang) for lang in ("zh", "en"))
    assert chinese != english
    assert without_sentences(chinese) == without_sentences(english)


def test_the_counts_of_two_plans_add_up(capfdbinary, tmp_path: Path):
    counts = read(capfdbinary, OLDER, NEWER)["plans"]["counts"]
    assert counts == {
        "new_plan": 23, "new": 8, "merged": 0, "continued": 15, "old_plan": 26, "merged_from": 0, "retired": 11,
    }  # fmt: skip


def test_the_bridge_of_two_exports_adds_up(capfdbinary, tmp_path):
    """Old 100 + 50, new 120 + 30: the first differs by +20, 50 is only in the old, 30 only in the new."""
    books = []
    for name, rows in (("old", [("甲", 100.0), ("乙", 50.0)]), ("new", [("甲", 120.0), ("丙", 30.0)])):
        file = tmp_path / f"{name}.xlsx"
        file.write_bytes(xlsx(ledger(*((day(1, 2), project, "某", amount, "") for project, amount in rows))))
        books.append(str(file))
    document = read(capfdbinary, *books)["exports"]
    assert document["reconciliation"] == {
        "old_fen": 15000, "only_old_fen": 5000, "only_new_fen": 3000, "amount_differences_fen": 2000, "new_fen": 15000,
    }  # fmt: skip
    assert document["differences"][0]["old"]["origin"] == "old.xlsx!台账!D4"
    assert document["differences"][0]["new"]["origin"] == "new.xlsx!台账!D4"
