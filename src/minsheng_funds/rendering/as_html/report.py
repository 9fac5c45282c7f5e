"""The page of a report: figures first, then sections with sorted and filtered tables, drill-downs and charts."""

from collections.abc import Iterator

from minsheng_funds.rendering.as_html.blocks import bar, code, facts, items
from minsheng_funds.rendering.as_html.charts import chart
from minsheng_funds.rendering.as_html.shell import assets, shell, text, title_of
from minsheng_funds.rendering.as_html.tables import TableWriter, filters
from minsheng_funds.rendering.document import (
    Block,
    Chart,
    Code,
    Document,
    Facts,
    Heading,
    Headline,
    Items,
    Paragraph,
    Table,
)
from minsheng_funds.rendering.words import Words


def write_report(document: Document, words: Words) -> str:
    """The document as one file that opens, sorts, filters and prints without a network."""
    title = title_of(document)
    overview, sections = _parts(document)
    first = "".join(_block(block, f"overview-{place}", words) for place, block in enumerate(overview))
    cards = all(isinstance(block, (Facts, Headline)) for block in overview)
    overview_class = ' class="overview"' if cards else ""
    contents = "".join(
        f'<li><a href="#section-{place}">{text(name)}</a></li>\n' for place, (name, _) in enumerate(sections, 1)
    )
    body = f"""<a class="skip" href="#main">{text(words.label("page_skip"))}</a>
<header>
<h1>{text(title)}</h1>
<nav aria-label="{text(words.label("contents"))}"><ol>
{contents}</ol></nav>
</header>
<main id="main" tabindex="-1">
<noscript><p class="note">{text(words.label("page_no_script"))}</p></noscript>
<div{overview_class}>
{first}
</div>
{"".join(_sections(sections, words))}
</main>"""
    drawn = any(isinstance(block, Chart) for block in document.blocks)
    scripts = [assets("plain.js", "report.js")]
    if drawn:
        scripts = [assets("chart.js"), *scripts, assets("draw.js")]
    return shell(title, body, words, assets("page.css", "report.css"), scripts, first=assets("first.js"))


def _parts(document: Document) -> tuple[list[Block], list[tuple[str, list[Block]]]]:
    """What stands before the first section, and the sections: a heading, or a list about the whole document."""
    overview: list[Block] = []
    sections: list[tuple[str, list[Block]]] = []
    for block in document.blocks:
        if isinstance(block, Heading) and block.level == 1:
            continue
        if isinstance(block, Heading):
            sections.append((block.text, []))
        elif isinstance(block, Items) and block.whole:
            sections.append((block.title, [block]))
        elif sections:
            sections[-1][1].append(block)
        else:
            overview.append(block)
    return overview, sections


def _sections(sections: list[tuple[str, list[Block]]], words: Words) -> Iterator[str]:
    for place, (name, blocks) in enumerate(sections, 1):
        own = blocks[:1] if blocks and isinstance(blocks[0], Items) and blocks[0].whole else []
        inside = "\n".join(
            _tools(block, blocks[number:], words)
            + _block(block, f"table-{place}-{number}", words, name, f"heading-{place}")
            for number, block in enumerate(blocks, 1)
        )
        heading = "" if own else f'<h2 id="heading-{place}">{text(name)}</h2>\n'
        label = f'aria-label="{text(name)}"' if own else f'aria-labelledby="heading-{place}"'
        charts = ' class="charts"' if any(isinstance(block, Chart) for block in blocks) else ""
        yield f'<section id="section-{place}" {label}{charts}>\n{heading}{inside}\n</section>\n'


def _tools(block: Block, after: list[Block], words: Words) -> str:
    """What searches a table of projects; a note right after it says that its payments are not on the page."""
    if not isinstance(block, Table) or block.key != "projects":
        return ""
    note = after[0] if after else None
    return filters(block, words, note.text if isinstance(note, Paragraph) else "")


def _block(block: Block, name: str, words: Words, section: str = "", heading: str = "") -> str:
    """A block; a table that is called as its section has no other title."""
    if isinstance(block, Facts):
        return facts(block)
    if isinstance(block, Headline):
        return _headline(block, name)
    if isinstance(block, Table):
        return TableWriter(block, name, words, heading if block.title == section else "").html()
    if isinstance(block, Chart):
        return chart(block, name, words)
    if isinstance(block, Items):
        return items(block, "h2" if block.whole else "h3")
    if isinstance(block, Paragraph):
        return f'<p class="{text(block.role)}">{text(block.text)}</p>'
    if isinstance(block, Code):
        return code(block)
    raise TypeError(type(block).__name__)


def _headline(block: Headline, name: str) -> str:
    """The figures of one fund as a card, its rate large, and as a bar beside the time elapsed."""
    pairs = []
    for label, cell in block.pairs:
        large = ' class="large"' if block.rate is not None and cell.rate is block.rate else ""
        pairs.append(f"<div{large}><dt>{text(label)}</dt><dd>{text(cell.text)}</dd></div>")
    return (
        f'<section class="fund" aria-labelledby="{name}"><h2 id="{name}">{text(block.title)}</h2>'
        f"<dl>{''.join(pairs)}</dl>{bar(block.rate, block.target)}</section>\n"
    )
