"""Random grids of the field's words, numbers, dates and junk: an outcome whose figures add up, or a failure that says why."""

import os
from datetime import date, datetime, time
from typing import Any

from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from minsheng_funds import vocabulary
from minsheng_funds.model import Source
from tests.corpus.build import Page, Styled, by_openpyxl, xlsx
from tests.fuzz.invariants import try_sources
from tests.support import Formula, csv_bytes, ods, settings_of, xls

EXAMPLES = int(os.environ.get("FUZZ_EXAMPLES", "60"))
PHASES = tuple(Phase) if "FUZZ_SHRINK" in os.environ else (Phase.explicit, Phase.reuse, Phase.generate)
"""A failure is made smaller only when asked for (FUZZ_SHRINK=1): that takes minutes."""
HEADERS = sorted(
    {word for words in vocabulary.TEXT_FIELDS.values() for word in words}
    | set(vocabulary.MEASURE_WORDS) | set(vocabulary.LEVEL_WORDS) | set(vocabulary.TOTAL_COLUMN_WORDS) | {"拨付率", "其中:贫困村", "资金筹集", "金额(万元)"}
)  # fmt: skip
LIKELY = [
    "序号",
    "项目名称",
    "计划资金",
    "拨付金额",
    "拨付日期",
    "收款单位",
    "备注",
    "区级",
    "省级",
    "合计",
    "资金类别",
    "级次",
    "已拨付",
    "累计拨付",
    "拨付率",
]
NAMES = [
    "甲",
    "乙",
    "丙",
    "合计",
    "小计",
    "一、工程类",
    "(一)",
    "其中:道路",
    "注:1.不含",
    "1.1",
    "①",
    "总金额12",
    "单位:万元",
    "截止日期:2020年4月17日",
    "全县",
    "本月合计",
    "工程类",
]
JUNK = [
    "",
    " ",
    "—",
    "/",
    "无",
    "\t",
    "#REF!",
    "=1+1",
    "'5",
    "\u200b",
    "\ufeff",
    "😀",
    "A" * 300,
    "\x01",
    "<&>\"'",
    "١٢٣",
    "½",
    "1e400",
    "nan",
    "-",
    "(",
    ")",
    "(())",
    "{0}",
    "%s",
    "\\",
    "[red]",
    "壹万元",
]
AMOUNTS = [
    "12.5万",
    "(12.5)",
    "△3",
    "1,234.5",
    "1,23",
    "12.345",
    "3794.6万元",
    "-0",
    "6222021234567890128",
    "0",
    "00012",
    "+5",
    "5.",
    ".5",
    "１２",
]
DATES = [
    "2020.4.17",
    "2020-4-17",
    "2020年4月17日",
    "4月17日",
    "20200417",
    "2020.13.1",
    "0000-00-00",
    "9999-12-31",
    "2020.4",
]
words = st.sampled_from([*HEADERS, *NAMES, *JUNK, *AMOUNTS, *DATES])
numbers = st.one_of(
    st.integers(-1000, 100000), st.sampled_from([43938, 20200417, 2020.1, 1e15, 1e16, 1e300, -1e300, 0.1 + 0.2, 1000 / 3, 10**14, 12.345, -0.0]),
    st.decimals(-10000, 10000, places=2).map(float),
)  # fmt: skip
days = st.one_of(st.dates(date(1990, 1, 1), date(2100, 1, 1)), st.just(datetime(2020, 4, 17, 23, 59)))
cells: st.SearchStrategy[Any] = st.one_of(st.none(), words, numbers, numbers, days, st.booleans())
rich: st.SearchStrategy[Any] = st.one_of(
    cells,
    st.builds(Formula, st.just("=1+1"), st.sampled_from(["", "#REF!", "#N/A", 0, 5, "x"])),
    st.builds(Styled, numbers, st.sampled_from(['0.00"万元"', '0!.0,"万元"', "#,##0,", "@", ";;;", "0%"])),
    st.builds(Styled, st.integers(-1000, 100000), st.sampled_from(["yyyy-mm-dd", "h:mm", "[h]:mm:ss"])),
)


@st.composite
def grids(draw: Any, cell: st.SearchStrategy[Any] = cells) -> list[list[Any]]:
    """Title, caption, header and rows, each perhaps replaced by anything."""
    width = draw(st.integers(1, 8))
    headers = st.lists(
        st.one_of(st.sampled_from(LIKELY), st.sampled_from(LIKELY), st.sampled_from(HEADERS), st.just("")),
        min_size=width,
        max_size=width,
    )
    rows: list[list[Any]] = []
    for maker in (st.just(["2020年资金表"]), st.sampled_from([["单位:元"], ["单位:万元"], ["填报单位:"], [""]])):
        if draw(st.booleans()):
            rows.append(draw(maker))
    for _ in range(draw(st.integers(0, 3))):
        rows.append(draw(headers))
    ordinary = st.tuples(*[st.one_of(numbers, st.sampled_from(NAMES), days, cell) for _ in range(width)]).map(list)
    rows += draw(st.lists(st.one_of(ordinary, ordinary, headers, st.lists(cell, max_size=width)), max_size=8))
    return rows


