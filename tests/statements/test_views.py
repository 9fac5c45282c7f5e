"""Statement → views: rows add up to the total of their fund, ranks tie, months run, payees are the statement's payments."""

from itertools import combinations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from minsheng_funds import pipeline
from minsheng_funds.model import Outcome, Source, View
from minsheng_funds.money import Rate
from minsheng_funds.vocabulary import DIMENSIONS
from tests.support import Sheet, day, finding, ledger, payments, plan, run, settings_of, sums, xlsx

PLAN_HEAD = ["项目名称", "类别", "责任单位", "资金类别", "省级", "区级"]
LEDGER_HEAD = ["拨付日期", "项目名称", "资金类别", "级次", "收款单位", "拨付金额"]
FUNDS = {"配套": "matching", "管护": "maintenance"}


def planned(*rows):
    return Sheet("计划", [["2020年资金筹集方案"], ["单位:元"], PLAN_HEAD, *map(list, rows)])


def paid(*rows, name="台账"):
    return Sheet(name, [["单位:元"], LEDGER_HEAD, *map(list, rows)])


PLAN = planned(
    ("道路", "工程类", "交通局", "配套", 500.0, 1000.0),
    ("供水", "工程类", "水利局", "配套", "", 1000.0),
    ("低保", "补助类", "民政局", "配套", 200.0, 2000.0),
    ("道路", "工程类", "交通局", "管护", "", 400.0),
)
PAID = paid(
    (day(1, 10), "道路", "配套", "区级", "甲公司", 500.0),
    (day(1, 20), "低保", "配套", "区级", "", 300.0),
    (day(3, 5), "道路", "配套", "区级", "甲公司", -100.0),
    (day(3, 6), "供水", "配套", "区级", "乙公司", 400.0),
    (day(3, 7), "道路", "配套", "省级", "甲公司", 250.0),
    ("", "低保", "配套", "区级", "乙公司", 50.0),
    (day(4, 1), "道路", "管护", "区级", "甲公司", 100.0),
    (day(6, 1), "道路", "配套", "区级", "甲公司", 7.0),
    (day(2, 1), "改厕", "配套", "区级", "甲公司", 9.0),
)


def see(outcome: Outcome, *by: str, **options) -> dict[str | None, View]:
    """Fund → its view."""
    return {view.nature: view for view in pipeline.see(outcome, settings_of(), [by], **options)}


def percent(share: Rate | None) -> str | None:
    return None if share is None else share.percent()


def amounts(view: View) -> dict[tuple[str, ...], int | None]:
    return {row.key: row.figures.disbursed for row in view.rows}


@pytest.fixture(scope="module")
def outcome():
    return run(PLAN, PAID, as_of=day(4, 17))


def test_by_unit_and_class_every_group_has_its_own_sums_and_the_rate_of_the_sums(outcome):
    """工程类 of 配套: required 1000 + 1000, disbursed 500 - 100 + 400 = 800: 40.0%; 补助类: 350 of 2000 = 17.5%."""
    view = see(outcome, "class")["matching"]
    assert [(row.key, row.figures.required, row.figures.disbursed, percent(row.rate)) for row in view.rows] == [
        (("工程类",), 200000, 80000, "40.0"),
        (("补助类",), 200000, 35000, "17.5"),
    ]
    assert view.total.figures.disbursed == 115000
    assert [percent(row.share) for row in view.rows] == ["69.6", "30.4"]
    assert [row.key for row in see(outcome, "unit", "class")["matching"].rows] == [
        ("交通局", "工程类"), ("水利局", "工程类"), ("民政局", "补助类"),
    ]  # fmt: skip


def test_the_funds_are_never_in_one_view(outcome):
    views = see(outcome, "nature")
    assert {nature: amounts(view) for nature, view in views.items()} == {
        "matching": {("matching",): 115000},
        "maintenance": {("maintenance",): 10000},
    }


