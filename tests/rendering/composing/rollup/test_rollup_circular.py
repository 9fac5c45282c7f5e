"""The circular over bureaus: what it says, who is named, a bureau's own text, and how long it is."""

import os
import re
from pathlib import Path

import pytest

from minsheng_funds import pipeline
from minsheng_funds.errors import Failure
from minsheng_funds.rendering.as_docx import write_docx
from minsheng_funds.rendering.composing.letters.templates import built_in
from minsheng_funds.rendering.composing.rollup import compose_rollup_circular
from minsheng_funds.rendering.composing.rollup.circular import CHARTS, TABLES
from minsheng_funds.rendering.document import Heading, Paragraph, Table
from tests.bureaus import book, case_of, many, settings_for, twelve

SNAPSHOTS = Path(__file__).parents[2] / "snapshots"


def running_text(rollup, lang="zh", template=None, **given):
    """The text before the annexes, one paragraph a line."""
    lines = []
    for block in compose_rollup_circular(rollup, settings_for(lang, **given), template).blocks:
        if isinstance(block, Paragraph) and block.role == "annex":
            break
        assert isinstance(block, (Heading, Paragraph)), "tables go into the annexes"
        lines.append(block.text)
    return "\n".join(lines) + "\n"


def annexes(rollup, lang="zh"):
    blocks = compose_rollup_circular(rollup, settings_for(lang)).blocks
    return [block.text for block in blocks if isinstance(block, Paragraph) and block.role == "annex"]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_circular_over_twelve_bureaus_reads_like_its_snapshot(lang):
    text = running_text(twelve(), lang)
    snapshot = SNAPSHOTS / f"rollup-circular-{lang}.txt"
    if os.environ.get("REWRITE_SNAPSHOTS"):
        snapshot.write_text(text, encoding="utf-8")
    assert text == snapshot.read_text(encoding="utf-8")


def test_tables_stand_in_annexes_that_the_text_lists():
    titles = annexes(twelve())
    text = running_text(twelve())
    assert len(titles) == 6
    assert all(title.partition(" ")[2] in text for title in titles if " " in title)


def test_what_a_roll_up_has_nothing_for_has_no_annex_and_no_sentence():
    text = running_text(many(5))
    assert "没有报表" not in text
    assert "数据问题" not in text
    assert not any("未计入" in title or "问题" in title for title in annexes(many(5)))


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_with_a_hundred_bureaus_the_running_text_stays_under_two_pages(lang):
    text = running_text(many(100, 12), lang)
    lines = sum(-(-len(line) // (28 if lang == "zh" else 60)) for line in text.splitlines())
    assert lines <= 44  # of 22 lines a page


def test_of_a_hundred_bureaus_those_below_the_average_are_counted_and_stand_in_the_annex():
    text = running_text(many(100))
    (count,) = set(re.findall(r"配套资金：.*?低于平均的单位有(\d+)个，予以通报，名单见附件", text))
    view = many(100).views["bureau"][0]
    assert int(count) == sum(row.average == "below" for row in view.rows)
    tables = [block for block in compose_rollup_circular(many(100), settings_for()).blocks if isinstance(block, Table)]
    ranking = next(table for table in tables if table.key == "by-bureau")
    assert len(ranking.rows) == 202


def test_bureaus_that_all_pay_alike_are_neither_praised_nor_blamed():
    settings = settings_for()
    cases = [
        case_of(name, book((50.025, 16.6675, 33.33335, 5), title=f"{name}2020年进度(万元)"), settings)
        for name in "甲乙丙"
    ]
    text = running_text(pipeline.roll_up(cases, settings))
    assert "各单位拨付率均为50.0%" in text
    assert "排名在前" not in text
    assert "低于平均的单位有" not in text


def test_a_bureau_with_an_amount_in_doubt_is_not_ranked_among_the_last_or_the_first():
    text = running_text(twelve())
    ranked = text.split("二、单位排名\n")[1].split("\n")[0]
    assert ranked.count("辛县") == 1
    assert "金额待核实、暂不评价的单位有1个：辛县" in ranked


def test_a_bureaus_own_text_is_filled_in_and_its_tables_are_found():
    own = "# {{ programme }}\n{{ counted }}/{{ cases }}\n% for fund in funds\n{{ fund.name }} {{ fund.rate }}\n% endfor\n[annex by-bureau | 排名]\n"
    assert running_text(twelve(), template=("自拟.txt", own)) == "民生工程\n9/12配套资金 52.5%*管护资金 40.0%*\n"


@pytest.mark.parametrize("own", ["{{ nobody }}", "[table nothing]", "% if x\n", " "])
def test_a_text_that_is_not_written_as_it_should_be_is_one_failure_with_its_name(own):
    with pytest.raises(Failure) as caught:
        compose_rollup_circular(twelve(), settings_for(), ("自拟.txt", own))
    assert caught.value.where.startswith("自拟.txt")


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_built_in_text_says_which_names_and_tables_there_are(lang):
    comment = built_in("rollup", lang).partition("#}")[0]
    names = set(re.findall(r"[a-z][a-z_]+(?:-[a-z]+)*", comment))
    assert names >= {*TABLES, *CHARTS}
    from minsheng_funds.rendering.composing.rollup.facts import circular_facts
    from minsheng_funds.rendering.composing.rollup.words import Said
    from minsheng_funds.rendering.words import Words

    settings = settings_for(lang)
    tables: dict[str, tuple[Table, ...]] = dict.fromkeys(TABLES, ())
    facts = circular_facts(Said(twelve(), Words(settings)), settings, tables, [])
    lists = [facts[key] for key in ("funds", "laggards", "problems", "failed", "left_out")]
    inside = {key for found in lists for one in found for key in one}
    inside |= {key for one in facts["funds"][0]["bureaus"] for key in one}
    assert names >= {*facts, *inside}


def test_every_table_is_there_under_its_name_and_can_be_shown():
    own = "# 全部\n" + "".join(f"[table {name}]\n" for name in TABLES) + "".join(f"[chart {name}]\n" for name in CHARTS)
    blocks = compose_rollup_circular(twelve(), settings_for(), ("自拟.txt", own)).blocks
    keys = {block.key for block in blocks if isinstance(block, Table)}
    assert {"overview", "by-bureau", "by-project", "by-class", "by-unit", "missing", "problems", "scope"} <= keys


def test_a_long_problem_list_is_cut_with_a_word_of_where_the_rest_is(monkeypatch):
    from minsheng_funds.rendering.composing.rollup import circular

    monkeypatch.setattr(circular, "MOST_PROBLEMS", 4)
    blocks = compose_rollup_circular(twelve(), settings_for()).blocks
    problems = next(block for block in blocks if isinstance(block, Table) and block.key == "problems")
    assert len(problems.rows) == 4
    assert problems.notes[0].startswith("共 9 条,此处列前 4 条")


def test_a_roll_up_without_any_statement_is_a_circular_that_says_so():
    rollup = pipeline.roll_up([case_of("甲县", b"PK\x03\x04", settings_for())], settings_for())
    text = running_text(rollup)
    assert "没有可用的数据，无法汇总" in text
    assert "甲县" in text


def test_the_same_roll_up_gives_the_same_document_twice():
    one, other = (write_docx(compose_rollup_circular(twelve(), settings_for()), "zh", pictures=False) for _ in range(2))
    assert one == other
