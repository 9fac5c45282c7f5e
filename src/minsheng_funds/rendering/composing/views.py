"""Views → tables: one a view, each fund with its own total, parts balanced so that they add up to it as printed."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from itertools import groupby

from minsheng_funds.messages import AVERAGES
from minsheng_funds.model import Figures, View, ViewRow
from minsheng_funds.money import Rate, balanced_texts, money_text
from minsheng_funds.rendering.amounts import (
    ALWAYS,
    amount_column,
    amount_of,
    printed_amounts,
    rate_column,
    shown_amounts,
    was_balanced,
)
from minsheng_funds.rendering.document import Cell, Column, Table
from minsheng_funds.rendering.words import DASH, Words
from minsheng_funds.vocabulary import LEVELS, LIST_COMMA

LABEL_OF = {"unit": "responsible"}
"""The label of a dimension, where it is not its own name."""
Texts = dict[str, list[str | None]]


def view_tables(views: Sequence[View], words: Words) -> list[Table]:
    """One table for each list of dimensions, with the rows and the total of every fund in it."""
    return [_table(list(same), words) for _, same in groupby(views, key=lambda view: view.by)]


def key_text(dimension: str, value: str, words: Words) -> str:
    """A value of a dimension as people read it."""
    if not value:
        return words.label("unstated")
    if dimension == "level":
        return words.say(LEVELS[value])
    return words.nature(value) if dimension == "nature" else value


def dimension_label(dimension: str, words: Words) -> str:
    """The heading of a dimension's column."""
    return words.label(LABEL_OF.get(dimension, dimension))


def _table(views: Sequence[View], words: Words) -> Table:
    amounts = _amounts(views)
    rows: list[tuple[Cell, ...]] = []
    totals: set[int] = set()
    balanced = False
    for view in views:
        start, own = len(rows), words.of(view.nature) if view.nature else words
        writer = _Writer(own, amounts, view)
        printed = writer.printed(view)
        head, tail = _halves(view)
        rows += [writer.row(row, printed, place) for place, row in head]
        if view.others is not None:
            rows.append(writer.others(printed))
        rows += [writer.row(row, printed, place) for place, row in tail]
        totals.add(len(rows))
        rows.append(writer.total())
        balanced = balanced or was_balanced(rows[start:], own)
    first = _Writer(words, amounts, views[0])
    columns, notes = first.columns([view.total.base for view in views]), tuple(_notes(views, words, balanced=balanced))
    key = "-".join(("by", *views[0].by))
    return Table(first.title(), columns, tuple(rows), frozenset(totals), notes, key=key)


def _halves(view: View) -> tuple[list[tuple[int, ViewRow]], list[tuple[int, ViewRow]]]:
    """The rows before and after those that were left out."""
    rows = list(enumerate(view.rows))
    if view.top is None or view.others is None:
        return rows, []
    limit = next((place for place, row in rows if row.rank is not None and row.rank > view.top), len(rows))
    return rows[:limit], rows[limit:]


def _amounts(views: Sequence[View]) -> list[str]:
    """The amounts worth a column; payments by month or payee have what was disbursed alone."""
    if views[0].of_payments:
        return ["disbursed"]
    return shown_amounts(
        [figures for view in views for figures in (view.total.figures, *(row.figures for row in view.rows))]
    )


