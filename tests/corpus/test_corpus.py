"""Every case of the corpus: read as a careful accountant would, or refused with the cell; never silently wrong."""

from importlib import import_module
from pathlib import Path

import pytest

from tests.corpus.case import Case, complaints, try_case
from tests.corpus.hostile import try_hostile

NAMES = sorted(path.stem for path in Path(__file__).parent.glob("cases_*.py"))
CASES: list[Case] = [case for name in NAMES for case in import_module(f"tests.corpus.{name}").CASES]


@pytest.mark.parametrize("case", [case for case in CASES if not case.hostile], ids=lambda case: case.name)
def test_every_workbook_is_read_right_or_refused_with_the_cell(case: Case, tmp_path: Path) -> None:
    assert complaints(case, try_case(case, tmp_path)) == []


def test_every_case_has_a_name_of_its_own_and_says_what_it_rests_on() -> None:
    assert len({case.name for case in CASES}) == len(CASES) >= 150
    assert [case.name for case in CASES if not case.why] == []


LONG = ("hostile_eight_hundred_megabytes", "hostile_sixty_thousand_entries", "hostile_a_hundred_thousand_merged_ranges")
"""Cases that take seconds: large ones, however they are refused."""
HOSTILE = [
    pytest.param(case, marks=pytest.mark.slow if case.name.startswith(LONG) else (), id=case.name)
    for case in CASES
    if case.hostile
]


@pytest.mark.parametrize("case", HOSTILE)
def test_a_hostile_file_is_read_or_refused_within_its_limits(case: Case, tmp_path: Path) -> None:
    assert complaints(case, try_hostile(case, tmp_path)) == []
