"""`check -o` and `--annotate`: the problem list and the marked copy, written whole or not at all."""

import json
import zipfile
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from minsheng_funds.cli import main
from tests.rendering.annotated.rich import repacked
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
    (canal,) = [row for row in rows if row[8] == "X001"]
    assert (canal[1], canal[4], canal[7], canal[9]) == ("水渠", 700.33, "警告", "台账!D5")
    (link,) = [row[9].hyperlink for row in sheet.iter_rows(min_row=4) if row[8].value == "X001"]
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
    labels = ["No.", "Project", "Responsible unit", "Problem", "Amount", "Reason", "Measure", "Severity"]
    assert [cell.value for cell in sheet[3]][:8] == labels


# --- The marked copy --------------------------------------------------------------------------------------


def notes(path: Path, sheet: str = "台账") -> dict[str, str]:
    page = openpyxl.load_workbook(path)[sheet]
    return {cell.coordinate: cell.comment.text for row in page.iter_rows() for cell in row if cell.comment is not None}


def test_the_copy_holds_the_findings_as_comments_and_the_list_is_still_printed(tmp_path, capfd):
    book, copy = save(tmp_path, GOOD, WARNED, WRONG), tmp_path / "标注.xlsx"
    before = Path(book).read_bytes()
    assert main(["check", book, "--annotate", str(copy)]) == 1
    out, err = capfd.readouterr()
    assert "X001" in out
    assert err.startswith("已写入 ")
    found = notes(copy)
    assert found["D5"].startswith("[X001 警告] ")
    assert found["D6"].startswith("[A001 错误] ")
    assert Path(book).read_bytes() == before


def test_the_copy_and_the_list_may_be_written_in_one_run(tmp_path, capfd):
    book = save(tmp_path, GOOD, WARNED)
    arguments = ["-o", str(tmp_path / "p.xlsx"), "--annotate", str(tmp_path / "c.xlsx")]
    assert main(["check", book, *arguments]) == 0
    (line,) = capfd.readouterr().err.splitlines()
    assert "p.xlsx" in line
    assert "c.xlsx" in line
    assert (tmp_path / "p.xlsx").exists()
    assert "D5" in notes(tmp_path / "c.xlsx")


def test_only_the_workbook_named_alone_is_marked_and_plans_count_all_the_same(tmp_path):
    ledger_file, plan_file = tmp_path / "a.xlsx", tmp_path / "b.xlsx"
    ledger_file.write_bytes(xlsx(ledger(GOOD, WARNED)))
    plan_file.write_bytes(xlsx(plan(("道路", 10), ("桥梁", 20))))
    copy = tmp_path / "c.xlsx"
    assert main(["check", str(ledger_file), "--plan", str(plan_file), "--annotate", str(copy)]) == 0
    assert openpyxl.load_workbook(copy).sheetnames == ["台账"]
    assert list(notes(copy)) == ["D5"]


@pytest.mark.parametrize(
    ("books", "copy", "words"),
    [
        (["a.xlsx", "b.xlsx"], "c.xlsx", "2 workbooks"), (["a.xlsx"], "a.xlsx", "the output is one of the inputs"),
        (["a.xlsx"], "c.xlsm", "suffix"), (["a.xls"], "c.xlsx", ".xls file cannot be marked"), (["a.xlsx"], "no/c.xlsx", "its folder does not exist"),
    ],
)  # fmt: skip
def test_what_cannot_be_marked_is_one_line_and_nothing_is_written(tmp_path, capfd, books, copy, words):
    for name in books:
        save(tmp_path, GOOD, name=name)
    before = sorted(path.name for path in tmp_path.iterdir())
    paths = [str(tmp_path / name) for name in books]
    assert main(["--lang", "en", "check", *paths, "--annotate", str(tmp_path / copy)]) == 2
    err = capfd.readouterr().err
    assert words in err
    assert err.count("\n") == 1
    assert sorted(path.name for path in tmp_path.iterdir()) == before


def test_list_and_copy_cannot_be_the_same_file(tmp_path, capfd):
    target = str(tmp_path / "c.xlsx")
    assert main(["--lang", "en", "check", save(tmp_path, GOOD), "-o", target, "--annotate", target]) == 2
    assert "two outputs are the same file" in capfd.readouterr().err


