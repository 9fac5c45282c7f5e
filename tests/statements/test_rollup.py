"""The roll-up of many cases: by hand for three bureaus, and against an oracle in plain Python."""

from collections import defaultdict
from collections.abc import Sequence
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from minsheng_funds import pipeline
from minsheng_funds.model import Source
from minsheng_funds.model.rollup import CaseFailure, CaseOutcome, ProjectRanking, RollUp
from minsheng_funds.settings import Settings
from minsheng_funds.vocabulary import Text
from tests.batches.folders import progress
from tests.support import Sheet, day, ledger, plan, settings_of, xlsx

Amounts = dict[str, tuple[int, int]]
"""Project → (plan, paid) in 万元."""


def case(name: str, *contents: bytes, settings: Settings | None = None) -> CaseOutcome:
    sources = [Source(f"{name}{n or ''}.xlsx", content) for n, content in enumerate(contents)]
    return CaseOutcome(name, f"in/{name}.xlsx", pipeline.record(name, sources, settings or settings_of(""))[1])


def rolled(*cases: CaseOutcome, toml: str = "") -> RollUp:
    return pipeline.roll_up(list(cases), settings_of(toml))


def bureau(name: str, amounts: Amounts) -> CaseOutcome:
    return case(name, progress(*((project, *found) for project, found in amounts.items())))


