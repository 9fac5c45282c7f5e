"""What stands around a cell: read again from the source, in every container, without parsing what nobody asks for."""

import io
import zipfile
from datetime import date

import pytest

from minsheng_funds import pipeline
from minsheng_funds.model import Excerpt, Origin, Source
from minsheng_funds.reading.containers import again, fast
from minsheng_funds.reading.samples import sample_row
from minsheng_funds.settings import Limits, Settings
from tests.reading.containers.crafted import biff5
from tests.support import Formula, Sheet, csv_bytes, day, ledger, ods, plan, settings_of, xls, xlsx

PAYMENTS = [(day(1, number), f"项目{number}", "甲", 100.0 * number, "") for number in range(1, 21)]
ROWS = ledger(*PAYMENTS)


def read(
    content: bytes, *rows: int, name: str = "book.xlsx", sheet: str = "台账", column: int | None = 3, toml: str = ""
) -> list[Excerpt | None]:
    settings = settings_of(toml)
    book = pipeline.run([Source(name, content)], settings).book
    places = [Origin(name, sheet, row, column) for row in rows]
    found = pipeline.excerpts(book, places, settings)
    return [found.get(place) for place in places]


def numbers(excerpt: Excerpt | None) -> list[int]:
    assert excerpt is not None
    return [row.number for row in excerpt.rows]


@pytest.mark.parametrize(
    ("content", "name", "sheet"),
    [(xlsx(ROWS), "book.xlsx", "台账"), (xls(ROWS), "book.xls", "台账"), (ods(ROWS), "book.ods", "台账"), (csv_bytes([[int(cell) if isinstance(cell, float) else cell for cell in row] for row in ROWS.rows]), "book.csv", "book")],
    ids=["xlsx", "xls", "ods", "csv"],
)  # fmt: skip
def test_two_rows_above_and_below_and_the_header_in_every_container(content, name, sheet):
    (found,) = read(content, 10, name=name, sheet=sheet)
    assert found is not None
    assert [(row.number, row.cells) for row in found.header] == [
        (3, ("拨付日期", "项目名称", "收款单位", "拨付金额", "备注"))
    ]
    assert [(row.number, row.cells[1], row.cells[3]) for row in found.rows] == [
        (8, "项目5", "500"), (9, "项目6", "600"), (10, "项目7", "700"), (11, "项目8", "800"), (12, "项目9", "900"),
    ]  # fmt: skip
    assert {row.cells[0] for row in found.rows} == {f"2020-01-{number:02}" for number in range(5, 10)}


def test_below_the_header_none_of_it_and_beyond_the_last_row_nothing():
    first, last = read(xlsx(ROWS), 4, 23)
    assert numbers(first) == [4, 5, 6]
    assert numbers(last) == [21, 22, 23]


def test_a_cell_of_the_header_stands_among_the_rows_as_they_are():
    (found,) = read(xlsx(ROWS), 3)
    assert found is not None
    assert found.header == ()
    assert numbers(found) == [1, 2, 3, 4, 5]


def test_of_two_tables_in_a_sheet_a_cell_has_the_header_of_its_own():
    second = [[], ["管护资金计划"], ["单位:万元"], ["序号", "项目名称", "计划资金"], [1, "水渠", 5], [2, "塘坝", 6]]
    rows = [["2020年资金筹集方案"], ["单位:万元"], ["序号", "项目名称", "计划资金"], [1, "道路", 10], *second]
    found = read(xlsx(Sheet("计划", rows)), 4, 9, sheet="计划", column=1)
    assert [item.header[0].number for item in found if item is not None] == [3, 8]


def test_columns_count_from_a_although_the_table_begins_further_right():
    moved = Sheet("台账", ROWS.rows, left=2, top=1)
    (found,) = read(xlsx(moved), 9, column=5)
    assert found is not None
    assert [row.cells[:3] for row in found.rows] == [("", "", f"2020-01-{number:02}") for number in range(3, 8)]
    assert found.header[0].cells[5] == "拨付金额"


def test_places_without_a_row_sheets_and_files_that_are_not_there_have_no_excerpt():
    settings = Settings()
    book = pipeline.run([Source("book.xlsx", xlsx(ROWS))], settings).book
    places = [
        Origin("book.xlsx"),
        Origin("book.xlsx", "台账"),
        Origin("book.xlsx", "没有", 4, 1),
        Origin("x.toml", "", 4),
    ]
    found = pipeline.excerpts(book, places, settings)
    assert all(not excerpt.rows for excerpt in found.values())


def test_a_source_that_cannot_be_read_again_has_no_excerpts():
    book = pipeline.run([Source("book.xlsx", xlsx(ROWS))], Settings()).book
    object.__setattr__(book, "sources", (Source("book.xlsx", b"PK\x03\x04 broken"),))
    assert pipeline.excerpts(book, [Origin("book.xlsx", "台账", 5, 1)], Settings()) == {}


