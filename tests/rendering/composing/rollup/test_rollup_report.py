"""What a terminal, Markdown and a page say of many bureaus. REWRITE_SNAPSHOTS=1 writes the snapshots anew."""

import io
import os
import re
from pathlib import Path

import pytest
from rich.cells import cell_len

from minsheng_funds import pipeline
from minsheng_funds.rendering.as_html.report import write_report
from minsheng_funds.rendering.as_markdown import write_markdown
from minsheng_funds.rendering.as_text import plain_text
from minsheng_funds.rendering.as_text.terminal import write_terminal
from minsheng_funds.rendering.composing.rollup import compose_rollup, compose_rollup_page
from minsheng_funds.rendering.document import Chart, Facts, Heading, Headline, Table
from minsheng_funds.rendering.words import Words
from tests.bureaus import book, case_of, many, settings_for, twelve
from tests.support import day, ledger, plan, xlsx

SNAPSHOTS = Path(__file__).parents[2] / "snapshots"


def text_of(rollup, lang="zh", **given):
    return plain_text(compose_rollup(rollup, settings_for(lang), **given))


def on_a_terminal(rollup, width, lang="zh"):
    stream = io.StringIO()
    write_terminal(compose_rollup(rollup, settings_for(lang)), stream, width)
    return stream.getvalue()


def table_of(rollup, key, **given):
    blocks = compose_rollup(rollup, settings_for(), **given).blocks
    return next((block for block in blocks if isinstance(block, Table) and block.key == key), None)


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("suffix", ["txt", "md"])
def test_twelve_bureaus_look_like_their_snapshot(suffix, lang):
    text = text_of(twelve(), lang) if suffix == "txt" else write_markdown(compose_rollup(twelve(), settings_for(lang)))
    snapshot = SNAPSHOTS / f"rollup-{lang}.{suffix}"
    text = re.sub(r"minsheng-funds \d[\w.]*", "minsheng-funds VERSION", text)
    if os.environ.get("REWRITE_SNAPSHOTS"):
        snapshot.write_text(text, encoding="utf-8")
    assert text == snapshot.read_text(encoding="utf-8")


def test_it_says_how_many_of_how_many_count_and_names_the_others_with_their_reasons():
    text = text_of(twelve())
    assert "共 12 个单位,计入汇总 9 个,没有报表 2 个,有报表而未计入 1 个" in text
    missing = table_of(twelve(), "missing")
    assert [(row[0].text, row[1].text) for row in missing.rows] == [
        ("子县", "没有报表"),
        ("丑县", "没有报表"),
        ("寅县", "未计入汇总"),
    ]
    assert all(row[2].text and row[3].text for row in missing.rows)


def test_those_below_the_average_are_named_and_nobody_is_judged_on_amounts_in_doubt():
    text = text_of(twelve())
    assert "低于平均的 4 个:丁县(17.5%)、壬县(31.7%)、戊县(41.7%)、己县(45.3%);金额待核实、不作评价的 1 个:辛县" in text


@pytest.mark.parametrize("count", [3, 12, 100])
@pytest.mark.parametrize("width", [80, 120])
def test_no_line_is_wider_than_the_terminal(width, count):
    rollup = twelve() if count == 12 else many(count)
    for lang in ("zh", "en"):
        assert max(map(cell_len, on_a_terminal(rollup, width, lang).splitlines())) <= width


def test_a_hundred_bureaus_are_read_on_a_few_screens_and_nothing_is_cut_silently():
    rollup = many(100)
    text = text_of(rollup)
    assert text.count("\n") < 160
    assert "按报送单位(前 10 名、后 10 名)" in text
    assert "其余 80 行" in text
    laggards = table_of(rollup, "laggards-by-project")
    assert all(row[-1].text.endswith("等") for row in laggards.rows)
    assert [row[3].text for row in laggards.rows] == [
        f"{len(ranking.laggards)}/100" for ranking in rollup.rankings if ranking.laggards
    ]


def test_the_whole_has_every_bureau_and_every_laggard():
    rollup = many(100)
    bureaus, laggards = (table_of(rollup, key, whole=True) for key in ("by-bureau", "laggards"))
    assert len(bureaus.rows) == 2 * 101
    assert len(laggards.rows) == sum(len(ranking.laggards) for ranking in rollup.rankings)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_roll_up_without_any_statement_says_so(lang):
    settings = settings_for(lang)
    rollup = pipeline.roll_up([case_of("甲县", b"PK\x03\x04", settings)], settings)
    for document in (compose_rollup(rollup, settings), compose_rollup_page(rollup, settings)):
        assert any(isinstance(block, Table) and block.key == "missing" for block in document.blocks)


