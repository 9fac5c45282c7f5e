"""The comments (notes) of a sheet: new ones are added, a cell's own is kept and ours appended to it."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from minsheng_funds.rendering.annotated.markup import MAIN, Child, Odd, children, edited, opened, root_of, text_of

AUTHOR = "minsheng-funds"
EMPTY = (
    f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<comments xmlns="{MAIN}">'
    "<authors></authors><commentList></commentList></comments>"
).encode()
_AFTER_RUNS = ("rPh", "phoneticPr")
_FONT = '<{0}sz val="9"/><{0}color indexed="81"/><{0}rFont val="{1}"/><{0}family val="2"/>'
_TEXT = re.compile(rb"<[^>]*>")


class Run(NamedTuple):
    """A piece of a comment's text."""

    text: str
    bold: bool = False


class Comments:
    """The comments part of a sheet."""

    def __init__(self, content: bytes, part: str, font: str = "Tahoma") -> None:
        self._content, self._part, self._font = content, part, font
        root = root_of(content, part, "comments")
        self._prefix = root.prefix.decode() + ":" if root.prefix else ""
        lists = {child.tag.name: child for child in children(content, part, root.end)}
        if "authors" not in lists or "commentList" not in lists:
            raise Odd(f"{part}: authors, commentList")
        self._authors, self._list = lists["authors"], lists["commentList"]
        self._author_count = 0 if self._authors.tag.empty else sum(1 for _ in self._below(self._authors))
        self._known: dict[str, Child] = {}
        for child in () if self._list.tag.empty else self._below(self._list):
            reference = (child.tag.get("ref") or "").replace("$", "")
            if child.tag.name != "comment" or reference in self._known:
                raise Odd(f"{part}: {reference}")
            self._known[reference] = child
        self._edits: list[tuple[int, int, bytes]] = []
        self._new: list[bytes] = []

    def _below(self, child: Child) -> list[Child]:
        return list(children(self._content, self._part, child.tag.end))

    @property
    def cells(self) -> list[str]:
        """The cells that have a comment of their own."""
        return list(self._known)

    def length(self, cell: str) -> int:
        """How long a cell's own comment is, in characters."""
        found = self._known.get(cell)
        return len(_TEXT.sub(b"", self._content[found.tag.start : found.end]).decode("utf-8")) if found else 0

    def put(self, cell: str, runs: Sequence[Run]) -> None:
        """Comments on a cell, below what its own comment says."""
        found = self._known.get(cell)
        if found is not None:
            self._append(found, (Run("\n"), *runs))
            return
        p, text = self._prefix, "".join(self._run(run) for run in runs)
        start = f'<{p}comment ref="{cell}" authorId="{self._author_count}"><{p}text>'
        self._new.append(f"{start}{text}</{p}text></{p}comment>".encode())

    def _append(self, comment: Child, runs: Sequence[Run]) -> None:
        new = "".join(self._run(run) for run in runs).encode()
        text = next((child for child in self._below(comment) if child.tag.name == "text"), None)
        if text is None:
            raise Odd(f"{self._part}: {comment.tag.get('ref')}")
        if text.tag.empty:
            first = opened(self._content[text.tag.start : text.tag.end])
            self._edits.append((text.tag.start, text.end, first + new + f"</{self._prefix}text>".encode()))
            return
        inside = self._below(text)
        for child in inside:
            if child.tag.name == "t":  # plain text: among runs it is one itself
                whole = self._content[child.tag.start : child.end]
                run = f"<{self._prefix}r>".encode() + whole + f"</{self._prefix}r>".encode()
                self._edits.append((child.tag.start, child.end, run))
        after = [child.tag.start for child in inside if child.tag.name in _AFTER_RUNS]
        place = after[0] if after else self._content.rindex(b"</", text.tag.end, text.end)
        self._edits.append((place, place, new))

    def _run(self, run: Run) -> str:
        p, bold = self._prefix, f"<{self._prefix}b/>" if run.bold else ""
        look = bold + _FONT.format(p, self._font)
        return f'<{p}r><{p}rPr>{look}</{p}rPr><{p}t xml:space="preserve">{text_of(run.text)}</{p}t></{p}r>'

    def content(self) -> bytes:
        """The part with everything that was put into it."""
        edits = list(self._edits)
        if self._new:
            author = f"<{self._prefix}author>{AUTHOR}</{self._prefix}author>".encode()
            edits += [self._into(self._authors, author), self._into(self._list, b"".join(self._new))]
        return edited(self._content, edits)

    def _into(self, found: Child, new: bytes) -> tuple[int, int, bytes]:
        """The edit that appends to a list, an empty one too."""
        tag, end = found
        if tag.empty:
            first = opened(self._content[tag.start : tag.end])
            return tag.start, end, first + new + f"</{self._prefix}{tag.name}>".encode()
        close = self._content.rindex(b"</", tag.end, end)
        return close, close, new
