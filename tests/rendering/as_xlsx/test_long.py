"""Long tables: every cell has the value and the look that it has in a short one; only totals are formulas."""

import io
from datetime import date

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from minsheng_funds.money import Rate
from minsheng_funds.rendering.as_xlsx import LONGEST, MOST_FEN, sheets, write_xlsx
from minsheng_funds.rendering.as_xlsx.long import MOST_LIVE
from minsheng_funds.rendering.composing.rollup import rollup_pages
from minsheng_funds.rendering.document import Cell, Column, Document, Heading, Page, Table
from tests.bureaus import settings_for, twelve
from tests.rendering.as_xlsx.books import reopened

COLUMNS = (
    Column("序号", "count", width=6),
    Column("项目", width=20),
    Column("拨付", "money", key="disbursed"),
    Column("率", "rate", key="rate"),
    Column("时限", "day"),
    Column("级别", "state"),
)
Row = tuple[Cell, ...]


def row(name: str = "道路", **given) -> Row:
    days, tones = Cell("2020-06-30", day=date(2020, 6, 30)), Cell("错误", tone="error")
    amount = {"text": "1.2", "fen": 1_234_500, "unit": 1_000_000, **given}
    return (Cell("1"), Cell(name, link="甲.xlsx"), Cell(**amount), Cell("50.0%", rate=Rate(1, 2)), days, tones)


ROWS = (
    row(),
    row("=1+1", text="1.2*"),
    row(" a\x01\nb<&> ", text="-0.3", fen=-250_000),
    row("长" * (LONGEST + 5), text="10000000000.0", fen=MOST_FEN),
    (Cell(""), Cell("两行的名字要换行" * 4, tone="warning"), Cell("—"), Cell("—"), Cell(""), Cell("")),
    (Cell("2"), Cell("-"), Cell("+3.5", fen=3_500_000, unit=1_000_000), Cell("-3.5"), Cell("—"), Cell("错误")),
)
TOTAL = (Cell(""), Cell("合计"), Cell("2.4", fen=2_469_000, unit=1_000_000), Cell("—"), Cell(""), Cell(""))


def page(*rows: Row, totals: frozenset[int] = frozenset()) -> Page:
    table = Table("", COLUMNS, rows, totals)
    return Page("表", Document((Heading("标题", 1), table)), exact="准确数", exact_note="公式", long_note="数值")


def cells_of(content: bytes) -> list[list[tuple[object, ...]]]:
    """Value and look of every cell, by sheet; figures as both readers have them."""
    book = reopened(content, data_only=True)
    return [
        [
            (cell.coordinate, cell.value, cell.number_format, cell.quotePrefix, *map(repr, looks(cell)))
            for line in sheet.iter_rows()
            for cell in line
        ]
        for sheet in book
    ]


def looks(cell) -> tuple[object, ...]:
    return (cell.font.b, cell.font.name, cell.fill.fgColor.rgb, cell.border.left.style, cell.alignment.horizontal)


def heights(content: bytes) -> list[dict[int, int]]:
    return [{line: round(each.height) for line, each in sheet.row_dimensions.items()} for sheet in reopened(content)]


@pytest.fixture
def short_is_long(monkeypatch):
    """Tables of more than one row are long."""

    def switch() -> None:
        monkeypatch.setattr(sheets, "MOST_LIVE", 1)

    yield switch
    monkeypatch.undo()


def test_values_and_looks_are_those_of_a_short_table(short_is_long):
    given = page(*(each if not each[1].link else (each[0], Cell(each[1].text), *each[2:]) for each in ROWS))
    usual = write_xlsx([given])
    short_is_long()
    long = write_xlsx([given])
    (one,), (other,) = cells_of(usual), cells_of(long)
    last = f"A{reopened(usual)['表'].max_row}"
    assert [cell for cell in one if cell[0] != last] == [cell for cell in other if cell[0] != last]
    assert heights(usual) == heights(long)
    assert [cell[1] for found in (one, other) for cell in found if cell[0] == last] == ["公式", "数值"]


def test_a_whole_roll_up_has_the_same_figures_either_way(short_is_long):
    pages = rollup_pages(twelve(), settings_for())
    usual = [figures(sheet) for sheet in cells_of(write_xlsx(pages))]
    short_is_long()
    for one, other in zip(usual, cells_of(write_xlsx(pages)), strict=True):
        assert figures(other) == pytest.approx(one, rel=1e-15)  # the 16 or 17 digits of a rate


def figures(sheet: list[tuple[object, ...]]) -> list[object]:
    return [cell[1] for cell in sheet if isinstance(cell[1], (int, float))]


@example("_x000D_=\t", -MOST_FEN)
@given(st.text(max_size=40), st.integers(-(10**16), 10**16))
@settings(max_examples=30)
def test_any_text_and_any_amount_read_back_as_in_a_short_table(text, fen):
    given = page(*[(Cell("1"), Cell(text), Cell("x", fen=fen), Cell(text), Cell(text), Cell(text))] * 3)
    with pytest.MonkeyPatch.context() as patch:
        usual = write_xlsx([given])
        patch.setattr(sheets, "MOST_LIVE", 1)
        long = write_xlsx([given])
    one, other = (
        CalamineWorkbook.from_filelike(io.BytesIO(found)).get_sheet_by_name("表").to_python()[:5]
        for found in (usual, long)
    )
    assert one == other


def links(sheet) -> int:
    return sum(cell.hyperlink is not None for line in sheet.iter_rows() for cell in line)


def test_only_totals_are_formulas_and_no_place_is_a_link(short_is_long):
    short_is_long()
    sheet = reopened(write_xlsx([page(row(), row(), TOTAL, totals=frozenset({2}))]))["表"]
    formulas = [cell.coordinate for line in sheet.iter_rows() for cell in line if cell.data_type == "f"]
    assert (formulas, sheet["C5"].value) == (["C6", "H6"], 1.2)
    assert (sheet["C6"].value, sheet["H6"].value) == ("=SUM(C$4:C$5)", "=SUM(H$4:H$5)")
    assert links(sheet) == 0
    assert sheet.auto_filter.ref == "A3:H5"


@pytest.mark.parametrize(("rows", "live"), [(MOST_LIVE, True), (MOST_LIVE + 1, False)])
def test_a_table_is_long_beyond_so_many_rows(rows, live):
    sheet = reopened(write_xlsx([page(*[row()] * rows)]))["表"]
    assert (sheet["C4"].data_type == "f") is live
    assert (sheet.max_row, sheet[f"A{sheet.max_row}"].value) == (rows + 4, "公式" if live else "数值")
    assert [sheet[f"B{line}"].value for line in (4, rows + 3)] == ["道路", "道路"]
    assert links(sheet) == (rows if live else 0)
