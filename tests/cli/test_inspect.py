"""`inspect`: how each sheet was understood, in words and as JSON."""

import json
import re

from minsheng_funds.cli import main
from tests.support import Sheet, day, ledger, payments, plan, xlsx
from tests.test_examples import EXAMPLES

BOOK = str(EXAMPLES / "tongguan-2020.xlsx")


def section(text: str, heading: str) -> list[str]:
    return text.split(f"\n{heading}\n", 1)[1].split("\ntongguan", 1)[0].splitlines()


def test_each_table_is_shown_with_its_kind_header_unit_rows_and_sums(capfd):
    assert main(["--lang", "en", "inspect", BOOK]) == 0
    out, err = capfd.readouterr()
    assert err == ""
    facts = [re.split(r"\s{2,}", line.strip()) for line in section(out, "tongguan-2020.xlsx!拨付台账")[:7]]
    assert facts == [
        ["Read as", "payment ledger"],
        ["Title", "铜官区2020年民生工程资金拨付台账"],
        ["Header rows", "3"],
        ["Unit", "yuan"],
        ["Rows", facts[4][1]],
        ["Sums of the rows", "Disbursed 108726900.00 yuan"],
        ["Stated totals", "1 agree"],
    ]
    assert facts[4][1].startswith("153 taken (row 4 to row ")


def test_each_column_is_shown_with_its_full_header_path_its_field_and_its_level(capfd):
    main(["inspect", BOOK])
    lines = [re.split(r"\s{2,}", line) for line in section(capfd.readouterr().out, "tongguan-2020.xlsx!资金筹集方案")]
    assert ["K", "资金筹集 > 区级", "需配套(计划)", "区县级", "万元"] in lines
    assert ["E", "目标任务", "任务量"] in lines


def test_each_row_left_out_is_shown_with_its_reason(capfd):
    main(["inspect", BOOK])
    lines = [line.strip() for line in section(capfd.readouterr().out, "tongguan-2020.xlsx!拨付台账")]
    assert "合计行: 第 157 行" in lines
    assert "说明行: 第 158–159 行(2 行)" in lines


def test_rows_left_out_for_one_reason_are_one_line_of_runs(tmp_path, capfd):
    book = tmp_path / "book.xlsx"
    notes = [("", "", "", "", f"注{n}:说明") for n in range(3)]
    rows = [*notes, (day(1, 2), "道路", "甲", 5.0, ""), *notes[:1], (day(1, 3), "道路", "甲", 6.0, "")]
    book.write_bytes(xlsx(ledger(*rows)))
    main(["--lang", "en", "inspect", str(book)])
    assert "note: rows 4–6, 8 (4)" in capfd.readouterr().out


def test_a_stated_total_that_differs_is_shown_with_both_amounts(tmp_path, capfd):
    book = tmp_path / "book.xlsx"
    book.write_bytes(xlsx(ledger((day(1, 2), "道路", "甲", 100.5, ""), ("合计", "", "", 99.0, ""))))
    assert main(["--lang", "en", "inspect", str(book)]) == 0
    (line,) = [line for line in capfd.readouterr().out.splitlines() if line.startswith("D5 ")]
    assert re.split(r"\s{2,}", line) == ["D5", "Disbursed", "99.00", "100.50", "-1.50", "✗ differs"]


def test_a_sheet_that_no_kind_fits_is_a_finding_and_the_exit_code_stays_0(tmp_path, capfd):
    book = tmp_path / "book.xlsx"
    book.write_bytes(xlsx(plan(("道路", 10)), Sheet("通讯录", [["姓名", "电话"], ["张三", "0562-1"]])))
    assert main(["inspect", str(book), "--format", "json"]) == 0
    document = json.loads(capfd.readouterr().out)
    assert [table["sheet"] for table in document["sources"][0]["tables"]] == ["计划"]
    assert ["book.xlsx!通讯录"] in [finding["origins"] for finding in document["findings"]]


def test_a_source_that_cannot_be_read_beside_another_is_a_finding_that_names_it(tmp_path, capfd):
    (tmp_path / "picture.xlsx").write_bytes(b"\x89PNG\r\n\x1a\n0000")
    assert main(["--lang", "en", "inspect", BOOK, str(tmp_path / "picture.xlsx")]) == 0
    out, err = capfd.readouterr()
    assert "[F002 error]" in out
    assert "picture.xlsx" in out
    assert err == ""


def test_a_source_that_cannot_be_read_alone_is_one_line_and_exit_code_2(tmp_path, capfd):
    (tmp_path / "picture.xlsx").write_bytes(b"\x89PNG\r\n\x1a\n0000")
    assert main(["inspect", str(tmp_path / "picture.xlsx")]) == 2
    out, err = capfd.readouterr()
    assert out == ""
    assert err.startswith("minsheng-funds: picture.xlsx: ")
    assert err.count("\n") == 1


