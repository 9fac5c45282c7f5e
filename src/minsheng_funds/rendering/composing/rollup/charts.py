"""Charts of a roll-up: the rate of every bureau against the time elapsed, and what each has paid and not paid."""

from minsheng_funds.model import View, ViewRow
from minsheng_funds.rendering.amounts import printed_amounts
from minsheng_funds.rendering.composing.rollup.words import Said
from minsheng_funds.rendering.document import Cell, Chart, Series
from minsheng_funds.vocabulary import UNIT_NAMES

MOST_BARS = 40
"""With more bureaus a chart has the first and the last of the ranking, and the rate of all others as one bar."""


def rollup_charts(said: Said) -> list[Chart]:
    """Both charts of every fund; none of a fund that has one bureau, or no rate."""
    found: list[Chart | None] = []
    for whole, short in zip(said.rollup.views["bureau"], said.rollup.shortened["bureau"], strict=True):
        view = whole if len(whole.rows) <= MOST_BARS else short
        rows = _rows(view)
        if len(whole.rows) > 1:
            found += [_rates(view, rows, said), _amounts(view, rows, said)]
    return [chart for chart in found if chart is not None]


def _rows(view: View) -> list[tuple[str, ViewRow]]:
    """The rows in their order, those that were left out as one where they would stand."""
    rows = [(row.key[0], row) for row in view.rows]
    if view.others is None:
        return rows
    place = next((at for at, row in enumerate(view.rows) if (row.rank or 0) > (view.top or 0)), len(rows))
    return [*rows[:place], ("", view.others), *rows[place:]]


def _title(key: str, view: View, said: Said) -> str:
    top = said.words.label("rollup_chart_top", top=view.top) if view.others is not None else ""
    return said.words.label(key, nature=said.words.nature(view.nature or "")) + top


def _labels(view: View, rows: list[tuple[str, ViewRow]], said: Said) -> tuple[str, ...]:
    return tuple(name or said.words.label("rollup_others", count=view.left_out) for name, _ in rows)


def _rates(view: View, rows: list[tuple[str, ViewRow]], said: Said) -> Chart | None:
    words = said.words
    rated = [(name, row) for name, row in rows if row.rate is not None]
    if not rated:
        return None
    time = said.statement.time_progress
    cells = tuple(words.rate(row.rate, complete=row.complete) for _, row in rated)
    return Chart(
        _title("rollup_chart_rates", view, said),
        "bars",
        "rate",
        _labels(view, rated, said),
        (Series(words.label("rate"), cells),),
        unit="%",
        target=time.rate if time is not None else view.total.rate,
        target_name=words.label("time_progress" if time is not None else "rollup_average"),
        key=f"rates-{view.nature}",
    )


def _amounts(view: View, rows: list[tuple[str, ViewRow]], said: Said) -> Chart | None:
    """Paid and unpaid of every bureau, the parts of what is required; one bar of many others would dwarf them all."""
    words = said.words.of(view.nature or "")
    rows = [(name, row) for name, row in rows if name]
    kept = [
        (name, row)
        for name, row in rows
        if row.figures.disbursed is not None and row.figures.undisbursed is not None and row.figures.undisbursed >= 0
    ]
    if len(kept) != len(rows):
        return None  # parts of nothing, or more than the whole: the table says it
    names = ("disbursed", "undisbursed")
    printed = printed_amounts([row.figures for _, row in kept], ("required", *names), words)
    series = []
    for name in names:
        cells: list[Cell | None] = []
        for place, (_, row) in enumerate(kept):
            fen = getattr(row.figures, name)
            cells.append(words.money(fen, complete=row.complete, text=printed[name][place]))
        series.append(Series(words.label(name), tuple(cells)))
    return Chart(
        _title("rollup_chart_amounts", view, said),
        "parts",
        "money",
        _labels(view, kept, said),
        tuple(series),
        unit=words.say(UNIT_NAMES[words.unit]),
        key=f"amounts-{view.nature}",
    )
