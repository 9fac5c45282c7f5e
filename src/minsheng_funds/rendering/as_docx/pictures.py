"""Charts as pictures, where matplotlib (the extra [charts]) is installed and a font has every character of the chart.

A picture with boxes instead of characters is worse than none: then the chart is bars in a table. The same chart and
font give the same bytes.
"""

import io
from collections.abc import Iterable
from functools import cache
from typing import Any

from minsheng_funds.money import YI_YUAN
from minsheng_funds.rendering.as_docx.tables import width_of
from minsheng_funds.rendering.document import Cell, Chart, harmless

FONTS = (
    *("Noto Sans CJK SC", "Source Han Sans SC", "Microsoft YaHei", "PingFang SC", "Hiragino Sans GB", "SimHei"),
    *("Noto Sans CJK JP", "WenQuanYi Zen Hei", "WenQuanYi Micro Hei", "STHeiti", "SimSun", "Droid Sans Fallback"),
)
"""Fonts with Chinese characters, the best to read on paper first."""
WIDTH, ROW, LETTER, BELOW, DPI = 6.1, 0.24, 0.058, 0.42, 150
"""Inches of the picture, one bar, half a character, the axis below; dots an inch."""
MOST = 30
"""More bars than that find no room on a page below the headings: a table of them goes on on the next."""
_COLOURS = ("#3D6399", "#C9A14A", "#8A8A8A")


def picture(chart: Chart) -> bytes | None:
    """The chart as PNG; None where it cannot be drawn as it should be."""
    if len(chart.labels) > MOST:
        return None
    texts = _texts(chart)
    font = next((file for file in _fonts() if _has(file, texts)), None)
    return None if font is None else _drawn(chart, font)


def _texts(chart: Chart) -> set[str]:
    """Every text that stands in the picture."""
    cells = [cell.text for series in chart.series for cell in series.cells if cell is not None]
    return {
        *map(_plain, chart.labels),
        *(series.name for series in chart.series),
        chart.target_name,
        chart.unit,
        *cells,
    }


def _plain(text: str) -> str:
    """A label of one line; a long one is cut, for it stands in full in the tables."""
    text = harmless(text)
    return text if len(text) <= 18 else text[:17] + "\u2026"


@cache
def _fonts() -> tuple[str, ...]:
    """The files of the fonts that are there; none without matplotlib."""
    try:
        from matplotlib.font_manager import fontManager
    except ImportError:
        return ()
    found: dict[str, str] = {}
    for entry in fontManager.ttflist:
        if entry.name in FONTS and entry.weight in (400, "normal", "regular", 500) and entry.style == "normal":
            found.setdefault(entry.name, entry.fname)
    return tuple(found[name] for name in FONTS if name in found)


@cache
def _characters(file: str) -> frozenset[int]:
    from matplotlib.ft2font import FT2Font

    return frozenset(FT2Font(file).get_charmap())


def _has(file: str, texts: Iterable[str]) -> bool:
    try:
        known = _characters(file)
    except (OSError, RuntimeError):  # a font that is broken or has gone
        return False
    return all(ord(mark) in known for text in texts for mark in text)


def _drawn(chart: Chart, file: str) -> bytes:
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure
    from matplotlib.font_manager import FontProperties

    rows = len(chart.labels) + (1 if chart.target is not None or len(chart.series) > 1 else 0)
    height = 2.6 if chart.form == "lines" else 0.55 + ROW * max(rows, 2)
    figure = Figure(figsize=(WIDTH, height), dpi=DPI)
    beside = 0.7 if chart.form == "lines" else 0.2 + LETTER * max(width_of(_plain(label)) for label in chart.labels)
    place = (beside / WIDTH, BELOW / height, 1 - (beside + 0.25) / WIDTH, 1 - (BELOW + 0.1) / height)
    axes = FigureCanvasAgg(figure).figure.add_axes(place)
    font = FontProperties(fname=file, size=8)
    draw = {"bars": _bars, "parts": _bars, "lines": _lines}[chart.form]
    draw(axes, chart, font)
    for text in (*axes.get_xticklabels(), *axes.get_yticklabels()):
        text.set_fontproperties(font)
        text.set_parse_math(False)
    if len(chart.series) > 1 or chart.target is not None:
        axes.legend(prop=font, loc="lower right" if chart.form == "bars" else "best", frameon=False)
    axes.spines[["top", "right"]].set_visible(False)
    stream = io.BytesIO()
    figure.savefig(stream, format="png", metadata={"Software": None})
    return stream.getvalue()


def _bars(axes: Any, chart: Chart, font: Any) -> None:
    """One bar a label, the parts of each one behind the other, the target as a line."""
    places = range(len(chart.labels))
    starts = [0.0] * len(chart.labels)
    for number, series in enumerate(chart.series):
        values = [_value(cell) for cell in series.cells]
        axes.barh(places, values, 0.66, left=starts, color=_COLOURS[number % len(_COLOURS)], label=series.name)
        starts = [start + value for start, value in zip(starts, values, strict=True)]
    if len(chart.series) == 1:
        for place, cell in zip(places, chart.series[0].cells, strict=True):
            if cell is not None:
                axes.text(max(0.0, starts[place]), place, f" {cell.text}", va="center", fontproperties=font)
    if chart.target is not None:
        share = 100 * chart.target.numerator / chart.target.denominator
        axes.axvline(share, color="#B03A2E", linewidth=1, linestyle="--", label=chart.target_name)
    axes.set_yticks(places, [_plain(label) for label in chart.labels])
    axes.invert_yaxis()
    axes.margins(x=0.1)
    axes.set_xlabel(chart.unit, fontproperties=font, parse_math=False)


def _lines(axes: Any, chart: Chart, font: Any) -> None:
    """One line a series over the months."""
    places = range(len(chart.labels))
    for number, series in enumerate(chart.series):
        values = [_value(cell) if cell is not None else None for cell in series.cells]
        marks = {"marker": "o", "markersize": 3} if number == 0 else {"linestyle": "--"}
        axes.plot(places, values, color=_COLOURS[number % len(_COLOURS)], label=series.name, **marks)
    axes.set_xticks(places, [_plain(label) for label in chart.labels])
    axes.set_ylim(bottom=min(0, axes.get_ylim()[0]))
    axes.set_ylabel(chart.unit, fontproperties=font, parse_math=False)


def _value(cell: Cell | None) -> float:
    """A value to draw, in percent or in the unit that is printed."""
    if cell is None:
        return 0.0
    if cell.rate is not None:
        return 100 * cell.rate.numerator / cell.rate.denominator
    return (cell.fen or 0) / (cell.unit or YI_YUAN)