def test_what_the_settings_say_of_a_table_shows(tmp_path, capfd):
    book = tmp_path / "book.xlsx"
    book.write_bytes(xlsx(plan(("道路", 10))))
    (tmp_path / "minsheng-funds.toml").write_text('[tables."计划"]\nunit = "元"\n', encoding="utf-8")
    main(["inspect", str(book), "--format", "json"])
    (table,) = json.loads(capfd.readouterr().out)["sources"][0]["tables"]
    assert (table["unit"], table["sums_fen"]) == ("元", {"required": 1000})


def grid_of(text: str) -> list[list[str]]:
    """The lines of the first grid of an output, each split into its cells."""
    lines = text.splitlines()
    start = next(place for place, line in enumerate(lines) if re.fullmatch(r"\s+│ A( +│.*)?", line))
    end = next(
        place
        for place in range(start, len(lines))
        if "│" not in lines[place] and "┼" not in lines[place] and "╪" not in lines[place]
    )
    return [[" ".join(cell.split()) for cell in line.split("│")] for line in lines[start:end] if "│" in line]


def test_the_grid_shows_letters_fields_units_and_marks_header_first_last_and_left_out_rows(tmp_path, capfd):
    book = tmp_path / "book.xlsx"
    book.write_bytes(xlsx(plan(("道路", 10), ("水库", 20.5), ("合计", 30.5))))
    main(["--lang", "en", "inspect", str(book)])
    assert grid_of(capfd.readouterr().out) == [
        ["", "A", "B", "C"],
        ["", "No.", "Project", "Required"],
        ["", "", "", "10k yuan"],
        ["1", "2020年资金筹集方案"],
        ["2", "单位:万元", ""],
        ["header 3", "序号", "项目名称", "计划资金"],
        ["first row 4", "1", "道路", "10"],
        ["last row 5", "2", "水库", "20.5"],
        ["total row 6", "3", "合计", "30.5"],
    ]


def test_a_long_sheet_shows_its_first_and_last_rows_and_how_many_are_between(tmp_path, capfd):
    book = tmp_path / "book.xlsx"
    book.write_bytes(xlsx(ledger(*payments(200), ("合计", "", "", 2010000.0, ""), ("注:完", "", "", "", ""))))
    main(["--lang", "en", "inspect", str(book)])
    grid = grid_of(capfd.readouterr().out)
    assert [line[0].split()[-1] for line in grid[3:] if line[0]] == [*map(str, range(1, 13)), "203", "204", "205"]
    assert ["", "… 190 more rows …"] in grid


def test_piped_names_are_whole_however_long(tmp_path, capfd):
    book = tmp_path / "book.xlsx"
    name = "农村生活污水治理提升改造及管网维护项目" * 4
    book.write_bytes(xlsx(plan((name, 10))))
    main(["inspect", str(book)])
    assert any(name in line and "│" in line for line in capfd.readouterr().out.splitlines())


def test_json_gives_the_rows_the_stated_sums_and_the_unread_sheets_with_their_proposal(tmp_path, capfd):
    book = tmp_path / "book.xlsx"
    foreign = Sheet("Funds", [["Projekt", "Paid"], ["Road", 5], ["Dam", 6]])
    book.write_bytes(xlsx(plan(("道路", 10), ("合计", 11)), foreign))
    main(["inspect", str(book), "--format", "json"])
    document = json.loads(capfd.readouterr().out)
    (table,) = document["sources"][0]["tables"]
    assert table["sample"][3] == {"row": 4, "cells": {"A": "1", "B": "道路", "C": "10"}}
    assert table["stated"] == [
        {
            "origin": "book.xlsx!计划!C5",
            "measure": "required",
            "stated_fen": 11_000_000,
            "summed_fen": 10_000_000,
            "agrees": False,
        }
    ]
    assert table["proposal"] is None
    (unread,) = document["unread"]
    assert (unread["source"], unread["sheet"], unread["rows"][0]["cells"]["A"]) == ("book.xlsx", "Funds", "Projekt")
    assert '[tables."Funds"]' in unread["proposal"]


def test_the_page_is_written_and_nothing_printed(tmp_path, capfd):
    page = tmp_path / "page.html"
    assert main(["inspect", BOOK, "--html", str(page)]) == 0
    assert capfd.readouterr() == ("", "")
    assert page.read_text(encoding="utf-8").startswith("<!DOCTYPE html>")


def test_the_page_never_takes_the_place_of_an_input(tmp_path, capfd):
    book = tmp_path / "book.xlsx"
    book.write_bytes(xlsx(plan(("道路", 10))))
    before = book.read_bytes()
    assert main(["inspect", str(book), "--html", str(book)]) == 2
    assert book.read_bytes() == before


def test_what_is_listed_piece_by_piece_is_never_more_than_a_screen(tmp_path, capfd):
    book = tmp_path / "book.xlsx"
    rows = []
    for n in range(100):
        rows += [(day(1, 2), f"项目{n}", "甲", 5.0, ""), ("小计", "", "", 5.0, ""), ("注:完", "", "", "", "")]
    book.write_bytes(xlsx(ledger(*rows)))
    main(["--lang", "en", "inspect", str(book)])
    out = capfd.readouterr().out
    assert "76 more agree" in out
    assert "(88 more places)" in out
    assert len(out.splitlines()) < 90
