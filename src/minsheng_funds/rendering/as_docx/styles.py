"""The looks of an official letter after GB/T 9704-2012: fonts with their fallbacks, sizes, spacing, page, page number.

Every style and every run names its East Asian font, or Word ignores it for Chinese. Sizes are in points.
"""

from typing import Any, NamedTuple
from xml.sax.saxutils import escape, quoteattr

from minsheng_funds.messages import DOCUMENT_FONTS
from minsheng_funds.rendering.document import harmless

LATIN = "Times New Roman"
WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
MARGINS = {"top": 37, "bottom": 35, "left": 28, "right": 26}
"""In mm, of a page that stands; a page that lies is the same sheet turned."""
PAGE = (210, 297)
BODY, TITLE, LINE, TITLE_LINE = 16, 22, 28, 36
MM = 36_000
"""EMU a millimetre."""
INCH = 914_400
"""EMU an inch."""
TWIPS = 20
"""Twentieths of a point."""


class Look(NamedTuple):
    """A paragraph style. `line` is exact (0: single), `indent` in characters, `more` further paragraph properties."""

    name: str
    font: str = "body"
    size: float = BODY
    line: int = LINE
    indent: int = 0
    align: str = "both"
    more: str = ""
    outline: int | None = None


_KEEP = "<w:keepNext/><w:keepLines/>"
LOOKS = {
    "Normal": Look("Normal"),
    "Body": Look("Letter Body", indent=2, more="<w:widowControl/>"),
    "Title": Look("Title", "title", TITLE, TITLE_LINE, align="center", more=_KEEP),
    "Heading1": Look("heading 1", "heading", indent=2, more=_KEEP, outline=0),
    "Heading2": Look("heading 2", "subheading", indent=2, more=_KEEP, outline=1),
    "Heading3": Look("heading 3", indent=2, more=_KEEP, outline=2),
    "To": Look("Letter To", align="left", more="<w:keepNext/>"),
    "Number": Look("Letter Number", align="center", more="<w:keepNext/>"),
    "Attached": Look("Letter Attached", align="left", indent=2, more=_KEEP),
    "Sign": Look("Letter Sign", align="right", more="<w:keepNext/><w:keepLines/>"),
    "Note": Look("Letter Note", indent=2),
    "AnnexNumber": Look("Annex Number", "heading", BODY, LINE, align="left", more=_KEEP),
    "TableTitle": Look("Table Title", "heading", 14, 0, align="center", more=_KEEP),
    "Caption": Look("Table Caption", size=10.5, line=0, align="right", more=_KEEP),
    "Cell": Look("Table Cell", size=10.5, line=0, align="left"),
    "TableNote": Look("Table Note", size=10.5, line=0, align="left"),
    "Footer": Look("footer", "number", 14, 0, align="left"),
}
"""Style → its looks, by the identifier that Word's own style of that name has where there is one."""
ROLES = {"body": "Body", "to": "To", "number": "Number", "attached": "Attached", "sign": "Sign", "day": "Sign"}
ROLES |= {"note": "Note", "annex": "AnnexNumber"}


def fonts_of(style: str) -> str:
    """The fonts of a style, as an element."""
    name = quoteattr(DOCUMENT_FONTS[LOOKS[style].font][0])
    return f'<w:rFonts w:ascii="{LATIN}" w:hAnsi="{LATIN}" w:eastAsia={name} w:cs="{LATIN}" w:hint="eastAsia"/>'


def run(text: str, style: str, more: str = "") -> str:
    """A run of text, as an element: only text, whatever it holds; `more` are further properties."""
    return f'<w:r><w:rPr>{fonts_of(style)}{more}</w:rPr><w:t xml:space="preserve">{escape(harmless(text))}</w:t></w:r>'


def paragraph(text: str, style: str, properties: str = "", more: str = "") -> str:
    """A paragraph of one run, as an element without its namespaces."""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{properties}</w:pPr>{run(text, style, more)}</w:p>'


def styles_xml() -> str:
    """The whole of the style sheet: defaults and the styles above, no other.

    Chinese is the language of East Asian text alone: were it that of digits too, lines would break inside numbers.
    """
    return (
        f"<w:styles {WORD}><w:docDefaults><w:rPrDefault><w:rPr>{_without_hint('Normal')}"
        f'<w:sz w:val="{BODY * 2}"/><w:szCs w:val="{BODY * 2}"/>'
        f'<w:lang w:val="en-US" w:eastAsia="zh-CN" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>'
        "<w:pPrDefault/></w:docDefaults>"
        '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
        '<w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/><w:semiHidden/></w:style>'
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>'
        '<w:uiPriority w:val="99"/><w:semiHidden/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/></w:tblPr></w:style>'
        '<w:style w:type="numbering" w:default="1" w:styleId="NoList"><w:name w:val="No List"/></w:style>'
        + "".join(_style(key, look) for key, look in LOOKS.items())
        + "</w:styles>"
    )


