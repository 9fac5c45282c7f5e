"""Whole books: the settings' own words for columns and tables, several sources, several formats of one content."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from minsheng_funds.model import Source
from tests.support import (
    LEDGER_HEADER,
    WAN,
    Sheet,
    codes,
    csv_bytes,
    day,
    disbursed,
    finding,
    ledger,
    left_out,
    line,
    origins,
    plan,
    required,
    run,
    table,
    xls,
    xlsx,
)  # fmt: skip

SPANISH = Sheet(
    "Gastos",
    [
        ["PRESUPUESTO 2020"],
        ["NOMBRE", "TIPO", "APROBADO", "PAGADO", "PAGADO"],
        ["Caminos", "2.- PARTIDA", 1000.0, 10.0, 100.0],
        ["Caminos detalle", "3.- SUBPARTIDA", 600.0, 10.0, 60.0],
        ["Escuelas", "2.- PARTIDA", 500.0, 10.0, 250.0],
        ["Total general", "2.- PARTIDA", 1500.0, 20.0, 350.0],
    ],
)
SPANISH_SETTINGS = """
[columns]
project = ["Proyecto", "NOMBRE"]
required = ["APROBADO"]
disbursed = ["@E"]
[tables."Gastos"]
unit = "元"
kind = "progress"
header_rows = [2]
keep = { "TIPO" = ["2.- *"] }
drop = { "NOMBRE" = ["Total *"] }
"""


def test_a_foreign_table_is_read_with_the_settings_words_letters_and_patterns():
    outcome = run(SPANISH, toml=SPANISH_SETTINGS)
    assert required(outcome) == {"Caminos": 100000, "Escuelas": 50000}
    assert disbursed(outcome) == {"Caminos": 10000, "Escuelas": 25000}
    assert left_out(table(outcome)) == [(4, "settings"), (6, "settings")]
    assert codes(outcome) == []


def test_columns_are_added_or_given_by_level_as_the_settings_say():
    sheet = Sheet(
        "Plan",
        [
            ["单位:元"],
            ["Works", "A", "B", "C", "D"],
            ["Roads", 1.0, 2.0, 5.0, 9.0],
            ["Schools", 10.0, 20.0, 50.0, 90.0],
        ],
    )
    toml = """
    [columns]
    project = ["Works"]
    issued = { sum = ["A", "B"] }
    required = { central = ["C"], district = ["D"] }
    """
    outcome = run(sheet, toml=toml)
    assert line(outcome, "Roads").figures.issued == 300
    assert line(outcome, "Roads").figures.required == 900
    assert line(outcome, "Roads").levels["central"].required == 500
    assert outcome.statement.totals["matching"].figures.required == 9900


def test_names_of_two_columns_are_joined():
    sheet = Sheet("Plan", [["单位:元"], ["镇", "村", "计划资金"], ["东镇", "一村", 1.0], ["东镇", "二村", 2.0]])
    outcome = run(sheet, toml='[columns]\nproject = ["镇 + 村"]')
    assert required(outcome) == {"东镇一村": 100, "东镇二村": 200}


def test_town_and_village_make_a_name_without_any_settings():
    sheet = Sheet("Plan", [["单位:元"], ["镇名称", "村名称", "计划资金"], ["东镇", "一村", 1.0], ["东镇", "二村", 2.0]])
    assert required(run(sheet)) == {"东镇一村": 100, "东镇二村": 200}


@pytest.mark.parametrize(
    "toml",
    [
        '[tables."计划"]\ncolumns = { required = ["没有此栏"] }',
        '[tables."计划"]\nkeep = { "没有此栏" = ["*"] }',
        '[tables."计划"]\ndrop = { "没有此栏" = ["*"] }',
        '[columns]\nrequired = ["没有此栏"]',
        '[columns]\nissued = { sum = ["计划资金", "没有此栏"] }',
        '[columns]\nrequired = { central = ["没有此栏"], district = ["计划资金"] }',
    ],
)
def test_a_column_of_the_settings_that_no_table_has_is_an_error(toml):
    outcome = run(plan(("甲", 1.0)), toml=toml)
    assert "H005" in codes(outcome)


def test_half_of_a_sum_in_the_settings_leaves_the_totals_incomplete():
    outcome = run(plan(("甲", 1.0)), toml='[columns]\nrequired = { sum = ["计划资金", "追加"] }')
    assert not outcome.statement.totals["matching"].complete


def test_words_of_the_settings_that_one_table_lacks_leave_its_built_in_words_in_force():
    own = Sheet("计划", [["单位:元"], ["帮扶村", "计划资金"], ["甲", 9000.0]])
    outcome = run(own, ledger([day(1, 1), "甲", "某", 5.0, ""]), toml='[columns]\nproject = ["帮扶村"]')
    assert (required(outcome), disbursed(outcome)) == ({"甲": 900000}, {"甲": 500})
    assert codes(outcome) == []


def test_a_table_that_the_settings_ignore_is_not_read():
    outcome = run(plan(("甲", 1.0)), plan(("乙", 2.0), name="旧计划"), toml='[tables."旧*"]\nkind = "ignore"')
    assert required(outcome) == {"甲": WAN}


def test_a_rule_may_name_file_and_sheet():
    outcome = run(plan(("甲", 1.0)), toml='[tables."book.xlsx!计划"]\nunit = "元"')
    assert required(outcome) == {"甲": 100}


def test_several_sources_are_one_book_and_every_origin_names_its_file():
    sources = [
        Source("计划.xlsx", xlsx(plan(("甲", 9000.0), unit="元"))),
        Source("台账.xlsx", xlsx(ledger([day(1, 1), "丁", "某", 5.0, ""]))),
    ]
    outcome = run(*sources)
    assert origins(outcome, "X001") == ["台账.xlsx!台账!D4"]
    assert [str(o) for o in line(outcome, "甲").origins] == ["计划.xlsx!计划!B4"]


def test_one_broken_input_of_several_leaves_the_others_counted_and_every_total_incomplete():
    sources = [Source("计划.xlsx", xlsx(plan(("甲", 9000.0), unit="元"))), Source("坏.xlsx", b"PK\x03\x04bad")]
    outcome = run(*sources)
    assert required(outcome) == {"甲": 900000}
    assert not outcome.statement.complete
    assert finding(outcome, "F003").severity == "error"


NAMES = ["美丽乡村", "四好农村路", "孤儿保障", "技能培训", "改厕"]
AMOUNTS = st.integers(-(10**11), 10**11)
LEDGERS = st.lists(
    st.tuples(st.dates(date(2020, 1, 1), date(2020, 12, 31)), st.sampled_from([*NAMES, "没有计划的"]), AMOUNTS),
    min_size=1,
    max_size=25,
)
PLANS = st.lists(st.integers(0, 10**12), min_size=len(NAMES), max_size=len(NAMES))


def figures(outcome):
    statement = outcome.statement
    found = [(item.project, item.figures, item.levels) for item in statement.lines]
    unmatched = sorted((item.project, item.disbursed, item.payments) for item in statement.unmatched)
    return (found, unmatched, statement.reconciliation, statement.totals, sorted(codes(outcome)))


def books(amounts, rows, unit=1, write=xlsx):
    planned = plan(*zip(NAMES, [fen / 100 for fen in amounts], strict=True), unit="元")
    paid = ledger(
        *[(d, name, "某单位", fen / 100 / unit, "") for d, name, fen in rows], unit={1: "元", 10000: "万元"}[unit]
    )
    return Source("a.xlsx", write(planned, paid))


@given(PLANS, LEDGERS)
def test_xlsx_xls_and_csv_of_the_same_rows_give_the_same_statement(amounts, rows):
    as_xlsx = figures(run(books(amounts, rows), year=2020))
    assert figures(run(books(amounts, rows, write=xls), year=2020)) == as_xlsx
    text = [
        ["单位:元"],
        LEDGER_HEADER,
        *[[d.isoformat(), name, "某单位", f"{fen / 100:.2f}", ""] for d, name, fen in rows],
    ]
    planned = xlsx(plan(*zip(NAMES, [fen / 100 for fen in amounts], strict=True), unit="元"))
    assert figures(run(Source("p.xlsx", planned), Source("台账.csv", csv_bytes(text, "gb18030")), year=2020)) == as_xlsx


@given(PLANS, LEDGERS, st.randoms(use_true_random=False))
def test_the_order_of_rows_does_not_change_any_figure(amounts, rows, random):
    shuffled = list(rows)
    random.shuffle(shuffled)
    first, second = (run(books(amounts, given_rows), year=2020) for given_rows in (rows, shuffled))
    assert figures(first)[:4] == figures(second)[:4]


@given(PLANS, LEDGERS)
def test_a_ledger_in_ten_thousands_gives_the_same_fen(amounts, rows):
    assert figures(run(books(amounts, rows, unit=10000), year=2020)) == figures(run(books(amounts, rows), year=2020))


@given(PLANS, LEDGERS, st.dates(date(2019, 6, 1), date(2021, 6, 1)), st.sampled_from([2019, 2020, 2021]))
def test_matched_and_unmatched_and_out_of_scope_are_always_the_ledger_total(amounts, rows, as_of, year):
    outcome = run(books(amounts, rows), as_of=as_of, year=year, exclude=("改厕",))
    found = outcome.statement.reconciliation
    assert found is not None
    assert found.ledger_total == sum(fen for _, _, fen in rows)
    assert found.matched + found.unmatched + sum(fen for _, fen in found.out_of_scope) == found.ledger_total
    assert found.matched == sum(item.figures.disbursed or 0 for item in outcome.statement.lines)


def test_a_table_without_any_row_is_said():
    outcome = run(plan(("甲项目", 9000.0), unit="元"), ledger())
    assert [finding.code for finding in outcome.findings if finding.code == "F016"] == ["F016"]
