"""The same look as `sheet_scan`, through a real parser: for sheets written with prefixes or without addresses."""

from minsheng_funds.reading.containers.sheet_scan import (
    Extent,
    Reference,
    Seen,
    column_of,
    hidden_columns,
    is_broken,
    is_true,
    merged_ranges,
    references_in,
)
from minsheng_funds.reading.containers.xml import Parser, local
from minsheng_funds.reading.sheets import Unusable


class Parse:
    """Fed piece by piece, it says at the end what the sheet holds and how far its values reach."""

    def __init__(self, where: str, *, recalculated: bool) -> None:
        self.seen = Seen()
        self._where = where
        self._recalculated = recalculated
        self._parser = Parser(
            where,
            StartElementHandler=self._start,
            CommentHandler=self._doubt,
            ProcessingInstructionHandler=self._doubt,
            StartCdataSectionHandler=self._doubt,
        )
        self._row = self._column = 0
        self._kind = "n"
        self._cell_row = 0
        self._has_value = self._has_formula = self._has_result = False
        self._value = ""
        self._merged: list[Reference] = []

    def _doubt(self, *_: object) -> None:
        """Comments and the like inside a value: the fast reader takes half of it for the whole."""
        self.seen.interrupted = self.seen.interrupted or self._has_value

    def feed(self, piece: bytes, last: bool = False) -> None:
        """The next piece of the part."""
        self._parser.feed(piece, last)

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        """Only beginnings are looked at, and texts where there is a formula: every other call takes its time."""
        name = local(name) if ":" in name else name
        if name in ("v", "is"):
            self._has_value = True
            self._has_result, self._value = name == "v", ""
        elif name == "c":
            if self._has_value or self._kind == "e":
                self._close()
            self._place(attributes)
        elif name == "f":
            self._has_value = self._has_formula = True
            self._parser.listen(self._text)
        elif name == "row":
            self._close()
            self._row = self._number(attributes["r"]) if "r" in attributes else self._row + 1
            self._column = 0
            if is_true(attributes.get("hidden", "")):
                self.seen.hidden_rows.append(self._row)
        elif name == "mergeCell":
            self._merged += references_in(attributes.get("ref", ""))
        elif name == "col":
            self.seen.hide(hidden_columns(attributes))

    def _place(self, attributes: dict[str, str]) -> None:
        reference = attributes.get("r", "").strip()
        letters = reference.rstrip("0123456789")
        if reference:
            if not (letters.isascii() and letters.isalpha() and len(letters) <= 3) or letters == reference:
                raise Unusable("broken", f"{self._where}: cell {reference!r}")
            self._column, self._cell_row = column_of(letters), self._number(reference[len(letters) :])
        else:
            self._cell_row = self._row
        self._column += 1
        self._kind = attributes.get("t", "n")

    def _number(self, digits: str) -> int:
        if not digits.isascii() or not digits.isdigit() or len(digits) > 9:
            raise Unusable("broken", f"{self._where}: row {digits!r}")
        return int(digits)

    def _text(self, text: str) -> None:
        self._value += text

    def _close(self) -> None:
        """The cell that ends here: how far values reach, and whether it is broken."""
        if not self._has_value and self._kind != "e":
            return
        seen = self.seen
        seen.values += 1
        seen.rows = max(seen.rows, self._cell_row)
        seen.columns = max(seen.columns, self._column)
        if self._has_formula or self._kind == "e":
            value = self._value.strip() if self._has_result else ""
            text = "<f>" + (f"<v>{value}</v>" if value else "")
            if is_broken(self._kind.encode(), text.encode(), recalculated=self._recalculated):
                seen.broken.put(self._cell_row, self._column - 1)
            self._parser.listen(None)
        self._has_value = self._has_formula = self._has_result = False
        self._value, self._kind = "", "n"

    def finish(self) -> tuple[Seen, Extent]:
        """What was seen of the whole part, and how far its values reach."""
        self.feed(b"", last=True)
        self._close()
        self.seen.merged = merged_ranges(self._merged)
        return self.seen, Extent(self.seen.rows, self.seen.columns, self.seen.values)
