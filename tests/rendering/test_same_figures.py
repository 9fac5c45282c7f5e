"""One run, six formats: every printed figure is the same in all of them, and the exact one behind it as well."""

import csv
import io
import json
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

import pytest

from minsheng_funds.model import Additions, Outcome
from minsheng_funds.money import Rate, money_text
from minsheng_funds.pipeline import dossier
from minsheng_funds.rendering.composing.levels import levels_table
from minsheng_funds.rendering.composing.report import (
    lines_table,
    projects_table,
    reconciliation_table,
    unmatched_table,
)
from minsheng_funds.rendering.composing.views import view_tables
from minsheng_funds.rendering.document import Table
from minsheng_funds.rendering.words import Words
from minsheng_funds.reports import Pens
from minsheng_funds.settings import Settings
from tests.rendering.same_figures import figures_of_docx, figures_of_html, figures_of_markdown, figures_of_xlsx
from tests.support import day, ledger, plan, run, settings_of
from tests.test_examples import SETS, read

READERS = {
    "report.xlsx": figures_of_xlsx,
    "report.docx": figures_of_docx,
    "report.html": figures_of_html,
    "report.md": figures_of_markdown,
}
SHOWN = {
    "report.xlsx": {"projects", "by-unit", "by-class", "by-level", "by-month", "reconciliation"},
    "report.docx": {"projects", "by-unit", "reconciliation"},
    "report.html": {"projects", "by-unit", "by-class", "by-level", "by-month", "reconciliation"},
    "report.md": {"projects", "reconciliation"},
}
"""The tables that a format must have of the example; whatever else it has is compared as well."""

THIRDS = run(
    plan(*((f"项目{n}", 100 / 3) for n in range(1, 8)), ("零计划", 0), ("未拨项目", 12.5)),
    ledger(
        *((day(n, 3), f"项目{n}", "某单位", 3333.33 + 10_000 * n, f"记{n}") for n in range(1, 8)),
        (day(2, 1), "项目1", "某单位", -12_345.67, "记9"),
        (day(2, 2), "没有计划", "某单位", 777.7, "记10"),
        (day(2, 3), "项目2", "某单位", "待定", "记11"),
    ),
)
OVERPAID = run(
    plan(("甲", 10), ("乙", 2.05)), ledger((day(1, 2), "甲", "某", 150_000.0, ""), (day(1, 3), "乙", "某", 5e3, ""))
)
CASES: dict[str, tuple[Outcome, Settings]] = {
    "the example": (read(SETS["xlsx"]), Settings(exclude=("棚户区改造",))),
    "a progress table": (read(SETS["progress"]), Settings()),
    "thirds of a fen, refunds, money unread": (THIRDS, Settings()),
    "overpaid, in yuan": (
        OVERPAID,
        settings_of('[figures]\nunit = "元"\ndecimals = 2'.replace("decimals", "large_decimals")),
    ),
    "two decimals, one fund in yuan": (
        read(SETS["xlsx"]),
        settings_of('decimals = 2\n[funds.maintenance]\nunit = "元"'),
    ),
}


@pytest.fixture(scope="module", params=CASES, ids=list(CASES))
def case(request: pytest.FixtureRequest) -> tuple[str, Outcome, Settings, dict[str, bytes]]:
    outcome, settings = CASES[request.param]
    pens = Pens(outcome, settings, Additions())
    return request.param, outcome, settings, {name: pens.content(Path(name)) for name in (*READERS, "r.json", "r.csv")}


def printed(outcome: Outcome, settings: Settings) -> dict[str, Table]:
    """The tables as they are composed, whatever writes them."""
    words, statement = Words(settings), outcome.statement
    tables = [projects_table(statement, words), lines_table("excluded_table", statement.excluded, words)]
    tables += [unmatched_table(statement, words)]
    tables += (
        [reconciliation_table(statement.reconciliation, words, complete=statement.complete)]
        if statement.reconciliation
        else []
    )
    levels = levels_table(statement, words)
    tables += [levels] if levels is not None else []
    found = dossier(outcome, settings, Additions())
    tables += [table for views in found.views.values() if views for table in view_tables(views, words)]
    return {table.key: table for table in tables if table.rows}


def by_header(rows: Sequence[Sequence[str]], labels: Sequence[str]) -> list[list[str]]:
    """The columns of these labels, in their order: a format may have some besides."""
    places = [rows[0].index(label) for label in labels]
    return [[row[place] for place in places] for row in rows[1:]]


def test_every_table_of_every_format_prints_the_same_figures(case):
    name, outcome, settings, contents = case
    tables = printed(outcome, settings)
    for file, figures_of in READERS.items():
        found: Mapping[str, Sequence[Sequence[str]]] = figures_of(contents[file])
        if name == "the example":
            assert set(found) >= SHOWN[file], file
        for key in set(found) & set(tables):
            table = tables[key]
            numbers = [place for place, column in enumerate(table.columns) if column.kind in ("money", "rate", "count")]
            places = [place for place in numbers if any(row[place].text not in ("", "—") for row in table.rows)]
            labels = [table.columns[place].label for place in places]
            wanted = [[row[place].text for place in places] for row in table.rows]
            assert sorted(by_header(found[key], labels)) == sorted(wanted), (file, key)


def test_json_and_csv_hold_the_exact_amounts_that_the_tables_print(case):
    _, outcome, settings, contents = case
    document = json.loads(contents["r.json"])
    table = projects_table(outcome.statement, Words(settings))
    places = {column.key: place for place, column in enumerate(table.columns)}
    lines = {
        (row[places["project"]].text, row[places["nature"]].text): row
        for place, row in enumerate(table.rows)
        if place not in table.totals
    }
    rows = list(csv.DictReader(io.StringIO(contents["r.csv"].decode("utf-8-sig"), newline="")))
    assert len(document["projects"]) == len(lines)
    words = Words(settings)
    for project, row in zip(document["projects"], rows, strict=False):
        line = lines[project["project"], words.nature(project["nature"])]
        for key, label in (("required", "需配套(元)"), ("disbursed", "已拨付(元)"), ("undisbursed", "未拨付(元)")):
            fen = line[places[key]].fen
            assert project[f"{key}_fen"] == fen
            assert row[label] == ("" if fen is None else money_text(fen, 100, 2))
        rate = line[places["rate"]].rate
        assert project["disbursement_percent"] == (rate.percent(settings.decimals) if isinstance(rate, Rate) else None)


def test_the_day_of_the_figures_is_in_every_format(case):
    _, outcome, _, contents = case
    as_of = outcome.statement.as_of
    assert isinstance(as_of, date)
    for name in ("report.html", "report.md", "r.json", "r.csv"):
        assert as_of.isoformat() in contents[name].decode("utf-8-sig"), name
