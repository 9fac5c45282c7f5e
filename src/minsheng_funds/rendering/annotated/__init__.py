"""A copy of the user's workbook with the findings in it: comments and fills, everything else as it was.

A library that loads and saves workbooks loses what it does not know (text boxes, sparklines, data bars, controls,
threads of comments, macros …). Here the parts themselves are edited, and only those that must be: the sheets with
findings, the styles, the comments and their boxes, the lists of what there is. All others are copied byte for byte.
What is not surely understood is refused with its reason; nothing is half-written.
"""

from collections.abc import Sequence
from pathlib import PurePath

from minsheng_funds.messages import failure
from minsheng_funds.model import Finding, column_letter
from minsheng_funds.rendering.annotated import comments as own_comments
from minsheng_funds.rendering.annotated import styles as own_styles
from minsheng_funds.rendering.annotated import vml
from minsheng_funds.rendering.annotated.comments import Comments
from minsheng_funds.rendering.annotated.markup import RELATIONS, STRICT, Odd, root_of, tags
from minsheng_funds.rendering.annotated.package import Link, Package
from minsheng_funds.rendering.annotated.places import Note, Remark, notes, remarks
from minsheng_funds.rendering.annotated.sheet import Place, SheetXml, place_of
from minsheng_funds.rendering.annotated.styles import Styles
from minsheng_funds.rendering.words import Words

SUFFIXES = (".xlsx", ".xlsm")
_OLE = b"\xd0\xcf\x11\xe0"
_SPREADSHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_COMMENTS_TYPE, _STYLES_TYPE = f"{_SPREADSHEET}.comments+xml", f"{_SPREADSHEET}.styles+xml"
_STYLES = "xl/styles.xml"
_VML_TYPE = "application/vnd.openxmlformats-officedocument.vmlDrawing"
_THREADS = "http://schemas.microsoft.com/office/2017/10/relationships/threadedComment"
_THREADS_SPACE = "http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments"
_FONTS = {"zh": "SimSun", "en": "Tahoma"}


def refuse_suffix(source: PurePath, copy: PurePath) -> None:
    """Only xlsx and xlsm can be marked, and the copy has the suffix of its source."""
    if source.suffix.lower() not in SUFFIXES:
        raise failure("annotate-kind", where=str(source), detail=source.suffix)
    if copy.suffix.lower() != source.suffix.lower():
        raise failure("annotate-suffix", where=str(copy), detail=source.suffix.lower())


def annotate(content: bytes, name: str, findings: Sequence[Finding], words: Words) -> bytes:
    """The copy of a workbook (its bytes, and its name in origins). Raises `Failure` for one that cannot be marked."""
    if content.startswith(_OLE):
        raise failure("annotate-encrypted", where=name)
    try:
        return _Copy(Package(content), name, words).marked(findings)
    except Odd as odd:
        raise failure("annotate-odd", where=name, detail=str(odd)) from None


