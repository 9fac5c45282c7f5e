"""The grid of a sheet on a terminal: it fits, says in words what colours say, and never cuts an amount."""

import io
import re

import pytest
from rich.cells import cell_len

from minsheng_funds import pipeline
from minsheng_funds.model import Source
from minsheng_funds.rendering.as_text.grid import fitted
from minsheng_funds.rendering.as_text.terminal import write_terminal
from minsheng_funds.rendering.composing.inspect import compose_inspect
from minsheng_funds.rendering.document import Document, GridColumn, GridRow, SheetGrid
from tests.support import Sheet, settings_of, xlsx
from tests.test_examples import EXAMPLES


def printed(document: Document, width: int) -> list[str]:
    stream = io.StringIO()
    write_terminal(document, stream, width)
    return [re.sub(r"\x1b\[[\d;]*m", "", line) for line in stream.getvalue().splitlines()]


def inspected(content: bytes, lang: str = "zh") -> Document:
    settings = settings_of(lang=lang)
    book, findings = pipeline.look([Source("book.xlsx", content)], settings)
    return compose_inspect(book, findings, settings)


def grids(lines: list[str]) -> list[str]:
    return [line for line in lines if re.search("[│┼╪]", line)]


@pytest.mark.parametrize("width", [60, 80, 100, 140, 200])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_line_of_the_grid_fits_the_width(width: int, lang: str):
    lines = grids(printed(inspected((EXAMPLES / "tongguan-2020.xlsx").read_bytes(), lang), width))
    assert lines
    assert max(map(cell_len, lines)) <= width


@pytest.mark.parametrize("width", [60, 80, 100, 140])
def test_no_amount_is_cut_at_any_width(width: int):
    wide = ["项目名称", *(f"计划{n}" for n in range(20)), "计划资金(元)"]
    rows = [wide, *[[f"项目{n}", *["任务说明文字很长很长"] * 20, 123456789012.25 + n] for n in range(4)]]
    text = "\n".join(printed(inspected(xlsx(Sheet("计划", rows))), width))
    assert "123456789012.25" in text
    assert "123456789015.25" in text


def test_columns_are_all_shown_in_bands_where_they_do_not_fit():
    columns = tuple(GridColumn(f"C{n}", f"label {n}", tone="text") for n in range(20))
    row = GridRow("1", "", tuple(f"value {n}" for n in range(20)))
    text = "\n".join(printed(Document((SheetGrid(columns, (row,)),)), 80))
    assert [n for n in range(20) if f"label {n}" not in text or f"value {n}" not in text] == []


def test_many_columns_that_are_not_used_become_one_and_the_money_stays_in_sight():
    rows = [["项目名称", *(f"指标{n}" for n in range(120)), "计划资金(元)"]]
    rows += [[f"项目{n}", *map(str, range(120)), str(n * 10.5)] for n in range(3)]
    lines = grids(printed(inspected(xlsx(Sheet("计划", rows))), 80))
    assert [part.strip() for part in lines[0].split("│")] == ["", "A", "B–DQ", "DR"]
    assert any("项目2" in line and "21.0" in line for line in lines)


def test_a_title_runs_on_over_blank_cells_to_its_right_and_stops_at_the_next_text():
    columns = tuple(GridColumn(letter, "x" * 5, tone="text") for letter in "ABCD")
    rows = (GridRow("1", "", ("a long title of the table", "", "", "stop"), "caption"),)
    (line,) = [line for line in printed(Document((SheetGrid(columns, rows),)), 80) if "stop" in line]
    assert line == " 1 │ a long title of the … │ stop" or "a long title" in line


def test_control_characters_of_a_cell_never_reach_the_terminal():
    grid = SheetGrid((GridColumn("A", "x", tone="text"),), (GridRow("1", "", ("a\x1b[31mb\u202ec\nd",)),))
    stream = io.StringIO()
    write_terminal(Document((grid,)), stream, 80)
    assert not {"\x1b[31mb", "\u202e"} & set(re.findall(r"\x1b\[31mb|\u202e", stream.getvalue()))


@pytest.mark.parametrize(
    ("text", "width", "shown"),
    [
        ("道路建设", 8, "道路建设"),
        ("道路建设", 7, "道路建…"),
        ("道路建设", 6, "道路… "),
        ("abc", 5, "abc  "),
        ("", 2, "  "),
    ],
)
def test_a_text_is_cut_to_its_width_in_cells(text: str, width: int, shown: str):
    assert fitted(text, width) == shown
    assert cell_len(fitted(text, width)) == width


def test_proposed_lines_are_never_folded():
    rows = [
        ["Project Title", "Approved Budget", "Paid to Date"],
        ["A very long name of a project " * 3, 5, 4],
        ["b", 6, 5],
    ]
    for line in printed(inspected(xlsx(rows), "en"), 60):
        if "Budget" in line and "columns.required" in line:
            assert line.startswith('columns.required = ["Approved Budget"]  # Required: B, such as 5')
            break
    else:
        pytest.fail("no proposal")
