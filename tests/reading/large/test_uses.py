"""What else looks at a large ledger: a trace, a check, what stands around a cell, a comparison."""

from pathlib import Path

import pytest

from minsheng_funds import pipeline, sources
from minsheng_funds.errors import Failure
from minsheng_funds.model import Origin, Payment, Source
from minsheng_funds.reading import large, list_payments
from minsheng_funds.settings import Settings
from tests.reading.large.test_same import AWKWARD, ORDINARY, Seen, ledger, on_disk, seen, small_parts, text_of

__all__ = ["seen", "small_parts"]
ROWS = ledger(*AWKWARD["a refund"], *AWKWARD["blank lines"], *AWKWARD["a total"], many=300)
HELD = Source("台账.csv", text_of(ROWS).encode())
SETTINGS = Settings()


def listed(source: Source, project: str) -> list[Payment]:
    found: list[Payment] = []
    list_payments([source], SETTINGS, found.append, range(9), wants=lambda name, code: name == project)
    return [payment for payment in found if payment.project == project]


@pytest.mark.parametrize("project", ["甲", "丁", "戊"])
def test_the_second_pass_gives_the_payments_of_a_project_as_ever(project: str, seen: Seen):
    streamed = listed(on_disk(HELD.content), project)
    assert seen.condensed > 100
    assert streamed == listed(HELD, project)
    assert len(streamed) > 50 or project == "戊"


def test_the_second_pass_gives_all_payments_where_nobody_chooses():
    one: list[Payment] = []
    other: list[Payment] = []
    list_payments([on_disk(HELD.content)], SETTINGS, one.append, range(9))
    list_payments([HELD], SETTINGS, other.append, range(9))
    assert one == other
    assert len(one) > 300


def test_a_trace_and_the_payees_are_the_same():
    for source in (on_disk(HELD.content), HELD):
        outcome = pipeline.run([source], SETTINGS)
        traces = pipeline.trace(outcome, SETTINGS, ["甲"])
        views = pipeline.see(outcome, SETTINGS, [("payee",)])
        if source.path:
            kept = traces, views
    assert kept == (traces, views)


def test_more_payments_than_memory_holds_are_refused(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(large, "MOST_HELD", 20)
    source = on_disk(HELD.content)
    outcome = pipeline.run([source], SETTINGS)
    with pytest.raises(Failure, match="more than 20 payments"):
        pipeline.trace(outcome, SETTINGS, ["甲"])
    with pytest.raises(Failure, match="more than 20 payments"):
        pipeline.compare([source], [source], SETTINGS, kind="exports")


def test_a_check_says_which_rules_did_not_look_at_single_payments():
    outcome, checked = pipeline.check([on_disk(HELD.content)], SETTINGS)
    assert not outcome.book.listings
    unable = {found.code for found in checked.unable if found.origins == (Origin("台账.csv", "台账"),)}
    assert {"L060", "L069"} <= unable
    _, checked = pipeline.check([HELD], SETTINGS)
    assert not [
        found for found in checked.unable if found.origins == (Origin("台账.csv", "台账"),) and found.code == "L060"
    ]


def test_what_stands_around_a_cell_is_the_same():
    places = [Origin("台账.csv", "台账", row, 3) for row in (1, 5, 150, 290, len(ROWS))]
    shown = [
        pipeline.excerpts(pipeline.run([source], SETTINGS).book, places, SETTINGS)
        for source in (HELD, on_disk(HELD.content))
    ]
    assert shown[0] == shown[1]
    assert len(shown[0]) == len(places)


def test_inspecting_shows_the_same_top_and_end():
    looks = [pipeline.look([source], SETTINGS) for source in (HELD, on_disk(HELD.content))]
    assert looks[0][0].tables == looks[1][0].tables
    assert looks[0][1] == looks[1][1]


def test_two_large_exports_are_compared_as_ever():
    other = text_of([*ROWS, ORDINARY]).encode()
    found = [
        pipeline.compare([old], [new], SETTINGS, kind="exports")
        for old, new in ((HELD, HELD._replace(content=other)), (on_disk(HELD.content), on_disk(other)))
    ]
    assert found[0].payments == found[1].payments


def test_progress_is_told_for_every_row():
    told: list[int] = []
    pipeline.run([on_disk(HELD.content)], SETTINGS, lambda name, rows: told.append(rows))
    assert sum(told) == len(ROWS)


def test_files_over_the_threshold_are_named_and_others_held(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(sources, "LARGE_BYTES", 100)
    names = {
        "small.csv": b"a,b\r\n",
        "large.csv": b"a,b\r\n" * 50,
        "large.xlsx": b"PK\x03\x04" + bytes(200),
        "small.parquet": b"PAR1",
    }
    for name, content in names.items():
        (tmp_path / name).write_bytes(content)
    found = sources.read_sources([tmp_path / name for name in names])
    assert {source.name: bool(source.path) for source in found} == {
        "small.csv": False, "large.csv": True, "large.xlsx": False, "small.parquet": True,
    }  # fmt: skip
    assert [source.size for source in found] == [len(content) for content in names.values()]
    held = [Source(source.name, content).sha256 for source, content in zip(found, names.values(), strict=True)]
    assert [source.sha256 for source in found] == held


def test_without_pyarrow_a_large_csv_is_read_row_by_row(monkeypatch: pytest.MonkeyPatch, seen: Seen):
    monkeypatch.setattr(large, "has_engine", lambda: False)
    one, other = (pipeline.run([source], SETTINGS) for source in (on_disk(HELD.content), HELD))
    assert one.book.payments == other.book.payments
    assert seen.condensed == 0