def test_the_average_is_the_rate_of_the_total_and_not_the_mean_of_the_rates():
    """1 of 10 and 90 of 100: 91 of 110 = 82.7%; their mean would be 50%. A project at 82.7% exactly is equal."""
    outcome = run(
        plan(("小", 10.0), ("大", 100.0), ("中", 110.0), unit="元"),
        ledger((day(1, 1), "小", "", 1.0, ""), (day(1, 1), "大", "", 90.0, ""), (day(1, 1), "中", "", 91.0, "")),
    )
    view = see(outcome, "project")["matching"]
    assert view.average == outcome.statement.totals["matching"].rate
    assert {row.key[0]: row.average for row in view.rows} == {"小": "below", "大": "above", "中": "equal"}


def ranked(**options):
    rates = {"甲": 90.0, "乙": 70.0, "丙": 50.0, "丁": 50.0, "戊": 20.0}
    rows = [(day(1, 1), name, "", amount, "") for name, amount in rates.items()]
    outcome = run(plan(*((name, 100.0) for name in rates), ("己", 0.0), unit="元"), ledger(*rows))
    return see(outcome, "project", **options)["matching"]


def test_equal_rates_share_a_rank_and_the_next_is_skipped_and_no_rate_has_no_rank():
    assert {row.key[0]: row.rank for row in ranked().rows} == {"甲": 1, "乙": 2, "丙": 3, "丁": 3, "戊": 5, "己": None}
    assert [row.key[0] for row in ranked(sort="rate").rows][-1] == "己"


def test_the_top_and_the_bottom_are_shown_with_all_ties_at_the_edge_and_the_others_as_one_row():
    """First 1 and last 2: 甲; 戊 and, tied for the last but one, 丙 and 丁. Left out: 乙, and 己 without a rate."""
    view = ranked(top=1)
    assert [row.key[0] for row in view.rows] == ["甲", "戊"]
    view = ranked(top=2)
    assert [row.key[0] for row in view.rows] == ["甲", "乙", "丙", "丁", "戊"]
    assert (view.left_out, view.others.figures.required, view.others.figures.disbursed) == (1, 0, 0)
    third = ranked(top=3)
    assert [row.rank for row in third.rows] == [1, 2, 3, 3, 5]


def test_a_row_that_ties_at_the_bottom_edge_is_shown():
    outcome = run(
        plan(*((name, 100.0) for name in "甲乙丙丁"), unit="元"),
        ledger((day(1, 1), "甲", "", 9.0, ""), (day(1, 1), "乙", "", 5.0, "")),
    )
    assert [row.key[0] for row in see(outcome, "project", top=1)["matching"].rows] == ["甲", "丙", "丁"]


def test_sorting_by_an_amount_ranks_by_it_and_by_name_keeps_the_rank(outcome):
    view = see(outcome, "project", sort="undisbursed")["matching"]
    assert [(row.key[0], row.figures.undisbursed, row.rank) for row in view.rows] == [
        ("低保", 165000, 1), ("道路", 60000, 2), ("供水", 60000, 2),
    ]  # fmt: skip
    assert [row.key[0] for row in see(outcome, "project", sort="name")["matching"].rows] == sorted(
        ["低保", "道路", "供水"]
    )


def test_other_levels_stand_beside_the_total_with_neither_rank_nor_share(outcome):
    """Provincial: 500 + 200 planned, 250 paid: 35.7%, in no total; the total is the district's."""
    view = see(outcome, "level")["matching"]
    assert [(row.key[0], row.figures.required, row.figures.disbursed, row.in_scope, row.rank) for row in view.rows] == [
        ("provincial", 70000, 25000, False, None),
        ("district", 400000, 115000, True, 1),
    ]
    assert percent(view.rows[0].rate) == "35.7"
    assert (view.rows[0].share, view.rows[0].average) == (None, None)


def test_the_top_keeps_the_other_levels_of_the_groups_that_it_shows(outcome):
    view = see(outcome, "unit", "level", top=1)["matching"]
    units, levels = ("交通局", "水利局", "民政局"), ("provincial", "district")  # 40.0, 40.0 and 17.5%
    assert [row.key for row in view.rows] == [(unit, level) for unit in units for level in levels]
    assert view.others is None


