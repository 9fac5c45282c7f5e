"""The styles of a workbook: for a cell's style another one that differs by its fill alone."""

from minsheng_funds.rendering.annotated.markup import (
    MAIN,
    Child,
    Odd,
    children,
    edited,
    opened,
    root_of,
    with_attribute,
)
from minsheng_funds.rendering.as_xlsx import FILLS

_MOST = 64_000
"""A workbook with more cell formats is taken for broken."""
PLAIN = (
    f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<styleSheet xmlns="{MAIN}">'
    '<fonts count="1"><font><sz val="11"/><name val="Calibri"/></font></fonts>'
    '<fills count="2"><fill><patternFill patternType="none"/></fill>'
    '<fill><patternFill patternType="gray125"/></fill></fills>'
    '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
    '<cellXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/></cellXfs>'
    '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
).encode()
"""For a workbook that has none."""


class Styles:
    """The styles part, and what is added to it."""

    def __init__(self, content: bytes, part: str) -> None:
        self._content, self._part = content, part
        root = root_of(content, part, "styleSheet")
        lists = {child.tag.name: child for child in children(content, part, root.end)}
        if (
            "fills" not in lists
            or "cellXfs" not in lists
            or any(lists[name].tag.empty for name in ("fills", "cellXfs"))
        ):
            raise Odd(f"{part}: fills, cellXfs")
        self._fills, self._formats = lists["fills"], lists["cellXfs"]
        self._prefix = root.prefix.decode() + ":" if root.prefix else ""
        self._fill_count = sum(1 for _ in children(content, part, self._fills.tag.end))
        self._known = list(children(content, part, self._formats.tag.end))
        self._new: dict[tuple[int, str], int] = {}
        self._tones: dict[str, int] = {}

    def with_fill(self, style: int, tone: str) -> int:
        """The number of a style like this one, filled in the colour of a tone."""
        if style >= len(self._known):
            raise Odd(f"{self._part}: cellXfs[{style}]")
        if len(self._known) + len(self._new) >= _MOST:
            raise Odd(f"{self._part}: cellXfs > {_MOST}")
        self._tones.setdefault(tone, self._fill_count + len(self._tones))
        return self._new.setdefault((style, tone), len(self._known) + len(self._new))

    def content(self) -> bytes:
        """The part with the fills and formats that were asked for."""
        if not self._new:
            return self._content
        fills = "".join(self._fill(FILLS[tone]) for tone in self._tones)
        formats = b"".join(self._copy(style, tone) for style, tone in self._new)
        return edited(
            self._content,
            [
                *self._longer(self._fills, self._fill_count + len(self._tones), fills.encode()),
                *self._longer(self._formats, len(self._known) + len(self._new), formats),
            ],
        )

    def _fill(self, colour: str) -> str:
        p = self._prefix
        inside = f'<{p}fgColor rgb="FF{colour}"/><{p}bgColor indexed="64"/>'
        return f'<{p}fill><{p}patternFill patternType="solid">{inside}</{p}patternFill></{p}fill>'

    def _copy(self, style: int, tone: str) -> bytes:
        tag, end = self._known[style]
        first = with_attribute(self._content[tag.start : tag.end], "fillId", self._tones[tone])
        return with_attribute(first, "applyFill", 1) + self._content[tag.end : end]

    def _longer(self, found: Child, count: int, new: bytes) -> list[tuple[int, int, bytes]]:
        """The edits that append to a list and say how long it is."""
        tag, end = found
        close = self._content.rindex(b"</", tag.end, end)
        first = with_attribute(self._content[tag.start : tag.end], "count", count)
        return [(tag.start, tag.end, opened(first)), (close, close, new)]
