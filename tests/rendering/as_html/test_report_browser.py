"""The page of a report in a real browser: it sorts, filters, opens, draws and prints, and asks nobody for anything."""

import shutil
import time
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from minsheng_funds import pipeline
from minsheng_funds.model import Source
from tests.rendering.as_html.pages import BOOK, ROOT, page_of
from tests.rendering.as_html.test_report import contrast
from tests.support import Sheet, day, ledger, xlsx

sync_api = pytest.importorskip("playwright.sync_api", reason="no playwright here")
BROWSER = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
pytestmark = [pytest.mark.slow, pytest.mark.skipif(BROWSER is None, reason="no browser here")]

BEHIND = '[schedule]\ntarget = 100\n[behind]\npoints = 1\namount = "1万元"\n'
OWN_SCHEDULES = '[schedule.class."培训类"]\n"06-30" = 0\ndue = "12-31"\n[schedule.class."工程类"]\n"03-01" = 90\n'
"""Nothing has to be paid yet for what is paid last; half is too little where time says that it is enough."""
FLAGS = ("--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking", "--disable-sync")
MOST_SECONDS = 3.0
"""Until 200 projects with 5,000 payments are ready; an ordinary machine takes well under one."""


@pytest.fixture(scope="module")
def chromium() -> Iterator[Any]:
    with sync_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=BROWSER, args=list(FLAGS))
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """A small page in both languages, and a page of 200 projects and 5,000 payments."""
    folder = tmp_path_factory.mktemp("pages")
    projects = [[f"项目{n}", f"类别{n % 6}", f"单位{n % 25}", 100 + n] for n in range(200)]
    paid = [
        [day(1 + n % 6, 1 + n % 28), projects[n % 200][0], f"公司{n % 97}", 100.25 * (n % 500 + 1), f"记-{n:05}"]
        for n in range(5_000)
    ]
    large = (
        Sheet("计划", [["2020年资金筹集方案"], ["单位:万元"], ["项目名称", "类别", "责任单位", "计划资金"], *projects]),
        Sheet(
            "台账",
            [["2020年资金拨付台账"], ["单位:元"], ["拨付日期", "项目名称", "收款单位", "拨付金额", "凭证号"], *paid],
        ),
    )
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pipeline, "MOST_PAYMENTS", 3)
        many = page_of(*BOOK)
    pages = {
        "many": many,
        "own": page_of(*BOOK, toml=BEHIND + OWN_SCHEDULES),
        "zh": page_of(*BOOK, toml=BEHIND),
        "en": page_of(*BOOK, toml=BEHIND, lang="en"),
        "large": page_of(*large),
        "evaluation": page_of(*BOOK, evaluation=True),
    }
    found = {name: folder / f"{name}.html" for name in pages}
    for name, text in pages.items():
        found[name].write_text(text, encoding="utf-8")
    return found


class Opened:
    """A page in the browser, with all that it said and asked for."""

    def __init__(self, chromium: Any, file: Path, **options: Any) -> None:
        options = {"viewport": {"width": 1280, "height": 800}, **options}
        self.context = chromium.new_context(**options)
        self.page = self.context.new_page()
        self.said: list[str] = []
        self.asked: list[str] = []
        self.page.on("console", lambda message: self.said.append(message.text))
        self.page.on("pageerror", lambda error: self.said.append(str(error)))
        self.page.on("request", lambda request: self.asked.append(request.url))
        self.address = file.as_uri()
        self.page.goto(self.address)

    def close(self) -> None:
        """Nothing was said on the console, and nothing but the file itself was asked for."""
        said, asked = self.said, self.asked
        self.context.close()
        assert said == []
        assert asked == [self.address]

    def names(self) -> list[str]:
        """What stands first in the rows of the table of projects, as shown."""
        rows = self.page.locator('[data-key="projects"] > tbody > tr:not(.beneath):visible > th')
        return [str(text).strip() for text in rows.all_inner_texts()]

    def column(self, key: str) -> list[str]:
        """The texts of a column in the rows of the first fund, without the total."""
        script = """key => {
          const table = document.querySelector('[data-key=projects]');
          const at = Array.from(table.tHead.rows[0].cells).findIndex(cell => cell.dataset.key === key);
          return Array.from(table.tBodies[0].querySelectorAll(':scope > tr.row'), row => row.cells[at].textContent);
        }"""
        return list(self.page.evaluate(script, key))


