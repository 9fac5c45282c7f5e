"""A sheet on the terminal: letters and row numbers, what each column was taken for, cells cut to fit the width."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from rich.cells import cell_len, set_cell_size
from rich.text import Text

from minsheng_funds.rendering.document import GridColumn, GridRow, SheetGrid, harmless

STYLES = {"text": "cyan", "money": "green", "rate": "magenta", "": "dim"}
ROLES = {"header": "bold", "out": "dim", "gap": "dim", "caption": "", "data": ""}
WIDEST, NARROW, NARROWEST = 28, 10, 5
PIPED = 1_000
"""From this width on nothing is cut: the output goes to a file or another program."""
LEAST_FOLDED = 4
"""So many columns side by side that are not used become one where room is short."""
MOST_BANDS = 6
"""How many times the rows are printed for ever more columns; a page (--html) shows them all."""
_BETWEEN = " │ "


def grid_lines(grid: SheetGrid, width: int) -> Iterator[Text]:
    """The grid in bands of columns that fit `width`, and the legend."""
    left = max([cell_len(f"{row.mark} {row.number}") for row in grid.rows] or [0])
    bands = _bands(grid, width - left)
    if len(bands) > 1:
        grid = _folded(grid)
        bands = _bands(grid, width - left)
    for band in bands[:MOST_BANDS]:
        yield from _band_lines(grid, band, left)
    if len(bands) > MOST_BANDS:
        yield Text(f"{' ' * left} … {grid.columns[bands[MOST_BANDS][0][0]].letter}–{grid.columns[-1].letter}", "dim")
    if grid.legend:
        yield Text.assemble(" " * (left + 1), *((f"■ {label}  ", STYLES[tone]) for tone, label in grid.legend))


def _bands(grid: SheetGrid, width: int) -> list[list[tuple[int, int]]]:
    """(column, width) of every band: one where all columns fit, if need be cut; else as many as it takes."""
    needed = [_needed(grid, place) for place in range(len(grid.columns))]
    if width >= PIPED:
        return [list(enumerate(needed))]
    widths = [min(WIDEST, wide) for wide in needed]
    least = [_least(grid, place, wide) for place, wide in enumerate(widths)]
    if sum(least) + len(_BETWEEN) * len(least) <= width:
        unused = [not column.tone for column in grid.columns]
        return [list(enumerate(_shrunk(widths, least, unused, width - len(_BETWEEN) * len(widths))))]
    bands: list[list[tuple[int, int]]] = [[]]
    for place, wide in enumerate(max(other, min(wide, NARROW)) for other, wide in zip(least, widths, strict=True)):
        taken = sum(other + len(_BETWEEN) for _, other in bands[-1])
        if bands[-1] and taken + wide + len(_BETWEEN) > width:
            bands.append([])
        bands[-1].append((place, wide))
    return bands


def _least(grid: SheetGrid, place: int, wide: int) -> int:
    """How narrow a column may be: amounts are never cut, names a little, what is not used a lot."""
    tone = grid.columns[place].tone
    if tone in ("money", "rate"):
        amounts = [row.cells[place] for row in grid.rows if row.role in ("data", "out") and place < len(row.cells)]
        column = grid.columns[place]
        said = (cell_len(column.unit), min(cell_len(column.level), NARROW))
        return min(wide, max([NARROWEST, *said, *(cell_len(harmless(text)) for text in amounts)]))
    return min(wide, NARROW if tone else NARROWEST)


def _folded(grid: SheetGrid) -> SheetGrid:
    """The grid with each run of columns that are not used as one column, so that those that count stay in sight."""
    runs: list[list[int]] = []
    for place, column in enumerate(grid.columns):
        unused = bool(column.label) and not column.tone
        if unused and runs and not grid.columns[runs[-1][-1]].tone:
            runs[-1].append(place)
        else:
            runs.append([place])

    def cell(row: GridRow, run: list[int]) -> str:
        texts = [row.cells[place] for place in run if place < len(row.cells) and row.cells[place]]
        return "…" if len(texts) > 1 else "".join(texts)

    runs = [part for run in runs for part in ([run] if len(run) >= LEAST_FOLDED else [[place] for place in run])]
    columns = [grid.columns[run[0]] for run in runs]
    letters = [column.letter for column in grid.columns]
    columns = [
        replace(column, letter=f"{letters[run[0]]}–{letters[run[-1]]}") if len(run) > 1 else column
        for column, run in zip(columns, runs, strict=True)
    ]
    rows = [
        row if row.role == "gap" else replace(row, cells=tuple(cell(row, run) for run in runs)) for row in grid.rows
    ]
    return replace(grid, columns=tuple(columns), rows=tuple(rows))


def _shrunk(widths: list[int], least: Sequence[int], unused: Sequence[bool], width: int) -> list[int]:
    """The widths until they fit: what is not used is made smaller first, then the widest."""

    def spare(index: int) -> tuple[bool, bool, int]:
        return widths[index] > least[index], unused[index], widths[index]

    while sum(widths) > width:
        place = max(range(len(widths)), key=spare)
        widths[place] -= 1
    return widths


def _needed(grid: SheetGrid, place: int) -> int:
    """The width of a column's texts; a caption runs on over its neighbours and asks for nothing."""
    column = grid.columns[place]
    full = [row for row in grid.rows if row.role not in ("caption", "gap") and not _is_note(row)]
    cells = [row.cells[place] for row in full if place < len(row.cells)]
    plain = not column.label
    cells += [row.cells[place] for row in grid.rows if plain and place < len(row.cells)]
    return max(3, *(cell_len(harmless(text)) for text in (column.letter, *column.lines, *cells)))


