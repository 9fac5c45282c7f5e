"""The JSON documents: the published figures, the interface's keys in its order, the same bytes, the shipped schemas."""

import json
import os
import subprocess
import sys
from importlib import resources
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from minsheng_funds.cli import main
from minsheng_funds.messages import LEFT_OUT
from minsheng_funds.rendering.as_json import dump
from minsheng_funds.vocabulary import KINDS, LEVELS, NATURES, UNIT_NAMES
from tests.support import Formula, Sheet, day, ledger, plan, xlsx
from tests.test_examples import EXAMPLES, SETS

BOOK = str(EXAMPLES / "tongguan-2020.xlsx")
COMMANDS = ("report", "check", "inspect")
MONEY = ["required_fen", "allocated_fen", "issued_fen", "received_fen", "disbursed_fen", "spent_fen"]
RATES = ["disbursement_percent", "undisbursed_fen", "funding_gap_fen", "time_progress_percent"]
STAGES = ["idle_fen", "advanced_fen", "receipt_percent", "disbursement_of_received_percent"]
REFUNDS = ["initial_fen", "refunded_fen", "refunded_earlier_fen"]
SCORES = ["execution_percent", "execution_score"]
SCHEDULE = [
    "target_percent", "target_rule", "ahead_points", "behind", "shortfall_fen", "due", "overdue_fen", "missing_months",
    "forecast_fen", "forecast_percent", "needed_per_month_fen",
]  # fmt: skip


def schema(name: str) -> Draft202012Validator:
    file = resources.files("minsheng_funds.rendering") / "schemas" / f"{name}-1.json"
    return Draft202012Validator(json.loads(file.read_text(encoding="utf-8")))


def errors(name: str, document: Any) -> list[str]:
    return [f"{error.json_path}: {error.message}" for error in schema(name).iter_errors(document)]


def read(capfdbinary: pytest.CaptureFixture[bytes], *arguments: str) -> Any:
    main([*arguments, "--format", "json"])
    return json.loads(capfdbinary.readouterr().out)


def untidy(folder: Path) -> Path:
    """A workbook with findings of every family: unreadable amounts, unmatched names, a wrong total, an odd date …"""
    path = folder / "untidy.xlsx"
    levels = ("序号", "项目名称", "资金类别", "省级", "区级", "已安排", "拨付率")
    path.write_bytes(
        xlsx(
            Sheet("计划", [["2020年资金筹集方案"], ["单位:万元"], levels,
                         [1, "道路", "配套", 5, 10.0, 8, 0.5], [2, "供水", "管护", "", 20, 25, ""],
                         [3, "改厕", "", 1, "不详", "", ""], [4, "学校", "配套", "", 0, "", ""],
                         [5, "医院", "别的", "", 1000 / 3, 1, ""], ["", "合计", "", 6, 99, 34, ""]]),
            ledger(
                (day(1, 2), "道路", "甲公司", 120000.0, ""), (day(1, 3), "供水站", "乙公司", 10.25, ""),
                (day(1, 4), "供水", "乙公司", 3.333, ""), (day(1, 5), "供水", "乙公司", "待定", ""),
                (day(2, 5), "学校", "丙公司", 500.0, ""), (day(2, 6), "道路", "甲公司", 99.0, "退回"),
                ("2020年13月", "道路", "甲公司", 1.0, ""), (day(3, 1), "道路", "甲公司", Formula("=1/0", "#DIV/0!"), ""),
                (day(5, 1), "道路", "甲公司", 7.5, ""), ("", "道路", "甲公司", 9.5, ""),
                ("合计", "", "", 1.0, ""),
            ),
            Sheet("藏", [["x"]], hidden=True),
            Sheet("杂", [["随便", "写写"], [1, 2]]),
        )
    )  # fmt: skip
    return path


