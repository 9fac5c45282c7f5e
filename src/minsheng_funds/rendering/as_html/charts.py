"""Charts: a title, a canvas that a script draws, and the figures that it draws as a table; it has no other ones."""

from minsheng_funds.rendering.as_html.shell import text
from minsheng_funds.rendering.as_html.tables import exact
from minsheng_funds.rendering.document import Chart, Column
from minsheng_funds.rendering.words import DASH, Words

MANY = 40
"""More bars than that scroll within themselves."""


def chart(block: Chart, name: str, words: Words) -> str:
    """The chart as a figure. Without scripts there is the table alone."""
    column = Column("", block.kind)
    heads = "".join(f'<th scope="col">{text(series.name)}</th>' for series in block.series)
    rows = []
    for place, label in enumerate(block.labels):
        cells = []
        for series in block.series:
            cell = series.cells[place]
            value = f' data-value="{exact(cell, column)}"' if cell is not None and exact(cell, column) else ""
            late = ' data-late="yes"' if place in block.late else ""
            cells.append(f'<td class="number"{value}{late}>{text(cell.text if cell is not None else DASH)}</td>')
        rows.append(f'<tr><th scope="row">{text(label)}</th>{"".join(cells)}</tr>\n')
    units = {cell.unit for series in block.series for cell in series.cells if cell is not None}
    data = {"form": block.form, "kind": block.kind, "unit": block.unit, "per": str(max(units, default=1) or 1)}
    target = ""
    if block.target is not None:
        said = f"{block.target_name} {words.rate(block.target).text}"
        data |= {"target": f"{block.target.numerator}/{block.target.denominator}", "said": said}
        target = f'<p class="note">{text(said)}</p>'
    given = " ".join(f'data-{key}="{text(value)}"' for key, value in data.items())
    unit = f" ({text(block.unit)})" if block.kind == "money" else ""
    many = " many" if len(block.labels) > MANY else ""
    scrolls = f' tabindex="0" role="group" aria-labelledby="{name}"' if many else ""
    return (
        f'<figure class="chart{many}" {given}><figcaption id="{name}">{text(block.title)}{unit}</figcaption>'
        f"{_legend(block, words)}"
        f'<div class="scene"{scrolls}><div class="canvas">'
        f'<canvas role="img" aria-labelledby="{name}"></canvas></div></div>'
        f"<details><summary>{text(words.label('page_figures'))}</summary>"
        f'<div class="wide"><table class="list"><caption class="unseen">{text(block.title)}</caption>'
        f'<thead><tr><th scope="col">{text(words.label(_heading(block)))}</th>{heads}</tr></thead>\n'
        f"<tbody>{''.join(rows)}</tbody></table></div>{target}</details></figure>"
    )


def _legend(block: Chart, words: Words) -> str:
    """What the colours of bars mean, where there are two; the figures beneath are not coloured."""
    if not block.late:
        return ""
    others = f'<span class="others">{text(words.label("chart_others"))}</span>'
    return (
        f'<p class="legend"><span class="late">{text(words.label("chart_late"))}</span>'
        f"{others if len(block.late) < len(block.labels) else ''}</p>"
    )


def _heading(block: Chart) -> str:
    """What a chart's labels are."""
    return {"bars": "project", "lines": "month", "parts": "level"}[block.form]