def view(found: RollUp, by: str, nature: str = "matching") -> list[tuple[Any, ...]]:
    """(key, required, disbursed, rank, average) of every row, money in 万元."""
    (one,) = [view for view in found.views[by] if view.nature == nature]
    return [
        (row.key[0], (row.figures.required or 0) // 10**6, (row.figures.disbursed or 0) // 10**6, row.rank, row.average)
        for row in one.rows
    ]


def ranking(found: RollUp, project: str) -> ProjectRanking:
    (one,) = [item for item in found.rankings if item.project == project]
    return one


def codes(found: RollUp) -> list[str]:
    return sorted(finding.code for finding in found.findings)


def sums(found: RollUp) -> dict[str, tuple[int | None, int | None]]:
    return {name: (total.figures.required, total.figures.disbursed) for name, total in found.statement.totals.items()}


# --- Three bureaus by hand ----------------------------------------------------------------------------------

THREE = (
    bureau("东区", {"公路": (10, 9), "低保": (20, 3)}),
    bureau("西区", {"公路": (30, 15), "低保": (20, 20)}),
    bureau("南县", {"公路": (60, 6)}),
)


def test_three_bureaus_in_all():
    """9+3+15+20+6 = 53 of 140; 12/30 = 40 %, 35/50 = 70 %, 6/60 = 10 %; the average is 53/140, no mean of rates."""
    found = rolled(*THREE)
    total = found.statement.totals["matching"]
    assert (total.figures.required, total.figures.disbursed, total.projects) == (140_000_000, 53_000_000, 2)
    assert total.rate is not None
    assert total.rate.percent() == "37.9"
    assert view(found, "bureau") == [
        ("西区", 50, 35, 1, "above"), ("东区", 30, 12, 2, "above"), ("南县", 60, 6, 3, "below"),
    ]  # fmt: skip
    assert view(found, "project") == [("低保", 40, 23, 1, "above"), ("公路", 100, 30, 2, "below")]
    assert found.complete
    assert codes(found) == []


def test_three_bureaus_in_one_project():
    found = ranking(rolled(*THREE), "公路")
    assert found.average is not None
    assert found.average.percent() == "30.0"
    assert [(row.bureau, row.rank, row.average, row.lags) for row in found.standings] == [
        ("东区", 1, "above", False), ("西区", 2, "above", False), ("南县", 3, "below", True),
    ]  # fmt: skip
    assert [row.bureau for row in found.laggards] == ["南县"]


def test_ties_share_a_rank_and_the_next_is_left_out():
    """Ranks 1, 2, 3, 3, 5: the same rate from other amounts is a tie, exactly."""
    parts = {"a": (10, 9), "b": (10, 8), "c": (3, 1), "d": (30, 10), "e": (10, 1)}
    found = rolled(*(bureau(name, {"公路": amounts}) for name, amounts in parts.items()))
    assert [(row[0], row[3]) for row in view(found, "bureau")] == [("a", 1), ("b", 2), ("c", 3), ("d", 3), ("e", 5)]
    assert [(row.bureau, row.rank) for row in ranking(found, "公路").standings] == [
        ("a", 1),
        ("b", 2),
        ("c", 3),
        ("d", 3),
        ("e", 5),
    ]


def test_a_project_written_in_two_ways_is_one_and_bears_the_first():
    found = rolled(
        bureau("a", {"老年津贴(80岁以上)": (10, 5)}), bureau("b", {"老年津贴 (80岁以上)": (20, 5)}), bureau("c", {"津贴": (10, 10)}),
        toml='[projects.aliases]\n"津贴" = "老年津贴(80岁以上)"',
    )  # fmt: skip
    assert view(found, "project") == [("老年津贴(80岁以上)", 40, 20, 1, "equal")]
    assert len(found.rankings) == 1


def test_both_funds_stand_apart():
    rows = [
        ["2020年进度表(万元)"],
        ["项目名称", "资金类别", "计划数", "已拨付"],
        ["改厕", "配套", 10, 5],
        ["改厕", "管护", 20, 5],
    ]
    found = rolled(case("a", xlsx(Sheet("进度", rows))), bureau("b", {"改厕": (30, 30)}))
    assert sums(found) == {"matching": (40_000_000, 35_000_000), "maintenance": (20_000_000, 5_000_000)}
    assert [(item.project, item.nature, len(item.standings)) for item in found.rankings] == [
        ("改厕", "matching", 2), ("改厕", "maintenance", 1),
    ]  # fmt: skip


def test_refunds_are_taken_off_once():
    paid = ledger((day(1, 2), "公路", "x", 80_000.0, ""), (day(1, 9), "公路", "x", -30_000.0, "退回"))
    found = rolled(case("a", xlsx(plan(("公路", 10)), paid)), case("b", xlsx(plan(("公路", 20)), paid)))
    total = found.statement.totals["matching"].figures
    assert (total.required, total.disbursed, total.refunded) == (30_000_000, 10_000_000, 6_000_000)


# --- What is in no sum --------------------------------------------------------------------------------------

LEFT_OUT = {
    "B002": lambda: case("x", progress(("公路", 10, 9), ("低保", 20, 3))),
    "B003": lambda: case("x", progress(("公路", 10, 9), title="2019年资金拨付进度表(万元)")),
    "B004": lambda: case("x", progress(("公路", 10, 50_000), ("低保", 20, 100_000))),
    "B005": lambda: case("x", xlsx(ledger((day(1, 2), "公路", "x", 5.0, "")))),
    "B006": lambda: case("x", xlsx(plan(("公路", 10)))),
}


@pytest.mark.parametrize("code", LEFT_OUT)
def test_a_case_that_is_left_out_is_in_no_sum_no_view_and_no_ranking(code):
    good, found = rolled(*THREE), rolled(*THREE, LEFT_OUT[code]())
    assert code in codes(found)
    assert found.left_out == ("x",)
    assert not found.complete
    assert sums(found) == sums(good)
    for by in good.views:
        assert view(found, by) == view(good, by)
    assert all(standing.bureau != "x" for item in found.rankings for standing in item.standings)
    assert not any(total.complete for total in found.statement.totals.values())


def test_a_case_that_failed_is_in_no_sum_and_makes_every_total_incomplete():
    why = CaseFailure("died", Text("死", "died"), "x.xlsx", Text("做", "do"))
    found = rolled(*THREE, CaseOutcome("x", "in/x.xlsx", failure=why))
    assert sums(found) == sums(rolled(*THREE))
    assert codes(found) == ["B001"]
    assert not found.statement.totals["matching"].complete
    (finding,) = found.findings
    assert "x.xlsx: died" in finding.message.en
    assert [str(origin) for origin in finding.origins] == ["in/x.xlsx"]


def test_all_failed_is_a_roll_up_without_figures():
    found = rolled(CaseOutcome("x", "in/x.xlsx", failure=CaseFailure("died", Text("死", "died"))))
    assert (found.statement.totals, found.rankings, found.done) == ({}, (), ())


def test_payments_without_any_plan_anywhere_are_added_without_rates():
    cases = [
        case(name, xlsx(ledger((day(1, 2), "公路", name, amount, "")))) for name, amount in (("a", 5.0), ("b", 7.0))
    ]
    found = rolled(*cases)
    assert found.left_out == ()
    assert [
        (total.figures.required, total.figures.disbursed, total.rate) for total in found.statement.totals.values()
    ] == [(None, 1200, None)]


def test_bases_that_differ_are_put_on_one():
    rows = [["2020年资金拨付进度表(万元)"], ["项目名称", "计划数", "下达数", "拨付金额"], ["公路", 10, 5, 4]]
    by_issued = case("b", xlsx(Sheet("进度", rows)), settings=settings_of('rate_base = "issued"'))
    assert by_issued.record is not None
    assert by_issued.record.totals["matching"].base == "issued"
    found = rolled(bureau("a", {"公路": (10, 5)}), by_issued)
    assert codes(found) == ["B009", "B012"]  # what was issued is known of one only
    total = found.statement.totals["matching"]
    assert total.base == "required"
    assert [(row[0], row[3]) for row in view(found, "bureau")] == [("a", 1), ("b", 2)]
    assert [standing.line.rate and standing.line.rate.percent() for standing in ranking(found, "公路").standings] == [
        "50.0",
        "40.0",
    ]


def test_dates_that_differ_are_told_and_leave_no_common_date():
    dated = case("b", xlsx(plan(("公路", 10)), ledger((day(3, 2), "公路", "x", 50_000.0, ""))))
    other = case("a", xlsx(plan(("公路", 10)), ledger((day(4, 2), "公路", "x", 60_000.0, ""))))
    found = rolled(dated, other)
    assert codes(found) == ["B007"]
    assert found.statement.as_of is None
    assert found.days == {"2020-03-02": 1, "2020-04-02": 1}


# --- Any number of bureaus ----------------------------------------------------------------------------------

amounts = st.dictionaries(
    st.sampled_from(["公路", "低保", "改厕", "养老"]), st.tuples(st.integers(1, 50), st.integers(0, 60)), min_size=1, max_size=4
)  # fmt: skip
many = st.lists(amounts, min_size=1, max_size=6)


def cases_of(found: Sequence[Amounts]) -> list[CaseOutcome]:
    """Bureaus with amounts that differ (the same workbook twice counts once); all paid something, so that none is odd."""
    return [bureau(f"区{n}", {**given, "共同": (100 + n, 50)}) for n, given in enumerate(found)]


def ranked(rates: Sequence[tuple[str, Fraction]]) -> dict[str, int]:
    return {name: 1 + sum(other > rate for _, other in rates) for name, rate in rates}


@given(many)
def test_every_sum_rate_and_rank_is_that_of_the_oracle(given):
    given = [{**found, "共同": (100 + n, 50)} for n, found in enumerate(given)]
    found = rolled(*(bureau(f"区{n}", one) for n, one in enumerate(given)))
    if found.left_out:  # amounts as far apart as a slip of the unit: the rule of its own
        return
    by_project: dict[str, list[tuple[str, int, int]]] = defaultdict(list)
    for n, one in enumerate(given):
        for project, (planned, paid) in one.items():
            by_project[project].append((f"区{n}", planned, paid))
    total = found.statement.totals["matching"]
    assert total.figures.required == 10**6 * sum(planned for one in given for planned, _ in one.values())
    assert total.figures.disbursed == 10**6 * sum(paid for one in given for _, paid in one.values())
    rates = [
        (f"区{n}", Fraction(sum(paid for _, paid in one.values()), sum(planned for planned, _ in one.values())))
        for n, one in enumerate(given)
    ]
    assert {row[0]: row[3] for row in view(found, "bureau")} == ranked(rates)
    assert {item.project for item in found.rankings} == set(by_project)
    for item in found.rankings:
        rows = by_project[item.project]
        assert {row.bureau: row.rank for row in item.standings} == ranked(
            [(name, Fraction(paid, planned)) for name, planned, paid in rows]
        )
        average = Fraction(sum(paid for *_, paid in rows), sum(planned for _, planned, _ in rows))
        for row in item.standings:
            (own,) = [Fraction(paid, planned) for name, planned, paid in rows if name == row.bureau]
            assert row.average == ("equal" if own == average else "above" if own > average else "below")
            assert row.lags == (own < average and own < 1)


@given(many, st.randoms(use_true_random=False))
def test_the_order_of_the_cases_changes_no_figure(given, chance):
    cases = cases_of(given)
    mixed = list(cases)
    chance.shuffle(mixed)
    one, other = rolled(*cases), rolled(*mixed)
    assert sums(one) == sums(other)
    for by in one.views:
        assert sorted(view(one, by), key=str) == sorted(view(other, by), key=str)
    ranks = [
        {
            (item.project, row.bureau): (row.rank, row.average, row.line.rate)
            for item in found.rankings
            for row in item.standings
        }
        for found in (one, other)
    ]
    assert ranks[0] == ranks[1]


@given(many)
def test_the_sums_over_bureaus_are_the_sums_of_their_own_totals(given):
    cases = cases_of(given)
    found = rolled(*cases)
    counting = [one.record for one in cases if one.record is not None and one.name not in found.left_out]
    for nature, total in found.statement.totals.items():
        for measure in ("required", "disbursed", "undisbursed"):
            assert getattr(total.figures, measure) == sum(
                getattr(record.totals[nature].figures, measure) for record in counting
            )
    for by in ("bureau", "project", "level"):
        rows = view(found, by)
        assert sum(row[1] for row in rows) * 10**6 == found.statement.totals["matching"].figures.required


def six(name: str, factor: int = 1, plus: int = 0) -> CaseOutcome:
    """A bureau with six projects; its amounts are its own."""
    return bureau(name, {f"项目{n}": (n * 10 * factor + plus, n * 4 * factor) for n in range(1, 7)})


def test_the_same_figures_under_another_name_count_once():
    again = bureau("b", {**{f"项目{n}": (n * 10, n * 4) for n in range(1, 7)}, "改水": (1, 1)})
    found = rolled(six("a"), again, six("c", plus=1))
    assert codes(found) == ["B010"]
    assert found.left_out == ("b",)
    assert found.statement.totals["matching"].figures.required == 2 * 210 * 1_000_000 + 6 * 1_000_000
    assert not found.complete


def test_a_bureau_in_another_unit_than_all_others_is_in_no_sum():
    found = rolled(six("a"), six("b", plus=1), six("c", plus=2), six("d", factor=10_000))
    assert (codes(found), found.left_out) == (["B014"], ("d",))


def test_a_much_larger_bureau_is_no_slip():
    found = rolled(six("a"), six("b", plus=1), six("c", plus=2), six("d", factor=500))
    assert (codes(found), found.left_out) == ([], ())


def test_two_cases_of_one_reporting_unit_are_counted_and_no_total_is_sure():
    def form(name: str, amount: int) -> CaseOutcome:
        head = [["2020年资金拨付进度表"], ["填报单位(盖章):甲县财政局 单位:万元"], ["项目名称", "计划数", "拨付金额"]]
        rows = [*head, ["公路", 10, amount]]
        return case(name, xlsx(Sheet("进度", rows)))

    found = rolled(form("六月", 3), form("七月", 4))
    assert codes(found) == ["B011"]
    total = found.statement.totals["matching"]
    assert (total.figures.disbursed, total.complete, found.complete) == (7_000_000, False, False)


def test_what_only_some_bureaus_know_is_in_no_sum_and_a_finding_says_so():
    rows = [["2020年资金拨付进度表(万元)"], ["项目名称", "计划数", "到位资金", "拨付金额"], ["公路", 10, 8, 4]]
    found = rolled(bureau("a", {"公路": (10, 5)}), case("b", xlsx(Sheet("进度", rows))))
    assert codes(found) == ["B012"]
    assert found.statement.totals["matching"].figures.received is None
    assert found.statement.totals["matching"].figures.disbursed == 9_000_000


def test_where_own_levels_differ_every_level_holds_own_money_only_and_adds_up():
    city = case("市本级", progress(("公路", 7, 2)), settings=settings_of('own_level = "municipal"'))
    found = rolled(bureau("a", {"公路": (10, 5)}), city)
    assert codes(found) == ["B008"]
    (levels,) = found.views["level"]
    assert all(row.in_scope for row in levels.rows)
    assert sum(row.figures.required or 0 for row in levels.rows) == found.statement.totals["matching"].figures.required


def test_an_alias_gives_its_project_the_name_that_the_settings_say():
    found = rolled(
        bureau("a", {"低保": (10, 5)}),
        bureau("b", {"城乡低保": (20, 5)}),
        toml='[projects.aliases]\n"低保" = "城乡低保"',
    )
    assert [one.project for one in found.rankings] == ["城乡低保"]


def test_settings_that_fit_some_case_are_held_against_none():
    settings = settings_of('exclude = ["棚户区改造"]')
    one = case("a", xlsx(plan(("公路", 10), ("棚户区改造", 5))), settings=settings)
    other = case("b", xlsx(plan(("公路", 20))), settings=settings)
    assert other.record is not None
    assert [finding.code for finding in other.record.findings if finding.code == "G006"] == ["G006"]
    found = rolled(one, other)
    assert [finding.code for record in found.done for finding in record.findings if finding.code == "G006"] == []