class _Writer:
    """Writes the rows of one fund in a table."""

    def __init__(self, words: Words, amounts: Sequence[str], view: View) -> None:
        self._words, self._amounts, self._by, self._view = words, amounts, view.by, view

    def title(self) -> str:
        """By what the table is, and how much of the ranking it shows."""
        labels = [dimension_label(dimension, self._words) for dimension in self._by]
        chinese = self._words.language == "zh"
        dimensions = LIST_COMMA.join(labels) if chinese else ", ".join(labels).lower()
        if self._view.top is None:
            return self._words.label("by", dimensions=dimensions)
        return self._words.label("by_top", dimensions=dimensions, top=self._view.top)

    def columns(self, bases: Sequence[str]) -> tuple[Column, ...]:
        """The dimensions, the fund, the figures; `bases` are those of the funds' rates."""
        words, by = self._words, self._by
        columns = [Column(dimension_label(dimension, words), key=dimension) for dimension in by]
        if "nature" not in by:
            columns.append(Column(words.label("nature"), spare=5, key="nature"))
        if "level" in by:
            columns.append(Column(words.label("in_scope"), spare=1, key="in_scope"))
        if self._view.of_payments:
            columns.append(Column(words.label("payments"), "count", spare=3, key="payments"))
            columns.append(amount_column("disbursed", words))
            if "month" in by:
                columns.append(Column(words.label("cumulative"), "money", key="cumulative"))
                columns.append(Column(words.label("cumulative_rate"), "rate", spare=1, key="cumulative_rate"))
                columns.append(Column(words.label("time_progress"), "rate", spare=2, key="time_progress"))
            else:
                columns.append(Column(words.label("share_of_disbursed"), "rate", spare=2, key="share"))
                columns.append(Column(words.label("rank"), "count", spare=1, key="rank"))
            return tuple(columns)
        if "project" not in by:
            columns.append(Column(words.label("projects"), "count", spare=4, key="projects"))
        columns += [amount_column(name, words, 0 if name in ALWAYS else 3) for name in self._amounts]
        columns += [rate_column(bases, words), Column("", "bar", spare=6)]
        columns.append(Column(words.label("rank"), "count", spare=1, key="rank"))
        columns.append(Column(words.label("average"), spare=2, key="average"))
        return tuple(columns)

    def row(self, row: ViewRow, printed: Texts, place: int) -> tuple[Cell, ...]:
        """A row of the view; its amounts stand at this place of the printed ones."""
        keys = [key_text(dimension, value, self._words) for dimension, value in zip(self._by, row.key, strict=True)]
        return self._cells(row, keys, {name: texts[place] for name, texts in printed.items()})

    def others(self, printed: Texts) -> tuple[Cell, ...]:
        """What was left out, as one row."""
        view = self._view
        assert view.others is not None
        keys = [self._words.label("others", count=view.left_out), *[""] * (len(self._by) - 1)]
        if "nature" in self._by[1:]:
            keys[self._by.index("nature")] = key_text("nature", view.nature or "", self._words)
        return self._cells(view.others, keys, {name: texts[-1] for name, texts in printed.items()})

    def total(self) -> tuple[Cell, ...]:
        """The fund's total."""
        view, month = self._view, "month" in self._by
        total = view.total
        name = self._words.label("total")
        if view.nature:
            name = f"{name} ({self._words.nature(view.nature)})"
        row = ViewRow(
            key=(),
            figures=total.figures,
            rate=total.rate,
            complete=total.complete,
            projects=total.projects,
            payments=_payments(view),
            cumulative=total.figures.disbursed if month else None,
            cumulative_rate=total.rate if month else None,
        )
        printed = _balanced([total.figures], self._amounts, self._words)
        return self._cells(row, [name, *[""] * (len(self._by) - 1)], {key: texts[0] for key, texts in printed.items()})

    def printed(self, view: View) -> Texts:
        """Every amount as text, the row of those left out last; the rows in scope add up to the printed total."""
        rows = [*view.rows, *([view.others] if view.others is not None else [])]
        if view.by == ("month",):
            return {"disbursed": _months([row.cumulative or 0 for row in rows], self._words)}
        inside = [place for place, row in enumerate(rows) if row.in_scope]
        texts: Texts = {name: [None] * len(rows) for name in self._amounts}
        balanced = _balanced([rows[place].figures for place in inside], self._amounts, self._words)
        for name in self._amounts:
            for place, text in zip(inside, balanced[name], strict=True):
                texts[name][place] = text
        for place, row in enumerate(rows):
            if not row.in_scope:
                alone = _balanced([row.figures], self._amounts, self._words)
                for name in self._amounts:
                    texts[name][place] = alone[name][0]
        return texts

    def _cells(self, row: ViewRow, keys: Sequence[str], texts: Mapping[str, str | None]) -> tuple[Cell, ...]:
        words, complete = self._words, row.complete
        cells = [Cell(key) for key in keys]
        if "nature" not in self._by:
            cells.append(Cell(key_text("nature", self._view.nature or "", words)))
        if "level" in self._by:
            cells.append(Cell(words.label("yes" if row.in_scope else "no") if row.key else ""))
        number = row.payments if self._view.of_payments else row.projects
        if self._view.of_payments or "project" not in self._by:
            cells.append(Cell(DASH if number is None else str(number)))
        cells += [
            words.money(amount_of(row.figures, name), complete=complete, text=texts[name]) for name in self._amounts
        ]
        rank = Cell("" if row.rank is None else str(row.rank))
        if "month" in self._by:
            running = words.money(row.cumulative, complete=complete)
            return (*cells, running, words.rate(row.cumulative_rate, complete=complete), _rate(row.time, words))
        if self._view.of_payments:
            return (*cells, _rate(row.share, words), rank)
        against = Cell("" if row.average is None else words.say(AVERAGES[row.average]))
        return (*cells, words.rate(row.rate, complete=complete), Cell("", rate=row.rate), rank, against)


def _payments(view: View) -> int | None:
    rows = [*(row for row in view.rows if row.in_scope), *([view.others] if view.others is not None else [])]
    known = [row.payments for row in rows if row.payments is not None]
    return sum(known) if known else None


def _rate(share: Rate | None, words: Words) -> Cell:
    """A rate beside the figures; blank where there is none."""
    return Cell("") if share is None else words.rate(share)


def _balanced(rows: Sequence[Figures], amounts: Sequence[str], words: Words) -> Texts:
    """Down a column parts add up, across a row disbursed and undisbursed make required."""
    if len(amounts) > 1:
        return printed_amounts(rows, amounts, words)
    return {
        name: balanced_texts([amount_of(row, name) for row in rows], words.unit, words.decimals) for name in amounts
    }


def _months(cumulative: Sequence[int], words: Words) -> list[str | None]:
    """Each month as the difference of the printed running sums: both columns add up, row by row."""
    sums = [Decimal(money_text(fen, words.unit, words.decimals)) for fen in cumulative]
    return [str(later - earlier) for earlier, later in zip([Decimal(0), *sums], sums, strict=False)]


def _notes(views: Sequence[View], words: Words, *, balanced: bool) -> list[str]:
    first, notes = views[0], []
    if any(row.average is not None for view in views for row in view.rows):
        notes.append(words.label("note_average"))
    if any(not row.in_scope for view in views for row in view.rows):
        notes.append(words.label("note_levels", level=words.level(first.own_level)))
    if "payee" in first.by:
        notes.append(words.label("note_payees"))
    if "month" in first.by and any("" in row.key[first.by.index("month") :][:1] for view in views for row in view.rows):
        notes.append(words.label("note_undated"))
    return [*notes, words.label("balanced")] if balanced else notes
