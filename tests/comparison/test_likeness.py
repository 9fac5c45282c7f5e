"""Names that look alike are suggested, the likeliest first, with the share of letters that they have in common."""

from hypothesis import given
from hypothesis import strategies as st

from minsheng_funds.comparison.likeness import LEAST_PERCENT, alike, suggest


def test_the_share_of_common_letters_is_counted_in_whole_percent():
    """农村改厕 (4 letters) stands whole in 农村改厕及废弃物资源化利用 (13): 2 × 4 of 17 is 47 percent."""
    assert alike("农村改厕", "农村改厕及废弃物资源化利用") == 47
    assert alike("农村改厕", "农 村改厕") == 100
    assert alike("甲", "乙") == 0


def test_the_likeliest_comes_first_and_a_shared_code_before_all():
    old = {"农村改厕": "农村改厕", "改厕": "改厕", "道路": "道路"}
    (found,) = suggest(old, {"农村改厕工程": "农村改厕工程"}, {("道路", "农村改厕工程")})
    assert [(likely.old_name, likely.why) for likely in found.candidates] == [
        ("道路", "code"), ("农村改厕", "alike"), ("改厕", "alike"),
    ]  # fmt: skip


def test_names_that_have_little_in_common_are_not_suggested():
    assert suggest({"甲乙丙丁戊": "甲乙丙丁戊"}, {"甲庚辛壬癸": "甲庚辛壬癸"}, set()) == ()
    assert LEAST_PERCENT == 40


@given(st.text(max_size=8), st.text(max_size=8))
def test_likeness_is_the_same_from_both_sides(one, other):
    assert alike(one, other) == alike(other, one)
    assert 0 <= alike(one, other) <= 100
