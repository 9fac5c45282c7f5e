"""The composed tables add up as printed, whatever the amounts; the two funds are never blended."""

import hashlib
from dataclasses import replace
from datetime import date
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from minsheng_funds import __version__
from minsheng_funds.model import Figures, Line, Outcome, Reconciliation, Statement, Total, Unmatched
from minsheng_funds.money import WAN_YUAN, Rate, divide_half_up, money_text, rate
from minsheng_funds.rendering.as_text.fitting import rate_share
from minsheng_funds.rendering.composing.report import compose_report
from minsheng_funds.rendering.document import Facts, Headline, Items, Table
from minsheng_funds.settings import Settings, load
from minsheng_funds.vocabulary import NATURES
from tests.support import day, ledger, plan, run
from tests.test_examples import EXAMPLES, SETS, read

FEN = st.integers(-(10**9), 10**12)
SHOWN = {"Required": "required", "Disbursed": "disbursed", "Undisbursed": "undisbursed"}


def tables(outcome: Outcome, **given: object) -> dict[str, Table]:
    """Title → table, in English."""
    settings = replace(Settings(lang="en"), **given)  # type: ignore[arg-type]
    return {block.title: block for block in compose_report(outcome, settings).blocks if isinstance(block, Table)}


def number(text: str) -> Decimal:
    return Decimal(text.rstrip("*"))


def column(table: Table, label: str) -> list[str]:
    place = [column.label for column in table.columns].index(label)
    return [row[place].text for row in table.rows]


def statement_of(amounts: list[tuple[str, int, int]], unmatched: list[int]) -> Statement:
    """A statement with one line per (nature, required, disbursed), as the statement room would total it."""
    lines = tuple(
        Line(
            f"项目{place}",
            nature,
            "",
            "",
            Figures(required=required, disbursed=disbursed),
            {},
            rate(disbursed, required),
            (),
            True,
        )
        for place, (nature, required, disbursed) in enumerate(amounts)
    )
    totals = {}
    for nature in NATURES:
        own = [line for line in lines if line.nature == nature]
        if own:
            figures = Figures(
                required=sum(line.figures.required or 0 for line in own),
                disbursed=sum(line.figures.disbursed or 0 for line in own),
            )
            totals[nature] = Total(nature, len(own), figures, rate(figures.disbursed, figures.required), True)
    matched = sum(disbursed for _, _, disbursed in amounts)
    ledger_total = matched + sum(unmatched)
    return Statement(
        as_of=date(2020, 4, 17), as_of_source="option", as_of_origin=None, year=2020, own_level="district",
        exclusions=(),
        rate_base="required", time_progress=None, totals=totals, lines=lines, excluded=(),
        unmatched=tuple(Unmatched(f"无{fen}", None, fen, 1, ()) for fen in unmatched),
        reconciliation=Reconciliation(ledger_total, matched, sum(unmatched), ()), facts=(), assumptions=(),
    )  # fmt: skip


AMOUNTS = st.lists(st.tuples(st.sampled_from(list(NATURES)), FEN, FEN), min_size=1, max_size=25)


@given(AMOUNTS, st.lists(FEN, max_size=5), st.integers(0, 4))
def test_printed_rows_add_up_to_the_printed_total_of_their_nature_and_across_to_required(amounts, unmatched, decimals):
    outcome = Outcome(read(SETS["xlsx"]).book, statement_of(amounts, unmatched), ())
    table = tables(outcome, decimals=decimals)["By project"]
    start = 0
    for nature in dict.fromkeys(nature for nature, _, _ in amounts):
        end = start + sum(other == nature for other, _, _ in amounts)
        assert end in table.totals
        for label in SHOWN:
            texts = column(table, label)
            assert sum(map(number, texts[start:end])) == number(texts[end])
        start = end + 1
    assert len(table.rows) == start
    for required, disbursed, undisbursed in zip(*(column(table, label) for label in SHOWN), strict=True):
        assert number(disbursed) + number(undisbursed) == number(required)


