"""A bar on stderr while a long sheet is read: only on a terminal, and only once there is something to wait for."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from time import monotonic
from typing import TYPE_CHECKING

from minsheng_funds.messages import LABELS

if TYPE_CHECKING:
    from rich.progress import Progress

    from minsheng_funds.model import Source

LONG_SHEET = 50_000
"""Rows from which on a sheet is worth a bar."""
LARGE_FILE = 5_000_000
"""Bytes from which on a file takes a while to open."""


class Bar:
    """Hears how many rows were read; draws nothing before a sheet is long or a file large."""

    def __init__(self, sources: Sequence[Source], language: str) -> None:
        self._large = {source.name for source in sources if source.size >= LARGE_FILE}
        self._language = language
        self._name, self._rows, self._since = "", 0, monotonic()
        self._progress: Progress | None = None

    def __call__(self, name: str, rows: int) -> None:
        """`rows` more of `name` were read; 0: a source is being opened."""
        if name != self._name:
            self._name, self._rows, self._since = name, 0, monotonic()
        self._rows += rows
        if rows == 0 and name in self._large:
            self._show(LABELS["opening"].fill(name=name).in_language(self._language))
        elif self._rows >= LONG_SHEET or self._progress is not None:
            rate = int(self._rows / max(monotonic() - self._since, 0.001))
            text = LABELS["progress"].fill(name=name, rows=f"{self._rows:,}", rate=f"{rate:,}")
            self._show(text.in_language(self._language))

    def _show(self, text: str) -> None:
        from rich.console import Console
        from rich.markup import escape
        from rich.progress import BarColumn, Progress, TextColumn

        from minsheng_funds.rendering.document import harmless

        if self._progress is None:
            columns = (BarColumn(bar_width=20), TextColumn("{task.description}"))
            self._progress = Progress(*columns, console=Console(file=sys.stderr), transient=True)
            self._progress.start()
            self._progress.add_task("", total=None)
        self._progress.update(self._progress.task_ids[0], description=escape(harmless(text)))

    def close(self) -> None:
        """Takes the bar away."""
        if self._progress is not None:
            self._progress.stop()


@contextmanager
def progress(sources: Sequence[Source], language: str) -> Iterator[Callable[[str, int], None] | None]:
    """Who is told how far the reading is: a bar where stderr is a terminal, else nobody."""
    if sys.stderr is None or not sys.stderr.isatty():
        yield None
        return
    bar = Bar(sources, language)
    try:
        yield bar
    finally:
        bar.close()
