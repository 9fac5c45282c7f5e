"""The files of a roll-up, beside those of its cases: the largest is made by a worker, where there are several."""

from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Future
from contextlib import suppress
from functools import partial
from pathlib import Path

import msgspec

from minsheng_funds.engines import Engine
from minsheng_funds.model.rollup import CaseOutcome
from minsheng_funds.pipeline import roll_up
from minsheng_funds.rendering.files import write_all
from minsheng_funds.reports import ANNEX, RollUpPens
from minsheng_funds.settings import Settings

Paths = Mapping[str, Mapping[str, Path]]


def write_files(
    outcomes: Sequence[CaseOutcome],
    settings: Settings,
    paths: Paths,
    out: Path,
    *,
    engine: Engine,
    template: tuple[str, str] | None = None,
) -> RollUpPens:
    """Rolls up, and writes what stands in the output folder; gives the roll-up to be printed or looked at.

    `paths` and `template` are those of `RollUpPens`. Raises `Failure` where a file cannot be written; none is then.
    """
    made: Future[bytes] | None = None
    if engine.width > 1:
        with suppress(ValueError, TypeError):  # a name that is no text: all is made here
            made = engine.executor.submit(_annex, msgspec.json.encode(outcomes), settings, paths, out)
    pens = RollUpPens(roll_up(outcomes, settings), settings, paths, template)
    files = pens.files(out)
    if made is not None and out / ANNEX in files:
        files[out / ANNEX] = partial(_result_or, made, files[out / ANNEX])
    write_all(files)
    return pens


def _annex(outcomes: bytes, settings: Settings, paths: Paths, out: Path) -> bytes:
    """The roll-up's workbook, from the outcomes of all cases as JSON. Nothing here touches a disk."""
    cases = msgspec.json.decode(outcomes, type=list[CaseOutcome])
    return RollUpPens(roll_up(cases, settings), settings, paths).files(out)[out / ANNEX]()


def _result_or(made: Future[bytes], make: Callable[[], bytes]) -> bytes:
    """What a worker made; whatever became of it, the file is made here then, and says itself what is wrong."""
    try:
        return made.result()
    except Exception:
        return make()
