"""Every word has one meaning, and everything the program says, it says in both languages."""

import ast
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

import pytest

from minsheng_funds import messages, vocabulary
from minsheng_funds.checks import RULES
from minsheng_funds.reading.values import squeeze
from minsheng_funds.vocabulary import Text

HAN = re.compile(r"[\u3400-\u9fff]")
HAN_WORDS = re.compile(f"{HAN.pattern}+")
"""Words that are to be typed into a Chinese table stand in both languages."""
BUILT = ("cumulative", "before", "this_month", "debit", "credit", "receipts", "balance")
"""Measures that are made into `disbursed` while reading, or are never summed."""


def texts_in(value: object, name: str) -> Iterator[tuple[str, Text]]:
    """Every Text within a value, however deep, with a name to find it by."""
    if isinstance(value, Text):
        yield name, value
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from texts_in(item, f"{name}[{key!r}]")
    elif isinstance(value, (list, tuple)):
        for index, item in enumerate(value):
            yield from texts_in(item, f"{name}[{index}]")


def texts_of(module: object) -> list[tuple[str, Text]]:
    """Every Text of a module."""
    return [
        found for name, value in vars(module).items() if not name.startswith("__") for found in texts_in(value, name)
    ]


def placeholders(template: str) -> set[str]:
    """The names that a template wants filled, whatever their conversion."""
    return {name for _, name, _, _ in Formatter().parse(template) if name is not None}


def faults(text: Text) -> list[str]:
    """What is wrong with a pair of texts; both blank is right where there is nothing to add, as in a hint."""
    found = []
    if bool(text.zh.strip()) != bool(text.en.strip()):
        found.append("one language is missing")
    words = HAN_WORDS.findall(text.en)
    if words == [text.en] or any(word not in text.zh for word in words):
        found.append("Chinese in the English text")
    if placeholders(text.zh) != placeholders(text.en):
        found.append("other placeholders")
    return found


MESSAGES, LABELS = texts_of(messages), texts_of(vocabulary)
RULE_TEXTS = [
    (f"{kind}.{part}", getattr(rule.words, part)) for kind, rule in RULES.items() for part in ("message", "remedy")
]


def test_the_texts_are_found() -> None:
    assert len(MESSAGES) > 100
    assert len(LABELS) > 40
    assert len(RULE_TEXTS) == 2 * len(RULES) > 80


@pytest.mark.parametrize(
    ("name", "text"), [*MESSAGES, *LABELS, *RULE_TEXTS], ids=lambda value: value if isinstance(value, str) else ""
)
def test_every_text_says_the_same_in_both_languages(name: str, text: Text) -> None:
    assert faults(text) == []


@pytest.mark.parametrize(
    "text",
    [
        Text("合计", ""),
        Text("", "total"),
        Text("合计", "合计"),
        Text("{count} 笔", "payments"),
        Text("{a}", "{b}"),
        Text("{a}{b}", "{a}"),
    ],
)
def test_a_faulty_pair_of_texts_is_noticed(text: Text) -> None:
    assert faults(text)


def test_only_a_hint_or_a_remedy_may_be_blank() -> None:
    blank = [name for name, text in (*MESSAGES, *LABELS, *RULE_TEXTS) if not text.zh]
    assert all(re.fullmatch(r"NOTHING|FAILURES\['[\w-]+'\]\[1\]|[\w-]+\.remedy", name) for name in blank), blank


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_filled_text_is_filled_in_both_languages_with_the_words_of_each(language: str) -> None:
    filled = Text("视为{level}资金", "taken as {level}").fill(level=vocabulary.LEVELS["district"])
    assert filled.in_language(language) == {"zh": "视为区县级资金", "en": "taken as district"}[language]


# --- Words ------------------------------------------------------------------------------------------------


def doubles(words: list[str]) -> list[str]:
    """The words that stand more than once."""
    return [word for word, count in Counter(words).items() if count > 1]


def test_no_header_word_is_claimed_twice() -> None:
    assert doubles([word for words in vocabulary.TEXT_FIELDS.values() for word in words]) == []


def words_written_in(name: str, source: str) -> list[str]:
    """The words of every `dict.fromkeys(words, …)` in a module's assignment, as written: a dict would hide doubles."""
    assignment = next(
        node
        for node in ast.parse(source).body
        if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name) and node.target.id == name
    )
    calls = [
        node
        for node in ast.walk(assignment)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "fromkeys"
    ]
    return [
        leaf.value
        for call in calls
        for leaf in ast.walk(call.args[0])
        if isinstance(leaf, ast.Constant) and isinstance(leaf.value, str)
    ]


