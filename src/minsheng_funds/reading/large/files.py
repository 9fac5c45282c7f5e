"""The bytes of a large file, once through: counted along for its fingerprint, refused if the file changes meanwhile."""

import hashlib
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

from minsheng_funds.model import Source
from minsheng_funds.model.fingerprints import is_known, remember, stamp_of
from minsheng_funds.reading.sheets import Unusable

FIRST_CHUNK, CHUNK = 1 << 18, 1 << 22
"""Bytes read at a time: few at first, for a ledger's first rows are looked at one by one."""


def opened(source: Source) -> BinaryIO:
    """The file of a source, or its content. Raises `Unusable` for a file that is another one by now."""
    if not source.path:
        return BytesIO(source.content)
    check_unchanged(source)
    return Path(source.path).open("rb", buffering=0)


def check_unchanged(source: Source) -> None:
    """Raises `Unusable` for a file that is gone, or is another one than it was when it was named."""
    try:
        if not source.path or stamp_of(source.path) == source.stamp:
            return
    except OSError:
        pass
    raise Unusable("changed", "")


def beginning(source: Source, size: int) -> bytes:
    """The first bytes of a source."""
    with opened(source) as stream:
        return stream.read(size)


def chunks(source: Source) -> Iterator[bytearray]:
    """The bytes of a source, chunk by chunk; each holds only until the next is asked for.

    They are counted along in a thread beside; only the first and smaller ones may be changed meanwhile.
    """
    counted = None if not source.path or is_known(source.path, source.stamp) else hashlib.sha256()
    chunk = bytearray(FIRST_CHUNK)
    size = len(chunk)
    with opened(source) as stream, ThreadPoolExecutor(1) as beside:
        while read := stream.readinto(chunk):  # type: ignore[attr-defined]
            del chunk[read:]
            counting = beside.submit(counted.update, bytes(chunk) if size < CHUNK else chunk) if counted else None
            yield chunk
            if counting is not None:
                counting.result()
            size = min(size * 2, CHUNK)
            if len(chunk) != size:
                chunk = bytearray(size)
    check_unchanged(source)
    if counted is not None:
        remember(source.path, source.stamp, counted.hexdigest())
