"""The rules that formats list beside findings: those that run, as grave as the settings make them, in general words."""

from minsheng_funds import pipeline
from minsheng_funds.checks import RULES
from tests.support import settings_of


def test_all_rules_run_by_code_unless_some_are_selected_or_ignored():
    every = [card.code for card in pipeline.rules(settings_of())]
    assert every == sorted(rule.code for rule in RULES.values() if rule.family not in ("B", "C"))
    some = [card.code for card in pipeline.rules(settings_of('[check]\nselect = ["A", "X001"]\nignore = ["A001"]'))]
    assert some == [code for code in every if code == "X001" or (code.startswith("A") and code != "A001")]


def test_a_rule_is_as_grave_as_the_settings_make_it():
    cards = {card.code: card.severity for card in pipeline.rules(settings_of('[check.X001]\nseverity = "info"'))}
    assert cards["X001"] == "info"
    assert cards["A001"] == "error"


def test_a_rule_in_general_names_no_project_and_has_no_placeholder_left():
    braces = RULES["setting-joined"].code  # its remedy shows settings, which have braces of their own
    for card in pipeline.rules(settings_of()):
        for text in (*card.message, *card.why, *card.remedy):
            assert "{{" not in text
            assert "{project}" not in text
    remedies = {card.code: card.remedy.zh for card in pipeline.rules(settings_of())}
    assert "{ sum =" in remedies[braces]
