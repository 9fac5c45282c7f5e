"""Where values stand, what was noticed, what was taken for granted: what every other noun refers to."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple


def column_letter(index: int) -> str:
    """The letter of a column, counted from 0: 0 is A, 26 is AA."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


class Origin(NamedTuple):
    """Where a value stands. `row` counts from 1 (0: the whole sheet), `column` from 0 (None: the whole row)."""

    file: str
    sheet: str = ""
    row: int = 0
    column: int | None = None

    def __str__(self) -> str:
        parts = [self.file]
        if self.sheet:
            parts.append(self.sheet)
        if self.row:
            parts.append(f"{column_letter(self.column or 0)}{self.row}")
        return "!".join(parts)


class Stamp(NamedTuple):
    """What tells that a file on disk is still the one that was looked at: its size (bytes) and time of change (ns)."""

    size: int
    changed: int


class Source(NamedTuple):
    """An input as plain data, so that work travels without a shared disk. `error` says why it could not be read.

    A large text or a Parquet file is not held: `path` names it, and `stamp` is what it was like when it was named.
    """

    name: str
    content: bytes
    error: str = ""
    path: str = ""
    stamp: Stamp = Stamp(0, 0)

    @property
    def size(self) -> int:
        """How many bytes it has."""
        return self.stamp.size if self.path else len(self.content)

    @property
    def sha256(self) -> str:
        """The file's fingerprint, by which anybody can check that a report was made from it."""
        if self.path:
            from minsheng_funds.model.fingerprints import of_file

            return of_file(self.path, self.stamp)
        import hashlib

        return hashlib.sha256(self.content).hexdigest()


@dataclass(frozen=True, slots=True)
class Fact:
    """Something noticed while reading or adding up. `kind` names the rule that turns it into a finding."""

    kind: str
    origins: tuple[Origin, ...] = ()
    values: Mapping[str, object] = field(default_factory=dict)


class Assumption(NamedTuple):
    """Something taken for granted; `kind` is a key of `vocabulary.ASSUMPTIONS`."""

    kind: str
    values: tuple[tuple[str, object], ...] = ()