def test_ledgers_without_any_plan_are_rolled_up_by_what_was_paid():
    settings = settings_for()
    books = {name: xlsx(ledger((day(1, 3), "甲", "某", 10_000.0 * n, ""))) for n, name in enumerate("东西", 1)}
    rollup = pipeline.roll_up([case_of(name, content, settings) for name, content in books.items()], settings)
    (head,) = [block for block in compose_rollup(rollup, settings).blocks if isinstance(block, Headline)]
    assert head.title == "未注明"
    assert table_of(rollup, "by-bureau").rows[-1][4].text == "3.0"


def test_bureaus_of_different_days_are_counted_by_day():
    settings = settings_for(as_of=None)
    books = {"东": plan(("甲", 1), title="2020年资金筹集方案(截至2020年3月31日)"), "西": plan(("甲", 2))}
    cases = [
        case_of(name, xlsx(sheet, ledger((day(n, 3), "甲", "某", 5_000.0, ""))), settings)
        for n, (name, sheet) in enumerate(books.items(), 2)
    ]
    rollup = pipeline.roll_up(cases, settings)
    facts = next(block for block in compose_rollup(rollup, settings).blocks if isinstance(block, Facts))
    said = dict(facts.pairs)["截止日期"]
    assert len(rollup.days) == 2
    assert all(f"{one}(1 个)" in said for one in rollup.days)


def test_a_page_has_sections_charts_and_tables_to_look_into():
    document = compose_rollup_page(twelve(), settings_for())
    headings = [block.text for block in document.blocks if isinstance(block, Heading) and block.level == 2]
    assert headings == [
        *("市县排名", "图表", "分项目", "分类统计", "落后项目", "项目×单位", "未完成", "问题清单", "口径与来源")
    ]
    charts = [block for block in document.blocks if isinstance(block, Chart)]
    assert [chart.key for chart in charts] == [
        *("rates-matching", "amounts-matching", "rates-maintenance", "amounts-maintenance")
    ]
    progress = twelve().statement.time_progress
    assert progress is not None
    assert charts[0].target == progress.rate


def test_a_chart_of_many_bureaus_has_the_ends_of_the_ranking_and_says_so():
    document = compose_rollup_page(many(100), settings_for())
    rates, amounts = [block for block in document.blocks if isinstance(block, Chart)][:2]
    assert len(rates.labels) == 21
    assert rates.labels[10] == "其余 80 个单位"
    assert rates.title.endswith("(前 10 名、后 10 名)")
    assert len(amounts.labels) == 20


def test_a_page_of_very_many_rows_has_the_first_and_says_how_many_there_are(monkeypatch):
    from minsheng_funds.rendering.composing.rollup import report

    monkeypatch.setattr(report, "MOST_PAIRS", 10)
    monkeypatch.setattr(report, "MOST_PROBLEMS", 2)
    blocks = compose_rollup_page(twelve(), settings_for()).blocks
    pairs = next(block for block in blocks if isinstance(block, Table) and block.key == "pairs")
    assert (len(pairs.rows), pairs.totals) == (10, frozenset())
    assert pairs.notes[0] == "共 36 行,此处列前 10 行,全部见汇总工作簿。"
    found = {block.key: block for block in blocks if isinstance(block, Table)}
    for key, most in (("laggards", 10), ("problems", 2)):
        assert len(found[key].rows) == most
        assert f"此处列前 {most} 行" in found[key].notes[0]


def test_the_same_roll_up_gives_the_same_bytes_twice():
    for lang in ("zh", "en"):
        settings = settings_for(lang)
        one, other = (write_report(compose_rollup_page(twelve(), settings), Words(settings)) for _ in range(2))
        assert one == other
        assert text_of(twelve(), lang) == text_of(twelve(), lang)


def test_one_bureau_is_not_ranked_against_itself():
    settings = settings_for()
    rollup = pipeline.roll_up([case_of("甲县", book((1, 2, 3, 4)), settings)], settings)
    text = text_of(rollup)
    assert "低于平均的单位" not in text
    assert not any(isinstance(block, Chart) for block in compose_rollup_page(rollup, settings).blocks)
