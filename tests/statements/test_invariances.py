"""What must not change a figure: the order of rows and files, the unit, how a ledger is cut into files.

And what must: taking one payment away changes exactly the figures that it feeds.
"""

from collections.abc import Sequence
from datetime import date
from typing import Any, NamedTuple

from hypothesis import given, settings
from hypothesis import strategies as st

from minsheng_funds.model import Figures, Outcome, Source
from minsheng_funds.rendering.as_json import report_document
from minsheng_funds.settings import Settings
from tests.support import YUAN, Sheet, run, xlsx

NAMES = ("道路", "供水", "改厕", "学校", "医院")
LEVELS = ("省级", "区级")
KEYS = {"省级": "provincial", "区级": "district"}
NATURES = {"配套": "matching", "管护": "maintenance"}
SETTINGS = Settings(year=2020, as_of=date(2020, 9, 30), exclude=("医院",))


class Paid(NamedTuple):
    """A payment as it is typed; yuan."""

    day: date
    project: str
    nature: str
    level: str
    yuan: int
    voucher: str


class Money(NamedTuple):
    """A plan (yuan by project, nature and level) and its payments."""

    plan: dict[tuple[str, str], tuple[int, int]]
    paid: list[Paid]


@st.composite
def moneys(draw: Any) -> Money:
    """Three to five projects, some with maintenance funds, and up to thirty payments, one of them at least in scope."""
    names = draw(st.lists(st.sampled_from(NAMES), min_size=3, max_size=5, unique=True))
    amounts = st.integers(10, 90).map(lambda step: step * 1_000)
    plan = {(name, "配套"): (draw(amounts), draw(amounts)) for name in names}
    plan |= {(name, "管护"): (0, draw(amounts)) for name in names if draw(st.booleans())}
    days = st.dates(date(2019, 12, 1), date(2020, 12, 31))
    keys = st.sampled_from([*plan, ("没有计划的", "配套")])
    rows = draw(st.lists(st.tuples(days, keys, st.sampled_from(LEVELS), amounts), min_size=1, max_size=30))
    paid = [
        Paid(day, key[0], key[1], level, yuan, f"V{place}{'abcdefghij'[place % 10]}")
        for place, (day, key, level, yuan) in enumerate(rows)
    ]
    return Money(plan, paid)


def plan_sheet(plan: Sequence[tuple[tuple[str, str], tuple[int, int]]], *, wan: bool = False) -> Sheet:
    scale = 10_000 if wan else 1
    rows = [[name, nature, upper / scale, own / scale] for (name, nature), (upper, own) in plan]
    unit = "单位:万元" if wan else "单位:元"
    return Sheet("计划", [["2020年资金筹集方案"], [unit], ["项目名称", "资金类别", *LEVELS], *rows])


def ledger_sheet(paid: Sequence[Paid], *, wan: bool = False) -> Sheet:
    scale = 10_000 if wan else 1
    rows = [[item.day, item.project, item.nature, item.level, item.yuan / scale, item.voucher] for item in paid]
    unit = "单位:万元" if wan else "单位:元"
    header = ["拨付日期", "项目名称", "资金类别", "级次", "拨付金额", "凭证号"]
    return Sheet("台账", [[unit], header, *rows])


def outcome_of(*sheets: Sheet) -> Outcome:
    sources = [Source(f"{place}-{sheet.name}.xlsx", xlsx(sheet)) for place, sheet in enumerate(sheets)]
    return run(*sources, year=SETTINGS.year, as_of=SETTINGS.as_of, exclude=SETTINGS.exclude)


def figures(outcome: Outcome) -> Any:
    """Every figure of the report, without the cells and files that it came from."""
    document = report_document(outcome, SETTINGS)
    kept = {key: document[key] for key in ("as_of", "year", "scope", "totals", "reconciliation")}
    for key in ("projects", "excluded", "unmatched"):
        rows = [{name: value for name, value in row.items() if name != "origins"} for row in document[key]]
        kept[key] = sorted(rows, key=lambda row: (row["project"], str(row["nature"])))
    return kept


@settings(max_examples=40, deadline=None)
@given(moneys(), st.randoms(use_true_random=False))
def test_the_order_of_rows_and_files_changes_no_figure(money: Money, random: Any) -> None:
    plan, paid = list(money.plan.items()), list(money.paid)
    before = figures(outcome_of(plan_sheet(plan), ledger_sheet(paid)))
    random.shuffle(plan)
    random.shuffle(paid)
    assert figures(outcome_of(ledger_sheet(paid), plan_sheet(plan))) == before


