"""Live formulas: each gives what the document prints, in its own row, or beneath what may be sorted."""

import io
import re
import shutil
import subprocess
from datetime import datetime
from decimal import Decimal
from pathlib import Path

import pytest

from minsheng_funds.money import Rate
from minsheng_funds.rendering.as_xlsx import write_xlsx
from minsheng_funds.rendering.as_xlsx.values import printed
from minsheng_funds.rendering.document import Cell, Column, Document, Heading, Page, Table
from tests.rendering.as_xlsx.books import BOOKS, annex, pages_of, reopened, tables
from tests.rendering.same_figures import shown

WAN = 1_000_000
MONEY = (
    Column("项目", key="project"),
    Column("资金类别", key="nature"),
    Column("需配套", "money", key="required"),
    Column("已拨付", "money", key="disbursed"),
    Column("未拨付", "money", key="undisbursed", made_of=("required", "disbursed")),
    Column("拨付率", "rate", key="rate", made_of=("disbursed", "required")),
)


def amount(fen: int, text: str) -> Cell:
    return Cell(text, fen=fen, unit=WAN)


def row(
    name: str, nature: str, required: tuple[int, str], disbursed: tuple[int, str], rate: str = ""
) -> tuple[Cell, ...]:
    undisbursed = str(Decimal(required[1]) - Decimal(disbursed[1]))
    share = Rate(disbursed[0], required[0]) if required[0] > 0 else None
    return (
        *(Cell(name), Cell(nature), amount(*required), amount(*disbursed)),
        *(amount(required[0] - disbursed[0], undisbursed), Cell(rate or "—", rate=share)),
    )


ROWS = (
    row("甲", "配套", (1_250_000, "1.2"), (240_000, "0.2"), "19.2%"),
    row("乙", "配套", (1_150_000, "1.2"), (0, "0.0"), "0.0%"),
    row("合计", "配套", (2_400_000, "2.4"), (240_000, "0.2"), "10.0%"),
    row("甲", "管护", (0, "0.0"), (310_000, "0.3")),
    row("合计", "管护", (0, "0.0"), (310_000, "0.3")),
)


def formulas(content: bytes, name: str) -> dict[str, str]:
    """Address → formula of a sheet."""
    sheet = reopened(content)[name]
    return {cell.coordinate: cell.value for line in sheet.iter_rows() for cell in line if cell.data_type == "f"}


def written(rows=ROWS, totals=(2, 4), columns=MONEY) -> tuple[bytes, dict[str, str]]:
    table = Table("分项目", columns, tuple(rows), frozenset(totals))
    content = write_xlsx([Page("表", Document((Heading("标题", 1), table)), exact="准确数(元)")])
    return content, formulas(content, "表")


def test_a_printed_amount_is_the_exact_one_rounded_with_the_balance_in_plain_sight():
    _, found = written()
    assert found["C4"] == "=ROUND(H4/10000,1)-0.1"
    assert found["C5"] == "=ROUND(H5/10000,1)"


def test_a_difference_is_that_of_the_two_printed_cells_and_of_the_two_exact_ones():
    _, found = written()
    assert (found["E4"], found["J4"]) == ("=C4-D4", "=H4-I4")


def test_a_rate_divides_exact_amounts_and_shows_a_dash_without_a_base():
    content, found = written()
    assert found["F4"] == '=IF(H4>0,I4/H4,"—")'
    assert found["F6"] == '=IF(H6>0,I6/H6,"—")'
    kept = reopened(content, data_only=True)["表"]
    assert (kept["F4"].value, kept["F6"].value) == (0.192, "—")


def test_totals_of_several_funds_stand_beneath_all_rows_and_add_up_their_own():
    content, found = written()
    assert found["C7"] == '=SUMIFS(C$4:C$6,B$4:B$6,"配套")'
    assert found["H8"] == '=SUMIFS(H$4:H$6,B$4:B$6,"管护")'
    sheet = reopened(content)["表"]
    assert [sheet.cell(line, 1).value for line in range(4, 9)] == ["甲", "乙", "甲", "合计", "合计"]
    assert sheet.auto_filter.ref == "A3:J6"  # exact amounts are sorted with their rows, totals are not


def test_a_single_total_is_a_plain_sum_and_no_part_of_the_filter():
    content, found = written(ROWS[:3], (2,))
    assert (found["C6"], found["I6"]) == ("=SUM(C$4:C$5)", "=SUM(I$4:I$5)")
    assert reopened(content)["表"].auto_filter.ref == "A3:J5"