def test_a_workbook_that_cannot_be_marked_leaves_the_list_unwritten_too(tmp_path, capfd):
    book = tmp_path / "book.xlsx"
    content = xlsx(plan(("道路", 10)), ledger(GOOD))
    book.write_bytes(repacked(content, {"_xmlsignatures/sig1.xml": b"<a/>"}))
    outputs = ["-o", str(tmp_path / "p.xlsx"), "--annotate", str(tmp_path / "c.xlsx")]
    assert main(["--lang", "en", "check", str(book), *outputs]) == 2
    assert "signature" in capfd.readouterr().err
    assert [path.name for path in tmp_path.iterdir()] == ["book.xlsx"]


def test_notes_are_marked_only_where_they_were_asked_for(tmp_path):
    copy = tmp_path / "c.xlsx"
    (tmp_path / "minsheng-funds.toml").write_text('[check.X001]\nseverity = "info"\n', encoding="utf-8")
    book = save(tmp_path, GOOD, WARNED)
    marked = []
    for options in ([], ["--verbose"]):
        assert main(["check", book, *options, "--annotate", str(copy)]) == 0
        marked.append("D5" in notes(copy))
    assert marked == [False, True]


def test_a_hard_link_of_the_input_is_the_input(tmp_path, capfd):
    book = Path(save(tmp_path, GOOD, WRONG))
    other = tmp_path / "other.xlsx"
    other.hardlink_to(book)
    before = book.read_bytes()
    for option in ("-o", "--annotate"):
        assert main(["check", str(book), option, str(other)]) == 2
    assert (book.read_bytes(), other.read_bytes()) == (before, before)
    assert capfd.readouterr().out == ""


def test_where_one_folder_is_missing_nothing_is_written(tmp_path, capfd):
    book = save(tmp_path, GOOD, WRONG)
    outputs = [tmp_path / "l.json", tmp_path / "no" / "l.xml"]
    assert main(["check", book, *(part for file in outputs for part in ("-o", str(file)))]) == 2
    assert not outputs[0].exists()
    assert "l.xml" in capfd.readouterr().err


def test_what_a_link_points_to_is_written_and_the_link_stays(tmp_path):
    book, target, link = save(tmp_path, GOOD), tmp_path / "t.json", tmp_path / "l.json"
    target.write_text("old", encoding="utf-8")
    link.symlink_to(target)
    assert main(["check", book, "-o", str(link)]) == 0
    assert link.is_symlink()
    assert "minsheng-funds/check/1" in target.read_text("utf-8")


def test_a_marked_copy_is_not_marked_again(tmp_path, capfd):
    """Corrected and marked again it would keep the marks of what is mended."""
    book, copy = save(tmp_path, GOOD, WRONG), tmp_path / "copy.xlsx"
    assert main(["check", book, "--annotate", str(copy)]) == 1
    capfd.readouterr()
    assert main(["check", str(copy), "--annotate", str(tmp_path / "again.xlsx")]) == 2
    assert not (tmp_path / "again.xlsx").exists()
    assert capfd.readouterr().err.count("\n") == 1


def test_a_text_that_fills_pages_is_cut_in_the_sentence(tmp_path, capfd):
    book = save(tmp_path, (*WRONG[:3], "约" * 16_000, ""))
    assert main(["check", book, "--select", "A", "--format", "json"]) == 1
    (found,) = json.loads(capfd.readouterr().out)["findings"]
    assert len(found["message"]) < 300


def test_findings_of_another_file_are_said_not_to_be_in_the_copy(tmp_path, capfd):
    (tmp_path / "plan.xlsx").write_bytes(xlsx(plan(("道路", 10), ("桥梁", "五"))))
    (tmp_path / "led.xlsx").write_bytes(xlsx(ledger(WRONG)))
    files = [str(tmp_path / name) for name in ("led.xlsx", "plan.xlsx", "copy.xlsx")]
    assert main(["--lang", "en", "check", files[0], "--plan", files[1], "--annotate", files[2], "--select", "A"]) == 1
    assert "copy.xlsx: 1 finding of other files" in capfd.readouterr().err


def test_a_text_that_looks_like_an_escape_of_excel_stays_as_it_is(tmp_path):
    book = save(tmp_path, (day(1, 6), "甲_x0008_乙", "甲", 5.0, ""))
    target = tmp_path / "list.xlsx"
    assert main(["check", book, "-o", str(target)]) == 0
    with zipfile.ZipFile(target) as parts:
        assert any(b"_x005F_x0008_" in parts.read(name) for name in parts.namelist())
