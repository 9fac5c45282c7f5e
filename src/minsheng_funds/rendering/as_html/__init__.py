"""The html pen: one page without a network. Text from workbooks is escaped, never markup; a policy forbids the rest."""

import base64
import hashlib
from collections.abc import Iterator, Sequence
from html import escape as escaped
from importlib import resources

from minsheng_funds.rendering.as_text.fitting import rate_share
from minsheng_funds.rendering.document import (
    Cell,
    Code,
    Column,
    Document,
    Facts,
    Heading,
    Headline,
    Items,
    SheetGrid,
    Table,
    harmless,
)
from minsheng_funds.rendering.words import Words

LANGUAGES = {"zh": "zh-CN", "en": "en"}
TONES = {"text": "text", "money": "money", "rate": "rate", "": "unused"}


def write_html(document: Document, words: Words) -> str:
    """The document as a page that can be opened, searched and printed anywhere."""
    style, script = _asset("page.css"), _asset("page.js")
    headings = [block for block in document.blocks if isinstance(block, Heading)]
    title = next((heading.text for heading in headings if heading.level == 1), "")
    sections = "".join(_sections(document))
    policy = (
        f"default-src 'none'; style-src '{_hash(style)}'; script-src '{_hash(script)}'; "
        "base-uri 'none'; form-action 'none'"
    )
    search = text(words.label("search"))
    return f"""<!DOCTYPE html>
<html lang="{LANGUAGES[words.language]}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>{text(title)}</title>
<style>{style}</style>
</head>
<body>
<header>
<h1>{text(title)}</h1>
<input id="search" type="search" placeholder="{search}" aria-label="{search}" autocomplete="off">
<output id="found" for="search" data-none="{text(words.label("search_none"))}" \
data-count="{text(words.label("search_count"))}"></output>
</header>
<nav aria-label="{text(words.label("contents"))}">
<h2>{text(words.label("contents"))}</h2>
<ol>
{_contents(document)}
</ol>
</nav>
<main>
{sections}
</main>
<script>{script}</script>
</body>
</html>
""".replace("\\\n", "")


def text(value: str) -> str:
    """Any text as html shows it: one line, nothing in it is markup, not even inside an attribute."""
    return escaped(harmless(value), quote=True)


def _asset(name: str) -> str:
    """A style or script of this package."""
    return (resources.files("minsheng_funds.rendering.as_html") / "assets" / name).read_text(encoding="utf-8")


def _hash(content: str) -> str:
    """How the page's policy names the only style and the only script that it allows."""
    return "sha256-" + base64.b64encode(hashlib.sha256(content.encode("utf-8")).digest()).decode("ascii")


def _titles(document: Document) -> Iterator[str]:
    """The title of every section: a heading, or a block with a title of its own after the last table."""
    for block in document.blocks:
        if (isinstance(block, Heading) and block.level > 1) or _is_own_section(block):
            yield block.text if isinstance(block, Heading) else getattr(block, "title", "")


def _is_own_section(block: object) -> bool:
    """Whether a list speaks of the whole document and not of the table above it."""
    return isinstance(block, Items) and block.whole


def _contents(document: Document) -> str:
    places = enumerate(_titles(document), 1)
    return "\n".join(f'<li><a href="#section-{place}">{text(title)}</a></li>' for place, title in places)


def _sections(document: Document) -> Iterator[str]:
    place = 0
    for block in document.blocks:
        if isinstance(block, Heading) and block.level == 1:
            continue
        if isinstance(block, Heading) or _is_own_section(block):
            place += 1
            closing = "</section>\n" if place > 1 else ""
            yield f'{closing}<section id="section-{place}">\n'
        yield _block(block) + "\n"
    yield "</section>" if place else ""


def _block(block: object) -> str:
    if isinstance(block, Heading):
        return f"<h2>{text(block.text)}</h2>"
    if isinstance(block, Facts):
        pairs = "".join(f"<div><dt>{text(label)}</dt><dd>{text(value)}</dd></div>" for label, value in block.pairs)
        return f"<dl>{pairs}</dl>"
    if isinstance(block, Headline):
        cells = "".join(f"<div><dt>{text(label)}</dt><dd>{text(cell.text)}</dd></div>" for label, cell in block.pairs)
        return f"<h2>{text(block.title)}</h2><dl>{cells}</dl>"
    if isinstance(block, Table):
        return _table(block)
    if isinstance(block, Items):
        return _items(block)
    if isinstance(block, SheetGrid):
        return _sheet(block)
    if isinstance(block, Code):
        lines = "\n".join(text(line) for line in block.lines)
        return f'<h3>{text(block.title)}</h3><p class="note">{text(block.note)}</p><pre>{lines}</pre>'
    raise TypeError(type(block).__name__)


def _table(table: Table) -> str:
    heads = "".join(f'<th scope="col">{text(column.label)}</th>' for column in table.columns)
    rows = "\n".join(
        f"<tr{' class=total' if place in table.totals else ''}>{_cells(row, table.columns)}</tr>"
        for place, row in enumerate(table.rows)
    )
    notes = "".join(f'<p class="note">{text(note)}</p>' for note in table.notes)
    title = f"<h3>{text(table.title)}</h3>" if table.title else ""
    body = f"<thead><tr>{heads}</tr></thead>\n<tbody>{rows}</tbody>"
    return f'{title}<div class="wide"><table class="list">{body}</table></div>{notes}'


def _cells(row: Sequence[Cell], columns: Sequence[Column]) -> str:
    cells = []
    for cell, column in zip(row, columns, strict=True):
        if column.kind == "bar":
            cells.append(f'<td><meter min="0" max="100" value="{rate_share(cell.rate, 100)}"></meter></td>')
        else:
            names = " ".join(filter(None, ("number" if column.kind != "text" else "", cell.tone)))
            cells.append(f'<td class="{names}">{text(cell.text)}</td>' if names else f"<td>{text(cell.text)}</td>")
    return "".join(cells)


def _items(block: Items) -> str:
    items = []
    for item in block.items:
        details = "".join(f"<p>{text(detail)}</p>" for detail in item.details)
        tone = f' class="{item.tone}"' if item.tone in ("error", "warning", "info") else ""
        items.append(f"<li{tone}>{text(item.text)}{details}</li>")
    level = "h2" if block.whole else "h3"
    return f"<{level}>{text(block.title)}</{level}><ul>{''.join(items)}</ul>"


def _sheet(grid: SheetGrid) -> str:
    """The sheet as a table: letters, then what each column was taken for, then its rows with their numbers."""
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
