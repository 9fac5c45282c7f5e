"""`explain`: one rule, a family, the list; every rule is in it; other codes are refused with the nearest."""

import json
from importlib import resources

import pytest
from jsonschema import Draft202012Validator

from minsheng_funds.checks import RULES
from minsheng_funds.cli import main


def run(capfd, *arguments):
    code = main(["explain", *arguments])
    return code, *capfd.readouterr()


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_list_has_every_rule_once_with_its_title(capfd, language):
    code, out, err = run(capfd, "--lang", language)
    assert (code, err) == (0, "")
    for rule in RULES.values():
        assert out.count(f"{rule.code} ") == 1
        assert rule.words.title.in_language(language) in out


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_rule_is_told_with_all_its_sections(capfd, language):
    code, out, _ = run(capfd, "g042", "--lang", language)
    words = RULES["waiver-unused"].words
    assert code == 0
    for text in (words.title, words.why, words.remedy):
        assert text.in_language(language) in out
    for line in (*words.fires.splitlines(), *words.passes.splitlines()):
        assert line in out
    assert "{" not in out.replace("{ ", "")


def test_a_family_is_told_rule_by_rule(capfd):
    _, out, _ = run(capfd, "T")
    found = [line for line in out.splitlines() if line[:1] == "T" and line[1:4].isdigit()]
    assert len(found) == sum(rule.family == "T" for rule in RULES.values())


def test_several_codes_are_told_in_order(capfd):
    _, out, _ = run(capfd, "X001", "A001")
    assert out.index("A001") < out.index("X001")


@pytest.mark.parametrize("code", ["X9", "ZZZ", "l0001"])
def test_another_code_is_refused_in_one_line(capfd, code):
    left, out, err = run(capfd, code)
    assert (left, out, err.count("\n")) == (2, "", 1)
    assert code.upper() in err


def test_the_json_holds_to_its_schema_and_has_no_placeholders(capfd):
    code, out, _ = run(capfd, "--format", "json")
    document = json.loads(out)
    schema = json.loads((resources.files("minsheng_funds.rendering") / "schemas" / "explain-1.json").read_text("utf-8"))
    Draft202012Validator(schema).validate(document)
    assert code == 0
    assert len(document["rules"]) == len(RULES)
    assert all("{" not in rule["message"].replace("{ ", "") for rule in document["rules"])
