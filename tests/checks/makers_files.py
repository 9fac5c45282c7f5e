"""Examples of rules about files that cells cannot show: pictures, broken zips, passwords, csv, hidden rows."""

import tempfile
from collections.abc import Callable
from functools import cache, partial
from pathlib import Path

from minsheng_funds.model import Source
from minsheng_funds.model.fingerprints import stamp_of
from minsheng_funds.settings import Settings
from tests.corpus.build import Page, rezip
from tests.corpus.build import xlsx as pages
from tests.support import Formula, Sheet, Value, csv_bytes, day, xls, xlsx

PASSWORD = "民生2020"
HEADER = ("拨付日期", "项目名称", "拨付金额(元)")
PLAN = Sheet("计划", [["项目名称", "计划资金(元)"], ["甲", 100]])
LEDGER = Sheet("台账", [HEADER, [day(1, 2), "甲", 5]])
WHOLE = xlsx(LEDGER)
ENTITY = b'<!DOCTYPE x [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
CSV_HEADER = "拨付日期,项目名称,收款单位,拨付金额(元)\r\n"
PAGE = "<html><body><table><tr><td>拨付日期</td><td>项目名称</td><td>拨付金额(元)</td></tr></table></body></html>"

Made = tuple[list[Source], Settings]


def beside(name: str, make: Callable[[], bytes], **given: Value) -> Made:
    """A plan, and another file beside it."""
    return [Source("计划.xlsx", xlsx(PLAN)), Source(name, make())], Settings(**given)


def book(*sheets: Sheet) -> Made:
    """One workbook."""
    return [Source("book.xlsx", pages(*sheets))], Settings()


@cache
def locked() -> bytes:
    """The ledger with a password, as Excel 2010 and later lock it."""
    import io

    from msoffcrypto.format.ooxml import OOXMLFile

    stream = io.BytesIO()
    OOXMLFile(io.BytesIO(WHOLE)).encrypt(PASSWORD, stream)
    return stream.getvalue()


def without_library() -> Made:
    """A locked ledger as a machine without the library meets it: tests of reading take the library away."""
    return [Source("计划.xlsx", xlsx(PLAN)), Source("台账.xlsx", locked(), "password-library")], Settings()


def parquet() -> bytes:
    """The ledger as Parquet."""
    import io

    import pyarrow as pa
    from pyarrow import parquet as written

    stream = io.BytesIO()
    columns = zip(HEADER, zip(*LEDGER.rows[1:], strict=True), strict=True)
    written.write_table(pa.table({name: list(values) for name, values in columns}), stream)
    return stream.getvalue()


def refused(name: str, why: str) -> Made:
    """A plan, and a large file beside it as reading refuses it: tests of reading make such files."""
    return [Source("计划.xlsx", xlsx(PLAN)), Source(name, b"", why)], Settings()


def large(first: str, row: str = "2020-01-02,甲,东镇,5\r\n") -> Made:
    """A plan, and a csv of so many rows that only a ledger is read: part by part."""
    text = first + row * 22_000
    path = Path(tempfile.mkdtemp()) / "台账.csv"
    path.write_text(text, encoding="utf-8", newline="")
    return [
        Source("计划.xlsx", xlsx(PLAN)),
        Source("台账.csv", b"", path=str(path), stamp=stamp_of(str(path))),
    ], Settings()


def declared() -> bytes:
    """The ledger, whose sheet declares an external entity."""
    return rezip(WHOLE, {"xl/worksheets/sheet1.xml": lambda xml: xml.replace(b"?>", b"?>" + ENTITY, 1)})


def csv_line(line: str) -> bytes:
    """A ledger as csv: the header and one line."""
    return (CSV_HEADER + line + "\r\n").encode()


def long_field(size: int) -> bytes:
    """A ledger as csv, whose payee has so many characters."""
    return csv_line(f"2020-01-02,甲,{'镇' * size},5")


def columns_hidden(column: int) -> Made:
    """A ledger with a clerk's column, one of its columns hidden."""
    rows = [[*HEADER, "经办人"], [day(1, 2), "甲", 5, "张三"]]
    return book(PLAN, Page("台账", rows, hidden_columns=(column,)))


def rows_hidden(row: int) -> Made:
    """A ledger of two payments below a title, one of its rows hidden."""
    rows = [["2020年资金拨付台账"], HEADER, [day(1, 2), "甲", 5], [day(1, 3), "甲", 6]]
    return book(PLAN, Page("台账", rows, hidden_rows=(row,)))