def test_a_total_that_is_no_sum_of_its_rows_is_its_own_rounded_amount():
    rows = [*ROWS[:2], row("合计", "配套", (9_990_000, "10.0"), (240_000, "0.2"), "2.4%")]
    content, found = written(rows, (2,))
    assert found["C6"] == "=ROUND(H6/10000,1)"
    assert "H6" not in found
    assert reopened(content)["表"]["H6"].value == 99_900


def test_only_what_is_in_scope_is_added_up_where_levels_stand_beside_it():
    found = formulas(annex("example"), "按级次")
    sums = [text for text in found.values() if text.startswith("=SUMIFS")]
    assert any(text.endswith(',"是")') for text in sums)


def test_an_amount_beyond_a_spreadsheets_numbers_is_text_and_in_no_formula():
    big = 10**15
    rows = [
        row("甲", "配套", (big, "1000000000.0"), (100, "0.0")),
        row("合计", "配套", (big, "1000000000.0"), (100, "0.0")),
    ]
    content, found = written(rows, (1,))
    sheet = reopened(content)["表"]
    assert sheet["C4"].value == "1000000000.0"
    assert {"C4", "C5", "F4"} & set(found) == set()
    assert found["E4"] == "=ROUND(I4/10000,1)"


def test_an_incomplete_amount_keeps_its_mark_as_a_number():
    rows = [
        (Cell("甲"), Cell("配套"), amount(1_250_000, "1.3*"), amount(0, "0.0"), amount(1_250_000, "1.3"), Cell("—"))
    ]
    content, found = written(rows, ())
    sheet = reopened(content, data_only=True)["表"]
    assert found["C4"] == "=ROUND(H4/10000,1)"
    assert (sheet["C4"].value, sheet["C4"].number_format) == (1.3, '0.0"*"')


def test_points_are_one_rate_less_the_other_and_stay_values_near_a_half():
    points = Column("点", "rate", key="ahead", made_of=("rate", "target"))
    columns = (Column("率", "rate", key="rate"), Column("应达", "rate", key="target"), points)
    rates = [(Rate(677, 1000), "+38.2"), (Rate(2955, 10000), "+0.1"), (Rate(295, 1000), "+0.0"), (Rate(1, 4), "-4.5")]
    rows = [(Cell("x%", rate=rate), Cell("29.5%", rate=Rate(295, 1000)), Cell(said)) for rate, said in rates]
    content, found = written(rows, (), columns)
    assert found["C4"] == '=IF(COUNT(A4,B4)=2,ROUND((A4-B4)*100,1),"—")'
    assert "C5" not in found  # 0.05
    sheet = reopened(content, data_only=True)["表"]
    assert [shown(sheet[f"C{line}"]) for line in range(4, 8)] == ["+38.2", "+0.1", "+0.0", "-4.5"]


def test_running_sums_grow_row_by_row_and_nobody_sorts_them():
    content = annex("two funds")
    found, sheet = formulas(content, "按月"), reopened(content)["按月"]
    assert sheet.auto_filter.ref is None
    labels = ["月份", "资金类别", "笔数", "已拨付", "累计拨付", "累计拨付率", "序时进度", "需配套", None]
    assert [cell.value for cell in sheet[4]][:9] == labels
    assert (found["D5"], found["D6"]) == ("=E5", "=E6-E$5")
    assert (found["K5"], found["K6"], found["K7"]) == ("=SUM(J$5:J$5)", "=SUM(J$5:J$6)", "=SUM(J$5:J$6)")
    assert found["F6"] == '=IF(L$7>0,K6/L$7,"—")'
    assert "L7" not in found  # what the plan states
    assert (found["D8"], found["K8"]) == ("=E8", "=SUM(J$8:J$8)")  # the other fund begins anew


def test_in_yuan_to_the_fen_differences_are_live_without_exact_columns():
    found = formulas(annex("yuan"), "分项目")
    assert any(re.fullmatch(r"=[A-Z]+\d+-[A-Z]+\d+", text) for text in found.values())


def test_the_exact_amount_of_an_incomplete_figure_is_marked_too():
    sheet = reopened(annex("incomplete"))["分项目"]
    formats = {cell.number_format for row in sheet.iter_rows(min_col=14) for cell in row}
    assert '#,##0.00"*"' in formats


RANGE = r"[A-Z]+\$?\d+:[A-Z]+\$?\d+"
OWN = (
    r"=(ROUND\([A-Z]+\d+(/\d+)?,\d+\)([+-][\d.E-]+)?|[A-Z]+\d+-[A-Z]+\d+"
    rf"|SUM\({RANGE}\)|ROUND\(SUM\({RANGE}\),2\)|SUMIFS\({RANGE}(,{RANGE},\"[^\"]+\")+\)"
    r"|[A-Z]+\d+(-[A-Z]+\$\d+)?|IF\(([A-Z]+\$?\d+)>0,[A-Z]+\d+/[A-Z]+\$?\d+,\"—\"\)"
    r"|IF\(COUNT\([A-Z]+\d+,[A-Z]+\d+\)=2,ROUND\(\([A-Z]+\d+-[A-Z]+\d+\)\*100,\d\),\"—\"\))"
)
"""The formulas that the program writes; a text of a workbook is never one."""


