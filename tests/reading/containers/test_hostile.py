"""Hostile and broken input, each in a process of its own: refused or read within 5 seconds and 500 MB, never a crash."""

import json
import os
import resource
import subprocess
import sys
import time
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from minsheng_funds.errors import Failure
from minsheng_funds.model import Source
from minsheng_funds.reading.containers import open_sheets
from minsheng_funds.reading.sheets import Unusable
from minsheng_funds.settings import Limits, Settings
from tests.benchmarks.measure import launched
from tests.reading.containers.crafted import (
    DECLARATION,
    biff5,
    book_of,
    cell,
    ods_cell,
    ods_of,
    ods_row,
    row,
    worksheet,
    xlsb,
    xlsb_cells,
    zipped,
)
from tests.support import csv_bytes, ledger, ods, plan, settings_of, xls, xlsx

SECONDS, MEGABYTES = 5, 500
ADDRESS_SPACE = 1536 << 20


class Told(NamedTuple):
    """How a run ended: its exit code, the codes of its findings, what it said, and its cost."""

    code: int
    findings: set[str]
    said: str
    seconds: float
    megabytes: float


def tell(folder: Path, content: bytes, name: str = "book.xlsx") -> Told:
    """Runs `check` on these bytes beside a good plan, in little memory."""
    (folder / name).write_bytes(content)
    (folder / "plan.xlsx").write_bytes(xlsx(plan(("甲", 9000.0), unit="元")))
    command = [sys.executable, "-m", "minsheng_funds", "check", "plan.xlsx", name, "--format", "json"]
    code, cost, output, said = launched(command, folder, ADDRESS_SPACE)
    found = {item["code"] for item in json.loads(output)["findings"]} if output else set()
    return Told(code, found, said.decode(), cost.seconds, cost.megabytes)


FAR = row(1, 1.0) + row(1048576, cell("XFD1048576", 1.0))


def far(text: str) -> bytes:
    """A sheet with a value in A1, and one far away that is written in this way."""
    return book_of(worksheet(row(1, 1.0) + b"<row>" + text.encode() + b"</row>"))


def tampered(content: bytes, change: Callable[[bytearray], None]) -> bytes:
    """The bytes after a change in place."""
    changed = bytearray(content)
    change(changed)
    return bytes(changed)


def declared(content: bytes, size: int) -> bytes:
    """A zip whose only large part says that it is so large; its checksum fits its first bytes."""

    def change(zip_: bytearray) -> None:
        for mark, at in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
            place = zip_.find(mark)
            while place >= 0:
                if b"sheet1.xml" in zip_[place : place + 120]:
                    zip_[place + at : place + at + 4] = size.to_bytes(4, "little")
                place = zip_.find(mark, place + 4)

    return tampered(content, change)


