"""Charts as data: rates against time, payments month by month against the plan, the levels' parts."""

from collections.abc import Mapping, Sequence

from minsheng_funds.model import Line, Statement, View
from minsheng_funds.rendering.amounts import printed_amounts
from minsheng_funds.rendering.document import Cell, Chart, Series
from minsheng_funds.rendering.words import Words
from minsheng_funds.vocabulary import UNIT_NAMES


def report_charts(statement: Statement, views: Mapping[str, Sequence[View]], words: Words) -> list[Chart]:
    """The charts of a report, in the order in which they are read; those without anything to draw are left out."""
    charts = [rates_chart(statement, nature, words) for nature in statement.totals]
    charts += [months_chart(view, words) for view in views.get("month", ())]
    charts += [levels_chart(statement, nature, words) for nature in statement.totals]
    return [chart for chart in charts if chart is not None]


def rates_chart(statement: Statement, nature: str, words: Words) -> Chart | None:
    """The rate of every project of a fund, the highest first, with the time elapsed as a line."""
    lines = [(line, line.rate) for line in statement.lines if line.nature == nature and line.rate is not None]
    if not lines:
        return None
    lines.sort(key=lambda pair: -pair[1].numerator / pair[1].denominator)
    progress = statement.time_progress
    return Chart(
        words.label("chart_rates", nature=words.nature(nature)),
        "bars",
        "rate",
        tuple(line.project for line, _ in lines),
        (Series(words.label("rate"), tuple(words.rate(rate, complete=line.complete) for line, rate in lines)),),
        unit="%",
        target=progress.rate if progress else None,
        target_name=words.label("time_progress"),
        key=f"rates-{nature}",
        late=frozenset(place for place, (line, _) in enumerate(lines) if _late(line)),
    )


def _late(line: Line) -> bool:
    """Whether a project is behind or overdue by its own schedule."""
    return line.schedule is not None and (line.schedule.behind or bool(line.schedule.overdue))


def months_chart(view: View, words: Words) -> Chart | None:
    """What was paid up to the end of each month, beside the whole plan of the fund."""
    rows = [row for row in view.rows if row.key[0]]
    if not rows or view.nature is None:
        return None
    own, total = words.of(view.nature), view.total
    paid = tuple(own.money(row.cumulative, complete=row.complete) for row in rows)
    series = [Series(words.label("cumulative"), paid)]
    if total.figures.required is not None:
        planned = own.money(total.figures.required, complete=total.complete)
        series.append(Series(words.label("required"), tuple(planned for _ in rows)))
    return Chart(
        words.label("chart_months", nature=words.nature(view.nature)),
        "lines",
        "money",
        tuple(row.key[0] for row in rows),
        tuple(series),
        unit=words.say(UNIT_NAMES[own.unit]),
        key=f"months-{view.nature}",
    )


def levels_chart(statement: Statement, nature: str, words: Words) -> Chart | None:
    """What each level has paid and has not paid yet, beside each other; None where there is one level only.

    Of a level whose payments nobody states, all that is required stands by itself.
    """
    total, own = statement.totals[nature], words.of(nature)
    levels = {level: figures for level, figures in total.levels.items() if figures.required or figures.disbursed}
    if len(levels) < 2:
        return None
    parts: dict[str, list[Cell | None]] = {"disbursed": [], "undisbursed": [], "required": []}
    for figures in levels.values():
        printed = printed_amounts([figures], ("required", "disbursed", "undisbursed"), own, parts=False)
        shown = ("required",) if figures.disbursed is None else ("disbursed", "undisbursed")
        for name, cells in parts.items():
            fen = getattr(figures, name) if name in shown else None
            cells.append(None if fen is None else own.money(fen, complete=total.complete, text=printed[name][0]))
    return Chart(
        words.label("chart_levels", nature=words.nature(nature)),
        "parts",
        "money",
        tuple(words.level(level) for level in levels),
        tuple(Series(words.label(name), tuple(cells)) for name, cells in parts.items() if any(cells)),
        unit=words.say(UNIT_NAMES[own.unit]),
        key=f"levels-{nature}",
    )
