"""A Parquet ledger: the same statement as a csv's, whatever its columns are made of; broken ones are refused."""

import io
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pytest

pa = pytest.importorskip("pyarrow")
from pyarrow import parquet as pq  # noqa: E402 - only where it is installed

from minsheng_funds import pipeline  # noqa: E402
from minsheng_funds.errors import Failure  # noqa: E402
from minsheng_funds.model import Source  # noqa: E402
from minsheng_funds.model.fingerprints import stamp_of  # noqa: E402
from minsheng_funds.reading import large, ledgers  # noqa: E402
from minsheng_funds.reading.large import parquet  # noqa: E402
from minsheng_funds.reading.sheets import Condensed  # noqa: E402
from minsheng_funds.settings import Settings  # noqa: E402

COUNT = 400
FENS = [(n * 3701) % 90_000 + 100 for n in range(COUNT)]
DAYS = [date(2020, n % 12 + 1, n % 28 + 1) for n in range(COUNT)]
PROJECTS = ["甲乙丙丁"[n % 4] for n in range(COUNT)]


@pytest.fixture(autouse=True)
def small_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parquet, "_ROWS", 50)
    monkeypatch.setattr(ledgers, "_WATCHED_ROWS", 20)


@pytest.fixture
def condensed(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    found: list[int] = []
    real = Condensed.of

    def counting(payments: int, fen: int, last_row: int) -> Condensed:
        found.append(payments)
        return real(payments, fen, last_row)

    monkeypatch.setattr(Condensed, "of", counting)
    return found


def written(changed: dict[str, Any] | None = None, groups: int = 90) -> bytes:
    """The ledger of this test as a file of several row groups, with other columns where given."""
    amounts = [Decimal(fen) / 100 for fen in FENS]
    columns = {
        "拨付日期": DAYS,
        "项目名称": PROJECTS,
        "收款人": [f"张{n}" for n in range(COUNT)],
        "拨付金额(元)": pa.array(amounts, pa.decimal128(18, 2)),
    }
    columns |= changed or {}
    stream = io.BytesIO()
    pq.write_table(pa.table(columns), stream, row_group_size=groups)
    return stream.getvalue()


def sums(content: bytes) -> dict[tuple[str, date | None], tuple[int, int, int]]:
    outcome = pipeline.run([Source("台账.parquet", content)], Settings())
    assert not [found for found in outcome.findings if found.severity == "error"]
    return {
        (group.project, day): (found.fen, found.count, found.row)
        for group in outcome.book.payments
        for day, found in group.days.items()
    }


EXPECTED: dict[tuple[str, date | None], tuple[int, int, int]] = {}
for number, (project, day, fen) in enumerate(zip(PROJECTS, DAYS, FENS, strict=True), 2):
    before = EXPECTED.get((project, day), (0, 0, number))
    EXPECTED[project, day] = (before[0] + fen, before[1] + 1, before[2])

KINDS = {
    "decimal128": pa.array([Decimal(fen) / 100 for fen in FENS], pa.decimal128(38, 2)),
    "decimal of 4": pa.array([Decimal(fen) / 100 for fen in FENS], pa.decimal128(20, 4)),
    "decimal256": pa.array([Decimal(fen) / 100 for fen in FENS], pa.decimal256(40, 2)),
    "double": pa.array([fen / 100 for fen in FENS], pa.float64()),
    "text": pa.array([f"{fen / 100:.2f}" for fen in FENS]),
    "large text": pa.array([f"{fen / 100:,.2f}" for fen in FENS], pa.large_string()),
    "dictionary": pa.array([f"{fen / 100:.2f}" for fen in FENS]).dictionary_encode(),
}


@pytest.mark.parametrize("amounts", KINDS.values(), ids=KINDS)
def test_amounts_of_every_kind(amounts: Any, condensed: list[int]):
    assert sums(written({"拨付金额(元)": amounts})) == EXPECTED
    assert sum(condensed) > 100 or pa.types.is_decimal256(amounts.type)


def test_whole_numbers_are_in_the_unit_of_the_header(condensed: list[int]):
    found = sums(written({"拨付金额(元)": pa.array(FENS, pa.int64())}))
    assert found == {key: (fen * 100, count, row) for key, (fen, count, row) in EXPECTED.items()}
    assert sum(condensed) > 100


DATES = {
    "date32": pa.array(DAYS, pa.date32()),
    "date64": pa.array(DAYS, pa.date64()),
    "timestamp": pa.array([datetime(d.year, d.month, d.day, 9, 30) for d in DAYS], pa.timestamp("ns")),
    "text": pa.array([d.isoformat() for d in DAYS]),
    "chinese": pa.array([f"{d.year}年{d.month}月{d.day}日" for d in DAYS]),
    "number": pa.array([d.year * 10_000 + d.month * 100 + d.day for d in DAYS], pa.int32()),
    "dictionary": pa.array([d.isoformat() for d in DAYS]).dictionary_encode(),
}  # fmt: skip


@pytest.mark.parametrize("days", DATES.values(), ids=DATES)
def test_dates_of_every_kind(days: Any, condensed: list[int]):
    assert sums(written({"拨付日期": days})) == EXPECTED
    assert sum(condensed) > 100


def test_names_in_dictionaries_and_row_groups_of_any_size(condensed: list[int]):
    for groups in (1, 7, 1000):
        assert sums(written({"项目名称": pa.array(PROJECTS).dictionary_encode()}, groups)) == EXPECTED
    assert sum(condensed) > 100


def test_a_file_on_disk_is_read_as_one_that_is_held(tmp_path):
    path = tmp_path / "台账.parquet"
    path.write_bytes(written())
    source = Source("台账.parquet", b"", path=str(path), stamp=stamp_of(str(path)))
    one, other = (pipeline.run([each], Settings()) for each in (source, Source("台账.parquet", written())))
    assert one.book.payments == other.book.payments
    assert one.book.sources[0].sha256 == other.book.sources[0].sha256


def test_nothing_refunds_and_totals_are_read_as_in_any_sheet():
    fens: list[Decimal | None] = [Decimal(fen) / 100 for fen in FENS]
    projects: list[str | None] = [*PROJECTS]
    fens[100], fens[200], projects[300] = None, Decimal("-5.00"), "合计"
    amounts = pa.array(fens, pa.decimal128(18, 2))
    outcome = pipeline.run(
        [Source("台账.parquet", written({"拨付金额(元)": amounts, "项目名称": projects}))], Settings()
    )
    codes = {(found.code, found.origins[0].row) for found in outcome.findings}
    (table,) = outcome.book.tables
    assert [row for _, row in sorted(codes) if row == 102]
    assert [item.origin.row for item in table.left_out if item.why == "total"] == [302]
    taken = [fen for n, fen in enumerate(FENS) if n not in (100, 200, 300)]
    assert table.sums == {"disbursed": sum(taken) - 500}


def test_a_cell_is_named_by_its_letter_and_the_row_below_the_names():
    amounts = [Decimal(fen) / 100 for fen in FENS]
    text = [f"{amount}" for amount in amounts]
    text[250] = "约五元"
    outcome = pipeline.run([Source("台账.parquet", written({"拨付金额(元)": text}))], Settings())
    assert "台账.parquet!台账!D252" in [str(found.origins[0]) for found in outcome.findings]


def test_numbers_that_are_not_exact_are_refused():
    amounts = [fen / 100 for fen in FENS]
    amounts[250] = 1.2345
    amounts[251] = float("nan")
    outcome = pipeline.run([Source("台账.parquet", written({"拨付金额(元)": amounts}))], Settings())
    rows = [found.origins[0].row for found in outcome.findings if found.severity == "error"]
    assert {252, 253} <= set(rows)


@pytest.mark.parametrize(
    "content",
    [b"PAR1", b"PAR1PAR1", written()[:-1], written()[:3000], written()[:200] + b"\0" * 400 + written()[600:], b"PAR1" + b"\xff" * 400 + b"PAR1"],
    ids=["4 bytes", "8 bytes", "one byte short", "cut", "zeros inside", "no footer"],
)  # fmt: skip
def test_a_broken_file_is_refused(content: bytes):
    with pytest.raises(Failure):
        pipeline.run([Source("台账.parquet", content)], Settings())


def test_a_file_that_unpacks_to_too_much_is_refused(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(parquet, "_MOST_OF_A_COLUMN", 1000)
    with pytest.raises(Failure):
        pipeline.run([Source("台账.parquet", written())], Settings())


def test_without_pyarrow_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(large, "has_engine", lambda: False)
    with pytest.raises(Failure) as refusal:
        pipeline.run([Source("台账.parquet", written())], Settings())
    assert "minsheng-funds[large]" in str(refusal.value)