def test_an_old_xls_is_read_again_as_it_was_read():
    rows: list[list[object]] = [["单位:元"], ["项目名称", "计划资金"], ["美丽乡村", 5.0], ["改厕", 6.5], ["供水", 7.0]]
    (found,) = read(biff5(rows), 4, name="a.xls", sheet="S", column=1)
    assert found is not None
    assert [(row.number, row.cells) for row in found.rows] == [
        (3, ("美丽乡村", "5")),
        (4, ("改厕", "6.5")),
        (5, ("供水", "7")),
    ]


def test_a_workbook_with_a_password_is_opened_with_it_again():
    from msoffcrypto.format.ooxml import OOXMLFile

    stream = io.BytesIO()
    OOXMLFile(io.BytesIO(xlsx(ROWS))).encrypt("一二三", stream)
    settings = Settings(password="一二三")
    book = pipeline.run([Source("book.xlsx", stream.getvalue())], settings).book
    place = Origin("book.xlsx", "台账", 10, 3)
    assert numbers(pipeline.excerpts(book, [place], settings)[place]) == [8, 9, 10, 11, 12]
    assert pipeline.excerpts(book, [place], Settings(password="x")) == {}


# --- Only the rows asked for are parsed ---------------------------------------------------------------------


def sheet_xml(content: bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return archive.read("xl/worksheets/sheet1.xml")


def changed(content: bytes, change) -> bytes:
    """The workbook with the XML of its first sheet rewritten."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(stream, "w") as new:
        for name in old.namelist():
            text = old.read(name)
            new.writestr(name, change(text) if name == "xl/worksheets/sheet1.xml" else text)
    return stream.getvalue()


@pytest.fixture
def _all_are_large(monkeypatch):
    monkeypatch.setattr(again, "LARGE", 1)


MIXED = Sheet(
    "台账", [*ROWS.rows, [], [], [date(2020, 3, 1), "共享", "", 7.5, "=x"], ["", "", "", Formula("=1+1", 2), ""]]
)


@pytest.mark.usefixtures("_all_are_large")
@pytest.mark.parametrize("wanted", [{4}, {1, 23, 26, 27}, {5, 6, 7}, {99}, set(range(1, 40)), {24, 25}])
def test_a_thinned_sheet_gives_the_same_rows(wanted):
    content = xlsx(MIXED)

    def rows(given: bytes):
        page, first = fast.page_rows(fast.open_workbook(given), "台账")
        return {
            number: sample_row(number, row, first)
            for number, row in enumerate(page, 1)
            if number in wanted and any(row)
        }

    thin = again.thinned(content, wanted, Limits())
    assert rows(thin) == rows(content)
    assert sheet_xml(thin).count(b"<row ") <= len(wanted)


@pytest.mark.usefixtures("_all_are_large")
@pytest.mark.parametrize(
    "change",
    [
        lambda text: text.replace(b"<row r=", b"<row x='1' r="),
        lambda text: text.replace(b'<row r="7"', b"<row"),
        lambda text: text.replace(b"<row ", b"<row\n"),
        lambda text: text[: text.index(b"<row ")] + text[text.index(b"</sheetData>") :],
    ],
    ids=["another attribute first", "a row without a number", "another space", "no rows"],
)
def test_a_sheet_written_in_another_way_is_left_as_it_is(change):
    content = changed(xlsx(ROWS), change)
    assert sheet_xml(again.thinned(content, {4, 20}, Limits())) == sheet_xml(content)


@pytest.mark.usefixtures("_all_are_large")
def test_a_prefix_of_names_is_no_other_way():
    def prefixed(text: bytes) -> bytes:
        for name in (b"worksheet", b"sheetData", b"row", b"c", b"v"):
            text = text.replace(b"<" + name + b" ", b"<x:" + name + b" ").replace(
                b"<" + name + b">", b"<x:" + name + b">"
            )
            text = text.replace(b"</" + name + b">", b"</x:" + name + b">")
        return text.replace(b"xmlns=", b"xmlns:x=")

    thin = sheet_xml(again.thinned(changed(xlsx(ROWS), prefixed), {4, 9}, Limits()))
    assert thin.count(b"<x:row ") == 2
    assert thin.endswith(b"</x:worksheet>")


def test_a_small_workbook_is_not_rewritten():
    content = xlsx(ROWS)
    assert again.thinned(content, {4}, Limits()) is content


def test_a_long_ledger_s_excerpts_are_those_of_its_rows(monkeypatch):
    payments = [(day(1 + n % 12, 1 + n % 28), f"项目{n % 7}", "甲", n + 0.25, "") for n in range(12_000)]
    content = xlsx(plan(("项目1", 10)), ledger(*payments))
    opened: list[int] = []

    def opening(given: bytes) -> object:
        opened.append(len(given))
        return OPEN(given)

    monkeypatch.setattr(fast, "open_workbook", opening)
    (found,) = read(content, 11_000)
    assert found is not None
    assert [row.cells[3] for row in found.rows] == [f"{n}.25" for n in range(10_994, 10_999)]
    assert opened[-1] < 300_000  # the sheet's XML has more than a million bytes


OPEN = fast.open_workbook
