"""`compare`: what it takes, what it prints and writes, which comparison it chooses, what it refuses, its exit code."""

import csv
import io
import json
import os
from pathlib import Path
from typing import Any

import pytest

from minsheng_funds.cli import main
from tests.support import Sheet, csv_bytes, day, ledger, plan, xlsx
from tests.test_examples import EXAMPLES

BOOK = str(EXAMPLES / "tongguan-2020.xlsx")
OLDER, NEWER = (str(EXAMPLES / f"tongguan-{year}-plan.xlsx") for year in (2019, 2020))
EXPORT, CSV = str(EXAMPLES / "tongguan-2020-ledger.xlsx"), str(EXAMPLES / "tongguan-2020-ledger.csv")
DATES = ("--old-as-of", "2020-03-31", "--new-as-of", "2020-04-17")
GOOD = (day(1, 2), "道路", "甲", 50000.0, "")
LATER = (day(2, 2), "道路", "甲", 20000.0, "")
UNREADABLE = (day(1, 3), "道路", "甲", "待定", "")


@pytest.fixture(autouse=True)
def _clean(monkeypatch):
    for name in [name for name in os.environ if name.startswith("MINSHENG_FUNDS_")]:
        monkeypatch.delenv(name)


def save(folder: Path, name: str, *payments: Any, title: str = "2020年资金筹集方案", planned: bool = True) -> str:
    sheets: list[Sheet] = [plan(("道路", 10), ("桥梁", 20), title=title)] if planned else []
    file = folder / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(xlsx(*sheets, *([ledger(*payments)] if payments else [])))
    return str(file)


def read(capfd: pytest.CaptureFixture[str], *arguments: str) -> Any:
    main(["compare", *arguments, "--format", "json"])
    return json.loads(capfd.readouterr().out)


def refusal(capfd: pytest.CaptureFixture[str], *arguments: str) -> str:
    assert main(["compare", *arguments, "--lang", "en"]) == 2
    out, err = capfd.readouterr()
    assert out == ""
    assert err.count("\n") == 1
    return err


@pytest.mark.parametrize(
    ("arguments", "kind"),
    [((BOOK, BOOK, *DATES), "dates"), ((OLDER, NEWER), "plans"), ((CSV, EXPORT), "exports")],
    ids=["dates", "plans", "exports"],
)
def test_the_kind_is_chosen_by_what_the_tables_are_and_said_as_an_assumption(capfd, arguments, kind):
    assert main(["compare", *arguments, "--lang", "en"]) == 0
    out, err = capfd.readouterr()
    assert err == ""
    assert "--year" in out or "--kind" in out or "--plan" in out
    document = read(capfd, *arguments)
    assert (document["kind"], document["kind_source"], document["complete"]) == (kind, "auto", True)
    assert len(document["assumptions"]) == 1
    assert [part for part in ("dates", "plans", "exports") if document[part] is not None] == [kind]


def test_the_kind_can_be_given_and_then_nothing_is_assumed(capfd):
    document = read(capfd, BOOK, BOOK, "--kind", "exports")
    assert (document["kind"], document["kind_source"], document["assumptions"]) == ("exports", "option", [])
    assert document["exports"]["differences"] == []


def test_the_published_figures_stand_on_the_new_side(capfd):
    """2568.1 of 3794.6 is 67.7%; on 31 March 1978.290058 were paid, 52.1%: + 589.809942, + 15.5 points."""
    total = read(capfd, BOOK, BOOK, *DATES)["dates"]["totals"]["matching"]
    assert (total["disbursed_old_fen"], total["disbursed_new_fen"]) == (1978290058, 2568100000)
    assert total["disbursed_change_fen"] == 589809942
    assert (total["disbursement_old_percent"], total["disbursement_new_percent"]) == ("52.1", "67.7")
    assert total["disbursement_change_points"] == "15.5"
    assert total["reconciliation"]["disbursed"]["both_change_fen"] == 589809942


