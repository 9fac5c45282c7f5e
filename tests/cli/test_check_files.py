"""`check -o` and `--annotate`: the problem list and the marked copy, written whole or not at all."""

from pathlib import Path
from typing import Any

import openpyxl
import pytest

from minsheng_funds.cli import main
from tests.support import day, ledger, plan, xlsx

GOOD = (day(1, 2), "道路", "甲", 5000.0, "")
WARNED = (day(1, 4), "水渠", "甲", 700.33, "")
WRONG = (day(1, 3), "道路", "甲", "待定", "")


def save(folder: Path, *payments: Any, name: str = "book.xlsx") -> str:
    path = folder / name
    path.write_bytes(xlsx(plan(("道路", 10), ("桥梁", 20)), ledger(*payments)))
    return str(path)


def test_the_problem_list_has_one_row_a_finding_linked_to_its_cell(tmp_path, capfd):
    folder = tmp_path / "清单"
    folder.mkdir()
    book, target = save(tmp_path, GOOD, WARNED, WRONG), folder / "problems.xlsx"
    assert main(["check", book, "-o", str(target)]) == 1
    out, err = capfd.readouterr()
    assert (out, err.count("\n")) == ("", 1)
    assert err.startswith("已写入 ")
    sheet = openpyxl.load_workbook(target)["问题清单"]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=4)]
    assert [row[0] for row in rows] == list(range(1, len(rows) + 1))
    (canal,) = [row for row in rows if row[9] == "X001"]
    assert (canal[1], canal[4], canal[8], canal[10], canal[11]) == ("水渠", 700.33, "警告", "台账", "D5")
    (link,) = [row[11].hyperlink for row in sheet.iter_rows(min_row=4) if row[9].value == "X001"]
    assert link is not None
    assert (link.target, link.location) == ("../book.xlsx", "'台账'!D5")


def test_an_input_is_never_the_list(tmp_path, capfd):
    book = save(tmp_path, GOOD)
    before = Path(book).read_bytes()
    assert main(["check", book, "-o", book]) == 2
    assert Path(book).read_bytes() == before
    assert capfd.readouterr().err.count("\n") == 1


@pytest.mark.parametrize("name", ["a.docx", "a", "a.xls"])
def test_an_unknown_suffix_is_refused_with_those_that_are_known(tmp_path, capfd, name):
    assert main(["--lang", "en", "check", save(tmp_path, GOOD), "-o", str(tmp_path / name)]) == 2
    assert ".xlsx" in capfd.readouterr().err
    assert not (tmp_path / name).exists()


def test_several_lists_may_be_written_and_capitals_in_a_suffix_do_no_harm(tmp_path):
    targets = [tmp_path / "a.xlsx", tmp_path / "B.XLSX"]
    assert main(["check", save(tmp_path, GOOD), *(f"-o{target}" for target in targets)]) == 0
    assert [openpyxl.load_workbook(target).sheetnames[0] for target in targets] == ["问题清单"] * 2


def test_the_list_is_in_english_where_asked(tmp_path):
    main(["--lang", "en", "check", save(tmp_path, GOOD, WRONG), "-o", str(tmp_path / "a.xlsx")])
    sheet = openpyxl.load_workbook(tmp_path / "a.xlsx")["Problems"]
    labels = ["No.", "Project", "Responsible unit", "Problem", "Amount", "Reason", "Measure", "Deadline"]
    assert [cell.value for cell in sheet[3]][:8] == labels
