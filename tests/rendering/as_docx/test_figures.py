"""The figures of a letter are those of the report on the terminal, text for text."""

import pytest

from minsheng_funds.rendering.as_docx import write_docx
from minsheng_funds.rendering.composing.letters import compose_letter
from minsheng_funds.rendering.composing.report import compose_report, projects_table
from minsheng_funds.rendering.document import Table
from minsheng_funds.rendering.words import Words
from tests.rendering.as_docx.figures import figures_of_docx
from tests.rendering.composing.letters.cases import CASES, dossier_of

KEYS = ("projects", "levels", "reconciliation", "unmatched", "excluded", "behind", "overdue", "classes")


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("case", CASES)
def test_every_table_prints_what_the_report_prints(case, language):
    given, settings = dossier_of(case, language)
    figures = figures_of_docx(write_docx(compose_letter(given, settings), language, pictures=False))
    report = compose_report(given.outcome, settings)
    tables = {block.key: block for block in report.blocks if isinstance(block, Table) and block.key in KEYS}
    assert tables or case == "ledger alone"
    for key, table in tables.items():
        places = [place for place, column in enumerate(table.columns) if column.kind != "bar"]
        wanted = [tuple(row[place].text for place in places) for row in table.rows]
        if key in figures:
            assert list(figures[key][1:]) == wanted
    assert not given.outcome.statement.lines or "projects" in figures


def test_the_overview_has_the_totals_of_the_projects():
    given, settings = dossier_of("two funds, levels")
    figures = figures_of_docx(write_docx(compose_letter(given, settings), "zh", pictures=False))
    overview = {row[0]: row[1:] for row in figures["overview"][1:]}
    table = projects_table(given.outcome.statement, Words(settings))
    for number, place in enumerate(sorted(table.totals)):
        labels = {column.label: row for column, row in zip(table.columns, table.rows[place], strict=True)}
        for label in ("需配套", "已拨付", "未拨付", "拨付率"):
            assert overview[label][number] == labels[label].text
