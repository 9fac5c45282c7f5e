"""Charts without pictures: bars in the cells of a table, for they need no font and no library."""

from fractions import Fraction

from minsheng_funds.money import Rate
from minsheng_funds.rendering.document import Cell, Chart, Column, Table

DRAWN = "drawn"
"""The kind of a column whose cells are bars: their `rate` says how long, the whole column being 1."""


def bars_table(chart: Chart) -> Table:
    """A row a label and series: the name, a bar in proportion to the longest one, the figure; the target last.

    What is the same for every label (the plan beside the payments of the months) stands once, at the end.
    """
    several = chart.form == "parts" and len(chart.series) > 1
    lines = _lines(chart)
    most = max([abs(_value(cell)) for *_, cell in lines] + [Fraction(1)])
    rows = []
    before = None
    for label, name, cell in lines:
        names = [Cell("" if label == before else label), *([Cell(name)] if several else [])]
        length = max(Fraction(0), _value(cell) / most)
        tone = "target" if name == "" else ""
        bar = Cell("", rate=Rate(length.numerator, length.denominator), tone=tone)
        rows.append((*names, bar, Cell(cell.text, fen=cell.fen, rate=cell.rate)))
        before = label
    columns = [Column(""), *([Column("")] if several else []), Column("", DRAWN), Column("", chart.kind)]
    return Table(
        chart.title, tuple(columns), tuple(rows), caption="" if chart.unit == "%" else chart.unit, key=chart.key
    )


def _lines(chart: Chart) -> list[tuple[str, str, Cell]]:
    """(label, series, cell) of every bar; a blank series is that of a target."""
    shown, once = list(chart.series), []
    if chart.form == "lines":
        shown, once = shown[:1], shown[1:]
    lines = [
        (label, series.name, cell)
        for place, label in enumerate(chart.labels)
        for series in shown
        if (cell := series.cells[place]) is not None
    ]
    lines += [(series.name, "", cell) for series in once if (cell := series.cells[-1]) is not None]
    if chart.target is not None:
        lines.append((chart.target_name, "", Cell(f"{chart.target.percent(1)}%", rate=chart.target)))
    return lines


def _value(cell: Cell) -> Fraction:
    return Fraction(cell.rate.numerator, cell.rate.denominator) if cell.rate else Fraction(cell.fen or 0)
