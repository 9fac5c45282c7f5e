"""`report --evaluation`: the execution table of the self-evaluation, in every format."""

import csv
import io
import json
import os

import pytest

from minsheng_funds.cli import main
from tests.test_examples import EXAMPLES

BOOK = str(EXAMPLES / "tongguan-2020.xlsx")
ASKED = ("report", BOOK, "--as-of", "2020-04-17", "--evaluation")


@pytest.fixture(autouse=True)
def _clean(monkeypatch):
    for name in [name for name in os.environ if name.startswith("MINSHENG_FUNDS_")]:
        monkeypatch.delenv(name)


def test_the_published_totals_are_scored_on_the_terminal(capfd):
    """2568.1 of 3794.6 is 67.678…%: 6.77 points; 306.3 of 691 is 44.327…%: 4.43 points."""
    assert main([*ASKED, "--lang", "en"]) == 0
    out = capfd.readouterr().out
    totals = [line.split() for line in out.splitlines() if line.startswith("Total")]
    assert totals == [
        ["Total", "—", "3794.6", "2568.1", "10", "67.7%", "6.77"],
        ["Total", "—", "691.0", "306.3", "10", "44.3%", "4.43"],
    ]
    assert "Reconciliation" not in out


@pytest.mark.parametrize(
    "more", [("--by", "unit"), ("--trace", "美丽乡村建设"), ("--detail",), ("--top", "2"), ("--sort", "rate")]
)
def test_what_the_self_evaluation_does_not_show_is_refused_beside_it(capfd, more):
    assert main([*ASKED, *more, "--lang", "en"]) == 2
    assert len(capfd.readouterr().err.splitlines()) == 1


def test_the_heading_names_no_base_that_its_rates_do_not_have(capfd):
    assert main([*ASKED, "--lang", "en"]) == 0
    assert "disbursed ÷ required" not in capfd.readouterr().out


def test_the_csv_holds_every_project_and_the_total_of_each_fund(capfd):
    assert main([*ASKED, "--format", "csv", "--lang", "en"]) == 0
    rows = list(csv.reader(io.StringIO(capfd.readouterr().out)))
    assert len(rows) == 1 + 22 + 1 + 6 + 1
    assert rows[23][:-1] == ["Total", "Matching funds", "", "37946000.00", "25681000.00", "10", "67.7", "6.77", "yes"]


def test_markdown_and_json_hold_the_same_points(capfd):
    assert main([*ASKED, "--format", "md", "--lang", "en"]) == 0
    assert "| 67.7% | 6.77 |" in capfd.readouterr().out
    assert main([*ASKED, "--format", "json"]) == 0
    found = json.loads(capfd.readouterr().out)
    assert found["totals"]["matching"]["execution_score"] == "6.77"
    assert main(["report", BOOK, "--as-of", "2020-04-17", "--format", "json"]) == 0
    assert json.loads(capfd.readouterr().out) == found, "the option changes what is shown, and no figure"
