"""Folders of workbooks for batches, and what a run makes of them."""

import json
import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from minsheng_funds.cli import main
from tests.support import Rows, Sheet, day, ledger, plan, xlsx


def bureau(number: int = 1) -> bytes:
    """A plan of 30万元 and two payments; the more, the higher the number."""
    return xlsx(
        plan(("农村公路", 10), ("低保", 20)),
        ledger(
            (day(1, 2), "农村公路", "甲公司", 10_000.0 * number, ""),
            (day(2, 3), "低保", "乙公司", 50_000.0 + number, ""),
        ),
    )


def progress(*lines: tuple[str, Any, Any], title: str = "2020年资金拨付进度表(万元)") -> bytes:
    """A progress table of (project, plan, paid)."""
    rows: Rows = [[title], ["项目名称", "计划数", "拨付金额"], *lines]
    return xlsx(Sheet("进度", rows))


def folder_of(folder: Path, files: Mapping[str, bytes]) -> Path:
    """The folder, with these files in it."""
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return folder


def bureaus(folder: Path, count: int) -> Path:
    """县1.xlsx, 县2.xlsx … in a folder."""
    return folder_of(folder, {f"县{n}.xlsx": bureau(n) for n in range(1, count + 1)})


def batch(*arguments: str | Path, out: Path, code: int = 0) -> Any:
    """Runs `batch` in this process, which must leave with that code; OUT/batch.json, as data."""
    assert main(["--lang", "en", "batch", "--quiet", "--jobs", "0", *map(str, arguments), "-o", str(out)]) == code
    return json.loads((out / "batch.json").read_bytes())


def tree(folder: Path) -> dict[str, bytes]:
    """Every file below a folder with its content, hidden ones too."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def states(document: Any) -> dict[str, str]:
    """Name → state of every case."""
    return {case["name"]: case["state"] for case in document["cases"]}


def reasons(document: Any) -> dict[str, str]:
    """Name → why it failed, of those that did."""
    return {case["name"]: case["reason"]["message"] for case in document["cases"] if case["reason"]}


def rates(document: Any) -> dict[str, str | None]:
    """Name → rate of the matching fund, of every case that has a statement."""
    return {
        case["name"]: case["totals"]["matching"]["disbursement_percent"]
        for case in document["cases"]
        if "totals" in case
    }


def bytes_name(raw: bytes) -> str:
    """A file's name from bytes that are no UTF-8."""
    return os.fsdecode(raw)


def names(cases: Sequence[Any]) -> list[str]:
    return [case.name for case in cases]