def _band_lines(grid: SheetGrid, band: Sequence[tuple[int, int]], left: int) -> Iterator[Text]:
    columns = [grid.columns[place] for place, _ in band]
    yield _head(band, left, [column.letter for column in columns], columns, "bold ")
    for texts in zip(*(column.lines for column in columns), strict=True):
        if any(texts):
            yield _head(band, left, texts, columns, "")
    yield _rule(band, left, "─", "┼")
    for place, row in enumerate(grid.rows):
        if band[0][0] and row.role == "caption" and all(_is_blank(row, index) for index, _ in band):
            continue
        yield _row(grid, row, band, left)
        following = grid.rows[place + 1].role if place + 1 < len(grid.rows) else ""
        if row.role == "header" and following != "header":
            yield _rule(band, left, "═", "╪")


def _head(
    band: Sequence[tuple[int, int]], left: int, texts: Sequence[str], columns: Sequence[GridColumn], bold: str
) -> Text:
    line = Text(" " * left)
    for (_, wide), text, column in zip(band, texts, columns, strict=True):
        line.append(_BETWEEN, "dim")
        line.append(fitted(text, wide), f"{bold}{STYLES[column.tone]}")
    return line


def _rule(band: Sequence[tuple[int, int]], left: int, mark: str, cross: str) -> Text:
    return Text(mark * left + "".join(f"{mark}{cross}{mark}{mark * wide}" for _, wide in band), style="dim")


def _row(grid: SheetGrid, row: GridRow, band: Sequence[tuple[int, int]], left: int) -> Text:
    label = f"{row.mark}{' ' * (left - cell_len(row.mark) - len(row.number))}{row.number}"
    line = Text(label, style=ROLES[row.role])
    if row.role == "gap":
        return line.append(_BETWEEN, "dim").append(row.cells[0], "dim")
    runs = row.role == "caption" or _is_note(row)
    place = 0
    while place < len(band):
        index, wide = band[place]
        text = harmless(row.cells[index]) if index < len(row.cells) else ""
        place += 1
        while runs and cell_len(text) > wide and place < len(band) and _is_blank(row, band[place][0]):
            wide += len(_BETWEEN) + band[place][1]
            place += 1
        column = grid.columns[index]
        right = row.role in ("data", "out") and column.tone in ("money", "rate")
        style = ROLES[row.role] or (STYLES[column.tone] if row.role == "data" else "")
        line.append(_BETWEEN, "dim").append(fitted(text, wide, right=right), style)
    return line


def _is_note(row: GridRow) -> bool:
    """Whether a row left out holds one text only, which may run on over the blank cells beside it."""
    return row.role == "out" and sum(map(bool, row.cells)) == 1


def _is_blank(row: GridRow, index: int) -> bool:
    return index >= len(row.cells) or not row.cells[index]


def fitted(text: str, width: int, *, right: bool = False) -> str:
    """The text in exactly `width` cells, cut with … where it is longer."""
    text = harmless(text)
    if cell_len(text) > width:
        return set_cell_size(set_cell_size(text, width - 1).rstrip() + "…", width)
    return " " * (width - cell_len(text)) + text if right else set_cell_size(text, width)
