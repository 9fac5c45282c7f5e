"""The page of a report: complete without scripts, nothing of a workbook is markup, a policy that lets nothing in."""

import base64
import hashlib
import re

import pytest

from minsheng_funds import pipeline
from minsheng_funds.rendering.as_html.report import write_report
from minsheng_funds.rendering.as_html.shell import assets
from minsheng_funds.rendering.composing.report import compose_report
from minsheng_funds.rendering.document import Chart, Document, Facts, Heading, Table
from minsheng_funds.rendering.words import Words
from tests.rendering.as_html.pages import BOOK, LEVELS, document_of, page_of
from tests.rendering.as_html.test_html import NASTY, Outline
from tests.rendering.same_figures import figures_of_html
from tests.support import Sheet, day, ledger, plan, run, settings_of

BEHIND = '[schedule]\ntarget = 100\n[behind]\npoints = 1\namount = "1万元"\n'


@pytest.fixture(scope="module")
def page() -> str:
    return page_of(*BOOK, toml=BEHIND)


def attributes(page: str, tag: str) -> list[dict[str, str | None]]:
    return [given for name, given in Outline(page).tags if name == tag]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_page_is_well_formed_and_its_contents_lead_to_its_sections(lang):
    outline = Outline(page_of(*BOOK, lang=lang, toml=BEHIND))
    assert outline.open == []
    tags = [tag for tag, _ in outline.tags]
    assert [tags.count(tag) for tag in ("main", "header", "nav", "h1")] == [1, 1, 1, 1]
    anchors = [str(given["href"]) for tag, given in outline.tags if tag == "a"]
    ids = [str(given["id"]) for _, given in outline.tags if "id" in given]
    assert anchors[0] == "#main"
    assert len(anchors) > 6
    assert {anchor.removeprefix("#") for anchor in anchors} <= set(ids)
    assert len(ids) == len(set(ids))
    (language,) = [given["lang"] for tag, given in outline.tags if tag == "html"]
    assert language == {"zh": "zh-CN", "en": "en"}[lang]


def test_every_reference_by_id_leads_somewhere(page):
    outline = Outline(page)
    ids = {given["id"] for _, given in outline.tags if "id" in given}
    names = ("aria-labelledby", "aria-controls", "for")
    wanted = {given[name] for _, given in outline.tags for name in names if name in given}
    assert len(wanted) > 10
    assert wanted <= ids