def test_months_run_from_the_first_payment_to_the_as_of_date_with_time_progress_beside_them(outcome):
    """January 500 + 300; February nothing; March -100 + 400; April nothing; 50 without a date. Of 4000 required:
    800 = 20.0%, 800, 1100 = 27.5%, 1100, and with the undated 1150 = 28.75%, printed 28.8. By days 108/366 = 29.5."""
    view = see(outcome, "month")["matching"]
    assert [(row.key[0], row.figures.disbursed, row.payments, row.cumulative) for row in view.rows] == [
        ("2020-01", 80000, 2, 80000),
        ("2020-02", 0, 0, 80000),
        ("2020-03", 30000, 2, 110000),
        ("2020-04", 0, 0, 110000),
        ("", 5000, 1, 115000),
    ]
    assert [percent(row.cumulative_rate) for row in view.rows] == ["20.0", "20.0", "27.5", "27.5", "28.8"]
    assert [percent(row.time) for row in view.rows] == ["8.3", "16.7", "25.0", "29.5", None]
    assert {row.rank for row in view.rows} == {None}


def test_a_negative_month_stays_negative():
    rows = [(day(1, 1), "甲", "", 5.0, ""), (day(2, 1), "甲", "", -3.0, "")]
    view = see(run(plan(("甲", 10.0), unit="元"), ledger(*rows)), "month")["matching"]
    assert amounts(view) == {("2020-01",): 500, ("2020-02",): -300}
    assert view.rows[-1].cumulative == 200


def test_months_of_a_class_run_against_the_plan_of_that_class(outcome):
    """补助类: 300 of 2000 from January on, the undated 50 at the end; a month of another class is a zero row here."""
    view = see(outcome, "class", "month")["matching"]
    found = [
        (row.key[1], row.figures.disbursed, percent(row.cumulative_rate)) for row in view.rows if row.key[0] == "补助类"
    ]
    assert found == [
        ("2020-01", 30000, "15.0"), ("2020-02", 0, "15.0"), ("2020-03", 0, "15.0"), ("2020-04", 0, "15.0"),
        ("", 5000, "17.5"),
    ]  # fmt: skip


def test_months_begin_with_the_plan_s_year_although_nothing_was_paid_in_the_first_ones():
    later = run(PLAN, paid((day(3, 1), "道路", "配套", "区级", "甲", 1.0)), as_of=day(4, 17))
    months = {nature: [row.key[0] for row in view.rows] for nature, view in see(later, "month").items()}
    assert months == {key: ["2020-01", "2020-02", "2020-03", "2020-04"] for key in ("matching", "maintenance")}


def test_a_project_of_two_units_is_in_doubt_by_unit_and_nowhere_else():
    rows = [["甲", "工程类", "农业局", 100.0], ["甲", "补助类", "民政局", 50.0], ["乙", "补助类", "民政局", 100.0]]
    rows.append(["丙", "培训类", "人社局", 10.0])
    two = run(Sheet("计划", [["单位:元"], ["项目名称", "类别", "责任单位", "计划资金"], *rows]), as_of=day(4, 17))
    for by, found in (("unit", [False, False, True]), ("class", [False, False, True]), ("project", [True] * 3)):
        assert [row.complete for row in see(two, by)["matching"].rows] == found
    assert "责任单位、类别不同" in finding(two, "P002").message.zh


def test_two_codes_under_one_name_may_be_two_projects():
    rows = [["A1", "甲", 100.0], ["A2", "甲", 50.0], ["A3", "乙", 100.0]]
    two = run(Sheet("计划", [["单位:元"], ["项目编码", "项目名称", "计划资金"], *rows]), as_of=day(4, 17))
    assert finding(two, "P055").severity == "error"
    assert [line.complete for line in two.statement.lines] == [False, True]


def test_without_any_payment_every_month_to_the_as_of_date_says_so(outcome):
    view = see(run(PLAN, paid((day(1, 1), "道路", "管护", "区级", "甲", 1.0)), as_of=day(3, 31)), "month")["matching"]
    assert amounts(view) == {("2020-01",): 0, ("2020-02",): 0, ("2020-03",): 0}


