"""One case in a worker: its record and outputs, or why there are none; the same bytes wherever it runs."""

import json
from pathlib import Path

import pytest

from minsheng_funds.batches.work import Done, Work, decoded, encoded, work_on
from minsheng_funds.cli import main
from minsheng_funds.engines import Limits, open_engine
from minsheng_funds.model import Source
from minsheng_funds.model.rollup import CaseFailure
from minsheng_funds.settings import Settings
from minsheng_funds.settings.batch import EACH
from tests.batches.folders import bureau
from tests.support import Formula, Sheet, day, ledger, plan, settings_of, xlsx


def work(*contents: bytes, formats: tuple[str, ...] = (), settings: Settings | None = None) -> Work:
    sources = tuple(Source(f"{n}.xlsx", content) for n, content in enumerate(contents, 1))
    paths = {source.name: Path("/in") / source.name for source in sources}
    return Work("县", sources, settings or settings_of(""), formats, None, Path("/out/cases"), paths)


def done(given: Work) -> Done:
    found = work_on(given)
    assert isinstance(found, Done), found
    return found


def failed(*contents: bytes) -> CaseFailure:
    found = work_on(work(*contents))
    assert isinstance(found, CaseFailure), found
    return found


def test_a_record_comes_back_from_its_bytes_as_it_was():
    record = decoded(done(work(bureau(3))).record)
    assert decoded(encoded(record)) == record
    assert encoded(record) == done(work(bureau(3))).record
    assert (record.name, record.payments, record.totals["matching"].figures.required) == ("县", 2, 30_000_000)


def test_bytes_that_are_no_record_are_an_error_that_says_so():
    for content in (b"", b"{}", b"[" * 5000, b"null", b'{"name": 1}', b"\xff"):
        with pytest.raises((ValueError, RecursionError)):
            decoded(content)


def test_every_format_is_what_the_report_writes(tmp_path, monkeypatch):
    """`report` of the same workbook, from a place that lies the same way."""
    (tmp_path / "out" / "cases").mkdir(parents=True)
    (tmp_path / "1.xlsx").write_bytes(bureau(3))
    given = work(bureau(3), formats=EACH)._replace(
        folder=tmp_path / "out" / "cases", paths={"1.xlsx": tmp_path / "1.xlsx"}
    )
    assert [format_ for format_, _ in done(given).outputs] == list(EACH)
    monkeypatch.chdir(tmp_path)
    for format_, content in done(given).outputs:
        file = Path("out") / "cases" / f"case.{format_}"
        assert main(["report", "1.xlsx", "-o", str(file)]) == 0
        assert file.read_bytes() == content, format_


def test_a_worker_elsewhere_gives_the_same_bytes():
    given = work(bureau(3), formats=EACH)
    with open_engine(1, None, Limits()) as engine:
        assert engine.executor.submit(work_on, given).result(60) == work_on(given)


BROKEN = {
    "nothing": (b"", "1.xlsx"),
    "a picture": (b"\x89PNG\r\n\x1a\n" + bytes(60), "1.xlsx"),
    "no table": (xlsx(Sheet("说明", [["本表由财政所填报"]])), "1.xlsx!说明"),
    "a header alone": (xlsx(Sheet("p", [["2020年资金筹集方案"], ["单位:万元"], ["序号", "项目名称", "计划资金"]])), "1.xlsx!p!A3"),
    "amounts nobody can read": (xlsx(plan(("甲", "#REF!"), ("乙", "不详"))), "1.xlsx!计划!C4"),
    "formulas without values": (xlsx(plan(("甲", Formula("=1+1", "")))), "1.xlsx!计划!C4"),
    "a plan and payments nobody can read": (xlsx(plan(("甲", "不详")), ledger((day(1, 2), "甲", "x", "不详", ""))), "1.xlsx!计划!C4"),
    "payments nobody can read": (xlsx(ledger((day(1, 2), "甲", "x", "不详", ""))), "1.xlsx!台账!D4"),
}  # fmt: skip


@pytest.mark.parametrize(("content", "where"), BROKEN.values(), ids=BROKEN)
def test_a_workbook_without_any_figure_has_no_statement_but_a_reason_in_both_languages(content, where):
    found = failed(content)
    assert found.kind == "unusable"
    assert found.where == where
    assert all(found.message)
    assert all(found.hint)


SPEAKING = {
    "a zero that is meant": plan(("甲", 0)),
    "one amount of two": plan(("甲", "#REF!"), ("乙", 5)),
    "a blank plan": plan(("甲", "")),
}


@pytest.mark.parametrize("sheet", SPEAKING.values(), ids=SPEAKING)
def test_a_workbook_with_any_figure_has_a_statement(sheet):
    assert decoded(done(work(xlsx(sheet))).record).lines


def test_a_defect_of_the_program_is_the_reason_of_its_case(monkeypatch):
    def break_(*_: object) -> None:
        raise ZeroDivisionError("by\nzero " + "x" * 1000)

    monkeypatch.setattr("minsheng_funds.batches.work.record", break_)
    found = failed(bureau())
    assert found.kind == "internal"
    assert found.message.zh.startswith("ZeroDivisionError: by zero xxx")
    assert len(found.message.zh) <= 300


def test_running_out_of_memory_is_the_workers_failure_and_no_damage_of_the_workbook(monkeypatch):
    def swell(*_: object) -> None:
        raise MemoryError

    monkeypatch.setattr("python_calamine.CalamineWorkbook.from_filelike", swell)
    with pytest.raises(MemoryError):
        work_on(work(bureau()))


def test_the_record_keeps_what_a_roll_up_needs_and_no_single_cells():
    found = json.loads(done(work(bureau())).record)
    assert [line["cells"] for line in found["lines"]] == [[], []]
    assert [name for name, _ in found["sources"]] == ["1.xlsx"]


def test_a_cover_sheet_alone_is_no_workbook_without_a_remedy():
    """Beside tables there is nothing to do about it; where it is all that there is, there is."""
    assert "inspect" in failed(BROKEN["no table"][0]).hint.en
