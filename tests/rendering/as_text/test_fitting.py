"""Sentences on a terminal: lines that fit, broken where the language breaks them, with nothing lost."""

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from minsheng_funds.rendering.as_text.fitting import wrapped


def test_chinese_breaks_between_any_two_characters_and_no_line_begins_with_a_closing_mark():
    assert list(wrapped("处理: 计划已调整的,更新计划表;确属多拨的,收回", 14)) == [
        "处理: 计划已调",
        "整的,更新计划",
        "表;确属多拨的,",
        "收回",
    ]


def test_words_and_numbers_stay_whole_where_a_line_can_hold_them():
    assert list(wrapped("Remedy: 共 1,234.50 yuan is missing", 13)) == ["Remedy: 共", "1,234.50 yuan", "is missing"]
    assert list(wrapped("abcdefghij kl", 4)) == ["abcd", "efgh", "ij", "kl"]


def test_nothing_is_no_line():
    assert list(wrapped("", 10)) == list(wrapped("   ", 10)) == []


@given(st.text("甲乙,。)(ab12.%! ", max_size=60), st.integers(8, 40))
def test_every_line_fits_and_only_spaces_are_lost(text, width):
    lines = list(wrapped(text, width))
    assert all(line.strip() and cell_len(line) <= width for line in lines if len(line) > 1 or width > 1)
    assert "".join("".join(lines).split()) == "".join(text.split())