class _Copy:
    """A workbook while it is marked."""

    def __init__(self, package: Package, name: str, words: Words) -> None:
        self._package, self._name, self._words = package, name, words
        self._workbook = self._find_workbook()
        links = package.links(self._workbook)
        self._sheets = self._find_sheets({link.id: link for link in links})
        self._styles_part, self._styles = self._find_styles(links)
        drawings = [package.read(part) for part in package.names() if part.lower().endswith(".vml")]
        self._blocks = vml.Blocks(drawings)
        self._refuse_marked()

    def _refuse_marked(self) -> None:
        """A marked copy is not marked again: marks of findings that are mended would stay. Raises `Failure`."""
        author = f"author>{own_comments.AUTHOR}</".encode()
        for part in self._package.names():
            if part.lower().endswith(".xml") and "comments" in part.lower() and author in self._package.read(part):
                raise failure("annotate-again", where=self._name)

    def _find_workbook(self) -> str:
        package = self._package
        for link in package.links(""):
            if link.kind.startswith(STRICT):
                raise failure("annotate-strict", where=self._name)
            if link.kind.endswith("/digital-signature/origin"):
                raise failure("annotate-signed", where=self._name)
        if any(part.lower().startswith("_xmlsignatures/") for part in package.names()):
            raise failure("annotate-signed", where=self._name)
        found = [link.part for link in package.links("") if link.kind == f"{RELATIONS}/officeDocument"]
        if len(found) != 1:
            raise Odd("_rels/.rels: officeDocument")
        if any("/revisions/" in part.lower() for part in package.names()):
            raise failure("annotate-shared", where=self._name)
        return found[0]

    def _find_sheets(self, links: dict[str, Link]) -> dict[str, str]:
        """Name → part of every worksheet, visible ones first."""
        content = self._package.read(self._workbook)
        root_of(content, self._workbook, "workbook")
        found: list[tuple[bool, str, str]] = []
        for tag in tags(content, self._workbook):
            if tag.name == "sheet" and not tag.closing:
                given = tag.attributes
                ids = [value for key, value in given.items() if key.rpartition(":")[2] == "id"]
                link = links.get(ids[0]) if len(ids) == 1 else None
                if link is not None and link.kind == f"{RELATIONS}/worksheet":
                    found.append((given.get("state", "visible") != "visible", given.get("name", ""), link.part))
        parts = [part for _, _, part in found]
        if not found or len(set(parts)) < len(parts) or len({name for _, name, _ in found}) < len(found):
            raise Odd(f"{self._workbook}: sheets")
        return {name: part for _, name, part in sorted(found, key=lambda item: item[0])}

    def _find_styles(self, links: Sequence[Link]) -> tuple[str, Styles]:
        found = [link.part for link in links if link.kind == f"{RELATIONS}/styles"]
        if len(found) > 1:
            raise Odd(f"{self._workbook}: styles")
        part = found[0] if found else _STYLES
        if not found and self._package.name(part) is not None:
            raise Odd(f"{self._workbook}: styles")
        return part, Styles(self._package.read(part) if found else own_styles.PLAIN, part)

    def marked(self, findings: Sequence[Finding]) -> bytes:
        """The copy's bytes."""
        for sheet, said in remarks(findings, self._name, list(self._sheets), self._words).items():
            self._mark(self._sheets[sheet], said)
        package, before = self._package, self._package.name(self._styles_part)
        if before is not None:
            if package.read(self._styles_part) != self._styles.content():
                package.write(self._styles_part, self._styles.content())
        elif findings:
            package.write(self._styles_part, self._styles.content())
            package.add_type(self._styles_part, _STYLES_TYPE)
            package.add_link(self._workbook, f"{RELATIONS}/styles", self._styles_part)
        return package.content()

    def _mark(self, part: str, said: Sequence[Remark]) -> None:
        package = self._package
        sheet = SheetXml(package.read(part), part)
        links = package.links(part)
        comments_part = self._linked(links, f"{RELATIONS}/comments", part)
        font = _FONTS[self._words.language]
        comments = Comments(
            package.read(comments_part) if comments_part else own_comments.EMPTY, comments_part or "comments", font
        )
        known = {place_of(cell, part) for cell in comments.cells}
        threaded = frozenset(self._threaded(links))
        found = notes(said, sheet.merged, threaded, lambda place: comments.length(_cell(place)), self._words)
        written = {place: note for place, note in found.items() if note.runs}
        for place, note in written.items():
            comments.put(_cell(place), note.runs)
        if comments_part is None:
            comments_part = package.unused("xl/comments{}.xml")
            package.add_type(comments_part, _COMMENTS_TYPE)
            package.add_link(part, f"{RELATIONS}/comments", comments_part)
        package.write(comments_part, comments.content())
        drawing = self._draw(part, sheet, links, known, written)
        tones = {place: note.tone for place, note in found.items() if note.tone}
        package.write(part, sheet.marked(tones, self._styles.with_fill, drawing))

    def _draw(
        self, part: str, sheet: SheetXml, links: Sequence[Link], known: set[Place], written: dict[Place, Note]
    ) -> str:
        """The boxes of the comments; gives the relationship of the drawing that they are in."""
        package, relation = self._package, sheet.legacy
        place = next((link.part for link in links if link.id == relation), None)
        if (place is None) != (relation is None):
            raise Odd(f"{part}: legacyDrawing")
        content = package.read(place) if place is not None else vml.EMPTY
        boxed = vml.box_cells(content)
        taller = {cell: written[cell].lines + 1 for cell in boxed if cell in written}
        content = vml.with_taller(content, taller, sheet.frame)
        boxes = dict.fromkeys(sorted(known - boxed), 4)
        boxes |= {cell: note.lines for cell, note in sorted(written.items()) if cell not in boxed}
        if boxes:
            content = vml.with_boxes(content, place or "vml", list(boxes.items()), sheet.frame, self._blocks)
        if place is None or relation is None:
            place = package.unused("xl/drawings/vmlDrawing{}.vml")
            package.add_type(place, _VML_TYPE)
            relation = package.add_link(part, f"{RELATIONS}/vmlDrawing", place)
        package.write(place, content)
        return relation

    @staticmethod
    def _linked(links: Sequence[Link], kind: str, part: str) -> str | None:
        found = [link.part for link in links if link.kind == kind]
        if len(found) > 1:
            raise Odd(f"{part}: {kind}")
        return found[0] if found else None

    def _threaded(self, links: Sequence[Link]) -> list[Place]:
        """The cells that hold a thread of comments."""
        found = []
        for link in links:
            if link.kind == _THREADS:
                content = self._package.read(link.part)
                root_of(content, link.part, "ThreadedComments", _THREADS_SPACE)
                cells = (tag.get("ref") for tag in tags(content, link.part) if tag.name == "threadedComment")
                found += [place_of(cell, link.part) for cell in cells if cell]
        return found


def _cell(place: Place) -> str:
    return f"{column_letter(place[1])}{place[0]}"
