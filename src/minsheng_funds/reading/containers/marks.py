"""Marks on cells, a byte each in small blocks: a few telling cells cost little, a long column of them too."""

_BLOCK = 256


class Marks:
    """Cell → a small number from 1, 0 where there is none. Rows count from 1, columns from 0."""

    def __init__(self) -> None:
        self._blocks: dict[tuple[int, int], bytearray] = {}

    def __bool__(self) -> bool:
        return bool(self._blocks)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Marks) and self._blocks == other._blocks

    __hash__ = None  # type: ignore[assignment] # marks change

    def put(self, row: int, column: int, mark: int = 1) -> None:
        """Marks a cell."""
        key = (row // _BLOCK, column)
        block = self._blocks.get(key)
        if block is None:
            block = self._blocks[key] = bytearray(_BLOCK)
        block[row % _BLOCK] = mark

    def any_in(self, column: int) -> bool:
        """Whether any cell of a column is marked."""
        return any(found == column for _, found in self._blocks)

    def at(self, row: int, column: int) -> int:
        """The mark of a cell."""
        block = self._blocks.get((row // _BLOCK, column))
        return block[row % _BLOCK] if block is not None else 0
