"""What a piece of work may take, and why it has no result."""

from typing import NamedTuple

from minsheng_funds.vocabulary import Text


class Limits(NamedTuple):
    """What one piece of work may take: seconds, and MiB of memory. None: as much as it likes.

    Memory is heeded where the system does (Linux).
    """

    seconds: int | None = None
    mebibytes: int | None = None


class Lost(Exception):
    """A piece of work that has no result because of where it ran; `why` is time, memory, died or cluster."""

    def __init__(self, why: str, detail: str | Text = "") -> None:
        super().__init__(why, detail)
        self.why, self.detail = why, detail