def test_the_report_holds_exactly_the_published_figures(capfdbinary):
    """Against time: 67.68 − 29.51 = 38.17 points; 2568.1 × 366 ÷ 108 = 8703.0056; 1226.5 ÷ 9 months = 136.2778.

    Maintenance: 44.33 − 29.51 = 14.82; 306.3 × 366 ÷ 108 = 1038.0167; 384.7 ÷ 9 = 42.7444.
    """
    totals = read(capfdbinary, "report", BOOK, "--as-of", "2020-04-17")["totals"]
    unknown: dict[str, Any] = {
        "allocated_fen": None,
        "issued_fen": None,
        "received_fen": None,
        "spent_fen": None,
        "funding_gap_fen": None,
        "idle_fen": None,
        "advanced_fen": None,
        "receipt_percent": None,
        "disbursement_of_received_percent": None,
        "initial_fen": None,
        "refunded_earlier_fen": 0,
        "rate_base": "required",
        "target_percent": "29.5",
        "target_rule": "days",
        "behind": False,
        "due": None,
        "overdue_fen": None,
        "missing_months": [],
    }
    levels = {nature: total.pop("levels") for nature, total in totals.items()}
    assert levels["matching"]["district"]["required_fen"] == 3794600000
    assert list(levels["maintenance"]) == ["district"]
    short = {nature: total.pop("shortfall_fen") for nature, total in totals.items()}
    assert totals == {
        "matching": {
            "projects": 22, "required_fen": 3794600000, "disbursed_fen": 2568100000, "disbursement_percent": "67.7",
            "undisbursed_fen": 1226500000, "time_progress_percent": "29.5", "complete": True, **unknown,
            "refunded_fen": 3818436, "execution_percent": "67.7", "execution_score": "6.77",
            "ahead_points": "38.2", "forecast_fen": 8703005556, "forecast_percent": "229.4",
            "needed_per_month_fen": 136277778,
        },
        "maintenance": {
            "projects": 6, "required_fen": 691000000, "disbursed_fen": 306300000, "disbursement_percent": "44.3",
            "undisbursed_fen": 384700000, "time_progress_percent": "29.5", "complete": True, **unknown,
            "refunded_fen": 1250000, "execution_percent": "44.3", "execution_score": "4.43",
            "ahead_points": "14.8", "forecast_fen": 1038016667, "forecast_percent": "150.2",
            "needed_per_month_fen": 42744444,
        },
    }  # fmt: skip
    # 24.6, 42.35 and 33.2万元 × 108 ÷ 366, and 88.4 less the 25.3 paid; 75万元 of maintenance: rounded once a project
    assert short == {"matching": 7259016 + 12496721 + 9796721 + 785246, "maintenance": 22131148}


def test_schedules_stand_in_every_project_and_total(capfdbinary, tmp_path):
    """30 June: 救助 100万元 due on 31 May, 40 paid: 60 overdue; 低保 120, paid in January alone: 60 − 10 = 50 short."""
    book, settings = tmp_path / "book.xlsx", tmp_path / "settings.toml"
    head = ("项目名称", "类别", "计划资金")
    planned = Sheet("计划", [["2020年"], ["单位:万元"], head, ("救助", "补助类", 100.0), ("低保", "补助类", 120.0)])
    payments = ((day(1, 2), "救助", "某", 400000.0, ""), (day(1, 3), "低保", "某", 100000.0, ""))
    book.write_bytes(xlsx(planned, ledger(*payments)))
    settings.write_text('[schedule.class."补助类"]\ndue = "05-31"\n[schedule.project."低保"]\nmonthly = true', "utf-8")
    document = read(capfdbinary, "report", str(book), "--as-of", "2020-06-30", "--config", str(settings))
    assert errors("report", document) == []
    once, monthly = ({key: line[key] for key in SCHEDULE} for line in document["projects"])
    assert once == {
        "target_percent": "100.0", "target_rule": "due", "ahead_points": "-60.0", "behind": True,
        "shortfall_fen": 60000000, "due": "2020-05-31", "overdue_fen": 60000000, "missing_months": [],
        "forecast_fen": 80439560, "forecast_percent": "80.4", "needed_per_month_fen": 10000000,
    }  # fmt: skip
    assert monthly == {
        "target_percent": "50.0", "target_rule": "monthly", "ahead_points": "-41.7", "behind": True,
        "shortfall_fen": 50000000, "due": None, "overdue_fen": None,
        "missing_months": ["2020-02", "2020-03", "2020-04", "2020-05", "2020-06"],
        "forecast_fen": 20109890, "forecast_percent": "16.8", "needed_per_month_fen": 18333333,
    }  # fmt: skip
    total = {key: document["totals"]["matching"][key] for key in SCHEDULE}
    assert total == {  # 160 of 220 expected, 50 paid
        "target_percent": "72.7", "target_rule": "weighted", "ahead_points": "-50.0", "behind": True,
        "shortfall_fen": 110000000, "due": None, "overdue_fen": 60000000, "missing_months": monthly["missing_months"],
        "forecast_fen": 100549451, "forecast_percent": "45.7", "needed_per_month_fen": 28333333,
    }  # fmt: skip