@pytest.fixture
def opened(chromium: Any, files: dict[str, Path]) -> Iterator[Opened]:
    found = Opened(chromium, files["zh"])
    yield found
    found.close()


FIRST_FUND, SECOND_FUND = ["道路", "水库", "低保", "培训"], ["道路", "水库"]
TOTALS = ["合计 (配套资金)", "合计 (管护资金)"]


def test_it_opens_as_the_document_stands(opened: Opened):
    assert opened.names() == [*FIRST_FUND, TOTALS[0], *SECOND_FUND, TOTALS[1]]
    assert opened.page.inner_text("#shown") == "共 6 行"
    assert opened.page.locator("tr.beneath:visible").count() == 0


def test_it_sorts_by_the_exact_value_by_keyboard_and_totals_stay(opened: Opened):
    head = opened.page.locator('[data-key="projects"] th[data-key="required"]')
    assert head.get_attribute("aria-sort") == "none"
    head.locator("button").focus()
    for way, texts in (
        ("descending", ["100.0", "20.5", "10.0", "9.0*"]),
        ("ascending", ["10.0", "20.5", "100.0", "9.0*"]),
        ("none", ["10.0", "20.5", "9.0*", "100.0"]),
    ):
        opened.page.keyboard.press("Enter" if way != "none" else "Space")
        assert head.get_attribute("aria-sort") == way
        assert opened.column("required") == texts
        assert [name for name in opened.names() if name.startswith("合计")] == TOTALS
        assert opened.names()[4] == TOTALS[0]
        assert opened.names()[-1] == TOTALS[1]
    assert opened.page.inner_text("#order") != ""
    assert opened.page.locator('[data-key="projects"] th[aria-sort="none"]').count() > 6


def test_it_sorts_rates_as_fractions_and_names_as_the_language_does(opened: Opened):
    opened.page.click('[data-key="projects"] th[data-key="rate"] button')
    *rates, incomplete = opened.column("rate")
    assert incomplete.endswith("*")
    numbers = [Decimal(text.rstrip("%")) for text in rates]
    assert numbers == sorted(numbers, reverse=True)
    opened.page.click('[data-key="projects"] th[data-key="project"] button')
    assert opened.column("project") == ["道路", "低保", "培训", "水库"]  # dàolù, dībǎo, péixùn, shuǐkù


def test_filters_leave_what_fits_and_say_that_totals_are_of_all(opened: Opened):
    page = opened.page
    page.select_option('[data-filter="class"]', "工程类")
    assert opened.names() == [
        "道路",
        "水库",
        "合计 (配套资金) 全部项目",
        "道路",
        "水库",
        "合计 (管护资金) 全部项目",
    ]
    assert page.inner_text("#shown") == "显示 4 行,共 6 行;合计仍是全部项目的合计,不随筛选变化。"
    page.select_option('[data-filter="nature"]', "管护资金")
    assert opened.names() == ["道路", "水库", "合计 (管护资金) 全部项目"]
    page.select_option('[data-filter="unit"]', "水利局")
    assert opened.names()[0] == "水库"
    page.click("#reset")
    assert len(opened.names()) == 8
    page.select_option('[data-filter="complete"]', "no")
    assert opened.names()[0] == "低保"
    page.select_option('[data-filter="complete"]', "")
    page.select_option('[data-filter="state"]', "进度滞后")
    assert "培训" in opened.names()
    assert "水库" not in opened.names()[:3]


def test_the_search_finds_names_and_payments(opened: Opened):
    page = opened.page
    page.fill("#search", "水利")
    assert opened.names()[0] == "水库"
    page.fill("#search", "乙公司")
    assert opened.names() == ["道路", "合计 (配套资金) 全部项目"]
    assert page.locator("tr.hit:visible").inner_text().split("\t")[1] == "20000.00"
    page.fill("#search", "没有这个")
    assert opened.names() == []
    assert page.inner_text("#shown") == "没有符合条件的项目。"
    page.fill("#search", "")
    assert len(opened.names()) == 8
    assert page.locator("tr.beneath:visible").count() == 0


