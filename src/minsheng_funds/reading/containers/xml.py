"""Small parts of a workbook as lists of elements. Names lose their prefix: programs read them so."""

from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from minsheng_funds.reading.sheets import Unusable

_DEEPEST = 256
"""More levels than any spreadsheet program nests."""


class Element(NamedTuple):
    """One element: its name, its parent's, and its attributes (their names without prefix, too)."""

    name: str
    parent: str
    attributes: dict[str, str]


def local(name: str) -> str:
    """A name without its prefix."""
    return name.rpartition(":")[2]


class Parser:
    """A parser fed in pieces. Raises `Unusable` for what is no XML, nests too deep or declares entities."""

    def __init__(self, where: str, **handlers: Any) -> None:
        from pyexpat import ParserCreate

        self._where = where
        self._expat = ParserCreate()
        self._expat.buffer_text = True
        for name, handler in handlers.items():
            setattr(self._expat, name, handler)
        self._expat.StartDoctypeDeclHandler = self._refuse

    def listen(self, handler: Callable[[str], None] | None) -> None:
        """Whether texts are wanted from here on."""
        self._expat.CharacterDataHandler = handler

    def listen_for_end(self, handler: Callable[[str], None] | None) -> None:
        """Whether ends of elements are wanted from here on."""
        self._expat.EndElementHandler = handler

    def feed(self, piece: bytes, last: bool = False) -> None:
        """The next piece of the part."""
        from pyexpat import ExpatError

        try:
            self._expat.Parse(piece, last)
        except (ExpatError, LookupError, ValueError) as error:  # LookupError: an encoding that nobody knows
            raise Unusable("broken", f"{self._where}: {error}") from None

    def _refuse(self, *_: object) -> None:
        raise Unusable("unsafe", f"DOCTYPE in {self._where}")


def elements(text: bytes, where: str) -> Iterator[Element]:
    """Every element of a small part, in order."""
    found: list[Element] = []
    parents = [""]

    def start(name: str, attributes: dict[str, str]) -> None:
        if len(parents) > _DEEPEST:
            raise Unusable("unsafe", f"elements nested more than {_DEEPEST} deep in {where}")
        found.append(Element(local(name), parents[-1], {local(key): value for key, value in attributes.items()}))
        parents.append(local(name))

    def end(_: str) -> None:
        parents.pop()

    if text:
        Parser(where, StartElementHandler=start, EndElementHandler=end).feed(text, last=True)
    return iter(found)
