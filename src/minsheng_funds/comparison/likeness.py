"""Retired projects whose names look like a new one's: a suggestion for the settings, never a match."""

from collections.abc import Collection, Mapping
from difflib import SequenceMatcher

from minsheng_funds.model.comparison import Likeness, Suggestion
from minsheng_funds.names import normal

LEAST_PERCENT = 40
"""Half of the letters of two names, nearly: "农村改厕" and "农村改厕及废弃物资源化利用" share 47 percent."""
MOST_CANDIDATES = 4
MOST_COMPARED = 250_000
"""So many pairs of names are compared; more would take minutes."""


def suggest(
    old: Mapping[str, str], new: Mapping[str, str], hints: Collection[tuple[str, str]]
) -> tuple[Suggestion, ...]:
    """For every new project (key → name) the retired ones that share its code or much of its name, likeliest first."""
    if len(old) * len(new) > MOST_COMPARED:
        return ()
    found = []
    for new_key, name in new.items():
        likely = [
            Likeness(old_name, "code" if hinted else "alike", percent)
            for old_key, old_name in old.items()
            for hinted in ((old_key, new_key) in hints,)
            for percent in (alike(old_name, name),)
            if hinted or percent >= LEAST_PERCENT
        ]
        likely.sort(key=lambda likeness: (likeness.why != "code", -likeness.percent, likeness.old_name))
        if likely:
            found.append(Suggestion(name, tuple(likely[:MOST_CANDIDATES])))
    return tuple(found)


def alike(one: str, other: str) -> int:
    """How much two names have in common, in percent of their letters."""
    first, second = sorted((normal(one), normal(other)))
    blocks = SequenceMatcher(None, first, second, autojunk=False).get_matching_blocks()
    return 200 * sum(block.size for block in blocks) // max(1, len(first) + len(second))