@settings(max_examples=40, deadline=None)
@given(moneys(), st.booleans(), st.booleans())
def test_the_unit_changes_no_figure(money: Money, plan_wan: bool, ledger_wan: bool) -> None:
    plan = list(money.plan.items())
    before = figures(outcome_of(plan_sheet(plan), ledger_sheet(money.paid)))
    after = outcome_of(plan_sheet(plan, wan=plan_wan), ledger_sheet(money.paid, wan=ledger_wan))
    assert figures(after) == before


@settings(max_examples=40, deadline=None)
@given(moneys(), st.integers(1, 4))
def test_cutting_a_ledger_into_disjoint_files_changes_no_figure(money: Money, parts: int) -> None:
    plan = plan_sheet(list(money.plan.items()))
    before = figures(outcome_of(plan, ledger_sheet(money.paid)))
    cut = [money.paid[place::parts] for place in range(parts)]
    assert figures(outcome_of(plan, *(ledger_sheet(part) for part in cut if part))) == before


def feeds(paid: Paid, money: Money) -> tuple[str, str] | None:
    """The line and the level that a payment counts in; None where it is out of time or has no plan."""
    in_time = date(2020, 1, 1) <= paid.day <= date(2020, 9, 30)
    return (paid.project, paid.nature) if in_time and (paid.project, paid.nature) in money.plan else None


def disbursed_of(outcome: Outcome) -> dict[tuple[str, str, str], int]:
    """What is disbursed by project, nature and level; excluded projects, too."""
    lines = (*outcome.statement.lines, *outcome.statement.excluded)
    return {
        (line.project, line.nature, level): found.disbursed or 0
        for line in lines
        for level, found in line.levels.items()
    }


def planned_of(outcome: Outcome) -> dict[tuple[str, str], Figures]:
    return {(line.project, line.nature): line.figures for line in outcome.statement.lines}


@settings(max_examples=60, deadline=None)
@given(moneys(), st.data())
def test_taking_a_payment_away_changes_exactly_the_figures_that_it_feeds(money: Money, data: st.DataObject) -> None:
    gone = data.draw(st.sampled_from(money.paid))
    rest = [paid for paid in money.paid if paid is not gone]
    plan = plan_sheet(list(money.plan.items()))
    kept = rest or [gone._replace(yuan=0)]
    before, after = outcome_of(plan, ledger_sheet(money.paid)), outcome_of(plan, ledger_sheet(kept))
    key = feeds(gone, money)
    fed = (key[0], NATURES[key[1]], KEYS[gone.level]) if key is not None else None
    was, now = disbursed_of(before), disbursed_of(after)
    for place in {*was, *now}:
        assert was.get(place, 0) - now.get(place, 0) == (gone.yuan * YUAN if place == fed else 0)
    for line, found in planned_of(after).items():
        assert found.required == planned_of(before)[line].required
    books = (before.statement.reconciliation, after.statement.reconciliation)
    assert books[0] is not None
    assert books[1] is not None
    assert books[0].ledger_total - books[1].ledger_total == gone.yuan * YUAN
    assert books[0].ledger_total == books[0].matched + books[0].unmatched + sum(fen for _, fen in books[0].out_of_scope)


@settings(max_examples=60, deadline=None)
@given(moneys())
def test_every_payment_is_placed_once_and_the_buckets_are_those_of_the_reconciliation(money: Money) -> None:
    statement = outcome_of(plan_sheet(list(money.plan.items())), ledger_sheet(money.paid)).statement
    books = statement.reconciliation
    assert books is not None
    sums: dict[str, int] = {}
    for placed in statement.placed:
        sums[placed.bucket] = sums.get(placed.bucket, 0) + placed.fen
    assert sum(sums.values()) == books.ledger_total == sum(item.yuan for item in money.paid) * YUAN
    expected = {"matched": books.matched, "unmatched": books.unmatched, **dict(books.out_of_scope)}
    assert {bucket: fen for bucket, fen in sums.items() if fen} == {b: fen for b, fen in expected.items() if fen}
    for line in statement.lines:
        of_line = [p for p in statement.placed if (p.project, p.nature) == (line.project, line.nature)]
        assert sum(placed.fen for placed in of_line if placed.bucket == "matched") == line.figures.disbursed
