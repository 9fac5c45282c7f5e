"""SHA-256 of files that are too large to be held: counted along while they are read, else in a pass of its own."""

import hashlib
from pathlib import Path

from minsheng_funds.messages import failure
from minsheng_funds.model.facts import Stamp

_CHUNK = 1 << 22
_KNOWN: dict[tuple[str, Stamp], str] = {}
"""What was counted in this process. A file that was changed since has another stamp."""


def stamp_of(path: str) -> Stamp:
    """What the file is like now. Raises `OSError`."""
    found = Path(path).stat()
    return Stamp(found.st_size, found.st_mtime_ns)


def remember(path: str, stamp: Stamp, digest: str) -> None:
    """Keeps a fingerprint that was counted while the whole file was read."""
    _KNOWN[path, stamp] = digest


def is_known(path: str, stamp: Stamp) -> bool:
    """Whether nobody need count along."""
    return (path, stamp) in _KNOWN


def of_file(path: str, stamp: Stamp) -> str:
    """The fingerprint of the file that had this stamp. Raises `Failure` where it has another one by now."""
    if (path, stamp) not in _KNOWN:
        counted = hashlib.sha256()
        try:
            with Path(path).open("rb") as stream:
                while chunk := stream.read(_CHUNK):
                    counted.update(chunk)
            if stamp_of(path) != stamp:
                raise failure("file-changed", where=path)
        except OSError:
            raise failure("file-changed", where=path) from None
        _KNOWN[path, stamp] = counted.hexdigest()
    return _KNOWN[path, stamp]
