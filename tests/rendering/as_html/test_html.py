"""The html pen: one page that needs no network, where nothing of a workbook is markup, and that can be searched."""

import base64
import hashlib
import re
import shutil
import subprocess
from html.parser import HTMLParser
from pathlib import Path

import pytest

from minsheng_funds import pipeline
from minsheng_funds.model import Source
from minsheng_funds.rendering.as_html import write_html
from minsheng_funds.rendering.composing.inspect import compose_inspect
from minsheng_funds.rendering.composing.report import compose_report
from minsheng_funds.rendering.words import Words
from tests.support import Sheet, day, ledger, plan, run, settings_of, xlsx
from tests.test_examples import EXAMPLES

BROWSER = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
NASTY = '<script>alert(1)</script><img src=x onerror=alert(2)>" onload="alert(3)\' &amp; </style></script>\u202e\x07'


def page(*given: bytes | Sheet, lang: str = "zh", name: str = "book.xlsx") -> str:
    content = given[0] if isinstance(given[0], bytes) else xlsx(*given)
    settings = settings_of(lang=lang)
    book, findings = pipeline.look([Source(name, content)], settings)
    return write_html(compose_inspect(book, findings, settings), Words(settings))


class Outline(HTMLParser):
    """Every tag with its attributes, the texts of some, and whether all that was opened was closed."""

    VOID = ("meta", "input", "br", "hr")

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.texts: dict[str, list[str]] = {}
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in self.VOID:
            self.open.append(tag)
            self.texts.setdefault(tag, []).append("")

    def handle_endtag(self, tag: str) -> None:
        assert self.open[-1] == tag, f"{tag} closes {self.open[-1]}"
        self.open.pop()

    def handle_data(self, data: str) -> None:
        for tag in set(self.open):
            self.texts[tag][-1] += data


BOOK = (
    plan(("道路", 10), ("水库", 20.5), ("合计", 31)),
    ledger((day(1, 2), "道路", "甲", 100.5, ""), (day(1, 3), "道路", "甲", "不详", "")),
    Sheet("Funds", [["Projekt", "Paid"], ["Road", 5], ["Dam", 6]]),
)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_page_is_well_formed_with_a_section_and_an_anchor_for_each_table(lang: str):
    outline = Outline(page(*BOOK, lang=lang))
    assert outline.open == []
    anchors = [attrs["href"] for tag, attrs in outline.tags if tag == "a"]
    sections = ["#" + str(attrs["id"]) for tag, attrs in outline.tags if tag == "section"]
    assert anchors == sections
    assert outline.texts["h2"][1:4] == ["book.xlsx!计划", "book.xlsx!台账", "book.xlsx!Funds"]
    assert next(attrs for tag, attrs in outline.tags if tag == "html")["lang"] == {"zh": "zh-CN", "en": "en"}[lang]


def test_the_page_shows_what_the_terminal_shows():
    outline = Outline(page(*BOOK, lang="en"))
    cells = outline.texts["td"]
    for text in ("道路", "20.5", "✗ differs", "310000.00", "5000.00"):
        assert text in cells
    assert "total row" in outline.texts["th"]
    assert any('[tables."Funds"]' in text for text in outline.texts["pre"])
    assert any("A001" in text for text in outline.texts["li"])


def test_nothing_of_a_workbook_becomes_markup_wherever_it_stands():
    sheet = Sheet(
        "计划", [[NASTY], ["项目名称", NASTY, "计划资金(元)"], [NASTY, NASTY, 5], ["乙", "", NASTY], ["合计", "", 5]]
    )
    other = Sheet("x<b>'\"&", [[NASTY, "Budget"], [NASTY, 7], ["b", 8]])
    text = page(sheet, other, name='<i>"&.xlsx')
    outline = Outline(text)
    tags = [tag for tag, _ in outline.tags]
    assert (tags.count("script"), tags.count("style"), tags.count("img"), tags.count("i"), tags.count("b")) == (
        1,
        1,
        0,
        0,
        0,
    )
    assert not any(name.startswith("on") for _, attrs in outline.tags for name in attrs)
    assert "\u202e" not in text
    assert "\x07" not in text
    assert any(NASTY[:30] in cell for cell in outline.texts["td"])


def test_the_policy_allows_only_the_pages_own_style_and_script():
    text = page(*BOOK)
    outline = Outline(text)
    policy = next(
        attrs["content"] for tag, attrs in outline.tags if attrs.get("http-equiv") == "Content-Security-Policy"
    )
    assert policy is not None
    rules = dict(rule.strip().split(" ", 1) for rule in policy.split(";"))
    assert rules["default-src"] == "'none'"
    assert "unsafe" not in policy
    for tag in ("style", "script"):
        (content,) = re.findall(rf"<{tag}>(.*?)</{tag}>", text, re.DOTALL)
        digest = base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()
        assert rules[f"{tag}-src"] == f"'sha256-{digest}'"
    assert text.index("Content-Security-Policy") < text.index("<style>")


def test_the_page_asks_nobody_for_anything():
    text = page(*BOOK)
    outline = Outline(text)
    links = [
        attrs[name]
        for _, attrs in outline.tags
        for name in ("src", "href", "action", "data", "srcset", "poster")
        if name in attrs
    ]
    assert all(str(link).startswith("#") for link in links)
    assert not re.search(r"https?:|url\(|@import|fetch\(|XMLHttpRequest|innerHTML|eval\(|style=", text)


def test_the_same_input_gives_the_same_page():
    assert page(*BOOK) == page(*BOOK)


def test_a_report_can_be_written_by_the_same_pen():
    outcome = run(*BOOK[:2])
    settings = settings_of()
    assert Outline(write_html(compose_report(outcome, settings), Words(settings))).open == []


@pytest.mark.skipif(BROWSER is None, reason="no browser here")
def test_the_search_leaves_the_rows_that_hold_the_word_in_a_real_browser(tmp_path: Path):
    content = (EXAMPLES / "tongguan-2020.xlsx").read_bytes()
    file = tmp_path / "page.html"
    file.write_text(page(content), encoding="utf-8")
    flags = (
        "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking"
        f" --disable-component-update --disable-sync --user-data-dir={tmp_path / 'profile'} --dump-dom"
    )
    assert BROWSER is not None
    done = subprocess.run(
        [BROWSER, *flags.split(), f"{file.as_uri()}#find=%E6%94%B9%E5%8E%95"],
        capture_output=True,
        timeout=120,
        check=False,
    )
    dom = done.stdout.decode("utf-8")
    rows = re.findall(r"<tr([^>]*)>(.*?)</tr>", dom.split("<main>")[1], re.DOTALL)
    shown = [body for attrs, body in rows if "away" not in attrs and "<td" in body]
    assert shown
    assert all("改厕" in body for body in shown)
    assert any("away" in attrs for attrs, _ in rows)
    assert re.search(r"<output[^>]*>\d+ 处</output>", dom)
