"""The bytes of a large file, once through: counted along for its fingerprint, refused if the file changes meanwhile."""

import hashlib
from collections.abc import Iterator
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
    """The bytes of a source, chunk by chunk."""
    counted = None if not source.path or is_known(source.path, source.stamp) else hashlib.sha256()
    size = FIRST_CHUNK
    with opened(source) as stream:
        while True:
            chunk = bytearray(size)
            read = stream.readinto(chunk)  # type: ignore[attr-defined]
            if not read:
                break
            if read < size:
                del chunk[read:]
            if counted is not None:
                counted.update(chunk)
            yield chunk
            size = min(size * 2, CHUNK)
    check_unchanged(source)
    if counted is not None:
        remember(source.path, source.stamp, counted.hexdigest())
