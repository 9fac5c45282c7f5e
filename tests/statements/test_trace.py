"""Trace: every cell and payment behind a line, adding up to it; what does not count says why."""

import pytest
from hypothesis import HealthCheck, given, settings

from minsheng_funds import pipeline
from minsheng_funds.errors import Failure
from minsheng_funds.model import Outcome, Trace
from minsheng_funds.rendering.composing.trace import trace_blocks
from minsheng_funds.rendering.document import Table
from minsheng_funds.rendering.words import Words
from minsheng_funds.settings import Settings
from minsheng_funds.vocabulary import MEASURES
from tests.statements.test_views import PAYMENTS, PLAN, overlapping, paid, report
from tests.support import Sheet, day, ledger, payments, plan, run, settings_of

LEDGER = paid(
    (day(1, 10), "道路", "配套", "区级", "甲公司", 500.0),
    (day(3, 7), "道路", "配套", "省级", "甲公司", 250.0),
    (day(6, 1), "道路", "配套", "区级", "甲公司", 7.0),
    (day(4, 1), "道路", "管护", "区级", "乙公司", 100.0),
    (day(4, 1), "道路", "", "区级", "乙公司", 30.0),
    (day(2, 1), "改厕", "配套", "区级", "丙公司", 9.0),
    ("2019-12-31", "道路", "配套", "区级", "甲公司", 11.0),
)


@pytest.fixture(scope="module")
def outcome():
    return run(PLAN, LEDGER, as_of=day(4, 17))


def trace(outcome: Outcome, *names: str, toml: str = "") -> dict[str | None, Trace]:
    """Fund → its trace."""
    return {found.nature: found for found in pipeline.trace(outcome, settings_of(toml), names or None)}


def cells(found: Trace):
    return [(cell.measure, cell.level, cell.fen, str(cell.origin).rpartition("!")[2], cell.why) for cell in found.plan]


def listed(found: Trace):
    return [
        (item.payment.fen, item.level, str(item.payment.origin).rpartition("!")[2], item.why) for item in found.payments
    ]


def test_every_cell_and_payment_of_a_line_is_listed_with_its_own_cell_and_why_it_does_not_count(outcome):
    found = trace(outcome, "道路")
    assert cells(found["matching"]) == [
        ("required", "provincial", 50000, "E4", "level"), ("required", "district", 100000, "F4", ""),
    ]  # fmt: skip
    assert listed(found["matching"]) == [
        (50000, "district", "F3", "matched"), (25000, "provincial", "F4", "level"),
        (700, "district", "F5", "after-as-of"), (1100, "district", "F9", "other-year"),
    ]  # fmt: skip
    assert (found["matching"].figures.required, found["matching"].figures.disbursed) == (100000, 50000)
    assert found["matching"].levels["provincial"].disbursed == 25000
    assert found["matching"].line is outcome.statement.lines[0]
    assert listed(found["maintenance"]) == [(10000, "district", "F6", "matched")]


def test_a_payment_whose_fund_nobody_knows_is_listed_apart_and_counts_in_no_line(outcome):
    found = trace(outcome, "道路")[None]
    assert (listed(found), found.line, found.plan) == ([(3000, "district", "F7", "unmatched")], None, ())


def test_a_name_without_a_plan_row_has_its_payments(outcome):
    (found,) = trace(outcome, "改厕").values()
    assert (found.nature, found.line, listed(found)) == ("matching", None, [(900, "district", "F8", "unmatched")])


def test_an_excluded_project_is_traced_outside_the_totals():
    outcome = run(PLAN, LEDGER, as_of=day(4, 17), exclude=("道路",))
    found = trace(outcome, "道路")["matching"]
    assert {cell.why for cell in found.plan} == {"excluded"}
    assert [why for *_, why in listed(found)] == ["excluded", "excluded", "after-as-of", "excluded", "other-year"]
    assert found.figures.disbursed == outcome.statement.excluded[0].figures.disbursed == 53000


@pytest.mark.parametrize("word", ["道 路", "（道路）", "道路"])
def test_a_project_is_found_by_its_normalised_name(word):
    outcome = run(plan(("(道路)" if "（" in word else "道路", 10.0)), ledger((day(1, 1), "某", "", 1.0, "")))
    assert trace(outcome, word)["matching"].project.strip("()") == "道路"


