"""200 known errors of over 15 kinds in a clean workbook of 2,000 payments: `check` finds each at its cell, and no other.

Nothing at all is said of the clean workbook: no error, no warning, no hint. Of the spoilt one, other findings are
allowed: an error may have more than one symptom, such as a payment in another unit that breaks the running total, too.
"""

import pytest

from tests.checks.seeding import ERRORS, FEW, MANY, ONCE, PAYMENTS, PROGRESS, checked, clean, spoilt, written

FEW_SEEDS, MANY_SEEDS = range(3), range(3, 15)
seeds = pytest.mark.parametrize(
    "seed", [*FEW_SEEDS, *(pytest.param(seed, marks=pytest.mark.slow) for seed in MANY_SEEDS)]
)


@seeds
def test_every_error_is_found_at_its_cell(seed):
    content, errors = written(spoilt(seed))
    found = checked(content).findings
    said = {(finding.code, str(origin)) for finding in found for origin in finding.origins}
    assert len(errors) == len(set(errors)) == ERRORS
    assert len({code for code, _ in errors}) >= 15
    assert [error for error in errors if error not in said] == []


@seeds
def test_nothing_is_said_of_the_clean_workbook_and_every_rule_over_payments_could_run(seed):
    content, errors = written(clean(seed))
    found = checked(content)
    assert errors == []
    assert [(finding.code, str(finding.origins[0])) for finding in found.findings] == []
    assert [item for item in found.unable if item.code[0] == "L" or item.code == "X061"] == []


def test_the_clean_workbook_gives_the_rules_something_to_look_at():
    book = clean(0)
    assert len(book.payments) == PAYMENTS
    assert len(ONCE) + len(FEW) + len(MANY) >= 15
    content, errors = written(spoilt(0))
    assert {PROGRESS in cell for _, cell in errors} == {True, False}
    assert len(checked(content).findings) > ERRORS // 2


def test_two_seeds_make_two_workbooks_and_one_seed_the_same_twice():
    assert written(spoilt(1))[1] == written(spoilt(1))[1] != written(spoilt(2))[1]
