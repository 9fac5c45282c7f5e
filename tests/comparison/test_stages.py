"""Ledgers of spending in comparisons: spent is compared as spent, and never with what was disbursed."""

import json
from typing import Any

from minsheng_funds.model.comparison import Bridge, Delta
from minsheng_funds.rendering.as_json import dump
from minsheng_funds.rendering.as_json.compare import compare_document
from minsheng_funds.rendering.composing.compare import compose_compare
from minsheng_funds.rendering.document import Headline, Table
from minsheng_funds.settings import Settings
from tests.comparison.test_dates import book, change, dates
from tests.support import WAN, compare, day, ledger, settings_of

SPENT = 'ledger_stage = "spent"'
OLD, NEW = book({"甲": 100}, ("甲", 20)), book({"甲": 100}, ("甲", 20), ("甲", 45))


def titles(found: Any, lang: str = "en", toml: str = "") -> dict[str, tuple[str, ...]]:
    settings = settings_of(f'lang = "{lang}"\n{toml}')
    return {
        block.title: tuple(column.label for column in block.columns)
        for block in compose_compare(found, settings).blocks
        if isinstance(block, Table)
    }


def test_what_was_spent_is_compared_at_two_dates():
    """甲: spent 20 of 100, then 20 + 45 = 65: +45, rank 1, and a reconciliation of what was spent."""
    found = compare(OLD, NEW, toml=SPENT)
    line = change(found, "甲")
    assert line.amounts["spent"] == Delta(20 * WAN, 65 * WAN, 45 * WAN)
    assert line.amounts["disbursed"] == Delta(None, None, None)
    assert line.rank == 1
    assert dates(found).totals["matching"].bridges["spent"] == Bridge(20 * WAN, 45 * WAN, 0, 0, 65 * WAN)
    document = json.loads(dump(compare_document(found, Settings())))
    total = document["dates"]["totals"]["matching"]
    assert (total["spent_old_fen"], total["spent_new_fen"], total["spent_change_fen"]) == (20 * WAN, 65 * WAN, 45 * WAN)
    assert total["reconciliation"]["spent"]["new_fen"] == 65 * WAN
    assert document["dates"]["payments"]["stage"] == "spent"
    assert document["dates"]["payments"]["differences"][0]["new"]["disbursed_fen"] is None
    assert document["dates"]["payments"]["differences"][0]["new"]["spent_fen"] == 45 * WAN
    assert not any("Disbursed" in label for labels in titles(found).values() for label in labels)


def test_exports_of_spending_are_labelled_so():
    one, other = ([ledger((day(1, 2), "甲", "某", amount, ""))] for amount in (10.0, 12.0))
    labels = [label for columns in titles(compare(one, other, toml=SPENT)).values() for label in columns]
    assert "Spent" in labels
    assert "Disbursed" not in labels


def test_ledgers_of_different_stages_are_never_matched():
    """The same money, disbursed in January and spent in January, is no payment that both ledgers have."""
    rows = [(day(1, 2), "甲", "某", 10.0, "")]
    found = compare([ledger(*rows)], [ledger(*rows)], toml=SPENT, old_given={"ledger_stage": None})
    assert found.payments is not None
    assert found.payments.total("same").old_payments == 0
    assert [item.why for item in found.payments.new_left_out] == ["stage"]
    assert "C004" in [finding.code for finding in found.findings]


def test_each_fund_is_compared_in_its_own_unit():
    toml = '[funds.matching]\nunit = "元"'
    settings = settings_of(f'lang = "en"\n{toml}')
    blocks = compose_compare(compare(OLD, NEW, toml=toml), settings).blocks
    (headline,) = [block for block in blocks if isinstance(block, Headline)]
    assert "(yuan)" in headline.title
    assert "1000000.0" in [cell.text for _, cell in headline.pairs]
    assert "+450000.0" in [cell.text for _, cell in headline.pairs]
    table = next(block for block in blocks if isinstance(block, Table) and block.title.startswith("By project"))
    assert [row[1].text for row in table.rows] == ["1000000.0", "1000000.0"]


def test_without_any_ledger_no_column_of_what_was_paid_is_kept_on_one_side():
    found = compare(book({"甲": 100})[:1], book({"甲": 120})[:1])
    labels = next(columns for title, columns in titles(found).items() if title.startswith("By project"))
    assert not [label for label in labels if label.startswith("Disbursed")]