@pytest.mark.parametrize(
    ("wanted", "names"),
    [
        ("交通局 管护", ["道路", "合计 (管护资金) 全部项目"]),
        ("  管护\u3000水利局 ", ["水库", "合计 (管护资金) 全部项目"]),
        ("道路 甲公司", ["道路", "合计 (配套资金) 全部项目"]),
        ("甲公司 记-2", []),  # of two payments
        ("水库 甲公司", []),
        ("计划", []),
        ("元", []),
        ("收款方", []),
        ("局管护", []),
    ],
)
def test_all_words_of_a_search_must_be_there_and_those_of_every_row_are_not(
    opened: Opened, wanted: str, names: list[str]
):
    opened.page.fill("#search", wanted)
    assert opened.names() == names


def test_where_payments_are_not_on_the_page_the_search_says_so(chromium: Any, files: dict[str, Path]):
    opened = Opened(chromium, files["many"])
    assert "收款方" not in str(opened.page.get_attribute("#search", "placeholder"))
    opened.page.fill("#search", "甲公司")
    assert opened.names() == []
    assert "--detail" in opened.page.inner_text("#shown")
    opened.page.fill("#search", "")
    assert "--detail" not in opened.page.inner_text("#shown")
    opened.page.select_option('[data-filter="class"]', "培训类")
    opened.page.select_option('[data-filter="unit"]', "水利局")
    assert opened.page.inner_text("#shown") == "没有符合条件的项目。"
    opened.close()


def test_a_project_opens_and_closes_by_keyboard(opened: Opened):
    button = opened.page.locator("button.drill").first
    beneath = opened.page.locator(f"#{button.get_attribute('aria-controls')}")
    button = opened.page.locator(f"button[aria-controls='{button.get_attribute('aria-controls')}']")
    assert button.get_attribute("aria-expanded") == "false"
    button.focus()
    opened.page.keyboard.press("Enter")
    assert button.get_attribute("aria-expanded") == "true"
    text = beneath.inner_text()
    for expected in ("2020-01-05", "30000.25", "甲公司", "记-1", "财建1号", "book.xlsx!台账!E4", "book.xlsx!计划!F4"):
        assert expected in text
    opened.page.click('[data-key="projects"] th[data-key="required"] button')
    assert beneath.is_visible()
    assert "道路" in str(beneath.evaluate("row => row.previousElementSibling.textContent"))
    opened.page.keyboard.press("Shift+Tab")
    button.press("Space")
    assert not beneath.is_visible()
    opened.page.click("#open")
    assert opened.page.locator('[data-key="projects"] tr.beneath:visible').count() == 6
    opened.page.click("#open")
    assert opened.page.locator("tr.beneath:visible").count() == 0


def test_the_first_stop_of_the_keyboard_leads_to_the_content(opened: Opened):
    opened.page.keyboard.press("Tab")
    focused = opened.page.evaluate(
        "[document.activeElement.className, document.activeElement.getBoundingClientRect().left]"
    )
    assert focused[0] == "skip"
    assert focused[1] >= 0
    opened.page.keyboard.press("Enter")
    assert opened.page.evaluate("document.activeElement.id") == "main"


def test_every_control_has_a_name_and_shows_its_focus(opened: Opened):
    script = """() => Array.from(document.querySelectorAll('button, input, select, summary, a[href]'))
      .filter(one => one.checkVisibility())
      .map(one => [(one.labels && one.labels[0] ? one.labels[0].firstChild.textContent : one.textContent).trim(),
        (one.focus({focusVisible: true}), getComputedStyle(one).outlineStyle)])"""
    found = opened.page.evaluate(script)
    assert len(found) > 40
    assert all(name and outline == "solid" for name, outline in found), found


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_controls_stand_out_by_their_borders(chromium: Any, files: dict[str, Path], scheme: str):
    opened = Opened(chromium, files["zh"], color_scheme=scheme)
    borders = opened.page.evaluate(
        "Array.from(document.querySelectorAll('.filters input, .filters select, .filters button'))"
        ".map(one => getComputedStyle(one).borderTopColor.match(/\\d+/g).map(Number))"
    )
    paper = opened.page.evaluate("getComputedStyle(document.body).backgroundColor.match(/\\d+/g).map(Number)")
    (border,) = {tuple(found) for found in borders}
    assert contrast("#{:02x}{:02x}{:02x}".format(*border), "#{:02x}{:02x}{:02x}".format(*paper)) >= 3
    opened.close()


