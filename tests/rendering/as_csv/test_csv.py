"""The csv pen: amounts to the fen, text that is never a formula, a byte-order mark in files for Excel."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from minsheng_funds import __version__
from minsheng_funds.cli import main
from minsheng_funds.rendering.as_csv import safe, write_csv
from minsheng_funds.settings import Settings
from tests.support import Sheet, day, ledger, plan, run, xlsx
from tests.test_examples import EXAMPLES, SETS, read


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_the_header_names_each_column_with_its_unit():
    text = write_csv(read(SETS["xlsx"]), Settings())
    assert text.splitlines()[0] == (
        "项目名称,资金类别,类别,责任单位,需配套(元),已安排(元),已下达(元),已到位(元),已拨付(元),未拨付(元),资金缺口(元),拨付率(%),数字完整,口径与来源"
    )


def test_the_first_row_says_what_the_figures_cover_and_where_they_come_from():
    first, *others = rows(write_csv(read(SETS["xlsx"]), Settings(lang="en")))
    said = first["Scope and sources"]
    assert "As of: 2020-05-28" in said or "As of: 2020" in said
    assert "tongguan-2020.xlsx: SHA-256 " in said
    assert f"Made by: minsheng-funds {__version__}" in said
    assert {row["Scope and sources"] for row in others} == {""}


def test_every_project_has_one_row_and_its_amounts_add_up_to_the_published_totals_to_the_fen():
    found = rows(write_csv(read(SETS["xlsx"]), Settings()))
    assert len(found) == 28
    for nature, required, disbursed in (("配套资金", 3794600000, 2568100000), ("管护资金", 691000000, 306300000)):
        of_nature = [row for row in found if row["资金类别"] == nature]
        for name, total in (("需配套(元)", required), ("已拨付(元)", disbursed), ("未拨付(元)", required - disbursed)):
            assert sum(int(row[name].replace(".", "")) for row in of_nature) == total


def test_amounts_are_printed_to_the_fen_and_blank_where_they_cannot_be_computed():
    (row,) = rows(write_csv(run(plan(("道路", 10)), ledger((day(1, 2), "道路", "甲", 1234.56, ""))), Settings()))
    assert (row["需配套(元)"], row["已拨付(元)"], row["未拨付(元)"]) == ("100000.00", "1234.56", "98765.44")
    assert (row["已安排(元)"], row["资金缺口(元)"], row["拨付率(%)"], row["数字完整"]) == ("", "", "1.2", "是")


def test_payments_without_a_plan_have_rows_of_their_own_so_that_the_column_adds_up_to_the_ledger():
    paid = ledger(
        (day(1, 2), "道路", "甲", 1234.56, ""), (day(1, 3), "=桥", "甲", 5.0, ""), (day(1, 4), "=桥", "甲", 6.0, "")
    )
    outcome = run(plan(("道路", 10)), paid)
    planned, unplanned = rows(write_csv(outcome, Settings()))
    filled = {head: text for head, text in unplanned.items() if text}
    assert filled == {"项目名称": "'=桥", "类别": "无计划", "已拨付(元)": "11.00"}
    assert outcome.statement.reconciliation is not None
    total = sum(int(row["已拨付(元)"].replace(".", "")) for row in (planned, unplanned))
    assert total == outcome.statement.reconciliation.ledger_total


@pytest.mark.parametrize(("lang", "text"), [("zh", "(无数据)"), ("en", "(no data)")])
def test_without_any_project_the_only_row_says_so_and_where_that_comes_from(lang, text):
    (row,) = rows(write_csv(run(plan()), Settings(lang=lang)))
    first, *others, said = row.values()
    assert first == text
    assert set(others) == {""}
    assert "SHA-256" in said


def test_negative_amounts_stay_numbers():
    (row,) = rows(write_csv(run(plan(("道路", 10)), ledger((day(1, 2), "道路", "甲", -12.5, ""))), Settings()))
    assert row["已拨付(元)"] == "-12.50"


def test_an_incomplete_row_says_so():
    (row,) = rows(
        write_csv(run(plan(("道路", 10)), ledger((day(1, 2), "道路", "甲", "待定", ""))), Settings(lang="en"))
    )
    assert row["Complete"] == "no"


@pytest.mark.parametrize(
    "start", ["=", "+", "-", "@", "\uff1d", "\uff0b", "\uff0d", "\uff20", " =", "\u3000+", "\t", "\r", "\n"]
)
def test_text_that_begins_like_a_formula_is_written_behind_an_apostrophe(start):
    assert safe(f"{start}1+1") == f"'{start}1+1"


@given(st.text(st.characters(exclude_categories=["Cc", "Cf", "Cs"], include_characters="\t\r\n")))
def test_no_text_begins_like_a_formula_and_other_text_is_unchanged(text):
    assert safe(text)[:1] not in ("=", "+", "-", "@", "\t", "\r", "\n")
    assert safe(text).lstrip()[:1] not in ("=", "+", "-", "@")
    assert safe(text).removeprefix("'") == text.removeprefix("'")


@pytest.mark.parametrize("control", ["\0", "\x1b", "\x7f", "\x9b", "\u200f", "\u202e", "\u2066", "\udcb2"])
def test_what_moves_a_cursor_or_turns_text_around_is_taken_out(control):
    assert safe(f"甲{control}乙") == "甲\ufffd乙"


def test_names_classes_and_units_from_a_workbook_are_all_guarded():
    header = ("项目名称", "类别", "责任单位", "计划资金")
    sheet = Sheet(
        "计划", [["2020年资金筹集方案"], ["单位:万元"], header, ["=1+1", "+甲", "@乙", 1], ["-丙", "", "", 2]]
    )
    found = rows(write_csv(run(sheet), Settings()))
    assert [row["项目名称"] for row in found] == ["'=1+1", "'-丙"]
    assert (found[0]["类别"], found[0]["责任单位"]) == ("'+甲", "'@乙")


def test_text_with_commas_quotes_and_line_ends_comes_back_as_it_was():
    found = rows(write_csv(run(plan(('道路,"一期"', 1), ("桥梁", 2))), Settings()))
    assert [row["项目名称"] for row in found] == ['道路,"一期"', "桥梁"]


def test_a_file_begins_with_a_byte_order_mark_and_standard_output_does_not(tmp_path, capfdbinary):
    book, output = str(EXAMPLES / "tongguan-2020.xlsx"), tmp_path / "out.csv"
    assert main(["report", book, "--format", "csv"]) == 0
    printed = capfdbinary.readouterr().out
    assert main(["report", book, "-o", str(output)]) == 0
    assert output.read_bytes() == b"\xef\xbb\xbf" + printed
    assert printed.startswith("项目名称,".encode())


def test_what_csv_has_no_place_for_is_said_on_standard_error(tmp_path, capfd):
    book = tmp_path / "book.xlsx"
    book.write_bytes(xlsx(plan(("道路", 10)), ledger((day(1, 2), "桥\x1b[31m梁", "甲", 5.0, ""))))
    assert main(["--lang", "en", "report", str(book), "--format", "csv"]) == 0
    said = capfd.readouterr().err.splitlines()
    assert len(said) == 1
    assert said[0].startswith("book.xlsx!台账!D4: X001 ")
    assert "\x1b" not in said[0]