@pytest.mark.parametrize("name", BOOKS)
def test_every_formula_reaches_into_its_own_row_or_down_a_column(name):
    content = annex(name)
    book = reopened(content)
    for sheet in book.worksheets:
        for address, text in formulas(content, sheet.title).items():
            line = re.sub(r"\D", "", address)
            ranges = re.findall(r"[A-Z]+\$?\d+:[A-Z]+\$?\d+", text)
            alone = re.findall(r"\b[A-Z]+(\d+)\b", re.sub(r"[A-Z]+\$?\d+:[A-Z]+\$?\d+|\"[^\"]*\"", "", text))
            assert re.fullmatch(OWN, text), (sheet.title, address, text)
            assert ranges or alone
            assert set(alone) <= {line}, (sheet.title, address, text)


@pytest.mark.parametrize("name", BOOKS)
def test_every_cell_keeps_the_number_that_the_document_prints(name):
    pages = pages_of(name)
    book = reopened(write_xlsx(pages), data_only=True)
    compared = 0
    for page in pages:
        lines = [tuple(cell.value for cell in line) for line in book[page.name].iter_rows()]
        for table in tables(page):
            shown = [place for place, column in enumerate(table.columns) if column.kind != "bar"]
            for cells in table.rows:
                wanted = tuple(as_number(table.columns[place], cells[place]) for place in shown)
                assert any(same(line[: len(wanted)], wanted) for line in lines), (page.name, wanted)
                compared += 1
    assert compared > 10


def as_number(column: Column, cell: Cell) -> object:
    """What a cell must keep: the printed amount, a rate, points, else the text."""
    number = printed(cell) if column.kind in ("money", "count") or cell.rate is None else None
    if column.kind in ("money", "count", "rate") and number is not None and abs(cell.fen or 0) < 10**15:
        return float(number)
    if column.kind == "day":
        return cell.day and datetime(cell.day.year, cell.day.month, cell.day.day)
    return cell.rate.numerator / cell.rate.denominator if cell.rate is not None else cell.text or None


def same(line: tuple[object, ...], wanted: tuple[object, ...]) -> bool:
    return all(
        a == b or (isinstance(a, (int, float)) and isinstance(b, float) and abs(a - b) < 1e-9)
        for a, b in zip(line, wanted, strict=True)
    )


# --- LibreOffice ------------------------------------------------------------------------------------------