def test_payees_are_those_of_the_payments_that_count_and_the_blank_one_comes_last(outcome):
    """甲公司: 500 - 100 (not the provincial 250, nor June); 乙公司: 400 + 50; 300 without a payee, in no ranking."""
    view = see(outcome, "payee")["matching"]
    assert [(row.key[0], row.figures.disbursed, row.payments, row.rank) for row in view.rows] == [
        ("乙公司", 45000, 2, 1), ("甲公司", 40000, 2, 2), ("", 30000, 1, None),
    ]  # fmt: skip
    assert amounts(see(outcome, "level", "payee")["matching"])["provincial", "甲公司"] == 25000


def test_a_payee_written_in_two_ways_is_one():
    rows = [(day(1, 1), "甲", "Ａ公司（北）", 5.0, ""), (day(1, 2), "甲", "a公司(北)", 6.0, "")]
    (row,) = see(run(plan(("甲", 10.0), unit="元"), ledger(*rows)), "payee")["matching"].rows
    assert row.figures.disbursed == 1100


def test_a_progress_table_does_not_say_when_nor_to_whom_and_nothing_is_lost():
    table = Sheet("进度", [["单位:元"], ["项目名称", "计划数", "已拨付"], ["甲", 100.0, 40.0], ["乙", 50.0, 0.0]])
    for by in ("month", "payee"):
        (row,) = see(run(table), by)["matching"].rows
        assert (row.key, row.figures.disbursed, row.payments, row.complete) == (("",), 4000, None, True)


def test_payments_without_any_plan_have_views_of_their_own():
    outcome = run(ledger((day(1, 1), "甲", "某", 5.0, ""), (day(2, 1), "乙", "某", 6.0, "")))
    (view,) = see(outcome, "payee").values()
    assert (view.nature, amounts(view), view.total.rate) == (None, {("某",): 1100}, None)
    assert amounts(see(outcome, "month")[None]) == {("2020-01",): 500, ("2020-02",): 600}


def test_where_units_slipped_no_view_has_a_rate():
    outcome = run(
        plan(("甲", 100.0), ("乙", 200.0)), ledger((day(1, 1), "甲", "", 90.0, ""), (day(1, 1), "乙", "", 180.0, ""))
    )
    assert outcome.statement.totals["matching"].rate is None
    assert {row.rate for row in see(outcome, "project")["matching"].rows} == {None}
    assert {row.cumulative_rate for row in see(outcome, "month")["matching"].rows} == {None}
    assert len(see(outcome, "project", top=1)["matching"].rows) == 2  # nothing is ranked, so nothing is left out


def test_a_refused_payment_leaves_its_group_incomplete_and_every_payee_and_month():
    rows = [(day(1, 1), "甲", "某", 5.0, ""), (day(1, 1), "乙", "某", "五元", "")]
    outcome = run(plan(("甲", 10.0), ("乙", 10.0), unit="元"), ledger(*rows))
    assert {row.key[0]: row.complete for row in see(outcome, "project")["matching"].rows} == {"甲": True, "乙": False}
    for by in ("payee", "month", "nature"):
        assert not any(row.complete for row in see(outcome, by)["matching"].rows)


# --- Properties: parts and wholes ---------------------------------------------------------------------------

MANY = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
PROJECTS = ("道路", "供水", "低保", "改厕")
PAYMENTS = st.lists(
    st.tuples(
        st.one_of(st.just(""), st.dates(day(1, 1), day(6, 30))),
        st.sampled_from(PROJECTS),
        st.sampled_from(["配套", "管护", ""]),
        st.sampled_from(["省级", "区级", ""]),
        st.sampled_from(["甲公司", "乙公司", "丙公司", ""]),
        st.integers(-50_000, 100_000).map(lambda fen: (fen or 1) / 100),
    ),
    min_size=1,
    max_size=25,
)
EVERY = [by for size in (1, 2, 3) for by in combinations(DIMENSIONS, size)]


def report(rows, *, cut: int | None = None) -> Outcome:
    """The run of these payments, in one ledger or cut into two files (whose rows stand nowhere else)."""
    content = xlsx(PLAN)
    if cut is None or not 0 < cut < len(rows):
        return run(Source("p.xlsx", content), Source("a.xlsx", xlsx(paid(*rows))), as_of=day(5, 15))
    files = [Source("b.xlsx", xlsx(paid(*rows[cut:]))), Source("a.xlsx", xlsx(paid(*rows[:cut])))]
    toml = '[tables."台账"]\ndistinct = true'
    return run(Source("p.xlsx", content), *files, toml=toml, as_of=day(5, 15))


