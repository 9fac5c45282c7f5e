"""How far a batch is, on stderr: a bar on a terminal, a line a case where it is piped, nothing where that is asked."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

from minsheng_funds.messages import LABELS

if TYPE_CHECKING:
    from minsheng_funds.model.rollup import CaseOutcome


@contextmanager
def told(count: int, language: str, *, quiet: bool) -> Iterator[Callable[[CaseOutcome], None] | None]:
    """Who hears of every case that is finished. Whoever interrupts is told how many are, and how to go on."""
    if quiet or sys.stderr is None:
        yield None
        return
    finished: list[CaseOutcome] = []
    with _bar(count, language) if sys.stderr.isatty() else _lines(count, language, finished) as tell:

        def hear(case: CaseOutcome) -> None:
            finished.append(case)
            tell(case)

        try:
            yield hear
        except KeyboardInterrupt:
            done = sum(case.record is not None for case in finished)
            text = LABELS["batch_stopped"].fill(done=done, count=count).in_language(language)
            print(text, file=sys.stderr, flush=True)
            raise


@contextmanager
def _lines(count: int, language: str, finished: Sequence[CaseOutcome]) -> Iterator[Callable[[CaseOutcome], None]]:
    """A line a case, as soon as it is finished."""
    yield lambda case: print(f"[{len(finished)}/{count}] {line_of(case, language)}", file=sys.stderr, flush=True)


def line_of(case: CaseOutcome, language: str) -> str:
    """One case in one line: its rates, or why it has none."""
    from minsheng_funds.rendering.document import harmless

    if case.failure is not None:
        return harmless(f"{case.place}: {case.failure.message.in_language(language)}")
    assert case.record is not None
    rates = [total.rate.percent() + "%" for total in case.record.totals.values() if total.rate is not None]
    marks = [] if case.record.complete else [LABELS["incomplete"].in_language(language)]
    marks += [LABELS["case_reused"].in_language(language)] if case.reused else []
    return harmless(f"{case.place}: {' '.join([*rates, *marks])}".rstrip(": "))


@contextmanager
def _bar(count: int, language: str) -> Iterator[Callable[[CaseOutcome], None]]:
    """Counts, cases a second, time left, and how many failed."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    failed = 0
    rate = TextColumn("{task.fields[rate]}")
    columns = (
        BarColumn(bar_width=30),
        MofNCompleteColumn(),
        rate,
        TimeRemainingColumn(),
        TextColumn("{task.description}"),
    )
    with Progress(*columns, console=Console(file=sys.stderr), transient=True) as progress:
        task = progress.add_task("", total=count, rate="")

        def tell(case: CaseOutcome) -> None:
            nonlocal failed
            failed += case.failure is not None
            speed = progress.tasks[task].speed or 0
            text = LABELS["cases_failed"].fill(count=failed).in_language(language) if failed else ""
            progress.update(task, advance=1, description=text, rate=f"{speed:.1f}/s")

        yield tell