@pytest.mark.parametrize("name", ["LEVEL_WORDS", "MEASURE_WORDS"])
def test_no_level_or_measure_has_a_word_of_another(name: str) -> None:
    written = words_written_in(name, Path(vocabulary.__file__).read_text(encoding="utf-8"))
    assert doubles(written) == []
    assert set(written) == set(getattr(vocabulary, name)), "words stand outside dict.fromkeys, where doubles go unseen"


def test_a_word_written_twice_is_noticed() -> None:
    source = 'WORDS: dict[str, str] = {**dict.fromkeys(("省", "区"), "a"), **dict.fromkeys(("区",) + ("市",), "b")}'
    assert doubles(words_written_in("WORDS", source)) == ["区"]


def test_no_word_is_both_a_level_and_a_stage_or_a_total() -> None:
    levels, measures = set(vocabulary.LEVEL_WORDS), set(vocabulary.MEASURE_WORDS)
    totals = set(vocabulary.TOTAL_COLUMN_WORDS)
    assert levels.isdisjoint(measures)
    assert totals.isdisjoint(levels | measures)
    assert set(vocabulary.MONEY_FILLER_WORDS).isdisjoint(levels | measures | totals)


def test_every_level_word_names_a_known_level() -> None:
    assert set(vocabulary.LEVEL_WORDS.values()) <= {*vocabulary.LEVELS, vocabulary.OWN}
    words = {*vocabulary.LEVEL_WORDS.values(), "carryover"}  # its words are levels among levels only
    assert words >= {*vocabulary.LEVELS, vocabulary.OWN}, "a level has no word"
    assert vocabulary.CARRYOVER_WORDS


def test_every_measure_word_names_a_known_measure() -> None:
    assert set(vocabulary.MEASURE_WORDS.values()) == {*vocabulary.MEASURES, *BUILT}


def test_every_nature_word_names_a_known_nature() -> None:
    assert set(vocabulary.NATURE_WORDS.values()) == set(vocabulary.NATURES)


def test_every_field_and_every_unit_has_a_label() -> None:
    assert set(vocabulary.FIELD_LABELS) >= {*vocabulary.TEXT_FIELDS, *vocabulary.MEASURES, *BUILT, "rate", "amount"}
    assert set(vocabulary.UNIT_NAMES) == set(vocabulary.UNITS.values()) == set(vocabulary.UNIT_WORDS.values())


@pytest.mark.parametrize(
    "words",
    [
        [word for words in vocabulary.TEXT_FIELDS.values() for word in words],
        list(vocabulary.LEVEL_WORDS),
        list(vocabulary.MEASURE_WORDS),
        list(vocabulary.NATURE_WORDS),
        list(vocabulary.TOTAL_COLUMN_WORDS),
        list(vocabulary.MONEY_FILLER_WORDS),
        list(vocabulary.UNIT_WORDS),
        list(vocabulary.RATE_WORDS),
        list(vocabulary.RATE_ENDINGS),
        list(vocabulary.CLASS_WORDS),
    ],
    ids=[
        "text fields",
        "levels",
        "measures",
        "natures",
        "totals",
        "fillers",
        "units",
        "rates",
        "rate endings",
        "classes",
    ],
)
def test_a_word_is_written_as_headers_are_compared(words: list[str]) -> None:
    """A word with spaces, capitals or full-width brackets would never be met."""
    assert [word for word in words if squeeze(word).lower() != word] == []


# --- Rules ------------------------------------------------------------------------------------------------


def test_every_rule_has_a_code_of_its_own() -> None:
    codes = [rule.code for rule in RULES.values()]
    assert doubles(codes) == []
    assert [code for code in codes if not re.fullmatch(r"[A-Z]\d{3}", code)] == []


def test_every_rule_has_a_known_severity_and_measure() -> None:
    assert {rule.severity for rule in RULES.values()} == set(messages.SEVERITIES)
    assert {rule.measure for rule in RULES.values()} <= {"fen", "percent", "count", "text"}


def test_no_two_rules_say_the_same() -> None:
    assert doubles([rule.words.message.zh for rule in RULES.values()]) == []
    assert doubles([rule.words.message.en for rule in RULES.values()]) == []


def test_one_thing_is_singular_in_english():
    from minsheng_funds.vocabulary import Text

    said = Text("{n} 笔,已过 {d} 天", "{n} payments, {d} days ago, {m} refunds")
    assert said.fill(n=1, d=1, m=21).en == "1 payment, 1 day ago, 21 refunds"