@given(AMOUNTS, st.integers(0, 4))
def test_a_printed_part_is_moved_by_less_than_one_last_digit_and_a_total_s_own_amounts_by_none(amounts, decimals):
    outcome = Outcome(read(SETS["xlsx"]).book, statement_of(amounts, []), ())
    table = tables(outcome, decimals=decimals)["By project"]
    step = Decimal(1).scaleb(-decimals)
    for label in ("Required", "Disbursed"):
        place = [column.label for column in table.columns].index(label)
        for at, row in enumerate(table.rows):
            fen = row[place].fen
            assert fen is not None
            if at in table.totals:
                assert row[place].text == money_text(fen, WAN_YUAN, decimals)
            else:
                assert abs(number(row[place].text) - Decimal(fen) / WAN_YUAN) < step


@given(AMOUNTS, st.lists(FEN, min_size=1, max_size=5))
def test_the_printed_buckets_add_up_to_the_printed_ledger_total(amounts, unmatched):
    outcome = Outcome(read(SETS["xlsx"]).book, statement_of(amounts, unmatched), ())
    *parts, total = column(tables(outcome)["Reconciliation of the ledger"], "Disbursed")
    assert sum(map(number, parts)) == number(total)


@given(st.integers(-(10**6), 10**7), st.integers(1, 10**6), st.integers(1, 60))
def test_a_bar_is_never_longer_than_its_place_nor_shorter_than_nothing(part, base, width):
    filled = rate_share(Rate(part, base), width)
    assert 0 <= filled <= width
    assert (filled == width) == (part >= base)
    assert rate_share(None, width) == 0


def test_each_nature_has_its_own_headline_and_total_and_none_blends_them():
    outcome = read(SETS["xlsx"])
    document = compose_report(outcome, Settings())
    headlines = [block for block in document.blocks if isinstance(block, Headline)]
    assert [(block.title, dict(block.pairs)["拨付率"].text) for block in headlines] == [
        ("配套资金", "67.7%"), ("管护资金", "44.3%"),
    ]  # fmt: skip
    (table,) = [block for block in document.blocks if isinstance(block, Table) and block.title == "分项目情况"]
    totals = [[cell.text for cell in table.rows[place]] for place in sorted(table.totals)]
    assert [row[0] for row in totals] == ["合计 (配套资金)", "合计 (管护资金)"]
    blended = divide_half_up((2568100000 + 306300000) * 1000, 3794600000 + 691000000)
    text = str(document)
    assert f"{blended // 10}.{blended % 10}%" == "64.1%"
    assert "64.1" not in text
    assert "4485.6" not in text


def test_the_scope_says_the_date_its_source_the_time_rule_and_the_base():
    document = compose_report(read(SETS["xlsx"], as_of=None), Settings(lang="en"))
    (facts,) = [block for block in document.blocks if isinstance(block, Facts)]
    assert facts.pairs == (
        ("As of", "2020-04-17 (stated in the tables: tongguan-2020.xlsx!资金筹集方案!E3)"),
        ("Time progress", "29.5% (by days: day 108 of 366)"),
        ("Plan year", "2020"),
        ("Level in scope", "district"),
        ("Excluded", "棚户区改造"),
        ("Base of the rate", "disbursed ÷ required"),
        ("Unit", "10k yuan"),
    )


def test_projects_without_payments_are_shown():
    table = tables(read(SETS["xlsx"]))["By project"]
    names = column(table, "Project")
    for name in ("困难职工帮扶", "政策性农业保险", "企业新录用人员岗前培训"):
        place = names.index(name)
        assert (column(table, "Disbursed")[place], column(table, "Rate")[place]) == ("0.0", "0.0%")


def test_a_rate_over_a_plan_of_zero_is_a_dash_and_one_above_100_is_not_capped():
    outcome = run(
        plan(("甲", 0), ("乙", 1), ("丙", 10)),
        ledger((day(1, 2), "甲", "x", 1.0, ""), (day(1, 2), "乙", "x", 15000.0, "")),
    )
    assert column(tables(outcome)["By project"], "Rate") == ["—", "150.0%", "0.0%", "13.6%"]


