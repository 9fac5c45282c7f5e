"""Containers changed at random never crash, hang or swallow memory, and whatever is read of them still adds up."""

import pytest

from tests.fuzz.mutants import mutant, seeds
from tests.fuzz.watch import watch


@pytest.mark.slow
def test_no_changed_container_crashes_hangs_or_breaks_the_books() -> None:
    tried, failures = watch(0, count=400)
    assert failures == []
    assert tried == 400


def test_a_mutant_is_always_the_same_and_mostly_not_its_seed() -> None:
    assert [mutant(number) for number in range(30)] == [mutant(number) for number in range(30)]
    originals = {content for _, content in seeds()}
    assert sum(mutant(number)[1] not in originals for number in range(100)) > 90
