"""What a case of the corpus is, and how it is tried: the command line's own report, as JSON, beside what must hold.

A case names one trap. Amounts are in yuan, written by hand (whole numbers, or text where there are fen). A finding is
written as its code and the cells that it names: "S001 计划!C7"; "error", "warning" and "finding" stand for any code of
that severity; a cell may be a pattern ("计划!?7").
"""

import contextlib
import io
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from fnmatch import fnmatchcase
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator

from minsheng_funds.cli import main
from tests.corpus.build import xlsx
from tests.support import Sheet

Yuan = int | str | None
Lines = Mapping[str, tuple[Yuan, Yuan]]
"""Project ("甲/管护" in maintenance) → (required, disbursed) in yuan; None where the books have no such figure."""
Content = bytes | Sheet | Sequence[Sheet] | Callable[[], bytes]
HEAD = ("序号", "项目名称", "计划资金")
LEDGER_HEAD = ("拨付日期", "项目名称", "收款单位", "拨付金额", "备注")
PROGRESS_HEAD = ("序号", "项目名称", "计划资金", "已拨付资金")


@dataclass(frozen=True)
class Read:
    """Read right: every project's (required, disbursed), and exactly these findings (warnings and errors)."""

    lines: Mapping[str, tuple[Yuan, Yuan]]
    findings: tuple[str, ...] = ()
    maybe: tuple[str, ...] = ()
    totals: Mapping[str, tuple[Yuan, Yuan]] = field(default_factory=dict)
    unmatched: Mapping[str, Yuan] = field(default_factory=dict)
    out_of_scope: Mapping[str, Yuan] = field(default_factory=dict)
    also: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Refused:
    """Not read, or not surely: the total is incomplete (exit code 1) and these findings name the cells."""

    findings: tuple[str, ...]
    lines: Mapping[str, tuple[Yuan, Yuan]] = field(default_factory=dict)


@dataclass(frozen=True)
class Stopped:
    """Nothing can be read: exit code 2, one line that holds these words."""

    words: tuple[str, ...]


Outcome = Read | Refused | Stopped


@dataclass(frozen=True)
class Case:
    """One trap: its name, the files (or sheets of book.xlsx), what is right (the first that holds), and why."""

    name: str
    files: Content | Mapping[str, Content]
    outcomes: Outcome | tuple[Outcome, ...]
    why: str
    toml: str = ""
    options: tuple[str, ...] = ()
    hostile: bool = False


def plan(*rows: Sequence[Any], header: Sequence[Any] = HEAD, name: str = "计划", title: str = "2020年民生工程资金筹集方案",
         caption: str = "单位:元", **more: Any) -> Sheet:  # fmt: skip
    """A plan; header in row 3, first project in row 4."""
    return _sheet(Sheet, name, [[title], [caption], header, *rows], more)


def ledger(*rows: Sequence[Any], header: Sequence[Any] = LEDGER_HEAD, name: str = "台账", title: str = "2020年资金拨付台账",
           caption: str = "单位:元", **more: Any) -> Sheet:  # fmt: skip
    """A ledger; header in row 3, first payment in row 4."""
    return _sheet(Sheet, name, [[title], [caption], header, *rows], more)


def progress(*rows: Sequence[Any], header: Sequence[Any] = PROGRESS_HEAD, name: str = "进度",
             title: str = "2020年民生工程资金拨付进度表", caption: str = "单位:元", **more: Any) -> Sheet:  # fmt: skip
    """A progress table; header in row 3, first project in row 4."""
    return _sheet(Sheet, name, [[title], [caption], header, *rows], more)


def _sheet(kind: Any, name: str, rows: list[Sequence[Any]], more: dict[str, Any]) -> Sheet:
    from tests.corpus.build import Page

    rows = [row for row in rows if row != [None]]
    made = Page if more.keys() & {"hidden_rows", "hidden_columns", "very_hidden"} else kind
    found: Sheet = made(name, rows, **more)
    return found


def fen(yuan: Yuan) -> int | None:
    """Yuan as written in a case → fen."""
    return None if yuan is None else int((Decimal(str(yuan)) * 100).to_integral_exact())


