"""A ledger that is read part by part has the same book and statement as one that is held: every figure, every cell."""

import csv
import io
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from minsheng_funds import pipeline
from minsheng_funds.errors import Failure
from minsheng_funds.model import Source
from minsheng_funds.model.fingerprints import stamp_of
from minsheng_funds.reading import ledgers
from minsheng_funds.reading.large import files, rows
from minsheng_funds.reading.sheets import Condensed
from minsheng_funds.rendering.as_json import dump, report_document
from minsheng_funds.settings import Settings
from tests.support import settings_of

HEADER = ["拨付日期", "项目名称", "收款人", "拨付金额(元)", "凭证号", "备注"]
ORDINARY = ["2020-01-02", "甲", "张三", "12.50", "1", ""]


@pytest.fixture(autouse=True)
def small_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    """Parts of a few rows, and a ledger's reader that knows its ordinary rows after five."""
    monkeypatch.setattr(files, "FIRST_CHUNK", 300)
    monkeypatch.setattr(files, "CHUNK", 700)
    monkeypatch.setattr(ledgers, "_WATCHED_ROWS", 5)
    monkeypatch.setattr(ledgers, "_SAMPLED_FIRST", 3)
    monkeypatch.setattr(ledgers, "_SAMPLED_ROWS", 4)


class Seen:
    """How many rows were condensed, for tests that must not pass because none was."""

    def __init__(self) -> None:
        self.condensed = 0

    def __call__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        real = Condensed.of

        def counting(payments: int, fen: int, last_row: int) -> Condensed:
            self.condensed += payments
            return real(payments, fen, last_row)

        monkeypatch.setattr(Condensed, "of", counting)


@pytest.fixture
def seen(monkeypatch: pytest.MonkeyPatch) -> Seen:
    found = Seen()
    found(monkeypatch)
    return found


def result(source: Source, chosen: Settings) -> tuple[object, ...]:
    """All that a run says: its JSON, and the book but for the bytes of its sources."""
    try:
        outcome = pipeline.run([source], chosen)
    except Failure as error:
        return (str(error), error.where)
    book = replace(outcome.book, sources=())
    return (dump(report_document(outcome, chosen)), book, outcome.findings)


def on_disk(content: bytes, name: str = "台账.csv") -> Source:
    folder = Path(tempfile.mkdtemp())
    path = folder / name
    path.write_bytes(content)
    return Source(name, b"", path=str(path), stamp=stamp_of(str(path)))


def same(content: bytes, toml: str = "") -> None:
    chosen = settings_of(toml)
    held, streamed = result(Source("台账.csv", content), chosen), result(on_disk(content), chosen)
    assert streamed == held


def text_of(lines: list[list[str]], delimiter: str = ",", end: str = "\r\n") -> str:
    stream = io.StringIO(newline="")
    csv.writer(stream, delimiter=delimiter, lineterminator=end).writerows(lines)
    return stream.getvalue()