def figures(outcome: Outcome):
    """Every figure of every view, without the order of the rows."""
    return {
        (view.by, view.nature, row.key): (row.figures, row.rate, row.share, row.rank, row.cumulative, row.payments)
        for view in pipeline.see(outcome, settings_of(), EVERY)
        for row in view.rows
    }


@MANY
@given(PAYMENTS, st.sampled_from([None, 1, 2]), st.sampled_from([None, "rate", "disbursed", "name"]))
def test_the_rows_of_every_view_and_combination_add_up_to_the_total_of_their_fund(rows, top, sort):
    outcome = report(rows)
    for view in pipeline.see(outcome, settings_of(), EVERY, top=top, sort=sort):
        total = outcome.statement.totals[view.nature or ""].figures
        inside = [row for row in view.rows if row.in_scope] + ([view.others] if view.others else [])
        assert sums(row.figures.disbursed for row in inside) == (total.disbursed or 0), view.by
        if not view.of_payments:
            assert sums(row.figures.required for row in inside) == total.required, view.by
            assert sums(row.figures.undisbursed for row in inside if row.figures.required is not None) == (
                total.required - sum(row.figures.disbursed or 0 for row in inside if row.figures.required is not None)
            )
        assert all(row.complete for row in view.rows) or not outcome.statement.complete


@MANY
@given(PAYMENTS, st.randoms(use_true_random=False), st.integers(1, 20))
def test_neither_the_order_of_rows_and_files_nor_cutting_a_ledger_changes_a_figure(rows, random, cut):
    shuffled = random.sample(rows, len(rows))
    assert figures(report(rows)) == figures(report(shuffled)) == figures(report(shuffled, cut=cut))


@MANY
@given(PAYMENTS, st.data())
def test_removing_a_payment_changes_exactly_the_rows_that_it_feeds(rows, data):
    """The last of the rows is taken away: what it fed has its amount less; every other amount is as before."""
    gone = data.draw(st.sampled_from(range(len(rows))))
    date_, project, fund, level, payee, amount = rows[gone]
    natures = {"道路": ["matching", "maintenance"], "供水": ["matching"], "低保": ["matching"]}.get(project, [])
    nature = FUNDS.get(fund) or (natures[0] if len(natures) == 1 else None)
    counts = nature in natures and level != "省级" and (date_ == "" or date_ <= day(5, 15))
    before, after = ({key: found[0].disbursed or 0 for key, found in figures(report(of)).items()}
                     for of in (rows, [row for place, row in enumerate(rows) if place != gone] or
                                [(day(1, 1), "改厕", "配套", "区级", "甲公司", 1.0)]))  # fmt: skip
    month = "" if date_ == "" else f"{date_:%Y-%m}"
    classes = {
        "道路": ("工程类", "交通局"),
        "供水": ("工程类", "水利局"),
        "低保": ("补助类", "民政局"),
        "改厕": ("", ""),
    }
    fed = {
        "project": project, "class": classes[project][0], "unit": classes[project][1], "nature": nature,
        "level": "provincial" if level == "省级" else "district", "month": month, "payee": payee,
    }  # fmt: skip
    feeds_level = nature in natures and (date_ == "" or date_ <= day(5, 15))
    for key in before.keys() | after.keys():
        by, of, values = key
        is_fed = of == nature and values == tuple(fed[dimension] for dimension in by)
        is_fed = is_fed and (counts or (feeds_level and "level" in by))
        difference = round(amount * 100) if is_fed else 0
        assert before.get(key, 0) - after.get(key, 0) == difference, key


# --- The second pass: the same payments as the statement counts ------------------------------------------------


def detailed(*rows, name):
    head = ["拨付日期", "项目名称", "收款单位", "拨付金额", "凭证号"]
    return Sheet(name, [["单位:元"], head, *map(list, rows)])