@pytest.mark.parametrize("book", [BOOK, EXPORT, OLDER, str(EXAMPLES / "tongguan-2020-progress.xlsx")])
def test_a_workbook_compared_with_itself_differs_in_nothing(capfd, book):
    document = read(capfd, book, book)
    text = json.dumps(document)
    assert main(["compare", book, book]) == 0
    capfd.readouterr()
    for key in ("disbursed_change_fen", "required_change_fen", "change_fen"):
        assert all(part.startswith((" 0,", " 0}", " null")) for part in text.split(f'"{key}":')[1:])


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [((GOOD,), (GOOD, LATER), 0), ((GOOD, UNREADABLE), (GOOD,), 1), ((GOOD,), (GOOD, UNREADABLE), 1)],
    ids=["complete", "old incomplete", "new incomplete"],
)
def test_the_exit_code_is_1_where_figures_of_either_side_are_incomplete(tmp_path, capfd, old, new, code):
    books = (save(tmp_path, "old.xlsx", *old), save(tmp_path, "new.xlsx", *new))
    assert main(["compare", *books]) == code
    assert ("*" in capfd.readouterr().out) == bool(code)
    document = read(capfd, *books)
    assert document["complete"] == (code == 0)
    assert document["dates"]["totals"]["matching"]["complete"] == (code == 0)


def test_findings_are_listed_with_their_side(tmp_path, capfd):
    books = (
        save(tmp_path, "old.xlsx", GOOD, UNREADABLE),
        save(tmp_path, "new.xlsx", (day(1, 2), "水渠", "甲", 7.0, "")),
    )
    found = [(finding["side"], finding["code"]) for finding in read(capfd, *books)["findings"]]
    assert ("both", "C006") in found
    assert ("new", "X001") in found
    assert any(side == "old" and code.startswith("A") for side, code in found)


def test_two_workbooks_of_one_name_are_told_apart_by_their_paths(tmp_path, capfd):
    books = (save(tmp_path, "may/book.xlsx", GOOD), save(tmp_path, "june/book.xlsx", GOOD, LATER))
    document = read(capfd, *books)
    assert [document[side]["sources"][0]["name"] for side in ("old", "new")] == list(books)
    origins = next(line["origins"] for line in document["dates"]["projects"] if line["project"] == "道路")
    assert origins == {"old": [f"{books[0]}!计划!B4"], "new": [f"{books[1]}!计划!B4"]}


def test_a_folder_stands_for_all_its_workbooks_without_lock_files(tmp_path, capfd):
    old, new = tmp_path / "old", tmp_path / "new"
    save(old, "b-plan.xlsx")
    (old / "a.csv").write_bytes(csv_bytes([["拨付日期", "项目名称", "拨付金额(元)"], ["2020-01-02", "道路", "50000"]]))
    (old / "~$b-plan.xlsx").write_bytes(b"x")
    (old / "notes.txt").write_text("x")
    save(new, "book.XLSX", GOOD, LATER)
    document = read(capfd, str(old), str(new))
    assert [source["name"] for source in document["old"]["sources"]] == ["a.csv", "b-plan.xlsx"]
    assert document["dates"]["totals"]["matching"]["disbursed_change_fen"] == 2000000


def test_a_folder_without_a_workbook_is_one_line(tmp_path, capfd):
    (tmp_path / "~$book.xlsx").write_bytes(b"x")
    assert "no workbook in this folder" in refusal(capfd, str(tmp_path), BOOK)