def test_the_footnote_on_balanced_parts_stands_only_where_a_part_was_moved():
    exact = run(plan(("甲", 1), ("乙", 2)), ledger((day(1, 2), "甲", "x", 5000.0, "")))
    moved = run(plan(("甲", 1.06), ("乙", 1.06), ("丙", 1.06)), ledger((day(1, 2), "甲", "x", 5000.0, "")))
    assert tables(exact)["By project"].notes == ()
    table = tables(moved)["By project"]
    *parts, total = column(table, "Required")
    assert (sorted(parts), total) == (["1.0", "1.1", "1.1"], "3.2")
    assert [note[:28] for note in table.notes] == ["Parts are balanced after rou"]


def test_incomplete_figures_carry_a_star_in_row_total_and_headline_and_the_star_is_explained():
    outcome = run(
        plan(("甲", 1), ("乙", 2)), ledger((day(1, 2), "甲", "x", 5000.0, ""), (day(1, 3), "甲", "x", "待定", ""))
    )
    document = compose_report(outcome, Settings(lang="en"))
    table = tables(outcome)["By project"]
    assert column(table, "Disbursed") == ["0.5*", "0.0", "0.5*"]
    assert column(table, "Rate") == ["50.0%*", "0.0%", "16.7%*"]
    (headline,) = [block for block in document.blocks if isinstance(block, Headline)]
    assert dict(headline.pairs)["Rate"].text == "16.7%*"
    (facts,) = [block for block in document.blocks if isinstance(block, Facts)]
    assert dict(facts.pairs)["*"] == "figures marked * are incomplete: see the findings"


def test_a_star_in_an_excluded_row_is_explained_too():
    outcome = run(
        plan(("甲", 1), ("乙", 2)),
        ledger((day(1, 2), "甲", "x", 5000.0, ""), (day(1, 3), "乙", "x", "待定", "")),
        toml='exclude = ["乙"]',
    )
    assert column(tables(outcome)["Excluded projects (in no total)"], "Disbursed") == ["0.0*"]
    assert column(tables(outcome)["By project"], "Disbursed") == ["0.5", "0.5"]
    (facts,) = [block for block in compose_report(outcome, Settings()).blocks if isinstance(block, Facts)]
    assert "*" in dict(facts.pairs)


def test_findings_come_last_but_for_the_sources_each_with_at_most_three_of_its_cells():
    outcome = run(plan(("甲", 1)), ledger(*((day(1, n), "甲", "x", "待定", "") for n in range(1, 6))))
    items = compose_report(outcome, Settings(lang="en")).blocks[-2]
    assert isinstance(items, Items)
    assert items.title == "Findings"
    assert all(item.text.startswith("[") and item.tone in ("error", "warning", "info") for item in items.items)
    assert all(item.details[0].count("book.xlsx!") <= 3 for item in items.items)


def test_without_findings_it_says_so():
    items = compose_report(read(SETS["xlsx"]), Settings(lang="en")).blocks[-2]
    assert isinstance(items, Items)
    assert [item.text for item in items.items] == ["no findings"]


def test_the_end_says_which_files_which_program_and_which_settings_made_it():
    outcome = read(SETS["xlsx"])
    settings = load(EXAMPLES / "minsheng-funds.toml", {"MINSHENG_FUNDS_DECIMALS": "2"}, lang="en", year=2020)
    items = compose_report(outcome, settings).blocks[-1]
    assert isinstance(items, Items)
    digest = hashlib.sha256((EXAMPLES / "tongguan-2020.xlsx").read_bytes()).hexdigest()
    assert [item.text for item in items.items] == [
        f"tongguan-2020.xlsx: SHA-256 {digest}",
        f"Made by: minsheng-funds {__version__}",
        'Settings that differ from the default: exclude = ["棚户区改造"]; decimals = 2; year = 2020',
    ]
