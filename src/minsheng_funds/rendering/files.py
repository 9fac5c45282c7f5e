"""Writing files: to a temporary file in the same folder, then renamed; a file is replaced whole or not at all."""

import os
import tempfile
from errno import EACCES
from pathlib import Path

from minsheng_funds.messages import failure, os_reason


def write_atomically(target: Path, content: bytes) -> None:
    """Writes `content` to `target`. Raises `Failure` where it cannot; the old file is then as it was."""
    temporary: str | None = None
    target = Path(os.path.realpath(target))  # what a link points to is written, the link stays
    try:
        if target.exists() and not target.stat().st_mode & 0o222:
            raise PermissionError(EACCES, os.strerror(EACCES))
        handle, temporary = tempfile.mkstemp(prefix=f".{target.name}.", dir=target.parent)
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        mode = target.stat().st_mode & 0o777 if target.exists() else 0o666 & ~_umask()
        Path(temporary).chmod(mode)
        Path(temporary).replace(target)
    except OSError as error:
        if temporary is not None:
            Path(temporary).unlink(missing_ok=True)
        raise failure("cannot-write", where=str(target), detail=os_reason(error)) from None


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