_BUILT: dict[str, dict[str, bytes]] = {}


def files_of(case: Case) -> dict[str, bytes]:
    """The case's files as bytes, built once."""
    if case.name not in _BUILT:
        given = case.files if isinstance(case.files, Mapping) else {"book.xlsx": case.files}
        _BUILT[case.name] = {name: _bytes(content) for name, content in given.items()}
    return _BUILT[case.name]


def _bytes(content: Content) -> bytes:
    if isinstance(content, bytes):
        return content
    if callable(content):
        return content()
    return xlsx(*([content] if isinstance(content, Sheet) else content))


@dataclass(frozen=True)
class Result:
    """What the command line gave: exit code, the JSON document where there is one, and stderr."""

    code: int
    document: Any
    stderr: str


def try_case(case: Case, folder: Path) -> Result:
    """Runs `report --format json` over the case's files."""
    arguments = arguments_of(case, folder)
    out, err = io.TextIOWrapper(io.BytesIO(), "utf-8"), io.TextIOWrapper(io.BytesIO(), "utf-8")
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        code = main(arguments)
        out.flush()
        err.flush()
    text = out.buffer.getvalue().decode()
    return Result(code, json.loads(text) if text else None, err.buffer.getvalue().decode())


def arguments_of(case: Case, folder: Path) -> list[str]:
    """The command line of a case, its files written to a folder."""
    paths = []
    for name, content in files_of(case).items():
        (folder / name).write_bytes(content)
        paths.append(str(folder / name))
    if case.toml:
        (folder / "minsheng-funds.toml").write_text(case.toml, encoding="utf-8")
    return ["report", *paths, "--format", "json", "--lang", "en", *case.options]


@cache
def _schema() -> Draft202012Validator:
    file = resources.files("minsheng_funds.rendering") / "schemas" / "report-1.json"
    return Draft202012Validator(json.loads(file.read_text(encoding="utf-8")))


def complaints(case: Case, result: Result) -> list[str]:
    """What does not hold; empty where one of the case's outcomes does."""
    outcomes = case.outcomes if isinstance(case.outcomes, tuple) else (case.outcomes,)
    if result.document is not None:
        broken = [f"schema: {error.json_path}: {error.message}" for error in _schema().iter_errors(result.document)]
        if broken:
            return broken
    tried = [list(_complaints(case, outcome, result)) for outcome in outcomes]
    if any(not found for found in tried):
        return []
    return tried[0] if len(tried) == 1 else [f"[{n}] {text}" for n, found in enumerate(tried, 1) for text in found]


def _complaints(case: Case, outcome: Outcome, result: Result) -> Iterable[str]:
    if isinstance(outcome, Stopped):
        if result.code != 2:
            yield f"exit code {result.code} instead of 2"
        if "internal" in result.stderr.lower() or "Traceback" in result.stderr:
            yield f"crashed: {result.stderr.strip()}"
        yield from (f"stderr does not say {word!r}: {result.stderr.strip()!r}"
                    for word in outcome.words if word.lower() not in result.stderr.lower())  # fmt: skip
        return
    if result.document is None:
        yield f"nothing read, exit code {result.code}: {result.stderr.strip()}"
        return
    document = result.document
    wanted_code = 0 if isinstance(outcome, Read) else 1
    if result.code != wanted_code:
        yield f"exit code {result.code} instead of {wanted_code}"
    found = list(_found(document, only=next(iter(files_of(case)), "")))
    if isinstance(outcome, Read):
        yield from _figures(outcome, document)
        yield from (f"unexpected: {code} {' '.join(cells)} {message}" for code, severity, cells, message in found
                    if severity != "info" and not any(_tolerates(spec, code, severity, cells)
                                                      for spec in (*outcome.findings, *outcome.maybe)))  # fmt: skip
    else:
        lines = _lines(document)
        yield from (f"{name}: {lines.get(name)} instead of {(fen(need), fen(paid))}"
                    for name, (need, paid) in outcome.lines.items()
                    if lines.get(name) != (fen(need), fen(paid)))  # fmt: skip
        totals = [total for total in document["totals"].values() if total is not None]
        if (
            totals
            and all(total["complete"] for total in totals)
            and all(row["complete"] for row in document["projects"])
        ):
            yield "everything is marked complete"
    yield from (f"missing: {spec} (there are: {[(code, cells) for code, _, cells, _ in found]})"
                for spec in outcome.findings if not _is_there(spec, found))  # fmt: skip