def _style(key: str, look: Look) -> str:
    own = look.name in ("Normal", "Title") or look.name[0].islower()
    kind = ' w:default="1"' if key == "Normal" else "" if own else ' w:customStyle="1"'
    based = "" if key == "Normal" else '<w:basedOn w:val="Normal"/>'
    following = '<w:next w:val="Body"/>' if key.startswith(("Heading", "Title")) else ""
    line = f'w:line="{look.line * TWIPS}" w:lineRule="exact"' if look.line else 'w:line="240" w:lineRule="auto"'
    first = f'<w:ind w:firstLineChars="{look.indent * 100}" w:firstLine="{int(look.indent * look.size * TWIPS)}"/>'
    outline = "" if look.outline is None else f'<w:outlineLvl w:val="{look.outline}"/>'
    half_points = round(look.size * 2)
    return (
        f'<w:style w:type="paragraph"{kind} w:styleId="{key}"><w:name w:val="{look.name}"/>'
        f"{based}{following}<w:qFormat/>"
        f'<w:pPr>{look.more}<w:spacing w:before="0" w:after="0" {line}/>{first if look.indent else ""}'
        f'<w:jc w:val="{look.align}"/>{outline}</w:pPr>'
        f'<w:rPr>{_without_hint(key)}<w:sz w:val="{half_points}"/><w:szCs w:val="{half_points}"/></w:rPr></w:style>'
    )


def _without_hint(style: str) -> str:
    return fonts_of(style).replace(' w:hint="eastAsia"', "")


def fonts_xml() -> str:
    """The table of fonts: for each, what to take where it is not installed."""
    rows = []
    for name, *others in dict.fromkeys(DOCUMENT_FONTS.values()):
        instead = f"<w:altName w:val={quoteattr(','.join(others))}/>" if others else ""
        rows.append(
            f'<w:font w:name={quoteattr(name)}>{instead}<w:charset w:val="86"/><w:family w:val="auto"/>'
            '<w:pitch w:val="variable"/></w:font>'
        )
    latin = (
        f'<w:font w:name="{LATIN}"><w:charset w:val="00"/><w:family w:val="roman"/><w:pitch w:val="variable"/></w:font>'
    )
    return f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<w:fonts {WORD}>{latin}{"".join(rows)}</w:fonts>'


def set_page(section: Any, *, lying: bool) -> None:
    """A4 with the standard's margins; the page number stands below the text."""
    from docx.enum.section import WD_ORIENT

    width, height = PAGE[::-1] if lying else PAGE
    sides = ("top", "right", "bottom", "left")
    margins = [MARGINS[side] for side in sides]
    turned = margins[1:] + margins[:1] if lying else margins
    section.orientation = WD_ORIENT.LANDSCAPE if lying else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = width * MM, height * MM
    for side, margin in zip(sides, turned, strict=True):
        setattr(section, f"{side}_margin", margin * MM)
    section.footer_distance, section.header_distance = (turned[2] - 10) * MM, 15 * MM


def text_width(*, lying: bool) -> float:
    """How wide the text of a page is, in points."""
    length = PAGE[1] - MARGINS["top"] - MARGINS["bottom"] if lying else PAGE[0] - MARGINS["left"] - MARGINS["right"]
    return length / 25.4 * 72


def footer_xml(*, even: bool) -> str:
    """— 1 —, one character in from the outer edge: right on odd pages, left on even ones."""
    side = '<w:ind w:leftChars="100" w:left="280"/><w:jc w:val="left"/>' if even else ""
    side = side or '<w:ind w:rightChars="100" w:right="280"/><w:jc w:val="right"/>'
    fonts = fonts_of("Footer")
    marks = "".join(
        f"<w:r><w:rPr>{fonts}</w:rPr>{part}</w:r>"
        for part in (
            '<w:fldChar w:fldCharType="begin"/>',
            '<w:instrText xml:space="preserve"> PAGE </w:instrText>',
            '<w:fldChar w:fldCharType="separate"/>',
            "<w:t>1</w:t>",
            '<w:fldChar w:fldCharType="end"/>',
        )
    )
    return (
        f'<w:p {WORD}><w:pPr><w:pStyle w:val="Footer"/>{side}</w:pPr>'
        f"{run(chr(0x2014) + ' ', 'Footer')}{marks}{run(' ' + chr(0x2014), 'Footer')}</w:p>"
    )