COLOURS = """canvas => {
  const copy = new OffscreenCanvas(canvas.width, canvas.height).getContext('2d', { willReadFrequently: true });
  copy.drawImage(canvas, 0, 0);
  const { data } = copy.getImageData(0, 0, canvas.width, canvas.height);
  const met = new Set();
  for (let at = 0; at < data.length; at += 4) { if (data[at + 3] === 255) { met.add(`${data[at]},${data[at + 1]},${data[at + 2]}`); } }
  return Array.from(met);
}"""


def rgb(opened: Opened, name: str) -> str:
    colour = opened.page.evaluate(
        "name => getComputedStyle(document.documentElement).getPropertyValue(name).trim()", name
    )
    return ",".join(str(int(colour[at : at + 2], 16)) for at in (1, 3, 5))


def test_charts_are_drawn_in_the_colours_of_the_screen_and_again_where_they_change(opened: Opened):
    canvas = opened.page.locator("canvas").first
    canvas.scroll_into_view_if_needed()
    opened.page.wait_for_function("document.querySelector('canvas').width > 400")
    light = rgb(opened, "--one")
    assert light in canvas.evaluate(COLOURS)
    opened.page.emulate_media(color_scheme="dark")
    dark = rgb(opened, "--one")
    assert dark != light
    opened.page.wait_for_timeout(200)
    assert dark in canvas.evaluate(COLOURS)
    assert opened.page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(20, 24, 29)"


NOT_YET = Sheet(
    "进度",
    [
        ["2020年进度表(截至2020年9月30日)"],
        ["单位:万元"],
        ["项目名称", "资金类别", "计划资金", "已拨付"],
        ["道路", "配套", 1000, 6],
        ["水库", "配套", 1000, 0],
        ["低保", "管护", 1000, -20],
        ["培训", "管护", 1000, -30],
    ],
)


@pytest.mark.parametrize("width", [320, 1280])
def test_the_axis_reaches_the_time_elapsed_and_nothing_paid_has_a_bar(chromium: Any, tmp_path: Path, width: int):
    file = tmp_path / "page.html"
    file.write_text(page_of(NOT_YET), encoding="utf-8")
    opened = Opened(chromium, file, viewport={"width": width, "height": 900})
    for place in range(2):
        canvas = opened.page.locator('figure[data-form="bars"] canvas').nth(place)
        canvas.scroll_into_view_if_needed()
        opened.page.wait_for_function("canvas => Chart.getChart(canvas)", arg=canvas.element_handle())
        target, highest, lengths, ends = canvas.evaluate(
            """canvas => {
              const chart = Chart.getChart(canvas), [above, below] = canvas.closest("figure").dataset.target.split("/");
              const bars = chart.getDatasetMeta(0).data.map((bar) => Math.abs(bar.x - bar.base));
              const area = chart.chartArea;
              return [above / below * 100, chart.scales.x.max, bars, area.right <= chart.width && area.left > 0];
            }"""
        )
        assert target <= highest
        assert min(lengths) >= 3
        assert ends
        drawn = canvas.evaluate(COLOURS)
        assert rgb(opened, "--error") in drawn
    opened.close()


