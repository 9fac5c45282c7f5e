"""Every rule: documented in both languages; its example fires it at its cell in these very words; another does not."""

import os
from pathlib import Path

import pytest

from minsheng_funds.checks import RULES
from minsheng_funds.checks.registry import Rule, read_docstring
from tests.checks.examples import found_in, shown

SNAPSHOTS = Path(__file__).parent / "snapshots"
DOCUMENTED = [rule for rule in RULES.values() if rule.words.fires]
each_rule = pytest.mark.parametrize("rule", DOCUMENTED, ids=lambda rule: rule.code)


@each_rule
def test_its_example_fires_it_at_its_cell_in_these_words(rule: Rule):
    text = "\n".join(shown(found) for found in found_in(rule, rule.words.fires, "fires"))
    file = SNAPSHOTS / f"{rule.code}.txt"
    if os.environ.get("REWRITE_SNAPSHOTS"):
        file.parent.mkdir(exist_ok=True)
        file.write_text(text, encoding="utf-8")
    assert text
    assert text == file.read_text(encoding="utf-8")


@each_rule
def test_its_other_example_does_not_fire_it(rule: Rule):
    assert rule.words.passes
    assert found_in(rule, rule.words.passes, "passes") == []


@pytest.mark.parametrize(
    "text",
    [
        "no bar", "一 | one\n\nWhat:\n    一\n    one", "一 | one\n\nMessage:\n    一", "一 | one\n\nMessage:\n    一\n    one\n    two",
        "一 | one\n\nMessage:\n    一\n    one\n\nMessage:\n    一\n    one",
    ],
)  # fmt: skip
def test_a_docstring_that_is_not_written_as_the_registry_says_is_refused(text):
    with pytest.raises(ValueError, match=r"title|section"):
        read_docstring(text)


def test_a_deeper_line_goes_on_with_the_one_above():
    words = read_docstring(
        "一 | one\n\nMessage:\n    甲,\n      乙\n    one\n      and two\nFires:\n    [台账]\n\n    | 甲 |\n"
    )
    assert words.message == ("甲,乙", "one and two")
    assert words.fires == "[台账]\n\n| 甲 |"


def test_every_rule_tells_all_of_itself():
    assert [rule.code for rule in RULES.values() if "" in rule.words] == []
    texts = [(rule.code, text) for rule in RULES.values() for text in rule.words[:4]]
    assert [code for code, text in texts if not all(text)] == []