def test_every_table_says_what_it_is_and_every_header_what_it_heads(page):
    outline = Outline(page)
    tables = [tag for tag, _ in outline.tags if tag in ("table", "caption")]
    assert tables == ["table", "caption"] * (len(tables) // 2)
    assert all(outline.texts["caption"])
    assert {given.get("scope") for tag, given in outline.tags if tag == "th"} == {"col", "row"}
    assert all(text.strip() for text in outline.texts["th"])


def test_every_control_has_a_name(page):
    outline = Outline(page)
    assert len(outline.texts["label"]) == len([tag for tag, _ in outline.tags if tag in ("input", "select")])
    assert all(text.strip() for text in (*outline.texts["label"], *outline.texts["button"], *outline.texts["summary"]))


def test_the_policy_allows_only_the_pages_own_style_and_scripts(page):
    (policy,) = [str(given["content"]) for given in attributes(page, "meta") if "http-equiv" in given]
    rules = dict(rule.strip().split(" ", 1) for rule in policy.split(";"))
    assert {name: rules[name] for name in ("default-src", "base-uri", "form-action")} == {
        "default-src": "'none'",
        "base-uri": "'none'",
        "form-action": "'none'",
    }
    assert set(rules) == {"default-src", "base-uri", "form-action", "style-src", "script-src"}
    for tag, number in (("style", 1), ("script", 4)):
        contents = re.findall(rf"<{tag}>(.*?)</{tag}>", page, re.DOTALL)
        hashes = [base64.b64encode(hashlib.sha256(content.encode()).digest()).decode() for content in contents]
        assert len(contents) == number == page.count(f"<{tag}")
        assert rules[f"{tag}-src"] == " ".join(f"'sha256-{found}'" for found in hashes)
    assert page.index("Content-Security-Policy") < page.index("<style>")


def test_the_page_asks_nobody_for_anything(page):
    outline = Outline(page)
    names = ("src", "href", "action", "data", "srcset", "poster", "style", "formaction", "ping")
    given = [(name, value) for _, found in outline.tags for name, value in found.items() if name in names]
    assert all(name == "href" and str(value).startswith("#") for name, value in given)
    assert not [name for _, found in outline.tags for name in found if name.startswith("on")]
    own = page.replace(assets("chart.js"), "")
    assert len(own) < len(page) - 100_000
    assert not re.search(r"https?:|url\(|@import|fetch\(|XMLHttpRequest|innerHTML|eval\(|Function\(|import\(", own)


def test_nothing_of_a_workbook_becomes_markup_wherever_it_stands():
    projects = Sheet(
        "x<b>'\"&",
        [
            [NASTY],
            ["单位:万元"],
            ["项目名称", "类别", "责任单位", "区级"],
            [NASTY, NASTY, NASTY, 5],
            ["乙", "--></script>", "", 6],
        ],
    )
    paid = Sheet(
        "--><x",
        [
            [NASTY],
            ["单位:元"],
            ["拨付日期", "项目名称", "收款单位", "拨付金额", "凭证号", "文号", "备注"],
            [day(1, 2), NASTY, NASTY, 5, NASTY, NASTY, NASTY],
            [day(1, 3), "<!--<script>", NASTY, 5, "", "", ""],
        ],
    )
    text = page_of(projects, paid)
    outline = Outline(text)
    tags = [tag for tag, _ in outline.tags]
    assert (tags.count("script"), tags.count("style"), tags.count("img"), tags.count("b")) == (4, 1, 0, 0)
    assert text.count("</script>") == 4
    assert "<!--" not in text
    assert "\u202e" not in text
    assert "\x07" not in text
    assert not any(name.startswith("on") for _, given in outline.tags for name in given)
    assert sum(NASTY[:29] in cell for cell in outline.texts["td"]) > 5
    assert any(NASTY[:30] in cell for cell in outline.texts["th"])
    assert any(NASTY[:30] in cell for cell in outline.texts["option"])


# --- What it shows ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_figures_are_those_of_the_terminal(lang):
    outcome, settings = run(*BOOK, lang=lang), settings_of(lang=lang)
    found = figures_of_html(write_report(document_of(outcome, settings), Words(settings)).encode())
    tables = {
        block.key: block
        for block in compose_report(outcome, settings).blocks
        if isinstance(block, Table) and block.key in ("projects", "unmatched", "reconciliation")
    }
    assert len(tables) == 3
    for key, table in tables.items():
        shown = [place for place, column in enumerate(table.columns) if column.kind != "bar"]
        for row, printed in zip(found[key][1:], table.rows, strict=True):
            texts = [text for place, text in enumerate(row) if found[key][0][place]]
            assert texts[: len(shown)] == [printed[place].text for place in shown]


def test_funds_stand_apart_each_with_its_total_at_its_end(page):
    names = [row[0] for row in figures_of_html(page.encode())["projects"][1:]]
    assert names == ["道路", "水库", "低保", "培训", "合计 (配套资金)", "道路", "水库", "合计 (管护资金)"]
    table = page.split('data-key="projects">')[1].split("</table></div>")[0]
    ends = [before.rpartition('<tr class="')[2] for before in table.split("</tr>\n</tbody>\n")[:-1]]
    assert [end.partition('"')[0] for end in ends] == ["total", "total"]
    funds = re.findall(r'<section class="fund".*?</section>', page, re.DOTALL)
    assert len(funds) == 2
    texts = [text for fund in funds for text in Outline(fund).texts["dd"]]
    assert {"139.5*", "5.0"} < set(texts)
    assert "144.5" not in page  # both funds added


def test_a_project_opens_to_its_payments_and_its_plan_cells(page):
    row = page.split('<tr class="beneath"')[1].split("</details>")[0]
    assert "计划 2 行、拨付 2 行" in row
    for text in (
        "2020-01-05",
        "30000.25",
        "甲公司",
        "记-1",
        "财建1号",
        "book.xlsx!台账!E4",
        "50000.25",
        "book.xlsx!计划!F4",
    ):
        assert f">{text}<" in row
    assert "丙公司" not in row


def test_cells_carry_the_exact_value_that_they_are_sorted_by(page):
    row = page.split('data-key="projects">')[1].split('<tr class="row"')[1]
    assert 'data-value="10000000">10.0<' in row
    assert 'data-value="5000025">5.0<' in row
    assert 'data-value="5000025/10000000">50.0%<' in row


def test_who_is_behind_and_what_is_incomplete_is_said_in_words(page):
    cells = Outline(page).texts["td"]
    assert "进度滞后" in cells
    assert "数字不完整" in cells
    filters = [given["data-filter"] for given in attributes(page, "select")]
    assert filters == ["class", "unit", "nature", "state", "complete"]


def test_without_a_ledger_there_are_the_plan_cells_alone():
    text = page_of(
        Sheet(
            "进度",
            [["2020年进度表"], ["单位:万元"], ["项目名称", "计划资金", "已拨付"], ["道路", 10, 5], ["水库", 20, 1]],
        )
    )
    assert 'id="table-1-1-0"' in text
    assert "计划 2 行" in text
    assert "--detail" not in text


def test_too_many_payments_are_shown_where_they_are_asked_for(monkeypatch):
    assert "--detail" not in page_of(*BOOK)
    monkeypatch.setattr(pipeline, "MOST_PAYMENTS", 3)
    text = page_of(*BOOK)
    assert "--detail" in text
    assert "甲公司" not in text
    assert "book.xlsx!计划!F4" in text
    text = page_of(*BOOK, details=True)
    assert "--detail" not in text
    assert "甲公司" in text


def test_the_search_offers_what_is_on_the_page(page, monkeypatch):
    hints = [str(given["placeholder"]) for given in attributes(page, "input")]
    monkeypatch.setattr(pipeline, "MOST_PAYMENTS", 3)
    hints += [str(given["placeholder"]) for given in attributes(page_of(*BOOK), "input")]
    assert [("收款方" in hint, "凭证号" in hint) for hint in hints] == [(True, True), (False, False)]


def test_only_totals_of_projects_say_that_they_are_of_all(page):
    assert page.count("全部项目</span>") == 2
    assert "台账合计" in page


def test_what_stands_beneath_a_project_is_not_said_to_be_behind():
    text = page_of(*BOOK, lang="en", toml=BEHIND)
    assert "<summary>Details of 道路 (" in text
    assert "Behind 道路" not in text


def test_a_ledger_without_a_plan_opens_to_its_payments():
    text = page_of(ledger((day(1, 2), "道路", "甲公司", 100.5, ""), (day(1, 3), "道路", "乙公司", 7, "")))
    assert "甲公司" in text
    assert "107.50" in text


def test_where_it_comes_from_stands_on_the_page(page):
    outcome = run(*BOOK)
    assert outcome.book.sources[0].sha256 in page
    for text in (
        "minsheng-funds ",
        "behind.points",
        "behind.amount",
        "与默认不同的设置",
        "指标口径",
        "本次采用的假定",
    ):
        assert text in page
    assert "schedule.target" not in page, "a setting that says the default is not one that differs"


def test_the_self_evaluation_has_a_page_too():
    text = page_of(*BOOK, evaluation=True)
    assert Outline(text).open == []
    assert "执行率" in text


def test_the_same_input_gives_the_same_page(page):
    assert page == page_of(*BOOK, toml=BEHIND)


# --- Charts -----------------------------------------------------------------------------------------------


def test_a_chart_stands_over_the_figures_that_it_draws():
    settings = settings_of()
    document = document_of(run(*BOOK), settings)
    charts = [block for block in document.blocks if isinstance(block, Chart)]
    found = re.findall(r"<figure.*?</figure>", write_report(document, Words(settings)), re.DOTALL)
    assert len(found) == len(charts) > 3
    for chart, figure in zip(charts, found, strict=True):
        texts = Outline(figure).texts
        assert [text for text in texts["th"] if text in chart.labels] == list(chart.labels)
        cells = [series.cells[place] for place in range(len(chart.labels)) for series in chart.series]
        assert texts["td"] == [cell.text if cell is not None else "—" for cell in cells]
        assert 'role="img"' in figure


def test_the_library_is_there_only_where_something_is_drawn(page):
    assert assets("chart.js") in page
    bare = write_report(Document((Heading("x", 1), Facts((("a", "b"),)))), Words(settings_of()))
    assert "Chart.js" not in bare
    assert len(bare) < 40_000


def test_the_library_is_shipped_with_its_licence_and_names_no_other_file():
    text = assets("chart.js")
    assert text.startswith("/*!\n * NOTICE: Chart.js v4.")
    assert "The MIT License (MIT)" in text[:2000]
    assert "Permission is hereby granted, free of charge" in text[:2000]
    assert "sourceMappingURL" not in text
    assert "</" not in text


# --- Colours ----------------------------------------------------------------------------------------------


def colours(block: str) -> dict[str, str]:
    return dict(re.findall(r"--([a-z]+): (#[0-9a-f]{3,6})", block))


def luminance(colour: str) -> float:
    digits = colour[1:] if len(colour) == 7 else "".join(2 * digit for digit in colour[1:])
    parts = [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    brighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (brighter + 0.05) / (darker + 0.05)


def themes() -> dict[str, dict[str, str]]:
    """The colours of the page on a light screen, on a dark one and on paper."""
    screen, _, print_ = assets("page.css", "report.css").rpartition("@media print")
    found: dict[str, dict[str, str]] = {"light": {}, "dark": {}}
    for dark, block in re.findall(r"(@media \(prefers-color-scheme: dark\) \{\s*)?:root \{(.*?)\}", screen, re.DOTALL):
        found["dark" if dark else "light"].update(colours(block))
    paper = colours(re.findall(r":root \{(.*?)\}", print_, re.DOTALL)[0])
    assert set(found["light"]) == set(found["dark"])
    return {**found, "paper": {**found["light"], **paper}}


@pytest.mark.parametrize("theme", ["light", "dark", "paper"])
def test_texts_stand_out_from_what_they_stand_on(theme):
    found = themes()[theme]
    assert contrast("#000", "#fff") == pytest.approx(21)
    for ground in ("paper", "soft", "card"):
        assert contrast(found["ink"], found[ground]) >= 7, ground
        for name in ("dim", "accent", "error"):
            assert contrast(found[name], found[ground]) >= 4.5, (name, ground)
    assert contrast(found["ink"], found["mark"]) >= 4.5
    for name in ("warning", "info"):
        assert contrast(found[name], found["paper"]) >= 4.5, name
    for name in ("one", "two", "three", "late"):
        assert contrast(found[name], found["paper"]) >= 3, name


def test_a_plan_alone_has_a_page():
    assert Outline(page_of(plan(("道路", 10), ("水库", 20)))).open == []
    assert Outline(page_of(LEVELS, lang="en")).open == []