@st.composite
def pages(draw: Any) -> Page:
    rows = draw(grids(rich))
    merged = draw(
        st.lists(st.tuples(st.integers(0, 6), st.integers(0, 5), st.integers(0, 2), st.integers(0, 2)), max_size=2)
    )
    spans: list[tuple[int, int, int, int]] = []
    for top, left, down, right in merged:
        span = (top, left, top + down, left + right)
        if (down or right) and not any(
            span[0] <= b and t <= span[2] and span[1] <= r and le <= span[3] for t, le, b, r in spans
        ):
            spans.append(span)
    return Page(
        draw(st.sampled_from(["计划", "台账", "2020", "表(万元)", "1月"])), rows, merged=tuple(spans),
        top=draw(st.integers(0, 3)), left=draw(st.integers(0, 3)),
        hidden_rows=tuple(draw(st.lists(st.integers(0, 9), max_size=2, unique=True))), hidden_columns=tuple(draw(st.lists(st.integers(0, 6), max_size=1))),
    )  # fmt: skip


SETTINGS = ["", 'exclude = ["甲"]', 'rate_base = "received"', 'own_level = "provincial"', '[tables."*"]\nkind = "ledger"', '[tables."*"]\nkind = "plan"\nunit = "万元"',
            '[tables."*"]\nheader_rows = [3]', '[columns]\nproject = ["@A"]\nrequired = ["@B"]\ndisbursed = ["@C"]', '[columns]\nproject = ["@A + @B"]\nreceived = { district = ["@C"] }']  # fmt: skip


@settings(max_examples=EXAMPLES, phases=PHASES)
@given(st.lists(pages(), min_size=1, max_size=2, unique_by=lambda page: page.name), st.sampled_from(SETTINGS))
def test_any_grid_in_an_xlsx_adds_up_or_fails_with_a_reason(sheets: list[Page], toml: str) -> None:
    try_sources([Source("a.xlsx", xlsx(*sheets))], settings_of(toml))


@settings(max_examples=EXAMPLES, phases=PHASES)
@given(grids(), grids(), st.sampled_from(["utf-8", "gb18030"]), st.sampled_from(",\t;"))
def test_any_two_grids_in_csv_add_up_or_fail_with_a_reason(first: Any, second: Any, encoding: str, mark: str) -> None:
    sources = [
        Source(name, csv_bytes(rows, encoding, mark)) for name, rows in (("计划.csv", first), ("台账.csv", second))
    ]
    try_sources(sources, settings_of("year = 2020"))


def plain(rows: list[list[Any]]) -> list[list[Any]]:
    """The grid without what old writers cannot write: times, characters beyond XML, dates before 1900."""

    def cell(value: Any) -> Any:
        if isinstance(value, str):
            return "".join(mark for mark in value if mark in "\t\n" or mark >= " ")
        return None if isinstance(value, (bool, time)) else value

    return [[cell(value) for value in row] for row in rows]


@settings(max_examples=EXAMPLES // 2, phases=PHASES)
@given(grids(), st.sampled_from([xls, ods, by_openpyxl]))
def test_any_grid_in_other_containers_adds_up_or_fails_with_a_reason(rows: Any, write: Any) -> None:
    from tests.support import Sheet

    try_sources([Source("a", write(Sheet("计划", plain(rows))))])


@settings(max_examples=EXAMPLES, phases=PHASES)
@given(
    st.one_of(
        st.text(max_size=200),
        st.lists(st.lists(words, max_size=6), max_size=6).map(lambda rows: "\n".join(",".join(row) for row in rows)),
    ),
    st.sampled_from(["utf-8", "gb18030", "utf-16"]),
)
def test_any_text_as_a_csv_adds_up_or_fails_with_a_reason(text: str, encoding: str) -> None:
    try_sources([Source("a.csv", text.encode(encoding, "ignore"))])


def test_a_time_of_day_in_an_amount_is_refused_and_no_crash() -> None:
    rows = [["项目名称", "计划资金(元)"], ["甲", Styled(0.5, "h:mm")], ["乙", 5]]
    outcome = try_sources([Source("a.xlsx", xlsx(Page("计划", rows)))])
    assert outcome is not None
    assert not outcome.complete


def test_an_own_level_and_a_bare_amount_keep_to_the_schema_of_inspect() -> None:
    rows = [
        ["2020年资金计划", "", "", "单位:元"],
        ["项目名称", "本级", "已拨付", "金额"],
        ["甲", 5, 3, 4],
        ["合计", 5, 3, 4],
    ]
    outcome = try_sources([Source("a.xlsx", xlsx(Page("表", rows)))])
    assert outcome is not None
    assert [column.level for column in outcome.book.tables[0].columns] == [None, "district", None, None]
