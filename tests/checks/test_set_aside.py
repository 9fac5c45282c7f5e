"""What is set aside: by waivers with a reason and a last day, by a baseline of findings known before."""

import json
from dataclasses import replace
from datetime import date

import pytest

from minsheng_funds import pipeline
from minsheng_funds.checks.set_aside import read_baseline, without_known, write_baseline
from minsheng_funds.errors import Failure
from minsheng_funds.model import Source, fingerprint
from minsheng_funds.settings.check import Waiver
from tests.support import day, ledger, plan, settings_of, xlsx

ROWS = (
    (day(1, 6), "道路", "甲公司", 500.0, ""), (day(1, 7), "水渠", "甲公司", 7.0, ""),
    (day(1, 8), "桥", "乙公司", 9.0, ""), (day(1, 9), "道路", "乙公司", "待定", ""),
)  # fmt: skip


def check(*rows, waivers=(), known=None, today=date(2020, 5, 1), name="book.xlsx", **check):
    settings = replace(settings_of(), today=today)
    settings = replace(settings, check=replace(settings.check, waivers=tuple(waivers), **check))
    book = xlsx(plan(("道路", 10), unit="万元"), ledger(*(rows or ROWS), unit="元"))
    return pipeline.check([Source(name, book)], settings, known=known)[1]


def codes(findings):
    return sorted(found.code for found in findings)


def test_without_waivers_all_stays():
    assert codes(check().findings) == ["A001", "X001", "X001"]


def test_a_waiver_sets_aside_what_it_names_with_its_reason():
    found = check(waivers=[Waiver("X001", "年中追加,批复在途", project=" 水渠 ")])
    assert codes(found.findings) == ["A001", "X001"]
    (aside,) = found.waived
    assert (aside.finding.project, aside.reason) == ("水渠", "年中追加,批复在途")


@pytest.mark.parametrize("cell", ["台账!D5", "book.xlsx!台账!D5", "台账!$D$5", "'台账'!d5", "台账！D5"])
def test_a_waiver_may_name_the_cell_as_findings_show_it(cell):
    found = check(waivers=[Waiver("A001", "手填", cell="台账!D7"), Waiver("X001", "在途", cell=cell)])
    assert codes(found.findings) == ["X001"]
    assert [aside.finding.project for aside in found.waived] == ["道路", "水渠"]


def test_a_waiver_of_a_rule_alone_sets_all_of_it_aside_and_no_other_rule():
    found = check(waivers=[Waiver("X001", "在途")])
    assert (codes(found.findings), len(found.waived)) == (["A001"], 2)


@pytest.mark.parametrize(
    ("today", "left"), [(date(2020, 4, 30), ["A001"]), (date(2020, 5, 1), ["A001", "G041", "X001", "X001"])]
)
def test_a_waiver_holds_to_the_end_of_its_last_day_and_then_is_a_finding(today, left):
    assert codes(check(waivers=[Waiver("X001", "在途", date(2020, 4, 30))], today=today).findings) == left


def test_a_waiver_that_answers_for_nothing_is_a_finding():
    found = check(waivers=[Waiver("X001", "在途", project="隧道"), Waiver("X001", "在途"), Waiver("L002", "重复")])
    assert codes(found.findings) == ["A001", "G042", "G042"]


def test_a_waiver_of_a_rule_that_does_not_run_is_not_called_unused():
    assert codes(check(waivers=[Waiver("L002", "重复")], ignore=("L",)).findings) == ["A001", "X001", "X001"]


def test_the_rules_about_waivers_can_be_ignored_and_waivers_of_them_have_no_effect_on_themselves():
    assert codes(check(waivers=[Waiver("L002", "重复")], ignore=("G042",)).findings) == ["A001", "X001", "X001"]
    assert "G042" in codes(check(waivers=[Waiver("L002", "重复"), Waiver("G042", "随它")]).findings)


def test_a_baseline_of_today_knows_all_of_today_and_nothing_else():
    first = check()
    known = read_baseline(write_baseline(first.findings), "b.json")
    again = check(known=known)
    assert again.findings == ()
    assert [aside.finding for aside in again.known] == list(first.findings)
    more = check(*ROWS, (day(1, 10), "隧道", "乙公司", 1.0, ""), known=known)
    assert [found.project for found in more.findings] == ["隧道"]


def test_a_finding_stays_known_where_rows_are_inserted_above_it():
    known = read_baseline(write_baseline(check().findings), "b.json")
    moved = check((day(1, 3), "道路", "丙公司", 1.0, ""), *ROWS, known=known)
    assert moved.findings == ()


def test_a_second_finding_of_the_same_words_is_new():
    rows = (ROWS[0], ROWS[3])
    known = read_baseline(write_baseline(check(*rows).findings), "b.json")
    again = check(*rows, ROWS[3], known=known)
    assert codes(again.findings) == ["A001"]


def test_another_amount_another_sheet_or_another_file_is_new():
    first = check()
    known = read_baseline(write_baseline(first.findings), "b.json")
    changed = check(ROWS[0], (day(1, 7), "水渠", "甲公司", 8.0, ""), *ROWS[2:], known=known)
    assert [found.project for found in changed.findings] == ["水渠"]
    assert len(check(known=known, name="other.xlsx").findings) == 3


def test_a_fingerprint_does_not_depend_on_the_row_in_the_words():
    twice = [found for found in check(*ROWS[:1], *ROWS[:1]).findings if found.code == "L002"]
    moved = [found for found in check(ROWS[1], *ROWS[:1], *ROWS[:1]).findings if found.code == "L002"]
    assert twice
    assert [fingerprint(found) for found in twice] == [fingerprint(found) for found in moved]


def test_a_baseline_is_the_same_bytes_for_the_same_findings_in_any_order():
    findings = check().findings
    assert write_baseline(findings) == write_baseline(reversed(findings))
    assert json.loads(write_baseline(findings))["schema"] == "minsheng-funds/baseline/1"


@pytest.mark.parametrize(
    "text",
    [
        "", "[]", "{}", '{"schema": "minsheng-funds/check/1", "findings": []}', '{"schema": "minsheng-funds/baseline/1"}',
        '{"schema": "minsheng-funds/baseline/1", "findings": [1]}',
        '{"schema": "minsheng-funds/baseline/1", "findings": [{"fingerprint": "x", "count": "many"}]}',
    ],
)  # fmt: skip
def test_any_other_file_is_no_baseline(text):
    with pytest.raises(Failure):
        read_baseline(text, "b.json")


def test_a_baseline_that_knows_more_than_there_is_hides_nothing_else():
    findings = check().findings
    known = {fingerprint(found): 9 for found in findings}
    parted = without_known(findings, known)
    assert (parted.kept, len(parted.aside)) == ([], 3)