def test_a_plan_given_once_holds_on_both_sides(tmp_path, capfd):
    old, new = (
        save(tmp_path, name, *rows, planned=False) for name, rows in (("o.xlsx", [GOOD]), ("n.xlsx", [GOOD, LATER]))
    )
    document = read(capfd, old, new, "--plan", save(tmp_path, "plan.xlsx"))
    assert document["kind"] == "dates"
    assert document["dates"]["totals"]["matching"]["disbursement_change_points"] == "6.7"
    assert [source["name"] for source in document["old"]["sources"]] == ["o.xlsx", "plan.xlsx"]


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        ((BOOK, EXPORT), "no plan: neither dates nor plans can be compared"),
        ((EXPORT, CSV, "--kind", "dates"), "name the plan with --plan"),
        ((OLDER, NEWER, "--kind", "exports"), "no payment ledger"),
        ((OLDER, NEWER, "--kind", "dates"), "2019 / 2020: plans of different years are not two dates of one plan"),
        ((BOOK, "nowhere.xlsx"), "no such file"),
        ((BOOK, BOOK, "--new-as-of", "31.31"), "is no date"),
    ],
    ids=["a plan on one side", "no plan", "no ledger", "two years", "no file", "no date"],
)
def test_what_cannot_be_compared_is_refused_in_one_line_that_says_what_to_do(capfd, arguments, expected):
    assert expected in refusal(capfd, *arguments)


def test_files_are_written_by_their_suffix_and_standard_output_stays_empty(tmp_path, capfd):
    outputs = [tmp_path / f"c.{suffix}" for suffix in ("json", "csv", "md")]
    assert main(["compare", OLDER, NEWER, *(part for file in outputs for part in ("-o", str(file)))]) == 0
    assert capfd.readouterr().out == ""
    assert json.loads(outputs[0].read_text(encoding="utf-8"))["kind"] == "plans"
    assert outputs[1].read_bytes().startswith(b"\xef\xbb\xbf")
    assert outputs[2].read_text(encoding="utf-8").startswith("# 民生工程资金对比\n")


def test_inputs_are_never_overwritten_and_other_suffixes_refused(tmp_path, capfd):
    book = save(tmp_path, "book.csv", GOOD)
    assert "the output is one of the inputs" in refusal(capfd, book, BOOK, "-o", book)
    assert "unknown output format" in refusal(capfd, BOOK, BOOK, "-o", str(tmp_path / "x.pdf"))


def test_top_says_how_many_ranks_are_listed(capfd):
    assert main(["compare", BOOK, BOOK, *DATES, "--top", "1", "--lang", "en"]) == 0
    out = capfd.readouterr().out
    table = out.split("Projects that moved most (top 1)\n")[1].split("\n\n")[0]
    assert table.count("Matching funds") == table.count("Maintenance funds") == 1
    assert main(["compare", BOOK, BOOK, *DATES, "--top", "0", "--lang", "en"]) == 0
    assert "moved most" not in capfd.readouterr().out


def test_the_csv_holds_every_row_in_yuan_and_text_is_never_a_formula(tmp_path, capfd):
    old = tmp_path / "old.xlsx"
    old.write_bytes(xlsx(plan(("=道路", 10)), ledger((day(1, 2), "=道路", "甲", 50000.0, ""))))
    main(["compare", str(old), str(old), "--format", "csv", "--lang", "en"])
    rows = list(csv.DictReader(io.StringIO(capfd.readouterr().out)))
    assert rows[0]["Project"] == "'=道路"
    assert rows[0]["Disbursed, new(yuan)"] == "50000.00"
    assert rows[0]["Disbursed, change(yuan)"] == "0.00"


@pytest.mark.parametrize(("kind", "count"), [("dates", 2), ("plans", 2), ("exports", 2), ("exports", 0)])
def test_the_first_row_of_the_csv_says_what_was_compared_and_where_it_comes_from(tmp_path, capfd, kind, count):
    sides = []
    for name in ("a.xlsx", "b.xlsx"):
        rows = [(f"道路{number}", 10) for number in range(count)]
        paid = [(day(1, 2), f"道路{number}", name, 5000.0, "") for number in range(count)]
        sides.append(tmp_path / name)
        sides[-1].write_bytes(xlsx(plan(*rows), ledger(*paid)))
    assert main(["compare", *map(str, sides), "--kind", kind, "--format", "csv"]) == 0
    first, *others = csv.DictReader(io.StringIO(capfd.readouterr().out))
    said = first["口径与来源"]
    assert "a.xlsx: SHA-256 " in said
    assert "b.xlsx: SHA-256 " in said
    assert not any(row["口径与来源"] for row in others)
    assert ("(无数据)" in first.values()) == (count == 0)