def test_a_project_is_found_by_its_code_and_by_an_alias():
    head = ["项目编码", "项目名称", "计划资金"]
    toml = '[projects.aliases]\n"乡道" = "道路"'
    outcome = run(
        Sheet("计划", [["单位:元"], head, ["P1", "道路", 90.0], ["P2", "供水", 90.0]]),
        ledger((day(1, 1), "乡道", "", 5.0, "")),
        toml=toml,
    )
    for word in ("P1", "p1".upper(), "乡道", "道路"):
        found = trace(outcome, word, toml=toml)["matching"]
        assert (found.project, listed(found)) == ("道路", [(500, "district", "D4", "matched")])


def test_a_name_that_nobody_knows_fails_with_what_is_like_it(outcome):
    with pytest.raises(Failure) as failed:
        trace(outcome, "道路工程")
    assert failed.value.exit_code == 2
    assert "道路" in failed.value.line("zh")


def test_several_columns_that_are_added_are_each_a_part_with_its_own_cell():
    toml = '[tables."*"]\nkind = "plan"\n[columns]\nrequired = { sum = ["第一批 > 下达", "第二批 > 下达"] }'
    head = [["项目名称", "第一批", "", "第二批", ""], ["", "下达", "支付", "下达", "支付"]]
    sheet = Sheet("表", [["单位:元"], *head, ["道路", 10.0, 1.0, 20.5, 2.0], ["供水", 7.0, 1.0, "", 2.0]],
                  merged=((1, 1, 1, 2), (1, 3, 1, 4)))  # fmt: skip
    outcome = run(sheet, toml=toml)
    found = trace(outcome, "道路", toml=toml)["matching"]
    parts = [(cell.fen, str(cell.origin)) for cell in found.plan if cell.measure == "required"]
    assert parts == [(1000, "book.xlsx!表!B4"), (2050, "book.xlsx!表!D4")]
    assert found.figures.required == 3050
    assert [cell.fen for cell in trace(outcome, "供水", toml=toml)["matching"].plan if cell.measure == "required"] == [
        700, 0,
    ]  # fmt: skip


def test_a_computed_need_names_the_cells_that_it_is_the_product_of():
    """10 × 100 yuan, the province 30 and the district 70%: 300 and 700 yuan, from C3, D3 and each level's own share."""
    head = ["项目名称", "合计", "任务量", "补助标准(元)", "省级分担比例", "区级分担比例"]
    table = Sheet("计划", [["单位:元"], head, ["甲", "", 10, 100.0, 0.3, 0.7], ["乙", "", 20, 100.0, 0.5, 0.5]])
    found = trace(run(table, ledger((day(1, 1), "甲", "", 5.0, ""))), "甲")["matching"]
    parts = {
        cell.level: (cell.fen, [str(origin).rpartition("!")[2] for origin in cell.computed_from]) for cell in found.plan
    }
    assert parts == {"provincial": (30000, ["C3", "D3", "E3"]), "district": (70000, ["C3", "D3", "F3"])}
    assert (found.figures.required, found.complete) == (70000, True)
    (shown,) = [block for block in trace_blocks([found], Words(Settings())) if getattr(block, "title", "") == "计划"]
    assert isinstance(shown, Table)
    assert shown.rows[1][-1].text == "book.xlsx!计划!C3 × book.xlsx!计划!D3 × book.xlsx!计划!F3"


def test_a_progress_table_s_paid_cell_is_the_payment_and_beside_a_ledger_it_is_only_compared():
    table = Sheet("进度", [["单位:元"], ["项目名称", "计划数", "已拨付"], ["道路", 100.0, 40.0], ["供水", 50.0, 0.0]])
    alone = trace(run(table), "道路")["matching"]
    assert cells(alone)[1] == ("disbursed", "district", 4000, "C3", "")
    assert (alone.figures.disbursed, alone.payments, alone.complete) == (4000, (), True)
    beside = trace(run(table, ledger((day(1, 1), "道路", "", 39.0, ""))), "道路")["matching"]
    assert cells(beside)[1][-1] == "ledger-counts"
    assert beside.figures.disbursed == 3900


