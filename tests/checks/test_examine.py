"""Which rules run and how grave they are; what cannot run is said; findings stand as the workbook does."""

from dataclasses import replace

import pytest

from minsheng_funds import pipeline
from minsheng_funds.checks import RULES
from minsheng_funds.checks.examine import is_chosen
from minsheng_funds.checks.registry import Rule
from minsheng_funds.errors import Failure
from minsheng_funds.model import Source
from tests.support import Sheet, day, ledger, plan, settings_of, xlsx

BOOK = xlsx(
    plan(("道路", 10), unit="万元"),
    ledger((day(1, 2), "桥", "甲公司", 9.0, ""), (day(1, 5), "道路", "乙公司", "待定", ""), unit="元"),
)


def check(book=BOOK, **check):
    settings = settings_of()
    return pipeline.check([Source("book.xlsx", book)], replace(settings, check=replace(settings.check, **check)))[1]


def codes(found):
    return [finding.code for finding in found.findings]


@pytest.mark.parametrize(
    ("select", "ignore", "left"),
    [
        ((), (), ["A001", "X001"]), (("A",), (), ["A001"]), (("X001",), (), ["X001"]), (("A", "X"), ("X001",), ["A001"]),
        ((), ("A", "X"), []), (("L",), (), []),
    ],
)  # fmt: skip
def test_codes_and_families_are_selected_and_ignored_and_ignoring_wins(select, ignore, left):
    assert codes(check(select=select, ignore=ignore)) == left


def test_a_rule_is_as_grave_as_the_settings_say_and_stands_there():
    found = check(severities={"X001": "error", "A001": "info"})
    assert [(finding.code, finding.severity) for finding in found.findings] == [("X001", "error"), ("A001", "info")]


@pytest.mark.parametrize(
    "wrong",
    [{"select": ("Q",)}, {"ignore": ("X999",)}, {"severities": {"X998": "info"}}, {"limits": {"X001": {"count": 3}}}],
)
def test_a_code_or_threshold_that_no_rule_has_stops_before_anything_is_read(wrong):
    with pytest.raises(Failure) as caught:
        check(book=b"", **wrong)
    assert any(name in str(caught.value) for name in ("Q", "X999", "X998", "count"))


def test_a_rule_that_misses_what_it_needs_is_named_and_no_pass(monkeypatch):
    needy = Rule("L999", "warning", "needy", lambda seen: (), needs=("ledger-voucher",), docstring="甲 | a")
    monkeypatch.setitem(RULES, "needy", needy)
    (unable,) = check(select=("L999",)).unable
    assert (unable.code, unable.why.en) == ("L999", "the ledger has no column of vouchers")
    sheet = Sheet(
        "台账",
        [["单位:元"], ["拨付日期", "项目名称", "收款单位", "拨付金额", "凭证号"], [day(1, 2), "桥", "甲", 9.0, "1"]],
    )
    assert check(book=xlsx(sheet), select=("L999",)).unable == ()


def test_findings_stand_by_severity_then_as_files_sheets_and_rows_do():
    rows = [(day(1, 2 + n), f"桥{n}", "甲", 9.0, "") for n in range(4)]
    two = [Source(name, xlsx(ledger(*rows, unit="元"))) for name in ("b.xlsx", "a.xlsx")]
    found = pipeline.check([*two, Source("p.xlsx", xlsx(plan(("路", 1), unit="元")))], settings_of())[1].findings
    places = [str(finding.origins[0]) for finding in found if finding.code == "X001"]
    assert places == sorted(places, key=lambda place: (place.startswith("a"), place))
    order = [("error", "warning", "info").index(finding.severity) for finding in found]
    assert order == sorted(order)


def test_every_rule_is_chosen_where_nothing_is_said():
    """But for those of compare, which would pass here without having looked at anything."""
    assert [rule.code for rule in RULES.values() if not is_chosen(rule, settings_of())] == [
        rule.code for rule in RULES.values() if rule.family in ("B", "C")
    ]


@pytest.mark.parametrize(
    "left", [{"select": ("X",), "ignore": ("X",)}, {"select": ("C",)}, {"select": ("C001",)}, {"select": ("B",)}]
)
def test_where_no_rule_is_left_nothing_passes(left):
    with pytest.raises(Failure):
        check(**left)


@pytest.mark.parametrize(
    ("sheet", "code"),
    [
        (plan(("道路", 10)), "X004"), (plan(("道路", 10)), "T001"), (plan(("道路", 10)), "X001"), (plan(("道路", 10)), "L001"),
        (ledger((day(1, 6), "桥", "甲", 9.0, "")), "X004"), (ledger((day(1, 6), "桥", "甲", 9.0, "")), "T001"),
        (ledger((day(1, 6), "桥", "甲", 9.0, "")), "P001"), (ledger((day(1, 6), "桥", "甲", 9.0, "")), "X001"),
        (ledger((day(1, 6), "桥", "甲", 9.0, "")), "S002"),
    ],
)  # fmt: skip
def test_rules_over_a_table_that_is_not_there_could_not_run(sheet, code):
    assert [unable.code for unable in check(book=xlsx(sheet), select=(code,)).unable] == [code]
