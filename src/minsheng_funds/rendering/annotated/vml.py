"""The boxes of comments (VML): without one, a comment is not shown. Existing boxes stay, ours are appended."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence

from minsheng_funds.rendering.annotated.markup import Odd, edited
from minsheng_funds.rendering.annotated.sheet import Frame, Place

_SPACES = {
    "v": "urn:schemas-microsoft-com:vml",
    "o": "urn:schemas-microsoft-com:office:office",
    "x": "urn:schemas-microsoft-com:office:excel",
}
_DECLARED = " ".join(f'xmlns:{prefix}="{space}"' for prefix, space in _SPACES.items())
EMPTY = (f'<xml {_DECLARED}><o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data=""/></o:shapelayout></xml>').encode()
_TYPE = (
    '<v:shapetype id="_x0000_t202" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe"{spaces}>'
    '<v:stroke joinstyle="miter"/><v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>'
)
_SHAPE = (
    '<v:shape id="_x0000_s{id}" type="#_x0000_t202" style="position:absolute;margin-left:{left}pt;margin-top:{top}pt;'
    'width:{width}pt;height:{height}pt;z-index:{order};visibility:hidden"'
    ' fillcolor="#ffffe1" o:insetmode="auto"{spaces}>'
    '<v:fill color2="#ffffe1"/><v:shadow on="t" color="black" obscured="t"/><v:path o:connecttype="none"/>'
    '<v:textbox style="mso-direction-alt:auto"><div style="text-align:left"></div></v:textbox>'
    '<x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/><x:Anchor>{anchor}</x:Anchor>'
    "<x:AutoFill>False</x:AutoFill><x:Row>{row}</x:Row><x:Column>{column}</x:Column></x:ClientData></v:shape>"
)
_NOTE = re.compile(rb"<x:ClientData\s+ObjectType\s*=\s*[\"']Note[\"'].*?</x:ClientData>", re.DOTALL)
_WHERE = re.compile(rb"<x:Row>\s*(\d+)\s*</x:Row>.*?<x:Column>\s*(\d+)\s*</x:Column>", re.DOTALL)
_ANCHOR = re.compile(rb"(<x:Anchor>\s*(?:\d+\s*,\s*){6})(\d+)(\s*,\s*\d+\s*</x:Anchor>)")
_IDS = re.compile(rb"_x0000_s(\d+)")
_BLOCKS = re.compile(rb"(<o:idmap\b[^>]*?\bdata\s*=\s*[\"'])([\d,\s]*)([\"'])")
_BLOCK = 1024
"""Ids of shapes are given out in blocks; each drawing has its own."""
WIDTH, _LINE, _PADDING = 320, 16, 14
"""Pixels of a box, of a line of its text and of what is around it."""
_LAST_COLUMN, _LAST_ROW = 16_383, 1_048_576


class Blocks:
    """The blocks of ids that no drawing of the workbook uses."""

    def __init__(self, drawings: Iterable[bytes]) -> None:
        used = {0}
        for content in drawings:
            used.update(int(found) // _BLOCK for found in _IDS.findall(content))
            used.update(
                int(number) for found in _BLOCKS.findall(content) for number in found[1].split(b",") if number.strip()
            )
        self._next = max(used) + 1

    def take(self, count: int) -> list[int]:
        """So many ids' worth of blocks."""
        blocks = range(self._next, self._next + -(-count // (_BLOCK - 1)))
        self._next = blocks.stop
        return list(blocks)


def with_boxes(content: bytes, part: str, boxes: Sequence[tuple[Place, int]], frame: Frame, blocks: Blocks) -> bytes:
    """The drawing with a box more for each cell (and how many lines its text has)."""
    close = content.rfind(b"</xml>")
    if close < 0:
        raise Odd(f"{part}: </xml>")
    taken = blocks.take(len(boxes))
    numbers = (block * _BLOCK + number for block in taken for number in range(1, _BLOCK))
    head = content[: content.find(b">", content.find(b"<xml")) + 1]
    missing = (
        f' xmlns:{prefix}="{space}"' for prefix, space in _SPACES.items() if f"xmlns:{prefix}=".encode() not in head
    )
    spaces = "".join(missing)
    shapes = [] if b'id="_x0000_t202"' in content else [_TYPE.format(spaces=spaces)]
    for order, (number, box) in enumerate(zip(numbers, boxes, strict=False), 1):
        shapes.append(_shape(number, order, box, frame, spaces))
    edits = [(close, close, "".join(shapes).encode())]
    listed = _BLOCKS.search(content)
    if listed is not None:
        known = [number.strip().decode() for number in listed.group(2).split(b",") if number.strip()]
        data = ",".join([*known, *map(str, taken)]).encode()
        edits.append((listed.start(2), listed.end(2), data))
    return edited(content, edits)


def with_taller(content: bytes, taller: dict[Place, int], frame: Frame) -> bytes:
    """The drawing with the boxes of these cells enlarged by so many lines each."""
    return edited(content, _anchors(content, taller, frame)) if taller else content


def _anchors(content: bytes, taller: dict[Place, int], frame: Frame) -> Iterator[tuple[int, int, bytes]]:
    for note in _NOTE.finditer(content):
        where, anchor = _WHERE.search(note.group()), _ANCHOR.search(note.group())
        if where is None or anchor is None:
            continue
        lines = taller.get((int(where.group(1)) + 1, int(where.group(2))))
        if lines:
            row = int(anchor.group(2))
            last, _ = _walk(row + 1, 0, lines * _LINE, frame.height_of, _LAST_ROW)
            begin = note.start() + anchor.start(2)
            yield begin, note.start() + anchor.end(2), str(last - 1).encode()


def box_cells(content: bytes) -> set[Place]:
    """The cells that have a box."""
    found = (_WHERE.search(note.group()) for note in _NOTE.finditer(content))
    return {(int(where.group(1)) + 1, int(where.group(2))) for where in found if where is not None}


def _shape(number: int, order: int, box: tuple[Place, int], frame: Frame, spaces: str) -> str:
    (row, column), lines = box
    height = lines * _LINE + _PADDING
    left = min(column + 1, _LAST_COLUMN - 8)
    top = max(1, row - 1)
    right, right_rest = _walk(left, 15, WIDTH, frame.width_of, _LAST_COLUMN)
    bottom, bottom_rest = _walk(top, 4, height, frame.height_of, _LAST_ROW)
    anchor = (left, 15, top - 1, 4, right, right_rest, bottom - 1, bottom_rest)
    return _SHAPE.format(
        id=number,
        order=order,
        left=60,
        top=2,
        width=WIDTH * 3 // 4,
        height=height * 3 // 4,
        anchor=", ".join(map(str, anchor)),
        row=row - 1,
        column=column,
        spaces=spaces,
    )


def _walk(place: int, offset: int, pixels: int, size_of: Callable[[int], int], last: int) -> tuple[int, int]:
    """From a place so many pixels on, over columns or rows: where that ends, and how far into it."""
    left = offset + pixels
    while left > size_of(place) and place < last:
        left -= size_of(place)
        place += 1
    return place, min(left, size_of(place))
