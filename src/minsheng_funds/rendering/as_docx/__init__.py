"""Document → .docx in the official layout (GB/T 9704-2012), as Word, WPS and LibreOffice open it.

An annex begins with a paragraph of the role "annex": a new page, which lies where its tables are wide. One of small
tables follows the annex before it, where the page lies or stands as it does.
"""

from collections.abc import Sequence
from datetime import date
from io import BytesIO
from typing import Any

from minsheng_funds.rendering.as_docx.charts import bars_table
from minsheng_funds.rendering.as_docx.package import empty_document, saved, set_properties
from minsheng_funds.rendering.as_docx.pictures import WIDTH, picture
from minsheng_funds.rendering.as_docx.styles import INCH, ROLES, WORD, footer_xml, paragraph, set_page
from minsheng_funds.rendering.as_docx.tables import fit, is_short, table_xml
from minsheng_funds.rendering.document import Block, Chart, Document, Facts, Heading, Items, Paragraph, Table, harmless

STANDING, LYING = False, True


def write_docx(
    document: Document, language: str, author: str = "", day: date | None = None, *, pictures: bool = True
) -> bytes:
    """The whole file. `author` and `day` are what the file says of itself.

    Charts are `pictures` where they can be drawn, else bars in tables.
    """
    word = empty_document(language)
    title = next((block.text for block in document.blocks if isinstance(block, Heading) and block.level == 1), "")
    set_properties(word, title, author, language, day)
    writer = _Writer(word, pictures=pictures)
    for place, block in enumerate(document.blocks):
        if isinstance(block, Paragraph) and block.role == "annex":
            writer.annex(block, _until_next(document, place + 1))
        else:
            writer.block(block, closing=_closes(document.blocks[place + 1 : place + 2]))
    return saved(word)


def _closes(following: Sequence[Block]) -> bool:
    """Whether what stands around the text begins: it is never alone on a page."""
    return any(isinstance(block, Paragraph) and block.role in ("attached", "sign", "day") for block in following)


def _until_next(document: Document, start: int) -> list[Block]:
    """The blocks of an annex."""
    found: list[Block] = []
    for block in document.blocks[start:]:
        if isinstance(block, Paragraph) and block.role == "annex":
            break
        found.append(block)
    return found


class _Writer:
    """Writes block after block into the body of a document."""

    def __init__(self, word: Any, *, pictures: bool) -> None:
        self._word, self._pictures = word, pictures
        self._lying, self._in_annex, self._attached = False, False, False
        section = word.sections[0]
        set_page(section, lying=False)
        for footer, even in ((section.footer, False), (section.even_page_footer, True)):
            element = footer._element
            element[:] = [self._parsed(footer_xml(even=even))]

    def block(self, block: Block, *, closing: bool = False) -> None:
        """One block of the text, or of an annex. The `closing` paragraph stays with what stands below the text."""
        if isinstance(block, Heading):
            style = "Title" if block.level == 1 else f"Heading{min(block.level, 4) - 1}"
            self._add(paragraph(block.text, style))
            if block.level == 1:
                self._add(paragraph("", "Body"))
        elif isinstance(block, Paragraph):
            self._paragraph(block, "<w:keepNext/>" if closing else "")
        elif isinstance(block, Table):
            self._table(block)
        elif isinstance(block, Chart):
            self._chart(block)
        elif isinstance(block, Facts):
            for label, text in block.pairs:
                self._add(paragraph(f"{label}: {text}", "Body"))
        elif isinstance(block, Items):
            for item in block.items:
                self._add(paragraph(item.text, "Body"))

    def annex(self, start: Paragraph, blocks: list[Block]) -> None:
        """A new page, that lies where one of its tables asks for it; a small annex goes on where it can."""
        tables = [block for block in blocks if isinstance(block, Table)]
        lying = any(fit(table, (STANDING, LYING)).lying for table in tables)
        small = len(tables) == len(blocks) and all(is_short(table, fit(table, (lying,))) for table in tables)
        if lying != self._lying or not self._in_annex:
            from docx.enum.section import WD_SECTION

            set_page(self._word.add_section(WD_SECTION.NEW_PAGE), lying=lying)
            self._end_in_small_line()
            self._add(paragraph(start.text, "AnnexNumber"))
        else:
            apart = '<w:spacing w:before="240"/>' if small else "<w:pageBreakBefore/>"
            self._add(paragraph(start.text, "AnnexNumber", apart))
        self._lying, self._in_annex = lying, True

    def _end_in_small_line(self) -> None:
        """A section ends in one line of almost no height: more would make a blank page behind a full one."""
        from docx.enum.text import WD_LINE_SPACING
        from docx.shared import Pt

        *_, before, end = self._word.paragraphs
        if (
            before._p.getnext() is end._p
            and before.style.name == "Table Cell"
            and not before._p.xpath(".//w:t[text()]|.//w:drawing")
        ):
            before._p.getparent().remove(before._p)
        look = end.paragraph_format
        look.line_spacing_rule, look.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(1)
        look.space_before = look.space_after = Pt(0)

    def _paragraph(self, block: Paragraph, kept: str) -> None:
        if block.role in ("sign", "day"):
            inside = '<w:ind w:rightChars="400" w:right="1280"/>' if block.role == "day" else ""
            inside = inside or '<w:ind w:rightChars="200" w:right="640"/>'
            self._add(paragraph(block.text, "Sign", inside))
        else:
            below = '<w:ind w:leftChars="300" w:left="960" w:firstLineChars="200" w:firstLine="640"/>'
            again = block.role == "attached" and self._attached
            self._add(paragraph(block.text, ROLES.get(block.role, "Body"), kept + below if again else kept))
        self._attached = block.role == "attached"

    def _table(self, table: Table) -> None:
        if table.title:
            self._add(paragraph(table.title, "TableTitle", '<w:spacing w:before="120" w:after="40"/>'))
        if table.rows:
            if table.caption:
                self._add(paragraph(table.caption, "Caption"))
            self._add(table_xml(table, fit(table, (self._lying,))))
        for note in table.notes:
            self._add(paragraph(note, "TableNote"))
        self._add(paragraph("", "Cell"))

    def _chart(self, chart: Chart) -> None:
        """A picture where one can be drawn, else bars in a table."""
        drawn = picture(chart) if self._pictures else None
        if drawn is None:
            self._table(bars_table(chart))
            return
        self._add(paragraph(chart.title, "TableTitle", '<w:spacing w:before="120" w:after="40"/>'))
        holder = self._word.add_paragraph(style="Table Cell")
        shape = holder.add_run().add_picture(BytesIO(drawn), width=round(WIDTH * INCH))
        shape._inline.docPr.set("descr", harmless(chart.title))

    def _add(self, xml: str) -> None:
        """An element at the end of the body, before the properties of the last section."""
        self._word.element.body.sectPr.addprevious(self._parsed(xml))

    def _parsed(self, xml: str) -> Any:
        from docx.oxml import parse_xml

        return parse_xml(xml if WORD in xml[:200] else xml.replace(">", f" {WORD}>", 1))
