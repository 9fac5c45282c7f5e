"""Into a pipe, text is written without rich, line for line as rich would; on a terminal, or with colours, by rich."""

import io
import string
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from minsheng_funds.money import Rate
from minsheng_funds.rendering import as_text
from minsheng_funds.rendering.as_text import write_text
from minsheng_funds.rendering.as_text.terminal import write_terminal
from minsheng_funds.rendering.document import (
    Cell,
    Code,
    Column,
    Document,
    Facts,
    GridColumn,
    GridRow,
    Heading,
    Headline,
    Item,
    Items,
    SheetGrid,
    Table,
)
from tests.test_examples import EXAMPLES

KINDS = ("text", "money", "rate", "count", "bar")
TEXTS = st.text(string.ascii_letters + string.digits + " .-—区县甲乙（)%*\t\u202e", max_size=12).map(str.strip)
LABELS = st.text("区县abc", min_size=1, max_size=6)
RATES = st.sampled_from([None, Rate(0, 1), Rate(1, 3), Rate(5, 4), Rate(-1, 2)])
PAIRS = st.lists(st.tuples(LABELS, st.builds(Cell, TEXTS)), min_size=1, max_size=12).map(tuple)


@st.composite
def tables(draw):
    others = st.builds(Column, LABELS, st.sampled_from(KINDS), st.integers(0, 3))
    columns = [Column("项目名称"), *draw(st.lists(others, max_size=4))]
    cell = st.builds(Cell, TEXTS, rate=RATES)
    rows = draw(st.lists(st.tuples(*[cell] * len(columns)), min_size=1, max_size=6))
    totals = draw(st.frozensets(st.integers(0, len(rows) - 1)))
    return Table(draw(TEXTS), tuple(columns), tuple(rows), totals, tuple(draw(st.lists(TEXTS, max_size=2))))


BLOCKS = st.one_of(
    tables(),
    st.builds(Heading, LABELS, st.sampled_from([1, 2])),
    st.builds(Facts, st.lists(st.tuples(LABELS, TEXTS), min_size=1, max_size=4).map(tuple)),
    st.builds(Headline, LABELS, PAIRS, RATES, RATES),
    st.builds(
        Items,
        LABELS,
        st.lists(
            st.builds(Item, LABELS, st.sampled_from(["", "error"]), st.lists(LABELS, max_size=2).map(tuple)),
            min_size=1,
            max_size=3,
        ).map(tuple),
    ),
    st.builds(Code, LABELS, st.lists(LABELS, max_size=3).map(tuple), st.sampled_from(["", "注"])),
)


def plain(document: Document) -> str:
    stream = io.StringIO()
    write_text(document, stream)
    return stream.getvalue()


def by_rich(document: Document) -> str:
    stream = io.StringIO()
    write_terminal(document, stream)
    return stream.getvalue()


@given(st.lists(BLOCKS, max_size=4))
def test_the_lines_are_those_that_rich_writes(blocks):
    document = Document(tuple(blocks))
    assert plain(document) == by_rich(document)


def test_a_long_table_keeps_every_row():
    rows = tuple((Cell(f"第{number}行"), Cell(str(number))) for number in range(500))
    text = plain(Document((Table("表", (Column("行"), Column("数", "count")), rows),)))
    assert text.count("\n") == 500 + 4
    assert "第499行" in text


def test_the_grid_of_a_sheet_is_drawn_by_rich_in_a_pipe_too():
    grid = SheetGrid((GridColumn("A", "项目名称"),), (GridRow("1", "表头", ("甲",), "header"),))
    assert plain(Document((grid,))) == by_rich(Document((grid,)))


@pytest.mark.parametrize("wish", as_text.WISHES)
def test_whoever_wishes_colours_gets_rich(monkeypatch, wish):
    called = []
    monkeypatch.setattr(as_text, "_write_with_rich", lambda document, stream: called.append(document))
    monkeypatch.setenv(wish, "1")
    write_text(Document((Heading("题", 1),)), io.StringIO())
    assert called


def test_an_old_encoding_is_left_to_rich_which_knows_frames_of_its_own():
    stream = io.TextIOWrapper(io.BytesIO(), encoding="gbk", errors="replace")
    document = Document((Headline("配套资金", (("需配套", Cell("1.0")),), None, None),))
    write_text(document, stream)
    stream.flush()
    expected = io.TextIOWrapper(io.BytesIO(), encoding="gbk", errors="replace")
    write_terminal(document, expected)
    expected.flush()
    assert stream.buffer.getvalue() == expected.buffer.getvalue()


def test_a_piped_report_does_not_load_what_draws_on_terminals():
    """rich is loaded for colours and frames only: a piped report starts without its console and tables."""
    code = (
        "import sys; from minsheng_funds.cli import main;"
        "main(sys.argv[1:]);"
        "print(sorted(name for name in sys.modules if name in ('rich.console', 'rich.table', 'rich.text')), file=sys.stderr)"
    )
    book = str(EXAMPLES / "tongguan-2020.xlsx")
    done = subprocess.run([sys.executable, "-c", code, "report", book], capture_output=True, text=True, check=True)
    assert done.stderr.strip() == "[]"
