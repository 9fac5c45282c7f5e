"""The fast reader, python-calamine, behind one door: whatever it raises, panics included, is a broken source."""

import io
import os
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import islice
from typing import TYPE_CHECKING, TypeVar, cast

from minsheng_funds.reading.sheets import Look, Merged, Row, Sheet, Unusable

if TYPE_CHECKING:
    from python_calamine import CalamineSheet, CalamineWorkbook

Result = TypeVar("Result")

_ROWS_AT_ONCE = 1_024
PARSING = threading.Event()
"""Set once the fast reader parses, which it does outside the interpreter's lock: others may use it meanwhile."""


def tried(action: Callable[[], Result], where: str = "") -> Result:
    """What the fast reader gives. A panic of it is no ordinary exception, so everything but an interrupt is caught."""
    from python_calamine import PasswordError

    try:
        with _hushed():
            return action()
    except PasswordError:
        raise Unusable("password", "") from None
    except (KeyboardInterrupt, SystemExit, MemoryError, Unusable):
        raise
    except BaseException as error:
        detail = " ".join(str(error).split())[:200] or type(error).__name__
        raise Unusable("broken", f"{where}: {detail}" if where else detail) from None


@contextmanager
def _hushed() -> Iterator[None]:
    """Nothing on the standard error stream meanwhile: a panic writes its own words there, past every handler."""
    try:
        saved, nowhere = os.dup(2), os.open(os.devnull, os.O_WRONLY)
    except OSError:
        yield
        return
    os.dup2(nowhere, 2)
    try:
        yield
    finally:
        os.dup2(saved, 2)
        os.close(saved)
        os.close(nowhere)


def open_workbook(content: bytes) -> "CalamineWorkbook":
    """The workbook, not yet its sheets."""
    from python_calamine import CalamineWorkbook

    return tried(lambda: CalamineWorkbook.from_filelike(io.BytesIO(content)))


def sheets_of(
    workbook: "CalamineWorkbook",
    look: Callable[[str], Look],
    merged: Callable[[str], tuple[Merged, ...]] | None = None,
) -> Iterator[Sheet]:
    """The sheets in order, each parsed when it is its turn; hidden ones are named only."""
    from python_calamine import SheetTypeEnum, SheetVisibleEnum

    for meta in workbook.sheets_metadata:
        if meta.typ != SheetTypeEnum.WorkSheet:
            continue
        if meta.visible != SheetVisibleEnum.Visible:
            yield Sheet(meta.name, (), hidden=True)
            continue
        page = _page(workbook, meta.name)
        yield Sheet(
            meta.name,
            _rows(page, meta.name),
            page.start[1] if page.start else 0,
            tuple(page.merged_cell_ranges or ()) if merged is None else merged(meta.name),
            look=look(meta.name),
        )


def page_rows(workbook: "CalamineWorkbook", name: str) -> tuple[Iterator[Row], int]:
    """The rows of one sheet, and the column of their first cell."""
    page = _page(workbook, name)
    return _rows(page, name), page.start[1] if page.start else 0


def _page(workbook: "CalamineWorkbook", name: str) -> "CalamineSheet":
    PARSING.set()
    return tried(lambda: workbook.get_sheet_by_name(name), name)


def _rows(page: "CalamineSheet", name: str) -> Iterator[Row]:
    """The rows; a cell that cannot be made a value (a day beyond all calendars) breaks the source, not the program."""
    rows = cast("Iterator[Row]", iter(tried(page.iter_rows, name)))
    while chunk := tried(lambda: list(islice(rows, _ROWS_AT_ONCE)), name):
        yield from chunk