ENTITIES = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">' + "".join(
    f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefgh", "bcdefghi", strict=True)
) + "]>"  # fmt: skip
EXTERNAL = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
MILLIONS = b'<row r="2">' + b'<c r="A2" s="0"/>' * 5_300_000 + b"</row>"
REFUSED: dict[str, tuple[Callable[[], bytes], str]] = {
    "A1 and XFD1048576": (lambda: book_of(worksheet(FAR)), "F030"),
    "a far cell in single quotes": (lambda: far("<c r='XFD1048576'><v>1</v></c>"), "F030"),
    "a far cell with spaces around =": (lambda: far('<c  r = "XFD1048576" ><v>1</v></c>'), "F030"),
    "a far cell over two lines": (lambda: far('<c\n\tr="XFD1048576"><v>1</v></c>'), "F030"),
    "a far cell behind other attributes": (lambda: far('<c s="0" t="n" r="XFD1048576"><v>1</v></c>'), "F030"),
    "a far cell with a prefix": (lambda: far('<x:c xmlns:x="u" r="XFD1048576"><x:v>1</x:v></x:c>'), "F030"),
    "a far cell in small letters": (lambda: far('<c r="xfd1048576"><v>1</v></c>'), "F030"),
    "a far cell with a character reference": (lambda: far('<c r="&#88;FD1048576"><v>1</v></c>'), "F030"),
    "a far cell by its second address": (lambda: far('<c r="A2" r="XFD1048576"><v>1</v></c>'), "F003"),
    "a far cell without a space": (lambda: far('<c s="0"r="XFD1048576"><v>1</v></c>'), "F003"),
    "a far cell with rich text": (lambda: far('<c r="XFD1048576" t="inlineStr"><is><r><t>1</t></r></is></c>'), "F030"),
    "a far error": (lambda: far('<c r="XFD1048576" t="e"><v>#REF!</v></c>'), "F030"),
    "a far cell by counting": (
        lambda: book_of(worksheet(row(1, 1.0) + b'<row r="1048576">' + b"<c/>" * 16383 + b"<c><v>1</v></c></row>")),
        "F030",
    ),
    "a far cell in rows out of order": (
        lambda: book_of(worksheet(row(1048576, 1.0) + row(1, cell("XFD1", 1.0)) + row(2, 1.0))),
        "F030",
    ),
    "a far cell behind a comment": (lambda: far('<!-- </sheetData> --><c r="XFD1048576"><v>1</v></c>'), "F030"),
    "a far cell in a head of comments": (
        lambda: book_of(worksheet(FAR, head=b"<!-- <sheetData></sheetData> -->")),
        "F030",
    ),
    "rows beyond any sheet": (lambda: far('<c r="A9999999"><v>1</v></c>'), "F030"),
    "a sheet kept as a picture": (
        lambda: book_of(worksheet(FAR), target="media/image1.png", part="xl/media/image1.png"),
        "F030",
    ),
    "a sheet by a path with dots": (
        lambda: book_of(worksheet(FAR), target="../xl/theme/../odd/thing.xml", part="xl/odd/thing.xml"),
        "F030",
    ),
    "a sheet in UTF-16": (lambda: book_of(worksheet(FAR).decode().encode("utf-16")), "F031"),
    "a sheet that says UTF-16": (lambda: book_of(worksheet(FAR).replace(b"UTF-8", b"UTF-16")), "F031"),
    "an entity bomb": (lambda: book_of(worksheet(FAR).replace(b"?>", b"?>" + ENTITIES.encode(), 1)), "F031"),
    "an external entity": (lambda: book_of(worksheet(FAR).replace(b"?>", b"?>" + EXTERNAL.encode(), 1)), "F031"),
    "an entity bomb in the shared strings": (
        lambda: book_of(
            worksheet(row(1, "甲")),
            extra=[("xl/sharedStrings.xml", DECLARATION + ENTITIES.encode() + b"<sst>&i;</sst>")],
        ),
        "F031",
    ),
    "350 KB with 88 MB inside": (lambda: book_of(worksheet(row(1, 1.0) + MILLIONS)), "F030"),
    "88 MB inside that says 1 KB": (
        lambda: declared(book_of(worksheet(row(1, 1.0) + MILLIONS)), 1000),
        "F003",
    ),
    "1 GB of blanks in the shared strings": (
        lambda: book_of(worksheet(row(1, "甲")), extra=[("xl/sharedStrings.xml", b" " * (300 << 20))]),
        "F030",
    ),
    "twenty thousand parts": (
        lambda: book_of(worksheet(row(1, 1.0)), extra=[(f"xl/{n}.xml", b"<a/>") for n in range(20_000)]),
        "F030",
    ),
    "the same part twice": (
        lambda: book_of(worksheet(row(1, 1.0)), extra=[("XL\\Worksheets\\Sheet1.xml", worksheet(FAR))]),
        "F031",
    ),
    "a path out of the archive": (
        lambda: book_of(worksheet(row(1, 1.0)), extra=[("../../etc/cron.d/x", b"x")]),
        "F031",
    ),
    "two directories": (
        lambda: book_of(worksheet(FAR)) + book_of(worksheet(row(1, 1.0))),
        "F003",
    ),
    "merged ranges upon each other": (
        lambda: book_of(
            worksheet(row(1, 1.0), tail=b"<mergeCells>" + b'<mergeCell ref="A1:A1048576"/>' * 50_000 + b"</mergeCells>")
        ),
        "F031",
    ),
    "elements nested a million deep": (
        lambda: book_of(worksheet(row(1, 1.0)), settings=b"<a>" * 1_000_000 + b"</a>" * 1_000_000),
        "F031",
    ),
    "an xlsb with a far cell": (lambda: xlsb_cells([(0, [(0, 1.0)]), (1048575, [(16383, 1.0)])]), "F030"),
    "an xlsb with a column beyond any sheet": (lambda: xlsb_cells([(0, [(0, 1.0)]), (1, [(1 << 31, 1.0)])]), "F030"),
    "an ods of 17 billion repeated cells": (
        lambda: ods_of(
            ods_row(
                ods_cell(1.0, ' table:number-columns-repeated="16384"'),
                attributes=' table:number-rows-repeated="1048576"',
            )
        ),
        "F030",
    ),
    "an ods with a far cell": (
        lambda: ods_of(
            ods_row(1.0)
            + ods_row(attributes=' table:number-rows-repeated="1048574"')
            + ods_row('<table:table-cell table:number-columns-repeated="16383"/>', 1.0)
        ),
        "F030",
    ),
    "an ods that repeats for ever": (
        lambda: ods_of(ods_row(1.0, attributes=' table:number-rows-repeated="99999999999999999999"')),
        "F003",
    ),
    "an ods with an entity bomb": (lambda: ods_of(ods_row(1.0), head=ENTITIES), "F031"),
    "a csv of one line of 60 MB": (lambda: b"a,b\n" + b"1," * 30_000_000, "F030"),
    "a csv of one field of 60 MB": (lambda: b'a,b\n"' + b"1" * 60_000_000 + b'",1\n', "F030"),
    "a csv with a NUL": (lambda: csv_bytes([["单位:元"], ["项目名称", "计划资金"], ["甲\0", "5"]]), "F002"),
}