def test_without_a_date_every_key_of_the_schedule_is_null(capfdbinary, tmp_path):
    book = tmp_path / "book.xlsx"
    book.write_bytes(xlsx(Sheet("计划", [["单位:万元"], ["项目名称", "计划资金"], ["甲", 1.0]])))
    document = read(capfdbinary, "report", str(book))
    assert errors("report", document) == []
    for found in (document["totals"]["matching"], document["projects"][0]):
        assert {key: found[key] for key in SCHEDULE} == dict.fromkeys(SCHEDULE)


def test_the_keys_stand_in_the_order_of_the_interface(capfdbinary):
    document = read(capfdbinary, "report", BOOK, "--as-of", "2020-04-17")
    assert list(document) == [
        "schema", "as_of", "as_of_source", "year", "scope", "sources", "program", "settings", "assumptions",
        "totals", "projects", "excluded", "unmatched", "reconciliation", "plan_versions", "plan_changes", "findings",
    ]  # fmt: skip
    assert list(document["scope"]) == ["own_level", "excluded", "rate_base", "time_progress_rule"]
    assert list(document["sources"][0]) == ["name", "sha256", "tables"]
    assert list(document["sources"][0]["tables"][0]) == ["sheet", "kind", "header_rows", "unit", "rows"]
    assert list(document["totals"]) == ["matching", "maintenance"]
    total = ["projects", *MONEY, *RATES, *STAGES, *REFUNDS, *SCHEDULE, *SCORES, "rate_base", "levels", "complete"]
    assert list(document["totals"]["matching"]) == total
    line = ["project", "nature", "class", "unit", *MONEY, *RATES, *STAGES, *REFUNDS, *SCHEDULE, *SCORES]
    line += ["levels", "causes", "required_source", "need", "origins", "complete"]
    assert {tuple(item) for item in document["projects"] + document["excluded"]} == {tuple(line)}
    assert list(document["projects"][0]["levels"]) == ["central", "provincial", "municipal", "district", "other"]
    assert list(document["reconciliation"]) == [
        "ledger_total_fen", "matched_fen", "unmatched_fen", "out_of_scope_fen", "out_of_scope",
    ]  # fmt: skip


def test_a_finding_s_keys_stand_in_the_order_of_the_interface(capfdbinary, tmp_path):
    (first, *_) = read(capfdbinary, "check", str(untidy(tmp_path)))["findings"]
    assert list(first) == [
        "code", "severity", "message", "origins", "measure", "expected", "actual", "difference", "remedy",
        "title", "project", "unit",
    ]  # fmt: skip


