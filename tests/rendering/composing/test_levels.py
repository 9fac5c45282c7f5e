"""Levels beside each other, and why money is unpaid: as a reader sees them."""

import io

from minsheng_funds.model import Outcome
from minsheng_funds.rendering.as_text.terminal import write_terminal
from minsheng_funds.rendering.composing.levels import causes_table, levels_table
from minsheng_funds.rendering.composing.report import compose_report
from minsheng_funds.rendering.words import Words
from minsheng_funds.settings import Settings
from tests.support import Sheet, day, ledger, plan, run

HEADER = [
    ["单位:万元"],
    ["项目名称", "省级", "", "", "区级", "", ""],
    ["", *["计划数", "到账数", "支付数"] * 2],
]


def words(lang: str = "zh") -> Words:
    return Words(Settings(lang=lang))


def progress(*rows: list[object]) -> Outcome:
    return run(Sheet("进度", [*HEADER, *rows]), as_of=day(6, 30))


def texts(outcome: Outcome, lang: str = "zh") -> list[tuple[str, ...]]:
    table = levels_table(outcome.statement, words(lang))
    assert table is not None
    return [tuple(cell.text for cell in row) for row in table.rows]


def test_every_level_has_a_row_and_the_one_in_scope_is_marked():
    """Provincial 200, 150 came (75 %), 120 paid (60 %, 80 % of what came), idle 30; district 50 of 50 paid."""
    rows = texts(progress(["甲", 200.0, 150.0, 120.0, 50.0, 50.0, 50.0]))
    assert rows == [
        ("配套资金", "省级", "200.0", "150.0", "120.0", "80.0", "30.0", "60.0%", "75.0%", "80.0%"),
        ("配套资金", "区县级(口径)", "50.0", "50.0", "50.0", "0.0", "0.0", "100.0%", "100.0%", "100.0%"),
    ]


def test_advances_have_a_column_where_there_are_any():
    outcome = progress(["甲", 200.0, 150.0, 160.0, 50.0, 50.0, 50.0])
    table = levels_table(outcome.statement, words())
    assert table is not None
    assert [column.label for column in table.columns].count("垫付") == 1
    assert texts(outcome)[0][7] == "10.0"


def test_books_of_the_own_level_alone_need_no_table_of_levels():
    outcome = run(plan(("甲", 5.0)), ledger([day(1, 1), "甲", "某", 1.0, ""]))
    assert levels_table(outcome.statement, words()) is None
    assert causes_table(outcome.statement, words()) is None


def test_the_cause_is_said_level_by_level_in_both_languages():
    outcome = progress(["甲", 200.0, 150.0, 120.0, 50.0, 50.0, 50.0])
    said = []
    for lang in ("zh", "en"):
        table = causes_table(outcome.statement, words(lang))
        assert table is not None
        said.append(table.rows[0][2].text)
    assert said == [
        "区县级已拨足;省级未到位50.0万元;省级已到位未拨付30.0万元",
        "district: paid in full; provincial: 50.0 not received; provincial: 30.0 received and not paid",
    ]


def test_a_sentence_names_the_amount_that_the_table_prints():
    """Three times 0.05 of 0.15 are printed 0.1 + 0.1 + 0.0 (balanced); the sentence of the third says 0.0, too."""
    outcome = progress(*([name, 1.0, 0.0, 0.0, 0.05, 0.05, 0.0] for name in "甲乙丙"))
    table = causes_table(outcome.statement, words())
    assert table is not None
    said = [row[2].text.split(";")[0] for row in table.rows]
    assert sorted(said) == ["区县级已到位未拨付0.0万元", "区县级已到位未拨付0.1万元", "区县级已到位未拨付0.1万元"]


def test_spent_money_is_in_the_panel_by_level_and_by_project():
    head = ["项目名称", "省级计划数", "省级支付数", "区级计划数", "区级支付数", "区级支出数"]
    text = written(run(Sheet("T", [["单位:元"], head, ["甲", 5.0, 1.0, 9.0, 4.0, 3.0]])))
    assert text.count("Spent") == 3


def test_by_level_keeps_the_amounts_before_the_rates_and_names_what_has_no_room():
    head = [
        "项目名称",
        *(f"{level}{stage}" for level in ("省级", "区级") for stage in ("计划数", "已安排", "到账数", "支付数")),
    ]
    rows = [["甲", *[12345678.0] * 8], ["乙", *[12345678.0] * 8]]
    text = written(run(Sheet("T", [["单位:元"], head, *rows])), 80)
    part = text[text.index("By level") : text.index("By project")]
    header = next(line for line in part.splitlines() if "Level" in line)
    assert all(word in header for word in ("Undisbursed", "Received", "Idle"))
    assert "Columns left out for want of width: " in part
    assert "Rate of received" in part.splitlines()[-2] + part.splitlines()[-3]


def written(outcome, width=200):
    stream = io.StringIO()
    write_terminal(compose_report(outcome, Settings(lang="en")), stream, width)
    return stream.getvalue()