@pytest.mark.parametrize(
    ("arguments", "rows"), [((OLDER, NEWER), 35 + 6), ((BOOK, BOOK, *DATES), 22 + 6)], ids=["plans", "dates"]
)
def test_the_csv_has_a_row_for_every_project_and_nature(capfd, arguments, rows):
    """Plans: 23 + 11 retired projects of matching funds, one of them excluded, and 6 of maintenance funds."""
    main(["compare", *arguments, "--format", "csv"])
    assert len(list(csv.reader(io.StringIO(capfd.readouterr().out)))) == rows - (arguments[0] == OLDER) + 1


def test_settings_of_different_scope_and_sides_in_the_wrong_order_are_warned_of(tmp_path, capfd):
    for name, exclude in (("a", "[]"), ("b", '["桥梁"]')):
        save(tmp_path, f"{name}/{name}.xlsx", GOOD)
        (tmp_path / name / "minsheng-funds.toml").write_text(f"exclude = {exclude}\n", encoding="utf-8")
    sides = (str(tmp_path / "a"), str(tmp_path / "b"))
    document = read(capfd, *sides, "--old-as-of", "2020-05-31", "--new-as-of", "2020-04-30")
    assert {finding["code"] for finding in document["findings"] if finding["side"] == "both"} == {"C004", "C005"}
    assert document["old"]["scope"]["excluded"] == []
    assert document["new"]["scope"]["excluded"] == ["桥梁"]


def test_settings_of_a_table_by_its_file_s_name_hold_where_both_files_have_that_name(tmp_path, capfd):
    books = (save(tmp_path, "may/book.xlsx", GOOD, LATER), save(tmp_path, "june/book.xlsx", GOOD, LATER))
    config = tmp_path / "settings.toml"
    config.write_text('[tables."book.xlsx!台账"]\nkind = "ignore"\n', encoding="utf-8")
    document = read(capfd, *books, "--config", str(config))
    assert [table["sheet"] for table in document["new"]["sources"][0]["tables"]] == ["计划"]
    assert document["findings"] == []


def test_a_plan_of_another_year_than_the_one_asked_for_is_said(tmp_path, capfd):
    old = save(tmp_path, "old.xlsx", title="2019年资金筹集方案")
    new = save(tmp_path, "new.xlsx")
    err = refusal(capfd, old, new, "--year", "2020")
    assert "old.xlsx: the plan of this side is of 2019, not of 2020" in err


@pytest.mark.parametrize("option", ["--old-as-of", "--new-as-of"])
def test_a_bad_date_is_reported_under_the_option_that_gave_it(option, capfd):
    assert refusal(capfd, BOOK, BOOK, option, "2020-13-01").startswith(f"minsheng-funds: {option}: ")


def test_only_the_side_with_a_broken_file_is_marked_incomplete(tmp_path, capfd):
    save(tmp_path, "old/a.xlsx", GOOD)
    save(tmp_path, "new/a.xlsx", GOOD, LATER)
    (tmp_path / "new" / "b.xlsx").write_bytes(b"PK\x03\x04 broken")
    arguments = [str(tmp_path / "old"), str(tmp_path / "new"), "--kind", "dates"]
    total = read(capfd, *arguments)["dates"]["totals"]["matching"]
    assert (total["complete_old"], total["complete_new"], total["complete"]) == (True, False, False)
    main(["compare", *arguments, "--lang", "en"])
    out = capfd.readouterr().out
    assert "Disbursed, old 5.0 " in out
    assert "Disbursed, new 7.0*" in out
    assert "Old total 300000.00 50000.00 " in " ".join(out.split())
