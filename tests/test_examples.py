"""Every set of example workbooks gives the published figures of Tongguan, 17 April 2020."""

from datetime import date
from pathlib import Path

import pytest

from minsheng_funds import pipeline
from minsheng_funds.model import Outcome, Source
from minsheng_funds.settings import load

EXAMPLES = Path(__file__).parents[1] / "examples"
SETS = {
    "xlsx": ("tongguan-2020.xlsx",),
    "xls": ("tongguan-2020.xls",),
    "progress": ("tongguan-2020-progress.xlsx",),
    "plan and ledger": ("tongguan-2020-plan.xlsx", "tongguan-2020-ledger.xlsx"),
    "csv and plan": ("tongguan-2020-ledger.csv", "tongguan-2020-plan.xlsx"),
}


def read(names: tuple[str, ...], as_of: date | None = date(2020, 4, 17)) -> Outcome:
    sources = [Source(name, (EXAMPLES / name).read_bytes()) for name in names]
    return pipeline.run(sources, load(EXAMPLES / "minsheng-funds.toml", {}, as_of=as_of))


@pytest.mark.parametrize("names", SETS.values(), ids=SETS.keys())
def test_every_example_set_gives_the_published_totals(names):
    statement = read(names).statement
    matching, maintenance = statement.totals["matching"], statement.totals["maintenance"]
    assert (matching.figures.required, matching.figures.disbursed) == (3794600000, 2568100000)
    assert (maintenance.figures.required, maintenance.figures.disbursed) == (691000000, 306300000)
    assert (matching.figures.undisbursed, maintenance.figures.undisbursed) == (1226500000, 384700000)
    assert matching.rate is not None
    assert maintenance.rate is not None
    assert (matching.rate.percent(), maintenance.rate.percent()) == ("67.7", "44.3")
    assert matching.projects == 22
    assert [line.project for line in statement.excluded if line.nature == "matching"] == ["棚户区改造"]
    assert statement.complete


@pytest.mark.parametrize("names", SETS.values(), ids=SETS.keys())
def test_every_example_set_is_free_of_errors_and_of_totals_that_disagree(names):
    outcome = read(names)
    assert [finding.code for finding in outcome.findings if finding.severity == "error"] == []
    for table in outcome.book.tables:
        assert all(stated.stated_fen == stated.summed_fen for stated in table.stated)


def test_time_progress_on_17_april_2020_is_counted_in_days():
    progress = read(SETS["xlsx"]).statement.time_progress
    assert progress is not None
    assert (progress.rate.percent(), progress.rule) == ("29.5", "days")


def test_without_an_as_of_date_the_one_stated_in_the_plan_is_taken():
    statement = read(SETS["xlsx"], as_of=None).statement
    assert (statement.as_of, statement.as_of_source) == (date(2020, 4, 17), "stated")


@pytest.mark.parametrize("name", ["xlsx", "xls", "plan and ledger", "csv and plan"])
def test_the_buckets_of_every_example_ledger_add_up_to_its_total(name):
    found = read(SETS[name]).statement.reconciliation
    assert found is not None
    assert found.matched + found.unmatched + sum(fen for _, fen in found.out_of_scope) == found.ledger_total
    assert found.matched == 2568100000 + 306300000


def test_the_schedules_of_the_example_find_who_is_late_on_17_april():
    """政策性农业保险: nothing of 42.35万元 where 29.5% are expected; 水利薄弱环节治理: nothing of 75万元 maintenance
    where 29.7% are; 养老服务和智慧养老 is paid monthly and had nothing in January."""
    book = EXAMPLES / "tongguan-2020.xlsx"
    settings = load(EXAMPLES / "schedule.toml", {}, as_of=date(2020, 4, 17))
    outcome = pipeline.run([Source(book.name, book.read_bytes())], settings)
    lines = [(line.project, line.schedule) for line in outcome.statement.lines if line.schedule is not None]
    behind = {project: schedule.shortfall for project, schedule in lines if schedule.behind}
    assert behind == {"政策性农业保险": 12496721, "水利薄弱环节治理": 22252747}  # 75万元 × 27 ÷ 91
    assert [(project, str(month)) for project, schedule in lines for month in schedule.missing_months or ()] == [
        ("养老服务和智慧养老", "2020-01")
    ]
    assert sorted(found.code for found in outcome.findings) == ["T001", "T001", "T002"]


def test_the_invented_plan_of_2019_is_read_whole_and_says_that_it_is_invented():
    outcome = read(("tongguan-2019-plan.xlsx",), as_of=None)
    assert outcome.statement.year == 2019
    assert len({line.project for line in (*outcome.statement.lines, *outcome.statement.excluded)}) == 26
    assert outcome.findings == ()
    (table,) = outcome.book.tables
    assert all(stated.stated_fen == stated.summed_fen for stated in table.stated)
    notes = open_notes(EXAMPLES / "tongguan-2019-plan.xlsx")
    assert any("全部为虚构" in note for note in notes)


def open_notes(book: Path) -> list[str]:
    """Every text of a workbook's first column."""
    import openpyxl

    sheets = openpyxl.load_workbook(book).worksheets
    return [str(cell.value) for sheet in sheets for cell in sheet["A"] if cell.value]