def test_a_plan_that_another_table_states_too_says_which_one_counts():
    again = plan(("道路", 10.0), ("供水", 20.0), name="又一张")
    found = trace(run(plan(("道路", 10.0), ("供水", 20.0)), again), "道路")["matching"]
    assert [(cell.why, cell.origin.sheet) for cell in found.plan] == [("", "计划"), ("stated-elsewhere", "又一张")]
    assert (found.figures.required, found.complete) == (10_000_000, False)


def test_a_payment_that_counts_in_another_table_is_listed_and_says_so():
    outcome = run(plan(("甲", 9000.0), unit="元"), ledger(*payments(6), name="1月"), ledger(*payments(8), name="全年"))
    found = trace(outcome, "甲")["matching"]
    assert [why for *_, why in listed(found)] == ["double"] * 6 + ["matched"] * 8
    assert found.figures.disbursed == outcome.statement.totals["matching"].figures.disbursed == 360000


def test_a_cell_that_could_not_be_read_is_named_and_the_trace_is_incomplete():
    outcome = run(plan(("甲", 10.0)), ledger((day(1, 1), "甲", "", 5.0, ""), (day(1, 2), "甲", "", "五元", "")))
    found = trace(outcome, "甲")["matching"]
    assert ([str(origin) for origin in found.unread], found.complete) == (["book.xlsx!台账!D5"], False)


def test_the_details_are_the_payments_that_count_and_nothing_else(outcome):
    found = pipeline.trace(outcome, settings_of())
    assert [(item.project, item.nature, [fen for fen, *_ in listed(item)]) for item in found if item.payments] == [
        ("道路", "matching", [50000]), ("道路", "maintenance", [10000]),
    ]  # fmt: skip


MANY = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@MANY
@given(PAYMENTS)
def test_what_is_listed_adds_up_to_every_line_and_everything_together_to_the_ledger(rows):
    outcome = report(rows)
    names = list(dict.fromkeys(["道路", "供水", "低保", *(row[1] for row in rows)]))
    found = pipeline.trace(outcome, settings_of(), names)
    by_line = {(item.project, item.nature): item for item in found if item.line is not None}
    for line in outcome.statement.lines:
        item = by_line[line.project, line.nature]
        assert item.complete == line.complete
        for level, figures in line.levels.items():
            for measure in MEASURES:
                assert (getattr(item.levels[level], measure) or 0) == (getattr(figures, measure) or 0)
    books = outcome.statement.reconciliation
    assert books is not None
    every = [payment for item in found for payment in item.payments]
    assert sum(payment.payment.fen for payment in every) == books.ledger_total
    assert len({payment.payment.origin for payment in every}) == len(every) == len(rows)
    matched = sum(payment.payment.fen for payment in every if payment.counted)
    assert matched == books.matched
    details = pipeline.trace(outcome, settings_of())
    assert sum(payment.payment.fen for item in details for payment in item.payments) == matched


@MANY
@given(overlapping())
def test_whatever_overlaps_a_trace_adds_up_and_lists_every_payment_once(drawn):
    outcome, rows = drawn
    for name, found in (("甲", trace(outcome, "甲")["matching"]), ("乙", trace(outcome, "乙")["matching"])):
        (line,) = [line for line in outcome.statement.lines if line.project == name]
        assert (found.figures.disbursed or 0) == line.figures.disbursed
        assert len(found.payments) == sum(row[1] == name for row in rows)
        assert not any(item.why == "unplaced" for item in found.payments)


def test_cells_that_are_in_the_sum_and_in_doubt_are_told_from_those_that_are_in_none():
    rows = [(day(1, 1), "甲", "某", 500.0, ""), (day(1, 2), "甲", "某", 20.0, "退回")]
    outcome = run(plan(("甲", 900.0), unit="元"), ledger(*rows))
    found = trace(outcome, "甲")["matching"]
    assert found.figures.disbursed == 52000
    assert (found.unread, found.agrees, found.complete) == ((), True, False)
    assert [str(origin).rpartition("!")[2] for origin in found.doubted] == ["D5"]
    text = str(trace_blocks([found], Words(Settings(lang="en"))))
    assert "These add up to the figures of the report, which are incomplete" in text
    assert "in no sum" not in text


def test_a_code_is_found_however_its_letters_are_written():
    sheet = Sheet("计划", [["单位:元"], ["项目编码", "项目名称", "计划资金"], ["A01", "甲", 90.0]])
    assert trace(run(sheet), "a01")["matching"].project == "甲"
