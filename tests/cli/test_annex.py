"""`report -o a.xlsx`: one run, with every option, beside the other formats."""

from pathlib import Path

import pytest

from minsheng_funds.cli import main
from tests.rendering.as_xlsx.books import reopened
from tests.rendering.same_figures import figures_of_xlsx
from tests.support import day, ledger, plan, xlsx
from tests.test_examples import EXAMPLES

BOOK = str(EXAMPLES / "tongguan-2020.xlsx")


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def names(*arguments: str) -> list[str]:
    assert main(["report", *arguments, "-o", "a.xlsx"]) in (0, 1)
    return list(reopened(Path("a.xlsx").read_bytes()).sheetnames)


def test_the_annex_of_the_example_has_its_published_totals():
    names(BOOK, "--exclude", "棚户区改造")
    totals = [row for row in figures_of_xlsx(Path("a.xlsx").read_bytes())["projects"] if row[0].startswith("合计")]
    assert [row[4:8] for row in totals] == [
        ("3794.6", "2568.1", "1226.5", "67.7%"),
        ("691.0", "306.3", "384.7", "44.3%"),
    ]


def test_details_have_a_sheet_where_they_are_asked_for_only():
    assert "拨付明细" not in names(BOOK)
    assert names(BOOK, "--detail")[-1] == "拨付明细"


def test_views_and_traces_have_sheets_and_the_evaluation_comes_first():
    assert {"按收款方", "追溯 美丽乡村建设"} <= set(names(BOOK, "--by", "payee", "--trace", "美丽乡村建设"))
    assert names(BOOK, "--evaluation")[0] == "自评表"


def test_problems_link_to_the_cells_of_the_workbook_as_it_lies_seen_from_the_annex():
    Path("in").mkdir()
    Path("in/a b.xlsx").write_bytes(xlsx(plan(("甲", 10)), ledger((day(1, 2), "乙", "x", 5.0, ""))))
    Path("out").mkdir()
    assert main(["report", "in/a b.xlsx", "-o", "out/a.xlsx"]) in (0, 1)
    sheet = reopened(Path("out/a.xlsx").read_bytes())["问题清单"]
    links = {
        (cell.hyperlink.target, cell.hyperlink.location) for row in sheet.iter_rows() for cell in row if cell.hyperlink
    }
    assert ("../in/a%20b.xlsx", "'台账'!D4") in links or ("../in/a%20b.xlsx", "'台账'!B4") in links


def test_all_formats_are_written_in_one_run():
    outputs = [text for suffix in ("xlsx", "json", "csv", "md") for text in ("-o", f"a.{suffix}")]
    assert main(["report", BOOK, *outputs]) == 0
    assert sorted(path.name for path in Path.cwd().iterdir()) == ["a.csv", "a.json", "a.md", "a.xlsx"]


def test_the_day_in_its_properties_is_the_one_it_reports_on():
    assert main(["report", BOOK, "--as-of", "2020-04-17", "-o", "a.xlsx"]) == 0
    properties = reopened(Path("a.xlsx").read_bytes()).properties
    assert (str(properties.created), properties.creator) == ("2020-04-17 00:00:00", "minsheng-funds")
