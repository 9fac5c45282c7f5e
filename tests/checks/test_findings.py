"""Findings are values: each with its code, words in both languages, cells, amounts and remedy."""

import re
from string import Formatter

from minsheng_funds.checks import RULES, findings_of
from minsheng_funds.model import Fact
from tests.support import Sheet, codes, day, finding, ledger, origins, plan, run

PLAN = plan(("甲", 9000.0), ("乙", 9000.0), unit="元")


def test_no_two_rules_share_a_code():
    found = [rule.code for rule in RULES.values()]
    assert len(found) == len(set(found))


def test_every_rule_has_a_severity_and_words_in_both_languages():
    for kind, rule in RULES.items():
        assert rule.severity in ("error", "warning", "info"), kind
        assert rule.words.message.zh, kind
        assert rule.words.message.en, kind
        assert rule.measure in ("fen", "percent", "count", "text"), kind


def test_every_fact_of_the_sources_has_its_rule():
    for reason in ("empty", "not-a-workbook", "broken", "password", "save-as-xlsx", "encoding", "not-csv"):
        assert f"source-{reason}" in RULES
    for reason in ("amount", "amount-is-date", "amount-too-long", "date", "date-without-year", "total"):
        assert f"{reason}-unreadable" in RULES
    assert Fact("overlap").origins == ()


def test_findings_come_errors_first():
    outcome = run(PLAN, ledger([day(1, 1), "丁", "某", 5.0, ""], [day(1, 1), "甲", "某", "五", ""]))
    assert [found.severity for found in outcome.findings] == ["error", "warning"]


def test_an_overpaid_project_is_a_warning_with_both_amounts():
    outcome = run(plan(("甲", 10.0), unit="元"), ledger([day(1, 1), "甲", "某", 12.5, ""]))
    wrong = finding(outcome, "X004")
    assert (wrong.expected, wrong.actual, wrong.difference) == (1000, 1250, 250)
    assert "12.50元" in wrong.message.zh
    assert "12.50 yuan" in wrong.message.en


def test_a_project_paid_without_a_planned_amount_is_a_warning():
    outcome = run(plan(("甲", 9000.0), ("乙", 0.0), unit="元"), ledger([day(1, 1), "乙", "某", 5.0, ""]))
    assert codes(outcome) == ["X006"]
    assert outcome.statement.totals["matching"].figures.disbursed == 500


def test_money_paid_above_what_was_received_is_a_warning():
    sheet = Sheet("进度", [["单位:元"], ["项目名称", "计划数", "到位资金", "已拨付"], ["甲", 100.0, 50.0, 75.0]])
    assert codes(run(sheet)) == ["X005"]


def test_a_stated_rate_that_the_figures_do_not_give_is_a_warning_at_its_cell():
    rows = [
        ["甲", 140000.0, 93170.0, "66.5%"],
        ["乙", 140000.0, 93170.0, 0.6655],
        ["丙", 100.0, 50.0, "55%"],
        ["丁", 0.0, 0.0, "—"],
        ["戊", 3.0, 2.0, 66.67],
    ]
    outcome = run(Sheet("进度", [["单位:元"], ["项目名称", "计划数", "已拨付", "拨付率"], *rows]))
    assert origins(outcome, "S002") == ["book.xlsx!进度!D5"]
    assert finding(outcome, "S002").expected == "50.00"


def test_a_negative_amount_in_words_keeps_its_sign():
    outcome = run(PLAN, ledger([day(1, 1), "丁", "某", -1234.5, ""]))
    assert "-1,234.50元" in finding(outcome, "X001").message.zh


def test_a_remedy_asks_for_nothing_that_its_message_has_not():
    for kind, rule in RULES.items():
        for message, remedy in zip(rule.words.message, rule.words.remedy, strict=True):
            names = [{name for _, name, _, _ in Formatter().parse(text) if name} for text in (message, remedy)]
            assert names[1] <= names[0], kind


def test_no_printed_message_or_remedy_holds_an_unfilled_placeholder():
    """P025 names its project in the remedy; a remedy that shows braces shows them once."""
    rows = [["2020年计划,单位:万元"], ["项目名称", "任务量", "补助标准", "区级分担比例"], ["甲", "100人", "60", "100%"]]
    toml = '[tables."计划"]\nkind = "plan"\n[columns]\nrequired = { sum = ["没有", "也没有"] }'
    outcomes = [run(Sheet("计划", rows)), run(PLAN, ledger((day(1, 2), "丙", "某", "x", "")), toml=toml)]
    texts = [text for out in outcomes for found in out.findings for text in (*found.message, *found.remedy)]
    assert texts
    assert not [text for text in texts if re.search(r"\{[a-z_]*\}|\{\{|\}\}", text)]
    for kind, rule in RULES.items():
        names = {name for text in rule.words.message for _, name, _, _ in Formatter().parse(text) if name}
        (found,) = findings_of([Fact(kind, (), {name: "x" for name in names if name != "header_note"})])
        assert not [text for text in (*found.message, *found.remedy) if re.search(r"\{\w*\}|\{\{|\}\}", text)], kind