def looked_up(name: str, rows: int = 1) -> Made:
    """A ledger of one payment and so many more whose project is looked up by a formula with this result."""
    found = Formula("=VLOOKUP(1,计划!A:B,2,0)", name)
    return book(PLAN, Sheet("台账", [HEADER, [day(1, 2), "甲", 5], *([day(1, 3), found, 6 + n] for n in range(rows))]))


MAKERS: dict[tuple[str, str], Callable[[], Made]] = {
    ("F001", "fires"): partial(beside, "台账.xlsx", bytes),
    ("F001", "passes"): partial(beside, "台账.xlsx", lambda: WHOLE),
    ("F002", "fires"): partial(beside, "台账.xls", lambda: b"\x89PNG\r\n\x1a\n" + bytes(40)),
    ("F002", "passes"): partial(beside, "台账.xls", lambda: xls(LEDGER)),
    ("F003", "fires"): partial(beside, "台账.xlsx", lambda: WHOLE[: len(WHOLE) // 2]),
    ("F003", "passes"): partial(beside, "台账.xlsx", lambda: WHOLE),
    ("F004", "fires"): partial(beside, "台账.xlsx", locked),
    ("F004", "passes"): partial(beside, "台账.xlsx", locked, password=PASSWORD),
    ("F005", "fires"): partial(beside, "台账.xls", PAGE.encode),
    ("F005", "passes"): partial(beside, "台账.xlsx", lambda: WHOLE),
    ("F006", "fires"): partial(beside, "台账.csv", lambda: csv_bytes(LEDGER.rows, "gb18030") + b"\xff\xff\xff,1\r\n"),
    ("F006", "passes"): partial(beside, "台账.csv", lambda: csv_bytes(LEDGER.rows, "gb18030")),
    ("F007", "fires"): partial(beside, "台账.csv", lambda: long_field(131_073)),
    ("F007", "passes"): partial(beside, "台账.csv", lambda: long_field(131_072)),
    ("F012", "fires"): lambda: book(PLAN, Sheet("台账", LEDGER.rows, hidden=True)),
    ("F012", "passes"): lambda: book(PLAN, LEDGER),
    ("F031", "fires"): partial(beside, "台账.xlsx", declared),
    ("F031", "passes"): partial(beside, "台账.xlsx", lambda: WHOLE),
    ("F032", "fires"): partial(beside, "台账.xlsx", locked, password="民生2021"),
    ("F032", "passes"): partial(beside, "台账.xlsx", locked, password=PASSWORD),
    ("F033", "fires"): without_library,
    ("F033", "passes"): partial(beside, "台账.xlsx", locked, password=PASSWORD),
    ("F034", "fires"): partial(beside, "台账.csv", lambda: csv_line('2020-01-02,甲,"东镇,5')),
    ("F034", "passes"): partial(beside, "台账.csv", lambda: csv_line('2020-01-02,甲,"东镇",5')),
    ("F040", "fires"): partial(refused, "台账.parquet", "parquet-library"),
    ("F040", "passes"): partial(beside, "台账.parquet", parquet),
    ("F041", "fires"): partial(large, "项目名称,类别,牵头单位,计划资金(元)\r\n", "甲,补助类,民政局,5\r\n"),
    ("F041", "passes"): partial(large, CSV_HEADER),
    ("F042", "fires"): partial(refused, "台账.csv", "changed"),
    ("F042", "passes"): partial(large, CSV_HEADER),
    ("F035", "fires"): partial(rows_hidden, 2),
    ("F035", "passes"): partial(rows_hidden, 0),
    ("F036", "fires"): partial(columns_hidden, 2),
    ("F036", "passes"): partial(columns_hidden, 3),
    ("F037", "fires"): partial(looked_up, "#N/A"),
    ("F037", "passes"): partial(looked_up, "甲"),
    ("F038", "fires"): partial(beside, "台账.csv", lambda: csv_line("2020-01-02,甲,东镇,40,000")),
    ("F038", "passes"): partial(beside, "台账.csv", lambda: csv_line('2020-01-02,甲,东镇,"40,000"')),
    ("F039", "fires"): partial(looked_up, "#N/A", 1_001),
    ("F039", "passes"): partial(looked_up, "#N/A", 1_000),
}