def test_a_payment_that_stands_in_two_tables_counts_once_for_its_payee():
    """Six payments in January's sheet and again in the year's; the year's has two more, one of them to a twin payee."""
    january = [(day(1, n), "甲", f"单位{n % 2}", 100.0 * n, f"记-{n}") for n in range(1, 7)]
    more = [(day(2, 1), "甲", "单位0", 100.0, "记-7"), (day(1, 6), "甲", "单位1", 600.0, "记-8")]
    outcome = run(
        plan(("甲", 9000.0), unit="元"), detailed(*january, name="1月"), detailed(*january, *more, name="全年")
    )
    view = see(outcome, "payee")["matching"]
    assert amounts(view) == {("单位1",): 150000, ("单位0",): 130000}
    assert view.total.figures.disbursed == 280000
    assert not any(row.complete for row in view.rows)  # the statement says that they are in doubt


def test_payees_agree_with_the_statement_where_three_tables_overlap_and_fund_words_are_unknown():
    """Words that name no fund keep payments of one day apart; one of them stands in another table, too."""
    head = ["拨付日期", "项目名称", "资金类别", "收款单位", "拨付金额"]
    mine = [[day(1, n), "甲", "配套" if n % 2 else "一般", f"单位{n}", 100.0 * n] for n in range(1, 8)]
    other = [[day(1, 1), "甲", "别的", "单位9", 500.0], [day(1, 2), "甲", "另外", "单位8", 700.0]]
    sheets = [
        Sheet(name, [["单位:元"], head, *rows]) for name, rows in (("1", mine), ("2", mine + other), ("3", mine[:5]))
    ]
    outcome = run(plan(("甲", 9000.0), unit="元"), *sheets)
    total = outcome.statement.totals["matching"].figures.disbursed
    view = see(outcome, "payee")["matching"]
    assert sums(row.figures.disbursed for row in view.rows) == total
    assert ("",) not in amounts(view)  # nothing was left that no payee explains


@st.composite
def overlapping(draw):
    """The outcome of a ledger and of a second one that repeats some of its payments, and the rows of both."""
    drawn = draw(
        st.lists(st.tuples(st.integers(1, 4), st.sampled_from("甲乙"), st.sampled_from(["A", "B", ""]),
                           st.integers(1, 6), st.sampled_from(["", "记1", "记2"])), min_size=5, max_size=14)
    )  # fmt: skip
    rows = [
        (day(1, number), project, payee, amount * 100.0, voucher) for number, project, payee, amount, voucher in drawn
    ]
    part = draw(st.lists(st.sampled_from(rows), min_size=1, max_size=len(rows)))
    outcome = run(plan(("甲", 9e4), ("乙", 9e4), unit="元"), detailed(*rows, name="1"), detailed(*part, name="2"))
    return outcome, [*rows, *part]


@MANY
@given(overlapping())
def test_whatever_overlaps_payees_add_up_to_what_the_statement_counts_with_nothing_left(found):
    outcome, _ = found
    for by in (["payee"], ["project", "payee"], ["month", "payee"]):
        view = see(outcome, *by)["matching"]
        found = sum(row.payments or 0 for row in view.rows)
        counted = sum(day.count for placed in outcome.statement.placed for _, day in placed.days)
        assert found == counted
        assert (
            sums(row.figures.disbursed for row in view.rows) == outcome.statement.totals["matching"].figures.disbursed
        )


def test_money_that_the_second_pass_does_not_find_is_said_and_never_lost():
    """Should a ledger change between two readings, the missing money is a row without a payee, marked incomplete."""
    from minsheng_funds.statements.payees import PayeeSums
    from minsheng_funds.statements.views import Scope, make_views

    outcome = run(plan(("甲", 9000.0), unit="元"), ledger(*payments(3)))
    scope = Scope(outcome.statement, settings_of())
    nothing = PayeeSums(outcome.book, outcome.statement, scope.line_of, ("payee",))
    (view,) = make_views(scope, settings_of(), [("payee",)], nothing)
    (row,) = view.rows
    assert (row.key, row.figures.disbursed, row.complete) == (("",), 60000, False)