def test_a_bar_has_the_colour_of_the_projects_state_and_not_of_its_rate(chromium: Any, files: dict[str, Path]):
    opened = Opened(chromium, files["own"])
    canvas = opened.page.locator('figure[data-form="bars"] canvas').first
    canvas.scroll_into_view_if_needed()
    opened.page.wait_for_function("canvas => Chart.getChart(canvas)", arg=canvas.element_handle())
    late = opened.page.evaluate("getComputedStyle(document.documentElement).getPropertyValue('--late').trim()")
    found = canvas.evaluate(
        """canvas => {
          const { labels, datasets } = Chart.getChart(canvas).data;
          return labels.map((label, place) => [label, datasets[0].backgroundColor[place]]);
        }"""
    )
    states = dict(zip(opened.column("project"), opened.column("state"), strict=True))
    assert {name: colour == late for name, colour in found} == {
        name: "进度滞后" in state or "逾期" in state for name, state in states.items()
    }
    assert {colour == late for _, colour in found} == {True, False}
    legend = opened.page.locator("figure .legend").first.inner_text()
    assert "滞后或逾期" in legend
    assert "其他项目" in legend
    opened.close()


def test_a_chart_says_its_figures_where_the_mouse_is(opened: Opened):
    canvas = opened.page.locator("canvas").first
    canvas.scroll_into_view_if_needed()
    opened.page.wait_for_function("document.querySelector('canvas').width > 400")
    before = canvas.screenshot()
    canvas.hover(position={"x": 200, "y": 40})
    opened.page.wait_for_timeout(300)
    assert canvas.screenshot() != before
    said = opened.page.evaluate("Chart.getChart(document.querySelector('canvas')).tooltip.body[0].lines[0]")
    assert said == "拨付率: 100.0%"


@pytest.mark.parametrize("name", ["zh", "en", "large", "evaluation"])
@pytest.mark.parametrize("width", [320, 375, 768, 1280])
def test_the_page_never_scrolls_sideways(chromium: Any, files: dict[str, Path], name: str, width: int):
    opened = Opened(chromium, files[name], viewport={"width": width, "height": 700})
    if name != "evaluation":
        opened.page.locator("button.drill").first.click()
        fund = opened.page.locator(".fund").first.bounding_box()
        assert fund is not None
        assert fund["y"] < 400
    assert opened.page.evaluate("document.documentElement.scrollWidth") <= width  # nor while charts are not drawn
    for summary in opened.page.locator("figure summary").all():
        summary.click()
    opened.page.wait_for_timeout(200)
    assert opened.page.evaluate("document.documentElement.scrollWidth") <= width
    opened.close()


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_list_of_problems_fits_an_ordinary_screen_with_its_places(chromium: Any, tmp_path: Path, lang: str):
    file, given = tmp_path / "page.html", ROOT / "examples" / "problems" / "problems-2020.xlsx"
    doubtful = ledger(
        (day(1, 2), "道路", "甲公司", "不详", ""), (day(1, 3), "一个名字很长很长的项目", "乙公司", "约三万", "")
    )
    books = [Source(given.name, given.read_bytes()), Source("另一本台账2020年第一季度.xlsx", xlsx(doubtful))]
    file.write_text(page_of(*books, toml=BEHIND, lang=lang), encoding="utf-8")
    opened = Opened(chromium, file)
    table = opened.page.locator('[data-key="problems"]')
    heads = table.locator("thead th").all_inner_texts()
    assert [head.split()[0] for head in heads[3:7]] == {
        "zh": ["问题", "文件", "工作表", "单元格"],
        "en": ["Problem", "File", "Sheet", "Cell"],
    }[lang]
    assert table.locator("tbody tr").count() > 3
    widths = table.evaluate("table => [table.parentElement.scrollWidth, table.parentElement.clientWidth]")
    assert widths[0] <= widths[1] <= 1280
    opened.close()