@pytest.mark.parametrize("command", COMMANDS)
def test_the_same_input_gives_the_same_bytes_twice(capfdbinary, command, tmp_path):
    book = str(untidy(tmp_path))
    main([command, BOOK, book, "--format", "json"])
    first = capfdbinary.readouterr().out
    main([command, BOOK, book, "--format", "json"])
    assert capfdbinary.readouterr().out == first
    assert first.endswith(b"}\n")


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("names", SETS.values(), ids=SETS.keys())
def test_every_example_set_fits_the_shipped_schemas(capfdbinary, command, names):
    assert errors(command, read(capfdbinary, command, *(str(EXAMPLES / name) for name in names))) == []


@pytest.mark.parametrize("command", COMMANDS)
def test_a_workbook_with_many_findings_fits_the_shipped_schemas(capfdbinary, command, tmp_path):
    document = read(capfdbinary, command, str(untidy(tmp_path)))
    assert errors(command, document) == []
    assert len({finding["code"] for finding in document["findings"]}) >= 6


@pytest.mark.parametrize("command", COMMANDS)
def test_a_broken_input_beside_a_good_one_fits_the_shipped_schemas(capfdbinary, command, tmp_path):
    (tmp_path / "picture.xlsx").write_bytes(b"\x89PNG\r\n\x1a\n0000")
    document = read(capfdbinary, command, BOOK, str(tmp_path / "picture.xlsx"))
    assert errors(command, document) == []
    assert [finding["code"] for finding in document["findings"]] == ["F002"]


@pytest.mark.parametrize("name", COMMANDS)
def test_the_schemas_are_valid_and_refuse_an_unknown_key_anywhere(capfdbinary, name, tmp_path):
    Draft202012Validator.check_schema(schema(name).schema)
    document = read(capfdbinary, name, BOOK, str(untidy(tmp_path)))
    for part in (document, document["sources"][0], document["sources"][0]["tables"][0], document["findings"][0]):
        part["unheard_of"] = 1
        assert len(errors(name, document)) == 1
        del part["unheard_of"]
    assert errors(name, document) == []


@pytest.mark.parametrize(
    ("key", "wrong"),
    [("required_fen", 1.5), ("required_fen", "1"), ("disbursement_percent", 67.7), ("disbursement_percent", "67.7%")],
)
def test_the_schema_refuses_fractions_of_a_fen_and_rates_that_are_no_percent_text(capfdbinary, key, wrong):
    document = read(capfdbinary, "report", BOOK)
    document["projects"][0][key] = wrong
    assert len(errors("report", document)) == 1


def test_the_schemas_lists_of_words_are_those_of_the_vocabulary():
    report, inspect = schema("report").schema, schema("inspect").schema
    assert report["$defs"]["level"]["enum"] == list(LEVELS)
    assert list(report["$defs"]["line"]["properties"]["levels"]["properties"]) == list(LEVELS)
    assert report["$defs"]["nature"]["enum"] == list(NATURES)
    table = inspect["$defs"]["table"]["properties"]
    assert table["kind"]["enum"] == list(KINDS)
    assert table["unit"]["enum"] == [text.zh for text in UNIT_NAMES.values()]
    assert table["left_out"]["items"]["properties"]["why"]["enum"] == list(LEFT_OUT)


@pytest.mark.parametrize("encoding", ["gbk", "ascii"])
@pytest.mark.parametrize("command", COMMANDS)
def test_json_on_standard_output_is_utf_8_whatever_the_console_s_encoding(encoding, command):
    done = subprocess.run(
        [sys.executable, "-m", "minsheng_funds", command, BOOK, "--format", "json"],
        capture_output=True, check=True, env={**os.environ, "PYTHONIOENCODING": encoding},
    )  # fmt: skip
    assert "拨付台账" in done.stdout.decode("utf-8")
    assert done.stderr == b""


