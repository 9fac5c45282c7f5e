"""A sheet of a workbook as a table: letters, then what each column was taken for, then its rows with their numbers."""

from collections.abc import Sequence

from minsheng_funds.rendering.as_html.shell import text
from minsheng_funds.rendering.document import SheetGrid

TONES = {"text": "text", "money": "money", "rate": "rate", "": "unused"}


def sheet(grid: SheetGrid) -> str:
    """The sheet, with a legend of its tones."""
    heads = [[column.letter for column in grid.columns]]
    heads += [list(texts) for texts in zip(*(column.lines for column in grid.columns), strict=True) if any(texts)]
    tones = [TONES[column.tone] for column in grid.columns]
    lines = []
    for place, names in enumerate(heads):
        corner = f'<th class="corner" colspan="2" rowspan="{len(heads)}"></th>' if place == 0 else ""
        cells = "".join(
            f'<th scope="col" class="{tone}">{text(name)}</th>' for tone, name in zip(tones, names, strict=True)
        )
        lines.append(f"<tr>{corner}{cells}</tr>")
    rows = "\n".join(_sheet_row(grid, row.role, row.number, row.mark, row.cells) for row in grid.rows)
    legend = "".join(f'<span class="{TONES[tone]}">{text(label)}</span> ' for tone, label in grid.legend)
    return (
        f'<div class="wide"><table class="sheet"><thead>{"".join(lines)}</thead>\n<tbody>{rows}</tbody></table></div>'
        f'<p class="legend">{legend}</p>'
    )


def _sheet_row(grid: SheetGrid, role: str, number: str, mark: str, cells: Sequence[str]) -> str:
    head = f'<th scope="row">{text(mark)}</th><th scope="row" class="number">{text(number)}</th>'
    if role == "gap":
        return f'<tr class="gap">{head}<td colspan="{len(grid.columns)}">{text(cells[0])}</td></tr>'
    padded = [*cells, *[""] * (len(grid.columns) - len(cells))]
    runs = role == "caption" or (role == "out" and sum(map(bool, cells)) == 1)
    body, place = [], 0
    while place < len(grid.columns):
        wide = 1
        while runs and padded[place] and place + wide < len(grid.columns) and not padded[place + wide]:
            wide += 1
        span = f' colspan="{wide}"' if wide > 1 else ""
        body.append(f'<td class="{TONES[grid.columns[place].tone]}"{span}>{text(padded[place])}</td>')
        place += wide
    return f'<tr class="{role}">{head}{"".join(body)}</tr>'
