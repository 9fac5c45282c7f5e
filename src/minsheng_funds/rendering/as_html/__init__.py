"""The html pens: pages without a network. Text from workbooks is escaped, never markup; a policy forbids the rest.

Here is the page of `inspect`; `report` has its own, made of the same parts.
"""

from collections.abc import Iterator

from minsheng_funds.rendering.as_html.blocks import code, facts, items, plain_table
from minsheng_funds.rendering.as_html.sheets import sheet
from minsheng_funds.rendering.as_html.shell import assets, shell, text, title_of
from minsheng_funds.rendering.document import (
    Code,
    Document,
    Facts,
    Heading,
    Headline,
    Items,
    SheetGrid,
    Table,
)
from minsheng_funds.rendering.words import Words


def write_html(document: Document, words: Words) -> str:
    """The document as a page that can be opened, searched and printed anywhere."""
    title, search = title_of(document), text(words.label("search"))
    found = f'data-none="{text(words.label("search_none"))}" data-count="{text(words.label("search_count"))}"'
    body = f"""<header>
<h1>{text(title)}</h1>
<input id="search" type="search" placeholder="{search}" aria-label="{search}" autocomplete="off">
<output id="found" for="search" {found}></output>
</header>
<nav aria-label="{text(words.label("contents"))}">
<h2>{text(words.label("contents"))}</h2>
<ol>
{_contents(document)}
</ol>
</nav>
<main>
{"".join(_sections(document))}
</main>"""
    return shell(title, body, words, assets("page.css"), [assets("plain.js", "page.js")])


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
        return facts(block)
    if isinstance(block, Headline):
        pairs = tuple((label, cell.text) for label, cell in block.pairs)
        return f"<h2>{text(block.title)}</h2>{facts(Facts(pairs))}"
    if isinstance(block, Table):
        return plain_table(block)
    if isinstance(block, Items):
        return items(block, "h2" if block.whole else "h3")
    if isinstance(block, SheetGrid):
        return sheet(block)
    if isinstance(block, Code):
        return code(block)
    raise TypeError(type(block).__name__)
