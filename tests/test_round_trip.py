"""Any plan and ledger, written in any format and layout, gives the statement that an oracle computes from the same money.

The oracle adds up whole fen and knows nothing of workbooks. ROUND_TRIP_EXAMPLES=5000 tries that many books.
"""

import os
from collections import defaultdict
from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from minsheng_funds import pipeline
from minsheng_funds.model import Outcome
from minsheng_funds.reading.values import squeeze
from minsheng_funds.settings import Settings
from tests.round_trip.books import Book, Item, Paid, books, oracle, percent
from tests.round_trip.layouts import files, ledger_sheets, long_plan_sheet, pick, plan_sheet, progress_sheet

EXAMPLES = int(os.environ.get("ROUND_TRIP_EXAMPLES", "150"))

_MAGNITUDES = {"U003", "U004"}
"""Random money may look like a slip of units; the figures must be the same all the same."""


def compare(book: Book, outcome: Outcome, *, with_ledger: bool) -> None:
    expected = oracle(book)
    errors = {
        finding.code: [str(origin) for origin in finding.origins]
        for finding in outcome.findings
        if finding.severity == "error"
    }
    assert errors.keys() <= _MAGNITUDES, errors
    lines = {(line.project, line.nature): line for line in outcome.statement.lines}
    assert lines.keys() == expected.required.keys()
    for key, line in lines.items():
        required, paid = expected.required[key], expected.disbursed[key]
        assert line.figures.required == required["district"], key
        assert (line.figures.disbursed or 0) == paid.get("district", 0), key
        for level in book.levels:
            found = line.levels.get(level)
            assert ((found.required if found else 0) or 0) == required[level], (key, level)
            assert ((found.disbursed if found else 0) or 0) == paid.get(level, 0), (key, level)
        if not errors:
            assert (line.rate.percent(1) if line.rate else None) == percent(
                paid.get("district", 0), required["district"]
            )
            assert line.complete
    for nature, total in outcome.statement.totals.items():
        assert total.figures.required == sum(
            fen["district"] for key, fen in expected.required.items() if key[1] == nature
        )
        assert (total.figures.disbursed or 0) == sum(
            fen.get("district", 0) for key, fen in expected.disbursed.items() if key[1] == nature
        )
    books = outcome.statement.reconciliation
    if not with_ledger:
        assert books is None
        return
    assert books is not None
    assert books.ledger_total == sum(paid.fen for paid in book.payments)
    assert {why: fen for why, fen in books.out_of_scope if fen} == expected.out_of_scope
    unmatched: dict[str, int] = defaultdict(int)
    for row in outcome.statement.unmatched:
        unmatched[squeeze(row.project)] += row.disbursed  # it is printed as the ledger writes it
    assert unmatched == expected.unmatched


def settings_of(book: Book) -> Settings:
    return Settings(as_of=book.as_of)


@settings(max_examples=EXAMPLES)
@given(books())
def test_a_plan_and_a_ledger_give_the_same_statement_in_every_format_and_layout(book: Book) -> None:
    plan = pick(book, plan_sheet, long_plan_sheet)(book)
    sheets = [plan, *ledger_sheets(book)]
    compare(book, pipeline.run(files(book, sheets), settings_of(book)), with_ledger=True)


@settings(max_examples=EXAMPLES)
@given(st.one_of(books(progress=True), books(progress=True, one_level=True)))
def test_a_progress_table_gives_the_same_statement_in_every_format_and_layout(book: Book) -> None:
    compare(book, pipeline.run(files(book, [progress_sheet(book)]), settings_of(book)), with_ledger=False)


def test_the_oracle_itself_counts_as_the_interface_says() -> None:
    item = Item("甲", "matching", "工程类", {"district": 300_00})
    day = date(2020, 4, 17)
    payments = (
        Paid("甲", "matching", "district", day, 100_00), Paid("甲", "matching", "district", day + timedelta(1), 7_00),
        Paid("甲", "matching", "district", date(2019, 4, 17), 9_00), Paid("乙", "matching", "district", day, 5_00),
        Paid("甲", "matching", "provincial", day, 3_00), Paid("甲", "matching", "district", None, -1_00),
    )  # fmt: skip
    found = oracle(Book((item,), payments, ("provincial", "district"), day, lambda _: None))
    assert found.disbursed == {("甲", "matching"): {"district": 99_00, "provincial": 3_00}}
    assert (found.unmatched, found.out_of_scope) == (
        {"乙": 5_00},
        {"after-as-of": 7_00, "other-year": 9_00, "level": 3_00},
    )
    assert [percent(1, 3), percent(4425, 10000), percent(-4425, 10000), percent(1, 0)] == [
        "33.3",
        "44.3",
        "-44.3",
        None,
    ]
