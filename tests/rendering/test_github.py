"""`check` as annotations of GitHub Actions: one line a finding, escaped as the runner reads it back."""

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from minsheng_funds.model import Checked, Origin
from minsheng_funds.rendering.as_github import write_github
from minsheng_funds.rendering.places import Places
from minsheng_funds.vocabulary import Text
from tests.rendering.as_text.test_check import same_as_snapshot
from tests.rendering.found import CHECKED, FILE, at, finding, read

PLACES = Places({FILE: f"/repo/数据/{FILE}"}, "/repo")


def written(checked=CHECKED, lang="zh"):
    return write_github(checked, read(lang=lang)[1], PLACES)


def understood(line):
    """Command, properties and message as the runner unescapes them."""
    found = re.fullmatch(r"::(\w+) ([^:]*)::(.*)", line)
    assert found is not None, line
    name, given_, message = found.groups()
    pairs = dict(pair.split("=", 1) for pair in given_.split(","))

    def plain(text, codes):
        for code, mark in codes:
            text = text.replace(code, mark)
        return text

    data = (("%0D", "\r"), ("%0A", "\n"), ("%25", "%"))
    properties = (("%0D", "\r"), ("%0A", "\n"), ("%3A", ":"), ("%2C", ","), ("%25", "%"))
    return name, {key: plain(value, properties) for key, value in pairs.items()}, plain(message, data)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_annotations_look_like_their_snapshot(lang):
    assert same_as_snapshot(f"check-github-{lang}.txt", written(lang=lang))


def test_there_is_one_line_a_finding_the_gravest_first_and_one_for_what_did_not_run():
    names = [understood(line)[0] for line in written().splitlines()]
    assert names == ["error", "error", "warning", "warning", "warning", "notice", "notice"]


def test_the_file_is_named_from_the_working_folder_on_and_the_row_is_its_line():
    name, properties, message = understood(written().splitlines()[1])
    assert (name, properties) == ("error", {"file": f"数据/{FILE}", "line": "23", "title": "L001 退回是正数"})
    assert message.splitlines()[1].startswith(f"{FILE}!台账!D23, ")


def test_a_finding_of_a_whole_file_has_no_line_and_one_without_a_place_no_file():
    lines = written(Checked((finding("A001", "error", Origin(FILE)), finding("A001", "error")))).splitlines()
    assert [sorted(understood(line)[1]) for line in lines] == [["file", "title"], ["title"]]


@given(st.text(max_size=20), st.text("%:,\r\n=甲A0D", max_size=20))
def test_any_text_stays_on_one_line_and_is_read_back_as_it_was(message, title):
    one = replace(finding("A001", "error", at("台账", 4, 3)), message=Text(message, message), title=Text(title, title))
    (line,) = written(Checked((one,))).split("\n")[:-1]
    _, properties, said = understood(line)
    assert properties["title"] == "A001 " + re.sub("[\r\n]", " ", title)
    assert "\n" not in line
    assert "\r" not in line
    assert f"{FILE}!台账!D4" in said


def test_what_was_set_aside_is_no_annotation():
    assert written(replace(CHECKED, findings=(), unable=())) == ""