def ledger(*odd: list[str], many: int = 160) -> list[list[str]]:
    """A ledger of ordinary rows, with odd ones spread among them."""
    lines = [HEADER]
    for n in range(many):
        lines.append(
            [
                f"2020-{n % 12 + 1:02}-{n % 28 + 1:02}",
                "甲乙丙丁"[n % 4],
                f"张{n}",
                f"{n * 37 % 900 + 1}.{n % 100:02}",
                str(n),
                "",
            ]
        )
        if n % 9 == 8 and odd:
            lines.append(odd[n // 9 % len(odd)])
    return lines


AWKWARD: dict[str, list[list[str]]] = {
    "a refund": [["2020-02-03", "甲", "张三", "-12.50", "9", ""]],
    "a refund in brackets": [["2020-02-03", "甲", "张三", "(12.5)", "9", "退回"]],
    "a refund that is positive": [["2020-02-03", "甲", "张三", "12.5", "9", "退款"]],
    "a refund of last year": [["2020-02-03", "甲", "张三", "-12.5", "9", "退回2019年资金"]],
    "a total": [["", "合计", "", "1,234.50", "", ""]],
    "a subtotal": [["小计", "", "", "99", "", ""]],
    "a total in the remark": [["", "", "", "500", "", "合计"]],
    "a project met late": [["2020-05-05", "戊", "李四", "5", "7", ""]],
    "a project of one row at a time": [["2020-05-05", f"己{n}", "李四", "5", "7", ""] for n in range(6)],
    "a name and an amount alone": [["", "甲", "", "77", "", ""]],
    "blank cells": [["", "", "", "", "", ""]],
    "blank lines": [[]],
    "short rows": [["2020-02-03", "甲"], ["2020-02-03", "甲", "张三", "3"]],
    "long rows": [["2020-02-03", "甲", "张三", "3", "9", "", "4"]],
    "long rows of blanks": [["2020-02-03", "甲", "张三", "3", "9", "", "", ""]],
    "thousands": [["2020-02-03", "甲", "张三", "1,234.50", "9", ""]],
    "万": [["2020-02-03", "甲", "张三", "12.5万", "9", ""]],
    "amounts nobody can read": [["2020-02-03", "甲", "张三", "约5", "9", ""], ["2020-02-03", "甲", "张三", "1.2.3", "9", ""]],
    "thirds of a fen": [["2020-02-03", "甲", "张三", "1.234", "9", ""]],
    "zero": [["2020-02-03", "甲", "张三", "0", "9", ""], ["2020-02-03", "甲", "张三", "0.00", "9", ""]],
    "signs and spaces": [["2020-02-03", "甲", "张三", "+5", "9", ""], ["2020-02-03", "甲", "张三", " 5 ", "9", ""]],
    "other ways of numbers": [["2020-02-03", "甲", "张三", text, "9", ""] for text in (".5", "5.", "1e3", "５", "007", "NaN")],
    "long numbers": [["2020-02-03", "甲", "张三", "12345678901", "9", ""], ["2020-02-03", "甲", "张三", "9999999999.99", "9", ""]],
    "no amount": [["2020-02-03", "甲", "张三", "", "9", ""], ["2020-02-03", "甲", "张三", "—", "9", ""]],
    "dates in all forms": [
        [text, "甲", "张三", "5", "9", ""]
        for text in ("2020/2/3", "2020.2.3", "2020年2月3日", "20200203", "43864", "2月3日", "2020-02", "", "昨天", "2020-02-30", "2020-02-03 10:11:12")
    ],
    "no project": [["2020-02-03", "", "张三", "5", "9", ""]],
    "dittos": [["2020-02-03", "同上", "张三", "5", "9", ""]],
    "spaces in names": [["2020-02-03", " 甲", "张 三", "5", "9", ""], ["2020-02-03", "甲 ", "张三", "5", "9", ""]],
    "words of a refund that mean another thing": [["2020-02-03", "甲", "退役军人事务局", "5", "9", "退 役"], ["2020-02-03", "甲", "（某）公司", "5", "9", "不予退回"]],
    "a remark of a total": [["2020-02-03", "甲", "张三", "5", "9", "合计5元"], ["2020-02-03", "甲", "张三", "5", "9", "万元"]],
    "quotes": [["2020-02-03", "甲", 'O"Neil', "5", "9", ""], ["2020-02-03", "甲", '"', "5", "9", '""']],
    "line ends in fields": [["2020-02-03", "甲", "张\n三", "5", "9", "一\r\n二"]],
    "separators in fields": [["2020-02-03", "甲", "张,三", "5", "9", ",,"]],
    "the header again": [HEADER],
    "notes": [["注:以上为打卡发放", "", "", "", "", ""]],
    "a unit among the rows": [["单位:万元", "", "", "", "", ""]],
    "the same row again": [ORDINARY, ORDINARY],
    "broken cells": [["#REF!", "甲", "张三", "5", "9", ""], ["2020-02-03", "#N/A", "张三", "5", "9", ""]],
    "an example": [["2020-02-03", "【示例】甲", "张三", "5", "9", ""]],
    "carried over": [["", "上年结转", "", "5", "", ""]],
    "all of it": [ORDINARY, ["", "合计", "", "9", "", ""], [], ["2020-02-03", "甲"], ["2020-02-03", "甲", "张三", "-3", "", "退回"], ["", "", "", "", "", ""]],
}  # fmt: skip


@pytest.mark.parametrize("odd", AWKWARD.values(), ids=AWKWARD)
def test_awkward_rows_among_ordinary_ones(odd: list[list[str]], seen: Seen):
    same(text_of(ledger(*odd)).encode())
    slow = [AWKWARD[name] for name in ("dittos", "quotes", "line ends in fields")]
    assert seen.condensed > 20 or odd in slow


@pytest.mark.parametrize("odd", ["", *AWKWARD])
@pytest.mark.parametrize("end", ["\r\n", "\n", "\r"])
def test_every_kind_of_line_end_with_and_without_the_last_one(odd: str, end: str):
    text = text_of(ledger(*AWKWARD.get(odd, [])), end=end)
    same(text.encode())
    same(text.removesuffix(end).encode())


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("delimiter", [",", "\t", ";", "|"])
def test_every_encoding_with_every_separator(encoding: str, delimiter: str, seen: Seen):
    same(text_of(ledger(*AWKWARD["all of it"]), delimiter).encode(encoding))
    assert seen.condensed > 10 or encoding in ("utf-16-le", "utf-16-be")  # without a mark they are hardly told


def test_fields_that_are_all_quoted(seen: Seen):
    stream = io.StringIO(newline="")
    csv.writer(stream, quoting=csv.QUOTE_ALL).writerows(ledger(*AWKWARD["thousands"], *AWKWARD["separators in fields"]))
    same(stream.getvalue().encode())
    assert seen.condensed > 10


@pytest.mark.parametrize(
    "damage",
    [
        '2020-02-03,甲,"张三,5,9,\r\n',
        '2020-02-03,甲,"张三"x,5,9,\r\n',
        '2020-02-03,甲,张"三,5,9,\r\n',
        '2020-02-03,甲,"张三\r\n2020-02-04,甲,李四,7,9,\r\n2020-02-05,甲,"王五",8,9,\r\n',
        "2020-02-03,甲,张\0三,5,9,\r\n",
        "2020-02-03,甲,张三,5,9," + "备" * 140_000 + "\r\n",
        "\r\n" * 130,
        "\r\r\n\n\r",
        "\ufeff2020-02-03,甲,张三,5,9,\r\n",
        "2020-02-03,甲,张\x0b三\x85,5\u2028,9,\r\n",
    ],
    ids=["open", "closed too early", "inside", "rows swallowed", "zero", "long", "blank", "ends", "mark", "other ends"],
)
@pytest.mark.parametrize("row", [3, 60, 100, 160])
def test_a_damaged_csv_is_refused_or_recorded_in_the_same_words(damage: str, row: int):
    lines = text_of(ledger()).splitlines(keepends=True)
    same("".join([*lines[:row], damage, *lines[row:]]).encode())


@pytest.mark.parametrize(
    "top",
    [
        [["2020年民生工程资金发放台账"], ["单位:元"]],
        [["一卡通发放明细(单位:万元)"], [], ["截止日期:2020年12月31日"]],
        [["2020年惠农补贴"], ["单位:千元", "", "", "单位:元"]],
    ],
)
def test_captions_and_units_above_the_header(top: list[list[str]]):
    header = ["拨付日期", "项目名称", "收款人", "拨付金额", "凭证号", "备注"]
    same(text_of([*top, header, *ledger(*AWKWARD["all of it"])[1:]]).encode())


def test_header_rows_of_two():
    head = [["序号", "拨付日期", "项目名称", "拨付情况", "", "备注"], ["", "", "", "金额(元)", "收款单位", ""]]
    body = [[str(n), row[0], row[1], row[3], row[2], ""] for n, row in enumerate(ledger()[1:], 1)]
    body[130][0], body[140][0] = "", "(三)"
    same(text_of([*head, *body]).encode())


@pytest.mark.parametrize("rows_above", [3, 160])
def test_monthly_tables_below_each_other(rows_above: int):
    tables = [
        [[f"2020年{n}月发放表"], *ledger(*AWKWARD["a total"], many=rows_above)]
        for n in (1, 2, 3)
    ]  # fmt: skip
    same(text_of([row for table in tables for row in table]).encode())


def test_two_amount_columns():
    head = ["拨付日期", "项目名称", "收款人", "拨付金额(元)", "", ""]
    below = ["", "", "", "中央", "区级", "备注"]
    body = [[*row[:4], f"{n}.5", ""] for n, row in enumerate(ledger()[1:])]
    same(text_of([head, below, *body]).encode())


COLUMNS = ["拨付日期", "项目名称", "项目编码", "资金性质", "资金级次", "收付方向", "拨付金额(万元)", "序号"]


def test_natures_levels_codes_and_directions(seen: Seen):
    body = [
        [
            row[0], row[1], f"P{'甲乙丙丁'.index(row[1])}", ("配套", "管护", "", "其他")[n % 4],
            ("区级", "中央", "省级", "不知")[n // 4 % 4], "支出" if n % 11 else "收入", row[3], str(n),
        ]
        for n, row in enumerate(ledger(many=200)[1:])
    ]  # fmt: skip
    same(text_of([COLUMNS, *body]).encode())
    assert seen.condensed > 30


def test_a_column_whose_rows_have_more_fields_than_the_header():
    same(text_of([HEADER, *([*row, "", "x" if n == 120 else ""] for n, row in enumerate(ledger()[1:]))]).encode())


def test_every_row_ends_with_a_separator_more(seen: Seen):
    same(text_of([HEADER, *([*row, ""] for row in ledger()[1:])]).encode())
    assert seen.condensed > 10


@pytest.mark.parametrize(
    "toml",
    [
        '[columns]\nproject = "收款人"',
        '[tables."台账.csv"]\nunit = "万元"',
        '[tables."台账.csv"]\nblank = ["丙"]',
        '[tables."台账.csv"]\ndrop = { "备注" = ["*退回*"] }',
        '[tables."台账.csv"]\nkeep = { "项目名称" = ["甲", "乙"] }',
        '[tables."台账.csv"]\nheader_rows = [1]',
    ],
)
def test_settings_of_columns_and_tables(toml: str):
    same(text_of(ledger(*AWKWARD["all of it"])).encode(), toml)


def test_an_amount_in_another_unit_than_its_neighbours(seen: Seen):
    lines = ledger(many=200)
    for n, row in enumerate(lines[1:]):
        row[3] = f"{3000 + n}.00"
    lines[150][3], lines[151][3] = "0.35", "0.4"
    same(text_of(lines).encode())
    assert seen.condensed > 10


TEXT = st.sampled_from(["", "张三", "退回", "合计", "（某）社", '"', "一\n二", "a,b", "红字", "元", " "])
ROW = st.one_of(
    st.tuples(
        st.sampled_from(["2020-01-02", "2020/3/4", "20200506", "2020年7月8日", "43900", "", "昨天"]),
        st.sampled_from(["甲", "乙", "丙", "甲", "乙", "丙", "", "小计", "丁 1"]),
        TEXT,
        st.sampled_from(["5", "12.5", "0.01", "999.99", "1,234.50", "-3", "(3)", "12.5万", "0", "", "约5", "1.005"]),
        st.sampled_from(["1", "2", "", "PZ3"]),
        TEXT,
    ).map(list),
    st.just(["2020-04-05", "甲", "张三", "8.80", "1", ""]),
    st.just(["2020-04-05", "乙", "李四", "3", "1", ""]),
    st.just([""]),
    st.just(HEADER),
    st.lists(TEXT, max_size=8),
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(ROW, max_size=60),
    st.sampled_from([",", "\t"]),
    st.sampled_from(["\r\n", "\n"]),
    st.sampled_from(["utf-8", "gb18030"]),
)
@example([ORDINARY] * 40, ",", "\n", "utf-8")
def test_any_rows_whatever(lines: list[list[str]], delimiter: str, end: str, encoding: str):
    body = [ORDINARY, *ledger(many=70)[1:], *lines]
    same(text_of([HEADER, *body], delimiter, end).encode(encoding))


def test_too_many_rows_left_out_are_refused_with_the_reason(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(rows, "MOST_LEFT_OUT", 10)
    monkeypatch.setattr(rows, "_CHECKED", 1)
    with pytest.raises(Failure, match="more than 10 of its rows"):
        pipeline.run([on_disk(text_of(ledger(*AWKWARD["a total"], many=400)).encode())], Settings())


def test_too_many_sums_are_refused_with_the_reason(monkeypatch: pytest.MonkeyPatch):
    from minsheng_funds.reading.large import condensing

    monkeypatch.setattr(condensing, "MOST_SUMS", 20)
    with pytest.raises(Failure, match="more than 20 pairs"):
        pipeline.run([on_disk(text_of(ledger(many=400)).encode())], Settings())


def test_a_file_that_changed_is_refused():
    source = on_disk(text_of(ledger()).encode())
    changed = source._replace(stamp=source.stamp._replace(size=source.stamp.size + 1))
    with pytest.raises(Failure, match="changed or taken away"):
        pipeline.run([changed], Settings())


def test_a_file_that_changes_while_it_is_read_is_refused(monkeypatch: pytest.MonkeyPatch):
    source = on_disk(text_of(ledger()).encode())
    real = stamp_of
    calls: Iterator[int] = iter(range(10))
    monkeypatch.setattr(
        files, "stamp_of", lambda path: real(path) if next(calls) < 2 else real(path)._replace(changed=0)
    )
    with pytest.raises(Failure, match="changed or taken away"):
        pipeline.run([source], Settings())


def test_dates_are_days(seen: Seen):
    outcome = pipeline.run([on_disk(text_of(ledger()).encode())], Settings())
    days = {day for group in outcome.book.payments for day in group.days}
    assert all(type(day) is date for day in days)
    assert seen.condensed > 10
