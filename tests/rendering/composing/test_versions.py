"""Versions, changes, refunds and units of account as they are printed."""

import io
import json
from dataclasses import replace

import pytest

from minsheng_funds.rendering.as_json import report_document
from minsheng_funds.rendering.as_markdown import write_markdown
from minsheng_funds.rendering.as_text.terminal import write_terminal
from minsheng_funds.rendering.composing.report import compose_report
from minsheng_funds.rendering.document import Facts, Headline, Table
from tests.rendering.as_json.test_json import schema
from tests.support import Sheet, day, ledger, plan, run, settings_of

FIRST = plan(("甲", 100.04), ("乙", 200.04), ("丙", 50.04), ("戊", 10.0), name="年初")
SECOND = plan(("甲", 150.04), ("乙", 200.04), ("丁", 30.04), ("戊", 10.0), name="调整后")
PAID = ledger([day(1, 1), "甲", "某", 5000.0, ""], [day(2, 1), "甲", "某", -400.0, "退回"])
BOTH = Sheet(
    "计划", [["单位:万元"], ["项目名称", "资金类别", "计划资金"], ["甲", "配套", 100.0], ["甲", "管护", 1.50005]]
)
OWN_UNIT = '[funds.maintenance]\nunit = "元"'


def document(*sheets, toml="", lang="en", **given):
    outcome = run(*sheets, toml=toml, **given)
    return compose_report(outcome, settings_of(toml, lang=lang, **given))


def table(found, title):
    (wanted,) = [block for block in found.blocks if isinstance(block, Table) and block.title == title]
    return [[cell.text for cell in row] for row in wanted.rows]


def test_the_versions_say_which_is_in_force():
    rows = table(document(FIRST, SECOND), "Versions of the plan")
    assert [(row[2], row[4]) for row in rows] == [("superseded", "360.1"), ("in force", "390.1")]


def test_the_changes_add_up_as_they_are_printed():
    """100.04 → 150.04, + 30.04, − 50.04; 乙 and 戊 stay: 360.12 → 390.12."""
    rows = table(document(FIRST, SECOND), "What the plan in force changed")
    assert [(row[0], row[3], row[6]) for row in rows] == [
        ("甲", "changed", "+50.0"),
        ("丁", "added", "+30.0"),
        ("丙", "dropped", "-50.0"),
        ("unchanged projects (2)", "—", "0.0"),
        ("Total", "", "+30.0"),
    ]
    for column in (4, 5):
        parts = [float(row[column]) for row in rows[:-1] if row[column] != "—"]
        assert f"{sum(parts):.1f}" == rows[-1][column]


def test_one_version_alone_shows_no_table():
    assert not [block for block in document(FIRST).blocks if isinstance(block, Table) and "plan" in block.title]


def test_refunds_are_shown_only_where_there_are_any():
    rows = table(document(FIRST, PAID), "Refunds")
    assert rows == [["Matching funds", "0.0", "0.0"]]
    exact = table(
        document(FIRST, PAID, toml='[funds.matching]\nunit = "元"\n[funds.maintenance]\nunit = "元"'), "Refunds"
    )
    assert exact == [["Matching funds", "400.0", "0.0"]]
    calm = document(FIRST, ledger([day(1, 1), "甲", "某", 5000.0, ""]))
    assert not [block for block in calm.blocks if isinstance(block, Table) and block.title == "Refunds"]


def test_each_fund_is_printed_in_its_own_unit_and_says_so():
    found = document(BOTH, toml=OWN_UNIT)
    (facts,) = [block for block in found.blocks if isinstance(block, Facts)]
    assert dict(facts.pairs)["Unit"] == "Matching funds 10k yuan, Maintenance funds yuan"
    heads = {block.title: dict(block.pairs)["Required"].text for block in found.blocks if isinstance(block, Headline)}
    assert heads == {"Matching funds (10k yuan)": "100.0", "Maintenance funds (yuan)": "15000.5"}
    rows = table(found, "By project")
    assert [(row[3], row[4]) for row in rows if row[0] == "甲"] == [
        ("Matching funds (10k yuan)", "100.0"),
        ("Maintenance funds (yuan)", "15000.5"),
    ]


def test_one_unit_for_both_funds_is_said_once():
    toml = '[funds.matching]\nunit = "元"\n[funds.maintenance]\nunit = "元"'
    found = document(BOTH, toml=toml)
    (facts,) = [block for block in found.blocks if isinstance(block, Facts)]
    assert dict(facts.pairs)["Unit"] == "yuan"
    assert {block.title for block in found.blocks if isinstance(block, Headline)} == {
        "Matching funds",
        "Maintenance funds",
    }


def test_each_fund_s_base_is_said_where_they_differ():
    found = document(BOTH, toml='[funds.maintenance]\nrate_base = "issued"')
    (facts,) = [block for block in found.blocks if isinstance(block, Facts)]
    base = dict(facts.pairs)["Base of the rate"]
    assert base == "Matching funds disbursed ÷ required, Maintenance funds disbursed ÷ issued"


def test_the_evaluation_is_a_table_a_fund_with_its_total():
    """Parts are balanced: 100.04 + 200.04 + 10 = 310.08 is printed 310.1, so that the largest is printed 200.1."""
    settings = settings_of("[evaluation]\npoints = 20", lang="en")
    shown = replace(settings, evaluation=replace(settings.evaluation, shown=True))
    found = compose_report(run(FIRST, SECOND, PAID, toml="[evaluation]\npoints = 20"), shown)
    rows = table(found, "Matching funds")
    assert [row[0] for row in rows] == ["甲", "乙", "丁", "戊", "Total"]
    assert rows[0] == ["甲", "100.0", "150.1", "0.5", "20", "0.3%", "0.06"]
    assert [row[1] for row in rows if row[0] == "乙"] == ["200.1"]
    assert [row[3] for row in rows if row[0] == "Total"] == ["0.5"]
    assert "0.06" in write_markdown(found)


@pytest.mark.parametrize("width", [80, 120])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_on_a_terminal_no_line_is_wider_than_it(width, lang):
    from rich.cells import cell_len

    out = io.StringIO()
    write_terminal(document(FIRST, SECOND, PAID, lang=lang), out, width)
    assert max(cell_len(line) for line in out.getvalue().splitlines()) <= width


def test_the_json_holds_versions_changes_refunds_and_scores_and_fits_its_schema():
    outcome = run(FIRST, SECOND, PAID)
    found = report_document(outcome, settings_of())
    assert list(schema("report").iter_errors(json.loads(json.dumps(found)))) == []
    assert [(row["version"], row["state"]) for row in found["plan_versions"]] == [(1, "superseded"), (2, "in-force")]
    (total,) = found["plan_changes"]["totals"]
    assert (total["difference_fen"], total["added"], total["dropped"], total["changed"], total["same"]) == (
        30 * 10**6,
        1,
        1,
        1,
        2,
    )
    line = next(row for row in found["projects"] if row["project"] == "甲")
    assert (line["refunded_fen"], line["refunded_earlier_fen"], line["initial_fen"]) == (40000, 0, 100040000)
    assert line["execution_score"] == "0.03"
    assert found["totals"]["matching"]["rate_base"] == "required"
    alone = report_document(run(FIRST), settings_of())
    assert (alone["plan_versions"], alone["plan_changes"]) == ([], None)
    assert alone["projects"][0]["refunded_fen"] is None
    assert alone["projects"][0]["execution_score"] is None