Found = tuple[str, str, tuple[str, ...], str]


def _found(document: Any, only: str) -> Iterable[Found]:
    for finding in document["findings"]:
        cells = tuple(origin.removeprefix(f"{only}!") for origin in finding["origins"])
        yield finding["code"], finding["severity"], cells, finding["message"]


def _has_code(spec: str, code: str, severity: str) -> bool:
    wanted = spec.split(" ", maxsplit=1)[0]
    return wanted in ("finding", severity) or code in wanted.split("|")


def _tolerates(spec: str, code: str, severity: str, cells: Sequence[str]) -> bool:
    patterns = spec.split(" ")[1:]
    return _has_code(spec, code, severity) and (
        not patterns or any(fnmatchcase(cell, pattern) for cell in cells for pattern in patterns)
    )


def _is_there(spec: str, found: Sequence[Found]) -> bool:
    named = [cell for code, severity, cells, _ in found if _has_code(spec, code, severity) for cell in (*cells, "")]
    return bool(named) and all(any(fnmatchcase(cell, pattern) for cell in named) for pattern in spec.split(" ")[1:])


def _lines(document: Any) -> dict[str, tuple[int | None, int | None]]:
    return {
        row["project"] + ("/管护" if row["nature"] == "maintenance" else ""): (
            row["required_fen"],
            row["disbursed_fen"],
        )
        for row in document["projects"]
    }


def _figures(outcome: Read, document: Any) -> Iterable[str]:
    wanted = {name: (fen(required), fen(paid)) for name, (required, paid) in outcome.lines.items()}
    lines = _lines(document)
    if lines != wanted:
        yield f"projects {lines} instead of {wanted}"
    if len(lines) != len(document["projects"]):
        yield "a project stands in two lines"
    for nature, ending in (("matching", ""), ("maintenance", "/管护")):
        rows = [pair for name, pair in wanted.items() if name.endswith("/管护") == bool(ending)]
        total = document["totals"][nature]
        if (total is None) != (not rows):
            yield f"total of {nature}: {total}"
        elif total is not None:
            given = outcome.totals.get(nature)
            sums = (
                tuple(_sum(column) for column in zip(*rows, strict=True)) if given is None else tuple(map(fen, given))
            )
            if (total["required_fen"], total["disbursed_fen"]) != sums:
                yield f"total of {nature} {(total['required_fen'], total['disbursed_fen'])} instead of {sums}"
            if not total["complete"]:
                yield f"total of {nature} is incomplete"
    unmatched = {row["project"]: row["disbursed_fen"] for row in document["unmatched"]}
    if unmatched != {name: fen(yuan) for name, yuan in outcome.unmatched.items()}:
        yield f"unmatched {unmatched}"
    books = document["reconciliation"]
    aside = {row["why"]: row["disbursed_fen"] for row in books["out_of_scope"]} if books else {}
    if {why: paid for why, paid in aside.items() if paid} != {
        why: fen(yuan) for why, yuan in outcome.out_of_scope.items()
    }:
        yield f"out of scope {aside}"
    for path, value in outcome.also.items():
        if at(document, path) != value:
            yield f"{path} is {at(document, path)!r} instead of {value!r}"


def _sum(column: Iterable[int | None]) -> int | None:
    known = [value for value in column if value is not None]
    return sum(known) if known else None


def at(document: Any, path: str) -> Any:
    """A value of the document; a project is named by its name: projects/甲/levels/central/required_fen."""
    for step in path.split("/"):
        if isinstance(document, list):
            document = next((row for row in document if row.get("project") == step), None)
        else:
            document = document.get(step) if document is not None else None
    return document