def test_a_table_is_as_tall_as_it_is_and_its_header_stays_in_sight(chromium: Any, tmp_path: Path):
    file = tmp_path / "page.html"
    rows = [[f"项目{n}", nature, 10 + n] for nature in ("配套", "管护") for n in range(29)]
    file.write_text(
        page_of(Sheet("计划", [["2020年计划"], ["单位:万元"], ["项目名称", "资金类别", "计划资金"], *rows]))
    )
    opened = Opened(chromium, file)
    box = opened.page.locator('.wide:has(> [data-key="projects"])')
    assert box.evaluate("box => [box.clientHeight === box.scrollHeight, box.clientHeight > innerHeight]") == [
        True,
        True,
    ]
    box.locator("tr.total").last.scroll_into_view_if_needed()
    tops = opened.page.evaluate(
        """() => [document.querySelector("header").getBoundingClientRect().bottom,
          document.querySelector("[data-key=projects] thead").getBoundingClientRect().top]"""
    )
    assert tops[1] == pytest.approx(tops[0], abs=1)
    opened.page.set_viewport_size({"width": 375, "height": 700})
    opened.page.wait_for_timeout(100)
    assert opened.page.evaluate("document.documentElement.scrollWidth") <= 375
    opened.close()


def test_a_very_long_table_scrolls_within_itself(chromium: Any, files: dict[str, Path]):
    opened = Opened(chromium, files["large"])
    box = opened.page.locator('.wide:has(> [data-key="projects"])')
    assert box.evaluate("box => box.clientHeight <= innerHeight && box.scrollHeight > innerHeight")
    opened.close()


def test_it_prints_light_with_charts_and_what_is_open(chromium: Any, files: dict[str, Path], tmp_path: Path):
    opened = Opened(chromium, files["zh"], color_scheme="dark")
    opened.page.locator("button.drill").first.click()
    file = tmp_path / "page.pdf"
    opened.page.evaluate(
        "addEventListener('beforeprint', () => { window.printed = document.querySelectorAll('canvas').length; })"
    )
    opened.page.pdf(path=str(file), prefer_css_page_size=True)
    assert file.read_bytes().startswith(b"%PDF")
    assert opened.page.evaluate("window.printed") > 3
    opened.page.emulate_media(media="print", color_scheme="dark")
    opened.page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert opened.page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    assert "31,119,168" in opened.page.locator("canvas").first.evaluate(COLOURS)
    assert opened.page.locator("tr.beneath:visible").count() == 1
    assert not opened.page.locator(".filters").is_visible()
    assert opened.page.evaluate("getComputedStyle(document.querySelector('thead')).display") == "table-header-group"
    opened.page.evaluate("dispatchEvent(new Event('afterprint'))")
    opened.close()


def test_without_scripts_everything_is_there_to_read(chromium: Any, files: dict[str, Path]):
    opened = Opened(chromium, files["zh"], java_script_enabled=False)
    page = opened.page
    assert page.locator("noscript").inner_text().startswith("没有运行脚本")
    assert not page.locator(".filters").is_visible()
    assert not page.locator("canvas").first.is_visible()
    page.locator("tr.beneath summary").first.click()
    assert page.get_by_text("记-1", exact=True).is_visible()
    page.locator("figure summary").first.click()
    assert page.locator("figure td").first.is_visible()
    opened.close()


def test_200_projects_with_5000_payments_are_ready_at_once(chromium: Any, files: dict[str, Path]):
    assert files["large"].stat().st_size < 3_000_000
    opened = Opened(chromium, files["large"])
    ready = opened.page.evaluate("performance.getEntriesByType('navigation')[0].domContentLoadedEventEnd")
    assert ready < MOST_SECONDS * 1000
    started = time.monotonic()
    opened.page.fill("#search", "记-00012")
    assert opened.page.inner_text("#shown").startswith("显示 1 行,共 200 行")
    opened.page.click('[data-key="projects"] th[data-key="disbursed"] button')
    assert time.monotonic() - started < MOST_SECONDS
    opened.close()


def test_the_program_writes_this_page(chromium: Any, tmp_path: Path):
    from minsheng_funds.cli import main

    file = tmp_path / "c.html"
    examples = ROOT / "examples"
    assert (
        main(
            [
                "report",
                str(examples / "tongguan-2020.xlsx"),
                "--config",
                str(examples / "schedule.toml"),
                "-o",
                str(file),
            ]
        )
        == 0
    )
    opened = Opened(chromium, file)
    assert opened.page.inner_text(".fund .large dd") == "67.7%"
    assert opened.page.locator("figure").count() == 5
    opened.close()
