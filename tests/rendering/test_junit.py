"""`check` as JUnit XML: a suite a file, a case a rule; whatever is in a message, it can be parsed."""

from dataclasses import replace
from xml.etree import ElementTree

import junitparser
import pytest
from hypothesis import given
from hypothesis import strategies as st

from minsheng_funds.rendering.as_junit import write_junit
from minsheng_funds.vocabulary import Text
from tests.rendering.as_text.test_check import same_as_snapshot
from tests.rendering.found import CHECKED, FILE, REFUND, RULES, UNREADABLE, at, finding, read

ERRORS, WARNINGS = ("error",), ("error", "warning")


def written(checked=CHECKED, grave=ERRORS, lang="zh"):
    book, settings = read(lang=lang)
    return write_junit(book, checked, RULES, settings, grave)


def cases(text, suite=FILE):
    """Name → "failure", "skipped" or "passed" of a suite's cases."""
    (found,) = [item for item in junitparser.JUnitXml.fromstring(text.encode()) if item.name == suite]
    return {case.name[:4]: case.result[0]._tag if case.result else "passed" for case in found}


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_junit_looks_like_its_snapshot(lang):
    assert same_as_snapshot(f"check-{lang}.xml", written(lang=lang))


def test_findings_that_make_check_fail_are_failures_others_pass_and_what_could_not_run_is_skipped():
    assert cases(written()) == {
        "A001": "failure", "L001": "failure", "P001": "skipped", "X020": "skipped",
        "F010": "passed", "G041": "passed", "L060": "passed", "X004": "passed",
    }  # fmt: skip
    assert {code for code, result in cases(written(grave=WARNINGS)).items() if result == "failure"} == {
        "A001", "L001", "X004", "F010",
    }  # fmt: skip
    assert "failure" not in cases(written(grave=())).values()


def test_a_rule_could_not_run_only_where_it_says_so():
    assert {code: result for code, result in cases(written(), "补充.csv").items() if result != "passed"} == {
        "X020": "skipped"
    }


def test_what_lies_in_no_source_has_a_suite_of_its_own_with_its_rules_only():
    assert cases(written(grave=WARNINGS), "设置及整体") == {"G041": "failure"}
    assert "设置及整体" not in written(replace(CHECKED, findings=(UNREADABLE,)))


def test_a_case_keeps_its_name_whether_it_passes_or_fails():
    assert list(cases(written())) == list(cases(written(replace(CHECKED, findings=()))))


def test_the_numbers_are_those_of_the_cases():
    root = ElementTree.fromstring(written())
    assert (root.get("tests"), root.get("failures"), root.get("skipped"), root.get("errors")) == ("17", "2", "3", "0")
    assert [(suite.get("tests"), suite.get("failures")) for suite in root] == [("8", "2"), ("8", "0"), ("1", "0")]
    assert len(list(root.iter("testcase"))) == 17


def test_all_findings_of_a_rule_are_in_its_one_failure_with_their_cells():
    more = replace(CHECKED, findings=(REFUND, finding("L001", "error", at("台账", 9, 3))))
    (failure,) = ElementTree.fromstring(written(more)).iter("failure")
    assert failure.get("message") == "2 处,第一处:“道路”的 99.00元 注明“退回”却是正数"
    assert failure.text is not None
    assert f"{FILE}!台账!D23\n" in failure.text
    assert f"{FILE}!台账!D9\n" in failure.text


def test_what_fails_nothing_and_what_was_set_aside_is_said_all_the_same():
    suite = ElementTree.fromstring(written())[0]
    outputs = {case.get("name"): case.findtext("system-out") or "" for case in suite}
    assert "超过计划" in outputs["X004 超计划拨付"]
    assert "豁免理由:合同尾款,已报区政府" in outputs["X004 超计划拨付"]
    assert "基线已有" in outputs["L001 退回是正数"]


@given(st.text(st.characters(), min_size=1))
def test_any_text_gives_xml_that_can_be_parsed(text):
    one = finding("A001", "error", at("台账", 4, 3), message=Text(text, text), remedy=Text(text, text), unit=text)
    root = ElementTree.fromstring(written(replace(CHECKED, findings=(one,))).encode("utf-8", "backslashreplace"))
    (failure,) = root.iter("failure")
    assert failure.get("message")


def test_control_characters_are_replaced_and_markup_is_text():
    one = finding("A001", "error", at("台账", 4, 3), message=Text("甲\x00\x1b]]><&\ufffe\ud800乙", ""))
    (failure,) = ElementTree.fromstring(written(replace(CHECKED, findings=(one,)))).iter("failure")
    assert failure.get("message") == "甲\ufffd\ufffd]]><&\ufffd\ufffd乙"
