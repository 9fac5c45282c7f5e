"""Native charts: they draw cells of the workbook, which hold what the document's charts hold."""

import io
import zipfile
from xml.etree import ElementTree

import pytest

from minsheng_funds.money import Rate
from minsheng_funds.rendering.as_xlsx import write_xlsx
from minsheng_funds.rendering.document import Cell, Chart, Document, Heading, Page, Series
from tests.rendering.as_xlsx.books import LONG_NAMES, pages_of, reopened

NAMES = {"c": "http://schemas.openxmlformats.org/drawingml/2006/chart"}
DRAWN = {"bars": "barChart", "parts": "barChart", "lines": "lineChart"}


def charts_page(name: str) -> tuple[tuple[Page, ...], Page]:
    pages = pages_of(name)
    (found,) = [page for page in pages if any(isinstance(block, Chart) for block in page.document.blocks)]
    return pages, found


def charts_of(page: Page) -> list[Chart]:
    return [block for block in page.document.blocks if isinstance(block, Chart)]


def parts(content: bytes, pattern: str) -> list[ElementTree.Element]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        names = sorted((name for name in archive.namelist() if pattern in name), key=lambda name: (len(name), name))
        return [ElementTree.fromstring(archive.read(name)) for name in names]


def values(sheet, formula: str) -> list[object]:
    """The cells that a chart's reference names."""
    found = sheet[formula.partition("!")[2].replace("$", "")]
    return [cell.value for row in found for cell in row] if isinstance(found, tuple) else [found.value]


@pytest.mark.parametrize("name", ["example", "two funds", "forty projects"])
def test_every_chart_draws_the_cells_that_hold_its_numbers(name):
    pages, page = charts_page(name)
    content = write_xlsx(pages)
    sheet = reopened(content)[page.name]
    drawn = parts(content, "xl/charts/chart")
    assert len(drawn) == len(charts_of(page)) > 0
    for chart, root in zip(charts_of(page), drawn, strict=True):
        assert root.find(f".//c:{DRAWN[chart.form]}", NAMES) is not None
        series = root.findall(".//c:ser", NAMES)
        assert len(series) == len(chart.series) + (chart.target is not None)
        for one, wanted in zip(series, chart.series, strict=False):
            labels, numbers = (one.find(f"c:{kind}//c:f", NAMES) for kind in ("cat", "val"))
            assert labels is not None
            assert numbers is not None
            assert values(sheet, labels.text or "") == list(chart.labels)
            shown = values(sheet, numbers.text or "")
            for value, cell in zip(shown, wanted.cells, strict=True):
                assert (value is None) == (cell is None)
                if cell is not None and cell.rate is not None:
                    assert value == pytest.approx(cell.rate.numerator / cell.rate.denominator, rel=1e-15)
                elif cell is not None:
                    assert f"{value:.1f}" == cell.text


def test_the_time_elapsed_is_a_line_over_the_rates():
    pages, _ = charts_page("example")
    root = parts(write_xlsx(pages), "xl/charts/chart")[0]
    target = root.findall(".//c:lineChart//c:ser", NAMES)
    assert len(target) == 1
    points = [float(point.text or 0) for point in target[0].findall("c:val//c:v", NAMES)]
    assert points == pytest.approx([108 / 366] * 22, rel=1e-15)


def test_forty_names_are_written_downwards_on_a_page_of_their_own():
    pages, page = charts_page("forty projects")
    content = write_xlsx(pages)
    root = parts(content, "xl/charts/chart")[0]
    body = root.find(".//c:catAx//{*}bodyPr", NAMES)
    assert body is not None
    assert body.get("vert") == "eaVert"
    assert len(charts_of(page)[0].labels) == len(LONG_NAMES)
    breaks = [brk.id for brk in reopened(content)[page.name].row_breaks.brk]
    anchors = [
        int(row.text or 0)
        for drawing in parts(content, "xl/drawings/drawing")
        for row in drawing.iter()
        if row.tag.endswith("}row")
    ]
    for top, bottom in zip(anchors[::2], anchors[1::2], strict=True):
        assert not [at for at in breaks if top < at < bottom]  # no chart is cut


def test_the_numbers_of_the_charts_are_not_printed():
    pages, page = charts_page("example")
    sheet = reopened(write_xlsx(pages))[page.name]
    area = sheet.print_area.partition("!")[2].replace("$", "")
    title, scope = ({cell.value for cell in row} - {None} for row in sheet[area][:2])
    assert title == {"民生工程资金拨付情况:图表"}
    assert all(text.startswith("单位: 万元    截止日期: 2020-04-17    口径级次: ") for text in scope)
    assert not {cell.value for row in sheet[area][2:] for cell in row} - {None}


def test_a_long_name_is_cut_under_its_bar_and_whole_beside_it():
    names = ("道" * 60, "路" * 16, "a" * 33, "=" * 40)
    cells = tuple(Cell("50.0%", rate=Rate(1, 2)) for _ in names)
    chart = Chart("率", "bars", "rate", names, (Series("拨付率", cells),), unit="%")
    content = write_xlsx([Page("图表", Document((Heading("图", 1), chart)))])
    sheet, (root,) = reopened(content)["图表"], parts(content, "xl/charts/chart")
    drawn = root.find(".//c:cat//c:f", NAMES)
    assert drawn is not None
    assert values(sheet, drawn.text or "") == ["道" * 15 + "…", "路" * 16, "a" * 30 + "…", "=" * 30 + "…"]
    assert [sheet.cell(line, 17).value for line in range(4, 8)] == list(names)
    assert root.find(".//c:legend", NAMES) is None  # one series, named by the title
