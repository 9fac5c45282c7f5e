"""--by, --top, --sort, --trace and --detail: what may be given, and what a wrong word answers."""

import json
import os
import subprocess
import sys

import pytest

from minsheng_funds.cli import main
from minsheng_funds.cli.additions import views_of
from minsheng_funds.errors import Failure
from tests.rendering.as_json.test_json import BOOK


def run(capfd: pytest.CaptureFixture[str], *arguments: str):
    code = main(["report", BOOK, "--as-of", "2020-04-17", *arguments])
    return (code, *capfd.readouterr())


def test_dimensions_are_joined_by_commas_of_either_width_and_repeated_ones_count_once():
    assert views_of(["unit, class", "month", "Unit,class", "payee,month"]) == (
        ("unit", "class"), ("month",), ("payee", "month"),
    )  # fmt: skip


@pytest.mark.parametrize("word", ["units", "", ",", "unit,foo"])
def test_a_dimension_that_nobody_knows_is_refused_with_those_that_there_are(word):
    with pytest.raises(Failure, match="project, unit, class, level, nature, month, payee"):
        views_of([word])


def test_top_alone_is_about_projects(capfd):
    _, out, _ = run(capfd, "--top", "1", "--format", "json")
    assert {tuple(view["by"]) for view in json.loads(out)["views"]} == {("project",)}


def test_an_unknown_project_fails_in_one_line_with_a_suggestion(capfd):
    code, out, error = run(capfd, "--trace", "美丽乡村")
    assert (code, out) == (2, "")
    assert error.count("\n") == 1
    assert "美丽乡村建设" in error


def test_several_tables_in_one_csv_are_refused_before_anything_is_written(capfd, tmp_path):
    first, second = tmp_path / "a.json", tmp_path / "b.csv"
    code, _, error = run(capfd, "--by", "unit", "--detail", "-o", str(first), "-o", str(second))
    assert code == 2
    assert error.count("\n") == 1
    assert not first.exists()
    assert not second.exists()


@pytest.mark.parametrize("arguments", [("--top", "2"), ("--sort", "rate")])
def test_a_ranking_of_months_is_refused_and_not_left_out(capfd, arguments):
    code, _, err = run(capfd, "--by", "month", *arguments)
    assert (code, len(err.splitlines())) == (2, 1)


@pytest.mark.parametrize("arguments", [("--top", "0"), ("--sort", "colour")])
def test_other_wrong_values_are_wrong_usage(capfd, arguments):
    assert run(capfd, *arguments)[0] == 2


@pytest.mark.parametrize(("language", "words"), [("zh", "各类资金分列"), ("en", "Funds are never added together")])
def test_the_help_says_what_the_options_do_in_both_languages(language, words):
    command = [sys.executable, "-m", "minsheng_funds", "report", "--help", "--lang", language]
    out = subprocess.run(command, capture_output=True, check=True, env={**os.environ, "PYTHONUTF8": "1"}).stdout
    text = " ".join(out.decode("utf-8").split())
    assert all(option in text for option in ("--by", "--top", "--sort", "--trace", "--detail"))
    assert words in text or words in text.replace(" ", "")
