"""Sixty workbooks as bureaus hand them in, twelve of them broken, each in its own way: 48 statements, 12 reasons."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.batches.folders import batch, bureau, folder_of, rates, reasons
from tests.corpus.build import rezip
from tests.corpus.cases_files import HTML, cut
from tests.corpus.cases_hostile import inflated, ring
from tests.rendering.as_json.test_json import errors
from tests.support import Formula, Rows, Sheet, csv_bytes, day, ledger, ods, plan, xls, xlsx

FILES = Path(__file__).parent.parent / "corpus" / "files"
PROJECTS = ("农村公路", "低保", "改厕")


def paid(number: int) -> list[int]:
    """What bureau n has paid for each project, in yuan, of 10, 20 and 30万元."""
    return [1_000 * number, 2_000 * number + 50, 30_000]


def two_sheets(number: int, unit: str = "元") -> list[Sheet]:
    """A plan in 万元 and a ledger in yuan or in 万元."""
    scale = 10_000 if unit == "万元" else 1
    rows = [
        (day(1, 2 + n), project, f"单位{n}", amount / scale, "")
        for n, (project, amount) in enumerate(zip(PROJECTS, paid(number), strict=True))
    ]
    return [plan(*zip(PROJECTS, (10, 20, 30), strict=True), unit="万元"), ledger(*rows, unit=unit)]


def table(number: int, title: str = "2020年民生工程资金拨付进度表") -> Rows:
    """A progress table in 万元, with a number, a blank row, a total and a note."""
    head: Rows = [[title], ["单位:万元"], ["序号", "项目名称", "计划资金", "已拨付资金"]]
    lines: Rows = [
        [n, project, 10 * n, amount / 10_000]
        for n, (project, amount) in enumerate(zip(PROJECTS, paid(number), strict=True), 1)
    ]
    return [*head, *lines, ["", "合计", 60, sum(paid(number)) / 10_000], [], ["注:本表由财政所填报"]]


def by_level(number: int) -> list[Sheet]:
    """A plan with a column a level, and a ledger."""
    head: Rows = [["2020年资金筹集方案"], ["单位:万元"], ["序号", "项目名称", "省级", "区级"]]
    lines: Rows = [[n, project, 5, 10 * n] for n, project in enumerate(PROJECTS, 1)]
    return [Sheet("计划", [*head, *lines]), two_sheets(number)[1]]


GOOD: dict[str, bytes] = {
    **{f"一片/乡镇{n:02}.xlsx": xlsx(*two_sheets(n)) for n in range(1, 15)},
    **{f"二片/乡镇{n:02}.xlsx": xlsx(*two_sheets(n, "万元")) for n in range(15, 19)},
    **{f"二片/乡镇{n:02}.xls": xls(*two_sheets(n)) for n in range(19, 25)},
    **{f"三片/乡镇{n:02}.ods": ods(*two_sheets(n)) for n in range(25, 30)},
    **{f"三片/乡镇{n:02}.csv": csv_bytes(table(n), "gb18030" if n % 2 else "utf-8-sig") for n in range(30, 36)},
    **{f"四片/乡镇{n:02}.xlsx": xlsx(Sheet("进度", table(n))) for n in range(36, 42)},
    **{f"四片/旧/乡镇{n:02}.et": xls(Sheet("进度", table(n))) for n in range(42, 45)},
    **{f"五片/乡镇{n:02}.xlsx": xlsx(*by_level(n)) for n in range(45, 49)},
}
HEAD = "项目名称,计划数(万元),拨付金额(万元)\r\n"
BROKEN: dict[str, tuple[bytes, str]] = {
    "截断.xlsx": (cut(bureau(), 60), "damaged or cut short (zip directory)"),
    "空.xlsx": (b"", "is empty"),
    "加密.xlsx": ((FILES / "encrypted.xlsx").read_bytes(), "password"),
    "网页.xls": (HTML.encode(), "html"),
    "图片.xlsx": (b"\x89PNG\r\n\x1a\n" + bytes(60), "no workbook"),
    "炸弹.xlsx": (inflated(30_000_000), "safety limit"),
    "说明.xlsx": (xlsx(Sheet("说明", [["本表由财政所填报"]])), "without numbers"),
    "环.xls": (ring(), "ring"),
    "引号.csv": ((HEAD + '农村公路,10,5\r\n"低保,20,6\r\n改厕,30,7\r\n').encode(), "quote"),
    "改坏.xlsx": (rezip(bureau(), {"xl/worksheets/sheet1.xml": lambda xml: xml[: len(xml) // 2] + b"<<&" + xml[len(xml) // 2 :]}), "not well-formed"),
    "公式.xlsx": (xlsx(plan(("农村公路", Formula("=1+1", "")), ("低保", Formula("=2+2", "")))), "formula"),
    "乱码.csv": (b"\xff\xa0\x80\xff,\xff\xff\r\n\xff,\x80\r\n", "UTF-8"),
}  # fmt: skip


@pytest.fixture(scope="module")
def sixty(tmp_path_factory: pytest.TempPathFactory) -> Any:
    place = tmp_path_factory.mktemp("sixty")
    folder_of(place / "in", {**GOOD, **{f"坏/{name}": content for name, (content, _) in BROKEN.items()}})
    folder_of(place / "in", {"一片/~$乡镇01.xlsx": b"lock", "说明.txt": b"x", "一片/.~lock.乡镇02.xlsx#": b"lock"})
    return batch(place / "in", out=place / "out", code=1)


def test_there_are_48_statements_12_reasons_and_exit_code_1(sixty):
    assert sixty["counts"] == {"cases": 60, "statements": 48, "failed": 12, "left_out": 0, "incomplete": 0}
    assert errors("batch", sixty) == []
    assert len([found for found in sixty["findings"] if found["code"] == "B001"]) == 12


def test_every_statement_has_the_rate_of_its_bureau(sixty):
    for number in range(1, 49):
        total = sum(paid(number))
        (case,) = [case for case in sixty["cases"] if case["name"].endswith(f"乡镇{number:02}")]
        assert case["totals"]["matching"]["required_fen"] == 60_000_000, case["name"]
        assert case["totals"]["matching"]["disbursed_fen"] == total * 100, case["name"]
    assert len(rates(sixty)) == 48


def test_the_roll_up_is_the_sum_of_the_48(sixty):
    total = sixty["totals"]["matching"]
    assert total["required_fen"] == 48 * 60_000_000
    assert total["disbursed_fen"] == 100 * sum(sum(paid(number)) for number in range(1, 49))
    assert total["projects"] == 3
    assert total["complete"] is False


@pytest.mark.parametrize("name", BROKEN)
def test_every_reason_says_what_is_wrong_and_what_to_do(sixty, name):
    (case,) = [case for case in sixty["cases"] if case["place"].endswith(name)]
    assert BROKEN[name][1] in case["reason"]["message"]
    assert case["reason"]["kind"] == "unusable"
    assert case["reason"]["origin"].startswith(name)
    assert case["reason"]["remedy"]


def test_different_causes_have_different_reasons(sixty):
    assert len(set(reasons(sixty).values())) == 12
    assert len({json.dumps(case["reason"]["remedy"]) for case in sixty["cases"] if case["reason"]}) >= 8
