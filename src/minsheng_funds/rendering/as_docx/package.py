"""The package of a .docx: an empty one to write in, and the same bytes for the same content."""

import io
import zipfile
from datetime import date, datetime
from typing import Any

from minsheng_funds import __version__
from minsheng_funds.rendering.as_docx.styles import fonts_xml, styles_xml
from minsheng_funds.rendering.document import harmless

BEGINNING = (1980, 1, 1, 0, 0, 0)
"""The first day that an archive can say; of every part, for none of them is younger than another."""
_MADE_BY = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
    f"<Application>minsheng-funds {__version__}</Application></Properties>"
)
"""The program that made the file, in the place where an office program says its own name."""
_UNUSED = ("stylesWithEffects", "numbering", "customXml", "webSettings", "thumbnail", "theme")


def empty_document(language: str) -> Any:
    """A document without the texts, styles and parts of the library's own template."""
    from docx import Document
    from docx.oxml import parse_xml

    document = Document()
    for rels in (document.part.rels, document.part.package.rels):
        for key in [key for key, rel in rels.items() if rel.reltype.endswith(_UNUSED)]:
            del rels[key]
    styles = document.styles.element
    styles[:] = list(parse_xml(styles_xml()))
    fonts = next(rel.target_part for rel in document.part.rels.values() if rel.reltype.endswith("/fontTable"))
    fonts._blob = fonts_xml().encode("utf-8")
    made = next(
        rel.target_part for rel in document.part.package.rels.values() if rel.reltype.endswith("/extended-properties")
    )
    made._blob = _MADE_BY.encode("utf-8")
    _settle(document, language)
    return document


def _settle(document: Any, language: str) -> None:
    """Settings of the document: odd and even pages, the language, no mode of an older Word."""
    from docx.oxml.ns import qn

    settings = document.settings
    settings.odd_and_even_pages_header_footer = True
    element = settings.element
    for name in ("w:rsids", "w:savePreviewPicture", "w:shapeDefaults", "w:proofState", "w:clrSchemeMapping"):
        for found in element.findall(qn(name)):
            element.remove(found)
    for found in element.iter(qn("w:themeFontLang")):
        found.set(qn("w:val"), "en-US" if language == "en" else "zh-CN")
        found.set(qn("w:eastAsia"), "zh-CN")
    for found in element.iter(qn("w:compatSetting")):
        if found.get(qn("w:name")) == "compatibilityMode":
            found.set(qn("w:val"), "15")


def set_properties(document: Any, title: str, author: str, language: str, day: date | None) -> None:
    """What the document says of itself: nothing of the machine or the moment."""
    properties = document.core_properties
    moment = datetime(*BEGINNING[:3]) if day is None else datetime(day.year, day.month, day.day)
    properties.title, properties.author = harmless(title)[:255], harmless(author)[:255]
    properties.last_modified_by, properties.comments, properties.keywords = properties.author, "", ""
    properties.language, properties.revision = "en-US" if language == "en" else "zh-CN", 1
    properties.created = properties.modified = moment


def saved(document: Any) -> bytes:
    """The document's bytes, every part in its order with the same time."""
    written, stream = io.BytesIO(), io.BytesIO()
    document.save(written)
    with zipfile.ZipFile(written) as parts, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in parts.namelist():
            entry = zipfile.ZipInfo(name, BEGINNING)
            entry.compress_type, entry.create_system, entry.external_attr = zipfile.ZIP_DEFLATED, 0, 0
            archive.writestr(entry, parts.read(name))
    return stream.getvalue()
