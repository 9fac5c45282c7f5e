"""Pairs of projects: by name first, by code where codes last, each project once."""

from hypothesis import given
from hypothesis import strategies as st

from minsheng_funds.comparison.projects import delta, pair_projects
from minsheng_funds.model.comparison import Delta

NONE: frozenset[str] = frozenset()


def codes(**given: str) -> dict[str, frozenset[str]]:
    return {name: frozenset(code.split()) for name, code in given.items()}


def test_a_name_wins_over_a_code():
    found = pair_projects(codes(a="1", b=""), codes(a="1", c="1"))
    assert (found.new_of, found.by_code) == ({"a": "a"}, NONE)


def test_a_code_that_two_projects_of_a_side_have_says_nothing():
    assert pair_projects(codes(a="1", b="1"), codes(c="1")).new_of == {}


def test_a_project_with_two_codes_is_paired_once():
    found = pair_projects(codes(a="1 2"), codes(b="1", c="2"))
    assert found.new_of == {"a": "b"}


def test_codes_that_changed_under_one_name_are_only_hints():
    found = pair_projects(codes(a="1", b="2"), codes(a="9", c="2"))
    assert (found.new_of, found.hints) == ({"a": "a"}, {"b": "c"})


def test_a_change_needs_the_measure_on_both_sides_and_a_project_without_it_adds_nothing():
    assert delta(5, 7, known=True) == Delta(5, 7, 2)
    assert delta(None, 7, known=True) == Delta(None, 7, 7)
    assert delta(5, None, known=True) == Delta(5, None, -5)
    assert delta(None, None, known=True) == Delta(None, None, None)
    assert delta(5, 7, known=False) == Delta(5, 7, None)


side = st.dictionaries(st.sampled_from("abcdef"), st.frozensets(st.sampled_from("123"), max_size=2))


@given(side, side)
def test_every_project_is_in_one_pair_at_most_and_swapping_turns_the_pairs_around(old, new):
    found, back = pair_projects(old, new), pair_projects(new, old)
    assert len(set(found.new_of.values())) == len(found.new_of)
    assert set(found.new_of) <= set(old)
    assert set(found.new_of.values()) <= set(new)
    assert {new_key: old_key for old_key, new_key in back.new_of.items()} == found.new_of