def test_a_nature_that_the_books_do_not_have_is_a_key_with_null(capfdbinary, tmp_path):
    book = tmp_path / "book.xlsx"
    book.write_bytes(xlsx(plan(("道路", 10)), ledger((day(1, 2), "道路", "甲", 100.0, ""))))
    totals = read(capfdbinary, "report", str(book))["totals"]
    assert list(totals) == ["matching", "maintenance"]
    assert totals["maintenance"] is None
    assert totals["matching"]["disbursed_fen"] == 10000


def test_with_a_progress_table_alone_there_is_nothing_to_reconcile(capfdbinary):
    assert read(capfdbinary, "report", str(EXAMPLES / "tongguan-2020-progress.xlsx"))["reconciliation"] is None


def test_the_buckets_of_the_reconciliation_add_up_to_the_ledger_total(capfdbinary, tmp_path):
    for book in (BOOK, str(untidy(tmp_path))):
        found = read(capfdbinary, "report", book)["reconciliation"]
        assert found["out_of_scope_fen"] == sum(part["disbursed_fen"] for part in found["out_of_scope"])
        assert found["ledger_total_fen"] == found["matched_fen"] + found["unmatched_fen"] + found["out_of_scope_fen"]


@pytest.mark.parametrize("command", COMMANDS)
def test_english_and_chinese_differ_only_in_sentences(capfdbinary, command, tmp_path):
    def without_sentences(document: Any) -> Any:
        document.pop("assumptions", None)
        for finding in document["findings"]:
            del finding["message"], finding["remedy"], finding["title"]
        for rule in document.get("not_run", ()):
            del rule["title"], rule["why"]
        return document

    book = str(untidy(tmp_path))
    chinese = read(capfdbinary, command, BOOK, book, "--lang", "zh")
    english = read(capfdbinary, command, BOOK, book, "--lang", "en")
    assert chinese != english
    assert without_sentences(chinese) == without_sentences(english)


def test_payments_that_no_plan_row_has_are_listed_with_their_first_cell(capfdbinary, tmp_path):
    (row,) = read(capfdbinary, "report", str(untidy(tmp_path)))["unmatched"]
    assert row == {
        "project": "供水站", "nature": None, "disbursed_fen": 1025, "payments": 1, "origins": ["untidy.xlsx!台账!D5"],
    }  # fmt: skip


def test_a_project_whose_money_cannot_be_read_is_marked_and_so_is_its_total(capfdbinary, tmp_path):
    document = read(capfdbinary, "report", str(untidy(tmp_path)))
    incomplete = {(line["project"], line["nature"]) for line in document["projects"] if not line["complete"]}
    assert {("道路", "matching"), ("供水", "maintenance"), ("改厕", "matching")} <= incomplete
    assert not document["totals"]["matching"]["complete"]
    assert not document["totals"]["maintenance"]["complete"]


def test_inspect_gives_each_column_its_full_header_and_each_row_left_out_its_reason(capfdbinary):
    (source,) = read(capfdbinary, "inspect", BOOK)["sources"]
    funding, _, payments = source["tables"]
    assert funding["columns"][10] == {
        "cell": "K5", "header": "资金筹集 > 区级", "field": "required", "level": "district", "nature": None,
        "unit": "万元",
    }  # fmt: skip
    assert {"origin": "tongguan-2020.xlsx!资金筹集方案!A6", "why": "total"} in funding["left_out"]
    assert payments["sums_fen"] == payments["stated_sums_fen"] == {"disbursed": 10872690000}


texts = st.text(st.characters(exclude_categories=[]))  # surrogates, too: names of files may have them
values = st.recursive(
    st.none() | st.booleans() | st.integers() | texts,
    lambda inner: st.lists(inner) | st.dictionaries(texts, inner),
)


@given(st.dictionaries(texts, values))
def test_documents_are_written_as_the_standard_library_would(document):
    assert dump(document) == json.dumps(document, ensure_ascii=False, indent=2) + "\n"