LONG_TO_MAKE = {
    "350 KB with 88 MB inside",
    "88 MB inside that says 1 KB",
    "1 GB of blanks in the shared strings",
    "twenty thousand parts",
    "a csv of one field of 60 MB",
    "elements nested a million deep",
}


@pytest.mark.parametrize(
    ("make", "code"),
    [
        pytest.param(*what, id=name, marks=[pytest.mark.slow] if name in LONG_TO_MAKE else [])
        for name, what in REFUSED.items()
    ],
)
def test_what_would_end_the_process_is_refused_by_name_in_little_time_and_memory(tmp_path, make, code):
    content = make()
    told = tell(tmp_path, content, "book.csv" if content.startswith(b"a,b") else "book.xlsx")
    assert (told.code, code in told.findings, told.said) == (1, True, "")
    assert told.seconds < SECONDS
    assert told.megabytes < MEGABYTES


def test_a_refusal_names_the_limit_its_value_what_was_met_and_the_setting(tmp_path):
    (tmp_path / "book.xlsx").write_bytes(book_of(worksheet(FAR)))
    command = [sys.executable, "-m", "minsheng_funds", "report", "book.xlsx", "--lang", "en"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert done.stderr.startswith(
        "minsheng-funds: book.xlsx: over a safety limit and not read: the number of blank cells between filled ones of xl/worksheets/sheet1.xml:"
        " 17179869182, the limit 12000000 (setting [limits] blank_cells) → "
    )


def test_a_limit_that_the_settings_raise_or_lower_holds(tmp_path):
    content = book_of(worksheet(row(1, "项目名称", "计划资金") + row(2, "甲", 5) + row(30_000, "乙", 6)))
    assert "F030" not in tell(tmp_path, content).findings
    (tmp_path / "minsheng-funds.toml").write_text("[limits]\nrows = 20000\n", encoding="utf-8")
    assert "F030" in tell(tmp_path, content).findings


def _letters(number: int) -> bytes:
    text = b""
    while number:
        number, rest = divmod(number - 1, 26)
        text = bytes([65 + rest]) + text
    return text


WIDE = [_letters(number) for number in range(1, 16_380)]


@pytest.mark.parametrize("toml", ["[limits]\nrow = 5", "[limits]\nrows = 0", '[limits]\nratio = "9"', "limits = 3"])
def test_a_limit_of_another_name_or_no_whole_number_is_an_error_of_the_settings(toml):
    with pytest.raises(Failure):
        settings_of(toml)


@pytest.mark.slow
def test_an_oddly_written_part_is_counted_like_any_other():
    odd = worksheet(b'<row r="1"><c><v>1</v></c></row>' + b'<row r="2"></row>' * 3_000_000)
    assert run_code(book_of(odd)) == "limit"
    assert run_code(book_of(odd, extra=[("pad", os.urandom(1 << 20))]), Limits(inflated_mb=40)) == "limit"


def run_code(content: bytes, limits: Limits | None = None) -> str:
    """Why the workbook is refused."""
    with pytest.raises(Unusable) as caught:
        list(open_sheets(Source("a", content), Settings(limits=limits or Limits())))
    return str(caught.value.args[0])


READ: dict[str, Callable[[], bytes]] = {
    "only the declared extent is vast": lambda: book_of(
        worksheet(row(1, "项目名称", "计划资金(元)") + row(2, "甲", 5), head=b'<dimension ref="A1:XFD1048576"/>')
    ),
    "blank styled cells reach to the last one": lambda: book_of(
        worksheet(
            row(1, "项目名称", "计划资金(元)", b'<c r="XFD1" s="0"/>')
            + row(2, "甲", 5)
            + b'<row r="1048576"><c r="XFD1048576" s="0"></c></row>'
        )
    ),
    "a stray cell in the last row": lambda: book_of(
        worksheet(row(1, "项目名称", "计划资金(元)") + row(2, "甲", 5) + row(1048576, "注:完"))
    ),
    "two million blank styled cells": lambda: book_of(
        worksheet(
            row(1, "项目名称", "计划资金(元)")
            + row(2, "甲", 5)
            + b"".join(
                row(n, b"".join(b'<c r="%s%d" s="0"/>' % (name, n) for name in WIDE)) for n in range(3, 128)
            )
        )
    ),
}  # fmt: skip


@pytest.mark.parametrize("make", READ.values(), ids=READ.keys())
def test_what_only_looks_vast_is_read(tmp_path, make):
    (tmp_path / "plan.xlsx").write_bytes(make())
    command = [sys.executable, "-m", "minsheng_funds", "report", "plan.xlsx", "--format", "json"]
    start = time.perf_counter()
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert time.perf_counter() - start < SECONDS
    assert json.loads(done.stdout)["totals"]["matching"]["required_fen"] == 500


CONTAINERS = {
    "xlsx": xlsx(ledger(["2020-01-01", "甲", "某", 5.0, ""])),
    "xls": xls(ledger(["2020-01-01", "甲", "某", 5.0, ""])),
    "ods": ods(ledger(["2020-01-01", "甲", "某", 5.0, ""])),
    "xlsb": xlsb([["单位:元"], ["项目名称", "计划资金"], ["甲", 5.0]]),
    "biff5": biff5([["单位:元"], ["项目名称", "计划资金"], ["甲", 5.0]]),
}
SWEEP = """
import sys
from minsheng_funds.model import Source
from minsheng_funds.reading import read_book
from minsheng_funds.settings import Settings
content = open(sys.argv[1], "rb").read()
for size in range(1, len(content), max(1, len(content) // 150)):
    read_book([Source("book", content[:size])], Settings())
for place in range(0, len(content), max(1, len(content) // 150)):
    for byte in (0, 255):
        changed = content[:place] + bytes([byte]) + content[place + 1 :]
        read_book([Source("book", changed)], Settings())
print("done")
"""


@pytest.mark.parametrize("content", CONTAINERS.values(), ids=CONTAINERS.keys())
def test_a_container_cut_short_anywhere_or_with_a_changed_byte_never_ends_the_process(tmp_path, content):
    (tmp_path / "book").write_bytes(content)
    done = subprocess.run(
        [sys.executable, "-c", SWEEP, str(tmp_path / "book")],
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_AS, (ADDRESS_SPACE, ADDRESS_SPACE)),
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, "done\n", "")


def test_a_part_that_a_library_would_inflate_on_and_on_is_counted_and_not_trusted(tmp_path):
    bomb = zlib.compress(bytes(50_000_000), 9)[2:-4]
    content = zipped([("xl/workbook.xml", b"<a/>"), ("x", bomb)])
    assert tell(tmp_path, content).findings & {"F002", "F003"}
