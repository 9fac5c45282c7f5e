"""Long tables off the terminal are written without rich, line for line the same."""

import io
import string
from unittest.mock import patch

from hypothesis import given
from hypothesis import strategies as st

from minsheng_funds.money import Rate
from minsheng_funds.rendering import terminal
from minsheng_funds.rendering.document import Cell, Column, Document, Table
from minsheng_funds.rendering.terminal_plain import LONG_TABLE

KINDS = ("text", "money", "rate", "count", "bar")
TEXTS = st.text(string.ascii_letters + string.digits + " .-—区县甲乙（)%*\t\u202e", max_size=12).map(str.strip)
LABELS = st.text("区县abc", min_size=1, max_size=6)


@st.composite
def tables(draw):
    others = st.builds(Column, LABELS, st.sampled_from(KINDS), st.integers(0, 3))
    columns = [Column("项目名称"), *draw(st.lists(others, max_size=4))]
    cell = st.builds(Cell, TEXTS, rate=st.sampled_from([None, Rate(1, 3), Rate(5, 4), Rate(-1, 2)]))
    rows = draw(st.lists(st.tuples(*[cell] * len(columns)), min_size=1, max_size=6))
    totals = draw(st.frozensets(st.integers(0, len(rows) - 1)))
    return Table(draw(TEXTS), tuple(columns), tuple(rows), totals, tuple(draw(st.lists(TEXTS, max_size=2))))


def written(table: Table, least: int) -> str:
    stream = io.StringIO()
    with patch.object(terminal, "LONG_TABLE", least):
        terminal.write_terminal(Document((table,)), stream)
    return stream.getvalue()


@given(tables())
def test_the_lines_are_those_that_rich_writes(table):
    assert written(table, 1) == written(table, 10**6)


def test_a_long_table_keeps_every_row():
    rows = tuple((Cell(f"第{number}行"), Cell(str(number))) for number in range(500))
    text = written(Table("表", (Column("行"), Column("数", "count")), rows), LONG_TABLE)
    assert text.count("\n") == 500 + 4
    assert "第499行" in text