RECALCULATE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode" oor:op="fuse">
<value>0</value></prop></item></oor:items>"""
"""Every formula is computed when a workbook is opened, whatever it keeps."""
OFFICE = shutil.which("soffice")


def recomputed(folder: Path, contents: dict[str, bytes]) -> dict[str, bytes]:
    """The workbooks as LibreOffice computes and writes them."""
    profile = folder / "profile"
    (profile / "user").mkdir(parents=True)
    (profile / "user" / "registrymodifications.xcu").write_text(RECALCULATE, encoding="utf-8")
    for name, content in contents.items():
        (folder / f"{name}.xlsx").write_bytes(content)
    sources = [str(folder / f"{name}.xlsx") for name in contents]
    options = [f"-env:UserInstallation={profile.as_uri()}", "--headless", "--convert-to", "xlsx", "--outdir"]
    subprocess.run([str(OFFICE), *options, str(folder / "out"), *sources], check=True, capture_output=True, timeout=300)
    return {name: (folder / "out" / f"{name}.xlsx").read_bytes() for name in contents}


@pytest.mark.slow
@pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not there")
def test_libreoffice_computes_what_every_formula_keeps(tmp_path):
    contents = {name: annex(name) for name in BOOKS}
    again = recomputed(tmp_path, contents)
    compared = 0
    for name, content in contents.items():
        kept, now = (reopened(each, data_only=True) for each in (content, again[name]))
        for sheet in kept.worksheets:
            for address, text in formulas(content, sheet.title).items():
                before, after = sheet[address].value, now[sheet.title][address].value
                near = before == after or abs(before - after) <= 1e-9 * max(1, abs(before))
                assert near, (name, sheet.title, address, text, before, after)
                compared += 1
    assert compared > 1000


@pytest.mark.slow
@pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not there")
def test_whatever_exact_amount_is_edited_no_row_contradicts_its_parts(tmp_path):
    """A million and some fen more in one amount: totals, differences, rates, running sums and points follow."""
    edited = {f"{name} {label}": edit(name, label) for name in WATCHED for label in ("已拨付", "需配套")}
    checked = 0
    for name, content in recomputed(tmp_path, edited).items():
        book = reopened(content, data_only=True)
        for sheet in (book[each] for each in ("汇总", "分项目", "按单位", "按级次", "按月")):
            for table in read_tables(sheet):
                for line in table:
                    checked += agrees(line, table, (name, sheet.title, line))
    assert checked > 500


WATCHED = ("example", "two funds", "two decimals", "yuan", "incomplete", "forty projects")
Line = dict[str, object]
"""The cells of a row by their labels; the exact ones, or the printed where these are exact, in brackets, too."""


def edit(name: str, label: str) -> bytes:
    """A book with 1,000,000.37 yuan more in the first exact amount of every column of this label."""
    book = reopened(annex(name))
    for sheet in book.worksheets:
        rows = list(sheet.iter_rows())
        for number, row in enumerate(rows[:-1]):
            places = [at for at, cell in enumerate(row) if cell.value == label and cell.fill.fgColor.rgb == HEADER]
            below = (rows[each][places[-1]] for each in range(number + 1, len(rows))) if places else ()
            cell = next((cell for cell in below if cell.value is not None), None)
            if cell is not None and isinstance(cell.value, (int, float)):
                cell.value += 1_000_000.37
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


HEADER = "FFE7E6E6"


def read_tables(sheet) -> list[list[Line]]:
    """The tables of a sheet, row by row, those above a total with it."""
    rows, found = list(sheet.iter_rows()), []
    for number, row in enumerate(rows):
        if row[0].fill.fgColor.rgb != HEADER:
            continue
        table = []
        for line in rows[number + 1 :]:
            if line[0].border.left is None or line[0].border.left.style is None:
                break
            known: Line = {}
            for head, cell in zip(row, line, strict=True):
                if head.value is not None:
                    known[f"[{head.value}]"] = cell.value  # the last of its label is the exact one
                    known.setdefault(str(head.value), cell.value)
            table.append(known | {"": line[0].value})
        found.append(table)
    return found


def agrees(line: Line, table: list[Line], where: object) -> int:
    """How many figures of a row were held against what they are made of."""

    def near(one: object, other: float, slack: float = 1e-6) -> int:
        assert isinstance(one, (int, float)), where
        assert abs(one - other) < slack, (where, one, other)
        return 1

    def number(label: str) -> float | None:
        value = line.get(label)
        return float(value) if isinstance(value, (int, float)) else None

    count, total = 0, str(line[""]).startswith("合计")
    for labels in (("需配套", "已拨付", "未拨付"), ("[需配套]", "[已拨付]", "[未拨付]")):
        first, second, left = (number(label) for label in labels)
        if first is not None and second is not None and left is not None:
            count += near(left, first - second)
    base, paid = number("[需配套]"), number("[已拨付]")
    if (share := number("拨付率")) is not None and base and paid is not None:
        count += near(share, paid / base)
    for target, points in (("应达进度", "较应达(点)"), ("序时进度", "较序时进度(点)")):
        expected, share, said = number(target), number("拨付率"), number(points)
        if expected is not None and share is not None and said is not None:
            count += near(said, (share - expected) * 100, 0.5001 if said == int(said) else 0.05001)
    if total:
        own = [each for each in table if each.get("资金类别") == line.get("资金类别") and each.get("计入合计") != "否"]
        own = [each for each in own if not str(each[""]).startswith("合计")]
        for label in ("已拨付", "[已拨付]", *(() if "累计拨付" in line else ("需配套", "[需配套]"))):
            if (value := number(label)) is not None:
                count += near(value, sum(float(str(each[label])) for each in own if each[label] is not None))
    if "累计拨付" in line:
        count += running(line, table, total=total, where=where)
    return count


def running(line: Line, table: list[Line], *, total: bool, where: object) -> int:
    """The running sums of a month are what was paid up to it, printed and exact; its rate is that of the plan."""
    fund = [each for each in table if each.get("资金类别") == line.get("资金类别")]
    months = [each for each in fund if not str(each[""]).startswith("合计")]
    upto = months if total else months[: months.index(line) + 1]
    for label in ("{}", "[{}]"):
        paid = sum(float(str(each[label.format("已拨付")])) for each in upto)
        assert abs(float(str(line[label.format("累计拨付")])) - paid) < 1e-6, (where, label)
    base = fund[-1].get("[需配套]")
    if isinstance(base, (int, float)) and isinstance(line["累计拨付率"], (int, float)):
        assert abs(line["累计拨付率"] - float(str(line["[累计拨付]"])) / base) < 1e-9, where
    return 2
